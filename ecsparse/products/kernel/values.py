"""What messages of the kernel mean, and their values."""

from __future__ import annotations

from ecsparse.ecs.accounts import user_id
from ecsparse.ecs.network import mac
from ecsparse.ecs.numbers import bounded, parse_uint
from ecsparse.messages import Action, Messages
from ecsparse.messages.captures import ADDRESS, DIGITS, MAC, WORD, ecs, endpoint, own

_TCP, _UDP = ({"network": {"transport": name}} for name in ("tcp", "udp"))

ACTIONS = {
    "address-conflict": Action("another host has an address of this one", "network", "info", "failure"),
    "boot": Action("the kernel starts, and tells its version", "host", "start"),
    "boot-information": Action("the kernel tells what it starts with, and on what", "host", "info"),
    "bond-changed": Action("a bond of interfaces changes", "network", "info"),
    "bridge-port-changed": Action("a port of a bridge changes its state", "network", "info"),
    "clock-problem": Action("the clock is not steady, or is set", "host", "info"),
    "connection-table-full": Action("connections are dropped, as no more can be tracked", "network", "denied info"),
    "cpu-stuck": Action("a processor does not come back from what it runs", "host", "info", "failure"),
    "cpu-throttled": Action("a processor is too hot, and is slowed down", "host", "info"),
    "cpu-unthrottled": Action("a processor is cool again", "host", "info"),
    "device-attached": Action("a disk, or another device, is found", "host", "info"),
    "device-detached": Action("a device is taken away", "host", "info"),
    "device-described": Action("a device tells what it is", "host", "info"),
    "device-refused": Action("a device may not be used", "host", "info", "failure"),
    "disk-error": Action("a disk cannot be read or written", "host", "info", "failure"),
    "executable-stack": Action("a program starts whose stack can be executed", "process", "start"),
    "file-system-error": Action("a file system has faults", "host", "info", "failure"),
    "file-system-information": Action("a file system is recovered, checked, or tells something", "host", "info"),
    "file-system-mounted": Action("a file system is mounted", "host", "info", "success"),
    "file-system-unmounted": Action("a file system is unmounted", "host", "info"),
    "hardware-error": Action("the processor, the memory or a bus reports an error", "host", "info", "failure"),
    "host-stopping": Action("the system is stopped or restarted", "host", "end"),
    "interface-renamed": Action("an interface gets another name", "network", "info"),
    "kernel-fault": Action("the kernel itself has a fault", "host", "info", "failure"),
    "kernel-trace": Action("a line of what the kernel was doing at a fault", "host", "info"),
    "link-down": Action("an interface has no link", "network", "info"),
    "link-up": Action("an interface has a link", "network", "info"),
    "lockdown": Action(
        "what a program does is refused, as the kernel is locked down", "process", "info", "failure"
    ),
    "martian-packet": Action("a packet has an address that cannot be", "network", "denied"),
    "memory-reclaimed": Action("the memory of a killed process is free", "process", "info"),
    "message": Action("any other message"),
    "messages-suppressed": Action("messages are left out: there are too many", "host", "info"),
    "module-loaded": Action("a module is loaded", "driver", "start"),
    "module-refused": Action(
        "a module is not loaded, as its signature is not trusted", "driver", "start", "failure"
    ),
    "module-taints": Action("a module is loaded that is not of the kernel's own", "driver", "start"),
    "network-problem": Action("packets are dropped, or cannot be sent", "network", "info", "failure"),
    "out-of-memory": Action("memory is short, and a process will be killed", "process", "info"),
    "power-changed": Action("the system is suspended, or resumes", "host", "change"),
    "process-blocked": Action("a process waits for long", "process", "info", "failure"),
    "process-crashed": Action("a process has a fault", "process", "info"),
    "process-killed": Action("a process is killed for want of memory", "process", "end"),
    "process-limit-reached": Action("no more processes may be started", "process", "start", "failure"),
    "process-traced": Action("a process tries to trace another one", "process", "access", "failure"),
    "promiscuous-mode-off": Action("an interface takes its own packets only", "network", "info"),
    "promiscuous-mode-on": Action("an interface takes all packets that it sees", "network", "info"),
    "raid-changed": Action("an array of disks changes", "host", "info"),
    "raid-degraded": Action("a disk of an array fails", "host", "info", "failure"),
    "server-available": Action("a file server answers again", "network", "info", "success"),
    "server-not-responding": Action("a file server does not answer", "network", "info", "failure"),
    "syn-flood": Action("a port is asked for too many connections", "network", "info", also=_TCP),
    "system-request": Action("a command is given by the keyboard, or by `/proc/sysrq-trigger`", "host", "info"),
    "tunnel-handshake": Action("the ends of a WireGuard tunnel agree on keys", "network", "protocol"),
    "tunnel-handshake-failed": Action(
        "a peer does not answer, or sends what cannot be", "network", "protocol", "failure"
    ),
    "tunnel-message": Action("what else a WireGuard tunnel tells", "network", "info"),
    "udp-problem": Action("a packet is damaged", "network", "info", "failure", also=_UDP),
    "usb-attached": Action("a USB device is plugged in", "host", "info"),
    "usb-detached": Action("a USB device is taken out", "host", "info"),
    "usb-failed": Action("a USB device does not work as it should", "host", "info", "failure"),
    "watchdog": Action("a watchdog is not kept quiet", "host", "info"),
    "wireless-changed": Action("an interface joins or leaves a wireless network", "network", "info"),
}

_INTERFACE = r"[A-Za-z][A-Za-z0-9._@-]{0,31}"
_HEX = "[0-9a-fA-F]{1,16}"
_DEVICE = r"[A-Za-z0-9_!./-]{1,64}"
_COMMAND = r"[^\n]{1,64}?"


def _kilobytes(text: str) -> int | None:
    """Bytes of a number of kilobytes; `None` if it is not one, or does not fit in 64 bits."""
    number = parse_uint(text)
    return None if number is None else bounded(number * 1024)


CAPTURES = {
    "reason": ecs("event.reason", ".{1,400}?"),
    # the process that a message is about
    "process": ecs("process.name", _COMMAND),
    "pid": ecs("process.pid", DIGITS, parse_uint),
    "uid": ecs("user.id", DIGITS, user_id),
    "tracer": own("keyword", "process that tries to trace another one", _COMMAND, name="tracer.name"),
    "tracer_pid": own("long", "its id", DIGITS, name="tracer.pid"),
    "cpu": own("long", "processor, as the kernel counts them", DIGITS),
    "seconds": own("long", "how long a process or a processor was stuck, in seconds", DIGITS),
    "library": ecs("dll.name", r"[^ \[\]]{1,255}"),
    "address": own("keyword", "address that a fault is at", _HEX, name="fault.address"),
    "ip": own("keyword", "where the faulty instruction is", _HEX, name="fault.instruction"),
    "sp": own("keyword", "stack at a fault", _HEX, name="fault.stack"),
    "fault": own("keyword", "kind of a fault, such as segfault", r"[a-z0-9 ]{1,64}?", name="fault.kind"),
    "error": own("keyword", "code of a fault", r"[0-9a-f]{1,16}", name="fault.error"),
    "signal": own("keyword", "signal that a process is sent", r"[0-9]{1,3}|SIG[A-Z]{2,8}"),
    # memory
    "constraint": own(
        "keyword", "what limits the memory, such as CONSTRAINT_MEMCG", "[A-Z_]{1,48}", name="oom.constraint"
    ),
    "limit_group": own("keyword", "control group whose limit was reached", "[^,]{1,512}", name="oom.limit_group"),
    "group": own("keyword", "control group of a process", "[^, ]{1,512}", name="control_group"),
    "score": own("long", "how much a process is worth killing", DIGITS, name="oom.score"),
    "adjustment": own("long", "how its user changed that", "-?[0-9]{1,6}", int, name="oom.score_adjustment"),
    "total_vm": own("long", "virtual memory of a process, in bytes", DIGITS, _kilobytes, name="oom.virtual_bytes"),
    "anonymous": own(
        "long", "anonymous memory of a process, in bytes", DIGITS, _kilobytes, name="oom.anonymous_bytes"
    ),
    "mapped": own("long", "memory of a process for files, in bytes", DIGITS, _kilobytes, name="oom.file_bytes"),
    "shared": own("long", "shared memory of a process, in bytes", DIGITS, _kilobytes, name="oom.shared_bytes"),
    "tables": own("long", "page tables of a process, in bytes", DIGITS, _kilobytes, name="oom.page_table_bytes"),
    # devices
    "bus_id": own("keyword", "where a device is: its place on the bus", r"[0-9a-zA-Z:._-]{0,47}[0-9a-zA-Z]"),
    "driver": own("keyword", "driver that speaks", r"[A-Za-z0-9_-]{1,48}"),
    "device": own("keyword", "device, such as a disk or a part of one", _DEVICE),
    "array": own("keyword", "array of disks", r"md[A-Za-z0-9_-]{0,31}"),
    "sector": own("long", "sector, or block, of a disk", DIGITS),
    "speed": own("keyword", "speed of a link or a device", r"[0-9.]{1,8} ?[KMGT]b(?:ps|/s)"),
    "usb_number": own("long", "number of a USB device on its bus", DIGITS, name="usb.number"),
    "usb_vendor": own("keyword", "id of the maker of a USB device", "[0-9a-f]{4}", name="usb.vendor_id"),
    "usb_product": own("keyword", "id of a USB device's model", "[0-9a-f]{4}", name="usb.product_id"),
    "manufacturer": ecs("device.manufacturer", ".{1,128}?", str.strip),
    "model": ecs("device.model.name", ".{1,256}?", str.strip),
    "serial": ecs("device.serial_number", ".{1,128}?"),
    "inode": ecs("file.inode", DIGITS),
    "module": own("keyword", "module of the kernel", r"[A-Za-z0-9_-]{1,64}"),
    "file_system": own("keyword", "kind of a file system", r"[A-Z0-9a-z]{2,16}"),
    "uuid": own("keyword", "id of a file system", "[0-9a-f-]{8,36}", name="file_system_uuid"),
    # the network
    "interface": own("keyword", "network interface", _INTERFACE),
    "old_interface": own("keyword", "earlier name of an interface", _INTERFACE),
    "port_interface": own("keyword", "interface that is a part of a bridge or a bond", _INTERFACE),
    "state": own("keyword", "state of a port of a bridge, or of a link", "[a-z]{1,32}"),
    "source": endpoint("source"),
    "destination": endpoint("destination"),
    "server": endpoint("server", "destination", pattern=WORD),
    "listener": endpoint("destination", pattern=ADDRESS),
    "port": ecs("destination.port", "[0-9]{1,5}", parse_uint),
    "peer": own("long", "peer of a WireGuard tunnel, as the kernel counts them", DIGITS, name="wireguard.peer"),
    "access_point": own("keyword", "access point of a wireless network", MAC, mac),
    "conflicting": own("ip", "address that another host has too", related="ip"),
    "conflicting_mac": ecs("source.mac", MAC, mac),
    # the host
    "version": ecs("host.os.kernel", WORD),
    "command_line": own("keyword", "what the kernel was started with"),
    "hardware": own("keyword", "maker, model and firmware of the computer"),
    "hypervisor": own("keyword", "hypervisor that the kernel runs on", r"[A-Za-z0-9_ -]{1,48}"),
    "count": own("long", "how many messages were left out, or events there were", DIGITS),
    "request": own("keyword", "command that is given by the keyboard"),
}

_FRAGMENTS = {
    "sizes": "{?,}{? UID {uid},} total-vm:{total_vm}kB, anon-rss:{anonymous}kB, file-rss:{mapped}kB"
    "{?, shmem-rss:{shared}kB}{?, UID:{uid}}{? pgtables:{tables}kB}{? oom_score_adj:{adjustment}}",
    "place": "{? cpu {cpu}}{? in {library}[{~[0-9a-f,+]{1,48}}]}{? likely on CPU {cpu} {~.*}}",
    # e1000e 0000:00:19.0 eth0: | e1000e: eth0 | igb 0000:01:00.0 eth0: igb: eth0 | eth0:
    "card": "{|{driver} {bus_id}{?:} {interface}:|{driver}: {interface}{?:}|{interface}:}"
    "{? {~[a-z0-9_]{2,32}}:}{? {~[a-z][a-z0-9]{1,15}}}{? NIC}{? Copper}{? SerDes}",
}


def table(text: str, fragments: dict[str, str]) -> Messages:
    """The messages in `text`: tables share actions, captures and fragments, to which they add some."""
    return Messages("kernel", ACTIONS, CAPTURES, text, {**_FRAGMENTS, **fragments})
