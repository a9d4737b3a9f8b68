r"""Messages of programs that write sentences: the meaning of each, and the fields for its values.

Layout:
    ACTIONS = {"login": Action("a user logged in", "authentication", "start", "success")}
    CAPTURES = {
        "user": account(),
        "source": endpoint("source", "client"),
        "method": own("keyword", "method by which the user was let in", WORD),
    }
    MESSAGES = Messages("acme_gate", ACTIONS, CAPTURES, r'''
    login !  Welcome {user} from {source}{? port {source_port}} by {method}
    login    Hello again, {user}
    ''')

    A row is an action, `!` if no other program writes such a message, and the text, which continues on lines that
    begin with a blank. Braces hold what varies:

    {user}           a capture, or a fragment: text that several rows share
    {user:[a-z]+}    a capture that this row reads by a pattern of its own
    {error=no {x}}   a capture of a text, in which there may be captures
    {? port {port}}  text that may be missing
    {|up|down}       one of several texts
    {~[0-9]+}        a pattern whose text goes to no field
    {*}              anything
    {{ and }}        braces

    A row may also list how messages begin of which nothing more is read; no brace means anything in it:

    login !  | Returned from sleep | Woken up by

    A message that no other row reads is of the row with the longest of these that it begins with.

    From the table follow signatures, fields, own fields and the vocabulary of `event.action`. A message is found by
    its first two words, then by constant text, then by its pattern: the cost does not grow with the number of rows.
"""

from __future__ import annotations

from ecsparse.ecs.pieces import related
from ecsparse.errors import BadDeclaration
from ecsparse.messages.beginnings import Beginnings, first_two
from ecsparse.messages.captures import MAC, NAME, PORT, Capture, Endpoint
from ecsparse.messages.templates import compiled, constants
from ecsparse.patterns import DECLARED, Pattern
from ecsparse.record import Phrase, Prefix

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import TypeAlias

    from ecsparse.messages.captures import Declared, Lists, Put
    from ecsparse.record import Document, Field, Signature

    # the texts of the captures that a message has, by their names
    Values: TypeAlias = dict[str, str]

# an action, and whether only this product uses the wording
_ROW = Pattern(r"([a-z0-9/_-]+) +(! +)?(.*)")

_NO_FRAGMENTS: Mapping[str, str] = {}
_NOTHING: Mapping[str, Document] = {}
# of a product whose captures are not related
_NO_LISTS: Lists = {}


class Action:
    """What an action means, and its `event.category`, `event.type`, `event.outcome` and `event.kind`.

    Several categories or types are separated by blanks; what an action does not have is empty. Its name may end
    with a variant after a slash (`local-zone/denied`), which `event.action` leaves out: the same action with other
    types or another outcome. `also` holds constant objects that its documents have beside `event`, such as
    `{"network": {"protocol": "dns"}}`.
    """

    __slots__ = ("also", "category", "kind", "meaning", "outcome", "types")

    def __init__(  # noqa: PLR0913 - the parts of a declaration, named where it is made
        self,
        meaning: str,
        category: str = "",
        types: str = "",
        outcome: str = "",
        *,
        kind: str = "event",
        also: Mapping[str, Document] = _NOTHING,
    ) -> None:
        self.meaning = meaning
        self.category = category
        self.types = types
        self.outcome = outcome
        self.kind = kind
        self.also = also

    def event(self, name: str) -> Document:
        """The constant part of `event` for the action `name`."""
        event: Document = {"kind": self.kind, "action": name.partition("/")[0]}
        if self.category:
            event["category"] = self.category.split()
        if self.types:
            event["type"] = self.types.split()
        if self.outcome:
            event["outcome"] = self.outcome
        return event


class Row(Pattern):
    """A kind of message: its action and its text, whose pattern is compiled when a message may be of this kind.

    `start` is the constant text that it begins with, `inner` the longest constant text in it, `is_alone` says that
    no other product writes it.
    """

    __slots__ = ("_table", "action", "inner", "is_alone", "is_constant", "names", "start", "text")

    names: tuple[str, ...]

    def __init__(
        self, table: Messages, action: str, text: str, fragments: Mapping[str, str], *, is_alone: bool
    ) -> None:
        # declared as every pattern is, so that it is checked for linear time
        DECLARED.append(self)
        self._table = table
        self.action = action
        self.text = text
        self.is_alone = is_alone
        self.start, self.inner = constants(text, fragments)
        self.is_constant = "{" not in text.replace("{{", "")

    @property
    def source(self) -> str:  # type: ignore[override]  # made of the text when it is asked for
        """The pattern of all of a message; `names` are those of its groups from then on."""
        source, self.names = self._table.compiled(self.text)
        return source

    def words(self) -> str:
        """The words, two at the most, that every message of this kind begins with."""
        words = self.start.split(" ")
        # the last word is whole only if the message ends there
        whole = words if self.is_constant else words[:-1]
        return " ".join(whole[:2])

    def values(self, message: str) -> Values | None:
        """The captures that `message` has; `None` if it is not of this kind."""
        match = self.fullmatch(message)
        if match is None:
            return None
        # a name may come twice, in texts of which a message has one
        return {name: value for name, value in zip(self.names, match.groups(), strict=True) if value}


class Messages:
    """The messages of a product, whose namespace is `namespace`, as the module's docstring describes them.

    `actions` and `captures` are declared by their names; `fragments` are texts that rows share. `signatures`,
    `fields`, `own_fields` and `vocabulary` are what the declaration of the product takes.

    Raises:
        BadDeclaration: a row has no declared action, or is not a row.
    """

    def __init__(
        self,
        namespace: str,
        actions: Mapping[str, Action],
        captures: Mapping[str, Declared],
        table: str,
        fragments: Mapping[str, str] = _NO_FRAGMENTS,
    ) -> None:
        self.events = {name: action.event(name) for name, action in actions.items()}
        self._also = {name: tuple(action.also.items()) for name, action in actions.items()}
        self.vocabulary = {name.partition("/")[0]: action.meaning for name, action in actions.items()}
        self._namespace = namespace
        self._declared = captures
        self._captures = {name: found for name, found in captures.items() if isinstance(found, Capture)}
        # each end with the captures that it has: its address, its port, its name, its hardware address
        self._ends = tuple(
            (found, (name, f"{name}_port", f"{name}_name", f"{name}_mac"))
            for name, found in captures.items()
            if isinstance(found, Endpoint)
        )
        self._of_ends = {part: end for end in self._ends for part in end[1]}
        self._fragments = fragments
        self._text = "\n".join((table, *fragments.values()))
        self.rows: tuple[Row, ...] = ()
        # the actions of beginnings: of those that no other product writes, and of all
        self._begun_alone: dict[str, str] = {}
        self._begun: dict[str, str] = {}
        self._add_rows(table)
        self._beginnings = Beginnings(self._begun)
        self._beginnings_alone = Beginnings(self._begun_alone)
        self._by_words: dict[str, tuple[Row, ...]] = {}
        self._puts: dict[str, Put] = {}
        self._relates = bool(self._ends) or any(found.is_related for found in self._captures.values())
        self._in_event = frozenset(name for name, found in self._captures.items() if found.field[:6] == "event.")

    def _add_rows(self, table: str) -> None:
        rows = []
        for line in _lines(table):
            match = _ROW.fullmatch(line)
            if match is None or match[1] not in self.events:
                raise BadDeclaration(f"{self._namespace}: {line!r} has no action that is declared; begin with one")
            action, mark, text = match.groups()
            if text[:2] != "| ":
                rows.append(Row(self, action, text, self._fragments, is_alone=mark is not None))
                continue
            beginnings = dict.fromkeys(text[2:].split(" | "), action)
            self._begun |= beginnings
            if mark is not None:
                self._begun_alone |= beginnings
        self.rows = tuple(rows)

    def compiled(self, text: str) -> tuple[str, tuple[str, ...]]:
        """The pattern of the text of a row, and the names of its groups in their order."""
        patterns = {name: found.pattern for name, found in self._declared.items()}
        for end, parts in self._ends:
            patterns |= zip(parts, (end.pattern, PORT, NAME, MAC), strict=True)
        return compiled(text, patterns, self._fragments)

    def read(self, message: str, *, alone: bool = False) -> tuple[str, Values] | None:
        """The action of `message` and its captures, `None` if it is of no kind.

        With `alone`, only messages that no other product writes are looked for.
        """
        by_words = self._by_words or self._index()
        first, _, rest = message.partition(" ")
        rows = by_words.get(f"{first} {rest.partition(' ')[0]}") or by_words.get(first) or by_words[""]
        for row in rows:
            if (row.is_alone or not alone) and row.inner in message:
                values = row.values(message)
                if values is not None:
                    return row.action, values
        action = (self._beginnings_alone if alone else self._beginnings).find(message)
        return None if action is None else (action, {})

    def _index(self) -> dict[str, tuple[Row, ...]]:
        """The rows by the first words of their messages; those of which more words are known come first."""
        own: dict[str, list[Row]] = {"": []}
        for row in self.rows:
            own.setdefault(row.words(), []).append(row)
        self._by_words = {
            words: tuple(
                row for start in dict.fromkeys((words, words.partition(" ")[0], "")) for row in own.get(start, ())
            )
            for words in own
        }
        return self._by_words

    def document(self, action: str, values: Values) -> Document:
        """The document of a message that `read` found: `event`, the fields of its captures, and `related`.

        `event` is shared between documents, unless the message adds to it.
        """
        puts = self._puts or self._put_all()
        event = self.events[action]
        document: Document = {"event": event if self._in_event.isdisjoint(values) else {**event}}
        for field, piece in self._also[action]:
            document[field] = {**piece}
        if not values:
            return document
        lists: Lists = {"ip": [], "hosts": [], "user": [], "hash": []} if self._relates else _NO_LISTS
        ends = {}
        for name, value in values.items():
            if name in puts:
                puts[name](document, value, lists)
            elif name in self._of_ends:
                end, parts = self._of_ends[name]
                ends[end] = parts
        for end, parts in ends.items():
            end.put(document, lists, *map(values.get, parts))
        if self._relates and (found := related(*lists.values())):
            document["related"] = found
        return document

    def _put_all(self) -> dict[str, Put]:
        self._puts = {
            name: found.putter(found.path(self._namespace, name)) for name, found in self._captures.items()
        }
        return self._puts

    @property
    def signatures(self) -> tuple[Signature, ...]:
        """How the messages begin, or what they hold, that no other product writes."""
        alone = (row for row in self.rows if row.is_alone)
        found = (Prefix(row.start) if row.start else Phrase(row.inner) for row in alone)
        # what looks like a tag is one, unless all of a beginning is there
        begun = (text if text.partition(" ")[0][-1:] == ":" else first_two(text) for text in self._begun_alone)
        return tuple(dict.fromkeys((*found, *map(Prefix, begun))))

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields of ECS that the documents can have."""
        ends = (field for end, parts in self._ends for field in end.parts(parts[0], self._text))
        own = (field for found in self._captures.values() if found.own is None for field in found.fields)
        also = (f"{field}.{name}" for pieces in self._also.values() for field, piece in pieces for name in piece)
        return tuple(dict.fromkeys((*own, *ends, *also)))

    @property
    def own_fields(self) -> dict[str, Field]:
        """The fields outside ECS that the documents can have."""
        return {
            found.path(self._namespace, name): found.own
            for name, found in self._captures.items()
            if found.own is not None
        }


def _lines(table: str) -> Iterator[str]:
    """The rows of a table; a line that begins with a blank goes on with the one before it, after a blank."""
    row = ""
    for line in table.strip("\n").split("\n"):
        if line[:1] == " ":
            row = f"{row} {line.strip(' ')}"
            continue
        if row:
            yield row
        row = line if line[:1] != "#" else ""
    if row:
        yield row
