"""The attributes of messages: what each is called, and where its value goes."""

from __future__ import annotations

from ecsparse.ecs.events import TRANSPORTS
from ecsparse.ecs.network import mac
from ecsparse.ecs.numbers import nanoseconds
from ecsparse.ecs.pieces import ip
from ecsparse.ecs.places import count, host_name, lower, one, port_number
from ecsparse.messages.captures import Capture, account, ecs, own


def _address(text: str) -> str | None:
    """The address of `192.0.2.1:1812`, or of that alone."""
    return ip(text) or ip(text.rpartition(":")[0].strip("[]"))


def _port(text: str) -> int | None:
    return port_number(text.rpartition(":")[2]) if ip(text) is None else None


def _transport(text: str) -> str | None:
    return TRANSPORTS.get(text, text.lower() if text.isalpha() else None)


def _station(text: str) -> str | None:
    """The hardware address of a station, in any notation, before a network's name or after a domain."""
    return mac(text) or mac(text[:17]) or mac(text[:12])


# The parts of a distinguished name, and what ECS calls them.
_NAMES = {
    "C": "country", "CN": "common_name", "L": "locality", "O": "organization", "OU": "organizational_unit",
    "ST": "state_or_province",
}  # fmt: skip


def _issuer(text: str) -> dict[str, list[str]]:
    """The parts of a distinguished name, between backslashes or commas, by their names in ECS."""
    found: dict[str, list[str]] = {}
    for part in text.replace("\\", ",").split(","):
        name, _, value = part.strip(" ").partition("=")
        if value and name in _NAMES:
            found.setdefault(_NAMES[name], []).append(value)
    return found


def _ip_of(*fields: str) -> tuple[Capture, ...]:
    return tuple(ecs(f"{field}.ip", read=ip, related="ip") for field in fields)


_ENDPOINT = (ecs("source.mac", read=_station), ecs("client.mac", read=_station))
_SOURCE = _ip_of("source")
_REASON = ecs("event.reason")


def _vlan(text: str) -> str | None:
    """The number of `(tag=1) 157`, or of `157`."""
    number = text.rpartition(") ")[2]
    return number if number.isdecimal() and len(number) <= len("4094") else None


def _number(description: str, name: str) -> Capture:
    return own("long", description, read=count, name=name)


ATTRIBUTES: dict[str, Capture | tuple[Capture, ...]] = {
    "AD-Groups-Names": own("keyword", "groups of a user in the directory", name="directory.groups"),
    "AD-Host-DNS-Domain": own("keyword", "domain of a computer in the directory", name="directory.dns_domain"),
    "AD-Host-NetBios-Name": own("keyword", "domain of a computer, its short name", name="directory.netbios_domain"),
    "AD-Host-Resolved-DNs": own("keyword", "computer in the directory", name="directory.host_dn"),
    "AD-User-DNS-Domain": own("keyword", "domain of a user in the directory", name="directory.dns_domain"),
    "AD-User-NetBios-Name": own("keyword", "domain of a user, its short name", name="directory.netbios_domain"),
    "AD-User-Resolved-DNs": own("keyword", "user in the directory", name="directory.user_dn"),
    "Acct-Authentic": own("keyword", "who authenticated a session", name="accounting_authentic"),
    "Acct-Multi-Session-Id": own("keyword", "session of several links", name="accounting_multi_session"),
    "ActiveSessionCount": _number("how many sessions there are", "statistics.sessions"),
    "AdminSession": own("keyword", "session of an administrator", name="admin_session"),
    "Authen-Method": own("keyword", "how a user of TACACS+ was authenticated", name="tacacs.method"),
    "AuthorizationFailureReason": _REASON,
    "Class": own("keyword", "class of a session (RADIUS)", name="session_class"),
    "ClientLatency": _number("milliseconds that the client took", "client_latency"),
    "CmdArgs": own("keyword", "arguments of a command", name="tacacs.arguments"),
    "Command": ecs("process.command_line"),
    "ConfigChangeData": own("keyword", "what was changed", name="object.change"),
    "EndPointPolicy": own("keyword", "number of an endpoint's profile", name="endpoint_policy_id"),
    "ExternalGroups": own("keyword", "groups of the store that knows the user", name="external_groups"),
    "Filter-ID": own("keyword", "access list of a session", name="filter"),
    "Framed-MTU": _number("largest packet of a link, in bytes", "mtu"),
    "GuestUserName": account(),
    "PortalUserName": account(),
    "SponsorName": account(),
    "Reason": _REASON,
    "RemoteIPAddress": _ip_of("destination"),
    # (tag=0) 203.0.113.30
    "Tunnel-Client-Endpoint": ecs("client.ip", read=lambda text: ip(text.rpartition(" ")[2]), related="ip"),
    "CVPN3000/ASA/PIX7x-Tunnel-Group-Name": own("keyword", "group of a tunnel's users", name="tunnel_group"),
    "PostureAgentVersion": ecs("user_agent.original"),
    "device-mac": _ENDPOINT,
    "device-platform-version": ecs("host.os.version"),
    "device-type": ecs("device.model.name"),
    "ac-user-agent": ecs("user_agent.original"),
    "HostIdentityGroup": own("keyword", "group of the endpoint", name="host_group"),
    "IpAddress": _ip_of("client"),
    "MDMServerName": own("keyword", "server that manages devices", name="mdm_server", related="hosts"),
    "MFCInfoEndpointType": own("keyword", "kind of an endpoint", name="endpoint.type"),
    "MFCInfoHardwareManufacturer": ecs("device.manufacturer"),
    "MFCInfoHardwareModel": own("keyword", "model of an endpoint", name="endpoint.model"),
    "MFCInfoOperatingSystem": ecs("host.os.full"),
    "MacAddress": _ENDPOINT,
    "NASIPAddress": _SOURCE,
    "PortalName": own("keyword", "portal of guests", name="portal"),
    "PosturePolicyMatched": own("keyword", "policy that an endpoint was assessed by", name="posture_policy"),
    "PostureReport": own("keyword", "what an endpoint has and lacks", name="posture_report"),
    "PsnHostName": own("keyword", "node that served a request", name="node", related="hosts"),
    "SelectedAuthenticationIdentityStores": own("keyword", "stores that were asked", name="identity_stores"),
    "SponsorUserName": own("keyword", "sponsor of a guest", name="sponsor", related="user"),
    "SysStatsCpuCount": _number("how many processors there are", "statistics.processors"),
    "SysStatsProcessMemoryMB": _number("memory of the processes, in MB", "statistics.process_memory"),
    "SysStatsUtilizationCpu": own("keyword", "how busy the processors are", name="statistics.cpu"),
    "SysStatsUtilizationDiskIO": own("keyword", "how busy the disks are", name="statistics.disk_io"),
    "SysStatsUtilizationDiskSpace": own("keyword", "how full the disks are", name="statistics.disk_space"),
    "SysStatsUtilizationLoadAvg": own("keyword", "load of the system", name="statistics.load"),
    "SysStatsUtilizationMemory": own("keyword", "how full the memory is", name="statistics.memory"),
    "SysStatsUtilizationNetwork": own("keyword", "what the interfaces transfer", name="statistics.network"),
    "TotalAuthenLatency": _number("milliseconds that an authentication took", "authentication_latency"),
    "Tunnel-Private-Group-ID": ecs("network.vlan.id", read=_vlan),
    "AD-Account-Name": account(),
    "AD-Domain": ecs("user.domain"),
    "AD-Hostname": own("keyword", "domain controller", name="domain_controller", related="hosts"),
    "AD-IP-Address": own("ip", "address of a domain controller", name="domain_controller_address", related="ip"),
    "AD-Operating-System": ecs("host.os.full"),
    "AcctRequest-Flags": own("keyword", "kind of a TACACS+ accounting request", name="accounting_kind"),
    "Acct-Input-Octets": ecs("source.bytes", read=count),
    "Acct-Input-Packets": ecs("source.packets", read=count),
    "Acct-Output-Octets": ecs("destination.bytes", read=count),
    "Acct-Output-Packets": ecs("destination.packets", read=count),
    "Acct-Session-Id": own("keyword", "session of the network device", name="accounting_session"),
    "Acct-Session-Time": ecs("event.duration", read=nanoseconds),
    "Acct-Status-Type": own("keyword", "kind of a RADIUS accounting request", name="accounting_status"),
    "Acct-Terminate-Cause": _REASON,
    "AcsSessionID": own("keyword", "session of the server", name="session"),
    "Action": own("keyword", "what is asked of TACACS+", name="tacacs.action"),
    "Admin": account(),
    "AdminIPAddress": (*_SOURCE, *_ip_of("client")),
    "AdminInterface": own("keyword", "how an administrator logs in: GUI, CLI", name="admin_interface"),
    "Admin Name": account(),
    "AdminName": account(),
    "AuthenticationIdentityStore": own("keyword", "store that knows the user", name="identity_store"),
    "AuthenticationMethod": own("keyword", "method of an authentication", name="authentication_method"),
    "AuthenticationStatus": own("keyword", "result of an authentication", name="authentication_status"),
    "AuthorizationPolicyMatchedRule": own("keyword", "rule that authorized", name="authorization_rule"),
    "CPMSessionID": own("keyword", "session that all nodes know", name="audit_session"),
    "Called-Station-ID": own("keyword", "port or access point that is called, and its network", name="called_station"),
    "Calling-Station-ID": (*_ENDPOINT, *_ip_of("client")),
    "Calling Station Id": (*_ENDPOINT, *_ip_of("client")),
    "CmdSet": ecs("process.command_line", read=lambda text: " ".join(command(text)) or None),
    "ComponentName": own("keyword", "component of the system", name="component"),
    "Connect-Info": own("keyword", "speed and radio of a connection", name="connection_info"),
    "ConnectionStatus": own("keyword", "state of a TLS connection", name="connection_status"),
    "Days to Expiry": own("long", "days until a certificate expires", read=count, name="certificate.days_left"),
    "DestinationIPAddress": _ip_of("destination"),
    "DestinationPort": ecs("destination.port", read=port_number),
    "Device IP Address": _SOURCE,
    "Device Ip": _SOURCE,
    "Device Name": ecs("source.domain", read=host_name, related="hosts"),
    "Device Port": ecs("source.port", read=port_number),
    "Device Type": own("keyword", "type of the network device", name="device.type"),
    "Device login username": account(),
    "DetailedInfo": own("keyword", "details of a failure", name="detail"),
    "EapAuthentication": own("keyword", "inner method of EAP", name="eap_authentication"),
    "EapTunnel": own("keyword", "outer method of EAP", name="eap_tunnel"),
    "EndPointMACAddress": _ENDPOINT,
    "EndPointMatchedProfile": own("keyword", "what an endpoint is taken for", name="endpoint_profile"),
    "EndPointPolicyID": ecs("rule.id"),
    "EndpointCertainityMetric": own("long", "certainty of that", read=count, name="endpoint_certainty"),
    "EndPointIPAddress": (*_SOURCE, *_ip_of("client")),
    "EndPointMacAddress": _ENDPOINT,
    "EndpointIdentityGroup": own("keyword", "group that an endpoint is in", name="endpoint_group"),
    "EndpointIPAddress": (*_SOURCE, *_ip_of("client")),
    "EndpointMacAddress": _ENDPOINT,
    "EndpointMatchedPolicy": ecs("rule.name"),
    "EndpointNADAddress": own(
        "ip", "address of the network device that an endpoint is at", read=ip, name="endpoint_device", related="ip"
    ),
    "EndpointOUI": own("keyword", "maker of an endpoint's network card", name="endpoint_maker"),
    "EndpointSourceEvent": own("keyword", "probe that an endpoint was seen by", name="endpoint_probe"),
    "EndpointPolicy": own("keyword", "what an endpoint is taken for", name="endpoint_profile"),
    "Error Message": ecs("error.message"),
    "ErrorMessage": ecs("error.message"),
    "Failure Reason": ecs("event.reason"),
    "FailureReason": _REASON,
    **dict.fromkeys(("Framed-IP-Address", "FramedIPAddress"), _ip_of("client")),
    "Framed-IPv6-Address": own("ip", "address of IPv6 that a session has", read=ip, name="framed_ipv6", related="ip"),
    "IdentityGroup": own("keyword", "group of an identity", name="identity_group"),
    "IdentityPolicyMatchedRule": ecs("rule.name"),
    "IdentitySelectionMatchedRule": ecs("rule.name"),
    "ISEPolicySetName": ecs("rule.ruleset"),
    "IsMachineAuthentication": own("keyword", "whether a machine is authenticated", name="is_machine"),
    "Issuer": Capture("tls.client.x509.issuer", "", _issuer, parts=(*_NAMES.values(),)),
    "Issuer - Common Name": ecs("tls.client.x509.issuer.common_name", read=one),
    "Issuer - Country": ecs("tls.client.x509.issuer.country", read=one),
    "Issuer - Location": ecs("tls.client.x509.issuer.locality", read=one),
    "Issuer - Organization": ecs("tls.client.x509.issuer.organization", read=one),
    "Issuer - Organization Unit": ecs("tls.client.x509.issuer.organizational_unit", read=one),
    "Location": own("keyword", "location of the network device", name="device.location"),
    "MESSAGE": _REASON,
    "MatchedPolicyID": ecs("rule.id"),
    "Model Name": ecs("device.model.name"),
    "NAD Address": _SOURCE,
    "NAS IP Address": _SOURCE,
    "NAS-IP-Address": _SOURCE,
    "NAS-IPv6-Address": _SOURCE,
    "NAS-Identifier": own("keyword", "how the network device calls itself", name="device.identifier"),
    "NAS-Port": own("keyword", "port of the network device", name="device.port"),
    "NAS-Port-Id": own("keyword", "port of the network device, by its name", name="device.port_name"),
    "NAS-Port-Type": own("keyword", "kind of that port", name="device.port_type"),
    "Network device IP": _SOURCE,
    "NetworkDeviceGroups": own("keyword", "groups of the network device", read=str.splitlines, name="device.groups"),
    "NetworkDeviceName": own("keyword", "name of the network device", name="device.name", related="hosts"),
    "NetworkDeviceProfileName": own("keyword", "profile of the network device", name="device.profile"),
    "ObjectName": own("keyword", "object of the configuration", name="object.name"),
    "ObjectType": own("keyword", "type of that object", name="object.type"),
    "OperatingSystem": ecs("host.os.full"),
    "OperationMessageText": _REASON,
    "OriginalUserName": (own("keyword", "name before it was rewritten", name="original_user"), *_ENDPOINT),
    "PeerAddress": (*_ip_of("destination"), ecs("destination.mac", read=_station)),
    "PeerName": ecs("destination.domain", read=host_name, related="hosts"),
    "Port": own("keyword", "line of a TACACS+ session", name="tacacs.port"),
    "PostureAssessmentStatus": own("keyword", "state of an endpoint", name="posture_status"),
    "PostureStatus": own("keyword", "state of an endpoint", name="posture_status"),
    "Privilege-Level": own("long", "privilege level of a TACACS+ session", read=count, name="tacacs.privilege"),
    "Protocol": ecs("network.protocol", read=lower),
    "RadiusFlowType": own("keyword", "kind of a login", name="flow_type"),
    "RadiusPacketType": own("keyword", "type of a RADIUS packet", name="packet_type"),
    "Remote-Address": _ip_of("client"),
    "RequestLatency": own("long", "milliseconds that an answer took", read=count, name="latency"),
    "Response": own("keyword", "attributes of the answer", name="response"),
    "SSID": own("keyword", "network of an access point", name="ssid"),
    "SelectedAccessService": own("keyword", "protocols that are allowed", name="access_service"),
    "SelectedShellProfile": own("keyword", "what a user of TACACS+ may", name="tacacs.shell_profile"),
    "SelectedAuthorizationProfiles": own("keyword", "what a user may", name="authorization_profile"),
    "Serial Number": ecs("tls.client.x509.serial_number", read=lambda text: text.replace(" ", "").upper()),
    "Server": own("keyword", "node of the system", name="node", related="hosts"),
    "Service-Type": own("keyword", "service that is asked for", name="service_type"),
    "Step": own("keyword", "steps that the server took", read=str.splitlines, name="steps"),
    "Subject": own("keyword", "subject of a certificate, by all its names", name="certificate.subject"),
    "Subject - Common Name": ecs("tls.client.x509.subject.common_name", read=one),
    "Subject Alternative Name": ecs("tls.client.x509.alternative_names", read=one),
    "TLSCipher": ecs("tls.cipher"),
    "TLSVersion": ecs("tls.version", read=lambda text: text.partition("v")[2] or None),
    "UseCase": own("keyword", "case of an authentication", name="use_case"),
    "User": account(),
    "User-Name": own("keyword", "name that the network device sent", name="radius_user"),
    "UserAdAfterDomain": ecs("user.domain"),
    "UserName": account(),
    "UserType": own("keyword", "kind of a user", name="user_type"),
    "audit-session-id": own("keyword", "session that the network device knows", name="audit_session"),
    "dc-device-name": ecs("device.model.name"),
    "device-platform": own("keyword", "platform of a device", name="device_platform"),
    "ISELocalAddress": (ecs("source.ip", read=_address, related="ip"), ecs("source.port", read=_port)),
    "ISEModuleName": own("keyword", "module of the system", name="module"),
    "ISEServiceName": own("keyword", "service of the system", name="service"),
    "TransportProtocol": ecs("network.transport", read=_transport),
}


def command(text: str) -> list[str]:
    """The words of a command that TACACS+ states, without its end: `[ CmdAV=show CmdArgAV=version CmdArgAV=<cr> ]`."""
    words = [word.partition("=") for word in text.strip("[] ").split()]
    said = [value if name in ("CmdAV", "CmdArgAV") else f"{name}{sign}{value}" for name, sign, value in words if name]
    return said[:-1] if said[-1:] == ["<cr>"] else said
