"""A scan over a JSON document that may hold many records: see `arrays`."""

from __future__ import annotations

from ecsparse.patterns import Pattern

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TypeAlias

    # where a record begins and ends
    Span: TypeAlias = tuple[int, int]

# More may follow; the document ended with a line; it is not a document.
OPEN, CLOSED, BROKEN = range(3)

# Parsers of JSON read about as many levels.
_MOST_LEVELS = 1000

# Where the records are, by how many brackets are open around them.
_IN_NO_ARRAY, _IN_ARRAY, _IN_OBJECT = range(3)

_CLOSERS = {"{": "}", "[": "]"}
_BLANKS = " \t\r"
# How a line inside of a document begins, and one between two records.
_INSIDE = " \t\r\n}]"
_BETWEEN = f"{_INSIDE}{{,"

# The names of arrays of records.
_NAMES = "Records|records|results|value|hits|messages|[Ii]tems|[Ee]vents|logEvents"
# {"Records":[ | ,"items": [
_NAMED = Pattern(rf'[{{,][ \t\r\n]*+"(?:{_NAMES})"[ \t\r\n]*+:[ \t\r\n]*+\Z')
# How far before its bracket that begins at most.
_LONGEST_NAME = 96

# "a": "x", "b": [
_TOKEN = Pattern(r'[^"{}\[\]\n]*+(?:"(?:[^"\\\n]|\\[^\n])*+"[^"{}\[\]\n]*+)*+([{}\[\]\n])')
# "a": "x", "b": "the beginning
_UNFINISHED = Pattern(r'[^"{}\[\]\n]*+(?:"(?:[^"\\\n]|\\[^\n])*+"[^"{}\[\]\n]*+)*+("?)')
# the end"
_END_OF_STRING = Pattern(r'(?:[^"\\\n]|\\[^\n])*+(["\n]?)')


def is_named(text: str, start: int, end: int) -> bool:
    """Whether the array at `end` of `text` has a name of arrays of records, which begins behind `start`."""
    return _NAMED.search(text, max(end - _LONGEST_NAME, start), end) is not None


class Scan:
    """A scan over a document whose text arrives in pieces, a character a byte; places count from its beginning.

    Of a document with an array, `records` are those that are complete and were not taken out; of an object without
    one, the object once that is complete. `begin` is where an open one begins, `tail` where what follows the array
    does. Once the state is `CLOSED`, `end` is where the line ends that is the document's last;
    once it is `BROKEN`, the first place that breaks a rule. `longest` is how far an array may begin, and how long a
    document may be that is decided on as a whole.
    """

    __slots__ = (
        "_at_line_start",
        "_closers",
        "_comma",
        "_context",
        "_in_string",
        "_is_closed",
        "_last",
        "_level",
        "_may_be_array",
        "_number",
        "_object",
        "_place",
        "_several",
        "begin",
        "end",
        "longest",
        "records",
        "seen",
        "state",
        "tail",
    )

    def __init__(self, longest: int) -> None:
        self.state = OPEN
        self.records: list[Span] = []
        self.begin: int | None = None
        self.tail: int | None = None
        self.end = 0
        # how much has arrived, and how much of it is scanned
        self.seen = self._place = 0
        self.longest = longest
        # the end of what has arrived, for what a bracket follows
        self._context = ""
        # the brackets that are to come
        self._closers: list[str] = []
        self._level: int | None = None
        # where the object is that may have an array
        self._object = (0, 0)
        # how many records there were
        self._number = 0
        # after the last line of objects in no array: how many there were, and where it ended
        self._last: Span | None = None
        self._may_be_array = self._several = self._is_closed = False
        self._comma = self._in_string = self._at_line_start = False

    @property
    def has_array(self) -> bool:
        """Whether there are records in an array, or with commas between them."""
        return self._level is not None

    @property
    def is_empty(self) -> bool:
        """Whether no record has begun yet."""
        return not self._number and self.begin is None

    @property
    def is_object(self) -> bool:
        """Whether the records are in an object."""
        return self._level == _IN_OBJECT

    def take(self) -> list[Span]:
        """The records that are complete, which are taken out."""
        taken, self.records = self.records, []
        return taken

    def feed(self, text: str, start: int = 0) -> None:
        """Scan `text` from `start`, which follows what was scanned, as far as it belongs to the document."""
        if self._context:
            text, start = self._context + text[start:], len(self._context)
        base = self.seen - start
        self.seen += len(text) - start
        place = self._place - base
        while self.state == OPEN and place < len(text):
            if self._at_line_start:
                self._begin_line(text[place], base + place)
            elif self._in_string:
                place = self._through_string(text, place, base)
                if place < len(text) and self._in_string:
                    break
            else:
                place = self._through_token(text, place, base)
        self._place = base + place
        self._context = text[max(len(text) - _LONGEST_NAME, 0) :]

    def finish(self, behind: int = 0) -> None:
        """Let the document end where it is; `behind` is the size of a line feed that what precedes it ends with."""
        if self.state != OPEN:
            return
        is_between = self._level == _IN_NO_ARRAY and not self._closers
        if self._is_closed or (is_between and (self._last is None or self._last[0] < self._number)):
            self.state, self.end = CLOSED, self.seen
        else:
            self._break(self.seen - behind)

    def _through_string(self, text: str, place: int, base: int) -> int:
        """The place after a string that `place` is in; that of the backslash at which it must wait."""
        match = _END_OF_STRING.match(text, place)
        place = match.end()  # type: ignore[union-attr]  # it matches anything
        end = match[1]  # type: ignore[index]
        if end == '"':
            self._in_string = False
        elif end == "\n":
            self._break(base + place - 1)
        elif text[place + 1 : place + 2] == "\n":
            self._break(base + place + 1)
        return place

    def _through_token(self, text: str, place: int, base: int) -> int:
        """The place after the next bracket or line feed, or as far as there is none."""
        match = _TOKEN.match(text, place)
        if match is None:
            match = _UNFINISHED.match(text, place)
            end = match.end()  # type: ignore[union-attr]  # it matches anything
            self._in_string = match[1] == '"'  # type: ignore[index]
            self._skip(text, place, end, base)
            return end
        end = match.end() - 1
        if self._skip(text, place, end, base):
            letter = match[1]
            if letter == "\n":
                self._end_line(base + end)
            elif letter in _CLOSERS:
                self._open(letter, text, end, base)
            else:
                self._close(letter, base + end)
        return end + 1

    def _is_between(self) -> bool:
        """Whether records may begin here."""
        return self.tail is None and len(self._closers) == self._level

    def _skip(self, text: str, start: int, end: int, base: int) -> bool:
        """Take what is between two brackets; between records, that is a comma at most. Whether it can be."""
        if self._may_be_array and text[start:end].strip(_BLANKS):
            self._may_be_array = False
        if self._closers and not self._is_between():
            return True
        if text[start:end].strip(_BLANKS) == "":
            if self._level is not None and not self._number and base + end > self.longest:
                # the first record is too far
                self._break(self.longest + 1)
            return self.state == OPEN
        for place in range(start, end):
            letter = text[place]
            if letter in _BLANKS:
                continue
            if letter != "," or self._comma or not self._takes_comma():
                self._break(base + place)
                return False
            self._comma = True
        return True

    def _takes_comma(self) -> bool:
        """Whether a comma may be here: after a record, or an object that is one, or before the first."""
        is_object = self._is_closed and self._level in (None, _IN_OBJECT)
        if is_object and (self._level is None or self._object[1] <= self.longest):
            self._level, self.records, self.tail, self._is_closed = _IN_NO_ARRAY, [self._object], None, False
            self._number = 1
        elif self._level is None and not self._closers and not self._is_closed:
            self._level = _IN_NO_ARRAY
            return True
        return self._number > 0 and not self._is_closed

    def _begin_line(self, letter: str, place: int) -> None:
        self._at_line_start = False
        allowed = _BETWEEN if self._may_be_array or self._is_between() else _INSIDE
        if letter not in allowed:
            self._break(place - 1)

    def _end_line(self, place: int) -> None:
        if self._closers:
            self._at_line_start = True
        elif self._is_closed or not self._comma:
            self.state, self.end = CLOSED, place
        elif self._last is None or self._last[0] < self._number:
            self._last = self._number, place

    def _open(self, bracket: str, text: str, end: int, base: int) -> None:
        place, depth = base + end, len(self._closers)
        if self._is_closed or depth >= _MOST_LEVELS:
            self._break(place)
            return
        if self._may_be_array:
            self._may_be_array = False
            if bracket == "{" and not self._enter_array(place):
                return
        if self._is_between():
            if bracket == "[" or (self._number and not self._comma):
                self._break(place)
                return
            self.begin, self._comma = place, False
        elif not depth:
            self._level = _IN_ARRAY if bracket == "[" else None
            self.begin, self._object = (None if bracket == "[" else place), (place, place)
        elif depth == 1 and bracket == "[" and self._is_named(text, end):
            self._may_be_array = True
        self._closers.append(_CLOSERS[bracket])

    def _is_named(self, text: str, end: int) -> bool:
        """Whether the bracket at `end` begins an array of records."""
        is_possible = self._closers[0] == "}" and self._level in (None, _IN_OBJECT) and not self._several
        return is_possible and is_named(text, 0, end)

    def _enter_array(self, place: int) -> bool:
        """Let records be in the array that has just begun; if there was one before, the object is a record.

        Whether the document may go on.
        """
        if self._level is None:
            if place <= self.longest:
                self._level, self.begin = _IN_OBJECT, None
        elif place > self.longest:
            self._break(place)
            return False
        else:
            self._several, self._level, self.begin, self.tail, self.records = True, None, self._object[0], None, []
            self._number = 0
        return True

    def _close(self, bracket: str, place: int) -> None:
        if not self._closers or self._closers[-1] != bracket:
            self._break(place)
            return
        was_between = self._is_between()
        self._closers.pop()
        self._may_be_array = False
        if was_between:
            self.tail, self._comma = place + 1, False
        elif self._is_between() and self.begin is not None:
            self.records.append((self.begin, place + 1))
            self._number += 1
            self.begin = None
        if not self._closers and self._level != _IN_NO_ARRAY:
            self._is_closed, self._object = True, (self._object[0], place + 1)
            if self._level is None or not self._number:
                self.records, self.begin = [self._object], None

    def _break(self, place: int) -> None:
        """Nothing after `place` belongs to the document: it ends before, or is not one."""
        if self._level == _IN_NO_ARRAY and self._last is not None and place <= self.longest:
            number, self.end = self._last
            self.records, self.begin, self.state = self.records[:number], None, CLOSED
            return
        self.state, self.end = BROKEN, place
