"""`network.community_id`: what the two directions of a connection share in the logs of all products.

An ICMP packet has one only if its type and code are known, a connection of TCP, UDP or SCTP only with both ports.

Sources: Community ID, version 1 (https://github.com/corelight/community-id-spec), with the seed 0, as the package
communityid computes it; the protocol numbers of IANA.
"""

from __future__ import annotations

from functools import lru_cache

from ecsparse.ecs.events import TRANSPORTS
from ecsparse.ecs.numbers import parse_uint
from ecsparse.enrichment import COMMUNITY_ID, Rule, missing_package

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ecsparse.enrichment import Enrich, Enrichment, Piece
    from ecsparse.record import Document

RULES = {
    COMMUNITY_ID: (
        Rule(
            ("source.ip", "destination.ip"),
            ("network.community_id",),
            read=("source.port", "destination.port", "network.iana_number", "network.transport"),
        ),
    )
}

_NUMBERS = {name: int(number) for number, name in TRANSPORTS.items()}
_ICMP = frozenset((1, 58))
_WITH_PORTS = frozenset((6, 17, 132))
_HIGHEST = 255

_MOST_REMEMBERED = 8192


def opened(_: Enrichment) -> Enrich:
    """What adds community ids.

    Raises:
        BadEnrichment: a package is missing.
    """
    community_id = _computer()

    def enrich(document: Document) -> Iterator[Piece]:
        network, ends = document.get("network", {}), (document.get("source", {}), document.get("destination", {}))
        protocol = _protocol(network)
        source, destination = (end.get("ip") for end in ends)
        if protocol is None or source is None or destination is None or "community_id" in network:
            return
        ports = _ports(document, protocol, [end.get("port") for end in ends])
        if ports is not None:
            yield ("network",), {"community_id": community_id(protocol, source, destination, *ports)}

    return enrich


def _protocol(network: Document) -> int | None:
    """The protocol number of IANA; `None` if it is not known."""
    said = network.get("iana_number")
    number = parse_uint(said) if said is not None else _NUMBERS.get(network.get("transport", ""))
    return number if number is not None and number <= _HIGHEST else None


def _ports(document: Document, protocol: int, ports: list[int | None]) -> tuple[int, int] | tuple[()] | None:
    """The ports, or the type and the code of ICMP, which a product has in its own fields.

    Empty for protocols that have neither, and `None` if one is missing.
    """
    if protocol in _WITH_PORTS:
        first, second = ports
    elif protocol in _ICMP:
        icmp = document.get(document["event"]["module"], {}).get("icmp", {})
        first, second = (_number(icmp.get(name)) for name in ("type", "code"))
    else:
        return ()
    return None if first is None or second is None else (first, second)


def _number(value: object) -> int | None:
    """A number of 8 bits, which may be a text; `None` if it is not one."""
    number = parse_uint(f"{value}")
    return number if number is not None and number <= _HIGHEST else None


def _computer() -> Callable[..., str]:
    try:
        from communityid import CommunityID, FlowTuple  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise missing_package(COMMUNITY_ID, error) from error
    compute = CommunityID().calc

    @lru_cache(_MOST_REMEMBERED)
    def community_id(protocol: int, source: str, destination: str, *ports: int) -> str:
        return str(compute(FlowTuple(protocol, source, destination, *ports)))

    return community_id
