r"""Microsoft Azure: the activity log of subscriptions, and the logs of resources that share its envelope.

Layout:
    {"time":"2023-10-31T15:09:55.1234567Z","resourceId":"/SUBSCRIPTIONS/…/PROVIDERS/MICROSOFT.NETWORK/…",
        "operationName":"MICROSOFT.NETWORK/NETWORKSECURITYGROUPS/WRITE","category":"Administrative",
        "resultType":"Success","callerIpAddress":"192.0.2.20","identity":{"authorization":{…},"claims":{…}},
        "level":"Information","properties":{…}}                                     as diagnostic settings send it
    {"authorization":{…},"caller":"alice@example.com","claims":{…},"eventDataId":"…","category":{"value":
        "Administrative",…},"eventTimestamp":"…","operationName":{"value":"Microsoft.Network/…/write",…},…}
                                                                                         as the interface gives it

    A record an object. `properties` may be JSON in a text. Records of Entra ID are those of `microsoft_entra`; those of
    AKS that hold an event of the audit of Kubernetes carry `kubernetes_audit`.

Source: Azure Monitor: activity log event schema, common and service-specific schemas of resource logs (Key Vault,
    Azure Firewall, network security groups, Application Gateway, Front Door, App Service, Storage).

Timestamps: `time` or `eventTimestamp`, UTC, to 100 ns.

Quirks:
    `event.action` is Azure's own name of the operation. What kind of event it is follows from category and name.
    A claim's name is often a URL, of which the end counts: `activity.log`.
    The result is `Success` or `Succeeded`; `Start`, `Accepted` and the like are not results: `activity.log`.
    Azure Firewall writes sentences, or values that have names: `network.log`.
    An address may have a port after it: `resources.log`.
    Where the caller signed in may be another address than the one that the request came from: `callers.log`.
    Why an operation failed is JSON in a text: `callers.log`.

Other readings:
    `source.user` of the caller alone: who acts is `user`; ours are both.
    `process.name` with its path: that is `process.executable`. `process.parent.name` `unknown`: no value.
"""

from __future__ import annotations

from ecsparse.ecs import verbs
from ecsparse.ecs.pieces import is_ip
from ecsparse.ecs.web import status_code
from ecsparse.formats import json, objects
from ecsparse.messages import actions
from ecsparse.messages.values import Values
from ecsparse.patterns import Pattern
from ecsparse.products.azure_activity.values import CAPTURES, PROPERTIES
from ecsparse.record import Document, Members, Product, Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


ACTIONS = actions(
    """
alert                   host: info, alert | a rule raised or resolved an alert
call/access             api: access | a resource is asked for something
call/change             api: change
call/creation           api: creation
call/deletion           api: deletion
configuration/access    configuration: access | a resource is managed
configuration/change    configuration: change
configuration/deletion  configuration: deletion
configuration/info      configuration: info
database                database: access | a database was used
database/login          authentication: start | somebody logs in to a database
dns                     network: info protocol + dns | a firewall was asked for a name
firewall/allowed        network: connection allowed | a session went through a firewall
firewall/denied         network: connection denied
firewall/info           network: connection
health                  host: info | something about a resource or a service
role/change             iam: change | a role is given or taken
role/deletion           iam: deletion
security                intrusion_detection: info, alert | Defender for Cloud raised an alert
threat/allowed          intrusion_detection: allowed, alert | a session matched a signature
threat/denied           intrusion_detection: denied, alert
threat/info             intrusion_detection: info, alert
web                     web: access + http | a request of HTTP was answered
""",
    dns={"network": {"protocol": "dns"}},
    http={"network": {"protocol": "http"}},
)

# The kind of an event by its category; of those in no list, by the operation.
_CATEGORIES = {
    "Alert": "alert", "Autoscale": "configuration/change", "Policy": "configuration/info",
    "Recommendation": "configuration/info", "ResourceHealth": "health", "Security": "security",
    "ServiceHealth": "health", "SQLSecurityAuditEvents": "database", "AZFWDnsQuery": "dns",
    "AZFWFqdnResolveFailure": "dns",
}  # fmt: skip
_ACTIVITY = frozenset(("Action", "Administrative", "Delete", "Write"))
_WEB_LOGS = frozenset((
    "AppServiceHTTPLogs", "ApplicationGatewayAccessLog", "FrontDoorAccessLog", "FrontdoorAccessLog",
))  # fmt: skip
_FIREWALL_LOGS = ("AZFW", "ApplicationGatewayFirewallLog", "AzureFirewall", "FrontDoorWeb", "FrontdoorWeb",
                  "NetworkSecurityGroup")  # fmt: skip
_THREATS = frozenset(("AZFWIdpsSignature", "AZFWThreatIntel"))
# How the names of actions begin that only read.
_READS = ("check", "get", "list", "read", "validate")
_VERBS = {"delete": "deletion", "read": "access"}
_ALLOWED = frozenset(("allow", "allowed", "alert", "detected", "log", "matched"))
_DENIED = frozenset(("block", "blocked", "deny", "denied", "drop"))
_OUTCOMES = {
    "success": "success", "succeeded": "success", "ok": "success", "failure": "failure", "failed": "failure",
    "unauthorized": "failure", "forbidden": "failure", "true": "success", "false": "failure",
}  # fmt: skip
# What all events of the audit of Kubernetes have.
_OF_KUBERNETES = frozenset(("auditID", "requestURI", "stage", "user", "verb"))
# Whose records are in no subscription, and belong to another product.
_ENTRA = "microsoft.aadiam"
_NOTHING: dict[str, Any] = {}
_FIRST_FAILURE = 400
_ASSIGNED = frozenset(("PrincipalId", "RoleDefinitionId"))
# The status of an answer of HTTP, of logs that have one.
_STATUSES = (*(f"{PROPERTIES}{name}" for name in ("httpStatus", "httpStatusCode", "ScStatus")), "statusCode")
_CALLER_ADDRESSES = ("callerIpAddress", "httpRequest.clientIpAddress", f"{PROPERTIES}CIp")
# What a flow's tuple has after its time, and what its letters mean.
_TUPLE = ("SourceIp", "DestinationIp", "SourcePort", "DestinationPort", "Protocol", "direction", "Action")
_FLOW_WORDS = {
    ("Protocol", "T"): "TCP", ("Protocol", "U"): "UDP", ("direction", "I"): "In", ("direction", "O"): "Out",
    ("Action", "A"): "Allow", ("Action", "D"): "Deny",
}  # fmt: skip
# An identifier has so many hyphens.
_HYPHENS = 4

# /SUBSCRIPTIONS/7/RESOURCEGROUPS/web/PROVIDERS/MICROSOFT.NETWORK/…
_RESOURCE = Pattern(
    r"/(?i:subscriptions)/([^/]{1,64})(?:/(?i:resourcegroups)/([^/]{1,90}))?(?:/(?i:providers)/([^/]{1,64}))?(?:/.*)?"
)
# TCP request from 192.0.2.20:51544 to 203.0.113.80:443. Action: Deny. Rule Collection: web. Rule: all
_SENTENCE = Pattern(
    r"([A-Za-z]{1,8}) (?:Type=[0-9]{1,3} )?request from ([0-9A-Fa-f.:]{2,45}?):([0-9]{0,5}) to (\S{1,253}?)"
    r"(?::([0-9]{1,5}))?\. Action: ([A-Za-z]{1,16})(?:\. (.*))?"
)
# Rule Collection: web. Rule: all
_SAID = Pattern(
    r"(?:Policy: [^.]{1,200}\. )?(?:Rule Collection Group: [^.]{1,200}\. )?"
    r"Rule Collection: ([^.]{1,200})\. Rule: (.{1,200})"
)

VALUES = Values(
    "azure_activity",
    ACTIONS,
    CAPTURES,
    names_actions=True,
    read_by_product="operationName resourceGroupName resourceProviderName subscriptionId",
    times={"time": "@timestamp", "eventTimestamp": "@timestamp", "submissionTimestamp": "event.created"},
)

PRODUCT = Product(
    vendor="Microsoft",
    name="Azure activity",
    versions="2014 to 2025",
    formats=("json",),
    signatures=(
        Members("time resourceId operationName category"),
        Members("time resourceId category properties"),
        Members("eventTimestamp eventDataId operationName resourceId"),
    ),
    dataset="activity",
    fields=("cloud.provider",),
    messages=VALUES,
)


def parse(record: Record) -> Document | None:
    """The document of a record; `None` if it names no resource, is of Entra ID, or holds an event of Kubernetes."""
    payload = objects.members(record)
    said = _values(payload)
    resource, operation = said.get("resourceId", ""), said.get("operationName") or said.get("category", "")
    if resource[:1] != "/" or not operation or _ENTRA in resource.lower() or _is_of_kubernetes(said):
        return None
    if (match := _RESOURCE.fullmatch(resource)) is not None:
        said["resource.subscription"], said["resource.group"], said["resource.provider"] = (
            part or "" for part in match.groups()
        )
    category = said.get("category", "")
    if category.startswith(_FIREWALL_LOGS):
        _add_session(said)
        said["rule.message"] = said.pop(f"{PROPERTIES}message", "")
    _add_flow(said, payload.get("properties"))
    _add_assignment(said)
    _add_error(said)
    if "claims.ipaddr" in said and not any(said.get(name) for name in _CALLER_ADDRESSES):
        said["callerIpAddress"] = said["claims.ipaddr"]
    caller = said.get("caller", "")
    if caller and "@" not in caller and caller.count("-") == _HYPHENS:
        said["user.id"] = said.pop("caller")
    document = VALUES.document(_action(category, operation, said), said, operation, record)
    result = said.get(f"{PROPERTIES}succeeded") or said.get("resultType") or said.get("status", "")
    outcome = _OUTCOMES.get(result.lower())
    code = status_code(next((said[name] for name in _STATUSES if said.get(name)), ""))
    if code is not None:
        outcome = "success" if code < _FIRST_FAILURE else "failure"
    if outcome is not None:
        document["event"]["outcome"] = outcome
    document["cloud"] = {"provider": "azure", **document.get("cloud", _NOTHING)}
    return document


def _is_of_kubernetes(said: dict[str, str]) -> bool:
    """Whether a record of AKS holds an event of the audit of Kubernetes, as JSON in a text."""
    event = _decoded(said.get(f"{PROPERTIES}log", ""))
    return isinstance(event, dict) and event.keys() >= _OF_KUBERNETES


def _values(payload: dict[str, Any]) -> dict[str, str]:
    """The values of a record by the names that both of its forms have."""
    plain: dict[str, Any] = {}
    for name, value in payload.items():
        is_localized = isinstance(value, dict) and "value" in value
        plain[name] = value["value"] if is_localized else value
    properties = plain.get("properties")
    if isinstance(properties, str):
        plain["properties"] = _decoded(properties)
    identity = plain.pop("identity", None)
    if isinstance(identity, dict):
        claims, authorization = identity.get("claims"), identity.get("authorization")
        plain |= {"claims": claims, "authorization": authorization}
        rest = {name: value for name, value in identity.items() if name not in {"claims", "authorization"}}
        if isinstance(claim := rest.get("claim"), dict):
            rest["claim"] = {name.rpartition("/")[2]: value for name, value in claim.items()}
        plain["identity"] = rest
    claims = plain.pop("claims", None)
    said = dict(json.flattened(plain))
    for name, text in json.flattened(claims) if isinstance(claims, dict) else ():
        end = name.rpartition("/")[2]
        said.setdefault(f"claims.{'upn' if end == 'name' != name else end}", text)
    return said


def _decoded(text: str) -> object:
    try:
        return json.decode(text) if text[:1] == "{" else text
    except ValueError:
        return text


def _add_session(said: dict[str, str]) -> None:
    """Add what a firewall's sentence says."""
    match = _SENTENCE.fullmatch(said.get(f"{PROPERTIES}msg", ""))
    if match is None:
        return
    del said[f"{PROPERTIES}msg"]
    protocol, source, port, target, target_port, verdict, rest = match.groups()
    said[f"{PROPERTIES}Protocol"], said[f"{PROPERTIES}SourceIp"] = protocol, source
    said[f"{PROPERTIES}SourcePort"] = port
    said[f"{PROPERTIES}{'DestinationIp' if is_ip(target) else 'Fqdn'}"] = target
    said[f"{PROPERTIES}DestinationPort"], said[f"{PROPERTIES}Action"] = target_port or "", verdict
    found = _SAID.fullmatch(rest or "")
    if found is not None:
        said[f"{PROPERTIES}RuleCollection"], said[f"{PROPERTIES}Rule"] = found.groups()
    elif rest:
        said["description"] = rest


def _add_flow(said: dict[str, str], properties: object) -> None:
    """Add the ends of a flow that a security group logs, if the record is of a single one."""
    found: list[object] = [properties]
    rules: list[object] = []
    for name in ("flows", "flows", "flowTuples"):
        lists = [one.get(name) for one in found if isinstance(one, dict)]
        rules += [one.get("rule") for one in found if isinstance(one, dict)]
        found = [item for listed in lists if isinstance(listed, list) for item in listed]
    if len(found) != 1 or not isinstance(found[0], str):
        return
    said[f"{PROPERTIES}Rule"] = next((rule for rule in rules if isinstance(rule, str)), "")
    _, *parts = found[0].split(",")
    named = dict(zip(_TUPLE, parts, strict=False))
    said |= {f"{PROPERTIES}{name}": _FLOW_WORDS.get((name, text), text) for name, text in named.items()}


def _add_assignment(said: dict[str, str]) -> None:
    """Add the account that a role is given to, and the role, of the body of a request."""
    body = _decoded(said.get(f"{PROPERTIES}requestbody", ""))
    found = body.get("Properties", body.get("properties")) if isinstance(body, dict) else None
    for name, text in json.flattened(found) if isinstance(found, dict) else ():
        key = name[:1].upper() + name[1:]
        if key in _ASSIGNED:
            said[f"assigned.{key}"] = text


def _add_error(said: dict[str, str]) -> None:
    """Add the error that the body of an answer has, if that is JSON."""
    body = _decoded(said.get(f"{PROPERTIES}statusMessage", ""))
    error = body.get("error", body) if isinstance(body, dict) else None
    if not isinstance(error, dict):
        return
    for name, ours in (("code", "statusCode.error"), ("message", "statusMessage")):
        if text := json.scalar(error.get(name)):
            said[f"{PROPERTIES}{ours}"] = text


def _action(category: str, operation: str, said: dict[str, str]) -> str:
    """The kind of an event, by its category and the name of its operation."""
    if "AUTHENTICATION" in said.get(f"{PROPERTIES}action_name", ""):
        return "database/login"
    if category in _CATEGORIES:
        return _CATEGORIES[category]
    if category in _WEB_LOGS:
        return "web"
    if category.startswith(_FIREWALL_LOGS):
        verdicts = (said.get(f"{PROPERTIES}{name}", "").lower() for name in ("Action", "action", "type"))
        verdict = next((found for found in verdicts if found), "")
        subject = "threat" if category in _THREATS else "firewall"
        return f"{subject}/{'allowed' if verdict in _ALLOWED else 'denied' if verdict in _DENIED else 'info'}"
    last = operation.rpartition("/")[2].lower()
    if category in _ACTIVITY:
        reads = operation.lower().rpartition("/")[0].rpartition("/")[2].startswith(_READS)
        kind = "access" if last == "action" and reads else _VERBS.get(last, "change")
        if "/roleassignments/" in operation.lower():
            return "role/deletion" if kind == "deletion" else "role/change"
        return f"configuration/{kind}"
    kind = _VERBS.get(last) or verbs.type_of(operation.rpartition("/")[2])
    return f"call/{kind}" if f"call/{kind}" in ACTIONS else "call/access"
