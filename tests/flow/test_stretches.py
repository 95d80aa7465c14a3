"""Long readings in pieces: nothing is lost between them, and what is beyond the budget is left."""

from hypothesis import given
from hypothesis import strategies as st

from probative.flow.steps import stretches
from probative.flow.steps.stretches import budget_of, looked_at, pieces
from probative.model.readings import Genre, Part, PartKind, Reading


def reading(text: str, *, genre: Genre = Genre.PUBLICATION, offset: int = 0, parts: tuple[Part, ...] = ()) -> Reading:
    return Reading(
        exhibit="E-0001",
        reader="text",
        reader_version="1",
        text=text,
        parts=parts,
        genre=genre,
        volume=1 if offset == 0 else 3,
        offset=offset,
    )


def rows(count: int, width: int) -> Reading:
    made = tuple(
        Part(kind=PartKind.ROW, number=n + 1, label=f"row {n + 1}", start=n * width, end=n * width + width - 1)
        for n in range(count)
    )
    return reading(("x" * (width - 1) + "\n") * count, genre=Genre.TABLE, parts=made)


def test_a_short_text_is_one_piece_and_all_of_it_is_looked_at():
    short = reading("One sentence.")
    assert looked_at(short) is short
    assert list(pieces(short)) == [short]


@given(st.lists(st.text("ab .\n", min_size=1, max_size=60), min_size=1, max_size=20), st.integers(0, 1000))
def test_the_pieces_put_together_are_the_text(paragraphs, offset):
    text = "\n\n".join(paragraphs)
    whole = reading(text, offset=offset)
    before = stretches.PIECE_CHARACTERS
    stretches.PIECE_CHARACTERS = 25
    try:
        found = list(pieces(whole))
    finally:
        stretches.PIECE_CHARACTERS = before
    assert "".join(piece.text for piece in found) == text
    at = offset
    for piece in found:
        assert piece.offset == at
        assert len(piece.text) <= 25 or len(text) <= 25
        at += len(piece.text)


def test_a_long_text_is_cut_between_paragraphs_and_its_parts_with_it(monkeypatch):
    monkeypatch.setattr(stretches, "PIECE_CHARACTERS", 50)
    text = "a" * 45 + "\n\n" + "b" * 40
    body = Part(kind=PartKind.BODY, number=1, label="", start=0, end=len(text))
    one, two = pieces(reading(text, parts=(body,)))
    assert (one.text, two.text) == ("a" * 45 + "\n\n", "b" * 40)
    assert [(part.start, part.end) for piece in (one, two) for part in piece.parts] == [(0, 47), (47, 87)]


def test_a_word_longer_than_a_piece_is_cut_where_it_must_be(monkeypatch):
    monkeypatch.setattr(stretches, "PIECE_CHARACTERS", 50)
    assert [len(piece.text) for piece in pieces(reading("a" * 120))] == [50, 50, 20]


def test_a_table_is_one_piece_and_ends_with_a_whole_row(monkeypatch):
    monkeypatch.setattr(stretches, "PIECE_CHARACTERS", 10)
    monkeypatch.setattr(stretches, "LOOKED_AT_ROW_CHARACTERS", 95)
    stretch = looked_at(rows(20, 20))
    assert stretch is not None
    assert (len(stretch.text), len(stretch.parts)) == (79, 4)
    assert len(list(pieces(stretch))) == 1


def test_what_lies_beyond_the_budget_is_left(monkeypatch):
    monkeypatch.setattr(stretches, "LOOKED_AT_CHARACTERS", 100)
    assert looked_at(reading("a" * 10, offset=100)) is None
    cut = looked_at(reading("word " * 20, offset=50))
    assert cut is not None
    assert 40 <= len(cut.text) <= 50
    assert budget_of(Genre.PUBLICATION) == 100
    assert budget_of(Genre.TABLE) == stretches.LOOKED_AT_ROW_CHARACTERS
