r"""AWS Elastic Load Balancing: requests, connections and health checks of application, network and classic ones.

Layout:
    https 2023-10-31T15:09:55.123456Z app/web/50dc6c495c0c9188 192.0.2.20:51544 198.51.100.7:80 0.001 0.012 0.000
        200 200 154 366 "GET https://www.example.com:443/a HTTP/2.0" "curl/8.5" ECDHE-RSA-AES128-GCM-SHA256 TLSv1.2
        arn:aws:elasticloadbalancing:… "Root=1-58337262-36d2" "www.example.com" "arn:aws:acm:…" 1 …   application
    2023-10-31T15:09:55.514108Z 192.0.2.20 36280 443 TLSv1.2 ECDHE-RSA-AES128-GCM-SHA256 4.036 "CN=a" …
                                                                                     connections of the same
    http 2023-10-31T15:09:55.875678Z 0.019 198.51.100.7:80 web-targets PASS 200 -         health checks of the same
    tls 2.0 2023-10-31T15:09:55 net/edge/c6e77e28c25b2234 g3d4b5e8bb8464cd 192.0.2.20:51341 198.51.100.7:443 5 2 98
        246 - arn:aws:acm:… - ECDHE-RSA-AES128-SHA tlsv12 - www.example.com h2 h2 "h2" …              network
    2023-10-31T15:09:55.123456Z shop 192.0.2.20:2817 198.51.100.7:80 0.000073 0.001048 0.000057 200 200 0 29
        "GET http://www.example.com:80/ HTTP/1.1" "curl/8.5" - -                                      classic

    Columns have blanks between them, `-` is nothing. New ones come after those that are known: what they hold is
    in `aws_elb.other`. CloudWatch has the same as JSON, which names them.

Source: Elastic Load Balancing, user guides of Application, Network and Classic Load Balancers: access logs,
    connection logs, health check logs.

Timestamps: UTC, to the microsecond; those of network load balancers to the second and without a zone. It is when
    the answer was sent or the connection ended, of classic load balancers when the request came.

Quirks:
    A time of -1 says that the target did not answer, or that the connection broke: `requests.log`.
    A load balancer that only passes a connection on has `"- - - "` for a request: `classic.log`.
    An IPv6 client has no brackets (`2001:db8::7:51544`), the last number is the port: `requests.log`.
    ALPN's list of what the client prefers has its quotes inside (`"h2","http/1.1"`): `network.log`.
    `trace.id` is what `Root` says of `X-Amzn-Trace-Id`; the whole is `aws_elb.trace`: `requests.log`.

Other readings:
    `trace.id` with `Root=` before it: that is a name. `http.response.body.bytes` of bytes that count the headers,
    as all do but those of classic load balancers.
    `tls.version` `tlsv12`: ECS writes `1.2`. `url.domain` of the server that TLS asks for: that is another name.
"""

from __future__ import annotations

from ecsparse.ecs.numbers import from_milliseconds, nanoseconds
from ecsparse.ecs.pieces import endpoint, ip, is_ip
from ecsparse.ecs.places import count, decimal, host_name, port_number
from ecsparse.ecs.url import PARTS, url
from ecsparse.ecs.web import status_code
from ecsparse.formats import arn, clf, columns, json, objects
from ecsparse.messages import actions
from ecsparse.messages.captures import Capture, ecs, own, tls
from ecsparse.messages.values import Values, number, word
from ecsparse.patterns import Pattern
from ecsparse.record import Document, Members, Prefix, Product, Record, Shape

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_HTTP = {"network": {"protocol": "http"}}
_TCP = {"network": {"transport": "tcp"}}

ACTIONS = actions(
    """
client-connection            network: connection + tcp | a client opened a connection, or failed to
client-connection/failed     network: connection, failure + tcp
client-connection/succeeded  network: connection, success + tcp
connection                   network: connection end + tcp | a connection was passed on, and ended
health-check/failed          network: info, failure | whether a target is healthy was checked
health-check/passed          network: info, success
http-request                 web: access + http | a request of HTTP was answered
http-request/failed          web: access, failure + http
http-request/succeeded       web: access, success + http
""",
    tcp=_TCP,
    http=_HTTP,
)

_APPLICATION = columns.names(
    "type time elb client_port target_port request_processing_time target_processing_time response_processing_time"
    " elb_status_code target_status_code received_bytes sent_bytes request_line user_agent ssl_cipher ssl_protocol"
    " target_group_arn trace_id domain_name chosen_cert_arn matched_rule_priority request_creation_time"
    " actions_executed redirect_url error_reason target_port_list target_status_code_list classification"
    " classification_reason conn_trace_id transformed_host transformed_uri request_transform_status"
)
_CONNECTIONS = columns.names(
    "time client_ip client_port listener_port tls_protocol tls_cipher tls_handshake_latency"
    " leaf_client_cert_subject leaf_client_cert_validity leaf_client_cert_serial_number tls_verify_status"
    " conn_trace_id tls_keyexchange"
)
_HEALTH_CHECKS = columns.names("type time latency target_addr target_group_id status status_code reason_code")
_NETWORK = columns.names(
    "type version time elb listener client_port destination_port connection_time tls_handshake_time received_bytes"
    " sent_bytes incoming_tls_alert chosen_cert_arn chosen_cert_serial tls_cipher tls_protocol_version"
    " tls_keyexchange domain_name alpn_fe_protocol alpn_be_protocol alpn_client_preference_list"
    " tls_connection_creation_time"
)
_CLASSIC = columns.names(
    "time elb client_port target_port request_processing_time target_processing_time response_processing_time"
    " elb_status_code target_status_code body_received body_sent request_line user_agent ssl_cipher ssl_protocol"
)
# The columns of the first versions, which are always there.
_LEAST = {_APPLICATION: 17, _CONNECTIONS: 12, _HEALTH_CHECKS: 8, _NETWORK: 17, _CLASSIC: 15}
# What the last column of those that are in no list is called.
_MORE = "column"

_NO_TIME = "-1"
_PARTS_OF_TIME = ("request_processing_time", "target_processing_time", "response_processing_time")
_TYPES = ("grpc", "grpcs", "h2", "http", "https", "ws", "wss")
# The sizes of a connection, which are those of no request.
_SIZES = {"received": ("received_bytes", "body_received"), "sent": ("sent_bytes", "body_sent")}
_HEALTH_STATES = {"PASS": "health-check/passed", "FAIL": "health-check/failed"}
_FIRST_FAILURE = 400

# 2023-10-31T15:09:55.123456Z | 2023-10-31T15:09:55
_TIME = Pattern(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]{1,9})?Z?")
# 0.012 | -1
_SECONDS = Pattern(r"-|-1|[0-9]{1,9}(?:\.[0-9]{1,9})?")
# Root=1-58337262-36d228ad5d99923122bbe354
_ROOT = Pattern(r"(?:[^;]{0,200};){0,8}?Root=([^;]{1,128})(?:;.*)?")
# NotBefore=2023-09-21T22:43:21Z;NotAfter=2026-06-17T22:43:21Z
_VALIDITY = Pattern(r"NotBefore=(\S{1,40});NotAfter=(\S{1,40})")


def _end(text: str) -> Document:
    """An endpoint of an address and a port, the former with brackets or without."""
    head, _, tail = text.rpartition(":")
    if is_ip(bare := head.removeprefix("[").removesuffix("]")) and port_number(tail) is not None:
        return endpoint(bare, port_number(tail))
    return endpoint(text, None) if is_ip(text) else {}


def _root(text: str) -> str | None:
    match = _ROOT.fullmatch(text)
    return None if match is None else match[1]


def _list(text: str) -> list[str] | None:
    return [part.strip('"') for part in text.split(",") if part.strip('"')] or None


_CLIENT = Capture("source", "", _end, parts=("address", "ip", "port"), related=("ip", "ip"))
_TARGET = Capture("destination", "", _end, parts=("address", "ip", "port"), related=("ip", "ip"))
_VERSION = tls()

CAPTURES: dict[str, Capture | tuple[Capture, ...]] = {
    "type": word("kind of requests, or of connections", "type"),
    "version": word("version of the format", "version"),
    "elb": word("load balancer", "name"),
    "listener": word("listener of the load balancer", "listener"),
    "listener_port": ecs("destination.port", read=port_number),
    "client_ip": ecs("source.ip", read=ip, related="ip"),
    "client_port": _CLIENT,
    "client_port_number": ecs("source.port", read=port_number),
    **dict.fromkeys(("target_port", "destination_port", "target_addr"), _TARGET),
    "request_processing_time": own("float", "seconds until the request was sent on", read=decimal,
                                   name="time.request"),
    "target_processing_time": own("float", "seconds until the target answered", read=decimal, name="time.target"),
    "response_processing_time": own("float", "seconds until the answer was sent on", read=decimal,
                                    name="time.response"),
    "latency": own("float", "seconds that a health check took", read=decimal, name="time.check"),
    "tls_handshake_time": number("milliseconds that the handshake took", "time.handshake"),
    "tls_handshake_latency": own("float", "seconds that the handshake took", read=decimal,
                                 name="time.handshake_latency"),
    "duration": ecs("event.duration", read=count),
    "elb_status_code": ecs("http.response.status_code", read=status_code),
    "target_status_code": own("long", "status that the target answered", read=status_code, name="target.status"),
    "status_code": ecs("http.response.status_code", read=status_code),
    "received_bytes": (ecs("source.bytes", read=count), ecs("http.request.bytes", read=count)),
    "sent_bytes": (ecs("destination.bytes", read=count), ecs("http.response.bytes", read=count)),
    "received": ecs("source.bytes", read=count),
    "sent": ecs("destination.bytes", read=count),
    "body_received": ecs("http.request.body.bytes", read=count),
    "body_sent": ecs("http.response.body.bytes", read=count),
    "method": ecs("http.request.method"),
    "url": Capture("url", "", url, parts=PARTS, related=("hosts", "domain")),
    "http_version": ecs("http.version"),
    "user_agent": ecs("user_agent.original"),
    **dict.fromkeys(("ssl_cipher", "tls_cipher"), ecs("tls.cipher")),
    **dict.fromkeys(("ssl_protocol", "tls_protocol", "tls_protocol_version"), _VERSION),
    "tls_keyexchange": ecs("tls.curve"),
    "domain_name": ecs("tls.client.server_name", read=host_name, related="hosts"),
    "alpn_fe_protocol": ecs("tls.next_protocol"),
    "alpn_be_protocol": word("protocol of the application that the target chose", "alpn.target"),
    "alpn_client_preference_list": own("keyword", "protocols of the application that the client prefers",
                                       read=_list, name="alpn.client"),
    "incoming_tls_alert": number("alert of TLS that came", "tls_alert"),
    "chosen_cert_arn": word("certificate that the client was shown", "certificate"),
    "chosen_cert_serial": ecs("tls.server.x509.serial_number"),
    "leaf_client_cert_subject": (
        ecs("tls.client.subject"), ecs("tls.client.x509.subject.distinguished_name")
    ),
    "leaf_client_cert_serial_number": ecs("tls.client.x509.serial_number"),
    "tls_verify_status": word("whether the client's certificate was trusted, or why not", "verify_status"),
    "target_group_arn": (
        word("group of targets", "target.group"),
        ecs("cloud.region", read=arn.region),
        ecs("cloud.account.id", read=arn.account),
    ),
    "target_group_id": word("group of targets", "target.group"),
    "target_port_list": own("keyword", "all targets that were tried", read=str.split, name="target.tried"),
    "target_status_code_list": own("keyword", "what these answered", read=str.split, name="target.answers"),
    "trace_id": (ecs("trace.id", read=_root), word("header that traces the request", "trace")),
    "conn_trace_id": word("connection that the request came through", "connection_id"),
    "matched_rule_priority": word("priority of the rule that decided", "rule_priority"),
    "actions_executed": own("keyword", "what was done with the request", read=_list, name="actions"),
    "redirect_url": word("where the client was sent", "redirect_url"),
    "error_reason": ecs("error.code"),
    "reason_code": ecs("error.code"),
    "classification": word("how dangerous the request is by RFC 7230", "classification.name"),
    "classification_reason": word("why", "classification.reason"),
    "transformed_host": word("host after a transformation", "transformed.host"),
    "transformed_uri": word("path after a transformation", "transformed.uri"),
    "request_transform_status": word("how a transformation went", "transformed.status"),
}  # fmt: skip

VALUES = Values(
    "aws_elb",
    ACTIONS,
    CAPTURES,
    read_by_product="request_line connection_time leaf_client_cert_validity status",
    times={
        "time": "@timestamp",
        "request_creation_time": "event.start",
        "tls_connection_creation_time": "event.start",
        "not_before": "tls.client.not_before",
        "not_after": "tls.client.not_after",
    },
)

PRODUCT = Product(
    vendor="Amazon",
    name="Elastic Load Balancing",
    versions="ALB, NLB, CLB",
    formats=("text", "json"),
    signatures=(
        *(Prefix(f"{kind} 2") for kind in _TYPES),
        Prefix("tls 1.0 2"),
        Prefix("tls 2.0 2"),
        Shape("0000-00-00T00:00:00.000000Z"),
        Members("elb elb_status_code target_status_code"),
        Members("elb conn_trace_id tls_verify_status"),
        Members("elb target_addr target_group_id status"),
        Members("elb listener tls_protocol_version alpn_fe_protocol"),
    ),
    dataset="access",
    fields=("cloud.provider",),
    messages=VALUES,
)

_NOTHING: dict[str, Any] = {}


def parse(record: Record) -> Document | None:
    """The document of a request, a connection or a health check; `None` if its columns are no load balancer's."""
    text = record.text.strip(" \t")
    if text[:1] == "{":
        payload = objects.members(record)
        said = {name.replace(":", "_"): value for name, value in json.flattened(payload)}
    else:
        said = _columns(text)
    if not said:
        return None
    action = _action(said)
    _complete(said, action)
    document = VALUES.document(action, said, "", record)
    document["cloud"] = {"provider": "aws", **document.get("cloud", _NOTHING)}
    return document


def _columns(text: str) -> dict[str, str]:
    """The columns of a line by their names; empty if it is not a load balancer's."""
    found = columns.spaced(text)
    names = _names(found)
    if names is None:
        return {}
    said = dict(columns.named(names, found))
    for place, value in enumerate(found[len(names) :], len(names)):
        said[f"{_MORE}{place + 1}"] = value
    return said


def _names(found: list[str]) -> tuple[str, ...] | None:
    """The names of the columns of a line, which its first ones tell; `None` if they are not a load balancer's."""
    first = found[0] if found else ""
    if first == "tls":
        names, is_one = _NETWORK, len(found) > 3 and _is_time(found[2]) and found[3].startswith("net/")
    elif first in _TYPES:
        is_check = len(found) == len(_HEALTH_CHECKS) and found[5] in _HEALTH_STATES
        names = _HEALTH_CHECKS if is_check else _APPLICATION
        is_one = len(found) > 7 and _is_time(found[1]) and (is_check or found[2].startswith("app/"))
    elif len(found) > 6 and is_ip(found[1]):
        names, is_one = _CONNECTIONS, found[2].isdecimal() and found[3].isdecimal() and _is_time(first)
    else:
        names = _CLASSIC
        is_one = len(found) > 6 and _is_time(first) and "ip" in _end(found[2]) and all(map(_is_seconds, found[4:7]))
    return names if is_one and len(found) >= _LEAST[names] else None


def _is_time(text: str) -> bool:
    return _TIME.fullmatch(text) is not None


def _is_seconds(text: str) -> bool:
    return _SECONDS.fullmatch(text) is not None


def _action(said: dict[str, str]) -> str:
    if said.get("status") in _HEALTH_STATES:
        return _HEALTH_STATES[said["status"]]
    if "tls_verify_status" in said:
        verdict = said["tls_verify_status"]
        kind = "/succeeded" if verdict == "Success" else "/failed" if verdict.startswith("Failed") else ""
        return f"client-connection{kind}"
    code = status_code(said.get("elb_status_code", ""))
    if (said.get("request_line", "").startswith("- - -") and code is None) or "request_line" not in said:
        return "connection"
    return "http-request" if code is None else f"http-request/{'succeeded' if code < _FIRST_FAILURE else 'failed'}"


def _complete(said: dict[str, str], action: str) -> None:
    """Take apart a request and a certificate's validity, name the sizes of a connection, complete the times."""
    request = clf.request(said.pop("request_line", ""))
    if request is not None:
        said["method"], said["url"], version = request
        said["http_version"] = version or ""
    if "client_ip" in said:
        said["client_port_number"] = said.pop("client_port", "")
    if action == "connection":
        for name, others in _SIZES.items():
            said[name] = next((said.pop(other) for other in others if other in said), "")
    if (match := _VALIDITY.fullmatch(said.pop("leaf_client_cert_validity", ""))) is not None:
        said["not_before"], said["not_after"] = match.groups()
    said["duration"] = _duration(said)
    for name in _PARTS_OF_TIME:
        if said.get(name) == _NO_TIME:
            del said[name]


def _duration(said: dict[str, str]) -> str:
    """The nanoseconds that a request, a connection or a health check took; empty if that is not said."""
    if "connection_time" in said:
        taken = from_milliseconds(said.pop("connection_time"))
        return "" if taken is None else f"{taken}"
    texts = [said["latency"]] if "latency" in said else [said[name] for name in _PARTS_OF_TIME if name in said]
    parts = [nanoseconds(text) for text in texts]
    known = [part for part in parts if part is not None]
    return f"{sum(known)}" if known and len(known) == len(parts) else ""
