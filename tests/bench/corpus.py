"""Lines to measure with: the products' sample lines, varied with a fixed seed.

    python tests/bench/corpus.py --lines 100000 --kind server > server.log

A kind is a product's id, or a mix, whose lines are shuffled:
    mixed   the lines of the three integration pages
    all     every product, each as likely as any other
    server  what a log server holds, in the shares of `SHARES`, with relays' headers and unmatched lines

Every line is a line of `samples/` with other addresses (IPv4, and IPv6 in a tenth of the lines that can have
it), ports, names, numbers and times. Times ascend over 30 days, about twenty lines to a second that has any, as on
a server that collects logs. What occurs twice in a line stays the same twice. Every line is claimed by its product:
one that is not is counted in `Corpus.declined` and replaced.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from ecsparse import registry
from ecsparse.pipeline import Pipeline

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

PRODUCTS = ("openvpn", "ibm_aix", "rubycat_proveit")
UNMATCHED = "unmatched"
MIXES = ("mixed", "all", "server")

# What a log server holds, in percent of the lines that products claim; the others share `REST`.
SHARES = {
    ("apache_httpd", "nginx"): 30,
    ("netfilter", "cef"): 20,
    ("openssh", "linux_auth"): 15,
    ("postfix",): 10,
    ("dnsmasq", "isc_bind", "isc_dhcpd", "unbound"): 10,
    ("haproxy", "squid"): 10,
    (UNMATCHED,): 5,
}
REST = 5
# The programs of those that write files of their own, as relays name them.
_PROGRAMS = {
    "apache_httpd": "httpd",
    "nginx": "nginx",
    "squid": "squid",
    "unbound": "unbound",
    "freeradius": "radiusd",
}
_RELAYED = 0.5

_SAMPLES = Path(__file__).resolve().parents[2] / "samples"
# The topics of the integration pages: what a log holds mostly. The others are its edges.
_PAGES = {
    "openvpn": ("client_connection", "client_information", "gateway", "ldap", "tls_information", "tunnel"),
    "ibm_aix": ("aud", "cron", "file", "fs", "objects", "proc", "tcp", "user"),
    "rubycat_proveit": ("admin_services", "system", "user_connection", "user_disconnection", "user_service"),
}
# Topics that hold what is rare: attacks on the parser, and lines that are cut.
_EDGES = ("damaged", "hostile", "malformed")
_SEED = 20231031
_START = datetime(2023, 10, 1)  # noqa: DTZ001 - the samples' times name no zone
_DAYS = 30
_MICROSECONDS = 10**6
_LINES_IN_A_SECOND = 20
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_NAMES = ("alice", "bob", "carol", "dave", "erin", "frank", "grace", "heidi", "ivan", "judy", "oscar")
_FOLDERS = ("a", "blog", "images", "news", "shop", "static/css", "wiki")
_SERVICES = (22, 443, 1494, 3389, 5900, 8443)

_V4 = r"(?<![0-9.])(?!255\.|0\.)[0-9]{1,3}(?:\.[0-9]{1,3}){3}(?![0-9.]*[0-9])"

# What is varied, by its kind; the first kind that matches at a place is taken.
_TOKENS = {
    # 2022-12-08T21:37:18.323112
    "iso": r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{6}",
    # 31/Oct/2023:15:09:55
    "web": r"\b[0-9]{2}/[A-Z][a-z]{2}/[0-9]{4}:[0-9]{2}:[0-9]{2}:[0-9]{2}\b",
    # 31-Oct-2023 15:09:55
    "dashed": r"\b[0-9]{2}-[A-Z][a-z]{2}-[0-9]{4} [0-9]{2}:[0-9]{2}:[0-9]{2}\b",
    # 1698765172.220 | [1698765174]
    "epoch": r"^\[?1[67][0-9]{8}\b",
    # 2023-10-31 15:09:55
    "local": r"[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2}",
    # 25 sep 2022 23:14:20.756159
    "audit": r"\b[0-9]{1,2} [A-Za-z]{3} [0-9]{4} [0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{6}\b",
    # Sun Sep 25 23:00:00 2022
    "ctime": r"\b[A-Z][a-z]{2} [A-Z][a-z]{2} [ 0-9][0-9] [0-9]{2}:[0-9]{2}:[0-9]{2} [0-9]{4}\b",
    # Sep 25 23:00:00
    "syslog": r"\b[A-Z][a-z]{2} [ 0-9][0-9] [0-9]{2}:[0-9]{2}:[0-9]{2}\b",
    # 6c036039-2ea0-4a12-bf54-98c827db986b
    "session": r"\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b",
    # 0e:dd:8a:3b:b1:86
    "mac": r"\b[0-9a-f]{2}(?::[0-9a-f]{2}){5}\b",
    # [AF_INET]165.225.204.88:59321
    "peer": rf"(?:\[AF_INET\])?{_V4}:[0-9]{{1,5}}\b",
    # "ip": "10.1.2.5" | Port 10.30.134.100 1022
    "origin": rf'"ip": "{_V4}"|\bPort {_V4} [0-9]{{1,5}}\b',
    "address": _V4,
    # "port": 3389
    "service": r'"port": [0-9]{1,5}\b',
    # GET /index.html
    "path": r"(?<=\b(?:GET|PUT) )/[a-z0-9./-]+(?=[ ?])|(?<=\bPOST )/[a-z0-9./-]+(?=[ ?])",
    # 4SKc2x1Y0Rz9s: (Postfix)
    "queue": r"\b[0-9A-F]{10,12}(?=: )|\b4[0-9B-Zb-z]{11,14}(?=: )",
    "client": r"\bclient[0-9]{2}\b",
    "user": r"\b(?:my(?:\.other)?\.user|admini\w*ateur|Pipin|dad|db2inst1|DOE john|xxxxxxx|XXX|alice|bob|carol)\b",
    "host": r"\b(?:(?:web|mx|gw|ns|lb|vpn|pc)[0-9]+|serveur[0-9]+|kx5frsip01-a|titan|AD2)\b",
    "descriptor": r"\bfd[0-9]{1,2}\b",
    # process ids, sizes, temporary names
    "number": r"(?<![\w.])[1-9][0-9]{4,}(?![\w.])",
}
_TOKEN = re.compile("|".join(f"(?P<{kind}>{pattern})" for kind, pattern in _TOKENS.items()))


class Variation:
    """Lines like a sample, at a given time."""

    def __init__(self, rng: random.Random) -> None:
        self._rng = rng
        self._moment = _START
        self._is_v6 = False
        self._said: dict[str, str] = {}
        self._makers: dict[str, Callable[[str], str]] = {
            "session": self._session,
            "mac": self._mac,
            "origin": self._origin,
            "address": self._address,
            "service": lambda _: f'"port": {rng.choice(_SERVICES)}',
            "client": lambda _: f"client{rng.randrange(1, 500):02}",
            "user": lambda _: f"{rng.choice(_NAMES)}{rng.randrange(50):02}",
            "host": lambda _: f"srv{rng.randrange(200):03}",
            "descriptor": lambda _: f"fd{rng.randrange(3, 64)}",
            "path": lambda _: f"/{rng.choice(_FOLDERS)}/{rng.randrange(5000)}.html",
            "queue": self._queue,
            "number": lambda text: f"{rng.randrange(10 ** (len(text) - 1), 10 ** len(text))}",
        }

    def of(self, parts: list[tuple[str, str]], moment: datetime) -> str:
        """A line like the sample that `parts` are of, at `moment`."""
        self._moment = moment
        self._is_v6 = self._rng.random() < 0.1
        self._said.clear()
        return "".join(self._varied(kind, text) if kind else text for kind, text in parts)

    def header(self, program: str, moment: datetime) -> str:
        """A relay's header of `program` on one of some servers."""
        rng = self._rng
        time = f"{_MONTHS[moment.month - 1]} {moment.day:2} {moment.time().isoformat('seconds')}"
        return f"<{rng.randrange(128, 192)}>{time} srv{rng.randrange(200):03} {program}[{rng.randrange(400, 9999)}]: "

    def _varied(self, kind: str, text: str) -> str:
        if kind == "peer":
            family, _, peer = text.rpartition("]")
            return self._peer(family, peer)
        if text not in self._said:
            make = self._makers.get(kind)
            self._said[text] = self._time(kind, text) if make is None else make(text)
        return self._said[text]

    def _time(self, kind: str, text: str) -> str:
        moment = self._moment
        if kind == "iso":
            return moment.isoformat(timespec="microseconds")
        if kind == "local":
            return moment.isoformat(" ", "seconds")
        month, clock = _MONTHS[moment.month - 1], moment.time().isoformat("seconds")
        if kind == "web":
            return f"{moment.day:02}/{month}/{moment.year}:{clock}"
        if kind == "dashed":
            return f"{moment.day:02}-{month}-{moment.year} {clock}"
        if kind == "epoch":
            return f"{'[' if text[0] == '[' else ''}{int(moment.replace(tzinfo=UTC).timestamp())}"
        if kind == "audit":
            month = month.lower() if text.islower() else month
            return f"{moment.day:02} {month} {moment.year} {clock}.{moment.microsecond:06}"
        if kind == "ctime":
            return f"{_WEEKDAYS[moment.weekday()]} {month} {moment.day:2} {clock} {moment.year}"
        return f"{month} {moment.day:2} {clock}"

    def _peer(self, family: str, peer: str) -> str:
        if peer not in self._said:
            port = self._rng.randrange(1024, 65536)
            host = f"[{self._v6()}]" if self._is_v6 else self._address(peer)
            self._said[peer] = f"{host}:{port}"
        if not self._is_v6:
            return f"{family}]{self._said[peer]}" if family else self._said[peer]
        return f"{'[AF_INET6]' if family else 'udp6:'}{self._said[peer]}"

    def _origin(self, text: str) -> str:
        if text.startswith('"'):
            return f'"ip": "{self._v6() if self._is_v6 else self._address(text[7:-1])}"'
        _, address, _ = text.split()
        host = self._v6() if self._is_v6 else self._address(address)
        return f"Port {host} {self._rng.randrange(512, 1024)}"

    def _v6(self) -> str:
        # four thousand clients
        number = self._rng.randrange(4096)
        return f"2001:db8:{number >> 6:x}::{(number & 63) + 1:x}"

    def _address(self, text: str) -> str:
        # four thousand in each network of the samples
        first, second, *_ = text.split(".")
        return f"{first}.{second}.{self._rng.randrange(16)}.{self._rng.randrange(1, 255)}"

    def _session(self, _: str) -> str:
        digits = f"{self._rng.getrandbits(128):032x}"
        return "-".join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]))

    def _mac(self, _: str) -> str:
        return "0e:" + self._rng.randbytes(5).hex(":")

    def _queue(self, text: str) -> str:
        letters = (
            "0123456789ABCDEF" if text.isupper() or text.isdecimal() else "BCDFGHJKLMNPQRSTVWXYZbcdfghjklmnpqrstvwxyz"
        )
        return text[0] + "".join(self._rng.choices(letters, k=len(text) - 1))


class Corpus:
    """`lines` lines of `kind`, the same ones every time; iterating gives `(product, line)`.

    `declined` is how many variations their product did not claim. Without `check` it is not asked, which is
    several times faster.
    """

    def __init__(self, kind: str, lines: int, *, check: bool = True) -> None:
        self.lines = lines
        self.check = check
        self.declined = 0
        self._relays = kind == "server"
        shares = shares_of(kind)
        # the parts of each sample line by product, and how many lines of each product there are
        self.templates = {product: [template(line) for line in claimed_samples(product)] for product in shares}
        self._weights = list(shares.values())

    def __iter__(self) -> Iterator[tuple[str, str]]:
        rng = random.Random(_SEED)  # noqa: S311 - the same lines every time
        variation, pipeline = Variation(rng), Pipeline()
        products = [*self.templates]
        for moment in _moments(rng, self.lines):
            while self.declined <= self.lines:
                product = rng.choices(products, self._weights)[0]
                line = variation.of(rng.choice(self.templates[product]), moment)
                if self._relays and product in _PROGRAMS and rng.random() < _RELAYED:
                    line = f"{variation.header(_PROGRAMS[product], moment)}{line}"
                if not self.check or pipeline.document(line)[0] == product:
                    yield product, line
                    break
                self.declined += 1


def shares_of(kind: str) -> dict[str, float]:
    """How likely a line of each product is, in a corpus of `kind`; products of the same log have the same share."""
    if kind == "mixed":
        # each line of the pages is as likely as any other
        return {product: len(claimed_samples(product)) for product in PRODUCTS}
    products = registry.names()
    if kind == "all":
        return dict.fromkeys(products, 1)
    if kind != "server":
        return {kind: 1}
    named = {product: share / len(group) for group, share in SHARES.items() for product in group}
    rest = [product for product in products if product not in named]
    return named | dict.fromkeys(rest, REST / len(rest))


def template(sample: str) -> list[tuple[str, str]]:
    """The parts of `sample`, each with its kind; what is not varied has an empty one."""
    parts, end = [], 0
    for match in _TOKEN.finditer(sample):
        parts += [("", sample[end : match.start()]), (match.lastgroup or "", match[0])]
        end = match.end()
    return [*parts, ("", sample[end:])]


def claimed_samples(product: str) -> list[str]:
    """The usual sample lines of `product` (or `unmatched`): those that its documents hold without an error.

    Of the products with an integration page, they are the page's.
    """
    folder = _SAMPLES / product
    topics = _PAGES.get(product) or [log.stem for log in sorted(folder.glob("*.log")) if log.stem not in _EDGES]
    claimed, pipeline = [], Pipeline()
    for topic in topics:
        lines = (folder / f"{topic}.log").read_bytes().decode(errors="replace").split("\n")
        claimed += [line for line in lines if line.strip(" \t\r") and pipeline.document(line)[0] == product]
    return claimed


def _moments(rng: random.Random, lines: int) -> list[datetime]:
    """Ascending times, one for each line, many in the same seconds."""
    seconds = rng.sample(range(_DAYS * 86_400), min(lines // _LINES_IN_A_SECOND + 1, _DAYS * 86_400))
    ticks = sorted(second * _MICROSECONDS + rng.randrange(_MICROSECONDS) for second in rng.choices(seconds, k=lines))
    return [_START + timedelta(microseconds=tick) for tick in ticks]


def main() -> None:
    """Write a corpus to standard output; say on standard error how many variations were declined."""
    parser = argparse.ArgumentParser(description="Write lines to measure ecsparse with.")
    parser.add_argument("--lines", type=int, default=100_000)
    parser.add_argument("--kind", choices=(*MIXES, *registry.names()), default="mixed")
    parser.add_argument("--unchecked", action="store_true", help="do not ask whether a product claims each line")
    options = parser.parse_args()
    corpus = Corpus(options.kind, options.lines, check=not options.unchecked)
    with os.fdopen(1, "wb", closefd=False) as output:
        output.writelines(f"{line}\n".encode() for _, line in corpus)
    if corpus.declined:
        sys.stderr.write(f"corpus.py: {corpus.declined} variations were not claimed by their product\n")


if __name__ == "__main__":
    main()
