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
    The addresses of an instance are `host.ip`; the network is that of its first interface: `network.log`.
    A severity has a fraction: `event.severity` is its whole part, all of it is `aws_guardduty.severity`.

Other readings:
    `agent.version` of the version of the schema: that is no agent's; ours is `aws_guardduty.schema_version`.
    `threat.group.name` of the family of a type: no group of attackers; ours is `aws_guardduty.threat_family`.
    `threat.indicator.description` of what was found: ours is `rule.description`.
    `threat.enrichments` of the files of a scan: ours are `aws_guardduty.files`, and the first is `file`.
    `source` of a remote end that an instance connected to: that is the destination.
"""

from __future__ import annotations

from ecsparse.ecs.events import hashes
from ecsparse.ecs.pieces import related, short_ip
from ecsparse.ecs.places import integer, lower, port_number
from ecsparse.formats import json, objects
from ecsparse.messages import Action
from ecsparse.messages.captures import Capture, ecs, own, path
from ecsparse.messages.values import Values, each, flag, number, word, words
from ecsparse.record import Members, Product

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from ecsparse.record import Document, Record

ACTIONS = {
    "finding": Action("a finding of GuardDuty", "intrusion_detection", "info", kind="alert"),
    "finding/malware": Action("a file is malicious", "malware", "info", kind="alert"),
    "finding/denied": Action("GuardDuty found what was blocked", "intrusion_detection", "denied", kind="alert"),
}
_INBOUND = {"INBOUND": True, "OUTBOUND": False}
_FILE_FINDINGS = ("MaliciousFile", "SuspiciousFile")


def _asn(text: str) -> int | None:
    found = integer(text)
    return found or None


def _severity(text: str) -> int | None:
    """The whole part of a severity."""
    return integer(text.partition(".")[0])


def _real(text: str) -> float | None:
    whole, _, fraction = text.partition(".")
    return float(text) if f"{whole}{fraction}".isdecimal() and len(text) <= 16 and text.isascii() else None


def _protocol(text: str) -> str | None:
    return text.lower() if text.upper() in {"TCP", "UDP", "ICMP"} else None


_REMOTE = ("networkConnectionAction", "awsApiCallAction", "kubernetesApiCallAction", "rdsLoginAttemptAction")
_INSTANCE, _KEY = "resource.instanceDetails", "resource.accessKeyDetails"
_KUBERNETES = "resource.kubernetesDetails"

CAPTURES: dict[str, Capture | tuple[Capture, ...]] = {
    "schemaVersion": word("version of the format", "schema_version"),
    "accountId": ecs("cloud.account.id"),
    "region": ecs("cloud.region"),
    "id": ecs("event.id"),
    "arn": word("name of the finding in all of AWS", "arn"),
    "type": ecs("rule.name"),
    "type.purpose": (ecs("rule.category"), word("purpose of the threat", "threat_purpose")),
    "type.resource": word("kind of resource that is attacked", "threat_resource"),
    "type.family": word("family of the threat", "threat_family"),
    "title": ecs("event.reason"),
    "description": ecs("rule.description"),
    "severity": (
        ecs("event.severity", read=_severity),
        own("float", "how severe it is", read=_real, name="severity"),
    ),
    "confidence": number("how sure GuardDuty is", "confidence"),
    "service.serviceName": ecs("cloud.service.name"),
    "service.detectorId": ecs("rule.uuid"),
    "service.featureName": word("feature that found it", "feature"),
    "service.resourceRole": word("whether the resource is the target or the actor", "resource_role"),
    "service.count": number("how often it was seen", "count"),
    "service.archived": flag("whether the finding is archived", "archived"),
    "service.additionalInfo.sample": flag("whether the finding is a sample", "sample"),
    "service.additionalInfo.threatListName": word("list that has the address", "threat_list"),
    "service.action.actionType": word("kind of activity", "action_type"),
    "resource.resourceType": word("kind of resource", "resource_type"),
    f"{_INSTANCE}.instanceId": ecs("cloud.instance.id"),
    f"{_INSTANCE}.instanceType": ecs("cloud.machine.type"),
    f"{_INSTANCE}.availabilityZone": ecs("cloud.availability_zone"),
    "instance.addresses": ecs("host.ip", read=each(short_ip), related="ip"),
    "instance.vpc": word("network (VPC) of an instance", "vpc_id"),
    "instance.subnet": word("subnet of an instance", "subnet_id"),
    f"{_INSTANCE}.imageId": word("image of an instance", "image_id"),
    f"{_KEY}.accessKeyId": word("key that was used", "access_key_id"),
    f"{_KEY}.principalId": ecs("user.id"),
    f"{_KEY}.userName": ecs("user.name", related="user"),
    f"{_KEY}.userType": word("kind of user", "user_type"),
    "resource.rdsDbUserDetails.user": ecs("user.name", related="user"),
    "resource.containerDetails.id": ecs("container.id"),
    "resource.containerDetails.name": ecs("container.name"),
    "resource.containerDetails.image": ecs("container.image.name"),
    "resource.eksClusterDetails.name": ecs("orchestrator.cluster.name"),
    "resource.ecsClusterDetails.name": ecs("orchestrator.cluster.name"),
    f"{_KUBERNETES}.kubernetesWorkloadDetails.name": ecs("orchestrator.resource.name"),
    f"{_KUBERNETES}.kubernetesWorkloadDetails.type": ecs("orchestrator.resource.type"),
    f"{_KUBERNETES}.kubernetesWorkloadDetails.namespace": ecs("orchestrator.namespace"),
    f"{_KUBERNETES}.kubernetesUserDetails.username": ecs("user.name", related="user"),
    "resource.lambdaDetails.functionName": word("function that is attacked", "function"),
    "bucket": word("bucket that is attacked", "bucket"),
    # ends
    "source.ip": ecs("source.ip", read=short_ip, related="ip"),
    "source.port": ecs("source.port", read=port_number),
    "destination.ip": ecs("destination.ip", read=short_ip, related="ip"),
    "destination.port": ecs("destination.port", read=port_number),
    "source.asn": ecs("source.as.number", read=_asn),
    "source.asnOrg": ecs("source.as.organization.name"),
    "source.country": ecs("source.geo.country_name"),
    "source.city": ecs("source.geo.city_name"),
    "destination.asn": ecs("destination.as.number", read=_asn),
    "destination.asnOrg": ecs("destination.as.organization.name"),
    "destination.country": ecs("destination.geo.country_name"),
    "destination.city": ecs("destination.geo.city_name"),
    "direction": ecs("network.direction", read=lower),
    "service.action.networkConnectionAction.protocol": ecs("network.transport", read=_protocol),
    "service.action.networkConnectionAction.blocked": flag("whether a connection was blocked", "blocked"),
    "service.action.dnsRequestAction.domain": ecs("dns.question.name", related="hosts"),
    "service.action.awsApiCallAction.api": word("call of an API", "api"),
    "service.action.awsApiCallAction.serviceName": ecs("service.name"),
    "service.action.awsApiCallAction.callerType": word("kind of caller", "caller_type"),
    "service.action.awsApiCallAction.errorCode": ecs("error.code"),
    "service.action.kubernetesApiCallAction.requestUri": ecs("url.path"),
    "service.action.kubernetesApiCallAction.verb": word("verb of a call of Kubernetes", "kubernetes_verb"),
    "service.action.kubernetesApiCallAction.userAgent": ecs("user_agent.original"),
    # processes, files
    "process.name": ecs("process.name"),
    "process.executablePath": ecs("process.executable"),
    "process.executableSha256": ecs("process.hash.sha256", related="hash"),
    "process.pid": ecs("process.pid", read=integer),
    "process.user": ecs("process.user.name", related="user"),
    "file": path(),
    "file.hash": Capture("file.hash", "", hashes, parts=("sha256",)),
    "files": words("files that are malicious", "files"),
    "threats": words("names of the malware", "malware"),
}  # fmt: skip

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
    payload = objects.payload(record) or _NOTHING
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
    _add_ends(payload["service"], said)
    _add_instance(_member(payload, "resource", "instanceDetails", "networkInterfaces"), said)
    digests = _add_threats(payload, said)
    action = "finding/malware" if said["type.family"].startswith(_FILE_FINDINGS) else "finding"
    if said.get("service.action.networkConnectionAction.blocked") == "true":
        action = "finding/denied"
    document = VALUES.document(action, said.items(), kind, record)
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


def _member(value: object, *names: str) -> Any:  # noqa: ANN401 - any JSON value
    """The member of objects within one another; `None` if there is none."""
    for name in names:
        value = value.get(name) if isinstance(value, dict) else None
    return value


def _add_ends(service: dict[str, Any], said: dict[str, str]) -> None:
    """Add both ends of a connection, or where a call came from."""
    action = service.get("action")
    probes = _member(action, "portProbeAction", "portProbeDetails")
    probe = probes[0] if isinstance(probes, list) and probes else None
    for name in (*_REMOTE, "portProbeAction"):
        found = probe if name == "portProbeAction" else _member(action, name)
        if not isinstance(found, dict):
            continue
        direction = f"{found.get('connectionDirection')}"
        is_outbound = name == "networkConnectionAction" and _INBOUND.get(direction) is False
        near, far = ("source", "destination") if is_outbound else ("destination", "source")
        remote = found.get("remoteIpDetails")
        texts = {
            f"{far}.ip": _member(remote, "ipAddressV4") or _member(remote, "ipAddressV6"),
            f"{far}.asn": _member(remote, "organization", "asn"),
            f"{far}.asnOrg": _member(remote, "organization", "asnOrg"),
            f"{far}.country": _member(remote, "country", "countryName"),
            f"{far}.city": _member(remote, "city", "cityName"),
            f"{far}.port": _member(found, "remotePortDetails", "port"),
            f"{near}.port": _member(found, "localPortDetails", "port"),
            f"{near}.ip": _member(found, "localIpDetails", "ipAddressV4"),
            "direction": direction if direction in _INBOUND else None,
        }
        said |= {key: text for key, value in texts.items() if (text := json.scalar(value)) is not None}
        for key in [key for key in said if key.startswith(f"service.action.{name}.") and key not in CAPTURES]:
            del said[key]


def _add_instance(interfaces: object, said: dict[str, str]) -> None:
    """Add the addresses of an instance's interfaces, and the network of the first."""
    known = [card for card in interfaces if isinstance(card, dict)] if isinstance(interfaces, list) else []
    found: dict[str, None] = {}
    for card in known:
        listed = card.get("ipv6Addresses")
        texts = [card.get("privateIpAddress"), card.get("publicIp"), *(listed if isinstance(listed, list) else ())]
        found |= dict.fromkeys(text for text in texts if isinstance(text, str) and text)
    if found:
        said["instance.addresses"] = json.encode([*found]) or ""
    for name, member in (("instance.vpc", "vpcId"), ("instance.subnet", "subnetId")):
        if known and (text := json.scalar(known[0].get(member))) is not None:
            said[name] = text


def _add_threats(payload: dict[str, Any], said: dict[str, str]) -> list[str]:
    """Add the process of a finding, its bucket, and the files of a scan; return the hashes of the files."""
    service, resource = payload["service"], payload.get("resource")
    process = _member(service, "runtimeDetails", "process")
    if isinstance(process, dict):
        said |= {
            f"process.{name}": text for name, value in process.items() if (text := json.scalar(value)) is not None
        }
    buckets = _member(resource, "s3BucketDetails")
    if isinstance(buckets, list) and buckets and (name := json.scalar(_member(buckets[0], "name"))) is not None:
        said["bucket"] = name
    detections = _member(service, "ebsVolumeScanDetails", "scanDetections", "threatDetectedByName", "threatNames")
    threats = [found for found in detections if isinstance(found, dict)] if isinstance(detections, list) else []
    listed = [file for found in threats if isinstance(found.get("filePaths"), list) for file in found["filePaths"]]
    files = [file for file in listed if isinstance(file, dict) and isinstance(file.get("filePath"), str)]
    if threats:
        said["threats"] = json.encode([found.get("name") for found in threats]) or ""
    if files:
        said["files"] = json.encode([file["filePath"] for file in files]) or ""
        said["file"] = files[0]["filePath"]
        said["file.hash"] = json.scalar(files[0].get("hash")) or ""
    return [digest for file in files if isinstance(digest := file.get("hash"), str) and hashes(digest) is not None]
