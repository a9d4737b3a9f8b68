"""The text that an input holds: decompressed, without a byte order mark, in UTF-8.

Whether an input is text is decided once, by its first bytes when decompressed (`ecsparse.magic`), for all that read
inputs. An input that is not text is refused as a whole; nothing later in an input can cause that.
"""

from __future__ import annotations

import select
from itertools import chain, repeat

from ecsparse.compressed import is_compressed, unheard, unpacked
from ecsparse.descriptors import blocks
from ecsparse.errors import NotText
from ecsparse.magic import TEXT, recognised, recognised_whole

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from typing import TypeAlias

    from ecsparse.compressed import State
    from ecsparse.descriptors import Aside

    # called with the number of bytes before the text, before any of the text is given
    Skip: TypeAlias = Callable[[int], object]

# Of NULs at the beginning, as many are kept, and the others counted, in bytes.
_KEPT = 4096


def contents(
    descriptor: int, stop: int, aside: Aside | None = None, state: State = unheard, skip: Skip = unheard
) -> Iterator[bytes]:
    """The text that the input at `descriptor` holds, up to its end, in blocks.

    Ends early once the descriptor `stop` is readable. `aside` is done while the input is waited for. `state` is as
    that of `unpacked`, `skip` as that of `text_of`.

    Raises:
        OSError: reading failed.
        BadCompression: as `unpacked`.
        NotText: the input holds no text.
    """
    return text_of(unpacked(blocks(descriptor, stop, aside), lambda: is_readable(stop), state), skip)


def text_of(source: Iterator[bytes], skip: Skip = unheard) -> Iterator[bytes]:
    """The text of an input whose blocks are `source`; if `source` fails, what was read before is still given.

    `skip` is called with the size of a byte order mark in front of it, in bytes: 0 where text is decoded.

    Raises:
        OSError: `source` raised it.
        NotText: it holds no text.
    """
    head, zeros, content, failure = b"", 0, None, None
    try:
        for block in source:
            head += block
            content = recognised(head)
            if content is not None:
                break
            spare = len(head) // _KEPT - 1
            if spare > 0 and not head.strip(b"\0"):
                # only NULs so far, as in a log that was emptied while its writer kept its place
                head, zeros = head[spare * _KEPT :], zeros + spare
    except OSError as error:
        failure = error
    content = content or recognised_whole(head)
    if content.refusal is not None:
        raise NotText(content.refusal)
    start = head[content.mark :]
    text = chain(repeat(bytes(_KEPT), zeros), (start,) if start else (), source)
    is_as_read = content.encoding == TEXT.encoding
    skip(content.mark if is_as_read else 0)
    yield from text if is_as_read else _in_utf_8(text, content.encoding)
    if failure is not None:
        raise failure


def is_utf_8(head: bytes) -> bool:
    """Whether an input that begins with `head` is text as it is, and can be read from any line on."""
    content = None if is_compressed(head) else recognised(head)
    return content is not None and content.refusal is None and content.encoding == TEXT.encoding


def _in_utf_8(source: Iterable[bytes], encoding: str) -> Iterator[bytes]:
    """What `source` holds, which is UTF-16; half a pair of surrogates becomes bytes that are not UTF-8."""
    import codecs  # noqa: PLC0415 - only for such text

    decoder = codecs.getincrementaldecoder(encoding)("surrogatepass")
    for block in source:
        text = decoder.decode(block)
        if text:
            yield text.encode(errors="surrogatepass")
    rest, _ = decoder.getstate()
    if rest:
        yield rest.decode(encoding, "replace").encode()


def is_readable(descriptor: int) -> bool:
    """Whether something can be read from `descriptor` at once."""
    return bool(select.select((descriptor,), (), (), 0)[0])
