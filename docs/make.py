"""Write the reference pages from the code, or check that they are what the code says.

Run by `make docs`, and with --check by `make check`.
"""

import hashlib
import importlib
import inspect
import json
import pkgutil
import sys
from collections.abc import Iterator
from dataclasses import MISSING, fields
from datetime import date
from enum import Enum
from pathlib import Path
from types import ModuleType, NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

import click

import probative
from probative.base.errors import ProbativeError
from probative.cli.main import COMMANDS
from probative.cli.main import probative as command_line
from probative.flow.settings import SETTINGS

REFERENCE = Path(__file__).parent / "reference"
NOTE = "<!-- Made by docs/make.py from the code: change the docstring there, then run `make docs`. -->\n\n"


def modules() -> list[ModuleType]:
    """Import every module of the package, in order of name."""
    names = sorted(found.name for found in pkgutil.walk_packages(probative.__path__, "probative."))
    return [importlib.import_module(name) for name in names if "migrations" not in name and "__main__" not in name]


def first_sentence(thing: object) -> str:
    """Give the first paragraph of a docstring on one line."""
    return " ".join((inspect.getdoc(thing) or "").split("\n\n")[0].split())


def commands() -> str:
    """The page of commands, with every argument and option."""
    lines = ["# Commands\n", NOTE]
    lines.append(
        "Every listing takes `--json`: JSON Lines on standard output. Logs and progress go to standard error. Exit "
        "status 0 = done, 1 = found something that does not hold, 2 = wrong use, 3 and up = an "
        "[error class](errors.md), 130 = stopped with Ctrl-C.\n"
    )
    context = click.Context(command_line, info_name="probative", **command_line.context_settings)
    for name in COMMANDS:
        command = command_line.get_command(context, name)
        assert command is not None
        lines.append(f"## probative {name}\n")
        lines += [f"```text\n{text}\n```\n" for text in helps(command, name, context)]
    return "\n".join(lines)


def helps(command: click.Command, name: str, above: click.Context) -> Iterator[str]:
    """The help of a command, and of each command under it."""
    context = click.Context(command, info_name=name, parent=above)
    yield command.get_help(context)
    if isinstance(command, click.Group):
        for each, under in command.commands.items():
            yield from helps(under, each, context)


def subclasses(kind: type) -> Iterator[type]:
    """Every class below ``kind``, itself first."""
    yield kind
    for child in kind.__subclasses__():
        yield from subclasses(child)


def errors() -> str:
    """The page of error classes with code, exit status and hint."""
    rows = {(each.code, each.__name__): each for each in subclasses(ProbativeError)}
    lines = ["# Errors\n", NOTE, "| code | exit status | name | what happened | what to do |", "|---|--:|---|---|---|"]
    for (code, name), each in sorted(rows.items()):
        lines.append(f"| `{code}` | {each.exit_status} | {name} | {first_sentence(each)} | {each.hint} |")
    return "\n".join(lines) + "\n"


def settings() -> str:
    """The page of settings read from the environment."""
    lines = ["# Settings\n", NOTE, "Read from the environment, in `flow/settings.py` and nowhere else.\n"]
    lines += ["| name | meaning |", "|---|---|"]
    lines += [f"| `{name}` | {meaning} |" for name, meaning in sorted(SETTINGS.items())]
    return "\n".join(lines) + "\n"


def words() -> str:
    """The page of words: every value type of ``model`` with its meaning and its closed lists."""
    lines = ["# Words\n", NOTE, "One word per idea. These are the types of `src/probative/model`.\n"]
    for module in modules():
        if not module.__name__.startswith("probative.model."):
            continue
        lines.append(f"## {module.__name__.rsplit('.', 1)[1]}\n\n{first_sentence(module)}\n")
        for name, thing in vars(module).items():
            if inspect.isclass(thing) and thing.__module__ == module.__name__:
                lines.append(f"- **{name}**: {first_sentence(thing)}")
                if issubclass(thing, Enum):
                    lines.append("  " + " · ".join(f"`{member.value}`" for member in thing))
        lines.append("")
    return "\n".join(lines)


def ports() -> str:
    """The page of ports: every Protocol, so that a driver or a model can take its place."""
    lines = ["# Ports\n", NOTE, "What stands behind each can be replaced; what calls it does not change.\n"]
    for module in modules():
        for name, thing in vars(module).items():
            if (
                not inspect.isclass(thing)
                or thing.__module__ != module.__name__
                or not getattr(thing, "_is_protocol", False)
            ):
                continue
            lines.append(f"## {name} (`{module.__name__}`)\n\n{first_sentence(thing)}\n")
            for member, function in vars(thing).items():
                if not member.startswith("_") and callable(function):
                    lines.append(f"- `{member}{inspect.signature(function)}`: {first_sentence(function)}")
            lines.append("")
    return "\n".join(lines)


def decisions() -> str:
    """The page of decisions, by number: the title of each."""
    lines = ["# Decisions\n", NOTE, "What binds everybody, one page each: what was decided, why, and what it costs.\n"]
    for page in sorted((Path(__file__).parent / "decisions").glob("*.md")):
        number, title = page.read_text(encoding="utf-8").splitlines()[0].removeprefix("# ").split(maxsplit=1)
        lines.append(f"- [{number}](../decisions/{page.name}) {title}")
    return "\n".join(lines) + "\n"


CARD = Path(probative.__file__).parent / "claims" / "data" / "en" / "model.json"
MODEL_NOTE = (
    "<!-- Made by docs/make.py from claims/data/en/model.json: change the text there, then run `make docs`. -->\n\n"
)
MODEL = Path(__file__).parent / "model-card.txt"


def model() -> str:
    """The card of the model that ships: the text beside this script, with figures and hashes from the model's own."""
    card = json.loads(CARD.read_text(encoding="utf-8")) if CARD.exists() else {}
    text = MODEL.read_text(encoding="utf-8")
    return (
        text.replace("{{note}}\n", MODEL_NOTE)
        .replace("{{identity}}", identity(card))
        .replace("{{figures}}", figures(card))
    )


def identity(card: dict[str, Any]) -> str:
    """The table of what the model is: name, hash, size, what it was taught from."""
    if "figures" not in card:
        return "*No measured model lies in `src/probative/claims/data/en` of this checkout.*"
    size = sum((CARD.parent / name).stat().st_size for name in card["files"]) / 1e6
    data = card["data"]
    rows = {
        "name, version": f"{card['name']} {card['version']}",
        "languages": ", ".join(card["languages"]),
        "SHA-256 of the card": f"`{hashlib.sha256(CARD.read_bytes()).hexdigest()}`",
        **{f"SHA-256 of {name}": f"`{digest}`" for name, digest in card["files"].items()},
        "size": f"{size:.1f} MB",
        "SHA-256 of the base encoder": f"`{card['base']['sha256']}`",
        "taught from": f"{data['documents']} documents, {data['attributions']} attributions; {data['rounds']} rounds, "
        f"{data['first']} of preparing, seed {data['seed']}",
        "prepared with": ", ".join(f"`{name}`" for name in card.get("prepared_with", ())) or "nothing",
        "shown from a chance of": f"{card['threshold']}",
    }
    return "\n".join(["| | |", "|---|---|", *(f"| {name} | {value} |" for name, value in rows.items())])


def figures(card: dict[str, Any]) -> str:
    """The tables of figures, a part of the corpus each."""
    lines = []
    for part, found in card.get("figures", {}).items():
        systems = ("rules", "network", "both")
        lines += [
            f"**{part}**: {found['documents']} documents, {found['attributions']} attributions\n",
            "| measure | " + " | ".join(systems) + " |",
            "|---|--:|--:|--:|",
        ]
        for measure in found["both"]:
            cells = ("{:.3f} [{:.3f} {:.3f}]".format(*found[system][measure]) for system in systems)
            lines.append(f"| {measure.replace('_', ' ')} | " + " | ".join(cells) + " |")
        lines.append("")
    return "\n".join(lines).rstrip() or "*Not measured yet.*"


def values() -> str:
    """The page of values: what each member of a recorded value is, as JSON."""
    from probative.model.consents import Consent
    from probative.store.kinds import KINDS

    lines = ["# Values\n", NOTE]
    lines.append(
        "What stands in [records and derived objects](../format/records.md), as JSON. Every member is written; a "
        "reader takes the default where one is missing.\n"
    )
    waiting: list[type] = [*KINDS, Consent]
    for kind in waiting:
        lines.append(f"## {kind.__name__}\n\n{first_sentence(kind)}\n")
        if issubclass(kind, Enum):
            lines.append(f"One of {', '.join(f'`{member.value}`' for member in kind)}.\n")
            continue
        hints = get_type_hints(kind)
        lines += ["| member | JSON | default |", "|---|---|---|"]
        for each in fields(kind):
            found: list[type] = []
            told = as_json(hints[each.name], found)
            default = "" if each.default is MISSING else f"`{json.dumps(each.default, default=list)}`"
            lines.append(f"| `{each.name}` | {told} | {default} |")
            waiting += [one for one in found if one not in waiting]
        lines.append("")
    return "\n".join(lines)


def as_json(hint: Any, found: list[type]) -> str:  # noqa: ANN401 - any annotation
    """Say what a type is in JSON, and note in ``found`` the types of ours in it."""
    hint = getattr(hint, "__supertype__", hint)
    inner = get_args(hint)
    if get_origin(hint) in {Union, UnionType}:
        return " or ".join(as_json(each, found) for each in inner)
    if get_origin(hint) is tuple:
        if inner[-1] is Ellipsis:
            return f"list of {as_json(inner[0], found)}"
        return f"list: {', '.join(as_json(each, found) for each in inner)}"
    if hint in PLAIN:
        return PLAIN[hint]
    found.append(hint)
    return f"[{hint.__name__}](#{hint.__name__.lower()})"


PLAIN = {str: "text", int: "whole number", bool: "true or false", float: "number", date: "day", NoneType: "null"}


PAGES = {
    "commands.md": commands,
    "decisions.md": decisions,
    "errors.md": errors,
    "model.md": model,
    "settings.md": settings,
    "values.md": values,
    "words.md": words,
    "ports.md": ports,
}


def main() -> int:
    """Write the pages; with --check only say which are stale. Gives the exit status."""
    modules()
    stale = []
    for name, page in PAGES.items():
        path, text = REFERENCE / name, page().rstrip("\n") + "\n"
        if "--check" not in sys.argv:
            path.write_text(text, encoding="utf-8")
        elif not path.exists() or path.read_text(encoding="utf-8") != text:
            stale.append(name)
    for name in stale:
        print(f"docs/reference/{name} is not what the code says: run `make docs`", file=sys.stderr)
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main())
