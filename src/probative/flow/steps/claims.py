"""Finding who says what in the readings that were not looked at yet."""

from collections.abc import Iterator
from functools import cache
from typing import Final

from probative.base.identifiers import GapId, number_of
from probative.claims.attributor import EnglishRules
from probative.claims.claiming import claims
from probative.claims.port import Attributor
from probative.engine.ports import Failure
from probative.flow.case import Case
from probative.flow.steps.numbers import claims_numbered
from probative.flow.steps.watching import Watch, engine
from probative.model.claims import Claim, SourceKind
from probative.model.exhibits import Exhibit
from probative.model.gaps import Gap, GapKind
from probative.model.readings import Genre, Reading

GROUP: Final = 64
"""Acknowledge after so many volumes."""

_WORDLESS: Final = (Genre.DEVICE, Genre.TABLE, Genre.CONTAINER)
_CHARACTERS_A_MILLISECOND: Final = 300


@cache
def the_attributor() -> Attributor:
    """Give the attributor in use; made once in each process."""
    return EnglishRules()


def suggester() -> str:
    """Name what proposes claims, with its version."""
    return f"{the_attributor().name}/{the_attributor().version}"


def attribute_new(case: Case, watch: Watch) -> str:
    """Find the claims of every volume that this attributor has not seen, record them, and say what there is now."""
    tool = suggester()
    waiting = tuple(_waiting(case, tool))
    number = case.next_number(Claim)
    earlier = {exhibit.id: tuple(case.store.claims_of(exhibit.id)) for exhibit, _ in waiting}
    with watch("claims", len(waiting)) as tick, engine(case.settings.workers) as running:
        work = (_work(case, exhibit, volume) for exhibit, volume in waiting)
        outcomes = running.map(claims_of, work, weight=_weight)
        for count, ((exhibit, volume), outcome) in enumerate(zip(waiting, outcomes, strict=True), start=1):
            found, gaps = ((), _fallen(exhibit, outcome)) if isinstance(outcome, Failure) else outcome
            numbered = claims_numbered(found, previous=earlier[exhibit.id], first=number)
            number = max([number, *(number_of(claim.id) + 1 for claim in numbered)])
            about = exhibit.id if volume == 1 else f"{exhibit.id}#{volume}"
            case.record_artefact("claims", about, tool, numbered)
            case.record_gaps("claims", gaps)
            if count % GROUP == 0:
                case.commit()
            tick(exhibit.name)
    case.commit()
    return _line(case)


def claims_of(item: tuple[Exhibit, Reading]) -> tuple[tuple[Claim, ...], list[Gap]]:
    """Find the claims in one volume, and what kept some from being found. Run in a worker."""
    exhibit, reading = item
    spoken = reading.genre not in _WORDLESS
    if spoken and reading.language is not None and reading.language not in the_attributor().languages:
        detail = f"it is in {reading.language!r}; claims are found in {', '.join(sorted(the_attributor().languages))}"
        return (), [_gap(GapKind.UNKNOWN_LANGUAGE, exhibit, detail)]
    found = claims(reading, exhibit=exhibit, attributor=the_attributor())
    open_dates = sum(1 for claim in found if claim.period is not None and claim.period.edtf is None)
    gaps = []
    if open_dates:
        detail = (
            f"{open_dates} claims name a date that counts from the day of writing, which is not known; they stay open"
        )
        gaps.append(_gap(GapKind.NO_ANCHOR, exhibit, detail))
    return found, gaps


def _waiting(case: Case, tool: str) -> Iterator[tuple[Exhibit, int]]:
    for exhibit in case.store.all(Exhibit):
        for reading in case.store.readings(exhibit.id):
            about = exhibit.id if reading.volume == 1 else f"{exhibit.id}#{reading.volume}"
            if case.store.note(f"tool:claims:{about}") != tool:
                yield exhibit, reading.volume


def _work(case: Case, exhibit: Exhibit, volume: int) -> tuple[Exhibit, Reading]:
    reading = case.store.get(Reading, (exhibit.id, volume))
    assert reading is not None
    return exhibit, reading


def _weight(item: tuple[Exhibit, Reading]) -> int:
    return 1 + len(item[1].text) // _CHARACTERS_A_MILLISECOND


def _gap(kind: GapKind, exhibit: Exhibit, detail: str) -> Gap:
    return Gap(id=GapId("G-0000"), kind=kind, stage="claims", what=exhibit.name, detail=detail, exhibit=exhibit.id)


def _fallen(exhibit: Exhibit, failure: Failure) -> list[Gap]:
    detail = f"claims could not be looked for: {failure.kind}: {failure.message}"[:500]
    return [_gap(GapKind.UNREADABLE, exhibit, detail)]


def _line(case: Case) -> str:
    total = attributed = unnamed = denials = forecasts = 0
    for claim in case.store.all(Claim):
        total += 1
        attributed += len(claim.chain) > 1
        unnamed += claim.origin.kind is SourceKind.UNATTRIBUTED
        denials += claim.certainty.is_denial
        forecasts += claim.forecast
    return (
        f"{total} claims: {attributed} said by somebody else than who published them, {unnamed} by nobody named; "
        f"{denials} denials, {forecasts} forecasts"
    )
