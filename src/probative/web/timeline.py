"""The timeline: each dated thing a bar from its earliest to its latest day, open ends fading, the undated apart."""

from collections.abc import Iterable, Sequence
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


def moments_of(events: Iterable[Event], claims: Iterable[Claim]) -> tuple[tuple[Moment, ...], tuple[Moment, ...]]:
    """Give the dated moments in order of their first possible day, then the undated ones by number."""
    found = [
        Moment(
            id=event.id, words=event.words, kind=event.kind, period=event.period, claims=event.claims,
            places=event.places,
        )
        for event in events
    ]  # fmt: skip
    told = {claim for moment in found for claim in moment.claims}
    found += [
        Moment(
            id=claim.id, words=claim.content, kind="forecast" if claim.forecast else "claim", period=claim.period,
            claims=(claim.id,), places=claim.places,
        )
        for claim in claims
        if claim.period is not None and claim.id not in told
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
    days = [day.toordinal() for moment in rows for day in _ends(moment)]
    first, last = min(days), max(days) + 1
    margin = max(1, (last - first) // 20)
    first, last = max(1, first - margin), min(date.max.toordinal(), last + margin)
    scale = (_RIGHT - _LEFT) / (last - first)
    height = _TOP + _ROW * len(rows) + 12
    body = [_fades()]
    for day, label in ticks(first, last):
        if (x := _LEFT + (day - first) * scale) < _RIGHT - 20:
            body += _tick(x, label, height)
    for index, moment in enumerate(rows):
        body += _row(moment, _TOP + index * _ROW, first, scale)
    told = "; ".join(f"{bounds(moment.period)}: {moment.words[:60]}" for moment in rows[:20] if moment.period)
    more = "" if len(rows) <= 20 else " The table below lists all."
    title = f"Timeline of {counted(len(rows), 'dated thing')}"
    return drawing("timeline-drawing", (960, height), title, f"{told}.{more}", body)


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


def _row(moment: Moment, y: float, first: int, scale: float) -> list[Markup]:
    assert moment.period is not None
    label = fold(moment.words, 36, 1)
    parts = [text_at(0, y + 16, moment.id, "ident"), text_at(58, y + 16, label[0] if label else "", "name")]
    start, end = moment.period.earliest, moment.period.latest
    middle = y + 11
    left = _LEFT if start is None else _LEFT + (start.toordinal() - first) * scale
    right = _RIGHT if end is None else _LEFT + (end.toordinal() + 1 - first) * scale
    css = "bar foreseen" if moment.kind == "forecast" else "bar"
    if (right - left < 9 or start == end) and not moment.is_vague:
        x = (left + right) / 2
        parts.append(polygon([(x - 6, middle), (x, middle - 6), (x + 6, middle), (x, middle + 6)], css))
        return parts
    box: dict[str, str | int | float] = {"y": middle - 5, "height": 10}
    parts.append(element("rect", {**box, "x": left, "width": right - left, "class": css}))
    fade = min(60.0, (right - left) / 2)
    veil: dict[str, str | int | float] = {"y": middle - 7, "height": 14}
    if start is None or moment.is_vague:
        parts.append(element("rect", {**veil, "x": left - 1, "width": fade, "class": "veil-left"}))
    if end is None or moment.is_vague:
        parts.append(element("rect", {**veil, "x": right - fade + 1, "width": fade, "class": "veil-right"}))
    return parts
