r"""WatchGuard Firebox: traffic, proxies, logins, VPN and alarms of Fireware.

Layout:
    <140>Oct 31 15:09:55 fb1 80AB03AAAAAAA (2023-10-31T14:09:55) firewall: msg_id="3000-0148" Allow 1-Trusted
    0-External
        60 tcp 20 63 192.0.2.20 198.51.100.7 51544 443 offset 10 S 2982213793 win 2105 geo_dst="USA" (HTTPS-00)
    <140>Oct 31 15:09:55 fb1 80AB03AAAAAAA (2023-10-31T14:09:55) sessiond[2212]: msg_id="3E00-0002" SSL VPN user
        jdoe@Firebox-DB from 203.0.113.50 logged in assigned virtual IP is 192.0.2.210
    LEEF:1.0|WatchGuard|XTM|12.10.3.B694994|30000148|serial=80AB03AAAAAAA<tab>policy=HTTPS-00<tab>disp=Allow

    2023-10-31 15:09:55 Allow 192.0.2.20 198.51.100.7 https/tcp 54022 443 1-Trusted 0-External Allowed 60 63
        (HTTPS-00) proc_id="firewall" rc="100" msg_id="3000-0148" tcp_info="offset 10 S 123 win 64" Traffic
    2023-10-31 15:09:55 FWAllow, Allowed, pri=6, disp=Allow, policy=HTTPS-00, protocol=https/tcp, …

    2023-10-31 15:09:55 sslvpn Mobile VPN with SSL user jdoe logged in. Virtual IP address is 192.0.2.210. Real IP
        address is 203.0.113.50. id="2500-0000" Event

    Traffic Monitor shows and exports messages with local times: traffic in columns with the policy and pairs
    after them, or as pairs between commas; events as the program and its sentence. Traffic is exported without a
    time, too.

    Some relays take the number of a message away; then the serial number with the time in UTC tells, or traffic
    with its policy, or a sentence that only Fireware's program writes: `relayed.log`.

    Traffic begins with the disposition, both interfaces, the length, protocol, header and time to live, and both
    ends;
    names and values follow, and the policy in parentheses. The serial number and the time may be missing.

Source: WatchGuard, Fireware Log Message Catalog, 12.3 to 12.11; Fireware help, syslog and LEEF servers,
    Traffic Monitor.

Timestamps: the one in parentheses is UTC, that of Traffic Monitor is local; without either that of the header.

Quirks:
    The number of a message has a hyphen in syslog and none in LEEF; `event.code` is as it came: `leef.log`.
    Names of interfaces may have blanks: the second one begins with its number and a hyphen; where it has none,
    `watchguard_firebox.interfaces` has both: `traffic.log`.
    The server that knows a user stands after the last `@`: `authentication.server`: `events.log`.
    An ICMP packet has its type and code in place of ports; `id` is the number of an echo then: `traffic.log`.
    Behind the serial number may stand the name of a cluster: `observer.name`: `traffic.log`.
    What a proxy refuses is a request with the outcome failure: `proxies.log`.
    A user's server that has a dot is the domain: `events.log`. Protocols are those of the proxy, or of the service
    that Traffic Monitor shows: `shown.log`.
    `dstname` is the host of the destination, and of the URL: `proxies.log`.

Other readings:
    `rule.category` of `proxy_act`: the set of a proxy's rules is ours in `watchguard_firebox.proxy_action`.
    `source.mac` with colons: ECS writes it otherwise.
"""

from __future__ import annotations

from collections.abc import Mapping

from ecsparse.ecs.network import process
from ecsparse.ecs.pieces import is_ip
from ecsparse.formats import leef
from ecsparse.formats.pairs import quoted
from ecsparse.messages.values import Values
from ecsparse.patterns import Pattern
from ecsparse.products.watchguard_firebox import shown
from ecsparse.products.watchguard_firebox.values import ACTIONS, CALLED, CALLED_BY, CAPTURES, SENTENCES
from ecsparse.record import Document, Phrase, Prefix, Product, Program, Record
from ecsparse.timestamps.event_time import moment

VALUES = Values("watchguard_firebox", ACTIONS, CAPTURES)

PROGRAMS = (
    "admd", "bovpn", "cfm", "configd", "ctd", "dhcpd", "dns-proxy", "explicit-proxy", "firewall", "ftp-proxy",
    "h323-alg", "http-proxy", "https-proxy", "iked", "imap-proxy", "loggerd", "networkd", "pop3-proxy", "pxyd",
    "scand", "sessiond", "sigd", "sip-alg", "smtp-proxy", "sslvpn", "tcp-udp-proxy", "webui", "wgagent",
    "wgcgi",
)  # fmt: skip

_LEEF = tuple(f"{begin}WatchGuard|XTM|" for begin in leef.BEGINNINGS)

PRODUCT = Product(
    vendor="WatchGuard",
    name="Firebox",
    versions="12.3 to 12.11",
    formats=("text", "leef"),
    signatures=(
        *map(Program, PROGRAMS),
        Prefix('msg_id="'),
        *map(Prefix, _LEEF),
        Prefix("1.0|WatchGuard|XTM|"),
        *(Phrase(f' proc_id="{program}" rc="') for program in PROGRAMS),
        *(Phrase(f" {name}, ") for name in shown.NAMES),
        *(Phrase(f" {program} ") for program in PROGRAMS),
        *(Phrase(f' {program}: msg_id="') for program in PROGRAMS),
    ),
    dataset="log",
    before={
        "isc_dhcpd": "Fireware's daemon writes its number before the same message",
        "leef": "its events name the vendor, and mean what its logs mean",
    },
    fields=(
        "network.bytes",
        "network.packets",
        "network.protocol",
        "observer.product",
        "observer.type",
        "observer.vendor",
        "observer.version",
        "process.name",
        "process.pid",
        "related.hash",
    ),
    messages=(VALUES, SENTENCES),
)

# What a proxy speaks.
_PROTOCOLS = {
    "dns-proxy": "dns", "ftp-proxy": "ftp", "h323-alg": "h323", "http-proxy": "http", "https-proxy": "https",
    "imap-proxy": "imap", "pop3-proxy": "pop3", "sip-alg": "sip", "smtp-proxy": "smtp",
}  # fmt: skip
# Programs that are called so in Fireware alone, and what those of others write as well.
_ALONE = frozenset(("iked", "loggerd", "sessiond", "sigd", "sslvpn", "wgagent", "wgcgi"))
_CALLED_BY = {begin: CALLED | names for begin, names in CALLED_BY.items()}
_SHARED = frozenset(("dhcp", "system-event"))
_DISPOSITIONS = {"allow": "allowed", "deny": "blocked", "drop": "blocked", "block": "blocked"}
# How the words of a proxy begin that lets something through.
_PASSED = ("proxyallow", "proxyinspect", "proxyavscan")
_METHODS = frozenset(("CONNECT", "DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"))
# What names mean of an echo, where events have others.
_OF_ECHO = {"id": "icmp_id", "seq": "icmp_sequence"}
# How far from the start of a message its addresses are, in words.
_FARTHEST = 24
_NOBODY: Document = {}
_OBSERVER = {"vendor": "WatchGuard", "product": "Firebox", "type": "firewall"}

# 80AB03AAAAAAA (2023-10-31T14:09:55) firewall: msg_id="3000-0148" | 80AB03AAAAAAA firewall: msg_id="3000-0148"
# 80AB03AAAAAAA cluster1 firewall: msg_id="3000-0148" | fb1 (2023-10-31T14:09:55) firewall: msg_id="3000-0148"
_FRONT = Pattern(
    r"(?:(?:([0-9A-Z]{13}) )?"
    r"(?:([A-Za-z0-9][A-Za-z0-9_.-]{0,63}) (?=\(|[a-z-]{1,32}(?:\[[0-9]{1,10}\])?: msg_id=))?"
    r"(?:\(([0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2})\) )?"
    r'([A-Za-z][A-Za-z0-9_.-]{0,63})(?:\[([0-9]{1,10})\])?: )?(?:msg_id="([0-9A-F]{4}-[0-9A-F]{4})" ?)?'
)
# 1-Trusted 0-External | 3-Guest WiFi 0-External
_INTERFACES = Pattern(r"([0-9]{1,3}-[^-]{1,64}|[^ ]{1,64}) ([0-9]{1,3}-[^ ][^-]{0,64}|[^ ]{1,64})")
#  (HTTPS-proxy-00) (at the end)
_POLICY = Pattern(r"(?:^| )\(([^()]{1,128})\) *$")


def parse(record: Record) -> Document | None:
    """The document of a message of any kind; `None` if without a number it is not surely Fireware's."""
    text = record.text.lstrip(" \t")
    if text.startswith(("1.0|WatchGuard|XTM|", *_LEEF)):
        return _of_leef(text if text[:5] == "LEEF:" else f"LEEF:{text}", record)
    front = _FRONT.match(text)
    serial, member, time, program, pid, number = (None,) * 6 if front is None else front.groups()
    rest = text if front is None else text[front.end() :]
    pairs = _traffic(rest)
    action, pairs = _event(rest) if pairs is None else (_action(dict(pairs)), pairs)
    if (
        number is None
        and (serial is None or time is None)
        and not _is_telling(action, dict(pairs), time, record.program)
    ):
        return _shown(text, record)
    front_says = (("msg_id", number), ("serial", serial), ("member", member))
    pairs += [(name, value) for name, value in front_says if value is not None]
    document = _document(action, pairs)
    _add_program(document, process(record.header) or _process(program, pid))
    instant = moment(f"{time}Z", record.clock)[0] if time is not None else None
    record.set_time(document, instant or record.header_time())
    return document


def _process(program: str | None, pid: str | None) -> Document:
    """The program that a message names by itself; empty without one."""
    return {} if program is None else {"name": program} | ({} if pid is None else {"pid": int(pid)})


def _is_telling(action: str, said: dict[str, str], time: str | None, program: str | None) -> bool:
    """Whether a message without a number is Fireware's: traffic with a policy, or a sentence of its own."""
    if "disp" in said:
        return "policy" in said and (time is not None or program == "firewall" or program in _PROTOCOLS)
    return action not in _SHARED and (time is not None or program in _ALONE)


def _shown(text: str, record: Record) -> Document | None:
    """The document of a message that Traffic Monitor shows; `None` if it is not one."""
    found = shown.read(text)
    if found is not None:
        time, pairs = found
        document = _document(_action(dict(pairs)), pairs)
        _add_program(document, {"name": program} if (program := dict(pairs).get("proc_id")) else {})
    elif (said := shown.event(text)) is not None and said[1] in PROGRAMS:
        time, program, sentence, pairs = said
        action, more = _event(sentence)
        document = _document(action, pairs + more)
        _add_program(document, {"name": program})
    else:
        return None
    record.set_time(document, record.clock.local(time) if time is not None else record.header_time())
    return document


def _of_leef(text: str, record: Record) -> Document:
    event = leef.read(text)
    said = dict(event.attributes)
    words = said.get("msg", "")
    pairs = [("msg_id", event.event), *event.attributes]
    if "src" in said and "dst" in said:
        action = _action(said)
    else:
        action, found = _event(words)
        pairs += [pair for pair in found if pair[0] != "msg"]
    document = _document(action, pairs)
    if event.product_version:
        document["observer"]["version"] = event.product_version
    record.stamp(document)
    return document


def _document(action: str, pairs: list[tuple[str, str]]) -> Document:
    words = dict(pairs).get("msg", "")
    called = next((names for begin, names in _CALLED_BY.items() if begin in words), CALLED)
    document = VALUES.document(action, [(called.get(name, name), value) for name, value in pairs])
    document["observer"] = {**document.get("observer", _NOBODY), **_OBSERVER}
    for unit in ("bytes", "packets"):
        sent, received = (document.get(end, _NOBODY).get(unit) for end in ("source", "destination"))
        if sent is not None and received is not None:
            document.setdefault("network", {})[unit] = sent + received
    return document


def _add_program(document: Document, program: Document) -> None:
    """Give `document` the `program` that wrote it, and the protocol that it speaks if it is a proxy."""
    if program:
        document["process"] = program
    protocol = _PROTOCOLS.get(program.get("name", ""))
    if protocol is not None:
        document.setdefault("network", {})["protocol"] = protocol


def _traffic(text: str) -> list[tuple[str, str]] | None:
    """The values of a message about traffic, `None` for any other: addresses stand after its disposition."""
    words = text.split(" ", _FARTHEST + 4)
    if words[0].lower() not in _DISPOSITIONS:
        return None
    places = (place for place in range(2, min(len(words) - 1, _FARTHEST)) if is_ip(words[place]))
    place = next((place for place in places if is_ip(words[place + 1])), None)
    if place is None:
        return None
    found = [("disp", words[0]), ("src", words[place]), ("dst", words[place + 1])]
    before, after = words[1:place], words[place + 2 :]
    if len(before) > 2 and before[-1].isdigit() and before[-2].isdigit():
        found.append(("ttl", before[-1]))
        before = before[:-2]
    protocol = before.pop()
    found.append(("proto", protocol))
    if len(before) > 1 and before[-1].isdigit():
        found.append(("length", before.pop()))
    interfaces = _INTERFACES.fullmatch(" ".join(before))
    if interfaces is None:
        found.append(("interfaces", " ".join(before)))
    else:
        found += zip(("in_if", "out_if"), interfaces.groups(), strict=True)
    if len(after) > 1 and after[0].isdigit() and after[1].isdigit():
        names = ("icmp_type", "icmp_code") if protocol.startswith("icmp") else ("src_port", "dst_port")
        found += zip(names, after[:2], strict=True)
        after = after[2:]
    return found + _rest(" ".join(after), _OF_ECHO if protocol.startswith("icmp") else {})


def _rest(text: str, called: Mapping[str, str]) -> list[tuple[str, str]]:
    """What follows the ends of a connection: the state of TCP, names and values, the policy."""
    found = []
    if (policy := _POLICY.search(text)) is not None:
        found.append(("policy", policy[1]))
        text = text[: policy.start()]
    pairs = quoted(text)
    info = text if not pairs else text[: text.find(f"{pairs[0][0]}=")]
    if info.strip(" "):
        found.append(("tcp_info", info.strip(" ")))
    return found + [(called.get(name, name), value) for name, value in pairs]


def _event(text: str) -> tuple[str, list[tuple[str, str]]]:
    """The action and the values of a sentence; any other is a system event with its words."""
    read = SENTENCES.read(text)
    if read is None:
        return "system-event", [("msg", text)]
    action, values = read
    return action, [*values.items(), ("msg", text)]


def _action(said: dict[str, str]) -> str:
    """The action of a message about traffic, with its variant."""
    words = (said.get("msg") or said.get("log_msg", "")).lower()
    variant = _DISPOSITIONS.get(said.get("disp", "").lower(), "")
    if words.startswith("proxy"):
        variant = "allowed" if words.startswith(_PASSED) else "blocked"
    if "virus" in said or "virus" in words or "threat_level" in said:
        name = "malware-detection"
    elif "signature_name" in said:
        name = "intrusion-detection"
    elif said.get("op") in _METHODS or words.startswith("http request"):
        name = "web-request"
    elif "question" in said:
        name = "dns-query"
    elif "sender" in said or "recipients" in said or words.partition(": ")[2].startswith("smtp "):
        name = "mail"
    else:
        name = "connection"
    if name == "connection" and variant == "allowed" and "duration" in said:
        variant = "ended"
    whole = f"{name}/{variant}"
    return whole if whole in ACTIONS else name
