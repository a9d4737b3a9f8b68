"""The command `ecsparse new-product`: create the files of a new product."""

from __future__ import annotations

import os
import shlex

import click

from ecsparse.authoring.new import create
from ecsparse.cli.invocation import print_text
from ecsparse.cli.notes import printable, say
from ecsparse.cli.values import FOLDER
from ecsparse.errors import BadName

EPILOG = """\b
Example:
  ecsparse new-product acme_fw acme
  ecsparse test-samples --plugin acme/acme_fw.py acme
  ecsparse --plugin acme/acme_fw.py firewall.log

\b
Exit status: 0 when all files were written, 1 when one already exists or cannot
be written, 2 for wrong usage.
"""

_LONGEST = 1000


@click.command(name="new-product", epilog=EPILOG)
@click.argument("name")
@click.argument("folder", metavar="DIR", type=FOLDER)
def command(*, name: str, folder: str) -> int:
    """Create a module for the product NAME in DIR, with samples and a test that pass as they are.

    NAME is vendor_product in lower case, or the product's name alone. Then add your product's lines to the
    samples, change the module, and run 'ecsparse test-samples'. No file is overwritten.
    """
    try:
        written = create(name, folder)
    except BadName as error:
        raise click.UsageError(str(error)) from error
    except OSError as error:
        say(*((error.filename or folder, error.strerror) if error.strerror else (str(error),)))
        return 1
    module = shlex.quote(os.path.join(folder, f"{name}.py"))
    step = f"next: ecsparse test-samples --plugin {module} {shlex.quote(folder)}"
    return print_text("".join(f"{printable(line, _LONGEST)}\n" for line in (*written, step)))
