r"""Events of products that name their values instead of writing sentences: pairs, columns, members of an object.

Layout:
    ACTIONS = actions("connection-allowed  network: allowed connection | a connection was let through")
    CAPTURES = {
        "src": ecs("source.ip", read=ip, related="ip"),
        "usr": account(),
        "pol": own("keyword", "policy that was applied", name="policy"),
    }
    VALUES = Values("acme_gate", ACTIONS, CAPTURES, read_by_product="time tz")

    Actions and captures are those of `ecsparse.messages`, but a capture is called as the product calls the value,
    and its text is what the format found: of a JSON object, what `ecsparse.formats.json.flattened` gives. From the
    table follow fields, own fields and the vocabulary of `event.action`.
"""

from __future__ import annotations

from operator import itemgetter

from ecsparse.ecs.events import web_url
from ecsparse.ecs.network import network_type
from ecsparse.ecs.numbers import parse_uint
from ecsparse.ecs.pieces import related
from ecsparse.ecs.places import host_name
from ecsparse.ecs.url import PARTS
from ecsparse.formats import json
from ecsparse.messages.captures import REST, Capture, own
from ecsparse.record import Field
from ecsparse.timestamps.event_time import moment

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from typing import TypeAlias

    from ecsparse.messages import Action
    from ecsparse.messages.captures import Lists, Put, Read
    from ecsparse.record import Document, Record, Signature

    # the object of a document that a text goes to as it is, and its name there; or what puts it
    _Row: TypeAlias = tuple[str, str, Put | None]

# How writers say that they know no value.
NOTHING = frozenset(("", "-", "N/A", "n/a", "null", "(null)", "NULL", "None", "none", "unknown", "Unknown", "[]"))

# The field of a product's own with what it says beyond its captures.
_OTHER = "other"
_ENDS = ("source", "destination", "client", "server")
_NOBODY: dict[str, str] = {}
_FLAGS = {"true": True, "false": False, "True": True, "False": False}
_NAME = itemgetter(0)


class Values:
    """The named values of a product, whose namespace is `namespace`, as the module's docstring describes them.

    `captures` are declared by the names of values; a value may have several. Those that are named in
    `read_by_product` (with blanks between) are left to the product. What has no capture, or is not a value of its
    field, is a text of the list `other` below the namespace, as `name=value`. `signatures`, `fields`, `own_fields`
    and `vocabulary` are what the declaration of the product takes. With `names_actions`, `actions` are kinds of
    events alone: `event.action` is the name that the product itself gives an event, any name. `times` are the
    fields of values that are times (ISO 8601, or seconds, milliseconds, micro- or nanoseconds since 1970); of those
    with the same field, the one that is declared first counts.
    """

    def __init__(  # noqa: PLR0913 - the parts of a declaration, named where it is made
        self,
        namespace: str,
        actions: Mapping[str, Action],
        captures: Mapping[str, Capture | tuple[Capture, ...]],
        *,
        read_by_product: str = "",
        nothing: frozenset[str] = NOTHING,
        names_actions: bool = False,
        times: Mapping[str, str] = _NOBODY,
    ) -> None:
        self.events = {name: action.event(name) for name, action in actions.items()}
        self._also = {name: tuple(action.also.items()) for name, action in actions.items()}
        meanings = {name.partition("/")[0]: action.meaning for name, action in actions.items()}
        self.vocabulary = {} if names_actions else meanings
        self._namespace = namespace
        self._captures = {name: found if isinstance(found, tuple) else (found,) for name, found in captures.items()}
        self._rows = _Rows(namespace, self._captures)
        self._times = {name: field.split(".") for name, field in times.items()}
        self._read_by_product = frozenset((*read_by_product.split(), *times))
        self._nothing = nothing

    def document(
        self,
        action: str,
        values: Mapping[str, str] | Iterable[tuple[str, str]],
        name: str = "",
        record: Record | None = None,
    ) -> Document:
        """The document of an event: `event` with its `action`, what its values say, and `related`.

        `values` are texts by their names, or pairs of both.
        `name` is the product's own name of the action, where it names them. With the `record` that the values are
        of, the document has its times too; `@timestamp` is the header's time if no value is it.
        Texts that say nothing (`-`, `N/A`) are left out. Of a name that occurs twice, the first counts.
        """
        event = {**self.events[action]}
        if name:
            event["action"] = name
        document: Document = {"event": event}
        for field, piece in self._also[action]:
            document[field] = {**piece}
        lists: Lists = {"ip": [], "hosts": [], "user": [], "hash": []}
        kept: dict[str, str] = {}
        if other := self._put(document, values, lists, kept):
            document.setdefault(self._namespace, {})[_OTHER] = other
        complete_ends(document)
        if found := related(*lists.values()):
            document["related"] = found
        if record is not None:
            self._add_times(document, kept, record)
        return document

    def _put(
        self,
        document: Document,
        values: Mapping[str, str] | Iterable[tuple[str, str]],
        lists: Lists,
        kept: dict[str, str],
    ) -> list[str]:
        """Put what `values` say into `document`; return the others; what the product reads goes to `kept`.

        The loop that each value of a line passes: a text that is put as it is takes no call (make bench).
        """
        row_of, pairs = self._rows_of(values)
        nothing, own = self._nothing, self._read_by_product
        other: list[str] = []
        for name, text in pairs:
            if text in nothing:
                continue
            row = row_of(name)
            if row is None:
                if name in own:
                    kept.setdefault(name, text)
                else:
                    other.append(f"{name}={text}")
                continue
            parent, last, put = row
            if put is None:
                piece = document.get(parent)
                if piece is None:
                    document[parent] = {last: text}
                else:
                    piece[last] = text
            elif not put(document, text, lists):
                other.append(f"{name}={text}")
        return other

    def _rows_of(
        self, values: Mapping[str, str] | Iterable[tuple[str, str]]
    ) -> tuple[Callable[[str], _Row | None], Iterable[tuple[str, str]]]:
        """What gives the row of a value by its name, and `values` as pairs.

        Of a name that comes several times, the first value has the row.
        """
        rows = self._rows
        if isinstance(values, dict):
            return rows.__getitem__, values.items()
        pairs = [*values]
        if len({*map(_NAME, pairs)}) == len(pairs):
            return rows.__getitem__, pairs
        left = {name: rows[name] for name, _ in pairs}
        return lambda name: left.pop(name, None), pairs

    def _add_times(self, document: Document, texts: Mapping[str, str], record: Record) -> None:
        for name, (*parents, last) in self._times.items():
            if name not in texts:
                continue
            instant, _ = moment(texts[name], record.clock)
            if instant is not None:
                piece = document
                for parent in parents:
                    piece = piece.setdefault(parent, {})
                piece.setdefault(last, instant)
        if "@timestamp" not in document:
            record.stamp(document)

    @property
    def names(self) -> tuple[str, ...]:
        """The names that have captures."""
        return tuple(self._captures)

    @property
    def signatures(self) -> tuple[Signature, ...]:
        """None: what tells the product's lines from others' is not in a value's name."""
        return ()

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields of ECS that the documents can have."""
        own = {field for found in self._captures.values() for each in found for field in each.fields}
        also = {f"{field}.{name}" for pieces in self._also.values() for field, piece in pieces for name in piece}
        ends = {f"{end}.address" for end in _ENDS if own & {f"{end}.ip", f"{end}.domain"}}
        types = {"network.type"} if {"source.ip", "destination.ip"} <= own else set()
        times = {".".join(path) for path in self._times.values()} - {"@timestamp"}
        return tuple(sorted(own | also | ends | types | times))

    @property
    def own_fields(self) -> dict[str, Field]:
        """The fields outside ECS that the documents can have."""
        found = {
            each.path(self._namespace, name): each.own
            for name, captures in self._captures.items()
            for each in captures
            if each.own is not None
        }
        other = Field("keyword", "what is said beside all this, as `name=value`")
        return {**found, f"{self._namespace}.{_OTHER}": other}


def each(read: Read = str) -> Read:
    """A reader of an array in JSON: the list of its values as `read` has them, without those that are none.

    A text that is not an array is the only value; without any value, the text is none.
    """

    def values(text: str) -> list[object] | None:
        found = [read(each) for each in json.texts(text) if each not in NOTHING]
        return [value for value in found if value is not None] or None

    return values


def word(description: str, name: str) -> Capture:
    """A text for the field `name` (dotted) of the product's own."""
    return own("keyword", description, name=name)


def words(description: str, name: str) -> Capture:
    """An array of texts, or one text, for the field `name` of the product's own."""
    return own("keyword", description, read=each(), name=name)


def flag(description: str, name: str) -> Capture:
    """`true` or `false` for the field `name` of the product's own."""
    return own("boolean", description, read=_FLAGS.get, name=name)


def number(description: str, name: str) -> Capture:
    """A whole number from 0 for the field `name` of the product's own."""
    return own("long", description, read=parse_uint, name=name)


def computer() -> Capture:
    """A computer's name for `host`: `name` and `hostname`, no address."""
    return Capture("host", REST, _computer, parts=("hostname", "name"), related=("hosts", "name"))


def location(field: str = "url") -> Capture:
    """A URL or a path for `field`, with its parts; the host may be the beginning of a text without a scheme."""
    return Capture(field, REST, web_url, parts=PARTS, related=("hosts", "domain"))


def _computer(text: str) -> Document:
    name = host_name(text)
    return {} if name is None else {"hostname": name, "name": name}


def name_destination(document: Document, host: str) -> None:
    """Give the destination in `document` the name of the `host` that its client asked for, if it has none yet.

    Its `address` stays what the line has.
    """
    destination = document.get("destination", _NOBODY)
    if "ip" in destination and "domain" not in destination and (name := host_name(host)) is not None:
        document["destination"] = {**destination, "domain": name}


class _Rows(dict[str, "_Row | None"]):
    """Where the texts of values go, by their names; `None` for a value that has none of the `captures`.

    A run has few of a product's values: each row is made for the first of them (make bench, one line).
    """

    __slots__ = ("_captures", "_namespace")

    def __init__(self, namespace: str, captures: Mapping[str, tuple[Capture, ...]]) -> None:
        super().__init__()
        self._captures = captures
        self._namespace = namespace

    def __missing__(self, name: str) -> _Row | None:
        captures = self._captures.get(name)
        if captures is None:
            return None
        row = self[name] = self._row(captures, [each.path(self._namespace, name) for each in captures])
        return row

    def _row(self, captures: tuple[Capture, ...], paths: list[str]) -> _Row:
        if len(captures) == 1 and captures[0].is_text and paths[0].count(".") == 1:
            parent, _, last = paths[0].partition(".")
            return parent, last, None
        puts = tuple(each.putter(path) for each, path in zip(captures, paths, strict=True))
        return "", "", puts[0] if len(puts) == 1 else _several(puts)


def _several(puts: tuple[Put, ...]) -> Put:
    """What puts a text with each of `puts`, and is false if it is a value for none of them."""

    def put(document: Document, text: str, lists: Lists) -> bool:
        taken = False
        for each in puts:
            taken = each(document, text, lists) or taken
        return taken

    return put


def complete_ends(document: Document) -> None:
    """Give the ends of a connection in `document` their `address`, and `network` the `type` that both share."""
    for end in _ENDS:
        piece = document.get(end)
        if piece is not None and "address" not in piece:
            address = piece.get("domain") or piece.get("ip")
            if address is not None:
                piece["address"] = address
    source, destination = document.get("source"), document.get("destination")
    if source is not None and destination is not None:
        kind = network_type(source.get("ip"), destination.get("ip"))
        if kind is not None:
            document.setdefault("network", {}).setdefault("type", kind)
