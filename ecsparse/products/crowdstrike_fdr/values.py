"""The named values of sensors' events."""

from __future__ import annotations

from ecsparse.ecs import dns
from ecsparse.ecs.accounts import account as account_of
from ecsparse.ecs.events import TRANSPORTS
from ecsparse.ecs.network import mac
from ecsparse.ecs.pieces import short_ip
from ecsparse.ecs.places import count, host_name, integer, lower, port_number
from ecsparse.messages.captures import Capture, ecs, own, path, program
from ecsparse.messages.values import Values, computer, location, number, word
from ecsparse.patterns import Pattern
from ecsparse.products.crowdstrike_fdr.events import ACTIONS
from ecsparse.record import Document

# By `event_platform`, in lower case.
_SYSTEMS = {"and": "android", "android": "android", "ios": "ios", "lin": "linux", "mac": "macos", "win": "windows"}
_REGISTRY_TYPES = {
    "0": "REG_NONE", "1": "REG_SZ", "2": "REG_EXPAND_SZ", "3": "REG_BINARY", "4": "REG_DWORD", "7": "REG_MULTI_SZ",
    "11": "REG_QWORD",
}  # fmt: skip
_HIVES = {"MACHINE": "HKLM", "USER": "HKU"}
MOST_RECORDS = 64
_NOBODY = "S-1-0-0"

# 000…0
_ZEROS = Pattern(r"0+")
# d41d8cd98f00b204e9800998ecf8427e
_HASH = Pattern(r"[0-9A-Fa-f]{32,128}")


def _hash(text: str) -> str | None:
    digits = text.strip(" ")
    return digits if _HASH.fullmatch(digits) is not None and _ZEROS.fullmatch(digits) is None else None


def _code(text: str) -> str | None:
    return text if text in TRANSPORTS else None


def _system(text: str) -> str | None:
    return _SYSTEMS.get(text.lower())


def _macs(text: str) -> list[str] | None:
    found = mac(text)
    return None if found is None else [found]


def _addresses(text: str) -> list[str] | None:
    found = dict.fromkeys(filter(None, map(short_ip, text.split(";"))))
    return [one for one in found if one not in ("0.0.0.0", "::")] or None  # noqa: S104 - no address that is bound


def _sid(text: str) -> str | None:
    """The identifier of an account; that of nobody is none."""
    return None if text == _NOBODY else text


def _user(text: str) -> Document:
    r"""`user` of a name, or of a domain and a name: `EXAMPLE\alice`."""
    return account_of(text) if "\\" in text else {"name": text}


def _variables(text: str) -> list[str]:
    return text.split(" ")


def _registry(text: str) -> Document:
    r"""`registry` of a key of the kernel: `\REGISTRY\MACHINE\SOFTWARE\Example`."""
    root, _, rest = text.removeprefix("\\REGISTRY\\").partition("\\")
    hive = _HIVES.get(root.upper())
    if hive is None or not rest or not text.startswith("\\REGISTRY\\"):
        return {}
    return {"hive": hive, "key": rest, "path": f"{hive}\\{rest}"}


def _hashes(field: str) -> tuple[Capture, Capture, Capture]:
    return (
        ecs(f"{field}.hash.md5", read=_hash, related="hash"),
        ecs(f"{field}.hash.sha1", read=_hash, related="hash"),
        ecs(f"{field}.hash.sha256", read=_hash, related="hash"),
    )


_MD5, _SHA1, _SHA256 = _hashes("file")
_PROCESS_MD5, _PROCESS_SHA1, _PROCESS_SHA256 = _hashes("process")
_ENTITY = ecs("process.entity_id")
_SOURCE = ecs("source.ip", read=short_ip, related="ip")
_DESTINATION = ecs("destination.ip", read=short_ip, related="ip")

CAPTURES: dict[str, Capture | tuple[Capture, ...]] = {
    "event_simpleName": word("name of the event", "name"),
    "name": word("name of the event with its version", "versioned_name"),
    "id": ecs("event.id"),
    "aid": ecs("agent.id"),
    "cid": (ecs("organization.id"), word("number of the customer", "customer_id")),
    "aip": ecs("source.nat.ip", read=short_ip, related="ip"),
    "event_platform": (ecs("host.os.platform", read=lower), ecs("host.os.type", read=_system)),
    "ConfigBuild": ecs("agent.version"),
    "AgentVersion": ecs("agent.version"),
    "ComputerName": computer(),
    "Version": ecs("host.os.full"),
    "OSVersionString": ecs("host.os.full"),
    "ProductName": ecs("host.os.name"),
    "DeviceManufacturer": ecs("device.manufacturer"),
    "DeviceProduct": ecs("device.model.name"),
    "DeviceSerialNumber": ecs("device.serial_number"),
    "MAC": ecs("host.mac", read=_macs),
    "PhysicalAddress": ecs("host.mac", read=_macs),
    "host.address": ecs("host.ip", read=_addresses, related="ip"),
    "SystemManufacturer": word("who made the host", "system_manufacturer"),
    "SystemProductName": word("model of the host", "system_product"),
    "MachineDomain": ecs("host.domain"),
    "OU": word("organizational unit of the host", "organizational_unit"),
    "SiteName": word("site of the host", "site"),
    # processes
    "RawProcessId": ecs("process.pid", read=count),
    "TargetProcessId": _ENTITY,
    "ContextProcessId": _ENTITY,
    "ParentProcessId": ecs("process.parent.entity_id"),
    "ParentBaseFileName": ecs("process.parent.name"),
    "ParentImageFileName": program("process.parent"),
    "ParentCommandLine": ecs("process.parent.command_line"),
    "GrandParentCommandLine": word("command line of the program that began the parent", "grandparent.command_line"),
    "SessionId": word("number of a session", "session_id"),
    "GrandParentBaseFileName": word("program that began the parent", "grandparent.name"),
    "ContextBaseFileName": ecs("process.name"),
    "ContextImageFileName": program(),
    "TargetImageFileName": program(),
    "ImageFileName": program(),
    "CommandLine": ecs("process.command_line"),
    "WindowTitle": ecs("process.title"),
    "ExitCode": ecs("process.exit_code", read=integer),
    "EnvironmentVariablesString": ecs("process.env_vars", read=_variables),
    "MD5HashData": (_MD5, _PROCESS_MD5),
    "SHA1HashData": (_SHA1, _PROCESS_SHA1),
    "SHA256HashData": (_SHA256, _PROCESS_SHA256),
    "AuthenticodeHashData": word("hash of the signed part of the file", "authenticode_hash"),
    "IntegrityLevel": word("level of integrity", "integrity_level"),
    "Tags": word("tags of the event", "tags"),
    "SourceThreadId": word("Falcon's number of the thread that began it", "source_thread_id"),
    "ContextThreadId": word("Falcon's number of the thread", "thread_id"),
    "CommandHistory": word("commands of a console", "command_history"),
    "ScriptContent": word("text of a script", "script"),
    "ScriptContentName": word("name of a script", "script_name"),
    "ContentSHA256HashData": own(
        "keyword", "SHA-256 of a script", read=_hash, name="script_sha256", related="hash"
    ),
    "AffectedProcessId": word("process that is acted on", "affected.entity_id"),
    "AffectedThreadId": word("its thread", "affected.thread_id"),
    "TreeId": word("number of a detection's tree of processes", "tree_id"),
    "ApplicationName": ecs("process.name"),
    # modules, files, registry
    "Module": path(),
    "Module.MD5HashData": _MD5,
    "Module.SHA1HashData": _SHA1,
    "Module.SHA256HashData": _SHA256,
    "TargetFileName": path(),
    "HostUrl": ecs("file.origin_url"),
    "ReferrerUrl": ecs("file.origin_referrer_url"),
    "ZoneId": word("zone of the Internet that a file is from", "zone"),
    "SourceFileName": word("name before a change", "source_file_name"),
    "Size": ecs("file.size", read=count),
    "RegObjectName": Capture("registry", "", _registry, parts=("hive", "key", "path")),
    "RegValueName": ecs("registry.value"),
    "RegStringValue": ecs("registry.data.strings", read=lambda text: [text]),
    "RegType": ecs("registry.data.type", read=_REGISTRY_TYPES.get),
    "RegNumericValue": ecs("registry.data.strings", read=lambda text: [text]),
    "SubjectCN": ecs("file.code_signature.subject_name"),
    "IssuerCN": word("issuer of a signature", "signature.issuer"),
    "CertificateThumbprint": word("hash of the certificate of a signature", "signature.thumbprint"),
    "OriginalFilename": ecs("file.pe.original_file_name"),
    "FileVersion": ecs("file.pe.file_version"),
    "ServiceDisplayName": ecs("service.name"),
    "ServiceObjectName": word("account of a service", "service.account"),
    "ServiceImagePath": word("program of a service", "service.path"),
    "TaskExecCommand": word("program of a scheduled task", "task_command"),
    "TaskExecArguments": word("what it is given", "task_arguments"),
    "TaskAuthor": word("account that made a scheduled task", "task_user"),
    "AppName": ecs("package.name"),
    "AppVersion": ecs("package.version"),
    "AppVendor": word("maker of a product", "package.vendor"),
    "AppPath": ecs("package.path"),
    "BrowserExtensionName": ecs("package.name"),
    "BrowserExtensionId": word("number of an extension of a browser", "package.id"),
    "BrowserExtensionVersion": ecs("package.version"),
    "DeviceInstanceId": ecs("device.id"),
    "DevicePropertyDeviceDescription": word("what a device is", "device.description"),
    "VolumeName": ecs("volume.mount_name"),
    "VolumeFileSystemType": word("system of files of a volume", "volume.file_system"),
    "VolumeDriveLetter": ecs("volume.dos_name"),
    "VolumeDeviceModel": ecs("device.model.name"),
    "VolumeDeviceSerialNumber": ecs("device.serial_number"),
    "SmbShareName": word("share", "share"),
    "ShareName": word("share with its server", "share_path"),
    "ServerName": ecs("destination.domain", read=host_name, related="hosts"),
    "ContainerId": ecs("container.id"),
    "ContainerName": ecs("container.name"),
    "ContainerImage": ecs("container.image.name"),
    "PodName": ecs("orchestrator.resource.name"),
    "PodNamespace": ecs("orchestrator.namespace"),
    "BITSJobId": word("identifier of a transfer", "bits.id"),
    "BITSJobName": word("name of a transfer", "bits.name"),
    "WmiQuery": word("query of WMI", "wmi_query"),
    "TaskName": word("name of a scheduled task", "task_name"),
    # network
    "SourceAddress": _SOURCE,
    "SourcePort": ecs("source.port", read=port_number),
    "DestinationAddress": _DESTINATION,
    "DestinationPort": ecs("destination.port", read=port_number),
    "Protocol": (ecs("network.transport", read=TRANSPORTS.get), ecs("network.iana_number", read=_code)),
    "DomainName": ecs("dns.question.name", related="hosts"),
    "RequestType": ecs("dns.question.type", read=dns.TYPES.get),
    "RespondingDnsServer": _DESTINATION,
    "QueryStatus": word("status of a question of DNS", "query_status"),
    "RemoteUrl": location(),
    "UrlList": location(),
    "RuleName": ecs("rule.name"),
    "RuleId": ecs("rule.id"),
    "RuleGroupName": ecs("rule.ruleset"),
    "RuleAction": word("what a rule does, as a number", "rule_action"),
    "FirewallRuleName": ecs("rule.name"),
    "FirewallRuleId": ecs("rule.id"),
    "DownloadServer": ecs("url.domain", related="hosts"),
    "DownloadPath": ecs("url.path"),
    "DownloadPort": ecs("url.port", read=port_number),
    "HttpUrl": location(),
    "HttpHost": ecs("url.domain", read=host_name, related="hosts"),
    "HttpPath": ecs("url.path"),
    "HttpMethod": ecs("http.request.method", read=lambda text: text if text.isalpha() else None),
    "UserAgent": ecs("user_agent.original"),
    "OriginatingURL": location(),
    "InterfaceAlias": word("interface of the host", "interface"),
    # accounts
    "UserSid": ecs("user.id", read=_sid),
    "UID": ecs("user.id"),
    "GID": ecs("group.id"),
    "UserName": Capture("user", "", _user, parts=("name", "domain"), related=("user", "name")),
    "LogonDomain": ecs("user.domain"),
    "UserPrincipal": ecs("user.email"),
    "ClientComputerName": (
        ecs("source.domain", read=host_name, related="hosts"), ecs("source.ip", read=short_ip, related="ip")
    ),
    **dict.fromkeys(("SourceAccountUserName", "SourceAccountSamAccountName"), ecs("user.name", related="user")),
    "SourceAccountDomain": ecs("user.domain"),
    "SourceAccountObjectSid": ecs("user.id", read=_sid),
    "SourceAccountUserPrincipal": ecs("user.email"),
    "SourceAccountDisplayName": ecs("user.full_name"),
    "SourceEndpointHostName": ecs("source.domain", read=host_name, related="hosts"),
    **dict.fromkeys(
        ("SourceEndpointAddressIP4", "SourceEndpointAddressIP6", "SourceEndpointIpAddress"), _SOURCE
    ),
    "TargetServerHostName": ecs("destination.domain", read=host_name, related="hosts"),
    **dict.fromkeys(("TargetServerAddressIP4", "TargetServerAddressIP6"), _DESTINATION),
    **dict.fromkeys(
        ("TargetAccountUserName", "TargetAccountSamAccountName"), ecs("user.target.name", related="user")
    ),
    "TargetAccountDomain": ecs("user.target.domain"),
    "TargetAccountObjectSid": ecs("user.target.id", read=_sid),
    "TargetServiceAccessIdentifier": ecs("service.name"),
    "UserIsAdmin": word("whether the account is an administrator's", "is_admin"),
    "KerberosRequestErrorCode": ecs("error.code"),
    "Status": word("result, as a number of Windows", "status"),
    "AuthenticationPackage": word("package that authenticated", "authentication_package"),
    "AuthenticationId": word("number of the session of a logon", "authentication_id"),
    "LogonType": word("kind of logon, as Windows numbers it", "logon_type"),
    "LogonServer": word("server that authenticated", "logon_server"),
    "SubStatus": word("why a logon failed, as a number of Windows", "sub_status"),
    "TargetUser": ecs("user.target.id"),
    "TargetUserName": ecs("user.target.name", related="user"),
    "TargetGroup": (ecs("group.id"), ecs("user.target.group.id")),
    # detections
    "PatternId": ecs("rule.id"),
    "PatternDisposition": number("what was done about it, as a number", "disposition"),
    "TacticId": ecs("threat.tactic.id", read=lambda text: [text]),
    "TechniqueId": ecs("threat.technique.id", read=lambda text: [text]),
    "TacticName": ecs("threat.tactic.name", read=lambda text: [text]),
    "TechniqueName": ecs("threat.technique.name", read=lambda text: [text]),
}  # fmt: skip

VALUES = Values(
    "crowdstrike_fdr",
    ACTIONS,
    CAPTURES,
    read_by_product="CNAMERecords ConnectionDirection DomainSid GroupRid IP4Records IP6Records LocalAddressIP4"
    " LocalAddressIP6 LocalPort RemoteAddressIP4 RemoteAddressIP6 RemotePort UserRid",
    names_actions=True,
    times={
        "timestamp": "@timestamp",
        "_time": "@timestamp",
        "ContextTimeStamp": "event.created",
        "ProcessStartTime": "process.start",
        "ProcessEndTime": "process.end",
    },
)
