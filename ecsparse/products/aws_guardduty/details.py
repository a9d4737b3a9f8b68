"""What a finding says in lists of objects: ends, evidence, interfaces, processes, files; each as a named text."""

from __future__ import annotations

from ecsparse.ecs.events import hashes
from ecsparse.ecs.pieces import geo_point
from ecsparse.formats import json
from ecsparse.products.aws_guardduty.values import CAPTURES, KEY

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_INBOUND = {"INBOUND": True, "OUTBOUND": False}
# The lists of a threat's files, and the member of each file that is its path.
_FILES = (("filePaths", "filePath"), ("itemDetails", "itemPath"), ("itemPaths", "nestedItemPath"))
_PARENT = ("name", "executablePath", "pid", "startTime")
_REMOTE = ("networkConnectionAction", "awsApiCallAction", "kubernetesApiCallAction", "rdsLoginAttemptAction")


def member(value: object, *names: str) -> Any:  # noqa: ANN401 - any JSON value
    """The member of objects within one another; `None` if there is none."""
    for name in names:
        value = value.get(name) if isinstance(value, dict) else None
    return value


def add_ends(service: dict[str, Any], said: dict[str, str]) -> None:
    """Add both ends of a connection, or where a call came from."""
    action = service.get("action")
    probes = member(action, "portProbeAction", "portProbeDetails")
    probe = probes[0] if isinstance(probes, list) and probes else None
    for name in (*_REMOTE, "portProbeAction"):
        found = probe if name == "portProbeAction" else member(action, name)
        if not isinstance(found, dict):
            continue
        direction = f"{found.get('connectionDirection')}"
        is_outbound = name == "networkConnectionAction" and _INBOUND.get(direction) is False
        near, far = ("source", "destination") if is_outbound else ("destination", "source")
        remote = found.get("remoteIpDetails")
        texts = {
            f"{far}.ip": member(remote, "ipAddressV4") or member(remote, "ipAddressV6"),
            f"{far}.asn": member(remote, "organization", "asn"),
            f"{far}.asnOrg": member(remote, "organization", "asnOrg"),
            f"{far}.country": member(remote, "country", "countryName"),
            f"{far}.city": member(remote, "city", "cityName"),
            f"{far}.place": geo_point(member(remote, "geoLocation", "lat"), member(remote, "geoLocation", "lon")),
            f"{far}.port": member(found, "remotePortDetails", "port"),
            f"{near}.port": member(found, "localPortDetails", "port"),
            f"{near}.ip": member(found, "localIpDetails", "ipAddressV4")
            or member(found, "localIpDetails", "ipAddressV6"),
            "direction": direction if direction in _INBOUND else None,
        }
        said |= {key: text for key, value in texts.items() if (text := json.scalar(value)) is not None}
        for key in [key for key in said if key.startswith(f"service.action.{name}.") and key not in CAPTURES]:
            del said[key]


def add_evidence(service: dict[str, Any], said: dict[str, str]) -> None:
    """Add what lists of threats say, the login of a database, and the parts of a sequence of an attack."""
    lists = _objects(member(service, "evidence", "threatIntelligenceDetails"))
    names = [name for found in lists for name in _texts(found.get("threatNames"))]
    attempt = member(service, "action", "rdsLoginAttemptAction")
    logins = _objects(member(attempt, "LoginAttributes")) or _objects(member(attempt, "loginAttributes"))
    sequence = member(service, "detection", "sequence")
    actors = _objects(member(sequence, "actors"))
    users = [text for actor in actors if (text := json.scalar(member(actor, "user", "name"))) is not None]
    addresses = [
        text for end in _objects(member(sequence, "endpoints")) if (text := json.scalar(end.get("ip"))) is not None
    ]
    signals = [text for one in _objects(member(sequence, "signals")) if (text := json.scalar(one.get("name")))]
    texts = {
        "feed": json.scalar(lists[0].get("threatListName")) if lists else None,
        "login.user": json.scalar(logins[0].get("user")) if logins else None,
        "login.failed": json.scalar(logins[0].get("failedLoginAttempts")) if logins else None,
        "login.succeeded": json.scalar(logins[0].get("successfulLoginAttempts")) if logins else None,
        "source.ip": addresses[0] if addresses else None,
        "feed.names": json.encode(names) if names else None,
        "sequence.users": json.encode(users) if users else None,
        "sequence.addresses": json.encode(addresses) if addresses else None,
        "sequence.signals": json.encode(signals) if signals else None,
        f"{KEY}.userName": users[0] if users else None,
    }
    for key, text in texts.items():
        if text is not None:
            said.setdefault(key, text)


def _objects(value: object) -> list[dict[str, Any]]:
    """The objects of a list; empty if it is not one."""
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _texts(value: object) -> list[str]:
    return [one for one in value if isinstance(one, str)] if isinstance(value, list) else []


def add_instance(interfaces: object, said: dict[str, str]) -> None:
    """Add the addresses of an instance's interfaces, and the network of the first."""
    known = _objects(interfaces)
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


def add_threats(payload: dict[str, Any], said: dict[str, str]) -> list[str]:
    """Add the process of a finding, its bucket, and the files of a scan; return the hashes of the files."""
    service, resource = payload["service"], payload.get("resource")
    process = member(service, "runtimeDetails", "process")
    if isinstance(process, dict):
        for name, value in process.items():
            if (text := json.scalar(value)) is not None:
                said[f"process.{name}"] = text
                said.pop(f"service.runtimeDetails.process.{name}", None)
        for ancestor in _objects(process.get("lineage"))[:1]:
            if ancestor.get("uuid") == process.get("parentUuid"):
                said |= {f"parent.{name}": text for name in _PARENT if (text := json.scalar(ancestor.get(name)))}
    buckets = _objects(member(resource, "s3BucketDetails"))
    if buckets and (name := json.scalar(buckets[0].get("name"))) is not None:
        said["bucket"] = name
    objects_of_bucket = _objects(buckets[0].get("s3ObjectDetails")) if buckets else []
    if objects_of_bucket and (key := json.scalar(objects_of_bucket[0].get("key"))) is not None:
        said["object"] = said["file"] = key
        said["file.hash"] = json.scalar(objects_of_bucket[0].get("hash")) or ""
    detections = member(service, "ebsVolumeScanDetails", "scanDetections", "threatDetectedByName", "threatNames")
    threats = [*_objects(detections), *_objects(member(service, "malwareScanDetails", "threats"))]
    files = [
        {"path": file[named], "hash": file.get("hash")}
        for found in threats
        for listed, named in _FILES
        for file in _objects(found.get(listed))
        if isinstance(file.get(named), str) and file[named]
    ]
    if threats:
        said["threats"] = json.encode([found.get("name") for found in threats]) or ""
    if files:
        said["files"] = json.encode([*dict.fromkeys(file["path"] for file in files)]) or ""
        said["file"] = files[0]["path"]
        said["file.hash"] = json.scalar(files[0].get("hash")) or ""
    return [
        digest
        for file in (*files, *objects_of_bucket)
        if isinstance(digest := file.get("hash"), str) and hashes(digest) is not None
    ]
