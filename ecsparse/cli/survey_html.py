"""What `ecsparse sniff` found, as a page of HTML."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from ecsparse.cli.html import COLOURS, code, page, section, table, text
from ecsparse.cli.inputs import called
from ecsparse.cli.survey_text import bytes_of, count, share
from ecsparse.outcomes import REJECTED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ecsparse.cli.survey_report import Findings, Row
    from ecsparse.survey import Sighting

# How many groups of unmatched lines are shown by default, files and hosts.
_GROUPS = 100
_MOST_ROWS = 1000
_MOST_HOSTS = 100

# The chart, in pixels, its bars, and the products that have a colour of their own.
_WIDTH = 1000
_HEIGHT = 160
_MOST_BARS = 72
_OTHERS = "others"

_NEXT = "ecsparse explain LINE says why a line is unmatched; ecsparse new-product NAME DIR begins a parser for it."


def html(findings: Findings, groups: int | None) -> str:
    """The page, with `groups` groups of unmatched lines."""
    return page(f"ecsparse sniff: {findings.title}", _sections(findings, _GROUPS if groups is None else groups))


def _sections(findings: Findings, groups: int) -> Iterator[str]:
    total = findings.total
    rows = [_outcome_row(name, seen, total.taken) for name, seen in total.rows()]
    yield section("Products", table(("product", "lines", "share", "first (UTC)", "last (UTC)"), rows, (1, 2)))
    yield section("Over time", *_chart(findings))
    headings = ("file", "size", "lines", "product", "share", "first (UTC)", "last (UTC)")
    files = [_file_row(row) for row in findings.rows[:_MOST_ROWS]]
    more = len(findings.rows) - len(files)
    yield section(
        "Files", table(headings, files, (1, 2, 4)), f'<p class="muted">and {more} more files</p>\n' if more else ""
    )
    hosts = [[text(host), str(number)] for host, number in total.hosts.most_common(_MOST_HOSTS)]
    yield section("Hosts", table(("host", "lines"), hosts, (1,)))
    shapes = [
        [count(group), f"{code(group.shape)}<br><span class='muted'>{code(group.example)}</span>"]
        for group in findings.shapes.groups()[:groups]
    ]
    yield (
        section(
            "Unmatched lines by shape",
            table(("lines", "shape and example"), shapes, (0,)),
            f"<p>{text(_NEXT)}</p>\n",
        )
        if shapes
        else ""
    )
    if total.span.assumed:
        yield '<p class="muted">* the year is assumed</p>\n'


def _outcome_row(name: str, seen: Sighting, taken: int) -> list[str]:
    return [text(name), str(seen.lines), share(seen.lines, taken), *_span(seen.first, seen.last, seen.assumed > 0)]


def _file_row(row: Row) -> list[str]:
    product, part = (text(row.product), share(row.number, row.taken)) if row.product is not None else ("-", "-")
    span = _span(row.first, row.last, row.is_year_assumed)
    return [code(called(row.name)), bytes_of(row.size), str(row.lines), product, part, *span]


def _span(first: str | None, last: str | None, is_assumed: bool) -> list[str]:  # noqa: FBT001 - of a `Sighting`
    mark = "*" if is_assumed else ""
    return ["-" if time is None else f"{time[:-1].replace('T', ' ')}{mark}" for time in (first, last)]


def _chart(findings: Findings) -> Iterator[str]:
    """Bars of the lines of each period, with a part for each of the largest products."""
    span = findings.total.span
    if span.first is None or span.last is None:
        return
    precision, periods = _periods(span.first, span.last, span.timeline.precision)
    parts = _parts(findings, precision)
    highest = max(sum(numbers.get(period, 0) for numbers in parts.values()) for period in periods)
    if not highest:
        return
    width = _WIDTH / len(periods)
    yield f'<svg role="img" viewBox="0 0 {_WIDTH} {_HEIGHT + 20}" width="100%">\n<title>lines over time</title>\n'
    bottoms = dict.fromkeys(periods, 0.0)
    for place, (name, numbers) in enumerate(parts.items()):
        yield f'<g class="{_colour(place, name)}" fill="currentColor">\n'
        for column, period in enumerate(periods):
            height = numbers.get(period, 0) * _HEIGHT / highest
            if height:
                bottoms[period] += height
                yield (
                    f'<rect x="{column * width:.1f}" y="{_HEIGHT - bottoms[period]:.1f}" width="{width * 0.9:.1f}" '
                    f'height="{height:.1f}"><title>{text(name)}, {period}: {numbers[period]}</title></rect>\n'
                )
        yield "</g>\n"
    yield f'<text x="0" y="{_HEIGHT + 15}">{periods[0]}</text>\n'
    yield f'<text x="{_WIDTH}" y="{_HEIGHT + 15}" text-anchor="end">{periods[-1]}</text>\n</svg>\n'
    names = (f'<b class="{_colour(place, name)}">■</b> {text(name)}' for place, name in enumerate(parts))
    yield f"<p>{' &nbsp; '.join(names)}; at most {highest} lines in a bar</p>\n"


def _parts(findings: Findings, precision: int) -> dict[str, dict[str, int]]:
    """For the largest products, and for all others as one: the lines of each period."""
    rows = findings.total.rows()
    named = [row for row in rows if row[0] not in REJECTED][:COLOURS]
    parts: dict[str, dict[str, int]] = {name: dict(seen.timeline.by(precision)) for name, seen in named}
    others: dict[str, int] = {}
    for name, seen in rows:
        if name not in parts:
            for period, number in seen.timeline.by(precision).items():
                others[period] = others.get(period, 0) + number
    return parts | ({_OTHERS: others} if others else {})


def _colour(place: int, name: str) -> str:
    return "muted" if name == _OTHERS else f"c{place}"


def _periods(first: str, last: str, precision: int) -> tuple[int, list[str]]:
    """The periods from `first` to `last`, in hours, days, months or years so that there are few enough.

    And how many characters of a time name one of them; `precision` is how many are known.
    """
    found: list[str] = []
    for length in (13, 10, 7, 4):
        if length <= precision:
            found = list(_between(first[:length], last[:length], length))
            if len(found) <= _MOST_BARS:
                return length, found
    return 4, found[-_MOST_BARS:]


def _between(first: str, last: str, length: int) -> Iterator[str]:
    """Each period from `first` to `last`, until there are too many."""
    period = first
    for _ in range(_MOST_BARS + 1):
        yield period
        if period >= last:
            return
        period = _after(period, length)


def _after(period: str, length: int) -> str:
    if length == 4:
        return f"{int(period) + 1:04}"
    if length == 7:
        year, month = divmod(int(period[:4]) * 12 + int(period[5:]), 12)
        return f"{year:04}-{month + 1:02}"
    step = timedelta(hours=1) if length == 13 else timedelta(days=1)
    start = datetime.fromisoformat(f"{period}:00" if length == 13 else period).replace(tzinfo=UTC)
    return (start + step).isoformat()[:length]
