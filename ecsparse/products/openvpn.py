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
"""

from __future__ import annotations

from bisect import bisect_right

from ecsparse.ecs.pieces import endpoint, ip, is_ip, port, related
from ecsparse.formats import dn
from ecsparse.patterns import Pattern
from ecsparse.products._openvpn_wording import COMMON_WORDING, HEADLESS_WORDING, WORDING
from ecsparse.record import Phrase, Prefix, Product, Program, ProgramStem, Shape

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from ecsparse.record import Document, Record


def _stems(wording: str) -> list[str]:
    return " ".join(wording.split()).split(" | ")


# No stem is the beginning of another: the last one that is not behind a message in alphabetical order is the
# only one that the message can begin with.
_COMMON = frozenset(_stems(COMMON_WORDING))
_STEMS = sorted(_COMMON.union(*map(_stems, WORDING.values())))

_TAGS = ("openvpn", "nm-openvpn")
_TAG_STEMS = ("openvpn-", "openvpn(", "ovpn-")

PRODUCT = Product(
    vendor="OpenVPN",
    name="OpenVPN",
    formats=("text",),
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
    r"(?: \(via .*\))?"
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
    timestamp, message = record.clock.local(text[:19]), text[20:]
    evidence: str | None = DATED
    if timestamp is None or text[19:20] != " " or record.header is not None:
        timestamp, message, evidence = _beginning(record)
    word = message.partition(" ")[0]
    said = _known(message, word, evidence) or _read(message, word, evidence)
    if said is not None and timestamp is not None:
        said["@timestamp"] = timestamp
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
        return {"event": {"category": _CATEGORY, "type": _TYPE, "reason": message}}
    return None


def _read(message: str, word: str, evidence: str | None) -> Document | None:
    """The document, but for its time, of a client's prefix and a message, or of a message of a rarer form."""
    address, _, number = word.rpartition(":")
    if number.isdecimal() and word.isascii() and is_ip(address):
        # most prefixes: an IPv4 address and a port
        end = len(word) + 1
        client: Document | None = {"client": endpoint(address, port(number)), "related": {"ip": [address]}}
    else:
        end, client = _client(message)
    if client is not None and evidence in (None, FOREIGN) and not _PLAIN_PREFIX.match(message):
        client = None  # text that quotes OpenVPN's
    # a message of known wording may hold what looks like a prefix with blanks in its name
    if client is None or end > len(word) + 1:
        said = _rare(message, word, evidence)
        if said is not None:
            return said
    if client is None:
        return _reason(message) if evidence is TAGGED else None
    whole, message = message, message[end:]
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
        _add_client(said, client)
    return said


def _rare(message: str, word: str, evidence: str | None) -> Document | None:
    """The document of a message that its first word does not tell, or that is only known behind a date or a tag."""
    sure = evidence is not None and evidence is not FOREIGN
    if sure and word.startswith("us=") and _PARAMETER.match(message, len(word) + 1):
        return _reason(message[len(word) + 1 :].lstrip(" "))
    if not word or (sure and word.startswith("us=")):
        return _behind(word, message, evidence)
    if sure and _COMMAND.match(message):
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


def _client(message: str) -> tuple[int, Document | None]:
    """Where the client's prefix of `message` ends, and its fields; `None` if there is no prefix."""
    match = _CLIENT.match(message)
    if match is None:
        return 0, None
    name, v4, v4_port, v6, v6_port, bare_v6 = match.groups()
    found, number, end = ip(v4 or v6 or bare_v6), v4_port or v6_port or "", match.end()
    if bare_v6 and found is None:
        return 0, None
    peer = endpoint(found, port(number))
    fields: Document = {"client": peer} if peer else {}
    if name is not None:
        fields["user"] = {"name": name}
        fields["related"] = related((found,), (), (name,))
    elif found is not None:
        fields["related"] = {"ip": [found]}
    return end, fields


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
    match = _PEER.fullmatch(text)
    if match is None:
        peer = endpoint(None, None, text.rpartition("/")[0] or None)
    else:
        name, v4, v4_port, v6, v6_port, bare_v6 = match.groups()
        address, number = v4 or v6 or bare_v6, v4_port or v6_port
        if bare_v6 is not None and text.startswith("[AF_INET6]"):
            address, _, number = bare_v6.rpartition(":")
        peer = endpoint(ip(address), port(number or ""), name)
    inside = None if nat is None else ip(nat)
    if inside is not None:
        peer["nat"] = {"ip": inside}
    return peer


def _multi(message: str) -> Document | None:
    """`MULTI: Learn: ADDRESS -> PEER`, `MULTI: primary virtual IP for PEER: ADDRESS`."""
    if message.startswith("MULTI: Learn: "):
        address, _, peer = message[len("MULTI: Learn: ") :].partition(" -> ")
        return _of_client(_named_peer(peer, nat=address))
    if message.startswith(("MULTI: primary virtual IP for ", "MULTI: primary virtual IPv6 for ")):
        peer, _, address = message.partition(" for ")[2].rpartition(": ")
        return _of_client(_named_peer(peer, nat=address))
    return None


def _initiated(message: str) -> Document | None:
    """`[NAME] Peer Connection Initiated with [AF_INET]ADDRESS:PORT`."""
    name, found, peer = message[1:].partition("] Peer Connection Initiated with ")
    if not found or _PEER.fullmatch(peer) is None:
        return None
    client = _named_peer(peer)
    return _of_client(endpoint(client.get("ip"), client.get("port"), name or None))


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
    if (v4 and not _LIKE_V4.fullmatch(v4)) or (v6 and not _LIKE_V6.fullmatch(v6)):
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
        return {"event": _FAILED_LOGIN, "user": {"name": name}, "related": {"user": [name]}}
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
    attributes = dn.attributes(name) if "=" in name else [("cn", name)]
    found = [next((value for key, value in attributes if key == wanted), None) for wanted in ("cn", "uid")]
    user: Document = {}
    if found[0] or found[1]:
        user["name"] = found[0] or found[1]
    domain = ".".join(value for key, value in attributes if key == "dc")
    if domain:
        user["domain"] = domain
    if not user:
        return {"event": _FAILED_LOGIN}
    piece = related((), (), (user.get("name"),))
    return {"event": _FAILED_LOGIN, "user": user} | ({"related": piece} if piece else {})


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
