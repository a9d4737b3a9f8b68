r"""FreeRADIUS: who logged in, and the server itself, its clients and the servers that it asks.

Layout:
    Tue Aug 12 08:26:30 2025 : Auth: (1209) Login OK: [jdoe] (from client wlan1 port 8 cli 00-11-22-33-44-55)

    A time, a kind of message, the number of the request, and what happened. To syslog, time and, as a rule, the
    kind are left out. A login has its reason in brackets, the user, with `auth_badpass` or `auth_goodpass` the
    password after a slash, the client by its name in `clients.conf`, its NAS-Port, and the Calling-Station-Id.

    2025-08-12T08:26:30.123456Z: Auth  : (0)  Login OK: [jdoe] (from client wlan1 port 8)

    Version 4. The files of `rlm_detail` have a time and packets' attributes below it: `detail`. Their lines are one
    record with `--join-indented`, or where a shipper joined them.

Source: the message texts of FreeRADIUS 2.1 to 3.2 (`src/main/auth.c`, `log.c`, `listen.c`, `process.c`,
`radiusd.c`, `src/modules/rlm_*`); of 4, `src/lib/util/log.c`.

Timestamps: local time without zone, of one second, or ISO 8601 with one; `Timestamp` of a packet, in seconds since
1970; else that of the syslog header.

Quirks:
    What follows the slash after a user is a password and is in no field but `message`; only `host/` and a name
    with a dot is a computer: `logins.log`.
    The parts of `user@realm` and `DOMAIN\user` are name and domain; all of it is `freeradius.user_name`: `logins.log`.
    A user may contain anything, even what looks like the end of a line: the last such end counts, `logins.log`.
    The Calling-Station-Id is a hardware address, an address or anything else: `logins.log`.
    Texts of failures may quote what a user sent; messages of the kind `Auth` that are unknown have no text in a
    field but `message`: `server.log`.
    After its own time and kind, any message is FreeRADIUS's: `server.log`.
    What proves an identity in a packet (passwords, challenges) is in no field but `message`: `detail.log`.

Other readings:
    `source.port` that is the NAS-Port: a port of a switch or an access point, not of a host; it is
    `freeradius.nas_port`.
    `network.protocol` `TLS` of what came through a tunnel: the protocol is RADIUS, the tunnel `freeradius.via`.
    `source.mac` in small letters: ECS has capital ones.
"""

from __future__ import annotations

from ecsparse.ecs.network import family, process
from ecsparse.ecs.numbers import parse_uint
from ecsparse.ecs.pieces import related
from ecsparse.formats import pam
from ecsparse.messages import Messages, Values, actions
from ecsparse.messages.captures import ecs, endpoint, own
from ecsparse.patterns import Pattern
from ecsparse.products.freeradius import detail
from ecsparse.record import Document, Field, Phrase, Product, Program, Record

PROGRAMS = frozenset(("freeradius", "radius", "radiusd"))
# Kinds as version 4 pads them.
_PADDED = ("Auth ", "Debug", "ERROR", "Error", "INFO ", "Info ", "WARN ", "Warn ")
KINDS = ("Acct", "Auth", "Debug", "Error", "ERROR", "Info", "Proxy", "VMPS", "Warn", "Warning", "WARNING")

ACTIONS = actions("""
{bad-packet|unknown-client}  network: denied, failure | {a packet was not accepted|a client is not known}
backend              network: info | the server opens or closes a connection to a directory or a database
backend-failure      network: info, failure | a directory or a database does not answer
challenged           authentication: info + radius | a client is asked for more
accounting-request   session: info + radius | a client reports a session
accounting-response  session: info, success + radius | the report of a session is confirmed
{accepted|rejected}  authentication: start, {success|failure} + radius | a client is told {|not }to let a user in
request              authentication: start + radius | a client asks whether a user may be let in
duplicate-request    network: info, failure | a request came again before it was answered
error                | an error
home-server-{alive|dead}  network: info, {success|failure} | a home server {answers again|does not answer}
home-server-timeout  network: info, failure | a home server did not answer a request
home-server-zombie   network: info, failure | a home server may not be answering
invalid-user         authentication: start, failure | the user's name is not allowed
login{|/failed}      authentication: start, {success|failure} | a user logged in, or failed to
{login-rejected|too-many-logins}  authentication: start, failure | a user {was rejected later|is logged in too often}
message              | any other message
reload               configuration: change | the server read its configuration again
server-overloaded    process: info, failure | the server is too slow for its requests
{start|stop}         process: {start|end} | the server {started|stopped}
tls-failure          network: protocol, failure | a TLS tunnel fails
""", radius={"network": {"protocol": "radius"}})  # fmt: skip

CAPTURES = {
    "reason": ecs("event.reason"),
    "error": ecs("error.message"),
    "version": ecs("service.version", r"[0-9][0-9A-Za-z.+~-]{0,60}"),
    "source": endpoint("source", "client"),
    "server": endpoint("destination", "server"),
    "client": own("keyword", "name of the client (an access point, a switch) in the configuration", r"\S{1,255}"),
    "module": own("keyword", "module of the server", r"[A-Za-z0-9_.-]{1,100}"),
    "instance": own("keyword", "instance of a module", r"[A-Za-z0-9_.-]{1,100}"),
    "backend": own("keyword", "directory or database that is used", r"\S{1,255}"),
    "packet_id": own("long", "number of a packet", r"[0-9]{1,3}"),
    "size": ecs("network.bytes", r"[0-9]{1,5}", parse_uint),
    "nas_port": own("long", "port of the client that the user is on"),
    "calling_station_id": own("keyword", "where the user calls from, as the client states it"),
    "user_name": own("keyword", "user as the client states it, with realm or domain"),
    "via": own("keyword", "what the login came through: a TLS tunnel, a proxy"),
}

MESSAGES = Messages("freeradius", ACTIONS, CAPTURES, r"""
home-server-alive   {?PROXY: }Marking {home_server} {?as }alive{*}
home-server-zombie  {?PROXY: }Marking {home_server} as zombie{? ({reason:.*})}{?.}
home-server-dead    {?PROXY: }Marking {home_server} {?as }dead{?.}{? {*}}
home-server-timeout Rejecting request {~[0-9]{1,20}} {?(proxy Id {~[0-9]{1,5}}) }due to {no_answer}
home-server-timeout {?ERROR: }Failing proxied request{? for user "{~[^"]{0,255}}"}, due to {no_answer}
unknown-client      {reason=Ignoring request} to {~[^\n]{1,200}?} from unknown client
  {source}{? port {source_port}}{? proto {~[a-z]{2,5}}}
backend-failure     {of_instance}: Bind with {*} to {backend} failed: {error}
backend-failure     {of_instance}: {error:(?:Could not start TLS|Opening connection failed|Hit max_).*}
backend-failure     {module}: {?ERROR: }{error:(?:Opening connection failed|Failed to connect).*}
backend-failure     [{module}] {error:ntlm_auth (?:failed|said)[^\n]{0,200}}
backend-failure     {?{module}: }{?ERROR: }{error:Program returned code [^\n]{1,200}}
backend             {of_instance}: {|Opening additional|Closing|Connecting|Reserved|Released|Need} {*}
backend-failure     {module}: {error:(?:Couldn't connect socket|Mysql error) .*}
tls-failure         {module}: {error:SSL error .*}
tls-failure         {?{module}: }{?ERROR: }{error:(?:\(TLS\) )?(?:TLS Alert|Alert|TLS_accept|Failed contin).*}
server-overloaded   {?WARNING: }{reason:Unresponsive (?:child|thread)|Maximum request (?:count|limit)}{*}
server-overloaded   {reason=Dropping request} ({~[0-9]{1,10}} is too many): from client {client} port {*}
bad-packet          {reason=No EAP session matching state}{*}
bad-packet          Received {|packet from {source}|{~[A-Za-z-]{1,32}} packet from client {source} port
  {source_port}} with {reason=invalid Message-Authenticator}!{*}
bad-packet          {reason=Dropping packet without response} because of error: {~.{0,200}?}from {source}{? {*}}
duplicate-request   {reason={Received conflicting | Ignoring duplicate} packet} {same_client}
duplicate-request   {reason=Discarding duplicate request} {same_client}
{|accounting-}request !  Received {Access | Accounting}-Request {of_packet}
{accepted|rejected|challenged} !  Sent Access-{Accept | Reject | Challenge} {of_answer}
accounting-response !  Sent Accounting-Response {of_answer}
start               Ready to process requests{?.}
start               FreeRADIUS Version {version}{?,}{? }{*}
stop                Exiting {|normally|due to {*}}{?.}
stop                {reason=Signalled to terminate}
reload              HUP - {*}
reload              Module: Reloaded module "{module}"
""", {
    "home_server": "home server {server} port {server_port}",
    "no_answer": "{reason=lack of any response} from {home_server}",
    "same_client": "from client {client} port {~[0-9]{1,5}} - ID: {*}",
    "of_instance": "{module} ({instance})",
    "of_packet": "{|Id {packet_id} from {source}:{source_port} to {server}:{server_port} length {size}"
    "|packet from host {source} port {source_port},{*}}",
    "of_answer": "Id {packet_id} from {server}:{server_port} to {source}:{source_port} length {size}",
})  # fmt: skip

PRODUCT = Product(
    vendor="FreeRADIUS", name="FreeRADIUS", versions="2.1 to 4.0", formats=("text",),
    signatures=(
        *(Program(name) for name in sorted(PROGRAMS)),
        Phrase(" (from client "),
        *(Phrase(f" Access-{kind} Id ") for kind in ("Accept", "Challenge", "Reject", "Request")),
        *(Phrase(f" Accounting-{kind} Id ") for kind in ("Request", "Response")),
        *(Phrase(f" : {kind}: ") for kind in KINDS),
        *(Phrase(f": {kind} : ") for kind in _PADDED),
        *detail.SIGNATURES,
    ),
    provider="freeradius",
    messages=(MESSAGES, detail.VALUES),
    fields=(
        "log.level", "network.{bytes,packets,protocol,type}", "process.{name,pid}", "source.{domain,mac}",
        "user.{domain,email,name}",
    ),
    own_fields={"freeradius.request": Field("long", "number of the request")},
)  # fmt: skip

# The results of logins.
_LOGINS = {
    "Login OK": "login", "Login incorrect": "login/failed", "Invalid user": "invalid-user",
    "Rejected in post-auth": "login-rejected", "Multiple logins": "too-many-logins",
}  # fmt: skip

# Tue Aug 12 08:26:30 2025 : Auth:
_FRONT = Pattern(
    r"((?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) [A-Z][a-z]{2} [ 0-9][0-9] [0-9]{2}:[0-9]{2}:[0-9]{2} [0-9]{4}) : "
    rf"({'|'.join(KINDS)}): {{1,2}}"
)
# 2025-08-12T08:26:30.123456Z: Auth  :
_FRONT_4 = Pattern(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{6}(?:Z|[+-][0-9]{2}:[0-9]{2})): "
    r"(Auth|Debug|ERROR|Error|INFO|Info|WARN|Warn) {1,2}: {1,2}"
)
# Auth: , where a tag comes first
_KIND = Pattern(rf"({'|'.join(KINDS)}): {{1,2}}")
# (1209) with a blank or two
_REQUEST = Pattern(r"\(([0-9]{1,40})\) {1,3}")
# Login incorrect (pap: …): [ | Login OK: [ | Multiple logins (max 1) [MPP attempt]: [
_RESULT = Pattern(
    r"(Login OK|Login incorrect|Invalid user|Rejected in post-auth|Multiple logins)(?: \((?P<reason>.*?)\))?"
    r"(?: \[MPP attempt\])? ?: \["
)
# wlan1 port 8 cli 00-11-22-33-44-55 via TLS tunnel) and what an administrator's message adds
_CALLER = Pattern(
    r"(?P<client>[^\s()]{1,255}) port (?P<nas_port>[0-9]{1,40})(?: cli (?P<calling_station_id>[^()]{0,255}?))?"
    r"(?: (?P<via>via [A-Za-z ]{1,40}))?\)(?: .*)?"
)


def parse(record: Record) -> Document | None:
    """The document of a line of FreeRADIUS's, `None` for another program's."""
    if (packet := detail.parse(record)) is not None:
        return packet
    program = record.program
    if (program is not None and program not in PROGRAMS) or record.text.startswith(pam.STARTS):
        return None
    moment, kind, number, text = _parts(record, program)
    document = _login(text)
    if document is None:
        if program is None and moment is None and (number is None or MESSAGES.read(text, alone=True) is None):
            return None
        document = _message(text, kind)
    if number is not None:
        document.setdefault("freeradius", {})["request"] = number
    if kind:
        document["log"] = {"level": {"warn": "warning"}.get(kind.lower(), kind.lower())}
    if said := process(record.header):
        document["process"] = said
    if moment is None:
        time = record.header_time()
    else:
        time = record.clock.instant(moment) if moment[:1].isdigit() else record.clock.ctime(moment)
    record.set_time(document, time)
    return document


def _parts(record: Record, program: str | None) -> tuple[str | None, str, int | None, str]:
    """The time, the kind, the number of the request and the message; what is missing is `None` or empty."""
    text = record.text.strip(" \t")
    moment, kind = None, ""
    if (front := _FRONT.match(text) or _FRONT_4.match(text)) is not None:
        moment, kind = front[1], front[2]
        text = text[front.end() :]
    elif program is not None and (match := _KIND.match(text)) is not None:
        kind = match[1]
        text = text[match.end() :]
    request = _REQUEST.match(text)
    if request is None:
        return moment, kind, None, text
    return moment, kind, parse_uint(request[1]), text[request.end() :]


def _login(text: str) -> Document | None:
    """The document of a login that succeeded or failed, `None` if `text` is about none."""
    result = _RESULT.match(text)
    if result is None:
        return None
    user, found, rest = text[result.end() :].rpartition("] (from client ")
    caller = _CALLER.fullmatch(rest) if found else None
    if caller is None:
        return None
    values = {name: value for name, value in caller.groupdict().items() if value}
    if result["reason"]:
        values["reason"] = result["reason"].strip(" ")
    domain = detail.computer(user)
    who = {} if domain is not None else detail.user(user.partition("/")[0])
    if who:
        values["user_name"] = user.partition("/")[0]
    document = MESSAGES.document(_LOGINS[result[1]], values)
    document["network"] = {"protocol": "radius"}
    source = detail.caller(values.get("calling_station_id", ""), domain)
    if source:
        document["source"] = source
    if who:
        document["user"] = who
    if piece := related(ips=(source.get("ip"),), hosts=(domain,), users=(who.get("name"),)):
        document["related"] = piece
    return document


def _message(text: str, kind: str) -> Document:
    """The document of any other message."""
    found = MESSAGES.read(text)
    if found is None:
        is_error = kind.lower() == "error"
        values: Values = {"error": text} if is_error and "[" not in text else {}
        return MESSAGES.document("error" if is_error else "message", values)
    document = MESSAGES.document(*found)
    if "network" in document["event"]["category"]:
        peer: Document = document.get("source") or document.get("destination") or {}
        address = peer.get("ip")
        document["network"] = {"protocol": "radius", **({} if address is None else {"type": family(address)})}
    return document
