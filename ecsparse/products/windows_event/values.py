r"""The values of Windows' events, by the names that the events give them, and what they are in ECS.

Names that begin with `@` are those of the event itself, whatever a shipper calls them; those with dots are ECS's,
as Winlogbeat writes them.
"""

from __future__ import annotations

from ecsparse.ecs import dns, url
from ecsparse.ecs.network import mac
from ecsparse.ecs.numbers import nanoseconds
from ecsparse.ecs.pieces import ip
from ecsparse.ecs.places import count, one, port_number
from ecsparse.messages.captures import Capture, ecs, own
from ecsparse.messages.values import NOTHING, Values, each, word
from ecsparse.products.windows_event import readers
from ecsparse.products.windows_event.events import ACTIONS
from ecsparse.products.windows_event.readers import number

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from ecsparse.record import Document


def _of_process(field: str) -> Capture:
    return Capture(field, "", readers.process, parts=("executable", "name"))


def _end(field: str, read: Callable[[str], Document]) -> tuple[Capture, Capture]:
    """An end of a connection, which is a name or an address."""
    return (
        Capture(field, "", read, parts=("address", "domain", "ip", "port"), related=("hosts", "domain")),
        Capture(field, "", read, parts=("address", "domain", "ip", "port"), related=("ip", "ip")),
    )


_HASHES = ("md5", "sha1", "sha256")

CAPTURES: dict[str, Capture | tuple[Capture, ...]] = {
    # of the event itself
    "@Channel": word("log that the event is in", "channel"),
    "@EventID": ecs("event.code"),
    "@EventRecordID": word("number of the event in its log", "record_id"),
    "@Guid": word("identifier of the provider", "provider_guid"),
    "@Level": ecs("log.level", read=readers.level),
    "@Opcode": word("operation that a provider was in", "opcode"),
    "@Provider": ecs("event.provider"),
    "@RelatedActivityID": word("activity that led to this one", "related_activity_id"),
    "@ActivityID": word("activity that the event is a part of", "activity_id"),
    "@Task": word("category of the event", "task"),
    "@Message": own("match_only_text", "text of the event, in the language of its host", name="text"),
    "@ProcessID": own("long", "process that logged the event", read=number, name="logger.pid"),
    "@ThreadID": own("long", "its thread", read=number, name="logger.thread_id"),
    "@UserName": word("account that the process that logged the event had", "logger.user_name"),
    "@UserDomain": word("its domain", "logger.domain"),
    "@UserSid": word("its identifier", "logger.sid"),
    # whose doing it was
    **dict.fromkeys(("SubjectUserName", "Caller User Name"), ecs("user.name", related="user")),
    **dict.fromkeys(("SubjectDomainName", "AccountDomain", "Domain"), ecs("user.domain")),
    **dict.fromkeys(("SubjectUserSid", "UserSid", "SID", "ModifyingUser"), ecs("user.id", read=readers.sid)),
    **dict.fromkeys(("SubjectLogonId", "LogonId", "LogonID", "Logon.LogonId"), word("logon of the user", "logon.id")),
    **dict.fromkeys(
        ("User", "SourceUser", "Requester", "UserContext", "UserId", "UserName", "Detection User", "AccountName",
         "Logon.UserName", "jobOwner", "param7"),
        Capture("user", "", readers.user, parts=("name", "domain"), related=("user", "name")),
    ),
    "LogonGuid": word("identifier of a logon in the domain", "logon.guid"),
    "Logon.Domain": ecs("user.domain"),
    "Logon.Sid": ecs("user.id", read=readers.sid),
    "Caller.UserName": own("keyword", "account that asked for a logon", name="subject.user_name", related="user"),
    "Caller.Domain": word("its domain", "subject.domain"),
    "Caller.Sid": word("its identifier", "subject.sid"),
    "Caller.LogonId": word("its own logon", "subject.logon_id"),
    # whom it was done to
    **dict.fromkeys(("TargetUserName", "Target Account Name"), ecs("user.target.name", related="user")),
    "TargetUser": Capture("user.target", "", readers.user, parts=("name", "domain"), related=("user", "name")),
    "TargetDomainName": ecs("user.target.domain"),
    **dict.fromkeys(("TargetUserSid", "TargetSid", "MemberSid"), ecs("user.target.id", read=readers.sid)),
    "TargetLogonId": word("logon of the account that is acted on", "target.logon_id"),
    **dict.fromkeys(
        ("MemberName", "ManagedAccount"), ecs("user.target.name", read=readers.first_name, related="user")
    ),
    "NewTargetUserName": ecs("user.changes.name", related="user"),
    "OldTargetUserName": ecs("user.target.name", related="user"),
    "DisplayName": ecs("user.target.full_name"),
    "Effective.UserName": ecs("user.effective.name", related="user"),
    "Effective.Domain": ecs("user.effective.domain"),
    "Effective.Sid": ecs("user.effective.id", read=readers.sid),
    "Effective.LogonId": word("logon of the account that is acted as", "target.logon_id"),
    "Group.Name": ecs("group.name"),
    "Group.Domain": ecs("group.domain"),
    "Group.Sid": ecs("group.id", read=readers.sid),
    **dict.fromkeys(
        ("PrivilegeList", "EnabledPrivilegeList"),
        own("keyword", "privileges that were used or given", read=readers.privileges, name="privileges"),
    ),
    "DisabledPrivilegeList": own(
        "keyword", "privileges that were taken", read=readers.privileges, name="removed_privileges"
    ),
    # logons
    "LogonType": own("keyword", "kind of a logon", read=readers.logon_type, name="logon.type"),
    **dict.fromkeys(
        ("AuthenticationPackageName", "PackageName"),
        word("package that authenticated", "logon.package"),
    ),
    "LogonProcessName": own("keyword", "process that asked for a logon", read=lambda text: text.strip() or None,
                            name="logon.process"),
    "LmPackageName": word("version of NTLM", "logon.lm_package"),
    "KeyLength": own("long", "length of the session's key, in bits", name="logon.key_length"),
    "ElevatedToken": word("whether the logon has elevated rights", "logon.elevated"),
    **dict.fromkeys(("Status", "ErrorCode", "ResultCode"), word("code of the result", "status")),
    "SubStatus": own("keyword", "code that says more of a failure", read=readers.status, name="sub_status"),
    "FailureType": ecs("event.reason", read=readers.trimmed),
    "ReasonCode": word("number of a reason", "reason_code"),
    "FailureReason": word("number of the text that says why a logon failed", "failure_reason"),
    "ServiceSid": word("identifier of a service's account", "service.sid"),
    "CertIssuerName": word("issuer of a certificate to log on with", "certificate.issuer"),
    "CertSerialNumber": word("its serial number", "certificate.serial"),
    "CertThumbprint": word("its hash", "certificate.thumbprint"),
    "SecurityPackageName": word("package that authenticates", "logon.package"),
    "AuthenticationServer": word("server that authenticated", "logon.server"),
    "AuthenticationType": word("protocol that authenticated", "logon.protocol"),
    "EAPType": word("method within EAP", "logon.eap"),
    "TicketOptions": word("options of a Kerberos ticket", "kerberos.options"),
    "TicketEncryptionType": word("how a Kerberos ticket is encrypted", "kerberos.encryption"),
    "PreAuthType": word("how the account was authenticated before", "kerberos.preauth"),
    "SessionName": word("name of a session", "session.name"),
    **dict.fromkeys(
        ("SessionID", "SessionId", "TerminalSessionId"), word("number of a session", "session.id")
    ),
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
    "SmbClient": _end("source", readers.server),
    "SqlClient": ecs("source.ip", read=readers.sql_client, related="ip"),
    "ServerName": _end("destination", readers.server),
    "connection": _end("destination", readers.server_of_url),
    "ServerAddress": Capture("destination", "", readers.peer,
                             parts=("address", "ip", "port"), related=("ip", "ip")),
    "Peer": Capture("source", "", readers.peer, parts=("address", "ip", "port"), related=("ip", "ip")),
    "BindingType": word("how a client bound to the directory", "binding"),
    "MacAddress": ecs("source.mac", read=mac),
    "Peer.Mac": ecs("destination.mac", read=mac),
    "SSID": word("name of a wireless network", "network.ssid"),
    "CalledStationID": word("port or access point that was connected to", "nas.station"),
    "NASIdentifier": word("name that an access server gives itself", "nas.id"),
    "NASPort": word("its port", "nas.port"),
    "NASPortType": word("kind of its port", "nas.port_type"),
    **dict.fromkeys(("DestAddress", "DestinationIp"), ecs("destination.ip", read=readers.address, related="ip")),
    **dict.fromkeys(("DestPort", "DestinationPort"), ecs("destination.port", read=readers.port)),
    **dict.fromkeys(
        ("DestinationHostname", "TargetServerName"),
        ecs("destination.domain", read=readers.workstation, related="hosts"),
    ),
    "DestinationPortName": ecs("network.protocol", read=str.lower),
    "Initiated": ecs("network.direction", read={"true": "egress", "false": "ingress"}.get),
    "SourceBytes": ecs("source.bytes", read=count),
    "DestinationBytes": ecs("destination.bytes", read=count),
    "Seconds": ecs("event.duration", read=nanoseconds),
    "Direction": ecs("network.direction", read=lambda text: readers.DIRECTIONS.get(text.lower())),
    "Protocol": ecs("network.transport", read=lambda text: readers.TRANSPORTS.get(text.lower())),
    "LayerName": word("layer of the filter", "filter.layer"),
    "FilterRTID": word("number of the filter", "filter.id"),
    **dict.fromkeys(("url", "Url"), Capture("url", "", url.url, parts=(
        "domain", "extension", "full", "original", "path", "port", "query", "scheme"))),
    "UserAgent": ecs("user_agent.original"),
    # processes
    **dict.fromkeys(
        ("ProcessId", "NewProcessId", "CallerProcessId", "SourceProcessId", "ClientProcessId", "ProcessID",
         "CallerPID",
         "processId"),
        ecs("process.pid", read=number),
    ),
    **dict.fromkeys(
        ("ProcessName", "NewProcessName", "CallerProcessName", "SourceImage", "Image", "Application",
         "ApplicationName", "Process Name", "ActionName", "ModifyingApplication", "processPath"),
        _of_process("process"),
    ),
    **dict.fromkeys(("ProcessGuid", "SourceProcessGUID", "SourceProcessGuid"), ecs("process.entity_id")),
    "CommandLine": ecs("process.command_line"),
    "HostApplication": (
        ecs("process.command_line"), Capture("process", "", readers.started, parts=("executable", "name"))
    ),
    "CurrentDirectory": ecs("process.working_directory"),
    **dict.fromkeys(("SourceThreadId", "ThreadID"), ecs("process.thread.id", read=count)),
    **dict.fromkeys(("Parent.ProcessId", "ParentProcessId"), ecs("process.parent.pid", read=number)),
    **dict.fromkeys(("ParentProcessName", "ParentImage"), _of_process("process.parent")),
    "ParentProcessGuid": ecs("process.parent.entity_id"),
    "ParentCommandLine": ecs("process.parent.command_line"),
    "ParentUser": word("user of the parent process", "parent.user"),
    "TokenElevationType": word("rights of a process", "process.elevation"),
    **dict.fromkeys(
        ("IntegrityLevel", "MandatoryLabel"), word("integrity of a process", "process.integrity")
    ),
    **dict.fromkeys(
        ("TargetImage", "TargetProcessName"),
        word("program of the process that is acted on", "target.process.executable"),
    ),
    "Target.CommandLine": word("its command line", "target.process.command_line"),
    "NewThreadId": word("thread that was started in it", "target.process.thread_id"),
    "StartAddress": word("address that a thread starts at", "thread.address"),
    "StartModule": word("library that it starts in", "thread.module"),
    "StartFunction": word("function that it starts with", "thread.function"),
    "Module": word("library that a process crashed in", "module"),
    "TargetProcessId": own("long", "its number", read=number, name="target.process.pid"),
    **dict.fromkeys(
        ("TargetProcessGUID", "TargetProcessGuid"),
        word("its identifier", "target.process.entity_id"),
    ),
    "GrantedAccess": word("rights that were granted", "granted_access"),
    "CallTrace": word("where a process was opened", "call_trace"),
    "ScriptBlockText": word("text of a script", "script.text"),
    "ScriptCommand": word("command line of a pipeline", "script.command"),
    "CommandName": word("command that was run", "script.command_name"),
    "CommandType": word("kind of that command", "script.command_type"),
    "ScriptBlockId": word("identifier of a script's block", "script.id"),
    "Payload": word("what a command was given", "script.payload"),
    # files, libraries, the registry
    **dict.fromkeys(
        ("TargetFilename", "FilePath", "Path", "PipeName", "File.Name", "RelativeTargetName", "FileName",
         "Filename",
         "File Name", "FileNameBuffer", "Threat Resource Path",
         "ScriptName"),
        Capture("file", "", readers.file, parts=("directory", "extension", "name", "path")),
    ),
    "fileLength": ecs("file.size", read=count),
    "SHA1 Hash": ecs("file.hash.sha1", read=readers.sha1),
    **dict.fromkeys(("File.Sha256", "SHA256 Hash", "Sha256"), ecs("file.hash.sha256", read=readers.sha256)),
    "Contents": (
        word("text of a stream of a file", "stream"),
        Capture("file", "", readers.origin, parts=("origin_referrer_url", "origin_url")),
    ),
    "ImageLoaded": Capture("dll", "", readers.library, parts=("name", "path")),
    **{
        f"{prefix}{name}": ecs(f"{field}.pe.{part}")
        for prefix, field in (("", "process"), ("Dll.", "dll"), ("File.", "file"))
        for name, part in (("Company", "company"), ("Description", "description"), ("Product", "product"),
                           ("FileVersion", "file_version"), ("OriginalFileName", "original_file_name"))
        if (field, name) != ("file", "Company")
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
    "NewValueType": ecs("registry.data.type", read=readers.type_of),
    "OldValueType": word("type of a value before", "old_type"),
    "ObjectValueName": ecs("registry.value"),
    "Details": (
        ecs("registry.data.strings", read=one), ecs("registry.data.type", read=readers.registry_type)
    ),
    **dict.fromkeys(
        ("EventType", "Operation", "OperationType"),
        own("keyword", "what was done to the registry, the directory, or to WMI", read=readers.operation,
            name="operation"),
    ),
    "Query": word("query of WMI", "wmi.query"),
    "WmiOperation": word("what was done to a filter or a consumer", "wmi.operation"),
    "WmiName": word("name of a filter or a consumer", "wmi.name"),
    "WmiType": word("kind of a consumer", "wmi.type"),
    "WmiDestination": word("what a consumer runs", "wmi.destination"),
    **dict.fromkeys(("Consumer", "CONSUMER"), word("consumer of WMI's events", "wmi.consumer")),
    "Filter": word("filter of WMI's events", "wmi.filter"),
    **dict.fromkeys(
        ("EventNamespace", "Namespace", "NamespaceName"), word("namespace of WMI", "wmi.namespace")
    ),
    # DNS
    **dict.fromkeys(
        ("QueryName", "QNAME"), ecs("dns.question.name", read=lambda text: text.rstrip(".") or text,
         related="hosts")
    ),
    **dict.fromkeys(("QueryType", "QTYPE"), ecs("dns.question.type", read=dns.TYPES.get)),
    "XID": ecs("dns.id"),
    "RCODE": ecs("dns.response_code", read=dns.RESPONSES.get),
    "TCP": ecs("network.transport", read={"0": "udp", "1": "tcp"}.get),
    "Zone": word("zone of the DNS", "dns.zone"),
    "RDATA": word("data of a record of the DNS", "dns.data"),
    "Setting": word("setting that was changed", "setting"),
    "QueryResults": (
        Capture("dns", "", readers.lookups, parts=("answers.data", "answers.type", "resolved_ip")),
        ecs("dns.resolved_ip", read=readers.resolved, related="ip"),
    ),
    "QueryStatus": word("code of the answer", "dns.status"),
    # objects, shares, services, tasks
    "ObjectName": word("name of an object", "object.name"),
    "ObjectType": word("kind of an object", "object.type"),
    "ObjectServer": word("what has the object", "object.server"),
    "Subcategory": word("what is audited", "audit.subcategory"),
    "AuditPolicyChanges": word("how that was changed", "audit.changes"),
    "Shutdown": word("how the system stops", "shutdown"),
    "DnsHostName": own("keyword", "name of a computer whose account is managed", name="target.host_name",
    related="hosts"),
    "TargetName": word("name of a service or a credential that was asked for", "target.name"),
    "ObjectGUID": word("identifier of an object of the directory", "object.guid"),
    "HandleId": word("handle of an object", "object.handle"),
    "OldObjectDN": word("name of an object of the directory before", "object.old_dn"),
    "NewObjectDN": word("its name after that", "object.dn"),
    "DSName": word("directory that has an object", "object.directory"),
    "ObjectDN": word("name of an object of the directory", "object.dn"),
    "ObjectClass": word("class of an object of the directory", "object.class"),
    "AttributeLDAPDisplayName": word("attribute that was changed", "object.attribute"),
    "AttributeValue": word("its value", "object.value"),
    "AccessMask": word("rights that were asked for, as a number", "access.mask"),
    "AccessList": word("rights that were asked for", "access.list"),
    "ShareName": word("name of a share", "share.name"),
    "ShareLocalPath": word("folder of a share", "share.path"),
    **dict.fromkeys(("ServiceName", "Service"), ecs("service.name")),
    **dict.fromkeys(
        ("ServiceFileName", "Service File Name", "ImagePath"),
        word("program of a service", "service.path"),
    ),
    **dict.fromkeys(("ServiceState", "Control"), ecs("service.state")),
    "ServiceVersion": ecs("service.version"),
    "ServiceKey": ecs("service.id"),
    "ServiceType": word("kind of a service", "service.type"),
    **dict.fromkeys(
        ("StartType", "ServiceStartType"), word("how a service starts", "service.start")
    ),
    "ServiceAccount": word("account of a service", "service.account"),
    "TaskName": word("name of a scheduled task", "scheduled.name"),
    **dict.fromkeys(
        ("TaskContent", "TaskContentNew"),
        word("definition of a scheduled task", "scheduled.content"),
    ),
    **dict.fromkeys(("InstanceId", "TaskInstanceId"), word("run of a scheduled task", "scheduled.instance")),
    # packages, devices, printers, transfers
    "Package.Name": ecs("package.name"),
    "Package.Version": ecs("package.version"),
    "Package.Vendor": word("maker of a product", "package.vendor"),
    "DeviceId": ecs("device.id"),
    "ClassName": ecs("device.type"),
    "Device.Manufacturer": ecs("device.manufacturer"),
    **dict.fromkeys(("Device.Model", "DeviceDescription"), ecs("device.model.name")),
    "Device.Serial": ecs("device.serial_number"),
    "Printer": word("printer", "printer.name"),
    "PrinterPort": word("port of a printer", "printer.port"),
    "Document": word("document that was printed", "printer.document"),
    "PrintedBytes": own("long", "size of what was printed", name="printer.bytes"),
    "PrintedPages": own("long", "pages that were printed", name="printer.pages"),
    "jobTitle": word("name of a transfer", "bits.name"),
    "jobId": word("identifier of a transfer", "bits.id"),
    # rules and threats
    "RuleName": (
        ecs("rule.name"),
        Capture("threat", "", readers.technique, parts=(
            "tactic.name", "technique.id", "technique.name", "technique.subtechnique.id",
            "technique.subtechnique.name")),
    ),
    "RuleId": ecs("rule.id"),
    "PolicyName": ecs("rule.ruleset"),
    "Threat Name": ecs("rule.name"),
    "Threat ID": ecs("rule.id"),
    "Category Name": ecs("rule.category"),
    "Severity ID": ecs("event.severity", read=count),
    "FWLink": ecs("event.reference"),
    "Detection ID": word("identifier of a detection", "threat.detection_id"),
    "Source Name": word("what detected malware", "threat.source"),
    "Additional Actions String": word("what else is to be done", "threat.additional_actions"),
    "Rule.Path": word("path as rules name it", "rule_path"),
    "PolicyGUID": word("identifier of a policy", "policy_id"),
    **dict.fromkeys(("Error Code", "Error code"), ecs("error.code", read=readers.status)),
    **dict.fromkeys(
        ("Error Description", "Error description"),
        word("text of an error or of its absence", "threat.error"),
    ),
    "Severity Name": word("severity of malware", "threat.severity"),
    "Action Name": word("what was done about malware", "threat.action"),
    **dict.fromkeys(("OldValue", "Old Value", "OldSd", "OldSD"), word("value before", "old_value")),
    **dict.fromkeys(("NewValue", "New Value", "NewSd", "NewSD"), word("value after", "new_value")),
    "CVEID": ecs("vulnerability.description"),
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
