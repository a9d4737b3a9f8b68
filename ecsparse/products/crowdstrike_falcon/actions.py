"""What each kind of event means."""

from __future__ import annotations

from ecsparse.messages import actions

ACTIONS = actions("""
audit              configuration: info | an operation of a user or a client of the console
audit/access       configuration: access | a user or a client reads
audit/change       configuration: change | a user or a client changes something
audit/creation     configuration: creation | a user or a client creates something
audit/deletion     configuration: deletion | a user or a client deletes something
detection          intrusion_detection: info, alert | Falcon detects a threat
detection/malware  malware: info, alert | Falcon detects malware
event              host: info | any other event
firewall           network: connection | a connection matches a rule of the firewall
firewall/allowed   network: allowed connection | a rule of the firewall lets a connection through
firewall/denied    network: connection denied | a rule of the firewall blocks a connection
login              authentication: start | a user or a client logs in
logout             authentication: end | a user logs out
response/end       session: end | a session of Real Time Response ends
response/start     session: start | a session of Real Time Response starts
user/change        iam: change user | an account of the console is changed
user/creation      iam: creation user | an account of the console is created
user/deletion      iam: deletion user | an account of the console is deleted
vertex             host: info | what a detection is about
vertex/process     process: info | a process that a detection is about
""")

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
