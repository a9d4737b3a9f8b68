"""Builders of the pieces of documents about OpenSSH, for `openssh`."""

from __future__ import annotations

from ecsparse.ecs.accounts import peer, whole
from ecsparse.ecs.pieces import endpoint, port
from ecsparse.patterns import Pattern

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ecsparse.record import Document
    from ecsparse.timestamps.clock import Clock

# The attributes of files, by the names of groups in `messages`.
_ATTRIBUTES = {"gid": "group_id", "mode": "mode", "target_path": "target_file", "uid": "owner_id"}

# ED25519 SHA256:q3mX | RSA-CERT SHA256:q3mX ID alice (serial 7) CA ED25519 SHA256:9bAz
_KEY = Pattern(
    r"([A-Z][A-Z0-9-]*)(?: ((?:[A-Z0-9]+|[0-9a-f]{2}):[^ ,]+))?"
    r"(?: ID (.*) \(serial ([0-9]+)\) CA ([A-Z][A-Z0-9-]*) ([^ ,]+))?(?:,.*)?"
)
# alice@EXAMPLE.COM
_PRINCIPAL = Pattern(r"[^ @]+@[^ @]+")


def source(said: dict[str, str]) -> Document:
    """`source`, of a client or of the one address that is refused."""
    host = said.get("source") or said.get("host") or said.get("address")
    if host is None and "penalised" in said:
        host = _single(said["penalised"])
    return peer(host, said.get("port"))


def _single(network: str) -> str | None:
    """The address that is all of `network` (`192.0.2.1/32`), `None` if it has more."""
    address, _, bits = network.partition("/")
    return address if bits == ("128" if ":" in address else "32") else None


def server(said: dict[str, str]) -> Document:
    """Where the server listens; some messages say the port alone."""
    if "server" in said:
        return peer(said["server"], said.get("server_port"))
    return endpoint(None, port(said["server_port"])) if "server_port" in said else {}


def file(said: dict[str, str], clock: Clock) -> Document:
    """`file`, of its path and attributes."""
    path = said.get("file") or said.get("quoted_file")
    if not path:
        return {}
    piece: Document = {"path": path}
    directory, slash, name = path.rpartition("/")
    if slash and name:
        piece["name"], piece["directory"] = name, directory or "/"
        stem, dot, extension = name.rpartition(".")
        if stem and dot and extension:
            piece["extension"] = extension
    for field, value in _ATTRIBUTES.items():
        if value in said:
            piece[field] = said[value]
    if "size" in said and (size := whole(said["size"])) is not None:
        piece["size"] = size
    if "modified" in said and (modified := _modified(said["modified"], clock)) is not None:
        piece["mtime"] = modified
    return piece


def _modified(text: str, clock: Clock) -> str | None:
    """UTC of `YYYYMMDD-hh:mm:ss`."""
    return clock.local(f"{text[:4]}-{text[4:6]}-{text[6:8]} {text[9:]}")


def certificate(said: dict[str, str]) -> Document:
    """The certificate that a user came with, and the type and fingerprint of the key that signed it."""
    kind, _, fingerprint = said["authority"].partition(" CA ")
    piece = {"id": said["certificate"], "ca_type": kind, "ca_fingerprint": fingerprint}
    return {**piece, "serial": said["serial"]} if "serial" in said else piece


def add_key(own: Document, text: str) -> None:
    """Add the key or certificate, or the Kerberos principal, that a user came with."""
    match = _KEY.fullmatch(text)
    if match is None:
        if _PRINCIPAL.fullmatch(text):
            own["principal"] = text
        return
    kind, fingerprint, identity, serial, authority, signer = match.groups()
    own["key"] = {"type": kind} if fingerprint is None else {"type": kind, "fingerprint": fingerprint}
    if serial is not None:
        own["certificate"] = {"serial": serial, "ca_type": authority, "ca_fingerprint": signer}
        if identity:
            own["certificate"]["id"] = identity
