"""System calls for `linux_auditd`: their numbers on x86_64 and aarch64, and what each does.

Source: Linux, `syscall_64.tbl` of x86 and `asm-generic/unistd.h`; `linux/elf-em.h` for architectures.
"""

from __future__ import annotations

# The action, then names with the numbers on x86_64 and on aarch64; `-` where an architecture lacks the call.
_TABLE = """
process-started execve 59 221 execveat 322 281
process-forked fork 57 - vfork 58 - clone 56 220 clone3 435 435
process-ended exit 60 93 exit_group 231 94
signal-sent kill 62 129 tkill 200 130 tgkill 234 131 rt_sigqueueinfo 129 138 pidfd_send_signal 424 424
process-traced ptrace 101 117 process_vm_readv 310 270 process_vm_writev 311 271
identity-changed setuid 105 146 setgid 106 144 setreuid 113 145 setregid 114 143 setresuid 117 147 setresgid 119 149
identity-changed setfsuid 122 151 setfsgid 123 152 setgroups 116 159 capset 126 91
file-opened open 2 - openat 257 56 openat2 437 437 open_by_handle_at 304 265
file-created creat 85 - mknod 133 - mknodat 259 33
directory-created mkdir 83 - mkdirat 258 34
link-created link 86 - linkat 265 37 symlink 88 - symlinkat 266 36
file-deleted unlink 87 - unlinkat 263 35
directory-deleted rmdir 84 -
file-renamed rename 82 - renameat 264 38 renameat2 316 276
file-truncated truncate 76 45 ftruncate 77 46
file-mode-changed chmod 90 - fchmod 91 52 fchmodat 268 53 fchmodat2 452 452
file-owner-changed chown 92 - fchown 93 55 lchown 94 - fchownat 260 54
file-attributes-changed setxattr 188 5 lsetxattr 189 6 fsetxattr 190 7 removexattr 197 14 lremovexattr 198 15
file-attributes-changed fremovexattr 199 16 utime 132 - utimes 235 - futimesat 261 - utimensat 280 88
file-system-mounted mount 165 40 move_mount 429 429
file-system-unmounted umount2 166 39
socket-connected connect 42 203
socket-accepted accept 43 202 accept4 288 242
socket-bound bind 49 200 listen 50 201
socket-created socket 41 198 socketpair 53 199
socket-used sendto 44 206 recvfrom 45 207 sendmsg 46 211 recvmsg 47 212 shutdown 48 210
kernel-module-loaded init_module 175 105 finit_module 313 273
kernel-module-unloaded delete_module 176 106
time-changed settimeofday 164 170 clock_settime 227 112 adjtimex 159 171 clock_adjtime 305 266
host-name-changed sethostname 170 161 setdomainname 171 162
syscall read 0 63 write 1 64 close 3 57 stat 4 - fstat 5 80 lstat 6 - mmap 9 222 mprotect 10 226 brk 12 214
syscall ioctl 16 29 access 21 - dup 32 23 dup2 33 - pipe 22 - pipe2 293 59 fcntl 72 25 chdir 80 49 fchdir 81 50
syscall umask 95 166 syslog 103 116 setpgid 109 154 setsid 112 157 personality 135 92 prctl 157 167
syscall setrlimit 160 164 prlimit64 302 261 chroot 161 51 pivot_root 155 41 acct 163 89 swapon 167 224
syscall swapoff 168 225 reboot 169 142 iopl 172 - ioperm 173 - quotactl 179 60 unshare 272 97 setns 308 268
syscall add_key 248 217 request_key 249 218 keyctl 250 219 kexec_load 246 104 kexec_file_load 320 294
syscall perf_event_open 298 241 seccomp 317 277 memfd_create 319 279 bpf 321 280 userfaultfd 323 282
syscall io_uring_setup 425 425 io_uring_enter 426 426 io_uring_register 427 427
syscall faccessat 269 48 faccessat2 439 439 readlink 89 - readlinkat 267 78 newfstatat 262 79 statx 332 291
syscall fanotify_init 300 262 fanotify_mark 301 263 inotify_add_watch 254 27 fallocate 285 47 getsockopt 55 209
syscall setsockopt 54 208 mq_open 240 180 msgctl 71 187 semctl 66 191 shmctl 31 195
"""

ARCHITECTURES = {
    "40000003": "i386", "c000003e": "x86_64", "40000028": "arm", "c00000b7": "aarch64", "80000015": "ppc64",
    "c0000015": "ppc64le", "80000016": "s390x", "c00000f3": "riscv64", "c0000102": "loongarch64",
}  # fmt: skip
_WITH_NUMBERS = ("x86_64", "aarch64")

# The action of a call by its name, and its name by the architecture and the number.
ACTIONS: dict[str, str] = {}
NAMES: dict[tuple[str, str], str] = {}

for _row in _TABLE.split("\n")[1:-1]:
    _action, *_cells = _row.split(" ")
    for _name, *_numbers in zip(_cells[::3], _cells[1::3], _cells[2::3], strict=True):
        ACTIONS[_name] = _action
        for _architecture, _number in zip(_WITH_NUMBERS, _numbers, strict=True):
            NAMES[_architecture, _number] = _name


def syscall(number: str, architecture: str) -> str | None:
    """The name of a system call, which may be a name already; `None` if it is not known."""
    if not number.isdecimal():
        return number
    return NAMES.get((architecture, number))
