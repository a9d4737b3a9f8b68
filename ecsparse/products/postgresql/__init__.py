r"""PostgreSQL: connections and logins, statements, audit, errors, and the server itself with its replication.

Layout:
    2023-10-31 15:09:55.123 CET [2113] app@orders LOG:  connection authorized: user=app database=orders
    2023-10-31 15:09:55 UTC [2113]: [3-1] user=app,db=orders,app=psql,client=192.0.2.5 FATAL:  text
    2023-10-31 15:09:55 UTC:192.0.2.5(52144):app@orders:[2113]:ERROR:  text
    2023-10-31 15:09:55.123 UTC,"app","orders",2113,"192.0.2.5:52144",65411a43.841,3,"SELECT",…    csvlog
    {"timestamp":"2023-10-31 15:09:55.123 UTC","user":"app","dbname":"orders","pid":2113,…}        jsonlog

    What stands before the level is `log_line_prefix`, which each site writes as it likes: a time is looked for
    where it begins, then the number of the process, `user@database`, the client, the session, and names such as
    `user=`.

Source: the manual of PostgreSQL 10 to 17 (chapter 20.8, error reporting and logging; appendix A, error codes), its
message texts, and the manual of pgAudit 1.2 to 17.

Timestamps: of the prefix, in its zone; else that of the syslog header.

Quirks:
    The lines after an error (`DETAIL`, `STATEMENT`) are messages by themselves: `errors.log`.
    A code of five characters follows the level where `log_error_verbosity` is verbose: `errors.log`.
    `[unknown]` is neither a user nor a database: `connections.log`.
    A local client is `[local]`, and has no address: `connections.log`.
    To syslog, a number of the message and of its part precede the prefix: `connections.log`.
    The session's name ends in the number of its process, which is taken where the prefix has no other; a time may
    be seconds since 1970 (`%n`): `prefixes.log`.
    A csvlog has 23 columns up to 12, 24 in 13, and 26 since 14: `csvlog.log`.

Other readings:
    Tables and statements have no fields in ECS; they are `postgresql.statement` and the like.
"""

from __future__ import annotations

from ecsparse.ecs.network import network_type, process
from ecsparse.formats import json, pam
from ecsparse.formats.columns import cells
from ecsparse.messages import Values
from ecsparse.patterns import Pattern
from ecsparse.products.postgresql.messages import AUDIT_CLASSES, LEVELS, MESSAGES
from ecsparse.record import Column, Document, Members, Phrase, Prefix, Product, Program, ProgramStem, Record, Shape
from ecsparse.timestamps.event_time import moment
from ecsparse.timestamps.header_time import NAMED_ZONE

PRODUCT = Product(
    vendor="PostgreSQL",
    name="PostgreSQL",
    versions="10 to 17",
    formats=("text", "csv", "json"),
    signatures=(
        Program("postgres"),
        Program("postgresql"),
        ProgramStem("postgres-"),
        ProgramStem("postgresql-"),
        Shape("0000-00-00"),
        Prefix("< 20"),
        *(Phrase(f" {level}:  ") for level in LEVELS),
        *(Column(f"11={level}") for level in LEVELS),
        Members("error_severity pid session_id"),
    ),
    after={
        "cisco_ise": "what follows its date tells more",
        "openvpn": "its messages tell more than a date",
    },
    provider="postgresql",
    messages=MESSAGES,
    fields=("network.type", "process.name", "process.pid"),
)

_LEVEL_NAMES = "|".join(LEVELS)
# LOG:  | ERROR:  42P01:
_LEVEL = Pattern(rf"(?<![A-Za-z_])({_LEVEL_NAMES}):  (?! )(?:((?=[A-Z]{{0,4}}[0-9])[0-9A-Z]{{5}}): )?")
# how far into a line the level may be
_LONGEST_PREFIX = 512

# 2023-10-31 15:09:55.123 CET | 2023-10-31 15:09:55 Europe/Paris | 1698764995.123 | user=app,time=2023-10-31 15:09:55
_TIME = Pattern(
    r"(?:[<\[( ]{0,3}|(?:[a-z]{1,16}=[^,=]{0,64},){1,8}time=)"
    r"([0-9]{10}\.[0-9]{3}(?= )|[0-9]{4}-[0-9]{2}-[0-9]{2}[ T][0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]{1,6})?)"
    rf"(?: ?(Z|(?:GMT|UTC)[+-][0-9]{{1,2}}|[A-Z]{{2,5}}|{NAMED_ZONE}|[+-][0-9]{{2}}(?::?[0-9]{{2}})?)"
    r"(?![A-Za-z0-9+-]))?"
)
# 2023-10-31 15:09:55.123 CET [2113] (the default prefix behind a time, or words, of what bears the line)
_BORNE = Pattern(
    r"(?<=[\s'\"`|(\[=>])[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]{3})? "
    r"[A-Z]{2,5} \[[0-9]{1,10}\]"
)
# [3-1] (of syslog: a message, and a part of it)
_PART = Pattern(r"\[[0-9]{1,10}-[0-9]{1,10}\] ")
# [2113] | [2113-3]
_PID = Pattern(r"\[([0-9]{1,10})(?:-[0-9]{1,10})?\]|\bpid=([0-9]{1,10})")
# user=app,db=orders,client=192.0.2.5
_NAMED = Pattern(
    r"\b(user|usr|db|dbname|database|app|application|appname|client|host|rhost|remote|session)=([^,\s|]{0,128})"
)
# app@orders | [unknown]@[unknown]
_AT = Pattern(r"(?:(?<=[\s:|,])|^)([^\s=,:|\[\]]{1,64}|\[unknown\])@([^\s@=,:|\[\]]{1,64}|\[unknown\])(?=[\s:|,]|$)")
# 192.0.2.5(52144) | 192.0.2.5
_CLIENT = Pattern(
    r"(?:(?<=[\s:|,@])|^)([0-9]{1,3}(?:\.[0-9]{1,3}){3}|[0-9a-f]{1,4}:[0-9a-f:.]{2,40})"
    r"(?:\(([0-9]{1,5})\))?(?=[\s:|,]|$)"
)
# 65411a43.841
_SESSION = Pattern(r"\b([0-9a-f]{8}\.[0-9a-f]{1,8})\b")
# 192.0.2.5:52144 | [2001:db8::5]:52144 (as csvlog has it)
_FROM = Pattern(r"\[?([^\[\]]{1,255}?)\]?:([0-9]{1,5})")

_CAPTURE_OF = {
    "user": "user", "usr": "user", "db": "database", "dbname": "database", "database": "database",
    "app": "application", "application": "application", "appname": "application", "client": "source",
    "host": "source", "rhost": "source", "remote": "source", "session": "session_id",
}  # fmt: skip
_NOTHING = frozenset(("", "[unknown]", "[local]", "-", "(null)"))

_COLUMNS = (
    "time", "user", "database", "pid", "from", "session_id", "line", "command_tag", "", "", "", "level",
    "error_code",
    "message", "detail", "hint", "", "", "context", "statement", "", "", "application", "backend", "", "query_id",
)  # fmt: skip
_COUNTS = frozenset((23, 24, 26))
_MEMBERS = {
    "timestamp": "time", "user": "user", "dbname": "database", "pid": "pid", "remote_host": "source",
    "remote_port": "source_port", "session_id": "session_id", "line_num": "line", "ps": "command_tag",
    "error_severity": "level",
    "state_code": "error_code", "message": "message", "detail": "detail", "hint": "hint", "context": "context",
    "statement": "statement", "application_name": "application", "backend_type": "backend", "query_id": "query_id",
}  # fmt: skip
_OF_AUDIT = (
    "audit_type", "statement_id", "substatement_id", "audit_class", "command_tag", "object_type", "object",
    "statement", "parameters", "rows",
)  # fmt: skip
_NOT_LOGGED = ("<none>", "<not logged>")
# What has no error has this code, and what is not a query this identifier.
_NONE = {"error_code": "00000", "query_id": "0"}
_ERRORS = frozenset(("ERROR", "FATAL", "PANIC"))
_PARTS = {
    "DETAIL": "detail", "HINT": "hint", "QUERY": "statement", "STATEMENT": "statement", "CONTEXT": "context",
    "LOCATION": "location",
}  # fmt: skip


def parse(record: Record) -> Document | None:
    """The document of a message of PostgreSQL in any of its forms; `None` if it is not one."""
    text = record.text.strip(" \t")
    if text.startswith(pam.STARTS):
        return None
    values = _of_json(record, text) if text[:1] == "{" else _of_columns(text) or _of_text(record, text)
    if values is None:
        return None
    stated, message, level = values.pop("time", ""), values.pop("message", ""), values.get("level", "")
    action, values = _read(message, level, values)
    document = MESSAGES.document(action, values)
    _complete(document, record)
    time = (moment(stated, record.clock)[0] if stated else None) or record.header_time()
    record.set_time(document, time)
    return document


def _of_json(record: Record, text: str) -> Values | None:
    payload = json.payload(record, text)
    if payload is None or payload.get("error_severity") not in LEVELS or "pid" not in payload:
        return None
    said = ((name, payload.get(member)) for member, name in _MEMBERS.items())
    named = {name: str(value) for name, value in said if isinstance(value, int | str)}
    return {name: value for name, value in named.items() if value not in _NOTHING}


def _of_columns(text: str) -> Values | None:
    values = cells(text) if text[:1].isdigit() and text.count(",") >= len(_COLUMNS) - 4 else []
    if len(values) not in _COUNTS or values[11] not in LEVELS or not values[3].isdecimal():
        return None
    named = {name: value for name, value in zip(_COLUMNS, values, strict=False) if name and value not in _NOTHING}
    if (match := _FROM.fullmatch(named.pop("from", ""))) is not None:
        named["source"], named["source_port"] = match.groups()
    return named


def _of_text(record: Record, text: str) -> Values | None:
    program = record.program
    is_postgres = program is not None and program.partition("-")[0] in ("postgres", "postgresql")
    if (part := _PART.match(text)) is not None:
        text = text[part.end() :]
    found = _LEVEL.search(text[:_LONGEST_PREFIX])
    if found is None:
        return {"message": text} if is_postgres else None
    prefix = text[: found.start()]
    values = _of_prefix(prefix)
    is_borne = '{"' in prefix or _BORNE.search(prefix, 1) is not None
    if not is_postgres and ("time" not in values or is_borne):
        return None
    values["level"], values["message"] = found[1], text[found.end() :]
    if found[2] is not None:
        values["error_code"] = found[2]
    return values


def _of_prefix(prefix: str) -> Values:
    """What a prefix says, in whatever order."""
    values: Values = {}
    if (time := _TIME.match(prefix)) is not None:
        values["time"] = time[1] if time[2] is None else f"{time[1]} {time[2]}"
        prefix = prefix[: time.start(1)] + prefix[time.end() :]
    session = _SESSION.search(prefix)
    if (pid := _PID.search(prefix)) is not None:
        values["pid"] = pid[1] or pid[2]
    elif session is not None:
        # the session is called after the second in which it began, and its process
        values["pid"] = str(int(session[1].partition(".")[2], 16))
    if (at := _AT.search(prefix)) is not None:
        values["user"], values["database"] = at.groups()
    if (client := _CLIENT.search(prefix)) is not None:
        values["source"] = client[1]
        if client[2] is not None:
            values["source_port"] = client[2]
    if session is not None:
        values["session_id"] = session[1]
    for match in _NAMED.finditer(prefix):
        values[_CAPTURE_OF[match[1]]] = match[2]
    return {name: value for name, value in values.items() if value not in _NOTHING}


def _read(message: str, level: str, values: Values) -> tuple[str, Values]:
    """The action of a message, and its values with those that precede it."""
    for name, nothing in _NONE.items():
        if values.get(name) == nothing:
            del values[name]
    if level in _PARTS:
        del values["level"]
        if message:
            values[_PARTS[level]] = message
        return "message-part", values
    if message.startswith("AUDIT: "):
        return _audited(message, values)
    action, said = MESSAGES.read(message) or ("error" if level in _ERRORS else "server-message", {})
    if level in _ERRORS and message:
        values["error"] = message
    if said.get("source") in _NOTHING:
        said.pop("source", None)
    said = {name: text for name, text in said.items() if text not in _NOTHING}
    return action, {**values, **said}


def _audited(message: str, values: Values) -> tuple[str, Values]:
    """The same for what pgAudit writes: comma-separated values."""
    said = dict(zip(_OF_AUDIT, cells(message.removeprefix("AUDIT: ")), strict=False))
    action = f"audit/{AUDIT_CLASSES.get(said.get('audit_class', ''), 'misc')}"
    return action, {**values, **{name: text for name, text in said.items() if text and text not in _NOT_LOGGED}}


def _complete(document: Document, record: Record) -> None:
    """Add what several values of a message say together."""
    if writer := process(record.header):
        document["process"] = {**writer, **document.get("process", {})}
    source = document.get("source")
    if source is not None and (kind := network_type(source.get("ip"), source.get("ip"))) is not None:
        document.setdefault("network", {})["type"] = kind
