"""The commands by their names: each is the `command` of a module of its own, imported when it is named."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from click import Command

# As the help lists them, which so need not import them. A first word that is one of these is a command; a file of
# that name is `./lint`.
GROUPS = {
    "Look at logs": {
        "sniff": "Say which products wrote logs, how much, and when.",
        "explain": "Explain how one line becomes a document.",
        "products": "Show the products that are known, or one of them.",
    },
    "Convert archives": {
        "convert": "Convert log files to files of documents.",
    },
    "Load an index": {
        "template": "Print the index templates of documents in the format bulk.",
        "lint": "Check documents against the Elastic Common Schema.",
    },
    "Add a product": {
        "new-product": "Write a module for a product, with samples and a test.",
        "test-samples": "Check sample lines against the documents expected of them.",
    },
    "Get help": {
        "help": "Show this text, or the help of a command.",
    },
}
COMMANDS = tuple(sorted(name for names in GROUPS.values() for name in names))


def command_named(name: str) -> Command:
    """The command of this name, imported now."""
    from importlib import import_module  # noqa: PLC0415 - most runs name no command

    command: Command = import_module(f"ecsparse.cli.{name.replace('-', '_')}").command
    return command
