"""OpenVPN, servers and clients: the daemon's own log, to a file, to the console or to syslog.

Layout:
    2023-10-31 15:09:59 client01/165.225.204.88:59321 MULTI: Learn: 10.8.0.6 -> client01/165.225.204.88:59321

    A date, the client's prefix `[name/]address:port `, and a message. All but the message may be missing:
    there is no date under syslog, systemd or `--suppress-timestamps`, and no prefix in messages of the process
    itself. The name is a certificate's common name or a user name. Up to 2.6 an IPv6 client has no port
    (`name/2001:db8::1 `); 2.7 writes the protocol too (`name/udp6:[2001:db8::1]:1194 `).

Source: the messages of OpenVPN 2.3 to 2.7 (`_openvpn_wording`), of its plug-ins and of openvpn-auth-ldap 2.0; the
integration page with its samples (`samples/openvpn`).

Timestamps: `YYYY-MM-DD hh:mm:ss` (2.5 and later) or C's `ctime` (up to 2.4), local time without a zone;
` us=N` behind either is no part of it. `--machine-readable-output` has an epoch with microseconds and flags. A
line without a date has the syslog header's time, if that says the year.

Quirks of the documented normalisation:
    The message is `event.reason`, unless it has one of the structured forms: `client_information.log`.
    A pool's base address is `client.ip`: `client_information.log`.
    A common name is `client.domain` in the forms that carry one, a user name elsewhere: `client_connection.log`.
    `observer.mac` is as OpenVPN writes it, gateway addresses are left out: `gateway.log`.
    `openvpn.peer.ip` is not in `related.ip`: `tunnel.log`.
    Every line of the LDAP plug-in is a failed start of an authentication, without a reason: `ldap.log`.

The profile `ecs` (`DIFFERENCES`): a message's wording tells its `event.action`, one of `ACTIONS`. What `EVENTS`
does not name is a `…-message` by its topic, and `message` where the wording is not known: `sessions_followed.log`.
The outer peer of a server is `client`, and `source` of what it sends; its address inside the tunnel is
`client.nat.ip`. A client or a point-to-point daemon does not say which side its peer is: `links.log`.
"""

from __future__ import annotations

from bisect import bisect_right
from datetime import date
from functools import cache, lru_cache

from ecsparse.ecs.envelope import WEEKDAY_MISMATCH, add_tags, every_event
from ecsparse.ecs.pieces import endpoint, ip, is_ip, port, related
from ecsparse.formats import dn
from ecsparse.patterns import Pattern
from ecsparse.products._openvpn_wording import ACTIONS, COMMON_WORDING, EVENTS, HEADLESS_WORDING, TOPICS, WORDING
from ecsparse.record import Field, Phrase, Prefix, Product, Program, ProgramStem, Shape
from ecsparse.timestamps.months import MONTHS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import TypeAlias

    from ecsparse.record import Document, Record

    # It adds what it reads in a message to the document and its event.
    _Reader: TypeAlias = Callable[[Document, Document, str], None]
    # The event of a message, other fields, what of them is related, and the reader of what depends on the line.
    _Known: TypeAlias = tuple[Document, Document, Document | None, _Reader | None]
    # How a message begins, what is known of it by that, and the same of a shorter beginning.
    _Entry: TypeAlias = tuple[str, _Known, "_Entry | None"]
    # The beginnings of messages in alphabetical order, and what is known of each.
    _Entries: TypeAlias = tuple[list[str], list[_Entry | None]]
    # name, address, and the digits of the port
    Peer: TypeAlias = tuple[str | None, str | None, str]


def _stems(wording: str) -> list[str]:
    return " ".join(wording.split()).split(" | ")


# No stem is the beginning of another: the last one that is not behind a message in alphabetical order is the
# only one that the message can begin with.
_COMMON = frozenset(_stems(COMMON_WORDING))
_STEMS = sorted(_COMMON.union(*map(_stems, WORDING.values())))

_TAGS = ("openvpn", "nm-openvpn")
_TAG_STEMS = ("openvpn-", "openvpn(", "ovpn-")

# What the profile `ecs` changes of the documented one, and why.
DIFFERENCES = {
    "client.domain": "left out: what is written there is a certificate's or a user's name, which is `user.name`",
    "related.hosts": "names of clients are in `related.user`: they are no hosts",
    "client.ip": "only the outer address of a server's client: the pool's base is `openvpn.pool.ip`, an address "
    "that is kept for a client is `client.nat.ip`",
    "client.*": "also `source.*`, which is what rules look at; a sender who is not the client of the prefix is the "
    "source alone, a peer of whom the line does not say whether it is client or server is `openvpn.remote.*`",
    "user.name": "the user that the message names, else the name of the prefix, else the one common name of the "
    "certificate that the client itself presents; `openvpn.client.name` where prefix and message differ",
    "event.category": "what happened decides, not that it is a VPN: authentication, session, attack, process, …",
    "event.reason": "the cause, where the message says one; the whole message where nothing else is read of it",
    "event.action": "each kind of message has one, so that rules need not match its wording",
    "LDAP lines": "`event.reason` is added, and `event.action` tells a refused user from a failing bind",
    "log.level": "what OpenVPN's own words or flags say: the documented profile drops it",
    "network.*": "protocol and IP version of the outer connection; transport and direction where they are said",
    "observer.*": "arrays of `ip` and of `mac` in ECS's form, without a MAC address of zeros; vendor and product",
    "openvpn.peer.ip": "only the peer of a point-to-point address, and in `related.ip`; what a route leads to is "
    "`openvpn.route.gateway`, as it need not be a peer",
    "gateway lines": "the gateway's address is kept, as `openvpn.route.gateway`",
    "tls.version": "the number alone, as ECS has it; the protocol is `tls.version_protocol`; TLSv1 is version 1.0",
    "tls.client.*": "the subject of a certificate at depth 0 is the client's, one at depth 1 its issuer's; without "
    "a client's prefix the certificate may be a server's, and is `openvpn.certificate.*` alone",
    "peer info": "software and system of the client are `user_agent.*`, the rest is `openvpn.peer_info.*`",
    "pushed options": "the addresses inside the tunnel are read; the options are kept, without tokens",
    "event.timezone": "the zone that was taken for times without one; a weekday that contradicts the date is a tag",
}

# The fields of its own.
OWN_FIELDS = {
    "openvpn.assigned.ip": Field(
        "ip", "Addresses inside the tunnel that a client is given, or that are kept for it."
    ),
    "openvpn.authentication.method": Field("keyword", "What a user came with: password or auth-token."),
    "openvpn.certificate.depth": Field("long", "Place of a certificate in the peer's chain; 0 is the peer's own."),
    "openvpn.certificate.serial_number": Field("keyword", "Serial number of a certificate, hexadecimal."),
    "openvpn.certificate.subject": Field("keyword", "Distinguished name of the subject of a certificate."),
    "openvpn.client.name": Field("keyword", "Name of the client's instance, where the user of the event differs."),
    "openvpn.control_channel.cipher": Field("keyword", "Cipher of the wrapping of the control channel."),
    "openvpn.control_channel.digest": Field("keyword", "Message digest of the wrapping of the control channel."),
    "openvpn.data_channel.cipher": Field("keyword", "Cipher of the data channel."),
    "openvpn.data_channel.client_ciphers": Field("keyword", "Ciphers that a client supports."),
    "openvpn.data_channel.digest": Field("keyword", "Message digest of the data channel."),
    "openvpn.data_channel.server_ciphers": Field("keyword", "Ciphers that the server allows."),
    "openvpn.local.ip": Field("ip", "Address that the local end of the link is bound to."),
    "openvpn.local.port": Field("long", "Port that the local end of the link is bound to."),
    "openvpn.management.command": Field("keyword", "Command that came over the management interface."),
    "openvpn.packet.length": Field("long", "Length that a packet claims to have, in bytes."),
    "openvpn.packet.source_ip": Field("ip", "Source address of a packet inside the tunnel."),
    "openvpn.peer.id": Field("long", "Number of a peer."),
    "openvpn.peer.ip": Field("ip", "Address of the peer at the other end of a point-to-point tunnel."),
    "openvpn.peer.mac": Field("keyword", "MAC address that was learned behind a peer."),
    "openvpn.peer_info.name": Field("keyword", "Name of what a client says of itself, such as IV_PROTO."),
    "openvpn.peer_info.value": Field("keyword", "What a client says of itself under that name."),
    "openvpn.plugin.path": Field("keyword", "File of a plug-in."),
    "openvpn.plugin.status": Field("long", "What a plug-in returned: 0 success, 1 error, 2 later."),
    "openvpn.plugin.type": Field("keyword", "What a plug-in was called for."),
    "openvpn.pool.ip": Field("ip", "First address of the pool inside the tunnel."),
    "openvpn.pool.size": Field("long", "Number of addresses in the pool."),
    "openvpn.previous.ip": Field("ip", "Outer address of a client before it changed."),
    "openvpn.previous.port": Field("long", "Outer port of a client before it changed."),
    "openvpn.push.options": Field("keyword", "Options that a server pushes to a client, without tokens."),
    "openvpn.remote.ip": Field("ip", "Outer address of a peer of whom the line does not say if it is the server."),
    "openvpn.remote.name": Field("keyword", "Common name of such a peer."),
    "openvpn.remote.port": Field("long", "Outer port of such a peer."),
    "openvpn.route.gateway": Field("ip", "Gateway of a route."),
    "openvpn.route.network": Field("keyword", "Network or address that a route leads to."),
    "openvpn.session.id": Field("keyword", "Session id of the control channel."),
    "openvpn.signal": Field("keyword", "Signal that ended or restarted a session or the process."),
}

# The fields of ECS.
_FIELDS = """
client.address client.ip client.mac client.nat.ip client.port
destination.address destination.domain destination.ip destination.port
event.reason file.directory file.name file.path log.level
network.direction network.protocol network.transport network.type
observer.egress.interface.name observer.ingress.interface.name observer.ip observer.mac
observer.product observer.type observer.vendor observer.version process.command_line
source.address source.ip source.mac source.nat.ip source.port
tls.cipher tls.client.issuer tls.client.subject tls.client.x509.issuer.common_name
tls.client.x509.issuer.country tls.client.x509.issuer.distinguished_name tls.client.x509.issuer.locality
tls.client.x509.issuer.organization tls.client.x509.issuer.organizational_unit
tls.client.x509.issuer.state_or_province tls.client.x509.public_key_algorithm
tls.client.x509.public_key_curve tls.client.x509.public_key_size tls.client.x509.serial_number
tls.client.x509.signature_algorithm tls.client.x509.subject.common_name tls.client.x509.subject.country
tls.client.x509.subject.distinguished_name tls.client.x509.subject.locality
tls.client.x509.subject.organization tls.client.x509.subject.organizational_unit
tls.client.x509.subject.state_or_province tls.curve tls.established tls.version tls.version_protocol
user.changes.name user.domain user.name
user_agent.original user_agent.os.platform user_agent.os.type user_agent.os.version user_agent.version
"""

PRODUCT = Product(
    vendor="OpenVPN",
    name="OpenVPN",
    versions="2.3 to 2.7",
    formats=("text",),
    # how the message behind a date begins
    form=slice(20, 28),
    signatures=(
        *map(Program, _TAGS),
        *map(ProgramStem, _TAG_STEMS),
        Shape("0000-00-00"),
        Shape("0000000000.000000"),
        *map(Prefix, ("Mon ", "Tue ", "Wed ", "Thu ", "Fri ", "Sat ", "Sun ")),
        *map(Prefix, _STEMS),
        *map(
            Prefix, ("ROUTE_GATEWAY ", "ROUTE6_GATEWAY ", "TUN/TAP device ", "Opened utun device ", "DCO device ")
        ),
        *map(Prefix, ('LDAP user "', "LDAP bind failed: ", 'Incorrect password supplied for LDAP DN "')),
        *map(Prefix, ("Unable to bind as ", "ldap_bind with zero-length password is forbidden")),
        *map(Phrase, HEADLESS_WORDING),
        # behind a client's prefix, where neither date nor tag announce it
        *map(Phrase, _STEMS),
    ),
    provider="openvpn",
    fields=tuple(_FIELDS.split()),
    own_fields=OWN_FIELDS,
    actions={action: meaning for action, (_, _, meaning) in ACTIONS.items()},
    differences=DIFFERENCES,
)

# What a line says of who wrote it, before its wording does; nothing (`None`) without a tag and a date.
TAGGED = "a syslog tag of OpenVPN's"
FOREIGN = "the syslog tag of another program"
DATED = "a date as OpenVPN 2.5 and later write it"
OLD_DATED = "a date as OpenVPN up to 2.4 writes it"

_CATEGORY = ["network"]
_TYPE = ["info"]
_EVENT = {"category": _CATEGORY, "type": _TYPE}
_FAILED_LOGIN = {"category": ["authentication"], "type": ["start"], "outcome": "failure"}

# What may stand before the bracket of an IPv6 peer, mostly.
_BEFORE_V6 = frozenset(("", "udp6:", "tcp6-server:", "tcp6-client:"))

# How many reasons are remembered before they are forgotten, and the longest one, in characters.
_MOST_REASONS = 2048
_LONGEST_REASON = 128

_V4 = r"[0-9]{1,3}(?:\.[0-9]{1,3}){3}"
_V6 = r"(?=[0-9A-Fa-f.]{0,15}:)[0-9A-Fa-f:.]{2,45}(?:%[^\s\]:]{1,64})?"
_PROTOCOL = r"(?:(?:udp|tcp)[46]?(?:-server|-client)?:)?(?:\[AF_INET6?\])?"

# 2023-10-31 15:09:55 | Tue Aug 12 08:26:30 2025 | 1698764995.123456 1
_DATE = Pattern(
    r"(?:([0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2})"
    r"|((?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) [A-Z][a-z]{2} [ 0-9]?[0-9] [0-9]{2}:[0-9]{2}:[0-9]{2} [0-9]{4})"
    r"|([0-9]{9,11})\.([0-9]{6}) [0-9a-f]{1,8}) "
)
# client01/165.225.204.88:59321 | [2001:db8::1]:1194 | name/2001:db8::1 | name/udp6:[2001:db8::1]:1194 peer-id=3
_CLIENT = Pattern(
    rf"(?:(.{{1,256}}?)/)?{_PROTOCOL}(?:({_V4}):([0-9]{{1,20}})|\[({_V6})\]:([0-9]{{1,20}})|({_V6}))"
    r" (?:peer-id=-?[0-9]{1,8} )?"
)
# a name as it mostly is, or none: what stands before a prefix in unknown wording
_PLAIN_PREFIX = Pattern(rf'(?:[^:"<>\[\]]{{1,256}}/)?{_PROTOCOL}[\[0-9A-Fa-f:]')
# client01/165.225.204.88:59321 | client01/2001:db8::1 | [AF_INET6]2001:db8::1:1194 | UNDEF
_PEER = Pattern(
    rf"(?:(.*)/)?{_PROTOCOL}(?:({_V4})(?::([0-9]{{1,20}}))?|\[({_V6})\](?::([0-9]{{1,20}}))?|({_V6}))"
    r"(?: \(via [^()]*\))?"
)
# TLSv1.3, cipher TLSv1.3 TLS_AES_256_GCM_SHA384, peer certificate: 2048 bit RSA
_CONTROL_CHANNEL = Pattern(
    r"Control Channel: (?:D?TLS|SSL)(v[0-9.]+), cipher (?:[^\s,]++ )?+([A-Za-z0-9_-]++)(?:,|$)"
)
# IFCONFIG POOL IPv4: base=10.8.0.4 size=62 | IFCONFIG POOL: base=10.8.0.4 size=62, ipv6=0
_POOL = Pattern(r"(IFCONFIG POOL(?: IPv[46])?): (?:\S+ )*?base(?:_ipv6)?=([^\s,]+)")
# 10.8.0.1/24 peer 10.8.0.2 dev tun0
_ADDRESS = Pattern(r"net_addr_(?:ptp_)?v[46]_(?:add|del): ([^\s/]+)(?:/[0-9]+)?(?: peer (\S+))? dev (\S+)")
# mtu 1500 for tun0 | set tun0 up | add tun0 type ovpn-dco | delete tun0 | lladdr 02:42:ac:11:00:02 for tap0
_INTERFACE = Pattern(
    r"net_(?:iface|addr)_\w+: (?:mtu [0-9]+ for|lladdr \S+ for|set|add|delete|type of) ([^\s:]+)(?::? .*)?"
)
# 10.8.0.0/24 via 10.8.0.2 dev [NULL] table 0 metric -1
_ROUTE = Pattern(r"net_route_v[46]_(?:add|del): \S+ via (\S+) dev .*")
# via 172.31.32.1 dev eth0
_BEST_GATEWAY = Pattern(r"net_route_v[46]_best_gw result: via \S+ dev (\S*)")
# TUN/TAP device tun0 opened | DCO device tun0 opened | Opened utun device utun3 | tun/tap device [tun0] opened
_DEVICE = Pattern(
    r"(?:(?:TUN/TAP|DCO) device (?:/dev/)?(\S+) (?:opened|exists previously, keep at program end)"
    r"|Opened utun device (\S+)|(?:tun/tap|utun|unix|null|ovpn-dco|tap-windows6|wintun) device \[([^\]]+)\] opened)"
)
# An address as it is written, whether it exists or not.
_LIKE_V4 = Pattern(_V4)
_LIKE_V6 = Pattern(_V6)
# ROUTE_GATEWAY 172.31.32.1/255.255.240.0 IFACE=eth0 | ROUTE_GATEWAY ON_LINK IFACE=ppp0 | ROUTE6_GATEWAY fe80::1
_GATEWAY = Pattern(rf"ROUTE6?_GATEWAY (?:ON_LINK|{_V4}|{_V6})(?![A-Za-z0-9])")
_MAC = Pattern(r"[0-9A-Fa-f]{2}(?::[0-9A-Fa-f]{2}){5}")
# [client01] Inactivity timeout (--ping-restart), restarting | peer 0 (client01) floated from 192.0.2.1:1194 to …
# 3 variation(s) on previous 20 message(s) suppressed by --mute | tap-windows6 device [Ethernet 2] opened
_HEADLESS = Pattern(
    r"\[.{0,256}\] Inactivity timeout \(--ping-(?:restart\), restarting|exit\), exiting)"
    rf"|peer [0-9]{{1,9}} \(.{{0,256}}\) floated from {_PROTOCOL}(?:{_V4}|\[?{_V6})"
    r"|[0-9]{1,9} variation\(s\) on previous [0-9]{1,9} message\(s\) suppressed by --mute"
    r"|closing instance .{1,256} due to float collision with "
    r"|IPv[46] MTU set to [0-9]{1,9} on interface [0-9]{1,9} using "
)
# The parameters that are listed at the start, behind a date with microseconds:   config = 'server.conf'
_PARAMETER = Pattern(r"  [a-z][a-z0-9_]{1,64} = ")
# Commands, behind a date: /sbin/ip link set dev tun0 up mtu 1500 | /sbin/route add -net 10.8.0.0 10.8.0.2
_COMMAND = Pattern(
    r"/\S{0,64}/(?:ip|ifconfig) (?:.{0,80} )?(?:u?tun|tap|ovpn)[a-z0-9_-]{0,16}(?: |$)"
    r"|/\S{0,64}/ip (?:-6 )?route (?:add|del) [0-9a-f:.]{2,45}/[0-9]{1,3}(?: |$)"
    r"|/\S{0,64}/route (?:add|delete|del) -(?:net|host|inet6?) [0-9a-f:.]{2,45}(?:/[0-9]{1,3})? "
)


def parse(record: Record) -> Document | None:
    """The document of a line of OpenVPN's, `None` where neither tag nor wording are OpenVPN's."""
    text = record.text
    timestamp = record.clock.local(text[:19]) if text[4:5] == "-" else None
    if timestamp is None or text[19:20] != " " or record.header is not None:
        timestamp, message, evidence = _beginning(record)
        word = message.partition(" ")[0]
        said = _known(message, word, evidence) or _read(message, word, evidence)
    else:
        message = text[20:]
        event = _REASONS.get(message)
        said = _dated(message) if event is None else {"event": event}
    if said is not None and timestamp is not None:
        said["@timestamp"] = timestamp
    return said


def _dated(message: str) -> Document | None:
    """The document, but for its time, of a message behind a date of OpenVPN 2.5 and later."""
    word, _, rest = message.partition(" ")
    if word in _WORDS:
        return _known(message, word, DATED) or _read(message, word, DATED)
    event = _REASONS.get(rest)
    if event is not None:
        # most prefixes: an address and a port
        address, _, digits = word.rpartition(":")
        if address[:6] == "udp6:[" and address[-1:] == "]" and ":" in address[6:] and "/" not in message:
            address = address[6:-1]
        elif ":" in address:
            address = ""  # an IPv6 address without a port may end like one with a port
        if digits.isdecimal() and word.isascii() and is_ip(address) and (number := port(digits)) is not None:
            client = {"address": address, "ip": address, "port": number}
            return {"event": event, "client": client, "related": {"ip": [address]}}
    said: Document | None = None
    if not rest and word[-1:] == ",":
        said = _pool_entry(message, DATED)
    elif rest and word[-1:].isdecimal():
        # a client's prefix ends with its port
        said = _of_usual_client(word, rest)
    return said or _read(message, word, DATED)


def _of_usual_client(prefix: str, message: str) -> Document | None:
    """The document of a message of known wording behind a usual `prefix`; `None` if it takes more to tell."""
    peer = _usual_peer(prefix)
    if peer is None:
        return None
    name, address, _ = peer
    # what looks like an IPv6 address alone may be a part of a name with blanks
    if name is None and "/" in message and address is not None and ":" in address:
        return None
    word = message.partition(" ")[0]
    said = _initiated(message) if word[:1] == "[" else _known(message, word, DATED)
    if said is not None and "client" not in said:
        _add_client(said, _client_fields(*peer))
    return said


def _beginning(record: Record) -> tuple[str | None, str, str | None]:
    """The time in UTC that the line or its header says, the message, and what they say of who wrote it."""
    match = _DATE.match(record.text)
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
    return TAGGED if tag in _TAGS or tag.startswith(_TAG_STEMS) else FOREIGN


def _known(message: str, word: str, evidence: str | None) -> Document | None:
    """The document, but for its time, of a message whose first `word` tells its form or its wording."""
    known = _WORDS.get(word)
    if known is None:
        return None
    form, stems = known
    if form is not None and (said := form(message)) is not None:
        return said
    if message.startswith(stems) and (evidence is not FOREIGN or not _is_common(message)):
        event = {"category": _CATEGORY, "type": _TYPE, "reason": message}
        if evidence is DATED and len(message) <= _LONGEST_REASON:
            # most messages come again: looked up, they need no words and no stems (make bench)
            if len(_REASONS) >= _MOST_REASONS:
                _REASONS.clear()
            _REASONS[message] = event
        return {"event": event}
    return None


def _read(message: str, word: str, evidence: str | None) -> Document | None:
    """The document, but for its time, of a client's prefix and a message, or of a message of a rarer form."""
    # no prefix is one of these words, so that it need not be looked for first
    said = _rare(message, word, evidence) if word in _LOGIN_FORMS else None
    return said or _read_prefixed(message, word, evidence)


def _read_prefixed(message: str, word: str, evidence: str | None) -> Document | None:
    end, client = _client(message, word)
    if client is not None and evidence in (None, FOREIGN) and not _PLAIN_PREFIX.match(message):
        client = None  # text that quotes OpenVPN's
    # a message of known wording may hold what looks like a prefix with blanks in its name
    if client is None or end > len(word) + 1:
        said = _rare(message, word, evidence)
        if said is not None:
            return said
    if client is None:
        return _reason(message) if evidence is TAGGED else None
    whole, before, message = message, word, message[end:]
    word = message.partition(" ")[0]
    said = _known(message, word, evidence) or _rare(message, word, evidence)
    if said is None and end > len(before) + 1 and (usual := _usual_peer(before)) is not None:
        # not a name that looks like a prefix, but a message that holds what looks like the end of one
        client, message = usual, whole[len(before) + 1 :]
        word = message.partition(" ")[0]
        said = _known(message, word, evidence) or _rare(message, word, evidence)
    if said is None:
        if evidence is not TAGGED:
            return None
        if not _PLAIN_PREFIX.match(whole):
            # unknown wording that holds a URL or the like
            return _reason(whole)
        said = _reason(message)
    if "client" not in said:
        _add_client(said, _client_fields(*client))
    return said


def _rare(message: str, word: str, evidence: str | None) -> Document | None:
    """The document of a message that its first word does not tell, or that is only known behind a date or a tag."""
    sure = evidence is not None and evidence is not FOREIGN
    if sure and word.startswith("us=") and _PARAMETER.match(message, len(word) + 1):
        return _reason(message[len(word) + 1 :].lstrip(" "))
    if not word or (sure and word.startswith("us=")):
        return _behind(word, message, evidence)
    if sure and word[:1] == "/" and _COMMAND.match(message):
        return _reason(message)
    form = _LOGIN_FORMS.get(word)
    if form is not None and evidence is not FOREIGN:
        said = form(message)
        if said is not None and (sure or _is_bare_login(message)):
            return said
    if message.startswith("["):
        said = _initiated(message)
        if said is not None:
            return said
    stem = _STEMS[bisect_right(_STEMS, message) - 1]
    if message.startswith(stem) and not (evidence is FOREIGN and stem in _COMMON):
        return _reason(message)
    if _HEADLESS.match(message) is not None:
        return _reason(message)
    return _pool_entry(message, evidence) if sure else None


def _behind(word: str, message: str, evidence: str | None) -> Document | None:
    """The document of what follows microseconds or blanks, which stand there once."""
    message = message[len(word) :].lstrip(" ")
    word = message.partition(" ")[0]
    if not word or word.startswith("us="):
        return None
    return _known(message, word, evidence) or _read(message, word, evidence)


def _reason(message: str) -> Document:
    return {"event": _EVENT | {"reason": message} if message else _EVENT}


def _is_common(message: str) -> bool:
    return _STEMS[bisect_right(_STEMS, message) - 1] in _COMMON


def _is_bare_login(message: str) -> bool:
    """Whether a line of the LDAP plug-in is certain though nothing announces it: it ends with the name."""
    name = message.removeprefix("Unable to bind as ")
    return name is message or not (" " in name or ":" in name) or bool(dn.attributes(name))


def _client(message: str, word: str) -> tuple[int, Peer | None]:
    """Where the client's prefix of `message` ends, and the client; `None` if there is no prefix."""
    address, _, number = word.rpartition(":")
    if (number.isdecimal() and word.isascii() and "/" not in address and is_ip(address)) and not (
        message.startswith("peer-id=", len(word) + 1) or (":" in address and is_ip(word))
    ):
        # most prefixes: an IPv4 address and a port
        return len(word) + 1, (None, address, number)
    end, usual = len(word) + 1, _usual_peer(word) if len(word) < len(message) else None
    if usual is not None and (usual[0] or "/" not in message) and not message.startswith("peer-id=", end):
        return end, usual
    match = _CLIENT.match(message) if ":" in message else None
    if match is None:
        return 0, None
    name, v4, v4_port, v6, v6_port, bare_v6 = match.groups()
    found = ip(v4 or v6 or bare_v6)
    if bare_v6 and found is None:
        return 0, None
    return match.end(), (name, found, v4_port or v6_port or "")


def _client_fields(name: str | None, address: str | None, number: str) -> Document:
    peer = endpoint(address, port(number))
    fields: Document = {"client": peer} if peer else {}
    if name is not None:
        fields["user"] = {"name": name}
        fields["related"] = related((address,), (), (name,))
    elif address is not None:
        fields["related"] = {"ip": [address]}
    return fields


def _usual_peer(text: str) -> Peer | None:
    """Name, address and port of `NAME/ADDRESS:PORT`; `None` if `text` is no peer, or one of a rarer form.

    It saves a pattern (make bench).
    """
    name, slash, peer = text.rpartition("/")
    address, _, number = peer.rpartition(":")
    if ":" in address or "[" in address:
        protocol, bracket, address = address.rpartition("[")
        if bracket and address[-1:] == "]" and ":" in address and protocol in _BEFORE_V6:
            address = address[:-1]
        elif protocol or address[:8] != "AF_INET]":
            return None
        else:
            address = address[8:]
    if number.isdecimal() and text.isascii() and is_ip(address) and len(number) <= 20 and (name or not slash):
        return (name or None, address, number) if len(name) <= 256 else None
    return None


def _add_client(said: Document, client: Document) -> None:
    """Add the fields of a client's prefix, unless the message names the client itself."""
    if "observer" in said or "user" in said:
        client = {name: client[name] for name in client if name not in said}
        said |= client
        user, observer = said.get("user", {}).get("name"), said.get("observer", {}).get("ip")
        piece = related((observer, said.get("client", {}).get("ip")), (), (user,))
        if piece:
            said["related"] = piece
    else:
        said |= client


def _of_client(client: Document) -> Document:
    nat = client.get("nat")
    piece = related((client.get("ip"), nat and nat["ip"]), (client.get("domain"),))
    said: Document = {"event": _EVENT}
    if client:
        said["client"] = client
    if piece:
        said["related"] = piece
    return said


def _of_named_client(text: str, inside: str) -> Document:
    """`client` of `NAME/ADDRESS:PORT`: the name is its domain; `inside` is its address inside the tunnel."""
    peer = _usual_peer(text)
    if peer is not None and peer[0] and (number := port(peer[2])) is not None and is_ip(inside):
        # most clients: everything is said, in one piece faster than part by part (make bench)
        name, address, _ = peer
        return {
            "event": _EVENT,
            "client": {"address": name, "domain": name, "ip": address, "port": number, "nat": {"ip": inside}},
            "related": {"ip": sorted({inside, address}), "hosts": [name]},
        }
    return _of_client(_named_peer(text, nat=inside))


def _of_observer(observer: Document, peer: str | None = None) -> Document:
    said: Document = {"event": _EVENT}
    if observer:
        said["observer"] = observer
    if "ip" in observer:
        said["related"] = {"ip": [observer["ip"]]}
    if peer is not None:
        said["openvpn"] = {"peer": {"ip": peer}}
    return said


def _named_peer(text: str, nat: str | None = None) -> Document:
    """`client` of `NAME/ADDRESS:PORT`: the name is its domain; `nat` is the address inside the tunnel."""
    said = _peer(text)
    peer = endpoint(None, None, text.rpartition("/")[0] or None) if said is None else endpoint(*said)
    inside = None if nat is None else ip(nat)
    if inside is not None:
        peer["nat"] = {"ip": inside}
    return peer


def _peer(text: str) -> tuple[str | None, int | None, str | None] | None:
    """Address, port and name of `NAME/ADDRESS:PORT`; `None` if `text` is no peer."""
    usual = _usual_peer(text)
    if usual is not None:
        name, address, number = usual
        return address, port(number), name
    match = _PEER.fullmatch(text)
    if match is None:
        return None
    name, v4, v4_port, v6, v6_port, bare_v6 = match.groups()
    address, number = v4 or v6 or bare_v6, v4_port or v6_port or ""
    if bare_v6 is not None and text.startswith("[AF_INET6]") and bare_v6.rpartition(":")[2].isdecimal():
        address, _, number = bare_v6.rpartition(":")
    return (None if address is None else ip(address)), port(number), name or None


def _multi(message: str) -> Document | None:
    """`MULTI: Learn: ADDRESS -> PEER`, `MULTI: primary virtual IP for PEER: ADDRESS`."""
    if message.startswith("MULTI: Learn: "):
        address, _, peer = message[len("MULTI: Learn: ") :].partition(" -> ")
        return _of_named_client(peer, address)
    if message.startswith(("MULTI: primary virtual IP for ", "MULTI: primary virtual IPv6 for ")):
        peer, _, address = message.partition(" for ")[2].rpartition(": ")
        return _of_named_client(peer, address)
    return None


def _initiated(message: str) -> Document | None:
    """`[NAME] Peer Connection Initiated with [AF_INET]ADDRESS:PORT`."""
    name, found, peer = message[1:].partition("] Peer Connection Initiated with ")
    said = _peer(peer) if found else None
    return None if said is None else _of_client(endpoint(said[0], said[1], name or None))


def _pool(message: str) -> Document | None:
    """`IFCONFIG POOL IPv4: base=ADDRESS size=62`."""
    match = _POOL.match(message)
    if match is None:
        return None
    return _of_client(endpoint(ip(match[2]), None)) | {"event": _EVENT | {"reason": match[1]}}


def _split_entry(entry: str) -> tuple[str, str] | None:
    """The name and the address of a pool's entry `NAME,IPv4,IPv6`; `None` if `entry` is none."""
    name, *addresses = entry.rsplit(",", 2)
    if len(addresses) < 2 or not name or not any(addresses):
        return None
    v4, v6 = addresses
    if (v4 and not is_ip(v4) and not _LIKE_V4.fullmatch(v4)) or (v6 and not _LIKE_V6.fullmatch(v6)):
        return None
    return name, v4 or v6


def _pool_entry(message: str, evidence: str | None) -> Document | None:
    """`NAME,IPv4,IPv6`, an entry of `IFCONFIG POOL LIST`; up to 2.4 `NAME,IPv4`."""
    entry = _split_entry(message)
    if entry is None and evidence is not DATED:
        entry = _split_entry(f"{message},")
    if entry is None:
        return None
    name, address = entry
    client = endpoint(None, None, name)
    inside = ip(address)
    if inside is not None:
        client["nat"] = {"ip": inside}
    return _of_client(client)


def _pool_read(message: str) -> Document | None:
    """`ifconfig_pool_read(), in='NAME,IPv4,IPv6'`; up to 2.4 without the second comma."""
    _, found, quoted = message.partition("ifconfig_pool_read(), in='")
    if not found:
        return None
    line = quoted.rpartition("'")[0]
    name, address = _split_entry(line) or _split_entry(f"{line},") or (line.rpartition(",")[0], "")
    client = endpoint(ip(address), None, name or None)
    return _of_client(client) | {"event": _EVENT | {"reason": "ifconfig_pool_read"}}


def _control_channel(message: str) -> Document | None:
    """`Control Channel: TLSv1.3, cipher TLSv1.3 NAME, …`."""
    match = _CONTROL_CHANNEL.match(message)
    return None if match is None else {"event": _EVENT, "tls": {"version": match[1], "cipher": match[2]}}


def _gateway(message: str) -> Document | None:
    """`ROUTE_GATEWAY ADDRESS/MASK IFACE=eth0 HWADDR=0e:dd:8a:3b:b1:86`, every part optional."""
    if _GATEWAY.match(message) is None:
        return None
    observer: Document = {}
    for word in message.split():
        if word.startswith("IFACE="):
            observer |= _interface("egress", word[len("IFACE=") :])
        elif word.startswith("HWADDR=") and _MAC.fullmatch(word[len("HWADDR=") :]):
            observer["mac"] = word[len("HWADDR=") :]
    return _of_observer(observer)


def _best_gateway(message: str) -> Document | None:
    """`net_route_v4_best_gw result: via ADDRESS dev eth0`."""
    match = _BEST_GATEWAY.match(message)
    return None if match is None else _of_observer(_interface("egress", match[1]))


def _device(message: str) -> Document | None:
    """`TUN/TAP device tun0 opened`."""
    match = _DEVICE.fullmatch(message)
    return None if match is None else _of_observer(_interface("ingress", match[1] or match[2] or match[3]))


def _net_iface(message: str) -> Document | None:
    """`net_iface_up: set tun0 up`."""
    match = _INTERFACE.fullmatch(message)
    return None if match is None else _of_observer(_interface("ingress", match[1]))


def _net_addr(message: str) -> Document | None:
    """`net_addr_ptp_v4_add: ADDRESS peer ADDRESS dev tun0`."""
    match = _ADDRESS.fullmatch(message)
    if match is None:
        return None
    address, peer = ip(match[1]), ip(match[2] or "")
    observer = _interface("ingress", match[3])
    if address is not None:
        observer["ip"] = address
    return _of_observer(observer, peer)


def _net_route(message: str) -> Document | None:
    """`net_route_v4_add: NETWORK/24 via ADDRESS dev [NULL] table 0 metric -1`."""
    match = _ROUTE.fullmatch(message)
    if match is None:
        return None
    return _of_observer({}, peer=ip(match[1]))


def _interface(direction: str, name: str) -> Document:
    return {direction: {"interface": {"name": name}}} if name and name != "[NULL]" else {}


def _ldap(message: str) -> Document | None:
    """`LDAP user "NAME" was not found.`, `LDAP bind failed: …`."""
    if message.startswith("LDAP bind failed: "):
        return {"event": _FAILED_LOGIN}
    if message.startswith('LDAP user "') and message.rstrip().endswith('" was not found.'):
        name = message[len('LDAP user "') :].rpartition('" was not found.')[0]
        named: Document = {"user": {"name": name}, "related": {"user": [name]}} if name else {}
        return {"event": _FAILED_LOGIN} | named
    return None


def _ldap_password(message: str) -> Document | None:
    """`Incorrect password supplied for LDAP DN "DN".`, `ldap_bind with zero-length password is forbidden.`."""
    if message.startswith("ldap_bind with zero-length password is forbidden"):
        return {"event": _FAILED_LOGIN}
    _, found, quoted = message.partition('Incorrect password supplied for LDAP DN "')
    return _failed_login(quoted.rpartition('"')[0]) if found else None


def _ldap_bind(message: str) -> Document | None:
    """`Unable to bind as NAME`, where the name may be a DN."""
    _, found, name = message.partition("Unable to bind as ")
    return _failed_login(name.strip()) if found and name.strip() else None


def _failed_login(name: str) -> Document:
    """The user that a DN, or else a plain name, says: its first `CN`, else its `uid`; its `DC`s are the domain."""
    first: dict[str, str] = {}
    domains = []
    for key, value in dn.attributes(name) if "=" in name else (("cn", name),):
        first.setdefault(key, value)
        if key == "dc":
            domains.append(value)
    said: Document = {"event": _FAILED_LOGIN}
    user: Document = {}
    login = first.get("cn") or first.get("uid")
    if login:
        user["name"] = login
    if domain := ".".join(domains):
        user["domain"] = domain
    if user:
        said["user"] = user
    if login:
        said["related"] = {"user": [login]}
    return said


# By the first word of a message: the forms of the LDAP plug-in, whose wording other programs may share.
_LOGIN_FORMS: dict[str, Callable[[str], Document | None]] = {
    "Incorrect": _ldap_password,
    "LDAP": _ldap,
    "Unable": _ldap_bind,
    "ldap_bind": _ldap_password,
}

# By the first word of a message: the forms that are OpenVPN's alone.
_FORMS: dict[str, Callable[[str], Document | None]] = {
    "Control": _control_channel,
    "DCO": _device,
    "IFCONFIG": _pool,
    "MULTI:": _multi,
    "Opened": _device,
    "ROUTE6_GATEWAY": _gateway,
    "ROUTE_GATEWAY": _gateway,
    "TUN/TAP": _device,
    "ifconfig_pool_read(),": _pool_read,
    "net_addr_ll_set:": _net_iface,
    "net_addr_ptp_v4_add:": _net_addr,
    "net_addr_ptp_v4_del:": _net_addr,
    "net_addr_v4_add:": _net_addr,
    "net_addr_v4_del:": _net_addr,
    "net_addr_v6_add:": _net_addr,
    "net_addr_v6_del:": _net_addr,
    "net_iface_del:": _net_iface,
    "net_iface_mtu_set:": _net_iface,
    "net_iface_new:": _net_iface,
    "net_iface_type:": _net_iface,
    "net_iface_up:": _net_iface,
    "net_route_v4_add:": _net_route,
    "net_route_v4_best_gw": _best_gateway,
    "net_route_v4_del:": _net_route,
    "net_route_v6_add:": _net_route,
    "net_route_v6_best_gw": _best_gateway,
    "net_route_v6_del:": _net_route,
    "tun/tap": _device,
    "utun": _device,
    "ovpn-dco": _device,
    "tap-windows6": _device,
    "wintun": _device,
}


def _by_first_word() -> dict[str, tuple[Callable[[str], Document | None] | None, tuple[str, ...]]]:
    words: dict[str, list[str]] = {word: [] for word in _FORMS}
    for stem in _STEMS:
        words.setdefault(stem.partition(" ")[0], []).append(stem)
    return {word: (_FORMS.get(word), tuple(stems)) for word, stems in words.items()}


# By the first word of a message: its form, if it has one, and the stems that begin with the word.
_WORDS = _by_first_word()

# What was seen so far: `event` by the message that is its reason.
_REASONS: dict[str, Document] = {}


# The profile `ecs`.

_EVERY_EVENT = every_event("openvpn", PRODUCT.dataset, PRODUCT.provider)
_OBSERVER = {"vendor": "OpenVPN", "product": "OpenVPN", "type": "vpn"}

# Forms whose reason, in the documented profile, is not the message.
_SHORTENED = frozenset(("IFCONFIG POOL", "IFCONFIG POOL IPv4", "IFCONFIG POOL IPv6", "ifconfig_pool_read"))

_INBOUND_V4 = {"protocol": "openvpn", "type": "ipv4", "direction": "inbound"}
_INBOUND_V6 = {"protocol": "openvpn", "type": "ipv6", "direction": "inbound"}

# What messages said, of the daemon, of clients and of clients with a name. Most messages come again and again: to
# remember a thousand halves the time of the profile (make bench). Longer ones are not remembered.
_SEEN: tuple[dict[str, _Known], dict[str, _Known], dict[str, _Known]] = ({}, {}, {})
_SEEN_TLS: dict[str, _Known] = {}
_SEEN_ONCE: set[int] = set()
_MOST_SEEN = 1024
_LONGEST_SEEN = 512

# A client, and a user, of whom a reader only asks whether they are there.
_SOME: Document = {}
_ANYBODY: tuple[Document, Document, Document] = ({}, {"client": _SOME}, {"client": _SOME, "user": _SOME})

_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")

# `log.level` of messages, by how they begin, and by the flags of `--machine-readable-output`.
_LEVELS = (
    (("ERROR", "Error", "TLS E", "TLS e", "TLS_E", "TLS Auth Error", "VERIFY ERROR", "MULTI ERROR"), "error"),
    (("VERIFY KU ERROR", "VERIFY EKU ERROR", "VERIFY X509NAME ERROR", "VERIFY nsCertType ERROR"), "error"),
    (("Options error", "OPTIONS ERROR", "BUG"), "error"),
    (("WARN", "Warning", "DEPRECAT", "Note: DEPRECAT"), "warning"),
    (("Exiting due to fatal error", "Assertion", "FATAL", "Fatal"), "fatal"),
    (("NOTE", "Note"), "notice"),
)
_FLAGS = ((0x10, "fatal"), (0x20, "error"), (0x40, "warning"), (0x80, "debug"))

# By the first word of a structured form: its wording.
_FORM_WORDING = {word: word for word in _FORMS if word.startswith(("net_", "ROUTE"))} | {
    "DCO": "DCO device",
    "Incorrect": 'Incorrect password supplied for LDAP DN "',
    "LDAP": 'LDAP user "',
    "Opened": "Opened utun device",
    "TUN/TAP": "TUN/TAP device",
    "Unable": "Unable to bind as",
    "net_route_v4_best_gw": "net_route_v4_best_gw result:",
    "net_route_v6_best_gw": "net_route_v6_best_gw result:",
}

# What stands before the cause of a fault.
_FAULTS = frozenset((
    "AEAD Decrypt error", "Authenticate/Decrypt packet error", "ERROR", "Error", "LDAP bind failed", "MULTI",
    "OPTIONS ERROR", "OpenSSL", "Options error", "PUSH", "Received fatal SSL alert", "Received warning SSL alert",
    "Sent fatal SSL alert", "Sent warning SSL alert", "TCP NOTE", "TCP/UDP", "TLS Auth Error", "TLS ERROR",
    "TLS Error", "TLS error", "TLS_ERROR", "VERIFY ERROR", "WARNING", "tls-crypt unwrap error",
))  # fmt: skip

_X509 = {
    "c": "country",
    "cn": "common_name",
    "l": "locality",
    "o": "organization",
    "ou": "organizational_unit",
    "st": "state_or_province",
}

# `user_agent.os.type`, by `IV_PLAT`.
_SYSTEMS = {"android": "android", "ios": "ios", "linux": "linux", "mac": "macos", "win": "windows"}

# [AF_INET]192.0.2.10:51234 | [AF_INET6]2001:db8::10:51234 | [AF_INET6]fe80::1%eth0:51234 | [AF_INET][undef]:1194
_OUTER = Pattern(
    rf"\[AF_INET6?\](?:({_V4})(?::([0-9]{{1,5}}))?(?![0-9])|\[undef\]:([0-9]{{1,5}})(?![0-9])"
    r"|([0-9A-Fa-f:.]{2,51})(?:%[^\s:]{1,64}:([0-9]{1,5})(?![0-9]))?)"
)
# VERIFY ERROR: depth=0, error=certificate has expired: C=DE, O=Example, CN=alice, serial=4096
_VERIFY = Pattern(r"VERIFY [A-Z ]{2,16}: depth=([0-9]{1,4}), (?:error=([^:]{1,256}): )?")
# , peer certificate: 2048 bits RSA, signature: RSA-SHA256 | , 256 bit EC, curve: prime256v1
_CERTIFICATE = Pattern(
    r"Control Channel: [^,]{1,64}, cipher [^,]{1,128}, (?:peer certificate: )?"
    r"([0-9]{1,9}) bits? ([A-Za-z0-9-]{2,32})"
    r"(?:, curve:? ([A-Za-z0-9-]{1,64}))?(?:, signature: ([A-Za-z0-9-]{1,64}))?"
)
# , peer temporary key: 253 bits X25519 | , key agreement: X25519MLKEM768
_AGREEMENT = Pattern(
    r".{0,512}(?: temporary key: [0-9]{1,9} bits (?:EC, curve )?|, key agreement: )([A-Za-z0-9_-]{3,64})(?:,|$)"
)
# Control Channel: TLSv1.3
_TLS_VERSION = Pattern(r"Control Channel: (D?TLS|SSL)v([0-9](?:\.[0-9])?)(?=,)")
# Outgoing Data Channel: Cipher 'AES-256-GCM' initialized with 256 bit key | Data Channel: cipher 'AES-256-GCM'
_CIPHER = Pattern(r"[A-Za-z :]{1,64}[Cc]ipher '([^']{1,64})'")
# Incoming Data Channel: Using 160 bit message hash 'SHA1' for HMAC authentication
_DIGEST = Pattern(r"[A-Za-z ]{1,64}: Using [0-9]{1,9} bit message hash '([^']{1,64})'")
# SIGTERM[soft,remote-exit] received, client-instance exiting
_SIGNAL = Pattern(r"(SIG[A-Z0-9]{1,8})\[(?:soft|hard),([^\]]{0,128})\] received, (?:client-instance|process) ")
# PLUGIN_CALL: POST /usr/lib/openvpn/openvpn-plugin-auth-pam.so/PLUGIN_AUTH_USER_PASS_VERIFY status=1
_PLUGIN_CALL = Pattern(r"PLUGIN_CALL: (?:PRE|POST) (\S{1,4096})/(PLUGIN_[A-Z0-9_]{1,64}) status=(-?[0-9]{1,9})")
# RESOLVE: Cannot resolve host address: vpn.example.org:1194 (Name or service not known) | … vpn.example.org: (…)
_UNRESOLVED = Pattern(r"RESOLVE: Cannot resolve host address: ([^\s:]{1,255})(?::([0-9]{0,5}))? \(([^()]{1,256})\)")
# read UDPv4 [ECONNREFUSED]: Connection refused (code=111) | write TCPv4_SERVER []: Broken pipe (fd=7,code=32)
_SOCKET_ERROR = Pattern(r"(?:read|write) (UDP|TCP)\S{0,16}(?: \[[^\]]{0,64}\])?: ([^()]{1,256})")
# IFCONFIG POOL IPv4: base=10.8.0.4 size=62
_POOL_SIZE = Pattern(r"IFCONFIG POOL[^=]{0,16}=\S{2,64} size=([0-9]{1,18})(?![0-9])")
# net_route_v4_add: 10.8.0.0/24 via 10.8.0.2 dev tun0
_ROUTE_PARTS = Pattern(r"net_route_v[46]_(?:add|del): (\S{1,64}) via (\S{1,64}) dev ")
# PUSH: No common cipher between server and client. Server data-ciphers: 'A:B', client supported ciphers 'C'
_NO_CIPHER = Pattern(r"[^']{0,128}'([^']{0,1024})', client supported ciphers '([^']{0,1024})'")
# WARNING: Bad encapsulated packet length from peer (18245)
_LENGTH = Pattern(r"WARNING: Bad encapsulated packet length from peer \(([0-9]{1,9})\)")
# client01
_PLAIN_NAME = Pattern(r"[0-9A-Za-z._@-]++")
# config = 'server.conf'
_SETTING = Pattern(r"[a-z][a-z0-9_]{1,64} = ")
# 4096
_SERIAL = Pattern(r"[0-9]{1,60}")
_LONGEST_PEER_ID = 8

_ATTEMPTS = frozenset(("connection-attempted", "connection-failed"))
_PUSHED = frozenset(("PUSH_REPLY", "PUSH_UPDATE"))
_STATUSES = {"0": "success", "1": "failure", "2": "unknown"}
_NO_MAC = "00:00:00:00:00:00"
_NOTHING: Document = {}
# The name of a client that has none yet.
_UNDEFINED = "UNDEF"


def to_ecs(record: Record, document: Document) -> Document:
    """The document for the profile `ecs`, but for its envelope.

    A message is classified by its wording (`EVENTS`), which says its action; its details are read where the
    action has any (`_READERS`). The client of a prefix is also the source of what it sends.
    """
    text, message = record.text, document["event"].get("reason")
    if message is None or message in _SHORTENED:
        document, message, known = _of_form(record, document)
    else:
        whose = 0 if "client" not in document else 2 if "user" in document else 1
        known = _SEEN[whose].get(message) or _learn(message, whose)
    event, fields, relation, read = known
    document |= fields
    document["event"] = event = event.copy()
    client = document.get("client")
    if client is not None and "source" not in document:
        transport = _transport(text[: -len(message)]) if "udp" in text or "tcp" in text else None
        if "ip" in client and transport is None:
            document["source"] = client
            document["network"] = _INBOUND_V6 if ":" in client["ip"] else _INBOUND_V4
        elif "ip" in client or "port" in client:
            document["source"] = client
            document["network"] = _network(_version(client.get("ip")), transport, "inbound")
    if "@timestamp" in document and not record.took_header_time:
        if text[4] == "-":
            event["timezone"] = record.clock.zone
        else:
            _add_time(record, document, event)
    if relation is not None:
        if "related" in document:
            relation = _merged(document["related"], relation)
        document["related"] = relation
    if read is not None:
        read(document, event, message)
    return document


def _merged(old: Document, new: Document) -> Document:
    """Both of two `related`."""
    names = {*old, *new}
    return {
        name: sorted({*old.get(name, ()), *new.get(name, ())}) for name in ("ip", "hosts", "user") if name in names
    }


def _learn(message: str, whose: int) -> _Known:
    """What a message says; its details are remembered if nothing else of the line decides them."""
    known = _classified(message)
    read = known[3]
    if read is not None:
        if read is _control_message or (whose and (read not in _PURE or "[" in message)):
            return known
        details = _read_details(message, known, _ANYBODY[whose])
        if whose and "client" in details[1]:
            return known
        known = details
    return _remember(message, known, _SEEN[whose])


def _read_details(message: str, known: _Known, document: Document) -> _Known:
    """`known` with the details that a message adds to `document`; without those of a client that is not its own."""
    event, fields, _, read = known
    event, fields = event.copy(), document | fields
    if read is not None:
        read(fields, event, message)
    if fields.get("client") is _SOME:
        del fields["client"]
    if fields.get("user") is _SOME:
        del fields["user"]
    return event, fields, fields.pop("related", None), None


def _remember(message: str, known: _Known, seen: dict[str, _Known]) -> _Known:
    """Remember in `seen` what a message says that comes for the second time: most come once, or very often."""
    number = hash(message)
    if number not in _SEEN_ONCE:
        if len(_SEEN_ONCE) >= _MOST_SEEN:
            _SEEN_ONCE.clear()
        _SEEN_ONCE.add(number)
    elif len(message) <= _LONGEST_SEEN:
        if len(seen) >= _MOST_SEEN:
            seen.clear()
        seen[message] = known
    return known


def _of_form(record: Record, document: Document) -> tuple[Document, str, _Known]:
    """The document of a structured form, whose reason is not the message, that message, and what it says."""
    client = document.get("client")
    if "reason" in document["event"]:
        return _of_pool(record, document)
    if client is None:
        return _of_daemons_form(record, document)
    if "nat" in client and "ip" not in client and "MULTI: " not in record.text:
        return _of_pool(record, document)
    message, is_prefixed = _form(record, document)
    if "domain" in client and not message.startswith(("MULTI: ", "[")):
        # a name that holds what looks like a prefix
        message = message[max(message.rfind("MULTI: "), 0) :]
    if "tls" in document:
        known = _SEEN_TLS.get(message)
        if known is None:
            said = {"client": _SOME, "tls": document["tls"]}
            known = _remember(message, _read_details(message, _classified(message), said), _SEEN_TLS)
        return document, message, known
    known = _classified(message)
    if "observer" in document:
        return document, message, _with_observer(known, document)
    if not is_prefixed and message.startswith("["):
        # the peer of a client is its server, of a point-to-point daemon either
        remote = _without_none({"ip": client.get("ip"), "port": client.get("port"), "name": client.get("domain")})
        document = {name: value for name, value in document.items() if name not in ("client", "related")}
        document["openvpn"] = {"remote": remote}
        _relate_ip(document, client.get("ip"))
    else:
        _name_client(document, client)
    return document, message, known


def _of_daemons_form(record: Record, document: Document) -> tuple[Document, str, _Known]:
    """The same of a form without a client; mostly, its first word says which one it is."""
    text = record.text
    dated = text[4:5] == "-" and "@timestamp" in document and not record.took_header_time
    message = text[20:] if dated else text
    word = message.partition(" ")[0]
    if word in _LOGIN_FORMS and "user" not in document:
        known = _SEEN[0].get(message) or _learn(message, 0)
    elif word in _FORM_WORDING and ("user" not in document or message.startswith(_FORM_WORDING[word])):
        known = _form_known(word)
    else:
        message, _ = _form(record, document)
        known = _classified(message)
    return document, message, _with_observer(known, document) if "observer" in document else known


def _with_observer(known: _Known, document: Document) -> _Known:
    """`known` with the observer of the document's form."""
    return known[0], {"observer": _observer(document["observer"])}, known[2], known[3]


@cache
def _form_known(word: str) -> _Known:
    """What is known of a structured form by its first word, one of those in `_FORM_WORDING`."""
    return _classified(_FORM_WORDING[word])


def _name_client(document: Document, said: Document) -> None:
    """Set the client and the user of a form that documents the user's name as the client's domain."""
    address, nat, name = said.get("ip"), said.get("nat"), said.get("domain")
    if name is None:
        return
    client = endpoint(address, said.get("port"))
    inside = None
    if nat is not None:
        client["nat"], inside = nat, nat["ip"]
    if client:
        document["client"] = client
    else:
        del document["client"]
    if address is None or inside is None or address == inside:
        document["related"] = related((address, inside))
    else:
        document["related"] = {"ip": [address, inside] if address < inside else [inside, address]}
    if name != _UNDEFINED:
        document["user"] = {"name": name}
        document["related"]["user"] = [name]
    elif not document["related"]:
        del document["related"]


def _of_pool(record: Record, document: Document) -> tuple[Document, str, _Known]:
    """The document of a pool, or of an entry of its list: `alice,10.8.0.4,2001:db8:8::1000`."""
    text, client, reason = record.text, document.get("client", _NOTHING), document["event"].get("reason")
    piece: Document = {"@timestamp": document["@timestamp"]} if "@timestamp" in document else {}
    if reason is not None and reason.startswith("IFCONFIG"):
        size = _POOL_SIZE.match(text, text.rfind("IFCONFIG POOL"))
        pool = _without_none({"ip": client.get("ip"), "size": None if size is None else int(size[1])})
        if pool:
            piece["openvpn"] = {"pool": pool}
        if "ip" in client:
            piece["related"] = {"ip": [client["ip"]]}
        return piece, text, _classified("IFCONFIG POOL:")
    nat = client.get("nat")
    inside = client.get("ip") if nat is None else nat["ip"]
    line = text if reason is None else text.rpartition("'")[0]
    other = line.rpartition(",")[2]
    addresses = [inside] if inside is not None else []
    if ":" in other and other != inside and is_ip(other):
        addresses.append(other)
    said: Document = {"ip": sorted(addresses)} if addresses else {}
    if addresses:
        piece["client"] = {"nat": {"ip": addresses[0]}}
        piece["openvpn"] = {"assigned": {"ip": addresses}}
    if "domain" in client:
        piece["user"] = {"name": client["domain"]}
        said["user"] = [client["domain"]]
    if said:
        piece["related"] = said
    return piece, text, _classified("ifconfig_pool_read(), in=")


def _add_time(record: Record, document: Document, event: Document) -> None:
    """Add what `ctime` and epochs say beside the time: the zone that was taken, a false weekday, a level."""
    if not record.text[:1].isdecimal():
        weekday, month, day, _, year = record.text.split(None, 5)[:5]
        event["timezone"] = record.clock.zone
        if not _is_weekday(weekday, month, day, year):
            add_tags(document, [WEEKDAY_MISMATCH])
        return
    flags = int(record.text.split(" ", 2)[1], 16)
    level = next((level for flag, level in _FLAGS if flags & flag), None)
    if level is not None:
        document["log"] = {"level": level}


@lru_cache(maxsize=256)
def _is_weekday(weekday: str, month: str, day: str, year: str) -> bool:
    return _WEEKDAYS[date(int(year), int(MONTHS[month]), int(day)).weekday()] == weekday


@cache
def _network(version: str | None, transport: str | None, direction: str | None) -> Document:
    """`network` of an exchange between OpenVPN and its peer."""
    parts = {"transport": transport, "type": version, "direction": direction}
    return {"protocol": "openvpn", **{name: value for name, value in parts.items() if value is not None}}


def _version(address: str | None) -> str | None:
    if address is None:
        return None
    return "ipv6" if ":" in address else "ipv4"


def _transport(prefix: str) -> str | None:
    """What a client's prefix says: `alice/udp4:192.0.2.10:51234 `."""
    address = prefix.rstrip(" ").partition(" peer-id=")[0].rpartition(" ")[2].rpartition("/")[2]
    return address[:3] if address.startswith(("udp", "tcp")) else None


def _classified(message: str) -> _Known:
    """What is known of a message by the longest wording that it begins with."""
    words, everything, unknown = _entries()
    found = words.get(message.partition(" ")[0])
    if found is not None:
        stems, entries = found
        entry = entries[bisect_right(stems, message) - 1]
        while entry is not None:
            if message.startswith(entry[0]):
                return entry[1]
            entry = entry[2]
    wording = _without_names(message)
    stems, entries = everything
    entry = entries[bisect_right(stems, wording) - 1]
    while entry is not None:
        if wording.startswith(entry[0]):
            return entry[1]
        entry = entry[2]
    return _known_of("option-message", "") if _SETTING.match(message) else unknown


def _without_names(message: str) -> str:
    """A message as `EVENTS` has it: `[NAME] Peer Connection Initiated …` is `[] Peer Connection Initiated …`."""
    if message.startswith("SENT CONTROL ["):
        return "SENT CONTROL []: '" + message.partition("]: '")[2]
    if message.startswith("SIG"):
        name, found, rest = message.partition("] received, ")
        return f"SIG[] received, {rest}" if found and _SIGNAL.match(message) else name
    if message.startswith("["):
        for wording in ("] Peer Connection Initiated with ", "] Inactivity timeout (--ping-"):
            _, found, rest = message.partition(wording)
            if found:
                return f"[{found}{rest}"
    if message.startswith("/"):
        return message if _COMMAND.match(message) else ""
    if not _HEADLESS.match(message):
        return message
    # the first word tells the others
    return "peer () floated from" if message.startswith("peer ") else "variation(s) on previous"


@cache
def _entries() -> tuple[dict[str, _Entries], _Entries, _Known]:
    """What is known of wording by its first word, of all of it, and of wording that is not known."""
    actions = {stem: action for action, wording in EVENTS.items() for stem in _stems(wording)}
    topics = {stem: TOPICS[topic] for topic, wording in WORDING.items() for stem in _stems(wording)}
    topics |= dict.fromkeys(_COMMON, "daemon-message")
    named = tuple(actions)
    actions |= {stem: action for stem, action in topics.items() if not stem.startswith(named)}
    everything: _Entries = ([], [])
    words: dict[str, _Entries] = {}
    for stem in sorted(actions):
        known = _known_of(actions[stem], stem)
        for stems, entries in (everything, words.setdefault(stem.partition(" ")[0], ([], []))):
            shorter = entries[-1] if entries else None
            while shorter is not None and not stem.startswith(shorter[0]):
                shorter = shorter[2]
            stems.append(stem)
            entries.append((stem, known, shorter))
    # a name follows the word
    del words["SENT"]
    return words, everything, _known_of("message", "")


def _known_of(action: str, stem: str) -> _Known:
    """What is known of messages of an action that begin with `stem`."""
    (category, kind), outcome, _ = ACTIONS[action]
    event: Document = {**_EVERY_EVENT, "action": action, "category": [*category], "type": [*kind]}
    if outcome is not None:
        event["outcome"] = outcome
    fields: Document = {"observer": _OBSERVER}
    level = next((level for beginnings, level in _LEVELS if stem.startswith(beginnings)), None)
    if level is not None:
        fields["log"] = {"level": level}
    return event, fields, None, _as_it_is if action.endswith("message") else _READERS.get(action)


def _form(record: Record, document: Document) -> tuple[str, bool]:
    """The message of a line that is one of the structured forms, and whether a client's prefix is before it."""
    text = record.text
    if text[4:5] == "-" and text[20:23] != "us=" and "@timestamp" in document and not record.took_header_time:
        message = text[20:]
    else:
        match = _DATE.match(text)
        message = _without_microseconds(text if match is None else text[match.end() :])
    word, _, rest = message.partition(" ")
    client = document.get("client")
    if client is not None:
        peer = f"{client.get('ip')}:{client.get('port')}"
        if (
            word.endswith(peer)
            and (len(word) == len(peer) or word[-len(peer) - 1] == "/")
            and not rest.startswith("peer-id=")
        ):
            # most prefixes: no name, or one without blanks, and an IPv4 address
            return _without_microseconds(rest), True
    form = _FORMS.get(word) or _LOGIN_FORMS.get(word)
    if form is not None and form(message) is not None:
        return message, False
    end, _peer_before = _client(message, word)
    if end > len(word) + 1 and message.startswith("[") and _initiated(message) is not None:
        end = 0
    return _without_microseconds(message[end:]), end > 0


def _without_microseconds(message: str) -> str:
    if message.startswith(("us=", " ")):
        return message.removeprefix(message.partition(" ")[0]).lstrip(" ")
    return message


def _observer(said: Document) -> Document:
    """`observer` with its fields in the shape that ECS gives them."""
    piece: Document = {**_OBSERVER, **said}
    if "ip" in said:
        piece["ip"] = [said["ip"]]
    if "mac" in said:
        del piece["mac"]
        if said["mac"] != _NO_MAC:
            piece["mac"] = [_mac(said["mac"])]
    return piece


def _mac(text: str) -> str:
    return text.upper().replace(":", "-")


def _without_none(piece: Document) -> Document:
    return {name: value for name, value in piece.items() if value is not None}


def _relate(
    document: Document,
    ips: Iterable[str | None] = (),
    users: Iterable[str | None] = (),
    hosts: Iterable[str | None] = (),
) -> None:
    """Add to `related`."""
    old = document.get("related", _NOTHING)
    piece = related((*old.get("ip", ()), *ips), (*old.get("hosts", ()), *hosts), (*old.get("user", ()), *users))
    if piece:
        document["related"] = piece


def _relate_ip(document: Document, address: str | None) -> None:
    """Add an address to `related`."""
    if address is None:
        return
    old = document.get("related")
    if old is None:
        document["related"] = {"ip": [address]}
    elif address not in old.get("ip", ()):
        document["related"] = {**old, "ip": sorted((*old.get("ip", ()), address))}


def _add_own(document: Document, piece: Document) -> None:
    """Add to the fields that ECS does not have."""
    old = document.get("openvpn")
    document["openvpn"] = piece if old is None else {**old, **piece}


def _set_user(document: Document, name: str) -> None:
    """Set the user that a message names; one that the prefix names otherwise is kept."""
    if not name or name == _UNDEFINED:
        return
    said = document.get("user")
    if said is None or "name" not in said:
        old = document.get("related")
        document["related"] = {"user": [name]} if old is None else {**old, "user": [name]}
    elif said["name"] == name:
        return
    else:
        _add_own(document, {"client": {"name": said["name"]}})
        _relate(document, (), (name,))
    document["user"] = {"name": name}


def _set_client(document: Document, peer: Document, transport: str | None = None) -> None:
    """Set the client that a message names, of whom `peer` are the address and port."""
    if peer:
        document["client"] = document["source"] = peer
        document["network"] = _network(_version(peer.get("ip")), transport, "inbound")
        _relate_ip(document, peer.get("ip"))


def _outer(text: str) -> tuple[str | None, int | None]:
    """The address and the port behind the first `[AF_INET]` or `[AF_INET6]`."""
    start = text.find("[AF_INET")
    match = _OUTER.match(text, start) if start >= 0 else None
    if match is None:
        return None, None
    v4, v4_port, no_address_port, v6, v6_port = match.groups()
    if v6 is None:
        return ip(v4 or ""), port(v4_port or no_address_port or "")
    before, _, number = v6.rpartition(":")
    if v6_port is None and number.isdecimal() and is_ip(before):
        v6, v6_port = before, number
    return ip(v6), port(v6_port or "")


def _as_it_is(_document: Document, event: Document, message: str) -> None:
    """Anything whose wording has no details that are known."""
    if message:
        event["reason"] = message


def _fault(document: Document, event: Document, message: str) -> None:
    """`TLS Error: cannot locate HMAC in incoming packet from [AF_INET]192.0.2.10:51234`."""
    head, _, cause = message.partition(": ")
    cause = cause if head in _FAULTS else message
    before, found, _ = cause.partition("[AF_INET")
    if found:
        cause = before.rpartition(" ")[0]
        _set_source(document, event, message)
    cause = cause.partition(" -- ")[0].partition(": [")[0].removesuffix(" from").rstrip(" :,(")
    if cause:
        event["reason"] = cause


def _set_source(document: Document, event: Document, message: str) -> None:
    """Set the source to the address that a message says a packet came from."""
    address, number = _outer(message)
    client = document.get("client", {})
    if address is None or (address == client.get("ip") and number == client.get("port")):
        return
    if client and address == client.get("ip") and "port" not in client:
        # up to 2.6, the prefix of an IPv6 client has no port
        document["client"] = document["source"] = endpoint(address, number)
        return
    is_inbound = client or "denied" in event["type"]
    document["source"] = endpoint(address, number)
    document["network"] = _network(_version(address), None, "inbound" if is_inbound else None)
    _relate_ip(document, address)


def _began(document: Document, event: Document, message: str) -> None:
    """`TLS: Initial packet from [AF_INET]192.0.2.10:51234, sid=1a2b3c4d 5e6f7a8b`."""
    _set_source(document, event, message)
    session = message.partition(", sid=")[2]
    if session:
        _add_own(document, {"session": {"id": session}})


def _login(document: Document, _event: Document, message: str) -> None:
    """`TLS: Username/Password authentication succeeded for username 'alice' [CN SET]`."""
    method, _, rest = message.removeprefix("TLS: Username/").partition(" ")
    _add_own(document, {"authentication": {"method": method.lower()}})
    _set_user(document, rest.partition(" for username '")[2].rpartition("'")[0])


def _refused_login(document: Document, event: Document, message: str) -> None:
    """`PLUGIN AUTH-PAM: BACKGROUND: user 'alice' failed to authenticate: User account has expired`."""
    _, found, rest = message.partition("AUTH-PAM: BACKGROUND: user '")
    if found:
        # a name may hold the same words
        name, failed, cause = rest.rpartition("' failed to authenticate")
        _set_user(document, name)
        event["reason"] = (failed and cause.removeprefix(": ")) or "failed to authenticate"
    elif message.startswith(("LDAP user", "Incorrect password", "No matching LDAP group")):
        _refused_by_ldap(document, event, message)
    elif message.startswith("ldap_bind "):
        event["reason"] = message.rstrip(". ")
    else:
        cause, found, rest = message.partition(" for common name '")
        _fault(document, event, cause)
        if found:
            _set_user(document, rest.partition("' file=")[0])


def _refused_by_ldap(document: Document, event: Document, message: str) -> None:
    """`No matching LDAP group found for user DN "CN=alice,DC=example,DC=org", and "RequireMatch" is set`."""
    cause, _, rest = message.partition(' "')
    if cause.startswith("No matching"):
        said = _failed_login(rest.partition('"')[0])
        if "user" in said:
            document["user"] = said["user"]
            _relate(document, (), (said["user"].get("name"),))
    event["reason"] = "LDAP user was not found" if cause == "LDAP user" else cause


def _unbound(document: Document, event: Document, message: str) -> None:
    """`LDAP bind failed: Invalid credentials`, `Unable to bind as CN=vpn,DC=example,DC=org`."""
    if message.startswith("Unable to bind"):
        event["reason"] = "Unable to bind"
    else:
        _fault(document, event, message)


def _changed_identity(document: Document, event: Document, message: str) -> None:
    """`TLS Auth Error: username attempted to change from 'alice' to 'bob' -- tunnel disabled`."""
    cause, _, rest = message.partition(" from '")
    old, _, new = rest.rpartition("' -- ")[0].partition("' to '")
    event["reason"] = cause.removeprefix("TLS Auth Error: ")
    if old and new and "' to '" not in new:
        _set_user(document, old)
        document["user"] = {**document.get("user", {}), "changes": {"name": new}}
        _relate(document, (), (new,))


def _control_message(document: Document, event: Document, message: str) -> None:
    """`SENT CONTROL [alice]: 'AUTH_FAILED,SESSION: Password expired' (status=1)`."""
    if message.startswith("SENT CONTROL ["):
        name, _, rest = message[len("SENT CONTROL [") :].partition("]: '")
        text, _, status = rest.rpartition("' (status=")
        if "client" in document or text != "EXIT":
            # a client may send this one to its server too
            _set_user(document, name)
        if not status.startswith("1") and event.get("outcome") == "success":
            event["outcome"] = "failure"
    else:
        text = message.partition("message: ")[2].strip("'")
    word, _, rest = text.partition(",")
    if word in _PUSHED:
        _add_options(document, rest, is_client=message.startswith("SENT"))
    elif rest and event.get("outcome") != "unknown":
        event["reason"] = rest


def _add_options(document: Document, text: str, *, is_client: bool) -> None:
    """Add the options that a server pushes: `topology subnet,ifconfig 10.8.0.6 10.8.0.5,cipher AES-256-GCM`."""
    options = text.split(",")
    if not text or "auth-token" in text or ",," in text:
        options = [option for option in options if option and not option.startswith("auth-token")]
    own: Document = {"push": {"options": options}} if options else {}
    said = f",{text}"
    cipher, number = _option(said, ",cipher "), _option(said, ",peer-id ")
    if cipher:
        own["data_channel"] = {"cipher": cipher}
    if number.isascii() and number.isdecimal() and len(number) <= _LONGEST_PEER_ID:
        own["peer"] = {"id": int(number)}
    if own:
        _add_own(document, own)
    v4, v6 = _option(said, ",ifconfig "), _option(said, ",ifconfig-ipv6 ")
    inside = ip(v4.partition(" ")[0]) if v4 else None, ip(v6.partition("/")[0]) if v6 else None
    _assign(document, inside, is_client=is_client)


def _option(options: str, name: str) -> str:
    """What follows the first `name` in `options`; nothing if it is not there. Both begin with a comma."""
    return options.partition(name)[2].partition(",")[0]


def _assign(document: Document, found: tuple[str | None, ...], *, is_client: bool) -> None:
    """Set the addresses inside the tunnel that a client is given: of `client` where it is one of a server's."""
    addresses = [address for address in found if address is not None]
    if not addresses:
        return
    _add_own(document, {"assigned": {"ip": addresses}})
    for address in addresses:
        _relate_ip(document, address)
    if is_client:
        document["client"] = {**document.get("client", _NOTHING), "nat": {"ip": addresses[0]}}
        if "source" in document:
            document["source"] = document["client"]


def _assigned(document: Document, _event: Document, message: str) -> None:
    """`MULTI_sva: pool returned IPv4=10.8.0.6, IPv6=2001:db8:8::1004`."""
    if message.startswith("MULTI: "):
        nat = document["client"].get("nat") if "client" in document else None
        if nat is not None:
            document["openvpn"] = {"assigned": {"ip": [nat["ip"]]}}
    else:
        v4, _, v6 = message.partition(" IPv4=")[2].partition(", IPv6=")
        _assign(document, (ip(v4), ip(v6)), is_client=True)


def _learned(document: Document, _event: Document, message: str) -> None:
    """`MULTI: Learn: 192.168.7.0/24 -> alice/192.0.2.10:51234`."""
    address = message.partition(": Learn: ")[2].partition(" -> ")[0]
    if _is_network(address):
        _add_own(document, {"route": {"network": address}})
    elif _MAC.fullmatch(address.partition("@")[0]):
        _add_own(document, {"peer": {"mac": _mac(address.partition("@")[0])}})


def _is_network(text: str) -> bool:
    address, _, length = text.partition("/")
    return is_ip(address) and length.isascii() and length.isdecimal() and len(length) <= 3 and int(length) <= 128


def _peer_info(document: Document, _event: Document, message: str) -> None:
    """`peer info: IV_PLAT=linux`."""
    name, _, value = message.removeprefix("peer info: ").partition("=")
    if not name or not value:
        return
    _add_own(document, {"peer_info": {"name": name, "value": value}})
    if name == "IV_VER":
        document["user_agent"] = {"version": value}
    elif name == "IV_GUI_VER":
        document["user_agent"] = {"original": value}
    elif name == "IV_PLAT_VER":
        document["user_agent"] = {"os": {"version": value}}
    elif name == "IV_PLAT":
        kind = _SYSTEMS.get(value)
        document["user_agent"] = {"os": {"platform": value} if kind is None else {"platform": value, "type": kind}}
    elif name == "IV_HWADDR" and _MAC.fullmatch(value) and "client" in document:
        document["client"] = document["source"] = {**document["client"], "mac": _mac(value)}


def _certificate(document: Document, event: Document, message: str) -> None:
    """`VERIFY ERROR: depth=0, error=certificate has expired: C=DE, O=Example, CN=alice, serial=4096`."""
    match = _VERIFY.match(message)
    if match is None:
        _checked(document, event, message)
        return
    depth, cause = match.groups()
    name = message[match.end() :]
    if message.startswith("VERIFY CRL: "):
        name, cause = name.removesuffix(" is revoked"), "is revoked"
    subject, found, serial = name.rpartition(", serial=")
    if found and _SERIAL.fullmatch(serial):
        name = subject
    else:
        serial = ""
    if "=" in name:
        _add_certificate(document, name, int(depth), serial)
    elif cause is None and "outcome" in event and event["outcome"] == "failure":
        cause = name
    if cause:
        event["reason"] = cause


def _checked(document: Document, event: Document, message: str) -> None:
    """`VERIFY X509NAME ERROR: C=DE, O=Example, CN=alice, must be server.example.org`."""
    head, _, rest = message.partition(": ")
    if head.startswith(("VERIFY X509NAME", "VERIFY nsCertType ERROR")) and rest:
        name, separator, demand = rest, "", ""
        for word in (", must be ", ", require "):
            if word in rest:
                name, separator, demand = rest.rpartition(word)
        _add_certificate(document, name, 0, "")
        if demand:
            event["reason"] = f"{separator}{demand}".removeprefix(", ")
    elif head.startswith("CRL CHECK"):
        name, found, _ = rest.partition(" (serial ")
        _add_certificate(document, name, None, "")
        if found:
            event["reason"] = "is REVOKED"
    elif event.get("outcome") == "failure":
        _fault(document, event, message)


def _add_certificate(document: Document, name: str, depth: int | None, serial: str) -> None:
    """Add a certificate of the peer's chain; at depth 0 it is the peer's own, at 1 that of its issuer.

    The peer is a client where a client's prefix says so, else it may be either side.
    """
    hexadecimal = f"{int(serial):X}" if serial else None
    own = _without_none({"depth": depth, "subject": name or None, "serial_number": hexadecimal})
    if own:
        _add_own(document, {"certificate": own})
    if not name or depth is None or depth > 1 or "client" not in document:
        return
    parts = _x509_name(name)
    if depth == 1:
        document["tls"] = {"client": {"issuer": name, "x509": {"issuer": parts}}}
        return
    x509: Document = {"subject": parts}
    if hexadecimal is not None:
        x509["serial_number"] = hexadecimal
    document["tls"] = {"client": {"subject": name, "x509": x509}}
    names = parts.get("common_name", ())
    if len(names) == 1 and "user" not in document:
        _set_user(document, names[0])


def _x509_name(text: str) -> Document:
    """A distinguished name as ECS takes it apart; as OpenVPN prints it, commas in values are not escaped."""
    if text.startswith("CN=") and _PLAIN_NAME.fullmatch(text, 3):
        return {"distinguished_name": text, "common_name": [text[3:]]}
    attributes = dn.attributes(text)
    if not attributes and text.startswith("/"):
        # up to 2.3, or with --compat-names
        pairs = [part.partition("=") for part in text[1:].split("/")]
        attributes = [(key.lower(), value) for key, found, value in pairs if found]
    if not attributes and text.count("CN=") == 1:
        before, _, value = text.partition("CN=")
        if "=" not in value and (not before or before.endswith(", ")):
            attributes = [("cn", value)]
    piece: Document = {"distinguished_name": text}
    for key, value in attributes:
        if key in _X509 and value:
            piece.setdefault(_X509[key], []).append(value)
    return piece


def _tls(document: Document, _event: Document, message: str) -> None:
    """`Control Channel: TLSv1.3, cipher TLSv1.3 TLS_AES_256_GCM_SHA384, peer certificate: 2048 bits RSA`."""
    piece: Document = {"cipher": document["tls"]["cipher"], "established": True} if "tls" in document else {}
    match = _TLS_VERSION.match(message)
    if match is not None:
        number = match[2]
        piece["version"] = number if "." in number else f"{number}.0"
        piece["version_protocol"] = match[1].lower()
    agreement = _AGREEMENT.match(message)
    if agreement is not None:
        piece["curve"] = agreement[1]
    certificate = _CERTIFICATE.match(message)
    if certificate is not None and "client" in document:
        size, algorithm, curve, signature = certificate.groups()
        key = {
            "public_key_size": int(size),
            "public_key_algorithm": None if algorithm == "key" else algorithm,
            "public_key_curve": curve,
            "signature_algorithm": signature,
        }
        piece["client"] = {"x509": _without_none(key)}
    if piece:
        document["tls"] = piece


def _channel(document: Document, _event: Document, message: str) -> None:
    """`Outgoing Data Channel: Cipher 'AES-256-GCM' initialized with 256 bit key`."""
    cipher, digest = _CIPHER.match(message), _DIGEST.match(message)
    piece = {"cipher": cipher and cipher[1], "digest": digest and digest[1]}
    channel = "control_channel" if "Control Channel" in message else "data_channel"
    if cipher or digest:
        _add_own(document, {channel: _without_none(piece)})


def _no_cipher(document: Document, event: Document, message: str) -> None:
    """`PUSH: No common cipher between server and client. Server data-ciphers: 'A', client …`."""
    event["reason"] = message.removeprefix("PUSH: ").partition(". Server data-ciphers")[0]
    match = _NO_CIPHER.match(message)
    if match is not None:
        ciphers = {"server_ciphers": match[1], "client_ciphers": match[2]}
        lists = {name: [cipher for cipher in text.split(":") if cipher] for name, text in ciphers.items()}
        _add_own(document, {"data_channel": {name: found for name, found in lists.items() if found}})


def _bad_length(document: Document, event: Document, message: str) -> None:
    """`WARNING: Bad encapsulated packet length from peer (18245), which must be > 0 and <= 1627 -- please …`."""
    _fault(document, event, message)
    match = _LENGTH.match(message)
    if match is not None:
        _add_own(document, {"packet": {"length": int(match[1])}})


def _bad_source(document: Document, event: Document, message: str) -> None:
    """`MULTI: bad source address from client [192.168.1.20], packet dropped`."""
    event["reason"] = "bad source address from client"
    address = ip(message.partition("[")[2].partition("]")[0])
    if address is not None:
        _add_own(document, {"packet": {"source_ip": address}})
        _relate_ip(document, address)


def _rejected(document: Document, event: Document, message: str) -> None:
    """`MULTI: connection rejected: banned, CLI:[NULL]`."""
    _fault(document, event, message)
    cause = message.partition("MULTI: connection rejected: ")[2].rpartition(", CLI:")[0]
    if cause:
        event["reason"] = cause


def _lost(document: Document, event: Document, message: str) -> None:
    """`[alice] Inactivity timeout (--ping-restart), restarting`."""
    name, found, rest = message.partition("] Inactivity timeout")
    if message.startswith("[") and found:
        message, name = f"Inactivity timeout{rest}", name[1:]
        if "client" in document:
            _set_user(document, name)
        elif name and name != _UNDEFINED:
            _add_own(document, {"remote": {"name": name}})
    event["reason"] = message.partition(", ")[0]


def _signal(document: Document, event: Document, message: str) -> None:
    """`SIGTERM[soft,remote-exit] received, client-instance exiting`."""
    if message.startswith("closing instance "):
        peer, _, _ = message.removeprefix("closing instance ").partition(" due to float collision with ")
        event["reason"] = "float collision"
        _set_named_client(document, peer)
        return
    match = _SIGNAL.match(message)
    if match is not None:
        _add_own(document, {"signal": match[1]})
        if match[2]:
            event["reason"] = match[2]


def _set_named_client(document: Document, text: str) -> None:
    """Set the client and its user, of `alice/udp4:192.0.2.10:51234`."""
    peer = _named_peer(text)
    _set_client(document, endpoint(peer.get("ip"), peer.get("port")), _transport(text))
    _set_user(document, peer.get("domain", ""))


def _superseded(document: Document, event: Document, message: str) -> None:
    """`MULTI: new connection by client 'alice' will cause previous active sessions by this client to …`."""
    event["reason"] = "new connection by client"
    _set_user(document, message.partition(" by client '")[2].rpartition("' will cause ")[0])


def _floated(document: Document, _event: Document, message: str) -> None:
    """`peer 0 (alice) floated from 192.0.2.10:51234 to [AF_INET]203.0.113.7:40000`."""
    front, _, rest = message.partition(") floated from ")
    number, _, name = front.removeprefix("peer ").partition(" (")
    old, _, new = rest.partition(" to ")
    _set_client(document, endpoint(*_address(new)), _transport(new))
    _set_user(document, name)
    _add_own(document, {"peer": {"id": int(number)}})
    address, port_before = _address(old)
    previous = _without_none({"ip": address, "port": port_before})
    if previous:
        _add_own(document, {"previous": previous})
        _relate_ip(document, address)


def _address(text: str) -> tuple[str | None, int | None]:
    """The address and the port in `udp6:[AF_INET6]2001:db8::10:51234`, `192.0.2.10:51234`."""
    if "[AF_INET" in text:
        return _outer(text)
    peer = _named_peer(text)
    return peer.get("ip"), peer.get("port")


def _interface_address(document: Document, _event: Document, _message: str) -> None:
    """`net_addr_ptp_v4_add: 10.8.0.1 peer 10.8.0.2 dev tun0`: the address of the peer is an address too."""
    _relate_ip(document, document.get("openvpn", {}).get("peer", {}).get("ip"))


def _route(document: Document, _event: Document, message: str) -> None:
    """`net_route_v4_add: 10.8.0.0/24 via 10.8.0.2 dev [NULL] table 0 metric -1`."""
    if message.startswith("MULTI: "):
        network, _, peer = message.removeprefix("MULTI: internal route ").partition(" -> ")
        _set_named_client(document, peer)
        _add_route(document, network, None)
        return
    document.pop("openvpn", None)
    match = _ROUTE_PARTS.match(message)
    if match is not None:
        _add_route(document, match[1], match[2])


def _refused_change(_document: Document, event: Document, message: str) -> None:
    """`sitnl_send: rtnl: generic error (-101): Network is unreachable`."""
    event["reason"] = message.partition(" rtnl: ")[2] or message


def _gateway_found(document: Document, _event: Document, message: str) -> None:
    """`ROUTE_GATEWAY 192.168.1.1/255.255.255.0 IFACE=eth0`, `net_route_v4_best_gw result: via ADDRESS dev eth0`."""
    gateway = message.partition(" via ")[2] if message.startswith("net_") else message.partition("GATEWAY ")[2]
    address = ip(gateway.partition(" ")[0].partition("/")[0])
    if address is not None:
        document["openvpn"] = {"route": {"gateway": address}}
        _relate_ip(document, address)


def _gateway_asked(document: Document, _event: Document, message: str) -> None:
    """`net_route_v4_best_gw query: dst 0.0.0.0`."""
    _add_route(document, message.partition(" dst ")[2], None)


def _add_route(document: Document, network: str, gateway: str | None) -> None:
    address = None if gateway is None else ip(gateway)
    piece = {"network": network} if _is_network(network) or is_ip(network) else {}
    if address is not None:
        piece["gateway"] = address
    if piece:
        _add_own(document, {"route": piece})
        _relate_ip(document, address)


def _link(document: Document, event: Document, message: str) -> None:
    """`UDPv4 link remote: [AF_INET]198.51.100.1:1194`, `TCP: connect to [AF_INET]198.51.100.1:443 failed: …`."""
    address, number = _outer(message)
    transport = message[:3].lower() if message[:3].lower() in ("tcp", "udp") else None
    if " TCP connection " in message:
        transport = "tcp"
    elif message.startswith("TCP/UDP"):
        transport = None
    direction = "outbound" if event["action"] in _ATTEMPTS else None
    document["network"] = _network(_version(address), transport, direction)
    _relate_ip(document, address)
    peer = endpoint(address, number)
    if event["action"] == "socket-bound" and peer:
        _add_own(document, {"local": _without_none({"ip": address, "port": number})})
    elif peer and (event["action"] == "connection-established" or "server" in message[:12].lower()):
        # of which side the peer is, is not said
        _add_own(document, {"remote": _without_none({"ip": address, "port": number})})
    elif peer:
        document["destination"] = peer
    if event.get("outcome") == "failure":
        event["reason"] = message.partition(", ")[0] if address is None else message.rpartition(": ")[2]


def _socket_error(document: Document, event: Document, message: str) -> None:
    """`read UDPv4 [ECONNREFUSED]: Connection refused (code=111)`."""
    match = _SOCKET_ERROR.match(message)
    if match is not None:
        network = document.get("network", {})
        document["network"] = _network(network.get("type"), match[1].lower(), network.get("direction"))
        event["reason"] = match[2].rstrip(" ")


def _unresolved(document: Document, event: Document, message: str) -> None:
    """`RESOLVE: Cannot resolve host address: vpn.example.org:1194 (Name or service not known)`."""
    match = _UNRESOLVED.match(message)
    if match is not None:
        document["destination"] = endpoint(None, port(match[2] or ""), match[1])
        _relate(document, (), (), (match[1],))
        event["reason"] = match[3]


def _banner(document: Document, _event: Document, message: str) -> None:
    """`OpenVPN 2.6.8 x86_64-pc-linux-gnu [SSL (OpenSSL)] [LZO] built on Nov 17 2023`."""
    document["observer"] = {**_OBSERVER, "version": message.split(" ", 2)[1]}


def _command(document: Document, _event: Document, message: str) -> None:
    """`/sbin/ip link set dev tun0 up mtu 1500`."""
    document["process"] = {"command_line": message}


def _management(document: Document, event: Document, message: str) -> None:
    """`MANAGEMENT: Client connected from [AF_INET]127.0.0.1:7505`, `MANAGEMENT: CMD 'status 2'`."""
    if event["action"] == "management-command":
        command = message.partition("CMD '")[2].removesuffix("'")
        if command:
            _add_own(document, {"management": {"command": command}})
        return
    address, number = _outer(message)
    if address is not None:
        document["source"] = endpoint(address, number)
        _relate_ip(document, address)


def _configuration_file(document: Document, _event: Document, message: str) -> None:
    """`OPTIONS IMPORT: reading client specific options from: /etc/openvpn/ccd/alice`."""
    path = message.partition(" from: ")[2]
    folder, slash, name = path.rpartition("/")
    if name:
        document["file"] = {"path": path, "name": name} | ({"directory": folder or slash} if slash else {})


def _plugin_called(document: Document, event: Document, message: str) -> None:
    """`PLUGIN_CALL: POST /usr/lib/openvpn/auth-pam.so/PLUGIN_AUTH_USER_PASS_VERIFY status=1`."""
    match = _PLUGIN_CALL.match(message)
    if match is not None:
        path, kind, status = match.groups()
        _add_own(document, {"plugin": {"path": path, "type": kind, "status": int(status)}})
        event["outcome"] = _STATUSES.get(status, "unknown")
        if kind == "PLUGIN_AUTH_USER_PASS_VERIFY":
            event["category"] = ["authentication"]


# By action: the reader of a message's details, which it adds to the document and its event.
_READERS: dict[str, _Reader] = {
    "address-assigned": _assigned,
    "address-learned": _learned,
    "authentication-deferred": _login,
    "authentication-failed": _refused_login,
    "authentication-pending": _control_message,
    "authentication-rejected": _control_message,
    "authentication-succeeded": _login,
    "certificate-rejected": _certificate,
    "certificate-verified": _certificate,
    "cipher-negotiation-failed": _no_cipher,
    "client-address-change-rejected": _fault,
    "client-address-changed": _floated,
    "client-configuration-read": _configuration_file,
    "command-executed": _command,
    "configuration-rejected": _fault,
    "connection-attempted": _link,
    "connection-established": _link,
    "connection-failed": _link,
    "connection-rejected": _rejected,
    "connection-started": _began,
    "control-channel-initialized": _channel,
    "daemon-failed": _as_it_is,
    "daemon-restarted": _signal,
    "daemon-started": _banner,
    "daemon-stopped": _signal,
    "data-channel-initialized": _channel,
    "foreign-protocol-detected": _as_it_is,
    "gateway-found": _gateway_found,
    "gateway-queried": _gateway_asked,
    "identity-change-rejected": _changed_identity,
    "interface-address-added": _interface_address,
    "interface-address-removed": _interface_address,
    "ldap-bind-failed": _unbound,
    "ldap-unavailable": _as_it_is,
    "management-command": _management,
    "management-connected": _management,
    "name-resolution-failed": _unresolved,
    "network-change-failed": _refused_change,
    "option-mismatched": _fault,
    "options-pushed": _control_message,
    "options-received": _control_message,
    "packet-authentication-failed": _fault,
    "packet-decryption-failed": _fault,
    "packet-malformed": _bad_length,
    "packet-rejected": _fault,
    "packet-replayed": _fault,
    "peer-address-set": _link,
    "peer-info-received": _peer_info,
    "plugin-called": _plugin_called,
    "route-added": _route,
    "route-change-failed": _fault,
    "route-removed": _route,
    "script-failed": _fault,
    "session-ended": _signal,
    "session-exit-announced": _control_message,
    "session-reset": _lost,
    "session-superseded": _superseded,
    "session-timed-out": _lost,
    "socket-bound": _link,
    "socket-error": _socket_error,
    "source-address-rejected": _bad_source,
    "tls-alert-received": _fault,
    "tls-alert-sent": _fault,
    "tls-error": _fault,
    "tls-established": _tls,
    "tls-handshake-failed": _fault,
    "tls-negotiation-timed-out": _fault,
    "tls-renegotiated": _began,
}

# Readers of a message that is the same for every line: what they add depends on the message alone.
_PURE = frozenset((
    _as_it_is, _bad_length, _banner, _certificate, _channel, _command, _configuration_file, _fault, _gateway_asked,
    _no_cipher, _peer_info, _plugin_called, _refused_change, _rejected, _tls, _unresolved,
))  # fmt: skip
