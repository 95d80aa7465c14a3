"""What `tools/demo` and `tools/demo-tamper` do where there is nothing to do; the README's blocks run the rest."""

import subprocess
from pathlib import Path

from tests.conftest import ROOT, Ran, environment


def tool(name: str, folder: Path) -> Ran:
    """Run a tool on a folder, with a home of its own."""
    done = subprocess.run(
        [ROOT / "tools" / name, folder], env=environment(folder.parent), capture_output=True, text=True, check=False
    )
    return Ran(done.returncode, done.stdout, done.stderr)


def test_the_demo_leaves_a_case_alone_that_it_did_not_make(tmp_path: Path) -> None:
    theirs = tmp_path / "folder" / "case" / "case.json"
    theirs.parent.mkdir(parents=True)
    theirs.write_text("a case of somebody's", encoding="utf-8")
    done = tool("demo", tmp_path / "folder")
    assert done.status == 2
    assert "left alone" in done.err
    assert theirs.read_text(encoding="utf-8") == "a case of somebody's"


def test_there_is_nothing_to_tamper_with_before_the_demo(tmp_path: Path) -> None:
    done = tool("demo-tamper", tmp_path)
    assert done.status == 1
    assert "make demo" in done.err
    assert not list(tmp_path.iterdir())
