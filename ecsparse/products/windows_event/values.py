r"""The values of Windows' events, by the names that the events give them, and what they are in ECS.

Names that begin with `@` are those of the event itself, whatever a shipper calls them; those with dots are ECS's,
as Winlogbeat writes them.
"""

from __future__ import annotations

from ecsparse.ecs import url
from ecsparse.ecs.accounts import account as user_of
from ecsparse.ecs.network import mac
from ecsparse.ecs.numbers import parse_uint
from ecsparse.ecs.pieces import dns_answer, ip
from ecsparse.ecs.places import address, count, host_name, one, port_number
from ecsparse.ecs.url import authority as end_of_url
from ecsparse.formats import json
from ecsparse.messages.captures import Capture, ecs, own
from ecsparse.messages.values import NOTHING, Values, each
from ecsparse.patterns import Pattern
from ecsparse.products.windows_event.events import ACTIONS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ecsparse.record import Document

# S-1-5-21-1004336348-1177238915-682003330-512
_SID = Pattern(r"S-[0-9]{1,3}(?:-[0-9]{1,20}){1,20}")
# 8020000000000000
_HEXADECIMAL = Pattern(r"[0-9A-Fa-f]{1,16}")
# EXAMPLE\alice | NT AUTHORITY\SYSTEM | alice
_ACCOUNT = Pattern(r"(?!S-[0-9])(?:[\w .-]{1,64}\\)?\w[\w .$-]{0,63}")
# MD5=0123…,IMPHASH=0123…
_HASH = Pattern(r"(MD5|SHA1|SHA256|IMPHASH)=([0-9A-Fa-f]{32,64})")
_NOBODY = "S-1-0-0"
_LENGTHS = {"md5": 32, "sha1": 40, "sha256": 64, "imphash": 32}
_LONGEST_EXTENSION = 32
_LONGEST_PATH = 1024
_LONGEST_SCHEME = 16

_LOGON_TYPES = {
    "0": "System", "2": "Interactive", "3": "Network", "4": "Batch", "5": "Service", "7": "Unlock",
    "8": "NetworkCleartext", "9": "NewCredentials", "10": "RemoteInteractive", "11": "CachedInteractive",
    "12": "CachedRemoteInteractive", "13": "CachedUnlock",
}  # fmt: skip
_LEVELS = {
    "0": "information", "1": "critical", "2": "error", "3": "warning", "4": "information", "5": "verbose",
}  # fmt: skip
_DIRECTIONS = {"%%14592": "ingress", "inbound": "ingress", "%%14593": "egress", "outbound": "egress"}
_TRANSPORTS = {"1": "icmp", "6": "tcp", "17": "udp", "58": "ipv6-icmp", "tcp": "tcp", "udp": "udp"}
_HIVES = {
    "HKEY_LOCAL_MACHINE": "HKLM", "HKEY_USERS": "HKU", "HKEY_CURRENT_USER": "HKCU", "HKEY_CLASSES_ROOT": "HKCR",
    "HKEY_CURRENT_CONFIG": "HKCC", "MACHINE": "HKLM", "USER": "HKU",
}  # fmt: skip
_REGISTRY_START = "\\REGISTRY\\"


def _level(text: str) -> str:
    """The level of an event in words; Windows knows it by its number."""
    return _LEVELS.get(text, text.lower())


def _sid(text: str) -> str | None:
    r"""The identifier of an account, also with the domain's form of Snare: `%{S-1-5-18}`.

    A shipper that resolves identifiers writes the name in its place: `EXAMPLE\alice`.
    """
    found = text.removeprefix("%{").removesuffix("}")
    return found if _SID.fullmatch(found) is not None or _ACCOUNT.fullmatch(found) is not None else None


def number(text: str) -> int | None:
    """A number in decimal digits, or in hexadecimal ones after `0x`."""
    digits = text.removeprefix("0x").removeprefix("0X")
    if len(digits) == len(text):
        return parse_uint(text)
    is_hexadecimal = 0 < len(digits) <= 16 and not digits.strip("0123456789abcdefABCDEF")
    return int(digits, 16) if is_hexadecimal and len(digits.lstrip("0")) < 16 else None


def keywords(text: str) -> int | None:
    """The 64 bits of keywords, in decimal digits or, after `0x`, in hexadecimal ones."""
    digits = text.removeprefix("0x").removeprefix("0X")
    is_hexadecimal = (
        len(digits) < len(text) and 0 < len(digits) <= 16 and _HEXADECIMAL.fullmatch(digits) is not None
    )
    return int(digits, 16) if is_hexadecimal else number(text)


def _port(text: str) -> int | None:
    return port_number(text) or None


def _address(text: str) -> str | None:
    """An address; IPv4 in IPv6 is IPv4, and no other host than this one is `::1`."""
    found = address(text.removeprefix("::ffff:")) if "." in text else address(text)
    return None if found in ("0.0.0.0", "::") else found  # noqa: S104 - no address that is bound


def _peer(text: str) -> Document:
    """An end of a connection as the directory writes it: `192.0.2.7:49152`."""
    found = end_of_url(text)
    return found if "ip" in found else {}


def _first_name(text: str) -> str:
    """The name that a name of the directory begins with: `CN=Alice,OU=Staff,DC=example,DC=com`."""
    return text.partition(",")[0].partition("=")[2] or text


def _workstation(text: str) -> str | None:
    return host_name(text.removeprefix("\\\\"))


def _user(text: str) -> Document:
    r"""`user` of a name with its domain: `NT AUTHORITY\SYSTEM`."""
    domain, separator, name = text.partition("\\")
    return {"name": name, "domain": domain} if separator and domain and name else user_of(text)


def split_path(path: str) -> tuple[str, str, str]:
    r"""The folder, the name and the extension of `C:\Windows\cmd.exe`, empty where it has none."""
    folder, separator, name = path.rpartition("\\")
    extension = name.rpartition(".")[2] if "." in name.strip(".") else ""
    if separator and folder[-1:] == ":":
        folder += separator
    return folder, name, extension if extension.isalnum() and len(extension) <= _LONGEST_EXTENSION else ""


def _process(text: str) -> Document:
    r"""`process` of a path, which a program without one may stand in for: `System`."""
    name = split_path(text)[1]
    return {"executable": text, "name": name} if name else {}


def _file(text: str) -> Document:
    path = text
    if "file:_" in text[:_LONGEST_SCHEME]:
        # of Defender: file:_C:\a.exe; containerfile:_C:\b.zip
        path = text.partition("file:_")[2].partition("; ")[0]
    folder, name, extension = split_path(path)
    piece = {"path": path, "directory": folder, "name": name, "extension": extension}
    return {field: value for field, value in piece.items() if value}


def _library(text: str) -> Document:
    name = split_path(text)[1]
    return {"path": text, "name": name} if name else {}


def _logon_type(text: str) -> str:
    return _LOGON_TYPES.get(text, text)


def _started(text: str) -> Document:
    r"""`process` of the program that a command line begins with: `"C:\a b\x.exe" -y` or `C:\a b\x.exe -y`."""
    if text[:1] == '"':
        return _process(text[1:].partition('"')[0])
    program, extension, rest = text[:_LONGEST_PATH].partition(".exe")
    return _process(program + extension) if extension and rest[:1] in ("", " ") else {}


def _hashes(text: str) -> Document:
    found = {name.lower(): value.lower() for name, value in _HASH.findall(text)}
    return {name: value for name, value in found.items() if len(value) == _LENGTHS[name]}


def _hash(text: str) -> Document:
    return {name: value for name, value in _hashes(text).items() if name != "imphash"}


def _sha256(text: str) -> str | None:
    return _hashes(f"SHA256={text.removeprefix('0x')}").get("sha256")


def _imphash(text: str) -> str | None:
    return _hashes(text).get("imphash")


def _key(text: str) -> Document:
    r"""`registry` of the path of a key: `HKLM\Software\Key` or `\REGISTRY\MACHINE\Software\Key`."""
    hive, _, key = text.removeprefix(_REGISTRY_START).partition("\\")
    hive = _HIVES.get(hive.upper(), hive)
    if not key or hive not in _HIVES.values():
        return {"path": text}
    return {"hive": hive, "key": key, "path": f"{hive}\\{key}"}


def _value(text: str) -> Document:
    """The same of the path of a value, which is in a key."""
    key, separator, name = text.rpartition("\\")
    found = _key(key) if separator else {}
    return {**found, "path": f"{found['path']}\\{name}", "value": name} if "key" in found else {"path": text}


def _answers(text: str) -> Document:
    """`dns` of Sysmon's results: `type:  5 www.example.com;::ffff:192.0.2.7;`."""
    answers, resolved = [], []
    for part in text.split(";"):
        kind, _, name = part.strip().removeprefix("type:").strip().partition(" ")
        if part.strip().startswith("type:"):
            if name and kind == "5":
                answers.append({"data": name, "type": "CNAME"})
            elif name:
                answers.append({"data": name})
        elif (found := _address(part.strip())) is not None:
            piece = dns_answer(found)
            answers += piece["answers"]
            resolved.append(found)
    return {name: value for name, value in (("answers", answers), ("resolved_ip", resolved)) if value}


def _answers_of_ecs(text: str) -> Document:
    """`dns` of answers that are ECS's already: `[{"data": "192.0.2.7", "type": "A"}]`."""
    answers = []
    for each_of_them in json.texts(text):
        try:
            found = json.decode(each_of_them)
        except ValueError:
            continue
        if isinstance(found, dict):
            answers.append({name: found[name] for name in ("data", "type") if isinstance(found.get(name), str)})
    return {"answers": answers} if any(answers) else {}


def _resolved(text: str) -> list[str] | None:
    return _answers(text).get("resolved_ip")


def _status(text: str) -> str | None:
    return None if not text.strip("0x") else text


def _privileges(text: str) -> list[str] | None:
    return text.split() or None


def _of_process(field: str) -> Capture:
    return Capture(field, "", _process, parts=("executable", "name"))


_HASHES = ("md5", "sha1", "sha256")

CAPTURES: dict[str, Capture | tuple[Capture, ...]] = {
    # of the event itself
    "@Channel": own("keyword", "log that the event is in", name="channel"),
    "@EventID": ecs("event.code"),
    "@EventRecordID": own("keyword", "number of the event in its log", name="record_id"),
    "@Guid": own("keyword", "identifier of the provider", name="provider_guid"),
    "@Level": ecs("log.level", read=_level),
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
    **dict.fromkeys(("SubjectUserSid", "UserSid"), ecs("user.id", read=_sid)),
    **dict.fromkeys(("SubjectLogonId", "LogonId", "LogonID"), own("keyword", "logon of the user", name="logon.id")),
    **dict.fromkeys(
        ("User", "SourceUser", "Requester", "UserContext", "UserId", "UserName", "Detection User", "AccountName",
         "Logon.UserName", "param7"),
        Capture("user", "", _user, parts=("name", "domain"), related=("user", "name")),
    ),
    "LogonGuid": own("keyword", "identifier of a logon in the domain", name="logon.guid"),
    "Logon.Domain": ecs("user.domain"),
    "Logon.Sid": ecs("user.id", read=_sid),
    "Logon.LogonId": own("keyword", "logon of the user", name="logon.id"),
    "Caller.UserName": own("keyword", "account that asked for a logon", name="subject.user_name", related="user"),
    "Caller.Domain": own("keyword", "its domain", name="subject.domain"),
    "Caller.Sid": own("keyword", "its identifier", name="subject.sid"),
    "Caller.LogonId": own("keyword", "its own logon", name="subject.logon_id"),
    # whom it was done to
    **dict.fromkeys(("TargetUserName", "Target Account Name"), ecs("user.target.name", related="user")),
    "TargetUser": Capture("user.target", "", _user, parts=("name", "domain"), related=("user", "name")),
    "TargetDomainName": ecs("user.target.domain"),
    **dict.fromkeys(("TargetUserSid", "TargetSid", "MemberSid"), ecs("user.target.id", read=_sid)),
    "TargetLogonId": own("keyword", "logon of the account that is acted on", name="target.logon_id"),
    **dict.fromkeys(
        ("MemberName", "ManagedAccount"), ecs("user.target.name", read=_first_name, related="user")
    ),
    "NewTargetUserName": ecs("user.changes.name", related="user"),
    "OldTargetUserName": ecs("user.target.name", related="user"),
    "DisplayName": ecs("user.target.full_name"),
    "Effective.UserName": ecs("user.effective.name", related="user"),
    "Effective.Domain": ecs("user.effective.domain"),
    "Effective.Sid": ecs("user.effective.id", read=_sid),
    "Effective.LogonId": own("keyword", "logon of the account that is acted as", name="target.logon_id"),
    "Group.Name": ecs("group.name"),
    "Group.Domain": ecs("group.domain"),
    "Group.Sid": ecs("group.id", read=_sid),
    "PrivilegeList": own("keyword", "privileges that were used or given", read=_privileges, name="privileges"),
    # logons
    "LogonType": own("keyword", "kind of a logon", read=_logon_type, name="logon.type"),
    "AuthenticationPackageName": own("keyword", "package that authenticated", name="logon.package"),
    "LogonProcessName": own("keyword", "process that asked for a logon", read=lambda text: text.strip() or None,
                            name="logon.process"),
    "LmPackageName": own("keyword", "version of NTLM", name="logon.lm_package"),
    "KeyLength": own("long", "length of the session's key, in bits", name="logon.key_length"),
    "ElevatedToken": own("keyword", "whether the logon has elevated rights", name="logon.elevated"),
    **dict.fromkeys(("Status", "ErrorCode"), own("keyword", "code of the result", name="status")),
    "SubStatus": own("keyword", "code that says more of a failure", read=_status, name="sub_status"),
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
        ecs("source.ip", read=_address, related="ip"),
    ),
    **dict.fromkeys(("IpPort", "SourcePort"), ecs("source.port", read=_port)),
    **dict.fromkeys(
        ("WorkstationName", "Workstation", "ClientName", "SourceHostname"),
        ecs("source.domain", read=_workstation, related="hosts"),
    ),
    "Peer": Capture("source", "", _peer, parts=("address", "ip", "port"), related=("ip", "ip")),
    "BindingType": own("keyword", "how a client bound to the directory", name="binding"),
    "MacAddress": ecs("source.mac", read=mac),
    **dict.fromkeys(("DestAddress", "DestinationIp"), ecs("destination.ip", read=_address, related="ip")),
    **dict.fromkeys(("DestPort", "DestinationPort"), ecs("destination.port", read=_port)),
    **dict.fromkeys(
        ("DestinationHostname", "TargetServerName"), ecs("destination.domain", read=_workstation, related="hosts")
    ),
    "DestinationPortName": ecs("network.protocol", read=str.lower),
    "Direction": ecs("network.direction", read=lambda text: _DIRECTIONS.get(text.lower())),
    "Protocol": ecs("network.transport", read=lambda text: _TRANSPORTS.get(text.lower())),
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
        ecs("process.command_line"), Capture("process", "", _started, parts=("executable", "name"))
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
        Capture("file", "", _file, parts=("directory", "extension", "name", "path")),
    ),
    "ImageLoaded": Capture("dll", "", _library, parts=("name", "path")),
    **{
        f"{prefix}{name}": ecs(f"{field}.pe.{part}")
        for prefix, field in (("", "process"), ("Dll.", "dll"))
        for name, part in (("Company", "company"), ("Description", "description"), ("Product", "product"),
                           ("FileVersion", "file_version"), ("OriginalFileName", "original_file_name"))
    },
    **{
        f"{kind}.Hashes": (
            Capture(f"{field}.hash", "", _hash, parts=_HASHES),
            ecs(f"{field}.pe.imphash", read=_imphash),
        )
        for kind, field in (("Process", "process"), ("Dll", "dll"), ("File", "file"))
    },
    "Signature": ecs("dll.code_signature.subject_name"),
    "Signed": ecs("dll.code_signature.exists", read=lambda text: {"true": True, "false": False}.get(text.lower())),
    "SignatureStatus": ecs("dll.code_signature.status"),
    **dict.fromkeys(("TargetObject", "Registry.Key"), Capture("registry", "", _key, parts=("hive", "key", "path"))),
    "Registry.Value": Capture("registry", "", _value, parts=("hive", "key", "path", "value")),
    "ObjectValueName": ecs("registry.value"),
    "Details": ecs("registry.data.strings", read=one),
    "OldValue": own("keyword", "value before", name="old_value"),
    "EventType": own("keyword", "what was done to the registry, or to WMI", name="operation"),
    # DNS
    "QueryName": ecs("dns.question.name", related="hosts"),
    "QueryResults": (
        Capture("dns", "", _answers, parts=("answers.data", "answers.type", "resolved_ip")),
        ecs("dns.resolved_ip", read=_resolved, related="ip"),
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
    "File.Sha256": ecs("file.hash.sha256", read=_sha256),
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
    **{name: ecs(name, read=_workstation, related="hosts") for name in ("source.domain", "destination.domain")},
    **{name: ecs(name, read=ip, related="ip") for name in ("source.ip", "destination.ip")},
    "process.args": ecs("process.args", read=each()),
    "registry.data.strings": ecs("registry.data.strings", read=each()),
    "dns.question.name": ecs("dns.question.name", related="hosts"),
    "dns.answers": Capture("dns", "", _answers_of_ecs, parts=("answers.data", "answers.type")),
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
    nothing=NOTHING | {_NOBODY},
)
