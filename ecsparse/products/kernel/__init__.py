r"""Linux's kernel: processes that it kills or that crash, devices, disks, links, its own faults and the hardware's.

Layout:
    Oct 31 15:09:55 web1 kernel: [12346.001200] Out of memory: Killed process 4711 (java) total-vm:8123456kB, …
    [12346.101200] usb 1-1: New USB device found, idVendor=0781, idProduct=5567, bcdDevice= 1.00
    [Tue Oct 31 15:09:55 2023] EXT4-fs (sda1): Remounting filesystem read-only

    Syslog with the tag `kernel`, with or without the seconds since the start; what `dmesg` shows, of which
    `dmesg -T` makes dates. Packets that rules log are those of `netfilter`, audit records those of `linux_auditd`,
    and what programs write to the kernel's log those of their products.

Source: Linux 2.6 to 6.12, the files that its parts name.

Timestamps: those of the syslog header; `dmesg -T` writes local time; the seconds since the start are not a time.

Quirks:
    The tag `kernel` is also that of other systems, such as FreeBSD's. A line without the seconds since the start is
    taken if it is known, or of a device or a part of the kernel that only Linux has: `bare.log`.
    Where only the tag stands before a message, it is read as behind a header, but has no time: `bare.log`.
    An unknown message has the action `message`: `others.log`.
    A fault of the kernel has many lines: each is a document, with the action `kernel-trace`: `faults.log`.
    `process` is the process that is killed, crashes, or waits; who writes is always the kernel: `memory.log`.
    Memory is in bytes, where the kernel has kilobytes (`kB`, of 1024 bytes): `memory.log`.
    In a martian packet, the first address is the destination: `network.log`.
    A USB device says its maker and model in lines of their own: `devices.log`.
    Old kernels, and old versions of drivers, word the same otherwise: each form is in the samples.
"""

from __future__ import annotations

from ecsparse.formats.kernel import FRONT
from ecsparse.messages import joined
from ecsparse.patterns import Pattern
from ecsparse.products.kernel.devices import DEVICES
from ecsparse.products.kernel.host import HOST
from ecsparse.products.kernel.network import NETWORK
from ecsparse.products.kernel.processes import PROCESSES
from ecsparse.record import Document, Prefix, Product, Program, Record, Shape

_TAGS = ("kernel", "klogd")
# How a line begins that has a tag and no more of a header, which is read if no product claims the line as it is.
_BARE_TAG = "kernel: "
_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_TABLES = (PROCESSES, DEVICES, NETWORK, HOST)
_KINDS = joined(*_TABLES)

PRODUCT = Product(
    vendor="Linux",
    name="kernel",
    versions="2.6 to 6.12",
    formats=("text",),
    signatures=(
        *map(Program, _TAGS),
        Prefix("[ "),
        *(Shape(f"[{'0' * digits}.000000]{end}") for digits in range(1, 10) for end in ("", "[")),
        *(Prefix(f"[{day} ") for day in _WEEKDAYS),
    ),
    after={
        "apache_httpd": "its error log has dates in brackets, too",
        "linux_auditd": "audit records are its own",
        "netfilter": "packets are its own",
        "systemd": "what it writes to the kernel's log is its own",
    },
    provider="kernel",
    messages=_TABLES,
)

# [12346.001200] | [    0.000000]
_UPTIME = Pattern(r"\[ {0,5}[0-9]{1,9}\.[0-9]{6}\]")
# [Tue Oct 31 15:09:55 2023]
_DATE = Pattern(r"\[[A-Z][a-z]{2} ([A-Z][a-z]{2} [ 0-9][0-9] [0-9]{2}:[0-9]{2}:[0-9]{2} [0-9]{4})\] ")
# systemd-journald[321]: | (sd-pam)[586]:
_PROGRAM = Pattern(r"\(?[A-Za-z][A-Za-z0-9_.-]{0,47}\)?\[[0-9]{1,10}\]: ")
# IN=eth0 OUT= | IN=vmbr1 SRC= | type=1400 audit(
_OF_OTHERS = Pattern(
    r"(?:.{0,160}[^A-Za-z])?IN=[^ =]{0,64} (?:OUT=|SRC=|MAC=|PHYSIN=)|type=[0-9]{1,5}\b"
    r"|audit: (?:type=|audit_|backlog limit|rate limit|kauditd)"
)
# e1000e 0000:00:19.0 eth0: | usb 1-1.2: | sd 0:0:0:0: | nvme nvme0:
_PLACES = (
    r"[0-9a-f]{4}:[0-9a-f]{2}:[0-9a-f]{2}\.[0-9]", r"(?:usb)?[0-9]{1,3}-[0-9.]{1,16}(?::[0-9.]{1,8})?",
    r"[0-9]{1,3}:[0-9]{1,3}:[0-9]{1,3}:[0-9]{1,3}", r"nvme[0-9]{1,3}",
    r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}",
)  # fmt: skip
_PARTS = (
    "AppArmor", "BTRFS", "Bluetooth", "Bridge firewalling registered", "CIFS", "EDAC", "EXT4-fs", "F2FS-fs",
    "FAT-fs", "FS-Cache", "IPVS", "IPv6", "JBD2", "NET: (?:Unr|R)egistered", "NFS", "Netfilter", "RPC",
    "SELinux", "SUNRPC",
    "Spectre V[12]", "XFS", "audit: initializing", "cfg80211", "device-mapper", "fuse: init", "ip6?_tables", "kvm",
    "loop[0-9]{1,3}", "md", "nf_conntrack", "overlayfs", "random: crng", "smpboot", "squashfs", "tun", "usbcore",
    "wireguard", "x86/[a-zA-Z]+", "zram",
)  # fmt: skip
# e1000e 0000:00:19.0 eth0: | ata1.00: | EXT4-fs (sda1):
_OF_LINUX = Pattern(
    rf"[a-z][a-z0-9_-]{{1,31}} (?:{'|'.join(_PLACES)})[: ]|ata[0-9]{{1,3}}(?:\.[0-9]{{2}})?: "
    rf"|(?:{'|'.join(_PARTS)})[ :(]"
)


def parse(record: Record) -> Document | None:
    """The document of a message of the kernel, `None` for what is not one."""
    text = record.text.strip(" \t")
    program = record.program
    if program not in _TAGS if program is not None else text.startswith(_BARE_TAG):
        return None
    date = _DATE.match(text) if program is None else None
    front = FRONT.match(text)
    begin = date.end() if date is not None else front.end() if front is not None else 0
    message = text[begin:].strip(" ")
    is_of_kernel = program is not None
    is_timed = date is None and _UPTIME.search(text[:begin]) is not None
    if not message or not (is_of_kernel or is_timed or date) or _OF_OTHERS.match(message) is not None:
        return None
    found = _KINDS.find(message)
    if found is None:
        is_certain = is_timed or (is_of_kernel and _OF_LINUX.match(message) is not None)
        if not is_certain or _PROGRAM.match(message) is not None:
            return None
        found = "message", {}
    # the tables have all captures in common
    document = HOST.document(*found)
    time = record.header_time() if date is None else record.clock.header(date[1])
    record.set_time(document, time)
    return document
