"""What changed when another attributor looked at an exhibit again, claim by claim."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from probative.model.claims import Claim


class ChangeKind(StrEnum):
    """What became of a claim."""

    NEW = "new"
    """Nobody found it before."""
    GONE = "gone"
    """It is not found any more."""
    CHANGED = "changed"
    """It is found again, and says something else or by somebody else."""
    KEPT = "kept"
    """It is not found any more and stays, because a human judged it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One claim that differs. ``before`` is ``None`` for a new one, ``after`` for one that is gone.

    ``what`` names what differs of a changed claim: ``source``, ``certainty``, ``forecast``, ``content``, ``period``.
    One whose content changed has another number after than before: a judgement of other words is none of these.
    """

    kind: ChangeKind
    before: Claim | None
    after: Claim | None
    what: tuple[str, ...] = ()


def kept(before: Iterable[Claim], after: Sequence[Claim], judged: Collection[str]) -> tuple[Claim, ...]:
    """Give the judged claims that were not found again, as they were: nothing that a human judged is dropped.

    Args:
        before: The claims of an exhibit or one volume of it as they were.
        after: What is found now, with numbers carried over.
        judged: The numbers of the claims that a standing judgement names.

    Returns:
        In order of number; without a parent that is gone.
    """
    found = {claim.id for claim in after}
    stay = [claim for claim in before if claim.id in judged and claim.id not in found]
    there = found | {claim.id for claim in stay}
    return tuple(claim if claim.parent in there else replace(claim, parent=None) for claim in stay)


def changes(before: Iterable[Claim], after: Iterable[Claim], kept_now: Collection[str] = ()) -> Iterator[Change]:
    """Tell what differs between two readings of the same exhibits.

    Args:
        before: The claims as they were.
        after: The claims as they are, those that were kept among them.
        kept_now: The numbers of those that stay only because they were judged.

    Yields:
        In order of the text: what is there now first, then what is gone.
    """
    earlier = {claim.id: claim for claim in before}
    now = sorted(after, key=_place)
    gone = sorted((earlier[each] for each in earlier.keys() - {claim.id for claim in now}), key=_place)
    for claim in now:
        old = earlier.get(claim.id)
        if claim.id in kept_now:
            yield Change(kind=ChangeKind.KEPT, before=old, after=claim)
        elif old is not None:
            if what := differences(old, claim):
                yield Change(kind=ChangeKind.CHANGED, before=old, after=claim, what=what)
        elif (near := _nearest(claim, gone)) is not None:
            gone.remove(near)
            what = tuple(dict.fromkeys(("content", *differences(near, claim))))
            yield Change(kind=ChangeKind.CHANGED, before=near, after=claim, what=what)
        else:
            yield Change(kind=ChangeKind.NEW, before=None, after=claim)
    for claim in gone:
        yield Change(kind=ChangeKind.GONE, before=claim, after=None)


def differences(before: Claim, after: Claim) -> tuple[str, ...]:
    """Name what differs between two readings of one claim, of what matters to who judges it."""
    found = {
        "source": [(hop.source, hop.kind, hop.role) for hop in before.chain]
        != [(hop.source, hop.kind, hop.role) for hop in after.chain],
        "certainty": before.certainty != after.certainty,
        "forecast": before.forecast != after.forecast,
        "content": before.content != after.content,
        "period": before.period != after.period,
    }
    return tuple(name for name, differs in found.items() if differs)


def _place(claim: Claim) -> tuple[str, int, int, str]:
    return claim.exhibit, claim.passage.start, claim.passage.end, claim.id


def _nearest(claim: Claim, gone: Sequence[Claim]) -> Claim | None:
    """Give the claim that is gone and was made by the same reporting words about at least half the same stretch."""
    near = [
        (_shared(claim, other), -place)
        for place, other in enumerate(gone)
        if other.passage.overlaps(claim.passage) and other.origin.cue == claim.origin.cue
    ]
    share, place = max(near, default=(0.0, 0))
    return gone[-place] if share >= 0.5 else None


def _shared(left: Claim, right: Claim) -> float:
    low, high = max(left.passage.start, right.passage.start), min(left.passage.end, right.passage.end)
    whole = max(left.passage.end, right.passage.end) - min(left.passage.start, right.passage.start)
    return (high - low) / whole
