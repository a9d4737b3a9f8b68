r"""Telegraf's lines in InfluxDB's protocol: a measurement, tags, fields, and when.

Layout:

    syslog,appname=sshd,facility=auth,hostname=web01 message="line",procid="412",version=1i 1698764995123456789
    tail,host=web01,path=/var/log/auth.log value="line" 1698764995123456789

`telegraf --test` writes `> ` in front. In names and tags, a backslash stands before blanks, commas and `=`.

Sources: InfluxDB's reference of the line protocol; Telegraf's inputs `syslog`, `tail`, `docker_log`.
"""

from __future__ import annotations

from ecsparse.carriers import objects, shippers
from ecsparse.patterns import Pattern

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from ecsparse.carriers.carried import Carried

_WORD = r"(?:[^\\,= \n]|\\.)++"
# > syslog,appname=sshd,host=web01 (and the blank behind it)
_TAGS = Pattern(rf"(?:> )?{_WORD}((?:,{_WORD}={_WORD}){{0,128}}) (?={_WORD}=)")
# , (between two tags)
_COMMA = Pattern(r"(?<!\\),")
# message="line", | version=1i, | value="line" 1698764995123456789
_FIELD = Pattern(rf'({_WORD})=(?:"((?:[^"\\]|\\.)*+)"|([^", \n]{{1,64}}))(,|\Z| (?=[0-9]{{10,19}}\s?\Z))')
_MOST_FIELDS = 256
# a\ b
_ESCAPED = Pattern(r"\\(.)")


def point(text: str, is_declared: Callable[[str], bool]) -> Carried | None:
    """What a point holds; `None` if `text` is not one, or no line is in it."""
    match = _TAGS.match(text)
    if match is None:
        return None
    tags = (tag.partition("=") for tag in _COMMA.split(match[1]) if tag)
    values = {_plain(name): _plain(value) for name, _, value in tags}
    place = match.end()
    for _ in range(_MOST_FIELDS):
        field = _FIELD.match(text, place)
        if field is None:
            return None
        name, inside, bare, end = field.groups()
        values[_plain(name)] = bare.rstrip("iu") if inside is None else _plain(inside)
        place = field.end()
        if end != ",":
            break
    values.setdefault("timestamp", text[place:].strip())
    if "hostname" in values:
        # the host that Telegraf is on
        values.pop("host", None)
    return objects.line_of(values, is_declared, shippers.TELEGRAF)


def _plain(text: str) -> str:
    return _ESCAPED.sub(r"\1", text) if "\\" in text else text
