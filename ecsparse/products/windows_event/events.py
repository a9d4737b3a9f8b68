"""What the events of Windows mean: the actions that `numbers` finds by provider and number."""

from __future__ import annotations

from ecsparse.messages import actions

ACTIONS = actions(
    """
accessed-clipboard            process: info | a process put something on the clipboard
accessed-credentials          iam: info | stored credentials, or a password's hash, were read
accessed-object               file: access | an object was opened, used or closed
accessed-object/directory     configuration: access
accessed-object/process       process: access
accessed-object/registry      configuration registry: access
accessed-process              process: access | a process opened another one
accessed-raw-disk             process: access | a process read a disk without its file system
accessed-share                file network: access | a network share was accessed
added-account                 iam: creation user | an account was created
added-computer-account        iam: admin creation | a computer's account was created
added-group                   iam: creation group | a group was created
added-member-to-group         iam: change group | an account became a member of a group
added-object                  configuration: creation | an object of the directory was created or restored
added-share                   configuration: creation | a network share was created
added-task                    configuration: creation | a scheduled task was created
application-allowed           process: start | a policy let a program, a script or a package run
application-audited           process: info | a policy would have blocked a program, a script or a package
application-blocked           intrusion_detection: denied | a policy blocked a program, a script or a package
assigned-token                process: change | a process was given another token
attack-detected               intrusion_detection network: info, alert | the firewall noticed an attack
audit-log-cleared             configuration: deletion | a log was cleared
audit-log-failed              host: info | events may have been lost
backed-up-certificates        configuration: access | a certification authority was backed up or restored
bits-job                      network: info | a job of BITS was created, done or cancelled
bits-transfer                 network: access info | BITS began or ended a transfer
blocked-connection            network: connection denied | the firewall blocked a connection
blocked-executable            intrusion_detection: denied | a file that can be executed was not allowed to be
  created
blocked-ntlm                  authentication: info | NTLM was blocked, or would have been
boot-configuration            host: info | the configuration that the system boots with was read
certificate-denied            configuration: info, failure | a request for a certificate was denied
certificate-issued            configuration: creation | a certificate was issued
certificate-requested         configuration: info | a certificate was requested, or set to pending
certificate-revoked           configuration: change | a certificate was revoked
certificate-services          configuration: info | a certification authority decided or was changed
changed-account               iam: change user | an account was changed
changed-audit-policy          configuration: change | what is audited was changed
changed-certificate-template  configuration: change | a template of certificates was loaded or changed
changed-com-catalog           configuration: change | an object of the catalogue of COM+ was changed
changed-computer-account      iam: admin change | a computer's account was changed
changed-dns-record            configuration: change | a record of a zone was added, changed or removed
changed-dns-server            configuration: change | a zone or a setting of the DNS server was changed
changed-domain-policy         configuration: change | a policy or a trust of the domain was changed
changed-file-time             file: change | a process changed when a file was created
changed-firewall              configuration: change | a rule or a setting of the firewall was changed
changed-group                 iam: change group | a group was changed
changed-object                configuration: change | an object of the directory was changed or moved
changed-password              iam: change user | a user changed a password
changed-permissions           configuration: change | the permissions on an object were changed
changed-protection            configuration: change | a setting of the protection was changed
changed-registry              configuration registry: change | a value or a key of the registry was changed
changed-service               configuration: change | how a service starts was changed
changed-share                 configuration: change | a network share was changed
changed-sql-option            configuration: change | an option of SQL Server was changed
changed-system-time           host: change | the time of the system was changed
changed-task                  configuration: change | a scheduled task was changed, enabled or disabled
changed-user-right            iam: admin change | a right was assigned or removed
checked-account               iam: info | an account was asked for, or its password checked, without a logon
checked-share                 file network: info | a share was checked for whether access can be granted
connected-pipe                file: access | a process connected to a named pipe
connected-to-network          network: connection start | a process connected
connecting                    network: connection start | a remote session is asked for
created-file                  file: creation | a process created or overwrote a file, or a stream of one
created-pipe                  file: creation | a process created a named pipe
created-process               process: start | a process was created
created-remote-thread         process: change | a process started a thread in another one
deleted-account               iam: deletion user | an account was deleted
deleted-computer-account      iam: admin deletion | a computer's account was deleted
deleted-directory-object      configuration: deletion | an object of the directory was deleted
deleted-file                  file: deletion | a process deleted a file
deleted-group                 iam: deletion group | a group was deleted
deleted-object                file: deletion | an object was deleted
deleted-quarantine            malware: info | quarantined or remembered malware was deleted
deleted-share                 configuration: deletion | a network share was deleted
deleted-task                  configuration: deletion | a scheduled task was deleted
denied-share                  network: access denied, failure | access to a share was denied
detected-executable           file: creation | a file that can be executed was created
detected-malware              malware: info, alert | malware or unwanted software was detected
device-recognized             host: info | an external device was recognized, allowed or blocked
disabled-account              iam: change user | an account was disabled
dns-answered                  network: connection info protocol + dns | the DNS server answered
dns-query                     network: connection info protocol + dns | a process looked up a name
enabled-account               iam: change user | an account was enabled
enumerated-groups             iam: info | groups or claims of an account, or a group's members, were listed
event-logged | any other event
exited-process                process: end | a process ended
exploit-allowed               intrusion_detection: allowed, alert | a user let through what a rule against exploits
  had blocked
exploit-blocked               intrusion_detection: denied, alert | a rule against exploits or ransomware blocked
  something
exploit-detected              intrusion_detection: info, alert | an attempt to exploit a vulnerability was detected
filtered-identifiers          authentication: info | identifiers were filtered out of a logon
group-policy-applied          configuration: change | policies were applied, or failed to be
installed-package             package: installation | a product or an update was installed
installed-package/failed      package: installation, failure
installed-service             configuration: creation | a service was installed
installing-package            package: start | an update is loaded or installed
integrity-failed              file: info | a file or its signature is not valid
ipsec-ended                   network: connection end | a security association of IPsec ended
ipsec-established             network: connection start | a security association of IPsec was established
ipsec-failed                  network: connection info, failure | a negotiation or a packet of IPsec failed
kerberos-preauth-failed       authentication: start, failure | Kerberos pre-authentication failed
kerberos-service-ticket       authentication: start | a Kerberos service ticket was requested
kerberos-ticket               authentication: start | a Kerberos ticket was requested
loaded-driver                 driver: start | a driver was loaded
loaded-library                library process: start | a process loaded a library
loaded-security-package       library: start | a package that authenticates was loaded or registered
locked-account                iam: change user | an account was locked out
locked-session                session: info | a workstation was locked, or its screen saver began
logged-in                     authentication session: start, success | an account logged on
logged-in-explicit            authentication: start | a process logged on with other credentials
logged-in-special             iam: admin | an account with special privileges logged on
logged-out                    authentication session: end | an account logged off
logon-failed                  authentication: start, failure | an account failed to log on
monitored-pattern             intrusion_detection: info, alert | a pattern of events that is monitored for occurred
network-authentication        authentication: start | a computer asked to join a wired or wireless network
network-policy-decision       authentication: start | a policy server granted or denied access
ntlm-authentication           authentication: start | NTLM was used
permitted-connection          network: allowed connection | the firewall permitted a connection
powershell-command            process: info | PowerShell ran a command
powershell-failed             process: info, failure | a command of PowerShell failed
powershell-provider           process: info | a provider of PowerShell changed its state
powershell-script             process: info | PowerShell compiled a block of a script
powershell-started            process: start | PowerShell started
powershell-stopped            process: end | PowerShell stopped
printed-document | a document was printed
process-crashed               process: end, failure | a process crashed or stopped answering
protection-state              host: info | the protection told its state, or recovered
protection-stopped            malware: info | a part of the protection stopped or failed
removed-member-from-group     iam: change group | an account is no longer a member of a group
removed-package               package: deletion | a product was removed
removed-package/failed        package: deletion, failure
renamed-account               iam: change user | an account was renamed
replicated-directory          configuration: info | directories were replicated
reset-password                iam: change user | somebody set the password of another account
restored-quarantine           malware: info | quarantined malware was restored
rpc-call                      network: connection info | a remote procedure was called
scanned-for-malware           malware: info | a scan for malware started or ended
secure-channel-allowed        authentication: start, success | a computer was let in over a vulnerable channel
secure-channel-denied         authentication: start, failure | a computer could not set up its secure channel
sent-sample                   malware: info | a file was sent for analysis
service-failed                host: info, failure | a service failed, or could not start
service-state                 host: change | a service, or Sysmon, changed its state
session-disconnected          session: end | a session was disconnected
session-ended                 session: end | a remote session ended
session-reconnected           session: start | a session was reconnected
session-started               session: start | a remote session started
shut-down                     host: end | the system, or what logs its events, stopped
started-up                    host: start | the system, or what logs its events, started
sysmon-configuration          configuration: change | the configuration of Sysmon was changed
sysmon-failed                 host: info | Sysmon had an error
tampered-process              process: change | the image of a process was changed
task-ended                    process: end | an action of a scheduled task ended
task-failed                   process: info, failure | a scheduled task, or an action of it, did not start or failed
task-started                  process: start | an action of a scheduled task started
unexpected-shutdown           host: end | the system had stopped without being shut down
unlocked-account              iam: change user | an account was unlocked
unlocked-session              session: info | a workstation was unlocked, or its screen saver ended
unprotected-bind              authentication: start | a client bound to the directory without signing or encryption
updated-protection            malware: info | signatures or an engine against malware were updated
used-key                      configuration: access | a cryptographic key was used or moved
used-privilege                iam: admin | a privileged service or operation was asked for
validated-credentials         authentication: start | credentials were checked
wmi-activity                  process: info | WMI ran a query or loaded a provider
wmi-event                     configuration: change | a filter or a consumer of WMI's events was registered
""",
    dns={"network": {"protocol": "dns"}},
)
