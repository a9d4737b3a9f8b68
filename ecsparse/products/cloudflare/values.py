"""The named values of Logpush's records, and what each kind of record means."""

from __future__ import annotations

from ecsparse.ecs import dns
from ecsparse.ecs.pieces import short_ip
from ecsparse.ecs.places import count, host_name, lower, port_number
from ecsparse.ecs.url import url as url_of
from ecsparse.ecs.web import status_code
from ecsparse.messages import actions
from ecsparse.messages.captures import Capture, ecs, named_host, person
from ecsparse.messages.values import Values, each, flag, number, word, words
from ecsparse.record import Document

_HTTP, _DNS = {"network": {"protocol": "http"}}, {"network": {"protocol": "dns"}}

ACTIONS = actions(
    """
access-request              authentication: start | a user asks for an application behind Access
account-login               authentication: start | a user logs in to the dashboard
account-logout              authentication: end | a user logs out of the dashboard
account-change/change       configuration: change | a user of the account changes something
account-change/creation     configuration: creation
account-change/deletion     configuration: deletion
account-change/info         configuration: info
attack-packet               network: info | a packet of an attack on the network is judged
attack-packet/allowed       network: allowed | a packet of an attack on the network passes
attack-packet/denied        network: denied | a packet of an attack on the network is dropped
client-error                network: info | a browser could not reach the edge
device-posture              host: info | a device is checked against a policy
finding                     configuration: info, alert | a setting of a service in the cloud is unsafe
ids-detection               intrusion_detection: info, alert | a packet matches a signature
ids-detection/denied        intrusion_detection: denied, alert | a packet that matches a signature is dropped
mail-alert                  email: info, alert | a mail is malicious, spam or suspicious
network-session             network: connection end | a session passes the network of Zero Trust
page-policy                 web: info + http | a page loads what a policy does not allow
sinkhole-request            web: access + http | a request arrives at a sinkhole
worker-run                  process: info | a Worker ran
dns-query                   network: info protocol + dns | a name is asked for
dns-query/allowed           network: allowed protocol + dns
dns-query/denied            network: denied protocol + dns
firewall-event              network web: access info + http | a request matches a rule of the firewall
firewall-event/allowed      network: access allowed + http
firewall-event/denied       network: access denied + http
gateway-connection          network: connection | a connection passes Gateway
gateway-connection/allowed  network: allowed connection
gateway-connection/denied   network: connection denied
gateway-request             network web: access info + http | a request passes Gateway
gateway-request/allowed     network: access allowed + http
gateway-request/denied      network: access denied + http
http-request                web: access + http | a request is answered at the edge
spectrum-connection         network: connection | a connection passes Spectrum
""",
    http=_HTTP,
    dns=_DNS,
)

_NO_CIPHER = frozenset(("NONE", "UNK", "UNKNOWN"))
_TRANSPORTS = frozenset(("tcp", "udp"))


def _cipher(text: str) -> str | None:
    return None if text in _NO_CIPHER else text


def _country(text: str) -> str | None:
    return text.upper() if len(text) == 2 and text.isalpha() and text.isascii() else None


def _asn(text: str) -> int | None:
    return count(text) or None


def _version(text: str) -> str | None:
    number = text.upper().removeprefix("HTTP/")
    return number if number[:1].isdigit() and len(number) <= 3 else None


def _record(text: str) -> str | None:
    return dns.TYPES.get(text) or (text if text.isupper() and text.isalnum() else None)


def _code(text: str) -> str | None:
    return dns.RESPONSES.get(text) or (text.upper() if text.isalpha() else None)


def _transport(text: str) -> str | None:
    return text.lower() if text.lower() in _TRANSPORTS else None


def _tls(text: str) -> Document:
    number = text.upper().removeprefix("TLSV").removeprefix("TLS ")
    return {"version": number, "version_protocol": "tls"} if number[:2] == "1." else {}


_SOURCE = ecs("source.ip", read=short_ip, related="ip")
_DESTINATION = ecs("destination.ip", read=short_ip, related="ip")
_COUNTRY = ecs("source.geo.country_iso_code", read=_country)
_AGENT, _METHOD = ecs("user_agent.original"), ecs("http.request.method")
_STATUS = ecs("http.response.status_code", read=status_code)
_VERSION = ecs("http.version", read=_version)
_RULE, _POLICY = ecs("rule.id"), ecs("rule.name")
_DEVICE = ecs("device.id")

CAPTURES: dict[str, Capture | tuple[Capture, ...]] = {
    "RayID": ecs("event.id"),
    "ParentRayID": word("request that caused this one", "parent_ray_id"),
    "ZoneName": word("zone of the request", "zone"),
    "ClientIP": _SOURCE,
    "ClientSrcPort": ecs("source.port", read=port_number),
    "ClientASN": ecs("source.as.number", read=_asn),
    "ClientASNDescription": ecs("source.as.organization.name"),
    "ClientCountry": _COUNTRY,
    "ClientCity": ecs("source.geo.city_name"),
    "ClientIPClass": word("kind of address", "client_ip_class"),
    "ClientDeviceType": word("kind of device", "client_device_type"),
    "ClientRequestBytes": ecs("http.request.bytes", read=count),
    "ClientRequestMethod": _METHOD,
    "ClientRequestProtocol": _VERSION,
    "ClientRequestReferer": ecs("http.request.referrer"),
    "ClientRequestUserAgent": _AGENT,
    "ClientSSLProtocol": Capture("tls", "", _tls, parts=("version", "version_protocol")),
    "JA3Hash": ecs("tls.client.ja3"),
    "JA4": word("JA4 of the client", "ja4"),
    "url": Capture(
        "url", "", url_of, parts=("domain", "extension", "full", "original", "path", "port", "query", "scheme"),
        related=("hosts", "domain"),
    ),
    "url.domain": (ecs("url.domain", related="hosts"), named_host()),
    "url.scheme": ecs("url.scheme"),
    "EdgeResponseBytes": ecs("http.response.bytes", read=count),
    "EdgeResponseBodyBytes": ecs("http.response.body.bytes", read=count),
    "EdgeResponseContentType": ecs("http.response.mime_type"),
    "EdgeResponseStatus": _STATUS,
    "EdgeServerIP": _DESTINATION,
    "EdgeColoCode": word("data center of Cloudflare", "data_center"),
    "CacheCacheStatus": word("whether the cache had it", "cache_status"),
    "OriginIP": ecs("server.ip", read=short_ip, related="ip"),
    "OriginResponseStatus": number("status of the origin's response", "origin_status"),
    "BotScore": number("how likely a human asks", "bot_score"),
    "WAFAttackScore": number("how likely it is an attack", "attack_score"),
    "SecurityAction": word("what the firewall did", "security_action"),
    "SecurityRuleDescription": ecs("rule.description"),
    "SecurityRuleID": _RULE,
    # firewall
    "Action": word("what was done", "action"),
    "RuleID": _RULE,
    "Ref": word("the rule's own reference", "rule_reference"),
    "Description": ecs("rule.description"),
    "Metadata.rule_message": ecs("rule.description"),
    "Metadata.group": ecs("rule.ruleset"),
    "Source": ecs("rule.category"),
    "Kind": word("kind of event", "kind"),
    # DNS
    "SourceIP": _SOURCE,
    "SrcIP": _SOURCE,
    "SourcePort": ecs("source.port", read=port_number),
    "SrcPort": ecs("source.port", read=port_number),
    "DestinationIP": _DESTINATION,
    "DstIP": _DESTINATION,
    "DestinationPort": ecs("destination.port", read=port_number),
    "DstPort": ecs("destination.port", read=port_number),
    "QueryName": ecs("dns.question.name", related="hosts"),
    "QueryType": ecs("dns.question.type", read=_record),
    "QueryTypeName": ecs("dns.question.type"),
    "RCode": ecs("dns.response_code", read=_code),
    "ResponseCode": ecs("dns.response_code", read=_code),
    "ResolvedIPs": ecs("dns.resolved_ip", read=each(short_ip), related="ip"),
    "ColoCode": word("data center of Cloudflare", "data_center"),
    "ColoName": word("data center of Cloudflare", "data_center"),
    "EDNSSubnet": word("subnet that was asked for", "edns_subnet"),
    "Protocol": ecs("network.transport", read=_transport),
    "Transport": ecs("network.transport", read=_transport),
    **dict.fromkeys(
        ("CategoryNames", "MatchedCategoryNames"), words("categories that a policy matched", "matched_categories")
    ),
    "QueryCategoryNames": words("categories of a name", "categories"),
    "ApplicationNames": words("applications of a request", "applications"),
    "Location": word("location of the customer", "location"),
    "BlockedFileName": ecs("file.name"),
    "BlockedFileReason": ecs("event.reason"),
    "BlockedFileSize": ecs("file.size", read=count),
    "BlockedFileType": ecs("file.extension", read=lower),
    "DownloadedFileNames": words("files that were downloaded", "downloaded_files"),
    "UploadedFileNames": words("files that were uploaded", "uploaded_files"),
    "SourceInternalIP": ecs("source.nat.ip", read=short_ip, related="ip"),
    **dict.fromkeys(("ClientSSLCipher", "ClientTlsCipher"), ecs("tls.cipher", read=_cipher)),
    "ClientTlsClientHelloServerName": ecs("tls.client.server_name", related="hosts"),
    "ClientTlsProtocol": ecs("tls.version", read=lambda text: text.lower().removeprefix("tlsv") or None),
    "BotTags": words("kinds of a bot", "bot_tags"),
    "SecurityActions": words("what rules did", "security.actions"),
    "SecurityRuleIDs": words("rules that matched", "security.rules"),
    "SecuritySources": words("products that rules are of", "security.sources"),
    "ResolverDecision": word("what Gateway did", "resolver_decision"),
    "MatchedCategoryNames": words("categories of a name", "categories"),
    # Gateway
    "Email": person(),
    "UserID": ecs("user.id"),
    "DeviceID": _DEVICE,
    "DeviceName": word("name of the device", "device_name"),
    "Policy": _POLICY,
    "PolicyID": _RULE,
    "PolicyName": _POLICY,
    "HTTPMethod": _METHOD,
    "HTTPStatusCode": _STATUS,
    "HTTPVersion": _VERSION,
    "HTTPHost": ecs("url.domain", related="hosts"),
    "UserAgent": _AGENT,
    "Referer": ecs("http.request.referrer"),
    "SNI": ecs("tls.client.server_name", related="hosts"),
    "SessionID": ecs("event.id"),
    "SourceIPCountryCode": _COUNTRY,
    "DestinationIPCountryCode": ecs("destination.geo.country_iso_code", read=_country),
    "RequestID": ecs("http.request.id"),
    # other data sets
    "ClientResponseCode": ecs("dns.response_code", read=_code),
    "UpstreamIP": ecs("server.ip", read=short_ip, related="ip"),
    "ClusterID": word("cluster of the firewall of DNS", "cluster_id"),
    "ActorIPAddress": _SOURCE,
    "AuditLogID": ecs("event.id"),
    "AccountID": ecs("organization.id"),
    "AccountName": ecs("organization.name"),
    "ActionDescription": ecs("event.reason"),
    "ResourceProduct": word("product that was changed", "resource.product"),
    "ClientIPASN": ecs("source.as.number", read=_asn),
    "ClientIPASNDescription": ecs("source.as.organization.name"),
    "ClientIPCountry": _COUNTRY,
    "Type": ecs("error.type"),
    "Phase": word("step that failed", "phase"),
    "LastKnownGoodColoCode": word("data center of Cloudflare", "data_center"),
    "SignatureID": _RULE,
    "SignatureMessage": _POLICY,
    "SignatureRevision": ecs("rule.version"),
    "AttackID": word("number of an attack", "attack.id"),
    "AttackCampaignID": word("campaign of an attack", "attack.campaign"),
    "AttackVector": word("kind of an attack", "attack.vector"),
    "IPSourceAddress": _SOURCE,
    "IPDestinationAddress": _DESTINATION,
    "IPProtocolName": ecs("network.transport", read=_transport),
    "SourceASN": ecs("source.as.number", read=_asn),
    "SourceASNDescription": ecs("source.as.organization.name"),
    "SourceCountry": _COUNTRY,
    "DestinationASN": ecs("destination.as.number", read=_asn),
    "DestinationASNDescription": ecs("destination.as.organization.name"),
    "DestinationCountry": ecs("destination.geo.country_iso_code", read=_country),
    "RuleName": _POLICY,
    "RulesetID": ecs("rule.ruleset"),
    "Verdict": word("what was done", "action"),
    "MitigationSystem": word("what judged a packet", "attack.system"),
    "MitigationReason": ecs("event.reason"),
    "BytesSent": ecs("source.bytes", read=count),
    "BytesReceived": ecs("destination.bytes", read=count),
    "DetectedProtocol": ecs("network.protocol", read=lower),
    "EgressIP": ecs("source.nat.ip", read=short_ip, related="ip"),
    "EgressPort": ecs("source.nat.port", read=port_number),
    "ConnectionCloseReason": ecs("event.reason"),
    "ClientTLSVersion": Capture("tls", "", _tls, parts=("version", "version_protocol")),
    "ClientTLSCipher": ecs("tls.cipher"),
    "PostureCheckName": _POLICY,
    "PostureCheckType": ecs("rule.category"),
    "PostureEvaluatedResult": flag("whether a device passed a check", "posture_passed"),
    "DeviceManufacturer": ecs("device.manufacturer"),
    "DeviceModel": ecs("device.model.name"),
    "DeviceSerialNumber": ecs("device.serial_number"),
    "DeviceType": ecs("host.os.family", read=lower),
    "OSVersion": ecs("host.os.version"),
    "ClientVersion": ecs("agent.version"),
    "FindingTypeDisplayName": _POLICY,
    "FindingTypeID": _RULE,
    "FindingTypeSeverity": word("severity of a finding", "severity"),
    "AssetDisplayName": word("what a finding is about", "resource.name"),
    "AssetExternalID": word("number of what was changed", "resource.id"),
    "AssetLink": ecs("event.reference"),
    "IntegrationDisplayName": word("service that was looked at", "integration"),
    "IntegrationPolicyVendor": ecs("cloud.service.name"),
    "SrcAddr": _SOURCE,
    "DestAddr": _DESTINATION,
    "Host": (ecs("url.domain", read=host_name, related="hosts"), named_host()),
    "Method": _METHOD,
    "Referrer": ecs("http.request.referrer"),
    "BodyLength": ecs("http.request.body.bytes", read=count),
    "Username": ecs("user.name", related="user"),
    "SinkholeID": word("number of a sinkhole", "sinkhole_id"),
    "ScriptName": ecs("service.name"),
    "EventType": word("event of a connection", "event"),
    "Outcome": word("how it ended", "outcome"),
    "PageURL": word("page that loads it", "page_url"),
    "CSPDirective": _POLICY,
    "AlertID": ecs("event.id"),
    "AlertReasons": words("why a mail is suspicious", "mail.reasons"),
    "FinalDisposition": word("what a mail is", "mail.disposition"),
    "From": ecs("email.from.address", read=each()),
    "To": ecs("email.to.address", read=each()),
    "CC": ecs("email.cc.address", read=each()),
    "ReplyTo": ecs("email.reply_to.address", read=each()),
    "SMTPEnvelopeFrom": ecs("email.sender.address"),
    "SMTPHeloServerIP": _SOURCE,
    "Subject": ecs("email.subject"),
    "MessageID": ecs("email.message_id", read=lambda text: text.strip("<>") or None),
    # Access, audit, Spectrum
    "ClientAsn": ecs("source.as.number", read=_asn),
    "ClientProto": ecs("network.transport", read=_transport),
    "ActionResult": word("how it ended", "outcome"),
    "IPAddress": _SOURCE,
    "Country": _COUNTRY,
    "AppDomain": ecs("url.domain", related="hosts"),
    "AppUUID": word("number of the application", "app_id"),
    "Connection": word("how the user proved who it is", "connection"),
    "UserUID": ecs("user.id"),
    "ActorEmail": person(),
    "ActorID": ecs("user.id"),
    "ActorIP": _SOURCE,
    "ActorType": word("kind of actor", "actor_type"),
    "ActionType": word("what was done", "action"),
    "ID": ecs("event.id"),
    "Interface": word("how it was done", "interface"),
    "ResourceType": word("kind of what was changed", "resource.type"),
    "ResourceID": word("number of what was changed", "resource.id"),
    "OwnerID": ecs("organization.id"),
    "Application": ecs("network.application", read=lower),
    "ClientPort": ecs("source.port", read=port_number),
    "ClientBytes": ecs("source.bytes", read=count),
    "OriginBytes": ecs("destination.bytes", read=count),
    "OriginPort": ecs("destination.port", read=port_number),
    "Event": word("event of a connection", "event"),
    "Status": word("state of a connection", "status"),
}  # fmt: skip

VALUES = Values(
    "cloudflare",
    ACTIONS,
    CAPTURES,
    read_by_product="ClientRequestHost ClientRequestPath ClientRequestQuery ClientRequestScheme ClientRequestURI"
    " URI URL",
    times={
        "EdgeStartTimestamp": "event.start",
        "EdgeEndTimestamp": "event.end",
        "Datetime": "@timestamp",
        "Timestamp": "@timestamp",
        "When": "@timestamp",
        "CreatedAt": "@timestamp",
        "ActionTimestamp": "@timestamp",
        "DetectedTimestamp": "@timestamp",
        "EventTimestampMs": "@timestamp",
        "ConnectTimestamp": "event.start",
        "DisconnectTimestamp": "event.end",
        "SessionStartTime": "event.start",
        "SessionEndTime": "event.end",
    },
)
