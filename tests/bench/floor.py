"""The floor: what any filter from lines to JSON documents has to do at least in Python.

Standard input in blocks of 64 KiB, cut at line feeds, one ready document written for each line to standard
output through one buffered writer, flushed after each block. Nothing of ecsparse is imported.
"""

from __future__ import annotations

import os
from io import BufferedWriter, FileIO

import orjson

_BLOCK = 1 << 16

_DOCUMENT = {
    "event": {"category": ["network"], "type": ["info"]},
    "client": {
        "address": "client01",
        "domain": "client01",
        "ip": "165.225.204.88",
        "nat": {"ip": "10.8.0.6"},
        "port": 59321,
    },
    "@timestamp": "2023-10-31T15:09:59Z",
    "related": {"ip": ["10.8.0.6", "165.225.204.88"], "hosts": ["client01"]},
    "message": "2023-10-31 15:09:59 client01/165.225.204.88:59321 MULTI: Learn: 10.8.0.6 -> "
    "client01/165.225.204.88:59321",
}


def main() -> None:
    """Write the ready document once for each line of standard input."""
    writer = BufferedWriter(FileIO(1, "wb", closefd=False), 2 * _BLOCK)
    write, dumps, option, document = writer.write, orjson.dumps, orjson.OPT_APPEND_NEWLINE, _DOCUMENT
    pending = b""
    while block := os.read(0, _BLOCK):
        lines = (pending + block).split(b"\n")
        pending = lines.pop()
        for _ in lines:
            write(dumps(document, None, option))
        writer.flush()
    if pending:
        write(dumps(document, None, option))
        writer.flush()


if __name__ == "__main__":
    main()
