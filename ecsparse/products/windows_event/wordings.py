r"""The English texts of events, taken apart into the values that they were made of.

Layout:
    An account was successfully logged on.\r\n\r\nSubject:\r\n\tSecurity ID:\t\tS-1-5-18\r\n\tAccount Name:\t\tGW1$
    Process Create:\r\nRuleName: -\r\nUtcTime: 2023-10-31 15:09:55.123\r\nImage: C:\\Windows\\System32\\cmd.exe

    Snare writes blanks where the text has line feeds and tabs. Texts in other languages stay as they are.
"""

from __future__ import annotations

from collections.abc import Iterator

from ecsparse.patterns import Pattern

# a gap between a label, its value and the next label
_GAP = Pattern(r"[ \t\r\n]{2,}+|[\t\r\n]")
_LONGEST = 16384

# Whom a part of a text is about.
_SECTIONS = {
    "Subject": "Subject", "Creator Subject": "Subject", "Target Subject": "Target", "New Logon": "Target",
    "Account For Which Logon Failed": "Target", "Account Whose Credentials Were Used": "Target",
    "Target Account": "Target", "New Account": "Target", "Account Information": "Target", "Group": "Target",
    "New Group": "Target", "Deleted Group": "Target", "Account That Was Locked Out": "Target", "Member": "Member",
    "User": "Target", "Computer Account That Was Changed": "Target", "New Computer Account": "Target",
    "Target Computer": "Target", "Directory Service": "Directory", "Object": "Object", "Attribute": "Attribute",
    "Operation": "Operation",
}  # fmt: skip
# Events whose text calls who logs off, reconnects or locks `Subject`, and their data `Target`.
_OF_SUBJECTS = frozenset(("4634", "4647", "4778", "4779", "4800", "4801", "4802", "4803"))
_TARGETS = {
    "SubjectUserSid": "TargetUserSid", "SubjectUserName": "TargetUserName", "SubjectDomainName": "TargetDomainName",
    "SubjectLogonId": "TargetLogonId",
}  # fmt: skip
# Labels that only the part of a text they are in gives a meaning.
_OF_SECTIONS = {
    ("Directory", "Name"): "DSName", ("Object", "DN"): "ObjectDN", ("Object", "GUID"): "ObjectGUID",
    ("Object", "Class"): "ObjectClass", ("Attribute", "LDAP Display Name"): "AttributeLDAPDisplayName",
    ("Attribute", "Value"): "AttributeValue", ("Operation", "Type"): "OperationType",
}  # fmt: skip
_OF_ACCOUNTS = {
    "Security ID": "UserSid", "User ID": "UserSid", "Account Name": "UserName", "User Name": "UserName",
    "Account Domain": "DomainName", "Domain": "DomainName", "Domain Name": "DomainName",
    "Supplied Realm Name": "DomainName",
    "Group Name": "UserName", "Group Domain": "DomainName", "Logon ID": "LogonId", "Group": "UserSid",
}  # fmt: skip
_OTHERS = {
    "Logon Type": "LogonType", "Logon GUID": "LogonGuid", "Process ID": "ProcessId",
    "Process Name": "ProcessName", "New Process ID": "NewProcessId", "New Process Name": "NewProcessName",
    "Creator Process ID": "Parent.ProcessId", "Creator Process Name": "ParentProcessName",
    "Process Command Line": "CommandLine", "Token Elevation Type": "TokenElevationType",
    "Mandatory Label": "MandatoryLabel", "Caller Process ID": "CallerProcessId",
    "Caller Process Name": "CallerProcessName", "Application Name": "Application",
    "Workstation Name": "WorkstationName", "Caller Computer Name": "WorkstationName",
    "Source Workstation": "Workstation",
    "Source Network Address": "IpAddress", "Client Address": "IpAddress", "Network Address": "IpAddress",
    "Source Address": "IpAddress", "Source Port": "IpPort", "Client Port": "IpPort", "Port": "IpPort",
    "Destination Address": "DestAddress", "Destination Port": "DestPort", "Direction": "Direction",
    "Protocol": "Protocol", "Logon Process": "LogonProcessName",
    "Authentication Package": "AuthenticationPackageName", "Package Name (NTLM only)": "LmPackageName",
    "Key Length": "KeyLength", "Status": "Status", "Sub Status": "SubStatus", "Result Code": "Status",
    "Failure Code": "Status", "Error Code": "Status", "Logon Account": "TargetUserName",
    "Service Name": "ServiceName", "Ticket Options": "TicketOptions",
    "Ticket Encryption Type": "TicketEncryptionType", "Pre-Authentication Type": "PreAuthType",
    "Object Server": "ObjectServer", "Object Type": "ObjectType", "Object Name": "ObjectName",
    "Access Mask": "AccessMask", "Accesses": "AccessList", "Share Name": "ShareName",
    "Share Path": "ShareLocalPath", "Relative Target Name": "RelativeTargetName", "Task Name": "TaskName",
    "Service File Name": "ServiceFileName", "Service Type": "ServiceType",
    "Service Start Type": "ServiceStartType", "Service Account": "ServiceAccount",
    "Target Server Name": "TargetServerName", "Privileges": "PrivilegeList", "Caller SID": "UserSid",
    "Caller IP": "Peer", "Client IP address": "Peer", "Binding Type": "BindingType",
    "Identity the client attempted to authenticate as": "User",
    "Group Managed Service Account Object": "ManagedAccount", "Handle ID": "HandleId",
    "Operation Type": "OperationType", "Object Value Name": "ObjectValueName", "Old Value": "OldValue",
    "New Value": "NewValue", "Old Value Type": "OldValueType", "New Value Type": "NewValueType",
    "Display Name": "DisplayName", "Old Account Name": "OldTargetUserName", "New Account Name": "NewTargetUserName",
    "Service ID": "ServiceSid", "Certificate Issuer Name": "CertIssuerName",
    "Certificate Serial Number": "CertSerialNumber", "Certificate Thumbprint": "CertThumbprint",
    "Changes": "AuditPolicyChanges", "Subcategory": "Subcategory", "Session ID": "SessionID",
    "Called Station Identifier": "CalledStationID", "Calling Station Identifier": "CallingStationID",
    "NAS Identifier": "NASIdentifier", "NAS Port-Type": "NASPortType", "NAS Port": "NASPort",
    "Client Friendly Name": "ClientName", "Client IP Address": "ClientIPAddress",
    "Connection Request Policy Name": "ProxyPolicyName", "Network Policy Name": "NetworkPolicyName",
    "Authentication Server": "AuthenticationServer", "Authentication Type": "AuthenticationType",
    "EAP Type": "EAPType", "Reason Code": "ReasonCode", "Reason": "Reason", "Domain": "Domain",
}  # fmt: skip
# What a provider means by labels that say little.
_OF_PROVIDERS = {
    "Microsoft-Windows-Windows Defender": {
        "Name": "Threat Name", "ID": "Threat ID", "Severity": "Severity Name", "Category": "Category Name",
        "Path": "Path", "User": "User", "Process Name": "Process Name", "Detection Source": "Source Name",
        "Action": "Action Name", "Error Code": "Error Code", "Error description": "Error description",
    },
    "Microsoft-Windows-Sysmon": {
        name: name
        for name in (
            "ClientInfo", "Configuration", "ConfigurationFileHash", "Consumer", "Contents", "Destination", "Device",
            "EventNamespace", "Filter", "Hash", "ID", "Name", "NewName", "NewThreadId", "Operation", "Query",
            "SchemaVersion", "Session", "SourceProcessGuid", "SourceUser", "StartAddress", "StartFunction",
            "StartModule", "State", "TargetProcessGuid", "TargetUser", "Type", "Version",
        )
    },
}  # fmt: skip
# All labels, and the names of those that mean the same in any part of a text.
LABELS = {**dict.fromkeys((*_SECTIONS, *_OF_ACCOUNTS), ""), **_OTHERS}
_NO_LABELS: dict[str, str] = {}
# What Sysmon calls its values: their own names.
_SYSMON_NAMES = """
RuleName UtcTime ProcessGuid ProcessId Image FileVersion Description Product Company OriginalFileName
CommandLine CurrentDirectory User LogonGuid LogonId TerminalSessionId IntegrityLevel Hashes ParentProcessGuid
ParentProcessId ParentImage ParentCommandLine ParentUser TargetFilename CreationUtcTime Protocol Initiated
SourceIp SourceHostname SourcePort DestinationIp DestinationHostname DestinationPort DestinationPortName
ImageLoaded Signed Signature SignatureStatus SourceProcessGUID SourceProcessId SourceThreadId SourceImage
TargetProcessGUID TargetProcessId TargetImage GrantedAccess CallTrace EventType TargetObject Details PipeName
QueryName QueryStatus QueryResults IsExecutable Archived
"""
_SYSMON = frozenset(_SYSMON_NAMES.split())
# What PowerShell says of what ran a command, line by line, whatever it calls them in the language of the host.
_CONTEXT = (
    "Severity", "HostName", "HostVersion", "HostId", "HostApplication", "EngineVersion", "RunspaceId", "PipelineId",
    "CommandName", "CommandType", "ScriptName", "CommandPath", "SequenceNumber", "User", "ConnectedUser", "ShellId",
)  # fmt: skip
# What follows the path of a program in the text of AppLocker.
_RULED = (" was allowed to run", " was prevented from running")


def details(text: str) -> Iterator[tuple[str, str]]:
    """The values of an event of Windows PowerShell, a line each: `HostApplication=powershell.exe -nop`."""
    for line in text[:_LONGEST].splitlines():
        name, equals, value = line.strip(" \t").partition("=")
        if equals and name.isalnum() and value.strip():
            # the pipeline's, not that of the process
            yield "ScriptCommand" if name == "CommandLine" else name, value.strip()


def context(text: str) -> Iterator[tuple[str, str]]:
    """The values of the context that PowerShell ran a command in, a line each: `Host Name = ConsoleHost`."""
    lines = (line.partition(" = ") for line in text[:_LONGEST].splitlines())
    for name, (_, equals, value) in zip(_CONTEXT, lines, strict=False):
        if equals and value.strip():
            yield name, value.strip()


def read(text: str, provider: str, number: str) -> Iterator[tuple[str, str]]:
    """The values in the text of the event `number` of a provider, each name once; none in one of another form."""
    named = _TARGETS if number in _OF_SUBJECTS else _NO_LABELS
    own = _OF_PROVIDERS.get(provider, _NO_LABELS)
    section, pending = "", ""
    seen: set[str] = set()
    for words in _RULED:
        path, found, _ = text[:_LONGEST].partition(words)
        if found and "\\" in path and ": " not in path:
            yield "FilePath", path
            return
    for part in _GAP.split(text[:_LONGEST]):
        label, colon, rest = part.partition(":")
        if colon and not rest:
            pending = label
            if label in _SECTIONS:
                section = _SECTIONS[label]
            elif label.endswith("Information"):
                section = ""
            continue
        name, value = _taken(part, pending, section, own)
        pending = ""
        if name and name not in seen and value.strip():
            seen.add(name)
            yield named.get(name, name), value.strip()


def _taken(part: str, pending: str, section: str, own: dict[str, str]) -> tuple[str, str]:
    """The value in a `part` of a text, and its name: that of the label before it, or of the one in it."""
    label, colon, rest = part.partition(":")
    if colon and label in own and rest[0] == " ":
        return own[label], rest
    if colon and label in _SYSMON:
        return label, rest.strip()
    if colon and (not pending or pending in _SECTIONS) and rest[0] == " ":
        # a single tab between them became a single blank
        return _name(label, section), rest
    return own.get(pending) or _name(pending, section), part


def _name(label: str, section: str) -> str:
    """The name of the value that a text calls `label` in a part about `section`; empty if that is not known."""
    if (section, label) in _OF_SECTIONS:
        return _OF_SECTIONS[section, label]
    of_account = _OF_ACCOUNTS.get(label)
    if of_account is None or not section:
        return _OTHERS.get(label, "")
    if section == "Member":
        return {"UserSid": "MemberSid", "UserName": "MemberName"}.get(of_account, "")
    return f"{section}{of_account}"
