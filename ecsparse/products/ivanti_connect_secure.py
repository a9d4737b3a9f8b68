r"""Ivanti Connect Secure (Pulse Secure): logins, host checks, tunnels, web access, administration.

Layout:
    <134>Oct 31 15:09:55 PulseSecure: 2023-10-31 15:09:55 - ive - [203.0.113.50] jdoe(Users)[Staff] - Primary
        authentication successful for jdoe/LDAP from 203.0.113.50
    id=firewall time="2023-10-31 15:09:55" pri=6 fw=192.0.2.1 vpn=vpn1 ivs=Default Network user=jdoe realm="Users"
        roles="Staff" proto=auth src=203.0.113.50 dst= dstname= type=vpn op= arg="" result= sent= rcvd= agent=""
        duration= msg="AUT24326: Primary authentication successful for jdoe/LDAP from 203.0.113.50"

    The standard format and WELF. The first has the node, the address, the user, the realm and the roles.

Source: Ivanti Connect Secure, Pulse Connect Secure 9.1 to 22.x: log messages, filters of log formats.

Timestamps: that of the event, in the zone of the header if that shows the same time, else local; without it, that
    of the header.

Quirks:
    A realm's name may have blanks, also where a number or a reason follows it: `zones.log`.
    The number of a message is in front of its text, if it is there at all: `event.code`: `accounts.log`.
    Roles have commas between them: `user.roles`: `accounts.log`.
    The realm is `user.domain`, unless the name has a domain of its own: `accounts.log`.
    `System` is a user where the appliance does something by itself: `system.log`.
    The appliance is `observer.name` and `service.name`: `accounts.log`.

Other readings:
    `network.forwarded_ip` of `fw`: that is the appliance; ours is `observer.ip`.
    `host.ip`, `host.mac` of a computer that is checked: that is the source; ours are `source.ip`, `source.mac`.
    `url.path` with its query: ours is `url.query`.
"""

from __future__ import annotations

from ecsparse.ecs.network import mac
from ecsparse.ecs.numbers import nanoseconds
from ecsparse.ecs.pieces import ip
from ecsparse.ecs.places import addresses, count, host_name, port_number
from ecsparse.ecs.web import status_code
from ecsparse.formats.pairs import quoted
from ecsparse.messages import Messages, actions
from ecsparse.messages.captures import ADDRESS, DIGITS, REST, WORD, Capture, account, ecs, own
from ecsparse.messages.values import Values, location
from ecsparse.patterns import Pattern
from ecsparse.record import Document, Phrase, Prefix, Product, Program, Record
from ecsparse.timestamps.event_time import moment

ACTIONS = actions("""
administration           configuration: change | an administrator changes something
connection-close         network: connection end | a connection of a tunnel ends
host-check/failed        authentication: info, failure | a computer is checked before it may connect
host-check/passed        authentication: info, success
login/failed             authentication: start, failure | a user or an administrator logs in
login/succeeded          authentication: start, success
logout                   authentication: end | a user logs out, or a session times out
realm-check/failed       authentication: info, failure | where, or with what, a user may log in is checked
realm-check/passed       authentication: info, success
session-changed          session: info | a session goes on elsewhere, or with another client
server-failed            host: info, failure | a server that knows users does not answer
session-refused          authentication: info, failure | a user has too many sessions
system-event             host: info | any other message of the appliance
tls-failed               network: connection protocol, failure | a client's TLS connection fails
tunnel                   network: connection info | a VPN tunnel starts, changes or ends
tunnel/closed            network: connection end
tunnel/opened            network: connection start
unauthenticated-request  web: access | somebody who is not logged in asks for a page
web-request              web: access | a user reads a page through the gateway
""")


def _level(text: str) -> int | None:
    return int(text) if text in "01234567" and len(text) == 1 else None


def _roles(text: str) -> list[str] | None:
    return [role for part in text.split(",") if (role := part.strip(" "))] or None


def _own(name: str, description: str) -> Capture:
    return own("keyword", description, name=name)


SENTENCE: dict[str, Capture] = {
    "address": ecs("source.ip", ADDRESS, ip, related="ip"),
    "assigned": own("ip", "address that a tunnel's client gets", ADDRESS, name="assigned_ip", related="ip"),
    "assigned_ipv6": own("ip", "its address of IPv6, beside another", ADDRESS, related="ip"),
    "bytes_read": ecs("source.bytes", DIGITS, count),
    "bytes_written": ecs("destination.bytes", DIGITS, count),
    "client": ecs("user_agent.original", read=lambda text: text.removesuffix(".")),
    "hardware": ecs("source.mac", r"[^ ']{11,17}", mac),
    "hostname": ecs("source.domain", WORD, host_name, related="hosts"),
    "method": ecs("http.request.method", r"[A-Z]{3,10}"),
    "policy": ecs("rule.name", r"[^']+"),
    "reason": ecs("event.reason"),
    "host": ecs("url.domain", r"[^ ,]{1,255}", host_name, related="hosts"),
    "new_address": own("ip", "address that a session would go on from", ADDRESS, name="new_ip", related="ip"),
    "page": ecs("url.path", read=lambda text: text.partition("?")[0]),
    "port": ecs("destination.port", DIGITS, port_number),
    "received": ecs("destination.bytes", DIGITS, count),
    "result": ecs("http.response.status_code", r"[0-9]{3}", status_code),
    "seconds": ecs("event.duration", DIGITS, nanoseconds),
    "sent": ecs("source.bytes", DIGITS, count),
    "server": own("keyword", "server that knows the user", r"[^()]+?", name="authentication.server"),
    "session": own("keyword", "number of a session", r"[^()]{1,64}", name="session_id"),
    "named": ecs("destination.domain", read=host_name, related="hosts"),
    "target": location(),
    "target_ip": ecs("destination.ip", ADDRESS, ip, related="ip"),
    "transport": own("keyword", "how a tunnel's packets are carried: ESP or SSL", r"[A-Z]{3}", name="transport"),
    "task": own("keyword", "what was executed", r"[^']+", name="task"),
}

MESSAGES = Messages("ivanti_connect_secure", ACTIONS, SENTENCE, r"""
host-check/passed   Host Checker policy '{policy}' passed on host {?'}{address}{?'}{?{mac}}{*}
host-check/failed   Host Checker policy '{policy}' failed on host {?'}{address}{?'}{?{mac}}
  {?{for}}reason '{reason}'.
host-check/failed   {reason=Host Checker policies could not be evaluated} on host '{address}'{?{mac}}{?.}
realm-check/passed  {~[A-Z][A-Za-z ]{1,32}?} realm restrictions successfully passed for {*}
realm-check/failed  Testing {reason:[A-Z][A-Za-z ]{1,32}? realm restrictions failed} for {*}
login/succeeded     Login succeeded for {who}{? (session:{session})} from {address}{? with {client}}
login/succeeded     Agent login succeeded for {who}{? (session:{session})} from {address}{? with {client}}{?.}
login/succeeded     {|Primary|Secondary} authentication successful for {who} from {address}{*}
login/failed        {|Primary|Secondary} authentication failed for {who} from {address}{*}
login/failed        Login failed using auth server {server} ({~[^()]*}).{~ *}Reason: {reason}
login/failed        Login failed{? from {address}}{? for {who}}.{~ *}Reason: {reason}
login/failed        Authentication failure for AD server '{server:[^']*}': {reason}
login/failed        Active Directory authentication server '{server:[^']*}' : Received NTSTATUS code
  '{reason:[^']*}' {?.}
login/failed        {reason=Account disabled by password management} on auth server '{server:[^']*}'
login/failed        Authentication rejected. Reason: {reason}
logout              Session for user {~[^ ]+} on host {address} has been {reason=terminated}{?.}
logout              {~[^ ]+} logged out from IP ({address}) because {reason:user started new session from IP .*}
logout              Active user '{~[^']*}' in realm '{~[^']*}' is deleted since {reason}
logout              Logout from {address}{? (session:{session})}{*}
logout              Session timed out for {who}{? (session:{session})} {reason:due to .+}
logout              Session timed out for {who}{? (session:{session})}{?.}
logout              Max session timeout for {who}{? (session:{session})}{*}
tunnel/opened       VPN Tunneling: Session started for user with {addresses}, hostname {hostname}
tunnel/opened       VPN Tunneling: Session started for user with {addresses}
tunnel/closed       VPN Tunneling: Session ended for user with {addresses}
tunnel              VPN Tunneling: User with IP {assigned} connected with {transport} transport mode.{*}
tunnel              VPN Tunneling: Transport mode switched over to {transport} for user with NCIP {assigned}{*}
tunnel              Transport mode switched over to {transport} for user with NCIP {assigned}{*}
tls-failed          TLS handshake failed - {~client|server} issued alert '{reason:[^']*}'
tls-failed          SSL negotiation failed while client at source IP '{address}' was trying to connect to
  '{target_ip}'. Reason: '{reason}'
session-refused     Concurrent connection limit of {~[0-9]{1,9}} reached{*}
server-failed       Connection to {~[A-Za-z]{2,16}} server {named:[^ ]{1,255}} failed{*}
administration      User Accounts modified. {reason}
tunnel              Key Exchange number {~[0-9]{1,10}} occurred for user with NCIP {assigned}{*}
session-changed     Session resumed from user agent '{client:[^']{0,1024}}'{*}
session-changed     Remote address for user {who} changed from {~[0-9A-Fa-f:.]{2,45}} to {new_address}.{? {reason}}
session-changed     Roles for user {~[^ ]+} on host {address} changed from <{~[^<>]*}> to <{~[^<>]*}> {*}
host-check/failed   System process detected a Host Checker time out on host {address}{*}
connection-close    Closed connection to {~[^ ]+} port {port} after {seconds} seconds, with {counts}
connection-close    Closed connection to {target_ip} after {seconds} seconds, with {counts}
connection-close    Web request connection from {address} {reason=timed out}. Requested URI {page:[^ ,]+}, {*}
connection-close    Closed connection to {~[^ ]+} {*} after {seconds} seconds, with {counts}
web-request         WebRequest {|ok|completed} : Host: {host}, Request: {method} {page:[^ ]+}{? {*}}
web-request         WebRequest {|ok|completed} : {*}
web-request         WebRequest {|ok|completed}, {method} to {target:[^ ]+} from {address} result={result} {sizes}
unauthenticated-request Unauthenticated request url {target:[^ ]+} came from IP {address}{?.}
administration      Successfully executed '{task}'{*}
administration      {~[A-Z][a-z]{2,16}} changed from {~.+} to {~.+}
""", {
    "addresses": "IPv{~[46]} address {assigned}{?{~,| and} IPv6 address {assigned_ipv6}}",
    "counts": "{bytes_read} bytes read{? (in {~[0-9]+} chunk{?s})} and {bytes_written} bytes written{*}",
    "for": "for user {~'[^']*'} ",
    "mac": " address '{hardware}'",
    "sizes": "sent={sent} received={received} in {seconds} seconds",
    # the realm may have blanks in it
    "who": "{~[^ ]+(?: [^ ()]+){0,3}?}",
})  # fmt: skip

CAPTURES: dict[str, Capture | tuple[Capture, ...]] = {
    **SENTENCE,
    "agent": ecs("user_agent.original"),
    "code": ecs("event.code"),
    "dst": ecs("destination.ip", read=ip, related="ip"),
    "dstname": ecs("destination.domain", read=host_name, related="hosts"),
    "fw": ecs("observer.ip", read=addresses, related="ip"),
    "ivs": _own("virtual_system", "virtual system of the appliance"),
    "node": ecs("observer.name"),
    "op": ecs("http.request.method"),
    "pri": ecs("event.severity", read=_level),
    "proto": _own("protocol", "protocol, or what the message is about"),
    "realm": _own("realm", "realm that a user logs in to"),
    "roles": ecs("user.roles", read=_roles),
    "text": own("keyword", "what the appliance says in words", REST, name="text"),
    "type": ecs("service.type"),
    "user": account(),
    "vpn": (ecs("observer.name"), ecs("service.name")),
}

VALUES = Values("ivanti_connect_secure", ACTIONS, CAPTURES, read_by_product="id time")
# What WELF calls values otherwise.
_CALLED = {"arg": "target", "duration": "seconds", "rcvd": "received", "src": "address"}

PRODUCT = Product(
    vendor="Ivanti",
    name="Connect Secure",
    versions="9.1 to 22.7",
    formats=("text", "welf"),
    signatures=(
        *map(Program, ("PulseSecure", "PulseSecure:", "Juniper", "Ivanti")),
        Prefix('id=firewall time="'),
        Phrase(" - ive - ["),
    ),
    dataset="log",
    fields=("network.bytes", "observer.product", "observer.type", "observer.vendor", "user.domain"),
    messages=(VALUES, MESSAGES),
)

_IN_ALL_OF_WELF = frozenset(("vpn", "user", "realm", "roles", "msg"))
_NOBODY: Document = {}
_OBSERVER = {"vendor": "Ivanti", "product": "Connect Secure", "type": "vpn"}

# 2023-10-31 15:09:55 - ive - [203.0.113.50] jdoe(Users)[Staff, VPN] -
_STANDARD = Pattern(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2}) - ([^ ]{1,255}) - \[([^\]]{0,64})\] "
    r"(?:([^():]{1,128})::)?([^()]{0,255})\(([^()]{0,255})\)\[([^\]]{0,1024})\] -(?: |$)"
)
# AUT24326:
_NUMBER = Pattern(r"([A-Z]{3}[0-9]{5}): ")


def parse(record: Record) -> Document | None:
    """The document of a message in either format; `None` for one that has not the parts of any."""
    text = record.text.strip(" \t")
    text = text.removeprefix("- - - ")
    if text.startswith("id=firewall "):
        pairs = quoted(text)
        said = dict(reversed(pairs))
        if not _IN_ALL_OF_WELF.issubset(said):
            return None
        pairs = [(_CALLED.get(name, name), value) for name, value in pairs if name != "msg"]
        return _document(pairs, said["msg"], record, said.get("time", ""))
    standard = _STANDARD.match(text)
    if standard is None:
        return None
    time, *values = standard.groups()
    pairs = list(zip(("node", "address", "ivs", "user", "realm", "roles"), values, strict=True))
    return _document(pairs, text[standard.end() :], record, time)


def _document(pairs: list[tuple[str, str]], text: str, record: Record, stated: str) -> Document:
    number = _NUMBER.match(text)
    if number is not None:
        pairs.append(("code", number[1]))
        text = text[number.end() :]
    action, values = MESSAGES.read(text) or ("system-event", {})
    # what a sentence says again counts once
    said = {**values, "text": text, **{name: value for name, value in pairs if value}}
    document = VALUES.document(action, said)
    document["observer"] = {**document.get("observer", _NOBODY), **_OBSERVER}
    own = document.get("ivanti_connect_secure", _NOBODY)
    if "realm" in own and "user" in document and "name" in document["user"]:
        document["user"] = {"domain": own["realm"], **document["user"]}
    sent, received = (document.get(end, _NOBODY).get("bytes") for end in ("source", "destination"))
    if sent is not None and received is not None:
        document["network"] = {**document.get("network", _NOBODY), "bytes": sent + received}
    instant = moment(stated, record.clock, record.zone_at(stated))[0]
    record.set_time(document, instant or record.header_time())
    return document
