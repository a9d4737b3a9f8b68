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
    `Data` of an alert is JSON in a text; `user` is whom the alert is about, not the account of the system that
    raised it: `alerts.log`.
    Messages, mailboxes and files that an investigation is about are a list of entities: `alerts.log`.
    `ObjectId` is a URL, an account, or an identifier: `files.log`, `accounts.log`.
    Who has a link that is for anybody is not known; a group may be what is shared with: `sharing.log`.
    Names and sizes of attachments are one text: `a.pdf (6438b); b.png (449b)`: `mail.log`.

Other readings:
    `user.name` without the domain: ours is the whole name of login.
    `email.reply_to` of the sender of the envelope: ours is `email.sender`.
    `user.id` of `LogonUserSid`: ours is `UserKey`, which all workloads have.
    `email.attachments.file.mime_type` of `FileType`: that is a list of extensions.
    `email.subject` of the masked text of an alert on a device: no mail.
    `source.ip` of `0.0.0.0`: no address of a client.
    `file.name` of a URL: left out.
"""

from __future__ import annotations

from ecsparse.ecs import verbs
from ecsparse.ecs.pieces import related
from ecsparse.formats import json, objects
from ecsparse.patterns import Pattern
from ecsparse.products.microsoft_365 import alerts
from ecsparse.products.microsoft_365.values import (
    ACTIONS,
    APPLICATION,
    CLIENTS,
    MOST_ATTACHMENTS,
    TIMES,
    VALUES,
    attachments,
)
from ecsparse.record import Document, Members, Product, Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

# What an event is about, by the number of its record's type.
_SUBJECTS = {
    **dict.fromkeys((1, 18), "configuration"),
    **dict.fromkeys((2, 3, 43, 50, 65), "mail"),
    **dict.fromkeys((6,), "file"),
    **dict.fromkeys((11, 13, 33, 40, 64, 98, 100, 107), "alert"),
    **dict.fromkeys((28, 41, 47), "malware"),
}
_DIRECTORY = frozenset((8, 9, 15))
# Commands of Exchange's administrators.
_COMMANDS = 1
_LOGINS = frozenset(("UserLoggedIn", "UserLoginFailed", "MailboxLogin", "TeamsSessionStarted", "SignInEvent"))
_LOGOUTS = frozenset(("UserLoggedOut", "ForeignRealmIndexLogonInitialAuthUsingADFSFederatedToken"))
# What a rule of a policy has besides its name.
_OF_RULES = (("RuleId", "RuleId"), ("Severity", "Severity"))
_MEMBERS = frozenset(("AddedToGroup", "MemberAdded", "MemberRemoved", "MemberRoleChanged", "RemovedFromGroup"))
# Searches of an investigation, whose name is no rule's.
_SEARCHES = 24
_TEAMS = {"TeamCreated": "group/creation", "TeamDeleted": "group/deletion"}
# How the names of operations end that are about a link which somebody has.
_LINK_USED = "LinkUsed"
_SETTINGS = frozenset(("TeamSettingChanged", "ChannelSettingChanged", "TeamsTenantSettingChanged"))
_OUTCOMES = {
    "succeeded": "success", "success": "success", "successful": "success", "true": "success",
    "failed": "failure", "failure": "failure", "false": "failure",
}  # fmt: skip
# What operations of the directory are about, by words of their names; the first that fits.
_OF_DIRECTORY = (("group", ("group", "role", "team", "member")), ("user", ("user", "account", "password")))
# Names of what is acted on, by their kinds: to log in with, and to be shown.
_SHOWN = "1"
_TARGETS = {"5": "Target.Name", _SHOWN: "Target.DisplayName"}
# <Group>Site Owners</Group> | <Permissions granted>Contribute</Permissions granted>
_ELEMENT = Pattern(r"<([A-Za-z][A-Za-z ]{0,63})>([^<]{1,1024})</")

# What an alert says of the account of the system, if it is about a user.
_OF_SYSTEM = {"UserId": "System.UserId", "UserKey": "System.UserKey"}
_NO_NAMES: dict[str, str] = {}
_LISTS = {
    "ExtendedProperties": ("Name", "Value"),
    "Parameters": ("Name", "Value"),
    "DeviceProperties": ("Name", "Value"),
    "AuthDetails": ("Name", "Value"),
    "ExtraProperties": ("Key", "Value"),
    "ModifiedProperties": ("Name", "NewValue"),
    "OperationProperties": ("Name", "Value"),
}
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
    payload = objects.members(record)
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
    elif isinstance(succeeded := payload.get("IsSuccess"), bool):
        outcome = "success" if succeeded else "failure"
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
    if operation in _TEAMS:
        return _TEAMS[operation]
    if operation.endswith(_LINK_USED):
        return "file/access"
    subject = _subject(operation, kind)
    if subject in ACTIONS:
        return subject
    is_membership = subject == "group" and (operation in _MEMBERS or "member" in operation.lower())
    change = "change" if is_membership else verbs.type_of(operation)
    found = f"{subject}/{change}"
    return found if found in ACTIONS else f"operation/{change}"


def _subject(operation: str, kind: int) -> str:
    """What an event is about, by its operation and the number of its record's type."""
    if operation in _MEMBERS or (kind == _COMMANDS and "Group" in operation):
        return "group"
    if "Malware" in operation or operation == "AtpDetection":
        return "malware"
    if kind in _DIRECTORY:
        words = operation.lower()
        found = (subject for subject, named in _OF_DIRECTORY if any(word in words for word in named))
        return next(found, "configuration")
    return "file" if operation.startswith(("File", "Folder")) else _SUBJECTS.get(kind, "operation")


def _pairs(payload: dict[str, Any]) -> list[tuple[str, str]]:
    """The values of an event, those in lists of names and values, and in `Data`, among them."""
    pairs = json.flattened({name: value for name, value in payload.items() if name not in _LISTS})
    for name, (key, value) in _LISTS.items():
        pairs += json.named(payload.get(name), name, key, value)
    data = alerts.values(payload.get("Data"))
    if data is not None:
        of_account = _OF_SYSTEM if any(name == "Alert.User" for name, _ in data) else _NO_NAMES
        pairs = [(of_account.get(name, name), text) for name, text in pairs if name != "Data"]
        pairs += data
    if payload.get("Operation") in _SETTINGS:
        pairs = [("Setting" if name == "Name" else name, text) for name, text in pairs]
    if payload.get("RecordType") == _SEARCHES:
        pairs = [("SearchName" if name == "Name" else name, text) for name, text in pairs]
    if isinstance(text := payload.get("EventData"), str):
        pairs += [(f"EventData.{name}", value) for name, value in _ELEMENT.findall(text)]
    if payload.get("Workload") == "Exchange" and isinstance(payload.get("ItemName"), str):
        pairs = [("Subject" if name == "ItemName" else name, text) for name, text in pairs]
    if "Group" in f"{payload.get('TargetUserOrGroupType')}":
        pairs = [("TargetGroup" if name == "TargetUserOrGroupName" else name, text) for name, text in pairs]
    pairs += [*_of_lists(payload), *_of_directory(payload)]
    entity = payload.get("AlertEntityId")
    if data is None and isinstance(entity, str) and "@" in entity:
        pairs = [(_OF_SYSTEM.get(name, name), text) for name, text in pairs if name != "AlertEntityId"]
        pairs.append(("Alert.User", entity))
    clients = [payload[name] for name in CLIENTS if isinstance(payload.get(name), str) and payload[name]]
    return [*pairs, *(("Client", client) for client in clients[:1])]


def _of_directory(payload: dict[str, Any]) -> list[tuple[str, str]]:
    """What is acted on in the directory, and the name of an application that acts."""
    kinds = [(kind, item) for item in _objects(payload.get("Target")) if (kind := _TARGETS.get(_kind_of(item)))]
    if f"{payload.get('UserId')}".startswith(APPLICATION):
        actors = [item for item in _objects(payload.get("Actor")) if _kind_of(item) == _SHOWN]
        kinds += [("Actor.Name", item) for item in actors[:1]]
    return [(kind, name) for kind, item in kinds if isinstance(name := item.get("ID"), str)]


def _kind_of(item: dict[str, Any]) -> str:
    return json.scalar(item.get("Type")) or ""


def _of_lists(payload: dict[str, Any]) -> list[tuple[str, str]]:
    """The first policy, rule, mail, resource and link of lists, and the members that a team or a chat has."""
    policies, members = (
        _objects(payload.get("PolicyDetails"))[:1],
        _objects(payload.get("Members") or payload.get("Attendees")),
    )
    rules = [rule for policy in policies for rule in _objects(policy.get("Rules"))][:1]
    found = [("Policy.Name", policy.get("PolicyName")) for policy in policies]
    found += [("Policy.Rule", rule.get("RuleName")) for rule in rules]
    found += [(f"Policy.{ours}", rule.get(theirs)) for rule in rules for ours, theirs in _OF_RULES]
    for rule in rules:
        conditions = rule.get("ConditionsMatched")
        types = _objects(conditions.get("SensitiveInformation") if isinstance(conditions, dict) else None)
        lists = {
            "Policy.Types": [one.get("SensitiveInformationTypeName") for one in types],
            "Policy.Actions": rule.get("Actions"),
        }
        found += [(name, json.encode(texts)) for name, texts in lists.items() if texts and isinstance(texts, list)]
    found += [("Member", member.get("UPN")) for member in members] if len(members) == 1 else []
    if len(members) > 1:
        found.append(("Members.UPN", json.encode([member.get("UPN") for member in members])))
    for item in _objects(payload.get("AffectedItems"))[:1]:
        found += [(f"Affected.{name}", item.get(name)) for name in ("Subject", "InternetMessageId")]
    copilot = payload.get("CopilotEventData")
    for resource in _objects(copilot.get("AccessedResources") if isinstance(copilot, dict) else None)[:1]:
        found += [("Resource.Name", resource.get("Name")), ("Resource.Url", resource.get("SiteUrl"))]
    found += [("AlertLink", link.get("AlertLinkHref")) for link in _objects(payload.get("AlertLinks"))[:1]]
    return [(name, text) for name, text in found if isinstance(text, str)]


def _add_attachments(document: Document, payload: dict[str, Any]) -> None:
    """Add the attachments of mails, which are texts of a mail, or objects of what was found in one."""
    found = []
    for item in _objects([payload.get("Item"), *_objects(payload.get("AffectedItems"))]):
        text = item.get("Attachments")
        found += attachments(text) if isinstance(text, str) else []
    files = [(item.get("FileName"), item.get("SHA256")) for item in _objects(payload.get("AttachmentData"))]
    files += [(item.get("Name"), alerts.sha256(item)) for item in alerts.entities(payload.get("Data"))]
    for name, digest in files:
        file: Document = {"name": name} if isinstance(name, str) and name else {}
        if isinstance(digest, str) and digest:
            file["hash"] = {"sha256": digest.lower()}
        found += [{"file": file}] if file else []
    if found:
        document.setdefault("email", {})["attachments"] = found[:MOST_ATTACHMENTS]
        hashes = [item["file"].get("hash", {}).get("sha256") for item in found]
        known = document.get("related", {})
        document["related"] = {**known, **related(hashes=[*known.get("hash", ()), *hashes])}


def _objects(value: object) -> list[dict[str, Any]]:
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def _add_times(document: Document, payload: dict[str, Any], record: Record) -> None:
    """Add the times of an event, which are in UTC without saying so."""
    moments = {}
    for name in ("CreationTime", "MessageTime", *TIMES):
        text = payload.get(name)
        if isinstance(text, str) and (instant := record.clock.instant(f"{text.removesuffix('Z')}Z")) is not None:
            moments[name] = instant
    if "CreationTime" in moments:
        document["@timestamp"] = moments["CreationTime"]
    if "MessageTime" in moments:
        document.setdefault("email", {})["delivery_timestamp"] = moments["MessageTime"]
    for name, field in TIMES.items():
        if name in moments:
            document["event"][field] = moments[name]
