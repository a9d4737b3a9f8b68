"""The audit events of AIX, and the statuses of their records, for `ibm_aix`: data alone."""

from __future__ import annotations

from ecsparse.messages import actions

# /etc/security/audit/events: the events of the base system, what they are in the profile `ecs`, and what they mean.
EVENTS = actions("""
ACCT_{Disable|Enable}  configuration: change | process accounting was switched {off|on}
AT_Job{Add|Remove}  configuration: {creation|deletion} | a job was {given to|taken from} at
AUD_Bin_Def  configuration: change | the files that take the audit trail were set
AUD_CONFIG_WR  configuration file: change | a configuration file of the audit system was written
AUD_Events  configuration: change | the classes of audited events were set or asked for
AUD_It  configuration: change | the audit system was switched or asked for its state
AUD_Lost_Rec  host: info | audit records were lost
AUD_Objects  configuration: change | the audited objects were set or asked for
AUD_Proc  configuration: change | what is audited of a process was set or asked for
BACKUP_{Export|Priv}  file: access | files were written to a backup{| with their privileges}
CRON_{Start|Finish}  process: {start|end} | {cron started a job|a job that cron had started ended}
CRON_Job{Add|Remove}  configuration: {creation|deletion} | a job was {given to|taken from} cron
DEV_{Change|Configure}  configuration: change | a device{'s settings were changed| was made available}
DEV_{Create|Define}  configuration: creation | a device was {created|defined}
DEV_{Remove|Undefine}  configuration: deletion | a device{|'s definition} was removed
DEV_{Start|Stop}  configuration: change | a device was {started|stopped}
DEV_{Unconfigure|UnConfigure}  configuration: change | a device was made unavailable
ENQUE_admin  configuration: change | a print queue was administered
ENQUE_exec  process: info | a request was made to a print queue
FILE_Accessx  file: access | the permission to access a file was asked for
FILE_{Acl|WriteXacl}  file: change | a file's {access|extended access} control list was changed
FILE_{Chpriv|Mode|Owner|Privilege}  file: change | a file's {privileges|mode|owner or group|privileges} changed
FILE_{Close|Dupfd}  file: info | a file {was closed|descriptor was duplicated}
FILE_{Facl|Fchmod|Fchown}  file: change | an open file's {access control list|mode|owner or group} was changed
FILE_Fchpriv  file: change | an open file's privileges were changed
FILE_{Frevoke|Revoke}  file: change | others lost their access to {an open|a} file
FILE_{Fsync|Stat}  file: info | a file's {contents were forced to disk|status was asked for}
FILE_{Link|Symlink}  file: creation | a {hard|symbolic} link was made
FILE_{Mknod|Pipe}  file: creation | a {special file or a pipe with|pipe without} a name was made
FILE_{Open|Read}  file: access | a file was {opened|read}
FILE_{Rename|Truncate|Write}  file: change | a file was {renamed or moved|cut to a length|written}
FILE_{Unlink|Utimes}  file: {deletion|change} | a file's {name was removed|times were set}
FS_{Chdir|Fchdir}  process: change | a process went to another working directory{|, which it had opened}
FS_Chroot  process: change | a process got another root directory
FS_{Extend|Mount|Umount}  configuration: change | a file system was {extended|mounted|unmounted}
FS_{Mkdir|Rmdir}  file: {creation|deletion} | a directory was {made|removed}
GROUP_{Adms|User}  iam: change group | a check of groups removed {an administrator|a member} of a group
GROUP_{Change|Create|Remove}  iam: {change|creation|deletion} group | a group was {changed|created|removed}
IKE_{activat|remove}_cmd  network: {start|end} | the {activation|removal} of an IKE tunnel was commanded
IKE_{activity|tun_cmd}  network: info | an IKE tunnel {did something|was commanded}
INSTALLP_{Exec|Inst}  package: {info|installation} | the installer {ran a program|installed a package}
IPSEC_chtun  configuration: change | the definition of an IPsec tunnel was changed
IPSEC_{export|lstun}  configuration: access | definitions of IPsec tunnels were {exported|listed}
IPSEC_{gentun|imptun}  configuration: creation | definitions of IPsec tunnels were {made|imported}
IPSEC_{mktun|rmtun}  network: {start|end} | an IPsec tunnel was {activated|deactivated}
IPSEC_{p1|p2}_nego  network: info protocol | the {first|second} phase of an IKE negotiation took place
KST_Prot{Start|Stop}  configuration: info | a protection of the kernel security tables {began|ended}
LDAP_{Bind|Login}  authentication: {info|start} | a directory server was {bound to|asked who logs in}
LDAP_Change  iam: change | an entry of a directory server was changed
LVM_{AddLV|CreateLV|CreateVG}  configuration: creation | a {logical volume|logical volume|volume group} was created
LVM_{Change|Extend|Reduce}LV  configuration: change | a logical volume was {changed|extended|reduced}
LVM_{Change|Extend|Reduce}VG  configuration: change | a volume group was {changed|extended|reduced}
LVM_{DeleteLV|DeleteVG|KillVG}  configuration: deletion | a {logical volume|volume group|volume group} was deleted
LVM_{Delete|Missing}PV  configuration: {deletion|info} | a physical volume was {taken out of its group|missing}
LVM_Vary{off|on}VG  configuration: change | a volume group was {taken off|brought on} line
MSG_{Create|Delete}  process: info | a message queue was {created|deleted}
MSG_{Mode|Owner}  process: change | a message queue's {mode|owner} was changed
MSG_{Read|Write}  process: access | a message was {taken from|put into} a queue
PASSWORD_{Change|Flags}  iam: change user | a user's password{ was|'s flags were} changed
PASSWORD_{Check|Ckerr}  iam: info user | the check of the passwords' file {reported or mended an entry|met an error}
PORT_{Change|Locked}  {configuration: change|authentication: info} | a login port was {changed|locked}
PROC_{Adjtime|Settimer}  host: change | the system's {clock was adjusted|timer was set}
PROC_{AuditID|SetPri}  process: change | a process got {another audit identity|a fixed priority}
PROC_{Create|Delete}  process: {start|end} | a process {was created|ended}
PROC_{Debug|TraceAttach}  process: access | a {process was debugged by another|debugger was attached to a process}
PROC_{Environ|RealGID|RealUID}  process: change | a process's {protected environment|group id|user id} was changed
PROC_Execute  process: start | a program was executed
PROC_Kill  process: change | a signal was sent to a process
PROC_{Limits|Privilege}  process: change | a process's {limits|privileges} were changed
PROC_Load{|Error}  library: start | a module {was|could not be} loaded into a process
PROC_LoadMember  library: start | a member of an archive was loaded into a process
PROC_Set{Groups|Roles|UserIDs}  process: change | a process's {groups|roles|user ids} were set
PROC_Set{pgid|pri}  process: change | a process's {group of processes was set|priority was changed}
PROC_Sysconfig  configuration: info | a configuration call was made to the kernel
RESTORE_Import  file: creation | files were restored from a backup
ROLE_{Change|Create|Remove}  iam: admin {change|creation|deletion} | a role was {changed|created|removed}
S_{ENVIRON|LIMITS}_WRITE  configuration file: change | the file of users' {environments|limits} was written
S_{GROUP|USER}_WRITE  configuration file: change | the file of {groups'|users'} security attributes was written
S_LOGIN_WRITE  configuration file: change | the file of login controls was written
S_PASSWD_{READ|WRITE}  {|configuration }file: {access|change} | the file of encrypted passwords was {read|written}
SEC_{get|set}label  file: {access|change} | a security label was {asked for|set}
SEM_{Create|Delete}  process: info | a set of semaphores was {created|deleted}
SEM_{Mode|Owner}  process: change | the {mode|owner} of a set of semaphores was changed
SEM_Op  process: access | semaphores were raised or lowered
SENDMAIL_Config  configuration: change | the mail system's configuration was changed
SENDMAIL_To{File|User}  email: info | mail was delivered to a {file|user}
SHM_{Attach|Open}  process: access | shared memory was {attached to a process|opened}
SHM_{Close|Create|Detach}  process: info | shared memory was {closed|created|detached from a process}
SHM_{Mode|Owner}  process: change | the {mode|owner} of shared memory was changed
SRC_Add{server|ssys}  configuration: creation | a {subserver|subsystem}'s definition was added
SRC_Ch{server|ssys}  configuration: change | a {subserver|subsystem}'s definition was changed
SRC_Del{server|ssys}  configuration: deletion | a {subserver|subsystem}'s definition was removed
SRC_{Start|Stop}  process: {start|end} | a subsystem was {started|stopped}
SSHD_{Exit|Login}  authentication session: {end|start} | a session over SSH {ended|began}
TCB_Exempt  configuration: change | something was exempted from the trusted computing base
TCBCK_Check  file: info | the check of the trusted computing base found a file that differs
TCBCK_{Delete|Update}  configuration: {deletion|change} | the trusted computing base {lost|got} an entry
TCP_k{accept|connect}  network: connection start | a connection was {accepted on|made from} a socket
TCP_k{bind|setopt}  network: info | a socket was {bound to an address|given an option}
TCP_k{close|shutdown}  network: end | a socket{ was closed|'s connection was shut down}
TCP_k{listen|receive|send}  network: info | a socket {began to listen|received|sent}
TCP_ksocket{|pair}  network: info | a {socket|pair of sockets} was created
TCPIP_access  network: access | a network service was used
TCPIP_connect  network: connection start | a network command connected to a host
TCPIP_data_{in|out}  network: info | a network command {received|sent} a file
TCPIP_{config|host_id|route}  configuration: change | {the network|the host's name or id|a route} was changed
TCPIP_set_time  host: change | the system's clock was set over the network
TERM_Logout  session: end | a terminal's session ended
TRACE_{Disable|Enable}  configuration: change | tracing was switched {off|on}
TRC_{Start|Stop}  configuration: change | a trace was {started|stopped}
USER_{Change|Chpass}  iam: change user | a user's {attributes were|password was} changed
USER_Check  iam: info user | the users' definitions were checked, and an entry reported or mended
USER_{Create|Remove}  iam: {creation|deletion} user | a user was {created|removed}
USER_Exit  session: end | a user's session ended
USER_{Login|Logout}  authentication session: {start|end} | a user logged {in|out}
USER_Reboot  host: end | the system was shut down or booted again
USER_Set{Env|Groups}  process: change | a user's {protected environment was|groups were} set for a session
USER_Shell  process: start | a user started a trusted shell
USER_SU  authentication session: start | a user became another
WPAR_{Create|Remove}  configuration: {creation|deletion} | a workload partition was {created|removed}
WPAR_{Start|Stop}  host: {start|end} | a workload partition was {started|stopped}
""")

CATALOGUE = tuple(EVENTS)
KNOWN_EVENTS = frozenset(CATALOGUE)

# Events that later and optional filesets add: known to the profile `ecs`, no signatures.
MORE_EVENTS = actions("""
FILE_StatAcl  file: info | a file's access control list was asked for
IPSEC_{ch|gen|mv}filt  configuration: {change|creation|change} | a rule of the IP filter was {changed|defined|moved}
IPSEC_{imp|ls|mk}filt  configuration: {creation|access|change} | rules of the filter were {imported|listed|started}
IPSEC_rmfilt  configuration: deletion | a rule of the IP filter was removed
PROC_SetSignal  process: change | a process's handling of a signal was set
""")

STATUSES = ("OK", "FAIL", "FAIL_ACCESS", "FAIL_AUTH", "FAIL_DAC", "FAIL_MAC", "FAIL_PRIV")

# The event that never has a status in the documented profile.
WITHOUT_STATUS = "PROC_LoadError"
