"""Columns of BIG-IP's network firewall: its default format, without the names of values.

Source: F5, BIG-IP external monitoring: event messages of AFM, 11 to 17.
"""

from __future__ import annotations

from ecsparse.ecs.pieces import is_ip
from ecsparse.patterns import Pattern

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TypeAlias

    Pairs: TypeAlias = list[tuple[str, str]]

# 23003142 "","192.0.2.1", (the number of the message may be missing)
_COLUMNS = Pattern(r'(?:([0-9]{8}) )?(?="[^"]{0,64}","[0-9A-Fa-f.:]{2,45}",)((?:"[^"]*+"(?:,|$)){12,80})')
_COLUMN = Pattern(r'"([^"]*+)"')

# What a rule is attached to.
_CONTEXTS = frozenset(("Global", "Management Port", "Route Domain", "Self IP", "Virtual Server"))
_PROTOCOLS = frozenset(("ESP", "GRE", "ICMP", "ICMP6", "ICMPv6", "IGMP", "IPv6-ICMP", "SCTP", "TCP", "UDP"))
_TYPES = frozenset(("Enforced", "Staged"))
_VERDICTS = frozenset((
    "Accept", "Accept Decisively", "Allow", "Closed", "Drop", "Established", "Open", "Reject",
))  # fmt: skip


def columns(text: str) -> Pairs | None:
    """The values of columns by the names that pairs have; `None` for any other text."""
    match = _COLUMNS.fullmatch(text)
    if match is None:
        return None
    said = _COLUMN.findall(match[2])
    context = next((place for place, value in enumerate(said) if value in _CONTEXTS), None)
    if context is None:
        return None
    ends = [place for place in range(context + 2, len(said)) if is_ip(said[place])][:2]
    protocol = next((place for place in range(context + 2, len(said)) if said[place] in _PROTOCOLS), None)
    if len(ends) != len(("source", "destination")) or protocol is None or protocol < ends[1]:
        return None
    found = [
        ("code", match[1] or ""), ("date_time", said[0]), ("management_ip_address", said[1]),
        ("unit_hostname", said[2]), ("context_type", said[context]), ("vs_name", said[context + 1]),
        ("ip_client", said[ends[0]]), ("dest_ip", said[ends[1]]), ("transport", said[protocol]),
    ]  # fmt: skip
    between = said[ends[1] + 1 : protocol]
    found += zip(("src_port", "dest_port"), (value for value in between if value.isdecimal()), strict=False)
    found += [("vlan", value) for value in between if value[:1] == "/"][:1]
    found += _policy(said[protocol + 1 :])
    return [pair for pair in found if pair[1]]


def _policy(after: list[str]) -> Pairs:
    """What stands after the protocol: the route domain, the verdict, its rule and policy."""
    found = [("route_domain", after[0])] if after and after[0].isdecimal() else []
    verdict = next((place for place, value in enumerate(after) if value in _VERDICTS), None)
    if verdict is None:
        return found
    found.append(("request_status", after[verdict]))
    kind = next((place for place in range(verdict) if after[place] in _TYPES), None)
    if kind is not None:
        found.append(("acl_policy_type", after[kind]))
        found += [("acl_policy_name", value) for value in after[max(kind - 1, 0) : kind + 2] if value[:1] == "/"][:1]
        if verdict - 1 > kind:
            found.append(("acl_rule", after[verdict - 1]))
    elif verdict > 1:
        found.append(("threat_categories", after[verdict - 1]))
    return found
