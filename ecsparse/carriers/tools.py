"""What stands in front of a line and looks like what a program says of it, but is how a tool shows a line.

Layout:

    Topic logs [0] at offset 5: key web01: …          kcat, with the format of its manual
    Syslog message: AUTH.INFO: …                      Wireshark, of a packet
    ##[error]… | ::notice file=a.sh::…                steps of GitHub's and Azure's workflows
    lxc-start web 20231031150955.652 INFO     conf - conf.c:run_buffer:310 - …    LXC, of a container's output
    [15:09] Olga Roe: … | [31/10/2023, 15:09:55] Olga: … | 31/10/2023, 15:09 - Olga: …    chats: Teams, WhatsApp
    15:09:55 From Olga Roe to Everyone : …            the chat of a meeting: Zoom
    0a1b2c3d logs/auth.log (Olga Roe 2023-10-31 15:09:55 +0000 12) …    git blame
    ossec: output: 'tail -n1 /var/log/auth.log': …    OSSEC, of what a command wrote
    INFO:relay:…                                      Python's logging as it is by default, of what it passes on
    INFO:     … | INFO     relay:relay.py:12 …        uvicorn and pytest, of what is logged
    2023-10-31T15:09:55  PID[1234] Information …      Azure's App Service
    Notice: /Stage[main]/Main/Exec[tail]/returns: …   Puppet
    [31-Oct-2023 15:09:55] WARNING: [pool www] child 7 said into stdout: "…    PHP-FPM

Sources: kcat(1); git-blame(1); the reference of Wazuh's `localfile`; `BASIC_FORMAT` of Python's logging;
epan/dissectors/packet-syslog.c of Wireshark; the workflow commands of GitHub's and Azure's runners; src/lxc/log.c
of LXC; exports of these chats.
"""

from __future__ import annotations

from ecsparse.formats.syslog.prose import is_verdict
from ecsparse.formats.syslog.senders import is_level
from ecsparse.patterns import Pattern

_WORD = r"[A-Za-zÀ-ž][^\s:\[\]0-9]{0,63}"
_DATE = r"[0-9]{1,4}[/.-][0-9]{1,2}[/.-][0-9]{1,4}"
_CLOCK = r"[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?(?: ?[AaPp][Mm])?"
# [15:09] Olga Roe: | [31/10/2023, 15:09:55] Olga: | 31/10/2023, 15:09 - Olga: (programs write one word after a time)
_CHAT = Pattern(
    rf"(?:\[(?:{_DATE} )?{_CLOCK}\] (?={_WORD} )|\[{_DATE}, {_CLOCK}\] |{_DATE}, {_CLOCK} - )"
    rf"({_WORD}(?: {_WORD}){{0,3}}): "
)
# 15:09:55 From Olga Roe to Everyone :
_MEETING = Pattern(rf"{_CLOCK}[\t ]{{1,2}}From {{1,2}}({_WORD}(?: {_WORD}){{0,3}}?)(?: to {{1,2}}Everyone)? ?: {{0,2}}")

_FRONTS = (
    # Topic logs [0] at offset 5: key web01:
    Pattern(r"Topic [^\s]{1,249} \[[0-9]{1,6}\] at offset [0-9]{1,20}: key [^\s]{0,255}: "),
    # Syslog message: AUTH.INFO:
    Pattern(r"[\t ]{0,16}Syslog message: [A-Z0-9]{2,16}\.[A-Z]{2,8}: "),
    # 2023-10-31T15:09:55.6521234Z ##[error] | ::notice file=a.sh::
    Pattern(r"(?:[0-9T:.-]{19,30}Z )?(?:##\[[a-z]{4,8}\]|::(?:debug|notice|warning|error)(?: [^:\n]{1,255})?::)"),
    # lxc-start web 20231031150955.652 INFO     conf - conf.c:run_buffer:310 -
    Pattern(r"lxc-[a-z-]{2,16} (?:[^\s]{1,128} )?[0-9]{14}\.[0-9]{3} [A-Z]{4,8} {1,8}[a-z_]{1,32} - [^\s]{1,128} - "),
    # 0a1b2c3d logs/auth.log (Olga Roe 2023-10-31 15:09:55 +0000 12)
    Pattern(
        r"\^?[0-9a-f]{7,40} (?:[^\s()]{1,255} {1,64})?"
        r"\([^()\n]{1,128} [0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2} [+-][0-9]{4} {1,9}[0-9]{1,9}\) "
    ),
    # ossec: output: 'tail -n1 /var/log/auth.log':
    Pattern(r"ossec: output: '[^'\n]{1,255}': "),
    # INFO:relay:
    Pattern(r"(?:DEBUG|INFO):[A-Za-z_][A-Za-z0-9_.-]{0,127}:"),
    # INFO:     (uvicorn)
    Pattern(r"(?:INFO: |DEBUG:) {4}"),
    # INFO     relay:relay.py:12
    Pattern(r"(?:DEBUG|INFO) {1,8}[A-Za-z_][A-Za-z0-9_.-]{0,127}:[A-Za-z0-9_.-]{1,128}\.py:[0-9]{1,6} "),
    # 2023-10-31T15:09:55  PID[1234] Information
    Pattern(r"[0-9T:-]{19}  PID\[[0-9]{1,10}\] (?:Verbose|Debug|Information) "),
    # Notice: /Stage[main]/Main/Exec[tail]/returns:
    Pattern(r"(?:Debug|Info|Notice|Warning|Error): /Stage\[[^\s]{1,256}/returns: "),
    # [31-Oct-2023 15:09:55] WARNING: [pool www] child 7 said into stdout: "
    Pattern(r"\[[^\]]{11,32}\] WARNING: \[pool [^\]]{1,64}\] child [0-9]{1,10} said into std(?:out|err): \""),
)


def shows(front: str) -> bool:
    """Whether `front`, all that stands in front of a line, is what a tool writes there."""
    if any(each.fullmatch(front) is not None for each in _FRONTS):
        return True
    chat = _CHAT.fullmatch(front) or _MEETING.fullmatch(front)
    return chat is not None and not any(is_level(word) or is_verdict(word) for word in chat[1].split(" "))
