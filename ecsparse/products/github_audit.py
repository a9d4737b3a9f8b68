r"""GitHub: audit logs of organizations and enterprises, as they are streamed or exported.

Layout:
    {"@timestamp":1698764995123,"_document_id":"w-ei","action":"repo.create","actor":"alice","actor_id":6123,
        "actor_ip":"192.0.2.20","actor_location":{"country_code":"FR"},"created_at":1698764995123,
        "operation_type":"create","org":"example","org_id":77,"repo":"example/shop","user_agent":"Mozilla/5.0"}

    An event a line. Events of Git (`git.clone`) have `transport_protocol_name`.

Source: GitHub Enterprise Cloud and Server: audit log events for organizations and enterprises; audit log streaming.

Timestamps: `@timestamp`, in milliseconds since 1970; `created_at` where it lacks.

Quirks:
    `event.action` is GitHub's own `action`; its category is the part before the dot: `events.log`.
    What kind of event it is, `operation_type` says (`create`, `modify`, `remove`), or else the verb of the action:
    `events.log`.
    An organization or an enterprise may be a list, where an event is of several: `events.log`.
    What a request of the API does, its method says: `events.log`.
    `user` is whom it is about: `user.target`: `events.log`.
    Who joins or leaves a team or an organization is neither made nor deleted: `members.log`.
    How a run of a workflow ended says nothing about its deletion: `members.log`.
"""

from __future__ import annotations

from ecsparse.ecs import verbs
from ecsparse.ecs.pieces import short_ip
from ecsparse.ecs.places import lower
from ecsparse.ecs.web import status_code
from ecsparse.formats import json, objects
from ecsparse.messages import Action
from ecsparse.messages.captures import Capture, ecs, person
from ecsparse.messages.values import Values, flag, location, word, words
from ecsparse.record import Document, Members, Product, Record

_VERBS = ("access", "change", "creation", "deletion", "info")


def _kinds(kind: str, meaning: str, category: str, also: str = "") -> dict[str, Action]:
    """An action for each type of event; `iam` has no `access`."""
    return {
        f"{kind}/{verb}": Action(
            meaning, category, f"{'info' if verb == 'access' and category == 'iam' else verb} {also}"
        )
        for verb in _VERBS
    }


ACTIONS = {
    **_kinds("configuration", "settings of an organization, a repository or an enterprise change", "configuration"),
    **_kinds("group", "a team changes", "iam", "group"),
    **_kinds("repository", "a repository is used or changes", "configuration"),
    **_kinds("user", "a member or a collaborator changes", "iam", "user"),
    "alert": Action("GitHub found a secret or a vulnerability", "vulnerability", "info", kind="alert"),
    "api": Action("an interface of GitHub is asked", "api", "access"),
    "api/change": Action("an interface of GitHub is asked to create or change something", "api", "change"),
    "api/deletion": Action("an interface of GitHub is asked to delete something", "api", "deletion"),
    "git": Action("a repository is cloned or fetched", "file", "access"),
    "git/change": Action("a repository is pushed to", "file", "change"),
    "login": Action("a user signs in", "authentication", "start", "success"),
    "login/failure": Action("a user fails to sign in", "authentication", "start", "failure"),
    "login/info": Action("a user is asked to prove who it is, or another service says so", "authentication", "info"),
    "logout": Action("a user signs out", "authentication", "end"),
}

# By what is before the dot of an action.
_SUBJECTS = {
    **dict.fromkeys(("org_membership", "business_member", "enterprise_member", "org_credential_authorization"), "user"),
    "team": "group",
    "user": "user",
    "git": "git",
    "repo": "repository",
    "protected_branch": "repository",
    "public_key": "repository",
}
_BY_ACTION = {
    "git.push": "git/change",
    "user.failed_login": "login/failure",
    "user.login": "login",
    "user.logout": "logout",
    "user.two_factor_requested": "login/info",
    "org.sso_response": "login/info",
    "business.sso_response": "login/info",
    **dict.fromkeys(
        ("org.add_member", "org.add_outside_collaborator", "org.invite_member", "org.remove_member",
         "org.remove_outside_collaborator", "org.update_member", "repo.add_member", "repo.remove_member",
         "repo.update_member"),
        "user",
    ),
    **dict.fromkeys(
        ("org.block_user", "org.unblock_user", "two_factor_authentication.add_factor",
         "two_factor_authentication.disabled", "two_factor_authentication.enabled",
         "two_factor_authentication.remove_factor", "two_factor_authentication.update_fallback"),
        "user/change",
    ),
    **dict.fromkeys(
        ("secret_scanning_alert.create", "repository_vulnerability_alert.create", "dependabot_alerts.create"),
        "alert",
    ),
}  # fmt: skip
# Whose coming and going is a change.
_MEMBERS = ("member", "collaborator")
# How a run of a workflow ended.
_OUTCOMES = {"failure": "failure", "startup_failure": "failure", "success": "success", "timed_out": "failure"}
_OPERATIONS = {
    "access": "access", "create": "creation", "modify": "change", "remove": "deletion", "restore": "change",
    "transfer": "change",
}  # fmt: skip


# What a request of the API is for, by its method; others read.
_REQUESTS = {
    "DELETE": "api/deletion", "PATCH": "api/change", "POST": "api/change", "PUT": "api/change",
}  # fmt: skip


def _country(text: str) -> str | None:
    return text if len(text) == 2 and text.isalpha() and text.isupper() else None


CAPTURES: dict[str, Capture | tuple[Capture, ...]] = {
    "_document_id": ecs("event.id"),
    "action": word("what was done", "action"),
    "operation_type": word("kind of operation", "operation_type"),
    "actor": ecs("user.name", related="user"),
    "actor_id": ecs("user.id"),
    "actor_ip": ecs("source.ip", read=short_ip, related="ip"),
    "actor_location.country_code": ecs("source.geo.country_iso_code", read=_country),
    "actor_is_bot": flag("whether a program acted", "actor_is_bot"),
    **dict.fromkeys(("user", "blocked_user"), ecs("user.target.name", related="user")),
    "user_id": ecs("user.target.id", read=lambda text: None if text == "0" else text),
    "email": person("user.target"),
    "external_identity_nameid": person("user.effective"),
    "user_agent": ecs("user_agent.original"),
    "org": (ecs("organization.name"), words("organizations", "organizations")),
    "org_id": ecs("organization.id"),
    "business": word("enterprise", "enterprise.name"),
    "business_id": word("number of the enterprise", "enterprise.id"),
    "repo": word("repository", "repository.name"),
    "repository": word("repository", "repository.name"),
    "repo_id": word("number of the repository", "repository.id"),
    "repository_public": flag("whether the repository is public", "repository.public"),
    "public_repo": flag("whether the repository is public", "repository.public"),
    "visibility": word("who can see the repository", "repository.visibility"),
    "branch": word("branch", "branch"),
    "head_branch": word("branch", "branch"),
    "workflow_run_id": word("run of a workflow", "workflow.run"),
    "conclusion": word("how a workflow ended", "workflow.conclusion"),
    "external_identity_username": ecs("user.effective.name", related="user"),
    "team": ecs("group.name"),
    "name": word("name of what was changed", "name"),
    "permission": word("permission that was given", "permission"),
    "transport_protocol_name": ecs("network.protocol", read=lower),
    "programmatic_access_type": word("kind of token or key", "access_type"),
    "hashed_token": word("hash of the token", "hashed_token"),
    "token_scopes": word("what the token may do", "token_scopes"),
    "oauth_application_name": word("application that was used", "oauth_application"),
    "application_name": word("application that was used", "oauth_application"),
    "integration": word("app of GitHub", "integration"),
    "request_id": ecs("http.request.id"),
    "request_method": ecs("http.request.method"),
    "status_code": ecs("http.response.status_code", read=status_code),
    "url_path": ecs("url.path"),
    "query_string": ecs("url.query"),
    "config.url": location(),
    "events": words("events of a web hook", "hook_events"),
    "explanation": ecs("event.reason"),
    "reason": ecs("event.reason"),
    "message": ecs("event.reason"),
}

VALUES = Values(
    "github_audit",
    ACTIONS,
    CAPTURES,
    names_actions=True,
    times={
        "@timestamp": "@timestamp",
        "created_at": "@timestamp",
        "started_at": "event.start",
        "completed_at": "event.end",
    },
)

PRODUCT = Product(
    vendor="GitHub",
    name="audit log",
    versions="Cloud, Server 3",
    formats=("json",),
    signatures=(
        Members("_document_id action actor"),
        Members("@timestamp action actor created_at org"),
        Members("@timestamp action actor business"),
        Members("@timestamp action transport_protocol_name repository"),
    ),
    dataset="event",
    messages=VALUES,
)


def parse(record: Record) -> Document | None:
    """The document of an event; `None` if its action has no part before a dot."""
    payload = objects.members(record)
    name = payload.get("action")
    if not isinstance(name, str) or "." not in name.strip(".") or " " in name:
        return None
    said = dict(json.flattened(payload))
    if name == "api.request":
        action = _REQUESTS.get(said.get("request_method", ""), "api")
    else:
        action = _action(name, said.get("operation_type", ""))
    document = VALUES.document(action, said, name, record)
    outcome = _OUTCOMES.get(said.get("conclusion", ""))
    if outcome is not None and ".completed_" in name:
        document["event"]["outcome"] = outcome
    return document


def _action(name: str, operation: str) -> str:
    known = _BY_ACTION.get(name)
    subject, _, rest = name.partition(".")
    kind = known or _SUBJECTS.get(subject, "configuration")
    if kind in ACTIONS:
        return kind
    verb = "change" if rest.endswith(_MEMBERS) else _OPERATIONS.get(operation) or verbs.type_of(rest)
    return f"{kind}/{verb if verb in _VERBS else 'info'}"
