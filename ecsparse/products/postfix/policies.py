"""The wordings of what Postfix asks about mail, by their first word: Postgrey, policyd-spf and SpamAssassin.

Source: the message texts of Postgrey 1.31 to 1.37, pypolicyd-spf 2.0 to 3.0 (`spf_engine/policyd_spf.py`) and
SpamAssassin 3.4 to 4.0 (`spamd/spamd.raw`).
"""

from __future__ import annotations

from ecsparse.ecs.wording import Wording
from ecsparse.products.postfix.wording import EMAIL

SPF_RESULTS = ("Pass", "Fail", "Softfail", "Neutral", "None", "Permerror", "Temperror")
PROGRAMS = frozenset(("postgrey", "policyd-spf", "spamd"))

_END = r"(?: [0-9]{1,6})?"
# client-ip=192.0.2.1; helo=mail.example.com; envelope-from=jdoe@example.com; receiver=<UNKNOWN>
_SPF_ENDS = (
    r"identity=(?P<spf_identity>[a-z]{1,20}); client-ip=(?P<client_ip>[^\s;]{1,64});"
    r" helo=(?P<spf_helo>[^\s;]{1,255});"
    r" envelope-from=(?:<>|(?P<from>[^\s;]{1,320})); receiver=\S{1,320}"
)
_SPF_RESULT = rf"(?P<spf>{'|'.join(SPF_RESULTS)})"


def _check(source: str, action: str, outcome: str = "") -> Wording:
    return Wording(source, action, "info", category=EMAIL, outcome=outcome)


_RECEIVED_SPF = _check(
    rf"(?:Action: )?prepend(?:: Text:)? Received-SPF: {_SPF_RESULT} \((?P<reason>[^()]{{1,500}})\) {_SPF_ENDS}"
    rf"(?: {{1,3}}Reject action: (?P<reject_action>[0-9 .]{{1,40}}))?{_END}",
    "spf-check",
)
_GREYLIST = _check(
    # action=greylist, reason=new, client_name=unknown, client_address=192.0.2.1/32, sender=…, recipient=…
    r"action=(?P<verdict>[a-z]{1,20}), reason=(?P<reason>[^,]{1,200})(?:, delay=[0-9]{1,40})?,"
    r" client_name=(?P<client_host>[^\s,]{1,255}),"
    r" client_address=(?P<client_ip>[0-9A-Fa-f:.]{1,45})(?:/[0-9]{1,3})?"
    r"(?:, sender=(?P<from>[^\s,]{0,320}))?(?:, recipient=(?P<to>[^\s,]{0,320}))?",
    "greylist",
)

WORDINGS: dict[str, tuple[Wording, ...]] = {
    "Action:": (_RECEIVED_SPF,),
    "prepend": (_RECEIVED_SPF,),
    **{f"{result};": (_check(rf"{_SPF_RESULT}; {_SPF_ENDS}{_END}", "spf-check"),) for result in SPF_RESULTS},
    **{f"action={verdict},": (_GREYLIST,) for verdict in ("pass", "greylist")},
    "whitelisted:": (
        _check(
            r"(?P<verdict>whitelisted): (?P<client_host>[^\s\[\],;]{1,255})"
            r"\[(?P<client_ip>[0-9A-Fa-f:.]{1,45})(?:/[0-9]{1,3})?\]",
            "greylist",
        ),
    ),
    "spamd:": (
        # spamd: result: Y 7 - URIBL_BLACK scantime=0.4,size=1200,user=debian-spamd,uid=118,…,raddr=192.0.2.1,…
        _check(
            r"spamd: result: (?P<spam>[Y.]) (?P<score>-?[0-9]{1,40}) - (?P<tests>[^\s=]{0,4000}) "
            r"scantime=(?P<seconds>[0-9.]{1,20}),size=(?P<size>[0-9]{1,40}),user=(?P<user>[^,]{1,255}),"
            r"uid=(?P<uid>[0-9]{1,10}),required_score=-?[0-9.]{1,20},rhost=(?P<client_host>[^,\s]{1,255}),"
            r"raddr=(?P<client_ip>[^,\s]{1,64}),rport=(?P<client_port>[0-9/a-zA-Z_.-]{1,255}),"
            r"mid=(?:<(?P<message_id>[^>]{1,1000})>|\(unknown\))(?:,.*)?",
            "spam-check",
        ),
        _check(
            r"spamd: connection from (?P<client_host>[^\s\[\]]{1,255}) \[(?P<client_ip>[^\s\[\]]{1,64})\]:"
            r"(?P<client_port>[0-9]{1,5}) to port (?P<server_port>[0-9]{1,5}), fd [0-9]{1,6}",
            "spam-check",
        ),
        _check(
            r"spamd: (?:processing|checking) message (?:<(?P<message_id>[^>]{1,1000})>|\(unknown\))"
            r"(?: aka .{1,1000}?)? for (?P<user>[^\s:]{1,255}):(?P<uid>[0-9]{1,10})",
            "spam-check",
        ),
        _check(
            r"spamd: (?P<verdict>clean message|identified spam)"
            r" \((?P<score>-?[0-9]{1,40})(?:\.[0-9]{1,9})?/-?[0-9.]{1,20}\)"
            r" for (?P<user>[^\s:]{1,255}):(?P<uid>[0-9]{1,10}) in (?P<seconds>[0-9.]{1,20}) seconds,"
            r" (?P<size>[0-9]{1,40}) bytes\.?",
            "spam-check",
        ),
    ),
    "dns:": (
        _check(
            r"dns: new_dns_packet: (?P<reason>domain is utf8 flagged): \S{1,255}",
            "spam-check",
        ),
    ),
}
