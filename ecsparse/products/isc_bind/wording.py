r"""The wordings of named's messages, by what they are about and their first word.

Source: the message texts of BIND 9.11 to 9.20: `lib/ns` (`client.c`, `query.c`, `notify.c`, `update.c`,
`xfrout.c`), `lib/dns` (`zone.c`, `xfrin.c`, `resolver.c`, `validator.c`, `rpz.c`, `rrl.c`) and `bin/named`
(`server.c`, `control.c`, `controlconf.c`, `main.c`). What is a primary since 9.16 was a master before.

The names of a pattern's groups say where a value goes. `ADDRESS#PORT` has the name of a role, one of `ROLES`;
`name`, `type` and `class` are the question; what has no place in ECS is named as it is in `isc_bind.*`.
"""

from __future__ import annotations

from ecsparse.ecs import wording

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

CONFIGURATION = ("configuration",)
PROCESS = ("process",)

QUERY = {"type": "query", "op_code": "QUERY"}
NOTIFY = {"type": "query", "op_code": "NOTIFY"}
UPDATE = {"type": "query", "op_code": "UPDATE"}
# The question of a zone's own: transfers ask for the zone, refreshes for its start of authority.
TRANSFER = {**QUERY}
REFRESH = {**QUERY}
NO_DNS: Mapping[str, str] = {}

# Who has an address, and the endpoints that it is for this: who asks named, for whom named asks, who answered
# named, whom named asks, and named itself as it takes queries or copies a zone.
ROLES = {
    "asker": ("source", "client"),
    "behalf": ("client",),
    "answerer": ("source", "server"),
    "asked": ("destination", "server"),
    "listener": ("server",),
    "local": ("destination", "client"),
}

# The codes of answers, as named writes them.
RCODES = frozenset((
    "NOERROR", "FORMERR", "SERVFAIL", "NXDOMAIN", "NOTIMP", "REFUSED", "YXDOMAIN", "YXRRSET", "NXRRSET", "NOTAUTH",
    "NOTZONE", "DSOTYPENI", "BADVERS", "BADCOOKIE",
))  # fmt: skip

# A name of 255 bytes, each of which may be written with three digits: longer ones are none.
NAME = r"\S{1,1100}"
CLASS = r"(?:IN|CH|CHAOS|HS|HESIOD|ANY|NONE|RESERVED0|CLASS[0-9]{1,5})"
TYPE = r"[A-Z][A-Z0-9-]{0,19}"
# 'example.com/A/IN'
_QUESTION = rf"'(?P<name>{NAME})/(?P<type>{TYPE})/(?P<class>{CLASS})'"
# example.com/IN/A
_TURNED = rf"(?P<name>{NAME})/(?P<class>{CLASS})/(?P<type>{TYPE})"
# example.com/IN | example.com/IN/internal
_ZONE = rf"(?P<zone>{NAME})/(?P<zone_class>{CLASS})(?:/(?P<view>[^'\s/]+))?"
_RR = rf"'?(?P<record_name>[^\s']+)'? (?P<record_type>{TYPE})(?: (?P<record_data>.+))?"
_VALIDATING = rf"validating (?:@0x[0-9a-f]+: )?(?P<name>{NAME})[ /](?P<type>{TYPE}): "
_PRIMARY = r"(?:master|primary) "
_SOURCE = r"(?: \(source [^\s()]+\))?"
_SERIAL = r"(?P<serial>[0-9]{1,10})"
_STATISTICS = (
    r"(?P<messages>[0-9]{1,20}) messages, (?P<records>[0-9]{1,20}) records, (?P<bytes>[0-9]{1,20}) bytes, "
    r"(?P<seconds>[0-9]{1,12}\.[0-9]{1,9}) secs \([0-9]+ bytes/sec\)(?: \(serial (?P<serial>[0-9]{1,10})\))?"
)


def peer(role: str) -> str:
    """The pattern of `ADDRESS#PORT`, for the role that a peer has."""
    return rf"(?P<{role}>[0-9A-Fa-f.:]{{2,45}}(?:%[^\s#]{{1,20}})?)#(?P<{role}_port>[0-9]{{1,5}})"


class Wording(wording.Wording):
    """What messages of one wording say, with the part of `dns` that it gives."""

    __slots__ = ("dns",)

    def __init__(
        self,
        source: str,
        action: str,
        *types: str,
        category: tuple[str, ...] = wording.NETWORK,
        outcome: str = "",
        dns: Mapping[str, str] = NO_DNS,
    ) -> None:
        super().__init__(source, action, *types, category=category, outcome=outcome)
        self.dns = dns


def _rewrites(policies: str, *types: str, front: str = "") -> Wording:
    return Wording(
        rf"{front}rpz (?P<trigger>[A-Z-]+) (?P<policy>{policies}) rewrite (?P<name>{NAME}?)"
        rf"(?:/(?P<type>{TYPE})/(?P<class>{CLASS}))? via (?P<rule>{NAME})(?: \(CNAME to: (?P<target>[^\s()]+)\))?",
        "query-rewrite",
        *types,
        "protocol",
        dns=QUERY,
    )


# Behind `client @0x7f… 192.0.2.1#53 (name): `.
OF_CLIENTS: dict[str, tuple[Wording, ...]] = {
    "query": (
        # query failed (timed out) for example.com/IN/A at query.c:7841
        Wording(
            r"(?P<error>query failed \((?P<reason>[^()]+)\))"
            rf"(?: for {_TURNED})?(?: at (?P<file>[^\s:]+):(?P<line>[0-9]{{1,9}}))?",
            "query-failed", "protocol", outcome="failure", dns=QUERY,
        ),
        # query (cache) 'example.com/A/IN' denied (allow-query-cache did not match)
        Wording(
            rf"query(?: \(cache\))? {_QUESTION} denied(?: \((?P<reason>[^()]+)\))?",
            "query-denied", "denied", "protocol", outcome="failure", dns=QUERY,
        ),
        Wording(
            rf"query(?: \(cache\))? {_QUESTION} approved",
            "query-approved", "allowed", "protocol", outcome="success", dns=QUERY,
        ),
    ),
    "zone": (
        # zone transfer 'example.com/AXFR/IN' denied
        Wording(
            rf"zone transfer {_QUESTION} denied",
            "zone-transfer-denied", "denied", "protocol", outcome="failure", dns=QUERY,
        ),
        Wording(
            rf"zone transfer {_QUESTION} approved",
            "zone-transfer-approved", "allowed", "protocol", outcome="success", dns=QUERY,
        ),
    ),
    "bad": (
        # bad zone transfer request: 'example.com/IN': non-authoritative zone (NOTAUTH)
        Wording(
            rf"bad zone transfer request: '{_ZONE}': (?P<reason>[^()]+) \((?P<rcode>[A-Z]+)\)",
            "zone-transfer-denied", "denied", "protocol", outcome="failure", dns=TRANSFER,
        ),
    ),
    "transfer": (
        # transfer of 'example.com/IN': AXFR-style IXFR started: TSIG ns2-key (serial 7 -> 9)
        Wording(
            rf"transfer of '{_ZONE}': (?:AXFR-style )?(?P<type>AXFR|IXFR) started"
            rf"(?:: TSIG (?P<key>[^\s()]+))?(?: \(serial (?:(?P<old_serial>[0-9]{{1,10}}) -> )?{_SERIAL}\))?",
            "zone-transfer-start", "start", "protocol", dns=TRANSFER,
        ),
        # transfer of 'example.com/IN': AXFR ended: 1 messages, 26 records, 690 bytes, 0.001 secs (690000 bytes/sec)
        Wording(
            rf"transfer of '{_ZONE}': (?:AXFR-style )?(?P<type>AXFR|IXFR) ended(?:: {_STATISTICS})?",
            "zone-transfer-end", "end", "protocol", outcome="success", dns=TRANSFER,
        ),
        Wording(
            rf"transfer of '{_ZONE}': (?:(?P<type>AXFR|IXFR) )?(?:aborted|failed|send): (?P<reason>.+)",
            "zone-transfer-failed", "end", "protocol", outcome="failure", dns=TRANSFER,
        ),
        Wording(rf"transfer of '{_ZONE}': .+", "zone-transfer-message", "info", "protocol", dns=TRANSFER),
    ),
    "update": (
        # update 'example.com/IN' denied | update forwarding 'example.com/IN' denied
        Wording(
            rf"update (?:forwarding )?'{_ZONE}' denied(?: .*)?",
            "update-denied", "denied", "protocol", outcome="failure", dns=UPDATE,
        ),
        Wording(
            rf"update (?:forwarding )?'{_ZONE}' approved",
            "update-approved", "allowed", "protocol", outcome="success", dns=UPDATE,
        ),
        # update failed: not authoritative for update zone (NOTAUTH)
        Wording(
            r"update (?:failed|unsuccessful): (?P<reason>[^()]+) \((?P<rcode>[A-Z]+)\)",
            "update-failed", "protocol", outcome="failure", dns=UPDATE,
        ),
    ),
    "updating": (
        # updating zone 'example.com/IN': adding an RR at 'host.example.com' A 192.0.2.10
        Wording(
            rf"updating zone '{_ZONE}': adding an RR at {_RR}",
            "record-add", "change", category=CONFIGURATION, outcome="success", dns=UPDATE,
        ),
        Wording(
            rf"updating zone '{_ZONE}': deleting an RR at {_RR}",
            "record-delete", "change", category=CONFIGURATION, outcome="success", dns=UPDATE,
        ),
        # updating zone 'example.com/IN': deleting rrset at 'host.example.com' AAAA
        Wording(
            rf"updating zone '{_ZONE}': deleting rrset at '?(?P<record_name>[^\s']+)'? (?P<record_type>{TYPE})",
            "record-delete", "change", category=CONFIGURATION, outcome="success", dns=UPDATE,
        ),
        Wording(
            rf"updating zone '{_ZONE}': deleting all rrsets from name '?(?P<record_name>[^\s']+)'?",
            "record-delete", "change", category=CONFIGURATION, outcome="success", dns=UPDATE,
        ),
        # updating zone 'example.com/IN': update unsuccessful: a.example.com/A: 'RRset exists' … (NXRRSET)
        Wording(
            rf"updating zone '{_ZONE}': update (?:failed|unsuccessful): "
            rf"(?:(?P<record_name>{NAME})/(?P<record_type>{TYPE}): )?(?P<reason>.+) \((?P<rcode>[A-Z]+)\)",
            "update-failed", "protocol", outcome="failure", dns=UPDATE,
        ),
        Wording(rf"updating zone '{_ZONE}': .+", "update-message", "info", "protocol", dns=UPDATE),
    ),
    "signer": (
        # signer "ddns-key" approved
        Wording(
            r'signer "(?P<key>[^"]+)" approved',
            "update-approved", "allowed", "protocol", outcome="success", dns=UPDATE,
        ),
        Wording(
            r'signer "(?P<key>[^"]+)" denied',
            "update-denied", "denied", "protocol", outcome="failure", dns=UPDATE,
        ),
    ),
    "received": (
        # received notify for zone 'example.com': TSIG 'ns1-key'
        Wording(
            r"received notify for zone '(?P<zone>[^'\s]+)': not authoritative",
            "notify-denied", "denied", "protocol", outcome="failure", dns=NOTIFY,
        ),
        Wording(
            r"received notify for zone '(?P<zone>[^'\s]+)'(?:: TSIG '(?P<key>[^']+)')?(?:: .+)?",
            "notify-receive", "protocol", dns=NOTIFY,
        ),
    ),
    "rpz": (
        # rpz QNAME CNAME rewrite bad.example/A/IN via bad.example.rpz.local (CNAME to: garden.example)
        _rewrites("PASSTHRU", "allowed"),
        _rewrites("[A-Z0-9-]+", "denied"),
    ),
    "disabled": (_rewrites("[A-Z0-9-]+", "info", front="disabled "),),
    "message": (
        # message parsing failed: bad label type
        Wording(r"(?P<error>message parsing failed: (?P<reason>.+))", "message-malformed", "protocol",
                outcome="failure"),
    ),
    "error": (
        # error sending response: host unreachable
        Wording(r"(?P<error>error sending response: (?P<reason>.+))", "response-failed", "protocol",
                outcome="failure"),
    ),
    "request": (
        # request has invalid signature: TSIG ddns-key: tsig verify failure (BADSIG)
        Wording(
            r"request has invalid signature: (?:TSIG (?P<key>[^\s:]+): )?(?P<reason>.+)",
            "signature-invalid", "denied", "protocol", outcome="failure",
        ),
        Wording(r"(?P<reason>request is not signed)", "signature-invalid", "denied", "protocol", outcome="failure"),
    ),
    "no": (
        # no more recursive clients (1000/900/1000): quota reached
        Wording(r"(?P<reason>no more (?:recursive|TCP) clients.*)", "quota-reached", "denied", "protocol",
                outcome="failure"),
        Wording(r"(?P<reason>no matching view in class '.+)", "query-denied", "denied", "protocol",
                outcome="failure", dns=QUERY),
    ),
    "recursive-clients": (
        Wording(r"(?P<reason>recursive-clients soft limit exceeded.*)", "quota-reached", "info", "protocol"),
    ),
    "RFC": (
        # RFC 1918 response from Internet for 7.2.0.10.in-addr.arpa
        Wording(rf"(?P<reason>RFC 1918 response from Internet) for (?P<name>{NAME})", "response-suspicious", "info",
                "protocol", dns=QUERY),
    ),
    "response:": (
        # response: example.com IN A NOERROR 1 1 1 +E(0)K (192.0.2.53)
        Wording(
            rf"response: (?P<name>{NAME}) (?P<class>{CLASS}) (?P<type>{TYPE}) (?P<rcode>[A-Z0-9]+)(?: .*)?",
            "response", "protocol", dns={"type": "answer", "op_code": "QUERY"},
        ),
    ),
}  # fmt: skip

# rate limit drop response to 192.0.2.0/24 for example.com IN A  (3ee9836b)
# limit NXDOMAIN responses to 2001:db8::/56 for example.com  (07d2f0f0)
_LIMITED = (
    r"(?:rate )?limit(?:ing)? (?:(?P<policy>drop|slip) )?(?:[A-Za-z]+ )?responses? to "
    rf"(?P<subnet>[0-9A-Fa-f.:]+/[0-9]+)"
    rf"(?: for (?P<name>{NAME})(?: (?P<class>{CLASS}) {{1,2}}(?:(?P<type>{TYPE}) ?)?)?)?(?: {{0,2}}\([0-9a-f]+\))?"
)
_LIMITS = Wording(_LIMITED, "rate-limit", "denied", "protocol", outcome="failure", dns=QUERY)
OF_CLIENTS |= {
    "rate": (_LIMITS,),
    "limit": (_LIMITS,),
    "would": (Wording(rf"would {_LIMITED}", "rate-limit", "info", "protocol", dns=QUERY),),
    "continue": (Wording(rf"continue {_LIMITED}", "rate-limit", "denied", "protocol", dns=QUERY),),
    "stop": (Wording(rf"stop {_LIMITED}", "rate-limit-end", "info", "protocol", dns=QUERY),),
}

CLIENT_MESSAGE = Wording(r".*", "client-message", "info", "protocol")

# Behind `zone example.com/IN/view: `.
OF_ZONES: dict[str, tuple[Wording, ...]] = {
    "loaded": (
        # loaded serial 2023103101 (DNSSEC signed)
        Wording(rf"loaded serial {_SERIAL}(?: \(DNSSEC signed\))?", "zone-load", "info",
                category=CONFIGURATION, outcome="success"),
    ),
    "not": (
        Wording(r"not loaded due to (?P<reason>errors)\.", "zone-load", "info",
                category=CONFIGURATION, outcome="failure"),
    ),
    "loading": (
        # loading from master file db.example failed: file not found
        Wording(r"(?P<error>loading from (?:master |primary )?file (?P<path>\S+) failed: (?P<reason>.+))",
                "zone-load", "info", category=CONFIGURATION, outcome="failure"),
    ),
    "expired": (
        Wording(r"expired", "zone-expire", "info", category=CONFIGURATION, outcome="failure"),
    ),
    "Transfer": (Wording(r"Transfer started\.", "zone-transfer-start", "start", "protocol", dns=TRANSFER),),
    "transferred": (
        # transferred serial 273966: TSIG 'ns1-key'
        Wording(rf"transferred serial {_SERIAL}(?:: TSIG '(?P<key>[^']+)')?", "zone-transfer-end", "end",
                "protocol", outcome="success", dns=TRANSFER),
    ),
    "sending": (
        Wording(rf"sending notifies \(serial {_SERIAL}\)", "notify-send", "protocol", dns=NOTIFY),
        Wording(rf"sending notify to {peer('asked')}.*", "notify-send", "protocol", dns=NOTIFY),
    ),
    "notify": (
        # notify from 192.0.2.1#53: serial 5 | notify from 192.0.2.1#53: zone is up to date
        Wording(rf"notify from {peer('asker')}: serial {_SERIAL}.*", "notify-receive", "protocol", dns=NOTIFY),
        Wording(rf"notify from {peer('asker')}: (?P<reason>.+)", "notify-receive", "protocol", dns=NOTIFY),
        Wording(rf"notify response from {peer('answerer')}: (?P<rcode>[A-Z]+)", "notify-response", "protocol",
                dns=NOTIFY),
        # notify to 192.0.2.7#53 failed: timed out: retries exceeded
        Wording(rf"notify to {peer('asked')}(?: failed)?: (?P<reason>.+)", "notify-failed", "protocol",
                outcome="failure", dns=NOTIFY),
    ),
    "refused": (
        # refused notify from non-primary: 198.51.100.66#40000
        Wording(rf"(?P<reason>refused notify from non-(?:master|primary)): {peer('asker')}", "notify-denied",
                "denied", "protocol", outcome="failure", dns=NOTIFY),
    ),
    "refresh:": (
        # refresh: failure trying primary 192.0.2.1#53 (source 0.0.0.0#0): timed out
        Wording(
            rf"refresh: (?P<reason>retry limit) for {_PRIMARY}{peer('asked')} exceeded{_SOURCE}",
            "zone-refresh", "protocol", outcome="failure", dns=REFRESH,
        ),
        Wording(
            rf"refresh: failure trying {_PRIMARY}{peer('asked')}{_SOURCE}: (?P<reason>.+)",
            "zone-refresh", "protocol", outcome="failure", dns=REFRESH,
        ),
        # refresh: unexpected rcode (REFUSED) from primary 192.0.2.1#53 (source 0.0.0.0#0)
        Wording(
            rf"refresh: (?P<reason>unexpected rcode) \((?P<rcode>[A-Z]+)\) from {_PRIMARY}{peer('answerer')}"
            rf"{_SOURCE}",
            "zone-refresh", "protocol", outcome="failure", dns=REFRESH,
        ),
        Wording(
            rf"refresh: (?P<reason>[a-zA-Z ()-]+?) from {_PRIMARY}{peer('answerer')}{_SOURCE}",
            "zone-refresh", "protocol", outcome="failure", dns=REFRESH,
        ),
        # refresh: skipping zone transfer as primary 192.0.2.1#53 (source 0.0.0.0#0) is unreachable (cached)
        Wording(
            rf"refresh: skipping zone transfer as {_PRIMARY}{peer('asked')}{_SOURCE} (?P<reason>is unreachable).*",
            "zone-refresh", "protocol", outcome="failure", dns=REFRESH,
        ),
        Wording(r"refresh: (?P<reason>.+)", "zone-refresh", "protocol", dns=REFRESH),
    ),
    "serial": (
        # serial number (4) received from primary 192.0.2.1#53 < ours (5)
        Wording(
            rf"serial number \({_SERIAL}\) received from {_PRIMARY}{peer('answerer')} < ours "
            r"\((?P<old_serial>[0-9]{1,10})\)",
            "zone-refresh", "protocol", outcome="failure", dns=REFRESH,
        ),
    ),
    "forwarding": (
        # forwarding dynamic update: primary 192.0.2.1#53 returned: REFUSED
        Wording(
            rf"forwarding dynamic update: (?:unexpected response: )?{_PRIMARY}{peer('answerer')} returned: "
            r"(?P<rcode>[A-Z]+)",
            "update-forward", "protocol", dns=UPDATE,
        ),
    ),
    "journal": (
        Wording(r"(?P<error>journal rollforward failed: (?P<reason>.+))", "zone-load", "info",
                category=CONFIGURATION, outcome="failure"),
    ),
}  # fmt: skip

# What named finds wrong with a zone's records; such a message begins with the record.
OF_RECORDS = (
    # host_1.example.com/A: bad owner name (check-names)
    Wording(
        rf"(?P<record_name>{NAME})/(?P<record_type>{TYPE}): (?P<reason>bad (?:owner )?name \(check-names\))",
        "zone-check", "info", category=CONFIGURATION,
    ),
    # example.com/MX 'mx.example.com' is a CNAME (illegal) | NS 'ns1.example.com' has no address records (A or AAAA)
    Wording(
        rf"(?:(?P<record_name>{NAME})/)?(?P<record_type>{TYPE}) '(?P<record_data>{NAME})' "
        r"(?P<reason>(?:is|has) .+)",
        "zone-check", "info", category=CONFIGURATION,
    ),
)  # fmt: skip

TRUST_ANCHOR_MESSAGE = Wording(r".*", "trust-anchor-message", "info", category=CONFIGURATION)
ZONE_MESSAGE = Wording(r".*", "zone-message", "info", category=CONFIGURATION)

# Behind `transfer of 'example.com/IN' from 192.0.2.1#53: `.
OF_TRANSFERS: dict[str, tuple[Wording, ...]] = {
    "connected": (
        # connected using 192.0.2.9#43210 TSIG ns1-key
        Wording(
            rf"connected using {peer('local')}(?: TSIG (?P<key>{NAME}))?",
            "zone-transfer-start", "connection", "start", "protocol", dns=TRANSFER,
        ),
    ),
    "Transfer": (
        # Transfer completed: 1 messages, 26 records, 690 bytes, 0.001 secs (690000 bytes/sec) (serial 393191)
        Wording(rf"Transfer completed: {_STATISTICS}", "zone-transfer-end", "end", "protocol",
                outcome="success", dns=TRANSFER),
        Wording(r"Transfer status: (?:success|up to date)", "zone-transfer-status", "end", "protocol",
                outcome="success", dns=TRANSFER),
        Wording(r"(?P<error>Transfer status: (?P<reason>.+))", "zone-transfer-status", "end", "protocol",
                outcome="failure", dns=TRANSFER),
    ),
    "failed": (
        # failed while receiving responses: REFUSED | failed to connect: timed out
        Wording(r"(?P<error>failed (?:while|to|sending) [a-z ]+: (?P<reason>.+))", "zone-transfer-failed", "end",
                "protocol", outcome="failure", dns=TRANSFER),
    ),
}  # fmt: skip

TRANSFER_MESSAGE = Wording(r".*", "zone-transfer-message", "info", "protocol", dns=TRANSFER)

# Of the server itself, and of what it asks of others.
OF_THE_SERVER: dict[str, tuple[Wording, ...]] = {
    "DNS": (
        # DNS format error from 192.0.2.1#53 resolving example.com/A for 198.51.100.7#5353: reply has no answer
        Wording(
            rf"(?P<error>DNS format error) from {peer('answerer')} resolving (?P<name>{NAME})/(?P<type>{TYPE})"
            rf"(?: for (?:client )?(?:{peer('behalf')}|<unknown>))?: (?P<reason>.+)",
            "resolve-failed", "protocol", outcome="failure", dns=QUERY,
        ),
    ),
    "lame": (
        # lame server resolving 'www.example.com' (in 'example.com'?): 192.0.2.1#53
        Wording(
            rf"(?P<reason>lame server) resolving '(?P<name>{NAME})' \(in '(?P<zone>{NAME})'\?\): "
            f"{peer('answerer')}",
            "resolve-failed", "protocol", outcome="failure", dns=QUERY,
        ),
    ),
    "success": (
        # success resolving 'www.example.com/A' (in 'example.com'?) after disabling EDNS
        Wording(
            rf"success resolving '(?P<name>{NAME})/(?P<type>{TYPE})(?:/(?P<class>{CLASS}))?'"
            rf"(?: \(in '(?P<zone>{NAME})'\?\))? after (?P<reason>.+)",
            "resolve", "protocol", outcome="success", dns=QUERY,
        ),
    ),
    "validating": (
        # validating www.example.com/A: no valid signature found
        Wording(
            rf"{_VALIDATING}(?P<reason>(?:no valid |no DNSKEY |no trusted |got insecure |bad cache |"
            r"unable to find |broken trust chain|verify failed|"
            r"insecurity proof failed|must be secure|failed to verify).*)",
            "validation-failed", "protocol", outcome="failure", dns=QUERY,
        ),
    ),
    "fetch": (
        # fetch completed at resolver.c:4983 for example.com/A in 10.000225: timed out/success [domain:…]
        Wording(
            rf"fetch completed(?: at (?P<file>[^\s:]+):(?P<line>[0-9]{{1,9}}))? for "
            rf"(?P<name>{NAME})/(?P<type>{TYPE}) in "
            r"(?P<seconds>[0-9]{1,9}\.[0-9]{1,9}): (?P<reason>[^\[\]]+) \[.*",
            "fetch-end", "end", "protocol", dns=QUERY,
        ),
    ),
    "skipping": (
        # skipping nameserver 'ns5.example.org' because it is a CNAME, while resolving 'www.example.org/A'
        Wording(
            rf"skipping nameserver '{NAME}' because (?P<reason>it is a CNAME), while resolving "
            rf"'(?P<name>{NAME})/(?P<type>{TYPE})'",
            "resolve-failed", "protocol", dns=QUERY,
        ),
    ),
    "(re)loading": (
        # (re)loading policy zone 'rpz.example' changed from 0 to 5 qname, 0 to 0 nsdname, 0 to 0 IP entries
        Wording(rf"\(re\)loading policy zone '(?P<zone>{NAME})' .+", "policy-zone-reload", "change",
                category=CONFIGURATION),
    ),
    "checkhints:": (Wording(r"checkhints: (?P<reason>.+)", "zone-check", "info", category=CONFIGURATION),),
    "clients-per-query": (
        Wording(r"clients-per-query (?:increased|decreased) to [0-9]+", "server-message", "info", category=PROCESS),
    ),
    "automatic": (
        Wording(rf"automatic empty zone: (?:view [^:]+: )?(?P<zone>{NAME})", "zone-load", "info",
                category=CONFIGURATION),
    ),
    "resolver": (
        Wording(r"resolver priming query complete(?:: success)?", "resolve", "protocol", outcome="success"),
        Wording(r"(?P<error>resolver priming query complete: (?P<reason>.+))", "resolve-failed", "protocol",
                outcome="failure"),
    ),
    "trust-anchor-telemetry": (
        # trust-anchor-telemetry '_ta-4f66/IN' from 192.0.2.7#41000
        Wording(
            rf"trust-anchor-telemetry '(?P<name>[^\s'/]+)/(?P<class>{CLASS})' from {peer('asker')}",
            "trust-anchor-telemetry", "info", "protocol", dns=QUERY,
        ),
    ),
    "rpz:": (
        # rpz: bad.rpz.example: reload done: success
        Wording(
            rf"rpz: (?P<zone>{NAME}): (?:new zone version came too soon, .+|using hashtable size [0-9]+)",
            "policy-zone-message", "info", category=CONFIGURATION,
        ),
        Wording(rf"rpz: (?P<zone>{NAME}): reload start", "policy-zone-reload", "info", category=CONFIGURATION),
        Wording(rf"rpz: (?P<zone>{NAME}): reload done: success", "policy-zone-reload", "change",
                category=CONFIGURATION, outcome="success"),
        Wording(rf"rpz: (?P<zone>{NAME}): reload done: (?P<reason>.+)", "policy-zone-reload", "change",
                category=CONFIGURATION, outcome="failure"),
    ),
    "received": (
        # received control channel command 'reload example.com'
        Wording(r"received control channel command '(?P<command>.*)'", "control-command", "access",
                category=CONFIGURATION),
    ),
    "invalid": (
        # invalid command from 127.0.0.1#54321: bad auth
        Wording(rf"invalid command from {peer('asker')}: (?P<reason>.+)", "control-command-denied", "denied",
                outcome="failure"),
    ),
    "rejected": (
        Wording(rf"(?P<reason>rejected) command from {peer('asker')}.*", "control-command-denied", "denied",
                outcome="failure"),
    ),
    "starting": (
        # starting BIND 9.18.1-1ubuntu1-Ubuntu (Stable Release) <id:>
        Wording(r"starting BIND (?P<version>[0-9]\S*).*", "server-start", "start", category=PROCESS),
    ),
    "listening": (
        # listening on IPv6 interface eth0, 2001:db8::53#53
        Wording(rf"listening on IPv[46] interface (?P<interface>\S+), {peer('listener')}", "server-listen", "info"),
    ),
    "command": (
        Wording(rf"command channel listening on {peer('listener')}", "server-listen", "info"),
    ),
}  # fmt: skip

# Messages that others write as well: they are named's behind its tag, or its date and category.
OF_THE_SERVER_ALONE: dict[str, tuple[Wording, ...]] = {
    "loading": (
        # loading configuration from '/etc/bind/named.conf'
        Wording(r"loading configuration from '(?P<path>[^']+)'", "configuration-load", "access",
                category=CONFIGURATION),
        Wording(r"(?P<error>loading configuration: (?P<reason>.+))", "configuration-load", "access",
                category=CONFIGURATION, outcome="failure"),
    ),
    "reloading": (
        Wording(r"reloading (?:configuration|zones) succeeded", "configuration-reload", "change",
                category=CONFIGURATION, outcome="success"),
        Wording(r"(?P<error>reloading (?:configuration|zones) failed: (?P<reason>.+))", "configuration-reload",
                "change", category=CONFIGURATION, outcome="failure"),
    ),
    "rpz:": (Wording(rf"rpz: (?P<zone>{NAME}): .+", "policy-zone-message", "info", category=CONFIGURATION),),
    "validating": (Wording(rf"{_VALIDATING}.+", "validation-message", "info", "protocol", dns=QUERY),),
    "running": (Wording(r"running", "server-running", "start", category=PROCESS, outcome="success"),),
    "shutting": (Wording(r"shutting down.*", "server-stop", "end", category=PROCESS),),
    "exiting": (Wording(r"exiting(?: .*)?", "server-stop", "end", category=PROCESS),),
    "stopping": (
        Wording(rf"stopping command channel on {peer('listener')}", "server-stop", "end", category=PROCESS),
    ),
    "all": (Wording(r"all zones loaded", "zone-load", "info", category=CONFIGURATION, outcome="success"),),
    "no": (Wording(rf"no longer listening on {peer('listener')}", "server-listen-end", "info"),),
    "could": (
        Wording(r"(?P<error>could not listen on (?:UDP|TCP) socket: (?P<reason>.+))", "server-listen", "info",
                outcome="failure"),
    ),
}  # fmt: skip

MESSAGE = Wording(r".*", "server-message", "info", category=PROCESS)

# Any reason, ` resolving `, and a question: broken trust chain resolving 'example.org/A/IN': 192.0.2.5#53
ANSWERED_WRONGLY = Wording(
    rf"{_QUESTION}: {peer('answerer')}", "resolve-failed", "protocol", outcome="failure", dns=QUERY
)
# timed out resolving 'example.org/A/IN': 192.0.2.5#53
NOT_ANSWERED = Wording(rf"{_QUESTION}: {peer('asked')}", "resolve-failed", "protocol", outcome="failure", dns=QUERY)
# The reasons for which nobody answered.
NO_ANSWER = (
    "timed out", "network unreachable", "host unreachable", "connection refused", "connection reset",
    "address not available", "operation canceled",
)  # fmt: skip

ACTIONS = {
    "client-message": "any other message about a client's request",
    "configuration-load": "named reads its configuration, or fails to",
    "configuration-reload": "named has read its configuration or its zones again, or failed to",
    "control-command": "a command for named came through its control channel",
    "control-command-denied": "a command through the control channel is refused",
    "fetch-end": "named has asked other servers all that it could for a name",
    "message-malformed": "a client's message cannot be parsed",
    "notify-denied": "a notification that a zone has changed is refused",
    "notify-failed": "another server could not be told that a zone has changed",
    "notify-receive": "named is told that a zone has changed",
    "notify-response": "another server answers a notification",
    "notify-send": "named tells other servers that a zone has changed",
    "policy-zone-message": "any other message about a response policy zone",
    "policy-zone-reload": "a response policy zone is read again",
    "query": "a client asks",
    "query-approved": "a client may ask what it asks",
    "query-denied": "a client may not ask what it asks",
    "query-failed": "a client's query ends in an error",
    "query-rewrite": "a response policy zone changes, or would change, the answer to a query",
    "quota-reached": "there are too many clients",
    "rate-limit": "answers to a network are dropped or cut, or would be, because there are too many",
    "rate-limit-end": "answers to a network are no longer limited",
    "record-add": "a dynamic update adds a record to a zone",
    "record-delete": "a dynamic update deletes records of a zone",
    "resolve": "another server answered in the end",
    "resolve-failed": "another server gave no answer, or a wrong one",
    "response": "named answers a client",
    "response-failed": "an answer could not be sent",
    "response-suspicious": "the Internet answered for a private address",
    "server-listen": "named takes queries or commands at an address, or fails to",
    "server-listen-end": "named no longer takes queries at an address",
    "server-message": "any other message of the server",
    "server-running": "named has started",
    "server-start": "named starts",
    "server-stop": "named ends",
    "signature-invalid": "the signature of a client's request is wrong or missing",
    "trust-anchor-message": "any message about the keys that named trusts",
    "trust-anchor-telemetry": "a resolver says which keys it trusts",
    "update-approved": "a client may change a zone",
    "update-denied": "a client may not change a zone",
    "update-failed": "a dynamic update is refused or its conditions do not hold",
    "update-forward": "the primary's answer to a dynamic update that was passed on to it",
    "update-message": "any other message about a dynamic update",
    "validation-failed": "an answer fails DNSSEC validation",
    "validation-message": "any other message about DNSSEC validation",
    "zone-check": "named finds something wrong with a zone's records",
    "zone-expire": "a secondary zone is too old to be served",
    "zone-load": "a zone is loaded, or fails to",
    "zone-message": "any other message about a zone",
    "zone-refresh": "a secondary asks for a zone's state, and something is wrong",
    "zone-transfer-approved": "a client may copy a zone",
    "zone-transfer-denied": "a client may not copy a zone",
    "zone-transfer-end": "a zone has been copied",
    "zone-transfer-failed": "a zone could not be copied",
    "zone-transfer-message": "any other message about the copying of a zone",
    "zone-transfer-start": "the copying of a zone begins",
    "zone-transfer-status": "how the copying of a zone ended",
}
