"""For people at a terminal: completions, the manual page, indented and coloured documents."""

from __future__ import annotations

import json
import pty
import re
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from command import COMMAND, DATED, ENVIRONMENT, SAMPLES, documents, run
from sampled import each_extent, lines_of

from ecsparse.cli.commands import COMMANDS
from ecsparse.cli.pretty import PLAIN

if TYPE_CHECKING:
    from pathlib import Path

HOSTILE = 'x\x1b[31m\x7f\x9b31m\u202e\u2028 \U0001f600 é "q\\\\"'.encode()
MAN = SAMPLES.parent / "man/ecsparse.1"
PRETTY = ("--pretty", "--color", "never")


def text_of(extent: str) -> bytes:
    return b"".join(line + b"\n" for line in lines_of(extent))


def completed(*words: str) -> list[str]:
    """What bash is told to offer for the last of `words`."""
    asked = {
        "COMP_WORDS": " ".join(words),
        "COMP_CWORD": str(len(words) - 1),
        "_ECSPARSE_COMPLETE": "bash_complete",
    }
    done = run(env=ENVIRONMENT | asked)
    assert (done.returncode, done.stderr) == (0, b"")
    return done.stdout.decode().splitlines()


@pytest.mark.thinned(3)
@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("ecsparse", "--pro"), {"plain,--profile", "plain,--product"}),
        (("ecsparse", "--profile", ""), {"plain,documented", "plain,ecs"}),
        (("ecsparse", "--product", "openv"), {"plain,openvpn"}),
        (("ecsparse", "lint", "--fo"), {"plain,--format"}),
        (("ecsparse", "lint", "--format", ""), {"plain,text", "plain,json"}),
        (("ecsparse", "products", "rub"), {"plain,rubycat_proveit"}),
        (("ecsparse", "l"), {"file,l", "plain,lint"}),
        (("ecsparse", "x.log", "--str"), {"plain,--strict"}),
    ],
)
def test_words_are_completed(words: tuple[str, ...], expected: set[str]) -> None:
    assert set(completed(*words)) == expected


def test_every_command_is_offered_first() -> None:
    assert {f"plain,{name}" for name in COMMANDS} <= set(completed("ecsparse", ""))


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_script_of_a_shell_is_printed_and_names_the_command(shell: str) -> None:
    done = run("--completion", shell)
    assert (done.returncode, done.stderr) == (0, b"")
    assert f"_ECSPARSE_COMPLETE={shell}_complete".encode() in done.stdout


def test_bash_takes_the_script_and_completes_with_it() -> None:
    script = f"""
        source <({COMMAND} --completion bash)
        COMP_WORDS=({COMMAND} --pseu) COMP_CWORD=1
        _ecsparse_completion {COMMAND}
        echo "${{COMPREPLY[@]}}"
    """
    done = subprocess.run(["bash", "-c", script], capture_output=True, env=ENVIRONMENT, timeout=60, check=True)
    assert (done.stdout, done.stderr) == (b"--pseudonymize\n", b"")


def test_the_manual_page_is_of_today() -> None:
    made = subprocess.run(
        [sys.executable, "-m", "ecsparse.cli.manual"], capture_output=True, env=ENVIRONMENT, timeout=60, check=True
    )
    assert made.stdout == MAN.read_bytes(), "make docs"


def test_the_manual_page_has_every_command_and_option_of_the_help() -> None:
    text = MAN.read_text(encoding="utf-8").replace("\\-", "-")
    for arguments in ((), *((name,) for name in COMMANDS)):
        helped = run(*arguments, "--help").stdout.decode()
        options = {word.rstrip(",") for word in helped.split() if word.startswith("--")}
        assert {option for option in options if option not in text} == set()
    assert [name for name in COMMANDS if f".SS ecsparse {name}" not in text] == []


def test_the_manual_page_says_what_is_read_and_where_to_read_on() -> None:
    text = MAN.read_text(encoding="utf-8").replace("\\-", "-")
    sections = re.findall(r"^\.SH (.*)$", text, re.MULTILINE)
    assert sections[-3:] == ["ENVIRONMENT", "FILES", "SEE ALSO"]
    for named in ("NO_COLOR", "TERM", "LANG", ".ecsparse-state", "/etc/localtime", "jq (1)", "rsyslogd (8)"):
        assert named in text.partition(".SH ENVIRONMENT")[2]


@pytest.mark.skipif(shutil.which("groff") is None, reason="no groff")
def test_the_manual_page_is_understood() -> None:
    done = subprocess.run(
        ["groff", "-man", "-Tutf8", "-ww", MAN], capture_output=True, env=ENVIRONMENT, timeout=60, check=True
    )
    assert done.stderr == b""


@pytest.mark.thinned(3)
@each_extent
@pytest.mark.parametrize("arguments", [DATED, ("--format", "flat", *DATED), ("--profile", "ecs", *DATED)])
def test_indented_documents_are_the_same_documents(arguments: tuple[str, ...], extent: str) -> None:
    text = run(*PRETTY, *arguments, stdin=text_of(extent) + HOSTILE).stdout.decode()
    decoder, found, start = json.JSONDecoder(), [], 0
    while start < len(text):
        document, end = decoder.raw_decode(text, start)
        found.append(document)
        start = end + 1
    assert found == documents(run(*arguments, stdin=text_of(extent) + HOSTILE).stdout)


@each_extent
def test_indented_documents_hold_nothing_that_a_terminal_obeys(extent: str) -> None:
    text = run(*PRETTY, stdin=text_of(extent) + HOSTILE).stdout.decode()
    assert {sign for sign in text if not sign.isprintable()} == {"\n"}


@pytest.mark.long
@each_extent
def test_coloured_documents_are_indented_documents_with_colours(extent: str) -> None:
    colored = run("--pretty", "--color", "always", *DATED, stdin=text_of(extent)).stdout
    assert PLAIN.encode() in colored
    plain = colored
    for color in (b"\x1b[34m", b"\x1b[32m", b"\x1b[0m"):
        plain = plain.replace(color, b"")
    assert plain == run(*PRETTY, *DATED, stdin=text_of(extent)).stdout


def on_a_terminal(*arguments: str, **variables: str) -> bytes:
    """What the command writes on a terminal for one line."""
    leader, follower = pty.openpty()
    with open(leader, "rb", buffering=0) as terminal, open(follower, "wb", buffering=0) as screen:
        run(*arguments, stdin=b"text", stdout=screen, env=ENVIRONMENT | {"TERM": "xterm"} | variables)
        return terminal.read(1 << 16)


def test_documents_are_coloured_on_a_terminal_unless_the_user_says_no() -> None:
    assert b"\x1b[" in on_a_terminal("--pretty")
    assert b"\x1b[" not in on_a_terminal("--pretty", NO_COLOR="1")
    assert b"\x1b[" not in on_a_terminal("--pretty", TERM="dumb")
    assert b"\x1b[" not in on_a_terminal("--pretty", "--color", "never")
    assert b"\x1b[" in on_a_terminal("--pretty", "--color", "always", NO_COLOR="1")
    assert b"\x1b[" not in on_a_terminal()


def test_documents_are_not_coloured_in_a_pipe_or_a_file(tmp_path: Path) -> None:
    file = tmp_path / "out"
    assert b"\x1b[" not in run("--pretty", stdin=b"text").stdout
    run("--pretty", "-o", file, "--color", "always", stdin=b"text")
    assert b"\x1b[" not in file.read_bytes()
