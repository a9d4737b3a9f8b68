r"""Windows events, one a line as shippers of logs hold them: Security, System, Sysmon, Defender and all others.

Layout:
    {"@timestamp":"…","event":{"code":"4624",…},"winlog":{"channel":"Security","event_data":{…},…}}   Winlogbeat
    {"EventTime":"2023-10-31 15:09:55","Hostname":"dc1","EventID":4624,"SourceName":"…",…}            NXLog
    {"Event":{"System":{"Provider":{…},"EventID":4624,…},"EventData":{…}}}                            XML as JSON
    {"EventId":4624,"EventRecordId":"7","Payload":"{…}","PayloadData1":"…",…}                        EvtxECmd
    {"ProviderName":"…","EventID":4624,"TimeCreated":"…","Message":"…",…}                             Fluent Bit
    {"Id":4624,"ProviderName":"…","LogName":"Security","MachineName":"dc1","Message":"…",…}          Get-WinEvent
    {"channel":"Security","event_id":{"id":4624,…},"provider":{"name":"…",…},"event_data":{…},…}     OpenTelemetry
    {"TimeGenerated":"…","EventSourceName":"…","EventID":4624,"Channel":"Security",…}                Sentinel
    {"win":{"system":{"eventID":"4624",…},"eventdata":{"targetUserName":"alice",…}},…}                Wazuh
    <Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'><System>…</System>…</Event>  XML
    MSWinEventLog<tab>1<tab>Security<tab>7<tab>Tue Oct 31 15:09:55 2023<tab>4624<tab>…                Snare
    dc1 Microsoft-Windows-Security-Auditing[704]: An account was successfully logged on.  …           syslog

Source: Microsoft, Windows Event Log (schema of events), Advanced security audit policy; Sysmon 15; Winlogbeat 6 to
    9, exported fields; NXLog 5, im_msvistalog; Snare Enterprise Agent for Windows 5; EvtxECmd 1.5; OpenTelemetry,
    windowseventlog; Microsoft Sentinel, SecurityEvent.

Timestamps: UTC to 100 ns in XML and what is made of it. NXLog and Snare write the time of the host, without its
    zone: that of `--timezone`. `UtcTime` of Sysmon, when it happened, is `@timestamp`.

Quirks:
    Events whose number is not known are `event-logged`: what they say is in `windows_event.other`: `others.log`.
    The result is in the keywords, as bits, words, or what NXLog makes of them: `security.log`.
    `Target…` of a logon is who logs on, `user`; who asked for it is `windows_event.subject`. Of a managed account
    it is `user.target`, of a new process or of other credentials `user.effective`, of a group `group`:
    `security.log`.
    Numbers of processes are hexadecimal in events of Security: `security.log`.
    A process that an event does not name is the one that logged it: `others.log`.
    Values of Windows PowerShell are lines of one text, in any language of the host: `powershell.log`.
    The audits of AD FS are XML in the data of an event, or in its text alone: `adfs.log`.
    Relays write blanks for the tabs of Snare; the columns are then told by what they are: `snare_blanks.log`.
    Of a text behind a syslog header, agents may leave the number out, which its first sentence tells then; where
    single blanks stand for its gaps, its labels part it: `syslog.log`.
    Text alone is taken apart if it is in English: `snare.log`, `fluentbit.log`, `texts.log`. PowerShell gives no
    names of data either: `get_winevent.log`.
    The name of a member of a group is a name of the directory, with commas: `security.log`.
    Shippers that resolve identifiers write the account's name where its SID is: `security.log`.
    Well-known logons (`0x3e7`) say the identifier of their account, in any language: `sysmon.log`.
    The domain of an account that is locked out is the computer that it was locked from: `audits.log`.
    Kerberos says why it failed by numbers of its own, NTLM by those of Windows: `audits.log`.
    Data without names are called as the manifest of their provider calls them: `providers.log`.
    Rules of Sysmon may name a technique, which is `threat` too: `providers.log`.
    Labels such as `Name` mean what the part of the text is about that they are in: `texts.log`.

Other readings:
    `user` of who asked for a logon, `user.target` of who logs on: ECS calls the latter `user`.
    `host.hostname` without the domain: ours; the whole name is `host.name`.
    `log.level` `info`: Windows calls it `information`.
    `process.working_directory` of a program's folder: only Sysmon says that of a process.
    `process.thread.id` of the logger beside another process: left out. So is `user.id` of the logger beside a name.
    `-` as a name, `-1` as a size, `S-1-0-0` as an identifier: no values.
    `source.address` of an address beside a workstation's name: the name, as in all documents.
    A driver that was loaded is `dll`, not `process`: none runs it.
    A name of an account with `$` is a computer's: it is not the name of another account without it.
    `user.target` of a group: `group`. `user` of explicit credentials: who used them; `user.effective` is whose.
    A command line has its quotation marks, and is no path where it is a bare name.
    `process.command_line` of a pipeline in PowerShell: that of its host.
    `dns.answers.type` of an IPv4 address is `A`, however the resolver writes it.
    The name of a BITS job is not a file's.
    `network.transport` as a number: ECS has the name.
    `user.domain` of the computer: no line says it.
    `registry.path` with doubled backslashes: JSON's escapes are not the value's.
    `@timestamp` of NXLog is `EventTime`; a reading in UTC is right only for hosts in UTC.
    `file.*` of `ObjectName`: for a file and a key of the registry alone.
"""

from __future__ import annotations

from ecsparse.ecs.pieces import related
from ecsparse.formats import json, objects
from ecsparse.products.windows_event import adfs, layouts, numbers, reasons, rendered, roles, wordings
from ecsparse.products.windows_event.readers import keywords, number
from ecsparse.products.windows_event.values import VALUES
from ecsparse.record import Document, Members, Prefix, Product, Program, ProgramStem, Record
from ecsparse.timestamps.event_time import moment

PRODUCT = Product(
    vendor="Microsoft",
    name="Windows",
    versions="Vista to 11",
    formats=("json", "xml", "snare"),
    signatures=(
        Members("winlog.channel winlog.event_id"),
        Members("winlog.provider_name winlog.event_data"),
        Members("event_id log_name computer_name beat"),
        Members("EventID SourceName Hostname"),
        Members("EventID Channel SourceName"),
        Members("Event.System.EventID Event.System.Channel"),
        Members("EventId EventRecordId Payload"),
        Members("ProviderName EventID TimeCreated Channel"),
        Members("Id ProviderName LogName MachineName RecordId"),
        Members("EventID EventSourceName Channel TimeGenerated"),
        Members("channel event_id.id provider.name system_time"),
        Members("win.system.eventID win.system.channel"),
        Prefix("<Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'"),
        Prefix('<Event xmlns="http://schemas.microsoft.com/win/2004/08/events/event"'),
        Prefix(f"{layouts.SNARE}\t"),
        Prefix(f"{layouts.SNARE}#011"),
        *(Prefix(f"{layouts.SNARE} {number} ") for number in range(10)),
        *map(Program, rendered.TAGS),
        ProgramStem("Microsoft-Windows-"),
        ProgramStem("Microsoft_Windows_"),
    ),
    dataset="event",
    fields=(
        "event.created", "event.reason", "file.created", "host.hostname", "host.name", "process.thread.id",
        "related.hash", "user.domain", "user.id",
    ),
    messages=VALUES,
)  # fmt: skip

_SUCCESS, _FAILURE = 1 << 53, 1 << 52
_OUTCOMES = {
    "success": "success", "audit success": "success", "audit_success": "success", "success audit": "success",
    "failure": "failure", "audit failure": "failure", "audit_failure": "failure", "failure audit": "failure",
}  # fmt: skip
# Events whose status says the result where no keyword does.
_OF_STATUS = frozenset(("kerberos-service-ticket", "kerberos-ticket", "validated-credentials"))
# The accounts of these logons are the same on every computer.
_WELL_KNOWN = {"0x3e7": "S-1-5-18", "0x3e5": "S-1-5-19", "0x3e4": "S-1-5-20"}
# The process that logs these events is the one that they are about.
_OF_THEMSELVES = frozenset(("Microsoft-Windows-PowerShell", "PowerShell", "PowerShellCore"))
# Whose events have most of their values in one text.
_DETAIL = "HostApplication="
_OF_DETAILS = frozenset(("PowerShell", "PowerShellCore"))
_NO_NAMES: dict[str, str] = {}


def parse(record: Record) -> Document | None:
    """The document of an event in any of its forms; `None` if it has no number, or does not say what wrote it."""
    pairs = _pairs(record) or []
    said = dict(pairs)
    if len(said) < len(pairs):
        # of a name that comes twice, the first text counts
        said |= reversed(pairs)
    if "@EventID" not in said or "@Provider" not in said:
        return None
    _take_apart(said)
    action = roles.kind_of(numbers.action_of(said["@Provider"], said["@EventID"]), said)
    created = _utc(said.get("CreationUtcTime", ""), record)
    if created is not None:
        del said["CreationUtcTime"]
    document = VALUES.document(action, roles.named(action, said))
    if created is not None:
        document.setdefault("file", {})["created"] = created
    _add_outcome(document, said)
    _add_host_and_user(document, said)
    _add_process(document, said)
    _add_time(document, said, record)
    return document


def _pairs(record: Record) -> layouts.Pairs | None:
    text = record.text.lstrip(" \t")
    if text[:1] == "{":
        payload = objects.payload(record)
        pairs = layouts.of_object(payload) if payload else None
    elif text[:1] == "<":
        pairs = layouts.of_xml(text)
    else:
        pairs = layouts.of_snare(text) or rendered.of_syslog(record)
    return None if pairs is None else layouts.with_wording(pairs)


def _take_apart(said: dict[str, str]) -> None:
    """Add the values that are in one text of what an event `said`."""
    if said["@Provider"] in _OF_DETAILS:
        column = next((name for name in ("param2", "param3") if _DETAIL in said.get(name, "")), "")
        for name, text in wordings.details(said.pop(column, said.get("@Message", ""))):
            said.setdefault(name, text)
    for name, text in wordings.context(said.pop("ContextInfo", "")):
        said.setdefault(name, text)
    if said["@Provider"] == adfs.PROVIDER:
        for name, text in [*adfs.read(said)]:
            if name == "@Outcome" or name not in said:
                said[name] = text


def _add_outcome(document: Document, said: dict[str, str]) -> None:
    event = document["event"]
    outcome = next(
        (
            found
            for name in ("@Outcome", "@Keyword", "@Keywords")
            for word in json.texts(said.get(name, ""))
            if (found := _outcome(word)) is not None
        ),
        None,
    )
    if outcome is None and event["action"] in _OF_STATUS and (status := number(said.get("Status", ""))) is not None:
        outcome = "failure" if status else "success"
    if outcome is not None and "category" in event:
        event["outcome"] = outcome
    if event.get("outcome") == "failure":
        reason = reasons.reason(event["action"], said)
        if reason is not None:
            event["reason"] = reason


def _outcome(text: str) -> str | None:
    """The outcome that keywords, words or bits, say."""
    bits = keywords(text.removeprefix("-")) if text[:1] in "-0123456789" else None
    if bits is None:
        return _OUTCOMES.get(text.lower())
    if text[:1] == "-":
        bits = (1 << 64) - bits
    return "success" if bits & _SUCCESS else "failure" if bits & _FAILURE else None


def _add_host_and_user(document: Document, said: dict[str, str]) -> None:
    """Add the computer, and the account that the event was logged for, if it is about no other."""
    computer = said.get("@Computer", "")
    if computer.strip(" -"):
        is_address = computer.replace(".", "").isdecimal()
        name = computer if is_address or computer[0] == "." else computer.partition(".")[0]
        logged = said.get("host.hostname", "")
        name = logged if logged.lower() == name.lower() else name
        document["host"] = {**document.get("host", {}), "name": computer, "hostname": name}
    sid, name, domain = (said.get(key, "") for key in ("@UserSid", "@UserName", "@UserDomain"))
    if "user" in document:
        user = document["user"]
        logon = document.get("windows_event", _NO_NAMES).get("logon", _NO_NAMES).get("id", "")
        identity = _WELL_KNOWN.get(logon.lower(), sid if user.get("name", "-").lower() == name.lower() else "")
        if "id" not in user and identity[:2] == "S-":
            document["user"] = {**user, "id": identity}
    else:
        if "@Account" in said:
            domain, _, name = said["@Account"].rpartition("\\")
        user = {"id": sid, "name": name, "domain": domain}
        found = {field: text for field, text in user.items() if text not in ("", "-", "N/A")}
        if "name" in found or sid[:2] == "S-":
            document["user"] = found
    known = document.get("related", {})
    host = document.get("host", {})
    hosts = [*known.get("hosts", ()), host.get("name"), host.get("hostname")]
    users = [*known.get("user", ()), document.get("user", {}).get("name")]
    pieces = [document.get(name, _NO_NAMES).get("hash", _NO_NAMES) for name in ("process", "dll", "file")]
    hashes = [digest for piece in pieces for digest in piece.values()]
    if found := {**known, **related(hosts=hosts, users=users, hashes=hashes)}:
        document["related"] = found


def _add_process(document: Document, said: dict[str, str]) -> None:
    """Add the process that logged the event, if it is about no other."""
    process = document.get("process", _NO_NAMES)
    if process and ("pid" in process or said["@Provider"] not in _OF_THEMSELVES):
        return
    found = {
        "pid": number(said.get("@ProcessID", "")),
        "thread": None if (thread := number(said.get("@ThreadID", ""))) is None else {"id": thread},
    }
    if found["pid"] is not None:
        document["process"] = {**process} | {name: value for name, value in found.items() if value is not None}


def _utc(text: str, record: Record) -> str | None:
    """The instant of a time of Sysmon's, which is in UTC: `2023-10-31 15:09:55.123`."""
    return record.clock.instant(f"{text.replace(' ', 'T')}Z") if text else None


def _add_time(document: Document, said: dict[str, str], record: Record) -> None:
    instant = None
    if said["@Provider"] == "Microsoft-Windows-Sysmon":
        instant = _utc(said.get("UtcTime", ""), record)
    instant = instant or moment(said.get("@Time", ""), record.clock)[0] or record.header_time()
    record.set_time(document, instant)
    if (received := moment(said.get("@Received", ""), record.clock)[0]) is not None:
        document["event"]["created"] = received
