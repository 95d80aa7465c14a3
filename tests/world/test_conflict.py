from random import Random  # noqa: TID251 - seeded: the same world every time

import pytest

from tests.world.conflict import conflict


@pytest.mark.parametrize("seed", range(3))
def test_the_same_seed_gives_the_same_world(seed: int) -> None:
    assert conflict(Random(seed)) == conflict(Random(seed))


@pytest.mark.parametrize("seed", range(3))
def test_every_claim_reproduces_its_words_and_belongs_to_one_truth(seed: int) -> None:
    world = conflict(Random(seed), events=20)
    texts = {reading.exhibit: reading for reading in world.readings}
    assert all(texts[claim.exhibit].words(claim.passage) == claim.words for claim in world.claims)
    told = [key for truth in world.truths for key in (*truth.saying, *truth.denying, *truth.foreseeing)]
    assert sorted(told) == sorted(claim.id for claim in world.claims)
    assert len(world.claims) > 80


def test_the_truth_counts_people_and_channels() -> None:
    truths = [truth for seed in range(5) for truth in conflict(Random(seed), events=10).truths]
    assert {truth.independent for truth in truths} >= {1, 2, 3}
    assert any(truth.is_open for truth in truths)
    assert any(not truth.is_open for truth in truths)
