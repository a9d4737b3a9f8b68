"""The documents of OpenVPN's lines in the profile `ecs`, also of those that have one of the structured forms."""

from __future__ import annotations

from functools import cache

from ecsparse.ecs.envelope import WEEKDAY_MISMATCH, add_tags
from ecsparse.ecs.network import mac
from ecsparse.ecs.pieces import endpoint, is_ip, related
from ecsparse.patterns import Pattern
from ecsparse.products.openvpn import pieces
from ecsparse.products.openvpn.events import SEEN, SOME, Known, classified, learn, read_details, remember
from ecsparse.products.openvpn.forms import FORMS, LOGIN_FORMS, initiated
from ecsparse.products.openvpn.peers import client_before
from ecsparse.products.openvpn.signs import date_of
from ecsparse.record import Document, Record
from ecsparse.timestamps.months import contradicts

# Forms whose reason, in the documented profile, is not the message.
_SHORTENED = frozenset(("IFCONFIG POOL", "IFCONFIG POOL IPv4", "IFCONFIG POOL IPv6", "ifconfig_pool_read"))

# `log.level` of messages, by the flags of `--machine-readable-output`.
_FLAGS = ((0x10, "fatal"), (0x20, "error"), (0x40, "warning"), (0x80, "debug"))

# By the first word of a structured form: its wording.
_FORM_WORDING = {word: word for word in FORMS if word.startswith(("net_", "ROUTE"))} | {
    "DCO": "DCO device",
    "Incorrect": 'Incorrect password supplied for LDAP DN "',
    "LDAP": 'LDAP user "',
    "Opened": "Opened utun device",
    "TUN/TAP": "TUN/TAP device",
    "Unable": "Unable to bind as",
    "net_route_v4_best_gw": "net_route_v4_best_gw result:",
    "net_route_v6_best_gw": "net_route_v6_best_gw result:",
}

# The wordings of most forms with a client.
_LEARNED = "MULTI: Learn: "
_ASSIGNED = "MULTI: primary virtual IP for "
_INITIATED = "[] Peer Connection Initiated with "

# IFCONFIG POOL IPv4: base=10.8.0.4 size=62
_POOL_SIZE = Pattern(r"IFCONFIG POOL[^=]{0,16}=\S{2,64} size=([0-9]{1,18})(?![0-9])")

# What messages about a control channel with TLS said, as `SEEN`.
_SEEN_TLS: dict[str, Known] = {}


def to_ecs(record: Record, document: Document) -> Document:
    """The document for the profile `ecs`, but for its envelope.

    A message is classified by its wording (`messages`), which says its action; its details are read where the
    action has any (`events`). The client of a prefix is also the source of what it sends.
    """
    text, message = record.text, document["event"].get("reason")
    if message is None or message in _SHORTENED:
        document, message, known = _of_form(record, document)
    else:
        whose = 0 if "client" not in document else 2 if "user" in document else 1
        known = SEEN[whose].get(message) or learn(message, whose)
    event, fields, relation, read = known
    document |= fields
    document["event"] = event = event.copy()
    client = document.get("client")
    if client is not None and "source" not in document and ("ip" in client or "port" in client):
        transport = pieces.transport_of(text[: -len(message)]) if "udp" in text or "tcp" in text else None
        document["source"] = client
        document["network"] = pieces.network_of(pieces.version_of(client.get("ip")), transport, "inbound")
    if "@timestamp" in document and not record.took_header_time:
        if text[4] == "-":
            event["timezone"] = record.clock.zone
        else:
            _add_time(record, document, event)
    if relation is not None and "related" in document:
        pieces.relate(document, relation.get("ip", ()), relation.get("user", ()), relation.get("hosts", ()))
    elif relation is not None:
        document["related"] = relation
    if read is not None:
        read(document, event, message)
    return document


def _add_time(record: Record, document: Document, event: Document) -> None:
    """Add what `ctime` and epochs say beside the time: the zone that was taken, a false weekday, a level."""
    text = record.text.lstrip(" \t")
    if text[4:5] == "-":
        event["timezone"] = record.clock.zone
        return
    if not text[:1].isdecimal():
        weekday, month, day, _, year = text.split(None, 5)[:5]
        event["timezone"] = record.clock.zone
        if contradicts(weekday, day, month, year):
            add_tags(document, [WEEKDAY_MISMATCH])
        return
    flags = int(text.split(" ", 2)[1], 16)
    level = next((level for flag, level in _FLAGS if flags & flag), None)
    if level is not None:
        document["log"] = {"level": level}


def _of_form(record: Record, document: Document) -> tuple[Document, str, Known]:
    """The document of a structured form, whose reason is not the message, that message, and what it says."""
    client = document.get("client")
    if "reason" in document["event"]:
        return _of_pool(record, document)
    if client is None:
        return _of_daemons_form(record, document)
    if "nat" in client and "ip" not in client and "MULTI: " not in record.text:
        return _of_pool(record, document)
    message, is_prefixed = _form(record, document)
    if "domain" in client and not message.startswith(("MULTI: ", "[")):
        # a name that holds what looks like a prefix
        message = message[max(message.rfind("MULTI: "), 0) :]
    if "tls" in document:
        known = _SEEN_TLS.get(message)
        if known is None:
            said = {"client": SOME, "tls": document["tls"]}
            known = remember(message, read_details(message, classified(message), said), _SEEN_TLS)
        return document, message, known
    known = _of_clients_form(message)
    if "observer" in document:
        return document, message, _with_observer(known, document["observer"])
    if not is_prefixed and message.startswith("["):
        # the peer of a client is its server, of a point-to-point daemon either
        remote = pieces.without_none({"ip": client.get("ip"), "port": client.get("port"), "name": client.get("domain")})
        document = {name: value for name, value in document.items() if name not in ("client", "related")}
        document["openvpn"] = {"remote": remote}
        pieces.relate_ip(document, client.get("ip"))
    else:
        _name_client(document, client)
    return document, message, known


def _of_daemons_form(record: Record, document: Document) -> tuple[Document, str, Known]:
    """The same of a form without a client; mostly, its first word says which one it is."""
    text = record.text
    dated = text[4:5] == "-" and "@timestamp" in document and not record.took_header_time
    message = text[20:] if dated else text
    word = message.partition(" ")[0]
    if word in LOGIN_FORMS and "user" not in document:
        known = SEEN[0].get(message) or learn(message, 0)
    elif word in _FORM_WORDING and ("user" not in document or message.startswith(_FORM_WORDING[word])):
        known = _of_wording(_FORM_WORDING[word])
    else:
        message, _ = _form(record, document)
        known = classified(message)
    return document, message, _with_observer(known, document["observer"]) if "observer" in document else known


@cache
def _of_wording(beginning: str) -> Known:
    """What is known of a structured form by its `beginning`, which is constant."""
    return classified(beginning)


def _of_clients_form(message: str) -> Known:
    """What is known of a structured form with a client."""
    # most of these have one of three wordings (make bench)
    for wording in (_LEARNED, _ASSIGNED):
        if message.startswith(wording):
            return _of_wording(wording)
    is_initiated = message[:1] == "[" and "] Peer Connection Initiated with " in message
    return _of_wording(_INITIATED) if is_initiated else classified(message)


def _with_observer(known: Known, said: Document) -> Known:
    """`known` with the observer that a form has `said`, with its fields in the shape that ECS gives them."""
    piece: Document = {**pieces.OBSERVER, **said}
    if "ip" in said:
        piece["ip"] = [said["ip"]]
    if "mac" in said:
        del piece["mac"]
        if said["mac"] != "00:00:00:00:00:00":
            piece["mac"] = [mac(said["mac"])]
    return known[0], {"observer": piece}, known[2], known[3]


def _name_client(document: Document, said: Document) -> None:
    """Set the client and the user of a form that documents the user's name as the client's domain."""
    address, nat, name = said.get("ip"), said.get("nat"), said.get("domain")
    if name is None:
        return
    client = endpoint(address, said.get("port"))
    if nat is not None:
        client["nat"] = nat
    if client:
        document["client"] = client
    else:
        del document["client"]
    users = () if name == pieces.UNDEFINED else (name,)
    document["related"] = related((address, nat and nat["ip"]), (), users)
    if users:
        document["user"] = {"name": name}
    elif not document["related"]:
        del document["related"]


def _of_pool(record: Record, document: Document) -> tuple[Document, str, Known]:
    """The document of a pool, or of an entry of its list: `alice,10.8.0.4,2001:db8:8::1000`."""
    text, client, reason = record.text, document.get("client", pieces.NOTHING), document["event"].get("reason")
    piece: Document = {"@timestamp": document["@timestamp"]} if "@timestamp" in document else {}
    if reason is not None and reason.startswith("IFCONFIG"):
        size = _POOL_SIZE.match(text, text.rfind("IFCONFIG POOL"))
        pool = pieces.without_none({"ip": client.get("ip"), "size": None if size is None else int(size[1])})
        if pool:
            piece["openvpn"] = {"pool": pool}
        if "ip" in client:
            piece["related"] = {"ip": [client["ip"]]}
        return piece, text, _of_wording("IFCONFIG POOL:")
    nat = client.get("nat")
    inside = client.get("ip") if nat is None else nat["ip"]
    line = text if reason is None else text.rpartition("'")[0]
    other = line.rpartition(",")[2]
    addresses = [inside] if inside is not None else []
    if ":" in other and other != inside and is_ip(other):
        addresses.append(other)
    if addresses:
        piece["client"] = {"nat": {"ip": addresses[0]}}
        piece["openvpn"] = {"assigned": {"ip": addresses}}
    if "domain" in client:
        piece["user"] = {"name": client["domain"]}
    if said := related(addresses, (), (client.get("domain"),)):
        piece["related"] = said
    return piece, text, _of_wording("ifconfig_pool_read(), in=")


def _form(record: Record, document: Document) -> tuple[str, bool]:
    """The message of a line that is one of the structured forms, and whether a client's prefix is before it."""
    text = record.text
    if text[4:5] == "-" and text[20:23] != "us=" and "@timestamp" in document and not record.took_header_time:
        message = text[20:]
    else:
        match = date_of(text)
        message = _without_microseconds(text if match is None else text[match.end() :])
    word, _, rest = message.partition(" ")
    client = document.get("client")
    if client is not None:
        peer = f"{client.get('ip')}:{client.get('port')}"
        if (
            word.endswith(peer)
            and (len(word) == len(peer) or word[-len(peer) - 1] == "/")
            and not rest.startswith("peer-id=")
        ):
            # most prefixes: no name, or one without blanks, and an IPv4 address
            return _without_microseconds(rest), True
    form = FORMS.get(word) or LOGIN_FORMS.get(word)
    if form is not None and form(message) is not None:
        return message, False
    end, _peer_before = client_before(message, word)
    if end > len(word) + 1 and message.startswith("[") and initiated(message) is not None:
        end = 0
    return _without_microseconds(message[end:]), end > 0


def _without_microseconds(message: str) -> str:
    if message.startswith(("us=", " ")):
        return message.removeprefix(message.partition(" ")[0]).lstrip(" ")
    return message
