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

Timestamps: that of the event, UTC where it says GMT, else in the zone of the header if that shows the same time,
    else local. Dates are month first, as the default is, unless
    the first number cannot be a month, or year first. Else that of the header.

Quirks:
    What a command does is its first word; `login` and `logout` are commands, too: `verdicts.log`.
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
from ecsparse.products.citrix_netscaler import body
from ecsparse.products.citrix_netscaler.values import ACTIONS, CAPTURES, COMMANDS, OF_EVENTS, VERDICTS
from ecsparse.record import Document, Phrase, Prefix, Product, Record
from ecsparse.timestamps.event_time import moment

# When the certificate of a side of TLS is valid.
_VALIDITY = {
    f"{side}_{name}": (side.lower(), field)
    for side in ("CLIENT", "SERVER")
    for name, field in (("ValidFrom", "not_before"), ("ValidTo", "not_after"))
}
VALUES = Values(
    "citrix_netscaler", ACTIONS, CAPTURES, read_by_product=f"Delink_time End_time Start_time cs5 {' '.join(_VALIDITY)}"
)

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
        *(f"tls.{side}.{field}" for side, field in _VALIDITY.values()),
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

# 10/31/2023:14:09:55 GMT ns1 0-PPE-0 : default SSLVPN LOGIN 2211 0 :
_FRONT = Pattern(
    r"(?:(?:([0-9]{2,4}/[0-9]{2}/[0-9]{2,4}):([0-9]{2}:[0-9]{2}:[0-9]{2})(?: ([A-Z]{3,4}))? +)?"
    r"(?:([^ :]{1,255}) )?(?:([0-9]{1,3}-PPE-[0-9]{1,3}) )?: +)?"
    r"([A-Za-z0-9_.-]{1,64}) (?:([A-Z]{2,16}) )?([A-Za-z][A-Za-z0-9_]{1,63}) ([0-9]{1,20}) [0-9]{1,5} ?: *"
)
# 10/31/2023:14:09:55 GMT ns1 0-PPE-0 : (before an event of CEF)
_BEFORE_CEF = Pattern(r"(?:[0-9/:]{16,19} [A-Z]{3,4} )?[^ :]{1,255} [0-9]{1,3}-PPE-[0-9]{1,3} : {1,2}(?=CEF:)")


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
    pairs += body.pairs(text[front.end() :], event)
    stated = _date(date, clock_time, zone) if date is not None else ""
    return _document(_action(event, dict(pairs)), pairs, record, stated)


def _of_cef(text: str, record: Record) -> Document:
    event = cef.read(text)
    pairs = [("event", event.name), ("module", event.signature), ("severity", event.severity)]
    pairs += [(_NAMES_OF_CEF.get(key, key), value) for key, value in event.extension]
    document = _document(_varied("web-attack", dict(pairs).get("verdict", "")), pairs, record, "")
    if event.product_version:
        document["observer"]["version"] = event.product_version
    return document


def _document(action: str, pairs: list[tuple[str, str]], record: Record, stated: str) -> Document:
    document = VALUES.document(action, pairs)
    document["observer"] = {**document.get("observer", _NOBODY), **_OBSERVER}
    sent, received = (document.get(end, _NOBODY).get("bytes") for end in ("source", "destination"))
    if sent is not None and received is not None:
        document.setdefault("network", {})["bytes"] = sent + received
    if (instant := moment(stated, record.clock, record.zone_at(stated))[0] or record.header_time()) is not None:
        document["@timestamp"] = instant
    said = dict(pairs)
    _, error, reason = said.get("Status", "").partition("ERROR: ")
    if error and reason:
        document["event"]["reason"] = reason
    for name, field in (("Start_time", "start"), ("Delink_time", "end"), ("End_time", "end")):
        date, _, rest = said.get(name, "").partition(":")
        clock_time, _, zone = rest.partition(" ")
        instant = moment(_date(date, clock_time, zone), record.clock)[0]
        if instant is not None:
            document["event"][field] = instant
    for name, (side, field) in _VALIDITY.items():
        if name in said and (instant := moment(said[name], record.clock)[0]) is not None:
            document.setdefault("tls", {}).setdefault(side, {})[field] = instant
    return document


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
        return _of_command(said.get("Command", "").partition(" ")[0].lower(), said.get("Status", "").lower())
    if event.startswith("APPFW"):
        return _varied("web-attack", said.get("verdict", ""))
    if said.get("trap") == "netScalerLoginFailure":
        return "login/failed"
    if "Device" in said and "State" in said:
        return "status-change"
    action = OF_EVENTS.get(event, "system-event")
    return _varied(action, said.get("Access") or said.get("Action", ""))


def _of_command(verb: str, status: str) -> str:
    """The action of a command that begins with this `verb`, with the variant that its status says."""
    variant = "/succeeded" if status == "success" else "/failed" if status.startswith("error") else ""
    if verb == "logout":
        return "logout"
    if verb == "login" and variant:
        return f"login{variant}"
    return f"{COMMANDS.get(verb, 'administration-command')}{variant}"


def _varied(action: str, verdict: str) -> str:
    """The `action` with the variant that a `verdict` in words says, if it has one."""
    name = action.partition("/")[0]
    variant = VERDICTS.get(name, _NOBODY).get(verdict.lower())
    return f"{name}/{variant}" if variant else action
