r"""Google Workspace: activities of users and administrators, as the Reports API of the Admin SDK gives them.

Layout:
    {"kind":"admin#reports#activity","id":{"time":"2023-10-31T15:09:55.123Z","uniqueQualifier":"-72033",
        "applicationName":"login","customerId":"C01example"},"actor":{"callerType":"USER",
        "email":"alice@example.com","profileId":"1040"},"ipAddress":"192.0.2.20","events":[{"type":"login",
        "name":"login_success","parameters":[{"name":"login_type","value":"google_password"},…]}]}

    An activity a line. It has one event, or several that happened together.

Source: Google Workspace Admin SDK, Reports API: activities.list, and the events of each application: access
    transparency, admin, calendar, chat, Chrome, context-aware access, Data Studio, Drive, Gmail, groups, groups
    enterprise, Keep, login, Meet, mobile, rules, SAML, tokens, user accounts, Vault.

Timestamps: `id.time`, in UTC, to the millisecond.

Quirks:
    `event.action` is Google's own name of the first event; the names of all are a list: `calendar.log`.
    Parameters are in upper case or in lower case, by application, and are the same then: `admin.log`, `chrome.log`.
    A parameter's value is in one of seven members, by its type; nested ones have dotted names: `gmail.log`.
    What a login was denied for is a parameter, the outcome is in the event's name: `login.log`.
    Addresses of IPv6 may be written out in full: ECS's are short: `admin.log`.
    The caller may be a key (`callerType` `KEY`) instead of a user: `meet.log`.
    Older activities are of the kind `audit#activity` with `uniqQualifier`: `drive.log`.

Other readings:
    `file.gid` of a shared drive: that is a number of a group, ours is `google_workspace.drive.owner_id`.
    `file.type` of a document's type: ECS has `file` and `dir`; ours is `google_workspace.drive.doc_type` as well.
    `organization.name` of an organizational unit: ours is `google_workspace.org_unit`; the customer is
    `organization.id`.
    `user.group.id` of a group that is changed: the actor is not its member, ours is `group.id`.
    `client.geo.region_name` of a call's participant: the address is `source.ip`, ours is `source.geo.region_name`.
    `destination.user.email` of a guest: ours is `user.target.email`.
    `user.email` of a text that is not an address: no value; ours is `user.name`.
"""

from __future__ import annotations

from ecsparse.ecs import verbs
from ecsparse.formats import json, objects
from ecsparse.products.google_workspace.values import (
    BY_APPLICATION,
    BY_NAME,
    CHALLENGES,
    MEMBERSHIPS,
    MOST_NESTED,
    NO_PERSON,
    OF_ADMIN,
    OF_ALL_EVENTS,
    VALUE_NAMES,
    VALUES,
)
from ecsparse.record import Document, Members, Product, Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

PRODUCT = Product(
    vendor="Google",
    name="Workspace",
    versions="Reports API v1",
    formats=("json",),
    signatures=(
        Members("kind=admin#reports#activity id.applicationName"),
        Members("kind=audit#activity id.applicationName"),
        Members("id.applicationName id.customerId id.uniqueQualifier events actor"),
    ),
    dataset="activity",
    fields=("related.hash",),
    messages=VALUES,
)


def parse(record: Record) -> Document | None:
    """The document of an activity; `None` if it has no application, or no event with a name."""
    payload = objects.members(record)
    number, events = payload.get("id"), payload.get("events")
    if not isinstance(number, dict) or not isinstance(events, list):
        return None
    application = number.get("applicationName")
    named = [event for event in events if isinstance(event, dict) and isinstance(event.get("name"), str)]
    if not isinstance(application, str) or not application or not named:
        return None
    name, kind = named[0]["name"], f"{named[0].get('type')}"
    pairs = json.flattened({key: value for key, value in payload.items() if key != "events"})
    pairs += _parameters(payload, named)
    document = VALUES.document(_action(application, kind, name), pairs, name)
    challenge = dict(pairs).get("login_challenge_status", "").lower()
    if (outcome := next((found for word, found in CHALLENGES if word in challenge), None)) is not None:
        document["event"]["outcome"] = outcome
    time = number.get("time")
    instant = record.clock.instant(time) if isinstance(time, str) else None
    record.set_time(document, instant)
    return document


def _action(application: str, kind: str, name: str) -> str:
    """The kind of an event, by its application, its type and its name."""
    lower_name = name.lower()
    known = BY_NAME.get(lower_name) or OF_ALL_EVENTS.get(application)
    if known is not None:
        return known
    subject = BY_APPLICATION.get(application, "service")
    if application == "admin":
        subject = OF_ADMIN.get(kind, subject)
    is_membership = subject == "group" and lower_name.endswith(MEMBERSHIPS)
    return f"{subject}/{'change' if is_membership else verbs.type_of(lower_name)}"


def _parameters(payload: dict[str, Any], events: list[dict[str, Any]]) -> list[tuple[str, str]]:
    """The parameters of the events of an activity: the names in lower case, and texts."""
    names = json.encode([event["name"] for event in events]) or ""
    pairs = [("event.names", names)] if len(events) > 1 else []
    if (kind := json.scalar(events[0].get("type"))) is not None:
        pairs.append(("event.type", kind))
    for event in events:
        _add_parameters(event.get("parameters"), "", pairs, 1)
    said = dict(reversed(pairs))
    actor = payload.get("actor")
    email = actor.get("email") if isinstance(actor, dict) else None
    if "device_user" in said and isinstance(email, str) and "@" in email:
        # the user of the device is another account than the one that Google knows
        pairs = [("device.user" if name == "device_user" else name, text) for name, text in pairs]
    if said.get("identifier_type") != NO_PERSON and "@" in said.get("identifier", "") and not email:
        pairs.append(("actor.email", said["identifier"]))
    return pairs


def _add_parameters(found: object, before: str, pairs: list[tuple[str, str]], depth: int) -> None:
    for parameter in found if isinstance(found, list) else ():
        if not isinstance(parameter, dict) or not isinstance(name := parameter.get("name"), str):
            continue
        name = f"{before}{name.lower()}"
        messages = parameter.get("multiMessageValue") or [parameter.get("messageValue")]
        for message in messages if isinstance(messages, list) and depth < MOST_NESTED else ():
            if isinstance(message, dict):
                _add_parameters(message.get("parameter"), f"{name}.", pairs, depth + 1)
        value = next((parameter[key] for key in VALUE_NAMES if key in parameter), None)
        if (text := json.scalar(value)) is not None:
            pairs.append((name, text))
