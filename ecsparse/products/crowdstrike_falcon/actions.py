"""What each kind of event means."""

from __future__ import annotations

from ecsparse.messages import Action

ACTIONS = {
    "audit": Action("an operation of a user or a client of the console", "configuration", "info"),
    "audit/access": Action("a user or a client reads", "configuration", "access"),
    "audit/change": Action("a user or a client changes something", "configuration", "change"),
    "audit/creation": Action("a user or a client creates something", "configuration", "creation"),
    "audit/deletion": Action("a user or a client deletes something", "configuration", "deletion"),
    "detection": Action("Falcon detects a threat", "intrusion_detection", "info", kind="alert"),
    "detection/malware": Action("Falcon detects malware", "malware", "info", kind="alert"),
    "event": Action("any other event", "host", "info"),
    "firewall": Action("a connection matches a rule of the firewall", "network", "connection"),
    "firewall/allowed": Action("a rule of the firewall lets a connection through", "network", "allowed connection"),
    "firewall/denied": Action("a rule of the firewall blocks a connection", "network", "connection denied"),
    "login": Action("a user or a client logs in", "authentication", "start"),
    "logout": Action("a user logs out", "authentication", "end"),
    "response/end": Action("a session of Real Time Response ends", "session", "end"),
    "response/start": Action("a session of Real Time Response starts", "session", "start"),
    "user/change": Action("an account of the console is changed", "iam", "change user"),
    "user/creation": Action("an account of the console is created", "iam", "creation user"),
    "user/deletion": Action("an account of the console is deleted", "iam", "deletion user"),
    "vertex": Action("what a detection is about", "host", "info"),
    "vertex/process": Action("a process that a detection is about", "process", "info"),
}

# By `metadata.eventType`.
BY_TYPE = {
    **dict.fromkeys(
        ("AutomatedLeadSummaryEvent", "CSPMIOAStreamingEvent", "CSPMSearchStreamingEvent",
         "CloudSecurityIOAEvaluationEvent", "CloudSecurityIOMEvaluationEvent",
         "CustomerIOCEvent", "DataProtectionDetectionSummaryEvent", "DetectionSummaryEvent",
         "EppDetectionSummaryEvent", "IdentityProtectionEvent", "IdpDetectionSummaryEvent", "IncidentSummaryEvent",
         "MobileDetectionSummaryEvent", "NGSIEMDetectionSummaryEvent", "ReconNotificationSummaryEvent",
         "ThirdPartyDetectionSummaryEvent", "XdrDetectionSummaryEvent"),
        "detection",
    ),
    "HashSpreadingEvent": "detection/malware",
    "FirewallMatchEvent": "firewall",
    "RemoteResponseSessionEndEvent": "response/end",
    "RemoteResponseSessionStartEvent": "response/start",
    "Vertex": "vertex",
}  # fmt: skip
AUDITS = frozenset(("AuthActivityAuditEvent", "UserActivityAuditEvent"))
# By the operation of an audit, in lower case; others by their verb.
BY_OPERATION = {
    **dict.fromkeys(
        ("saml2assert", "twofactorauthenticate", "userauthenticate"), "login"
    ),
    **dict.fromkeys(("logout", "userlogout"), "logout"),
    **dict.fromkeys(
        ("activateuser", "changepassword", "confirmresetpassword", "deactivateuser", "grantcustomersubscriptions",
         "grantuserroles", "requestresetpassword", "resetauthsecret", "revokeuserroles", "updateuser",
         "updateuserroles", "usermodifyroles"),
        "user/change",
    ),
    **dict.fromkeys(("createuser", "registeruser"), "user/creation"),
    "deleteuser": "user/deletion",
}  # fmt: skip
RULE_ACTIONS = {"1": "firewall/allowed", "2": "firewall/denied"}
OUTCOMES = {"true": "success", "false": "failure"}
