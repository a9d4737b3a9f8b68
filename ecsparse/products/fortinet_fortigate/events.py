"""What a line of FortiOS is about, by its type and subtype, and what its values are called there.

Source: Fortinet, FortiOS Log Message Reference, 5.6 to 7.6: list of log types and subtypes, log ID definitions.
"""

from __future__ import annotations

from ecsparse.ecs.events import FAILURE, SUCCESS
from ecsparse.messages import Action

_TRAFFIC = "traffic meets a policy, or a session ends"
_WEB = "a web request passes a profile of the web filter"
_INTRUSION = "traffic matches a signature of attacks, or a list of malicious addresses"
_ANOMALY = "traffic exceeds a threshold of a denial-of-service policy"
_APPLICATION = "traffic is of an application that a profile knows"
_DNS = "a query or an answer of the DNS passes a profile"
_MAIL = "a mail passes a profile"
_FILE = "a file passes a profile"
_SCAN = "a file is too large to be scanned, damaged, of a type that is not let through, or sent for analysis"
_LEAK = "data that must not leave, or that is watched, passes a profile"
_WAF = "a web request matches a rule of the web application firewall"
_TLS = "a TLS connection passes a profile"
_SSH = "an SSH connection passes a profile"
_SECURITY = "what another security profile did"
_LOGIN = "an administrator, a user or a client of a VPN logs in"
_CONFIGURATION = "the configuration is changed"
_TUNNEL = "a VPN tunnel is negotiated, opened or closed"
_REST = "a program asks for something by the REST API"

_NETWORK = "network"
_ATTACK = "intrusion_detection network"

ACTIONS = {
    "anomaly": Action(_ANOMALY, _ATTACK, "info", kind="alert"),
    "anomaly/blocked": Action(_ANOMALY, _ATTACK, "denied", kind="alert"),
    "application-control": Action(_APPLICATION, _NETWORK, "connection info"),
    "application-control/allowed": Action(_APPLICATION, _NETWORK, "allowed connection"),
    "application-control/blocked": Action(_APPLICATION, _NETWORK, "connection denied", kind="alert"),
    "configuration-change": Action(_CONFIGURATION, "configuration", "change"),
    "configuration-change/add": Action(_CONFIGURATION, "configuration", "creation"),
    "configuration-change/delete": Action(_CONFIGURATION, "configuration", "deletion"),
    "connection": Action(_TRAFFIC, _NETWORK, "connection"),
    "connection/allowed": Action(_TRAFFIC, _NETWORK, "allowed connection"),
    "connection/blocked": Action(_TRAFFIC, _NETWORK, "connection denied"),
    "connection/ended": Action(_TRAFFIC, _NETWORK, "allowed connection end"),
    "connection/started": Action(_TRAFFIC, _NETWORK, "allowed connection start"),
    "data-leak-detection": Action(_LEAK, _NETWORK, "info", kind="alert"),
    "data-leak-detection/blocked": Action(_LEAK, _NETWORK, "denied", kind="alert"),
    "dhcp": Action("a DHCP server of the firewall lends an address", _NETWORK, "info protocol"),
    "dns-filter": Action(_DNS, _NETWORK, "info protocol"),
    "dns-filter/allowed": Action(_DNS, _NETWORK, "allowed protocol"),
    "dns-filter/blocked": Action(_DNS, _NETWORK, "denied protocol", kind="alert"),
    "file-filter": Action(_FILE, _NETWORK, "info"),
    "file-filter/allowed": Action(_FILE, _NETWORK, "allowed info"),
    "file-filter/blocked": Action(_FILE, _NETWORK, "denied info", kind="alert"),
    "file-scan": Action(_SCAN, _NETWORK, "info"),
    "file-scan/allowed": Action(_SCAN, _NETWORK, "allowed info"),
    "file-scan/blocked": Action(_SCAN, _NETWORK, "denied info"),
    "intrusion-detection": Action(_INTRUSION, _ATTACK, "info", kind="alert"),
    "intrusion-detection/allowed": Action(_INTRUSION, _ATTACK, "allowed", kind="alert"),
    "intrusion-detection/blocked": Action(_INTRUSION, _ATTACK, "denied", kind="alert"),
    "login": Action(_LOGIN, "authentication", "start"),
    "logout": Action("an administrator, a user or a client of a VPN logs out", "authentication", "end"),
    "mail-filter": Action(_MAIL, "email", "info"),
    "mail-filter/blocked": Action(_MAIL, "email", "info", kind="alert"),
    "malware-detection": Action("a file or a connection has malware", "malware", "info", kind="alert"),
    "performance": Action("how busy the firewall is", "host", "info", kind="metric"),
    "rest-request": Action(_REST, "api", "access"),
    "security-profile": Action(_SECURITY, _NETWORK, "info"),
    "security-profile/allowed": Action(_SECURITY, _NETWORK, "allowed info"),
    "security-profile/blocked": Action(_SECURITY, _NETWORK, "denied info", kind="alert"),
    "ssh-inspection": Action(_SSH, _NETWORK, "info protocol"),
    "ssh-inspection/allowed": Action(_SSH, _NETWORK, "allowed protocol"),
    "ssh-inspection/blocked": Action(_SSH, _NETWORK, "denied protocol", kind="alert"),
    "system-event": Action("an event of the firewall itself, or of a log that is not known", "host", "info"),
    "tls-inspection": Action(_TLS, _NETWORK, "info protocol"),
    "tls-inspection/allowed": Action(_TLS, _NETWORK, "allowed protocol"),
    "tls-inspection/blocked": Action(_TLS, _NETWORK, "denied protocol", kind="alert"),
    "tunnel": Action(_TUNNEL, _NETWORK, "connection info"),
    "tunnel/down": Action(_TUNNEL, _NETWORK, "connection end"),
    "tunnel/up": Action(_TUNNEL, _NETWORK, "connection start"),
    "tunnel-statistics": Action("what went through a tunnel", _NETWORK, "connection info", kind="metric"),
    "user-event": Action("an event of a user's authentication other than a login", "authentication", "info"),
    "voip": Action("a message of SIP or SCCP passes a profile", _NETWORK, "info protocol"),
    "web-attack": Action(_WAF, _ATTACK, "info", kind="alert"),
    "web-attack/blocked": Action(_WAF, _ATTACK, "denied", kind="alert"),
    "web-request": Action(_WEB, "web", "access"),
    "web-request/allowed": Action(_WEB, "web", "access", "success"),
    "web-request/blocked": Action(_WEB, "web", "access", "failure", kind="alert"),
    "wireless-event": Action("an event of an access point, or of a client of one", _NETWORK, "info"),
}

# The logs of `utm`, by `subtype`; older versions write these as the `type`.
_OF_SECURITY = {
    "anomaly": "anomaly",
    "app-ctrl": "application-control",
    "casb": "application-control",
    "cifs": "file-filter",
    "dlp": "data-leak-detection",
    "dns": "dns-filter",
    "emailfilter": "mail-filter",
    "file-filter": "file-filter",
    "forti-switch": "security-profile",
    "gtp": "security-profile",
    "icap": "security-profile",
    "ips": "intrusion-detection",
    "spam": "mail-filter",
    "ssh": "ssh-inspection",
    "ssl": "tls-inspection",
    "virtual-patch": "intrusion-detection",
    "virus": "malware-detection",
    "voip": "voip",
    "waf": "web-attack",
    "webfilter": "web-request",
    "ztna": "security-profile",
}
TYPES = frozenset(("traffic", "utm", "event", *_OF_SECURITY))

# Kinds of events that are of malware even without its name.
_MALICIOUS = frozenset(("botnet", "ems-threat-feed", "inline-block", "malware-list", "outbreak-prevention"))
_ENDED = frozenset(("close", "client-rst", "server-rst", "timeout", "client-reset", "server-reset"))
_ALLOWED = frozenset(
    ("allow", "allowed", "accept", "pass", "passthrough", "permit", "exempt", "log-only", "monitored")
)
_BLOCKED = frozenset((
    "block", "blocked", "deny", "denied", "drop", "dropped", "reset", "reset_client", "reset_server",
    "drop_session", "clear_session", "discard", "redirect", "quarantine", "ban", "spam", "blocked-session",
))  # fmt: skip
# What a detection is called in the logs of its profile, and its number.
_DETECTIONS = {"attack": "detected", "virus": "detected", "filtername": "detected", "rulename": "detected"}
_NUMBERS = {"attackid": "detected_id", "virusid": "detected_id", "ruleid": "detected_id"}
_POLICIES = {"policyid": "policy_id", "policyname": "policy_name", "poluuid": "policy_uuid"}
_OF_DETECTIONS = {**_DETECTIONS, **_NUMBERS, **_POLICIES}
_PARTIES = {"from": "from_party", "to": "to_party"}
_OF_LOGS = {
    "dhcp": {"hostname": "client_name", "ip": "client_ip", "mac": "client_mac"},
    "rest-request": {"method": "httpmethod", "status": "status_code"},
    "security-profile": _PARTIES,
    "tls-inspection": {"sn": "certificate"},
    "voip": {
        **_PARTIES,
        "dst_int": "dstintf",
        "dst_port": "dstport",
        "event_id": "eventid",
        "session_id": "sessionid",
        "src_int": "srcintf",
        "src_port": "srcport",
        "voip_proto": "service",
    },
}
_OF_EVENTS = {"dst_int": "dstintf", "hostname": "host", "src_int": "srcintf"}
# The host that FortiClient runs on.
_OF_ENDPOINTS = {"hostname": "srcname", "ip": "srcip"}
_NAMES: dict[str, str] = {}

_CHANGES = {"add": "add", "delete": "delete"}
_LOGINS = ("login", "logon", "authentication", "-auth", "ssl-login-fail")
_LOGOUTS = ("logout", "logoff")
_FAILED_LOGINS = ("fail", "denied", "disabled", "lockout", "locked")
_REST_OUTCOMES = {"47301": "success", "47302": "failure"}


def action(said: dict[str, str]) -> str:
    """The action of a line, with its variant."""
    kind = said["type"]
    if kind == "traffic":
        return _of_traffic(said.get("action", ""))
    if kind == "event":
        return _of_event(said)
    name = _OF_SECURITY.get(said["subtype"] if kind == "utm" else kind, "security-profile")
    if name == "malware-detection" and "virus" not in said and said.get("eventtype") not in _MALICIOUS:
        name = "file-scan"
    done = said.get("action", "").lower()
    variant = "blocked" if done in _BLOCKED else "allowed" if done in _ALLOWED else ""
    return whole if (whole := f"{name}/{variant}") in ACTIONS else name


def _of_traffic(done: str) -> str:
    if done == "deny":
        return "connection/blocked"
    if done == "start":
        return "connection/started"
    if done in _ENDED:
        return "connection/ended"
    return "connection/allowed" if done else "connection"


def _of_event(said: dict[str, str]) -> str:
    done, subtype = said.get("action", "").lower(), said["subtype"]
    if "cfgpath" in said:
        name = f"configuration-change/{_CHANGES.get(done, '')}"
        return name if name in ACTIONS else "configuration-change"
    if done == "perf-stats":
        return "performance"
    if done == "tunnel-stats":
        return "tunnel-statistics"
    if done.endswith(_LOGOUTS):
        return "logout"
    if done.endswith(_LOGINS) and subtype != "wireless":
        return "login"
    if "dhcp_msg" in said:
        return "dhcp"
    if subtype == "vpn":
        return {"tunnel-up": "tunnel/up", "tunnel-down": "tunnel/down"}.get(done, "tunnel")
    return {"rest-api": "rest-request", "user": "user-event", "wireless": "wireless-event"}.get(
        subtype, "system-event"
    )


def names(said: dict[str, str], name: str) -> dict[str, str]:
    """What values of a line with the action `name` are called in `fields`, where they mean something else there."""
    of_log = _OF_LOGS.get(name.partition("/")[0], _NAMES)
    if said["type"] == "event":
        return {**_OF_EVENTS, **(_OF_ENDPOINTS if said["subtype"] == "endpoint" else _NAMES), **of_log}
    return of_log if said.keys().isdisjoint(_DETECTIONS) else {**_OF_DETECTIONS, **of_log}


def outcome(said: dict[str, str], name: str) -> str | None:
    """`event.outcome` of an event, `None` if the line does not say it."""
    if said["type"] != "event":
        return None
    if name == "rest-request":
        return _REST_OUTCOMES.get(said.get("logid", "")[-5:])
    status, done = said.get("status", "").lower(), said.get("action", "").lower()
    # FSSO says of a login whose server was sure: status="logon"
    if status in SUCCESS or (name == "login" and status == "logon"):
        return "success"
    described = said.get("logdesc", "").lower()
    if status in FAILURE or done.endswith("-fail"):
        return "failure"
    if name == "login" and any(word in described for word in _FAILED_LOGINS):
        return "failure"
    return None
