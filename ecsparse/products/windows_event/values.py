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
from ecsparse.messages.values import NOTHING, Values, each
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
    **dict.fromkeys(("SubjectDomainName", "AccountDomain", "Domain"), ecs("user.domain")),
    **dict.fromkeys(("SubjectUserSid", "UserSid", "SID", "ModifyingUser"), ecs("user.id", read=readers.sid)),
    **dict.fromkeys(("SubjectLogonId", "LogonId", "LogonID"), own("keyword", "logon of the user", name="logon.id")),
    **dict.fromkeys(
        ("User", "SourceUser", "Requester", "UserContext", "UserId", "UserName", "Detection User", "AccountName",
         "Logon.UserName", "jobOwner", "param7"),
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
        own("keyword", "package that authenticated", name="logon.package"),
    ),
    "LogonProcessName": own("keyword", "process that asked for a logon", read=lambda text: text.strip() or None,
                            name="logon.process"),
    "LmPackageName": own("keyword", "version of NTLM", name="logon.lm_package"),
    "KeyLength": own("long", "length of the session's key, in bits", name="logon.key_length"),
    "ElevatedToken": own("keyword", "whether the logon has elevated rights", name="logon.elevated"),
    **dict.fromkeys(("Status", "ErrorCode"), own("keyword", "code of the result", name="status")),
    "SubStatus": own("keyword", "code that says more of a failure", read=readers.status, name="sub_status"),
    "FailureType": ecs("event.reason", read=readers.trimmed),
    "ReasonCode": own("keyword", "number of a reason", name="reason_code"),
    "FailureReason": own("keyword", "number of the text that says why a logon failed", name="failure_reason"),
    "ServiceSid": own("keyword", "identifier of a service's account", name="service.sid"),
    "CertIssuerName": own("keyword", "issuer of a certificate to log on with", name="certificate.issuer"),
    "CertSerialNumber": own("keyword", "its serial number", name="certificate.serial"),
    "CertThumbprint": own("keyword", "its hash", name="certificate.thumbprint"),
    "SecurityPackageName": own("keyword", "package that authenticates", name="logon.package"),
    "AuthenticationServer": own("keyword", "server that authenticated", name="logon.server"),
    "AuthenticationType": own("keyword", "protocol that authenticated", name="logon.protocol"),
    "EAPType": own("keyword", "method within EAP", name="logon.eap"),
    "TicketOptions": own("keyword", "options of a Kerberos ticket", name="kerberos.options"),
    "TicketEncryptionType": own("keyword", "how a Kerberos ticket is encrypted", name="kerberos.encryption"),
    "PreAuthType": own("keyword", "how the account was authenticated before", name="kerberos.preauth"),
    "SessionName": own("keyword", "name of a session", name="session.name"),
    **dict.fromkeys(
        ("SessionID", "SessionId", "TerminalSessionId"), own("keyword", "number of a session", name="session.id")
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
    "BindingType": own("keyword", "how a client bound to the directory", name="binding"),
    "MacAddress": ecs("source.mac", read=mac),
    "Peer.Mac": ecs("destination.mac", read=mac),
    "SSID": own("keyword", "name of a wireless network", name="network.ssid"),
    "CalledStationID": own("keyword", "port or access point that was connected to", name="nas.station"),
    "NASIdentifier": own("keyword", "name that an access server gives itself", name="nas.id"),
    "NASPort": own("keyword", "its port", name="nas.port"),
    "NASPortType": own("keyword", "kind of its port", name="nas.port_type"),
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
    "LayerName": own("keyword", "layer of the filter", name="filter.layer"),
    "FilterRTID": own("keyword", "number of the filter", name="filter.id"),
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
    **dict.fromkeys(
        ("TargetImage", "TargetProcessName"),
        own("keyword", "program of the process that is acted on", name="target.process.executable"),
    ),
    "Target.CommandLine": own("keyword", "its command line", name="target.process.command_line"),
    "NewThreadId": own("keyword", "thread that was started in it", name="target.process.thread_id"),
    "StartAddress": own("keyword", "address that a thread starts at", name="thread.address"),
    "StartModule": own("keyword", "library that it starts in", name="thread.module"),
    "StartFunction": own("keyword", "function that it starts with", name="thread.function"),
    "Module": own("keyword", "library that a process crashed in", name="module"),
    "TargetProcessId": own("long", "its number", read=number, name="target.process.pid"),
    **dict.fromkeys(
        ("TargetProcessGUID", "TargetProcessGuid"),
        own("keyword", "its identifier", name="target.process.entity_id"),
    ),
    "GrantedAccess": own("keyword", "rights that were granted", name="granted_access"),
    "CallTrace": own("keyword", "where a process was opened", name="call_trace"),
    "ScriptBlockText": own("keyword", "text of a script", name="script.text"),
    "ScriptCommand": own("keyword", "command line of a pipeline", name="script.command"),
    "CommandName": own("keyword", "command that was run", name="script.command_name"),
    "CommandType": own("keyword", "kind of that command", name="script.command_type"),
    "ScriptBlockId": own("keyword", "identifier of a script's block", name="script.id"),
    "Payload": own("keyword", "what a command was given", name="script.payload"),
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
        own("keyword", "text of a stream of a file", name="stream"),
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
    "OldValueType": own("keyword", "type of a value before", name="old_type"),
    "ObjectValueName": ecs("registry.value"),
    "Details": (
        ecs("registry.data.strings", read=one), ecs("registry.data.type", read=readers.registry_type)
    ),
    **dict.fromkeys(
        ("EventType", "Operation", "OperationType"),
        own("keyword", "what was done to the registry, the directory, or to WMI", read=readers.operation,
            name="operation"),
    ),
    "Query": own("keyword", "query of WMI", name="wmi.query"),
    "WmiOperation": own("keyword", "what was done to a filter or a consumer", name="wmi.operation"),
    "WmiName": own("keyword", "name of a filter or a consumer", name="wmi.name"),
    "WmiType": own("keyword", "kind of a consumer", name="wmi.type"),
    "WmiDestination": own("keyword", "what a consumer runs", name="wmi.destination"),
    **dict.fromkeys(("Consumer", "CONSUMER"), own("keyword", "consumer of WMI's events", name="wmi.consumer")),
    "Filter": own("keyword", "filter of WMI's events", name="wmi.filter"),
    **dict.fromkeys(
        ("EventNamespace", "Namespace", "NamespaceName"), own("keyword", "namespace of WMI", name="wmi.namespace")
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
    "Zone": own("keyword", "zone of the DNS", name="dns.zone"),
    "RDATA": own("keyword", "data of a record of the DNS", name="dns.data"),
    "Setting": own("keyword", "setting that was changed", name="setting"),
    "QueryResults": (
        Capture("dns", "", readers.lookups, parts=("answers.data", "answers.type", "resolved_ip")),
        ecs("dns.resolved_ip", read=readers.resolved, related="ip"),
    ),
    "QueryStatus": own("keyword", "code of the answer", name="dns.status"),
    # objects, shares, services, tasks
    "ObjectName": own("keyword", "name of an object", name="object.name"),
    "ObjectType": own("keyword", "kind of an object", name="object.type"),
    "ObjectServer": own("keyword", "what has the object", name="object.server"),
    "Subcategory": own("keyword", "what is audited", name="audit.subcategory"),
    "AuditPolicyChanges": own("keyword", "how that was changed", name="audit.changes"),
    "Shutdown": own("keyword", "how the system stops", name="shutdown"),
    "DnsHostName": own("keyword", "name of a computer whose account is managed", name="target.host_name",
    related="hosts"),
    "TargetName": own("keyword", "name of a service or a credential that was asked for", name="target.name"),
    "ObjectGUID": own("keyword", "identifier of an object of the directory", name="object.guid"),
    "HandleId": own("keyword", "handle of an object", name="object.handle"),
    "OldObjectDN": own("keyword", "name of an object of the directory before", name="object.old_dn"),
    "NewObjectDN": own("keyword", "its name after that", name="object.dn"),
    "DSName": own("keyword", "directory that has an object", name="object.directory"),
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
    **dict.fromkeys(("ServiceState", "Control"), ecs("service.state")),
    "ServiceVersion": ecs("service.version"),
    "ServiceKey": ecs("service.id"),
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
    "InstanceId": own("keyword", "run of a scheduled task", name="scheduled.instance"),
    "TaskInstanceId": own("keyword", "run of a scheduled task", name="scheduled.instance"),
    "ResultCode": own("keyword", "code of the result", name="status"),
    # packages, devices, printers, transfers
    "Package.Name": ecs("package.name"),
    "Package.Version": ecs("package.version"),
    "Package.Vendor": own("keyword", "maker of a product", name="package.vendor"),
    "DeviceId": ecs("device.id"),
    "DeviceDescription": ecs("device.model.name"),
    "ClassName": ecs("device.type"),
    "Device.Manufacturer": ecs("device.manufacturer"),
    "Device.Model": ecs("device.model.name"),
    "Device.Serial": ecs("device.serial_number"),
    "Printer": own("keyword", "printer", name="printer.name"),
    "PrinterPort": own("keyword", "port of a printer", name="printer.port"),
    "Document": own("keyword", "document that was printed", name="printer.document"),
    "PrintedBytes": own("long", "size of what was printed", name="printer.bytes"),
    "PrintedPages": own("long", "pages that were printed", name="printer.pages"),
    "jobTitle": own("keyword", "name of a transfer", name="bits.name"),
    "jobId": own("keyword", "identifier of a transfer", name="bits.id"),
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
    "Detection ID": own("keyword", "identifier of a detection", name="threat.detection_id"),
    "Source Name": own("keyword", "what detected malware", name="threat.source"),
    "Additional Actions String": own("keyword", "what else is to be done", name="threat.additional_actions"),
    "Rule.Path": own("keyword", "path as rules name it", name="rule_path"),
    "PolicyGUID": own("keyword", "identifier of a policy", name="policy_id"),
    **dict.fromkeys(("Error Code", "Error code"), ecs("error.code", read=readers.status)),
    **dict.fromkeys(
        ("Error Description", "Error description"),
        own("keyword", "text of an error or of its absence", name="threat.error"),
    ),
    "Severity Name": own("keyword", "severity of malware", name="threat.severity"),
    "Action Name": own("keyword", "what was done about malware", name="threat.action"),
    **dict.fromkeys(("OldValue", "Old Value", "OldSd", "OldSD"), own("keyword", "value before", name="old_value")),
    **dict.fromkeys(("NewValue", "New Value", "NewSd", "NewSD"), own("keyword", "value after", name="new_value")),
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
