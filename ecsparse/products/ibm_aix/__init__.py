"""IBM AIX audit: the records that `auditpr` prints of the kernel's and the programs' audit events.

Layout:
    FILE_Unlink Pipin root root OK 25 sep 2022 23:14:20.756159 No associated roles filename /var/adm/nim/glock

    Event, three columns of names, status, time, roles, and a tail of operands whose wording depends on the
    event. White space of any length separates. `auditpr` without options prints fewer columns:
    `EVENT login STATUS ctime command [wpar]`. A record may begin after the operands of the one before it.
    `auditpr -v` writes two lines a record, the tail on one of its own that begins with a blank or a tab; joined
    by a line feed, they read like one. `PRODUCT.titles` are the lines over a report's columns.

Source: AIX 7 documentation, `auditpr` command and `/etc/security/audit/events` (event names and the wording
of their tails), and the integration page with its samples (`samples/ibm_aix`). Sites add events of their own.

Timestamps: local time of the host, without a zone, microseconds; months in any case and language.

Quirks of the documented normalisation:
    Every event is of category `process`; there is no `@timestamp`, outcome or type: all samples.
    The three name columns are read in four ways, by event: see `_NAMED` in `document`.
    `file.name` is a path, and in a rename has the blank before it: `file.log`.
    `FILE_Read` has the word after `filename =`, also where the tail was forced into that form: `file.log`.
    `tty: #012`, an escaped line end for an empty terminal, is a terminal's major number 12: `user.log`.
    `PROC_LoadError` has no `action.status`, and no file of its own: `proc.log`.
    The second word of a command line is `file.name`: `proc.log`.

In the profile `ecs`, `event.action` is the event's name as AIX writes it. `PRODUCT.actions` says what those of the
base system mean; a site's own are left as they are, and have a category only where their tail says for certain what
happened (an audited object that was read or written) or their name follows the usage for objects (`S_…_READ`).
What is done about the ambiguous:
    `user.name` is the login user, who stays the same whoever one becomes; in a login, who logs in: `accounts.log`.
    An address is the other side's only in `TCP_kaccept` and `TCP_kconnect`. The host and the service after it may
    be this side's, as in `tcp.log`, where the service is not the port's: they are the product's own fields.
    A cron job's `process.command_line` and `process.pid` are the job's, its user `user.effective.name`: `cron.log`.
    A path without a slash at its start is not a `file.path`: `paths.log`.
    Account events name the account in their tail, the attributes after it: `accounts.log`.
"""

from __future__ import annotations

from ecsparse.errors import Malformed
from ecsparse.patterns import Match, Pattern
from ecsparse.products.ibm_aix import layout
from ecsparse.products.ibm_aix.document import KNOWN, OPERANDS, Operands, action_of, add_socket, known_of, unnamed
from ecsparse.products.ibm_aix.events import CATALOGUE, EVENTS, KNOWN_EVENTS, MORE_EVENTS, STATUSES
from ecsparse.products.ibm_aix.fields import DIFFERENCES, FIELDS, OWN_FIELDS
from ecsparse.record import Document, Phrase, Prefix, Product, Record

# How operands begin that stand in front of their record.
FRONTS = (
    "cmd: ", "euid: ", "filename ", "flags: ", "frompath: ", "linkname ", "mode: ", "owner: ", "pid: ", "user: ",
)  # fmt: skip

# What `auditpr` prints over its records, by the columns that are asked for.
# event           login    status      time                     command                         wpar name
TITLE = Pattern(
    r"(?=[ \t]*+[a-z]++[ \t]++[a-z])(?:[ \t]|"
    r"\b(?:command|event|host|hostname|login|name|parent|privileges|process|real|roles?|status|thread|time|wpar)\b)++"
)
# --------------- -------- ----------- ------------------------ ------------------------------- -----------
RULE = Pattern(r"[ \t]*+-{3,}+[ \t]++-{3,}+[ \t-]*+")

PRODUCT = Product(
    vendor="IBM", name="AIX audit", versions="7", formats=("auditpr",),
    # `flags: ` begins the operands of a load, which may stand before a record
    signatures=(*map(Prefix, FRONTS), *map(Prefix, CATALOGUE), *map(Phrase, STATUSES)),
    titles=(TITLE, RULE),
    documented=True, reads_escaped_end=True, dataset="audit", provider="AIX audit",
    fields=FIELDS,
    own_fields={f"ibm_aix.{name}": field for name, field in OWN_FIELDS.items()},
    actions={event: found.meaning for event, found in {**EVENTS, **MORE_EVENTS}.items()},
    differences=DIFFERENCES,
)  # fmt: skip

# 25 sep 2022 23:14:20.756159
_USUAL_DATE = Pattern(r"[0-9]++ [^\s:]++ [0-9]++ [0-9]{1,2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]{1,9})?")

# ... 31 jul 2022 15:02:33.59 (a whole time has six digits)
_CUT_FRACTION = Pattern(r"\s[0-9]{4}\s++[0-9]{1,2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]{1,5})?$")


def parse(record: Record) -> Document | None:
    """The document of an audit record, `None` for any other line.

    Raises:
        Malformed: an event of the catalogue whose line ends inside its time.
    """
    words = record.text.split(None, 12)
    if len(words) == 12:
        words.append("")
    if len(words) == 13:
        event, first, second, third, status, day, month, year, time, no, associated, roles, tail = words
        known = KNOWN.get(event)
        if known is not None and no == "No" and associated == "associated" and roles == "roles":
            named, piece, actions, operands = known
            if status in actions and _USUAL_DATE.fullmatch(f"{day} {month} {year} {time}"):
                document = named(piece, actions[status], first, second, third)
                if layout.LINE_END in tail:
                    tail = layout.without_line_end(tail)
                operands = operands or OPERANDS.get(tail.partition(" ")[0], add_socket)
                operands(document, tail)
                return document
    return _behind_operands(record.text) or _unusual(record.text)


def _behind_operands(text: str) -> Document | None:
    """The document of a successful record after operands; `None` where it takes more to tell."""
    columns = layout.columns_behind_operands(text)
    if columns is None:
        return None
    front, event, first, second, third, rest = columns
    moment = rest.split(None, 4)
    if len(moment) != 5:
        return None
    day, month, year, time, rest = moment
    if not _USUAL_DATE.fullmatch(f"{day} {month} {year} {time}"):
        return None
    named, piece, actions, operands = KNOWN[event]
    document = named(piece, actions["OK"], first, second, third)
    _add_operands(document, layout.without_line_end(front))
    _add_rest(document, operands, rest)
    return document


def _unusual(text: str) -> Document | None:
    """The document of a record of an unknown event or status, with another kind of date, or no roles, or cut."""
    match = layout.RECORD.search(text)
    if match is not None:
        front = text[: match.start()].strip()
        event, rest = match["event"], match["rest"]
        if not layout.is_front(front):
            return None
        if not rest and event in KNOWN_EVENTS and _CUT_FRACTION.search(text):
            raise _cut(match)
        named, piece, _, operands = known_of(event)
        document = named(piece, action_of(event, match["status"]), match[2], match[3], match[4])
        # a record's own operands replace those in front
        _add_operands(document, layout.without_line_end(front))
        _add_rest(document, operands, rest.lstrip())
        return document
    match = layout.SHORT_RECORD.search(text)
    if match is not None and layout.is_front(front := text[: match.start()].strip()):
        return _short(match["event"], match["status"], match["rest"], front)
    match = layout.CUT_RECORD.search(text)
    if match is not None and match["event"] in KNOWN_EVENTS and layout.is_front(text[: match.start()].strip()):
        raise _cut(match)
    return None


def _short(event: str, status: str, rest: str, front: str) -> Document | None:
    """The document of a record of the default layout; `rest` is what follows its command."""
    found = layout.wpar_and_tail(rest)
    if found is None:
        return None
    _, piece, _, operands = known_of(event)
    document = unnamed(piece, action_of(event, status))
    _add_operands(document, layout.without_line_end(front))
    if found[1]:
        (operands or _add_operands)(document, layout.without_line_end(found[1]))
    return document


def _cut(match: Match) -> Malformed:
    """The error for a record that ends inside its time."""
    named, piece, _, _ = known_of(match["event"])
    columns = unnamed if match[4] is None else named
    document = columns(piece, action_of(match["event"], match["status"]), match[2], match[3], match[4])
    return Malformed("the record ends inside its time", document)


def _add_rest(document: Document, operands: Operands | None, rest: str) -> None:
    """Add what the operands say that follow the roles with which `rest` begins."""
    tail = rest[len(layout.NO_ROLES) :].lstrip() if rest.startswith(layout.NO_ROLES) else layout.without_roles(rest)
    if layout.LINE_END in tail:
        tail = layout.without_line_end(tail)
    (operands or _add_operands)(document, tail)


def _add_operands(document: Document, tail: str) -> None:
    """Add what the operands of `tail` say, known by their wording."""
    OPERANDS.get(tail.partition(" ")[0], add_socket)(document, tail)
