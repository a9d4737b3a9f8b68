r"""OpenSSH's server: who logged in, by which method, from where, and what became of the connection.

Layout:
    Oct 31 15:09:55 web1 sshd[2211]: Accepted publickey for alice from 192.0.2.5 port 51544 ssh2: RSA SHA256:q3mX

    Syslog, of the programs sshd, sshd-session and sshd-auth (since 9.8 a session has processes of its own),
    sftp-server and internal-sftp. `fatal: `, `error: ` or `debug1: ` may precede a message, since 8.6 the name of a
    function too (`kex_exchange_identification: `), and ` [preauth]` may follow it, where the process without
    privileges wrote it. `[ID 800047 auth.info] ` of Solaris and `auth|security:info ` of AIX may come first. What
    modules of PAM write under these tags is read as well.

Source: portable OpenSSH 3.9 to 10.0 (`messages` lists its files); Linux-PAM 0.7x to 1.7.

Timestamps: those of the syslog header; the messages have none.

Quirks:
    A line without a program's name is taken if no other program writes such a message: `bare.log`. Its process is
    sshd, but for the SFTP server's lines, which two programs write.
    An unknown message under one of the programs' names has the action `message`: `others.log`.
    Who fails may have any name: of two addresses in a line, the last is the peer's: `hostile.log`.
    `message repeated 2 times: […]` of rsyslog is read as the message in it: `repeated.log`.
    `alice@example.com` and `EXAMPLE\alice` are a name and a domain; a name of asterisks has been removed: `names.log`.
    The user of a session that another user asked for is `user.effective`: `pam.log`.

Other readings:
    `source.address`, `source.domain`: the client's, not the domain of the user's name, which is `user.domain`.
    `file.hash.sha256`: a key's fingerprint is the hash of no file; it is `openssh.key.fingerprint`.
    `user.name` of `check pass; user unknown`: the line names nobody; `unknown` says that there is no such user.
    `process.name` of PAM's own lines without a program's name: any program may have written them (`linux_auth`).
    `source.user.name` is the same as `user.name`: the name with which the client logs in.
"""

from __future__ import annotations

from ecsparse.ecs.network import numbered_process
from ecsparse.formats.repeated import START, unfold
from ecsparse.messages import Values
from ecsparse.messages.pam import PamMessages, program_of
from ecsparse.patterns import Pattern
from ecsparse.products.openssh.messages import ACTIONS, MESSAGES
from ecsparse.record import Document, Field, Prefix, Product, Program, ProgramStem, Record
from ecsparse.timestamps.clock import Clock

PROGRAMS = ("sshd", "sshd-session", "sshd-auth", "sftp-server", "internal-sftp")

PAM = PamMessages("openssh")

# Their levels as they write them, and as `log.level`; debug3 is the most detailed.
_LEVELS = {"fatal": "fatal", "error": "error", "debug1": "debug", "debug2": "debug", "debug3": "debug"}

PRODUCT = Product(
    vendor="OpenBSD", name="OpenSSH", versions="3.9 to 10.0", formats=("syslog",),
    signatures=(
        *(Program(program) for program in PROGRAMS),
        *(Prefix(f"{level}: {start}") for start in MESSAGES.signatures for level in ("error", "fatal")),
        ProgramStem("sshd("),
        Prefix(START),
    ),
    after={"linux_auth": "PAM's lines are any program's but for those that name sshd, which it declines"},
    messages=(MESSAGES, PAM),
    fields=(
        "log.level", "log.origin.function", "network.{bytes,direction,protocol,transport,type}",
        "process.{name,pid}", "source.user.name",
    ),
    own_fields={"openssh.repeated": Field("long", "how often the message was repeated")},
)  # fmt: skip

# In which a client names the user.
_LOGINS = frozenset(action for action, found in ACTIONS.items() if "authentication" in found.category)

_NETWORK = {
    kind: {"protocol": "ssh", "transport": "tcp", "type": kind, "direction": "ingress"} for kind in ("ipv4", "ipv6")
}
_NAMED_NETWORK = {"protocol": "ssh", "transport": "tcp", "direction": "ingress"}

# Captures that are read further.
_PARTS = frozenset(("claimed_name", "credential", "modified", "penalised_network"))

# %SECURITY-SSHD-6-INFO_SUCCESS : (IOS XR, whose server is called so, too) | 01070417:5: (BIG-IP) |
# user=root(root) partition=[All] (BIG-IP)
_OF_OTHERS = Pattern(r"%|[0-9A-F]{8}:[0-7]: |[Uu]ser=[^ ]{1,255} (?:partition=\[|tty=[^ ]{1,64} host=)")
# alice [priv][2211]: (macOS)
_PRIVILEGED = Pattern(r"[^ ]{1,255} \[[a-z]{1,16}\]\[([0-9]{1,18})\]: ")
# userauth_pubkey:
_FUNCTION = Pattern(r"([a-z][a-z0-9]{0,63}_[a-z0-9_]{1,64}): ")
# ED25519 SHA256:q3mX | RSA-CERT SHA256:q3mX ID alice (serial 7) CA ED25519 SHA256:9bAz | alice@EXAMPLE.COM
_CREDENTIAL = Pattern(
    r"(?P<key_type>[A-Z][A-Z0-9-]*)(?: (?P<key_fingerprint>(?:[A-Z0-9]+|[0-9a-f]{2}):[^ ,]+))?"
    r"(?: ID (?P<certificate>.*) \(serial (?P<serial>[0-9]+)\) CA (?P<ca_type>[A-Z][A-Z0-9-]*)"
    r" (?P<ca_fingerprint>[^ ,]+))?(?:,.*)?|(?P<principal>[^ @]+@[^ @]+)"
)


def parse(record: Record) -> Document | None:
    """The document of a line of OpenSSH's server, `None` for another program's."""
    header = record.header
    program = record.program
    if header is None or program is None:
        program, module, process_id, text = None, None, None, record.text.strip(" \t")
    else:
        tag = program_of(program) if program[-1] == ")" else None
        program, module = (program, None) if tag is None else tag
        if program not in PROGRAMS or _OF_OTHERS.match(record.text) is not None:
            return None
        process_id, text = header.procid, record.text.strip(" \t")
        if process_id is None and (match := _PRIVILEGED.match(text)) is not None:
            process_id, text = match[1], text[match.end() :]
    repeated, text = unfold(text)
    document = _of_module(text, module, program) or _of_server(text, program, record.clock)
    if document is None:
        return None
    if repeated is not None:
        document.setdefault("openssh", {})["repeated"] = repeated
    # two programs write what begins so
    if program is None and not document["event"]["action"].startswith("sftp-"):
        program = "sshd"
    named = {} if program is None else {"name": program, **numbered_process(process_id, None)}
    if process := {**document.get("process", {}), **named}:
        document["process"] = process
    record.stamp(document)
    return document


def _of_module(text: str, module: str | None, program: str | None) -> Document | None:
    """The document of a message of PAM; `None` if it is not one, or may be of another service than sshd."""
    found = PAM.statement(text, module)
    if found is None:
        return None
    action, values = found
    if program is None and values.get("service") != "sshd" and values.get("tty") != "ssh":
        return None
    document = PAM.document(action, values)
    if "source" in document:
        document["network"] = _network(document["source"])
    return document


def _of_server(text: str, program: str | None, clock: Clock) -> Document | None:
    """The document of a message of the server; `None` if it is not known, and no program is named."""
    front, _, rest = text.partition(": ")
    level = _LEVELS.get(front)
    if level is not None:
        text = rest
    stage = ""
    if text.endswith("auth]"):
        message, _, last = text.rpartition(" [")
        if last in ("preauth]", "postauth]"):
            text, stage = message, last[:-1]
    function = _FUNCTION.match(text)
    found = MESSAGES.read(text, alone=program is None)
    if found is None:
        # as Junos's messages of the same program do: SSHD_LOGIN_FAILED: text
        if program is None or text.startswith("SSHD_"):
            return None
        found = None if function is None else MESSAGES.read(text[function.end() :])
    if found is None:
        found = "message", {} if level in (None, "debug") or not text else {"reason": text}
    action, values = found
    if stage:
        values["stage"] = stage
    document = _document(action, values, clock)
    if level is not None:
        document["log"] = {"level": level}
    if function is not None:
        document["log"] = {**document.get("log", {}), "origin": {"function": function[1]}}
    return document


def _document(action: str, values: Values, clock: Clock) -> Document:
    if not _PARTS.isdisjoint(values):
        _read_further(values, clock)
    if action == "authentication-failed" and "user_state" in values:
        values.setdefault("reason", f"{values['user_state']} user")
    document = MESSAGES.document(action, values)
    source = document.get("source")
    if source is not None and not action.startswith("forwarding-"):
        document["network"] = _network(source)
    if "user" in document and (source is not None or action in _LOGINS):
        document.setdefault("source", {})["user"] = {"name": document["user"]["name"]}
    if action == "session-transferred":
        ends = document.get("source", {}), document.get("destination", {})
        if all("bytes" in end for end in ends):
            document["network"] = {**_NAMED_NETWORK, "bytes": sum(end["bytes"] for end in ends)}
    return document


def _read_further(values: Values, clock: Clock) -> None:
    """Replace captures by what is in them."""
    credential = _CREDENTIAL.fullmatch(values["credential"]) if "credential" in values else None
    if credential is not None:
        values |= {name: value for name, value in credential.groupdict().items() if value}
    if "claimed_name" in values and values["claimed_name"] == values.get("source"):
        del values["claimed_name"]
    if "modified" in values:
        text = values.pop("modified")
        moment = clock.local(f"{text[:4]}-{text[4:6]}-{text[6:8]} {text[9:]}")
        if moment is not None:
            values["modified"] = moment
    if "penalised_network" in values:
        address, _, bits = values["penalised_network"].partition("/")
        if bits == ("128" if ":" in address else "32"):
            values["source"] = address


def _network(source: Document) -> Document:
    address = source.get("ip")
    return _NAMED_NETWORK if address is None else _NETWORK["ipv6" if ":" in address else "ipv4"]
