"""What messages of the kernel mean, and their values."""

from __future__ import annotations

from ecsparse.ecs.accounts import user_id
from ecsparse.ecs.network import mac
from ecsparse.ecs.numbers import bounded, parse_uint
from ecsparse.messages import Messages, actions
from ecsparse.messages.captures import ADDRESS, DIGITS, MAC, WORD, ecs, endpoint, own

_TCP, _UDP = ({"network": {"transport": name}} for name in ("tcp", "udp"))

ACTIONS = actions(
    """
access-refused           process: access, failure | a patch for hardening refuses what a program does
address-conflict         network: info, failure | another host has an address of this one
boot                     host: start | the kernel starts, and tells its version
boot-information         host: info | the kernel tells what it starts with, and on what
bond-changed             network: info | a bond of interfaces changes
bridge-port-changed      network: info | a port of a bridge changes its state
clock-problem            host: info | the clock is not steady, or is set
connection-table-full    network: denied info | connections are dropped, as no more can be tracked
cpu-stuck                host: info, failure | a processor does not come back from what it runs
cpu-throttled            host: info | a processor is too hot, and is slowed down
cpu-unthrottled          host: info | a processor is cool again
device-attached          host: info | a disk, or another device, is found
device-detached          host: info | a device is taken away
device-described         host: info | a device tells what it is
device-refused           host: info, failure | a device may not be used
disk-error               host: info, failure | a disk cannot be read or written
executable-stack         process: start | a program starts whose stack can be executed
file-system-error        host: info, failure | a file system has faults
file-system-information  host: info | a file system is recovered, checked, or tells something
file-system-mounted      host: info, success | a file system is mounted
file-system-unmounted    host: info | a file system is unmounted
hardware-error           host: info, failure | the processor, the memory or a bus reports an error
host-stopping            host: end | the system is stopped or restarted
interface-renamed        network: info | an interface gets another name
kernel-fault             host: info, failure | the kernel itself has a fault
kernel-trace             host: info | a line of what the kernel was doing at a fault
link-down                network: info | an interface has no link
link-up                  network: info | an interface has a link
lockdown                 process: info, failure | what a program does is refused, as the kernel is locked down
martian-packet           network: denied | a packet has an address that cannot be
memory-tampering         process: change | a program may change the memory of others
memory-reclaimed         process: info | the memory of a killed process is free
message | any other message
messages-suppressed      host: info | messages are left out: there are too many
module-loaded            driver: start | a module is loaded
module-refused           driver: start, failure | a module is not loaded, as its signature is not trusted
module-taints            driver: start | a module is loaded that is not of the kernel's own
network-problem          network: info, failure | packets are dropped, or cannot be sent
out-of-memory            process: info | memory is short, and a process will be killed
packet-refused           network: denied | a packet would change what the host knows, and may not
power-changed            host: change | the system is suspended, or resumes
process-blocked          process: info, failure | a process waits for long
process-crashed          process: info | a process has a fault
process-killed           process: end | a process is killed for want of memory
process-limit-reached    process: start, failure | no more processes may be started
process-traced           process: access, failure | a process tries to trace another one
promiscuous-mode-off     network: info | an interface takes its own packets only
promiscuous-mode-on      network: info | an interface takes all packets that it sees
raid-changed             host: info | an array of disks changes
raid-degraded            host: info, failure | a disk of an array fails
server-available         network: info, success | a file server answers again
server-not-responding    network: info, failure | a file server does not answer
syn-flood                network: info + tcp | a port is asked for too many connections
system-request           host: info | a command is given by the keyboard, or by `/proc/sysrq-trigger`
tunnel-handshake         network: protocol | the ends of a WireGuard tunnel agree on keys
tunnel-handshake-failed  network: protocol, failure | a peer does not answer, or sends what cannot be
tunnel-message           network: info | what else a WireGuard tunnel tells
udp-problem              network: info, failure + udp | a packet is damaged
usb-attached             host: info | a USB device is plugged in
usb-detached             host: info | a USB device is taken out
usb-failed               host: info, failure | a USB device does not work as it should
watchdog                 host: info | a watchdog is not kept quiet
wireless-changed         network: info | an interface joins or leaves a wireless network
""",
    tcp=_TCP,
    udp=_UDP,
)

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
    "executable": ecs("process.executable", r"/[^\[\]()]{1,512}"),
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
    "anonymous": own("long", "anonymous memory of a process, in bytes", DIGITS, _kilobytes, name="oom.anonymous_bytes"),
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
