r"""Events as text behind a syslog header, as agents write them.

Layout:
    dc1 Microsoft-Windows-Security-Auditing[704]: An account was logged off.  Subject:  Security ID:  S-1-5-18 …
    dc1 Microsoft-Windows-Security-Auditing 704 - [NXLOG@14506 EventID="4634" TargetUserName="alice" …] An account …
    dc1 Security-Auditing: 4634: AUDIT_SUCCESS An account was logged off. Subject: Security ID: S-1-5-18 …
    dc1 Microsoft-Windows-Service_Control_Manager[640]: : System Microsoft-Windows-Service Control Manager:
        [Information] The Acme Agent service entered the stopped state. (EventID 7036)

    NXLog writes BSD syslog without the number of the event, and RFC 5424 with all of its values; eventlog-to-syslog
    begins with the number, and the agent of syslog-ng ends with it.

Source: NXLog 5, `to_syslog_bsd` and `to_syslog_ietf`; eventlog-to-syslog 4.5; syslog-ng Agent for Windows 7.
"""

from __future__ import annotations

from collections import Counter

from ecsparse.formats import json
from ecsparse.patterns import Pattern
from ecsparse.products.windows_event import numbers, shippers, titles, wordings

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ecsparse.products.windows_event.layouts import Pairs
    from ecsparse.record import Header, Record

_NXLOG = "NXLOG@14506"
_WINDOWS = "Microsoft-Windows-"

# 4634: AUDIT_SUCCESS An account was logged off. | 7040: NT AUTHORITY\SYSTEM: The start type of …
_NUMBERED = Pattern(
    r"([0-9]{1,5}): (?:([^\\:]{1,64}\\[^\\:]{1,64}): )?(?:(AUDIT_SUCCESS|AUDIT_FAILURE|SUCCESS|INFO|WARNING|ERROR) )?"
)
# EXAMPLE\alice: Security Microsoft Windows security auditing.: [Success Audit] An account … (EventID 4634)
_BRACKETED = Pattern(
    r"([^:]{0,128}): ([A-Z][A-Za-z0-9_/-]{0,127}(?: [A-Z][A-Za-z0-9/-]{0,63}){0,3}?) ([^:\[]{1,128}): "
    r"\[(Success Audit|Failure Audit|Information|Warning|Error|Critical|Verbose)\] "
)
#  (EventID 4634)
_EVENT_ID = Pattern(r" \(EventID ([0-9]{1,5})\)")
_LONGEST_END = 20

# The labels of a text whose gaps are single blanks: any that is known, and those that only end the value before.
_ENDING = (
    "Additional Information", "Attributes", "Elevated Token", "Failure Reason", "Impersonation Level",
    "Linked Logon ID", "Network Account Domain", "Network Account Name", "Restricted Admin Mode", "SAM Account Name",
    "Transited Services", "User Principal Name", "Virtual Account",
)  # fmt: skip
_LABELS = "|".join(sorted((*wordings.LABELS, *_ENDING), key=len, reverse=True)).replace("(", "[(]").replace(")", "[)]")
# Source Network Address: | Detailed Authentication Information:
_LABEL = Pattern(rf"(?<= )({_LABELS}|(?:[A-Z][a-z]{{2,16}} ){{1,2}}Information):(?= |$)")
# What explains an event, behind its values.
_EXPLANATION = Pattern(
    r" (?:This event is |The subject fields |The logon type field |The New Logon fields "
    r"|Token Elevation Type indicates |Certificate information is only |Pre-authentication types"
    r"|Privileges are |User Rights are )"
)
_COMMAND = " Process Command Line: "
_GAPS = ("  ", "\t", "\n")
_LONGEST = 16384


def _folded(name: str) -> str:
    """The name of a provider without what agents leave out or write in another way."""
    return "".join(filter(str.isalnum, name.lower())).removeprefix("microsoftwindows")


_PROVIDERS = {_folded(name): name for name in numbers.PROVIDERS}
# How agents write the names of providers in a tag.
TAGS = sorted({
    tag
    for name in numbers.PROVIDERS
    for tag in (name.replace(" ", "_"), name.removeprefix(_WINDOWS).replace(" ", "_"))
})  # fmt: skip


def of_syslog(record: Record) -> Pairs | None:
    """The values of an event whose provider is the tag of the header; `None` if it is not one."""
    header, tag = record.header, record.program
    if header is None or not tag:
        return None
    provider = _PROVIDERS.get(_folded(tag), tag)
    text = record.text.strip(" \t")
    if (values := (header.structured_data or {}).get(_NXLOG)) is not None:
        payload = {**values, "SourceName": provider, "Message": text}
        return [
            *_of_header(header),
            *((shippers.NXLOG.get(name, name), said) for name, said in json.flattened(payload)),
        ]
    pairs: Pairs = _of_numbered(text) or _of_bracketed(text) or [("@Message", text)]
    said = dict(pairs)
    message = said["@Message"]
    number = said.get("@EventID") or titles.number_of(message, provider)
    if number is None:
        return None
    found = [*said.items(), *_of_header(header), ("@Provider", provider)]
    if "@EventID" not in said:
        found.append(("@EventID", number))
    return found if any(gap in message for gap in _GAPS) else [*found, *_of_single_blanks(message, provider, number)]


def _of_header(header: Header) -> Pairs:
    return [] if header.procid is None else [("@ProcessID", header.procid)]


def _of_numbered(text: str) -> Pairs | None:
    """The values of a text that begins with the number of the event."""
    match = _NUMBERED.match(text)
    if match is None:
        return None
    number, account, outcome = match.groups(default="")
    return [("@EventID", number), ("@Account", account), ("@Outcome", outcome), ("@Message", text[match.end() :])]


def _of_bracketed(text: str) -> Pairs | None:
    """The values of a text that ends with the number of the event, and says its kind in brackets."""
    match = _BRACKETED.match(text)
    start = max(text.rfind(" (", len(text) - _LONGEST_END), 0)
    number = _EVENT_ID.fullmatch(text, start)
    if match is None or number is None:
        return None
    account, channel, _, kind = match.groups()
    message = text[match.end() : start]
    said = ("@Outcome" if kind.endswith("Audit") else "@Level", kind)
    return [("@EventID", number[1]), ("@Account", account), ("@Channel", channel), said, ("@Message", message)]


def _of_single_blanks(text: str, provider: str, number: str) -> Iterator[tuple[str, str]]:
    """The values of a text in which a blank stands for each gap, where known labels part them.

    A label that is there twice is in a value as well: what it names is not sure.
    """
    text = _EXPLANATION.split(text[:_LONGEST], 1)[0]
    # whatever a command line says is its own
    text, has_command, command = text.partition(_COMMAND)
    counts = Counter(_LABEL.findall(text))
    unsure = {wordings.LABELS.get(label, "") for label, count in counts.items() if count > 1}
    parted = _LABEL.sub(lambda match: f"  {match[1]}:  ", text)
    if has_command:
        parted = f"{parted}  {_COMMAND.strip()}  {command}"
    return ((name, value) for name, value in wordings.read(parted, provider, number) if name not in unsure)
