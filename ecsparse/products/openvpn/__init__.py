"""OpenVPN, servers and clients: the daemon's own log, to a file, to the console or to syslog.

Layout:
    2023-10-31 15:09:59 client01/165.225.204.88:59321 MULTI: Learn: 10.8.0.6 -> client01/165.225.204.88:59321

    A date, the client's prefix `[name/]address:port `, and a message. All but the message may be missing:
    there is no date under syslog, systemd or `--suppress-timestamps`, and no prefix in messages of the process
    itself. The name is a certificate's common name or a user name. Up to 2.6 an IPv6 client has no port
    (`name/2001:db8::1 `); 2.7 writes the protocol too (`name/udp6:[2001:db8::1]:1194 `).

Source: the messages of OpenVPN 2.3 to 2.7 (`messages`), of its plug-ins and of openvpn-auth-ldap 2.0; the
integration page with its samples (`samples/openvpn`).

Timestamps: `YYYY-MM-DD hh:mm:ss` (2.5 and later) or C's `ctime` (up to 2.4), local time without a zone;
` us=N` after either is not part of it. `--machine-readable-output` has an epoch with microseconds and flags. A
line without a date has the syslog header's time, if that says the year.

Quirks of the documented normalisation:
    The message is `event.reason`, unless it has one of the structured forms: `client_information.log`.
    A pool's base address is `client.ip`: `client_information.log`.
    A common name is `client.domain` in the forms that carry one, a user name elsewhere: `client_connection.log`.
    `observer.mac` is as OpenVPN writes it, gateway addresses are left out: `gateway.log`.
    `openvpn.peer.ip` is not in `related.ip`: `tunnel.log`.
    Every line of the LDAP plug-in is a failed start of an authentication, without a reason: `ldap.log`.

The profile `ecs` (`DIFFERENCES`): a message's wording tells its `event.action` (`messages`): a `…-message` by its
subject where nothing more is known, and `message` where the wording is not known: `sessions_followed.log`.
The outer peer of a server is `client`, and `source` of what it sends; its address inside the tunnel is
`client.nat.ip`. A client or a point-to-point daemon does not say which side its peer is: `links.log`.
"""

from __future__ import annotations

from collections.abc import Callable

from ecsparse.ecs.pieces import is_ip, port
from ecsparse.formats import dn, pam
from ecsparse.patterns import Pattern
from ecsparse.products.openvpn import signs
from ecsparse.products.openvpn.fields import DIFFERENCES, FIELDS, OWN_FIELDS
from ecsparse.products.openvpn.forms import CATEGORY, EVENT, FORMS, LOGIN_FORMS, TYPE, initiated, pool_entry
from ecsparse.products.openvpn.messages import MESSAGES
from ecsparse.products.openvpn.peers import PROTOCOL, add_client, client_before, client_fields, usual_peer
from ecsparse.products.openvpn.signs import COMMANDS, NAMED, SHARED
from ecsparse.record import Document, Phrase, Prefix, Product, Program, ProgramStem, Record, Shape

PRODUCT = Product(
    vendor="OpenVPN", name="OpenVPN", versions="2.3 to 2.7", formats=("text",),
    # how the message after a date begins
    form=slice(20, 28),
    signatures=(
        *map(Program, signs.TAGS), *map(ProgramStem, signs.TAG_STEMS),
        *map(Shape, ("0000-00-00", "0000000000.000000")),
        *map(Prefix, ("Mon ", "Tue ", "Wed ", "Thu ", "Fri ", "Sat ", "Sun ")),
        *map(Prefix, ("ROUTE_GATEWAY ", "ROUTE6_GATEWAY ", "TUN/TAP device ", "Opened utun device ")),
        *map(Prefix, ('LDAP user "', "LDAP bind failed: ", 'Incorrect password supplied for LDAP DN "')),
        *map(Prefix, ("DCO device ", "Unable to bind as ", "ldap_bind with zero-length password is forbidden")),
        # what begins with a name or a number
        *map(Phrase, ("Peer Connection Initiated with ", "Inactivity timeout (--ping-", "floated from ")),
        *map(Phrase, ("variation(s) on previous ", "due to float collision with ")),
        *map(Phrase, ("received, client-instance ", "received, process ")),
    ),
    documented=True, provider="openvpn",
    fields=tuple(FIELDS.split()),
    own_fields=OWN_FIELDS,
    messages=(MESSAGES, SHARED),
    differences=DIFFERENCES,
)  # fmt: skip

# How many reasons are remembered before they are forgotten, and the longest one, in characters.
_MOST_REASONS = 2048
_LONGEST_REASON = 128

# a name as it mostly is, or none: what stands before a prefix in unknown wording
_PLAIN_PREFIX = Pattern(rf'(?:[^:"<>\[\]]{{1,256}}/)?{PROTOCOL}[\[0-9A-Fa-f:]')
# The parameters that are listed at the start, after a date with microseconds:   config = 'server.conf'
_PARAMETER = Pattern(r"  [a-z][a-z0-9_]{1,64} = ")

# How lines of others begin that have OpenVPN's tag: events of Sophos UTM about it, and PAM.
_OTHERS = ('id="', *pam.STARTS)


def parse(record: Record) -> Document | None:
    """The document of a line of OpenVPN's, `None` where neither tag nor wording are OpenVPN's."""
    text = record.text
    if text.startswith(_OTHERS):
        return None
    timestamp = record.clock.local(text[:19]) if text[4:5] == "-" else None
    if timestamp is None or text[19:20] != " " or record.header is not None:
        timestamp, message, evidence = signs.beginning(record)
        word = message.partition(" ")[0]
        said = _known(message, word, evidence) or _read(message, word, evidence)
    else:
        message = text[20:]
        event = _REASONS.get(message)
        said = _dated(message) if event is None else {"event": event}
    if said is not None and timestamp is not None:
        said["@timestamp"] = timestamp
    return said


def _dated(message: str) -> Document | None:
    """The document, but for its time, of a message after a date of OpenVPN 2.5 and later."""
    word, _, rest = message.partition(" ")
    if word in _WORDS:
        return _known(message, word, signs.DATED) or _read(message, word, signs.DATED)
    event = _REASONS.get(rest)
    if event is not None:
        # most prefixes: an address and a port
        address, _, digits = word.rpartition(":")
        if address[:6] == "udp6:[" and address[-1:] == "]" and ":" in address[6:] and "/" not in message:
            address = address[6:-1]
        elif ":" in address:
            address = ""  # an IPv6 address without a port may end like one with a port
        if digits.isdecimal() and word.isascii() and is_ip(address) and (number := port(digits)) is not None:
            client = {"address": address, "ip": address, "port": number}
            return {"event": event, "client": client, "related": {"ip": [address]}}
    said: Document | None = None
    if not rest and word[-1:] == ",":
        said = pool_entry(message, signs.DATED)
    elif rest and word[-1:].isdecimal():
        # a client's prefix ends with its port
        said = _of_usual_client(word, rest)
    return said or _read(message, word, signs.DATED)


def _of_usual_client(prefix: str, message: str) -> Document | None:
    """The document of a message of known wording after a usual `prefix`; `None` if it takes more to tell."""
    peer = usual_peer(prefix)
    if peer is None:
        return None
    name, address, _ = peer
    # what looks like an IPv6 address alone may be a part of a name with blanks
    if name is None and "/" in message and address is not None and ":" in address:
        return None
    word = message.partition(" ")[0]
    said = initiated(message) if word[:1] == "[" else _known(message, word, signs.DATED)
    if said is not None and "client" not in said:
        add_client(said, client_fields(*peer))
    return said


def _known(message: str, word: str, evidence: str | None) -> Document | None:
    """The document, but for its time, of a message whose first `word` tells its form or its wording."""
    known = _WORDS.get(word)
    if known is None:
        return None
    form, has_rows, beginnings = known
    if form is not None and (said := form(message)) is not None:
        return said
    # most messages are known by how they begin (make bench)
    is_begun = message.startswith(beginnings)
    if signs.is_known(message, evidence) if has_rows > is_begun or evidence is signs.FOREIGN else is_begun:
        event = {"category": CATEGORY, "type": TYPE, "reason": message}
        if evidence is signs.DATED and len(message) <= _LONGEST_REASON:
            # most messages come again: looked up, they need no words and no beginnings (make bench)
            if len(_REASONS) >= _MOST_REASONS:
                _REASONS.clear()
            _REASONS[message] = event
        return {"event": event}
    return None


def _read(message: str, word: str, evidence: str | None) -> Document | None:
    """The document, but for its time, of a client's prefix and a message, or of a message of a rarer form."""
    # no prefix is one of these words, so that it need not be looked for first
    if word in LOGIN_FORMS and (said := _rare(message, word, evidence)) is not None:
        return said
    end, client = client_before(message, word)
    if client is not None and evidence in (None, signs.FOREIGN) and not _PLAIN_PREFIX.match(message):
        client = None  # text that quotes OpenVPN's
    # a message of known wording may hold what looks like a prefix with blanks in its name
    if (client is None or end > len(word) + 1) and (said := _rare(message, word, evidence)) is not None:
        return said
    if client is None:
        return _reason(message) if evidence is signs.TAGGED else None
    whole, before, message = message, word, message[end:]
    word = message.partition(" ")[0]
    said = _known(message, word, evidence) or _rare(message, word, evidence)
    if said is None and end > len(before) + 1 and (usual := usual_peer(before)) is not None:
        # not a name that looks like a prefix, but a message that holds what looks like the end of one
        client, message = usual, whole[len(before) + 1 :]
        word = message.partition(" ")[0]
        said = _known(message, word, evidence) or _rare(message, word, evidence)
    if said is None:
        if evidence is not signs.TAGGED:
            return None
        if not _PLAIN_PREFIX.match(whole):
            # unknown wording that holds a URL or the like
            return _reason(whole)
        said = _reason(message)
    if "client" not in said:
        add_client(said, client_fields(*client))
    return said


def _rare(message: str, word: str, evidence: str | None) -> Document | None:
    """The document of a message that its first word does not tell, or that is only known after a date or a tag."""
    sure = evidence is not None and evidence is not signs.FOREIGN
    if sure and word.startswith("us=") and _PARAMETER.match(message, len(word) + 1):
        return _reason(message[len(word) + 1 :].lstrip(" "))
    if not word or (sure and word.startswith("us=")):
        # what follows microseconds or blanks, which stand there once
        message = message[len(word) :].lstrip(" ")
        word = message.partition(" ")[0]
        if not word or word.startswith("us="):
            return None
        return _known(message, word, evidence) or _read(message, word, evidence)
    if sure and (word[:1] == "/" or word[1:3] == ":\\") and COMMANDS.read(message) is not None:
        return _reason(message)
    form = LOGIN_FORMS.get(word)
    if form is not None and evidence is not signs.FOREIGN:
        said = form(message)
        if said is not None and (sure or _is_bare_login(message)):
            return said
    if message.startswith("[") and (said := initiated(message)) is not None:
        return said
    if signs.is_known(message, evidence) or NAMED.read(message, alone=True) is not None:
        return _reason(message)
    return pool_entry(message, evidence) if sure else None


def _reason(message: str) -> Document:
    return {"event": EVENT | {"reason": message} if message else EVENT}


def _is_bare_login(message: str) -> bool:
    """Whether a line of the LDAP plug-in is certain though nothing announces it: it ends with the name."""
    name = message.removeprefix("Unable to bind as ")
    return name is message or not (" " in name or ":" in name) or bool(dn.attributes(name))


def _by_first_word() -> dict[str, tuple[Callable[[str], Document | None] | None, bool, tuple[str, ...]]]:
    in_rows = {row.start.partition(" ")[0] for table in signs.TABLES for row in table.rows}
    words: dict[str, list[str]] = {word: [] for word in (*FORMS, *in_rows)}
    for table in signs.TABLES:
        for text in table.beginnings:
            words.setdefault(text.partition(" ")[0], []).append(text)
    return {word: (FORMS.get(word), word in in_rows, tuple(texts)) for word, texts in words.items()}


# By the first word of a message: its form, if it has one, whether rows have it, and the beginnings that have it.
_WORDS = _by_first_word()

# What was seen so far: `event` by the message that is its reason.
_REASONS: dict[str, Document] = {}
