r"""Keycloak: events of users and of administrators, as the event listener writes them to its log.

Layout:
    2023-10-31 15:09:55,123 WARN  [org.keycloak.events] (executor-thread-7) type="LOGIN_ERROR", realmId="example",
        clientId="account", userId="null", ipAddress="192.0.2.20", error="user_not_found", username="alice"
    {"timestamp":"2023-10-31T15:09:55.123Z","loggerName":"org.keycloak.events","level":"WARN",
        "message":"type=\"LOGIN_ERROR\", …","threadName":"executor-thread-7","hostName":"sso1",…}
    {"@timestamp":"2023-10-31T15:09:55.123Z","log.logger":"org.keycloak.events","log.level":"WARN","message":"…",…}

    {"id":"7","time":1698764995123,"type":"LOGIN","realmId":"example","clientId":"account","ipAddress":"192.0.2.20",
        "details":{"username":"alice",…},…}

    Text, JSON of Quarkus, JSON of Quarkus in the form of ECS, or objects of the Admin REST API.

Source: Keycloak Server Administration Guide, auditing and events; `EventType`, `OperationType` and
    `JBossLoggingEventListenerProvider` of Keycloak 11 to 26; Quarkus JSON logging.

Timestamps: JSON of Quarkus has the zone, the API milliseconds since 1970; text has the server's time, with a comma
    before the milliseconds, without its zone.

Quirks:
    `event.action` is the type of a user's event, or `admin-` and the operation: `users.log`, `admin.log`.
    A type that ends with `_ERROR` is a failure: `users.log`.
    Values were written without quotes before Keycloak 22: `text.log`.
    `userId` is `null` if the user is not known: `users.log`.
    Events of the API have their details, and who acted, in objects: `api.log`.
    The user that an administrator changes is in the path of the resource: `user.target.id`: `admin.log`.
    Who impersonates a user acts; the user is `user.effective`: `others.log`.

Other readings:
    `process.name` of a path: ours is `process.executable`, and the name of the program.
"""

from __future__ import annotations

from ecsparse.ecs.pieces import short_ip
from ecsparse.ecs.places import count
from ecsparse.formats import json, objects, pairs
from ecsparse.messages import actions
from ecsparse.messages.captures import Capture, ecs, person, program
from ecsparse.messages.values import Values, computer, location, word
from ecsparse.patterns import Pattern
from ecsparse.record import Document, Members, Phrase, Product, Record

ACTIONS = actions("""
admin                configuration: info | an administrator changes something
admin/change         configuration: change
admin/creation       configuration: creation
admin/deletion       configuration: deletion
admin-group/change    iam: change group
admin-group/creation  iam: creation group
admin-group/deletion  iam: deletion group
admin-user/change    iam: change user
admin-user/creation  iam: creation user
admin-user/deletion  iam: deletion user
login                authentication: start | a user or a client logs in
logout               authentication: end | a user logs out
token                authentication: info | a client asks for a token, or about one
user/change          iam: change user | an account changes
user/creation        iam: creation user
user/deletion        iam: deletion user
""")

# By the type of an event without `_ERROR`; others are about tokens.
_BY_TYPE = {
    **dict.fromkeys(("LOGIN", "CLIENT_LOGIN", "IDENTITY_PROVIDER_LOGIN", "IMPERSONATE"), "login"),
    **dict.fromkeys(("LOGOUT", "USER_SESSION_DELETED"), "logout"),
    "REGISTER": "user/creation",
    "DELETE_ACCOUNT": "user/deletion",
    **dict.fromkeys(
        ("FEDERATED_IDENTITY_LINK", "GRANT_CONSENT", "REMOVE_CREDENTIAL", "REMOVE_FEDERATED_IDENTITY",
         "REMOVE_TOTP", "RESET_PASSWORD", "REVOKE_GRANT", "UPDATE_CONSENT", "UPDATE_CREDENTIAL", "UPDATE_EMAIL",
         "UPDATE_PASSWORD", "UPDATE_PROFILE", "UPDATE_TOTP", "USER_DISABLED_BY_PERMANENT_LOCKOUT",
         "USER_DISABLED_BY_TEMPORARY_LOCKOUT", "VERIFY_EMAIL"),
        "user/change",
    ),
}  # fmt: skip
_BY_OPERATION = {"CREATE": "admin/creation", "UPDATE": "admin/change", "DELETE": "admin/deletion"}

# 2023-10-31 15:09:55,123 WARN  [org.keycloak.events] (executor-thread-7)
_LINE = Pattern(
    r"(?:([0-9]{4}-[0-9]{2}-[0-9]{2}[ T][0-9]{2}:[0-9]{2}:[0-9]{2}[.,][0-9]{1,9}) +)?([A-Z]{4,5}) +"
    r"\[org\.keycloak\.events\] \(([^()]{1,200})\) (.+)"
)
# LOGIN_ERROR
_KIND = Pattern(r"[A-Z][A-Z0-9_]{0,63}")
# users/8e0f-4c | users/8e0f-4c/role-mappings/realm
_OF_USER = Pattern(r"users/([^/]{1,64})(?:/.{0,1000})?")


# What an account is given or loses.
_MAPPINGS = frozenset(("CLIENT_ROLE_MAPPING", "REALM_ROLE_MAPPING"))
# Who is impersonated, and who does so.
_IMPERSONATED = {"userId": "effective.id", "username": "effective.name", "impersonator": "username"}
# users/8e0f-4c/groups/0b1e-9d | groups/0b1e-9d
_OF_GROUP = Pattern(r"(?:users/[^/]{1,64}/)?groups/([^/]{1,64})(?:/.{0,1000})?")


def _group(text: str) -> str | None:
    match = _OF_GROUP.fullmatch(text)
    return None if match is None else match[1]


def _id(text: str) -> str | None:
    match = _OF_USER.fullmatch(text)
    return None if match is None else match[1]


CAPTURES: dict[str, Capture | tuple[Capture, ...]] = {
    "id": ecs("event.id"),
    "type": ecs("event.code"),
    "operationType": word("operation of an administrator", "operation"),
    "realmId": word("number of the realm", "realm.id"),
    "realmName": word("name of the realm", "realm.name"),
    "clientId": word("client that is used", "client_id"),
    "userId": ecs("user.id"),
    "sessionId": word("number of the session", "session_id"),
    "username": person(),
    "effective.id": ecs("user.effective.id"),
    "effective.name": person("user.effective"),
    "email": ecs("user.email"),
    "ipAddress": ecs("source.ip", read=short_ip, related="ip"),
    "error": (ecs("error.code"), ecs("event.reason")),
    "auth_method": word("how it was proved who it is", "auth_method"),
    "auth_type": word("kind of authentication", "auth_type"),
    "grant_type": word("kind of grant", "grant_type"),
    "identity_provider": word("who vouched for the user", "identity_provider"),
    "identity_provider_identity": word("account at who vouched", "identity_provider_user"),
    "impersonator": word("administrator that acts as the user", "impersonator_user"),
    "impersonator_realm": word("realm of an administrator that acts as the user", "impersonator_realm"),
    "updated_email": ecs("user.changes.email"),
    "redirect_uri": location(),
    "code_id": word("number of the code", "code_id"),
    "scope": word("what a token is for", "scope"),
    "resourceType": word("kind of what is changed", "resource.type"),
    "resourcePath": (
        word("path of what is changed", "resource.path"),
        ecs("user.target.id", read=_id),
        ecs("group.id", read=_group),
    ),
    # of the log
    "level": ecs("log.level"),
    "logger": ecs("log.logger"),
    "thread": ecs("process.thread.name"),
    "thread.id": ecs("process.thread.id", read=count),
    "process": program(),
    "process.id": ecs("process.pid", read=count),
    "host": computer(),
    "service.name": ecs("service.name"),
    "service.version": ecs("service.version"),
    "service.environment": ecs("service.environment"),
    "sequence": ecs("event.sequence", read=count),
}

VALUES = Values("keycloak", ACTIONS, CAPTURES, names_actions=True, times={"time": "@timestamp"})

PRODUCT = Product(
    vendor="Red Hat",
    name="Keycloak",
    versions="11 to 26",
    formats=("text", "json"),
    signatures=(
        Members("loggerName=org.keycloak.events message"),
        Members("log.logger=org.keycloak.events message"),
        Members("realmId clientId type ipAddress time"),
        Members("realmId authDetails operationType resourcePath time"),
        Phrase(" [org.keycloak.events] ("),
    ),
    dataset="event",
    messages=VALUES,
)

# The members of both forms of JSON, as they are called here.
_MEMBERS = {
    "timestamp": "time", "@timestamp": "time", "level": "level", "log.level": "level", "loggerName": "logger",
    "log.logger": "logger", "threadName": "thread", "process.thread.name": "thread", "threadId": "thread.id",
    "process.thread.id": "thread.id", "processName": "process", "process.name": "process",
    "processId": "process.id", "process.pid": "process.id", "hostName": "host", "host.hostname": "host",
    "sequence": "sequence", "event.sequence": "sequence", "service.name": "service.name",
    "service.version": "service.version", "service.environment": "service.environment",
}  # fmt: skip


def parse(record: Record) -> Document | None:
    """The document of an event; `None` if the message has neither a type nor an operation."""
    read = _object(record) if record.text.lstrip(" \t")[:1] == "{" else _text(record.text.strip(" \t"))
    if read is None:
        return None
    message, said = read
    said |= {name: text for name, text in pairs.quoted_between_commas(message) if name not in said}
    kind, operation = said.get("type", ""), said.get("operationType", "")
    if operation:
        action, name = _BY_OPERATION.get(operation, "admin"), f"admin-{operation.lower()}"
        resource = said.get("resourceType", "")
        if resource == "GROUP_MEMBERSHIP":
            action = "admin-group/change"
        elif resource == "GROUP":
            action = "admin-group/change" if action == "admin" else action.replace("admin", "admin-group")
        elif resource in _MAPPINGS or (resource == "USER" and action == "admin"):
            action = "admin-user/change"
        elif resource == "USER":
            action = action.replace("admin", "admin-user")
    elif _KIND.fullmatch(kind) is not None:
        action, name = _BY_TYPE.get(kind.removesuffix("_ERROR"), "token"), kind
        if kind == "IMPERSONATE" and "impersonator" in said:
            said = {_IMPERSONATED.get(name, name): text for name, text in said.items()}
    else:
        return None
    document = VALUES.document(action, said, name, record)
    failed = kind.endswith("_ERROR") or "error" in said
    document["event"]["outcome"] = "failure" if failed else "success"
    return document


def _text(text: str) -> tuple[str, dict[str, str]] | None:
    match = _LINE.fullmatch(text)
    if match is None:
        return None
    time, level, thread, message = match.groups()
    said = {"level": level, "logger": "org.keycloak.events", "thread": thread}
    return message, said if time is None else {"time": time, **said}


def _object(record: Record) -> tuple[str, dict[str, str]] | None:
    payload = objects.members(record)
    message = payload.get("message")
    if "realmId" in payload and ("type" in payload or "operationType" in payload):
        # of the API: the details of an event, and who acted, are objects
        said = json.flattened(payload)
        inner = {name.rpartition(".")[2]: text for name, text in said if "." in name}
        return "", inner | {name: text for name, text in said if "." not in name}
    if not isinstance(message, str):
        return None
    return message, {_MEMBERS[name]: text for name, text in json.flattened(payload) if name in _MEMBERS}
