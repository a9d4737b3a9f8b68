"""Databases in MaxMind's format with invented facts: `python tests/databases.py FILE` writes the documentation's.

Numbers of autonomous systems are those of RFC 5398.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from mmdb_writer import MMDBWriter
from netaddr import IPSet

if TYPE_CHECKING:
    from pathlib import Path

# What `samples/example.mmdb` says of the networks for documentation, of which it does not know all.
RECORDS: dict[str, dict[str, Any]] = {
    "192.0.2.0/24": {
        "city": {"names": {"de": "Musterstadt", "en": "Sampleton"}},
        "continent": {"code": "EU", "names": {"en": "Europe"}},
        "country": {"iso_code": "FR", "names": {"de": "Frankreich", "en": "France"}},
        "location": {"accuracy_radius": 10, "latitude": 48.5, "longitude": 2.25, "time_zone": "Europe/Paris"},
        "postal": {"code": "75000"},
        "subdivisions": [
            {"iso_code": "IDF", "names": {"en": "Ile-de-France"}},
            {"iso_code": "75", "names": {"en": "Paris"}},
        ],
        "traits": {"autonomous_system_number": 64496, "autonomous_system_organization": "Example Net"},
    },
    "198.51.100.0/25": {
        "country": {"iso_code": "JP", "names": {"en": "Japan"}},
        "location": {"latitude": 0.0, "longitude": 0.0},
        "traits": {"autonomous_system_number": 64497},
    },
    "2001:db8::/32": {
        "continent": {"code": "NA", "names": {"en": "North America"}},
        "country": {"iso_code": "CA", "names": {"en": "Canada"}},
        "subdivisions": [{"names": {"en": "Quebec"}}],
        "traits": {"autonomous_system_organization": "Example Six"},
    },
}
TYPE = "Example-Enterprise"


def write(path: Path | str, kind: str, records: dict[str, dict[str, Any]], version: int = 6) -> Path | str:
    """Write a database of the type `kind` with `records` by network; return its `path`."""
    writer = MMDBWriter(
        version, kind, languages=["en"], description="invented facts for tests", ipv4_compatible=version == 6
    )
    for network, record in records.items():
        writer.insert_network(IPSet([network]), record)
    writer.to_db_file(str(path))
    return path


if __name__ == "__main__":
    write(sys.argv[1], TYPE, RECORDS)
