"""Who may import whom, what a run imports, and what every module, pattern and manual must have."""

from __future__ import annotations

import ast
import importlib
import re
import subprocess
import sys
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import pytest
import regex
from command import COMMAND, ENVIRONMENT, expected_samples, samples
from parts import product_of
from sources import MODULES, trees

from ecsparse import patterns, registry

if TYPE_CHECKING:
    from collections.abc import Iterator

# Each layer may import from itself and from those behind it.
LAYERS = (
    ("ecsparse.__main__",),
    ("ecsparse.cli",),
    ("ecsparse",),
    ("ecsparse.batch", "ecsparse.explanation", "ecsparse.fixtures", "ecsparse.names", "ecsparse.survey"),
    ("ecsparse.answers",),
    (
        "ecsparse.authoring",
        "ecsparse.blocks",
        "ecsparse.bulk",
        "ecsparse.catalogue",
        "ecsparse.columns",
        "ecsparse.compressed",
        "ecsparse.content",
        "ecsparse.decompressors",
        "ecsparse.descriptors",
        "ecsparse.encoding",
        "ecsparse.enrichment",
        "ecsparse.folders",
        "ecsparse.magic",
        "ecsparse.pipeline",
        "ecsparse.privacy",
        "ecsparse.sessions",
        "ecsparse.shapes",
        "ecsparse.stream",
    ),
    (
        "ecsparse.claims",
        "ecsparse.fastpath",
        "ecsparse.origin",
        "ecsparse.outcomes",
        "ecsparse.peeling",
        "ecsparse.profiles",
        "ecsparse.reading",
    ),
    ("ecsparse.carriers",),
    (
        "ecsparse.registry",
        "ecsparse.objects",
        "ecsparse.phrases",
        "ecsparse.plugins",
        "ecsparse.precedence",
        "ecsparse.preference",
        "ecsparse.sniff",
    ),
    ("ecsparse.products",),
    ("ecsparse.messages",),
    ("ecsparse.decoding", "ecsparse.ecs", "ecsparse.formats", "ecsparse.headings", "ecsparse.occurrences"),
    ("ecsparse.timestamps", "ecsparse.patterns"),
    ("ecsparse.record", "ecsparse.errors"),
)
RANKS = {name: rank for rank, names in enumerate(LAYERS) for name in names}

# What only these may import.
ALONE = {
    "click": "ecsparse.cli",
    "cryptography": "ecsparse.privacy.pseudonyms",
    "pendulum": "ecsparse.timestamps.zones",
    "regex": "ecsparse.patterns",
}

# What costs milliseconds of start-up, or is a sign of something that does.
COSTLY = frozenset((
    "argparse", "asyncio", "bz2", "click", "compression", "concurrent", "ctypes", "decimal", "email", "fractions",
    "hashlib", "http", "importlib.metadata", "importlib.resources", "locale", "logging", "lzma", "multiprocessing",
    "pathlib", "pendulum", "pkgutil", "random", "regex", "shutil", "socket", "subprocess", "tempfile", "threading",
    "typing", "unittest", "urllib", "zlib", "zoneinfo", "zstandard",
))  # fmt: skip

PARTS = ("Layout:", "Source:", "Timestamps:", "Quirks")


class Import(NamedTuple):
    """A module, and what it imports when it runs."""

    module: str
    imported: str


def statements_that_run(block: ast.AST) -> Iterator[ast.AST]:
    """The statements in `block`, at any depth, but for what only type checkers see."""
    only_types = isinstance(block, ast.If) and isinstance(block.test, ast.Name) and block.test.id == "TYPE_CHECKING"
    for name in ("body", "handlers", "cases", "orelse", "finalbody"):
        if name != "body" or not only_types:
            for statement in getattr(block, name, ()):
                yield statement
                yield from statements_that_run(statement)


def imported_in(module: str) -> Iterator[Import]:
    """What `module` imports when it runs, inside functions too."""
    for node in statements_that_run(trees()[module]):
        if isinstance(node, ast.Import):
            yield from (Import(module, name.name) for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module} has a relative import"
            for name in node.names:
                full = f"{node.module}.{name.name}"
                yield Import(module, full if full in MODULES else str(node.module))


@cache
def imports() -> list[Import]:
    """The imports of all modules."""
    return [found for module in MODULES for found in imported_in(module)]


def own_imports() -> list[Import]:
    """Those of the package's own modules."""
    return [found for found in imports() if found.imported in MODULES]


def is_in(module: str, package: str) -> bool:
    return module == package or module.startswith(f"{package}.")


def rank(module: str) -> int:
    """The layer of `module`: that of its own name, or of the folder that it is in."""
    while module not in RANKS:
        module = module.rpartition(".")[0]
    return RANKS[module]


def forbidden(module: str, *imported: str) -> list[Import]:
    """The imports of `imported` by a module in `module`."""
    return [
        found for found in imports() if is_in(found.module, module) for name in imported if is_in(found.imported, name)
    ]


def test_every_module_has_a_layer_of_its_own() -> None:
    direct = {module for module in MODULES if module.count(".") == 1}
    assert direct - set(RANKS) == set()
    assert set(RANKS) - set(MODULES) == set()


def test_a_layer_imports_only_from_those_behind_it() -> None:
    assert [found for found in own_imports() if rank(found.imported) < rank(found.module)] == []


def test_modules_do_not_import_one_another_in_a_circle() -> None:
    # `__init__` gives its names out when they are asked for
    left = {found for found in own_imports() if "ecsparse" not in found}
    while True:
        importing = {found.module for found in left}
        kept = {found for found in left if found.imported in importing}
        if kept == left:
            break
        left = kept
    assert left == set()


def test_a_product_imports_neither_its_siblings_nor_what_drives_it() -> None:
    modules = [module for module in MODULES if module.startswith("ecsparse.products.")]
    siblings = [
        found
        for found in own_imports()
        if found.module in modules
        and found.imported in modules
        and product_of(found.imported) != product_of(found.module)
    ]
    assert len(modules) > 1
    assert siblings == []
    assert forbidden("ecsparse.products", "ecsparse.pipeline", "ecsparse.sniff", "click", "pendulum") == []


def test_formats_and_ecs_do_not_know_one_another_nor_products() -> None:
    assert forbidden("ecsparse.formats", "ecsparse.ecs", "ecsparse.products") == []
    assert forbidden("ecsparse.ecs", "ecsparse.formats", "ecsparse.products") == []
    assert forbidden("ecsparse.sniff", "ecsparse.products", "ecsparse.registry") == []


@pytest.mark.parametrize(("package", "owner"), ALONE.items())
def test_a_package_is_imported_by_its_owner_alone(package: str, owner: str) -> None:
    importing = {found.module for found in imports() if is_in(found.imported, package)}
    assert {module for module in importing if is_in(module, owner)} == importing != set()


def imported_by(*arguments: str, stdin: bytes) -> set[str]:
    """The modules that a run of the command imports, and the folders that they are in."""
    done = subprocess.run(
        [sys.executable, "-v", str(COMMAND), *arguments],
        input=stdin,
        env=ENVIRONMENT,
        capture_output=True,
        check=True,
    )
    assert b'"error":{' not in done.stdout
    found = re.findall(r"^import '(\S+)' #", done.stderr.decode(errors="replace"), re.MULTILINE)
    assert "ecsparse.pipeline" in found
    return {name for module in found for name in (module, module.partition(".")[0])}


@cache
def imported_without_a_run() -> set[str]:
    """What Python and orjson import by themselves."""
    code = "import orjson, sys; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], env=ENVIRONMENT, capture_output=True, check=True)
    return {*done.stdout.decode().split()}


LINES = {sample.product: sample.line for sample in expected_samples() if "error" not in sample.document}


@pytest.mark.thinned(4)
@pytest.mark.parametrize(
    "product",
    [name if number % 5 == 0 else pytest.param(name, marks=pytest.mark.long) for number, name in enumerate(LINES)],
)
def test_a_run_imports_only_what_it_needs(product: str) -> None:
    imported = imported_by(stdin=LINES[product])
    assert (imported - imported_without_a_run()) & COSTLY == set()
    products = {f"ecsparse.products.{name}" for name in registry.names()}
    assert {f"ecsparse.products.{product}"} <= imported & products < products


@pytest.mark.thinned(3)
@pytest.mark.parametrize("part", [module for module in MODULES if module.endswith(".index_ready")])
def test_what_only_the_profile_ecs_needs_is_loaded_for_it_alone(part: str) -> None:
    line = LINES[product_of(part)]
    assert part not in imported_by(stdin=line)
    assert part in imported_by("--profile", "ecs", stdin=line)


def test_a_line_that_can_be_of_one_product_alone_loads_no_other() -> None:
    products = {f"ecsparse.products.{name}" for name in registry.names()}
    line = b"2023-10-31 15:09:55 TUN/TAP device tun0 opened"
    assert imported_by(stdin=line) & products == {"ecsparse.products.openvpn"}


def test_what_orjson_imports_for_decorated_classes_is_put_off() -> None:
    assert {"ast", "dis", "tokenize"} <= imported_without_a_run()
    assert imported_by(stdin=LINES["openvpn"]) & {"ast", "dis", "tokenize"} == set()


def test_a_run_with_options_imports_click_but_no_zones() -> None:
    imported = imported_by("--strict", stdin=LINES["openvpn"])
    assert imported & {"click", "pendulum", "regex"} == {"click"}
    assert "pendulum" in imported_by("--timezone", "Europe/Paris", stdin=LINES["openvpn"])


def test_a_run_imports_what_enriches_documents_only_if_that_is_named() -> None:
    assert {name for name in imported_by(stdin=LINES["openvpn"]) if is_in(name, "ecsparse.enrichment")} == set()
    with_options = imported_by("--profile", "ecs", stdin=LINES["openvpn"])
    assert {name for name in with_options if name.startswith("ecsparse.enrichment.")} == set()
    packages = {"communityid", "maxminddb", "publicsuffixlist", "ua_parser"}
    assert with_options & packages == set()
    assert imported_by("--enrich", "domain", stdin=LINES["openvpn"]) & packages == {"publicsuffixlist"}


def all_patterns() -> list[patterns.Pattern]:
    """The patterns of all modules."""
    for module in MODULES:
        if module != "ecsparse.__main__":
            importlib.import_module(module)
    return patterns.DECLARED


def compiles(pattern: patterns.Pattern) -> bool:
    """Whether `pattern` can be used: patterns are compiled when first used."""
    try:
        pattern.fullmatch("")
    except (re.error, regex.error):
        return False
    return True


def test_every_pattern_compiles() -> None:
    declared = all_patterns()
    assert len(declared) > len(LINES)
    assert [pattern.source for pattern in declared if not compiles(pattern)] == []


def test_patterns_know_ascii_digits_alone() -> None:
    assert [pattern.source for pattern in all_patterns() if re.search(r"\\[dD]|:digit:|\\p", pattern.source)] == []


def test_a_pattern_of_regex_states_a_reason() -> None:
    reasons = [pattern.reason for pattern in all_patterns() if isinstance(pattern, patterns.RegexPattern)]
    assert [reason for reason in reasons if len(reason.split()) < 2] == []


def declares_a_pattern(node: ast.stmt) -> bool:
    """Whether `node` is `NAME = Pattern(…)` or the like."""
    called = node.value.func if isinstance(node, ast.Assign) and isinstance(node.value, ast.Call) else None
    return isinstance(called, ast.Name) and called.id in {"Pattern", "RegexPattern"}


def test_patterns_are_declared_below_a_line_that_shows_one() -> None:
    for module, tree in trees().items():
        lines = MODULES[module].read_text().split("\n")
        nodes = [node for node in tree.body if declares_a_pattern(node)]
        ends = {node.end_lineno for node in nodes}
        bare = [node.lineno for node in nodes if not lines[node.lineno - 2].startswith("# ")]
        # one line may show several that follow one another
        assert [line for line in bare if line - 1 not in ends] == [], module


def test_only_patterns_compile_patterns() -> None:
    importing = {found.module for found in imports() if is_in(found.imported, "re")}
    assert importing == {"ecsparse.patterns"}


def undocumented(module: str) -> Iterator[str]:
    """The public parts of `module` that have no docstring."""
    nodes: list[tuple[str, ast.AST]] = [(module, trees()[module])]
    for name, node in nodes:
        if isinstance(node, (ast.Module, ast.ClassDef)):
            nodes += [
                (f"{name}.{child.name}", child)
                for child in node.body
                if isinstance(child, (ast.ClassDef, ast.FunctionDef)) and not child.name.startswith("_")
            ]
        if isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef)) and not ast.get_docstring(node):
            yield name


def test_every_module_and_public_function_says_what_it_is() -> None:
    assert [name for module in MODULES for name in undocumented(module)] == []


@pytest.mark.parametrize("product", LINES)
def test_the_manual_of_a_product_has_its_parts_in_order(product: str) -> None:
    manual = str(importlib.import_module(f"ecsparse.products.{product}").__doc__)
    heads = re.findall(r"^(\w+)(?: [^:\n]*)?:", manual.partition("\n")[2], re.MULTILINE)
    assert [head for head in heads if head in {part.rstrip(":") for part in PARTS}] == [
        part.rstrip(":") for part in PARTS
    ]


@pytest.mark.parametrize("product", LINES)
def test_the_samples_that_a_manual_names_exist(product: str) -> None:
    manual = str(importlib.import_module(f"ecsparse.products.{product}").__doc__)
    named = Counter(re.findall(r"`([\w.-]+\.log)`", manual))
    assert set(named) - {path.name for path in samples(f"{product}/*.log")} == set()
    assert named.total() > 0
