r"""dnsmasq, the DNS forwarder and DHCP server of small networks: queries, answers, leases, routers, TFTP.

Layout:
    Oct 31 15:09:55 gw1 dnsmasq[412]: 12 192.0.2.20/51234 query[A] www.example.com from 192.0.2.20
    Oct 31 15:09:55 dnsmasq-dhcp[412]: DHCPACK(br0) 192.0.2.50 00:00:5e:00:53:22 pc7

    `log-queries=extra` adds a number and the client, `log-dhcp` an id; a file (`log-facility`) has no host.

Source: dnsmasq(8), and the message texts of dnsmasq 2.80 to 2.90 (`src/cache.c`, `rfc2131.c`, `rfc3315.c`, …).

Timestamps: that of the header, or of the log file, which is local time without a year.

Quirks:
    Pi-hole writes what it blocks into the log of dnsmasq, which it is built on: `dns.log`.
    Each link of a chain of aliases has a line of its own, whose name is `dns.question.name`: `dns.log`.
    In the answer to a reverse look-up, the address is `dnsmasq.address`, the host name the answer: `dns.log`.
    DHCPv4 and DHCPv6 share their words; one has a hardware address, the other a DUID: `dhcp.log`.
    What a text record holds is not marked as text; one that is an address is read as one: `hostile.log`.
"""

from __future__ import annotations

from ecsparse.ecs.dns import TYPES
from ecsparse.ecs.network import family, process
from ecsparse.ecs.pieces import dns_answer
from ecsparse.messages import Messages, actions
from ecsparse.messages.captures import WORD, Capture, ecs, endpoint, own
from ecsparse.patterns import Pattern
from ecsparse.record import Document, Prefix, Product, Program, Record

PROGRAMS = ("dnsmasq", "dnsmasq-dhcp", "dnsmasq-script", "dnsmasq-tftp")

_DHCP, _ICMP, _TFTP = ({"network": {"protocol": name}} for name in ("dhcp", "ipv6-icmp", "tftp"))
_QUERY, _ANSWER = ({"network": {"protocol": "dns"}, "dns": {"type": kind}} for kind in ("query", "answer"))

ACTIONS = actions(
    """
blocked-answer      network: denied protocol + answer | a query is answered by a block list of Pi-hole
cached-answer       network: protocol + answer | a query is answered from the cache
configuration-load  configuration: access | a file of hosts or servers is read
dhcp-ack            network: allowed protocol, success + dhcp | a client gets what it asks for
dhcp-decline        network: protocol + dhcp | a client declines an address, which is in use
dhcp-detail         network: info protocol + dhcp | a part of a transaction (`log-dhcp`)
dhcp-discover       network: protocol + dhcp | a client looks for a server
dhcp-ignored        network: denied protocol, failure + dhcp | a client asks at an interface that is not served
dhcp-inform         network: protocol + dhcp | a client asks for settings
dhcp-nak            network: denied protocol, failure + dhcp | a client is refused an address
dhcp-offer          network: protocol + dhcp | a client is offered an address
dhcp-release        network: end protocol + dhcp | a client gives its address back
dhcp-reply          network: protocol + dhcp | a client is answered with a status
dhcp-request        network: protocol + dhcp | a client asks for an address, or to keep it
dnssec-query        network: protocol + query | dnsmasq asks for a key to validate with
file-sent           network: access protocol, success + tftp | a client reads a file
file-sent/failed    network: access protocol, failure + tftp
local-answer        network: protocol + answer | a query is answered from files or leases
name-not-given      network: protocol, failure + dhcp | a client does not get the name that it asks for
pool-exhausted      network: denied protocol, failure + dhcp | no address is left
query               network: protocol + query | a client asks
query-forward       network: protocol + query | a query is forwarded to a server
query-ignored       network: denied protocol, failure + query | a client is not of a local network
query-limit         network: denied protocol, failure + query | too many queries are waiting
rate-limit          network: denied protocol, failure + answer | a client asks too often (Pi-hole)
rebind-attack       network: denied protocol, failure + answer | a reply has a private address
recursion-refused   network: protocol, failure + answer | a server does not recurse
reply               network: protocol, success + answer | a server answers
reply/failed        network: protocol, failure + answer
router-advertise    network: protocol + icmp | dnsmasq advertises a router, as hosts ask for
server-message      process: info | any other message, also of scripts
server-start        process: start | dnsmasq starts
server-stop         process: end | dnsmasq stops
slaac-confirm       network: protocol + icmp | a host is at the address that it chose
upstream-server     configuration: info | a server that queries are forwarded to
validation          network: protocol + answer | an answer is validated by DNSSEC
validation/failed   network: protocol, failure + answer
""",
    answer=_ANSWER,
    dhcp=_DHCP,
    query=_QUERY,
    tftp=_TFTP,
    icmp=_ICMP,
)


def _type(text: str) -> str:
    """The name of a type of records; `TYPE` and its number if it is not known."""
    number = text.removeprefix("type=")
    return text if number == text else TYPES.get(number, f"TYPE{number}")


_CODE = r"NXDOMAIN|NODATA(?:-IPv[46])?|SERVFAIL|REFUSED"
_IP = r"[0-9]{1,3}(?:\.[0-9]{1,3}){3}|[0-9a-f]{0,4}:[0-9a-f:.]{1,40}"

CAPTURES = {
    "reason": ecs("event.reason"),
    "path": ecs("file.path"),
    "version": ecs("service.version", WORD),
    "name": ecs("dns.question.name", WORD, related="hosts"),
    "type": ecs("dns.question.type", r"[A-Za-z0-9=-]+", _type),
    "rcode": ecs("dns.response_code", _CODE, lambda text: "NOERROR" if text[:6] == "NODATA" else text),
    "data": Capture("dns", ".+?", dns_answer, parts=("answers.data", "resolved_ip"), related=("ip", "resolved_ip")),
    "record": Capture("dns", r"[A-Z0-9]+", lambda text: {"answers": [{"type": text}]}, parts=("answers.type",)),
    "in": ecs("observer.ingress.interface.name", r"[^ ()]+"),
    "out": ecs("observer.egress.interface.name", r"[^ ()]+"),
    "client": endpoint("client", "source"),
    "server": endpoint("destination", "server"),
    "address": own("ip", "address that a reverse look-up is about", _IP, related="ip"),
    "boot_server": own("ip", "server that a client loads its boot file from", related="ip"),
    "client_id": own("keyword", "DUID of a client, or its long address", r"[0-9a-f]{2}(?::[0-9a-f]{2}){2,127}"),
    "blocked_by": own(
        "keyword",
        "list of Pi-hole's that blocks a name",
        r"(?:gravity|exactly|regex|special domain) (?:blocked|blacklisted|denied)(?: \(CNAME\))?|blacklisted",
    ),
    "class": own("keyword", "class that a DHCP client, or its user, belongs to"),
    "host": own("keyword", "host name that a reverse look-up finds", WORD, related="hosts"),
    "id": own("keyword", "number that messages of a query, or a DHCP transaction, share"),
    "option": own("keyword", "DHCP option that is sent, and its value"),
    "origin": own("keyword", "file, or another source, of a local answer", r"config|DHCP|auth|/[^ ]+"),
    "range": own("keyword", "first and last address of a DHCP range"),
    "requested": own("keyword", "DHCP options that a client asks for"),
    "result": own("keyword", "result of DNSSEC validation", r"[A-Z]+"),
}

MESSAGES = Messages("dnsmasq", ACTIONS, CAPTURES, r"""
query               !  query[{type}] {name:.+} from {client}
query-forward          forwarded {name} to {server}{?#{server_port}}
dnssec-query           dnssec-{|query|retry}[{type}] {name} to {server}{?#{server_port}}
validation/failed      validation {|result|{name}} is {result:BOGUS|ABANDONED}{ends}
validation             validation {|result|{name}} is {result}{ends}
reply/failed           reply {|error|{name}} is {|{rcode:SERVFAIL|REFUSED}|not implemented|{~[0-9]+}}{ends}
reply                  reply {answer}
cached-answer          cached{?-stale} {answer}
local-answer           {origin} {answer}
blocked-answer      !  {blocked_by} {name} is {|{rcode}|{data}}{ends}
rate-limit          !  Rate-limiting {client} is {rcode}{ends}
rebind-attack       !  possible DNS-rebind attack detected: {name}
query-ignored       !  {reason=ignoring query from non-local network}{? {client}}{? (logged only once)}
query-limit         !  {reason=Maximum number of concurrent DNS queries reached} (max: {~[0-9]+})
recursion-refused      nameserver {server} refused to do a recursive query
upstream-server        using nameserver {server}#{server_port}{?{*}}
configuration-load     reading {path}
configuration-load     read {path} - {~[0-9]+} {|names|addresses}
server-start           started, version {version} {*}
name-not-given      !  not giving name {client_name} to the DHCP lease of {client} because {reason}
dhcp-ignored           DHCP packet received on {in} which {reason=has no address}
server-stop            exiting on receipt of SIGTERM
pool-exhausted      !  DHCPDISCOVER({in}) {who} {reason=no address available}
pool-exhausted      !  DHCPADVERTISE({out}) {who} {reason:[^ ]+ .+}
pool-exhausted      !  DHCPREPLY({out}) {who} {reason=no addresses available}
pool-exhausted         {reason=no address range available} for DHCP{?v6} request {*}
dhcp-discover       !  DHCPDISCOVER({in}) {who}{? {reason}}
dhcp-discover       !  DHCPSOLICIT({in}) {who}{? {reason}}
dhcp-offer          !  DHCPOFFER({out}) {who}
dhcp-offer          !  DHCPADVERTISE({out}) {who}{? {client_name}}
dhcp-request        !  DHCPREQUEST({in}) {who}{? {reason}}
dhcp-request        !  DHCPRENEW({in}) {who}{? {reason}}
dhcp-request        !  DHCPREBIND({in}) {who}{? {reason}}
dhcp-request        !  DHCPCONFIRM({in}) {who}{? {reason}}
dhcp-ack            !  DHCPACK({out}) {who}{? {client_name}}
dhcp-reply          !  DHCPREPLY({out}) {who} {reason:success|deprecated|[^ ]+ .+}
dhcp-ack            !  DHCPREPLY({out}) {who}{? {client_name}}
dhcp-nak            !  DHCPNAK({out}) {who} {reason}
dhcp-release        !  DHCPRELEASE({in}) {who}{? {reason}}
dhcp-decline        !  DHCPDECLINE({in}) {who}{? {reason}}
dhcp-inform         !  DHCPINFORM{?ATION-REQUEST}({in}) {who}{? {reason}}
router-advertise    !  RTR-SOLICIT({in}){? {client_mac}}
router-advertise    !  RTR-ADVERT({out}) {~[0-9a-f:]+}
slaac-confirm       !  SLAAC-CONFIRM({in}) {client}{? {client_name}}
dhcp-detail            available DHCP range: {range}
dhcp-detail            {|vendor|user} class: {class}
dhcp-detail            client provides name: {client_name}
dhcp-detail            requested options: {requested}
dhcp-detail            next server: {boot_server}
dhcp-detail            sent size:{~ *[0-9]+} option:{~ *}{option}
file-sent              sent {path} to {client}
file-sent/failed       failed sending {path} to {client}
file-sent/failed       file {path} {reason=not found}{? for {client}}
file-sent/failed       cannot {|access|read} {path}: {reason}
""", {
    "answer": "{|{address} is {|{rcode}|{data={host}}}|{|error|{name}} is {|{rcode}|<{record}>|{data}}}{ends}",
    "ends": "{? (DNSSEC signed)}{? (EDE: {reason:[A-Za-z0-9() ]{1,40}})}",
    "who": "{?{client} }{|{client_mac}|{client_id}}",
})  # fmt: skip

PRODUCT = Product(
    vendor="Simon Kelley",
    name="dnsmasq",
    versions="2.80 to 2.90",
    formats=("text",),
    signatures=(*map(Program, PROGRAMS), *(Prefix(f"{name}: ") for name in PROGRAMS)),
    provider="dnsmasq",
    messages=MESSAGES,
    fields=("client.port", "network.type", "process.name", "process.pid", "source.port"),
)

# dnsmasq-dhcp: (where there is no header)
_TAG = Pattern(r"(dnsmasq(?:-dhcp|-script|-tftp)?): ")
# 12 192.0.2.20/51234 | * 192.0.2.20/51234 | 3942318274
_FRONT = Pattern(r"(?:\*|([0-9]{1,10})) (?:([0-9A-Fa-f.:%]{2,45})/([0-9]{1,5}) )?")


def parse(record: Record) -> Document | None:
    """The document of a line of dnsmasq's, `None` for another program's."""
    header, text = record.header, record.text.strip(" \t")
    program = record.program
    if program is not None and program not in PROGRAMS:
        return None
    writer = process(header)
    if program is None and (tag := _TAG.match(text)) is not None:
        program, text, writer = tag[1], text[tag.end() :], {"name": tag[1]}
    front = _FRONT.match(text)
    found = MESSAGES.read(text if front is None else text[front.end() :], alone=program is None)
    if found is None and program is None:
        return None
    action, values = found or ("server-message", {})
    if front is not None and found is not None:
        shared = zip(("id", "client", "client_port"), front.groups(), strict=True)
        values = {name: value for name, value in shared if value} | values
    document = MESSAGES.document(action, values)
    address = (document.get("client") or document.get("server") or {}).get("ip")
    if "network" in document and address is not None:
        document["network"]["type"] = family(address)
    if writer:
        document["process"] = writer
    record.stamp(document)
    return document
