"""Every shell block of the README and the tutorial runs, in order and in one terminal, as a newcomer would run it."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.conftest import ROOT, environment

PAGES = [ROOT / "README.md", *sorted((ROOT / "docs" / "tutorial").glob("*.md"))]
NOT_COPIED = shutil.ignore_patterns(".git", "__pycache__", ".hypothesis", ".*_cache", ".venv", ".coverage")


def not_copied(folder: str, names: list[str]) -> set[str]:
    """What stays behind: what is made here, and the example dossier at the top (`tools/demo` comes along)."""
    return NOT_COPIED(folder, names) | ({"demo"} if Path(folder) == ROOT else set())


def blocks(page: Path) -> list[str]:
    """The ``sh`` blocks of a page, in order."""
    return re.findall(r"^```sh\n(.*?)^```", page.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)


def shown(page: Path) -> list[str]:
    """The lines of a page's ``text`` blocks: what it promises to be printed."""
    found = re.findall(r"^```text\n(.*?)^```", page.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    return [line for block in found for line in block.splitlines() if line.strip()]


def is_among(line: str, printed: list[str]) -> bool:
    """Whether a promised line was printed, ``…`` standing for anything and spaces counting once."""
    pieces = (re.escape(" ".join(piece.split())) for piece in line.split("…"))
    pattern = re.compile(".*".join(pieces))
    return any(pattern.search(each) for each in printed)


def checkout(tmp_path: Path) -> Path:
    """A copy of this checkout with the environment lent, so that what the pages make does not land in the real one."""
    place = tmp_path / "probative"
    shutil.copytree(ROOT, place, ignore=not_copied)
    (place / ".venv").symlink_to((ROOT / ".venv").resolve())
    (place / "demo").mkdir()
    return place


def terminal(script: str, place: Path) -> list[str]:
    """Run a script in a checkout as in one terminal; give what it printed, line by line, spaces counting once."""
    done = subprocess.run(
        ["bash", "-eu", "-c", script],
        cwd=place,
        # The environment is lent, the code is the copy's.
        env={**environment(place.parent), "PYTHONPATH": str(place / "src")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, f"{script}\n--- out\n{done.stdout[-3000:]}\n--- err\n{done.stderr[-3000:]}"
    return [" ".join(line.split()) for line in done.stdout.splitlines()]


def told(page: Path) -> str:
    """The blocks of a page as one script that says where it is."""
    found = blocks(page)
    assert found, f"{page.name} has no shell block"
    return "\n".join(f"echo '--- {page.name}, block {number}' >&2\n{block}" for number, block in enumerate(found, 1))


def missing(page: Path, printed: list[str]) -> list[str]:
    """What a page promises and nothing printed."""
    return [line for line in shown(page) if not is_among(line, printed)]


@pytest.mark.slow
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_shell_block_runs_and_prints_what_the_page_shows(page, tmp_path):
    # The tutorial begins after `make demo`, of which it needs only the folder; `make test` runs this very test.
    script = re.sub(r"^make test\b.*$", "make --dry-run test", told(page), flags=re.MULTILINE)
    printed = terminal(script, checkout(tmp_path))
    assert not missing(page, printed), "\n".join(printed)


@pytest.mark.slow
def test_every_shell_block_of_the_how_to_pages_runs_after_the_demo(tmp_path):
    place = checkout(tmp_path)
    terminal("make --silent demo", place)
    # A page for those who write code (`add-a-format`) has no shell block: a human walks it.
    pages = [page for page in sorted((ROOT / "docs" / "how-to").glob("*.md")) if blocks(page)]
    assert len(pages) >= 9
    for page in pages:
        printed = terminal(f". .venv/bin/activate\n{told(page)}", place)
        assert not missing(page, printed), "\n".join(printed)


def test_a_promised_line_is_found_whatever_its_dots_stand_for_and_only_then():
    printed = ["P-0003 6 claims, 1 deny it", "root 12ab…"]
    assert is_among("… 6 claims, …", printed)
    assert is_among("root …", printed)
    assert not is_among("… 7 claims", printed)
    assert not is_among("6 claims … P-0003", printed)
