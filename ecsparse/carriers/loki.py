"""Streams of Loki: objects in which labels hold for many lines.

Layout:

    {"streams":[{"stream":{"job":"x"},"values":[["1698764995123456789","line"],["…","line"]]}]}    a push, or a tail
    {"status":"success","data":{"resultType":"streams","result":[{"stream":{…},"values":[…]}]}}    a query's answer

Each value gives a record of its own: its stream's object with this value alone. The third part of a value, if it
has one, is an object of more labels.

Source: the HTTP API of Loki.
"""

from __future__ import annotations

from ecsparse.formats import json

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

# What all such records have.
_TELLING = (b'"values"', b'"stream"')

# How much longer than a record those in it may be together: each has the labels.
_MOST_TIMES = 32


def are_possible(lines: bytes) -> bool:
    """Whether there may be such objects in `lines`."""
    return all(member in lines for member in _TELLING)


def values(record: bytes) -> list[bytes]:
    """The records of the values in `record`; `record` itself if it has no streams."""
    found: list[bytes] = []
    size = 0
    for value in _values(record):
        text = json.encode(value)
        size += 0 if text is None else len(text)
        if text is None or size > _MOST_TIMES * len(record):
            return [record]
        found.append(text.encode())
    return found or [record]


def line_of(payload: dict[str, Any]) -> dict[str, Any]:
    """The line, the time and the labels of an object that is a stream with one value; else `payload`."""
    stream, lines = payload.get("stream"), payload.get("values")
    if not isinstance(stream, dict) or not isinstance(lines, list) or len(lines) != 1 or not _is_value(lines[0]):
        return payload
    time, line, *more = lines[0]
    labels = more[0] if more and isinstance(more[0], dict) else {}
    return {"labels": {**labels, **stream}, "timestamp": time, "line": line}


def _values(record: bytes) -> Iterator[dict[str, Any]]:
    """An object for each value of the streams in `record`; none if one of these is not a stream."""
    if not record.startswith(b"{") or not are_possible(record):
        return
    try:
        payload = json.decode(record.decode())
    except ValueError:
        return
    answer = payload.get("data")
    found = payload.get("streams", answer.get("result") if isinstance(answer, dict) else [payload])
    streams = found if isinstance(found, list) else []
    if not all(_is_stream(stream) for stream in streams):
        return
    for stream in streams:
        yield from ({"stream": stream["stream"], "values": [value]} for value in stream["values"])


def _is_stream(value: object) -> bool:
    if not isinstance(value, dict) or not isinstance(value.get("stream"), dict):
        return False
    lines = value.get("values")
    return isinstance(lines, list) and all(_is_value(line) for line in lines)


def _is_value(value: object) -> bool:
    return isinstance(value, list) and len(value) >= len(("time", "line")) and isinstance(value[1], str)
