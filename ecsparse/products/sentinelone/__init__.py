r"""SentinelOne: threats, activities of the console, and what agents see (Deep Visibility, Cloud Funnel).

Layout:
    {"agentDetectionInfo":{"agentIpV4":"192.0.2.20",…},"agentRealtimeInfo":{"agentComputerName":"pc7",…},
        "threatInfo":{"threatName":"a.exe","classification":"Malware","confidenceLevel":"malicious",…},"id":"7",…}
    {"activityType":27,"accountId":"1","agentId":null,"createdAt":"2023-10-31T15:09:55.123456Z","data":{…},
        "primaryDescription":"The management user Alice logged in to the management console.","userId":"2",…}
    {"event.type":"Process Creation","event.time":1698764995123,"dataSource.name":"SentinelOne","agent.uuid":"3",
        "endpoint.name":"pc7","src.process.pid":4164,"tgt.process.cmdline":"a.exe",…}

    {"agentDetectionInfo":{"name":"pc7",…},"alertInfo":{"alertId":"7","eventType":"PROCESSCREATION",…},
        "ruleInfo":{"name":"Office starts a shell","severity":"High",…},"sourceProcessInfo":{"pid":"4164",…},…}

    A threat, an activity, an event or an alert of a rule of one's own (STAR) a line.

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
    `threat.enrichments.matched.occurred`, `threat.indicator.file.created` of when a threat was seen and entered:
    ours are `event.start` and `@timestamp`; nothing says when the file was created.
    `threat.indicator.confidence` `malicious`: ECS has High to Low; ours is `sentinelone.threat.confidence`.
    `threat.software.type` of `PUA`, `Infostealer`: ECS has Malware and Tool; ours is
    `sentinelone.threat.classification`.
    `file.hash.sha1` of zeros: no hash. `file.extension` `none`: no extension.
    `user.name` of whoever an activity is about: the user who did it is `user`, the other is `user.target`.
    `user.domain` of an account without one: none.
    `host.os.version` of the name of the system: ours is `host.os.full`.
"""

from __future__ import annotations

from ecsparse.formats import json, objects
from ecsparse.products.sentinelone.events import ACTIVITIES, EVENTS
from ecsparse.products.sentinelone.values import DETECTED, LOGIN_OUTCOMES, THREAT, VALUES
from ecsparse.record import Document, Members, Product, Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

PRODUCT = Product(
    vendor="SentinelOne",
    name="Singularity",
    versions="API 2.1",
    formats=("json",),
    signatures=(
        Members("threatInfo agentDetectionInfo agentRealtimeInfo"),
        Members("alertInfo agentDetectionInfo ruleInfo"),
        Members("activityType accountId primaryDescription"),
        Members("dataSource.name=SentinelOne event.type"),
        Members("event.type agent.uuid endpoint.name src.process.uid"),
    ),
    dataset="event",
    fields=("related.hash",),
    messages=VALUES,
)

# Whose number an activity has for what a user did to another one.
_OF_USERS = frozenset(("user-changed", "user-created", "user-deleted"))
# What names of an agent's process begin with: of one that starts, its parent is the source.
_STARTS = {"process-started": ("tgt.process.", "src.process.")}
_LOGONS = frozenset(("logoff", "logon"))
_OF_CLOUDS = ("cloudAccount", "cloudInstanceId", "cloudInstanceSize", "cloudLocation")
_SOURCE = ("src.process.", "src.process.parent.")


def parse(record: Record) -> Document | None:
    """The document of a threat, an activity or an event; `None` if it is not one of these."""
    payload = objects.members(record)
    said = dict(json.flattened(payload))
    if isinstance(payload.get(THREAT), dict):
        action = "threat-detected"
        _add_agent(payload, said)
    elif isinstance(payload.get("alertInfo"), dict):
        action = "alert-raised"
    elif "activityType" in said:
        action = ACTIVITIES.get(said["activityType"], "activity-logged")
        _add_people(said, action)
        if action == "connection-blocked":
            _add_ends(said)
    elif "event.type" in said:
        kind = said["event.type"].lower()
        action = next((found for beginning, found in EVENTS if kind.startswith(beginning)), "event-logged")
        said = _in_their_roles(said, *_STARTS.get(action, _SOURCE))
        if action in _LOGONS and "process.user" in said:
            said["process.owner"] = said.pop("process.user")
    else:
        return None
    document = VALUES.document(action, said, "", record)
    outcome = LOGIN_OUTCOMES.get(said.get("event.login.loginIsSuccessful", ""))
    if action == "logon" and outcome is not None:
        document["event"]["outcome"] = outcome
    return document


def _add_agent(payload: dict[str, Any], said: dict[str, str]) -> None:
    """Add the addresses of the agent of a threat, its place in a cloud, and what of ATT&CK it does."""
    names = ("agentIpV4", "agentIpV6", "externalIp")
    said["addresses"] = ",".join(said.get(f"{DETECTED}.{name}", "") for name in names)
    detected = payload.get(DETECTED)
    providers = detected.get("cloudProviders") if isinstance(detected, dict) else None
    for provider, found in providers.items() if isinstance(providers, dict) else ():
        if isinstance(found, dict) and found:
            said["cloud.name"] = provider
            for name in _OF_CLOUDS:
                if text := said.pop(f"{DETECTED}.cloudProviders.{provider}.{name}", ""):
                    said[f"cloud.{name}"] = text
    realtime = payload.get("agentRealtimeInfo")
    cards = _texts(realtime.get("networkInterfaces") if isinstance(realtime, dict) else None, "physical")
    tactics = [found for one in _objects(payload.get("indicators")) for found in _objects(one.get("tactics"))]
    techniques = [found for one in tactics for found in _objects(one.get("techniques"))]
    lists = {
        "cards": cards,
        "indicators.tactics": _texts(tactics, "name"),
        "indicators.links": _texts(techniques, "link"),
        "indicators.techniques": _texts(techniques, "name"),
        "indicators.descriptions": _texts(payload.get("indicators"), "description"),
    }
    said |= {name: json.encode(texts) or "" for name, texts in lists.items() if texts}


def _objects(value: object) -> list[dict[str, Any]]:
    return [found for found in value if isinstance(found, dict)] if isinstance(value, list) else []


def _texts(value: object, name: str) -> list[str]:
    """The texts that the objects of a list have by a name, each once."""
    found = (one.get(name) for one in _objects(value))
    return [*dict.fromkeys(text for text in found if isinstance(text, str) and text)]


def _add_people(said: dict[str, str], action: str) -> None:
    """Add whom an activity is about as `target.user`, and the path that is excluded."""
    if action in _OF_USERS and "data.byUser" in said and "data.username" in said:
        said["target.user"] = said.pop("data.username")
    if said.get("data.exclusionType") == "path" and "data.value" in said:
        said["exclusion.path"] = said["data.value"]


def _add_ends(said: dict[str, str]) -> None:
    """Add the ends of a connection that an agent's firewall blocked, which are by its direction."""
    near, far = ("destination", "source") if said.get("data.direction") == "inbound" else ("source", "destination")
    for name, ours in (
        ("localHost", near), ("localPort", f"{near}_port"), ("remoteHost", far), ("remotePort", f"{far}_port"),
        ("direction", "direction"), ("protocol", "protocol"), ("processName", "process"),
    ):  # fmt: skip
        if (text := said.pop(f"data.{name}", None)) is not None:
            said[f"firewall.{ours}"] = text


def _in_their_roles(said: dict[str, str], process: str, parent: str) -> dict[str, str]:
    """The values of an agent's event, with those of the process, and of its parent, called so."""
    return {_called(name, process, parent): text for name, text in said.items()}


def _called(name: str, process: str, parent: str) -> str:
    if name.startswith(parent):
        return f"process.parent.{name.removeprefix(parent)}"
    return f"process.{name.removeprefix(process)}" if name.startswith(process) else name
