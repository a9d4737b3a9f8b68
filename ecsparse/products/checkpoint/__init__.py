r"""Check Point gateways and management: all blades of the firewall, VPN, identities, administrators' audit.

Layout:
    <134>1 2023-10-31T15:09:55Z mgmt1 CheckPoint 2211 - [action:"Accept"; flags:"411908"; ifdir:"inbound";
        ifname:"eth0"; loguid:"{0x65411233,0x0,0x7020a8c0,0x1}"; origin:"192.0.2.1"; time:"1698764995";
        version:"5";
        product:"VPN-1 & FireWall-1"; proto:"6"; s_port:"51544"; service:"443"; src:"192.0.2.20";
        dst:"198.51.100.7"]

    The syslog form of the Log Exporter, whose header may have a blank in its time. Gateways write the values as
    structured data of RFC 5424, `[Fields@1.3.6.1.4.1.2620 Action="accept" UUid="{…}" …]`. The same names come as
    `name="value"` (generic), `name=value|` (Splunk, LEA clients), CEF and LEEF (`LEEF:2.0|Check Point|…`),
    `name: value;` (`fw log`), in the quoted columns of SmartView Tracker, and as members of an object (JSON).
    `fwm logexport` has columns between semicolons (of the firewall's own blade), and the kernel says
    `fw_log_drop_ex: Packet proto=6 192.0.2.20:51234 -> 198.51.100.7:443 dropped by … Reason: …`.

Source: Check Point, Logging and Monitoring Administration Guide, R80.10 to R82; log fields of all blades
    (sk144192); CLI Reference Guide, `fw log`, `fwm logexport` and `fw ctl zdebug`; the forms of R77.

Timestamps: `time`, in seconds since 1970 or as `31Oct2023 15:09:55`, which is local; CEF's `rt` in milliseconds.
    Else the header's. `start_time` and `end_time` are `event.start` and `event.end`; `elapsed` is in seconds, or
    `0:01:05`.

Quirks:
    Names differ between forms (`ProductName`, `svc`, `Protection Name`): they are called as in the syslog form,
    with small letters and `_` for blanks: `forms.log`.
    `service` is the destination's port, or its name: `destination.port`, `checkpoint.service`: `forms.log`.
    `service_id` is the name of a service by its port: `network.application`, unless a blade knows the application
    better, and `checkpoint.service_id` then: `web.log`.
    `rule` and its like are the protection where a blade of threat prevention logs; the access rule is
    `checkpoint.access_rule` then: `threats.log`.
    The rule of an application is `rule.name` where a log names no other rule: `threats.log`.
    `user` is `Doe Jane (jdoe)(+)`: name and login: `accounts.log`.
    The generic form writes `Action="drop" UUid="{…}"` too, with the names of `fw log`: `forms.log`.
    What the columns of `fwm logexport` are after the first ten, its first line says, which depends on the log:
    they are `checkpoint.other`: `forms.log`.
    Each rule of a match table has the same names again: the first is in the fields, the others in
    `checkpoint.other`: `traffic.log`.
    `origin` is the gateway, the header's host the management server: `observer.ip` and `observer.name`:
    `traffic.log`.
    `ifdir` is `network.direction`, unless `conn_direction` says it for the whole network: `traffic.log`.

Other readings:
    `event.code` of `loguid`, which is one of this event: ours is `event.id`.
    `event.code` `Log` of CEF's signature, which all logs have.
    `rule.version` of `version`, which is that of the log's format: ours is `checkpoint.version`.
    `service.id` of `service_id`: the name of a port's service is `network.application`.
    `destination.nat` and `source.nat` of `0.0.0.0` and of port 0, which say that there was no translation.
    `source.domain` of `FooHost@ad.example.com`, which is not a name of a host: ours is `checkpoint.source.machine`.
    `destination.domain` of an address; `destination.user.name` with the whole name before the login.
"""

from __future__ import annotations

from ecsparse.ecs.pieces import related
from ecsparse.ecs.places import host_name
from ecsparse.formats import json, objects
from ecsparse.messages.values import Values, name_destination
from ecsparse.patterns import Pattern
from ecsparse.products.checkpoint.actions import ACTIONS, action, outcome
from ecsparse.products.checkpoint.forms import CEF_BEGINNINGS, DROPPED, LEEF_BEGINNINGS, dated, of_fields, read
from ecsparse.products.checkpoint.values import CAPTURES
from ecsparse.record import Document, Members, Phrase, Prefix, Product, Program, Record
from ecsparse.timestamps.event_time import moment

VALUES = Values(
    "checkpoint",
    ACTIONS,
    CAPTURES,
    read_by_product="audit_status end_time flags hostname logid row_end row_start start_time time "
    "up_action_table up_match_table",
)

# What `fw log` prints of every log, or of a blade.
_SENTENCES = (
    "LogUid: {", "OriginSicName: ", "ProductFamily: ", "product: Anti Malware;", "product: Application Control;",
    "product: SmartDefense;", "product: URL Filtering;", "product: VPN-1 & FireWall-1;",
)  # fmt: skip

PRODUCT = Product(
    vendor="Check Point",
    name="Gateway",
    versions="R77 to R82",
    formats=("pairs", "cef", "leef", "csv", "json"),
    signatures=(
        Program("CheckPoint"),
        Members("loguid origin product"),
        Members("loguid origin action"),
        *map(Prefix, ('[action:"', '[flags:"', 'syslog[action:"', 'action="', 'Action="', "time=1", "time=2", "loc=")),
        *map(Prefix, (*CEF_BEGINNINGS, *LEEF_BEGINNINGS)),
        Phrase(" dropped by "),
        Phrase(" CheckPoint "),
        Phrase(" - Log "),
        Phrase(" & FireWall-1"),
        Prefix("0|Check Point|"),
        Prefix("HeaderDateHour: "),
        *map(Phrase, _SENTENCES),
        *(Prefix(f'"{digit}') for digit in "0123456789"),
    ),
    dataset="log",
    before={
        "cef": "its events name the vendor, and mean what its logs mean",
        "leef": "its events name the vendor, and mean what its logs mean",
    },
    fields=(
        "event.end",
        "event.outcome",
        "event.start",
        "observer.product",
        "observer.type",
        "observer.vendor",
        "related.hash",
        "user.domain",
        "user.full_name",
    ),
    messages=VALUES,
)

# Names that no other product's pairs have; a log has several of them.
_TELLING = frozenset((
    "__policy_id_tag", "flags", "ifdir", "inzone", "logid", "loguid", "origin", "originsicname", "outzone",
    "product", "productfamily", "rule_uid", "sequencenum",
))  # fmt: skip
_FEWEST = 2
# 1 2023-10-31 15:09:55 mgmt1 CheckPoint 2211 - [action: | gw1 - Log [action: (headers that no standard has)
_HEADER = Pattern(
    r"(?:<[0-9]{1,3}>)?(?:1 [0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2}Z? )?([A-Za-z0-9._-]{1,255})"
    r" (?:CheckPoint [0-9]{1,10} - |- Log )(?=\[[a-z_]{2,32}:\")"
)
_ACCOUNTS = ("identity", "login", "logout")
_THREATS = ("intrusion-detection", "malware-detection")
_OF_THREATS = {"rule": "access_rule", "rule_name": "access_rule_name", "rule_uid": "access_rule_uid"}
_NOBODY: Document = {}
_OBSERVER = {"vendor": "Check Point", "product": "Security Gateway", "type": "firewall"}


def parse(record: Record) -> Document | None:
    """The document of a log in any form; `None` if it has not the names that only Check Point's logs have."""
    text = record.text.strip(" \t")
    header = record.header
    if text.startswith("0|Check Point|") and (header is None or header.appname in (None, "CEF")):
        text = f"CEF:{text}"
    front = _HEADER.match(text)
    if front is not None:
        text = text[front.end() :]
    payload = objects.payload(record) if text[:1] == "{" else None
    pairs = of_fields(header) or (read(text) if payload is None else json.flattened(payload))
    said = dict(reversed(pairs))
    is_told = text.startswith((*CEF_BEGINNINGS, *LEEF_BEGINNINGS)) or DROPPED in text
    if not is_told and len(_TELLING & said.keys()) < _FEWEST:
        return None
    if not said.keys() & {"action", "product", "operation"}:
        return None
    name = action(said)
    called = _names(said, name)
    if called:
        pairs = [(called.get(key, key), value) for key, value in pairs]
    document = VALUES.document(name, pairs)
    document["observer"] = {**document.get("observer", _NOBODY), **_OBSERVER}
    name_destination(document, document.get("url", _NOBODY).get("domain", ""))
    if (user := document.get("source", _NOBODY).get("user")) is not None:
        document["user"] = {**user, **document.get("user", _NOBODY)}
    if "outcome" not in document["event"] and (result := outcome(said)) is not None:
        document["event"]["outcome"] = result
    if front is not None and (host := host_name(front[1])) is not None:
        document["host"] = {"hostname": host, "name": host}
        found = document.get("related", _NOBODY)
        document["related"] = {**found, **related(hosts=(*found.get("hosts", ()), host))}
    _add_times(document, said, record)
    return document


def _names(said: dict[str, str], name: str) -> dict[str, str]:
    """What values are called here that mean something else in this log."""
    called: dict[str, str] = {}
    if said.get("ifdir") == "outbound":
        called["ifname"] = "ifname_out"
    if "conn_direction" in said:
        called["ifdir"] = "interface_direction"
    if "appi_name" in said:
        called["service_id"] = "service_name"
    if name.partition("/")[0] in _ACCOUNTS or "administrator" in said or name == "endpoint-detection":
        called["domain_name"] = "user_domain"
    if name == "login/failed" or (name == "login" and said.get("audit_status", "").lower() == "failure"):
        called["additional_info"] = "failure_reason"
    if not said.keys() & _OF_THREATS.keys():
        called["app_rule_name"] = "only_rule_name"
    if "protection_name" in said and name.partition("/")[0] in _THREATS:
        called |= _OF_THREATS
    return called


def _add_times(document: Document, said: dict[str, str], record: Record) -> None:
    for key, piece, field in (
        ("time", document, "@timestamp"),
        ("start_time", document["event"], "start"),
        ("end_time", document["event"], "end"),
    ):
        if key in said:
            instant, _ = moment(dated(said[key]) or said[key], record.clock)
            if instant is not None:
                piece[field] = instant
    if "@timestamp" not in document and (instant := record.header_time()) is not None:
        document["@timestamp"] = instant
