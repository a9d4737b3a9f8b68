"""What logs are about, and the words of the firewall that say how it ended."""

from __future__ import annotations

from ecsparse.messages import Action, actions

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

ACTIONS = actions(
    """
account-locked                  iam: user change, success | an account is locked after too many failures
audit-command                   configuration: access | an administrator gives a command
audit-command/failed            configuration: access, failure
audit-command/succeeded         configuration: access, success
authentication                  authentication: info | a user or an administrator authenticates
authentication/failed           authentication: start, failure
authentication/succeeded        authentication: start, success
certificate-expired             configuration: info | a certificate of the firewall has expired
configuration-change            configuration: change | an administrator changes the configuration, or commits it
configuration-change/failed     configuration: change, failure
configuration-change/succeeded  configuration: change, success
content-update                  package: info | content or software is looked for, loaded or installed
content-update/failed           package: info, failure
content-update/installed        package: installation, success
correlated-event                intrusion_detection: info, alert | several events of a host show that it is
  compromised
dhcp-client                     network: info | an interface of the firewall receives an address
dhcp-lease                      network: info | the firewall's DHCP server gives an address, or takes it back
dns-lookup                      network: info protocol + dns | DNS Security tells of a name that is looked up, or of
  the answer
file-transfer                   file: access | a file passes the firewall
file-transfer/allowed           file: access, success
file-transfer/denied            file: access, failure
gtp-event                       network: info | an event of a mobile network's GTP
ha-change                       host: change | a member of a cluster changes its state, or notes one
hip-match                       host: info | a host's information matches an object or a profile
interface-change                host: change | an interface goes up or down
ip-tag                          configuration: change | an address gets or loses a tag
logout                          authentication: end | an administrator logs out, or a session times out
restart                         host: change | the firewall starts, or shuts down
routing-change                  network: info | a neighbour or a route comes or goes
sctp-event                      network: connection | an event of SCTP
server-connection/failed        network: connection, failure | the firewall connects to a server
server-connection/succeeded     network: connection, success
session-denied                  network: connection denied | a session of traffic begins, ends, or is refused
session-ended                   network: connection end
session-ended/allowed           network: connection end allowed
session-ended/denied            network: connection end denied
session-started                 network: connection start
session-started/allowed         network: connection start allowed
session-started/denied          network: connection start denied
system-event                    host: info | an event of the firewall itself, or of a kind that is not known
tls-inspection                  network: connection protocol | a TLS connection is decrypted, or cannot be
tunnel                          network: connection info | an IPsec tunnel is negotiated, or deleted
tunnel/failed                   network: connection info, failure
tunnel/succeeded                network: connection info, success
url-access                      web: access | a URL is asked for
url-access/allowed              web: access, success
url-access/denied               web: access, failure
user-logged-in                  session: start | a user is mapped to an address
user-logged-out                 session: end | the mapping of a user ends
user-mapping                    session: info | what is known of a user changes
vpn-authentication              authentication: info | a user logs in to a GlobalProtect portal or gateway
vpn-authentication/failed       authentication: start, failure
vpn-authentication/succeeded    authentication: start, success
vpn-event                       network: info | a GlobalProtect client connects, disconnects, or is configured
vpn-event/failed                network: info, failure
vpn-event/succeeded             network: info, success
vpn-connected                   network: start connection | a GlobalProtect client is connected
vpn-connected/succeeded         network: start connection, success
vpn-disconnected                network: end connection | a GlobalProtect client is disconnected
vpn-disconnected/succeeded      network: end connection, success
""",
    dns={"network": {"protocol": "dns"}},
)
for _action, _meaning, _categories in (*_THREATS.values(), _OTHER_THREAT):
    ACTIONS[_action] = Action(_meaning, _categories, "info", kind="alert")
    for _variant in ("allowed", "denied"):
        # of malware, ECS allows nothing else; `paloalto_panos.action` says what was done
        _type = "info" if "malware" in _categories else _variant
        ACTIONS[f"{_action}/{_variant}"] = Action(_meaning, _categories, _type, kind="alert")

_ALLOWED = frozenset(("alert", "allow", "continue", "forward", "override", "syncookie-sent", "wildfire-upload-success"))
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
