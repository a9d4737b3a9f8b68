r"""1Password: sign-in attempts, uses of items and audit events, as the Events API gives them.

Layout:
    {"uuid":"56YE","session_uuid":"A5K6","timestamp":"2023-10-31T15:09:55Z","category":"success",
        "type":"credentials_ok","country":"FR","target_user":{"uuid":"IR7V","name":"Alice Example",
        "email":"alice@example.com"},"client":{"app_name":"1Password Browser","os_name":"MacOSX",
        "ip_address":"192.0.2.20",…},"location":{…}}

    An event a line: a sign-in has `target_user`, a use of an item `item_uuid`, an audit event `actor_uuid`.

Source: 1Password Events API reference, versions 1 and 2: sign-in attempts, item usages, audit events.

Timestamps: `timestamp`, with its zone, to the second.

Quirks:
    `event.action` is 1Password's own: `action`, or the `category` of a sign-in: `signins.log`, `audit.log`.
    The names of users are full names; the mail address says who it is: `user.name` is its part before the `@`.
    A sign-in's user is who tries to sign in, `target_user`: `signins.log`.
    `country` of a sign-in is a code; `location.country` is a name or a code: `signins.log`.
    The object of a membership is its group, the second object its user: `group.id`, `user.target.id`: `audit.log`.

Other readings:
    `user.name`, `user.target.name` of full names: ours are `user.full_name`, and the account's name of the address.
    `user.target` of a sign-in: the user signs in, and acts on nobody; ours is `user`.
    `host.id` of the device of a session: ours is `device.id`.
"""

from __future__ import annotations

from ecsparse.ecs import verbs
from ecsparse.ecs.pieces import geo_point, short_ip
from ecsparse.formats import json, objects
from ecsparse.messages import actions
from ecsparse.messages.captures import Capture, ecs, own, person
from ecsparse.messages.values import Values, word
from ecsparse.record import Document, Members, Product, Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


ACTIONS = actions("""
audit/access    configuration: access | an administrator or a member changes something
audit/change    configuration: change
audit/creation  configuration: creation
audit/deletion  configuration: deletion
audit/info      configuration: info
group           iam: change group | a group or its members change
item            file: access | an item is used
sign-in         authentication: start | a user tries to sign in
user/change     iam: change user | an account changes
user/creation   iam: creation user | an account is created
user/deletion   iam: deletion user | an account is removed
""")

# By the type of the object of an audit event.
_SUBJECTS = {"user": "user", "invite": "user", "g": "group", "gm": "group", "group": "group", "gva": "group"}
_SUCCESS = frozenset(("success", "firewall_reported_success"))
_FAILURES = frozenset(("credentials_failed", "mfa_failed", "sso_failed", "modern_version_failed", "firewall_failed",
                       "modern_version_old"))  # fmt: skip


def _country_code(text: str) -> str | None:
    return text if len(text) == 2 and text.isalpha() and text.isupper() else None


def _country_name(text: str) -> str | None:
    return None if len(text) == 2 else text


_ADDRESS = (ecs("source.ip", read=short_ip, related="ip"), ecs("client.ip", read=short_ip, related="ip"))
_LOCATION = {
    f"location.{theirs}": (ecs(f"source.geo.{ours}"), ecs(f"client.geo.{ours}"))
    for theirs, ours in (("city", "city_name"), ("region", "region_name"))
}

CAPTURES: dict[str, Capture | tuple[Capture, ...]] = {
    "uuid": ecs("event.id"),
    "user.uuid": ecs("user.id"),
    "user.name": ecs("user.full_name"),
    "user.email": person(),
    "target.uuid": ecs("user.target.id"),
    "target.name": ecs("user.target.full_name"),
    "target.email": person("user.target"),
    "session_uuid": word("number of the session", "session_id"),
    "session.uuid": word("number of the session", "session_id"),
    "session.device_uuid": ecs("device.id"),
    "session.ip": _ADDRESS,
    "client.ip_address": _ADDRESS,
    "client.app_name": ecs("user_agent.name"),
    "client.app_version": ecs("user_agent.version"),
    "client.platform_name": word("platform of the client", "platform.name"),
    "client.platform_version": word("version of the platform", "platform.version"),
    "client.os_name": ecs("host.os.name"),
    "client.os_version": ecs("host.os.version"),
    **_LOCATION,
    "location.country": (
        ecs("source.geo.country_name", read=_country_name),
        ecs("client.geo.country_name", read=_country_name),
        ecs("source.geo.country_iso_code", read=_country_code),
    ),
    "country": ecs("source.geo.country_iso_code", read=_country_code),
    "category": word("category of a sign-in", "category"),
    "type": ecs("event.reason"),
    "details.value": word("what the reason is about", "details"),
    "action": word("what was done", "action"),
    "object_type": word("kind of object", "object.type"),
    "object_uuid": word("number of the object", "object.id"),
    "aux_id": word("second number", "aux.id"),
    "aux_uuid": word("number of a second object", "aux.uuid"),
    "aux_info": word("what else is said", "aux.info"),
    "group": ecs("group.id"),
    "vault_uuid": word("vault of an item", "vault_id"),
    "item_uuid": word("item that is used", "item_id"),
    "used_version": own("keyword", "version of an item", name="item_version"),
    "account_uuid": ecs("organization.id"),
}

VALUES = Values(
    "onepassword",
    ACTIONS,
    CAPTURES,
    read_by_product="location.latitude location.longitude",
    names_actions=True,
    times={"timestamp": "@timestamp", "session.login_time": "event.start"},
)

PRODUCT = Product(
    vendor="AgileBits",
    name="1Password",
    versions="Events API 1, 2",
    formats=("json",),
    signatures=(
        Members("uuid timestamp actor_uuid action object_type"),
        Members("uuid timestamp item_uuid vault_uuid user"),
        Members("uuid timestamp session_uuid target_user category"),
    ),
    dataset="event",
    fields=("source.geo.location", "client.geo.location"),
    messages=VALUES,
)


def parse(record: Record) -> Document | None:
    """The document of an event; `None` if it does not say what was done."""
    payload = objects.members(record)
    is_audit, is_use = "actor_uuid" in payload, "item_uuid" in payload
    name = payload.get("action") if is_audit or is_use else payload.get("category")
    if not isinstance(name, str) or not name:
        # items of old versions of the API do not say how they are used
        name = "item-usage" if is_use and "action" not in payload else None
    if name is None:
        return None
    roles = {"actor_details": "user", "aux_details": "target", "target_user": "user", "user": "user"}
    if "aux_details" not in payload and payload.get("object_type") == "user":
        roles["object_details"] = "target"
    said: dict[str, str] = {}
    for key, text in json.flattened(payload):
        first, dot, rest = key.partition(".")
        said[f"{roles[first]}.{rest}" if dot and first in roles else key] = text
    if is_audit:
        said.setdefault("user.uuid", said.pop("actor_uuid", ""))
        _add_subjects(said)
    action = _action(payload, name, is_audit=is_audit, is_use=is_use)
    document = VALUES.document(action, said, name, record)
    if action == "sign-in" and name in _SUCCESS | _FAILURES:
        document["event"]["outcome"] = "success" if name in _SUCCESS else "failure"
    place = payload.get("location")
    if isinstance(place, dict) and (point := geo_point(place.get("latitude"), place.get("longitude"))) is not None:
        for end in ("source", "client"):
            document.setdefault(end, {}).setdefault("geo", {})["location"] = point
    return document


def _add_subjects(said: dict[str, str]) -> None:
    """Add which group and which user an audit is about, where the object is one, or a membership of both."""
    kind, subject = said.get("object_type", ""), said.get("object_uuid", "")
    if kind in {"gm", "group"}:
        said.setdefault("group", subject)
    if kind in {"gm", "user"}:
        said.setdefault("target.uuid", said.get("aux_uuid", "") if kind == "gm" else subject)


def _action(payload: dict[str, Any], name: str, *, is_audit: bool, is_use: bool) -> str:
    if not is_audit:
        return "item" if is_use else "sign-in"
    subject = _SUBJECTS.get(f"{payload.get('object_type')}", "audit")
    verb = verbs.type_of(name)
    if subject == "group":
        return "group"
    return next((found for found in (f"{subject}/{verb}", f"audit/{verb}") if found in ACTIONS), "audit/info")
