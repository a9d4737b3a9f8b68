"""IBM AIX audit: the records that `auditpr` prints of the kernel's and the programs' audit events.

Layout:
    FILE_Unlink Pipin root root OK 25 sep 2022 23:14:20.756159 No associated roles filename /var/adm/nim/glock

    Event, three columns of names, status, time, roles, and a tail of operands whose wording depends on the
    event. White space of any length separates. `auditpr` without options prints fewer columns:
    `EVENT login STATUS ctime command [wpar]`. A record may begin behind the operands of the one before it.
    `auditpr -v` writes two lines a record, the tail on one of its own that begins with a blank or a tab; joined
    by a line feed, they read like one. `PRODUCT.titles` are the lines over a report's columns.

Source: AIX 7 documentation, `auditpr` command and `/etc/security/audit/events` (event names and the wording
of their tails), and the integration page with its samples (`samples/ibm_aix`). Sites add events of their own.

Timestamps: local time of the host, without a zone, microseconds; months in any case and language.

Quirks of the documented normalisation:
    Every event is of category `process`; there is no `@timestamp`, outcome or type: all samples.
    The three name columns are read in four ways, by event: see `_NAMED`.
    `file.name` is a path, and in a rename has the blank before it: `file.log`.
    `FILE_Read` has the word behind `filename =`, also where the tail was forced into that form: `file.log`.
    `tty: #012`, an escaped line end for an empty terminal, is a terminal's major number 12: `user.log`.
    `PROC_LoadError` has no `action.status`, and no file of its own: `proc.log`.
    The second word of a command line is `file.name`: `proc.log`.

In the profile `ecs`, `event.action` is the event's name as AIX writes it. `PRODUCT.actions` says what those of the
base system mean; a site's own are left as they are, and have a category only where their tail says for certain what
happened (an audited object that was read or written) or their name follows the usage for objects (`S_…_READ`).
What is done about the ambiguous:
    `user.name` is the login user, who stays the same whoever one becomes; in a login, who logs in: `accounts.log`.
    An address is the other side's only in `TCP_kaccept` and `TCP_kconnect`. The host and the service behind it may
    be this side's, as in `tcp.log`, where the service is not the port's: they are the product's own fields.
    A cron job's `process.command_line` and `process.pid` are the job's, its user `user.effective.name`: `cron.log`.
    A path without a slash at its start is no `file.path`: `paths.log`.
    Account events name the account in their tail, the attributes behind it: `accounts.log`.
"""

from __future__ import annotations

from ecsparse.ecs.envelope import WEEKDAY_MISMATCH, add_tags, every_event
from ecsparse.ecs.pieces import endpoint, ip, is_ip, port
from ecsparse.errors import Malformed
from ecsparse.patterns import Pattern
from ecsparse.record import Field, Phrase, Prefix, Product
from ecsparse.timestamps.months import contradicts

TYPE_CHECKING = False
if TYPE_CHECKING:
    import re
    from collections.abc import Callable
    from typing import TypeAlias

    from ecsparse.record import Document, Record
    from ecsparse.timestamps.clock import Clock

    # Adds what a tail says to a document; whether it is worded as it should be.
    Reader: TypeAlias = Callable[[Document, str, Clock], bool]
    # Adds what operands say to a document of the documented profile.
    Operands: TypeAlias = Callable[[Document, str], None]
    # What a record's columns are, its `event`, its `action` by status, and the reader of its operands.
    _Known: TypeAlias = tuple[Callable[..., Document], Document, dict[str, Document], Operands | None]

# /etc/security/audit/events: the events of the base system. What an event is by `event.category` and `event.type`
# of the profile `ecs`, and what it means.
EVENTS = {
    "ACCT_Disable": ("configuration", "change", "process accounting was switched off"),
    "ACCT_Enable": ("configuration", "change", "process accounting was switched on"),
    "AT_JobAdd": ("configuration", "creation", "a job was given to at"),
    "AT_JobRemove": ("configuration", "deletion", "a job was taken from at"),
    "AUD_Bin_Def": ("configuration", "change", "the files that take the audit trail were set"),
    "AUD_CONFIG_WR": ("configuration file", "change", "a configuration file of the audit system was written"),
    "AUD_Events": ("configuration", "change", "the classes of audited events were set or asked for"),
    "AUD_It": ("configuration", "change", "the audit system was switched or asked for its state"),
    "AUD_Lost_Rec": ("host", "info", "audit records were lost"),
    "AUD_Objects": ("configuration", "change", "the audited objects were set or asked for"),
    "AUD_Proc": ("configuration", "change", "what is audited of a process was set or asked for"),
    "BACKUP_Export": ("file", "access", "files were written to a backup"),
    "BACKUP_Priv": ("file", "access", "files were written to a backup with their privileges"),
    "CRON_Finish": ("process", "end", "a job that cron had started ended"),
    "CRON_JobAdd": ("configuration", "creation", "a job was given to cron"),
    "CRON_JobRemove": ("configuration", "deletion", "a job was taken from cron"),
    "CRON_Start": ("process", "start", "cron started a job"),
    "DEV_Change": ("configuration", "change", "a device's settings were changed"),
    "DEV_Configure": ("configuration", "change", "a device was made available"),
    "DEV_Create": ("configuration", "creation", "a device was created"),
    "DEV_Define": ("configuration", "creation", "a device was defined"),
    "DEV_Remove": ("configuration", "deletion", "a device was removed"),
    "DEV_Start": ("configuration", "change", "a device was started"),
    "DEV_Stop": ("configuration", "change", "a device was stopped"),
    "DEV_Unconfigure": ("configuration", "change", "a device was made unavailable"),
    "DEV_Undefine": ("configuration", "deletion", "a device's definition was removed"),
    "DEV_UnConfigure": ("configuration", "change", "a device was made unavailable"),
    "ENQUE_admin": ("configuration", "change", "a print queue was administered"),
    "ENQUE_exec": ("process", "info", "a request was made to a print queue"),
    "FILE_Accessx": ("file", "access", "the permission to access a file was asked for"),
    "FILE_Acl": ("file", "change", "a file's access control list was changed"),
    "FILE_Chpriv": ("file", "change", "a file's privileges were changed"),
    "FILE_Close": ("file", "info", "a file was closed"),
    "FILE_Dupfd": ("file", "info", "a file descriptor was duplicated"),
    "FILE_Facl": ("file", "change", "an open file's access control list was changed"),
    "FILE_Fchmod": ("file", "change", "an open file's mode was changed"),
    "FILE_Fchown": ("file", "change", "an open file's owner or group was changed"),
    "FILE_Fchpriv": ("file", "change", "an open file's privileges were changed"),
    "FILE_Frevoke": ("file", "change", "others lost their access to an open file"),
    "FILE_Fsync": ("file", "info", "a file's contents were forced to disk"),
    "FILE_Link": ("file", "creation", "a hard link to a file was made"),
    "FILE_Mknod": ("file", "creation", "a special file or a pipe with a name was made"),
    "FILE_Mode": ("file", "change", "a file's mode was changed"),
    "FILE_Open": ("file", "access", "a file was opened"),
    "FILE_Owner": ("file", "change", "a file's owner or group was changed"),
    "FILE_Pipe": ("file", "creation", "a pipe without a name was made"),
    "FILE_Privilege": ("file", "change", "a file's privileges were changed"),
    "FILE_Read": ("file", "access", "a file was read"),
    "FILE_Rename": ("file", "change", "a file was renamed or moved"),
    "FILE_Revoke": ("file", "change", "others lost their access to a file"),
    "FILE_Stat": ("file", "info", "a file's status was asked for"),
    "FILE_Symlink": ("file", "creation", "a symbolic link was made"),
    "FILE_Truncate": ("file", "change", "a file was cut to a length"),
    "FILE_Unlink": ("file", "deletion", "a file's name was removed"),
    "FILE_Utimes": ("file", "change", "a file's times were set"),
    "FILE_Write": ("file", "change", "a file was written"),
    "FILE_WriteXacl": ("file", "change", "a file's extended access control list was changed"),
    "FS_Chdir": ("process", "change", "a process went to another working directory"),
    "FS_Chroot": ("process", "change", "a process got another root directory"),
    "FS_Extend": ("configuration", "change", "a file system was extended"),
    "FS_Fchdir": ("process", "change", "a process went to a working directory that it had opened"),
    "FS_Mkdir": ("file", "creation", "a directory was made"),
    "FS_Mount": ("configuration", "change", "a file system was mounted"),
    "FS_Rmdir": ("file", "deletion", "a directory was removed"),
    "FS_Umount": ("configuration", "change", "a file system was unmounted"),
    "GROUP_Adms": ("iam", "change group", "a check of groups removed an administrator of a group"),
    "GROUP_Change": ("iam", "change group", "a group's attributes were changed"),
    "GROUP_Create": ("iam", "creation group", "a group was created"),
    "GROUP_Remove": ("iam", "deletion group", "a group was removed"),
    "GROUP_User": ("iam", "change group", "a check of groups removed a member of a group"),
    "IKE_activat_cmd": ("network", "start", "the activation of an IKE tunnel was commanded"),
    "IKE_activity": ("network", "info", "an IKE tunnel did something"),
    "IKE_remove_cmd": ("network", "end", "the removal of an IKE tunnel was commanded"),
    "IKE_tun_cmd": ("network", "info", "a command about IKE tunnels was given"),
    "INSTALLP_Exec": ("package", "info", "the installer of packages ran a program"),
    "INSTALLP_Inst": ("package", "installation", "a package was installed"),
    "IPSEC_chtun": ("configuration", "change", "the definition of an IPsec tunnel was changed"),
    "IPSEC_export": ("configuration", "access", "definitions of IPsec tunnels were exported"),
    "IPSEC_gentun": ("configuration", "creation", "an IPsec tunnel was defined"),
    "IPSEC_imptun": ("configuration", "creation", "definitions of IPsec tunnels were imported"),
    "IPSEC_lstun": ("configuration", "access", "definitions of IPsec tunnels were listed"),
    "IPSEC_mktun": ("network", "start", "an IPsec tunnel was activated"),
    "IPSEC_p1_nego": ("network", "info protocol", "the first phase of an IKE negotiation took place"),
    "IPSEC_p2_nego": ("network", "info protocol", "the second phase of an IKE negotiation took place"),
    "IPSEC_rmtun": ("network", "end", "an IPsec tunnel was deactivated"),
    "KST_ProtStart": ("configuration", "info", "a protection of the kernel security tables began"),
    "KST_ProtStop": ("configuration", "info", "a protection of the kernel security tables ended"),
    "LDAP_Bind": ("authentication", "info", "a directory server was bound to"),
    "LDAP_Change": ("iam", "change", "an entry of a directory server was changed"),
    "LDAP_Login": ("authentication", "start", "a user logged in by a directory server"),
    "LVM_AddLV": ("configuration", "creation", "a logical volume was added"),
    "LVM_ChangeLV": ("configuration", "change", "a logical volume was changed"),
    "LVM_ChangeVG": ("configuration", "change", "a volume group was changed"),
    "LVM_CreateLV": ("configuration", "creation", "a logical volume was created"),
    "LVM_CreateVG": ("configuration", "creation", "a volume group was created"),
    "LVM_DeleteLV": ("configuration", "deletion", "a logical volume was deleted"),
    "LVM_DeletePV": ("configuration", "deletion", "a physical volume was taken out of its group"),
    "LVM_DeleteVG": ("configuration", "deletion", "a volume group was deleted"),
    "LVM_ExtendLV": ("configuration", "change", "a logical volume was extended"),
    "LVM_ExtendVG": ("configuration", "change", "a volume group was extended"),
    "LVM_KillVG": ("configuration", "deletion", "a volume group was destroyed"),
    "LVM_MissingPV": ("configuration", "info", "a physical volume was missing"),
    "LVM_ReduceLV": ("configuration", "change", "a logical volume was reduced"),
    "LVM_ReduceVG": ("configuration", "change", "a volume group was reduced"),
    "LVM_VaryoffVG": ("configuration", "change", "a volume group was taken off line"),
    "LVM_VaryonVG": ("configuration", "change", "a volume group was brought on line"),
    "MSG_Create": ("process", "info", "a message queue was created"),
    "MSG_Delete": ("process", "info", "a message queue was deleted"),
    "MSG_Mode": ("process", "change", "a message queue's mode was changed"),
    "MSG_Owner": ("process", "change", "a message queue's owner was changed"),
    "MSG_Read": ("process", "access", "a message was taken from a queue"),
    "MSG_Write": ("process", "access", "a message was put into a queue"),
    "PASSWORD_Change": ("iam", "change user", "a user's password was changed"),
    "PASSWORD_Check": ("iam", "info user", "the passwords' file was checked, and an entry reported or mended"),
    "PASSWORD_Ckerr": ("iam", "info user", "the check of the passwords' file met an error"),
    "PASSWORD_Flags": ("iam", "change user", "the flags of a user's password were changed"),
    "PORT_Change": ("configuration", "change", "a login port's attributes were changed"),
    "PORT_Locked": ("authentication", "info", "a login port was locked after failed logins"),
    "PROC_Adjtime": ("host", "change", "the system's clock was adjusted"),
    "PROC_AuditID": ("process", "change", "a process got another audit identity"),
    "PROC_Create": ("process", "start", "a process was created"),
    "PROC_Debug": ("process", "access", "a process was debugged by another"),
    "PROC_Delete": ("process", "end", "a process ended"),
    "PROC_Environ": ("process", "change", "a process's protected environment was changed"),
    "PROC_Execute": ("process", "start", "a program was executed"),
    "PROC_Kill": ("process", "change", "a signal was sent to a process"),
    "PROC_Limits": ("process", "change", "a process's limits were changed"),
    "PROC_Load": ("library", "start", "a module was loaded into a process"),
    "PROC_LoadError": ("library", "start", "a module could not be loaded into a process"),
    "PROC_LoadMember": ("library", "start", "a member of an archive was loaded into a process"),
    "PROC_Privilege": ("process", "change", "a process's privileges were changed"),
    "PROC_RealGID": ("process", "change", "a process's group id was changed"),
    "PROC_RealUID": ("process", "change", "a process's user id was changed"),
    "PROC_SetGroups": ("process", "change", "a process's groups were set"),
    "PROC_SetPri": ("process", "change", "a process got a fixed priority"),
    "PROC_SetRoles": ("process", "change", "a process's roles were set"),
    "PROC_SetUserIDs": ("process", "change", "a process's user ids were set"),
    "PROC_Setpgid": ("process", "change", "a process's group of processes was set"),
    "PROC_Setpri": ("process", "change", "a process's priority was changed"),
    "PROC_Settimer": ("host", "change", "a timer of the system was set"),
    "PROC_Sysconfig": ("configuration", "info", "a configuration call was made to the kernel"),
    "PROC_TraceAttach": ("process", "access", "a debugger was attached to a process"),
    "RESTORE_Import": ("file", "creation", "files were restored from a backup"),
    "ROLE_Change": ("iam", "admin change", "a role was changed"),
    "ROLE_Create": ("iam", "admin creation", "a role was created"),
    "ROLE_Remove": ("iam", "admin deletion", "a role was removed"),
    "S_ENVIRON_WRITE": ("configuration file", "change", "the file of users' environments was written"),
    "S_GROUP_WRITE": ("configuration file", "change", "the file of groups' security attributes was written"),
    "S_LIMITS_WRITE": ("configuration file", "change", "the file of users' limits was written"),
    "S_LOGIN_WRITE": ("configuration file", "change", "the file of login controls was written"),
    "S_PASSWD_READ": ("file", "access", "the file of encrypted passwords was read"),
    "S_PASSWD_WRITE": ("configuration file", "change", "the file of encrypted passwords was written"),
    "S_USER_WRITE": ("configuration file", "change", "the file of users' security attributes was written"),
    "SEC_getlabel": ("file", "access", "a security label was asked for"),
    "SEC_setlabel": ("file", "change", "a security label was set"),
    "SEM_Create": ("process", "info", "a set of semaphores was created"),
    "SEM_Delete": ("process", "info", "a set of semaphores was deleted"),
    "SEM_Mode": ("process", "change", "the mode of a set of semaphores was changed"),
    "SEM_Op": ("process", "access", "semaphores were raised or lowered"),
    "SEM_Owner": ("process", "change", "the owner of a set of semaphores was changed"),
    "SENDMAIL_Config": ("configuration", "change", "the mail system's configuration was changed"),
    "SENDMAIL_ToFile": ("email", "info", "mail was delivered to a file"),
    "SENDMAIL_ToUser": ("email", "info", "mail was delivered to a user"),
    "SHM_Attach": ("process", "access", "shared memory was attached to a process"),
    "SHM_Close": ("process", "info", "shared memory was closed"),
    "SHM_Create": ("process", "info", "shared memory was created"),
    "SHM_Detach": ("process", "info", "shared memory was detached from a process"),
    "SHM_Mode": ("process", "change", "the mode of shared memory was changed"),
    "SHM_Open": ("process", "access", "shared memory was opened"),
    "SHM_Owner": ("process", "change", "the owner of shared memory was changed"),
    "SRC_Addserver": ("configuration", "creation", "a subserver's definition was added"),
    "SRC_Addssys": ("configuration", "creation", "a subsystem's definition was added"),
    "SRC_Chserver": ("configuration", "change", "a subserver's definition was changed"),
    "SRC_Chssys": ("configuration", "change", "a subsystem's definition was changed"),
    "SRC_Delserver": ("configuration", "deletion", "a subserver's definition was removed"),
    "SRC_Delssys": ("configuration", "deletion", "a subsystem's definition was removed"),
    "SRC_Start": ("process", "start", "a subsystem was started"),
    "SRC_Stop": ("process", "end", "a subsystem was stopped"),
    "SSHD_Exit": ("authentication session", "end", "a session over SSH ended"),
    "SSHD_Login": ("authentication session", "start", "a user logged in over SSH"),
    "TCB_Exempt": ("configuration", "change", "something was exempted from the trusted computing base"),
    "TCBCK_Check": ("file", "info", "the check of the trusted computing base found a file that differs"),
    "TCBCK_Delete": ("configuration", "deletion", "a file was taken out of the trusted computing base"),
    "TCBCK_Update": ("configuration", "change", "an entry of the trusted computing base was updated"),
    "TCP_kaccept": ("network", "connection start", "a connection was accepted on a socket"),
    "TCP_kbind": ("network", "info", "a socket was bound to an address"),
    "TCP_kclose": ("network", "end", "a socket was closed"),
    "TCP_kconnect": ("network", "connection start", "a socket was connected to an address"),
    "TCP_klisten": ("network", "info", "a socket began to listen"),
    "TCP_kreceive": ("network", "info", "a socket received"),
    "TCP_ksend": ("network", "info", "a socket sent"),
    "TCP_ksetopt": ("network", "info", "an option of a socket was set"),
    "TCP_kshutdown": ("network", "end", "a socket's connection was shut down"),
    "TCP_ksocket": ("network", "info", "a socket was created"),
    "TCP_ksocketpair": ("network", "info", "a pair of sockets was created"),
    "TCPIP_access": ("network", "access", "a network service was used"),
    "TCPIP_config": ("configuration", "change", "the configuration of the network was changed"),
    "TCPIP_connect": ("network", "connection start", "a network command connected to a host"),
    "TCPIP_data_in": ("network", "info", "a network command received a file"),
    "TCPIP_data_out": ("network", "info", "a network command sent a file"),
    "TCPIP_host_id": ("configuration", "change", "the host's name or id was set"),
    "TCPIP_route": ("configuration", "change", "a route was changed"),
    "TCPIP_set_time": ("host", "change", "the system's clock was set over the network"),
    "TERM_Logout": ("session", "end", "a terminal's session ended"),
    "TRACE_Disable": ("configuration", "change", "tracing was switched off"),
    "TRACE_Enable": ("configuration", "change", "tracing was switched on"),
    "TRC_Start": ("configuration", "change", "a trace was started"),
    "TRC_Stop": ("configuration", "change", "a trace was stopped"),
    "USER_Change": ("iam", "change user", "a user's attributes were changed"),
    "USER_Check": ("iam", "info user", "the users' definitions were checked, and an entry reported or mended"),
    "USER_Chpass": ("iam", "change user", "a user's password was changed"),
    "USER_Create": ("iam", "creation user", "a user was created"),
    "USER_Exit": ("session", "end", "a user's session ended"),
    "USER_Login": ("authentication session", "start", "a user logged in"),
    "USER_Logout": ("authentication session", "end", "a user logged out"),
    "USER_Reboot": ("host", "end", "the system was shut down or booted again"),
    "USER_Remove": ("iam", "deletion user", "a user was removed"),
    "USER_SetEnv": ("process", "change", "a user's protected environment was set"),
    "USER_SetGroups": ("process", "change", "a user changed the groups of a session"),
    "USER_Shell": ("process", "start", "a user started a trusted shell"),
    "USER_SU": ("authentication session", "start", "a user became another"),
    "WPAR_Create": ("configuration", "creation", "a workload partition was created"),
    "WPAR_Remove": ("configuration", "deletion", "a workload partition was removed"),
    "WPAR_Start": ("host", "start", "a workload partition was started"),
    "WPAR_Stop": ("host", "end", "a workload partition was stopped"),
}

CATALOGUE = tuple(EVENTS)

# How operands begin that stand in front of their record.
FRONTS = (
    "cmd: ", "euid: ", "filename ", "flags: ", "frompath: ", "linkname ", "mode: ", "owner: ", "pid: ", "user: ",
)  # fmt: skip

# Events that later and optional filesets add: known to the profile `ecs`, no signatures.
MORE_EVENTS = {
    "FILE_StatAcl": ("file", "info", "a file's access control list was asked for"),
    "IPSEC_chfilt": ("configuration", "change", "a rule of the IP filter was changed"),
    "IPSEC_genfilt": ("configuration", "creation", "a rule of the IP filter was defined"),
    "IPSEC_impfilt": ("configuration", "creation", "rules of the IP filter were imported"),
    "IPSEC_lsfilt": ("configuration", "access", "rules of the IP filter were listed"),
    "IPSEC_mkfilt": ("configuration", "change", "rules of the IP filter were activated"),
    "IPSEC_mvfilt": ("configuration", "change", "a rule of the IP filter was moved"),
    "IPSEC_rmfilt": ("configuration", "deletion", "a rule of the IP filter was removed"),
    "PROC_SetSignal": ("process", "change", "a process's handling of a signal was set"),
}

STATUSES = ("OK", "FAIL", "FAIL_ACCESS", "FAIL_AUTH", "FAIL_DAC", "FAIL_MAC", "FAIL_PRIV")

# What `auditpr` prints over its records, by the columns that are asked for.
# event           login    status      time                     command                         wpar name
TITLE = Pattern(
    r"(?=[ \t]*+[a-z]++[ \t]++[a-z])(?:[ \t]|"
    r"\b(?:command|event|host|hostname|login|name|parent|privileges|process|real|roles?|status|thread|time|wpar)\b)++"
)
# --------------- -------- ----------- ------------------------ ------------------------------- -----------
RULE = Pattern(r"[ \t]*+-{3,}+[ \t]++-{3,}+[ \t-]*+")

# What the profile `ecs` changes of the documented one, and why.
DIFFERENCES = {
    "@timestamp": "the record's own time, local to the host: the documented profile leaves it in the message",
    "event.category, event.type": "what happened, by the event's name: all is process in the documented profile",
    "event.outcome": "success for the status OK, failure for the others: ECS knows these words",
    "action": "the status is ibm_aix.status, as ECS has no field action; its target was always the same word",
    "process.name": "the second column for every event: it is the command that auditpr prints there",
    "user.name": "the third column, the login user, or who logs in or tries to, by the tail",
    "process.real_user.name": "the fourth column, the real user: the documented profile has it as group or user",
    "group": "no column of names is a group; an account's group is group.name, an effective one process.group.id",
    "user.effective.id, process.user.id": "the effective user id, which the documented profile has as user.id",
    "user.roles": "the roles of the login user: the documented profile leaves them out",
    "file": "a path is split into its name, directory and extension; ECS has base names in file.name",
    "file.target_path": "the file that a link leads to: the documented profile has the link there",
    "ibm_aix.original_path": "the old path of a renamed file, which is at file.path now",
    "ibm_aix.object_access": "an object's audit in the form of a read has the path behind its words, no descriptor",
    "ibm_aix.target_pid": "whom a signal is sent to, or what is audited: process.pid would be who sent it",
    "ibm_aix.command, ibm_aix.argument": "the numbers of a call to the audit system are no command line",
    "ibm_aix.tty": "a terminal's name is no major number, and an escaped line end is no terminal",
    "ibm_aix.preceding_operands": "operands in front of a record are those of the record before it",
    "process.command_line": "the whole command line with its blanks, of a job without the word cron before it",
    "process.args": "a list, of programs only: the words of the command line, where quotes are lost",
    "service.name": "the subsystem that is started, stopped or defined: it is no file",
    "source, destination, ibm_aix.socket_ip": "an address is the source only where a connection is accepted",
}

# What the profile `ecs` has in `ibm_aix`.
OWN_FIELDS = {
    "access_mode": Field("keyword", "Permission that was asked for, octal: 4 to read, 2 to write, 1 to execute."),
    "argument": Field("keyword", "Argument of a call to the audit system."),
    "changed_gid": Field("keyword", "Which group ids of the process a call changed, as it names them."),
    "changes": Field("keyword", "What of a user, group or role was changed."),
    "child_pid": Field("long", "Process id of the child that was forked or ended."),
    "command": Field("keyword", "Number of the command of a call to the audit system or the kernel."),
    "device": Field("keyword", "Device that was configured, or that a special file stands for."),
    "effective_privileges": Field("keyword", "Effective privileges of the program, two hexadecimal words."),
    "effective_uid": Field("keyword", "Effective user id that the process asked for."),
    "file_descriptor": Field("long", "File descriptor in the process."),
    "flags": Field("keyword", "Flags of an open or a load, hexadecimal."),
    "groups": Field("keyword", "Groups that the process was given."),
    "ipc_id": Field("long", "Id of a message queue, a set of semaphores or shared memory."),
    "ipc_key": Field("keyword", "Key by which processes find it."),
    "job_time": Field("date", "Time that a job of at or cron states."),
    "job_type": Field("keyword", "Kind of a job that was started, such as cron."),
    "library_path": Field("keyword", "Directories in which a module was looked for."),
    "login_uid": Field("keyword", "Login user id that the process asked for."),
    "login_user": Field("keyword", "User of the column login, where user.name is the one who logs in."),
    "login_user_roles": Field("keyword", "Roles of the user of the column login, where user.name is another."),
    "mount_object": Field("keyword", "What was mounted: a device or a directory."),
    "new_gid": Field("keyword", "Group id that the process asked for."),
    "new_priority": Field("long", "Priority that the process got."),
    "old_gid": Field("keyword", "Real group id of the process before."),
    "old_priority": Field("long", "Priority of the process before."),
    "old_time": Field("keyword", "Time of the system's clock before it was adjusted, as it stands."),
    "object_access": Field("keyword", "How an audited object was accessed: read or write."),
    "original_path": Field("keyword", "Path of a file before it was renamed."),
    "preceding_operands": Field("keyword", "Operands in front of the record; they are those of the record before."),
    "queue_limit": Field("long", "Length of the queue of connections that wait for a listening socket."),
    "read_descriptor": Field("long", "File descriptor of a pipe's end to read from."),
    "real_uid": Field("keyword", "Real user id that the process asked for."),
    "relative_path": Field("keyword", "Path of the file from a working directory that is not said."),
    "role": Field("keyword", "Role that was created, changed or removed."),
    "saved_uid": Field("keyword", "Saved user id that the process asked for."),
    "signal": Field("long", "Number of the signal that was sent."),
    "socket_host": Field("keyword", "Host that the record names behind a socket's address and port."),
    "socket_ip": Field("ip", "Address of a socket whose side the record does not say."),
    "socket_port": Field("long", "Port of a socket whose side the record does not say."),
    "socket_service": Field("keyword", "Service that the record names behind a socket's address and port."),
    "status": Field("keyword", "Status of the event, such as OK or FAIL_ACCESS."),
    "tail": Field("keyword", "Operands whose wording is not known."),
    "target_pid": Field("long", "Process id to which a signal was sent, or whose auditing was changed."),
    "time_delta": Field("keyword", "Seconds and microseconds by which the system's clock was adjusted."),
    "tty": Field("keyword", "Terminal of a login, as it stands."),
    "wpar": Field("keyword", "Workload partition; Global is the system itself."),
    "write_descriptor": Field("long", "File descriptor of a pipe's end to write to."),
}

# What the profile `ecs` has beside, of ECS.
FIELDS = (
    "destination.address", "destination.ip", "destination.port", "file.directory", "file.extension", "file.gid",
    "file.mode", "file.name", "file.path", "file.target_path", "file.type", "file.uid", "group.name",
    "host.os.name", "host.os.type", "network.direction", "network.transport", "network.type",
    "observer.product", "observer.vendor", "process.args", "process.command_line", "process.executable",
    "process.group.id", "process.name", "process.pid", "process.real_user.name", "process.user.id",
    "service.name", "source.address", "source.ip", "source.port", "user.effective.id", "user.effective.name",
    "user.name", "user.roles", "user.target.name",
)  # fmt: skip

PRODUCT = Product(
    vendor="IBM",
    name="AIX audit",
    versions="7",
    formats=("auditpr",),
    # `flags: ` begins the operands of a load, which may stand before a record
    signatures=(*map(Prefix, FRONTS), *map(Prefix, CATALOGUE), *map(Phrase, STATUSES)),
    titles=(TITLE, RULE),
    dataset="audit",
    provider="AIX audit",
    fields=FIELDS,
    own_fields={f"ibm_aix.{name}": field for name, field in OWN_FIELDS.items()},
    actions={event: meaning for event, (_, _, meaning) in {**EVENTS, **MORE_EVENTS}.items()},
    differences=DIFFERENCES,
)

_OBSERVER = {"vendor": "IBM"}
_CATEGORY = ["process"]
_NO_ROLES = "No associated roles"

# The event that never has a status in the documented profile.
_WITHOUT_STATUS = "PROC_LoadError"

# An escaped line end: the relay's, at a record's end.
_LINE_END = "#012"

_EVENT = r"(?P<event>[A-Za-z0-9]+_[A-Za-z0-9_]+)"
_STATUS = r"(?P<status>OK|FAIL(?:_[A-Z0-9]+)?)"
# 25 sep 2022 23:14:20.756159 | Sun Sep 25 23:00:00 2022
_DATE = (
    r"(?:[0-9]{1,2}\s++[^\s:]{1,12}\s++[0-9]{4}\s++[0-9]{1,2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]{1,9})?"
    r"|[^\s:]{1,12}\s++[^\s:]{1,12}\s++[0-9]{1,2}\s++[0-9]{1,2}:[0-9]{2}:[0-9]{2}\s++[0-9]{4})"
)

# 25 sep 2022 23:14:20.756159
_USUAL_DATE = Pattern(r"[0-9]++ [^\s:]++ [0-9]++ [0-9]{1,2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]{1,9})?")

# filename /bin/cdax/ksh FILE_Link dad root root OK 31 jul 2022 15:02:33.597401 No associated roles
_RECORD = Pattern(
    rf"(?:(?<!\S)|(?<={_LINE_END})){_EVENT}\s++(\S++)\s++(\S++)\s++(\S++)\s++{_STATUS}\s++{_DATE}"
    rf"(?=\s|{_LINE_END}|$)(?P<rest>(?s:.*))"
)

# FILE_Open root OK Sun Sep 25 23:00:00 2022 cat Global
_SHORT_RECORD = Pattern(
    rf"(?:(?<!\S)|(?<={_LINE_END})){_EVENT}\s++(?P<login>\S++)\s++{_STATUS}\s++{_DATE}\s++(?P<command>\S++)(?P<rest>(?s:.*))"
)

# ... 31 jul 2022 15:02:33.59 (a whole time has six digits)
_CUT_FRACTION = Pattern(r"\s[0-9]{4}\s++[0-9]{1,2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]{1,5})?$")

# A tail without wording: the name of a subsystem, a number, a path.
_BARE_OPERAND = Pattern(r"[A-Za-z0-9_./-]{1,256}")

# AccountAdmin,
_WORD = Pattern(r"\S++")

# FILE_Link dad root root OK 31 jul 20
_CUT_RECORD = Pattern(
    rf"(?:(?<!\S)|(?<={_LINE_END})){_EVENT}\s++(\S++)\s++(?:(\S++)\s++(\S++)\s++)?{_STATUS}\s++"
    r"(?:[0-9]{1,2}(?:\s++[^\s:]{1,12}(?:\s++[0-9]{1,4}(?:\s++[0-9]{1,2}(?::(?:[0-9]{1,2}"
    r"(?::(?:[0-9]|[0-9]{2}\.)?)?)?)?)?)?)?"
    r"|(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)(?:\s++[A-Z][a-z]{0,2}(?:\s++[0-9]{1,2}(?:\s++[0-9]{1,2}(?::(?:[0-9]{1,2}"
    r"(?::(?:[0-9]{1,2}(?:\s++[0-9]{1,3})?)?)?)?)?)?)?)?)\s*+$"
)

# euid: 503 egid: 403 epriv: 0:0 name sh -c /app/DB2/11.1/instance/db2iset -i Pipin 2>&1
_EXECUTE = Pattern(
    r"euid: *+(-?[0-9]{1,20}) ++egid: *+(-?[0-9]{1,20}) ++epriv: *+\S++(?: ++name ++(\S++)(?: ++(\S++)((?s:.*)))?)?"
)
# pid: 3605020, sig: 22 | user = root pid = 3932756 time = Sun Sep 25 23:00:00 2022
_PID = Pattern(r"(?:user = \S++ )?pid(?::| =) *+([0-9]{1,18})(?![^\s,])")
# cmd: 1 arg: 0
_COMMAND = Pattern(r"cmd: *+(\S++) ++arg: *+(\S++)")
# event = start cron job cmd = /usr/lib/ras/dumpcheck 2>&1 time = Sat Sep 17 00:00:00 2022
_JOB = Pattern(r"event = start (\S++) job cmd = ((?s:.*)) time = ")
# user: Pipin tty: #012
_LOGIN = Pattern(r"user: *+(\S++)(?: ++tty: *+#?([0-9]{1,18})(?!\S))?")
# fd14 Port 10.30.134.100 1022 kx5frsip01-a nimaux | fd11 /dev/.SRC-unix/SRC0006292046YEya
_SOCKET = Pattern(r"fd[0-9]++ ++(?:Port (\S++) ++([0-9]++)(?!\S)|(/(?s:.*)))")


def parse(record: Record) -> Document | None:
    """The document of an audit record, `None` for any other line.

    Raises:
        Malformed: an event of the catalogue whose line ends inside its time.
    """
    words = record.text.split(None, 12)
    if len(words) == 12:
        words.append("")
    if len(words) == 13:
        event, first, second, third, status, day, month, year, time, no, associated, roles, tail = words
        known = _KNOWN.get(event)
        if known is not None and no == "No" and associated == "associated" and roles == "roles":
            named, piece, actions, operands = known
            if status in actions and _USUAL_DATE.fullmatch(f"{day} {month} {year} {time}"):
                document = named(piece, actions[status], first, second, third)
                if _LINE_END in tail:
                    tail = _without_line_end(tail)
                operands = operands or _OPERANDS.get(tail.partition(" ")[0], _socket)
                operands(document, tail)
                return document
    return _behind_operands(record.text) or _unusual(record.text)


def _behind_operands(text: str) -> Document | None:
    """The document of a successful record behind operands; `None` where it takes more to tell."""
    columns = _columns_behind_operands(text)
    if columns is None:
        return None
    front, event, first, second, third, rest = columns
    moment = rest.split(None, 4)
    if len(moment) != 5:
        return None
    day, month, year, time, rest = moment
    if not _USUAL_DATE.fullmatch(f"{day} {month} {year} {time}"):
        return None
    named, piece, actions, operands = _KNOWN[event]
    document = named(piece, actions["OK"], first, second, third)
    _add_operands(document, _without_line_end(front))
    _add_rest(document, operands, rest)
    return document


def _columns_behind_operands(text: str) -> list[str] | None:
    """The operands in front of a successful record of a known event, its columns but for the status, and the rest.

    `None` where it takes more to tell; it saves the patterns (make bench).
    """
    before, _, rest = text.partition(" OK ")
    columns = before.rsplit(None, 4)
    # an earlier status may be that of an earlier record
    if len(columns) != 5 or columns[1] not in _KNOWN or "\t" in before or "FAIL" in columns[0]:
        return None
    columns[0] = columns[0].strip()
    return [*columns, rest.lstrip()] if rest and _is_front(columns[0]) else None


def _unusual(text: str) -> Document | None:
    """The document of a record of an unknown event or status, with another kind of date, or no roles, or cut."""
    match = _RECORD.search(text)
    if match is not None:
        front = text[: match.start()].strip()
        event, rest = match["event"], match["rest"]
        if not _is_front(front):
            return None
        if not rest and event in _CATALOGUE and _CUT_FRACTION.search(text):
            raise _cut(match)
        named, piece, _, operands = _known(event)
        document = named(piece, _action(event, match["status"]), match[2], match[3], match[4])
        # a record's own operands replace those in front
        _add_operands(document, _without_line_end(front))
        _add_rest(document, operands, rest.lstrip())
        return document
    match = _SHORT_RECORD.search(text)
    if match is not None and _is_front(front := text[: match.start()].strip()):
        return _short(match["event"], match["status"], match["rest"], front)
    match = _CUT_RECORD.search(text)
    if match is not None and match["event"] in _CATALOGUE and _is_front(text[: match.start()].strip()):
        raise _cut(match)
    return None


def _is_front(front: str) -> bool:
    """Whether a record may stand behind `front`: nothing, or operands of another one."""
    return not front or _OPERAND.match(front) is not None or _BARE_OPERAND.fullmatch(front) is not None


def _short(event: str, status: str, rest: str, front: str) -> Document | None:
    """The document of a record of the default layout; `rest` is what follows its command."""
    layout = _wpar(rest)
    if layout is None:
        return None
    _, piece, _, operands = _known(event)
    document = _unnamed(piece, _action(event, status))
    _add_operands(document, _without_line_end(front))
    if layout[1]:
        (operands or _add_operands)(document, _without_line_end(layout[1]))
    return document


def _wpar(rest: str) -> tuple[str, str] | None:
    """The workload partition and the operands behind a command; `None` if neither stands there."""
    rest = rest.strip(" \t")
    wpar, line_end, tail = rest.partition("\n")
    if not line_end:
        operand = _OPERAND.search(rest)
        if operand is not None:
            wpar, tail = rest[: operand.start()], rest[operand.start() :]
    wpar = wpar.strip()
    return None if len(wpar.split(None, 1)) > 1 else (wpar, tail.lstrip())


def _cut(match: re.Match[str]) -> Malformed:
    """The error for a record that ends inside its time."""
    named, piece, _, _ = _known(match["event"])
    action = _action(match["event"], match["status"])
    if match[4] is None:
        return Malformed("the record ends inside its time", _unnamed(piece, action))
    return Malformed("the record ends inside its time", named(piece, action, match[2], match[3], match[4]))


def _known(event: str) -> _Known:
    """What an event says by its name: its columns, `event`, `action` by status, and its operands' reader."""
    return _KNOWN.get(event) or (
        _NAMED.get(event) or _NAMED_OF_FAMILY.get(event.partition("_")[0], _unnamed),
        {"kind": "event", "category": _CATEGORY, "action": event},
        _NO_STATUSES if event == _WITHOUT_STATUS else _ACTIONS,
        _OPERANDS_OF_EVENT.get(event),
    )


def _action(event: str, status: str) -> Document:
    if event == _WITHOUT_STATUS:
        return _NO_STATUS
    return _ACTIONS.get(status) or {"target": "process", "status": status}


# The columns behind the event.


def _user_group_processuser(event: Document, action: Document, user: str, group: str, real: str) -> Document:
    return {
        "event": event,
        "action": action,
        "observer": _OBSERVER,
        "user": {"name": user},
        "group": {"name": group},
        "process": {"user": {"name": real}},
        "related": {"user": [user]},
    }


def _process_group_processuser(event: Document, action: Document, process: str, group: str, user: str) -> Document:
    return {
        "event": event,
        "action": action,
        "observer": _OBSERVER,
        "process": {"name": process, "user": {"name": user}},
        "group": {"name": group},
    }


def _process_processuser_group(event: Document, action: Document, process: str, user: str, group: str) -> Document:
    return _process_group_processuser(event, action, process, group, user)


def _process_user_group(event: Document, action: Document, process: str, user: str, group: str) -> Document:
    return {
        "event": event,
        "action": action,
        "observer": _OBSERVER,
        "process": {"name": process},
        "user": {"name": user},
        "group": {"name": group},
        "related": {"user": [user]},
    }


def _unnamed(event: Document, action: Document, *_: str) -> Document:
    """Columns that are not guessed."""
    return {"event": event, "action": action, "observer": _OBSERVER}


def _without_roles(rest: str) -> str:
    """The operands behind the roles column: fixed words, a list of role names, `0` or `!`."""
    operand = _OPERAND.search(rest)
    if operand is not None:
        return rest[operand.start() :]
    return rest[_end_of_roles(rest) :].lstrip()


def _end_of_roles(rest: str) -> int:
    """Where the roles end with which `rest` begins: a word, and the next one where it ends with a comma."""
    for word in _WORD.finditer(rest):
        if rest[word.end() - 1] != ",":
            return word.end()
    return len(rest)


def _without_line_end(text: str) -> str:
    """`text` without the escaped line ends at its end, but with the one that an empty terminal's name is."""
    last = end = len(text.rstrip())
    if not text.endswith(_LINE_END, 0, last):
        return text
    while text.endswith(_LINE_END, 0, last):
        last = end = last - len(_LINE_END)
        # blanks before the first line end may be part of a value, those between them are not
        while text[last - 1 : last].isspace():
            last -= 1
    if text.endswith("tty: ", 0, end):
        end += len(_LINE_END)
    return text[:end]


def _add_rest(document: Document, operands: Operands | None, rest: str) -> None:
    """Add what the operands say that follow the roles with which `rest` begins."""
    tail = rest[len(_NO_ROLES) :].lstrip() if rest.startswith(_NO_ROLES) else _without_roles(rest)
    if _LINE_END in tail:
        tail = _without_line_end(tail)
    if operands is None:
        _add_operands(document, tail)
    else:
        operands(document, tail)


def _add_operands(document: Document, tail: str) -> None:
    """Add what the operands of `tail` say, known by their wording."""
    _OPERANDS.get(tail.partition(" ")[0], _socket)(document, tail)


def _set(document: Document, section: str, field: str, value: str) -> None:
    """Set a field, unless `value` is blank; blanks at a record's end are no part of a value."""
    value = value.strip()
    if not value:
        return
    if section in document:
        document[section][field] = value
    else:
        document[section] = {field: value}


def _filename(document: Document, tail: str) -> None:
    """`[linkname LINK] … filename NAME`, or `… filename = WORD …`."""
    if tail.startswith("filename ") and not tail.startswith("filename = "):
        _set(document, "file", "name", tail[len("filename ") :])
        return
    before, _, name = f" {tail}".partition(" filename ")
    if name.startswith("= "):
        name = name[2:].lstrip().partition(" ")[0]
    _set(document, "file", "name", name)
    if before.startswith(" linkname "):
        _set(document, "file", "target_path", before[len(" linkname ") :])


def _rename(document: Document, tail: str) -> None:
    """`frompath: PATH topath: NAME`: the name has the blank before it."""
    before, _, name = tail.partition(" topath:")
    _set(document, "file", "path", before.removeprefix("frompath:"))
    if name.strip():
        document.setdefault("file", {})["name"] = name.rstrip()


def _file(field: str, wording: str) -> Operands:
    """What reads `… WORDING VALUE` into a field of `file`; without the wording, `… filename NAME`."""

    def read(document: Document, tail: str) -> None:
        _, found, value = tail.partition(wording)
        if found:
            _set(document, "file", field, value)
        else:
            _filename(document, tail)

    return read


def _command(document: Document, tail: str) -> None:
    """`cmd: 1 arg: 0`."""
    match = _COMMAND.match(tail)
    if match is not None:
        document.setdefault("process", {}).update(command_line=match[1], args=match[2])


def _pid(document: Document, tail: str) -> None:
    """`pid: 3605020, sig: 22`, or `user = root pid = 3932756 time = …`."""
    match = _PID.match(tail)
    if match is not None:
        document.setdefault("process", {})["pid"] = int(match[1])


def _job(document: Document, tail: str) -> None:
    """`event = start cron job cmd = COMMAND time = …`."""
    match = _JOB.match(tail)
    if match is not None:
        document.setdefault("process", {})["command_line"] = f"{match[1]} {match[2]}"


def _login(document: Document, tail: str) -> None:
    """`user: NAME tty: 12`."""
    match = _LOGIN.match(tail)
    if match is None:
        return
    name, major = match.groups()
    document.setdefault("user", {})["name"] = name
    document["related"] = document.get("related", {}) | {"user": [name]}
    if major:
        document.setdefault("process", {})["tty"] = {"char_device": {"major": int(major)}}


def _execute(document: Document, tail: str) -> None:
    """`euid: 503 egid: 403 epriv: 0:0 name COMMAND LINE`."""
    match = _EXECUTE.match(tail)
    if match is None:
        return
    user, group, first, second, rest = match.groups()
    document.setdefault("user", {})["id"] = user
    document.setdefault("group", {})["id"] = group
    if first is None:
        return
    if second is None:
        command_line = first
    else:
        document.setdefault("file", {})["name"] = second
        command_line = f"{first} {second} {rest}" if rest.strip() else f"{first} {second}"
    document.setdefault("process", {})["command_line"] = command_line


def _socket(document: Document, tail: str) -> None:
    """`fd14 Port ADDRESS PORT HOST SERVICE`, or `fd11 /PATH`; a tail of another wording says nothing."""
    match = _SOCKET.match(tail) if tail.startswith("fd") else None
    if match is None:
        return
    address, number, path = match.groups()
    if path is not None:
        _set(document, "file", "name", path)
        return
    source = endpoint(ip(address), port(number))
    if source:
        document["source"] = source
    if "ip" in source:
        document["related"] = document.get("related", {}) | {"ip": [source["ip"]]}


def _subsystem(document: Document, tail: str) -> None:
    """The name of a subsystem, and nothing else."""
    _set(document, "file", "name", tail)


def _nothing(_: Document, __: str) -> None:
    """What no field of the documented normalisation holds."""


# By the event, whatever the wording of the tail.
_OPERANDS_OF_EVENT: dict[str, Operands] = {
    _WITHOUT_STATUS: _nothing,
    **{event: _subsystem for event in CATALOGUE if event.startswith("SRC_")},
}

# By the first word of a tail.
_OPERANDS: dict[str, Operands] = {
    "audit": _file("name", " event detected "),
    "change": _file("name", " directory to: "),
    "cmd:": _command,
    "euid:": _execute,
    "event": _job,
    "file": _filename,
    "filename": _filename,
    "flags:": _file("name", ", file: "),
    "frompath:": _rename,
    "linkname": _filename,
    "mode:": _file("directory", " dir: "),
    "owner:": _filename,
    "pid:": _pid,
    "remove": _file("directory", "remove of directory: "),
    "user": _pid,
    "user:": _login,
}

# How tails begin: the operands above, and those that no field holds.
_OPERAND = Pattern(
    r"(?:(?<!\S)|(?<=#012))(?:(?:link)?filename |linkname |(?:from|to)path:|file (?:descriptor|name)|flags: "
    r"|mode: |owner: |dir: |read: |cmd[:=]? |pid[:=]? |user(?::| =) |event = |e[ug]id: |real uid: |old rgid: "
    r"|effect: |group set: |old time: |(?:old|new) priority: |audit (?:id: |object )|key: |(?:msq|sem|shm)id: "
    r"|change (?:root|current) directory to|remove of directory: |u?mount: object |(?:fork|exit)ed child process "
    r"|fd[0-9]++(?!\S)|qlimit [0-9]|libpath: |buf: |device )"
)

# By the event, and by the first part of its name: what its columns are.
_NAMED: dict[str, Callable[..., Document]] = {
    "AUD_It": _user_group_processuser,
    "AUD_Proc": _process_group_processuser,
    "FILE_Link": _user_group_processuser,
    "FILE_Pipe": _user_group_processuser,
    "FILE_Read": _process_group_processuser,
    "FILE_Rename": _user_group_processuser,
    "FILE_Unlink": _user_group_processuser,
    "FS_Chroot": _process_group_processuser,
    "FS_Mkdir": _user_group_processuser,
    "FS_Rmdir": _process_group_processuser,
    "PROC_Adjtime": _process_group_processuser,
    "PROC_Execute": _process_group_processuser,
    "S_PASSWD_READ": _user_group_processuser,
    "S_USER_WRITE": _process_user_group,
    "USER_Login": _process_group_processuser,
}
_NAMED_OF_FAMILY: dict[str, Callable[..., Document]] = {
    "CRON": _process_processuser_group,
    "PROC": _process_processuser_group,
    "SRC": _process_processuser_group,
    "TCP": _user_group_processuser,
}

_ACTIONS = {status: {"target": "process", "status": status} for status in STATUSES}
_NO_STATUS = {"target": "process"}
_NO_STATUSES = dict.fromkeys(STATUSES, _NO_STATUS)
_KNOWN: dict[str, _Known] = {}
_KNOWN |= {event: _known(event) for event in CATALOGUE}
_CATALOGUE = frozenset(CATALOGUE)


# The profile `ecs`

# The last letter of the word "audit" is all that a tail of the form `%d … %s` leaves of it: its first four are the
# number 1635083369.
# file descriptor = 1635083369 filename = t object read event detected /app1/coresec/active/BEKAL-CORE-01S.p12
_ACCESS = Pattern(
    r"file descriptor = (?:1635083369 filename = t object (\S++) event detected |([0-9]{1,10}) filename = )"
    r"((?s:.++))"
)
# euid: 503 egid: 403 epriv: 0:0 name sh -c /app/DB2/11.1/instance/db2iset -i Pipin 2>&1
_PROGRAM = Pattern(
    r"euid: *+(-?[0-9]{1,10}) ++egid: *+(-?[0-9]{1,10}) ++epriv: *+(\S++)(?: ++name(?: ++((?s:.++)))?)?"
)
# event = start cron job cmd = /usr/lib/ras/dumpcheck 2>&1 time = Sat Sep 17 00:00:00 2022
_JOB_START = Pattern(r"event = start (\S++) job cmd = ((?s:.*)) time = ([^=]*+)")
# user = root pid = 3932756 time = Sun Sep 25 23:00:00 2022
_JOB_END = Pattern(r"user = (\S++) pid = ([0-9]{1,18})(?: time = (.*+))?")
# file name = /var/spool/cron/crontabs/erin User = erin time = Tue Oct  3 08:15:42 2023
_JOB_FILE = Pattern(r"file name = (\S++) User = (\S++)(?: time = (.*+))?")
# user: Pipin tty: /dev/pts/3
_USER_TTY = Pattern(r"user: *+(\S++)(?: ++tty:(?: ++(\S++))?)?")
# fd14 Port 10.30.134.100 1022 kx5frsip01-a nimaux | fd11 /dev/.SRC-unix/SRC0006292046YEya | fd15 qlimit 1 | fd3
_SOCKET_ECS = Pattern(
    r"fd([0-9]{1,10})(?: ++Port (\S++) ++([0-9]++)(?: ++(\S++)(?: ++(\S++))?)?"
    r"| ++(/(?s:.*+))| ++qlimit (-?[0-9]{1,10}))?"
)
# audit object read event detected /etc/security/passwd
_OBJECT = Pattern(r"audit object (\S++) event detected ((?s:.++))")
# dave | dave su=true rlogin=false
_NAME = Pattern(r"([^\s:=,]++)(?: ++(\S(?s:.*+)))?")
# c++ | bak~
_EXTENSION = Pattern(r"[\w~#+-]{1,32}")

# Days have two digits or one: Tue Oct  3 08:15:42 2023
_CTIME = Pattern(r"(\S++)\s++(\S++)\s++([0-9]{1,2})\s++([0-9:]{7,8})\s++([0-9]{4})")

_LOWEST, _HIGHEST = -(2**63), 2**63 - 1

# -2, as the user `nobody` has it
_NOBODY = -2
# the next number is -1 without its sign
_HIGHEST_ID = 2**32 - 2

_EVERY_EVENT = every_event("ibm_aix", PRODUCT.dataset, PRODUCT.provider)
_HOST = {"os": {"name": "AIX", "type": "unix"}}
_OBSERVER_ECS = {"product": "AIX", "vendor": "IBM"}
_SESSION = ["authentication", "session"]
_AUTHENTICATION = ["authentication"]
_OUTCOMES = {True: "success", False: "failure"}
_NO_ROLES_END = len(_NO_ROLES)
_NO_ROLE = frozenset(("0", "!", ""))

# By event, status and zone: `event` of records with a time of their own; of known events and statuses only.
_PIECES: dict[tuple[str, str, str], Document] = {}


def to_ecs(record: Record, _: Document) -> Document:
    """The document of an audit record by the true meaning of its columns and operands."""
    text, clock = record.text, record.clock
    start, name, status, (command, login, real), date, tail = _columns(text)
    own: Document = {"status": status}
    document: Document = {
        "event": _event_piece(name, status),
        "user": {"name": login},
        "related": {"user": sorted({login, real or login})},
        "host": _HOST,
        "observer": _OBSERVER_ECS,
        "ibm_aix": own,
    }
    _add_date(document, date, clock)
    if real is not None:
        document["process"] = {"name": command, "real_user": {"name": real}}
        tail = _add_roles(document, tail)
    else:
        if command is not None:
            document["process"] = {"name": command.removesuffix(_LINE_END) or command}
        wpar, tail = _wpar(tail) or ("", "")
        wpar = wpar.removesuffix(_LINE_END)
        if wpar:
            own["wpar"] = wpar
    if start:
        front = _without_line_end(text[:start]).strip()
        if front:
            own["preceding_operands"] = front
    if tail:
        _add_tail(document, name, tail.rstrip(), clock)
    return document


def usual_to_ecs(record: Record) -> Document | None:
    """What `to_ecs` gives for a usual record, without `parse`; `None` if the line is not for certain such a record.

    With `parse` before it, a usual line took half as long again.
    """
    words = record.text.split(None, 5)
    if len(words) != 6:
        return None
    event, command, login, real, status, rest = words
    clock, front = record.clock, ""
    key = event, status, clock.zone
    piece = _PIECES.get(key) or _remember(key)
    if piece is None:
        columns = _columns_behind_operands(record.text)
        if columns is None:
            return None
        front, event, command, login, real, rest = columns
        status = "OK"
        key = event, status, clock.zone
        piece = _PIECES.get(key) or _remember(key)
    # a time has this width, unless its month has another length
    if piece is None or rest[14:15] != ":" or not rest[27:28].isspace():
        return None
    moment = clock.dated(rest[:27])
    if moment is None:
        return None
    document: Document = {
        "@timestamp": moment,
        "event": piece.copy(),
        "process": {"name": command, "real_user": {"name": real}},
        "user": {"name": login},
        "related": {"user": [login] if login == real else [login, real] if login < real else [real, login]},
        "host": _HOST,
        "observer": _OBSERVER_ECS,
        "ibm_aix": {"status": status},
    }
    if front:
        document["ibm_aix"]["preceding_operands"] = _without_line_end(front).strip()
    rest = rest[28:].strip()
    tail = rest[_NO_ROLES_END:].lstrip() if rest.startswith(_NO_ROLES) else _add_roles(document, rest)
    if tail:
        _add_tail(document, event, tail, clock)
    return document


def usual_time(record: Record) -> str | None:
    """The time of a usual record in UTC, for who wants nothing else; `None` where it takes `to_ecs` to tell."""
    words = record.text.split(None, 5)
    if len(words) != 6 or words[0] not in _CLASSES or words[4] not in _ACTIONS:
        return None
    rest = words[5]
    return record.clock.dated(rest[:27]) if rest[14:15] == ":" and rest[27:28].isspace() else None


def _remember(key: tuple[str, str, str]) -> Document | None:
    """`event` of records of this event, status and zone; `None` if the event or the status is not a known one."""
    event, status, zone = key
    if event not in _CLASSES or status not in _ACTIONS:
        return None
    piece = _PIECES[key] = _event_piece(event, status)
    piece["timezone"] = zone
    return piece


def _event_piece(event: str, status: str) -> Document:
    """`event`: what happened, by the event's name, and whether it succeeded."""
    is_success = status == "OK"
    piece: Document = {**_EVERY_EVENT, "action": event, "outcome": _OUTCOMES[is_success]}
    known = _CLASSES.get(event)
    if known is not None:
        piece["category"], piece["type"] = known
        if not is_success and piece["category"] == _SESSION:
            # who could not log in has no session
            piece["category"] = _AUTHENTICATION
    elif event.startswith("S_"):
        _classify_object(piece, event.rpartition("_")[2].lower())
    return piece


def _classify_object(event: Document, access: str) -> None:
    """Add to `event` what the access to an audited object is."""
    kind = _ACCESS_TYPES.get(access)
    if kind is not None:
        event["category"], event["type"] = _FILE_CATEGORY, kind


def _columns(text: str) -> tuple[int, str, str, tuple[str | None, str, str | None], str, str]:
    """The record in `text` as `parse` finds it.

    That is where it begins, its event, its status; its command, login user and real user; its date; what follows.
    """
    match = _RECORD.search(text)
    if match is not None:
        _, command, login, real, status, rest = match.groups()
        date = text[match.end("status") : match.start("rest")]
        return match.start(), match["event"], status, (command, login, real), date, rest
    match = _SHORT_RECORD.search(text)
    if match is not None:
        event, login, status, command, rest = match.groups()
        date = text[match.end("status") : match.start("command")]
        return match.start(), event, status, (command, login, None), date, rest
    match = _CUT_RECORD.search(text)
    if match is not None:
        event, first, second, third, status = match.groups()
        names = (None, first, None) if second is None else (first, second, third)
        return match.start(), event, status, names, text[match.end("status") :], ""
    # a date that cannot be: the columns alone say where things are
    event, command, login, real, status, day, month, year, time, *tail = text.split(None, 9)
    return 0, event, status, (command, login, real), f"{day} {month} {year} {time}", "".join(tail)


def _add_date(document: Document, date: str, clock: Clock) -> None:
    """Add the time that `25 sep 2022 23:14:20.756159` or `Sun Sep 25 23:00:00 2022` is, if there is such a time."""
    words = date.split()
    if len(words) == 5:
        weekday, month, day, time, year = words
    elif len(words) == 4:
        weekday, (day, month, year, time) = "", words
    else:
        return
    moment = clock.dated(f"{day:0>2} {month} {year} {time}")
    if moment is None:
        return
    document["@timestamp"] = moment
    document["event"]["timezone"] = clock.zone
    if weekday and contradicts(weekday, day, month, year):
        add_tags(document, [WEEKDAY_MISMATCH])


def _add_roles(document: Document, rest: str) -> str:
    """Add the roles with which `rest` begins to the user; the tail behind them."""
    rest = rest.strip()
    if rest.startswith(_NO_ROLES):
        return rest[_NO_ROLES_END:].lstrip()
    if not rest or _OPERAND.match(rest):
        return rest
    end = _end_of_roles(rest)
    column, tail = "".join(rest[:end].split()), rest[end:].lstrip()
    roles = [role for role in _without_line_end(column).split(",") if role not in _NO_ROLE]
    if roles:
        document["user"]["roles"] = [*dict.fromkeys(roles)]
    return tail


def _add_tail(document: Document, event: str, tail: str, clock: Clock) -> None:
    """Add what the operands of `tail` say; those that are not known stay as they are."""
    if _LINE_END in tail:
        start = 0
        while tail.startswith(_LINE_END, start):
            start += len(_LINE_END)
        tail = _without_line_end(tail[start:]).strip()
        if not tail:
            return
    read = _EVENT_READERS.get(event)
    if read is not None and read(document, tail, clock):
        return
    word = tail.partition(" ")[0]
    read = _READERS.get(word) or (_read_socket if word[:2] == "fd" else None)
    if read is None or not read(document, tail, clock):
        document["ibm_aix"]["tail"] = tail


def _add_user(document: Document, name: str) -> None:
    """Add a user's name to `related.user`."""
    names = document["related"]["user"]
    if name not in names:
        document["related"]["user"] = sorted((*names, name))


def _add_file(document: Document, path: str) -> None:
    """Add the file of `path`, which may have a line's blanks around it; one without a directory has no path."""
    path = path.strip()
    directory, slash, name = path.rpartition("/")
    if slash and not name:
        directory, _, name = path.rstrip("/").rpartition("/")
    file: Document = {}
    if path[:1] == "/":
        file["path"] = path
        if name:
            file["directory"] = directory.rstrip("/") or "/"
    elif slash:
        document["ibm_aix"]["relative_path"] = path
    if name:
        file["name"] = name
        stem, _, extension = name.rpartition(".")
        if stem and extension and stem.strip(".") and (extension.isalnum() or _EXTENSION.fullmatch(extension)):
            file["extension"] = extension
    if file:
        document["file"] = {**document["file"], **file} if "file" in document else file


def _add_directory(document: Document, path: str) -> None:
    """Add the directory of `path` as the file that it is."""
    _add_file(document, path)
    file = document.get("file")
    if file is not None:
        file["type"] = "dir"
        file.pop("extension", None)


def _directory(wording: str) -> Reader:
    """What reads `… WORDING PATH` as a directory."""

    def read(document: Document, tail: str, _: Clock) -> bool:
        found, path = tail.partition(wording)[1:]
        _add_directory(document, path)
        return bool(found)

    return read


def _id(digits: str) -> str | None:
    """A user's or a group's id; `None` for one that cannot be, or says that there is none (-1)."""
    number = int(digits)
    return digits if number == _NOBODY or 0 <= number <= _HIGHEST_ID else None


def _wording(*patterns: Pattern) -> Reader:
    """What reads tails of one of `patterns`, whose groups are named like the fields that they are."""
    plans = [
        (pattern, [(name, _ADDING.get(name)) for name in _group_names(pattern.source)]) for pattern in patterns
    ]

    def read(document: Document, tail: str, _: Clock) -> bool:
        for pattern, fields in plans:
            match = pattern.fullmatch(tail)
            if match is not None:
                for (name, add), value in zip(fields, match.groups(), strict=True):
                    if not value:
                        continue
                    if add is None:
                        document["ibm_aix"][name] = value
                    else:
                        add(document, name, value)
                return True
        return False

    return read


def _group_names(source: str) -> list[str]:
    """The names of a pattern's groups, all of which have one."""
    return [part.partition(">")[0] for part in source.split("(?P<")[1:]]


def _add_number(document: Document, name: str, digits: str) -> None:
    """Add a number of the product's own, unless it is out of range."""
    number = int(digits)
    if _LOWEST <= number <= _HIGHEST:
        document["ibm_aix"][name] = number


def _add_id(document: Document, name: str, digits: str) -> None:
    """Add the id of a user or a group, if there can be such."""
    known = _id(digits)
    if known is not None:
        document["ibm_aix"][name] = known


def _add_attribute(document: Document, name: str, value: str) -> None:
    """Add an attribute of the file."""
    document.setdefault("file", {})[name] = value


def _read_filename(document: Document, tail: str, _: Clock) -> bool:
    """`filename PATH`."""
    _add_file(document, tail[len("filename ") :].removeprefix("= "))
    return True


def _read_link(document: Document, tail: str, _: Clock) -> bool:
    """`linkname LINK filename PATH`: the link is what is made, the path what it leads to."""
    link, found, path = tail[len("linkname ") :].partition(" filename ")
    _add_file(document, link)
    if "file" in document:
        if path.strip():
            document["file"]["target_path"] = path.strip()
        if document["event"]["action"] == "FILE_Symlink":
            document["file"]["type"] = "symlink"
    return bool(found)


def _read_rename(document: Document, tail: str, _: Clock) -> bool:
    """`frompath: PATH topath: PATH`: the file is where it went."""
    old, found, new = tail[len("frompath:") :].partition(" topath:")
    old = old.strip()
    if old:
        document["ibm_aix"]["original_path"] = old
    _add_file(document, new)
    return bool(found)


def _read_access(document: Document, tail: str) -> bool:
    """`file descriptor = NUMBER filename = PATH`, or the audit of an object in that form."""
    match = _ACCESS.fullmatch(tail)
    if match is None:
        return False
    access, descriptor, path = match.groups()
    if access is not None:
        return _add_object(document, access, path)
    document["ibm_aix"]["file_descriptor"] = int(descriptor)
    _add_file(document, path)
    return True


def _read_object(document: Document, tail: str, _: Clock) -> bool:
    """`audit object ACCESS event detected PATH`."""
    match = _OBJECT.fullmatch(tail)
    return match is not None and _add_object(document, match[1], match[2])


def _add_object(document: Document, access: str, path: str) -> bool:
    document["ibm_aix"]["object_access"] = access
    _add_file(document, path)
    if "category" not in document["event"]:
        _classify_object(document["event"], access)
    return True


def _read_program(document: Document, tail: str, _: Clock) -> bool:
    """`euid: 503 egid: 403 epriv: 0:0 name COMMAND LINE`."""
    match = _PROGRAM.fullmatch(tail)
    if match is None:
        return False
    user, group, document["ibm_aix"]["effective_privileges"], command_line = match.groups()
    process = document["process"]
    if (known := _id(user)) is not None:
        process["user"] = document["user"]["effective"] = {"id": known}
    if (known := _id(group)) is not None:
        process["group"] = {"id": known}
    if command_line is not None:
        process["command_line"] = command_line
        process["args"] = args = command_line.split()
        directory, slash, name = args[0].rpartition("/")
        # what a process is called by itself is no proof; its name is the kernel's
        if slash and name == process["name"] and (not directory or directory[0] == "/"):
            process["executable"] = args[0]
    return True


def _read_job(document: Document, tail: str, clock: Clock) -> bool:
    """`event = start cron job cmd = COMMAND time = TIME`."""
    match = _JOB_START.fullmatch(tail)
    if match is None:
        return False
    command_line = match[2].strip()
    if command_line:
        document["process"]["command_line"] = command_line
    document["ibm_aix"]["job_type"] = match[1]
    _add_job_time(document, match[3], clock)
    return True


def _read_job_end(document: Document, tail: str, clock: Clock) -> bool:
    """`user = NAME pid = NUMBER time = TIME`."""
    match = _JOB_END.fullmatch(tail)
    if match is None:
        return False
    document["user"]["effective"] = {"name": match[1]}
    _add_user(document, match[1])
    document["process"]["pid"] = int(match[2])
    _add_job_time(document, match[3], clock)
    return True


def _read_descriptor_or_job(document: Document, tail: str, clock: Clock) -> bool:
    """`file descriptor = …`, or `file name = PATH User = NAME time = TIME`."""
    if tail.startswith("descriptor ", len("file ")):
        return _read_access(document, tail)
    match = _JOB_FILE.fullmatch(tail)
    if match is None:
        return False
    _add_file(document, match[1])
    document["user"]["target"] = {"name": match[2]}
    _add_user(document, match[2])
    _add_job_time(document, match[3], clock)
    return True


def _add_job_time(document: Document, text: str | None, clock: Clock) -> None:
    """Add the time that a job states, if `text` is one."""
    match = _CTIME.fullmatch(text.strip()) if text is not None else None
    if match is not None:
        _, month, day, time, year = match.groups()
        moment = clock.dated(f"{day:0>2} {month} {year} {time}")
        if moment is not None:
            document["ibm_aix"]["job_time"] = moment


def _read_user(document: Document, tail: str, _: Clock) -> bool:
    """`user: NAME tty: TERMINAL`: who logs in, or tries to; the column has whom the program ran for so far."""
    match = _USER_TTY.fullmatch(tail)
    if match is None:
        return False
    name, tty = match.groups()
    user = document["user"]
    if name != user["name"]:
        document["ibm_aix"]["login_user"] = user["name"]
        user["name"] = name
        _add_user(document, name)
        if "roles" in user:
            document["ibm_aix"]["login_user_roles"] = user.pop("roles")
    if tty is not None and tty != _LINE_END:
        document["ibm_aix"]["tty"] = tty
    return True


def _read_socket(document: Document, tail: str, _: Clock) -> bool:
    """`fd14 Port ADDRESS PORT HOST SERVICE`, `fd11 /PATH`, `fd15 qlimit 1` or `fd3`."""
    match = _SOCKET_ECS.fullmatch(tail)
    if match is None:
        return False
    descriptor, address, number, host, service, path, limit = match.groups()
    own = document["ibm_aix"]
    own["file_descriptor"] = int(descriptor)
    if path is not None:
        _add_file(document, path)
    if limit is not None:
        own["queue_limit"] = int(limit)
    if address is not None:
        _add_address(document, ip(address), port(number))
        if host is not None:
            own["socket_host"] = host
            if not is_ip(host):
                document["related"]["hosts"] = [host]
        if service is not None:
            own["socket_service"] = service
    return True


def _add_address(document: Document, address: str | None, number: int | None) -> None:
    """Add the address of a socket: the other side's where the call is one that says so."""
    piece = endpoint(address, number)
    if not piece:
        return
    if address is not None:
        document["related"]["ip"] = [address]
    call = document["event"]["action"]
    if call == "TCP_kaccept":
        document["source"] = piece
        document["network"] = {"direction": "ingress", "transport": "tcp"}
    elif call == "TCP_kconnect":
        document["destination"] = piece
        document["network"] = {"direction": "egress"}
    else:
        document["ibm_aix"].update({f"socket_{name}": value for name, value in piece.items() if name != "address"})
        if address is not None:
            document["network"] = {}
    if address is not None:
        document["network"]["type"] = "ipv6" if ":" in address else "ipv4"


def _read_groups(document: Document, tail: str, _: Clock) -> bool:
    """`group set: NAME,NAME`."""
    groups = tail.removeprefix("group set:").split(",")
    document["ibm_aix"]["groups"] = [name.strip() for name in groups if name.strip()]
    return tail.startswith("group set:")


def _read_ids(document: Document, tail: str, clock: Clock) -> bool:
    """`effect: 503, real: 503, saved: -1, login: -1`: the ids that a process takes, -1 for those that it keeps."""
    if not _read_ids_alone(document, tail, clock):
        return False
    effective = document["ibm_aix"].get("effective_uid")
    if effective is not None and document["event"]["outcome"] == "success":
        document["user"]["effective"] = {"id": effective}
    return True


def _read_service(document: Document, tail: str, _: Clock) -> bool:
    """The name of a subsystem, and nothing else."""
    if " " in tail:
        return False
    document["service"] = {"name": tail}
    return True


def _read_target_user(document: Document, tail: str, _: Clock) -> bool:
    """The name of the user whose account it is about, and what is changed."""
    match = _NAME.fullmatch(tail)
    if match is None:
        return False
    document["user"]["target"] = {"name": match[1]}
    _add_user(document, match[1])
    if match[2] is not None:
        document["ibm_aix"]["changes"] = match[2]
    return True


def _read_su(document: Document, tail: str, clock: Clock) -> bool:
    """The name of the user that another becomes, or fails to."""
    if " " in tail or not _read_target_user(document, tail, clock):
        return False
    if document["event"]["outcome"] == "success":
        document["user"]["effective"] = document["user"]["target"]
    return True


def _read_group(document: Document, tail: str, _: Clock) -> bool:
    """The name of the group that it is about, and what is changed."""
    match = _NAME.fullmatch(tail)
    if match is None:
        return False
    document["group"] = {"name": match[1]}
    if match[2] is not None:
        document["ibm_aix"]["changes"] = match[2]
    return True


# mode: 755 dir: /var/adm/nim/6292044
_MODE_DIRECTORY = Pattern(r"mode: *+(?P<mode>[0-7]{1,7}) ++dir: *+(?P<directory>(?s:.++))")
# mode: 4755 filename /tmp/x | mode: 20666 dev: 1,3 filename /dev/null
_MODE_FILE = Pattern(r"mode: *+(?P<mode>[0-7]{1,7}) ++(?:dev: *+(?P<device>\S++) ++)?filename ++(?P<path>(?s:.++))")
# mode: 4, who: 0, path: /etc/security/passwd
_PERMISSION = Pattern(r"mode: *+(?P<access_mode>[0-7]{1,7}), who: *+-?[0-9]{1,10}, path: *+(?P<path>(?s:.++))")
# owner: 0 group: 0 filename /etc/motd
_OWNER = Pattern(r"owner: *+(?P<uid>[0-9]{1,10}) ++group: *+(?P<gid>[0-9]{1,10}) ++filename ++(?P<path>(?s:.++))")
# flags: 80, libpath: /usr/lib:/lib, file: /usr/lib/security/DCE
_LOAD = Pattern(
    r"flags: *+(?P<flags>[0-9A-Fa-f]{1,16}), libpath: *+(?P<library_path>[^,]*+), file: *+(?P<path>(?s:.++))"
)
# flags: 2 mode: 644 fd: 4 filename /etc/motd
_OPEN = Pattern(
    r"flags: *+(?P<flags>[0-9A-Fa-f]{1,16}) ++mode: *+(?P<mode>[0-7]{1,7}) ++"
    r"fd: *+(?P<file_descriptor>-?[0-9]{1,10}) ++filename ++(?P<path>(?s:.++))"
)
# mount: object /dev/hd1 stub /home | umount: object /dev/hd1 stub /home
_MOUNT = Pattern(r"u?mount: object (?P<mount_object>\S++)(?: stub (?P<directory>(?s:.++)))?")
# pid: 3605020, sig: 22
_SIGNAL = Pattern(r"pid: *+(?P<target_pid>-?[0-9]{1,20}), *+sig: *+(?P<signal>[0-9]{1,10})")
# pid: 0 cmd: 5
_PROCESS_COMMAND = Pattern(r"pid: *+(?P<target_pid>-?[0-9]{1,20}),? *+cmd: *+(?P<command>\S++)")
# cmd: 1 arg: 0
_CALL = Pattern(r"cmd: *+(?P<command>\S++)(?: ++arg: *+(?P<argument>\S++))?")
# 3
_CALL_NUMBER = Pattern(r"(?P<command>[0-9A-Fa-f]{1,16})")
# forked child process 1234567 | exited child process 1234567
_CHILD = Pattern(r"(?:fork|exit)ed child process (?P<child_pid>[0-9]{1,20})")
# read: 7 write: 8
_PIPE = Pattern(r"read: *+(?P<read_descriptor>[0-9]{1,10}) ++write: *+(?P<write_descriptor>[0-9]{1,10})")
# effect: 503, real: 503, saved: -1, login: -1
_ID_SET = Pattern(
    r"effect: *+(?P<effective_uid>-?[0-9]{1,10}), *+real: *+(?P<real_uid>-?[0-9]{1,10}), *+"
    r"saved: *+(?P<saved_uid>-?[0-9]{1,10}), *+login: *+(?P<login_uid>-?[0-9]{1,10})"
)
# real uid: 503
_REAL_ID = Pattern(r"real uid: *+(?P<real_uid>-?[0-9]{1,10})")
# old rgid: 0, new gid: 0, which: egid
_GROUP_ID = Pattern(
    r"old rgid: *+(?P<old_gid>-?[0-9]{1,10}), *+new gid: *+(?P<new_gid>-?[0-9]{1,10}), *+"
    r"which: *+(?P<changed_gid>\S++)"
)
# old time: 01 jan 1970 01:00:00.1664135, delta: 226172812:0
_CLOCK = Pattern(r"old time: *+(?P<old_time>[^,]++), *+delta: *+(?P<time_delta>\S++)")
# new priority: 20 | old priority: 60, new priority: 20
_PRIORITY = Pattern(
    r"(?:old priority: *+(?P<old_priority>-?[0-9]{1,10}),? *+)?new priority: *+(?P<new_priority>-?[0-9]{1,10})"
)
# key: 1375731713 msqid: 3 | semid: 4
_QUEUE = Pattern(r"(?:key: *+(?P<ipc_key>[^\s,]++),? ++)?(?:msq|sem|shm)id: *+(?P<ipc_id>-?[0-9]{1,20})")
# device hdisk4
_DEVICE = Pattern(r"device (?P<device>\S++)")
# sysadmin | sysadmin auths=aix.fs
_ROLE = Pattern(r"(?P<role>[^\s:=,]++)(?: ++(?P<changes>\S(?s:.*+)))?")

# What is added in another way than as a text of the product's own.
_ADDING: dict[str, Callable[[Document, str, str], None]] = {
    **{name: _add_number for name, field in OWN_FIELDS.items() if field.type == "long"},
    **dict.fromkeys(("effective_uid", "login_uid", "new_gid", "old_gid", "real_uid", "saved_uid"), _add_id),
    **dict.fromkeys(("gid", "mode", "uid"), _add_attribute),
    "directory": lambda document, _, path: _add_directory(document, path),
    "path": lambda document, _, path: _add_file(document, path),
}

_read_ids_alone = _wording(_ID_SET)

# By the event, where a tail has no wording to be known by.
_EVENT_READERS: dict[str, Reader] = {
    **{event: _read_service for event in CATALOGUE if event.startswith("SRC_")},
    **dict.fromkeys(("GROUP_Change", "GROUP_Create", "GROUP_Remove"), _read_group),
    **dict.fromkeys(
        ("PASSWORD_Change", "PASSWORD_Flags", "USER_Change", "USER_Chpass", "USER_Create", "USER_Remove"),
        _read_target_user,
    ),
    **dict.fromkeys(("ROLE_Change", "ROLE_Create", "ROLE_Remove"), _wording(_ROLE)),
    "PROC_Sysconfig": _wording(_CALL_NUMBER),
    "USER_SU": _read_su,
}

# By the first word of a tail.
_READERS: dict[str, Reader] = {
    "audit": _read_object,
    "change": _directory(" directory to: "),
    "cmd:": _wording(_CALL),
    "device": _wording(_DEVICE),
    "effect:": _read_ids,
    "euid:": _read_program,
    "event": _read_job,
    "exited": _wording(_CHILD),
    "file": _read_descriptor_or_job,
    "filename": _read_filename,
    "flags:": _wording(_LOAD, _OPEN),
    "forked": _wording(_CHILD),
    "frompath:": _read_rename,
    "group": _read_groups,
    "key:": _wording(_QUEUE),
    "linkname": _read_link,
    "mode:": _wording(_MODE_DIRECTORY, _MODE_FILE, _PERMISSION),
    "mount:": _wording(_MOUNT),
    "msqid:": _wording(_QUEUE),
    "new": _wording(_PRIORITY),
    "old": _wording(_GROUP_ID, _CLOCK, _PRIORITY),
    "owner:": _wording(_OWNER),
    "pid:": _wording(_SIGNAL, _PROCESS_COMMAND),
    "read:": _wording(_PIPE),
    "real": _wording(_REAL_ID),
    "remove": _directory("remove of directory: "),
    "semid:": _wording(_QUEUE),
    "shmid:": _wording(_QUEUE),
    "umount:": _wording(_MOUNT),
    "user": _read_job_end,
    "user:": _read_user,
}

_FILE_CATEGORY = ["file"]
_ACCESS_TYPES = {"read": ["access"], "write": ["change"]}
# of the known events: `event.category` and `event.type`
_CLASSES = {
    event: (sorted(categories.split()), sorted(types.split()))
    for event, (categories, types, _) in {**EVENTS, **MORE_EVENTS}.items()
}
