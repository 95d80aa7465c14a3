"""`probative restored` as a user calls it."""

import shutil
from pathlib import Path

from tests.conftest import Run


def test_a_backup_is_gone_on_from_and_every_view_says_so(probative: Run, tmp_path: Path) -> None:
    case, backup = tmp_path / "case", tmp_path / "backup"
    assert probative("new", case).status == 0
    assert probative("restored", case, "--why", "for no reason").status == 4
    shutil.copytree(case, backup)
    (tmp_path / "letter.txt").write_text("The bridge stood.", encoding="utf-8")
    assert probative("add", case, tmp_path / "letter.txt").status == 0
    shutil.rmtree(case)
    shutil.copytree(backup, case)
    refused = probative("add", case, tmp_path / "letter.txt")
    assert (refused.status, "probative restored" in refused.err) == (7, True)
    said = probative("restored", case, "--why", "the disk failed")
    assert (said.status, said.out.startswith("Epoch 2")) == (0, True)
    assert probative("add", case, tmp_path / "letter.txt").status == 0
    assert "put back from a backup" in probative("exhibits", case).err
    assert probative("process", case).status == 0
    assert "put back from a backup" in (case / "report" / "index.html").read_text(encoding="utf-8")
    checked = probative("check", case, "--full")
    assert (checked.status, "case.restored" in checked.out) == (0, True)
    assert probative("restored", tmp_path, "--why", "x").status == 4
