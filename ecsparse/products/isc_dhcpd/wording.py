r"""The wordings of ISC dhcpd's messages that are no exchange of DHCPv4, by how they begin.

Source: the message texts of ISC DHCP 4.1 to 4.4: `server/dhcpv6.c`, `failover.c`, `ddns.c`, `dhcp.c`, `mdb.c`,
`db.c`, `dhcpd.c`, `common/lpf.c`.

The names of a pattern's groups say where a value goes. `ip`, `hw` and `host` are the client's, `peer_ip` and
`peer_port` whom a DHCPv6 message comes from or goes to; what has no place in ECS is named as in `isc_dhcpd.*`.
"""

from __future__ import annotations

from ecsparse.ecs import wording

_CONFIGURATION = ("configuration",)
_HOST = ("host",)
_PROCESS = ("process",)

_IP = r"[0-9A-Fa-f.:]{2,45}"
_PREFIX = rf"{_IP}/[0-9]{{1,3}}"
# an address, or a prefix for a network
_LEASED = rf"(?:address (?P<ip>{_IP})|prefix (?P<prefix>{_PREFIX}))"
_HW = r"(?P<hw>[0-9A-Fa-f:]{2,95})"
_DUID = r"(?P<client_id>[^\s,]+)"
_PEER = rf"(?P<peer_ip>{_IP}) port (?P<peer_port>[0-9]{{1,5}})"
_V6 = (
    "Solicit", "Request", "Confirm", "Renew", "Rebind", "Release", "Decline", "Information-request",
    "Relay-forward",
)  # fmt: skip


class Wording(wording.Wording):
    """What messages of one wording say, with how they begin."""

    __slots__ = ("begin",)

    def __init__(
        self,
        begin: str,
        source: str,
        action: str,
        *types: str,
        category: tuple[str, ...] = wording.NETWORK,
        outcome: str = "",
    ) -> None:
        super().__init__(source, action, *types, category=category, outcome=outcome)
        self.begin = begin


# Whoever reads a line by its wording alone: no other program begins with one of these, and goes on as its pattern.
WORDINGS = (
    # Solicit message from fe80::1 port 546, transaction ID 0xDE7A8C00
    *(
        Wording(
            f"{kind} message from ",
            rf"{kind} message from {_PEER}, (?:transaction ID (?P<transaction_id>0x[0-9A-F]+)|"
            rf"link address (?P<link_ip>{_IP}), peer address (?P<ip>{_IP}))",
            f"dhcpv6-{kind.lower()}", "protocol",
        )
        for kind in _V6
    ),
    # Sending Reply to fe80::1 port 546
    *(
        Wording(f"Sending {kind} to ", rf"Sending {kind} to {_PEER}", f"dhcpv6-{kind.lower()}", "protocol")
        for kind in ("Advertise", "Reply", "Reconfigure", "Relay-reply")
    ),
    # Reply NA: address 2001:db8::5 to client with duid 00:01:00:01:2a:3b iaid = 1 valid for 600 seconds
    *(
        Wording(
            f"{kind} ",
            rf"{kind} (?:(?:NA|TA): address (?P<ip>{_IP})|PD: (?:address|prefix) (?P<prefix>{_PREFIX})) to client "
            rf"with duid {_DUID} iaid = (?P<iaid>-?[0-9]{{1,10}}) "
            r"(?:valid for (?P<lease_seconds>[0-9]{1,10}) seconds|static)",
            f"dhcpv6-lease-{action}", "allowed", "protocol", outcome="success",
        )
        for kind, action in (("Advertise", "offer"), ("Reply", "assign"))
    ),
    Wording(
        "Client ", rf"Client {_DUID} (?:releases|releasing) {_LEASED}",
        "dhcpv6-lease-release", "end", "protocol", outcome="success",
    ),
    Wording(
        "Client ",
        rf"Client {_DUID} (?:releases|declines) {_LEASED}, "
        r"(?P<reason>which is not .+)",
        "dhcpv6-lease-refused", "denied", "protocol", outcome="failure",
    ),
    Wording(
        "Client ", rf"Client {_DUID} declines {_LEASED}.*",
        "dhcpv6-lease-decline", "protocol",
    ),
    Wording(
        "Picking pool ", rf"Picking pool (?:address (?P<address>{_IP})|prefix (?P<prefix>{_PREFIX}))",
        "dhcpv6-address-pick", "protocol",
    ),
    # Unable to pick client address: no addresses available
    Wording(
        "Unable to pick client ", r"Unable to pick client (?:address|prefix): (?P<reason>no .+)",
        "pool-exhausted", "denied", outcome="failure",
    ),
    Wording(
        "Discarding ", rf"Discarding [A-Z][A-Za-z-]+ from (?P<peer_ip>{_IP}); (?P<reason>.+)",
        "dhcpv6-discard", "denied", "protocol", outcome="failure",
    ),
    # failover peer dhcp-ha: I move from normal to communications-interrupted
    Wording(
        "failover peer ",
        r"failover peer (?P<failover_peer>[^\s:]+): (?:I move|peer moves) from (?P<old_state>[a-z-]+) to "
        r"(?P<state>[a-z-]+)",
        "failover-state-change", "change", category=_HOST,
    ),
    Wording(
        "failover peer ", r"failover peer (?P<failover_peer>[^\s:]+): .+", "failover-message", "info",
        category=_HOST,
    ),
    # balancing pool 55d2a8 192.0.2.0/24  total 100  free 50  backup 50  lts 0  max-own (+/-)10
    *(
        Wording(
            f"{verb} pool ",
            rf"{verb} pool [0-9a-fx]+ (?P<network>\S+)  total (?P<pool_total>[0-9]{{1,19}})  "
            r"free (?P<pool_free>[0-9]{1,19})  backup (?P<pool_backup>[0-9]{1,19})  lts .+",
            "failover-pool-balance", "info", category=_HOST,
        )
        for verb in ("balancing", "balanced")
    ),
    # bind update on 192.0.2.5 from dhcp-ha rejected: incoming update is less critical than outgoing update
    Wording(
        "bind update on ",
        rf"bind update on (?P<address>{_IP}) (?:from|got ack from) (?P<failover_peer>[^\s:]+)(?: rejected)?: "
        r"(?P<reason>.+)",
        "failover-update-rejected", "info", category=_HOST, outcome="failure",
    ),
    # Added new forward map from pc7.example.com to 192.0.2.5
    Wording(
        "Added new forward map ", rf"Added new forward map from (?P<host>\S+) to (?P<ip>{_IP})",
        "dns-record-add", "change", category=_CONFIGURATION, outcome="success",
    ),
    Wording(
        "Added reverse map ", r"Added reverse map from (?P<reverse_name>\S+) to (?P<host>\S+)",
        "dns-record-add", "change", category=_CONFIGURATION, outcome="success",
    ),
    Wording(
        "Removed forward map ", rf"Removed forward map from (?P<host>\S+) to (?P<ip>{_IP})",
        "dns-record-delete", "change", category=_CONFIGURATION, outcome="success",
    ),
    Wording(
        "Removed reverse map ", r"Removed reverse map on (?P<reverse_name>\S+)",
        "dns-record-delete", "change", category=_CONFIGURATION, outcome="success",
    ),
    # Unable to add forward map from pc7.example.com to 192.0.2.5: timed out
    Wording(
        "Unable to add forward map ",
        rf"(?P<error>Unable to add forward map from (?P<host>\S+) to (?P<ip>{_IP}): (?P<reason>.+))",
        "dns-update-failed", "change", category=_CONFIGURATION, outcome="failure",
    ),
    Wording(
        "Unable to add reverse map ",
        r"(?P<error>Unable to add reverse map from (?P<reverse_name>\S+) to (?P<host>[^\s:]+): (?P<reason>.+))",
        "dns-update-failed", "change", category=_CONFIGURATION, outcome="failure",
    ),
    # Forward map from pc7.example.com to 192.0.2.5 FAILED: Has an address record but no DHCID, not mine.
    Wording(
        "Forward map from ",
        rf"(?P<error>Forward map from (?P<host>\S+)(?: to (?P<ip>{_IP}))? FAILED: (?P<reason>.+))",
        "dns-update-failed", "change", category=_CONFIGURATION, outcome="failure",
    ),
    # Abandoning IP address 192.0.2.5: pinged before offer
    Wording(
        "Abandoning IP address ", rf"Abandoning IP address (?P<address>{_IP}?): (?P<reason>.+)",
        "lease-abandon", "info", outcome="failure",
    ),
    Wording("Reclaiming abandoned lease ", rf"Reclaiming abandoned lease (?P<address>{_IP}?)\.", "lease-reclaim",
            "info"),
    Wording(
        "ICMP Echo reply while lease ", rf"(?P<reason>ICMP Echo reply) while lease (?P<address>{_IP}?) valid\.",
        "address-conflict", "info",
    ),
    Wording(
        "uid lease ", rf"uid lease (?P<address>{_IP}) for client {_HW} is duplicate on (?P<network>\S+)",
        "lease-duplicate", "info",
    ),
    Wording(
        "client ", rf"client {_HW} has duplicate leases on (?P<network>\S+)", "lease-duplicate", "info",
    ),
    Wording(
        "Dynamic and static leases ", rf"Dynamic and static leases present for (?P<address>{_IP}?)\.",
        "address-conflict", "info",
    ),
    # reuse_lease: lease age 5 (secs) under 25% threshold, reply with unaltered, existing lease for 192.0.2.5
    Wording(
        "reuse_lease: ",
        r"reuse_lease: lease age (?P<lease_age>[0-9]{1,10}) \(secs\) under [0-9]+% threshold, .+ for "
        rf"(?P<ip>{_IP})",
        "lease-reuse", "info",
    ),
    # Pool threshold exceeded - shared subnet: office; address: 192.0.2.5; high threshold 80% 203/254.
    *(
        Wording(
            f"Pool threshold {verb} ",
            rf"Pool threshold {verb} - shared subnet: (?P<network>[^;]+); address: (?P<address>{_IP}); .+",
            f"pool-threshold-{verb}", "info",
        )
        for verb in ("exceeded", "reset")
    ),
    Wording(
        "Wrote ", r"Wrote (?P<leases>[0-9]{1,19}) leases to leases file\.", "leases-write", "info",
        category=_CONFIGURATION, outcome="success",
    ),
    Wording(
        "Wrote ", r"Wrote [0-9]{1,19} .+ decls to leases file\.", "leases-write", "info",
        category=_CONFIGURATION, outcome="success",
    ),
    Wording(
        "Internet Systems Consortium DHCP Server ", r"Internet Systems Consortium DHCP Server (?P<version>\S+)",
        "server-start", "start", category=_PROCESS,
    ),
    # Listening on LPF/eth0/00:00:5e:00:53:01/192.0.2.0/24
    *(
        Wording(
            f"{verb}{kind}/",
            rf"{verb}{kind}/(?P<interface>[^\s/]+)(?:/(?P<server_hw>[0-9A-Fa-f:]{{17}}))?(?:/(?P<network>\S+))?",
            "server-listen", "info",
        )
        for verb in ("Listening on ", "Sending on   ")
        for kind in ("LPF", "BPF", "Socket", "DLPI", "Raw")
    ),
    Wording(
        "No subnet declaration for ",
        r"(?P<error>No subnet declaration for (?P<interface>\S+) \((?P<reason>[^()]+)\)\.)",
        "server-listen", "info", outcome="failure",
    ),
)  # fmt: skip

# Messages that others write as well: they are dhcpd's behind its tag.
TAGGED_WORDINGS = (
    Wording("Server starting ", r"Server starting service\.", "server-start", "start", category=_PROCESS),
    Wording("Config file: ", r"Config file: (?P<path>.+)", "configuration-load", "access",
            category=_CONFIGURATION),
    Wording("exiting", r"exiting\.", "server-stop", "end", category=_PROCESS),
    Wording("receive_packet ", r"(?P<error>receive_packet failed on (?P<interface>[^\s:]+): (?P<reason>.+))",
            "packet-failed", "info", outcome="failure"),
    Wording("send_packet: ", r"(?P<error>send_packet: (?P<reason>.+))", "packet-failed", "info", outcome="failure"),
)  # fmt: skip

SERVER_MESSAGE = Wording("", r".*", "server-message", "info", category=_PROCESS)

ACTIONS = {
    "address-conflict": "an address is used by more than one host",
    "bootp-reply": "the server answers a BOOTP client",
    "bootp-request": "a BOOTP client asks for an address",
    "configuration-load": "the server reads its configuration",
    "dhcp-ack": "the server gives a client an address, or the settings it asked for",
    "dhcp-decline": "a client refuses its address, which another host uses",
    "dhcp-discover": "a client looks for a server",
    "dhcp-inform": "a client with an address asks for settings",
    "dhcp-leasequery": "a relay asks who has an address, or is told",
    "dhcp-nak": "the server refuses a client the address it asks for",
    "dhcp-offer": "the server offers a client an address",
    "dhcp-release": "a client gives its address back",
    "dhcp-request": "a client asks for an address",
    "dhcpv6-address-pick": "the server takes an address or a prefix from a pool",
    "dhcpv6-advertise": "the server offers itself to a client",
    "dhcpv6-confirm": "a client asks whether its addresses still fit",
    "dhcpv6-decline": "a client refuses addresses, which another host uses",
    "dhcpv6-discard": "the server drops a message",
    "dhcpv6-information-request": "a client asks for settings",
    "dhcpv6-lease-assign": "the server gives a client an address or a prefix",
    "dhcpv6-lease-decline": "a client refuses an address, which another host uses",
    "dhcpv6-lease-offer": "the server offers a client an address or a prefix",
    "dhcpv6-lease-refused": "a client gives back what it does not have",
    "dhcpv6-lease-release": "a client gives an address or a prefix back",
    "dhcpv6-rebind": "a client asks any server to keep its addresses",
    "dhcpv6-reconfigure": "the server asks a client to ask again",
    "dhcpv6-relay-forward": "a relay passes a client's message on",
    "dhcpv6-relay-reply": "the server answers through a relay",
    "dhcpv6-release": "a client gives addresses back",
    "dhcpv6-renew": "a client asks its server to keep its addresses",
    "dhcpv6-reply": "the server answers a client",
    "dhcpv6-request": "a client asks for addresses",
    "dhcpv6-solicit": "a client looks for a server",
    "dns-record-add": "the server adds a client's name to the DNS",
    "dns-record-delete": "the server deletes a client's name from the DNS",
    "dns-update-failed": "the server could not change the DNS",
    "failover-message": "any other message about the other server",
    "failover-pool-balance": "free addresses are shared out between two servers",
    "failover-state-change": "one of two servers changes its state",
    "failover-update-rejected": "one of two servers does not take the other's state of a lease",
    "lease-abandon": "an address is not given out, since another host uses it",
    "lease-duplicate": "a client has more than one lease in a network",
    "lease-reclaim": "an abandoned address is given out again",
    "lease-reuse": "a client that asks early keeps its lease as it is",
    "leases-write": "the server writes its leases to their file",
    "packet-failed": "the server could not send or receive",
    "pool-exhausted": "there is no free address for a client",
    "pool-threshold-exceeded": "many of a pool's addresses are in use",
    "pool-threshold-reset": "fewer of a pool's addresses are in use",
    "server-listen": "the server listens or sends on an interface, or cannot",
    "server-message": "any other message of the server",
    "server-start": "the server starts",
    "server-stop": "the server ends",
}
