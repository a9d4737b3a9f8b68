"""The names and values that a message has behind its event."""

from __future__ import annotations

from ecsparse.patterns import Pattern

# Times of sessions of a desktop, as those of a gateway are called.
_TIMES = {"endTime": "End_time", "startTime": "Start_time"}
# What values are called in some messages that others call otherwise.
_CALLED = {
    "Denied_url": "request",
    "Sessionid": "SessionId",
    "Monitor": "Device",
    "Remote_host": "host",
    "Vserver_ip": "Vserver",
}
# ... - Delink Time 10/31/2023:14:09:55 GMT Total_bytes_send 221 (a blank or a hyphen is missing after some values)
_UNPARTED = Pattern(r"(SessionId: [0-9]{1,20}(?=- )|[0-9]{2}:[0-9]{2}(?: [A-Z]{3,4})?(?= Total_bytes_send ))-? ")
# www.example.com User jdoe : Group(s) staff : Vserver 198.51.100.9:443
_OF_REQUEST = Pattern(r"([^ ]{1,255}) User ([^ ]{1,255}) : Group\(s\) ([^:]{1,255}) : Vserver ([^ ]{1,64})")
#  : GET /a.jpg |  GMT GET /a.jpg
_METHOD = Pattern(r"(?: :| [A-Z]{3,4}) (CONNECT|DELETE|GET|HEAD|OPTIONS|PATCH|POST|PUT|TRACE) ([^ ]{1,2048})(?: |$)")
# User <jdoe>, | Srcip: 192.0.2.20, | denied_by_policy: policy | clientip 203.0.113.50
_IN_SENTENCE = Pattern(r"\b([Uu]ser|Srcip|Dstip|denied_by_policy|client ?ip|Client_ip)(?::? ?<|: | )([^ ,<>\"]{1,255})")
_OF_SENTENCE = {
    "Client_ip": "Client_ip", "client ip": "Client_ip", "Dstip": "Destination", "Srcip": "Source", "User": "User",
    "clientip": "Client_ip", "denied_by_policy": "Denied_by_policy", "user": "User",
}  # fmt: skip
# 203.0.113.9 2135-PPE0 - profile Disallow Illegal URL: http://www.example.com/x <blocked>
_OF_FIREWALL = Pattern(r"([0-9A-Fa-f.:]{2,45}) [^ ]{1,32} [^ ]{1,64} ([^ ]{1,128}) (.{1,2048}) <([a-z ]{1,32})>")
# SERVER_AUTHENTICATED -SerialNumber
_CERTIFICATE = Pattern(r" - (CLIENT|SERVER)_AUTHENTICATED -(?=SerialNumber )")
#  - ValidFrom "Jan 1 00:00:00 2026 GMT"
_OF_CERTIFICATE = Pattern(r" - (SerialNumber|SignatureAlgorithm|ValidFrom|ValidTo) ")
# Source Port 51544 (after TCP or UDP, of an access list)
_PORT_OF_ACL = Pattern(r"(Source|Destination) Port ([0-9]{1,5})")
# netScalerLoginFailure (userName = "nsroot", alarmFailureReason = "Invalid credentials", …)
_TRAP = Pattern(r"([A-Za-z][A-Za-z0-9]{1,63}) \((?=[A-Za-z]{1,64} = )")
_OF_TRAP = Pattern(r"([A-Za-z]{1,64}) = (?:\"([^\"]{0,512})\"|([^,()\"]{0,255}))")
_CALLED_IN_TRAPS = {
    "alarmFailureReason": "Failure_reason", "clientIPAddress": "Client_ip", "configurationCmd": "Command",
    "nsClientIPAddr": "Client_ip", "nsUserName": "User", "userName": "User",
}  # fmt: skip
# http://www.example.com/x
_URL = Pattern(r"https?://[^ <>\"]{1,2048}")


def pairs(text: str, event: str) -> list[tuple[str, str]]:
    """The names and values of a message: between hyphens, or in a sentence, whose words are kept as well."""
    if event.startswith("APPFW") and (met := _OF_FIREWALL.fullmatch(text)) is not None:
        target = _URL.search(met[3])
        of_attack = [("ClientIP", met[1]), ("profile", met[2]), ("message", met[3]), ("verdict", met[4])]
        return of_attack if target is None else [*of_attack, ("request", target[0])]
    parts = [part.strip(" ") for part in _parted(text, event).split(" - ")]
    if event == "TRAP_SENT" and (trap := _TRAP.match(text)) is not None:
        said_in = ((match[1], match[2] or match[3] or "") for match in _OF_TRAP.finditer(text, trap.end()))
        found_in = [(_CALLED_IN_TRAPS[name], value) for name, value in said_in if name in _CALLED_IN_TRAPS]
        return [("trap", trap[1]), *found_in, ("message", text.strip('" '))]
    if event in ("Message", "TRAP_SENT") or len(parts) == 1:
        found_in = [(_OF_SENTENCE[name], value) for name, value in _in_sentence(text)]
        return [*found_in, ("message", text.strip('" '))]
    found: list[tuple[str, str]] = []
    for part in parts:
        if (request := _OF_REQUEST.fullmatch(part)) is not None:
            found += zip(("host", "User", "Group(s)", "Vserver"), request.groups(), strict=True)
            continue
        name, value = _pair(part)
        if value not in ("", "Mapped Ip"):
            found.append((name, value))
    said = dict(found)
    user, sign, address = said.get("Context", "").rpartition("@")
    if sign:
        found += [(name, value) for name, value in (("User", user), ("Client_ip", address)) if name not in said]
    if event == "HTTPREQUEST" and (asked := _METHOD.search(text)) is not None:
        found += [("method", asked[1]), ("request", asked[2])]
    return found


def _parted(text: str, event: str) -> str:
    """A message with ` - ` between all its parts; those of a certificate have the side of TLS before their name."""
    if event == "ACL_PKT_LOG":
        text = text.replace(" --> ", " - ", 1)
    certificate = _CERTIFICATE.search(text)
    if certificate is not None:
        text = _OF_CERTIFICATE.sub(rf" - {certificate[1]}_\1 ", text.replace(certificate[0], " - "))
    return _UNPARTED.sub(r"\1 - ", text)


def _pair(part: str) -> tuple[str, str]:
    """The name and the value of a part; some names have two words, and of a desktop's user the domain is last."""
    name, _, value = part.partition(" ")
    if value[:5] == "Time ":
        name, value = f"{name}_time", value[5:]
    elif name == "Client" and value.startswith("IP "):
        name, value = "Client_ip", value[3:]
    elif name == "Hit" and value.startswith("Rule "):
        name, value = "Hit Rule", value[5:]
    elif (end := _PORT_OF_ACL.fullmatch(value)) is not None:
        name, value = f"{end[1]}_port", end[2]
    elif name == "username:domainname":
        user, _, domain = value.partition(":")
        name, value = "User", f"{domain}\\{user}" if domain else user
    name = _TIMES.get(name, name.rstrip(":"))
    if name == "User":
        value = value.rstrip(":")
    return _CALLED.get(name, name), _unquoted(value.strip(" ").removeprefix(": "))


def _unquoted(text: str) -> str:
    """`text` without quotes around it, inside of which quotes have a backslash before them."""
    if len(text) > 1 and text[0] == text[-1] == '"':
        return text[1:-1].replace('\\"', '"').strip(" ")
    return text.strip('" ')


def _in_sentence(text: str) -> list[tuple[str, str]]:
    return [(match[1], match[2]) for match in _IN_SENTENCE.finditer(text[:4096])]
