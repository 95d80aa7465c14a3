"""`probative mirror` and the depths of `probative check`, as a user runs them."""

import json
from pathlib import Path

from tests.conftest import Run


def test_a_mirror_is_kept_and_repairs_the_case(probative: Run, tmp_path: Path) -> None:
    case, to, note = tmp_path / "case", tmp_path / "stick" / "case", tmp_path / "note.txt"
    note.write_text("The ferry left at nine.")
    assert probative("new", case).status == 0
    assert probative("add", case, note).status == 0
    first = probative("mirror", case, to, "--json")
    assert (first.status, first.err) == (0, "")
    assert {json.loads(line)["deed"] for line in first.out.splitlines()} == {"copied"}
    assert "nothing was left to do" in probative("mirror", case, to).out

    pack = next(case.glob("packs/??/*"))
    damaged = bytearray(pack.read_bytes())
    damaged[100] ^= 1
    pack.write_bytes(bytes(damaged))
    assert probative("check", case).status == 1
    repaired = probative("mirror", case, to)
    assert repaired.status == 0
    assert f"packs/{pack.parent.name}/{pack.name}" in repaired.out
    checked = probative("check", case, "--share", "50")
    assert checked.status == 0
    assert "objects were drawn and opened" in checked.out
    assert probative("check", to, "--full").status == 0

    pack.write_bytes(bytes(damaged))
    mirrored = to / pack.relative_to(case)
    mirrored.write_bytes(mirrored.read_bytes()[:-1])
    lost = probative("mirror", case, to)
    assert lost.status == 1
    assert "DOES NOT HOLD" in lost.out


def test_a_place_that_is_no_mirror_is_refused(probative: Run, tmp_path: Path) -> None:
    assert probative("new", tmp_path / "case").status == 0
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "a.txt").write_text("dear")
    refused = probative("mirror", tmp_path / "case", tmp_path / "letters")
    assert refused.status == 4
    assert "P235" in refused.err
    assert "P230" in probative("mirror", tmp_path / "nothing", tmp_path / "to").err
    assert probative("check", tmp_path / "case", "--share", "0").status == 2
