"""The keys of CEF's extension: their short and full names, and their places in a document.

Source: Micro Focus (ArcSight), CEF implementation standard, versions 25 and 26: the producer and the consumer
dictionary.
"""

from __future__ import annotations

from ecsparse.ecs.events import action, hashes, outcome
from ecsparse.ecs.network import mac
from ecsparse.ecs.places import (
    Place,
    address,
    addresses,
    count,
    decimal,
    host,
    host_name,
    integer,
    lower,
    macs,
    one,
    port_number,
    text,
    translated,
    translated_port,
)
from ecsparse.patterns import Pattern
from ecsparse.record import Field

# Where the texts of times wait for the clock.
TIMES = "times"

# GET | PROPFIND
_METHOD = Pattern(r"[A-Za-z][A-Za-z_-]{0,31}")
# 644 | 0100644
_MODE = Pattern(r"[0-7]{3,7}")
# UTC | Europe/Paris | +01:00
_TIME_ZONE = Pattern(r"[A-Za-z0-9_+:/-]{1,40}")

_DIRECTIONS = {"0": "inbound", "1": "outbound", "inbound": "inbound", "outbound": "outbound"}


def _method(value: str) -> str | None:
    return value if _METHOD.fullmatch(value) is not None else None


def _mode(value: str) -> str | None:
    return value if _MODE.fullmatch(value) is not None else None


def _direction(value: str) -> str | None:
    return _DIRECTIONS.get(value.lower())


def _referrer(value: str) -> str | None:
    return value if "://" in value else None


def _time_zone(value: str) -> str | None:
    return value if _TIME_ZONE.fullmatch(value) is not None else None


# By short name. Endpoints are completed afterwards: an address may be a name, and the other way round.
_PLACES: dict[str, Place] = {
    "act": ("event", "action", action),
    "ahost": ("agent", "name", text),
    "aid": ("agent", "id", text),
    "app": ("network", "protocol", lower),
    "at": ("agent", "type", text),
    "av": ("agent", "version", text),
    "cat": ("cef", "category", text),
    "categoryBehavior": ("cef", "behavior", text),
    "categoryOutcome": ("event", "outcome", outcome),
    "cnt": ("cef", "count", count),
    "destinationDnsDomain": ("cef.destination", "dns_domain", text),
    "destinationServiceName": ("service.target", "name", text),
    "destinationTranslatedAddress": ("destination.nat", "ip", translated),
    "destinationTranslatedPort": ("destination.nat", "port", translated_port),
    "deviceDirection": ("network", "direction", _direction),
    "deviceDnsDomain": ("cef.device", "dns_domain", text),
    "deviceExternalId": ("observer", "name", text),
    "deviceFacility": ("cef.device", "facility", text),
    "deviceInboundInterface": ("observer.ingress.interface", "name", text),
    "deviceNtDomain": ("cef.device", "nt_domain", text),
    "deviceOutboundInterface": ("observer.egress.interface", "name", text),
    "devicePayloadId": ("cef.device", "payload_id", text),
    "deviceProcessName": ("process", "name", text),
    "deviceTranslatedAddress": ("cef.device", "translated_ip", translated),
    "dhost": ("destination", "domain", host),
    "dmac": ("destination", "mac", mac),
    "dntdom": ("destination.user", "domain", text),
    "dpid": ("cef.destination.process", "pid", count),
    "dpriv": ("destination.user", "roles", one),
    "dproc": ("cef.destination.process", "name", text),
    "dpt": ("destination", "port", port_number),
    "dst": ("destination", "address", host),
    "dtz": ("event", "timezone", _time_zone),
    "duid": ("destination.user", "id", text),
    "duser": ("destination.user", "name", text),
    "dvc": ("observer", "ip", addresses),
    "dvchost": ("observer", "hostname", host_name),
    "dvcmac": ("observer", "mac", macs),
    "dvcpid": ("process", "pid", count),
    "eventId": ("event", "id", text),
    "externalId": ("event", "id", text),
    "fileHash": ("file", "hash", hashes),
    "fileId": ("file", "inode", text),
    "filePath": ("file", "path", text),
    "filePermission": ("file", "mode", _mode),
    "fileType": ("file", "type", text),
    "fname": ("file", "name", text),
    "fsize": ("file", "size", count),
    "in": ("cef", "bytes_in", count),
    "msg": ("cef", "message", text),
    "oldFileHash": ("cef.old_file", "hash", text),
    "oldFileId": ("cef.old_file", "id", text),
    "oldFileName": ("cef.old_file", "name", text),
    "oldFilePath": ("cef.old_file", "path", text),
    "oldFilePermission": ("cef.old_file", "permission", text),
    "oldFileSize": ("cef.old_file", "size", count),
    "oldFileType": ("cef.old_file", "type", text),
    "out": ("cef", "bytes_out", count),
    "outcome": ("event", "outcome", outcome),
    "proto": ("network", "transport", lower),
    "reason": ("event", "reason", text),
    "request": ("url", "original", text),
    "requestClientApplication": ("user_agent", "original", text),
    "requestContext": ("http.request", "referrer", _referrer),
    "requestCookies": ("cef", "request_cookies", text),
    "requestMethod": ("http.request", "method", _method),
    "shost": ("source", "domain", host),
    "smac": ("source", "mac", mac),
    "sntdom": ("source.user", "domain", text),
    "sourceDnsDomain": ("cef.source", "dns_domain", text),
    "sourceServiceName": ("service.origin", "name", text),
    "sourceTranslatedAddress": ("source.nat", "ip", translated),
    "sourceTranslatedPort": ("source.nat", "port", translated_port),
    "spid": ("cef.source.process", "pid", count),
    "spriv": ("source.user", "roles", one),
    "sproc": ("cef.source.process", "name", text),
    "spt": ("source", "port", port_number),
    "src": ("source", "address", host),
    "suid": ("source.user", "id", text),
    "suser": ("source.user", "name", text),
    "type": ("cef", "type", count),
}

# Times by short name: the object and the field that they are for.
TIME_PLACES: dict[str, tuple[str, str]] = {
    "art": ("cef", "agent_receipt_time"),
    "deviceCustomDate1": ("cef.device_custom_date1", "value"),
    "deviceCustomDate2": ("cef.device_custom_date2", "value"),
    "end": ("event", "end"),
    "fileCreateTime": ("file", "created"),
    "fileModificationTime": ("file", "mtime"),
    "flexDate1": ("cef.flex_date1", "value"),
    "mrt": ("cef", "manager_receipt_time"),
    "oldFileCreateTime": ("cef.old_file", "created"),
    "oldFileModificationTime": ("cef.old_file", "mtime"),
    "rt": ("cef", "device_receipt_time"),
    "start": ("event", "start"),
}

# Values with a label of the writer's: key, object, type of the value and its reader. Dates are among the times.
_LABELLED = (
    *((f"c6a{n}", f"c6a{n}", "ip", address) for n in range(1, 5)),
    *((f"cfp{n}", f"cfp{n}", "float", decimal) for n in range(1, 5)),
    *((f"cn{n}", f"cn{n}", "long", integer) for n in range(1, 4)),
    *((f"cs{n}", f"cs{n}", "keyword", text) for n in range(1, 7)),
    *((f"flexNumber{n}", f"flex_number{n}", "long", integer) for n in range(1, 3)),
    *((f"flexString{n}", f"flex_string{n}", "keyword", text) for n in range(1, 3)),
)
_LABELLED_DATES = (
    *((f"deviceCustomDate{n}", f"device_custom_date{n}") for n in range(1, 3)),
    ("flexDate1", "flex_date1"),
)

_FULL_NAMES = {
    "act": "deviceAction", "agt": "agentAddress", "ahost": "agentHostName", "aid": "agentId",
    "app": "applicationProtocol", "art": "agentReceiptTime", "at": "agentType", "av": "agentVersion",
    "cat": "deviceEventCategory", "cnt": "baseEventCount", "dhost": "destinationHostName",
    "dmac": "destinationMacAddress", "dntdom": "destinationNtDomain", "dpid": "destinationProcessId",
    "dpriv": "destinationUserPrivileges", "dproc": "destinationProcessName", "dpt": "destinationPort",
    "dst": "destinationAddress", "dtz": "deviceTimeZone", "duid": "destinationUserId",
    "duser": "destinationUserName", "dvc": "deviceAddress", "dvchost": "deviceHostName",
    "dvcmac": "deviceMacAddress", "dvcpid": "deviceProcessId", "end": "endTime", "fname": "fileName",
    "fsize": "fileSize", "in": "bytesIn", "mrt": "managerReceiptTime", "msg": "message", "out": "bytesOut",
    "outcome": "eventOutcome", "proto": "transportProtocol", "request": "requestUrl", "rt": "deviceReceiptTime",
    "shost": "sourceHostName", "smac": "sourceMacAddress", "sntdom": "sourceNtDomain",
    "spid": "sourceProcessId", "spriv": "sourceUserPrivileges", "sproc": "sourceProcessName",
    "spt": "sourcePort", "src": "sourceAddress", "start": "startTime", "suid": "sourceUserId",
    "suser": "sourceUserName",
}  # fmt: skip


def _places() -> dict[str, Place]:
    places = dict(_PLACES)
    places.update((key, (TIMES, key, text)) for key in TIME_PLACES)
    places.update((key, (f"cef.{name}", "value", read)) for key, name, _, read in _LABELLED)
    places.update(
        (f"{key}Label", (f"cef.{name}", "label", text)) for key, name, *_ in (*_LABELLED, *_LABELLED_DATES)
    )
    places.update((full, places[short]) for short, full in _FULL_NAMES.items() if short in places)
    return places


# Each key of the standard that has a place of its own, by both its names.
KEYS = _places()

OWN_FIELDS = {
    "cef.agent_receipt_time": Field("date", "when the ArcSight connector received the event (`art`)"),
    "cef.behavior": Field("keyword", "what was done, in ArcSight's words (`categoryBehavior`)"),
    "cef.bytes_in": Field("long", "bytes inbound (`in`); writers disagree which end sent them"),
    "cef.bytes_out": Field("long", "bytes outbound (`out`); writers disagree which end sent them"),
    "cef.category": Field("keyword", "the device's own category of the event (`cat`)"),
    "cef.count": Field("long", "how often the event was observed (`cnt`)"),
    "cef.destination.dns_domain": Field("keyword", "DNS domain of the destination (`destinationDnsDomain`)"),
    "cef.destination.process.name": Field("keyword", "process at the destination (`dproc`)"),
    "cef.destination.process.pid": Field("long", "its id (`dpid`)"),
    "cef.device.dns_domain": Field("keyword", "DNS domain of the device (`deviceDnsDomain`)"),
    "cef.device.facility": Field("keyword", "facility that generated the event (`deviceFacility`)"),
    "cef.device.nt_domain": Field("keyword", "Windows domain of the device (`deviceNtDomain`)"),
    "cef.device.payload_id": Field("keyword", "identifier of the event's payload (`devicePayloadId`)"),
    "cef.device.translated_ip": Field("ip", "the device's address after translation (`deviceTranslatedAddress`)"),
    "cef.device_receipt_time": Field("date", "when the device received the event (`rt`)"),
    "cef.extensions": Field("keyword", "keys without a place of their own, each as `key=value`, unescaped"),
    "cef.manager_receipt_time": Field("date", "when the ArcSight manager received the event (`mrt`)"),
    "cef.message": Field("keyword", "details of the event in words (`msg`)"),
    "cef.old_file.created": Field("date", "the file before a change: when it was created (`oldFileCreateTime`)"),
    "cef.old_file.hash": Field("keyword", "its hash (`oldFileHash`)"),
    "cef.old_file.id": Field("keyword", "its identifier (`oldFileId`)"),
    "cef.old_file.mtime": Field("date", "when it was modified (`oldFileModificationTime`)"),
    "cef.old_file.name": Field("keyword", "its name (`oldFileName`)"),
    "cef.old_file.path": Field("keyword", "its path (`oldFilePath`)"),
    "cef.old_file.permission": Field("keyword", "its permissions (`oldFilePermission`)"),
    "cef.old_file.size": Field("long", "its size in bytes (`oldFileSize`)"),
    "cef.old_file.type": Field("keyword", "its type (`oldFileType`)"),
    "cef.request_cookies": Field("keyword", "cookies of the request (`requestCookies`)"),
    "cef.severity": Field("keyword", "the severity of the header, where it is a word"),
    "cef.source.dns_domain": Field("keyword", "DNS domain of the source (`sourceDnsDomain`)"),
    "cef.source.process.name": Field("keyword", "process at the source (`sproc`), beside the device's"),
    "cef.source.process.pid": Field("long", "its id (`spid`)"),
    "cef.type": Field("long", "0 for a base event, 1 aggregated, 2 correlated, 3 an action (`type`)"),
    "cef.version": Field("keyword", "the version of the format: 0 or 1"),
} | {
    f"cef.{name}.{part}": Field(kind if part == "value" else "keyword", f"{part} of `{key}`")
    for key, name, kind in (
        *((key, name, kind) for key, name, kind, _ in _LABELLED),
        *((key, name, "date") for key, name in _LABELLED_DATES),
    )
    for part in ("label", "value")
}

FIELDS = """
agent.id agent.name agent.type agent.version destination.address destination.domain destination.ip
destination.mac destination.nat.ip destination.nat.port destination.port destination.user.domain
destination.user.id destination.user.name destination.user.roles event.code event.duration event.end event.id
event.reason event.severity event.start file.created file.directory file.extension file.hash.md5 file.hash.sha1
file.hash.sha256 file.hash.sha384 file.hash.sha512 file.inode file.mode file.mtime file.name file.path file.size
file.type http.request.method http.request.referrer log.level network.bytes network.direction
network.iana_number network.protocol network.transport network.type observer.egress.interface.name
observer.hostname observer.ingress.interface.name observer.ip observer.mac observer.name observer.product
observer.vendor observer.version process.executable process.name process.pid related.hash rule.id rule.name
service.origin.name service.target.name source.address source.domain source.ip source.mac source.nat.ip
source.nat.port source.port source.user.domain source.user.id source.user.name source.user.roles url.domain
url.extension url.fragment url.full url.original url.password url.path url.port url.query url.scheme url.username
user.domain user.id user.name user.roles user_agent.original
"""
