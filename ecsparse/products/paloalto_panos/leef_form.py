"""LEEF, which firewalls write in a format that an administrator makes: the type of a log, and its columns.

Bars tell the attributes apart, or tabs. `src` and `usrName` are the host and the administrator of a changed
configuration, the source and its user elsewhere.

Source: IBM, QRadar DSM guide: Palo Alto Networks PA Series, creating a syslog destination, versions 3.x to 10.x.
"""

from __future__ import annotations

from collections.abc import Mapping

from ecsparse.formats import leef
from ecsparse.formats.pairs import separated
from ecsparse.products.paloalto_panos.layouts import LAYOUTS

BEGINNINGS = tuple(f"{begin}Palo Alto Networks|" for begin in leef.BEGINNINGS)

_BAR = "|"

_CALLED = {
    "Action": "action", "ActionFlags": "actionflags", "ActionSource": "action_source", "Application": "app",
    "Cloud": "cloud", "ConfigurationPath": "path", "ContentType": "contenttype", "ContentVer": "contentver",
    "DestinationLocation": "dstloc", "DestinationUser": "dstuser", "DestinationZone": "to",
    "DeviceGroupHierarchyL1": "dg_hier_level_1", "DeviceGroupHierarchyL2": "dg_hier_level_2",
    "DeviceGroupHierarchyL3": "dg_hier_level_3", "DeviceGroupHierarchyL4": "dg_hier_level_4",
    "DeviceName": "device_name", "Direction": "direction", "EgressInterface": "outbound_if",
    "ElapsedTime": "elapsed", "FileDigest": "filedigest", "FileType": "filetype", "Filename": "object",
    "Flags": "flags", "HIP": "matchname", "HIPType": "matchtype", "IngressInterface": "inbound_if",
    "LogForwardingProfile": "logset", "Miscellaneous": "misc", "Module": "module", "OS": "os",
    "PCAP_ID": "pcap_id", "Recipient": "recipient", "Referer": "referer", "RepeatCount": "repeatcnt",
    "ReceiveTime": "receive_time", "ReportID": "reportid", "RequestMethod": "http_method", "Result": "result",
    "RuleName": "rule", "RuleUUID": "rule_uuid", "Sender": "sender", "SequenceNumber": "seqno",
    "SerialNumber": "serial", "SessionEndReason": "session_end_reason", "SessionID": "sessionid",
    "Severity": "severity", "SourceLocation": "srcloc", "SourceUser": "srcuser", "SourceZone": "from",
    "StartTime": "start", "Subject": "subject", "Subtype": "subtype", "ThreatCategory": "thr_category",
    "ThreatID": "threatid", "URLCategory": "category", "URLIndex": "url_idx", "UserAgent": "user_agent",
    "VirtualSystem": "vsys", "X-Forwarded-For": "xff",
    "action": "action", "client": "client", "cmd": "cmd", "dst": "dst", "dstBytes": "bytes_received",
    "dstPackets": "pkts_received", "dstPort": "dport", "dstPostNAT": "natdst", "dstPostNATPort": "natdport",
    "identHostName": "machinename", "identSrc": "xff", "msg": "opaque", "proto": "proto", "sequence": "seqno",
    "src": "src", "srcBytes": "bytes_sent", "srcPackets": "pkts_sent", "srcPort": "sport", "srcPostNAT": "natsrc",
    "srcPostNATPort": "natsport", "totalBytes": "bytes", "totalPackets": "packets", "usrName": "srcuser",
    "vSrcName": "vsys_name",
}  # fmt: skip
_OF_KIND: dict[str, dict[str, str]] = {
    "CONFIG": {"msg": "cmd", "src": "host", "usrName": "admin"},
    "HIPMATCH": {"identSrc": "src"},
}
_NOTHING: Mapping[str, str] = {}
# what others say too: the type, the receipt in another notation, the severity as a number
_LEFT_OUT = frozenset(("Type", "cat", "devTime", "devTimeFormat", "sev"))


def read(text: str) -> tuple[str, list[tuple[str, str]], str | None] | None:
    """The type of a log that begins with one of `BEGINNINGS`, and its columns; `None` if it names no known type."""
    event = leef.read(text)
    attributes = text.split(_BAR, leef.HEADER_FIELDS + 1)[-1]
    pairs = event.attributes if "\t" in attributes else separated(attributes, _BAR)
    said = dict(pairs)
    kind = (said.get("Type") or said.get("cat", "")).upper().replace("HIP-MATCH", "HIPMATCH")
    if kind not in LAYOUTS:
        return None
    of_kind = _OF_KIND.get(kind, _NOTHING)
    columns: dict[tuple[str, str], None] = {}
    for name, value in pairs:
        if name not in _LEFT_OUT and value:
            columns[of_kind.get(name) or _CALLED.get(name, name), value.strip('"')] = None
    if kind == "SYSTEM":
        columns["eventid", event.event] = None
    elif kind == "THREAT" and "ThreatID" not in said:
        columns["threatid", event.event] = None
    return kind, [*columns], None
