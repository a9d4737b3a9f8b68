"""Messages of the kernel about processes: memory that runs out, faults, and processors that are stuck.

Source: Linux 2.6 to 6.12: `mm/oom_kill.c`, `mm/memcontrol.c`, `arch/x86/mm/fault.c`, `arch/x86/kernel/traps.c`,
`kernel/hung_task.c`, `kernel/watchdog.c`, `kernel/rcu/tree_stall.h`, `kernel/panic.c`.
"""

from __future__ import annotations

from ecsparse.products.kernel.values import table

PROCESSES = table(r"""
process-killed         {victim}Killed process {pid} ({process}){?{sizes}}
process-killed         {victim}Kill process {pid} ({process}) score {score} or sacrifice child
out-of-memory          {process} invoked oom-killer: gfp_mask={~.+}order={~-?[0-9]+}{?,
  oom_{~[a-z_]+}={adjustment}}
process-killed         oom-kill:constraint={constraint},nodemask={~[^=]*},cpuset={~[^=]*},{killed_in}
out-of-memory          Task in {group} killed as a result of limit of {limit_group}
out-of-memory          Out of memory and no killable processes...
out-of-memory          Memory cgroup out of memory: OOM victim {pid} ({process}) is already exiting.{*}
out-of-memory          Memory cgroup stats for {limit_group:[^:]{1,512}}:{*}
memory-reclaimed       oom_reaper: reaped process {pid} ({process}), now anon-rss:{~.+}
out-of-memory          {process}: page allocation failure{?: order:{~[0-9]+}, mode:{*}}
process-crashed        {process}[{pid}]: {fault=segfault} at {address} {~r?ip}{~[: ]}{|{ip}|(null)} {~r?sp}{~[:
  ]}{sp}
  error{~[: ]}{error}{place}
process-crashed        traps: {process}[{pid}] {|{fault=general protection fault}|{fault=general protection}|trap
  {fault}}
  {registers}
process-crashed        {process}[{pid}] {|{fault=general protection}|trap {fault}} {registers}
process-crashed        {process}[{pid}]: {fault=bad frame} in {~.+}
process-crashed        {process}/{pid}: potentially unexpected fatal signal {signal}.
process-crashed        {process}[{pid}]: unhandled signal {signal} at {address} nip {ip} lr {~[0-9a-f]+} code
  {error}{place}
process-blocked        INFO: task {process}:{pid} blocked {?on a mutex }{?in I/O wait }for more than {seconds}
  seconds.
cpu-stuck              {dog}BUG: soft lockup - CPU#{cpu} stuck for {seconds}s! [{process}:{pid}]
cpu-stuck              {dog}Watchdog detected hard LOCKUP on cpu {cpu}{~.*}
cpu-stuck              {?rcu: }INFO: {~rcu_[a-z]+} {|self-detected stall on CPU|detected stalls on
  CPUs/tasks:{*}}{*}
cpu-stuck              {?rcu: }{?INFO: }{~rcu_[a-z]+} {?kthread }{reason:starved for [0-9]+ jiffies!.*}
kernel-fault           BUG: {reason:unable to handle .+|kernel NULL pointer dereference.+|Bad page .+|sleeping
  .+|KASAN.+}
kernel-fault           BUG: {reason=scheduling while atomic: {process}/{pid}/0x{~[0-9a-f]+}}
kernel-fault           {reason=Oops: {~[0-9a-f]+} [#{~[0-9]+}]{~.*}}
kernel-fault           {reason=general protection fault{~.*}}
kernel-fault           {reason=kernel BUG at {~.+}}
kernel-fault           {reason=Kernel panic - not syncing: {~.+}}
kernel-fault           WARNING: CPU: {cpu} PID: {pid} at {reason}
kernel-fault           usercopy: {reason:Kernel memory (?:exposure|overwrite) attempt detected .+}
kernel-fault           refcount_t: {reason}
access-refused         grsec: {?From {source}: }{reason} by {executable}[{process}:{pid}] uid/euid:{uid}/{*}
access-refused         PAX: {reason:execution attempt in: .+}
process-crashed        PAX: terminating task: {executable}({process}):{pid}, uid/euid: {uid}/{*}
memory-tampering       {process}[{pid}] is installing a program with {reason=bpf_probe_write_user helper that may
  corrupt user memory}!
kernel-fault           INFO: {reason:possible .+ detected|trying to register non-static key.*}
kernel-trace           CPU: {cpu} {?UID: {uid} }PID: {pid} Comm: {process} {|Tainted: {*}|Not tainted {*}}
process-traced         ptrace attach of "{process}"[{pid}] was attempted by "{tracer}"[{tracer_pid}]
process-limit-reached  cgroup: fork rejected by pids controller in {group}
executable-stack       process '{?{~[^']{1,256}}/}{process:[^'/]{1,64}}' started with executable stack
message                {process} ({pid}): drop_caches: {~[0-9]+}
kernel-trace           {?[<{~[0-9a-f]+}>] }{?? }{~[A-Za-z0-9_.]+}+0x{~[0-9a-f]+}/0x{~[0-9a-f]+}{?
  [{module}{~[^]]*}]}{~.*}
kernel-trace           | Call Trace: | Call trace: | RIP: 0 | RSP: 0 | RAX: f | RAX: 0 | RBX: | CR2: | Modules
  linked in:
kernel-trace           | Code: | Hardware name: | Workqueue: | ---[ end | ------------[ cut here | Mem-Info: |
  Kernel Offset:
kernel-trace           | Not tainted | "echo 0 > | Tasks state ( | <TASK> | </TASK> | <IRQ> | </IRQ> | <NMI> |
  </NMI>
kernel-trace           | active_anon: | lowmem_reserve[]: | Free swap | Total swap = | Swap cache stats: | [ pid ]
  | Node 0
kernel-trace           | NMI backtrace for cpu | Sending NMI from CPU | Rebooting in
""", {
    "dog": "{?NMI }{?watchdog: }",
    "killed_in": "mems_allowed={~[^=]*}{?oom_memcg={limit_group},}{?task_memcg={group},}{killed}",
    "killed": "task={process},pid={pid},uid={uid}",
    "registers": "{?r}ip:{ip} {?r}sp:{sp} error:{error}{place}",
    "victim": "{?{|Memory cgroup out of memory|Out of memory|Out of memory (oom_kill_allocating_task)}: }",
})  # fmt: skip
