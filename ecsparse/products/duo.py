r"""Duo Security: authentications, actions, activities, offline access and telephony, of the Admin API.

Layout:
    {"txid":"340a","timestamp":1698764995,"isotimestamp":"2023-10-31T15:09:55.123456+00:00",
        "event_type":"authentication","factor":"duo_push","result":"success","reason":"user_approved",
        "user":{"key":"DU3K","name":"alice@example.com","groups":["Staff"]},"application":{"key":"DIY2","name":"VPN"},
        "access_device":{"ip":"192.0.2.20","browser":"Chrome",…},"auth_device":{"name":"phone","ip":"198.51.100.7"},…}
    {"action":"admin_login","description":"{\"ip_address\": \"192.0.2.20\"}","object":null,"username":"Alice",…}
    {"telephony_id":"5bf1","context":"authentication","credits":1,"phone":"+15555550100","ts":"…","type":"sms"}

    {"activity_id":"5b8f","action":{"name":"user_create","details":null},"actor":{"name":"Alice","type":"admin",…},
        "target":{"name":"bob","type":"user",…},"access_device":{"ip":{"address":"192.0.2.20"},…},"ts":"…",…}

    A record a line, as Duo Log Sync writes them too, with `eventtype`.

Source: Duo Admin API: authentication and activity logs v2, administrator logs v1, offline enrollment logs,
    telephony logs v1 and v2.

Timestamps: `isotimestamp` and `ts`, with their zone, to the microsecond; `timestamp` in seconds since 1970.

Quirks:
    `event.action` is Duo's `action`, or its `event_type`, or `telephony`: `authentications.log`.
    The description of an action is a JSON object in a text: `actions.log`.
    A denied authentication is a failure, as is one that is reported as fraud: `authentications.log`.
    The hash of an endpoint and the like stay in `duo.other`.
"""

from __future__ import annotations

from ecsparse.ecs import verbs
from ecsparse.ecs.pieces import short_ip
from ecsparse.ecs.places import host_name
from ecsparse.formats import json, objects
from ecsparse.messages import actions
from ecsparse.messages.captures import Capture, ecs, person
from ecsparse.messages.values import Values, flag, number, word, words
from ecsparse.record import Document, Members, Product, Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


ACTIONS = actions("""
admin-login              authentication: start | an administrator logs in
administration/change    configuration: change | an administrator changes something
administration/creation  configuration: creation
administration/deletion  configuration: deletion
administration/info      configuration: info
authentication           authentication: start | a user is asked for a second factor
enrollment               iam: change user | a user enrolls a device
risk                     intrusion_detection: info, alert | Trust Monitor finds something unusual
telephony                authentication: info | a telephone is called, or gets a message
user/change              iam: change user | an account is changed
user/creation            iam: creation user | an account is created
user/deletion            iam: deletion user | an account is deleted
""")
_OUTCOMES = {
    "denied": "failure",
    "error": "failure",
    "failure": "failure",
    "fraud": "failure",
    "success": "success",
}
_ACCOUNTS = frozenset(("admin", "user"))
# Codes that let a user in without a second factor.
_BYPASS = "bypass_"
_LOGINS = {"admin_login": "success", "admin_login_error": "failure"}


def _ip(text: str) -> str | None:
    """The address of a device, `None` for that of one that is not known."""
    return None if text == "0.0.0.0" else short_ip(text)  # noqa: S104 - no address that is bound


_SOURCE = ecs("source.ip", read=_ip, related="ip")

CAPTURES: dict[str, Capture | tuple[Capture, ...]] = {
    "txid": ecs("event.id"),
    "telephony_id": word("number of a call", "telephony.id"),
    "event_type": word("kind of authentication", "event_type"),
    "eventtype": word("log that it is of", "log"),
    "factor": word("second factor that was used", "factor"),
    "result": word("result of an authentication", "result"),
    "reason": ecs("event.reason"),
    "user.name": person(),
    "user.key": ecs("user.id"),
    "user.groups": words("groups of the user", "groups"),
    "email": ecs("user.email"),
    "alias": word("other name of the user", "alias"),
    "username": person(),
    "action": word("what was done", "action"),
    "object": word("what it was done to", "object"),
    "target": person("user.target"),
    "host": word("host of the service", "api_host"),
    "application.name": word("application that is logged in to", "application"),
    "application.key": word("number of the application", "application_id"),
    "access_device.ip": _SOURCE,
    "access_device.ip.address": _SOURCE,
    "actor.name": person(),
    "actor.key": ecs("user.id"),
    "actor.type": word("kind of account that acted", "actor_type"),
    "activity_id": ecs("event.id"),
    "target.name": word("what it was done to", "object"),
    "target.type": word("kind of what it was done to", "object_type"),
    "target.user": person("user.target"),
    "target.key": word("number of what it was done to", "object_id"),
    "target.user_key": ecs("user.target.id"),
    "access_device.hostname": ecs("source.domain", read=host_name, related="hosts"),
    "access_device.browser": ecs("user_agent.name"),
    "access_device.browser_version": ecs("user_agent.version"),
    "access_device.os": ecs("user_agent.os.name"),
    "access_device.os_version": ecs("user_agent.os.version"),
    "access_device.location.city": ecs("source.geo.city_name"),
    "access_device.location.state": ecs("source.geo.region_name"),
    "access_device.location.country": ecs("source.geo.country_name"),
    "auth_device.name": word("device that the factor is on", "device.name"),
    "auth_device.ip": word("address of the device that the factor is on", "device.ip"),
    "trusted_endpoint_status": word("whether the endpoint is trusted", "trusted_endpoint"),
    "ip": _SOURCE,
    "said.ip_address": _SOURCE,
    "said.user_agent": ecs("user_agent.original"),
    "said.hostname": ecs("source.domain", read=host_name, related="hosts"),
    "said.factor": word("second factor that was used", "factor"),
    "said.error": ecs("event.reason"),
    "said.email": ecs("user.target.email"),
    "said.name": word("name of what was changed", "name"),
    "said.status": word("state of what was changed", "status"),
    "sekey": ecs("event.id"),
    "authentication": word("authentication that it is about", "risk.authentication"),
    "state": word("state of what was found", "risk.state"),
    "explanations.type": words("why it is unusual", "risk.types"),
    "explanations.summary": ecs("event.reason"),
    "priority_event": flag("whether it has priority", "risk.priority"),
    "enabled_by.name": person(),
    "enabled_by.key": ecs("user.id"),
    "enabled_for.name": person("user.target"),
    "enabled_for.key": ecs("user.target.id"),
    "access_device.is_encryption_enabled": flag("whether the disk is encrypted", "access_device.encrypted"),
    "access_device.is_firewall_enabled": flag("whether the firewall is on", "access_device.firewall"),
    "access_device.is_password_set": flag("whether the device has a password", "access_device.password"),
    "access_device.epkey": ecs("device.id"),
    "auth_device.key": word("number of the device that the factor is on", "device.id"),
    "said.primary_auth_method": word("how an administrator logs in at first", "primary_method"),
    "context": word("why a telephone was called", "telephony.context"),
    "phone": word("number that was called", "telephony.phone"),
    "type": word("kind of call", "telephony.type"),
    "credits": number("credits that a call costs", "telephony.credits"),
}

VALUES = Values(
    "duo",
    ACTIONS,
    CAPTURES,
    read_by_product="action.name description",
    names_actions=True,
    times={
        "surfaced_timestamp": "@timestamp",
        "isotimestamp": "@timestamp",
        "ts": "@timestamp",
        "timestamp": "@timestamp",
    },
)

PRODUCT = Product(
    vendor="Cisco",
    name="Duo Security",
    versions="Admin API 1, 2",
    formats=("json",),
    signatures=(
        Members("txid factor result access_device"),
        Members("txid event_type=authentication result reason"),
        Members("txid event_type=enrollment result"),
        Members("telephony_id context phone credits"),
        Members("isotimestamp context phone credits type"),
        Members("activity_id action actor akey"),
        Members("sekey state surfaced_timestamp type"),
        Members("action isotimestamp timestamp object username description"),
    ),
    dataset="event",
    messages=VALUES,
)


def parse(record: Record) -> Document | None:
    """The document of a record; `None` if it does not say what was done."""
    payload = objects.members(record)
    said = dict(json.flattened(payload))
    if "telephony_id" in said or ("credits" in said and "phone" in said):
        return VALUES.document("telephony", said, "telephony", record)
    if "surfaced_timestamp" in said:
        return _risk(payload, said, record)
    if "activity_id" in said:
        return _activity(payload.get("action"), said, record)
    name = payload.get("action", payload.get("event_type", "authentication" if "factor" in said else None))
    if not isinstance(name, str) or not name:
        return None
    outcome = _OUTCOMES.get(said.get("result", "").lower())
    if "action" in payload:
        action = _add_description(said, name)
        outcome = _LOGINS.get(name)
    else:
        action = "enrollment" if name == "enrollment" else "authentication"
    document = VALUES.document(action, said, name, record)
    if outcome is not None:
        document["event"]["outcome"] = outcome
    return document


def _risk(payload: dict[str, Any], said: dict[str, str], record: Record) -> Document:
    """The document of a finding of Trust Monitor: of an authentication, a device or a status."""
    kind = said.pop("type", "")
    said["authentication"] = said.pop("surfaced_auth.txid", "")
    said = {name.removeprefix("surfaced_auth."): text for name, text in said.items()}
    found = [item for item in _objects(payload.get("explanations")) if isinstance(item.get("type"), str)]
    if found:
        said["explanations.type"] = json.encode([item["type"] for item in found]) or ""
        said["explanations.summary"] = json.scalar(found[0].get("summary")) or ""
    return VALUES.document("risk", said, f"trust_monitor_{kind}" if kind else "trust_monitor", record)


def _objects(value: object) -> list[dict[str, Any]]:
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def _activity(action: object, said: dict[str, str], record: Record) -> Document | None:
    """The document of an activity, of a user or an administrator; `None` if it does not say what was done."""
    name = action.get("name") if isinstance(action, dict) else action
    if not isinstance(name, str) or not name:
        return None
    said.setdefault("action", name)
    kind = _add_description(said, name)
    if said.pop("target", "") or said.get("target.type") in _ACCOUNTS:
        for theirs, ours in (("target.name", "target.user"), ("target.key", "target.user_key")):
            if theirs in said:
                said[ours] = said.pop(theirs)
    document = VALUES.document(kind, said, name, record)
    if name in _LOGINS:
        document["event"]["outcome"] = _LOGINS[name]
    return document


def _add_description(said: dict[str, str], name: str) -> str:
    """Add what the description of an action says, and return the kind of action."""
    try:
        found = json.decode(said.get("description", ""))
    except ValueError:
        found = None
    if isinstance(found, dict):
        said |= {f"said.{key}": text for key, text in json.flattened(found)}
    if name in _LOGINS:
        # whose login it is
        said["email"] = said.pop("said.email", "")
        return "admin-login"
    verb = verbs.type_of(name)
    if name.startswith(_BYPASS):
        said["target"] = said.get("object", "")
        return "administration/info" if verb == "access" else "user/change"
    if name.startswith(("user_", "admin_", "o2fa_user_")):
        said["target"] = said.get("object", "")
        subject = "user"
    else:
        subject = "administration"
    return next((found for found in (f"{subject}/{verb}",) if found in ACTIONS), "administration/info")
