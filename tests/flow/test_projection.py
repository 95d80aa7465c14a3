"""The index is what the ledger says, by one path, live or rebuilt."""

from probative.flow import acts, projection
from probative.flow.case import rebuild
from probative.flow.reading_notes import noted, reading_note, reading_notes
from probative.model.claims import Claim
from probative.model.exhibits import Exhibit
from probative.model.readings import Genre, Reading
from probative.store.open import open_memory
from tests.flow.conftest import MORE, Room


def test_an_act_of_another_kind_and_one_whose_record_is_gone_change_nothing():
    store = open_memory()
    projection.apply(0, "fixity.passed", {"x": '"y"'}, store=store, load=lambda _: b"")
    projection.apply(1, acts.JUDGEMENT_MADE, None, store=store, load=lambda _: b"")
    assert list(store.export()) == []


def test_a_number_once_given_is_never_free_again(room: Room):
    with room.open(write=True) as case:
        highest = case.store.highest(Claim)
        case.store.remove(Claim, [f"C-{highest:04d}"])
        assert case.store.highest(Claim) < highest
        assert case.next_number(Claim) == highest + 1
        with case.store.transaction():
            case.store.clear(Exhibit)
        assert case.next_number(Exhibit) == 4


def test_rebuilding_gives_the_same_index_value_for_value(room: Room):
    room.judge("accept", "C-0001")
    room.judge("merge", "Osk Varen", "O. Varen")
    room.add({**{name: text.encode() for name, text in MORE.items()}, "empty.txt": b""})
    room.process()
    before = room.exported()
    assert rebuild(room.folder, room.given) > 20
    assert room.exported() == before


def test_a_reading_is_noted_so_that_counting_needs_no_text(room: Room):
    with room.open() as case:
        notes = list(reading_notes(case.store))
        assert [note.parts for note in notes] == [1, 1, 1]
        assert reading_note("E-0099", case.store) is None
        readings = list(case.store.all(Reading))
    assert [note.title for note in notes] == [reading.title for reading in readings]


def test_the_note_of_several_volumes_counts_all_of_them(room: Room):
    (reading, *_) = room.all(Reading)
    both = noted((reading,), noted((reading,)))
    assert both is not None
    assert (both.parts, both.genre, both.title) == (2 * len(reading.parts), Genre(reading.genre), reading.title)
    assert noted(()) is None
