"""The fields of documents about OpenSSH, for `openssh`: data alone."""

from __future__ import annotations

from ecsparse.ecs.accounts import whole
from ecsparse.record import Field

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

# Those of ECS, beside those that every document can have.
FIELDS = (
    "destination.address", "destination.bytes", "destination.domain", "destination.ip", "destination.port",
    "dll.name", "event.code", "event.reason", "file.directory", "file.extension", "file.gid", "file.mode",
    "file.mtime", "file.name", "file.path", "file.size", "file.target_path", "file.uid", "log.level",
    "log.origin.function", "network.bytes", "network.direction", "network.protocol", "network.transport",
    "network.type", "process.name", "process.pid", "process.real_user.id", "process.user.id",
    "server.address", "server.ip", "server.port", "source.address", "source.bytes", "source.domain",
    "source.ip", "source.port", "source.user.name", "user.domain", "user.effective.name", "user.id",
    "user.name", "user.target.name", "user_agent.original",
)  # fmt: skip


def _parts(text: str) -> list[str]:
    return [part for part in text.split(",") if part]


def _state(text: str) -> str | None:
    """`invalid` of `invalid user`; `None` of `user`."""
    state, blank, _ = text.partition(" ")
    return state if blank else None


# Values that have no place in ECS, by the names of groups in `messages`: their names in `openssh`, and how
# they are read.
OWN: dict[str, tuple[str, Callable[[str], object]]] = {
    "algorithm": ("algorithm", str),
    "channel": ("session_id", whole),
    "child": ("child_pid", whole),
    "dropped": ("dropped_connections", whole),
    "flags": ("open_flags", _parts),
    "identification": ("identification", str),
    "line": ("config_line", whole),
    "method": ("auth_method", str),
    "name": ("claimed_name", str),
    "negotiated": ("negotiated", str),
    "new_file": ("new_path", str),
    "offer": ("offered_algorithms", _parts),
    "penalised": ("penalised_network", str),
    "principal": ("principal", str),
    "read": ("bytes_read", whole),
    "seconds": ("penalty_seconds", whole),
    "session": ("session_type", str),
    "sftp_version": ("sftp_version", whole),
    "state": ("user_state", _state),
    "status": ("sftp_status", str),
    "subsystem": ("subsystem", str),
    "tty": ("tty", str),
    "written": ("bytes_written", whole),
}

OWN_FIELDS = {
    "openssh.algorithm": Field("keyword", "algorithm that is refused or disabled"),
    "openssh.auth_method": Field("keyword", "method by which a user asks to come in, such as publickey"),
    "openssh.bytes_read": Field("long", "bytes that an SFTP client read from a file"),
    "openssh.bytes_written": Field("long", "bytes that an SFTP client wrote to a file"),
    "openssh.certificate.ca_fingerprint": Field("keyword", "fingerprint of the key that signed a certificate"),
    "openssh.certificate.ca_type": Field("keyword", "type of the key that signed a certificate"),
    "openssh.certificate.id": Field("keyword", "identity in a certificate"),
    "openssh.certificate.serial": Field(
        "keyword", "serial number of a certificate, which may be larger than a long"
    ),
    "openssh.child_pid": Field("long", "process that serves a user, or a connection"),
    "openssh.claimed_name": Field("keyword", "name that a client's address claims to have, unconfirmed"),
    "openssh.config_line": Field("long", "line of the file that the message is about"),
    "openssh.dropped_connections": Field("long", "connections that were dropped while there were too many"),
    "openssh.identification": Field("keyword", "what a client sent in place of its protocol version, escaped"),
    "openssh.key.fingerprint": Field("keyword", "fingerprint of a key, with its algorithm if that is said"),
    "openssh.key.type": Field("keyword", "type of a key, such as ED25519 or RSA-CERT"),
    "openssh.negotiated": Field("keyword", "what no common algorithm was found for, such as host key type"),
    "openssh.new_path": Field("keyword", "path that an SFTP client gives a file"),
    "openssh.offered_algorithms": Field("keyword", "algorithms that the client offered"),
    "openssh.open_flags": Field("keyword", "how an SFTP client opens a file, such as READ"),
    "openssh.pam.days_left": Field("long", "days until the password expires"),
    "openssh.pam.failures": Field("long", "failures that are counted"),
    "openssh.pam.module": Field("keyword", "module of PAM that speaks"),
    "openssh.pam.principal": Field("keyword", "principal that a user is known by"),
    "openssh.pam.service": Field("keyword", "service that the module speaks for"),
    "openssh.pam.type": Field("keyword", "what the module was asked for, such as auth"),
    "openssh.penalised_network": Field("keyword", "network whose connections are refused"),
    "openssh.penalty_seconds": Field("long", "seconds for which connections are refused"),
    "openssh.principal": Field("keyword", "Kerberos principal that a user is known by"),
    "openssh.repeated": Field("long", "how often the message was repeated"),
    "openssh.session_id": Field("long", "number of the session on its connection"),
    "openssh.session_type": Field("keyword", "what a session runs: shell, command, subsystem, forced-command"),
    "openssh.sftp_status": Field("keyword", "status that ends an SFTP request"),
    "openssh.sftp_version": Field("long", "version of the SFTP protocol that the client speaks"),
    "openssh.stage": Field("keyword", "whether it was written before the login (preauth) or behind it (postauth)"),
    "openssh.subsystem": Field("keyword", "subsystem, or forced command, of a session"),
    "openssh.tty": Field("keyword", "terminal of a session"),
    "openssh.user_state": Field("keyword", "what the server says of the user: invalid, illegal, authenticating"),
}
