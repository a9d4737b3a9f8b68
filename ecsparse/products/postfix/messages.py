r"""The messages of Postfix and of what it asks about mail, in tables by what comes before them.

Source: the message texts of Postfix 2.6 to 3.10: `smtpd/smtpd.c`, `smtp/smtp_connect.c`, `global/log_adhoc.c`,
`postscreen/*.c`, `anvil/anvil.c`, `cleanup/cleanup_message.c`, `qmgr/qmgr_active.c`, `bounce/bounce_notify_util.c`,
`tls/tls_client.c`, `tls/tls_server.c`, `master/master.c`, `postsuper/postsuper.c`, `conf/postfix-script`; of Postgrey
1.31 to 1.37, pypolicyd-spf 2.0 to 3.0 (`spf_engine/policyd_spf.py`) and SpamAssassin 3.4 to 4.0 (`spamd/spamd.raw`).
"""

from __future__ import annotations

from ecsparse.ecs.numbers import nanoseconds, parse_uint
from ecsparse.ecs.places import integer, one
from ecsparse.messages import Messages, actions
from ecsparse.messages.captures import ecs, endpoint, login, own, tls

ACTIONS = actions("""
{bounced|deferred}          email: info, failure + smtp | a message could not be delivered{ and was returned| yet}
connect                     network: connection start + smtp | a client connected
connect-failed              network: connection protocol, failure + smtp | a server could not be reached
connection-lost{|/sending}  network: connection end{|, failure} + smtp | the other side dropped the connection
connection-timeout{|/sending}  network: connection end{|, failure} + smtp | the other side was silent for too long
daemon-failed               process: end, failure | a daemon of the mail system failed
delivered                   email: info, success + smtp | a message was delivered
disconnect                  network: connection end + smtp | a client disconnected
dnsbl-listed                network: info + smtp | a DNS blocklist has a client
{error|warning}             | {an error|a warning}
expired                     email: info, failure + smtp | a message was in the queue for too long
filter-hit  email: info + smtp | a check let a message pass with an action such as filter, hold, prepend or redirect
greylist                    email: info + smtp | greylisting deferred a client, or let it pass
login{|/failed}  authentication: start, {success|failure} + smtp | a client authenticated, or failed to
{lookup|milter}-failed  network: info, failure + smtp | a {look-up in a table|mail filter} failed
message                     | any other message
message-id                  email: info + smtp | the Message-ID of a message was read
name-mismatch               network: info + smtp | a client's name and address do not match
notification                email: info + smtp | a notification about a message was generated
probed{|/failed}  email: info, {success|failure} + smtp | an address was probed without sending a message
protocol-violation          network: protocol + smtp | a client violated the SMTP protocol
queue-{active|held}  email: info + smtp | a message {is about to be delivered|was put on hold}
queue-{released|removed}  email: info + smtp | a message {was released from hold|left the queue}
queue-{requeued|skipped}  email: info + smtp | a message {was queued again|is being delivered already}
rate-limited                network: denied + smtp | a client exceeded a limit
received{|/accepted}  email: info{|, success} + smtp | a message was received from a client or a local user
reject                      network: denied, failure + smtp | a client, sender, recipient or message was rejected
reload                      configuration: change | the mail system reloaded its configuration
remote-response             network: protocol, failure + smtp | a server refused
screen-{allowlisted|denylisted}  network: {allowed|denied} + smtp | a client is on postscreen's {allow|deny}list
screen-{connect|disconnect}  network: connection {start|end} + smtp | a client {|dis}connected {to|from} postscreen
screen-{failed|pass}  network: {info|allowed} + smtp | a client {failed a test|passed the tests} of postscreen
spam-check                  email: info | SpamAssassin checked a message
spf-check{|/failed|/passed}  email: info{|, failure|, success} + smtp | SPF checked a client or a sender
{start|stop}                process: {start|end} | the mail system {started|stopped}
statistics                  network: info + smtp | statistics of the mail system
tls-established  network: connection protocol, success + smtp tls | a TLS connection was established or reused
tls-{failed|start}  network: connection protocol{, failure|} + smtp | a TLS {connection failed|handshake began}
tls-used                    network: connection protocol + smtp | a message was sent through TLS
too-many-errors             network: denied connection end + smtp | a client made too many errors
""", smtp={"network": {"protocol": "smtp"}}, tls={"tls": {"established": True}})  # fmt: skip

_HOST = r"[^\s\[\],;]{1,255}"
_ADDRESS = r"[^\s\[\]]{1,255}"
_SECONDS = r"[0-9]{1,20}(?:\.[0-9]{1,9})?"
# a value that ends before a comma and a blank
_LISTED = r"[^,]+(?:,[^ ,][^,]*)*"


_VERDICT = "decision on a message"

CAPTURES = {
    "reason": ecs("event.reason", r".*"),
    "seconds": ecs("event.duration", _SECONDS, nanoseconds),
    "error": ecs("error.message"),
    "level": ecs("log.level"),
    "from": ecs("email.from.address", r"[^>]*", one),
    "to": ecs("email.to.address", r"[^>]*", one),
    "queue_id": ecs("email.local_id"),
    "message_id": ecs("email.message_id", r"[^>]{1,1000}"),
    "subject": ecs("email.subject"),
    "file_name": ecs("file.name", r'[^"]{1,255}'),
    "file_size": ecs("file.size", r"[0-9]{1,40}", parse_uint),
    "version": ecs("service.version", r"\S{1,60}?"),
    "cipher": ecs("tls.cipher", r"[A-Za-z0-9_-]{1,100}"),
    "curve": ecs("tls.curve", r"[A-Za-z0-9_-]{1,40}"),
    "reused": ecs("tls.resumed", r"reused", bool),
    "tls_version": tls(r"[A-Za-z]{3}v[0-9.]{1,4}"),
    "uid": ecs("user.id", r"[0-9]{1,10}"),
    "user": login(),
    "source": endpoint("source", "client"),
    "server": endpoint("destination", "server"),
    "delays.before_queue_manager": own("long", "nanoseconds before the queue manager", _SECONDS, nanoseconds),
    "child_pid": own("long", "process id of the daemon that failed", r"[0-9]{1,9}"),
    "commands": own("keyword", "commands with counts, such as `rcpt=0/1` (none of one was accepted)",
        r"(?: [a-z]+=[0-9/]+)*?", str.split),
    "commands_accepted": own("long", "number of commands that were accepted", r"[0-9]{1,40}"),
    "commands_total": own("long", "number of commands", r"[0-9]{1,40}"),
    "configuration": own("keyword", "directory of the configuration", r"\S.*"),
    "conn_use": own("long", "number of times that the connection was used", r"[0-9]{1,9}"),
    "delays.connection_setup": own("long", "nanoseconds for name, connection, HELO and TLS", _SECONDS, nanoseconds),
    "count": own("long", "count that exceeded a limit", r"[0-9]{1,40}"),
    "data": own("keyword", "what the client sent, with escapes as in C", r".*"),
    "dnsbl": own("keyword", "DNS blocklist that has the client", r"\S{1,255}"),
    "dnsbl_reply": own("keyword", "what the blocklist answered", r"\S{1,255}"),
    "dsn": own("keyword", "enhanced status code, such as 4.4.1", r"[0-9.]{1,11}"),
    "executable": own("keyword", "program of the daemon that failed", r"/\S{1,1000}"),
    "helo": own("keyword", "name by which the client introduces itself", r"[^>]*"),
    "delays.in_queue_manager": own("long", "nanoseconds in the queue manager", _SECONDS, nanoseconds),
    "limited": own("keyword", "what is counted", r"[a-z ]{1,30}"),
    "maximum": own("long", "highest count", r"[0-9]{1,40}"),
    "milter": own("keyword", "mail filter", r"\S{1,255}"),
    "next_queue_id": own("keyword", "queue id of the message at the next system", r"[0-9A-Za-z]{5,20}"),
    "notification": own("keyword", "kind of notification"),
    "nrcpt": own("long", "number of recipients", r"[0-9]{1,9}"),
    "orig_to": own("keyword", "recipient before aliases", r"[^>]*"),
    "part": own("keyword", "part of the message that a check is about: header, body, mime, nested"),
    "proto": own("keyword", "SMTP or ESMTP", r"[A-Z]{1,10}"),
    "queue": own("keyword", "queue of the message"),
    "rank": own("long", "sum of the weights of the blocklists that have the client", r"[0-9]{1,9}"),
    "relay": own("keyword", "where the message was sent, as the line has it"),
    "reply_code": own("keyword", "reply code, such as 554", r"[2-5][0-9]{2}"),
    "response": own("keyword", "what the next system answered, or what became of the message"),
    "sasl_method": own("keyword", "mechanism of the login", r"[A-Za-z0-9_-]{1,40}"),
    "sasl_sender": own("keyword", "login that a client vouches for", _LISTED),
    "score": own("long", "SpamAssassin's score, without fraction", r"-?[0-9]{1,40}", integer),
    "service": own("keyword", "service, by its name in master.cf or by what is counted", r"\S{1,60}"),
    "size": own("long", "size of the message in bytes", r"[0-9]{1,40}"),
    "spam": own("keyword", _VERDICT, r"[Y.]", {"Y": "spam", ".": "ham"}.get, name="verdict"),
    "spf": own("keyword", "result of SPF"),
    "spf_identity": own("keyword", "identity that SPF checked: helo or mailfrom", r"[a-z]{1,20}"),
    "stage": own("keyword", "command or stage of the session"),
    "status": own("keyword", "status of a delivery", r"[A-Za-z-]{1,30}"),
    "test": own("keyword", "test of postscreen"),
    "tests": own("keyword", "tests of SpamAssassin that hit", r"[^\s=]{0,4000}", lambda text: text.split(",")),
    "tls_bits": own("long", "bits of the session key", r"[0-9]{1,5}"),
    "delays.transmission": own("long", "nanoseconds for the transmission", _SECONDS, nanoseconds),
    "trust": own("keyword", "trust in the certificate"),
    "verdict": own("keyword", _VERDICT),
}  # fmt: skip

_FRAGMENTS = {
    # mail.example.com[192.0.2.1] | unknown[2001:db8::1]:41220
    "the_client": "{a_name}[{an_address}]{?:{source_port}}",
    "a_name": f"{{source_name:{_HOST}}}",
    "an_address": f"{{source:{_ADDRESS}}}",
    # the same, or without a name as tlsproxy writes it
    "any_client": "{?{a_name}}[{an_address}]{?:{source_port}}",
    # mx.example.com[192.0.2.25]:25 | mail.example.com[private/dovecot-lmtp]
    "the_server": f"{{server_name:{_HOST}}}[{{server:{_ADDRESS}}}]{{?:{{server_port}}}}",
    # [192.0.2.1]:41220
    "screened": "[{an_address}]:{source_port}",
    # after DATA (1234 bytes) from mail.example.com[192.0.2.1]
    "after_stage": r"after {stage:[A-Za-z -]{1,40}?}{? ({~[0-9a-z ]{1,40}})} from {the_client}",
    "in_stage": r"{? after {stage:[A-Za-z-]{1,40}}}{?: {data}}",
    # some relays count the lines at their end
    "end": r"{~(?: [0-9]{1,6})?}",
    # established to mx.example.com[192.0.2.25]:25: TLSv1.3 with cipher TLS_AES_256_GCM_SHA384 (256/256 bits)
    "session": r"{|established|{reused}} {|from {any_client}|to {the_server}}: {tls_version} with cipher {cipher}"
    r" ({tls_bits}/{~[0-9]{1,5}} bits){? key-exchange {curve}{? {*}}}{end}",
    # to=<jdoe@example.com>, orig_to=<root>, relay=local, delay=0.1, delays=0.1/0/0/0, dsn=2.0.0
    "delivery": r"to={|<{to}>|{to:[^<>,\s]{1,320}}}{?, orig_to={|<{orig_to}>|{~[^<>,\s]{1,320}}}},"
    r" relay={relay_end}{?, conn_use={conn_use}}{?, delay={seconds}}{?, delays={delays}}{?, dsn={dsn}}",
    # mx.example.com[192.0.2.25]:25 | 192.0.2.25:2525 | local
    "relay_end": r"{relay={|{the_server}|{server:[0-9.]{7,15}}:{server_port}|{~[^,\s]{1,600}}}}",
    "delays": "{delays.before_queue_manager}{?/{delays.in_queue_manager}{?/{delays.connection_setup}"
    "{?/{delays.transmission}}}}",
    "answer": r"{? ({reason={response}})}{end}",
    # from=<jdoe@example.com>, size=2210, nrcpt=1
    "queued": r"from=<{from}>{?, size={size}}{?, nrcpt={nrcpt}}",
    # RCPT from unknown[192.0.2.1]: 554 5.7.1 <jdoe@example.com>: Relay access denied
    "at_stage": r"{stage:[A-Za-z][A-Za-z -]{1,40}?} from {any_client}: {reply}",
    # END-OF-MESSAGE: 250 2.0.0 Ok: queued as 7949396087
    "by_proxy": r"{stage:[A-Z][A-Z-]{1,40}}: {reply}",
    # 554 5.7.1 | 250-2.1.5 | 5.7.1
    "reply": r"{reason={?{reply_code}{~(?:[ -]|$)}}{?{dsn:[245]\.[0-9]{1,3}\.[0-9]{1,3}}{~(?: |$)}}{*}}",
    "content": r"{|{part:header|mime|nested} {|Subject: {subject} from {sender}|{?{attachment}}{sent}}"
    r"|{part=body} {sent}}",
    "sent": "{|{*} from {sender}|{*}}",
    "sender": "{|{the_client}|local}",
    # Content-Disposition: attachment; filename="image001.png"
    "attachment": r'Content-{|Disposition|Type}: {~[^\s;]{1,100};[?\s]{1,9}(?:file)?name="{1,2}}{file_name}"',
    # identity=mailfrom; client-ip=192.0.2.1; helo=mail.example.com; envelope-from=<>; receiver=<UNKNOWN>
    "checked": r"identity={spf_identity}; client-ip={source:[^\s;]{1,64}}; helo={helo={source_name:[^\s;]{1,255}}};"
    r" envelope-from={|<>|{from:[^\s;]{1,320}}}; receiver={~\S{1,320}}",
    "received_spf": r"({reason:[^()]{1,500}}) {checked}{?{~ {1,3}}Reject action: {~[0-9 .]{1,40}}}{end}",
    "prepend": "{?Action: }prepend{?: Text:} Received-SPF:",
    "prepend_comment": "{?Action: }prepend{?: Text:} X-Comment:",
    # http://www.openspf.example/Why?s=mfrom;id=jdoe@example.net;ip=192.0.2.1;r=mx01
    "spf_page": r"{~[^\s?]{1,255}}?s={spf_identity:[a-z]+};id={~[^\s;]{1,320}};ip={source:[^\s;]{1,64}};"
    r"r={~\S{1,320}}",
    # client-ip=192.0.2.1; helo=mail.example.com; envelope-from=jdoe@example.net; receiver=<UNKNOWN>
    "unchecked": r"client-ip={source:[^\s;]{1,64}}; helo={helo={source_name:[^\s;]{1,255}}};"
    r" envelope-from={|<>|{from:[^\s;]{1,320}}}; receiver={~[^\s()]{1,320}}",
    # reason=new, client_name=unknown, client_address=192.0.2.1/32, sender=jdoe@example.net
    "greylisted": r"reason={reason:[^,]{1,200}}{?, delay={~[0-9]{1,40}}}, client_name={source_name:[^\s,]{1,255}},"
    r" client_address={source:[0-9A-Fa-f:.]{1,45}}{?/{~[0-9]{1,3}}}{?, sender={from:[^\s,]{0,320}}}"
    r"{?, recipient={to:[^\s,]{0,320}}}",
    "the_message": r"{|<{message_id}>|(unknown)}",
    "the_user": r"{user:[^\s:]{1,255}}:{uid}",
}

# After a queue id, or `NOQUEUE`.
OF_MAILS = Messages("postfix", ACTIONS, CAPTURES, r"""
{delivered|deferred|bounced|expired|probed|probed/failed}  {delivery},
  status={status={sent | deferred | bounced | expired | deliverable | undeliverable}}{answer}
message         {delivery}, status={status}{answer}
queue-active    {queued} ({queue=queue active}){end}
expired         {queued}, status={status=expired}, {reason}{end}
message         {queued}, status={status:[a-z-]{1,30}}, {reason}{end}
login           client={the_client}{?, sasl_method={sasl_method}},
  sasl_username={user:[^,]+(?:,[^ ,][^,]*)*}{?, sasl_sender={sasl_sender}}{?, {*}}
received        client={the_client}{|{?, sasl_method={sasl_method}}{?, sasl_sender={sasl_sender}}{?, {*}}|{end}}
received        uid={uid} from=<{from}>{? {*}}
message-id      {?resent-}message-id={?{|<{message_id:[^<>]{1,2000}}>|{message_id:[^<>\s]{1,2000}}}}{? {*}}
queue-removed   removed
tls-failed      {error=Cannot start TLS: {~.+}}
tls-failed      {error=Server certificate not {~.+}}
queue-skipped   {reason=skipped, still being delivered}
queue-{requeued|held|released}  {requeued | placed on hold | released from hold}
notification  {notification:(?:sender|postmaster) (?:non-delivery|delivery status|delay)} notification: {next_queue_id}
""", _FRAGMENTS)  # fmt: skip

# What is decided on a client, a command or a message, without the envelope at the end.
DECISIONS = Messages("postfix", ACTIONS, CAPTURES, r"""
reject             {verdict:reject|discard|milter-reject|milter-discard|proxy-reject}: {|{content}|{at_stage}}
reject             {verdict=proxy-reject}: {by_proxy}
received/accepted  {verdict=proxy-accept}: {|{content}|{at_stage}|{by_proxy}}
filter-hit  {verdict:bcc|delay|filter|hold|milter-hold|milter-quarantine|pass|permit|prepend}: {|{content}|{at_stage}}
filter-hit         {verdict:redirect|reject_warning|replace|strip|warn}: {|{content}|{at_stage}}
filter-hit         {verdict:info|warning}: {content}
""", _FRAGMENTS)  # fmt: skip

# After a level, such as `warning: `.
WARNINGS = Messages("postfix", ACTIONS, CAPTURES, r"""
name-mismatch       {reason=hostname {a_name} does not resolve to address {source:[^\s\[\]]{1,255}?}{?: {*}}}
name-mismatch       {an_address}: {reason=hostname {a_name} verification failed{?: {*}}}
rate-limited        {reason:(?:Connection (?:rate|concurrency)|(?:Message|Recipient|AUTH|New)(?: [a-zA-Z]{1,20})*)
  limit exceeded}: {count} from {the_client} for service {service}
protocol-violation  {reason=non-SMTP command} from {the_client}: {data}
protocol-violation  {reason=Illegal address syntax} from {the_client} in {stage:[A-Z]{1,10}} command: {data}
lookup-failed       read TCP map reply from {server:[^\s\[\]]{1,255}}:{server_port}: {error}
name-mismatch       {an_address}: {reason=address not listed for hostname {a_name}}
milter-failed       connect to Milter service {milter}: {error}
daemon-failed       process {executable} pid {child_pid} {reason:(?:exit status|killed by signal) [0-9]{1,3}}
tls-failed          {error=TLS library problem: {~.+}}
login/failed        SASL authentication failure: {reason:.+}
login/failed        {the_client}: SASL {sasl_method} authentication {|failed|aborted}{?: {|{reason:.*?},
  sasl_username={user}|sasl_username={user}|{reason}}}
""", _FRAGMENTS)  # fmt: skip

MESSAGES = Messages("postfix", ACTIONS, CAPTURES, r"""
connect                     !  connect from {the_client}{end}
connect-failed              !  connect to {the_server}: {error:.+?}{end}
disconnect                  !  disconnect from {the_client}{commands}{counted}{end}
{connection-lost|connection-timeout|too-many-errors} ! {reason={lost connection | timeout | too many errors}}
  {after_stage}
connection-lost/sending        {error=lost connection} with {the_server} while {stage}
connection-timeout/sending     {error=conversation with {the_server} timed out} while {stage}
protocol-violation ! {reason=improper command pipelining} after {stage:[A-Za-z -]{1,40}} from {the_client}{?:{? {data}}}
remote-response                host {the_server} {|said|refused to talk to me}: {reason={response}}
tls-used                       Used TLS for {the_server}
tls-failed                  !  SSL_accept error from {the_client}: {error}
tls-failed                  !  SSL_connect error to {the_server}: {error}
tls-start                      setting up TLS connection {|from {the_client}|to {the_server}}
tls-failed                     {error=certificate verification failed} for {the_server}: {reason:.+}
tls-established             !  TLS connection {session}
tls-established             !  {trust={Anonymous | Trusted | Untrusted | Verified}} TLS connection {session}
statistics                  !  statistics: max {limited} {maximum}{?/{~[0-9]{1,9}}s} for
  ({service:[^\s():]{1,60}}:{source:[^\s\[\]]{1,255}}) at {~.{1,40}}
statistics                  !  statistics: max {~[a-z]+ (?:size |domains=)[0-9]+.*}
statistics                  !  statistics: {|start interval |{|domain|address} lookup hits=}{*}
screen-connect              !  CONNECT from {screened}{? to [{server:[^\s\[\]]{1,255}}]:{server_port}}
screen-pass                 !  PASS {test={NEW | OLD}} {screened}
screen-disconnect           !  DISCONNECT {screened}
screen-allowlisted             {|WHITELISTED|ALLOWLISTED} {screened}
screen-denylisted              {|BLACKLISTED|DENYLISTED} {screened}
screen-failed                  {reason:(?:WHITELIST|ALLOWLIST) VETO} {screened}
screen-failed               !  {test=DNSBL} rank {rank} for {screened}
screen-failed               !  {test=PREGREET} {~[0-9]{1,9}} after {seconds} from {screened}{?: {data}}
screen-failed               !  {test=HANGUP} after {seconds} from {screened}{? in {stage}}
screen-failed                  {test={BARE NEWLINE | NON-SMTP COMMAND}} from {screened}{in_stage}
screen-failed                  {test:COMMAND (?:PIPELINING|(?:TIME|COUNT|LENGTH) LIMIT)} from {screened}{in_stage}
dnsbl-listed                !  addr {an_address} listed by domain {dnsbl} as {dnsbl_reply}
{start|reload} ! {daemon started | reload} -- version {version}{~,? ?}{?configuration {configuration}}
{start|stop|reload}         !  {starting | stopping | refreshing} the Postfix mail system
stop                           {reason:terminating on signal [0-9]{1,3}}
spf-check/passed            !  {spf=Pass}; {checked}{end}
spf-check/failed            !  {spf={Fail | Softfail}}; {checked}{end}
spf-check                   !  {spf={Neutral | None | Permerror | Temperror}}; {checked}{end}
spf-check/passed               {prepend} {spf=Pass} {received_spf}
spf-check/failed               {prepend} {spf:Fail|Softfail} {received_spf}
spf-check                      {prepend} {spf:Neutral|None|Permerror|Temperror} {received_spf}
spf-check                      {prepend_comment} {reason:SPF [^;]{1,80}?} - {unchecked}{end}
spf-check                      prepend Authentication-Results: {~[^;]{1,255}}; spf={spf:[a-z]+}
  ({reason:[^()]{1,500}}) smtp.{spf_identity:[a-z]+}={~\S{1,320}} ({unchecked}){end}
spf-check/failed               {~[45][0-9]{2}} {?{dsn:[45]\.[0-9]{1,3}\.[0-9]{1,3}} }Message {|rejected|deferred}
  due to: {reason:.{1,500}?}. Please see {spf_page}{end}
greylist                    !  action={verdict={pass | greylist}}, {greylisted}
greylist                    !  {verdict=whitelisted}: {a_name}[{source:[0-9A-Fa-f:.]{1,45}}{?/{~[0-9]{1,3}}}]
spam-check                  !  spamd: result: {spam} {score} - {tests} scantime={seconds},{scanned}
spam-check                  !  spamd: connection from {source_name:[^\s\[\]]{1,255}}
  [{source:[^\s\[\]]{1,64}}]:{source_port} to port {server_port}, fd {~[0-9]{1,6}}
spam-check  !  spamd: {|processing|checking} message {the_message}{? aka {~.{1,1000}?}} for {the_user}
spam-check                  !  spamd: {verdict={clean message | identified spam}} {scored}
spam-check                  !  dns: new_dns_packet: {reason=domain is utf8 flagged}: {~\S{1,255}}
""", _FRAGMENTS | {
    "counted": "{? commands={commands_accepted}{?/{commands_total}}}",
    # size=1200,user=debian-spamd,uid=118,required_score=5.0,rhost=::1,raddr=::1,rport=39504,mid=<7@example.net>
    "scanned": r"size={size},user={user:[^,]{1,255}},uid={uid},required_score={~-?[0-9.]{1,20}},"
    r"rhost={source_name:[^,\s]{1,255}},raddr={source:[^,\s]{1,64}},"
    r"rport={|{source_port}|{~[0-9/a-zA-Z_.-]{1,255}}},mid={the_message}{?,{*}}",
    # (-1.0/5.0) for debian-spamd:118 in 2.6 seconds, 8094 bytes.
    "scored": r"({score}{?.{~[0-9]{1,9}}}/{~-?[0-9.]{1,20}}) for {the_user} in {seconds} seconds, {size} bytes{?.}",
})  # fmt: skip
