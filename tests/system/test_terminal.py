"""The command as a person meets it at a terminal: one session for each thing that one comes for.

Completion is in `test_commands`, in the terminals of bash, zsh and fish.
"""

from __future__ import annotations

import json
import re
import shutil
from typing import TYPE_CHECKING

import pytest
from command import SAMPLES
from terminal import COLUMNS, INTERRUPT, INTERRUPTED, ROWS, Shown, at_a_terminal, unstyled

import ecsparse

if TYPE_CHECKING:
    from pathlib import Path

TUNNEL = SAMPLES / "openvpn/tunnel.log"
OPENED = "2023-10-31 15:09:55 TUN/TAP device tun0 opened"
UNKNOWN = "Oct 31 2023 15:09:55 web1 backupd[7]: cannot reach 192.0.2.7"
HOSTILE = b"Oct 31 2023 15:09:55 web1 app: \x1b[31mred \x1b]0;title\x07 \x9b2J \xff\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of logs; the name of one begins with a dash, the line of another would change the terminal."""
    (tmp_path / "logs/old").mkdir(parents=True)
    for name in ("vpn.log", "logs/vpn.log", "-dash.log"):
        shutil.copy(TUNNEL, tmp_path / name)
    (tmp_path / "logs/backup.log").write_text(f"{UNKNOWN}\n" * 3)
    (tmp_path / "logs/old/hostile.log").write_bytes(HOSTILE)
    return tmp_path


def assert_fits(shown: Shown) -> None:
    """Fail unless it is one screen, and has nothing that a terminal would act on but styles."""
    assert len(shown.lines) < ROWS, shown.text
    assert max(map(len, shown.lines)) <= COLUMNS
    assert [line for line in shown.lines if not line.isprintable()] == []


@pytest.mark.long
def test_help_and_hints(folder: Path) -> None:
    with at_a_terminal(folder) as terminal:
        nothing = terminal.run("ecsparse")
        assert (nothing.status, nothing.lines[-1]) == (
            2,
            "Try 'ecsparse --help' for the options, commands and examples.",
        )
        assert "Convert archives:" in terminal.run("ecsparse --help").lines
        assert terminal.run("ecsparse help sniff").lines[0] == "Usage: ecsparse sniff [OPTIONS] [FILE]..."
        assert terminal.run("ecsparse -V") == Shown(0, f"ecsparse {ecsparse.__version__}\n")
        for command, hint in (
            ("ecsparse snif vpn.log", "Did you mean 'sniff'?"),
            ("ecsparse -dash.log", "A file of that name is ./-dash.log, or -dash.log after --."),
            ("ecsparse --product sshd vpn.log", "Did you mean 'openssh'?"),
            ("ecsparse --namespace x vpn.log", "--namespace has no effect without --format bulk"),
            ("ecsparse --resume vpn.log", "'ecsparse convert' has it."),
        ):
            shown = terminal.run(command)
            assert (shown.status, len(shown.lines), hint in shown.lines[0]) == (2, 2, True), command
        shown = terminal.run("ecsparse logs")
        assert shown == Shown(1, "ecsparse: logs: Is a directory; ecsparse convert and ecsparse sniff read folders\n")
        documents = terminal.run("ecsparse --timezone +01:00 --max-line 1M --jobs auto -- -dash.log")
        assert (documents.status, len(documents.lines)) == (0, 5)


def test_a_line_is_a_document_at_once_and_an_interrupt_ends_the_filter(folder: Path) -> None:
    with at_a_terminal(folder) as terminal:
        terminal.type("tail -n 1 -F vpn.log | ecsparse --format flat --pretty\n")
        assert '"message": "2023-10-31 15:09:55 net_route_v4_add' in unstyled(terminal.wait_for("\n}\n"))
        with (folder / "vpn.log").open("a") as log:
            log.write(f"{OPENED}\n")
        assert f'"message": "{OPENED}"' in unstyled(terminal.wait_for("\n}\n"))
        terminal.type(INTERRUPT)
        assert terminal.end().status == INTERRUPTED


@pytest.mark.long
def test_a_conversion_shows_how_far_it_is_is_interrupted_and_goes_on(folder: Path) -> None:
    (folder / "logs/large.log").write_text(f"{UNKNOWN}\n" * 60_000)
    with at_a_terminal(folder) as terminal:
        terminal.type("nice -n 19 ecsparse convert logs -o out -v\n")
        # the largest file goes first: bytes of it are counted before any file is done
        shown = terminal.wait_for("MB/s")
        while not re.search(r"\] (?!0\.0)[0-9.]+ of [0-9.]+ MB, 0 of 4 files, [0-9.]+ MB/s, [0-9:]+ left", shown):
            shown += terminal.wait_for("MB/s", "left")
        terminal.type(INTERRUPT)
        ended = terminal.end()
        assert ended.status == INTERRUPTED
        assert re.search(r"\x1b\[Kecsparse: interrupted: [0-3] of 4 files are done; --resume goes on\n", ended.text)
        again = terminal.run("ecsparse convert logs -o out --resume")
        assert (again.status, f"{'documents':<16} {60_009:>14}" in again.text) == (0, True)
        assert terminal.run("cat vpn.log | ecsparse convert - -o out -q") == Shown(0, "")
        assert terminal.run("wc -l < out/stdin.ndjson").text.strip() == "5"


@pytest.mark.long
def test_a_survey_is_one_screen(folder: Path) -> None:
    with at_a_terminal(folder) as terminal:
        shown = terminal.run("ecsparse sniff logs --report logs.html")
        assert (shown.status, shown.is_styled) == (0, True)
        assert_fits(shown)
        assert shown.lines[0].split() == ["file", "size", "product", "share", "first", "last"]
        assert [line.split()[0] for line in shown.lines[1:4]] == [
            "logs/backup.log",
            "logs/vpn.log",
            "logs/old/hostile.log",
        ]
        assert "next: ecsparse explain LINE says why, ecsparse new-product begins a parser" in shown.lines
        assert "█" in shown.text
        assert "<title>" in (folder / "logs.html").read_text()
        plain = terminal.run("NO_COLOR=1 ecsparse sniff logs")
        assert (plain.lines, plain.is_styled) == (shown.lines, False)
        assert terminal.run("ecsparse sniff") == Shown(
            2, "ecsparse: name a FILE or a folder, or pipe lines in\nTry 'ecsparse sniff --help'.\n"
        )
        assert terminal.run("ecsparse sniff -q missing --include '*.LOG' logs").status == 1


@pytest.mark.long
def test_a_line_is_explained_on_one_screen(folder: Path) -> None:
    with at_a_terminal(folder) as terminal:
        shown = terminal.run("ecsparse explain --file vpn.log --line 4")
        assert (shown.status, shown.is_styled) == (0, True)
        assert_fits(shown)
        assert "--all also shows the header" in shown.lines[-1]
        everything = terminal.run("ecsparse explain --file vpn.log --line 4 --all")
        assert ["asked" in everything.lines, "rule" in everything.lines] == [True, True]
        unmatched = terminal.run(f"ecsparse explain '{UNKNOWN}'")
        assert (unmatched.status, "next" in unmatched.lines) == (0, True)
        hostile = terminal.run("ecsparse explain < logs/old/hostile.log")
        assert [line for line in hostile.lines if not line.isprintable()] == []
        assert "--file" in terminal.run("ecsparse explain vpn.log").text
        assert "quotes" in terminal.run("ecsparse explain cannot reach 192.0.2.7").text
        assert terminal.run("ecsparse explain --html --file vpn.log > line.html") == Shown(0, "")


@pytest.mark.long
def test_documents_are_checked(folder: Path) -> None:
    document = {
        "@timestamp": "2023-10-31T15:09:55Z",
        "network": {"direction": "in\x1b[31m"},
        "log": {"flags": ["x"]},
    }
    (folder / "document.json").write_text(json.dumps(document, indent=2))
    with at_a_terminal(folder) as terminal:
        good = terminal.run("ecsparse --format bulk vpn.log | ecsparse lint")
        assert good == Shown(0, "0 findings in 0 of 5 documents\n")
        bad = terminal.run("ecsparse lint document.json")
        assert (bad.status, bad.lines[-1]) == (1, "3 findings in 1 of 1 document")
        assert [line for line in bad.lines if not line.isprintable()] == []
        assert "1  log.flags" in terminal.run("ecsparse lint --summary document.json").text
        assert "log.flags" not in terminal.run("ecsparse lint --summary --allow log.flags document.json").text
        assert terminal.run("ecsparse lint").status == 2


@pytest.mark.long
def test_tables_are_queried(folder: Path) -> None:
    query = 'import duckdb; duckdb.sql("SELECT count(*) AS n FROM read_parquet($$out/**/*.parquet$$)").show()'
    with at_a_terminal(folder) as terminal:
        assert terminal.run("ecsparse convert logs -o out --format parquet -q") == Shown(0, "")
        assert re.search(r"│ +9 │", terminal.run(f"python -c '{query}'").text)
        columns = terminal.run("ecsparse schema --product openvpn")
        assert "openvpn.peer.ip" in [line.split()[0] for line in columns.lines]
        assert terminal.run("ecsparse template --product openvpn | grep -c ^PUT").text == "4\n"
        if shutil.which("jq"):
            assert terminal.run("ecsparse vpn.log | jq -r .message | head -n 1") == Shown(0, f"{OPENED}\n")


@pytest.mark.long
def test_a_product_of_one_s_own(folder: Path) -> None:
    line = "acme_fw 2024-03-04T05:06:11Z reset src=192.0.2.10:512 dst=198.51.100.7:80"
    with at_a_terminal(folder) as terminal:
        made = terminal.run("ecsparse new-product acme_fw .")
        assert (made.status, made.lines[-1]) == (0, "next: ecsparse test-samples --plugin ./acme_fw.py .")
        assert terminal.run(made.lines[-1].removeprefix("next: ")) == Shown(0, "0 findings in 6 lines of 2 files\n")
        terminal.run(f"echo '{line}' >> samples/acme_fw/traffic.log")
        found = terminal.run("ecsparse test-samples --plugin ./acme_fw.py .")
        assert (found.status, "traffic.log:5: acme_fw does not claim this line" in found.text) == (1, True)
        terminal.run('sed -i \'s/(allow|deny)/(allow|deny|reset)/; s/^_TYPES = {/&"reset": ["end"], /\' acme_fw.py')
        undeclared = terminal.run("ecsparse test-samples --plugin ./acme_fw.py --update .")
        assert (undeclared.status, "reset" in undeclared.text) == (1, True)
        terminal.run('sed -i \'s/ actions={/&"reset": "it was reset", /\' acme_fw.py')
        assert terminal.run("ecsparse test-samples --plugin ./acme_fw.py .").status == 0
        terminal.run("sed -i 's/^def parse(record.*/&\\n    1 \\/ 0/' acme_fw.py")
        failed = terminal.run(f"echo '{line}' | ecsparse --plugin ./acme_fw.py -o /dev/null")
        assert (failed.status, len(failed.lines)) == (1, 1)
        assert re.search(r"plug-in acme_fw: ZeroDivisionError: line [0-9]+ of .*acme_fw\.py$", failed.lines[0])


@pytest.mark.skipif(shutil.which("man") is None, reason="no man")
def test_the_manual_page_is_read(folder: Path) -> None:
    page = SAMPLES.parent / "man/ecsparse.1"
    with at_a_terminal(folder) as terminal:
        shown = terminal.run(f"MANPAGER=cat man -l {page}")
        text = re.sub(r".\x08", "", shown.text)
        assert (shown.status, [name for name in ("SEE ALSO", "ENVIRONMENT", "FILES") if name not in text]) == (
            0,
            [],
        )
