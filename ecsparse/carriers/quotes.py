r"""Texts in quotation marks, or in the marks of a markup.

Layout:

    "stdout": "…", | msg="…" 1698764995 | b'…\n' | $VAR1 = '…'; | - '…'     of JSON, pairs, Python, Perl, YAML
    <pre>…</pre> | <field k='_raw'><v trim='0'>…</v></field>                of HTML and XML, with `&quot;`
    [code]…[/code] | {noformat}…{noformat}                                  of forums and Jira

Sources: RFC 8259; the references of these languages; Splunk's `output_mode=xml`.
"""

from __future__ import annotations

from ecsparse.carriers.beginnings import BEGINNING
from ecsparse.formats import json
from ecsparse.formats.syslog.prose import speaks_of_quotation
from ecsparse.patterns import Pattern

# <pre> | <v xml:space='preserve' trim='0'> | <message><![CDATA[
_OPENING = Pattern(r"\s*(?:<[A-Za-z][^<>]{0,255}>\s*(?:[0-9]{1,9}\s*</[A-Za-z]{1,16}>\s*)?)++(<!\[CDATA\[)?")
_CLOSING = Pattern(r"(?:\]\]>)?(?:</[A-Za-z][A-Za-z0-9_.:-]{0,63}>\s{0,64}){1,8}\Z")
# <Event><Hostname>web01</Hostname></Event>
_ROOT = Pattern(r"\s{0,64}<([A-Za-z][A-Za-z0-9_.-]{0,63})(?: [^<>]{0,255})?>\s{0,64}+(<.*)</\1>\s{0,64}")
# <Hostname>web01</Hostname> | <line><![CDATA[Oct 31 15:09:55 web01]]></line>
_ELEMENT = Pattern(
    r"<([A-Za-z][A-Za-z0-9_.-]{0,63})>(?:<!\[CDATA\[((?:[^\]]|\](?!\]>))*+)\]\]>|([^<>]*+))</\1>\s{0,64}+"
)
# </td><td>
_BETWEEN_CELLS = Pattern(r"</t[dh]>\s{0,64}<t[dh](?: [^<>]{0,255})?>")
# how long that is at most
_LONGEST_CLOSING = 256
# [/code] | {noformat} | }}} | [] [] (the context of a line of Monolog's)
_CLOSING_MARK = Pattern(r"(?:\[/[A-Za-z]{1,32}\]|\{[A-Za-z]{1,32}\}|\}{3}| \[\] \[\]) ?\Z")
_LONGEST_MARK = 40

# up to the closing mark
_INSIDE = {
    '"': Pattern(r'(?:[^"\\]|\\.|"")*+"'), "'": Pattern(r"(?:[^'\\]|\\.|'')*+'"), "`": Pattern("[^`]*+`"),
}  # fmt: skip
# "LPUSH"
_STRING = Pattern(r'(?<![^\s])"(?:[^"\\]|\\.)*+"')
# how PHP's FPM begins what it does not escape
_BEFORE_RAW = ('said into stdout: "', 'said into stderr: "')
# a \\ b, or \n at the end (no backslash is one of the text's own)
_ESCAPES = Pattern(r"(?:[^\\]|\\[\\'\"/nrtbfxu])*+")
# , " (before the next one)
_NEXT = Pattern(r",\s{0,8}['\"]{1,2}")
# \",\"
_ESCAPED_NEXT = Pattern(r"\\['\"],\s{0,8}\\['\"]")
# what may follow it
_BEHIND = frozenset(("", *" \t,;)]}|"))
# \' | \\ | \n | \xc3
_ESCAPED = Pattern(r"\\(?:x([0-9a-f]{2})|(.))")
# what begins a line that was escaped: a priority, a quotation
ESCAPED_MARKS = ("&lt;", "&gt;")
# how tcpdump begins a message, and writes its line end, or a NUL
_IN_PACKET = "\tMsg: ", "  Msg: "
# \0x0a\0x00
_ENDS_IN_PACKET = Pattern(r"(?:\\0x0[0ad]){1,4}\Z")
# " (without a backslash)
_BARE_MARK = Pattern(r'(?<!\\)"')
# what a value of a program ends with: LogEvent(host=web01, message=…) | {Host:web01 Message:…} | +I[web01, …]
_CLOSERS = {")": "(", "}": "{", "]": "["}
# what divides cells
BARS = ("| ", "│ ")
_BARS = frozenset("|│")
# how lines with a markup, or a logger's, begin
_MARKUP = frozenset("[{<")
_CONTROLS = {"n": "\n", "t": "\t", "r": "\r"}


def line_at(text: str, start: int) -> str | None:
    """The line at `start` of `text`, without what closes a mark in front of it.

    `None` if a program says something of it behind its quotation.
    """
    if text[start - 1 : start] in _INSIDE:
        return quoted(text, start)
    if text.endswith(_IN_PACKET, 0, start):
        return _ENDS_IN_PACKET.sub("", text[start:])
    if text[:1] in _BARS and text.rstrip(" ")[-1:] == text[:1]:
        # the last cell of a row
        return cell(text[start:], text[0]).removesuffix(text[0]).rstrip(" ")
    if text.startswith(BARS):
        # a row of a table
        return cell(text[start:], text[0])
    if text[:1] == "^" == text[-1:]:
        # a record of Rundeck's
        return text[start:-1]
    # a logger's context, and the end of a markup
    line = without_closing(text[start:]) if text[:1] in _MARKUP else text[start:]
    is_whole = len(line) == len(text) - start and text[-1:] in _CLOSERS
    return (_in_brackets(text, start) if is_whole else None) or line


def _in_brackets(text: str, start: int) -> str | None:
    """The line at `start` without the bracket at its end, which closes one in front of it; `None` if none does."""
    opening, closing = _CLOSERS[text[-1]], text[-1]
    if text.count(opening, 0, start) <= text.count(closing, 0, start):
        return None
    depth = 0
    for letter in text[start:-1]:
        depth += (letter == opening) - (letter == closing)
        if depth < 0:
            return None
    return text[start:-1].rstrip(" ") if depth == 0 else None


def quoted(text: str, start: int) -> str | None:
    """The text from `start`, before which a quotation mark is, up to the one that closes it, decoded.

    `None` if a program says something of it, or if it is one of several lines.
    """
    mark = text[start - 1]
    match = _INSIDE[mark].match(text, start) if not text.endswith(_BEFORE_RAW, 0, start) else None
    if match is None or text[match.end() : match.end() + 1] not in _BEHIND:
        # marks in it are not escaped
        end = text.rfind(mark, start)
        if mark == "`":
            # a fence
            return text[start:].rstrip(mark)
        if end >= start and speaks_of_quotation(text[end + 1 :]):
            return None
        return text[start:] if end < start or text[end + 1 :].strip(" ,;)]}") else text[start:end]
    if speaks_of_quotation(text[match.end() :]) or _is_one_of_several(text, match.end()):
        return None
    if text[start - 2 : start - 1] == "\\" and _ESCAPED_NEXT.search(text, start, match.end()) is not None:
        # of a list that is quoted itself
        return None
    held = text[start : match.end() - 1]
    is_of_bytes = text[start - 2 : start - 1] == "b"
    if mark == '"':
        is_escaped = "\\" in held and _ESCAPES.fullmatch(held) is not None
    else:
        # YAML and SQL double a mark, and escape nothing; MySQL escapes the other one, too
        is_escaped = is_of_bytes or f"\\{mark}" in held or ('\\"' in held and _BARE_MARK.search(held) is None)
    return _unescaped(held, mark, is_of_bytes=is_of_bytes) if is_escaped else held.replace(mark * 2, mark)


def _is_one_of_several(text: str, end: int) -> bool:
    """Whether another text that begins as lines do follows that which ends at `end`: neither is to be lost."""
    following = _NEXT.match(text, end)
    return following is not None and BEGINNING.match(text, following.end()) is not None


def of_sql(held: str) -> str:
    """What a literal of SQL stands for that has `held` between its marks, which MySQL escapes, others double."""
    is_escaped = "\\'" in held or '\\"' in held
    return _unescaped(held, "'", is_of_bytes=False) if is_escaped else held.replace("''", "'")


def decoded(held: str) -> str:
    """What a cell has between its double quotation marks: as JSON writes it, or with each mark twice.

    It is as JSON writes it only if a mark or the line's end shows that: in RFC 4180, a backslash is like others.
    """
    is_shown = '\\"' in held or held.endswith("\\n")
    is_escaped = is_shown and '""' not in held and _ESCAPES.fullmatch(held) is not None
    return _unescaped(held, '"', is_of_bytes=False) if is_escaped else held.replace('""', '"').replace('\\"', '"')


def _unescaped(held: str, mark: str, *, is_of_bytes: bool) -> str:
    """What a literal stands for that has `held` between its marks; that of bytes is UTF-8."""
    try:
        found = json.decode(f'"{held}"') if mark == '"' else None
    except ValueError:
        found = None
    if not isinstance(found, str):
        found = _ESCAPED.sub(lambda match: chr(int(match[1], 16)) if match[1] else _meant(match[2]), held)
    if is_of_bytes and found.isascii() is False:
        found = found.encode("latin-1", "replace").decode(errors="replace")
    return found.rstrip("\r\n")


def _meant(letter: str) -> str:
    return _CONTROLS.get(letter, letter)


def last_of(text: str) -> str | None:
    """The last text in quotation marks, of several, that `text` ends with; `None` if it ends with none."""
    found = [*_STRING.finditer(text)] if '\\"' in text else []
    return quoted(text, found[-1].start() + 1) if found and found[-1].end() == len(text.rstrip()) else None


def cell(text: str, bar: str) -> str:
    """The first cell of `text`, the rest of a row that bars divide: blanks stand beside those."""
    found, behind, _ = text.partition(f" {bar} ")
    return found.rstrip() if behind else text.removesuffix(f" {bar}")


def unescaped(text: str) -> str:
    """`text` with the characters that references of HTML stand for."""
    import html  # noqa: PLC0415 - few lines have any, and it costs start-up (make bench, one line)

    return html.unescape(text)


def in_tags(text: str) -> str | None:
    """What stands between tags of HTML or XML, with which `text` begins; `None` if it does not."""
    opening = _OPENING.match(text)
    if opening is None:
        return None
    closing = _CLOSING.search(text, max(opening.end(), len(text) - _LONGEST_CLOSING))
    inside = text[opening.end() : None if closing is None else closing.start()]
    # a row of a table: the longest cell
    inside = max(_BETWEEN_CELLS.split(inside), key=len)
    return inside if opening[1] is not None else unescaped(inside)


def elements(text: str) -> dict[str, str]:
    """The texts of the elements of an XML document that has no others in them, by their names; else nothing."""
    root = _ROOT.fullmatch(text)
    found: dict[str, str] = {}
    inside, place = "" if root is None else root[2], 0
    while (match := _ELEMENT.match(inside, place)) is not None:
        found[match[1]] = match[2] if match[2] is not None else unescaped(match[3])
        place = match.end()
    return found if place == len(inside) else {}


def without_closing(text: str) -> str:
    """`text` without the mark of a markup at its end."""
    match = _CLOSING_MARK.search(text, max(len(text) - _LONGEST_MARK, 0))
    return text if match is None else text[: match.start()]
