"""Dates that material states about itself, in the few forms that leave no doubt."""

import re
from calendar import monthrange
from datetime import date
from email.utils import parsedate_to_datetime
from typing import Final

from probative.language.dates.lexicon import lexicon
from probative.model.periods import Period

MONTHS: Final = {
    name: number
    for number, names in enumerate(
        (
            ("january", "jan"),
            ("february", "feb"),
            ("march", "mar"),
            ("april", "apr"),
            ("may",),
            ("june", "jun"),
            ("july", "jul"),
            ("august", "aug"),
            ("september", "sept", "sep"),
            ("october", "oct"),
            ("november", "nov"),
            ("december", "dec"),
        ),
        1,
    )
    for name in names
} | {
    name: number
    for words in map(lexicon, ("ru", "uk"))
    for name, number in words.months.items()
    if name not in words.short_months
}
"""The months in English, and in all their forms in Russian and Ukrainian."""

_MONTH: Final = "|".join(sorted(MONTHS, key=len, reverse=True))
WRITTEN_DAY: Final = (
    rf"(?i:(?:(?:mon|tues?|wed(?:nes)?|thur?s?|fri|sat(?:ur)?|sun)(?:day)?\.?,? +)?"
    rf"(?:(?P<iso>\d{{4}}-\d{{2}}(?:-\d{{2}})?)(?!\d)(?:[T ]\d{{2}}:\d{{2}}[0-9:.]*(?:Z|[+-]\d{{2}}:?\d{{2}})?)?"
    rf"|(?P<d1>\d{{1,2}})(?:st|nd|rd|th)? +(?P<m1>{_MONTH})\.?(?:,? +(?P<y1>\d{{4}})(?!\d)(?: +(?:року|года|[рг]\.))?)?"
    rf"|(?P<m2>{_MONTH})\.? +(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?(?!\d)(?:,? +(?P<y2>\d{{4}})(?!\d))?"
    rf"|(?P<m3>{_MONTH})\.? +(?P<y3>\d{{4}})(?!\d)(?: +(?:року|года|[рг]\.))?))"
)
"""A day in English, Russian, Ukrainian or ISO 8601.

Numbers alone ("03/04/2031") are not among them: nobody can tell month from day.
"""

_WRITTEN: Final = re.compile(WRITTEN_DAY, re.IGNORECASE)
_EXIF: Final = re.compile(r"(\d{4}):(\d{2}):(\d{2})(?!\d)")


def stated_period(words: str) -> Period:
    """Read the date at the beginning of ``words``.

    Returns:
        The words with EDTF and bounds; without them where the form is ambiguous or unknown, because a date that
        material states is kept even if nobody can count with it. ``3 May`` without a year is ``XXXX-05-03``, unbounded.

    Raises:
        ValueError: When ``words`` is empty.
    """
    match = _WRITTEN.match(words)
    return period_of_match(match, words) if match else Period(verbatim=words)


def period_of_match(match: re.Match[str], verbatim: str) -> Period:
    """Make a period of a match of ``WRITTEN_DAY``, keeping ``verbatim`` as its words."""
    found = match.groupdict()
    if found["iso"]:
        numbers = [int(number) for number in found["iso"].split("-")]
        return _period(verbatim, numbers[0], numbers[1], numbers[2] if len(numbers) == 3 else None)
    month = MONTHS[(found["m1"] or found["m2"] or found["m3"]).lower()]
    day = found["d1"] or found["d2"]
    year = found["y1"] or found["y2"] or found["y3"]
    return _period(verbatim, int(year) if year else None, month, int(day) if day else None)


def header_period(words: str) -> Period:
    """Read a mail's ``Date`` header: the day in the sender's own time zone.

    Source: RFC 5322 section 3.3.
    """
    try:
        moment = parsedate_to_datetime(words)
    except (ValueError, TypeError, IndexError, OverflowError):
        return Period(verbatim=words)
    return _period(words, moment.year, moment.month, moment.day)


def device_period(words: str) -> Period:
    """Read a camera's ``2031:04:02 11:20:05``: the day by the device's own clock.

    Source: Exif 2.32, DateTimeOriginal.
    """
    match = _EXIF.match(words)
    return _period(words, *(int(number) for number in match.groups())) if match else Period(verbatim=words)


def _period(verbatim: str, year: int | None, month: int | None, day: int | None = None) -> Period:
    """A period of a year, month and day as far as they are there; unbounded where they are no date."""
    if month is None:
        month, day, edtf = 0, None, f"{year:04d}"
    elif day is None:
        edtf = f"{year:04d}-{month:02d}"
    else:
        edtf = f"{'XXXX' if year is None else f'{year:04d}'}-{month:02d}-{day:02d}"
    if month > 12 or (day is not None and not 1 <= day <= monthrange(year or 2000, month or 1)[1]):
        return Period(verbatim=verbatim)
    if year is None:
        return Period(verbatim=verbatim, edtf=edtf)
    if not 1 <= year <= 9999 or (month == 0 and len(edtf) > 4):
        return Period(verbatim=verbatim)
    last_month = month or 12
    earliest = date(year, month or 1, day or 1)
    latest = date(year, last_month, day or monthrange(year, last_month)[1])
    return Period(verbatim=verbatim, edtf=edtf, earliest=earliest, latest=latest)
