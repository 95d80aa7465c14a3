"""The JSON of the registers: what was found, with everything that humans decided of it.

Source: DESIGN.md section 7.
"""

from datetime import date

from probative.base.identifiers import number_of
from probative.corroboration import Conferral, Weighed, Withdrawal, is_overdue
from probative.flow.shapes import Shape, period, span
from probative.model.forecasts import Forecast, TrackRecord
from probative.model.grades import Graded
from probative.model.judgements import Decided, current


def contradiction(value: Weighed) -> Shape:
    """Give two claims that cannot both hold as said, with the state a human gave it and every earlier one.

    ``own_account`` is the source who says both, ``lapsed`` why the rules would no longer find it; each ``None``
    otherwise.
    """
    against = value.contradiction
    return {
        "id": against.id,
        "conflict": against.conflict,
        "left": against.left,
        "right": against.right,
        "detail": against.detail,
        "own_account": against.own_account,
        "lapsed": against.lapsed or None,
        "state": value.state,
        "history": [decided(each) for each in value.decided],
    }


def decided(value: Decided) -> Shape:
    """Give one decision as it stands in its line; values are words and letters as written, never numbers."""
    return {
        "value": value.value,
        "judgement": value.judgement,
        "by": value.by,
        "at": value.at,
        "why": value.why,
        "grounds": list(value.grounds),
        "taken_back": value.is_taken_back,
        "current": value.is_current,
    }


def withdrawal(value: Withdrawal) -> Shape:
    """Give what is taken back: by which texts, and what humans decided of it. ``id`` is ``None`` where nobody can tell.

    ``state`` is ``proposed`` while only texts say so; ``manner`` tells a correction from a withdrawal.
    """
    return {
        "id": value.subject,
        "state": value.standing,
        "manner": value.manner,
        "found": [
            {
                "exhibit": each.passage.exhibit,
                "span": span(each.passage),
                "words": each.words,
                "takes_back": each.exhibit,
                "claims": list(each.claims),
            }
            for each in value.found
        ],
        "history": [decided(each) for each in value.decided],
    }


def conferral(value: Conferral) -> Shape:
    """Give people who may have told each other: by which texts, and what humans decided of it."""
    return {
        "sources": sorted(value.people, key=number_of),
        "state": value.standing,
        "found": [
            {"exhibit": each.passage.exhibit, "span": span(each.passage), "words": each.words} for each in value.found
        ],
        "history": [decided(each) for each in value.decided],
    }


def grade(value: Graded) -> Shape:
    """Give both ratings of one thing, apart, each with every earlier one; ``None`` where it was not rated."""
    letter, digit = current(value.reliability), current(value.credibility)
    return {
        "id": value.subject,
        "reliability": letter.value if letter else None,
        "credibility": digit.value if digit else None,
        "reliability_history": [decided(each) for each in value.reliability],
        "credibility_history": [decided(each) for each in value.credibility],
    }


def forecast(value: Forecast, *, today: date | None) -> Shape:
    """Give what one source foretold, until when, and what humans said became of it."""
    return {
        "id": value.claim,
        "claims": list(value.claims),
        "words": value.words,
        "source": value.source,
        "name": value.name,
        "proposition": value.proposition,
        "period": period(value.period),
        "until": value.until.isoformat() if value.until else None,
        "outcome": value.outcome,
        "overdue": is_overdue(value, today),
        "history": [decided(each) for each in value.decided],
    }


def track_record(value: TrackRecord) -> Shape:
    """Give what became of a source's forecasts, in counts that are never put into one."""
    return {
        "source": value.source,
        "name": value.name,
        "foretold": len(value.forecasts),
        "came_true": value.came_true,
        "did_not": value.did_not,
        "cannot_tell": value.cannot_tell,
        "unresolved": value.unresolved,
        "overdue": value.overdue,
        "forecasts": list(value.forecasts),
    }
