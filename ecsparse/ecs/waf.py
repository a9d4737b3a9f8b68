"""Builders of the events of a web application firewall, such as ModSecurity.

Source: the Elastic Common Schema reference, version 9.4: `rule` and `event` fields.
"""

from __future__ import annotations

from ecsparse.ecs import web
from ecsparse.ecs.url import host, url
from ecsparse.record import Field

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ecsparse.record import Document

# How a verdict begins that stopped the request: `Access denied with code 403 (phase 2)`.
_DENIED = "Access denied"
_CODE = " with code "

# Fields of `rule`, by the names of the values.
_RULE = {"id": "id", "msg": "description", "ver": "ruleset", "rev": "version"}

# What `event.action` can be in the access log and the error log of a web server with such a firewall, beside its
# messages, and the fields of ECS that both logs' documents can have.
ACTIONS = {
    **web.ACTIONS,
    "waf-denied": "ModSecurity stopped a request",
    "waf-matched": "a rule of ModSecurity matched, and the request went on",
}

FIELDS = (
    *web.FIELDS,
    "destination.address", "destination.domain", "destination.ip", "error.code", "http.request.id",
    "http.request.referrer", "http.response.body.bytes", "log.level", "network.forwarded_ip", "process.name",
    "process.pid", "process.thread.id", "rule.description", "rule.id", "rule.ruleset", "rule.version",
    "source.domain",
)  # fmt: skip


def own_fields(product: str) -> dict[str, Field]:
    """The fields of the product's own that `alert` gives."""
    return {
        f"{product}.modsecurity.data": Field("keyword", "what of the request a rule of ModSecurity matched"),
        f"{product}.modsecurity.severity": Field("keyword", "severity of the rule of ModSecurity"),
        f"{product}.modsecurity.tags": Field("keyword", "tags of the rule of ModSecurity"),
        f"{product}.modsecurity.verdict": Field("keyword", "what ModSecurity did, and why"),
    }


def alert(namespace: str, verdict: str, values: dict[str, list[str]]) -> Document:
    """The document of a verdict and its values by name; `namespace` is that of the product's own fields."""
    is_denied = verdict.startswith(_DENIED)
    event = {
        "kind": "alert",
        "category": ["intrusion_detection"],
        "type": ["denied" if is_denied else "info"],
        "action": "waf-denied" if is_denied else "waf-matched",
    }
    document: Document = {"event": event}
    rule = {field: values[name][0] for name, field in _RULE.items() if values.get(name, [""])[0]}
    if rule:
        document["rule"] = rule
    if server := host(values.get("hostname", [""])[0]):
        document["destination"] = server
    if target := values.get("uri", [""])[0]:
        document["url"] = url(target)
    http: Document = {}
    if identifier := values.get("unique_id", [""])[0]:
        http["request"] = {"id": identifier}
    code = verdict.partition(_CODE)[2][:3]
    if is_denied and code.isascii() and code.isdecimal() and code[0] != "0":
        http["response"] = {"status_code": int(code)}
    if http:
        document["http"] = http
    if own := _own(verdict, values):
        document[namespace] = {"modsecurity": own}
    return document


def _own(verdict: str, values: dict[str, list[str]]) -> Document:
    """What has no place in ECS."""
    piece: Document = {"verdict": verdict} if verdict else {}
    for name in ("data", "severity"):
        if text := values.get(name, [""])[0]:
            piece[name] = text
    if tags := [text for text in values.get("tag", ()) if text]:
        piece["tags"] = tags
    return piece
