"""The named values of events of Entra ID, and what each kind of event means."""

from __future__ import annotations

from ecsparse.ecs import url
from ecsparse.ecs.numbers import from_milliseconds
from ecsparse.ecs.pieces import short_ip
from ecsparse.ecs.places import count, host_name, port_number
from ecsparse.ecs.web import status_code
from ecsparse.formats import json
from ecsparse.messages import actions
from ecsparse.messages.captures import Capture, ecs, login, own
from ecsparse.messages.values import NOTHING, Values, each, flag, words
from ecsparse.record import Document

TYPE_CHECKING = False

ACTIONS = actions("""
configuration/access    configuration: access | something in the directory is managed
configuration/change    configuration: change
configuration/creation  configuration: creation
configuration/deletion  configuration: deletion
graph/access            api: access | an application calls Microsoft Graph
graph/change            api: change
graph/creation          api: creation
graph/deletion          api: deletion
group/change            iam: change group | something in the directory is managed
group/creation          iam: creation group
group/deletion          iam: deletion group
network                 network: connection | traffic through Global Secure Access
network/allowed         network: allowed connection | Global Secure Access lets traffic through
network/denied          network: connection denied | Global Secure Access blocks traffic
other                   iam: info | any other event
risk                    intrusion_detection: info, alert | a sign-in or an account is at risk
sign-in                 authentication: start | a user, a service or a managed identity signs in
user/change             iam: change user | something in the directory is managed
user/creation           iam: creation user
user/deletion           iam: deletion user
""")

_SYSTEMS = (("windows", "windows"), ("mac", "macos"), ("ios", "ios"), ("android", "android"), ("linux", "linux"))


# Who is not known.
_NOBODY = "00000000-0000-0000-0000-000000000000"


def _ip(text: str) -> str | None:
    """The address of a text, which may be IPv4 in IPv6."""
    return short_ip(text.removeprefix("::ffff:") if "." in text else text)


def _error(text: str) -> str | None:
    return None if text in {"0", "Success"} else text


def _words(text: str) -> list[str] | None:
    return text.split() or None


def _listed(text: str) -> list[str] | None:
    """The texts between commas."""
    return [found for part in text.split(",") if (found := part.strip())] or None


def _one(text: str) -> str | None:
    """The only text of a list of texts in JSON."""
    found = json.texts(text)
    return found[0] if len(found) == 1 else None


def _duration(text: str) -> int | None:
    """Nanoseconds of a duration in milliseconds; 0 is none."""
    return from_milliseconds(text) or None


def _number(text: str) -> int | None:
    """A number; 0 says that there is none."""
    return count(text) or None


def _system(text: str) -> str | None:
    """The kind of a system whose name begins with it: `Windows 10`, `MacOs`, `Ios`."""
    name = text.lower()
    return next((kind for beginning, kind in _SYSTEMS if name.startswith(beginning)), None)


def _family(text: str) -> str | None:
    """`network.type` of `ipV4`."""
    name = text.lower()
    return name if name in {"ipv4", "ipv6"} else None


def _url(text: str) -> Document:
    return url.url(text) if text.startswith(("https://", "http://")) else {}


CAPTURES: dict[str, Capture | tuple[Capture, ...]] = {
    # of the envelope
    "@durationMs": ecs("event.duration", read=_duration),
    "@identity": own("keyword", "name of the actor, as the log names it", name="user_identity"),
    "@category": own("keyword", "log that the event is in", name="category"),
    "@correlationId": own("keyword", "what events of one request share", name="correlation_id"),
    "@tenantId": ecs("organization.id"),
    "@resultType": ecs("error.code", read=_error),
    "@resultDescription": ecs("error.message"),
    **dict.fromkeys(
        ("@callerIpAddress", "ipAddress", "initiatedBy.user.ipAddress"), ecs("source.ip", read=_ip, related="ip")
    ),
    **dict.fromkeys(("@level", "@Level"), ecs("log.level")),
    # of all logs
    "id": ecs("event.id"),
    "userAgent": ecs("user_agent.original"),
    **dict.fromkeys(("userId", "UserPrincipalObjectID"), ecs("user.id")),
    "userPrincipalName": login(),
    "userDisplayName": ecs("user.full_name"),
    "location.city": ecs("source.geo.city_name"),
    "location.state": ecs("source.geo.region_name"),
    "location.countryOrRegion": ecs("source.geo.country_iso_code"),
    "sessionId": own("keyword", "session", name="session_id"),
    "userType": own("keyword", "member or guest", name="user_type"),
    "User-Agent": ecs("user_agent.original"),
    # sign-ins
    "appId": own("keyword", "identifier of an application", name="application.id"),
    "appDisplayName": own("keyword", "name of an application", name="application.name"),
    "resourceDisplayName": ecs("service.name"),
    "clientAppUsed": own("keyword", "kind of client", name="client"),
    "status.errorCode": ecs("error.code", read=_error),
    "status.failureReason": ecs("error.message"),
    "status.additionalDetails": ecs("event.reason"),
    "deviceDetail.deviceId": ecs("host.id"),
    "deviceDetail.displayName": (ecs("host.hostname", related="hosts"), ecs("host.name")),
    "deviceDetail.operatingSystem": (ecs("host.os.full"), ecs("host.os.type", read=_system)),
    "autonomousSystemNumber": ecs("source.as.number", read=_number),
    "deviceDetail.isCompliant": flag("whether a device follows the policies", "device.compliant"),
    "deviceDetail.isManaged": flag("whether a device is managed", "device.managed"),
    "deviceDetail.browser": own("keyword", "browser of a device", name="device.browser"),
    "deviceDetail.trustType": own("keyword", "how a device is known", name="device.trust"),
    "conditionalAccessStatus": own("keyword", "whether conditional access was granted", name="conditional_access"),
    "isInteractive": flag("whether a user was asked", "interactive"),
    "Policies": words("policies that were enforced", "policies"),
    "Policy.id": ecs("rule.id"),
    "Policy.displayName": ecs("rule.name"),
    "Methods": words("how a user was authenticated", "authentication_methods"),
    "clientCredentialType": own("keyword", "kind of credential of a service", name="credential_type"),
    "servicePrincipalCredentialKeyId": own("keyword", "key of a service", name="credential_id"),
    "associatedManagedIdentityResourceId": own("keyword", "resource that has an identity", name="resource_id"),
    "tokenIssuerName": own("keyword", "issuer of a token", name="token.issuer"),
    "uniqueTokenIdentifier": own("keyword", "identifier of a token", name="token.id"),
    "authenticationRequirement": own("keyword", "factors that were asked for", name="authentication_requirement"),
    "mfaDetail.authMethod": own("keyword", "second factor", name="mfa_method"),
    **dict.fromkeys(
        ("servicePrincipalName", "servicePrincipalDisplayName", "Risky.displayName"),
        ecs("user.name", related="user"),
    ),
    **dict.fromkeys(("servicePrincipalId", "Risky.id"), ecs("user.id")),
    **dict.fromkeys(
        ("riskLevel", "riskLevelDuringSignIn"), own("keyword", "how high a risk is", name="risk.level")
    ),
    "riskState": own("keyword", "what became of a risk", name="risk.state"),
    "riskLevelAggregated": own("keyword", "how high a risk is in all", name="risk.aggregated"),
    "riskEventTypes_v2": words("kinds of risks", "risk.types"),
    "activity": own("keyword", "what is at risk", name="risk.activity"),
    "source": own("keyword", "what found a risk", name="risk.source"),
    "detectionTimingType": own("keyword", "whether a risk was found at once", name="risk.timing"),
    "riskDetail": own("keyword", "why", name="risk.detail"),
    **dict.fromkeys(("mitreTechniqueId", "mitreTechniques"), ecs("threat.technique.id", read=_listed)),
    "riskEventType": (ecs("rule.name"), own("keyword", "kind of a risk", name="risk.type")),
    # audit
    "result": own("keyword", "result of an operation", name="result"),
    "resultReason": ecs("event.reason"),
    "loggedByService": ecs("event.provider"),
    "initiatedBy.user.id": ecs("user.id"),
    "initiatedBy.user.userPrincipalName": login(),
    "initiatedBy.user.displayName": ecs("user.full_name"),
    "initiatedBy.user.roles": ecs("user.roles", read=each()),
    "initiatedBy.app.displayName": ecs("user.name", related="user"),
    "initiatedBy.app.servicePrincipalId": ecs("user.id"),
    "initiatedBy.app.appId": own("keyword", "identifier of an application", name="application.id"),
    **dict.fromkeys(
        ("Application.id", "ServicePrincipal.id"), own("keyword", "application that is managed", name="target.id")
    ),
    **dict.fromkeys(
        ("Application.displayName", "ServicePrincipal.displayName"), own("keyword", "its name", name="target.name")
    ),
    "Device.id": ecs("device.id"),
    "Device.displayName": own("keyword", "name of a device that is managed", name="target.name"),
    "Role.displayName": own("keyword", "role that is given or taken", name="role"),
    "User.DisplayName": ecs("user.changes.full_name", read=_one),
    "User.Mail": ecs("user.changes.email", read=_one),
    "User.UserPrincipalName": ecs("user.changes.name", read=_one, related="user"),
    "User.id": ecs("user.target.id"),
    "User.userPrincipalName": login("user.target"),
    "User.displayName": ecs("user.target.full_name"),
    "Group.id": ecs("group.id"),
    "Group.displayName": ecs("group.name"),
    "Group.ObjectID": (ecs("user.target.group.id"), ecs("group.id")),
    "Group.DisplayName": (ecs("user.target.group.name"), ecs("group.name")),
    "Role.DisplayName": own("keyword", "role that is given or taken", name="role"),
    # provisioning, traffic
    **dict.fromkeys(
        ("provisioningStatusInfo.errorInformation.errorCode", "statusInfo.errorInformation.errorCode"),
        ecs("error.code"),
    ),
    **dict.fromkeys(
        ("provisioningStatusInfo.errorInformation.reason", "statusInfo.errorInformation.reason"),
        ecs("event.reason"),
    ),
    "sourceIdentity.displayName": ecs("user.target.full_name"),
    "sourceIdentity.id": ecs("user.target.id"),
    "sourceIdentity.details.userPrincipalName": login("user.target"),
    "targetSystem.displayName": own("keyword", "system that gets accounts", name="provisioned_system"),
    **dict.fromkeys(("durationInMilliseconds", "durationMs"), ecs("event.duration", read=_duration)),
    "servicePrincipal.displayName": own("keyword", "application that gets accounts", name="provisioned"),
    "trafficType": own("keyword", "kind of traffic", name="traffic_type"),
    "sourceIp": ecs("source.ip", read=short_ip, related="ip"),
    "sourcePort": ecs("source.port", read=port_number),
    "sentBytes": ecs("source.bytes", read=count),
    **dict.fromkeys(
        ("destinationFqdn", "destinationFQDN"), ecs("destination.domain", read=host_name, related="hosts")
    ),
    "destinationIp": ecs("destination.ip", read=short_ip, related="ip"),
    "destinationPort": ecs("destination.port", read=port_number),
    "receivedBytes": ecs("destination.bytes", read=count),
    "transportProtocol": ecs("network.transport", read=str.lower),
    "networkProtocol": ecs("network.type", read=_family),
    "policyName": ecs("rule.ruleset"),
    **dict.fromkeys(("policyRuleId", "ruleId"), ecs("rule.id")),
    **dict.fromkeys(("policyRuleName", "ruleName"), ecs("rule.name")),
    "initiatingProcessName": ecs("process.name"),
    "deviceOperatingSystemVersion": ecs("host.os.version"),
    "deviceId": ecs("host.id"),
    "deviceOperatingSystem": (ecs("host.os.full"), ecs("host.os.type", read=_system)),
    # calls of Microsoft Graph
    "requestMethod": ecs("http.request.method"),
    "requestId": ecs("http.request.id"),
    "responseStatusCode": ecs("http.response.status_code", read=status_code),
    "responseSizeBytes": ecs("http.response.body.bytes", read=count),
    **dict.fromkeys(("requestUri", "destinationUrl"), Capture("url", "", _url, parts=(
        "domain", "extension", "fragment", "full", "original", "path", "port", "query", "scheme"))),
    "scopes": own("keyword", "what a token allows", read=_words, name="scopes"),
}  # fmt: skip

TIMES = ("activityDateTime", "createdDateTime", "detectedDateTime", "timeGenerated", "riskLastUpdatedDateTime")

VALUES = Values(
    "microsoft_entra",
    ACTIONS,
    CAPTURES,
    read_by_product=f"@operationName @time location.geoCoordinates.latitude location.geoCoordinates.longitude"
    f" targetResources {' '.join(TIMES)}",
    nothing=NOTHING | {"<null>", _NOBODY},
    names_actions=True,
)
