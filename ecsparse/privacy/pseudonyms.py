"""Pseudonyms under a key: the same value has always the same one, and nobody finds the value without the key.

Addresses keep their prefixes: two that share their first bits, and no more, have pseudonyms that do. Any other
value has one that says nothing of it, the same for all cases of its letters; what has an `@` or a backslash in it
has those of its parts.

Sources: Jun Xu, Jinliang Fan, Mostafa H. Ammar and Sue B. Moon, "Prefix-Preserving IP Address Anonymization", 2002
(Crypto-PAn), whose key these keys are; RFC 2104 (HMAC).
"""

from __future__ import annotations

import os
from base64 import b32encode
from functools import lru_cache
from hashlib import blake2b
from hmac import digest
from ipaddress import IPv4Address, IPv6Address
from stat import S_IMODE, S_ISREG
from typing import TYPE_CHECKING, Any

from ecsparse.errors import BadKey, needs
from ecsparse.occurrences.addresses import parsed
from ecsparse.patterns import Pattern

if TYPE_CHECKING:
    from collections.abc import Callable

    from ecsparse.occurrences.addresses import Address

# A key: that of a cipher, and that of its padding.
KEY_SIZE = 32
_HALF = 16

_BLOCK = 128
_PSEUDONYM = "anon-"
# 65 bits: among a billion values, two have the same one with a chance of a fiftieth.
_DIGITS = 13

# How many pseudonyms are remembered.
_REMEMBERED = 1 << 16

# alice | @ | example.com
_PART = Pattern(r"[@\\]+|[^@\\]+")


def key_of(path: str) -> bytes:
    """The key in a file: its 32 bytes, which nobody else may read.

    Raises:
        BadKey: it cannot be read, has another size, or is open to others.
    """
    try:
        with open(path, "rb") as file:
            status = os.fstat(file.fileno())
            key = file.read(KEY_SIZE + 1)
    except OSError as error:
        raise BadKey(
            f"{path}: cannot read a key: {error.strerror}; make one with (umask 077; head -c {KEY_SIZE} "
            f"/dev/urandom > FILE)"
        ) from error
    if S_ISREG(status.st_mode) and S_IMODE(status.st_mode) & 0o077:
        raise BadKey(f"{path}: others may read the key (mode {S_IMODE(status.st_mode):04o}); use chmod 600 {path}")
    return checked_key(key, path)


def checked_key(key: bytes, path: str = "the key") -> bytes:
    """`key`, which comes from `path`, if it can be one.

    Raises:
        BadKey: it cannot.
    """
    if len(key) != KEY_SIZE:
        size = f"more than {KEY_SIZE}" if len(key) > KEY_SIZE else f"{len(key)}"
        raise BadKey(
            f"{path}: has {size} bytes, where a key has {KEY_SIZE}; make one with (umask 077; head -c {KEY_SIZE} "
            f"/dev/urandom > FILE)"
        )
    return key


class PrefixPreserving:
    """A permutation of the numbers of up to 128 bits that keeps common prefixes, under a key of 32 bytes.

    Raises:
        BadKey: the package that has the cipher is missing.
    """

    def __init__(self, key: bytes) -> None:
        try:
            from cryptography.hazmat.primitives.ciphers import (  # noqa: PLC0415 - an extra
                Cipher,
                algorithms,
                modes,
            )
        except ImportError as error:
            raise BadKey(f"a pseudonym {needs('cryptography')}") from error
        # a block at a time, as the algorithm has it: what is enciphered is not a message
        self._encryptor: Any = Cipher(algorithms.AES(key[:_HALF]), modes.ECB()).encryptor()  # noqa: S305
        self._padding = int.from_bytes(self._encryptor.update(key[_HALF:]))

    def of(self, number: int, bits: int) -> int:
        """What becomes of a `number` of so many bits: each bit depends on those before it."""
        extended, padding = number << (_BLOCK - bits), self._padding
        blocks = b"".join(
            (extended & ~(rest := (1 << (_BLOCK - place)) - 1) | padding & rest).to_bytes(_HALF)
            for place in range(bits)
        )
        enciphered = self._encryptor.update(blocks)
        flips = 0
        for first in enciphered[::_HALF]:
            flips = flips << 1 | first >> 7
        return number ^ flips


class Pseudonyms:
    """The pseudonyms under a key of 32 bytes: what they replace values by has the same types.

    Raises:
        BadKey: it has another size, or the package that has the cipher is missing.
    """

    def __init__(self, key: bytes) -> None:
        self.key = checked_key(key)
        self._names = digest(key, b"ecsparse names", "sha256")
        self._addresses = PrefixPreserving(key)
        self._octets = PrefixPreserving(digest(key, b"ecsparse hardware addresses", "sha256"))
        # each has its own
        self.of_address = lru_cache(_REMEMBERED)(self._of_address)
        self.of_octets = lru_cache(_REMEMBERED)(self._of_octets)
        self.of_name = lru_cache(_REMEMBERED)(self._of_name)

    def __reduce__(self) -> tuple[type[Pseudonyms], tuple[bytes]]:
        return Pseudonyms, (self.key,)

    @property
    def identity(self) -> str:
        """What tells the key from others, and does not tell the key."""
        return blake2b(self.key, person=b"ecsparse").hexdigest()

    def address(self, address: Address, write: Callable[[Address], str]) -> str:
        """What replaces an IP address that `write` writes."""
        return write(self.of_address(address))

    def octets(self, octets: bytes, write: Callable[[bytes], str]) -> str:
        """What replaces a hardware address that `write` writes."""
        return write(self.of_octets(octets))

    def name(self, name: str, _: str) -> str:
        """What replaces any other value, whichever rule covers it."""
        return self.of_name(name)

    def can_hold(self, _: str, __: str) -> bool:
        """Whether a field can hold what replaces its value."""
        return True

    def _of_address(self, address: Address) -> Address:
        """The pseudonym of an IP address, of the same version."""
        if isinstance(address, IPv4Address):
            return IPv4Address(self._addresses.of(int(address), 32))
        return IPv6Address(self._addresses.of(int(address), _BLOCK))

    def _of_octets(self, octets: bytes) -> bytes:
        """The pseudonym of a hardware address, of the same size; of a long one, of each 16 octets."""
        parts = [octets[start : start + _HALF] for start in range(0, len(octets), _HALF)]
        return b"".join(self._octets.of(int.from_bytes(part), 8 * len(part)).to_bytes(len(part)) for part in parts)

    def _of_name(self, name: str) -> str:
        """The pseudonym of a name: the same for all cases of its letters."""
        parts = [match[0] for match in _PART.finditer(name)]
        return "".join(part if part[0] in "@\\" else self._of_word(part) for part in parts)

    def _of_word(self, word: str) -> str:
        if (address := parsed(word)) is not None:
            return f"{self.of_address(address)}"
        hashed = digest(self._names, word.casefold().encode(errors="surrogatepass"), "sha256")
        return _PSEUDONYM + b32encode(hashed)[:_DIGITS].decode().lower()
