"""Formats with fields of the administrator's own: HAProxy's usual ones, with those behind them.

Layout (`log-format`):
    [31/Oct/2023:15:09:55.123] [C0000201:D431] 192.0.2.1:54321 http-in app/srv1 0/0/1/12/13 200 1542 - - ---- 2/2/0/0/0
    0/0 {app.example.com} TLSv1.3 TLS_AES_256_GCM_SHA384 "GET / HTTP/1.1"

Source: HAProxy's configuration manual, chapter 8.2.6 (custom log format).
"""

from __future__ import annotations

from ecsparse.patterns import Pattern

_NOT_REACHED = "-1/"

# What all such formats have together:  app/srv1 0/0/1/12/13 200 1542 - - ---- 2/2/0/0/0 0/0
# (or, with the times of handshakes and of idling, 0/5/0/0/1/12/13; of a TCP session, 0/1/13 1542 -- 2/2/0/0/0 0/0)
_CORE = Pattern(
    r"(?P<peer> [^\s/]{1,255}/[^\s/]{0,255} )"
    r"(?:(?P<before>(?:-?[0-9]{1,12}/){1,3})(?P<http>(?:-?[0-9]{1,12}/){3}\+?-?[0-9]{1,12} -?[0-9]{1,3}"
    r" \+?-?[0-9]{1,40} \S{1,4096} \S{1,4096} [A-Za-z-]{4} )"
    r"|(?P<tcp>-?[0-9]{1,12}/-?[0-9]{1,12}/\+?-?[0-9]{1,12} \+?-?[0-9]{1,40} [A-Za-z-]{2} ))"
    r"(?P<counts>(?:[0-9]{1,9}/){4}\+?[0-9]{1,9} [0-9]{1,9}/[0-9]{1,9}(?![^ ]))"
)
# 192.0.2.1:54321 | [2001:db8::1]:54321
_CLIENT = Pattern(r"(?<![^ ])(?:\[[0-9A-Fa-f:.]{2,45}\]|[0-9A-Fa-f:.]{2,45}|unix):[0-9]{1,5}(?![^ ])")
# [31/Oct/2023:15:09:55.123]
_DATE = Pattern(
    r"(?<![^ ])\[[0-9]{2}/[A-Z][a-z]{2}/[0-9]{4}:[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]{1,9})?(?: [+-][0-9]{4})?\] "
)
# {app.example.com|curl/8.5.0} {gzip}
_HEADERS = Pattern(r"(?: \{[^{}]*\}){1,2}(?![^ ])")
# "GET / HTTP/1.1" | "<BADREQ>"
_REQUEST = Pattern(r' "(?:[A-Z][A-Za-z_-]{0,31} [^"]{1,32768} HTTP/[0-9](?:\.[0-9])?|<BADREQ>)"')
# "a b" | [a b] | TLSv1.3
_FIELD = Pattern(r'"[^"]*"(?![^ ])|\[[^\[\]]*\](?![^ ])|\S+')


def usual(text: str) -> str | None:
    """The line in the usual order, with what else `text` has behind it; `None` if that lacks a part of it."""
    core = _CORE.search(text)
    if core is None:
        return None
    before, behind = text[: core.start()], text[core.end() :]
    client = _CLIENT.search(before)
    if client is None:
        return None
    date, added = _taken(_DATE, f"{before[: client.start()]} {before[client.end() :]}")
    *others, frontend = fields(added) or [""]
    if not frontend:
        return None
    headers, behind = _taken(_HEADERS, behind)
    request, behind = _taken(_REQUEST, behind)
    times = core["tcp"]
    if times is None:
        if not request:
            return None
        timers = core["before"]
        if timers.count("/") > 1:
            # which of them belong to the request, the line does not say
            others.append(f"{timers}{core['http'].partition(' ')[0]}")
            timers = _NOT_REACHED
        times = f"{timers}{core['http']}"
    known = f"{client[0]} {date}{frontend}{core['peer']}{times}{core['counts']}{headers}{request}"
    return " ".join((known, *others, *fields(behind)))


def _taken(pattern: Pattern, text: str) -> tuple[str, str]:
    """What `pattern` finds in `text`, which is empty if it finds nothing, and the text without that."""
    match = pattern.search(text)
    return ("", text) if match is None else (match[0], text[: match.start()] + text[match.end() :])


def fields(text: str) -> list[str]:
    """The fields of `text`: words, or what quotation marks or brackets hold."""
    return _FIELD.findall(text)
