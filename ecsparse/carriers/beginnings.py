"""How lines begin that something else may hold, in front of, around or beside them."""

from __future__ import annotations

from ecsparse.formats.syslog.senders import PROCESS
from ecsparse.patterns import Pattern

ADDRESS = r"(?:(?:[0-9]{1,3}\.){3}[0-9]{1,3}|(?!:[^:])[0-9A-Fa-f]{0,4}:[0-9A-Fa-f:.]{2,41})"
_NAME = r"[A-Za-z_][A-Za-z0-9_.-]{1,31}"

_ANY = (
    r"\[?[0-9]{4}[/-][0-9]{2}[/-][0-9]{2}[ T][0-9]{2}:[0-9]{2}:[0-9]{2}"
    r"|\[?(?:[A-Z][a-z]{2} )?[A-Z][a-z]{2} [ 0-9][0-9] [0-9]{2}:[0-9]{2}:[0-9]{2}"
    r"|[0-9]{1,2}[-/][A-Z][a-z]{2}[-/][0-9]{4}[ :][0-9]{2}:[0-9]{2}:"
    r"|<[0-9]{1,3}>"
    rf"|{ADDRESS}(?::[0-9]{{1,5}})? (?:[^\s\"]{{1,255}} [^\s\"]{{1,255}} )?"
    r"\[[0-9]{2}/[A-Z][a-z]{2}/[0-9]{4}:"
    rf"|[0-9]{{10}}\.[0-9]{{3}} {{1,10}}[0-9]{{1,9}} {ADDRESS} [A-Z]"
    r"|date=[0-9]{4}-[0-9]{2}-[0-9]{2} time=|type=[A-Z0-9_]{1,32} msg=audit\(|id=[A-Za-z0-9]{1,32} (?:sn|time)="
    r"|\[ {0,5}[0-9]{1,10}\.[0-9]{6}\] (?=[^\s])"
    r"|\[[0-9]{10}\] [a-z-]{1,32}\[[0-9]{1,10}:[0-9a-f]{1,4}\] "
    r"|(?P<event>CEF:[01]\||LEEF:[12]\.0\|)"
)
_BARE = (
    r"%[A-Z][A-Z0-9_]{1,31}-(?:[A-Z0-9_]{1,31}-)?[0-7]-[A-Z0-9_]{2,64}: "
    r"|[a-z][a-z0-9-]{1,15}(?:,[a-z][a-z0-9-]{1,15}){1,3} (?=[a-zA-Z])"
    r'|\{ ?"'
)
# 2023/10/31 15:09:55 | [Tue Oct 31 15:09:55 | 31-Oct-2023 15:09: | <38> | 203.0.113.11 - - [31/Oct/2023:
# 1698764995.123    312 192.0.2.5 T | date=2023-10-31 time= | %ASA-6-302013: | {" | system,info a
BEGINNING = Pattern(rf"{_ANY}|(?P<bare>{_BARE})")

# [UFW BLOCK] | [WAN_LOCAL-D-1] DESCR="text" (before the packet of a firewall)
_OF_RULE = r'\[[A-Z][A-Za-z0-9_. -]{0,63}\] ?(?:DESCR="[^"\n]{0,160}" ?)?(?=IN=)'
_PAIRS = (
    rf'(?P<pairs>(?:{_OF_RULE})?{_NAME}=(?:"[^"\n]{{0,128}}"|[^\s"=,]{{0,128}})[ ,]{_NAME}=)'
    r"|[0-9]{1,2},[0-9]{4}/[0-9]{2}/[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2},"
)
# the same | device="SFW" date= | IN=eth0 OUT= | 1,2023/10/31 15:09:55, (which programs write of themselves, too)
ANY_BEGINNING = Pattern(rf"{_ANY}|{_PAIRS}|(?P<bare>{_BARE})")
_MARK = r"(?:(?<=[\s,;|│='`\"\](>{}])|(?<=[^0-9]:))"
# any of these behind a blank or a mark
BEHIND_MARK = Pattern(rf"{_MARK}(?:{_ANY}|{_PAIRS}|(?P<bare>{_BARE}))")
_SENT = rf"(?P<host>(?![0-9]{{1,253}} )[A-Za-z0-9][A-Za-z0-9_.-]{{0,252}} )?(?={PROCESS})(?P<program>[^\[]{{1,128}})"
# sshd[412]:
END_OF_PROCESS = "]: "
# sshd[412]: | web01 sshd[412]:
OF_PROCESS = Pattern(_SENT)
PROCESS_BEHIND_MARK = Pattern(rf"{_MARK}{_SENT}")
