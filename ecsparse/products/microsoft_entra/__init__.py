r"""Microsoft Entra ID (Azure Active Directory): sign-ins, audit, provisioning, risks, calls of Microsoft Graph.

Layout:
    {"time":"2023-10-31T15:09:55.1234567Z","resourceId":"/tenants/…/providers/Microsoft.aadiam",
        "operationName":"Sign-in activity","category":"SignInLogs","tenantId":"…","resultType":"0",
        "callerIpAddress":"192.0.2.20","properties":{"userPrincipalName":"alice@example.com","status":{…},…}}

    An event a line, as diagnostic settings send them. Microsoft Graph gives what is in `properties` alone.

Source: Microsoft Entra monitoring: schemas of the audit, sign-in, provisioning and risk logs, and of Microsoft
    Graph activity logs; Microsoft Graph v1.0: signIn, directoryAudit.

Timestamps: `time`, when it was logged, in UTC to 100 ns; `activityDateTime`, `createdDateTime` or
    `detectedDateTime` where that is not there, or is written as in the United States.

Quirks:
    `event.action` is Microsoft's own name of the operation. What kind of event it is follows from the category.
    A sign-in succeeded if its error code is 0; that is not an `error.code`: `sign_ins.log`.
    Whoever did it is a user or an application, `initiatedBy`; to whom, is in a list of resources: `audit.log`.
    Values of properties are JSON in texts, in quotes: `"ops"`: `audit.log`.
    IPv6 addresses are written out in full: ECS's are short: `sign_ins.log`.

Other readings:
    `error.code` `0`: no error. `log.level` as a number stays one.
    `host.os.type` of a name such as `Windows 10`: ECS allows `windows`; the name is `host.os.full`.
    `error.message` of a sign-in that succeeded: what it says is `event.reason`.
    `user.email` of a name without a domain: none. `@timestamp` of a time written as in the United States: ours is
    that of the activity, whose form is ISO 8601.
    `service.type` `ldap`: no line says it.
    `user.changes.group` of `null`: no value.
"""

from __future__ import annotations

from ecsparse.ecs import verbs
from ecsparse.ecs.pieces import geo_point
from ecsparse.formats import json, objects
from ecsparse.products.microsoft_entra.values import ACTIONS, TIMES, VALUES
from ecsparse.record import Document, Members, Product, Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

# What an event is about, by the category of the log; what the audit log's are about follows from its own.
_CATEGORIES = {
    "ADFSSignInLogs": "sign-in",
    "AuditLogs": "configuration",
    "ManagedIdentitySignInLogs": "sign-in",
    "MicrosoftGraphActivityLogs": "graph",
    "MicrosoftServicePrincipalSignInLogs": "sign-in",
    "NetworkAccessTrafficLogs": "network",
    "NonInteractiveUserSignInLogs": "sign-in",
    "ProvisioningLogs": "user",
    "RiskyServicePrincipals": "risk",
    "RiskyUsers": "risk",
    "ServicePrincipalRiskEvents": "risk",
    "ServicePrincipalSignInLogs": "sign-in",
    "SignInLogs": "sign-in",
    "UserRiskEvents": "risk",
}

PRODUCT = Product(
    vendor="Microsoft",
    name="Entra ID",
    versions="1.0",
    formats=("json",),
    signatures=(
        *(Members(f"category={category} operationName properties") for category in sorted(_CATEGORIES)),
        Members("createdDateTime userPrincipalName appDisplayName conditionalAccessStatus"),
        Members("activityDisplayName activityDateTime loggedByService initiatedBy"),
        Members("riskEventType riskState riskLevel detectedDateTime"),
        Members("riskLevel riskState riskDetail riskLastUpdatedDateTime"),
    ),
    dataset="log",
    fields=("source.geo.location",),
    messages=VALUES,
)

_MANAGED = {"GroupManagement": "group", "RoleManagement": "group", "UserManagement": "user"}
_METHODS = {"DELETE": "deletion", "GET": "access", "HEAD": "access", "PATCH": "change", "POST": "creation",
            "PUT": "change"}  # fmt: skip
_PROVISIONED = {"create": "creation", "delete": "deletion", "disable": "change", "update": "change"}
_PASSED = {"Allow": "network/allowed", "Block": "network/denied"}
_OUTCOMES = {"success": "success", "failure": "failure", "timeout": "failure", "skipped": "success"}
_LEAST_ERROR = 400
# Whose the log of an event is that is about no other service.
_DIRECTORY = "Azure Active Directory"
_NO_NAMES: dict[str, str] = {}
# Objects that some exports write as texts.
_TEXTS = frozenset((
    "additionalDetails", "appliedConditionalAccessPolicies", "authenticationDetails", "deviceDetail", "initiatedBy",
    "location", "mfaDetail", "status", "targetResources",
))  # fmt: skip
# Logs of what is at risk itself, whose identifier is the account's.
_RISKY = frozenset(("RiskyServicePrincipals", "RiskyUsers"))
_OF_RISKY = {"id": "Risky.id", "displayName": "Risky.displayName"}
_CHANGES = frozenset(("DisplayName", "Mail", "UserPrincipalName"))


def parse(record: Record) -> Document | None:
    """The document of an event, with or without its envelope; `None` if it names no operation."""
    payload = objects.members(record)
    said = payload.get("properties", payload)
    if not isinstance(said, dict):
        return None
    is_whole = said is not payload
    category, operation = _bare(said)
    if is_whole:
        category, operation = payload.get("category"), payload.get("operationName")
    if not isinstance(category, str) or not isinstance(operation, str) or not operation:
        return None
    action = _action(category, operation, said)
    said = {name: _opened(value) if name in _TEXTS else value for name, value in said.items()}
    names = _OF_RISKY if category in _RISKY else _NO_NAMES
    pairs = [(names.get(name, name), text) for name, text in json.flattened(said)]
    pairs += _targets(said.get("targetResources")) + _of_lists(said)
    pairs += [pair for pair in _additional(said.get("additionalInfo")) if pair[0] not in said]
    if is_whole:
        pairs = [(name, text) for name, text in pairs if name != "correlationId" or text != payload.get(name)]
        envelope = {f"@{name}": value for name, value in payload.items() if name != "properties"}
        pairs = json.flattened(envelope) + pairs
    document = VALUES.document(action, pairs, operation)
    document.setdefault("service", {"name": _DIRECTORY})
    outcome = _outcome(action, payload, said)
    if outcome is not None:
        document["event"]["outcome"] = outcome
    _add_place(document, said)
    _add_time(document, payload, said, record)
    return document


def _bare(said: dict[str, Any]) -> tuple[object, object]:
    """The log that an event without its envelope is of, and its operation."""
    if "activityDisplayName" in said:
        return "AuditLogs", said["activityDisplayName"]
    if "riskEventType" in said:
        return "UserRiskEvents", "User Risk Detection"
    return ("RiskyUsers", "Risky user") if "riskLastUpdatedDateTime" in said else ("SignInLogs", "Sign-in activity")


def _opened(value: object) -> object:
    """An object that is JSON in a text."""
    try:
        return json.decode(value) if isinstance(value, str) and value[:1] in "{[" else value
    except ValueError:
        return value


def _of_lists(said: dict[str, Any]) -> list[tuple[str, str]]:
    """The values of lists: policies that were enforced, and how a user was authenticated; keys and values."""
    applied = [policy for policy in _objects(said.get("appliedConditionalAccessPolicies"))
               if policy.get("result") in {"success", "failure"}]  # fmt: skip
    lists = {
        "Policies": [policy.get("displayName") for policy in applied],
        "Methods": [step.get("authenticationMethod") for step in _objects(said.get("authenticationDetails"))],
    }
    pairs = [(name, json.encode(texts) or "") for name, texts in lists.items() if any(texts)]
    for policy in [policy for policy in applied if policy["result"] == "failure"][:1]:
        pairs += [(f"Policy.{name}", text) for name in ("id", "displayName") if (text := policy.get(name))]
    details = json.named(said.get("additionalDetails"), "", "key", "value")
    return pairs + [(name.partition(".")[2], text) for name, text in details]


def _objects(value: object) -> list[dict[str, Any]]:
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def _action(category: str, operation: str, said: dict[str, Any]) -> str:
    """The kind of an event, by the category of its log, and what it says of itself."""
    subject = _CATEGORIES.get(category, "other")
    if subject == "graph":
        method = said.get("requestMethod")
        return f"graph/{_METHODS.get(method, 'access') if isinstance(method, str) else 'access'}"
    if category == "AuditLogs":
        subject = _MANAGED.get(f"{said.get('category')}", subject)
    if subject == "network":
        return _PASSED.get(f"{said.get('action')}", subject)
    if category == "ProvisioningLogs":
        kind = _PROVISIONED.get(f"{said.get('provisioningAction')}", "")
        return f"user/{kind}" if kind else "other"
    if subject in ACTIONS:
        return subject
    kind = "change" if " member " in operation else verbs.type_of(operation)
    return next((found for found in (f"{subject}/{kind}", f"configuration/{kind}") if found in ACTIONS), "other")


def _targets(resources: object) -> list[tuple[str, str]]:
    """The values of the resources that were managed: those of the first of each type, and what was changed."""
    pairs = []
    for resource in resources if isinstance(resources, list) else ():
        if not isinstance(resource, dict):
            continue
        kind = resource.get("type")
        if isinstance(kind, str) and kind:
            plain = {name: value for name, value in resource.items() if name not in {"type", "modifiedProperties"}}
            pairs += [(f"{kind}.{name}", text) for name, text in json.flattened(plain)]
        changes = resource.get("modifiedProperties")
        for change in changes if isinstance(changes, list) else ():
            if isinstance(change, dict) and isinstance(change.get("displayName"), str):
                value = _changed(change.get("newValue")) or _changed(change.get("oldValue"))
                name = change["displayName"]
                pairs += [(f"User.{name}" if kind == "User" and name in _CHANGES else name, value)] if value else []
    return pairs


def _additional(text: object) -> list[tuple[str, str]]:
    """The values of a text that is a list of keys and values in JSON."""
    try:
        found = json.decode(text) if isinstance(text, str) and text[:1] == "[" else None
    except ValueError:
        found = None
    return [(name.partition(".")[2], value) for name, value in json.named(found, "", "Key", "Value")]


def _changed(value: object) -> str | None:
    """The text of a value that is JSON in a text; `None` if it is nothing."""
    text = value.strip('"') if isinstance(value, str) else ""
    return None if text in {"", "null", "[]"} else text


def _outcome(action: str, payload: dict[str, Any], said: dict[str, Any]) -> str | None:
    if action == "sign-in":
        status = said.get("status")
        code = json.scalar(status.get("errorCode") if isinstance(status, dict) else None)
        code = json.scalar(payload.get("resultType")) if code is None else code
        return None if not code else "success" if code == "0" else "failure"
    if action.startswith("graph/"):
        number = said.get("responseStatusCode")
        return None if not isinstance(number, int) else "success" if number < _LEAST_ERROR else "failure"
    status = said.get("provisioningStatusInfo", said.get("statusInfo"))
    result = status.get("status") if isinstance(status, dict) else said.get("result")
    return _OUTCOMES.get(f"{result}".lower())


def _add_place(document: Document, said: dict[str, Any]) -> None:
    """Add where the source is, if that is known."""
    location = said.get("location")
    coordinates = location.get("geoCoordinates") if isinstance(location, dict) else None
    if isinstance(coordinates, dict):
        point = geo_point(coordinates.get("latitude"), coordinates.get("longitude"))
        if point is not None:
            document.setdefault("source", {}).setdefault("geo", {})["location"] = point


def _add_time(document: Document, payload: dict[str, Any], said: dict[str, Any], record: Record) -> None:
    texts = [payload.get("time"), *(said.get(name) for name in TIMES)]
    found = (record.clock.instant(text) for text in texts if isinstance(text, str))
    instant = next((time for time in found if time is not None), None)
    record.set_time(document, instant)
