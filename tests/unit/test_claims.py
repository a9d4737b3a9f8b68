"""One line is claimed in one way, whichever path it takes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import orjson
import pytest
from command import READ_AT
from sampled import each_extent, lines_of

from ecsparse.blocks import Blocks
from ecsparse.claims import Claims
from ecsparse.decoding import MAX_LINE
from ecsparse.profiles import ECS, PROFILES, Documents
from ecsparse.reading import Reading
from ecsparse.record import Prefix
from ecsparse.registry import BUILT_IN

if TYPE_CHECKING:
    from collections import Counter

    from ecsparse.profiles import Profile


# Headers that a line's first word does not tell, before what a product might take for its own.
HEADED = [
    front + text
    for front in (
        b"2023-10-31 15:09:55 gw7 app[412]:\t", b"2023-10-31\t15:09:55\tgw7\tapp[412]: ",
        b"2023-10-31 15:09:55 kernel: ", b"2023-10-31 15:09:55 192.0.2.7 CEF:0|Acme|Gate|1|2|name|3|",
        b"192.0.2.7 CEF:0|Acme|Gate|1|2|name|3|",
    )
    for text in (b"client1,10.8.0.4,", b"client1/192.0.2.5:1194 SENT CONTROL [client1]: 'x'", b"LOG:  ready")
]  # fmt: skip


def block(extent: str, profile: Profile = ECS) -> bytes:
    """Each line twice, so that its first word is worth remembering, and again when it is remembered; odd lines."""
    lines = lines_of(extent, profile)
    lines = [*HEADED, *lines]
    return b"\n".join([*lines, *lines, b"", b"cut " + b"x" * MAX_LINE, b"\xff", *lines])


def written(
    profile: Profile, lines: bytes, *, fast: bool, prefer: tuple[str, ...] = ()
) -> tuple[list[bytes], list[bytes], Counter[str]]:
    """The documents of `lines`, those that were rejected, and the outcomes."""
    reading = Reading(
        registry=BUILT_IN,
        products=None,
        prefer=prefer,
        timezone="UTC",
        reference_date=None,
        profile=profile,
    )
    claims = Claims(reading, Documents(reading))
    claims.observe(READ_AT)
    blocks = Blocks(claims, encode=orjson.dumps, max_line=MAX_LINE, fast=fast)
    documents: list[bytes] = []
    rejected: list[bytes] = []
    blocks.convert_to(documents.append, lines, rejected.append)
    return documents, rejected, claims.counts.outcomes


@each_extent
@pytest.mark.parametrize("profile", PROFILES)
def test_without_the_fast_path_no_byte_is_another(profile: Profile, extent: str) -> None:
    lines = block(extent, profile)
    assert written(profile, lines, fast=True) == written(profile, lines, fast=False)


@pytest.mark.long
def test_neither_is_it_where_some_products_are_preferred() -> None:
    lines, prefer = block("chosen"), ("nginx", "freeradius")
    assert written("ecs", lines, fast=True, prefer=prefer) == written("ecs", lines, fast=False, prefer=prefer)


def test_what_begins_a_product_s_message_may_be_a_tag_in_any_form() -> None:
    begun = {
        signature.partition(" ")[0].rstrip(":")
        for name in BUILT_IN.names()
        for signature in BUILT_IN.signatures(name)
        if isinstance(signature, Prefix)
    }
    tags = (":", "]:", "[7]:", "[7]", "][7]:", ":\t")
    lines = [f"Oct 31 15:09:55 gw7 {word}{tag} text" for word in sorted(begun) if word for tag in tags]
    documents, _, outcomes = written(ECS, "\n".join(lines).encode(), fast=False)
    assert (len(documents), outcomes["internal"]) == (len(lines), 0)
