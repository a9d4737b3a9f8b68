r"""The Common Log Format of web servers, and what they put around it.

Layout:

    192.0.2.1 - alice [10/Oct/2000:13:55:36 -0700] "GET /a HTTP/1.0" 200 2326                  common
    192.0.2.1 - - [10/Oct/2000:13:55:36 -0700] "GET /a HTTP/1.0" 200 2326 "-" "curl/8.5"       combined
    www.example.com:443 192.0.2.1 - - [10/Oct/2000:13:55:36 -0700] "GET / HTTP/1.1" …          with the server
    198.51.100.7, 192.0.2.1 - - [10/Oct/2000:13:55:36 -0700] "GET / HTTP/1.1" …                with proxies
    198.51.100.7, 192.0.2.9 192.0.2.1 - - [10/Oct/2000:13:55:36 -0700] "GET / HTTP/1.1" …      a chain in front
    192.0.2.1 [10/Oct/2000:13:55:36 -0700] "GET / HTTP/1.1" 200 2326                           without names
    [10/Oct/2000:13:55:36 -0700] 192.0.2.1 - - "GET / HTTP/1.1" 200 2326                       the time first
    192.0.2.1 - - [10/Oct/2000:13:55:36 -0700] "198.51.100.7" "GET / HTTP/1.1" 200 2326 0 …    the same, quoted
    192.0.2.1 - - [10/Oct/2000:13:55:36 -0700] "GET / HTTP/1.1" 200 2326 "-" "curl/8.5" t=0.1  with more fields
    192.0.2.1 - - [10/Oct/2000:13:55:36] "GET / HTTP/1.1" 200 2326                             without a zone
    192.0.2.1 - - [2000-10-10T13:55:36-07:00] "GET / HTTP/1.1" 200 2326                        with an ISO date
    "198.51.100.7, 192.0.2.9" 192.0.2.1 - - [10/Oct/2000:13:55:36 -0700] "GET / HTTP/1.1" …    quoted in front
    192.0.2.1 - - [10/Oct/2000:13:55:36 -0700] GET / HTTP/1.1 "200" 2326 "-" "curl/8.5"        other marks
    192.0.2.1 - - [10/Oct/2000:13:55:36 -0700] www.example.com "GET / HTTP/1.1" 0.012 200 2326 fields between

and each of them with tabs, `|` or `;` between the fields, which then need no quotation marks.

A quotation mark inside of quotes has a backslash before it, or is written `\x22`. The user's name may have blanks
and square brackets, and no quotation mark: so the time is what stands before the first one.

Sources: Apache's mod_log_config, nginx's ngx_http_log_module.
"""

from __future__ import annotations

from itertools import product

from ecsparse.formats import clf_order as order
from ecsparse.formats.clf_fields import UNNAMED, are_addresses
from ecsparse.formats.clf_order import ADDRESS, QUOTED
from ecsparse.formats.syslog.prose import is_verdict
from ecsparse.formats.syslog.senders import is_level
from ecsparse.patterns import Pattern
from ecsparse.record import Phrase, Shape
from ecsparse.timestamps.months import MONTHS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from re import Match
    from typing import Any

    from ecsparse.record import Signature

_VERSIONS = ("0.9", "1.0", "1.1", "2.0", "2", "3.0", "3")

# Of every server's lines: IPv4 clients, with every digit written as 0 (000.0.0.00), IPv6 clients before a
# separator, times, requests, nobody's name.
SIGNATURES: tuple[Signature, ...] = (
    *(Shape(".".join(numbers)) for numbers in product(("0", "00", "000"), repeat=4)),
    Shape("::"),
    *(Shape(f"{bracket}00/{month}/0000:00:00:00") for month in MONTHS for bracket in ("", "[")),
    *(Phrase(f'HTTP/{version}" ') for version in _VERSIONS),
    Phrase(" - - ["),
    # with tabs between the fields
    *(Phrase(f"HTTP/{version}{mark}\t") for version in _VERSIONS for mark in ('"', "")),
)

# How many proxies are read in front of a client.
_MOST_PROXIES = 32

# [10/Oct/2000:13:55:36 -0700]_
_TIMES_LENGTH = 29
# What stands in place of a referrer.
_NO_URLS = ("", "-")
# What stands in place of an ident where a line has another order.
_NO_IDENTS = ("", "->")
# Two quoted fields have more quotation marks than this.
_MARKS_OF_TWO = 3

# "GET /a HTTP/1.0" 200 2326 "http://www.example.com/" "curl/8.5"
_REST = Pattern(
    rf'(?:"{QUOTED}" )?"{QUOTED}" ([0-9]{{3}}|-) ([0-9]{{1,40}}|-)(?: ([0-9]{{1,12}}(?:\.[0-9]{{1,6}})?)(?!/))?'
    rf'(?: "{QUOTED}" "{QUOTED}")?(.*)'
)

# 192.0.2.1 | 2001:db8::1 | fe80::1%eth0 | client_1.example.com | unix: | -
_CLIENT = Pattern(
    r"-|\w[\w.%-]{0,252}(?::[0-9]{0,5})?|[0-9A-Fa-f]{0,4}:[0-9A-Fa-f]{0,4}:[0-9A-Fa-f:.]{0,41}(?:%[\w.-]{1,16})?|\[[0-9A-Fa-f:.]{2,45}\](?::[0-9]{1,5})?"
)

# 15:09:55 | 15:09 (no client)
_CLOCK = Pattern(r"[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:[.,][0-9]{1,9})?)?")
# 2023-10-31 | out|15:09:55 | CreateTime:1698764995652 (no server with a port)
_TIME = Pattern(
    r"[0-9]{4}[-/][0-9]{2}[-/][0-9]{2}|(?<![0-9A-Fa-f:.])[0-9]{1,2}:[0-9]{2}:[0-9]{2}(?![0-9A-Fa-f:])"
    r"|\A[^:]{0,253}:[0-9]{6}"
)

# PROPFIND | M-SEARCH
_METHOD = Pattern(r"[A-Za-z][A-Za-z0-9_-]{0,31}")
# [198.51.100.7, 192.0.2.9] - alice
_BRACKETED = Pattern(rf"\[({ADDRESS}(?:, ?{ADDRESS}){{0,64}})\] - ")

# alice www.example.com
_USER_AND_SERVER = Pattern(r"([^ ]{1,255}) ([A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,8}\.[A-Za-z]{2,63})")

# HTTP/1.1 | HTTP/2
_PROTOCOL = Pattern(r"HTTP/([0-9](?:\.[0-9])?)")

# A request's method, target and version.
Request = tuple[str, str, str | None]


class Access:
    """The parts of a line as they stand, `-` included.

    `before` is a word in front of the client (a server's name, or `-`), `proxies` the addresses in front of it
    that a comma follows. `forwarded` is what is quoted before the request, `elapsed` the number after the size.
    `forwarded`, `elapsed`, `referrer` and `agent` are `None` where the format has none. `rest` is what follows,
    from its blank on: see `fields`. `added` are fields in front of the known ones and between them that are not
    known, `chain` the addresses that are quoted in front of all: a client's, and those of its proxies.
    """

    __slots__ = (
        "added", "agent", "before", "chain", "client", "elapsed", "forwarded", "ident", "proxies", "referrer",
        "request", "rest", "size", "status", "time", "user",
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
        self.added: tuple[str, ...] = ()
        self.chain: tuple[str, ...] = ()


def access(text: str) -> Access | None:
    """The parts of a line of an access log; `None` if it is not one."""
    start = text.find('"')
    # an empty user's name: 192.0.2.1 - "" [10/Oct/2000:13:55:36 -0700] "GET /
    if text[start : start + 4] == '"" [':
        start = text.find('"', start + 2)
    opened = start - _TIMES_LENGTH
    if opened < 6 or text[opened] != "[" or text[start - 2] != "]" or text[opened - 1] != " ":
        return _unusual(text) if start >= 0 or any(mark in text for mark in order.SEPARATORS) else None
    match = _REST.fullmatch(text, start)
    who = _who(text[: opened - 1])
    if match is None or who is None:
        return _unusual(text)
    line = Access(*who, text[opened + 1 : start - 2], *match.groups())
    _tell_names(line)
    # most lines end here
    if not line.rest:
        return line
    if _has_agent_later(match):
        return _unusual(text)
    if line.rest[:2] == ' "':
        _tell_referrer(line)
    return line


def _unusual(text: str) -> Access | None:
    """The parts of a line with fields in front of the known ones or between them, or with another kind of date."""
    text, opened, time, place = order.when(order.unseparated(text))
    if time is None:
        return None
    text = order.quoted_request(text, place)
    chain, added, front, place = _front(text, opened, place)
    who = _who(front)
    if who is None:
        return None
    match = _REST.fullmatch(text, place)
    parts: tuple[Any, ...]
    if match is not None and not _has_agent_later(match):
        parts = match.groups()
    elif (found := order.behind(text, place)) is not None:
        parts, more = found
        added += more
    elif match is not None:
        parts = match.groups()
    else:
        return None
    line = Access(*who, time, *parts)
    line.added = added
    if line.rest[:2] == ' "':
        _tell_referrer(line)
    line.chain = chain
    _tell_names(line)
    return line


def _front(text: str, opened: int, place: int) -> tuple[tuple[str, ...], tuple[str, ...], str, int]:
    """What `order.front` returns for a line whose time begins at `opened`, and where what follows it begins."""
    chain, added, front = order.front(text[:opened].rstrip(" "))
    # [10/Oct/2000:13:55:36 -0700] 192.0.2.1 - - "GET /
    if not opened and (behind := order.client_behind(text, place)) is not None:
        return chain, added, *behind
    # "198.51.100.7" - alice [10/Oct/2000:13:55:36 -0700]
    if chain and front[:2] == "- ":
        chain, front = chain[:-1], f"{chain[-1]} {front}"
    elif front[-2:] == " -" and _has_no_user(*(word for word in front.split(" ")[:-1] if word[-1:] != ",")):
        front = f"{front} -"
    # 192.0.2.1 [10/Oct/2000:13:55:36 -0700]
    elif front != "-" and are_addresses(front):
        front = f"{front} - -"
    return chain, added, front, place


def _tell_names(line: Access) -> None:
    """Tell a chain of addresses from the peer's, which follows it, and the name of a server from a user's."""
    if line.proxies and are_addresses(line.before):
        line.before, line.proxies, line.chain = "", (), (*line.proxies, line.before)
    elif " " in line.user and not line.before and (match := _USER_AND_SERVER.fullmatch(line.user)) is not None:
        line.user, line.before = match.groups()


def _tell_referrer(line: Access) -> None:
    """Tell the referrer and the agent from a quoted field in front of both: `"www.example.com" "-" "curl"`."""
    referrer, agent = line.referrer, line.agent
    if referrer is None or referrer in _NO_URLS or "/" in referrer or agent is None:
        return
    third = UNNAMED.match(line.rest)
    if third is not None and third[1] and (agent in _NO_URLS or "://" in agent):
        line.added = (*line.added, f'"{referrer}"')
        line.referrer, line.agent, line.rest = agent, third[1], line.rest[third.end() :]


def _has_agent_later(match: Match[str]) -> bool:
    """Whether a referrer and an agent may stand after other fields."""
    return match[7] is None and match[8].count('"') > _MARKS_OF_TWO


def request(line: str) -> Request | None:
    """Method, target and version (`1.1`; `None` for HTTP/0.9) of a request's first line; `None` if it has none."""
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
    if "," in first and len(found := first.split(",", _MOST_PROXIES)) <= _MOST_PROXIES:
        *others, first = found
        proxies += others
    ident, _, user = rest.partition(" ")
    if ident != "-":
        # www.example.com:443 192.0.2.1 - alice
        if user[:2] == "- ":
            # 192.0.2.1 www.example.com - alice
            before, first = (ident, first) if _is_served(ident, first) else (first, ident)
            ident, user = "-", user[2:]
        # www.example.com 443 192.0.2.1 - alice | 192.0.2.1 -> 198.51.100.7:8080
        elif ident in _NO_IDENTS or ident[0] in "([" or are_addresses(user.partition(" - ")[0].rpartition(" ")[2]):
            return None
    if user != "-":
        # of ingress-nginx: 192.0.2.1 - [198.51.100.7] - alice
        if user[:1] == "[" and (match := _BRACKETED.match(user)) is not None:
            proxies += (address for address in match[1].split(",") if address.strip(" ") != first)
            user = user[match.end() :]
        if not user or user[:2] == "- " or user[0] == " ":
            return None
    if not all(map(_may_be_client, (first, *proxies))) or not _may_be_server(before):
        return None
    return before, tuple(proxies), first, ident, user


def _has_no_user(*words: str) -> bool:
    """Whether `words` before a hyphen are a client, or a server's name and a client, but no user's name.

    192.0.2.1 - [10/Oct/2000:13:55:36 -0700] | www.example.com 192.0.2.1 - [10/Oct/2000:13:55:36 -0700]
    """
    return words[0][:1] != "-" if len(words) == 1 else len(words) == 2 and _is_served(*words)


def _is_served(server: str, client: str) -> bool:
    """Whether `server` is the whole name of a host, and `client` an address."""
    return are_addresses(client) and "." in server and not are_addresses(server)


def _may_be_client(word: str) -> bool:
    return _CLIENT.fullmatch(word) is not None and _CLOCK.fullmatch(word) is None


def _may_be_server(before: str) -> bool:
    """Whether what stands in front of a client may be a server's name, or is nothing.

    What a program says of the line of another one is none: `error: 192.0.2.1`, `skipping 192.0.2.1`.
    """
    if not before:
        return True
    is_name = (before[0].isalnum() or before[0] in "-_[*:") and before[-1] != ":"
    return is_name and not is_level(before) and not is_verdict(before) and _TIME.search(before) is None
