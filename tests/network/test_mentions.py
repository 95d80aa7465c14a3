from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from probative.model.network import Schema
from probative.model.readings import Genre, Part, PartKind
from probative.network import mentions
from tests.network.making import reading, table

LINE = (
    "the of and in said President Colonel Pavel Drosk Lena Morau Minsk Ministry Defence police 7th Brigade Ltd Kelm "
    'bank , . : " ( ) MAO V. al-Amin ’s On Monday activist 41 payee from'
)
WORDS = st.lists(st.sampled_from([*LINE.split(), "\n", "\n\n"]), max_size=40)


def named(text: str, **more: object) -> list[tuple[str, Schema]]:
    return [(one.words, one.schema) for one in mentions(reading(text, **more))]


def people(text: str) -> list[str]:
    return [words for words, schema in named(text) if schema is Schema.PERSON]


@given(WORDS, st.integers(0, 5000))
def test_every_mention_reproduces_its_words_and_none_overlaps_another(words, offset):
    where = reading(" ".join(words), offset=offset, volume=2)
    found = mentions(where)
    assert all(where.words(one.passage) == one.words for one in found)
    assert all(one.passage.end <= other.passage.start for one, other in pairwise(found))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Yesterday Lt-Col Pavel Drosk left.", ["Pavel Drosk"]),
        ("It was the activist Lena Morau who spoke.", ["Lena Morau"]),
        ("Then Zorin Quell, 41, was seen.", ["Zorin Quell"]),
        ("He met Mr Quell there.", ["Quell"]),
        ("President Pavel Drosk’s guards fled.", ["Pavel Drosk"]),
        ("They saw Pavel Drosk on Monday and Lena Morau in March.", ["Pavel Drosk", "Lena Morau"]),
        ("Vera Lind and Ivan Petrov met.", ["Vera Lind", "Ivan Petrov"]),
        ("But Pavel Drosk refused.", ["Pavel Drosk"]),
        ("Omar bin Salman al-Rawi was there.", ["Omar bin Salman al-Rawi"]),
        ("The Russian activist Lena Morau said so.", ["Lena Morau"]),
        ("He told J.K. Quell so.", ["J.K. Quell"]),
    ],
)
def test_people_are_found_by_title_role_age_and_given_name(text, expected):
    assert people(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "However, nothing happened.",
        "On Monday the Russian came in June.",
        "Activists said Western Europe was cold.",
        "The New World Order was a book.",
        "Human Rights Day is in December.",
    ],
)
def test_capitals_alone_make_nobody(text):
    assert people(text) == []


@pytest.mark.parametrize(
    ("text", "words", "schema"),
    [
        ("He wrote to the Ministry of Works and Roads.", "Ministry of Works and Roads", Schema.PUBLIC_BODY),
        ("She left the Ostmark Border Guard.", "Ostmark Border Guard", Schema.MILITARY_UNIT),
        ("Soldiers of the 7th Guards Brigade came.", "7th Guards Brigade", Schema.MILITARY_UNIT),
        ("Soldiers of the 7th brigade came.", "7th brigade", Schema.MILITARY_UNIT),
        ("It was military unit 12345 again.", "unit 12345", Schema.MILITARY_UNIT),
        ("He paid Kelm Trading Ltd in cash.", "Kelm Trading Ltd", Schema.ORGANIZATION),
        ("They founded Kelm GmbH there.", "Kelm GmbH", Schema.ORGANIZATION),
        ("An officer of the FSB came.", "FSB", Schema.PUBLIC_BODY),
        ("Fighters of the Varga group fled.", "Varga group", Schema.ORGANIZATION),
        ("Yesterday Russian police came.", "Russian police", Schema.PUBLIC_BODY),
        ("It joined the European Union.", "European Union", Schema.ORGANIZATION),
        ("The Main Audit Office (MAO) spoke.", "MAO", Schema.ORGANIZATION),
        ("They lived in the village of Dorno.", "Dorno", Schema.PLACE),
        ("They came from Minsk.", "Minsk", Schema.PLACE),
        ("They left Ukraine.", "Ukraine", Schema.PLACE),
        ("The Quorn region is poor.", "Quorn", Schema.PLACE),
    ],
)
def test_bodies_units_and_places_are_told_apart(text, words, schema):
    assert (words, schema) in named(text)


def test_a_short_form_counts_once_the_full_name_stands_in_the_text():
    assert people("Quell was right. Pavel Quell spoke; Quell left.") == ["Quell", "Pavel Quell", "Quell"]
    assert people("Quell was right.") == []


def test_what_a_text_says_plainly_once_decides_the_rest():
    text = "Grey Heron left. The men of the Grey Heron company were at Tarn Ford. Tarn Ford burned; Heron fell."
    found = named(text)
    assert ("Grey Heron", Schema.ORGANIZATION) in found
    assert found.count(("Tarn Ford", Schema.PLACE)) == 2
    assert [words for words, schema in found if schema is Schema.PERSON] == []


@pytest.mark.parametrize("text", ["He heads the association Open Ledger.", "He saw Open Ledger fighters."])
def test_a_small_word_beside_a_name_makes_it_a_body(text):
    assert named(text) == [("Open Ledger", Schema.ORGANIZATION)]


def test_words_of_another_line_say_nothing_of_a_name():
    assert named("The valley\n\nPublisher: nobody") == []


def test_a_row_may_carry_its_own_headings():
    text = "Payee: Kelm Trading Ltd; Amount: 40; Place: Minsk"
    part = Part(kind=PartKind.ROW, number=1, label="row 1", start=0, end=len(text))
    assert named(text, genre=Genre.TABLE, parts=(part,)) == [
        ("Kelm Trading Ltd", Schema.ORGANIZATION),
        ("Minsk", Schema.PLACE),
    ]


def test_a_headline_names_only_whom_the_text_names():
    text = "Officers Flee Ostmark After Drosk Orders Shelling\n\nPavel Drosk gave the order. Officers fled."
    assert people(text) == ["Drosk", "Pavel Drosk"]


def test_hyphens_join_names_and_part_descriptions():
    assert people("Lena Morau met Jean-Paul Quell.") == ["Lena Morau", "Jean-Paul Quell"]
    assert ("FSB", Schema.PUBLIC_BODY) in named("It was an FSB-linked plot.")


def test_a_table_names_whom_its_columns_announce():
    sheet = table(
        [
            ["Date", "Payer", "Payee", "Amount", "City"],
            ["2021-03-01", "Kelm Trading Ltd", "Pavel Drosk", "40000", "Minsk"],
            ["2021-03-02", "", "12", "Lena Morau", "Nowhere at all"],
        ]
    )
    assert [(one.words, one.schema) for one in mentions(sheet)] == [
        ("Kelm Trading Ltd", Schema.ORGANIZATION),
        ("Pavel Drosk", Schema.PERSON),
        ("Minsk", Schema.PLACE),
    ]


def test_a_mail_names_its_correspondents():
    text = 'From: "Lena Morau" <l@tarn.example>\nTo: Pavel Drosk <p@tarn.example>, a@tarn.example\n\nPlease pay.\n'
    assert named(text, genre=Genre.MAIL) == [("Lena Morau", Schema.PERSON), ("Pavel Drosk", Schema.PERSON)]


@pytest.mark.parametrize("genre", [Genre.DEVICE, Genre.CONTAINER])
def test_devices_and_containers_name_nobody(genre):
    assert named("Artist: Pavel Drosk, President of Minsk", genre=genre) == []
