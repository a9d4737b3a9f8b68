r"""AWS CloudFront: requests that edge locations answered, as standard logs (text or JSON) and as real-time logs.

Layout (tabs between columns):
    2023-10-31 15:09:55 FRA56-C1 392 192.0.2.20 GET d111111abcdef8.cloudfront.net /a.html 200 - curl/8.5.0 - - Hit
        SOX4xwn4XV6Q4rgb7XiV== www.example.com https 23 0.001 - TLSv1.3 TLS_AES_128_GCM_SHA256 Hit HTTP/2.0 - -
        51544 0.001 Hit text/html 78 - -                                                 standard, 12 to 33 columns
    1698764995.123 192.0.2.20 0.002 200 392 GET https www.example.com /a.html 23 FRA56-C1 SOX4xwn4XV6Q4rgb7XiV== …
                                                                                         real-time, all columns
    {"date":"2023-10-31","time":"15:09:55","x-edge-location":"FRA56-C1","timestamp(ms)":"1698764995123",…}

    `-` is nothing. Columns after those that are known are in `aws_cloudfront.other`. Which columns a log has is a
    setting of real-time logs, and of standard logging v2: where a line with `#Fields:` precedes in the same input,
    that decides; elsewhere the order is that of the manual, and lines that lack some of the first ones are not
    claimed.

Source: Amazon CloudFront Developer Guide, standard logging reference, standard logging (v2), use real-time logs.

Timestamps: UTC, to the second, when the request was answered; of real-time logs and in JSON to the millisecond.

Quirks:
    Programs and referrers are percent-encoded, once or twice: they are decoded: `standard.log`.
    `000` is the status of a request whose client left: `standard.log`.
    `url` is made of what stands apart: path and query, and the host and the scheme that the client asked for; the
    name that CloudFront gave the distribution is `aws_cloudfront.distribution.domain`: `standard.log`.
    Cookies stay as they are logged.

Other readings:
    `user_agent.original` with `%20`: CloudFront encodes it, no program is called so.
    `http.response.body.bytes` of `sc-bytes`: these count the headers. `tls.version` `TLSv1.3`: ECS has the number.
"""

from __future__ import annotations

from ecsparse.ecs.numbers import nanoseconds
from ecsparse.ecs.pieces import ip, is_ip
from ecsparse.ecs.places import count, decimal, first_address, port_number
from ecsparse.ecs.url import decoded, host_and_port, url
from ecsparse.ecs.web import status_code
from ecsparse.formats import columns, json, objects, w3c
from ecsparse.messages import actions
from ecsparse.messages.captures import Capture, ecs, named_host, own, tls
from ecsparse.messages.values import NOTHING, Values, number, word
from ecsparse.patterns import Pattern
from ecsparse.record import Document, Heading, Members, Phrase, Product, Record

_HTTP = {"network": {"protocol": "http"}}

ACTIONS = actions(
    """
http-request            web: access + http | a request of HTTP was answered
http-request/failed     web: access, failure + http
http-request/succeeded  web: access, success + http
""",
    http=_HTTP,
)

_STANDARD = columns.names(
    "date time x-edge-location sc-bytes c-ip cs-method cs(Host) cs-uri-stem sc-status cs(Referer) cs(User-Agent)"
    " cs-uri-query cs(Cookie) x-edge-result-type x-edge-request-id x-host-header cs-protocol cs-bytes time-taken"
    " x-forwarded-for ssl-protocol ssl-cipher x-edge-response-result-type cs-protocol-version fle-status"
    " fle-encrypted-fields c-port time-to-first-byte x-edge-detailed-result-type sc-content-type sc-content-len"
    " sc-range-start sc-range-end"
)
_REAL_TIME = columns.names(
    "timestamp c-ip time-to-first-byte sc-status sc-bytes cs-method cs-protocol cs-host cs-uri-stem cs-bytes"
    " x-edge-location x-edge-request-id x-host-header time-taken cs-protocol-version c-ip-version cs-user-agent"
    " cs-referer cs-cookie cs-uri-query x-edge-response-result-type x-forwarded-for ssl-protocol ssl-cipher"
    " x-edge-result-type fle-encrypted-fields fle-status sc-content-type sc-content-len sc-range-start"
    " sc-range-end c-port x-edge-detailed-result-type c-country cs-accept-encoding cs-accept"
    " cache-behavior-path-pattern cs-headers cs-header-names cs-headers-count primary-distribution-id"
    " primary-distribution-dns-name origin-fbl origin-lbl asn cmcd-encoded-bitrate cmcd-buffer-length"
    " cmcd-buffer-starvation cmcd-content-id cmcd-object-duration cmcd-deadline cmcd-measured-throughput"
    " cmcd-next-object-request cmcd-next-range-request cmcd-object-type cmcd-playback-rate"
    " cmcd-requested-maximum-throughput cmcd-streaming-format cmcd-session-id cmcd-stream-type cmcd-startup"
    " cmcd-top-bitrate cmcd-version"
)
# The columns of the first logs, and those by which a real-time log is known.
_LEAST_STANDARD, _LEAST_REAL_TIME = 12, 20
# What the last column of those that are in no list is called.
_MORE = "column"
_METHODS = ("DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT")
_PROTOCOLS = frozenset(("http", "https", "ws", "wss", "grpc", "grpcs"))
_TYPES = {"IPv4": "ipv4", "IPv6": "ipv6"}
_FIRST_FAILURE = 400

# 2023-10-31
_DATE = Pattern(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
# 15:09:55
_CLOCK = Pattern(r"[0-9]{2}:[0-9]{2}:[0-9]{2}")
# FRA56-C1
_LOCATION = Pattern(r"[A-Z]{3}[0-9][A-Z0-9-]{0,12}")
# 1698764995.123
_EPOCH = Pattern(r"[0-9]{10}(?:\.[0-9]{1,6})?")


def _text(text: str) -> str:
    """A header of a request, which was encoded once, or twice: a text whose blanks are still encoded."""
    once = decoded(text)
    return decoded(once) if "%20" in once and " " not in once else once


def _host(text: str) -> Document:
    """`url` of a host and its port."""
    domain, port = host_and_port(text)
    return {name: value for name, value in (("domain", domain), ("port", port)) if value is not None}


def _forwarded(text: str) -> str | None:
    return first_address(decoded(text))


def _version(text: str) -> str | None:
    number = text.removeprefix("HTTP/")
    return number if number != text else None


def _mime_type(text: str) -> str | None:
    return decoded(text).partition(";")[0].strip() or None


def _country(text: str) -> str | None:
    return text if len(text) == 2 and text.isalpha() and text.isupper() else None


CAPTURES: dict[str, Capture | tuple[Capture, ...]] = {
    "x-edge-location": word("edge location that answered", "edge_location"),
    "sc-bytes": (ecs("http.response.bytes", read=count), ecs("destination.bytes", read=count)),
    "cs-bytes": (ecs("http.request.bytes", read=count), ecs("source.bytes", read=count)),
    "c-ip": ecs("source.ip", read=ip, related="ip"),
    "c-port": ecs("source.port", read=port_number),
    "c-ip-version": ecs("network.type", read=_TYPES.get),
    "c-country": ecs("source.geo.country_iso_code", read=_country),
    "asn": ecs("source.as.number", read=count),
    "cs-method": ecs("http.request.method"),
    "cs-protocol": ecs("url.scheme"),
    "cs(Host)": word("name that CloudFront gave the distribution", "distribution.domain"),
    "primary-distribution-dns-name": word("name that CloudFront gave the distribution", "distribution.domain"),
    "primary-distribution-id": word("distribution", "distribution.id"),
    "DistributionId": word("distribution", "distribution.id"),
    **dict.fromkeys(("x-host-header", "cs-host"), (
        Capture("url", "", _host, parts=("domain", "port"), related=("hosts", "domain")), named_host()
    )),
    "url": Capture("url", "", url, parts=("extension", "original", "path", "query")),
    "sc-status": ecs("http.response.status_code", read=status_code),
    "cs(Referer)": ecs("http.request.referrer", read=_text),
    "cs(User-Agent)": ecs("user_agent.original", read=_text),
    "cs(Cookie)": word("cookies that the client sent", "cookie"),
    "cs-protocol-version": ecs("http.version", read=_version),
    "cs-accept": word("types that the client accepts", "accept"),
    "cs-accept-encoding": word("encodings that the client accepts", "accept_encoding"),
    "cs-headers": word("headers of the request", "headers"),
    "cs-header-names": word("names of the headers of the request", "header_names"),
    "cs-headers-count": number("headers of the request", "header_count"),
    "x-edge-result-type": word("how the answer was come by in the end", "result_type"),
    "x-edge-response-result-type": word("how the answer was come by at first", "response_result_type"),
    "x-edge-detailed-result-type": word("which error it was", "detailed_result_type"),
    "x-edge-request-id": ecs("http.request.id"),
    "cache-behavior-path-pattern": word("paths whose behaviour applied", "path_pattern"),
    "time-taken": ecs("event.duration", read=nanoseconds),
    "time-to-first-byte": own("float", "seconds to the first byte of the answer", read=decimal,
                              name="time.first_byte"),
    "origin-fbl": own("float", "seconds to the first byte of the origin", read=decimal,
                      name="time.origin_first_byte"),
    "origin-lbl": own("float", "seconds to the last byte of the origin", read=decimal,
                      name="time.origin_last_byte"),
    "x-forwarded-for": (
        ecs("network.forwarded_ip", read=_forwarded, related="ip"),
        word("addresses that proxies forwarded for", "forwarded_for"),
    ),
    "ssl-protocol": tls(),
    "ssl-cipher": ecs("tls.cipher"),
    "fle-status": word("how the encryption of fields went", "field_encryption.status"),
    "fle-encrypted-fields": number("fields that were encrypted", "field_encryption.fields"),
    "sc-content-type": ecs("http.response.mime_type", read=_mime_type),
    "sc-content-len": ecs("http.response.body.bytes", read=count),
    "sc-range-start": number("first byte of a range", "range.start"),
    "sc-range-end": number("last byte of a range", "range.end"),
}  # fmt: skip
# The same values under the names that real-time logs have for them.
CAPTURES |= {f"cs-{name.lower()}": CAPTURES[f"cs({name})"] for name in ("Cookie", "Referer", "User-Agent")}

VALUES = Values(
    "aws_cloudfront",
    ACTIONS,
    CAPTURES,
    read_by_product="cs-uri-stem cs-uri-query",
    nothing=NOTHING | {"000"},
    times={"timestamp": "@timestamp", "timestamp(ms)": "@timestamp", "date": "@timestamp"},
)

PRODUCT = Product(
    vendor="Amazon",
    name="CloudFront",
    versions="2008 to 2025",
    formats=("tsv", "json"),
    signatures=(
        *(Phrase(f"\t{method}\t") for method in _METHODS),
        *(Heading(f"#Fields: x-edge-{name}") for name in ("location", "request-id", "result-type")),
        Members("x-edge-location x-edge-request-id"),
        Members("x-edge-location timestamp(ms)"),
        Members("x-edge-location date time"),
    ),
    dataset="access",
    fields=("cloud.provider",),
    messages=VALUES,
)


def parse(record: Record) -> Document | None:
    """The document of a request; `None` if its columns are not those of CloudFront."""
    text = record.text.strip(" ")
    said = _members(record) if text[:1] == "{" else _named(record.heading, text) or _columns(text)
    if not said:
        return None
    if "date" in said and "time" in said:
        said["date"] = f"{said['date']}T{said.pop('time')}Z"
    path, query = said.get("cs-uri-stem", "-"), said.get("cs-uri-query", "-")
    if path != "-":
        said["url"] = path if query == "-" else f"{path}?{query}"
    if said.get("x-host-header", "-") == "-" and (host := said.get("cs(Host)")) is not None:
        said["x-host-header"] = host
    code = status_code(said.get("sc-status", ""))
    action = "http-request"
    if code is not None:
        action = f"http-request/{'succeeded' if code < _FIRST_FAILURE else 'failed'}"
    elif said.get("x-edge-result-type") == "Error":
        # the client left before it was answered
        action = "http-request/failed"
    document = VALUES.document(action, said, "", record)
    document["cloud"] = {"provider": "aws"}
    return document


def _members(record: Record) -> dict[str, str]:
    return dict(json.flattened(objects.members(record)))


def _named(heading: str, text: str) -> dict[str, str] | None:
    """The columns of a line whose file names them; `None` if it does not, or they hold something else."""
    if "#Fields:" not in heading:
        return None
    values = text.split("\t" if "\t" in text else " ", columns.MOST_COLUMNS)
    return w3c.named(w3c.directives(heading).columns, [value.strip(" ") for value in values], is_ip)


def _columns(text: str) -> dict[str, str]:
    """The columns of a line by their names; empty if it is not of CloudFront."""
    found = text.split("\t", columns.MOST_COLUMNS)
    if " " in text:
        found = [column.strip(" ") for column in found]
    if _is_standard(found):
        names = _STANDARD
    elif _is_real_time(found):
        names = _REAL_TIME
    else:
        return {}
    said = dict(columns.named(names, found))
    for place, value in enumerate(found[len(names) :], len(names)):
        said[f"{_MORE}{place + 1}"] = value
    return said


def _is_standard(found: list[str]) -> bool:
    return (
        len(found) >= _LEAST_STANDARD
        and _DATE.fullmatch(found[0]) is not None
        and _CLOCK.fullmatch(found[1]) is not None
        and _LOCATION.fullmatch(found[2]) is not None
        and is_ip(found[4])
        and found[5].isalpha()
    )


def _is_real_time(found: list[str]) -> bool:
    return (
        len(found) >= _LEAST_REAL_TIME
        and _EPOCH.fullmatch(found[0]) is not None
        and is_ip(found[1])
        and found[6] in _PROTOCOLS
        and _LOCATION.fullmatch(found[10]) is not None
    )
