"""Stretches of days, with the EDTF that says no more than was said.

Source: EDTF (ISO 8601-2:2019), levels 0 to 2. Conventions of ours: docs/explanation/dates.md.
"""

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import MAXYEAR, MINYEAR, date, timedelta
from typing import Final

ONE_DAY: Final = timedelta(days=1)
_THIRDS = {"early": (0, 1), "beginning": (0, 1), "mid": (1, 2), "late": (2, 3), "end": (2, 3)}
_HALVES = {"first half": (0, 1), "second half": (1, 2)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """The days from ``earliest`` to ``latest``, both included; ``None`` is an open end.

    ``unit`` is the grain in which it was said: ``day week weekend month season quarter year decade century range``.
    """

    earliest: date | None
    latest: date | None
    edtf: str
    unit: str
    is_ambiguous: bool = False
    note: str | None = None

    @property
    def begin(self) -> str:
        """How its beginning is written as the left end of an EDTF interval."""
        return self.edtf if self._is_plain else str(self.earliest)

    @property
    def finish(self) -> str:
        """How its end is written as the right end of an EDTF interval."""
        return self.edtf if self._is_plain else str(self.latest)

    @property
    def _is_plain(self) -> bool:
        return self.unit in {"day", "month", "year"} and not self.is_ambiguous


def of_day(day: date) -> Interval:
    """Give one day."""
    return Interval(earliest=day, latest=day, edtf=day.isoformat(), unit="day")


def of_days(first: date, last: date, unit: str = "range") -> Interval:
    """Give the days from ``first`` to ``last``."""
    if first == last:
        return of_day(first)
    return Interval(earliest=first, latest=last, edtf=f"{first.isoformat()}/{last.isoformat()}", unit=unit)


def of_month(year: int, month: int) -> Interval:
    """Give a calendar month."""
    last = date(year, month, monthrange(year, month)[1])
    return Interval(earliest=date(year, month, 1), latest=last, edtf=f"{year:04d}-{month:02d}", unit="month")


def of_months(first: tuple[int, int], last: tuple[int, int], unit: str) -> Interval:
    """Give the months from ``first`` to ``last``, each a year and a month."""
    left, right = of_month(*first), of_month(*last)
    edtf = left.edtf if first == last else f"{left.edtf}/{right.edtf}"
    return Interval(earliest=left.earliest, latest=right.latest, edtf=edtf, unit=unit)


def of_years(first: int, last: int, edtf: str, unit: str) -> Interval:
    """Give the years from ``first`` to ``last``."""
    return Interval(earliest=date(first, 1, 1), latest=date(last, 12, 31), edtf=edtf, unit=unit)


def of_year(year: int) -> Interval:
    """Give a calendar year."""
    return of_years(year, year, f"{year:04d}", "year")


def of_decade(year: int) -> Interval:
    """Give the decade that ``year`` lies in, 1990 to 1999."""
    first = year // 10 * 10
    return of_years(first, first + 9, f"{first // 10:03d}X", "decade")


def of_century(first: int) -> Interval:
    """Give the hundred years from ``first``, 1800 to 1899."""
    return of_years(first, first + 99, f"{first // 100:02d}XX", "century")


def of_season(year: int, season: int) -> Interval:
    """Give a season by the months of the northern half: spring March to May. A winter begins in ``year``."""
    if season == 4:
        return of_months((year, 12), (year + 1, 2), "season")
    first, last = of_month(year, season * 3), of_month(year, season * 3 + 2)
    return Interval(earliest=first.earliest, latest=last.latest, edtf=f"{year:04d}-2{season}", unit="season")


def of_quarter(year: int, quarter: int) -> Interval:
    """Give a quarter of the calendar year."""
    first, last = of_month(year, quarter * 3 - 2), of_month(year, quarter * 3)
    return Interval(earliest=first.earliest, latest=last.latest, edtf=f"{year:04d}-{quarter + 32}", unit="quarter")


def week_around(day: date) -> Interval:
    """Give the week from Monday to Sunday that ``day`` lies in."""
    monday = day - timedelta(days=day.weekday())
    return of_days(monday, monday + timedelta(days=6), "week")


def months_after(day: date, months: int) -> date:
    """Give the same day of the month ``months`` later, or that month's last day."""
    index = day.year * 12 + day.month - 1 + months
    year, month = index // 12, index % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def approximate(interval: Interval) -> Interval:
    """Mark an interval as approximate. Its bounds stay: how far "about" reaches was not said."""
    if interval.unit in {"day", "month", "year", "season"} and "/" not in interval.edtf and "[" not in interval.edtf:
        return replace(interval, edtf=f"{interval.edtf}~")
    return interval


def cut(interval: Interval, part: str) -> Interval | None:
    """Give the early, middle or late third of an interval, or one of its halves.

    Months are cut at the 10th and the 20th; years, seasons and quarters between months; decades and centuries between
    years; weeks between days. What has no parts gives ``None``.
    """
    first, last = interval.earliest, interval.latest
    if first is None or last is None or interval.unit == "weekend":
        return None
    if interval.unit == "day":
        # "the end of Sunday" is that day: hours are not kept
        return interval
    index, after = _THIRDS[part] if part in _THIRDS else _HALVES[part]
    shares = 3 if part in _THIRDS else 2
    if interval.unit == "month":
        ends = (1, 11, 21, last.day + 1) if shares == 3 else (1, 16, last.day + 1)
        return of_days(first.replace(day=ends[index]), first.replace(day=ends[after] - 1))
    if interval.unit in {"year", "season", "quarter"}:
        months = (last.year - first.year) * 12 + last.month - first.month + 1
        left = months_after(first, months * index // shares)
        right = months_after(first, months * after // shares - 1)
        return of_months((left.year, left.month), (right.year, right.month), "range")
    if interval.unit in {"decade", "century"}:
        span = last.year - first.year + 1
        edges = [first.year + round(span * step / shares) for step in range(shares + 1)]
        if shares == 3 and interval.unit == "decade":
            edges = [first.year, first.year + 4, first.year + 7, first.year + 10]
        begin, end = edges[index], edges[after] - 1
        return of_years(begin, end, f"{begin:04d}/{end:04d}", "range")
    days = (last - first).days + 1
    if days < shares:
        return interval
    return of_days(first + timedelta(days * index // shares), first + timedelta(days * after // shares - 1))


def limited(interval: Interval, limit: str) -> Interval | None:
    """Give what lies before, after, since or until an interval: open at the other end."""
    first, last = interval.earliest, interval.latest
    if limit == "before":
        return None if first is None or first <= date(MINYEAR + 1, 1, 1) else _open_left(_before(interval, first))
    if limit == "after":
        return None if last is None or last >= date(MAXYEAR - 1, 1, 1) else _open_right(_after(interval, last))
    if limit == "since":
        return None if first is None else _open_right((first, interval.begin))
    return None if last is None else _open_left((last, interval.finish))


def between(left: Interval, right: Interval) -> Interval | None:
    """Give everything from the beginning of ``left`` to the end of ``right``; ``None`` where that runs backwards."""
    if left.earliest is None or right.latest is None or left.earliest > right.latest:
        return None
    return Interval(
        earliest=left.earliest,
        latest=right.latest,
        edtf=f"{left.begin}/{right.finish}" if left.unit == right.unit else f"{left.earliest}/{right.latest}",
        unit="range",
        is_ambiguous=left.is_ambiguous or right.is_ambiguous,
        note=left.note or right.note,
    )


def _before(interval: Interval, first: date) -> tuple[date, str]:
    eve = first - ONE_DAY
    return eve, {"month": f"{eve.year:04d}-{eve.month:02d}", "year": f"{eve.year:04d}"}.get(interval.unit, str(eve))


def _after(interval: Interval, last: date) -> tuple[date, str]:
    morrow = last + ONE_DAY
    written = {"month": f"{morrow.year:04d}-{morrow.month:02d}", "year": f"{morrow.year:04d}"}
    return morrow, written.get(interval.unit, str(morrow))


def _open_left(end: tuple[date, str]) -> Interval:
    return Interval(earliest=None, latest=end[0], edtf=f"../{end[1]}", unit="range")


def _open_right(end: tuple[date, str]) -> Interval:
    return Interval(earliest=end[0], latest=None, edtf=f"{end[1]}/..", unit="range")
