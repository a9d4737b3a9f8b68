r"""What varies in a message: the text of a value, how it is read, and the field that it goes to.

Values are declared once for all messages of a product; what a product's documents can have follows from that.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ecsparse.ecs.accounts import NO_HOST, host
from ecsparse.ecs.accounts import account as user_of
from ecsparse.ecs.accounts import domain as domain_of
from ecsparse.ecs.accounts import login as login_of
from ecsparse.ecs.accounts import person as person_of
from ecsparse.ecs.network import mac as mac_of
from ecsparse.ecs.network import tls_version
from ecsparse.ecs.numbers import parse_uint
from ecsparse.ecs.pieces import endpoint as end
from ecsparse.ecs.pieces import file as file_of
from ecsparse.ecs.pieces import ip, is_ip, port
from ecsparse.ecs.pieces import path as path_of
from ecsparse.ecs.pieces import program as program_of
from ecsparse.ecs.url import authority as end_of_url
from ecsparse.record import Document, Field

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

# the value of a field from the text of a capture; nothing (`None`, no text, no elements) leaves the field out
Read = Callable[[str], object]
# the lists of `related` by their names
Lists = dict[str, list[str | None]]
# puts the text of a capture into a document, and its related values into their lists; false if it is not one
Put = Callable[[Document, str, Lists], bool]

# What the text of a value may be.
WORD = r"[^ ]+"
REST = r".+"
DIGITS = r"[0-9]{1,20}"
ADDRESS = r"[0-9A-Fa-f:.]{2,45}(?:%[^ :#\])]{1,20})?"
NAME = r"[^ \[\](),:]+"
PORT = r"[0-9]{1,5}"
MAC = r"[0-9A-Fa-f]{2}(?::[0-9A-Fa-f]{2}){5}"

# Values that leave a field out, unlike 0 and false.
_NOTHING: tuple[object, ...] = (None, "", [])

# How the fields of a product's own are read, and their usual text, by their type as ECS names it.
_OWN: dict[str, tuple[Read, str]] = {
    "boolean": (str, WORD),
    "ip": (ip, ADDRESS),
    "keyword": (str, REST),
    "long": (parse_uint, DIGITS),
}


class Declared:
    """What a table may have in braces, with the pattern of its text."""

    __slots__ = ("pattern",)

    def __init__(self, pattern: str) -> None:
        self.pattern = pattern


class Capture(Declared):
    """A value of a message: its `pattern`, its reader, and the `field` (dotted) that it goes to.

    `own` is what a field outside ECS holds; it is below the namespace of the product, and is called as the capture
    is if `field` is empty. `parts` are the fields that an object fills. `related` is the list of `related` that the
    value belongs to as well, or the part of it that is the second one, which may be a list itself.
    """

    __slots__ = ("_parts", "_read", "_related", "field", "own")

    def __init__(  # noqa: PLR0913 - the parts of a declaration, named where it is made
        self,
        field: str,
        pattern: str,
        read: Read,
        *,
        parts: tuple[str, ...] = (),
        own: Field | None = None,
        related: tuple[str, str] | None = None,
    ) -> None:
        super().__init__(pattern)
        self.field = field
        self.own = own
        self._read = read
        self._parts = parts
        self._related = related

    @property
    def is_text(self) -> bool:
        """Whether its text is all that it puts, as it is."""
        return self._read is str and not self._parts and self._related is None

    @property
    def is_related(self) -> bool:
        """Whether the value is in a list of `related` as well."""
        return self._related is not None

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields of ECS that the value fills."""
        if self.own is not None:
            return ()
        return tuple(f"{self.field}.{part}" for part in self._parts) or (self.field,)

    def path(self, namespace: str, name: str) -> str:
        """The dotted field of the capture `name` of a product with this `namespace`."""
        return self.field if self.own is None else f"{namespace}.{self.field or name}"

    def putter(self, path: str) -> Put:
        """What puts the text of the capture at the dotted `path` of a document."""
        *parents, last = path.split(".")
        if self._parts:
            return _object_putter(parents, last, self._read, self._related)
        if self._related is not None:
            return _related_putter(parents, last, self._read, self._related[0])
        if self._read is str and len(parents) == 1:
            return _text_putter(parents[0], last)
        return _value_putter(parents, last, self._read)


def _object_putter(parents: list[str], last: str, read: Read, related: tuple[str, str] | None) -> Put:
    def put(document: Document, text: str, lists: Lists) -> bool:
        value: Any = read(text)
        if not value:
            return False
        if related is not None:
            found = value.get(related[1])
            if related[0] == "hosts" and found and is_ip(found.strip("[]")):
                # the host of a URL may be an address
                lists["ip"].append(found.strip("[]"))
            else:
                lists[related[0]] += found if isinstance(found, list) else (found,)
        for parent in parents:
            document = document.setdefault(parent, {})
        document[last] = {**document[last], **value} if last in document else value
        return True

    return put


def _related_putter(parents: list[str], last: str, read: Read, related: str) -> Put:
    def put(document: Document, text: str, lists: Lists) -> bool:
        value: Any = read(text)
        if not value and value in _NOTHING:
            return False
        if value.__class__ is list:
            lists[related] += value
        # the root of the DNS is not a host; data may be an address or anything else
        elif is_ip(value) if related == "ip" else value != ".":
            lists[related].append(value)
        for parent in parents:
            document = document.setdefault(parent, {})
        document[last] = value
        return True

    return put


def _value_putter(parents: list[str], last: str, read: Read) -> Put:
    def put(document: Document, text: str, _: Lists) -> bool:
        value = read(text)
        if not value and value in _NOTHING:
            return False
        for parent in parents:
            document = document.setdefault(parent, {})
        document[last] = value
        return True

    return put


def _text_putter(parent: str, name: str) -> Put:
    # most captures are plain text

    def put(document: Document, text: str, _: Lists) -> bool:
        piece = document.get(parent)
        if piece is None:
            document[parent] = {name: text}
        else:
            piece[name] = text
        return True

    return put


class Endpoint(Declared):
    """An end of a connection: its `fields`, such as `source` and `client`, and the pattern of its address."""

    __slots__ = ("fields",)

    def __init__(self, fields: tuple[str, ...], pattern: str) -> None:
        super().__init__(pattern)
        self.fields = fields

    def put(  # noqa: PLR0913, PLR0917 - the captures of an end, in their order
        self,
        document: Document,
        lists: Lists,
        address: str | None,
        number: str | None,
        name: str | None,
        hardware: str | None,
    ) -> None:
        """Add the end to `document`, at each of the fields, and what of it is related to `lists`."""
        piece = self._piece(address, number, name)
        if hardware and (card := mac_of(hardware)) is not None:
            piece["mac"] = card
        if piece:
            lists["ip"].append(piece.get("ip"))
            lists["hosts"].append(piece.get("domain"))
            for field in self.fields:
                document[field] = {**document[field], **piece} if field in document else piece

    def _piece(self, address: str | None, number: str | None, name: str | None) -> Document:
        """`source` and its like of an `address`, or a name in its place, a port, and a `name` beside it."""
        # a text like an address that is not one is not a name either: dead.beef
        found, domain = host(address) if self.pattern != ADDRESS else (ip(address) if address else None, None)
        if name:
            domain = domain_of(name) or domain
        return end(found, port(number) if number and address not in NO_HOST else None, domain)

    def parts(self, name: str, table: str) -> Iterator[str]:
        """The fields that the captures in `table` can fill, of the end that is called `name`."""
        has_names = self.pattern != ADDRESS or f"{{{name}_name" in table
        for field in self.fields:
            yield f"{field}.address"
            yield f"{field}.ip"
            if has_names:
                yield f"{field}.domain"
            if f"{{{name}_port" in table:
                yield f"{field}.port"
            if f"{{{name}_mac" in table:
                yield f"{field}.mac"


def ecs(field: str, pattern: str = REST, read: Read = str, *, related: str = "") -> Capture:
    """A value for the `field` of ECS.

    `related` names the list of `related` that has it too: `ip`, `hosts`, `user` or `hash`.
    """
    return Capture(field, pattern, read, related=(related, "") if related else None)


def account(field: str = "user", pattern: str = REST) -> Capture:
    r"""A user's name for `user` and its like: `jdoe`, `jdoe@realm` or `DOMAIN\jdoe`."""
    return Capture(field, pattern, user_of, parts=("name", "domain"), related=("user", "name"))


def person(field: str = "user", pattern: str = REST) -> Capture:
    """A user's mail address, or else a name, for `user` and its like."""
    return Capture(field, pattern, person_of, parts=("name", "domain", "email"), related=("user", "name"))


def file(field: str = "file", pattern: str = r"/.{1,1024}") -> Capture:
    """A path for `file` and its like: with the file's name and its directory."""
    return Capture(field, pattern, file_of, parts=("path", "name", "directory"))


def path(field: str = "file") -> Capture:
    """A path with slashes or backslashes for `file` and its like, as `file` has it."""
    return Capture(field, REST, path_of, parts=("path", "name", "directory"))


def program(field: str = "process") -> Capture:
    """The path of a program for `process` and its like, or its name alone."""
    return Capture(field, REST, program_of, parts=("executable", "name"))


def login(field: str = "user") -> Capture:
    """A name to log in with for `user` and its like, which may be an address, and then is `email` as well."""
    return Capture(field, REST, login_of, parts=("domain", "email", "name"), related=("user", "name"))


def tls(pattern: str = REST) -> Capture:
    """A version of TLS, such as `TLSv1.3`, for `tls`."""
    return Capture("tls", pattern, tls_version, parts=("version", "version_protocol"))


def endpoint(*fields: str, pattern: str = ADDRESS) -> Endpoint:
    """An end of a connection for each of `fields`, such as `source` and `client`.

    Declared as `source`, it is four captures: `{source}`, an address or a name, `{source_name}`, a name that
    accompanies the address, `{source_port}` and `{source_mac}`.
    """
    return Endpoint(fields, pattern)


def part(pattern: str = REST) -> Declared:
    """Text that goes to no field by itself: the product reads it."""
    return Declared(pattern)


def authority(field: str, pattern: str = r"\S{1,300}") -> Capture:
    """An end of a connection whose host and port are one text, as in a URL: `www.example.com:443`."""
    return Capture(field, pattern, end_of_url, parts=("address", "domain", "ip", "port"))


def named_host(field: str = "destination") -> Capture:
    """The end of a connection that a request's `Host` names: a name and its port; an address is not a value."""
    return Capture(field, REST, _named_host, parts=("address", "domain", "port"), related=("hosts", "domain"))


def _named_host(text: str) -> Document:
    piece = end_of_url(text)
    return piece if "domain" in piece else {}


def own(  # noqa: PLR0913 - the parts of a declaration, named where it is made
    kind: str, description: str, pattern: str = "", read: Read | None = None, *, name: str = "", related: str = ""
) -> Capture:
    """A value for a field of the product's own, of the type `kind` as ECS names types.

    The field is called as the capture is, which may have dots, unless `name` (dotted) says otherwise. `related` is
    that of `ecs`.
    """
    usual, text = _OWN.get(kind, (str, REST))
    of = (related, "") if related else None
    return Capture(name, pattern or text, read or usual, own=Field(kind, description), related=of)
