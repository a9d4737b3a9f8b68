"""Messages of programs that write sentences: which one a text is, and the values in it.

Layout:
    Accepted publickey for alice from 192.0.2.5 port 51544 ssh2

    A message begins with constant text, which is looked up by its first two words; the rest is matched as a whole.
"""

from __future__ import annotations

from ecsparse.patterns import Pattern

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable


class Message:
    """A kind of message: it begins with `start`, and `rest` matches all that follows.

    `start` is all of the message if `rest` is empty. `action` names what happened; the names of the groups in
    `rest` are those of the values.
    """

    __slots__ = ("action", "rest", "start")

    def __init__(self, action: str, start: str, rest: str = "") -> None:
        self.action = action
        self.start = start
        self.rest = Pattern(rest) if rest else None


class Messages:
    """All messages of a program, for look-up by a text."""

    __slots__ = ("_by_words", "messages")

    def __init__(self, messages: Iterable[Message]) -> None:
        self.messages = tuple(messages)
        self._by_words: dict[str, list[Message]] = {}
        for message in self.messages:
            words = message.start.split(" ")
            # the last word is whole only if a blank or nothing follows it
            whole = words if message.rest is None else words[:-1]
            self._by_words.setdefault(" ".join(whole[:2]), []).append(message)

    def read(self, text: str) -> tuple[str, dict[str, str]] | None:
        """The action of the message in `text`, and the values that it has; `None` if no message is known for it."""
        first, _, rest = text.partition(" ")
        second = rest.partition(" ")[0]
        for words in (f"{first} {second}", first, ""):
            for message in self._by_words.get(words, ()):
                if not text.startswith(message.start):
                    continue
                if message.rest is None:
                    if text == message.start:
                        return message.action, {}
                    continue
                match = message.rest.fullmatch(text, len(message.start))
                if match is not None:
                    return message.action, {name: value for name, value in match.groupdict().items() if value}
        return None
