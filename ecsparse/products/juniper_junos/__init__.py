r"""Juniper Junos: firewalls (SRX), routers (MX, PTX), switches (EX, QFX), their sessions, attacks, users, daemons.

Layout:
    <14>1 2023-10-31T15:09:55.123+01:00 srx1 RT_FLOW - RT_FLOW_SESSION_CREATE [junos@2636.1.1.1.2.142
        source-address="192.0.2.20" source-port="51544" destination-address="198.51.100.7" …] session created …
    <14>Oct 31 15:09:55 srx1 RT_FLOW: RT_FLOW_SESSION_CREATE: session created 192.0.2.20/51544->198.51.100.7/443 …
    <189>Oct 31 15:09:55 ex1 mgd[4999]: %INTERACT-5-UI_LOGIN_EVENT: User 'alice' login, class 'super-user' [4999]
    <30>Oct 31 15:09:55 mx1 fpc0 FW: ge-0/0/1.0 D tcp 198.51.100.66 192.0.2.8 40111 22 (1 packets)

    A message has a name, and with `structured-data` its values have names. With `explicit-priority`, a facility and
    a level stand before the name.

Source: Juniper, System Log Explorer, and Junos OS System Log Messages 12.1 to 23.4.

Timestamps: that of the header.

Quirks:
    A relay may take the header away: the name then stands first, with its values in brackets after it:
    `sessions.log`.
    The columns of sessions differ between versions; those after the ones that are known are left: `sessions.log`.
    A services card of a router writes the name of a set of services in braces before the name of its message:
    `juniper_junos.service_set`: `sessions.log`.
    A firewall filter of the packet engine writes `A`, `D` or `R` for accept, discard and reject: `filters.log`.
    The name of an IDP rule is `rule.id`, that of the attack `rule.name`, the policy `rule.ruleset`: `attacks.log`.
    A message that has a name which is not known is of the system: `system.log`.
    A message may have a facility and a level, but no name or no program before them: `system.log`.
    What `sshd` writes is OpenSSH's; messages of other daemons that all systems have are read by their names alone:
    `system.log`.

Other readings:
    `service.name` of the service of a port: it is not what the log comes from; ours is `juniper_junos.service`.
    `process.name` of a path: ours is `process.executable`.
    `destination.mac` and `source.mac` in small letters: ECS has capital ones.
    `log.syslog.appname` of a line without its header.
    A line of `rshd` or `sshd`: these are not of this system alone.
"""

from __future__ import annotations

from collections.abc import Mapping

from ecsparse.ecs.network import network_type, process
from ecsparse.products.juniper_junos import fronts
from ecsparse.products.juniper_junos.actions import (
    ACTIONS,
    BY_BEGINNING,
    BY_NAME,
    BY_STATE,
    SCREENED,
    VERDICTS,
)
from ecsparse.products.juniper_junos.sentences import MESSAGES
from ecsparse.products.juniper_junos.values import FORMS, VALUES
from ecsparse.record import Document, Header, Phrase, Prefix, Product, Program, Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ecsparse.patterns import Match

# Programs that only this system has.
_PROGRAMS = frozenset((
    "RT_AAMW", "RT_ALG", "RT_FLOW", "RT_GTP", "RT_IDP", "RT_IDS", "RT_NAT", "RT_SCREEN", "RT_SCTP", "RT_SECINTEL",
    "RT_UTM", "aamwd", "alarmd", "appidd", "bfdd", "cfmd", "chassisd", "clksyncd", "cosd", "craftd", "dcd", "dfcd",
    "dfwd", "dot1xd", "eswd", "fwauthd", "iccpd", "jddosd", "jdhcpd", "jdiameterd", "jl2tpd", "jlaunchd", "jpppd",
    "jsrpd", "jsscd", "junos-ssl-proxy", "keyadmin", "kmd", "ksyncd", "l2ald", "l2cpd", "lacpd", "lfmd", "mcsnoopd",
    "mgd", "mib2d", "pccd", "pfed", "pkid", "ppmd", "pppoed", "rmopd", "rpd", "rtlogd", "sdxd", "utmd", "vccpd",
    "vrrpd",
))  # fmt: skip

# Those whose tag has no process id, and so is text in a line without a header.
_FORWARDING = tuple(sorted(name for name in _PROGRAMS if name.startswith("RT_")))
_TAGGED = (
    "RT_FLOW: RT_FLOW_SESSION_", "RT_FLOW: APPTRACK_SESSION_", "RT_IDP: IDP_ATTACK_", "RT_IDP: RT_IDP_ATTACK_",
    "RT_IDS: RT_SCREEN_", "RT_UTM: WEBFILTER_URL_",
)  # fmt: skip

# How messages begin whose header a relay took away.
_BEGINNINGS = (
    "APPTRACK_SESSION_", "DDOS_PROTOCOL_VIOLATION_", "FW: ", "IDP_ATTACK_", "KMD_", "LOGIN_FAILED:",
    "LOGIN_INFORMATION:", "LOGIN_PAM_", "PFE_FW_SYSLOG_", "RT_FLOW_SESSION_", "RT_IDP_ATTACK_", "RT_SCREEN_",
    "SNMPD_AUTH_FAILURE:", "SSHD_LOGIN_", "UI_", "WEBFILTER_URL_",
)  # fmt: skip

# Facilities of a written priority: those that only this system has, and others.
_FACILITIES = ("CHANGE", "CONFLICT", "DFC", "INTERACT", "PFE")
_SHARED_FACILITIES = ("AUTH", "DAEMON", "KERN", "USER")

PRODUCT = Product(
    vendor="Juniper",
    name="Junos",
    versions="12.1 to 23.4",
    formats=("text",),
    signatures=(
        *map(Program, sorted(_PROGRAMS)),
        *map(Phrase, _TAGGED),
        *(Phrase(f" {name} - ") for name in _FORWARDING),
        *map(Prefix, _BEGINNINGS),
        *(Prefix(f"fpc{slot} {begin}") for slot in range(10) for begin in ("FW: ", "PFE_FW_SYSLOG_")),
        Prefix("/kernel: FW: "),
        Prefix("(FPC Slot "),
        *(Prefix(f"%{facility}-") for facility in (*_SHARED_FACILITIES, *_FACILITIES)),
        Program("/kernel"),
    ),
    fields=(
        "event.code",
        "network.bytes",
        "network.packets",
        "network.type",
        "observer.name",
        "observer.product",
        "observer.vendor",
        "process.name",
        "process.pid",
        "related.hash",
    ),
    messages=(VALUES, MESSAGES),
)

# The name of messages of NX-OS's own system, whose facilities Junos has too.
_OF_NX_OS = "SYSTEM_MSG"
# How messages with a written priority begin that are of no other system.
_OF_FACILITIES = tuple(f"%{facility}-" for facility in _FACILITIES)
# Names of what a filter writes, whose text names it as well.
_FILTERS = "PFE_FW_SYSLOG_"
# How names begin that any program may write: of services cards, and of the proxy for TLS.
_UNSURE = ("ASP_NAT_", "ASP_SFW_", "JSERVICES_", "SSL_PROXY_")
# What names the client whose name is `hostname` then.
_CLIENTS = frozenset(("client-ip", "client-ip-str"))
_ICMP = frozenset(("1", "58"))
_OBSERVER = {"vendor": "Juniper", "product": "Junos"}
_NOBODY: Document = {}
# How a message begins that is about a session, and its name.
_SESSIONS = {
    f"session {done} ": f"RT_FLOW_SESSION_{name}"
    for done, name in (("created", "CREATE"), ("closed", "CLOSE"), ("denied", "DENY"))
}


def _by_name() -> dict[str, str]:
    """The actions of sentences by the names that have only one."""
    found: dict[str, set[str]] = {}
    for row in MESSAGES.rows:
        found.setdefault(row.text.partition(":")[0], set()).add(row.action)
    return {name: actions.pop() for name, actions in found.items() if len(actions) == 1}


_OF_SENTENCES = _by_name()


def parse(record: Record) -> Document | None:
    """The document of a message; `None` if neither its name nor its program is of this system."""
    header, text = record.header, record.text.strip(" \t")
    if (relayed := fronts.RELAYED.match(text)) is not None:
        return _relayed(record, text, relayed)
    if (services := fronts.SERVICES.match(text)) is not None:
        text = text[services.end() :]
    tag, colon, rest = text.partition(": ")
    if (card := fronts.CARD.match(text)) is not None:
        tag, rest = card[1], text[card.end() :]
    if colon and (tag in _FORWARDING or card is not None):
        text = rest
    values = _structured_data(header)
    if values is not None and header is not None:
        document = _named(header.msgid or _session(text), values)
    else:
        found = _read(header, text, None if card is None else tag, is_certain=services is not None)
        if found is None:
            return None
        document = found
    if services is not None:
        document.setdefault("juniper_junos", {})["service_set"] = services[1]
    document["observer"] = {**document.get("observer", _NOBODY), **_OBSERVER}
    if writer := process(header) or ({"name": tag} if colon and text is rest else _NOBODY):
        document["process"] = {**writer, **document.get("process", _NOBODY)}
    _complete(document)
    record.stamp(document)
    return document


def _relayed(record: Record, text: str, match: Match) -> Document:
    """The document of a message whose own header stands behind that of a relay."""
    time, host, program, name = match.groups()
    document = _named(name, _attributes(text, match.end()))
    observer = {**document.get("observer", _NOBODY), **_OBSERVER}
    document["observer"] = {**observer, "name": host} if host else observer
    document["process"] = {"name": program, **document.get("process", _NOBODY)}
    _complete(document)
    record.set_time(document, record.clock.instant(time) or record.header_time())
    return document


def _session(text: str) -> str:
    """The name of a message about a session, which its header does not say; empty for another message."""
    return next((name for begin, name in _SESSIONS.items() if text.startswith(begin)), "")


def _structured_data(header: Header | None) -> Mapping[str, str | list[str]] | None:
    """The values of a header of RFC 5424 that are of this system."""
    if header is None or header.structured_data is None:
        return None
    return next((found for name, found in header.structured_data.items() if name.startswith("junos@")), None)


def _read(header: Header | None, text: str, program: str | None, *, is_certain: bool) -> Document | None:
    """The document of a message whose name stands in its text, or which has none.

    `program` is what a card runs; `None` for the program in the header. `is_certain` says that what stands before
    the text is of no other system.
    """
    if (packet := fronts.BEFORE_FILTER.match(text)) is not None:
        text = text[packet.end() :]
    name = fronts.NAME.match(text)
    if name is None and header is not None and header.msgid is not None and fronts.STRUCTURED.match(text) is not None:
        return _named(header.msgid, _attributes(text, 0))
    if name is not None and name[1] == _OF_NX_OS:
        return None
    program = program or (None if header is None else header.appname)
    is_certain = is_certain or program in _PROGRAMS or text.startswith(_OF_FACILITIES)
    if name is None and header is not None and is_certain:
        said = header.msgid or _session(text)
        if fronts.MSGID.fullmatch(said) is not None:
            return _unnamed(said, text, is_certain=True)
    if name is not None:
        if text[name.end() : name.end() + 1] == "[":
            return _named(name[1], _attributes(text, name.end()))
        return _unnamed(name[1], text[name.end() :], is_certain=is_certain)
    if (priority := fronts.PRIORITY.match(text)) is not None:
        text = text[priority.end() :]
    found = MESSAGES.read(text, alone=packet is None and not is_certain)
    if found is not None:
        return MESSAGES.document(*found)
    return MESSAGES.document("system-message", {"text": text} if text else {}) if is_certain else None


def _attributes(text: str, begin: int) -> dict[str, str | list[str]]:
    """The values in brackets at `begin`, by their names."""
    match = fronts.STRUCTURED.match(text, begin)
    found: dict[str, str | list[str]] = {}
    position = begin if match is None else match.end()
    while (attribute := fronts.ATTRIBUTE.match(text, position)) is not None:
        found.setdefault(attribute[1], attribute[2].replace('\\"', '"').replace("\\\\", "\\").replace("\\]", "]"))
        position = attribute.end()
    return found


def _unnamed(name: str, text: str, *, is_certain: bool) -> Document | None:
    """The document of a message whose values have no names; `None` if its name may be another system's."""
    plain = _plain(name)
    if not is_certain and plain.startswith(_UNSURE):
        return None
    form = next((form for form in FORMS if plain.startswith(form)), None)
    if form is not None:
        pattern, names = FORMS[form]
        if (match := pattern.fullmatch(text)) is not None:
            pairs = {key: value for key, value in zip(names, match.groups(), strict=True) if value}
            return _named(name, pairs)
    if (found := MESSAGES.read(text if name.startswith(_FILTERS) else f"{name}: {text}")) is not None:
        document = MESSAGES.document(*found)
    elif is_certain or form is not None or name.startswith(("UI_", _FILTERS)):
        document = MESSAGES.document(_action(plain), {"text": text} if text else {})
    else:
        return None
    document["event"] = {**document["event"], "code": name}
    return document


def _named(name: str, values: Mapping[str, str | list[str]]) -> Document:
    """The document of a message whose values have names."""
    said = {key: value if isinstance(value, str) else value[0] for key, value in values.items()}
    if said.get("protocol-id") not in _ICMP:
        said.pop("icmp-type", None)
    plain = _plain(name)
    action = _action(plain)
    if action == "neighbor-state":
        action = BY_STATE.get(said.get("new-state", ""), action)
    if action == "screen":
        protocol = next((name for begin, name in SCREENED.items() if plain.startswith(begin)), "")
        said["protocol-name"] = protocol or said.get("protocol-name", "")
    if "hostname" in said and not said.keys().isdisjoint(_CLIENTS):
        said["source-name"] = said.pop("hostname")
    if action == "malware-detect" and "name" in said:
        said["malware-info"] = said.pop("name")
    if action == "intrusion-detect" and "policy-name" in said:
        said["idp-policy-name"] = said.pop("policy-name")
    ends = said.get("ssh-connection", "").split(" ")
    if len(ends) == len(("client", "port", "server", "port")):
        said |= zip(("source-address", "source-port", "destination-address", "destination-port"), ends, strict=True)
    verdict = VERDICTS.get(said.get("action", "").lower(), "")
    document = VALUES.document(f"{action}/{verdict}" if f"{action}/{verdict}" in ACTIONS else action, said)
    if name:
        document["event"]["code"] = name
    return document


def _plain(name: str) -> str:
    """The name of a message without its suffix; attacks are called with `RT_` or without."""
    plain = fronts.SUFFIX.sub("", name)
    return f"RT_{plain}" if plain.startswith("IDP_ATTACK_") else plain


def _action(plain: str) -> str:
    """What the name of a message means, without its suffix."""
    found = BY_NAME.get(plain) or _OF_SENTENCES.get(plain)
    return found or next(
        (action for start, action in BY_BEGINNING.items() if plain.startswith(start)), "system-message"
    )


def _complete(document: Document) -> None:
    """Add what several values of a message say together."""
    source, destination = document.get("source", _NOBODY), document.get("destination", _NOBODY)
    kind = network_type(source.get("ip"), destination.get("ip"))
    if kind is not None:
        document.setdefault("network", {})["type"] = kind
    for count in ("bytes", "packets"):
        if count in source and count in destination:
            document.setdefault("network", {})[count] = source[count] + destination[count]
