"""Progress shows on a terminal and nowhere else."""

import os
import pty
import subprocess
import sys
from pathlib import Path

from tests.conftest import environment


def on_a_terminal(home: Path, *words: object) -> tuple[int, str, str]:
    """Run a command whose standard error is a terminal; give its status, output, and what the terminal showed."""
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "probative.cli", *map(str, words)]
    running = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=theirs, stdin=subprocess.DEVNULL, env=environment(home), text=True
    )
    os.close(theirs)
    shown = b""
    while True:
        try:
            block = os.read(ours, 1 << 16)
        except OSError:  # the last one on the other side has closed it
            break
        shown += block
    os.close(ours)
    assert running.stdout is not None
    with running.stdout as out:
        said = out.read()
    return running.wait(), said, shown.decode()


def test_bars_are_drawn_on_a_terminal_and_standard_output_stays_clean(tmp_path):
    material = tmp_path / "material"
    material.mkdir()
    for number in range(40):
        (material / f"{number:02}\x1b[31m.txt").write_text(f"Mira Toll said that {number} men left.\n")
    status, said, shown = on_a_terminal(tmp_path, "build", material, "--case", tmp_path / "case")
    assert status == 0
    assert "claims" in shown
    assert "40/40" in shown
    assert "\x1b[31m" not in shown
    lines = said.splitlines()
    assert [line.split()[0] for line in lines] == [
        "intake", "reading", "claims", "corroboration", "network", "custody", "report",
    ]  # fmt: skip
    assert not any(character in said for character in "\r\x1b")


def test_no_bar_is_drawn_where_nobody_looks(tmp_path):
    (tmp_path / "a.txt").write_text("Mira Toll said that nine men left.\n")
    command = [
        sys.executable,
        "-m",
        "probative.cli",
        "build",
        str(tmp_path / "a.txt"),
        "--case",
        str(tmp_path / "case"),
    ]
    done = subprocess.run(command, capture_output=True, env=environment(tmp_path), check=True)
    assert done.stderr == b""
