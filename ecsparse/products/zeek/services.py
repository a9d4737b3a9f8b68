"""What Zeek logs of the other protocols."""

from __future__ import annotations

from ecsparse.ecs.network import mac
from ecsparse.ecs.pieces import ip
from ecsparse.ecs.places import count, port_number
from ecsparse.messages.captures import Capture, account, ecs, own, path
from ecsparse.messages.values import flag, number, word, words
from ecsparse.products.zeek.readers import address, client, hosts, interval_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ecsparse.products.zeek.readers import Logs

SERVICES: Logs = {
    "ftp": {
        "user": account(),
        "password": word("password of a client", "ftp.password"),
        "command": word("command of a client", "ftp.command"),
        "arg": word("argument of a command", "ftp.arg"),
        "mime_type": ecs("file.mime_type"),
        "file_size": ecs("file.size", read=count),
        "reply_code": number("code of an answer", "ftp.reply_code"),
        "reply_msg": word("text of an answer", "ftp.reply_msg"),
        "data_channel.passive": flag("whether a client waits for no connection", "ftp.data_channel.passive"),
        "data_channel.orig_h": address("source of a transfer", "ftp.data_channel.orig_h"),
        "data_channel.resp_h": address("destination of a transfer", "ftp.data_channel.resp_h"),
        "data_channel.resp_p": own("long", "port of a transfer", read=port_number, name="ftp.data_channel.resp_p"),
    },
    "rdp": {
        "cookie": word("name that a client gives at first", "rdp.cookie"),
        "result": word("how a connection went", "rdp.result"),
        "security_protocol": word("security of a connection", "rdp.security_protocol"),
        "client_channels": words("channels that a client asks for", "rdp.client_channels"),
        "keyboard_layout": word("keyboard of a client", "rdp.keyboard_layout"),
        "client_build": word("version of a client", "rdp.client_build"),
        "client_name": hosts("name of a client", "rdp.client_name"),
        "cert_type": word("kind of a certificate", "rdp.cert_type"),
        "encryption_level": word("level of encryption", "rdp.encryption_level"),
        "encryption_method": word("method of encryption", "rdp.encryption_method"),
    },
    "smb_files": {
        "action": word("what was done with a file", "smb_files.action"),
        "path": word("share of a file", "smb_files.path"),
        "name": word("path of a file in its share", "smb_files.name"),
        "file": path(),
        "size": ecs("file.size", read=count),
        "prev_name": word("path of a file before", "smb_files.prev_name"),
    },
    "smb_mapping": {
        "path": word("share", "smb_mapping.path"),
        "service": word("service of a share", "smb_mapping.service"),
        "native_file_system": word("file system of a share", "smb_mapping.native_file_system"),
        "share_type": word("type of a share", "smb_mapping.share_type"),
    },
    "smb_cmd": {
        "command": word("command", "smb_cmd.command"),
        "sub_command": word("command inside of a command", "smb_cmd.sub_command"),
        "argument": word("argument of a command", "smb_cmd.argument"),
        "status": word("status of a command", "smb_cmd.status"),
        "version": word("version of SMB", "smb_cmd.version"),
        "username": account(),
        "tree": word("share", "smb_cmd.tree"),
        "tree_service": word("service of a share", "smb_cmd.tree_service"),
    },
    "dce_rpc": {
        "endpoint": word("interface that was called", "dce_rpc.endpoint"),
        "operation": word("operation that was called", "dce_rpc.operation"),
        "named_pipe": word("pipe, or port, of a call", "dce_rpc.named_pipe"),
        "rtt": interval_of("time up to the answer", "dce_rpc.rtt"),
    },
    "ntlm": {
        "username": ecs("user.name", related="user"),
        "domainname": ecs("user.domain"),
        "hostname": hosts("name of the client", "ntlm.hostname"),
        "server_nb_computer_name": hosts("name of the server in NetBIOS", "ntlm.server_nb_computer_name"),
        "server_dns_computer_name": hosts("name of the server in DNS", "ntlm.server_dns_computer_name"),
        "server_tree_name": word("forest of the server", "ntlm.server_tree_name"),
        "success": flag("whether a login succeeded", "ntlm.success"),
    },
    "kerberos": {
        "client": Capture("user", "", client, parts=("name", "domain"), related=("user", "name")),
        "service": word("service that a ticket is for", "kerberos.service"),
        "request_type": word("kind of a request", "kerberos.request_type"),
        "success": flag("whether a ticket was given", "kerberos.success"),
        "error_msg": ecs("error.message"),
        "cipher": word("encryption of a ticket", "kerberos.cipher"),
        "forwardable": flag("whether a ticket can be forwarded", "kerberos.forwardable"),
        "renewable": flag("whether a ticket can be renewed", "kerberos.renewable"),
        "client_cert_subject": ecs("tls.client.subject"),
        "server_cert_subject": ecs("tls.server.subject"),
    },
    "radius": {
        "username": account(),
        "mac": ecs("source.mac", read=mac),
        "framed_addr": address("address that a client gets", "radius.framed_addr"),
        "tunnel_client": word("address of a tunnel's client", "radius.tunnel_client"),
        "connect_info": word("connection of a client", "radius.connect_info"),
        "reply_msg": word("answer of the server", "radius.reply_msg"),
        "result": word("whether a login succeeded", "radius.result"),
    },
    "dhcp": {
        "uids": words("connections of a record", "session_ids"),
        "client_addr": ecs("source.ip", read=ip, related="ip"),
        "server_addr": ecs("destination.ip", read=ip, related="ip"),
        "mac": ecs("source.mac", read=mac),
        "host_name": hosts("name of a client", "dhcp.host_name"),
        "client_fqdn": hosts("whole name of a client", "dhcp.client_fqdn"),
        "domain": word("domain that a client is told", "dhcp.domain"),
        "requested_addr": address("address that a client asks for", "dhcp.requested_addr"),
        "assigned_addr": address("address that a client gets", "dhcp.assigned_addr"),
        "lease_time": interval_of("time that an address is for", "dhcp.lease_time"),
        "msg_types": words("messages of an exchange", "dhcp.msg_types"),
    },
    "sip": {
        "method": word("method", "sip.method"),
        "uri": word("whom a request is for", "sip.uri"),
        "request_from": word("who asks", "sip.request_from"),
        "request_to": word("who is asked", "sip.request_to"),
        "call_id": word("call", "sip.call_id"),
        "status_code": number("code of an answer", "sip.status_code"),
        "status_msg": word("text of an answer", "sip.status_msg"),
        "user_agent": ecs("user_agent.original"),
    },
    "snmp": {
        "version": word("version of SNMP", "snmp.version"),
        "community": word("community", "snmp.community"),
        "display_string": word("what a device says it is", "snmp.display_string"),
    },
    "socks": {
        "user": account(),
        "status": word("answer of the proxy", "socks.status"),
        "request.host": address("host that a client asks for", "socks.request.host"),
        "request.name": hosts("name that a client asks for", "socks.request.name"),
        "request_p": own("long", "port that a client asks for", read=port_number, name="socks.request.port"),
    },
    "tunnel": {
        "tunnel_type": word("type of a tunnel", "tunnel.type"),
        "action": word("what became of a tunnel", "tunnel.action"),
    },
    "mysql": {
        "cmd": word("command", "mysql.cmd"),
        "arg": word("argument of a command", "mysql.arg"),
        "success": flag("whether a command succeeded", "mysql.success"),
        "rows": number("rows of an answer", "mysql.rows"),
        "response": word("answer of the server", "mysql.response"),
    },
    "modbus": {
        "func": word("function", "modbus.func"),
        "exception": word("why a function failed", "modbus.exception"),
    },
    "dnp3": {
        "fc_request": word("function of a request", "dnp3.fc_request"),
        "fc_reply": word("function of an answer", "dnp3.fc_reply"),
    },
    "mqtt": {
        "client_id": word("client", "mqtt.client_id"),
        "connect_status": word("answer to a client", "mqtt.connect_status"),
        "topic": word("topic of a message", "mqtt.topic"),
        "topics": words("topics of a subscription", "mqtt.topics"),
        "payload": word("message", "mqtt.payload"),
    },
    "rfb": {
        "authentication_method": word("how a client logs in", "rfb.authentication_method"),
        "auth": flag("whether a login succeeded", "rfb.auth"),
        "desktop_name": word("desktop", "rfb.desktop_name"),
    },
    "irc": {
        "nick": word("name of a user in IRC", "irc.nick"),
        "user": account(),
        "command": word("command", "irc.command"),
        "value": word("value of a command", "irc.value"),
        "dcc_file_name": ecs("file.name"),
    },
    "ldap": {
        "message_id": number("message", "ldap.message_id"),
        "opcodes": words("operations", "ldap.opcodes"),
        "results": words("results", "ldap.results"),
        "objects": words("objects of an operation", "ldap.objects"),
        "arguments": words("arguments of an operation", "ldap.arguments"),
        "base_objects": words("where a search begins", "ldap.base_objects"),
        "scopes": words("how deep a search goes", "ldap.scopes"),
        "filter": word("what a search is for", "ldap.filter"),
        "result_count": number("objects that a search found", "ldap.result_count"),
    },
}  # fmt: skip
