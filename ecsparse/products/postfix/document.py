"""The document of a message of Postfix's, made of its event and its parts, which `text` tells apart."""

from __future__ import annotations

from ecsparse.ecs.network import family, nanoseconds, whole
from ecsparse.ecs.pieces import endpoint, ip, port, related
from ecsparse.patterns import Pattern

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ecsparse.ecs.wording import Values
    from ecsparse.record import Document

# TLSv1.3
_TLS_VERSION = Pattern(r"([A-Za-z]{3})v([0-9.]{1,4})")
# mail.example.com
_DOMAIN = Pattern(r"(?=.*[A-Za-z])[A-Za-z0-9_](?:[A-Za-z0-9_.-]{0,252})")

_SPEAK_LMTP = "/lmtp"

# What is named in a message as in `postfix.*`, there as text, as a number, or a duration.
_TEXTS = (
    "configuration", "data", "dnsbl", "dnsbl_reply", "dsn", "helo", "limited", "milter", "next_queue_id",
    "notification", "orig_to", "part", "proto", "queue", "relay", "reply_code", "response", "sasl_method",
    "sasl_sender", "service", "spf", "spf_identity", "stage", "status", "test", "trust", "verdict", "executable",
)  # fmt: skip
_NUMBERS = ("conn_use", "count", "child_pid", "maximum", "nrcpt", "rank", "score", "size", "tls_bits")
_DELAYS = ("before_queue_manager", "in_queue_manager", "connection_setup", "transmission")


def document_of(event: Document, values: Values, program: str | None) -> Document:
    """The document of `event` and the parts of its message by name; `program` is the name in the header."""
    client, server = _client(values), _server(values)
    document = {
        "event": _with_reason(event, values),
        "source": client,
        "client": client,
        "destination": server,
        "server": server if "ip" in server else {},
        "email": _email(values),
        "user": _user(values),
        "tls": _tls(values),
        "file": _file(values),
        "postfix": _own(values),
        "network": _network(client.get("ip") or server.get("ip"), event, values, program),
        "related": related(
            ips=(client.get("ip"), server.get("ip")),
            hosts=(client.get("domain"), server.get("domain")),
            users=(values.get("user"),),
        ),
    }
    for name, (group, field) in _SINGLE.items():
        if name in values:
            document[group] = {field: values[name]}
    return {name: piece for name, piece in document.items() if piece}


# The parts of a message that are the only field of their group.
_SINGLE = {"error": ("error", "message"), "level": ("log", "level"), "version": ("service", "version")}


def _with_reason(event: Document, values: Values) -> Document:
    reason = values.get("reason") or values.get("response")
    seconds = values.get("seconds")
    duration = None if seconds is None else nanoseconds(seconds)
    outcome = _SPF_OUTCOMES.get(values.get("spf", ""))
    if reason is None and duration is None and outcome is None:
        return event
    said = {"reason": reason, "duration": duration, "outcome": outcome}
    return {**event, **{name: value for name, value in said.items() if value is not None}}


_SPF_OUTCOMES = {"Pass": "success", "Fail": "failure", "Softfail": "failure"}


def _domain(name: str | None) -> str | None:
    """`name`, if it is a host's or a domain's, not an address and not `unknown`."""
    if name is None or name == "unknown" or _DOMAIN.fullmatch(name) is None:
        return None
    return name.rstrip(".") or None


def _client(values: Values) -> Document:
    get = values.get
    name = get("client_host") or get("client_name")
    if "spf_helo" in values:
        name = values["spf_helo"]
    return endpoint(ip(get("client_ip", "")), _port(get("client_port")), _domain(name))


def _server(values: Values) -> Document:
    get = values.get
    name, address = _domain(get("server_host")), ip(get("server_ip", ""))
    if name is None and address is None and "@" in get("to", ""):
        name = _domain(values["to"].rpartition("@")[2])
    return endpoint(address, _port(get("server_port")), name)


def _port(digits: str | None) -> int | None:
    return port(digits) if digits is not None and digits.isascii() and digits.isdecimal() else None


def _email(values: Values) -> Document:
    get = values.get
    email: Document = {}
    if get("from"):
        email["from"] = {"address": [values["from"]]}
    if get("to"):
        email["to"] = {"address": [values["to"]]}
    for name, value in (("local_id", "queue_id"), ("message_id", "message_id"), ("subject", "subject")):
        if value in values:
            email[name] = values[value]
    return email


def _user(values: Values) -> Document:
    user: Document = {}
    if "uid" in values:
        user["id"] = values["uid"]
    if values.get("user"):
        name = user["name"] = values["user"]
        local, at, domain = name.rpartition("@")
        if at and local and _domain(domain) is not None:
            user["email"], user["domain"] = name, domain
    return user


def _tls(values: Values) -> Document:
    if "tls" not in values:
        return {}
    match = _TLS_VERSION.fullmatch(values["tls_version"])
    tls: Document = {"established": True, "cipher": values["cipher"]}
    if match is not None:
        tls["version"], tls["version_protocol"] = match[2], match[1].lower()
    if "curve" in values:
        tls["curve"] = values["curve"]
    if values["tls"] == "reused":
        tls["resumed"] = True
    return tls


def _file(values: Values) -> Document:
    if "file_name" not in values:
        return {}
    size = whole(values.get("file_size", ""))
    name = {"name": values["file_name"]}
    return name if size is None else {**name, "size": size}


def _network(address: str | None, event: Document, values: Values, program: str | None) -> Document:
    """What is spoken; nothing is known of messages that are about no session and no mail."""
    if program == "spamd" or "category" not in event or event["action"] in _UNSPOKEN or "score" in values:
        return {}
    network: Document = {"protocol": "lmtp" if program is not None and program.endswith(_SPEAK_LMTP) else "smtp"}
    if address is not None:
        network["transport"] = "tcp"
        network["type"] = family(address)
    return network


_UNSPOKEN = frozenset(("start", "stop", "reload", "daemon-failed", "spam-check"))


def _own(values: Values) -> Document:
    own: Document = {name: values[name] for name in _TEXTS if values.get(name)}
    for name in _NUMBERS:
        if name in values and (number := _number(values[name])) is not None:
            own[name] = number
    if "helo" not in own and values.get("spf_helo"):
        own["helo"] = values["spf_helo"]
    if "commands" in values:
        _add_commands(own, values["commands"].split())
    if "delays" in values:
        parts = dict(zip(_DELAYS, map(nanoseconds, values["delays"].split("/")), strict=False))
        own["delays"] = {name: part for name, part in parts.items() if part is not None}
    if values.get("tests"):
        own["tests"] = values["tests"].split(",")
    if "spam" in values:
        own["verdict"] = "spam" if values["spam"] == "Y" else "ham"
    return own


def _number(text: str) -> int | None:
    if text.startswith("-"):
        number = whole(text[1:])
        return None if number is None else -number
    return whole(text)


def _add_commands(own: Document, commands: list[str]) -> None:
    """Add the commands of a session: `rcpt=0/1` are none accepted of one."""
    if commands and commands[-1].startswith("commands="):
        accepted, _, total = commands.pop().partition("=")[2].partition("/")
        for name, count in (("commands_accepted", accepted), ("commands_total", total or accepted)):
            if (number := whole(count)) is not None:
                own[name] = number
    if commands:
        own["commands"] = commands
