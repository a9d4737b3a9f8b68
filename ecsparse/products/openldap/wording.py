r"""The wordings of slapd's messages, by the first word behind connection and operation; codes of RFC 4511."""

from __future__ import annotations

from ecsparse.ecs.wording import Wording
from ecsparse.record import Field

_LOGIN = ("authentication",)
_DATABASE = ("database",)
_PROCESS = ("process",)
_IAM = ("iam",)

# ="uid=jdoe,ou=people,dc=example,dc=com" (quotes inside are escaped)
_DN = r'"(?P<dn>[^"]*)"'
_RESULT_END = (
    r"(?P<err>-?[0-9]{1,9})(?: (?P<detail>duration=[0-9.]{1,20}ms))?(?: qtime=(?P<qtime>[0-9]{1,40}\.[0-9]{1,9}))?"
    r"(?: etime=(?P<etime>[0-9]{1,40}\.[0-9]{1,9}))?(?: nentries=(?P<entries>[0-9]{1,40}))?"
    r"(?: text=(?P<text>.*))?"
)


def _of(action: str, kind: str, *sources: str) -> tuple[Wording, ...]:
    """Wordings of an operation on the directory."""
    return tuple(Wording(source, action, kind, category=_DATABASE) for source in sources)


OPERATIONS: dict[str, tuple[Wording, ...]] = {
    # ACCEPT from IP=192.0.2.119:40112 (IP=0.0.0.0:636)
    "ACCEPT": (
        Wording(
            r"ACCEPT from (?P<client>(?:IP|PATH)=[^()\n]{1,1000}?)(?:"
            r" \((?P<listener>(?:IP|PATH)=[^()\n]{1,1000})\))?",
            "connect",
            "connection",
            "start",
        ),
    ),
    "closed": (Wording(r"closed(?: \((?P<reason>.*)\))?", "disconnect", "connection", "end"),),
    "TLS": (
        # TLS established tls_ssf=256 ssf=256 tls_proto=TLSv1.3 tls_cipher=TLS_AES_256_GCM_SHA384
        Wording(
            r"TLS established tls_ssf=(?P<tls_ssf>[0-9]{1,9}) ssf=(?P<ssf>[0-9]{1,9})(?:"
            r" tls_proto=(?P<tls_version>\S{1,20}))?"
            r"(?: tls_cipher=(?P<cipher>\S{1,100}))?",
            "tls-established",
            "connection",
            "protocol",
            outcome="success",
        ),
    ),
    "BIND": (
        # BIND dn="uid=jdoe,ou=people,dc=example,dc=com" mech=SIMPLE bind_ssf=0 ssf=256
        Wording(
            r'BIND dn="(?P<bind_dn>[^"]*)" mech=(?P<mechanism>\S{1,40})(?: (?:bind_ssf|sasl_ssf)=[0-9]{1,9})?'
            r"(?: ssf=(?P<ssf>[0-9]{1,9}))?",
            "bind",
            "info",
            category=_LOGIN,
            outcome="success",
        ),
        # BIND dn="uid=jdoe,ou=people,dc=example,dc=com" method=128
        Wording(r'BIND dn="(?P<bind_dn>[^"]*)" method=(?P<method>[0-9]{1,9})', "bind", "start", category=_LOGIN),
        # BIND authcid="jdoe" authzid="jdoe"
        Wording(
            r'BIND authcid="(?P<authentication_id>[^"]*)" authzid="(?P<authorization_id>[^"]*)"',
            "bind",
            "info",
            category=_LOGIN,
        ),
        Wording(r"BIND anonymous mech=(?P<mechanism>\S{1,40})(?: .*)?", "bind", "info", category=_LOGIN),
    ),
    "AUTHZ": (Wording(rf"AUTHZ(?:ID)?(?: dn={_DN}.*| .*)?", "bind", "info", category=_LOGIN),),
    "PROXYAUTHZ": (Wording(rf"PROXYAUTHZ dn={_DN}.*", "bind", "info", category=_LOGIN),),
    "UNBIND": (Wording(r"UNBIND", "unbind", "end", category=("session",)),),
    "STARTTLS": (Wording(r"STARTTLS", "tls-start", "connection", "protocol"),),
    "SRCH": _of(
        "search",
        "access",
        # SRCH base="dc=example,dc=com" scope=2 deref=0 filter="(uid=jdoe)"
        r'SRCH base="(?P<base>[^"]*)" scope=(?P<scope>[0-9]) deref=(?P<dereference>[0-9]) filter="(?P<filter>.*)"',
        r"SRCH attrs?=(?P<attributes>.*)",
    ),
    "MOD": _of("modify", "change", rf"MOD dn={_DN}", r"MOD attr=(?P<attributes>.*)"),
    "ADD": _of("add", "change", rf"ADD dn={_DN}"),
    "DEL": _of("delete", "change", rf"DEL dn={_DN}"),
    "MODRDN": _of("rename", "change", rf"MODRDN dn={_DN}"),
    "CMP": _of("compare", "access", rf'CMP dn={_DN} attr="?(?P<attributes>[^"]*)"?'),
    "ABANDON": _of("abandon", "info", r"ABANDON msg=(?P<abandoned>[0-9]{1,40})"),
    "CANCEL": _of("abandon", "info", r"CANCEL msg=(?P<abandoned>[0-9]{1,40})"),
    "EXT": _of("extended-operation", "access", r"EXT oid=(?P<oid>[0-9.]{0,100})"),
    # PASSMOD id="uid=jdoe,ou=people,dc=example,dc=com" new
    "PASSMOD": (
        Wording(
            r'PASSMOD(?: id="(?P<dn>[^"]*)")?(?: old)?(?: new)?', "password-change", "change", "user", category=_IAM
        ),
    ),
    "WHOAMI": _of("extended-operation", "access", r"(?P<extended>WHOAMI)"),
    # RESULT tag=97 err=49 qtime=0.000011 etime=0.000123 text=
    "RESULT": _of(
        "result",
        "info",
        rf"RESULT tag=(?P<tag>[0-9]{{1,9}}) err={_RESULT_END}",
        r"RESULT oid=(?P<oid>[0-9.]{0,100}) err=(?P<err>-?[0-9]{1,9})(?: qtime=(?P<qtime>[0-9.]{1,20}))?"
        r"(?: etime=(?P<etime>[0-9.]{1,20}))?(?: text=(?P<text>.*))?",
    ),
    # SEARCH RESULT tag=101 err=0 qtime=0.000012 etime=0.000321 nentries=1 text=
    "SEARCH": _of("search-result", "access", rf"SEARCH RESULT tag=(?P<tag>[0-9]{{1,9}}) err={_RESULT_END}"),
    "INTERM": _of("result", "info", r"INTERM oid=(?P<oid>[0-9.]{0,100})"),
    "ENTRY": _of("search-result", "access", rf"ENTRY dn={_DN}"),
    "deferring": _of("deferred", "info", r"deferring operation: (?P<reason>.+)"),
    "do_bind:": (Wording(r"do_bind: (?P<error>.+)", "bind", "start", category=_LOGIN, outcome="failure"),),
}

# What the result of an operation ends, by its tag.
RESULTS = {
    "97": {"kind": "event", "category": ["authentication"], "type": ["end"], "action": "bind-result"},
    "101": {"kind": "event", "category": ["database"], "type": ["access"], "action": "search-result"},
    "103": {"kind": "event", "category": ["database"], "type": ["change"], "action": "modify-result"},
    "105": {"kind": "event", "category": ["database"], "type": ["change"], "action": "add-result"},
    "107": {"kind": "event", "category": ["database"], "type": ["change"], "action": "delete-result"},
    "109": {"kind": "event", "category": ["database"], "type": ["change"], "action": "rename-result"},
    "111": {"kind": "event", "category": ["database"], "type": ["access"], "action": "compare-result"},
    "120": {"kind": "event", "category": ["database"], "type": ["access"], "action": "extended-operation-result"},
}

MESSAGE = Wording(r".*", "message", "info", category=_PROCESS)
# Messages of the server itself.
SERVER = (
    Wording(r"slapd starting", "start", "start", category=_PROCESS),
    Wording(r"slapd stopped\.", "stop", "end", category=_PROCESS),
    Wording(
        r"@\(#\) \$OpenLDAP: slapd (?P<version>[0-9A-Za-z.+~-]{1,60}) ?.*", "start", "start", category=_PROCESS
    ),
    Wording(
        r"<= (?:mdb|bdb|hdb|wt)_[a-z]{1,20}_candidates: \((?P<attributes>[^\s()]{1,200})\) (?P<reason>not indexed)",
        "not-indexed",
        "info",
        category=_DATABASE,
    ),
)
# The same of messages whose words others write too: behind a tag of slapd's alone.
TAGGED = (
    *SERVER,
    Wording(r"(?:daemon|slapd) shutdown: (?P<reason>.+)", "stop", "end", category=_PROCESS),
    Wording(
        r"connection_(?:read|input)\([0-9]{1,9}\): (?P<error>.+)",
        "connection-failed",
        "connection",
        outcome="failure",
    ),
    Wording(
        r"(?P<error>(?:SASL|GSSAPI|TLS)[^:]{0,100}(?:[Ff]ailure|[Ff]ailed|[Ee]rror).*)",
        "error",
        "info",
        category=_PROCESS,
        outcome="failure",
    ),
)

SCOPES = {"0": "base", "1": "one", "2": "subtree", "3": "subordinate"}
TEXTS = (
    "authentication_id",
    "authorization_id",
    "base",
    "bind_dn",
    "dereference",
    "dn",
    "extended",
    "filter",
    "mechanism",
    "method",
    "oid",
    "scope",
)
NUMBERS = ("abandoned", "entries", "ssf", "tls_ssf")

RESULT_CODES = {
    "0": "success", "1": "operationsError", "2": "protocolError", "3": "timeLimitExceeded",
    "4": "sizeLimitExceeded", "5": "compareFalse", "6": "compareTrue", "7": "authMethodNotSupported",
    "8": "strongerAuthRequired",
    "10": "referral", "11": "adminLimitExceeded", "12": "unavailableCriticalExtension",
    "13": "confidentialityRequired", "14": "saslBindInProgress", "16": "noSuchAttribute",
    "17": "undefinedAttributeType", "18": "inappropriateMatching", "19": "constraintViolation",
    "20": "attributeOrValueExists", "21": "invalidAttributeSyntax", "32": "noSuchObject", "33": "aliasProblem",
    "34": "invalidDNSyntax", "36": "aliasDereferencingProblem", "48": "inappropriateAuthentication",
    "49": "invalidCredentials", "50": "insufficientAccessRights", "51": "busy", "52": "unavailable",
    "53": "unwillingToPerform", "54": "loopDetect", "64": "namingViolation", "65": "objectClassViolation",
    "66": "notAllowedOnNonLeaf", "67": "notAllowedOnRDN", "68": "entryAlreadyExists",
    "69": "objectClassModsProhibited", "71": "affectsMultipleDSAs", "80": "other",
}  # fmt: skip

OWN_FIELDS = {
    "openldap.abandoned": Field("long", "message id of the operation that was abandoned"),
    "openldap.attributes": Field("keyword", "names of attributes that are asked for, changed or compared"),
    "openldap.authentication_id": Field("keyword", "who authenticates through SASL"),
    "openldap.authorization_id": Field("keyword", "as whom"),
    "openldap.base": Field("keyword", "distinguished name below which is searched"),
    "openldap.bind_dn": Field("keyword", "distinguished name that binds"),
    "openldap.connection": Field("long", "number of the connection"),
    "openldap.dereference": Field("keyword", "how aliases are followed"),
    "openldap.descriptor": Field("long", "number of the connection's file"),
    "openldap.dn": Field("keyword", "distinguished name of the object"),
    "openldap.entries": Field("long", "number of entries found"),
    "openldap.extended": Field("keyword", "name of an extended operation"),
    "openldap.filter": Field("keyword", "filter of a search"),
    "openldap.mechanism": Field("keyword", "mechanism of a bind"),
    "openldap.method": Field("keyword", "method of a bind: 128 is simple, 163 SASL"),
    "openldap.oid": Field("keyword", "object id of an extended operation"),
    "openldap.operation": Field("long", "number of the operation within the connection"),
    "openldap.queue_time": Field("long", "nanoseconds in the queue"),
    "openldap.result": Field("keyword", "name of the result code"),
    "openldap.result_code": Field("long", "result code of LDAP"),
    "openldap.scope": Field("keyword", "scope of a search"),
    "openldap.ssf": Field("long", "security strength factor"),
    "openldap.tls_ssf": Field("long", "security strength factor of TLS"),
}

ACTIONS = {
    "abandon": "a client gave up an operation",
    "add": "an entry is to be added",
    "add-result": "adding an entry ended",
    "bind": "a client authenticates",
    "bind-result": "authentication ended",
    "compare": "an attribute is compared",
    "compare-result": "a comparison ended",
    "connect": "a client connected",
    "connection-failed": "a connection broke",
    "deferred": "an operation has to wait",
    "delete": "an entry is to be deleted",
    "delete-result": "deleting an entry ended",
    "disconnect": "a connection was closed",
    "error": "an error of the server",
    "extended-operation": "an extended operation was asked for",
    "extended-operation-result": "an extended operation ended",
    "message": "any other message",
    "modify": "an entry is to be changed",
    "modify-result": "changing an entry ended",
    "not-indexed": "a search used an attribute without an index",
    "password-change": "a password is to be changed",
    "rename": "an entry is to be renamed",
    "rename-result": "renaming an entry ended",
    "result": "an operation ended",
    "search": "a search began",
    "search-result": "a search found something, or ended",
    "start": "the server started",
    "stop": "the server stopped",
    "tls-established": "a TLS connection was established",
    "tls-start": "a client asked for TLS",
    "unbind": "a client ended its session",
}
