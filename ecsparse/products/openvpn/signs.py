"""What a line of OpenVPN's is known by: its tag, its date, and how its message begins."""

from __future__ import annotations

from ecsparse.patterns import Pattern
from ecsparse.products.openvpn.peers import PROTOCOL, V4, V6
from ecsparse.products.openvpn.wording import COMMON_WORDING, WORDING

TYPE_CHECKING = False
if TYPE_CHECKING:
    from re import Match

    from ecsparse.record import Record

TAGS = ("openvpn", "nm-openvpn")
TAG_STEMS = ("openvpn-", "openvpn(", "ovpn-")

# What a line says of who wrote it, before its wording does; nothing (`None`) without a tag and a date.
TAGGED = "a syslog tag of OpenVPN's"
FOREIGN = "the syslog tag of another program"
DATED = "a date as OpenVPN 2.5 and later write it"
OLD_DATED = "a date as OpenVPN up to 2.4 writes it"

# 2023-10-31 15:09:55 | Tue Aug 12 08:26:30 2025 | 1698764995.123456 1
DATE = Pattern(
    r"(?:([0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2})"
    r"|((?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) [A-Z][a-z]{2} [ 0-9]?[0-9] [0-9]{2}:[0-9]{2}:[0-9]{2} [0-9]{4})"
    r"|([0-9]{9,11})\.([0-9]{6}) [0-9a-f]{1,8}) "
)
# [client01] Inactivity timeout (--ping-restart), restarting | peer 0 (client01) floated from 192.0.2.1:1194 to …
# 3 variation(s) on previous 20 message(s) suppressed by --mute | tap-windows6 device [Ethernet 2] opened
HEADLESS = Pattern(
    r"\[.{0,256}\] Inactivity timeout \(--ping-(?:restart\), restarting|exit\), exiting)"
    rf"|peer [0-9]{{1,9}} \(.{{0,256}}\) floated from {PROTOCOL}(?:{V4}|\[?{V6})"
    r"|[0-9]{1,9} variation\(s\) on previous [0-9]{1,9} message\(s\) suppressed by --mute"
    r"|closing instance .{1,256} due to float collision with "
    r"|IPv[46] MTU set to [0-9]{1,9} on interface [0-9]{1,9} using "
)
# Commands, behind a date: /sbin/ip link set dev tun0 up mtu 1500 | /sbin/route add -net 10.8.0.0 10.8.0.2
COMMAND = Pattern(
    r"/\S{0,64}/(?:ip|ifconfig) (?:.{0,80} )?(?:u?tun|tap|ovpn)[a-z0-9_-]{0,16}(?: |$)"
    r"|/\S{0,64}/ip (?:-6 )?route (?:add|del) [0-9a-f:.]{2,45}/[0-9]{1,3}(?: |$)"
    r"|/\S{0,64}/route (?:add|delete|del) -(?:net|host|inet6?) [0-9a-f:.]{2,45}(?:/[0-9]{1,3})? "
)


def stems_of(wording: str) -> list[str]:
    """The beginnings of messages that `wording` lists."""
    return " ".join(wording.split()).split(" | ")


# No stem is the beginning of another: the last one that is not behind a message in alphabetical order is the
# only one that the message can begin with.
COMMON = frozenset(stems_of(COMMON_WORDING))
STEMS = sorted(COMMON.union(*map(stems_of, WORDING.values())))


def date_of(text: str) -> Match[str] | None:
    """The date that `text` begins with; blanks before it do not count."""
    return DATE.match(text, len(text) - len(text.lstrip(" \t")))


def beginning(record: Record) -> tuple[str | None, str, str | None]:
    """The time in UTC that the line or its header says, the message, and what they say of who wrote it."""
    match = date_of(record.text)
    evidence: str | None = None
    if match is None:
        timestamp, message = record.header_time(), record.text
    else:
        local, ctime, epoch, microseconds = match.groups()
        message = record.text[match.end() :]
        if ctime is not None:
            timestamp, evidence = record.clock.ctime(ctime), OLD_DATED
        elif local is not None:
            timestamp, evidence = record.clock.local(local), DATED
        else:
            timestamp, evidence = record.clock.epoch(epoch, microseconds), DATED
    if record.header is not None:
        evidence = _evidence(record.header.appname) or evidence
    return timestamp, message, evidence


def _evidence(tag: str | None) -> str | None:
    if tag is None:
        return None
    return TAGGED if tag in TAGS or tag.startswith(TAG_STEMS) else FOREIGN
