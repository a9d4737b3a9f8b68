"""Lines that programs stumble over: odd texts, addresses, dates, payloads and headers, and lines without end."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from command import ENVIRONMENT, convert, run, strict_documents
from laws import Breach, Witness
from pieces import AIX, FILLERS, HEADERS, OPENVPN, PROVEIT
from torture import behind_headers, in_payloads, in_places

from ecsparse.profiles import DOCUMENTED, ECS, PROFILES

if TYPE_CHECKING:
    from ecsparse.profiles import Profile

MIB = 1 << 20

# What may take longer hangs, in seconds.
TIMEOUT = 60.0

ALL = (*HEADERS, *OPENVPN, *AIX, *PROVEIT)
LONG = ("", "<29>", *HEADERS[2:8:2], *OPENVPN[:9:4], OPENVPN[-5], *AIX[1:3], PROVEIT[0], PROVEIT[-1])

ORDINARY = (
    "2023-10-31 15:09:55 TUN/TAP device tun0 opened",
    "FILE_Unlink a b c OK 25 sep 2022 23:14:20.756159 No associated roles filename /x",
    '@cee: {"category":"USER","type":"USER_X","source":{"type":"HB","ip":"192.0.2.1"}}',
    "nobody's line",
)
SETS = {"texts in places": in_places(), "payloads": in_payloads(), "headers": behind_headers(ORDINARY)}


def breaches(profile: Profile, *lines: str) -> list[Breach]:
    return Witness(profile).breaches([line.replace("\n", " ").encode(errors="surrogatepass") for line in lines])


@pytest.mark.thinned(3)
@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize("name", SETS)
def test_odd_lines_keep_the_laws(name: str, profile: Profile) -> None:
    assert len(SETS[name]) > 100
    assert breaches(profile, *SETS[name]) == []


@pytest.mark.thinned(3)
@pytest.mark.parametrize("name", SETS)
def test_odd_lines_give_strict_json(name: str) -> None:
    lines = [line for line in SETS[name] if line.strip(" \t")]
    found = strict_documents(convert(["\n".join(lines).encode()])[0])
    assert [document.get("event", {}).get("original", document["message"]) for document in found] == lines


@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize(("opening", "closing"), [("[", "]"), ('{"a":', "}"), ('{"source":', "}"), ('[{"a":', "}]")])
@pytest.mark.parametrize(
    "depth",
    [
        *(127, 254, 255),
        *(pytest.param(each, marks=pytest.mark.long) for each in (100, 253, 1000, 1024, 1025, 80_000)),
    ],
)
def test_payloads_nested_too_deep(opening: str, closing: str, depth: int, profile: Profile) -> None:
    assert breaches(profile, *nested_payloads(opening, closing, depth)) == []


@pytest.mark.thinned(2)
@pytest.mark.parametrize("profile", PROFILES)
def test_payloads_deeper_than_any_stack(profile: Profile) -> None:
    assert breaches(profile, *nested_payloads("[", "]", 80_000)) == []


def nested_payloads(opening: str, closing: str, depth: int) -> tuple[str, ...]:
    """Payloads with nesting in what is read of them, without an end, and in what is not read."""
    front = '@cee: {"category": "USER", "type": "USER_X", "source": '
    nested = f"{opening * depth}1{closing * depth}"
    return (
        f"{front}{nested}}}",
        f'{front}{{"type": "HB", "roles": {nested}}}}}',
        f"{front}{opening * depth}",
        f'@cee: {{"category": "USER", "type": "USER_X", "x": {nested}}}',
    )


def long_lines(fronts: tuple[str, ...], filler: str, size: int) -> bytes:
    """A line of `size` bytes, or almost, for each front: the front, many fillers, and an end that fits neither."""
    return b"".join(
        (front + filler * ((size - len(front.encode()) - 6) // len(filler.encode()))).encode() + b"\x01=;x\n"
        for front in fronts
    )


@pytest.mark.thinned(4)
@pytest.mark.parametrize(
    ("fronts", "size", "profile"),
    [
        pytest.param(LONG, MIB, DOCUMENTED, marks=pytest.mark.long, id="1 MiB"),
        pytest.param(ALL, MIB // 16, DOCUMENTED, marks=pytest.mark.long, id="all"),
        pytest.param(ALL[::2], MIB // 64, ECS, id="ecs"),
        pytest.param(ALL, MIB // 16, ECS, marks=pytest.mark.long, id="long ecs"),
    ],
)
@pytest.mark.parametrize("filler", FILLERS)
def test_long_lines_end(fronts: tuple[str, ...], size: int, profile: Profile, filler: str) -> None:
    text = long_lines(fronts, filler, size)
    done = run("--profile", profile, stdin=text, timeout=TIMEOUT)
    assert (done.returncode, done.stderr) == (0, b"")
    lines = text.decode().removesuffix("\n").split("\n")
    for line, document in zip(lines, strict_documents(done.stdout), strict=True):
        assert document["event"].get("original", document["message"]) == line


def test_lines_of_one_mebibyte_end() -> None:
    for number, filler in enumerate(FILLERS[::2]):
        text = long_lines((LONG[number % len(LONG)],), filler, MIB)
        (document,) = strict_documents(run(stdin=text, timeout=TIMEOUT).stdout)
        assert document["event"].get("original", document["message"]) == text.decode().removesuffix("\n")


# Converts what it is given once, and then again while Python tells what is opened, run, resolved or imported.
CONFINED = """
import sys
from ecsparse.pipeline import Pipeline
lines = sys.stdin.buffer.read()
pipeline = Pipeline(profile=sys.argv[1], now=lambda: 1.7e9)
written = pipeline.convert(lines)
met = []
sys.addaudithook(lambda event, _: met.append(event))
assert pipeline.convert(lines) == written
print(*met)
"""


@pytest.mark.thinned(2)
@pytest.mark.parametrize("profile", PROFILES)
def test_no_line_opens_runs_or_resolves_anything(profile: Profile) -> None:
    lines = "\n".join(line.replace("\n", " ") for odd in SETS.values() for line in odd).encode()
    done = subprocess.run(
        [sys.executable, "-c", CONFINED, profile], input=lines, capture_output=True, env=ENVIRONMENT, check=True
    )
    assert set(done.stdout.decode().split()) == set()
