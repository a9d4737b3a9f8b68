"""Texts of messages with braces around what varies, and the patterns that they become."""

from __future__ import annotations

from ecsparse.errors import BadDeclaration
from ecsparse.patterns import Pattern, escape

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

# constant text, in which a brace is doubled
_CONSTANT = Pattern(r"(?:[^{}]|\{\{|\}\})*+")
_BRACE = Pattern(r"[{}]")
_NAME = Pattern(r"([a-z][a-z0-9_.]*)(?::(.+))?")
# error=Ignoring request: {reason}
_NESTED = Pattern(r"([a-z][a-z0-9_.]*)=(.+)")
# {Pausing | Paused}
_SEVERAL = Pattern(r"\{([^{}|?~:=]++(?:\|[^{}|?~:=]++)++)\}")
# Ignoring request
_INVARIABLE = Pattern(r"[A-Za-z0-9 ,;:'/_-]+")

_ANYTHING = r"(?:.*)"


def several(text: str) -> list[str]:
    """The templates that `text` stands for: `{Pausing | Paused} proxy {name}.` is two."""
    match = _SEVERAL.search(text) if " | " in text else None
    if match is None:
        return [text]
    before, after = text[: match.start()], text[match.end() :]
    return [each for choice in match[1].split(" | ") for each in several(f"{before}{choice}{after}")]


def start(template: str, fragments: Mapping[str, str]) -> str:
    """The constant text that a message of this template begins with."""
    found = ""
    for text in _texts(template, fragments):
        if text is None:
            break
        found += text
    return found


def longest(template: str, fragments: Mapping[str, str]) -> str:
    """The longest constant text that a message of this template has."""
    texts = [""]
    for text in _texts(template, fragments):
        if text is None:
            texts.append("")
        else:
            texts[-1] += text
    return max(texts, key=len)


def constant(template: str) -> str | None:
    """The only message of this template; `None` if anything in it varies."""
    return None if "{" in template.replace("{{", "") else _plain(template)


def _texts(template: str, fragments: Mapping[str, str]) -> Iterator[str | None]:
    """The constant texts of a template; `None` for what varies between them."""
    for is_constant, part in _parts(template):
        if is_constant:
            yield part
        elif (nested := _NESTED.fullmatch(part)) is not None:
            yield from _texts(nested[2], fragments)
        elif part in fragments:
            yield from _texts(fragments[part], fragments)
        else:
            yield None


def compiled(template: str, patterns: Mapping[str, str], fragments: Mapping[str, str]) -> tuple[str, tuple[str, ...]]:
    """The pattern of a template, and the names of its groups in their order; a name may come several times.

    `patterns` are those of the captures. A fragment is text that replaces its name.

    Raises:
        BadDeclaration: a brace is not closed, a name is not declared, or its pattern is a text that does not vary.
    """
    source: list[str] = []
    names: list[str] = []
    for is_constant, part in _parts(template):
        if is_constant:
            source.append(escape(part))
            continue
        inner, inner_names = _hole(part, patterns, fragments)
        source.append(inner)
        names += inner_names
    return "".join(source), tuple(names)


def _hole(part: str, patterns: Mapping[str, str], fragments: Mapping[str, str]) -> tuple[str, tuple[str, ...]]:
    """The pattern for the text in braces, and the names of its groups."""
    if part == "*":
        return _ANYTHING, ()
    if part[:1] == "~":
        return f"(?:{part[1:]})", ()
    if part[:1] == "?":
        source, names = compiled(part[1:], patterns, fragments)
        return f"(?:{source})?", names
    if part[:1] == "|":
        sources: list[str] = []
        all_names: list[str] = []
        for choice in choices(part[1:]):
            source, names = compiled(choice, patterns, fragments)
            sources.append(source)
            all_names += names
        return f"(?:{'|'.join(sources)})", tuple(all_names)
    if (nested := _NESTED.fullmatch(part)) is not None:
        source, names = compiled(nested[2], patterns, fragments)
        return f"({source})", (_declared(nested[1], patterns), *names)
    match = _NAME.fullmatch(part)
    if match is None:
        raise BadDeclaration(f"{{{part}}}: this is not a capture; write {{name}} or {{name:pattern}}")
    name, pattern = match.groups()
    if name in fragments:
        return compiled(fragments[name], patterns, fragments)
    if pattern is not None and _INVARIABLE.fullmatch(pattern):
        raise BadDeclaration(f"{{{part}}}: this text does not vary; write {{{name}={pattern}}}")
    name = _declared(name, patterns)
    return f"({pattern or patterns[name]})", (name,)


def _declared(name: str, patterns: Mapping[str, str]) -> str:
    """`name`, which must be that of a capture."""
    if name not in patterns:
        raise BadDeclaration(f"{{{name}}}: this capture is not declared; add it to the captures")
    return name


def _parts(template: str) -> Iterator[tuple[bool, str]]:
    """The parts of a template: whether each is constant, and its text without its braces."""
    position = 0
    while position < len(template):
        constant = _CONSTANT.match(template, position)
        if constant is not None and constant[0]:
            yield True, _plain(constant[0])
            position = constant.end()
            continue
        end = _closing(template, position)
        yield False, template[position + 1 : end]
        position = end + 1


def _closing(template: str, begin: int) -> int:
    """Where the brace ends that begins at `begin`."""
    depth = 0
    for brace in _BRACE.finditer(template, begin):
        depth += 1 if brace[0] == "{" else -1
        if not depth:
            return brace.start()
    raise BadDeclaration(f"{template}: a brace is not closed; close it, or double it where it is text")


def choices(text: str) -> Iterator[str]:
    """The texts between the bars of `text` that are in no braces."""
    open_braces, parts = 0, list[str]()
    for part in text.split("|"):
        open_braces += part.count("{") - part.count("}")
        parts.append(part)
        if not open_braces:
            yield "|".join(parts)
            parts.clear()
    if parts:
        yield "|".join(parts)


def _plain(constant: str) -> str:
    return constant.replace("{{", "{").replace("}}", "}")
