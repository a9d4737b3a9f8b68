r"""Values that are known by what stands around them: hosts of URLs, names in distinguished names, home folders.

>>> text = "https://bob@www.example.com/ of CN=alice,DC=example in /home/carol/.ssh"
>>> [(text[start:end], rule) for (start, end), rule in known_by_surroundings(text)]
[('bob', 'user'), ('www.example.com', 'host'), ('alice', 'user'), ('example', 'host'), ('carol', 'user')]

Sources: RFC 3986 (authorities of URLs), RFC 4514 (distinguished names).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ecsparse.patterns import Pattern
from ecsparse.privacy.rules import HOST, USER

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ecsparse.occurrences import Span

# What a text has that has any of a kind, what it looks like, and the rules that cover the groups.
_KINDS = (
    # ://alice:secret@www.example.com:8443/ | ://www.example.com
    ("://", Pattern(r"""://(?:([^\s/?#@"'<>\\\[\]]{1,128})@)?([\w.-]++)"""), (USER, HOST)),
    # CN=alice | CN=Alice Doe,OU=Sales | CN=Alice Doe/OU=Sales | CN=web1.example.com
    (
        "=",
        Pattern(
            r"""(?<![\w.-])[Cc][Nn]=(?:([\w-]++(?:\.[\w-]++)++)(?![^\s,/+;"'<>=|&)\]])"""
            r"""|([^\s,/+;"'<>=|&)\]]++(?: [^\s,/+;"'<>=|&)\]]++){0,7}+)(?=[,/+;"])|([^\s,/+;"'<>=|&)\]]++))"""
        ),
        (HOST, USER, USER),
    ),
    # DC=example
    ("=", Pattern(r"(?<![\w.-])[Dd][Cc]=([\w-]++)"), (HOST,)),
    # uid=alice,ou=people (not uid=1000 gid=1000)
    ("=", Pattern(r"(?<![\w.-])[Uu][Ii][Dd]=([^\s,=\"]++)(?=,\s?[A-Za-z]{1,16}=)"), (USER,)),
    # /home/alice | /export/home/alice/.ssh
    ("/home/", Pattern(r"(?<![\w.-])/home/([\w.@$-]++)|/home/([\w.@$-]++)(?=/)"), (USER, USER)),
    # C:\Users\alice | /Users/alice
    ("Users", Pattern(r"[\\/]Users[\\/](?!(?i:all|default|public|shared)\b)([\w.@$-]++)"), (USER,)),
)


def known_by_surroundings(text: str) -> Iterator[tuple[Span, str]]:
    """Where `text` has such values, and the rule that covers each."""
    for needed, pattern, rules in _KINDS:
        if needed in text:
            for match in pattern.finditer(text):
                for group, rule in enumerate(rules, 1):
                    if match[group]:
                        yield match.span(group), rule
