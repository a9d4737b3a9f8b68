"""The audits of AD FS, which are XML in the data of an event: who, from where, for which application.

Source: Microsoft, AD FS auditing enhancements (Windows Server 2016 and later): events 1200 to 1207.
"""

from __future__ import annotations

from ecsparse.patterns import Pattern

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

PROVIDER = "AD FS Auditing"

_ROOT = "<AuditBase"
_LONGEST = 16384
# <UserId>EXAMPLE\jdoe</UserId>
_ELEMENT = Pattern(r"<([A-Za-z]{2,40})>([^<]{1,2048})</")
_NOTHING = frozenset(("", "-", "N/A", "None", "NotSet"))
# What the values are called that other events have, too.
_CALLED = {"AuditResult": "@Outcome", "ErrorCode": "Status", "UserAgentString": "UserAgent"}


def read(said: dict[str, str]) -> Iterator[tuple[str, str]]:
    """The values of the audit in the data that an event `said`, which is taken out of it; none if it has none."""
    place = next((name for name, text in said.items() if name[:5] == "param" and _ROOT in text[:_LONGEST]), None)
    if place is None:
        return
    for name, value in _ELEMENT.findall(said.pop(place)[:_LONGEST]):
        text = value.strip()
        if text in _NOTHING:
            continue
        if name == "UserId":
            domain, _, account = text.rpartition("\\")
            yield "TargetUserName", account
            if domain:
                yield "TargetDomainName", domain
        elif name == "IpAddress":
            yield "IpAddress", text.partition(",")[0].strip()
        else:
            yield _CALLED.get(name, name), text
