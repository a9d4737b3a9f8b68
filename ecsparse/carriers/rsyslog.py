r"""Records of rsyslog's template `RSYSLOG_DebugFormat`: all properties of a message, and that as it was received.

Layout (the last three lines are missing before version 7, the input's name before version 6):

    Debug line with all properties:
    FROMHOST: 'web01', fromhost-ip: '192.0.2.9', HOSTNAME: 'web01', PRI: 38,
    syslogtag 'sshd[412]:', programname: 'sshd', APP-NAME: 'sshd', PROCID: '412', MSGID: '-',
    TIMESTAMP: 'Oct 31 15:09:55', STRUCTURED-DATA: '-',
    msg: ' line'
    escaped msg: ' line'
    inputname: imudp rawmsg: '<38>Oct 31 15:09:55 web01 sshd[412]: line'
    $!:{ "member": "value" }
    $.:
    $/:

Source: rsyslog, the reserved names of templates.
"""

from __future__ import annotations

from ecsparse.carriers.carried import Carried, kept
from ecsparse.carriers.members import moment, priority_of
from ecsparse.formats.syslog import peel
from ecsparse.patterns import Pattern
from ecsparse.record import Header

NAME = "rsyslog"

# the first line of a record, and how its others begin
BEGINNING = "Debug line with all properties:"
LINES = (
    "FROMHOST: '", "syslogtag '", "TIMESTAMP: '", "msg: '", "escaped msg: '", "inputname: ", "rawmsg: '", "$!:",
    "$.:", "$/:",
)  # fmt: skip
LAST_LINE = LINES[-1]

# FROMHOST: 'web01', | PRI: 38, | syslogtag 'sshd[412]:', (and what is behind the last one)
_PROPERTY = Pattern(r"([A-Za-z-]{2,20}):? (?:'([^'\n]*+)',?|'?([0-9]{1,3}),)[ \n]")
# escaped msg: ' line'
_MESSAGES = Pattern(r"\nmsg: '[^\n]*+\nescaped msg: '[^\n]*+\n(?:inputname: (\S{1,255}) )?rawmsg: '([^\n]*+)")
# $!:{ "member": "value" }
_VARIABLES = Pattern(r"(\$[!./]):([^\n]*+)")

# The properties that have no other place.
_KEPT = ("FROMHOST", "fromhost-ip")


def debug_record(record: str) -> Carried | None:
    """What a record of this template holds; `None` if it is not one."""
    if not record.startswith(BEGINNING):
        return None
    messages = _MESSAGES.search(record)
    if messages is None or not messages[2].endswith("'") or not messages[2][:-1].strip():
        return None
    said = {match[1]: match[2] or match[3] or "" for match in _PROPERTY.finditer(record, 0, messages.start())}
    text = messages[2][:-1]
    fields = [f"{name}={said[name]}" for name in _KEPT if said.get(name)]
    if messages[1] is not None:
        fields.append(f"inputname={messages[1]}")
    fields += [f"{name}={value}" for name, value in _VARIABLES.findall(record, messages.end()) if value]
    header = Header(
        priority=priority_of(said.get("PRI"), None, None)[0],
        time=moment(said.get("TIMESTAMP", "")),
        hostname=said.get("HOSTNAME") or None,
    )
    if peel(text)[0] is None and said.get("programname"):
        header.appname = said["programname"]
        header.procid = None if said.get("PROCID", "-") == "-" else said["PROCID"]
    return Carried(NAME, text, header=header, piece={NAME: {"fields": kept(fields)}})
