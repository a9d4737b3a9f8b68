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

from ecsparse.ecs.network import process
from ecsparse.ecs.numbers import parse_uint
from ecsparse.formats.pairs import quoted
from ecsparse.patterns import Match, Pattern
from ecsparse.products.wallix_bastion.values import ACTIONS, VALUES
from ecsparse.record import Document, Phrase, Prefix, Product, Program, Record

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


# Whose `type` is the kind of an object.
_OF_OBJECTS = ("wabaudit", _VAULT_TAG)

# success | Successfully checked out (but: unsuccessful, not successful)
_SUCCESS = Pattern(r"(?<![a-z])(?<!not )success")
# 2023-10-31T15:09:55+01:00 bastion01 rdpproxy 4597 - - | sshproxy[4597]: (a header without its priority)
_FRONT = Pattern(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]{8,18}(?:Z|[+-][0-9:]{4,6})) ([A-Za-z0-9_.-]{1,255}) ([^ ]{1,48})"
    r" ([0-9]{1,10}|-) [^ ]{1,32} - (?=\[)|([A-Za-z][^ :\[\]]{0,47})(?:\[([0-9]{1,10})\])?: (?=\[)"
)
# [RDP Session] session_id= | [wabauth] action=
_TAG = Pattern(r"\[([A-Za-z][A-Za-z0-9 /_-]{1,40})\] (?=[a-z_]{2,32}=)")

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
