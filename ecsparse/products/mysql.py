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
    In the general log of MariaDB, lines of the same second have no time: `general.log`.
    The statement of a slow query has lines of its own, which nothing marks: `slow.log` has the others, of which
    `SET timestamp=…;` says when the statement began.
    To syslog, MariaDB's audit leaves the time out: `audit.log`.
    Who is logged in (`user[proxy] @ host [address]`) may lack any part: `slow.log`.
    A password that the server generated is in no field but `message`: `errors.log`.

Other readings:
    Statements and databases have no fields in ECS; they are `mysql.statement` and the like.
"""

from __future__ import annotations

from ecsparse.ecs.network import process
from ecsparse.ecs.numbers import nanoseconds, parse_uint
from ecsparse.ecs.places import port_number
from ecsparse.formats import json, xml
from ecsparse.messages import Messages, Values, actions
from ecsparse.messages.captures import account, ecs, endpoint, own
from ecsparse.patterns import Pattern
from ecsparse.record import Document, Members, Phrase, Prefix, Product, Program, Record, Shape
from ecsparse.timestamps.event_time import moment

ACTIONS = actions("""
audit               database: info | any other event that is audited
command             database: info | any other command of a client
connection-aborted  network: connection end | a connection breaks
connection-refused  network: connection denied, failure | a client is not let in
error               database: error | the server reports an error
firewall-alert      database: access | a statement is not what the firewall of statements knows
firewall-denied     database: access, failure | the firewall of statements refuses one
login               authentication: start, success | a client logs in
login/failed        authentication: start, failure
login/tried         authentication: start
logout              session: end | a client disconnects
password-generate   iam: change user, success | the server makes the first password of an account
password-missing    configuration: info | an account has no password
recovery            database: info | the server recovers what a crash left
replication         database: info | a replica or its source says where it is
replication/failed  database: error, failure
server-crash        process: end, failure | the server crashes
server-message      database: info | any other message
server-start        process: start | the server starts
server-stop         process: end | the server stops
slow-query          database: info | how a statement ran that took long
statement           database: access | a statement or another command is executed
statement/failed    database: access, failure
table-access        database: access | a statement uses a table
table-change        database: change | a statement changes a table
""")

_QUOTED = r"[^']{0,256}"


def _port(text: str) -> int | None:
    """The port that the server listens on; 0 says that it is reached by its socket alone."""
    return port_number(text) or None


CAPTURES = {
    "code": ecs("event.code", r"MY-[0-9]{1,9}"),
    "connection": own("long", "number of the connection", r"[0-9]{1,20}", name="connection_id"),
    "database": own("keyword", "database", _QUOTED),
    "error": ecs("error.message"),
    "error_code": ecs("error.code"),
    "event_class": own("keyword", "class of an audited event", name="audit.class"),
    "level": ecs("log.level", read=str.lower),
    "command": own("keyword", "command of a client"),
    "lock_time": own("long", "nanoseconds for which a statement waited for locks", r"[0-9.]{1,20}", nanoseconds),
    "os_user": own("keyword", "user of the client's system"),
    "path": ecs("process.executable", r"/[^ ']{1,512}"),
    "pid": ecs("process.pid", r"[0-9]{1,10}", parse_uint),
    "port": ecs("server.port", r"[0-9]{1,5}", _port),
    "query_id": own("long", "number of a statement"),
    "query_time": ecs("event.duration", r"[0-9.]{1,20}", nanoseconds),
    "reason": ecs("event.reason"),
    "rows_affected": own("long", "rows that a statement changed", r"[0-9]{1,20}"),
    "rows_examined": own("long", "rows that a statement looked at", r"[0-9]{1,20}"),
    "rows_sent": own("long", "rows that a statement gave", r"[0-9]{1,20}"),
    "server": own("keyword", "server that is audited", name="audit.server", related="hosts"),
    "source": endpoint("source", "client", pattern=_QUOTED),
    "statement": own("keyword", "statement, in SQL"),
    "subsystem": ecs("log.logger"),
    "table": own("keyword", "table that is used"),
    "upstream": endpoint("destination", "server", pattern=r"[^:' ]{1,255}"),
    "user": account(pattern=_QUOTED),
    "version": ecs("service.version", r"[0-9][0-9A-Za-z.~+:-]{1,64}"),
}

MESSAGES = Messages("mysql", ACTIONS, CAPTURES, r"""
login/failed        Access denied for user '{user}'@'{source}' to database '{database}'
login/failed        Access denied for user '{user}'@'{source}'{?.} {reason}
login/failed        Access denied for user '{user}'@'{source}'
connection-aborted  {reason=Bad handshake}
connection-aborted  Got {reason:packets out of order|(?:an error|timeout) reading communication packets}
connection-aborted  Aborted connection {connection} to db: '{database}' user: '{user}' host:
  '{source}'{*}({reason:[^()]*})
connection-refused  Host '{source}' {reason:is blocked because of .*}
connection-refused  Host '{source}' {reason:is not allowed to connect to .*}
connection-refused  {reason=Too many connections}
firewall-denied     Plugin MYSQL_FIREWALL reported: 'ACCESS DENIED for {account}. Reason: {blocked}
firewall-alert      Plugin MYSQL_FIREWALL reported: 'SUSPICIOUS STATEMENT from {account}. Reason: {blocked}
server-message      IP address '{source}' could not be resolved: {reason}
password-missing    {user:[^@ ]{1,64}}@{source:[^ ]{1,255}} is created with an empty password{*}
password-generate   A temporary password is generated for {user:[^@ ]{1,64}}@{source:[^ :]{1,255}}: {*}
recovery            InnoDB: {|Database was not shut down normally|Starting crash recovery|Doing recovery}{*}
recovery            {|Starting crash recovery...|Crash recovery finished.}
server-start        {path}: ready for connections.
server-start        {path}: ready for connections. Version: '{version}'{*}port: {port}{*}
server-start        {path}, Version: {version} ({*}). started with:
server-start        {path} (mysqld {version}) starting as process {pid}{*}
server-start        mysqld_safe Starting {*}
server-start        Starting MariaDB {version} {*}
server-stop         {path}: {|Shutdown complete|Normal shutdown}{*}
server-stop         Received SHUTDOWN from user {user:[^ ]{1,256}}. {*}
server-stop         Aborting
server-crash        {?{~[0-9T:Z-]{8,20}} UTC - }mysqld got {reason:signal [0-9]{1,2}} {*}
replication         WSREP: Member {~[0-9.]{1,16}} ({~[^()]{1,255}}) synced with group.
replication         WSREP: Shifting {*}
replication         Start binlog_dump to {*}
replication         {|Slave|Replica} SQL {|thread for channel '{~[^']{0,64}}' |thread }{|initialized|exiting}{*}
replication/failed  {|Slave|Replica} I/O {~[^']{0,32}}{?'{~[^']{0,64}}'}: {?Error|error}{~[^']{0,64}}
  '{user:[^'@ ]{1,64}}@{upstream}:{upstream_port}'{*}
login               {user:[^@]{0,256}}@{source:[^ ]{0,255}}{? as {~[^ ]{1,64}}}
  on{? {?{database:[^ ]{1,64}}}}{? using {~[A-Za-z/ ]{1,32}}}
slow-query          # User@Host: {who}{?{~ {1,4}}Id:{~ {1,8}}{connection}}
slow-query          # Query_time: {query_time} {? }Lock_time: {lock_time}{~ {1,2}}Rows_sent:
  {rows_sent}{~ {1,2}}Rows_examined:
  {rows_examined}{*}
slow-query          # Thread_id: {connection}  Schema: {?{database:[^ ]{1,64}}}  {*}
slow-query          # Rows_affected: {rows_affected} {*}
""", {
    "account": "{~'?}{user:[^@' ]{1,64}}@{source:[^' ]{1,255}}{~'?}",
    "blocked": "{reason:[^.]{1,128}}. Statement: {statement}'",
    "who": r"{user:[^\[\]]{0,256}}[{~[^\[\]]{0,256}}] @ {source_name:[^ \[\]]{0,255}} [{source:[^\[\] ]{0,255}}]",
})  # fmt: skip

PRODUCT = Product(
    vendor="Oracle",
    name="MySQL, MariaDB",
    versions="5.7 to 8.4",
    formats=("text", "csv", "json"),
    signatures=(
        *map(Program, ("mysqld", "mariadbd", "mysqld_safe", "mysql-server_auditing", "mysql-systemd-start")),
        *(Phrase(f" [{level}] ") for level in ("Note", "Warning", "System")),
        Phrase(" [ERROR] [MY-"),
        Phrase(" [ERROR] "),
        Shape("0000-00-00T00:00:00.000000Z\t"),
        *(Phrase(f" {command}\t") for command in ("Connect", "Execute", "Init DB", "Prepare", "Query", "Quit")),
        Shape("000000"),
        Shape("00000000"),
        Prefix("<AUDIT_RECORD "),
        Prefix("SET timestamp="),
        Phrase(", Version: "),
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
    rf"(?:({_TIME}) [0-9]{{1,20}}|([0-9]{{6}}) ([ 0-9][0-9]:[0-9]{{2}}:[0-9]{{2}})) "
    r"\[(Note|Warning|ERROR|System)\] (?:\[(MY-[0-9]{1,9})\] \[([A-Za-z_]{1,32})\] )?"
)
# 2023-10-31T15:09:57.220012Z<tab>   13 Connect<tab> | 231031 15:09:57<tab>   13 Query<tab> | <tab><tab>  13 Quit
_GENERAL = Pattern(
    rf"(?:({_TIME})\t|([0-9]{{6}}) ([ 0-9][0-9]:[0-9]{{2}}:[0-9]{{2}})\t|\t\t) *([0-9]{{1,20}}) "
    r"([A-Z][A-Za-z ]{2,24})(?:\t(.*))?"
)
# 20231031 15:09:57,
_AUDIT = Pattern(
    r"(?:([0-9]{8}) ([0-9]{2}:[0-9]{2}:[0-9]{2}),)?"
    r"([^,']{0,255},[^,]{0,255},[^,]{0,255},[0-9]{1,20},[0-9]{1,20},[A-Z_]{3,24},.*)"
)
# 231031 15:09:58 mysqld_safe Starting … | 130729 11:18:52  InnoDB: Database was not … (up to 5.5)
_OLD = Pattern(r"([0-9]{6}) ([ 0-9][0-9]:[0-9]{2}:[0-9]{2}) {1,2}((?:mysqld_safe |InnoDB: ).*)")
# # Time: 2023-10-31T15:09:57.220012Z | # Time: 231031 15:09:57
_SLOW_TIME = Pattern(rf"# Time: (?:({_TIME})|([0-9]{{6}}) ([ 0-9][0-9]:[0-9]{{2}}:[0-9]{{2}}))")
# SET timestamp=1698764995;
_SLOW_START = Pattern(r"SET timestamp=([0-9]{10}(?:\.[0-9]{1,6})?);")
# NAME="Connect" | USER="root[root] @ localhost []"
_ATTRIBUTE = Pattern(r'([A-Z_]{2,32})="([^"]*+)"')
# root[root] @ localhost [192.0.2.5]
_WHO = Pattern(r"([^\[\]]{0,256})\[[^\[\]]{0,256}\] @ {1,2}([^ \[\]]{0,255}) \[([^\[\]]{0,255})\]")

_OF_GENERAL = {
    "Connect": "login/tried", "Execute": "statement", "Prepare": "statement", "Query": "statement",
    "Quit": "logout",
}  # fmt: skip
_OPERATIONS = {
    "CONNECT": "login", "DISCONNECT": "logout", "FAILED_CONNECT": "login/failed", "QUERY": "statement",
    "READ": "table-access", "WRITE": "table-change", "CREATE": "table-change", "ALTER": "table-change",
    "RENAME": "table-change", "DROP": "table-change",
}  # fmt: skip
_AUDITED = {
    "connect": "login", "disconnect": "logout", "quit": "logout", "query": "statement", "execute": "statement",
    "prepare": "statement", "status": "statement", "read": "table-access", "insert": "table-change",
    "update": "table-change", "delete": "table-change",
}  # fmt: skip
# Whose events are told by their name.
_CLASSES = frozenset(("connection", "general", "table_access"))
_PROGRAMS = frozenset(("mysqld", "mariadbd", "mysqld_safe", "mysql-systemd-start"))
_AUDIT_PROGRAM = "mysql-server_auditing"
_SUCCEEDED = ("", "0")
# What is known without a time before it.
_BARE = ("server-start", "server-crash")
# No value, and what a client is called before it has said who it is, and where to.
_NOTHING = ("", "unauthenticated", "unconnected")


def parse(record: Record) -> Document | None:
    """The document of a line of any log of MySQL's or MariaDB's; `None` if it is not one."""
    header, text = record.header, record.text
    program = "" if header is None or header.appname is None else header.appname
    if text.startswith("pam_"):
        # PAM's, under the name of the server
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
        time, day, clock_time, level, code, subsystem = match.groups()
        said = {
            "time": time or _dated(day, clock_time),
            "level": level,
            "code": code or "",
            "subsystem": subsystem or "",
        }
        return _said(text[match.end() :], said)
    if (match := _GENERAL.fullmatch(text)) is not None:
        return _of_general_log(match[1] or _dated(match[2], match[3]), match[4], match[5], match[6] or "")
    if (match := _OLD.fullmatch(text)) is not None:
        action, values = MESSAGES.read(match[3]) or ("server-message", {})
        return action, {**values, "time": _dated(match[1], match[2])}
    if (match := _SLOW_START.fullmatch(text)) is not None:
        return "slow-query", {"start": match[1]}
    if text.startswith("<AUDIT_RECORD "):
        return _of_xml(text)
    if (match := _AUDIT.fullmatch(text)) is not None and (match[1] is not None or program == _AUDIT_PROGRAM):
        return _of_audit(match[1], match[2], match[3])
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


def _dated(date: str | None, time: str | None) -> str:
    """The time of `231031` and `15:09:57`, or ` 5:09:57`; empty if there is none."""
    if date is None or time is None:
        return ""
    return f"20{date[:2]}-{date[2:4]}-{date[4:]} {time.strip(' '):0>8}"


def _of_general_log(time: str, connection: str, command: str, argument: str) -> tuple[str, Values]:
    action = _OF_GENERAL.get(command, "command")
    values: Values = {"time": time, "connection": connection, "command": command}
    if action == "login/tried":
        action, said = MESSAGES.read(argument) or (action, {})
        return action, {**values, **said}
    if action == "statement":
        values["statement"] = argument
    elif command == "Init DB":
        values["database"] = argument
    return action, values


def _of_slow_log(text: str) -> tuple[str, Values] | None:
    if (match := _SLOW_TIME.match(text)) is not None:
        return "slow-query", {"time": match[1] or _dated(match[2], match[3])}
    return MESSAGES.read(text)


def _of_audit(date: str | None, time: str | None, rest: str) -> tuple[str, Values] | None:
    """An event of MariaDB's audit: columns, of which the last but one may have commas, in quotes."""
    server, user, source, connection, query, operation, rest = rest.split(",", 6)
    database, _, rest = rest.partition(",")
    what, comma, code = rest.rpartition(",")
    if not comma or (code and not code.lstrip("-").isdecimal()):
        return None
    values = {
        "time": "" if date is None else f"{date[:4]}-{date[4:6]}-{date[6:]} {time}",
        "server": server, "user": user, "source": source, "connection": connection, "query_id": query,
        "command": operation, "database": database,
    }  # fmt: skip
    action = _OPERATIONS.get(operation, "statement" if operation.startswith("QUERY") else "audit")
    values["statement" if what[:1] == "'" else "table"] = what.removeprefix("'").removesuffix("'")
    if code not in _SUCCEEDED:
        values["error_code"] = code
        action = f"{action}/failed" if action == "statement" else action
    return action, values


def _of_json(record: Record, text: str) -> tuple[str, Values] | None:
    payload = json.payload(record, text)
    if payload is None:
        return None
    members = dict(json.flattened(payload))
    if "audit_record.record" in members:
        return _of_record({name.removeprefix("audit_record."): value for name, value in members.items()})
    if "class" in members and "event" in members and "account.user" in members:
        return _of_event(members)
    if "err_code" in members and "label" in members and "msg" in members:
        code = f"MY-{members['err_code']:0>6}" if members["err_code"].isdecimal() else ""
        said = {"time": members.get("time", ""), "level": members["label"], "code": code}
        return _said(members["msg"], {**said, "subsystem": members.get("subsystem", "")})
    return None


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
    """`action` and `values`, with the error if the status is one."""
    if status in _SUCCEEDED:
        return action, values
    if not status.removeprefix("-").isdecimal():
        return "login/tried" if action == "login" else action, values
    failed = f"{action}/failed"
    return failed if failed in ACTIONS else action, {**values, "error_code": status}
