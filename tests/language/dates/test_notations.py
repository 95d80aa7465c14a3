"""Dates in the notations of tables and chats, and a weekday that stands beside a date."""

from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from probative.language.dates import find_dates

ANCHOR = date(2022, 10, 17)
DAYS = st.dates(date(1990, 1, 1), date(2030, 12, 31))
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
NOTATIONS = (
    "{0:%Y%m%d}",
    "{0:%Y-%m-%d}",
    "{0:%Y/%d/%b}",
    "{0:%b-%Y-%d}",
    "{0:%d.%Y.%b}",
    "{0:%d-%b-%Y}",
    "{0:%Y %b %d}",
)


@given(DAYS, st.sampled_from(NOTATIONS))
def test_a_day_is_the_same_in_whatever_order_it_is_written(day: date, notation: str) -> None:
    written = notation.format(day)
    (found,) = find_dates(f"It was sent {written}, no remarks.", anchor=ANCHOR)
    assert found.period.verbatim == written
    assert (found.period.earliest, found.period.latest) == (day, day)


@given(DAYS)
def test_a_weekday_chooses_between_day_first_and_month_first(day: date) -> None:
    assume(day.day <= 12 and day.day != day.month)
    other = date(day.year, day.day, day.month)
    assume(other.weekday() != day.weekday())
    text = f"It was sent on {WEEKDAYS[day.weekday()]}, {day:%d/%m/%Y}."
    (found,) = find_dates(text, anchor=ANCHOR)
    assert (found.period.earliest, found.is_ambiguous) == (day, False)


@given(DAYS, st.integers(0, 6))
def test_a_weekday_that_fits_neither_reading_leaves_both_and_says_so(day: date, weekday: int) -> None:
    assume(day.day <= 12 and day.day != day.month)
    other = date(day.year, day.day, day.month)
    assume(weekday not in {day.weekday(), other.weekday()})
    (found,) = find_dates(f"It was sent on {WEEKDAYS[weekday]}, {day:%d/%m/%Y}.", anchor=ANCHOR)
    assert {found.period.earliest, found.period.latest} == {day, other}
    assert (found.is_ambiguous, found.note) == (True, "the weekday does not fit the date")


@given(DAYS, st.integers(1, 20), st.integers(0, 6))
def test_a_weekday_in_a_counted_week_lies_in_that_week(anchor: date, weeks: int, weekday: int) -> None:
    (week,) = find_dates(f"They left {weeks} weeks ago.", anchor=anchor)
    for text in (
        f"They left {WEEKDAYS[weekday]} {weeks} weeks ago.",
        f"They left {weeks} weeks ago on {WEEKDAYS[weekday]}.",
    ):
        (found,) = find_dates(text, anchor=anchor)
        assert week.period.earliest is not None
        assert found.period.earliest == found.period.latest == week.period.earliest + timedelta(days=weekday)


@given(DAYS, st.integers(2, 9), st.integers(2, 9))
def test_distances_add_up(anchor: date, months: int, days: int) -> None:
    (alone,) = find_dates(f"It ran for the last {months} months.", anchor=anchor)
    (both,) = find_dates(f"It ran for the last {months} months and {days} days.", anchor=anchor)
    assert alone.period.earliest is not None
    assert both.period.earliest == alone.period.earliest - timedelta(days=days)


@pytest.mark.parametrize(
    ("text", "words", "bounds"),
    [
        ("Rows whose date is > 2019 are red.", "> 2019", (date(2020, 1, 1), None)),
        ("Rows whose year is >= 2019 are red.", ">= 2019", (date(2019, 1, 1), None)),
        ("Rows whose year is less than or equal to 2019.", "less than or equal to 2019", (None, date(2019, 12, 31))),
        ("place;<=2019;sum", "<=2019", (None, date(2019, 12, 31))),
        ("They meet next Friday (28 October).", "next Friday (28 October)", (date(2022, 10, 28), date(2022, 10, 28))),
        ("They meet tomorrow, 18/10.", "tomorrow, 18/10", (date(2022, 10, 18), date(2022, 10, 18))),
        (
            "It ran from 27 April 2022 to the third.",
            "from 27 April 2022 to the third",
            (date(2022, 4, 27), date(2022, 5, 3)),
        ),
    ],
)
def test_signs_and_second_names_belong_to_the_date(
    text: str, words: str, bounds: tuple[date | None, date | None]
) -> None:
    (found,) = find_dates(text, anchor=ANCHOR)
    assert found.period.verbatim == words
    assert (found.period.earliest, found.period.latest) == bounds


@pytest.mark.parametrize(
    "text",
    [
        "Invoice 20220416 is missing.",
        "Call 20220416 for help.",
        "IMG_20220416.jpg is missing.",
        "A crowd of 20220416 people.",
        "> 2019 was a bad year",
        "profit > 2019",
        '<b class="x">2016</b>',
        "He filed case 12-2015 and order 2015-3.",
        "The system runs on 5.12.",
        "They grow wheat on 5.12 hectares.",
        "At the end of the day it is about money.",
        "The EOD team cleared the road.",
        "It cost $ 12 altogether.",
    ],
)
def test_figures_that_number_or_count_something_are_no_date(text: str) -> None:
    assert find_dates(text, anchor=ANCHOR) == ()
