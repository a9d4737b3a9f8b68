"""What happened, by the log of a line: the vocabulary of `event.action`.

Source: Sophos Firewall, syslog guide, v17.5 to v21: log types, components and subtypes; UTM 9: `sys` and `sub`.
"""

from __future__ import annotations

from ecsparse.messages import actions

ACTIONS = actions("""
administration                    configuration: change | an administrator changes a setting, or the API or the
  console does
administration/failed             configuration: change, failure
administration/succeeded          configuration: change, success
application-use                   network: access | traffic of an application meets a policy
application-use/allowed           network: access allowed
application-use/blocked           network: access denied
connection                        network: connection | a packet or a connection meets a rule
connection/allowed                network: allowed connection
connection/blocked                network: connection denied
dhcp-lease                        network: protocol | a DHCP lease is given, renewed or taken back
file-analysis                     file: info | a file is analysed in a sandbox
health                            host: info, metric | how busy the firewall is
heartbeat                         host: info | the state of a computer with an agent
intrusion-detection               intrusion_detection network: info, alert | IPS detects an attack
intrusion-detection/allowed       intrusion_detection network: allowed info, alert
intrusion-detection/blocked       intrusion_detection network: denied info, alert
login                             authentication: info | a user or an administrator is authenticated
login/failed                      authentication: start, failure
login/succeeded                   authentication: start, success
logout                            authentication: end | a user or an administrator logs out
mail                              email: info | a mail is scanned, passed or quarantined
malware-detection                 malware: info, alert | a file or a mail holds malware
sd-wan                            network: info | a route or a gateway is chosen or measured
system-event                      host: info | an event of the firewall itself, or of a log that is not known
threat-detection                  intrusion_detection network: info, alert | a host talks to a server of malware
threat-detection/blocked          intrusion_detection network: denied info, alert
tls-inspection                    network: connection protocol | a TLS connection meets an inspection rule
tls-inspection/blocked            network: connection denied protocol
tunnel                            network: connection info | a VPN tunnel is opened or closed
tunnel/closed                     network: connection end
tunnel/failed                     network: connection info, failure
tunnel/opened                     network: connection start
web-application-firewall          web: access | a request to a protected web server is checked
web-application-firewall/allowed  web: access, success
web-application-firewall/blocked  web: access, failure, alert
web-request                       web: access | a web request meets a policy
web-request/allowed               web: access, success
web-request/blocked               web: access, failure
wireless                          network: info | an access point, and how many clients it has
""")

# By `log_type`, in lower case.
_OF_TYPES = {
    "active threat response": "threat-detection",
    "anti-spam": "mail",
    "anti-virus": "malware-detection",
    "atp": "threat-detection",
    "content filtering": "web-request",
    "firewall": "connection",
    "heartbeat": "heartbeat",
    "idp": "intrusion-detection",
    "sandbox": "file-analysis",
    "sandstorm": "file-analysis",
    "sd-wan": "sd-wan",
    "ssl/tls inspection": "tls-inspection",
    "system health": "health",
    "threat feeds": "threat-detection",
    "waf": "web-application-firewall",
    "wireless protection": "wireless",
    "zero-day protection": "file-analysis",
}
# By `log_component`, in lower case: that of an event, or of content filtering.
_OF_COMPONENTS = {
    "api": "administration",
    "application": "application-use",
    "cli": "administration",
    "dhcp server": "dhcp-lease",
    "gui": "administration",
    "ipsec": "tunnel",
    "l2tp": "tunnel",
    "l2tp vpn": "tunnel",
    "pptp": "tunnel",
    "pptp vpn": "tunnel",
    "quarantine": "mail",
    "red": "tunnel",
    "sd-wan": "sd-wan",
    "ssl": "tls-inspection",
    "ssl vpn": "tunnel",
    "zero-day protection": "file-analysis",
}
# By `sub` of UTM.
_OF_PARTS = {
    "auth": "login",
    "confd": "administration",
    "dhcpd": "dhcp-lease",
    "http": "web-request",
    "ips": "intrusion-detection",
    "packetfilter": "connection",
    "pop3": "mail",
    "red": "tunnel",
    "reverseproxy": "web-application-firewall",
    "smtp": "mail",
    "vpn": "tunnel",
    "wifi": "wireless",
}

_VARIANTS = {
    "accept": "allowed", "alert": "allowed", "allow": "allowed", "allowed": "allowed", "block": "blocked",
    "blocked": "blocked", "decrypt": "allowed", "denied": "blocked", "deny": "blocked", "detect": "allowed",
    "drop": "blocked", "do not decrypt": "allowed", "pass": "allowed", "reject": "blocked", "warned": "allowed",
    "would deny": "allowed",
}  # fmt: skip
# What messages say of an administrator who logs in or out.
_OF_LOGINS = ("logged in", "logged out", "failed to login", "failed to log in")
_RESULTS = {"failed": "failed", "successful": "succeeded"}
_TUNNELS = {
    "connected": "opened", "connection started": "opened", "connection terminated": "closed",
    "disconnected": "closed", "established": "opened", "failed": "failed", "terminated": "closed",
}  # fmt: skip


def action(said: dict[str, str]) -> str:
    """The action of a line, with its variant."""
    subtype = said.get("log_subtype", "").lower()
    component = said.get("log_component", "").lower()
    status = said.get("status", said.get("con_event", said.get("event", ""))).lower()
    name = _name(said, subtype, component)
    if name == "login":
        return _login(said, status)
    if name == "administration":
        variant = _RESULTS.get(status, "")
    elif name == "tunnel":
        variant = _TUNNELS.get(status, "")
    else:
        variant = _VARIANTS.get(said.get("action", "").lower() if "sys" in said else subtype, "")
    whole = f"{name}/{variant}"
    return whole if whole in ACTIONS else name


def _name(said: dict[str, str], subtype: str, component: str) -> str:
    """The action without its variant."""
    if "sys" in said:
        return _OF_PARTS.get(said.get("sub", ""), "system-event")
    kind = said.get("log_type", "").lower()
    if kind == "event":
        if subtype == "authentication" or component.endswith("authentication"):
            return "login"
        words = said.get("message", "").lower()
        if subtype == "admin" and any(word in words for word in _OF_LOGINS):
            return "login"
        return _OF_COMPONENTS.get(component) or ("administration" if subtype == "admin" else "system-event")
    if kind == "content filtering":
        return _OF_COMPONENTS.get(component, "web-request")
    if kind == "anti-virus" and subtype == "clean":
        return "file-analysis"
    return _OF_TYPES.get(kind, "system-event")


def _login(said: dict[str, str], status: str) -> str:
    """A login, or a logout, by the status, or by the words of the message."""
    words = (said.get("message") or said.get("name", "")).lower()
    if "logged out" in words or "logout" in words:
        return "logout"
    if status in _RESULTS:
        return f"login/{_RESULTS[status]}"
    if "failed" in words:
        return "login/failed"
    return "login/succeeded" if "successful" in words else "login"
