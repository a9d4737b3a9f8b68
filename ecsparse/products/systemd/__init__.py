r"""systemd: units that start, stop and fail, and its daemons for the network, names, time, the journal, crashes.

Layout:
    Oct 31 15:09:55 web1 systemd[1]: Started nginx.service - A high performance web server.
    Oct 31 15:09:56 web1 systemd[1]: nginx.service: Main process exited, code=exited, status=1/FAILURE

    The manager of the system is process 1, those of users have other numbers. Its children write before they become
    what they start, with its name in the tag: `(nginx)[811]`. The daemons' tags begin with `systemd-`. The lines of
    systemd-logind, which are about users, are those of `linux_auth`.

Source: systemd 219 to 257, the files that `manager` and `daemons` name.

Timestamps: those of the header; the messages have none.

Quirks:
    A unit is `systemd.unit`; of a service, `service.name` is what stands before `.service`: `jobs.log`.
    Up to version 248, a job names its unit by the description alone: `systemd.description`: `jobs.log`.
    Version 219 begins some messages about units without `unit: `: `older.log`.
    `process` is who writes the message, but where another process is spoken of, it is that one: `processes.log`.
    The status of a process that exits is `process.exit_code`; of one that a signal ends, that is `systemd.signal`:
    `processes.log`.
    Sizes have three digits or so, and a letter for the power of 1024: bytes are what these say: `resources.log`.
    A session, a slice or a manager that is a user's says whose in its description: `users.log`.
    Early in a start, the kernel's log has the lines, after its seconds since the start: `boot.log`.
    What the manager shows on the console has the result in front, and no tag: `console.log`.
    A line of the daemons without a header is not known to be theirs; one of the manager is by how it speaks of a
    unit: `bare.log`.
    An unknown message about a unit has the action `unit-message`, any other one `message`: `others.log`.
"""

from __future__ import annotations

from ecsparse.ecs.network import process
from ecsparse.ecs.numbers import parse_uint
from ecsparse.formats import pam
from ecsparse.formats.kernel import message
from ecsparse.messages import Messages, Values
from ecsparse.patterns import Pattern
from ecsparse.products.systemd.daemons import INTERFACES, NETWORK, OTHERS
from ecsparse.products.systemd.manager import JOBS, UNITS
from ecsparse.products.systemd.values import UNIT
from ecsparse.record import Document, Header, Phrase, Prefix, Product, Program, ProgramStem, Record

Found = tuple[Messages, str, Values]

_MANAGER = "systemd"
_KERNEL = "kernel"
_STEM = "systemd-"
_KNOWN = frozenset((_MANAGER, _KERNEL))
# whose lines are those of other products
_OTHERS = frozenset((_KERNEL, "systemd-logind"))
_NETWORKD = "systemd-networkd"
_OF_NETWORK = frozenset(
    (
        _NETWORKD,
        "systemd-networkd-wait-online",
        "systemd-resolved",
        "systemd-timesyncd",
        "systemd-network-generator",
    )
)

# How messages about units go on that only systemd writes.
_TELLING = (
    "Main process exited, code=", "Control process exited, code=", "main process exited, code=",
    "control process exited, code=", "Failed with result '", "Scheduled restart job, restart counter is at ",
    "Failed at step ", "Start request repeated too quickly.", "Deactivated successfully.",
)  # fmt: skip

# how lines on the console begin
_ON_CONSOLE = ("[  OK  ] ", "[FAILED] ", "[DEPEND] ", "[ TIME ] ", "[ASSERT] ", "[UNSUPP] ")

PRODUCT = Product(
    vendor="systemd",
    name="systemd",
    versions="219 to 257",
    formats=("text",),
    signatures=(
        Program(_MANAGER),
        Program(_KERNEL),
        ProgramStem(_STEM),
        *map(Prefix, _ON_CONSOLE),
        *(Phrase(f": {text}") for text in _TELLING),
    ),
    after={"netfilter": "in the kernel's log, most lines with the kernel's tag are packets"},
    provider="systemd",
    messages=(UNITS, JOBS, INTERFACES, NETWORK, OTHERS),
    fields=("process.name", "process.pid", "service.name"),
)

# systemd[1]: | systemd-journald[321]:
_TAG = Pattern(r"(systemd(?:-[a-z-]{1,32})?)\[([0-9]{1,10})\]: ")
# nginx.service:
_UNIT = Pattern(rf"({UNIT}): ")
# eth0:
_INTERFACE = Pattern(r"([^ :]{1,15}): ")
_SERVICE = ".service"


def parse(record: Record) -> Document | None:
    """The document of a line of systemd's, `None` for another program's."""
    program, writer, text = _origin(record.header, record.text.strip(" \t"))
    found = _of_program(program, text) if program in _KNOWN or program.startswith(_STEM) else _telling(text)
    if found is None:
        return None
    table, action, values = found
    document = table.document(action, values)
    if writer and "process" not in document:
        document["process"] = writer
    unit = values.get("unit", "")
    if unit.endswith(_SERVICE):
        document["service"] = {**document.get("service", {}), "name": unit.removesuffix(_SERVICE)}
    record.stamp(document)
    return document


def _origin(header: Header | None, text: str) -> tuple[str, Document, str]:
    """The program, empty if the line names none; it as `process`; and the message."""
    if header is None or header.appname is None:
        return "", {}, text
    if header.appname == _KERNEL and (tag := _TAG.match(behind := message(text))) is not None:
        return tag[1], {"name": tag[1], "pid": parse_uint(tag[2])}, behind[tag.end() :]
    return header.appname, process(header), text


def _of_program(program: str, text: str) -> Found | None:
    """What `program` says; `None` if it is logind, or the kernel for itself."""
    if program in _OTHERS or text.startswith(pam.STARTS):
        return None
    if (found := _of_unit(text)) is not None:
        return found
    if program == _NETWORKD and (match := _INTERFACE.match(text)) is not None:
        action, values = INTERFACES.read(text[match.end() :]) or ("message", {})
        return INTERFACES, action, {"interface": match[1], **values}
    table = JOBS if program == _MANAGER else NETWORK if program in _OF_NETWORK else OTHERS
    return table, *(table.read(text) or ("message", {}))


def _of_unit(text: str) -> Found | None:
    """What a message says about the unit that it begins with; `None` if it does not begin with one."""
    match = _UNIT.match(text)
    if match is None:
        return None
    action, values = UNITS.read(text[match.end() :]) or ("unit-message", {})
    return UNITS, action, {"unit": match[1], **values}


def _telling(text: str) -> Found | None:
    """What a line without the tag of systemd says, if no other program speaks so; else `None`."""
    if text.startswith(_ON_CONSOLE):
        read = JOBS.read(text[len(_ON_CONSOLE[0]) :])
        return None if read is None else (JOBS, *read)
    return _of_unit(text) if text.partition(": ")[2].startswith(_TELLING) else None
