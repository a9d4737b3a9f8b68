r"""Messages of programs that write sentences: the meaning of each, and the fields for its values.

Layout:
    ACTIONS = actions("login  authentication: start, success | a user logged in")
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
    {on | off}       a row for each of these texts, for the sake of how its messages begin
    {*}              anything
    {{ and }}        braces

    A row that stands for several may have an action for each of the texts in its last braces:

    {login|logout}  {Hello | Goodbye}, {user}

    A row may also list how messages begin of which nothing more is read; there, braces hold one of several texts:

    login !  | Returned from sleep | Woken up {by | at}

    A message that no other row reads is of the row with the longest of these that it begins with.

    From the table follow signatures, fields, own fields and the vocabulary of `event.action`. A message is found by
    its first two words, then by constant text, then by its pattern: the cost does not grow with the number of rows.
"""

from __future__ import annotations

from functools import cached_property
from itertools import cycle

from ecsparse.ecs.pieces import related
from ecsparse.errors import BadDeclaration
from ecsparse.messages.actions import Action, actions, lines
from ecsparse.messages.beginnings import Beginnings, expanded, first_two, listed
from ecsparse.messages.captures import MAC, NAME, PORT, Capture, Endpoint
from ecsparse.messages.rows import Kinds, Row
from ecsparse.messages.templates import compiled, several
from ecsparse.patterns import Pattern
from ecsparse.record import Phrase, Prefix

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import TypeAlias

    from ecsparse.messages.captures import Declared, Lists, Put
    from ecsparse.record import Document, Field, Signature

    # an end, and the names of its captures
    _End: TypeAlias = tuple[Endpoint, tuple[str, str, str, str]]
    # how captures become a document: whether they add to `event` and to `related`, what puts each, and the ends
    _Plan: TypeAlias = tuple[bool, bool, list[tuple[str, Put]], list[_End]]

__all__ = ("Action", "Messages", "Values", "actions", "joined")

# an action, and whether only this product uses the wording
_ROW = Pattern(r"([a-z0-9/_-]+|[a-z0-9/_-]*\{[a-z0-9/_|-]+\}[a-z0-9/_-]*) +(! +)?(.*)")

# the texts of the captures that a message has, by their names
Values = dict[str, str]

_NO_FRAGMENTS: Mapping[str, str] = {}
# of captures that are not related
_NO_LISTS: Lists = {}
# how many plans of documents a table remembers before they are forgotten
_MOST_PLANS = 4096


class Messages:
    """The messages of a product, whose namespace is `namespace`, as the module's docstring describes them.

    `actions` and `captures` are declared by their names; `fragments` are texts that rows share. `signatures`,
    `fields`, `own_fields` and `vocabulary` are what the declaration of the product takes. `rows` are the kinds of
    messages, `beginnings` the actions of those of which no more is read than how they begin.

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
        self.fragments = fragments
        self._actions = actions
        self._namespace = namespace
        self._declared = captures
        self._text = "\n".join((table, *fragments.values()))
        self.rows: tuple[Row, ...] = ()
        self._alone: tuple[Row, ...] = ()
        # the actions of beginnings: of those that no other product writes, and of all
        self._beginnings_alone: dict[str, str] = {}
        self.beginnings: dict[str, str] = {}
        self._add_rows(table)
        self._kinds = Kinds(self.rows, Beginnings(self.beginnings))
        self._kinds_alone = Kinds(self._alone, Beginnings(self._beginnings_alone))
        self._plans: dict[tuple[str, ...], _Plan] = {}

    def _add_rows(self, table: str) -> None:
        rows: list[Row] = []
        for line in lines(table):
            match = _ROW.fullmatch(line)
            names = [] if match is None else expanded(match[1])
            if match is None or not self._actions.keys() >= {*names}:
                raise BadDeclaration(f"{self._namespace}: {line!r} has no action that is declared; begin with one")
            _, mark, text = match.groups()
            is_list = text[:2] == "| "
            texts = listed(text[2:]) if is_list else several(text)
            if len(texts) % len(names):
                raise BadDeclaration(f"{self._namespace}: {line!r} has not a text for each action; give it one")
            actions_of = dict(zip(texts, cycle(names), strict=False))
            if not is_list:
                rows += (Row(self, action, each, is_alone=mark is not None) for each, action in actions_of.items())
                continue
            self.beginnings |= actions_of
            if mark is not None:
                self._beginnings_alone |= actions_of
        self.rows = tuple(rows)
        self._alone = tuple(row for row in rows if row.is_alone)

    # what only documents need is worked out for the first of them (make bench, one line)

    @cached_property
    def events(self) -> dict[str, Document]:
        """The constant part of `event` by its action."""
        return {name: action.event(name) for name, action in self._actions.items()}

    @cached_property
    def vocabulary(self) -> dict[str, str]:
        """What the actions mean."""
        return {name.partition("/")[0]: action.meaning for name, action in self._actions.items()}

    @cached_property
    def _captures(self) -> dict[str, Capture]:
        return {name: found for name, found in self._declared.items() if isinstance(found, Capture)}

    @cached_property
    def _ends(self) -> tuple[_End, ...]:
        """Each end with the captures that it has: its address, its port, its name, its hardware address."""
        return tuple(
            (found, (name, f"{name}_port", f"{name}_name", f"{name}_mac"))
            for name, found in self._declared.items()
            if isinstance(found, Endpoint)
        )

    @cached_property
    def _patterns(self) -> dict[str, str]:
        """The patterns of captures by their names."""
        patterns = {name: found.pattern for name, found in self._declared.items()}
        for end, parts in self._ends:
            patterns |= zip(parts, (end.pattern, PORT, NAME, MAC), strict=True)
        return patterns

    def compiled(self, text: str) -> tuple[str, tuple[str, ...]]:
        """The pattern of the text of a row, and the names of its groups in their order."""
        return compiled(text, self._patterns, self.fragments)

    def read(self, message: str, *, alone: bool = False) -> tuple[str, Values] | None:
        """The action of `message` and its captures, `None` if it is of no kind.

        With `alone`, only messages that no other product writes are looked for.
        """
        return (self._kinds_alone if alone else self._kinds).find(message)

    def document(self, action: str, values: Values) -> Document:
        """The document of a message that `read` found: `event`, the fields of its captures, and `related`.

        `event` is shared between documents, unless the message adds to it.
        """
        event = self.events[action]
        if not values:
            return {"event": event, **{field: {**piece} for field, piece in self._actions[action].also.items()}}
        names = tuple(values)
        adds_to_event, relates, puts, ends = self._plans.get(names) or self._plan(names)
        document: Document = {"event": {**event} if adds_to_event else event}
        for field, piece in self._actions[action].also.items():
            document[field] = {**piece}
        lists: Lists = {"ip": [], "hosts": [], "user": [], "hash": []} if relates else _NO_LISTS
        for name, put in puts:
            put(document, values[name], lists)
        for end, parts in ends:
            end.put(document, lists, *map(values.get, parts))
        if relates and (found := related(*lists.values())):
            document["related"] = found
        return document

    def _plan(self, names: tuple[str, ...]) -> _Plan:
        """How captures of these `names` become a document; most messages have the names of one before."""
        if len(self._plans) >= _MOST_PLANS:
            self._plans.clear()
        of_ends = {part: end for end in self._ends for part in end[1]}
        puts: list[tuple[str, Put]] = []
        ends: dict[_End, None] = {}
        adds_to_event = relates = False
        for name in names:
            capture = self._captures.get(name)
            if capture is not None:
                puts.append((name, capture.putter(capture.path(self._namespace, name))))
                adds_to_event |= capture.field[:6] == "event."
                relates |= capture.is_related
            elif name in of_ends:
                ends[of_ends[name]] = None
        plan = self._plans[names] = adds_to_event, relates or bool(ends), puts, [*ends]
        return plan

    @property
    def signatures(self) -> tuple[Signature, ...]:
        """How the messages begin, or what they hold, that no other product writes."""
        found = (Prefix(row.start) if row.start else Phrase(row.inner) for row in self._alone)
        # what looks like a tag is one, unless all of a beginning is there
        begun = (text if text.partition(" ")[0][-1:] == ":" else first_two(text) for text in self._beginnings_alone)
        return tuple(dict.fromkeys((*found, *map(Prefix, begun))))

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields of ECS that the documents can have."""
        ends = (field for end, parts in self._ends for field in end.parts(parts[0], self._text))
        own = (field for found in self._captures.values() if found.own is None for field in found.fields)
        pieces = (piece for action in self._actions.values() for piece in action.also.items())
        also = (f"{field}.{name}" for field, piece in pieces for name in piece)
        return tuple(dict.fromkeys((*own, *ends, *also)))

    @property
    def own_fields(self) -> dict[str, Field]:
        """The fields outside ECS that the documents can have."""
        return {
            found.path(self._namespace, name): found.own
            for name, found in self._captures.items()
            if found.own is not None
        }


def joined(*tables: Messages) -> Kinds:
    """Finds of which kind a message is in any of `tables`, of which the first that has a text counts."""
    actions: dict[str, str] = {}
    for table in tables:
        actions = {**table.beginnings, **actions}
    return Kinds([row for table in tables for row in table.rows], Beginnings(actions))
