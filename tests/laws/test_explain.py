"""What `ecsparse explain` says of a line: laws over all samples, and how the command says it."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from functools import cache
from itertools import chain
from typing import TYPE_CHECKING

import pytest
from command import documents, run
from sampled import each_extent, lines_of

import ecsparse
from ecsparse.explanation import Explainer, Explanation, Field
from ecsparse.explanation.fields import WHOLE, flattened
from ecsparse.explanation.spans import gaps, places, said
from ecsparse.pipeline import Pipeline
from ecsparse.profiles import PROFILES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ecsparse.profiles import Profile

# No line of the samples is later.
REFERENCE = "2030-01-01"

LINE = "2023-10-31 15:09:55 net_addr_ptp_v4_add: 10.8.0.1 peer 10.8.0.2 dev tun0"


each_profile = pytest.mark.parametrize("profile", PROFILES)


@cache
def explanations(profile: Profile, extent: str) -> list[tuple[bytes, Explanation]]:
    """Every sample line, or a quarter of the chosen ones, with its explanation."""
    explainer = Explainer(profile=profile, reference_date=REFERENCE)
    kept = {*lines_of(extent)[:: 1 if extent == "all" else 4]}
    lines = [line for line in lines_of(extent, profile) if line in kept]
    return [(line, explainer.explain(line.removesuffix(b"\r"))) for line in lines]


def fields(profile: Profile, extent: str) -> Iterator[tuple[Explanation, Field]]:
    for _, found in explanations(profile, extent):
        yield from ((found, field) for field in found.fields)


def texts(found: Explanation, field: Field) -> list[str]:
    return [found.line[start:end] for start, end in field.spans]


def signless(text: str) -> str:
    return "".join(filter(str.isalnum, text)).casefold()


@each_extent
@each_profile
def test_the_text_at_each_span_gives_the_value(profile: Profile, extent: str) -> None:
    claims = [(found, field) for found, field in fields(profile, extent) if field.origin == "line"]
    wrong = [
        (found.line, field)
        for found, field in claims
        for text in texts(found, field)
        if said(str(field.how), text) != field.value
    ]
    assert wrong == []
    # few of the chosen lines are objects
    kinds = {"text", "json", "number", "lower"} if extent == "all" else {"text", "number", "lower"}
    assert {field.how for _, field in claims} >= kinds
    assert [field for _, field in claims if not field.spans] == []


@each_extent
@each_profile
def test_what_is_joined_has_the_letters_and_digits_of_its_value(profile: Profile, extent: str) -> None:
    claims = [(found, field) for found, field in fields(profile, extent) if field.how == "joined"]
    assert [field for found, field in claims if signless("".join(texts(found, field))) != signless(field.value)] == []
    assert claims != []


@each_extent
@each_profile
def test_a_time_has_the_seconds_of_the_text_at_its_spans(profile: Profile, extent: str) -> None:
    claims = [(found, field) for found, field in fields(profile, extent) if field.how == "time"]
    assert len(claims) > 10
    for found, field in claims:
        said_at = " ".join(texts(found, field))
        moment = datetime.fromisoformat(field.value[:19]).replace(tzinfo=UTC)
        # multilog's time: seconds from 2^62 on, ten more than since 1970, and nanoseconds
        if re.fullmatch(r"[0-9a-f]{24}", said_at):
            assert moment.timestamp() == int(said_at[:16], 16) - (1 << 62) - 10
            continue
        # seconds since 1970, with or without milliseconds or finer parts behind; audit may write eleven digits
        epoch = re.search(r"(?<![0-9.])([1-9][0-9]{8,9}(?:[0-9](?=\.))?)(?:[0-9]{3}){0,3}(?![0-9])", said_at)
        if epoch is not None:
            assert moment.timestamp() == int(epoch[1])
        else:
            # a layout may have no signs between the parts of a time, and no seconds; slapd's own has seconds since
            # 1970 in hexadecimal, and the number of a thread behind
            if re.fullmatch(r"[0-9a-f]{8}(?:\.[0-9a-f]{1,8})?(?: 0x[0-9a-f]+)?", said_at):
                assert moment.timestamp() == int(said_at[:8], 16)
                continue
            assert re.search(rf"[0-9][:-]?[0-9]{{2}}[:-]?{moment:%S}|[0-9]:{moment:%M}", said_at), (found.line, field)


@pytest.mark.thinned(2)
@each_extent
@each_profile
def test_altering_what_a_field_is_derived_from_alters_it(profile: Profile, extent: str) -> None:
    pipeline = Pipeline(profile=profile, reference_date=REFERENCE)
    derived = [(found, field) for found, field in fields(profile, extent) if field.origin == "derived" and field.spans]
    assert {field.how for _, field in derived} >= {"time", "joined"}
    # what else stands there in other lines of the product: the kind of an event may hang on its number
    others: dict[tuple[str | None, str], dict[str, None]] = {}
    for found, field in derived:
        others.setdefault((found.product, field.field), {}).update(dict.fromkeys(texts(found, field)))
    for found, field in derived[::31]:
        own = flattened(found.document or {})[field.field]
        for start, end in field.spans:
            word = found.line[start:end]
            letters = (
                found.line[:at] + other + found.line[at + 1 :] for at in range(start, end) for other in "0125abBx"
            )
            usual = ("OK", "FAIL", word[::-1], "1" * len(word))
            words = (
                f"{found.line[:start]}{other}{found.line[end:]}"
                for other in chain(usual, others[found.product, field.field])
            )
            values = (flattened(pipeline.document(line)[1]).get(field.field) for line in chain(letters, words))
            assert any(value != own for value in values), (found.line, field, word)


@each_extent
@each_profile
def test_fields_are_those_of_the_document_that_the_filter_writes(profile: Profile, extent: str) -> None:
    lines = [line for line, _ in explanations(profile, extent)]
    done = run("--profile", profile, "--reference-date", REFERENCE, stdin=b"\n".join(lines))
    written = documents(done.stdout)
    assert [found.document for _, found in explanations(profile, extent)] == written
    for _, found in explanations(profile, extent):
        values: dict[str, object] = {}
        for field in found.fields:
            if field.index is None:
                values[field.field] = field.value
            else:
                elements = values.setdefault(field.field, [])
                assert isinstance(elements, list)
                assert len(elements) == field.index
                elements.append(field.value)
        assert values == flattened(found.document or {})


@each_extent
@each_profile
def test_every_word_is_in_a_field_or_in_none(profile: Profile, extent: str) -> None:
    for _, found in explanations(profile, extent):
        held = {
            place
            for field in found.fields
            if field.field not in WHOLE
            for start, end in field.spans
            for place in range(start, end)
        }
        unheld = {place for start, end in found.unheld for place in range(start, end)}
        words = {place for place, sign in enumerate(found.line) if sign.isalnum()}
        assert (held & unheld, words - held - unheld) == (set(), set())


@each_extent
@each_profile
def test_constants_are_the_product_s_and_no_part_of_the_line_is_claimed_for_them(profile: Profile, extent: str) -> None:
    names = {field.field for _, field in fields(profile, extent) if field.origin == "constant"}
    assert {"event.kind", "event.category", "observer.vendor", "error.type"} <= names
    assert names & {"client.ip", "source.ip", "user.name", "message", "host.hostname", "log.syslog.procid"} == set()
    assert [field for _, field in fields(profile, extent) if field.origin == "constant" and field.spans] == []


@each_extent
@each_profile
def test_every_sample_can_be_probed_and_ends_as_the_filter_says(profile: Profile, extent: str) -> None:
    pipeline = Pipeline(profile=profile, reference_date=REFERENCE)
    for _, found in explanations(profile, extent):
        assert (found.probed, found.outcome) == (True, pipeline.document(found.line)[0])
        verdicts = [each.verdict for each in found.candidates]
        decided = [verdict for verdict in verdicts if verdict not in ("declined", "not asked")]
        expected = {"unmatched": [], "malformed": ["malformed"]}.get(found.outcome, ["claimed"])
        assert decided == expected
        assert sorted(verdicts, key=lambda verdict: (verdict == "not asked", verdict != "declined")) == verdicts
        assert [each for each in found.candidates if each.verdict != "claimed" and not each.reason] == []


@each_extent
def test_what_one_profile_adds_the_other_removes(extent: str) -> None:
    other = dict(explanations("ecs", extent))
    kinds = {"added": "removed", "removed": "added", "changed": "changed"}
    for line, found in explanations("documented", extent):
        there = {(each.field, kinds[each.change]) for each in other[line].changes}
        assert {(each.field, each.change) for each in found.changes} == there
        own, ecs = flattened(found.document or {}), flattened(other[line].document or {})
        for each in found.changes:
            assert (each.documented, each.ecs) == (own.get(each.field), ecs.get(each.field))


@each_extent
@each_profile
def test_the_parts_of_a_header_stand_where_they_are_said_to(profile: Profile, extent: str) -> None:
    seen = set()
    for _, found in explanations(profile, extent):
        spans = [span for part in found.header for span in part.spans]
        assert spans == sorted(spans)
        for part in found.header:
            seen.add(part.part)
            stated = [found.line[start:end] for start, end in part.spans]
            assert [text.lstrip("0") or text[-1:] for text in stated] in ([str(part.value)], [])
            # a zone by its name is shown as an offset, and the kernel's buffer names no program
            assert part.spans or part.part in ("priority", "time") or part.value == "kernel"
            # a product may read its writer in the message
            is_writer = part.part in ("appname", "procid")
            # the member of an object that has the message may precede the others
            is_member = bool(found.carriers) and found.line.lstrip()[:1] == "{"
            assert is_writer or is_member or all(end <= found.message[0] for _, end in part.spans)
    assert seen == {"priority", "time", "hostname", "appname", "procid", "msgid", "version"}


def origins(line: str, profile: Profile = "documented") -> dict[str, tuple[str, str | None, list[str]]]:
    """The origin of each field of `line`, and the texts at its spans."""
    found = ecsparse.explain(line, profile=profile, reference_date=REFERENCE)
    return {field.field: (field.origin, field.how, texts(found, field)) for field in found.fields}


def test_a_value_is_where_it_came_from_and_not_where_it_also_stands() -> None:
    found = ecsparse.explain("FS_Chroot sshd root root OK 23 sep 2022 17:14:21.748158 No associated roles change root")
    spans = {field.field: field.spans for field in found.fields}
    assert spans["group.name"] == [(15, 19)]
    assert spans["process.user.name"] == [(20, 24)]


def test_a_word_of_the_line_that_a_constant_is_spelled_like_is_not_its_place() -> None:
    found = origins(
        "CRON_Start cron root system OK 17 sep 2022 00:00:00.1 No associated roles "
        "event = start cron job cmd = x time = Sat"
    )
    assert found["event.kind"] == ("constant", None, [])


def test_values_are_traced_through_their_transformations() -> None:
    header = origins("<29>Mar  4 05:06:07 vpn1 openvpn[0412]: LDAP DN")
    assert header["log.syslog.priority"] == ("line", "number", ["29"])
    assert header["log.syslog.facility.code"] == ("derived", "computed", ["29"])
    name = origins('Incorrect password supplied for LDAP DN "CN=DOE john,OU=users,DC=example,DC=org".')
    assert name["user.name"] == ("line", "text", ["DOE john"])
    assert name["user.domain"] == ("derived", "joined", ["example", "org"])
    assert origins(LINE)["@timestamp"] == ("derived", "time", ["2023-10-31 15:09:55"])


def test_a_word_is_not_the_place_of_a_constant_that_is_part_of_it() -> None:
    line = "FS_Chroot sshd root root OK 23 sep 2022 17:14:21.748158 No associated roles change root directory to: /x"
    origin, how, words = origins(line, profile="ecs")["file.type"]
    assert (origin, how, "dir" in words) == ("derived", "computed", False)


@pytest.mark.parametrize("text", ["Accepted password for alice from 192.0.2.5 port 22 ssh2", "nothing it knows"])
@pytest.mark.parametrize("tag", ["sshd", "/usr/sbin/sshd", "sshd.service"])
def test_the_product_of_the_program_in_a_tag_is_the_candidate_that_claimed_the_line(tag: str, text: str) -> None:
    line = f"<86>Oct 31 15:09:55 vpn1 {tag}[7]: {text}"
    for products in (None, ["openssh"]):
        found = Explainer(products=products, reference_date=REFERENCE).explain(line)
        assert found.outcome == found.product == "openssh"
        assert [each.product for each in found.candidates if each.verdict == "claimed"] == ["openssh"]
        spans = [span for each in found.candidates if each.verdict == "claimed" for span in each.spans]
        assert [line[start:end] for start, end in spans] == ([] if products else ["sshd"])


def test_a_time_that_is_not_the_line_s_is_a_setting() -> None:
    found = origins("text", profile="ecs")
    assert found["@timestamp"] == ("setting", None, [])


@pytest.mark.parametrize(
    ("line", "value", "expected"),
    [
        ("a 01194 b", 1194, ("number", ["01194"])),
        ("x21194 1194", 1194, ("number", ["1194"])),
        ("t -3", -3, ("number", ["-3"])),
        ('{"a": 1.50}', 1.5, ("number", ["1.50"])),
        ('"d\\u00e9faut"', "défaut", ("json", ["d\\u00e9faut"])),
        ("tuntun0 tun0", "tun0", ("text", ["tun0"])),
        ("proto RDP", "rdp", ("lower", ["RDP"])),
        ("00:00:5e:00:53:23", "00-00-5E-00-53-23", ("mac", ["00:00:5e:00:53:23"])),
        ("a a", "a", ("text", ["a", "a"])),
        ("abc", "b", ("text", ["b"])),
        ("abc", "", None),
        ("1 true", True, None),
        ("null", None, None),
    ],
)
def test_values_are_found_in_every_spelling(line: str, value: object, expected: object) -> None:
    found = next(places(line, value), None)
    texts = None if found is None else (found[0], [line[start:end] for start, end in found[1]])
    assert texts == expected


def test_gaps_are_the_words_between_spans() -> None:
    assert gaps("ab, (cd) ef!", [(0, 2), (9, 11)]) == [(5, 7)]
    assert gaps("ab", []) == [(0, 2)]
    assert gaps("--", []) == []
