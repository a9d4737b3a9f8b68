"""The parts of domains: `registered_domain`, `subdomain` and `top_level_domain`, by the Public Suffix List.

A domain under no suffix of the list, such as `host.corp.internal`, has none of them. Texts stay as they were
logged.

Sources: https://publicsuffix.org/list, private suffixes included, as the package publicsuffixlist brings it; the
Elastic Common Schema reference, version 9.4, the fields of these names.
"""

from __future__ import annotations

from functools import cache, lru_cache

from ecsparse.enrichment import DOMAIN, Rule, missing_package

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ecsparse.enrichment import Enrich, Enrichment, Piece
    from ecsparse.record import Document

# Where domains are: the object, and its field.
_DOMAINS = (
    (("client",), "domain"),
    (("destination",), "domain"),
    (("dns", "question"), "name"),
    (("server",), "domain"),
    (("source",), "domain"),
    (("url",), "domain"),
)
_PARTS = ("registered_domain", "subdomain", "top_level_domain")

RULES = {
    DOMAIN: tuple(
        Rule((".".join((*path, field)),), tuple(".".join((*path, part)) for part in _PARTS)) for path, field in _DOMAINS
    )
}

# No domain is longer, in characters, with a dot at its end; and how many are remembered.
_LONGEST = 254
_MOST_REMEMBERED = 8192


def opened(_: Enrichment) -> Enrich:
    """What adds the parts of domains.

    Raises:
        BadEnrichment: a package is missing.
    """
    parts = _reader()

    def enrich(document: Document) -> Iterator[Piece]:
        for path, field in _DOMAINS:
            here = document
            for step in path:
                here = here.get(step, {})
            text = here.get(field)
            if text.__class__ is str and len(text) <= _LONGEST and (piece := parts(text)):
                yield path, piece

    return enrich


@cache
def _reader() -> Callable[[str], Document]:
    """What gives the parts of a name; all pipelines share the list."""
    try:
        from publicsuffixlist import PublicSuffixList  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise missing_package(DOMAIN, error) from error
    suffixes = PublicSuffixList(accept_unknown=False)

    @lru_cache(_MOST_REMEMBERED)
    def parts(text: str) -> Document:
        name = text.removesuffix(".")
        suffix = suffixes.publicsuffix(name, keep_case=True)
        if suffix is None:
            return {}
        registered = suffixes.privatesuffix(name, keep_case=True)
        if registered is None:
            return {"top_level_domain": suffix}
        subdomain = name[: -len(registered) - 1]
        piece = {"registered_domain": registered, "top_level_domain": suffix}
        return {**piece, "subdomain": subdomain} if subdomain else piece

    return parts
