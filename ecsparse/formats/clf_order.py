"""Lines of access logs with fields in front of the known ones or between them, or with another kind of date.

Layout:
    "198.51.100.7, 192.0.2.9" 192.0.2.1 - - [10/Oct/2000:13:55:36] "GET / HTTP/1.1" 200 2326
    [10/Oct/2000:13:55:36 -0700] 192.0.2.1 - - "GET / HTTP/1.1" 200 2326
    2000-10-10T13:55:36-07:00 192.0.2.1 "GET / HTTP/1.1" 200 2326
    192.0.2.1 - - [2000-10-10T13:55:36-07:00] www.example.com "GET / HTTP/1.1" 0.012 200 2326 17 "-" "curl/8.5"

Sources: Apache's mod_log_config (`LogFormat`), nginx's ngx_http_log_module (`log_format`).
"""

from __future__ import annotations

from itertools import islice, pairwise

from ecsparse.formats.syslog.prose import is_verdict
from ecsparse.patterns import Pattern

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

# text without a quotation mark of its own: a\"b
QUOTED = r"([^\"\\]*+(?:\\.[^\"\\]*+)*+)"
ADDRESS = r"(?:[0-9]{1,3}(?:\.[0-9]{1,3}){3}|[0-9A-Fa-f]{0,4}:[0-9A-Fa-f:.]{1,41}|unknown)"

# How many fields after the time are read, and how many may stand between request, status and size.
_MOST_TOKENS = 96
_MOST_BETWEEN = 3
# How many quoted texts and escapes may stand before a line's time.
_MOST_BEFORE = 256
# What programs say in front of a client of another one's.
_LEVELS = frozenset(("alert", "crit", "debug", "emerg", "err", "error", "info", "notice", "warn", "warning"))
# local7.notice (of a syslog header)
_FACILITY_AND_LEVEL = Pattern(rf"[a-z0-9]{{3,9}}\.(?:{'|'.join(sorted(_LEVELS))})")
# ] GET / HTTP/1.1 200 | ] GET / HTTP/1.1 "200"
_BARE_REQUEST = Pattern(
    r'(?:[^ "]{1,255} ){0,3}?([A-Z]{3,16} (?:/|https?://)[^ "]{0,32768} HTTP/[0-9](?:\.[0-9])?)(?= "?[1-5][0-9]{2}"? )'
)
# How many words may stand in front of a client.
_MOST_WORDS = 8

_CLOCK = r"[0-9]{2}:[0-9]{2}:[0-9]{2}(?:[.,][0-9]{1,9})?"
# [10/Oct/2000:13:55:36.123 -0700]_ | [2000-10-10T13:55:36-07:00]_ | "198.51.100.7, 192.0.2.9"
_TIME_OR_QUOTED = Pattern(
    rf"\[([0-9]{{2}}/[A-Z][a-z]{{2}}/[0-9]{{4}}:{_CLOCK}(?: [+-][0-9]{{4}})?"
    rf"|[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}[T ]{_CLOCK}(?:Z| ?[+-][0-9]{{2}}:?[0-9]{{2}})?)\] {{1,2}}"
    rf'|"{QUOTED}(?:"|$)|(?:\\.)++'
)
# 2000-10-10T13:55:36-07:00 192.0.2.1 - - "GET | 192.0.2.1 - - 10/Oct/2000:13:55:36 -0700 "GET
_BARE_TIME = Pattern(
    r'((?:[0-9A-Fa-f.:]{2,45} (?:- (?:[^ "]{1,255} )?)?)?)'
    rf"([0-9]{{2}}/[A-Z][a-z]{{2}}/[0-9]{{4}}:{_CLOCK}(?: [+-][0-9]{{4}})?"
    rf"|[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}[T ]{_CLOCK}(?:Z| ?[+-][0-9]{{2}}:?[0-9]{{2}})?) "
    r'(?=["0-9A-Fa-f:])'
)
# 192.0.2.1 - alice "GET | 192.0.2.1 "GET (after a time)
_CLIENT_BEHIND = Pattern(
    r"([0-9]{1,3}(?:\.[0-9]{1,3}){3}|[0-9A-Fa-f]{0,4}:[0-9A-Fa-f:.]{2,41})(?: - ([^ \"]{1,255}))? (?!\[|- )"
)
# "198.51.100.7, 192.0.2.9" 192.0.2.1 - -
_FRONT_QUOTED = Pattern(rf'"{QUOTED}" ')
# 192.0.2.1 (198.51.100.7, 192.0.2.9) - -
_FORWARDED = Pattern(r"(?P<client>[\w.:%-]{1,253}) [(\[](?P<chain>[0-9A-Fa-f.:, -]{1,1000})[)\]] (?=- )")
# (198.51.100.7, 192.0.2.9) 192.0.2.1 - -
_FRONT_CHAIN = Pattern(rf"[(\[](?P<chain>-|{ADDRESS}(?:, ?{ADDRESS}){{0,64}})[)\]] (?P<client>[\w.:%-]{{1,253}}) (?=-)")
# 192.0.2.1 198.51.100.7, 192.0.2.9 - -
_CHAIN_BEHIND = Pattern(rf"(?P<client>{ADDRESS}) (?P<chain>{ADDRESS}(?:, ?{ADDRESS}){{1,64}}) (?=-)")
# 192.0.2.1 -> 198.51.100.7:8080, 198.51.100.8:8080
_UPSTREAM = Pattern(r"([0-9A-Fa-f.:]{2,45}) -> ([0-9A-Za-z.:_\[\], -]{1,1000})")
# 192.0.2.1 - "John Smith"
_QUOTED_USER = Pattern(rf'"{QUOTED}"')
# "GET / HTTP/1.1" | www.example.com | 0.012
_ITEM = Pattern(rf'(?:"{QUOTED}"|([^ "][^ ]*+))(?: +|$)')
# | [10/Oct/2000:13:55:36 -0700] |  ;  10/Oct/2000:13:55:36 -0700;
_BESIDE_TIME = Pattern(
    rf"([|;]) ?\[?[0-9]{{2}}/[A-Z][a-z]{{2}}/[0-9]{{4}}:{_CLOCK}(?: [+-][0-9]{{4}})?\]? ?\1"
    rf"|^\[?[0-9]{{2}}/[A-Z][a-z]{{2}}/[0-9]{{4}}:{_CLOCK}(?: [+-][0-9]{{4}})?\]? ?([|;])"
)
# "GET /a;b HTTP/1.1" ; | 200;
_CELLS = {mark: Pattern(rf' *+(?:"{QUOTED}"[^{mark}]*+|[^{mark}]++|(?=[{mark}]))[{mark}]?') for mark in "|;"}
# What may stand between all fields, besides blanks.
SEPARATORS = ("\t", *_CELLS)
# GET / HTTP/1.1
_REQUEST = Pattern(r"[A-Za-z][A-Za-z0-9_-]{0,31} \S.* HTTP/[0-9](?:\.[0-9])?")
_NUMBER = Pattern(r"[0-9]{1,40}(?:\.[0-9]{1,9})?")
# 10/Oct/2000:13 | 2000-10-10T13
_BARE_DATE = Pattern(r"[0-9]{2}/[A-Z][a-z]{2}/[0-9]{4}:[0-9]{2}|[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}")
_STATUS = Pattern(r"[1-5][0-9]{2}")
_SIZE = Pattern(r"[0-9]{1,40}|-")
# 198.51.100.7, 192.0.2.9 | 2001:db8::7
_ADDRESSES = Pattern(r"[0-9A-Fa-f.:]{2,45}(?:, ?(?:[0-9A-Fa-f.:]{2,45}|unknown)){0,64}")


class _Token:
    """A field after the time: its text, without its quotation marks, and where it and what follows it begin."""

    __slots__ = ("end", "is_quoted", "raw", "text")

    def __init__(self, text: str, raw: str, end: int, *, is_quoted: bool) -> None:
        self.text = text
        self.raw = raw
        self.end = end
        self.is_quoted = is_quoted


def when(text: str) -> tuple[str, int, str | None, int]:
    """The line, where its time begins, the time, and where what follows it begins; the time is `None` without one.

    It is the last one before the first quotation mark after a time: a user's name may have brackets. Around a time
    at the beginning, or after a client, the line that is returned has brackets.
    """
    opened, time, place = _time_in_brackets(text)
    if time is None and (match := _BARE_TIME.match(text)) is not None:
        text = f"{match[1]}[{match[2]}] {text[match.end() :]}"
        opened, time, place = _time_in_brackets(text)
    return text, opened, time, place


def unseparated(text: str) -> str:
    """The line with blanks for what separates its fields: tabs, or what stands beside its time of `|` and `;`.

    Fields that need quotation marks then have them: a request, what has blanks, and what follows a request without
    them but numbers and the size.
    """
    cells = _cells(text)
    if len(cells) == 1:
        return text
    if " " not in text:
        # no request, and nothing that needs quotation marks
        return " ".join(cells)
    request = next((number for number, cell in enumerate(cells) if _REQUEST.fullmatch(cell) is not None), None)
    for number, cell in enumerate(cells):
        is_behind = request is not None and number > request + 2 and _NUMBER.fullmatch(cell) is None
        has_blanks = " " in cell and cell[:1] not in ('"', "[") and _BARE_DATE.match(cell) is None
        if '"' not in cell and (is_behind or has_blanks):
            cells[number] = f'"{cell}"'
    return " ".join(cells)


def _cells(text: str) -> list[str]:
    """The fields of a line, as they stand between separators; the line alone if it has none."""
    if "\t" in text:
        return text.split("\t")
    beside = _BESIDE_TIME.search(text) if "|" in text or ";" in text else None
    if beside is None:
        return [text]
    mark = beside[1] or beside[2]
    cells = [match[0].strip(f" {mark}") for match in _CELLS[mark].finditer(text)]
    return [cell or "-" for cell in (cells if cells[-1] else cells[:-1])]


def _time_in_brackets(text: str) -> tuple[int, str | None, int]:
    opened, time, place = 0, None, 0
    if "[" not in text:
        return opened, time, place
    for match in islice(_TIME_OR_QUOTED.finditer(text), _MOST_BEFORE):
        if match[1] is not None:
            opened, time, place = match.start(), match[1], match.end()
        elif time is not None and match[2] is not None:
            break
    return opened, time, place


def client_behind(text: str, place: int) -> tuple[str, int] | None:
    """The known fields at `place`, after a time that begins the line, as they stand before one, and their end."""
    match = _CLIENT_BEHIND.match(text, place)
    return None if match is None else (f"{match[1]} - {match[2] or '-'}", match.end())


def quoted_request(text: str, place: int) -> str:
    """The line with quotation marks around its request, if that has none and stands after the time, at `place`."""
    match = _BARE_REQUEST.match(text, place)
    return text if match is None else f'{text[: match.start(1)]}"{match[1]}"{text[match.end(1) :]}'


def front(text: str) -> tuple[tuple[str, ...], tuple[str, ...], str]:
    """What stands before the time: a quoted chain of addresses, fields that are not known, and the known ones."""
    chain: tuple[str, ...] = ()
    added: list[str] = []
    text = text.replace(' ""', " -")
    while len(added) < _MOST_WORDS and (match := _FRONT_QUOTED.match(text)) is not None:
        if not chain and _ADDRESSES.fullmatch(match[1]) is not None:
            chain = tuple(address.strip(" ") for address in match[1].split(","))
        elif match[1] != "-":
            added.append(match[0][:-1])
        text = text[match.end() :]
    text = _with_chain_in_front(text)
    before, separator, user = text.partition(" - ")
    words = before.split(" ")
    is_counted = separator != "" and 1 < len(words) - 1 < _MOST_WORDS
    if is_counted and not any(word[-1:] == "," for word in words) and not _is_prose(words[:-1]):
        added += words[:-1]
        text = f"{words[-1]} - {user}"
    # 192.0.2.1 - - www.example.com
    if user[:2] == "- ":
        added += user[2:].split(" ")[:_MOST_WORDS]
        text = f"{text[: -len(user)]}-"
    elif (quoted := _QUOTED_USER.fullmatch(user)) is not None:
        text = f"{text[: -len(user)]}{quoted[1] or '-'}"
    # 192.0.2.1 -> 198.51.100.7:8080, 198.51.100.8:8080
    elif (upstream := _UPSTREAM.fullmatch(text)) is not None:
        added.append(upstream[2])
        text = f"{upstream[1]} - -"
    return chain, tuple(added), text


def _with_chain_in_front(text: str) -> str:
    """The text with the chain of addresses that stands beside a client in front of it: `198.51.100.7, 192.0.2.1 -`."""
    for pattern in (_FRONT_CHAIN, _CHAIN_BEHIND, _FORWARDED):
        if (match := pattern.match(text)) is not None:
            chain = [address.strip(" ") for address in match["chain"].split(",")]
            before = "" if chain == ["-"] else "".join(f"{address}, " for address in chain)
            return f"{before}{match['client']} {text[match.end() :]}"
    return text


def _is_prose(words: list[str]) -> bool:
    """Whether `words` in front of a client are no fields, but a sentence, or an announcement, of a program."""
    return any(_is_said(word) for word in words) or any(
        first.isalpha() and second.isalpha() for first, second in pairwise(words)
    )


def _is_said(word: str) -> bool:
    """Whether a program says `word` in front of a client of another one's, or a syslog header has it there."""
    bare = word.strip("[]")
    is_of_header = _BARE_DATE.match(word) is not None or _FACILITY_AND_LEVEL.fullmatch(word) is not None
    return is_of_header or bare[-1:] == ":" or bare.casefold() in _LEVELS or is_verdict(bare)


def behind(text: str, place: int) -> tuple[tuple[Any, ...], tuple[str, ...]] | None:
    """What stands from `place` on, after the time: the known fields, and those before and between them.

    The known ones are those from `forwarded` to `rest` of `formats.clf.Access`.

    `None` if there is no request with a status and a size after it.
    """
    tokens = _tokens(text, place)
    for number, token in enumerate(tokens):
        if token.is_quoted and (places := _status_and_size(tokens, number)) is not None:
            return _parts(text, tokens, number, *places)
    return None


def _tokens(text: str, place: int) -> list[_Token]:
    tokens: list[_Token] = []
    while len(tokens) < _MOST_TOKENS and (match := _ITEM.match(text, place)) is not None:
        quoted, bare = match.groups()
        raw = match[0].rstrip(" ")
        tokens.append(_Token(bare or quoted or "", raw, match.start() + len(raw), is_quoted=quoted is not None))
        place = match.end()
    return tokens


def _status_and_size(tokens: list[_Token], number: int) -> tuple[int, int] | None:
    """The numbers of the status and the size after the token of that `number`; `None` if it is not a request."""
    # what is not a request, such as - or the bytes of TLS, has its status at once
    most = _MOST_BETWEEN if _REQUEST.fullmatch(tokens[number].text) is not None else 1
    for status in range(number + 1, min(number + 1 + most, len(tokens))):
        if _STATUS.fullmatch(tokens[status].text) is not None:
            for size in range(status + 1, min(status + 1 + most, len(tokens))):
                if _SIZE.fullmatch(tokens[size].text) is not None:
                    return status, size
            return None
    return None


def _parts(
    text: str, tokens: list[_Token], request: int, status: int, size: int
) -> tuple[tuple[Any, ...], tuple[str, ...]]:
    unknown = [*tokens[request + 1 : status], *tokens[status + 1 : size]]
    forwarded = None
    before = []
    for token in tokens[:request]:
        if forwarded is None and token.is_quoted and _ADDRESSES.fullmatch(token.text) is not None:
            forwarded = token.text
        elif token.text not in ("", "-"):
            before.append(token)
    referrer = agent = None
    end = tokens[size].end
    for number in range(size + 1, len(tokens) - 1):
        if tokens[number].is_quoted and tokens[number + 1].is_quoted:
            referrer, agent = tokens[number].text, tokens[number + 1].text
            unknown += tokens[size + 1 : number]
            end = tokens[number + 1].end
            break
    added = tuple(token.raw for token in (*before, *unknown))
    parts = (
        forwarded, tokens[request].text, tokens[status].text, tokens[size].text, None, referrer, agent, text[end:],
    )  # fmt: skip
    return parts, added
