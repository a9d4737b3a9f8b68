"""The messages of the programs of `linux_auth`.

Source: util-linux 2.2x to 2.40 (`login`, `su`, `runuser`), shadow 4.0 to 4.17, pwdutils 2 and 3, systemd-logind of
systemd 180 to 256, Vixie cron 3.0 and Debian's, cronie 1.4 to 1.7, anacron 2.3, BusyBox's crond.
"""

from __future__ import annotations

from ecsparse.ecs.accounts import account as user_of
from ecsparse.ecs.accounts import user_id
from ecsparse.ecs.numbers import parse_uint
from ecsparse.ecs.places import listed
from ecsparse.messages import Messages, actions
from ecsparse.messages.captures import DIGITS, WORD, Capture, account, ecs, endpoint, own, part
from ecsparse.record import Document

ACTIONS = actions("""
command-ended             process: end | a command that a user ran as another ends
command-continued         process: info | the rest of a command that is too long for one line
command-refused           authentication process: info, failure | a user may not run a command as another
command-run               process: start, success | a user runs a command as another
console-button            host: info | a button is pressed, or a lid is moved
crontab-{changed|deleted|loaded}  configuration: {change|deletion|info} | a crontab is {changed|deleted|read again}
crontab-{edited|listed}  configuration: access | a user {begins or ends editing|reads} a crontab
crontab-refused           configuration: info, failure | a crontab, or its user, is not accepted
group-{added|changed|deleted}  iam: {creation|change|deletion} group, success | a group is {created|changed|deleted}
group-administrators-set  iam: admin change group, success | a group's administrators are set
group-member-{added|removed}  iam: change group, success | a user {becomes|is no longer} a member of a group
group-password-changed    iam: change group, success | a group's password is changed or removed
group-switched            session: info, success | a user changes to another group
host-stopping             host: end | the system is shut down or restarted
job-{ended|started}  process: {end|start} | a job {ends|is run}
job-failed                process: info, failure | a job cannot be run, or fails
job-{output|planned}      process: info | a job {has written output|will be run later}
login-{failed|succeeded}  authentication: start, {failure|success} | a user {fails to log|logs} in at a terminal
login-timeout             authentication: info, failure | nobody logs in at a terminal in time
logins-blocked            host: change | nobody may log in any more, as the system stops
message                   | any other message of these programs
password-attempts-failed  authentication: start, failure | a user gives sudo or doas wrong passwords
password-{changed|locked|unlocked}  iam: change user, success | a user's password is {changed|locked|unlocked}
password-expiry-changed   iam: change user, success | a user's or a password's expiry is changed
power-changed             host: change | the system is suspended, or resumes
power-refused             host: info | a program delays the end, or the suspension, for too long
root-logged-in            authentication: start, success + root | user 0 logs in at a terminal
scheduler-{started|stopped}  process: {start, success|end} | a program that runs jobs {starts|stops}
seat-added                host: info | a seat (screens and keyboards) is added
session-failed            session: start, failure | a user's session cannot begin
session-{closed|opened}  session: {end|start, success} | a user's session {ends|begins}
user-added                iam: creation user, success | a user is created
user-{adding|deleting}-failed  iam: {creation|deletion} user, failure | a user cannot be {created|deleted}
user-{changed|deleted}  iam: {change|deletion} user, success | a user is {changed|deleted}
user-renamed              iam: change user, success | a user is given another name
user-{switch-failed|switched}  authentication: start, {failure|success} | a user {fails to become|becomes} another
""", root={"user": {"id": "0"}})  # fmt: skip


def _absolute(path: str) -> str | None:
    """`path`, `None` if it does not begin at the root directory."""
    return path if path[:1] == "/" else None


def _variables(text: str) -> list[str]:
    """The variables in `LANG=C EDITOR=vi -n`: a word without `=` belongs to the one before it."""
    found: list[list[str]] = []
    for word in text.split(" "):
        if "=" in word or not found:
            found.append([word])
        else:
            found[-1].append(word)
    return [" ".join(words) for words in found]


def _user(name: str) -> Document:
    """A user by name, or by id: `#1000`."""
    number = user_id(name[1:]) if name[:1] == "#" else None
    return user_of(name) if number is None else {"id": number}


def _group(name: str) -> Document:
    """A group by name, or by id: `#33`."""
    number = user_id(name[1:]) if name[:1] == "#" else None
    return {"name": name} if number is None else {"id": number}


_NUMBER = r"[0-9]+"
_QUOTED = r"[^'`]+"

TTY = own("keyword", "terminal of a user, without /dev/", WORD,
    lambda text: None if text in ("unknown", "none", "???") else text.removeprefix("/dev/"))  # fmt: skip

CAPTURES = {
    "reason": ecs("event.reason"),
    # who acts
    "user": account(pattern=WORD),
    "user_id": ecs("user.id", _NUMBER, user_id),
    # as whom
    "as_user": Capture("user.effective", WORD, _user, parts=("name", "domain", "id"), related=("user", "name")),
    "as_group": Capture("user.effective.group", WORD, _group, parts=("name", "id")),
    # whose account is changed, and what becomes of it
    "target": account("user.target", WORD),
    "target_id": ecs("user.target.id", _NUMBER, user_id),
    "target_group_id": ecs("user.target.group.id", _NUMBER, user_id),
    "new_name": ecs("user.changes.name", _QUOTED, related="user"),
    "new_id": ecs("user.changes.id", _NUMBER, user_id),
    "new_primary_group_id": ecs("user.changes.group.id", _NUMBER, user_id),
    "group": ecs("group.name", WORD),
    "group_id": ecs("group.id", _NUMBER),
    "source": endpoint("source", pattern=WORD),
    # a terminal or a host
    "place": part(WORD),
    "file": ecs("file.path", read=_absolute),
    "command": ecs("process.command_line"),
    "directory": ecs("process.working_directory", read=_absolute),
    "environment": ecs("process.env_vars", read=_variables),
    "exit": ecs("process.exit_code", DIGITS, parse_uint),
    "attempts": own("long", "failed attempts to log in"),
    "attribute": own("keyword", "what of a user's account is changed, such as shell", r"[A-Za-z]+"),
    "button": own("keyword", "button that is watched"),
    "chroot": own("keyword", "root directory of a command"),
    "command_continued": own("keyword", "part of a command that is too long for one line"),
    "delay_minutes": own("long", "minutes until a job is run"),
    "device": own("keyword", "device that is watched", WORD),
    "home": own("keyword", "home directory of a new user", r".*?"),
    "host": own("keyword", "host that sudo was run on, as its policy knows it"),
    "job": own("keyword", "name of a job", r"[^']+"),
    "job_pid": own("long", "process of a job"),
    "members": own("keyword", "new members or administrators of a group", r"[^ ]*", listed, related="user"),
    "new_group_id": own("keyword", "new id of a group", _NUMBER),
    "new_group_name": own("keyword", "new name of a group", r"[^ ,()]+"),
    "new_value": own("keyword", "new value of an attribute", r"[^']*"),
    "old_value": own("keyword", "old value of an attribute", r"[^']*"),
    "output": own("keyword", "what a job has written"),
    "seat": own("keyword", "seat (screens and keyboards)", r"seat[^ ]*"),
    "session_class": own("keyword", "class of a session, such as user or greeter", r"[a-z-]+"),
    "session_id": own("keyword", "session, as systemd-logind numbers it", r"[a-z]?[0-9]+"),
    "session_log_id": own("keyword", "id of sudo's recording of what was typed and shown"),
    "session_type": own("keyword", "type of a session, such as tty or wayland", r"[a-z0-9-]+"),
    "shell": own("keyword", "login shell of a new user", r"[^,]*"),
    "signal": own("keyword", "signal that ended a command"),
    "tty": TTY,
}  # fmt: skip

_FRAGMENTS = {
    # ` in older versions
    "q": "{~[`']}",
    "the_target": "{q}{target:[^'`]+}'",
    "the_group": "{q}{group:[^'`]+}'",
    "renamed": "{the_target} to {q}{new_name}'",
    "new_account": "account={target:[^,]+}, uid={target_id}",
    # alice:root | alice-root
    "switch": "{|{user:[^ :]+}:{as_user:[^ :]+}|{user:[^ :-]+}-{as_user:[^ :-]+}|{~[^ :]+}}",
    "login": "{|UNKNOWN|{user:[^,']*}}",
    "host": "{? from {q}{source:[^']+}'}",
}


def _table(text: str) -> Messages:
    return Messages("linux_auth", ACTIONS, CAPTURES, text, _FRAGMENTS)


# A row without `!` may be of another program: it is read where the header names one of these.

# su, runuser and doas
SWITCHING = _table(r"""
user-switched              ! (to {as_user:[^() ]+}) {user:.+} on {tty}
user-switch-failed         ! FAILED SU (to {as_user:[^()]*}) {user:.+} on {tty}
user-switched              ! Successful su for {as_user} by {user:.+}
user-switch-failed         ! FAILED su for {as_user:.*} by {user}
{user-switched|user-switch-failed}  {+ | -} {tty} {switch}
{user-switched|user-switch-failed}  'su {as_user:[^' ]+}' {succeeded | failed} for {user:[^ ]+} on {tty}
user-switched              {user:[^ ]+} to {as_user:[^ ]+} on {tty}
user-switch-failed         BAD SU {user:[^ ]+} to {as_user:[^ ]+}{? on {tty}}
user-switch-failed         Authentication failed for {as_user:[^ ]+}
user-switch-failed         pam_authenticate: {reason}
user-switch-failed         No passwd entry for user {q}{as_user:[^']+}'
command-run                {user:[^ ]+} ran command {command} as {as_user:[^ ]+}{? from {directory:/.*}}
command-run                {user:[^ ]+} ran command as {as_user:[^ :]+}: {command}
command-refused            {command not permitted | failed command} for {user:[^ :]+}: {command}
password-attempts-failed   {reason:failed (?:auth|password)} for {user:[^ ]+}
""")

# useradd, passwd, gpasswd and their like
ACCOUNTS = _table(r"""
user-added                 ! new user: name={target:[^,]+}, {|UID|uid}={target_id},
  {|GID|gid}={target_group_id}{?, home={home}}{?, shell={shell}}{?, from={tty:[^,]*}}
user-added                 ! new account added{| -|:}
  {new_account}, gid={target_group_id}{?, home={home}}{?, shell={shell}}, by={user_id}
user-deleted               ! account deleted{| -|:} {new_account}, by={user_id}
group-added                ! new group: name={group:[^,]+}, {|GID|gid}={group_id}
group-added                ! new group added{| -|:} group={group:[^,]+}, gid={group_id}, by={user_id}
group-added                ! group added to {file:/etc/g?(?:group|shadow)}: name={group:[^,]+}{?, GID={group_id}}
user-adding-failed         ! failed adding user {q}{target:[^']+}', {reason:data deleted|exit code: [0-9]+}
user-deleting-failed       ! failed deleting user {q}{target:[^']+}', {reason}
group-member-added         ! add {the_target} to {?shadow }group {the_group}
group-member-removed       ! delete {the_target} from {?shadow }group {the_group}
user-deleted               ! delete user {the_target}
group-deleted              ! removed {group | shadow group} {the_group} owned by {the_target}
group-deleted              ! group {the_group} removed{? from {file:/etc/[a-z]+}}
group-changed              ! group changed in {file:/etc/[a-z]+}
  (group {group:[^ /()]+}{?/{group_id}}{?, new name: {new_group_name}}{?, new password}{?, new gid: {new_group_id}})
user-renamed               ! change user name {renamed}
password-changed           ! change user {the_target} password
user-changed               ! change user {the_target} {attribute=UID} from {q}{old_value}' to {q}{new_id}'
user-changed               ! change user {the_target} {attribute=GID} from {q}{old_value}' to {q}{new_primary_group_id}'
user-changed               ! change user {the_target} {attribute} from {q}{old_value}' to {q}{new_value}'
user-changed               ! change {renamed} in {?shadow }group {the_group}
password-{locked|unlocked} ! {lock | unlock} user {the_target} password
password-changed           ! password for {q}{target:[^']+}' changed by {q}{user:[^']+}'
password-changed           password for {target:[^' ]+} {?is }changed by {user:[^' ]+}
password-changed           ! password changed - {new_account}, by={user_id}
password-expiry-changed    ! changed password expiry for {target:.+}
user-changed               ! changed user {the_target} {attribute:information|shell}{? to {q}{new_value}'}
group-member-added         ! user {target} added by {user} to group {group}
group-member-removed       ! user {target} removed by {user} from group {group}
group-member-added         ! add member {target} to group {group} by {user}
group-member-removed       ! remove member {target} from group {group} by {user}
group-{changed|administrators-set} ! {members | administrators} of group {group} set by {user} to {members}
group-password-changed     ! password of group {group} {|changed|removed} by {user}
group-password-changed     ! change the password of group {group} by {user}
group-changed              ! access to group {group} restricted by {user}
group-switched             ! user {q}{user:[^']+}' (login {q}{~[^']*}' on {tty:[^ ()]+}) switched to group {the_group}
""")

LOGINS = _table(r"""
login-failed ! FAILED LOGIN {?(}{attempts}{?)} {|FROM|on} {?{q}}{place:[^ ']+}{?'}{host} FOR {?{q}}{login}{?'}, {reason}
login-failed               ! FAILED LOGIN SESSION FROM {place} FOR {login}, {reason}
login-failed               ! TOO MANY LOGIN TRIES ({attempts}) FROM {place} FOR {login}, {reason}
root-logged-in             ! ROOT LOGIN {? }{~[Oo][Nn]} {?{q}}{tty:[^ ']+}{?'}{? {|FROM|from} {?{q}}{source:[^ ']+}{?'}}
root-logged-in             ! ROOT LOGIN ({user:[^() ]+}) ON {tty:[^ ]+}{? FROM {source:[^ ]+}}
root-logged-in             root login on {q}{tty:[^' ]+}'{host}
login-succeeded            ! LOGIN ON {tty} BY {user}{? FROM {source}}
login-succeeded            ! DIALUP AT {tty} BY {user}
login-failed               ! invalid password for {q}{login}' on {q}{tty:[^' ]+}'{host}
login-failed               ! too many login attempts ({attempts}) on {q}{tty:[^' ]+}'{host}
login-timeout              login timed out after {~[0-9]+} seconds
""")

# systemd-logind
SESSIONS = _table(r"""
session-opened             ! New session {?'}{session_id:[^ ']+}{?'} of user
  {?'}{user:[^ ']+?}{?'}{? with class '{session_class}' and type '{session_type}'}.
session-failed             Failed to create session: {reason:.*}
session-failed             ! Failed to start session scope session-{session_id}.scope: {reason:.*}
session-closed             ! Removed session {session_id}.
session-closed             ! Session {session_id} logged out. Waiting for processes to exit.
seat-added                 ! New seat {seat}.
console-button             ! Watching system buttons on {device} ({button:.*}){?.}
host-stopping              System is {reason:powering down|rebooting|halting|rebooting with kexec}{*}
host-stopping              The system will {reason:power off|reboot|halt|kexec|soft-reboot} now!
power-changed              The system will {reason:suspend|hibernate|hybrid-sleep|suspend-then-hibernate} now!
power-changed              {reason:Suspending[a-z ,]*|Hibernating[a-z ,]*}...
power-changed              Operation '{reason:[a-z-]+}' finished.
console-button             {~Power|Suspend|Hibernate|Reboot} key pressed{? {~[a-z]+}}.
console-button             System {~docked|undocked}.
power-refused              Delay lock is active (UID {user_id}/{user:[^ ,()]+}, PID {~[0-9]+}/{~[^()]+}) but
  {reason=inhibitor timeout is reached}.
logins-blocked             Creating {file=/run/nologin}, blocking further logins...
console-button             Lid {|closed|opened}.
""")

# cron, anacron and run-parts, but for what `cron` reads
JOBS = _table(r"""
job-started                ! Job {q}{job}' started
job-ended                  ! Job {q}{job}' terminated{? (exit status: {exit})}{? ({reason:.*})}
job-planned                ! Will run job {q}{job}' in {delay_minutes} min.
scheduler-started          ! Anacron {~[0-9][^ ]*} started on {~[0-9-]+}
scheduler-stopped          ! Normal exit ({reason:[0-9]+ jobs? run})
job-failed                 ({user:[^()]+}) ERROR chdir failed ({~[^()]*}): {reason:.*}
job-started                USER {user} pid {~ *}{job_pid} cmd {command:.*}
job-{started|ended}        {?({file:[^()]*}) }{starting | finished} {job:[^ ]+}
""")
