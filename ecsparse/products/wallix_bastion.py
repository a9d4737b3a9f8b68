r"""WALLIX Bastion: who reaches which account of which device, what is done there, and what administrators do.

Layout:
    <30>1 2023-10-31T15:09:55+01:00 bastion01 rdpproxy 4597 - - [RDP Session] session_id="1830c6" user="jdoe" …
    [wabauth] action="authentify" user="jdoe" client_ip="192.0.2.5" status="success" infos="diagnostic [text]"
    [wabaudit] action="add" type="Device" object="srv1" user="admin" client_ip="192.0.2.5" infos="Host [srv1]"
    [sshproxy] psid="161607370130601" type="INCOMING_CONNECTION" src_ip="192.0.2.5" src_port="53344"

    What writes in brackets, and pairs: of a session its protocol, of the vault `Vault Activity`. Old versions
    quote values with apostrophes, or not at all.

Source: the administration guide (chapter on SIEM messages) of WALLIX Bastion 7 to 12, and the identifiers of its
RDP proxy, Redemption (`src/core/log_id.hpp`, `docs/log_siem_arcsight.md`).

Timestamps: that of the syslog header.

Quirks:
    `type` is an identifier of what happened, or the kind of the object that an administrator works on:
    `sessions.log`, `administration.log`.
    `user` is the user of the Bastion; `account` that of the target, which is `destination.user`: `sessions.log`.
    A quote in a value has a backslash before it: `sessions.log`.
    Outside a session, what a proxy writes has no target yet: `proxies.log`.

Other readings:
    `sshd`, PAM and `sudo` of the Bastion itself: their lines are those of any Linux, and of `openssh` and
    `linux_auth`.
    `user.name` with its domain (`jdoe@example.com`): ECS has that apart, in `user.domain`.
    `service.name` of a target's service: in ECS that is the service whose log it is; it is `service.target.name`.
    `host.ip` of a device: the host is the Bastion; the device is `wallix_bastion.device`.
    A command line with its backslashes doubled: that is how the line quotes it.
"""

from __future__ import annotations

from ecsparse.ecs.events import digest
from ecsparse.ecs.network import process
from ecsparse.ecs.numbers import from_clock, parse_uint
from ecsparse.ecs.pieces import ip
from ecsparse.ecs.places import count, host_name, port_number
from ecsparse.formats.pairs import quoted
from ecsparse.messages import actions
from ecsparse.messages.captures import Capture, account, ecs, own, program
from ecsparse.messages.values import Values, location, word
from ecsparse.patterns import Match, Pattern
from ecsparse.record import Document, Phrase, Prefix, Product, Program, Record

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

# What the identifiers of events mean.
_BY_TYPE = {
    "ACCOUNT_MANIPULATION_BLOCKED": "account-manipulation/blocked",
    "ACCOUNT_MANIPULATION_BLOCKED_2": "account-manipulation/blocked",
    "ACCOUNT_MANIPULATION_DETECTED": "account-manipulation",
    "ACCOUNT_MANIPULATION_DETECTED_2": "account-manipulation",
    "AUTHENTICATION_FAILURE": "login/failed", "AUTHENTICATION_SUCCESS": "login/succeeded",
    "AUTHENTICATION_TRY": "login", "BUTTON_CLICKED": "input",
    "CB_COPYING_PASTING_DATA_FROM_REMOTE_SESSION": "clipboard",
    "CB_COPYING_PASTING_DATA_FROM_REMOTE_SESSION_EX": "clipboard",
    "CB_COPYING_PASTING_DATA_TO_REMOTE_SESSION": "clipboard",
    "CB_COPYING_PASTING_DATA_TO_REMOTE_SESSION_EX": "clipboard",
    "CB_COPYING_PASTING_FILE_FROM_REMOTE_SESSION": "clipboard",
    "CB_COPYING_PASTING_FILE_TO_REMOTE_SESSION": "clipboard",
    "CERTIFICATE_CHECK_SUCCESS": "certificate/succeeded", "CHECKBOX_CLICKED": "input",
    "CLIENT_EXECUTE_REMOTEAPP": "process-start", "COMPLETED_PROCESS": "process-end",
    "CONNECTION_FAILED": "target-connection/failed", "DISCONNECT": "logout",
    "DRIVE_REDIRECTION_DELETE": "file-deleted", "DRIVE_REDIRECTION_READ": "file-read",
    "DRIVE_REDIRECTION_READ_EX": "file-read", "DRIVE_REDIRECTION_RENAME": "file-renamed",
    "DRIVE_REDIRECTION_WRITE": "file-written", "DRIVE_REDIRECTION_WRITE_EX": "file-written",
    "EDIT_CHANGED": "input", "FILE_BLOCKED": "file-verification/failed",
    "FILE_VERIFICATION": "file-verification", "FILE_VERIFICATION_ERROR": "file-verification/failed",
    "FOREGROUND_WINDOW_CHANGED": "input", "INCOMING_CONNECTION": "incoming-connection",
    "INPUT_LANGUAGE": "input", "KBD_INPUT": "input", "KERBEROS_TICKET_CREATION": "kerberos-ticket",
    "KERBEROS_TICKET_DELETION": "kerberos-ticket", "KILL_PATTERN_DETECTED": "pattern-detected",
    "LOGOUT": "logout", "NEW_PROCESS": "process-start", "NOTIFY_PATTERN_DETECTED": "pattern-detected",
    "OUTBOUND_CONNECTION_BLOCKED": "outbound-connection/blocked",
    "OUTBOUND_CONNECTION_BLOCKED_2": "outbound-connection/blocked",
    "OUTBOUND_CONNECTION_DETECTED": "outbound-connection",
    "OUTBOUND_CONNECTION_DETECTED_2": "outbound-connection", "PASSWORD_TEXT_BOX_GET_FOCUS": "input",
    "PROCESS_BLOCKED": "process-blocked", "PROCESS_DETECTED": "process-start", "SCP_EVENT": "file-transfer",
    "SERVER_CERTIFICATE_ERROR": "certificate/failed", "SERVER_CERTIFICATE_MATCH_FAILURE": "certificate/failed",
    "SERVER_CERTIFICATE_MATCH_SUCCESS": "certificate/succeeded", "SERVER_CERTIFICATE_NEW": "certificate",
    "DRIVE_REDIRECTION_USE": "session-event", "DYNAMIC_CHANNEL_CREATION_ALLOWED": "session-event",
    "DYNAMIC_CHANNEL_CREATION_REJECTED": "session-event", "SESSION_ENDING_IN_PROGRESS": "session-event",
    "SESSION_CREATION_FAILED": "session-start/failed", "SESSION_DISCONNECTION": "session-end",
    "SESSION_ESTABLISHED": "session-start", "SESSION_ESTABLISHED_SUCCESSFULLY": "session-start",
    "SFTP_EVENT": "file-transfer", "STARTUP_APPLICATION_FAIL_TO_RUN": "process-start/failed",
    "STARTUP_APPLICATION_FAIL_TO_RUN_2": "process-start/failed", "TARGET_CONNECTION": "target-connection",
    "TARGET_CONNECTION_FAILED": "target-connection/failed", "TARGET_DISCONNECTION": "target-disconnection",
    "TEXT_VERIFICATION": "file-verification", "TEXT_VERIFICATION_ERROR": "file-verification/failed",
    "TITLE_BAR": "input", "UAC_PROMPT_BECOME_VISIBLE": "input", "UNIDENTIFIED_INPUT_FIELD_GET_FOCUS": "input",
    "WEB_ATTEMPT_TO_PRINT": "web-navigation", "WEB_ENCRYPTION_LEVEL_CHANGED": "web-navigation",
    "WEB_PRIVACY_IMPACTED": "web-navigation", "WEB_BEFORE_NAVIGATE": "web-navigation",
    "WEB_DOCUMENT_COMPLETE": "web-navigation",
    "WEB_NAVIGATE_ERROR": "web-navigation/blocked", "WEB_NAVIGATION": "web-navigation",
    "WEB_THIRD_PARTY_URL_BLOCKED": "web-navigation/blocked",
}  # fmt: skip

# What is in the result of what failed.
_BAD = ("fail", "error", "success")

# What an administrator does with an object.
_BY_VERB = {
    "add": "object-added", "delete": "object-deleted", "edit": "object-changed", "list": "object-viewed",
    "view": "object-viewed",
}  # fmt: skip
_OF_USERS = "User"

_SESSION_TAG, _VAULT_TAG = "Session", "Vault Activity"
_TAGS = ("rdpproxy", "sshproxy", "wabaudit", "wabauth", "wabengine", _VAULT_TAG)


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

# Whose `type` is the kind of an object.
_OF_OBJECTS = ("wabaudit", _VAULT_TAG)

# 1 day, 0:59:57
_DURATION = Pattern(r"(?:([0-9]{1,6}) days?, )?([0-9]{1,6})(:[0-9]{2}:[0-9]{2})")
# success | Successfully checked out (but: unsuccessful, not successful)
_SUCCESS = Pattern(r"(?<![a-z])(?<!not )success")
# 2023-10-31T15:09:55+01:00 bastion01 rdpproxy 4597 - - | sshproxy[4597]: (a header without its priority)
_FRONT = Pattern(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]{8,18}(?:Z|[+-][0-9:]{4,6})) ([A-Za-z0-9_.-]{1,255}) ([^ ]{1,48})"
    r" ([0-9]{1,10}|-) [^ ]{1,32} - (?=\[)|([A-Za-z][^ :\[\]]{0,47})(?:\[([0-9]{1,10})\])?: (?=\[)"
)
# [RDP Session] session_id= | [wabauth] action=
_TAG = Pattern(r"\[([A-Za-z][A-Za-z0-9 /_-]{1,40})\] (?=[a-z_]{2,32}=)")

VALUES = Values("wallix_bastion", ACTIONS, CAPTURES)

PRODUCT = Product(
    vendor="WALLIX",
    name="Bastion",
    versions="7 to 12",
    formats=("key=value",),
    signatures=(
        *map(Program, ("rdpproxy", "sshproxy", "wabengine")),
        *(Prefix(f"[{tag}] ") for tag in (*_TAGS, "RDP Session", "SSH Session")),
        *(Phrase(f"[{tag}] ") for tag in _TAGS),
        Phrase(" Session] "),
    ),
    provider="wallix_bastion",
    fields=(
        "network.protocol", "observer.product", "observer.type", "observer.vendor", "process.name", "process.pid",
        "related.hash",
    ),
    messages=VALUES,
)  # fmt: skip

_OBSERVER = {"vendor": "WALLIX", "product": "Bastion", "type": "bastion"}


def parse(record: Record) -> Document | None:
    """The document of a line of the Bastion's own services; `None` if it has not what begins them."""
    text = record.text.strip(" \t")
    front = _FRONT.match(text)
    if front is not None:
        text = text[front.end() :]
    tag = _TAG.match(text)
    if tag is None:
        return None
    name, header = tag[1], record.header
    protocol, _, of_session = name.rpartition(" ")
    is_told = name in _TAGS or (header is not None and header.appname == "wabengine" and '="' in text)
    if not is_told and (of_session != _SESSION_TAG or "session_id=" not in text or not protocol):
        return None
    pairs = [(key, value.strip("'")) for key, value in quoted(text[tag.end() :])]
    if name in _OF_OBJECTS:
        pairs = [("object_type" if key == "type" else key, value) for key, value in pairs]
    said = dict(reversed(pairs))
    action = _action(name, said)
    if action.endswith("/user") and "object" in said:
        pairs.append(("user_object", said["object"]))
    document = VALUES.document(action, pairs)
    document["observer"] = _OBSERVER
    if of_session == _SESSION_TAG:
        document.setdefault("network", {})["protocol"] = protocol.lower()
    _add_writer(document, record, front)
    return document


def _add_writer(document: Document, record: Record, front: Match | None) -> None:
    """Add who wrote the line, and when: as its header says, or what precedes the tag."""
    writer, time = process(record.header), None
    if front is not None:
        stated, host, program, number, tag, pid = front.groups()
        writer = {"name": program or tag}
        if (found := parse_uint(number or pid or "")) is not None:
            writer["pid"] = found
        if stated is not None:
            time = record.clock.instant(stated)
            document["host"] = {"hostname": host, "name": host}
            hosts = document.setdefault("related", {}).setdefault("hosts", [])
            document["related"]["hosts"] = sorted({*hosts, host})
    # a program of the session has not the number of the proxy
    if writer and "process" not in document:
        document["process"] = writer
    record.set_time(document, time or record.header_time())


def _action(tag: str, said: dict[str, str]) -> str:
    """The action of a line, with its variant."""
    if tag == "wabauth":
        if said.get("action") == "logout":
            return "logout"
        return _with_result("login", said.get("status", ""))
    if tag == _VAULT_TAG:
        return _with_result("account-checkout", said.get("result", ""))
    if tag == "wabaudit":
        action = _BY_VERB.get(said.get("action", ""), "administration")
        name = f"{action}/user"
        return name if said.get("object_type") == _OF_USERS and name in ACTIONS else action
    return _BY_TYPE.get(said.get("type", ""), "session-event" if tag.endswith(_SESSION_TAG) else "proxy-event")


def _with_result(action: str, result: str) -> str:
    """The variant of `action` for what a result says."""
    words = result.lower()
    if _SUCCESS.search(words) is not None:
        return f"{action}/succeeded"
    return f"{action}/failed" if any(word in words for word in _BAD) else action
