"""`probative peer` as a user calls it."""

import json
import shutil
from pathlib import Path

from tests.conftest import Run


def test_two_devices_record_each_other_and_a_rewritten_log_is_refused(probative: Run, tmp_path: Path) -> None:
    here, there = tmp_path / "here", tmp_path / "there"
    (tmp_path / "a.txt").write_text("The bridge stood.", encoding="utf-8")
    (tmp_path / "b.txt").write_text("The bridge fell.", encoding="utf-8")
    for case in (here, there):
        assert probative("new", case).status == 0
    shutil.copytree(there, tmp_path / "before")
    assert probative("add", there, tmp_path / "a.txt").status == 0
    first = probative("peer", here, there, "--json")
    assert json.loads(first.out)["new"] is True
    assert probative("peer", there, here).status == 0
    assert json.loads(probative("peer", here, there, "--json").out)["new"] is False
    assert probative("check", here, "--full").status == 0
    elsewhere = {"XDG_STATE_HOME": str(tmp_path / "elsewhere")}
    assert probative("add", tmp_path / "before", tmp_path / "b.txt", **elsewhere).status == 0
    refused = probative("peer", here, tmp_path / "before")
    assert (refused.status, "has recorded" in refused.err) == (7, True)
    assert probative("peer", here, here).status == 2
