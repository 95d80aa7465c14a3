"""What each form of words gives. The anchor is Monday, 17 October 2022, where none is named."""

from datetime import date

import pytest

from probative.language.dates import Found, find_dates

ANCHOR = date(2022, 10, 17)


def only(text: str, anchor: date | None = ANCHOR, *, day_first: bool | None = None) -> Found:
    found = find_dates(text, anchor=anchor, day_first=day_first)
    assert len(found) == 1, [one.period for one in found]
    return found[0]


WHOLE = [
    ("It fell on 17 October 2022.", "17 October 2022", "2022-10-17"),
    ("It fell on Oct. 17, 2022.", "Oct. 17, 2022", "2022-10-17"),
    ("It fell on October 17 2022.", "October 17 2022", "2022-10-17"),
    ("It fell on the 17th of October, 2022.", "the 17th of October, 2022", "2022-10-17"),
    ("It fell on October the 17th, 2022.", "October the 17th, 2022", "2022-10-17"),
    ("Dated 2022-10-17.", "2022-10-17", "2022-10-17"),
    ("Dated 2022-10-17T09:30:00Z.", "2022-10-17T09:30:00Z", "2022-10-17"),
    ("Dated 17.10.2022.", "17.10.2022", "2022-10-17"),
    ("Dated 17/10/2022.", "17/10/2022", "2022-10-17"),
    ("Dated 10/17/2022.", "10/17/2022", "2022-10-17"),
    ("Dated 17-Oct-2022.", "17-Oct-2022", "2022-10-17"),
    ("On Monday, 17 October 2022, they met.", "Monday, 17 October 2022", "2022-10-17"),
    ("On Mon 17 Oct 2022 they met.", "Mon 17 Oct 2022", "2022-10-17"),
    ("At 3 p.m. on 4 May 2023 it burned.", "4 May 2023", "2023-05-04"),
    ("In October 2022 it burned.", "October 2022", "2022-10"),
    ("In October of 2022 it burned.", "October of 2022", "2022-10"),
    ("In Oct. 2022 it burned.", "Oct. 2022", "2022-10"),
    ("In 2022 it burned.", "2022", "2022"),
    ("In the year 1987 it burned.", "the year 1987", "1987"),
    ("In the 1990s it burned.", "the 1990s", "199X"),
    ("In the early 1990s it burned.", "the early 1990s", "1990/1993"),
    ("Built in the 19th century.", "the 19th century", "18XX"),
    ("It came in early March 2023.", "early March 2023", "2023-03-01/2023-03-10"),
    ("It came in mid-March 2023.", "mid-March 2023", "2023-03-11/2023-03-20"),
    ("It came in late March 2023.", "late March 2023", "2023-03-21/2023-03-31"),
    ("It came at the end of 2022.", "the end of 2022", "2022-09/2022-12"),
    ("In the first half of 2022.", "the first half of 2022", "2022-01/2022-06"),
    ("In spring 2022 it came.", "spring 2022", "2022-21"),
    ("In the summer of 2022 it came.", "the summer of 2022", "2022-22"),
    ("In the autumn of 2022 it came.", "the autumn of 2022", "2022-23"),
    ("In the winter of 2022-23 it came.", "the winter of 2022-23", "2022-12/2023-02"),
    ("In the third quarter of 2022.", "the third quarter of 2022", "2022-35"),
    ("In Q1 2023.", "Q1 2023", "2023-33"),
    ("Built circa 1987.", "circa 1987", "1987~"),
    ("Built about March 2022.", "about March 2022", "2022-03~"),
    ("Built before 10 May 2023.", "before 10 May 2023", "../2023-05-09"),
    ("Built after 8 May 2023.", "after 8 May 2023", "2023-05-09/.."),
    ("Built since 9 May 2023.", "since 9 May 2023", "2023-05-09/.."),
    ("Built until March 2023.", "until March 2023", "../2023-03"),
    ("Built by 2025.", "by 2025", "../2025"),
    ("Built before the end of May 2023.", "before the end of May 2023", "../2023-05"),
    ("From 3 to 7 May 2023 it rained.", "From 3 to 7 May 2023", "2023-05-03/2023-05-07"),
    ("It rained on 3-7 May 2023.", "3-7 May 2023", "2023-05-03/2023-05-07"),
    ("It rained on May 3–7, 2023.", "May 3–7, 2023", "2023-05-03/2023-05-07"),
    ("Between 28 April and 3 May 2023.", "Between 28 April and 3 May 2023", "2023-04-28/2023-05-03"),
    ("Between March and June 2022.", "Between March and June 2022", "2022-03/2022-06"),
    ("From November to March 2023.", "From November to March 2023", "2022-11/2023-03"),
    ("It lasted 2014-2016.", "2014-2016", "2014/2016"),
    ("It lasted from 2014 to 2016.", "from 2014 to 2016", "2014/2016"),
    ("In the night of 3 to 4 May 2023.", "the night of 3 to 4 May 2023", "2023-05-03/2023-05-04"),
    ("On 3 and 5 May 2023.", "3 and 5 May 2023", "{2023-05-03,2023-05-05}"),
    ("In the week of 12 April 2023.", "the week of 12 April 2023", "2023-04-10/2023-04-16"),
    ("In the first week of May 2023.", "the first week of May 2023", "2023-05-01/2023-05-07"),
    ("Two days after 30 April 2023.", "Two days after 30 April 2023", "2023-05-02"),
    ("On Christmas Day 2021.", "Christmas Day 2021", "2021-12-25"),
    ("On 29 February 2024.", "29 February 2024", "2024-02-29"),
]


@pytest.mark.parametrize(("text", "words", "edtf"), WHOLE, ids=[case[1] for case in WHOLE])
def test_a_whole_date_needs_no_anchor(text: str, words: str, edtf: str) -> None:
    for anchor in (None, ANCHOR):
        found = only(text, anchor)
        assert (found.period.verbatim, found.period.edtf, found.is_relative) == (words, edtf, False)
        assert found.period.anchor is None


RELATIVE = [
    ("They left yesterday.", "yesterday", "2022-10-16"),
    ("They left the day before yesterday.", "the day before yesterday", "2022-10-15"),
    ("They leave today.", "today", "2022-10-17"),
    ("They leave tonight.", "tonight", "2022-10-17"),
    ("They left last night.", "last night", "2022-10-16"),
    ("They left this morning.", "this morning", "2022-10-17"),
    ("They leave tomorrow morning.", "tomorrow morning", "2022-10-18"),
    ("They left last week.", "last week", "2022-10-10/2022-10-16"),
    ("They left last month.", "last month", "2022-09"),
    ("They left last year.", "last year", "2021"),
    ("They left two days ago.", "two days ago", "2022-10-15"),
    ("They left 3 weeks ago.", "3 weeks ago", "2022-09-26/2022-10-02"),
    ("They left three weeks earlier.", "three weeks earlier", "2022-09-26/2022-10-02"),
    ("They left a fortnight ago.", "a fortnight ago", "2022-10-03/2022-10-09"),
    ("They left two months ago.", "two months ago", "2022-08"),
    ("They left five years ago.", "five years ago", "2017"),
    ("They left some weeks ago.", "some weeks ago", "../2022-10-16"),
    ("They leave next Tuesday.", "next Tuesday", "2022-10-25"),
    ("They left last Tuesday.", "last Tuesday", "2022-10-11"),
    ("They met on Tuesday.", "Tuesday", "2022-10-11"),
    ("They met on Monday.", "Monday", "2022-10-17"),
    ("They will meet on Tuesday.", "Tuesday", "2022-10-18"),
    ("They met on Tuesday night.", "Tuesday night", "2022-10-11"),
    ("They met on Tuesday last week.", "Tuesday last week", "2022-10-11"),
    ("They met from Monday to Friday.", "from Monday to Friday", "2022-10-10/2022-10-14"),
    ("They left last November.", "last November", "2021-11"),
    ("It will coincide with November's summit.", "November", "2022-11"),
    ("He was killed in November.", "November", "2021-11"),
    ("The summit in November is a test.", "November", "2022-11"),
    ("They left on the 3rd of May.", "the 3rd of May", "2022-05-03"),
    ("They will leave on 3 May.", "3 May", "2023-05-03"),
    ("They left on 3-7 May.", "3-7 May", "2022-05-03/2022-05-07"),
    ("On Tuesday, 3 May they left.", "Tuesday, 3 May", "2022-05-03"),
    ("They left the previous day.", "the previous day", "2022-10-16"),
    ("They left the following month.", "the following month", "2022-11"),
    ("It grew over the past three weeks.", "the past three weeks", "2022-09-26/2022-10-17"),
    ("They left earlier this year.", "earlier this year", "2022-01-01/2022-10-17"),
    ("They leave later this month.", "later this month", "2022-10-17/2022-10-31"),
    ("They left at the end of May.", "the end of May", "2022-05-21/2022-05-31"),
    ("It ends by the end of the year.", "by the end of the year", "../2022-12-31"),
    ("They left at the weekend.", "the weekend", "2022-10-15/2022-10-16"),
    ("They left last summer.", "last summer", "2022-22"),
    ("They left in the last quarter.", "the last quarter", "2022-35"),
    ("They have waited since last month.", "since last month", "2022-09/.."),
    ("They will return in two weeks.", "in two weeks", "2022-10-31/2022-11-06"),
    ("They left on the 5th of last month.", "the 5th of last month", "2022-09-05"),
]


@pytest.mark.parametrize(("text", "words", "edtf"), RELATIVE, ids=[case[0] for case in RELATIVE])
def test_a_relative_date_counts_from_the_anchor(text: str, words: str, edtf: str) -> None:
    found = only(text)
    assert (found.period.verbatim, found.period.edtf, found.is_relative) == (words, edtf, True)


@pytest.mark.parametrize("text", [case[0] for case in RELATIVE if "in two weeks" not in case[0]])
def test_without_an_anchor_a_relative_date_is_kept_and_stays_open(text: str) -> None:
    found = only(text, None)
    period = found.period
    assert (period.edtf, period.earliest, period.latest, period.anchor) == (None, None, None, None)
    assert found.note == "nothing to count from"


NONE = [
    "2022 soldiers were seen.",
    "About 2022 soldiers were seen.",
    "Resolution 2334 was read, and Resolution 2022 too.",
    "They paid 1,500 and then $2022 and 2,022 more.",
    "Call 555-2014-2016 or +44 2014 555.",
    "File AB-2022-17 and invoice 2022/4711-B.",
    "Mr May said that he may go.",
    "Theresa May spoke, and April Hale answered.",
    "They march on, may they rest.",
    "For a second he stood; the second man ran.",
    "The Sun wrote it. The sun rose.",
    "It lasted for three weeks and two days.",
    "The unit rose by 2022 in all.",
    "They trained every Monday.",
    "He bought the Sunday Times.",
    "On Bloody Sunday they mourned.",
    "A spring broke, the fall hurt.",
    "Version 3.10.2 and 192.168.10.12 failed.",
    "Page 12-14, ratio 3/4, score 2-1.",
    "In two weeks they took the town.",
    "The day was hot and the week long.",
    "At least 5 may have died.",
    "He is 49 and has 12 men.",
    "She paid 45.00 for 20 of them.",
    "It is on the 5th floor, and the 20th man left.",
    "He was in his twenties, on a Monday like any other.",
    "It was founded in 1230 BC, in the 6th century B.C.",
]


@pytest.mark.parametrize("text", NONE)
def test_what_is_no_date_is_left_alone(text: str) -> None:
    assert [one.period.verbatim for one in find_dates(text, anchor=ANCHOR)] == []


def test_a_date_that_can_be_read_two_ways_keeps_both() -> None:
    found = only("Signed 03/04/2023.")
    assert found.is_ambiguous
    assert found.period.edtf == "[2023-03-04,2023-04-03]"
    assert (found.period.earliest, found.period.latest) == (date(2023, 3, 4), date(2023, 4, 3))


@pytest.mark.parametrize(("day_first", "edtf"), [(True, "2023-04-03"), (False, "2023-03-04")])
def test_whoever_knows_the_order_settles_it(day_first: bool, edtf: str) -> None:
    found = only("Signed 03/04/2023.", day_first=day_first)
    assert (found.period.edtf, found.is_ambiguous) == (edtf, False)


def test_a_day_that_does_not_exist_is_kept_without_bounds() -> None:
    found = only("Signed on 30 February 2023.")
    assert (found.period.verbatim, found.period.edtf, found.note) == ("30 February 2023", None, "no such day")


def test_a_weekday_that_does_not_fit_is_said() -> None:
    found = only("On Monday, 4 May 2023, they left.")
    assert found.period.edtf == "2023-05-04"
    assert found.is_ambiguous
    assert found.note == "the weekday does not fit the date"


def test_a_story_carries_its_own_day_forward() -> None:
    found = find_dates("On 3 May 2023 they came. The following day they left. Two days later it rained.", anchor=ANCHOR)
    assert [one.period.edtf for one in found] == ["2023-05-03", "2023-05-04", "2023-05-06"]
    assert [one.period.anchor for one in found] == [None, date(2023, 5, 3), date(2023, 5, 4)]


def test_later_is_never_counted_from_the_day_of_writing() -> None:
    found = only("Two years later they returned.")
    assert (found.period.edtf, found.note) == (None, "the story named no day to count from")


def test_a_date_that_belongs_to_a_thing_is_not_limited_by_before_or_after() -> None:
    assert only("After Monday's attack they left.").period.verbatim == "Monday"
    assert only("Since the 2014 war they stayed.").period.edtf == "2014"


def test_years_in_a_list_are_each_found() -> None:
    found = find_dates("It flooded in 2014, 2016 and 2018.", anchor=None)
    assert [one.period.edtf for one in found] == ["2014", "2016", "2018"]


def test_dates_in_one_sentence_do_not_overlap() -> None:
    found = find_dates("From 3 May 2021 until 4 June 2021, and again in July, they waited.", anchor=ANCHOR)
    assert [one.period.verbatim for one in found] == ["From 3 May 2021 until 4 June 2021", "July"]


def test_a_stretch_with_one_relative_end_is_relative() -> None:
    found = only("It ran from last month to 30 June 2030.", None)
    assert (found.is_relative, found.period.edtf) == (True, None)


@pytest.mark.parametrize(
    ("text", "words", "edtf"),
    [
        ("On the 5th they left.", "the 5th", "2022-10-05"),
        ("On the 20th they left.", "the 20th", "2022-09-20"),
        ("They will leave on the 20th.", "the 20th", "2022-10-20"),
        ("The year before last it rained.", "The year before last", "2020"),
    ],
)
def test_a_numbered_day_and_a_year_before_last(text: str, words: str, edtf: str) -> None:
    found = only(text)
    assert (found.period.verbatim, found.period.edtf) == (words, edtf)


def test_a_language_without_words_is_refused() -> None:
    with pytest.raises(ValueError, match="no words of time"):
        find_dates("gestern", anchor=ANCHOR, language="de")


@pytest.mark.parametrize("anchor", [date.min, date.max])
def test_an_anchor_at_the_edge_of_time_breaks_nothing(anchor: date) -> None:
    words = "Yesterday, tomorrow, last week, next week, 90 years ago, in June, last May, next Monday, at the weekend."
    assert len(find_dates(words, anchor=anchor)) == 9
