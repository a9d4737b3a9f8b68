"""An event of Windows in each of the forms in which it is shipped, as one list of named values.

Names of the event itself begin with `@`; the others are those of its data.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from operator import itemgetter

from ecsparse.formats import json
from ecsparse.patterns import Pattern
from ecsparse.products.windows_event import sentences, wordings

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

Pairs = list[tuple[str, str]]

# What the event itself says, by the names in `System` of the XML, below `Event` or not.
_SYSTEM = {
    "ActivityID": "@ActivityID",
    "Channel": "@Channel",
    "Computer": "@Computer",
    "Correlation.ActivityID": "@ActivityID",
    "Correlation.RelatedActivityID": "@RelatedActivityID",
    "EventID": "@EventID",
    "EventRecordID": "@EventRecordID",
    "Execution.ProcessID": "@ProcessID",
    "Execution.ThreadID": "@ThreadID",
    "Keywords": "@Keywords",
    "Level": "@Level",
    "Provider.EventSourceName": "@SourceName",
    "Provider.Guid": "@Guid",
    "Provider.Name": "@Provider",
    "RelatedActivityID": "@RelatedActivityID",
    "Security.UserID": "@UserSid",
    "TimeCreated.SystemTime": "@Time",
}
_RENDERED = {"Level": "@Level", "Message": "@Message", "Opcode": "@Opcode", "Task": "@Task", "Keywords": "@Keyword"}
# of the event, but of no use besides what has a name
_NUMBERS = frozenset(("Version", "Task", "Opcode", "EventID.Qualifiers", "Provider.EventSourceName"))

_NXLOG = {
    "AccountName": "@UserName",
    "AccountType": "@UserType",
    "ActivityID": "@ActivityID",
    "Category": "@Task",
    "Channel": "@Channel",
    "Domain": "@UserDomain",
    "EventID": "@EventID",
    "EventReceivedTime": "@Received",
    "EventTime": "@Time",
    "EventType": "@Outcome",
    "ExecutionProcessID": "@ProcessID",
    "ExecutionThreadID": "@ThreadID",
    "Hostname": "@Computer",
    "Keywords": "@Keywords",
    "Message": "@Message",
    "Opcode": "@Opcode",
    "OpcodeValue": "@Number",
    "ProcessID": "@ProcessID",
    "ProviderGuid": "@Guid",
    "RecordNumber": "@EventRecordID",
    "RelatedActivityID": "@RelatedActivityID",
    "Severity": "@Level",
    "SeverityValue": "@Number",
    "SourceModuleName": "@Number",
    "SourceModuleType": "@Number",
    "SourceName": "@Provider",
    "Task": "@Number",
    "TaskValue": "@Number",
    "ThreadID": "@ThreadID",
    "UserID": "@UserSid",
    "Version": "@Number",
}
# What is in the field of the operation where the name of that is in the registry's or WMI's own.
_OUTCOMES = frozenset(("AUDIT_SUCCESS", "AUDIT_FAILURE", "INFO", "WARNING", "ERROR", "VERBOSE", "CRITICAL"))

_WINLOGBEAT = {
    "@timestamp": "@Time",
    "event.action": "@Task",
    "event.code": "@EventID",
    "event.created": "@Received",
    "event.original": "@Message",
    "event.outcome": "@Outcome",
    "event.provider": "@Provider",
    "host.name": "@Computer",
    "log.level": "@Level",
    "message": "@Message",
    "winlog.activity_id": "@ActivityID",
    "winlog.channel": "@Channel",
    "winlog.computer_name": "@Computer",
    "winlog.event_id": "@EventID",
    "winlog.keywords": "@Keyword",
    "winlog.logon.id": "LogonId",
    "winlog.logon.type": "LogonType",
    "winlog.opcode": "@Opcode",
    "winlog.process.pid": "@ProcessID",
    "winlog.process.thread.id": "@ThreadID",
    "winlog.provider_guid": "@Guid",
    "winlog.provider_name": "@Provider",
    "winlog.record_id": "@EventRecordID",
    "winlog.related_activity_id": "@RelatedActivityID",
    "winlog.task": "@Task",
    "winlog.user.domain": "@UserDomain",
    "winlog.user.identifier": "@UserSid",
    "winlog.user.name": "@UserName",
    "winlog.user.type": "@UserType",
    # before version 7
    "computer_name": "@Computer",
    "event_id": "@EventID",
    "keywords": "@Keyword",
    "level": "@Level",
    "log_name": "@Channel",
    "opcode": "@Opcode",
    "process_id": "@ProcessID",
    "provider_guid": "@Guid",
    "record_number": "@EventRecordID",
    "source_name": "@Provider",
    "task": "@Task",
    "thread_id": "@ThreadID",
    "user.identifier": "@UserSid",
    "user.type": "@UserType",
    "beat.hostname": "agent.name",
    "beat.version": "agent.version",
}
# What Winlogbeat makes of an event, of which we make the same from its data, and what it says of its own work.
_MADE = ("event.", "related.", "ecs.", "winlog.", "@version", "type", "input.", "data_stream.", "elastic_agent.")
_DATA = ("winlog.event_data.", "winlog.user_data.", "event_data.", "user_data.")

_EVTXECMD = {
    "Channel": "@Channel",
    "Computer": "@Computer",
    "EventId": "@EventID",
    "EventRecordId": "@EventRecordID",
    "Keywords": "@Keyword",
    "Level": "@Level",
    "ProcessId": "@ProcessID",
    "Provider": "@Provider",
    "ThreadId": "@ThreadID",
    "TimeCreated": "@Time",
    "UserId": "@UserSid",
    **dict.fromkeys(
        ("ChunkNumber", "ExecutableInfo", "ExtraDataOffset", "HiddenRecord", "MapDescription", "RecordNumber",
         "RemoteHost", "SourceFile", "UserName", *(f"PayloadData{number}" for number in range(1, 7))),
        "@Number",
    ),
}  # fmt: skip

_FLUENT = {
    "ActivityID": "@ActivityID",
    "Channel": "@Channel",
    "Computer": "@Computer",
    "EventID": "@EventID",
    "EventRecordID": "@EventRecordID",
    "Keywords": "@Keywords",
    "Level": "@Level",
    "Message": "@Message",
    "ProcessID": "@ProcessID",
    "ProviderGuid": "@Guid",
    "ProviderName": "@Provider",
    "RelatedActivityID": "@RelatedActivityID",
    "ThreadID": "@ThreadID",
    "TimeCreated": "@Time",
    "UserID": "@UserSid",
    **dict.fromkeys(("Opcode", "Qualifiers", "StringInserts", "Task", "Version"), "@Number"),
}

_POWERSHELL = {
    "ActivityId": "@ActivityID",
    "Id": "@EventID",
    "Keywords": "@Keywords",
    "KeywordsDisplayNames": "@Keyword",
    "LevelDisplayName": "@Level",
    "LogName": "@Channel",
    "MachineName": "@Computer",
    "Message": "@Message",
    "OpcodeDisplayName": "@Opcode",
    "ProcessId": "@ProcessID",
    "ProviderId": "@Guid",
    "ProviderName": "@Provider",
    "RecordId": "@EventRecordID",
    "RelatedActivityId": "@RelatedActivityID",
    "TaskDisplayName": "@Task",
    "ThreadId": "@ThreadID",
    "UserId": "@UserSid",
    **dict.fromkeys(
        (
            "Bookmark",
            "ContainerLog",
            "Level",
            "MatchedQueryIds",
            "Opcode",
            "Properties",
            "Qualifiers",
            "Task",
            "Version",
        ),
        "@Number",
    ),
}
# /Date(1698764995123)/
_DATE = Pattern(r"/Date\(([0-9]{1,16})\)/")

_WAZUH = {
    "activityID": "@ActivityID",
    "channel": "@Channel",
    "computer": "@Computer",
    "eventID": "@EventID",
    "eventRecordID": "@EventRecordID",
    "eventSourceName": "@SourceName",
    "keywords": "@Keywords",
    "level": "@Level",
    "message": "@Message",
    "processID": "@ProcessID",
    "providerGuid": "@Guid",
    "providerName": "@Provider",
    "severityValue": "@Outcome",
    "systemTime": "@Time",
    "threadID": "@ThreadID",
    **dict.fromkeys(("opcode", "task", "version"), "@Number"),
}

# <Data Name='LogonType'>3</Data> | <Channel>Security</Channel> | <Execution ProcessID='4' ThreadID='8'/>
_TAG = Pattern(r"<(/?)([A-Za-z_][\w.:-]{0,128})((?:\s[^<>]{0,4096})?)>([^<]*)")
# Name='LogonType'
_ATTRIBUTE = Pattern(r"""([\w.:-]{1,64})\s?=\s?(?:'([^']*)'|"([^"]*)")""")
_ENTITIES = (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&apos;", "'"), ("&#13;", "\r"), ("&#10;", "\n"),
             ("&#xD;", "\r"), ("&#xA;", "\n"), ("&#9;", "\t"), ("&amp;", "&"))  # fmt: skip
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
    if "SourceName" in payload:
        return [*_of_nxlog(payload)]
    if "EventRecordId" in payload:
        return [*_of_evtxecmd(payload)]
    if "LogName" in payload:
        return [*_of_powershell(payload)]
    return [*_renamed(json.flattened(payload), _FLUENT)] if "ProviderName" in payload else None


def _renamed(pairs: Iterable[tuple[str, str]], table: dict[str, str]) -> Iterator[tuple[str, str]]:
    return ((table.get(name, name), text) for name, text in pairs)


def _of_nxlog(payload: dict[str, Any]) -> Iterator[tuple[str, str]]:
    # the account that the event was logged for has a type; without one, it is a value of the event
    own = () if "AccountType" in payload else ("AccountName", "Domain")
    for name, text in json.flattened(payload):
        if (name == "EventType" and text not in _OUTCOMES) or name in own:
            yield name, text
        else:
            yield _NXLOG.get(name, name), text


def _of_winlogbeat(payload: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for name, text in json.flattened(payload):
        if name in _WINLOGBEAT:
            yield _WINLOGBEAT[name], text
        elif name.startswith(_DATA):
            yield _of_data(name), text
        elif not name.startswith(_MADE):
            yield name, text


def _of_data(name: str) -> str:
    return name.partition("_data.")[2].rpartition("}")[2].rpartition(".")[2]


def _of_event(payload: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """The values of XML that was made JSON, by any rule for its attributes."""
    for name, text in json.flattened(payload):
        path = name.replace("#attributes.", "").replace("@", "").replace("_attributes.", "").removesuffix(".#text")
        part, _, rest = path.removeprefix("Event.").partition(".")
        if part == "System":
            found = _SYSTEM.get(rest)
            if found is not None or rest not in _NUMBERS:
                yield found or rest, text
        elif part == "RenderingInfo":
            yield _RENDERED.get(rest, "@Number"), text
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
            yield _POWERSHELL.get(part, name), text


def _of_wazuh(win: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for name, text in json.flattened(win):
        part, _, rest = name.partition(".")
        if part == "system":
            yield _WAZUH.get(rest, rest), text
        else:
            # Windows' own names begin with a capital; their backslashes may be escaped twice
            plain = text.replace("\\\\", "\\")
            yield rest[:1].upper() + rest[1:], text if "\\" in text.replace("\\\\", "") else plain


def _of_evtxecmd(payload: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for name, text in json.flattened(payload):
        if name != "Payload":
            yield _EVTXECMD.get(name, name), text
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
        attributes = {name: _unescaped(one or two) for name, one, two in _ATTRIBUTE.findall(said)}
        if len(path) < _DEEPEST:
            path.append(tag)
        name = attributes.get("Name") if tag == "Data" else None
        content = _unescaped(content)
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
            if (found := _SYSTEM.get(f"{tag}.{attribute}")) is not None:
                yield found, value
        if tag in _SYSTEM and text.strip():
            yield _SYSTEM[tag], text
    elif part == "RenderingInfo":
        yield "@Keyword" if tag == "Keyword" else _RENDERED.get(tag, "@Number"), text
    elif name is not None:
        yield name, text
    elif len(path) > 2 and text.strip():
        yield tag, text


def _unescaped(text: str) -> str:
    if "&" in text:
        for entity, letter in _ENTITIES:
            text = text.replace(entity, letter)
    return text


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
    found = sentences.read(text, provider, said.get("@EventID", ""))
    return found or wordings.read(text, provider)
