"""What happened, by the blade that logs, and what it did: the vocabulary of `event.action`."""

from __future__ import annotations

from ecsparse.messages import actions

ACTIONS = actions("""
administration                configuration: access | an administrator does something else on the management server
application-use               network: access | traffic of an application meets a rule
application-use/allowed       network: access allowed
application-use/blocked       network: access denied
configuration-change          configuration: change | an administrator changes an object or the rules
configuration-change/created  configuration: creation
configuration-change/deleted  configuration: deletion
connection                    network: connection | the firewall meets a connection
connection/allowed            network: allowed connection
connection/blocked            network: connection denied
data-detection                network: info | data loss prevention or content awareness finds data of a type
data-detection/allowed        network: allowed info
data-detection/blocked        network: denied info
endpoint-detection            host malware: info, alert | a blade of an endpoint detects an attack, or watches a
  program
file-emulation                file: info | a file is emulated, or active content is taken out of it
identity                      iam: info user | a user's identity is learnt, changed or forgotten
intrusion-detection           intrusion_detection network: info, alert | IPS finds an attack, or a protocol is
  broken
intrusion-detection/allowed   intrusion_detection network: allowed info, alert
intrusion-detection/blocked   intrusion_detection network: denied info, alert
login                         authentication: start | a user or an administrator logs in
login/failed                  authentication: start, failure
login/succeeded               authentication: start, success
logout                        authentication: end | a user or an administrator logs out
mail                          email: info | a mail is checked, queued or delivered
malware-detection             malware: info, alert | a threat prevention blade finds malware, or a connection to its
  server
policy-install                configuration: change | a policy is installed on a gateway, or taken off
system-event                  host: info | an event of a gateway, or of a blade that is not known
tls-inspection                network: connection protocol | a TLS connection is inspected, or bypasses inspection
tls-inspection/blocked        network: connection denied protocol
tunnel                        network: connection info | keys of a VPN tunnel are negotiated
tunnel/failed                 network: connection info, failure
web-request                   web: access | a web request meets a rule
web-request/allowed           web: access, success
web-request/blocked           web: access, failure
""")

# By `product`, in lower case.
_OF_BLADES = {
    "anti malware": "malware-detection",
    "anti-bot": "malware-detection",
    "anti-exploit": "endpoint-detection",
    "anti-malware": "malware-detection",
    "anti-ransomware": "endpoint-detection",
    "anti-spam": "mail",
    "anti-spam and email security": "mail",
    "anti-virus": "malware-detection",
    "application control": "application-use",
    "compliance": "system-event",
    "compliance blade": "system-event",
    "connectra": "web-request",
    "content awareness": "data-detection",
    "cpmi client": "administration",
    "dlp": "data-detection",
    "firewall": "connection",
    "forensics": "endpoint-detection",
    "https inspection": "tls-inspection",
    "identity awareness": "identity",
    "identity logging": "identity",
    "ips": "intrusion-detection",
    "mobile access": "web-request",
    "mta": "mail",
    "multi-product": "connection",
    "new anti virus": "malware-detection",
    "security gateway/management": "connection",
    "smart-1 cloud": "administration",
    "smartconsole": "administration",
    "smartdashboard": "administration",
    "smartdefense": "intrusion-detection",
    "smartupdate": "administration",
    "smartview": "administration",
    "threat emulation": "file-emulation",
    "threat extraction": "file-emulation",
    "url filtering": "web-request",
    "vpn": "connection",
    "vpn-1": "connection",
    "vpn-1 & firewall-1": "connection",
    "web-ui": "administration",
    "web_api": "administration",
    "zero phishing": "malware-detection",
}

_ALLOWED = frozenset((
    "accept", "allow", "ask user", "authorize", "bypass", "decrypt", "detect", "encrypt", "https bypass",
    "https inspect", "inform user", "inspect", "monitor", "monitored", "redirect",
))  # fmt: skip
_BLOCKED = frozenset((
    "block", "deauthorize", "drop", "prevent", "quarantine", "quarantined", "reject", "user pressed cancel",
))  # fmt: skip
_LOGINS = {
    "failed log in": "login/failed",
    "failed login": "login/failed",
    "log in": "login/succeeded",
    "log out": "logout",
    "login": "login/succeeded",
    "logout": "logout",
}
_OPERATIONS = {
    "add": "configuration-change/created",
    "clone": "configuration-change/created",
    "create": "configuration-change/created",
    "delete": "configuration-change/deleted",
    "force": "logout",
    "install": "policy-install",
    "modify": "configuration-change",
    "publish": "configuration-change",
    "remove": "configuration-change/deleted",
    "rename": "configuration-change",
    "set": "configuration-change",
    "uninstall": "policy-install",
}
_KEYS = ("keyinst", "key install")
_OUTCOMES = {
    "failed login": "failure", "failure": "failure", "failed": "failure", "success": "success",
    "successful login": "success", "succeeded": "success", "passed": "success",
}  # fmt: skip


def action(said: dict[str, str]) -> str:
    """The action of a log, with its variant."""
    did = said.get("action", "").lower()
    blade = said.get("product", "").lower()
    name = _OF_BLADES.get(blade) or ("connection" if "src" in said and "dst" in said else "system-event")
    if "operation" in said and name in ("administration", "system-event"):
        return _of_operation(said["operation"].lower())
    if did in _LOGINS:
        # an administrator's log says Accept, and the operation
        return _LOGINS[did]
    if "reject_category" in said and "user" in said:
        return "login/failed"
    if "encryption_fail_reason" in said:
        return "tunnel/failed"
    if did in _KEYS or (name == "connection" and "ike" in said):
        return "tunnel/failed" if did in _BLOCKED or "reject_category" in said else "tunnel"
    if "protection_name" in said and name == "connection":
        name = "intrusion-detection"
    if name == "file-emulation" and said.get("verdict", "").lower() == "malicious":
        name = "malware-detection"
    variant = "allowed" if did in _ALLOWED else "blocked" if did in _BLOCKED else ""
    whole = f"{name}/{variant}"
    return whole if whole in ACTIONS else name


def _of_operation(operation: str) -> str:
    """The action of what an administrator does: `Log In`, `Modify Object`, `Install Policy`."""
    return _LOGINS.get(operation, "").partition("/")[0] or _OPERATIONS.get(
        operation.partition(" ")[0], "administration"
    )


def outcome(said: dict[str, str]) -> str | None:
    """`event.outcome` where a status says it."""
    for name in ("audit_status", "auth_status", "status"):
        if (found := _OUTCOMES.get(said.get(name, "").lower())) is not None:
            return found
    return None
