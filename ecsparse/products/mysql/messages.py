"""What the messages of MySQL and MariaDB are about, and what they say."""

from __future__ import annotations

from ecsparse.ecs.numbers import nanoseconds, parse_uint
from ecsparse.ecs.places import port_number
from ecsparse.messages import Messages, actions
from ecsparse.messages.captures import account, ecs, endpoint, own

ACTIONS = actions("""
audit               database: info | any other event that is audited
command             database: info | any other command of a client
connection-aborted  network: connection end | a connection breaks
connection-refused  network: connection denied, failure | a client is not let in
error               database: error | the server reports an error
firewall-alert      database: access | a statement is not what the firewall of statements knows
firewall-denied     database: access, failure | the firewall of statements refuses one
login               authentication: start, success | a client logs in
login/failed        authentication: start, failure
login/tried         authentication: start
logout              session: end | a client disconnects
password-generate   iam: change user, success | the server makes the first password of an account
password-missing    configuration: info | an account has no password
recovery            database: info | the server recovers what a crash left
replication         database: info | a replica or its source says where it is
replication/failed  database: error, failure
server-crash        process: end, failure | the server crashes
server-message      database: info | any other message
server-start        process: start | the server starts
server-start/failed process: start, failure
server-stop         process: end | the server stops
slow-query          database: info | how a statement ran that took long
statement           database: access | a statement or another command is executed
statement/failed    database: access, failure
statement/succeeded database: access, success
table-access        database: access | a statement uses a table
table-change        database: change | a statement changes a table
""")

_QUOTED = r"[^']{0,256}"


def _port(text: str) -> int | None:
    """The port that the server listens on; 0 says that it is reached by its socket alone."""
    return port_number(text) or None


CAPTURES = {
    "argument": own("keyword", "argument of a client's command"),
    "as_user": ecs("user.effective.name", related="user"),
    "code": ecs("event.code", r"MY-[0-9]{1,9}"),
    "connection": own("long", "number of the connection", r"[0-9]{1,20}", name="connection_id"),
    "database": own("keyword", "database", _QUOTED),
    "error": ecs("error.message"),
    "error_code": ecs("error.code"),
    "event_class": own("keyword", "class of an audited event", name="audit.class"),
    "info": own("keyword", "what the site has its audit write to syslog before each event", name="audit.info"),
    "level": ecs("log.level", read=str.lower),
    "command": own("keyword", "command of a client"),
    "lock_time": own("long", "nanoseconds for which a statement waited for locks", r"[0-9.]{1,20}", nanoseconds),
    "os_user": own("keyword", "user of the client's system"),
    "path": ecs("process.executable", r"/[^ ']{1,512}"),
    "pid": ecs("process.pid", r"[0-9]{1,10}", parse_uint),
    "port": ecs("server.port", r"[0-9]{1,5}", _port),
    "query_id": own("long", "number of a statement"),
    "query_time": ecs("event.duration", r"[0-9.]{1,20}", nanoseconds),
    "reason": ecs("event.reason"),
    "rows_affected": own("long", "rows that a statement changed", r"[0-9]{1,20}"),
    "rows_examined": own("long", "rows that a statement looked at", r"[0-9]{1,20}"),
    "rows_sent": own("long", "rows that a statement gave", r"[0-9]{1,20}"),
    "server": own("keyword", "server that is audited", name="audit.server", related="hosts"),
    "source": endpoint("source", "client", pattern=_QUOTED),
    "statement": own("keyword", "statement, in SQL"),
    "subsystem": ecs("log.logger"),
    "table": own("keyword", "table that is used"),
    "upstream": endpoint("destination", "server", pattern=r"[^:' ]{1,255}"),
    "user": account(pattern=_QUOTED),
    "version": ecs("service.version", r"[0-9][0-9A-Za-z.~+:-]{1,64}"),
}

MESSAGES = Messages("mysql", ACTIONS, CAPTURES, r"""
login/failed        Access denied for user '{user}'@'{source}' to database '{database}'
login/failed        Access denied for user '{user}'@'{source}'{?.} {reason}
login/failed        Access denied for user '{user}'@'{source}'
connection-aborted  {reason=Bad handshake}
connection-aborted  Got {reason:packets out of order|(?:an error|timeout) reading communication packets}
connection-aborted  Aborted connection {connection} to db: '{database}' user: '{user}' host:
  '{source}'{*}({reason:[^()]*}){?.}
connection-refused  Host '{source}' {reason:is blocked because of .*}
connection-refused  Host '{source}' {reason:is not allowed to connect to .*}
connection-refused  {reason=Too many connections}
firewall-denied     Plugin MYSQL_FIREWALL reported: 'ACCESS DENIED for {account}. Reason: {blocked}
firewall-alert      Plugin MYSQL_FIREWALL reported: 'SUSPICIOUS STATEMENT from {account}. Reason: {blocked}
server-message      {IP address | Host name} '{source}' could not be resolved: {reason}
server-message      IP address '{source}' has been resolved to the host name '{~[^']{1,255}}', {reason=which
  resembles IPv4-address itself}.
server-message      Hostname '{source_name:[^']{1,255}}' {reason=does not resolve to} '{source}'.
connection-aborted  '{~[a-z_]{1,32}}' period of {~[0-9]{1,10}} seconds was exceeded for
  `{user:[^`]{1,256}}`@`{~[^`]{1,256}}`. {reason}
password-missing    {user:[^@ ]{1,64}}@{source:[^ ]{1,255}} is created with an empty password{*}
password-generate   A temporary password is generated for {user:[^@ ]{1,64}}@{source:[^ :]{1,255}}: {*}
recovery            InnoDB: {|Database was not shut down normally|Starting crash recovery|Doing recovery}{*}
recovery            {|Starting {?XA }crash recovery...|Crash recovery finished.|XA crash recovery finished.}
server-start        {|{path}|{~[a-z]{1,16}}}: ready for connections.
server-start        Version: '{version}'{~ {1,2}}socket: '{~[^']{0,255}}'{~ {1,2}}port: {port}{*}
server-start        X Plugin ready for connections. Bind-address: '{~[^']{0,255}}' port: {port}{*}
server-start        Server socket created on IP: '{~[^']{0,255}}', port: '{port}'.
server-start        {server}: ready for connections. Version: '{version}'{*}port: {port}{*}
server-start        {server}, Version: {version} ({*}). started with:
server-start        {server} ({|mysqld|server} {version}) starting as process {pid}{*}
server-start        mysqld_safe Starting {*}
server-start        Starting MariaDB {version} {*}as process {pid}
server-start        Starting MariaDB {version} {*}
server-start/failed Can't start server{? }: {reason}
server-start/failed Do you already have another mysqld server running on {*}
server-stop         {server} (initiated by: {?{who}}{?unknown}): Normal shutdown
server-stop         mysqld_safe {|mysqld|mariadbd} from pid file {~[^ ]{1,512}} ended
server-stop         {server}: {|Shutdown complete|Normal shutdown}{*}
server-stop         Received SHUTDOWN from user {user:[^ ]{1,256}}. {*}
server-stop         Aborting
server-crash        {?{~[0-9T:Z-]{8,20}} UTC - }mysqld got {reason:signal [0-9]{1,2}} {*}
replication         WSREP: Member {~[0-9.]{1,16}} ({~[^()]{1,255}}) synced with group.
replication         WSREP: Shifting {*}
replication         Start binlog_dump to {*}
replication         {|Slave|Replica} SQL {|thread for channel '{~[^']{0,64}}' |thread }{|initialized|exiting}{*}
replication         {|Slave|Replica} {|I/O|receiver} thread{? for channel '{~[^']{0,64}}'}: connected to
  {|master|source} '{user:[^'@ ]{1,64}}@{upstream}:{upstream_port}'{*}
replication/failed  {|Slave|Replica} I/O{? for channel '{~[^']{0,64}}'}: Fatal error: {reason}
replication/failed  {|Slave|Replica} I/O: error connecting to {|master|source}
  '{user:[^'@ ]{1,64}}@{upstream}:{upstream_port}'{*}
replication/failed  {|Slave|Replica} I/O {~[^']{0,32}}{?'{~[^']{0,64}}'}: {?Error|error}{~[^']{0,64}}
  '{user:[^'@ ]{1,64}}@{upstream}:{upstream_port}'{*}
login               {user:[^@]{0,256}}@{source:[^ ]{0,255}}{? as {~[^ ]{1,64}}}
  on{? {?{database:[^ ]{1,64}}}}{? using {~[A-Za-z/ ]{1,32}}}
slow-query          # User@Host: {who}{?{~ {1,4}}Id:{~ {1,8}}{connection}}
slow-query          # Query_time: {query_time} {? }Lock_time: {lock_time}{~ {1,2}}Rows_sent:
  {rows_sent}{~ {1,2}}Rows_examined:
  {rows_examined}{*}
slow-query          # Thread_id: {connection}  Schema: {?{database:[^ ]{1,64}}}  {*}
slow-query          # Rows_affected: {rows_affected} {*}
""", {
    "account": "{~'?}{user:[^@' ]{1,64}}@{source:[^' ]{1,255}}{~'?}",
    "blocked": "{reason:[^.]{1,128}}. Statement: {statement}'",
    "server": "{|{path}|{~(?:mariadbd|mysqld)}}",
    "who": r"{user:[^\[\]]{0,256}}[{~[^\[\]]{0,256}}] @ {source_name:[^ \[\]]{0,255}} [{source:[^\[\] ]{0,255}}]",
})  # fmt: skip
