"""Everything a user can name is in the reference, and the reference is what the code says."""

import re
from pathlib import Path

import click
import pytest

from probative.base.errors import ProbativeError
from probative.cli.main import COMMANDS
from probative.cli.main import probative as command_line
from probative.flow.settings import SETTINGS
from tests.scripts import loaded

DOCS = Path(__file__).parents[2] / "docs"
MAKER = loaded(DOCS / "make.py")


@pytest.mark.parametrize("name", sorted(MAKER.PAGES))
def test_a_reference_page_says_what_the_code_says(name):
    MAKER.modules()
    assert (DOCS / "reference" / name).read_text(encoding="utf-8") == MAKER.PAGES[name]().rstrip("\n") + "\n"


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_and_option_is_documented_with_an_example(name):
    page = (DOCS / "reference" / "commands.md").read_text(encoding="utf-8")
    section = page.split(f"## probative {name}\n", 1)[1].split("\n## ", 1)[0]
    command = command_line.get_command(click.Context(command_line), name)
    under = [command, *command.commands.values()] if isinstance(command, click.Group) else [command]
    for each in under:
        for parameter in each.params:
            if isinstance(parameter, click.Option):
                assert parameter.help, parameter.name
                assert parameter.opts[0] in section
        assert "Example" in each.get_help(click.Context(each)), each.name


def test_every_error_has_its_own_code_a_status_from_two_on_and_a_hint():
    MAKER.modules()
    seen = {}
    for kind in MAKER.subclasses(ProbativeError):
        assert re.fullmatch(r"P[0-9]{3}", kind.code), kind
        assert kind.exit_status >= 2
        assert kind.hint.endswith((".", "`", ")")), kind
        assert "code" in vars(kind), f"{kind.__name__} has no code of its own"
        assert kind.code not in seen, f"{kind.__name__} and {seen.get(kind.code)} share {kind.code}"
        seen[kind.code] = kind.__name__


def test_every_setting_is_documented():
    page = (DOCS / "reference" / "settings.md").read_text(encoding="utf-8")
    assert SETTINGS
    for name in SETTINGS:
        assert f"`{name}`" in page


def test_every_environment_variable_that_the_code_names_is_a_documented_setting():
    source = "\n".join(path.read_text(encoding="utf-8") for path in (DOCS.parent / "src").rglob("*.py"))
    named = set(re.findall(r"\"(PROBATIVE_[A-Z_]+)\"", source))
    assert named <= set(SETTINGS)


def test_every_link_between_pages_leads_somewhere():
    pages = [*DOCS.rglob("*.md"), *DOCS.parent.glob("*.md")]
    assert len(pages) > 10
    for page in pages:
        for target in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
            if not re.match(r"[a-z]+:", target):
                assert (page.parent / target).exists(), f"{page.name} links to {target}"
