"""Shapes of texts: what is left when numbers, addresses and the like are masked, and the most frequent shapes.

A shape is made from the beginning of a text. The masks:

    <n> a number   <hex>   <uuid>   <ip> IPv4 or IPv6   <mac>   <time> a time, a date, or both
    "*" or '*' a quoted text, unless it is the name of a JSON member
"""

from __future__ import annotations

from ecsparse.patterns import Pattern

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from re import Match

    from ecsparse.decoding import Escapes

# How many characters of a text a shape is made of, and of a word; how many a shape has, and an example.
_BEGINNING = 300
_LONGEST_WORD = 100
_LONGEST = 120
_LONGEST_EXAMPLE = 200

# Of twice as many shapes, this many are kept.
KEPT = 1024

# How many texts and words are cached with their shapes: most lines consist of known words.
_MOST_TEXTS = 8192
_MOST_WORDS = 8192

# Every digit becomes a 0 before a look-up, so that a cached text serves for other numbers too.
_DIGITS = bytes.maketrans(b"123456789", b"000000000")

_CLOCK = r"00?:00:00(?:[.,]0{1,9})?"
_DAY = r"(?:0000[-/.]00[-/.]00|00?/[A-Z][a-z]{2}/0000)"
_HEX = "[0A-Fa-f]"
_GROUPS = rf"{_HEX}{{1,4}}(?::{_HEX}{{1,4}}){{0,6}}"
_MONTH = r"(?:[Jj]an|[Ff]eb|[Mm]ar|[Aa]pr|[Mm]ay|[Jj]u[nl]|[Aa]ug|[Ss]ep|[Oo]ct|[Nn]ov|[Dd]ec)"

# 'a b', but not the apostrophe of don't
_SINGLE_QUOTED = Pattern(r"(?<![0-9A-Za-z])'[^']*'(?![0-9A-Za-z])")
# what may be masked: 00/Oct/0000:00:00:00 | 0000/00/00 | fe00::a0 | tun0
_TOKEN = Pattern(
    rf"(?<![0-9A-Za-z:.+-])(?:00?/[A-Z][a-z]{{2}}/0000(?::{_CLOCK})?|0000/00/00|[A-Za-z:.+-]*+0[0A-Za-z:.+-]*)"
)
# 00a0c000-0bd0-0e00-af00-000000000000 | 0000-00-00T00:00:00+00:00 | 0e:dd:0a:0b:b0:00 | fe00::a0 | 0x0f | 0.00
_MASKED = Pattern(
    r"(?<![0-9A-Za-z])(?:"
    rf"(?P<uuid>{_HEX}{{8}}-(?:{_HEX}{{4}}-){{3}}{_HEX}{{12}}(?![0-9A-Za-z]))"
    rf"|(?P<time>(?:{_DAY}(?:[T_:]{_CLOCK})?|{_CLOCK})(?:Z|[+-]00:?00)?(?![0-9A-Za-z:]))"
    rf"|(?P<mac>{_HEX}{{2}}(?:[:-]{_HEX}{{2}}){{5,19}}(?![0-9A-Za-z:-]))"
    r"|(?P<ip>0{1,3}(?:\.0{1,3}){3}(?![0-9A-Za-z]|\.0)"
    rf"|(?=[A-Fa-f:]{{0,39}}0)(?:(?:{_HEX}{{1,4}}:){{7}}{_HEX}{{1,4}}|(?:{_GROUPS})?::(?:{_GROUPS})?)"
    r"(?![0-9A-Za-z:]))"
    rf"|(?P<hex>(?:0[xX]{_HEX}+|(?=0*[A-Fa-f])(?=[A-Fa-f]*0){_HEX}{{6,}})(?![0-9A-Za-z]))"
    r")|(?P<n>0+(?:\.0+)*)"
)
# Sun Sep <n> <time> <n> | Sep <n>, <n> <time> | <n> sep <n> <time>
_DATE = Pattern(
    rf"(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),? )?(?:{_MONTH} <n>,?(?: <n>,?)?|<n> {_MONTH} <n>) <time>(?: <n>)?"
)

# A date before a time, and a zone after it.
_APART = ("<time> <time>", "<time> +<n>", "<time> -<n>")


class Group:
    """The texts of one shape: their number, and the first of them as an example.

    `missed` is how many more there can have been: the shape may have been forgotten meanwhile.
    """

    __slots__ = ("example", "missed", "shape", "texts")

    def __init__(self, shape: str, missed: int, example: str) -> None:
        self.shape = shape
        self.missed = missed
        self.example = example
        self.texts = 0

    @property
    def rank(self) -> int:
        """How many texts there can be at most."""
        return self.texts + self.missed


class Shapes:
    """The shapes that come most often, in memory that does not grow with their number.

    When twice `kept` shapes are known, those that rank in the lower half are forgotten. One that comes again ranks
    as if it had come as often as any of them, so that a shape of more than one in `kept` texts is known at the end.
    """

    def __init__(self, kept: int = KEPT) -> None:
        self.texts = 0
        self._kept = kept
        self._groups: dict[str, Group] = {}
        # the groups of texts without their digits, a bounded number of them
        self._by_text: dict[bytes, Group] = {}
        # how often a forgotten shape can have occurred
        self._missed = 0

    def __len__(self) -> int:
        return len(self._groups)

    @property
    def is_complete(self) -> bool:
        """Whether no shape was forgotten."""
        return self._missed == 0

    def add(self, text: str, example: str, escapes: Escapes | None = None) -> None:
        """Count `text` under its shape, or that of a text with other digits; the first one's `example` is kept.

        `escapes` is what both have for letters that stand in for bytes that are not UTF-8.
        """
        self.texts += 1
        if escapes:
            shape = _fitted(shape_of(text).translate(escapes))
            self._group(shape, example.translate(escapes)).texts += 1
            return
        # most texts differ from others only in digits
        key = text[:_BEGINNING].encode(errors="surrogatepass").translate(None, b"0123456789")
        group = self._by_text.get(key)
        if group is None:
            group = self._group(shape_of(text), example)
            if len(self._by_text) >= _MOST_TEXTS:
                self._by_text.clear()
            self._by_text[key] = group
        group.texts += 1

    def _group(self, shape: str, example: str) -> Group:
        group = self._groups.get(shape)
        if group is None:
            if len(self._groups) >= 2 * self._kept:
                self._forget()
            group = self._groups[shape] = Group(shape, self._missed, example[:_LONGEST_EXAMPLE])
        return group

    def groups(self) -> list[Group]:
        """What is known, the largest groups first, those of equal size in the order of their shapes."""
        return sorted(self._groups.values(), key=lambda group: (-group.texts, group.shape))

    def merge(self, other: Shapes) -> None:
        """Count the texts of `other` too."""
        self.texts += other.texts
        self._by_text.clear()
        for group in self._groups.values():
            if group.shape not in other._groups:
                group.missed += other._missed
        for shape, found in other._groups.items():
            if shape not in self._groups:
                self._groups[shape] = Group(shape, self._missed, found.example)
            group = self._groups[shape]
            group.texts += found.texts
            group.missed += found.missed
        self._missed += other._missed
        if len(self._groups) > 2 * self._kept:
            self._forget()

    def forget_texts(self) -> None:
        """Forget what only makes it faster to count more."""
        self._by_text.clear()

    def _forget(self) -> None:
        ranked = sorted(self._groups.values(), key=lambda group: (-group.rank, group.shape))
        self._missed = ranked[self._kept].rank
        self._groups = {group.shape: group for group in ranked[: self._kept]}
        self._by_text.clear()


def shape_of(text: str) -> str:
    """The shape of `text`, in which runs of blanks count as one; `…` at its end says that it goes on."""
    # bytes are translated ten times as fast
    text = text[:_BEGINNING].encode(errors="surrogatepass").translate(_DIGITS).decode(errors="surrogatepass")
    if '"' in text:
        text = _without_quoted(text)
    if "'" in text:
        text = _SINGLE_QUOTED.sub("'*'", text)
    shape = " ".join([_words[word] if "0" in word else word for word in text.split()])
    if "<time> " in shape or " <time>" in shape:
        shape = _dated(shape)
    return _fitted(shape)


def _fitted(shape: str) -> str:
    return shape if len(shape) <= _LONGEST else f"{shape[: _LONGEST - 1]}…"


class _Remembered(dict[str, str]):
    """What `make` makes of words, or of parts of them; a bounded number is remembered."""

    def __init__(self, make: Callable[[str], str]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, text: str) -> str:
        text = text[:_LONGEST_WORD]
        if len(self) >= _MOST_WORDS:
            self.clear()
        made = self[text] = self._make(text)
        return made


def _masked(token: str) -> str:
    return _MASKED.sub(_mask, token)


def _mask(match: Match[str]) -> str:
    return f"<{match.lastgroup}>"


_tokens = _Remembered(_masked)


def _masked_word(word: str) -> str:
    # the tokens of a word occur in other words too
    return _TOKEN.sub(_masked_token, word)


def _masked_token(match: Match[str]) -> str:
    return _tokens[match[0]]


_words = _Remembered(_masked_word)


def _dated(shape: str) -> str:
    """`shape` with one mask for a date and the time after it."""
    end = shape.find("> <time>")
    if end < 0:
        end = shape.find(">, <time>")
    if end >= 0:
        # a date is not longer than this
        start = max(end - 20, 0)
        shape = shape[:start] + _DATE.sub("<time>", shape[start : end + 20], 1) + shape[end + 20 :]
    for apart in _APART:
        shape = shape.replace(apart, "<time>")
    return shape


def _without_quoted(text: str) -> str:
    """`text` with `*` for text between double quotes, except the names of JSON members."""
    parts = text.replace('\\"', "").split('"')
    for number in range(1, len(parts), 2):
        if number + 1 == len(parts) or not parts[number + 1].lstrip().startswith(":"):
            parts[number] = "*"
    return '"'.join(parts)
