"""Events of Firepower's own engine (430001 to 430005), which name their values: intrusions, connections, files."""

from __future__ import annotations

from ecsparse.ecs.events import hashes, transport
from ecsparse.ecs.numbers import nanoseconds
from ecsparse.ecs.pieces import ip
from ecsparse.ecs.places import count, host_name, lower, port_number
from ecsparse.ecs.url import PARTS, url
from ecsparse.ecs.web import status_code
from ecsparse.messages import actions
from ecsparse.messages.captures import Capture, ecs, own
from ecsparse.messages.values import NOTHING, Values, name_destination
from ecsparse.patterns import Pattern
from ecsparse.products.cisco_asa.captures import account
from ecsparse.record import Document

ACTIONS = actions("""
connection-event          network: connection | a connection begins, or ends, and meets a rule of access control
connection-event/allowed  network: allowed connection
connection-event/denied   network: connection denied
file-event                file network: info | a file is transferred
file-event/denied         file network: info, failure
intrusion-event           intrusion_detection network: info, alert | traffic fits a rule of the intrusion policy
intrusion-event/denied    intrusion_detection network: denied, alert
malware-event             file malware network: info, alert | a file that is transferred is, or may be, malware
malware-event/denied      file malware network: info, failure, alert
""")

_BY_ID = {
    "430001": "intrusion-event",
    "430002": "connection-event",
    "430003": "connection-event",
    "430004": "file-event",
    "430005": "malware-event",
}
# The value that says what was done, by action.
_DONE = {
    "intrusion-event": "InlineResult",
    "connection-event": "AccessControlRuleAction",
    "file-event": "FileAction",
    "malware-event": "FileAction",
}
_DENIED = ("block", "dropped", "reset", "malware block", "sinkhole")
_ALLOWED = ("allow", "trust", "fastpath", "monitor")

# What Firepower calls response codes and types of records of the DNS.
_RESPONSES = {
    "No Error": "NOERROR", "Format Error": "FORMERR", "Server Failure": "SERVFAIL",
    "Non-Existent Domain": "NXDOMAIN", "Not Implemented": "NOTIMP", "Query Refused": "REFUSED",
}  # fmt: skip
_RECORDS = {
    "a host address": "A", "IP6 Address": "AAAA", "an authoritative name server": "NS",
    "the canonical name for an alias": "CNAME", "marks the start of a zone of authority": "SOA",
    "a domain name pointer": "PTR", "mail exchange": "MX", "text strings": "TXT", "Server Selection": "SRV",
}  # fmt: skip

# Texts that say that there is no value.
_NOTHING = NOTHING | {
    "Authentication Failed", "No Authentication Required", "No Connection", "Not Found", "Unknown", "Unknown User",
    "::",
}  # fmt: skip

# SrcIP: | Prefilter Policy: | Tunnel or Prefilter Rule:
_NAME = Pattern(r"([A-Z][A-Za-z0-9_]{1,48}(?: Policy| or Prefilter Rule)?): ?")


def _sha1(text: str) -> str | None:
    found = hashes(text) or {}
    return found["sha1"].upper() if "sha1" in found else None


def _sha256(text: str) -> str | None:
    found = hashes(text) or {}
    return found["sha256"].lower() if "sha256" in found else None


def _tls_version(text: str) -> str | None:
    return text.partition("v")[2] or None


CAPTURES: dict[str, Capture | tuple[Capture, ...]] = {
    "ACPolicy": ecs("rule.ruleset"),
    "AccessControlPolicy": own(
        "keyword", "access control policy of an intrusion or a file", name="access_control.policy"
    ),
    "AccessControlRule": own("keyword", "rule of access control of an intrusion or a file", name="access_control.rule"),
    "AccessControlRuleAction": own("keyword", "what access control did", name="access_control.action"),
    "AccessControlRuleName": ecs("rule.name"),
    "AccessControlRuleReason": ecs("event.reason"),
    "ApplicationProtocol": ecs("network.protocol", read=lower),
    "ArchiveFileName": own("keyword", "archive that the file was in", name="archive.name"),
    "ArchiveFileStatus": own("keyword", "whether the archive could be inspected", name="archive.status"),
    "ArchiveSHA256": own("keyword", "SHA-256 of the archive", read=_sha256, name="archive.sha256", related="hash"),
    "Classification": ecs("rule.category"),
    "Client": ecs("network.application", read=lower),
    "ClientVersion": own("keyword", "version of the client", name="client_version"),
    "ConnectionDuration": ecs("event.duration", read=nanoseconds),
    "ConnectionID": own("keyword", "number of a connection", name="connection"),
    "ConnectType": own("keyword", "whether a connection begins or ends", name="connection_stage"),
    "CorrelationRule": own("keyword", "correlation policy and rule that an event meets", name="correlation_rule"),
    "DE": own("keyword", "engine that detected an event", name="engine"),
    "DeviceUUID": ecs("observer.serial_number"),
    "DNSQuery": ecs("dns.question.name", related="hosts"),
    "DNSRecordType": ecs("dns.question.type", read=lambda text: _RECORDS.get(text, text)),
    "DNSResponseType": ecs("dns.response_code", read=lambda text: _RESPONSES.get(text, text)),
    "DNS_TTL": own("long", "seconds that an answer of the DNS may be kept", read=count, name="dns_ttl"),
    "DNSSICategory": own("keyword", "list of security intelligence that has the name", name="intelligence.dns"),
    "DstIP": ecs("destination.ip", read=ip, related="ip"),
    "DstPort": ecs("destination.port", read=port_number),
    "EgressInterface": ecs("observer.egress.interface.name"),
    "EgressVRF": own("keyword", "virtual router that traffic leaves by", name="egress.vrf"),
    "EgressZone": ecs("observer.egress.zone"),
    "EncryptedVisibilityProcessName": own("keyword", "process that a TLS fingerprint tells of", name="tls_process"),
    "EncryptedVisibilityThreatConfidence": own("keyword", "how sure it is malware", name="tls_process_threat"),
    "EndpointProfile": own("keyword", "kind of the user's device", name="endpoint_profile"),
    "EventPriority": own("keyword", "priority of the event, Low or High", name="priority"),
    "FileAction": own("keyword", "what was done with the file", name="file.action"),
    "FileCount": own("long", "files that the connection transferred", read=count, name="file.count"),
    "FileDirection": own("keyword", "whether the file was uploaded or downloaded", name="file.direction"),
    "FileName": ecs("file.name"),
    "FilePolicy": ecs("rule.ruleset"),
    "FileSandboxStatus": own("keyword", "whether the file was analysed in a sandbox", name="file.sandbox_status"),
    "FileSHA256": ecs("file.hash.sha256", read=_sha256, related="hash"),
    "FileSize": ecs("file.size", read=count),
    "FileStorageStatus": own("keyword", "whether the file was kept", name="file.storage_status"),
    "FileType": own("keyword", "type of the file", name="file.type"),
    "GID": own("keyword", "generator of an intrusion rule", name="generator_id"),
    "HTTPReferer": ecs("http.request.referrer"),
    "HTTPResponse": ecs("http.response.status_code", read=status_code),
    "HTTP_Hostname": ecs("url.domain", read=host_name, related="hosts"),
    "HTTP_URI": ecs("url.original"),
    "ICMPCode": own("keyword", "code of an ICMP packet, in words", name="icmp.code_text"),
    "ICMPType": own("keyword", "type of an ICMP packet, in words", name="icmp.type_text"),
    "Impact": own("keyword", "what an intrusion means for its target", name="impact"),
    "IngressInterface": ecs("observer.ingress.interface.name"),
    "IngressVRF": own("keyword", "virtual router that traffic comes by", name="ingress.vrf"),
    "IngressZone": ecs("observer.ingress.zone"),
    "InitiatorBytes": ecs("source.bytes", read=count),
    "InitiatorPackets": ecs("source.packets", read=count),
    "InlineResult": own("keyword", "what was done with a packet", name="inline_result"),
    "InlineResultReason": ecs("event.reason"),
    "InstanceID": own("keyword", "instance of the engine", name="instance"),
    "IntrusionPolicy": ecs("rule.ruleset"),
    "IPReputationSICategory": own(
        "keyword", "list of security intelligence that has the address", name="intelligence.ip"
    ),
    "IPSCount": own("long", "intrusion events of the connection", read=count, name="intrusions"),
    "Message": ecs("rule.name", read=lambda text: text.strip('"')),
    "NAPPolicy": own("keyword", "network analysis policy", name="analysis_policy"),
    "NAT_InitiatorIP": ecs("source.nat.ip", read=ip, related="ip"),
    "NAT_InitiatorPort": ecs("source.nat.port", read=port_number),
    "NAT_ResponderIP": ecs("destination.nat.ip", read=ip, related="ip"),
    "NAT_ResponderPort": ecs("destination.nat.port", read=port_number),
    "NumIOC": own("long", "indicators of compromise of the event", read=count, name="indicators"),
    "OriginalClientIP": own("ip", "client behind a proxy", read=ip, name="original_client", related="ip"),
    "Prefilter Policy": own("keyword", "prefilter policy", name="prefilter.policy"),
    "Priority": own("keyword", "priority of an intrusion", name="intrusion_priority"),
    "Protocol": ecs("network.transport", read=transport),
    "ReferencedHost": (
        ecs("url.domain", read=host_name),
        own("keyword", "host that a protocol named", name="referenced_host", related="hosts"),
    ),
    "ResponderBytes": ecs("destination.bytes", read=count),
    "ResponderPackets": ecs("destination.packets", read=count),
    "Revision": ecs("rule.version"),
    "SourceSecurityGroup": own("keyword", "name of the security group of the source", name="source_group"),
    "SourceSecurityGroupTag": own("keyword", "security group of the source", name="source_tag"),
    "DestinationSecurityGroup": own(
        "keyword", "name of the security group of the destination", name="destination_group"
    ),
    "DestinationSecurityGroupTag": own("keyword", "security group of the destination", name="destination_tag"),
    "Sensor": ecs("observer.name"),
    "SHA_Disposition": own("keyword", "what the cloud knows of the file", name="file.disposition"),
    "SID": ecs("rule.id"),
    "SperoDisposition": own("keyword", "what the analysis of its structure says of the file", name="file.spero"),
    "SrcIP": ecs("source.ip", read=ip, related="ip"),
    "SrcPort": ecs("source.port", read=port_number),
    "SSLActualAction": own("keyword", "what was done with a TLS connection", name="tls.action"),
    "SSLCertificate": ecs("tls.server.hash.sha1", read=_sha1, related="hash"),
    "SSLCipherSuite": ecs("tls.cipher"),
    "SSLExpectedAction": own("keyword", "what was to be done with a TLS connection", name="tls.expected_action"),
    "SSLFlowStatus": own("keyword", "whether a TLS connection was decrypted, or why not", name="tls.flow_status"),
    "SSLPolicy": own("keyword", "policy for TLS connections", name="tls.policy"),
    "SSLRuleName": own("keyword", "rule for TLS connections", name="tls.rule"),
    "SSLServerName": ecs("tls.client.server_name", related="hosts"),
    "SSLServerCertStatus": own("keyword", "whether a certificate is valid", name="tls.certificate_status"),
    "SSLVersion": ecs("tls.version", read=_tls_version),
    "ThreatName": own("keyword", "name of the malware", name="threat_name"),
    "ThreatScore": own("long", "how much of a threat a file is, from 0 to 100", read=count, name="threat_score"),
    "Tunnel or Prefilter Rule": own("keyword", "prefilter rule", name="prefilter.rule"),
    "URI": Capture("url", "", url, parts=PARTS, related=("hosts", "domain")),
    "URL": Capture("url", "", url, parts=PARTS, related=("hosts", "domain")),
    "URLCategory": own("keyword", "category of a URL", name="url_category"),
    "URLReputation": own("keyword", "reputation of a URL", name="url_reputation"),
    "URLSICategory": own("keyword", "list of security intelligence that has the URL", name="intelligence.url"),
    "User": Capture("user", "", account, parts=("name", "domain"), related=("user", "name")),
    "UserAgent": ecs("user_agent.original"),
    "VLAN_ID": ecs("network.vlan.id"),
    "VPN_Action": own("keyword", "whether a tunnel encrypts or decrypts", name="vpn_action"),
    "WebApplication": own("keyword", "application of a web site", name="web_application"),
}

VALUES = Values("cisco_asa", ACTIONS, CAPTURES, read_by_product="FirstPacketSecond", nothing=_NOTHING)


# What values are called here where the rule of the event is another policy's than that of access control.
_ACCESS_CONTROL = {"ACPolicy": "AccessControlPolicy", "AccessControlRuleName": "AccessControlRule"}
_NOBODY: Document = {}


def pairs(text: str) -> list[tuple[str, str]]:
    """The names and values of `text`; a comma belongs to a value unless a name follows it."""
    found: list[tuple[str, list[str]]] = []
    for part in text.split(", "):
        match = _NAME.match(part)
        if match is not None:
            found.append((match[1], [part[match.end() :]]))
        elif found:
            found[-1][1].append(part)
    return [(name, ", ".join(parts).strip(" ")) for name, parts in found]


def first_packet(text: str) -> str:
    """When the first packet was seen, as an event says it; empty if it does not."""
    return text.partition("FirstPacketSecond: ")[2].partition(",")[0]


def read(code: str, text: str) -> Document | None:
    """The document of the event `code`; `None` if it is not an event, or its text names no values."""
    if code not in _BY_ID:
        return None
    named = pairs(text)
    return document(_BY_ID[code], named) if named else None


def document(action: str, named: list[tuple[str, str]]) -> Document:
    """The document of an event, whose `action` has variants by what was done."""
    said = dict(reversed(named))
    done = said.get(_DONE[action], "").lower()
    variant = ""
    if done.startswith(_DENIED):
        variant = "/denied"
    elif done.startswith(_ALLOWED) and action == "connection-event":
        variant = "/allowed"
    if action != "connection-event":
        named = [(_ACCESS_CONTROL.get(name, name), value) for name, value in named]
    found = VALUES.document(action + variant, named)
    name_destination(found, found.get("url", _NOBODY).get("domain", ""))
    sent, received = (found.get(end, _NOBODY).get("bytes") for end in ("source", "destination"))
    if sent is not None and received is not None:
        found.setdefault("network", {})["bytes"] = sent + received
    return found
