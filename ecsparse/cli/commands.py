"""The commands by name: each is the `command` of its own module, imported on demand."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from click import Command

# As the help lists them, without importing their modules. A first word that is one of these is a command; a file of
# that name is `./lint`.
GROUPS = {
    "Look at logs": {
        "sniff": "List which products wrote logs, how much, and when.",
        "explain": "Explain how one line becomes a document.",
        "products": "List the known products, or describe one.",
    },
    "Convert archives": {
        "convert": "Convert files and folders of logs.",
    },
    "Load an index or a table": {
        "schema": "Print the columns of documents.",
        "template": "Print index templates for --format bulk.",
        "lint": "Check documents against the Elastic Common Schema.",
    },
    "Add a product": {
        "new-product": "Create a module for a product, with samples and a test.",
        "fixture": "Turn real lines into samples with invented names.",
        "test-samples": "Check sample lines against their expected documents.",
    },
    "Get help": {
        "help": "Show this text, or the help of a command.",
    },
}
COMMANDS = tuple(sorted(name for names in GROUPS.values() for name in names))


def command_named(name: str) -> Command:
    """The command of this name; its module is imported."""
    from importlib import import_module  # noqa: PLC0415 - most runs name no command

    command: Command = import_module(f"ecsparse.cli.{name.replace('-', '_')}").command
    return command
