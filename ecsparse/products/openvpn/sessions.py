"""What OpenVPN's messages say of sessions: who logs in, what a client is given, how it ends.

For the profile `ecs`: each reader adds what it reads in a message to the document and its event.
"""

from __future__ import annotations

from ecsparse.ecs.pieces import endpoint, ip
from ecsparse.patterns import Pattern
from ecsparse.products.openvpn.ldap import failed_login
from ecsparse.products.openvpn.peers import MAC, named_peer
from ecsparse.products.openvpn.pieces import (
    NOTHING,
    UNDEFINED,
    add_own,
    fault,
    is_network,
    mac,
    outer,
    relate,
    relate_ip,
    set_client,
    set_named_client,
    set_source,
    set_user,
    transport_of,
    without_none,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ecsparse.record import Document

# `user_agent.os.type`, by `IV_PLAT`.
_SYSTEMS = {"android": "android", "ios": "ios", "linux": "linux", "mac": "macos", "win": "windows"}

# SIGTERM[soft,remote-exit] received, client-instance exiting
SIGNAL = Pattern(r"(SIG[A-Z0-9]{1,8})\[(?:soft|hard),([^\]]{0,128})\] received, (?:client-instance|process) ")

_PUSHED = frozenset(("PUSH_REPLY", "PUSH_UPDATE"))
_LONGEST_PEER_ID = 8


def began(document: Document, event: Document, message: str) -> None:
    """`TLS: Initial packet from [AF_INET]192.0.2.10:51234, sid=1a2b3c4d 5e6f7a8b`."""
    set_source(document, event, message)
    session = message.partition(", sid=")[2]
    if session:
        add_own(document, {"session": {"id": session}})


def login(document: Document, _event: Document, message: str) -> None:
    """`TLS: Username/Password authentication succeeded for username 'alice' [CN SET]`."""
    method, _, rest = message.removeprefix("TLS: Username/").partition(" ")
    add_own(document, {"authentication": {"method": method.lower()}})
    set_user(document, rest.partition(" for username '")[2].rpartition("'")[0])


def refused_login(document: Document, event: Document, message: str) -> None:
    """`PLUGIN AUTH-PAM: BACKGROUND: user 'alice' failed to authenticate: User account has expired`."""
    _, found, rest = message.partition("AUTH-PAM: BACKGROUND: user '")
    if found:
        # a name may hold the same words
        name, failed, cause = rest.rpartition("' failed to authenticate")
        set_user(document, name)
        event["reason"] = (failed and cause.removeprefix(": ")) or "failed to authenticate"
    elif message.startswith(("LDAP user", "Incorrect password", "No matching LDAP group")):
        _refused_by_ldap(document, event, message)
    elif message.startswith("ldap_bind "):
        event["reason"] = message.rstrip(". ")
    else:
        cause, found, rest = message.partition(" for common name '")
        fault(document, event, cause)
        if found:
            set_user(document, rest.partition("' file=")[0])


def _refused_by_ldap(document: Document, event: Document, message: str) -> None:
    """`No matching LDAP group found for user DN "CN=alice,DC=example,DC=org", and "RequireMatch" is set`."""
    cause, _, rest = message.partition(' "')
    if cause.startswith("No matching"):
        said = failed_login(rest.partition('"')[0])
        if "user" in said:
            document["user"] = said["user"]
            relate(document, (), (said["user"].get("name"),))
    event["reason"] = "LDAP user was not found" if cause == "LDAP user" else cause


def unbound(document: Document, event: Document, message: str) -> None:
    """`LDAP bind failed: Invalid credentials`, `Unable to bind as CN=vpn,DC=example,DC=org`."""
    if message.startswith("Unable to bind"):
        event["reason"] = "Unable to bind"
    else:
        fault(document, event, message)


def changed_identity(document: Document, event: Document, message: str) -> None:
    """`TLS Auth Error: username attempted to change from 'alice' to 'bob' -- tunnel disabled`."""
    cause, _, rest = message.partition(" from '")
    old, _, new = rest.rpartition("' -- ")[0].partition("' to '")
    event["reason"] = cause.removeprefix("TLS Auth Error: ")
    if old and new and "' to '" not in new:
        set_user(document, old)
        document["user"] = {**document.get("user", {}), "changes": {"name": new}}
        relate(document, (), (new,))


def control_message(document: Document, event: Document, message: str) -> None:
    """`SENT CONTROL [alice]: 'AUTH_FAILED,SESSION: Password expired' (status=1)`."""
    if message.startswith("SENT CONTROL ["):
        name, _, rest = message[len("SENT CONTROL [") :].partition("]: '")
        text, _, status = rest.rpartition("' (status=")
        if "client" in document or text != "EXIT":
            # a client may send this one to its server too
            set_user(document, name)
        if not status.startswith("1") and event.get("outcome") == "success":
            event["outcome"] = "failure"
    else:
        text = message.partition("message: ")[2].strip("'")
    word, _, rest = text.partition(",")
    if word in _PUSHED:
        _add_options(document, rest, is_client=message.startswith("SENT"))
    elif rest and event.get("outcome") != "unknown":
        event["reason"] = rest


def _add_options(document: Document, text: str, *, is_client: bool) -> None:
    """Add the options that a server pushes: `topology subnet,ifconfig 10.8.0.6 10.8.0.5,cipher AES-256-GCM`."""
    options = text.split(",")
    if not text or "auth-token" in text or ",," in text:
        options = [option for option in options if option and not option.startswith("auth-token")]
    own: Document = {"push": {"options": options}} if options else {}
    said = f",{text}"
    cipher, number = _option(said, ",cipher "), _option(said, ",peer-id ")
    if cipher:
        own["data_channel"] = {"cipher": cipher}
    if number.isascii() and number.isdecimal() and len(number) <= _LONGEST_PEER_ID:
        own["peer"] = {"id": int(number)}
    if own:
        add_own(document, own)
    v4, v6 = _option(said, ",ifconfig "), _option(said, ",ifconfig-ipv6 ")
    inside = ip(v4.partition(" ")[0]) if v4 else None, ip(v6.partition("/")[0]) if v6 else None
    _assign(document, inside, is_client=is_client)


def _option(options: str, name: str) -> str:
    """What follows the first `name` in `options`; nothing if it is not there. Both begin with a comma."""
    return options.partition(name)[2].partition(",")[0]


def _assign(document: Document, found: tuple[str | None, ...], *, is_client: bool) -> None:
    """Set the addresses inside the tunnel that a client is given: of `client` where it is one of a server's."""
    addresses = [address for address in found if address is not None]
    if not addresses:
        return
    add_own(document, {"assigned": {"ip": addresses}})
    for address in addresses:
        relate_ip(document, address)
    if is_client:
        document["client"] = {**document.get("client", NOTHING), "nat": {"ip": addresses[0]}}
        if "source" in document:
            document["source"] = document["client"]


def assigned(document: Document, _event: Document, message: str) -> None:
    """`MULTI_sva: pool returned IPv4=10.8.0.6, IPv6=2001:db8:8::1004`."""
    if message.startswith("MULTI: "):
        nat = document["client"].get("nat") if "client" in document else None
        if nat is not None:
            document["openvpn"] = {"assigned": {"ip": [nat["ip"]]}}
    else:
        v4, _, v6 = message.partition(" IPv4=")[2].partition(", IPv6=")
        _assign(document, (ip(v4), ip(v6)), is_client=True)


def learned(document: Document, _event: Document, message: str) -> None:
    """`MULTI: Learn: 192.168.7.0/24 -> alice/192.0.2.10:51234`."""
    address = message.partition(": Learn: ")[2].partition(" -> ")[0]
    if is_network(address):
        add_own(document, {"route": {"network": address}})
    elif MAC.fullmatch(address.partition("@")[0]):
        add_own(document, {"peer": {"mac": mac(address.partition("@")[0])}})


def peer_info(document: Document, _event: Document, message: str) -> None:
    """`peer info: IV_PLAT=linux`."""
    name, _, value = message.removeprefix("peer info: ").partition("=")
    if not name or not value:
        return
    add_own(document, {"peer_info": {"name": name, "value": value}})
    if name == "IV_VER":
        document["user_agent"] = {"version": value}
    elif name == "IV_GUI_VER":
        document["user_agent"] = {"original": value}
    elif name == "IV_PLAT_VER":
        document["user_agent"] = {"os": {"version": value}}
    elif name == "IV_PLAT":
        kind = _SYSTEMS.get(value)
        document["user_agent"] = {"os": {"platform": value} if kind is None else {"platform": value, "type": kind}}
    elif name == "IV_HWADDR" and MAC.fullmatch(value) and "client" in document:
        document["client"] = document["source"] = {**document["client"], "mac": mac(value)}


def rejected(document: Document, event: Document, message: str) -> None:
    """`MULTI: connection rejected: banned, CLI:[NULL]`."""
    fault(document, event, message)
    cause = message.partition("MULTI: connection rejected: ")[2].rpartition(", CLI:")[0]
    if cause:
        event["reason"] = cause


def lost(document: Document, event: Document, message: str) -> None:
    """`[alice] Inactivity timeout (--ping-restart), restarting`."""
    name, found, rest = message.partition("] Inactivity timeout")
    if message.startswith("[") and found:
        message, name = f"Inactivity timeout{rest}", name[1:]
        if "client" in document:
            set_user(document, name)
        elif name and name != UNDEFINED:
            add_own(document, {"remote": {"name": name}})
    event["reason"] = message.partition(", ")[0]


def signal(document: Document, event: Document, message: str) -> None:
    """`SIGTERM[soft,remote-exit] received, client-instance exiting`."""
    if message.startswith("closing instance "):
        peer, _, _ = message.removeprefix("closing instance ").partition(" due to float collision with ")
        event["reason"] = "float collision"
        set_named_client(document, peer)
        return
    match = SIGNAL.match(message)
    if match is not None:
        add_own(document, {"signal": match[1]})
        if match[2]:
            event["reason"] = match[2]


def superseded(document: Document, event: Document, message: str) -> None:
    """`MULTI: new connection by client 'alice' will cause previous active sessions by this client to …`."""
    event["reason"] = "new connection by client"
    set_user(document, message.partition(" by client '")[2].rpartition("' will cause ")[0])


def floated(document: Document, _event: Document, message: str) -> None:
    """`peer 0 (alice) floated from 192.0.2.10:51234 to [AF_INET]203.0.113.7:40000`."""
    front, _, rest = message.partition(") floated from ")
    number, _, name = front.removeprefix("peer ").partition(" (")
    old, _, new = rest.partition(" to ")
    set_client(document, endpoint(*_address(new)), transport_of(new))
    set_user(document, name)
    add_own(document, {"peer": {"id": int(number)}})
    address, port_before = _address(old)
    previous = without_none({"ip": address, "port": port_before})
    if previous:
        add_own(document, {"previous": previous})
        relate_ip(document, address)


def _address(text: str) -> tuple[str | None, int | None]:
    """The address and the port in `udp6:[AF_INET6]2001:db8::10:51234`, `192.0.2.10:51234`."""
    if "[AF_INET" in text:
        return outer(text)
    peer = named_peer(text)
    return peer.get("ip"), peer.get("port")
