"""What the audit daemon and the kernel say in words, for `linux_auditd`.

Source: `src/auditd.c` and `src/auditd-event.c` of audit-userspace 2.8 to 4.0; `kernel/audit.c` of Linux.
"""

from __future__ import annotations

from ecsparse.messages import Messages, actions
from ecsparse.messages.captures import DIGITS, ecs, own
from ecsparse.record import Phrase

ACTIONS = actions("""
daemon-ready        process: start | the audit daemon listens for events
daemon-exit         process: end | the audit daemon exits
log-rotation        host: info | the audit daemon rotates its logs
disk-space          host: info | the disk of the audit logs is full, or nearly
logging-suspension  host: change | the audit daemon suspends logging
system-change       host: change | the audit daemon halts the system, or takes it to single-user mode
events-lost         host: info | audit events are lost
dispatcher          process: info | the audit daemon starts or stops what it passes events to
""")

CAPTURES = {
    "backlog": own("long", "how many events wait", DIGITS, name="backlog"),
    "limit": own("long", "how many events may wait", DIGITS, name="backlog_limit"),
    "lost": own("long", "how many events were lost", DIGITS, name="lost"),
    "reason": ecs("event.reason", "[^ ].{0,160}"),
    "state": own("keyword", "whether auditing was enabled at the start", "[a-z]+", name="startup_state"),
    "version": own("keyword", "version of the audit daemon", r"[0-9][^ ,]{0,31}", name="daemon_version"),
}

MESSAGES = Messages("linux_auditd", ACTIONS, CAPTURES, r"""
daemon-ready        Init complete, {|auditd|audit} {version} listening for events (startup state {state})
daemon-exit         The audit daemon is exiting.
log-rotation        Audit daemon rotating log files{? with keep option}
disk-space          Audit daemon is {?very }low on disk space for logging
disk-space          Audit daemon has no space left on logging partition
disk-space          Audit daemon log file is larger than max size{?{*}}
logging-suspension  Audit daemon is suspending logging due to {reason}
system-change       The audit daemon is now {|halting the system|changing the system to single user mode}{?{*}}
events-lost         dispatch err (pipe full) event lost
events-lost         dispatch error reporting limit reached - ending report notification.
dispatcher          Started dispatcher: {~[^ ]+} pid: {~[0-9]+}
events-lost         audit: audit_backlog={backlog} > audit_backlog_limit={limit}
events-lost         audit: audit_lost={lost} audit_rate_limit={~[0-9]+} audit_backlog_limit={limit}
events-lost         audit: {reason=backlog limit exceeded}
events-lost         audit: {reason=rate limit exceeded}
events-lost         audit: {reason=kauditd hold queue overflow}
""")  # fmt: skip

# What the kernel says; after the time since it started, these do not begin the text.
OF_KERNEL = tuple(
    map(
        Phrase,
        (
            "audit: audit_backlog=",
            "audit: audit_lost=",
            "audit: backlog limit exceeded",
            "audit: rate limit exceeded",
            "audit: kauditd hold queue overflow",
        ),
    )
)
