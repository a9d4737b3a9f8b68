r"""Google Cloud, audit logs: what is done in projects of Google Cloud, and in organizations of Google Workspace.

Layout:
    {"protoPayload":{"@type":"type.googleapis.com/google.cloud.audit.AuditLog","serviceName":"iam.googleapis.com",
        "methodName":"google.iam.admin.v1.CreateServiceAccount","authenticationInfo":{"principalEmail":"…"},
        "requestMetadata":{"callerIp":"192.0.2.20"},…},"insertId":"…","resource":{"type":"…","labels":{…}},
        "timestamp":"2023-10-31T15:09:55.123456Z","severity":"NOTICE","logName":"projects/…"}

    An entry of Cloud Logging a line.

Source: Google Cloud, Cloud Audit Logs: AuditLog, LogEntry; Google Workspace, login audit activity events.

Timestamps: `timestamp`, UTC, to the nanosecond; `receiveTimestamp` is `event.created`.

Quirks:
    `event.action` is the name of the method. What kind of event it is follows from the service, and the method's
    verb.
    A status without a code is that of a success; without a status, nothing is known of the outcome: `calls.log`.
    Parameters of an event of Workspace are a list of names and values: `logins.log`.
    An account that an event is about is `user` where nobody else acts: `logins.log`.
    `callerIp` may be `private` or `gce-internal-ip`: `calls.log`.
    A location is a region or a zone of one: `places.log`.
    Who has no mail address has a name at the end of the subject: `places.log`.

Other readings:
    `user.name` of the mail address is the same as ours.
"""

from __future__ import annotations

from ecsparse.ecs import verbs
from ecsparse.ecs.pieces import ip
from ecsparse.ecs.places import port_number
from ecsparse.formats import json, objects
from ecsparse.messages import actions
from ecsparse.messages.captures import Capture, ecs, login, own
from ecsparse.messages.values import Values, each
from ecsparse.patterns import Pattern
from ecsparse.record import Document, Members, Product, Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_GOOGLE = {"cloud": {"provider": "gcp"}}

ACTIONS = actions(
    """
account/access    iam: info + google | accounts, roles and policies are managed
account/change    iam: change + google
account/creation  iam: creation + google
account/deletion  iam: deletion + google
account/info      iam: info + google
alert             intrusion_detection: info, alert + google | an account is at risk
call/access       api: access + google | a method of a service is called
call/change       api: change + google
call/creation     api: creation + google
call/deletion     api: deletion + google
call/end          api: end + google
call/info         api: info + google
call/start        api: start + google
login             authentication: start + google | a user logs in
login/failed      authentication: start, failure + google
login/succeeded   authentication: start, success + google
logout            authentication: end + google | a user logs out
""",
    google=_GOOGLE,
)

_LOGIN_SERVICE = "login.googleapis.com"
_LOGINS = {
    "loginChallenge": "login", "loginFailure": "login/failed", "loginSuccess": "login/succeeded",
    "loginVerification": "login", "logout": "logout",
}  # fmt: skip
_RISKS = ("accountDisabled", "attackWarning", "govAttackWarning", "suspicious", "riskySensitive")
_OF_ACCOUNTS = frozenset((
    _LOGIN_SERVICE, "admin.googleapis.com", "cloudidentity.googleapis.com", "iam.googleapis.com",
    "iamcredentials.googleapis.com", "sts.googleapis.com",
))  # fmt: skip
_POLICIES = frozenset(("SetIamPolicy", "setIamPermissions", "setIamPolicy"))
# How methods end that change the members of a group.
_MEMBERSHIPS = ("GroupMember", "Membership")
_KUBERNETES = "k8s.io"
# Kinds of members of a policy that are accounts.
_ACCOUNTS = frozenset(("serviceAccount", "user"))
_NOTHING: dict[str, Any] = {}

# projects/example-1/zones/europe-west1-b/instances/web-1
_MACHINE = Pattern(r"projects/[^/\s]{1,100}/zones/[^/\s]{1,64}/instances/([^/\s]{1,64})")
# core/v1/namespaces/shop/pods/web-0 | rbac.authorization.k8s.io/v1/clusterrolebindings/admin
_OBJECT = Pattern(
    r"[^/\s]{1,253}/v[^/\s]{1,16}(?:/namespaces/([^/\s]{1,63}))?/([a-z]{1,63})(?:/([^/\s]{1,253}))?(?:/[^\s]{1,512})?"
)
# europe-west1-b
_ZONE = Pattern(r"([a-z]{2,16}-[a-z]{4,16}[0-9]{1,2})-[a-z]")
_EVERYWHERE = "global"
# projects/example-1/logs/cloudaudit.googleapis.com%2Factivity
_LOG = Pattern(r"projects/([a-z0-9.:-]{1,100})/logs/[^\s]{1,512}")


def _project(text: str) -> str | None:
    match = _LOG.fullmatch(text)
    return None if match is None else match[1]


def _region(text: str) -> str | None:
    """The region of a location, which may be one of its zones; `None` if it is everywhere."""
    match = _ZONE.fullmatch(text)
    return match[1] if match is not None else None if text == _EVERYWHERE else text


def _zone(text: str) -> str | None:
    return None if _ZONE.fullmatch(text) is None else text


def _method(text: str) -> str:
    return text.rpartition(".")[2]


_AUDIT = "protoPayload"
_WHO, _HOW = f"{_AUDIT}.authenticationInfo", f"{_AUDIT}.requestMetadata"
_LABELS = "resource.labels"

CAPTURES: dict[str, Capture | tuple[Capture, ...]] = {
    "insertId": ecs("event.id"),
    "severity": ecs("log.level"),
    "logName": (
        own("keyword", "log that the entry is in", name="log_name"),
        ecs("cloud.project.id", read=_project),
    ),
    "operation.id": own("keyword", "operation that the entry is a part of", name="operation_id"),
    "resource.type": own("keyword", "kind of resource", name="resource.type"),
    f"{_LABELS}.project_id": ecs("cloud.project.id"),
    f"{_LABELS}.zone": ecs("cloud.availability_zone"),
    **dict.fromkeys(
        (f"{_LABELS}.location", f"{_LABELS}.region"),
        (ecs("cloud.region", read=_region), ecs("cloud.availability_zone", read=_zone)),
    ),
    f"{_LABELS}.instance_id": ecs("cloud.instance.id"),
    "instance.name": ecs("cloud.instance.name"),
    f"{_LABELS}.organization_id": ecs("organization.id"),
    f"{_LABELS}.bucket_name": own("keyword", "bucket", name="bucket"),
    f"{_LABELS}.dataset_id": own("keyword", "set of data of BigQuery", name="dataset"),
    f"{_LABELS}.email_id": own("keyword", "service account that is managed", name="service_account", related="user"),
    f"{_LABELS}.role_name": own("keyword", "role that is managed", name="role"),
    f"{_LABELS}.cluster_name": ecs("orchestrator.cluster.name"),
    **dict.fromkeys((f"{_LABELS}.namespace_name", "kubernetes.namespace"), ecs("orchestrator.namespace")),
    "kubernetes.type": (ecs("orchestrator.resource.type"), ecs("orchestrator.type", read=lambda _: "kubernetes")),
    "kubernetes.name": ecs("orchestrator.resource.name"),
    "binding.role": own("keyword", "role that is given or taken", name="role"),
    "binding.action": own("keyword", "whether a role is given or taken", name="role_action"),
    "binding.member": login("user.target"),
    f"{_AUDIT}.serviceName": (ecs("service.name"), ecs("event.provider"), ecs("cloud.service.name")),
    f"{_AUDIT}.resourceName": own("keyword", "name of a resource", name="resource.name"),
    f"{_AUDIT}.status.code": ecs("error.code"),
    f"{_AUDIT}.status.message": ecs("error.message"),
    **dict.fromkeys((f"{_WHO}.principalEmail", "subject.name"), login()),
    "subject": ecs("user.id"),
    f"{_WHO}.principalSubject": own("keyword", "identity that called", name="principal_subject"),
    f"{_WHO}.serviceAccountKeyName": own("keyword", "key that signed", name="service_account_key"),
    f"{_HOW}.callerIp": ecs("source.ip", read=ip, related="ip"),
    f"{_HOW}.callerSuppliedUserAgent": ecs("user_agent.original"),
    f"{_HOW}.callerNetwork": own("keyword", "network that the caller is in", name="caller_network"),
    f"{_HOW}.destinationAttributes.ip": ecs("destination.ip", read=ip, related="ip"),
    f"{_HOW}.destinationAttributes.port": ecs("destination.port", read=port_number),
    f"{_HOW}.requestAttributes.reason": ecs("event.reason"),
    "permissions": own("keyword", "permissions that were asked for", read=each(), name="permissions"),
    "denied": own("keyword", "those of them that were not granted", read=each(), name="denied"),
    **dict.fromkeys(("affected", "parameter.USER_EMAIL"), login("user.target")),
    "parameter.GROUP_EMAIL": ecs("group.id"),
    "alone": login(),
    "parameter.login_type": own("keyword", "how a user logs in", name="login_type"),
}

VALUES = Values(
    "gcp_audit",
    ACTIONS,
    CAPTURES,
    read_by_product=f"{_AUDIT}.@type {_AUDIT}.authorizationInfo {_AUDIT}.metadata.@type {_AUDIT}.metadata.event"
    f" {_AUDIT}.methodName receiveTimestamp timestamp parameter.affected_email_address",
    names_actions=True,
)

PRODUCT = Product(
    vendor="Google",
    name="Cloud audit",
    versions="v1",
    formats=("json",),
    signatures=(
        Members("protoPayload.@type=type.googleapis.com/google.cloud.audit.AuditLog"),
        Members("protoPayload.methodName protoPayload.serviceName logName"),
    ),
    dataset="log",
    fields=("event.created",),
    messages=VALUES,
)


def parse(record: Record) -> Document | None:
    """The document of an entry; `None` if it names no method."""
    payload = objects.members(record)
    audit = payload.get(_AUDIT)
    said = audit if isinstance(audit, dict) else _NOTHING
    method, service = said.get("methodName"), said.get("serviceName")
    if not isinstance(method, str) or not method:
        return None
    pairs = [
        *json.flattened(payload),
        *_permissions(said),
        *_parameters(said),
        *_bindings(said),
        *_resource(said),
        *_subject(said),
    ]
    action = _action(_method(method), service if isinstance(service, str) else "")
    document = VALUES.document(action, pairs, method)
    status = said.get("status")
    if isinstance(status, dict) and "outcome" not in document["event"]:
        document["event"]["outcome"] = "failure" if status.get("code") else "success"
    _add_times(document, payload, record)
    return document


def _action(method: str, service: str) -> str:
    """The kind of an event, by its method and the service that has it."""
    if service == _LOGIN_SERVICE:
        if method in _LOGINS:
            return _LOGINS[method]
        if method.startswith(_RISKS):
            return "alert"
    kind = "change" if method.endswith(_MEMBERSHIPS) else verbs.type_of(method)
    subject = "account" if service in _OF_ACCOUNTS or method in _POLICIES else "call"
    found = f"{subject}/{kind}"
    return found if found in ACTIONS else f"call/{kind}"


def _permissions(said: dict[str, Any]) -> list[tuple[str, str]]:
    """The permissions that a call needs, and those that were not granted, as lists in JSON."""
    asked = said.get("authorizationInfo")
    found = [item for item in asked if isinstance(item, dict)] if isinstance(asked, list) else []
    named = [(name, item.get("granted")) for item in found if isinstance(name := item.get("permission"), str)]
    lists = (
        ("permissions", [name for name, _ in named]),
        ("denied", [name for name, granted in named if not granted]),
    )
    return [(name, json.encode(sorted(set(texts))) or "") for name, texts in lists if texts]


def _bindings(said: dict[str, Any]) -> list[tuple[str, str]]:
    """The first role that a change of a policy gives or takes, and the account that it is about."""
    data = said.get("serviceData")
    delta = data.get("policyDelta") if isinstance(data, dict) else None
    found = delta.get("bindingDeltas") if isinstance(delta, dict) else None
    first = found[0] if isinstance(found, list) and found and isinstance(found[0], dict) else _NOTHING
    texts = {name: text for name in ("action", "member", "role") if isinstance(text := first.get(name), str)}
    kind, colon, account = texts.pop("member", "").partition(":")
    if colon and kind in _ACCOUNTS:
        texts["member"] = account
    return [(f"binding.{name}", text) for name, text in texts.items()]


def _subject(said: dict[str, Any]) -> list[tuple[str, str]]:
    """Who called, of a principal that has no mail address."""
    who = said.get("authenticationInfo")
    subject = who.get("principalSubject") if isinstance(who, dict) and not who.get("principalEmail") else None
    if not isinstance(subject, str):
        return []
    name = subject.rpartition("/subject/")[2].rpartition(":")[2]
    return [("subject", subject), ("subject.name", name)]


def _resource(said: dict[str, Any]) -> list[tuple[str, str]]:
    """A machine, or an object of Kubernetes, by the name of the resource."""
    name = said.get("resourceName")
    if not isinstance(name, str):
        return []
    if (match := _MACHINE.fullmatch(name)) is not None:
        return [("instance.name", match[1])]
    if said.get("serviceName") != _KUBERNETES or (match := _OBJECT.fullmatch(name)) is None:
        return []
    namespace, kind, object_name = match.groups()
    found = {"namespace": namespace, "type": kind, "name": object_name}
    return [(f"kubernetes.{part}", text) for part, text in found.items() if text]


def _parameters(said: dict[str, Any]) -> list[tuple[str, str]]:
    """The parameters of the events of Workspace, and the account that they are about."""
    metadata = said.get("metadata")
    listed = metadata.get("event") if isinstance(metadata, dict) else None
    pairs: list[tuple[str, str]] = []
    for event in listed if isinstance(listed, list) else ():
        if isinstance(event, dict):
            for kind in ("value", "boolValue", "intValue", "multiStrValue"):
                pairs += json.named(event.get("parameter"), "parameter", "name", kind)
    affected = dict(pairs).get("parameter.affected_email_address")
    if affected is not None:
        who = said.get("authenticationInfo")
        is_known = isinstance(who, dict) and bool(who.get("principalEmail"))
        pairs.append(("affected" if is_known else "alone", affected))
    return pairs


def _add_times(document: Document, payload: dict[str, Any], record: Record) -> None:
    times = [payload.get(name) for name in ("timestamp", "receiveTimestamp")]
    happened, received = (record.clock.instant(text) if isinstance(text, str) else None for text in times)
    if received is not None:
        document["event"]["created"] = received
    if happened is not None or received is not None:
        document["@timestamp"] = happened or received
