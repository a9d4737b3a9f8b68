r"""ISC DHCP server: which client asked for, was given and gave back which address, in DHCPv4, BOOTP and DHCPv6.

Layout:
    Oct 31 15:09:55 dhcp1 dhcpd[1201]: DHCPREQUEST for 192.0.2.50 (192.0.2.1) from 00:00:5e:00:53:22 (pc7) via eth1

    dhcpd writes to syslog, or to the console without a date. A message about an exchange begins with the message's
    type; behind it stand the address, the server that is meant, the client's hardware address, the host name that
    it gives itself, and by way of what the message came: an interface, or a relay's address. Behind that: `: ` and
    why the server does nothing; `(found)`; or, from appliances that use dhcpd, `relay`, `TransID`, `uid`,
    `lease-duration` and `(RENEW)`.

Source: dhcpd(8), dhcpd.conf(5), and the message texts of ISC DHCP 4.1 to 4.4 (`server/dhcp.c`, `bootp.c`,
`dhcpleasequery.c`; the rest in `wording`).

Timestamps: that of the syslog header; dhcpd writes none.

Quirks:
    The address that an exchange is about is `source.ip`, also where it is only offered or refused: `dhcpv4.log`.
    The server's answers too have the client as `source`: it began the exchange: `dhcpv4.log`.
    `destination` is the server that a request names, else the relay that the message came or goes by, and
    `isc_dhcpd.relay_ip` always is that relay: `dhcpv4.log`.
    A host name may have any printable character, blanks and brackets too; it ends before the last `) via `:
    `hostile.log`.
    A DHCPDISCOVER for which there is no address is `pool-exhausted`, the sign of a starvation attack:
    `exhaustion.log`.
    The client of a DHCPv6 message through a relay is the relay's `peer address`: `dhcpv6.log`.
    dhclient and dnsmasq have the same words in another order (`samples/unmatched/isc_dhcpd_lookalikes.log`).

Other readings:
    `source.mac` is in the form of ECS: upper case with hyphens, not as dhcpd writes it.
"""

from __future__ import annotations

from ecsparse.ecs.network import mac, process, whole
from ecsparse.ecs.pieces import endpoint, ip, is_ip, port, related
from ecsparse.ecs.wording import first_of, said
from ecsparse.patterns import Pattern
from ecsparse.products.isc_dhcpd import wording
from ecsparse.products.isc_dhcpd.wording import Wording
from ecsparse.record import Field, Prefix, Product, Program

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ecsparse.ecs.wording import Values
    from ecsparse.record import Document, Record

PROGRAMS = frozenset(("dhcpd", "dhcpd4", "dhcpd6", "isc-dhcp-server"))

_ADDRESS = r"(?P<ip>[0-9.]{7,15})"
# a hardware address, or the client's identifier where it has none
_CLIENT = r"(?P<hw>[0-9A-Fa-f:]{2,95}|<no identifier>)(?: \((?P<host>.*)\))?"
# where it came from, and what the server says of it
_VIA = r" via (?P<via>[^\s:]+)(?:: (?P<reason>.*)| (?P<more>.*))?"
# the lease that a relay asks for
_LEASE = r"(?: for (?:IP )?(?P<address>[0-9.]{7,15}))?(?: .*)?"
_HARDWARE = r"(?P<hw>[0-9A-Fa-f:]{2,95})"

# The messages of an exchange; their patterns are of what stands behind their beginning.
EXCHANGES = (
    # DHCPDISCOVER from 00:00:5e:00:53:22 (pc7) via eth1: network 192.0.2.0/24: no free leases
    Wording("DHCPDISCOVER from ", rf"{_CLIENT}{_VIA}", "dhcp-discover", "protocol"),
    # DHCPOFFER on 192.0.2.50 to 00:00:5e:00:53:22 (pc7) via eth1
    Wording("DHCPOFFER on ", rf"{_ADDRESS} to {_CLIENT}{_VIA}", "dhcp-offer", "protocol", outcome="success"),
    # DHCPREQUEST for 192.0.2.50 (192.0.2.1) from 00:00:5e:00:53:22 (pc7) via eth1: wrong network.
    Wording(
        "DHCPREQUEST for ", rf"{_ADDRESS}(?: \((?P<server>[0-9.]{{7,15}})\))? from {_CLIENT}{_VIA}",
        "dhcp-request", "protocol",
    ),
    # DHCPACK on 192.0.2.50 to 00:00:5e:00:53:22 (pc7) via 192.0.2.1
    Wording(
        "DHCPACK on ", rf"{_ADDRESS} to {_CLIENT}{_VIA}", "dhcp-ack", "allowed", "protocol", outcome="success"
    ),
    # DHCPACK to 192.0.2.50 (00:00:5e:00:53:22) via eth1
    Wording(
        "DHCPACK to ", rf"{_ADDRESS} \((?:{_HARDWARE}|<no client hardware address>)\)(?: \((?P<host>.*)\))?{_VIA}",
        "dhcp-ack", "allowed", "protocol", outcome="success",
    ),
    Wording("DHCPNAK on ", rf"{_ADDRESS} to {_CLIENT}{_VIA}", "dhcp-nak", "denied", "protocol", outcome="failure"),
    Wording("DHCPDECLINE of ", rf"{_ADDRESS} from {_CLIENT}{_VIA}", "dhcp-decline", "protocol"),
    # DHCPRELEASE of 192.0.2.50 from 00:00:5e:00:53:22 (pc7) via eth1 (found)
    Wording("DHCPRELEASE of ", rf"{_ADDRESS} from {_CLIENT}{_VIA}", "dhcp-release", "end", "protocol"),
    Wording("DHCPINFORM from ", rf"{_ADDRESS}{_VIA}", "dhcp-inform", "protocol"),
    # DHCPLEASEQUERY from 192.0.2.1 for IP 192.0.2.50
    Wording("DHCPLEASEQUERY from ", rf"(?P<asker>[0-9.]{{7,15}}){_LEASE}", "dhcp-leasequery", "protocol"),
    *(
        Wording(f"DHCPLEASE{state} to ", rf"(?P<told>[0-9.]{{7,15}}){_LEASE}", "dhcp-leasequery", "protocol")
        for state in ("ACTIVE", "UNKNOWN", "UNASSIGNED")
    ),
    Wording("BOOTREQUEST from ", rf"{_CLIENT}{_VIA}", "bootp-request", "protocol"),
    # BOOTREPLY for 192.0.2.51 to printer3 (00:00:5e:00:53:23) via eth1
    Wording("BOOTREPLY for ", rf"{_ADDRESS} to (?P<host>.*) \({_HARDWARE}\){_VIA}", "bootp-reply", "protocol",
             outcome="success"),
    Wording("BOOTREPLY on ", rf"{_ADDRESS} to {_CLIENT}{_VIA}", "bootp-reply", "protocol", outcome="success"),
)  # fmt: skip

PRODUCT = Product(
    vendor="ISC",
    name="DHCP server",
    versions="4.1 to 4.4",
    formats=("text",),
    signatures=(
        *map(Program, sorted(PROGRAMS)),
        *(Prefix(each.begin) for each in EXCHANGES),
        *map(Prefix, sorted({each.begin for each in wording.WORDINGS})),
    ),
    after={"isc_bind": "of lines that begin with `client `, most are BIND's; each declines the other's"},
    dataset="log",
    provider="dhcpd",
    fields=(
        "client.address", "client.domain", "client.ip", "client.mac", "client.port", "destination.address",
        "destination.ip", "destination.port", "event.reason", "file.path",
        "network.protocol", "network.transport", "network.type", "observer.ingress.interface.name", "process.name",
        "process.pid", "server.address", "server.ip", "server.mac", "service.version", "source.address",
        "source.domain", "source.ip", "source.mac", "source.port",
    ),
    own_fields={
        "isc_dhcpd.address": Field("ip", "address that a message about leases is about"),
        "isc_dhcpd.client_id": Field("keyword", "identifier that a client gives itself (uid, DUID)"),
        "isc_dhcpd.failover_peer": Field("keyword", "name of the relation to the other server"),
        "isc_dhcpd.iaid": Field("keyword", "identity association of a DHCPv6 lease"),
        "isc_dhcpd.lease_age": Field("long", "age of a lease, in seconds"),
        "isc_dhcpd.lease_seconds": Field("long", "how long a lease is valid, in seconds"),
        "isc_dhcpd.lease_state": Field("keyword", "NEW or RENEW, as appliances say, or whether a lease was found"),
        "isc_dhcpd.leases": Field("long", "number of leases that were written"),
        "isc_dhcpd.link_ip": Field("ip", "address of the link that a DHCPv6 relay serves"),
        "isc_dhcpd.network": Field("keyword", "subnet or shared network"),
        "isc_dhcpd.old_state": Field("keyword", "state of a server before"),
        "isc_dhcpd.pool_backup": Field("long", "free addresses that the other server may give out"),
        "isc_dhcpd.pool_free": Field("long", "free addresses that this server may give out"),
        "isc_dhcpd.pool_total": Field("long", "addresses of a pool"),
        "isc_dhcpd.prefix": Field("keyword", "prefix that is given out, with its length"),
        "isc_dhcpd.relay_ip": Field("ip", "address of the relay between client and server"),
        "isc_dhcpd.reverse_name": Field("keyword", "name of a PTR record"),
        "isc_dhcpd.state": Field("keyword", "state of a server"),
        "isc_dhcpd.transaction_id": Field("keyword", "number that joins the messages of an exchange"),
    },
    actions=wording.ACTIONS,
)  # fmt: skip

_EXCHANGES = {each.begin: each for each in EXCHANGES}
_WORDINGS: dict[str, list[Wording]] = {}
for _each in wording.WORDINGS:
    _WORDINGS.setdefault(_each.begin.partition(" ")[0], []).append(_each)
_NO_WORDINGS: list[Wording] = []

# relay 192.0.2.1 lease-duration 3600 (RENEW) uid 01:00:00:5e:00:53:22
_MORE = Pattern(r"(relay|TransID|uid|lease-duration|offered-duration) (\S+)|\(([A-Za-z ]{1,20})\)")
_MORE_NAMES = {
    "relay": "relay_ip",
    "TransID": "transaction_id",
    "uid": "client_id",
    "lease-duration": "lease_seconds",
    "offered-duration": "lease_seconds",
}
_OWN = tuple(name.removeprefix("isc_dhcpd.") for name in PRODUCT.own_fields)
_NUMBERS = frozenset(("lease_age", "lease_seconds", "leases", "pool_backup", "pool_free", "pool_total"))
_IPS = frozenset(("address", "link_ip", "relay_ip"))

# Who else has an address, and the endpoints that it is for this.
_ROLES = {"server": ("destination", "server"), "asker": ("source", "client"), "told": ("destination", "client")}
# The longest words that an exchange begins with.
_LONGEST_BEGIN = 40
# The messages of DHCPv6 that the server sends to clients.
_FROM_SERVER = ("dhcpv6-advertise", "dhcpv6-reply", "dhcpv6-reconfigure")

_DHCP_V4 = {"protocol": "dhcp", "transport": "udp", "type": "ipv4"}
_DHCP_V6 = {"protocol": "dhcpv6", "transport": "udp", "type": "ipv6"}

_EXHAUSTED: Document = {
    "kind": "event",
    "category": ["network"],
    "type": ["denied", "protocol"],
    "action": "pool-exhausted",
    "outcome": "failure",
}
# How reasons end that say so.
_NO_ADDRESS = ("no free leases", "peer holds all free leases")
# How reasons begin that are no failure: the other server answers, or the client's refusal is taken.
_NO_FAILURE = ("load balance to peer ", "abandoned")


def parse(record: Record) -> Document | None:
    """The document of a line of dhcpd's, `None` for another program's."""
    header = record.header
    is_tagged = header is not None and header.appname is not None
    if header is not None and header.appname is not None and header.appname not in PROGRAMS:
        return None
    text = record.text.strip(" \t")
    first, _, rest = text[:_LONGEST_BEGIN].partition(" ")
    exchange = _EXCHANGES.get(f"{first} {rest.partition(' ')[0]} ")
    match = None if exchange is None else exchange.pattern.fullmatch(text, len(exchange.begin))
    if exchange is not None and match is not None:
        document = _exchange(exchange, said(match))
    else:
        found = first_of(_WORDINGS.get(first, _NO_WORDINGS), text)
        if found is None and is_tagged:
            found = first_of((*wording.TAGGED_WORDINGS, wording.SERVER_MESSAGE), text)
        if found is None:
            return None
        document = _document(*found)
    time = record.header_time()
    if time is not None:
        document["@timestamp"] = time
    if is_tagged:
        document["process"] = process(header)
    return document


def _exchange(exchange: Wording, values: Values) -> Document:
    """The document of a message of DHCPv4 or BOOTP."""
    document: Document = {"event": _event_of_exchange(exchange, values), "network": _DHCP_V4}
    own: Values = {"address": values["address"]} if "address" in values else {}
    _add_way(document, values, own)
    client = _add_client(document, values, own)
    for role, fields in _ROLES.items():
        if role in values and (address := ip(values[role])) is not None:
            document.update(dict.fromkeys(fields, endpoint(address, None)))
    reason = values.get("reason", "")
    if reason.startswith(("network ", "shared network ")):
        network = reason.partition("network ")[2].rpartition(": ")[0].strip(" ")
        if network:
            own["network"] = network
    details = _own(own) if own else own
    if details:
        document["isc_dhcpd"] = details
    relay = details.get("relay_ip")
    if relay is not None and "destination" not in document:
        document["destination"] = endpoint(relay, None)
    ends = (document[end].get("ip") for end in ("source", "destination") if end in document)
    if piece := related(ips=(*ends, relay, details.get("address")), hosts=(client.get("domain"),)):
        document["related"] = piece
    return document


def _add_way(document: Document, values: Values, own: Values) -> None:
    """Add by way of what a message came: an interface to `document`, a relay to `own`; and what stands behind."""
    via = values.get("via", "")
    if "." in via and is_ip(via):
        own["relay_ip"] = via
    elif via:
        document["observer"] = {"ingress": {"interface": {"name": via}}}
    if "more" in values:
        for key, value, state in _MORE.findall(values["more"]):
            own[_MORE_NAMES[key] if key else "lease_state"] = value or state


def _event_of_exchange(exchange: Wording, values: Values) -> Document:
    reason = values.get("reason")
    if reason is None:
        return exchange.event
    if reason.endswith(_NO_ADDRESS):
        return {**_EXHAUSTED, "reason": reason}
    if reason.startswith(_NO_FAILURE):
        return {**exchange.event, "reason": reason}
    return {**exchange.event, "outcome": "failure", "reason": reason}


def _add_client(document: Document, values: Values, own: Values) -> Document:
    """Add the client as `source` and `client`, and return it.

    What stands in the place of its hardware address and is none is its identifier, and is added to `own`.
    """
    client = endpoint(ip(values.get("ip", "")), None, values.get("host"))
    hardware = values.get("hw")
    if hardware is not None and (address := mac(hardware)) is not None:
        client["mac"] = address
    elif hardware is not None and ":" in hardware:
        own["client_id"] = hardware
    if client:
        document["source"] = document["client"] = client
    return client


def _document(found: Wording, values: Values) -> Document:
    """The document of any other message, in the wording that was found."""
    event = found.event if "reason" not in values else {**found.event, "reason": values["reason"]}
    document: Document = {"event": event}
    own = {name: values[name] for name in _OWN if name in values}
    client = _add_client(document, values, own)
    if event["action"].startswith("dhcpv6-"):
        document["network"] = _DHCP_V6
        _add_peer(document, client, values)
    _add_others(document, values)
    if piece := _own(own):
        document["isc_dhcpd"] = piece
    ips = (client.get("ip"), ip(values.get("peer_ip", "")), *(piece.get(name) for name in _OWN if name in _IPS))
    if seen := related(ips=ips, hosts=(client.get("domain"),)):
        document["related"] = seen
    return document


def _add_peer(document: Document, client: Document, values: Values) -> None:
    """Add the endpoint that a message of DHCPv6 comes from or goes to: a client, or a relay."""
    address = ip(values.get("peer_ip", ""))
    if address is None:
        return
    peer = endpoint(address, port(values.get("peer_port", "")))
    if client or document["event"]["action"] == "dhcpv6-relay-reply":
        document["destination"] = peer
    elif document["event"]["action"] in _FROM_SERVER:
        document["destination"] = document["client"] = peer
    else:
        document["source"] = document["client"] = peer


def _add_others(document: Document, values: Values) -> None:
    """Add what few messages say."""
    if "error" in values:
        document["error"] = {"message": values["error"]}
    if "path" in values:
        document["file"] = {"path": values["path"]}
    if "version" in values:
        document["service"] = {"version": values["version"]}
    if "interface" in values:
        document["observer"] = {"ingress": {"interface": {"name": values["interface"]}}}
    if "server_hw" in values and (address := mac(values["server_hw"])) is not None:
        document["server"] = {"mac": address}


def _own(values: Values) -> Document:
    """`isc_dhcpd`, with numbers as such; what is no number or address is left out where one belongs."""
    own: Document = {}
    for name, text in values.items():
        value = whole(text) if name in _NUMBERS else ip(text) if name in _IPS else text
        if value is not None:
            own[name] = value
    return own
