"""What logs are about, and the words of the firewall that say how it ended."""

from __future__ import annotations

from ecsparse.messages import Action

_SESSION = "a session of traffic begins, ends, or is refused"
_LOGIN = "a user or an administrator authenticates"
_CONFIG = "an administrator changes the configuration, or commits it"
_VPN = "a GlobalProtect client connects, disconnects, or is configured"
_CONNECTED = "a GlobalProtect client is connected"
_DISCONNECTED = "a GlobalProtect client is disconnected"
_VPN_LOGIN = "a user logs in to a GlobalProtect portal or gateway"
_TUNNEL = "an IPsec tunnel is negotiated, or deleted"
_COMMAND = "an administrator gives a command"
_UPDATE = "content or software is looked for, loaded or installed"
_LINK = "an interface goes up or down"
_SERVER = "the firewall connects to a server"

# What a threat log's subtype is about: the action, its meaning and its categories.
_THREATS = {
    "data": ("data-filtering", "data matches a pattern that is looked for", "intrusion_detection network"),
    "dns": ("dns-security", "a DNS query is for a malicious name", "intrusion_detection network"),
    "flood": ("flood", "a flood of packets is detected", "intrusion_detection network"),
    "packet": ("packet-protection", "a packet is malformed, or an attack", "intrusion_detection network"),
    "scan": ("scan", "a scan is detected", "intrusion_detection network"),
    "spyware": ("spyware", "spyware is detected", "malware intrusion_detection network"),
    "virus": ("virus", "a virus is detected", "malware intrusion_detection network"),
    "vulnerability": ("exploit", "the exploit of a vulnerability is detected", "intrusion_detection network"),
    "wildfire": ("sandbox-verdict", "WildFire says what a file is", "malware intrusion_detection network"),
}
_OTHER_THREAT = ("threat", "a threat of another kind is detected", "intrusion_detection network")
# Other names of subtypes.
_SAME = {
    "dlp": "data", "dlp-non-file": "data", "inline-cloud-analyzed-cmd": "spyware", "ml-virus": "virus",
    "ml-spyware": "spyware", "wildfire-virus": "virus",
}  # fmt: skip

ACTIONS = {
    "account-locked": Action("an account is locked after too many failures", "iam", "user change", "success"),
    "audit-command": Action(_COMMAND, "configuration", "access"),
    "audit-command/failed": Action(_COMMAND, "configuration", "access", "failure"),
    "audit-command/succeeded": Action(_COMMAND, "configuration", "access", "success"),
    "authentication": Action(_LOGIN, "authentication", "info"),
    "authentication/failed": Action(_LOGIN, "authentication", "start", "failure"),
    "authentication/succeeded": Action(_LOGIN, "authentication", "start", "success"),
    "certificate-expired": Action("a certificate of the firewall has expired", "configuration", "info"),
    "configuration-change": Action(_CONFIG, "configuration", "change"),
    "configuration-change/failed": Action(_CONFIG, "configuration", "change", "failure"),
    "configuration-change/succeeded": Action(_CONFIG, "configuration", "change", "success"),
    "content-update": Action(_UPDATE, "package", "info"),
    "content-update/failed": Action(_UPDATE, "package", "info", "failure"),
    "content-update/installed": Action(_UPDATE, "package", "installation", "success"),
    "correlated-event": Action(
        "several events of a host show that it is compromised", "intrusion_detection", "info", kind="alert"
    ),
    "dhcp-client": Action("an interface of the firewall receives an address", "network", "info"),
    "dhcp-lease": Action("the firewall's DHCP server gives an address, or takes it back", "network", "info"),
    "dns-lookup": Action(
        "DNS Security tells of a name that is looked up, or of the answer",
        "network",
        "info protocol",
        also={"network": {"protocol": "dns"}},
    ),
    "file-transfer": Action("a file passes the firewall", "file", "access"),
    "file-transfer/allowed": Action("a file passes the firewall", "file", "access", "success"),
    "file-transfer/denied": Action("a file passes the firewall", "file", "access", "failure"),
    "gtp-event": Action("an event of a mobile network's GTP", "network", "info"),
    "ha-change": Action("a member of a cluster changes its state, or notes one", "host", "change"),
    "hip-match": Action("a host's information matches an object or a profile", "host", "info"),
    "interface-change": Action(_LINK, "host", "change"),
    "ip-tag": Action("an address gets or loses a tag", "configuration", "change"),
    "logout": Action("an administrator logs out, or a session times out", "authentication", "end"),
    "restart": Action("the firewall starts, or shuts down", "host", "change"),
    "routing-change": Action("a neighbour or a route comes or goes", "network", "info"),
    "sctp-event": Action("an event of SCTP", "network", "connection"),
    "server-connection/failed": Action(_SERVER, "network", "connection", "failure"),
    "server-connection/succeeded": Action(_SERVER, "network", "connection", "success"),
    "session-denied": Action(_SESSION, "network", "connection denied"),
    "session-ended": Action(_SESSION, "network", "connection end"),
    "session-ended/allowed": Action(_SESSION, "network", "connection end allowed"),
    "session-ended/denied": Action(_SESSION, "network", "connection end denied"),
    "session-started": Action(_SESSION, "network", "connection start"),
    "session-started/allowed": Action(_SESSION, "network", "connection start allowed"),
    "session-started/denied": Action(_SESSION, "network", "connection start denied"),
    "system-event": Action("an event of the firewall itself, or of a kind that is not known", "host", "info"),
    "tls-inspection": Action("a TLS connection is decrypted, or cannot be", "network", "connection protocol"),
    "tunnel": Action(_TUNNEL, "network", "connection info"),
    "tunnel/failed": Action(_TUNNEL, "network", "connection info", "failure"),
    "tunnel/succeeded": Action(_TUNNEL, "network", "connection info", "success"),
    "url-access": Action("a URL is asked for", "web", "access"),
    "url-access/allowed": Action("a URL is asked for", "web", "access", "success"),
    "url-access/denied": Action("a URL is asked for", "web", "access", "failure"),
    "user-logged-in": Action("a user is mapped to an address", "session", "start"),
    "user-logged-out": Action("the mapping of a user ends", "session", "end"),
    "user-mapping": Action("what is known of a user changes", "session", "info"),
    "vpn-authentication": Action(_VPN_LOGIN, "authentication", "info"),
    "vpn-authentication/failed": Action(_VPN_LOGIN, "authentication", "start", "failure"),
    "vpn-authentication/succeeded": Action(_VPN_LOGIN, "authentication", "start", "success"),
    "vpn-event": Action(_VPN, "network", "info"),
    "vpn-event/failed": Action(_VPN, "network", "info", "failure"),
    "vpn-event/succeeded": Action(_VPN, "network", "info", "success"),
    "vpn-connected": Action(_CONNECTED, "network", "start connection"),
    "vpn-connected/succeeded": Action(_CONNECTED, "network", "start connection", "success"),
    "vpn-disconnected": Action(_DISCONNECTED, "network", "end connection"),
    "vpn-disconnected/succeeded": Action(_DISCONNECTED, "network", "end connection", "success"),
}
for _action, _meaning, _categories in (*_THREATS.values(), _OTHER_THREAT):
    ACTIONS[_action] = Action(_meaning, _categories, "info", kind="alert")
    for _variant in ("allowed", "denied"):
        # of malware, ECS allows nothing else; `paloalto_panos.action` says what was done
        _type = "info" if "malware" in _categories else _variant
        ACTIONS[f"{_action}/{_variant}"] = Action(_meaning, _categories, _type, kind="alert")

_ALLOWED = frozenset(
    ("alert", "allow", "continue", "forward", "override", "syncookie-sent", "wildfire-upload-success")
)
_DENIED = frozenset((
    "block", "block-continue", "block-ip", "block-override", "block-url", "cookie-fail", "deny", "drop", "drop-all",
    "drop-all-packets", "drop-icmp", "drop-packet", "dropped", "random-drop", "reset", "reset-both", "reset-client",
    "reset-server", "sinkhole",
))  # fmt: skip

_FAILED = frozenset(("fail", "failed", "failure", "unauthorized"))
_SUCCEEDED = frozenset(("succeeded", "success"))

_OF_SESSIONS = {
    "deny": "session-denied",
    "drop": "session-denied",
    "end": "session-ended",
    "start": "session-started",
}
_OF_USERS = {"login": "user-logged-in", "logout": "user-logged-out"}
_OF_VPN = {
    "gateway-auth": "vpn-authentication",
    "gateway-connected": "vpn-connected",
    "gateway-logout": "vpn-disconnected",
    "gw-auth": "vpn-authentication",
    "portal-auth": "vpn-authentication",
}
_OF_TYPES = {
    "AUDIT": "audit-command", "AUTH": "authentication", "AUTHENTICATION": "authentication",
    "CONFIG": "configuration-change", "CORRELATION": "correlated-event", "DECRYPTION": "tls-inspection",
    "DNS": "dns-lookup", "GTP": "gtp-event", "HIP-MATCH": "hip-match", "HIPMATCH": "hip-match", "IPTAG": "ip-tag",
    "SCTP": "sctp-event",
}  # fmt: skip


def _decided(action: str) -> str:
    """The variant that the firewall's `action` makes of an event."""
    if action in _ALLOWED:
        return "allowed"
    return "denied" if action in _DENIED else ""


def _ended(result: str) -> str:
    """The variant that a `result` makes of an event."""
    words = result.lower().split()
    if not _FAILED.isdisjoint(words):
        return "failed"
    return "" if _SUCCEEDED.isdisjoint(words) else "succeeded"


def action_of(kind: str, said: dict[str, str]) -> str:
    """The action of a log of the type `kind`, with its variant; for SYSTEM, one of which nothing is known."""
    subtype = said.get("subtype", "").lower()
    decision = said.get("action", "").lower()
    variant = ""
    if kind == "THREAT":
        known = {"url": "url-access", "file": "file-transfer"}.get(subtype)
        action = known or _THREATS.get(_SAME.get(subtype, subtype), _OTHER_THREAT)[0]
        variant = _decided(decision)
    elif kind in {"TRAFFIC", "TUNNEL", "START", "END"}:
        action = _OF_SESSIONS.get(subtype or kind.lower(), "session-started")
        variant = _decided(decision)
    elif kind == "USERID":
        action = _OF_USERS.get(subtype, "user-mapping")
    elif kind == "GLOBALPROTECT":
        variant = _ended(said.get("status", ""))
        action = _OF_VPN.get(said.get("eventid", ""), "vpn-event")
        if variant == "failed" and action in {"vpn-connected", "vpn-disconnected"}:
            action = "vpn-event"
    else:
        action = _OF_TYPES.get(kind, "system-event")
        result = said.get("event" if action == "authentication" else "result", "")
        variant = _ended(result) if action in {"audit-command", "authentication", "configuration-change"} else ""
    name = f"{action}/{variant}"
    return name if name in ACTIONS else action
