"""Pages of HTML that need nothing but themselves: no script, no network, light and dark."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

# `default-src 'none'`: whatever a line holds, the page loads nothing and runs nothing.
_HEAD = """\
<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
:root {{ color-scheme: light dark; }}
body {{ font: 15px/1.5 system-ui, sans-serif; max-width: 70rem; margin: 2rem auto; padding: 0 1rem; }}
h1 {{ font-size: 1.4rem; }} h2 {{ font-size: 1.1rem; margin-top: 2rem; }}
code, pre, .line {{ font-family: ui-monospace, Menlo, Consolas, monospace; font-size: 13px; }}
pre, .line {{ white-space: pre-wrap; overflow-wrap: anywhere; }}
table {{ border-collapse: collapse; width: 100%; }}
th, td {{ text-align: left; vertical-align: top; padding: .2rem .8rem .2rem 0; border-bottom: 1px solid #8884; }}
td {{ overflow-wrap: anywhere; }} .number {{ text-align: right; white-space: nowrap; }}
mark {{ color: inherit; background: none; border-bottom: 2px solid; }}
sub {{ font-size: 10px; line-height: 1; }}
.c0 {{ color: #0e7490; }} .c1 {{ color: #a16207; }} .c2 {{ color: #15803d; }}
.c3 {{ color: #a21caf; }} .c4 {{ color: #1d4ed8; }} .c5 {{ color: #b91c1c; }} .muted {{ color: #777; }}
svg text {{ fill: currentColor; font-size: 11px; }}
@media (prefers-color-scheme: dark) {{
.c0 {{ color: #22d3ee; }} .c1 {{ color: #facc15; }} .c2 {{ color: #4ade80; }}
.c3 {{ color: #e879f9; }} .c4 {{ color: #60a5fa; }} .c5 {{ color: #f87171; }}
}}
</style>
</head>
<body>
<h1>{title}</h1>
"""
COLOURS = 6

_NUMBER = ' class="number"'


def page(title: str, parts: Iterable[str]) -> str:
    """A page with this title; `parts` are HTML."""
    return f"{_HEAD.format(title=text(title))}{''.join(parts)}</body>\n</html>\n"


def text(value: object) -> str:
    """`value` as text of HTML; a character that cannot be seen is written as an escape."""
    shown = "".join(
        sign if sign.isprintable() or sign in "\n\xa0" else sign.encode("unicode_escape").decode()
        for sign in str(value)
    )
    return escape(shown)


def section(heading: str, *parts: str) -> str:
    """A section; nothing if there is nothing in it."""
    inside = "".join(parts)
    return f"<section>\n<h2>{text(heading)}</h2>\n{inside}</section>\n" if inside else ""


def table(headings: Sequence[str], rows: Iterable[Sequence[str]], numbers: Iterable[int] = ()) -> str:
    """A table of cells of HTML; the columns `numbers` are aligned right. Nothing if there are no rows."""
    right = frozenset(numbers)
    found = list(rows)
    if not found:
        return ""
    lines = ["<table>\n", _row("th", [text(heading) for heading in headings], right)]
    lines += [_row("td", row, right) for row in found]
    return f"{''.join(lines)}</table>\n"


def code(value: object) -> str:
    """`value` as code."""
    return f"<code>{text(value)}</code>"


def _row(tag: str, cells: Sequence[str], right: frozenset[int]) -> str:
    inside = "".join(f"<{tag}{_NUMBER if place in right else ''}>{cell}</{tag}>" for place, cell in enumerate(cells))
    return f"<tr>{inside}</tr>\n"
