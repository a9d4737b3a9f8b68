"""How the values of audit records are read."""

from __future__ import annotations

from functools import lru_cache

from ecsparse.ecs.accounts import account
from ecsparse.ecs.accounts import user_id as id_of
from ecsparse.ecs.events import outcome
from ecsparse.patterns import Pattern
from ecsparse.products.linux_auditd.syscalls import ARCHITECTURES
from ecsparse.record import Document

# How records say that a user or a session is not set, beside words: -1, also as an unsigned number.
_UNSET = ("4294967295", "-1", "unset")

_ERRORS = {
    "1": "EPERM", "2": "ENOENT", "3": "ESRCH", "4": "EINTR", "5": "EIO", "6": "ENXIO", "7": "E2BIG",
    "8": "ENOEXEC", "9": "EBADF", "10": "ECHILD", "11": "EAGAIN", "12": "ENOMEM", "13": "EACCES",
    "14": "EFAULT", "15": "ENOTBLK", "16": "EBUSY", "17": "EEXIST", "18": "EXDEV", "19": "ENODEV",
    "20": "ENOTDIR", "21": "EISDIR", "22": "EINVAL", "23": "ENFILE", "24": "EMFILE", "25": "ENOTTY",
    "26": "ETXTBSY", "27": "EFBIG", "28": "ENOSPC", "29": "ESPIPE", "30": "EROFS", "31": "EMLINK",
    "32": "EPIPE", "36": "ENAMETOOLONG", "38": "ENOSYS", "39": "ENOTEMPTY", "40": "ELOOP", "61": "ENODATA",
    "88": "ENOTSOCK", "95": "EOPNOTSUPP", "97": "EAFNOSUPPORT", "98": "EADDRINUSE", "99": "EADDRNOTAVAIL",
    "100": "ENETDOWN", "101": "ENETUNREACH", "103": "ECONNABORTED", "104": "ECONNRESET", "106": "EISCONN",
    "107": "ENOTCONN", "110": "ETIMEDOUT", "111": "ECONNREFUSED", "112": "EHOSTDOWN", "113": "EHOSTUNREACH",
    "114": "EALREADY", "115": "EINPROGRESS", "512": "ERESTARTSYS", "513": "ERESTARTNOINTR",
    "514": "ERESTARTNOHAND", "516": "ERESTART_RESTARTBLOCK",
}  # fmt: skip

_FILE_TYPES = {
    "01": "fifo",
    "02": "character",
    "04": "dir",
    "06": "block",
    "10": "file",
    "12": "symlink",
    "14": "socket",
}

# EACCES(Permission denied)
_ERROR_IN_WORDS = Pattern(r"(E[A-Z0-9_]{2,31})\([^()]{0,80}\)")
# unknown(1001)
_UNKNOWN_ID = Pattern(r"unknown\(([0-9]{1,10})\)")
# 0100644
_MODE = Pattern(r"0?([01][0-7])([0-7]{4})")
# file,644 | dir,sticky,777 | character,620
_MODE_IN_WORDS = Pattern(r"(fifo|character|dir|block|file|symlink|link|socket)(?:,(?:sticky|suid|sgid))*,([0-7]{3,4})")
# nginx-1:1.24.0-1.el9.x86_64
_PACKAGE = Pattern(r"([A-Za-z0-9][A-Za-z0-9+._-]{0,254})-([0-9][^-. ]{0,63}[^- ]{0,64}-[^- ]{1,64})\.([a-z0-9_]{3,12})")
_SUCCEEDED = frozenset(("1", "yes", "success"))
_LONGEST_EXTENSION = 16
_FAILED = frozenset(("0", "no", "fail", "failed"))


@lru_cache(1024)
def user_id(text: str) -> str | None:
    """The id of a user or a group; `None` of a name, and of one that is not set."""
    if text in _UNSET:
        return None
    unknown = _UNKNOWN_ID.fullmatch(text)
    return id_of(text if unknown is None else unknown[1])


def user_name(text: str) -> str | None:
    """The name of a user or a group; `None` of an id."""
    return None if text in _UNSET or text.isdecimal() or text.startswith("unknown(") else text


def user(text: str) -> Document:
    """The name and the domain of a user; empty of an id."""
    name = user_name(text)
    return {} if name is None else account(name)


def session(text: str) -> str | None:
    """The number of a session; `None` if there is none."""
    return None if text in _UNSET else text


def result(text: str) -> str | None:
    """`event.outcome` of a result: a word, 1 or 0."""
    word = text.lower()
    if word in _SUCCEEDED:
        return "success"
    return "failure" if word in _FAILED else outcome(word)


def returned_error(text: str) -> str | None:
    """The name of the error that a system call returned; `None` if it returned none."""
    match = _ERROR_IN_WORDS.fullmatch(text)
    if match is not None:
        return match[1]
    return _ERRORS.get(text[1:]) if text[:1] == "-" else None


def error(text: str) -> str | None:
    """The name of an error by its number; 0 is none."""
    return _ERRORS.get(text.removeprefix("-"))


def mode(text: str) -> str | None:
    """The permissions of a file: four octal digits."""
    match = _MODE.fullmatch(text) or _MODE_IN_WORDS.fullmatch(text)
    return None if match is None else f"{match[2]:0>4}"


def file_type(text: str) -> str | None:
    """`file.type` of a mode; `None` if the mode states none that is known."""
    match = _MODE.fullmatch(text) or _MODE_IN_WORDS.fullmatch(text)
    if match is None:
        return None
    kind = _FILE_TYPES.get(match[1], match[1])
    return "symlink" if kind == "link" else None if kind.isdecimal() else kind


def path(text: str) -> str | None:
    """A path from the root; `None` of a relative one."""
    return text if text[:1] == "/" else None


def relative_path(text: str) -> str | None:
    """A path below the working directory; `None` of one from the root, and of a name alone."""
    return None if text[:1] == "/" or "/" not in text else text


def file_name(text: str) -> str | None:
    """The last part of a path; `None` of the root."""
    return text.rstrip("/").rpartition("/")[2] or None


def directory(text: str) -> str | None:
    """The directory of a path from the root; `None` of what is in the root itself."""
    return text.rstrip("/").rpartition("/")[0] or None if text[:1] == "/" else None


def extension(text: str) -> str | None:
    """The extension of a file, without its dot; `None` if it has none."""
    stem, _, found = (file_name(text) or "").rpartition(".")
    return found if stem and found.isalnum() and found.isascii() and len(found) <= _LONGEST_EXTENSION else None


def architecture(text: str) -> str | None:
    """The name of a processor's architecture, which records state as a number or by that name."""
    return text if text in ARCHITECTURES.values() else ARCHITECTURES.get(text.lower())


def permissions(text: str) -> list[str] | None:
    """The words between blanks; `None` if there are none."""
    return text.split() or None


def package(text: str) -> Document | None:
    """The name, version and architecture of a package of RPM; `None` of other software."""
    match = _PACKAGE.fullmatch(text)
    return None if match is None else dict(zip(("name", "version", "architecture"), match.groups(), strict=True))


def title(text: str) -> str:
    """A command line, between whose words are NULs."""
    return text.replace("\0", " ")


def keys(text: str) -> list[str] | None:
    """The keys of rules, which a byte separates; `None` if there are none."""
    return [key for key in text.split("\x01") if key] or None


def first_key(text: str) -> str | None:
    """The first of the keys."""
    found = keys(text)
    return None if found is None else found[0]
