r"""The Common Log Format of web servers, and what they put around it.

Layout:

    192.0.2.1 - alice [10/Oct/2000:13:55:36 -0700] "GET /a HTTP/1.0" 200 2326                  common
    192.0.2.1 - - [10/Oct/2000:13:55:36 -0700] "GET /a HTTP/1.0" 200 2326 "-" "curl/8.5"       combined
    www.example.com:443 192.0.2.1 - - [10/Oct/2000:13:55:36 -0700] "GET / HTTP/1.1" …          with the server
    198.51.100.7, 192.0.2.1 - - [10/Oct/2000:13:55:36 -0700] "GET / HTTP/1.1" …                with proxies
    192.0.2.1 - - [10/Oct/2000:13:55:36 -0700] "198.51.100.7" "GET / HTTP/1.1" 200 2326 0 …    the same, quoted
    192.0.2.1 - - [10/Oct/2000:13:55:36 -0700] "GET / HTTP/1.1" 200 2326 "-" "curl/8.5" t=0.1  with more fields

A quotation mark inside of quotes has a backslash before it, or is written `\x22`. The user's name may have blanks
and square brackets, and no quotation mark: so the time is what stands before the first one.

Sources: Apache's mod_log_config, nginx's ngx_http_log_module.
"""

from __future__ import annotations

from itertools import product

from ecsparse.patterns import Pattern
from ecsparse.record import Phrase, Shape

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ecsparse.record import Signature

_VERSIONS = ("0.9", "1.0", "1.1", "2.0", "2", "3.0", "3")

# Of every server's lines: IPv4 clients, with every digit written as 0 (000.0.0.00), requests, nobody's name.
SIGNATURES: tuple[Signature, ...] = (
    *(Shape(".".join(numbers)) for numbers in product(("0", "00", "000"), repeat=4)),
    *(Phrase(f'HTTP/{version}" ') for version in _VERSIONS),
    Phrase(" - - ["),
)

# How many proxies are read in front of a client.
_MOST_PROXIES = 32

# How many fields an administrator may have added; a mebibyte of them would be read for seconds.
_MOST_FIELDS = 64

# [10/Oct/2000:13:55:36 -0700]_
_TIMES_LENGTH = 29

# text without a quotation mark of its own: a\"b
_QUOTED = r"([^\"\\]*+(?:\\.[^\"\\]*+)*+)"

# "GET /a HTTP/1.0" 200 2326 "http://www.example.com/" "curl/8.5"
_REST = Pattern(
    rf'(?:"{_QUOTED}" )?"{_QUOTED}" ([0-9]{{3}}|-) ([0-9]{{1,40}}|-)(?: ([0-9]{{1,12}}(?:\.[0-9]{{1,6}})?))?'
    rf'(?: "{_QUOTED}" "{_QUOTED}")?(.*)'
)

# 192.0.2.1 | 2001:db8::1 | fe80::1%eth0 | client_1.example.com | unix:
_CLIENT = Pattern(r"[\w:][\w.:%-]{0,252}")

# PROPFIND | M-SEARCH
_METHOD = Pattern(r"[A-Za-z][A-Za-z0-9_-]{0,31}")
# rt=0.012 | uct="0.001, 0.002"
_NAMED = Pattern(rf' ([A-Za-z][A-Za-z0-9_.-]{{0,63}})=(?:"{_QUOTED}"|([^\s"]*+))')
# "www.example.com" | 17 | 0.012 | -
_UNNAMED = Pattern(rf' (?:"{_QUOTED}"|(-?[0-9]{{1,19}}(?:\.[0-9]{{1,9}})?|-))')

_ADDRESS = r"(?:[0-9]{1,3}(?:\.[0-9]{1,3}){3}|[0-9A-Fa-f]{0,4}:[0-9A-Fa-f:.]{1,41}|unknown)"
# - | 198.51.100.7, 2001:db8::7, unknown
_ADDRESSES = Pattern(rf"-|{_ADDRESS}(?:, ?{_ADDRESS}){{0,64}}")
# 0.012
_SECONDS = Pattern(r"[0-9]{1,9}\.[0-9]{3}")
# What nginx's users call the times of its variables, beside the names of these.
_NGINX_NAMES = frozenset(("rt", "uct", "uht", "urt", "request_time"))
_NGINX_START = "upstream_"

# HTTP/1.1 | HTTP/2
_PROTOCOL = Pattern(r"HTTP/([0-9](?:\.[0-9])?)")


class Access:
    """The parts of a line as they stand, `-` included.

    `before` are words in front of the client (a server's name, or `-`), `proxies` the addresses in front of it
    that a comma follows. `forwarded` is what is quoted before the request, `elapsed` the number behind the size.
    `forwarded`, `elapsed`, `referrer` and `agent` are `None` where the format has none. `rest` is what follows,
    from its blank on: see `fields`.
    """

    __slots__ = (
        "agent", "before", "client", "elapsed", "forwarded", "ident", "proxies", "referrer", "request", "rest",
        "size", "status", "time", "user",
    )  # fmt: skip

    def __init__(  # noqa: PLR0913, PLR0917 - the parts of a line, in their order
        self, before: str, proxies: tuple[str, ...], client: str, ident: str, user: str, time: str,
        forwarded: str | None, request: str, status: str, size: str, elapsed: str | None,
        referrer: str | None, agent: str | None, rest: str,
    ) -> None:  # fmt: skip
        self.before = before
        self.proxies = proxies
        self.client = client
        self.ident = ident
        self.user = user
        self.time = time
        self.forwarded = forwarded
        self.request = request
        self.status = status
        self.size = size
        self.elapsed = elapsed
        self.referrer = referrer
        self.agent = agent
        self.rest = rest


class Field:
    """A field behind the known ones: its name, empty if it has none, its value, and the field as it stands."""

    __slots__ = ("is_quoted", "name", "text", "value")

    def __init__(self, name: str, value: str, text: str) -> None:
        self.name = name
        self.value = value
        self.text = text
        self.is_quoted = text[-1] == '"'


def access(text: str) -> Access | None:
    """The parts of a line of an access log; `None` if it is none."""
    start = text.find('"')
    # an empty user's name: 192.0.2.1 - "" [10/Oct/2000:13:55:36 -0700] "GET /
    if text[start : start + 4] == '"" [':
        start = text.find('"', start + 2)
    opened = start - _TIMES_LENGTH
    if opened < 6 or text[opened] != "[" or text[start - 2] != "]" or text[opened - 1] != " ":
        return None
    match = _REST.fullmatch(text, start)
    who = _who(text[: opened - 1])
    if match is None or who is None:
        return None
    return Access(*who, text[opened + 1 : start - 2], *match.groups())


def fields(rest: str) -> list[Field] | None:
    """The fields in the `rest` of a line: named, quoted, numbers and `-`; `None` if it is anything else.

    More than 64 fields are not a format of anybody's.
    """
    found: list[Field] = []
    place = 0
    while place < len(rest):
        if len(found) == _MOST_FIELDS:
            return None
        match = _NAMED.match(rest, place)
        if match is not None:
            name, quoted, bare = match.groups()
        elif (match := _UNNAMED.match(rest, place)) is not None:
            name, (quoted, bare) = "", match.groups()
        else:
            return None
        found.append(Field(name, bare if quoted is None else quoted, match[0][1:]))
        place = match.end()
    return found


def are_addresses(text: str) -> bool:
    """Whether `text` is what nginx writes of the header X-Forwarded-For: addresses, or `-`."""
    return _ADDRESSES.fullmatch(text) is not None


def are_seconds(text: str) -> bool:
    """Whether `text` is a time as nginx writes it: seconds with three decimals."""
    return _SECONDS.fullmatch(text) is not None


def are_nginx(found: list[Field]) -> bool:
    """Whether fields behind `combined` say that nginx writes: they are its variables, by name or by form."""
    if not found:
        return False
    first = found[0]
    if not first.name and (are_addresses(first.value) if first.is_quoted else are_seconds(first.value)):
        return True
    return any(each.name in _NGINX_NAMES or each.name.startswith(_NGINX_START) for each in found)


def request(line: str) -> tuple[str, str, str | None] | None:
    """Method, target and version (`1.1`; `None` for HTTP/0.9) of a request's first line; `None` if it is none."""
    method, _, rest = line.partition(" ")
    if _METHOD.fullmatch(method) is None or not rest:
        return None
    target, _, protocol = rest.rpartition(" ")
    match = _PROTOCOL.fullmatch(protocol)
    if match is not None and target:
        return method, target, match[1]
    if not method.isupper() or " " in rest or not (rest[0] == "/" or "://" in rest):
        return None
    return method, rest, None


def _who(text: str) -> tuple[str, tuple[str, ...], str, str, str] | None:
    """What stands before the time: words before the client, its proxies, the client, its ident, the user."""
    before = ""
    proxies: list[str] = []
    first, _, rest = text.lstrip(" ").partition(" ")
    while first[-1:] == "," and len(proxies) < _MOST_PROXIES:
        proxies.append(first[:-1])
        first, _, rest = rest.partition(" ")
    ident, _, user = rest.partition(" ")
    # www.example.com:443 192.0.2.1 - alice
    if ident != "-" and user[:2] == "- ":
        before, first, ident, user = first, ident, "-", user[2:]
    if not user or not ident or _CLIENT.fullmatch(first) is None:
        return None
    return before, tuple(proxies), first, ident, user
