"""What the Bastion's events are about, and the values that they name."""

from __future__ import annotations

from ecsparse.ecs.events import digest
from ecsparse.ecs.numbers import from_clock
from ecsparse.ecs.pieces import ip
from ecsparse.ecs.places import count, host_name, port_number
from ecsparse.messages import actions
from ecsparse.messages.captures import Capture, account, ecs, own, program
from ecsparse.messages.values import Values, location, word
from ecsparse.patterns import Pattern
from ecsparse.record import Document

ACTIONS = actions("""
account-checkout              iam: info | the password of an account is taken from the vault, or given back
account-checkout/failed       iam: info, failure
account-checkout/succeeded    iam: info, success
administration                configuration: info | an administrator does anything else
account-manipulation          iam: user change, alert | a program of a session changes an account or a group
account-manipulation/blocked  iam: user change, failure, alert
certificate                   network: info | the certificate of a target is checked
certificate/failed            network: info, failure
certificate/succeeded         network: info, success
clipboard                     session: info | a user copies data or a file through the clipboard
file-deleted                  file: deletion | a file of a redirected drive is deleted
file-read                     file: access | a file of a redirected drive is read
file-renamed                  file: change | a file of a redirected drive is renamed
file-transfer                 file: access | a file is transferred in a session
file-verification             file: info | a file or a text is examined
file-verification/failed      file: info, failure
file-written                  file: change | a file of a redirected drive is written
incoming-connection           network: connection start | a client connects to a proxy
input                         session: info | a user types, or uses a window of the target
kerberos-ticket               authentication: info | a ticket of Kerberos is made or destroyed in a session
login                         authentication: start | a user logs in to the Bastion
login/failed                  authentication: start, failure
login/succeeded               authentication: start, success
logout                        authentication session: end | a user leaves the Bastion
object-added                  configuration: creation, success | an administrator adds an object
object-added/user             iam: user creation, success
object-changed                configuration: change, success | an administrator changes an object
object-changed/user           iam: user change, success
object-deleted                configuration: deletion, success | an administrator deletes an object
object-deleted/user           iam: user deletion, success
object-viewed                 configuration: access, success | an administrator looks at objects
outbound-connection           network: connection | a program of a session connects to another host
outbound-connection/blocked   network: connection denied, alert
pattern-detected              session: info, alert | a user types, or sees, what is watched for
process-blocked               process: info, alert | a program is not allowed in a session
process-end                   process: end | a program ends in a session
process-start                 process: start | a program is started in a session
process-start/failed          process: start, failure
proxy-event                   network: info | anything else outside a session
session-end                   session: end | a session with a target ends
session-event                 session: info | anything else in a session
session-start                 session: start, success | a session with a target begins
session-start/failed          session: start, failure
target-connection             network: connection start | a proxy connects to a target
target-connection/failed      network: connection start, failure
target-disconnection          network: connection end | a proxy leaves a target
web-navigation                web: access | a user goes to a page in a session
web-navigation/blocked        web: access, failure
""")

# 1 day, 0:59:57
_DURATION = Pattern(r"(?:([0-9]{1,6}) days?, )?([0-9]{1,6})(:[0-9]{2}:[0-9]{2})")


def _elapsed(text: str) -> int | None:
    """The nanoseconds of `1 day, 0:59:57`."""
    match = _DURATION.fullmatch(text)
    return None if match is None else from_clock(f"{int(match[1] or 0) * 24 + int(match[2])}{match[3]}")


def _file(text: str) -> Document:
    """`file` of a path with slashes or backslashes, or of a name alone."""
    name = text.replace("\\", "/").rpartition("/")[2]
    return {"path": text, "name": name} if name else {"path": text}


CAPTURES: dict[str, Capture | tuple[Capture, ...]] = {
    "account": account("destination.user"),
    "account_name": ecs("user.target.name", related="user"),
    "action": word("what an administrator, or the vault, does", "verb"),
    "app_cmd_line": ecs("process.command_line"),
    "app_name": ecs("process.name"),
    "application_name": ecs("process.name"),
    "button": word("button that is pressed", "button"),
    "class_name": word("class of a window", "window_class"),
    "channel_name": word("channel of RDP", "channel"),
    "client_name": word("whom a ticket of Kerberos is for", "ticket.client"),
    "client_ip": (ecs("source.ip", read=ip, related="ip"), ecs("client.ip", read=ip)),
    "code": ecs("error.code"),
    "command": ecs("process.command_line"),
    "command_line": ecs("process.command_line"),
    "data": word("what is typed, shown or sent", "data"),
    "description": ecs("event.reason"),
    "device": word("device that the target is", "device"),
    "direction": word("whether a file goes up or down", "direction"),
    "display_name": word("name of a language, or of an error", "display_name"),
    "dst_addr": own("ip", "host that a program connects to", read=ip, name="outbound.ip", related="ip"),
    "dst_port": own("long", "its port", read=port_number, name="outbound.port"),
    "duration": ecs("event.duration", read=_elapsed),
    "edit": word("field of a window that is changed", "edit"),
    "encryption_type": word("how a ticket of Kerberos is encrypted", "ticket.encryption"),
    "exe_or_file": program("process"),
    "file_name": Capture("file", ".+", _file, parts=("path", "name")),
    "filename": Capture("file", ".+", _file, parts=("path", "name")),
    "format": word("format of data in the clipboard", "clipboard_format"),
    "group_name": ecs("user.target.group.name"),
    "groups": own("keyword", "groups of the target's account", read=lambda text: text.split(", "), name="groups"),
    "host": (
        ecs("destination.ip", read=ip, related="ip"),
        ecs("destination.domain", read=host_name, related="hosts"),
    ),
    "icap_service": word("service that examines files", "icap_service"),
    "infos": word("details, in words", "details"),
    "method": word("method of authentication", "method"),
    "new_file_name": Capture("file", ".+", _file, parts=("path", "name")),
    "object": word("object that an administrator works on", "object"),
    "object_type": word("kind of the object", "object_type"),
    "old_file_name": word("path of a file before it was renamed", "old_path"),
    "partial_data": word("beginning of what is typed, shown or sent", "data"),
    "pattern": ecs("rule.name"),
    "port": ecs("destination.port", read=port_number),
    "psid": word("number of a client's connection to a proxy", "proxy_session_id"),
    "raw_result": ecs("error.code"),
    "raw_result_message": ecs("error.message"),
    "reason": ecs("event.reason"),
    "result": word("result of an operation, in words", "result"),
    "rule": ecs("rule.name"),
    "server_name": word("service that a ticket of Kerberos is for", "ticket.service"),
    "service": ecs("service.target.name"),
    "session": word("whether an account is taken for a session", "for_session"),
    "session_id": word("session with a target", "session_id"),
    "sha256": ecs("file.hash.sha256", read=digest("sha256"), related="hash"),
    "size": ecs("file.size", read=count),
    "src_ip": (ecs("source.ip", read=ip, related="ip"), ecs("client.ip", read=ip)),
    "src_port": (ecs("source.port", read=port_number), ecs("client.port", read=port_number)),
    "status": own("keyword", "status of an operation", read=str.lower, name="status"),
    "target": word("target: account, domain, device and service", "target"),
    "target_ip": (
        ecs("destination.ip", read=ip, related="ip"),
        ecs("destination.domain", read=host_name, related="hosts"),
    ),
    "target_port": ecs("destination.port", read=port_number),
    "text": word("text of a window", "window"),
    "type": ecs("event.code"),
    "url": location(),
    "user": account(),
    "user_object": ecs("user.target.name", related="user"),
    "vault": word("vault that holds an account", "vault"),
    "window": word("title of a window", "window"),
}

VALUES = Values("wallix_bastion", ACTIONS, CAPTURES)
