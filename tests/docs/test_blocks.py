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


@pytest.mark.slow
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_shell_block_runs_and_prints_what_the_page_shows(page, tmp_path):
    found = blocks(page)
    assert found, f"{page.name} has no shell block"
    # The pages speak of this checkout: a copy of it, so that what they make does not land in the real one.
    place = tmp_path / "probative"
    shutil.copytree(ROOT, place, ignore=not_copied)
    (place / ".venv").symlink_to(ROOT / ".venv")
    script = "\n".join(f"echo '--- block {number}' >&2\n{block}" for number, block in enumerate(found, start=1))
    # A page that tells the tutorial's story begins after `make demo`; `make test` runs this very test.
    if not re.search(r"^make demo\b", script, flags=re.MULTILINE):
        script = f"make demo\n{script}"
    script = re.sub(r"^make test\b.*$", "make --dry-run test", script, flags=re.MULTILINE)
    done = subprocess.run(
        ["bash", "-eu", "-c", script],
        cwd=place,
        # The environment is lent, the code is the copy's.
        env={**environment(tmp_path), "PYTHONPATH": str(place / "src")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, f"{script}\n--- out\n{done.stdout[-3000:]}\n--- err\n{done.stderr[-3000:]}"
    printed = [" ".join(line.split()) for line in done.stdout.splitlines()]
    missing = [line for line in shown(page) if not is_among(line, printed)]
    assert not missing, f"{page.name} shows what was not printed: {missing}\n--- out\n{done.stdout[-6000:]}"


def test_a_promised_line_is_found_whatever_its_dots_stand_for_and_only_then():
    printed = ["P-0003 6 claims, 1 deny it", "root 12ab…"]
    assert is_among("… 6 claims, …", printed)
    assert is_among("root …", printed)
    assert not is_among("… 7 claims", printed)
    assert not is_among("6 claims … P-0003", printed)
