"""What each kind of a sensor's events is, by its name: data alone."""

from __future__ import annotations

from ecsparse.messages import actions

ACTIONS = actions(
    """
settings/change    configuration: change | a setting of the host is changed
account/change     iam: change user | an account or its groups are changed
account/creation   iam: creation user | an account or a group is created
account/deletion   iam: deletion user | an account or a group is deleted
connection/denied  network: connection denied | a connection is blocked
container/end      host: end | a container stops
container/start    host: start | a container is created, or starts
connection         network: connection start | a connection is made or accepted
connection/end     network: connection end | a connection is closed
connection/info    network: info | a program listens
detection/denied   intrusion_detection: denied | behaviour is blocked
detection          intrusion_detection: info | behaviour matches an indicator
dns                network: info protocol + dns | a name is asked for
driver             driver: start | a driver is loaded
file/access        file: access | a file is written, read or removed
file/change        file: change
file/creation      file: creation
file/deletion      file: deletion
host               host: info | state of the sensor or of its host
host/end           host: end | the sensor, or its host, stops
host/start         host: start | the sensor, or its host, starts or comes online
library            library: start | a module is loaded
login              authentication: start, success | a user logs on
login/failure      authentication: start, failure | a user fails to log on
login/info         authentication: info | what is known of a logon
logout             authentication: end | a user logs off
package            package: info | what is installed on the host
process            process: start | a process starts
process/change     process: change | a process acts on another one
process/end        process: end | a process ends
process/info       process: info | what a process does
registry           registry: change | the registry is changed
service/change     configuration: change | a service or a task is changed
service/creation   configuration: creation | a service or a task is created
service/deletion   configuration: deletion | a service or a task is deleted
service/end        process: end | a service stops
service/start      process: start | a service starts
share              network: access | a share is opened or closed
volume             host: change | a device or a volume is connected or removed
""",
    dns={"network": {"protocol": "dns"}},
)

# By `event_simpleName`; other names are found by what they begin or end with.
BY_NAME = {
    **dict.fromkeys(("ProcessRollup2", "SyntheticProcessRollup2"), "process"),
    **dict.fromkeys(("WmiCreateProcess", "CreateProcessArgs"), "process"),
    **dict.fromkeys(("EndOfProcess", "EndOfProcessMacV15", "TerminateProcess"), "process/end"),
    **dict.fromkeys(
        (
            "CreateThreadNoStartImage",
            "CreateThreadReflectiveDll",
            "LsassHandleFromUnsignedModule",
            "ProcessInjection",
            "ProcessTokenStolen",
            "QueueApcEtw",
            "SetWinEventHookEtw",
            "SetWindowsHook",
        ),
        "process/change",
    ),
    **dict.fromkeys(
        (
            "ProcessRollup2Stats",
            "CommandHistory",
            "ProcessActivitySummary",
            "ProcessSelfDeleted",
            "WmiQuery",
            "ScreenshotTakenEtw",
            "SudoCommandAttempt",
            "ScriptControlScanInfo",
            "ScriptControlScanTelemetry",
        ),
        "process/info",
    ),
    **dict.fromkeys(
        (
            "UserLogon",
            "SshdLogin",
            "SsoUserLogon",
            "ActiveDirectoryAuthentication",
            "ActiveDirectoryServiceAccessRequest",
            "ActiveDirectoryInteractiveDomainLogon",
        ),
        "login",
    ),
    **dict.fromkeys(
        (
            "UserLogonFailed",
            "UserLogonFailed2",
            "SsoUserLogonFailure",
            "ActiveDirectoryAuthenticationFailure",
            "ActiveDirectoryServiceAccessRequestFailure",
        ),
        "login/failure",
    ),
    **dict.fromkeys(("UserIdentity", "UserSession", "SsoApplicationAccess"), "login/info"),
    "UserLogoff": "logout",
    **dict.fromkeys(("ActiveDirectoryAccountCreated", "UserAccountCreated", "GroupAccountCreated"), "account/creation"),
    "UserSetPassword": "account/change",
    **dict.fromkeys(("UserAccountDeleted", "GroupAccountDeleted"), "account/deletion"),
    **dict.fromkeys(
        ("UserAccountAddedToGroup", "UserAccountRemovedFromGroup", "UserPasswordChanged"), "account/change"
    ),
    **dict.fromkeys(("DnsRequest", "SuspiciousDnsRequest"), "dns"),
    **dict.fromkeys(
        (
            "ClassifiedModuleLoad",
            "ImageHash",
            "ReflectiveDllLoad",
            "ReflectiveDotnetModuleLoad",
            "SuspiciousModuleLoad",
            "UnsignedModuleLoad",
        ),
        "library",
    ),
    **dict.fromkeys(("DriverLoad", "DriverLoadRisk", "KernelModeLoadImage", "KextLoad"), "driver"),
    **dict.fromkeys(("FirewallRuleIP4Matched", "FirewallRuleIP6Matched"), "connection"),
    **dict.fromkeys(("OciContainerCreated", "OciContainerStarted"), "container/start"),
    "OciContainerStopped": "container/end",
    **dict.fromkeys(("InstalledApplication", "InstalledBrowserExtension", "InstalledUpdates"), "package"),
    **dict.fromkeys(("AgentConnect", "AgentOnline", "SystemBootUp"), "host/start"),
    **dict.fromkeys(
        ("AcUninstallConfirmation", "AcUnloadConfirmation", "SystemShutdown", "UninstallSensor"), "host/end"
    ),
    "EventLogCleared": "settings/change",
    **dict.fromkeys(("AssociateIndicator", "AssociateTreeIdWithRoot", "DetectionExcluded"), "detection"),
    **dict.fromkeys(("CreateService", "ServiceInstalled", "ScheduledTaskRegistered"), "service/creation"),
    **dict.fromkeys(("HostedServiceStarted", "KernelServiceStarted", "ServiceStarted"), "service/start"),
    "HostedServiceStopped": "service/end",
    **dict.fromkeys(
        ("FirewallChangeOption", "FirewallDeleteRule", "FirewallDisabled", "FirewallEnabled", "FirewallSetRule"),
        "settings/change",
    ),
    **dict.fromkeys(("ModifyServiceBinary", "ScheduledTaskModified"), "service/change"),
    "ScheduledTaskDeleted": "service/deletion",
    **dict.fromkeys(
        ("DirectoryCreate", "NewExecutableWritten", "NewScriptWritten", "LFODownloadConfirmation"), "file/creation"
    ),
    **dict.fromkeys(("CreateSymlink", "HardLinkCreate", "PackedExecutableWritten"), "file/creation"),
    **dict.fromkeys(
        (
            "CriticalFileModified",
            "FileIntegrityMonitorRuleMatched",
            "FileRenameInfo",
            "FileTimestampMod",
            "ModifyFileTimestamp",
            "NewExecutableRenamed",
            "SetFileTime",
        ),
        "file/change",
    ),
    **dict.fromkeys(("FileDeleteInfo", "ExecutableDeleted"), "file/deletion"),
    "FileOpenInfo": "file/access",
    "MotwWritten": "file/change",
}
BEGINNINGS = (
    ("ActiveDirectoryAccount", "account/change"),
    ("ActiveDirectoryAudit", "settings/change"),
    ("BITSJob", "process/info"),
    ("DcUsb", "volume"),
    ("FsVolume", "volume"),
    ("Ransomware", "detection"),
    ("RemovableMediaVolume", "volume"),
    ("Smb", "share"),
    ("SnapshotVolume", "volume"),
    ("Wmi", "process/info"),
    ("NetworkConnect", "connection"),
    ("NetworkReceiveAccept", "connection"),
    ("NetworkClose", "connection/end"),
    ("NetworkListen", "connection/info"),
    ("RawBind", "connection/info"),
    ("Asep", "registry"),
    ("Reg", "registry"),
    ("Suspicious", "detection"),
    ("Quarantined", "detection"),
)
# What is decided by how a name ends, whatever it begins with.
BEHAVIOUR = (
    ("Blocked", "detection/denied"),
    ("BlockedEvent", "detection/denied"),
    ("DetectInfo", "detection"),
)
ENDINGS = (
    ("InjectedThread", "process/change"),
    ("FileAccessed", "file/access"),
    ("FileWritten", "file/creation"),
    ("FileCreated", "file/creation"),
    ("FileRenamed", "file/change"),
)
MODULES = frozenset(("driver", "library"))
LOGONS = frozenset(("login", "login/failure", "login/info", "logout"))
