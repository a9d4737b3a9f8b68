"""What the messages mean, and what the names of structured ones say of it."""

from __future__ import annotations

from ecsparse.messages import actions

ACTIONS = actions(
    """
address-conflict            network: info | an address is in use by another host
authentication/failed       authentication: start, failure | somebody logs in
authentication/succeeded    authentication: start, success
application-quality         network: info, metric | how well an application is served (AppQoE)
application-session-close   network: connection end | a session ends, with its application (AppTrack)
application-session-create  network: connection start | a session begins, with its application (AppTrack)
application-session-update  network: connection | how much a session transferred so far (AppTrack)
command-executed            configuration: access | a user gives a command
configuration-change        configuration: change | a user changes a statement of the configuration
configuration-commit        configuration: change | the configuration is committed
configuration-delete        configuration: deletion | a user deletes a statement of the configuration
configuration-error         configuration: info, failure | a statement of the configuration is wrong
configuration-load          configuration: change | a user loads a configuration
configuration-mode          configuration: access | a user enters or leaves configuration mode
content-block               network: denied, failure | content is blocked
filter                      network: connection | a packet meets a firewall filter
filter/allowed              network: allowed connection
filter/denied               network: connection denied
flood                       network: denied, alert | packets for the system itself exceed their bandwidth
flood-over                  network: info | packets for the system itself are in their bandwidth again
ike-failed                  network: protocol, failure | a tunnel cannot be negotiated
interface-down              host: change | an interface goes down
interface-up                host: change | an interface comes up
intrusion-detect            intrusion_detection network: info, alert | traffic fits an attack that the IDP knows
intrusion-detect/allowed    intrusion_detection network: allowed, alert
intrusion-detect/denied     intrusion_detection network: denied, alert
address-released            network: info | the address that a source was translated to is free again
alarm-cleared               host: info | an alarm of the hardware or the system is over
alarm-set                   host: info | an alarm of the hardware or the system is raised
logout                      authentication: end | somebody logs out
mac-move                    network: info | a host shows at another port
malware-detect              malware network: info, alert | a file is examined for malware
neighbor-down               network: end protocol | a neighbour is lost
neighbor-refused            network: denied protocol, failure | a router is not let in as a neighbour
neighbor-state              network: protocol | a neighbour changes its state
neighbor-up                 network: protocol start | a neighbour is found
process-end                 process: end | a process of the system ends
process-start               process: start | a process of the system starts
redundancy-state            host: change | a unit of a cluster takes over, or stands by
reload                      host: change | the system is restarted or halted
screen                      intrusion_detection network: info, alert | a screen finds an attack on the network
screen/denied               intrusion_detection network: denied, alert
server-failed               host: info, failure | a server that knows users does not answer
session-close               network: connection end | a session ends
session-create              network: allowed connection start | a session begins
session-deny                network: connection denied, failure | a session is denied
session-start               session: start, success | a user's session begins
snmp-denied                 network: denied protocol, failure + snmp | a request of SNMP is refused
spam-detect                 email network: info | a mail is taken for spam
ssl-inspection              network: protocol | the TLS proxy meets a session
ssl-inspection/allowed      network: allowed protocol
ssl-inspection/denied       network: denied protocol
spanning-tree-change        network: info | spanning tree changes the state of a port
storm                       network: denied | too much traffic of a kind arrives at a port
system-message              host: info | any other message
threat-detect               intrusion_detection network: info, alert | traffic is with a host that a feed of threats
  knows
threat-detect/allowed       intrusion_detection network: allowed, alert
threat-detect/denied        intrusion_detection network: denied, alert
tunnel-association          network: protocol start, success | an association of a tunnel is there
tunnel-down                 network: end | a tunnel goes down
tunnel-up                   network: start, success | a tunnel comes up
web-request                 network web: access | a web request is filtered
web-request/allowed         network web: access, success
web-request/denied          network web: access, failure
""",
    snmp={"network": {"protocol": "snmp"}},
)

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
    "ASP_SFW_CREATE_ACCEPT_FLOW": "session-create",
    "ASP_SFW_DELETE_FLOW": "session-close",
    "JSERVICES_SESSION_CLOSE": "session-close",
    "JSERVICES_SESSION_OPEN": "session-create",
    "RPD_BGP_NEIGHBOR_STATE_CHANGED": "neighbor-state",
    "RT_FLOW_SESSION_CLOSE": "session-close",
    "RT_FLOW_SESSION_CREATE": "session-create",
    "RT_FLOW_SESSION_DENY": "session-deny",
    "RT_IDP_ATTACK_LOG_EVENT": "intrusion-detect",
    "SECINTEL_ACTION_LOG": "threat-detect",
    "SRX_AAMW_ACTION_LOG": "malware-detect",
    "SSL_PROXY_SESSION_WHITELIST": "ssl-inspection/allowed",
    "SSL_PROXY_SSL_SESSION_ALLOW": "ssl-inspection/allowed",
    "SSL_PROXY_SSL_SESSION_DROP": "ssl-inspection/denied",
    "WEBFILTER_URL_BLOCKED": "web-request/denied",
    "WEBFILTER_URL_PERMITTED": "web-request/allowed",
    "WEBFILTER_URL_REDIRECTED": "web-request/denied",
}
# The same by how the names begin.
BY_BEGINNING = {
    "APPQOE_": "application-quality",
    "APPQOS_": "application-quality",
    "IDP_APPDDOS_": "intrusion-detect",
    "RT_SCREEN_": "screen",
    "PFE_FW_SYSLOG_": "filter",
    "SSL_PROXY_": "ssl-inspection",
}
# What the state of a neighbour of BGP means, where it has a name; any other is on the way.
BY_STATE = {"Established": "neighbor-up", "Idle": "neighbor-down"}
# The protocol of what a screen finds, by how its name begins; those of ICMP are of both versions.
SCREENED = {"RT_SCREEN_TCP": "TCP", "RT_SCREEN_UDP": "UDP"}

# What is done about an attack, in the words of the messages.
VERDICTS = {
    "alarm-without-drop": "allowed", "allow": "allowed", "block": "denied", "close": "denied",
    "close-client": "denied", "close-server": "denied", "drop": "denied", "drop-packet": "denied",
    "none": "allowed", "permit": "allowed", "sinkhole": "denied",
}  # fmt: skip
