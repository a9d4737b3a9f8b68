"""What the messages mean, by their codes, their classes and their categories."""

from __future__ import annotations

from ecsparse.messages import Action

_ADMINISTRATOR = "an administrator logs in"
_AUTHENTICATION = "a user or an endpoint asks to be let in"
_AUTHORIZATION = "a user asks for a session, or to give a command"
_COA = "a session of a network device is changed or ended (RFC 5176)"
_GUEST = "a guest logs in"
_PASSWORD = "a user changes a password"  # noqa: S105 - what a message means
_POSTURE = "the state of an endpoint is assessed"
_RADIUS = {"network": {"protocol": "radius"}}

ACTIONS = {
    "accounting-start": Action("a session begins", "session", "start"),
    "accounting-stop": Action("a session ends", "session", "end"),
    "accounting-update": Action("a session goes on", "session", "info"),
    "active-directory": Action("the directory of Active Directory is used", "host", "info"),
    "active-directory/failed": Action("the directory of Active Directory is used", "host", "info", "failure"),
    "active-directory/succeeded": Action("the directory of Active Directory is used", "host", "info", "success"),
    "administrator-login/failed": Action(_ADMINISTRATOR, "authentication", "start", "failure"),
    "administrator-login/succeeded": Action(_ADMINISTRATOR, "authentication", "start", "success"),
    "administrator-logout": Action("an administrator logs out, or is logged out", "authentication", "end"),
    "administrator-message": Action("any other message about administration", "configuration", "info"),
    "alarm": Action("an alarm of the system", "host", "info", kind="alert"),
    "authentication-message": Action("any other message about a login", "authentication", "info"),
    "authentication/failed": Action(_AUTHENTICATION, "authentication", "start", "failure"),
    "authentication/succeeded": Action(_AUTHENTICATION, "authentication", "start", "success"),
    "authorization/failed": Action(_AUTHORIZATION, "authentication", "info", "failure"),
    "authorization/succeeded": Action(_AUTHORIZATION, "authentication", "info", "success"),
    "certificate-expired": Action("a certificate has expired, or will", "configuration", "info"),
    "change-of-authorization/failed": Action(_COA, "session", "info", "failure", also=_RADIUS),
    "change-of-authorization/succeeded": Action(_COA, "session", "info", "success", also=_RADIUS),
    "client-provisioning": Action("an endpoint gets an agent or its settings", "host", "info"),
    "command-accounting": Action("a user gave a command", "configuration", "access"),
    "configuration-add": Action("an object of the configuration is added", "configuration", "creation", "success"),
    "configuration-change": Action("an object is changed", "configuration", "change", "success"),
    "configuration-delete": Action("an object is deleted", "configuration", "deletion", "success"),
    "device-management": Action("a server that manages devices is asked (MDM)", "host", "info"),
    "diagnostics": Action("a step of what the system does", "host", "info"),
    "endpoint-profile": Action("an endpoint is recognised by what it does", "host", "info"),
    "guest-login/failed": Action(_GUEST, "authentication", "start", "failure"),
    "guest-login/succeeded": Action(_GUEST, "authentication", "start", "success"),
    "guest-message": Action("any other message about guests and their sponsors", "iam", "info"),
    "message-segment": Action("a part of a message that is longer than a packet", "host", "info"),
    "password-change/failed": Action(_PASSWORD, "iam", "change user", "failure"),
    "password-change/succeeded": Action(_PASSWORD, "iam", "change user", "success"),
    "posture": Action(_POSTURE, "host", "info"),
    "process-start": Action("a process of the system starts", "process", "start"),
    "process-stop": Action("a process of the system stops", "process", "end"),
    "purge": Action("old data of the monitoring node are deleted", "database", "change"),
    "request-dropped": Action("a request is dropped", "network", "denied", "failure"),
    "statistics": Action("counters of the system", "host", "info", kind="metric"),
    "system-message": Action("any other message", "host", "info"),
    "tls-connection": Action("a TLS connection is opened or shut", "network", "connection info"),
}

# What the codes of messages mean.
BY_CODE = {
    "3000": "accounting-start", "3001": "accounting-stop", "3002": "accounting-update",
    "3003": "accounting-update", "3004": "accounting-update", "3300": "command-accounting",
    "3301": "accounting-start", "3302": "accounting-stop", "3303": "accounting-update",
    "5202": "authorization/succeeded", "5203": "authorization/succeeded", "5204": "password-change/succeeded",
    "5205": "change-of-authorization/succeeded", "5231": "guest-login/succeeded",
    "5402": "authorization/failed", "5403": "authorization/failed", "5404": "password-change/failed",
    "5405": "request-dropped", "5406": "request-dropped", "5413": "request-dropped",
    "5417": "change-of-authorization/failed", "5418": "guest-login/failed", "5436": "request-dropped",
    "51000": "administrator-login/failed", "51001": "administrator-login/succeeded",
    "51002": "administrator-logout", "51003": "administrator-logout", "51020": "administrator-login/failed",
    "51021": "administrator-login/failed", "52000": "configuration-add", "52001": "configuration-change",
    "52002": "configuration-delete", "58001": "process-start", "58002": "process-stop",
    "60166": "certificate-expired", "60167": "certificate-expired", "60198": "purge",
    "61025": "tls-connection", "61026": "tls-connection", "80002": "endpoint-profile",
}  # fmt: skip

# What a message of a class or category means, whose code says no more.
BY_KIND = {
    "ad-connector": "active-directory",
    "administrative and operational audit": "administrator-message",
    "administrative_and_operational_audit": "administrator-message",
    "administrator-login": "administrator-message",
    "ad_connector": "active-directory",
    "alarm": "alarm",
    "authentication_flow_diagnostics": "diagnostics",
    "client_provisioning": "client-provisioning",
    "client_provisioning_diagnostics": "client-provisioning",
    "failed-attempt": "authentication/failed",
    "failed_attempts": "authentication/failed",
    "guest": "guest-message",
    "identity_stores_diagnostics": "diagnostics",
    "internal_operations_diagnostics": "diagnostics",
    "mdm": "device-management",
    "monitoring_data_purge_audit": "purge",
    "mydevices": "guest-message",
    "passed-authentication": "authentication/succeeded",
    "passed_authentications": "authentication/succeeded",
    "policy_diagnostics": "diagnostics",
    "posture": "posture",
    "posture_and_client_provisioning_audit": "posture",
    "posture_and_client_provisioning_diagnostics": "posture",
    "profiler": "endpoint-profile",
    "radius-accounting": "accounting-update",
    "radius_accounting": "accounting-update",
    "radius_diagnostics": "diagnostics",
    "sponsor": "guest-message",
    "system-stats": "statistics",
    "system_statistics": "statistics",
    "tacacs-accounting": "accounting-update",
    "tacacs-authentication": "authentication-message",
    "tacacs-authorization": "authentication-message",
    "tacacs_accounting": "accounting-update",
    "tacacs_diagnostics": "diagnostics",
}
