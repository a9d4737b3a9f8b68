r"""Okta, the system log: sign-ins, factors, and what is managed in an organization of Okta.

Layout:
    {"actor":{"id":"…","type":"User","alternateId":"alice@example.com","displayName":"Alice Example"},

               "client":{"userAgent":{…},"ipAddress":"192.0.2.20","geographicalContext":{…}},"eventType":"user.session.start",
        "displayMessage":"User login to Okta","outcome":{"result":"SUCCESS","reason":null},
        "published":"2023-10-31T15:09:55.123Z","target":[…],"uuid":"…",…}

    An event a line.

Source: Okta, System Log API and its event types.

Timestamps: `published`, UTC, to the millisecond.

Quirks:
    `event.action` is Okta's own name, `eventType`. What kind of event it is follows from how that begins.
    Who is acted on is among the targets, of which there may be several: `events.log`.
    `outcome.result` is also `ALLOW`, `DENY` or `CHALLENGE`; the last one is not an outcome: `events.log`.
    `zone` and others are the text `null`: `events.log`.

Other readings:
    `source.user.id` of `client.id`: that is the client of OAuth, not a user.
    `source.address` of the domain that the address belongs to is ours too.
"""

from __future__ import annotations

from ecsparse.ecs import url, verbs
from ecsparse.ecs.pieces import geo_point, ip
from ecsparse.ecs.places import count, host_name, lower
from ecsparse.formats import json, objects
from ecsparse.messages import actions
from ecsparse.messages.captures import Capture, ecs, login, own
from ecsparse.messages.values import Values, each
from ecsparse.record import Document, Members, Product, Record

ACTIONS = actions("""
authentication          authentication: start | a user, or one of its factors, is authenticated
blocked                 intrusion_detection: denied, alert | a request is blocked
configuration/access    configuration: access | an application, a policy or another setting is managed
configuration/change    configuration: change
configuration/creation  configuration: creation
configuration/deletion  configuration: deletion
group/change            iam: change group | a group is managed
group/creation          iam: creation group
group/deletion          iam: deletion group
other                   iam: info | any other event
session-end             authentication session: end | a session ends
session-start           authentication session: start | a session starts
threat                  intrusion_detection: info, alert | a threat is detected, or reported
user/change             iam: change user | an account, or a factor of it, is managed
user/creation           iam: creation user
user/deletion           iam: deletion user
""")

# What an event is about, by how its name begins; the first that fits.
_BEGINNINGS = (
    ("user.session.access_admin_app", "configuration/access"),
    ("user.session.impersonation.initiate", "session-start"),
    ("user.session.impersonation.end", "session-end"),
    ("user.session.impersonation.", "user"),
    ("user.session.start", "session-start"),
    ("user.session.end", "session-end"),
    ("user.session.clear", "session-end"),
    ("user.session.expire", "session-end"),
    ("user.authentication.slo", "session-end"),
    ("user.authentication.universal_logout", "session-end"),
    ("user.authentication.", "authentication"),
    ("user.mfa.attempt", "authentication"),
    ("user.mfa.okta_verify", "authentication"),
    ("app.oauth2.as.authorize", "authentication"),
    ("app.oauth2.as.token", "authentication"),
    ("app.oauth2.token", "authentication"),
    ("directory.", "user"),
    ("policy.evaluate_sign_on", "authentication"),
    ("application.policy.sign_on.deny_access", "authentication"),
    ("system.api_token.revoke", "configuration/deletion"),
    ("system.push.", "authentication"),
    ("system.email.", "other"),
    ("system.org.rate_limit", "other"),
    ("system.sms.", "other"),
    ("system.voice.", "other"),
    ("security.request.blocked", "blocked"),
    ("security.threat", "threat"),
    ("security.attack", "threat"),
    ("user.account.report_suspicious", "threat"),
    ("user.risk.", "threat"),
    ("group.user_membership", "group"),
    ("group.", "group"),
    ("user.", "user"),
    ("app.user_management", "user"),
    ("application.user_membership", "user"),
    ("app.", "configuration"),
    ("application.", "configuration"),
    ("credential.", "configuration"),
    ("device.", "configuration"),
    ("event_hook.", "configuration"),
    ("iam.", "configuration"),
    ("inline_hook.", "configuration"),
    ("oauth2.", "configuration"),
    ("pki.", "configuration"),
    ("policy.", "configuration"),
    ("security.", "configuration"),
    ("support.", "configuration"),
    ("system.", "configuration"),
    ("workflows.", "configuration"),
    ("zone.", "configuration"),
)
_MEMBERSHIP = "membership"
_OUTCOMES = {"SUCCESS": "success", "ALLOW": "success", "FAILURE": "failure", "DENY": "failure"}
_FLAGS = {"true": True, "false": False}


def _url(text: str) -> Document:
    return url.url(text) if text[:1] == "/" else {}


_GEO = "client.geographicalContext"
_DEBUG = "debugContext.debugData"

CAPTURES: dict[str, Capture | tuple[Capture, ...]] = {
    "uuid": ecs("event.id"),
    "displayMessage": own("keyword", "what the event is, in words", name="display_message"),
    "legacyEventType": own("keyword", "name of the event before", name="legacy_event_type"),
    "severity": ecs("log.level", read=lower),
    "outcome.reason": ecs("event.reason"),
    "outcome.result": own("keyword", "result", name="outcome"),
    "actor.id": ecs("user.id"),
    "actor.alternateId": login(),
    "actor.displayName": ecs("user.full_name"),
    "actor.type": own("keyword", "kind of who did it", name="actor.type"),
    "client.ipAddress": ecs("source.ip", read=ip, related="ip"),
    "client.userAgent.rawUserAgent": ecs("user_agent.original"),
    "client.userAgent.os": ecs("user_agent.os.full"),
    "client.userAgent.browser": ecs("user_agent.name"),
    "client.device": ecs("user_agent.device.name"),
    "client.id": own("keyword", "client of OAuth", name="client_id"),
    "client.zone": own("keyword", "zone of the network", name="zone"),
    f"{_GEO}.city": ecs("source.geo.city_name"),
    f"{_GEO}.state": ecs("source.geo.region_name"),
    f"{_GEO}.country": ecs("source.geo.country_name"),
    f"{_GEO}.postalCode": ecs("source.geo.postal_code"),
    "securityContext.asNumber": ecs("source.as.number", read=count),
    "securityContext.asOrg": ecs("source.as.organization.name"),
    "securityContext.domain": ecs("source.domain", read=host_name, related="hosts"),
    "securityContext.isProxy": own("keyword", "whether the address is of a proxy", name="is_proxy"),
    "device.id": ecs("device.id"),
    "device.name": own("keyword", "name of the device", name="device.name", related="hosts"),
    "device.os_platform": own("keyword", "system of the device", name="device.os"),
    "device.os_version": own("keyword", "its version", name="device.os_version"),
    "device.managed": own("boolean", "whether the device is managed", read=_FLAGS.get, name="device.managed"),
    "device.registered": own("boolean", "whether the device is registered", read=_FLAGS.get,
    name="device.registered"),
    "request.ipChain.ip": ecs("network.forwarded_ip", read=ip, related="ip"),
    "authenticationContext.externalSessionId": own("keyword", "session", name="session_id"),
    "authenticationContext.rootSessionId": own("keyword", "session that it began with", name="root_session_id"),
    "authenticationContext.credentialType": own("keyword", "kind of credential", name="credential_type"),
    "authenticationContext.authenticationProvider": own("keyword", "who authenticated", name="provider"),
    "transaction.id": own("keyword", "transaction that the event is a part of", name="transaction.id"),
    "transaction.type": own("keyword", "kind of a transaction", name="transaction.type"),
    f"{_DEBUG}.requestId": ecs("http.request.id"),
    f"{_DEBUG}.url": Capture("url", "", _url, parts=("extension", "original", "path", "query")),
    f"{_DEBUG}.deviceFingerprint": own("keyword", "fingerprint of a browser", name="fingerprint"),
    f"{_DEBUG}.origin": ecs("http.request.referrer"),
    f"{_DEBUG}.risk": own("keyword", "level of a risk, and why", name="risk"),
    f"{_DEBUG}.behaviors": own("keyword", "what is unusual", name="behaviors"),
    f"{_DEBUG}.threatSuspected": own("keyword", "whether a threat is suspected", name="threat_suspected"),
    f"{_DEBUG}.factor": own("keyword", "factor", name="factor"),
    "target.User.id": ecs("user.target.id"),
    "target.User.alternateId": login("user.target"),
    "target.User.displayName": ecs("user.target.full_name"),
    "target.UserGroup.id": ecs("group.id"),
    "target.UserGroup.displayName": ecs("group.name"),
    "target.AppInstance.id": own("keyword", "identifier of an application", name="application.id"),
    "target.AppInstance.displayName": own("keyword", "kind of an application", name="application.kind"),
    "target.AppInstance.alternateId": own("keyword", "name of an application", name="application.name"),
    "target.PolicyRule.id": ecs("rule.id"),
    "target.PolicyRule.displayName": ecs("rule.name"),
    "target.PolicyOfRule.displayName": ecs("rule.ruleset"),
    "target.Device.id": ecs("device.id"),
    **dict.fromkeys(("target.ROLE.displayName", "target.Role.displayName"), own("keyword", "role", name="role")),
    **{
        f"target.{kind}.{name}": own("keyword", text, name=field)
        for kind in ("ConfidentialClientApp", "Device", "IDP", "NetworkZone", "PublicClientApp", "Token")
        for name, field, text in (("id", "target.id", "number of what is acted on"),
                                  ("displayName", "target.name", "its name"))
        if (kind, name) != ("Device", "id")
    },
    "target.PolicyEntity.id": ecs("rule.id"),
    "target.PolicyEntity.displayName": ecs("rule.name"),
    "target.types": own("keyword", "kinds of what is acted on", read=each(), name="target_types"),
}  # fmt: skip

VALUES = Values(
    "okta",
    ACTIONS,
    CAPTURES,
    read_by_product=f"eventType published request.ipChain target {_GEO}.geolocation.lat {_GEO}.geolocation.lon",
    names_actions=True,
)

PRODUCT = Product(
    vendor="Okta",
    name="Okta",
    versions="API v1",
    formats=("json",),
    signatures=(
        Members("uuid published eventType displayMessage actor"),
        Members("published eventType legacyEventType authenticationContext"),
    ),
    dataset="system",
    fields=("source.geo.location",),
    messages=VALUES,
)


def parse(record: Record) -> Document | None:
    """The document of an event; `None` if it has no name."""
    payload = objects.members(record)
    name, published = payload.get("eventType"), payload.get("published")
    if not isinstance(name, str) or not name:
        return None
    pairs = [*json.flattened(payload), *_targets(payload.get("target")), *_forwarded(payload.get("request"))]
    document = VALUES.document(_action(name), pairs, name)
    outcome = payload.get("outcome")
    result = outcome.get("result") if isinstance(outcome, dict) else None
    if isinstance(result, str) and result in _OUTCOMES:
        document["event"]["outcome"] = _OUTCOMES[result]
    _add_place(document, payload.get("client"))
    instant = record.clock.instant(published) if isinstance(published, str) else None
    record.set_time(document, instant)
    return document


def _action(name: str) -> str:
    """The kind of an event, by its name."""
    subject = next((found for beginning, found in _BEGINNINGS if name.startswith(beginning)), "other")
    if subject in ACTIONS:
        return subject
    kind = "change" if _MEMBERSHIP in name else verbs.type_of(name.rpartition(".")[2])
    return next((found for found in (f"{subject}/{kind}", f"{subject}/change") if found in ACTIONS), "other")


def _targets(targets: object) -> list[tuple[str, str]]:
    """The values of what is acted on, by its type: of an account of an application where there is no user."""
    found = [target for target in targets if isinstance(target, dict)] if isinstance(targets, list) else []
    kinds = [kind for target in found if isinstance(kind := target.get("type"), str)]
    pairs = []
    for target in found:
        kind = target.get("type")
        if kind == "AppUser" and "User" not in kinds:
            kind = "User"
        elif kind == "PolicyEntity" and "PolicyRule" in kinds:
            kind = "PolicyOfRule"
        pairs += [(f"target.{kind}.{name}", text) for name, text in json.flattened(target) if name != "type"]
    types = json.encode(sorted(set(kinds))) if kinds else None
    return pairs if types is None else [*pairs, ("target.types", types)]


def _forwarded(request: object) -> list[tuple[str, str]]:
    """The address of the first proxy after the client, if there is one."""
    chain = request.get("ipChain") if isinstance(request, dict) else None
    second = chain[1] if isinstance(chain, list) and len(chain) > 1 else None
    text = json.scalar(second.get("ip")) if isinstance(second, dict) else None
    return [] if text is None else [("request.ipChain.ip", text)]


def _add_place(document: Document, client: object) -> None:
    """Add where the source is, if that is known."""
    context = client.get("geographicalContext") if isinstance(client, dict) else None
    place = context.get("geolocation") if isinstance(context, dict) else None
    if isinstance(place, dict) and (point := geo_point(place.get("lat"), place.get("lon"))) is not None:
        document.setdefault("source", {}).setdefault("geo", {})["location"] = point
