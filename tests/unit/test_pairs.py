"""Keys and values: how the pairs of a line are told apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecsparse.formats.pairs import MOST_PAIRS, quoted, quoted_between_commas, separated, up_to_the_next_key, words

KEYS = st.from_regex(r"[A-Za-z0-9_][A-Za-z0-9_.\[\]-]{0,20}", fullmatch=True)
# no word of these has a `=` after what may be a key
VALUES = st.text("abcXYZ 0123:/?&%\"'", max_size=30).map(lambda value: value.strip(" "))


def test_words_are_pairs_or_flags() -> None:
    assert words("IN=eth0 OUT= DF LEN=60 SYN LEN=40 X=a=b") == (
        {"IN": "eth0", "OUT": "", "LEN": "40", "X": "a=b"},
        ["DF", "SYN"],
    )


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("a=1 b=2", [("a", "1"), ("b", "2")]),
        ("a=x=y&z=w b=2", [("a", "x=y&z=w"), ("b", "2")]),
        ("a=one two  b=", [("a", "one two"), ("b", "")]),
        ("a=1 a=2", [("a", "1"), ("a", "2")]),
        ("lost a=1", [("a", "1")]),
        ("a=1\tad.x[0]=2", [("a", "1"), ("ad.x[0]", "2")]),
        ("a=x =z -b=2", [("a", "x =z -b=2")]),
        ("no pair", []),
        ("", []),
    ],
)
def test_a_value_ends_at_the_next_key(text: str, pairs: list[tuple[str, str]]) -> None:
    assert up_to_the_next_key(text) == pairs


@pytest.mark.parametrize(
    ("text", "separator", "pairs"),
    [
        ("a=1\tb=x=y", "\t", [("a", "1"), ("b", "x=y")]),
        ("a=1^ b = 2 ^^lost^=3", "^", [("a", "1"), ("b", "2")]),
        ("a=1#011a=2", "#011", [("a", "1"), ("a", "2")]),
        ("", "^", []),
    ],
)
def test_pairs_are_between_separators(text: str, separator: str, pairs: list[tuple[str, str]]) -> None:
    assert separated(text, separator) == pairs


@given(st.lists(st.tuples(KEYS, VALUES), max_size=9))
def test_what_is_written_comes_back(pairs: list[tuple[str, str]]) -> None:
    written = [f"{key}={value}" for key, value in pairs]
    assert up_to_the_next_key(" ".join(written)) == pairs
    assert separated("\t".join(written), "\t") == pairs


def test_a_line_of_many_pairs_gives_the_first_ones() -> None:
    many = [f"k{number}=v" for number in range(MOST_PAIRS + 9)]
    first = [(f"k{number}", "v") for number in range(MOST_PAIRS)]
    assert up_to_the_next_key(" ".join(many)) == first
    assert separated("\t".join(many), "\t") == first


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ('a="x y" b=2', [("a", "x y"), ("b", "2")]),
        ('a="x=1 y=2",b=2', [("a", "x=1 y=2"), ("b", "2")]),
        (r'a="say \"no\"" b="c:\\"', [("a", 'say "no"'), ("b", "c:\\")]),
        ("a=2023-10-31 15:09:55 b=", [("a", "2023-10-31 15:09:55"), ("b", "")]),
        ('a="unclosed b=2', [("a", "unclosed"), ("b", "2")]),
        ('a=1 b="never closed', [("a", "1"), ("b", "")]),
        ('a="x"y b=2', [("a", "x"), ("b", "2")]),
        ("lost a=1 a=2", [("a", "1"), ("a", "2")]),
        ("a.b[0]=1; c-d=2", [("a.b[0]", "1;"), ("c-d", "2")]),
        ("", []),
    ],
)
def test_values_may_be_quoted(text: str, pairs: list[tuple[str, str]]) -> None:
    assert quoted(text) == pairs


@given(st.lists(st.tuples(KEYS, st.text('ab ="\\', max_size=30)), max_size=9))
def test_what_is_quoted_comes_back(pairs: list[tuple[str, str]]) -> None:
    written = ['{}="{}"'.format(key, value.replace("\\", "\\\\").replace('"', '\\"')) for key, value in pairs]
    assert quoted(" ".join(written)) == pairs


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ('a=1,b="x, y",c=', [("a", "1"), ("b", "x, y"), ("c", "")]),
        (r'a="say \"no\"",b=2023-10-31 15:09:55', [("a", 'say "no"'), ("b", "2023-10-31 15:09:55")]),
        ('a="unclosed,b=2', [("a", "unclosed"), ("b", "2")]),
        ('a=1,b="never closed', [("a", "1"), ("b", "")]),
        ("a=x=y,b=2,lost", [("a", "x=y"), ("b", "2")]),
        ("", []),
    ],
)
def test_values_may_be_quoted_between_commas(text: str, pairs: list[tuple[str, str]]) -> None:
    assert quoted_between_commas(text) == pairs


@given(st.lists(st.tuples(KEYS, st.text('ab ,="\\', max_size=30)), max_size=9))
def test_what_is_quoted_between_commas_comes_back(pairs: list[tuple[str, str]]) -> None:
    written = ['{}="{}"'.format(key, value.replace("\\", "\\\\").replace('"', '\\"')) for key, value in pairs]
    assert quoted_between_commas(",".join(written)) == pairs
