from dataclasses import replace

import pytest

from probative.corroboration import sources
from probative.corroboration.conferring import conferrings
from probative.model.readings import Genre
from tests.corroboration.making import claim, exhibit, reading

CLAIMS = [claim(1, 1, ["Ana Brelko"]), claim(2, 2, ["Doru Molnak"]), claim(3, 3, ["Галина Степчук"])]
KNOWN = sources(CLAIMS, [exhibit(number) for number in range(1, 4)])
ANA, DORU, HALYNA = (KNOWN.by_hop[f"C-000{number}", 0] for number in (1, 2, 3))  # type: ignore[index]


def said(text: str, author: str | None = "Ana Brelko") -> list[frozenset[str]]:
    made = replace(reading(1, text, genre=Genre.TESTIMONY), author=author)
    return [frozenset(each.people) for each in conferrings([made], KNOWN)]


def test_a_family_name_that_claims_give_alone_is_that_of_whom_the_sentence_names_in_full() -> None:
    known = sources([*CLAIMS, claim(4, 3, ["Tomsa", "#Courier"])], [exhibit(number) for number in range(1, 4)])
    made = replace(reading(1, "I talked it through with Ilka Tomsa.", genre=Genre.TESTIMONY), author="Ana Brelko")
    (tomsa,) = known.called("Tomsa")
    (found,) = conferrings([made], known)
    assert tomsa.id in found.people


def test_a_name_that_is_written_in_another_alphabet_elsewhere_is_known() -> None:
    assert said("I talked it through with Halyna Stepchuk before I came here.") == [frozenset((ANA, HALYNA))]
    assert said("I talked it through with Halyna Kovalchuk before I came here.") == []


@pytest.mark.parametrize(
    "text",
    [
        "Doru Molnak and I went over that day together before I came to you.",
        "Before I came here I talked it through with Doru Molnak.",
        "I discussed all this with Doru Molnak last week.",
        "Ana Brelko travelled with Doru Molnak; the two came to the border together.",
    ],
)
def test_who_says_that_they_spoke_about_it_may_have_told_each_other(text: str) -> None:
    assert said(text) == [frozenset((ANA, DORU))]


def test_it_is_found_in_ukrainian_and_russian_too() -> None:
    assert said("Я обговорювала це з подругою, Галина Степчук усе пам'ятає.") == [frozenset((ANA, HALYNA))]
    assert said("Галина Степчук и я обсуждали это вчера.") == [frozenset((ANA, HALYNA))]


@pytest.mark.parametrize(
    "text",
    [
        "Doru Molnak and I live in one street.",
        "The council discussed the road. Doru Molnak was there, and I was not.",
        "I discussed all this with my sister.",
    ],
)
def test_to_be_named_side_by_side_is_not_to_have_conferred(text: str) -> None:
    assert said(text) == []


def test_the_passage_reproduces_the_words() -> None:
    text = "It was late. I discussed all this with Doru Molnak last week."
    made = replace(reading(1, text, genre=Genre.TESTIMONY), author="Ana Brelko")
    (found,) = conferrings([made], KNOWN)
    assert made.words(found.passage) == found.words == text[13:]
