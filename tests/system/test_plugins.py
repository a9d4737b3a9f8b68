"""Products of one's own: what `--plugin` and `Registry` take, and how they take part."""

from __future__ import annotations

import json
import re
import sys
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from command import ENVIRONMENT, SAMPLES, documents, expected_samples, run, run_at_reference
from sampled import each_extent

import ecsparse
from ecsparse import outcomes, profiles, registry
from ecsparse.ecs import network, pieces
from ecsparse.record import Header

if TYPE_CHECKING:
    import subprocess

ACME = """
from ecsparse.record import Field, Prefix, Product

PRODUCT = Product(
    vendor="Acme",
    name="Firewall",
    formats=("text",),
    signatures=(Prefix("acme "),),
    fields=("observer.vendor",),
    own_fields={"acme.word": Field("keyword", "the word")},
    actions={"said": "a word was said"},
)

def parse(record):
    word = record.text[5:]
    if word == "fail":
        return {"event": {}}[word]
    return {"event": {"action": "said"}, "acme": {"word": word}} if word.isalpha() else None
"""
DOCUMENTED = ACME.replace("Product(", "Product(documented=True, ")
TO_ECS = """
def to_ecs(record, document):
    return document | {"observer": {"vendor": "Acme"}}
"""
LINES = b"acme hello\nnothing known\n2023-10-31 15:09:55 TUN/TAP device tun0 opened\n"
DECLARATION = "Product(vendor='a', name='b', formats=('text',), signatures={})"
MODULE = f"from ecsparse.record import *\ndef parse(record): ...\nPRODUCT = {DECLARATION}\n"


@pytest.fixture
def acme(tmp_path: Path) -> Path:
    """A folder with the product `acme_fw`."""
    (tmp_path / "acme_fw.py").write_text(ACME)
    return tmp_path


def on_path(*folders: Path) -> dict[str, str]:
    return {**ENVIRONMENT, "PYTHONPATH": ":".join(map(str, folders))}


def said(document: dict[str, Any]) -> object:
    return document.get("acme", {}).get("word", document.get("error", {}).get("type"))


def install(folder: Path, package: str, module: str, points: str) -> None:
    """A package as an installer leaves it, with a module and entry points."""
    (folder / f"{package}_code").mkdir(parents=True)
    (folder / f"{package}_code" / "ecs.py").write_text(module)
    metadata = folder / f"{package}-1.0.dist-info"
    metadata.mkdir()
    (metadata / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {package}\nVersion: 1.0\n")
    (metadata / "entry_points.txt").write_text(f"[ecsparse.products]\n{points}\n")


def refused(done: subprocess.CompletedProcess[bytes]) -> str:
    """What is said of wrong use, in one line before the hint."""
    assert (done.returncode, done.stdout) == (2, b"")
    first, hint = done.stderr.decode().splitlines()
    assert hint.startswith("Try 'ecsparse")
    assert first.startswith("ecsparse: plugin ")
    assert "; " in first or "declare PRODUCT = " in first
    return first


def test_the_page_of_plugins_names_every_builder_and_every_part_of_a_header() -> None:
    page = (SAMPLES.parent / "docs/plugins.md").read_text()
    for module in (pieces, network):
        own = [name for name, found in vars(module).items() if getattr(found, "__module__", "") == module.__name__]
        public = [name for name in own if not name.startswith("_") and name.islower()]
        assert [name for name in public if f"{module.__name__.rpartition('.')[2]}.{name}(" not in page] == []
    assert [part for part in Header.__slots__ if f"`{part}`" not in page] == []


def test_a_plugin_is_sniffed_beside_the_package_s_own_products(acme: Path) -> None:
    found = documents(run_at_reference("--plugin", acme / "acme_fw.py", stdin=LINES).stdout)
    assert [said(document) for document in found] == ["hello", "unmatched", None]
    assert found[1:] == documents(run_at_reference(stdin=LINES).stdout)[1:]


def test_a_plugin_may_be_asked_alone(acme: Path) -> None:
    done = run("--plugin", acme / "acme_fw.py", "--product", "acme_fw", stdin=LINES)
    assert [said(document) for document in documents(done.stdout)] == ["hello", "unmatched", "unmatched"]
    done = run("--product", "acme_fw", stdin=LINES)
    assert (done.returncode, b"unknown product: 'acme_fw'" in done.stderr) == (2, True)
    done = run("--plugin", acme / "acme_fw.py", "--product", "acme", stdin=LINES)
    assert (done.returncode, b"Did you mean 'acme_fw'?" in done.stderr) == (2, True)


@pytest.mark.parametrize("options", [(), ("--profile", "ecs")])
def test_a_plugin_s_documents_are_closed_in_either_profile(acme: Path, options: tuple[str, ...]) -> None:
    done = run("--plugin", "./acme_fw.py", *options, cwd=acme, stdin=LINES)
    assert documents(done.stdout)[0]["event"]["dataset"] == "acme_fw.log"


def test_a_plugin_whose_vendor_has_a_page_gives_that_and_ecs_is_made_of_it(acme: Path) -> None:
    (acme / "acme_fw.py").write_text(DOCUMENTED + TO_ECS)
    page, ecs = (
        documents(run("--plugin", "./acme_fw.py", "--profile", profile, cwd=acme, stdin=LINES).stdout)[0]
        for profile in ("documented", "ecs")
    )
    assert page == {"event": {"action": "said"}, "acme": {"word": "hello"}, "message": "acme hello"}
    assert (ecs["event"]["dataset"], ecs["observer"]) == ("acme_fw.log", {"vendor": "Acme"})


def test_the_template_and_the_catalogue_have_the_plugin(acme: Path) -> None:
    printed = run("template", "--plugin", "./acme_fw.py", "--product", "acme_fw", cwd=acme).stdout.decode()
    bodies = printed.splitlines()[1::2]
    patterns = [pattern for body in bodies for pattern in json.loads(body).get("index_patterns", ())]
    assert patterns == ["logs-acme_fw.log-*", "logs-ecsparse.unmatched-*"]
    own = json.loads(bodies[1])["template"]["mappings"]["properties"]
    assert own["acme"] == {"properties": {"word": {"type": "keyword", "ignore_above": 1024}}}
    (acme / "samples/acme_fw").mkdir(parents=True)
    (acme / "samples/acme_fw/words.log").write_bytes(LINES)
    done = run("products", "--plugin", "./acme_fw.py", "acme_fw", "--format", "json", cwd=acme)
    entry = json.loads(done.stdout)
    assert (entry["vendor"], entry["samples"]) == ("Acme", {"words": "acme hello"})


def test_a_bug_of_a_plugin_stops_no_stream(acme: Path) -> None:
    done = run("--plugin", "./acme_fw.py", cwd=acme, stdin=b"acme fail\nacme hello\n")
    assert (done.returncode, done.stderr.count(b"\n")) == (1, 1)
    assert [said(document) for document in documents(done.stdout)] == ["internal", "hello"]


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_note_of_a_plugin_s_bug_says_where_it_is_and_verbose_shows_the_way(acme: Path, jobs: str) -> None:
    source = ACME.replace('return {"event": {}}[word]', "raise ValueError(f'{word}\\x1b[2J')")
    (acme / "acme_fw.py").write_text(source)
    number = 1 + source.splitlines().index("        raise ValueError(f'{word}\\x1b[2J')")
    note = f"ecsparse: internal error in the plug-in acme_fw: ValueError: line {number} of {acme}/acme_fw.py\n"
    for command in (("--jobs", jobs), ("sniff",)):
        done = run(*command, "--plugin", "./acme_fw.py", cwd=acme, stdin=b"acme fail\n" * 3)
        assert (done.returncode, done.stderr.decode()) == (1, note)
    done = run("--jobs", jobs, "-v", "--plugin", "./acme_fw.py", cwd=acme, stdin=b"acme fail\n")
    shown = done.stderr.decode()
    assert shown.startswith(f"{note}Traceback (most recent call last):\n")
    assert "\nValueError: fail\\x1b[2J\n" in shown
    assert "\x1b" not in shown
    # but nothing that was read, where that is to be hidden
    done = run("--jobs", jobs, "-v", "--redact", "all", "--plugin", "./acme_fw.py", cwd=acme, stdin=b"acme fail\n")
    way = shown.partition("\nValueError: fail")[0].replace("Traceback (most recent call last):\n", "")
    assert done.stderr.decode().startswith(f"{way}\n")
    assert b"fail" not in done.stderr.replace(b"fail()", b"") + done.stdout


@pytest.mark.parametrize("made", ["'text'", "[]", "{'acme': object()}", "{'event': 1}"])
def test_what_is_no_document_is_a_bug_that_stops_no_stream(acme: Path, made: str) -> None:
    source = ACME.replace("def parse(record):", f"def parse(record):\n    if 'fail' in record.text: return {made}")
    (acme / "acme_fw.py").write_text(source)
    lines = b"acme fail\nacme hello\nOct  3 15:09:55 fw acme: acme fail\n" * 2
    done = run("--plugin", "./acme_fw.py", "--product", "acme_fw", cwd=acme, stdin=lines)
    assert done.returncode == 1
    assert [said(document) for document in documents(done.stdout)] == ["internal", "hello", "internal"] * 2


@each_extent
def test_every_product_of_the_package_would_do_as_a_plugin(extent: str, tmp_path: Path) -> None:
    for product in registry.names() if extent == "all" else ("ibm_aix", "squid"):
        name = f"my_{product}"
        module = import_module(f"ecsparse.products.{product}")
        to_ecs = f"\nfrom {module.__name__}.index_ready import to_ecs\n" if module.PRODUCT.documented else ""
        (tmp_path / f"{name}.py").write_text(Path(str(module.__file__)).read_text() + to_ecs)
        own = [sample for sample in expected_samples() if sample.product == product]
        done = run_at_reference("--plugin", tmp_path / f"{name}.py", "--product", name,
                                stdin=b"\n".join(sample.line for sample in own))  # fmt: skip
        assert done.stdout.replace(name.encode(), product.encode()).splitlines() == [sample.expected for sample in own]


def test_an_importable_module_is_named_as_python_names_it(acme: Path) -> None:
    (acme / "ours").mkdir()
    (acme / "ours/acme_vpn.py").write_text(ACME.replace('"acme "', '"vpn: "'))
    done = run("--plugin", "acme_fw", "--plugin", "ours.acme_vpn", env=on_path(acme), stdin=LINES + b"vpn: hello")
    assert [said(document) for document in documents(done.stdout)] == ["hello", "unmatched", None, "hello"]


def test_an_entry_point_is_named_by_its_name(tmp_path: Path) -> None:
    install(tmp_path, "acme", ACME, "acme_fw = acme_code.ecs")
    done = run("--plugin", "acme_fw", "--profile", "ecs", env=on_path(tmp_path), stdin=LINES)
    assert (done.returncode, done.stderr) == (0, b"")
    assert documents(done.stdout)[0]["event"]["module"] == "acme_fw"


@pytest.mark.long
def test_nothing_loads_that_is_not_named(tmp_path: Path) -> None:
    trace = f"open({str(tmp_path / 'loaded')!r}, 'w').close()\n"
    install(tmp_path, "acme", trace + ACME, "acme_fw = acme_code.ecs")
    (tmp_path / "acme_vpn.py").write_text(ACME)
    for arguments in ((), ("--strict",), ("--plugin", "./acme_vpn.py")):
        run(*arguments, env=on_path(tmp_path), cwd=tmp_path, stdin=LINES)
        assert not (tmp_path / "loaded").exists()
    run("--plugin", "acme_fw", env=on_path(tmp_path), stdin=LINES)
    assert (tmp_path / "loaded").exists()


def test_a_file_leaves_nothing_beside_it_and_is_read_anew(acme: Path) -> None:
    for word in ("said", "told"):
        (acme / "acme_fw.py").write_text(ACME.replace("said", word))
        done = run("--plugin", "./acme_fw.py", cwd=acme, stdin=b"acme hello")
        assert documents(done.stdout)[0]["event"]["action"] == word
    assert [path.name for path in acme.iterdir()] == ["acme_fw.py"]


def test_a_file_may_have_what_looks_for_its_module(acme: Path) -> None:
    record = "from __future__ import annotations\nfrom dataclasses import dataclass\n@dataclass\nclass A:\n  x: int\n"
    (acme / "acme_fw.py").write_text(record + ACME)
    done = run("--plugin", "./acme_fw.py", cwd=acme, stdin=LINES)
    assert (done.stderr, said(documents(done.stdout)[0])) == (b"", "hello")


@pytest.mark.thinned(3)
@pytest.mark.parametrize(
    ("name", "source", "problem"),
    [
        ("acme_fw.py", None, "there is no such file"),
        ("acme_fw.txt", ACME, "this is not a .py file"),
        ("acme_fw.py", "1 1", "SyntaxError: invalid syntax"),
        ("acme_fw.py", "\n\nimport nothing_of_this_name", "ModuleNotFoundError: .* (line 3)"),
        ("acme_fw.py", "def f():\n  raise KeyError('a\x1b\\nb')\nf()", "KeyError: .* (line 2)"),
        ("acme_fw.py", "import sys\nsys.exit('no')", "SystemExit: no (line 2)"),
        ("acme_fw.py", "x = 1", "declare PRODUCT = Product(...) and parse(record)"),
        ("acme_fw.py", MODULE.format("(Prefix('x'),)").replace("def parse", "def parses"), "declare PRODUCT"),
        ("acme_fw.py", MODULE.format("(Prefix('x'),)") + "to_ecs = 1", "to_ecs(record, document) goes with"),
        ("acme_fw.py", MODULE.format("(Prefix('x'),)") + TO_ECS, "to_ecs(record, document) goes with"),
        ("acme_fw.py", MODULE.format("(Prefix('x'),), documented=True"), "to_ecs(record, document) goes with"),
        ("acme_fw.py", MODULE.format("()"), "PRODUCT has no signatures"),
        ("acme_fw.py", MODULE.format("(Prefix('x'))"), "PRODUCT.signatures is not a tuple"),
        ("acme_fw.py", MODULE.format("('x',)"), "'x' is not a signature"),
        ("acme_fw.py", MODULE.format("(Prefix(''),)"), "a signature is empty"),
        ("acme_fw.py", MODULE.format("(Prefix('x'),), fields=('clinet.ip',)"), "'clinet.ip' .* not a field of ECS"),
        ("acme_fw.py", MODULE.format("(Prefix('x'),), form=3"), "PRODUCT.form is not a slice"),
        ("acme_fw.py", MODULE.format("(Prefix('x'),), fields=1"), "PRODUCT.fields is not a tuple"),
        ("acme_fw.py", MODULE.format("(Prefix('x'),), own_fields=()"), "PRODUCT.own_fields is not a dict"),
        ("acme_fw.py", MODULE.format("(Prefix('x'),), own_fields={'a.b': 'long'}"), "'a.b' .* cannot be used"),
        ("acme_fw.py", MODULE.format("(Prefix('x'),), own_fields={'a.b': Field('int', '')}"), "'a.b' .* cannot be"),
        ("acme_fw.py", MODULE.format("(Prefix('x'),), own_fields={'user.b': Field('long', '')}"), "'user.b' .* c"),
        ("openvpn.py", ACME, "openvpn is already the id of the package's own product"),
        ("Acme.py", ACME, "'Acme' is not an id of a product"),
        ("acme-fw.py", ACME, "'acme-fw' is not an id of a product"),
        ("unmatched.py", ACME, "'unmatched' means something else"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_file_is_said(name: str, source: str | None, problem: str, tmp_path: Path) -> None:
    if source is not None:
        (tmp_path / name).write_text(source)
    text = refused(run("--plugin", f"./{name}", cwd=tmp_path, stdin=LINES))
    pattern = re.escape(problem).replace(r"\.\*", ".*").replace(r"\ ", " ")
    assert re.search(rf"^ecsparse: plugin \./{re.escape(name)}: .*{pattern}", text)
    assert "\x1b" not in text


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("acme_fw", "no module is called so; for the file here, say ./acme_fw.py"),
        ("acme_vpn", "no module is called so; give the path of its .py file"),
        ("nothing.at.all", "no module is called so; give the path of its .py file"),
        ("acme-fw", "this is not the name of a module"),
        (".acme", "this is not the name of a module"),
        ("json", "declare PRODUCT = Product(...) and parse(record)"),
        ("ecsparse.products.openvpn", "openvpn is already the id of the package's own product"),
    ],
)
def test_what_is_wrong_with_a_name_is_said(name: str, problem: str, acme: Path) -> None:
    assert problem in refused(run("--plugin", name, cwd=acme, stdin=LINES))


def test_an_import_that_fails_inside_a_module_is_not_taken_for_a_missing_one(tmp_path: Path) -> None:
    (tmp_path / "acme_fw.py").write_text("import nothing_of_this_name")
    text = refused(run("--plugin", "acme_fw", env=on_path(tmp_path), stdin=LINES))
    assert "cannot be imported: ModuleNotFoundError: No module named 'nothing_of_this_name'" in text
    assert text.endswith("; python -c 'import acme_fw' shows where")


def test_two_plugins_of_one_id_are_refused(acme: Path) -> None:
    (acme / "more").mkdir()
    (acme / "more/acme_fw.py").write_text(ACME)
    text = refused(run("--plugin", "./acme_fw.py", "--plugin", "more/acme_fw.py", cwd=acme, stdin=LINES))
    assert "plugin more/acme_fw.py: acme_fw is already the id of plugin ./acme_fw.py" in text


def test_two_packages_that_offer_one_name_are_refused(tmp_path: Path) -> None:
    install(tmp_path, "acme", ACME, "acme_fw = acme_code.ecs")
    install(tmp_path, "zeta", ACME, "acme_fw = zeta_code.ecs")
    assert "acme and zeta offer it" in refused(run("--plugin", "acme_fw", env=on_path(tmp_path), stdin=LINES))


def test_an_entry_point_that_cannot_be_loaded_is_said(tmp_path: Path) -> None:
    install(tmp_path, "acme", "1 / 0", "acme_fw = acme_code.ecs")
    assert "ZeroDivisionError" in refused(run("--plugin", "acme_fw", env=on_path(tmp_path), stdin=LINES))


def test_python_gives_a_registry_to_a_pipeline(acme: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(acme))
    monkeypatch.delitem(sys.modules, "acme_fw", raising=False)
    module = __import__("acme_fw")
    for given in (acme / "acme_fw.py", str(acme / "acme_fw.py"), "acme_fw", module):
        known = ecsparse.Registry([given])
        assert known.names() == ("acme_fw", *registry.names())
        outcome, document = ecsparse.Pipeline(registry=known).document("acme hello")
        assert (outcome, document["acme"]) == ("acme_fw", {"word": "hello"})
    monkeypatch.delitem(sys.modules, "acme_fw")
    assert "acme_fw" not in registry.names()
    assert ecsparse.parse("acme hello")["error"]["type"] == "unmatched"


def test_python_is_told_what_is_wrong_by_the_package_s_own_exceptions(acme: Path) -> None:
    with pytest.raises(ecsparse.BadPlugin, match="there is no such file"):
        ecsparse.Registry([acme / "nothing.py"])
    with pytest.raises(ecsparse.BadDeclaration, match="is already the id of"):
        ecsparse.Registry([acme / "acme_fw.py"] * 2)


def test_what_means_something_else_in_documents_is_reserved() -> None:
    named = {outcomes.UNMATCHED, outcomes.MALFORMED, outcomes.INTERNAL, outcomes.BLANK, outcomes.TITLE}
    assert named | outcomes.REJECTED <= registry.RESERVED
    module, _, outcome = profiles.DATASET_OF_UNMATCHED.partition(".")
    assert {module, outcome} <= registry.RESERVED
