"""How `ecsparse explain` takes a line, and how it shows what it found."""

from __future__ import annotations

import os
import pty
import re
from functools import cache
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any
from unicodedata import east_asian_width

import orjson
import pytest
from command import COMMAND, ENVIRONMENT, run, sample_lines, started
from sampled import each_extent, lines_of

from ecsparse.cli.explained import Page
from ecsparse.cli.explained_html import Html
from ecsparse.cli.explained_screen import Screen
from ecsparse.explanation import Explainer, Explanation

if TYPE_CHECKING:
    from pathlib import Path

LINE = "2023-10-31 15:09:55 net_addr_ptp_v4_add: 10.8.0.1 peer 10.8.0.2 dev tun0"
HOSTILE = (
    "\x1b[31mOK \x9b\u202e\u2028\x07 日本語 e\u0301 " * 9,
    "FS_Mkdir \x1b]0;x\x07 root root OK 25 sep 2022 23:04:23.825394 No associated roles mode: 7 dir: /日本\x1b[2J",
    '@cee: {"category": "USER", "type": "USER_X", "source": {"type": "HB", "userName": "\\u001b[2J\\u202ex"}}',
    "x " * 5000,
    "日" * 3000,
    "",
    " \t",
)
RECORD = b"FS_Mkdir a b c OK 25 sep 2022 23:04:23.825394 No associated roles\n    mode: 755 dir: /var/x\n"
PLUGIN = """
from ecsparse.record import Prefix, Product

PRODUCT = Product(vendor="Acme", name="Firewall", formats=("x",), signatures=(Prefix("acme "),))

def _code(text):
    return text

def parse(record):
    words = record.text.split()
    if words[1] == "fail":
        raise KeyError
    if words[1] == "odd":
        return {"event": {"code": {1}}}
    code = _code(words[4])
    return {"user": {"name": words[2]}, "event": {"code": code, "severity": len(code) * 2 * int(code)}}
"""
EXPLAINER = Explainer(reference_date="2030-01-01")
INDEXED = Explainer(profile="ecs", reference_date="2030-01-01")


def explained(*arguments: str | bytes | Path, stdin: bytes = b"") -> dict[str, Any]:
    """What the command says as JSON."""
    done = run("explain", "--format", "json", *arguments, stdin=stdin)
    assert (done.returncode, done.stderr) == (0, b"")
    found: dict[str, Any] = orjson.loads(done.stdout)
    return found


@cache
def shown(extent: str) -> list[Explanation]:
    """Explanations of all kinds: some, or for many lines."""
    lines = [*lines_of("chosen")[::4], *sample_lines("*/raw_bytes.log", "*/hostile.log")]
    lines = lines if extent == "all" else lines[::24]
    texts = [line.decode(errors="backslashreplace").rstrip("\r") for line in lines]
    return [explainer.explain(text) for text in (*HOSTILE, *texts) for explainer in (EXPLAINER, INDEXED)]


def columns(text: str) -> int:
    return sum(2 if east_asian_width(sign) in "WF" else 1 for sign in text)


def plain(text: str) -> str:
    return re.sub(r"\x1b\[[0-9;]*m", "", text)


@pytest.mark.thinned(2)
@each_extent
@pytest.mark.parametrize("form", [Page, Screen])
def test_a_page_is_eighty_columns_wide_and_holds_nothing_that_a_terminal_obeys(form: type[Page], extent: str) -> None:
    for found in shown(extent):
        for line in form(found, colored=False, changes=True).lines():
            assert columns(line) <= 80, line
            assert line.isprintable(), line


@pytest.mark.thinned(2)
@each_extent
@pytest.mark.parametrize("form", [Page, Screen])
def test_colours_change_nothing_but_the_colour(form: type[Page], extent: str) -> None:
    for found in shown(extent):
        colored = "\n".join(form(found, colored=True, changes=True).lines())
        assert plain(colored).splitlines() == list(form(found, colored=False, changes=True).lines())
        assert "\x1b[" in colored


@each_extent
def test_a_screen_has_every_field_once_and_fewer_rows_than_the_page(extent: str) -> None:
    for found in shown(extent):
        rows = list(Screen(found, colored=False, changes=False).lines())
        listed = "".join("".join(rows[rows.index("fields") :]).split()) if found.fields else ""
        assert [field.field for field in found.fields if field.field not in listed] == []
        if len(found.fields) > 12 and found.outcome == found.product:
            assert len(rows) < len(list(Page(found, colored=False, changes=False).lines()))


class Reader(HTMLParser):
    """What a page of HTML shows of a line, and what it names elsewhere."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.line, self.tags, self.references = "", set[str](), list[str]()
        self._is_in_line = self._is_in_letters = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.references += [f"{name}={value}" for name, value in attrs if name in {"src", "href", "onclick"}]
        self._is_in_line = self._is_in_line or ("class", "line") in attrs
        self._is_in_letters = tag == "sub"

    def handle_endtag(self, tag: str) -> None:
        self._is_in_line = self._is_in_line and tag != "p"
        self._is_in_letters = False

    def handle_data(self, data: str) -> None:
        if self._is_in_line and not self._is_in_letters:
            self.line += data


@each_extent
def test_a_page_of_html_has_the_line_and_needs_nothing_else(extent: str) -> None:
    for found in (*shown(extent)[::7], EXPLAINER.explain("<script>alert(1)</script> & <img src=x> 'x' \"y\"")):
        read = Reader(Html(found, colored=False, changes=True).html())
        expected = "".join(
            sign if sign.isprintable() or sign == "\n" else sign.encode("unicode_escape").decode()
            for sign in found.line[: 1 << 16]
        )
        assert read.line.startswith(expected.replace("\r", "\\r"))
        assert read.tags.isdisjoint({"script", "img", "link", "iframe", "object"})
        assert read.references == []


def test_html_is_written_for_the_option() -> None:
    done = run("explain", "--html", LINE)
    assert (done.returncode, done.stderr, done.stdout.startswith(b"<!DOCTYPE html>")) == (0, b"", True)
    assert b"observer.ip" in done.stdout
    assert b"net_addr_ptp_v4_add" in done.stdout


def test_all_shows_the_header_the_candidates_and_the_rule() -> None:
    line = f"<29>Oct 31 15:09:55 vpn1 openvpn[7]: {LINE[20:]}"
    short, full = (run("explain", *options, line).stdout.decode() for options in ((), ("--all",)))
    assert [name for name in ("header", "in no field", "asked", "rule") if f"\n{name}\n" in full] == [
        "header", "in no field", "asked", "rule"
    ]  # fmt: skip
    assert [name for name in ("header", "in no field", "asked", "rule") if f"\n{name}\n" in short] == []
    assert "--all also shows" in short
    assert "+2 after a position: two more parts" not in full
    login = "sshd[7]: Accepted password for alice from 192.0.2.5 port 22 ssh2"
    computed = run("explain", "--all", login).stdout.decode()
    assert re.search(r" [0-9]+-[0-9]+ \+[0-9]+ computed ", computed)
    assert "+2 after a position: two more parts" in computed


@each_extent
def test_marks_stand_under_what_they_mark(extent: str) -> None:
    marked = 0
    for found in shown(extent):
        lines = list(Page(found, colored=False, changes=False).lines())
        first = lines.index("") + 1
        ruler = lines[first : [*lines, ""].index("", first)]
        if len(found.line) > 74 * 24 or any(columns(sign) > 1 for sign in found.line):
            continue
        under: dict[int, str] = {}
        start = 0
        for row in ruler:
            if row[:6].strip():
                start = int(row[:6])
                continue
            for column, mark in enumerate(row[6:]):
                under[start + column] = under.get(start + column, "") + mark.strip()
        listed = lines[lines.index("fields") + 1 :][: len(found.fields)] if found.fields else []
        for field, row in zip(found.fields, listed, strict=True):
            mark = row[2]
            for begin, end in field.spans if mark not in " *" else ():
                drawn = [mark in under.get(place, "") for place in range(begin, end)]
                assert all(drawn), (row, ruler)
                marked += 1
    assert marked > 500


def test_every_way_to_name_a_line_explains_it_the_same(tmp_path: Path) -> None:
    file = tmp_path / "in.log"
    file.write_bytes(b"first\n\n" + LINE.encode() + b"\r\nlast")
    expected = explained(LINE)
    assert explained(stdin=LINE.encode()) == expected
    assert explained("-", stdin=LINE.encode() + b"\nmore\n") == expected
    assert explained("--file", file, "--line", "3") == expected
    assert explained("--file", "-", "--line", "2", stdin=b"x\n" + LINE.encode()) == expected
    assert explained("--line", "2", stdin=b"x\n" + LINE.encode()) == expected
    assert explained("--", LINE) == expected
    assert explained("--file", file)["line"] == "first"
    assert explained("--file", file, "--line", "4")["line"] == "last"
    assert explained("--file", file, "--line", "2")["outcome"] == "blank"


def test_the_keys_for_tools_are_stable() -> None:
    found = explained(LINE, "--profile", "ecs", "--reference-date", "2030-01-01")
    assert list(found) == [
        "line", "profile", "outcome", "product", "carriers", "header", "message", "candidates", "nearest",
        "document", "fields", "unheld", "changes", "probed",
    ]  # fmt: skip
    (claimed, *rest) = found["candidates"]
    assert list(claimed) == ["product", "kind", "signature", "spans", "verdict", "reason", "rule"]
    assert (claimed["verdict"], {each["verdict"] for each in rest}) == ("claimed", {"not asked"})
    assert list(claimed["rule"][0]) == ["function", "description", "depth", "gave", "matches"]
    assert {"pattern": "_ADDRESS", "text": LINE[20:]} in [
        match for step in claimed["rule"] for match in step["matches"]
    ]
    assert list(found["fields"][0]) == ["field", "index", "value", "origin", "how", "spans"]
    assert list(found["changes"][0]) == ["field", "change", "documented", "ecs", "why"]
    assert found["message"] == [0, len(LINE)]


def test_the_line_is_read_without_waiting_for_more() -> None:
    with started("explain", "--format", "json", "--line", "2") as session:
        session.write(b"first\n" + LINE.encode() + b"\nmore")
        assert orjson.loads(session.read())["line"] == LINE


@pytest.mark.parametrize(
    ("text", "number", "note"),
    [
        (b"", "1", "no line: it is empty"),
        (b"a\nb\n", "3", "no line 3: it ends after line 2"),
        (b"a\nb", "3", "no line 3: it ends after line 2"),
    ],
)
def test_an_input_with_fewer_lines_is_noted(text: bytes, number: str, note: str, tmp_path: Path) -> None:
    (tmp_path / "in.log").write_bytes(text)
    done = run("explain", "--file", "in.log", "--line", number, cwd=tmp_path)
    assert (done.returncode, done.stdout, done.stderr.decode()) == (1, b"", f"ecsparse: in.log: {note}\n")
    done = run("explain", "--line", number, stdin=text)
    assert (done.returncode, done.stderr.decode()) == (1, f"ecsparse: standard input: {note}\n")


@pytest.mark.parametrize(
    ("name", "reason"),
    [("missing", "No such file or directory"), (".", "Is a directory; name a file in it")],
)
def test_a_file_that_cannot_be_read_is_noted(name: str, reason: str, tmp_path: Path) -> None:
    done = run("explain", "--file", name, cwd=tmp_path)
    assert (done.returncode, done.stdout, done.stderr.decode()) == (1, b"", f"ecsparse: {name}: {reason}\n")


@pytest.mark.thinned(3)
@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (("x", "--file", "y"), "LINE"),
        (("x", "--line", "1"), "LINE"),
        (("x", "y"), "quotes"),
        ((str(COMMAND),), "--file"),
        (("a\nb",), "more than one line"),
        (("a\nb", "--join-indented"), "more than one line"),
        (("x", "--line", "0"), "0"),
        (("x", "--product", "openvpm"), "Did you mean 'openvpn'?"),
        (("x", "--timezone", "Nowhere"), "zone"),
        (("x", "--reference-date", "yesterday"), "yesterday"),
        (("x", "--profile", "ecz"), "Did you mean 'ecs'?"),
        (("x", "--format", "xml"), "xml"),
        (("x", "--color", "blue"), "blue"),
        (("x", "--html", "--format", "json"), "--html"),
        (("x", "--html", "--color", "always"), "--color always"),
        (("x", "--html", "--all"), "--all"),
    ],
)
def test_wrong_use_is_explained(arguments: tuple[str, ...], word: str) -> None:
    done = run("explain", *arguments)
    assert (done.returncode, done.stdout, word in done.stderr.decode()) == (2, b"", True)
    assert done.stderr.endswith(b"Try 'ecsparse explain --help'.\n")


def on_a_terminal(*arguments: str, **variables: str) -> tuple[int, bytes]:
    """The exit status, and what the command writes on a terminal that is its input and output."""
    leader, follower = pty.openpty()
    with open(leader, "rb", buffering=0) as terminal, open(follower, "wb", buffering=0) as screen:
        done = run("explain", *arguments, stdin=follower, stdout=screen, env=ENVIRONMENT | variables)
        screen.write(b"end")
        text = b""
        while not text.endswith(b"end"):
            text += terminal.read(1 << 16)
    return done.returncode, text


def test_a_terminal_is_given_colours_and_not_waited_for() -> None:
    status, text = on_a_terminal(LINE, TERM="xterm")
    assert (status, b"\x1b[" in text) == (0, True)
    assert b"\x1b[" not in on_a_terminal(LINE, TERM="xterm", NO_COLOR="1")[1]
    assert b"\x1b[" not in on_a_terminal(LINE, "--color", "never", TERM="xterm")[1]
    assert on_a_terminal() == (2, b"end")
    assert b"\x1b[" not in run("explain", LINE).stdout
    assert b"\x1b[" in run("explain", LINE, "--color", "always").stdout


@pytest.mark.thinned(2)
@pytest.mark.parametrize("form", ["text", "json"])
def test_a_full_disk_is_noted(form: str) -> None:
    done = run("explain", LINE, "--format", form, redirect="> /dev/full")
    assert (done.returncode, done.stderr) == (1, b"ecsparse: write error: No space left on device\n")


def test_bytes_that_are_not_utf_8_are_shown_as_the_filter_writes_them() -> None:
    for found in (explained(b"\xff OK"), explained(stdin=b"\xff OK\n")):
        assert (found["line"], found["document"]["tags"]) == ("\\xff OK", ["timestamp_assumed", "invalid_utf8"])


def test_a_line_that_no_product_claims_is_a_success_and_the_nearest_signature_is_told() -> None:
    done = run("explain", "TUN/TAP devise tun0 opened")
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"no signature matches" in done.stdout
    nearest = 'openvpn, prefix "TUN/TAP device ": 93% alike; asked alone, its parser declined it in '
    assert nearest in " ".join(done.stdout.decode().split())
    assert b"\nnext\n  ecsparse explain --product NAME " in done.stdout
    (declined,) = explained("all OK")["candidates"]
    assert (declined["product"], declined["verdict"]) == ("ibm_aix", "declined")
    assert re.fullmatch(r"its parser declined it in \w+: [A-Z].*", declined["reason"])
    done = run("explain", "all OK")
    assert b'\nasked\n  ibm_aix, phrase "OK" at 4-6: declined: its parser declined it in ' in done.stdout
    assert b"\nnext\n" in done.stdout


def test_options_of_the_filter_mean_the_same() -> None:
    local = "2023-07-01 12:00:00 TUN/TAP device tun0 opened"
    assert explained(local, "--timezone", "Europe/Paris")["document"]["@timestamp"] == "2023-07-01T10:00:00Z"
    dated = explained("Oct 31 15:09:55 h openvpn: x", "--profile", "ecs", "--reference-date", "2024-01-01")
    assert dated["document"]["@timestamp"] == "2023-10-31T15:09:55Z"
    (named,) = explained(local, "--product", "ibm_aix")["candidates"]
    assert (named["product"], named["kind"], named["verdict"]) == ("ibm_aix", None, "declined")


def test_a_plugin_s_line_and_its_bugs_are_explained(tmp_path: Path) -> None:
    (tmp_path / "acme_fw.py").write_text(PLUGIN)
    found = explained("--plugin", tmp_path / "acme_fw.py", "acme user jo code 7")
    assert (found["outcome"], found["unheld"]) == ("acme_fw", [[0, 9], [13, 17]])
    places = {field["field"]: (field["value"], field["how"], field["spans"]) for field in found["fields"]}
    assert places["user.name"] == ("jo", "text", [[10, 12]])
    assert places["event.code"] == ("7", "text", [[18, 19]])
    assert places["event.severity"] == (14, "computed", [[18, 19]])
    assert [step["function"] for step in found["candidates"][0]["rule"]] == ["parse", "_code"]
    for line, reason in (("acme fail", "KeyError"), ("acme odd", "its document cannot be written")):
        found = explained("--plugin", tmp_path / "acme_fw.py", line)
        (failed,) = found["candidates"]
        assert (found["outcome"], failed["verdict"], failed["reason"]) == ("internal", "failed", reason)
        done = run("explain", "--plugin", tmp_path / "acme_fw.py", line)
        assert done.stdout.startswith(b"profile documented: internal: acme_fw: ")


def test_the_time_of_a_file_completes_its_lines(tmp_path: Path) -> None:
    file = tmp_path / "in.log"
    file.write_bytes(b"text\n")
    os.utime(file, (1_700_000_000, 1_700_000_000))
    found = explained("--profile", "ecs", "--file", file)
    (time,) = [field for field in found["fields"] if field["field"] == "@timestamp"]
    assert (time["value"], time["origin"], time["spans"]) == ("2023-11-14T22:13:20Z", "setting", [])


@pytest.mark.thinned(2)
@pytest.mark.parametrize("number", ["2", "3"])
def test_a_joined_record_is_found_by_each_of_its_lines(number: str) -> None:
    text = b"before\n" + RECORD + b"behind\n"
    found = explained("--join-indented", "--line", number, stdin=text)
    assert found["line"] == RECORD.decode().rstrip("\n")
    assert found["document"]["file"] == {"directory": "/var/x"}
    assert explained("--join-indented", RECORD)["line"] == found["line"]
    assert explained("--join-indented", "--line", "4", stdin=text)["line"] == "behind"


def test_what_a_profile_changes_is_shown_when_it_is_named() -> None:
    assert b"changes" not in run("explain", LINE).stdout
    ecs, documented = (run("explain", LINE, "--profile", profile).stdout for profile in ("ecs", "documented"))
    assert b"\nwhat the profile ecs changes\n" in ecs
    assert b"+ ecs.version" in ecs
    assert b"- ecs.version" in documented


def test_a_line_that_is_cut_says_so_and_is_not_probed() -> None:
    found = explained(stdin=b"2023-10-31 15:09:55 TUN/TAP device " + b"a " * (1 << 20))
    assert (found["probed"], found["document"]["tags"]) == (False, ["truncated"])
    assert {field["origin"] for field in found["fields"]} == {"line", "derived", "setting", "unknown"}
