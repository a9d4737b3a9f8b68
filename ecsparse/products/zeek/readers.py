"""What the values of Zeek's columns mean: times in seconds, names, hashes, protocols."""

from __future__ import annotations

from ecsparse.ecs.numbers import nanoseconds
from ecsparse.ecs.pieces import ip
from ecsparse.ecs.places import decimal
from ecsparse.ecs.url import host_and_port
from ecsparse.formats import dn, json
from ecsparse.messages.captures import Capture, Read, own
from ecsparse.record import Document

# by the name of a log, what its columns are
Logs = dict[str, dict[str, Capture | tuple[Capture, ...]]]

_TRANSPORTS = frozenset(("icmp", "ipv6-icmp", "sctp", "tcp", "udp"))
DIRECTIONS = {"INBOUND": "inbound", "OUTBOUND": "outbound"}
CLASSES = {
    "C_INTERNET": "IN", "C_CSNET": "CS", "C_CHAOS": "CH", "C_HESIOD": "HS", "C_ANY": "ANY", "C_NONE": "NONE",
}  # fmt: skip
_HASHES = {32: "md5", 40: "sha1", 64: "sha256"}
_LONGEST_INTERVAL = 1e9


def transport(text: str) -> str | None:
    """The transport that a column names; `None` if that is none."""
    return text if text in _TRANSPORTS else None


def interval(text: str) -> int | None:
    """Nanoseconds of an interval in seconds, which may have an exponent."""
    if decimal(text) is not None and "-" not in text:
        return nanoseconds(text)
    found = seconds(text)
    return None if found is None else round(found * 1e9)


def seconds(text: str) -> float | None:
    """An interval in seconds, up to some thirty years; `None` if the text is not one."""
    try:
        found = float(text)
    except ValueError:
        return None
    return found if 0 <= found < _LONGEST_INTERVAL else None


def first(read: Read = str) -> Read:
    """A reader of an array in JSON: its first value as `read` has it."""

    def value(text: str) -> object:
        found = json.texts(text)
        return read(found[0]) if found else None

    return value


def host(text: str) -> Document:
    """`url` of the host that a request names, with or without its port."""
    domain, port = host_and_port(text)
    return {name: value for name, value in (("domain", domain), ("port", port)) if value is not None}


def lower(text: str) -> str:
    """The text in lower case."""
    return text.lower()


def version(text: str) -> str | None:
    """A version that begins with a number; `None` for another text."""
    return text if text[:1].isdigit() else None


def name(text: str) -> Document:
    """A distinguished name, and the common name in it."""
    common = next((value for name, value in dn.attributes(text) if name == "cn"), None)
    return {"distinguished_name": text} | ({} if common is None else {"common_name": [common]})


def file_hash(text: str) -> Document:
    """A hash by its kind, which its length tells; empty if it is none."""
    kind = _HASHES.get(len(text))
    return {kind: text.lower()} if kind and all(letter in "0123456789abcdefABCDEF" for letter in text) else {}


def certificate_hash(text: str) -> str | None:
    """The first hash of a list, in upper case, if it is a SHA-256; `None` if it is not."""
    found = json.texts(text)
    piece = file_hash(found[0]) if found else {}
    return piece["sha256"].upper() if "sha256" in piece else None


def mailbox(text: str) -> str | None:
    """The address in `"Jane Doe" <jane@example.com>`."""
    address = text.rpartition("<")[2].rstrip("> ").strip()
    return address if "@" in address else None


def client(text: str) -> Document:
    """`user` of a client of Kerberos: `jdoe/EXAMPLE.COM`; of one without a name, Zeek writes the realm alone."""
    name, _, realm = text.rpartition("/")
    return {key: value for key, value in (("name", name), ("domain", realm)) if value}


def services(text: str) -> str | None:
    """The protocols that were confirmed: those with a hyphen before them turned out to be others."""
    return ",".join(name for name in text.lower().split(",") if name and not name.startswith("-")) or None


def source(text: str) -> str | None:
    """The protocol that a file came by; `None` if it was read from a path, or from elsewhere."""
    return text.lower() if text.replace("_", "").isalnum() else None


def interval_of(description: str, name: str) -> Capture:
    """A capture of an interval in seconds, in a field of Zeek's own."""
    return own("float", f"{description}, in seconds", read=seconds, name=name)


def address(description: str, name: str) -> Capture:
    """A capture of an address, in a field of Zeek's own."""
    return own("ip", description, read=ip, name=name, related="ip")


def hosts(description: str, name: str) -> Capture:
    """A capture of names of hosts, in a field of Zeek's own."""
    return own("keyword", description, name=name, related="hosts")
