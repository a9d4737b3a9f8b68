"""What the messages mean."""

from __future__ import annotations

from ecsparse.messages import Action

_AAA = "a server, or the firewall, authenticates a user"
_AUTHORIZATION = "a server, or the firewall, authorizes a user"
_FILES = "a user of WebVPN uses files of a server"
_IKE = "a tunnel is negotiated"
_LOGIN = "an administrator logs in to the firewall"
_MALWARE = "the botnet traffic filter knows the name or address of a connection"
_TLS = "the firewall and a peer agree on TLS"

ACTIONS = {
    "aaa-limit": Action("no more users can be authenticated at once", "authentication", "info", "failure"),
    "aaa-server-down": Action("a server is marked as failed", "host", "change"),
    "aaa-server-failed": Action("a server cannot be asked", "authentication", "info", "failure"),
    "aaa-server-up": Action("a server is marked as active", "host", "change"),
    "aaa-transaction/failed": Action("a transaction with a server ends", "authentication", "end", "failure"),
    "aaa-transaction/succeeded": Action("a transaction with a server ends", "authentication", "end", "success"),
    "access-policy": Action("dynamic access policies apply to a session", "session", "info"),
    "access-policy-attribute": Action("an attribute that access policies look at", "session", "info"),
    "access-policy/denied": Action("dynamic access policies apply to a session", "session", "end", "failure"),
    "account-create": Action("a local user is added", "iam", "creation user", "success"),
    "account-delete": Action("a local user is deleted", "iam", "deletion user", "success"),
    "account-lock": Action("a local user is locked out", "iam", "change user"),
    "account-unlock": Action("a local user is unlocked", "iam", "change user", "success"),
    "accounting/succeeded": Action("a server keeps account of a user", "authentication", "info", "success"),
    "address-assign": Action("a client gets an address of a pool", "network", "allowed", "success"),
    "address-assign/failed": Action("a client gets an address of a pool", "network", "denied", "failure"),
    "address-release": Action("an address goes back to its pool", "network", "end"),
    "attack-detected": Action(
        "an attack on a host is detected", "intrusion_detection network", "info", kind="alert"
    ),
    "authentication-challenge": Action("a server wants more of a user", "authentication", "info"),
    "authentication-required": Action("a service needs a user", "authentication", "info", "failure"),
    "authentication-start": Action("a user begins to authenticate", "authentication", "start"),
    "authentication/failed": Action(_AAA, "authentication", "start", "failure"),
    "authentication/succeeded": Action(_AAA, "authentication", "start", "success"),
    "authorization/failed": Action(_AUTHORIZATION, "authentication", "info", "failure"),
    "authorization/succeeded": Action(_AUTHORIZATION, "authentication", "info", "success"),
    "auto-update/failed": Action("software or configuration is fetched", "configuration", "change", "failure"),
    "auto-update/succeeded": Action("software or configuration is fetched", "configuration", "change", "success"),
    "certificate-expired": Action("a certificate has expired", "configuration", "info"),
    "certificate-expiring": Action("a certificate will expire", "configuration", "info"),
    "certificate-identify": Action("the certificate of a client is identified", "authentication", "info"),
    "certificate-match": Action("the tunnel group of a certificate is found", "authentication", "info", "success"),
    "certificate-match/failed": Action(
        "the tunnel group of a certificate is found", "authentication", "info", "failure"
    ),
    "certificate-valid": Action("a certificate, or a chain, is validated", "authentication", "info", "success"),
    "certificate-valid/failed": Action(
        "a certificate, or a chain, is validated", "authentication", "info", "failure"
    ),
    "clock-change": Action("the clock is set", "configuration host", "change", "success"),
    "coa-disconnect": Action("a server ends a session", "session", "end"),
    "coa-failed": Action("a server's change of a session fails", "session", "info", "failure"),
    "coa-update": Action("a server changes what a session may", "session", "info", "success"),
    "command-executed": Action("an administrator gives a command", "configuration", "access", "success"),
    "configuration-change": Action(
        "an administrator changes the configuration", "configuration", "change", "success"
    ),
    "configuration-end/failed": Action(
        "the configuration is read or written", "configuration", "access", "failure"
    ),
    "configuration-end/succeeded": Action(
        "the configuration is read or written", "configuration", "access", "success"
    ),
    "configuration-erase": Action("the configuration is erased", "configuration", "deletion"),
    "configuration-read": Action("the configuration is being read", "configuration", "access"),
    "configuration-write": Action("the configuration is being written", "configuration", "change"),
    "connection-built": Action("a connection is built", "network", "allowed connection start"),
    "connection-count": Action("how many connections there are", "network", "info", kind="metric"),
    "connection-denied": Action("a connection is denied", "network", "connection denied", "failure"),
    "connection-failed": Action("a connection cannot be built", "network", "connection info", "failure"),
    "connection-limit": Action("a limit of connections is reached", "network", "connection denied", "failure"),
    "connection-permitted": Action("a connection is permitted", "network", "allowed connection", "success"),
    "connection-preallocate": Action("a connection is expected", "network", "connection info"),
    "connection-teardown": Action("a connection ends", "network", "connection end"),
    "cpu-hog": Action("a process of the firewall ran for long", "process", "info"),
    "dhcp-address": Action(
        "an address is leased", "network", "allowed protocol", also={"network": {"protocol": "dhcp"}}
    ),
    "dhcp-release": Action("a lease ends", "network", "end protocol", also={"network": {"protocol": "dhcp"}}),
    "dynamic-filter-update": Action("the botnet traffic filter learns", "network", "info"),
    "failover-cable": Action("the cable between two units is in order", "host", "info"),
    "failover-cable/failed": Action("the cable between two units is in order", "host", "info", "failure"),
    "failover-failed": Action("a unit fails", "host", "info", "failure"),
    "failover-interface": Action("a unit watches an interface", "host", "info"),
    "failover-peer-failed": Action("a unit loses the other one", "host", "info", "failure"),
    "failover-state": Action("a unit, or failover itself, changes its state", "host", "change"),
    "failover-switch": Action("a unit takes over, or stands by", "host", "change"),
    "failover-sync": Action("a unit gives the other one its configuration", "configuration", "info"),
    "file-access": Action(_FILES, "file", "access", "success"),
    "file-access/denied": Action(_FILES, "file", "access", "failure"),
    "file-access/failed": Action(_FILES, "file", "access", "failure"),
    "file-change": Action("a user of WebVPN changes a file", "file", "change", "success"),
    "file-create": Action("a user of WebVPN creates a file or directory", "file", "creation", "success"),
    "file-delete": Action("a user of WebVPN deletes a file or directory", "file", "deletion", "success"),
    "file-transfer": Action(
        "a file is transferred", "file network", "access", "success", also={"network": {"protocol": "ftp"}}
    ),
    "flow-offload": Action("hardware, or nobody, inspects a flow from now on", "network", "info"),
    "group-policy": Action("a group policy applies to a user", "session", "info"),
    "group-policy-create": Action("a group policy is added", "configuration iam", "creation", "success"),
    "group-policy-delete": Action("a group policy is deleted", "configuration iam", "deletion", "success"),
    "host-built": Action("the firewall keeps the state of a host", "network", "start"),
    "host-teardown": Action("the firewall forgets the state of a host", "network", "end"),
    "identity": Action("the firewall learns, or forgets, who or what has an address", "network", "info"),
    "identity/failed": Action(
        "the firewall learns, or forgets, who or what has an address", "network", "info", "failure"
    ),
    "ike-negotiation": Action(_IKE, "network", "protocol"),
    "ike-negotiation/failed": Action(_IKE, "network", "protocol", "failure"),
    "ike-peer-lost": Action("a peer does not answer any more", "network", "end protocol", "failure"),
    "ike-phase1-complete": Action("an IKE association is there", "network", "protocol start", "success"),
    "ike-phase2-complete": Action("an IPsec association is negotiated", "network", "protocol start", "success"),
    "ike-session-end": Action("an IKE association ends", "network", "end protocol"),
    "ike-session-start": Action("a peer begins to negotiate", "network", "protocol start"),
    "inspection-drop": Action("inspection refuses what it finds", "network", "denied protocol", "failure"),
    "inspection-note": Action("inspection notes what it finds", "network", "info protocol"),
    "interface-state": Action("an interface changes its state", "host", "change"),
    "intrusion-signature": Action("a packet fits a signature", "intrusion_detection network", "info", kind="alert"),
    "ips-event": Action(
        "the IPS module refuses traffic", "intrusion_detection network", "denied", "failure", kind="alert"
    ),
    "ipsec-association-create": Action("an IPsec association is created", "network", "protocol start", "success"),
    "ipsec-association-delete": Action("an IPsec association is deleted", "network", "end protocol"),
    "ipsec-association-rekey": Action("an IPsec association gets new keys", "network", "protocol"),
    "ipsec-packet-dropped": Action("a packet of a tunnel is not valid", "network", "denied protocol", "failure"),
    "log-failed": Action("a log server cannot be reached", "host", "info", "failure"),
    "log-relay": Action("what the operating system logs", "host", "info"),
    "log-restored": Action("a log server can be reached again", "host", "info"),
    "login/failed": Action(_LOGIN, "authentication", "start", "failure"),
    "login/succeeded": Action(_LOGIN, "authentication", "start", "success"),
    "logout": Action("an administrator logs out", "authentication", "end"),
    "mac-moved": Action("a hardware address shows at another interface", "network", "info"),
    "malware-domain": Action(_MALWARE, "intrusion_detection network", "info", kind="alert"),
    "malware-domain/denied": Action(_MALWARE, "intrusion_detection network", "denied", kind="alert"),
    "malware-domain/grey": Action(_MALWARE, "intrusion_detection network", "info", kind="alert"),
    "malware-domain/known": Action(_MALWARE, "network", "allowed connection"),
    "module-state": Action("a module changes its state", "host", "change"),
    "ntp-denied": Action(
        "a packet of NTP is refused", "network", "denied protocol", "failure", also={"network": {"protocol": "ntp"}}
    ),
    "packet-denied": Action("a packet to the firewall is denied", "network", "denied", "failure"),
    "packet-dropped": Action("a packet is dropped", "network", "denied", "failure"),
    "port-block-allocate": Action("a host gets a block of ports", "network", "start"),
    "port-block-release": Action("a host gives a block of ports back", "network", "end"),
    "privilege-change": Action("a user has other privileges", "iam", "change user", "success"),
    "proxy-event": Action("an application asks for a flow to be proxied, or no longer", "network", "info"),
    "reload": Action("the firewall is restarted", "host", "change"),
    "resource-failed": Action("memory or processors do not suffice", "host", "info", "failure"),
    "resource-limit": Action("a limit is reached", "host", "info"),
    "routing-neighbor": Action("a neighbour of a routing protocol comes, changes or goes", "network", "info"),
    "routing-failed": Action("there is no route", "network", "info", "failure"),
    "scan-detected/attacker": Action(
        "a host scans, or is scanned", "intrusion_detection network", "info", kind="alert"
    ),
    "scan-detected/target": Action(
        "a host scans, or is scanned", "intrusion_detection network", "info", kind="alert"
    ),
    "session-end": Action("a session ends", "session", "end"),
    "session-limit": Action("a session is not possible", "session", "info", "failure"),
    "session-start": Action("a session begins", "session", "start"),
    "shun-add": Action("a host is shunned", "intrusion_detection network", "denied", kind="alert"),
    "shun-clear": Action("no host is shunned any more", "configuration", "change"),
    "shun-delete": Action("a host is no longer shunned", "intrusion_detection network", "info"),
    "shun-failed": Action("a host cannot be shunned", "intrusion_detection network", "info", "failure"),
    "shunned-packet": Action("a packet of a shunned host is dropped", "intrusion_detection network", "denied"),
    "snmp-denied": Action(
        "a request of SNMP is refused",
        "network",
        "denied protocol",
        "failure",
        also={"network": {"protocol": "snmp"}},
    ),
    "snmp-failed": Action("SNMP cannot be served", "host", "info", "failure"),
    "spoofing-detected": Action(
        "an address is not its sender's", "intrusion_detection network", "denied", kind="alert"
    ),
    "ssh-session-end": Action("a session of SSH ends", "session", "end", also={"network": {"protocol": "ssh"}}),
    "ssh-session-failed": Action(
        "a session of SSH is not possible", "session", "info", "failure", also={"network": {"protocol": "ssh"}}
    ),
    "ssh-session-rekey": Action(
        "a session of SSH has new keys", "session", "info", "success", also={"network": {"protocol": "ssh"}}
    ),
    "system-message": Action("any other message", "host", "info"),
    "system-start": Action("the firewall starts", "host", "start"),
    "threat-rate": Action(
        "more packets are dropped than usual", "intrusion_detection network", "info", kind="alert"
    ),
    "tls-certificate-request": Action("a peer asks for a certificate", "network", "protocol"),
    "tls-cipher": Action("ciphers that peers propose, and the one that is chosen", "network", "info protocol"),
    "tls-handshake-start": Action("a peer begins to negotiate TLS", "network", "protocol start"),
    "tls-handshake/failed": Action(_TLS, "network", "protocol", "failure"),
    "tls-handshake/succeeded": Action(_TLS, "network", "protocol", "success"),
    "tls-session-end": Action("a TLS session ends", "network", "end protocol"),
    "tls-session-resume": Action("a peer resumes a TLS session", "network", "protocol"),
    "tls-trustpoint": Action("the certificate that a peer gets is chosen", "network", "info protocol"),
    "traffic-message": Action("any other message that names two ends", "network", "info"),
    "translation-built": Action("an address is translated", "network", "start"),
    "translation-failed": Action("an address cannot be translated", "network", "info", "failure"),
    "translation-teardown": Action("an address is no longer translated", "network", "end"),
    "url-access": Action("a host asks for a URL", "network web", "access"),
    "url-access/allowed": Action("a host asks for a URL", "network web", "access", "success"),
    "url-access/denied": Action("a host asks for a URL", "network web", "access", "failure"),
    "url-server-failed": Action("a server that knows URLs cannot be asked", "host", "info", "failure"),
    "user-entry": Action("the rules of a VPN user are installed or removed", "session", "info", "success"),
    "user-entry/failed": Action("the rules of a VPN user are installed or removed", "session", "info", "failure"),
    "vlan-mapping": Action("a session belongs to a VLAN", "session", "info", "success"),
    "vlan-mapping/failed": Action("a session belongs to a VLAN", "session", "info", "failure"),
    "vpn-client": Action("what a client of a tunnel is, or is told", "session", "info"),
    "vpn-connection-end": Action("a connection of a VPN session ends", "network", "connection end"),
    "vpn-connection-start": Action("a connection of a VPN session begins", "network", "connection start"),
    "vpn-message": Action("any other message about a tunnel or its user", "network", "info"),
    "vpn-session-denied": Action("a VPN session is not possible", "session", "info", "failure"),
    "vpn-session-end": Action("a VPN session ends", "network session", "end"),
    "vpn-session-resume": Action("a VPN session goes on", "network session", "start"),
    "vpn-session-start": Action("a VPN session begins", "network session", "start"),
    "vpn-session-statistics": Action("what a VPN session transferred", "network session", "info"),
    "vpn-session-suspend": Action("a VPN session lost its connection", "network session", "info"),
    "web-content-filtered": Action("ActiveX or Java is removed from a page", "network", "denied"),
}
