r"""AWS CloudTrail: what is done in accounts of Amazon Web Services, by whom, and from where.

Layout:
    {"eventVersion":"1.08","userIdentity":{"type":"IAMUser","principalId":"AIDAEXAMPLE","userName":"alice",…},
        "eventTime":"2023-10-31T15:09:55Z","eventSource":"iam.amazonaws.com","eventName":"CreateUser",
        "awsRegion":"eu-west-1","sourceIPAddress":"192.0.2.20","userAgent":"aws-cli/2.13.5",
        "requestParameters":{"userName":"bob"},"responseElements":{…},"eventID":"…","eventType":"AwsApiCall",…}

    An event a line. Events of EventBridge hold the same in `detail`.

Source: AWS CloudTrail User Guide: record contents 1.01 to 1.11, userIdentity element, console sign-in events,
    Insights events, network activity events.

Timestamps: `eventTime`, when the request was completed, in UTC, to the second.

Quirks:
    `event.action` is AWS's own name, `eventName`. What kind of event it is follows from the name's verb.
    An event without `errorCode` succeeded; a sign-in says it in its response: `accounts.log`.
    The name of a role's session is the name of the user, the role is `user.roles`: `accounts.log`. What a user's
    session was made for is no role: `federated.log`.
    `sourceIPAddress` may be a service (`lambda.amazonaws.com`), or `AWS Internal`: `services.log`.
    Nobody is called `HIDDEN_DUE_TO_SECURITY_REASONS`, nor has the account `anonymous`: `federated.log`.
    A function is named by its name, or by that in all of AWS: `federated.log`.
    Insights have no `eventName` of their own but that of the calls that they are about: `services.log`.

Other readings:
    `cloud.service.name` `cloudtrail` of every event: ours is the service that was asked, `sts`.
    `user.id` of the account: ours is `principalId`; the account is `cloud.account.id`.
    `event.code` of the error code of an insight: ours is `error.code`.
    `tls.version` `TLSv1.3`: ECS writes the number, and `tls.version_protocol`.
"""

from __future__ import annotations

from ecsparse.ecs import verbs
from ecsparse.ecs.pieces import related
from ecsparse.formats import json, objects
from ecsparse.products.aws_cloudtrail.values import ACTIONS, ISSUER, REQUEST, RESPONSE, VALUES, service
from ecsparse.record import Document, Field, Members, Product, Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_LOGINS = frozenset((
    "AdminInitiateAuth", "AdminRespondToAuthChallenge", "AssumeRole", "AssumeRoleWithSAML",
    "AssumeRoleWithWebIdentity", "AssumeRoot", "Authenticate", "CheckMfa", "ConsoleLogin", "CredentialChallenge",
    "CredentialVerification", "Federate", "GetFederationToken", "GetRoleCredentials", "GetSessionToken",
    "GetSigninToken", "InitiateAuth", "RenewRole", "RespondToAuthChallenge", "SwitchRole", "UserAuthentication",
))  # fmt: skip
_LOGOUTS = frozenset(("AdminUserGlobalSignOut", "ExitRole", "GlobalSignOut", "Logout", "UserLogout"))
# Services of accounts, roles and policies.
_OF_ACCOUNTS = frozenset(("iam", "sso", "sso-directory", "identitystore", "cognito-idp", "organizations"))
# Whether a user is a member of a group.
_MEMBERSHIPS = ("ToGroup", "FromGroup", "GroupMembership")
_INSIGHT = "AwsCloudTrailInsight"
# Kinds of accounts that permissions are given to.
_PRINCIPALS = frozenset(("GROUP", "USER"))

PRODUCT = Product(
    vendor="Amazon",
    name="AWS CloudTrail",
    versions="1.01 to 1.11",
    formats=("json",),
    signatures=(
        Members("eventSource eventName awsRegion eventTime"),
        Members("eventType=AwsCloudTrailInsight awsRegion"),
        Members("detail.eventSource detail.eventName detail.awsRegion detail-type"),
    ),
    dataset="event",
    fields=("cloud.provider",),
    own_fields={"aws_cloudtrail.resources": Field("keyword", "names of the resources that it is about")},
    messages=VALUES,
)

_NOTHING: dict[str, Any] = {}


def parse(record: Record) -> Document | None:
    """The document of an event; `None` if it has no name, as an insight has not, nor says what it is."""
    payload = objects.members(record)
    detail = payload.get("detail")
    if isinstance(detail, dict) and "eventSource" not in payload:
        payload = detail
    kind = payload.get("eventType")
    insight = payload.get("insightDetails")
    is_insight = kind == _INSIGHT
    named = insight if is_insight and isinstance(insight, dict) else payload
    name, source = named.get("eventName"), named.get("eventSource")
    if not isinstance(name, str) or not name or not isinstance(source, str):
        return None
    action = "insight" if is_insight else _action(name, source)
    document = VALUES.document(action, _pairs(payload), name)
    document["cloud"] = {"provider": "aws", **document.get("cloud", _NOTHING)}
    account = payload.get("recipientAccountId")
    if "account" not in document["cloud"] and isinstance(account, str) and account:
        document["cloud"]["account"] = {"id": account}
    if is_insight:
        document["cloud"]["service"] = {"name": service(source)}
        document["event"]["provider"] = source
    else:
        _add_outcome(document, payload, name)
    domain = document.get("source", _NOTHING).get("domain")
    if domain is not None:
        known = document.get("related", _NOTHING)
        document["related"] = {**known, **related(hosts=[*known.get("hosts", ()), domain])}
    if arns := _arns(payload):
        document.setdefault("aws_cloudtrail", {})["resources"] = arns
    time = payload.get("eventTime")
    instant = record.clock.instant(time) if isinstance(time, str) else None
    record.set_time(document, instant)
    return document


def _action(name: str, source: str) -> str:
    """The kind of an event, by its name and the service that it is of."""
    if name in _LOGINS:
        return "login"
    if name in _LOGOUTS:
        return "logout"
    kind = verbs.type_of(name)
    if service(source) not in _OF_ACCOUNTS:
        return f"call/{kind}"
    if name.endswith(_MEMBERSHIPS):
        return "group/change"
    is_user = "User" in name or "LoginProfile" in name or name == "ChangePassword"
    subject = "user" if is_user else "group" if "Group" in name else "account"
    return next((found for found in (f"{subject}/{kind}", f"account/{kind}") if found in ACTIONS), f"call/{kind}")


def _pairs(payload: dict[str, Any]) -> list[tuple[str, str]]:
    """The values of an event, with the name of a role's session as the user's, and whom permissions are given to."""
    pairs = json.flattened(payload)
    request = payload.get(REQUEST)
    if isinstance(request, dict) and (kind := request.get("principalType")) in _PRINCIPALS:
        pairs = [(f"Assigned.{kind}" if name == f"{REQUEST}.principalId" else name, text) for name, text in pairs]
    pairs += _instances(payload)
    identity = payload.get("userIdentity")
    if _issuer_kind(identity) == "IAMUser":
        # of a federated user: no role, but who asked for the session
        pairs = [("Issuer.user" if name == ISSUER else name, text) for name, text in pairs]
    if isinstance(identity, dict) and "userName" not in identity:
        principal = identity.get("principalId")
        _, colon, session = principal.partition(":") if isinstance(principal, str) else ("", "", "")
        if colon and session:
            pairs.append(("userIdentity.userName", session))
    return pairs


def _issuer_kind(identity: object) -> object:
    """Which kind of identity a session was made for; `None` if that is not said."""
    for name in ("sessionContext", "sessionIssuer", "type"):
        identity = identity.get(name) if isinstance(identity, dict) else None
    return identity


def _instances(payload: dict[str, Any]) -> list[tuple[str, str]]:
    """The first machine of EC2 that a request or its answer is about."""
    found: list[tuple[str, str]] = []
    for part in (payload.get(RESPONSE), payload.get(REQUEST)):
        if not isinstance(part, dict):
            continue
        listed = part.get("instancesSet")
        items = listed.get("items") if isinstance(listed, dict) else None
        item = items[0] if isinstance(items, list) and items and isinstance(items[0], dict) else {}
        ids = part.get("instanceIds")
        placement = item.get("placement")
        values = {
            "Instance": item.get("instanceId") or (ids[0] if isinstance(ids, list) and ids else None),
            "Instance.address": item.get("privateIpAddress"),
            "Instance.zone": placement.get("availabilityZone") if isinstance(placement, dict) else None,
        }
        found += [(name, value) for name, value in values.items() if isinstance(value, str)]
    return [*dict(reversed(found)).items()]


def _add_outcome(document: Document, payload: dict[str, Any], name: str) -> None:
    """Add how it went: an event of a sign-in says it under its own name."""
    answers = (payload.get(RESPONSE), payload.get("serviceEventDetails"))
    said = [answer.get(name) for answer in answers if isinstance(answer, dict)]
    failed = "Failure" in said or "code" in document.get("error", _NOTHING)
    document["event"]["outcome"] = "failure" if failed or payload.get("errorMessage") else "success"


def _arns(payload: dict[str, Any]) -> list[str]:
    """The names of the resources that an event is about."""
    found = payload.get("resources")
    names = [each.get("ARN") for each in found if isinstance(each, dict)] if isinstance(found, list) else []
    return [name for name in names if isinstance(name, str) and name]
