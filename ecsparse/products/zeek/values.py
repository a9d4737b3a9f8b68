"""What the columns of Zeek's logs hold; those of one log alone are called by its name and theirs: `ssl.version`."""

from __future__ import annotations

from ecsparse.ecs.network import mac
from ecsparse.ecs.pieces import ip, is_ip
from ecsparse.ecs.places import port_number
from ecsparse.messages.captures import Capture, ecs
from ecsparse.messages.values import NOTHING, Values, word, words
from ecsparse.products.zeek.findings import FINDINGS
from ecsparse.products.zeek.logs import ACTIONS
from ecsparse.products.zeek.readers import Logs, file_hash, interval, transport
from ecsparse.products.zeek.services import SERVICES
from ecsparse.products.zeek.traffic import TRAFFIC
from ecsparse.record import Document

_COMMON: dict[str, Capture | tuple[Capture, ...]] = {
    "_path": word("log that a record is of", "log"),
    "_system_name": ecs("observer.hostname"),
    "uid": word("connection that a record is of", "session_id"),
    "id.orig_h": ecs("source.ip", read=ip, related="ip"),
    "id.orig_p": ecs("source.port", read=port_number),
    "id.resp_h": ecs("destination.ip", read=ip, related="ip"),
    "id.resp_p": ecs("destination.port", read=port_number),
    "orig_l2_addr": ecs("source.mac", read=mac),
    "resp_l2_addr": ecs("destination.mac", read=mac),
    "vlan": ecs("network.vlan.id"),
    "inner_vlan": ecs("network.inner.vlan.id"),
    "proto": ecs("network.transport", read=transport),
    "community_id": ecs("network.community_id"),
    "duration": ecs("event.duration", read=interval),
    "fuid": word("file of a record", "file_id"),
    "fuids": words("files of a record", "file_ids"),
    "peer": word("process of Zeek that wrote a record", "peer"),
    "columns": words("columns of a log", "columns"),
}
_LOGS: Logs = {**TRAFFIC, **SERVICES, **FINDINGS}
# Logs that share their columns.
SAME = {
    "known_certs": "known", "known_hosts": "known", "known_modbus": "known", "known_services": "known",
    "dpd": "analyzer", "analyzer_debug": "analyzer", "ldap_search": "ldap", "mqtt_connect": "mqtt",
    "mqtt_publish": "mqtt", "mqtt_subscribe": "mqtt", "notice_alarm": "notice",
}  # fmt: skip

CAPTURES = {**_COMMON, **{f"{log}.{name}": found for log, own_ in _LOGS.items() for name, found in own_.items()}}
# Indicators of a feed, by their type.
INDICATORS = {
    "Intel::ADDR": ("ipv4-addr", "ip"),
    "Intel::CERT_HASH": ("x509-certificate", ""),
    "Intel::DOMAIN": ("domain-name", "url.domain"),
    "Intel::EMAIL": ("email-addr", "email.address"),
    "Intel::FILE_HASH": ("file", "file.hash"),
    "Intel::FILE_NAME": ("file", "file.name"),
    "Intel::SUBNET": ("ipv4-addr", ""),
    "Intel::URL": ("url", "url.full"),
    "Intel::USER_NAME": ("user-account", ""),
}


def indicator(kind: str, text: str) -> Document:
    """`threat.indicator` of an indicator and its type."""
    name, field = INDICATORS.get(kind, ("", ""))
    piece: Document = {"name": text}
    if not name:
        return piece
    piece["type"] = "ipv6-addr" if name == "ipv4-addr" and ":" in text else name
    if field == "ip":
        return piece | ({"ip": text} if is_ip(text) else {})
    value: object = file_hash(text) if field == "file.hash" else text
    if not field or not value:
        return piece
    *parents, last = field.split(".")
    here = piece
    for parent in parents:
        here = here.setdefault(parent, {})
    here[last] = value
    return piece


# What is read beside the captures, and times with their fields.
READ = "dns.answers dns.TTLs dns.AA dns.TC dns.RD dns.RA dns.AD dns.CD intel.seen.indicator"
TIMES = {
    "ts": "@timestamp",
    "_write_ts": "event.created",
    "x509.certificate.not_valid_before": "file.x509.not_before",
    "x509.certificate.not_valid_after": "file.x509.not_after",
    "smb_files.times.modified": "file.mtime",
    "smb_files.times.accessed": "file.accessed",
    "smb_files.times.created": "file.created",
    "smb_files.times.changed": "file.ctime",
}
VALUES = Values("zeek", ACTIONS, CAPTURES, nothing=NOTHING | {"(empty)"}, read_by_product=READ, times=TIMES)
