"""What counting with propositions that may say the same promises."""

from collections.abc import Sequence
from itertools import combinations
from random import Random  # noqa: TID251 - seeded by Hypothesis

from hypothesis import given, settings
from hypothesis import strategies as st

from probative.base.identifiers import ClaimId, SourceId, identifier, number_of
from probative.corroboration import independence
from probative.corroboration.withdrawn import Withdrawn
from tests.laws.test_counting import _circles, built, drawn, nobodies, tellings
from tests.world.conflict import conflict
from tests.world.given import given_truth

Pieces = tuple[list[ClaimId], list[list[ClaimId]]]
many = settings(max_examples=100, deadline=None)
few = settings(max_examples=15, deadline=None)


def choices(pieces: Sequence[Sequence[ClaimId]]) -> list[list[ClaimId]]:
    """Give every choice of pieces, none but the empty one left out."""
    return [
        [claim for piece in chosen for claim in piece]
        for size in range(1, len(pieces) + 1)
        for chosen in combinations(pieces, size)
    ]


@st.composite
def parted(draw: st.DrawFn, claims: Sequence[ClaimId]) -> Pieces:
    """Part claims into some that say it and up to two further propositions that may."""
    where = [0, *(draw(st.integers(0, 2)) for _ in claims[1:])]
    held = [[claim for claim, at in zip(claims, where, strict=True) if at == piece] for piece in range(3)]
    return held[0], choices([piece for piece in held[1:] if piece])


@given(tellings(), st.data())
@many
def test_the_interval_is_the_least_and_the_most_over_every_way_of_joining(
    made: list[tuple[int, tuple[str, ...]]], data: st.DataObject
) -> None:
    """The lower end against a counter that tries everything, whoever the nameless may be."""
    if len(nobodies(made)) > 2 or _circles(made):
        return
    known, keys = built(made)
    mine, others = data.draw(parted([ClaimId(each) for each in keys]))
    found = independence(mine, known, others)
    joined = [mine, *([*mine, *chosen] for chosen in others)]
    assert found.at_least == min(_least(made, each) for each in joined)
    assert found.at_most == max(independence(each, known).at_most for each in joined)


def _least(made: Sequence[tuple[int, tuple[str, ...]]], claims: Sequence[ClaimId]) -> int:
    some = [each for number, each in enumerate(made, start=1) if identifier("C", number) in claims]
    told = {who[at + 1] for _, who in some for at in range(len(who) - 1)}
    origins = sorted({who[0] for _, who in some if who[0][0] not in "~?#" and who[0] not in told})
    hidden = nobodies(some)
    ways: list[dict[str, str]] = [{}]
    for each in hidden:
        ways = [{**way, each: other} for way in ways for other in (*hidden, *origins)]
    return min(drawn(some, way) for way in ways)


@given(st.integers(0, 10_000), st.data())
@few
def test_however_an_account_is_parted_each_part_allows_for_the_whole(seed: int, data: st.DataObject) -> None:
    world = conflict(Random(seed), events=3)
    known = given_truth(world)
    for truth in world.truths:
        if not truth.saying:
            continue
        mine, others = data.draw(parted(sorted(truth.saying, key=number_of)))
        alone, found, whole = (
            independence(mine, known),
            independence(mine, known, others),
            independence(truth.saying, known),
        )
        if alone.at_most:
            assert found.at_least <= min(alone.at_least, whole.at_least)
            assert found.at_most >= max(alone.at_most, whole.at_most)
        assert independence(mine, known, others[::-1]) == found


@given(st.integers(0, 10_000), st.data())
@few
def test_removing_a_source_never_raises_the_count_with_what_may_be_the_same(seed: int, data: st.DataObject) -> None:
    world = conflict(Random(seed), events=3)
    known = given_truth(world)
    for truth in world.truths:
        if not truth.saying:
            continue
        mine, others = data.draw(parted(sorted(truth.saying, key=number_of)))
        before = independence(mine, known, others)
        for vertex in before.vertices:
            if vertex.key[0] == "S":
                gone = Withdrawn(sources=frozenset((SourceId(vertex.key),)))
                after = independence(mine, known.supposing(withdrawn=gone), others)
                assert after.at_least <= before.at_least
                assert after.at_most <= before.at_most


@given(tellings(), st.data())
@many
def test_saying_it_again_never_raises_the_count_with_what_may_be_the_same(
    made: list[tuple[int, tuple[str, ...]]], data: st.DataObject
) -> None:
    """Every claim again, in the same exhibit, in the proposition in which it stood."""
    known, keys = built(made)
    mine, others = data.draw(parted([ClaimId(each) for each in keys]))
    twice, _ = built([*made, *made])
    again = {key: ClaimId(identifier("C", number_of(key) + len(keys))) for key in keys}
    one = independence(mine, known, others)
    two = independence(
        [*mine, *(again[each] for each in mine)],
        twice,
        [[*chosen, *(again[each] for each in chosen)] for chosen in others],
    )
    assert two.at_least == one.at_least
    if not nobodies(made):
        assert two.at_most == one.at_most
