"""The least that a line can cost in Python: what knows one form of it, looks at nothing else, and believes it.

    python tests/bench/least.py [--lines N] [--rounds N]

For two of the usual lines of a log server, what takes each apart with one pattern and writes its captures into
one literal, without looking whether that is the product, whether an address is one, or whether a time exists.
The documents are those of `ecsparse` under the profile `ecs`, which is checked. In µs, medians of alternated
rounds, in one process: what the floor takes for a line (see `floor.py`), the least, and `ecsparse`.
"""

from __future__ import annotations

import argparse
import random
import re
from functools import partial
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple

import orjson
from documents import floor, measure
from measuring import say

from ecsparse.pipeline import Pipeline
from ecsparse.profiles import ECS

if TYPE_CHECKING:
    from collections.abc import Callable

    from ecsparse.record import Document

_SEED = 7
_FAILED = re.compile(
    r"Oct 31 (\S+) (\S+) sshd\[([0-9]+)\]: "
    r"(Failed password for (\S+) from ([0-9.]+) port ([0-9]+) ssh2)"
)
_COMBINED = re.compile(
    r'([0-9.]+) - - \[31/Oct/2023:([0-9:]+) \+0000\] "GET (\S+) HTTP/1\.1" ([0-9]+) ([0-9]+) "([^"]+)" "([^"]+)"'
)
_VERSION = {"version": "9.4.0"}


def failed_login(line: str) -> Document:
    """The document of a password that sshd refused."""
    time, host, process, message, user, address, port = _FAILED.fullmatch(line).groups()  # type: ignore[union-attr]
    return {
        "event": {
            "kind": "event",
            "module": "openssh",
            "dataset": "openssh.log",
            "provider": "openssh",
            "action": "authentication-failed",
            "category": ["authentication"],
            "type": ["start"],
            "outcome": "failure",
            "original": line,
            "timezone": "UTC",
        },
        "openssh": {"auth_method": "password"},
        "user": {"name": user},
        "source": {"address": address, "ip": address, "port": int(port), "user": {"name": user}},
        "related": {"ip": [address], "user": [user], "hosts": [host]},
        "network": {"protocol": "ssh", "transport": "tcp", "type": "ipv4", "direction": "ingress"},
        "process": {"name": "sshd", "pid": int(process)},
        "@timestamp": f"2023-10-31T{time}Z",
        "ecs": _VERSION,
        "tags": ["year_assumed"],
        "message": message,
        "log": {"syslog": {"hostname": host, "appname": "sshd", "procid": process}},
        "host": {"hostname": host, "name": host},
    }


def request(line: str) -> Document:
    """The document of a request in the form `combined`."""
    address, time, path, status, size, referrer, agent = _COMBINED.fullmatch(line).groups()  # type: ignore[union-attr]
    return {
        "event": {
            "kind": "event",
            "module": "apache_httpd",
            "dataset": "apache_httpd.log",
            "provider": "apache_httpd",
            "category": ["web"],
            "type": ["access"],
            "action": "http-request",
            "outcome": "success",
            "original": line,
        },
        "network": {"protocol": "http"},
        "http": {
            "response": {"status_code": int(status), "body": {"bytes": int(size)}},
            "request": {"method": "GET", "referrer": referrer},
            "version": "1.1",
        },
        "url": {"original": path, "path": path},
        "@timestamp": f"2023-10-31T{time}Z",
        "source": {"address": address, "ip": address},
        "user_agent": {"original": agent},
        "related": {"ip": [address]},
        "ecs": _VERSION,
        "message": line,
    }


class Form(NamedTuple):
    """A form of lines: what one is like, with its places for numbers, and what makes its document."""

    line: str
    document: Callable[[str], Document]


_FORMS = {
    "sshd, failed password": Form(
        "Oct 31 {0:02}:{1:02}:{1:02} web{2} sshd[{3}]: Failed password for user{2} from 192.0.2.{4} port {3} ssh2",
        failed_login,
    ),
    "access log, combined": Form(
        '192.0.2.{4} - - [31/Oct/2023:{0:02}:{1:02}:{1:02} +0000] "GET /item/{3} HTTP/1.1" 200 {3} '
        '"https://www.example.com/{2}" "Mozilla/5.0 (X11; Linux x86_64; rv:109.0) Gecko/20100101 Firefox/118.0"',
        request,
    ),
}


def varied(line: str, lines: int) -> bytes:
    """So many lines like `line`, with other times, names, processes and addresses."""
    numbers = random.Random(_SEED)  # noqa: S311 - the same lines in every run
    highest = (23, 59, 9, 65535, 254)
    several = (line.format(*(numbers.randint(1, most) for most in highest)) for _ in range(lines))
    return "".join(f"{each}\n" for each in several).encode()


def convert(document: Callable[[str], Document], lines: bytes) -> bytes:
    """The documents of `lines`, written."""
    return b"".join(orjson.dumps(document(line)) + b"\n" for line in lines.decode().split("\n")[:-1])


def main() -> None:
    """Print a row for each form."""
    parser = argparse.ArgumentParser(description="Measure the least that usual lines can cost in Python.")
    parser.add_argument("--lines", type=int, default=20_000, help="lines of each form (default: 20000)")
    parser.add_argument("--rounds", type=int, default=7, help="times each is measured (default: 7)")
    options = parser.parse_args()
    say(f"{'Least, ecs, µs a line':<26}{'floor':>8}{'least':>8}{'of floor':>10}{'ecsparse':>10}{'of floor':>10}")
    with TemporaryDirectory(prefix="ecsparse-bench-") as folder:
        for name, form in _FORMS.items():
            lines = varied(form.line, options.lines)
            file = Path(folder, "lines")
            file.write_bytes(lines)
            pipeline = Pipeline(profile=ECS, reference_date="2023-11-01")
            known, own = (
                [orjson.loads(each) for each in documents.splitlines()]
                for documents in (convert(form.document, lines), pipeline.convert(lines))
            )
            if known != own:
                raise RuntimeError(f"{name}: the documents are not those of ecsparse")
            whats = (partial(convert, form.document, lines), partial(pipeline.convert, lines))
            rounds = [[measure(what, 1) for what in whats] for _ in range(options.rounds)]
            least, whole = (median(times) / options.lines * 1e6 for times in zip(*rounds, strict=True))
            base = floor(file, options.rounds) / options.lines * 1e6
            say(f"  {name:<24}{base:>8.2f}{least:>8.2f}{base / least:>10.3f}{whole:>10.2f}{base / whole:>10.3f}")


if __name__ == "__main__":
    main()
