"""What the events of Windows mean: their actions by provider and number, and whom their values are about.

Source: Microsoft, Advanced security audit policy (events 1100 to 6424); Sysmon 15; Windows PowerShell, Defender,
Terminal Services, Task Scheduler, AppLocker, Windows Firewall: the manifests of their providers.
"""

from __future__ import annotations

from ecsparse.messages import Action

# who the provider of the directory's own events is
DIRECTORY = "Microsoft-Windows-ActiveDirectory_DomainService"

_FILE = "file"
_NETWORK = "network"
_BLOCKED = "intrusion_detection"
_PROCESS = "process"
_REGISTRY = "configuration registry"

ACTIONS = {
    "accessed-clipboard": Action("a process put something on the clipboard", _PROCESS, "info"),
    "accessed-credentials": Action("stored credentials, or a password's hash, were read", "iam", "info"),
    "accessed-object": Action("an object was opened, used or closed", _FILE, "access"),
    "accessed-process": Action("a process opened another one", _PROCESS, "access"),
    "accessed-raw-disk": Action("a process read a disk without its file system", _PROCESS, "access"),
    "accessed-share": Action("a network share was accessed", f"{_FILE} {_NETWORK}", "access"),
    "added-account": Action("an account was created", "iam", "creation user"),
    "added-computer-account": Action("a computer's account was created", "iam", "admin creation"),
    "added-group": Action("a group was created", "iam", "creation group"),
    "added-member-to-group": Action("an account became a member of a group", "iam", "change group"),
    "added-object": Action("an object of the directory was created or restored", "configuration", "creation"),
    "added-share": Action("a network share was created", "configuration", "creation"),
    "added-task": Action("a scheduled task was created", "configuration", "creation"),
    "application-allowed": Action("a policy let a program, a script or a package run", _PROCESS, "start"),
    "application-audited": Action("a policy would have blocked a program, a script or a package", _PROCESS, "info"),
    "application-blocked": Action("a policy blocked a program, a script or a package", _BLOCKED, "denied"),
    "audit-log-cleared": Action("a log was cleared", "configuration", "deletion"),
    "audit-log-failed": Action("events may have been lost", "host", "info"),
    "blocked-connection": Action("the firewall blocked a connection", _NETWORK, "connection denied"),
    "blocked-executable": Action("a file that can be executed was not allowed to be created", _BLOCKED, "denied"),
    "certificate-services": Action("a certification authority decided or was changed", "configuration", "info"),
    "changed-account": Action("an account was changed", "iam", "change user"),
    "changed-audit-policy": Action("what is audited was changed", "configuration", "change"),
    "changed-computer-account": Action("a computer's account was changed", "iam", "admin change"),
    "changed-domain-policy": Action("a policy or a trust of the domain was changed", "configuration", "change"),
    "changed-file-time": Action("a process changed when a file was created", _FILE, "change"),
    "changed-firewall": Action("a rule or a setting of the firewall was changed", "configuration", "change"),
    "changed-group": Action("a group was changed", "iam", "change group"),
    "changed-object": Action("an object of the directory was changed or moved", "configuration", "change"),
    "changed-password": Action("a user changed a password", "iam", "change user"),
    "changed-permissions": Action("the permissions on an object were changed", "configuration", "change"),
    "changed-protection": Action("a setting of the protection was changed", "configuration", "change"),
    "changed-registry": Action("a value or a key of the registry was changed", _REGISTRY, "change"),
    "changed-service": Action("how a service starts was changed", "configuration", "change"),
    "changed-share": Action("a network share was changed", "configuration", "change"),
    "changed-system-time": Action("the time of the system was changed", "host", "change"),
    "changed-task": Action("a scheduled task was changed, enabled or disabled", "configuration", "change"),
    "changed-user-right": Action("a right was assigned or removed", "iam", "admin change"),
    "checked-share": Action("a share was checked for whether access can be granted", f"{_FILE} {_NETWORK}", "info"),
    "connected-pipe": Action("a process connected to a named pipe", _FILE, "access"),
    "connected-to-network": Action("a process connected", _NETWORK, "connection start"),
    "created-file": Action("a process created or overwrote a file, or a stream of one", _FILE, "creation"),
    "created-pipe": Action("a process created a named pipe", _FILE, "creation"),
    "created-process": Action("a process was created", _PROCESS, "start"),
    "created-remote-thread": Action("a process started a thread in another one", _PROCESS, "change"),
    "deleted-account": Action("an account was deleted", "iam", "deletion user"),
    "deleted-computer-account": Action("a computer's account was deleted", "iam", "admin deletion"),
    "deleted-file": Action("a process deleted a file", _FILE, "deletion"),
    "deleted-group": Action("a group was deleted", "iam", "deletion group"),
    "deleted-object": Action("an object was deleted", _FILE, "deletion"),
    "deleted-directory-object": Action("an object of the directory was deleted", "configuration", "deletion"),
    "deleted-share": Action("a network share was deleted", "configuration", "deletion"),
    "deleted-task": Action("a scheduled task was deleted", "configuration", "deletion"),
    "detected-executable": Action("a file that can be executed was created", _FILE, "creation"),
    "detected-malware": Action("malware or unwanted software was detected", "malware", "info", kind="alert"),
    "device-recognized": Action("an external device was recognized, allowed or blocked", "host", "info"),
    "disabled-account": Action("an account was disabled", "iam", "change user"),
    "dns-query": Action("a process looked up a name", _NETWORK, "connection info protocol",
                        also={"network": {"protocol": "dns"}}),
    "enabled-account": Action("an account was enabled", "iam", "change user"),
    "enumerated-groups": Action("the groups of an account, or the members of a group, were listed", "iam", "info"),
    "event-logged": Action("any other event"),
    "exited-process": Action("a process ended", _PROCESS, "end"),
    "exploit-blocked": Action("a rule against exploits or ransomware blocked something", "intrusion_detection",
                              "denied", kind="alert"),
    "exploit-detected": Action("an attempt to exploit a vulnerability was detected", "intrusion_detection", "info",
                               kind="alert"),
    "installed-service": Action("a service was installed", "configuration", "creation"),
    "integrity-failed": Action("a file or its signature is not valid", _FILE, "info"),
    "kerberos-preauth-failed": Action("Kerberos pre-authentication failed", "authentication", "start", "failure"),
    "kerberos-service-ticket": Action("a Kerberos service ticket was requested", "authentication", "start"),
    "kerberos-ticket": Action("a Kerberos ticket was requested", "authentication", "start"),
    "loaded-driver": Action("a driver was loaded", "driver", "start"),
    "loaded-library": Action("a process loaded a library", "library process", "start"),
    "locked-account": Action("an account was locked out", "iam", "change user"),
    "locked-session": Action("a workstation was locked, or its screen saver began", "session", "info"),
    "logged-in": Action("an account logged on", "authentication session", "start", "success"),
    "logged-in-explicit": Action("a process logged on with other credentials", "authentication", "start"),
    "logged-in-special": Action("an account with special privileges logged on", "iam", "admin"),
    "logged-out": Action("an account logged off", "authentication session", "end"),
    "logon-failed": Action("an account failed to log on", "authentication", "start", "failure"),
    "network-policy-decision": Action("a policy server granted or denied access", "authentication", "start"),
    "permitted-connection": Action("the firewall permitted a connection", _NETWORK, "allowed connection"),
    "powershell-command": Action("PowerShell ran a command", _PROCESS, "info"),
    "powershell-provider": Action("a provider of PowerShell changed its state", _PROCESS, "info"),
    "powershell-script": Action("PowerShell compiled a block of a script", _PROCESS, "info"),
    "powershell-started": Action("PowerShell started", _PROCESS, "start"),
    "powershell-stopped": Action("PowerShell stopped", _PROCESS, "end"),
    "protection-stopped": Action("a part of the protection stopped or failed", "malware", "info"),
    "removed-member-from-group": Action("an account is no longer a member of a group", "iam", "change group"),
    "renamed-account": Action("an account was renamed", "iam", "change user"),
    "replicated-directory": Action("directories were replicated", "configuration", "info"),
    "reset-password": Action("somebody set the password of another account", "iam", "change user"),
    "scanned-for-malware": Action("a scan for malware started or ended", "malware", "info"),
    "service-state": Action("a service, or Sysmon, changed its state", "host", "change"),
    "session-disconnected": Action("a session was disconnected", "session", "end"),
    "session-reconnected": Action("a session was reconnected", "session", "start"),
    "session-started": Action("a remote session started", "session", "start"),
    "session-ended": Action("a remote session ended", "session", "end"),
    "shut-down": Action("the system, or what logs its events, stopped", "host", "end"),
    "started-up": Action("the system, or what logs its events, started", "host", "start"),
    "sysmon-configuration": Action("the configuration of Sysmon was changed", "configuration", "change"),
    "sysmon-failed": Action("Sysmon had an error", "host", "info"),
    "tampered-process": Action("the image of a process was changed", _PROCESS, "change"),
    "task-ended": Action("an action of a scheduled task ended", _PROCESS, "end"),
    "task-started": Action("an action of a scheduled task started", _PROCESS, "start"),
    "unprotected-bind": Action("a client bound to the directory without signing or encryption", "authentication",
                               "start"),
    "unexpected-shutdown": Action("the system had stopped without being shut down", "host", "end"),
    "unlocked-account": Action("an account was unlocked", "iam", "change user"),
    "unlocked-session": Action("a workstation was unlocked, or its screen saver ended", "session", "info"),
    "used-key": Action("a cryptographic key was used or moved", "configuration", "access"),
    "used-privilege": Action("a privileged service or operation was asked for", "iam", "admin"),
    "validated-credentials": Action("credentials were checked", "authentication", "start"),
    "wmi-event": Action("a filter or a consumer of WMI's events was registered", "configuration", "change"),
}  # fmt: skip

# By provider: an action, and the numbers of its events.
_SECURITY = """
accessed-credentials 4782 5376 5377 5379 5380 5381 5382
accessed-object 4656 4658 4659 4661 4662 4663 4664 4690 4691 4985
accessed-share 5140
added-account 4720
added-computer-account 4741
added-group 4727 4731 4744 4749 4754 4759 4783 4790
added-member-to-group 4728 4732 4746 4751 4756 4761 4785 4787
added-object 5137 5138
added-share 5142
added-task 4698
audit-log-cleared 1102 517
audit-log-failed 1101 1104 1105 1108 4612 516
blocked-connection 5031 5150 5151 5152 5153 5155 5157 5159
certificate-services 4868 4869 4870 4871 4872 4873 4874 4875 4876 4877 4878 4879 4880 4881 4882 4883 4884 4885 4886
 4887 4888 4889 4890 4891 4892 4893 4894 4895 4896 4897 4898 4899 4900
changed-account 4738 4765 4766 4780 4794
changed-audit-policy 4715 4719 4817 4902 4904 4905 4906 4907 4908 4912
changed-computer-account 4742
changed-domain-policy 4706 4707 4713 4714 4716 4739 4864 4865 4866 4867
changed-firewall 4944 4945 4946 4947 4948 4949 4950 4951 4952 4953 4954 4956 4957 4958 5025 5027 5028 5029 5030
 5032 5033 5034 5035 5037
changed-group 4735 4737 4745 4750 4755 4760 4764 4784 4791
changed-object 5136 5139
changed-password 4723
changed-permissions 4670 4911 4913
changed-registry 4657
changed-share 5143
changed-system-time 4616
changed-task 4700 4701 4702
changed-user-right 4703 4704 4705 4717 4718
checked-share 5145 5168
created-process 4688
deleted-account 4726
deleted-computer-account 4743
deleted-directory-object 5141
deleted-group 4730 4734 4748 4753 4758 4763 4789 4792
deleted-object 4660
deleted-share 5144
deleted-task 4699
device-recognized 6416 6419 6420 6421 6422 6423 6424
disabled-account 4725
enabled-account 4722
enumerated-groups 4627 4798 4799
exited-process 4689
installed-service 4697
integrity-failed 5038 6281
kerberos-preauth-failed 4771
kerberos-service-ticket 4769 4770 4773
kerberos-ticket 4768 4772
locked-account 4740
locked-session 4800 4802
logged-in 4624 528 540
logged-in-explicit 4648 552
logged-in-special 4672 4964 576
logged-out 4634 4647 538 551
logon-failed 4625 4649 4825 529 530 531 532 533 534 535 536 537 539
network-policy-decision 6272 6273 6274 6275 6276 6277 6278 6279 6280
permitted-connection 5154 5156 5158
removed-member-from-group 4729 4733 4747 4752 4757 4762 4786 4788
renamed-account 4781
replicated-directory 4928 4929 4930 4931 4932 4933 4934 4935 4936 4937
reset-password 4724
session-disconnected 4779
session-reconnected 4778
shut-down 1100 4609
started-up 4608
unlocked-account 4767
unlocked-session 4801 4803
used-key 5058 5059 5061
used-privilege 4673 4674
validated-credentials 4774 4775 4776 4777
"""
_SYSMON = """
created-process 1
changed-file-time 2
connected-to-network 3
service-state 4
exited-process 5
loaded-driver 6
loaded-library 7
created-remote-thread 8
accessed-raw-disk 9
accessed-process 10
created-file 11 15
changed-registry 12 13 14
sysmon-configuration 16
created-pipe 17
connected-pipe 18
wmi-event 19 20 21
dns-query 22
deleted-file 23 26
accessed-clipboard 24
tampered-process 25
blocked-executable 27 28
detected-executable 29
sysmon-failed 255
"""
_POWERSHELL = """
powershell-command 800 4103 4105 4106
powershell-provider 600
powershell-script 4104
powershell-started 400 40961 40962 53504
powershell-stopped 403
"""
_DEFENDER = """
detected-malware 1006 1007 1008 1015 1116 1117 1118 1119
scanned-for-malware 1000 1001 1002 1003 1004 1005
exploit-blocked 1121 1123 1125 1127
exploit-detected 1122 1124 1126
changed-protection 5000 5001 5004 5007 5009 5010 5011 5012 5013
protection-stopped 1150 1151 2001 2003 2004 3002 5008
"""
_SERVICES = "service-state 7031 7034 7035 7036\nchanged-service 7040\ninstalled-service 7045"
_LOG = "started-up 6005 6009\nshut-down 6006\nunexpected-shutdown 6008\n"
_SESSIONS = """
session-started 21 22 1149
session-ended 23
session-disconnected 24 39 40
session-reconnected 25
"""
_TASKS = """
added-task 106
changed-task 140 142
deleted-task 141
task-started 100 107 108 110 129 200
task-ended 102 111 201
"""
_APPLOCKER = """
application-allowed 8002 8005 8020 8023
application-audited 8003 8006 8021 8024
application-blocked 8004 8007 8022 8025
"""
_CODE_INTEGRITY = """
application-audited 3076
application-blocked 3077
integrity-failed 3001 3002 3003 3004 3023 3033 3034
"""
_FIREWALL = "changed-firewall 2002 2003 2004 2005 2006 2008 2032 2033 2052 2071 2073 2082 2097 2099"


def _numbered(rows: str) -> dict[str, str]:
    """Actions by the numbers of events; a row goes on with one that begins with a blank."""
    found: dict[str, str] = {}
    for row in rows.replace("\n ", " ").split("\n"):
        action, *numbers = row.split() or [""]
        found |= dict.fromkeys(numbers, action)
    return found


_OF_SECURITY, _OF_POWERSHELL = _numbered(_SECURITY), _numbered(_POWERSHELL)
_OF_SESSIONS, _OF_FIREWALL = _numbered(_SESSIONS), _numbered(_FIREWALL)
_BY_PROVIDER = {
    "AD FS Auditing": {"1200": "logged-in", "1201": "logon-failed", "1202": "logged-in", "1203": "logon-failed",
                       "411": "logon-failed", "342": "logon-failed"},
    "EventLog": _numbered(_LOG),
    DIRECTORY: {"2889": "unprotected-bind", "2946": "accessed-credentials", "2947": "accessed-credentials"},
    "Microsoft-Windows-AppLocker": _numbered(_APPLOCKER),
    "Microsoft-Windows-Audit-CVE": {"1": "exploit-detected"},
    "Microsoft-Windows-CodeIntegrity": _numbered(_CODE_INTEGRITY),
    "Microsoft-Windows-DNS-Client": dict.fromkeys(("3006", "3008", "3018", "3020"), "dns-query"),
    "Microsoft-Windows-Eventlog": {**_OF_SECURITY, "104": "audit-log-cleared"},
    "Microsoft-Windows-Kernel-General": {"12": "started-up", "13": "shut-down", "1": "changed-system-time"},
    "Microsoft-Windows-Kernel-Power": {"41": "unexpected-shutdown", "109": "shut-down"},
    "Microsoft-Windows-PowerShell": _OF_POWERSHELL,
    "Microsoft-Windows-Security-Auditing": _OF_SECURITY,
    "Microsoft-Windows-Sysmon": _numbered(_SYSMON),
    "Microsoft-Windows-TaskScheduler": _numbered(_TASKS),
    "Microsoft-Windows-TerminalServices-LocalSessionManager": _OF_SESSIONS,
    "Microsoft-Windows-TerminalServices-RemoteConnectionManager": _OF_SESSIONS,
    "Microsoft-Windows-Windows Defender": _numbered(_DEFENDER),
    "Microsoft-Windows-Windows Firewall With Advanced Security": _OF_FIREWALL,
    "PowerShell": _OF_POWERSHELL,
    "PowerShellCore": _OF_POWERSHELL,
    "Security": _OF_SECURITY,
    "Service Control Manager": _numbered(_SERVICES),
    "User32": {"1074": "shut-down", "1076": "unexpected-shutdown"},
}  # fmt: skip
_NONE: dict[str, str] = {}

# Whom `Target…` is about where it is not the account that is managed.
LOGON = frozenset((
    "kerberos-preauth-failed", "kerberos-service-ticket", "kerberos-ticket", "locked-session", "logged-in",
    "logged-out", "logon-failed", "session-disconnected", "session-reconnected", "unlocked-session",
    "validated-credentials",
))  # fmt: skip
GROUP = frozenset(
    ("added-group", "added-member-to-group", "changed-group", "deleted-group", "removed-member-from-group")
)
EFFECTIVE = frozenset(("created-process", "logged-in-explicit"))


def action_of(provider: str, number: str) -> str:
    """The action of the event `number` of a provider."""
    return _BY_PROVIDER.get(provider, _NONE).get(number, "event-logged")
