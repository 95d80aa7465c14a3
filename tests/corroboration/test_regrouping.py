"""What is put together does not depend on when it came, keeps its numbers, and is never put against a human's word."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from probative.base.identifiers import ClaimId, identifier
from probative.corroboration import ancestry, propositions, sources
from probative.corroboration.decisions import Decisions, pairs
from probative.corroboration.grouping import groups
from probative.model.claims import Claim
from probative.model.propositions import Proposition
from tests.corroboration.making import claim, exhibit

NOBODY = Decisions(together=frozenset(), apart=frozenset())
ACTORS = ("the northern brigade", "masked gunmen")
DEEDS = ("burned", "shelled", "searched")
PLACES = ("the mill of Dremin", "the school in Orvane", "the mill of Dremin near Seld")
NUMBERS = ("six villagers", "nine villagers", "some villagers")

said = st.builds(
    "{} {} {} with {} on the road to Tolm".format,
    st.sampled_from(ACTORS),
    st.sampled_from(DEEDS),
    st.sampled_from(PLACES),
    st.sampled_from(NUMBERS),
)
cases = st.lists(said, min_size=2, max_size=9)


def made(contents: list[str]) -> list[Claim]:
    return [claim(at, at, [f"Witness{at} Brelko"], content=content) for at, content in enumerate(contents, start=1)]


def weighed(claims: list[Claim], previous: tuple[Proposition, ...] = ()) -> tuple[Proposition, ...]:
    exhibits = [exhibit(number) for number in range(1, len(claims) + 1)]
    return propositions(ancestry(claims, exhibits, sources(claims, exhibits)), previous=previous)


@given(cases, st.randoms(use_true_random=False))
@settings(deadline=None)
def test_the_order_of_arrival_changes_no_group(contents: list[str], rng: object) -> None:
    shuffled = list(contents)
    rng.shuffle(shuffled)  # type: ignore[attr-defined]
    one, other = made(contents), made(shuffled)
    told = [{claim.id: claim.content for claim in each} for each in (one, other)]
    first, second = (
        sorted(sorted(words[each] for each in group) for group in groups(each_made, {}, NOBODY))
        for words, each_made in zip(told, (one, other), strict=True)
    )
    assert first == second


@given(cases, cases)
@settings(deadline=None)
def test_what_is_added_takes_no_number_away_from_claims_that_stay_together(
    contents: list[str], added: list[str]
) -> None:
    before = weighed(made(contents))
    after = weighed(made([*contents, *added]), before)
    now = {each.id: each for each in after}
    for each in before:
        whole = [one for one in after if set(each.claims) <= set(one.claims)]
        if whole and len([one for one in before if set(one.claims) <= set(whole[0].claims)]) == 1:
            assert set(each.claims) <= set(now[each.id].claims)
    assert len({each.id for each in after}) == len(after)


@given(cases)
@settings(deadline=None)
def test_a_new_model_that_finds_the_same_again_changes_no_number(contents: list[str]) -> None:
    claims = made(contents)
    before = weighed(claims)
    again = weighed([replace(each, suggester="another 2") for each in claims], before)
    assert [(each.id, each.claims) for each in again] == [(each.id, each.claims) for each in before]


@given(cases, st.data())
@settings(deadline=None)
def test_what_a_human_put_together_or_took_apart_stays_so(contents: list[str], data: st.DataObject) -> None:
    claims = made(contents)
    numbers = st.sampled_from(range(1, len(claims) + 1))
    joined, parted = (
        frozenset(pairs(ClaimId(identifier("C", at)) for at in data.draw(st.lists(numbers, max_size=2, unique=True))))
        for _ in range(2)
    )
    found = groups(claims, {}, Decisions(together=joined - parted, apart=parted))
    of = {each: at for at, group in enumerate(found) for each in group}
    assert all(of[one] == of[other] for one, other in joined - parted)
    assert all(of[one] != of[other] for one, other in parted)


def test_a_human_may_put_together_what_one_said_that_the_other_said() -> None:
    outer = claim(1, 1, ["Ana Brelko"])
    inner = claim(2, 1, ["Doru Molnak"], parent=outer.id)
    assert len(groups([outer, inner], {}, NOBODY)) == 2
    both = Decisions(together=frozenset(pairs([outer.id, inner.id])), apart=frozenset())
    assert len(groups([outer, inner], {}, both)) == 1
