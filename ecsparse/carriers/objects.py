"""The line in an object that no product claims, wherever in it that is, and whatever its member is called.

Layout (`…` is the line, which begins as lines do, or of which a program is said):

    {"data":{"actor":{"nrql":{"results":[{"message":"…"}]}}}}      answers of searches, in any depth
    {"topic":"logs","value":"…"} | {"RawData":"…","Computer":"web01"} | {"log_s":"…"}    any name for a line
    {"fields":{"value":"…"},"tags":{"host":"web01"}}               Telegraf's serializer `json`
    {"_index":"logs","fields":{"message":["…"]}}                   lists of one text
    {"columns":[{"name":"message"}],"rows":[["…"]]}                tables: SQL's answers, Splunk's `json_rows`
    [[{"field":"@message","value":"…"}]] | [{"key":"MESSAGE","value":{"stringValue":"…"}}]    names and values
    {"Records":[{"kinesis":{"data":"b2N0IDMx…"}}]}                 Base64: Kinesis, Firehose, Pub/Sub

Members of the objects around it say when and where, as those beside it do. An object with more than one line is
left as it is: no line is to be lost.

Sources: the references of Telegraf, Elasticsearch (`fields`), CloudWatch Logs Insights, New Relic's NerdGraph,
Kinesis and Firehose, Pub/Sub, Azure Monitor's tables.
"""

from __future__ import annotations

import binascii
from itertools import islice, pairwise

from ecsparse.carriers import members, shippers
from ecsparse.carriers.beginnings import ANY_BEGINNING, OF_PROCESS
from ecsparse.formats import json
from ecsparse.formats.syslog import names_program
from ecsparse.patterns import Pattern

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Any

    from ecsparse.carriers.carried import Carried

    # the objects around a line, the innermost last, the name of its member, and the line
    Found = tuple[tuple[dict[str, Any], ...], str, str]

# How many values of an object are looked at.
_MOST_VALUES = 4096
# Two are as many as any number: the object is left as it is.
_SEVERAL = 2
# how many of the objects around a line are asked
_DEEPEST = 8

# raw_log | RawData | @rawstring | log_s | source_data (names of lines have no other words)
_WORDS = frozenset((
    "body", "content", "data", "description", "entry", "event", "full", "line", "log", "message", "messages", "msg",
    "original", "out", "output", "payload", "raw", "record", "result", "s", "short", "source", "standard",
    "stdout", "string", "syslog", "text", "utf", "value",
))  # fmt: skip
_TELLING = frozenset((
    "body", "content", "data", "entry", "event", "line", "log", "message", "messages", "msg", "original", "out",
    "output", "payload", "raw", "record", "stdout", "text", "value",
)) | {"resultdescription", "rawstring"}  # fmt: skip
# rawevent
_JOINED = Pattern(
    r"(?:raw|log|line|message|msg|text|data|event|original|full|payload|record|string|syslog|source|body|entry)+"
)
# rawLog: raw, Log
_WORD = Pattern(r"[A-Z]?[a-z]+|[A-Z]+")

# dovecot:
_TAG = Pattern(r"([A-Za-z_][A-Za-z0-9_./-]{1,63}): ")
# where tables have the names of their columns
_COLUMNS = ("columns", "fields", "schema", "meta")
# the names and the values of lists of both
_NAMES, _VALUES = ("field", "key", "name", "Name"), ("value", "Value")
_TEXT_OF_OTLP = "stringValue"
# b2N0IDMxIDE1OjA5OjU1
_BASE64 = Pattern(r"(?:[A-Za-z0-9+/]{4}){4,}(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?")


def line_of(payload: object, is_declared: Callable[[str], bool], name: str = "json") -> Carried | None:
    """What the object, or the array, `payload` holds; `None` if that is no line, or several.

    `is_declared` knows the programs of products, `name` is the carrier's.
    """
    # what is said of all that is inside
    is_told = isinstance(payload, dict) and shippers.says_program(dict(json.flattened(payload)))
    found = [*islice(_found(payload, is_declared, is_told=is_told), _SEVERAL)]
    if len(found) != 1:
        return None
    chain, member, text = found[0]
    # what stands nearest comes first
    values = dict(json.flattened({key: _text(value) or value for key, value in chain[-1].items() if key != member}))
    for inner, outer in pairwise(reversed(chain)):
        around = {key: value for key, value in outer.items() if value is not inner}
        said = {key: value for key, value in json.flattened(around) if value[:1] not in "[{"}
        values.update((key, value) for key, value in said.items() if key not in values)
    held = shippers.carried_by({key: value for key, value in values.items() if value != text}, text, name)
    tag = _TAG.match(text) if held.header is not None and held.header.appname is None else None
    if tag is not None and held.header is not None and is_declared(tag[1]):
        held.header.appname, held.text = tag[1], text[tag.end() :]
    return held


def _found(payload: object, is_declared: Callable[[str], bool], *, is_told: bool) -> Iterator[Found]:
    """The lines in `payload`, one after another."""
    waiting: list[tuple[object, str, tuple[dict[str, Any], ...]]] = [(payload, "", ())]
    for _ in range(_MOST_VALUES):
        if not waiting:
            return
        value, name, chain = waiting.pop()
        if isinstance(value, list):
            named = _named(value)
            if named:
                waiting.append((named, name, chain))
            else:
                waiting += [(each, name, chain) for each in reversed(value[:_MOST_VALUES])]
        elif isinstance(value, dict):
            if (rows := _rows(value)) is not None:
                waiting.append((rows, name, chain))
                continue
            inner = (*chain, value)[-_DEEPEST:]
            texts = {key: _text(each) for key, each in islice(value.items(), _MOST_VALUES)}
            line = _line(texts, value, is_declared, is_told=is_told)
            if line is not None:
                yield inner, *line
            waiting += [(each, key, inner) for key, each in reversed([*value.items()]) if texts.get(key) is None]
        elif isinstance(value, str) and is_name_of_line(name) and (text := _decoded(value)) and begins(text):
            # an array of lines
            yield (*chain, {}), name, text


def _line(
    texts: dict[str, str | None], value: dict[str, Any], is_declared: Callable[[str], bool], *, is_told: bool
) -> tuple[str, str] | None:
    """The name and the text of the longest of `texts` that begins as lines do, or of which a program is said.

    A program's name in front of a text is not enough, if no facility is said: anyone may say `cron: started`.
    """
    if isinstance(value.get("rule"), dict) or "winlog" in value:
        # an alert, or an event of Windows, with a text for people
        return None
    is_alone = len(value) == 1
    named = [
        (key, text)
        for key, text in texts.items()
        if text and (is_alone or is_name_of_line(key)) and members.any_moment(text) is None
    ]
    found = sorted(named, key=lambda item: -len(item[1]))
    begun = next((item for item in found if begins(item[1]) or _is_of_process(item[1], is_declared)), None)
    if begun is not None or not found:
        return begun
    if is_alone:
        return None
    said = dict(json.flattened(value))
    if is_told or shippers.says_program(said):
        return found[0]
    tag = _TAG.match(found[0][1])
    return found[0] if tag is not None and is_declared(tag[1]) and shippers.says_facility(said) else None


def _is_of_process(text: str, is_declared: Callable[[str], bool]) -> bool:
    """Whether `text` begins with the tag of a process of a product's program."""
    process = OF_PROCESS.match(text)
    return process is not None and is_declared(process["program"])


def _text(value: object) -> str | None:
    """The text that a value, or the only element of a list, is."""
    if isinstance(value, list) and len(value) == 1:
        value = value[0]
    if isinstance(value, dict) and len(value) == 1:
        value = value.get(_TEXT_OF_OTLP)
    return _decoded(value) if isinstance(value, str) and value.strip() else None


def _decoded(text: str) -> str:
    """`text`, or what it is the Base64 of, if that is text."""
    if _BASE64.fullmatch(text) is None:
        return text.removesuffix("\n").removesuffix("\r")
    try:
        found = binascii.a2b_base64(text).decode().removesuffix("\n")
    except ValueError:
        return text
    # a byte order mark may begin a message
    return found if found.replace("\t", "").replace("\ufeff", "").isprintable() else text


def _rows(value: dict[str, Any]) -> list[dict[str, Any]] | None:
    """The rows of a table, each with the names of its columns, that an object is; `None` if it is none."""
    lists = {key: each for key, each in value.items() if isinstance(each, list) and each}
    names = next((found for key in _COLUMNS if (found := _names(lists.get(key)))), None)
    if names is None:
        return None
    for each in lists.values():
        rows = [*zip(*each, strict=True)] if _is_transposed(each, len(names)) else each
        is_short = len(rows) <= _MOST_VALUES
        if is_short and all(isinstance(row, (list, tuple)) and len(row) == len(names) for row in rows):
            return [dict(zip(names, row, strict=True)) for row in rows]
    return None


def _is_transposed(columns: list[Any], count: int) -> bool:
    """Whether `columns` are `count` lists, one for each column, and not rows."""
    lists = [column for column in columns if isinstance(column, list)]
    lengths = {len(column) for column in lists}
    return len(lists) == len(columns) == count and len(lengths) == 1 and lengths != {count}


def _names(columns: list[Any] | None) -> list[str]:
    """The names of columns that a list has, of names or of objects with one each; empty if it is another list."""
    found = [each.get("name") if isinstance(each, dict) else each for each in columns or ()]
    return [name for name in found if isinstance(name, str)] if all(isinstance(name, str) for name in found) else []


def _named(values: list[Any]) -> dict[str, Any]:
    """The object that a list of names and values is; empty if it is another list."""
    found: dict[str, Any] = {}
    for each in values[:_MOST_VALUES]:
        if not isinstance(each, dict):
            return {}
        name = next((each[key] for key in _NAMES if isinstance(each.get(key), str)), None)
        value = next((each[key] for key in _VALUES if key in each), None)
        if name is None or value is None:
            return {}
        found[name] = _text(value) or value
    return found


def is_name_of_line(name: str) -> bool:
    """Whether a member, or a column, with this `name` may hold a line: it has no word but those for one."""
    words = [word.lower() for word in _WORD.findall(name.rpartition(".")[2])]
    joined = "".join(words)
    if len(words) == 1:
        return joined in _TELLING or (joined not in _WORDS and _JOINED.fullmatch(joined) is not None)
    return joined in _TELLING or (_WORDS.issuperset(words) and not _TELLING.isdisjoint(words))


def begins(text: str) -> bool:
    """Whether `text` begins as lines do."""
    return ANY_BEGINNING.match(text) is not None or names_program(text)
