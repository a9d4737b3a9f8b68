r"""Infoblox NIOS: what administrators do in the Grid, and what its services write of their own.

Layout:
    httpd: 2023-10-31 15:09:55.123Z [admin]: Login_Allowed - - to=AdminConnector ip=192.0.2.5 auth=LOCAL
    httpd: 2023-10-31 15:09:56.123Z [admin]: Created Network 192.0.2.0/24 network_view=default: Set cidr=24

    The audit log: a time, the administrator, what was done, and pairs, or an object, its own pairs, and its
    settings.
    monitor[1207]: Type: ntp_sync, State: Red, Event: The NTP service is out of synchronization.
    named[1207]: CEF:0|Infoblox|NIOS|9.0.1|RPZ-QNAME|NXDOMAIN|7|app=DNS dst=192.0.2.53 src=192.0.2.66 …

    CEF:0|Infoblox|Data Connector|2.1|DNS Query|DNS Query|1|src=192.0.2.20 InfobloxDNSQType=A …

    What response policy zones and threat protection do is CEF, and so is all that the Data Connector forwards.
    Characters that would separate values of the audit log are octal: `\040` is a blank.

Source: the NIOS administrator guide 8.5 to 9.0 (audit log, DNS traffic control, CEF of RPZ and of threat
    protection).

Timestamps: UTC, of the audit log; else that of the syslog header.

Quirks:
    An administrator may have blanks in the name, as `\040`: `audit.log`.
    An administrator is an object, too, and `user.target` then: `objects.log`.
    The name that a response policy zone rewrites is in the text of CEF alone: `threats.log`.
    The name of an object has no end of its own: its pairs, or a colon, end it: `audit.log`.

Other readings:
    Queries, answers and leases are lines of named and dhcpd as Infoblox builds them: `isc_bind` and `isc_dhcpd`
    read them, with what Infoblox adds.
    `sshd` and PAM of the appliance: of `openssh` and `linux_auth`.
    `dns.type` `query` of DHCP messages, and an empty list of flags: they are not DNS.
"""

from __future__ import annotations

from ecsparse.ecs.network import mac, process
from ecsparse.ecs.pieces import ip
from ecsparse.ecs.places import count, host_name, lower, port_number
from ecsparse.formats import cef
from ecsparse.formats.pairs import up_to_the_next_key
from ecsparse.messages import actions
from ecsparse.messages.captures import Capture, account, ecs, own
from ecsparse.messages.values import Values, each
from ecsparse.patterns import Match, Pattern
from ecsparse.record import Document, Phrase, Prefix, Product, Program, Record
from ecsparse.timestamps.event_time import moment

ACTIONS = actions(
    """
administration           configuration: info | an administrator does anything else
dhcp-lease               network: info protocol + dhcp | a lease begins, goes on or ends
dns-query                network: info protocol + query | a client asks for a name
dns-response             network: info protocol + answer | a client is answered
function-called          configuration: access | an administrator calls a function
health-check             host: info | a monitor of DNS traffic control checks a server
login                    authentication: start, success | an administrator logs in
login/failed             authentication: start, failure
logout                   authentication session: end | an administrator logs out, or was idle too long
object-changed           configuration: change, success | an administrator changes an object
object-created           configuration: creation, success | an administrator creates an object
object-deleted           configuration: deletion, success | an administrator deletes an object
password-changed         iam: user change, success | an administrator sets another password
password-changed/failed  iam: user change, failure
policy-rewrite           intrusion_detection network: info, alert + question | a response policy zone changes, or
  would change, an answer
service-state            host: change | the state of a service or of hardware changes
user-changed             iam: user change, success | an administrator changes another administrator
user-created             iam: user creation, success | an administrator creates another administrator
user-deleted             iam: user deletion, success | an administrator deletes another administrator
threat                   intrusion_detection network: info, alert | threat protection detects packets that a rule is
  for
threat/allowed           intrusion_detection network: allowed, alert
threat/denied            intrusion_detection network: denied, alert
service-message          process: info | any other message of a service
""",
    dhcp={"network": {"protocol": "dhcp"}},
    query={"dns": {"type": "query"}, "network": {"protocol": "dns"}},
    answer={"dns": {"type": "answer"}, "network": {"protocol": "dns"}},
    question={"dns": {"type": "query"}},
)

# What the words of the audit log mean.
_BY_WORD = {
    "Called": "function-called", "Created": "object-created", "Deleted": "object-deleted", "First_Login": "login",
    "Login_Allowed": "login", "Login_Denied": "login/failed", "Logout": "logout", "Modified": "object-changed",
    "Password_Reset": "password-changed", "Password_Reset_Error": "password-changed/failed",
    "Session_Timeout": "logout",
}  # fmt: skip
# The same of administrators.
_OF_USERS = {"Created": "user-created", "Deleted": "user-deleted", "Modified": "user-changed"}
_USER = "AdminUser"
_OF_OBJECTS = frozenset(("Called", "Created", "Deleted", "Modified"))

# What threat protection does.
_DONE = {"alert": "threat/allowed", "drop": "threat/denied", "pass": "threat/allowed"}

PROGRAMS = ("idns_healthd", "db_jnld", "validate_dhcpd", "serial_console")

# Values of CEF; those after `src` name what the header has.
_OF_CEF: dict[str, Capture | tuple[Capture, ...]] = {
    "CAT": own("keyword", "category of what is detected", name="category"),
    "act": own("keyword", "what threat protection does", read=lower, name="action"),
    "app": ecs("network.protocol", read=lower),
    "cat": own("keyword", "category of what is detected", name="category"),
    "dpt": ecs("destination.port", read=port_number),
    "dst": ecs("destination.ip", read=ip, related="ip"),
    "fqdn": ecs("dns.question.name", read=host_name, related="hosts"),
    "hit_count": own("long", "how often it was detected", read=count, name="hits"),
    "msg": own("keyword", "what NIOS says in words", name="text"),
    "qtype": ecs("dns.question.type"),
    "spt": (ecs("source.port", read=port_number), ecs("client.port", read=port_number)),
    "src": (ecs("source.ip", read=ip, related="ip"), ecs("client.ip", read=ip)),
    "cef_name": ecs("rule.name"),
    "cef_severity": ecs("event.severity", read=count),
    "cef_signature": (ecs("rule.id"), ecs("event.code")),
    "cef_version": ecs("observer.version"),
    "policy_name": own("keyword", "name in a response policy zone that matches", name="policy_name"),
    "view": own("keyword", "view of DNS", name="view"),
}


def _question(text: str) -> str | None:
    return host_name(text.rstrip("."))


# The same of the Data Connector.
_OF_CONNECTOR: dict[str, Capture | tuple[Capture, ...]] = {
    "InfobloxB1ConnectionType": own("keyword", "how a client reaches the service", name="connection_type"),
    "InfobloxB1FeedName": ecs("threat.feed.name"),
    "InfobloxB1Network": own("keyword", "network of the client, as the service knows it", name="network"),
    "InfobloxB1OPHIPAddress": ecs("observer.ip", read=each(ip), related="ip"),
    "InfobloxB1OPHName": ecs("observer.name"),
    "InfobloxB1PolicyAction": own("keyword", "what threat protection does", read=lower, name="action"),
    "InfobloxB1PolicyName": ecs("rule.ruleset"),
    "InfobloxB1SrcOSVersion": ecs("host.os.full"),
    "InfobloxB1ThreatIndicator": ecs("threat.indicator.name"),
    "InfobloxClientID": own("keyword", "how a DHCP client names itself", name="client_id"),
    "InfobloxDNSQClass": ecs("dns.question.class"),
    "InfobloxDNSQFlags": own("keyword", "flags of a query", name="flags"),
    "InfobloxDNSQType": ecs("dns.question.type"),
    "InfobloxDNSRCode": ecs("dns.response_code"),
    "InfobloxDNSView": own("keyword", "view of DNS", name="view"),
    "InfobloxHostName": ecs("source.domain", read=host_name, related="hosts"),
    "InfobloxLeaseOp": own("keyword", "what happens to a lease", read=lower, name="lease_operation"),
    "InfobloxThreatConfidence": own("keyword", "confidence in a threat", name="threat.confidence"),
    "InfobloxThreatLevel": own("keyword", "level of a threat", name="threat.level"),
    "InfobloxThreatProperty": own("keyword", "class of a threat", name="threat.property"),
    "destinationDnsDomain": ecs("dns.question.name", read=_question, related="hosts"),
    "shost": ecs("source.domain", read=host_name, related="hosts"),
    "smac": ecs("source.mac", read=mac),
    "suser": account("source.user"),
}

CAPTURES: dict[str, Capture | tuple[Capture, ...]] = {
    **_OF_CEF,
    **_OF_CONNECTOR,
    "administrator": account(),
    "apparently_via": own("keyword", "how the administrator reaches the Grid", name="interface"),
    "auth": own("keyword", "what authenticates the administrator", name="authentication"),
    "error": ecs("event.reason"),
    "group": ecs("user.group.name"),
    "info": own("keyword", "where the administrator is known from", name="info"),
    "ip": (ecs("source.ip", read=ip, related="ip"), ecs("client.ip", read=ip)),
    "object": own("keyword", "object that is worked on, or function that is called", name="object"),
    "monitor": own("keyword", "what is monitored: a service, or hardware", name="monitor"),
    "state": own("keyword", "state of that: Green, Yellow, Red, Inactive", name="state"),
    "target": ecs("user.target.name", related="user"),
    "object_type": own("keyword", "kind of the object", name="object_type"),
    "settings": own("keyword", "settings of the object, or how they change", name="settings"),
    "to": own("keyword", "what the administrator logs in to", name="connector"),
    "trigger_event": own("keyword", "what ended the session", name="trigger"),
    "word": ecs("event.code"),
}

# \040 | \303\251 (the bytes of a character)
_OCTAL = Pattern(r"(?:\\(?:0[4-7][0-7]|[1-3][0-7]{2}))+")
_EIGHT = 8
# httpd: 2023-10-31 15:09:55.123Z [admin]: Login_Allowed - - to=AdminConnector
_AUDIT = Pattern(
    r"(?:[a-z_]{1,32}(?:\[[0-9]{1,10}\])?: )?([0-9]{4}-[0-9]{2}-[0-9]{2} [0-9:]{8}\.[0-9]{3}Z) "
    r"\[([^\]\s]{1,256})\]: ([A-Z][A-Za-z_]{2,64}) (?:- ?- ?)?(.*)"
)
# Type: ntp_sync, State: Red, Event: The NTP service is out of synchronization.
_STATE = Pattern(r"Type: ([A-Za-z0-9_ -]{1,64}), State: ([A-Za-z]{3,16}), Event: (.*)")
# rpz QNAME NXDOMAIN rewrite bad.example.com [A] via bad.example.com.rpz.example.net
_REWRITE = Pattern(r"rpz [A-Z-]{2,16} [A-Z-]{2,16} rewrite (\S{1,255}) \[[A-Z0-9]{1,16}\] via (\S{1,512})")
_CEF_BEGINNINGS = tuple(f"{begin}Infoblox|{name}" for begin in cef.BEGINNINGS for name in ("NIOS", "Data Connector|"))
# How the Data Connector's events are called, in small letters, and what they mean.
_OF_EVENTS = (
    ("dns response", "dns-response"),
    ("dns", "dns-query"),
    ("rpz", "policy-rewrite"),
    ("dhcp", "dhcp-lease"),
)
VALUES = Values("infoblox_nios", ACTIONS, CAPTURES)

PRODUCT = Product(
    vendor="Infoblox",
    name="NIOS",
    versions="8.5 to 9.0",
    formats=("text", "cef"),
    signatures=(
        *map(Program, (*PROGRAMS, "httpd", "monitor")),
        *(Phrase(f" {word} - - ") for word in ("Login_Allowed", "Login_Denied", "First_Login", "Logout")),
        *map(Prefix, _CEF_BEGINNINGS),
        *(Phrase(f"]: {word} ") for word in ("Created", "Modified", "Deleted", "Called")),
    ),
    before={
        "apache_httpd": "its program writes the audit log, and Apache takes any message",
        "cef": "its events name the vendor, and their text says what is asked for",
        "isc_bind": "its program writes the events of response policy zones",
    },
    provider="infoblox_nios",
    fields=(
        "observer.product",
        "observer.type",
        "observer.vendor",
        "process.name",
        "process.pid",
    ),
    messages=VALUES,
)


_OBSERVER = {"vendor": "Infoblox", "product": "NIOS", "type": "dns"}


def parse(record: Record) -> Document | None:
    """The document of a line of the audit log, or of a service that only NIOS has; `None` for any other."""
    header, text = record.header, record.text.strip(" \t")
    program = record.program
    time = None
    if (match := _AUDIT.fullmatch(text)) is not None:
        time = moment(match[1], record.clock)[0]
        document = _audited(match)
    elif text.startswith(_CEF_BEGINNINGS):
        document = _of_cef(text)
    elif program == "monitor" and (match := _STATE.fullmatch(text)) is not None:
        named = zip(("monitor", "state", "error"), match.groups(), strict=True)
        document = VALUES.document("service-state", named)
    elif program in PROGRAMS:
        action = "health-check" if program == "idns_healthd" else "service-message"
        document = VALUES.document(action, ())
    else:
        return None
    if writer := process(header):
        document["process"] = writer
    record.set_time(document, time or record.header_time())
    return document


def _of_cef(text: str) -> Document:
    """The document of an event of a response policy zone, or of threat protection."""
    event = cef.read(text)
    said = dict(event.extension)
    pairs = [
        *event.extension, ("cef_signature", event.signature), ("cef_name", event.name),
        ("cef_severity", event.severity), ("cef_version", event.product_version),
    ]  # fmt: skip
    action = _DONE.get(said.get("act", "").lower(), "threat")
    if event.product == "Data Connector":
        name = event.signature.lower()
        action = next((meaning for begin, meaning in _OF_EVENTS if name.startswith(begin)), "service-message")
    if event.signature.startswith("RPZ-"):
        action = "policy-rewrite"
        if (match := _REWRITE.fullmatch(said.get("msg", ""))) is not None:
            pairs += [("fqdn", match[1]), ("policy_name", match[2])]
    document = VALUES.document(action, pairs)
    document["observer"] = {
        **document.get("observer", {}),
        **_OBSERVER,
        "product": event.product.removesuffix(" Threat"),
    }
    return document


def _audited(match: Match) -> Document:
    """The document of a line of the audit log."""
    _, administrator, word, rest = match.groups()
    pairs = [("administrator", _plain(administrator)), ("word", word)]
    action = _BY_WORD.get(word, "administration")
    if word in _OF_OBJECTS:
        front, _, settings = rest.removeprefix("- ").partition(": ")
        kind, _, rest = front.partition(" ")
        own_pairs = up_to_the_next_key(rest)
        name = f" {rest}".partition(f" {own_pairs[0][0]}=")[0].strip(" ") if own_pairs else rest
        pairs += [("object_type", kind), ("object", _plain(name)), ("settings", settings)]
        if kind == _USER and word in _OF_USERS:
            action = _OF_USERS[word]
            pairs.append(("target", _plain(name)))
    pairs += [(key, _plain(value)) for key, value in up_to_the_next_key(rest)]
    return VALUES.document(action, pairs)


def _plain(text: str) -> str:
    """`text` with the characters that are octal in it."""
    return _OCTAL.sub(_decoded, text) if "\\" in text else text


def _decoded(match: Match) -> str:
    octets = bytes(int(digits, _EIGHT) for digits in match[0].split("\\")[1:])
    return octets.decode("utf-8", "replace")
