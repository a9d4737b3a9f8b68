r"""What runs containers, and what shows their logs.

Layout:

    {"log":"line\n","stream":"stderr","time":"2023-10-31T15:09:55.123456789Z"}   Docker's driver json-file
    2023-10-31T15:09:55.123456789Z stderr F line                                 CRI: containerd, CRI-O
    web-1  | line                                                                docker compose logs
    [pod/web-0/nginx] line                                                       kubectl logs --prefix
    web-0 nginx line                                                             stern; also with a namespace
    [web-0 nginx] line                                                           kubetail
    default/web-0[nginx]: line                                                   kail
    2023-10-31T15:09:55.123456789Z line                                          docker, kubectl: --timestamps
    2023-10-31T15:09:55.123456+00:00 app[web.1]: line                            Heroku
    2023-10-31T15:09:55.123000+00:00 ecs/nginx/0123456789abcdef line             aws logs tail: the stream

Names of files say which container it is: `/var/log/containers/POD_NAMESPACE_NAME-ID.log`,
`/var/log/pods/NAMESPACE_POD_UID/NAME/0.log`, `/var/lib/docker/containers/ID/ID-json.log`.

Sources: Docker, JSON File logging driver; Kubernetes, CRI log format (KEP and kubelet's reader); the references of
`docker compose logs` and `kubectl logs`.
"""

from __future__ import annotations

from functools import lru_cache

from ecsparse.carriers import members
from ecsparse.carriers.carried import DOUBTFUL, LIKELY, Carried, kept
from ecsparse.formats import json
from ecsparse.formats.syslog import peel
from ecsparse.patterns import Pattern
from ecsparse.record import Header

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from ecsparse.record import Document

_STREAMS = ("stdout", "stderr")
_DOCKER_MEMBERS = frozenset(("attrs", "log", "stream", "time"))

# 2023-10-31T15:09:55.123456789Z stderr F line
_CRI = Pattern(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]{1,9})?(?:Z|[+-][0-9]{2}:[0-9]{2})) "
    r"(stdout|stderr) ([FP](?::[A-Za-z0-9:]{0,64})?) "
)
# 2023-10-31T15:09:55.123456789Z line | 2023-10-31T15:09:55 line
_TIMESTAMP = Pattern(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]{1,9})?(?:Z|[+-][0-9]{2}:[0-9]{2})?) (?=\S)"
)
# .123456789Z
_NANOSECONDS = Pattern(r"\.[0-9]{9}(?:Z|[+-])")
# app[web.1]: | heroku[router]: | ecs/nginx/0123456789abcdef
_SOURCE = Pattern(
    r"(?:[a-z][a-z0-9-]{0,31}\[[a-z_][a-z0-9_-]{0,63}(?:\.[0-9a-z-]{1,32})?\]:"
    r"|(?![0-9]{4}/[0-9]{2}/[0-9]{2} )[A-Za-z0-9_.$-]{1,128}/[A-Za-z0-9_./$\[\]-]{1,384}) (?=\S)"
)
# web-1  | line | web.1.kq2xv7wtzq4b@node7    | line
_COMPOSE = Pattern(r"([A-Za-z0-9][A-Za-z0-9_.@-]{0,127}) {1,128}\| (?!(?:CHANGED|SUCCESS|FAILED) \| rc=)")
_POD_NAME = r"[a-z][a-z0-9-]{0,240}-(?:[0-9]{1,5}|[bcdfghjklmnpqrstvwxz2456789]{5})"
# web-0 nginx line | default web-6d4cf56db6-x7k2p nginx line
_STERN = Pattern(rf"(?:([a-z0-9][a-z0-9-]{{0,62}}) )?({_POD_NAME}) ([a-z0-9][a-z0-9-]{{0,62}}) (?=\S)")
# [web-0 nginx] line | [web-6d4cf56db6-x7k2p] line
_KUBETAIL = Pattern(rf"\[()({_POD_NAME})(?: ([a-z0-9][a-z0-9-]{{0,62}}))?\] (?=\S)")
# default/web-0[nginx]: line
_KAIL = Pattern(r"([a-z0-9][a-z0-9-]{0,62})/([a-z0-9][a-z0-9.-]{0,252})\[([a-z0-9][a-z0-9-]{0,62})\]: (?=\S)")
# [pod/web-0/nginx] line
_KUBECTL = Pattern(r"\[pod/([a-z0-9][a-z0-9.-]{0,252})/([a-z0-9][a-z0-9.-]{0,252})\] ")

# /var/log/containers/web-0_default_nginx-0123….log
_IN_CONTAINERS = Pattern(
    r"(?:[^\0]{0,1024}/)?([a-z0-9][a-z0-9.-]{0,252})_([a-z0-9][a-z0-9-]{0,62})_([a-z0-9][a-z0-9-]{0,62})"
    r"-([0-9a-f]{64})\.log"
)
# /var/log/pods/default_web-0_00000000-0000-0000-0000-000000000000/nginx/0.log
_IN_PODS = Pattern(
    r"[^\0]{0,1024}/pods/([a-z0-9][a-z0-9-]{0,62})_([a-z0-9][a-z0-9.-]{0,252})_([0-9A-Za-z-]{1,64})"
    r"/([a-z0-9][a-z0-9-]{0,62})/[0-9]{1,10}\.log(?:[.-][0-9TZ.-]{1,32})?"
)
# /var/lib/docker/containers/0123…/0123…-json.log
_IN_DOCKER = Pattern(r"(?:[^\0]{0,1024}/)?([0-9a-f]{64})-json\.log(?:\.[0-9]{1,5})?")

FIELDS = (
    "container.id", "container.name", "orchestrator.namespace", "orchestrator.resource.id",
    "orchestrator.resource.name", "orchestrator.resource.type", "orchestrator.type",
)  # fmt: skip


def is_docker(payload: dict[str, Any]) -> bool:
    """Whether an object is a line of Docker's driver json-file."""
    return (
        payload.keys() <= _DOCKER_MEMBERS
        and isinstance(payload.get("log"), str)
        and (payload.get("stream") in _STREAMS or isinstance(payload.get("time"), str))
    )


def docker(payload: dict[str, Any]) -> Carried | None:
    """What a line of Docker's holds."""
    text = payload["log"].removesuffix("\n").removesuffix("\r")
    if not text.strip():
        return None
    values = {name: value for name, value in payload.items() if value.__class__ is str and value}
    if len(values) < len(payload):
        values = dict(json.flattened(payload))
    values.pop("log", None)
    header = Header(time=members.moment(values.get("time", "")))
    if header.time is not None:
        del values["time"]
    # attributes may be long
    say = _said if len(values) == 1 and values.get("stream") in _STREAMS else _fields
    return Carried("docker", text, header=header, piece=say("docker", (*values.items(),)))


def docker_parts(record: str) -> Carried | None:
    """What a line that Docker cut holds: the texts of all its parts."""
    payloads = []
    for part in record.split("\n"):
        try:
            payload = json.decode(part)
        except ValueError:
            return None
        if not isinstance(payload, dict) or not is_docker(payload):
            return None
        payloads.append(payload)
    return docker({**payloads[0], "log": "".join(payload["log"] for payload in payloads)})


def timed_parts(record: str) -> Carried | None:
    """What a line that a container runtime cut holds: the texts of all its parts, and the time of the last one."""
    parts = [(part, _CRI.match(part)) for part in record.split("\n")]
    ends = [match.end() for _, match in parts if match is not None]
    if len(ends) < len(parts):
        return None
    text = "".join(part[end:] for (part, _), end in zip(parts, ends, strict=True))
    return timed(f"{parts[-1][0][: ends[-1]]}{text}")


def timed(line: str) -> Carried | None:
    """What follows the time of a line that a container wrote."""
    match = _CRI.match(line)
    if match is not None:
        time, stream, tags = match.groups()
        text = line[match.end() :]
        piece = _said("cri", (("stream", stream), ("tags", tags)))
        return Carried("cri", text, header=Header(time=time), piece=piece) if text.strip() else None
    match = _TIMESTAMP.match(line)
    if match is None:
        return None
    source = _SOURCE.match(line, match.end())
    start = match.end() if source is None else source.end()
    return _behind(line, start, "timestamps", match[1], {}, trust=DOUBTFUL)


def named(line: str) -> Carried | None:
    """What follows the name of the container that wrote a line."""
    match = _KUBECTL.match(line)
    if match is not None:
        piece = {**_pod(match[1]), "container": {"name": match[2]}}
        return _behind(line, match.end(), "kubectl", None, piece)
    match = _COMPOSE.match(line)
    return None if match is None else _behind(line, match.end(), "compose", None, {"container": {"name": match[1]}})


def in_pod(line: str) -> Carried | None:
    """What is behind the names of a pod and a container."""
    match = _STERN.match(line) or _KUBETAIL.match(line) or _KAIL.match(line)
    if match is None:
        return None
    namespace, pod, name = match.groups()
    piece = _pod(pod)
    if name is not None:
        piece["container"] = {"name": name}
    if namespace:
        piece["orchestrator"]["namespace"] = namespace
    return _behind(line, match.end(), "stern", None, piece, trust=DOUBTFUL)


def of_path(path: str) -> Document:
    """What the name of a log file says of the container that it is of; empty if nothing."""
    match = _IN_CONTAINERS.fullmatch(path)
    if match is not None:
        pod, namespace, name, container = match.groups()
        return _named(pod, namespace, {"id": container, "name": name})
    match = _IN_PODS.fullmatch(path)
    if match is not None:
        namespace, pod, uid, name = match.groups()
        piece = _named(pod, namespace, {"name": name})
        piece["orchestrator"]["resource"]["id"] = uid
        return piece
    match = _IN_DOCKER.fullmatch(path)
    return {} if match is None else {"container": {"id": match[1]}}


def _behind(  # noqa: PLR0913 - what stands in front, and what it says
    line: str, start: int, name: str, time: str | None, piece: Document, *, trust: int = LIKELY
) -> Carried | None:
    """What follows a prefix that other lines may have too, and the time that a container's runtime wrote after it.

    Any other time may be the line's own: `timed` reads it, unless it begins a header that another one follows.
    """
    match = _TIMESTAMP.match(line, start) if time is None else None
    text = line[start:]
    if match is not None:
        is_of_runtime = _NANOSECONDS.search(match[1]) is not None and peel(text)[0] is None
        if is_of_runtime or peel(line[match.end() :])[0] is not None:
            time, text = match[1], line[match.end() :]
    if not text.strip():
        return None
    return Carried(name, text, header=Header(time=time), piece=piece, trust=trust)


def _pod(name: str) -> Document:
    return {"orchestrator": {"type": "kubernetes", "resource": {"type": "pod", "name": name}}}


def _named(pod: str, namespace: str, container: Document) -> Document:
    piece = _pod(pod)
    piece["orchestrator"]["namespace"] = namespace
    piece["container"] = container
    return piece


def _fields(name: str, values: tuple[tuple[str, str], ...]) -> Document:
    """What values without a field say, by their names."""
    return {name: {"fields": kept(f"{key}={value}" for key, value in values)}} if values else {}


# the lines of a container say the same of it; nobody modifies that
_said = lru_cache(1024)(_fields)
