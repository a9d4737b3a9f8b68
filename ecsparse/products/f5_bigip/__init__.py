r"""F5 BIG-IP: traffic management, access policies, application and network firewalls, administration.

Layout:
    Oct 31 15:09:55 bigip1 notice apmd[14311]: 01490005:5: /Common/vpn:Common:8d3f1c22: Following rule 'fallback'
    from
        item 'AD Auth' to ending 'Allow'
    Oct 31 15:09:55 bigip1 warning tmm1[20358]: 01260013:4: SSL Handshake failed for TCP 192.0.2.20:57424 ->
        198.51.100.7:443

    ASM:unit_hostname="bigip1",management_ip_address="192.0.2.1",policy_name="/Common/web",request_status="blocked",…
    CEF:0|F5|ASM|16.1.3|200021069|Automated client access|5|dvchost=bigip1 src=192.0.2.20 spt=51544 act=blocked …

    Oct 31 15:09:55 bigip1 info tmm[1286]: 23003142 "","192.0.2.1","bigip1.example.com","","","","Virtual Server",
        "/Common/web","/Common/reputation","203.0.113.9","198.51.100.7","47707","443","/Common/external","TCP","0",…

    A number and a level stand before a sentence, and after them, of access policies, the policy, its partition and
    the session. Firewalls write pairs with commas between them, columns, or CEF; Telemetry Streaming writes the
    pairs as JSON.

Source: F5, BIG-IP 11 to 17: log messages of the system (K-articles of each number), external monitoring of BIG-IP
    systems (event messages of ASM, AFM, PSM), iRules `log`.

Timestamps: that of the header; `rt` of CEF and `date_time` of ASM, which are local.

Quirks:
    The number is `event.code`, the level after it `event.severity` and `log.level`: `system.log`.
    An access policy is `rule.ruleset`, the rule of it that is followed `rule.name`: `access.log`.
    `%7` after an address is a route domain: it is left out: `system.log`.
    Pairs in the storage format for Splunk have short names, and some have no quotes: `firewalls.log`.
    CEF puts IPv6 addresses in `c6a2` and `c6a3`; values with a label are called as it says: `firewalls.log`.
    `full_request`, or `request` in pairs, is in `f5_bigip.other`, as it came; its method, version and headers are
    read, but of a request that is cut off not the last header: `firewalls.log`.
    What an iRule writes is any text: `f5_bigip.text` has all of it; a response as F5's examples log it is read, its
    client is the source: `system.log`.
    Columns of the network firewall are those that its message has; what tells them is the kind of the object that
    the rule is attached to, addresses, and words: `firewalls.log`.
    Pairs of the network firewall come in any order, and name F5 as the vendor somewhere: `firewalls.log`.

Other readings:
    `url.domain` and `source.domain` of the header's host or `dvchost`: that is the unit; ours is `host.hostname`.
    `rule.name` of an access policy: it is a set of rules; ours is `rule.ruleset`.
    `network.transport`, `network.protocol` in upper case: ECS asks for lower case.
    `source` of the server that an iRule logs a response of: the client is the source, as of any request.
    Parts of other texts that somebody's iRule writes, and of lines of `crond`, which
    are those of any Linux.
    `http.response.status_code` of 0, which says that there was no response.
"""

from __future__ import annotations

from ecsparse.ecs.network import process
from ecsparse.ecs.url import host_and_port
from ecsparse.formats import cef, json, objects
from ecsparse.formats.pairs import quoted_between_commas
from ecsparse.messages.values import NOTHING, Values
from ecsparse.patterns import Pattern
from ecsparse.products.f5_bigip.columns import columns
from ecsparse.products.f5_bigip.messages import ACTIONS, MESSAGES
from ecsparse.products.f5_bigip.values import CALLED, CAPTURES
from ecsparse.record import Document, Members, Phrase, Prefix, Product, Program, Record, Shape
from ecsparse.timestamps.event_time import moment

VALUES = Values("f5_bigip", ACTIONS, CAPTURES, read_by_product="date_time rt")

# The module of BIG-IP's web server that remembers who has logged in.
_CACHE = "AUTHCACHE PAM: user '"
_CEF = tuple(f"{lead}{begin}F5|" for begin in cef.BEGINNINGS for lead in ("", "ASM:", "PSM:", "CEF:"))
# What pairs of the network firewall begin with, whose vendor is named after them.
_FIREWALL = ('acl_policy_type="', 'action="', 'attack_id="', 'bigip_mgmt_ip="', 'context_name="', 'hostname="')
_VENDOR = 'device_vendor="F5"'
_SPLUNK = "f5_asm=Splunk-F5-ASM"
_SPLUNK_AFM = "f5_afm=Splunk-F5-AFM,"
# What the pairs of the network firewall are called there.
_OF_SPLUNK_AFM = {"host": "unit_hostname", "rule": "acl_rule", "source": "origin", "src_zone": "vlan"}
_PAIRS = (
    _SPLUNK_AFM,
    f"{_SPLUNK},",
    f"ASM:{_SPLUNK},",
    'ASM:software_version="',
    'ASM:unit_hostname="',
    'unit_hostname="',
    'acl_policy_name="',
)

# What only BIG-IP has, and what others have too.
_OWN_PROGRAMS = frozenset((
    "apmd", "big3d", "bigd", "gtmd", "icrd_child", "mcpd", "mgmt_acld", "tmm", "tmsh",
    *(f"tmm{number}" for number in range(64)),
))  # fmt: skip
# What logs who logs in.
_AUDITORS = frozenset(("httpd(mod_auth_pam)", "httpd(pam_audit)", "rest(pam_audit)", "sshd(pam_audit)"))
# What writes numbers, but may be others' programs without one.
_NUMBERED = ("bcm56xxd", "chmand", "clusterd", "csyncd", "devmgmtd", "httpd", "sod")
_PROGRAMS = (*sorted(_OWN_PROGRAMS), *sorted(_AUDITORS), *_NUMBERED, "perl")

# A digit of a number, as shapes have it: decimal ones are 0. The letters are in the part that says which program.
_DIGITS = "0abcdef"

PRODUCT = Product(
    vendor="F5",
    name="BIG-IP",
    versions="11 to 17",
    formats=("text", "pairs", "columns", "cef", "json"),
    signatures=(
        *(Shape(f"00{high}{low}0000:0:") for high in _DIGITS for low in _DIGITS),
        *map(Program, _PROGRAMS),
        Members("telemetryEventCategory hostname"),
        Members("acl_rule_name bigip_mgmt_ip device_vendor=F5"),
        Members("dos_attack_id bigip_mgmt_ip device_vendor=F5"),
        *map(Prefix, ("Rule /", "/Common/", "[ssl_req][", "httpd(", "rest(", "sshd(", *_PAIRS, *_FIREWALL)),
        *map(Prefix, _CEF),
        *map(Phrase, ("[ssl_acc] ", _CACHE)),
    ),
    dataset="log",
    before={
        "apache_httpd": "BIG-IP's own server puts a number before its message, or has a module that only it has",
        "cef": "its events name the vendor, and mean what its logs mean",
        "infoblox_nios": "BIG-IP's own server puts a number before its message",
        "checkpoint": "pairs of the network firewall name F5 as their vendor",
    },
    fields=(
        "event.severity",
        "network.bytes",
        "observer.product",
        "observer.type",
        "observer.vendor",
        "observer.version",
        "process.name",
        "process.pid",
    ),
    messages=(VALUES, MESSAGES),
)

_LEVELS = ("emergency", "alert", "critical", "error", "warning", "notice", "informational", "debug")
_STATUSES = {"alerted": "illegal", "blocked": "blocked", "illegal": "illegal"}
_VERDICTS = {
    "accept": "allowed", "accept decisively": "allowed", "allow": "allowed", "drop": "denied", "reject": "denied",
}  # fmt: skip
# What an anomaly was noticed by, and what that is called here.
_ENTITIES = {"ip_address": "ip_client", "source_ip": "ip_client", "username": "username"}
# The ending of an access policy that lets nobody in.
_DENIED = "Logon_Deny"
_NOBODY: Document = {}
_OBSERVER = {"vendor": "F5", "product": "BIG-IP", "type": "load-balancer"}

# what a request of HTTP is called
_REQUESTS = ("full_request", "req", "request")
_HEADERS = {"host": "site", "referer": "referrer", "user-agent": "user_agent", "x-forwarded-for": "xff"}

# GET /a HTTP/1.1
_REQUEST = Pattern(r"([A-Z]{3,16}) [^ ]{1,2048} HTTP/([0-9](?:\.[0-9])?)")
# 01490005:5: (a session may follow: /Common/vpn:Common:8d3f1c22: )
_NUMBER = Pattern(r"([0-9A-Fa-f]{8}):([0-7]): ")
# /Common/vpn:Common:8d3f1c22:
_SESSION = Pattern(r"(/[A-Za-z0-9_./-]{1,255}):([A-Za-z0-9_.-]{1,64}):([0-9a-f]{6,8}): ")
# logger[2211]: [ssl_acc] 192.0.2.20 - admin [31/Oct/2023:15:09:55 +0100] (the tag may stand in a header)
# logger[2211]: [ssl_req][31/Oct/2023:15:09:55 +0100] 192.0.2.20
_ASKED = Pattern(
    r"(?:logger(?:\[[0-9]{1,10}\])?: )?"
    r"(?=\[ssl_(?:acc\] [^\[]{1,400}|req\])\[(?P<stated>[^\]]{20,30})\] )"
)
# 00000000: (where there is no session yet)
_NO_SESSION = Pattern(r"[0-9a-f]{8}: ")
# httpd(pam_audit):
_AUDITED = Pattern(r"(?:httpd|rest|sshd)\((?:pam_audit|mod_auth_pam)\): ")
# [error] [client 192.0.2.20] AUTHCACHE PAM: user 'bob'
_CACHED = Pattern(
    rf"(?=(?:\[(?:[a-z_]{{1,32}}:)?error\] (?:\[pid [0-9]{{1,10}}\] )?\[client [^\]]{{2,64}}\] )?{_CACHE})"
)
# Rule /Common/log <HTTP_REQUEST>:
_RULE = Pattern(r"(?=Rule /[^ ]{1,255} <[A-Z_]{2,32}>: )")


def parse(record: Record) -> Document | None:
    """The document of a line of any kind; `None` for a sentence without a number, a session or an iRule's name."""
    text = record.text.strip(" \t")
    if (document := _of_firewall(text, record)) is not None:
        return document
    number, session = _NUMBER.match(text), None
    place = 0 if number is None else number.end()
    if (session := _SESSION.match(text, place)) is not None:
        place = session.end()
    elif number is not None and (unknown := _NO_SESSION.match(text, place)) is not None:
        place = unknown.end()
    program, stated = record.program, ""
    if number is None and session is None and program not in _OWN_PROGRAMS and program not in _AUDITORS:
        front = _AUDITED.match(text) or _ASKED.match(text) or _RULE.match(text) or _CACHED.match(text)
        if front is None:
            return None
        stated = front.groupdict().get("stated", "")
        place = front.end()
    read = MESSAGES.read(text[place:])
    if read is None and number is None and program not in _OWN_PROGRAMS:
        return None
    action, values = read or ("system-event", {})
    pairs = [*values.items(), ("msg", text[place:])]
    if number is not None:
        pairs += [("code", number[1]), ("severity", number[2]), ("log_level", _LEVELS[int(number[2])])]
    if session is not None:
        pairs += [("profile", session[1]), ("session", session[3])]
    return _document(action, pairs, record, stated)


def _of_firewall(text: str, record: Record) -> Document | None:
    """The document of what a firewall writes: CEF, pairs, columns or an object; `None` for any other text."""
    if text.startswith(_CEF):
        return _of_cef(text[4:] if text[4:].startswith(cef.BEGINNINGS) else text, record)
    if text.startswith(_PAIRS) or (_VENDOR in text and text.startswith(_FIREWALL)):
        pairs = quoted_between_commas(text.removeprefix("ASM:"))
        if text.startswith(_SPLUNK_AFM):
            pairs = [(_OF_SPLUNK_AFM.get(key, key), value) for key, value in pairs]
        return _of_pairs(pairs, record)
    payload = objects.payload(record) if text[:1] == "{" else None
    found = columns(text) if payload is None else json.flattened(payload)
    return None if found is None else _of_pairs(found, record)


def _of_cef(text: str, record: Record) -> Document:
    event = cef.read(text)
    said = dict(event.extension)
    labels = {key[:-5]: label for key, label in said.items() if key[-5:] == "Label"}
    named = [
        (labels.get(key, key), value)
        for key, value in event.extension
        if not (key[-5:] == "Label" and key[:-5] in said)
    ]
    pairs = [("code", event.signature or event.name), ("severity", event.severity), *named]
    document = _of_pairs(pairs, record)
    if event.product_version:
        document["observer"]["version"] = event.product_version
    if event.name and event.name != event.signature:
        document.setdefault("f5_bigip", {})["text"] = event.name
    return document


def _of_pairs(pairs: list[tuple[str, str]], record: Record) -> Document:
    """The document of what a firewall writes."""
    asked = next((value for key, value in pairs if key in _REQUESTS and _REQUEST.match(value)), "")
    called = [(key if value == asked else CALLED.get(key, key), value) for key, value in pairs]
    told = {key for key, value in called if value not in NOTHING}
    called += [(key, value) for key, value in _requested(asked) if key not in told]
    said = dict(reversed(called))
    did = said.get("request_status", "").lower()
    if "anomaly" in said:
        action = "web-attack"
        entity = _ENTITIES.get(said.get("entity_kind", ""), "entity")
        called = [(entity if key == "entity" else key, value) for key, value in called]
    elif said.keys() & {"acl_rule", "acl_policy_name", "attack_id", "dos_attack_id"} or "transport" in said:
        action = f"connection/{_VERDICTS[did]}" if did in _VERDICTS else "connection"
    elif "result" in said:
        action = f"access-decision/{'denied' if said['result'] == _DENIED else 'allowed'}"
    elif "profile" in said:
        action = "session-info"
    elif did in _STATUSES:
        action = f"web-request/{_STATUSES[did]}"
    else:
        action = "web-request"
    return _document(action, called, record, said.get("rt") or said.get("date_time", ""))


def _requested(text: str) -> list[tuple[str, str]]:
    """The method, the version and the headers of a request of HTTP, whose line ends may be escaped."""
    line, *headers = text.replace("\\r\\n", "\n").replace("\r\n", "\n").split("\n")
    match = _REQUEST.match(line)
    if match is None:
        return []
    found = [("method", match[1]), ("http_version", match[2])]
    # the last line is empty, or cut off
    for header in headers[:-1]:
        name, colon, value = header.partition(": ")
        if not colon:
            break
        if (called := _HEADERS.get(name.lower())) is not None:
            text = value.strip(" ")
            found.append((called, host_and_port(text)[0] or "" if called == "site" else text))
    return found


def _document(action: str, pairs: list[tuple[str, str]], record: Record, stated: str) -> Document:
    document = VALUES.document(action, pairs)
    document["observer"] = {**document.get("observer", _NOBODY), **_OBSERVER}
    sent, received = (document.get(end, _NOBODY).get("bytes") for end in ("source", "destination"))
    if sent is not None and received is not None:
        document.setdefault("network", {})["bytes"] = sent + received
    if writer := process(record.header):
        # an auditor says its module as well: sshd(pam_audit)
        name = writer["name"].partition("(")[0]
        document["process"] = {**writer, "name": name, **document.get("process", _NOBODY)}
    record.set_time(document, moment(stated, record.clock)[0] or record.header_time())
    return document
