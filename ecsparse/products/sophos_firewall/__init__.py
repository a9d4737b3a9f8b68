r"""Sophos firewalls: SFOS (XG, XGS) and UTM (SG): traffic, web, mail, threats, logins, VPN, administration.

Layout:
    device="SFW" date=2023-10-31 time=15:09:55 timezone="CET" device_name="XGS126" device_id=X1A2B3C4D5E6F7
        log_id=010101600001 log_type="Firewall" log_component="Firewall Rule" log_subtype="Allowed" status="Allow"
        priority=Information fw_rule_id=4 src_ip=192.0.2.20 dst_ip=198.51.100.7 protocol="TCP" dst_port=443

    device_name="SFW" timestamp="2023-10-31T15:09:55+0100" device_model="XGS126" device_serial_id="X1A2B3C4D5E6F7"
        log_id="010101600001" log_type="Firewall" log_component="Firewall Rule" log_subtype="Allowed" log_version=1
        severity="Information" fw_rule_id="4" src_ip="192.0.2.20"

    2023:10:31-15:09:55 utm1 ulogd[4711]: id="2001" severity="info" sys="SecureNet" sub="packetfilter"
        name="Packet dropped" action="drop" fwrule="60001" srcip="192.0.2.20" dstip="198.51.100.7" proto="6"

    The first is the standard format of SFOS, the second that of Sophos Central, the third UTM's, whose header may
    be syslog's.

Source: Sophos Firewall, syslog guide, v17.5 to v21 (both formats); Sophos UTM 9, logging.

Timestamps: `date`, `time` and `timezone`, an abbreviation or an offset, or the zone of a header that shows the same
    time (`zones.log`), or `timestamp` with its offset; else that of the header. UTM's header is local time.
    `start_time` is `event.start`; `duration` is in seconds.

Quirks:
    `log_id` is the type, component, subtype and level as numbers, and the message: `event.code`: `traffic.log`.
    Both formats and UTM name the same values otherwise; one table has them all: `central.log`, `utm.log`.
    Requests to web servers that UTM protects name their values, but no system: `utm.log`.
    An abbreviation that several zones have (`IST`) says no time; the header's is taken: `hostile.log`.
    `fw_rule_id` 0 and `0.0.0.0` after translation say that there was none: `traffic.log`.
    A bare value may have blanks, `ether_type=IPv4 (0x0800)`: `traffic.log`.
    Countries are three letters, or R1 for a private address: `sophos_firewall.source.country`: `traffic.log`.
    What a web policy refuses is a request with the outcome failure: `web.log`.

Other readings:
    `log.origin.function` of `log_type`: ours is `sophos_firewall.log_type`.
    `network.transport` in upper case, `source.mac` with colons: ECS writes them otherwise.
    `source.nat.port`, `destination.nat.port` of 0, which says that there was no translation.
    `network.application` of the service that asks for a login: ours is `sophos_firewall.authentication.caller`.
    `source.mac` of a text that is not a hardware address: ours is in `sophos_firewall.other`.
"""

from __future__ import annotations

from ecsparse.ecs.network import process
from ecsparse.formats.pairs import quoted
from ecsparse.messages.values import Values, name_destination
from ecsparse.patterns import Pattern
from ecsparse.products.sophos_firewall.actions import ACTIONS, action
from ecsparse.products.sophos_firewall.values import CALLED, CAPTURES
from ecsparse.record import Document, Prefix, Product, Record, Shape
from ecsparse.timestamps.event_time import moment

VALUES = Values(
    "sophos_firewall",
    ACTIONS,
    CAPTURES,
    read_by_product="date device end id log_version start time timestamp timezone",
)

PRODUCT = Product(
    vendor="Sophos",
    name="Firewall",
    versions="17 to 21, UTM 9",
    formats=("key-value",),
    signatures=(
        *map(Prefix, ('device="SFW"', 'device_name="', "date=", 'timestamp="', 'id="')),
        Shape("0000:00:00-00:00:00"),
    ),
    dataset="log",
    after={"fortinet_fortigate": "its lines begin with a date too"},
    fields=(
        "destination.domain",
        "event.end",
        "event.start",
        "event.timezone",
        "network.bytes",
        "network.packets",
        "observer.product",
        "observer.type",
        "observer.vendor",
        "process.name",
        "process.pid",
        "related.hash",
    ),
    messages=VALUES,
)

_IN_ALL_LOGS = frozenset(("log_type", "log_component"))
_IN_ALL_OF_UTM = frozenset(("id", "severity", "sys", "sub"))
# What requests to protected web servers say, which have no such names.
_OF_WEB_SERVERS = {"name": "", "severity": "", "sub": "reverseproxy", "sys": "SecureWeb"}
_SYSTEMS = ("SecureMail", "SecureNet", "SecureWeb", "System")
# Whose firewall it is: one of these.
_DEVICE = ("device_id", "device_serial_id")
# What values are called otherwise in some logs: in one of health, `user` is what a processor spends on programs.
_CALLED_IN = {
    "dhcp-lease": CALLED | {"client_host_name": "src_host", "ip": "src_ip", "ipaddress": "src_ip"},
    "health": CALLED | {"user": "user_cpu"},
    "intrusion-detection": CALLED | {"fw_rule_id": "firewall_rule"},
    "tunnel": CALLED | {"gateway": "remote_gateway"},
    "web-application-firewall": CALLED | {"port": "dst_port", "protocol": "http_version"},
    "web-request": CALLED | {"group": "user_group"},
    "mail": CALLED | {"domain": "src_domain", "size": "mailsize"},
}
_NOBODY: Document = {}
_SFOS = {"vendor": "Sophos", "product": "Firewall", "type": "firewall"}
_UTM = {"vendor": "Sophos", "product": "UTM", "type": "firewall"}

# 2023:10:31-15:09:55 utm1 ulogd[4711]:
_FRONT = Pattern(
    r"([0-9]{4}):([0-9]{2}):([0-9]{2})-([0-9]{2}:[0-9]{2}:[0-9]{2}) (\S{1,255}) "
    r'([^\s\[:]{1,64})(?:\[([0-9]{1,10})\])?: (?=id=")'
)
# +0100
_OFFSET = Pattern(r"([+-][0-9]{2}):?([0-9]{2})")


def parse(record: Record) -> Document | None:
    """The document of a line of either product; `None` if it has not the names that all their lines have."""
    text = record.text.lstrip(" \t")
    front = _FRONT.match(text) if text[:1].isdigit() else None
    if front is not None:
        text = text[front.end() :]
    pairs = quoted(text)
    # of a name that occurs twice, the first counts
    said = dict(reversed(pairs))
    program = front[6] if front is not None else record.program
    if program == "reverseproxy" and "localip" in said:
        said |= {key: value for key, value in _OF_WEB_SERVERS.items() if key not in said}
    if _IN_ALL_OF_UTM.issubset(said) and said["sys"] in _SYSTEMS and ("name" in said or "event" in said):
        observer = _UTM
        pairs = [("code" if key == "id" else key, value) for key, value in pairs]
    elif front is None and _IN_ALL_LOGS.issubset(said) and any(key in said for key in _DEVICE):
        observer = _SFOS
    else:
        return None
    name = action(said)
    called = _names(said, name)
    if said.get("sub") == "ips" and "reason" in said:
        pairs.append(("signature", said["reason"]))
    document = VALUES.document(name, [(called.get(key, key), value) for key, value in pairs])
    document["observer"] = {**document.get("observer", _NOBODY), **observer}
    asked = document.get("tls", _NOBODY).get("client", _NOBODY).get("server_name", "")
    name_destination(document, document.get("url", _NOBODY).get("domain", asked))
    for unit in ("bytes", "packets"):
        sent, received = (document.get(end, _NOBODY).get(unit) for end in ("source", "destination"))
        if sent is not None and received is not None:
            document.setdefault("network", {})[unit] = sent + received
    if front is not None:
        year, month, day, clock_time, host, program, number = front.groups()
        document["observer"]["name"] = host
        document["process"] = {**document.get("process", _NOBODY), "name": program} | (
            {"pid": int(number)} if number else {}
        )
        said["timestamp"] = f"{year}-{month}-{day} {clock_time}"
    elif observer is _UTM and (writer := process(record.header)):
        document["process"] = writer
    _add_times(document, said, record)
    return document


def _names(said: dict[str, str], name: str) -> dict[str, str]:
    """What values are called here, in a line of the action `name`."""
    called = _CALLED_IN.get(name.partition("/")[0], CALLED)
    if "remote_ip" in said:
        # that of a VPN's user at home; the other one is that inside of the tunnel
        called = called | {"src_ip": "tunnel_ip"}
    if "sys" not in said:
        # what UTM says in words is the name of a user in SFOS
        called = called | {"name": "full_name"}
    if not said.get("reason"):
        called = called | {"quarantine_reason": "reason"}
    return called


def _add_times(document: Document, said: dict[str, str], record: Record) -> None:
    happened = document["event"]
    zone = said.get("timezone") or None
    if zone is not None and (offset := _OFFSET.fullmatch(zone)) is not None:
        happened["timezone"] = f"{offset[1]}:{offset[2]}"
    stated = said["timestamp"] if "timestamp" in said else f"{said.get('date')} {said.get('time')}"
    zone = zone or record.zone_at(stated)
    instant = moment(stated, record.clock, zone)[0] or record.header_time()
    record.set_time(document, instant)
    for names, field in ((("start_time", "starttime", "start"), "start"), (("end",), "end")):
        text = next((said[name] for name in names if name in said), "")
        if (instant := moment(text, record.clock, zone)[0]) is not None:
            happened[field] = instant
