r"""The English sentences of events whose data have no names, taken apart.

Layout:
    The Acme Agent service entered the stopped state.
    User "EXAMPLE\\alice"  registered Task Scheduler task "\\Acme"
    Login failed for user 'sa'. Reason: Password did not match. [CLIENT: 192.0.2.7]

    The names of what is captured are those of the data of the same events.
"""

from __future__ import annotations

from ecsparse.patterns import Pattern

_LONGEST = 16384
_SERVICES = "Service Control Manager"
_TASKS = "Microsoft-Windows-TaskScheduler"
_SQL_SERVER = "MSSQLSERVER"

# Login failed for user 'sa'. Reason: Password did not match. [CLIENT: 192.0.2.7]
_FAILED = Pattern(
    r"Login failed for user '([^'\r\n]{0,256})'\.(?: Reason: ([^\[\r\n]{1,512}?))? (\[CLIENT: [^\]\r\n]{1,64}\])"
)
# Login succeeded for user 'sa'. Connection made using SQL Server authentication. [CLIENT: 192.0.2.7]
_SUCCEEDED = Pattern(r"Login succeeded for user '([^'\r\n]{0,256})'\.[^\[\r\n]{0,256}(\[CLIENT: [^\]\r\n]{1,64}\])")
# Creating Scriptblock text (1 of 1):
_SCRIPT = Pattern(r"Creating Scriptblock text \([0-9]{1,9} of [0-9]{1,9}\):[\s]{0,8}")
_SCRIPT_END = "ScriptBlock ID: "
_SCRIPTS = frozenset(("Microsoft-Windows-PowerShell", "PowerShellCore"))

# The Acme Agent service entered the stopped state.
_STATE = Pattern(r"The (.{1,256}) service entered the (.{1,64}) state\.")
# The Acme Agent service was successfully sent a stop control.
_CONTROL = Pattern(r"The (.{1,256}) service was successfully sent an? (.{1,64}) control\.(?:[\s\S]{0,256})")
# The start type of the BITS service was changed from auto start to demand start.
_START = Pattern(r"The start type of the (.{1,256}) service was changed from ([a-z ]{1,64}?) to ([a-z ]{1,64})\.")
# The Acme Agent service terminated unexpectedly.  It has done this 1 time(s).
_TERMINATED = Pattern(r"The (.{1,256}) service terminated unexpectedly\.(?:[\s\S]{0,512})")
# User "EXAMPLE\alice"  registered Task Scheduler task "\Acme"
_TASK = Pattern(r'User "([^"]{1,256})" {1,4}[a-z]{1,16} Task Scheduler task "([^"]{1,512})"\.?')
# Task Scheduler started "{0f8fad5b}" instance of the "\Acme" task for user "EXAMPLE\alice".
_STARTED = Pattern(
    r'Task Scheduler started "([^"]{1,64})" instance of the "([^"]{1,512})" task for user "([^"]{1,256})"\.?'
)
# Task Scheduler launched action "C:\a.exe" in instance "{0f8fad5b}" of task "\Acme".
_LAUNCHED = Pattern(
    r'Task Scheduler launched action "([^"]{1,512})" in instance "([^"]{1,64})" of task "([^"]{1,512})"\.?'
)
# The process C:\a.exe (WS7) has initiated the restart of computer WS7 on behalf of user EXAMPLE\alice for the
# following reason: Other (Planned)
#  Reason Code: 0x85000000
_SHUTDOWN = Pattern(
    r"The process (.{1,512}) \([^()\s]{1,64}\) has initiated the (.{1,64}) of computer \S{1,64} on behalf of user "
    r"(.{1,256}?) for the following reason: (.{1,512}?)[ \r\n\t]{1,8}Reason Code: (0x[0-9A-Fa-f]{1,8})"
    r"(?:[\s\S]{0,2048})"
)

# By provider and number: the sentence, and the names of what is captured in it.
_ROWS = (
    (_SERVICES, "7031 7034", _TERMINATED, "param1"),
    (_SERVICES, "7035", _CONTROL, "param1 param2"),
    (_SERVICES, "7036", _STATE, "param1 param2"),
    (_SERVICES, "7040", _START, "param1 param2 param3"),
    (_SQL_SERVER, "18452 18456", _FAILED, "param1 param2 param3"),
    (_SQL_SERVER, "18453 18454 18455", _SUCCEEDED, "param1 param2"),
    (_TASKS, "100", _STARTED, "InstanceId TaskName UserContext"),
    (_TASKS, "106 140 141", _TASK, "UserContext TaskName"),
    (_TASKS, "200", _LAUNCHED, "ActionName TaskInstanceId TaskName"),
    ("User32", "1074", _SHUTDOWN, "ProcessName Shutdown User FailureType ReasonCode"),
)
_SENTENCES = {
    (provider, number): (pattern, names.split())
    for provider, numbers, pattern, names in _ROWS
    for number in numbers.split()
}


def read(text: str, provider: str, number: str) -> list[tuple[str, str]]:
    """The values in the sentence of the event `number` of a provider; there are none in one of another form."""
    if provider in _SCRIPTS:
        return _of_script(text[:_LONGEST])
    found = _SENTENCES.get((provider, number))
    match = found[0].fullmatch(text[:_LONGEST].strip()) if found is not None else None
    if found is None or match is None:
        return []
    return [(name, value) for name, value in zip(found[1], match.groups(), strict=True) if value]


def number_of(text: str, provider: str) -> str | None:
    """The number of the only event of a provider that has a sentence of this form; `None` if there is none."""
    for writer, numbers, pattern, _ in _ROWS:
        if writer == provider and numbers.isdecimal() and pattern.fullmatch(text[:_LONGEST].strip()) is not None:
            return numbers
    return None


def _of_script(text: str) -> list[tuple[str, str]]:
    """The script that PowerShell compiled, and its number and path, which follow it."""
    match = _SCRIPT.match(text)
    script, end, rest = text[match.end() :].rpartition(_SCRIPT_END) if match is not None else ("", "", "")
    if not end or not script[-1:].isspace():
        return []
    number, _, path = rest.partition("Path:")
    found = {"ScriptBlockText": script.strip(), "ScriptBlockId": number.strip(), "Path": path.strip()}
    return [(name, value) for name, value in found.items() if value]
