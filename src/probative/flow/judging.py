"""What humans decided, and what of it stands."""

from collections.abc import Iterable, Sequence

from probative.model.claims import Status
from probative.model.judgements import Judgement, Verdict


def standing(judgements: Iterable[Judgement]) -> tuple[Judgement, ...]:
    """Give the judgements that nobody has taken back, in order, the taking-back ones left out.

    A judgement is undone by a later ``UNDO`` that names it; an ``UNDO`` can itself be undone.
    """
    ordered = tuple(judgements)
    undone: set[str] = set()
    for judgement in reversed(ordered):
        if judgement.verdict is Verdict.UNDO and judgement.id not in undone:
            undone |= set(judgement.subjects)
    return tuple(each for each in ordered if each.verdict is not Verdict.UNDO and each.id not in undone)


def effective_status(subject: str, judgements: Sequence[Judgement]) -> Status:
    """Give what the last standing acceptance or rejection makes of ``subject``; ``PROPOSED`` where none stands."""
    status = Status.PROPOSED
    for judgement in standing(judgements):
        if subject in judgement.subjects:
            if judgement.verdict is Verdict.ACCEPT:
                status = Status.ACCEPTED
            elif judgement.verdict is Verdict.REJECT:
                status = Status.REJECTED
    return status
