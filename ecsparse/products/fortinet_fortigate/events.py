"""What a line of FortiOS is about, by its type and subtype, and what its values are called there.

Source: Fortinet, FortiOS Log Message Reference, 5.6 to 7.6: list of log types and subtypes, log ID definitions.
"""

from __future__ import annotations

from ecsparse.ecs.events import FAILURE, SUCCESS
from ecsparse.messages import actions

ACTIONS = actions("""
anomaly                      intrusion_detection network: info, alert | traffic exceeds a threshold of a
  denial-of-service policy
anomaly/blocked              intrusion_detection network: denied, alert
application-control          network: connection info | traffic is of an application that a profile knows
application-control/allowed  network: allowed connection
application-control/blocked  network: connection denied, alert
configuration-change         configuration: change | the configuration is changed
configuration-change/add     configuration: creation
configuration-change/delete  configuration: deletion
connection                   network: connection | traffic meets a policy, or a session ends
connection/allowed           network: allowed connection
connection/blocked           network: connection denied
connection/ended             network: allowed connection end
connection/started           network: allowed connection start
data-leak-detection          network: info, alert | data that must not leave, or that is watched, passes a profile
data-leak-detection/blocked  network: denied, alert
dhcp                         network: info protocol | a DHCP server of the firewall lends an address
dns-filter                   network: info protocol | a query or an answer of the DNS passes a profile
dns-filter/allowed           network: allowed protocol
dns-filter/blocked           network: denied protocol, alert
file-filter                  network: info | a file passes a profile
file-filter/allowed          network: allowed info
file-filter/blocked          network: denied info, alert
file-scan                    network: info | a file is too large to be scanned, damaged, of a type that is not let
  through, or sent for analysis
file-scan/allowed            network: allowed info
file-scan/blocked            network: denied info
intrusion-detection          intrusion_detection network: info, alert | traffic matches a signature of attacks, or a
  list of malicious addresses
intrusion-detection/allowed  intrusion_detection network: allowed, alert
intrusion-detection/blocked  intrusion_detection network: denied, alert
login                        authentication: start | an administrator, a user or a client of a VPN logs in
logout                       authentication: end | an administrator, a user or a client of a VPN logs out
mail-filter                  email: info | a mail passes a profile
mail-filter/blocked          email: info, alert
malware-detection            malware: info, alert | a file or a connection has malware
performance                  host: info, metric | how busy the firewall is
rest-request                 api: access | a program asks for something by the REST API
security-profile             network: info | what another security profile did
security-profile/allowed     network: allowed info
security-profile/blocked     network: denied info, alert
ssh-inspection               network: info protocol | an SSH connection passes a profile
ssh-inspection/allowed       network: allowed protocol
ssh-inspection/blocked       network: denied protocol, alert
system-event                 host: info | an event of the firewall itself, or of a log that is not known
tls-inspection               network: info protocol | a TLS connection passes a profile
tls-inspection/allowed       network: allowed protocol
tls-inspection/blocked       network: denied protocol, alert
tunnel                       network: connection info | a VPN tunnel is negotiated, opened or closed
tunnel/down                  network: connection end
tunnel/up                    network: connection start
tunnel-statistics            network: connection info, metric | what went through a tunnel
user-event                   authentication: info | an event of a user's authentication other than a login
voip                         network: info protocol | a message of SIP or SCCP passes a profile
web-attack                   intrusion_detection network: info, alert | a web request matches a rule of the web
  application firewall
web-attack/blocked           intrusion_detection network: denied, alert
web-request                  web: access | a web request passes a profile of the web filter
web-request/allowed          web: access, success
web-request/blocked          web: access, failure, alert
wireless-event               network: info | an event of an access point, or of a client of one
""")

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
_ALLOWED = frozenset(("allow", "allowed", "accept", "pass", "passthrough", "permit", "exempt", "log-only", "monitored"))
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
        # older versions say in the status what was done
        return _of_traffic(said.get("action") or said.get("status", ""))
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
    return {"rest-api": "rest-request", "user": "user-event", "wireless": "wireless-event"}.get(subtype, "system-event")


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
