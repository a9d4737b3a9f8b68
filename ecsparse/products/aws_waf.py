r"""AWS WAF: requests that a web ACL allowed, blocked, counted or challenged.

Layout:
    {"timestamp":1698764995123,"formatVersion":1,"webaclId":"arn:aws:wafv2:eu-west-1:111122223333:regional/webacl/…",
        "terminatingRuleId":"Default_Action","terminatingRuleType":"REGULAR","action":"ALLOW","httpSourceName":"ALB",
        "ruleGroupList":[…],"httpRequest":{"clientIp":"192.0.2.20","country":"FR","headers":[…],"uri":"/a",
        "args":"q=1","httpVersion":"HTTP/1.1","httpMethod":"GET","requestId":"1-66c4"},"labels":[…]}

    A request a line.

Source: AWS WAF Developer Guide, log fields for web ACL traffic; AWS WAF Classic has the same without labels.

Timestamps: `timestamp`, in milliseconds since 1970.

Quirks:
    Headers are a list, whose names are in any case: `requests.log`.
    What matched without ending it is in lists: `aws_waf.counted_rules`; rules of groups that ended it are
    `rule.name` and the group is `rule.ruleset`: `blocked.log`.
    What was wrong with a puzzle's answer is `event.reason`: `challenges.log`.
    `httpVersion` is `HTTP/1.1`: `http.version` has the number: `requests.log`.
    The region is in the name of the web ACL: `cloud.region`: `requests.log`.
    The host is a header, or beside the request with its scheme: `hosts.log`.

Other readings:
    `http.version` with its name: ECS has the number.
    `cloud.region` of an ACL whose name in AWS lacks the account: no such name.
    `http.request.referrer` of `x-client-origin`: ours is the header `Referer`.
    `url.query` `REDACTED`: AWS removed it; no value.
"""

from __future__ import annotations

from ecsparse.ecs.pieces import short_ip
from ecsparse.ecs.places import count
from ecsparse.ecs.url import host_and_port, url
from ecsparse.ecs.web import status_code
from ecsparse.formats import arn, json, objects
from ecsparse.messages import actions
from ecsparse.messages.captures import Capture, ecs, named_host
from ecsparse.messages.values import Values, word, words
from ecsparse.record import Document, Members, Product, Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

ACTIONS = actions("""
request-allowed     network: access allowed | a request was let through
request-blocked     network: access denied | a request was blocked
request-challenged  network web: access info | a client was asked to solve a puzzle
request-counted     network web: access info | a request was counted
""")
_BY_ACTION = {
    "ALLOW": "request-allowed",
    "BLOCK": "request-blocked",
    "CAPTCHA": "request-challenged",
    "CHALLENGE": "request-challenged",
    "COUNT": "request-counted",
    "EXCLUDED_AS_COUNT": "request-counted",
}
_REDACTED = "REDACTED"


def _version(text: str) -> str | None:
    number = text.removeprefix("HTTP/")
    return number if number != text and number[:1].isdigit() else None


def _domain(text: str) -> str | None:
    return host_and_port(text)[0]


def _country(text: str) -> str | None:
    return text if len(text) == 2 and text.isupper() and text.isalpha() else None


CAPTURES: dict[str, Capture | tuple[Capture, ...]] = {
    "formatVersion": word("version of the format", "format_version"),
    "webaclId": (
        word("web ACL that judged the request", "web_acl"),
        ecs("cloud.region", read=arn.region),
        ecs("cloud.account.id", read=arn.account),
    ),
    "terminatingRuleId": ecs("rule.name"),
    "terminatingRuleType": ecs("rule.category"),
    "terminatingGroup": ecs("rule.ruleset"),
    "action": word("what was done with the request", "action"),
    "httpSourceName": word("service that the request was for, such as `ALB`", "source_name"),
    "httpSourceId": word("what the request was for", "source_id"),
    "responseCodeSent": ecs("http.response.status_code", read=status_code),
    "httpRequest.clientIp": ecs("source.ip", read=short_ip, related="ip"),
    "httpRequest.country": ecs("source.geo.country_iso_code", read=_country),
    "httpRequest.httpVersion": ecs("http.version", read=_version),
    "httpRequest.httpMethod": ecs("http.request.method"),
    "httpRequest.requestId": ecs("http.request.id"),
    "url": Capture("url", "", url, parts=("extension", "original", "path", "query")),
    "ja3Fingerprint": ecs("tls.client.ja3"),
    "ja4Fingerprint": word("JA4 of the client", "ja4"),
    "labels": words("labels that rules gave the request", "labels"),
    "countedRules": words("rules that matched and did not end it", "counted_rules"),
    "matches": words("what of a request matched", "matches"),
    **dict.fromkeys(
        ("captchaResponse.failureReason", "challengeResponse.failureReason"), ecs("event.reason")
    ),
    "requestBodySize": ecs("http.request.body.bytes", read=count),
    "oversizeFields": words("parts of a request that are too large to inspect", "oversize_fields"),
    "header.host": (named_host(), ecs("url.domain", read=_domain)),
    "httpRequest.scheme": ecs("url.scheme"),
    "httpRequest.fragment": ecs("url.fragment"),
    "header.user-agent": ecs("user_agent.original"),
    "header.referer": ecs("http.request.referrer"),
    "header.content-length": ecs("http.request.body.bytes", read=count),
    "header.content-type": ecs("http.request.mime_type"),
    "header.x-forwarded-for": word("addresses that proxies forwarded for", "forwarded_for"),
}  # fmt: skip

VALUES = Values(
    "aws_waf",
    ACTIONS,
    CAPTURES,
    read_by_product="httpRequest.headers httpRequest.uri httpRequest.args httpRequest.host ruleGroupList"
    " nonTerminatingMatchingRules terminatingRuleMatchDetails",
    times={"timestamp": "@timestamp"},
)

PRODUCT = Product(
    vendor="Amazon",
    name="AWS WAF",
    versions="WAFv2, Classic",
    formats=("json",),
    signatures=(
        Members("webaclId terminatingRuleId action httpRequest"),
        Members("webaclId httpSourceName httpRequest.clientIp"),
    ),
    dataset="request",
    fields=("cloud.provider", "cloud.service.name"),
    messages=VALUES,
)

_NOTHING: dict[str, Any] = {}
_MOST = 200


def parse(record: Record) -> Document | None:
    """The document of a request; `None` if it has no action that is known."""
    payload = objects.members(record)
    request = payload.get("httpRequest")
    action = _BY_ACTION.get(f"{payload.get('action')}")
    if not isinstance(request, dict) or action is None:
        return None
    said = dict(json.flattened(payload))
    for header in _objects(request.get("headers")):
        name, value = header.get("name"), header.get("value")
        if isinstance(name, str) and isinstance(value, str) and value != _REDACTED:
            said.setdefault(f"header.{name.lower()}", value)
    target, query = said.get("httpRequest.uri", ""), said.get("httpRequest.args", "")
    if target:
        said["url"] = f"{target}?{query}" if query not in {"", _REDACTED} else target
    said.setdefault("header.host", said.get("httpRequest.host", ""))
    _add_rules(payload, said)
    document = VALUES.document(action, said, "", record)
    document["cloud"] = {"provider": "aws", "service": {"name": "waf"}, **document.get("cloud", _NOTHING)}
    return document


def _objects(value: object) -> list[dict[str, Any]]:
    return [found for found in value[:_MOST] if isinstance(found, dict)] if isinstance(value, list) else []


def _add_rules(payload: dict[str, Any], said: dict[str, str]) -> None:
    """Add the rules that a request matched, and the one of a group that ended it."""
    counted = [found.get("ruleId") for found in _objects(payload.get("nonTerminatingMatchingRules"))]
    for group in _objects(payload.get("ruleGroupList")):
        counted += [found.get("ruleId") for found in _objects(group.get("nonTerminatingMatchingRules"))]
        counted += [found.get("ruleId") for found in _objects(group.get("excludedRules"))]
        ended = group.get("terminatingRule")
        if isinstance(ended, dict) and isinstance(name := ended.get("ruleId"), str):
            said["terminatingRuleId"] = name
            said["terminatingGroup"] = json.scalar(group.get("ruleGroupId")) or ""
    if counted:
        said["countedRules"] = json.encode([name for name in counted if isinstance(name, str)]) or ""
    labels = [found.get("name") for found in _objects(payload.get("labels"))]
    if labels:
        said["labels"] = json.encode(labels) or ""
    matched = [found.get("conditionType") for found in _objects(payload.get("terminatingRuleMatchDetails"))]
    if matched:
        said["matches"] = json.encode(matched) or ""
