"""What holds for every text in Ukrainian and Russian, and how they decide what is a date."""

import re
from datetime import date, timedelta

import pytest
from edtf_validate.valid_edtf import is_valid
from hypothesis import given, settings
from hypothesis import strategies as st

from probative.language.dates import find_dates
from probative.language.dates.lexicon import LANGUAGES, lexicon

ANCHORS = st.dates(date(1950, 1, 1), date(2090, 12, 31))
DIGITS = [
    "3",
    "12",
    "31",
    "2014",
    "2022",
    "90-х",
    "1990-х",
    "2021-го",
    "04.08.2022",
    "3-7",
    "XIX",
    "III",
    ",",
    "-",
    "–",
    "(",
    ")",
    ".",
]


def words_of(language: str) -> list[str]:
    words = lexicon(language)
    held = [
        words.months,
        words.weekdays,
        words.seasons,
        words.numbers,
        words.ordinals,
        words.units,
        words.deictics,
        words.which,
    ]
    held += [
        words.parts,
        words.limits,
        words.holidays,
        words.vague_numbers,
        words.ago,
        words.earlier,
        words.later,
        words.within,
    ]
    held += [words.year_words, words.night_words, words.from_words, words.range_words, words.and_words, words.more_than]
    return (
        [word for group in held for word in group] + DIGITS * 4 + ["через", "за", "був", "буде", "був", "было", "будет"]
    )


TEXTS = {
    language: st.lists(st.sampled_from(words_of(language)), max_size=12).map(" ".join) for language in ("ru", "uk")
}


@pytest.mark.parametrize("language", ["ru", "uk"])
def test_every_date_reproduces_its_words_in_order_and_with_sound_bounds(language: str) -> None:
    @settings(max_examples=400, deadline=None)
    @given(TEXTS[language], st.one_of(st.none(), ANCHORS))
    def law(text: str, anchor: date | None) -> None:
        reached = 0
        for found in find_dates(text, anchor=anchor, language=language):
            period = found.period
            assert text[found.start : found.end] == period.verbatim
            assert found.start >= reached
            assert period.verbatim == period.verbatim.strip()
            reached = found.end
            if period.edtf is not None:
                assert is_valid(period.edtf), period
            if period.earliest is not None and period.latest is not None:
                assert period.earliest <= period.latest
            if found.is_relative and anchor is None:
                assert period.edtf is period.earliest is period.latest is None

    law()


@pytest.mark.parametrize("language", LANGUAGES)
def test_any_text_at_all_is_read_in_any_language(language: str) -> None:
    @settings(max_examples=150, deadline=None)
    @given(st.text(max_size=60), st.one_of(st.none(), ANCHORS))
    def law(text: str, anchor: date | None) -> None:
        for found in find_dates(text, anchor=anchor, language=language):
            assert text[found.start : found.end] == found.period.verbatim

    law()


@pytest.mark.parametrize("language", ["ru", "uk"])
def test_every_form_of_a_month_with_a_day_and_a_year_is_that_day(language: str) -> None:
    words = lexicon(language)
    for name, month in words.months.items():
        (found,) = find_dates(f"5 {name} 2022", anchor=None, language=language)
        assert found.period.earliest == found.period.latest == date(2022, month, 5)


@pytest.mark.parametrize(("language", "shape"), [("uk", "вони пішли в {}"), ("ru", "они ушли в {}")])
@given(anchor=ANCHORS, weeks=st.integers(-100, 100), place=st.integers(0, 200))
def test_moving_the_anchor_by_weeks_moves_a_weekday_by_as_much(
    language: str, shape: str, anchor: date, weeks: int, place: int
) -> None:
    names = list(lexicon(language).weekdays)
    text, shift = shape.format(names[place % len(names)]), timedelta(weeks=weeks)
    before, after = (find_dates(text, anchor=day, language=language) for day in (anchor, anchor + shift))
    assert len(before) == len(after) == 1
    assert before[0].period.earliest is not None
    assert before[0].period.earliest + shift == after[0].period.earliest


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("uk", "Їм 25 років, і вони жили там 5 років."),
        ("uk", "Вони нарахували 2022 солдати."),
        ("uk", "Лютий ворог."),
        ("uk", "Щоп'ятниці, кожної середи, по понеділках."), ("uk", "Перший, другий і третій свідок."),
        ("ru", "Им 25 лет, и они жили там 5 лет."),
        ("ru", "Они насчитали 2022 солдата."),
        ("ru", "Вред окружающей среде."),
        ("ru", "Каждую пятницу, по понедельникам."),
        ("ru", "Первый, второй и третий свидетель."),
        ("ru", "Марта Иванова и Майя."),
    ],
)  # fmt: skip
def test_what_only_looks_like_a_date_is_left_alone(language: str, text: str) -> None:
    assert find_dates(text, anchor=date(2022, 10, 17), language=language) == ()


@pytest.mark.parametrize(
    ("language", "text", "year"),
    [
        ("uk", "Бригада може піти в листопаді.", 2023), ("uk", "Бригада пішла в листопаді.", 2022),
        ("uk", "Вони підпишуть угоду в листопаді.", 2023), ("uk", "Вони підписали угоду в листопаді.", 2022),
        ("ru", "Бригада может уйти в ноябре.", 2023), ("ru", "Бригада ушла в ноябре.", 2022),
        ("ru", "Они подпишут договор в ноябре.", 2023), ("ru", "Они подписали договор в ноябре.", 2022),
    ],
)  # fmt: skip
def test_the_form_of_the_verb_says_which_year(language: str, text: str, year: int) -> None:
    (found,) = find_dates(text, anchor=date(2023, 5, 10), language=language)
    assert found.period.edtf == f"{year}-11"


def test_a_night_to_a_day_is_that_day_and_the_one_before() -> None:
    for language, text in (("uk", "у ніч на 1 серпня 2022 року"), ("ru", "в ночь на 1 августа 2022 года")):
        (found,) = find_dates(text, anchor=None, language=language)
        assert found.period.edtf == "2022-07-31/2022-08-01"


def test_christmas_keeps_both_its_days_unless_the_church_is_named() -> None:
    (found,) = find_dates("на Різдво 2021 року", anchor=None, language="uk")
    assert found.is_ambiguous
    assert found.period.edtf == "[2021-01-07,2021-12-25]"
    (found,) = find_dates("на католическое Рождество 2021 года", anchor=None, language="ru")
    assert (found.is_ambiguous, found.period.edtf) == (False, "2021-12-25")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_of_time_is_written_as_it_is_looked_up(language: str) -> None:
    words = lexicon(language)
    for group in (words.months, words.weekdays, words.units, words.which, words.parts, words.limits, words.holidays):
        for word in group:
            assert word == word.lower()
            assert not re.search(r"~|\s{2}|’", word)
    assert all(name in words.units for name in words.single_units)
