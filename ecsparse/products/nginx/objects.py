"""nginx's access log as JSON objects, which `log_format … escape=json` writes, as labels between tabs, or as pairs.

Layout:
    {"remote_addr":"192.0.2.20","time_iso8601":"2023-10-31T15:09:55+00:00","request":"GET / HTTP/1.1",
    "status":"200","body_bytes_sent":"612"}
    remote_addr:192.0.2.20<tab>time_local:31/Oct/2023:15:09:55 +0000<tab>request:GET / HTTP/1.1<tab>status:200 (LTSV)
    [31/Oct/2023:15:09:55 +0000] remote_addr=192.0.2.20 status=200 request_time=0.088 request="GET / HTTP/1.1"

    An administrator names the members. Those with the names of nginx's variables are read, or with names that many
    give them; the others are kept as they are.

Source: nginx 1.18 to 1.27: ngx_http_log_module, ngx_http_core_module, ngx_http_ssl_module, ngx_http_upstream_module
(variables); ltsv.org.
"""

from __future__ import annotations

from collections import Counter

from ecsparse.ecs import web
from ecsparse.ecs.numbers import parse_uint
from ecsparse.ecs.pieces import is_ip
from ecsparse.ecs.pieces import port as port_of
from ecsparse.formats import clf, json, objects
from ecsparse.formats.clf_fields import are_seconds
from ecsparse.formats.pairs import quoted
from ecsparse.patterns import Pattern
from ecsparse.products.nginx.access import accessed
from ecsparse.record import Document, Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

# How many labels a line may have.
_MOST_LABELS = 64

# What members are, by nginx's names of the variables and by usual ones, the most telling first: what a line in
# `combined` has, and what is beyond that.
_NAMES = {
    "client": "remote_addr client_ip clientip remote_ip client", "port": "remote_port client_port",
    "user": "remote_user user", "request": "request", "method": "request_method method",
    "uri": "request_uri uri url path", "query": "query_string args request_query",
    "protocol": "server_protocol protocol request_proto",
    "status": "status response_status status_code response_code", "body": "body_bytes_sent", "sent": "bytes_sent",
    "referrer": "http_referer http_referrer referer referrer", "host": "http_host host vhost",
    "agent": "http_user_agent user_agent useragent agent", "epoch": "msec",
    "time": "time_iso8601 time_local timestamp @timestamp time",
    "tls": "ssl_protocol", "cipher": "ssl_cipher", "asked": "ssl_server_name",
}  # fmt: skip
_MORE_NAMES = {
    "forwarded": "http_x_forwarded_for x_forwarded_for xff", "id": "request_id", "length": "request_length",
    "seconds": "request_time", "server": "upstream_addr", "connected": "upstream_connect_time",
    "headed": "upstream_header_time", "upstream": "upstream_response_time", "type": "sent_http_content_type",
}  # fmt: skip

# What each name means, and how telling it is among those that mean the same.
_MEANINGS = {
    name: (meaning, rank)
    for meaning, names in (_NAMES | _MORE_NAMES).items()
    for rank, name in enumerate(names.split())
}

# Names that nobody but nginx's users give; how many of its names an object must have, and one of these.
_TELLING = frozenset(
    ("body_bytes_sent", "bytes_sent", "http_x_forwarded_for", "msec", "request_length", "ssl_protocol",
     "time_iso8601", "time_local", "upstream_addr", "upstream_connect_time", "upstream_header_time",
     "upstream_response_time", "upstream_status")
)  # fmt: skip
_KNOWN = _TELLING | frozenset(
    ("http_referer", "http_user_agent", "query_string", "remote_addr", "remote_port", "remote_user", "request",
     "request_id", "request_method", "request_time", "request_uri", "server_name", "server_protocol", "ssl_cipher",
     "status", "uri")
)  # fmt: skip


# What the labels that LTSV recommends mean, as nginx calls it.
_LABELS = {
    "apptime": "upstream_response_time", "forwardedfor": "http_x_forwarded_for", "host": "remote_addr",
    "method": "request_method", "protocol": "server_protocol", "referer": "http_referer", "req": "request",
    "reqtime": "request_time", "size": "body_bytes_sent", "time": "time_local", "ua": "http_user_agent",
    "uri": "request_uri", "user": "remote_user", "vhost": "host",
}  # fmt: skip


def labelled(record: Record) -> Document | None:
    """The document of a line of labels and values with tabs between them; `None` if it is not one of nginx's.

    Apache's users give the same labels: a time of the request in seconds with three decimals is nginx's.
    """
    pairs = (part.partition(":") for part in record.text.split("\t", _MOST_LABELS))
    values = {label: value for label, _, value in pairs}
    if are_seconds(values.get("reqtime", "")) or are_seconds(values.get("apptime", "")):
        values = {_LABELS.get(label, label): value for label, value in values.items()}
    return _of_members(record, values)


# [31/Oct/2023:15:09:55 +0000] remote_addr=
_PAIRED = Pattern(r"(?:\[([^\[\]\"]{20} [+-][0-9]{4})\] )?(?=[a-z][a-z_]{1,31}=)")


def paired(record: Record) -> Document | None:
    """The document of a line of pairs, before which the time may stand; `None` if it is not one of nginx's.

    Of a name that stands twice, a client may have written one: neither counts.
    """
    start = _PAIRED.match(record.text)
    if start is None:
        return None
    pairs = quoted(record.text[start.end() :])
    times = Counter(name for name, _ in pairs)
    values = {name: value.strip("[]") for name, value in pairs if times[name] == 1}
    if start[1] is not None:
        values["time_local"] = start[1]
    return _of_members(record, values)


def logged(record: Record) -> Document | None:
    """The document of a JSON object of an access log; `None` if it is not one of nginx's."""
    payload = objects.payload(record)
    if not payload:
        return None
    return _of_members(record, payload)


def _of_members(record: Record, payload: dict[str, Any]) -> Document | None:
    """The document of members by their names; `None` if these are not those of nginx's users."""
    # as objects for Graylog have it
    is_marked = payload.get("nginx_access") is True
    if not is_marked and (len(_KNOWN.intersection(payload)) < 4 or _TELLING.isdisjoint(payload)):
        return None
    values = {name: f"{value}" for name, value in payload.items() if isinstance(value, (str, int, float))}
    said = _said(values)
    if not is_marked and ("status" not in said or said.keys().isdisjoint(("request", "uri"))):
        return None
    document = _document(record, said)
    # the members that are not known: `host_name=web7`
    texts = {name: value if isinstance(value, str) else json.encode(value) for name, value in payload.items()}
    extra = [f"{name}={text}" for name, text in texts.items() if name not in _MEANINGS and web.said(text)]
    if extra and not is_marked:
        document["nginx"] = {**document.get("nginx", {}), "access": {"extra": extra}}
    return document


def _said(values: dict[str, str]) -> dict[str, str]:
    """The values of the members that are known, by what they are."""
    said: dict[str, str] = {}
    ranks: dict[str, int] = {}
    for name, text in values.items():
        if name in _MEANINGS and web.said(text) is not None:
            meaning, rank = _MEANINGS[name]
            if meaning not in said or rank < ranks[meaning]:
                said[meaning], ranks[meaning] = text, rank
    return said


def _document(record: Record, said: dict[str, str]) -> Document:
    get = said.get
    line = clf.Access(
        "", (), get("client", ""), "-", get("user", "-"), get("time", ""), None, get("request", _request(said)),
        get("status", "-"), get("body", "-"), None, get("referrer", "-"), get("agent", "-"), "",
    )  # fmt: skip
    document = accessed(record.clock, line, {name: text for name, text in said.items() if name in _MORE_NAMES})
    if "@timestamp" not in document and "epoch" in said:
        seconds, _, fraction = said["epoch"].partition(".")
        record.set_time(document, record.clock.epoch(seconds, fraction))
    if "sent" in said and (size := parse_uint(said["sent"])) is not None:
        web.add_http(document, "response", {"bytes": size})
    if "port" in said and (port := port_of(said["port"])) is not None and is_ip(get("client", "")):
        document["source"] = {**document.get("source", {}), "port": port}
    if "host" in said:
        web.add_host(document, "destination", said["host"])
        web.add_related(document, "source", "destination", "server")
    if tls := web.tls(get("tls"), get("cipher"), get("asked")):
        document["tls"] = tls
    return document


def _request(said: dict[str, str]) -> str:
    """The first line of a request whose parts stand in members of their own; `-` if they do not."""
    target = said.get("uri", "")
    if "method" not in said or not target:
        return "-"
    if "query" in said and "?" not in target:
        target = f"{target}?{said['query']}"
    return f"{said['method']} {target} {said.get('protocol', '')}".rstrip(" ")
