"""Dates that are made of others, days with a name, and where the year is not said."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from probative.language.dates import find_dates
from probative.language.dates.holidays import day_of, easter, nth_weekday, orthodox_easter

YEARS = st.integers(1900, 2099)


@given(YEARS)
def test_easter_is_a_sunday_of_spring_and_the_eastern_one_is_never_earlier(year: int) -> None:
    west, east = easter(year), orthodox_easter(year)
    assert west.weekday() == east.weekday() == 6
    assert date(year, 3, 22) <= west <= date(year, 4, 25)
    assert west <= east <= date(year, 5, 8)


@given(YEARS, st.integers(1, 12), st.integers(0, 6))
def test_the_last_weekday_of_a_month_is_its_fourth_or_fifth(year: int, month: int, weekday: int) -> None:
    first = date(year, month, 1)
    last, fourth = nth_weekday(first, -1, weekday), nth_weekday(first, 4, weekday)
    assert last.weekday() == weekday
    assert last in {fourth, fourth + timedelta(days=7)}
    assert (last + timedelta(days=7)).month != month


def test_a_rule_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="no rule"):
        day_of("12/25", 2022)


@pytest.mark.parametrize(
    ("text", "words", "edtf"),
    [
        ("They met the first Friday of July.", "the first Friday of July", "2022-07-01"),
        ("They met on the last Monday of August 2021.", "the last Monday of August 2021", "2021-08-30"),
        (
            "They met in the last three days of April 2023.",
            "the last three days of April 2023",
            "2023-04-28/2023-04-30",
        ),
        ("They met in the third month of 2022.", "the third month of 2022", "2022-03"),
        ("They met on Good Friday 2022.", "Good Friday 2022", "2022-04-15"),
        ("They met on Orthodox Easter 2022.", "Orthodox Easter 2022", "2022-04-24"),
        ("They met on Thanksgiving 2021.", "Thanksgiving 2021", "2021-11-25"),
        ("They met three days before Easter 2023.", "three days before Easter 2023", "2023-04-06"),
        ("They met in April last year.", "April last year", "2021-04"),
        ("They met in last year's fourth quarter.", "last year's fourth quarter", "2021-36"),
        ("They met two Sundays ago.", "two Sundays ago", "2022-10-09"),
        ("They met two or three days ago.", "two or three days ago", "2022-10-14/2022-10-15"),
        ("They met two weeks and two days ago.", "two weeks and two days ago", "2022-10-01"),
        ("They met more than two years ago.", "more than two years ago", "../2020-10-17"),
        ("They met from 1 March 2022 to the present.", "from 1 March 2022 to the present", "2022-03-01/2022-10-17"),
        ("They will be back within two days.", "within two days", "2022-10-17/2022-10-19"),
        ("They will stay for three days from Friday.", "for three days from Friday", "2022-10-21/2022-10-23"),
        ("They came in nineteen eighty-six.", "nineteen eighty-six", "1986"),
        ("They came on 22/04.", "22/04", "2022-04-22"),
        ("They came next week on Tuesday.", "next week on Tuesday", "2022-10-25"),
        ("They came on Monday the 3rd.", "Monday the 3rd", "2022-10-03"),
        ("They came on 3 October, a Monday.", "3 October, a Monday", "2022-10-03"),
    ],
)
def test_a_composed_date_is_read_as_one(text: str, words: str, edtf: str) -> None:
    (found,) = find_dates(text, anchor=date(2022, 10, 17))
    assert (found.period.verbatim, found.period.edtf) == (words, edtf)


def test_a_day_in_figures_without_its_year_keeps_both_readings_unless_the_order_is_known() -> None:
    (found,) = find_dates("They came on 10/1.", anchor=date(2018, 10, 24))
    assert found.is_ambiguous
    assert found.period.edtf == "[2018-01-10,2018-10-01]"
    (found,) = find_dates("They came from 10/1 to 11/7.", anchor=date(2018, 10, 24))
    assert found.is_ambiguous
    (found,) = find_dates("They came from 10/1 to 11/7.", anchor=date(2018, 12, 24), day_first=False)
    assert (found.is_ambiguous, found.period.edtf) == (False, "2018-10-01/2018-11-07")


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("The brigade may leave before November's summit.", "2023-11"),
        ("The brigade could attack in November, a general said.", "2023-11"),
        ("The brigade must be gone in November.", "2023-11"),
        ("The brigade may have left in November.", "2022-11"),
        ("The brigade left before November's summit.", "2022-11"),
        ("In May the brigade came; it had left in November.", "2022-11"),
        ("The officers said it would leave in November.", "2023-11"),
    ],
)
def test_a_year_that_is_not_said_follows_the_tense_and_the_modal_of_the_clause(text: str, edtf: str) -> None:
    assert find_dates(text, anchor=date(2023, 5, 10))[-1].period.edtf == edtf


@given(
    st.lists(
        st.sampled_from(
            [
                "may", "march", "sun", "sat", "second", "mar", "fall", "spring", "first", "third", "minute",
                "hour", "a", "the",
                "they", "to", "will", "had", "and", "2022", "15", "3", "soldiers", "shells", "men", "quarter",
                "half", "past",
                "last", "one", "week's", "day", "work", "date", "now", "present", "time", "end", "part",
                "over", "less", "than",
            ]
        ),
        max_size=12,
    ).map(" ".join)
)  # fmt: skip
def test_small_words_that_could_be_dates_give_no_month_weekday_or_season(text: str) -> None:
    for found in find_dates(text, anchor=date(2022, 10, 17)):
        assert not any(word in {"sun", "sat", "second", "mar"} for word in found.period.verbatim.split()), found


def test_the_small_words_alone_are_no_dates() -> None:
    text = "They may march to the sun; a second man may fall, and the spring may mar it in one minute or the next."
    assert find_dates(text, anchor=date(2022, 10, 17)) == ()
