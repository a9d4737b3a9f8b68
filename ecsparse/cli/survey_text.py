"""The text of `ecsparse sniff`: a table for each input, and groups of unmatched lines, in 80 columns."""

from __future__ import annotations

import os

from ecsparse.cli.columns import columns_of, fitted
from ecsparse.cli.inputs import called
from ecsparse.cli.notes import counted, printable
from ecsparse.outcomes import INTERNAL, MALFORMED, REJECTED, UNMATCHED
from ecsparse.survey import Sighting

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ecsparse.cli.survey_report import Row
    from ecsparse.shapes import Group, Shapes
    from ecsparse.survey import Tally

_STDOUT = 1
_WIDTH = 80
_WIDEST = 100
_NARROWEST = 40

# How many hosts are named.
_MOST_HOSTS = 4

# How many groups are shown by default, and at least on a low terminal.
GROUPS = 10
_FEWEST_GROUPS = 3

# How many rows of a table are shown at least, and how many lines stand beside them on one screen: the heading, the
# columns' names, the fewest groups with a heading, an end and the next step, and the prompt.
_FEWEST_ROWS = 4
_BESIDE_ROWS = 2 + 2 * _FEWEST_GROUPS + 5

# How many files are listed at least on a low terminal.
_FEWEST_FILES = 2

# The parts of a bar: no, one, two … eight eighths of a character.
_EIGHTHS = " ▏▎▍▌▋▊▉█"
_NAME = 20
_LINES = 9
_SHARE = 6
_TIME = 19
_LEAST_BAR = 2
# as Linux allows
_LONGEST_PATH = 4096
_DAY = 10
_SIZE = 6

ASSUMED = "*"
_NEXT_STEP = "next: ecsparse explain LINE says why, ecsparse new-product begins a parser"

_RESET = "\x1b[0m"
_BOLD = "\x1b[1m"
_DIM = "\x1b[2m"
_COLOURS = {UNMATCHED: "\x1b[33m", MALFORMED: "\x1b[31m", INTERNAL: "\x1b[31m"}
_BAR_COLOUR = "\x1b[36m"


class Page:
    """The page: `width` columns, `height` lines (`None` if unlimited), with or without colours and bars."""

    __slots__ = ("bars", "colours", "height", "width")

    def __init__(
        self, *, width: int = _WIDTH, height: int | None = None, colours: bool = False, bars: bool = False
    ) -> None:
        self.width = width
        self.height = height
        self.colours = colours
        self.bars = bars

    @classmethod
    def of_stdout(cls, color: str, environment: Mapping[str, str]) -> Page:
        """The page of standard output; `color` is `auto`, `always` or `never`."""
        if not os.isatty(_STDOUT):
            return cls(colours=color == "always")
        try:
            size = os.get_terminal_size(_STDOUT)
        except OSError:
            size = os.terminal_size((0, 0))
        is_dumb = environment.get("TERM") == "dumb"
        colours = color == "always" or (color == "auto" and not environment.get("NO_COLOR") and not is_dumb)
        return cls(
            width=max(_NARROWEST, min(size.columns or _WIDTH, _WIDEST)),
            height=size.lines or None,
            colours=colours,
            bars=_is_utf8(environment),
        )

    def groups(self, lines: int) -> int:
        """How many groups of two lines fit below `lines` other lines, at most ten."""
        if self.height is None:
            return GROUPS
        # the line before the groups, the two lines after them, and the prompt
        return max(_FEWEST_GROUPS, min(GROUPS, (self.height - lines - 4) // 2))

    def files(self, rows: list[Row]) -> list[str]:
        """A row for each file; where a screen has no room for all, for the largest."""
        shown = rows
        if self.height is not None:
            most = max(_FEWEST_FILES, (self.height - _BESIDE_ROWS - _FEWEST_ROWS) // 2)
            largest = sorted(range(len(rows)), key=lambda place: (-rows[place].lines, place))[:most]
            shown = [rows[place] for place in sorted(largest)]
        product_width = max((len(row.product or "") for row in shown), default=0)
        product_width = min(max(product_width, len("product")), _NAME)
        room = self.width - _SIZE - product_width - _SHARE - 2 * _DAY - 7
        names = [_tail(called(row.name), room) for row in shown]
        heading = "file" if len(shown) == len(rows) else f"the {len(shown)} largest of {len(rows)} files"
        name_width = min(room, max(len(heading), max(map(len, names), default=0)))
        columns = f"{'size':>{_SIZE}} {'product':<{product_width}} {'share':>{_SHARE}} {'first':<{_DAY + 1}} last"
        lines = [f"{padded(heading, name_width)} {columns}"]
        for name, row in zip(names, shown, strict=True):
            mark = ASSUMED if row.is_year_assumed else ""
            first, last = (f"{time[:_DAY]}{mark}" if time else "-" for time in (row.first, row.last))
            lines.append(
                f"{padded(name, name_width)} {bytes_of(row.size):>{_SIZE}} "
                + self._in(_COLOURS.get(row.product or "", ""), padded(row.product or "-", product_width))
                + f" {share(row.number, row.taken) if row.taken else '-':>{_SHARE}} {first:<{_DAY + 1}} {last}"
            )
        return lines

    def _fitting(self, tally: Tally, above: int) -> list[tuple[str, Sighting]]:
        """The rows of the table of `tally`, the smallest products in one where a screen has no room for all."""
        beside = above + _BESIDE_ROWS + bool(tally.carriers) + bool(tally.hosts)
        rows = tally.rows()
        if self.height is None or len(rows) <= (room := max(_FEWEST_ROWS, self.height - beside)):
            return rows
        products = [row for row in rows if row[0] not in REJECTED]
        rest = rows[len(products) :]
        shown = room - len(rest) - 1
        others = Sighting()
        for _, seen in products[shown:]:
            others.add(seen)
        return [*products[:shown], (f"{len(products) - shown} others", others), *rest]

    def table(self, heading: str, tally: Tally, above: int) -> list[str]:
        """The table of `tally`, below a `heading`: a line for each outcome; `above` it are so many other lines."""
        rows = self._fitting(tally, above)
        lines = [self._in(_BOLD, _shown(heading, self.width))]
        if not rows:
            return lines
        name_width = min(_NAME, max(len(name) for name, _ in rows))
        name_width = max(name_width, len("rubycat_proveit"))
        bar_width = self.width - name_width - _LINES - _SHARE - 2 * _TIME - 7 if self.bars else 0
        bar_width = bar_width if bar_width >= _LEAST_BAR else 0
        gap = " " * (bar_width + 1) if bar_width else " "
        lines.append(
            f"{'product':<{name_width}} {'lines':>{_LINES}} {'share':>{_SHARE}}{gap} "
            f"{'first (UTC)':<{_TIME}}  last (UTC){' * assumed' if tally.span.assumed else ''}"
        )
        for name, seen in rows:
            bar = f" {_bar(seen.lines, tally.taken, bar_width)}" if bar_width else gap
            lines.append(
                self._in(_COLOURS.get(name, ""), f"{_shown(name, name_width):<{name_width}}")
                + f" {seen.lines:>{_LINES}} {share(seen.lines, tally.taken):>{_SHARE}}"
                + self._in(_BAR_COLOUR, bar)
                + f" {_moment(seen.first, seen):<{_TIME + 1}} {_moment(seen.last, seen)}"
            )
        if tally.carriers:
            held = ", ".join(f"{name} {number}" for name, number in sorted(tally.carriers.items()))
            lines.append(_shown(f"in carriers: {held}", self.width))
        if tally.hosts:
            lines.append(_shown(f"hosts: {', '.join(_hosts(tally))}", self.width))
        return lines

    def shapes(self, shapes: Shapes, number: int) -> list[str]:
        """The largest `number` groups of unmatched lines, two lines each: the shape and an example."""
        groups = shapes.groups()
        shown = groups[:number]
        least = "" if shapes.is_complete else "at least "
        lines = [self._in(_BOLD, f"unmatched: {counted(shapes.texts, 'line')}, {least}{counted(len(groups), 'shape')}")]
        for group in shown:
            lines.append(f"{count(group):>{_LINES}} {_shown(group.shape, self.width - _LINES - 1)}")
            lines.append(self._in(_DIM, f"{'':>{_LINES}} {_shown(group.example, self.width - _LINES - 1)}"))
        others = shapes.texts - sum(group.texts for group in shown)
        if others:
            lines.append(f"{others:>{_LINES}} of other shapes")
        lines.append(_shown(_NEXT_STEP, self.width))
        return lines

    def _in(self, colour: str, text: str) -> str:
        return f"{colour}{text}{_RESET}" if self.colours and colour and text.strip() else text


def heading(name: str, tally: Tally) -> str:
    """The heading of the table of an input: its name, and how much was read."""
    parts = [counted(tally.lines, "line")]
    if tally.blank:
        parts.append(f"{tally.blank} blank")
    if tally.titles:
        parts.append(counted(tally.titles, "title"))
    if tally.files != 1:
        parts.append(counted(tally.files, "file"))
    if tally.binary:
        parts.append(f"{counted(tally.binary, 'binary file')} left out")
    return f"{name}: {', '.join(parts)}"


def share(lines: int, of: int) -> str:
    """A percentage with one decimal; it is `100.0%` only if it is all lines."""
    if lines == of:
        return "100.0%"
    tenths = lines * 1000 / of
    return "<0.1%" if tenths < 1 else f"{min(round(tenths), 999) / 10:.1f}%"


def _shown(text: str, columns: int) -> str:
    """`text` without anything that a terminal would act on, cut to fit in `columns`."""
    return fitted(printable(text, columns + 1), columns)


def _tail(text: str, columns: int) -> str:
    """`text` as `_shown`, but cut at its beginning: the end of a path tells files apart."""
    clean = printable(text, _LONGEST_PATH)
    room, start = columns, len(clean)
    while start and (room := room - columns_of(clean[start - 1])) >= 0:
        start -= 1
    if start == 0:
        return clean
    return f"…{clean[start + 1 :] if room + columns_of(clean[start - 1]) == 0 else clean[start:]}"


def _bar(lines: int, of: int, width: int) -> str:
    """A bar of `width` characters for the share of `lines`; a share above zero is never empty."""
    eighths = max(1, lines * width * 8 // of)
    full, rest = divmod(eighths, 8)
    return f"{_EIGHTHS[8] * full}{_EIGHTHS[rest] if rest else ''}".ljust(width)


def _moment(time: str | None, seen: Sighting) -> str:
    return "-" if time is None else time[:_TIME].replace("T", " ") + (ASSUMED if seen.assumed else "")


def _hosts(tally: Tally) -> Iterator[str]:
    """The hosts of most lines, with their numbers of lines, and how many more there are."""
    for name, number in tally.hosts.most_common(_MOST_HOSTS):
        yield f"{name} {number}"
    if len(tally.hosts) > _MOST_HOSTS:
        yield f"and {len(tally.hosts) - _MOST_HOSTS} more"


def padded(text: str, columns: int) -> str:
    """`text`, cut or filled to `columns`."""
    return fitted(printable(text, columns + 1), columns, padded=True)


def bytes_of(size: int) -> str:
    """A size for readers: `0`, `812`, `4.1k`, `73M`."""
    number, unit = float(size), ""
    for larger in "kMGTP":
        if number < 1000:
            break
        number, unit = number / 1000, larger
    return f"{number:.1f}{unit}" if unit and number < 10 else f"{number:.0f}{unit}"


def count(group: Group) -> str:
    """The number of texts; `+` means that there may be more."""
    return f"{group.texts}{'+' if group.missed else ''}"


def _is_utf8(environment: Mapping[str, str]) -> bool:
    """Whether the locale uses UTF-8, by the first of its variables that is set."""
    said = [environment.get(name, "") for name in ("LC_ALL", "LC_CTYPE", "LANG")]
    if said[1] == "C.UTF-8":
        # Python's own setting, in place of the locale C
        said[1] = ""
    locale = next(filter(None, said), "")
    return "UTF8" in locale.upper().replace("-", "")
