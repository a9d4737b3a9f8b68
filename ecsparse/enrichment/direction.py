"""`network.direction`: where a connection goes, as seen from the border of one's own networks.

Source: the Elastic Common Schema reference, version 9.4, `network.direction`: `internal`, `outbound`, `inbound` and
`external`.
"""

from __future__ import annotations

from functools import lru_cache
from ipaddress import ip_address, ip_network

from ecsparse.enrichment import DIRECTION, Rule
from ecsparse.errors import BadEnrichment

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from ipaddress import IPv4Network, IPv6Network

    from ecsparse.enrichment import Enrich, Enrichment, Piece
    from ecsparse.record import Document

RULES = {DIRECTION: (Rule(("source.ip", "destination.ip"), ("network.direction",)),)}

# What stands for the networks of RFC 1918 and RFC 4193.
_PRIVATE = "private"
_PRIVATE_NETWORKS = ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7")

_BROADCAST = ip_address("255.255.255.255")

_MOST_REMEMBERED = 8192

# By whether the source is inside, and the destination.
_DIRECTIONS = {
    (True, True): "internal",
    (True, False): "outbound",
    (False, True): "inbound",
    (False, False): "external",
}


def opened(enrichment: Enrichment) -> Enrich:
    """What adds directions.

    Raises:
        BadEnrichment: a network cannot be.
    """
    is_inside = _inside(enrichment.internal)

    def enrich(document: Document) -> Iterator[Piece]:
        if "direction" in document.get("network", ()):
            return
        ends = (document.get(end, {}).get("ip") for end in ("source", "destination"))
        inside = tuple(is_inside(ip) if ip.__class__ is str else None for ip in ends)
        direction = _DIRECTIONS.get(inside)  # type: ignore[arg-type]  # `None` is in no key
        if direction is not None:
            yield ("network",), {"direction": direction}

    return enrich


def _inside(internal: Iterable[str]) -> Callable[[str], bool | None]:
    """What says whether an address is inside of the networks `internal`; `None` of one that is not a host's."""
    networks = [_network(text) for given in internal for text in (_PRIVATE_NETWORKS if given == _PRIVATE else (given,))]

    @lru_cache(_MOST_REMEMBERED)
    def is_inside(text: str) -> bool | None:
        address = ip_address(text)
        address = getattr(address, "ipv4_mapped", None) or address
        if any(address in network for network in networks):
            return True
        is_no_host = address.is_multicast or address.is_unspecified or address == _BROADCAST
        return None if is_no_host else False

    return is_inside


def _network(text: str) -> IPv4Network | IPv6Network:
    try:
        return ip_network(text)
    except ValueError as error:
        raise BadEnrichment(f"--internal {text!r} is not a network: {error}; write 192.0.2.0/24 or the like") from error
