"""B3: no state that a power cut may leave breaks a promise, and the explorer finds planted bugs."""

from pathlib import Path

import pytest

from tests.faults.planted import PLANTED
from tests.faults.states import KINDS, explore, find_planted

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("kind", KINDS)
def test_no_crash_state_breaks_a_promise(tmp_path: Path, kind: str) -> None:
    few = 4 if kind in ("compartments", "sealing") else 8
    explored = explore(kind, tmp_path, seed="short", per_moment=few, audit=1000, stops=range(3, 30, 12))
    assert explored.broken == []
    assert explored.n_states > 20


@pytest.mark.parametrize("name", sorted(PLANTED))
def test_a_planted_bug_is_found(tmp_path: Path, name: str) -> None:
    assert find_planted(name, tmp_path, per_moment=24) is not None
