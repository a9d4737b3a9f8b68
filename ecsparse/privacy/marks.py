"""Marks in place of values: they say what kind of value stood there, and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ecsparse.ecs.lint import table
from ecsparse.privacy.rules import IP, MAC, MAIL

if TYPE_CHECKING:
    from collections.abc import Callable

    from ecsparse.occurrences.addresses import Address


class Marks:
    """The marks `[ip]`, `[mac]`, `[mail]`, `[user]`, `[host]` and `[redacted]`."""

    identity = ""

    def address(self, _: Address, __: Callable[[Address], str]) -> str:
        """What replaces an IP address."""
        return f"[{IP}]"

    def octets(self, _: bytes, __: Callable[[bytes], str]) -> str:
        """What replaces a hardware address."""
        return f"[{MAC}]"

    def name(self, name: str, rule: str) -> str:
        """What replaces any other value, which `rule` covers."""
        return f"[{MAIL}]" if "@" in name else f"[{rule}]"

    def can_hold(self, path: str, mark: str) -> bool:
        """Whether the field at `path` can hold `mark`: one of type `ip` cannot, nor one with a form of its own.

        A product's own field whose value is an address may be of that type.
        """
        ecs = table()
        kind = ecs.types.get(path)
        return kind != "ip" and path not in ecs.patterns and (mark != f"[{IP}]" or kind is not None)
