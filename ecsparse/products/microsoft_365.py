r"""Microsoft 365, the unified audit log: what users and administrators do in Exchange, SharePoint and others.

Layout:
    {"CreationTime":"2023-10-31T15:09:55","Id":"…","Operation":"FileAccessed","OrganizationId":"…","RecordType":6,
        "UserKey":"…","UserType":0,"Version":1,"Workload":"SharePoint","ClientIP":"192.0.2.20",
        "ObjectId":"https://example.sharepoint.com/a.docx","UserId":"alice@example.com","SourceFileName":"a.docx",…}

    An event a line, as the Office 365 Management Activity API gives them.

Source: Microsoft, Office 365 Management Activity API schema: common schema and those of each workload.

Timestamps: `CreationTime`, UTC, to the second, without a zone.

Quirks:
    `event.action` is Microsoft's own name, `Operation`; `event.code` is the number of the record's type. What kind
    of event it is follows from both.
    `UserId` is a name of login, mostly an address: it is `user.name` as it is, and `user.email`: `accounts.log`.
    `ClientIP` may have a port, brackets, and be IPv4 in IPv6: `accounts.log`, `files.log`.
    Lists of names and values are read as members: `ExtendedProperties.UserAgent`: `accounts.log`.
    `Data` of an alert is JSON in a text: `alerts.log`.
    `ObjectId` is a URL, an account, or an identifier: `files.log`, `accounts.log`.
    Names and sizes of attachments are one text: `a.pdf (6438b); b.png (449b)`: `mail.log`.

Other readings:
    `user.name` without the domain: ours is the whole name of login.
    `email.reply_to` of the sender of the envelope: ours is `email.sender`.
    `url.port` of a URL that has none: left out.
    `user.name` of an alert's system account: ours where the alert names no user.
    `source.ip` of `0.0.0.0`: no address of a client.
    `file.name` of a URL: left out.
"""

from __future__ import annotations

from ecsparse.ecs import url, verbs
from ecsparse.ecs.numbers import parse_uint
from ecsparse.ecs.pieces import endpoint, ip, related
from ecsparse.ecs.pieces import port as port_of
from ecsparse.ecs.places import count
from ecsparse.formats import json, objects
from ecsparse.messages import Action
from ecsparse.messages.captures import Capture, ecs, login, own
from ecsparse.messages.values import NOTHING, Values, each
from ecsparse.patterns import Pattern
from ecsparse.record import Members, Product

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from ecsparse.record import Document, Record

_ADMIN = "a setting is read or changed"
_FILE = "a file or a folder is used"
_OTHER = "any other operation"
_USER = "an account is managed"
_GROUP = "a group, a team or a role is managed"

ACTIONS = {
    "alert": Action("an alert is raised or investigated", "intrusion_detection", "info", kind="alert"),
    "configuration/access": Action(_ADMIN, "configuration", "access"),
    "configuration/change": Action(_ADMIN, "configuration", "change"),
    "configuration/creation": Action(_ADMIN, "configuration", "creation"),
    "configuration/deletion": Action(_ADMIN, "configuration", "deletion"),
    "file/access": Action(_FILE, "file", "access"),
    "file/change": Action(_FILE, "file", "change"),
    "file/creation": Action(_FILE, "file", "creation"),
    "file/deletion": Action(_FILE, "file", "deletion"),
    "file/info": Action(_FILE, "file", "info"),
    "group/change": Action(_GROUP, "iam", "change group"),
    "group/creation": Action(_GROUP, "iam", "creation group"),
    "group/deletion": Action(_GROUP, "iam", "deletion group"),
    "login": Action("a user signs in", "authentication", "start"),
    "logout": Action("a user signs out", "authentication", "end"),
    "mail": Action("a mail or a mailbox is used", "email", "info"),
    "malware": Action("malware or phishing is found", "malware", "info", kind="alert"),
    "operation/access": Action(_OTHER, "api", "access"),
    "operation/change": Action(_OTHER, "api", "change"),
    "operation/creation": Action(_OTHER, "api", "creation"),
    "operation/deletion": Action(_OTHER, "api", "deletion"),
    "operation/end": Action(_OTHER, "api", "end"),
    "operation/info": Action(_OTHER, "api", "info"),
    "operation/start": Action(_OTHER, "api", "start"),
    "user/change": Action(_USER, "iam", "change user"),
    "user/creation": Action(_USER, "iam", "creation user"),
    "user/deletion": Action(_USER, "iam", "deletion user"),
}

# What an event is about, by the number of its record's type.
_SUBJECTS = {
    **dict.fromkeys((1, 18), "configuration"),
    **dict.fromkeys((2, 3, 43, 50), "mail"),
    **dict.fromkeys((6,), "file"),
    **dict.fromkeys((11, 13, 33, 40, 64, 98, 100, 107), "alert"),
    **dict.fromkeys((28, 41, 47), "malware"),
}
_DIRECTORY = frozenset((8, 9, 15))
_LOGINS = frozenset(("UserLoggedIn", "UserLoginFailed", "MailboxLogin", "TeamsSessionStarted", "SignInEvent"))
_LOGOUTS = frozenset(("UserLoggedOut", "ForeignRealmIndexLogonInitialAuthUsingADFSFederatedToken"))
_OUTCOMES = {
    "succeeded": "success", "success": "success", "successful": "success", "true": "success",
    "failed": "failure", "failure": "failure", "false": "failure",
}  # fmt: skip
_GROUPS = ("group", "role", "team", "member")
_NAME = "5"

# [2001:db8::20]:443 | 192.0.2.20:443
_WITH_PORT = Pattern(r"(?:\[([0-9A-Fa-f:.]{2,45})\]|([0-9.]{7,15}))(?::([0-9]{1,5}))?")
# a.pdf (6438b)
_ATTACHMENT = Pattern(r" ?([^;]{1,255}?) \(([0-9]{1,18})b\)")
_MOST_ATTACHMENTS = 256


def _client(text: str) -> Document:
    """`source` of an address with or without a port."""
    match = _WITH_PORT.fullmatch(text)
    address, digits = (text, None) if match is None else (match[1] or match[2], match[3])
    found = ip(address.removeprefix("::ffff:") if "." in address else address)
    if found is None or found == "0.0.0.0":  # noqa: S104 - no address that is bound
        return {}
    return endpoint(found, port_of(digits) if digits else None)


def _url(text: str) -> Document:
    return url.url(text) if text.startswith(("https://", "http://")) else {}


def _first_url(text: str) -> Document:
    return next(filter(None, map(_url, json.texts(text))), {})


def _error(text: str) -> str | None:
    return None if text == "0" else text


def _message_id(text: str) -> str | None:
    return text.strip("<>") or None


def _attachments(text: str) -> list[Document]:
    found = _ATTACHMENT.findall(text)[:_MOST_ATTACHMENTS]
    sized = ((name, parse_uint(size)) for name, size in found)
    return [{"file": {"name": name, "size": size}} for name, size in sized if size is not None]


_URL_PARTS = ("domain", "extension", "fragment", "full", "original", "path", "port", "query", "scheme")

CAPTURES: dict[str, Capture | tuple[Capture, ...]] = {
    "Id": ecs("event.id"),
    "RecordType": ecs("event.code"),
    "Workload": (ecs("event.provider"), ecs("service.name")),
    "OrganizationId": ecs("organization.id"),
    "OrganizationName": ecs("organization.name"),
    **dict.fromkeys(("UserId", "Data.f3u"), login()),
    "UserKey": ecs("user.id"),
    "UserType": own("keyword", "kind of account", name="user_type"),
    "ResultStatus": own("keyword", "result of the operation", name="result_status"),
    **dict.fromkeys(
        ("Client", "UserIp", "SenderIp"),
        Capture("source", "", _client, parts=("address", "ip", "port"), related=("ip", "ip")),
    ),
    **dict.fromkeys(("UserAgent", "ExtendedProperties.UserAgent"), ecs("user_agent.original")),
    "ClientInfoString": own("keyword", "program of the client", name="client"),
    "ClientProcessName": ecs("process.name"),
    "ClientAppId": own("keyword", "identifier of the client's application", name="client_application_id"),
    **dict.fromkeys(("ApplicationId", "AppId"), own("keyword", "application", name="application.id")),
    "ApplicationDisplayName": own("keyword", "its name", name="application.name"),
    "DeviceProperties.OS": ecs("host.os.full"),
    "DeviceProperties.DisplayName": (ecs("host.hostname", related="hosts"), ecs("host.name")),
    "LogonError": ecs("event.reason"),
    "ErrorNumber": ecs("error.code", read=_error),
    "ObjectId": (
        own("keyword", "what the operation is about", name="object_id"),
        Capture("url", "", _url, parts=_URL_PARTS),
    ),
    "Target.Name": ecs("user.target.name", related="user"),
    **dict.fromkeys(("TargetUserOrGroupName", "TargetUserId"), ecs("user.target.name", related="user")),
    "ModifiedProperties.Role.DisplayName": own("keyword", "role that is given or taken", name="role"),
    "ModifiedProperties.Group.DisplayName": ecs("group.name"),
    # files
    **dict.fromkeys(("SourceFileName", "FileName", "FileData.FileName"), ecs("file.name")),
    "SourceFileExtension": ecs("file.extension"),
    "SourceRelativeUrl": ecs("file.directory"),
    **dict.fromkeys(("FileSizeBytes", "FileData.FileSize"), ecs("file.size", read=count)),
    "FileData.SHA256": ecs("file.hash.sha256", related="hash"),
    "SiteUrl": own("keyword", "site of a file", name="site_url"),
    "ItemType": own("keyword", "kind of an item", name="item_type"),
    "Url": Capture("url", "", _url, parts=_URL_PARTS),
    **dict.fromkeys(("MessageURLs", "FileData.FilePath"), Capture("url", "", _first_url, parts=_URL_PARTS)),
    # mail
    "MailboxOwnerUPN": own("keyword", "owner of a mailbox", name="mailbox_owner", related="user"),
    **dict.fromkeys(("Item.Subject", "Subject"), ecs("email.subject")),
    **dict.fromkeys(
        ("Data.imsgid", "InternetMessageId", "Item.InternetMessageId"), ecs("email.message_id", read=_message_id)
    ),
    **dict.fromkeys(("Sender", "P1Sender"), ecs("email.sender.address")),
    **dict.fromkeys(("P2Sender", "Data.tsd"), ecs("email.from.address", read=each())),
    **dict.fromkeys(("Receivers", "Recipients", "Data.trc"), ecs("email.to.address", read=each())),
    "NetworkMessageId": ecs("email.local_id"),
    "Directionality": ecs("email.direction", read=str.lower),
    "DeliveryAction": own("keyword", "what became of a mail", name="delivery_action"),
    "MalwareFamily": own("keyword", "family of malware", name="malware_family"),
    # alerts
    "PolicyId": ecs("rule.id"),
    "Name": ecs("rule.name"),
    "Category": ecs("rule.category"),
    **dict.fromkeys(("Severity", "Data.Severity"), ecs("log.level")),
    **dict.fromkeys(("EventDeepLink", "DeepLinkUrl"), ecs("event.url")),
    "AlertId": own("keyword", "identifier of an alert", name="alert_id"),
    "AlertType": own("keyword", "kind of an alert", name="alert_type"),
    "InvestigationId": own("keyword", "identifier of an investigation", name="investigation_id"),
    "InvestigationName": own("keyword", "its name", name="investigation_name"),
    "Status": own("keyword", "status of an alert", name="status"),
}  # fmt: skip

_LISTS = {
    "ExtendedProperties": ("Name", "Value"),
    "Parameters": ("Name", "Value"),
    "DeviceProperties": ("Name", "Value"),
    "AuthDetails": ("Name", "Value"),
    "ExtraProperties": ("Key", "Value"),
    "ModifiedProperties": ("Name", "NewValue"),
}
# Where the address of a client is, the best first.
_CLIENTS = ("ClientIP", "ClientIPAddress", "ActorIpAddress")
_TIMES = {"StartTimeUtc": "start", "EndTimeUtc": "end"}

VALUES = Values(
    "microsoft_365",
    ACTIONS,
    CAPTURES,
    read_by_product=" ".join((
        "AttachmentData", "CreationTime", "Item.Attachments", "MessageTime", "Operation", *_CLIENTS, *_TIMES,
    )),
    nothing=NOTHING | {"Not Available"},
    names_actions=True,
)  # fmt: skip

PRODUCT = Product(
    vendor="Microsoft",
    name="Microsoft 365",
    versions="schema 1",
    formats=("json",),
    signatures=(
        Members("CreationTime Operation RecordType Workload"),
        Members("CreationTime Operation RecordType UserKey"),
    ),
    dataset="audit",
    fields=(
        "email.attachments.file.hash.sha256", "email.attachments.file.name", "email.attachments.file.size",
        "email.delivery_timestamp", "event.end", "event.start", "related.hash",
    ),
    messages=VALUES,
)  # fmt: skip


def parse(record: Record) -> Document | None:
    """The document of an event; `None` if it names no operation."""
    payload = objects.payload(record) or {}
    operation, kind = payload.get("Operation"), payload.get("RecordType")
    if not isinstance(operation, str) or not operation:
        return None
    pairs = _pairs(payload)
    action = _action(operation, kind if isinstance(kind, int) else 0)
    document = VALUES.document(action, pairs, operation)
    status = payload.get("ResultStatus")
    outcome = _OUTCOMES.get(status.lower()) if isinstance(status, str) else None
    if operation == "UserLoginFailed":
        outcome = "failure"
    if outcome is not None:
        document["event"]["outcome"] = outcome
    _add_attachments(document, payload)
    _add_times(document, payload, record)
    return document


def _action(operation: str, kind: int) -> str:
    """The kind of an event, by its operation and the number of its record's type."""
    if operation in _LOGINS:
        return "login"
    if operation in _LOGOUTS:
        return "logout"
    subject = _SUBJECTS.get(kind, "operation")
    if "Malware" in operation or operation == "AtpDetection":
        subject = "malware"
    elif kind in _DIRECTORY:
        words = operation.lower()
        subject = (
            "group" if any(word in words for word in _GROUPS) else "user" if "user" in words else "configuration"
        )
    elif operation.startswith(("File", "Folder")):
        subject = "file"
    if subject in ACTIONS:
        return subject
    change = "change" if subject == "group" and "member" in operation.lower() else verbs.type_of(operation)
    found = f"{subject}/{change}"
    return found if found in ACTIONS else f"operation/{change}"


def _pairs(payload: dict[str, Any]) -> list[tuple[str, str]]:
    """The values of an event, those in lists of names and values, and in `Data`, among them."""
    pairs = json.flattened({name: value for name, value in payload.items() if name not in _LISTS})
    for name, (key, value) in _LISTS.items():
        pairs += json.named(payload.get(name), name, key, value)
    data = payload.get("Data")
    if isinstance(data, str) and data[:1] == "{":
        try:
            inner = json.decode(data)
        except ValueError:
            inner = None
        if isinstance(inner, dict):
            pairs = [pair for pair in pairs if pair[0] != "Data"]
            pairs += [(f"Data.{name}", text) for name, text in json.flattened(inner)]
    for target in _objects(payload.get("Target")):
        account = target.get("ID")
        if json.scalar(target.get("Type")) == _NAME and isinstance(account, str):
            pairs.append(("Target.Name", account))
    clients = [payload[name] for name in _CLIENTS if isinstance(payload.get(name), str) and payload[name]]
    return [*pairs, *(("Client", client) for client in clients[:1])]


def _add_attachments(document: Document, payload: dict[str, Any]) -> None:
    """Add the attachments of mails, which are texts of a mail, or objects of what was found in one."""
    found = []
    for item in _objects([payload.get("Item"), *_objects(payload.get("AffectedItems"))]):
        text = item.get("Attachments")
        found += _attachments(text) if isinstance(text, str) else []
    for item in _objects(payload.get("AttachmentData")):
        name, digest = item.get("FileName"), item.get("SHA256")
        file: Document = {"name": name} if isinstance(name, str) and name else {}
        if isinstance(digest, str) and digest:
            file["hash"] = {"sha256": digest.lower()}
        found += [{"file": file}] if file else []
    if found:
        document.setdefault("email", {})["attachments"] = found[:_MOST_ATTACHMENTS]
        hashes = [item["file"].get("hash", {}).get("sha256") for item in found]
        known = document.get("related", {})
        document["related"] = {**known, **related(hashes=[*known.get("hash", ()), *hashes])}


def _objects(value: object) -> list[dict[str, Any]]:
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def _add_times(document: Document, payload: dict[str, Any], record: Record) -> None:
    """Add the times of an event, which are in UTC without saying so."""
    moments = {}
    for name in ("CreationTime", "MessageTime", *_TIMES):
        text = payload.get(name)
        if isinstance(text, str) and (instant := record.clock.instant(f"{text.removesuffix('Z')}Z")) is not None:
            moments[name] = instant
    if "CreationTime" in moments:
        document["@timestamp"] = moments["CreationTime"]
    if "MessageTime" in moments:
        document.setdefault("email", {})["delivery_timestamp"] = moments["MessageTime"]
    for name, field in _TIMES.items():
        if name in moments:
            document["event"][field] = moments[name]
