"""Fields of an access log after the known ones, and which server writes such.

Layout: `rt=0.012 uct="0.001" "www.example.com" (107 47us) TLSv1.3 17 -`

Sources: nginx's ngx_http_log_module; Apache's mod_log_config; Squid's `logformat`; varnishncsa; the access logs of
Traefik and CUPS; HAProxy's `option httplog clf`.
"""

from __future__ import annotations

from ecsparse.formats.clf_order import ADDRESS, QUOTED
from ecsparse.patterns import Pattern

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ecsparse.formats.clf import Access

# How many fields an administrator may have added; a mebibyte of them would be read for seconds.
_MOST_FIELDS = 64

# 2000-10-10T13:55:36-07:00
_NGINX_TIME = 25

# - | 198.51.100.7, 2001:db8::7, unknown
_ADDRESSES = Pattern(rf"-|{ADDRESS}(?:, ?{ADDRESS}){{0,64}}")
# rt=0.012 | uct="0.001, 0.002"
_NAMED = Pattern(rf' +([A-Za-z][A-Za-z0-9_.-]{{0,63}})=(?:"{QUOTED}"|([^\s"]*+))(?= |$)')
# "www.example.com" | (107 47us) | [default-app-80] | TLSv1.3 | 17 | -
UNNAMED = Pattern(rf' +(?:"{QUOTED}"(?= |$)|(\([^()]{{0,300}}\)(?= |$)|\[[^\[\]]{{0,300}}\](?= |$)|[^ ]++))')

# 512 0.003 [default-app-80] [] 198.51.100.7:8080
_OF_INGRESS = Pattern(r" [0-9]{1,40} [0-9]{1,9}\.[0-9]{3} \[[^\[\]]{0,300}\] ")
# TCP_MISS:HIER_DIRECT
_OF_SQUID = Pattern(r"(?:TCP|UDP|NONE|TAG|ERR|ICP)(?:_[A-Z_]{1,60})?(?::[A-Z][A-Z_]{0,60})?")
# hit
_OF_VARNISH = frozenset(("error", "hit", "hitmiss", "hitpass", "miss", "pass", "pipe", "pipeline", "synth"))
# 17 "whoami@docker" "http://198.51.100.4:80" 2ms
_OF_TRAEFIK = Pattern(r' [0-9]{1,19} "[^"]*" "[^"]*" [0-9]{1,12}ms')
# CUPS-Add-Modify-Printer successful-ok
_OF_CUPS = Pattern(
    r" (?:-|[A-Z][A-Za-z-]{1,60}) (?:-|(?:successful|client-error|server-error|redirection)-[a-z-]{1,60})"
)
# 51234 123 "http-in" "app" "srv1" 0 0 1 12 13 ----
_OF_HAPROXY = Pattern(r' [0-9]{1,5} [0-9]{1,3} "[^"]*" "[^"]*" "[^"]*" (?:\+?-?[0-9]{1,12} ){5}"?[A-Za-z-]{4}"?(?: |$)')

# 0.012
_SECONDS = Pattern(r"[0-9]{1,9}\.[0-9]{3}")
# What nginx's users call the times of its variables, besides the names of these.
_NGINX_NAMES = frozenset(("rt", "uct", "uht", "urt", "request_time"))
_NGINX_START = "upstream_"


class Field:
    """A field after the known ones: its name, empty if it has none, its value, and the field as it stands."""

    __slots__ = ("is_quoted", "name", "text", "value")

    def __init__(self, name: str, value: str, text: str) -> None:
        self.name = name
        self.value = value
        self.text = text
        self.is_quoted = text[-1] == '"'


def fields(rest: str) -> list[Field] | None:
    """The fields in the `rest` of a line: named, quoted, in brackets or parentheses, or words.

    `None` if there are more than 64, which are not a format of anybody's.
    """
    found: list[Field] = []
    place = 0
    while place < len(rest):
        if len(found) == _MOST_FIELDS:
            return None
        match = _NAMED.match(rest, place)
        if match is not None:
            name, quoted, bare = match.groups()
        elif (match := UNNAMED.match(rest, place)) is not None:
            name, (quoted, bare) = "", match.groups()
        else:
            break
        found.append(Field(name, bare if quoted is None else quoted, match[0].lstrip(" ")))
        place = match.end()
    return found


def is_nginx_time(time: str) -> bool:
    """Whether a time is as nginx's `$time_iso8601` has it: `2000-10-10T13:55:36-07:00`."""
    return len(time) == _NGINX_TIME and time[10] == "T" and time[-3] == ":"


def are_addresses(text: str) -> bool:
    """Whether `text` is what nginx writes of the header X-Forwarded-For: addresses, or `-`."""
    return _ADDRESSES.fullmatch(text) is not None


def are_seconds(text: str) -> bool:
    """Whether `text` is a time as nginx writes it: seconds with three decimals."""
    return _SECONDS.fullmatch(text) is not None


def is_nginx(line: Access, found: list[Field]) -> bool:
    """Whether the time or the fields that were `found` after the known ones say that nginx writes.

    They are its variables, by name or by form; and nothing says that Apache writes.
    """
    if not (found or line.elapsed is not None or len(line.time) == _NGINX_TIME) or is_apache(line):
        return False
    if is_nginx_time(line.time) or (line.elapsed is not None and are_seconds(line.elapsed)):
        return True
    if _OF_INGRESS.match(line.rest) is not None:
        return True
    if found and line.agent is not None and not found[0].name:
        first = found[0]
        if are_addresses(first.value) if first.is_quoted else are_seconds(first.value):
            return True
    return any(each.name in _NGINX_NAMES or each.name.startswith(_NGINX_START) for each in found)


def is_apache(line: Access) -> bool:
    r"""Whether the parts of a line are written as Apache does, and nginx does not.

    These are a user of identd, a server's name with its port, an address or nothing in its place, and a quotation
    mark that is not `\x22`.
    """
    before = line.before
    return (
        line.ident != "-"
        or (before != "" and ("." not in before or ":" in before or are_addresses(before)))
        or '\\"' in f"{line.request}{line.referrer}{line.agent}"
    )


def are_others(line: Access) -> bool:
    """Whether what follows the known fields of a line says that another program writes.

    These are Squid (result codes), Varnish (what it did), Traefik (router, service and milliseconds), CUPS (an
    operation and its status) and HAProxy (`option httplog clf`).
    """
    first = line.rest[1:].partition(" ")[0]
    if first in _OF_VARNISH or _OF_SQUID.fullmatch(first) is not None:
        return True
    if line.agent is None:
        return _OF_CUPS.fullmatch(line.rest) is not None
    # both begin with a number
    if not first.isdecimal():
        return False
    return _OF_HAPROXY.match(line.rest) is not None or _OF_TRAEFIK.fullmatch(line.rest) is not None
