"""The check of patterns itself: which it calls slow, which it does not, and what it cannot read."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from ambiguity import findings
from automaton import Unreadable

EXPONENTIAL = (
    "(a+)+b", "(a|a)*b", "(a|aa)+b", "(?:a*)*b", "(?:a?b?)*c", r"(?:\s*[a-z]+\s*)+;", r"(\w+\.?)+@",
    "(?:a{0,64}b?){0,64}c", "(?>(?:a+)+b)c", "(?=(?:a+)+b)c", "(?:[a-z]+(?:-[a-z]*)?)*;",
)  # fmt: skip
QUADRATIC = (
    "a*a*b", "[0-9]+[0-9a-f]*x", r"\s*,?\s*x", ".*,.*;", "a*(?>a*)b", "a*a*+b", "(?s:.*) = (?s:.*)x",
    "(?:(.*)/)?a(?:b.*c)?", '"(.*)" failed[^\\n]*', "a{0,5000}a*b",
)  # fmt: skip
SLOW_TO_FIND = (
    "[0-9]+x", r"\s+$", "a[^b]*b", " +,", r"\S++ x", "event = (?s:.*) time", r"(?<!\S)a.*b", "[a-z](?=.*x)",
)  # fmt: skip
LINEAR = (
    "a++b", "a*+a", "(?>a*)a*b", "(?:a++b?)*c", r'"(?:[^"\\]++|\\[\s\S])*+"', r"[0-9]+\.[0-9]+",
    r"(?:\d{1,3}\.){3}\d{1,3}",
    r"\s++(\S++)\s++(\S++)", "(?:a,)*b", "[a-z]+(?:-[a-z]+)*", r"(?:[ \t]|\b(?:host|hostname|name)\b)++",
    "a{1,64}a{1,64}b", '"(.*)" failed.*',
)  # fmt: skip
SOON_FOUND = (
    "[0-9]+", "(?<![0-9])[0-9]+x", r"(?<!\S)[a-z]+_[a-z]+\s++x", r"(?:(?<!\S)|(?<=#012))[a-z0-9]+_x", '"[^"]*"',
    r"\n(?![ \t])", "^a*b", r"a([-:])b\1c", r"((?:\\[0-9a-f]{2})+)|\\([\s\S])",
)  # fmt: skip


def test_the_check_knows_slow_patterns_from_others() -> None:
    slow = [*EXPONENTIAL, *QUADRATIC]
    assert [source for source in slow if not findings(source, is_searched=False)] == []
    assert [source for source in SLOW_TO_FIND if not findings(source, is_searched=True)] == []
    assert [source for source in (*LINEAR, *SLOW_TO_FIND[:-1]) if findings(source, is_searched=False)] == []
    assert [source for source in SOON_FOUND if findings(source, is_searched=True)] == []


def test_the_check_says_what_it_cannot_read() -> None:
    with pytest.raises(Unreadable):
        findings(r"(a+)\1", is_searched=False)


@pytest.mark.parametrize(("pattern", "options", "status"), [("a*b", [], 0), ("a*a*b", [], 1), ("a*b", ["--search"], 1)])
def test_the_tool_says_what_is_slow_about_a_pattern(pattern: str, options: list[str], status: int) -> None:
    tool = Path(__file__).with_name("ambiguity.py")
    done = subprocess.run([sys.executable, tool, *options, pattern], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout.count("\n"), done.stderr) == (status, status, "")
