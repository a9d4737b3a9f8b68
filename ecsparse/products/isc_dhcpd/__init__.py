r"""ISC DHCP server: which client asked for, was given and gave back which address, in DHCPv4, BOOTP and DHCPv6.

Layout:
    Oct 31 15:09:55 dhcp1 dhcpd[1201]: DHCPREQUEST for 192.0.2.50 (192.0.2.1) from 00:00:5e:00:53:22 (pc7) via eth1

    dhcpd writes to syslog, or to the console without a date. A message about an exchange begins with the message's
    type; then come the address, the server that is meant, the client's hardware address, the host name that it
    gives itself, and how the message came: through an interface, or a relay's address. After that: `: ` and why
    the server does nothing; `(found)`; or, from appliances that use dhcpd, `relay`, `TransID`, `uid`,
    `lease-duration` and `(RENEW)`.

Source: dhcpd(8), dhcpd.conf(5), and the message texts of ISC DHCP 4.1 to 4.4 (`messages`).

Timestamps: that of the syslog header; dhcpd writes none.

Quirks:
    The address that an exchange is about is `source.ip`, also where it is only offered or refused: `dhcpv4.log`.
    The server's answers too have the client as `source`: it began the exchange: `dhcpv4.log`.
    `destination` is the server that a request names, else the relay that the message came or goes by, and
    `isc_dhcpd.relay_ip` always is that relay: `dhcpv4.log`.
    A host name may have any printable character, blanks and brackets too; it ends before the last `) via `:
    `hostile.log`.
    A DHCPDISCOVER for which there is no address is `pool-exhausted`, as in a starvation attack: `exhaustion.log`.
    The client of a DHCPv6 message through a relay is the relay's `peer address`: `dhcpv6.log`.
    dhclient and dnsmasq have the same words in another order (`samples/unmatched/isc_dhcpd_lookalikes.log`).

Other readings:
    `source.mac` is in the form of ECS: upper case with hyphens, not as dhcpd writes it.
"""

from __future__ import annotations

from ecsparse.ecs.network import mac, process
from ecsparse.ecs.pieces import endpoint, ip, is_ip, port, related
from ecsparse.messages import Values
from ecsparse.patterns import Pattern
from ecsparse.products.isc_dhcpd.messages import MESSAGES
from ecsparse.record import Document, Product, Program, Record

PROGRAMS = frozenset(("dhcpd", "dhcpd4", "dhcpd6", "dhcpdv6", "isc-dhcp-server"))

PRODUCT = Product(
    vendor="ISC", name="DHCP server", versions="4.1 to 4.4", formats=("text",),
    signatures=tuple(map(Program, sorted(PROGRAMS))),
    after={"isc_bind": "of lines that begin with `client `, most are BIND's; each declines the other's"},
    provider="dhcpd",
    messages=MESSAGES,
    fields=("{client,source}.{domain,mac,port}", "destination.port", "process.{name,pid}"),
)  # fmt: skip

# relay 192.0.2.1 lease-duration 3600 (RENEW) uid 01:00:00:5e:00:53:22
_MORE = Pattern(r"(relay|TransID|uid|lease-duration|offered-duration) (\S+)|\(([A-Za-z ]{1,20})\)")
_MORE_NAMES = {
    "relay": "relay_ip", "TransID": "transaction_id", "uid": "client_id", "lease-duration": "lease_seconds",
    "offered-duration": "lease_seconds",
}  # fmt: skip

# How reasons end for which there is no address.
_NO_ADDRESS = ("no free leases", "peer holds all free leases")


def parse(record: Record) -> Document | None:
    """The document of a line of dhcpd's, `None` for another program's."""
    program = record.program
    # WatchGuard's Firebox has a number before the messages of its own daemon
    if (program is not None and program not in PROGRAMS) or 'msg_id="' in record.text:
        return None
    found = MESSAGES.read(record.text.strip(" \t"), alone=program is None)
    if found is None:
        return None
    action, values = found
    document = (_exchange if action.startswith(("dhcp-", "bootp-")) else _message)(action, values)
    record.stamp(document)
    if program is not None:
        document["process"] = process(record.header)
    return document


def _exchange(action: str, values: Values) -> Document:
    """The document of a message of DHCPv4 or BOOTP."""
    _add_way(values)
    reason = values.get("reason", "")
    if reason.startswith(("network ", "shared network ")):
        network = reason.partition("network ")[2].rpartition(": ")[0].strip(" ")
        if network:
            values["network"] = network
    client = _client(values)
    document = MESSAGES.document("pool-exhausted/exchange" if reason.endswith(_NO_ADDRESS) else action, values)
    # it is no failure if the other server answers, or the address that was declined is abandoned
    if reason and not reason.startswith(("load balance to peer ", "abandoned")):
        document["event"]["outcome"] = "failure"
    relay = document["isc_dhcpd"].get("relay_ip") if "isc_dhcpd" in document else None
    if relay is not None and "destination" not in document:
        document["destination"] = endpoint(relay, None)
    _add_client(document, client)
    return document


def _add_way(values: Values) -> None:
    """Add how a message came, by an interface or a relay, and what follows that."""
    via = values.get("via", "")
    if via:
        values["relay_ip" if "." in via and is_ip(via) else "interface"] = via
    if "more" in values:
        for key, value, state in _MORE.findall(values["more"]):
            values[_MORE_NAMES[key] if key else "lease_state"] = value or state


def _client(values: Values) -> Document:
    """`client` of a message; an identifier in the place of its hardware address is added to `values`."""
    client = endpoint(ip(values.get("ip", "")), None, values.get("host"))
    hardware = values.get("hw", "")
    if (address := mac(hardware)) is not None:
        client["mac"] = address
    elif ":" in hardware:
        values["client_id"] = hardware
    return client


def _add_client(document: Document, client: Document) -> None:
    """Add the client, which began the exchange, as `source` and `client`."""
    if client:
        document["source"] = document["client"] = client
        _add_related(document, client.get("ip"), client.get("domain"))


def _add_related(document: Document, address: str | None, host: str | None = None) -> None:
    if "related" not in document and address is not None and host is not None:
        # most messages name nobody else
        document["related"] = {"ip": [address], "hosts": [host]}
        return
    lists = document.get("related", {})
    if found := related(ips=(*lists.get("ip", ()), address), hosts=(host,)):
        document["related"] = found


def _message(action: str, values: Values) -> Document:
    """The document of any other message."""
    client = _client(values)
    document = MESSAGES.document(action, values)
    _add_client(document, client)
    address = ip(values.get("peer_ip", ""))
    if address is not None:
        peer = endpoint(address, port(values.get("peer_port", "")))
        if client or action == "dhcpv6-relay-reply":
            # a relay between the client and the server
            document["destination"] = peer
        elif action in ("dhcpv6-advertise", "dhcpv6-reply", "dhcpv6-reconfigure"):
            document["destination"] = document["client"] = peer
        else:
            document["source"] = document["client"] = peer
        _add_related(document, address, client.get("domain"))
    return document
