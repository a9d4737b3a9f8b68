"""The same bytes and options give the same output, however the bytes arrive and wherever the command runs."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import pytest
from command import DATED, ENVIRONMENT, run, started
from test_lines import LINES
from torture import behind_headers, in_places
from ways import WAYS, each_way

if TYPE_CHECKING:
    from pathlib import Path

    from command import Argument
    from ways import Way

OPTIONS: dict[str, tuple[Argument, ...]] = {
    "documented": DATED,
    "ecs": ("--profile", "ecs", *DATED),
    "short lines": ("--max-line", "40", *DATED),
}
each_option = pytest.mark.parametrize("options", OPTIONS.values(), ids=OPTIONS)

# Lines of all kinds, some not UTF-8, ended in both ways; the last one has no end.
TEXT = b"\n".join((*LINES, *(line.encode(errors="replace") for line in in_places()[::9]))) + b"\r\nlast"
# as much as can be written byte by byte
LITTLE = b"\r\n".join((*LINES[::4], *(line.encode() for line in behind_headers(("text",))[::20])))

# the first few for `make test`
ENVIRONMENTS = (
    {"TZ": ":America/New_York", "LC_ALL": "tr_TR.UTF-8"},
    {"LC_ALL": "POSIX", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"},
    {"PYTHONHASHSEED": "1", "PYTHONIOENCODING": "utf-16"},
    {"TZ": "XXX+25:61", "LC_ALL": "no_such"},
    {"TZ": "Asia/Kolkata"},
    {"TZ": "Pacific/Apia", "LC_ALL": "C"},
    {"LC_ALL": "en_US.ISO-8859-1", "LANGUAGE": "de"},
    {"PYTHONHASHSEED": "0"},
    {"PYTHONHASHSEED": "4294967295"},
    {"PYTHONUNBUFFERED": "1"},
    {"COLUMNS": "20", "TERM": "dumb", "FORCE_COLOR": "1"},
)


@cache
def expected(text: bytes, options: tuple[Argument, ...]) -> bytes:
    """The output of one process for `text` in one piece."""
    return run(*options, stdin=text).stdout


@pytest.mark.thinned(6)
@each_way
@each_option
@pytest.mark.parametrize("size", [1, 7, pytest.param(4096, marks=pytest.mark.long)])
def test_input_in_pieces_gives_the_same_output(
    size: int, options: tuple[Argument, ...], way: Way, tmp_path: Path
) -> None:
    text = TEXT if size > 7 else LITTLE
    output = tmp_path / "output"
    with started(*way, *options, "-o", output) as session:
        for start in range(0, len(text), size):
            session.write(text[start : start + size])
        session.stdin.close()
        assert session.end() == (0, b"")
    assert output.read_bytes() == expected(text, options)


@pytest.mark.thinned(3)
@each_way
@each_option
def test_a_file_gives_the_output_of_a_pipe(options: tuple[Argument, ...], way: Way, tmp_path: Path) -> None:
    (tmp_path / "in.log").write_bytes(TEXT)
    done = run(*way, *options, tmp_path / "in.log")
    assert (done.returncode, done.stderr, done.stdout == expected(TEXT, options)) == (0, b"", True)


@pytest.mark.thinned(5)
@pytest.mark.parametrize(
    ("way", "variables", "options"),
    [
        pytest.param(
            way,
            variables,
            OPTIONS[profile],
            # one profile in each of the first environments
            marks=[pytest.mark.long] * (number >= (4 if way == () else 1) or number % 2 != place),
            id=f"{name}-{variables}-{profile}",
        )
        for name, way in WAYS.items()
        for number, variables in enumerate(ENVIRONMENTS)
        for place, profile in enumerate(("documented", "ecs"))
    ],
)
def test_the_environment_has_no_influence(variables: dict[str, str], way: Way, options: tuple[Argument, ...]) -> None:
    done = run(*way, *options, stdin=TEXT, env=ENVIRONMENT | variables)
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout == expected(TEXT, options)


def test_every_option_gives_another_output() -> None:
    assert len({expected(TEXT, options) for options in OPTIONS.values()}) == len(OPTIONS)
    assert () in WAYS.values()
