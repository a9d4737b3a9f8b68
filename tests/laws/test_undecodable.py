r"""A byte that is not UTF-8 is a letter to every parser: its escape `\xNN` is never read as the line's syntax."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest
from command import documents, run, sample_lines
from hypothesis import given
from hypothesis import strategies as st
from sampled import each_extent, lines_of

import ecsparse
from ecsparse.explanation import Explainer
from ecsparse.explanation.spans import said
from ecsparse.pipeline import Pipeline
from ecsparse.profiles import ECS, PROFILES
from ecsparse.survey import Survey

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ecsparse.profiles import Profile

REFERENCE = "2030-01-01"
PIPELINES = {profile: Pipeline(profile=profile, reference_date=REFERENCE) for profile in PROFILES}

# A byte of Latin-1, one that no text has, and a character that is cut; and letters that no sample has.
BAD = (b"\xe9", b"\xff", b"\xe2\x82")
LETTERS = "ŋđ"

# Letters are put into words of ASCII, one in each.
WORD = re.compile(rb"[A-Za-z0-9_]{3,}")

# The letter that stands in for the byte E9.
LETTER = "\U000200e9"


@cache
def lines(extent: str, profile: Profile = ECS) -> list[bytes]:
    """The lines of products that are UTF-8, and some that no product claims."""
    others = sample_lines("unmatched/*.log")
    own = {*lines_of(extent, profile)} - {*others} | {*others[::20]}
    return sorted(line for line in own if is_utf8(line))


def is_utf8(line: bytes) -> bool:
    try:
        return bool(line.decode())
    except UnicodeDecodeError:
        return False


def places(extent: str, profile: Profile = ECS) -> Iterator[tuple[bytes, int]]:
    """Every fifth word of all lines, or every fifteenth of the chosen ones, as a line and a place in it."""
    found = [(line, match) for line in lines(extent, profile) for match in WORD.finditer(line)]
    for number, (line, match) in enumerate(found[:: 5 if extent == "all" else 15]):
        yield line, match.start() + number % len(match[0])


def told(value: Any, letters: dict[int, str]) -> Any:  # noqa: ANN401 - any JSON value
    """`value` with escapes in the place of letters, and lists in any order."""
    if isinstance(value, str):
        return value.translate(letters)
    if isinstance(value, dict):
        return {key: told(inner, letters) for key, inner in value.items()}
    if isinstance(value, list):
        return sorted((told(inner, letters) for inner in value), key=repr)
    return value


def differs(profile: Profile, before: bytes, bad: bytes, behind: bytes) -> bool:
    """Whether the bytes `bad` in a line give other fields than as many letters there."""
    escapes = dict(zip(LETTERS, (f"\\x{byte:02x}" for byte in bad), strict=False))
    written = {ord(case): escape for letter, escape in escapes.items() for case in (letter, letter.upper())}
    pipeline = PIPELINES[profile]
    (own,) = pipeline.documents([before + bad + behind])
    (other,) = pipeline.documents([before + "".join(escapes).encode() + behind])
    own["tags"].remove("invalid_utf8")
    return bool(told(own, {}) != told({**other, "tags": other.get("tags", [])}, written))


@pytest.mark.thinned(2)
@each_extent
@pytest.mark.parametrize("profile", PROFILES)
def test_a_bad_byte_gives_the_fields_of_a_letter(profile: Profile, extent: str) -> None:
    wrong = [
        (line, place)
        for number, (line, place) in enumerate(places(extent, profile))
        if differs(profile, line[:place], BAD[number % len(BAD)], line[place + 1 :])
    ]
    assert wrong == []


anywhere = st.tuples(st.sampled_from(lines("all")), st.integers(0, 400), st.booleans())


@given(anywhere, st.sampled_from(BAD), st.sampled_from(PROFILES))
def test_so_it_does_anywhere_in_a_line(where: tuple[bytes, int, bool], bad: bytes, profile: Profile) -> None:
    line, place, replaces = where
    # between two characters
    before = line[:place].decode(errors="ignore").encode()
    behind = line[len(before) :].decode()[replaces:].encode()
    assert not differs(profile, before, bad, behind)


@pytest.mark.parametrize(
    ("line", "field", "value"),
    [
        (b"Invalid user adm\xe9root from 192.0.2.1 port 2", "user.name", r"adm\xe9root"),
        (b"Invalid user CORP\\adm\xe9 from 192.0.2.1 port 2", "user.domain", "CORP"),
        (b"CEF:0|Acme|fw|1|7|a\xe9|3|suser=j\xe9=x src=192.0.2.1", "event.kind", "event"),
        (b"CEF:0|Acme|fw|1|7|login|3|suser=j\\=\xe9 src=192.0.2.1", "source.user.name", r"j=\xe9"),
        (b"LEEF:1.0|Acme|fw|1|login|usrName=j\\\xe9\tsrc=192.0.2.1", "user.domain", "j"),
    ],
)
def test_an_escape_is_text_in_its_value(line: bytes, field: str, value: str) -> None:
    found: Any = ecsparse.parse(line)
    for name in field.split("."):
        found = found[name]
    assert found == value


@pytest.mark.parametrize(
    "name",
    [LETTER, LETTER.join("abc"), "\U00020000\U000200ff", "".join(map(chr, range(0x20000, 0x20200)))],
    ids=["one", "some", "ends", "all"],
)
def test_a_letter_of_the_line_stays_what_it_is(name: str) -> None:
    document = ecsparse.parse(f"Invalid user {name}".encode() + b"\xe9 from 192.0.2.1 port 2")
    assert document["user"]["name"] == rf"{name}\xe9"
    assert document["message"] == rf"Invalid user {name}\xe9 from 192.0.2.1 port 2"
    assert document["related"]["user"] == [rf"{name}\xe9"]


def test_so_does_one_that_the_line_has_escaped() -> None:
    source = b'"source": {"userName": "%b", "realmName": "\xe9"}'
    cee = b'@cee: {"category": "USER", "type": "USER_CONNECTION_SUCCESS", %b}' % source
    for escaped in (rb"\ud840\udce9", rb"\uD840\uDCE9", LETTER.encode()):
        user = ecsparse.parse(cee % escaped)["source"]["user"]
        assert user == {"name": LETTER, "domain": r"\xe9"}
    certificate = b"2023-10-31 15:09:55 192.0.2.7:1194 VERIFY OK: depth=0, CN=%b, O=\xe9"
    for escaped in (rb"\F0\A0\83\A9", rb"\f0\a0\83\a9"):
        document = ecsparse.parse(certificate % escaped)
        assert str(document).count(LETTER) == str(ecsparse.parse(certificate.replace(b"\xe9", b"e") % escaped)).count(
            LETTER
        )


def test_a_name_and_its_escape_are_one_in_related_and_its_order_is_plain() -> None:
    source = b'"source": {"userName": "%b"}, "context": {"authUserName": "%b"}'
    cee = b'@cee: {"category": "USER", "type": "USER_CONNECTION_SUCCESS", %b}' % source
    for names in ((b"\xe9", rb"\xe9"), (b"\xe9", b"a"), (b"\xff", b"\xe9"), (b"A\xe9", b"a"), (b"z", b"\xe9")):
        users = ecsparse.parse(cee % names).get("related", {}).get("user", [])
        assert users == sorted({*users})
        assert users != []


def test_every_byte_has_an_escape_of_its_own() -> None:
    line = b"x" + bytes(range(0x80, 0x100))[::-1]
    assert ecsparse.parse(line)["message"] == line.decode(errors="backslashreplace")


def test_all_ways_give_the_same() -> None:
    text = [line[:place] + BAD[place % len(BAD)] + line[place:] for line, place in list(places("chosen"))[::32]]
    for profile, pipeline in PIPELINES.items():
        options = ("--profile", profile, "--reference-date", REFERENCE)
        written = documents(run(*options, stdin=b"\n".join(text)).stdout)
        assert written == documents(run(*options, "--jobs", "2", stdin=b"\n".join(text)).stdout)
        assert written == list(pipeline.documents(text))
        assert written == list(pipeline.documents([line.decode(errors="surrogateescape") for line in text]))
        assert len(written) == len(text)
    assert [ecsparse.parse(line)["message"] for line in text] == [document["message"] for document in written]


def test_rejected_lines_keep_their_bytes(tmp_path: Any) -> None:  # noqa: ANN401 - a path
    run("--rejects", tmp_path / "rejects", stdin=b"hell\xe9\n\xff\n")
    assert (tmp_path / "rejects").read_bytes() == b"hell\xe9\n\xff\n"


@pytest.mark.thinned(2)
@pytest.mark.parametrize("profile", PROFILES)
def test_explain_shows_escapes_and_where_they_stand(profile: Profile) -> None:
    explainer = Explainer(profile=profile, reference_date=REFERENCE)
    cases = list(places("chosen"))[::120]
    text = [line[:place] + BAD[place % len(BAD)] + line[place + 1 :] for line, place in cases]
    for line in text:
        found = explainer.explain(line)
        assert found.line == line.decode(errors="backslashreplace")
        assert [found.document] == [*PIPELINES[profile].documents([line])]
        shown = [value for field in found.fields for value in [field.value]]
        assert shown == [value for field in found.fields for value in [held(found.document, field.field, field.index)]]
        for field in found.fields:
            taken = [
                said(str(field.how), found.line[start:end]) for start, end in field.spans if field.origin == "line"
            ]
            assert taken in ([], [field.value] * len(field.spans))
        for part in found.header:
            assert [found.line[start:end] for start, end in part.spans] in ([], [str(part.value)])
        assert found.line[slice(*found.message)].strip() in found.line
        assert not re.search("[\U00020000-\U0002ffff]", str(found))


def held(document: Any, field: str, index: int | None) -> Any:  # noqa: ANN401 - any JSON value
    """The value of `field` in `document`, or of its element at `index`."""
    for name in field.split("."):
        document = document[name]
    return document if index is None else document[index]


def test_the_page_of_explain_marks_the_whole_escape() -> None:
    page = run("explain", "--all", stdin=b"Invalid user \xe9a from 192.0.2.1 port 2").stdout.decode().splitlines()
    assert page[2] == r"    0 Invalid user \xe9a from 192.0.2.1 port 2"
    assert any(re.fullmatch(r"  . user\.name +13-18 +\\xe9a", row) for row in page)


def test_shapes_mask_no_digit_of_an_escape() -> None:
    survey = Survey()
    survey.begin("")
    survey.feed(b"hell\xe0 1\nhell\xe0 2\nhell\xe1 3\nOct 31 15:09:55 h a\xe0[1]: x")
    groups = [(group.shape, group.texts, group.example) for group in survey.shapes.groups()]
    assert groups == [
        (r"hell\xe0 <n>", 2, r"hell\xe0 1"),
        (r"a\xe0: x", 1, r"Oct 31 15:09:55 h a\xe0[1]: x"),
        (r"hell\xe1 <n>", 1, r"hell\xe1 3"),
    ]
