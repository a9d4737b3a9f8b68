r"""Cisco IOS, IOS XE, IOS XR and NX-OS: routers, switches, wireless controllers.

Layout:
    <189>4411: rtr1: *Oct 31 15:09:55.220 CET: %SYS-5-CONFIG_I: Configured from console by alice on vty0 (192.0.2.9)
    4411: RP/0/RSP0/CPU0:Oct 31 15:09:55.220 : sshd[7]: %SECURITY-SSHD-6-INFO_SUCCESS : Successfully authenticated …
    2023 Oct 31 15:09:55 sw1 %$ VDC-1 %$ %ETHPORT-5-IF_UP: Interface Ethernet1/1 is up

    A facility, a level, a mnemonic, and a text. IOS may write a part of the device after the facility (`SYS-SP`),
    or after the mnemonic (`-STBY`), IOS XR a category before the facility.

Source: Cisco, System Message Guide for IOS 12.4 to 15, IOS XE 3 to 17, and Catalyst switches; System Error Message
    Reference Guide for IOS XR 4 to 7; NX-OS System Messages Reference 5 to 10.

Timestamps: that of the device, in its own zone (`service timestamps`, `clock timezone`), else a relay's. Usual
    names of zones (`CET`) are taken at their word.

Quirks:
    The mnemonic is `event.code`; a message that is not known has its facility's meaning: `other.log`.
    IOS XE writes where a program runs, and the program, before the text: `Switch 1 R0/0: dmiauthd:`; the data plane
    has a message within a message: `traffic.log`.
    A wireless controller writes the line of its source code that a message is from: `controllers.log`.
    A user may be called as a line is; `by console` is the line: `system.log`.
    In messages about tunnels, the peer is the source: `traffic.log`.
    What moves, or is found at a port, is the source by its hardware address: `network.log`.

Other readings:
    `source.mac` with colons: ECS writes hyphens. Of an entry of ARP that is overwritten, both addresses are the
    entry's own, and the other one is `cisco_ios.new_mac`.
    `network.protocol` `netconf over ssh`: ours is `ssh`, and `network.application` `netconf`.
    `destination.ip` of where an administrator sits: ours is `source.ip`.
    `source.user.name` of who resets an account: ours is `user.name`.
    `process.name`, `process.executable` and `process.args` of a command of the device: it is not a program.
"""

from __future__ import annotations

from ecsparse.ecs.network import network_type
from ecsparse.messages import Messages, Values
from ecsparse.patterns import Match, Pattern
from ecsparse.products.cisco_ios import access, network, system, traffic
from ecsparse.products.cisco_ios.actions import ACTIONS
from ecsparse.products.cisco_ios.captures import CAPTURES, FRAGMENTS
from ecsparse.record import Document, Field, Header, Prefix, Product, ProgramStem, Record
from ecsparse.timestamps.event_time import ZONES

_LEVELS = ("emergency", "alert", "critical", "error", "warning", "notice", "informational", "debug")

MESSAGES = Messages(
    "cisco_ios",
    ACTIONS,
    CAPTURES,
    "\n".join(table.strip("\n") for table in (access.TABLE, traffic.TABLE, network.TABLE, system.TABLE)),
    FRAGMENTS,
)

PRODUCT = Product(
    vendor="Cisco",
    name="IOS, IOS XE, XR, NX-OS",
    versions="IOS 12.4 to 17",
    formats=("text",),
    signatures=(ProgramStem("%"), Prefix("%")),
    fields=(
        "event.code",
        "event.severity",
        "log.level",
        "log.origin.file.line",
        "log.origin.file.name",
        "network.bytes",
        "network.type",
        "observer.product",
        "observer.vendor",
        "process.name",
        "process.pid",
    ),
    own_fields={
        "cisco_ios.facility": Field("keyword", "facility of the message"),
        "cisco_ios.part": Field("keyword", "part of the device that the message is of"),
    },
    messages=MESSAGES,
)

# %SYS-5-CONFIG_I: | %SYS-SP-5-RESTART: | %SECURITY-SSHD-6-INFO_SUCCESS : | %STACKMGR-4-STACK_LINK_CHANGE-SW2_STBY:
_TAG = Pattern(
    r"%([A-Za-z][A-Za-z0-9_+]{1,63})(?:-([A-Za-z0-9_+]{1,63}))?-([0-7])-([A-Z0-9][A-Za-z0-9_]{0,63})"
    r"(?:-([A-Z0-9_]{1,32}))?( ?):(?: |$)"
)
# %$ VDC-1 %$
_DEVICE_CONTEXT = Pattern(r"%\$ ?([A-Za-z0-9_-]{1,64}) ?%\$ {0,2}")
# Switch 1 R0/0: dmiauthd: | SIP0: fman_fp_image:
_PLACE = Pattern(
    r"((?:(?:Switch|Chassis) [0-9]{1,2} )?[A-Z]{1,3}[0-9]{1,2}(?:/[0-9]{1,2}){0,2}): ([a-z][a-z0-9_-]{1,31}): "
)
# QFP:0.0 Thread:000 TS:00000000123456789 %FW-6-DROP_PKT: (the data plane's)
_DATA_PLANE = Pattern(r"QFP:[0-9.]{1,8} Thread:[0-9]{1,5} TS:[0-9]{1,24} (?=%)")

# aaa.c:1334 (where the software of a controller writes a message)
_ORIGIN = Pattern(r"(?:\[[A-Z]{2}\])?([a-z0-9_]{1,48}\.c):([0-9]{1,6}):? {1,2}")

# Messages of other products that have the same form: firewalls, and Junos, whose daemons' facility NX-OS has too.
_OF_OTHERS = Pattern(
    r"%(?:(?:ASA|CHANGE|CONFLICT|DFC|FTD|FWSM|INTERACT|NGIPS|PFE|PIX)-|DAEMON-[0-7]-(?!SYSTEM_MSG)[A-Z0-9]{1,32}_)"
)
# Messages whose mnemonic says more than their text, which is the same for all that begin so.
_FAMILIES = ("IF_DOWN_", "SESSION_STATE_", "USERLOG_")
_OF_USERS = frozenset((
    "AAA", "AAAA", "AUTHMGR", "AUTHPRIV", "DMI", "DOT1X", "EPM", "LOCALAUTH", "LOGIN", "MAB", "RADIUS", "SECURITYD",
    "SEC_LOGIN", "SESSION_MGR", "SSH", "SSHD", "TAC+", "TACACS", "TPLUS", "WEBAUTH", "login",
))  # fmt: skip
_OF_NETWORK = frozenset((
    "ADJ", "ARP", "BFD", "BFDFSM", "BGP", "BGP_SESSION", "BM", "CDP", "CLNS", "CRYPTO", "DHCP", "DHCPD",
    "DHCP_SNOOPING", "DUAL", "EC", "EIGRP", "ETHPORT", "ETH_PORT_CHANNEL", "FIB", "FW", "GLBP", "HSRP",
    "HSRP_ENGINE", "IGMP", "IKEV2", "IP", "IPSEC", "IPV4_ACL", "IPV6_ACL", "ISIS", "L2", "L2FM", "L2VPN", "LACP",
    "LDP", "LINEPROTO", "LINK", "LLDP", "MAC_MOVE", "MROUTE", "OSPF", "OSPFv3", "PIM", "PORT", "SEC", "SISF",
    "SPANTREE", "STP", "SW_DAI", "SW_MATM", "SW_VLAN", "TUN", "UDLD", "VLAN_MGR", "VPC", "VRRP", "VTP",
))  # fmt: skip
# What only NX-OS has.
_OF_NX_OS = frozenset(("AUTHPRIV", "ETHPORT", "ETH_PORT_CHANNEL", "L2FM", "SECURITYD", "VPC", "VSHD"))
_NOBODY: Document = {}
_NOTHING: Values = {}


def parse(record: Record) -> Document | None:
    """The document of a message; `None` if it has not the form of one, or is another product's."""
    header, text = record.header, record.text.strip(" \t")
    program = record.program
    if program is not None and program[:1] == "%":
        text, program = f"{program}: {text}", None
    context = _DEVICE_CONTEXT.match(text)
    if context is not None:
        text = text[context.end() :]
    tag = _TAG.match(text)
    if tag is None or _OF_OTHERS.match(text) or not _may_be_written(header, program, is_of_xr=tag[6] == " "):
        return None
    body = text[tag.end() :].strip(" \t")
    place = _PLACE.match(body)
    if place is not None:
        body = body[place.end() :].lstrip(" ")
        plane = _DATA_PLANE.match(body)
        inner = None if plane is None else _TAG.match(body, plane.end())
        if inner is not None:
            tag, body = inner, body[inner.end() :].strip(" \t")
    document = _document(tag, body)
    part = context[1] if context is not None else place[1] if place is not None else _part(tag)
    if part:
        document["cisco_ios"]["part"] = part
    if place is not None:
        document["process"] = {"name": place[2], **document.get("process", _NOBODY)}
    elif tag[6] and header is not None and header.procid is not None and header.procid.isdecimal():
        document["process"] = {
            "name": header.appname,
            "pid": int(header.procid),
            **document.get("process", _NOBODY),
        }
    document["observer"] = {**document.get("observer", _NOBODY), "vendor": "Cisco"} | _system(tag, header)
    record.set_time(document, record.header_time(ZONES))
    return document


def _may_be_written(header: Header | None, program: str | None, *, is_of_xr: bool) -> bool:
    """Whether a message may stand after a header with this `program`: a process of IOS XR, or the name of a zone.

    Other systems write messages of the same form after an agent's name, and their own name before it.
    """
    if program is None or header is None:
        return True
    return header.procid is not None if is_of_xr else header.procid is None and header.hostname is None


def _part(tag: Match) -> str | None:
    """What follows the facility or the mnemonic, if that is a part of the device."""
    return tag[5] or (None if tag[6] else tag[2])


def _document(tag: Match, body: str) -> Document:
    """The document of a message after its `tag`."""
    first, second, level, mnemonic, _, is_of_xr = tag.groups()
    facility = second if is_of_xr and second else first
    origin = _ORIGIN.match(body)
    if origin is not None:
        body = body[origin.end() :]
    # as most facilities write it, or as only this one does
    found = MESSAGES.read(body if mnemonic.startswith(_FAMILIES) else f"{mnemonic}: {body}")
    action, values = found or MESSAGES.read(f"{tag[0][1:].strip(' ')} {body}") or (_action(facility), _NOTHING)
    if values.get("client") == "0.0.0.0":  # noqa: S104 - the console's, which has no address
        del values["client"]
    document = MESSAGES.document(action, values)
    document["event"] = {**document["event"], "code": mnemonic, "severity": int(level)}
    document["log"] = {"level": _LEVELS[int(level)]}
    if origin is not None:
        document["log"]["origin"] = {"file": {"name": origin[1], "line": int(origin[2])}}
    document["cisco_ios"] = {**document.get("cisco_ios", _NOBODY), "facility": facility}
    _complete(document)
    return document


def _action(facility: str) -> str:
    """What a message means of which only the facility is known."""
    if facility in _OF_USERS:
        return "access-message"
    return "network-message" if facility in _OF_NETWORK else "system-message"


def _system(tag: Match, header: Header | None) -> Document:
    """The operating system, where the form of a message, its facility or its time tells it."""
    if tag[6]:
        return {"product": "IOS XR"}
    time = None if header is None else header.time
    is_of_nx_os = time is not None and time[:4].isdecimal() and time[4:5] == " "
    return {"product": "NX-OS"} if is_of_nx_os or tag[1] in _OF_NX_OS else {}


def _complete(document: Document) -> None:
    """Add what several values of a message say together."""
    source, destination = document.get("source", _NOBODY), document.get("destination", _NOBODY)
    kind = network_type(source.get("ip"), destination.get("ip"))
    if kind is not None:
        document.setdefault("network", {})["type"] = kind
    if "bytes" in source and "bytes" in destination:
        document.setdefault("network", {})["bytes"] = source["bytes"] + destination["bytes"]
