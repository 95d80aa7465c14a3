"""Who is who: what a machine joins a human can part, and nothing depends on the order in which material came."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from probative.base.identifiers import ExhibitId
from probative.language.names import compare
from probative.model.judgements import Verdict
from probative.model.network import Entity, Mention
from probative.network import entities
from tests.network.making import judgement, mention

NAMES = [
    "Pavel Drosk", "DROSK Pavel", "Drosk", "P. Drosk", "Pyotr Drosk", "Anna Petrova", "Hanna Petrova", "Petrova",
    "Ivan Petrov", "Ivan Borisovich Petrov", "Ivan Viktorovich Petrov", "Sergei Lomov", "Sergey Lomov", "Сергей Ломов",
]  # fmt: skip
FULL = [name for name in NAMES if " " in name and "." not in name]

Material = dict[ExhibitId, list[Mention]]


@st.composite
def material(draw: st.DrawFn) -> Material:
    """Up to four exhibits, each naming up to five people."""
    given_names = draw(st.lists(st.lists(st.sampled_from(NAMES), max_size=5), min_size=1, max_size=4))
    return {
        ExhibitId(f"E-{number:04d}"): [
            mention(name, exhibit=f"E-{number:04d}", start=100 * at) for at, name in enumerate(names)
        ]
        for number, names in enumerate(given_names, start=1)
    }


def people(found: tuple[Entity, ...]) -> set[tuple[tuple[str, ...], tuple[Mention, ...]]]:
    return {(one.names, one.mentions) for one in found}


@given(material(), st.randoms())
def test_the_order_of_exhibits_and_mentions_does_not_matter(given_material, chance):
    before = entities(given_material)
    exhibits = list(given_material)
    chance.shuffle(exhibits)
    shuffled = {exhibit: chance.sample(given_material[exhibit], len(given_material[exhibit])) for exhibit in exhibits}
    assert entities(shuffled) == before


@given(material(), st.sampled_from(FULL), st.sampled_from(FULL))
def test_merging_then_undoing_gives_the_same_people_back(given_material, left, right):
    before = entities(given_material)
    merge, undo = judgement(1, Verdict.MERGE, left, right), judgement(2, Verdict.UNDO, "J-0001")
    during = entities(given_material, judgements=[merge], previous=before, first=len(before) + 1)
    after = entities(given_material, judgements=[merge, undo], previous=before, first=len(before) + 1)
    assert after == before
    from_merged = entities(given_material, judgements=[merge, undo], previous=during, first=len(before) + 1)
    assert people(from_merged) == people(before)


@given(material(), st.data())
def test_merging_two_people_then_splitting_them_gives_the_same_people_back(given_material, data):
    before = entities(given_material)
    apart = [(one, other) for one, other in combinations(before, 2) if not set(one.names) & set(other.names)]
    if not apart:
        return
    left, right = data.draw(st.sampled_from(apart))
    merge = judgement(1, Verdict.MERGE, left.id, right.id)
    split = judgement(2, Verdict.SPLIT, left.id, right.id)
    merged = entities(given_material, judgements=[merge], previous=before, first=len(before) + 1)
    assert any(set(left.names) | set(right.names) <= set(one.names) for one in merged)
    after = entities(given_material, judgements=[merge, split], previous=before, first=len(before) + 1)
    assert people(after) == people(before)
    assert {one.id for one in after} == {one.id for one in before}


@given(material())
def test_every_mention_belongs_to_exactly_one_person(given_material):
    found = entities(given_material)
    held = [one for entity in found for one in entity.mentions]
    assert len(held) == len(set(held))
    assert set(held) == {one for mentions in given_material.values() for one in mentions}


@given(material())
def test_full_names_that_differ_are_never_joined_by_the_machine(given_material):
    for entity in entities(given_material):
        full = [name for name in entity.names if name in FULL]
        assert all(compare(left, right).score_permille >= 900 for left, right in combinations(full, 2))


@given(material(), st.sampled_from(FULL), st.sampled_from(FULL))
def test_what_a_human_split_stays_apart(given_material, left, right):
    if left == right:
        return
    for entity in entities(given_material, judgements=[judgement(1, Verdict.SPLIT, left, right)]):
        assert not {left, right} <= set(entity.names)


@given(material())
def test_every_name_of_a_person_is_tied_in_by_a_reason(given_material):
    for entity in entities(given_material):
        tied = {name.casefold() for merge in entity.merges for name in (merge.left, merge.right)}
        names = {name.casefold() for name in entity.names}
        assert len(names) == 1 or names <= tied


@given(material())
def test_running_again_changes_nothing(given_material):
    before = entities(given_material)
    assert entities(given_material, previous=before, first=len(before) + 1) == before
