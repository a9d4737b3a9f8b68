r"""Amazon GuardDuty: findings about accounts, instances, containers, buckets, functions and databases of AWS.

Layout:
    {"schemaVersion":"2.0","accountId":"111122223333","region":"eu-west-1","id":"16f05caa",
        "type":"UnauthorizedAccess:EC2/SSHBruteForce","resource":{"resourceType":"Instance",
        "instanceDetails":{…}},"service":{"serviceName":"guardduty","action":{"actionType":"NETWORK_CONNECTION",
        "networkConnectionAction":{…}},…},"severity":2,"createdAt":"2023-10-31T15:09:55.123Z",…}

    A finding a line, as exported; events of EventBridge hold it in `detail`. Names begin with a capital in what the
    API returns (`SchemaVersion`, `AccountId`).

Source: Amazon GuardDuty User Guide, finding format and finding types; the API's `Finding`.

Timestamps: `updatedAt`, in UTC, to the millisecond; `createdAt` is `event.created`; the first and the last activity
    are `event.start` and `event.end`.

Quirks:
    `event.action` is the type of the finding: `findings.log`.
    A type is the purpose of the threat, what is attacked, and the family: `findings.log`.
    Which end is the source follows from the direction of a connection: `network.log`.
    Files that a scan found are lists: `malware.log`.
    A scan of S3 names what it found in `malwareScanDetails`, and the object in the bucket, which is
    the file where nothing is nested in it: `malware.log`.
    The first of a process's lineage is its parent, if it is the one that the process names: `malware.log`.
    A remote end has degrees: `geo.location`, unless both are 0: `network.log`.
    A sequence of an attack lists its actors, its ends and its signals; the first end is `source`, the first actor
    `user`: `sequences.log`.
    The addresses of an instance are `host.ip`; the network is that of its first interface: `network.log`.
    A severity has a fraction: `event.severity` is its whole part, all of it is `aws_guardduty.severity`.

Other readings:
    `agent.version` of the version of the schema: that is not an agent's; ours is `aws_guardduty.schema_version`.
    `threat.group.name` of the family of a type: no group of attackers; ours is `aws_guardduty.threat_family`.
    `threat.enrichments` of the files of a scan: ours are `aws_guardduty.files`, and the first is `file`; of the
    times and the number of a finding's events: `event.start`, `event.end` and `aws_guardduty.count`.
    `source` of a remote end that an instance connected to: that is the destination.
"""

from __future__ import annotations

from ecsparse.ecs.pieces import related
from ecsparse.formats import json, objects
from ecsparse.messages.values import Values
from ecsparse.products.aws_guardduty.details import add_ends, add_evidence, add_instance, add_threats, member
from ecsparse.products.aws_guardduty.values import ACTIONS, CAPTURES
from ecsparse.record import Document, Members, Product, Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_BLOCKED = ("networkConnectionAction", "dnsRequestAction", "portProbeAction")
_FILE_FINDINGS = ("MaliciousFile", "SuspiciousFile")

VALUES = Values(
    "aws_guardduty",
    ACTIONS,
    CAPTURES,
    read_by_product="partition",
    names_actions=True,
    times={
        "updatedAt": "@timestamp",
        "createdAt": "event.created",
        "service.eventFirstSeen": "event.start",
        "service.eventLastSeen": "event.end",
        "process.startTime": "process.start",
        "parent.startTime": "process.parent.start",
    },
)

PRODUCT = Product(
    vendor="Amazon",
    name="GuardDuty",
    versions="schema 2.0",
    formats=("json",),
    signatures=(
        Members("schemaVersion accountId type service.serviceName=guardduty"),
        Members("schemaVersion accountId type resource.resourceType severity"),
        Members("source=aws.guardduty detail-type detail.type"),
        Members("SchemaVersion AccountId Type Service.ServiceName=guardduty"),
    ),
    dataset="finding",
    fields=("cloud.provider", "related.hash"),
    messages=VALUES,
)

_NOTHING: dict[str, Any] = {}


def parse(record: Record) -> Document | None:
    """The document of a finding; `None` if it has no type."""
    payload = objects.members(record)
    detail = payload.get("detail")
    if isinstance(detail, dict) and "schemaVersion" not in payload:
        payload = detail
    if "SchemaVersion" in payload:
        payload = _as_exported(payload)
    kind = payload.get("type")
    if not isinstance(kind, str) or "/" not in kind or not isinstance(payload.get("service"), dict):
        return None
    said = dict(json.flattened(payload))
    purpose, _, rest = kind.partition(":")
    said["type.purpose"] = purpose
    said["type.resource"], _, said["type.family"] = rest.partition("/")
    add_ends(payload["service"], said)
    add_evidence(payload["service"], said)
    add_instance(member(payload, "resource", "instanceDetails", "networkInterfaces"), said)
    digests = add_threats(payload, said)
    action = "finding/malware" if said["type.family"].startswith(_FILE_FINDINGS) else "finding"
    if any(said.get(f"service.action.{name}.blocked") == "true" for name in _BLOCKED):
        action = "finding/denied"
    document = VALUES.document(action, said, kind, record)
    document["cloud"] = {"provider": "aws", **document.get("cloud", _NOTHING)}
    if digests:
        known = document.get("related", _NOTHING)
        document["related"] = {**known, **related(hashes=[*known.get("hash", ()), *digests])}
    return document


def _as_exported(value: Any) -> Any:  # noqa: ANN401 - any JSON value
    """An object of the API with its names as exported findings have them."""
    if isinstance(value, dict):
        return {name[:1].lower() + name[1:]: _as_exported(member) for name, member in value.items()}
    return [_as_exported(member) for member in value] if isinstance(value, list) else value
