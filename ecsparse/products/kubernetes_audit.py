r"""Kubernetes, the audit log of the API server: who asked for what, and what came of it.

Layout:
    {"kind":"Event","apiVersion":"audit.k8s.io/v1","level":"Metadata","auditID":"…","stage":"ResponseComplete",
        "requestURI":"/api/v1/namespaces/web/pods","verb":"create","user":{"username":"alice","groups":["ops"]},
        "sourceIPs":["192.0.2.20"],"userAgent":"kubectl/v1.28.2","objectRef":{"resource":"pods",…},
        "responseStatus":{"code":201},"requestReceivedTimestamp":"2023-10-31T15:09:55.123456Z",…}

    An event a line. `kind` and `apiVersion` may be missing.

Source: Kubernetes 1.12 to 1.31: Auditing; API reference, audit.k8s.io/v1 Event.

Timestamps: `stageTimestamp`, when the stage was reached, UTC, to the microsecond; `requestReceivedTimestamp`, when
    the request came, is `event.start`.

Quirks:
    `event.action` is the verb of the request. Roles, their bindings and service accounts are accounts: `iam`:
    `requests.log`.
    A request may come in several stages, each an event with the same `auditID`: `requests.log`.
    The first of `sourceIPs` is the client, the others are proxies: `requests.log`.
    Names in `annotations` have dots and slashes: `requests.log`.

Other readings:
    `event.code` of `auditID`: ours is `event.id`.
    `url.path` with the query: ours is split, and `url.original` whole.
"""

from __future__ import annotations

from ecsparse.ecs import url
from ecsparse.ecs.pieces import ip
from ecsparse.ecs.web import status_code
from ecsparse.formats import json, objects
from ecsparse.messages import actions
from ecsparse.messages.captures import Capture, ecs, own
from ecsparse.messages.values import Values, each
from ecsparse.record import Document, Members, Product, Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_KUBERNETES = {"orchestrator": {"type": "kubernetes"}}

ACTIONS = actions(
    """
account/access    iam: info + kubernetes | a role, a binding or a service account is asked for
account/change    iam: change + kubernetes
account/creation  iam: creation + kubernetes
account/deletion  iam: deletion + kubernetes
request/access    api: access + kubernetes | a request to the API server
request/change    api: change + kubernetes
request/creation  api: creation + kubernetes
request/deletion  api: deletion + kubernetes
request/info      api: info + kubernetes
request/start     api: start + kubernetes | a command, a shell or a port of a pod is asked for
""",
    kubernetes=_KUBERNETES,
)
_TYPES = {
    "create": "creation", "delete": "deletion", "deletecollection": "deletion", "get": "access", "list": "access",
    "patch": "change", "update": "change", "watch": "access",
}  # fmt: skip
_ACCOUNTS = frozenset(("clusterrolebindings", "clusterroles", "rolebindings", "roles", "serviceaccounts"))
_INTO_PODS = frozenset(("attach", "exec", "portforward"))
_LEAST_ERROR = 400
_NOTHING: dict[str, Any] = {}
_FLAGS = {"true": True, "false": False}
_DECISION = "annotations.authorization.k8s.io"

CAPTURES: dict[str, Capture | tuple[Capture, ...]] = {
    "auditID": ecs("event.id"),
    "level": own("keyword", "how much of a request is logged", name="level"),
    "stage": own("keyword", "stage of a request", name="stage"),
    "requestURI": Capture("url", "", url.url, parts=("extension", "original", "path", "query")),
    "user.username": ecs("user.name", related="user"),
    "user.uid": ecs("user.id"),
    "user.groups": ecs("user.roles", read=each()),
    "impersonatedUser.username": ecs("user.effective.name", related="user"),
    "impersonatedUser.groups": ecs("user.effective.roles", read=each()),
    "client": ecs("source.ip", read=ip, related="ip"),
    "proxies": own("ip", "proxies between the client and the server", read=each(ip), name="proxies", related="ip"),
    "userAgent": ecs("user_agent.original"),
    "objectRef.resource": ecs("orchestrator.resource.type"),
    "objectRef.name": ecs("orchestrator.resource.name"),
    "objectRef.uid": ecs("orchestrator.resource.id"),
    "objectRef.namespace": ecs("orchestrator.namespace"),
    "objectRef.apiVersion": ecs("orchestrator.api_version"),
    "objectRef.apiGroup": own("keyword", "group of the interface", name="api_group"),
    "objectRef.subresource": own("keyword", "part of a resource that is asked for", name="subresource"),
    "container.image": ecs("container.image.name"),
    "container.name": ecs("container.name"),
    "container.privileged": own("boolean", "whether a container has all rights", read=_FLAGS.get, name="privileged"),
    "requestObject.spec.nodeName": own("keyword", "host that a pod runs on", name="node"),
    "requestObject.roleRef.name": own("keyword", "role that is given", name="role"),
    "subject.User": ecs("user.target.name", related="user"),
    "subject.Group": ecs("group.name"),
    "subject.ServiceAccount": ecs("user.target.name", related="user"),
    "responseStatus.code": ecs("http.response.status_code", read=status_code),
    "responseStatus.message": ecs("error.message"),
    "responseStatus.reason": ecs("event.reason"),
    f"{_DECISION}/decision": own("keyword", "whether the request was allowed", name="authorization.decision"),
    f"{_DECISION}/reason": own("keyword", "why", name="authorization.reason"),
}

VALUES = Values(
    "kubernetes_audit",
    ACTIONS,
    CAPTURES,
    read_by_product="apiVersion kind requestReceivedTimestamp sourceIPs stageTimestamp verb",
    names_actions=True,
)

PRODUCT = Product(
    vendor="Kubernetes",
    name="Kubernetes audit",
    versions="1.12 to 1.31",
    formats=("json",),
    signatures=(
        Members("auditID requestURI stage verb"),
        Members("apiVersion=audit.k8s.io/v1 auditID kind=Event verb"),
    ),
    dataset="event",
    fields=("event.end", "event.start"),
    messages=VALUES,
)


def parse(record: Record) -> Document | None:
    """The document of an event; `None` if it has no verb."""
    payload = objects.members(record)
    verb = payload.get("verb")
    if not isinstance(verb, str) or not verb:
        return None
    addresses = payload.get("sourceIPs")
    pairs = json.flattened(payload) + _requested(payload.get("requestObject"))
    if isinstance(addresses, list) and addresses:
        client, *proxies = map(json.scalar, addresses)
        pairs += [("client", client)] if client is not None else []
        pairs += [("proxies", json.encode(proxies) or "")] if proxies else []
    document = VALUES.document(_action(verb, payload.get("objectRef")), pairs, verb)
    code = document.get("http", _NOTHING).get("response", _NOTHING).get("status_code")
    if code is not None:
        document["event"]["outcome"] = "failure" if code >= _LEAST_ERROR else "success"
    _add_times(document, payload, record)
    return document


def _action(verb: str, reference: object) -> str:
    """The kind of a request, by its verb and what it is about."""
    found = reference if isinstance(reference, dict) else _NOTHING
    resource, part = found.get("resource"), found.get("subresource")
    if isinstance(part, str) and part in _INTO_PODS:
        return "request/start"
    kind = _TYPES.get(verb, "info")
    is_account = isinstance(resource, str) and resource in _ACCOUNTS and kind != "info"
    return f"account/{kind}" if is_account else f"request/{kind}"


def _add_times(document: Document, payload: dict[str, Any], record: Record) -> None:
    moments = [
        record.clock.instant(text) if isinstance(text := payload.get(name), str) else None
        for name in ("requestReceivedTimestamp", "stageTimestamp")
    ]
    received, reached = moments
    if received is not None:
        document["event"]["start"] = received
    if reached is not None and payload.get("stage") == "ResponseComplete":
        document["event"]["end"] = reached
    instant = reached or received or record.header_time()
    record.set_time(document, instant)


def _requested(body: object) -> list[tuple[str, str]]:
    """The first container of what a request creates or changes, and the first account that gets a role."""
    found = _member(body, "spec")
    found = _member(_member(found, "template"), "spec") or found
    pairs = []
    for container in _objects(found.get("containers"))[:1]:
        rights = _member(container, "securityContext").get("privileged")
        values = {"image": container.get("image"), "name": container.get("name"), "privileged": rights}
        pairs += [(f"container.{name}", text) for name, value in values.items() if (text := json.scalar(value))]
    for subject in _objects(body.get("subjects") if isinstance(body, dict) else None)[:1]:
        kind, name = subject.get("kind"), subject.get("name")
        pairs += [(f"subject.{kind}", name)] if isinstance(kind, str) and isinstance(name, str) else []
    return pairs


def _member(found: object, name: str) -> dict[str, Any]:
    member = found.get(name) if isinstance(found, dict) else None
    return member if isinstance(member, dict) else _NOTHING


def _objects(value: object) -> list[dict[str, Any]]:
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []
