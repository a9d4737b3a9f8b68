"""The types of audit records for `linux_auditd`: the number, the name, and what each means.

Source: `linux/audit.h`; `lib/audit-records.h` of audit-userspace 4; the message dictionary of
linux-audit/audit-documentation.
"""

from __future__ import annotations

from ecsparse.messages import Action, actions

# number, name, event.category, event.type (`+` between several, `!` after the category of a detection), meaning
_TABLE = """
1005 USER                     host                 info             a message from a program, or from auditctl
1006 LOGIN                    session              info             a process is given a login user and a session
1016 TTY_GET                  configuration        access           the state of recording of terminals is asked for
1017 TTY_SET                  configuration        change           recording of terminals is turned on or off
1018 SET_FEATURE              configuration        change           a feature of auditing is turned on or off
1100 USER_AUTH                authentication       start            a user is authenticated
1101 USER_ACCT                authentication       info             it is checked whether an account may be used
1102 USER_MGMT                iam                  change+user      an attribute of an account is changed
1103 CRED_ACQ                 authentication       info             a user's credentials are acquired
1104 CRED_DISP                authentication       info             a user's credentials are disposed of
1105 USER_START               session              start            a user's session begins
1106 USER_END                 session              end              a user's session ends
1107 USER_AVC                 intrusion_detection  info             a program decides on access by policy
1108 USER_CHAUTHTOK           iam                  change+user      a password or PIN of an account is changed
1109 USER_ERR                 authentication       info             an account is in a state of error
1110 CRED_REFR                authentication       info             a user's credentials are refreshed
1111 USYS_CONFIG              configuration        change           a program changes the system's configuration
1112 USER_LOGIN               authentication       start            a user logs in
1113 USER_LOGOUT              authentication       end              a user logs out
1114 ADD_USER                 iam                  creation+user    an account is added
1115 DEL_USER                 iam                  deletion+user    an account is deleted
1116 ADD_GROUP                iam                  creation+group   a group is added
1117 DEL_GROUP                iam                  deletion+group   a group is deleted
1118 DAC_CHECK                host                 info             a program checks permissions
1119 CHGRP_ID                 process              change           a program changes its group
1120 TEST                     host                 info             a message of a test
1121 TRUSTED_APP              host                 info             a message of a trusted program
1122 USER_SELINUX_ERR         host                 info             a program has an error of SELinux
1123 USER_CMD                 process              start            a user has a command run as another
1124 USER_TTY                 process              info             input to a terminal, as a program saw it
1125 CHUSER_ID                process              change           a program changes its user
1126 GRP_AUTH                 authentication       start            a user is authenticated for a group
1127 SYSTEM_BOOT              host                 start            the system boots
1128 SYSTEM_SHUTDOWN          host                 end              the system shuts down
1129 SYSTEM_RUNLEVEL          host                 change           the run level changes
1130 SERVICE_START            process              start            a service starts
1131 SERVICE_STOP             process              end              a service stops
1132 GRP_MGMT                 iam                  change+group     an attribute of a group is changed
1133 GRP_CHAUTHTOK            iam                  change+group     a password of a group is changed
1134 MAC_CHECK                intrusion_detection  info             a program asks the policy of access
1135 ACCT_LOCK                iam                  change+user      an account is locked
1136 ACCT_UNLOCK              iam                  change+user      an account is unlocked
1137 USER_DEVICE              host                 change           a device is allowed, blocked or removed
1138 SOFTWARE_UPDATE          package              change           software is installed, updated or removed
1200 DAEMON_START             process              start            the audit daemon starts
1201 DAEMON_END               process              end              the audit daemon ends
1202 DAEMON_ABORT             process              end              the audit daemon ends by an error
1203 DAEMON_CONFIG            configuration        change           the audit daemon's configuration changes
1204 DAEMON_RECONFIG          configuration        change           the audit daemon is asked to reconfigure
1205 DAEMON_ROTATE            host                 info             the audit daemon rotates its logs
1206 DAEMON_RESUME            host                 info             the audit daemon resumes logging
1207 DAEMON_ACCEPT            network              connection+start the audit daemon accepts a sender of records
1208 DAEMON_CLOSE             network              connection+end   a sender of records closes its connection
1209 DAEMON_ERR               host                 info             the audit daemon has an internal error
1300 SYSCALL                  process              info             any other system call
1302 PATH                     file                 info             a path that a system call used
1303 IPC                      process              info             an object that processes share
1304 SOCKETCALL               process              info             arguments of the call for sockets
1305 CONFIG_CHANGE            configuration        change           the audit system's configuration changes
1306 SOCKADDR                 process              info             an address of a socket that a system call used
1307 CWD                      process              info             the working directory of a system call
1309 EXECVE                   process              start            the arguments of a program that is executed
1311 IPC_SET_PERM             process              change           permissions of an object that processes share
1312 MQ_OPEN                  process              info             a message queue is opened
1313 MQ_SENDRECV              process              info             a message queue is written to or read
1314 MQ_NOTIFY                process              info             a process is to be told of messages
1315 MQ_GETSETATTR            process              info             attributes of a message queue
1316 KERNEL_OTHER             host                 info             a message of a module of others
1317 FD_PAIR                  process              info             descriptors of a pipe or a pair of sockets
1318 OBJ_PID                  process              info             the process that a system call is about
1319 TTY                      process              info             input to a terminal
1320 EOE                      host                 info             the event has no further record
1321 BPRM_FCAPS               process              info             capabilities that a program gains by its file
1322 CAPSET                   process              change           capabilities that a process gives itself
1323 MMAP                     process              info             a file is mapped into memory
1324 NETFILTER_PKT            network              connection       a packet meets a rule of netfilter
1325 NETFILTER_CFG            configuration        change           rules of netfilter are changed
1326 SECCOMP                  intrusion_detection  info             a filter of system calls acts
1327 PROCTITLE                process              info             the command line of a process
1328 FEATURE_CHANGE           configuration        change           a feature of auditing changes
1329 REPLACE                  host                 info             another audit daemon is probed for
1330 KERN_MODULE              driver               info             the name of a kernel module
1331 FANOTIFY                 intrusion_detection  info             a program decides on access to a file
1332 TIME_INJOFFSET           configuration        change           an offset is added to the clock
1333 TIME_ADJNTPVAL           configuration        change           a value of NTP in the kernel is adjusted
1334 BPF                      process              info             a program of BPF is loaded or unloaded
1335 EVENT_LISTENER           host                 info             a program begins or ends to listen to records
1336 URINGOP                  process              info             an operation of io_uring
1337 OPENAT2                  file                 info             how a system call was to open a file
1338 DM_CTRL                  configuration        change           a device of the device mapper is changed
1339 DM_EVENT                 host                 info             the device mapper has an event
1400 AVC                      intrusion_detection  info             SELinux or AppArmor decides on access
1401 SELINUX_ERR              host                 info             SELinux has an error
1402 AVC_PATH                 file                 info             the path of a decision of SELinux
1403 MAC_POLICY_LOAD          configuration        change           a policy of SELinux is loaded
1404 MAC_STATUS               configuration        change           SELinux enforces its policy, or does not
1405 MAC_CONFIG_CHANGE        configuration        change           a boolean of SELinux changes
1406 MAC_UNLBL_ALLOW          configuration        change           unlabelled traffic is allowed, or is not
1407 MAC_CIPSOV4_ADD          configuration        creation         a domain of CIPSO is added
1408 MAC_CIPSOV4_DEL          configuration        deletion         a domain of CIPSO is deleted
1409 MAC_MAP_ADD              configuration        creation         a mapping of NetLabel is added
1410 MAC_MAP_DEL              configuration        deletion         a mapping of NetLabel is deleted
1411 MAC_IPSEC_ADDSA          configuration        creation         an association of IPsec is added
1412 MAC_IPSEC_DELSA          configuration        deletion         an association of IPsec is deleted
1413 MAC_IPSEC_ADDSPD         configuration        creation         a policy of IPsec is added
1414 MAC_IPSEC_DELSPD         configuration        deletion         a policy of IPsec is deleted
1415 MAC_IPSEC_EVENT          network              info             IPsec has an event
1416 MAC_UNLBL_STCADD         configuration        creation         a static label is added
1417 MAC_UNLBL_STCDEL         configuration        deletion         a static label is deleted
1418 MAC_CALIPSO_ADD          configuration        creation         a domain of CALIPSO is added
1419 MAC_CALIPSO_DEL          configuration        deletion         a domain of CALIPSO is deleted
1500 APPARMOR                 intrusion_detection  info             AppArmor has an event
1501 APPARMOR_AUDIT           intrusion_detection  allowed          AppArmor records access that a profile allows
1502 APPARMOR_ALLOWED         intrusion_detection  allowed          AppArmor allows what a profile would deny
1503 APPARMOR_DENIED          intrusion_detection  denied           AppArmor denies access
1504 APPARMOR_HINT            intrusion_detection  info             AppArmor gives a hint to learn a profile
1505 APPARMOR_STATUS          configuration        change           AppArmor loads, replaces or removes a profile
1506 APPARMOR_ERROR           host                 info             AppArmor has an error
1507 APPARMOR_KILL            intrusion_detection  denied           AppArmor kills a process
1700 ANOM_PROMISCUOUS         network!             info             an interface begins or ends to take all packets
1701 ANOM_ABEND               process!             end              a process ends by a signal
1702 ANOM_LINK                file!                info             a link is followed or made in a suspicious way
1703 ANOM_CREAT               file!                info             a file is created in a suspicious way
1800 INTEGRITY_DATA           intrusion_detection  info             the contents of a file are verified
1801 INTEGRITY_METADATA       intrusion_detection  info             the attributes of a file are verified
1802 INTEGRITY_STATUS         configuration        change           verification is turned on or off
1803 INTEGRITY_HASH           intrusion_detection  info             a kind of hash is used
1804 INTEGRITY_PCR            intrusion_detection  info             a measurement is invalidated
1805 INTEGRITY_RULE           intrusion_detection  info             a rule of verification acts on a file
1806 INTEGRITY_EVM_XATTR      configuration        change           attributes that are verified change
1807 INTEGRITY_POLICY_RULE    configuration        change           a rule of verification is loaded
2000 KERNEL                   host                 info             the kernel says how auditing starts
2100 ANOM_LOGIN_FAILURES      authentication!      info             too many logins of a user failed
2101 ANOM_LOGIN_TIME          authentication!      info             a login at a time that is not allowed
2102 ANOM_LOGIN_SESSIONS      authentication!      info             a user has too many sessions
2103 ANOM_LOGIN_ACCT          authentication!      info             a login to an account that is watched
2104 ANOM_LOGIN_LOCATION      authentication!      info             a login from a place that is not allowed
2105 ANOM_MAX_DAC             intrusion_detection! info             too many accesses were denied by permissions
2106 ANOM_MAX_MAC             intrusion_detection! info             too many accesses were denied by policy
2107 ANOM_AMTU_FAIL           host!                info             a test of the machine failed
2108 ANOM_RBAC_FAIL           host!                info             a test of roles failed
2109 ANOM_RBAC_INTEGRITY_FAIL host!                info             a test of the files of roles failed
2110 ANOM_CRYPTO_FAIL         host!                info             a test of cryptography failed
2111 ANOM_ACCESS_FS           file!                access           a watched file is accessed
2112 ANOM_EXEC                process!             start            a watched program is executed
2113 ANOM_MK_EXEC             file!                change           a file is made executable
2114 ANOM_ADD_ACCT            iam!                 creation+user    an account is added in a suspicious way
2115 ANOM_DEL_ACCT            iam!                 deletion+user    an account is deleted in a suspicious way
2116 ANOM_MOD_ACCT            iam!                 change+user      an account is changed in a suspicious way
2117 ANOM_ROOT_TRANS          process!             change           a user became root
2118 ANOM_LOGIN_SERVICE       authentication!      info             a login to an account of a service
2200 RESP_ANOMALY             intrusion_detection  info             nothing is done about an anomaly
2201 RESP_ALERT               intrusion_detection  info             a mail is sent about an anomaly
2202 RESP_KILL_PROC           process              end              a process is killed in response
2203 RESP_TERM_ACCESS         session              end              a session is ended in response
2204 RESP_ACCT_REMOTE         iam                  change+user      an account may log in only locally
2205 RESP_ACCT_LOCK_TIMED     iam                  change+user      an account is locked for some time in response
2206 RESP_ACCT_UNLOCK_TIMED   iam                  change+user      an account is unlocked after that time
2207 RESP_ACCT_LOCK           iam                  change+user      an account is locked in response
2208 RESP_TERM_LOCK           session              info             a terminal is locked in response
2209 RESP_SEBOOL              configuration        change           a boolean of SELinux is set in response
2210 RESP_EXEC                process              start            a script is executed in response
2211 RESP_SINGLE              host                 change           the system goes to single-user mode in response
2212 RESP_HALT                host                 end              the system is halted in response
2213 RESP_ORIGIN_BLOCK        network              denied           an address is blocked in response
2214 RESP_ORIGIN_BLOCK_TIMED  network              denied           an address is blocked for some time
2300 USER_ROLE_CHANGE         iam                  change+user      a user takes another role of SELinux
2301 ROLE_ASSIGN              iam                  change+user      a user is assigned a role of SELinux
2302 ROLE_REMOVE              iam                  change+user      a user loses a role of SELinux
2303 LABEL_OVERRIDE           configuration        change           a label of SELinux is overridden
2304 LABEL_LEVEL_CHANGE       configuration        change           the level of a label of SELinux changes
2305 USER_LABELED_EXPORT      file                 access           an object is exported with its label
2306 USER_UNLABELED_EXPORT    file                 access           an object is exported without a label
2307 DEV_ALLOC                host                 change           a device is allocated
2308 DEV_DEALLOC              host                 change           a device is released
2309 FS_RELABEL               file                 change           a file system is labelled anew
2310 USER_MAC_POLICY_LOAD     configuration        change           a program loads a policy of access
2311 ROLE_MODIFY              iam                  change+admin     a role of SELinux is modified
2312 USER_MAC_CONFIG_CHANGE   configuration        change           a program changes a policy of access
2313 USER_MAC_STATUS          configuration        change           a program enforces its policy, or does not
2400 CRYPTO_TEST_USER         host                 info             a test of cryptography
2401 CRYPTO_PARAM_CHANGE_USER configuration        change           a parameter of cryptography changes
2402 CRYPTO_LOGIN             authentication       start            a cryptographic officer logs in
2403 CRYPTO_LOGOUT            authentication       end              a cryptographic officer logs out
2404 CRYPTO_KEY_USER          network              info             a key is made, negotiated or destroyed
2405 CRYPTO_FAILURE_USER      host                 info             an operation of cryptography fails
2406 CRYPTO_REPLAY_USER       intrusion_detection! info             a replay is detected
2407 CRYPTO_SESSION           network              protocol+start   an encrypted session begins
2408 CRYPTO_IKE_SA            network              protocol+info    an association of IKE
2409 CRYPTO_IPSEC_SA          network              protocol+info    an association of IPsec
2500 VIRT_CONTROL             host                 change           a virtual machine is started, paused or stopped
2501 VIRT_RESOURCE            host                 change           a resource of a virtual machine is assigned
2502 VIRT_MACHINE_ID          host                 info             a label is bound to a virtual machine
2503 VIRT_INTEGRITY_CHECK     host                 info             the integrity of a virtual machine is checked
2504 VIRT_CREATE              host                 change           a virtual machine is created
2505 VIRT_DESTROY             host                 change           a virtual machine is destroyed
2506 VIRT_MIGRATE_IN          host                 change           a virtual machine is migrated to here
2507 VIRT_MIGRATE_OUT         host                 change           a virtual machine is migrated from here
"""


ACTIONS = actions("""
audit-record             host: info | a record of a type that is not known
process-started          process: start | a system call: a program is executed
process-forked           process: start | a system call: a process makes another
process-ended            process: end | a system call: a process ends
signal-sent              process: access | a system call: a process sends a signal
process-traced           process: access | a system call: a process traces another, or reads its memory
identity-changed         process: change | a system call: a process changes its user, group or capabilities
file-opened              file: access | a system call: a file is opened
file-created             file: creation | a system call: a file is created
directory-created        file: creation | a system call: a directory is created
link-created             file: creation | a system call: a link is created
file-deleted             file: deletion | a system call: a file is deleted
directory-deleted        file: deletion | a system call: a directory is deleted
file-renamed             file: change | a system call: a file is renamed
file-truncated           file: change | a system call: a file is cut
file-mode-changed        file: change | a system call: permissions of a file are changed
file-owner-changed       file: change | a system call: the owner of a file is changed
file-attributes-changed  file: change | a system call: attributes or times of a file are changed
file-system-mounted      host: change | a system call: a file system is mounted
file-system-unmounted    host: change | a system call: a file system is unmounted
socket-connected         network: connection start | a system call: a process connects a socket
socket-accepted          network: connection start | a system call: a process accepts a connection
socket-bound             network: info | a system call: a process binds a socket or listens on one
socket-created           network: info | a system call: a process makes a socket
socket-used              network: info | a system call: a process sends, receives or ends to
kernel-module-loaded     driver: start | a system call: a kernel module is loaded
kernel-module-unloaded   driver: end | a system call: a kernel module is unloaded
time-changed             configuration: change | a system call: the clock is set or adjusted
host-name-changed        configuration: change | a system call: the name of the host is changed
""")

# The number of each type, and the other way round.
TYPES: dict[str, str] = {}
NAMES: dict[str, str] = {}
_KINDS = {True: "alert", False: "event"}


def action_of(name: str) -> str:
    """The action of the type `name`, as `ACTIONS` has it: `USER_AUTH` is `user-auth`."""
    return name.lower().replace("_", "-") if name in TYPES else "audit-record"


for _row in _TABLE.split("\n")[1:-1]:
    _number, _name, _category, _types, _meaning = _row.split(maxsplit=4)
    TYPES[_name], NAMES[_number] = _number, _name
    ACTIONS[action_of(_name)] = Action(
        _meaning,
        _category.rstrip("!"),
        _types.replace("+", " "),
        kind=_KINDS[_category.endswith("!")],
    )

# Decisions on access, by their result: the same actions with another type.
for _name in ("avc", "fanotify", "user-avc"):
    for _type in ("allowed", "denied"):
        ACTIONS[f"{_name}/{_type}"] = Action(ACTIONS[_name].meaning, "intrusion_detection", _type)
