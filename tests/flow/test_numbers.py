"""Numbers of sources, contradictions and claims stay with what they were given to."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from probative.corroboration import Sources
from probative.flow.steps.numbers import claims_numbered, contradictions_numbered, sources_numbered
from probative.model.claims import Claim
from probative.model.numbering import carried_numbers
from probative.model.propositions import Contradiction, Source


def test_sources_keep_their_numbers_when_another_comes_before_them(pristine_room):
    held = pristine_room.all(Source)
    shifted = tuple(replace(each, id=f"S-{number + 2:04d}") for number, each in enumerate(held))
    new = Source(id="S-0001", kind=held[0].kind, name="New One", names=("New One",), exhibits=("E-0009",))
    hops = {("C-0001", 0): "S-0001", ("C-0002", 0): "S-0002"}
    made = Sources(sources=(new, *shifted), by_hop=hops, unclear=frozenset({"S-0001"}))
    found = sources_numbered(made, previous=held, first=len(held) + 1)
    assert found.sources[: len(held)] == held
    assert (found.sources[-1].id, found.sources[-1].name) == (f"S-{len(held) + 1:04d}", "New One")
    assert found.by_hop == {("C-0001", 0): found.sources[-1].id, ("C-0002", 0): "S-0001"}
    assert found.unclear == {found.sources[-1].id}


@given(
    st.lists(st.lists(st.integers(0, 30), max_size=4), max_size=6),
    st.dictionaries(st.integers(1, 9), st.lists(st.integers(0, 30), max_size=4), max_size=6),
    st.dictionaries(st.integers(1, 9), st.lists(st.integers(0, 30), max_size=4), max_size=6),
)
def test_no_number_is_given_twice_and_a_former_one_only_where_something_of_it_is_there(made, previous, former):
    numbers = carried_numbers(made, previous, first=5, former=former)
    assert len(set(numbers)) == len(made)
    without = carried_numbers(made, previous, first=5)
    for keys, number, other in zip(made, numbers, without, strict=True):
        if other in previous:
            assert number == other
        elif number in former:
            assert set(keys) & set(former[number])
            assert number not in previous
        else:
            assert number >= 5
            assert number not in previous


def test_contradictions_keep_their_numbers(pristine_room):
    (held,) = pristine_room.all(Contradiction)
    other = replace(held, id="X-0001", left="C-0001", right="C-0009")
    found = contradictions_numbered((other, replace(held, id="X-0002")), previous=(held,), first=5)
    assert [each.id for each in found] == [held.id, "X-0005"]
    assert found[0] == held


def test_a_claim_that_is_found_again_keeps_its_number_and_its_parent(pristine_room):
    held = [claim for claim in pristine_room.all(Claim) if claim.exhibit == "E-0001"]
    moved = [replace(claim, id=f"C-{number:04d}") for number, claim in enumerate(held[1:], start=1)]
    moved.append(replace(held[0], id="C-0009", content="another content", parent="C-0001"))
    found = claims_numbered(moved, previous=held, first=40)
    assert [claim.id for claim in found] == [*(claim.id for claim in held[1:]), "C-0040"]
    assert found[-1].parent == held[1].id


def test_a_claim_with_other_words_gets_a_new_number_and_one_with_another_certainty_keeps_its_own(pristine_room):
    (claim, *_) = pristine_room.all(Claim)
    surely, otherwise = replace(claim, certainty="PS+"), replace(claim, content="other words")
    assert [each.id for each in claims_numbered((surely,), previous=(claim,), first=70)] == [claim.id]
    assert [each.id for each in claims_numbered((otherwise,), previous=(claim,), first=70)] == ["C-0070"]


def test_of_two_claims_with_the_same_words_each_keeps_the_number_of_its_own_source_and_certainty(pristine_room):
    (claim, *_) = pristine_room.all(Claim)
    held = (replace(claim, id="C-0001"), replace(claim, id="C-0002", certainty="PS+"))
    made = (replace(claim, id="C-0001", certainty="PS+"), replace(claim, id="C-0002"))
    assert [each.id for each in claims_numbered(made, previous=held, first=70)] == ["C-0002", "C-0001"]
