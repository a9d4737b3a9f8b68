"""The named values of the audit's events, and what each kind of event means."""

from __future__ import annotations

from ecsparse.ecs import url
from ecsparse.ecs.accounts import login as login_of
from ecsparse.ecs.numbers import parse_uint
from ecsparse.ecs.pieces import endpoint, ip
from ecsparse.ecs.pieces import path as path_of
from ecsparse.ecs.pieces import port as port_of
from ecsparse.ecs.places import count, host_name
from ecsparse.formats import json
from ecsparse.messages import actions
from ecsparse.messages.captures import Capture, ecs, login, own, path
from ecsparse.messages.values import NOTHING, Values, computer, each, words
from ecsparse.patterns import Pattern
from ecsparse.record import Document

ACTIONS = actions("""
alert                   intrusion_detection: info, alert | an alert is raised or investigated
configuration/access    configuration: access | a setting is read or changed
configuration/change    configuration: change
configuration/creation  configuration: creation
configuration/deletion  configuration: deletion
file/access             file: access | a file or a folder is used
file/change             file: change
file/creation           file: creation
file/deletion           file: deletion
file/info               file: info
group/change            iam: change group | a group, a team or a role is managed
group/creation          iam: creation group
group/deletion          iam: deletion group
login                   authentication: start | a user signs in
logout                  authentication: end | a user signs out
mail                    email: info | a mail or a mailbox is used
malware                 malware: info, alert | malware or phishing is found
operation/access        api: access | any other operation
operation/change        api: change
operation/creation      api: creation
operation/deletion      api: deletion
operation/end           api: end
operation/info          api: info
operation/start         api: start
user/change             iam: change user | an account is managed
user/creation           iam: creation user
user/deletion           iam: deletion user
""")

# [2001:db8::20]:443 | 192.0.2.20:443
_WITH_PORT = Pattern(r"(?:\[([0-9A-Fa-f:.]{2,45})\]|([0-9.]{7,15}))(?::([0-9]{1,5}))?")
# a.pdf (6438b)
_ATTACHMENT = Pattern(r" ?([^;]{1,255}?) \(([0-9]{1,18})b\)")
MOST_ATTACHMENTS = 256
# urn:spo:anon#4f2a | urn:spo:guest#alice@example.com | ServicePrincipal_4f2a
_ANYBODY, _GUEST, APPLICATION = ("urn:spo:anon#", "urn:spo:tenantanon#"), "urn:spo:guest#", "ServicePrincipal_"


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


def _local_file(text: str) -> Document:
    r"""`file` of a path on a device, which begins with its drive: `C:\Users\alice\a.docx`."""
    return path_of(text) if text[1:3] == ":\\" else {}


def _people(text: str) -> list[str] | None:
    """The addresses in a list, or in a text with semicolons."""
    found = [one.strip() for each_of_them in json.texts(text) for one in each_of_them.split(";")]
    return [one for one in found if one] or None


def _account_or_id(text: str) -> Document:
    """`user` of a name of login, or of an identifier."""
    return login_of(text) if "@" in text else {"id": text}


def _user(text: str) -> Document:
    """`user` of a name of login, a guest's link or an application; empty for who has a link that is for anybody."""
    if text.startswith(_ANYBODY):
        return {}
    application = text.removeprefix(APPLICATION)
    return {"id": application} if application != text else login_of(text.removeprefix(_GUEST))


def _first_url(text: str) -> Document:
    return next(filter(None, map(_url, json.texts(text))), {})


def _error(text: str) -> str | None:
    return None if text == "0" else text


def _message_id(text: str) -> str | None:
    return text.strip("<>") or None


def attachments(text: str) -> list[Document]:
    r"""The attachments that a text has, whose names may be paths: `a.pdf (6438b); C:\b.png (449b)`."""
    found = _ATTACHMENT.findall(text)[:MOST_ATTACHMENTS]
    sized = ((name, parse_uint(size)) for name, size in found)
    return [
        {"file": {"name": name.rpartition("\\")[2] or name, "size": size}} for name, size in sized if size is not None
    ]


_URL_PARTS = ("domain", "extension", "fragment", "full", "original", "path", "port", "query", "scheme")

CAPTURES: dict[str, Capture | tuple[Capture, ...]] = {
    "Id": ecs("event.id"),
    "RecordType": ecs("event.code"),
    "Workload": (ecs("event.provider"), ecs("service.name")),
    "OrganizationId": ecs("organization.id"),
    "OrganizationName": ecs("organization.name"),
    **dict.fromkeys(
        ("UserId", "Alert.User"),
        Capture("user", "", _user, parts=("domain", "email", "id", "name"), related=("user", "name")),
    ),
    "Actor.Name": ecs("user.name", related="user"),
    "System.UserId": own("keyword", "account of the system that raised an alert", name="system_account"),
    "System.UserKey": own("keyword", "its identifier", name="system_key"),
    "UserKey": ecs("user.id"),
    "UserType": own("keyword", "kind of account", name="user_type"),
    "LogonType": own("keyword", "kind of access to a mailbox: 0 owner, 1 administrator, 2 delegate",
    name="logon_type"),
    **dict.fromkeys(
        ("SessionId", "DeviceProperties.SessionId", "AppAccessContext.AADSessionId"),
        own("keyword", "session", name="session_id"),
    ),
    "ResultStatus": own("keyword", "result of the operation", name="result_status"),
    **dict.fromkeys(
        ("Client", "UserIp", "SenderIp", "SenderIP", "Data.sip", "Data.ecip"),
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
    "DeviceProperties.BrowserType": ecs("user_agent.name"),
    "DeviceProperties.IsCompliant": own("keyword", "whether a device follows the policies",
    name="device.compliant"),
    "DeviceProperties.IsCompliantAndManaged": own("keyword", "whether a device is managed as well",
    name="device.managed"),
    **dict.fromkeys(("DeviceProperties.Id", "MDATPDeviceId", "DeviceId"), ecs("host.id")),
    **dict.fromkeys(("DeviceName", "DeviceDisplayName"), computer()),
    "BrowserName": ecs("user_agent.name"),
    "BrowserVersion": ecs("user_agent.version"),
    "LogonError": ecs("event.reason"),
    "ErrorNumber": ecs("error.code", read=_error),
    "ObjectId": (
        own("keyword", "what the operation is about", name="object_id"),
        Capture("url", "", _url, parts=_URL_PARTS),
        Capture("file", "", _local_file, parts=("directory", "name", "path")),
    ),
    "TargetGroup": (own("keyword", "name of what is acted on", name="target_name"), ecs("group.name")),
    "TargetUserId": Capture(
        "user.target", "", _account_or_id, parts=("domain", "email", "id", "name"), related=("user", "name")
    ),
    **dict.fromkeys(
        ("Target.Name", "TargetUserOrGroupName", "UserSharedWith", "RecipientUPN", "Parameters.User",
         "Parameters.Member", "Item.ParentFolder.MemberUpn", "Invitee"),
        login("user.target"),
    ),
    "Target.DisplayName": own("keyword", "name of what is acted on", name="target_name"),
    "ActorUserId": own("keyword", "account of Yammer", name="yammer_user", related="user"),
    "TargetUserOrGroupType": own("keyword", "kind of account that is acted on", name="target_type"),
    "ModifiedProperties.Group.ObjectID": ecs("group.id"),
    "ModifiedProperties.Role.DisplayName": own("keyword", "role that is given or taken", name="role"),
    "ModifiedProperties.Group.DisplayName": ecs("group.name"),
    # files
    **dict.fromkeys(
        ("SourceFileName", "FileName", "FileData.FileName", "SharePointMetaData.FileName"), ecs("file.name")
    ),
    **dict.fromkeys(("SourceFileExtension", "FileExtension"), ecs("file.extension")),
    "DestinationFileName": own("keyword", "name of a file that was moved or copied", name="destination.file_name"),
    "DestinationRelativeUrl": own("keyword", "folder that it was moved or copied to", name="destination.directory"),
    "TargetFilePath": own("keyword", "path that a file was copied to", name="destination.path"),
    "TargetPrinterName": own("keyword", "printer", name="printer"),
    "EventData.Permissions granted": own("keyword", "permissions that were granted", name="permissions"),
    "EventData.SearchQuery": own("keyword", "what was searched for", name="query"),
    "Sha1": ecs("file.hash.sha1", related="hash"),
    "Resource.Name": ecs("file.name"),
    "LabelName": own("keyword", "label of a file or a mail", name="label.name"),
    **dict.fromkeys(
        ("SensitivityLabelEventData.SensitivityLabelId", "SensitivityLabelId", "LabelId"),
        own("keyword", "its identifier", name="label.id"),
    ),
    **dict.fromkeys(
        ("SensitivityLabelEventData.OldSensitivityLabelId", "OldSensitivityLabelId", "OldLabelId"),
        own("keyword", "label before", name="label.old_id"),
    ),
    "Justification": own("keyword", "why a label was changed", name="label.justification"),
    "RemovableMediaDeviceAttributes.Manufacturer": ecs("device.manufacturer"),
    "RemovableMediaDeviceAttributes.Model": ecs("device.model.name"),
    "RemovableMediaDeviceAttributes.SerialNumber": ecs("device.serial_number"),
    "SourceRelativeUrl": ecs("file.directory"),
    **dict.fromkeys(
        ("FileSizeBytes", "FileSize", "FileData.FileSize", "SharePointMetaData.FileSize"), ecs("file.size",
         read=count)
    ),
    **dict.fromkeys(("FileData.SHA256", "Sha256"), ecs("file.hash.sha256", related="hash")),
    "SiteUrl": own("keyword", "site of a file", name="site_url"),
    "ItemType": own("keyword", "kind of an item", name="item_type"),
    "SharePointMetaData.FilePathUrl": Capture("url", "", _url, parts=_URL_PARTS),
    **dict.fromkeys(("Url", "TargetUrl", "Resource.Url"), Capture("url", "", _url, parts=_URL_PARTS)),
    **dict.fromkeys(
        ("MessageURLs", "FileData.FilePath", "Entity.Urls"), Capture("url", "", _first_url, parts=_URL_PARTS)
    ),
    # mail
    "MailboxOwnerUPN": own("keyword", "owner of a mailbox", name="mailbox_owner", related="user"),
    **dict.fromkeys(
        ("Item.Subject", "Subject", "Data.ms", "Entity.Subject", "EmailInfo.Subject", "Affected.Subject",
         "ExchangeDetails.Subject"),
        ecs("email.subject"),
    ),
    **dict.fromkeys(
        ("SendAsUserSmtp", "SendOnBehalfOfUserSmtp"), (login("user.effective"), ecs("email.from.address",
         read=each()))
    ),
    "Folder.Path": own("keyword", "folder of a mail", name="folder"),
    "Item.ParentFolder.Path": own("keyword", "folder of a mail", name="folder"),
    "DestFolder.Path": own("keyword", "folder that a mail is moved to", name="destination.folder"),
    "Item.ParentFolder.MemberRights": own("keyword", "rights to a folder", name="permissions"),
    "ReleaseTo": ecs("email.to.address", read=_people),
    "ExchangeMetaData.Subject": ecs("email.subject"),
    "ExchangeMetaData.MessageID": ecs("email.message_id", read=_message_id),
    "ExchangeMetaData.From": ecs("email.from.address", read=each()),
    "ExchangeMetaData.To": ecs("email.to.address", read=each()),
    "ExchangeMetaData.CC": ecs("email.cc.address", read=each()),
    "ExchangeMetaData.BCC": ecs("email.bcc.address", read=each()),
    **dict.fromkeys(
        ("Data.imsgid", "InternetMessageId", "Item.InternetMessageId", "Entity.MessageId",
         "Affected.InternetMessageId", "ExchangeDetails.InternetMessageId"),
        ecs("email.message_id", read=_message_id),
    ),
    **dict.fromkeys(("Sender", "P1Sender", "Entity.Sender", "EmailInfo.Sender"), ecs("email.sender.address")),
    **dict.fromkeys(
        ("P2Sender", "Data.tsd", "Entity.From", "ExchangeDetails.From"), ecs("email.from.address", read=each())
    ),
    **dict.fromkeys(
        ("Receivers", "Recipients", "Data.trc", "Entity.To", "EmailInfo.Receivers", "ExchangeDetails.To"),
        ecs("email.to.address", read=_people),
    ),
    **dict.fromkeys(
        ("NetworkMessageId", "Entity.LocalId", "ExchangeDetails.NetworkMessageId"), ecs("email.local_id")
    ),
    **dict.fromkeys(("Directionality", "Entity.Direction"), ecs("email.direction", read=str.lower)),
    **dict.fromkeys(
        ("DeliveryAction", "Entity.Delivery"), own("keyword", "what became of a mail", name="delivery_action")
    ),
    **dict.fromkeys(
        ("MalwareFamily", "FileData.MalwareFamily"), own("keyword", "family of malware", name="malware_family")
    ),
    "SharePointMetaData.FileOwner": ecs("file.owner"),
    "IncidentId": own("keyword", "incident of data that matched", name="incident_id"),
    "Policy.RuleId": ecs("rule.id"),
    "Policy.Severity": own("keyword", "severity of a rule", name="rule_severity"),
    "Policy.Actions": words("what a rule does", "rule_actions"),
    "Policy.Types": words("kinds of data that matched", "sensitive_types"),
    "MeetingURL": Capture("url", "", _url, parts=_URL_PARTS),
    "Organizer.UPN": own("keyword", "organizer of a meeting", name="organizer_user", related="user"),
    "RescanVerdict": own("keyword", "what a mail was found to be", name="verdict"),
    "Verdict": own("keyword", "what a mail was found to be", name="verdict"),
    **dict.fromkeys(
        ("DetectionMethod", "DetectionType"), own("keyword", "how it was found", name="detection_method")
    ),
    "PhishConfidenceLevel": own("keyword", "how certain phishing is", name="phish_confidence"),
    "AuthDetails.SPF": own("keyword", "result of SPF", name="authentication.spf"),
    "AuthDetails.DKIM": own("keyword", "result of DKIM", name="authentication.dkim"),
    "AuthDetails.DMARC": own("keyword", "result of DMARC", name="authentication.dmarc"),
    # settings, and parameters of commands
    **dict.fromkeys(
        ("Parameters.ForwardTo", "Parameters.ForwardAsAttachmentTo", "Parameters.ForwardingAddress",
         "Parameters.ForwardingSmtpAddress", "Parameters.RedirectTo", "Parameters.BlindCopyTo"),
        own("keyword", "where mails are forwarded to", name="forward_to"),
    ),
    "Parameters.AccessRights": own("keyword", "rights that are given or taken", name="permissions"),
    "Parameters.Identity": own("keyword", "what a command is about", name="identity"),
    "Setting": own("keyword", "setting", name="setting"),
    "OldValue": own("keyword", "value before", name="old_value"),
    "NewValue": own("keyword", "value after", name="new_value"),
    "CopilotEventData.AppHost": own("keyword", "program that Copilot was used in", name="copilot.host"),
    "CopilotEventData.ThreadId": own("keyword", "conversation with Copilot", name="copilot.thread_id"),
    **dict.fromkeys(("Case", "CaseName"), own("keyword", "case of an investigation", name="case")),
    **dict.fromkeys(("Query", "QueryText"), own("keyword", "what was searched for", name="query")),
    "SearchName": own("keyword", "name of a search", name="search"),
    "ModifiedProperties.SiteAdmin": login("user.target"),
    "ExchangeLocations": words("mailboxes that are searched", "mailboxes"),
    "ChannelName": own("keyword", "channel of a team", name="channel"),
    **dict.fromkeys(("AddOnName", "AddonName"), own("keyword", "application", name="application.name")),
    # alerts
    **dict.fromkeys(("PolicyId", "PolicyMatchInfo.RuleId"), ecs("rule.id")),
    **dict.fromkeys(("Policy.Name", "PolicyMatchInfo.PolicyName"), ecs("rule.ruleset")),
    **dict.fromkeys(("Policy.Rule", "PolicyMatchInfo.RuleName"), ecs("rule.name")),
    **dict.fromkeys(("TeamName", "GroupName", "EventData.Group"), ecs("group.name")),
    "AADGroupId": ecs("group.id"),
    "Members.UPN": own("keyword", "members of a chat", read=each(), name="members", related="user"),
    "Member": login("user.target"),
    **dict.fromkeys(("Name", "Data.AlertDisplayName"), ecs("rule.name")),
    "Data.Description": ecs("rule.description"),
    **dict.fromkeys(("Category", "Data.Category"), ecs("rule.category")),
    "Data.drn": own("keyword", "rule against the loss of data", name="dlp.rule"),
    "Data.dpn": own("keyword", "policy against the loss of data", name="dlp.policy"),
    "Data.eop": own("keyword", "what was done with data", name="dlp.operation"),
    "Data.ofph": path(),
    "Data.efs": ecs("file.size", read=count),
    "Data.dn": computer(),
    **dict.fromkeys(("Data.app", "Application", "ProcessName"), ecs("process.name")),
    **dict.fromkeys(
        ("Data.tdmn", "TargetDomain"), ecs("destination.domain", read=host_name, related="hosts")
    ),
    **dict.fromkeys(("Severity", "Data.Severity"), ecs("log.level")),
    **dict.fromkeys(("EventDeepLink", "DeepLinkUrl", "AlertLink"), ecs("event.url")),
    **dict.fromkeys(
        ("AlertId", "Data.ProviderAlertId"), own("keyword", "identifier of an alert", name="alert_id")
    ),
    "AlertType": own("keyword", "kind of an alert", name="alert_type"),
    "InvestigationId": own("keyword", "identifier of an investigation", name="investigation_id"),
    "InvestigationName": own("keyword", "its name", name="investigation_name"),
    "Status": own("keyword", "status of an alert", name="status"),
    "Source": own("keyword", "what raised an alert", name="alert_source"),
}  # fmt: skip

# Where the address of a client is, the best first.
CLIENTS = ("ClientIP", "ClientIPAddress", "ActorIpAddress")
TIMES = {
    "StartTimeUtc": "start",
    "EndTimeUtc": "end",
    "JoinTime": "start",
    "LeaveTime": "end",
    "TimeOfClick": "start",
    "StartTime": "start",
    "EndTime": "end",
}

VALUES = Values(
    "microsoft_365",
    ACTIONS,
    CAPTURES,
    read_by_product=" ".join((
        "AttachmentData", "CreationTime", "Data.f3u", "Data.suid", "Item.Attachments", "MessageTime", "Operation",
        *CLIENTS, *TIMES,
    )),
    nothing=NOTHING | {"<null>", "Not Available"},
    names_actions=True,
)  # fmt: skip
