import pytest

from probative.model.readings import Genre, PartKind, Reading
from probative.reading.draft import PARTS_LIMIT, Draft
from tests.reading.material import exhibit_of


def a_draft(limit: int) -> Draft:
    return Draft(exhibit_of(b"x", "text/plain"), reader="r", version="1", genre=Genre.TABLE, limit=limit)


def test_a_text_that_does_not_fit_begins_the_next_volume() -> None:
    draft = a_draft(10)
    readings = [*draft.add("eight888"), *draft.add("seven77"), *draft.finish()]
    assert [reading.text for reading in readings] == ["eight888\n", "seven77\n"]
    assert [(reading.volume, reading.offset) for reading in readings] == [(1, 0), (2, 9)]


def test_a_text_longer_than_a_volume_is_cut_at_line_ends_and_its_part_stands_in_each() -> None:
    draft = a_draft(10)
    text = "first\nsecond\nthird"
    readings = [*draft.add(text, (draft.part(PartKind.PAGE, 1, "page 1", 0, len(text)),)), *draft.finish()]
    assert [reading.text for reading in readings] == ["first\n", "second\n", "third\n"]
    assert [[(part.number, part.start, part.end) for part in reading.parts] for reading in readings] == [
        [(1, 0, 6)],
        [(1, 6, 13)],
        [(1, 13, 18)],
    ]


def test_a_line_longer_than_a_volume_is_cut_where_it_must_be() -> None:
    draft = a_draft(4)
    assert "".join(reading.text for reading in [*draft.add("0123456789"), *draft.finish()]) == "0123456789\n"


def test_too_many_parts_begin_the_next_volume() -> None:
    draft = a_draft(4_000_000)
    readings: list[Reading] = []
    for number in range(1, PARTS_LIMIT + 3):
        readings += draft.add("x", (draft.part(PartKind.ROW, number, "r", draft.position, draft.position + 1),))
    readings += draft.finish()
    assert [len(reading.parts) for reading in readings] == [PARTS_LIMIT, 2]


def test_an_open_part_lasts_over_volumes() -> None:
    draft = a_draft(5)
    draft.open(PartKind.SHEET, 1, "Cash")
    readings = [*draft.add("abcd"), *draft.add("efgh"), *draft.finish()]
    assert [[(part.start, part.end) for part in reading.parts] for reading in readings] == [[(0, 5)], [(5, 10)]]


def test_what_is_declared_is_anchored_in_its_own_volume_only() -> None:
    draft = a_draft(5)
    draft.declare("title", "abc", 0)
    draft.declare("nothing", "")
    first, second = [*draft.add("abcd"), *draft.add("efgh"), *draft.finish()]
    assert first.declared[0].passage is not None
    assert [(one.key, one.passage) for one in second.declared] == [("title", None)]


def test_what_cannot_be_stored_becomes_a_replacement_character() -> None:
    draft = a_draft(100)
    (reading,) = [*draft.add("a\x00b\ud800c"), *draft.finish()]
    assert reading.text == "a\ufffdb\ufffdc\n"


def test_a_volume_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one"):
        a_draft(0)
