"""The audits of AD FS, which are XML in the data of an event: who, from where, for which application.

Source: Microsoft, AD FS auditing enhancements (Windows Server 2016 and later): events 1200 to 1207.
"""

from __future__ import annotations

from collections.abc import Iterator

from ecsparse.patterns import Pattern

PROVIDER = "AD FS Auditing"

_ROOT = "<AuditBase"
_LONGEST = 16384
# Where a shipper gives the text alone, which has the audit too.
_TEXT = "@Message"
# <UserId>EXAMPLE\jdoe</UserId>
_ELEMENT = Pattern(r"<([A-Za-z]{2,40})>([^<]{1,2048})</")
_NOTHING = frozenset(("", "-", "N/A", "None", "NotSet"))
# What the values are called that other events have, too.
_CALLED = {"AuditResult": "@Outcome", "ErrorCode": "Status", "Server": "Url", "UserAgentString": "UserAgent"}


def read(said: dict[str, str]) -> Iterator[tuple[str, str]]:
    """The values of the audit in what an event `said`, taken out of it if it is data; none if it has none."""
    places = [name for name, text in said.items() if name[:5] == "param" and _ROOT in text[:_LONGEST]]
    text = said.pop(places[0]) if places else said.get(_TEXT, "")
    _, root, audit = text.partition(_ROOT)
    for name, value in _ELEMENT.findall(f"{root}{audit[:_LONGEST]}"):
        said_of_it = value.strip()
        if said_of_it in _NOTHING:
            continue
        if name == "UserId":
            domain, _, account = said_of_it.rpartition("\\")
            yield "TargetUserName", account
            if domain:
                yield "TargetDomainName", domain
        elif name == "IpAddress":
            yield "IpAddress", said_of_it.partition(",")[0].strip()
        else:
            yield _CALLED.get(name, name), said_of_it
