"""Enrichment: fields that follow from those of an ECS document, by a rule, a list or a database on this machine.

What a line says is never overwritten: an object takes nothing from a source that contradicts a value of it. The
packages that do the work are imported when an enrichment is asked for.
"""

from __future__ import annotations

from importlib import import_module
from typing import NamedTuple

from ecsparse.errors import BadEnrichment, needs

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Iterator
    from typing import TypeAlias

    from ecsparse.record import Document

    # the steps to an object of a document, and the fields that it may take
    Piece: TypeAlias = tuple[tuple[str, ...], Document]
    Enrich: TypeAlias = Callable[[Document], Iterator[Piece]]

COMMUNITY_ID = "community-id"
DIRECTION = "direction"
GEO = "geo"
AS = "as"
DOMAIN = "domain"
USER_AGENT = "user-agent"
URL = "url"
HASH = "hash"

# The enrichments, each with its module, in the order in which they are made: some read what others add.
_MODULES = {
    URL: "urls",
    DOMAIN: "domains",
    USER_AGENT: "user_agents",
    GEO: "databases",
    AS: "databases",
    DIRECTION: "direction",
    COMMUNITY_ID: "community_id",
    HASH: "hashes",
}
NAMES = (COMMUNITY_ID, DIRECTION, GEO, AS, DOMAIN, USER_AGENT, URL, HASH)

# What reads databases.
FROM_DATABASES = (GEO, AS)


class Rule(NamedTuple):
    """The `fields` that an enrichment can add to a document that has those in `needed`, by dotted names.

    Their values come from these, and from those in `read` where they are there.
    """

    needed: tuple[str, ...]
    fields: tuple[str, ...]
    read: tuple[str, ...] = ()


class Enrichment:
    """What documents are enriched with: `names`, some of `NAMES`.

    `internal` are the networks that are one's own, for `direction`: in CIDR notation, or `private` for those of RFC
    1918 and RFC 4193. `mmdb` are the paths of databases in MaxMind's format, for `geo` and `as`, of which the first
    that knows an address is taken.

    Raises:
        BadEnrichment: there is no such enrichment, or one lacks what it needs, or none needs what is given.
    """

    def __init__(self, names: Iterable[str], *, internal: Iterable[str] = (), mmdb: Iterable[str] = ()) -> None:
        given = tuple(names)
        for name in given:
            if name not in NAMES:
                raise BadEnrichment(f"unknown enrichment: {name!r}; known are {', '.join(NAMES)}")
        self.names = tuple(name for name in _MODULES if name in given)
        self.internal = tuple(internal)
        self.mmdb = tuple(mmdb)
        self._check(needs_networks=DIRECTION in given, needs_databases=any(name in given for name in FROM_DATABASES))

    def _check(self, *, needs_networks: bool, needs_databases: bool) -> None:
        if needs_networks and not self.internal:
            raise BadEnrichment(
                "direction needs the networks that are your own; name them, such as --internal 192.0.2.0/24, "
                "or --internal private"
            )
        if needs_databases and not self.mmdb:
            raise BadEnrichment("geo and as need databases; name them, such as --mmdb GeoLite2-City.mmdb")
        if self.internal and not needs_networks:
            raise BadEnrichment("--internal has no effect without --enrich direction; add that, or leave it out")
        if self.mmdb and not needs_databases:
            raise BadEnrichment("--mmdb has no effect without --enrich geo or as; add one, or leave it out")

    def opened(self) -> Callable[[Document], Document]:
        """A function that enriches a document, which is changed and returned.

        Objects in the document may be shared with others, and are copied. Several threads may call it at once.

        Raises:
            BadEnrichment: a package is missing, a network cannot be, or a database cannot be read.
        """
        modules = dict.fromkeys(_MODULES[name] for name in self.names)
        enrich = [import_module(f"{__name__}.{module}").opened(self) for module in modules]

        def enriched(document: Document) -> Document:
            for each in enrich:
                for path, piece in each(document):
                    _add(document, path, piece)
            return document

        return enriched


def added(names: Iterable[str], known: Container[str]) -> list[str]:
    """The ECS fields that the enrichments `names` can add to documents whose fields are `known`; dotted names."""
    found: dict[str, None] = {}
    for rule in rules(names):
        if all(field in known or field in found for field in rule.needed):
            found |= dict.fromkeys(field for field in rule.fields if field not in known)
    return list(found)


def rules(names: Iterable[str]) -> Iterator[Rule]:
    """The rules of the enrichments `names`, in the order in which they are applied."""
    chosen = frozenset(names)
    for name, module in _MODULES.items():
        if name in chosen:
            yield from import_module(f"{__name__}.{module}").RULES[name]


def missing_package(name: str, error: ImportError) -> BadEnrichment:
    """The error to raise if what the enrichment `name` needs cannot be imported."""
    return BadEnrichment(f"--enrich {name} {needs(str(error.name))}")


def _add(document: Document, path: tuple[str, ...], piece: Document) -> None:
    """Give the object at `path` those fields of `piece` that it has not, unless it contradicts the others."""
    here = document
    for step in path:
        here = here.get(step, {})
        if here.__class__ is not dict:
            return
    if not _agree(here, piece):
        return
    parent = document
    for step in path:
        parent[step] = parent = {**parent.get(step, {})}
    parent.update(_filled(parent, piece))


def _agree(here: Document, piece: Document) -> bool:
    """Whether what both state is the same."""
    for name in here.keys() & piece.keys():
        value, other = here[name], piece[name]
        if value.__class__ is dict and other.__class__ is dict:
            if not _agree(value, other):
                return False
        elif value != other:
            return False
    return True


def _filled(here: Document, piece: Document) -> Document:
    return {
        name: {**here[name], **_filled(here[name], value)} if name in here and value.__class__ is dict else value
        for name, value in piece.items()
    }
