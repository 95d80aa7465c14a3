"""The three depths of a check: without a key, a share of the objects, everything."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from probative.custody.check import check, structure_problems
from probative.custody.findings import Finding
from probative.custody.fixity.draw import Draw
from probative.custody.layout import Layout
from tests.custody.making import exhibit, new_case, reopened

N_OBJECTS = 60


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("depths")
    custody, keys = new_case(place)
    for number in range(N_OBJECTS // 2):
        exhibit(custody, b"note %d" % number, f"{number}.txt")
    custody.acknowledge()
    custody.close()
    keys.close()
    return place


def drawn(root: Path, share: float, seed: bytes) -> list[Finding]:
    _, keys = reopened(root, write=False)
    return list(check(root / "case", keys=keys, full=False, guards=root / "guards", draw=Draw(share, seed)))


def test_a_share_of_the_objects_is_opened_and_how_many_is_said(root: Path) -> None:
    (note,) = drawn(root, 0.25, b"monday")
    assert (note.code, note.severity) == ("objects.drawn", "note")
    n_opened, _, rest = note.what.partition(" of ")
    assert rest.startswith(f"{N_OBJECTS} objects")
    assert 4 <= int(n_opened) <= 28
    (everything,) = drawn(root, 1, b"monday")
    assert everything.what.startswith(f"{N_OBJECTS} of {N_OBJECTS} ")


def test_over_many_draws_every_object_is_opened_about_as_often_as_the_share_says() -> None:
    ids = [bytes([number]) * 32 for number in range(50)]
    counts = [sum(Draw(0.1, b"%d" % night).has(one) for night in range(400)) for one in ids]
    assert min(counts) > 15
    assert max(counts) < 75


@given(st.binary(max_size=8), st.binary(min_size=32, max_size=32), st.floats(0.001, 1), st.floats(0.001, 1))
def test_a_larger_share_opens_all_that_a_smaller_one_would(
    seed: bytes, one: bytes, first: float, second: float
) -> None:
    small, large = sorted((first, second))
    assert Draw(large, seed).has(one) or not Draw(small, seed).has(one)


@pytest.mark.parametrize("share", [0, -0.1, 1.01])
def test_what_is_no_share_is_a_callers_mistake(share: float) -> None:
    with pytest.raises(ValueError, match="share"):
        Draw(share, b"")


def test_a_damaged_object_that_is_drawn_is_named_and_the_packs_hash_is_seen_at_every_depth(root: Path) -> None:
    pack = Layout(root / "case").closed_packs()[0]
    whole = pack.read_bytes()
    damaged = bytearray(whole)
    damaged[200] ^= 1
    pack.write_bytes(bytes(damaged))
    try:
        keyless = {one.code for one in check(root / "case", keys=None, full=False, guards=root / "guards")}
        assert keyless == {"pack.hash"}
        assert {"pack.hash", "object.damaged"} <= {one.code for one in drawn(root, 1, b"tuesday")}
        # Whose packs were hashed just now needs no second look at them.
        assert list(structure_problems(root / "case")) == []
    finally:
        pack.write_bytes(whole)


def test_without_a_key_a_share_is_said_not_to_have_been_opened(root: Path) -> None:
    found = check(root / "case", keys=None, full=False, guards=root / "guards", draw=Draw(0.5, b""))
    assert [one.code for one in found] == ["keys.absent"]
