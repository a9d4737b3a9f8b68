"""Squid's own log: a date, the worker and a bar, and what Squid says; with a syslog header, the last alone.

Layout:
    2023/10/31 15:09:55 kid1| WARNING: text
"""

from __future__ import annotations

from ecsparse.messages import Messages, actions
from ecsparse.messages.captures import ecs, endpoint, own
from ecsparse.messages.values import location
from ecsparse.patterns import Pattern
from ecsparse.record import Document, Record

ACTIONS = actions("""
host-forgery       intrusion_detection network: info, alert | a request names a host that has not its address
message            web: info | any other message
peer-state         network: info | another proxy does not answer, or answers again
resource-low       host: info, failure | descriptors, helpers or memory do not suffice
server-failed      network: connection, failure | a connection to a server fails
start              process: start | Squid starts
stop{|/failed}     process: end{|, failure} | Squid ends
tls-failure        network: connection protocol, failure | a TLS connection fails
""")

CAPTURES = {
    "source": endpoint("source", "client"),
    "destination": endpoint("destination"),
    "server": endpoint("destination", "server", pattern=r"[^ /]{1,255}"),
    "error": ecs("error.message"),
    "reason": ecs("event.reason"),
    "version": ecs("service.version", r"[0-9][0-9A-Za-z.-]{0,32}"),
    "agent": ecs("user_agent.original"),
    "url": location(),
    "descriptor": own("long", "descriptor of a connection"),
    "state": own("keyword", "state of another proxy", r"[A-Z][A-Za-z]{2,16}"),
}

MESSAGES = Messages("squid", ACTIONS, CAPTURES, r"""
start         !  Starting Squid Cache version {version} {*}
start            Squid Parent: {*} started
start            Set Current Directory to {*}
stop             Preparing for shutdown after {*}
stop{|/failed}   Squid Cache (Version {version}): {Exiting normally | Terminated abnormally}.
stop/failed      Bungled {error}
stop/failed      {error:The [a-z_]{1,64} helpers are crashing too rapidly, need help!}
host-forgery  !  Host header forgery detected on local={ends}{~ FD [0-9]+}{? flags={~[0-9]+}}{? ({reason})}
host-forgery     on URL: {url:[^ ]{1,4096}}
host-forgery     By user agent: {agent}
tls-failure      {|Error negotiating|negotiate} SSL {?connection }on FD {descriptor}: {error}
tls-failure      {?ERROR: }failure while accepting a TLS connection on conn{~[0-9]+} local={ends}{*}
server-failed    {TCP connection | Connection} to {server}/{server_port} failed
server-failed    {reason=DNS error while resolving} {*}
peer-state       Detected {state={DEAD | REVIVED}} {|Parent|Sibling}: {server}
resource-low     {reason=Your cache is running out of filedescriptors}
resource-low     {reason:You should increase the number of '[^']{1,64}' processes}{*}
resource-low     {reason:All [0-9/]{1,16} [a-z_]{1,64} processes are busy}.
resource-low     Disk space over limit: {reason}
""", {
    "ends": "{?[}{destination}{?]}:{destination_port} remote={?[}{source}{?]}:{source_port}",
})  # fmt: skip

# 2023/10/31 15:09:55 kid1| (a syslog header has taken its place)
_DATE = Pattern(r"([0-9]{4}/[0-9]{2}/[0-9]{2}) ([0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]{1,6})?)(?: (kid[0-9]{1,3}))?\| ")
# SECURITY ALERT: | WARNING:
_LEVEL = Pattern(r"(ERROR|FATAL|NOTICE|SECURITY ALERT|WARNING): ")


def dated(record: Record, text: str) -> Document | None:
    """The document of a line of the log; `None` if it has no date as the log has it, or no message."""
    match = _DATE.match(text)
    if match is None or match.end() == len(text) or "\n" in text:
        return None
    date, time, worker = match.groups()
    document = message(text[match.end() :])
    if worker is not None:
        document.setdefault("squid", {})["worker"] = worker
    record.set_time(document, record.clock.local(f"{date.replace('/', '-')} {time}"))
    return document


def message(text: str) -> Document:
    """The document of a message, with its level if it says one."""
    level = _LEVEL.match(text)
    said = text if level is None else text[level.end() :]
    action, values = MESSAGES.read(said.rstrip(" ")) or ("message", {})
    document = MESSAGES.document(action, values)
    if level is not None and level[1] != "SECURITY ALERT":
        document["log"] = {"level": level[1].lower()}
    return document
