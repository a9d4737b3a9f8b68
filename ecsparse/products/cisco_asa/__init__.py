r"""Cisco ASA and its kin, firewalls: Firepower Threat Defense (FTD), FWSM, PIX; NGIPS, Sourcefire.

Layout:
    <166>Oct 31 2023 15:09:55 fw1 : %ASA-6-302013: Built inbound TCP connection 2211 for
        outside:192.0.2.5/51544 (192.0.2.5/51544) to inside:198.51.100.8/443 (203.0.113.8/443)
    %ASA-vpn-5-713119: Group = VPN, IP = 192.0.2.5, PHASE 1 COMPLETED
    %FTD-1-430003: EventPriority: Low, DeviceUUID: 00000000-0000-4000-8000-00000000000a, SrcIP: 192.0.2.5, …

    A platform, a class (EMBLEM), a level, a number that says what the message is, and its text. A relay may take
    all but the text away.

Source: Cisco, ASA Series Syslog Messages (7.0 to 9.22); Secure Firewall Threat Defense Syslog Messages (6.3 to
    7.6); Catalyst 6500 FWSM System Log Messages (3.1 to 4.1); PIX 6.3.

Timestamps: that of the header, which the firewall writes in its own time (`logging timestamp`), or a relay.
    `FirstPacketSecond` is `event.start`, in UTC.

Quirks:
    The number is `event.code`. A number that is not known, or a text of another version, has
    the action of its number, else `vpn-message`, `traffic-message` or `system-message`, and the ends that its text
    names: `other.log`.
    Of a connection that is built outbound, the second end is the source. A message about its end does not say which
    way it was built; there, the first end is the source: `connections.log`.
    The numbers of ICMP that stand where a port does are `cisco_asa.icmp.*`: `connections.log`.
    What stands in parentheses after an end is its address after translation, or its user, or both:
    `connections.log`.
    Services may stand where a port does (`/ssh`): `sessions.log`.
    `Bytes rcv` is what the client sent, `source.bytes`: `sessions.log`.
    Hosts may have names in place of addresses (`names`): `connections.log`.
    Sourcefire's alerts (`SFIMS`) are events without numbers, in older words: `sourcefire.log`.

Other readings:
    `user.domain` of a group, tunnel group or group policy: a group is not a directory; ours is `user.group.name`.
    `source.port` and `destination.port` of ICMP: these are identifiers.
    `source.ip` of the address that a client has inside the tunnel: ours is `source.nat.ip`.
    `destination.ip` of the server that knows a user: ours is `server.ip`.
    `log.level` of `EventPriority`: ours is the level of the message.
    `network.application` and `network.protocol` in other case, `dns.response_code` in words: ECS writes them
    otherwise.
    `user.name` of `Not Found`: nobody was found.
    `rule.name` of a group policy: ours is `cisco_asa.group_policy`.
"""

from __future__ import annotations

from ecsparse.ecs.network import network_type
from ecsparse.messages import Messages, Values
from ecsparse.patterns import Pattern
from ecsparse.products.cisco_asa import access, events, sourcefire, system, threats, traffic, tunnel_faults, vpn
from ecsparse.products.cisco_asa.actions import ACTIONS
from ecsparse.products.cisco_asa.captures import CAPTURES, FRAGMENTS
from ecsparse.products.cisco_asa.events import VALUES
from ecsparse.record import Document, Field, Prefix, Product, Program, ProgramStem, Record
from ecsparse.timestamps.event_time import moment

_LEVELS = ("emergency", "alert", "critical", "error", "warning", "notice", "informational", "debug")

# Messages that are known without their number, or whose number is not known.
_OTHERS = r"""
vpn-session-end {~(?:113019: )?}Group = {group:[^,]*}, Username = {user:[^,]*}, IP = {client}, Session disconnected.
 Session Type:{~ ?}{tunnel_type:[^,]*}, Duration:{~ ?}{duration}, Bytes xmt:{~ ?}{bytes_out},
 Bytes rcv:{~ ?}{bytes_in}, Reason:{~ ?}{reason}
cpu-hog {~(?:71100[24]: )?}Task ran for {task_time} msec{?s}, Process ={~ ?}{process}, PC = {~[0-9A-Fa-fx]{1,18}},
 {~Traceback|Call stack} ={*}
vpn-message {~(?:[0-9]{6}: )?}{who}{text}
vpn-message {~(?:[0-9]{6}: )?}Group = {group:[^,]*}, {?Username = {user:[^,]*}, }IP = {client},{~ ?}{text}
vpn-message {~[0-9]{6}: }{?Username = {user:[^,]*}, }IP = {client},{~ ?}{text}
vpn-message {~(?:[0-9]{6}: )?}{tunnel_who}{text}
"""

MESSAGES = Messages(
    "cisco_asa",
    ACTIONS,
    CAPTURES,
    "\n".join(
        table.strip("\n")
        for table in (
            traffic.TABLE,
            access.TABLE,
            tunnel_faults.TABLE,
            vpn.TABLE,
            threats.TABLE,
            system.TABLE,
            _OTHERS,
        )
    ),
    FRAGMENTS,
)

PLATFORMS = {
    "ASA": {"vendor": "Cisco", "product": "ASA", "type": "firewall"},
    "FTD": {"vendor": "Cisco", "product": "Firepower Threat Defense", "type": "firewall"},
    "FWSM": {"vendor": "Cisco", "product": "FWSM", "type": "firewall"},
    "NGIPS": sourcefire.OBSERVER,
    "PIX": {"vendor": "Cisco", "product": "PIX", "type": "firewall"},
}
# How messages begin whose number a relay took away: those that are known by that, and those whose whole text is.
_BARE = ("Group <", "Group = ", "TunnelGroup <", "Task ran for ")
_IN_FULL = (
    "AAA credentials rejected ", "AAA retrieved ", "AAA transaction status ", "AAA user ", "Built dynamic ",
    "Built inbound ", "Built outbound ", "DAP: User ", "Deny icmp src ", "Deny inbound ", "Deny tcp src ",
    "Deny udp src ", "Device completed SSL handshake with ", "Dynamic Filter ", "IPAA: Session=",
    "Login denied from ", "Login permitted from ", "No matching connection for ICMP error message: ",
    "SSL session with ", "Shunned packet: ", "Starting SSL handshake with ", "Teardown ICMP connection ",
    "Teardown TCP connection ", "Teardown UDP connection ", "Teardown dynamic ", "access-list ",
)  # fmt: skip

PRODUCT = Product(
    vendor="Cisco",
    name="ASA, FTD",
    versions="7.0 to 9.22",
    formats=("text",),
    signatures=(
        *(ProgramStem(f"%{platform}-") for platform in PLATFORMS),
        *(Prefix(f"%{platform}-") for platform in PLATFORMS),
        *map(Prefix, (*_BARE, *_IN_FULL)),
        Program("SFIMS"),
    ),
    fields=(
        "event.code",
        "event.severity",
        "event.start",
        "log.level",
        "network.type",
        "observer.product",
        "observer.type",
        "observer.vendor",
        "related.hash",
    ),
    own_fields={"cisco_asa.class": Field("keyword", "class of the message, where the line says it")},
    messages=(MESSAGES, VALUES),
)

# %ASA-6-302013: | %ASA-session-6-302013: | %ASA-5-111010 (the colon may be missing)
_TAG = Pattern(r"%(ASA|FTD|FWSM|NGIPS|PIX)-(?:([a-z][a-z0-9_-]{0,31})-)?([0-7])-([0-9]{6})(?:: ?| |$)")
_END = r"(?:([0-9A-Fa-f.:]{2,45})|([A-Za-z][^:/ ()<>,]{0,63}):([0-9A-Fa-f.:]{2,45}))(?:/([0-9]{1,5}))?"
# from outside:192.0.2.5/51544 to inside:198.51.100.8/443 | src 2001:db8::5 dst 2001:db8::8
_ENDS = Pattern(rf"(?:from|src|for) {_END} (?:to|dst|dest) {_END}")

# Services that stand where a port does, as the firewall names them.
_SERVICES = {
    "bgp": 179, "domain": 53, "ftp": 21, "ftp-data": 20, "h323": 1720, "http": 80, "https": 443, "imap4": 143,
    "kerberos": 750, "ldap": 389, "ldaps": 636, "netbios-dgm": 138, "netbios-ns": 137, "netbios-ssn": 139,
    "ntp": 123, "pop3": 110, "radius": 1645, "radius-acct": 1646, "sip": 5060, "smtp": 25, "snmp": 161,
    "snmptrap": 162, "ssh": 22, "sunrpc": 111, "syslog": 514, "tacacs": 49, "telnet": 23, "tftp": 69,
    "www": 80,
}  # fmt: skip
_PROTOCOLS = {"domain": "dns", "www": "http", "imap4": "imap", "netbios-dgm": "netbios", "netbios-ns": "netbios"}


def _codes_by_word() -> dict[str, list[str]]:
    """The numbers of messages by the first word of their text."""
    found: dict[str, dict[str, None]] = {}
    for row in MESSAGES.rows:
        code, _, text = row.text.partition(": ")
        if code.isdecimal():
            found.setdefault(text.partition(" ")[0], {})[code] = None
    return {word: [*codes] for word, codes in found.items()}


def _by_code() -> dict[str, str]:
    """The actions by the numbers that have only one."""
    found: dict[str, set[str]] = {}
    for row in MESSAGES.rows:
        found.setdefault(row.text[: len("302013")], set()).add(row.action)
    return {code: actions.pop() for code, actions in found.items() if len(actions) == 1}


# The numbers of messages that begin with their user, whose text tells them without their number.
_OF_USERS = tuple(dict.fromkeys(row.text[: len("302013")] for row in MESSAGES.rows if row.text[6:12] == ": {who"))
_CODES_BY_WORD = _codes_by_word()
# What a message means by its number, whatever its text.
_BY_CODE = _by_code()
_OF_TUNNELS = (
    "316", "320", "402", "404", "602", "702", "713", "714", "715", "716", "718", "720", "722", "737",
    "750", "751", "752",
)  # fmt: skip
# Messages where the type and the code of ICMP stand in the places of ports; in others, its identifier does.
_TYPE_AND_CODE = ("106100", "106102", "106103")
_SWAPPED = {"in": "out", "out": "in"} | {
    f"{one}{part}": f"{other}{part}"
    for one, other in (("source", "destination"), ("destination", "source"))
    for part in ("", "_port", "_nat", "_nat_port", "_user", "_tag")
}
_NOBODY: Document = {}


def parse(record: Record) -> Document | None:
    """The document of a message of any platform; `None` if it is not one of these."""
    program, text = record.program, record.text.strip(" \t")
    if program == "SFIMS" and not text.startswith("%"):
        return sourcefire.read(record)
    tagged = text if program is None or text.startswith("%") else f"{program}: {text}"
    tag = _TAG.match(tagged)
    if tag is None:
        return _bare(record, text) if program is None else None
    platform, kind, level, code = tag.groups()
    body = tagged[tag.end() :].strip(" \t")
    found = events.read(code, body)
    document = _message(code, body.removesuffix(".")) if found is None else found
    event = document["event"] = {**document["event"], "code": code, "severity": int(level)}
    document.setdefault("log", {})["level"] = _LEVELS[int(level)]
    document["observer"] = {**document.get("observer", _NOBODY), **PLATFORMS[platform]}
    if kind is not None:
        document.setdefault("cisco_asa", {})["class"] = kind
    if found is not None and (start := moment(events.first_packet(body), record.clock, "UTC")[0]) is not None:
        event["start"] = start
    record.stamp(document)
    return document


def _bare(record: Record, text: str) -> Document | None:
    """The document of a message without its number, `None` if its text does not tell that it is one."""
    text = text.removesuffix(".")
    if text.startswith(_IN_FULL):
        known = _in_full(text)
        if known is None:
            return None
        document = _sentence(*known)
    elif text.startswith(_BARE) and (found := MESSAGES.read(text)) is not None:
        if found[0] == "vpn-message":
            read = (MESSAGES.read(f"{code}: {text}") for code in _OF_USERS)
            found = next((known for known in read if known is not None and known[0] != "vpn-message"), found)
        document = MESSAGES.document(*found)
        _complete(document, found[1])
    else:
        return None
    document["observer"] = {"vendor": "Cisco", "type": "firewall"}
    record.stamp(document)
    return document


def _in_full(text: str) -> tuple[str, str, Values] | None:
    """The number, the action and the captures that a message has whose number is gone; `None` for another text."""
    read = ((code, MESSAGES.read(f"{code}: {text}")) for code in _CODES_BY_WORD.get(text.partition(" ")[0], ()))
    known = [(code, *found) for code, found in read if found is not None]
    return next((one for one in known if one[1] != "vpn-message"), known[0] if known else None)


def _message(code: str, text: str) -> Document:
    """The document of a message that is a sentence, or of a number that is not known."""
    return _sentence(code, *(MESSAGES.read(f"{code}: {text}") or _unknown(code, text)))


def _sentence(code: str, action: str, values: Values) -> Document:
    """The document of the captures of a sentence."""
    if values.get("direction", "").lower() == "outbound" and action == "connection-built":
        values = {_SWAPPED.get(name, name): value for name, value in values.items()}
    if values.get("transport", "").lower().startswith("icmp"):
        _move_icmp(code, values)
    if (service := values.get("service")) is not None:
        values["service"] = _PROTOCOLS.get(service, service)
        if "destination" in values and service in _SERVICES:
            values["destination_port"] = str(_SERVICES[service])
    if values.get("client") == "0.0.0.0":  # noqa: S104 - the console's, which has no address
        del values["client"]
    if action == "connection-teardown" and "reason" in values:
        reason, said, side = values["reason"].strip(" ").rpartition(" from ")
        if said:
            values["reason"], values["closed_by"] = reason, side
    document = MESSAGES.document(action, values)
    _complete(document, values)
    return document


def _unknown(code: str, text: str) -> tuple[str, Values]:
    """The action of a message whose number or text is not known, and the ends that its text names."""
    values = _ends(text)
    action = _BY_CODE.get(code)
    if action is None and code.startswith(_OF_TUNNELS):
        action = "vpn-message"
    return action or ("traffic-message" if values else "system-message"), values


def _ends(text: str) -> Values:
    """The ends that the text of a message names, and its direction."""
    match = _ENDS.search(text)
    if match is None:
        return {}
    parts = match.groups()
    values = {
        "direction": next((word for word in ("inbound", "outbound") if f" {word} " in text), None),
        "source": parts[0] or parts[2], "in": parts[1], "source_port": parts[3],
        "destination": parts[4] or parts[6], "out": parts[5], "destination_port": parts[7],
    }  # fmt: skip
    return {name: value for name, value in values.items() if value}


def _move_icmp(code: str, values: Values) -> None:
    """Move the numbers of ICMP from the places of ports to their own."""
    first, second = values.pop("source_port", None), values.pop("destination_port", None)
    values.pop("mapped_port", None)
    if code in _TYPE_AND_CODE:
        if first and second:
            values["icmp_type"], values["icmp_code"] = first, second
    elif first and first != "0":
        values["icmp_id"] = first


def _complete(document: Document, values: Values) -> None:
    """Add what several values of a message say together."""
    source, destination = document.get("source", _NOBODY), document.get("destination", _NOBODY)
    kind = network_type(source.get("ip"), destination.get("ip"))
    if kind is not None:
        document.setdefault("network", {})["type"] = kind
    if "user" not in document and "user" in source:
        document["user"] = source["user"]
    if "bytes_in" in values and "bytes_out" in values and "bytes" in source and "bytes" in destination:
        document.setdefault("network", {})["bytes"] = source["bytes"] + destination["bytes"]
