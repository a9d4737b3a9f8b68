"""What threats, activities and agents' events are, by their numbers and names: data alone."""

from __future__ import annotations

from ecsparse.messages import actions

ACTIONS = actions(
    """
activity-logged     configuration: info | any other activity
alert-raised        intrusion_detection: info, alert | a rule of one's own matches
agent-changed       host: change | an agent's settings or state change
agent-command       host: info | an agent is told to do something
agent-registered    host: info | an agent is registered
agent-removed       host: info | an agent is removed
connection          network: connection start | a connection is made
connection-blocked  network: connection denied | the firewall of an agent blocks a connection
device-event        host: info | a device is connected, or blocked
dns-request         network: info protocol + dns | a name is asked for
driver-loaded       driver: start | a driver is loaded
event-logged        host: info | any other event of an agent
exclusion-changed   configuration: change | an exclusion or a blocked hash is added or removed
file-changed        file: change | a file is changed
file-created        file: creation | a file is created
file-deleted        file: deletion | a file is deleted
file-scanned        file: access | a file is looked at
http-request        network web: access info | a request of HTTP
indicator           intrusion_detection: info | behaviour matches an indicator
listening           network: info | a program listens
login               authentication: start, success | a user of the console logs in
login-failed        authentication: start, failure | a user of the console fails to log in
logoff              authentication: end | a user logs off from a host
logon               authentication: start | a user logs on to a host
logout              authentication: end | a user of the console logs out
module-loaded       library: start | a module is loaded
pipe-used           file: access | a named pipe is created or connected to
policy-changed      configuration: change | a policy or a rule changes
process-event       process: change | a process acts on another one
process-started     process: start | a process starts
process-stopped     process: end | a process ends
registry-changed    registry: change | the registry is changed
script-run          process: info | a script is run
task-changed        configuration: change | a scheduled task is changed
threat-changed      malware: info | the state of a threat changes
threat-detected     malware: info, alert | a threat is detected
threat-mitigated    malware: info | a threat is killed, quarantined, remediated or rolled back
user-changed        iam: change user | a user of the console is changed
user-created        iam: creation user | a user of the console is created
user-deleted        iam: deletion user | a user of the console is deleted
""",
    dns={"network": {"protocol": "dns"}},
)

# By the number of an activity.
ACTIVITIES = {
    number: action
    for action, numbers in {
        "agent-changed": "45 46 64 65 66 67 68 69 71 72 92 93 120 121 122 123 1002 1003",
        "agent-command": "26 29 30 61 62 63 80 81 3627 3628 3629 5011",
        "agent-registered": "17 43 51",
        "agent-removed": "18 31 47 48 52 54",
        "device-event": "5120 5121 5122 5123 5124 5125 5126 5127 5128 5129",
        "connection-blocked": "5232",
        "exclusion-changed": "3001 3002 3003 3004 3005 3008 3009 3010 3011 3012 3013 3014 3015 3016 3017 3018",
        "login": "27",
        "login-failed": "133 134",
        "logout": "33",
        "policy-changed": "73 74 75 76 77 78 79 5000 5001 5002 5003 5220 5221 5222",
        "threat-changed": "21 22 28 2011 2012 2013 2014 2015 2016 2028 2029 2030 2036 2037 4001 4002 4004 4005 4006"
        " 4007 4008 4009 4010 4011 4012 4020 4021",
        "threat-detected": "19 4003 4108 4109 3608",
        "threat-mitigated": "20 2001 2002 2003 2004 2005 2006 2007 2008 2009 2010",
        "user-changed": "24 35 37 110 111 140 141 142 147",
        "user-created": "23",
        "user-deleted": "25",
    }.items()
    for number in numbers.split()
}
# By what an agent's event begins with, in lower case.
EVENTS = (
    ("process creation", "process-started"), ("process termination", "process-stopped"),
    ("process exit", "process-stopped"), ("driver", "driver-loaded"), ("named pipe", "pipe-used"),
    ("command script", "script-run"), ("logout", "logoff"), ("pre execution", "indicator"),
    ("file scan", "file-scanned"), ("ip listen", "listening"), ("ip_listen", "listening"),
    ("process", "process-event"), ("remote thread", "process-event"), ("open remote process", "process-event"),
    ("duplicate", "process-event"), ("file creation", "file-created"), ("file deletion", "file-deleted"),
    ("file", "file-changed"), ("dns", "dns-request"), ("ip ", "connection"), ("ip_", "connection"),
    ("http", "http-request"), ("get", "http-request"), ("post", "http-request"), ("registry", "registry-changed"),
    ("task", "task-changed"), ("scheduled", "task-changed"), ("login", "logon"), ("logon", "logon"),
    ("module", "module-loaded"), ("behavioral", "indicator"), ("threat intelligence", "indicator"),
)  # fmt: skip
