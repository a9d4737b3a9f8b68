r"""SentinelOne: threats, activities of the console, and what agents see (Deep Visibility, Cloud Funnel).

Layout:
    {"agentDetectionInfo":{"agentIpV4":"192.0.2.20",…},"agentRealtimeInfo":{"agentComputerName":"pc7",…},
        "threatInfo":{"threatName":"a.exe","classification":"Malware","confidenceLevel":"malicious",…},"id":"7",…}
    {"activityType":27,"accountId":"1","agentId":null,"createdAt":"2023-10-31T15:09:55.123456Z","data":{…},
        "primaryDescription":"The management user Alice logged in to the management console.","userId":"2",…}
    {"event.type":"Process Creation","event.time":1698764995123,"dataSource.name":"SentinelOne","agent.uuid":"3",
        "endpoint.name":"pc7","src.process.pid":4164,"tgt.process.cmdline":"a.exe",…}

    A threat, an activity or an event a line.

Source: SentinelOne Management API 2.1: threats, activities and their types; Deep Visibility 2.0 and Cloud Funnel
    2.0: schema of events.

Timestamps: `createdAt`, in UTC, to the microsecond; `event.time`, in milliseconds since 1970.

Quirks:
    `event.action` of an activity follows from its number; others are `activity-logged`: `activities.log`.
    The addresses of an agent are texts with commas: `threats.log`.
    The program that began a threat may be a sentence (`Lateral Movement 192.0.2.3 …`): `threats.log`.
    Members of agents' events have names with dots, no objects within one another: `visibility.log`.
    `activityType`, `eventType` are numbers or words: `activities.log`.

Other readings:
    `threat.enrichments`, `threat.indicator.file.created`, `.size` and `.code_signature` of a threat: ours are the
    fields of `file`, and `event.start` of when it was seen.
    `threat.indicator.confidence` `malicious`: ECS has High to Low; ours is `sentinelone.threat.confidence`.
    `threat.software.type` of `PUA`: ECS has Malware and Tool; ours is `sentinelone.threat.classification`.
    `file.hash.sha1` of zeros: no hash. `file.extension` `none`: no extension.
    `user.name` of whoever an activity is about: the user who did it is `user`, the other is `user.target`.
    `host.os.version` of the name of the system: ours is `host.os.full`.
"""

from __future__ import annotations

from ecsparse.formats import json, objects
from ecsparse.products.sentinelone.values import ACTIVITIES, DETECTED, EVENTS, LOGIN_OUTCOMES, THREAT, VALUES
from ecsparse.record import Members, Product

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from ecsparse.record import Document, Record

PRODUCT = Product(
    vendor="SentinelOne",
    name="Singularity",
    versions="API 2.1",
    formats=("json",),
    signatures=(
        Members("threatInfo agentDetectionInfo agentRealtimeInfo"),
        Members("activityType accountId primaryDescription"),
        Members("dataSource.name=SentinelOne event.type"),
        Members("event.type agent.uuid endpoint.name src.process.uid"),
    ),
    dataset="event",
    fields=("related.hash",),
    messages=VALUES,
)

_NOTHING: dict[str, Any] = {}
# Whose number an activity has for what a user did to another one.
_OF_USERS = frozenset(("user-changed", "user-created", "user-deleted"))
# What names of an agent's process begin with: of one that starts, its parent is the source.
_STARTS = {"process-started": ("tgt.process.", "src.process.")}
_SOURCE = ("src.process.", "src.process.parent.")


def parse(record: Record) -> Document | None:
    """The document of a threat, an activity or an event; `None` if it is not one of these."""
    payload = objects.payload(record) or _NOTHING
    said = dict(json.flattened(payload))
    if isinstance(payload.get(THREAT), dict):
        action = "threat-detected"
        _add_agent(payload, said)
    elif "activityType" in said:
        action = ACTIVITIES.get(said["activityType"], "activity-logged")
        _add_people(said, action)
    elif "event.type" in said:
        kind = said["event.type"].lower()
        action = next((found for beginning, found in EVENTS if kind.startswith(beginning)), "event-logged")
        said = _in_their_roles(said, *_STARTS.get(action, _SOURCE))
    else:
        return None
    document = VALUES.document(action, said.items(), "", record)
    outcome = LOGIN_OUTCOMES.get(said.get("event.login.loginIsSuccessful", ""))
    if action == "logon" and outcome is not None:
        document["event"]["outcome"] = outcome
    return document


def _add_agent(payload: dict[str, Any], said: dict[str, str]) -> None:
    """Add the addresses of the agent of a threat, and its instance in a cloud."""
    names = ("agentIpV4", "agentIpV6", "externalIp")
    said["addresses"] = ",".join(said.get(f"{DETECTED}.{name}", "") for name in names)
    detected = payload.get(DETECTED)
    providers = detected.get("cloudProviders") if isinstance(detected, dict) else None
    for found in providers.values() if isinstance(providers, dict) else ():
        instance = found.get("cloudInstanceId") if isinstance(found, dict) else None
        if isinstance(instance, str):
            said["cloud.instance"] = instance


def _add_people(said: dict[str, str], action: str) -> None:
    """Add whom an activity is about as `target.user`, and the path that is excluded."""
    if action in _OF_USERS and "data.byUser" in said and "data.username" in said:
        said["target.user"] = said.pop("data.username")
    if said.get("data.exclusionType") == "path" and "data.value" in said:
        said["exclusion.path"] = said["data.value"]


def _in_their_roles(said: dict[str, str], process: str, parent: str) -> dict[str, str]:
    """The values of an agent's event, with those of the process, and of its parent, called so."""
    return {_called(name, process, parent): text for name, text in said.items()}


def _called(name: str, process: str, parent: str) -> str:
    if name.startswith(parent):
        return f"process.parent.{name.removeprefix(parent)}"
    return f"process.{name.removeprefix(process)}" if name.startswith(process) else name
