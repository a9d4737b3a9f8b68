"""What the actions of a product mean, and what `event` says of each.

Layout:
    ACTIONS = actions('''
    query         network: protocol + dns | a client asks
    query-denied  network: denied protocol, failure + dns | a client's query is refused
    login         authentication: start, success | a client logs in, or fails to
    login/failed  authentication: start, failure
    statistics    process: info, metric | numbers of queries
    link-{up|down}  host: {start|end} | an interface went {up|down}
    message       | any other message
    ''', dns={"network": {"protocol": "dns"}})

    A row is a name; `event.category`, `event.type`, and `event.outcome` or an `event.kind` other than `event`;
    after `+`, the names of constant objects that the documents have besides; and the meaning, which is that of the
    row above where a row has none. Rows continue on lines that begin with a blank. A row with braces is several:
    the first has the first text of each of its braces, the second has the second, and so on.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ecsparse.errors import BadDeclaration
from ecsparse.record import Document

_NOTHING: Mapping[str, Document] = {}
_OUTCOMES = frozenset(("success", "failure", "unknown"))
_KINDS = frozenset(("alert", "metric", "state"))
_STATES = _OUTCOMES | _KINDS


class Action:
    """What an action means, and its `event.category`, `event.type`, `event.outcome` and `event.kind`.

    Several categories or types are separated by blanks; what an action does not have is empty. Its name may end
    with a variant after a slash (`local-zone/denied`), which `event.action` leaves out: the same action with other
    types or another outcome. `also` holds constant objects that its documents have besides `event`, such as
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


def actions(table: str, **also: Mapping[str, Document]) -> dict[str, Action]:
    """The actions of the rows of `table` by their names; `also` are the objects that rows name after `+`.

    Raises:
        BadDeclaration: a name comes twice, or a row has a word that is neither an outcome, a kind nor in `also`, or
            braces that do not have as many texts as others.
    """
    found: dict[str, Action] = {}
    meaning = ""
    for row in rows(table):
        head, bar, said = row.partition(" | ")
        if bar:
            meaning = said
        head, _, besides = head.partition(" + ")
        name, _, rest = head.partition(" ")
        category, _, rest = rest.lstrip(" ").partition(": ")
        types, *states = rest.split(", ")
        names = besides.split()
        if name in found:
            raise BadDeclaration(f"{name}: this action comes twice; leave one out")
        if not (_STATES.issuperset(states) and also.keys() >= {*names}):
            unknown = sorted({*states} - _STATES | {*names} - also.keys())
            raise BadDeclaration(f"{name}: {', '.join(unknown)} is no outcome, kind or object; declare it")
        found[name] = Action(
            meaning,
            category,
            types,
            next((state for state in states if state in _OUTCOMES), "") if states else "",
            kind=next((state for state in states if state in _KINDS), "event") if states else "event",
            also={field: piece for each in names for field, piece in also[each].items()} if names else _NOTHING,
        )
    return found


def lines(table: str) -> Iterator[str]:
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


def rows(table: str) -> Iterator[str]:
    """The rows of a table, of which one with braces is several: the first has the first text of each, and so on."""
    for line in lines(table):
        if "{" not in line:
            yield line
            continue
        first, *parts = line.replace("}", "{").split("{")
        choices = [part.split("|") for part in parts[::2]]
        if len({*map(len, choices)}) > 1:
            raise BadDeclaration(f"{line}: braces have different numbers of texts; give each as many")
        for row in zip(*choices, strict=True) if choices else ((),):
            yield first + "".join(map("".join, zip(row, parts[1::2], strict=True)))
