r"""Zscaler Internet Access: web, firewall, DNS, tunnels, administration and data loss, as Nanolog streams them.

Layout:
    {"sourcetype":"zscalernss-web","event":{"datetime":"2023-10-31 15:09:55","reason":"Allowed","event_id":"71",
        "protocol":"HTTPS","action":"Allowed","ClientIP":"192.0.2.20","url":"www.example.com/a",…}}
    2023-10-31 15:09:55 reason=Allowed event_id=71 protocol=HTTPS … vendor=Zscaler product=NSS …  tabs between pairs

    The object in `event` may also stand alone. Feeds are settings: names are those of Zscaler's templates, and of
    the fields that templates are made of; what else a feed has is in `zscaler_zia.other`. Feeds in CEF and LEEF are
    read by `cef` and `leef`.

Source: Zscaler Help, NSS feed output formats: web, firewall, DNS, tunnel, admin audit, SaaS security and endpoint
    DLP logs; the feeds of Cloud NSS and for Splunk.

Timestamps: in the zone that is set for the feed, which is UTC by default and not in the line; to the second.

Quirks:
    Blanks and others are percent-encoded, in users' names, places, rules and programs; they are decoded, but not
    in URLs: `web.log`.
    `None`, `NA`, `N/A` and a place for a value that Zscaler left (`%lu{spi_in}`) are nothing: `tunnels.log`.
    URLs have no scheme: `web.log`.
    A firewall sees a client and the address that it asked for (`csip`, `cdip`), and itself and where it went
    (`ssip`, `sdip`). Without translation of destinations, the latter is `destination.ip`: `firewall.log`.
    `inbytes` are those that came from the server: `destination.bytes`: `firewall.log`.

Other readings:
    `source.bytes` of `inbytes`: the manual says that they are the server's.
    `network.protocol` `TCP`: ours is `network.transport`.
    `url.path` of the host: that is `url.domain`. `user_agent.original` still encoded: no program is called so.
    `user.name` of `deviceowner`: that is whose device it is, `zscaler_zia.device.owner`.
    `file.type` of the kind of content: ECS means a file, a directory or a link.
"""

from __future__ import annotations

from ecsparse.ecs.pieces import is_ip
from ecsparse.ecs.url import decoded
from ecsparse.formats import json, objects, pairs
from ecsparse.messages import actions
from ecsparse.messages.values import NOTHING, Values
from ecsparse.patterns import Pattern
from ecsparse.products.zscaler_zia.values import CAPTURES
from ecsparse.record import Document, Members, Phrase, Product, Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_HTTP = {"network": {"protocol": "http"}}
_NAMES = {"network": {"protocol": "dns"}}

ACTIONS = actions(
    """
admin-action/access       configuration: access | an administrator did something
admin-action/change       configuration: change
admin-action/creation     configuration: creation
admin-action/deletion     configuration: deletion
admin-login               authentication: start | an administrator signed in
admin-logout              authentication: end | an administrator signed out
data-judged               file: info | a file or a message was judged
data-judged/threat        file malware: info, alert
dns-query                 network: protocol + names | a name was asked for
dns-query/allowed         network: protocol allowed + names
dns-query/denied          network: protocol denied + names
firewall-session          network: connection | a session went through the firewall
firewall-session/allowed  network: connection allowed
firewall-session/denied   network: connection denied
tunnel                    network: info | a tunnel to Zscaler, or what went through it
web-request               web network: access + http | a request of HTTP went through the proxy
web-request/allowed       network: access allowed + http
web-request/denied        network: access denied + http
""",
    names=_NAMES,
    http=_HTTP,
)

# How sourcetypes begin, and what is streamed as each.
_ZSCALER = "zscalernss-"
_KINDS = {
    "alerts": "data", "audit": "admin", "casb": "data", "dns": "dns", "edlp": "data", "emaildlp": "data",
    "fw": "firewall", "tunnel": "tunnel", "web": "web",
}  # fmt: skip
# A name by which the kind of an event is known that comes without.
_NAMES_OF_KINDS = {
    "ClientIP": "web", "reqmethod": "web", "csip": "firewall", "reqaction": "dns", "tunneltype": "tunnel",
    "auditlogtype": "admin", "filemd5": "data",
}  # fmt: skip
_ADMIN_ACTIONS = {
    "SIGN_IN": "admin-login", "SIGN_OUT": "admin-logout", "CREATE": "admin-action/creation",
    "DELETE": "admin-action/deletion", "DOWNLOAD": "admin-action/access", "REPORT": "admin-action/access",
    "SEARCH": "admin-action/access", "VIEW": "admin-action/access",
}  # fmt: skip
_JUDGED = {"dns": "dns-query", "firewall": "firewall-session", "web": "web-request"}
_REFUSALS = ("block", "drop", "reset", "den", "quarantine")
_OUTCOMES = {"SUCCESS": "success", "FAILURE": "failure", "FAILED": "failure"}
# Names whose values stay encoded.
_ENCODED = frozenset((
    "ereferer", "eurl", "fullurl", "preaction", "postaction", "referer", "refererURL", "url",
))  # fmt: skip
_ALLOWED = frozenset(("Allowed", "Allow"))
_NO_TRANSLATION = "No"
# How Zscaler writes that there is nothing.
_UNSAID = NOTHING | {"NA", "{}"}

# What is zero where Zscaler has no other end of a connection, or no tunnel.
_OF_OTHERS = ("sdip", "sdport", "ssip", "ssport", "tsip")
_ZEROS = frozenset(("0", "0.0.0.0", "::"))  # noqa: S104 - no address that is bound

# %lu{spi_in}
_PLACE = Pattern(r"%[0-9]{0,2}[a-z]{1,3}\{[A-Za-z0-9_]{1,40}\}")

VALUES = Values(
    "zscaler_zia",
    ACTIONS,
    CAPTURES,
    nothing=_UNSAID,
    read_by_product="vendor product tunsport",
    times={"datetime": "@timestamp", "time": "@timestamp", "epochtime": "@timestamp"},
)

PRODUCT = Product(
    vendor="Zscaler",
    name="Internet Access",
    versions="5.7 to 6.2",
    formats=("json", "pairs"),
    signatures=(
        *(Members(f"sourcetype={_ZSCALER}{kind} event") for kind in _KINDS),
        Members("datetime ClientIP urlcategory transactionsize"),
        Members("datetime csip cdip ssip sdip"),
        Members("time cip sip reqmethod respcode urlcat"),
        Members("datetime reqaction resaction reqrulelabel"),
        Members("Recordtype tunneltype recordid"),
        Members("recordid adminid auditlogtype"),
        Phrase("\tvendor=Zscaler\t"),
        *(Phrase(f"\tdnat={said}\t") for said in ("No", "Yes")),
        *(Phrase(f"\treqaction={said}\t") for said in ("Allow", "Block", "REQ_ALLOW", "REQ_BLOCK")),
    ),
    dataset="log",
    fields=("observer.product", "observer.vendor", "related.hash"),
    messages=VALUES,
)

_OBSERVER = {"product": "ZIA", "vendor": "Zscaler"}
_NOTHING: dict[str, Any] = {}
# datetime=2023-10-31 15:09:55 | Tue Oct 31 15:09:55 2023
_FIRST = Pattern(r"[A-Za-z_]{1,40}=|[A-Za-z0-9:, -]{8,40}\t")


def parse(record: Record) -> Document | None:
    """The document of an event; `None` if it is of no kind that Zscaler streams."""
    text = record.text.strip(" ")
    kind, said = _of_object(objects.members(record)) if text[:1] == "{" else _of_pairs(text)
    kind = kind or next((found for name, found in _NAMES_OF_KINDS.items() if name in said), "")
    if not kind:
        return None
    if kind == "firewall":
        _add_ends(said)
    elif kind == "dns":
        _add_rule(said)
    elif kind == "web" and "proto" in said:
        said["protocol"] = said.pop("proto")
    elif kind == "tunnel" and "protocol" in said:
        said["proto"] = said.pop("protocol")
    if said.get("reason") in _ALLOWED:
        del said["reason"]
    public = said.pop("clientpublicIP", "")
    if public != said.get("ClientIP"):
        said["source.nat.ip"] = public
    document = VALUES.document(_action(kind, said), said, "", record)
    event = document["event"]
    if kind == "admin" and said.get("result") in _OUTCOMES:
        event["outcome"] = _OUTCOMES[said["result"]]
    if "name" in document.get("zscaler_zia", _NOTHING).get("threat", _NOTHING):
        event["kind"] = "alert"
    document["observer"] = _OBSERVER
    return document


def _of_object(payload: dict[str, Any]) -> tuple[str, dict[str, str]]:
    """The kind of an event, if its envelope says it, and its values."""
    sourcetype, event = payload.get("sourcetype"), payload.get("event")
    if not isinstance(sourcetype, str) or not isinstance(event, dict):
        return "", _cleaned(json.flattened(payload))
    return _KINDS.get(sourcetype.removeprefix(_ZSCALER), "data"), _cleaned(json.flattened(event))


def _of_pairs(text: str) -> tuple[str, dict[str, str]]:
    """No kind, and the values of a line with tabs, whose first column may be the time alone."""
    if _FIRST.match(text) is None:
        return "", {}
    time, tab, _ = text.partition("\t")
    first = [] if "=" in time or not tab else [("datetime", time)]
    return "", _cleaned([*first, *pairs.separated(text, "\t")])


def _cleaned(values: list[tuple[str, str]]) -> dict[str, str]:
    """The values without blanks around them, decoded, and without those that Zscaler left to be filled in."""
    said: dict[str, str] = {}
    for name, text in values:
        value = text
        if "%" in text:
            if _PLACE.fullmatch(text) is not None:
                continue
            value = text if name in _ENCODED else decoded(text)
        said.setdefault(name, value.strip(" "))
    return said


def _add_ends(said: dict[str, str]) -> None:
    """Name the ends of a session of the firewall, by whether its destination was translated."""
    for name in _OF_OTHERS:
        if said.get(name) in _ZEROS:
            del said[name]
    said["source.nat.ip"] = said.pop("ssip", "")
    asked, port = said.pop("cdip", ""), said.pop("cdport", "")
    served, served_port = said.pop("sdip", ""), said.pop("sdport", "")
    if said.get("dnat", _NO_TRANSLATION) == _NO_TRANSLATION and is_ip(served):
        said["destination.ip"], said["destination.port"] = served, served_port
        said["client_destination.ip"] = "" if asked == served else asked
    else:
        said["destination.ip"], said["destination.port"] = asked, port
        said["destination.nat.ip"], said["destination.nat.port"] = served, served_port


def _add_rule(said: dict[str, str]) -> None:
    """Name the rule that refused, if it is that on the response: `rulelabel`."""
    asked, answered = (said.get(name, "").lower() for name in ("reqaction", "resaction"))
    if any(refusal in answered and refusal not in asked for refusal in _REFUSALS) and "resrulelabel" in said:
        said["request.rule"] = said.pop("reqrulelabel", "")
        said["rulelabel"] = said.pop("resrulelabel")


def _action(kind: str, said: dict[str, str]) -> str:
    if kind in _JUDGED:
        verdicts = [said.get(name, "").lower() for name in ("action", "reqaction", "resaction")]
        action = _JUDGED[kind]
        if any(refusal in verdict for verdict in verdicts for refusal in _REFUSALS):
            return f"{action}/denied"
        return f"{action}/allowed" if any("allow" in verdict for verdict in verdicts) else action
    if kind == "admin":
        return _ADMIN_ACTIONS.get(said.get("action", ""), "admin-action/change")
    if kind == "data":
        return "data-judged/threat" if said.get("threatname", "") not in _UNSAID else "data-judged"
    return "tunnel"
