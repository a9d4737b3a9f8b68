r"""HAProxy: connections and requests through the load balancer, its servers, and itself.

Layout:
    192.0.2.1:5432 [31/Oct/2023:15:09:55.123] fe~ be/s1 0/0/1/12/13 200 154 - - ---- 2/2/0/0/0 0/0 "GET / HTTP/1.1"
    192.0.2.2:33317 [31/Oct/2023:15:09:55.655] ft-db bk-db/db1 0/0/5007 212 -- 0/0/0/0/3 0/0
    192.0.2.3:33318 [31/Oct/2023:15:09:56.100] fe/1: SSL handshake failure
    Connect from 192.0.2.5:51124 to 198.51.100.2:443 (fe/HTTP)
    Server app/srv2 is DOWN, reason: Layer4 timeout, check duration: 2001ms. 1 active and 0 backup servers left. …

    The formats `httplog` (also `httplog clf`, with and without captured cookies and headers), `httpslog`, `tcplog`,
    these with more fields anywhere, the default one, the one of errors, notices of servers, proxies and processes,
    and what it writes to a console; bare, or after the syslog tag `haproxy`, which may stand without a header, or the
    ingress controller's, `ingress`. Also the `[ACCESS]` records in JSON of HAProxy Enterprise (tag `hapee-lb`).

Source: HAProxy 1.8 to 3.0: configuration manual, chapter 8 (logging), and the messages in the source.

Timestamps: local, with milliseconds: when the connection was accepted, or the request began. Notices have none.

Quirks:
    A timer of -1 was not reached, and is left out; a `+` before the total or the size says that the connection went
    on (`option logasap`): the number is what there was so far: `tcp.log`.
    `<BADREQ>` is not a request; HAProxy refused it, or the client sent none: `http.log`.
    Signs that cannot be in a log are `#XX` in requests and captures, and stay so.
    A `~` after the frontend's name says that the client spoke TLS: `tls.established`.
    The outcome of a TCP session is a failure unless its termination state begins with `-`; if the client ended it
    (`C`, `c`), it has none: `tcp.log`.
    Fields of a `log-format` that are not known are `haproxy.extra`; so are all timers if there are more than five,
    as which of them are the request's is not told: `log_formats.log`, `words.log`.
    HAProxy says of its servers the name, not the address: `haproxy.server.name`.

Other readings:
    `tls.version_protocol` is in lower case, as ECS asks.
    `url.original` of JSON records is the path; the host is `url.domain`.
"""

from __future__ import annotations

from ecsparse.ecs import web
from ecsparse.ecs.network import process
from ecsparse.ecs.pieces import port as port_of
from ecsparse.ecs.url import host
from ecsparse.formats import pam
from ecsparse.patterns import Match, Pattern
from ecsparse.products.haproxy.messages import MESSAGES
from ecsparse.products.haproxy.sessions import enterprise_access, session
from ecsparse.record import Document, Field, Phrase, Prefix, Product, Program, Record

TAGS = frozenset(("haproxy", "hapee-lb"))
# That of the ingress controller, which may be another program's.
_TAG_OF_INGRESS = "ingress"

# How TCP sessions end: the termination states of the manual's table that occur.
_STATES = (
    "--", "CC", "CD", "CQ", "CR", "DD", "ID", "KD", "LR", "PC", "PR", "RC", "SC", "SD", "UD",
    "cC", "cD", "cQ", "cR", "sC", "sD", "sQ",
)  # fmt: skip

PRODUCT = Product(
    vendor="HAProxy", name="HAProxy", versions="1.8 to 3.0", formats=("http", "tcp", "text", "json"),
    signatures=(
        *map(Program, (*sorted(TAGS), _TAG_OF_INGRESS)),
        *(Prefix(f"[{level}] ") for level in ("NOTICE", "WARNING", "ALERT", "EMERG", "DIAG")),
        Prefix("Connect from "),
        *(Phrase(f'HTTP/{version}"') for version in ("1.0", "1.1", "2.0", "3.0")),
        *(Phrase(f" {state} ") for state in ("----", *_STATES)),
        *map(Phrase, ('"<BADREQ>"', " SSL handshake failure", " during SSL handshake")),
        Phrase(" does not look like a PROXY protocol header"),
    ),
    fields=(
        *web.FIELDS, "destination.{address,bytes,domain,ip,port}", "http.request.id", "http.response.bytes",
        "log.level", "process.{name,pid}", "source.{address,domain,ip,port}",
        "tls.{cipher,established,resumed,version,version_protocol}", "tls.client.server_name",
    ),
    own_fields={
        "haproxy.captured.{request,response}_cookie": Field("keyword", "captured cookie of the {request,response}"),
        "haproxy.captured.{request,response}_headers": Field("keyword", "those of its headers, in order"),
        "haproxy.connections.active": Field("long", "connections of the process when the session ended"),
        "haproxy.connections.{backend,frontend,server}": Field("long", "those that each of these had then"),
        "haproxy.connections.retries": Field("long", "retries of the connection to the server"),
        "haproxy.extra": Field("keyword", "fields of a log format that are not known, as they are"),
        "haproxy.mode": Field("keyword", "HTTP or TCP"),
        "haproxy.queue.{backend,server}": Field("long", "requests before this one in the {backend,server}'s queue"),
        "haproxy.termination_state": Field("keyword", "how the session ended, and in which state"),
        "haproxy.time.connect": Field("long", "milliseconds until the connection to the server was made"),
        "haproxy.time.queue": Field("long", "milliseconds in queues"),
        "haproxy.time.request": Field("long", "milliseconds until the whole request was there"),
        "haproxy.time.response": Field("long", "milliseconds until the server began to answer"),
    },
    actions=web.ACTIONS,
    messages=MESSAGES,
)  # fmt: skip

# [NOTICE]   (14387) : | [ALERT] 303/150955 (14387) :
_CONSOLE = Pattern(r"\[(NOTICE|WARNING|ALERT|EMERG|DIAG)\] +(?:[0-9]{3}/[0-9]{6} )?\(([0-9]{1,10})\) : ")
# Connect from 192.0.2.5:51124 to 198.51.100.2:443 (fe/HTTP)
_CONNECT = Pattern(
    r"Connect from (\[?[0-9A-Fa-f:.]{2,45}\]?):([0-9]{1,5}) to (\[?[0-9A-Fa-f:.]{2,45}\]?):([0-9]{1,5}) {1,2}"
    r"\((\S{1,255})/(HTTP|TCP)\)"
)
# [ACCESS] 2022 {"ip":"192.0.2.1", …}
_ENTERPRISE = Pattern(r"\[ACCESS\] (?:[0-9]{1,12} )?(?=\{)")


def parse(record: Record) -> Document | None:
    """The document of a line of HAProxy's, `None` for another program's."""
    program = record.program
    is_named = program in TAGS
    if (not is_named and program not in (None, _TAG_OF_INGRESS)) or record.text.startswith(pam.STARTS):
        return None
    document = _logged(record, record.text, is_named=is_named)
    if document is None:
        return None
    if "@timestamp" not in document:
        record.stamp(document)
    if program is not None:
        document["process"] = process(record.header)
    web.add_related(document, "source", "destination", "server")
    return document


def _logged(record: Record, text: str, *, is_named: bool) -> Document | None:
    """The document of what follows HAProxy's name, or stands without it."""
    document = session(record, text)
    if document is not None:
        return document
    if (connect := _CONNECT.fullmatch(text)) is not None:
        return _connected(connect)
    console = _CONSOLE.match(text)
    if console is not None:
        document = _notice(text[console.end() :])
        document["log"] = {"level": console[1].lower()}
        document["process"] = {"pid": int(console[2])}
        return document
    if is_named:
        if (enterprise := _ENTERPRISE.match(text)) is not None:
            document = enterprise_access(record, text[enterprise.end() :])
        return document or _notice(text)
    found = MESSAGES.read(text, alone=True)
    return None if found is None else MESSAGES.document(*found)


def _connected(match: Match) -> Document:
    client, client_port, server, server_port, frontend, mode = match.groups()
    document = MESSAGES.document("tcp-connection", {"frontend": frontend})
    web.add_client(document, client, port=port_of(client_port))
    if piece := host(server, port_of(server_port)):
        document["destination"] = piece
    document["haproxy"]["mode"] = mode
    return document


def _notice(message: str) -> Document:
    """The document of what HAProxy says of its servers, proxies and processes, or of any other message."""
    return MESSAGES.document(*(MESSAGES.read(message) or ("message", {})))
