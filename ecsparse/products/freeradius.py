r"""FreeRADIUS: who logged in, and the server itself, its clients and the servers that it asks.

Layout:
    Tue Aug 12 08:26:30 2025 : Auth: (1209) Login OK: [jdoe] (from client wlan1 port 8 cli 00-11-22-33-44-55)

    A time, a kind of message, the number of the request, and what happened. To syslog, time and, as a rule, the
    kind are left out. A login has its reason in brackets, the user, with `auth_badpass` or `auth_goodpass` the
    password behind a slash, the client by its name in `clients.conf`, its NAS-Port, and the Calling-Station-Id.

Source: the message texts of FreeRADIUS 2.1 to 3.2 (`src/main/auth.c`, `log.c`, `listen.c`, `process.c`,
`radiusd.c`, `src/modules/rlm_*`).

Timestamps: local time without zone, of one second; else that of the syslog header.

Quirks:
    What stands behind a user's slash is a password and is in no field but `message`; only `host/` and a name
    with a dot is a computer: `logins.log`.
    The parts of `user@realm` and `DOMAIN\user` are name and domain; all of it is `freeradius.user_name`:
    `logins.log`.
    A user may contain anything, also what looks like the end of a line: the last such end counts, `logins.log`.
    The Calling-Station-Id is a hardware address, an address or anything else: `logins.log`.
    Texts of failures may quote what a user sent; messages of the kind `Auth` that are unknown have no text in a
    field but `message`: `server.log`.
    Behind its own time and kind, any message is FreeRADIUS's: `server.log`.

Other readings:
    `source.port` that is the NAS-Port: a port of a switch or an access point, not of a host; it is
    `freeradius.nas_port`.
    `network.protocol` `TLS` of what came through a tunnel: the protocol is RADIUS, the tunnel `freeradius.via`.
    `source.mac` in small letters: ECS has capital ones.
"""

from __future__ import annotations

from ecsparse.ecs.network import family, mac, process, whole
from ecsparse.ecs.pieces import endpoint, ip, port, related
from ecsparse.ecs.wording import first_of
from ecsparse.patterns import Pattern
from ecsparse.products import _freeradius_wording as wording
from ecsparse.record import Phrase, Product, Program

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ecsparse.ecs.wording import Values, Wording
    from ecsparse.record import Document, Record

PROGRAMS = frozenset(("freeradius", "radius", "radiusd"))
KINDS = ("Acct", "Auth", "Debug", "Error", "ERROR", "Info", "Proxy", "VMPS", "Warn", "Warning", "WARNING")

PRODUCT = Product(
    vendor="FreeRADIUS",
    name="FreeRADIUS",
    versions="2.1 to 3.2",
    formats=("text",),
    signatures=(
        *(Program(name) for name in sorted(PROGRAMS)),
        Phrase(" (from client "),
        *(Phrase(f" : {kind}: ") for kind in KINDS),
    ),
    dataset="log",
    provider="freeradius",
    fields=(
        "client.address", "client.ip", "client.port", "destination.address",
        "destination.ip", "destination.port", "event.reason", "log.level", "network.protocol",
        "network.type", "process.name", "process.pid", "server.address", "server.ip",
        "server.port", "service.version", "source.address", "source.domain", "source.ip", "source.mac",
        "source.port", "user.domain", "user.email", "user.name",
    ),
    own_fields=wording.OWN_FIELDS,
    actions=wording.ACTIONS,
)  # fmt: skip

# Tue Aug 12 08:26:30 2025 : Auth:
_FRONT = Pattern(
    r"((?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) [A-Z][a-z]{2} [ 0-9][0-9] [0-9]{2}:[0-9]{2}:[0-9]{2} [0-9]{4}) : "
    rf"({'|'.join(KINDS)}): {{1,2}}"
)
# Auth: , where a tag comes first
_KIND = Pattern(rf"({'|'.join(KINDS)}): {{1,2}}")
# (1209) with a blank or two
_REQUEST = Pattern(r"\(([0-9]{1,40})\) {1,3}")
# Login incorrect (pap: …): [ | Login OK: [ | Multiple logins (max 1) [MPP attempt]: [
_RESULT = Pattern(
    r"(Login OK|Login incorrect|Invalid user|Rejected in post-auth|Multiple logins)(?: \((?P<reason>.*?)\))?"
    r"(?: \[MPP attempt\])?: \["
)
# wlan1 port 8 cli 00-11-22-33-44-55 via TLS tunnel) and what an administrator's message adds
_CALLER = Pattern(
    r"(?P<client>[^\s()]{1,255}) port (?P<nas_port>[0-9]{1,40})(?: cli (?P<caller>[^()]{0,255}?))?"
    r"(?: (?P<via>via [A-Za-z ]{1,40}))?\)(?: .*)?"
)
# host/pc7.example.com, and a password
_COMPUTER = Pattern(r"host/((?=[^/]*\.)[A-Za-z0-9_-][A-Za-z0-9_.-]{0,252})(?:/.*)?")
# 00-11-22-33-44-55 | 0011.2233.4455 | 001122334455
_MAC = Pattern(
    r"[0-9A-Fa-f]{2}(?:([-:])[0-9A-Fa-f]{2}(?:\1[0-9A-Fa-f]{2}){4}|[0-9A-Fa-f]{10})|[0-9A-Fa-f]{4}(?:\.[0-9A-Fa-f]{4}){2}"
)

_CALL_END = "] (from client "
_LONGEST_WORD = 40
_LEVELS = {"warn": "warning"}


def parse(record: Record) -> Document | None:
    """The document of a line of FreeRADIUS's, `None` for another program's."""
    header = record.header
    program = None if header is None else header.appname
    if program is not None and program not in PROGRAMS:
        return None
    moment, kind, number, text = _parts(record, program)
    document = _login(text)
    if document is None:
        if program is None and moment is None:
            return None
        document = _message(text, kind)
    if number is not None:
        document["freeradius"] = {**document.get("freeradius", {}), "request": number}
    if kind:
        document["log"] = {"level": _LEVELS.get(kind.lower(), kind.lower())}
    if said := process(header):
        document["process"] = said
    time = record.header_time() if moment is None else record.clock.ctime(moment)
    if time is not None:
        document["@timestamp"] = time
    return document


def _parts(record: Record, program: str | None) -> tuple[str | None, str, int | None, str]:
    """The time, the kind, the number of the request and the message; what is not there is `None` or empty."""
    text = record.text.strip(" \t")
    moment, kind = None, ""
    if (front := _FRONT.match(text)) is not None:
        moment, kind = front[1], front[2]
        text = text[front.end() :]
    elif program is not None and (match := _KIND.match(text)) is not None:
        kind = match[1]
        text = text[match.end() :]
    request = _REQUEST.match(text)
    if request is None:
        return moment, kind, None, text
    return moment, kind, whole(request[1]), text[request.end() :]


def _login(text: str) -> Document | None:
    """The document of a login that succeeded or failed, `None` if `text` is about none."""
    result = _RESULT.match(text)
    if result is None:
        return None
    user, end, rest = text[result.end() :].rpartition(_CALL_END)
    caller = _CALLER.fullmatch(rest) if end else None
    if caller is None:
        return None
    event = wording.LOGINS[result[1]]
    if result["reason"]:
        event = {**event, "reason": result["reason"]}
    computer = _COMPUTER.fullmatch(user)
    domain = None if computer is None else computer[1]
    who = {} if computer is not None else _user(user.partition("/")[0])
    source = _caller(caller["caller"] or "", domain)
    own: Document = {"client": caller["client"]}
    if (number := whole(caller["nas_port"])) is not None:
        own["nas_port"] = number
    if caller["caller"]:
        own["calling_station_id"] = caller["caller"]
    if caller["via"]:
        own["via"] = caller["via"]
    document: Document = {"event": event, "network": {"protocol": "radius"}, "freeradius": own}
    if source:
        document["source"] = source
    if who:
        own["user_name"] = user.partition("/")[0]
        document["user"] = who
    piece = related(ips=(source.get("ip"),), hosts=(domain,), users=(who.get("name"),))
    if piece:
        document["related"] = piece
    return document


def _user(user: str) -> Document:
    r"""`user` of `jdoe`, `jdoe@realm` or `DOMAIN\jdoe`; FreeRADIUS may write the last with two signs."""
    name, at, realm = user.rpartition("@")
    if at and name and realm:
        return {"name": name, "domain": realm, "email": user}
    domain, sign, name = user.partition("\\")
    if sign and domain and name.lstrip("\\"):
        return {"name": name.lstrip("\\"), "domain": domain}
    return {"name": user} if user else {}


def _caller(text: str, domain: str | None) -> Document:
    """`source` of a Calling-Station-Id and, if it is one, the name of the computer."""
    source = endpoint(ip(text), None, domain)
    if _MAC.fullmatch(text) is not None:
        digits = text.replace("-", "").replace(":", "").replace(".", "")
        source["mac"] = mac(":".join(digits[place : place + 2] for place in range(0, len(digits), 2)))
    return source


def _message(text: str, kind: str) -> Document:
    """The document of any other message."""
    word = text[:_LONGEST_WORD].partition(" ")[0]
    found = first_of(wording.WORDINGS.get(word, ()), text)
    if found is None:
        failed = kind.lower() == "error"
        document: Document = {"event": wording.ERROR if failed else wording.MESSAGE}
        if failed and "[" not in text:
            document["error"] = {"message": text}
        return document
    return _document(*found)


def _document(found: Wording, values: Values) -> Document:
    get = values.get
    event = found.event if "reason" not in values else {**found.event, "reason": values["reason"]}
    document: Document = {"event": event}
    client = endpoint(ip(get("source", "")), port(get("source_port", "")))
    server = endpoint(ip(get("server", "")), port(get("server_port", "")))
    if client:
        document["source"] = document["client"] = client
    if server:
        document["destination"] = document["server"] = server
    address = client.get("ip") or server.get("ip")
    if "network" in event["category"]:
        document["network"] = {"protocol": "radius", **({} if address is None else {"type": family(address)})}
    if "version" in values:
        document["service"] = {"version": values["version"]}
    if "error" in values:
        document["error"] = {"message": values["error"]}
    if own := {name: values[name] for name in ("client", "module") if name in values}:
        document["freeradius"] = own
    if piece := related(ips=(client.get("ip"), server.get("ip"))):
        document["related"] = piece
    return document
