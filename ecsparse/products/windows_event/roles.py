"""What the values of an event are called where they are about something else than their names say.

A value keeps its name unless the kind of the event, or its provider and number, give it another one. Data without
names are `param1`, `param2` and so on.
"""

from __future__ import annotations

from ecsparse.products.windows_event import numbers

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ecsparse.products.windows_event.layouts import Pairs

# Whom `Target…` is about where it is not the account that is managed.
_LOGON = frozenset((
    "kerberos-preauth-failed", "kerberos-service-ticket", "kerberos-ticket", "locked-session", "logged-in",
    "logged-out", "logon-failed", "session-disconnected", "session-reconnected", "unlocked-session",
    "validated-credentials",
))  # fmt: skip
_GROUP = frozenset(
    ("added-group", "added-member-to-group", "changed-group", "deleted-group", "removed-member-from-group")
)
_EFFECTIVE = frozenset(("created-process", "logged-in-explicit"))

# What names of values are where they are about somebody else than usual.
_ROLES = {
    "logon": {
        "TargetUserName": "Logon.UserName", "TargetDomainName": "Logon.Domain", "TargetUserSid": "Logon.Sid",
        "TargetSid": "Logon.Sid", "TargetLogonId": "Logon.LogonId", "SubjectUserName": "Caller.UserName",
        "SubjectDomainName": "Caller.Domain", "SubjectUserSid": "Caller.Sid", "SubjectLogonId": "Caller.LogonId",
        "AccountName": "Logon.UserName", "AccountDomain": "Logon.Domain",
    },
    "group": {"TargetUserName": "Group.Name", "TargetDomainName": "Group.Domain", "TargetSid": "Group.Sid",
              "TargetUserSid": "Group.Sid"},
    "effective": {
        "TargetUserName": "Effective.UserName", "TargetDomainName": "Effective.Domain",
        "TargetUserSid": "Effective.Sid", "TargetLogonId": "Effective.LogonId",
    },
    "": {},
}  # fmt: skip
_ROLE_OF = {
    **dict.fromkeys(_LOGON, "logon"),
    **dict.fromkeys(_GROUP, "group"),
    **dict.fromkeys(_EFFECTIVE, "effective"),
}
_HASHED = {"loaded-driver": "Dll", "loaded-library": "Dll", "created-process": "Process"}
_OBJECTS = {"File": "File.Name", "Key": "Registry.Key"}
_OF_ACTIONS = {
    "blocked-ntlm": {"DomainName": "Domain", "SChannelName": "ServerName"},
    "changed-registry": {"NewValue": "Details"},
    "dns-answered": {"Destination": "SourceIp", "Port": "SourcePort", "InterfaceIP": "DestinationIp",
                     "PolicyName": "RuleName"},
    "installed-service": {"AccountName": "ServiceAccount"},
    "loaded-library": {
        name: f"Dll.{name}" for name in ("Company", "Description", "Product", "FileVersion", "OriginalFileName")
    },
    "network-authentication": {"ReasonText": "FailureType", "PeerMac": "Peer.Mac", "LocalMac": "MacAddress"},
    "network-policy-decision": {
        "ClientName": "Nas.Name",
        "ClientIPAddress": "Nas.Address",
        "CallingStationID": "MacAddress",
        "NetworkPolicyName": "RuleName",
        "ProxyPolicyName": "PolicyName",
        "Reason": "FailureType",
        "TargetUserSid": "SubjectUserSid",
        "TargetUserName": "SubjectUserName",
        "TargetDomainName": "SubjectDomainName",
    },
    "ntlm-authentication": {"DomainName": "Domain", "SChannelName": "ServerName"},
    "session-started": {"Param1": "User", "Param2": "AccountDomain"},
    "sysmon-failed": {"ID": "Error.Code", "Description": "Error.Message"},
    **{
        action: {
            "TargetUser": "UserSid",
            "TargetProcessId": "ProcessId",
            "TargetLogonId": "LogonId",
            "RuleId": "Threat ID",
            "FileHash": "File.Sha256",
            "FilePath": "Rule.Path",
            "FullFilePath": "FilePath",
            "FileDescription": "File.Description",
            "FileVersion": "File.FileVersion",
            "ProductName": "File.Product",
            "OriginalFileName": "File.OriginalFileName",
        }
        for action in ("application-allowed", "application-audited", "application-blocked", "integrity-failed")
    },
    **{
        action: {
            "ID": "Threat ID",
            "Parent Commandline": "CommandLine",
            "Target Commandline": "Target.CommandLine",
            "Destination": "Url",
        }
        for action in ("exploit-allowed", "exploit-blocked", "exploit-detected")
    },
    **{
        action: {
            "LocalAddress": "SourceIp", "LocalPort": "SourcePort", "LocalKeyModPort": "SourcePort",
            "RemoteAddress": "DestinationIp", "RemotePort": "DestinationPort",
            "RemoteKeyModPort": "DestinationPort",
        }
        for action in ("ipsec-ended", "ipsec-established", "ipsec-failed")
    },
    **{
        action: {"ProcessID": "ProcessId", "Path": "ActionName"}
        for action in ("task-ended", "task-failed", "task-started")
    },
}  # fmt: skip
# By provider: the numbers of its events, and what the names of their values are.
_ROWS = {
    numbers.DIRECTORY: """
2889 param1=Peer param2=User param3=BindingType
2946/2947 param1=ManagedAccount param2=UserSid param3=Peer
""",
    "Application Error": """
1000 param1=ProcessName param4=Module param7=Error.Code
1000 AppName=ProcessName ModuleName=Module ExceptionCode=Error.Code AppPath=ProcessName ModulePath=ImageLoaded
""",
    "ESENT": "325/326/327 param1=ProcessName param2=ProcessId param5=File.Name",
    "MSSQLSERVER": """
18452/18456 param1=User param2=FailureType param3=SqlClient
18453/18454/18455 param1=User param2=SqlClient
15457 param1=Setting param2=OldValue param3=NewValue
""",
    "Microsoft-Windows-Bits-Client": "59/60/61 name=jobTitle Id=jobId",
    "Microsoft-Windows-DNSServer": """
256 Source=SourceIp Port=SourcePort InterfaceIP=DestinationIp
260 InterfaceIP=SourceIp Destination=DestinationIp Port=DestinationPort
261 Source=DestinationIp Port=DestinationPort InterfaceIP=SourceIp
515/516/517/518/519/520/521 NAME=QNAME Type=QTYPE
""",
    "Microsoft-Windows-NTLM": """
8001 ClientUserName=Caller.UserName ClientDomainName=Caller.Domain
8002 ClientUserName=User ClientDomainName=Domain
""",
    "Microsoft-Windows-Partition": """
1006 Manufacturer=Device.Manufacturer Model=Device.Model SerialNumber=Device.Serial
""",
    "Microsoft-Windows-PrintService": """
307 Param1=PrintJob Param2=Document Param3=User Param4=WorkstationName Param5=Printer Param6=PrinterPort
307 Param7=PrintedBytes Param8=PrintedPages
""",
    "Microsoft-Windows-RemoteDesktopServices-RdpCoreTS": "131 ClientIP=Peer\n140 IPString=Address",
    "Microsoft-Windows-SMBServer": "551/1005/1006/1007/1009/3000 ClientName=SmbClient",
    "Microsoft-Windows-Security-Auditing": """
4610 AuthenticationPackageName=SecurityPackageName
4611 LogonProcessName=SecurityPackageName
4614 NotificationPackageName=SecurityPackageName
4618 TargetUserDomain=TargetDomainName ComputerName=WorkstationName
4626/4627 TargetUserSid=Logon.Sid TargetUserName=Logon.UserName TargetDomainName=Logon.Domain
4626/4627 TargetLogonId=Logon.LogonId SubjectUserSid=Caller.Sid SubjectUserName=Caller.UserName
4626/4627 SubjectDomainName=Caller.Domain SubjectLogonId=Caller.LogonId
4717/4718 AccessGranted=PrivilegeList AccessRemoved=DisabledPrivilegeList
4740 TargetDomainName=WorkstationName
4774 ClientUserName=User MappedName=Effective.UserName
4799 TargetUserName=Group.Name TargetDomainName=Group.Domain TargetSid=Group.Sid
4816 PeerName=Address
5038/6281/6410 param1=File.Name
5058 KeyFilePath=File.Name
5376/5377 BackupFileName=File.Name
5712 RemoteIpAddress=DestinationIp RemotePort=DestinationPort
""",
    "Service Control Manager": """
7000/7023/7024/7041 param1=ServiceName param2=Error.Code
7001 param1=ServiceName param2=Dependency param3=Error.Code
7009/7011 param1=Timeout param2=ServiceName
7022/7026/7043 param1=ServiceName
7031/7032/7034 param1=ServiceName param2=Failures
7035 param1=ServiceName param2=Control
7036 param1=ServiceName param2=ServiceState
7038 param1=ServiceName param2=ServiceAccount param3=Error.Code
7040 param1=ServiceName param2=OldValue param3=NewValue param4=ServiceKey
7042 param1=ServiceName param2=Control param3=Error.Code
""",
    "Microsoft-Windows-Sysmon": """
4 State=ServiceState Version=ServiceVersion
14 NewName=NewValue
16 Configuration=File.Name ConfigurationFileHash=File.Hashes
19/20/21 Operation=WmiOperation Name=WmiName Type=WmiType Destination=WmiDestination
24 Session=SessionID
""",
    "Microsoft-Windows-TerminalServices-ClientActiveXCore": "1024/1102 Value=ServerName",
    "Microsoft-Windows-TerminalServices-Gateway": """
200/201/202/300/301/302/303/304 Username=User Resource=ServerName AuthType=AuthenticationPackageName
303 BytesReceived=SourceBytes BytesTransfered=DestinationBytes SessionDuration=Seconds
""",
    "Microsoft-Windows-TerminalServices-LocalSessionManager": """
39 TargetSession=SessionID
40 Session=SessionID Reason=ReasonCode
""",
    "Microsoft-Windows-TerminalServices-RemoteConnectionManager": "1158 Param1=Address",
    "Microsoft-Windows-WMI-Activity": """
5857 HostProcess=ProcessName ProviderPath=ImageLoaded
5858 ClientMachine=WorkstationName ResultCode=Error.Code
5859/5860 processid=ProcessId MachineName=WorkstationName
""",
    "Microsoft-Windows-WinRM": """
161 authFailureMessage=FailureType
169 username=User authenticationMechanism=AuthenticationPackageName
""",
    "Microsoft-Windows-Windows Firewall With Advanced Security": """
2011 ApplicationPath=ProcessName Port=DestinationPort
""",
    "Microsoft-Windows-WindowsUpdateClient": "19/20/43/44 updateTitle=Package.Name errorCode=Error.Code",
    "Microsoft-Windows-Winlogon": "7001/7002 TSId=SessionID",
    "User32": "1074 param3=FailureType param4=ReasonCode param5=Shutdown",
    "NETLOGON": """
5723/5805 param1=Logon.UserName param2=Error.Code
5827/5829/5830 param1=Logon.UserName param2=Logon.Domain
5828 param4=Address
""",
    "MsiInstaller": "1033/1034 param1=Package.Name param2=Package.Version param4=Status param5=Package.Vendor",
}


def _events(rows: str) -> dict[str, dict[str, str]]:
    """The names of values by the numbers of events, in rows such as `4/5 old=new old=new`."""
    found: dict[str, dict[str, str]] = {}
    for row in filter(None, rows.split("\n")):
        numbers_of_row, *words = row.split()
        names = dict(word.split("=") for word in words)
        for number in numbers_of_row.split("/"):
            found[number] = found.get(number, {}) | names
    return found


_OF_EVENTS = {provider: _events(rows) for provider, rows in _ROWS.items()}
_KINDS = {"Key": "registry", "Process": "process", "Thread": "process"}
_NONE: dict[str, str] = {}
_NO_EVENTS: dict[str, dict[str, str]] = {}
# Sysmon's event of a value that was set.
_VALUE_SET = "13"


def kind_of(action: str, said: dict[str, str]) -> str:
    """The variant of `action` for the kind of object that an event is about."""
    kind = _KINDS.get(said.get("ObjectType", ""), "") if action == "accessed-object" else ""
    return f"{action}/{kind}" if kind else action


def named(action: str, said: dict[str, str]) -> Pairs:
    """The values of an event, called as what they are in events of this kind."""
    of_event = _OF_EVENTS.get(said["@Provider"], _NO_EVENTS).get(said["@EventID"], _NONE)
    names = {**_ROLES[_ROLE_OF.get(action, "")], **_OF_ACTIONS.get(action, _NONE), **of_event}
    kind = _HASHED.get(action, "File")
    names |= {"Hashes": f"{kind}.Hashes", "Hash": f"{kind}.Hashes"}
    kind = "Key" if action == "changed-registry" else said.get("ObjectType", "")
    names["ObjectName"] = _OBJECTS.get(kind, "ObjectName")
    if said["@EventID"] == _VALUE_SET or "Value" in said.get("EventType", ""):
        names["TargetObject"] = "Registry.Value"
    if "NewProcessId" in said:
        names["ProcessId"] = "Parent.ProcessId"
    if "FullFilePath" not in said and names.get("FilePath") == "Rule.Path":
        del names["FilePath"]
    return [(names.get(name, name), text) for name, text in said.items()]
