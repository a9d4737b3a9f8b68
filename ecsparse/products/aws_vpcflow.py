r"""AWS VPC Flow Logs: connections through network interfaces, as text or JSON, of versions 2 to 8.

Layout:
    2 111122223333 eni-0a1b2c3d4e5f 192.0.2.20 198.51.100.7 49761 443 6 20 4249 1698764995 1698765055 ACCEPT OK
    {"version":2,"account_id":"111122223333","interface_id":"eni-0a1b2c3d4e5f","srcaddr":"192.0.2.20",…}

    Version 2 has 14 columns in this order, and the versions after it add theirs after these. Files in S3 begin
    with the names of the columns (`version account-id interface-id …`), which is not a record and stays unmatched:
    where an input begins so, that decides, and columns that are not known are in `aws_vpcflow.other`. Other orders
    are those of the guide's examples of versions 3 and 5. JSON names the fields, with hyphens or underscores.

Source: Amazon VPC User Guide, flow log records: available fields of versions 2 to 8.

Timestamps: `start` and `end` of the interval, in seconds since 1970.

Quirks:
    A line without data (`NODATA`, `SKIPDATA`) has `-` for all of its values: `flows.log`.
    `pkt-srcaddr` and `pkt-dstaddr` are the ends before a router between them: `source.nat.ip` is not said, ours
    are `aws_vpcflow.packet.source` and `aws_vpcflow.packet.destination`: `versions.log`.
    A format of one's own has the order of its file; those of the guide's examples, which begin with the version,
    are told by what stands in their first columns: `orders.log`.
    Numbers of JSON may have a fraction of zero (`443.0`): `json.log`.

Other readings:
    `network.iana_number` `6.0`: the number is `6`.
"""

from __future__ import annotations

from collections.abc import Callable

from ecsparse.ecs.events import TRANSPORTS
from ecsparse.ecs.pieces import is_ip, short_ip
from ecsparse.ecs.places import count, port_number
from ecsparse.formats import json, objects
from ecsparse.messages import actions
from ecsparse.messages.captures import Capture, ecs, own
from ecsparse.messages.values import Values, number, word
from ecsparse.patterns import Pattern
from ecsparse.record import Document, Heading, Members, Phrase, Prefix, Product, Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

ACTIONS = actions("""
flow           network: connection | packets were seen in an interval
flow-accepted  network: allowed connection | packets were let through
flow-rejected  network: connection denied | packets were rejected
no-flow        network: info | nothing was recorded in an interval
""")
_BY_ACTION = {"ACCEPT": "flow-accepted", "REJECT": "flow-rejected"}
_STATES = frozenset(("OK", "NODATA", "SKIPDATA"))

# The fields in the order of the versions that brought them.
_COLUMNS = (
    "version", "account-id", "interface-id", "srcaddr", "dstaddr", "srcport", "dstport", "protocol", "packets",
    "bytes", "start", "end", "action", "log-status",
    "vpc-id", "subnet-id", "instance-id", "tcp-flags", "type", "pkt-srcaddr", "pkt-dstaddr",
    "region", "az-id", "sublocation-type", "sublocation-id",
    "pkt-src-aws-service", "pkt-dst-aws-service", "flow-direction", "traffic-path",
    "ecs-cluster-arn", "ecs-cluster-name", "ecs-container-instance-arn", "ecs-container-instance-id",
    "ecs-container-id", "ecs-second-container-id", "ecs-service-name", "ecs-task-definition-arn", "ecs-task-arn",
    "ecs-task-id", "reject-reason",
)  # fmt: skip
# Orders of the examples of the guide.
_ORDERS = (
    (
        "version", "vpc-id", "subnet-id", "instance-id", "interface-id", "account-id", "type", "srcaddr", "dstaddr",
        "srcport", "dstport", "pkt-srcaddr", "pkt-dstaddr", "protocol", "bytes", "packets", "start", "end",
        "action", "tcp-flags", "log-status",
    ),
    (
        "version", "interface-id", "account-id", "vpc-id", "subnet-id", "instance-id", "srcaddr", "dstaddr",
        "srcport", "dstport", "protocol", "tcp-flags", "type", "pkt-srcaddr", "pkt-dstaddr", "action", "log-status",
    ),
    (
        "version", "srcaddr", "dstaddr", "srcport", "dstport", "protocol", "start", "end", "type", "packets",
        "bytes", "account-id", "vpc-id", "subnet-id", "instance-id", "interface-id", "region", "az-id",
        "sublocation-type", "sublocation-id", "action", "tcp-flags", "pkt-srcaddr", "pkt-dstaddr",
        "pkt-src-aws-service", "pkt-dst-aws-service", "traffic-path", "flow-direction", "log-status",
    ),
)  # fmt: skip
# How many of them versions 2, 3, 4, 5, 7 and 8 have.
_SIZES = frozenset((14, 21, 25, 29, 39, 40))
_VERSIONS = frozenset("2345678")
_DIRECTIONS = frozenset(("ingress", "egress"))
_TYPES = {"IPv4": "ipv4", "IPv6": "ipv6"}

# What tells that a line has the columns that were named before it.
_FORMS: dict[str, Callable[[str], object]] = {
    "action": _BY_ACTION.__contains__,
    "interface-id": lambda text: text.startswith("eni-"),
    "log-status": _STATES.__contains__,
    **dict.fromkeys(("srcaddr", "dstaddr", "pkt-srcaddr", "pkt-dstaddr"), is_ip),
    **dict.fromkeys(("bytes", "dstport", "end", "packets", "protocol", "srcport", "start"), str.isdecimal),
}

# 2 111122223333 eni-0a1b2c3d4e5f
_START = Pattern(r"[2-8] (?:[0-9]{12}|unknown|-) eni-[0-9a-f]{8,17} ")


def _whole(text: str) -> str:
    return text.removesuffix(".0")


def _count(text: str) -> int | None:
    return count(_whole(text))


def _port(text: str) -> int | None:
    return port_number(_whole(text))


def _transport(text: str) -> str | None:
    return TRANSPORTS.get(_whole(text))


def _code(text: str) -> str | None:
    number = count(_whole(text))
    return None if number is None or number > 255 else f"{number}"


def _direction(text: str) -> str | None:
    return text if text in _DIRECTIONS else None


CAPTURES: dict[str, Capture | tuple[Capture, ...]] = {
    "version": word("version of the format", "version"),
    "account-id": ecs("cloud.account.id"),
    "interface-id": word("network interface", "interface_id"),
    "srcaddr": ecs("source.ip", read=short_ip, related="ip"),
    "dstaddr": ecs("destination.ip", read=short_ip, related="ip"),
    "srcport": ecs("source.port", read=_port),
    "dstport": ecs("destination.port", read=_port),
    "protocol": (ecs("network.transport", read=_transport), ecs("network.iana_number", read=_code)),
    "packets": (ecs("source.packets", read=_count), ecs("network.packets", read=_count)),
    "bytes": (ecs("source.bytes", read=_count), ecs("network.bytes", read=_count)),
    "action": word("whether packets were accepted", "action"),
    "log-status": word("whether all was recorded", "log_status"),
    "vpc-id": word("network of the interface", "vpc_id"),
    "subnet-id": word("subnet of the interface", "subnet_id"),
    "instance-id": ecs("cloud.instance.id"),
    "tcp-flags": own("long", "flags of TCP, as a number", read=_count, name="tcp_flags"),
    "type": ecs("network.type", read=_TYPES.get),
    "pkt-srcaddr": own("ip", "source of the packets", read=short_ip, name="packet.source", related="ip"),
    "pkt-dstaddr": own("ip", "destination of the packets", read=short_ip, name="packet.destination", related="ip"),
    "region": ecs("cloud.region"),
    "az-id": ecs("cloud.availability_zone"),
    "sublocation-type": word("kind of place beside the zones", "sublocation_type"),
    "sublocation-id": word("place beside the zones", "sublocation_id"),
    "pkt-src-aws-service": word("service of AWS that the source is", "source_service"),
    "pkt-dst-aws-service": word("service of AWS that the destination is", "destination_service"),
    "flow-direction": ecs("network.direction", read=_direction),
    "traffic-path": number("way of what leaves the network", "traffic_path"),
    "ecs-cluster-arn": word("cluster of containers", "ecs.cluster_arn"),
    "ecs-cluster-name": ecs("orchestrator.cluster.name"),
    "ecs-container-instance-arn": word("instance of containers", "ecs.instance_arn"),
    "ecs-container-instance-id": word("instance of containers", "ecs.instance_id"),
    "ecs-container-id": ecs("container.id"),
    "ecs-second-container-id": word("second container of a task", "ecs.second_container_id"),
    "ecs-service-name": ecs("service.name"),
    "ecs-task-definition-arn": word("definition of a task", "ecs.task_definition_arn"),
    "ecs-task-arn": word("task of containers", "ecs.task_arn"),
    "ecs-task-id": word("task of containers", "ecs.task_id"),
    "reject-reason": ecs("event.reason"),
}

VALUES = Values("aws_vpcflow", ACTIONS, CAPTURES, times={"start": "event.start", "end": "event.end"})

PRODUCT = Product(
    vendor="Amazon",
    name="VPC Flow Logs",
    versions="2 to 8",
    formats=("text", "json"),
    signatures=(
        Heading("srcaddr dstaddr"),
        Heading("pkt-srcaddr pkt-dstaddr"),
        Heading("interface-id"),
        Phrase(" ACCEPT OK"),
        Phrase(" REJECT OK"),
        Phrase(" - NODATA"),
        Phrase(" - SKIPDATA"),
        *(Phrase(f" {way} {state}") for way in ("ingress", "egress") for state in sorted(_STATES)),
        *(Prefix(f"{version} vpc-") for version in "2345678"),
        Members("account_id interface_id srcaddr dstaddr"),
        Members("account-id interface-id srcaddr dstaddr"),
    ),
    dataset="flow",
    fields=("cloud.provider",),
    messages=VALUES,
)

_NOTHING: dict[str, Any] = {}


def parse(record: Record) -> Document | None:
    """The document of a flow; `None` if it has another number of columns, or no interface and state."""
    text = record.text.strip(" \t")
    if text[:1] == "{":
        payload = objects.members(record)
        said = {name.replace("_", "-"): value for name, value in json.flattened(payload)}
        if not said.get("interface-id", "").startswith("eni-"):
            return None
    else:
        said = _named(record.heading, text) or _columns(text)
    if not said:
        return None
    has_flow = said.get("log-status", "OK") == "OK"
    action = _BY_ACTION.get(said.get("action", ""), "flow") if has_flow else "no-flow"
    document = VALUES.document(action, said, "", record)
    start = document["event"].get("start")
    record.set_time(document, start)
    document["cloud"] = {"provider": "aws", **document.get("cloud", _NOTHING)}
    return document


def _named(heading: str, text: str) -> dict[str, str]:
    """The columns of a line whose input begins with their names; empty if it does not, or they hold others.

    Those of transit gateways are not of this product.
    """
    names, values = heading.split(" "), text.split(" ")
    if len(names) != len(values) or "tgw-" in heading:
        return {}
    said = dict(zip(names, values, strict=True))
    return said if _fits(said) else {}


def _columns(text: str) -> dict[str, str]:
    """The columns of a line by their names; empty if it is not a flow."""
    columns = text.split(" ")
    if _START.match(text) is not None and len(columns) in _SIZES:
        said = dict(zip(_COLUMNS, columns, strict=False))
        return said if _is_flow(said) else {}
    for order in _ORDERS:
        if len(columns) == len(order) and columns[0] in _VERSIONS:
            said = dict(zip(order, columns, strict=True))
            if said["vpc-id"].startswith("vpc-") and _fits(said):
                return said
    return {}


def _fits(said: dict[str, str]) -> bool:
    """Whether columns hold what their names say, and at least one of them tells so."""
    told = [is_one(said[name]) for name, is_one in _FORMS.items() if said.get(name, "-") != "-"]
    return bool(told) and all(told)


def _is_flow(said: dict[str, str]) -> bool:
    """Whether columns have a state, and ends that are addresses or unknown."""
    ends = (said["srcaddr"], said["dstaddr"])
    return said["log-status"] in _STATES and all(end == "-" or is_ip(end) for end in ends)
