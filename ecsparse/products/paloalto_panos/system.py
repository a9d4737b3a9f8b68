"""The descriptions of the SYSTEM log: what of them has a meaning of its own."""

from __future__ import annotations

from ecsparse.ecs.pieces import is_ip
from ecsparse.messages import Messages
from ecsparse.messages.captures import ADDRESS, DIGITS, MAC, REST, WORD, part
from ecsparse.patterns import Pattern
from ecsparse.products.paloalto_panos.actions import ACTIONS

_QUOTED = r"[^']{1,256}"

# Called as the captures of the product's values are; `details` and `list` are taken apart.
_PARTS = {
    "admin": part(WORD),
    "client": part(WORD),
    "client_ip": part(ADDRESS),
    "client_mac": part(MAC),
    "client_name": part(r"[^ ,]{1,255}"),
    "component": part(WORD),
    "details": part(REST),
    "dport": part(DIGITS),
    "dst_name": part(r"[^ :]{1,255}"),
    "file": part(r"[^/ ]{1,255}"),
    "from_state": part(r"[A-Za-z-]{1,40}"),
    "ha_group": part(DIGITS),
    "ip": part(ADDRESS),
    "kdc": part(r"[^ ']{1,255}"),
    "list": part(REST),
    "package": part(WORD),
    "peer": part(ADDRESS),
    "port": part(r"[A-Za-z0-9/._-]{1,64}"),
    "protocol": part(r"[a-z]{2,10}"),
    "reason": part(r".{1,256}?"),
    "server": part(r"[^ :]{1,255}"),
    "serverprofile": part(WORD),
    "spi": part(r"0x[0-9A-Fa-f]{1,16}"),
    "state": part(r"[A-Za-z-]{1,40}"),
    "cn": part(_QUOTED),
    "lease": part(ADDRESS),
    "peer_name": part(WORD),
    "user": part(_QUOTED),
}

DESCRIPTIONS = Messages(
    "paloalto_panos",
    ACTIONS,
    _PARTS,
    r"""
authentication/succeeded authenticated for user '{user}'.{details}
authentication/succeeded authenticated for user {admin}.{details}
authentication/succeeded User '{user}' authenticated.{details}
authentication/failed    failed authentication for user '{user}'.{details}
authentication/failed    failed authentication for user {admin}.{details}
authentication/failed    User '{user}' failed authentication.{details}
authentication/succeeded SAML SSO authenticated for user '{user}'.{details}
authentication/failed    SAML SSO authentication failed for user '{user}'.{details}
authentication/succeeded Super user {admin} logged in via {client} from {ip}
authentication           User {admin} accessed Web server from {ip}
authentication           Authentication override cookie is generated for user {user:[^ ]{1,256}} from {ip}
account-locked           Account {user:[^ ]{1,256}} is locked out {*}
authentication/failed    {reason=User '{user}' does not exist on KDC server '{kdc}'} (code: {~[0-9]{1,6}})
authentication/succeeded User {admin} logged in via {client} from {ip}{? using {protocol}}
authentication/succeeded User {admin} logged in via {client} from Console{~.*}
logout                   User {admin} logged out via {client} from {ip}{~.*}
logout                   User {admin} logged out via {client} from Console{~.*}
logout                   Session for user {admin} via {client} from {ip} timed out{~.*}
configuration-change/succeeded Commit job succeeded{details}
configuration-change/failed Commit job failed{details}
configuration-change     Commit job enqueued{details}
configuration-change     Commit job started processing{details}
configuration-change/succeeded Config installed{~.*}
content-update           Connection to Update server: {?{server}} completed successfully, initiated by {ip}
content-update/installed Installed {component} package: {package={file}}
content-update/installed {component} package upgraded from version {~\S+(?: version>)?} to {package} by Auto{~.*}
content-update/installed {component} package upgraded from version {~\S+(?: version>)?} to {package} by {admin}
content-update           {component} version {package} downloaded by {*}
content-update           Auto update agent downloaded {component} version {package}
content-update/failed    Failed to {|download|install|check} {component}
  {|content|package|upgrade info|software}{details}
dhcp-lease               DHCP lease {|started|renewed|expired|released} ip {client_ip}
  --> mac {client_mac}{? - hostname {client_name}},
  interface {port}
dhcp-lease               DHCP RENEW: interface {port}, ip {ip={client_ip}}
  netmask {~[0-9.]{7,15}} dhcp server: {server}
ha-change                HA Group {ha_group}: Moved from state {from_state} to state {state}{~.*}
ha-change                HA Group {ha_group}: {*}
interface-change         Port {port}: {state=Up}{~.*}
interface-change         Port {port}: {state=Down}{~.*}
server-connection/succeeded ldap cfg {serverprofile} connected to server {server}:{dport}, initiated by: {ip}
server-connection/failed ldap cfg {serverprofile} failed to connect to server {server}:{dport}{~.*}
server-connection/succeeded NTP sync to server {server:[^ ]{1,255}}
server-connection/succeeded CLOUD ELECTION: {dst_name} IP: {server} was elected{~.*}
server-connection/succeeded Successfully registered to {~[A-Za-z]{1,20}} Cloud {server}
server-connection/failed {reason=Failed to perform task resulting in connection timeout}
  with WildFire Cloud {server}
server-connection/succeeded Syslog connection established to server['{~AF_INET6?\.}{server}:{dport}{~\.?}']
server-connection/failed Syslog connection {|failed|broken} to server['{~AF_INET6?\.}{server}:{dport}{~\.?}']
server-connection/succeeded Connected to Panorama Server: {server}{~.*}
server-connection/failed Disconnected from Panorama Server: {server}{~.*}
configuration-change     Password changed for user {admin}
interface-change         LACP interface {port} moved into AE-group {~[a-z0-9]{1,16}}.{~.*}
interface-change         LACP interface {port} moved out of AE-group {~[a-z0-9]{1,16}}.{? {reason}}
server-connection/succeeded User-ID Agent {~[^ ]{1,128}} connected to {server}:{dport}
server-connection/failed User-ID Agent {~[^ ]{1,128}} disconnected from {server:[^ (]{1,255}}({dport})
server-connection/failed User-ID server monitor {server:[^ (]{1,255}}({~[^ ()]{1,64}}) {reason}
server-connection/failed {reason=Cloud is not connected}. {*}
server-connection/succeeded PAN-DB cloud connection established to server {server:[^ ]{1,255}}
server-connection/failed Failed to connect to WildFire cloud {server:[^ ]{0,254}[^ .]}{?.}
server-connection/succeeded Successfully connected to WildFire cloud {server:[^ ]{0,254}[^ .]}{?.}
server-connection/failed RADIUS server {server:[^ ]{1,255}} is down. {reason}
server-connection/failed Satellite failed to connect to portal {server:[^ ]{1,255}}
server-connection/failed CRL request failed. {details}
content-update/installed PAN-DB was upgraded to version {package:[^ ]{1,64}?}{?.}
content-update           Successfully downloaded {component} version {package}
content-update/installed Software package {package} installed by {admin}
certificate-expired      Certificate {~[^ ]{1,128}} (CN={cn:[^()]{1,256}}) expired on {*}
routing-change           BGP peer session {|enters|left} established state. peer name: {peer_name:[^ ,]{1,64}},
  peer IP: {peer:[0-9A-Fa-f:.]{1,44}[0-9A-Fa-f]}{?.}
routing-change           OSPF {|adjacency with neighbor has gone down|full adjacency established with neighbor}.
  interface: {port},
  neighbor router ID: {~[0-9.]{7,15}}, neighbor IP address: {peer:[0-9A-Fa-f:.]{1,44}[0-9A-Fa-f]}{?.}
routing-change           Path monitoring {|failed|recovered} for static route destination {~[^ ]{1,64}} with next
  hop {peer:[0-9A-Fa-f:.]{1,44}[0-9A-Fa-f]}. {*}
dhcp-client              DHCP client on interface {port} renewed lease of {lease:[0-9A-Fa-f:.]{2,45}}
dhcp-client              DHCP client: interface {port}, bound with ip {lease:[0-9A-Fa-f:.]{2,45}} {*}
dhcp-client              PPPoE session on interface {port} was connected. ip address {lease:[0-9A-Fa-f:.]{2,45}}
restart                  The system is {state=starting up}{?.}
restart                  The system is {state=shutting down} due to {reason=CLI Initiated}{?.}
restart                  System {|restart|shutdown} requested by {admin}
tunnel/failed            IKE phase-{~[12]} negotiation is failed {details}
tunnel/succeeded         IKE phase-{~[12]} negotiation is succeeded {details}
tunnel                   IKE phase-{~[12]} negotiation is started {details}
tunnel                   IKE protocol IPSec SA delete message {|sent to|received from} peer. SPI:{spi}.
tunnel                   IKE protocol phase-1 SA delete message {|sent to|received from} peer. {details}
tunnel                   IKE protocol notification message {|sent|received}: {reason}{?.}
tunnel/failed            IKE phase-1 SA is down determined by DPD{?.}{details}
tunnel                   IKE phase-1 SA is {|deleted|expired|rekeyed} {details}
tunnel/failed            IKEv2 {|IKE|child} SA negotiation is failed {details}
tunnel/succeeded         IKEv2 {|IKE|child} SA negotiation is succeeded {details}
tunnel                   IKEv2 {|IKE|child} SA negotiation is started {details}
tunnel/failed            IKEv2 IKE SA is down determined by DPD{?.}{details}
tunnel                   IKEv2 {|IKE|IPSec|child} SA delete message {|sent to|received from} peer.
  {~.{0,40}?}SPI:{spi}{~[^0-9A-Fa-fx].*}
tunnel/succeeded         IKEv2 certificate authentication succeeded{details}
tunnel/failed            IKEv2 certificate authentication failed{details}
tunnel/succeeded         IPSec key installed. {details}
tunnel                   IPSec key deleted. {details}
tunnel                   IPSec key lifetime expired. {details}
interface-change         Tunnel {port} is {state=up}{~.*}
interface-change         Tunnel {port} is {state=down}{~.*}
vpn-authentication/succeeded GlobalProtect {component} user authentication succeeded. {list}
vpn-authentication/failed GlobalProtect {component} user authentication failed. {list}
vpn-authentication/succeeded GlobalProtect {component} user login succeeded. {list}
vpn-authentication/failed GlobalProtect {component} user login failed. {list}
vpn-disconnected/succeeded GlobalProtect {component} user logout succeeded. {list}
vpn-event/failed         GlobalProtect {component} user logout failed. {list}
vpn-event                GlobalProtect {component} client {~[A-Za-z ]{1,60}}. {list}
vpn-event                GlobalProtect {component} agent message. {list}
vpn-event                GlobalProtect {component} HIP report. {list}
vpn-event/succeeded      GlobalProtect {component} cookie generation succeeded. {list}
vpn-authentication/succeeded GlobalProtect {component=clientless VPN} user login succeeded. {list}
vpn-authentication/failed GlobalProtect {component=clientless VPN} user login failed. {list}
vpn-disconnected/succeeded GlobalProtect {component=clientless VPN} user logout succeeded. {list}
""",
)
# Of these, a description says it in general words; the event's own name decides.
_OF_EVENTS = {"auth-fail": "authentication/failed", "auth-success": "authentication/succeeded"}

# auth profile 'GP' | server address 192.0.2.7
_NAMED = Pattern(
    r"(admin role|auth profile|auth protocol|server address|server profile) "
    r"(?:'([^']{0,256})'|([^ ',]{1,256}))"
)
_NAMES = {
    "admin role": "admin_role",
    "auth profile": "auth_profile",
    "auth protocol": "authproto",
    "server profile": "serverprofile",
}
# 1 (Internal error) auth profile '…' | Invalid username/password From: 192.0.2.5.
_REASON = Pattern(r"Reason: (.{1,256}?)\.?(?= {0,3}(?:auth profile |From: )|$)")
_FROM = Pattern(r"From: ([0-9A-Fa-f:.]{2,45})")
# SA: 192.0.2.1[500]-198.51.100.1[4500]
_ENDS = Pattern(r"SA: ([0-9A-Fa-f:.]{2,45})\[([0-9]{1,5})\]-([0-9A-Fa-f:.]{2,45})\[([0-9]{1,5})\]")
_JOB = Pattern(r"JobId=([0-9]{1,12})")
_BY = Pattern(r"User: ([^ .,]{1,64})")

# Login from: 192.0.2.5, User name: jdoe, Client OS version: Microsoft Windows 10 Pro , 64-bit
_KEY = Pattern(
    r"(?:^|[.,] )(Auth type|Client OS version|Client OS|Client version|Comment|Device name|Login from|Message"
    r"|Private IP|Reason|Source region|Time|User name|VPN type|[Ee]rror): ?"
)
_OF_LIST = {
    "Auth type": "auth_method",
    "Client OS": "client_os",
    "Client OS version": "client_os",
    "Client version": "client_ver",
    "Device name": "machinename",
    "Error": "reason",
    "Login from": "public_ip",
    "Private IP": "private_ip",
    "Reason": "reason",
    "Source region": "srcregion",
    "User name": "srcuser",
    "VPN type": "tunnel_type",
    "error": "reason",
}


def described(description: str, event: str) -> tuple[str, list[tuple[str, str]]] | None:
    """The action of a `description` and the values in it; `None` if neither it nor the `event` is known."""
    found = DESCRIPTIONS.read(description.strip(" "))
    if found is None:
        action = _OF_EVENTS.get(event)
        if action is None:
            return None
        pairs = _details(description)
        if event == "auth-fail" and all(name != "reason" for name, _ in pairs):
            pairs.append(("reason", description.strip(" ").removesuffix(".")))
        return action, pairs
    action, values = found
    pairs = [(name, text) for name, text in values.items() if name not in {"details", "kdc", "list", "server"}]
    if "details" in values:
        pairs += _details(values["details"])
    if "list" in values:
        _, *parts = _KEY.split(values["list"])
        named = zip(parts[::2], parts[1::2], strict=True)
        pairs += [(_OF_LIST[name], text.rstrip(".")) for name, text in named if name in _OF_LIST]
    for name in ("server", "kdc"):
        if name in values:
            pairs += _server(values[name])
    return action, pairs


def _server(text: str) -> list[tuple[str, str]]:
    return [("dst" if is_ip(text) else "dst_name", text)]


def _details(text: str) -> list[tuple[str, str]]:
    """The named values of a login, a commit or a negotiation: `auth profile 'GP', …, From: 192.0.2.5.`."""
    pairs: list[tuple[str, str]] = []
    for name, quoted, bare in _NAMED.findall(text):
        value = quoted or bare
        if name == "server address":
            pairs += _server(value)
        else:
            pairs.append((_NAMES[name], value))
    for name, pattern in (("reason", _REASON), ("job", _JOB), ("admin", _BY)):
        if (match := pattern.search(text)) is not None:
            pairs.append((name, match[1]))
    if (match := _FROM.search(text)) is not None:
        pairs.append(("ip", match[1].rstrip(".")))
    if (match := _ENDS.search(text)) is not None:
        pairs += zip(("ip", "sport", "peer", "dport"), match.groups(), strict=True)
    return pairs
