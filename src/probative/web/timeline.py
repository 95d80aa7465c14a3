"""The timeline: each dated thing a bar from its earliest to its latest day, open ends fading, the undated apart."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from markupsafe import Markup

from probative.base.identifiers import ClaimId
from probative.model.claims import Claim
from probative.model.network import Event
from probative.model.periods import Period
from probative.web.svg import drawing, element, fold, polygon, text_at
from probative.web.wording import bounds, counted

MOST_BARS: Final = 60
"""More are in the table only."""

_LEFT, _RIGHT, _ROW, _TOP = 330.0, 940.0, 26.0, 34.0
_MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """One line of the timeline: an event, or a dated claim that belongs to none. ``id`` is its number."""

    id: str
    words: str
    kind: str
    period: Period | None
    claims: tuple[ClaimId, ...]
    places: tuple[str, ...] = ()

    @property
    def is_dated(self) -> bool:
        """Whether a source gave it at least one bound."""
        return self.period is not None and not (self.period.earliest is None and self.period.latest is None)

    @property
    def is_vague(self) -> bool:
        """Whether the date itself says that it is uncertain or approximate (EDTF ``?``, ``~``, ``%``)."""
        return self.period is not None and any(sign in (self.period.edtf or "") for sign in "?~%")


def moments_of(
    events: Iterable[Event], claims: Iterable[Claim], together: Iterable[Collection[ClaimId]] = ()
) -> tuple[tuple[Moment, ...], tuple[Moment, ...]]:
    """Give the dated moments in order of their first possible day, then the undated ones by number.

    Args:
        events: What is said to have happened.
        claims: All claims; those with a date that no event carries get a line of their own.
        together: Groups of claims that say the same. Those of one group that give the same days share a line.
    """
    found = [
        Moment(
            id=event.id, words=event.words, kind=event.kind, period=event.period, claims=event.claims,
            places=event.places,
        )
        for event in events
    ]  # fmt: skip
    told = {claim for moment in found for claim in moment.claims}
    group = {claim: number for number, one in enumerate(together) for claim in one}
    lines: dict[tuple[object, ...], list[Claim]] = {}
    for claim in sorted(claims, key=lambda one: one.id):
        if claim.period is not None and claim.id not in told:
            days = (claim.period.earliest, claim.period.latest, claim.period.edtf is None, claim.forecast)
            lines.setdefault((group.get(claim.id, claim.id), *days), []).append(claim)
    found += [
        Moment(
            id=line[0].id, words=line[0].content, kind="forecast" if line[0].forecast else "claim",
            period=line[0].period, claims=tuple(claim.id for claim in line), places=line[0].places,
        )
        for line in lines.values()
    ]  # fmt: skip
    dated = sorted((one for one in found if one.is_dated), key=_order)
    return tuple(dated), tuple(sorted((one for one in found if not one.is_dated), key=lambda one: one.id))


def _order(moment: Moment) -> tuple[date, date, str]:
    assert moment.period is not None
    first = moment.period.earliest or moment.period.latest
    last = moment.period.latest or moment.period.earliest
    assert first is not None
    assert last is not None
    return first, last, moment.id


def draw(moments: Sequence[Moment]) -> Markup:
    """Draw the dated moments, at most ``MOST_BARS`` of them; nothing where none is dated."""
    rows = [moment for moment in moments if moment.is_dated][:MOST_BARS]
    if not rows:
        return Markup("")
    first, last = window(rows)
    scale = (_RIGHT - _LEFT) / (last - first)
    height = _TOP + _ROW * len(rows) + 12
    body = [_fades()]
    for day, label in ticks(first, last):
        if (x := _LEFT + (day - first) * scale) < _RIGHT - 20:
            body += _tick(x, label, height)
    for index, moment in enumerate(rows):
        body += _row(moment, _TOP + index * _ROW, (first, last), scale)
    told = "; ".join(f"{bounds(moment.period)}: {moment.words[:60]}" for moment in rows[:20] if moment.period)
    more = "" if len(rows) <= 20 else " The table below lists all."
    title = f"Timeline of {counted(len(rows), 'dated thing')}"
    return drawing("timeline-drawing", (960, height), title, f"{told}.{more}", body)


def window(moments: Sequence[Moment]) -> tuple[int, int]:
    """Give the ordinal days that the drawing spans: all of them, unless a few far off would squeeze the rest flat.

    What lies outside is written at the edge with its dates.
    """
    days = sorted(day.toordinal() for moment in moments for day in _ends(moment))
    first, last = days[0], days[-1] + 1
    low, high = days[len(days) // 10], days[-1 - len(days) // 10] + 1
    if len(days) >= 8 and last - first > 5 * (high - low):
        first, last = max(first, low - (high - low) // 2 - 1), min(last, high + (high - low) // 2 + 1)
    margin = max(1, (last - first) // 20)
    return max(1, first - margin), min(date.max.toordinal(), last + margin)


def _ends(moment: Moment) -> tuple[date, ...]:
    assert moment.period is not None
    return tuple(day for day in (moment.period.earliest, moment.period.latest) if day is not None)


def ticks(first: int, last: int) -> list[tuple[int, str]]:
    """Give up to ten days to mark between two ordinal days, each with its label."""
    span = last - first
    for step in (1, 2, 7, 14):
        if span <= step * 9:
            return [(day, _day(date.fromordinal(day))) for day in range(first + 1, last, step)]
    start, end = date.fromordinal(first), date.fromordinal(last)
    months = (end.year - start.year) * 12 + end.month - start.month
    for step in (1, 3, 6):
        if months <= step * 9:
            return [one for one in _month_ticks(start, step, months) if first < one[0] < last]
    years = end.year - start.year
    step = next(one for one in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000) if years <= one * 9)
    marked = range(start.year - start.year % step + step, end.year + 1, step)
    return [(date(year, 1, 1).toordinal(), str(year)) for year in marked]


def _month_ticks(start: date, step: int, months: int) -> list[tuple[int, str]]:
    found = []
    for number in range(months + 2):
        year, month = divmod(start.year * 12 + start.month - 1 + number, 12)
        if month % step == 0 and year <= date.max.year:
            found.append((date(year, month + 1, 1).toordinal(), f"{_MONTHS[month]} {year}"))
    return found


def _day(day: date) -> str:
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def _fades() -> Markup:
    """Veils in the colour of the paper, laid over the end of a bar that is open."""
    dense = element("stop", {"offset": "0", "class": "dense"})
    clear = element("stop", {"offset": "1", "class": "clear"})
    return element(
        "defs",
        {},
        element("linearGradient", {"id": "veil-left"}, dense, clear),
        element("linearGradient", {"id": "veil-right", "x1": 1, "x2": 0}, dense, clear),
    )


def _tick(x: float, label: str, height: float) -> list[Markup]:
    line = element("line", {"x1": x, "x2": x, "y1": 22, "y2": height - 8, "class": "tick"})
    return [line, text_at(x, 14, label, "axis", "middle")]


def _row(moment: Moment, y: float, span: tuple[int, int], scale: float) -> list[Markup]:
    assert moment.period is not None
    label = fold(moment.words, 36, 1)
    parts = [text_at(0, y + 16, moment.id, "ident"), text_at(58, y + 16, label[0] if label else "", "name")]
    start, end = moment.period.earliest, moment.period.latest
    if end is not None and end.toordinal() < span[0]:
        return [*parts, text_at(_LEFT, y + 16, f"◀ {bounds(moment.period)}", "axis")]
    if start is not None and start.toordinal() > span[1]:
        return [*parts, text_at(_RIGHT, y + 16, f"{bounds(moment.period)} ▶", "axis", "end")]
    left = _LEFT if start is None else max(_LEFT, _LEFT + (start.toordinal() - span[0]) * scale)
    right = _RIGHT if end is None else min(_RIGHT, _LEFT + (end.toordinal() + 1 - span[0]) * scale)
    return [*parts, *_bar(moment, y + 11, left, max(right, left + 5))]


def _bar(moment: Moment, middle: float, left: float, right: float) -> list[Markup]:
    assert moment.period is not None
    css = "bar foreseen" if moment.kind == "forecast" else "bar"
    start, end = moment.period.earliest, moment.period.latest
    if start == end and not moment.is_vague:
        x = (left + right) / 2
        return [polygon([(x - 6, middle), (x, middle - 6), (x + 6, middle), (x, middle + 6)], css)]
    parts = [element("rect", {"x": left, "y": middle - 5, "width": right - left, "height": 10, "class": css})]
    fade = min(60.0, (right - left) / 2)
    veil: dict[str, str | int | float] = {"y": middle - 7, "height": 14}
    if start is None or moment.is_vague:
        parts.append(element("rect", {**veil, "x": left - 1, "width": fade, "class": "veil-left"}))
    if end is None or moment.is_vague:
        parts.append(element("rect", {**veil, "x": right - fade + 1, "width": fade, "class": "veil-right"}))
    return parts
