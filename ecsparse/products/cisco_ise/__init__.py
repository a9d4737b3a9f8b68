r"""Cisco Identity Services Engine (ISE): RADIUS, TACACS+, guests, profiles and postures of endpoints, audit.

Layout:
    <181>Oct 31 15:09:55 ise1 CISE_Passed_Authentications 0000453439 1 0 2023-10-31 15:09:55.365 +01:00 0007121364
        5200 NOTICE Passed-Authentication: Authentication succeeded, ConfigVersionId=10, …
    <181>Oct 31 15:09:55 ise1 CISE_Passed_Authentications 0000453440 2 1 Step=15048, Step=22037, …
    2023-10-31 15:09:55.306 +0100 0000012345 60198 INFO  System-Management: MnT purge event occurred, MESSAGE=…
    <181>Oct 31 15:09:55 ise1 CISE_Alarm WARN: Profiler SNMP Request Failure : Server=ise1; NAD Address=192.0.2.2

    A category, the number of the message, how many segments it has, and which this is. The first one has a time, a
    sequence number, a code, a level, a class and a text; all have attributes, with `, ` between them. The local
    store has no category and no segments, an alarm has `; `. A relay may take the category away.

Source: Cisco, ISE Syslogs 2.2 to 3.4; message catalog of ISE. What a code means that is not among those of
    `actions` follows from its class.

Timestamps: that of the first segment, with its zone. Other segments and alarms have only the header's.

Quirks:
    A session may have an address of each version of IP; that of IPv4 is `client.ip`: `portals.log`.
    A segment after the first one has the action `message-segment`: what it is about is in the first one, with the
    same number: `segments.log`.
    The source of a request is the network device, which asks for an endpoint: `source.ip` is the device's,
    `source.mac` the endpoint's, whose address is `client.ip`: `radius.log`.
    `User-Name` is the user where a message has no `UserName`, as in accounting: `services.log`.
    `cisco-av-pair` holds a name and a value of its own: `radius.log`.
    A comma in a value may have a backslash before it, or not; only a comma and a blank end one: `audit.log`.
    An attribute that occurs several times: groups and steps are lists, of others the first counts: `radius.log`.

Other readings:
    `user.name` with its domain: ours is `user.domain`; `N/A` is not a name.
    `source.mac` with colons, `network.protocol` in other case: ECS writes them otherwise.
    `destination.mac` of Called-Station-ID, which is not an end of the request, and `device.id` of a name.
    `source.domain` of the node that raises an alarm: ours is `cisco_ise.node`.
    `tls.client.x509.issuer.*` as texts: ECS has lists, as an issuer may have several of each.
    `rule.name` of a later segment that names two rules: the one of the identity policy.
"""

from __future__ import annotations

from ecsparse.ecs.places import count
from ecsparse.messages.values import Values
from ecsparse.patterns import Match, Pattern
from ecsparse.products.cisco_ise.actions import ACTIONS, BY_CODE, BY_KIND
from ecsparse.products.cisco_ise.attributes import ATTRIBUTES
from ecsparse.record import Document, Field, Prefix, Product, ProgramStem, Record, Shape

VALUES = Values("cisco_ise", ACTIONS, ATTRIBUTES, read_by_product="ConfigVersionId StepLatency")

# Alarms whose names only this product has, where a relay took the category away.
_ALARMS = (
    "AD: ISE account password update failed", "Account Locked", "Dynamic Authorization Failed",
    "ISE Authentication Inactivity", "Misconfigured Network Device Detected", "Misconfigured Supplicant Detected",
    "No Accounting Start", "Posture Update Failure", "Profiler SNMP Request Failure", "RADIUS Request Dropped",
    "Slow Replication", "Supplicant Stopped Responding", "TrustSec deploy", "Unknown NAD", "Unknown SGT",
)  # fmt: skip

PRODUCT = Product(
    vendor="Cisco",
    name="Identity Services Engine",
    versions="2.2 to 3.4",
    formats=("text",),
    signatures=(
        ProgramStem("CISE_"),
        Prefix("CISE_"),
        Shape("0000000000"),
        Shape("0000-00-00"),
        *(Prefix(f"{level}: {alarm}") for alarm in _ALARMS for level in ("CRITICAL", "INFO", "WARN")),
    ),
    after={"openvpn": "a date does not tell a message of the local store, and OpenVPN has more of them"},
    fields=(
        "event.code",
        "event.sequence",
        "log.level",
        "observer.product",
        "observer.type",
        "observer.vendor",
    ),
    own_fields={
        "cisco_ise.category": Field("keyword", "category of a message"),
        "cisco_ise.class": Field("keyword", "class of a message"),
        "cisco_ise.message_id": Field("keyword", "number that the segments of a message share"),
        "cisco_ise.segment": Field("long", "number of a segment, from 0"),
        "cisco_ise.segments": Field("long", "how many segments a message has"),
        "cisco_ise.text": Field("keyword", "text of a message"),
    },
    messages=VALUES,
)

_LEVELS = {
    "ALERT": "alert", "CRIT": "critical", "CRITICAL": "critical", "DEBUG": "debug", "EMERG": "emergency",
    "ERROR": "error", "FATAL": "critical", "INFO": "informational", "NOTICE": "notice", "WARN": "warning",
    "WARNING": "warning",
}  # fmt: skip

# CISE_Passed_Authentications
_CATEGORY = Pattern(r"CISE_([A-Za-z0-9_-]{1,64}) ")
# 0000453439 2 1 (after a category, the number may be shorter)
_SEGMENT = Pattern(r"([0-9]{10}) ([0-9]{1,3}) ([0-9]{1,3}) {1,2}")
# 2023-10-31 15:09:55.365 +01:00 0007121364 5200 NOTICE Passed-Authentication: Authentication succeeded,
_FIRST = Pattern(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2}) ([0-9]{2}:[0-9]{2}:[0-9]{2}[.:][0-9]{3}) ([+-][0-9]{2}:?[0-9]{2}) "
    r"(?:([0-9]{10}) )?"
    r"([0-9]{4,5}) {1,2}([A-Z]{4,8}) {1,2}([A-Za-z][A-Za-z0-9 _+-]{1,63}): ([^,]*),? ?"
)
# WARN: Profiler SNMP Request Failure : Server=ise1; NAD Address=192.0.2.2
_ALARM = Pattern(r"(CRIT(?:ICAL)?|INFO|WARN(?:ING)?): ((?:AD: )?[^:=;]{3,128}?) ?: ?(?=[A-Z][A-Za-z -]{0,40}=)")
# CRITICAL: Replication Stopped (an alarm without attributes, after its category)
_BARE_ALARM = Pattern(r"([A-Z]{4,8}): (.+)")
# #015 | #15 (a carriage return that a relay escaped)
_ESCAPED_RETURN = Pattern(r"#0?15$")
# Device IP Address (not DC, of a distinguished name: those have no blank after their comma)
_NAME = Pattern(r" ?[A-Za-z][A-Za-z0-9_ ./&()-]{0,80}")
# 00-00-5E-00-53-20:EVENT_REASON (before what a later segment says of an endpoint)
_OF_ENDPOINT = Pattern(r" ?([0-9A-F]{2}(?:[:-][0-9A-F]{2}){5}):")
# 1, Step
_COMMA = Pattern(r"[^\\], (?=[A-Za-z])")

_OBSERVER = {"vendor": "Cisco", "product": "Identity Services Engine", "type": "nac"}
_MOST_PARTS = 4096
_LISTS = frozenset(("NetworkDeviceGroups", "Step"))
_HOLDERS = frozenset(("EndpointProperty", "cisco-av-pair", "mdm-tlv"))


def parse(record: Record) -> Document | None:
    """The document of a message, a segment of one or an alarm; `None` if it is not one of these."""
    text = _ESCAPED_RETURN.sub("", record.text.strip(" \t"))
    program = record.program
    if program is not None and program.startswith("CISE_"):
        text = f"{program} {text}"
    category = _CATEGORY.match(text)
    begin = 0 if category is None else category.end()
    segment = _SEGMENT.match(text, begin)
    first = _FIRST.match(text, begin if segment is None else segment.end())
    if first is not None and (segment is None or segment[3] == "0"):
        document = _message(first, category, _completed(_pairs(text[first.end() :], ", ")), record)
    elif segment is not None and _is_later(segment, category):
        document = VALUES.document("message-segment", _pairs(text[segment.end() :], ", "))
    elif (alarm := _alarm(text, begin, category)) is not None:
        document = VALUES.document("alarm", _pairs(text[alarm.end() :], ";"))
        document["log"] = {"level": _LEVELS[alarm[1]]}
        document.setdefault("cisco_ise", {})["text"] = alarm[2]
    else:
        return None
    own = document.setdefault("cisco_ise", {})
    if category is not None:
        own["category"] = category[1]
    if segment is not None:
        own |= {"message_id": segment[1], "segments": int(segment[2]), "segment": int(segment[3])}
    document["observer"] = {**_OBSERVER}
    if "@timestamp" not in document:
        record.stamp(document)
    return document


def _alarm(text: str, begin: int, category: Match | None) -> Match | None:
    """The beginning of an alarm, with its level and its name; without a category, only of one of ISE alone."""
    alarm = _ALARM.match(text, begin)
    if alarm is None and category is not None and category[1] == "Alarm":
        alarm = _BARE_ALARM.fullmatch(text, begin)
    if alarm is None or alarm[1] not in _LEVELS:
        return None
    return alarm if category is not None or alarm[2].startswith(_ALARMS) else None


def _is_later(segment: Match, category: Match | None) -> bool:
    """Whether this is a segment after the first one; without a category, its number must begin as it is padded."""
    number, segments, place = segment.groups()
    return 0 < int(place) < int(segments) and (category is not None or number[0] == "0")


def _message(first: Match, category: Match | None, pairs: list[tuple[str, str]], record: Record) -> Document:
    """The document of a message by its first segment, or all of it."""
    day, time, zone, sequence, code, level, kind, text = first.groups()
    document = VALUES.document(_action(code, kind, text, None if category is None else category[1]), pairs)
    document["event"]["code"] = code
    if sequence is not None and (number := count(sequence)) is not None:
        document["event"]["sequence"] = number
    if level in _LEVELS:
        document["log"] = {"level": _LEVELS[level]}
    own = document.setdefault("cisco_ise", {})
    own["class"] = kind
    if text := text.strip(" "):
        own["text"] = text
    offset = zone if ":" in zone else f"{zone[:3]}:{zone[3:]}"
    moment = record.clock.instant(f"{day}T{time[:8]}.{time[9:]}{offset}")
    record.set_time(document, moment)
    return document


def _action(code: str, kind: str, text: str, category: str | None) -> str:
    """The action of a message by its code, else by its class, else by its category, with its variant."""
    action = BY_CODE.get(code) or BY_KIND.get(kind.lower()) or BY_KIND.get((category or "").lower())
    if action is None:
        return "system-message"
    words = text.lower()
    if action == "guest-message" and "login" in words and ("succe" in words or "fail" in words):
        return f"guest-login/{'failed' if 'fail' in words else 'succeeded'}"
    if f"{action}/succeeded" in ACTIONS and action in ACTIONS:
        if "succe" in words or "passed" in words:
            return f"{action}/succeeded"
        if "fail" in words:
            return f"{action}/failed"
    return action


def _completed(pairs: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """`pairs`; where accounting has only RADIUS' own name of a user, or an address of IPv6, that is the client's."""
    said = dict(pairs)
    added = []
    if "User-Name" in said and not said.keys() & {"UserName", "User", "AdminName"}:
        added.append(("UserName", said["User-Name"]))
    if "Framed-IPv6-Address" in said and not said.keys() & {"Framed-IP-Address", "FramedIPAddress"}:
        added.append(("IpAddress", said["Framed-IPv6-Address"]))
    return [*pairs, *added]


def _pairs(text: str, separator: str) -> list[tuple[str, str]]:
    """The attributes of `text`: what `cisco-av-pair` and its like hold by its own name, of lists all values.

       A part without a name, or after a backslash, belongs to the value before it. Where every comma has a
    backslash before it, that is the separator.
    """
    if "\\," in text and _COMMA.search(text) is None:
        separator = "\\,"
    found: list[list[str]] = []
    for part in text.split(separator, _MOST_PARTS)[:_MOST_PARTS]:
        name, sign, value = part.partition("=")
        if found and separator == ", " and found[-1][1].endswith("\\"):
            found[-1][1] += f", {part}"
        elif sign and _NAME.fullmatch(name) is not None:
            found.append([name.strip(" "), value])
        elif not found and (endpoint := _OF_ENDPOINT.match(part)) is not None:
            found.append(["EndPointMACAddress", endpoint[1]])
        elif found and separator != ";" and part.strip(" "):
            found[-1][1] += f", {part.strip(' ')}"
    lists: dict[str, list[str]] = {}
    pairs: dict[tuple[str, str], None] = {}
    for name, value in found:
        cleaned = value.replace("\\,", ",").strip(" ,;")
        if name in _LISTS:
            lists.setdefault(name, []).append(cleaned)
        else:
            pairs |= dict.fromkeys(_held(name, cleaned))
    return [*pairs, *((name, "\n".join(values)) for name, values in lists.items())]


def _held(name: str, value: str) -> list[tuple[str, str]]:
    """The attribute, or those that it holds and that are known."""
    if name not in _HOLDERS:
        return [(name, value)]
    held = [part.partition("=")[::2] for part in value.split(",")] if "," in value else [value.partition("=")[::2]]
    # a holder may be in another one: cisco-av-pair=mdm-tlv=device-mac=…
    known = [pair for inner, text in held if text for pair in _held(inner, text) if pair[0] in ATTRIBUTES]
    return known if len(known) == len(held) else [*known, (name, value)]
