from random import Random  # noqa: TID251 - seeded: the same world every time

import pytest

from probative.model.propositions import Basis
from probative.model.readings import Genre
from tests.world.conflict import conflict
from tests.world.texts import Kind


@pytest.mark.parametrize("seed", range(3))
def test_the_same_seed_gives_the_same_world(seed: int) -> None:
    assert conflict(Random(seed)) == conflict(Random(seed))


@pytest.mark.parametrize("seed", range(3))
def test_every_claim_reproduces_its_words_and_belongs_to_one_truth(seed: int) -> None:
    world = conflict(Random(seed), events=8)
    texts = {reading.exhibit: reading for reading in world.readings}
    assert all(texts[claim.exhibit].words(claim.passage) == claim.words for claim in world.claims)
    told = [key for truth in world.truths for key in (*truth.saying, *truth.denying, *truth.foreseeing)]
    assert sorted(told) == sorted(claim.id for claim in world.claims)
    assert len(world.claims) > 30


def test_the_truth_counts_people_and_channels() -> None:
    truths = [truth for seed in range(5) for truth in conflict(Random(seed), events=8).truths]
    assert {truth.number for truth in truths} >= {1, 2, 3}
    assert any(truth.interval.at_least < truth.interval.at_most for truth in truths)
    assert any(truth.interval.at_least == truth.interval.at_most for truth in truths)


def test_every_way_of_passing_on_comes_up() -> None:
    worlds = [conflict(Random(seed)) for seed in range(12)]
    assert {each.kind for world in worlds for each in world.derived} == set(Kind)
    assert {reading.language for world in worlds for reading in world.readings} == {"en", "uk", "ru"}
    assert {reading.genre for world in worlds for reading in world.readings} >= {Genre.MAIL, Genre.TESTIMONY}
    assert any(world.withdrawn for world in worlds)
    assert any(world.conferred for world in worlds)
    assert {came for world in worlds for _, came in world.forecasts} >= {True, None}


@pytest.mark.parametrize("seed", range(3))
def test_what_was_carried_word_for_word_stands_in_both(seed: int) -> None:
    world = conflict(Random(seed))
    texts = {reading.exhibit: reading for reading in world.readings}
    for each in world.derivations:
        if each.basis is Basis.TEXT_REUSE:
            assert each.passages
            assert all(
                texts[here.exhibit].words(here) == texts[there.exhibit].words(there) for here, there in each.passages
            )
