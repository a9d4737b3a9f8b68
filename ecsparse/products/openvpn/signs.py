"""What a line of OpenVPN's is known by: its tag, its date, and how its message begins."""

from __future__ import annotations

from ecsparse.messages import Messages, joined
from ecsparse.patterns import Match, Pattern
from ecsparse.products.openvpn.actions import ACTIONS
from ecsparse.products.openvpn.fields import CAPTURES
from ecsparse.products.openvpn.messages import MESSAGES, BehindPrefixes
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
# What other programs may write too: it does not count after their tags.
SHARED = BehindPrefixes("openvpn", ACTIONS, CAPTURES, r"""
authentication-failed ! | No matching LDAP group found for user DN "
ldap-unavailable ! | LDAP connect failed | LDAP search failed: | Unable to open LDAP connection to
certificate-rejected ! | Certificate does not have {extended key | key} usage extension
certificate-message ! | Validating certificate extended key usage | Validating certificate key usage
revocation-list-loaded ! | CRL: loaded
tls-handshake-failed ! | TLS Error: TLS handshake failed
tls-alert-received ! | Received fatal SSL alert: | Received warning SSL alert:
tls-alert-sent ! | Sent fatal SSL alert: | Sent warning SSL alert:
tls-error ! | OpenSSL: error:
session-timed-out ! {reason=Session timeout}, exiting{*}
session-reset ! {reason=Connection reset}, restarting [{*}
session-reset ! {reason=Network unreachable}, restarting{*}
session-end-scheduled ! | Delayed exit in
route-change-failed ! | Linux can't | Linux route add command failed
route-message ! | Linux ip {-6 addr | addr | link} | Route addition | Route deletion
socket-bound ! | Listening for incoming TCP connection on [
connection-attempted ! | Attempting to establish TCP connection with
connection-failed ! | Server poll timeout, restarting
configuration-rejected ! | Options error:
option-message ! | Current Parameter Settings: | DEPRECATED OPTION:
daemon-failed ! | Assertion failed at | Exiting due to fatal error
daemon-message ! | library versions: {AWS-LC | BoringSSL | LibreSSL | OpenSSL | mbed TLS | wolfSSL} | {IPv4
  | IPv6} pool size is too small ( | TCP/UDP {read | write} bytes, | ******* WARNING *******:
  | Cannot load DH parameters from | Closing unspecified interface | GET_USER_PASS | GID set to
  | HTTP proxy returned bad status | HTTP proxy returned: ' | IPv4 dns servers | IPv6 dns servers | Initializing OpenSSL
  | NETSH: command failed | PKCS#11: Cannot | PKCS#11: Unable get | Persist state set to: | Pushed option
  | Restart pause, | SSL_CTX_new SSLv23_ | SSL_CTX_set_tmp_dh | Send to HTTP proxy: ' | Timestamp ( | UID set to
  | chroot to ' | daemon() failed or unsupported | disallowing peer | mlockall call succeeded
""")  # fmt: skip

# What only OpenVPN's tag, or all of the message, makes its own.
WITH_TAG = Messages("openvpn", ACTIONS, CAPTURES, r"""
tls-established | Control Channel: SSLv
tls-error | TLS Error: | TLS error: | TLS ERROR: | TLS_ERROR: | Fatal TLS error
packet-replayed | TLS Error: incoming packet replay
peer-info-received peer info: {peer_info.name:[^=]+}={peer_info.value}
peer-info-received | peer info:
authentication-failed | LDAP user " | Incorrect password supplied for LDAP DN "
  | ldap_bind with zero-length password is forbidden
ldap-bind-failed {cause=Unable to bind} as{*}
ldap-bind-failed | LDAP bind failed:
address-reserved | ifconfig_pool_read(), in=
interface-created | TUN/TAP device | DCO device | Opened utun device | utun device [
gateway-found | ROUTE_GATEWAY | ROUTE6_GATEWAY
""")  # fmt: skip

# What begins with a name, a number or a signal, and so may also be the prefix of a client.
NAMED = Messages("openvpn", ACTIONS, CAPTURES, r"""
session-started [{*}] Peer Connection Initiated with {*}
session-timed-out ! [{silent}] {reason=Inactivity timeout (--ping-restart)}, restarting{*}
session-timed-out ! [{silent}] {reason=Inactivity timeout (--ping-exit)}, exiting{*}
session-ended ! closing instance {ended} due to {reason=float collision} with {*}
client-address-changed ! peer {peer.id} ({name:.{0,256}}) floated from {floated}
messages-suppressed ! {~[0-9]{1,9}} variation(s) on previous {~[0-9]{1,9}} message(s) suppressed by --mute{*}
session-ended ! {on_signal} client-instance {*}
daemon-{restarted|stopped} ! {on_signal} process {restarting | exiting}{*}
session-message ! | SIGHUP[ | SIGINT[ | SIGTERM[ | SIGUSR1[ | SIGUSR2[
""", {
    # SIGTERM[soft,remote-exit] received,
    "on_signal": r"{signal=SIG{~HUP|INT|TERM|USR1|USR2}}[{~soft|hard},{reason:[^\]]{0,128}}] received,",
})  # fmt: skip

# The devices and networks that commands are run for.
_DEVICE = r"(?:.{0,80} )?(?:u?tun|tap|ovpn)[a-z0-9_-]{0,16}(?: .*)?"
_TARGET = "[0-9a-f:.]{2,45}"

# What only a date or a tag makes OpenVPN's: commands, and the parameters that are listed at the start.
COMMANDS = Messages("openvpn", ACTIONS, CAPTURES, rf"""
command-executed {{command_line:/\S{{0,64}}/(?:ip|ifconfig) {_DEVICE}}}
command-executed {{command_line:/\S{{0,64}}/ip (?:-6 )?route (?:add|del) {_TARGET}/[0-9]{{1,3}}(?: .*)?}}
command-executed {{command_line:/\S{{0,64}}/route (?:add|delete|del) -(?:net|host|inet6?)
  {_TARGET}(?:/[0-9]{{1,3}})? .*}}
command-executed {{command_line:[A-Z]:\\\S{{0,64}}\\(?:netsh\.exe interface|route\.exe (?:ADD|DELETE|-4)) .*}}
option-message {{~[a-z][a-z0-9_]{{1,64}}}} = {{*}}
""")  # fmt: skip

# What a line is known by after a date, or where nothing announces it.
TABLES = (MESSAGES, SHARED)
_KINDS = joined(*TABLES)


def is_known(message: str, evidence: str | None) -> bool:
    """Whether OpenVPN writes such a message; what other programs write too does not count after their tags."""
    return (MESSAGES.read(message) if evidence is FOREIGN else _KINDS.find(message)) is not None


def date_of(text: str) -> Match | None:
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
    if record.header is not None and (tag := record.header.appname) is not None:
        evidence = TAGGED if tag in TAGS or tag.startswith(TAG_STEMS) else FOREIGN
    return timestamp, message, evidence
