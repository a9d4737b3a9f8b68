"""The named values of CloudTrail's events, and what each kind of event means."""

from __future__ import annotations

from ecsparse.ecs import url
from ecsparse.ecs.pieces import ip
from ecsparse.messages import actions
from ecsparse.messages.captures import Capture, ecs, own
from ecsparse.messages.values import NOTHING, Values, each, location

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ecsparse.record import Document

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
_FLAGS = {"true": True, "false": False}
_SERVICE_DOMAIN = ".amazonaws.com"
# What CloudTrail writes instead of what it must not tell.
_HIDDEN = "HIDDEN_DUE_TO_SECURITY_REASONS"
# How identities are called of whom nothing is known: `Anonymous`, `ANONYMOUS_PRINCIPAL`.
_NOBODY = "anonymous"
_SECURITY_GROUP = "sg-"


def _tls(text: str) -> Document:
    number = text.removeprefix("TLSv")
    return {"version": number, "version_protocol": "tls"} if number != text and number[:1].isdigit() else {}


def service(text: str) -> str:
    """The name of a service without the domain of AWS."""
    return text.removesuffix(_SERVICE_DOMAIN) or text


def _source(text: str) -> Document:
    return {} if " " in text else url.host(text)


def _instance(text: str) -> str | None:
    return text if text.startswith("i-") else None


def _account(text: str) -> str | None:
    return text if text.isascii() and text.isdecimal() else None


def _principal(text: str) -> str | None:
    return None if text.lower().startswith(_NOBODY) else text


def _function(text: str) -> str:
    """The name of a function, of its name in all of AWS, or of a part of that."""
    return text.rpartition("function:")[2].partition(":")[0] or text


def _function_id(text: str) -> str | None:
    return text if text.startswith("arn:") else None


def _security_group(text: str) -> str | None:
    return text if text.startswith(_SECURITY_GROUP) else None


def _group(text: str) -> str | None:
    return None if text.startswith(_SECURITY_GROUP) else text


REQUEST, RESPONSE = "requestParameters", "responseElements"
# The name of the role, or of the user, that a session is of.
ISSUER = "userIdentity.sessionContext.sessionIssuer.userName"

CAPTURES: dict[str, Capture | tuple[Capture, ...]] = {
    "eventID": ecs("event.id"),
    "eventSource": (ecs("event.provider"), ecs("cloud.service.name", read=service)),
    "awsRegion": ecs("cloud.region"),
    "errorCode": ecs("error.code"),
    "errorMessage": ecs("error.message"),
    "requestID": ecs("http.request.id"),
    "sourceIPAddress": Capture("source", "", _source, parts=("address", "domain", "ip"), related=("ip", "ip")),
    "userAgent": ecs("user_agent.original"),
    "tlsDetails.tlsVersion": Capture("tls", "", _tls, parts=("version", "version_protocol")),
    "tlsDetails.cipherSuite": ecs("tls.cipher"),
    "tlsDetails.clientProvidedHostHeader": ecs("tls.client.server_name", related="hosts"),
    "userIdentity.accountId": ecs("cloud.account.id", read=_account),
    "userIdentity.principalId": ecs("user.id", read=_principal),
    "userIdentity.userName": ecs("user.name", related="user"),
    "userIdentity.type": own("keyword", "kind of identity", name="identity.type"),
    "userIdentity.arn": own("keyword", "name of the identity in all of AWS", name="identity.arn"),
    "userIdentity.accessKeyId": own("keyword", "key that signed the request", name="identity.access_key_id"),
    "userIdentity.invokedBy": own("keyword", "service that made the request", name="identity.invoked_by"),
    **dict.fromkeys(
        ("userIdentity.identityProvider",
         "userIdentity.sessionContext.webIdFederationData.federatedProvider"),
        own("keyword", "who vouched for the identity", name="identity.provider"),
    ),
    ISSUER: ecs("user.roles", read=each()),
    "Issuer.user": own("keyword", "user who asked for a session", name="session.issuer_user", related="user"),
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
    f"{REQUEST}.roleSessionName": own("keyword", "name of the session that is asked for", name="request.session"),
    # what it is about
    **dict.fromkeys(
        ("Instance", f"{REQUEST}.instanceId", f"{REQUEST}.resourceId"), ecs("cloud.instance.id", read=_instance)
    ),
    "Instance.address": ecs("host.ip", read=each(ip), related="ip"),
    "Instance.zone": ecs("cloud.availability_zone"),
    f"{REQUEST}.instanceType": ecs("cloud.machine.type"),
    f"{REQUEST}.functionName": (ecs("faas.name", read=_function), ecs("faas.id", read=_function_id)),
    f"{RESPONSE}.functionArn": ecs("faas.id"),
    **dict.fromkeys(
        (f"{REQUEST}.clusterName", f"{RESPONSE}.cluster.name"), ecs("orchestrator.cluster.name")
    ),
    f"{REQUEST}.groupId": (
        own("keyword", "security group", read=_security_group, name="request.security_group"),
        ecs("group.id", read=_group),
    ),
    **dict.fromkeys((f"{REQUEST}.memberId.userId", "Assigned.USER"), ecs("user.target.id")),
    "Assigned.GROUP": ecs("group.id"),
    f"{REQUEST}.secretId": own("keyword", "secret", name="request.secret"),
    f"{REQUEST}.name": own("keyword", "name of what is asked for", name="request.name"),
    f"{REQUEST}.dBInstanceIdentifier": own("keyword", "database", name="request.database"),
    f"{REQUEST}.documentName": own("keyword", "document of commands", name="request.document"),
    f"{REQUEST}.serialNumber": own("keyword", "second factor", name="mfa_device"),
    f"{RESPONSE}.accessKey.accessKeyId": own("keyword", "key that is made", name="response.access_key_id"),
    f"{RESPONSE}.credentials.accessKeyId": own("keyword", "key of the new session", name="response.access_key_id"),
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
    f"{REQUEST}.userName": ecs("user.target.name", related="user"),
    f"{REQUEST}.groupName": ecs("group.name"),
    f"{REQUEST}.roleName": own("keyword", "role that is asked for", name="request.role_name"),
    f"{REQUEST}.roleArn": own("keyword", "role that is taken", name="request.role_arn"),
    f"{REQUEST}.policyArn": own("keyword", "policy that is asked for", name="request.policy_arn"),
    f"{REQUEST}.bucketName": own("keyword", "bucket that is asked for", name="request.bucket_name"),
    f"{REQUEST}.key": own("keyword", "object that is asked for", name="request.key"),
    f"{RESPONSE}.user.userId": ecs("user.target.id"),
    f"{RESPONSE}.assumedRoleUser.arn": own("keyword", "session that was made", name="response.assumed_role_arn"),
}  # fmt: skip

VALUES = Values(
    "aws_cloudtrail",
    ACTIONS,
    CAPTURES,
    read_by_product="eventName eventTime resources",
    nothing=NOTHING | {_HIDDEN},
    names_actions=True,
)
