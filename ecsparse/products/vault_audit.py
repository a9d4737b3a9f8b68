r"""HashiCorp Vault and OpenBao: the audit log, of requests and of their responses.

Layout:
    {"time":"2023-10-31T15:09:55.123456789Z","type":"response","auth":{"display_name":"ldap-alice",
        "policies":["default"],"metadata":{"username":"alice"},"entity_id":"e-7",…},"request":{"id":"8f4c",
        "operation":"read","mount_type":"kv","path":"secret/data/app","remote_address":"192.0.2.20",…},"response":{…}}

    A request or a response a line; secrets are hashed (`hmac-sha256:…`).

Source: Vault documentation, audit devices: entry schema, of Vault 1.0 to 1.19.

Timestamps: `time`, with its zone, to the nanosecond.

Quirks:
    `event.action` is the operation: `read`, `update`, `login` for those of `auth/…/login`: `requests.log`.
    Only a response has an outcome: a failure if it has an `error`: `requests.log`.
    The name of a user is in the metadata of its authentication, the display name has the method before it:
    `requests.log`. It is the user's where nothing else is said: `tokens.log`.
"""

from __future__ import annotations

from ecsparse.ecs.pieces import short_ip
from ecsparse.ecs.places import port_number
from ecsparse.formats import json, objects
from ecsparse.messages import actions
from ecsparse.messages.captures import Capture, account, ecs
from ecsparse.messages.values import Values, number, word, words
from ecsparse.patterns import Pattern
from ecsparse.record import Document, Members, Product, Record

ACTIONS = actions("""
create     api: creation | a secret or a setting is created
delete     api: deletion | a secret or a setting is deleted
help       api: info | help is asked for
list       api: access | names are listed
login      authentication: start | a client logs in
operation  api: info | any other operation
patch      api: change | a secret or a setting is changed
read       api: access | a secret or a setting is asked for
renew      api: change | a lease or a token is renewed
revoke     api: deletion | a lease or a token is revoked
rollback   api: change | Vault takes back what was not finished
update     api: change | a secret or a setting is written
""")

# auth/ldap/login/alice | auth/approle/login
_LOGIN = Pattern(r"auth/(?:[^/]{1,128}/){1,8}login(?:/(.{0,256}))?")


def _first(text: str) -> str | None:
    """The first text of a list, or the text itself."""
    return next(iter(json.texts(text)), None)


CAPTURES: dict[str, Capture | tuple[Capture, ...]] = {
    "type": word("whether it is a request or a response", "type"),
    "error": (ecs("error.message"), ecs("event.reason")),
    "auth.display_name": word("name of a token's user, with the method", "auth.display_name"),
    "auth.metadata.username": account(),
    "auth.entity_id": ecs("user.id"),
    "auth.accessor": word("accessor of the token", "auth.accessor"),
    "auth.policies": words("policies of the token", "auth.policies"),
    "auth.token_type": word("kind of token", "auth.token_type"),
    "request.id": ecs("http.request.id"),
    "request.client_id": word("client that Vault counts", "request.client_id"),
    "request.operation": word("operation that is asked for", "request.operation"),
    "request.path": ecs("url.path"),
    "login": account(),
    "token.user": ecs("user.name", related="user"),
    "request.headers.user-agent": ecs("user_agent.original", read=_first),
    "request.mount_type": word("kind of engine", "request.mount_type"),
    "request.mount_point": word("where the engine is", "request.mount_point"),
    "request.namespace.path": word("path of the namespace", "request.namespace_path"),
    "request.namespace.id": word("namespace", "request.namespace"),
    "request.remote_address": ecs("source.ip", read=short_ip, related="ip"),
    "request.remote_port": ecs("source.port", read=port_number),
    "request.wrap_ttl": number("seconds that a wrapped response lives", "request.wrap_ttl"),
}

VALUES = Values("vault_audit", ACTIONS, CAPTURES, times={"time": "@timestamp"})

PRODUCT = Product(
    vendor="HashiCorp",
    name="Vault",
    versions="1.0 to 1.19",
    formats=("json",),
    signatures=(
        Members("time type=request request.operation request.path request.id"),
        Members("time type=response request.operation request.path request.id"),
    ),
    dataset="audit",
    messages=VALUES,
)


def parse(record: Record) -> Document | None:
    """The document of a request or a response; `None` if its operation or its path is not text."""
    request = objects.members(record).get("request")
    operation, path = (request.get(name) for name in ("operation", "path")) if isinstance(request, dict) else (7, 7)
    if not isinstance(operation, str) or not operation or not isinstance(path, str):
        return None
    said = dict(json.flattened(objects.members(record)))
    action = operation if operation in ACTIONS else "operation"
    if operation == "update" and (login := _LOGIN.fullmatch(path)) is not None:
        action = "login"
        if login[1] and "auth.metadata.username" not in said:
            said["login"] = login[1]
    if "login" not in said and "auth.metadata.username" not in said:
        said["token.user"] = said.get("auth.display_name", "")
    document = VALUES.document(action, said, "", record)
    if said.get("error"):
        document["event"]["outcome"] = "failure"
    elif said.get("type") == "response":
        document["event"]["outcome"] = "success"
    return document
