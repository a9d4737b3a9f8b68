r"""OpenLDAP's slapd: connections, binds, searches, changes and their results.

Layout:
    Oct 31 15:09:56 ldap01 slapd[2701]: conn=1207 op=1 SRCH base="o=example" scope=2 deref=0 filter="(uid=jdoe)"

    A connection, a number of the file or of the operation, and what is done; a result has its tag, its code and a
    text, since 2.5 also the seconds in the queue (`qtime`) and in all (`etime`).

Source: the message texts of OpenLDAP 2.3 to 2.6 (`loglevel stats`: `servers/slapd/connection.c`, `bind.c`,
`search.c`, `modify.c`, `result.c`, `passwd.c`), and RFC 4511 for codes and tags.

Timestamps: that of the syslog header; slapd's own, seconds and nanoseconds in hexadecimal, if it follows a tag.

Quirks:
    A failed bind is known by its result alone (`tag=97 err=49`), which does not name the user: `binds.log`.
    Only its tag tells which operation a result ends: 97 is a bind, `results.log`.
    A distinguished name has quotes and other characters escaped, as `\22`; it is kept as it is: `changes.log`.
    Names of a table have their quotes doubled where the line came through CSV: `searches.log`.
    Any message after a tag of slapd is slapd's: `server.log`.
    A connection to a local socket has a path in place of an address: `connections.log`.

Other readings:
    `user.name` and `user.domain` from the object of a change, or the base of a search: that is what is changed or
    searched, not who does it; it is `user.target`, `openldap.dn` and `openldap.base`.
    `user.domain` with organisational units in it: the domain is of the `dc` parts alone.
"""

from __future__ import annotations

from ecsparse.ecs.network import family, process
from ecsparse.messages import Values
from ecsparse.patterns import Pattern
from ecsparse.products.openldap.messages import OF_THE_SERVER, OPERATIONS, RESULT_CODES, SUCCESSES, TAGGED
from ecsparse.record import Document, Phrase, Prefix, Product, Program, Record

PRODUCT = Product(
    vendor="OpenLDAP", name="slapd", versions="2.3 to 2.6", formats=("text",),
    signatures=(
        Program("slapd"),
        *map(Prefix, ("conn=", '" conn=')),
        # slapd's own time may come first
        *map(Phrase, (" ACCEPT from ", " BIND anonymous ", " RESULT tag=", " SRCH base=", " SRCH attr=")),
        *(Phrase(f" {operation} dn=") for operation in ("ADD", "BIND", "CMP", "DEL", "MOD", "MODRDN")),
        *map(Phrase, (" UNBIND", " closed", "slapd starting", "slapd stopped.")),
    ),
    provider="openldap",
    messages=(OPERATIONS, OF_THE_SERVER, TAGGED),
    fields=("network.{transport,type}", "process.{name,pid}"),
)  # fmt: skip

# conn=1207 op=1 | conn=1207 fd=17 | conn=1207 fd=17 op=1, and what is done
_FRONT = Pattern(
    r"conn=(?P<connection>-?[0-9]{1,40})(?: fd=(?P<descriptor>-?[0-9]{1,10}))?(?: op=(?P<operation>[0-9]{1,40}))? "
)
# 65411a43.0a1b2c3d 0x7f3a2c0016c0
_HEXADECIMAL_TIME = Pattern(r"([0-9a-f]{8})(?:\.([0-9a-f]{8}))? (?:0x[0-9a-f]{1,16} )?")


def parse(record: Record) -> Document | None:
    """The document of a line of slapd; `None` for another program's."""
    program = record.program
    if program is not None and program != "slapd":
        return None
    text, time = _without_time(record)
    # as it was before it went through CSV
    if text.startswith('" conn=') and text.endswith('"'):
        text = text[2:-1].replace('""', '"')
    front = _FRONT.match(text)
    if front is not None:
        found = OPERATIONS.read(text[front.end() :])
    else:
        found = OF_THE_SERVER.read(text) or (None if program is None else TAGGED.read(text))
    if found is None:
        if program is None:
            return None
        found = ("message", {})
    action, values = found
    if front is not None:
        values |= {name: value for name, value in front.groupdict().items() if value}
    document = _document(action, values)
    if program is not None:
        document["process"] = process(record.header)
    record.set_time(document, time)
    return document


def _without_time(record: Record) -> tuple[str, str | None]:
    """The message, and its time: slapd's own or the header's."""
    text = record.text.strip(" \t")
    match = _HEXADECIMAL_TIME.match(text)
    if match is None:
        return text, record.header_time()
    fraction = "" if match[2] is None else f"{int(match[2], 16):09}"
    time = record.clock.epoch(str(int(match[1], 16)), fraction if len(fraction) <= 9 else "")
    return text[match.end() :], time


def _document(action: str, values: Values) -> Document:
    """The document of a message; an error without a text of its own has the name of its result code."""
    code = values.get("result_code")
    if code is not None and code not in SUCCESSES:
        message = values.get("reason") or RESULT_CODES.get(code)
        if message is not None:
            values["error"] = message
    document = OPERATIONS.document(action, values)
    address = document["source"].get("ip") if "source" in document else None
    if address is not None:
        document["network"] |= {"transport": "tcp", "type": family(address)}
    return document
