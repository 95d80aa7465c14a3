"""Any change to any byte of a case is found and named."""

import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.custody.making import damage, files_of, findings, small_case


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small_case(tmp_path_factory.mktemp("tamper"), n_exhibits=3)


@pytest.fixture
def own_case(case: Path, tmp_path: Path) -> Path:
    for name in ("case", "guards"):
        shutil.copytree(case.parent / name, tmp_path / name)
    return tmp_path / "case"


def where(folder: Path) -> str:
    return " ".join(finding.where for finding in damage(folder.parent))


def test_an_untouched_case_has_no_findings(case: Path) -> None:
    assert findings(case.parent) == []


@given(st.data())
def test_any_single_flipped_bit_is_found_and_its_file_named(case: Path, data: st.DataObject) -> None:
    path = data.draw(st.sampled_from(files_of(case)))
    content = path.read_bytes()
    bit = data.draw(st.integers(0, len(content) * 8 - 1))
    flipped = bytearray(content)
    flipped[bit // 8] ^= 1 << bit % 8
    path.write_bytes(bytes(flipped))
    try:
        assert path.relative_to(case).as_posix() in where(case)
    finally:
        path.write_bytes(content)


@pytest.mark.slow
def test_a_flipped_bit_in_every_byte_of_a_tiny_case_is_found_and_its_file_named(tmp_path: Path) -> None:
    case = small_case(tmp_path, n_exhibits=1)
    n_bytes = 0
    for path in files_of(case):
        content = path.read_bytes()
        name = path.relative_to(case).as_posix()
        for at in range(len(content)):
            flipped = bytearray(content)
            flipped[at] ^= 1 << at % 8
            path.write_bytes(bytes(flipped))
            assert name in where(case), f"byte {at} of {name}"
            n_bytes += 1
        path.write_bytes(content)
    assert n_bytes > 3000
    assert damage(tmp_path) == []


def test_cutting_the_end_of_any_file_is_found(own_case: Path) -> None:
    for path in files_of(own_case):
        content = path.read_bytes()
        for kept in (0, len(content) // 2, len(content) - 1):
            path.write_bytes(content[:kept])
            assert damage(own_case.parent), f"{path.name} cut to {kept}"
        path.write_bytes(content)


def test_adding_to_any_file_is_found(own_case: Path) -> None:
    for path in files_of(own_case):
        content = path.read_bytes()
        for more in (b"\x00", b"\n", b"x" * 60, content):
            path.write_bytes(content + more)
            assert path.relative_to(own_case).as_posix() in where(own_case), path.name
        path.write_bytes(content)


def test_removing_any_file_is_found(own_case: Path) -> None:
    for path in files_of(own_case):
        content = path.read_bytes()
        path.unlink()
        if path.name.startswith("door."):
            # A copy for travel has no door, so its loss is told and is no damage.
            assert "door.missing" in [each.code for each in findings(own_case.parent)]
        else:
            assert damage(own_case.parent), path.name
        path.write_bytes(content)


@pytest.mark.parametrize("folder", ["log", "log/checkpoints", "packs", "packs/00", "keys"])
def test_a_file_too_many_is_found(own_case: Path, folder: str) -> None:
    (own_case / folder).mkdir(exist_ok=True)
    (own_case / folder / "stray").write_bytes(b"stray")
    assert f"{folder}/stray" in where(own_case)


def test_a_copy_of_a_pack_under_another_name_is_found(own_case: Path) -> None:
    pack = next((own_case / "packs").glob("??/*"))
    other = "00" + pack.name[2:]
    (own_case / "packs" / "00").mkdir(exist_ok=True)
    shutil.copy(pack, own_case / "packs" / "00" / other)
    assert f"packs/00/{other}" in where(own_case)


def test_two_packs_that_changed_names_are_found(tmp_path: Path) -> None:
    case = small_case(tmp_path, n_exhibits=1)
    other = small_case(tmp_path / "other", seed=b"other", n_exhibits=1)
    pack, strange = next((case / "packs").glob("??/*")), next((other / "packs").glob("??/*"))
    pack.write_bytes(strange.read_bytes())
    assert pack.relative_to(case).as_posix() in where(case)


@pytest.mark.parametrize("part", ["case.json", "log", "packs", "keys"])
def test_a_part_of_another_case_in_its_place_is_found(tmp_path: Path, part: str) -> None:
    case, other = small_case(tmp_path), small_case(tmp_path / "other", seed=b"other")
    for path in (case / part,):
        if path.is_dir():
            shutil.rmtree(path)
            shutil.copytree(other / part, path)
        else:
            path.write_bytes((other / part).read_bytes())
    assert damage(tmp_path)


def test_a_symbolic_link_in_place_of_a_file_is_found(own_case: Path) -> None:
    checkpoint = own_case / "log" / "checkpoint"
    checkpoint.rename(own_case.parent / "elsewhere")
    checkpoint.symlink_to(own_case.parent / "elsewhere")
    assert "log/checkpoint" in where(own_case)


def test_an_empty_folder_is_findings_and_no_exception(tmp_path: Path) -> None:
    (tmp_path / "case").mkdir()
    assert damage(tmp_path)
    assert damage(tmp_path / "nowhere")
