r"""Microsoft IIS: requests, in W3C extended format and in IIS's own, and what HTTP.sys answers by itself.

Layout:
    2023-10-31 15:09:55 192.0.2.20 GET /default.htm a=1 443 - 192.0.2.5 Mozilla/5.0+(X11) - 200 0 0 15
    2023-10-31 15:09:55 192.0.2.5 52144 192.0.2.20 80 HTTP/1.1 GET /a 400 - BadRequest -          HTTP error log
    192.0.2.5, EXAMPLE\jdoe, 10/31/2023, 15:09:55, W3SVC1, WEB01, 192.0.2.20, 15, 169, 143, 200, 0, GET, /a, b=1,

    Which columns a line of W3C format has says its file, in a line that begins with `#Fields:`. Where the same
    input has that before, it decides: any columns in any order, of sites, of FTP and of SMTP; those that are not
    known, such as headers that a site logs, are in `microsoft_iis.other`. Elsewhere, columns are told by what they
    hold, in the order in which IIS writes them: site, computer, server, method, path, query, port, user, client,
    version, program, cookie, referrer, host, status, substatus, Windows' status, bytes sent and received, time
    taken, and an address that a proxy forwarded. Each may be missing but method, path, query, port, user, client,
    program and status.

Source: the documentation of IIS 6.0 to 10.0 (log files of W3C and IIS format) and of the HTTP Server API's error
log.

Timestamps: UTC in W3C format and in the error log; local time in IIS format. To the second. A line that has a time
and no date is of the day in `#Date:`, unless that would put it before that.

Quirks:
    `-` is nothing; a `+` in a program, a cookie or a site stands for a blank: `w3c.log`.
    A file begins with lines that have `#` first; `#Version:` and `#Date:` name no product: `w3c.log`.
    Of the numbers at the end, three are status and its kin, four have the time, five the bytes, six both:
    `w3c.log`.
    Columns of other orders than IIS's cannot be told without their names: such lines are declined
    (`samples/unmatched`), as are those that do not have what their columns are called.
    Of a chain of forwarded addresses, the first is the client's; its port is dropped: `w3c.log`.
    Of FTP, the columns that it has unless told otherwise, and all of them, are known without their names: a
    session's number stands at the same place in all: `ftp.log`.
    From Windows Server 2016 on, the error log has a stream of HTTP/2 before the status, and later a stream of QUIC
    as well: `errors.log`.
    A shipper's tag in the syslog header names no program: `w3c.log`.

Other readings:
    `client.bytes` alone of what was received: `http.request.bytes` has it as well, and `source` says who sent it.
"""

from __future__ import annotations

from ecsparse.ecs.pieces import is_ip
from ecsparse.ecs.web import status_code
from ecsparse.patterns import Pattern
from ecsparse.products.microsoft_iis.named import kind_of, of_heading, of_title, renamed
from ecsparse.products.microsoft_iis.values import VALUES, action_of, first_of
from ecsparse.record import Column, Document, Heading, Phrase, Prefix, Product, Record, Shape

PRODUCT = Product(
    vendor="Microsoft",
    name="IIS",
    versions="6.0 to 10.0",
    formats=("w3c", "csv"),
    signatures=(
        Heading("#Fields:"),
        Shape("0000-00-00"),
        Prefix("#Software: Microsoft "),
        Prefix("#Fields: date time "),
        Column("1= -"),
        *(Phrase(f" {service}{number}, ") for service in ("W3SVC", "MSFTPSVC", "SMTPSVC") for number in range(1, 10)),
    ),
    after={
        "cisco_ise": "what follows its date tells more",
        "openvpn": "its messages tell more than a date",
        "postgresql": "its prefix tells more than a date",
    },
    provider="microsoft_iis",
    messages=VALUES,
)

# 2023-10-31 15:09:55
_TIME = Pattern(r"([0-9]{4}-[0-9]{2}-[0-9]{2}) ([0-9]{2}:[0-9]{2}:[0-9]{2}) ")
# 10/31/2023
_DATE = Pattern(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{2,4})")
# 15:09:55
_CLOCK = Pattern(r"[0-9]{1,2}:[0-9]{2}:[0-9]{2}")
# 400 | -
_STATUS = Pattern(r"[0-9]{3}|-")
# GET | RPC_IN_DATA | [3]RETR
_METHOD = Pattern(r"(?:\[[0-9]{1,9}\])?[A-Z][A-Z_-]{1,31}")
# The names of the numbers at the end, by how many there are.
_NUMBERS = {
    3: ("sc-status", "sc-substatus", "sc-win32-status"),
    4: ("sc-status", "sc-substatus", "sc-win32-status", "time-taken"),
    5: ("sc-status", "sc-substatus", "sc-win32-status", "sc-bytes", "cs-bytes"),
    6: ("sc-status", "sc-substatus", "sc-win32-status", "sc-bytes", "cs-bytes", "time-taken"),
}
# Those of what stands between client and numbers, by how many there are; where the last is a host, others.
_TEXTS = {
    1: ("cs(User-Agent)",),
    2: ("cs(User-Agent)", "cs(Referer)"),
    3: ("cs(User-Agent)", "cs(Cookie)", "cs(Referer)"),
    4: ("cs(User-Agent)", "cs(Cookie)", "cs(Referer)", "cs-host"),
}
_WITH_HOST = {2: ("cs(User-Agent)", "cs-host"), 3: ("cs(User-Agent)", "cs(Referer)", "cs-host")}
_OF_IIS = (
    "c-ip", "cs-username", "", "", "s-sitename", "s-computername", "s-ip", "time-taken", "cs-bytes", "sc-bytes",
    "sc-status", "sc-win32-status", "cs-method", "", "",
)  # fmt: skip
_OF_ERRORS = (
    "c-ip", "c-port", "s-ip", "s-port", "cs-version", "cs-method", "cs-uri", "sc-status", "s-siteid", "s-reason",
    "s-queuename",
)  # fmt: skip
_WITH_STREAM = (*_OF_ERRORS[:7], "streamid", *_OF_ERRORS[7:], "transport")
_WITH_BOTH_STREAMS = (*_WITH_STREAM[:7], "", *_WITH_STREAM[7:])
# Of FTP, as far as they are chosen by itself, and all; the last but one or two is the session.
_OF_FTP = {
    11: ("c-ip", "cs-username", "s-ip", "s-port", "cs-method", "cs-uri-stem", "sc-status", "sc-win32-status",
        "sc-substatus", "x-session", "x-fullpath"),
    19: ("c-ip", "c-port", "cs-username", "s-sitename", "s-computername", "cs-host", "s-ip", "s-port", "cs-method",
        "cs-uri-stem", "sc-status", "sc-win32-status", "sc-substatus", "sc-bytes", "cs-bytes", "time-taken",
        "x-session", "x-fullpath", "x-debug"),
}  # fmt: skip
# 6c2b1f0e-7a41-4c0b-9a35-2f0f5d0c1b7a
_SESSION = Pattern(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
_FEWEST = 9
_MOST_COLUMNS = 40


def parse(record: Record) -> Document | None:
    """The document of a line of any of the three forms; `None` if its columns are not those of IIS."""
    text = record.text.strip(" \t")
    if text[:1] == "#":
        return of_title(text) if record.program is None else None
    if record.heading and (named := of_heading(record, text)) is not None:
        return named
    time = _TIME.match(text)
    if time is None:
        return _of_iis(record, text)
    columns = text[time.end() :].split(" ", _MOST_COLUMNS)
    pairs = _of_errors(columns)
    action = "http-error"
    if pairs is None and (line := _of_ftp(columns)) is not None:
        action, pairs = kind_of(line, _OF_FTP[len(columns)]), renamed(line)
    if pairs is None:
        pairs = _of_requests(columns)
        if pairs is None:
            return None
        action = action_of(dict(pairs).get("sc-status", ""))
    document = VALUES.document(action, pairs)
    record.set_time(document, record.clock.instant(f"{time[1]}T{time[2]}Z"))
    return document


def _of_errors(columns: list[str]) -> list[tuple[str, str]] | None:
    """What a line of the error log says; `None` if it is not one."""
    if len(columns) < len(_OF_ERRORS) or not columns[1].isdecimal():
        return None
    # an address of a link has its zone
    client, server = columns[0].partition("%")[0], columns[2].partition("%")[0]
    if not (is_ip(client) and is_ip(server)):
        return None
    names: tuple[str, ...] = _WITH_BOTH_STREAMS if len(columns) == len(_WITH_BOTH_STREAMS) else _WITH_STREAM
    if len(columns) == len(_OF_ERRORS) or _STATUS.fullmatch(columns[names.index("sc-status")]) is None:
        names = _OF_ERRORS
    return [(name, text) for name, text in zip(names, columns, strict=False) if name]


def _of_ftp(columns: list[str]) -> dict[str, str] | None:
    """What a line of FTP says, by the names of its columns; `None` if it is not one."""
    names = _OF_FTP.get(len(columns))
    if names is None or not is_ip(columns[0]) or _SESSION.fullmatch(columns[names.index("x-session")]) is None:
        return None
    return dict(zip(names, columns, strict=True))


def _of_requests(columns: list[str]) -> list[tuple[str, str]] | None:
    """What a line of W3C format says; `None` if its columns cannot be told."""
    place = next((number for number, text in enumerate(columns[:4]) if _is_method(columns, number)), None)
    if place is None or len(columns) - place < _FEWEST:
        return None
    pairs = _of_server(columns[:place])
    method, path, query, port, user, client, *rest = columns[place:]
    if pairs is None or not (port.isdecimal() and is_ip(client.partition("%")[0])):
        return None
    target = path if query == "-" else f"{path}?{query}"
    pairs += [("cs-method", method), ("cs-uri", target), ("s-port", port), ("cs-username", user), ("c-ip", client)]
    end = _of_end(rest)
    return None if end is None else [*pairs, *end]


def _is_method(columns: list[str], number: int) -> bool:
    path = columns[number + 1] if number + 1 < len(columns) else ""
    return path[:1] in ("/", "*", "-") and path != "" and _METHOD.fullmatch(columns[number]) is not None


def _of_server(columns: list[str]) -> list[tuple[str, str]] | None:
    """What precedes the method: the site, the computer and the address of the server, as far as they are there."""
    pairs = []
    if columns and is_ip(columns[-1].partition("%")[0]):
        pairs.append(("s-ip", columns[-1]))
        columns = columns[:-1]
    if len(columns) > 2 or any(is_ip(text) for text in columns):
        return None
    return [*zip(("s-sitename", "s-computername"), columns, strict=False), *pairs]


def _of_end(columns: list[str]) -> list[tuple[str, str]] | None:
    """What follows the client; `None` if it does not end in a status and its kin."""
    pairs = []
    if columns[-1] == "-" or first_of(columns[-1]) is not None:
        pairs.append(("forwarded", columns[-1]))
        columns = columns[:-1]
    begin = len(columns)
    while begin and columns[begin - 1].isdecimal() and len(columns) - begin < max(_NUMBERS):
        begin -= 1
    numbers = _NUMBERS.get(len(columns) - begin)
    if numbers is None or status_code(columns[begin]) is None:
        return None
    texts = columns[:begin]
    if texts and texts[0].startswith("HTTP/"):
        pairs.append(("cs-version", texts[0]))
        texts = texts[1:]
    ends_in_host = len(texts) in _WITH_HOST and texts[-1] != "-" and "://" not in texts[-1]
    names = (_WITH_HOST if ends_in_host else _TEXTS).get(len(texts))
    if names is None:
        return None
    return [*pairs, *zip(names, texts, strict=True), *zip(numbers, columns[begin:], strict=True)]


def _of_iis(record: Record, text: str) -> Document | None:
    """The document of a line of IIS format; `None` if it is not one."""
    columns = [column.strip(" ") for column in text.split(",", _MOST_COLUMNS)]
    if len(columns) < len(_OF_IIS) or not is_ip(columns[0]) or _CLOCK.fullmatch(columns[3]) is None:
        return None
    date = _DATE.fullmatch(columns[2])
    if date is None or not columns[10].isdecimal() or _METHOD.fullmatch(columns[12]) is None:
        return None
    line = {name: value for name, value in zip(_OF_IIS, columns, strict=False) if name}
    # a query may have commas
    line |= {"cs-uri-stem": columns[13], "cs-uri-query": ",".join(columns[14:]).removesuffix(",") or "-"}
    document = VALUES.document(kind_of(line, _OF_IIS), renamed(line))
    month, day, year = date.groups()
    if len(year) == 2:
        year = f"20{year}"
    if (moment := record.clock.local(f"{year}-{month:0>2}-{day:0>2} {columns[3]:0>8}")) is not None:
        document["@timestamp"] = moment
        document["event"]["timezone"] = record.clock.zone
    return document
