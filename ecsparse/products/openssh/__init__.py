r"""OpenSSH's server: who came in, by which method, from where, and what became of the connection.

Layout:
    Oct 31 15:09:55 web1 sshd[2211]: Accepted publickey for alice from 192.0.2.5 port 51544 ssh2: RSA SHA256:q3mX

    Syslog, of the programs sshd, sshd-session and sshd-auth (since 9.8 a session has processes of its own),
    sftp-server and internal-sftp. `fatal: `, `error: ` or `debug1: ` may stand in front of a message, since 8.6 the
    name of a function too (`kex_exchange_identification: `), and ` [preauth]` behind it, where the process without
    privileges wrote it. `[ID 800047 auth.info] ` of Solaris and `auth|security:info ` of AIX may come first. What
    modules of PAM write under these tags is read as well.

Source: portable OpenSSH 3.9 to 10.0 (`messages` lists its files); Linux-PAM 0.7x to 1.7.

Timestamps: those of the syslog header; the messages have none.

Quirks:
    A line without a program's name is taken if its wording is only OpenSSH's: `bare.log`. Its process is sshd, but
    for the SFTP server's lines, which two programs write.
    An unknown message under one of the programs' names has the action `message`: `others.log`.
    Who fails may have any name: of two addresses in a line, the last is the peer's: `hostile.log`.
    `message repeated 2 times: […]` of rsyslog is read as the message in it: `repeated.log`.
    `alice@example.com` and `EXAMPLE\alice` are a name and a domain; a name of asterisks has been removed:
    `names.log`.
    A session's user who differs from who asks for it is `user.effective`: `pam.log`.

Other readings:
    `source.address`, `source.domain`: the client's, not the domain of the user's name, which is `user.domain`.
    `file.hash.sha256`: a key's fingerprint is the hash of no file; it is `openssh.key.fingerprint`.
    `user.name` of `check pass; user unknown`: the line names nobody; `unknown` says that there is no such user.
    `process.name` of PAM's own lines without a program's name: any program may have written them (`linux_auth`).
    `source.user.name` is the same as `user.name`: the name under which the client asks to come in.
"""

from __future__ import annotations

from ecsparse.ecs import pam as pam_documents
from ecsparse.ecs.accounts import account, event, peer, whole
from ecsparse.ecs.pieces import related
from ecsparse.formats import pam
from ecsparse.formats.messages import Messages
from ecsparse.formats.repeated import START, unfold
from ecsparse.patterns import Pattern
from ecsparse.products.openssh import pieces
from ecsparse.products.openssh.fields import FIELDS, OWN, OWN_FIELDS
from ecsparse.products.openssh.messages import ACTIONS, DISTINCTIVE, PLAIN
from ecsparse.record import Prefix, Product, Program, ProgramStem

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ecsparse.record import Document, Record
    from ecsparse.timestamps.clock import Clock

PROGRAMS = ("sshd", "sshd-session", "sshd-auth", "sftp-server", "internal-sftp")

# Their levels as they write them, and as `log.level`; debug3 is the most detailed.
_LEVELS = {"fatal": "fatal", "error": "error", "debug1": "debug", "debug2": "debug", "debug3": "debug"}

# What stands in front of messages that are found without a program's name.
_FRONTS = ("", "error: ", "fatal: ")

_STAGES = frozenset(("preauth]", "postauth]"))

PRODUCT = Product(
    vendor="OpenBSD",
    name="OpenSSH",
    versions="3.9 to 10.0",
    formats=("syslog",),
    signatures=(
        *(Program(program) for program in PROGRAMS),
        *(Prefix(f"{program}[") for program in PROGRAMS),
        *(Prefix(f"{front}{message.start}") for message in DISTINCTIVE for front in _FRONTS),
        ProgramStem("sshd("),
        Prefix("auth|security:"),
        Prefix(START),
        Prefix(pam.START),
        Prefix(pam.LIBRARY_START),
    ),
    after={"linux_auth": "PAM's lines are any program's but for those that name sshd, which it declines"},
    fields=FIELDS,
    own_fields=OWN_FIELDS,
    actions={action: meaning for action, (meaning, *_) in (ACTIONS | pam_documents.ACTIONS).items()},
)

_MESSAGES = Messages((*DISTINCTIVE, *PLAIN))
_DISTINCTIVE = Messages(DISTINCTIVE)
_EVENTS = {action: event(action, ACTIONS) for action in ACTIONS}

# The values that few messages have, but for those in `openssh`.
_RARE = frozenset(("destination", "file", "quoted_file", "sent", "server", "server_port", "software"))

# What a client asks for under the name of a user.
_LOGINS = frozenset(action for action, (_, category, *_) in ACTIONS.items() if "authentication" in category)

_NETWORK = {
    kind: {"protocol": "ssh", "transport": "tcp", "type": kind, "direction": "ingress"} for kind in ("ipv4", "ipv6")
}
_NAMED_NETWORK = {"protocol": "ssh", "transport": "tcp", "direction": "ingress"}

# sshd[2211]: | auth|security:info sshd[7340312]:
_FRONT = Pattern(
    r"(?:auth\|security:[a-z]{1,9} )?(sshd(?:-session|-auth)?|sftp-server|internal-sftp)\[([0-9]{1,18})\]: "
)
# [ID 800047 auth.info]
_SOLARIS = Pattern(r"\[ID [0-9]{1,9} [a-z0-9]{1,9}\.[a-z]{1,9}\] ")
# alice [priv][2211]:
_PRIVILEGED = Pattern(r"[^ ]{1,255} \[[a-z]{1,16}\]\[([0-9]{1,18})\]: ")
# userauth_pubkey:
_FUNCTION = Pattern(r"([a-z][a-z0-9]{0,63}_[a-z0-9_]{1,64}): ")


def parse(record: Record) -> Document | None:
    """The document of a line of OpenSSH's server, `None` for another program's."""
    header = record.header
    program = None if header is None else header.appname
    if header is None or program is None:
        program, process_id, text = _fronted(record.text.strip(" \t"))
        module = None
    else:
        tag = pam.program_of(program) if program[-1] == ")" else None
        program, module = (program, None) if tag is None else tag
        if program not in PROGRAMS:
            return None
        process_id, text = _behind_tag(header.procid, record.text.strip(" \t"))
    repeated, text = unfold(text)
    document = _of_module(text, module, program) or _of_server(text, program, record.clock)
    if document is None:
        return None
    if repeated is not None:
        document["openssh"] = {**document.get("openssh", {}), "repeated": repeated}
    _add_process(document, program, process_id)
    moment = record.header_time()
    if moment is not None:
        document["@timestamp"] = moment
    return document


def _fronted(text: str) -> tuple[str | None, str | None, str]:
    """Program, process id and message of a line whose header, if it has one, does not name the program."""
    match = _FRONT.match(text)
    return (None, None, text) if match is None else (match[1], match[2], text[match.end() :])


def _behind_tag(process_id: str | None, text: str) -> tuple[str | None, str]:
    """Process id and message, without what Solaris and macOS write between tag and message."""
    if text.startswith("[ID ") and (match := _SOLARIS.match(text)) is not None:
        return process_id, text[match.end() :]
    if process_id is None and (match := _PRIVILEGED.match(text)) is not None:
        return match[1], text[match.end() :]
    return process_id, text


def _add_process(document: Document, program: str | None, process_id: str | None) -> None:
    """Add the process: sshd where no program is named, but for what two programs write."""
    process: Document = document.setdefault("process", {})
    if program is not None:
        process["name"] = program
    elif not document["event"]["action"].startswith("sftp-"):
        process["name"] = "sshd"
    if process_id is not None and (pid := whole(process_id)) is not None:
        process["pid"] = pid
    if not process:
        del document["process"]


def _of_module(text: str, module: str | None, program: str | None) -> Document | None:
    """The document of what a module of PAM says; `None` if none speaks, or not for sshd for certain."""
    found = pam.read(text, module)
    if found is None:
        return None
    action, said = found
    if program is None and said.get("service") != "sshd" and said.get("tty") != "ssh":
        return None
    document = pam_documents.document(action, said)
    if "source" in document:
        document["network"] = _network(document["source"])
    if details := pam_documents.details(said):
        document["openssh"] = {"pam": details}
    return document


def _of_server(text: str, program: str | None, clock: Clock) -> Document | None:
    """The document of what the server says; `None` if its wording is not known, and no program named."""
    front, _, rest = text.partition(": ")
    level = _LEVELS.get(front)
    if level is not None:
        text = rest
    own: Document = {}
    if text.endswith("auth]"):
        message, _, stage = text.rpartition(" [")
        if stage in _STAGES:
            text, own["stage"] = message, stage[:-1]
    function = _FUNCTION.match(text)
    messages = _DISTINCTIVE if program is None else _MESSAGES
    found = messages.read(text)
    if found is None and program is None:
        return None
    if found is None and function is not None:
        found = messages.read(text[function.end() :])
    if found is None:
        found = "message", {} if level in (None, "debug") or not text else {"reason": text}
    document = _document(*found, own, clock)
    if level is not None:
        document["log"] = {"level": level}
    if function is not None:
        document["log"] = {**document.get("log", {}), "origin": {"function": function[1]}}
    return document


def _document(action: str, said: dict[str, str], own: Document, clock: Clock) -> Document:
    document: Document = {"event": _event(action, said)}
    user, source = account(said.get("user")), pieces.source(said)
    if user:
        document["user"] = user
    if source and not action.startswith("forwarding-"):
        document["network"] = _network(source)
    if "name" in user and (source or action in _LOGINS):
        source["user"] = {"name": user["name"]}
    if source:
        document["source"] = source
    if _RARE.isdisjoint(said):
        found = related((source.get("ip"),), (source.get("domain"),), (user.get("name"),))
    else:
        found = _add_rare(document, said, clock)
    if found:
        document["related"] = found
    _add_own(own, said)
    if own:
        document["openssh"] = own
    return document


def _add_rare(document: Document, said: dict[str, str], clock: Clock) -> Document:
    """Add what few messages say; return `related`."""
    parts = {
        "destination": peer(said.get("destination"), said.get("destination_port")),
        "server": pieces.server(said),
        "file": pieces.file(said, clock),
    }
    document |= {name: part for name, part in parts.items() if part}
    if "software" in said:
        document["user_agent"] = {"original": said["software"]}
    if "sent" in said:
        _add_bytes(document, whole(said["sent"]), whole(said["received"]))
    ends = [document[name] for name in ("source", "destination", "server") if name in document]
    ips, hosts = tuple(end.get("ip") for end in ends), tuple(end.get("domain") for end in ends)
    return related(ips, hosts, (document.get("user", {}).get("name"),))


def _event(action: str, said: dict[str, str]) -> Document:
    constant = _EVENTS[action]
    details: Document = {name: said[name] for name in ("reason", "code") if name in said}
    if action == "authentication-failed" and "state" in said:
        details.setdefault("reason", said["state"])
    return {**constant, **details} if details else constant


def _network(source: Document) -> Document:
    address = source.get("ip")
    return _NAMED_NETWORK if address is None else _NETWORK["ipv6" if ":" in address else "ipv4"]


def _add_bytes(document: Document, sent: int | None, received: int | None) -> None:
    """Add what the server sent, and what it received from the client."""
    if sent is not None and received is not None:
        document["destination"], document["source"] = {"bytes": sent}, {"bytes": received}
        document["network"] = {**_NAMED_NETWORK, "bytes": sent + received}


def _add_own(own: Document, said: dict[str, str]) -> None:
    """Add what has no place in ECS."""
    if "name" in said and said["name"] == said.get("source"):
        del said["name"]
    for name, value in said.items():
        if name in OWN:
            field, read = OWN[name]
            found = read(value)
            if found is not None:
                own[field] = found
    if "key" in said:
        pieces.add_key(own, said["key"])
    if "certificate" in said:
        own["certificate"] = pieces.certificate(said)
