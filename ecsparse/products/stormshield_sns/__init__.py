r"""Stormshield Network Security (SNS), firewalls: traffic, alarms, logins, VPN, administration.

Layout:
    id=firewall time="2023-10-31 15:09:55" fw="SN310A17B0001A7" tz=+0100 startime="2023-10-31 15:09:54" pri=5
        ruleid=3 srcif="Ethernet1" src=192.0.2.20 srcport=51234 dst=198.51.100.7 dstport=443 ipproto=tcp proto=https
        action=pass logtype="filter"

    WELF: pairs in any order, values in double quotes or bare; `id=firewall` may be missing. After a syslog header,
    mostly that of RFC 5424.

Source: Stormshield, Description of Audit Logs, SNS 3.7 to 5.0: the fields of all logs, and those of each log.

Timestamps: `time`, when it was logged, is `@timestamp`; `startime`, when the event began, is `event.start`. Both
    are in the zone of `tz`, which is `event.timezone`.

Quirks:
    `pri` is a level of syslog: `event.severity` and `log.level`. `duration` is in seconds, with decimals:
    `traffic.log`.
    `error` of a login or a command is 0 where it succeeded: `accounts.log`.
    In an alarm, `rule.id` is that of the alarm, `stormshield_sns.filter_rule` the rule that the traffic met:
    `alarms.log`.
    `error` of IPsec is a level: 2 is an error: `vpn.log`.
    `proto` is the plug-in that analyses the connection, else the service of its port: `network.protocol`.
    `modsrc` is the source after translation, `source.nat`; `origdst` is the destination before it, `destination`,
    where `dst` is the one after it, `destination.nat`: `traffic.log`.
    `version` of a connection in TLS is `tls.version`, of any other `stormshield_sns.version`: `web.log`.
    `remotenet` of an SSL tunnel is the address of its client, `client.ip`; of IPsec it is a network: `vpn.log`.
    The hash of a file in the sandbox is a SHA-256, or cut off: `alarms.log`.
    `srcname` and `dstname` are objects of the configuration, which need not be called as hosts are:
    `stormshield_sns.source.object`. That of a web request is the site, `url.domain`: `web.log`, that of a mail
    whom it is for: `mail.log`.
    The firewall's own files have no `logtype`: `alarmid` and `slotlevel` tell alarms and traffic: `alarms.log`.
    Lines of statistics (`monitor`, `filterstat`, `count`, `routerstat`) hold columns of numbers, which are in
    `stormshield_sns.other`: `statistics.log`.

Other readings:
    `event.timezone` as `+0100`: ECS writes `+01:00`.
    `source.mac` with colons, `network.transport` in upper case, `network.type` as `4`: ECS writes them otherwise.
    `network.type` `ipsec` of an SSL tunnel.
    `destination.nat` of `modsrc`, which is the source's.
    `destination.geo.continent_name` of a code: ours is `continent_code`.
    `event.risk_score` of `pri`, which is a level.
    `error.message` of `error`, which is a code.
    `host.network.*.bytes` of `sent` and `rcvd`: those of a connection are `source.bytes`, `destination.bytes`.
    `client.ip` of a `remotenet` that is a network: ours is `stormshield_sns.remote.network`.
    `network.protocol` `https` of a login: the line does not say it.
"""

from __future__ import annotations

from ecsparse.ecs.pieces import ip
from ecsparse.formats.pairs import quoted
from ecsparse.messages.values import Values, name_destination
from ecsparse.patterns import Pattern
from ecsparse.products.stormshield_sns.values import ACTIONS, CAPTURES
from ecsparse.record import Document, Prefix, Product, Record
from ecsparse.timestamps.event_time import moment

# What a log is about, by `logtype`; `action` and `error` say the rest.
_BY_LOG = {
    "alarm": "alarm",
    "auth": "authentication",
    "authstat": "statistics",
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
    "routing": "route-change",
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
# The two ends of a destination that is translated, and what a product or a client is called where `port` and
# `remotenet` of other logs mean other things.
_TRANSLATED = {"dst": "moddst", "dstport": "moddstport", "origdst": "dst", "origdstport": "dstport"}
_OF_VULNERABILITY = {"arg": "argument", "port": "port_of_product"}
_OF_ALARM = {"ruleid": "filter_rule"}
_OF_SSL = {"dstname": "server_name"}
_OF_MAIL = {"dstaddr": "rcpt", "user": "mail_from"}
_OF_CLIENT = {"remotenet": "remote_address"}
_OF_TLS = {"version": "version_of_tls"}
_MAIL_LOGS = frozenset(("pop3", "smtp"))
_NO_ERROR = ("", "0")
# The level of an error in IPsec: 1 is a warning.
_ERROR_OF_IPSEC = "2"
# How what is said of a tunnel ends.
_TUNNELS = {
    " created": "opened", " established": "opened", " deleted": "closed", " removed": "closed",
}  # fmt: skip
_FAILED = ("fail", "denied", "refused", "invalid", "error")
_LOGGED_IN = ("user logged in", "user authenticated", "authentication success", "user successfully")

# +0100
_OFFSET = Pattern(r"([+-][0-9]{2})([0-9]{2})")

VALUES = Values("stormshield_sns", ACTIONS, CAPTURES, read_by_product="id ipv startime time tz")

PRODUCT = Product(
    vendor="Stormshield",
    name="SNS",
    versions="3.7 to 5.0",
    formats=("welf",),
    signatures=tuple(map(Prefix, ("id=firewall time=", "time=", 'time="'))),
    dataset="log",
    fields=(
        "destination.domain",
        "event.start",
        "network.bytes",
        "observer.product",
        "observer.type",
        "observer.vendor",
        "process.command_line",
        "related.hash",
    ),
    messages=VALUES,
)

_NOBODY: Document = {}
_OBSERVER = {"vendor": "Stormshield", "product": "SNS", "type": "firewall"}


def parse(record: Record) -> Document | None:
    """The document of a line of any log; `None` if it has not the fields that all logs have."""
    text = record.text
    if " startime=" not in text or " fw=" not in text or not text.lstrip(" \t").startswith(("id=firewall ", "time=")):
        return None
    pairs = quoted(text)
    said = dict(pairs)
    if not _IN_ALL_LOGS.issubset(said):
        return None
    document = VALUES.document(_action(said), _named(said, pairs))
    document["observer"] = {**document.get("observer", {}), **_OBSERVER}
    name_destination(document, document.get("url", _NOBODY).get("domain", ""))
    _complete(document, said)
    _add_times(document, said, record)
    return document


def _named(said: dict[str, str], pairs: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """The pairs, with other names where the line's log or other values of it give one another meaning."""
    log, names = said.get("logtype", ""), _NOBODY
    if "op" in said and said.get("proto") == "http":
        names = _OF_WEB
    elif log == "pvm":
        names = _OF_VULNERABILITY
    elif log == "ssl":
        names = _OF_SSL
    elif "alarmid" in said:
        names = _OF_ALARM
    elif log in _MAIL_LOGS:
        names = {**_OF_MAIL, "dstname": "rcpt"} if "@" in said.get("dstname", "") else _OF_MAIL
    elif log == "xvpn" and ip(said.get("remotenet", "")) is not None:
        names = _OF_CLIENT
    if said.get("version", "").startswith("TLSv"):
        names = {**names, **_OF_TLS}
    if ip(said.get("origdst", "")) is not None:
        names = {**names, **_TRANSLATED}
    return [(names.get(name, name), value) for name, value in pairs] if names else pairs


def _log(said: dict[str, str]) -> str:
    """The log that a line is of; in the firewall's own files, whose names tell, by what only it has."""
    by_values = "alarm" if "alarmid" in said else "filter" if "slotlevel" in said else "monitor"
    return said.get("logtype", by_values)


def _action(said: dict[str, str]) -> str:
    """The action of a line, with its variant."""
    action = _BY_LOG.get(_log(said), "system-event")
    words, error = said.get("msg", "").lower(), said.get("error", "")
    variant = _VARIANTS.get(said.get("action", ""), "")
    if action == "authentication":
        variant = ""
        if error not in _NO_ERROR or any(word in words for word in _FAILED):
            variant = "failed"
        elif words.startswith(_LOGGED_IN):
            variant = "succeeded"
    elif action == "tunnel":
        variant = next((state for word, state in _TUNNELS.items() if words.endswith(word)), "")
        variant = "failed" if error == _ERROR_OF_IPSEC else variant
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
    if said.get("logtype") == "vpn":
        document.setdefault("network", {})["type"] = "ipsec"


def _add_times(document: Document, said: dict[str, str], record: Record) -> None:
    zone = said["tz"]
    if (offset := _OFFSET.fullmatch(zone)) is not None:
        document["event"]["timezone"] = f"{offset[1]}:{offset[2]}"
    for key, piece, field in (("time", document, "@timestamp"), ("startime", document["event"], "start")):
        instant, _ = moment(said.get(key, ""), record.clock, zone)
        if instant is not None:
            piece[field] = instant
