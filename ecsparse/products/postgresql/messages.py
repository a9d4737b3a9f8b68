r"""The messages of PostgreSQL, with what its prefixes, columns and members say beside them.

Source: the message texts of PostgreSQL 10 to 17 (`src/backend/postmaster`, `libpq/auth.c`, `utils/init`,
`commands/vacuum.c`, `access/transam/xlog.c`, `replication`, `tcop/postgres.c`).
"""

from __future__ import annotations

from ecsparse.ecs.numbers import from_clock, from_milliseconds, parse_uint
from ecsparse.messages import Messages, actions
from ecsparse.messages.captures import DIGITS, account, ecs, endpoint, file, own

LEVELS = (
    "DEBUG", "DEBUG1", "DEBUG2", "DEBUG3", "DEBUG4", "DEBUG5", "LOG", "INFO", "NOTICE", "WARNING", "ERROR",
    "FATAL",
    "PANIC", "DETAIL", "HINT", "QUERY", "CONTEXT", "LOCATION", "STATEMENT",
)  # fmt: skip

_DATABASE = {"network": {"protocol": "postgresql"}}

# What the classes of pgAudit do.
AUDIT_CLASSES = {"READ": "read", "WRITE": "write", "DDL": "write", "ROLE": "role", "MISC_SET": "write"}

ACTIONS = actions(
    """
audit/misc            database: info | pgAudit reports a statement
audit/read            database: access
audit/role            iam: change
audit/write           database: change
backend-crashed       process: end, failure | a process of the server has crashed
backend-terminated    database: info | the server, or an administrator, ends a connection
checkpoint            database: info | a checkpoint begins or ends
configuration-change  configuration: change | a setting is changed
configuration-reload  configuration: access | the configuration is read again
connection            network: connection start + database | a client connects
connection-lost       network: connection end + database | a connection to a client breaks
connection-refused    network: connection denied, failure + database | no more clients are let in
deadlock              database: error, failure | a statement ends because two wait for each other
disconnection         session: end | a session ends
error                 database: error, failure | a statement or a process fails
identity              authentication: info, success | a client has authenticated
lock-wait             database: info | a process waits for a lock, or has got it
login                 authentication: start, success | a client logs in
login/failed          authentication: start, failure
message-part          database: info | a line that goes with the message before it
permission-denied     database: access, failure | a user may not do that
recovery              database: info | the server recovers what a crash left
replication           database: info | a standby, a primary or an archive says where it is
replication/failed    database: error, failure
server-message        database: info | any other message
server-start          process: start | the server starts
server-stop           process: end | the server stops
statement             database: access | a statement is executed
statement-canceled    database: error, failure | a statement is canceled
statement-duration    database: info | how long a statement took
temporary-file        database: info | a temporary file was needed
tls-failed            network: connection protocol, failure + database | a connection cannot be encrypted
vacuum                database: info | a table is vacuumed, or analyzed
""",
    database=_DATABASE,
)

_NAME = r'[^"]{1,256}'


CAPTURES = {
    "application": own("keyword", "what the client calls itself"),
    "audit_class": own("keyword", "class of a statement, as pgAudit has it", name="audit.class"),
    "audit_type": own("keyword", "whether a session or an object is audited", name="audit.type"),
    "backend": own("keyword", "kind of the process", name="backend_type"),
    "cipher": ecs("tls.cipher", r"[A-Za-z0-9_-]{1,64}"),
    "command_tag": own("keyword", "command that is executed, or what the process does"),
    "context": own("keyword", "what was being done"),
    "database": own("keyword", "database", r"[^\s\"]{1,256}"),
    "destination": endpoint("destination", "server", pattern=r'[^" ()]{1,255}'),
    "detail": own("keyword", "more about the message"),
    "duration": ecs("event.duration", r"[0-9]{1,12}\.[0-9]{1,6}", from_milliseconds),
    "error": ecs("error.message"),
    "error_code": ecs("error.code", r"[0-9A-Z]{5}"),
    "file": file(pattern=r'/[^"]{1,1024}|[a-z][^" ]{1,1024}'),
    "hint": own("keyword", "what could be done"),
    "identity": own("keyword", "who has authenticated, before a user name is mapped", r'[^"]{1,512}'),
    "level": ecs("log.level", read=str.lower),
    "line": own("long", "number of the message in the session", name="session_line"),
    "location": own("keyword", "place in the server's source", name="source_location"),
    "lsn": own("keyword", "position in the write-ahead log", r"[0-9A-F]{1,8}/[0-9A-F]{1,8}"),
    "method": own("keyword", "method of authentication", r"[a-z0-9-]{1,32}"),
    "object": own("keyword", "object of a statement, as pgAudit names it", name="audit.object"),
    "object_type": own("keyword", "kind of the object", name="audit.object_type"),
    "parameters": own("keyword", "parameters of a statement"),
    "pid": ecs("process.pid", DIGITS, parse_uint),
    "query_id": own("keyword", "identifier of a statement"),
    "reason": ecs("event.reason"),
    "relation": own("keyword", "table that it is about", _NAME),
    "rows": own("long", "rows that a statement gave or changed"),
    "session_id": own("keyword", "session: its start and its process, in hexadecimal"),
    "session_time": ecs("event.duration", r"[0-9]{1,6}:[0-9]{2}:[0-9]{2}\.[0-9]{1,9}", from_clock),
    "setting": own("keyword", "setting that is changed", _NAME),
    "size": ecs("file.size", r"[0-9]{1,18}", parse_uint),
    "source": endpoint("source", "client", pattern=r"[A-Za-z0-9_:.%-]{1,255}|\[local\]"),
    "standby": own("keyword", "standby, or what receives changes", _NAME),
    "statement": own("keyword", "statement, in SQL"),
    "statement_id": own("long", "number of a statement in its session", name="audit.statement_id"),
    "substatement_id": own("long", "number of a statement within another", name="audit.substatement_id"),
    "tls_protocol": ecs("tls.version_protocol", "TLS", str.lower),
    "tls_version": ecs("tls.version", r"[0-9.]{1,4}"),
    "user": account(pattern=r"[^\"\s]{1,256}"),
    "quoted_user": account(pattern=r'[^"]{1,256}'),
    "value": own("keyword", "its new value", r'[^"]{0,512}'),
    "version": ecs("service.version", r"[0-9][0-9A-Za-z.]{1,15}"),
}

MESSAGES = Messages("postgresql", ACTIONS, CAPTURES, r"""
connection          connection received: host={source}{? port={source_port}}
identity            connection authenticated: {|identity="{identity}"|user="{quoted_user}"} method={method}{*}
login               connection authorized:
  user={user}{? database={database}}{? application_name={application:[^=]{1,256}?}}{tls}
login               replication connection authorized:
  user={user}{? application_name={application:[^=]{1,256}?}}{tls}
disconnection       disconnection: session time: {session_time} user={user} database={database}
  host={source}{? port={source_port}}
login/failed        {~[A-Za-z0-9-]{1,32}} {reason=authentication failed} for user "{quoted_user}"{?: {*}}
login/failed        {reason=no pg_hba.conf entry} for {client}, user "{quoted_user}"{how}
login/failed        {reason=pg_hba.conf rejects connection} for {client}, user "{quoted_user}"{how}
login/failed        role "{quoted_user}" {reason=does not exist}
login/failed        role "{quoted_user}" {reason=is not permitted to log in}
login/failed        database "{database}" {reason=does not exist}
login/failed        provided user name ({quoted_user:[^()]{1,256}}) and authenticated user name
  ({identity:[^()]{1,256}}) {reason=do not match}
login/failed        {reason=connection requires a valid client certificate}
login/failed        canceling authentication due to {reason}
login/failed        LDAP login failed for user "{~[^"]{1,512}}" on server "{destination}": {reason}
login/failed        {|pam_authenticate|pam_acct_mgmt} failed: {reason}
login/failed        permission denied for database "{database}"
permission-denied   {reason=permission denied} for {~[a-z ]{1,32}} {?"}{relation:[^" ]{1,256}}{?"}
permission-denied   {reason=permission denied} to {*}
permission-denied   {reason:must be superuser to .*|must be able to SET ROLE .*|must be member of role .*}
permission-denied   {reason=new row violates row-level security policy}{? "{~[^"]{1,256}}"} for table
  "{relation}"
permission-denied   {reason=must be owner} of {~[a-z ]{1,32}} {relation:[^ ]{1,256}}
connection-refused  {reason=sorry, too many clients already}
connection-refused  {reason=remaining connection slots are reserved} for {*}
connection-refused  {reason=too many connections for role} "{quoted_user}"
connection-refused  {reason=too many connections for database} "{database}"
connection-refused  {reason=unsupported frontend protocol} {*}
connection-refused  {reason=no PostgreSQL user name specified in startup packet}
connection-refused  the database system is
  {reason:starting up|shutting down|in recovery mode|not yet accepting connections}
connection-lost     could not {|receive data from|send data to} client: {reason}
connection-lost     unexpected EOF on client connection{*}
connection-lost     {|incomplete startup packet|invalid length of startup packet}
tls-failed          could not accept SSL connection: {reason}
statement           statement: {statement}
statement           execute {~[^:]{1,128}}: {statement}
statement           fastpath function call: {*}
statement-duration  duration: {duration} ms
statement-duration  duration: {duration} ms  {|statement|{|parse|bind|execute|execute fetch from} {~[^:]{1,128}}}:
  {statement}
statement-duration  duration: {duration} ms  plan:{*}
statement-canceled  canceling {|statement|autovacuum task} due to {reason}
backend-terminated  terminating connection because of {reason}
backend-terminated  terminating {|connection|walreceiver process|background worker "{~[^"]{1,128}}"} due to
  {reason}
lock-wait           process {~[0-9]{1,10}} {|still waiting for|acquired|avoided deadlock for} {~[A-Za-z]{1,32}} on
  {*}
deadlock            {reason=deadlock detected}
temporary-file      temporary file: path "{file}", size {size}
vacuum              automatic {|vacuum|aggressive vacuum|analyze} {?to prevent wraparound }of table
  "{relation}"{?:}{*}
checkpoint          {|checkpoint|restartpoint} {|starting:|complete:} {*}
configuration-reload  received SIGHUP, reloading configuration files
configuration-change  parameter "{setting}" changed to "{value}"
configuration-change  parameter "{setting}" removed from configuration file, reset to default
server-start        starting PostgreSQL {version} {*}
server-start        listening on {|IPv4|IPv6} address "{destination:[0-9A-Fa-f:.]{2,45}}", port {destination_port}
server-start        listening on Unix socket "{*}
server-start        database system is ready to accept {|connections|read only connections|read-only connections}
server-stop         received {|smart|fast|immediate} shutdown request
server-stop         database system is shut down
server-message      database system was shut down{*}
recovery            database system was {|interrupted|not properly shut down}{*}
backend-crashed     {~[a-z ]{1,32}} process (PID {pid}) was terminated by {reason}
backend-crashed     {~[a-z ]{1,32}} process (PID {pid}) exited with {reason:exit code [0-9]{1,3}}
backend-crashed     {|terminating any other active server processes|all server processes terminated; reinitializing}
replication         started streaming WAL from primary at {lsn} on timeline {~[0-9]{1,9}}
replication         standby "{standby}" is now a synchronous standby with priority {~[0-9]{1,9}}
replication         received replication command: {statement}
replication         {|redo starts at|consistent recovery state reached at|redo done at} {lsn}{*}
replication         entering standby mode
replication/failed  could not connect to the primary server: connection to server at
  {server_end}, port {destination_port} failed: {reason}
replication/failed  could not {|connect to the primary server|receive data from WAL stream}: {reason}
replication/failed  archive command failed with {reason}
""", {
    "client": '{|host|replication connection from host} "{source}"',
    "server_end": '{|"{destination_name:[^" ]{1,255}}" ({destination})|"{destination}"}',
    "how": '{?, database "{database}"}{?, {~[A-Za-z ]{1,32}}}',
    "tls": "{? SSL enabled (protocol={tls_protocol}v{tls_version}, cipher={cipher}{*}}",
})  # fmt: skip
