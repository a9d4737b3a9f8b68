"""Commands: named first, after options, mistyped, in the help, and beside files of their names."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING, NamedTuple

import pytest
from command import COMMAND, ENVIRONMENT, documents, messages, run
from sampled import each_extent
from terminal import at_a_terminal

import ecsparse
from ecsparse.cli.commands import COMMANDS, GROUPS, command_named
from ecsparse.cli.options import command as filter_command
from ecsparse.cli.values import Path as PathOption

if TYPE_CHECKING:
    from pathlib import Path

LINE = b"2023-10-31 15:09:55 TUN/TAP device tun0 opened\n"
PLUGIN = """
from ecsparse.record import Prefix, Product

PRODUCT = Product(vendor="Acme", name="Firewall", formats=("text",), signatures=(Prefix("ACME "),))


def parse(record):
    raise RuntimeError(record.text)
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a log and files of awkward names, each with a line that has the file's name."""
    for name in ("in.log", "-dash.log", "--dash", "snif", *COMMANDS):
        (tmp_path / name).write_text(f"{name}\n")
    (tmp_path / "openvpn.log").write_bytes(LINE)
    (tmp_path / "acme_fw.py").write_text(PLUGIN)
    return tmp_path


BEFORE_A_COMMAND = [
    ("--profile ecs", "explain --file openvpn.log"),
    ("--color always --profile ecs", "explain --file openvpn.log"),
    ("--product openssh --product nginx", "explain --file openvpn.log --format json"),
    ("--format json", "sniff openvpn.log"),
    ("--timezone Europe/Paris", "sniff openvpn.log"),
    ("--timezone=Europe/Paris", "sniff openvpn.log"),
    ("--plugin ./acme_fw.py", "products"),
    ("--plugin ./acme_fw.py", "products acme_fw"),
    ("--product openvpn --product ibm_aix", "template"),
    ("--profile ecs --timezone Europe/Paris", "convert openvpn.log --output-dir out --dry-run"),
]


@pytest.mark.thinned(4)
@pytest.mark.parametrize(("options", "command"), BEFORE_A_COMMAND)
def test_options_before_a_command_are_the_command_s(options: str, command: str, folder: Path) -> None:
    name, *words = command.split()
    before = run(*options.split(), name, *words, cwd=folder)
    after = run(name, *options.split(), *words, cwd=folder)
    assert (before.returncode, before.stdout, before.stderr) == (0, after.stdout, after.stderr)
    assert before.stdout != run(name, *words, cwd=folder).stdout or name == "convert"


def test_options_after_a_command_win(folder: Path) -> None:
    words = ("sniff", "--timezone", "Asia/Tokyo", "openvpn.log")
    assert run("--timezone", "Europe/Paris", *words, cwd=folder).stdout == run(*words, cwd=folder).stdout


def test_flags_before_convert_are_obeyed(folder: Path) -> None:
    (folder / "acme.log").write_bytes(b"ACME x\n")
    words = ("convert", "acme.log", "--output-dir", "out", "--plugin", "./acme_fw.py")
    done = run("-v", *words, cwd=folder)
    assert (done.returncode, b"Traceback" in done.stderr, b"RuntimeError" in done.stderr) == (1, True, True)
    assert b"Traceback" not in run(*words, cwd=folder).stderr
    assert run("-q", *words, cwd=folder).stdout == b""


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ("--strict", "convert"),
        ("-v", "sniff"),
        ("-o out", "explain"),
        ("--rejects=out", "lint"),
        ("--profile ecs --max-unmatched 3", "explain"),
        ("-q", "help"),
    ],
)
def test_an_option_that_a_command_lacks_is_a_usage_error(given: str, name: str, folder: Path) -> None:
    done = run(*given.split(), name, cwd=folder)
    short = {"-v": "--verbose", "-o": "--output", "-q": "--quiet"}
    words = [word.partition("=")[0] for word in given.split() if word.startswith("-")]
    assert done.stderr.decode().splitlines() == [
        f"ecsparse: 'ecsparse {name}' has no option {short.get(words[-1], words[-1])}",
        f"Try 'ecsparse {name} --help'.",
    ]
    assert (done.returncode, done.stdout, (folder / "out").exists()) == (2, b"", False)


@pytest.mark.parametrize("words", ["./lint", "-- lint", "-q -- lint", "in.log lint", "--strict -q ./lint"])
def test_a_file_of_a_command_s_name_can_be_read(words: str, folder: Path) -> None:
    assert messages(run(*words.split(), cwd=folder).stdout)[-1] == "lint"


def test_files_of_all_commands_names_can_be_read(folder: Path) -> None:
    assert messages(run("--", *COMMANDS, cwd=folder).stdout) == list(COMMANDS)


@pytest.mark.parametrize(
    ("word", "meant"),
    [("explian", "explain"), ("product", "products"), ("new_product", "new-product"), ("hepl", "help")],
)
@pytest.mark.parametrize("options", [(), ("-q",), ("--profile", "ecs")])
def test_what_is_nearly_a_command_is_a_usage_error(
    options: tuple[str, ...], word: str, meant: str, folder: Path
) -> None:
    done = run(*options, word, "in.log", cwd=folder)
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.decode().splitlines() == [
        f"ecsparse: there is no command and no file {word!r}. Did you mean {meant!r}?",
        "Try 'ecsparse --help'.",
    ]


@pytest.mark.parametrize("words", [("snif",), ("in.log", "snif"), ("-q", "snif")])
def test_a_file_whose_name_is_nearly_a_command_s_is_read(words: tuple[str, ...], folder: Path) -> None:
    assert messages(run(*words, cwd=folder).stdout)[-1] == "snif"


@pytest.mark.parametrize("word", ["lint.log", "./explian", "archive", "in.log explian", "-- explian"])
def test_other_files_that_are_missing_are_said_to_be(word: str, folder: Path) -> None:
    done = run(*word.split(), cwd=folder)
    assert (done.returncode, done.stderr) == (
        1,
        f"ecsparse: {word.rsplit(maxsplit=1)[-1]}: No such file or directory\n".encode(),
    )


@pytest.mark.parametrize("words", [("-dash.log",), ("-q", "-dash.log"), ("in.log", "-dash.log"), ("--dash",)])
def test_a_file_that_looks_like_an_option_gets_a_hint(words: tuple[str, ...], folder: Path) -> None:
    done = run(*words, cwd=folder)
    name = words[-1]
    assert (done.returncode, done.stdout) == (2, b"")
    assert f"A file of that name is ./{name}, or {name} after --.".encode() in done.stderr
    assert messages(run(f"./{name}", cwd=folder).stdout) == messages(run("--", name, cwd=folder).stdout) == [name]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--resume", "in.log"), "No such option '--resume'. 'ecsparse convert' has it."),
        (("lint", "--strict"), "No such option '--strict'. 'ecsparse' has it."),
        (("sniff", "-o", "x"), "No such option '-o'. 'ecsparse' and 'ecsparse convert' have it."),
        (("schema", "-q"), "No such option '-q'. 'ecsparse', 'ecsparse convert' and 'ecsparse sniff' have it."),
        (("-help",), "No such option '-help'. Did you mean '--help'?"),
        (("sniff", "-help"), "No such option '-help'. Did you mean '--help'?"),
        (("-profile", "ecs"), "No such option '-profile'. Did you mean '--profile'?"),
        (("--hlep",), "No such option '--hlep'. Did you mean '--help'?"),
        (("version",), "there is no command and no file 'version'. Did you mean '--version'?"),
    ],
)
def test_an_option_that_is_not_known_leads_to_what_was_meant(words: tuple[str, ...], said: str, folder: Path) -> None:
    done = run(*words, cwd=folder)
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.decode().splitlines()[0] == f"ecsparse: {said}"


def test_an_option_that_is_no_file_gets_no_such_hint(folder: Path) -> None:
    assert b"./" not in run("-z", cwd=folder).stderr + run("--max-lime=2.5", cwd=folder).stderr


def test_the_help_lists_every_command_once_with_a_line() -> None:
    text = run("--help").stdout.decode()
    commands = text.partition("Options:")[0].splitlines()
    assert [title for title in GROUPS if f"{title}:" not in commands] == []
    for name in COMMANDS:
        (line,) = [line for line in commands if line.startswith(f"  {name} ")]
        assert line.endswith("."), "cut"
        assert len(line) <= len("x" * 80)
    assert "[default: (" not in text


@pytest.mark.thinned(3)
@pytest.mark.parametrize("name", COMMANDS)
def test_help_of_a_command_is_what_its_option_says(name: str) -> None:
    done = run("help", name)
    assert (done.returncode, done.stderr, done.stdout) == (0, b"", run(name, "--help").stdout)
    assert done.stdout == run(name, "-h").stdout
    assert done.stdout.startswith(f"Usage: ecsparse {name} ".encode())
    assert [part for part in (b"Example", b"\n  Exit status: 0 when ") if part not in done.stdout] == []
    assert b"[default: (" not in done.stdout


def test_help_by_itself_is_the_help_of_the_filter(folder: Path) -> None:
    assert run("help", cwd=folder).stdout == run("--help").stdout


def test_help_of_what_is_no_command_is_a_usage_error() -> None:
    done = run("help", "explian")
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.startswith(b"ecsparse: there is no command 'explian'. Did you mean 'explain'?\n")


@pytest.mark.parametrize("words", [("-V",), ("--version",), ("-V", "lint"), ("in.log", "-V")])
def test_the_version_has_a_short_option(words: tuple[str, ...], folder: Path) -> None:
    done = run(*words, cwd=folder)
    assert (done.returncode, done.stdout) == (0, f"ecsparse {ecsparse.__version__}\n".encode())


@pytest.mark.thinned(4)
@pytest.mark.parametrize("redirect", [">&-", ">/dev/full"])
@pytest.mark.parametrize("words", [("help",), ("help", "lint"), ("lint", "--help"), ("-V",), ("--completion", "zsh")])
def test_what_is_shown_fails_when_it_cannot_be_written(words: tuple[str, ...], redirect: str) -> None:
    done = run(*words, redirect=redirect)
    assert (done.returncode, done.stderr.count(b"\n")) == (1, 1)
    assert done.stderr.startswith(b"ecsparse: write error: ")


def imported(*words: str) -> set[str]:
    """Of click and the commands' modules, what a run imports."""
    done = subprocess.run(
        [sys.executable, "-v", COMMAND, *words], capture_output=True, env=ENVIRONMENT, timeout=60, check=True
    )
    modules = {"click": "click"} | {name: f"ecsparse.cli.{name.replace('-', '_')}" for name in COMMANDS}
    return {name for name, module in modules.items() if f"import '{module}' #".encode() in done.stderr}


def test_a_command_is_imported_only_when_it_is_named(folder: Path) -> None:
    file = str(folder / "openvpn.log")
    assert imported("--profile", "ecs", file) == {"click"}
    assert imported("--profile", "ecs", "explain", "--file", file) == {"click", "explain"}
    assert imported("products") == {"click", "products"}
    assert imported("--help") == {"click"}


def test_a_run_that_only_names_files_starts_without_click(folder: Path) -> None:
    file = str(folder / "openvpn.log")
    assert imported(file) == imported(file, "-") == imported("-", file) == imported() == set()


def completed(*words: str) -> set[str]:
    """What bash is told to offer for the last of `words`."""
    asked = {
        "COMP_WORDS": " ".join(words),
        "COMP_CWORD": str(len(words) - 1),
        "_ECSPARSE_COMPLETE": "bash_complete",
    }
    done = run(env=ENVIRONMENT | asked)
    assert (done.returncode, done.stderr) == (0, b"")
    return set(done.stdout.decode().splitlines())


@pytest.mark.thinned(3)
@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("--profile", "ecs", "expl"), {"file,expl", "plain,explain"}),
        (("--profile", "ecs", "explain", "--fi"), {"plain,--file"}),
        (("--plugin", "x.py", "sniff", "--per"), {"plain,--per-line"}),
        (("-q", "convert", "--format", "f"), {"plain,flat"}),
        (("help", "te"), {"plain,template", "plain,test-samples"}),
        (("x.log", "lin"), {"file,lin"}),
        (("x.log", "--col"), {"plain,--color"}),
        (("sniff", "x"), {"file,x"}),
    ],
)
def test_words_are_completed_after_options_and_commands(words: tuple[str, ...], expected: set[str]) -> None:
    assert completed("ecsparse", *words) == expected


def test_every_option_that_takes_a_path_completes_it() -> None:
    commands = {"": filter_command} | {name: command_named(name) for name in COMMANDS}
    takes = {
        (name, str(parameter.name)): isinstance(parameter.type, PathOption)
        for name, command in commands.items()
        for parameter in command.params
        if re.search("FILE|DIR|SOURCE|MODULE", parameter.metavar or "")
    }
    assert len(takes) > 20
    assert [where for where, is_path in takes.items() if not is_path] == []


class Shell(NamedTuple):
    """A shell: how it starts, how it learns to complete, in which terminal, how many Tabs give a list."""

    command: tuple[str, ...]
    script: str
    term: str = "dumb"
    tabs: int = 2


SHELLS = {
    "bash": Shell(("bash", "--norc", "--noprofile", "-i"), "source <(ecsparse --completion bash)"),
    "zsh": Shell(("zsh", "-f", "-i"), "autoload -U compinit; compinit -D; source <(ecsparse --completion zsh)"),
    "fish": Shell(("fish", "--no-config", "-i"), "ecsparse --completion fish | source", "xterm", 1),
}


LIST = "\t\t"
# What is typed, and what is then shown of the completed word, or of all that it may be.
TYPED = (
    ("ecsparse expla\t", ("explain",)),
    (f"ecsparse expl{LIST}", ("explain", "explosion.log")),
    ("ecsparse --profile ecs explo\t", ("explosion.log",)),
    ("ecsparse lint --form\t", ("--format",)),
    ("ecsparse x.log expl\t", ("explosion.log",)),
    (f"ecsparse {LIST}", ("explain", "sniff", "explosion.log")),
    ("ecsparse convert inner_f\t", ("inner_folder/",)),
    ("ecsparse convert x -o inner_f\t", ("inner_folder/",)),
    ("ecsparse convert x --rejects-dir inner_f\t", ("inner_folder/",)),
    ("ecsparse convert x --report explo\t", ("explosion.log",)),
    ("ecsparse -o explo\t", ("explosion.log",)),
    ("ecsparse --rejects explo\t", ("explosion.log",)),
    ("ecsparse --plugin explo\t", ("explosion.log",)),
    ("ecsparse explain --file explo\t", ("explosion.log",)),
    ("ecsparse sniff --report explo\t", ("explosion.log",)),
    ("ecsparse --product=openv\t", ("--product=openv", "pn")),
    (f"ecsparse --profile={LIST}", ("documented", "ecs")),
    ("ecsparse --profile=e\t", ("--profile=e", "cs")),
    ("ecsparse --timezone Europe/Pa\t", ("Europe/Paris",)),
    ("ecsparse --timezone Eur\t", ("ope/",)),
)


@pytest.mark.long
@each_extent
@pytest.mark.parametrize("name", SHELLS)
def test_a_shell_completes_commands_files_and_values(name: str, extent: str, tmp_path: Path) -> None:
    if shutil.which(name) is None:
        pytest.skip(f"no {name}")
    shell = SHELLS[name]
    (tmp_path / "explosion.log").touch()
    (tmp_path / "inner_folder").mkdir()
    with at_a_terminal(tmp_path, shell.command, shell.term) as terminal:
        terminal.type(f"{shell.script}; echo rea''dy\r")
        terminal.wait_for("ready")
        for typed, shown in TYPED[:: 1 if extent == "all" else 4]:
            terminal.type(typed.replace(LIST, "\t" * shell.tabs))
            terminal.wait_for(*shown)
            terminal.type("\x15echo do''ne\r")
            terminal.wait_for("done")


def test_a_single_line_is_the_same_document_with_and_without_click(folder: Path) -> None:
    plain = run("openvpn.log", cwd=folder).stdout
    assert documents(plain) == documents(run("--profile", "documented", "openvpn.log", cwd=folder).stdout)
