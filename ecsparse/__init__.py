"""Elastic Common Schema documents from raw security log lines.

>>> import ecsparse
>>> ecsparse.parse("2023-10-31 15:09:55 TUN/TAP device tun0 opened")["observer"]
{'ingress': {'interface': {'name': 'tun0'}}}
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ecsparse import survey
    from ecsparse.enrichment import Enrichment
    from ecsparse.errors import (
        BadDeclaration,
        BadEnrichment,
        BadKey,
        BadPlugin,
        BadReference,
        BadRule,
        EcsparseError,
        Malformed,
        UnknownProduct,
        UnknownZone,
    )
    from ecsparse.explanation import explain
    from ecsparse.pipeline import Pipeline, parse
    from ecsparse.privacy.documents import Privacy
    from ecsparse.registry import Registry

__all__ = [
    "BadDeclaration",
    "BadEnrichment",
    "BadKey",
    "BadPlugin",
    "BadReference",
    "BadRule",
    "EcsparseError",
    "Enrichment",
    "Malformed",
    "Pipeline",
    "Privacy",
    "Registry",
    "UnknownProduct",
    "UnknownZone",
    "__version__",
    "explain",
    "parse",
    "survey",
]

__version__ = "0.1.0"


def __getattr__(name: str) -> object:
    # the command sets its signals before it imports anything that takes time
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    if name == "survey":
        from importlib import import_module  # noqa: PLC0415 - as below

        return import_module("ecsparse.survey")
    if name == "explain":
        from ecsparse.explanation import explain  # noqa: PLC0415 - as below

        return explain
    if name == "Enrichment":
        from ecsparse.enrichment import Enrichment  # noqa: PLC0415 - as below

        return Enrichment
    if name == "Privacy":
        from ecsparse.privacy.documents import Privacy  # noqa: PLC0415 - as below

        return Privacy
    from ecsparse import errors, pipeline, registry  # noqa: PLC0415 - see above

    return next(getattr(module, name) for module in (pipeline, registry, errors) if hasattr(module, name))


def __dir__() -> list[str]:
    return sorted(__all__)
