"""Groups that are kept while claims come are those that would be found in all of them together."""

from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from probative.base.identifiers import ClaimId, ExhibitId, identifier, number_of
from probative.corroboration.content import content, stance
from probative.corroboration.decisions import Decisions
from probative.corroboration.gathering import Gathering
from probative.corroboration.grouping import grouped, groups
from probative.corroboration.joints import joints_of
from probative.model.anchors import Passage
from probative.model.claims import Claim
from probative.model.propositions import Basis, Derivation
from tests.corroboration.making import claim

WHO = ("the northern brigade", "Masked gunmen", "masked gunmen", "They", "The Northern Brigade of Tolm")
DEEDS = ("burned", "shelled", "searched", "did not burn")
PLACES = ("the mill of Dremin", "the school in Orvane", "the mill of Dremin near Seld")
NUMBERS = ("six villagers", "nine villagers", "9 villagers of Orvane", "some villagers")

said = st.builds(
    "{} {} {} with {}{}".format,
    st.sampled_from(WHO),
    st.sampled_from(DEEDS),
    st.sampled_from(PLACES),
    st.sampled_from(NUMBERS),
    st.sampled_from(("", " on the road to Tolm")),
) | st.sampled_from(("dremin", "Dremin", "Gunmen Shelled The Mill Of Dremin", "gunmen shelled the mill of Dremin"))
told = st.lists(st.tuples(said, st.integers(1, 4), st.integers(0, 2)), min_size=1, max_size=9)
pairs = st.frozensets(
    st.tuples(st.integers(1, 9), st.integers(1, 9)).filter(lambda pair: pair[0] < pair[1]), max_size=2
)
copied = st.lists(st.tuples(st.integers(2, 4), st.integers(1, 3)).filter(lambda pair: pair[0] > pair[1]), max_size=3)


def made(drawn: Sequence[tuple[str, int, int]]) -> list[Claim]:
    """Make claims; the second number is the exhibit, the third says which claim before it in that exhibit holds it.

    The second one before it holds it where it stands itself: then that one passes it on.
    """
    found: list[Claim] = []
    for number, (words, exhibit, above) in enumerate(drawn, start=1):
        held = [each for each in found if number_of(each.exhibit) == exhibit]
        parent = held[-above].id if 0 < above <= len(held) else None
        start = held[-above].passage.start if parent is not None and above > 1 else 80 * len(held)
        found.append(claim(number, exhibit, [f"Witness{number} Brelko"], content=words, start=start, parent=parent))
    return found


def upstream_of(drawn: Sequence[tuple[int, int]]) -> dict[ExhibitId, tuple[Derivation, ...]]:
    found: dict[ExhibitId, tuple[Derivation, ...]] = {}
    for one, other in sorted(set(drawn)):
        here, there = (ExhibitId(identifier("E", number)) for number in (one, other))
        passages = (Passage(exhibit=here, start=0, end=200), Passage(exhibit=there, start=0, end=200))
        each = Derivation(
            derived=here, upstream=there, basis=Basis.TEXT_REUSE, share_permille=900, passages=(passages,)
        )
        found[here] = (*found.get(here, ()), each)
    return found


def decisions_of(together: frozenset[tuple[int, int]], apart: frozenset[tuple[int, int]]) -> Decisions:
    def named(drawn: frozenset[tuple[int, int]]) -> frozenset[tuple[ClaimId, ClaimId]]:
        return frozenset((ClaimId(identifier("C", one)), ClaimId(identifier("C", other))) for one, other in drawn)

    return Decisions(together=named(together - apart), apart=named(apart))


@given(told, st.integers(0, 9), copied, copied, pairs, pairs)
@settings(deadline=None)
def test_adding_claims_one_by_one_gives_the_groups_of_all(
    drawn: list[tuple[str, int, int]],
    kept: int,
    before: list[tuple[int, int]],
    after: list[tuple[int, int]],
    together: frozenset[tuple[int, int]],
    apart: frozenset[tuple[int, int]],
) -> None:
    claims, decided = made(drawn), decisions_of(together, apart)
    early, late = upstream_of(before), upstream_of(after)
    gathering = Gathering(claims[:kept], early, decided)
    assert gathering.groups == groups(claims[:kept], early, decided)
    changed = [key for key in {*early, *late} if early.get(key) != late.get(key)]
    for at, each in enumerate(claims[kept:], start=kept):
        was = set(gathering.groups)
        found = gathering.add([each], late, changed)
        whole = grouped(claims[: at + 1], late, decided)
        expected, joints = whole.groups, joints_of(whole)
        assert gathering.groups == expected
        assert (set(found.gone), set(found.made)) == (was - set(expected), set(expected) - was)
        assert all(gathering.group_of(one) == group for group in expected for one in group)
        assert [gathering.joints.of(group) for group in expected] == [joints.of(group) for group in expected]


@given(said, st.sampled_from(("denied", "said", "не")))
def test_the_stance_of_a_claim_is_that_of_its_content(words: str, cue: str) -> None:
    one = claim(1, 1, ["Ana Brelko"], content=words, cue=cue)
    told_ = content(one)
    assert stance(one) == (told_.is_negated, told_.leans)
