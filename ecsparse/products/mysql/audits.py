"""Events that plug-ins audit: MariaDB's, Percona's and those of MySQL Enterprise Audit."""

from __future__ import annotations

from ecsparse.formats import xml
from ecsparse.messages import Values
from ecsparse.patterns import Pattern
from ecsparse.products.mysql.messages import ACTIONS

# The program of MariaDB's plug-in, whose events have no time in syslog.
PROGRAM = "mysql-server_auditing"

# 20231031 15:09:57,
_COLUMNS = Pattern(
    r"(?:([0-9]{8}) ([0-9]{2}:[0-9]{2}:[0-9]{2}),)?"
    r"([^,']{0,255},[^,]{0,255},[^,]{0,255},[0-9]{1,20},[0-9]{1,20},[A-Z_]{3,24},.*)"
)
# NAME="Connect" | USER="root[root] @ localhost []"
_ATTRIBUTE = Pattern(r'([A-Z_]{2,32})="([^"]*+)"')
# root[root] @ localhost [192.0.2.5]
_WHO = Pattern(r"([^\[\]]{0,256})\[[^\[\]]{0,256}\] @ {1,2}([^ \[\]]{0,255}) \[([^\[\]]{0,255})\]")

# `app`@`192.0.2.%` (as whom a client acts)
_ACCOUNT = Pattern(r"`([^`]{0,256})`@`[^`]{0,256}`")

_OPERATIONS = {
    "CHANGEUSER": "login", "CONNECT": "login", "DISCONNECT": "logout", "FAILED_CONNECT": "login/failed",
    "QUERY": "statement", "READ": "table-access", "WRITE": "table-change", "CREATE": "table-change",
    "ALTER": "table-change", "RENAME": "table-change", "DROP": "table-change",
}  # fmt: skip
_AUDITED = {
    "connect": "login", "disconnect": "logout", "quit": "logout", "query": "statement", "execute": "statement",
    "prepare": "statement", "status": "statement", "read": "table-access", "insert": "table-change",
    "update": "table-change", "delete": "table-change",
}  # fmt: skip
# Whose events are told by their name.
_CLASSES = frozenset(("connection", "general", "table_access"))
_SUCCEEDED = ("", "0")


def of_text(text: str, program: str) -> tuple[str, Values] | None:
    """The action and the values of an event in XML or in columns; `None` if it is neither."""
    if text.startswith("<AUDIT_RECORD "):
        return _of_xml(text)
    match = _COLUMNS.fullmatch(text)
    if match is None or (match[1] is None and program != PROGRAM):
        return None
    return _of_columns(*match.groups())


def of_members(members: dict[str, str]) -> tuple[str, Values] | None:
    """The same of the members of an event in JSON; `None` if it is not one that is audited."""
    if "audit_record.record" in members:
        return _of_record({name.removeprefix("audit_record."): value for name, value in members.items()})
    if "class" in members and "event" in members and "account.user" in members:
        return _of_event(members)
    return None


def _of_columns(date: str | None, time: str | None, rest: str) -> tuple[str, Values] | None:
    """An event of MariaDB's audit: columns, of which the last but one may have commas, in quotes."""
    server, user, source, connection, query, operation, rest = rest.split(",", 6)
    database, _, rest = rest.partition(",")
    what, comma, code = rest.rpartition(",")
    if not comma or (code and not code.lstrip("-").isdecimal()):
        return None
    # to syslog, a text of the site's stands before it
    info, _, server = server.rpartition(" ")
    values = {
        "time": "" if date is None else f"{date[:4]}-{date[4:6]}-{date[6:]} {time}",
        "info": info, "server": server, "user": user, "source": source, "connection": connection, "query_id": query,
        "command": operation, "database": database,
    }  # fmt: skip
    action = _OPERATIONS.get(operation, "statement" if operation.startswith("QUERY") else "audit")
    if (account := _ACCOUNT.fullmatch(what)) is not None:
        values["as_user"] = account[1]
    else:
        values["statement" if what[:1] == "'" else "table"] = what.removeprefix("'").removesuffix("'")
    return _with_status(action, values, code)


def _of_xml(text: str) -> tuple[str, Values] | None:
    """An event of Percona's audit, or MySQL's, as the element of a record, whose attributes are called the same."""
    members = {name.lower(): xml.unescaped(value) for name, value in _ATTRIBUTE.findall(text)}
    return _of_record(members) if members.keys() & {"record", "record_id"} and "name" in members else None


def _of_record(members: dict[str, str]) -> tuple[str, Values]:
    """An event of Percona's audit."""
    name = members.get("name", "")
    values = {
        "time": members.get("timestamp", "").removesuffix(" UTC"), "connection": members.get("connection_id", ""),
        "command": members.get("command_class", "") or name, "statement": members.get("sqltext", ""),
        "os_user": members.get("os_user", "") or members.get("os_login", ""), "source": members.get("ip", ""),
        "source_name": members.get("host", ""), "database": members.get("db", ""),
    }  # fmt: skip
    values["time"] += "Z" if values["time"][-1:].isdigit() else ""
    who = _WHO.match(members.get("user", ""))
    values["user"] = members.get("user", "") if who is None else who[1]
    return _with_status(_AUDITED.get(name.lower(), "audit"), values, members.get("status", ""))


def _of_event(members: dict[str, str]) -> tuple[str, Values]:
    """An event of MySQL Enterprise Audit."""
    data = f"{members['class']}_data."
    values = {
        "time": f"{members.get('timestamp', '')}Z", "connection": members.get("connection_id", ""),
        "user": members.get("login.user", "") or members["account.user"], "source": members.get("login.ip", ""),
        "source_name": members.get("account.host", ""), "os_user": members.get("login.os", ""),
        "event_class": members["class"], "database": members.get(f"{data}db", ""),
        "command": members.get(f"{data}sql_command", "") or members["event"],
        "statement": members.get(f"{data}query", ""), "table": members.get(f"{data}table", ""),
    }  # fmt: skip
    action = _AUDITED.get(members["event"], "audit") if members["class"] in _CLASSES else "audit"
    return _with_status(action, values, members.get(f"{data}status", ""))


def _with_status(action: str, values: Values, status: str) -> tuple[str, Values]:
    """`action` and `values`, with the error if the status is one, or with success if it says that."""
    if status in _SUCCEEDED:
        succeeded = f"{action}/succeeded"
        return succeeded if status and succeeded in ACTIONS else action, values
    if not status.removeprefix("-").isdecimal():
        return "login/tried" if action == "login" else action, values
    failed = f"{action}/failed"
    return failed if failed in ACTIONS else action, {**values, "error_code": status}
