r"""Frames of syslog over TCP, each with a count of its octets before it, and where they end.

Layout:

    132 <38>1 2023-10-31T15:09:55Z …98 <38>1 …    one after the other, with a line feed between them or none

A count is right if it ends where a line does, behind its line feed or before it, or where another frame begins;
that of a frame of several lines, if no line in it begins with another frame and it is no longer than a line may be.
A frame whose count is wrong goes on up to the next one in its line whose count is right, or else to the end of the
line: nothing is lost.

Source: RFC 6587, section 3.4.1.
"""

from __future__ import annotations

from ecsparse.patterns import Pattern

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Final

# 132 <38>
FRAME = Pattern(r"([1-9][0-9]{0,6}) (?=<[0-9]{1,3}>)")
_LONGEST_BEGINNING = len("1234567 <191>")

# where a frame ends if its count is wrong, or if what follows has yet to tell
WRONG: Final = -1
OPEN: Final = -2

# where a line ends, or the input
_LINE_ENDS = ("\n", "")

# at the start of a line but the first
_IN_LINES = Pattern(r"\n[1-9][0-9]{0,6} <[0-9]{1,3}>")


def are_possible(lines: bytes) -> bool:
    """Whether a frame begins one of `lines`."""
    if b" <" not in lines:
        return False
    text = lines.decode("latin-1")
    return FRAME.match(text) is not None or _IN_LINES.search(text) is not None


def end_of(text: str, start: int, longest: int, *, is_ended: bool) -> int:
    """Where the frame ends that begins at `start`; `WRONG` if none does, `OPEN` if it takes more text to tell.

    A letter of `text` is an octet; with `is_ended`, no more follows. A frame of several lines is not longer than
    `longest`, together with the beginning of another one; of a longer one of one line, `longest + 2` octets are
    enough, if nothing follows.
    """
    end_of_line = _end_of_line(text, start)
    end = _counted(text, start, start + longest, end_of_line, is_ended=is_ended)
    if end != WRONG:
        return end
    if FRAME.match(text, start) is None:
        return WRONG
    end = _end_of_long(text, start, longest, end_of_line, is_ended=is_ended)
    return _end_of_wrong(text, start, longest, end_of_line, is_ended=is_ended) if end == WRONG else end


def end_of_long(text: bytes, longest: int) -> int | None:
    """Where by its count the frame ends that `text`, a line without its end, begins with, if it takes more to tell.

    `None` if that is known, or if it is not longer than `longest`.
    """
    match = FRAME.match(text[:_LONGEST_BEGINNING].decode("latin-1"))
    end = 0 if match is None else match.end() + int(match[1])
    is_long = end + _LONGEST_BEGINNING > longest
    return end if is_long and begins(text[end:]) is None else None


def begins(text: bytes) -> bool | None:
    """Whether `text` begins with a frame; `None` if it takes more of it to tell."""
    letters = text[:_LONGEST_BEGINNING].decode("latin-1")
    if FRAME.match(letters) is not None:
        return True
    return None if len(letters) < _LONGEST_BEGINNING and "\n" not in letters else False


def complete_in(text: bytes, longest: int) -> tuple[int, int]:
    """Where in `text`, which begins a line, the last of the complete frames at its start ends, and what follows it.

    Both are 0 if there is none.
    """
    letters = text.decode("latin-1")
    last = following = 0
    while FRAME.match(letters, following) is not None:
        end = end_of(letters, following, longest, is_ended=False)
        if end == OPEN:
            break
        last, following = end, end + letters.startswith("\n", end)
    return last, following


def _end_of_long(text: str, start: int, longest: int, end_of_line: int, *, is_ended: bool) -> int:
    """Where the frame at `start` ends by its count, if it is longer than `longest` and has one line, or `WRONG`."""
    match = FRAME.match(text, start)
    end = 0 if match is None else match.end() + int(match[1])
    if end + _LONGEST_BEGINNING <= start + longest:
        return WRONG
    if is_ended and end > len(text) == start + longest + 2:
        return len(text)
    if end_of_line < len(text):
        return end if end == end_of_line or (end < end_of_line and FRAME.match(text, end) is not None) else WRONG
    if end > len(text):
        return WRONG if is_ended else OPEN
    if FRAME.match(text, end) is not None or (is_ended and end == len(text)):
        return end
    return WRONG if is_ended or len(text) - end >= _LONGEST_BEGINNING else OPEN


def _end_of_wrong(text: str, start: int, longest: int, end_of_line: int, *, is_ended: bool) -> int:
    """Where the next frame of the line begins whose count is right, else the end of the line."""
    latest = start + longest
    if end_of_line < len(text):
        # the next one is in the same line
        latest = min(latest, end_of_line + _LONGEST_BEGINNING)
    for match in FRAME.finditer(text, start + 1, end_of_line):
        for place in range(match.start(), match.end(1)):
            if text[place] == "0":
                continue
            end = _counted(text, place, latest, end_of_line, is_ended=is_ended)
            if end != WRONG:
                return OPEN if end == OPEN else place
    return OPEN if end_of_line == len(text) and not is_ended else end_of_line


def _counted(text: str, start: int, latest: int, end_of_line: int, *, is_ended: bool) -> int:
    """Where the frame at `start` ends by its count, `WRONG` if that is not right, or `OPEN`."""
    match = FRAME.match(text, start)
    if match is None:
        return WRONG
    end = match.end() + int(match[1])
    if end + _LONGEST_BEGINNING > latest or end == end_of_line + 1 <= len(text):
        return WRONG
    if end >= len(text) - (text[end:] == "\r") and not is_ended:
        return OPEN
    if end_of_line < end - 1 and text[end - 1 : end] in _LINE_ENDS and end <= len(text) + 1:
        # some count the line feed at the end of a frame, which may be that of the input
        end -= 1
    if end > end_of_line:
        if _holds_frame(text, end_of_line + 1, end):
            return WRONG
    elif text[end:end_of_line] == "\r":
        return end_of_line
    if end > len(text):
        return WRONG
    if text[end : end + 1] in _LINE_ENDS or FRAME.match(text, end) is not None:
        return end
    is_known = is_ended or len(text) - end >= _LONGEST_BEGINNING or "\n" in text[end:]
    return WRONG if is_known else OPEN


def _holds_frame(text: str, place: int, end: int) -> bool:
    """Whether a line between `place`, where one begins, and `end` begins with a frame."""
    while 0 < place < end:
        if FRAME.match(text, place) is not None:
            return True
        place = text.find("\n", place, end) + 1
    return False


def _end_of_line(text: str, start: int) -> int:
    end = text.find("\n", start)
    return len(text) if end < 0 else end
