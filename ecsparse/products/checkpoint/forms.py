r"""The forms in which Check Point's logs are exported, each read as the names and values of the syslog form.

Source: Check Point, Logging and Monitoring Administration Guide R80.10 to R82, Log Exporter and its CEF mapping;
CLI Reference Guide, `fw log`, `fwm logexport`, `fw ctl zdebug`; IBM, QRadar DSM guide; LEA clients.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import islice

from ecsparse.formats import cef, leef
from ecsparse.formats.pairs import MOST_PAIRS, quoted, separated
from ecsparse.patterns import Pattern
from ecsparse.record import Header

# names and values, in their order
Pairs = list[tuple[str, str]]

_MOST_REMEMBERED = 4096

# action:"Accept"; | Protection Name:"Port \"scan\"";
_IN_BRACKETS = Pattern(r'(?:^|[\[;] {0,4})([A-Za-z_/][A-Za-z0-9_ /.-]{0,63}):"((?:[^"\\]++|\\.)*+)"')
# \" | \] | \=
_ESCAPED = Pattern(r'\\(["\\\]=])')
# "22" "10Dec2019" "23:44:49"
_TRACKED = Pattern(r'"[0-9]{1,10}" "[0-9]{1,2}[A-Z][a-z]{2}[0-9]{4}" "[0-9]{1,2}:[0-9]{2}:[0-9]{2}" ')
# "22" | "WebAccess Notes"
_CELL = Pattern(r'"([^"]*+)"(?: |$)')
# 12Jun2018 12:33:39 5 N/A 1 drop gw1 < eth0 | 12:33:39 accept gw1 >eth0 alert (before the first name)
_FRONT = Pattern(
    r"(?:([0-9]{1,2}[A-Z][a-z]{2}[0-9]{4}) +)?([0-9]{1,2}:[0-9]{2}:[0-9]{2}) +"
    r"(?:[0-9]{1,3} +(\S{1,80}) +([0-9]{1,10}) +)?([a-z]{2,24}) +(\S{1,255}) +"
    r"([<>])(?: ?([A-Za-z][A-Za-z0-9_.:-]{0,31}|N/A))?"
    r"(?: (alert|mail|spoofalert|account))? +(?=[A-Za-z_])"
)

# 12Jun2018 12:33:39
_DATED = Pattern(r"([0-9]{1,2})([A-Z][a-z]{2})([0-9]{4}) +([0-9]{1,2}:[0-9]{2}:[0-9]{2})")

# The columns of a log that SmartView Tracker exports.
_COLUMNS = (
    "number", "date", "time", "ifname", "origin", "type", "action", "service", "s_port", "src", "dst", "proto",
    "rule", "rule_name", "current_rule", "user", "information", "product", "src_machine_name", "src_user_name",
)  # fmt: skip

# 1;31Oct2023;15:09:55;192.0.2.1;log;accept;;eth0;inbound;VPN-1 & FireWall-1;192.0.2.20;198.51.100.7;…
_EXPORTED = Pattern(
    r"[0-9]{1,10};([0-9]{1,2}[A-Z][a-z]{2}[0-9]{4};[ 0-9][0-9]:[0-9]{2}:[0-9]{2});([^;]{1,255});([a-z]{3,16});"
    r"([^;]{0,64});([^;]{0,64});([^;]{0,64});(inbound|outbound);([^;]{1,64})(?:;(.*))?"
)
_NAMES_OF_EXPORTED = ("time", "origin", "type", "action", "alert", "ifname", "ifdir", "product", "columns")
# [fw4_0];fw_log_drop_ex: Packet proto=6 192.0.2.20:51234 -> 198.51.100.7:443 dropped by fw_first_packet
# Reason: Rulebase drop
_DROPPED = Pattern(
    r"Packet proto=(?P<proto>[0-9]{1,3}) (?P<src>[0-9A-Fa-f.:]{2,45}):(?P<s_port>[0-9]{1,5})"
    r" -> (?P<dst>[0-9A-Fa-f.:]{2,45}):(?P<service>[0-9]{1,5}) dropped by (?P<function>[A-Za-z0-9_]{1,64})"
    r" Reason: (?P<reason>[^;]{1,255})"
)
# How the kernel says that it dropped a packet.
DROPPED = "fw_log_drop_ex: "

# What names are called in the syslog form, where another form calls them otherwise.
_CALLED = {
    "headerdatehour": "time", "i/f_dir": "ifdir", "i/f_name": "ifname", "interfacename": "ifname",
    "orig": "origin", "origin_sic_name": "originsicname", "productname": "product", "sport_svc": "s_port",
    "svc": "service",
}  # fmt: skip
_OF_CEF = {
    "act": "action", "app": "protocol", "cnt": "event_count", "deviceDirection": "ifdir",
    "dhost": "dst_machine_name",
    "destinationTranslatedAddress": "xlatedst", "destinationTranslatedPort": "xlatedport", "dpt": "service",
    "deviceInboundInterface": "ifname", "deviceOutboundInterface": "ifname", "duser": "dst_user_name",
    "fname": "file_name", "fsize": "file_size", "fileHash": "file_md5", "in": "received_bytes",
    "msg": "message_info", "out": "sent_bytes", "request": "resource", "requestClientApplication": "user_agent",
    "requestContext": "referrer", "requestMethod": "method", "rt": "time", "shost": "src_machine_name",
    "sourceTranslatedAddress": "xlatesrc", "sourceTranslatedPort": "xlatesport", "spt": "s_port",
    "suser": "src_user_name",
}  # fmt: skip
# Values with a label, by what the label is; every blade has its own, and others stay as they are.
_LABELS = {
    "Application Rule Name": "app_rule_name", "Attack Information": "attack_info", "Category": "app_category",
    "Confidence": "confidence_level", "Email ID": "email_id",
    "Email Recipients Number": "email_recipients_num", "Industry Reference": "industry_reference",
    "Matched Category": "matched_category", "Protection Name": "protection_name",
    "Protection Type": "protection_type", "Reason": "reason", "Rule Name": "rule_name",
    "Threat Prevention Rule Name": "malware_rule_name", "Verdict": "verdict",
}  # fmt: skip
_OF_LEEF = {
    "devTime": "time", "dstBytes": "received_bytes", "dstPort": "service",
    "dstPostNAT": "xlatedst", "dstPostNATPort": "xlatedport", "identHostName": "src_machine_name",
    "sev": "severity", "srcBytes": "sent_bytes", "srcPort": "s_port", "srcPostNAT": "xlatesrc",
    "srcPostNATPort": "xlatesport", "url": "resource", "usrName": "user",
}  # fmt: skip
_DIRECTIONS = {"<": "inbound", ">": "outbound", "0": "inbound", "1": "outbound"}

# One of these is after the front of what `fw log` prints.
_IN_ALL_LOGS = frozenset(("originsicname", "product"))

FIREWALL = "VPN-1 & FireWall-1"

# The generic form that has capitals, where the number of a log is called `UUid`.
_GENERIC = 'Action="'
# The element of structured data that has the values of a log.
_FIELDS = "Fields@1.3.6.1.4.1.2620"

LEEF_BEGINNINGS = tuple(f"{begin}Check Point|" for begin in leef.BEGINNINGS)
CEF_BEGINNINGS = tuple(f"{begin}Check Point|" for begin in cef.BEGINNINGS)


def read(text: str) -> Pairs:
    """The names and values of a log in any of the forms; empty if it has none."""
    if text[:1] == "[" or text[:7] == "syslog[":
        return (
            _of_tools(text) if DROPPED in text else [(_called(name), _plain(value)) for name, value in _bracketed(text)]
        )
    if text[:1] == '"':
        return _columns(text) if _TRACKED.match(text) is not None else []
    if text.startswith(CEF_BEGINNINGS):
        return _of_cef(text)
    if text.startswith(LEEF_BEGINNINGS):
        return _of_leef(text)
    if "|loguid=" in text or "|product=" in text or "|i/f_dir=" in text:
        return [(_called(name), _plain(value)) for name, value in separated(text, "|")]
    if (front := _FRONT.match(text)) is not None:
        return _of_command(text, front.end(), front.groups())
    if text[:16] == "HeaderDateHour: ":
        return _of_command(text, 0, ())
    if text.startswith(_GENERIC):
        return [("loguid" if name == "UUid" else _called(name), value) for name, value in quoted(text)]
    return _of_tools(text) or [(_called(name), value) for name, value in quoted(text)]


def _of_tools(text: str) -> Pairs:
    """What `fwm logexport` and the kernel write; empty if it is another form."""
    if (exported := _EXPORTED.fullmatch(text)) is not None:
        date, *cells = exported.groups(default="")
        time = dated(date.replace(";", " ")) or ""
        return [pair for pair in zip(_NAMES_OF_EXPORTED, (time, *cells), strict=True) if pair[1].strip(" ")]
    if DROPPED in text and (dropped := _DROPPED.match(text.partition(DROPPED)[2])) is not None:
        return [("product", FIREWALL), ("action", "drop"), *dropped.groupdict().items()]
    return []


def of_fields(header: Header | None) -> Pairs:
    """The values that a gateway writes as structured data of the `header`; empty if there are none."""
    elements = None if header is None else header.structured_data
    said = next((found for name, found in (elements or {}).items() if name.startswith(_FIELDS)), {})
    flat = [(name, value if isinstance(value, str) else value[0]) for name, value in said.items()]
    return [("loguid" if name == "UUid" else _called(name), value) for name, value in flat]


def _bracketed(text: str) -> Pairs:
    return [(match[1], match[2]) for match in islice(_IN_BRACKETS.finditer(text), MOST_PAIRS)]


def _plain(value: str) -> str:
    return _ESCAPED.sub(r"\1", value) if "\\" in value else value


@lru_cache(_MOST_REMEMBERED)
def _called(name: str) -> str:
    """What the syslog form calls a name of any form."""
    known = name.lower().replace(" ", "_")
    return _CALLED.get(known, known)


def _columns(text: str) -> Pairs:
    """The columns of Tracker, and what is in the one called information: `inzone: External; ICMP Type: 8`."""
    cells = _CELL.findall(text)[: len(_COLUMNS)]
    said = [(name, value) for name, value in zip(_COLUMNS, cells, strict=False) if name not in ("date", "time")]
    information = cells[16] if len(cells) > 16 else ""
    if ": " in information:
        said = [pair for pair in said if pair[0] != "information"] + _sentences(information)
    moment = dated(" ".join(cells[1:3]))
    return said if moment is None else [*said, ("time", moment)]


def _of_leef(text: str) -> Pairs:
    event = leef.read(text)
    said = [(_OF_LEEF.get(name) or _called(name), value) for name, value in event.attributes if name != "cat"]
    return [("product", event.product), ("action", event.event), *said]


def _of_cef(text: str) -> Pairs:
    event = cef.read(text)
    labels = {name[:-5]: label for name, label in event.extension if name[-5:] == "Label"}
    said = [("product", event.product), ("severity", event.severity)]
    for name, value in event.extension:
        if name[-5:] == "Label" and name[:-5] in labels:
            continue
        if name in labels:
            label = labels[name]
            said.append((_LABELS.get(label) or _called(label), value))
        elif name == "deviceDirection":
            said.append(("ifdir", _DIRECTIONS.get(value, value)))
        else:
            said.append((_OF_CEF.get(name) or _called(name), value))
    return said


def _of_command(text: str, start: int, front: tuple[str | None, ...]) -> Pairs:
    """What `fw log` prints, with a front or all by names; empty for another program's text."""
    said = _sentences(text[start:])
    if not _IN_ALL_LOGS.intersection(name for name, _ in said):
        return []
    if front:
        date, time, loguid, number, action, origin, direction, interface, alert = front
        of_front = {
            "loguid": loguid, "sequencenum": number, "action": action, "origin": origin,
            "ifdir": _DIRECTIONS[direction or "<"], "ifname": interface, "alert": alert,
        }  # fmt: skip
        if date is not None and (moment := dated(f"{date} {time}")) is not None:
            of_front["time"] = moment
        return [*((name, value) for name, value in of_front.items() if value is not None), *said]
    return [(name, _DIRECTIONS.get(value, value) if name == "ifdir" else value) for name, value in said]


def _sentences(text: str) -> Pairs:
    """The names and values of `src: 192.0.2.5; Protection Name: Port scan;`."""
    parts = [part.partition(": ") for part in text.split(";", MOST_PAIRS)[:MOST_PAIRS]]
    return [(_called(name.strip(" ")), value.strip(" ")) for name, sign, value in parts if sign and name.strip()]


def dated(text: str) -> str | None:
    """`12 Jun 2018 12:33:39` of `12Jun2018 12:33:39`; `None` of any other text."""
    match = _DATED.fullmatch(text)
    return None if match is None else " ".join(match.groups())
