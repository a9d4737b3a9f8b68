r"""The values of Windows' events, by the names that the events give them, and what they are in ECS.

Names that begin with `@` are those of the event itself, whatever a shipper calls them; those with dots are ECS's,
as Winlogbeat writes them.
"""

from __future__ import annotations

from ecsparse.ecs import url
from ecsparse.ecs.network import mac
from ecsparse.ecs.pieces import ip
from ecsparse.ecs.places import count, one, port_number
from ecsparse.messages.captures import Capture, ecs, own
from ecsparse.messages.values import NOTHING, Values, each
from ecsparse.products.windows_event import readers
from ecsparse.products.windows_event.events import ACTIONS
from ecsparse.products.windows_event.readers import number


def _of_process(field: str) -> Capture:
    return Capture(field, "", readers.process, parts=("executable", "name"))


_HASHES = ("md5", "sha1", "sha256")

CAPTURES: dict[str, Capture | tuple[Capture, ...]] = {
    # of the event itself
    "@Channel": own("keyword", "log that the event is in", name="channel"),
    "@EventID": ecs("event.code"),
    "@EventRecordID": own("keyword", "number of the event in its log", name="record_id"),
    "@Guid": own("keyword", "identifier of the provider", name="provider_guid"),
    "@Level": ecs("log.level", read=readers.level),
    "@Opcode": own("keyword", "operation that a provider was in", name="opcode"),
    "@Provider": ecs("event.provider"),
    "@RelatedActivityID": own("keyword", "activity that led to this one", name="related_activity_id"),
    "@ActivityID": own("keyword", "activity that the event is a part of", name="activity_id"),
    "@Task": own("keyword", "category of the event", name="task"),
    "@Message": own("match_only_text", "text of the event, in the language of its host", name="text"),
    "@ProcessID": own("long", "process that logged the event", read=number, name="logger.pid"),
    "@ThreadID": own("long", "its thread", read=number, name="logger.thread_id"),
    "@UserName": own("keyword", "account that the process that logged the event had", name="logger.user_name"),
    "@UserDomain": own("keyword", "its domain", name="logger.domain"),
    "@UserSid": own("keyword", "its identifier", name="logger.sid"),
    # whose doing it was
    **dict.fromkeys(("SubjectUserName", "Caller User Name"), ecs("user.name", related="user")),
    **dict.fromkeys(("SubjectDomainName", "AccountDomain"), ecs("user.domain")),
    **dict.fromkeys(("SubjectUserSid", "UserSid"), ecs("user.id", read=readers.sid)),
    **dict.fromkeys(("SubjectLogonId", "LogonId", "LogonID"), own("keyword", "logon of the user", name="logon.id")),
    **dict.fromkeys(
        ("User", "SourceUser", "Requester", "UserContext", "UserId", "UserName", "Detection User", "AccountName",
         "Logon.UserName", "param7"),
        Capture("user", "", readers.user, parts=("name", "domain"), related=("user", "name")),
    ),
    "LogonGuid": own("keyword", "identifier of a logon in the domain", name="logon.guid"),
    "Logon.Domain": ecs("user.domain"),
    "Logon.Sid": ecs("user.id", read=readers.sid),
    "Logon.LogonId": own("keyword", "logon of the user", name="logon.id"),
    "Caller.UserName": own("keyword", "account that asked for a logon", name="subject.user_name", related="user"),
    "Caller.Domain": own("keyword", "its domain", name="subject.domain"),
    "Caller.Sid": own("keyword", "its identifier", name="subject.sid"),
    "Caller.LogonId": own("keyword", "its own logon", name="subject.logon_id"),
    # whom it was done to
    **dict.fromkeys(("TargetUserName", "Target Account Name"), ecs("user.target.name", related="user")),
    "TargetUser": Capture("user.target", "", readers.user, parts=("name", "domain"), related=("user", "name")),
    "TargetDomainName": ecs("user.target.domain"),
    **dict.fromkeys(("TargetUserSid", "TargetSid", "MemberSid"), ecs("user.target.id", read=readers.sid)),
    "TargetLogonId": own("keyword", "logon of the account that is acted on", name="target.logon_id"),
    **dict.fromkeys(
        ("MemberName", "ManagedAccount"), ecs("user.target.name", read=readers.first_name, related="user")
    ),
    "NewTargetUserName": ecs("user.changes.name", related="user"),
    "OldTargetUserName": ecs("user.target.name", related="user"),
    "DisplayName": ecs("user.target.full_name"),
    "Effective.UserName": ecs("user.effective.name", related="user"),
    "Effective.Domain": ecs("user.effective.domain"),
    "Effective.Sid": ecs("user.effective.id", read=readers.sid),
    "Effective.LogonId": own("keyword", "logon of the account that is acted as", name="target.logon_id"),
    "Group.Name": ecs("group.name"),
    "Group.Domain": ecs("group.domain"),
    "Group.Sid": ecs("group.id", read=readers.sid),
    "PrivilegeList": own(
        "keyword", "privileges that were used or given", read=readers.privileges, name="privileges"
    ),
    # logons
    "LogonType": own("keyword", "kind of a logon", read=readers.logon_type, name="logon.type"),
    "AuthenticationPackageName": own("keyword", "package that authenticated", name="logon.package"),
    "LogonProcessName": own("keyword", "process that asked for a logon", read=lambda text: text.strip() or None,
                            name="logon.process"),
    "LmPackageName": own("keyword", "version of NTLM", name="logon.lm_package"),
    "KeyLength": own("long", "length of the session's key, in bits", name="logon.key_length"),
    "ElevatedToken": own("keyword", "whether the logon has elevated rights", name="logon.elevated"),
    **dict.fromkeys(("Status", "ErrorCode"), own("keyword", "code of the result", name="status")),
    "SubStatus": own("keyword", "code that says more of a failure", read=readers.status, name="sub_status"),
    "FailureType": ecs("event.reason"),
    "FailureReason": own("keyword", "number of the text that says why a logon failed", name="failure_reason"),
    "TicketOptions": own("keyword", "options of a Kerberos ticket", name="kerberos.options"),
    "TicketEncryptionType": own("keyword", "how a Kerberos ticket is encrypted", name="kerberos.encryption"),
    "PreAuthType": own("keyword", "how the account was authenticated before", name="kerberos.preauth"),
    "SessionName": own("keyword", "name of a session", name="session.name"),
    **dict.fromkeys(("SessionID", "TerminalSessionId"), own("keyword", "number of a session", name="session.id")),
    # ends of connections
    **dict.fromkeys(
        ("IpAddress", "ClientAddress", "SourceIp", "SourceAddress", "Address", "Param3", "ClientIP"),
        ecs("source.ip", read=readers.address, related="ip"),
    ),
    **dict.fromkeys(("IpPort", "SourcePort"), ecs("source.port", read=readers.port)),
    **dict.fromkeys(
        ("WorkstationName", "Workstation", "ClientName", "SourceHostname"),
        ecs("source.domain", read=readers.workstation, related="hosts"),
    ),
    "Peer": Capture("source", "", readers.peer, parts=("address", "ip", "port"), related=("ip", "ip")),
    "BindingType": own("keyword", "how a client bound to the directory", name="binding"),
    "MacAddress": ecs("source.mac", read=mac),
    **dict.fromkeys(("DestAddress", "DestinationIp"), ecs("destination.ip", read=readers.address, related="ip")),
    **dict.fromkeys(("DestPort", "DestinationPort"), ecs("destination.port", read=readers.port)),
    **dict.fromkeys(
        ("DestinationHostname", "TargetServerName"),
        ecs("destination.domain", read=readers.workstation, related="hosts"),
    ),
    "DestinationPortName": ecs("network.protocol", read=str.lower),
    "Direction": ecs("network.direction", read=lambda text: readers.DIRECTIONS.get(text.lower())),
    "Protocol": ecs("network.transport", read=lambda text: readers.TRANSPORTS.get(text.lower())),
    "LayerName": own("keyword", "layer of the filter", name="filter.layer"),
    "FilterRTID": own("keyword", "number of the filter", name="filter.id"),
    **dict.fromkeys(("url", "Url"), Capture("url", "", url.url, parts=(
        "domain", "extension", "full", "original", "path", "port", "query", "scheme"))),
    "UserAgent": ecs("user_agent.original"),
    # processes
    **dict.fromkeys(
        ("ProcessId", "NewProcessId", "CallerProcessId", "SourceProcessId", "ClientProcessId"),
        ecs("process.pid", read=number),
    ),
    **dict.fromkeys(
        ("ProcessName", "NewProcessName", "CallerProcessName", "SourceImage", "Image", "Application",
         "ApplicationName", "Process Name"),
        _of_process("process"),
    ),
    **dict.fromkeys(("ProcessGuid", "SourceProcessGUID", "SourceProcessGuid"), ecs("process.entity_id")),
    "CommandLine": ecs("process.command_line"),
    "HostApplication": (
        ecs("process.command_line"), Capture("process", "", readers.started, parts=("executable", "name"))
    ),
    "CurrentDirectory": ecs("process.working_directory"),
    **dict.fromkeys(("SourceThreadId", "ThreadID"), ecs("process.thread.id", read=count)),
    "Parent.ProcessId": ecs("process.parent.pid", read=number),
    "ParentProcessId": ecs("process.parent.pid", read=number),
    **dict.fromkeys(("ParentProcessName", "ParentImage"), _of_process("process.parent")),
    "ParentProcessGuid": ecs("process.parent.entity_id"),
    "ParentCommandLine": ecs("process.parent.command_line"),
    "ParentUser": own("keyword", "user of the parent process", name="parent.user"),
    "TokenElevationType": own("keyword", "rights of a process", name="process.elevation"),
    **dict.fromkeys(
        ("IntegrityLevel", "MandatoryLabel"), own("keyword", "integrity of a process", name="process.integrity")
    ),
    "TargetImage": own("keyword", "program of the process that is acted on", name="target.process.executable"),
    "TargetProcessId": own("long", "its number", read=number, name="target.process.pid"),
    **dict.fromkeys(
        ("TargetProcessGUID", "TargetProcessGuid"),
        own("keyword", "its identifier", name="target.process.entity_id"),
    ),
    "GrantedAccess": own("keyword", "rights that were granted", name="granted_access"),
    "CallTrace": own("keyword", "where a process was opened", name="call_trace"),
    "ScriptBlockText": own("keyword", "text of a script", name="script.text"),
    "ScriptCommand": own("keyword", "command line of a pipeline", name="script.command"),
    "ScriptBlockId": own("keyword", "identifier of a script's block", name="script.id"),
    "Payload": own("keyword", "what a command was given", name="script.payload"),
    # files, libraries, the registry
    **dict.fromkeys(
        ("TargetFilename", "FilePath", "Path", "PipeName", "File.Name", "RelativeTargetName", "FileName",
         "ScriptName"),
        Capture("file", "", readers.file, parts=("directory", "extension", "name", "path")),
    ),
    "ImageLoaded": Capture("dll", "", readers.library, parts=("name", "path")),
    **{
        f"{prefix}{name}": ecs(f"{field}.pe.{part}")
        for prefix, field in (("", "process"), ("Dll.", "dll"))
        for name, part in (("Company", "company"), ("Description", "description"), ("Product", "product"),
                           ("FileVersion", "file_version"), ("OriginalFileName", "original_file_name"))
    },
    **{
        f"{kind}.Hashes": (
            Capture(f"{field}.hash", "", readers.hash_of, parts=_HASHES),
            ecs(f"{field}.pe.imphash", read=readers.imphash),
        )
        for kind, field in (("Process", "process"), ("Dll", "dll"), ("File", "file"))
    },
    "Signature": ecs("dll.code_signature.subject_name"),
    "Signed": ecs("dll.code_signature.exists", read=lambda text: {"true": True, "false": False}.get(text.lower())),
    "SignatureStatus": ecs("dll.code_signature.status"),
    **dict.fromkeys(
        ("TargetObject", "Registry.Key"),
        Capture("registry", "", readers.registry_key, parts=("hive", "key", "path")),
    ),
    "Registry.Value": Capture("registry", "", readers.registry_value, parts=("hive", "key", "path", "value")),
    "ObjectValueName": ecs("registry.value"),
    "Details": ecs("registry.data.strings", read=one),
    "OldValue": own("keyword", "value before", name="old_value"),
    "EventType": own("keyword", "what was done to the registry, or to WMI", name="operation"),
    # DNS
    "QueryName": ecs("dns.question.name", related="hosts"),
    "QueryResults": (
        Capture("dns", "", readers.lookups, parts=("answers.data", "answers.type", "resolved_ip")),
        ecs("dns.resolved_ip", read=readers.resolved, related="ip"),
    ),
    "QueryStatus": own("keyword", "code of the answer", name="dns.status"),
    # objects, shares, services, tasks
    "ObjectName": own("keyword", "name of an object", name="object.name"),
    "ObjectType": own("keyword", "kind of an object", name="object.type"),
    "ObjectServer": own("keyword", "what has the object", name="object.server"),
    "ObjectDN": own("keyword", "name of an object of the directory", name="object.dn"),
    "ObjectClass": own("keyword", "class of an object of the directory", name="object.class"),
    "AttributeLDAPDisplayName": own("keyword", "attribute that was changed", name="object.attribute"),
    "AttributeValue": own("keyword", "its value", name="object.value"),
    "AccessMask": own("keyword", "rights that were asked for, as a number", name="access.mask"),
    "AccessList": own("keyword", "rights that were asked for", name="access.list"),
    "ShareName": own("keyword", "name of a share", name="share.name"),
    "ShareLocalPath": own("keyword", "folder of a share", name="share.path"),
    **dict.fromkeys(("ServiceName", "Service"), ecs("service.name")),
    **dict.fromkeys(
        ("ServiceFileName", "Service File Name", "ImagePath"),
        own("keyword", "program of a service", name="service.path"),
    ),
    "ServiceType": own("keyword", "kind of a service", name="service.type"),
    **dict.fromkeys(
        ("StartType", "ServiceStartType"), own("keyword", "how a service starts", name="service.start")
    ),
    "ServiceAccount": own("keyword", "account of a service", name="service.account"),
    "TaskName": own("keyword", "name of a scheduled task", name="scheduled.name"),
    **dict.fromkeys(
        ("TaskContent", "TaskContentNew"),
        own("keyword", "definition of a scheduled task", name="scheduled.content"),
    ),
    # rules and threats
    "RuleName": ecs("rule.name"),
    "PolicyName": ecs("rule.ruleset"),
    "Threat Name": ecs("rule.name"),
    "Threat ID": ecs("rule.id"),
    "Category Name": ecs("rule.category"),
    "Severity Name": own("keyword", "severity of malware", name="threat.severity"),
    "Action Name": own("keyword", "what was done about malware", name="threat.action"),
    "Old Value": own("keyword", "setting before", name="old_value"),
    "New Value": own("keyword", "setting after", name="new_value"),
    "CVEID": ecs("vulnerability.description"),
    "File.Sha256": ecs("file.hash.sha256", read=readers.sha256),
    "Nas.Name": ecs("observer.name", related="hosts"),
    "Nas.Address": ecs("observer.ip", read=each(ip), related="ip"),
    "Error.Code": ecs("error.code"),
    "Error.Message": ecs("error.message"),
    # what Winlogbeat itself says in ECS
    **{
        name: ecs(name)
        for name in (
            "agent.ephemeral_id", "agent.id", "agent.name", "agent.type", "agent.version", "group.domain",
            "group.id", "group.name", "host.architecture", "host.id", "host.os.family", "host.os.kernel",
            "host.os.name", "host.os.platform", "host.os.type", "host.os.version", "process.command_line",
            "process.entity_id", "process.executable", "process.name", "process.title", "process.working_directory",
            "process.hash.md5", "process.hash.sha1", "process.hash.sha256", "process.pe.imphash",
            "process.parent.executable", "process.parent.name", "process.parent.command_line", "file.path",
            "file.name", "file.directory", "file.extension", "registry.hive", "registry.key", "registry.path",
            "registry.value", "registry.data.type", "rule.name", "service.name", "user.domain", "user.id",
            "user.target.domain", "user.effective.domain", "source.user.domain", "destination.user.domain",
            "dns.question.registered_domain", "dns.question.subdomain", "dns.question.top_level_domain",
            "network.protocol", "network.transport", "network.direction",
        )
    },
    **{
        name: ecs(name, related="user")
        for name in ("user.name", "user.target.name", "user.effective.name", "source.user.name",
                     "destination.user.name")
    },
    **{name: ecs(name, read=count) for name in ("process.pid", "process.args_count", "process.parent.pid")},
    **{name: ecs(name, read=port_number) for name in ("source.port", "destination.port")},
    **{
        name: ecs(name, read=readers.workstation, related="hosts")
        for name in ("source.domain", "destination.domain")
    },
    **{name: ecs(name, read=ip, related="ip") for name in ("source.ip", "destination.ip")},
    "process.args": ecs("process.args", read=each()),
    "registry.data.strings": ecs("registry.data.strings", read=each()),
    "dns.question.name": ecs("dns.question.name", related="hosts"),
    "dns.answers": Capture("dns", "", readers.lookups_of_ecs, parts=("answers.data", "answers.type")),
    "dns.resolved_ip": ecs("dns.resolved_ip", read=each(ip), related="ip"),
    "host.ip": ecs("host.ip", read=each(ip), related="ip"),
    "host.mac": ecs("host.mac", read=each(mac)),
}  # fmt: skip

VALUES = Values(
    "windows_event",
    ACTIONS,
    CAPTURES,
    read_by_product="UtcTime host.name host.hostname Dummy @Account @Computer @Keyword @Keywords @Number @Outcome"
    " @Received @SourceName @Time @UserType",
    nothing=NOTHING | {readers.NOBODY},
)
