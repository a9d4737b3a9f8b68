"""What is known of each product: the catalogue that `ecsparse products` prints and `docs/products` holds."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any, NamedTuple

from ecsparse.ecs import envelope
from ecsparse.ecs.descriptions import DESCRIPTIONS
from ecsparse.ecs.lint import table
from ecsparse.registry import BUILT_IN

if TYPE_CHECKING:
    from ecsparse.record import Product
    from ecsparse.registry import Registry

# In an installed package, which has the first lines alone, and beside it in a checkout.
_SAMPLES = ("samples", "../samples")

# Files of samples whose lines are examples for readers, such as `tunnel.log`.
_LOG = ".log"
# Longer lines are cut, in bytes.
_LONGEST_SAMPLE = 1 << 12


class FieldEntry(NamedTuple):
    """A field that documents can have: its dotted name, its type as ECS names types, and what it holds."""

    name: str
    type: str
    description: str


class Entry(NamedTuple):
    """What is known of one product.

    `manual` is its module's docstring; `signatures` are the texts that find its lines, by kind; `before` and
    `after` are the products that it is asked before or after where both have equally specific signatures, and why;
    `fields` are those of its ECS documents, `own_fields` those of them that are not ECS's; `actions` says what
    each value of `event.action` means, `differences` what the profile `ecs` changes of its vendor's page, and why;
    `samples` has a line of each topic of its samples, by topic.
    """

    id: str
    vendor: str
    product: str
    versions: str
    formats: tuple[str, ...]
    dataset: str
    manual: str
    signatures: dict[str, list[str]]
    before: dict[str, str]
    after: dict[str, str]
    fields: list[FieldEntry]
    own_fields: list[FieldEntry]
    actions: dict[str, str]
    differences: dict[str, str]
    samples: dict[str, str]


def entry(name: str, registry: Registry = BUILT_IN) -> Entry:
    """What is known of the product `name`, which is one of `registry`'s.

    Raises:
        UnknownProduct: there is no such product.
    """
    module = registry.load(name)
    product = module.PRODUCT
    return Entry(
        id=name,
        vendor=product.vendor,
        product=product.name,
        versions=product.versions,
        formats=product.formats,
        dataset=f"{name}.{product.dataset}",
        manual=(module.__doc__ or "").strip(),
        signatures=_signatures(product),
        before=dict(product.before),
        after=dict(product.after),
        fields=[_ecs_field(field) for field in sorted({*product.fields, *envelope.FIELDS})],
        own_fields=[FieldEntry(name, own.type, own.description) for name, own in sorted(product.own_fields.items())],
        actions=dict(sorted(product.actions.items())),
        differences=dict(product.differences),
        samples=_samples(name, getattr(module, "__file__", None)),
    )


def _signatures(product: Product) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for signature in product.signatures:
        text = "=".join(signature) if isinstance(signature, tuple) else str(signature)
        found.setdefault(type(signature).__name__, []).append(text)
    return {kind: sorted(set(texts)) for kind, texts in sorted(found.items())}


def _ecs_field(name: str) -> FieldEntry:
    ecs = table()
    kind = ecs.types[name]
    return FieldEntry(name, f"{kind}[]" if name in ecs.arrays else kind, DESCRIPTIONS.get(name, ""))


def _samples(name: str, module: str | None) -> dict[str, str]:
    """The first line of each topic, as text; none if there are no samples beside the package or the `module`."""
    package = os.path.dirname(__file__)
    places = [os.path.join(package, part) for part in _SAMPLES]
    if module is not None:
        places.insert(0, os.path.join(os.path.dirname(module), "samples"))
    folder = next((path for place in places if os.path.isdir(path := os.path.join(place, name))), None)
    if folder is None:
        return {}
    found = {}
    for file in sorted(os.listdir(folder)):
        if file.endswith(_LOG):
            with open(os.path.join(folder, file), "rb") as lines:
                first = lines.readline(_LONGEST_SAMPLE)
            found[file.removesuffix(_LOG)] = first.decode(errors="backslashreplace").rstrip("\r\n")
    return found


def as_data(found: Entry) -> dict[str, Any]:
    """`found` as JSON has it."""
    fields = {kind: [field._asdict() for field in getattr(found, kind)] for kind in ("fields", "own_fields")}
    return found._asdict() | fields
