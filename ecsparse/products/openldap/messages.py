"""The messages of slapd, in tables by what comes before them; result codes and tags are those of RFC 4511."""

from __future__ import annotations

from ecsparse.ecs.numbers import nanoseconds
from ecsparse.ecs.places import integer
from ecsparse.messages import Messages, actions
from ecsparse.messages.captures import Capture, account, ecs, endpoint, own, tls
from ecsparse.patterns import Pattern
from ecsparse.record import Document

ACTIONS = actions("""
abandon                    database: info + ldap | a client gave up an operation
{add|delete|modify|rename}  database: change + ldap | an entry is about to be {added|deleted|changed|renamed}
{add|delete|modify|rename}-result  database: change + ldap | {adding|deleting|changing|renaming} an entry ended
bind{|/identity}           authentication: {start|info} + ldap | a client authenticates
bind/{accepted|failed}     authentication: {info, success|start, failure} + ldap
bind-result                authentication: end + ldap | authentication ended
compare{|-result}          database: access + ldap | {an attribute is compared|a comparison ended}
connect                    network: connection start + ldap | a client connected
connection-failed          network: connection, failure + ldap | a connection failed
deferred                   database: info + ldap | an operation was deferred
disconnect                 network: connection end + ldap | a connection was closed
error                      process: info, failure | an error of the server
extended-operation         database: access + ldap | a client requested an extended operation
extended-operation-result  database: access + ldap | an extended operation ended
message                    process: info | any other message
not-indexed                database: info + ldap | a search used an attribute without an index
password-change            iam: change user + ldap | a password is about to be changed
replication                database: info + ldap | the server takes over what another one has
result                     database: info + ldap | an operation ended
search                     database: access + ldap | a search began
search-result              database: access + ldap | a search found an entry, or ended
{start|stop}               process: {start|end} | the server {started|stopped}
tls-established            network: connection protocol, success + ldap tls | a TLS connection was established
tls-failed                 network: connection protocol, failure + ldap | a TLS connection was not established
tls-start                  network: connection protocol + ldap | a client requested TLS
unbind                     session: end + ldap | a client ended its session
""", ldap={"network": {"protocol": "ldap"}}, tls={"tls": {"established": True}})  # fmt: skip

_SCOPES = {"0": "base", "1": "one", "2": "subtree", "3": "subordinate"}

RESULT_CODES = {
    "0": "success", "1": "operationsError", "2": "protocolError", "3": "timeLimitExceeded",
    "4": "sizeLimitExceeded", "5": "compareFalse", "6": "compareTrue", "7": "authMethodNotSupported",
    "8": "strongerAuthRequired",
    "10": "referral", "11": "adminLimitExceeded", "12": "unavailableCriticalExtension", "13": "confidentialityRequired",
    "14": "saslBindInProgress", "16": "noSuchAttribute", "17": "undefinedAttributeType", "18": "inappropriateMatching",
    "19": "constraintViolation", "20": "attributeOrValueExists", "21": "invalidAttributeSyntax", "32": "noSuchObject",
    "33": "aliasProblem", "34": "invalidDNSyntax", "36": "aliasDereferencingProblem",
    "48": "inappropriateAuthentication", "49": "invalidCredentials", "50": "insufficientAccessRights", "51": "busy",
    "52": "unavailable", "53": "unwillingToPerform", "54": "loopDetect", "64": "namingViolation",
    "65": "objectClassViolation", "66": "notAllowedOnNonLeaf", "67": "notAllowedOnRDN", "68": "entryAlreadyExists",
    "69": "objectClassModsProhibited", "71": "affectsMultipleDSAs", "80": "other",
}  # fmt: skip

# Results that are not errors: success, a comparison, a referral, a bind that goes on.
SUCCESSES = frozenset(("0", "5", "6", "10", "14"))

# uid=jdoe | cn=Jane Doe, at the start of a distinguished name
_FIRST_NAME = Pattern(r"(?:uid|cn|sAMAccountName)=((?:[^,+\\\"=]|\\[^\n]){1,255})(?=[,+]|$)")
# ,dc=example
_DOMAIN_PART = Pattern(r"(?:^|,) ?dc=([A-Za-z0-9_-]{1,63})(?=,|$)")

_CODE = r"-?[0-9]{1,9}"
_QUOTED = r'[^"]*'
_SECONDS = r"[0-9]{1,40}\.[0-9]{1,9}"


def _user(dn: str) -> Document:
    """Who binds, by the distinguished name: its first part, and the domain that its `dc` parts form."""
    match = _FIRST_NAME.match(dn)
    if match is None:
        return {}
    domain = ".".join(part[1] for part in _DOMAIN_PART.finditer(dn))
    return {"name": match[1], "domain": domain} if domain else {"name": match[1]}


CAPTURES = {
    "reason": ecs("event.reason", r".*"),
    "outcome": ecs("event.outcome", _CODE, lambda code: "success" if code in SUCCESSES else "failure"),
    "seconds": ecs("event.duration", _SECONDS, nanoseconds),
    "error": ecs("error.message"),
    "error_code": ecs("error.code", _CODE, lambda code: None if code in SUCCESSES else code),
    "version": ecs("service.version", r"[0-9A-Za-z.+~-]{1,60}"),
    "cipher": ecs("tls.cipher", r"\S{1,100}"),
    "tls_version": tls(r"\S{1,20}"),
    "user": Capture("user", _QUOTED, _user, parts=("name", "domain"), related=("user", "name")),
    # the names of other objects do not tell whether they are users
    "target": Capture("user.target", _QUOTED, lambda dn: _user(dn) if dn.startswith("uid=") else {},
        parts=("name", "domain"), related=("user", "name")),
    "source": endpoint("source", "client"),
    "server": endpoint("destination", "server"),
    "abandoned": own("long", "message id of the operation that was abandoned", r"[0-9]{1,40}"),
    "attributes": own("keyword", "names of attributes that are requested, changed or compared", r".*", str.split),
    "authentication_id": own("keyword", "who authenticates through SASL", _QUOTED),
    "login": account(),
    "authorization_id": own("keyword", "identity that a SASL client asks to act as", _QUOTED),
    "base": own("keyword", "distinguished name below which a search looks", _QUOTED),
    "bind_dn": own("keyword", "distinguished name that binds"),
    "connection": own("long", "number of the connection"),
    "dereference": own("keyword", "how aliases are followed", r"[0-9]"),
    "descriptor": own("long", "file descriptor of the connection"),
    "replica": own("keyword", "number of the replication", r"[0-9]{1,3}"),
    "dn": own("keyword", "distinguished name of the object"),
    "entries": own("long", "number of entries found", r"[0-9]{1,40}"),
    "extended": own("keyword", "name of an extended operation"),
    "filter": own("keyword", "filter of a search", r".*"),
    "mechanism": own("keyword", "mechanism of a bind", r"\S{1,40}"),
    "method": own("keyword", "method of a bind: 128 is simple, 163 SASL", r"[0-9]{1,9}"),
    "oid": own("keyword", "object id of an extended operation", r"[0-9.]{0,100}"),
    "operation": own("long", "number of the operation within the connection"),
    "queue_time": own("long", "nanoseconds in the queue", _SECONDS, nanoseconds),
    "result": own("keyword", "name of the result code", _CODE, RESULT_CODES.get),
    "result_code": own("long", "result code of LDAP", _CODE, integer),
    "scope": own("keyword", "scope of a search", r"[0-9]", lambda digit: _SCOPES.get(digit, digit)),
    "ssf": own("long", "security strength factor", r"[0-9]{1,9}"),
    "tls_ssf": own("long", "security strength factor of TLS", r"[0-9]{1,9}"),
}  # fmt: skip

_FRAGMENTS = {
    # "uid=jdoe,ou=people,dc=example,dc=com" (quotes inside are escaped)
    "who": '"{bind_dn={user}}"',
    "object": '"{dn={target}}"',
    # IP=192.0.2.1:40112 | IP=[2001:db8::1]:40112 | PATH=/run/slapd/ldapi
    "peer": r"{|IP={|[{source}]|{source}}:{source_port}|{~(?:IP|PATH)=[^()\n]{1,1000}?}}",
    # a server that listens on all addresses does not state on which it was reached
    "listener": r"{|IP={|0.0.0.0|[::]|[{server}]|{server}}:{server_port}|{~(?:IP|PATH)=[^()\n]{1,1000}}}",
    "tls": "{? tls_proto={tls_version}}{? tls_cipher={cipher}}",
    # err=49 qtime=0.000011 etime=0.000123 nentries=1 text=Invalid credentials
    "ending": "err={result_code={result={outcome={error_code}}}}{? duration={~[0-9.]{1,20}}ms}"
    "{? qtime={queue_time}}{? etime={seconds}}{? nentries={entries}}{? text={reason}}",
}

# After `conn=1207 op=1 `; a result names its operation by its tag alone.
OPERATIONS = Messages("openldap", ACTIONS, CAPTURES, r"""
connect                    ACCEPT from {peer}{? ({listener})}
tls-failed                 closed ({reason=TLS negotiation failure})
disconnect                 closed{? ({reason})}
tls-established            TLS established tls_ssf={tls_ssf} ssf={ssf}{tls}
bind/accepted              BIND dn={who} mech={mechanism}{? {|bind|sasl}_ssf={~[0-9]{1,9}}}{? ssf={ssf}}
bind                       BIND dn={who} method={method}
bind/identity              BIND authcid="{authentication_id={login:[^"=,]{1,256}}}" authzid="{authorization_id}"
bind/identity              BIND authcid="{authentication_id}" authzid="{authorization_id}"
bind/identity              BIND anonymous mech={mechanism}{? {*}}
bind/identity              AUTHZ{?ID}{?{| dn={object}{*}| {*}}}
bind/identity              PROXYAUTHZ dn={object}{*}
bind/failed                do_bind: {error}
unbind                     UNBIND
tls-start                  STARTTLS
search                     SRCH base="{base}" scope={scope} deref={dereference} filter="{filter}"
search                     SRCH {|attr|attrs}={attributes}
{add|delete|modify|rename}  {ADD | DEL | MOD | MODRDN} dn={object}
modify                     MOD attr={attributes}
compare                    CMP dn={object} attr={?"}{attributes:[^"]*}{?"}
abandon                    {ABANDON | CANCEL} msg={abandoned}
extended-operation         EXT oid={oid}
extended-operation         {extended=WHOAMI}
password-change            PASSMOD{? id={object}}{? old}{? new}
{bind|search|modify|add}-result  RESULT tag={97 | 101 | 103 | 105} {ending}
{delete|rename|compare|extended-operation}-result  RESULT tag={107 | 109 | 111 | 120} {ending}
result                     RESULT {|tag={~[0-9]{1,9}}|oid={oid}} {ending}
result                     INTERM oid={oid}
search-result              SEARCH RESULT tag={~[0-9]{1,9}} {ending}
search-result              ENTRY dn={object}
deferred                   deferring operation: {reason:.+}
""", _FRAGMENTS)  # fmt: skip

# Of the server itself.
OF_THE_SERVER = Messages("openldap", ACTIONS, CAPTURES, r"""
{start|stop}  slapd {starting | stopped.}
start        @(#) $OpenLDAP: slapd {version}{? }{*}
not-indexed  <= {~(?:mdb|bdb|hdb|wt)_[a-z]{1,20}}_candidates: ({attributes:[^\s()]{1,200}}) {reason=not indexed}
""", _FRAGMENTS)  # fmt: skip

# Messages in words that other programs use too: after a tag of slapd alone.
TAGGED = Messages("openldap", ACTIONS, CAPTURES, r"""
stop               {|daemon|slapd} shutdown: {reason:.+}
stop               daemon: {reason=shutdown requested and initiated}.
deferred           connection_input: conn={connection} deferring operation: {reason:.+}
replication        do_syncrep{~[12]}: rid={replica} {reason}
replication        syncrepl_{~[a-z_]{1,40}}: rid={replica} be_{~[a-z]{1,16}} {dn:.{1,512}?} ({~-?[0-9]{1,5}})
replication        syncrepl_{~[a-z_]{1,40}}: rid={replica} {reason}
connection-failed  connection_{|read|input}({~[0-9]{1,9}}): {error}
error              {error:(?:SASL|GSSAPI|TLS)[^:]{0,100}(?:[Ff]ailure|[Ff]ailed|[Ee]rror).*}
""", _FRAGMENTS)  # fmt: skip
