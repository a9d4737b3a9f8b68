"""Messages of the kernel about the host: its start and its end, modules, the clock, what is refused.

Source: Linux 2.6 to 6.12: `init/main.c`, `kernel/reboot.c`, `kernel/module`, `security/lockdown`, `kernel/power`,
`kernel/time`, `drivers/watchdog`, `drivers/tty/sysrq.c`.
"""

from __future__ import annotations

from ecsparse.products.kernel.values import table

HOST = table(r"""
boot              Linux version {version} ({*}
boot-information  {?Kernel }{~[Cc]}ommand line: {command_line}
boot-information  DMI: {hardware}
boot-information  Hypervisor detected: {hypervisor}
boot-information  Booting paravirtualized kernel on {hypervisor}
boot-information  {?secureboot: }Secure boot {state:enabled|disabled|could not be determined.*}
boot-information  {reason=Kernel is locked down} from {~.+}
boot-information  {reason:(?:MDS|TAA|MMIO Stale Data) CPU bug present and SMT on, data leak possible.*}
hardware-error    tpm {device:tpm[0-9]+}: {reason:A TPM error .+}
lockdown          Lockdown: {process}: {reason:.+?}{?; see {*}}
module-taints     {module}: {reason:loading out-of-tree module taints kernel\.?}
module-taints     {module}: {reason:module license '.{0,128}' taints kernel\.?}
module-taints     {module}: {reason:module verification failed: .+}
module-taints     {reason=Disabling lock debugging due to kernel taint}
module-refused    {reason:Loading of unsigned module is rejected|PKCS#7 signature not signed with a trusted key}
module-refused    Request for unknown module key '{~.+}' err {~-?[0-9]+}
module-refused    {module}: {reason:disagrees about version of symbol .+|version magic .+}
host-stopping     {?reboot: }{reason:Restarting system.*|Power down\.?|System halted\.?|Powering off\.*}
host-stopping     {?{|kexec_core: |kexec: }}{reason=Starting new kernel}
power-changed     PM: {reason:suspend (?:entry|exit).*|hibernation: hibernation (?:entry|exit)|Syncing
  filesystems.*|resume from .+}
system-request    {~[Ss]}ys{~[Rr]}q{? }: {?SysRq : }{request}
clock-problem     Clock: {reason:inserting leap second .+|deleting leap second .+}
clock-problem     clocksource: {reason:timekeeping watchdog on .+|Marking clocksource .+|.+ unstable.*}
clock-problem     hrtimer: {reason:interrupt took .+}
clock-problem     perf: {reason:interrupt took too long .+}
watchdog          watchdog: {device:watchdog[0-9]*}: {reason}
watchdog          {driver}: {reason:Unexpected close, not stopping watchdog!}
process-limit-reached  {reason:fork: rejected .+|VFS: file-max limit [0-9]+ reached}
""", {})  # fmt: skip
