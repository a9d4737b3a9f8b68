"""`user_agent`: the program, the system and the device that a text such as a browser's tells of itself.

Sources: the patterns of uap-core, as the packages ua-parser and ua-parser-rs bring them, which match in linear
time; the Elastic Common Schema reference, version 9.4, `user_agent` fields.
"""

from __future__ import annotations

from functools import cache, lru_cache

from ecsparse.enrichment import USER_AGENT, Rule, missing_package

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ua_parser.core import OS, UserAgent

    from ecsparse.enrichment import Enrich, Enrichment, Piece
    from ecsparse.record import Document

RULES = {
    USER_AGENT: (
        Rule(
            ("user_agent.original",),
            (
                "user_agent.device.name", "user_agent.name", "user_agent.os.full", "user_agent.os.name",
                "user_agent.os.version", "user_agent.version",
            ),
        ),
    )
}  # fmt: skip

# A longer text is not a user agent, in characters; and how many are remembered.
_LONGEST = 2048
_MOST_REMEMBERED = 2048


def opened(_: Enrichment) -> Enrich:
    """What adds the parts of user agents.

    Raises:
        BadEnrichment: a package is missing.
    """
    parts = _reader()

    def enrich(document: Document) -> Iterator[Piece]:
        text = document.get("user_agent", {}).get("original")
        if text.__class__ is str and len(text) <= _LONGEST:
            yield ("user_agent",), parts(text)

    return enrich


@cache
def _reader() -> Callable[[str], Document]:
    """What gives the parts of a text; all pipelines share the patterns."""
    try:
        from ua_parser.core import Domain  # noqa: PLC0415 - an extra
        from ua_parser.loaders import load_builtins  # noqa: PLC0415 - an extra
        from ua_parser.regex import Resolver  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise missing_package(USER_AGENT, error) from error
    resolver = Resolver(load_builtins())

    @lru_cache(_MOST_REMEMBERED)
    def parts(text: str) -> Document:
        found = resolver(text, Domain.ALL)
        piece: Document = {}
        if found.user_agent is not None:
            piece = _named(found.user_agent)
        if found.os is not None:
            piece["os"] = system = _named(found.os)
            if "version" in system:
                system["full"] = f"{system['name']} {system['version']}"
        if found.device is not None:
            piece["device"] = {"name": found.device.family}
        return piece

    return parts


def _named(found: UserAgent | OS) -> Document:
    """`name` and `version` of a program or a system."""
    version = ".".join(filter(None, (found.major, found.minor, found.patch, found.patch_minor)))
    return {"name": found.family, "version": version} if version else {"name": found.family}
