"""Whose a line is that may be several products': the most telling signature's, and then as products declare."""

from __future__ import annotations

import copy
import itertools
import random
from functools import cache, partial
from types import ModuleType
from typing import TYPE_CHECKING

import orjson
import pytest
from command import documents, run, sample_lines
from sampled import each_extent, lines_of

from ecsparse import registry
from ecsparse.claims import Claims
from ecsparse.errors import BadDeclaration, UnknownProduct
from ecsparse.explanation.watched import Watched
from ecsparse.formats.syslog import peel
from ecsparse.names import Names
from ecsparse.pipeline import Pipeline
from ecsparse.profiles import DOCUMENTED, PROFILES, Documents
from ecsparse.reading import Reading
from ecsparse.record import KINDS, Heading, Phrase, Prefix, Product, Program, Shape
from ecsparse.registry import BUILT_IN, Registry

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from ecsparse.profiles import Profile
    from ecsparse.record import Document, Signature

PRODUCTS = {name: registry.load(name).PRODUCT for name in registry.names()}
REFERENCE = "2026-01-01"

BARE = b'192.0.2.20 - lea [31/Oct/2023:15:09:55 +0000] "GET /a HTTP/1.1" 200 12 "-" "curl/8.5.0"'
# an access log of one nginx: lines without a client's name, with one, with proxies, with the user's own fields
ACCESS_LOG = [
    BARE,
    b'2001:db8::20 - - [31/Oct/2023:15:09:56 +0000] "GET /a HTTP/1.1" 404 153 "-" "curl/8.5.0"',
    b'192.0.2.66 - - [31/Oct/2023:15:09:57 +0000] "\\x16\\x03\\x01" 400 157 "-" "-"',
    BARE + b' "203.0.113.9, 198.51.100.2"',
    BARE + b' rt=0.012 uct="0.001" uht="0.010" urt="0.012"',
    BARE + b' "203.0.113.9" rt=0.012 cache=MISS "words of ours" 17 -',
    BARE + b" 1432",
    BARE + b' "app.example.com"',
]


def telling(signature: Signature | None) -> tuple[int, int]:
    """How telling a signature is, the smaller the more: by its kind, and then by its length."""
    assert signature is not None
    return KINDS.index(type(signature)), -len("".join(signature))


def plugin(
    name: str,
    signatures: Iterable[Signature],
    *,
    before: Mapping[str, str] | None = None,
    after: Mapping[str, str] | None = None,
) -> ModuleType:
    """A product that claims whatever it is asked about."""
    module = ModuleType(name)
    declared = Product(
        vendor="Acme", name=name, formats=(), signatures=tuple(signatures), before=before or {}, after=after or {}
    )
    vars(module).update(PRODUCT=declared, parse=lambda _: {"event": {"action": name}})
    return module


def claimed(text: str, *modules: ModuleType) -> str:
    """Whose `text` is, beside these plugins."""
    return Pipeline(registry=Registry(modules)).document(text)[0]


def declares_order(first: str, second: str) -> bool:
    """Whether one of two products of the package says which of them goes first."""
    return any(
        other in (*PRODUCTS[name].before, *PRODUCTS[name].after)
        for name, other in itertools.permutations((first, second))
    )


def watching(known: Registry, *prefer: str) -> tuple[Watched, Claims]:
    """What keeps how lines are claimed, and what claims them."""
    reading = Reading(
        registry=known, products=None, prefer=prefer, timezone="UTC", reference_date=None, profile=DOCUMENTED
    )
    watched = Watched(reading, Documents(reading))
    return watched, Claims(reading, watched)


def text_of(line: bytes) -> str:
    return line.removesuffix(b"\r").decode(errors="backslashreplace")


@cache
def claims(extent: str) -> dict[bytes, dict[str, tuple[int, int]]]:
    """By line: the candidates that claim it, each with how telling its signature is."""
    watched, asking = watching(BUILT_IN)
    alone = {product: Pipeline(products=[product]) for product in PRODUCTS}
    found = {}
    for line in lines_of(extent):
        asking.claim(text_of(line))
        best: dict[str, tuple[int, int]] = {}
        for product, signature in watched.matches:
            best.setdefault(product, telling(signature))
        found[line] = {product: own for product, own in best.items() if alone[product].document(line)[0] == product}
    return found


def test_products_that_share_a_signature_declare_who_goes_first() -> None:
    declared: dict[tuple[type[Signature], Signature], set[str]] = {}
    for name, product in PRODUCTS.items():
        for signature in product.signatures:
            declared.setdefault((type(signature), signature), set()).add(name)
    pairs = {pair for names in declared.values() for pair in itertools.combinations(sorted(names), 2)}
    assert len(pairs) > 1
    assert {pair for pair in pairs if not declares_order(*pair)} == set()


@each_extent
def test_no_line_is_claimed_by_two_products_that_declare_no_order(extent: str) -> None:
    ties = set()
    for own in claims(extent).values():
        ties |= {pair for pair in itertools.combinations(sorted(own), 2) if own[pair[0]] == own[pair[1]]}
    assert ties == {("apache_httpd", "nginx")}
    assert {pair for pair in ties if not declares_order(*pair)} == set()


def test_what_is_declared_names_other_products_and_has_reasons() -> None:
    for name, product in PRODUCTS.items():
        others = [*product.before.items(), *product.after.items()]
        assert [other for other, why in others if other not in PRODUCTS or other == name or not why] == []


def test_the_order_written_down_is_the_one_declared() -> None:
    order = BUILT_IN.in_order()
    assert sorted(order) == sorted(PRODUCTS)
    for name, product in PRODUCTS.items():
        assert [other for other in product.after if order.index(other) > order.index(name)] == [], "run: make docs"
        assert [other for other in product.before if order.index(other) < order.index(name)] == [], "run: make docs"


def renamed(seed: int) -> tuple[Registry, dict[str, str]]:
    """The package's products as plugins in any order, and their own ids by the ones they have there.

    The alphabetical order of the ids is reversed.
    """
    ids = {old: f"renamed_{999 - number}" for number, old in enumerate(sorted(PRODUCTS))}
    modules = []
    for old in random.Random(seed).sample(sorted(PRODUCTS), len(PRODUCTS)):  # noqa: S311 - an order is no secret
        product = copy.copy(PRODUCTS[old])
        product.before = {ids[other]: why for other, why in product.before.items()}
        product.after = {ids[other]: why for other, why in product.after.items()}
        product.provider = product.provider or old
        module = ModuleType(ids[old])
        if (ecs := BUILT_IN.load_ecs(old)) is not None:
            parts = vars(ecs)
            vars(module).update({name: parts[name] for name in ("to_ecs", "usual_to_ecs") if name in parts})
        vars(module).update(PRODUCT=product, parse=registry.load(old).parse)
        modules.append(module)
    return Registry(modules), {new: old for old, new in ids.items()}


def with_own_id(document: Document, old: Mapping[str, str]) -> Document:
    """`document` with the product's own id where it has another."""
    event = document["event"]
    if event.get("module") in old:
        new, event["module"] = event["module"], old[event["module"]]
        event["dataset"] = event["dataset"].replace(f"{new}.", f"{old[new]}.")
    if "error" in document:
        name, colon, reason = document["error"].get("message", "").partition(": ")
        if name in old:
            document["error"]["message"] = f"{old[name]}{colon}{reason}"
    return document


@pytest.mark.thinned(2)
@each_extent
@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize("seed", range(2))
def test_renaming_the_products_changes_nothing_but_their_ids(profile: Profile, seed: int, extent: str) -> None:
    others, old = renamed(seed)
    lines = lines_of(extent)
    options = partial(Pipeline, profile=profile, reference_date=REFERENCE)
    expected = documents(options().convert(b"\n".join(lines)))
    found = documents(options(registry=others, products=old).convert(b"\n".join(lines)))
    assert len(expected) == len(lines)
    assert [with_own_id(document, old) for document in found] == expected


GRASPING = [f"{'amz'[number % 3]}{number}" for number in range(50)]


def grasping(seed: int) -> list[ModuleType]:
    """Fifty products that claim all they are asked about, by signatures of the package's own and by common ones."""
    order = random.Random(seed)  # noqa: S311 - an order is no secret
    # what lines before it name is not of a line alone
    own = (signature for product in PRODUCTS.values() for signature in product.signatures)
    every = [signature for signature in own if not isinstance(signature, Heading)]
    programs = [Prefix(signature) for signature in every if isinstance(signature, Program)]
    common: list[Signature] = [
        Shape("0000-00-00"),
        Shape("0000/00/00"),
        Shape("000.0.0.00"),
        Phrase(" - - ["),
        Phrase('HTTP/1.1" '),
        Prefix("{"),
        Prefix("type="),
    ]
    return [
        plugin(name, [*common, *order.sample(every, 40), *order.sample(programs, 5)])
        for name in order.sample(GRASPING, len(GRASPING))
    ]


@each_extent
def test_fifty_more_products_take_only_lines_that_they_have_a_more_telling_signature_for(extent: str) -> None:
    modules, lines = grasping(0), lines_of(extent)
    more = Registry(modules)
    watched, asking = watching(more)
    kept = taken = 0
    block = b"\n".join(lines)
    documents_before = Pipeline(reference_date=REFERENCE).convert(block).splitlines()
    documents_after = Pipeline(reference_date=REFERENCE, registry=more).convert(block).splitlines()
    for line, before, after in zip(lines, documents_before, documents_after, strict=True):
        if not claims(extent)[line]:
            continue
        asking.claim(text_of(line))
        own = min(claims(extent)[line].values())
        found = [(product in PRODUCTS, telling(signature)) for product, signature in watched.matches]
        # what may be a header is peeled off where nobody claims the whole line: what follows it was not asked about
        if (True, own) not in found and peel(text_of(line))[0] is None:
            continue
        others = [other for is_ours, other in found if not is_ours]
        if all(own <= other for other in others):
            assert after == before
            kept += 1
        else:
            assert orjson.loads(after)["event"]["action"] in GRASPING
            taken += 1
    assert kept > 10 * taken > 0


@pytest.mark.parametrize("name", ["aaa_web", "zzz_web"])
def test_a_plugin_with_an_equal_signature_goes_after_the_packages_product_or_says_otherwise(
    name: str,
) -> None:
    shapes = [Shape("0000-00-00"), Shape("000.0.0.00")]
    text, web = "2023-10-31 15:09:55 TUN/TAP device tun0 opened", BARE.decode()
    assert claimed(text, plugin(name, shapes)) == "openvpn"
    first = plugin(name, shapes, before={"openvpn": "our own firewall"})
    assert claimed(text, first) == name
    assert claimed(web, first) == "apache_httpd"
    assert claimed(text, plugin(name, [Prefix("2023-10-31 15:09:55 TUN")])) == name


@pytest.mark.parametrize("names", [("aaa", "zzz"), ("zzz", "aaa")])
def test_plugins_go_in_the_order_given_unless_they_say_otherwise(names: tuple[str, str]) -> None:
    first, second = names
    shape = [Phrase(" was seen ")]
    text = "it was seen here"
    assert claimed(text, plugin(first, shape), plugin(second, shape)) == first
    assert claimed(text, plugin(first, shape), plugin(second, shape, before={first: "newer"})) == second
    assert claimed(text, plugin(first, shape, after={second: "older"}), plugin(second, shape)) == second
    assert claimed(text, plugin(first, shape, after={"not_here": "x"}), plugin(second, shape)) == first


def test_an_order_that_cannot_be_is_a_bad_declaration() -> None:
    shape = [Shape("0000-00-00")]
    ring = [plugin("one", shape, before={"two": "x"}), plugin("two", shape, before={"one": "y"})]
    with pytest.raises(BadDeclaration, match=r"^one, before two, before one: .+[^.]$"):
        Registry(ring)
    between = plugin("between", shape, before={"apache_httpd": "x"}, after={"nginx": "y"})
    with pytest.raises(BadDeclaration, match=r"apache_httpd.*; .+[^.]$"):
        Registry([between])
    for reasons in ({"openvpn": ""}, {"openvpn": None}, ("openvpn",)):
        with pytest.raises(BadDeclaration, match=r"^plugin made_up: PRODUCT\.before and after .+; .+[^.]$"):
            Registry([plugin("made_up", shape, after=reasons)])  # type: ignore[arg-type]  # that is what is wrong


def test_without_a_preference_an_access_log_is_several_products() -> None:
    assert [Pipeline().document(line.decode())[0] for line in ACCESS_LOG] == [
        "apache_httpd",
        "apache_httpd",
        "apache_httpd",
        "nginx",
        "nginx",
        "nginx",
        "apache_httpd",
        "apache_httpd",
    ]


def test_a_preferred_product_has_all_the_lines_of_its_log(tmp_path: Path) -> None:
    log = tmp_path / "access.log"
    log.write_bytes(b"\n".join([*ACCESS_LOG, *ACCESS_LOG, b""]))
    size = 2 * len(ACCESS_LOG)
    for jobs in ("1", "2"):
        output = run("--prefer", "nginx", "--profile", "ecs", "--jobs", jobs, log).stdout
        assert [document["event"]["module"] for document in documents(output)] == ["nginx"] * size
    assert run("sniff", "--per-line", "--prefer", "nginx", log).stdout == b"nginx\n" * size
    total = orjson.loads(run("sniff", "--format", "json", "--prefer", "nginx", log).stdout)["total"]
    assert {each["outcome"]: each["lines"] for each in total["outcomes"] if each["lines"]} == {"nginx": size}
    explained = orjson.loads(run("explain", "--format", "json", "--prefer", "nginx", "--file", log).stdout)
    assert [(each["product"], each["verdict"]) for each in explained["candidates"]][:1] == [("nginx", "claimed")]
    assert run("convert", log, "--prefer", "nginx", "--output-dir", tmp_path / "out").returncode == 0
    assert (tmp_path / "out" / "access.log.ndjson").read_bytes() == run("--origin", "--prefer", "nginx", log).stdout


# Products whose lines another one reads too, which is asked after them: bare lines, and events in CEF.
READ_BY_TWO = {
    "cef": (
        b"checkpoint",
        b"citrix_netscaler",
        b"f5_bigip",
        b"fortinet_fortigate",
        b"infoblox_nios",
        b"paloalto_panos",
        b"sonicwall",
    ),
    "leef": (b"checkpoint", b"paloalto_panos", b"watchguard_firebox"),
    "nginx": (b"apache_httpd",),
}


@pytest.mark.long
@each_extent
def test_a_preferred_product_takes_no_line_that_it_does_not_read(extent: str) -> None:
    block = b"\n".join(lines_of(extent)[:: 1 if extent == "all" else 3])
    plain = Names().of(block).splitlines()
    for product in PRODUCTS if extent == "all" else sorted({*list(PRODUCTS)[::5], *READ_BY_TWO}):
        found = Names(prefer=[product]).of(block).splitlines()
        changed = {(before, after) for before, after in zip(plain, found, strict=True) if before != after}
        expected = {(first, product.encode()) for first in READ_BY_TWO.get(product, ())}
        assert changed <= expected if extent == "chosen" else changed == expected


@each_extent
@pytest.mark.parametrize("prefer", [["nginx"], ["openvpn", "nginx"], ["squid", "openssh", "rubycat_proveit"]])
def test_blocks_lines_and_explanations_follow_a_preference_alike(prefer: list[str], extent: str) -> None:
    pipeline, alone = (Pipeline(prefer=prefer, reference_date=REFERENCE) for _ in range(2))
    lines = lines_of(extent)[:: 1 if extent == "all" else 3]
    assert documents(pipeline.convert(b"\n".join(lines))) == list(alone.documents(lines))
    watched, asking = watching(BUILT_IN, *prefer)
    for line in lines:
        asking.claim(text_of(line))
        asked = [answer.product for answer in watched.answers]
        matched = [product for product, _ in watched.matches]
        # all of them may be asked once more for each of two headers that turn out to be none
        assert (matched * 3)[: len(asked)] == asked
        places = [prefer.index(product) for product, _ in watched.matches if product in prefer]
        assert places == sorted(places)
        assert not {product for product, _ in watched.matches[len(places) :]}.intersection(prefer)


def test_products_that_are_named_are_the_only_ones() -> None:
    lines = b"\n".join([*sample_lines("openssh/*.log"), *sample_lines("nginx/*.log"), *sample_lines("squid/*.log")])
    both = Pipeline(products=["openssh", "nginx", "openssh"], reference_date=REFERENCE)
    written = both.convert(lines)
    plain = Pipeline()
    plain.convert(lines)
    for product in ("openssh", "nginx"):
        assert both.counts.outcomes[product] >= plain.counts.outcomes[product] > 0
    assert set(both.counts.outcomes) == {"openssh", "nginx", "unmatched"}
    dated = ("--reference-date", REFERENCE)
    assert run(*dated, "--product", "openssh", "--product", "nginx", stdin=lines + b"\n").stdout == written
    # asked about every line, as there is no other
    twice = run(*dated, "--product", "nginx", "--product", "nginx", stdin=lines)
    assert twice.stdout == run(*dated, "--product", "nginx", stdin=lines).stdout


def test_resuming_with_other_products_converts_anew(tmp_path: Path) -> None:
    log, out = tmp_path / "access.log", tmp_path / "out"
    log.write_bytes(BARE + b"\n")
    for options, product in (
        ((), "apache_httpd"),
        (("--prefer", "nginx"), "nginx"),
        (("--product", "squid", "--product", "openssh"), "ecsparse"),
        (("--product", "squid", "--product", "nginx"), "nginx"),
    ):
        done = run("convert", log, "--profile", "ecs", "--resume", "--output-dir", out, *options)
        assert done.returncode == 0
        (document,) = documents((out / "access.log.ndjson").read_bytes())
        assert document["event"]["module"] == product


@pytest.mark.parametrize("command", [(), ("convert", "in", "--output-dir", "out"), ("explain", "x"), ("sniff",)])
def test_preferring_what_there_is_not_is_wrong_use(command: tuple[str, ...], tmp_path: Path) -> None:
    wrong = run(*command, "--prefer", "ngnix", cwd=tmp_path)
    assert (wrong.returncode, wrong.stdout) == (2, b"")
    assert b"Did you mean 'nginx'?" in wrong.stderr
    if command[:1] != ("sniff",):
        left_out = run(*command, "--prefer", "nginx", "--product", "squid", cwd=tmp_path)
        assert (left_out.returncode, left_out.stdout) == (2, b"")
        assert b"--prefer nginx names a product that --product excludes" in left_out.stderr
    with pytest.raises(UnknownProduct, match="cannot prefer 'nginx'"):
        Pipeline(products=["squid"], prefer=["nginx"])
