"""What `test-samples` finds in samples, how it says so, and what `--update` writes."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import orjson
import pytest
from authoring import FILES, GOOD, PLUGIN, TRAFFIC, edit, files, findings, report_of
from command import REFERENCE, SAMPLES, documents, run, samples, started
from sampled import each_extent

from ecsparse import registry
from ecsparse.authoring.samples import check_samples

if TYPE_CHECKING:
    from collections.abc import Callable

LOG, EXPECTED, INDEXED = (f"{TRAFFIC}.{end}" for end in ("log", "expected.ndjson", "ecs.ndjson"))
# what makes the product one whose vendor has a page
DOCUMENTED = (
    ("    formats=", "    documented=True,\n    formats="),
    (
        "\n\ndef parse",
        "\n\ndef to_ecs(_: Record, document: Document) -> Document:\n    return document\n\n\ndef parse",
    ),
)
SEE = f"ecsparse --plugin ./acme_fw.py --reference-date {REFERENCE}"
NO_PRODUCT = "name its module with --plugin, or rename the folder"
NOT_THERE = "there is no such file; --update writes it, for you to read"


def become_documented(acme: Path) -> None:
    """Let the vendor of `acme_fw` have a page; the documents that were expected are those of the profile `ecs`."""
    edit(acme / "acme_fw.py", *DOCUMENTED)
    (acme / EXPECTED).rename(acme / INDEXED)


@pytest.fixture
def acme(tmp_path: Path) -> Path:
    """A folder with the new product `acme_fw`."""
    folder = tmp_path / "acme"
    done = run("new-product", "acme_fw", folder)
    assert (done.returncode, done.stderr) == (0, b"")
    return folder


def test_a_line_that_holds_several_records_is_named(acme: Path) -> None:
    log, expected = acme / LOG, (acme / EXPECTED).read_bytes()
    log.write_bytes(b'{"Records":[{"a":1},{"b":2}]}\n' + log.read_bytes())
    for options in ((), ("--update",)):
        done = run("test-samples", *options, "--plugin", "./acme_fw.py", ".", cwd=acme)
        assert (done.returncode, done.stderr) == (1, b"")
        assert b":1: holds several records" in done.stdout
    assert (acme / EXPECTED).read_bytes() == expected


@each_extent
def test_the_package_s_own_samples_have_no_findings(extent: str) -> None:
    folders = sorted({log.parent for log in samples("*/*.log")})[:: 1 if extent == "all" else 10]
    logs = [log for folder in folders for log in folder.glob("*.log")]
    lines = sum(bool(line.strip()) for log in logs for line in log.read_bytes().split(b"\n"))
    found = f"0 findings in {lines} lines of {len(logs)} files"
    given = ["."] if extent == "all" else map(str, folders)
    assert report_of(SAMPLES.parent, *given) == (0, [found])


def test_actions_of_a_plugin_are_declared_and_what_is_declared_is_seen(acme: Path) -> None:
    edit(acme / "acme_fw.py", ('"deny": "a connection was blocked"', '"drop": "a connection was dropped"'))
    problem = "event.action: deny is not declared; add it to PRODUCT.actions, or declare none if any may come"
    unseen = "no sample has the action drop; add a line that does, or remove it from PRODUCT.actions"
    assert findings(acme) == [
        f"./{LOG}:2: {problem}",
        f"./{LOG}:3: {problem}",
        f"./samples/acme_fw: {unseen}",
    ]
    edit(acme / "acme_fw.py", ('"drop": "a connection was dropped"', '"deny": "a connection was blocked"'))
    edit(acme / "acme_fw.py", ("    fields=(\n", '    fields=(\n        "url.path",\n'))
    unseen = "no sample has url.path; add a line that does, or remove it from PRODUCT.fields"
    assert findings(acme) == [f"./samples/acme_fw: {unseen}"]
    assert [found.problem for found in check_samples(acme, registry.Registry([acme / "acme_fw.py"]))] == [unseen]


def test_a_plugin_without_declared_actions_may_have_any(acme: Path) -> None:
    text = (acme / "acme_fw.py").read_text()
    (acme / "acme_fw.py").write_text(re.sub(r"    actions=\{.*\},\n", "", text))
    assert findings(acme) == []


def test_a_folder_may_be_the_product_s_the_samples_or_what_holds_them(acme: Path) -> None:
    for folder, lines in ((".", 6), ("samples", 6), ("samples/acme_fw", 4), ("samples/unmatched", 2)):
        files_ = "2 files" if lines == 6 else "1 file"
        assert report_of(acme, *PLUGIN, folder) == (0, [f"0 findings in {lines} lines of {files_}"])
    assert report_of(acme / "samples/acme_fw", "--plugin", "../../acme_fw.py", ".")[0] == 0


def test_each_field_that_differs_is_shown_with_how_to_see_it(acme: Path) -> None:
    edit(acme / EXPECTED, ('"user":{"name":"alice"}', '"user":{"id":7},"x":{}'), ('"port":443', '"port":442'))
    status, report = report_of(acme, *PLUGIN, ".")
    assert (status, report) == (
        1,
        [
            "./samples/acme_fw/traffic.log:1: 4 fields differ",
            "  destination.port: expected 442",
            "                      actual 443",
            "  user.id: missing, expected 7",
            "  x: missing, expected {}",
            '  user.name: unexpected, actual "alice"',
            f"  see: sed -n 1p ./samples/acme_fw/traffic.log | {SEE}",
            "1 finding in 6 lines of 2 files",
        ],
    )


@pytest.mark.thinned(2)
@pytest.mark.parametrize(
    ("old", "new", "differs"),
    [
        ('"port":443}', '"port":443.0}', "destination.port: expected 443.0"),
        ('"port":443}', '"port":"443"}', 'destination.port: expected "443"'),
        ('["network"]', '"network"', 'event.category: expected "network"'),
        ('"action":"allow","category":["network"]', ' "category" : ["network"],"action":"allow"', ""),
    ],
)
def test_documents_are_compared_by_content_and_type(acme: Path, old: str, new: str, differs: str) -> None:
    expected = acme / EXPECTED
    first, rest = expected.read_text().split("\n", 1)
    assert old in first
    expected.write_text(f"{first.replace(old, new)}\n{rest}")
    found = findings(acme)
    assert (found[1].strip() if found else "") == differs


def test_the_command_that_is_shown_shows_it(acme: Path) -> None:
    edit(acme / "acme_fw.py", *DOCUMENTED)
    run("test-samples", *PLUGIN, "--update", ".", cwd=acme)
    edit(acme / INDEXED, ('"alice"]', '"bob"]'))
    _, report = report_of(acme, *PLUGIN, ".")
    (see,) = (line.removeprefix("  see: ") for line in report if line.startswith("  see: "))
    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    shown = subprocess.run(["bash", "-c", see], cwd=acme, env={"PATH": path}, capture_output=True, check=True).stdout
    assert [document["related"]["user"] for document in documents(shown)] == [["alice"]]
    assert documents(shown)[0]["event"]["module"] == "acme_fw"


def test_long_values_are_shown_where_they_differ(acme: Path) -> None:
    (acme / LOG).write_text("acme_fw 2024-03-04T05:06:10Z allow " + "x" * 500 + "ab\n")
    run("test-samples", *PLUGIN, "--update", ".", cwd=acme)
    edit(acme / EXPECTED, ("xab", "xac"))
    found = findings(acme)
    assert [line.strip() for line in found[1:]] == [
        shown
        for field in ("event.original", "message")
        for shown in (f'{field}: expected …{"x" * 29}ac"', f'actual …{"x" * 29}ab"')
    ]
    assert max(map(len, found)) < 120


@pytest.mark.thinned(2)
@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (lambda acme: (acme / EXPECTED).unlink(),
         [f"./{EXPECTED}: {NOT_THERE}"]),
        (lambda acme: (acme / "samples/acme_fw/more.log").write_bytes(b""),
         [f"./samples/acme_fw/more.expected.ndjson: {NOT_THERE}"]),
        (become_documented,
         [f"./{EXPECTED}: {NOT_THERE}"]),
        (lambda acme: edit(acme / EXPECTED, ('"action":"deny"', '"action""deny"')),
         [f"./{EXPECTED}:2: is not a JSON object", f"./{EXPECTED}:3: is not a JSON object"]),
        (lambda acme: (acme / "samples/unmatched/a.log").write_bytes(b"no\nacme_fw 2024-03-04T05:06:10Z allow x\n"),
         ["./samples/unmatched/a.log:2: acme_fw claims this line"]),
        (lambda acme: (acme / "samples/acme_fw").rename(acme / "samples/acme_vpn"),
         [f"./samples/acme_vpn/traffic.log: there is no product acme_vpn; {NO_PRODUCT}"]),
        (lambda acme: edit(acme / "acme_fw.py", ('        "user.name",\n', "")),
         [f"./{LOG}:1: user.name: is not declared; add it to PRODUCT.fields"]),
    ],
)  # fmt: skip
def test_what_is_missing_or_claimed_is_found(acme: Path, change: Callable[[Path], object], expected: list[str]) -> None:
    change(acme)
    assert findings(acme) == expected


def test_a_line_without_a_document_is_found_with_the_first_difference(acme: Path) -> None:
    log = acme / LOG
    first, second, *rest = log.read_text().splitlines(keepends=True)
    log.write_text("".join((first, "\n", second.replace(":22", ":23"), second, *rest)))
    found = findings(acme)
    assert found[:4] == [
        f"./{EXPECTED}: has 4 documents for 5 lines; --update rewrites it, line by line",
        f"./{LOG}:3: 3 fields differ",
        '  event.original: expected "acme_fw 2024-03-04T05:06:08Z deny src=192.0.2.11:40000 dst=198.51.100.7:22"',
        '                    actual "acme_fw 2024-03-04T05:06:08Z deny src=192.0.2.11:40000 dst=198.51.100.7:23"',
    ]
    assert [line.partition(" ")[0] for line in found if line.startswith("./")] == [
        f"./{EXPECTED}:", f"./{LOG}:3:",
    ]  # fmt: skip


def test_a_line_that_its_product_does_not_claim_stays_a_finding(acme: Path) -> None:
    (acme / LOG).write_bytes(b"nothing known\n2023-10-31 15:09:55 TUN/TAP device tun0 opened\n")
    run("test-samples", *PLUGIN, "--update", ".", cwd=acme)
    found = findings(acme, "--update")
    assert found[0].startswith(f"./{LOG}:1: acme_fw does not claim this line; ")
    assert found[1] == f"./{LOG}:2: openvpn claims this line"


def test_a_parser_s_bug_is_found_with_its_line_and_never_expected(acme: Path) -> None:
    edit(acme / "acme_fw.py", ("source_ip, source_port,", "source_ip,"))
    number = 1 + (acme / "acme_fw.py").read_text().splitlines().index(
        "    source_ip, destination_ip, destination_port, user = flow.groups()"
    )
    before = files(acme)
    found = findings(acme, "--update")
    bug = f"the parser of acme_fw fails: ValueError: too many values to unpack (expected 4) (line {number})"
    assert found == [f"./{LOG}:{line}: {bug}" for line in (1, 2, 3)]
    assert files(acme) == before


def test_what_ecs_does_not_allow_is_found(acme: Path) -> None:
    edit(
        acme / "acme_fw.py",
        ('["allowed", "connection"]', '["connection", "creation"]'),
        ('{"vendor": "', '{"colour": "'),
    )
    found = findings(acme, "--update")
    assert [line for line in found if ".log:1:" in line] == [
        f"./{LOG}:1: observer.colour: is not a field of ECS",
        f'./{LOG}:1: event.type: has "creation", which the category ["network"] does not expect',
        f"./{LOG}:1: observer.colour: is not declared; add it to PRODUCT.own_fields",
    ]


def test_objects_in_lists_and_fields_that_hold_others_are_compared_and_declared_as_a_whole(acme: Path) -> None:
    edit(
        acme / "acme_fw.py",
        ('{"name": user}', '{"name": user}\n        document["acme"] = {"rules": {"a": [{"id": 1, "on": True}]}}'),
        ("    actions=", '    own_fields={"acme.rules": Field("flattened", "the rules by name")},\n    actions='),
        ("import Document, Prefix, ", "import Document, Field, Prefix, "),
    )
    assert findings(acme, "--update") == []
    edit(acme / EXPECTED, ('{"id":1,"on":true}', '{"on":true,"id":1}'))
    assert findings(acme) == []
    edit(acme / EXPECTED, ('"on":true', '"on":false'))
    assert findings(acme)[1:] == [
        '  acme.rules.a: expected [{"id":1,"on":false}]',
        '                  actual [{"id":1,"on":true}]',
    ]


def test_a_signal_ends_the_run_behind_the_file_that_is_read(acme: Path) -> None:
    waiting = acme / "samples/unmatched/acme_fw_lookalikes.log"
    waiting.unlink()
    os.mkfifo(waiting)
    with started("test-samples", "--plugin", acme / "acme_fw.py", acme, "missing") as session:
        writer = os.open(waiting, os.O_WRONLY)
        session.process.terminate()
        time.sleep(0.2)
        os.close(writer)
        status, said = session.end()
        assert (status, said, session.read_all()) == (-signal.SIGTERM, b"", b"")


def test_update_writes_what_differs_and_never_the_lines(acme: Path) -> None:
    before = files(acme)
    edit(acme / "acme_fw.py", ('document["user"] = {"name": user}', 'document["user"] = {"name": user.upper()}'))
    assert len(findings(acme)) == 3
    status, report = report_of(acme, *PLUGIN, "--update", ".")
    assert (status, report) == (0, [f"updated ./{EXPECTED}", GOOD.strip()])
    after = files(acme)
    assert {name for name in after if after[name] != before.get(name)} == {"acme_fw.py", EXPECTED}
    assert after[EXPECTED] == run(*PLUGIN, "--reference-date", REFERENCE, LOG, cwd=acme).stdout
    assert report_of(acme, *PLUGIN, "--update", ".") == (0, [GOOD.strip()])


def test_update_keeps_a_file_s_mode_and_follows_its_link(acme: Path) -> None:
    expected = acme / EXPECTED
    real = expected.rename(acme / "elsewhere")
    real.write_bytes(b"")
    real.chmod(0o640)
    expected.symlink_to(real)
    run("test-samples", *PLUGIN, "--update", ".", cwd=acme)
    assert (expected.is_symlink(), real.stat().st_mode & 0o777, real.stat().st_size > 0) == (True, 0o640, True)


def test_update_that_cannot_write_leaves_the_file_as_it_was(acme: Path) -> None:
    expected = acme / EXPECTED
    expected.write_bytes(b"{}\n")
    # the shell's limit is in blocks of 1024 bytes; a signal's place is taken by an error
    command = f"trap '' XFSZ; ulimit -f 0; exec {Path(sys.executable).with_name('ecsparse')} test-samples --update"
    done = subprocess.run(
        ["bash", "-c", f"{command} --plugin ./acme_fw.py . 2>&1 | cat"], cwd=acme, check=False, capture_output=True
    )
    assert b"File too large" in done.stdout
    assert expected.read_bytes() == b"{}\n"
    assert sorted(path.name for path in expected.parent.iterdir()) == [Path(name).name for name in FILES[1:3]]


def test_samples_that_cannot_be_read_are_noted(acme: Path) -> None:
    (acme / "empty").mkdir()
    (acme / "samples/acme_fw/more.log").symlink_to("nowhere")
    done = run("test-samples", *PLUGIN, "missing", "empty", ".", cwd=acme)
    assert (done.returncode, done.stdout.decode()) == (1, GOOD)
    assert done.stderr.decode().splitlines() == [
        "ecsparse: missing: No such file or directory",
        "ecsparse: empty: there are no samples; put lines into samples/vendor_product/topic.log",
        "ecsparse: ./samples/acme_fw/more.log: No such file or directory",
    ]


@pytest.mark.parametrize("arguments", [(), ("--nothing", "."), ("--plugin", "./nothing.py", ".")])
def test_wrong_use_is_explained(arguments: tuple[str, ...], acme: Path) -> None:
    done = run("test-samples", *arguments, cwd=acme)
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.endswith(b"Try 'ecsparse test-samples --help'.\n")


@pytest.mark.parametrize("command", ["new-product", "test-samples"])
def test_the_help_has_examples(command: str) -> None:
    done = run(command, "--help")
    assert (done.returncode, f"  ecsparse {command} ".encode() in done.stdout.partition(b"Example")[2]) == (0, True)


@pytest.mark.thinned(2)
@pytest.mark.parametrize(
    "line",
    [b"\x1b[31m\xff", b"acme_fw \x1b]0;x\x07 2024", b"acme_fw 2024-03-04T05:06:10Z allow \x9b\xc2\x9b",
     b"x" * (1 << 21)],
)  # fmt: skip
def test_hostile_bytes_never_reach_a_terminal(line: bytes, acme: Path) -> None:
    (acme / LOG).write_bytes(line + b"\n")
    (acme / "samples/acme_fw/\x1b[2J.log").write_bytes(b"x\n")
    done = run("test-samples", *PLUGIN, ".", cwd=acme)
    assert (done.returncode, done.stderr) == (1, b"")
    assert done.stdout.replace(b"\n", b"").decode().isprintable()


@pytest.mark.thinned(2)
@pytest.mark.parametrize("text", [b"[" * 5000, b'{"event":' * 900 + b"1" + b"}" * 900, b"\xff", b'{"a":NaN}', b"1"])
def test_odd_expected_documents_are_findings(text: bytes, acme: Path) -> None:
    lines = (acme / EXPECTED).read_bytes().splitlines()
    (acme / EXPECTED).write_bytes(b"\n".join((text, *lines[1:])))
    assert findings(acme) == [f"./{EXPECTED}:1: is not a JSON object"]


def test_a_full_disk_is_noted(acme: Path) -> None:
    done = run("test-samples", *PLUGIN, ".", cwd=acme, redirect="> /dev/full")
    assert (done.returncode, done.stderr) == (1, b"ecsparse: write error: No space left on device\n")


def test_python_checks_too(acme: Path) -> None:
    expected = acme / EXPECTED
    found = documents(expected.read_bytes())
    expected.write_bytes(b"".join(orjson.dumps(document | {"x": 1}) + b"\n" for document in found))
    findings_ = check_samples(acme, registry.Registry([acme / "acme_fw.py"]))
    assert [str(finding) for finding in findings_] == [
        f"{acme}/{LOG}:{line}: 1 field differs; x: missing, expected 1" for line in (1, 2, 3, 4)
    ]
