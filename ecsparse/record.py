"""The words that every layer shares: a line's header and record, a product's declaration and signatures."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, TypeAlias

    from ecsparse.timestamps import Clock

    Document: TypeAlias = dict[str, Any]


class Header:
    """What a syslog header says, as text; `None` where it says nothing.

    `priority` is a number from 0 to 191, `time` the timestamp as it stands (RFC 3339, or
    `Mmm dd [yyyy] hh:mm:ss`), `version` the version of RFC 5424.
    """

    __slots__ = ("appname", "hostname", "msgid", "priority", "procid", "time", "version")

    def __init__(  # noqa: PLR0913 - the parts of a header, named at every call
        self,
        *,
        priority: int | None = None,
        time: str | None = None,
        hostname: str | None = None,
        appname: str | None = None,
        procid: str | None = None,
        msgid: str | None = None,
        version: str | None = None,
    ) -> None:
        self.priority = priority
        self.time = time
        self.hostname = hostname
        self.appname = appname
        self.procid = procid
        self.msgid = msgid
        self.version = version


class Record:
    """One line on its way to a product.

    `text` is what follows the header, the whole line where there is none; behind a header without the byte
    order mark that may begin it. `payload` is the container (a CEE object) of the text `payload_text`, once
    `formats` have decoded it. `clock` turns times without a zone into UTC.

    A pipeline has one record and changes it from line to line: a new one for each line would cost a tenth of the
    time (make bench). A product must not keep it.
    """

    __slots__ = ("clock", "header", "payload", "payload_text", "text")

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self.header: Header | None = None
        self.text = ""
        self.payload: dict[str, Any] | None = None
        self.payload_text = ""

    def header_time(self) -> str | None:
        """The header's time in UTC; `None` if it has none, or does not say the year."""
        header = self.header
        return None if header is None or header.time is None else self.clock.header(header.time)


class CeeMember(tuple[str, str]):
    """A signature: a member `(name, value)` of the line's CEE object, such as `("category", "USER")`."""

    __slots__ = ()


class Program(str):
    """A signature: the program's name in the syslog header, such as `openvpn`."""

    __slots__ = ()


class ProgramStem(str):
    """A signature: how the program's name begins, up to and with its first sign, such as `openvpn-`."""

    __slots__ = ()


class Prefix(str):
    """A signature: constant text at the start of the message (blanks before it do not count)."""

    __slots__ = ()


class Shape(str):
    """A signature: the message's first word with every digit written as 0, such as `0000-00-00`."""

    __slots__ = ()


class Phrase(str):
    """A signature: constant text anywhere in the message, at least one of its words whole."""

    __slots__ = ()


Signature = CeeMember | Program | ProgramStem | Prefix | Shape | Phrase
KINDS: tuple[type[Signature], ...] = (CeeMember, Program, ProgramStem, Prefix, Shape, Phrase)


class Product:
    """A product's declaration: `PRODUCT` of its module.

    `vendor` and `name` as the vendor writes them; `formats` names the wire formats; `signatures` find
    candidate lines, which the module's `parse` then confirms.
    """

    __slots__ = ("formats", "name", "signatures", "vendor")

    def __init__(
        self,
        *,
        vendor: str,
        name: str,
        formats: tuple[str, ...],
        signatures: tuple[Signature, ...],
    ) -> None:
        self.vendor = vendor
        self.name = name
        self.formats = formats
        self.signatures = signatures
