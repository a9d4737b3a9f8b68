"""What an object says in the terms of syslog: when, where, which program and process, and which priority.

The members are those of `member_names`, by their dotted names and texts.
"""

from __future__ import annotations

from ecsparse.carriers import members
from ecsparse.carriers.member_names import (
    APPNAMES,
    APPS,
    FACILITIES,
    HOST,
    HOSTNAME,
    HOSTNAMES,
    MSGIDS,
    PRIORITIES,
    PROCESS,
    PROCIDS,
    PROGRAM,
    SEVERITIES,
    TAGS,
    TIME,
    TIMES,
    meaning,
)
from ecsparse.formats.syslog.senders import read_tag
from ecsparse.patterns import Pattern
from ecsparse.record import Header
from ecsparse.timestamps.header_time import says_year

# sshd[412]
_PROCESS = Pattern(r"([^\s\[\]]{1,128})\[([0-9]{1,20})\]")


def header_of(values: dict[str, str]) -> tuple[Header, int | None]:
    """What an object says in the terms of syslog, taken out of `values`, and a severity without a facility."""
    header = Header()
    times = [(name, time) for name in TIMES if (time := members.moment(values.get(name, ""))) is not None]
    if times:
        # one that says the year first
        name, header.time = next((each for each in times if says_year(each[1])), times[0])
        del values[name]
    header.time = header.time or members.first_of(TIME, values, members.any_moment)
    header.hostname = (
        members.first(values, HOSTNAMES) or members.first_of(HOSTNAME, values) or members.first_of(HOST, values)
    )
    for name in HOSTNAMES:
        if values.get(name) == header.hostname:
            values.pop(name, None)
    _give_program(values, header)
    # what is neither a facility nor a priority's number stays a member
    facilities = (name for name in FACILITIES if members.code_of_facility(values.get(name)) is not None)
    facility = values.pop(next(facilities, ""), None)
    priorities = (name for name in PRIORITIES if values.get(name, "").isdecimal())
    priority = values.pop(next(priorities, ""), None)
    said = next((values[name] for name in SEVERITIES if name in values), None)
    level = (
        values.get("level")
        if {"version", "gl2_source_input"} & values.keys() and values.get("level", "") in "01234567"
        else None
    )
    header.priority, severity = members.priority_of(priority, facility, said or level)
    if header.priority is not None or level is not None:
        for name in (*SEVERITIES, "level"):
            values.pop(name, None)
    elif said is not None and facility is None and level is None:
        severity = None
    return header, severity


def _give_program(values: dict[str, str], header: Header) -> None:
    """Give `header` the program and the number of its process that an object says, taken out of `values`."""
    header.appname = members.first(values, APPNAMES)
    if header.appname is not None:
        process = _PROCESS.fullmatch(header.appname)
        if process is not None:
            header.appname, header.procid = process.groups()
        else:
            header.procid = members.first(values, PROCIDS) or values.get("process.pid") or _procid(values)
        header.msgid = members.first(values, MSGIDS)
    else:
        name = next((name for name in TAGS if read_tag(f"{values.get(name, '').strip()} ", 0, header)), "")
        values.pop(name, None)
        if header.appname is None and (program := members.first_of(PROGRAM, values)) is not None:
            process = _PROCESS.fullmatch(program.removesuffix(":"))
            header.appname, header.procid = process.groups() if process is not None else (program, None)
            header.procid = header.procid or members.first_of(PROCESS, values)
        if header.appname is None and _says_process(values):
            header.appname = members.first(values, APPS)
            header.procid = members.first_of(PROCESS, values) if header.appname is not None else None


def _says_process(values: dict[str, str]) -> bool:
    """Whether `values` have the number of a process, or a facility, as they have beside a program."""
    is_process = any(meaning(name) == PROCESS and value.isdecimal() for name, value in values.items())
    facilities = (members.code_of_facility(values.get(name)) for name in (*FACILITIES, "labels.facility"))
    return is_process or any(code is not None for code in facilities)


def _procid(values: dict[str, str]) -> str | None:
    """The number of a process that a tag beside its name has, which is taken out of `values`."""
    for name in TAGS:
        process = _PROCESS.fullmatch(values.get(name, "").strip().removesuffix(":"))
        if process is not None:
            del values[name]
            return process[2]
    return None


def without_tag(line: str, header: Header) -> str:
    """`line` without the host and the tag that an object says besides, as Graylog has them: `web01 sshd[412]: `."""
    host = f"{header.hostname} "
    if not line.startswith(host):
        return line
    inner = Header()
    end = read_tag(line, len(host), inner)
    if inner.appname != header.appname:
        return line
    header.procid = header.procid or inner.procid
    return line[end:]
