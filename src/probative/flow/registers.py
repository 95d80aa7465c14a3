"""What humans decide on, with what they decided: contradictions and their states, forecasts and their outcomes, grades.

All three are worked out from the index whenever they are asked for, so that they say the same after a rebuild.
"""

from collections.abc import Iterator
from datetime import date

from probative.base.identifiers import number_of
from probative.corroboration import Conferral, Weighed, Withdrawal, forecasts, track_records, weighed
from probative.flow.case import Case
from probative.flow.steps.corroboration import conferrals_of, withdrawals_of
from probative.model.claims import Claim
from probative.model.forecasts import Forecast, TrackRecord
from probative.model.grades import Graded, graded
from probative.model.judgements import Judgement
from probative.model.propositions import Contradiction, Proposition, Source


def contradictions(case: Case) -> tuple[Weighed, ...]:
    """Give the whole register, those explained and those lapsed included, by number."""
    return weighed(case.store.all(Contradiction), case.store.all(Judgement))


def foretold(case: Case) -> tuple[Forecast, ...]:
    """Give what was foretold, by the number of the first claim."""
    store = case.store
    return forecasts(store.all(Claim), store.all(Proposition), store.all(Source), store.all(Judgement))


def records(case: Case) -> tuple[TrackRecord, ...]:
    """Give the track record of every source that foretold something."""
    return track_records(foretold(case), today=last_day(case))


def withdrawals(case: Case) -> tuple[Withdrawal, ...]:
    """Give what was taken back: sources, exhibits, claims, and last what nobody can tell; what was restored too."""
    return withdrawals_of(case)


def conferrals(case: Case) -> tuple[Conferral, ...]:
    """Give who told each other, as texts and humans say."""
    return conferrals_of(case)


def grades(case: Case) -> tuple[Graded, ...]:
    """Give everything that was graded, by kind and number."""
    found = graded(case.store.all(Judgement))
    return tuple(found[each] for each in sorted(found, key=lambda each: (each[:1], number_of(each))))


def last_day(case: Case) -> date | None:
    """Give the day of the last act in the ledger: by it, and not by today's clock, a forecast is overdue.

    So the same case says the same on every day and every machine; ``None`` before the first act.
    """
    stamp = case.store.note("last_act")
    return date.fromisoformat(stamp[:10]) if stamp else None


def opposing(case: Case, claims: set[str]) -> Iterator[Weighed]:
    """Give the contradictions in which any of these claims stands."""
    return (
        each for each in contradictions(case) if each.contradiction.left in claims or each.contradiction.right in claims
    )
