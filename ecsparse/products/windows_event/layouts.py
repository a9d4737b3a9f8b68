"""An event of Windows in each of the forms in which it is shipped, as one list of named values.

Names of the event itself begin with `@`; the others are those of its data.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from operator import itemgetter

from ecsparse.formats import json
from ecsparse.formats.xml import unescaped
from ecsparse.patterns import Pattern
from ecsparse.products.windows_event import sentences, shippers, wordings

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

Pairs = list[tuple[str, str]]

# /Date(1698764995123)/
_DATE = Pattern(r"/Date\(([0-9]{1,16})\)/")

# <Data Name='LogonType'>3</Data> | <Channel>Security</Channel> | <Execution ProcessID='4' ThreadID='8'/>
_TAG = Pattern(r"<(/?)([A-Za-z_][\w.:-]{0,128})((?:\s[^<>]{0,4096})?)>([^<]*)")
# Name='LogonType'
_ATTRIBUTE = Pattern(r"""([\w.:-]{1,64})\s?=\s?(?:'([^']*)'|"([^"]*)")""")
_NAME = itemgetter(0)
_MOST_TAGS = 4096
_DEEPEST = 32

# What NXLog's own `ProcessID` hides.
_HIDDEN = frozenset(("ProcessId", "Parent.ProcessId", "ParentProcessId"))

_SNARE = ("@Number", "@Channel", "@EventRecordID", "@Time", "@EventID", "@Provider", "@Account", "@UserType",
          "@Outcome", "@Computer", "@Task", "@Data", "@Message")  # fmt: skip
SNARE = "MSWinEventLog"
# MSWinEventLog 1 Security 42 Tue Oct 31 15:09:55 2023 7036 Service Control Manager N/A N/A Information dc1 None  T
_SNARE_BLANKS = Pattern(
    rf"{SNARE} ([0-9]) ([^ ]{{1,64}}(?: [^ ]{{1,64}}){{0,3}}?) ([0-9]{{1,20}}) "
    r"([A-Z][a-z]{2} [A-Z][a-z]{2} [ 0-9][0-9] [0-9:]{8} [0-9]{4}) ([0-9]{1,6}) "
    r"([^ ]{1,128}(?: [^ ]{1,64}){0,4}?) ([^ ]{1,128}) "
    r"(N/A|User|Well Known Group|Group|Alias|Computer|Domain|Deleted Account|Invalid|Unknown) "
    r"(Success Audit|Failure Audit|Audit Success|Audit Failure|Information|Warning|Error|Critical|Verbose) "
    r"([^ ]{1,255}) (.{1,64}?)()  (.*?)(?: [0-9]{1,20})?"
)


def of_object(payload: dict[str, Any]) -> Pairs | None:
    """The values of an event in a JSON object of any shipper's; `None` if it is not one."""
    if isinstance(payload.get("winlog"), dict) or "log_name" in payload:
        return [*_of_winlogbeat(payload)]
    if "Event" in payload:
        return [*_of_event(payload)]
    if isinstance(win := payload.get("win"), dict):
        return [*_of_wazuh(win)]
    if "EventSourceName" in payload:
        return [*_renamed(json.flattened(payload), shippers.SENTINEL)]
    if "SourceName" in payload:
        return [*_of_nxlog(payload)]
    if "EventRecordId" in payload:
        return [*_of_evtxecmd(payload)]
    if isinstance(payload.get("event_id"), dict):
        return [*_of_opentelemetry(payload)]
    if "LogName" in payload:
        return [*_of_powershell(payload)]
    return [*_renamed(json.flattened(payload), shippers.FLUENT)] if "ProviderName" in payload else None


def _renamed(pairs: Iterable[tuple[str, str]], table: dict[str, str]) -> Iterator[tuple[str, str]]:
    return ((table.get(name, name), text) for name, text in pairs)


def _of_nxlog(payload: dict[str, Any]) -> Iterator[tuple[str, str]]:
    # the account that the event was logged for has a type; without one, it is a value of the event
    own = () if "AccountType" in payload else ("AccountName", "Domain")
    for name, text in json.flattened(payload):
        if (name == "EventType" and text not in shippers.OUTCOMES) or name in own:
            yield name, text
        else:
            yield shippers.NXLOG.get(name, name), text


def _of_winlogbeat(payload: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for name, text in json.flattened(payload):
        if name in shippers.WINLOGBEAT:
            yield shippers.WINLOGBEAT[name], text
        elif name.startswith(shippers.DATA):
            yield _of_data(name), text
        elif not name.startswith(shippers.MADE):
            yield name, text


def _of_data(name: str) -> str:
    return name.partition("_data.")[2].rpartition("}")[2].rpartition(".")[2]


def _of_event(payload: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """The values of XML that was made JSON, by any rule for its attributes."""
    for name, text in json.flattened(payload):
        path = name.replace("#attributes.", "").replace("@", "").replace("_attributes.", "").removesuffix(".#text")
        part, _, rest = path.removeprefix("Event.").partition(".")
        if part == "System":
            found = shippers.SYSTEM.get(rest)
            if found is not None or rest not in shippers.NUMBERS:
                yield found or rest, text
        elif part == "RenderingInfo":
            yield shippers.RENDERED.get(rest, "@Number"), text
        elif part in ("EventData", "UserData"):
            if rest.rpartition(".")[2] == "Data":
                yield from _listed(text)
            else:
                yield rest.rpartition(".")[2], text
        elif part not in ("xmlns", "attributes"):
            yield path, text


def _listed(text: str) -> Iterator[tuple[str, str]]:
    """The members of a list of data, each with its name or without one."""
    try:
        found = json.decode(text) if text[:1] == "[" else text
    except ValueError:
        found = text
    for number, each in enumerate(found if isinstance(found, list) else [found], 1):
        if isinstance(each, dict):
            name, value = each.get("@Name", each.get("Name")), each.get("#text", each.get("text", ""))
            if isinstance(name, str) and name and (said := json.scalar(value)) is not None:
                yield name, said
        elif (said := json.scalar(each)) is not None:
            yield f"param{number}", said


def _of_opentelemetry(payload: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for name, text in json.flattened(payload):
        part, _, rest = name.partition(".")
        if part == "event_data" and rest == "data":
            yield from _of_pairs(text)
        elif part == "event_data":
            yield rest, text
        else:
            yield shippers.OPENTELEMETRY.get(name, name), text


def _of_pairs(text: str) -> Iterator[tuple[str, str]]:
    """The members of a list of data, each an object with one name: `[{"LogonType":"3"},{"":"a"}]`."""
    for number, each in enumerate(json.texts(text), 1):
        found = json.decode(each) if each[:1] == "{" else None
        for name, value in found.items() if isinstance(found, dict) else ():
            if (said := json.scalar(value)) is not None:
                yield name or f"param{number}", said


def _of_powershell(payload: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for name, text in json.flattened(payload):
        part, dot, rest = name.partition(".")
        if name == "TimeCreated" and (match := _DATE.fullmatch(text)) is not None:
            yield "@Time", match[1]
        elif part == "TimeCreated":
            if rest in {"", "DateTime"}:
                yield "@Time", text
        elif part == "UserId" and dot:
            yield ("@UserSid", text) if rest == "Value" else ("@Number", text)
        else:
            yield shippers.POWERSHELL.get(part, name), text


def _of_wazuh(win: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for name, text in json.flattened(win):
        part, _, rest = name.partition(".")
        if part == "system":
            yield shippers.WAZUH.get(rest, rest), text
        else:
            # Windows' own names begin with a capital; their backslashes may be escaped twice
            plain = text.replace("\\\\", "\\")
            yield rest[:1].upper() + rest[1:], text if "\\" in text.replace("\\\\", "") else plain


def _of_evtxecmd(payload: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for name, text in json.flattened(payload):
        if name != "Payload":
            yield shippers.EVTXECMD.get(name, name), text
            continue
        try:
            inner = json.decode(text)
        except ValueError:
            inner = None
        if isinstance(inner, dict):
            yield from _of_event(inner)


def of_xml(text: str) -> Pairs:
    """The values of an event in XML."""
    pairs: Pairs = []
    path: list[str] = []
    unnamed = 0
    for count, match in enumerate(_TAG.finditer(text)):
        is_end, tag, said, content = match.groups()
        if count >= _MOST_TAGS:
            break
        if is_end:
            if path and path[-1] == tag:
                path.pop()
            continue
        attributes = {name: unescaped(one or two) for name, one, two in _ATTRIBUTE.findall(said)}
        if len(path) < _DEEPEST:
            path.append(tag)
        name = attributes.get("Name") if tag == "Data" else None
        content = unescaped(content)
        if tag == "Data" and name is None:
            unnamed += 1
            name = f"param{unnamed}"
        pairs += _of_tag(path, name, attributes, content)
        if said.endswith("/"):
            path.pop()
    return pairs


def _of_tag(path: list[str], name: str | None, attributes: dict[str, str], text: str) -> Iterator[tuple[str, str]]:
    part, tag = path[1] if len(path) > 1 else "", path[-1]
    if part == "System":
        for attribute, value in attributes.items():
            if (found := shippers.SYSTEM.get(f"{tag}.{attribute}")) is not None:
                yield found, value
        if tag in shippers.SYSTEM and text.strip():
            yield shippers.SYSTEM[tag], text
    elif part == "RenderingInfo":
        yield "@Keyword" if tag == "Keyword" else shippers.RENDERED.get(tag, "@Number"), text
    elif name is not None:
        yield name, text
    elif len(path) > 2 and text.strip():
        yield tag, text


def of_snare(text: str) -> Pairs | None:
    """The values of an event in Snare's columns, after their first word; `None` if they are too few."""
    if "\t" not in text and (match := _SNARE_BLANKS.fullmatch(text)) is not None:
        return [*zip(_SNARE, match.groups(), strict=True)]
    columns = text.replace("#011", "\t").split("\t")
    if len(columns) < len(_SNARE) or not columns[5].isdecimal():
        return None
    pairs = [*zip(_SNARE, columns[1 : len(_SNARE) + 1], strict=False)]
    if len(columns) == len(_SNARE):
        # without the column of data
        pairs[-1] = "@Message", columns[-1]
    return pairs


def with_wording(pairs: Pairs) -> Pairs:
    """`pairs` with what only the text of the event says.

    That is all of its data where a shipper gives none, and processes' numbers where its own hide these.
    """
    said = {*map(_NAME, pairs)}
    if any(name[:1] != "@" and "." not in name for name in said):
        if "ProcessId" in said or ("NewProcessId" in said and "ParentProcessId" in said):
            return pairs
        return [*pairs, *(pair for pair in _worded(pairs) if pair[0] in _HIDDEN and pair[0] not in said)]
    return [*pairs, *_worded(pairs)]


def _worded(pairs: Pairs) -> Iterable[tuple[str, str]]:
    said = dict(reversed(pairs))
    text, provider = said.get("@Message", ""), said.get("@Provider", "")
    number = said.get("@EventID", "")
    return sentences.read(text, provider, number) or wordings.read(text, provider, number)
