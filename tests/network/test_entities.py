import pytest

from probative.base.identifiers import ExhibitId
from probative.model.claims import Status
from probative.model.judgements import Verdict
from probative.model.network import Schema
from probative.network import entities, mentions
from tests.network.making import judgement, mention, reading

E1, E2, E3 = (ExhibitId(f"E-000{number}") for number in (1, 2, 3))


def who(*texts: str, **more: object) -> list[tuple[str, ...]]:
    readings = [reading(text, exhibit=f"E-{number:04d}") for number, text in enumerate(texts, start=1)]
    return [one.names for one in entities({one.exhibit: mentions(one) for one in readings}, **more)]


def test_a_short_form_joins_the_one_full_name_it_fits():
    assert who("Pavel Drosk spoke. Drosk left.") == [("Drosk", "Pavel Drosk")]


def test_a_short_form_that_fits_two_stays_alone():
    assert ("Drosk",) in who("Pavel Drosk met Lena Drosk. Drosk left.")


def test_a_short_form_never_crosses_exhibits():
    assert ("Drosk",) in who("Pavel Drosk spoke.", "He saw Mr Drosk.")


def test_a_full_name_written_otherwise_joins_across_exhibits():
    (names,) = who("Pavel Drosk spoke.", "It was DROSK Pavel again.", "So said Mr Павел Дроск.")
    assert names == ("DROSK Pavel", "Pavel Drosk", "Павел Дроск")


@pytest.mark.parametrize(
    ("left", "right"),
    [("Anna Petrova", "Hanna Petrova"), ("Pavel Drosk", "Pavel Drosh"), ("Bill Carter", "William Carter")],
)
def test_full_names_that_differ_stay_apart(left, right):
    found = entities({E1: [mention(left)], E2: [mention(right, exhibit=E2)]})
    assert [one.names for one in found] == [(left,), (right,)]


def test_a_name_that_fits_two_different_people_joins_neither():
    first, second, third = "Ivan Borisovich Petrov", "Ivan Petrov", "Ivan Viktorovich Petrov"
    found = entities({E1: [mention(first)], E2: [mention(second, exhibit=E2)], E3: [mention(third, exhibit=E3)]})
    assert [one.names for one in found] == [(first,), (second,), (third,)]


def test_initials_join_the_body_they_abbreviate_in_the_same_text_and_then_elsewhere():
    names = who("The Main Audit Office (MAO) spoke.", "It came from MAO again.")
    assert names == [("MAO", "Main Audit Office")]


def test_a_person_never_becomes_a_place():
    found = entities({E1: [mention("Lena"), mention("Lena", start=50, schema=Schema.PLACE)], E2: []})
    assert len(found) == 1
    apart = entities({E1: [mention("Lena")], E2: [mention("Lena", exhibit=E2, schema=Schema.PLACE)]})
    assert len(apart) == 2


def test_every_joined_name_says_why_and_is_only_proposed():
    (found,) = entities({E1: [mention("Pavel Drosk")], E2: [mention("DROSK Pavel", exhibit=E2)]})
    (merge,) = found.merges
    assert {merge.left, merge.right} == set(found.names)
    assert merge.status is Status.PROPOSED
    assert merge.why


def test_a_human_merge_joins_and_is_accepted():
    (found,) = entities(
        {E1: [mention("Anna Petrova")], E2: [mention("Hanna Petrova", exhibit=E2)]},
        judgements=[judgement(1, Verdict.MERGE, "Anna Petrova", "Hanna Petrova")],
    )
    assert found.merges[0].status is Status.ACCEPTED
    assert "seen on the passport" in found.merges[0].why


def test_a_human_can_merge_by_entity_number():
    found = entities({E1: [mention("Anna Petrova")], E2: [mention("Hanna Petrova", exhibit=E2)]})
    joined = entities(
        {E1: [mention("Anna Petrova")], E2: [mention("Hanna Petrova", exhibit=E2)]},
        judgements=[judgement(1, Verdict.MERGE, "N-0001", "N-0002")],
        previous=found,
        first=3,
    )
    assert [one.id for one in joined] == ["N-0001"]


def test_a_split_keeps_two_people_of_one_name_apart():
    given = {E1: [mention("Ivan Petrov")], E2: [mention("Ivan Petrov", exhibit=E2)]}
    assert len(entities(given)) == 1
    split = judgement(1, Verdict.SPLIT, "Ivan Petrov@E-0001", "Ivan Petrov@E-0002")
    assert len(entities(given, judgements=[split])) == 2


def test_a_split_keeps_a_short_form_out():
    given = {E1: [mention("Pavel Drosk"), mention("Drosk", start=40)]}
    split = judgement(1, Verdict.SPLIT, "Drosk", "Pavel Drosk")
    assert [one.names for one in entities(given, judgements=[split])] == [("Pavel Drosk",), ("Drosk",)]


def test_an_entity_split_alone_falls_into_its_names():
    given = {E1: [mention("Pavel Drosk"), mention("Drosk", start=40)], E2: [mention("DROSK Pavel", exhibit=E2)]}
    found = entities(given)
    assert len(found) == 1
    split = judgement(1, Verdict.SPLIT, "N-0001")
    assert len(entities(given, judgements=[split], previous=found, first=2)) == 3


def test_an_accepted_merge_is_shown_as_accepted_and_a_rejected_one_is_undone():
    given = {E1: [mention("Pavel Drosk")], E2: [mention("DROSK Pavel", exhibit=E2)]}
    (accepted,) = entities(given, judgements=[judgement(1, Verdict.ACCEPT, "Pavel Drosk", "DROSK Pavel")])
    assert accepted.merges[0].status is Status.ACCEPTED
    assert len(entities(given, judgements=[judgement(1, Verdict.REJECT, "Pavel Drosk", "DROSK Pavel")])) == 2


def test_what_is_undone_counts_no_more_and_undoing_the_undoing_restores_it():
    given = {E1: [mention("Anna Petrova")], E2: [mention("Hanna Petrova", exhibit=E2)]}
    merge = judgement(1, Verdict.MERGE, "Anna Petrova", "Hanna Petrova")
    undo = judgement(2, Verdict.UNDO, "J-0001")
    assert len(entities(given, judgements=[merge, undo])) == 2
    assert len(entities(given, judgements=[merge, undo, judgement(3, Verdict.UNDO, "J-0002")])) == 1


def test_numbers_stay_and_new_entities_get_the_next():
    before = entities({E2: [mention("Pavel Drosk", exhibit=E2)]})
    after = entities({E1: [mention("Lena Morau")], E2: [mention("Pavel Drosk", exhibit=E2)]}, previous=before, first=2)
    assert [(one.id, one.caption) for one in after] == [("N-0001", "Pavel Drosk"), ("N-0002", "Lena Morau")]


def test_towns_join_under_their_other_names():
    given = {E1: [mention("Kiev", schema=Schema.PLACE)], E2: [mention("Kyiv", exhibit=E2, schema=Schema.PLACE)]}
    (found,) = entities(given)
    assert "gazetteer" in found.merges[0].why
