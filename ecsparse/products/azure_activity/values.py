"""The named values of Azure's records, and their fields.

Source: Azure Monitor: activity log event schema, schemas of resource logs.
"""

from __future__ import annotations

from ecsparse.ecs import url
from ecsparse.ecs.events import TRANSPORTS
from ecsparse.ecs.numbers import from_milliseconds
from ecsparse.ecs.pieces import short_ip
from ecsparse.ecs.places import count, host_name, macs, port_number
from ecsparse.ecs.web import status_code
from ecsparse.messages.captures import Capture, account, ecs, login, named_host, own, program
from ecsparse.messages.values import each, word

_NO_REGION = frozenset(("global", "Global", "null"))
_DIRECTIONS = {"In": "ingress", "Inbound": "ingress", "Out": "egress", "Outbound": "egress"}


def _ip(text: str) -> str | None:
    """The address of a text that may have a port after it."""
    head, colon, _ = text.rpartition(":")
    return short_ip(text) or (short_ip(head.strip("[]")) if colon else None)


def _region(text: str) -> str | None:
    return None if text in _NO_REGION else text


def _transport(text: str) -> str | None:
    name = text.lower()
    return name if name in TRANSPORTS.values() else None


def _protocol(text: str) -> str | None:
    return None if text in {"Any", "*"} or _transport(text) is not None else text.lower()


def _tls_version(text: str) -> str | None:
    """The version of TLS, which is written in two ways: `TLS1_2`, `TLS 1.2`."""
    return text.removeprefix("TLS").strip().replace("_", ".") or None


def _http_version(text: str) -> str | None:
    number = ".".join(text.removeprefix("HTTP/").split(".")[:2])
    return number if number[:1].isdigit() else None


def _port(text: str) -> int | None:
    """The port after an address; `None` if there is only an address."""
    head, colon, digits = text.rpartition(":")
    return port_number(digits) if colon and short_ip(text) is None and short_ip(head.strip("[]")) else None


_SOURCE = ecs("source.ip", read=_ip, related="ip")
_URL = Capture(
    "url",
    "",
    url.url,
    parts=("domain", "extension", "full", "original", "path", "port", "query", "scheme"),
    related=("hosts", "domain"),
)
_CALLER = (login(), login("source.user"))
_AGENT = ecs("user_agent.original")
_STATUS = ecs("http.response.status_code", read=status_code)
_METHOD = ecs("http.request.method")
_RULE = ecs("rule.name")
# How the names of values begin that are in `properties`.
PROPERTIES = "properties."


def _property(*names: str) -> tuple[str, ...]:
    return tuple(f"{PROPERTIES}{name}" for name in names)


CAPTURES: dict[str, Capture | tuple[Capture, ...]] = {
    "category": word("log that the record is in", "category"),
    "level": ecs("log.level"),
    "description": ecs("event.reason"),
    "resultDescription": ecs("error.message"),
    "correlationId": word("what records of one request share", "correlation_id"),
    **dict.fromkeys(("eventDataId", "operationId"), ecs("event.id")),
    "resultSignature": word("result in detail", "result_signature"),
    **dict.fromkeys(("resultType", "status", "statusText"), word("result", "result")),
    "durationMs": ecs("event.duration", read=from_milliseconds),
    "tenantId": ecs("organization.id"),
    "location": ecs("cloud.region", read=_region),
    "resourceId": word("resource", "resource.id"),
    "resource.subscription": ecs("cloud.account.id"),
    "resource.group": word("group of the resource", "resource.group"),
    "resource.provider": ecs("cloud.service.name"),
    "resourceType": word("type of the resource", "resource.type"),
    "eventName": word("phase of an operation", "event_name"),
    **dict.fromkeys(
        ("callerIpAddress", "httpRequest.clientIpAddress"), (_SOURCE, ecs("source.port", read=_port))
    ),
    "claims.ipaddr": own("ip", "where the caller signed in", read=_ip, name="caller.sign_in_ip", related="ip"),
    **dict.fromkeys(("httpRequest.method", *_property("httpMethod", "CsMethod")), _METHOD),
    **dict.fromkeys(("uri", *_property("requestUri", "TargetUrl", "url")), _URL),
    "httpRequest.clientRequestId": ecs("http.request.id"),
    # who
    "caller": _CALLER,
    **dict.fromkeys(
        ("user.id", "claims.objectidentifier", "identity.claim.oid", "identity.claim.objectidentifier"),
        (ecs("user.id"), ecs("source.user.id")),
    ),
    "identity.claim.upn": _CALLER,
    "identity.claim.appid": word("application of the caller", "application_id"),
    "claims.name": (ecs("user.full_name"), ecs("source.user.full_name")),
    "claims.upn": _CALLER,
    "claims.appid": word("application of the caller", "application_id"),
    "claims.tenantid": ecs("organization.id"),
    "authorization.action": word("what the caller must be allowed to", "authorization.action"),
    "authorization.scope": word("where", "authorization.scope"),
    "authorization.evidence.principalId": word("account that the role is of", "authorization.principal"),
    "authorization.evidence.principalType": word("kind of that account", "authorization.principal_type"),
    "authorization.evidence.roleAssignmentScope": word("where the role holds", "authorization.role_scope"),
    "identity.claim.ipaddr": _SOURCE,
    "identity.requester.objectId": (ecs("user.id"), ecs("source.user.id")),
    "identity.requester.appId": word("application of the caller", "application_id"),
    # roles that are given
    "assigned.PrincipalId": ecs("user.target.id"),
    "assigned.RoleDefinitionId": word("role that is given", "role"),
    # storage, databases
    "statusCode": _STATUS,
    f"{PROPERTIES}accountName": word("storage that was used", "storage"),
    f"{PROPERTIES}server_instance_name": word("server of a database", "database.server"),
    f"{PROPERTIES}objectKey": word("key, secret or object that was asked for", "object"),
    f"{PROPERTIES}responseBodySize": ecs("http.response.body.bytes", read=count),
    f"{PROPERTIES}tlsVersion": ecs("tls.version", read=_tls_version),
    f"{PROPERTIES}server_principal_name": login(),
    f"{PROPERTIES}client_ip": _SOURCE,
    f"{PROPERTIES}host_name": ecs("source.domain", read=host_name, related="hosts"),
    f"{PROPERTIES}database_name": word("database", "database.name"),
    f"{PROPERTIES}action_name": word("what was done in a database", "database.action"),
    f"{PROPERTIES}statement": word("statement of SQL", "database.statement"),
    f"{PROPERTIES}application_name": word("program that asked a database", "database.application"),
    f"{PROPERTIES}object_name": word("object of a database", "database.object"),
    f"{PROPERTIES}session_id": word("session of a database", "database.session"),
    f"{PROPERTIES}duration_milliseconds": ecs("event.duration", read=from_milliseconds),
    "authorization.evidence.role": word("role that allows it", "authorization.role"),
    "identity.requester.upn": _CALLER,
    "identity.type": word("how the caller is authenticated", "identity_type"),
    # alerts
    **dict.fromkeys(_property("RuleName", "ruleName", "Rule"), _RULE),
    f"{PROPERTIES}RuleUri": ecs("rule.reference"),
    f"{PROPERTIES}RuleDescription": ecs("rule.description"),
    **dict.fromkeys(_property("RuleCollection", "ruleSetType", "policy"), ecs("rule.ruleset")),
    f"{PROPERTIES}ruleId": ecs("rule.id"),
    f"{PROPERTIES}commandLine": ecs("process.command_line"),
    f"{PROPERTIES}processName": program(),
    f"{PROPERTIES}processId": ecs("process.pid", read=count),
    f"{PROPERTIES}parentProcess": program("process.parent"),
    f"{PROPERTIES}parentProcess id": ecs("process.parent.pid", read=count),
    f"{PROPERTIES}userName": ecs("process.user.name", related="user"),
    f"{PROPERTIES}domainName": word("domain of the account", "security.domain"),
    f"{PROPERTIES}UserSID": ecs("process.user.id"),
    f"{PROPERTIES}alertDisplayName": ecs("rule.name"),
    f"{PROPERTIES}user name": account(),
    f"{PROPERTIES}compromisedEntity": word("what is attacked", "security.entity"),
    f"{PROPERTIES}ActionTaken": word("what was done about it", "security.action"),
    **dict.fromkeys(_property("Severity", "severity"), word("how severe it is", "security.severity")),
    f"{PROPERTIES}statusCode": word("status of an operation", "status_code"),
    f"{PROPERTIES}statusMessage": ecs("error.message"),
    f"{PROPERTIES}statusCode.error": ecs("error.code"),
    f"{PROPERTIES}title": word("what it is about", "title"),
    f"{PROPERTIES}policies": word("policies, as JSON", "policies"),
    f"{PROPERTIES}SignatureId": ecs("rule.id"),
    f"{PROPERTIES}Category": ecs("rule.category"),
    **dict.fromkeys((*_property("Description", "ThreatDescription"), "rule.message"), ecs("rule.description")),
    f"{PROPERTIES}Direction": ecs("network.direction", read=_DIRECTIONS.get),
    **dict.fromkeys(_property("Policy", "policyId"), word("policy of a firewall", "policy")),
    f"{PROPERTIES}RuleCollectionGroup": word("group of the collection of a rule", "rule_group"),
    f"{PROPERTIES}details.data": word("what a rule found", "matched"),
    f"{PROPERTIES}attackers": own(
        "ip", "addresses of attackers", read=each(short_ip), name="attackers", related="ip"
    ),
    f"{PROPERTIES}intent": word("what an attacker wants", "security.intent"),
    f"{PROPERTIES}QueryName": ecs("dns.question.name", read=lambda text: text.rstrip(".") or text, related="hosts"),
    f"{PROPERTIES}QueryType": ecs("dns.question.type"),
    f"{PROPERTIES}QueryId": ecs("dns.id"),
    f"{PROPERTIES}ResponseCode": ecs("dns.response_code"),
    f"{PROPERTIES}trackingId": word("number of an incident of Azure's", "incident_id"),
    f"{PROPERTIES}service": word("service that an incident is about", "incident_service"),
    # networks
    **dict.fromkeys(_property("SourceIp", "clientIP", "clientIp", "CIp", "UserAddress"), _SOURCE),
    **dict.fromkeys(_property("SourcePort", "clientPort"), ecs("source.port", read=port_number)),
    **dict.fromkeys(_property("DestinationIp", "primaryIPv4Address"),
                    ecs("destination.ip", read=short_ip, related="ip")),
    **dict.fromkeys(_property("DestinationPort", "SPort"), ecs("destination.port", read=port_number)),
    **dict.fromkeys(_property("Fqdn", "host", "hostname", "CsHost"), named_host()),
    f"{PROPERTIES}Protocol": (ecs("network.transport", read=_transport), ecs("network.protocol", read=_protocol)),
    **dict.fromkeys(_property("Action", "action", "type"), word("what was done", "action")),
    f"{PROPERTIES}direction": ecs("network.direction", read=_DIRECTIONS.get),
    f"{PROPERTIES}macAddress": ecs("host.mac", read=macs),
    f"{PROPERTIES}matchedConnections": word("connections that matched", "connections"),
    # requests
    **dict.fromkeys(_property("userAgent", "UserAgent", "userAgentHeader", "clientInfo"), _AGENT),
    **dict.fromkeys(_property("httpStatus", "httpStatusCode", "ScStatus"), _STATUS),
    **dict.fromkeys(_property("httpVersion"), ecs("http.version", read=_http_version)),
    **dict.fromkeys(_property("receivedBytes", "requestBytes", "CsBytes"), ecs("http.request.bytes", read=count)),
    **dict.fromkeys(_property("sentBytes", "responseBytes", "ScBytes"), ecs("http.response.bytes", read=count)),
    f"{PROPERTIES}trackingReference": ecs("http.request.id"),
    f"{PROPERTIES}Referer": ecs("http.request.referrer"),
    **dict.fromkeys(_property("User", "CsUsername"), login()),
    f"{PROPERTIES}id": word("key, secret or object that was asked for", "object"),
}  # fmt: skip
