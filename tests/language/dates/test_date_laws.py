"""What holds for every text and every anchor."""

import re
from datetime import date, timedelta

import pytest
from edtf_validate.valid_edtf import is_valid
from hypothesis import given, settings
from hypothesis import strategies as st

from probative.language.dates import find_dates
from probative.language.dates.intervals import cut, of_decade, of_month, of_quarter, of_season, of_year, week_around

DAY = st.integers(1, 31).map(str)
YEAR = st.integers(1900, 2099).map(str)
MONTH = st.sampled_from(
    [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ]
)
WEEKDAY = st.sampled_from(["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"])
UNIT = st.sampled_from(
    ["day", "days", "week", "weeks", "month", "months", "year", "years", "fortnight", "weekend", "quarter", "decade"]
)
COUNT = st.sampled_from(["a", "two", "three", "12", "some", "the", "several"])
LINK = st.sampled_from(
    [
        *[
            "before",
            "after",
            "since",
            "until",
            "by",
            "from",
            "to",
            "and",
            "between",
            "in",
            "on",
            "at",
            "the",
            "last",
            "next",
            "this",
            "past",
            "previous",
            "following",
            "early",
            "mid",
            "late",
            "end",
            "of",
            ",",
            "-",
            "–",
            "(",
            ")",
            ".",
            ";",
            "ago",
            "earlier",
            "later",
            "from",
            "now",
            "about",
            "circa",
            "spring",
            "summer",
            "winter",
            "autumn",
            "yesterday",
            "today",
            "tomorrow",
            "tonight",
            "was",
            "will",
            "'s",
            "Q3",
            "first",
            "second",
            "1990s",
            "03/04/2023",
            "2022-10-17",
            "17.10.2022",
            "3-7",
            "Christmas",
            "week",
            "of",
        ],
        *("May", "may", "half of", "the night of", "century", "19th"),
    ]
)
TEXTS = st.lists(st.one_of(DAY, YEAR, MONTH, WEEKDAY, UNIT, COUNT, LINK, LINK, LINK), max_size=14).map(" ".join)
ANCHORS = st.dates(date(1950, 1, 1), date(2090, 12, 31))


@settings(max_examples=400, deadline=None)
@given(TEXTS, st.one_of(st.none(), ANCHORS), st.sampled_from([None, True, False]))
def test_every_date_reproduces_its_words_in_order_and_with_sound_bounds(text, anchor, day_first):
    reached = 0
    for found in find_dates(text, anchor=anchor, day_first=day_first):
        period = found.period
        assert text[found.start : found.end] == period.verbatim
        assert found.start >= reached
        assert not period.verbatim[0].isspace()
        assert not period.verbatim[-1].isspace()
        reached = found.end
        if period.edtf is not None:
            assert is_valid(period.edtf), period
            assert period.earliest is not None or period.latest is not None
        if period.earliest is not None and period.latest is not None:
            assert period.earliest <= period.latest


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=60), st.one_of(st.none(), ANCHORS))
def test_any_text_at_all_is_read(text, anchor):
    for found in find_dates(text, anchor=anchor):
        assert text[found.start : found.end] == found.period.verbatim


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_without_an_anchor_nothing_relative_gains_a_bound(text):
    for found in find_dates(text, anchor=None):
        if found.is_relative:
            assert found.period.edtf is found.period.earliest is found.period.latest is found.period.anchor is None


@settings(max_examples=300, deadline=None)
@given(TEXTS, ANCHORS, ANCHORS)
def test_an_absolute_date_is_the_same_whatever_the_anchor(text, one, other):
    lefts, rights = find_dates(text, anchor=one), find_dates(text, anchor=other)
    assert [(found.start, found.end) for found in lefts] == [(found.start, found.end) for found in rights]
    for left, right in zip(lefts, rights, strict=True):
        if not left.is_relative and not re.search(r"['’/.-]\d\d\b", left.period.verbatim):
            assert left.period == right.period


@settings(max_examples=200, deadline=None)
@given(
    st.sampled_from(
        [
            "They met on {}.", "They will meet on {}.", "last {} it rained", "next {} it rains", "this {} it rains",
            "on {} last week", "on {} night", "the previous {} it rained", "since {} it has rained",
        ]
    ),
    WEEKDAY,
    ANCHORS,
    st.integers(-100, 100),
)  # fmt: skip
def test_moving_the_anchor_by_weeks_moves_a_weekday_by_as_much(shape, weekday, anchor, weeks):
    shift = timedelta(weeks=weeks)
    text = shape.format(weekday)
    before, after = find_dates(text, anchor=anchor), find_dates(text, anchor=anchor + shift)
    assert len(before) == len(after) == 1
    for left, right in (
        (before[0].period.earliest, after[0].period.earliest),
        (before[0].period.latest, after[0].period.latest),
    ):
        assert (left is None) == (right is None)
        assert left is None or left + shift == right


@given(
    st.lists(
        st.sampled_from(
            [
                "the",
                "unit",
                "left",
                "its",
                "camp",
                "and",
                "burned",
                "houses",
                "because",
                "nobody",
                "spoke",
                "to",
                "them",
            ]
        ),
        max_size=30,
    )
)
def test_a_text_without_a_date_gains_none(words):
    assert find_dates(" ".join(words), anchor=date(2022, 10, 17)) == ()


@given(st.integers(1000, 9000), st.integers(1, 12), st.sampled_from(["early", "mid", "late"]))
def test_the_three_parts_of_anything_meet_without_a_gap(year, month, part):
    for whole in (
        of_month(year, month),
        of_year(year),
        of_decade(year),
        of_quarter(year, (month + 2) // 3),
        of_season(year, (month + 2) // 3),
        week_around(date(year, month, 15)),
    ):
        early, mid, late = (cut(whole, name) for name in ("early", "mid", "late"))
        assert early is not None
        assert mid is not None
        assert late is not None
        assert early.earliest == whole.earliest
        assert late.latest == whole.latest
        assert early.latest + timedelta(days=1) == mid.earliest
        assert mid.latest + timedelta(days=1) == late.earliest
        assert is_valid(cut(whole, part).edtf)


@pytest.mark.parametrize("season", [1, 2, 3, 4])
def test_the_seasons_of_a_year_follow_one_another(season):
    first, second = of_season(2022, season), of_season(2022 + season // 4, season % 4 + 1)
    assert first.latest + timedelta(days=1) == second.earliest
