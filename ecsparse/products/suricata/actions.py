"""What each type of event means."""

from __future__ import annotations

from ecsparse.messages import actions

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    Pairs = list[tuple[str, str]]

ACTIONS = actions(
    """
alert               intrusion_detection: info, alert | a packet, or a flow, matches a rule
alert/allowed       intrusion_detection: allowed, alert
alert/blocked       intrusion_detection: denied, alert
anomaly             network: info protocol | a packet or a stream is not as its protocol says
dns                 network: info protocol + dns | a question or an answer of DNS
drop                network: denied | a packet is dropped
engine-message      process: info | what the engine says of itself
event-logged        network: info | any other event
file                file network: access info | a file is transferred
flow                network: connection end | a flow ends, or one direction of it
http                network web: access info + http | a request of HTTP
smtp                email network: info + smtp | a mail is transferred
statistics          host: info, metric | counters of the engine
tls                 network: connection info protocol + tls | a handshake of TLS
transaction         network: info protocol | a transaction of an application's protocol
transaction/failed  network: info protocol, failure
""",
    **{name: {"network": {"protocol": name}} for name in ("dns", "http", "smtp", "tls")},
)

# By `event_type`; the names of other protocols are transactions.
BY_TYPE = {
    "alert": "alert",
    "anomaly": "anomaly",
    "dns": "dns",
    "drop": "drop",
    "engine": "engine-message",
    "fileinfo": "file",
    "flow": "flow",
    "http": "http",
    "http2": "http",
    "netflow": "flow",
    "smtp": "smtp",
    "stats": "statistics",
    "tls": "tls",
    **dict.fromkeys(
        ("bittorrent_dht", "dcerpc", "dhcp", "dnp3", "doh2", "enip", "ftp", "ftp_data", "ike", "ikev2", "krb5",
         "ldap", "mdns", "modbus", "mqtt", "nfs", "pgsql", "pop3", "quic", "rdp", "rfb", "sip", "smb", "snmp",
         "ssh", "telnet", "tftp", "websocket"),
        "transaction",
    ),
}  # fmt: skip
# What an operation of LDAP may end with that is no failure.
_LDAP_RESULTS = frozenset(("success", "compare_false", "compare_true", "referral", "sasl_bind_in_progress"))
VARIANTS = {"allowed": "alert/allowed", "blocked": "alert/blocked"}


def of_transaction(payload: dict[str, Any], pairs: Pairs) -> tuple[str, Pairs]:
    """The action of a transaction whose members are `pairs`, and what several of these say together."""
    if ("ftp.command", "USER") in pairs:
        return "transaction", [("ftp.user", text) for name, text in pairs if name == "ftp.command_data"]
    if ("krb5.msg_type", "KRB_ERROR") in pairs:
        return "transaction/failed", []
    return _of_ldap(payload["ldap"]) if isinstance(payload.get("ldap"), dict) else ("transaction", [])


def _of_ldap(ldap: dict[str, Any]) -> tuple[str, Pairs]:
    """The action of an operation of LDAP, and the result of its last response."""
    responses = ldap.get("responses")
    found = [
        part["result_code"]
        for each in (responses if isinstance(responses, list) else ())
        if isinstance(each, dict)
        for part in each.values()
        if isinstance(part, dict) and isinstance(part.get("result_code"), str)
    ]
    if not found:
        return "transaction", []
    return "transaction" if found[-1] in _LDAP_RESULTS else "transaction/failed", [("ldap.result", found[-1])]
