r"""Citrix NetScaler (ADC, Gateway): connections, TLS, gateway sessions, logins, commands, application firewall.

Layout:
    <134> 10/31/2023:14:09:55 GMT ns1 0-PPE-0 : default SSLVPN LOGIN 2211 0 : Context jdoe@203.0.113.50 -
        SessionId: 44- User jdoe - Client_ip 203.0.113.50 - Nat_ip "Mapped Ip" - Vserver 198.51.100.9:443
        - Browser_type "Mozilla"
    10/31/2023:14:09:56 GMT ns1 0-PPE-0 : default TCP CONN_DELINK 2212 0 :  Source 192.0.2.20:51544 - Vserver
        198.51.100.9:443 - NatIP 192.0.2.11:40112 - Destination 192.0.2.80:443 - Total_bytes_send 221
    CEF:0|Citrix|NetScaler|NS14.1|APPFW|APPFW_STARTURL|6|src=203.0.113.9 spt=40112 method=GET request=http://…

    A date, the zone, the appliance and its packet engine; the partition, the module, the event and its number;
    then names and values with hyphens between them, or a sentence.

Source: NetScaler, syslog message reference 12.1 to 14.1 (AAA, ACL, EVENT, ICA, SSLLOG, SSLVPN, TCP, UI);
    application firewall logs.

Timestamps: that of the event, UTC where it says GMT, else local. Dates are month first, as the default is, unless
    the first number cannot be a month, or year first. Else that of the header.

Quirks:
    The module may be missing; the event is `event.code`: `admin.log`.
    There may be no blank before the hyphen after a session's number: `gateway.log`.
    Files that tables were exported to have the line in quotes, and quotes in it twice: `gateway.log`.
    Of a web request, the user and the groups are between colons: `gateway.log`.
    `Nat_ip "Mapped Ip"` and `N/A` say nothing: `gateway.log`.
    Both ends of a packet that meets an access list have an arrow between them: `traffic.log`.
    The user of a desktop is before a colon, the domain behind it: `gateway.log`.
    The ends of TLS are `ClientIP` and `VserverServiceIP`: `tls.log`.

Other readings:
    `tls.version` as `TLSv1`: ours is the version alone, `1.2`.
    `url.original` of the host of a request: ours is the target; the host is `url.domain`.
    `user.domain` of a name in the middle of a sentence that somebody's policy writes.
"""

from __future__ import annotations

from ecsparse.formats import cef
from ecsparse.messages.values import Values
from ecsparse.patterns import Pattern
from ecsparse.products.citrix_netscaler.values import ACTIONS, CAPTURES, OF_EVENTS
from ecsparse.record import Document, Phrase, Prefix, Product, Record
from ecsparse.timestamps.event_time import moment

VALUES = Values("citrix_netscaler", ACTIONS, CAPTURES, read_by_product="End_time Start_time cs5")

_CEF = tuple(f"{begin}Citrix|NetScaler|" for begin in cef.BEGINNINGS)
_MODULES = (
    "AAA", "AAATM", "ACL", "API", "APPFW", "AUTHORIZATION", "BOT", "CI", "EVENT", "GUI", "ICA", "LSN", "RDP",
    "ROUTING", "SNMP", "SSLLOG", "SSLVPN", "SUBSCRIBER", "TCP", "UI", "URLFILT",
)  # fmt: skip

PRODUCT = Product(
    vendor="Citrix",
    name="NetScaler",
    versions="12.1 to 14.1",
    formats=("text", "cef"),
    signatures=(
        *(Phrase(f" 0-PPE-{number} : ") for number in range(64)),
        *(Phrase(f": default {module} ") for module in _MODULES),
        Prefix("default CMD_EXECUTED "),
        *map(Prefix, _CEF),
    ),
    dataset="log",
    before={"cef": "its events name the vendor, and mean what its logs mean"},
    fields=(
        "event.end",
        "event.start",
        "network.bytes",
        "observer.product",
        "observer.type",
        "observer.vendor",
        "observer.version",
    ),
    messages=VALUES,
)

_NOBODY: Document = {}
_OBSERVER = {"vendor": "Citrix", "product": "NetScaler", "type": "load-balancer"}
_NAMES_OF_CEF = {
    "act": "verdict", "cs1": "profile", "cs2": "engine", "cs3": "SessionId", "msg": "message", "spt": "ClientPort",
    "src": "ClientIP",
}  # fmt: skip

# Times of sessions of a desktop, as those of a gateway are called.
_TIMES = {"endTime": "End_time", "startTime": "Start_time"}

# 10/31/2023:14:09:55 GMT ns1 0-PPE-0 : default SSLVPN LOGIN 2211 0 :
_FRONT = Pattern(
    r"(?:(?:([0-9]{2,4}/[0-9]{2}/[0-9]{2,4}):([0-9]{2}:[0-9]{2}:[0-9]{2})(?: ([A-Z]{3,4}))? +)?"
    r"(?:([^ :]{1,255}) )?(?:([0-9]{1,3}-PPE-[0-9]{1,3}) )?: +)?"
    r"([A-Za-z0-9_.-]{1,64}) (?:([A-Z]{2,16}) )?([A-Za-z][A-Za-z0-9_]{1,63}) ([0-9]{1,20}) [0-9]{1,5} ?: *"
)
# 10/31/2023:14:09:55 GMT ns1 0-PPE-0 : (before an event of CEF)
_BEFORE_CEF = Pattern(r"(?:[0-9/:]{16,19} [A-Z]{3,4} )?[^ :]{1,255} [0-9]{1,3}-PPE-[0-9]{1,3} : {1,2}(?=CEF:)")
# What values are called in some messages that others call otherwise.
_CALLED = {
    "Denied_url": "request",
    "Sessionid": "SessionId",
    "Monitor": "Device",
    "Remote_host": "host",
    "Vserver_ip": "Vserver",
}
# ... - Delink Time 10/31/2023:14:09:55 GMT Total_bytes_send 221 (a blank or a hyphen is missing after some values)
_UNPARTED = Pattern(r"(SessionId: [0-9]{1,20}(?=- )|[0-9]{2}:[0-9]{2}(?: [A-Z]{3,4})?(?= Total_bytes_send ))-? ")
# www.example.com User jdoe : Group(s) staff : Vserver 198.51.100.9:443
_OF_REQUEST = Pattern(r"([^ ]{1,255}) User ([^ ]{1,255}) : Group\(s\) ([^:]{1,255}) : Vserver ([^ ]{1,64})")
#  : GET /a.jpg |  GMT GET /a.jpg
_METHOD = Pattern(r"(?: :| [A-Z]{3,4}) (CONNECT|DELETE|GET|HEAD|OPTIONS|PATCH|POST|PUT|TRACE) ([^ ]{1,2048})(?: |$)")
# User <jdoe>, | Srcip: 192.0.2.20, | denied_by_policy: policy | clientip 203.0.113.50
_IN_SENTENCE = Pattern(r"\b([Uu]ser|Srcip|Dstip|denied_by_policy|client ?ip|Client_ip)(?::? ?<|: | )([^ ,<>\"]{1,255})")
_OF_SENTENCE = {
    "Client_ip": "Client_ip", "client ip": "Client_ip", "Dstip": "Destination", "Srcip": "Source", "User": "User",
    "clientip": "Client_ip", "denied_by_policy": "Denied_by_policy", "user": "User",
}  # fmt: skip
# 203.0.113.9 2135-PPE0 - profile Disallow Illegal URL: http://www.example.com/x <blocked>
_OF_FIREWALL = Pattern(r"([0-9A-Fa-f.:]{2,45}) [^ ]{1,32} [^ ]{1,64} ([^ ]{1,128}) (.{1,2048}) <([a-z ]{1,32})>")
# Source Port 51544 (after TCP or UDP, of an access list)
_PORT_OF_ACL = Pattern(r"(Source|Destination) Port ([0-9]{1,5})")
# netScalerLoginFailure (userName = "nsroot", alarmFailureReason = "Invalid credentials", …)
_TRAP = Pattern(r"([A-Za-z][A-Za-z0-9]{1,63}) \((?=[A-Za-z]{1,64} = )")
_OF_TRAP = Pattern(r"([A-Za-z]{1,64}) = (?:\"([^\"]{0,512})\"|([^,()\"]{0,255}))")
_CALLED_IN_TRAPS = {
    "alarmFailureReason": "Failure_reason", "clientIPAddress": "Client_ip", "configurationCmd": "Command",
    "nsClientIPAddr": "Client_ip", "nsUserName": "User", "userName": "User",
}  # fmt: skip
# http://www.example.com/x
_URL = Pattern(r"https?://[^ <>\"]{1,2048}")


def parse(record: Record) -> Document | None:
    """The document of a message of any module; `None` for what has no event with a number."""
    text = record.text.strip(" \t")
    if (before := _BEFORE_CEF.match(text)) is not None:
        text = text[before.end() :]
    if text.startswith(_CEF):
        return _of_cef(text, record)
    if text[:1] == '"':
        text = text[1:-1].replace('""', '"') if text[-1:] == '"' else text[1:]
    front = _FRONT.match(text)
    if front is None or (front[5] is None and front[8] != "CMD_EXECUTED"):
        return None
    date, clock_time, zone, host, engine, partition, module, event, number = front.groups()
    pairs = [
        (name, value)
        for name, value in (
            ("appliance", host), ("engine", engine), ("partition", partition), ("module", module), ("event", event),
            ("number", number),
        )
        if value is not None
    ]  # fmt: skip
    pairs += _body(text[front.end() :], event)
    stated = _date(date, clock_time, zone) if date is not None else ""
    return _document(_action(event, dict(pairs)), pairs, record, stated)


def _of_cef(text: str, record: Record) -> Document:
    event = cef.read(text)
    pairs = [("event", event.name), ("module", event.signature), ("severity", event.severity)]
    pairs += [(_NAMES_OF_CEF.get(key, key), value) for key, value in event.extension]
    document = _document("web-attack", pairs, record, "")
    if event.product_version:
        document["observer"]["version"] = event.product_version
    return document


def _document(action: str, pairs: list[tuple[str, str]], record: Record, stated: str) -> Document:
    document = VALUES.document(action, pairs)
    document["observer"] = {**document.get("observer", _NOBODY), **_OBSERVER}
    sent, received = (document.get(end, _NOBODY).get("bytes") for end in ("source", "destination"))
    if sent is not None and received is not None:
        document.setdefault("network", {})["bytes"] = sent + received
    if (instant := moment(stated, record.clock)[0] or record.header_time()) is not None:
        document["@timestamp"] = instant
    said = dict(pairs)
    _, error, reason = said.get("Status", "").partition("ERROR: ")
    if error and reason:
        document["event"]["reason"] = reason
    for name, field in (("Start_time", "start"), ("End_time", "end")):
        date, _, rest = said.get(name, "").partition(":")
        clock_time, _, zone = rest.partition(" ")
        instant = moment(_date(date, clock_time, zone), record.clock)[0]
        if instant is not None:
            document["event"][field] = instant
    return document


def _body(text: str, event: str) -> list[tuple[str, str]]:
    """The names and values of a message: between hyphens, or in a sentence, whose words are kept as well."""
    if event.startswith("APPFW") and (found := _OF_FIREWALL.fullmatch(text)) is not None:
        target = _URL.search(found[3])
        pairs = [("ClientIP", found[1]), ("profile", found[2]), ("message", found[3]), ("verdict", found[4])]
        return pairs if target is None else [*pairs, ("request", target[0])]
    if event == "ACL_PKT_LOG":
        text = text.replace(" --> ", " - ", 1)
    parts = [part.strip(" ") for part in _UNPARTED.sub(r"\1 - ", text).split(" - ")]
    if event == "TRAP_SENT" and (trap := _TRAP.match(text)) is not None:
        said_in = ((match[1], match[2] or match[3] or "") for match in _OF_TRAP.finditer(text, trap.end()))
        found_in = [(_CALLED_IN_TRAPS[name], value) for name, value in said_in if name in _CALLED_IN_TRAPS]
        return [("trap", trap[1]), *found_in, ("message", text.strip('" '))]
    if event in ("Message", "TRAP_SENT") or len(parts) == 1:
        found_in = [(_OF_SENTENCE[name], value) for name, value in _in_sentence(text)]
        return [*found_in, ("message", text.strip('" '))]
    pairs = []
    for part in parts:
        if (request := _OF_REQUEST.fullmatch(part)) is not None:
            pairs += zip(("host", "User", "Group(s)", "Vserver"), request.groups(), strict=True)
            continue
        name, value = _pair(part)
        if value not in ("", "Mapped Ip"):
            pairs.append((name, value))
    said = dict(pairs)
    user, sign, address = said.get("Context", "").rpartition("@")
    if sign:
        pairs += [(name, value) for name, value in (("User", user), ("Client_ip", address)) if name not in said]
    if event == "HTTPREQUEST" and (asked := _METHOD.search(text)) is not None:
        pairs += [("method", asked[1]), ("request", asked[2])]
    return pairs


def _pair(part: str) -> tuple[str, str]:
    """The name and the value of a part; some names have two words, and of a desktop's user the domain is last."""
    name, _, value = part.partition(" ")
    if value[:5] == "Time ":
        name, value = f"{name}_time", value[5:]
    elif name == "Client" and value.startswith("IP "):
        name, value = "Client_ip", value[3:]
    elif name == "Hit" and value.startswith("Rule "):
        name, value = "Hit Rule", value[5:]
    elif (end := _PORT_OF_ACL.fullmatch(value)) is not None:
        name, value = f"{end[1]}_port", end[2]
    elif name == "username:domainname":
        user, _, domain = value.partition(":")
        name, value = "User", f"{domain}\\{user}" if domain else user
    name = _TIMES.get(name, name.rstrip(":"))
    if name == "User":
        value = value.rstrip(":")
    return _CALLED.get(name, name), _unquoted(value.strip(" ").removeprefix(": "))


def _unquoted(text: str) -> str:
    """`text` without quotes around it, inside of which quotes have a backslash before them."""
    if len(text) > 1 and text[0] == text[-1] == '"':
        return text[1:-1].replace('\\"', '"').strip(" ")
    return text.strip('" ')


def _in_sentence(text: str) -> list[tuple[str, str]]:
    return [(match[1], match[2]) for match in _IN_SENTENCE.finditer(text[:4096])]


def _date(date: str, clock_time: str, zone: str | None) -> str:
    """A date as `2023-10-31 14:09:55 GMT`; empty for what is not a date."""
    parts = date.split("/")
    if len(parts) != len(("year", "month", "day")):
        return ""
    if len(parts[0]) == len("2023"):
        year, month, day = parts
    elif parts[0] > "12":
        day, month, year = parts
    else:
        month, day, year = parts
    return f"{year}-{month}-{day} {clock_time} {zone or ''}".strip(" ")


def _action(event: str, said: dict[str, str]) -> str:
    """The action of an event, with its variant."""
    if said.get("trap") == "netScalerConfigChange":
        return "administration-command"
    if event == "CMD_EXECUTED":
        status = said.get("Status", "").lower()
        if status.startswith("error") and said.get("Command", "").startswith("login "):
            return "login/failed"
        variant = "succeeded" if status == "success" else "failed" if status.startswith("error") else ""
        return f"administration-command/{variant}" if variant else "administration-command"
    if event.startswith("APPFW"):
        return "web-attack"
    if said.get("trap") == "netScalerLoginFailure":
        return "login/failed"
    if "Device" in said and "State" in said:
        return "status-change"
    return OF_EVENTS.get(event, "system-event")
