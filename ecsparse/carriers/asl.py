"""Messages of the Apple System Log as `syslog -F raw` writes them: pairs in brackets, in any order.

Layout:

    [Time 1698764995] [Level 6] [PID 412] [Host mac1] [Sender sshd] [Facility auth] [Message line]

With `-T utc`, the time is `2023.10.31 15:09:55 UTC`. Brackets in a value are not escaped.

Source: syslog(1) of macOS, `asl_msg_to_string_raw` of Apple's Libc.
"""

from __future__ import annotations

from ecsparse.carriers import members
from ecsparse.carriers.carried import POSSIBLE, Carried, kept
from ecsparse.patterns import Pattern
from ecsparse.record import Header

NAME = "macos"

# ] [ (between two pairs)
_BETWEEN = Pattern(r"\] \[(?=[A-Za-z][A-Za-z0-9_.-]{0,127} )")
_MOST_PAIRS = 128
_MESSAGE = "Message"


def message(text: str) -> Carried | None:
    """The line that `text` has as its message; `None` if it is not one of these."""
    if not text.endswith("]"):
        return None
    pairs = (pair.partition(" ") for pair in _BETWEEN.split(text[1:-1], _MOST_PAIRS))
    values = {name: value for name, _, value in pairs}
    line, program = values.pop(_MESSAGE, ""), values.pop("Sender", None)
    if not line.strip() or program is None or "Time" not in values:
        return None
    time, process = values["Time"], values.pop("PID", "")
    header = Header(
        time=members.any_moment(time.replace(".", "-", 2) if time[4:5] == "." else time),
        hostname=values.pop("Host", None),
        appname=program,
        # -1 is none
        procid=process if process.isdecimal() else None,
    )
    header.priority = members.priority_of(None, values.get("Facility"), values.get("Level"))[0]
    said = ("Time", *(("Facility", "Level") if header.priority is not None else ()))
    fields = kept(f"{name}={value}" for name, value in values.items() if name not in said)
    return Carried(NAME, line, header=header, piece={NAME: {"fields": fields}} if fields else {}, trust=POSSIBLE)
