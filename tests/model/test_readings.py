"""The text of an exhibit, its parts and its words."""

from dataclasses import replace

import pytest
from hypothesis import given

from probative.model.anchors import Passage
from probative.model.readings import Genre, Part, PartKind, Reading
from tests.suites.values import readings

TEXT = "\U0001f54a \u041c\u0438\u0440. Nothing more."


def reading(*parts: Part, offset: int = 0, volume: int = 1) -> Reading:
    """Give a reading with parts."""
    return Reading(
        exhibit="E-0001",
        reader="plain",
        reader_version="1",
        text=TEXT,
        parts=parts,
        genre=Genre.DOCUMENT,
        offset=offset,
        volume=volume,
    )


def part(start: int, end: int) -> Part:
    """Give a part."""
    return Part(kind=PartKind.PAGE, number=1, label="page 1", start=start, end=end)


@pytest.mark.parametrize(("start", "end"), [(3, 2), (-1, 4)])
def test_a_backward_or_negative_part_is_refused(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="not a stretch"):
        part(start, end)


def test_a_page_without_text_is_still_a_page() -> None:
    assert reading(part(5, 5), part(0, 0), part(len(TEXT), len(TEXT)))


@pytest.mark.parametrize("number", [0, -1])
def test_parts_count_from_one(number: int) -> None:
    with pytest.raises(ValueError, match="count from 1"):
        replace(part(0, 1), number=number)


@pytest.mark.parametrize(("start", "end"), [(0, len(TEXT) + 1), (len(TEXT) + 1, len(TEXT) + 1)])
def test_a_part_outside_the_text_is_refused(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="lies outside"):
        reading(part(start, end))


def test_parts_of_a_later_volume_count_in_the_whole() -> None:
    assert reading(part(100, 100 + len(TEXT)), offset=100, volume=2)
    with pytest.raises(ValueError, match="lies outside"):
        reading(part(99, 100), offset=100, volume=2)
    with pytest.raises(ValueError, match="lies outside"):
        reading(part(0, 3), offset=100, volume=2)


def test_words_are_counted_in_code_points_of_the_whole() -> None:
    assert reading().words(Passage(exhibit="E-0001", start=2, end=5)) == "\u041c\u0438\u0440"
    assert reading(offset=100, volume=2).words(Passage(exhibit="E-0001", start=102, end=105)) == "\u041c\u0438\u0440"


@pytest.mark.parametrize(
    "passage",
    [
        Passage(exhibit="E-0002", start=2, end=5),
        Passage(exhibit="E-0001", start=99, end=105),
        Passage(exhibit="E-0001", start=101, end=101 + len(TEXT)),
        Passage(exhibit="E-0001", start=2, end=5),
    ],
)
def test_words_outside_the_volume_are_refused(passage: Passage) -> None:
    with pytest.raises(ValueError, match="lies outside volume 2"):
        reading(offset=100, volume=2).words(passage)


@given(readings())
def test_the_words_of_the_whole_volume_are_its_text(drawn: Reading) -> None:
    if drawn.text:
        whole = Passage(exhibit=drawn.exhibit, start=drawn.offset, end=drawn.offset + len(drawn.text))
        assert drawn.words(whole) == drawn.text
