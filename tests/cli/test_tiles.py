"""`probative tiles` as a user calls it."""

import json
from pathlib import Path

from tests.conftest import Run


def test_tiles_are_written_grow_and_prove_an_entry_without_a_key(probative: Run, tmp_path: Path) -> None:
    case = tmp_path / "case"
    assert probative("new", case).status == 0
    first = json.loads(probative("tiles", case, "--json").out)
    again = json.loads(probative("tiles", case, "--json").out)
    assert first["written"] == 2
    assert (again["entries"], again["written"], again["removed"]) == (first["entries"], 0, 0)
    proof = probative("tiles", case, "--proof", "0", "--key-file", tmp_path / "none")
    assert proof.out.startswith("c2sp.org/tlog-proof@v1\nindex 0\n")
    assert json.loads(probative("tiles", case, "--proof", "0", "--json").out)["proof"] == proof.out
    assert probative("tiles", case, "--proof", "9999").status == 2
    assert probative("check", case, "--full").status == 0


def test_a_damaged_tile_is_named_and_made_again(probative: Run, tmp_path: Path) -> None:
    case = tmp_path / "case"
    probative("new", case)
    probative("tiles", case)
    tile = next((case / "tiles" / "tile" / "0").rglob("*.p/*"))
    tile.write_bytes(bytes(len(tile.read_bytes())))
    assert probative("tiles", case, "--proof", "0").status == 7
    found = probative("check", case)
    assert found.status == 1
    assert "tiles.broken" in found.out
    assert probative("rebuild", case).status == 0
    assert probative("check", case).status == 0
    assert probative("tiles", tmp_path, "--proof", "0").status == 4
