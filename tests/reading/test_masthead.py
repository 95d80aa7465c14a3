from datetime import date

import pytest

from probative.model.readings import Genre
from probative.reading.days import device_period, header_period, stated_period
from probative.reading.genre import genre_of, head_of
from probative.reading.masthead import masthead_of


@pytest.mark.parametrize(
    ("words", "edtf"),
    [
        ("2031-05-03", "2031-05-03"),
        ("2031-05-03T10:15:00+03:00", "2031-05-03"),
        ("2031-05", "2031-05"),
        ("3 May 2031, 10:15", "2031-05-03"),
        ("3rd May, 2031", "2031-05-03"),
        ("May 3, 2031", "2031-05-03"),
        ("Saturday, 3 May 2031", "2031-05-03"),
        ("Sept. 2031", "2031-09"),
        ("3 May", "XXXX-05-03"),
        ("3 травня 2031 року", "2031-05-03"),
        ("3 мая 2031 г.", "2031-05-03"),
        ("03/04/2031", None),
        ("31 February 2031", None),
        ("2031-13-01", None),
        ("the other day", None),
    ],
)
def test_a_stated_date_keeps_its_words_and_gains_nothing(words: str, edtf: str | None) -> None:
    period = stated_period(words)
    assert (period.verbatim, period.edtf) == (words, edtf)
    assert (period.earliest is None) == (edtf is None or edtf.startswith("X"))


def test_a_month_is_bounded_by_its_first_and_last_day() -> None:
    period = stated_period("February 2032")
    assert (period.earliest, period.latest) == (date(2032, 2, 1), date(2032, 2, 29))


def test_headers_and_devices_count_the_day_where_they_were() -> None:
    assert header_period("Wed, 02 Apr 2031 23:30:00 -0900").edtf == "2031-04-02"
    assert header_period("yesterday").edtf is None
    assert device_period("2031:04:02 11:20:05").edtf == "2031-04-02"
    assert device_period("0000:00:00 00:00:00").edtf is None


@pytest.mark.parametrize(
    ("head", "genre"),
    [
        ("STATEMENT OF ANNA KES", Genre.TESTIMONY),
        ("Interview with Driver B\n12 May 2031", Genre.TESTIMONY),
        ("I, Anna Kes, born in Orlo, state the following", Genre.TESTIMONY),
        ("Протокол допиту свідка", Genre.TESTIMONY),
        ("ORDER No. 17", Genre.DOCUMENT),
        ("Dear Colonel,", Genre.DOCUMENT),
        ("From: Staff\nTo: Second company", Genre.DOCUMENT),
        ("In order to cross, they waited", Genre.PUBLICATION),
        ("Minister makes statement on bridge", Genre.PUBLICATION),
    ],
)
def test_a_genre_is_what_the_heading_says(head: str, genre: Genre) -> None:
    assert genre_of(head, Genre.PUBLICATION) is genre


@pytest.mark.parametrize(
    ("text", "title", "author", "edtf"),
    [
        ("Shots at Orlo\n\nBy Mira Selk, in Orlo\n\nThey came.\n", "Shots at Orlo", "Mira Selk", None),
        ("They came at night, a guard said.\n\nThey left.\n", None, None, None),
        ("3 May 2031\nShots at Orlo\nThey came.\n", None, None, "2031-05-03"),
        ("Title: Shots\nAuthor: M. Selk\nDate: 03/04/2031\n\nThey came.\n", "Shots", "M. Selk", None),
        ("By then it was late\n\nThey came.\n", "By then it was late", None, None),
        ("Orlo, 3 May 2031\n\nThey came.\n", None, None, "2031-05-03"),
    ],
)
def test_only_what_is_stated_outright_is_taken(
    text: str, title: str | None, author: str | None, edtf: str | None
) -> None:
    masthead = masthead_of(text, Genre.PUBLICATION)
    assert (masthead.title, masthead.author) == (title, author)
    assert (masthead.stated_date.edtf if masthead.stated_date else None) == edtf


def test_a_dateline_without_agency_in_lower_case_is_no_dateline() -> None:
    assert not masthead_of("The guard, 3 May - he was off duty - slept.\n\nMore of it.\n", Genre.PUBLICATION).stated


def test_the_head_is_the_first_dozen_lines_with_words() -> None:
    text = "".join(f"line {number}\n\n" for number in range(40))
    assert head_of(text).strip().endswith("line 11")
    assert head_of("one line") == "one line"


@pytest.mark.parametrize("letter", ["é", "ß", "ё", "ґ", "ў", "ą", "a", "я"])
def test_a_dateline_and_a_byline_begin_with_no_small_letter_of_any_alphabet(letter: str) -> None:
    text = f"Title of it\n\nBy {letter}nonymous hands\n\n{letter}st (Agency) - They left.\n\nMore of it.\n"
    found = masthead_of(text, Genre.PUBLICATION)
    assert found.author is None
    assert not any(key in {"place", "agency"} for key, _, _ in found.stated)


@pytest.mark.parametrize("place", ["PORT VELL", "ÉVIAN", "КИЇВ", "ҐЛИБОКА", "ЁЛКИНО"])
def test_a_dateline_begins_with_a_capital_of_any_alphabet(place: str) -> None:
    text = f"Title of it\n\n{place}, 3 May 2031 (Agency) - They left.\n\nMore of it.\n"
    found = masthead_of(text, Genre.PUBLICATION)
    assert [text[start:end] for key, start, end in found.stated if key == "place"] == [place]
    assert found.stated_date is not None
    assert found.stated_date.edtf == "2031-05-03"
