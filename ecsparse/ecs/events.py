r"""What the parts of an event say of one another: endpoints, users, files, URLs and `related`, completed.

Parts are those of `places.put`: objects by their dotted names. Formats whose values come from many writers are
completed here, so that each writer's habit (a name where an address belongs, `DOMAIN\user`) comes out in the
same form.
"""

from __future__ import annotations

from ecsparse.ecs.network import network_type
from ecsparse.ecs.numbers import parse_uint
from ecsparse.ecs.pieces import ip, is_ip, related
from ecsparse.ecs.url import url
from ecsparse.patterns import Pattern

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from ecsparse.record import Document

# Numbers of IANA, and the keywords that ECS writes for them.
TRANSPORTS = {
    "1": "icmp", "2": "igmp", "4": "ipv4", "6": "tcp", "17": "udp", "27": "rdp", "33": "dccp", "41": "ipv6",
    "46": "rsvp", "47": "gre", "50": "esp", "51": "ah", "58": "ipv6-icmp", "88": "eigrp", "89": "ospf",
    "94": "ipip", "103": "pim", "108": "ipcomp", "112": "vrrp", "115": "l2tp", "132": "sctp", "136": "udplite",
}  # fmt: skip
_NUMBERS = {name: number for number, name in TRANSPORTS.items()}
_OTHER_NAMES = {"icmpv6": "ipv6-icmp", "icmp6": "ipv6-icmp", "ipv6-icmp": "ipv6-icmp", "udp-lite": "udplite"}

# Some writers name the protocol of an application as the transport.
_APPLICATIONS = frozenset(("dns", "ftp", "http", "https", "imap", "ldap", "pop3", "smtp", "ssh", "ssl", "tls"))

# How many numbers of protocols there are.
_MOST_PROTOCOLS = 256

_ALLOWED = frozenset(("accept", "accepted", "allow", "allowed", "pass", "passed", "permit", "permitted"))
_DENIED = frozenset((
    "block", "blocked", "block-ip", "block-url", "denied", "deny", "discard", "discarded", "drop", "drop-all",
    "drop-all-packets", "dropped", "prevent", "prevented", "refuse", "refused", "reject", "rejected", "reset-both",
    "reset-client", "reset-server",
))  # fmt: skip

_ENDED = frozenset(("close", "closed", "teardown", "timeout"))

SUCCESS = _ALLOWED | {"success", "successful", "succeeded", "succeed", "ok", "/success"}
FAILURE = frozenset((
    "failure", "fail", "failed", "unsuccessful", "error", "denied", "deny", "refused", "reject", "rejected", "/failure",
))  # fmt: skip

_LONGEST_ACTION = 128

_HASHES = {32: "md5", 40: "sha1", 64: "sha256", 96: "sha384", 128: "sha512"}
_HEXADECIMAL = frozenset("0123456789abcdefABCDEF")

# www.example.com/a | www.example.com:8443
_HOST_FIRST = Pattern(r"(?:[A-Za-z0-9-]{1,63}\.){1,8}[A-Za-z0-9-]{2,63}(?::[0-9]{1,5})?(?=[/?#]|$)")
# _ | , and
_BETWEEN_WORDS = Pattern(r"[\W_]+")
# report.pdf
_EXTENSION = Pattern(r"[A-Za-z0-9]{1,16}")

# C:\Temp\a.exe | \\fs1\share\a.exe | /tmp/a
_WHOLE_PATH = Pattern(r"(?:[A-Za-z]:[\\/]|\\\\|/).*[^\\/]$")

_OF_WHOLE_URLS = ("full", "original", "scheme")

ENDPOINTS = ("source", "destination")
_NOBODY: dict[str, str] = {}

_CONNECTION = ["connection"]
_CONNECTION_ALLOWED = ["allowed", "connection"]
_CONNECTION_DENIED = ["connection", "denied"]

# The parts that have addresses, names of hosts, with the field that has them, and names of users.
_OF_USERS = ("user", "source.user", "destination.user")
_OF_ADDRESSES = (*ENDPOINTS, *(f"{end}.nat" for end in ENDPOINTS), "observer")
_OF_HOSTS = (*((end, "domain") for end in ENDPOINTS), ("observer", "hostname"), ("url", "domain"))

_CONNECTION_END = ["connection", "end"]
_NETWORK = ["network"]


def transport(text: str) -> str | None:
    """`network.transport` of a protocol by its name or its number; `None` of IP, and of a number without a name."""
    name = text.lower()
    if name.isdecimal():
        return TRANSPORTS.get(name.lstrip("0"))
    return None if name == "ip" else _OTHER_NAMES.get(name, name)


def protocol_number(text: str) -> str | None:
    """`network.iana_number` of a protocol's number, from 0 to 255; `None` of a name."""
    number = parse_uint(text)
    return f"{number}" if number is not None and number < _MOST_PROTOCOLS else None


def complete(parts: dict[str, Document]) -> None:
    """Complete the endpoints, users, `process`, `file`, `url` and `network` of `parts`, where they are there."""
    for name in ENDPOINTS:
        if name in parts:
            complete_endpoint(parts[name])
    for name in _OF_USERS:
        if name in parts:
            _complete_user(parts[name])
    for name, complete_part in (("process", _complete_process), ("file", _complete_file)):
        if name in parts:
            complete_part(parts[name])
    _complete_network(parts)
    if "url" in parts:
        original = parts["url"]["original"]
        is_http = "http.request" in parts or parts.get("network", _NOBODY).get("protocol", "").startswith("http")
        parts["url"] = web_url(original) if is_http else url(original)


def complete_endpoint(piece: Document) -> None:
    """Complete `address`, `ip` and `domain` of `piece` (`source`, `destination`) from one another.

    What it has there are names of hosts and addresses (`places.host`).
    """
    said, name = piece.pop("address", None), piece.pop("domain", None)
    if said is not None and "ip" not in piece and (address := ip(said)) is not None:
        piece["ip"] = address
    if name is not None and (address := ip(name)) is not None:
        piece.setdefault("ip", address)
        name = None
    if name is None and said is not None and ip(said) is None:
        name = said
    if name is not None:
        piece["domain"] = name
    whole = name or piece.get("ip")
    if whole is not None:
        piece["address"] = whole


def _complete_user(user: Document) -> None:
    r"""Take apart the name of `user` if it is `DOMAIN\name`."""
    domain, separator, name = user.get("name", "").partition("\\")
    if separator and domain and (name := name.lstrip("\\")):
        user["name"] = name
        user.setdefault("domain", domain)


def _complete_network(parts: dict[str, Document]) -> None:
    """Give `network` its transport in ECS's words, and its type."""
    piece = parts.get("network", {})
    if "transport" in piece:
        said, _, protocol = piece.pop("transport").partition("/")
        # tcp/https
        if protocol:
            piece.setdefault("protocol", protocol)
        name = TRANSPORTS.get(said) or _OTHER_NAMES.get(said, said)
        number = said if said.isdecimal() and said.isascii() else _NUMBERS.get(name)
        if name in _APPLICATIONS:
            piece.setdefault("protocol", name)
        elif name and not name.isdecimal():
            piece["transport"] = name
        if number is not None:
            piece["iana_number"] = number
    kind = network_type(*(parts.get(end, _NOBODY).get("ip") for end in ENDPOINTS))
    if kind is not None:
        piece["type"] = kind
    if piece:
        parts["network"] = piece


def is_traffic(parts: dict[str, Document]) -> bool:
    """Whether the parts are certainly of network traffic: a transport, and both its ends."""
    return (
        "transport" in parts.get("network", ())
        and "ip" in parts.get("source", ())
        and "ip" in parts.get("destination", ())
    )


def classify_traffic(event: Document) -> None:
    """Give `event`, of network traffic, its category and type by its action."""
    action = event.get("action")
    event["category"] = _NETWORK
    if action in _ALLOWED:
        event["type"] = _CONNECTION_ALLOWED
    elif action in _DENIED:
        event["type"] = _CONNECTION_DENIED
    else:
        event["type"] = _CONNECTION_END if action in _ENDED else _CONNECTION


def action(words: str) -> str | None:
    """What was done as `event.action` has it: lower case, hyphens between words; `None` for none, or many."""
    if len(words) > _LONGEST_ACTION:
        return None
    return "-".join(filter(None, _BETWEEN_WORDS.split(words.lower()))) or None


def outcome(word: str) -> str | None:
    """`event.outcome` of what a writer calls it; `None` if it is neither success nor failure."""
    known = word.lower()
    if known in SUCCESS:
        return "success"
    return "failure" if known in FAILURE else None


def hashes(said: str) -> Document | None:
    """`file.hash` of a hexadecimal hash, by its length; `None` if it is not a hash."""
    digits = said.rpartition(":")[2]
    kind = _HASHES.get(len(digits))
    return {kind: digits} if kind is not None and _HEXADECIMAL.issuperset(digits) else None


def digest(kind: str) -> Callable[[str], str | None]:
    """A reader of the hexadecimal hash `kind`, such as `sha256`; it returns `None` for any other text."""
    return lambda text: (hashes(text) or _NOBODY).get(kind)


def _complete_file(file: Document) -> None:
    """Give `file` the parts of its path, and its extension; some writers give a path as a name."""
    name = file.get("name", "")
    if _WHOLE_PATH.match(name) is not None:
        path = file.setdefault("path", name)
        if path == name:
            del file["name"]
    path = file.get("path")
    if path is not None:
        separator = "\\" if "\\" in path and "/" not in path else "/"
        directory, _, name = path.rpartition(separator)
        if name:
            file.setdefault("name", name)
        # some writers give only the directory as a path
        if directory and file.get("name", name) == name:
            file["directory"] = directory
    stem, _, extension = file.get("name", "").rpartition(".")
    if stem and _EXTENSION.fullmatch(extension) is not None:
        file["extension"] = extension.lower()


def _complete_process(process: Document) -> None:
    """Give `process` the executable, where its name is a path."""
    name = process.get("name", "")
    last = name.replace("\\", "/").rpartition("/")[2]
    if last != name and last:
        process["executable"], process["name"] = name, last


def web_url(original: str) -> Document:
    """`url` of a web request, which may begin with the host, without a scheme."""
    if _HOST_FIRST.match(original) is None:
        return url(original)
    # of a scheme that has no port of its own
    said = url(f"any://{original}")
    return {"original": original} | {name: said[name] for name in said if name not in _OF_WHOLE_URLS}


def relations(parts: dict[str, Document]) -> Document:
    """`related` of the parts: addresses, hosts, users and hashes."""
    ips: list[str] = []
    hosts: list[str] = []
    for name in _OF_ADDRESSES:
        if name in parts and "ip" in (piece := parts[name]):
            # an observer has a list of them
            ips += piece["ip"] if name == "observer" else (piece["ip"],)
    for name, field in _OF_HOSTS:
        if name in parts and (host := parts[name].get(field)) is not None and not is_ip(host.strip("[]")):
            hosts.append(host)
    found = related(ips, hosts, [parts[name].get("name") for name in _OF_USERS if name in parts])
    if "file" in parts and (digests := parts["file"].get("hash")) is not None:
        found["hash"] = sorted(digests.values())
    return found
