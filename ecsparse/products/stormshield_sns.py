r"""Stormshield Network Security (SNS), firewalls: traffic, alarms, logins, VPN, administration.

Layout:
    id=firewall time="2023-10-31 15:09:55" fw="SN310A17B0001A7" tz=+0100 startime="2023-10-31 15:09:54" pri=5
        ruleid=3 srcif="Ethernet1" src=192.0.2.20 srcport=51234 dst=198.51.100.7 dstport=443 ipproto=tcp proto=https
        action=pass logtype="filter"

    WELF: pairs in any order, values in double quotes or bare; `id=firewall` may be missing. Behind a syslog header,
    mostly that of RFC 5424.

Source: Stormshield, Description of Audit Logs, SNS 3.7 to 4.8: the fields of all logs, and those of each log.

Timestamps: `time`, when it was logged, is `@timestamp`; `startime`, when the event began, is `event.start`. Both
    are in the zone of `tz`, which is `event.timezone`.

Quirks:
    `pri` is a level of syslog: `event.severity` and `log.level`. `duration` is in seconds, with decimals:
    `traffic.log`.
    `error` of a login or a command is 0 where it succeeded: `accounts.log`.
    `proto` is the plug-in that analyses the connection, else the service of its port: `network.protocol`.
    `modsrc` is the source after translation, `source.nat`; `origdst` is the destination before it, where `dst` is
    the one after it: `stormshield_sns.original_destination`: `traffic.log`.
    `srcname` and `dstname` are objects of the configuration, which need not be called as hosts are:
    `stormshield_sns.source.object`. That of a web request is the site, `url.domain`: `web.log`.
    Lines of statistics (`monitor`, `filterstat`, `count`, `routerstat`) hold columns of numbers, which are in
    `stormshield_sns.other`: `statistics.log`.

Other readings:
    `event.timezone` as `+0100`: ECS writes `+01:00`.
    `source.mac` with colons, `network.transport` in upper case, `network.type` as `4`: ECS writes them otherwise.
    `network.type` `ipsec` of a tunnel: that is no family of addresses.
    `destination.nat` of `modsrc`, which is the source's, or of `origdst`, which is not translated.
    `destination.geo.continent_name` of a code: ours is `continent_code`.
    `event.risk_score` of `pri`, which is a level; `rule.category` of `slotlevel`, which is the place of a rule.
    `error.message` of `error`, which is a code.
    `host.network.*.bytes` of `sent` and `rcvd`: those of a connection are `source.bytes`, `destination.bytes`.
    `client.ip` of `remotenet`: ours is `stormshield_sns.remote.network`.
    `network.protocol` `https` of a login: the line does not say it.
"""

from __future__ import annotations

from ecsparse.ecs.events import TRANSPORTS
from ecsparse.ecs.network import mac
from ecsparse.ecs.pieces import ip
from ecsparse.ecs.places import count, decimal, host_name, lower, port_number
from ecsparse.formats.pairs import quoted
from ecsparse.messages import Action
from ecsparse.messages.captures import Capture, account, ecs, own
from ecsparse.messages.values import Values
from ecsparse.patterns import Pattern
from ecsparse.record import Prefix, Product
from ecsparse.timestamps.event_time import moment

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ecsparse.record import Document, Record

_LEVELS = ("emergency", "alert", "critical", "error", "warning", "notice", "informational", "debug")

_COMMAND = "an administrator gives the firewall a command"
_ALARM = "an analysis of traffic, or the firewall itself, raises an alarm"
_LOGIN = "a user logs in or out, or registers a second factor"
_CONNECTION = "a packet meets a rule, or a connection ends"
_REQUEST = "a web request passes a proxy"

ACTIONS = {
    "administration-command": Action(_COMMAND, "configuration", "access", "success"),
    "administration-command/failed": Action(_COMMAND, "configuration", "access", "failure"),
    "alarm": Action(_ALARM, "intrusion_detection network", "info", kind="alert"),
    "alarm/allowed": Action(_ALARM, "intrusion_detection network", "allowed", kind="alert"),
    "alarm/blocked": Action(_ALARM, "intrusion_detection network", "denied", kind="alert"),
    "authentication": Action(_LOGIN, "authentication", "info"),
    "authentication/failed": Action(_LOGIN, "authentication", "start", "failure"),
    "authentication/succeeded": Action(_LOGIN, "authentication", "start", "success"),
    "connection": Action(_CONNECTION, "network", "connection"),
    "connection/allowed": Action(_CONNECTION, "network", "allowed connection"),
    "connection/blocked": Action(_CONNECTION, "network", "connection denied"),
    "mail-transfer": Action("a mail passes a proxy", "email", "info"),
    "malware-analysis": Action("a file is analysed in a sandbox", "malware", "info"),
    "statistics": Action("counters of the firewall", "host", "info", kind="metric"),
    "system-event": Action("an event of the firewall itself, or of a log that is not known", "host", "info"),
    "tls-inspection": Action("a TLS connection passes a proxy", "network", "connection protocol"),
    "tunnel": Action("a VPN tunnel is negotiated, opened or closed", "network", "connection info"),
    "vulnerability-detection": Action("a vulnerability of a host is detected", "vulnerability", "info"),
    "web-request": Action(_REQUEST, "web", "access"),
    "web-request/allowed": Action(_REQUEST, "web", "access", "success"),
    "web-request/blocked": Action(_REQUEST, "web", "access", "failure"),
}

# What a log is about, by `logtype`; `action` and `error` say the rest.
_BY_LOG = {
    "alarm": "alarm",
    "auth": "authentication",
    "connection": "connection",
    "count": "statistics",
    "filter": "connection",
    "filterstat": "statistics",
    "ftp": "connection",
    "monitor": "statistics",
    "plugin": "connection",
    "pop3": "mail-transfer",
    "pvm": "vulnerability-detection",
    "routerstat": "statistics",
    "sandboxing": "malware-analysis",
    "server": "administration-command",
    "smtp": "mail-transfer",
    "ssl": "tls-inspection",
    "vpn": "tunnel",
    "web": "web-request",
    "xvpn": "tunnel",
}
_IN_ALL_LOGS = frozenset(("time", "fw", "tz", "startime"))
_VARIANTS = {"pass": "allowed", "block": "blocked"}
# What values are called here where they are those of a web request.
_OF_WEB = {"dstname": "site", "op": "method_of_request", "result": "status"}
_NO_ERROR = ("", "0")
_FAILED = ("fail", "denied", "refused", "invalid", "error")
_LOGGED_IN = ("user logged in", "user authenticated", "authentication success", "user successfully")


def _level(text: str) -> int | None:
    return int(text) if text in "01234567" and len(text) == 1 else None


def _status(text: str) -> int | None:
    return count(text) if len(text) == len("200") else None


def _lower(text: str) -> str:
    return text.lower()


def _nanoseconds(text: str) -> int | None:
    seconds = decimal(text)
    return None if seconds is None or seconds < 0 else round(seconds * 1e9)


def _continent(text: str) -> str | None:
    return text.upper() if len(text) == 2 and text.isalpha() else None


CAPTURES: dict[str, Capture | tuple[Capture, ...]] = {
    "action": own("keyword", "what the filter did", name="action"),
    "address": (ecs("source.ip", read=ip, related="ip"), ecs("client.ip", read=ip)),
    "agentid": own("keyword", "agent that authenticates users", name="agent_id"),
    "alarmid": ecs("rule.id"),
    "arg": ecs("url.path"),
    "cat_site": own("keyword", "category of a site", name="site_category"),
    "class": own("keyword", "class of an alarm", name="class"),
    "classification": own("keyword", "family of an alarm, as a number", name="classification"),
    "clientappid": ecs("network.application", read=lower),
    "confid": own("keyword", "inspection profile", name="profile"),
    "cookie_i": own("keyword", "cookie of the initiator of a tunnel", name="cookie.initiator"),
    "cookie_r": own("keyword", "cookie of its responder", name="cookie.responder"),
    "detail": own("keyword", "what a vulnerability was noticed by", name="vulnerability.detail"),
    "domain": ecs("user.domain"),
    "dst": ecs("destination.ip", read=ip, related="ip"),
    "dstcontinent": ecs("destination.geo.continent_code", read=_continent),
    "dstcountry": ecs("destination.geo.country_iso_code", read=_continent),
    "dsthostrep": own("long", "reputation of the destination", read=count, name="destination.reputation"),
    "dstif": own(
        "keyword", "interface that traffic leaves by, as the system names it", name="destination.interface"
    ),
    "dstifname": ecs("observer.egress.interface.name"),
    "dstiprep": own("keyword", "what is known of the destination's address", name="destination.address_reputation"),
    "dstmac": ecs("destination.mac", read=mac),
    "dstname": own("keyword", "object of the destination's address", name="destination.object"),
    "dstport": ecs("destination.port", read=port_number),
    "dstportname": own("keyword", "service of the destination's port", name="destination.service"),
    "duration": ecs("event.duration", read=_nanoseconds),
    "error": ecs("error.code"),
    "family": own("keyword", "family of a vulnerability", name="vulnerability.family"),
    "filename": ecs("file.name"),
    "fw": ecs("observer.name"),
    "groupid": own("keyword", "group of rules of a proxy", name="group_id"),
    "hash": own("keyword", "hash of a file in a sandbox", name="file_hash"),
    "icmpcode": own("long", "code of an ICMP packet", read=count, name="icmp.code"),
    "icmptype": own("long", "type of an ICMP packet", read=count, name="icmp.type"),
    "ikev": own("keyword", "version of IKE", name="ike_version"),
    "ipproto": ecs("network.transport", read=lambda text: TRANSPORTS.get(text, text.lower())),
    "localid": own("keyword", "identity of this end of a tunnel", name="local.id"),
    "localnet": own("keyword", "network at this end of a tunnel", name="local.network"),
    "logtype": own("keyword", "log that the line is of", name="log"),
    "mailruleid": own("keyword", "rule of the mail filter", name="mail_rule_id"),
    "method_of_request": ecs("http.request.method"),
    "method": own("keyword", "method of authentication", name="method"),
    "modsrc": ecs("source.nat.ip", read=ip, related="ip"),
    "modsrcport": ecs("source.nat.port", read=port_number),
    "msg": own("keyword", "what the firewall says in words", name="text"),
    "op": own("keyword", "operation of a protocol other than HTTP", name="operation"),
    "origdst": own("ip", "destination before translation", read=ip, name="original_destination.ip", related="ip"),
    "origdstport": own("long", "port before translation", read=port_number, name="original_destination.port"),
    "peername": own("keyword", "peer of a tunnel", name="peer"),
    "phase": own("long", "phase of a negotiation", read=count, name="phase"),
    "pktlen": ecs("network.bytes", read=count),
    "port": own("long", "port of a tunnel's client", read=port_number, name="client_port"),
    "pri": (
        ecs("event.severity", read=_level),
        ecs("log.level", read=lambda text: None if (level := _level(text)) is None else _LEVELS[level]),
    ),
    "proto": ecs("network.protocol", read=_lower),
    "rcvd": ecs("destination.bytes", read=count),
    "reason": ecs("event.reason"),
    "remoteid": own("keyword", "identity of the other end of a tunnel", name="remote.id"),
    "remotenet": own("keyword", "network at the other end of a tunnel", name="remote.network"),
    "repeat": own("long", "how often it happened", read=count, name="repeat"),
    "result": own("keyword", "result of an operation", name="result"),
    "risk": own("long", "risk of what was noticed", read=count, name="risk"),
    "rt": own("keyword", "gateway that was taken", name="gateway"),
    "rtname": own("keyword", "router object that was taken", name="router"),
    "ruleid": ecs("rule.id"),
    "rulename": ecs("rule.name"),
    "ruletype": own("keyword", "kind of a tunnel", name="tunnel_type"),
    "sandboxinglevel": own("keyword", "what a sandbox found", name="sandboxing_level"),
    "sent": ecs("source.bytes", read=count),
    "serverappid": own("keyword", "application of the server", name="server_application"),
    "service": own("keyword", "service of the firewall that logs", name="service"),
    "sessionid": own("keyword", "session of an administrator", name="session_id"),
    "side": own("keyword", "side of a negotiation", name="side"),
    "site": ecs("url.domain", read=host_name, related="hosts"),
    "slotlevel": own("keyword", "place of a rule: 0 implicit, 1 global, 2 local", name="rule_level"),
    "spamlevel": own("keyword", "level of spam of a mail", name="spam_level"),
    "spi_in": own("keyword", "index of the incoming association", name="spi.in"),
    "spi_out": own("keyword", "index of the outgoing association", name="spi.out"),
    "src": ecs("source.ip", read=ip, related="ip"),
    "srccontinent": ecs("source.geo.continent_code", read=_continent),
    "srccountry": ecs("source.geo.country_iso_code", read=_continent),
    "srchostrep": own("long", "reputation of the source", read=count, name="source.reputation"),
    "srcif": own("keyword", "interface that traffic comes by, as the system names it", name="source.interface"),
    "srcifname": ecs("observer.ingress.interface.name"),
    "srciprep": own("keyword", "what is known of the source's address", name="source.address_reputation"),
    "srcmac": ecs("source.mac", read=mac),
    "srcname": own("keyword", "object of the source's address", name="source.object"),
    "srcport": ecs("source.port", read=port_number),
    "srcportname": own("keyword", "service of the source's port", name="source.service"),
    "status": ecs("http.response.status_code", read=_status),
    "target": own("keyword", "whether the destination is the target of an alarm", name="target"),
    "totp": own("keyword", "whether a one-time password was used", name="totp"),
    "sandboxing": own("keyword", "verdict of a sandbox", name="sandboxing"),
    "severity": own("long", "severity of a vulnerability", read=count, name="vulnerability.severity"),
    "urlruleid": own("keyword", "rule of the URL filter", name="url_rule_id"),
    "user": account(),
    "usergroup": own("keyword", "group of a tunnel's user", name="user_group"),
    "version": own("keyword", "version of the protocol", name="version"),
    "virus": own("keyword", "what the anti-virus found", name="virus"),
    "vulnid": ecs("vulnerability.id"),
}

# +0100
_OFFSET = Pattern(r"([+-][0-9]{2})([0-9]{2})")

VALUES = Values("stormshield_sns", ACTIONS, CAPTURES, read_by_product="id ipv startime time tz")

PRODUCT = Product(
    vendor="Stormshield",
    name="SNS",
    versions="3.7 to 4.8",
    formats=("welf",),
    signatures=tuple(map(Prefix, ("id=firewall time=", "time=", 'time="'))),
    dataset="log",
    fields=(
        "event.start",
        "network.bytes",
        "observer.product",
        "observer.type",
        "observer.vendor",
        "process.command_line",
    ),
    messages=VALUES,
)

_NOBODY: Document = {}
_OBSERVER = {"vendor": "Stormshield", "product": "SNS", "type": "firewall"}


def parse(record: Record) -> Document | None:
    """The document of a line of any log; `None` if it has not the fields that all logs have."""
    text = record.text
    if (
        " startime=" not in text
        or " fw=" not in text
        or not text.lstrip(" \t").startswith(("id=firewall ", "time="))
    ):
        return None
    pairs = quoted(text)
    said = dict(pairs)
    if not _IN_ALL_LOGS.issubset(said):
        return None
    if "op" in said and said.get("proto") == "http":
        pairs = [(_OF_WEB.get(name, name), value) for name, value in pairs]
    document = VALUES.document(_action(said), pairs)
    document["observer"] = {**document.get("observer", {}), **_OBSERVER}
    _complete(document, said)
    _add_times(document, said, record)
    return document


def _action(said: dict[str, str]) -> str:
    """The action of a line, with its variant."""
    action = _BY_LOG.get(said.get("logtype", ""), "system-event" if "logtype" in said else "statistics")
    words, error = said.get("msg", "").lower(), said.get("error", "")
    variant = _VARIANTS.get(said.get("action", ""), "")
    if action == "authentication":
        variant = ""
        if error not in _NO_ERROR or any(word in words for word in _FAILED):
            variant = "failed"
        elif words.startswith(_LOGGED_IN):
            variant = "succeeded"
    elif action == "administration-command":
        variant = "" if error in _NO_ERROR else "failed"
    name = f"{action}/{variant}"
    return name if name in ACTIONS else action


def _complete(document: Document, said: dict[str, str]) -> None:
    """Add what several values of a line say together."""
    sent, received = (document.get(end, _NOBODY).get("bytes") for end in ("source", "destination"))
    if sent is not None and received is not None:
        document.setdefault("network", {})["bytes"] = sent + received
    action = document["event"]["action"]
    if action == "administration-command" and said.get("msg"):
        document["process"] = {"command_line": said["msg"]}
    elif action == "authentication" and said.get("msg", "").startswith("SSH "):
        document["network"] = {"protocol": "ssh"}


def _add_times(document: Document, said: dict[str, str], record: Record) -> None:
    zone = said["tz"]
    if (offset := _OFFSET.fullmatch(zone)) is not None:
        document["event"]["timezone"] = f"{offset[1]}:{offset[2]}"
    for key, piece, field in (("time", document, "@timestamp"), ("startime", document["event"], "start")):
        instant, _ = moment(said.get(key, ""), record.clock, zone)
        if instant is not None:
            piece[field] = instant
