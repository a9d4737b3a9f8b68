"""The documents in what `lint` reads: one per line, indented, in arrays, in bulk bodies, in answers of `_search`.

Sources: the bulk API (an action, and in the next line its document) and the search API (`hits.hits[]._source`) of
Elasticsearch and of OpenSearch.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import orjson

from ecsparse.patterns import Pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

# Indented JSON is collected up to so many bytes.
_MOST_COLLECTED = 1 << 26

# A string of JSON, closed or not: what brackets do not count in.
_STRING = Pattern(r'"(?:[^"\\]|\\.)*+"?')

_ACTIONS = frozenset(("create", "delete", "index", "update"))
# What the action of a bulk body may say without an underscore.
_OF_ACTION = frozenset((
    "dynamic_templates", "if_primary_term", "if_seq_no", "pipeline", "require_alias", "require_data_stream",
    "retry_on_conflict", "routing", "version", "version_type",
))  # fmt: skip


class Documents:
    """The documents of an input, whose lines come one by one; `None` is one that is not readable JSON."""

    def __init__(self) -> None:
        # the lines of JSON that is not complete; how many brackets are open in them, and their size in bytes
        self._collected: list[bytes] = []
        self._depth = self._size = 0
        self._is_one_per_line = False
        # the action whose document comes next
        self._action: str | None = None

    def feed(self, line: bytes) -> Iterator[object]:
        """The documents that are complete with `line`."""
        begins_object = line[:1] == b"{"
        if self._collected and begins_object and self._collected[0][:1] == b"{":
            # an indented document has no other line like this: the one before it was cut
            yield from self._give_up()
        if self._collected:
            yield from self._collect(line)
        elif line.strip():
            value = _loaded(line)
            if value is None and not self._is_one_per_line and line.lstrip()[:1] in (b"{", b"["):
                yield from self._collect(line)
            else:
                yield from self._documents(value)

    def finish(self) -> Iterator[object]:
        """The documents that are left at the end of the input."""
        if self._collected:
            yield from self._give_up()
        if self._action is not None:
            self._action = None
            yield None

    def _collect(self, line: bytes) -> Iterator[object]:
        self._collected.append(line)
        self._size += len(line)
        bare = _STRING.sub("", line.decode("latin-1"))
        self._depth += sum(map(bare.count, "{[")) - sum(map(bare.count, "}]"))
        if self._depth > 0 and self._size <= _MOST_COLLECTED:
            return
        value = _loaded(b"\n".join(self._collected)) if self._depth == 0 else None
        if value is None:
            yield from self._give_up()
        else:
            self._forget()
            yield from self._documents(value)

    def _give_up(self) -> Iterator[object]:
        """Take the first of the collected lines for a broken document, and each other one for itself."""
        _, *others = self._collected
        self._forget()
        yield None
        # lines are looked at twice at most
        before, self._is_one_per_line = self._is_one_per_line, True
        for line in others:
            yield from self.feed(line)
        self._is_one_per_line = before

    def _forget(self) -> None:
        self._collected = []
        self._depth = self._size = 0

    def _documents(self, value: object) -> Iterator[object]:
        """The documents in a value that stands for itself."""
        before, self._action = self._action, None
        if before is not None:
            yield value.get("doc", value) if before == "update" and isinstance(value, dict) else value
            return
        action = _action(value)
        if action is None:
            yield from _found(value)
        elif action != "delete":
            self._action = action


def _loaded(text: bytes) -> object:
    """The value that `text` is in JSON; `None` if it is not one."""
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError:
        return None


def _action(value: object) -> str | None:
    """The action that a line of a bulk body is; `None` if it is not one."""
    if not isinstance(value, dict) or len(value) != 1:
        return None
    ((name, says),) = value.items()
    is_action = name in _ACTIONS and isinstance(says, dict)
    return name if is_action and all(key[:1] == "_" or key in _OF_ACTION for key in says) else None


def _found(value: object) -> Iterator[object]:
    """The documents in an array, an answer of a search, or a hit; else `value` itself."""
    if isinstance(value, list):
        for each in value:
            yield from _found(each) if isinstance(each, dict) else (each,)
        return
    hits = _hits(value)
    if hits is None:
        yield _source(value)
    else:
        yield from map(_source, hits)


def _hits(value: object) -> list[Any] | None:
    hits = value.get("hits") if isinstance(value, dict) else None
    found = hits.get("hits") if isinstance(hits, dict) else None
    return found if isinstance(found, list) else None


def _source(hit: object) -> object:
    """The document of a hit, which also has the name of an index; a document itself."""
    return hit["_source"] if isinstance(hit, dict) and "_index" in hit and "_source" in hit else hit
