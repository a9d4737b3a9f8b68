"""Which action an event of Windows is, by its provider and number.

Source: Microsoft, Advanced security audit policy (events 1100 to 6424); Sysmon 15; Windows PowerShell, Defender,
    Terminal Services, Task Scheduler, AppLocker, Windows Firewall, DNS server, NTLM, SMB, WinRM, BITS, WMI: the
    manifests of their providers; SQL Server and Windows Installer, their events in the log of applications.
"""

from __future__ import annotations

# who the provider of the directory's own events is
DIRECTORY = "Microsoft-Windows-ActiveDirectory_DomainService"

# By provider: an action, and the numbers of its events.
_SECURITY = """
accessed-credentials 4782 5376 5377 5379 5380 5381 5382
accessed-object 4656 4658 4659 4663 4664 4690 4691 4818 4985
accessed-object/directory 4661 4662
accessed-share 5140
added-account 4720
added-computer-account 4741
added-group 4727 4731 4744 4749 4754 4759 4783 4790
added-member-to-group 4728 4732 4746 4751 4756 4761 4785 4787
added-object 5137 5138
added-share 5142
added-task 4698
assigned-token 4696
attack-detected 5148 5149
audit-log-cleared 517 1102
audit-log-failed 516 1101 1104 1105 1108 4612 4621
backed-up-certificates 4876 4877 4878 4879
blocked-connection 5031 5146 5147 5150 5151 5152 5153 5155 5157 5159
boot-configuration 4826
certificate-denied 4888
certificate-issued 4887
certificate-requested 4886 4889
certificate-revoked 4870
certificate-services 4868 4869 4871 4872 4873 4874 4875 4882 4883 4884 4885 4890 4891 4892 4893 4894 4895 4896
 4897 5120 5121 5122 5123 5124 5125 5126 5127
changed-account 4738 4765 4766 4780 4794 4830
changed-audit-policy 4715 4719 4817 4902 4904 4905 4906 4907 4908 4912
changed-certificate-template 4898 4899 4900
changed-computer-account 4742
changed-domain-policy 4706 4707 4713 4714 4716 4739 4819 4864 4865 4866 4867 4909 4910
changed-com-catalog 5888 5889 5890
changed-firewall 4944 4945 4946 4947 4948 4949 4950 4951 4952 4953 4954 4956 4957 4958 5027 5028 5029 5032 5037
 5446 5447 5448 5449 5450
changed-group 4735 4737 4745 4750 4755 4760 4764 4784 4791
changed-object 5136 5139
changed-password 4723
changed-permissions 4670 4911 4913
changed-registry 4657
changed-share 5143
changed-system-time 4616
changed-task 4700 4701 4702
changed-user-right 4703 4704 4705 4717 4718
checked-account 4793 4797
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
enumerated-groups 4626 4627 4798 4799
exited-process 4689
filtered-identifiers 4675
group-policy-applied 6144 6145
installed-service 4697
integrity-failed 5038 6281 6410
ipsec-ended 4655 5452
ipsec-established 4650 4651 5049 5451
ipsec-failed 4652 4653 4654 4960 4961 4962 4963 4965 4976 4977 4978 4983 4984 5453
kerberos-preauth-failed 4771 4824
kerberos-service-ticket 4769 4770 4773 4821
kerberos-ticket 4768 4772 4820
loaded-security-package 4610 4611 4614 4622
locked-account 4740
locked-session 4800 4802
logged-in 528 540 4624
logged-in-explicit 552 4648
logged-in-special 576 4672 4964
logged-out 538 551 4634 4647
logon-failed 529 530 531 532 533 534 535 536 537 539 4625 4649 4822 4823 4825
monitored-pattern 4618
network-authentication 5632 5633
network-policy-decision 6272 6273 6274 6275 6276 6277 6278 6279 6280
permitted-connection 5154 5156 5158
removed-member-from-group 4729 4733 4747 4752 4757 4762 4786 4788
renamed-account 4781
replicated-directory 4928 4929 4930 4931 4932 4933 4934 4935 4936 4937
reset-password 4724
rpc-call 4816 5712
service-failed 5030 5035 5480 5483 5484 5485
service-state 4880 4881 5024 5025 5033 5034 5478 5479
session-disconnected 4779
session-reconnected 4778
shut-down 1100 4609
started-up 4608
unlocked-account 4767
unlocked-session 4801 4803
used-key 4692 4693 4694 4695 5056 5057 5058 5059 5060 5061
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
powershell-provider 300 600
powershell-script 4104 24577
powershell-started 400 40961 40962 53504
powershell-stopped 403
powershell-failed 4100
"""
_DEFENDER = """
detected-malware 1006 1007 1008 1015 1116 1117 1118 1119 1120
scanned-for-malware 1000 1001 1002 1003 1004 1005
exploit-allowed 1129
exploit-blocked 1121 1123 1126 1127 1131
exploit-detected 1122 1124 1125 1128
protection-state 1150 1151 3007
changed-protection 5000 5001 5004 5007 5009 5010 5011 5012 5013
protection-stopped 2001 2003 2004 2012 2021 2031 2040 2041 2042 3002 5008 5100 5101
restored-quarantine 1009 1010
deleted-quarantine 1011 1012 1013 1014
updated-protection 2000 2002 2010 2011 2020 2030
sent-sample 2050 2051
"""
_SERVICES = """
changed-service 7040
installed-service 7045
service-failed 7000 7001 7003 7009 7011 7022 7023 7024 7026 7031 7032 7034 7038 7041 7043
service-state 7035 7036 7042
"""
_LOG = "started-up 6005 6009\nshut-down 6006\nunexpected-shutdown 6008\n"
_SESSIONS = """
session-started 21 22 1149
session-ended 23
session-disconnected 24 39 40
session-reconnected 25
connecting 261 1158
"""
_TASKS = """
added-task 106
changed-task 140 142
deleted-task 141
task-started 100 107 108 109 110 117 118 119 120 121 122 123 124 125 126 129 200
task-ended 102 111 201
task-failed 101 103 104 105 202 203 204 311 322 323 324 326 327 328 329 330 331 332
"""
_APPLOCKER = """
application-allowed 8002 8005 8020 8023 8037
application-audited 8003 8006 8021 8024 8028 8039
application-blocked 8004 8007 8022 8025 8029 8036 8040
changed-protection 8000 8001 8008
"""
_CODE_INTEGRITY = """
application-audited 3076
application-blocked 3077
integrity-failed 3001 3002 3003 3004 3023 3033 3034
changed-protection 3099
"""
_FIREWALL = """
blocked-connection 2011
changed-firewall 2002 2003 2004 2005 2006 2008 2009 2010 2032 2033 2052 2059 2060 2071 2073 2082 2097 2099
"""
_DNS_SERVER = """
dns-query 256 260
dns-answered 257 258 261
changed-dns-record 515 516 517 518 519 520 521
changed-dns-server 512 513 514 525 526 527 528 529 530 531 532 533 534 535 536 537 538 539 540 541 542 543 544 545
 546 547 548 549 550 551 552 553 554 555 556 557 558 559 560 561 562 563 564 565 566 567 568 569 570 571 572 573
 574 575 576 577 578 579 580 581 582
"""
_NTLM = """
blocked-ntlm 4001 4002 4003 4004 4005 4006
ntlm-authentication 8001 8002 8003 8004 8005 8006
"""
_SMB_SERVER = """
accessed-share 3000
denied-share 1005 1006 1007 1009
logon-failed 551
"""
_BITS = "bits-job 3 4 5 16403\nbits-transfer 59 60 61"
_WMI = "wmi-activity 5857 5858 5859 5860\nwmi-event 5861"
_RDP_GATEWAY = """
connecting 200 300
logon-failed 201 301 304
session-started 302
session-ended 303
session-disconnected 202
"""
_SQL_SERVER = """
changed-sql-option 15457
logged-in 18453 18454 18455
logon-failed 18452 18456 18470 18486 18487 18488
"""
_ADFS = """
changed-password 1204 1205
locked-account 516
logged-in 1200 1202
logged-out 1206 1207
logon-failed 342 411 512 515 1201 1203 1210
"""
_INSTALLER = """
installed-package 1033 11707
installed-package/failed 11708
removed-package 1034 11724
removed-package/failed 11725
"""
_UPDATES = "installed-package 19\ninstalled-package/failed 20\ninstalling-package 43 44"


def _numbered(rows: str) -> dict[str, str]:
    """Actions by the numbers of events; a row goes on with one that begins with a blank."""
    found: dict[str, str] = {}
    for row in rows.replace("\n ", " ").split("\n"):
        action, *numbers = row.split() or [""]
        found |= dict.fromkeys(numbers, action)
    return found


_OF_SECURITY, _OF_POWERSHELL = _numbered(_SECURITY), _numbered(_POWERSHELL)
_OF_SESSIONS, _OF_FIREWALL = _numbered(_SESSIONS), _numbered(_FIREWALL)
_OF_DEFENDER = _numbered(_DEFENDER)
_BY_PROVIDER = {
    "AD FS Auditing": _numbered(_ADFS),
    "Application Error": {"1000": "process-crashed"},
    "Application Hang": {"1002": "process-crashed"},
    "ESENT": {"325": "created-file"},
    "EventLog": _numbered(_LOG),
    "MSSQLSERVER": _numbered(_SQL_SERVER),
    "Microsoft Antimalware": _OF_DEFENDER,
    DIRECTORY: {"2889": "unprotected-bind", "2946": "accessed-credentials", "2947": "accessed-credentials"},
    "Microsoft-Windows-AppLocker": _numbered(_APPLOCKER),
    "Microsoft-Windows-Audit-CVE": {"1": "exploit-detected"},
    "Microsoft-Windows-Bits-Client": _numbered(_BITS),
    "Microsoft-Windows-CodeIntegrity": _numbered(_CODE_INTEGRITY),
    "Microsoft-Windows-DNS-Client": dict.fromkeys(("1014", "3006", "3008", "3018", "3020"), "dns-query"),
    "Microsoft-Windows-DNSServer": _numbered(_DNS_SERVER),
    "Microsoft-Windows-Eventlog": {**_OF_SECURITY, "104": "audit-log-cleared"},
    "Microsoft-Windows-Kernel-General": {"12": "started-up", "13": "shut-down", "1": "changed-system-time"},
    "Microsoft-Windows-Kernel-Power": {"41": "unexpected-shutdown", "109": "shut-down"},
    "Microsoft-Windows-GroupPolicy": dict.fromkeys(
        ("1006", "1030", "1058", "1085", "1500", "1501", "1502", "1503", "1129"), "group-policy-applied"
    ),
    "Microsoft-Windows-NTLM": _numbered(_NTLM),
    "Microsoft-Windows-PowerShell": _OF_POWERSHELL,
    "Microsoft-Windows-PrintService": {"307": "printed-document"},
    "Microsoft-Windows-RemoteDesktopServices-RdpCoreTS": {"131": "connecting", "140": "logon-failed"},
    "Microsoft-Windows-SMBServer": _numbered(_SMB_SERVER),
    "Microsoft-Windows-Security-Auditing": _OF_SECURITY,
    "Microsoft-Windows-Sysmon": _numbered(_SYSMON),
    "Microsoft-Windows-TaskScheduler": _numbered(_TASKS),
    "Microsoft-Windows-TerminalServices-ClientActiveXCore": {"1024": "connecting", "1102": "connecting"},
    "Microsoft-Windows-TerminalServices-Gateway": _numbered(_RDP_GATEWAY),
    "Microsoft-Windows-TerminalServices-LocalSessionManager": _OF_SESSIONS,
    "Microsoft-Windows-TerminalServices-RemoteConnectionManager": _OF_SESSIONS,
    "Microsoft-Windows-Windows Defender": _OF_DEFENDER,
    "Microsoft-Windows-Windows Firewall With Advanced Security": _OF_FIREWALL,
    "Microsoft-Windows-WMI-Activity": _numbered(_WMI),
    "Microsoft-Windows-WinRM": {"6": "connecting", "91": "session-started", "161": "logon-failed",
                                "169": "logged-in"},
    "Microsoft-Windows-WindowsUpdateClient": _numbered(_UPDATES),
    "Microsoft-Windows-Winlogon": {"7001": "session-started", "7002": "session-ended"},
    "MsiInstaller": _numbered(_INSTALLER),
    "NETLOGON": {**dict.fromkeys(("5723", "5805", "5827", "5828"), "secure-channel-denied"),
                 **dict.fromkeys(("5829", "5830", "5831"), "secure-channel-allowed")},
    "PowerShell": _OF_POWERSHELL,
    "PowerShellCore": _OF_POWERSHELL,
    "Security": _OF_SECURITY,
    "Service Control Manager": _numbered(_SERVICES),
    "User32": {"1074": "shut-down", "1076": "unexpected-shutdown"},
}  # fmt: skip
_NONE: dict[str, str] = {}
PROVIDERS = tuple(_BY_PROVIDER)


def action_of(provider: str, number: str) -> str:
    """The action of the event `number` of a provider."""
    return _BY_PROVIDER.get(provider, _NONE).get(number, "event-logged")
