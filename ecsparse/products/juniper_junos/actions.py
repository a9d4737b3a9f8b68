"""What the messages mean, and what the names of structured ones say of it."""

from __future__ import annotations

from ecsparse.messages import Action

_AUTHENTICATION = "somebody logs in"
_FILTER = "a packet meets a firewall filter"
_INTRUSION = "traffic fits an attack that the IDP knows"
_MALWARE = "a file is examined for malware"
_REQUEST = "a web request is filtered"
_SCREEN = "a screen finds an attack on the network"
_THREAT = "traffic is with a host that a feed of threats knows"

ACTIONS = {
    "address-conflict": Action("an address is in use by another host", "network", "info"),
    "authentication/failed": Action(_AUTHENTICATION, "authentication", "start", "failure"),
    "authentication/succeeded": Action(_AUTHENTICATION, "authentication", "start", "success"),
    "application-quality": Action("how well an application is served (AppQoE)", "network", "info", kind="metric"),
    "application-session-close": Action(
        "a session ends, with its application (AppTrack)", "network", "connection end"
    ),
    "application-session-create": Action(
        "a session begins, with its application (AppTrack)", "network", "connection start"
    ),
    "application-session-update": Action(
        "how much a session transferred so far (AppTrack)", "network", "connection"
    ),
    "command-executed": Action("a user gives a command", "configuration", "access"),
    "configuration-change": Action("a user changes a statement of the configuration", "configuration", "change"),
    "configuration-commit": Action("the configuration is committed", "configuration", "change"),
    "configuration-load": Action("a user loads a configuration", "configuration", "change"),
    "configuration-mode": Action("a user enters or leaves configuration mode", "configuration", "access"),
    "content-block": Action("content is blocked", "network", "denied", "failure"),
    "filter": Action(_FILTER, "network", "connection"),
    "filter/allowed": Action(_FILTER, "network", "allowed connection"),
    "filter/denied": Action(_FILTER, "network", "connection denied"),
    "flood": Action("packets for the system itself exceed their bandwidth", "network", "denied", kind="alert"),
    "flood-over": Action("packets for the system itself are in their bandwidth again", "network", "info"),
    "ike-failed": Action("a tunnel cannot be negotiated", "network", "protocol", "failure"),
    "interface-down": Action("an interface goes down", "host", "change"),
    "interface-up": Action("an interface comes up", "host", "change"),
    "intrusion-detect": Action(_INTRUSION, "intrusion_detection network", "info", kind="alert"),
    "intrusion-detect/allowed": Action(_INTRUSION, "intrusion_detection network", "allowed", kind="alert"),
    "intrusion-detect/denied": Action(_INTRUSION, "intrusion_detection network", "denied", kind="alert"),
    "alarm-cleared": Action("an alarm of the hardware or the system is over", "host", "info"),
    "alarm-set": Action("an alarm of the hardware or the system is raised", "host", "info"),
    "logout": Action("somebody logs out", "authentication", "end"),
    "mac-move": Action("a host shows at another port", "network", "info"),
    "malware-detect": Action(_MALWARE, "malware network", "info", kind="alert"),
    "neighbor-down": Action("a neighbour is lost", "network", "end protocol"),
    "neighbor-state": Action("a neighbour changes its state", "network", "protocol"),
    "neighbor-up": Action("a neighbour is found", "network", "protocol start"),
    "process-end": Action("a process of the system ends", "process", "end"),
    "process-start": Action("a process of the system starts", "process", "start"),
    "reload": Action("the system is restarted or halted", "host", "change"),
    "screen": Action(_SCREEN, "intrusion_detection network", "info", kind="alert"),
    "screen/denied": Action(_SCREEN, "intrusion_detection network", "denied", kind="alert"),
    "session-close": Action("a session ends", "network", "connection end"),
    "session-create": Action("a session begins", "network", "allowed connection start"),
    "session-deny": Action("a session is denied", "network", "connection denied", "failure"),
    "session-start": Action("a user's session begins", "session", "start", "success"),
    "snmp-denied": Action(
        "a request of SNMP is refused",
        "network",
        "denied protocol",
        "failure",
        also={"network": {"protocol": "snmp"}},
    ),
    "spam-detect": Action("a mail is taken for spam", "email network", "info"),
    "spanning-tree-change": Action("spanning tree changes the state of a port", "network", "info"),
    "storm": Action("too much traffic of a kind arrives at a port", "network", "denied"),
    "system-message": Action("any other message", "host", "info"),
    "threat-detect": Action(_THREAT, "intrusion_detection network", "info", kind="alert"),
    "threat-detect/allowed": Action(_THREAT, "intrusion_detection network", "allowed", kind="alert"),
    "threat-detect/denied": Action(_THREAT, "intrusion_detection network", "denied", kind="alert"),
    "tunnel-association": Action("an association of a tunnel is there", "network", "protocol start", "success"),
    "tunnel-down": Action("a tunnel goes down", "network", "end"),
    "tunnel-up": Action("a tunnel comes up", "network", "start", "success"),
    "web-request": Action(_REQUEST, "network web", "access"),
    "web-request/allowed": Action(_REQUEST, "network web", "access", "success"),
    "web-request/denied": Action(_REQUEST, "network web", "access", "failure"),
}

# What the names of messages mean whose values have names, without `_LS` (of a logical system) and `_MT` at the end.
BY_NAME = {
    "AAMW_ACTION_LOG": "malware-detect",
    "ANTISPAM_SPAM_DETECTED": "spam-detect",
    "APPTRACK_SESSION_APP_UPDATE": "application-session-update",
    "APPTRACK_SESSION_CLOSE": "application-session-close",
    "APPTRACK_SESSION_CREATE": "application-session-create",
    "APPTRACK_SESSION_ROUTE_UPDATE": "application-session-update",
    "APPTRACK_SESSION_VOL_UPDATE": "application-session-update",
    "AV_FILE_NOT_SCANNED_DROPPED": "malware-detect",
    "AV_FILE_NOT_SCANNED_PASSED": "malware-detect",
    "AV_MANY_MSGS_NOT_SCANNED": "malware-detect",
    "AV_SCANNER_DROP_FILE": "malware-detect",
    "AV_VIRUS_DETECTED": "malware-detect",
    "CONTENT_FILTERING_BLOCKED": "content-block",
    "AAMW_HOST_INFECTED_EVENT_LOG": "threat-detect",
    "AAMW_MALWARE_EVENT_LOG": "malware-detect",
    "RT_FLOW_SESSION_CLOSE": "session-close",
    "RT_FLOW_SESSION_CREATE": "session-create",
    "RT_FLOW_SESSION_DENY": "session-deny",
    "RT_IDP_ATTACK_LOG_EVENT": "intrusion-detect",
    "SECINTEL_ACTION_LOG": "threat-detect",
    "SRX_AAMW_ACTION_LOG": "malware-detect",
    "WEBFILTER_URL_BLOCKED": "web-request/denied",
    "WEBFILTER_URL_PERMITTED": "web-request/allowed",
    "WEBFILTER_URL_REDIRECTED": "web-request/denied",
}
# The same by how the names begin.
BY_BEGINNING = {
    "APPQOE_": "application-quality",
    "APPQOS_": "application-quality",
    "RT_SCREEN_": "screen",
    "PFE_FW_SYSLOG_": "filter",
}

# What is done about an attack, in the words of the messages.
VERDICTS = {
    "alarm-without-drop": "allowed", "allow": "allowed", "block": "denied", "close": "denied",
    "close-client": "denied", "close-server": "denied", "drop": "denied", "drop-packet": "denied",
    "none": "allowed", "permit": "allowed", "sinkhole": "denied",
}  # fmt: skip
