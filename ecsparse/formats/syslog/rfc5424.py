"""Headers of RFC 5424, also without what follows the host.

Layout: `1 2023-10-31T15:09:55Z vpn1 openvpn 7 ID [a b="c"] message`, after a priority or not.
"""

from __future__ import annotations

from ecsparse.formats.syslog.senders import PROCESS_TAG, read_tag
from ecsparse.patterns import Pattern
from ecsparse.record import Header

_NIL = "-"
# How far a header without a priority may reach.
_LONGEST_BARE = 2048

# 1 2023-10-31T15:09:55Z vpn1 openvpn 7 - [a b="c"] message
_RFC5424 = Pattern(
    r"([1-9][0-9]{0,2}) (-|[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]{1,9})?"
    r"(?:Z|[+-][0-9]{2}:?[0-9]{2})?) ([!-~]{1,255}) ([!-~]{1,255}) ([!-~]{1,255}) ([!-~]{1,255}) "
    r"(?:(-|(?:\[[!#-<>-\\^-~]{1,255}"
    r'(?: [!#-<>-\\^-~]{1,255}="(?:[^"\\]++|\\[^\n])*+")* ?\])+)'
    r"(?: |$|(?=\ufeff))| |\[type=[^\]\s\"]{1,64}\] |(?=\[))"
)

# 1 2023-10-31T15:09:55+00:00 host app web.1 - message (Heroku's drains, which have no structured data)
_OF_DYNO = Pattern(
    r"([1-9][0-9]{0,2}) ([0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]{1,9})?"
    r"(?:Z|[+-][0-9]{2}:[0-9]{2})) ([!-~]{1,255}) (app|heroku) "
    r"(router|[a-z][a-z0-9_-]{0,63}\.[0-9]{1,6}) (-) ()(?=[^ ])"
)

# [a | b="c"
_STRUCTURED = Pattern(r'\[([!#-<>-\\^-~]{1,255})|([!#-<>-\\^-~]{1,255})="((?:[^"\\]++|\\[^\n])*+)"')
# \" | \\ | \]
_ESCAPED = Pattern(r'\\(["\\\]])')

# 1 2023-10-31T15:09:55Z vpn1 CEF:0|
_CUT = Pattern(
    r"([1-9][0-9]{0,2}) ([0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]{1,9})?"
    r"(?:Z|[+-][0-9]{2}:[0-9]{2})) ([!-~]{1,255}) (?=CEF:[01]\||LEEF:[12]\.0\|)"
)


def read(line: str, start: int) -> tuple[Header | None, str]:
    """The header at `start`, and what follows it; `None` and the line if none is there.

    What stands in brackets and is not structured data begins the message, if the header says its time; so does what
    stands after two blanks, where structured data is missing.
    """
    match = _RFC5424.match(line, start) or _OF_DYNO.match(line, start)
    if match is None:
        return _read_cut(line, start)
    version, time, hostname, appname, procid, msgid, data = match.groups()
    if data is None and time == _NIL:
        return None, line
    header = Header(
        version=version,
        time=_said(time),
        hostname=_said(hostname),
        appname=_said(appname),
        procid=_said(procid),
        msgid=_said(msgid),
    )
    if data and data != _NIL:
        header.structured_data = _structured(data)
    return header, line[_behind_tag(line, match.end(), header) :]


def read_bare(line: str) -> tuple[Header, int] | None:
    """The header without a priority and a version that begins `line`, and where the message begins.

    `None` if it has none: its process is a number, or missing, and structured data is not.
    """
    front = "1 "
    match = _RFC5424.match(f"{front}{line[:_LONGEST_BARE]}")
    if match is None or match[2] == _NIL or match[7] is None or not (match[5] == _NIL or match[5].isdecimal()):
        return None
    _, time, hostname, appname, procid, msgid, data = match.groups()
    header = Header(
        time=time, hostname=_said(hostname), appname=_said(appname), procid=_said(procid), msgid=_said(msgid)
    )
    if data != _NIL:
        header.structured_data = _structured(data)
    return header, match.end() - len(front)


def _behind_tag(line: str, start: int, header: Header) -> int:
    """Where the message begins after the tag that some write there, too, or in place of the program's name."""
    program = header.appname
    if program is None:
        # AIX's syslogd writes a tag after the sender that it names
        is_tag = line.startswith("Message forwarded from ", start) or PROCESS_TAG.match(line, start) is not None
        return read_tag(line, start, header) if is_tag else start
    if line[start : start + 1] != program[0]:
        return start
    tag = f"{program}: " if header.procid is None else f"{program}[{header.procid}]: "
    return start + len(tag) if line.startswith(tag, start) else start


def _structured(data: str) -> dict[str, dict[str, str | list[str]]]:
    """The parameters of each element, by its name; the values of one that is repeated are a list."""
    elements: dict[str, dict[str, str | list[str]]] = {}
    parameters: dict[str, str | list[str]] = {}
    for match in _STRUCTURED.finditer(data):
        element, name, value = match.groups()
        if element is not None:
            parameters = elements.setdefault(element, {})
            continue
        value = _ESCAPED.sub(r"\1", value)
        before = parameters.get(name)
        if before is None:
            parameters[name] = value
        elif isinstance(before, list):
            before.append(value)
        else:
            parameters[name] = [before, value]
    return elements


def _read_cut(line: str, start: int) -> tuple[Header | None, str]:
    match = _CUT.match(line, start)
    if match is None:
        return None, line
    version, time, hostname = match.groups()
    return Header(version=version, time=time, hostname=_said(hostname)), line[match.end() :]


def _said(value: str) -> str | None:
    """A field's value, `None` for the nil value."""
    return None if value == _NIL else value
