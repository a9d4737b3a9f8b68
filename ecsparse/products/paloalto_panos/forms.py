"""The forms with names, CEF and JSON, each read as the type of a log and its columns with their names.

Source: Palo Alto Networks, Strata Logging Service, Log Reference: HTTPS and CEF fields of each log; PAN-OS,
    CEF-style Log Formats.
"""

from __future__ import annotations

from ecsparse.formats import cef, json, objects
from ecsparse.products.paloalto_panos.layouts import LAYOUTS
from ecsparse.record import Record

Pairs = list[tuple[str, str]]

CEF_BEGINNINGS = tuple(
    f"{begin}{product}|"
    for begin in cef.BEGINNINGS
    for product in ("Palo Alto Networks|LF", "Palo Alto Networks|PAN-OS", "palo alto networks|LF")
)

_SERVICE = "LF"
# The logs that are about a client of GlobalProtect.
ENDPOINTS = frozenset(("GLOBALPROTECT", "HIP-MATCH", "HIPMATCH"))
_CUSTOM = "PanOS"

_DEVICE = {
    f"{end}Device{part}": f"{column}_{part.lower()}"
    for end, column in (("Source", "src"), ("Destination", "dst"))
    for part in ("Category", "Profile", "Model", "Vendor", "OSFamily", "OSVersion", "Host", "Mac")
}
_LEVELS = {f"{name}{level}": f"dg_hier_level_{level}" for name in ("DGHierarchyLevel", "DGl", "DG") for level in "1234"}
# What the service calls columns.
_CALLED = {
    **_DEVICE,
    **_LEVELS,
    "AdminUsername": "admin", "AuthEvent": "event", "Client": "client", "CountofRepeats": "repeatcnt",
    "DestinationDNSDomain": "domain", "EventPath": "path", "IPaddress": "host", "Object": "object",
    "RuleMatched": "rule", "RuleMatchedUUID": "rule_uuid", "SourceIP": "ip",
    "Action": "action", "ActionFlags": "actionflags", "ActionSource": "action_source", "Application": "app",
    "ApplianceOrCloud": "cloud", "ApplicationCategory": "category_of_app",
    "ApplicationCharacteristics": "characteristic_of_app",
    "ApplicationContainer": "container_of_app", "ApplicationRisk": "risk_of_app",
    "ApplicationSubcategory": "subcategory_of_app", "ApplicationTechnology": "technology_of_app",
    "AttemptedGateways": "attempted_gateways", "AuthCacheServiceRegion": "region", "AuthFactorNo": "factorno",
    "AuthMethod": "auth_method", "AuthServerProfile": "serverprofile", "AuthenticationDescription": "opaque",
    "AuthenticationPolicy": "authpolicy", "AuthenticationProtocol": "authproto", "Bytes": "bytes",
    "BytesReceived": "bytes_received", "BytesSent": "bytes_sent", "CertificateFlags": "cert_flags",
    "CertificateSerial": "cert_serial", "CertificateSize": "cert_size", "CertificateVersion": "cert_ver",
    "ChainStatus": "chain_status", "ChunksReceived": "chunks_received", "ChunksSent": "chunks_sent",
    "ChunksTotal": "chunks", "ClientToFirewall": "hs_stage_c2f", "ClientType": "clienttype",
    "CloudHostname": "cluster_name", "CloudReportID": "cloud_reportid", "CommonName": "cn",
    "CommonNameLength": "cn_len", "ConfigVersion": "config_version", "ConnectionError": "error",
    "ConnectionErrorID": "error_code", "ConnectionMethod": "connect_method", "ContainerID": "container_id",
    "ContainerName": "pod_name", "ContainerNameSpace": "pod_namespace", "ContentType": "contenttype",
    "ContentVersion": "contentver", "CountOfRepeat": "repeatcnt", "CountOfRepeats": "repeatcnt",
    "Description": "opaque",
    "ContentVer": "contentver", "DNSCategory": "dns_category", "DNSResolverIP": "dst",
    "DNSResponse": "dns_response",
    "DestinationAddress": "dst", "DstUUID": "dst_uuid", "MonitorTag": "monitortag", "RecordType": "dns_types",
    "SrcUUID": "src_uuid", "TunnelID": "tunnelid",
    "DestinationDynamicAddressGroup": "dst_dag", "DestinationEDL": "dst_edl",
    "DestinationLocation": "dstloc", "DestinationPort": "dport", "DestinationUUID": "dst_uuid",
    "DestinationUser": "dstuser", "DeviceGroup": "dg_name", "DeviceName": "device_name", "DeviceSN": "serial",
    "DirectionOfAttack": "direction", "DomainEDL": "domain_edl", "DynamicUserGroup": "dynusergroup_name",
    "DynamicUserGroupName": "dynusergroup_name", "EllipticCurve": "ec_curve", "EmailSubject": "subject",
    "EndpointAssociationID": "assoc_id", "EndpointDeviceName": "machinename", "EndpointOSType": "client_os",
    "EndpointOSVersion": "client_os_ver", "EndpointSN": "serialnumber", "EndpointSerialNumber": "serialnumber",
    "ErrorIndex": "err_index", "ErrorMessage": "error", "EventComponent": "object", "EventDescription": "opaque",
    "EventID": "event_id", "EventIDValue": "eventid", "EventName": "eventid", "EventResult": "result",
    "EventStatus": "status", "EventTime": "time_generated", "FileHash": "filedigest", "FileName": "misc",
    "FileType": "filetype", "Fingerprint": "fingerprint", "FirewallToClient": "hs_stage_f2s", "FromZone": "from",
    "GPHostID": "hostid",
    "Gateway": "gateway", "GatewayPriority": "priority", "GatewaySelectionType": "selection_type",
    "GlobalProtectClientVersion": "client_ver", "GlobalProtectGatewayLocation": "location",
    "HASessionOwner": "session_owner", "HTTP2Connection": "http2_connection", "HTTPHeaders": "http_headers",
    "HTTPMethod": "http_method", "HipMatchName": "matchname", "HipMatchType": "matchtype", "HostID": "hostid",
    "IMEI": "monitortag", "IMSI": "tunnelid", "InboundInterface": "inbound_if",
    "IsSaaSApplication": "is_saas_of_app",
    "IssuerCommonName": "issuer_cn", "IssuerNameLength": "issuer_len", "Justification": "justification",
    "LinkChangeCount": "link_change_count", "LinkSwitches": "link_switches", "LogSetting": "logset",
    "LogSourceID": "serial", "LogSourceName": "device_name", "LogTime": "receive_time",
    "LoginDuration": "login_duration", "MFAAuthenticationID": "authid", "MFAFactorType": "factortype",
    "MFAVendor": "vendor", "MappingDataSource": "datasource", "MappingDataSourceName": "datasourcename",
    "MappingDataSourceSubType": "datasource_subtype", "MappingDataSourceType": "datasourcetype",
    "MappingTimeout": "timeout", "Module": "module", "NATDestination": "natdst", "NATDestinationPort": "natdport",
    "NATSource": "natsrc", "NATSourcePort": "natsport", "NSSAINetworkSliceDifferentiator": "nssai_sd",
    "NSSAINetworkSliceType": "nssai_sst", "NormalizeUser": "normalize_user", "OutboundInterface": "outbound_if",
    "PacketID": "pcap_id", "PacketsReceived": "pkts_received", "PacketsSent": "pkts_sent",
    "PacketsTotal": "packets", "ParentSessionID": "parent_session_id", "ParentStartTime": "parent_start_time",
    "ParentStarttime": "parent_start_time", "PartialHash": "partial_hash", "PayloadProtocolID": "ppid",
    "PolicyName": "policy_name", "Portal": "portal", "PrivateIPv4": "private_ip", "PrivateIPv6": "private_ipv6",
    "Protocol": "proto", "ProxyType": "proxy_type", "PublicIPv4": "public_ip", "PublicIPv6": "public_ipv6",
    "QuarantineReason": "reason", "ReasonForDataFilteringAction": "reason", "RecipientEmail": "recipient",
    "Referer": "referer", "RepeatCount": "repeatcnt", "ReportID": "reportid", "RootCNLength": "rootcn_len",
    "RootCommonName": "root_cn", "RootStatus": "root_status", "Rule": "rule", "RuleUUID": "rule_uuid",
    "SDWANCluster": "sdwan_cluster", "SDWANClusterType": "sdwan_cluster_type",
    "SDWANDeviceType": "sdwan_device_type", "SDWANPolicyName": "policy_id", "SDWANSite": "sdwan_site",
    "SNILength": "sni_len", "SSLResponseTime": "response_time",
    "SanctionedStateOfApp": "sanctioned_state_of_app", "SccpCallingGT": "sccp_calling_gt",
    "SccpCallingSSN": "sccp_calling_ssn", "SctpCauseCode": "sctp_cause_code", "SctpChunkType": "sctp_chunk_type",
    "SctpFilter": "sctp_filter", "SenderEmail": "sender", "SequenceNo": "seqno", "ServerNameIndication": "sni",
    "SessionDuration": "elapsed", "SessionEndReason": "session_end_reason", "SessionID": "sessionid",
    "SessionStartTime": "start", "Severity": "severity", "SourceAddress": "src",
    "SourceDynamicAddressGroup": "src_dag", "SourceEDL": "src_edl", "SourceLocation": "srcloc",
    "SourcePort": "sport", "SourceRegion": "srcregion", "SourceUUID": "src_uuid", "SourceUser": "srcuser",
    "Stage": "stage", "StreamID": "stream_id", "SubType": "subtype", "Subtype": "subtype",
    "TLSAuth": "tls_auth", "TLSEncryptionAlgorithm": "tls_enc", "TLSKeyExchange": "tls_keyxchg",
    "TLSVersion": "tls_version", "Tag": "tag_name", "TagName": "tag_name", "Template": "template",
    "ThreatCategory": "thr_category", "ThreatID": "threatid", "ThreatName": "threat_name",
    "TimeGenerated": "time_generated",
    "TimeGeneratedHighResolution": "high_res_timestamp", "TimeNotAfter": "notafter", "TimeNotBefore": "notbefore",
    "TimeReceived": "receive_time", "ToZone": "to", "Tunnel": "tunnel", "TunnelType": "tunnel_type",
    "TunneledApplication": "tunneled_app", "UGFlags": "ugflags", "URL": "misc", "URLCategory": "category",
    "URLCategoryList": "url_category_list", "URLCounter": "url_idx", "User": "user", "UserAgent": "user_agent",
    "UserAgentString": "user_agent", "UserIdentifiedBySource": "userbysource", "VendorSeverity": "severity",
    "VerificationTag1": "verif_tag_1", "VerificationTag2": "verif_tag_2", "VirtualLocation": "vsys",
    "VirtualSystem": "vsys", "VirtualSystemID": "vsys_id", "VirtualSystemName": "vsys_name",
    "VsysName": "vsys_name",
    "msg": "opaque", "X-Forwarded-For": "xff", "X-Forwarded-ForIP": "xff_ip",
}  # fmt: skip
# Labels of PAN-OS itself, where they are other words than the service's.
_LABELS = {
    "Destination IPv6 Address": "dst", "Destination Zone": "to", "Device IPv6 Address": "srcipv6",
    "Direction": "direction", "Elapsed time in seconds": "elapsed", "Flags": "flags",
    "LogProfile": "logset", "Module": "module", "Operating System": "client_os", "Packets": "packets",
    "Source IPv6 Address": "src", "Source Zone": "from", "Total bytes": "bytes",
    "URL Category": "category", "Virtual System": "vsys",
}  # fmt: skip
_OF_CEF = {
    "act": "action", "app": "app", "cnt": "repeatcnt", "destinationTranslatedAddress": "natdst",
    "destinationTranslatedPort": "natdport", "deviceExternalID": "serial",
    "deviceExternalId": "serial", "deviceInboundInterface": "inbound_if",
    "deviceOutboundInterface": "outbound_if", "dpt": "dport", "dst": "dst",
    "dvchost": "device_name", "externalId": "seqno", "fileHash": "filedigest", "fileType": "filetype",
    "fname": "misc", "in": "bytes_sent", "out": "bytes_received", "proto": "proto",
    "reason": "session_end_reason", "request": "misc", "requestClientApplication": "user_agent",
    "requestContext": "contenttype", "requestMethod": "http_method", "rt": "receive_time",
    "shost": "machinename", "sourceTranslatedAddress": "natsrc", "sourceTranslatedPort": "natsport", "spt": "sport",
    "src": "src",
}  # fmt: skip
_OF_SERVICE = {**_OF_CEF, "filePath": "misc", "start": "time_generated", "startTime": "time_generated"}
# What the same names are in a log of one type.
_OF_KIND = {
    "AUTH": {"dstuser": "user", "misc": "object", "msg": "event", "src": "ip"},
    "CONFIG": {
        "EventName": "cmd", "action": "cmd", "destinationServiceName": "client", "dstuser": "admin",
        "machinename": "host",
        "msg": "path", "src": "host",
    },
    "DNS": {"cat": "threat_name", "threatid": "threat_code"},
    "HIPMATCH": {"cat": "matchname", "client_os": "os"},
    "IPTAG": {"src": "ip"},
    "SYSTEM": {"action": "eventid", "cat": "eventid", "misc": "object"},
    "THREAT": {"cat": "threatid"},
    "TRAFFIC": {"cat": "action_source"},
    "USERID": {"cat": "event_id", "dstuser": "user", "src": "ip", "srcuser": "user"},
}  # fmt: skip
# Where the service writes the only end as the other one, too.
_ONE_END = frozenset(("HIPMATCH", "IPTAG", "USERID"))
_OTHER_END = frozenset(("dhost", "dst", "dstuser"))
# Users as parts, besides those whole, which these are only read without.
_PARTS = {
    "admin": ("AdminUserDomain", "AdminUserName"),
    "srcuser": ("SourceUserDomain", "SourceUserName"),
    "dstuser": ("DestinationUserDomain", "DestinationUserName"),
    "user": ("AuthenticatedUserDomain", "AuthenticatedUserName"),
}
_USERS = {"duser": "dstuser", "duser0": "dstuser", "suser": "srcuser", "suser0": "srcuser"}
_DOMAINS = frozenset(("dntdom", "sntdom"))
_NOTHING: dict[str, str] = {}
# What says nothing of an event: who keeps the log, and its type.
_OF_NO_EVENT = frozenset((
    "CortexDataLakeTenantID", "LogForwarded", "LogSource", "LogType", "ProfileToken", "TenantID", "VendorName",
    "dtz",
))  # fmt: skip
# An object has one of each.
_SERIALS = frozenset(("DeviceSN", "LogSourceID"))
_TIMES = frozenset(("EventTime", "LogTime", "TimeGenerated", "TimeReceived"))
# PAN-OS writes its severities as the severity of CEF.
_SEVERITIES = {"1": "informational", "2": "low", "3": "medium", "4": "high", "5": "critical"}
_WITH_SEVERITY = frozenset(("CORRELATION", "SYSTEM", "THREAT"))
_KINDS = {"AUTHENTICATION": "AUTH", "HIP-MATCH": "HIPMATCH"}
_NO_TIMES = ("1970-01-01T00:00:00", "Jan 01 1970 00:00:00")
_NO_ADDRESS = "::ffff:0"


def read(record: Record, text: str) -> tuple[str, Pairs, str | None] | None:
    """The type of a log with names, its columns, and the zone of its times; `None` if it is not one."""
    if text[:1] == "{":
        return _of_object(record)
    return _of_cef(text) if text.startswith(CEF_BEGINNINGS) else None


def _of_object(record: Record) -> tuple[str, Pairs, str | None] | None:
    pairs = json.flattened(objects.payload(record) or {})
    said = dict(pairs)
    kind = said.get("LogType", "").upper()
    if not kind or said.keys().isdisjoint(_SERIALS) or said.keys().isdisjoint(_TIMES):
        return None
    return kind, _columns(kind, pairs), "Z"


def _of_cef(text: str) -> tuple[str, Pairs, str | None]:
    event = cef.read(text)
    is_service = event.product == _SERVICE
    kind, subtype = event.signature, event.name
    if not is_service and (subtype in LAYOUTS or kind not in LAYOUTS):
        kind, subtype = subtype, kind
    kind = kind.upper()
    columns = _columns(kind, _named(event.extension, is_service=is_service))
    columns.append(("result" if kind == "CONFIG" and not is_service else "subtype", subtype))
    if not is_service:
        columns.append(("config_version", event.product_version))
        if kind in _WITH_SEVERITY and event.severity in _SEVERITIES:
            columns.append(("severity", _SEVERITIES[event.severity]))
    if not any(name == "severity" for name, _ in columns):
        columns.append(("cef_severity", event.severity))
    if is_service:
        columns += _of_service(kind, dict(columns))
    return kind, columns, "UTC" if ("dtz", "UTC") in event.extension else None


def _of_service(kind: str, said: dict[str, str]) -> Pairs:
    """What no header says of events that the service forwards: when they began, and the firewall as their host."""
    found = {} if "start" in said else {"start": said.get("time_generated", "")}
    if kind not in ENDPOINTS:
        found |= {"logging_host": said.get("device_name", ""), "logging_host_id": said.get("serial", "")}
    return [(name, value) for name, value in found.items() if value]


def _named(extension: Pairs, *, is_service: bool) -> Pairs:
    """The pairs of an event, by what their labels are, or by the service's names, or those of columns."""
    said = dict(extension)
    labels = {name[:-5]: label for name, label in extension if name[-5:] == "Label"}
    of_cef = _OF_SERVICE if is_service else _OF_CEF
    pairs: Pairs = []
    for name, value in extension:
        if name in labels:
            pairs.append((_LABELS.get(labels[name], labels[name]), value))
        elif name in _USERS:
            if (user := _user(name, value, said)) is not None:
                pairs.append((_USERS[name], user))
        elif name not in _DOMAINS and not (name[-5:] == "Label" and name[:-5] in said):
            pairs.append((of_cef.get(name) or name.removeprefix(_CUSTOM), value))
    return pairs


def _user(name: str, value: str, said: dict[str, str]) -> str | None:
    """A user with its domain; `None` if another value says so."""
    if name[-1] == "0":
        return value
    if said.get(f"{name}0"):
        return None
    domain = said.get(f"{name[0]}ntdom")
    return f"{domain}\\{value}" if domain and value and "\\" not in value else value


def _columns(kind: str, pairs: Pairs) -> Pairs:
    """The pairs, by the names of columns, without those that say nothing."""
    kind = _KINDS.get(kind, kind)
    found: dict[tuple[str, str], None] = {}
    for name, value in pairs:
        column = _column(kind, name, value)
        if column is not None:
            # users are escaped twice
            found[column, value.replace("\\\\", "\\") if "user" in column.lower() else value] = None
    return _with_users([*found])


def _column(kind: str, name: str, value: str) -> str | None:
    """The column of a pair; `None` if it says nothing."""
    if value in {"", "null", _NO_ADDRESS} or name in _OF_NO_EVENT or value.startswith(_NO_TIMES):
        return None
    column = _CALLED.get(name)
    if column is None and value == "false":
        return None
    column = column or name
    if kind in _ONE_END and column in _OTHER_END and not (kind == "USERID" and column == "dstuser"):
        return None
    if column == "high_res_timestamp" and "." not in value:
        # rounded, or of another clock
        return None
    of_kind = _OF_KIND.get(kind, _NOTHING)
    return of_kind.get(name) or of_kind.get(column, column)


def _with_users(pairs: Pairs) -> Pairs:
    """The pairs, with users whole that the log has in parts; the parts are left out."""
    texts = dict(pairs)
    parts = {name for both in _PARTS.values() for name in both}
    if parts.isdisjoint(texts):
        return pairs
    found = [pair for pair in pairs if pair[0] not in parts]
    for column, (domain, name) in _PARTS.items():
        if column not in texts and name in texts:
            found.append((column, f"{texts[domain]}\\{texts[name]}" if domain in texts else texts[name]))
    return found
