"""The words that every layer shares: a line's header and record, a product's declaration and signatures."""

from __future__ import annotations

from functools import cached_property

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from typing import Any, TypeAlias

    from ecsparse.messages import Messages
    from ecsparse.messages.values import Values
    from ecsparse.patterns import Pattern
    from ecsparse.timestamps.clock import Clock

    Document: TypeAlias = dict[str, Any]
    # what a product's signatures of each kind are made of: texts, but pairs of a `CeeMember`
    ByKind: TypeAlias = Mapping["type[Signature]", Sequence[Any]]
else:
    # without `typing`, which takes milliseconds to load (make bench, one line)
    Document = dict

_NOTHING: dict[str, Any] = {}


class Header:
    """The parts of a syslog header, as text; `None` for those that it lacks.

    `priority` is a number from 0 to 191, `severity` one from 0 to 7 where no priority says it, `time` the timestamp
    as written (see `Clock.header`), `version` the version of RFC 5424, `structured_data` its parameters: by the
    name of their element and their own, a list for a parameter that is repeated. `outer` is the header in front of
    it, which a relay wrote.
    """

    __slots__ = (
        "appname",
        "hostname",
        "msgid",
        "outer",
        "priority",
        "procid",
        "severity",
        "structured_data",
        "time",
        "version",
    )

    def __init__(  # noqa: PLR0913 - the parts of a header, named at every call
        self,
        *,
        priority: int | None = None,
        time: str | None = None,
        hostname: str | None = None,
        appname: str | None = None,
        procid: str | None = None,
        msgid: str | None = None,
        version: str | None = None,
    ) -> None:
        self.priority = priority
        self.time = time
        self.hostname = hostname
        self.appname = appname
        self.procid = procid
        self.msgid = msgid
        self.version = version
        self.severity: int | None = None
        self.structured_data: Mapping[str, Mapping[str, str | list[str]]] | None = None
        self.outer: Header | None = None

    def inherit(self, outer: Header) -> None:
        """Take what this header does not say from the one in front of it: level, time, host."""
        self.outer = outer
        if self.priority is None and self.severity is None:
            self.priority, self.severity = outer.priority, outer.severity
        if self.time is None:
            self.time = outer.time
        if self.hostname is None:
            self.hostname = outer.hostname


class Record:
    """One line on its way to a product.

    `text` is what follows the header, the whole line where there is none; after a header without the byte
    order mark that may begin it. `payload` is the object of the text `payload_text` (JSON, or after a CEE cookie),
    once `formats` have decoded it. `clock` turns times without a zone into UTC. `took_header_time` says that the
    header's time was asked for as the record's own. `heading` is the text of the lines before that name its columns
    (see `ecsparse.headings`), empty if there are none.

    A thread has one record of a pipeline and changes it from line to line: a new one for each line would cost a
    tenth of the time (make bench). A product must not keep it.
    """

    __slots__ = ("clock", "header", "heading", "payload", "payload_text", "text", "took_header_time")

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self.header: Header | None = None
        self.heading = ""
        self.text = ""
        self.payload: dict[str, Any] | None = None
        self.payload_text = ""
        self.took_header_time = False

    @property
    def program(self) -> str | None:
        """The name of the program in the header, `None` if that has none or there is no header."""
        return None if self.header is None else self.header.appname

    def stamp(self, document: Document) -> None:
        """Add the header's time to `document`, as that of a record without its own time."""
        self.set_time(document, self.header_time())

    @staticmethod
    def set_time(document: Document, instant: str | None) -> None:
        """Give `document` its time; nothing if there is none."""
        if instant is not None:
            document["@timestamp"] = instant

    def header_time(self, zones: Mapping[str, str] = _NOTHING) -> str | None:
        """The header's time in UTC, for a record without its own time.

        `None` if it has none, or lacks the year and the clock has no reference to complete it. `zones` are the
        offsets of names of zones that the product means by them, where the clock does not know the name.
        """
        header = self.header
        if header is None or header.time is None:
            return None
        self.took_header_time = True
        if zones and (name := header.time.rpartition(" ")[2]) in zones and not self.clock.knows_zone(header.time):
            header.time = f"{header.time.removesuffix(name)}{zones[name]}"
        return self.clock.header(header.time)

    def zone_at(self, local: str) -> str | None:
        """The zone of `local`, a time without one (`2023-10-31 15:09:55`): that of the header, if it says the same.

        `Z` or an offset, such as `+01:00`; `None` if the header states none, or another time.
        """
        stated = None if self.header is None else self.header.time
        if stated is None or (stated[-1:] != "Z" and stated[-6:-5] not in ("+", "-")):
            return None
        hour = local[:13].replace("/", "-").replace("T", " ")
        # what is logged in the last minute of an hour may be sent in the next one
        is_same = stated[:13].replace("T", " ") == hour or {stated[14:16], local[14:16]} == {"59", "00"}
        return (stated[-1:] if stated[-1:] == "Z" else stated[-6:]) if is_same else None


class CeeMember(tuple[str, str]):
    """A signature: a member `(name, value)` of the line's CEE object, such as `("category", "USER")`."""

    __slots__ = ()


class Members(str):
    """A signature: members of the line's JSON or CEE object, some with their text, such as `kind=Event auditID`.

    A name with dots is the way to a member of an object within, or all of a name: `objectRef.resource=pods`.
    """

    __slots__ = ()


class Program(str):
    """A signature: the program's name in the syslog header, such as `openvpn`."""

    __slots__ = ()


class ProgramStem(str):
    """A signature: the start of the program's name, to its first punctuation inclusive, such as `openvpn-`."""

    __slots__ = ()


class Prefix(str):
    """A signature: constant text at the start of the message (blanks before it do not count)."""

    __slots__ = ()


class Shape(str):
    """A signature: the message's first word with every digit written as 0, such as `0000-00-00`."""

    __slots__ = ()


class Key(str):
    """A signature: the start of the message's second word, up to and including its `=`, such as `client=`."""

    __slots__ = ()


class Column(str):
    """A signature: the value of a column of comma-separated values, counted from 0, such as `3=TRAFFIC`."""

    __slots__ = ()


class Phrase(str):
    """A signature: constant text anywhere in the message, with at least one whole word."""

    __slots__ = ()


class Heading(str):
    """A signature: words of the lines that name the columns of those after them, such as `#Fields: cs-method`."""

    __slots__ = ()


Signature = CeeMember | Members | Program | ProgramStem | Prefix | Shape | Key | Column | Phrase | Heading
KINDS: tuple[type[Signature], ...] = (
    CeeMember, Members, Program, ProgramStem, Prefix, Shape, Key, Column, Phrase, Heading,
)  # fmt: skip


def by_kind(signatures: Iterable[Signature]) -> ByKind:
    """Say of each kind among `signatures` what those of it are made of, in their order."""
    kinds: dict[type[Signature], list[Any]] = {}
    for signature in signatures:
        made_of = tuple(signature) if isinstance(signature, tuple) else str(signature)
        kinds.setdefault(type(signature), []).append(made_of)
    return kinds


def fault_of(signature: object) -> str | None:
    """What is wrong with a signature, and the next step; `None` if it can be used."""
    if not signature or (isinstance(signature, (Heading, Members, Phrase)) and signature.isspace()):
        return "a signature is empty; give it text that a line has"
    if type(signature) not in KINDS or (isinstance(signature, CeeMember) and len(signature) != 2):
        return f"{signature!r} is not a signature; use one of the kinds in ecsparse/record.py"
    if isinstance(signature, Column) and not signature.partition("=")[0].isdecimal():
        return f"{signature!r} does not say which column; begin with its number and `=`"
    if isinstance(signature, Members) and not all(
        step for word in signature.split() for step in word.partition("=")[0].split(".")
    ):
        return f"{signature!r} has a member without a name; write `name`, `name=text` or `outer.name`"
    return None


class Field:
    """A custom field of a product, outside ECS: its type, in ECS's names of types, and what it holds."""

    __slots__ = ("description", "type")

    def __init__(self, kind: str, description: str) -> None:
        self.type = kind
        self.description = description


class Product:
    """A product's declaration: `PRODUCT` of its module.

    `vendor` and `name` as the vendor writes them; `formats` names the wire formats; `signatures` find
    candidate lines, which the module's `parse` then confirms; `titles` are lines that are not records: titles of a
    report, matched as a whole; `versions` are those that the parser knows. `form` is the part of a line that tells
    its form, where the first word does not: lines of one form are converted one after the other, which costs less.
    `before` and `after` are the products that this one is asked before, or after, where both have equally specific
    signatures in a line: by id, each with the reason. One of the two products says so.
    `reads_escaped_end` says that a line feed at the end of a line that rsyslog escaped (`#012`) is a part of the
    format; other products are not shown it.
    With `documented`, the vendor has a page of what its lines become: `parse` gives that, `to_ecs` makes ECS of it,
    and `differences` says what that changes (a field or a subject) and why. Other products' `parse` gives ECS.
    The rest is what ECS needs: `dataset` is `event.dataset` without the product's id, `provider` is
    `event.provider`, `fields` are all fields of ECS that the product's documents can have besides those that every
    document can have (`source.{ip,port}` for two), `own_fields` those of its own namespace (`acme.bytes_{in,out}`
    for two, whose description may have a text for each: `bytes that {came,went}`), `actions` the vocabulary of
    `event.action` with what each means, `messages` the table, or the tables, that all of these follow from as well.
    """

    def __init__(  # noqa: PLR0913 - the parts of a declaration, named where it is made
        self,
        *,
        vendor: str,
        name: str,
        formats: tuple[str, ...],
        signatures: tuple[Signature, ...],
        titles: tuple[Pattern, ...] = (),
        versions: str = "",
        form: slice | None = None,
        documented: bool = False,
        reads_escaped_end: bool = False,
        before: Mapping[str, str] = _NOTHING,
        after: Mapping[str, str] = _NOTHING,
        dataset: str = "log",
        provider: str = "",
        fields: tuple[str, ...] = (),
        own_fields: Mapping[str, Field] = _NOTHING,
        actions: Mapping[str, str] = _NOTHING,
        messages: Messages | Values | tuple[Messages | Values, ...] = (),
        differences: Mapping[str, str] = _NOTHING,
    ) -> None:
        self.vendor = vendor
        self.name = name
        self.formats = formats
        self.messages = messages if isinstance(messages, tuple) else (messages,)
        self._signatures = signatures
        self.titles = titles
        self.versions = versions
        self.form = form
        self.documented = documented
        self.reads_escaped_end = reads_escaped_end
        self.before = before
        self.after = after
        self.dataset = dataset
        self.provider = provider
        self._fields = fields
        self._own_fields = own_fields
        self._actions = actions
        self.differences = differences

    # no line needs what follows from tables: only who asks for it pays for it (make bench, one line)

    @cached_property
    def signatures(self) -> tuple[Signature, ...]:
        """What finds candidate lines."""
        found = self._signatures
        for table in self.messages:
            found = (*found, *table.signatures)
        return found

    @cached_property
    def fields(self) -> tuple[str, ...]:
        """The fields of ECS that documents can have."""
        found = self._fields
        # the registry refuses what is not a tuple
        if isinstance(found, tuple):
            found = tuple(name for field in found for name in choices(field))
        for table in self.messages:
            found = tuple(sorted({*found, *table.fields}))
        return found

    @cached_property
    def own_fields(self) -> Mapping[str, Field]:
        """The fields outside ECS that documents can have."""
        found = self._own_fields
        # the registry refuses what is not a dict of fields
        if isinstance(found, dict) and any("{" in name for name in found):
            found = spelled_out(found)
        for table in self.messages:
            found = {**found, **table.own_fields}
        return found

    @cached_property
    def actions(self) -> Mapping[str, str]:
        """The vocabulary of `event.action`, with what each means."""
        found = self._actions
        for table in self.messages:
            found = {**found, **table.vocabulary}
        return found


def spelled_out(fields: Mapping[str, Field]) -> dict[str, Field]:
    """Fields of a product's own by their names, of which one with braces stands for several."""
    return dict(pair for name, field in fields.items() for pair in _named(name, field))


def _named(name: str, field: Field) -> list[tuple[str, Field]]:
    """The fields that `name` stands for, each with its part of the description, if that has as many."""
    names = choices(name)
    if len(names) == 1 or not isinstance(field, Field) or len(choices(field.description)) != len(names):
        return [(each, field) for each in names]
    return [(each, Field(field.type, text)) for each, text in zip(names, choices(field.description), strict=True)]


def choices(name: str) -> list[str]:
    """The names that `name` stands for: `{source,server}.{ip,port}` for four."""
    before, brace, rest = name.partition("{")
    if not brace:
        return [name]
    inside, _, after = rest.partition("}")
    return [f"{before}{choice}{end}" for choice in inside.split(",") for end in choices(after)]
