r"""Microsoft IIS: requests, in W3C extended format and in IIS's own, and what HTTP.sys answers by itself.

Layout:
    2023-10-31 15:09:55 192.0.2.20 GET /default.htm a=1 443 - 192.0.2.5 Mozilla/5.0+(X11) - 200 0 0 15
    2023-10-31 15:09:55 192.0.2.5 52144 192.0.2.20 80 HTTP/1.1 GET /a 400 - BadRequest -          HTTP error log
    192.0.2.5, EXAMPLE\jdoe, 10/31/2023, 15:09:55, W3SVC1, WEB01, 192.0.2.20, 15, 169, 143, 200, 0, GET, /a, b=1,

    Which columns a line of W3C format has says its file, in a line that begins with `#Fields:`. Here they are told
    by what they hold, in the order in which IIS writes them: site, computer, server, method, path, query, port,
    user, client, version, program, cookie, referrer, host, status, substatus, Windows' status, bytes sent and
    received, time taken, and an address that a proxy forwarded. Each may be missing but method, path, query, port,
    user, client, program and status.

Source: the documentation of IIS 6.0 to 10.0 (log files of W3C and IIS format) and of the HTTP Server API's error
log.

Timestamps: UTC in W3C format and in the error log; local time in IIS format. To the second.

Quirks:
    `-` is nothing; a `+` in a program, a cookie or a site stands for a blank: `w3c.log`.
    A file begins with lines that have `#` first; `#Version:` and `#Date:` name no product: `w3c.log`.
    Of the numbers at the end, three are status and its kin, four have the time, five the bytes, six both:
    `w3c.log`.
    Columns of other orders than IIS's cannot be told: such lines are declined (`samples/unmatched`).

Other readings:
    `client.bytes` alone of what was received: `http.request.bytes` has it as well, and `source` says who sent it.
"""

from __future__ import annotations

from ecsparse.ecs.pieces import ip, is_ip
from ecsparse.ecs.places import count, host_name, port_number
from ecsparse.ecs.url import url
from ecsparse.ecs.web import status_code
from ecsparse.messages import Action
from ecsparse.messages.captures import Capture, account, ecs, own
from ecsparse.messages.values import Values
from ecsparse.patterns import Pattern
from ecsparse.record import Column, Phrase, Prefix, Product, Shape

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ecsparse.record import Document, Record

_REQUEST = "a request of HTTP was answered"
_REFUSED = "HTTP.sys answers a request, or ends a connection, by itself"
_HTTP = {"network": {"protocol": "http"}}

ACTIONS = {
    "file-start": Action("IIS begins a file, and says which columns it has", "web", "info"),
    "http-error": Action(_REFUSED, "web network", "info", "failure", also=_HTTP),
    "http-request": Action(_REQUEST, "web", "access", also=_HTTP),
    "http-request/failed": Action(_REQUEST, "web", "access", "failure", also=_HTTP),
    "http-request/succeeded": Action(_REQUEST, "web", "access", "success", also=_HTTP),
}


def _plain(text: str) -> str:
    return text.replace("+", " ")


def _version(text: str) -> str:
    return text.removeprefix("HTTP/")


def _nanoseconds(text: str) -> int | None:
    milliseconds = count(text)
    return None if milliseconds is None or milliseconds > 10**12 else milliseconds * 1_000_000


CAPTURES: dict[str, Capture | tuple[Capture, ...]] = {
    "c-ip": (ecs("source.ip", read=ip, related="ip"), ecs("client.ip", read=ip)),
    "c-port": (ecs("source.port", read=port_number), ecs("client.port", read=port_number)),
    "cs-bytes": (
        ecs("http.request.bytes", read=count), ecs("client.bytes", read=count), ecs("source.bytes", read=count)
    ),
    "cs-host": (ecs("url.domain", read=host_name, related="hosts"),),
    "cs-method": ecs("http.request.method"),
    "cs-uri": Capture("url", ".+", url, parts=("original", "path", "query", "extension")),
    "cs-username": account(),
    "cs-version": ecs("http.version", read=_version),
    "cs(Cookie)": own("keyword", "cookies that the client sent", read=_plain, name="cookie"),
    "cs(Referer)": ecs("http.request.referrer"),
    "cs(User-Agent)": ecs("user_agent.original", read=_plain),
    "columns": own("keyword", "columns of a file", read=str.split, name="columns"),
    "forwarded": ecs("network.forwarded_ip", read=ip, related="ip"),
    "s-computername": own("keyword", "name of the server", name="server_name", related="hosts"),
    "s-ip": (ecs("destination.ip", read=ip, related="ip"), ecs("server.ip", read=ip)),
    "s-port": (ecs("destination.port", read=port_number), ecs("server.port", read=port_number)),
    "s-queuename": own("keyword", "queue of requests", name="queue"),
    "s-reason": ecs("event.reason"),
    "s-siteid": own("keyword", "number of the site", name="site_id"),
    "s-sitename": own("keyword", "site", name="site"),
    "sc-bytes": (
        ecs("http.response.bytes", read=count),
        ecs("server.bytes", read=count),
        ecs("destination.bytes", read=count),
    ),
    "sc-status": ecs("http.response.status_code", read=status_code),
    "sc-substatus": own("long", "details of the status", read=count, name="substatus"),
    "sc-win32-status": own("long", "status of Windows", read=count, name="win32_status"),
    "version": ecs("service.version"),
    "time-taken": ecs("event.duration", read=_nanoseconds),
}  # fmt: skip

VALUES = Values("microsoft_iis", ACTIONS, CAPTURES)

PRODUCT = Product(
    vendor="Microsoft",
    name="IIS",
    versions="6.0 to 10.0",
    formats=("w3c", "csv"),
    signatures=(
        Shape("0000-00-00"),
        Prefix("#Software: Microsoft "),
        Prefix("#Fields: date time "),
        Column("1= -"),
        *(
            Phrase(f" {service}{number}, ")
            for service in ("W3SVC", "MSFTPSVC", "SMTPSVC")
            for number in range(1, 10)
        ),
    ),
    after={
        "cisco_ise": "what follows its date tells more",
        "openvpn": "its messages tell more than a date",
        "postgresql": "its prefix tells more than a date",
    },
    provider="microsoft_iis",
    messages=VALUES,
)

# #Software: Microsoft Internet Information Services 10.0
_SOFTWARE = Pattern(r"#Software: Microsoft (?:Internet Information Services|HTTP API) ([0-9.]{1,16})")
# What only IIS has, and the columns that others have as well under the same names.
_OWN_COLUMNS = frozenset(("sc-win32-status", "s-sitename", "s-reason"))
_SHARED_COLUMNS = frozenset(("date", "time", "cs-uri-stem", "cs-uri-query", *CAPTURES))
# 2023-10-31 15:09:55
_TIME = Pattern(r"([0-9]{4}-[0-9]{2}-[0-9]{2}) ([0-9]{2}:[0-9]{2}:[0-9]{2}) ")
# 10/31/2023
_DATE = Pattern(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{2,4})")
# GET | RPC_IN_DATA
_METHOD = Pattern(r"[A-Z][A-Z_-]{1,31}")
# 15:09:55
_CLOCK = Pattern(r"[0-9]{1,2}:[0-9]{2}:[0-9]{2}")

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
_FIRST_FAILURE = 400
_FEWEST = 9
_MOST_COLUMNS = 40


def parse(record: Record) -> Document | None:
    """The document of a line of any of the three forms; `None` if its columns are not those of IIS."""
    if record.header is not None and record.header.appname is not None:
        return None
    text = record.text.strip(" \t")
    if text[:1] == "#":
        return _of_title(text)
    time = _TIME.match(text)
    if time is None:
        return _of_iis(record, text)
    columns = text[time.end() :].split(" ", _MOST_COLUMNS)
    pairs = _of_errors(columns)
    action = "http-error"
    if pairs is None:
        pairs = _of_requests(columns)
        if pairs is None:
            return None
        action = _action(dict(pairs).get("sc-status", ""))
    document = VALUES.document(action, pairs)
    if (moment := record.clock.instant(f"{time[1]}T{time[2]}Z")) is not None:
        document["@timestamp"] = moment
    return document


def _of_title(text: str) -> Document | None:
    """The document of a line that says what a file is; `None` if it is another writer's."""
    if (match := _SOFTWARE.fullmatch(text)) is not None:
        return VALUES.document("file-start", [("version", match[1])])
    columns = text.removeprefix("#Fields: ")
    said = {*columns.split()}
    if columns == text or not (_OWN_COLUMNS & said or said <= _SHARED_COLUMNS):
        return None
    return VALUES.document("file-start", [("columns", columns)])


def _action(status: str) -> str:
    code = status_code(status)
    if code is None:
        return "http-request"
    return "http-request/succeeded" if code < _FIRST_FAILURE else "http-request/failed"


def _of_errors(columns: list[str]) -> list[tuple[str, str]] | None:
    """What a line of the error log says; `None` if it is none."""
    if len(columns) < len(_OF_ERRORS) or not (is_ip(columns[0]) and is_ip(columns[2]) and columns[1].isdecimal()):
        return None
    return list(zip(_OF_ERRORS, columns, strict=False))


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
    if columns[-1] == "-" or is_ip(columns[-1].partition(",")[0]):
        pairs.append(("forwarded", columns[-1].partition(",")[0]))
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
    """The document of a line of IIS format; `None` if it is none."""
    columns = [column.strip(" ") for column in text.split(",", _MOST_COLUMNS)]
    if len(columns) < len(_OF_IIS) or not is_ip(columns[0]) or _CLOCK.fullmatch(columns[3]) is None:
        return None
    date = _DATE.fullmatch(columns[2])
    if date is None or not columns[10].isdecimal() or _METHOD.fullmatch(columns[12]) is None:
        return None
    # a query may have commas
    query = ",".join(columns[14:]).removesuffix(",")
    target = columns[13] if query in ("", "-") else f"{columns[13]}?{query}"
    pairs = [(name, value) for name, value in zip(_OF_IIS, columns, strict=False) if name]
    document = VALUES.document(_action(columns[10]), [*pairs, ("cs-uri", target)])
    month, day, year = date.groups()
    if len(year) == 2:
        year = f"20{year}"
    if (moment := record.clock.local(f"{year}-{month:0>2}-{day:0>2} {columns[3]:0>8}")) is not None:
        document["@timestamp"] = moment
        document["event"]["timezone"] = record.clock.zone
    return document
