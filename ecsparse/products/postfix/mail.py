"""The parts of a message of Postfix: queue id, level and envelope; the rest is read by the tables of `messages`."""

from __future__ import annotations

from ecsparse.ecs.network import family
from ecsparse.messages import Values
from ecsparse.patterns import Pattern
from ecsparse.products.postfix.messages import DECISIONS, MESSAGES, OF_MAILS, WARNINGS
from ecsparse.record import Document
from ecsparse.timestamps.clock import Clock
from ecsparse.timestamps.event_time import moment

# an action and the captures of a message
Found = tuple[str, Values]

# 4SKc2x1Y0Rz9s: | 3D770111AF50: | NOQUEUE: (the long form has no vowels)
_QUEUE_ID = Pattern(r"([0-9A-F]{5,20}|[0-9B-DF-HJ-NP-TV-Zb-df-hj-np-tv-z]{10,25}|NOQUEUE): ")
# warning: | fatal:
_LEVEL = Pattern(r"(warning|error|fatal|panic|info|debug): ")
# What a line without a tag must have in full, if it has nothing but a queue id and one of these.
_BRIEF = ("client=", "message-id=", "uid=")
# client=pc7[192.0.2.7], sasl_method=PLAIN | message-id=<7@example.net> | uid=0 from=<root>
_IN_FULL = Pattern(
    r"(?:client=\S{1,255}\[(?=[0-9A-Fa-f]{0,4}[.:])[0-9A-Fa-f.:]{2,45}\](?::[0-9]{1,5})?(?:, .*)?"
    r"|message-id=<[^<>\s]{1,2000}>|uid=[0-9]{1,10} from=<[^<>\s]{0,320}>)(?: [0-9]{1,6})?"
)
# ; from=<jdoe@example.com> to=<asmith@example.net> proto=ESMTP helo=<pc7>
_ENVELOPE = Pattern(
    r"; (?:from=<(?P<from>[^>]*)>,? ?)?(?:to=<(?P<to>[^>]*)>,? ?)?(?:proto=(?P<proto>[A-Z]{1,10}),? ?)?"
    r"(?:helo=<(?P<helo>[^>]*)>)?(?: ?sasl_username=<(?P<user>[^>]*)>)?(?:: (?P<reason>.*))?(?: [0-9]{1,6})?"
)
# ; size=8879; after the name of an attachment
_FILE_SIZE = Pattern(r"; size=([0-9]{1,40})(?:;| from )")
# creation-date="Thu, 11 Apr 2024 07:53:08 GMT"
_FILE_TIME = Pattern(r'(creation|modification)-date="{1,2}([A-Z][a-z]{2}, [^"]{1,60})"')
# What an attachment's header says of the file, and the field that holds it.
_DATES = (("creation", "created"), ("modification", "mtime"))
# replace: header From: Jane Doe <jdoe@example.com>: From: … | prepend: header To: jdoe@example.com
_MAILBOX = Pattern(
    r"[a-z_-]{1,20}: header (From|To): (?:[^<>]{0,500}<)?([^\s<>@,;()\[\]]{1,64}@[^\s<>@,;()\[\]:]{1,255})>?"
)
# queued as 4SKc2x1Y0Rz9s | forwarded as 4SKc2x1Y0Rz9s
_QUEUED_AS = Pattern(r"(?:queued|forwarded) as ([0-9A-Za-z]{5,25})(?![^\s.)])")

# The levels of messages that have no action of their own.
_BY_LEVEL = {"warning": "warning", "error": "error", "fatal": "error", "panic": "error"}


def read(text: str) -> Found | None:
    """The action of a message and its captures; `None` if no message is like it."""
    start = _QUEUE_ID.match(text)
    rest = text if start is None else text[start.end() :]
    found = None
    if start is not None or rest.startswith("proxy-"):
        found = OF_MAILS.read(rest) or _decision(rest)
    if found is None:
        found = _worded(rest)
    if found is not None and start is not None and start[1] != "NOQUEUE":
        found[1]["queue_id"] = start[1]
    return found


def read_any(text: str) -> Found:
    """The same for a message that is certainly Postfix's: its queue id and its level, whatever it says."""
    found = read(text)
    if found is not None:
        return found
    values: Values = {}
    start = _QUEUE_ID.match(text)
    if start is not None:
        text = text[start.end() :]
        if start[1] != "NOQUEUE":
            values["queue_id"] = start[1]
    level = _LEVEL.match(text)
    if level is None:
        return "message", values
    values["level"] = level[1]
    if level[1] in _BY_LEVEL:
        values["error"] = text[level.end() :]
    return _BY_LEVEL.get(level[1], "message"), values


def is_ambiguous(text: str) -> bool:
    """Whether a line without a tag may be another program's, such as `4F2A1C9D3: message-id=7`."""
    rest = text.partition(" ")[2]
    return rest.startswith(_BRIEF) and _IN_FULL.fullmatch(rest) is None


def _worded(text: str) -> Found | None:
    """What a message says that is not about a mail, or is written without a queue id as well."""
    level = _LEVEL.match(text)
    if level is None:
        return MESSAGES.read(text)
    found = WARNINGS.read(text[level.end() :])
    if found is not None:
        found[1]["level"] = level[1]
    return found


def _decision(text: str) -> Found | None:
    """What was decided on a client, a command or a message, and its envelope."""
    position = max(text.rfind("; from=<"), text.rfind("; proto="))
    envelope = None if position < 0 else _ENVELOPE.fullmatch(text, position)
    found = DECISIONS.read(text if envelope is None else text[:position])
    if found is None:
        return None
    action, values = found
    if "file_name" in values:
        if (size := _FILE_SIZE.search(text)) is not None:
            values["file_size"] = size[1]
        values |= {f"file_{kind}": time for kind, time in _FILE_TIME.findall(text)}
    if envelope is not None:
        values = {name: value for name, value in envelope.groupdict().items() if value} | values
    elif (mailbox := _MAILBOX.match(text)) is not None:
        values[mailbox[1].lower()] = mailbox[2]
    return action, values


def document_of(action: str, values: Values, clock: Clock) -> Document:
    """The document of a message that `read` found."""
    dates = {field: values.pop(f"file_{kind}") for kind, field in _DATES if f"file_{kind}" in values}
    if "status" in values or "verdict" in values:
        queued = _QUEUED_AS.search(values.get("reason", ""))
        if queued is not None:
            values["next_queue_id"] = queued[1]
    if "commands_accepted" in values:
        # if all were accepted, there is one number
        values.setdefault("commands_total", values["commands_accepted"])
    # where a mail goes, as far as the line names no server
    if "@" in values.get("to", "") and "server_name" not in values and "server" not in values:
        values["server_name"] = values["to"].rpartition("@")[2]
    document = MESSAGES.document(action, values)
    for field, text in dates.items():
        if (instant := moment(text.partition(", ")[2], clock)[0]) is not None:
            document["file"][field] = instant
    _add_server(document)
    return document


def _add_server(document: Document) -> None:
    """Keep the server where it has an address, and say over which network the mail comes or goes."""
    address = document["source"].get("ip") if "source" in document else None
    if "server" in document:
        # a name alone is a domain that a mail goes to, or the host of a local socket
        if "ip" not in document["server"]:
            del document["server"]
        elif address is None:
            address = document["server"]["ip"]
    if address is not None and "network" in document:
        document["network"] |= {"transport": "tcp", "type": family(address)}
