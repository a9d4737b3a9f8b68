r"""Zscaler Private Access: what users reach, how they and connectors are connected, requests, and administration.

Layout:
    {"LogTimestamp":"Tue Oct 31 15:09:55 2023","Customer":"Example","SessionID":"SqyZ","ConnectionID":"SqyZ,Q+Ej",
        "ConnectionStatus":"open","IPProtocol":6,"Username":"alice@example.com","ServicePort":443,
        "ClientPublicIP":"192.0.2.20","Application":"wiki","ServerIP":"198.51.100.7","ServerPort":443,…}

    A record an object, as the Log Streaming Service sends JSON. Which members there are is a setting. Templates in
    LEEF are read by `leef`.

Source: Zscaler Help, ZPA: user activity, user status, App Connector status, browser access, AppProtection and
    audit log fields.

Timestamps: `LogTimestamp`, UTC, to the second; `modifiedTime` of audit logs, to the millisecond.

Quirks:
    Members of audit logs begin with a capital or not: `audit.log`.
    A server, a tenant and coordinates that are not known are `0`: `activity.log`.
    Bytes of a user are those that the service edge and the client exchanged: `activity.log`.
    The address of who signs in is in what there is afterwards, JSON in a text: `denied.log`.
    Where no server is reached, the port is the one that the client asked for; the reason may be a policy:
    `denied.log`.

Other readings:
    `event.outcome` of a session that is open: it says nothing about how it went.
"""

from __future__ import annotations

from ecsparse.ecs import verbs
from ecsparse.ecs.events import TRANSPORTS
from ecsparse.ecs.pieces import geo_point, ip
from ecsparse.ecs.places import count, first_address, host_name, port_number
from ecsparse.ecs.url import url
from ecsparse.ecs.web import status_code
from ecsparse.formats import json, objects
from ecsparse.messages import actions
from ecsparse.messages.captures import Capture, ecs, login, own
from ecsparse.messages.values import Values, computer, number, word
from ecsparse.record import Document, Members, Product, Record

_HTTP = {"network": {"protocol": "http"}}

ACTIONS = actions(
    """
admin-action/access        configuration: access | an administrator managed an object
admin-action/change        configuration: change
admin-action/creation      configuration: creation
admin-action/deletion      configuration: deletion
admin-login                authentication: start, success | an administrator signs in
admin-login/failed         authentication: start, failure
admin-logout               authentication: end | an administrator signs out
app-connection             network: connection | a connection of a user to an application
app-connection/denied      network: connection denied end
app-connection/end         network: connection end
app-connection/start       network: connection start
connector-status           host: info | how a user or a connector is connected to the cloud
user-status                session: info
user-status/authenticated  authentication session: start, success
user-status/disconnected   session: end
user-status/failed         authentication: start, failure
web-inspection             web: access + http | a request was inspected
web-request                web: access + http | a request of HTTP was answered
web-request/failed         web: access, failure + http
web-request/succeeded      web: access, success + http
""",
    http=_HTTP,
)
_PHASES = {"open": "app-connection/start", "close": "app-connection/end"}
_STATES = {
    "ZPN_STATUS_AUTHENTICATED": "user-status/authenticated", "ZPN_STATUS_DISCONNECTED": "user-status/disconnected",
    "ZPN_STATUS_AUTH_FAILED": "user-status/failed",
}  # fmt: skip
# What is 0 where there is none.
_ZEROS = (
    "AppGroup", "Application", "Connector", "ConnectorIP", "ConnectorPort", "ConnectorZEN", "MicroTenantID", "Policy",
    "Server", "ServerIP", "ServerPort", "StatusCode",
)  # fmt: skip
_FIRST_FAILURE = 400
_SIGN_INS = {"Sign In": "admin-login", "Sign In Failure": "admin-login/failed", "Sign Out": "admin-logout"}
# Why a connection is not set up: a policy says so, or there is none.
_DENIALS = ("BRK_MT_SETUP_FAIL_NO_POLICY_FOUND", "BRK_MT_SETUP_FAIL_REJECTED_BY_POLICY")


def _transport(text: str) -> str | None:
    return TRANSPORTS.get(text)


def _path(text: str) -> Document:
    return url(text) if text[:1] == "/" or "://" in text else {}


def _list(text: str) -> list[str] | None:
    return [part.strip() for part in text.split(",") if part.strip()] or None


_SOURCE = ecs("source.ip", read=ip, related="ip")
_PRIVATE = own("ip", "address of the client in its network", read=ip, name="client.private_ip", related="ip")

CAPTURES: dict[str, Capture | tuple[Capture, ...]] = {
    "Customer": ecs("organization.name"),
    "customerID": ecs("organization.id"),
    "MicroTenantID": word("tenant within the organization", "tenant_id"),
    "SessionID": word("session", "session_id"),
    "ConnectionID": ecs("event.id"),
    "ConnectionStatus": word("whether the connection is open", "connection_status"),
    "SessionStatus": word("state of the session", "session_status"),
    "SessionType": word("kind of session", "session_type"),
    **dict.fromkeys(("InternalReason", "ConnectionReason"), ecs("event.reason")),
    **dict.fromkeys(("Username", "NameID", "UserID", "modifiedByUser", "user"), login()),
    **dict.fromkeys(("ClientPublicIP", "ClientPublicIp", "PublicIP", "remoteIP"), _SOURCE),
    **dict.fromkeys(("ClientPrivateIP", "ClientPrivateIp", "PrivateIP"), _PRIVATE),
    **dict.fromkeys(("ClientPublicPort", "ClientPort"), ecs("source.port", read=port_number)),
    **dict.fromkeys(("ClientCountryCode", "CountryCode"), ecs("source.geo.country_iso_code")),
    **dict.fromkeys(("ClientCity", "City"), ecs("source.geo.city_name")),
    "IPProtocol": ecs("network.transport", read=_transport),
    "Host": (ecs("destination.domain", read=host_name, related="hosts"), ecs("destination.ip", read=ip, related="ip")),
    "ServerIP": ecs("destination.ip", read=ip, related="ip"),
    "ServerPort": ecs("destination.port", read=port_number),
    "ServicePort": own("long", "port that the client asked for", read=port_number, name="service_port"),
    "Application": word("application", "application"),
    "AppGroup": word("group of the application", "application_group"),
    "Policy": ecs("rule.name"),
    "ClientZEN": word("service edge of the client", "client.edge"),
    "ZEN": word("service edge", "edge"),
    "Connector": word("connector", "connector.name"),
    "ConnectorGroup": word("group of the connector", "connector.group"),
    "ConnectorZEN": word("service edge of the connector", "connector.edge"),
    "ConnectorIP": own("ip", "address of the connector", read=ip, name="connector.ip", related="ip"),
    "ConnectorPort": own("long", "port of the connector", read=port_number, name="connector.port"),
    "ConnectionSetupTime": number("microseconds that the connection took", "setup_time"),
    **dict.fromkeys(("ZENTotalBytesRxClient", "TotalBytesRx"), ecs("source.bytes", read=count)),
    **dict.fromkeys(("ZENTotalBytesTxClient", "TotalBytesTx"), ecs("destination.bytes", read=count)),
    "Idp": word("who vouches for the user", "identity_provider"),
    "Hostname": computer(),
    "Platform": word("operating system", "platform"),
    "Version": word("version of the client or the connector", "version"),
    "ClientType": word("kind of client", "client.type"),
    "CertificateCN": ecs("tls.client.x509.subject.common_name", read=_list),
    "TrustedNetworksNames": own("keyword", "networks that are trusted", read=_list, name="trusted_networks"),
    "PosturesHit": own("keyword", "postures that the device has", read=_list, name="postures.hit"),
    **dict.fromkeys(
        ("PosturesMiss", "PosturesMisses"),
        own("keyword", "postures that the device lacks", read=_list, name="postures.missed"),
    ),
    "SAMLAttributes": word("what the identity provider says of the user", "saml_attributes"),
    "CPUUtilization": number("load of the processor in percent", "connector.cpu"),
    "MemUtilization": number("use of the memory in percent", "connector.memory"),
    # requests
    "Method": ecs("http.request.method"),
    "URL": Capture("url", "", _path, parts=("extension", "original", "path", "query")),
    "UserAgent": ecs("user_agent.original"),
    "XFF": ecs("network.forwarded_ip", read=first_address, related="ip"),
    "StatusCode": ecs("http.response.status_code", read=status_code),
    "RequestSize": ecs("http.request.bytes", read=count),
    "ResponseSize": ecs("http.response.bytes", read=count),
    "Exporter": word("exporter that the browser asked", "exporter"),
    "Origin": word("origin of the request", "origin"),
    # administration
    "auditOperationType": word("what was done", "operation"),
    "objectType": word("kind of object", "object.type"),
    "objectName": word("name of the object", "object.name"),
    "objectID": word("identifier of the object", "object.id"),
    "auditOldValue": word("what was before, as JSON", "object.before"),
    "auditNewValue": word("what was afterwards, as JSON", "object.after"),
    "requestID": ecs("http.request.id"),
    "modifiedBy": ecs("user.id"),
}

VALUES = Values(
    "zscaler_zpa",
    ACTIONS,
    CAPTURES,
    read_by_product="ClientLatitude ClientLongitude Latitude Longitude",
    times={
        "LogTimestamp": "@timestamp",
        "modifiedTime": "@timestamp",
        "TimestampConnectionStart": "event.start",
        "TimestampConnectionEnd": "event.end",
        "TimestampAuthentication": "event.start",
        "TimestampUnAuthentication": "event.end",
    },
)

PRODUCT = Product(
    vendor="Zscaler",
    name="Private Access",
    versions="LSS",
    formats=("json",),
    signatures=(
        Members("LogTimestamp Customer SessionID ConnectionID"),
        Members("LogTimestamp Customer SessionID SessionStatus"),
        Members("LogTimestamp ConnectionID Exporter"),
        Members("LogTimestamp Customer ConnectionID ExchangeSequenceIndex"),
        Members("auditOperationType objectType objectID"),
        Members("AuditOperationType ObjectType ObjectID"),
    ),
    dataset="log",
    fields=("observer.product", "observer.vendor", "source.geo.location"),
    messages=VALUES,
)

_OBSERVER = {"product": "ZPA", "vendor": "Zscaler"}


def parse(record: Record) -> Document | None:
    """The document of a record; `None` if it is of no kind that is known."""
    payload = objects.members(record)
    said = dict(json.flattened(payload))
    if "AuditOperationType" in said:
        said = {f"{name[:1].lower()}{name[1:]}": value for name, value in said.items()}
    action = _action(said)
    if action is None:
        return None
    remote = _remote(said.get("auditNewValue", ""))
    if remote is not None:
        said["remoteIP"] = remote
    for name in _ZEROS:
        if said.get(name) == "0":
            del said[name]
    if said.get("ServicePort", "0") != "0":
        said.setdefault("ServerPort", said["ServicePort"])
    if "LogTimestamp" in said:
        said["LogTimestamp"] += " UTC"
    document = VALUES.document(action, said, "", record)
    document["observer"] = _OBSERVER
    places = ((payload.get(f"{of}Latitude"), payload.get(f"{of}Longitude")) for of in ("Client", ""))
    point = next((found for place in places if (found := geo_point(*place)) is not None), None)
    if point is not None:
        document.setdefault("source", {}).setdefault("geo", {})["location"] = point
    return document


def _remote(text: str) -> str | None:
    """The address in what there is after an audited action, as JSON; `None` if there is none."""
    try:
        found = json.decode(text) if text[:1] == "{" else None
    except ValueError:
        return None
    return json.scalar(found.get("remoteIP")) if isinstance(found, dict) else None


def _action(said: dict[str, str]) -> str | None:
    """The kind of an event, by the members that it has."""
    if "auditOperationType" in said:
        if said["auditOperationType"] in _SIGN_INS:
            return _SIGN_INS[said["auditOperationType"]]
        kind = verbs.type_of(said["auditOperationType"])
        return f"admin-action/{kind}" if f"admin-action/{kind}" in ACTIONS else "admin-action/change"
    if "ExchangeSequenceIndex" in said:
        return "web-inspection"
    if "Exporter" in said or "StatusCode" in said:
        code = status_code(said.get("StatusCode", ""))
        if code is None:
            return "web-request"
        return f"web-request/{'succeeded' if code < _FIRST_FAILURE else 'failed'}"
    if "ConnectionStatus" in said:
        if said.get("InternalReason", "").startswith(_DENIALS):
            return "app-connection/denied"
        return _PHASES.get(said["ConnectionStatus"], "app-connection")
    if "SessionStatus" in said:
        if "Username" in said:
            return _STATES.get(said["SessionStatus"], "user-status")
        return "connector-status"
    return None
