r"""Zeek, network security monitor: its logs, as JSON and as columns.

Layout:
    {"ts":1698764995.123456,"uid":"CHhAvVGS1DHFjwGM9","id.orig_h":"192.0.2.20","id.orig_p":51544,
        "id.resp_h":"198.51.100.7","id.resp_p":443,"proto":"tcp","service":"ssl","conn_state":"SF",…}
    #separator \x09                                            tabs are between columns
    #fields  ts  uid  id.orig_h  id.orig_p  id.resp_h  id.resp_p  proto  service  duration  orig_bytes  …
    1698764995.123456  CHhAvVGS1DHFjwGM9  192.0.2.20  51544  198.51.100.7  443  tcp  ssl  12.345678  1420  …

    An object says which log it is of in `_path`, where that is written; else its members do. The columns of a line
    are those of the last line with `#fields` before it in its input. Where there is none, connections, questions of
    DNS, requests of HTTP, handshakes of TLS and SSH, files and anomalies are told by the number and the kind of
    columns that Zeek writes if nothing is added. `-` is unset, `(empty)` an empty set, `T` is true and `F` false.

Source: the manual of Zeek, versions 2.4 to 8.0: log files, log formats, and the reference of its scripts; JSON
streaming logs and Community ID.

Timestamps: `ts` is in seconds since 1970, to the microsecond, or ISO 8601 in UTC; `_write_ts`, when a record was
written, likewise.

Quirks:
    `source.bytes` and `destination.bytes` count packets with their headers, as `packets` does; bytes of payload are
    `zeek.connection.orig_bytes` and `zeek.connection.resp_bytes`: `connections.log`.
    Ports of ICMP are its type and code: `connections.log`.
    A connection between hosts of the site and others has a direction: `connections.log`.
    The lines in front of a log, and `#close`, are documents of their own: `columns.log`.
    A file of SMB has its path in the share, and the share; the share itself is `<share_root>`: `smb.log`.
    A handshake of TLS 1.3 may be inside of QUIC: its transport is not known, as that of others is: `tls.log`.
    A client of Kerberos without a name is its realm alone: `logins.log`.
    Before version 5, a file has its hosts in sets, and certificates are called by their files: `files.log`.
    An object of a log that is not known is `event-logged` if it names its log, or its connection: `others.log`.

Other readings:
    `event.id` of `uid`: all records of a connection have that: it is `zeek.session_id`.
    `network.protocol` `ssl` of a handshake: it is `tls`; of a connection, it is what Zeek calls its service.
"""

from __future__ import annotations

from ecsparse.ecs.pieces import is_ip, related
from ecsparse.ecs.web import status_code
from ecsparse.formats import json, objects
from ecsparse.products.zeek import tsv
from ecsparse.products.zeek.logs import BY_LOG, BY_SMB_ACTION, BY_STATE, PROTOCOLS, TELLING, TRANSPORTS, has_succeeded
from ecsparse.products.zeek.values import CAPTURES, READ, SAME, TIMES, VALUES, indicator
from ecsparse.record import Document, Heading, Members, Phrase, Prefix, Product, Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

PRODUCT = Product(
    vendor="Zeek",
    name="Zeek",
    versions="2.4 to 8.0",
    formats=("json", "tsv"),
    signatures=(
        Heading("#fields"),
        Heading("#separator"),
        Members("_path ts"),
        Members("ts uid id.orig_h id.resp_h"),
        Members("ts fuid source"),
        Members("ts certificate.serial certificate.subject"),
        Members("ts uids msg_types"),
        Members("ts note actions"),
        Members("ts name notice peer"),
        Members("ts host software_type unparsed_version"),
        Members("ts host port_num port_proto"),
        Members("ts host port_num issuer_subject"),
        Members("ts ts_delta peer percent_lost"),
        Members("ts peer pkts_proc"),
        Members("ts id machine compile_ts"),
        Members("ts id hashAlgorithm certStatus"),
        Members("ts sig_id event_msg"),
        Members("ts seen.indicator seen.where"),
        Members("level=Reporter::INFO ts"),
        Members("level=Reporter::WARNING ts"),
        Members("level=Reporter::ERROR ts"),
        *(Prefix(f"#{name}\t") for name in ("close", "empty_field", "fields", "open", "path", "set_separator",
                                            "types", "unset_field")),
        Prefix("#separator \\x"),
        *(Phrase(f"\t{word}\t") for word in ("tcp", "udp", "icmp", "GET", "POST", "HEAD", "T", "F")),
        *(Phrase(f"\tTLSv1{number}\t") for number in "0123"),
    ),
    after={"aws_cloudfront": "an edge location among its columns tells more"},
    dataset="log",
    fields=(
        "dns.answers.data", "dns.answers.ttl", "dns.header_flags", "dns.resolved_ip", "dns.type", "network.bytes",
        "network.direction", "network.packets", "network.type", "observer.product", "observer.type",
        "observer.vendor", "related.hash", "threat.indicator.email.address", "threat.indicator.file.hash.md5",
        "threat.indicator.file.name", "threat.indicator.ip", "threat.indicator.name", "threat.indicator.type",
        "threat.indicator.url.domain", "threat.indicator.url.full",
    ),
    messages=VALUES,
)  # fmt: skip

_OBSERVER = {"vendor": "Zeek", "product": "Zeek", "type": "ids"}
_NOTHING: dict[str, Any] = {}
_FLAGS = ("AA", "TC", "RD", "RA", "AD", "CD")
_DIRECTIONS = {
    ("true", "true"): "internal", ("true", "false"): "outbound", ("false", "true"): "inbound",
    ("false", "false"): "external",
}  # fmt: skip
_ENDS = {"#close": "close", "#open": "open"}
_IN_FRONT = ("#empty_field", "#fields", "#path", "#separator", "#set_separator", "#types", "#unset_field", *_ENDS)
_VERSION = ("version.major", "version.minor", "version.minor2", "version.minor3", "version.addl")
_FIRST_FAILURE = 400
_MOST_ANSWERS = 256
_BACKSLASH = "\\"
# What Zeek calls a share itself.
_ROOT = "<share_root>"
# All names of values of one log alone, with its name before them.
_NAMES = frozenset((*CAPTURES, *READ.split(), *TIMES))


def parse(record: Record) -> Document | None:
    """The document of a record of a log, or of a line in front of one; `None` if it is neither."""
    text = record.text
    if text[:1] == "#":
        return _of_front(record, text)
    if "\t" not in text:
        found = _of_object(record) or (tsv.named(record.heading, text) if record.heading else None)
    else:
        found = (tsv.named(record.heading, text) if record.heading else None) or tsv.ordered(text)
        found = found or (_of_object(record) if "{" in text[:64] else None)
    return None if found is None else _document(record, *found)


def _of_object(record: Record) -> tsv.Line | None:
    """The log of an object, and its members; `None` if it is none of Zeek's."""
    if "{" not in record.text[:64]:
        return None
    said = dict(json.flattened(objects.members(record)))
    log = said.get("_path", "")
    if "ts" not in said or not (log or _log_of(said) or "id.orig_h" in said):
        return None
    return log, said


def _log_of(said: dict[str, str]) -> str:
    """Which log a record with these columns is of; empty if that cannot be told."""
    names = said.keys()
    return next((log for log, several in TELLING if any(telling <= names for telling in several)), "")


def _document(record: Record, log: str, said: dict[str, str]) -> Document:
    log = log or _log_of(said)
    if log:
        said["_path"] = log
    kind = SAME.get(log, log)
    _prepare(kind, said)
    captured = ((f"{kind}.{name}", name, text) for name, text in said.items())
    pairs = [(whole if whole in _NAMES else name, text) for whole, name, text in captured]
    document = VALUES.document(_action(log, kind, said), pairs, "", record)
    document["observer"] = {**document.get("observer", _NOTHING), **_OBSERVER}
    if (protocol := PROTOCOLS.get(log)) is not None:
        document.setdefault("network", {}).setdefault("protocol", protocol)
    if (transport := _transport(log, said.get("version", ""))) is not None:
        document.setdefault("network", {}).setdefault("transport", transport)
    _add_sums(document)
    if kind == "dns":
        _add_dns(document, said)
    elif kind == "intel" and (text := said.get("seen.indicator")):
        found = document.setdefault("threat", {}).setdefault("indicator", {})
        found.update(indicator(said.get("seen.indicator_type", ""), text))
        if "ip" in found:
            _relate(document, [found["ip"]])
    return document


def _transport(log: str, version: str) -> str | None:
    """The transport of the protocol of a log; `None` if that may be either, as TLS 1.3 is inside of QUIC, too."""
    if log != "ssl":
        return TRANSPORTS.get(log)
    if version.startswith("DTLS"):
        return "udp"
    return "tcp" if version.startswith(("SSL", "TLS")) and version != "TLSv13" else None


def _prepare(kind: str, said: dict[str, str]) -> None:
    """Add to the columns of a record what follows from several of them."""
    if said.get("proto") == "icmp" and "id.orig_p" in said:
        said["icmp_type"], said["icmp_code"] = said.pop("id.orig_p"), said.pop("id.resp_p", "-")
        if ":" in said.get("id.orig_h", ""):
            said["proto"] = "ipv6-icmp"
    if kind == "conn":
        for end in ("orig", "resp"):
            if f"{end}_ip_bytes" not in said and f"{end}_bytes" in said:
                said[f"{end}_ip_bytes"] = said[f"{end}_bytes"]
    elif kind == "smb_files" and said.get("name", "") not in ("", _ROOT):
        share, name = said.get("path", ""), said["name"]
        said["file"] = f"{share.rstrip(_BACKSLASH)}{_BACKSLASH}{name}" if share.startswith(_BACKSLASH) else name
    elif kind == "mysql" and said.get("cmd") == "login" and "arg" in said:
        said["user"] = said["arg"]
    elif kind == "software":
        _join_version(said)


def _join_version(said: dict[str, str]) -> None:
    """Replace the columns of a version by one."""
    parts = [said[name] for name in _VERSION[:4] if said.get(name, "-") != "-"]
    if parts:
        addition = said.get("version.addl", "")
        said["version.whole"] = ".".join(parts) + (f"-{addition}" if addition else "")
        for name in _VERSION:
            said.pop(name, None)


def _action(log: str, kind: str, said: dict[str, str]) -> str:
    """The action of a record of a log."""
    if kind == "conn":
        return BY_STATE.get(said.get("conn_state", ""), "connection-seen")
    if kind == "smb_files":
        return BY_SMB_ACTION.get(said.get("action", ""), "smb-file")
    if kind == "tunnel":
        return "tunnel-found" if said.get("action", "").endswith("::DISCOVER") else "tunnel-ended"
    action = BY_LOG.get(log, "transaction" if log in PROTOCOLS else "event-logged")
    if action == "mysql-command" and "user" in said:
        action = "mysql-login"
    outcome = _has_succeeded(kind, said)
    return action if outcome is None else f"{action}/{'succeeded' if outcome else 'failed'}"


def _has_succeeded(kind: str, said: dict[str, str]) -> bool | None:
    """Whether what a record is of succeeded; `None` if it does not say that."""
    if kind == "dns":
        return None if "rcode_name" not in said else said["rcode_name"] == "NOERROR"
    if kind in ("http", "ftp"):
        code = status_code(said.get("status_code" if kind == "http" else "reply_code", ""))
        return None if code is None else code < _FIRST_FAILURE
    if kind == "radius":
        return {"success": True, "failed": False}.get(said.get("result", ""))
    if kind == "ldap":
        return has_succeeded(json.texts(said.get("result", said.get("results", ""))))
    name = {"ssl": "established", "ssh": "auth_success", "rfb": "auth"}.get(kind, "success")
    is_known = kind in ("ssl", "ssh", "rfb", "ntlm", "kerberos", "mysql", "postgresql", "redis")
    return {"true": True, "false": False}.get(said.get(name, "")) if is_known else None


def _add_sums(document: Document) -> None:
    """Add what both ends of a connection sent together, and its direction."""
    for name in ("bytes", "packets"):
        sent, received = (document.get(end, _NOTHING).get(name) for end in ("source", "destination"))
        if sent is not None and received is not None:
            document.setdefault("network", {})[name] = sent + received
    local = document.get("zeek", _NOTHING).get("connection", _NOTHING)
    ends = tuple("true" if local[name] else "false" for name in ("local_orig", "local_resp") if name in local)
    if (direction := _DIRECTIONS.get(ends)) is not None:  # type: ignore[arg-type]  # of one end, there is none
        document.setdefault("network", {})["direction"] = direction


def _add_dns(document: Document, said: dict[str, str]) -> None:
    """Add the answers to a question, and the flags of its header."""
    piece = document.setdefault("dns", {})
    piece["type"] = "answer" if "rcode" in said or "rcode_name" in said else "query"
    if flags := [name for name in _FLAGS if said.get(name) == "true"]:
        piece["header_flags"] = flags
    found = json.texts(said["answers"])[:_MOST_ANSWERS] if "answers" in said else []
    times = json.texts(said["TTLs"]) if "TTLs" in said else []
    answers: list[Document] = [{"data": text} for text in found if text]
    for answer, time in zip(answers, times, strict=False):
        whole = time.partition(".")[0]
        if whole.isdecimal() and len(whole) <= len("2147483647"):
            answer["ttl"] = int(whole)
    if answers:
        piece["answers"] = answers
    if resolved := [text for text in found if is_ip(text)]:
        piece["resolved_ip"] = resolved
        _relate(document, resolved)


def _relate(document: Document, ips: list[str]) -> None:
    known = document.get("related", _NOTHING)
    document["related"] = {**known, **related(ips=[*known.get("ip", ()), *ips])}


def _of_front(record: Record, text: str) -> Document | None:
    """The document of a line in front of a log, or at its end."""
    name, _, rest = text.replace("#separator ", "#separator\t", 1).partition("\t")
    if name not in _IN_FRONT or not rest:
        return None
    pairs = []
    if name == "#path":
        pairs.append(("_path", rest))
    elif name == "#fields":
        pairs.append(("columns", json.encode(rest.split("\t")) or rest))
    document = VALUES.document("log-described", pairs)
    document["observer"] = _OBSERVER
    parts = rest.split("-")
    if name in _ENDS and len(parts) == 6 and all(part.isdecimal() for part in parts):
        moment = record.clock.local("{}-{}-{} {}:{}:{}".format(*parts))
        if moment is not None:
            document["@timestamp"] = moment
            document["event"]["timezone"] = record.clock.zone
    return document
