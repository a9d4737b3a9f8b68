r"""Distinguished names, as LDAP and X.509 print them.

Layout: `CN=DOE john,OU=users,DC=example,DC=org`; attribute names in any case; a comma in a value is `\,` or `\2C`.

Source: RFC 4514.
"""

from __future__ import annotations

from ecsparse.patterns import Pattern, RegexPattern

TYPE_CHECKING = False
if TYPE_CHECKING:
    import re

# CN=DOE john,OU=users,DC=example,DC=org (nothing escaped, one attribute between commas: most names)
_PLAIN = Pattern(r"[A-Za-z][A-Za-z0-9-]*+=[^,+;=\\\"#]*+(?:, ?[A-Za-z][A-Za-z0-9-]*+=[^,+;=\\\"#]*+)*+")
# CN=DOE\, john,OU=users,DC=example,DC=org
_NAME = RegexPattern(
    r"(?:([A-Za-z][A-Za-z0-9-]*+|[0-9][0-9.]*+) *+= *+((?:[^,+;\\]|\\[\s\S])*+)(?:[,+;] *+|$))++",
    reason="repeated captures: one match gives all attributes",
)
# \, | \2C\C3\A9
_ESCAPED = Pattern(r"((?:\\[0-9A-Fa-f]{2})+)|\\([\s\S])")


def attributes(text: str) -> list[tuple[str, str]]:
    """The attributes of the name in `text`, in order: lower-case name, unescaped value; none if not a name."""
    if _PLAIN.fullmatch(text):
        pairs = [part.partition("=") for part in text.split(",")]
        return [(name.strip().lower(), value.strip()) for name, _, value in pairs]
    match = _NAME.fullmatch(text)
    if match is None:
        return []
    names, values = match.captures(1), match.captures(2)  # type: ignore[attr-defined]  # a match of `regex`
    return [(name.lower(), _ESCAPED.sub(_unescaped, value).strip()) for name, value in zip(names, values, strict=True)]


def _unescaped(match: re.Match[str]) -> str:
    octets, character = match.groups()
    return character if octets is None else bytes.fromhex(octets.replace("\\", "")).decode(errors="replace")
