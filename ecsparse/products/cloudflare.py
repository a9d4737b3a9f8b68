r"""Cloudflare Logpush: requests of HTTP, events of the firewall, DNS, Gateway, Access, Spectrum and audit logs.

Layout:
    {"ClientIP":"192.0.2.20","ClientRequestHost":"www.example.com","ClientRequestMethod":"GET",
        "ClientRequestURI":"/a?b=1","EdgeStartTimestamp":1698764995123000000,"EdgeResponseStatus":200,"RayID":"72d8"}
    {"Action":"block","ClientIP":"192.0.2.20","ClientRequestPath":"/.env","Datetime":"2023-10-31T15:09:55Z",
        "RuleID":"100016","Source":"waf","RayID":"7728"}
    {"ColoCode":"CDG","QueryName":"www.example.com","QueryType":1,"ResponseCode":0,"SourceIP":"192.0.2.53",…}

    A record a line; a job of Logpush chooses which members it has. Which data set a record is of, its members say.

Source: Cloudflare Logs: Logpush data sets and fields: http_requests, firewall_events, dns_logs, gateway_dns,
    gateway_http, gateway_network, access_requests, audit_logs, spectrum_events.

Timestamps: RFC 3339, or seconds or nanoseconds since 1970, as the job says: `EdgeStartTimestamp`, `Datetime`,
    `Timestamp`, `When`, `CreatedAt`.

Quirks:
    The outcome of a request is its status at the edge; the origin's is `cloudflare.origin_status`: `http.log`.
    Countries are in lower case: ECS's codes are in upper case: `http.log`.
    Types of DNS are numbers, response codes numbers or names: `dns.log`.
    The host that a client asks for is `url.domain`, and `destination.domain`, too: `http.log`.
    Requests without a status (`0`) have no outcome: `http.log`.

Other readings:
    `network.protocol` `HTTP/1.1`: ours is `http`, and `http.version`.
    `source.geo.country_name` of a code: ours is `source.geo.country_iso_code`.
"""

from __future__ import annotations

from ecsparse.ecs import verbs
from ecsparse.ecs.pieces import short_ip
from ecsparse.ecs.places import count, lower, port_number
from ecsparse.ecs.url import url as url_of
from ecsparse.formats import json, objects
from ecsparse.messages import Action
from ecsparse.messages.captures import Capture, ecs, named_host, person
from ecsparse.messages.values import Values, each, number, word, words
from ecsparse.record import Members, Product

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from ecsparse.record import Document, Record

_AUDIT = "a user of the account changes something"
_HTTP, _DNS = {"network": {"protocol": "http"}}, {"network": {"protocol": "dns"}}

ACTIONS = {
    "access-request": Action("a user asks for an application behind Access", "authentication", "start"),
    "account-change/change": Action(_AUDIT, "configuration", "change"),
    "account-change/creation": Action(_AUDIT, "configuration", "creation"),
    "account-change/deletion": Action(_AUDIT, "configuration", "deletion"),
    "account-change/info": Action(_AUDIT, "configuration", "info"),
    "dns-query": Action("a name is asked for", "network", "info protocol", also=_DNS),
    "dns-query/allowed": Action("a name is asked for", "network", "allowed protocol", also=_DNS),
    "dns-query/denied": Action("a name is asked for", "network", "denied protocol", also=_DNS),
    "firewall-event": Action("a request matches a rule of the firewall", "network web", "access info", also=_HTTP),
    "firewall-event/allowed": Action(
        "a request matches a rule of the firewall", "network", "access allowed", also=_HTTP
    ),
    "firewall-event/denied": Action(
        "a request matches a rule of the firewall", "network", "access denied", also=_HTTP
    ),
    "gateway-connection": Action("a connection passes Gateway", "network", "connection"),
    "gateway-connection/allowed": Action("a connection passes Gateway", "network", "allowed connection"),
    "gateway-connection/denied": Action("a connection passes Gateway", "network", "connection denied"),
    "gateway-request": Action("a request passes Gateway", "network web", "access info", also=_HTTP),
    "gateway-request/allowed": Action("a request passes Gateway", "network", "access allowed", also=_HTTP),
    "gateway-request/denied": Action("a request passes Gateway", "network", "access denied", also=_HTTP),
    "http-request": Action("a request is answered at the edge", "web", "access", also=_HTTP),
    "spectrum-connection": Action("a connection passes Spectrum", "network", "connection"),
}

# The verdicts of firewalls and of Gateway.
_ALLOWED = frozenset(("allow", "allowed", "allowedByQueryName", "allowedOnNoPolicyMatch", "bypass", "skip", "log",
                      "allowedRule", "allowedOnNoRuleMatch"))  # fmt: skip
_DENIED = frozenset(("block", "blocked", "drop", "blockedByCategory", "blockedByQueryName",
                     "blockedRule", "blockedByResolvedIP", "connectionClose", "connectionClosed"))  # fmt: skip
_RECORDS = {
    "1": "A", "2": "NS", "5": "CNAME", "6": "SOA", "12": "PTR", "15": "MX", "16": "TXT", "28": "AAAA", "33": "SRV",
    "35": "NAPTR", "43": "DS", "46": "RRSIG", "48": "DNSKEY", "64": "SVCB", "65": "HTTPS", "255": "ANY",
    "257": "CAA",
}  # fmt: skip
_CODES = {
    "0": "NOERROR", "1": "FORMERR", "2": "SERVFAIL", "3": "NXDOMAIN", "4": "NOTIMP", "5": "REFUSED", "9": "NOTAUTH",
}  # fmt: skip
_TRANSPORTS = frozenset(("tcp", "udp"))


def _country(text: str) -> str | None:
    return text.upper() if len(text) == 2 and text.isalpha() and text.isascii() else None


def _asn(text: str) -> int | None:
    return count(text) or None


def _status(text: str) -> int | None:
    return int(text) if len(text) == 3 and text.isdecimal() and text[0] != "0" else None


def _version(text: str) -> str | None:
    number = text.upper().removeprefix("HTTP/")
    return number if number[:1].isdigit() and len(number) <= 3 else None


def _record(text: str) -> str | None:
    return _RECORDS.get(text) or (text if text.isupper() and text.isalnum() else None)


def _code(text: str) -> str | None:
    return _CODES.get(text) or (text.upper() if text.isalpha() else None)


def _transport(text: str) -> str | None:
    return text.lower() if text.lower() in _TRANSPORTS else None


def _tls(text: str) -> Document:
    number = text.upper().removeprefix("TLSV").removeprefix("TLS ")
    return {"version": number, "version_protocol": "tls"} if number[:2] == "1." else {}


_SOURCE = ecs("source.ip", read=short_ip, related="ip")
_DESTINATION = ecs("destination.ip", read=short_ip, related="ip")
_COUNTRY = ecs("source.geo.country_iso_code", read=_country)
_AGENT, _METHOD = ecs("user_agent.original"), ecs("http.request.method")
_STATUS = ecs("http.response.status_code", read=_status)
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
    "ClientSSLCipher": ecs("tls.cipher"),
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
    # Access, audit, Spectrum
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
    " URL",
    times={
        "EdgeStartTimestamp": "event.start",
        "EdgeEndTimestamp": "event.end",
        "Datetime": "@timestamp",
        "Timestamp": "@timestamp",
        "When": "@timestamp",
        "CreatedAt": "@timestamp",
        "ActionTimestamp": "@timestamp",
        "SessionStartTime": "event.start",
        "SessionEndTime": "event.end",
    },
)

PRODUCT = Product(
    vendor="Cloudflare",
    name="Logpush",
    versions="v2 data sets",
    formats=("json",),
    signatures=(
        Members("ClientIP ClientRequestHost RayID"),
        Members("RayID EdgeResponseStatus ClientRequestMethod"),
        Members("ZoneID ZoneName WorkerStatus"),
        Members("Action ClientIP RayID RuleID Source"),
        Members("QueryName QueryType ResponseCode SourceIP ColoCode"),
        Members("QueryName ResolverDecision Email"),
        Members("SessionID PolicyID DestinationIP SourceIP Email"),
        Members("HTTPMethod URL PolicyID Email DeviceID"),
        Members("AppDomain AppUUID RayID UserUID IPAddress"),
        Members("ActionType ActorID ActorIP OwnerID ResourceType When"),
        Members("Application ColoCode ClientIP OriginBytes OriginPort"),
    ),
    dataset="record",
    messages=VALUES,
)

_NOTHING: dict[str, Any] = {}
_FIRST_FAILURE = 400


def parse(record: Record) -> Document | None:
    """The document of a record of any data set; `None` if its members are of none."""
    payload = objects.payload(record) or _NOTHING
    said = dict(json.flattened(payload))
    action = _action(said)
    if action is None:
        return None
    _add_url(said)
    document = VALUES.document(action, said.items(), "", record)
    event = document["event"]
    if "@timestamp" not in document and "start" in event:
        document["@timestamp"] = event["start"]
    status = document.get("http", _NOTHING).get("response", _NOTHING).get("status_code")
    if action == "http-request" and status is not None:
        event["outcome"] = "success" if status < _FIRST_FAILURE else "failure"
    if action == "access-request" and said.get("Allowed") in {"true", "false"}:
        event["outcome"] = "success" if said["Allowed"] == "true" else "failure"
    return document


def _action(said: dict[str, str]) -> str | None:
    """What a record is about, by the members that only its data set has."""
    if "ResourceType" in said and "ActionType" in said:
        verb = verbs.type_of(said["ActionType"])
        return f"account-change/{verb}" if f"account-change/{verb}" in ACTIONS else "account-change/info"
    if "AppUUID" in said:
        return "access-request"
    if "QueryName" in said:
        return _judged("dns-query", said.get("ResolverDecision", ""))
    if "HTTPMethod" in said and "PolicyID" in said:
        return _judged("gateway-request", said.get("Action", ""))
    if "PolicyID" in said and "SessionID" in said:
        return _judged("gateway-connection", said.get("Action", ""))
    if "OriginPort" in said and "Application" in said:
        return "spectrum-connection"
    if "RuleID" in said and "Action" in said and "Source" in said:
        return _judged("firewall-event", said["Action"])
    return "http-request" if "RayID" in said or "WorkerStatus" in said else None


def _judged(action: str, verdict: str) -> str:
    if verdict in _ALLOWED:
        return f"{action}/allowed"
    return f"{action}/denied" if verdict in _DENIED else action


def _add_url(said: dict[str, str]) -> None:
    """Add the URL of a request: what is asked for, and the host and the scheme if they are said beside it."""
    path, query = said.get("ClientRequestPath", ""), said.get("ClientRequestQuery", "")
    target = said.get("URL") or said.get("ClientRequestURI") or path
    if target and query and "?" not in target:
        target = f"{target}?{query.removeprefix('?')}"
    if target:
        said["url"] = target
    if said.get("ClientRequestHost"):
        said["url.domain"] = said["ClientRequestHost"]
    if said.get("ClientRequestScheme"):
        said["url.scheme"] = said["ClientRequestScheme"]
