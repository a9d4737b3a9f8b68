"""The files of a new product: a module, samples of its lines, and a test, which pass as they are."""

from __future__ import annotations

import os
from string import Template

from ecsparse.authoring.samples import Checker, topics
from ecsparse.errors import BadName
from ecsparse.patterns import Pattern
from ecsparse.registry import BUILT_IN, RESERVED, Registry

_SKELETON = os.path.join(os.path.dirname(__file__), "skeleton")

# What is written, and the file of `skeleton` that it is made from.
_FILES = {
    "$id.py": "product.py.txt",
    "samples/$id/traffic.log": "traffic.log.txt",
    "samples/unmatched/${id}_lookalikes.log": "lookalikes.log.txt",
    "test_$id.py": "test_product.py.txt",
}
# What is made from the samples, by the new product itself.
_EXPECTED = "samples/$id/traffic.expected.ndjson"

# acme_fw | acme_edge_fw2 | knockd
_NAME = Pattern(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)*")
_LONGEST_NAME = 60


def create(name: str, folder: str) -> list[str]:
    """The paths of the files of the product `name` in `folder`, which were written; none stood there before.

    Raises:
        BadName: the name is not of the form `vendor_product` or `product`, or is taken.
        FileExistsError: one of the files exists already; nothing is written.
        OSError: a file cannot be written; those that could are removed.
    """
    _check_name(name)
    vendor, _, rest = name.partition("_")
    words = {"id": name, "vendor": vendor.capitalize(), "name": rest.replace("_", " ") or name}
    files = {os.path.join(folder, _filled(path, words)): source for path, source in _FILES.items()}
    expected = os.path.join(folder, _filled(_EXPECTED, words))
    for path in (*files, expected):
        if os.path.lexists(path):
            raise FileExistsError(f"{path}: exists already; remove it, or name another folder")
    try:
        for path, source in files.items():
            os.makedirs(os.path.dirname(path) or ".", exist_ok=True)
            with open(os.path.join(_SKELETON, source), encoding="utf-8") as skeleton:
                text = _filled(skeleton.read(), words)
            with open(path, "x", encoding="utf-8") as file:
                file.write(text)
        _expect(name, folder)
    except OSError:
        for path in filter(os.path.lexists, (*files, expected)):
            os.unlink(path)
        raise
    return sorted((*files, expected))


def _check_name(name: str) -> None:
    if _NAME.fullmatch(name) is None or len(name) > _LONGEST_NAME:
        raise BadName(f"{name!r} is not a name for a product; use vendor_product, in lower case, such as acme_fw")
    if name in RESERVED:
        raise BadName(f"{name} means something else in documents; use vendor_product, such as acme_fw")
    if name in BUILT_IN.names():
        raise BadName(f"{name} is a product of the package; use another name")


def _filled(text: str, words: dict[str, str]) -> str:
    return Template(text).substitute(words)


def _expect(name: str, folder: str) -> None:
    """Write the documents that the new product makes of its samples."""
    checker = Checker(Registry([os.path.join(folder, f"{name}.py")]))
    for topic in topics(os.path.join(folder, "samples", name)):
        for _ in checker.update(topic):
            pass
