"""What humans decide on, as the page shows it: contradictions, forecasts with their track records, grades."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from probative.base.identifiers import number_of
from probative.corroboration import Weighed, forecasts, is_overdue, track_records, weighed
from probative.model.forecasts import Forecast
from probative.model.grades import Graded, graded
from probative.model.judgements import Decided, Judgement, current
from probative.model.propositions import State
from probative.web.dossier import Dossier

MOST_WHOLE: Final = 500
"""Contradictions that are shown whole; every further one is shown short, and none is left out."""

_FIRST: Final = (State.MATERIAL, State.OPEN, State.EXPLAINED)
"""In which order states come: what was found to matter, then what nobody explained."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Foretold:
    """One forecast with whether its last day passed without a human saying what became of it."""

    forecast: Forecast
    is_overdue: bool


def contradictions_of(dossier: Dossier) -> dict[str, Any]:
    """Give the values of the register by the names that the templates use. Nothing in it is cut off."""
    every = sorted(weighed(dossier.contradictions, _judgements(dossier)), key=_by_state)
    return {
        "contradictions": every[:MOST_WHOLE],
        "contradictions_short": every[MOST_WHOLE:],
        "states": [(state, sum(each.state is state for each in every)) for state in State],
    }


def tables_of(dossier: Dossier) -> dict[str, Sequence[Any]]:
    """Give the rows of the tables of forecasts, track records and grades, whole.

    A forecast is overdue by the day of the run's last act, so that the same dossier gives the same page on every day.
    """
    today = _day(dossier.finished)
    told = forecasts(dossier.claims, dossier.propositions, dossier.sources, _judgements(dossier))
    return {
        "forecasts": [Foretold(forecast=each, is_overdue=is_overdue(each, today)) for each in told],
        "records": track_records(told, today=today),
        "grades": _grades(dossier),
    }


def _day(stamp: str) -> date | None:
    try:
        return date.fromisoformat(stamp[:10])
    except ValueError:
        return None


def _judgements(dossier: Dossier) -> list[Judgement]:
    return sorted(dossier.judgements, key=lambda each: number_of(each.id))


def _by_state(one: Weighed) -> tuple[bool, int, int]:
    return bool(one.contradiction.lapsed), _FIRST.index(one.state), number_of(one.contradiction.id)


def _grades(dossier: Dossier) -> list[tuple[Graded, Decided | None, Decided | None]]:
    found = graded(_judgements(dossier))
    return [
        (found[each], current(found[each].reliability), current(found[each].credibility))
        for each in _in_order(tuple(found))
    ]


def _in_order(subjects: Sequence[str]) -> list[str]:
    return sorted(subjects, key=lambda each: (each[:1], len(each), each))
