"""`geo` and `as` of addresses, from databases in MaxMind's format that the user names.

What a database has is told by the type in its metadata, such as `GeoLite2-City`. Names are English.

Sources: the MaxMind DB file format, version 2.0 (https://maxmind.github.io/MaxMind-DB); the fields of GeoIP2's
City, Country, Enterprise, ASN and ISP databases (https://dev.maxmind.com/geoip/docs/databases), which DB-IP's have
too; the Elastic Common Schema reference, version 9.4, `geo` and `as` fields.
"""

from __future__ import annotations

from functools import lru_cache

from ecsparse.ecs.pieces import geo_point
from ecsparse.enrichment import AS, FROM_DATABASES, GEO, Rule, missing_package
from ecsparse.errors import BadEnrichment
from ecsparse.patterns import Pattern

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Any

    from ecsparse.enrichment import Enrich, Enrichment, Piece
    from ecsparse.record import Document

# The objects that have an address, and either field set.
_PLACES = {
    GEO: ("client", "destination", "host", "observer", "server", "source"),
    AS: ("client", "destination", "server", "source"),
}
_FIELDS = {
    GEO: (
        "geo.city_name", "geo.continent_code", "geo.continent_name", "geo.country_iso_code", "geo.country_name",
        "geo.location", "geo.postal_code", "geo.region_iso_code", "geo.region_name", "geo.timezone",
    ),
    AS: ("as.number", "as.organization.name"),
}  # fmt: skip

RULES = {
    name: tuple(Rule((f"{place}.ip",), tuple(f"{place}.{field}" for field in _FIELDS[name])) for place in _PLACES[name])
    for name in FROM_DATABASES
}

# The words of types whose records have either: `GeoLite2-City`, `DBIP-ISP (compat=Enterprise)`.
_TYPES = {
    GEO: frozenset(("city", "country", "enterprise")),
    AS: frozenset(("asn", "enterprise", "isp")),
}
# GeoIP2 | City
_WORD = Pattern(r"[A-Za-z0-9]+")
# Records of others than MaxMind's form, under similar names.
_OTHERS = "ipinfo"

_MOST_REMEMBERED = 8192

_NONE: Document = {}


def opened(enrichment: Enrichment) -> Enrich:
    """What adds places and autonomous systems of addresses.

    Raises:
        BadEnrichment: a package is missing; or a file is not a database, or lacks what was asked for; or no
            file has it.
    """
    chosen = [name for name in FROM_DATABASES if name in enrichment.names]
    lookups = [(name, _PLACES[name], lookup) for name, lookup in _lookups(chosen, enrichment.mmdb)]

    def enrich(document: Document) -> Iterator[Piece]:
        for name, places, lookup in lookups:
            for place in places:
                ip = document.get(place, _NONE).get("ip")
                if ip is not None and (piece := lookup(ip) if ip.__class__ is str else _shared(lookup, ip)):
                    yield (place, name), piece

    return enrich


def _shared(lookup: Callable[[str], Document], ips: list[str]) -> Document:
    """What the database says of all of `ips` that it knows; empty if that is not the same."""
    found = [piece for piece in map(lookup, ips) if piece]
    return found[0] if found and all(piece == found[0] for piece in found) else {}


def _lookups(chosen: list[str], paths: tuple[str, ...]) -> Iterator[tuple[str, Callable[[str], Document]]]:
    by_name: dict[str, list[Callable[[str], Any]]] = {name: [] for name in chosen}
    for path in paths:
        get, kinds, type_ = _opened(path)
        used = [name for name in chosen if name in kinds]
        if not used:
            raise BadEnrichment(f"{path}: has nothing for --enrich {' or '.join(chosen)}: its type is {type_!r}")
        for name in used:
            by_name[name].append(get)
    for name, gets in by_name.items():
        if not gets:
            raise BadEnrichment(f"--enrich {name} needs a database that has it; name one more with --mmdb")
        yield name, _lookup(gets, _geo if name == GEO else _as)


def _lookup(gets: list[Callable[[str], Any]], read: Callable[[Document], Document]) -> Callable[[str], Document]:
    """What gives the piece of an address, empty if it is not known."""

    @lru_cache(_MOST_REMEMBERED)
    def lookup(ip: str) -> Document:
        for get in gets:
            record = get(ip)
            if record.__class__ is dict and (piece := read(record)):
                return piece
        return _NONE

    return lookup


def _opened(path: str) -> tuple[Callable[[str], Any], frozenset[str], str]:
    """What gives the record of an address, or `None`; what records have; and the type of the database at `path`."""
    try:
        from maxminddb import InvalidDatabaseError, open_database  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise missing_package("geo or as", error) from error
    try:
        reader = open_database(path)
    except InvalidDatabaseError as error:
        raise BadEnrichment(f"{path}: is not a database in MaxMind's format") from error
    except OSError as error:
        raise BadEnrichment(f"{path}: {error.strerror or error}") from error
    metadata = reader.metadata()
    has_ipv6 = metadata.ip_version == 6
    words = {word.lower() for word in _WORD.findall(metadata.database_type)}
    kinds = frozenset(name for name, types in _TYPES.items() if words & types and _OTHERS not in words)

    def get(ip: str) -> Any:  # noqa: ANN401 - what a database has
        if ":" in ip and not has_ipv6:
            return None
        try:
            return reader.get(ip)
        except InvalidDatabaseError as error:
            raise BadEnrichment(f"{path}: is damaged; fetch it again") from error

    return get, kinds, metadata.database_type


def _geo(record: Document) -> Document:
    """`geo` of a record of a database of cities or countries."""
    country, location = _object(record, "country"), _object(record, "location")
    # from the largest to the smallest: a county or a city may follow a state
    regions = record.get("subdivisions")
    region = regions[-1] if isinstance(regions, list) and regions and isinstance(regions[-1], dict) else {}
    country_code, region_code = country.get("iso_code"), region.get("iso_code")
    has_codes = isinstance(country_code, str) and isinstance(region_code, str)
    piece = {
        "city_name": _name(_object(record, "city")),
        "continent_code": _object(record, "continent").get("code"),
        "continent_name": _name(_object(record, "continent")),
        "country_iso_code": country_code,
        "country_name": _name(country),
        "location": geo_point(location.get("latitude"), location.get("longitude")),
        "postal_code": _object(record, "postal").get("code"),
        "region_iso_code": f"{country_code}-{region_code}" if has_codes else None,
        "region_name": _name(region),
        "timezone": location.get("time_zone"),
    }
    return {name: value for name, value in piece.items() if isinstance(value, str) and value}


def _as(record: Document) -> Document:
    """`as` of a record of a database of autonomous systems; those of Enterprise have it in `traits`."""
    traits = record.get("traits")
    here = traits if isinstance(traits, dict) else record
    number, name = here.get("autonomous_system_number"), here.get("autonomous_system_organization")
    piece: Document = {}
    if isinstance(number, int) and number > 0:
        piece["number"] = number
    if isinstance(name, str) and name:
        piece["organization"] = {"name": name}
    return piece


def _object(record: Document, name: str) -> Document:
    found = record.get(name)
    return found if isinstance(found, dict) else {}


def _name(found: Document) -> object:
    return _object(found, "names").get("en")
