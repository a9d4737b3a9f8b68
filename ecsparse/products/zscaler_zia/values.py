"""The named values of Zscaler Internet Access, and their fields.

Source: Zscaler Help, NSS feed output formats.
"""

from __future__ import annotations

from collections.abc import Callable

from ecsparse.ecs.events import TRANSPORTS, hashes, web_url
from ecsparse.ecs.network import tunnel_type
from ecsparse.ecs.numbers import from_milliseconds, nanoseconds
from ecsparse.ecs.pieces import dns_answer, ip
from ecsparse.ecs.places import count, host_name, like, lower, port_number
from ecsparse.ecs.url import PARTS
from ecsparse.ecs.web import status_code
from ecsparse.messages.captures import Capture, ecs, login, own, path
from ecsparse.messages.values import computer, each, number, word
from ecsparse.patterns import Pattern
from ecsparse.record import Document

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_NOTHING: dict[str, Any] = {}
_NO_ANSWERS = frozenset(("EMPTY_RESP", "EMPTY"))
_RESPONSES = frozenset(("FORMERR", "NOERROR", "NOTIMP", "NXDOMAIN", "REFUSED", "SERVFAIL"))
# text/html
_MIME_TYPE = Pattern(r"[a-z]{1,20}/[A-Za-z0-9.+-]{1,100}")


_NOWHERE = frozenset(("0.0.0.0", "::"))  # noqa: S104 - no address that is bound


def _answers(text: str) -> Document:
    """The parts of `dns` for an answer: addresses or names, or the code of a response without any."""
    if text in _RESPONSES:
        return {"response_code": text}
    if text in _NO_ANSWERS:
        return {}
    found = [dns_answer(part.strip()) for part in text.split(";") if part.strip()]
    if not found:
        return {}
    piece: Document = {"answers": [answer for each in found for answer in each["answers"]]}
    if addresses := [address for each in found for address in each.get("resolved_ip", ())]:
        piece["resolved_ip"] = addresses
    return piece


def _digest(kind: str) -> Callable[[str], str | None]:
    """A reader of hashes of this `kind`, in lower case."""

    def read(text: str) -> str | None:
        return (hashes(text.lower()) or _NOTHING).get(kind)

    return read


def _question_type(text: str) -> str | None:
    return text.partition(" ")[0] or None


def _server(text: str) -> str | None:
    """The address of a server, `None` if none was reached."""
    return None if text in _NOWHERE else ip(text)


def _transport(text: str) -> str | None:
    name = text.lower()
    return name if name in TRANSPORTS.values() else TRANSPORTS.get(text)


_SOURCE = ecs("source.ip", read=ip, related="ip")
_USER = login()
_RULE = ecs("rule.name")
_NAME = ecs("destination.domain", read=host_name, related="hosts")
_MD5 = ecs("file.hash.md5", read=_digest("md5"), related="hash")

CAPTURES: dict[str, Capture | tuple[Capture, ...]] = {
    **dict.fromkeys(("event_id", "recordid"), ecs("event.id")),
    **dict.fromkeys(("action", "actiontaken"), word("what was done", "action")),
    "reason": ecs("event.reason"),
    **dict.fromkeys(("user", "login", "adminid"), _USER),
    **dict.fromkeys(("department", "dept"), word("department of the user", "department")),
    **dict.fromkeys(("location", "locationname"), word("place that the traffic came from", "location")),
    **dict.fromkeys(("ClientIP", "clientip", "csip", "cip", "clt_sip", "cltip", "sourceip"), _SOURCE),
    **dict.fromkeys(("csport", "sourceport"), ecs("source.port", read=port_number)),
    "source.nat.ip": ecs("source.nat.ip", read=ip, related="ip"),
    "ssport": ecs("source.nat.port", read=port_number),
    **dict.fromkeys(
        ("serverip", "sip"), (ecs("destination.ip", read=_server, related="ip"), ecs("server.ip", read=_server))
    ),
    **dict.fromkeys(
        ("destination.ip", "destinationip", "srv_dip"), ecs("destination.ip", read=ip, related="ip")
    ),
    **dict.fromkeys(
        ("destination.port", "destinationport", "srv_dport", "sport"), ecs("destination.port", read=port_number)
    ),
    "destination.nat.ip": ecs("destination.nat.ip", read=ip, related="ip"),
    "destination.nat.port": ecs("destination.nat.port", read=port_number),
    "client_destination.ip": own("ip", "address that the client asked for, where another one is served", read=ip,
                                 name="client_destination", related="ip"),
    **dict.fromkeys(("hostname", "cdfqdn"), _NAME),
    "destcountry": ecs("destination.geo.country_name"),
    "srcip_country": ecs("source.geo.country_name"),
    **dict.fromkeys(("inbytes", "rxbytes"), ecs("destination.bytes", read=count)),
    **dict.fromkeys(("outbytes", "txbytes"), ecs("source.bytes", read=count)),
    **dict.fromkeys(
        ("requestsize", "reqsize"), (ecs("http.request.bytes", read=count), ecs("source.bytes", read=count))
    ),
    **dict.fromkeys(
        ("responsesize", "respsize"), (ecs("http.response.bytes", read=count), ecs("destination.bytes", read=count))
    ),
    **dict.fromkeys(("transactionsize", "totalsize"), ecs("network.bytes", read=count)),
    "protocol": ecs("network.protocol", read=lower),
    "proto": ecs("network.transport", read=_transport),
    "nwsvc": ecs("network.protocol", read=lower),
    "nwapp": ecs("network.application", read=lower),
    "duration": ecs("event.duration", read=nanoseconds),
    "durationms": ecs("event.duration", read=from_milliseconds),
    "avgduration": number("milliseconds that a session took on average", "average_duration"),
    "numsessions": number("sessions that the event sums up", "sessions"),
    "dnat": word("whether the destination was translated", "destination_translated"),
    "stateful": word("whether the firewall kept a state", "stateful"),
    "aggregate": word("whether the event sums up sessions", "aggregate"),
    # web
    **dict.fromkeys(("requestmethod", "reqmethod"), ecs("http.request.method")),
    **dict.fromkeys(("status", "respcode"), ecs("http.response.status_code", read=status_code)),
    **dict.fromkeys(("refererURL", "ereferer", "referer"), ecs("http.request.referrer")),
    **dict.fromkeys(("useragent", "eua", "ua"), ecs("user_agent.original")),
    "contenttype": ecs("http.response.mime_type", read=like(_MIME_TYPE)),
    **dict.fromkeys(
        ("url", "eurl", "fullurl"), Capture("url", "", web_url, parts=PARTS, related=("hosts", "domain"))
    ),
    **dict.fromkeys(("urlcategory", "urlcat"), word("category of the URL", "url.category")),
    **dict.fromkeys(
        ("urlsupercategory", "urlsupercat"), word("category of the category of the URL", "url.supercategory")
    ),
    "urlclass": word("class of the URL", "url.class"),
    **dict.fromkeys(("appname", "applicationname"), word("application in the cloud", "application.name")),
    "appclass": word("kind of application", "application.class"),
    **dict.fromkeys(("pagerisk", "riskscore"), number("how risky a page is, from 0 to 100", "page_risk")),
    "bwthrottle": word("whether the bandwidth was limited", "throttled"),
    "unscannabletype": word("why something could not be scanned", "unscannable"),
    "keyprotectiontype": word("how the key of an inspection is kept", "key_protection"),
    **dict.fromkeys(("filetype", "fileclass"), word("kind of file", "file.kind")),
    **dict.fromkeys(("filename", "itemname"), ecs("file.name")),
    "sender": ecs("email.from.address", read=each()),
    **dict.fromkeys(("recipients", "emailrecipients"), ecs("email.to.address", read=each())),
    "messageid": ecs("email.message_id"),
    "filesrcpath": path(),
    "filedstpath": word("path that a file goes to", "file.destination"),
    "filetypename": word("type of a file", "file.type"),
    "channel": word("way on which data left a device", "dlp.channel"),
    "activitytype": word("what a user did with data", "dlp.activity"),
    "dstntype": word("kind of where data goes to", "dlp.destination"),
    "confirmaction": word("what a user answered", "dlp.confirmation"),
    "collabscope": word("visibility of a file", "file.scope"),
    "extcollabnames": word("accounts outside that can see a file", "file.external_users"),
    "filesha": ecs("file.hash.sha256", read=_digest("sha256"), related="hash"),
    "subject": ecs("email.subject"),
    "owner": word("owner of a file", "file_owner"),
    "severity": word("how severe it is", "severity"),
    **dict.fromkeys(("md5", "bamd5", "filemd5"), _MD5),
    "sha256": ecs("file.hash.sha256", read=_digest("sha256"), related="hash"),
    # threats and rules
    **dict.fromkeys(("threatcategory", "threatcat", "malwarecat"), word("category of a threat", "threat.category")),
    "threatname": word("threat", "threat.name"),
    **dict.fromkeys(("threatclass", "malwareclass"), word("class of a threat", "threat.class")),
    **dict.fromkeys(("rulelabel", "reqrulelabel", "policy"), _RULE),
    "resrulelabel": word("rule that decided on a response", "response_rule"),
    "request.rule": word("rule that decided on a request, where that on its response refused", "request_rule"),
    "ipsrulelabel": word("rule of the intrusion prevention", "ips_rule"),
    **dict.fromkeys(("dlpengine", "dlpenginenames", "dlpeng"), word("engine against data loss", "dlp.engine")),
    **dict.fromkeys(
        ("dlpdictionaries", "dlpdictnames", "dlpdict"), word("dictionaries that matched", "dlp.dictionaries")
    ),
    "filesource": word("where a file is", "file.source"),
    "tenant": word("tenant of the application", "tenant"),
    # devices
    "deviceowner": word("whose device it is", "device.owner"),
    "devicehostname": computer(),
    "devicename": word("name of the device, as Zscaler has it", "device.host_name"),
    "deviceostype": ecs("host.os.full"),
    # DNS
    "reqaction": word("what was done with a question", "request_action"),
    "resaction": word("what was done with an answer", "response_action"),
    **dict.fromkeys(("reqtype", "dns_reqtype"), ecs("dns.question.type", read=_question_type)),
    **dict.fromkeys(("dns_req", "req"), ecs("dns.question.name", related="hosts")),
    **dict.fromkeys(("dns_resp", "res"), Capture(
        "dns", "", _answers, parts=("answers.data", "answers.type", "resolved_ip", "response_code"),
        related=("ip", "resolved_ip"),
    )),
    **dict.fromkeys(("respipcategory", "respipcat", "ipcat"), word("category of the address", "address_category")),
    **dict.fromkeys(("category", "domcat"), word("category of the event, or of a name", "category")),
    # tunnels
    "Recordtype": word("kind of record", "record_type"),
    "tunneltype": (word("kind of tunnel", "tunnel.type"), ecs("network.type", read=tunnel_type)),
    "tuntype": word("kind of tunnel", "tunnel.type"),
    "tsip": own("ip", "source of the tunnel", read=ip, name="tunnel.source", related="ip"),
    "tunnelprotocol": word("protocol of the tunnel", "tunnel.protocol"),
    "event": word("what happened to the tunnel", "tunnel.event"),
    "eventreason": ecs("event.reason"),
    "ikeversion": word("version of IKE", "ike.version"),
    "lifetime": number("seconds that keys are good for", "ike.lifetime"),
    "algo": word("cipher of the tunnel", "ike.cipher"),
    "authentication": word("how messages are authenticated", "ike.authentication"),
    "authtype": word("how the peer is authenticated", "ike.peer_authentication"),
    **dict.fromkeys(("spi", "spi_in"), word("index of what came in", "ike.spi_in")),
    "spi_out": word("index of what went out", "ike.spi_out"),
    # administration
    "subcategory": word("category within the category", "subcategory"),
    "resource": word("what was administered", "resource"),
    "interface": word("by which interface", "interface"),
    "result": word("result", "result"),
    "errorcode": ecs("error.code"),
    "auditlogtype": word("which portal it is of", "audit_log"),
    "preaction": word("what was before, as JSON", "before"),
    "postaction": word("what was afterwards, as JSON", "after"),
}  # fmt: skip
