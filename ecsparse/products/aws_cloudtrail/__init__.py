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
    The name of a role's session is the name of the user, the role is `user.roles`: `accounts.log`.
    `sourceIPAddress` may be a service (`lambda.amazonaws.com`), or `AWS Internal`: `services.log`.
    Insights have no `eventName` of their own but that of the calls that they are about: `services.log`.

Other readings:
    `cloud.service.name` `cloudtrail` of every event: ours is the service that was asked, `sts`.
    `user.id` of the account: ours is `principalId`; the account is `cloud.account.id`.
    `event.code` of the error code of an insight: ours is `error.code`.
    `tls.version` `TLSv1.3`: ECS writes the number, and `tls.version_protocol`.
"""

from __future__ import annotations

from ecsparse.ecs import url, verbs
from ecsparse.ecs.pieces import ip, related
from ecsparse.formats import json, objects
from ecsparse.messages import actions
from ecsparse.messages.captures import Capture, ecs, own
from ecsparse.messages.values import Values, each, location
from ecsparse.record import Document, Field, Members, Product, Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


ACTIONS = actions("""
account/access    iam: info | a call of an interface of AWS
account/change    iam: change
account/creation  iam: creation
account/deletion  iam: deletion
call/access       api: access
call/change       api: change
call/creation     api: creation
call/deletion     api: deletion
call/end          api: end
call/info         api: info | an event of a service
call/start        api: start | a call of an interface of AWS
group/change      iam: change group
group/creation    iam: creation group
group/deletion    iam: deletion group
insight           api: info | unusual activity
login             authentication: start | a user or a role signs in
logout            authentication: end | a user signs out
user/change       iam: change user | a call of an interface of AWS
user/creation     iam: creation user
user/deletion     iam: deletion user
""")
_LOGINS = frozenset((
    "AssumeRole", "AssumeRoleWithSAML", "AssumeRoleWithWebIdentity", "AssumeRoot", "Authenticate", "ConsoleLogin",
    "CredentialChallenge", "CredentialVerification", "Federate", "GetFederationToken", "GetRoleCredentials",
    "GetSessionToken", "GetSigninToken", "RenewRole", "SwitchRole", "UserAuthentication",
))  # fmt: skip
_LOGOUTS = frozenset(("ExitRole", "Logout", "UserLogout"))
# Services of accounts, roles and policies.
_OF_ACCOUNTS = frozenset(("iam", "sso", "sso-directory", "identitystore", "cognito-idp", "organizations"))
# Whether a user is a member of a group.
_MEMBERSHIPS = ("ToGroup", "FromGroup", "GroupMembership")
_INSIGHT = "AwsCloudTrailInsight"
_FLAGS = {"true": True, "false": False}
_SERVICE_DOMAIN = ".amazonaws.com"


def _tls(text: str) -> Document:
    number = text.removeprefix("TLSv")
    return {"version": number, "version_protocol": "tls"} if number != text and number[:1].isdigit() else {}


def _service(text: str) -> str:
    return text.removesuffix(_SERVICE_DOMAIN) or text


def _source(text: str) -> Document:
    return {} if " " in text else url.host(text)


def _instance(text: str) -> str | None:
    return text if text.startswith("i-") else None


_REQUEST, _RESPONSE = "requestParameters", "responseElements"

CAPTURES: dict[str, Capture | tuple[Capture, ...]] = {
    "eventID": ecs("event.id"),
    "eventSource": (ecs("event.provider"), ecs("cloud.service.name", read=_service)),
    "awsRegion": ecs("cloud.region"),
    "errorCode": ecs("error.code"),
    "errorMessage": ecs("error.message"),
    "requestID": ecs("http.request.id"),
    "sourceIPAddress": Capture("source", "", _source, parts=("address", "domain", "ip"), related=("ip", "ip")),
    "userAgent": ecs("user_agent.original"),
    "tlsDetails.tlsVersion": Capture("tls", "", _tls, parts=("version", "version_protocol")),
    "tlsDetails.cipherSuite": ecs("tls.cipher"),
    "tlsDetails.clientProvidedHostHeader": ecs("tls.client.server_name", related="hosts"),
    "userIdentity.accountId": ecs("cloud.account.id"),
    "userIdentity.principalId": ecs("user.id"),
    "userIdentity.userName": ecs("user.name", related="user"),
    "userIdentity.type": own("keyword", "kind of identity", name="identity.type"),
    "userIdentity.arn": own("keyword", "name of the identity in all of AWS", name="identity.arn"),
    "userIdentity.accessKeyId": own("keyword", "key that signed the request", name="identity.access_key_id"),
    "userIdentity.invokedBy": own("keyword", "service that made the request", name="identity.invoked_by"),
    "userIdentity.identityProvider": own("keyword", "who vouched for the identity", name="identity.provider"),
    "userIdentity.sessionContext.sessionIssuer.userName": ecs("user.roles", read=each()),
    "userIdentity.sessionContext.sessionIssuer.arn": own("keyword", "role of a session", name="session.issuer_arn"),
    "userIdentity.sessionContext.attributes.mfaAuthenticated": own(
        "boolean", "whether the session has a second factor", read=_FLAGS.get, name="session.mfa"
    ),
    "userIdentity.sessionContext.attributes.creationDate": own(
        "keyword", "when the session began", name="session.created"
    ),
    "userIdentity.onBehalfOf.userId": ecs("user.id"),
    "additionalEventData.LoginTo": location(),
    "additionalEventData.MFAUsed": own("keyword", "whether a second factor was used", name="mfa_used"),
    "additionalEventData.MFAIdentifier": own("keyword", "second factor", name="mfa_device"),
    "sessionCredentialFromConsole": own(
        "boolean", "whether the session is one of the console", read=_FLAGS.get, name="session.from_console"
    ),
    f"{_REQUEST}.roleSessionName": own("keyword", "name of the session that is asked for", name="request.session"),
    # what it is about
    **dict.fromkeys(
        ("Instance", f"{_REQUEST}.instanceId", f"{_REQUEST}.resourceId"), ecs("cloud.instance.id", read=_instance)
    ),
    "Instance.address": ecs("host.ip", read=each(ip), related="ip"),
    "Instance.zone": ecs("cloud.availability_zone"),
    f"{_REQUEST}.instanceType": ecs("cloud.machine.type"),
    f"{_REQUEST}.functionName": ecs("faas.name"),
    f"{_RESPONSE}.functionArn": ecs("faas.id"),
    **dict.fromkeys(
        (f"{_REQUEST}.clusterName", f"{_RESPONSE}.cluster.name"), ecs("orchestrator.cluster.name")
    ),
    f"{_REQUEST}.groupId": own("keyword", "security group", name="request.security_group"),
    f"{_REQUEST}.secretId": own("keyword", "secret", name="request.secret"),
    f"{_REQUEST}.name": own("keyword", "name of what is asked for", name="request.name"),
    f"{_REQUEST}.dBInstanceIdentifier": own("keyword", "database", name="request.database"),
    f"{_REQUEST}.documentName": own("keyword", "document of commands", name="request.document"),
    f"{_REQUEST}.serialNumber": own("keyword", "second factor", name="mfa_device"),
    f"{_RESPONSE}.accessKey.accessKeyId": own("keyword", "key that is made", name="response.access_key_id"),
    f"{_RESPONSE}.credentials.accessKeyId": own("keyword", "key of the new session", name="response.access_key_id"),
    "vpcEndpointAccountId": own("keyword", "the account of that endpoint", name="vpc_endpoint_account_id"),
    "eventType": own("keyword", "kind of event", name="event_type"),
    "eventCategory": own("keyword", "category of the event", name="event_category"),
    "eventVersion": own("keyword", "version of the format", name="event_version"),
    "managementEvent": own("boolean", "whether it is about the management of resources", read=_FLAGS.get,
                           name="management_event"),
    "readOnly": own("boolean", "whether nothing was changed", read=_FLAGS.get, name="read_only"),
    "recipientAccountId": own("keyword", "account that has the event", name="recipient_account_id"),
    "sharedEventID": own("keyword", "what events about one request share", name="shared_event_id"),
    "vpcEndpointId": own("keyword", "endpoint that the request came through", name="vpc_endpoint_id"),
    "insightDetails.insightType": own("keyword", "kind of an insight", name="insight.type"),
    "insightDetails.state": own("keyword", "whether unusual activity began or ended", name="insight.state"),
    "insightDetails.errorCode": ecs("error.code"),
    f"{_REQUEST}.userName": ecs("user.target.name", related="user"),
    f"{_REQUEST}.groupName": ecs("group.name"),
    f"{_REQUEST}.roleName": own("keyword", "role that is asked for", name="request.role_name"),
    f"{_REQUEST}.roleArn": own("keyword", "role that is taken", name="request.role_arn"),
    f"{_REQUEST}.policyArn": own("keyword", "policy that is asked for", name="request.policy_arn"),
    f"{_REQUEST}.bucketName": own("keyword", "bucket that is asked for", name="request.bucket_name"),
    f"{_REQUEST}.key": own("keyword", "object that is asked for", name="request.key"),
    f"{_RESPONSE}.user.userId": ecs("user.target.id"),
    f"{_RESPONSE}.assumedRoleUser.arn": own("keyword", "session that was made", name="response.assumed_role_arn"),
}  # fmt: skip

VALUES = Values(
    "aws_cloudtrail", ACTIONS, CAPTURES, read_by_product="eventName eventTime resources", names_actions=True
)

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
        document["cloud"]["service"] = {"name": _service(source)}
        document["event"]["provider"] = source
    else:
        _add_outcome(document, payload)
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
    if _service(source) not in _OF_ACCOUNTS:
        return f"call/{kind}"
    if name.endswith(_MEMBERSHIPS):
        return "group/change"
    subject = "user" if "User" in name or "LoginProfile" in name else "group" if "Group" in name else "account"
    return next((found for found in (f"{subject}/{kind}", f"account/{kind}") if found in ACTIONS), f"call/{kind}")


def _pairs(payload: dict[str, Any]) -> list[tuple[str, str]]:
    """The values of an event, with the name of a role's session as the user's."""
    pairs = json.flattened(payload)
    pairs += _instances(payload)
    identity = payload.get("userIdentity")
    if isinstance(identity, dict) and "userName" not in identity:
        principal = identity.get("principalId")
        _, colon, session = principal.partition(":") if isinstance(principal, str) else ("", "", "")
        if colon and session:
            pairs.append(("userIdentity.userName", session))
    return pairs


def _instances(payload: dict[str, Any]) -> list[tuple[str, str]]:
    """The first machine of EC2 that a request or its answer is about."""
    found: list[tuple[str, str]] = []
    for part in (payload.get(_RESPONSE), payload.get(_REQUEST)):
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


def _add_outcome(document: Document, payload: dict[str, Any]) -> None:
    response = payload.get("responseElements")
    said = response.get("ConsoleLogin") if isinstance(response, dict) else None
    failed = said == "Failure" or "code" in document.get("error", _NOTHING)
    document["event"]["outcome"] = "failure" if failed or payload.get("errorMessage") else "success"


def _arns(payload: dict[str, Any]) -> list[str]:
    """The names of the resources that an event is about."""
    found = payload.get("resources")
    names = [each.get("ARN") for each in found if isinstance(each, dict)] if isinstance(found, list) else []
    return [name for name in names if isinstance(name, str) and name]
