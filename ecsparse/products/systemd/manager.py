"""Messages of the managers, that of the system and those of users, and of what they start.

Source: `src/core` of systemd 219 to 257 (`job.c`, `service.c`, `unit.c`, `manager.c`, `main.c`, `exec-invoke.c` …).
"""

from __future__ import annotations

from ecsparse.products.systemd.values import table

# What a message says after `nginx.service: `.
UNITS = table(r"""
process-exited/success  {role} process exited, code={ended=exited}{?,} status={exit=0}{?/{status}}
process-exited/failed   {role} process exited, code={ended=exited}{?,} status={exit}{?/{status}}
process-exited          {role} process exited, code={ended:killed|dumped}{?,} status={~[0-9]+}{?/{signal}}
unit-failed             Failed with result '{result}'.
unit-failed             Unit entered failed state.
unit-failed             Unit configuration has fatal error, unit will not be started.
unit-failed             Unit cannot be reloaded because it is inactive.
unit-deactivated        Deactivated successfully.
unit-deactivated        Succeeded.
resources-consumed      {|C|c}onsumed {?{cpu} CPU time{?, }}{?{~ ?}over {duration} wall clock time{?, }}{used}{~\.?}
restart-scheduled       Scheduled restart job, restart counter is at {restarts}.
restart-scheduled       Scheduled restart job, immediately on client request, restart counter is at {restarts}.
restart-scheduled       Service {reason:(?:RestartSec=[^ ]+ expired|hold-off time over)}, scheduling restart.
restart-refused         {reason:Start request repeated too quickly|Start-limit hit[^.]*}.
unit-timeout            State '{state}' timed out. {reason}
unit-timeout            {state} operation timed out. {reason}
unit-timeout            {|stopping|Stopping} timed out. {reason}
unit-timeout            {state:[a-z0-9-]+} timed out. {reason:(?:Killing|Terminating|Skipping|Ignoring|Aborting).*}
unit-timeout            Job {~[^ /]+}/{job_type} timed out.
unit-timeout            Processes still around after {reason:.+}
unit-timeout            {reason=Watchdog timeout{?{*}}}
job-failed              Job {~[^ /]+}/{job_type} failed with result '{result}'.
process-killed          Killing {?{role:[a-z]+} }process {pid} ({process}) with signal {signal}.
process-killed          Sent signal {signal} to {?{role:[a-z]+} }process {pid} ({process}) on client request.
process-remains         Found left-over {?{role:[a-z]+} }process {pid} ({process}) in control group{? {*}}
process-remains         Unit process {pid} ({process}) remains running after unit stopped.
process-remains         This usually indicates unclean termination of a previous run{*}
process-remains         Supervising process {pid} which is not our child.{*}
process-remains         Failed to kill control group {control_group}, ignoring: {reason}
out-of-memory           A process of this unit has been killed by the OOM killer.
out-of-memory           The kernel OOM killer killed some processes in this unit.
out-of-memory           systemd-oomd killed {?some process(es)}{?{count} process(es)} in this unit.
execution-failed        Failed at step {step} spawning {program}: {reason}
execution-failed        Failed to execute {|{program}|command}: {reason}
execution-failed        Unable to locate executable '{program}': {reason}
execution-failed        Failed to locate executable {program}: {reason}
execution-failed        Failed to run {?'}{step}{?'} task: {reason}
execution-failed        Failed to spawn {?'}{step}{?'} task: {reason}
execution-failed        Failed to load environment files: {reason}
execution-failed        Failed to set up {reason}
execution-failed        Failed to determine {reason}
execution-failed        Changing to the requested working directory failed: {reason}
unit-message            Can't open PID file {file} {?(yet?) }after {~[a-z-]+}: {reason}
unit-message            PID file {file} not readable (yet?) after {~[a-z-]+}{?: {reason}}{~\.?}
unit-message            Failed to parse PID from file {file}: {reason}
notification-refused    Got notification message from PID {pid}, but reception {reason}
notification-refused    Cannot find unit for notify message of PID {pid}, ignoring.
unit-stopping           Unit not needed anymore. Stopping.
unit-stopping           Unit is bound to inactive unit {other_unit}. Stopping, too.
unit-stopping           Bound to unit {other_unit}, but unit isn't active.
unit-start-failed       Failed to listen on sockets: {reason}
unit-start-failed       Failed to create listening socket ({~[^()]*}): {reason}
client-refused          {reason=Too many incoming connections} ({count}), dropping connection.
client-refused          {reason=Too many incoming connections} ({count}) from source {client}, dropping connection.
automount-requested     Got automount request for {file}, triggered by {pid} ({process})
unit-message            Directory {file} to mount over is not empty, mounting anyway.{*}
configuration-problem   {reason=Referenced but unset environment variable evaluates to an empty string: {~.+}}
configuration-problem   {reason=Current command vanished from the unit file{*}}
configuration-problem   {reason=Service has {|no ExecStart=|more than one}{*}}
configuration-problem   {reason=Service lacks {*}}
ordering-cycle          Found {?ordering }{?dependency }{?cycle: }{~.+}/{job_type}{*}
ordering-cycle          Job {other_unit}/{job_type} deleted to break ordering cycle starting with {*}
ordering-cycle          Breaking ordering cycle by deleting job {other_unit}/{job_type}
unit-message            Triggering OnFailure= dependencies.
unit-message            Adding {delay} random time.
""")  # fmt: skip

# What else a manager says.
JOBS = table(r"""
operation-requested     {operation=Reloading} requested from client {client_process}{dots}
operation-requested     {operation:[A-Z][a-z-]{1,31}}{?{~(?: [a-z]+)}} requested from client {client_process}{dots}
manager-reloaded        Reloading finished in {duration}.
manager-reloaded        Reloading.
manager-reloaded        Reexecuting.
manager-started         systemd {version}{? (~)}{? ({~[^()]*})} running in {mode} mode{? for user
  {?{user_id}/}{user}}{~\.?}{? ({~.+})}{~\.?}
startup-finished        Startup finished in {?{~.+} = }{duration}.
environment-detected    Detected virtualization {machine_type}.
environment-detected    Detected architecture {architecture}.
hostname-set            Hostname set to <{hostname}>{~.*}
hostname-set            Set hostname to <{hostname}>{~.*}
signal-received         Received {signal:SIG[A-Z0-9+]+} from PID {pid} ({process}).
signal-received         Received {signal:SIG[A-Z0-9+]+}.
host-stopping           Shutting down.
host-stopping           Switching root.
clock-changed           Time has been changed
clock-set               System time before build time, advancing clock.
manager-crashed         Caught <{signal}>, dumped core as pid {pid}.
manager-crashed         Caught <{signal}>{*}
manager-crashed         Freezing execution.
manager-crashed         Failed to load SELinux policy{*}
ordering-cycle          Found ordering cycle on {unit}/{job_type}
ordering-cycle          Found dependency on {unit}/{job_type}
ordering-cycle          Breaking ordering cycle by deleting job {unit}/{job_type}
ordering-cycle          Job {unit}/{job_type} deleted to break ordering cycle starting with {other_unit}/{~[a-z-]+}
module-loaded           Inserted module '{module}'
module-missing          Failed to find module '{module}'
module-missing          Failed to insert {?module }'{module}': {reason}
unit-starting           Starting {what}{dots}
unit-starting           Mounting {what}{dots}
unit-starting           Activating {?special unit }{?swap }{what}{dots}
unit-starting           Expecting device {what}{dots}
unit-started            Started {what}{ends}
unit-started            Mounted {what}{ends}
unit-started            Activated swap {what}{ends}
unit-started            Created slice {what}{ends}
unit-started            Listening on {what}{ends}
unit-started            Set up automount {what}{ends}
unit-started            Found device {what}{ends}
unit-finished           Finished {what}{ends}
unit-start-failed       Failed to start {unit}: {reason}
unit-start-failed       Failed to {|start|mount|activate swap|listen on} {what}{ends}
unit-start-failed       Assertion failed for {what}{ends}
unit-stopping           Stopping {what}{dots}
unit-stopping           Unmounting {what}{dots}
unit-stopping           Deactivating swap {what}{dots}
unit-stop-failed        Stopped (with error) {what}{ends}
target-stopped          Stopped target {what}{ends}
unit-stop-failed        Stopped {what} with error.
unit-stopped            Stopped {what}{ends}
unit-stopped            Unmounted {what}{ends}
unit-stopped            Deactivated swap {what}{ends}
unit-stopped            Removed slice {what}{ends}
unit-stopped            Closed {what}{ends}
unit-stopped            Unset automount {what}{ends}
unit-stop-failed        Failed {|unmounting|deactivating swap} {what}{ends}
unit-stop-failed        Failed to stop {what}{ends}
unit-reloading          Reloading {what}{dots}
unit-reloaded           Reloaded {what}{ends}
unit-reload-failed      Reload failed for {what}{ends}
dependency-failed       Dependency failed for {what}{ends}
target-reached          Reached target {what}{ends}
unit-timeout            Timed out waiting for device {what}{ends}
unit-timeout            Timed out {~(?:[a-z]+ing)}{? swap}{? on} {what}{ends}
unit-skipped            Condition check resulted in {what} being skipped.
unit-skipped            {what} was skipped because {reason=of {|a failed|an unmet} condition check}
  ({condition:[^()]{1,512}}).
unit-skipped            {what} was skipped because {reason:(?:no|all) trigger condition checks .+}
unit-message            Unnecessary job {?for {unit} }was removed{? for {what}}{ends}
job-failed              Job {unit}/{job_type} failed with result '{result}'.
unit-timeout            Job {unit}/{job_type} timed out.
unit-failed             Unit {unit} entered failed state.
unit-failed             {unit} failed.
unit-timeout            {unit} {state:[a-z-]+} {?operation }timed out. {reason}
restart-scheduled       {unit} {reason=holdoff time over}, scheduling restart.
restart-refused         {reason=start request repeated too quickly} for {unit}
restart-refused         {unit} {reason=start request repeated too quickly}, refusing to start.
unit-timeout            {unit} {reason=watchdog timeout{?{*}}}
unit-message            Cannot add dependency job for unit {unit}, ignoring: {reason}
execution-failed        Failed at step {step} spawning {program}: {reason}
unit-message            PID file {file} not readable (yet?) after {~[a-z-]+}{?: {reason}}{~\.?}
configuration-problem   Configuration file {file} is marked {reason}
configuration-problem   [{file}:{line}] {reason}
configuration-problem   {file:/[^ :]{1,255}}:{line}:{? } {reason}
""")  # fmt: skip
