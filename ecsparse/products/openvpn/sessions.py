"""What OpenVPN's messages say of sessions: who logs in, what a client is given, how it ends.

For the profile `ecs`: each reader adds what it reads in a message to the document and its event.
"""

from __future__ import annotations

from ecsparse.ecs.network import mac
from ecsparse.ecs.pieces import endpoint, ip
from ecsparse.products.openvpn import pieces
from ecsparse.products.openvpn.forms import failed_login
from ecsparse.products.openvpn.peers import MAC, is_network, named_peer
from ecsparse.record import Document


def changed_identity(document: Document, _event: Document, text: str) -> None:
    """` 'alice' to 'bob' -- tunnel disabled`."""
    old, _, new = text.rpartition("' -- ")[0].removeprefix(" '").partition("' to '")
    if text.startswith(" '") and old and new and "' to '" not in new:
        pieces.set_user(document, old)
        document["user"] = {**document.get("user", {}), "changes": {"name": new}}
        pieces.relate(document, (), (new,))


def refused_login(document: Document, event: Document, message: str) -> None:
    """`TLS Auth Error: user-pass-verify script failed for common name 'alice' file='/tmp/x'`."""
    if message.startswith(("LDAP user", "Incorrect password", "No matching LDAP group")):
        _refused_by_ldap(document, event, message)
    elif "AUTH-PAM: " in message:
        event["reason"] = "failed to authenticate"
    elif message.startswith("ldap_bind "):
        event["reason"] = message.rstrip(". ")
    else:
        cause, found, rest = message.partition(" for common name '")
        pieces.fault(document, event, cause)
        if found:
            pieces.set_user(document, rest.partition("' file=")[0])


def _refused_by_ldap(document: Document, event: Document, message: str) -> None:
    """`No matching LDAP group found for user DN "CN=alice,DC=example,DC=org", and "RequireMatch" is set`."""
    cause, _, rest = message.partition(' "')
    if cause.startswith("No matching"):
        said = failed_login(rest.partition('"')[0])
        if "user" in said:
            document["user"] = said["user"]
            pieces.relate(document, (), (said["user"].get("name"),))
    event["reason"] = "LDAP user was not found" if cause == "LDAP user" else cause


def control_message(document: Document, event: Document, message: str) -> None:
    """`SENT CONTROL [alice]: 'AUTH_FAILED,SESSION: Password expired' (status=1)`."""
    if message.startswith("SENT CONTROL ["):
        name, _, rest = message[len("SENT CONTROL [") :].partition("]: '")
        text, _, status = rest.rpartition("' (status=")
        if "client" in document or text != "EXIT":
            # a client may send this one to its server too
            pieces.set_user(document, name)
        if not status.startswith("1") and event.get("outcome") == "success":
            event["outcome"] = "failure"
    else:
        text = message.partition("message: ")[2].strip("'")
    word, _, rest = text.partition(",")
    if word in ("PUSH_REPLY", "PUSH_UPDATE"):
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
    if number.isascii() and number.isdecimal() and len(number) <= 8:
        own["peer"] = {"id": int(number)}
    if own:
        pieces.add_own(document, own)
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
    pieces.add_own(document, {"assigned": {"ip": addresses}})
    for address in addresses:
        pieces.relate_ip(document, address)
    if is_client:
        document["client"] = {**document.get("client", pieces.NOTHING), "nat": {"ip": addresses[0]}}
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
        pieces.add_own(document, {"route": {"network": address}})
    elif MAC.fullmatch(address.partition("@")[0]):
        pieces.add_own(document, {"peer": {"mac": mac(address.partition("@")[0])}})


def rejected(document: Document, event: Document, message: str) -> None:
    """`MULTI: connection rejected: banned, CLI:[NULL]`."""
    pieces.fault(document, event, message)
    cause = message.partition("MULTI: connection rejected: ")[2].rpartition(", CLI:")[0]
    if cause:
        event["reason"] = cause


def silent(document: Document, _event: Document, name: str) -> None:
    """`alice`, from whom nothing more was heard."""
    if "client" in document:
        pieces.set_user(document, name)
    elif name != pieces.UNDEFINED:
        pieces.add_own(document, {"remote": {"name": name}})


def hardware(document: Document, _event: Document, address: str) -> None:
    """`00:00:5e:00:53:23`, the address that a client says its interface has."""
    if MAC.fullmatch(address) and "client" in document:
        document["client"] = document["source"] = {**document["client"], "mac": mac(address)}


def floated(document: Document, _event: Document, ends: str) -> None:
    """`192.0.2.10:51234 to [AF_INET]203.0.113.7:40000`, where a client was and where it is."""
    old, _, new = ends.partition(" to ")
    pieces.set_client(document, endpoint(*_address(new)), pieces.transport_of(new))
    address, port_before = _address(old)
    previous = pieces.without_none({"ip": address, "port": port_before})
    if previous:
        pieces.add_own(document, {"previous": previous})
        pieces.relate_ip(document, address)


def _address(text: str) -> tuple[str | None, int | None]:
    """The address and the port in `udp6:[AF_INET6]2001:db8::10:51234`, `192.0.2.10:51234`."""
    if "[AF_INET" in text:
        return pieces.outer(text)
    peer = named_peer(text)
    return peer.get("ip"), peer.get("port")
