r"""Cloudflare Logpush: requests of HTTP, events of the firewall, DNS, Gateway, Access, audit logs and the others.

Layout:
    {"ClientIP":"192.0.2.20","ClientRequestHost":"www.example.com","ClientRequestMethod":"GET",
        "ClientRequestURI":"/a?b=1","EdgeStartTimestamp":1698764995123000000,"EdgeResponseStatus":200,"RayID":"72d8"}
    {"Action":"block","ClientIP":"192.0.2.20","ClientRequestPath":"/.env","Datetime":"2023-10-31T15:09:55Z",
        "RuleID":"100016","Source":"waf","RayID":"7728"}
    {"ColoCode":"CDG","QueryName":"www.example.com","QueryType":1,"ResponseCode":0,"SourceIP":"192.0.2.53",…}

    A record a line; a job of Logpush chooses which members it has. Which data set a record is of, its members say.

Source: Cloudflare Logs: Logpush data sets and fields: http_requests, firewall_events, dns_logs, gateway_dns,
    gateway_http, gateway_network, access_requests, audit_logs (1 and 2), spectrum_events, dns_firewall_logs,
    casb_findings, device_posture_results, email_security_alerts, magic_ids_detections, nel_reports,
    network_analytics_logs, page_shield_events, sinkhole_http_logs, workers_trace_events,
    zero_trust_network_sessions.

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
from ecsparse.formats import json, objects
from ecsparse.products.cloudflare.values import ACTIONS, VALUES
from ecsparse.record import Document, Members, Product, Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

# The verdicts of firewalls and of Gateway.
# Verdicts; those of the resolver begin with what was decided: `blockedByCategory`.
_ALLOWED = frozenset(("allow", "bypass", "log", "pass", "skip"))
_DENIED = frozenset(("block", "connectionClose", "connectionClosed", "drop"))
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
        Members("ActionType ActorID ActorIPAddress ResourceType ResourceProduct"),
        Members("QueryName QueryType ClientResponseCode ClusterID SourceIP"),
        Members("FindingTypeID IntegrationID AssetExternalID"),
        Members("PostureCheckName PostureEvaluatedResult DeviceID"),
        Members("SignatureID SignatureMessage SourceIP ColoCode"),
        Members("LastKnownGoodColoCode ClientIPASN Phase Type"),
        Members("AttackVector MitigationSystem Verdict RuleID"),
        Members("SinkholeID SrcAddr DestAddr"),
        Members("ScriptName EventTimestampMs Outcome EventType"),
        Members("SessionID IngressColoName DetectedProtocol Email"),
        Members("CSPDirective PageURL URLHost"),
        Members("AlertID AlertReasons FinalDisposition MessageID"),
        Members("Application ColoCode ClientIP OriginBytes OriginPort"),
    ),
    dataset="record",
    messages=VALUES,
)

_NOTHING: dict[str, Any] = {}
# The members that only one data set has.
_BY_MEMBERS = (
    ("attack-packet", {"AttackVector", "MitigationSystem"}),
    ("client-error", {"LastKnownGoodColoCode", "ClientIPASN"}),
    ("device-posture", {"PostureCheckName", "PostureEvaluatedResult"}),
    ("finding", {"FindingTypeID", "IntegrationID"}),
    ("ids-detection", {"SignatureID", "SignatureMessage", "ColoCode"}),
    ("mail-alert", {"FinalDisposition", "AlertReasons"}),
    ("network-session", {"IngressColoName", "DetectedProtocol"}),
    ("page-policy", {"CSPDirective", "PageURL"}),
    ("sinkhole-request", {"SinkholeID", "SrcAddr"}),
    ("worker-run", {"ScriptName", "EventTimestampMs"}),
)
# Records of connections whose other end is the origin.
_TO_ORIGINS = frozenset(("network-session", "spectrum-connection"))
_ACCOUNT = {"login": "account-login", "logout": "account-logout"}
_VERDICTS = frozenset(("attack-packet", "ids-detection"))
_OUTCOMES = {"ok": "success", "success": "success", "true": "success", "failure": "failure", "exception": "failure",
             "exceededCpu": "failure", "exceededMemory": "failure", "false": "failure"}  # fmt: skip
_FIRST_FAILURE = 400


def parse(record: Record) -> Document | None:
    """The document of a record of any data set; `None` if its members are of none."""
    payload = objects.members(record)
    said = dict(json.flattened(payload))
    action = _action(said)
    if action is None:
        return None
    _add_url(said)
    if action in _TO_ORIGINS and "OriginIP" in said:
        said["DestinationIP"] = said.pop("OriginIP")
    document = VALUES.document(action, said, "", record)
    event = document["event"]
    if "@timestamp" not in document and "start" in event:
        document["@timestamp"] = event["start"]
    status = document.get("http", _NOTHING).get("response", _NOTHING).get("status_code")
    if action == "http-request" and status is not None:
        event["outcome"] = "success" if status < _FIRST_FAILURE else "failure"
    if action == "access-request" and said.get("Allowed") in {"true", "false"}:
        event["outcome"] = "success" if said["Allowed"] == "true" else "failure"
    outcome = _OUTCOMES.get(said.get("Outcome") or said.get("ActionResult", ""))
    if outcome is not None:
        event["outcome"] = outcome
    return document


def _action(said: dict[str, str]) -> str | None:
    """What a record is about, by the members that only its data set has."""
    found = next((action for action, members in _BY_MEMBERS if members <= said.keys()), None)
    if found is not None:
        return _judged(found, said.get("Verdict") or said.get("Action", "")) if found in _VERDICTS else found
    if "ResourceType" in said and "ActionType" in said:
        if said["ActionType"] in _ACCOUNT:
            return _ACCOUNT[said["ActionType"]]
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
    is_allowed = verdict in _ALLOWED or verdict.startswith("allowed")
    is_denied = verdict in _DENIED or verdict.startswith("blocked")
    kind = f"{action}/allowed" if is_allowed else f"{action}/denied" if is_denied else action
    return kind if kind in ACTIONS else action


def _add_url(said: dict[str, str]) -> None:
    """Add the URL of a request: what is asked for, and the host and the scheme if they are said beside it."""
    path, query = said.get("ClientRequestPath", ""), said.get("ClientRequestQuery", "")
    target = said.get("URL") or said.get("ClientRequestURI") or said.get("URI") or path
    if target and query and "?" not in target:
        target = f"{target}?{query.removeprefix('?')}"
    if target:
        said["url"] = target
    if said.get("ClientRequestHost"):
        said["url.domain"] = said["ClientRequestHost"]
    if said.get("ClientRequestScheme"):
        said["url.scheme"] = said["ClientRequestScheme"]
