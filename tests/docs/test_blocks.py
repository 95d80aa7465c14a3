"""Every shell block of the README and the tutorial runs, in order, as a newcomer would run it."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from tests.conftest import ROOT, environment

PAGES = [ROOT / "README.md", *sorted((ROOT / "docs" / "tutorial").glob("*.md"))]


def blocks(page: Path) -> list[str]:
    """The ``sh`` blocks of a page, in order."""
    return re.findall(r"^```sh\n(.*?)^```", page.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)


@pytest.mark.slow
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_shell_block_runs(page, tmp_path):
    found = blocks(page)
    assert found, f"{page.name} has no shell block"
    # The pages speak of this checkout: a copy of it, so that what they make does not land in the real one.
    place = tmp_path / "probative"
    shutil.copytree(
        ROOT, place, ignore=shutil.ignore_patterns(".git", "demo", "__pycache__", ".hypothesis", ".*_cache", ".venv")
    )
    (place / ".venv").symlink_to(ROOT / ".venv")
    for block in found:
        # `make test` runs this very test; its own block stands for itself.
        script = re.sub(r"^make test\b.*$", "make help", block, flags=re.MULTILINE)
        done = subprocess.run(
            ["bash", "-eu", "-c", script],
            cwd=place,
            env=environment(tmp_path),
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, f"{script}\n--- out\n{done.stdout[-3000:]}\n--- err\n{done.stderr[-3000:]}"
