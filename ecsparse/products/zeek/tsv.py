r"""Zeek's logs as columns: what the lines in front name, and which log a line is of where nothing precedes it.

Layout: see `ecsparse.products.zeek`. In a value, `\x09` is the byte 9.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from ecsparse.ecs.pieces import is_ip
from ecsparse.formats import json
from ecsparse.patterns import Match, Pattern
from ecsparse.products.zeek.logs import BOOLEANS, BY_STATE, LISTS, ORDERS

# the log of a line, empty if that is not known, and the texts of its columns by their names
Line = tuple[str, dict[str, str]]

_TRANSPORTS = frozenset(("tcp", "udp", "icmp", "sctp", "unknown_transport"))
_FLAGS = {"T": "true", "F": "false"}

# 1698764995.123456 | 2023-10-31T15:09:55.123456Z
_TIME = Pattern(r"[0-9]{9,10}\.[0-9]{1,9}|[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]{1,9})?Z?")
# CHhAvVGS1DHFjwGM9
_CONNECTION = Pattern(r"C[0-9A-Za-z]{8,22}")
# FHhAvVGS1DHFjwGM9
_FILE = Pattern(r"F[0-9A-Za-z]{8,22}")
# GET
_METHOD = Pattern(r"[A-Z][A-Z_-]{1,31}")
# TLSv12 | SSLv3
_VERSION = Pattern(r"(?:TLS|SSL|DTLS)v[0-9]{1,2}")
# bad_TCP_checksum
_NAME = Pattern(r"[A-Za-z][A-Za-z0-9_-]{2,80}")
# \x09
_ESCAPED = Pattern(r"\\x([0-7][0-9A-Fa-f])")
# 3128
_NUMBER = Pattern(r"[0-9]{1,20}")


def _is_port(text: str) -> bool:
    return text.isdecimal() and text.isascii() and int(text[:6]) <= 0xFFFF


# What tells that a line has these columns.
_FORMS: dict[str, Callable[[str], object]] = {
    "conn_state": BY_STATE.__contains__,
    "fuid": _FILE.fullmatch,
    "method": _METHOD.fullmatch,
    "missing_bytes": _NUMBER.fullmatch,
    "proto": _TRANSPORTS.__contains__,
    "qtype": _NUMBER.fullmatch,
    "status_code": _NUMBER.fullmatch,
    "trans_depth": _NUMBER.fullmatch,
    "trans_id": _NUMBER.fullmatch,
    "ts": _TIME.fullmatch,
    "uid": _CONNECTION.fullmatch,
    **dict.fromkeys(("id.orig_h", "id.resp_h"), is_ip),
    **dict.fromkeys(("id.orig_p", "id.resp_p"), _is_port),
}
# What tells more where nothing names the columns.
_OF_LOGS: dict[str, dict[str, Callable[[str], object]]] = {
    "ssl": {"version": _VERSION.fullmatch},
    "ssh": {"version": _NUMBER.fullmatch},
    "weird": {"name": _NAME.fullmatch},
}
_TOLD = {
    "conn": "ts uid id.orig_h id.resp_h proto conn_state",
    "dns": "ts uid id.orig_h id.resp_h proto rejected",
    "http": "ts uid id.orig_h id.resp_h trans_depth",
    "ssl": "ts uid id.orig_h id.resp_h established",
    "files": "ts fuid timedout",
    "ssh": "ts uid id.orig_h id.resp_h version",
    "weird": "ts uid id.orig_h id.resp_h name notice",
}
_IS_TOLD = {log: names.split() for log, names in _TOLD.items()}


class Columns:
    """What the lines in front of a log say: its name, the names and types of its columns, and what separates them.

    Types are empty if they are not named.
    """

    __slots__ = ("empty", "log", "names", "separator", "set_separator", "types", "unset")

    def __init__(self, heading: str) -> None:
        lines = heading.split("\n")
        said = {line.partition(" ")[0]: line for line in lines if line.startswith("#separator")}
        stated = said.get("#separator", "").partition(" ")[2]
        fields = next((line for line in lines if line.startswith("#fields")), "")
        self.separator = unescaped(stated) or fields[len("#fields") : len("#fields") + 1] or "\t"
        rows = {name: rest for name, *rest in (line.split(self.separator) for line in lines)}
        self.names = tuple(rows.get("#fields", ()))
        self.types = tuple(rows.get("#types", ()))
        self.log = next(iter(rows.get("#path", ())), "")
        # a separator of sets may be the same as that of columns
        self.set_separator = next(iter(rows.get("#set_separator", ())), "") or ","
        self.unset = next(iter(rows.get("#unset_field", ())), "-")
        self.empty = next(iter(rows.get("#empty_field", ())), "(empty)")


@lru_cache(maxsize=64)
def columns_of(heading: str) -> Columns:
    """What a heading (see `ecsparse.headings`) says."""
    return Columns(heading)


def unescaped(text: str) -> str:
    r"""A text with the bytes that `\xNN` stand for, if they are ASCII."""
    return _ESCAPED.sub(_byte, text) if "\\x" in text else text


def _byte(match: Match) -> str:
    return chr(int(match[1], 16))


def named(heading: str, text: str) -> Line | None:
    """The line `text` by the columns that the heading names; `None` if they hold something else."""
    columns = columns_of(heading)
    values = text.split(columns.separator)
    names = columns.names
    if not names or len(values) != len(names):
        return None
    said = {name: value for name, value in zip(names, values, strict=True) if value != columns.unset}
    told = [is_one(said[name]) for name, is_one in _FORMS.items() if name in said]
    types = dict(zip(names, columns.types, strict=False)) if len(columns.types) == len(names) else {}
    if "ts" not in said or not all(told) or not _has_flags(said, types):
        return None
    return columns.log, _typed(said, types, columns.set_separator, columns.empty)


def ordered(text: str) -> Line | None:
    """The line `text` of a log whose columns are told by their number and kind; `None` if they cannot be told."""
    values = text.split("\t")
    for log, names in ORDERS.get(len(values), ()):
        said = {name: value for name, value in zip(names, values, strict=True) if value != "-"}
        forms = {**_FORMS, **_OF_LOGS.get(log, {})}
        is_told = all(name in said for name in _IS_TOLD[log])
        if is_told and all(forms[name](said[name]) for name in forms.keys() & said.keys()) and _has_flags(said, {}):
            return log, _typed(said, {}, ",", "(empty)")
    return None


def _is_flag(name: str, types: dict[str, str]) -> bool:
    """Whether a column holds `T` or `F`: by its type, or else by its name."""
    return types[name] == "bool" if name in types else name in BOOLEANS


def _has_flags(said: dict[str, str], types: dict[str, str]) -> bool:
    """Whether each column that holds `T` or `F` has one of them."""
    return all(value in _FLAGS for name, value in said.items() if _is_flag(name, types))


def _typed(said: dict[str, str], types: dict[str, str], separator: str, empty: str) -> dict[str, str]:
    """The texts of columns as JSON has them: `true`, arrays, and no `(empty)`."""
    found = {}
    for name, value in said.items():
        kind = types.get(name, "")
        if value == empty:
            continue
        if _is_flag(name, types):
            found[name] = _FLAGS[value]
        elif kind.startswith(("set[", "vector[")) or (not kind and name in LISTS):
            found[name] = json.encode([unescaped(each) for each in value.split(separator)]) or value
        else:
            found[name] = unescaped(value)
    return found
