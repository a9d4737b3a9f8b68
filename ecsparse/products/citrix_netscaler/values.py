"""What NetScaler's events mean, and the fields of their values."""

from __future__ import annotations

from ecsparse.ecs.numbers import from_clock
from ecsparse.ecs.pieces import ip
from ecsparse.ecs.places import count, host_name, lower, port_number, translated
from ecsparse.messages import actions
from ecsparse.messages.captures import Capture, account, ecs, own
from ecsparse.messages.values import location
from ecsparse.patterns import Pattern

ACTIONS = actions("""
access-list                       network: connection | a packet meets an access list
access-list/allowed               network: allowed connection
access-list/denied                network: connection denied
administration-command            configuration: access | an administrator runs a command
administration-command/failed     configuration: access, failure
administration-command/succeeded  configuration: access, success
configuration-add                 configuration: creation | an administrator adds an object
configuration-add/failed          configuration: creation, failure
configuration-add/succeeded       configuration: creation, success
configuration-change              configuration: change | an administrator changes an object or a setting
configuration-change/failed       configuration: change, failure
configuration-change/succeeded    configuration: change, success
configuration-remove              configuration: deletion | an administrator removes an object
configuration-remove/failed       configuration: deletion, failure
configuration-remove/succeeded    configuration: deletion, success
certificate-name                  network: info | whom the certificate of a TLS client names
certificate-state                 configuration: info | a certificate expires soon, or is not known to be valid
connection/blocked                network: connection denied | a connection ends, or is refused
connection/closed                 network: connection end
login/failed                      authentication: start, failure | a user logs in
login/succeeded                   authentication: start, success
logout                            authentication: end | a user logs out, or a session ends
session                           session: info | a session of a gateway, or of a published desktop
status-change                     host: change | a server, a service or a monitor goes up or down
system-event                      host: info | any other message of the appliance
tls-handshake/failed              network: connection protocol, failure | a TLS handshake
tls-handshake/succeeded           network: connection protocol, success
web-attack                        web intrusion_detection: info, alert | the application firewall meets a violation
web-attack/blocked                web intrusion_detection: denied info, alert
web-request                       web: access | a web request passes the gateway, or is refused
web-request/blocked               web: access, failure
""")

OF_EVENTS = {
    "ACL_PKT_LOG": "access-list",
    "APPLICATION_LAUNCH": "session",
    "CLISEC_CHECK": "session",
    "CLISEC_EXP_EVAL": "session",
    "CONN_DELINK": "connection/closed",
    "CONN_TERMINATE": "connection/closed",
    "EXTRACTED_GROUPS": "session",
    "HTTPREQUEST": "web-request",
    "HTTP_RESOURCEACCESS_DENIED": "web-request/blocked",
    "ICAEND_CONNSTAT": "session",
    "ICASTART": "session",
    "LOGIN": "login/succeeded",
    "LOGIN_FAILED": "login/failed",
    "LOGOUT": "logout",
    "NAT_CONN_DELINK": "connection/closed",
    "NAT_OTHERCONN_DELINK": "connection/closed",
    "NONHTTP_RESOURCEACCESS_DENIED": "connection/blocked",
    "OTHERCONN_DELINK": "connection/closed",
    "REMOVE_SESSION": "logout",
    "SESSION_SETUP": "session",
    "SESSION_TERMINATE": "session",
    "SESSION_UPDATE": "session",
    "SSL_CRL_UPDATE_FAILURE": "certificate-state",
    "SSL_CERT_EXPIRY_IMMINENT": "certificate-state",
    "SSL_HANDSHAKE_FAILURE": "tls-handshake/failed",
    "SSL_HANDSHAKE_SUCCESS": "tls-handshake/succeeded",
    "SSL_HANDSHAKE_ISSUERNAME": "certificate-name",
    "SSL_HANDSHAKE_SUBJECTNAME": "certificate-name",
    "TCPCONNSTAT": "connection/closed",
    "TCPCONN_TIMEDOUT": "connection/closed",
    "UDPFLOWSTAT": "connection/closed",
}

# What commands do, by their first word; all others only show.
COMMANDS = {
    "add": "configuration-add", "apply": "configuration-change", "bind": "configuration-change",
    "clear": "configuration-change", "create": "configuration-add", "disable": "configuration-change",
    "enable": "configuration-change", "import": "configuration-add", "link": "configuration-change",
    "rename": "configuration-change", "rm": "configuration-remove", "save": "configuration-change",
    "set": "configuration-change", "unbind": "configuration-change", "unlink": "configuration-change",
    "unset": "configuration-change", "update": "configuration-change",
}  # fmt: skip
# What an access list does with a packet (`BRIDGE` lets it through unread), and a gateway with a connection.
VERDICTS = {
    "access-list": {"allow": "allowed", "bridge": "allowed", "deny": "denied"},
    "connection": {"denied": "blocked"},
    "web-attack": {"blocked": "blocked"},
}

# TLSv1.2
_TLS_VERSION = Pattern(r"TLSv([0-9]\.[0-9])")


def _version(text: str) -> str | None:
    match = _TLS_VERSION.fullmatch(text)
    return None if match is None else match[1]


def _address(text: str) -> str | None:
    """The address of `192.0.2.20:51544`, `[2001:db8::20]:443` or an address alone."""
    return ip(text) or ip(text.rpartition(":")[0].strip("[]"))


def _port(text: str) -> int | None:
    return None if ip(text) is not None else port_number(text.rpartition(":")[2])


def _end(field: str) -> tuple[Capture, Capture]:
    return ecs(f"{field}.ip", read=_address, related="ip"), ecs(f"{field}.port", read=_port)


def _certificate(side: str) -> dict[str, Capture]:
    """What is said of the certificate of a `side` of TLS, which its name is before."""
    field = f"tls.{side.lower()}.x509"
    return {
        f"{side}_SerialNumber": ecs(f"{field}.serial_number", read=str.upper),
        f"{side}_SignatureAlgorithm": ecs(f"{field}.signature_algorithm"),
    }


def _own(name: str, description: str) -> Capture:
    return own("keyword", description, name=name)


_CLIENT = (ecs("source.ip", read=ip, related="ip"), ecs("client.ip", read=ip, related="ip"))

CAPTURES: dict[str, Capture | tuple[Capture, ...]] = {
    **_certificate("CLIENT"),
    **_certificate("SERVER"),
    "Access": _own("access", "whether a connection was let through"),
    "Action": _own("access_list_action", "what an access list does with a packet"),
    "ADM_User": _own("adm_user", "administrator of the management station"),
    "applicationName": _own("application", "published application"),
    "Browser": ecs("user_agent.original"),
    "Browser_type": ecs("user_agent.original"),
    "CipherSuite": ecs("tls.cipher"),
    "ClientIP": _CLIENT,
    "ClientPort": ecs("source.port", read=port_number),
    "ClientVersion": ecs("tls.version", read=_version),
    "Client_ip": _CLIENT,
    "Client_type": _own("client_type", "client of a session"),
    "Command": ecs("process.command_line"),
    "Client_security_expression": _own("security_expression", "what a client's computer is checked for"),
    "Context": _own("context", "user and address of a session"),
    "Denied_by_policy": ecs("rule.name"),
    "Destination": _end("destination"),
    "connectionId": _own("connection_id", "number of a connection to a desktop"),
    "Device": _own("device", "server, service or monitor whose state changes"),
    "Duration": ecs("event.duration", read=from_clock),
    "Errmsg": ecs("event.reason"),
    "Extracted_groups": own(
        "keyword", "groups that a directory says", read=lambda text: text.split(","), name="groups"
    ),
    "Failure_reason": ecs("event.reason"),
    "Group(s)": ecs("user.group.name"),
    "Hit Rule": ecs("rule.name"),
    "Hitcount": own("long", "how often an access list was met", read=count, name="hits"),
    "LogoutMethod": _own("logout_method", "how a session ended"),
    "NatIP": (
        ecs("source.nat.ip", read=_address, related="ip"),
        ecs("source.nat.port", read=_port),
    ),
    "Nat_ip": ecs("source.nat.ip", read=translated, related="ip"),
    "Protocol": ecs("network.transport", read=lower),
    "Reason": ecs("event.reason"),
    "Remote_ip": ecs("source.ip", read=ip, related="ip"),
    "IssuerName": ecs("tls.client.issuer"),
    "Result": _own("result", "result of a check"),
    "SNI": ecs("tls.client.server_name", read=host_name, related="hosts"),
    "SPCBId": _own("tls_control_block", "number that messages of a TLS connection share"),
    "SSL_HANDSHAKE_ISSUERNAME": ecs("tls.client.issuer"),
    "SSL_HANDSHAKE_SUBJECTNAME": ecs("tls.client.subject"),
    "SSLVPN_client_type": _own("client_type", "client of a session"),
    "session_guid": _own("session_guid", "session of a desktop"),
    "Session": _own("tls_session", "whether a session of TLS is new or reused"),
    "SessionId": _own("session_id", "number of a session"),
    "Source": _end("source"),
    "SubjectName": ecs("tls.client.subject"),
    "Source_port": ecs("source.port", read=port_number),
    "Destination_port": ecs("destination.port", read=port_number),
    "trap": _own("trap", "trap of SNMP that was sent"),
    "State": _own("state", "state of a server, a service or a monitor"),
    "Status": _own("status", "result of a command"),
    "Total_compressedbytes_recv": own("long", "bytes that came compressed", read=count, name="compressed.received"),
    "Total_compressedbytes_send": own("long", "bytes that went compressed", read=count, name="compressed.sent"),
    "Total_bytes_recv": ecs("destination.bytes", read=count),
    "Total_bytes_send": ecs("source.bytes", read=count),
    "User": account(),
    "Vserver": (
        own("ip", "virtual server", read=_address, name="vserver.ip", related="ip"),
        own("long", "its port", read=_port, name="vserver.port"),
    ),
    "VserverServiceIP": ecs("destination.ip", read=ip, related="ip"),
    "VserverServicePort": ecs("destination.port", read=port_number),
    "appliance": ecs("observer.name"),
    "engine": _own("packet_engine", "core of the appliance"),
    "event": ecs("event.code"),
    "host": ecs("url.domain", read=host_name, related="hosts"),
    "message": _own("text", "what the appliance says in words"),
    "method": ecs("http.request.method"),
    "module": _own("module", "module that logs"),
    "number": ecs("event.sequence", read=count),
    "partition": _own("partition", "admin partition"),
    "profile": ecs("rule.ruleset"),
    "request": location(),
    "severity": ecs("event.severity", read=count),
    "verdict": _own("verdict", "what the application firewall did"),
}
