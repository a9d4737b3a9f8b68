"""What a wheel has of the samples: the first line of each topic, which `ecsparse products` shows.

The rest, and the documents that are expected of them, are for the tests of a checkout.
"""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

# folders of lines that are not one product's
_OF_NO_PRODUCT = ("carriers", "unmatched")


class FirstLines(BuildHookInterface):  # type: ignore[type-arg]  # hatchling's own configuration
    """Puts the first lines of the products' samples into the wheel, below `ecsparse/samples`."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Write them where the build takes them from; an editable install finds those of the checkout."""
        self._folder = TemporaryDirectory()
        if version == "editable":
            return
        root = Path(self.root)
        for log in sorted(root.glob("samples/*/*.log")):
            if log.parent.name not in _OF_NO_PRODUCT:
                copy = Path(self._folder.name, log.parent.name, log.name)
                copy.parent.mkdir(exist_ok=True)
                with log.open("rb") as lines:
                    copy.write_bytes(lines.readline())
        build_data["force_include"][self._folder.name] = "ecsparse/samples"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:  # noqa: ARG002 - the hook's signature
        """Remove what was written."""
        self._folder.cleanup()
