"""Lines of W3C format whose columns are named before them, and the lines that name them."""

from __future__ import annotations

from ecsparse.ecs.pieces import is_ip
from ecsparse.formats import w3c
from ecsparse.patterns import Pattern
from ecsparse.products.microsoft_iis.values import CAPTURES, VALUES, action_of
from ecsparse.record import Document, Record

# #Software: Microsoft Internet Information Services 10.0
_SOFTWARE = Pattern(r"#Software: Microsoft (?:Internet Information Services|HTTP API) ([0-9.]{1,16})")
# What only IIS has, and the columns that others have as well under the same names.
_OWN_COLUMNS = frozenset(("sc-win32-status", "s-sitename", "s-reason"))
_SHARED_COLUMNS = frozenset(("date", "time", "cs-uri-stem", "cs-uri-query", *CAPTURES))
# Those that logs have for all that a site chooses, and how many at least.
_USUAL_COLUMNS = frozenset(("c-ip", "cs-method", "cs-uri", "cs-uri-stem", "s-ip", "s-port", "sc-status"))
_FEWEST = 2
# Columns of commands that have other names here, and other names of columns.
_OF_COMMANDS = {
    "cs-bytes": "command-bytes", "cs-method": "command", "sc-bytes": "answer-bytes", "sc-status": "answer",
}  # fmt: skip
_OF_FTP = {**_OF_COMMANDS, "cs-uri-stem": "path"}
_OF_SMTP = {**_OF_COMMANDS, "cs-host": "peer", "cs-uri-query": "argument", "cs-username": "peer"}
_OTHER_NAMES = {"streamid_ex": "streamid", "cs(Host)": "cs-host"}
_MOST_COLUMNS = 64


def of_title(text: str) -> Document | None:
    """The document of a line that says what a file is; `None` if it is another writer's."""
    if (match := _SOFTWARE.fullmatch(text)) is not None:
        return VALUES.document("file-start", [("version", match[1])])
    columns = text.removeprefix("#Fields: ")
    if columns == text or not _are_of_iis({*columns.split()}):
        return None
    return VALUES.document("file-start", [("columns", columns)])


def _are_of_iis(columns: set[str]) -> bool:
    return bool(_OWN_COLUMNS & columns) or columns <= _SHARED_COLUMNS


def _is_of_iis(said: w3c.Directives) -> bool:
    if said.software is None:
        return _are_of_iis({*said.columns})
    is_iis = _SOFTWARE.fullmatch(f"#Software: {said.software}") is not None
    return is_iis and len(_USUAL_COLUMNS.intersection(said.columns)) >= _FEWEST


def of_heading(record: Record, text: str) -> Document | None:
    """The document of a line whose columns its file names; `None` if it does not, or they hold something else."""
    said = w3c.directives(record.heading)
    line = w3c.named(said.columns, text.split(" ", _MOST_COLUMNS), is_ip) if _is_of_iis(said) else None
    if line is None:
        return None
    moment = _moment(record, line.pop("date", None), line.pop("time", None), said.date)
    document = VALUES.document(kind_of(line, said.columns), renamed(line))
    record.set_time(document, moment)
    return document


def _moment(record: Record, date: str | None, time: str | None, begun: str | None) -> str | None:
    """The time of a line in UTC; `begun` is when its file began, which has the date of a line without one."""
    if time is None:
        return None
    if date is None and begun is not None:
        date, _, clock = begun.partition(" ")
        date = date if clock <= time else None
    return None if date is None else record.clock.instant(f"{date}T{time}Z")


def kind_of(line: dict[str, str], columns: tuple[str, ...]) -> str:
    """The action of a line with these columns; what it says of a command of FTP or SMTP gets other names."""
    service = line.get("s-sitename", "").upper()
    if "s-reason" in columns:
        return "http-error"
    if "x-session" in columns or service.startswith(("MSFTPSVC", "FTPSVC")):
        kind, names = "ftp-command", _OF_FTP
    elif service.startswith("SMTPSVC") or line.get("cs-version") == "SMTP":
        kind, names = "smtp-command", _OF_SMTP
    else:
        return action_of(line.get("sc-status", ""))
    for name, other in names.items():
        if name in line:
            line[other] = line.pop(name)
    return kind if kind != "ftp-command" else _of_ftp(line)


def _of_ftp(line: dict[str, str]) -> str:
    """The action of a command of FTP; of those that log a client in, what is no path is not called so."""
    command, answer = line.get("command", "").rpartition("]")[2].upper(), line.get("answer", "")
    if command in ("USER", "PASS"):
        said = line.pop("path", "-")
        if command == "USER" and line.get("cs-username", "-") == "-":
            line["cs-username"] = said
    path = line.pop("x-fullpath", "-")
    if path != "-" and command not in ("USER", "PASS"):
        line["path"] = path
    if command == "PASS" and answer[:1] in ("2", "5"):
        return "ftp-login" if answer[0] == "2" else "ftp-login/failed"
    return "ftp-command/failed" if answer[:1] in ("4", "5") else "ftp-command"


def renamed(line: dict[str, str]) -> list[tuple[str, str]]:
    """What a line with named columns says, under the names of captures."""
    path, query = line.pop("cs-uri-stem", "-"), line.pop("cs-uri-query", "-")
    if path != "-":
        line["cs-uri"] = path if query == "-" else f"{path}?{query}"
    elif query != "-":
        line["cs-uri-query"] = query
    for name in [name for name in line if name.lower() == "x-forwarded-for"]:
        line["forwarded"] = line.pop(name)
    for name, other in _OTHER_NAMES.items():
        if name in line:
            line[other] = line.pop(name)
    return [*line.items()]
