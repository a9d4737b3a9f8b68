r"""An explanation with `\xNN` in place of the letters that stood in for bytes, and its positions in that text."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from itertools import accumulate
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from ecsparse.decoding import Escapes
    from ecsparse.occurrences import Span

_Part = TypeVar("_Part")

# What holds positions in the line; everything else holds text, or parts with text.
_SPAN = "message"
_SPANS = ("spans", "unheld")


class Escaping:
    """Rewrites the parts of an explanation of `line`, with `escapes` for its letters that stand in for bytes."""

    def __init__(self, line: str, escapes: Escapes) -> None:
        self._escapes = escapes
        self._places = [0, *accumulate(len(escapes.get(ord(letter), letter)) for letter in line)]

    def of(self, part: _Part) -> _Part:
        """A copy of `part`, one of the dataclasses of an explanation."""
        changed = {field.name: self._changed(field.name, getattr(part, field.name)) for field in fields(part)}  # type: ignore[arg-type]
        return replace(part, **changed)  # type: ignore[type-var]

    def _changed(self, name: str, value: Any) -> Any:  # noqa: ANN401 - any attribute of a part
        if name == _SPAN:
            return self._span(value)
        if name in _SPANS:
            return [self._span(span) for span in value]
        return self._text(value)

    def _span(self, span: Span) -> Span:
        return self._places[span[0]], self._places[span[1]]

    def _text(self, value: Any) -> Any:  # noqa: ANN401 - as above
        if isinstance(value, str):
            return value.translate(self._escapes)
        if isinstance(value, list):
            return [self._text(inner) for inner in value]
        return self.of(value) if is_dataclass(value) else value
