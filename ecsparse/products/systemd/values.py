"""What messages of systemd mean, and their values."""

from __future__ import annotations

from collections.abc import Mapping

from ecsparse.ecs.accounts import user_id
from ecsparse.ecs.numbers import bounded, parse_uint
from ecsparse.ecs.places import addresses
from ecsparse.messages import Messages, actions
from ecsparse.messages.captures import ADDRESS, DIGITS, WORD, account, ecs, endpoint, file, own
from ecsparse.patterns import Pattern

NAMESPACE = "systemd"

_NO_FRAGMENTS: Mapping[str, str] = {}

_NTP, _DNS, _DHCP = ({"network": {"protocol": name}} for name in ("ntp", "dns", "dhcp"))

ACTIONS = actions(
    """
address-lost              network: end protocol + dhcp | an interface loses its address
address-received          network: start protocol, success + dhcp | an interface gets an address
automount-requested       host: info | a process needs a file system
clock-changed             host: change | the clock, or its zone, is changed
clock-set                 host: change, success | the clock is set by a time server, or an earlier time
client-refused            network: denied connection, failure | a socket has too many connections
configuration-problem     configuration: info | a configuration file has a fault
core-dumped               process: end | a process crashed, and its memory is kept
core-missing              process: end | a process crashed, and its memory is not kept
dependency-failed         process: info, failure | a unit is not started, as it needs one that failed
dns-server-degraded       network: protocol + dns | a DNS server is asked with fewer features
dns-server-restored       network: info + dns | a DNS server is asked with all features again
dns-server-used           configuration: change | another DNS server is asked from now on
dnssec-failed             network: denied protocol, failure | an answer is not signed as it must be
environment-detected      host: info | systemd tells what it runs on
execution-failed          process: start, failure | a program of a unit cannot be run
file-system-check         host: info | a file system is checked
file-system-check/failed  host: info, failure | a file system has faults
group-added               iam: creation group, success | a group of a service is created
host-stopped              host: end | the last step of a shutdown
host-stopping             host: end | the system is shut down
hostname-set              configuration host: change | the host is given its name
interface-changed         configuration: change | an interface is configured, or renamed
interface-down            network: info | an interface has no link
interface-failed          configuration: info, failure | an interface is not configured
interface-up              network: info | an interface has a link
job-failed                process: info, failure | a job on a unit fails
journal-damaged           file: change | a file of the journal is replaced
journal-size              file: info | the journal tells how large it is
journal-started           process: start | the journal is started
journal-stopped           process: end | the journal is stopped
machine-started           host: start, success | a container or a virtual machine starts
machine-stopped           host: end | a container or a virtual machine ends
manager-crashed           process: end, failure | systemd itself crashes
manager-reloaded          configuration: change | the configuration of units is read again
manager-started           process: start, success | a manager of units starts
message | any other message
messages-suppressed       file: info | messages of a service are not kept: there are too many
module-loaded             driver: start, success | a module of the kernel is loaded
module-missing            driver: start, failure | a module of the kernel is not found
notification-refused      process: info, failure | a process may not speak for its unit
operation-requested       process: access | a process asks the manager for something
ordering-cycle            configuration: info, failure | units wait for each other
out-of-memory             process: end | processes of a unit are killed for want of memory
power-changed             host: change | the system is suspended, or resumes
process-exited            process: end | a process of a unit ends
process-exited/failed     process: end, failure
process-exited/success    process: end, success
process-killed            process: end | a process of a unit is sent a signal
process-remains           process: info | a process is left when its unit ends, or starts
resources-consumed        process: info | what a unit used from its start to its end
restart-refused           process: start, failure | a unit was started too often
restart-scheduled         process: info | a unit is started again
signal-received           process: info | a manager is sent a signal
startup-finished          host: start, success | all is started
target-reached            host: info, success | a state of the system is reached
target-stopped            host: info | a state of the system is left
time-server               network: protocol + ntp | a time server is asked
time-server/failed        network: protocol, failure + ntp | a time server does not answer
unit-deactivated          process: end, success | a unit ended as it should
unit-failed               process: end, failure | a unit failed
unit-finished             process: end, success | a unit did what it is for
unit-message | any other message about a unit
unit-reload-failed        process: change, failure | a unit does not read its configuration again
unit-reloaded             process: change, success | a unit has read its configuration again
unit-reloading            process: change | a unit reads its configuration again
unit-skipped              process: info | a unit is not started, as a condition is not met
unit-start-failed         process: start, failure | a unit is not started, mounted, opened …
unit-started              process: start, success | a unit is started, mounted, opened …
unit-starting             process: start | a unit will be started, mounted, opened …
unit-stop-failed          process: end, failure | a unit is not stopped, unmounted, closed …
unit-stopped              process: end, success | a unit is stopped, unmounted, closed …
unit-stopping             process: end | a unit will be stopped, unmounted, closed …
unit-timeout              process: info, failure | a unit takes too long
user-added                iam: creation user, success | a user of a service is created
volume-unlock             host: info | an encrypted volume is opened
volume-unlock/failed      host: info, failure
""",
    dhcp=_DHCP,
    dns=_DNS,
    ntp=_NTP,
)

_KIND = "service|socket|device|mount|automount|swap|target|path|timer|slice|scope|snapshot"
UNIT = rf"[A-Za-z0-9:_.@\\-]{{1,255}}\.(?:{_KIND})"
# 1min 3.214s
_SPAN = r"[0-9][0-9a-z. ]{0,40}"
# 12.3M
_SIZE = r"[0-9.]{1,20}[KMGTPE]?B?"

# 1min | 3.214s
_PART = Pattern(r"([0-9]{1,9})(?:\.([0-9]{1,9}))?(y|month|w|d|h|min|s|ms|us)")
# 12.3M
_SIZE_PARTS = Pattern(r"([0-9]{1,15})(?:\.([0-9]{1,3}))?([KMGTPE]?)B?")
_SECONDS = {"y": 31557600, "month": 2629800, "w": 604800, "d": 86400, "h": 3600, "min": 60, "s": 1}
_NANOSECONDS = {unit: seconds * 1_000_000_000 for unit, seconds in _SECONDS.items()} | {"ms": 1_000_000, "us": 1000}
_UNITS = "KMGTPE"


def _duration(text: str) -> int | None:
    """Nanoseconds of `1min 3.214s`; `None` if it is not a time span, or does not fit in 64 bits."""
    total = 0
    for part in text.split():
        match = _PART.fullmatch(part)
        if match is None:
            return None
        whole, fraction, unit = match.groups()
        total += int(whole) * _NANOSECONDS[unit] + int((fraction or "0").ljust(9, "0")) * _NANOSECONDS[unit] // 10**9
    return bounded(total)


def _bytes(text: str) -> int | None:
    """Bytes of `12.3M`, as far as these digits go; `None` if it is not a size, or does not fit in 64 bits."""
    match = _SIZE_PARTS.fullmatch(text)
    if match is None:
        return None
    factor = 1024 ** (_UNITS.index(match[3]) + 1) if match[3] else 1
    return bounded(int(match[1]) * factor + int((match[2] or "0").ljust(3, "0")) * factor // 1000)


def _known(text: str) -> str | None:
    return None if text == "n/a" else text


CAPTURES = {
    "reason": ecs("event.reason", ".{1,400}?"),
    "response_code": ecs("dns.response_code", r"[A-Z]{2,16}"),
    "delay": own("long", "nanoseconds by which the start of a timer is put off", _SPAN, _duration),
    "duration": ecs("event.duration", _SPAN, _duration),
    "unit": own("keyword", "name of the unit", UNIT),
    "other_unit": own("keyword", "unit that another one waits for, or is ended with", UNIT),
    "description": own("keyword", "what the unit is, in words", ".{1,1024}?"),
    "user": account(pattern=r"[^ '<>()]{1,256}?"),
    "user_id": ecs("user.id", DIGITS, user_id),
    "target": ecs("user.target.name", r"[^ ']{1,256}", related="user"),
    "target_id": ecs("user.target.id", DIGITS, user_id),
    "target_group": ecs("user.target.group.id", DIGITS, user_id),
    "group": ecs("group.name", r"[^ ']{1,256}"),
    "group_id": ecs("group.id", DIGITS, user_id),
    "session_id": own("keyword", "session, as systemd-logind numbers it", r"[a-z]?[0-9]{1,10}"),
    # a process that is not the writer
    "process": ecs("process.name", r"[^\n]{1,64}?"),
    "pid": ecs("process.pid", DIGITS, parse_uint),
    "exit": ecs("process.exit_code", DIGITS, parse_uint),
    "program": ecs("process.executable", r"/[^\n]{1,1024}?"),
    "file": file(pattern=r"/[^\n]{1,1024}?"),
    "line": own("long", "line of the configuration file", DIGITS),
    "interface": own("keyword", "network interface", r"[^ :]{1,15}"),
    "address": ecs("host.ip", ADDRESS, addresses, related="ip"),
    "server": endpoint("server", "destination"),
    "client": endpoint("client", "source"),
    "gateway": own("ip", "router of a DHCP lease", name="gateway"),
    "prefix_length": own("long", "length of the network's prefix", "[0-9]{1,3}"),
    "question": ecs("dns.question.name", WORD, related="hosts"),
    "question_class": ecs("dns.question.class", "[A-Z]{2,8}"),
    "question_type": ecs("dns.question.type", "[A-Z0-9]{1,10}"),
    "hostname": own("keyword", "name that the host is given", r"[^<>' ]{1,253}", related="hosts"),
    "zone": own("keyword", "time zone that the host is given", r"[A-Za-z0-9_+/-]{1,64}", name="timezone"),
    "architecture": ecs("host.architecture", r"[a-z0-9_-]{1,32}"),
    "version": ecs("service.version", r"[0-9][^ ()]{0,64}"),
    "device": own("keyword", "device with a file system", r"[^ :]{1,255}"),
    "condition": own("keyword", "condition that is not met"),
    "control_group": own("keyword", "control group, by its path", r"/[^ ]{0,512}|n/a", _known),
    "feature_level": own("keyword", "features that a DNS server is asked with", r"[A-Z0-9+]{2,40}"),
    "job_type": own("keyword", "what a job does to its unit, such as start", r"[a-z-]{1,32}"),
    "machine": own("keyword", "name of a container or a virtual machine", r"[^ ]{1,255}"),
    "machine_type": own("keyword", "what systemd detects that it runs in, such as kvm", r"[a-z0-9_-]{1,32}"),
    "mode": own("keyword", "whether a manager is that of the system or of a user", r"[a-z]{1,16}"),
    "module": own("keyword", "module of the kernel", r"[A-Za-z0-9_-]{1,64}"),
    "operation": own("keyword", "what a process asks the manager for, such as reload", r"[A-Za-z-]{1,32}", str.lower),
    "role": own("keyword", "which process of a unit it is", r"[A-Za-z]{1,16}", str.lower, name="process_role"),
    "result": own("keyword", "why a unit or a job failed, such as timeout", r"[a-z-]{1,64}"),
    "restarts": own("long", "how often a unit was started again", DIGITS),
    "ended": own("keyword", "how a process ended: exited, killed, dumped", name="exit_kind"),
    "status": own("keyword", "name of the exit status", r"[A-Za-z_/-]{1,64}", _known, name="exit_status"),
    "signal": own("keyword", "signal that a process is sent, or ends by", r"(?:SIG)?[A-Z0-9+]{1,16}"),
    "state": own("keyword", "state of a unit, or of the system's sleep", r"[a-z-]{1,32}"),
    "step": own("keyword", "step of the start of a program that failed", r"[A-Z_a-z-]{1,32}"),
    "count": own("long", "how many messages, processes, connections", DIGITS),
    "pressure": own("keyword", "how much of the memory is in demand, or used"),
    "cpu": own("long", "CPU time of a unit, in nanoseconds", _SPAN, _duration, name="cpu_time"),
    "memory_peak": own("long", "most memory of a unit, in bytes, as far as its digits say", _SIZE, _bytes),
    "swap_peak": own("long", "most swap space of a unit, in bytes, as far as its digits say", _SIZE, _bytes),
    "read_bytes": own("long", "what a unit read from disks, in bytes, as far as its digits say", _SIZE, _bytes),
    "written_bytes": own("long", "what a unit wrote to disks, in bytes, as far as its digits say", _SIZE, _bytes),
    "received_bytes": own("long", "IP traffic to a unit, in bytes, as far as its digits say", _SIZE, _bytes),
    "sent_bytes": own("long", "IP traffic from a unit, in bytes, as far as its digits say", _SIZE, _bytes),
    "size": own("long", "size of the journal, in bytes, as far as its digits say", _SIZE, _bytes, name="journal_size"),
    "free": own("long", "what is free for it, in bytes, as far as its digits say", _SIZE, _bytes, name="free"),
    "largest": own(
        "long", "how large it may be, in bytes, as far as its digits say", _SIZE, _bytes, name="journal_limit"
    ),
}

_FRAGMENTS = {
    # nginx.service - A high performance web server | nginx.service | A high performance web server
    "what": "{|{unit} - {subject}|{unit}|{subject}}",
    "subject": "{|{description=Session {session_id} of {~[Uu]}ser {user}}"
    "|{description={~[A-Z][A-Za-z ]{1,32}} UID {user_id}}"
    "|{description=User Slice of {user}}|{description}}",
    "dots": r"{~(?:\.\.\.|…)?}",
    "client_process": "PID {pid}{? ('{process}')}{? (unit {unit})}",
    "ends": r"{~[.!]?}",
    "peaks": "{?{~(?:, )?}{memory_peak} memory peak}{?{~(?:, )?}{swap_peak} memory swap peak}",
    "disk": "{?{~(?:, )?}{|read {read_bytes}|{read_bytes} read} from disk}"
    "{?{~(?:, )?}{|written {written_bytes}|{written_bytes} written} to disk}{?{~(?:, )?}no IO}",
    "used": "{peaks}{disk}{traffic}",
    "traffic": "{?{~(?:, )?}{|received {received_bytes}|{received_bytes} incoming} IP traffic}"
    "{?{~(?:, )?}{|sent {sent_bytes}|{sent_bytes} outgoing} IP traffic}{?{~(?:, )?}no IP traffic}",
}


def table(text: str, fragments: Mapping[str, str] = _NO_FRAGMENTS) -> Messages:
    """The messages in `text`: tables share actions, captures and fragments, to which they add some."""
    return Messages(NAMESPACE, ACTIONS, CAPTURES, text, {**_FRAGMENTS, **fragments})
