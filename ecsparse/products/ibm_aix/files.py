"""The tails about files, audited objects and sockets in the profile `ecs`, for `ibm_aix`."""

from __future__ import annotations

from collections.abc import Callable

from ecsparse.ecs.pieces import endpoint, ip, is_ip, port
from ecsparse.patterns import Pattern
from ecsparse.record import Document
from ecsparse.timestamps.clock import Clock

# Adds what a tail says to a document; whether it is worded as it should be.
Reader = Callable[[Document, str, Clock], bool]

# fd14 Port 10.30.134.100 1022 kx5frsip01-a nimaux | fd11 /dev/.SRC-unix/SRC0006292046YEya | fd15 qlimit 1 | fd3
_SOCKET = Pattern(
    r"fd([0-9]{1,10})(?: ++Port (\S++) ++([0-9]++)(?: ++(\S++)(?: ++(\S++))?)?"
    r"| ++(/(?s:.*+))| ++qlimit (-?[0-9]{1,10}))?"
)
# c++ | bak~
_EXTENSION = Pattern(r"[\w~#+-]{1,32}")

_ACCESS_TYPES = {"read": ["access"], "write": ["change"]}


def add_file(document: Document, path: str) -> None:
    """Add the file of `path`, which may have a line's blanks around it; one without a directory has no path."""
    path = path.strip()
    directory, slash, name = path.rpartition("/")
    if slash and not name:
        directory, _, name = path.rstrip("/").rpartition("/")
    file: Document = {}
    if path[:1] == "/":
        file["path"] = path
        if name:
            file["directory"] = directory.rstrip("/") or "/"
    elif slash:
        document["ibm_aix"]["relative_path"] = path
    if name:
        file["name"] = name
        stem, _, extension = name.rpartition(".")
        if stem and extension and stem.strip(".") and (extension.isalnum() or _EXTENSION.fullmatch(extension)):
            file["extension"] = extension
    if file:
        document["file"] = {**document["file"], **file} if "file" in document else file


def add_directory(document: Document, _: str, path: str, __: Clock) -> None:
    """Add the directory of a value as the file that it is."""
    add_file(document, path)
    file = document.get("file")
    if file is not None:
        file["type"] = "dir"
        file.pop("extension", None)


def directory_behind(wording: str) -> Reader:
    """What reads `… WORDING PATH` as a directory."""

    def read(document: Document, tail: str, clock: Clock) -> bool:
        found, path = tail.partition(wording)[1:]
        add_directory(document, "", path, clock)
        return bool(found)

    return read


def read_filename(document: Document, tail: str, _: Clock) -> bool:
    """`filename PATH`, which most tails are."""
    add_file(document, tail[len("filename ") :].removeprefix("= "))
    return True


def read_link(document: Document, tail: str, _: Clock) -> bool:
    """`linkname LINK filename PATH`: the link is what is made, the path what it leads to."""
    link, found, path = tail[len("linkname ") :].partition(" filename ")
    add_file(document, link)
    if "file" in document:
        if path.strip():
            document["file"]["target_path"] = path.strip()
        if document["event"]["action"] == "FILE_Symlink":
            document["file"]["type"] = "symlink"
    return bool(found)


def read_rename(document: Document, tail: str, _: Clock) -> bool:
    """`frompath: PATH topath: PATH`: the file is where it went."""
    old, found, new = tail[len("frompath:") :].partition(" topath:")
    old = old.strip()
    if old:
        document["ibm_aix"]["original_path"] = old
    add_file(document, new)
    return bool(found)


def add_access(document: Document, _: str, access: str, __: Clock) -> None:
    """Add how an audited object was accessed, and what that is, where the event does not tell."""
    document["ibm_aix"]["object_access"] = access
    if "category" not in document["event"]:
        classify_object(document["event"], access)


def classify_object(event: Document, access: str) -> None:
    """Add to `event` what the access to an audited object is."""
    kind = _ACCESS_TYPES.get(access)
    if kind is not None:
        event["category"], event["type"] = ["file"], kind


def read_socket(document: Document, tail: str, _: Clock) -> bool:
    """`fd14 Port ADDRESS PORT HOST SERVICE`, `fd11 /PATH`, `fd15 qlimit 1` or `fd3`."""
    match = _SOCKET.fullmatch(tail)
    if match is None:
        return False
    descriptor, address, number, host, service, path, limit = match.groups()
    own = document["ibm_aix"]
    own["file_descriptor"] = int(descriptor)
    if path is not None:
        add_file(document, path)
    if limit is not None:
        own["queue_limit"] = int(limit)
    if address is not None:
        _add_address(document, ip(address), port(number))
        if host is not None:
            own["socket_host"] = host
            if not is_ip(host):
                document["related"]["hosts"] = [host]
        if service is not None:
            own["socket_service"] = service
    return True


def _add_address(document: Document, address: str | None, number: int | None) -> None:
    """Add the address of a socket: the other side's where the call is one that says so."""
    piece = endpoint(address, number)
    if not piece:
        return
    if address is not None:
        document["related"]["ip"] = [address]
    call = document["event"]["action"]
    if call == "TCP_kaccept":
        document["source"] = piece
        document["network"] = {"direction": "ingress", "transport": "tcp"}
    elif call == "TCP_kconnect":
        document["destination"] = piece
        document["network"] = {"direction": "egress"}
    else:
        document["ibm_aix"].update({f"socket_{name}": value for name, value in piece.items() if name != "address"})
        if address is not None:
            document["network"] = {}
    if address is not None:
        document["network"]["type"] = "ipv6" if ":" in address else "ipv4"
