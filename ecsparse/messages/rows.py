"""The rows of a table of messages, and how the row of a message is found."""

from __future__ import annotations

from ecsparse.messages.templates import constant, longest, start
from ecsparse.patterns import DECLARED, Pattern

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any, TypeAlias

    from ecsparse.messages import Messages, Values
    from ecsparse.messages.beginnings import Beginnings

    # the rows of messages that begin with a word, and by the second word where that is known as well
    _OfWord: TypeAlias = tuple[tuple["Row", ...], dict[str, tuple["Row", ...]]]


class Row(Pattern):
    """A kind of message: its action and its text, whose pattern is compiled when a message may be of this kind.

    `start` is the constant text that it begins with, `inner` the longest constant text in it, `is_alone` says that
    no other product writes it.
    """

    __slots__ = ("_table", "action", "inner", "is_alone", "names", "start", "text")

    inner: str
    names: tuple[str, ...]
    start: str

    def __init__(self, table: Messages, action: str, text: str, *, is_alone: bool) -> None:
        # declared as every pattern is, so that it is checked for linear time
        DECLARED.append(self)
        self._table = table
        self.action = action
        self.text = text
        self.is_alone = is_alone

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - a text, or a method of a pattern
        # a run needs few of the rows: not all are taken apart at its start (make bench, one line)
        if name == "start":
            self.start = start(self.text, self._table.fragments)
            return self.start
        if name == "inner":
            self.inner = longest(self.text, self._table.fragments)
            return self.inner
        return super().__getattr__(name)

    @property
    def source(self) -> str:  # type: ignore[override]  # made of the text when it is asked for
        """The pattern of all of a message; `names` are those of its groups from then on."""
        source, self.names = self._table.compiled(self.text)
        return source

    @property
    def words(self) -> list[str]:
        """The words, two at most, that every message of this kind begins with."""
        # a text with two words before its first brace need not be taken apart
        begin = self.text.partition("{")[0]
        if begin.count(" ") < 2 or "}" in begin:
            begin = self.start
        # the last one is whole only if the message ends there, or a blank follows
        return begin.split(" ")[:-1][:2]

    @property
    def constant(self) -> str | None:
        """The only message of this kind; `None` if anything in it varies."""
        return constant(self.text)


class Kinds:
    """Finds of which kind a message is: of one of `rows`, or else of one of `beginnings`.

    It is indexed when the first message is looked for.
    """

    __slots__ = ("_actions", "_beginnings", "_by_word", "_of_any", "_rows")

    def __init__(self, rows: Iterable[Row], beginnings: Beginnings) -> None:
        self._rows = rows
        self._beginnings = beginnings
        # by messages that do not vary
        self._actions: dict[str, str] = {}
        self._by_word: dict[str, _OfWord] | None = None
        self._of_any: _OfWord = ((), {})

    def find(self, message: str) -> tuple[str, Values] | None:
        """The action of `message` and its captures, `None` if it is of no kind."""
        by_word = self._by_word
        if by_word is None:
            by_word = self._index()
        action = self._actions.get(message)
        if action is not None:
            return action, {}
        word, _, rest = message.partition(" ")
        rows, by_second = by_word.get(word, self._of_any)
        if by_second:
            rows = by_second.get(rest.partition(" ")[0], rows)
        for row in rows:
            if row.inner in message and (match := row.fullmatch(message)) is not None:
                texts = match.groups()
                if all(texts):
                    return row.action, dict(zip(row.names, texts, strict=True))
                # a name may come twice, in texts of which a message has one
                return row.action, {name: text for name, text in zip(row.names, texts, strict=True) if text}
        action = self._beginnings.find(message)
        return None if action is None else (action, {})

    def _index(self) -> dict[str, _OfWord]:
        """The rows by the first words of their messages; those of which more words are known come first."""
        by_words: dict[tuple[str, ...], list[Row]] = {}
        for row in self._rows:
            message = row.constant
            if message is not None:
                self._actions.setdefault(message, row.action)
            else:
                by_words.setdefault((*row.words,), []).append(row)
        of_any = (*by_words.pop((), ()),)
        firsts = {words[0] for words in by_words}
        by_word: dict[str, _OfWord] = {word: ((*by_words.pop((word,), ()), *of_any), {}) for word in firsts}
        # what is left has two words
        for (word, second), rows in by_words.items():
            of_word, by_second = by_word[word]
            by_second[second] = (*rows, *of_word)
        self._of_any = (of_any, {})
        # the index last: another thread takes it for a sign that the rest is there
        self._by_word = by_word
        return by_word
