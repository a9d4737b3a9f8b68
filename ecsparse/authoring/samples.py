"""Checks sample lines against their expected documents.

Layout:
    samples/<product>/<topic>.log               lines
    samples/<product>/<topic>.expected.ndjson   their documents, line by line, in either profile
    samples/<product>/<topic>.ecs.ndjson        of a documented product, those of the profile `ecs`: the others are
                                                what its vendor's page documents
    samples/unmatched/<topic>.log               lines that look like a product's, and are none's
    samples/carriers/                           lines of several products in carriers, which are not checked here

A line that gives no document, because it is blank, has none here either. Documents are compared by their content:
neither the order of their fields nor how they are written matters.
"""

from __future__ import annotations

import os
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

import orjson

from ecsparse.authoring.comparison import (
    Difference,
    Seen,
    differences,
    not_declared,
    not_in_vocabulary,
    not_valid,
    parsed,
)
from ecsparse.blocks import Blocks
from ecsparse.claims import Claims
from ecsparse.decoding import MAX_LINE
from ecsparse.outcomes import BLANK, INTERNAL, MALFORMED, UNMATCHED
from ecsparse.profiles import DOCUMENTED, ECS, Documents
from ecsparse.reading import Reading
from ecsparse.registry import BUILT_IN

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ecsparse.outcomes import Failure
    from ecsparse.profiles import Profile
    from ecsparse.registry import Registry

# What completes the times of lines.
REFERENCE = "2026-01-01"

_LOG = ".log"
_CARRIERS = "carriers"


class Kind(NamedTuple):
    """A kind of documents that lines become: how the file of those that are expected ends, and what gives them."""

    ending: str
    profile: Profile
    reference: str | None

    def path(self, topic: Topic) -> str:
        """The path of the documents that are expected of the lines of `topic`."""
        return topic.log.removesuffix(_LOG) + self.ending

    @property
    def options(self) -> tuple[str, ...]:
        """The options under which the command gives them."""
        profiled = () if self.profile == DOCUMENTED else ("--profile", self.profile)
        return profiled if self.reference is None else (*profiled, "--reference-date", self.reference)


# what the vendor's page of a documented product documents, ECS of such a product, and ECS of all others
PAGE = Kind(".expected.ndjson", DOCUMENTED, None)
ECS_OF_PAGE = Kind(".ecs.ndjson", ECS, REFERENCE)
EITHER = Kind(".expected.ndjson", DOCUMENTED, REFERENCE)


class Topic(NamedTuple):
    """Some lines of one product: its id, and the path of their file."""

    product: str
    log: str


class Finding(NamedTuple):
    """What is wrong with line number `line` of the file `path`, or with the file as a whole if `line` is 0."""

    path: str
    line: int
    kind: Kind
    problem: str
    differences: tuple[Difference, ...] = ()

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}" if self.line else self.path
        return "; ".join((f"{place}: {self.problem}", *map(str, self.differences)))


# what becomes of a JSON document that holds records
_SEVERAL = "several records"


class Made(NamedTuple):
    """What became of a line: its number, a product's id or what is wrong, the document, and a bug of a parser."""

    line: int
    outcome: str
    document: bytes
    bug: Failure | None


class Checker:
    """Checks samples of the products of `registry`."""

    def __init__(self, registry: Registry = BUILT_IN) -> None:
        self._registry = registry
        self._blocks = {kind: _blocks(registry, kind) for kind in (PAGE, ECS_OF_PAGE, EITHER)}
        # what samples have, by the ids of plug-ins: of the package's own products, more is known elsewhere
        self._seen: dict[str, Seen] = {}

    def check(self, topic: Topic) -> tuple[int, list[Finding]]:
        """The number of lines of a topic, and the findings in them.

        Raises:
            OSError: a file cannot be read.
        """
        kinds = self._kinds(topic)
        made = [self._make(topic, kind) for kind in kinds]
        if topic.product not in (UNMATCHED, *self._registry.names()):
            problem = f"there is no product {topic.product}; name its module with --plugin, or rename the folder"
            return len(made[0]), [Finding(topic.log, 0, kinds[0], problem)]
        found = list(_claims(topic, kinds[0], made[0]))
        if any(each.outcome == _SEVERAL for each in made[0]):
            return len(made[0]), found
        for kind, each in zip(kinds, made, strict=True):
            found += self._failed(topic, kind, each)
            if topic.product != UNMATCHED:
                found += self._invalid(topic, kind, each)
                found += _compare(topic, kind, each)
        return len(made[0]), found

    def unused(self, topics: Iterable[Topic]) -> list[Finding]:
        """What plug-ins declare, and none of these topics has, which are all that there are of them."""
        folders = {topic.product: os.path.dirname(topic.log) for topic in topics}
        return [
            Finding(folder, 0, EITHER, problem)
            for product, folder in folders.items()
            if product in self._seen
            for problem in self._seen[product].missing(self._registry.load(product).PRODUCT)
        ]

    def update(self, topic: Topic) -> Iterator[str]:
        """Rewrite the expected documents of a topic where they differ; yield the paths that were written.

        Not of a topic with a line that meets a parser's bug or holds several records, or whose product is not
        known: no such document is ever expected.

        Raises:
            OSError: a file cannot be read or written.
        """
        if topic.product in self._registry.names():
            for kind in self._kinds(topic):
                made = self._make(topic, kind)
                content = b"".join(each.document for each in made)
                path = kind.path(topic)
                if all(each.outcome not in (INTERNAL, _SEVERAL) for each in made) and _content(path) != content:
                    _replace(path, content)
                    yield path

    def _kinds(self, topic: Topic) -> tuple[Kind, ...]:
        """The kinds of documents that the lines of a topic become."""
        is_product = topic.product in self._registry.names()
        documented = is_product and self._registry.load(topic.product).PRODUCT.documented
        return (PAGE, ECS_OF_PAGE) if documented else (EITHER,)

    def _make(self, topic: Topic, kind: Kind) -> list[Made]:
        blocks = self._blocks[kind]
        with open(topic.log, "rb") as file:
            lines = file.read().split(b"\n")
        return [made for number, line in enumerate(lines, 1) if (made := _made(blocks, number, line)) is not None]

    @staticmethod
    def _failed(topic: Topic, kind: Kind, made: Iterable[Made]) -> Iterator[Finding]:
        """The lines that meet a parser's bug."""
        for each in made:
            if each.bug is not None:
                problem = f"the parser of {each.bug.product} fails: {each.bug.told}"
                yield Finding(topic.log, each.line, kind, problem)

    def _invalid(self, topic: Topic, kind: Kind, made: Iterable[Made]) -> Iterator[Finding]:
        """What ECS does not allow of documents that are to be ECS, and their fields that are not declared."""
        if kind == PAGE:
            return
        product = self._registry.load(topic.product).PRODUCT
        is_plugin = self._registry.is_plugin(topic.product)
        for each in made:
            document = parsed(each.document) or {}
            problems = [*not_valid(document, product), *not_declared(document, product)]
            if is_plugin and each.outcome == topic.product:
                self._seen.setdefault(topic.product, Seen()).add(document)
                problems += not_in_vocabulary(document, product)
            for problem in problems:
                yield Finding(topic.log, each.line, kind, problem)


def _blocks(registry: Registry, kind: Kind) -> Blocks:
    """What makes documents of a kind."""
    reading = Reading(
        registry=registry,
        products=None,
        prefer=(),
        timezone="UTC",
        reference_date=kind.reference,
        profile=kind.profile,
    )
    return Blocks(Claims(reading, Documents(reading)), encode=orjson.dumps, max_line=MAX_LINE)


def _made(blocks: Blocks, number: int, line: bytes) -> Made | None:
    """What becomes of a line; `None` if it is blank."""
    try:
        outcome, document = blocks.convert_one(line)
    except ValueError:
        return Made(number, _SEVERAL, b"", None)
    bug = next(iter(blocks.claims.counts.failures.values()), None)
    return None if outcome == BLANK else Made(number, outcome, document, bug)


def check_samples(folder: str | os.PathLike[str], registry: Registry = BUILT_IN) -> list[Finding]:
    """What is wrong with the samples in `folder`, as `ecsparse test-samples` finds it.

    Raises:
        FileNotFoundError: there are no samples.
        OSError: a file cannot be read.
    """
    checker, found = Checker(registry), topics(os.fspath(folder))
    return [finding for topic in found for finding in checker.check(topic)[1]] + checker.unused(found)


def topics(folder: str) -> list[Topic]:
    """The samples in `folder`, which is a product's own, holds those of products, or has them in `samples`.

    Raises:
        FileNotFoundError: there are none.
        OSError: a folder cannot be read.
    """
    inner = os.path.join(folder, "samples")
    root = inner if os.path.isdir(inner) else folder
    names = sorted({*os.listdir(root)} - {_CARRIERS})
    found = [topic for name in names for topic in _topics_of(os.path.join(root, name))]
    found = found or list(_topics_of(root))
    if not found:
        raise FileNotFoundError(f"there are no samples; put lines into samples/vendor_product/topic{_LOG}")
    return found


def _topics_of(folder: str) -> Iterator[Topic]:
    """The samples of one product, whose id is the name of their `folder`."""
    if os.path.isdir(folder):
        product = os.path.basename(os.path.realpath(folder))
        for name in sorted(os.listdir(folder)):
            if name.endswith(_LOG) and not name.startswith("."):
                yield Topic(product, os.path.join(folder, name))


def _claims(topic: Topic, kind: Kind, made: Iterable[Made]) -> Iterator[Finding]:
    """The lines that are not found to be the product's."""
    for each in made:
        claimed = _blamed(each.document) if each.outcome == MALFORMED else each.outcome
        if claimed in (topic.product, INTERNAL):
            continue
        problem = f"{claimed} claims this line"
        if claimed == _SEVERAL:
            problem = "holds several records, of which each is a document; give each a line of its own"
        if claimed == UNMATCHED:
            problem = f"{topic.product} does not claim this line; see its signatures, and where parse returns None"
        yield Finding(topic.log, each.line, kind, problem)


def _compare(topic: Topic, kind: Kind, made: list[Made]) -> Iterator[Finding]:
    """How the documents of a topic differ from those that are expected."""
    path = kind.path(topic)
    content = _content(path)
    if content is None:
        yield Finding(path, 0, kind, "there is no such file; --update writes it, for you to read")
        return
    expected = [(number, line) for number, line in enumerate(content.split(b"\n"), 1) if line.strip()]
    found = _compare_lines(topic, kind, zip(made, expected, strict=False))
    if len(expected) == len(made):
        yield from found
        return
    documents, lines = _number(len(expected), "document", "documents"), _number(len(made), "line", "lines")
    yield Finding(path, 0, kind, f"has {documents} for {lines}; --update rewrites it, line by line")
    # after a line without a document, or a document without a line, all differ
    yield from islice(found, 1)


def _compare_lines(topic: Topic, kind: Kind, pairs: Iterable[tuple[Made, tuple[int, bytes]]]) -> Iterator[Finding]:
    for made, (number, line) in pairs:
        expected, actual = parsed(line), parsed(made.document)
        if expected is None or actual is None:
            yield Finding(kind.path(topic), number, kind, "is not a JSON object")
        elif made.bug is None and (differing := differences(expected, actual)):
            problem = _number(len(differing), "field differs", "fields differ")
            yield Finding(topic.log, made.line, kind, problem, differing)


def _number(number: int, one: str, more: str) -> str:
    return f"{number} {one if number == 1 else more}"


def _blamed(document: bytes) -> str:
    """The id of the product that a document of a malformed line, or of a bug, names."""
    return str((parsed(document) or {})["error"]["message"]).partition(":")[0]


def _content(path: str) -> bytes | None:
    """The content of the file `path`; `None` if there is no such file."""
    try:
        with open(path, "rb") as file:
            return file.read()
    except FileNotFoundError:
        return None


def _replace(path: str, content: bytes) -> None:
    """Put `content` in the place of the file `path`, all of it or nothing."""
    path = os.path.realpath(path)
    folder, name = os.path.split(path)
    temporary = os.path.join(folder, f".{name}.{os.getpid()}")
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o666)
    try:
        with open(descriptor, "wb") as file:
            if os.path.exists(path):
                os.fchmod(descriptor, os.stat(path).st_mode & 0o777)
            file.write(content)
            file.flush()
            os.fsync(descriptor)
        os.replace(temporary, path)
    except BaseException:
        os.unlink(temporary)
        raise
