"""What was foretold, by whom, until when; and what humans say became of it, counted by source.

A record is counts and stays counts: how many came true, did not, cannot be told, were not resolved. No share is made of
them, because what a source is asked to foretell, and who looks at the outcome, decides a share more than the source.

Source: docs/explanation/corroboration.md, rules F-1 to F-4.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from probative.base.identifiers import ClaimId, ExhibitId, PropositionId, SourceId, number_of
from probative.model.claims import Claim, SourceKind, Status
from probative.model.forecasts import Forecast, Outcome, TrackRecord
from probative.model.judgements import Decided, Judgement, Verdict, history
from probative.model.periods import Period
from probative.model.propositions import Proposition, Source

_Key = tuple[SourceId | None, PropositionId | ClaimId]


def forecasts(
    claims: Iterable[Claim],
    propositions: Iterable[Proposition],
    sources: Iterable[Source],
    judgements: Iterable[Judgement] = (),
) -> tuple[Forecast, ...]:
    """Give what was foretold. What one source foretold in several claims of one proposition, copies among them, is one.

    Args:
        claims: All claims; those that are no forecasts, or were rejected, are left out.
        propositions: All propositions: they say which claims foretell the same.
        sources: All sources: they say who foretells.
        judgements: All judgements, in order; resolving any of a forecast's claims resolves it.

    Returns:
        By the number of the first claim.
    """
    places = {claim: each.id for each in propositions for claim in each.forecasts}
    known = {each.id: each for each in sources}
    named = _by_name(known.values())
    found: dict[_Key, list[Claim]] = {}
    for claim in sorted(claims, key=lambda each: number_of(each.id)):
        if claim.forecast and claim.status is not Status.REJECTED:
            speaker = speaker_of(claim, named)
            # Who cannot be told from another foretells once a claim: nothing is put to the account of somebody else.
            told = places.get(claim.id, claim.id) if speaker is not None else claim.id
            found.setdefault((speaker, told), []).append(claim)
    lines = history(judgements, Verdict.RESOLVE)
    return tuple(
        _forecast(said, None if speaker is None else known[speaker], places.get(said[0].id), lines)
        for (speaker, _), said in found.items()
    )


def track_records(foretold: Iterable[Forecast], *, today: date | None = None) -> tuple[TrackRecord, ...]:
    """Count for each source what became of what it foretold, by the source's number; who has none comes last.

    Args:
        foretold: From ``forecasts``.
        today: The day by which a forecast's last possible day has passed or not; nothing is overdue without.
    """
    found: dict[tuple[SourceId | None, str], list[Forecast]] = {}
    for each in foretold:
        key = (each.source, "" if each.source is not None else each.claim)
        found.setdefault(key, []).append(each)
    ordered = sorted(found, key=lambda key: (key[0] is None, number_of(key[0]) if key[0] else 0, key[1]))
    return tuple(_record(found[key], today) for key in ordered)


def is_overdue(forecast: Forecast, today: date | None) -> bool:
    """Whether nobody resolved a forecast though its last possible day lies before ``today``."""
    return forecast.outcome is None and today is not None and forecast.until is not None and forecast.until < today


def speaker_of(claim: Claim, named: Mapping[tuple[ExhibitId, str], Sequence[Source]]) -> SourceId | None:
    """Give the source from whom a claim comes; ``None`` where two of its exhibit bear that name."""
    origin = claim.origin
    name = origin.source if origin.source is not None else f"nobody named ({claim.id})"
    met = named.get((claim.exhibit, name), ())
    of_kind = [each for each in met if each.kind is origin.kind] or [
        each for each in met if each.kind is SourceKind.PUBLISHER
    ]
    best = of_kind or list(met)
    return best[0].id if len(best) == 1 else None


def _by_name(sources: Iterable[Source]) -> dict[tuple[ExhibitId, str], list[Source]]:
    found: dict[tuple[ExhibitId, str], list[Source]] = {}
    for each in sources:
        for name in {each.name, *each.names}:
            for exhibit in each.exhibits:
                found.setdefault((exhibit, name), []).append(each)
    return found


def _forecast(
    said: Sequence[Claim],
    source: Source | None,
    proposition: PropositionId | None,
    lines: Mapping[str, tuple[Decided, ...]],
) -> Forecast:
    first = said[0]
    period = next((each.period for each in said if _last_day(each.period) is not None), first.period)
    return Forecast(
        claims=tuple(each.id for each in said),
        words=first.content,
        source=None if source is None else source.id,
        name=source.name if source is not None else (first.origin.source or "nobody named"),
        proposition=proposition,
        period=period,
        until=_last_day(period),
        decided=_one_line([one for each in said for one in lines.get(each.id, ())]),
    )


def _last_day(period: Period | None) -> date | None:
    return None if period is None else period.latest


def _one_line(decided: Iterable[Decided]) -> tuple[Decided, ...]:
    """Put the decisions on several claims of one forecast in one line, in which the last that stands is the current."""
    known = frozenset(Outcome)
    every = {each.judgement: each for each in decided if each.value in known}
    ordered = [every[key] for key in sorted(every, key=number_of)]
    last = next((each.judgement for each in reversed(ordered) if not each.is_taken_back), None)
    return tuple(_placed(each, is_current=each.judgement == last) for each in ordered)


def _placed(decided: Decided, *, is_current: bool) -> Decided:
    return decided if decided.is_current == is_current else replace(decided, is_current=is_current)


def _record(foretold: Sequence[Forecast], today: date | None) -> TrackRecord:
    outcomes = [each.outcome for each in foretold]
    return TrackRecord(
        source=foretold[0].source,
        name=foretold[0].name,
        forecasts=tuple(each.claim for each in foretold),
        came_true=outcomes.count(Outcome.CAME_TRUE),
        did_not=outcomes.count(Outcome.DID_NOT),
        cannot_tell=outcomes.count(Outcome.CANNOT_TELL),
        unresolved=outcomes.count(None),
        overdue=sum(is_overdue(each, today) for each in foretold),
    )
