"""Messages about the device: its configuration, commands, logs, resources."""

from __future__ import annotations

TABLE = r"""
configuration-change CONFIG_I: Configured from {origin_of_change} {by}
configuration-change CONFIG_P: Configured programmatically by process {process:[^ ]+} from {~[^ ]+} as {user:[^ ]+}
 on {line:[^ ]+}{? ({client})}
configuration-write CONFIG_NV_I: Nonvolatile storage configured from {origin_of_change} {by}
configuration-change CONFIG_I: Configured from {origin_of_change} by {user:[^ ,]+}, transaction-id {session:[0-9]+}
configuration-change MGBL-CONFIG-6-DB_COMMIT : Configuration committed by user '{user:[^']*}'.{*}
configuration-change VSHD_SYSLOG_CONFIG_I: Configured from {origin_of_change} by {user:[^ ]+}{? on
 {|{client}@{line:[^ ]+}|{line:[^ ]+}}}
command-executed VSHD_SYSLOG_CMD_EXEC: User:{user:[^ ]+} executed the command:{command}
command-executed CFGLOG_LOGGEDCMD: User:{user:[^ ]+}{~ +}logged command:{command}
command-executed HA_EM-6-LOG: CLIaccounting: {command}
policy-message HA_EM-6-LOG: {policy:[^ :]+}: {text}
message-logged Message from tty{line:[0-9]+}(user id: {user:[^()]*}): {text}
clock-change CLOCKUPDATE: System clock has been updated from {~.{1,40}?} to {~.{1,40}?}, configured from
 {origin_of_change} {by}{~\.?}
log-host-start LOGGINGHOST_STARTSTOP: Logging to host {server}{? {|port|Port} {server_port}} started{*}
log-host-stop LOGGINGHOST_STARTSTOP: Logging to host {server}{? {|port|Port} {server_port}} stopped{*}
log-host-failed LOGGINGHOST_FAIL: Logging to host {server}{? {|port|Port} {server_port}} failed
reload RELOAD: Reload requested {by}.{~ ?}{?Reload {~[Rr]eason}: {reason}}
hardware-state ENVMON-2-FAN_FAILED: {reason}
hardware-state PLATFORM_ENV-1-FAN: {reason}
hardware-state PLATFORM_ENV-1-PWR: {reason}
hardware-state THRESHOLD_VIOLATION: {interface}: {reason}
reload SYS-5-RELOAD: {reason:.+}
system-start | RESTART: System restarted
cpu-high CPURISINGTHRESHOLD: Threshold: Total CPU Utilization(Total/Intr): {cpu}%/{~[0-9]+}%{*}
cpu-normal CPUFALLINGTHRESHOLD: Threshold: Total CPU Utilization(Total/Intr) {cpu}%/{~[0-9]+}%.{*}
resource-failed MALLOCFAIL: {reason:Memory allocation of [0-9]+ bytes failed} from {~[^ ]+}, {*}
resource-failed | CPUHOG: | NOPROCESS:
system-start COLDSTART: SNMP agent on host {~[^ ]+} is undergoing a cold start
system-start WARMSTART: SNMP agent on host {~[^ ]+} is undergoing a warm start
stack-link STACK_LINK_CHANGE: Stack port {interface:[0-9]+} on {~[Ss]witch} {unit} has changed to state {state}
stack-member | SWITCH_ADDED: | SWITCH_REMOVED: | SWITCH_READY:
certificate-invalid CERTIFICATE_INVALID_EXPIRED: {reason=Certificate chain validation has failed}{~\.? *}The
 certificate (SN: {serial:[^()]+}) has expired{~\.? *}{?{*}}
reload SCHEDULED_RELOAD: Reload requested for {~.{1,64}?} at {~[0-9:]{5,8} .{1,40}?} {by}.{~ ?}{?Reload
 {~[Rr]eason}: {reason}}
reload | SCHEDULED_RELOAD_CANCELLED:
configuration-write SNMP_WRITENET: SNMP WriteNet request. Writing current configuration to {server}
configuration-change SNMP_HOSTCONFIGSET: SNMP hostConfigSet request. Loading configuration from {server}
service-change ENABLED: SSH {~[0-9.]+} has been {state=enabled}
service-change DISABLED: SSH {~[0-9.]+} has been {state=disabled}
key-change KEY_ADDITION: A key named {text:[^ ]+} has been generated or imported{*}
key-change KEY_DELETED: A key named {text:[^ ]+} has been removed from key storage
process-crashed SERVICE_CRASHED: Service "{process:[^"]+}" (PID {pid}) {reason:hasn't caught signal [0-9]+}{*}
hardware-state PS_FAIL: {reason}
hardware-state FAN_STATUS: {reason}
hardware-change INSCARD: Card {state=inserted} in slot {slot:[0-9/]+}{?, {*}}
hardware-change REMCARD: Card {state=removed} from slot {slot:[0-9/]+}{?, {*}}
hardware-change INSSPA: SPA {state=inserted} in subslot {slot:[0-9/]+}
hardware-change REMSPA: SPA {state=removed} from subslot {slot:[0-9/]+}{?, {*}}
hardware-change ONLINECARD: SPA ({model:[^()]+}) {state=online} in subslot {slot:[0-9/]+}
hardware-change OFFLINECARD: SPA ({model:[^()]+}) {state=offline} in subslot {slot:[0-9/]+}
hardware-change INSERTED: {?iomd: }transceiver module {state=inserted} in {interface}
hardware-change REMOVED: {?iomd: }transceiver module {state=removed} from {interface}
hardware-change MODULE_INSERTED: {model:[^ ]+} module {state=inserted} with interface name {interface}
hardware-change MODULE_REMOVED: {model:[^ ]+} module with interface name {interface} {state=removed}
hardware-change MOD_REMOVE: Module {slot:[0-9]+} {state=removed} (Serial number{~:?} {hardware_serial:[^()]+})
hardware-change MOD_OK: Module {slot:[0-9]+} is {state=online} (Serial number{~:?} {hardware_serial:[^()]+})
hardware-change PLATFORM-SHELFMGR-6-NODE_STATE_CHANGE : {slot:[0-9A-Z/]+} {model:[^ ]+} state:{state}
"""
