"""The fields of documents about AIX' audit, and what the profile `ecs` changes, for `ibm_aix`: data alone."""

from __future__ import annotations

from ecsparse.record import Field

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
    "{effective,login,real,saved}_uid": Field("keyword", "{Effective,Login,Real,Saved} user id that was asked for"),
    "file_descriptor": Field("long", "File descriptor in the process."),
    "flags": Field("keyword", "Flags of an open or a load, hexadecimal."),
    "groups": Field("keyword", "Groups that the process was given."),
    "ipc_id": Field("long", "Id of a message queue, a set of semaphores or shared memory."),
    "ipc_key": Field("keyword", "Key by which processes find it."),
    "job_time": Field("date", "Time that a job of at or cron states."),
    "job_type": Field("keyword", "Kind of a job that was started, such as cron."),
    "library_path": Field("keyword", "Directories in which a module was looked for."),
    "login_user": Field("keyword", "User of the column login, where user.name is the one who logs in."),
    "login_user_roles": Field("keyword", "Roles of the user of the column login, where user.name is another."),
    "mount_object": Field("keyword", "What was mounted: a device or a directory."),
    "{new,old}_gid": Field("keyword", "{Group id that was asked for,Real group id before that}."),
    "{new,old}_priority": Field("long", "Priority that the process {got,had before}."),
    "old_time": Field("keyword", "Time of the system's clock before it was adjusted, as it stands."),
    "object_access": Field("keyword", "How an audited object was accessed: read or write."),
    "original_path": Field("keyword", "Path of a file before it was renamed."),
    "preceding_operands": Field("keyword", "Operands in front of the record; they are those of the record before."),
    "queue_limit": Field("long", "Length of the queue of connections that wait for a listening socket."),
    "{read,write}_descriptor": Field("long", "File descriptor of a pipe's end to {read from,write to}."),
    "relative_path": Field("keyword", "Path of the file from a working directory that is not said."),
    "role": Field("keyword", "Role that was created, changed or removed."),
    "signal": Field("long", "Number of the signal that was sent."),
    "socket_{host,service}": Field("keyword", "{Host,Service} that is named behind a socket's address and port."),
    "socket_ip": Field("ip", "Address of a socket whose side the record does not say."),
    "socket_port": Field("long", "Port of a socket whose side the record does not say."),
    "status": Field("keyword", "Status of the event, such as OK or FAIL_ACCESS."),
    "tail": Field("keyword", "Operands whose wording is not known."),
    "target_pid": Field("long", "Process id to which a signal was sent, or whose auditing was changed."),
    "time_delta": Field("keyword", "Seconds and microseconds by which the system's clock was adjusted."),
    "tty": Field("keyword", "Terminal of a login, as it stands."),
    "wpar": Field("keyword", "Workload partition; Global is the system itself."),
}

# What the profile `ecs` has besides, of ECS.
FIELDS = (
    "{destination,source}.{address,ip,port}", "file.{directory,extension,gid,mode,name,path,target_path,type,uid}",
    "{group,service}.name", "host.os.{name,type}", "network.{direction,transport,type}",
    "observer.{product,vendor}", "process.{args,command_line,executable,name,pid}", "process.{group,user}.id",
    "process.real_user.name", "user.effective.{id,name}", "user.{name,roles}", "user.target.name",
)  # fmt: skip
