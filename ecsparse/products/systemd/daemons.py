"""Messages of the daemons of systemd, and of its programs for the start of a system, under their own names.

Source: `src/network`, `src/resolve`, `src/timesync`, `src/journal`, `src/coredump`, `src/oom`, `src/machine`,
`src/hostname`, `src/timedate`, `src/tmpfiles`, `src/sysusers`, `src/fsck`, `src/sleep`, `src/shutdown`,
`src/udev`, `src/modules-load` of systemd 219 to 257; e2fsck and fsck.fat, which systemd-fsck runs.
"""

from __future__ import annotations

from ecsparse.products.systemd.values import table

# systemd-networkd, after `eth0: `
INTERFACES = table(r"""
interface-up            Gained {|carrier|IPv6LL}
interface-up            Link UP
interface-down          Lost carrier
interface-down          Link DOWN
interface-changed       Configured
interface-changed       Configuring with {file}.
interface-changed       Reconfiguring with {file}.
interface-changed       Interface name change detected, {reason}
interface-changed       netdev {|ready|removed}
interface-changed       Connected WiFi access point: {reason}
interface-failed        Failed
interface-failed        Could not {reason}
interface-failed        Failed to {reason}
address-received        DHCPv4 address {address}/{prefix_length}{?{~,} gateway {gateway}}{? acquired
  from {server}}{? via {gateway}}
address-received        DHCPv6 address {address}/{prefix_length}{?{~,?} {*}}
address-lost            DHCP{?v4}{?v6} {?client: }lease lost{?{*}}
address-lost            DHCP{?v4}{?v6} lease {|expired|lost}
""")

NETWORK = table(r"""
dns-server-degraded     Using degraded feature set {?(}{feature_level}{?)}{? instead of {~[A-Z0-9+]+}} for
  DNS server {server}{server_end}.
dns-server-restored     Grace period over, resuming full feature set ({feature_level}) for DNS server
  {server}{server_end}.
dns-server-degraded     Server {server}{server_end} does not support DNSSEC, downgrading to non-DNSSEC mode.
dns-server-degraded     Server returned error {response_code}, mitigating potential DNS violation{*}
dns-server-used         Switching to {?fallback }{?system }DNS server
  {server}{server_end}{? for interface {interface}}.
dnssec-failed           DNSSEC validation failed for question {question} {question_class} {question_type}: {reason}
hostname-set            Using system hostname '{hostname}'.
clock-changed           Clock change detected. Flushing caches.
time-server             Synchronized to time server {?for the first time }{peer}.
time-server             Initial synchronization to time server {peer}.
time-server             Contacted time server {peer}.
time-server             Using NTP server {peer}.
time-server/failed      {reason=Timed out waiting for reply} from {peer}.
time-server/failed      {reason=Server has too large root distance. Disconnecting.}
time-server/failed      {reason=No network connectivity, watching for changes.}
time-server             Network configuration changed, trying to establish connection.
time-server/failed      Failed to resolve {name}: {reason}
clock-set               Initial clock synchronization to {*}
clock-set               System clock time unset or jumped backwards, restoring from recorded timestamp: {*}
clock-changed           System time changed. Resyncing.
interface-failed        {reason=Timeout occurred while waiting for network connectivity.}
""", {
    # #853%eth0#dns.example.com
    "server_end": "{?:{server_port}}{?%{~[^ #]{1,16}}}{?#{server_name}}",
    "name": "{server_name}",
    "peer": "{?[}{server}{?]}:{server_port}{? ({name})}",
})  # fmt: skip

OTHERS = table(r"""
journal-started         Journal started
journal-stopped         Journal stopped
journal-size            {|Runtime|System} {|Journal|journal} ({file}) is {?currently using }{size}{limits}
journal-size            {|Runtime|System} journal is using {size} (max allowed {largest}{*}
journal-size            Vacuuming done, freed {size} of archived journals {|on disk|from {file}}.
messages-suppressed     Suppressed {count} messages from {|{unit}|{of_group}}
messages-suppressed     Missed {count} kernel messages
messages-suppressed     Forwarding to syslog missed {count} messages.
messages-suppressed     /dev/kmsg buffer overrun, some messages lost.
journal-damaged         File {file:/[^ ]+} corrupted or uncleanly shut down, renaming and replacing.
signal-received         Received {signal:SIG[A-Z0-9+]+} from PID {pid} ({process}).
message                 Received {?client }request to flush runtime journal{? from PID {pid}}{~\.?}
message                 Time spent on flushing to {file} is {duration} for {count} entries.
core-dumped             {?[{~[^]]{1,8}}] }Process {pid} ({process}) of user {user_id} dumped core.{*}
core-missing            {?[{~[^]]{1,8}}] }Process {pid} ({process}) of user {user_id} terminated
  abnormally{abnormally}
core-missing            Resource limits disable core dumping for process {pid} ({process}).
core-missing            Core file was truncated to {~[0-9]+} bytes.
out-of-memory           Killed {of_group} due to {reason=memory pressure} for {~[^ ]+}
  being {pressure:[0-9.]+%} > {*}
out-of-memory           Killed {of_group} due to {reason=memory used {~.+}} being more than {pressure:[0-9.]+%}
out-of-memory           Killed {of_group} due to {reason}
machine-started         New machine {machine}.
machine-started         Spawning container {machine} on {*}
machine-stopped         Machine {machine} terminated.
hostname-set            Changed {|static|pretty|transient} host{? }name to '{hostname}'{~.*}
hostname-set            Hostname set to <{hostname}>{~.*}
hostname-set            Set hostname to <{hostname}>{~.*}
hostname-set            Changed host name to '{hostname}'{~.*}
clock-changed           Time jumped backwards, rotating.
clock-changed           Changed time zone to '{zone}'{~.*}
clock-changed           Changed local time to {*}
clock-changed           Set NTP to {|enabled|disabled}{? ({unit})}.
group-added             Creating group '{group}' with GID {group_id}.
user-added              Creating user '{target}' ({description}) with UID {target_id} and GID {target_group}.
group-added             Creating group {group} with gid {group_id}.
user-added              Creating user {target} ({description}) with uid {target_id} and gid {target_group}.
configuration-problem   {?[}{file:/[^ :]{1,255}}:{line}{~[]:]?} {reason}
configuration-problem   Detected unsafe path transition {reason}
configuration-problem   SysV service '{file}' lacks {?a }native systemd unit file.{*}
configuration-problem   Couldn't write '{~.*}' to '{~[^']+}'{?, ignoring}: {reason}
file-system-check       {device}: clean, {reason}
file-system-check       {device}: {reason:[0-9]+/[0-9]+ files .+}
file-system-check       {device}: recovering journal
file-system-check       {device} was not cleanly unmounted, check forced.
file-system-check/failed {device}: {reason=UNEXPECTED INCONSISTENCY; RUN fsck MANUALLY.}{*}
file-system-check/failed fsck failed with {|exit status|error code} {exit}{~.*}
volume-unlock           Set cipher {~[^ ,]+}, mode {~[^ ,]+}, key size {~[0-9]+} bits for device {device}.
volume-unlock/failed    Failed to activate with {reason:(?:specified passphrase|key file).*}
module-loaded           {|Inserted|Module} {?module }'{module}'{? is already loaded}
module-missing          Failed to find module '{module}'
module-missing          Failed to insert {?module }'{module}': {reason}
power-changed           Entering sleep state '{state}'...
power-changed           Performing sleep operation '{state}'...
power-changed           System returned from sleep {|state|operation '{state}'}.
power-changed           Suspending system...
power-changed           System resumed.
host-stopped            Powering off.
host-stopped            Rebooting.
host-stopped            Halting system.
host-stopped            Syncing filesystems and block devices.
host-stopped            All filesystems unmounted.
host-stopped            Unmounting file systems.
process-killed          Sending {signal} to {?remaining processes...}{?PID {pid} ({process}).}
process-killed          {interface}: Worker [{pid}] {reason:terminated by signal .+}
execution-failed        {?{~[^ :]+}: }Process '{program:/[^ ']{1,1024}}{? {~[^']{1,1024}}}'
  failed with exit code {exit}.
message                 starting version {version}
message                 Starting {?systemd-udevd }version {version}
""", {
    "abnormally": "{? with signal {~[0-9]+}/{signal}}{?, processing...}{? without generating a coredump{?{*}}}",
    "of_group": "{|{control_group={~/(?:[^ /]{1,255}/){0,16}}{unit}}|{control_group}}",
    "limits": "{?, max {largest}{?, {free} free}}{~.*}",
})  # fmt: skip
