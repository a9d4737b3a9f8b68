"""`fixture`: samples of real lines say what these say, and name nobody and nothing of theirs."""

from __future__ import annotations

import re
from ipaddress import IPv4Address
from typing import TYPE_CHECKING

import orjson
import pytest
from command import REFERENCE, run
from fields import fields
from sampled import SAMPLES, chosen_samples, each_extent

from ecsparse.ecs.pieces import is_ip
from ecsparse.fixtures import Fixtures
from ecsparse.fixtures.inventions import HOST, USER, Inventions
from ecsparse.occurrences.addresses import hardware_addresses, parsed
from ecsparse.pipeline import Pipeline
from ecsparse.profiles import ECS

if TYPE_CHECKING:
    from pathlib import Path

    from command import Sample

# What makes a sample a real line again.
REAL = {
    b"192.0.2.": b"10.11.12.",
    b"198.51.100.": b"100.70.33.",
    b"203.0.113.": b"100.71.69.",
    b"2001:db8:": b"fd12:e0a:",
    b"00:00:5e:00:53:": b"02:00:4c:12:34:",
    b"example.com": b"acme-corp.internal",
    b"example.org": b"evil-corp.internal",
}
REAL_NETWORKS = ("10.11.12.", "100.70.33.", "100.71.69.", "fd12:e0a:")
# 10.11.12.1 | fd12:e0a::1
ADDRESS = re.compile(r"(?<![0-9.])(?:[0-9]{1,3}\.){3}[0-9]{1,3}(?![0-9.])|(?<![\w:])[0-9A-Fa-f:]+(?![\w:])")
LINE = b"Oct 31 2023 15:09:55 paris-vpn02 sshd[412]: Failed password for jean.dupont from 100.70.33.9 port 51022 ssh2"

# The choice for every run: a line costs a third of a second.
STEP = 42


def some(extent: str) -> list[Sample]:
    return SAMPLES if extent == "all" else chosen_samples()[::STEP]


@each_extent
def test_a_sample_of_a_real_line_is_of_the_same_product_action_and_fields(extent: str) -> None:
    fixtures, pipeline = Fixtures(reference_date=REFERENCE), Pipeline(profile=ECS, reference_date=REFERENCE)
    made = 0
    for sample in some(extent):
        line = sample.line
        for invented, real in REAL.items():
            line = line.replace(invented, real)
        found = fixtures.of(line)
        if found.line is None:
            assert found.problem
            continue
        made += 1
        (outcome, document), (expected, before) = pipeline.document(found.line), pipeline.document(line)
        assert outcome == expected
        assert document["event"].get("action") == before["event"].get("action")
        assert {name for name, _ in fields(document)} == {name for name, _ in fields(before)}
        for text in ADDRESS.findall(found.line):
            assert not is_ip(text) or not text.startswith(REAL_NETWORKS), sample.where
    assert made >= 0.9 * len(some(extent))


def test_a_value_has_the_same_replacement_in_all_lines_and_no_other_value_has_it() -> None:
    other = LINE.replace(b"100.70.33.9", b"100.70.33.10").replace(b"jean.dupont", b"paul.dupont")
    done = run("fixture", stdin=b"\n".join((LINE, other, b"", LINE)) + b"\n")
    first, second, third = done.stdout.decode().splitlines()
    assert (done.returncode, done.stderr) == (0, b"")
    assert (
        first
        == third
        == LINE.decode()
        .replace("paris-vpn02", "host-node01")
        .replace("jean.dupont from 100.70.33.9", "alice.bob from 198.51.100.1")
    )
    assert second == first.replace("alice.bob", "carol.bob").replace("100.1", "100.2")


def test_lines_come_from_arguments_a_file_or_standard_input(tmp_path: Path) -> None:
    (tmp_path / "a.log").write_bytes(LINE + b"\n" + LINE)
    expected = run("fixture", LINE).stdout
    assert expected.count(b"\n") == 1
    for arguments, stdin in (
        (("fixture", LINE, LINE), b""),
        (("fixture", "--file", tmp_path / "a.log"), b""),
        (("fixture", "--file", "-"), LINE + b"\n" + LINE),
    ):
        assert run(*arguments, stdin=stdin).stdout == expected * 2


def test_names_that_were_replaced_are_replaced_elsewhere_too() -> None:
    line = (
        b'www.acme.internal 100.70.33.9 - jdupont [31/Oct/2023:15:09:55 +0100] "GET /~jdupont/a.html?'
        b'from=jdupont@acme.internal HTTP/1.1" 200 12 "https://intranet.acme.internal/x" '
        b'"Mozilla/5.0 (X11; Linux x86_64) Chrome/120.0.0.0"'
    )
    sample = run("fixture", line).stdout.decode()
    assert "acme" not in sample
    assert "jdupont" not in sample
    assert sample.count("example.com") == 3
    # no address
    assert sample.endswith('Chrome/120.0.0.0"\n')


def test_an_address_that_a_program_says_of_itself_is_replaced_and_its_version_is_not() -> None:
    line = '100.70.33.9 - - [31/Oct/2023:15:09:55 +0100] "GET / HTTP/1.1" 200 5 "-" "A/120.0.0.0 ${x://100.70.33.9/a}"'
    sample = run("fixture", line).stdout.decode()
    assert sample == line.replace("100.70.33.9", "198.51.100.1") + "\n"


def test_a_name_that_a_line_needs_as_a_word_is_left_there() -> None:
    done = run("fixture", LINE.replace(b"jean.dupont", b"port"), LINE)
    assert done.stdout == run("fixture", LINE).stdout.replace(b"alice.bob", b"bob.carol")
    first, second = done.stderr.decode().splitlines()
    assert first.startswith("ecsparse: line 1: no sample: it would have event.action message")
    assert second == "ecsparse: line 2: left where no field has it: port"
    assert done.returncode == 1


def test_a_line_without_a_sample_is_told() -> None:
    done = run("fixture", LINE.replace(b"dupont", b"dup\xffont"), stdin=b"")
    assert (done.returncode, done.stdout) == (1, b"")
    assert done.stderr.decode() == "ecsparse: line 1: no sample: it is not UTF-8, write its bytes by hand\n"
    assert run("fixture", "--file", "/dev/null/none").returncode == 1


@pytest.mark.parametrize("arguments", [(LINE, "--file", "a.log"), ("a\nb",), ("--product", "none", LINE)])
def test_wrong_usage_is_refused(arguments: tuple[str | bytes, ...]) -> None:
    done = run("fixture", *arguments)
    assert (done.returncode, done.stdout) == (2, b"")


def test_a_plain_line_of_no_product_stays_so() -> None:
    done = run("fixture", b"hello from 100.70.33.9")
    assert done.stdout == b"hello from 198.51.100.1\n"
    (document,) = [orjson.loads(line) for line in run(stdin=done.stdout).stdout.splitlines()]
    assert document["error"]["type"] == "unmatched"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("10.0.0.1", "192.0.2.1"),
        ("100.70.33.9", "198.51.100.1"),
        ("100.070.033.009", "198.051.100.001"),
        *((kept, kept) for kept in ("0.0.0.0", "127.0.0.1", "255.255.255.0", "224.0.0.251", "203.0.113.9")),  # noqa: S104
    ],
)
def test_addresses_become_those_for_documentation(text: str, expected: str) -> None:
    address = parsed(text)
    assert address is not None
    assert Inventions().address(text, address) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("fd12:e0a::1", "2001:db8::1"),
        ("FD12:E0A::1", "2001:DB8::1"),
        ("fd12:0e0a:0000:0000:0000:0000:0000:0001", "2001:0db8:0000:0000:0000:0000:0000:0001"),
        ("::ffff:100.70.33.9", "::ffff:198.51.100.1"),
        *((kept, kept) for kept in ("::1", "::", "ff02::1", "2001:db8::7")),
    ],
)
def test_ipv6_addresses_become_those_for_documentation(text: str, expected: str) -> None:
    address = parsed(text)
    assert address is not None
    assert Inventions().address(text, address) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("02:00:4c:12:34:56", "00:00:5e:00:53:00"),
        ("02-00-4C-12-34-56", "00-00-5E-00-53-00"),
        ("0200.4c12.3456", "0000.5e00.5300"),
        *((kept, kept) for kept in ("ff:ff:ff:ff:ff:ff", "00:00:00:00:00:00", "00:00:5e:00:53:07")),
    ],
)
def test_hardware_addresses_become_those_for_documentation(text: str, expected: str) -> None:
    (found,) = hardware_addresses(text)
    assert Inventions().mac(text, found.octets) == expected


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        ("jdupont", USER, "alice"),
        ("JDUPONT", USER, "ALICE"),
        ("Jean Dupont", USER, "Alice Bob"),
        ("svc_backup42$", USER, "alice_bob01$"),
        ("jean@acme.internal", USER, "alice@example.com"),
        ("root", USER, "root"),
        ("1000", USER, "1000"),
        ("PARIS-FW01", HOST, "HOST-NODE01"),
        ("www.acme.co.zz", HOST, "www.example.com"),
        ("dc1.paris.acme.internal.", HOST, "host1.node.example.com."),
        ("9.33.70.100.in-addr.arpa", HOST, "1.100.51.198.in-addr.arpa"),
        ("localhost", HOST, "localhost"),
        ("www.example.org", HOST, "www.example.org"),
    ],
)
def test_names_keep_their_shape(text: str, kind: str, expected: str) -> None:
    assert Inventions().name(text, kind) == expected


def test_many_names_all_have_their_own() -> None:
    inventions = Inventions()
    for kind in (USER, HOST):
        names = [f"{first}{second}" for first in "abcdefghij" for second in "klmnopqrst"]
        assert len({inventions.name(name, kind) for name in names}) == len(names)
    assert len({inventions.name(f"a{number}.corp{number}.zz", HOST) for number in range(100)}) == 100
    addresses = [IPv4Address(f"100.70.{number}.1") for number in range(255)]
    assert len({inventions.address(f"{address}", address) for address in addresses}) == 255
