"""What a field holds by its name: a user, a host, an address, a hardware address, or nothing that is looked for.

Fields of ECS are known by name. Fields of products, and the names in `name=value` texts, are known by the words of
their names, since products name them as ECS does: `linux_auditd.login_user.name`, `SubjectUserName`.
"""

from __future__ import annotations

from functools import lru_cache

from ecsparse.ecs.lint import table
from ecsparse.patterns import Pattern
from ecsparse.privacy.rules import HOST, IP, MAC, USER

# What documents are told by: of fixed vocabularies, computed, and never a part of a line. Nothing replaces them.
CLOSED = frozenset((
    "@timestamp", "ecs.version", "error.type", "event.category", "event.dataset", "event.kind", "event.module",
    "event.outcome", "event.timezone", "event.type", "log.offset", "log.syslog.facility.name",
    "log.syslog.severity.name", "network.direction", "network.type", "tags",
))  # fmt: skip
# Words of products and protocols, some of which names of users or hosts are too: names are not replaced in them.
WORDS = frozenset((
    "event.action", "event.code", "event.provider", "http.request.method", "http.version",
    "log.level", "network.iana_number", "network.protocol", "network.transport", "observer.product",
    "observer.type", "observer.vendor", "tls.cipher", "tls.version", "tls.version_protocol", "url.scheme",
))  # fmt: skip

# Names whose last words do not tell what they hold.
_NAMED = {
    "agent.name": HOST,
    "apache_httpd.ident": USER,
    "checkpoint.origin_sic_name": HOST,
    "cisco_asa.administrator": USER,
    "cisco_asa.list_entry": HOST,
    "cisco_ios.neighbor": HOST,
    "cisco_ios.peer.id": HOST,
    "cisco_ise.directory.host_dn": HOST,
    "citrix_netscaler.context": USER,
    "client.address": HOST,
    "cloudflare.zone": HOST,
    "crowdstrike_falcon.source_account_guid": USER,
    "crowdstrike_falcon.user_uuid": USER,
    "destination.address": HOST,
    "dns.answers.data": HOST,
    "dns.answers.name": HOST,
    "dns.question.name": HOST,
    "dns.question.top_level_domain": None,
    "dnsmasq.client_id": HOST,
    "duo.alias": USER,
    "exim.local_destination": USER,
    "file.owner": USER,
    "fortinet_fortigate.from": USER,
    "fortinet_fortigate.to": USER,
    "freeradius.calling_station_id": HOST,
    "freeradius.client": HOST,
    "google_workspace.meet.identifier": USER,
    "google_workspace.meet.organizer": USER,
    "isc_bind.record_data": HOST,
    "isc_bind.record_name": HOST,
    "isc_bind.zone": HOST,
    "isc_dhcpd.circuit_id": HOST,
    "isc_dhcpd.client_id": HOST,
    "isc_dhcpd.remote_id": HOST,
    "juniper_junos.gateway": HOST,
    "juniper_junos.neighbor": HOST,
    "linux_auditd.vm.name": HOST,
    "network.community_id": IP,
    "openldap.authentication_id": USER,
    "openldap.authorization_id": USER,
    "openssh.certificate.id": USER,
    "openssh.claimed_name": HOST,
    "openvpn.client.name": USER,
    "openvpn.remote.name": HOST,
    "paloalto_panos.gtp.imei": USER,
    "postfix.dnsbl": HOST,
    "postfix.orig_to": USER,
    "postgresql.identity": USER,
    "related.hosts": HOST,
    "related.ip": IP,
    "related.user": USER,
    "server.address": HOST,
    "service.address": HOST,
    "source.address": HOST,
    "squid.ident": USER,
    "stormshield_sns.callee": USER,
    "stormshield_sns.caller": USER,
    "stormshield_sns.destination.object": HOST,
    "stormshield_sns.source.object": HOST,
    "suricata.ldap.bind_name": USER,
    "suricata.mqtt.client_id": HOST,
    "suricata.rfb.desktop": HOST,
    "suricata.sip.uri": USER,
    "suricata.ssh.server": None,
    "teleport.impersonator": USER,
    "teleport.participants": USER,
    "teleport.request.reviewer": USER,
    "teleport.updated_by": USER,
    "unbound.zone": HOST,
    "url.password": USER,
    "url.subdomain": HOST,
    "url.username": USER,
    "user_agent.device.name": None,
    "vmware_esxi.entity": HOST,
    "vmware_esxi.on_behalf_of": USER,
    "vmware_esxi.vm": HOST,
    "vmware_vcenter.entity": HOST,
    "vmware_vcenter.on_behalf_of": USER,
    "vmware_vcenter.vm": HOST,
    "wallix_bastion.device": HOST,
    "wallix_bastion.target": USER,
    "wallix_bastion.ticket.client": USER,
    "watchguard_firebox.voice.from": USER,
    "watchguard_firebox.voice.to": USER,
    "windows_event.object.server": None,
    "zeek.ftp.password": USER,
    "zeek.irc.nick": USER,
    "zeek.mqtt.client_id": HOST,
    "zeek.ntlm.server_tree_name": HOST,
    "zeek.radius.tunnel_client": HOST,
    "zeek.rdp.client_name": HOST,
    "zeek.rdp.cookie": USER,
    "zeek.sip.request_from": USER,
    "zeek.sip.request_to": USER,
    "zeek.sip.uri": USER,
    "zeek.smtp.rcptto": USER,
    "zeek.socks.request.name": HOST,
    "zeek.x509.san.dns": HOST,
    "zscaler_zpa.saml_attributes": USER,
}

_OF_USER = ((), ("changes",), ("effective",), ("target",))
_NAMES_OF_USER = (
    (), ("display", "name"), ("dn",), ("email",), ("full", "name"), ("hash",), ("id",), ("name",),
    ("principal", "name"), ("sid",),
)  # fmt: skip
# The last words of names, in small letters, and what such a field holds; the most words count.
_ENDINGS: dict[tuple[str, ...], str | None] = {
    **{("user", *of, *name): USER for of in _OF_USER for name in _NAMES_OF_USER},
    **{tuple(words.split()): USER for words in (
        "account", "account name", "acct", "actor", "auid", "bind dn", "display name", "duser", "euid", "fsuid",
        "login", "login name", "loginname", "logname", "member", "members", "object dn", "openldap dn", "ouid",
        "owner", "owner id", "principal", "principal name", "principal subject", "recipient", "recipients",
        "ruser", "sender", "sid", "subject common name", "suid", "suser", "uid", "upn", "user identity",
        "user names", "username", "usernames", "users", "usr", "usr name",
    )},
    **{tuple(words.split()): HOST for words in (
        "alternative names", "computer", "computer name", "device name", "devname", "dhost", "dns name", "domain",
        "domain controller", "domain name", "domains", "dvchost", "endpoint name", "fqdn", "helo", "host",
        "host name", "hostname", "hosts", "machine", "machine name", "member name", "netbios name", "node",
        "node name", "observer name", "peer", "peer name", "reverse name", "rhost", "server", "server name",
        "shost", "ssid", "workstation", "workstation name",
    )},
    **{tuple(words.split()): MAC for words in ("bssid", "mac", "mac address")},
    # counts of bytes, ports and the like
    ("from", "server"): None,
    ("is", "machine"): None,
    ("of", "user"): None,
}  # fmt: skip
_MOST_WORDS = max(map(len, _ENDINGS))

# Types of fields that hold no text.
_NUMBERS = frozenset(("boolean", "date", "double", "float", "geo_point", "integer", "long", "scaled_float"))

# How writers say that there is nobody, or that a name is not known; and the machine itself.
_NOTHING = frozenset((
    "all", "anonymous", "any", "false", "invalid", "localhost", "n/a", "na", "nil", "nobody", "none", "null",
    "true", "undefined", "unknown", "(none)", "(null)", "(unknown)", "<unknown>",
))  # fmt: skip
# Accounts of the system have smaller numbers: the first user's is 201 on AIX, 501 on macOS, 1000 on Linux.
_LEAST_USER = 200

# Subject | User, of SubjectUserName | sid | mac
_WORD = Pattern(r"[A-Z]{1,16}(?![a-z])|[A-Z]?[a-z]++")


# as many as there are names of fields, and as names of other values are likely to be
@lru_cache(1 << 14)
def role_of(name: str) -> str | None:
    """The rule that covers the field, or other value, of this dotted name; `None` if none does by its name.

    >>> role_of("source.user.name"), role_of("TargetDomainName"), role_of("user.roles")
    ('user', 'host', None)
    """
    if name in CLOSED or name in WORDS:
        return None
    if name in _NAMED:
        return _NAMED[name]
    kind = table().types.get(name)
    if kind in _NUMBERS:
        return None
    if kind == "ip":
        return IP
    words = tuple(match[0].lower() for match in _WORD.finditer(name))
    for length in range(min(_MOST_WORDS, len(words)), 0, -1):
        if words[-length:] in _ENDINGS:
            return _ENDINGS[words[-length:]]
    return None


def says_nothing(value: str, rule: str) -> bool:
    """Whether a `value` that `rule` covers names nobody: no name, a system account's number, a count."""
    if value.isdecimal():
        return rule == HOST or (rule == USER and len(value) <= 9 and int(value) <= _LEAST_USER)
    return value.lower() in _NOTHING or not any(map(str.isalnum, value))
