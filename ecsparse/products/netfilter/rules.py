"""The prefix of a rule: what it calls itself, and what it says was done with a packet."""

from __future__ import annotations

from functools import lru_cache

from ecsparse.messages.actions import actions
from ecsparse.patterns import Match, Pattern
from ecsparse.record import Document

# [WAN_LOCAL-D-2147483647] DESCR="[WAN_LOCAL]Block All Traffic" | DESCR="no rule description"
_UNIFI = Pattern(
    r"(?:\[([A-Za-z0-9_.-]{1,64})-(A|D|R|RET)-([0-9]{1,12})\] ?)?"
    r'(?:DESCR=\\?"((?:\[([A-Za-z0-9_.-]{1,64})\])?[^"\\]{0,160})\\?")?'
)
# [WAN_LOCAL-default-D]
_VYOS = Pattern(r"\[(?:ipv4-|ipv6-)?([A-Za-z0-9_.-]{1,64})-([A-Za-z0-9_]{1,32})-([ADR])\]")

# Words of a prefix that say what was done.
_ACCEPTED = frozenset(("acc", "accept", "accepted", "allow", "allowed", "pass", "passed", "permit", "permitted"))
_DROPPED = frozenset((
    "block", "blocked", "denied", "deny", "discard", "discarded", "drop", "dropped", "blk", "drp",
))  # fmt: skip
_REJECTED = frozenset(("reject", "rejected", "rej"))
_VERDICTS = (("packet-accepted", _ACCEPTED), ("packet-dropped", _DROPPED), ("packet-rejected", _REJECTED))
_LETTERS = {"A": "packet-accepted", "D": "packet-dropped", "R": "packet-rejected", "RET": "packet-logged"}

_LETTERS_ALONE = str.maketrans({sign: " " for sign in map(chr, range(128)) if not sign.isalpha()})

ACTIONS = actions("""
packet-accepted  network: allowed connection | a rule logged a packet and let it through, as its prefix says
packet-dropped   network: connection denied | a rule logged a packet and dropped it, or blocked it, as its prefix says
packet-logged    network: connection | a rule logged a packet; what became of it is not said
packet-rejected  network: connection denied | a rule logged a packet and rejected it, as its prefix says
""")
_EVENTS = {name: action.event(name) for name, action in ACTIONS.items()}


def add_rule(document: Document, prefix: str) -> None:
    """Add what was done, and by which rule, as its prefix says."""
    rule, action = _rule(prefix)
    document["event"] = _EVENTS[action]
    if rule:
        document["rule"] = rule


@lru_cache(1024)
def _rule(prefix: str) -> tuple[Document, str]:
    """`rule` of a prefix, which nobody changes, and the action that it says."""
    name = prefix.strip(" :,\t")
    vyos = _VYOS.fullmatch(name)
    if vyos is not None:
        return {"name": name, "ruleset": vyos[1], "id": vyos[2]}, _LETTERS[vyos[3]]
    unifi = _UNIFI.fullmatch(name) if name[-1:] in ('"', "]") else None
    if unifi is not None and name:
        return _unifi_rule(unifi)
    return {"name": name} if name else {}, _action(name)


def _unifi_rule(match: Match) -> tuple[Document, str]:
    """`rule` of what UniFi's gateways write, and the action: their letter says it, or the words of `DESCR`."""
    ruleset, letter, number, said, described = match.groups()
    text = (said or "").removeprefix(f"[{described}]").strip(" ")
    description = None if text in ("", "no rule description") else text
    rule = {
        "name": f"[{ruleset}-{letter}-{number}]" if letter else description, "ruleset": ruleset or described,
        "id": number, "description": description,
    }  # fmt: skip
    action = _LETTERS[letter] if letter else _action(text)
    return {key: value for key, value in rule.items() if value is not None}, action


def _action(name: str) -> str:
    """The action that the words of a prefix say; `packet-logged` if they say none, or two."""
    words = set(name.lower().translate(_LETTERS_ALONE).split())
    verdicts = [action for action, known in _VERDICTS if not known.isdisjoint(words)]
    return verdicts[0] if len(verdicts) == 1 else "packet-logged"
