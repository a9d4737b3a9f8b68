r"""Packets as `rlm_detail` writes them: a time, and an attribute on each line after it.

Layout:
    Tue Aug 12 08:26:30 2025
            Packet-Type = Access-Request
            User-Name = "jdoe"
            NAS-IP-Address = 192.0.2.1
            Timestamp = 1754987190

    A syslog daemon that reads such a file writes `#012` for a line feed.

Source: FreeRADIUS 2.1 to 3.2, `src/modules/rlm_detail`; RFC 2865, 2866, 2869, 3162 and 3580.
"""

from __future__ import annotations

from ecsparse.ecs.network import mac
from ecsparse.ecs.numbers import nanoseconds
from ecsparse.ecs.pieces import endpoint, ip
from ecsparse.ecs.places import count, integer
from ecsparse.messages import actions
from ecsparse.messages.captures import Capture, ecs, own
from ecsparse.messages.values import Values, word
from ecsparse.patterns import Pattern
from ecsparse.record import Document, Phrase, Record
from ecsparse.timestamps.event_time import moment

# host/pc7.example.com, and a password
_COMPUTER = Pattern(r"host/((?=[^/]*\.)[A-Za-z0-9_-][A-Za-z0-9_.-]{0,252})(?:/.*)?")


def computer(name: str) -> str | None:
    """The host of `host/pc7.example.com`, `None` of any other name."""
    match = _COMPUTER.fullmatch(name)
    return None if match is None else match[1]


def user(name: str) -> Document:
    r"""`user` of `jdoe`, `jdoe@realm` or `DOMAIN\jdoe`; FreeRADIUS may double the backslash of the last."""
    local, at, realm = name.rpartition("@")
    if at and local and realm:
        return {"name": local, "domain": realm, "email": name}
    domain, backslash, local = name.partition("\\")
    if backslash and domain and local.lstrip("\\"):
        return {"name": local.lstrip("\\"), "domain": domain}
    return {"name": name} if name else {}


def caller(station: str, domain: str | None) -> Document:
    """`source` of a Calling-Station-Id and, if it is one, the name of the computer."""
    source = endpoint(ip(station), None, domain)
    if (card := mac(station)) is not None:
        source["mac"] = card
    return source


ACTIONS = actions("""
accounting{|-start|-stop}  session: {info|start|end} | a {client reports of a session|session starts|session ends}
access-{accept|reject}  authentication: start, {success|failure} | the server answers a request
access-challenge  authentication: info
access-request    authentication: info | a client asks whether a user may come in
packet            network: protocol | any other packet
""")
_BY_TYPE = {f"Access-{kind}": f"access-{kind.lower()}" for kind in ("Accept", "Challenge", "Reject", "Request")}
_BY_STATUS = {"Start": "accounting-start", "Stop": "accounting-stop"}

# Tue Aug 12 08:26:30 2025
_FIRST = Pattern(
    r"((?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) [A-Z][a-z]{2} [ 0-9][0-9] [0-9]{2}:[0-9]{2}:[0-9]{2} [0-9]{4})\n(?=\t[A-Z])"
)
# User-Name = "jdoe" | Tunnel-Type:0 = VLAN
_ATTRIBUTE = Pattern(r"\t([A-Za-z][A-Za-z0-9_.-]{0,127})(?::[0-9]{1,3})? = (.*)")
# What proves an identity, or is a part of that: in no field but `message`.
_SECRETS = ("CHAP-", "Digest-", "EAP-Message", "MS-CHAP", "Message-Authenticator", "State")


def _vlan(text: str) -> str | None:
    return text if text.isdecimal() and len(text) <= len("4094") else None


_NAS = own("ip", "address of the client", read=ip, name="nas_address", related="ip")
_STATION = (
    ecs("source.ip", read=ip, related="ip"),
    ecs("source.mac", read=mac),
    word("where the user calls from, as the client states it", "calling_station_id"),
)

CAPTURES: dict[str, Capture | tuple[Capture, ...]] = {
    "Acct-Authentic": word("who authenticated the user of a session", "accounting.authentic"),
    "Acct-Input-Octets": ecs("source.bytes", read=count),
    "Acct-Input-Packets": ecs("source.packets", read=count),
    "Acct-Multi-Session-Id": word("session of several links", "accounting.multi_session_id"),
    "Acct-Output-Octets": ecs("destination.bytes", read=count),
    "Acct-Output-Packets": ecs("destination.packets", read=count),
    "Acct-Session-Id": word("session of the client", "accounting.session_id"),
    "Acct-Session-Time": ecs("event.duration", read=nanoseconds),
    "Acct-Status-Type": word("what a client reports of a session", "accounting.status"),
    "Acct-Terminate-Cause": ecs("event.reason"),
    "Acct-Unique-Session-Id": word("session by what makes it unique", "accounting.unique_id"),
    "Called-Station-Id": word("port or access point that is called, and its network", "called_station_id"),
    "Calling-Station-Id": _STATION,
    "Class": word("class of a session", "class"),
    "Connect-Info": word("speed and radio of a connection", "connection"),
    "Filter-Id": word("access list of a session", "filter"),
    "Framed-IP-Address": ecs("source.ip", read=ip, related="ip"),
    "Framed-IPv6-Address": own("ip", "IPv6 address of the user", read=ip, name="framed_ipv6", related="ip"),
    "NAS-IP-Address": _NAS,
    "NAS-IPv6-Address": _NAS,
    "NAS-Identifier": word("what the client calls itself", "nas_identifier"),
    "NAS-Port": own("long", "port of the client that the user is on", read=integer, name="nas_port"),
    "NAS-Port-Id": word("name of that port", "nas_port_name"),
    "NAS-Port-Type": word("kind of that port", "nas_port_type"),
    "Packet-Type": word("type of a packet", "packet_type"),
    "Reply-Message": word("what the server tells the user", "reply_message"),
    "Service-Type": word("kind of service that the user asks for", "service_type"),
    "Tunnel-Private-Group-Id": ecs("network.vlan.id", read=_vlan),
    "User-Name": (
        Capture("user", "", user, parts=("name", "domain", "email"), related=("user", "name")),
        word("user as the client states it, with realm or domain", "user_name"),
    ),
    "computer": ecs("source.domain", related="hosts"),
}

VALUES = Values("freeradius", ACTIONS, CAPTURES, read_by_product="Timestamp")

# Attributes with which a packet can be told, after a line feed, or what stands for that, and a tab.
SIGNATURES = tuple(
    Phrase(f"{before}{name} = ")
    for name in ("Acct-Status-Type", "NAS-IP-Address", "Packet-Type", "User-Name")
    for before in ("\n\t", "#012\t")
)


def parse(record: Record) -> Document | None:
    """The document of a packet; `None` of any other text."""
    text = record.text if "\n" in record.text else record.text.replace("#012", "\n")
    first = _FIRST.match(text)
    pairs = None if first is None else _attributes(text[first.end() :].rstrip("\n").split("\n"))
    if first is None or pairs is None:
        return None
    said = dict(reversed(pairs))
    if (host := computer(said.get("User-Name", ""))) is not None:
        pairs = [("computer" if name == "User-Name" else name, value) for name, value in pairs]
        pairs = [(name, host if name == "computer" else value) for name, value in pairs]
    action = _BY_TYPE.get(said.get("Packet-Type", ""), "packet")
    if "Acct-Status-Type" in said:
        action = _BY_STATUS.get(said["Acct-Status-Type"], "accounting")
    document = VALUES.document(action, pairs)
    document["network"] = {**document.get("network", {}), "protocol": "radius"}
    for unit in ("bytes", "packets"):
        sent, received = (document.get(end, {}).get(unit) for end in ("source", "destination"))
        if sent is not None and received is not None:
            document["network"][unit] = sent + received
    # when the server got it, as seconds; the date is local
    instant = moment(said.get("Timestamp", ""), record.clock)[0] or record.clock.ctime(first[1])
    record.set_time(document, instant)
    return document


def _attributes(lines: list[str]) -> list[tuple[str, str]] | None:
    """The attributes of a packet that are no secrets; `None` if a line is not one."""
    found = []
    for line in lines:
        attribute = _ATTRIBUTE.fullmatch(line)
        if attribute is None:
            return None
        name, value = attribute.groups()
        if not name.startswith(_SECRETS) and "Password" not in name and "MPPE" not in name:
            found.append((name, _bare(value)))
    return found


def _bare(value: str) -> str:
    """A value without its quotation marks and the escapes in it."""
    if len(value) > 1 and value[0] == '"' and value[-1] == '"':
        return value[1:-1].replace('\\"', '"').replace("\\\\", "\\")
    return value
