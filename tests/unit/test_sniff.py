"""Which products may have written a line: right, whatever else is declared, and at the same cost."""

from __future__ import annotations

import os
import random
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from command import ENVIRONMENT, expected_samples, sample_lines
from sampled import each_extent, lines_of

from ecsparse import products, registry
from ecsparse.authoring.signatures import written_down
from ecsparse.errors import BadDeclaration
from ecsparse.formats.syslog import peel, peel_unclaimed
from ecsparse.record import (
    CeeMember,
    Column,
    Heading,
    Key,
    Members,
    Phrase,
    Prefix,
    Program,
    ProgramStem,
    Record,
    Shape,
    by_kind,
    fault_of,
)
from ecsparse.registry import SIGNATURES
from ecsparse.sniff import Index
from ecsparse.timestamps.clock import Clock

if TYPE_CHECKING:
    from collections.abc import Iterable
    from types import FrameType

    from ecsparse.record import Signature

    Declared = list[tuple[str, tuple[Signature, ...]]]

CLOCK = Clock()
MORE = 300
# products of messages that begin with a facility, such as `%USER-6-…`
MNEMONIC = frozenset(("cisco_ios", "juniper_junos"))


def index_of(declared: Declared) -> Index:
    return Index((name, by_kind(signatures)) for name, signatures in declared)


LINES = [line.decode(errors="backslashreplace") for line in sample_lines("*/*.log")]
REAL: Declared = [(name, registry.load(name).PRODUCT.signatures) for name in registry.BUILT_IN.in_order()]
WORDS = (
    "accepted",
    "client",
    "denied",
    "event",
    "filename",
    "login",
    "peer",
    "root",
    "session",
    "user",
    "verified",
)


def letters(number: int) -> str:
    """A word of its own for each number."""
    return f"{number:03}".translate(str.maketrans("0123456789", "abcdefghij"))


def synthetic(number: int) -> tuple[Signature, ...]:
    """A signature of each kind, in words that the samples have too."""
    word, own = WORDS[number % len(WORDS)], letters(number)
    return (
        Program(f"{word}d{own}"),
        ProgramStem(f"{own}{word}-"),
        Prefix(f"%{word.upper()}-{own}: "),
        Shape(f"00:00/{own}"),
        Phrase(f"{word} of {own} was "),
        Key(f"{word}_{own}="),
        CeeMember(("category", f"{word.upper()}_{own}")),
        Members(f"eventType={word}.{own} eventVersion"),
        Members(f"client.{word} {word}_{own}"),
    )


def synthetic_lines(number: int) -> list[str]:
    """A line for each of the signatures."""
    word, own = WORDS[number % len(WORDS)], letters(number)
    return [
        f"<29>Mar  4 05:06:07 vpn1 {word}d{own}[7]: text",
        f"<29>Mar  4 05:06:07 vpn1 {own}{word}-blue: text",
        f"%{word.upper()}-{own}: text",
        f"12:34/{own} text",
        f"the {word} of {own} was seen",
        f"4F2A1: {word}_{own}=text",
        f'@cee: {{"type": "x", "category": "{word.upper()}_{own}"}}',
        f'{{  "eventVersion": 1, "eventType": "{word}.{own}"}}',
        f'{{  "client": {{"{word}": null}}, "{word}_{own}": []}}',
    ]


# Products of which one's prefix begins another's, or a header.
RIVALS: Declared = [
    ("rival", (Prefix("rival"), Prefix("Mar"), Prefix("<29>"), Prefix("2023-10-31T"), Shape("0"))),
    ("longer_rival", (Prefix("rival text"), Prefix("rival text: of"))),
]
SYNTHETIC: Declared = [(f"synthetic_{number}", synthetic(number)) for number in range(MORE)]


def several_phrases(*numbers: int) -> str:
    """A line with the phrases of several synthetic products."""
    return " and ".join(synthetic_lines(number)[4] for number in numbers)


SMALL, LARGE, RIVALRY = index_of(REAL), index_of([*REAL, *SYNTHETIC]), index_of([*REAL, *RIVALS])


def record_of(line: str) -> Record:
    """The record of `line`, as a pipeline makes it."""
    record = Record(CLOCK)
    record.header, message = peel(line)
    record.text = message.removeprefix("\ufeff")
    return record


def candidates(index: Index, line: str) -> list[str]:
    """The candidates for `line`, each once, the first ones first."""
    return list(dict.fromkeys(index.candidates(record_of(line))))


class Counted(str):
    """The text of a record that counts how often it is looked at."""

    __slots__ = ()

    looks = 0

    def __contains__(self, part: object) -> bool:
        Counted.looks += 1
        return isinstance(part, str) and super().__contains__(part)

    def startswith(self, *arguments: Any) -> bool:  # noqa: ANN401 - as `str` has it
        Counted.looks += 1
        return super().startswith(*arguments)


def work(index: Index, lines: Iterable[str]) -> tuple[int, int]:
    """To find the candidates of `lines`: how many functions are called, and how often their text is searched."""
    records, calls = [record_of(line) for line in lines], 0

    def called(_: FrameType, event: str, __: object) -> None:
        nonlocal calls
        calls += event in {"call", "c_call"}

    for record in records:
        list(index.candidates(record))  # what is compiled once is not counted
        record.payload_text = ""
    sys.setprofile(called)
    for record in records:
        list(index.candidates(record))
    sys.setprofile(None)
    Counted.looks = 0
    for record in records:
        record.text = Counted(record.text)
        list(index.candidates(record))
    return calls, Counted.looks


def test_a_sample_is_a_candidate_of_its_product() -> None:
    bare = [
        sample
        for sample in expected_samples()
        if peel(sample.text)[0] is None and peel_unclaimed(sample.text, SMALL.declares_program)[0] is None
    ]
    assert [sample.where for sample in bare if sample.product not in candidates(SMALL, sample.text)] == []


def test_more_products_change_no_candidate_of_a_sample() -> None:
    assert [line for line in LINES if candidates(LARGE, line) != candidates(SMALL, line)] == []


@pytest.mark.thinned(3)
@each_extent
@pytest.mark.parametrize(
    ("index", "declared", "more"),
    [(SMALL, REAL, 0), (LARGE, [*REAL, *SYNTHETIC], MORE), (RIVALRY, [*REAL, *RIVALS], 0)],
)
def test_each_candidate_has_the_signature_that_found_it(
    index: Index, declared: Declared, more: int, extent: str
) -> None:
    texts = [line.decode(errors="backslashreplace") for line in lines_of(extent)]
    if extent == "all":
        more = MORE
    lines = [*texts, *(line for number in range(more) for line in synthetic_lines(number)), several_phrases(1, 2)]
    found = {line: list(index.matches(record_of(line))) for line in lines}
    assert {line: [product for product, _ in pairs] for line, pairs in found.items()} == {
        line: list(index.candidates(record_of(line))) for line in lines
    }
    kinds = {(name, type(signature), signature) for name, own in declared for signature in own}
    matched = {(name, type(signature), signature) for pairs in found.values() for name, signature in pairs}
    assert matched - kinds == set()
    # lines before a line have its heading
    assert {kind for _, kind, _ in matched} == {kind for _, kind, _ in kinds} - {Heading}


def test_each_line_finds_its_product_among_three_hundred_more() -> None:
    # mnemonics of Cisco and Juniper begin with the same sign, and are asked for last
    found = {
        line: [name for name in candidates(LARGE, line) if name not in MNEMONIC or line[:1] != "%"]
        for number in range(MORE)
        for line in synthetic_lines(number)
    }
    expected = {line: [f"synthetic_{number}"] for number in range(MORE) for line in synthetic_lines(number)}
    assert found == expected


@pytest.mark.long
def test_more_products_cost_no_more() -> None:
    (few_calls, few_looks), (many_calls, many_looks) = work(SMALL, LINES), work(LARGE, LINES)
    assert min(few_calls, few_looks) > len(LINES)
    # a line may be compared with one more prefix that is its neighbour in the alphabet
    assert many_calls <= few_calls * 1.01
    assert many_looks <= few_looks * 1.01


def test_what_others_declare_costs_a_product_no_more() -> None:
    lines = synthetic_lines(0)
    calls, looks = zip(*(work(index_of([*REAL, *SYNTHETIC[:number]]), lines) for number in (1, 30, MORE)), strict=True)
    # a line may be compared with one more prefix that is its neighbour in the alphabet
    assert (max(calls) - min(calls), max(looks) - min(looks)) <= (1, 1)


def decided(index: Index, line: str) -> str | None:
    """The product that the first word of `line` decides for, if the line begins as it must."""
    for asked, beginnings in index.decided_by(line.partition(" ")[0]):
        if not beginnings or line.startswith(beginnings):
            return asked[0]
    return None


def wrongly_decided(index: Index, lines: Iterable[str]) -> list[str]:
    """Those of `lines` whose first word is said to decide for a product, but that are another's."""
    wrong = []
    for line in lines:
        product, found = decided(index, line), candidates(index, line)
        # a product that is no candidate may be asked too, if it declines
        if product is not None and found[:1] != [product] and registry.load(product).parse(record_of(line)):
            wrong.append(line)
    return wrong


@pytest.mark.thinned(2)
@pytest.mark.parametrize("index", [SMALL, LARGE], ids=["real", "more"])
def test_what_the_first_word_decides_is_the_first_candidate(index: Index) -> None:
    lines = [line for line in LINES if peel(line)[0] is None]
    lines += [line for number in range(MORE) for line in synthetic_lines(number)[2:5]]
    assert wrongly_decided(index, lines) == []
    # an object's members say whose it is, a column whose columns are, a program whose message is, and the dates of
    # FreeRADIUS and Exim are OpenVPN's too
    undecided = {"freeradius", "exim", "paloalto_panos", "pf_filterlog", "rubycat_proveit"}
    undecided |= {"dovecot", "infoblox_nios", "ivanti_connect_secure", "systemd", "wallix_bastion"}
    undecided |= {name for name, own in REAL if any(isinstance(signature, Members) for signature in own)}
    assert {decided(index, line) for line in lines} > {name for name, _ in REAL} - undecided


@pytest.mark.long
def test_the_first_word_decides_for_lines_made_of_it() -> None:
    ends = ("", " ", " text", " text: of {} was ", " TUN/TAP device tun0 opened", " root OK")
    words = {line.partition(" ")[0] for line in LINES}
    words |= {str(signature).partition(" ")[0] for _, declared in [*REAL, *RIVALS] for signature in declared}
    lines = [f"{word}{end}" for word in sorted(words) for end in ends if decided(RIVALRY, f"{word}{end}")]
    assert len(lines) > len(ends) * len(RIVALS)
    assert wrongly_decided(RIVALRY, lines) == []
    assert [line for line in lines if peel(line)[0] is not None] == []


def test_a_word_that_begins_rivals_prefixes_decides_by_the_text_after_it() -> None:
    lines = ("rival", "rival tex", "rival text", "rival text: of", "rivals text")
    longer = {"rival text", "rival text: of"}
    assert {line: decided(RIVALRY, line) for line in lines} == {
        line: "longer_rival" if line in longer else "rival" for line in lines
    }


def test_a_word_that_may_begin_a_header_decides_nothing() -> None:
    words = ("<29>Mar", "Mar", "2023-10-31T15:09:55Z", "1", "29", "<29>1", "\ufeffrival")
    assert {word: RIVALRY.decided_by(word) for word in words} == dict.fromkeys(words, ())


@pytest.mark.thinned(2)
@pytest.mark.parametrize("index", [SMALL, RIVALRY], ids=["real", "rivals"])
def test_words_that_are_alike_decide_the_same(index: Index) -> None:
    words = {line.partition(" ")[0] for line in LINES}
    words |= {str(signature).partition(" ")[0] for _, declared in [*REAL, *RIVALS] for signature in declared}
    words |= {f"{word}{end}" for word in words for end in ("7", ":", "-17")}
    assert len({*map(index.alike, words)}) < len(words)
    assert [word for word in sorted(words) if index.decided_by(index.alike(word)) != index.decided_by(word)] == []


@pytest.mark.parametrize("index", [SMALL, LARGE], ids=["real", "more"])
def test_what_a_program_decides_are_the_first_candidates(index: Index) -> None:
    decided: set[str] = set()
    wrong = []
    for line in [
        *LINES,
        *(f"Mar  4 05:06:07 vpn1 {program}: text" for program in ("TLS", "rival", "sshd", "kernel")),
    ]:
        record = record_of(line)
        header = record.header
        if header is None or header.appname is None or record.text[:1] in {"", "{", "@", " ", "\t"}:
            continue
        is_false_tag = index.is_false_tag(header.appname, f"{header.appname}: {record.text}")
        if is_false_tag and not index.may_be_false_tag(header.appname):
            wrong.append(line)
        if is_false_tag and header.procid is None:
            continue
        found = index.decided_by_program(header.appname)
        decided.update(found)
        if found and candidates(index, line)[: len(found)] != [*found]:
            wrong.append(line)
    assert wrong == []
    assert {"apache_httpd", "nginx", "openssh", "postfix"} <= decided


OBJECTS: Declared = [
    ("audit", (Members("kind=Event auditID"),)),
    ("audit_of_pods", (Members("kind=Event auditID objectRef.resource=pods"),)),
    ("kind", (Members("kind"),)),
]


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ('{"kind":"Event","auditID":null}', ["audit", "kind"]),
        (' \t{"auditID":1,"objectRef":{"resource":"pods"},"kind":"Event"} ', ["audit_of_pods", "audit", "kind"]),
        ('<13>Mar  4 05:06:07 web1 {"kind":"Event","auditID":""}', ["audit", "kind"]),
        ('{"kind":"Event","auditID":1,"kind":"Node"}', ["kind"]),
        ('{"kind":["Event"],"auditID":1,"objectRef":["resource"]}', ["kind"]),
        ('{"kind":"Event","auditID":1e999,"objectRef":{"resource":{"pods":1}}}', ["audit", "kind"]),
        (f'{{"kind":99999999999999999999999,"auditID":{"[" * 9000}{"]" * 9000}}}', []),
        ('{"kind":"Event","auditID":1', []),
        ('["kind","auditID"]', []),
        ('"kind=Event auditID"', []),
        ('@cee: {"kind":"Event","auditID":1}', ["audit", "kind"]),
        ('x {"kind":"Event","auditID":1}', []),
    ],
)
def test_an_object_is_found_by_its_members(line: str, found: list[str]) -> None:
    index = index_of(OBJECTS)
    assert candidates(index, line) == found
    assert list(dict(index.matches(record_of(line)))) == found


def test_the_longest_signature_comes_first() -> None:
    assert candidates(RIVALRY, "rival text") == ["longer_rival", "rival"]
    assert candidates(RIVALRY, "rival tex") == ["rival"]
    assert candidates(LARGE, several_phrases(2, 1, 0)) == [f"synthetic_{number}" for number in range(3)]


@pytest.mark.long
@pytest.mark.parametrize("seed", [0, *(pytest.param(seed, marks=pytest.mark.long) for seed in (1, 2))])
def test_the_order_of_a_products_signatures_means_nothing(seed: int) -> None:
    shared = (
        Prefix("FILE_Unlink"),
        Phrase("was seen "),
        Program("openvpn"),
        Shape("00:00"),
        Key("client="),
        Column("2=TRAFFIC"),
        CeeMember(("a", "b")),
        Members("kind=Event auditID"),
    )
    declared: Declared = [*REAL, *SYNTHETIC[:30], *((f"same_{number}", shared) for number in range(5))]
    order = random.Random(seed)  # noqa: S311 - an order is no secret
    mixed: Declared = [(name, tuple(order.sample(all_, len(all_)))) for name, all_ in declared]
    first, second = index_of(declared), index_of(mixed)
    lines = [
        *CONTESTED,
        "<29>openvpn: x",
        "12:34 x",
        "it was seen here",
        "FILE_Unlink a b c",
        "1,x,TRAFFIC",
        '@cee: {"a": "b"}',
        '{"auditID": 1, "kind": "Event"}',
    ]
    assert [line for line in lines if candidates(first, line) != candidates(second, line)] == []


CONTESTED = [*LINES, *(several_phrases(*range(start, start + 9)) for start in range(0, MORE - 9, 9))]

PRINT_CANDIDATES = """
import test_sniff
for line in test_sniff.CONTESTED:
    print(test_sniff.candidates(test_sniff.LARGE, line))
"""


@pytest.mark.long
def test_the_hash_seed_means_nothing() -> None:
    here = Path(__file__).parent
    folders = os.pathsep.join(map(str, (here, here.parent, Path(registry.__file__).parents[1])))
    # that of this process is random, or 0 as well
    elsewhere = subprocess.run(
        [sys.executable, "-c", PRINT_CANDIDATES],
        env=ENVIRONMENT | {"PYTHONPATH": folders, "PYTHONHASHSEED": "1"},
        capture_output=True,
        check=True,
    ).stdout
    assert elsewhere == "".join(f"{candidates(LARGE, line)}\n" for line in CONTESTED).encode()


HALF_A_MEMBER = CeeMember(("a",))  # type: ignore[arg-type]  # that is what is wrong with it


@pytest.mark.parametrize("kind", [Members, Program, ProgramStem, Prefix, Shape, Key, Column, Phrase])
def test_an_empty_signature_cannot_be_used(kind: type[Program]) -> None:
    assert fault_of(kind("")) == "a signature is empty; give it text that a line has"
    assert fault_of(kind("0=text")) is None


@pytest.mark.parametrize(
    "signature",
    [
        CeeMember(),
        HALF_A_MEMBER,
        Column("TRAFFIC"),
        Column("x=1"),
        Phrase(" "),
        Phrase("\t "),
        Members(" "),
        Members("kind=Event .auditID"),
        Members("=Event"),
        "plain text",
        ("a", "b"),
        None,
    ],
)
def test_what_is_wrong_with_a_signature_is_said(signature: Signature) -> None:
    assert re.fullmatch(r".+; .+[^.]", fault_of(signature) or "")


def test_all_signatures_can_be_used() -> None:
    assert [(name, signature) for name, own in REAL for signature in own if fault_of(signature)] == []


@pytest.mark.parametrize(
    ("source", "advice"),
    [
        ("", "declare PRODUCT = Product(...) and parse(record)"),
        ("PRODUCT = 1\ndef parse(record): ...", "declare PRODUCT = Product(...) and parse(record)"),
        ("PRODUCT = {declaration}", "declare PRODUCT = Product(...) and parse(record)"),
        ("PRODUCT = {declaration}\nparse = 1", "declare PRODUCT = Product(...) and parse(record)"),
        ("PRODUCT = {declaration}\ndef parse(record): ...", "PRODUCT has no signatures; declare at least one"),
        (
            "PRODUCT = {declaration}\nPRODUCT.signatures = ('',)\ndef parse(record): ...",
            "a signature is empty; give it text that a line has",
        ),
    ],
)
def test_a_module_that_declares_no_product_is_a_bad_declaration(
    source: str, advice: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    declaration = "__import__('ecsparse.record').record.Product(vendor='', name='', formats=(), signatures=())"
    (tmp_path / "made_up.py").write_text(source.format(declaration=declaration))
    monkeypatch.setattr(products, "__path__", [*products.__path__, str(tmp_path)])
    monkeypatch.delitem(sys.modules, "ecsparse.products.made_up", raising=False)
    assert "made_up" in registry.names()
    with pytest.raises(BadDeclaration, match=f"^{re.escape(f'products/made_up.py: {advice}')}$"):
        registry.signatures("made_up")


def test_every_product_declares_who_made_it_and_how_it_is_found() -> None:
    declared = [registry.load(name).PRODUCT for name in registry.names()]
    assert all(item.vendor and item.name and item.formats and item.signatures for item in declared)


def test_the_signatures_that_are_written_down_are_those_of_the_modules() -> None:
    declared = {name: by_kind(registry.load(name).PRODUCT.signatures) for name in registry.names()}
    assert {name: registry.BUILT_IN.signatures_by_kind(name) for name in registry.names()} == declared, "run: make docs"
    assert {name: by_kind(registry.signatures(name)) for name in registry.names()} == declared
    for name in registry.names():
        file = Path(SIGNATURES) / f"{name}.json"
        assert file.read_text() == written_down(registry.load(name).PRODUCT), "run: make docs"
    assert {path.stem for path in Path(SIGNATURES).iterdir()} == {*registry.names()}, "run: make docs"
