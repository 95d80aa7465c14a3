"""What the shapes of every language are built of."""

import re
from collections.abc import Iterable
from typing import Final, NamedTuple

from probative.language.dates.lexicon import Lexicon

YEAR: Final = r"(?P<year>1\d{3}|20\d{2}|21\d{2})(?![\d]|[.,]\d|%|\s*B\.?C\b)"
DASH: Final = r"[-–—]"
NEVER: Final = r"(?!)"
"""The shape of what a language does not say."""


NUMERIC_BEGUN: Final = dict.fromkeys(
    (
        "iso",
        "basic_iso",
        "spaced_iso",
        "numeric",
        "year_range",
        "iso_month",
        "month_year_numeric",
        "year",
        "day_slash",
        "day_dot",
    ),
    ("0",),
)
"""The shapes that begin with a digit in every language."""


class Groups(NamedTuple):
    """Named groups that the shapes of every language are built of."""

    unit: str
    number: str
    which: str
    weekday: str
    than: str
    part: str


def groups(words: Lexicon) -> Groups:
    """Give the named groups over a lexicon's words."""
    return Groups(
        unit=rf"(?P<unit>{one_of(words.units)})\b",
        number=rf"(?P<number>\d{{1,3}}|{one_of(words.numbers)})",
        which=rf"(?P<which>{one_of(words.which)})",
        weekday=rf"(?P<weekday>{one_of(words.weekdays)})\b",
        than=rf"(?:(?P<more>{one_of(words.more_than)})|(?P<less>{one_of(words.less_than)}))",
        part=rf"(?:\s+(?:{one_of(words.day_parts)})\b)?",
    )


def headed(words: Lexicon) -> dict[str, list[str]]:
    """Give the first words of what stands around a date in every language."""
    return {
        "limit": firsts(words.limits),
        "approximation": firsts(words.approximations),
        "range_start": firsts(words.from_words),
        "than": firsts([*words.more_than, *words.less_than]),
    }


def around(words: Lexicon) -> dict[str, str]:
    """Give the shapes of what stands around a date, which are the same in every language."""
    return {
        "limit": rf"(?P<limit>{one_of(words.limits)})\s+",
        "range_start": rf"(?P<word>{one_of(words.from_words)})\s+",
        "present": rf"(?:{one_of(words.present_words)})\b",
    }


def firsts(words: Iterable[str]) -> list[str]:
    """Give the first word of each phrase, as the finder cuts words."""
    return [re.split(r"[\s'’.-]", word)[0] for word in words]


def again(shape: str) -> str:
    """Give a shape a second time, its group under another name."""
    return re.sub(r"\(\?P<(\w+)>", r"(?P<\g<1>2>", shape)


def one_of(words: Iterable[str]) -> str:
    """Give a shape for any of the phrases, the longest first; never what matches nothing at all."""
    return (
        "|".join(
            re.escape(word).replace(r"\ ", r"\s+").replace(r"\-", r"[-\s]").replace("'", "['’ʼ]")
            for word in sorted(words, key=len)[::-1]
        )
        or NEVER
    )


def numeric() -> dict[str, str]:
    """Give the shapes in figures, which are the same in every language."""
    ends = r"(?![\d]|[/.]\d|-\d(?!\d?[/.]\d|\d?-\d{1,2}-\d))"
    return {
        "iso": (
            rf"(?P<year>[12]\d{{3}})(?P<sep>[-/.])(?P<month>\d{{1,2}})(?P=sep)(?P<day>\d{{1,2}})"
            rf"(?:T\d\d:\d\d[\d:.]*(?:Z|[+-]\d\d:?\d\d)?)?{ends}"
        ),
        "iso_month": rf"(?P<year>[12]\d{{3}})-(?P<month>0[1-9]|1[0-2]|[1-9]){ends}",
        "spaced_iso": (
            r"(?P<year>19\d{2}|20\d{2}) (?P<month>0[1-9]|1[0-2]) (?P<day>0[1-9]|[12]\d|3[01])(?!\d|[.,:/-]?\d| \d|\w)"
        ),
        "numeric": (
            rf"(?P<left>\d{{1,2}})(?P<sep>[-/.])(?P<right>\d{{1,2}})(?P=sep)(?P<year>[12]\d{{3}}|\d{{2}}){ends}"
        ),
        "month_year_numeric": rf"(?P<month>0?[1-9]|1[0-2])(?P<sep>[/-])(?P<year>19\d{{2}}|20\d{{2}}){ends}",
        "year_range": (
            r"(?P<first>1[5-9]\d{2}|20\d{2})\s?[-–—/~]\s?"
            rf"(?P<last>1[5-9]\d{{2}}|20\d{{2}}|\d{{2}}){ends}(?!%)"
        ),
        "basic_iso": (
            r"(?P<year>19\d{2}|20\d{2})(?P<month>0[1-9]|1[0-2])(?P<day>0[1-9]|[12]\d|3[01])(?!\d|[.,/-]\d|\w)"
        ),
        "day_dot": (
            r"(?P<left>0?[1-9]|[12]\d|3[01])\.(?P<right>0?[1-9]|[12]\d|3[01])"
            r"(?=\s*(?:[,;:!?)]|\.?\s*$|\.\s)|\s+(?:at|о|об|в|у)\s"
            r"|\s*(?:[-–]|\b(?:to|until|till|до|по)\b)\s*\d\d\.[01]\d\s*(?:[,;:!?)]|\.?\s*$|\.\s))"
        ),
        "day_slash": (
            r"(?P<left>0?[1-9]|[12]\d|3[01])/(?P<right>0?[1-9]|[12]\d|3[01])(?:,\s(?P<year>20\d{2})\b|"
            r"(?![\d/%]|[.,:]\d|\w))"
        ),
    }
