r"""MySQL and MariaDB: who connects, which statements run, what is audited, and what the server reports.

Layout:
    2023-10-31T15:09:55.123456Z 12 [Note] [MY-010926] [Server] Access denied for user 'root'@'192.0.2.5'
    2023-10-31 15:09:59 14 [Warning] Aborted connection 14 to db: 'orders' user: 'app' host: 'web01' (text)
    2023-10-31T15:09:57.220012Z<tab>   13 Connect<tab>root@192.0.2.5 on mysql using SSL/TLS     general log
    # User@Host: app[app] @ web01 [192.0.2.5]  Id:    13                                         slow log
    20231031 15:09:57,db03,root,localhost,32,118,QUERY,mysql,'SELECT 1',0                        MariaDB's audit
    {"audit_record":{"name":"Connect","user":"app","ip":"192.0.2.5",…}}                          Percona's audit
    <AUDIT_RECORD NAME="Connect" RECORD="7_2023-10-31T14:00:00" USER="app" IP="192.0.2.5" …/>    the same as XML
    {"timestamp":"2023-10-31 15:09:57","id":0,"class":"connection","event":"connect",…}          MySQL's audit

Source: the manuals of MySQL 5.7 to 8.4 (error log, query logs, MySQL Enterprise Audit), of MariaDB 10.2 to 11.4
(server audit) and of Percona Server 5.7 to 8.0 (audit log plug-in).

Timestamps: those of the line; one without a zone is in the server's. Of the slow log, only `# Time:` has one.

Quirks:
    Before MySQL 8.0 a message has no code and no subsystem; MariaDB's has the number of the thread: `errors.log`.
    That number is the connection's, but 0 of the server itself, and an address up to MariaDB 10.1: `threads.log`.
    InnoDB's own messages had no level up to MySQL 5.6: `threads.log`.
    In the general log of MariaDB, lines of the same second have no time: `general.log`.
    The statement of a slow query has lines of its own, which nothing marks: `slow.log` has the others, of which
    `SET timestamp=…;` says when the statement began.
    To syslog, MariaDB's audit leaves the time out, and writes a text of the site's, or none, and a blank before
    the server: `audit.log`.
    Who is logged in (`user[proxy] @ host [address]`) may lack any part: `slow.log`.
    A password that the server generated is in no field but `message`: `errors.log`.

Other readings:
    Statements and databases have no fields in ECS; they are `mysql.statement` and the like.
"""

from __future__ import annotations

from ecsparse.ecs.network import process
from ecsparse.formats import json, pam
from ecsparse.messages import Values
from ecsparse.patterns import Pattern
from ecsparse.products.mysql import audits
from ecsparse.products.mysql.messages import MESSAGES
from ecsparse.record import Document, Members, Phrase, Prefix, Product, Program, Record, Shape
from ecsparse.timestamps.event_time import moment

PRODUCT = Product(
    vendor="Oracle",
    name="MySQL, MariaDB",
    versions="5.7 to 8.4",
    formats=("text", "csv", "json"),
    signatures=(
        *map(Program, ("mysqld", "mariadbd", "mysqld_safe", audits.PROGRAM, "mysql-systemd-start")),
        *(Phrase(f" [{level}] ") for level in ("Note", "Warning", "System")),
        Phrase(" InnoDB: "),
        Phrase(" [ERROR] [MY-"),
        Phrase(" [ERROR] "),
        Phrase(" [Entrypoint]: "),
        Shape("0000-00-00T00:00:00.000000Z\t"),
        *(Phrase(f" {command}\t") for command in ("Connect", "Execute", "Init DB", "Prepare", "Query", "Quit")),
        Shape("000000"),
        Shape("00000000"),
        Prefix("<AUDIT_RECORD "),
        Prefix("SET timestamp="),
        Phrase(", Version: "),
        Prefix("Version: '"),
        Prefix("# User@Host: "),
        Prefix("# Query_time: "),
        Prefix("# Thread_id: "),
        Prefix("# Rows_affected: "),
        Prefix("# Time: "),
        Phrase(" UTC - mysqld got signal "),
        Members("audit_record.record audit_record.name"),
        Members("class event connection_id account.user"),
        Members("err_code label msg subsystem"),
    ),
    provider="mysql",
    messages=MESSAGES,
    fields=("event.start", "process.name"),
)

_TIME = r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][ 0-9][0-9]:[0-9]{2}:[0-9]{2}(?:\.[0-9]{1,6})?(?:Z|[+-][0-9]{2}:[0-9]{2})?"
# 2023-10-31T15:09:55.123456Z 12 [Note] [MY-010926] [Server] | 231031 15:09:55 [ERROR]
_ERROR = Pattern(
    rf"(?:({_TIME}) ([0-9]{{1,20}})|([0-9]{{6}}) ([ 0-9][0-9]:[0-9]{{2}}:[0-9]{{2}})) "
    r"\[(Note|Warning|ERROR|System)\] (?:\[(MY-[0-9]{1,9})\] \[([A-Za-z_]{1,32})\] )?"
)
# 2023-10-31 15:09:55+00:00 [Note] [Entrypoint]: (of the images for containers)
_ENTRYPOINT = Pattern(rf"({_TIME}) \[(Note|Warn|ERROR)\] \[(Entrypoint)\]: ")
# 2023-10-31T15:09:57.220012Z<tab>   13 Connect<tab> | 231031 15:09:57<tab>   13 Query<tab> | <tab><tab>  13 Quit
_GENERAL = Pattern(
    rf"(?:({_TIME})\t|([0-9]{{6}}) ([ 0-9][0-9]:[0-9]{{2}}:[0-9]{{2}})\t|\t\t) *([0-9]{{1,20}}) "
    r"([A-Z][A-Za-z ]{2,24})(?:\t(.*))?"
)
# 231031 15:09:58 mysqld_safe Starting … | 130729 11:18:52  InnoDB: Database was not … (up to 5.5)
# 2013-07-29 11:18:52 7f1c04c3e700 InnoDB: Error: … (5.6)
_OLD = Pattern(
    rf"(?:([0-9]{{6}}) ([ 0-9][0-9]:[0-9]{{2}}:[0-9]{{2}}) {{1,2}}|({_TIME}) [0-9a-f]{{3,16}} {{1,2}}(?=InnoDB: ))"
    r"((?:mysqld_safe |InnoDB: ).*)"
)
# # Time: 2023-10-31T15:09:57.220012Z | # Time: 231031 15:09:57
_SLOW_TIME = Pattern(rf"# Time: (?:({_TIME})|([0-9]{{6}}) ([ 0-9][0-9]:[0-9]{{2}}:[0-9]{{2}}))")
# SET timestamp=1698764995;
_SLOW_START = Pattern(r"SET timestamp=([0-9]{10}(?:\.[0-9]{1,6})?);")

_OF_GENERAL = {
    "Change user": "login/tried", "Connect": "login/tried", "Execute": "statement", "Prepare": "statement",
    "Query": "statement", "Quit": "logout",
}  # fmt: skip
# Commands whose argument is a database.
_OF_DATABASES = ("Create DB", "Drop DB", "Init DB")
_PROGRAMS = frozenset(("mysqld", "mariadbd", "mysqld_safe", "mysql-systemd-start"))
# What is known without a time before it.
_BARE = ("server-start", "server-crash")
# No value, and what a client is called before it has said who it is, and where to.
_NOTHING = ("", "unauthenticated", "unconnected")


def parse(record: Record) -> Document | None:
    """The document of a line of any log of MySQL's or MariaDB's; `None` if it is not one."""
    header, text = record.header, record.text
    program = "" if header is None or header.appname is None else header.appname
    if text.startswith(pam.STARTS):
        return None
    found = _of_json(record, text) if text[:1] == "{" else _of_text(text, program)
    if found is None:
        return None
    action, values = found
    stated, start = values.pop("time", ""), values.pop("start", "")
    document = MESSAGES.document(action, {name: value for name, value in values.items() if value not in _NOTHING})
    if start and (began := moment(start, record.clock)[0]) is not None:
        document["event"] = {**document["event"], "start": began}
    if writer := process(header):
        document["process"] = {**writer, **document.get("process", {})}
    time = (moment(stated, record.clock)[0] if stated else None) or record.header_time()
    record.set_time(document, time)
    return document


def _of_text(text: str, program: str) -> tuple[str, Values] | None:
    if text[:1] == "#":
        return _of_slow_log(text)
    if (match := _ERROR.match(text)) is not None:
        time, thread, day, clock_time, level, code, subsystem = match.groups()
        said = {
            "time": time or _dated(day, clock_time),
            "connection": _connection(thread or ""),
            "level": level,
            "code": code or "",
            "subsystem": subsystem or "",
        }
        return _said(text[match.end() :], said)
    if (match := _ENTRYPOINT.match(text)) is not None:
        return _said(text[match.end() :], dict(zip(("time", "level", "subsystem"), match.groups(), strict=True)))
    if (match := _GENERAL.fullmatch(text)) is not None:
        return _of_general_log(match[1] or _dated(match[2], match[3]), match[4], match[5], match[6] or "")
    if (match := _OLD.fullmatch(text)) is not None:
        action, values = MESSAGES.read(match[4]) or ("server-message", {})
        return action, {**values, "time": match[3] or _dated(match[1], match[2])}
    if (match := _SLOW_START.fullmatch(text)) is not None:
        return "slow-query", {"start": match[1]}
    if (audited := audits.of_text(text, program)) is not None:
        return audited
    if program in _PROGRAMS:
        return MESSAGES.read(text) or ("server-message", {})
    if program == "" and (found := MESSAGES.read(text)) is not None and found[0] in _BARE:
        return found
    return None


def _said(message: str, said: Values) -> tuple[str, Values]:
    """The action of a message of the error log, and its values with those that precede it."""
    other = "error" if said["level"].lower() == "error" else "server-message"
    action, values = MESSAGES.read(message) or (other, {"error": message} if other == "error" else {})
    return action, {**said, **values}


def _connection(thread: str) -> str:
    """The connection that a thread serves, whose number both have; empty of the server's own, and of an address."""
    return thread if 0 < int(thread or "0") < 2**32 else ""


def _dated(date: str | None, time: str | None) -> str:
    """The time of `231031` and `15:09:57`, or ` 5:09:57`; empty if there is none."""
    if date is None or time is None:
        return ""
    return f"20{date[:2]}-{date[2:4]}-{date[4:]} {time.strip(' '):0>8}"


def _of_general_log(time: str, connection: str, command: str, argument: str) -> tuple[str, Values]:
    """A command of a client, with its argument."""
    action = _OF_GENERAL.get(command, "command")
    values: Values = {"time": time, "connection": connection, "command": command}
    if action == "login/tried":
        action, said = MESSAGES.read(argument) or (action, {})
        return action, {**values, **said}
    if action == "statement":
        values["statement"] = argument
    else:
        values["database" if command in _OF_DATABASES else "argument"] = argument
    return action, values


def _of_slow_log(text: str) -> tuple[str, Values] | None:
    if (match := _SLOW_TIME.match(text)) is not None:
        return "slow-query", {"time": match[1] or _dated(match[2], match[3])}
    return MESSAGES.read(text)


def _of_json(record: Record, text: str) -> tuple[str, Values] | None:
    payload = json.payload(record, text)
    if payload is None:
        return None
    members = dict(json.flattened(payload))
    if (audited := audits.of_members(members)) is not None:
        return audited
    if "err_code" in members and "label" in members and "msg" in members:
        code = f"MY-{members['err_code']:0>6}" if members["err_code"].isdecimal() else ""
        said = {"time": members.get("time", ""), "level": members["label"], "code": code}
        return _said(members["msg"], {**said, "subsystem": members.get("subsystem", "")})
    return None
