"""Modules that are put off are there when they are used, and not before."""

from __future__ import annotations

import platform
import subprocess
import sys

BEFORE = """
import sys
from ecsparse.cli.later import put_off
put_off("inspect")
import orjson
assert "dataclasses" in sys.modules and "ast" not in sys.modules
"""


def run(program: str) -> str:
    return subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True).stdout


def test_a_module_is_loaded_when_it_is_used() -> None:
    dump = """
@dataclasses.dataclass
class Place:
    name: str
    port: int = 22
print(orjson.dumps(Place("a")).decode())
"""
    assert run(f"{BEFORE}import dataclasses\n{dump}") == '{"name":"a","port":22}\n'
    assert run(f"{BEFORE}from inspect import signature\nprint(signature(lambda x: x))") == "(x)\n"
    assert (
        run(f"{BEFORE}import inspect\nprint(hasattr(inspect, 'no_such_name'), inspect.isclass(int))") == "False True\n"
    )


def test_a_name_that_is_known_does_not_load_the_module() -> None:
    program = """
import sys
from ecsparse.cli.later import put_off
put_off("platform", system=lambda: "known")
import platform
print(platform.system(), "subprocess" in sys.modules, platform.python_implementation(), platform.system())
"""
    assert run(program).split()[:3] == ["known", "False", sys.implementation.name.replace("cpython", "CPython")]
    assert run(program).split()[3] == platform.system()


def test_a_module_that_is_there_stays() -> None:
    program = 'import inspect, sys\nfrom ecsparse.cli.later import put_off\nput_off("inspect")\n'
    assert run(f"{program}print(sys.modules['inspect'] is inspect)") == "True\n"
