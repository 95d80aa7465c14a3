"""What a human decides is checked when it is recorded, and means the same for ever after."""

import pytest

from probative.flow.case import rebuild
from probative.flow.decisions import CannotJudgeError
from probative.model.claims import Claim, Status
from probative.model.judgements import Judgement
from probative.model.network import Entity, Event
from probative.model.propositions import Contradiction, Proposition, Source
from tests.flow.conftest import MORE


def holding(room, words: str) -> Proposition:
    """The one proposition with these words."""
    (found,) = [each for each in room.all(Proposition) if words in each.words]
    return found


def uttered(proposition: Proposition) -> set[str]:
    return {*proposition.claims, *proposition.denied_by, *proposition.forecasts}


def around(room, claim: str) -> set[str]:
    """The claims of the proposition that holds ``claim``."""
    (found,) = [uttered(each) for each in room.all(Proposition) if claim in uttered(each)]
    return found


def named(room, name: str) -> Entity:
    """The one entity with this name."""
    (found,) = [each for each in room.all(Entity) if name in each.names]
    return found


def statuses(room) -> dict[str, Status]:
    return {claim.id: claim.status for claim in room.all(Claim)}


def test_the_last_standing_judgement_of_a_claim_decides(room):
    assert set(statuses(room).values()) == {Status.PROPOSED}
    room.judge("accept", "C-0001")
    assert statuses(room)["C-0001"] is Status.ACCEPTED
    second = room.judge("reject", "C-0001", "C-0002")
    assert statuses(room)["C-0001"] is Status.REJECTED
    third = room.judge("undo", second.id)
    assert statuses(room)["C-0001"] is Status.ACCEPTED
    assert statuses(room)["C-0002"] is Status.PROPOSED
    room.judge("undo", third.id)
    assert statuses(room)["C-0001"] is Status.REJECTED
    assert statuses(room)["C-0002"] is Status.REJECTED


def test_a_rejected_claim_does_not_count(room):
    held = holding(room, "Nine men were held")
    room.judge("reject", held.claims[0])
    after = holding(room, "Nine men were held")
    assert after.id == held.id
    assert after.independence.at_most == held.independence.at_most - 1


def test_statuses_stay_when_material_is_added_and_when_the_index_is_lost(room):
    room.judge("accept", "C-0003")
    room.judge("reject", "C-0001")
    room.add(MORE)
    room.process()
    after = statuses(room)
    assert (after["C-0003"], after["C-0001"]) == (Status.ACCEPTED, Status.REJECTED)
    before = room.exported()
    rebuild(room.folder, room.given)
    assert room.exported() == before


def test_numbers_stay_with_what_they_were_given_to_when_material_is_added(room):
    def sense() -> dict[str, object]:
        found: dict[str, object] = {each.id: (each.passage, each.words) for each in room.all(Claim)}
        found |= {each.id: frozenset(uttered(each)) for each in room.all(Proposition)}
        found |= {each.id: frozenset(each.names) for each in room.all(Entity)}
        found |= {each.id: frozenset(each.claims) for each in room.all(Event)}
        found |= {each.id: each.name for each in room.all(Source)}
        found |= {each.id: (each.conflict, each.left, each.right) for each in room.all(Contradiction)}
        return found

    before = sense()
    assert any(number.startswith("X") for number in before)
    room.add(MORE)
    room.process()
    after = sense()
    assert len(after) > len(before)
    for number, was in before.items():
        now = after[number]
        assert was <= now if isinstance(was, frozenset) else was == now, number


def test_a_number_that_is_gone_is_never_given_to_something_else(room):
    before = room.all(Proposition)
    last = before[-1]
    room.judge("merge", before[0].id, last.id)
    assert last.id not in {each.id for each in room.all(Proposition)}
    room.add(MORE)
    room.process()
    new = [each for each in room.all(Proposition) if each.id not in {old.id for old in before}]
    assert new
    assert last.id not in {each.id for each in room.all(Proposition)}


def test_what_is_put_together_and_taken_apart_again_has_the_numbers_that_it_had(room):
    for kind, one, other in (
        (Proposition, holding(room, "Nine men were held"), holding(room, "bridge at Keld")),
        (Entity, named(room, "Osk Varen"), named(room, "O. Varen")),
    ):
        before = room.all(kind)
        made = room.judge("merge", one.id, other.id)
        room.process()
        assert len(room.all(kind)) == len(before) - 1
        room.judge("undo", made.id)
        room.process()
        assert room.all(kind) == before


def test_a_merge_of_propositions_lasts_though_one_number_is_gone(room):
    one, other = holding(room, "Nine men were held"), holding(room, "bridge at Keld")
    room.judge("merge", one.id, other.id)
    assert around(room, one.claims[0]) == uttered(one) | uttered(other)
    for _ in range(2):
        room.add(MORE)
        room.process()
        assert uttered(one) | uttered(other) <= around(room, one.claims[0])


def test_a_split_of_a_proposition_lasts_also_when_the_greater_part_leaves_it(room):
    held = holding(room, "Nine men were held")
    out = sorted(held.claims)[1:]
    room.judge("split", held.id, *out)
    for _ in range(3):
        room.process()
        groups = [uttered(each) for each in room.all(Proposition)]
        assert set(out) in groups
        assert uttered(held) - set(out) in groups


def test_a_split_of_a_proposition_alone_takes_each_claim_from_each_other(room):
    held = holding(room, "bridge at Keld")
    assert len(uttered(held)) == 2
    made = room.judge("split", held.id)
    room.process()
    assert not [each for each in room.all(Proposition) if uttered(each) == uttered(held)]
    room.judge("undo", made.id)
    assert uttered(held) in [uttered(each) for each in room.all(Proposition)]


def test_two_propositions_split_from_each_other_stay_whole_themselves(room):
    one, other = holding(room, "Nine men were held"), holding(room, "bridge at Keld")
    room.judge("merge", one.id, other.id)
    room.judge("split", one.id, *sorted(uttered(other)))
    room.process()
    groups = [uttered(each) for each in room.all(Proposition)]
    assert uttered(one) in groups
    assert uttered(other) in groups


def test_entities_merged_by_number_stay_merged_though_one_number_is_gone(room):
    one, other = named(room, "Osk Varen"), named(room, "O. Varen")
    assert one.id != other.id
    room.judge("merge", one.id, other.id)
    for _ in range(2):
        assert named(room, "O. Varen").id == named(room, "Osk Varen").id
        room.add(MORE)
        room.process()


def test_entities_merged_by_name_and_taken_apart_again(room):
    made = room.judge("merge", "Osk Varen", "O. Varen")
    assert named(room, "O. Varen").id == named(room, "Osk Varen").id
    room.judge("undo", made.id)
    assert named(room, "O. Varen").id != named(room, "Osk Varen").id


def test_a_name_split_from_its_entity_stays_apart(room):
    whole = named(room, "Mira Toll")
    assert "Toll" in whole.names
    room.judge("split", whole.id, "Toll")
    for _ in range(2):
        assert named(room, "Toll").id != named(room, "Mira Toll").id
        room.add(MORE)
        room.process()
    assert set(named(room, "Mira Toll").names) == {"Mira Toll"}


def test_entities_split_by_number_stay_apart(room):
    merged = room.judge("merge", "Osk Varen", "O. Varen")
    whole = named(room, "O. Varen")
    assert merged.subjects == ("Osk Varen", "O. Varen")
    room.judge("split", whole.id)
    room.process()
    assert named(room, "O. Varen").id != named(room, "Osk Varen").id


def test_a_judgement_says_in_the_ledger_what_its_numbers_stood_for(room):
    held = holding(room, "bridge at Keld")
    made = room.judge("assign", held.id, value="M. Oru")
    with room.open() as case:
        assert set(case.held_by(made)[held.id]) == uttered(held)
        index = int(case.store.note(f"entry:{made.id}") or -1)
        fields = case.custody.entry(index).fields
        assert fields is not None
        assert held.claims[0] in fields["held"]


@pytest.mark.parametrize("subject", ["S-0001", "C-0001", "E-0001"])
def test_sources_claims_and_exhibits_can_be_graded(room, subject):
    assert room.judge("grade", subject, value="B2").value == "B2"


@pytest.mark.parametrize(
    ("verdict", "subjects", "value", "said"),
    [
        ("accept", ("C-9999",), None, "there is no C-9999"),
        ("accept", ("E-0001",), None, "nothing that one can accept"),
        ("accept", ("Mira Toll",), None, "two names"),
        ("accept", ("C-0001", "Mira Toll"), None, "two names"),
        ("accept", ("C-0001",), "B2", "takes no --value"),
        ("grade", ("S-0001",), None, "needs --value"),
        ("grade", ("S-0001",), "G2", "a letter A-F"),
        ("grade", ("S-0001",), "B7", "a letter A-F"),
        ("grade", ("N-0001",), "B2", "nothing that one can grade"),
        ("grade", ("Mira Toll",), "B2", "no identifier"),
        ("assign", ("P-0001",), None, "needs --value"),
        ("assign", ("P-0001",), "  ", "needs --value"),
        ("merge", ("N-0001",), None, "at least two"),
        ("merge", ("N-0001", "P-0001"), None, "not both"),
        ("merge", ("N-0001", "N-0001"), None, "at least two"),
        ("merge", ("Mira Tol", "Osk Varen"), None, "near it: 'Mira Toll'"),
        ("merge", ("Mira Toll@E-0009x", "Osk Varen"), None, "no entity"),
        ("split", ("C-0001",), None, "at least two"),
        ("split", ("Mira Toll",), None, "at least two"),
        ("split", ("P-0001", "C-0002"), None, "not in the proposition"),
        ("undo", ("J-0001",), None, "there is no J-0001"),
        ("undo", ("C-0001",), None, "nothing that one can undo"),
    ],
)
def test_a_judgement_that_does_not_fit_is_refused_and_nothing_is_recorded(room, verdict, subjects, value, said):
    with pytest.raises(CannotJudgeError, match=said):
        room.judge(verdict, *subjects, value=value)
    assert room.all(Judgement) == ()


def test_what_is_taken_back_cannot_be_taken_back_again(room):
    made = room.judge("accept", "C-0001")
    room.judge("undo", made.id)
    with pytest.raises(CannotJudgeError, match="taken back already"):
        room.judge("undo", made.id)


def test_a_joining_of_two_names_is_accepted_or_refused(room):
    whole = named(room, "Mira Toll")
    assert [merge.status for merge in whole.merges if merge.left != merge.right] == [Status.PROPOSED]
    accepted = room.judge("accept", "Mira Toll", "Toll")
    merges = named(room, "Mira Toll").merges
    assert Status.ACCEPTED in {merge.status for merge in merges}
    room.judge("undo", accepted.id)
    room.judge("reject", "Mira Toll", "Toll")
    assert named(room, "Toll").id != named(room, "Mira Toll").id


def test_a_name_in_one_exhibit_is_split_from_the_same_name_in_another(room):
    whole = named(room, "Osk Varen")
    exhibits = sorted({mention.passage.exhibit for mention in whole.mentions})
    assert len(exhibits) == 2
    room.judge("split", f"Osk Varen@{exhibits[0]}", f"Osk Varen@{exhibits[1]}")
    room.process()
    assert len([each for each in room.all(Entity) if "Osk Varen" in each.names]) == 2


def test_a_reason_is_demanded(room):
    from probative.flow.decisions import judge

    with room.open(write=True) as case, pytest.raises(CannotJudgeError, match="has a reason"):
        judge(case, verdict="accept", subjects=("C-0001",), why="  ")
