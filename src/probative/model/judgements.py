"""What a human decided, and what of it stands."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from probative.base.identifiers import ClaimId, JudgementId


class Verdict(StrEnum):
    """What was decided."""

    ACCEPT = "accept"
    REJECT = "reject"
    MERGE = "merge"
    SPLIT = "split"
    GRADE = "grade"
    WEIGH = "weigh"
    RESOLVE = "resolve"
    ASSIGN = "assign"
    CONFER = "confer"
    WITHDRAW = "withdraw"
    RESTORE = "restore"
    UNDO = "undo"


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """A human's decision, with who, when and why. Always reversible: ``UNDO`` names the judgement it takes back.

    ``subjects`` are identifiers, or names where ``MERGE`` and ``SPLIT`` speak of an entity's names. ``value`` holds the
    grade (a letter A-F, a digit 1-6, or both: ``B2``), a contradiction's state, a forecast's outcome, how something was
    withdrawn, whether people conferred, or whom it was assigned to, else ``None``. ``grounds`` are the claims on which
    it rests, where it names any.
    """

    id: JudgementId
    verdict: Verdict
    subjects: tuple[str, ...]
    why: str
    by: str
    at: str
    value: str | None = None
    grounds: tuple[ClaimId, ...] = ()

    def __post_init__(self) -> None:
        """Refuse a judgement on nothing or without a reason."""
        if not self.subjects or not self.why:
            raise ValueError("a judgement has a subject and a reason")


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """One value that a human gave to something: a grade, a state, an outcome.

    It is kept whatever comes after it: ``is_taken_back`` says that a later ``UNDO`` names it, ``is_current`` that it is
    the last that nobody took back.
    """

    value: str
    judgement: JudgementId
    by: str
    at: str
    why: str
    grounds: tuple[ClaimId, ...] = ()
    is_taken_back: bool = False
    is_current: bool = False


def standing(judgements: Iterable[Judgement]) -> tuple[Judgement, ...]:
    """Give the judgements that nobody has taken back, in order, the taking-back ones left out.

    A judgement is undone by a later ``UNDO`` that names it; an ``UNDO`` can itself be undone.
    """
    ordered = tuple(judgements)
    gone = undone(ordered)
    return tuple(each for each in ordered if each.verdict is not Verdict.UNDO and each.id not in gone)


def undone(judgements: Sequence[Judgement]) -> frozenset[str]:
    """Give the numbers of the judgements, takings-back among them, that are taken back."""
    gone: set[str] = set()
    for judgement in reversed(judgements):
        if judgement.verdict is Verdict.UNDO and judgement.id not in gone:
            gone |= set(judgement.subjects)
    return frozenset(gone)


def history(
    judgements: Iterable[Judgement], verdict: Verdict, value_of: Callable[[str], str | None] = str
) -> Mapping[str, tuple[Decided, ...]]:
    """Give everything that humans ever decided of each thing by one verdict, in the order they did.

    Nothing is left out: a decision that was replaced or taken back stays in the line, and says so.

    Args:
        judgements: All of them, in order.
        verdict: Which decisions.
        value_of: Reads from a judgement's value what is asked for; ``None`` where it says nothing of it.
    """
    ordered = tuple(judgements)
    gone = undone(ordered)
    found: dict[str, list[tuple[Judgement, str]]] = {}
    for each in ordered:
        value = value_of(each.value) if each.verdict is verdict and each.value is not None else None
        if value is not None:
            for subject in each.subjects:
                found.setdefault(subject, []).append((each, value))
    return {subject: _line(made, gone) for subject, made in found.items()}


def current(decided: Iterable[Decided]) -> Decided | None:
    """Give the last decision that nobody took back; ``None`` where there is none."""
    return next((each for each in decided if each.is_current), None)


def _line(made: Sequence[tuple[Judgement, str]], gone: frozenset[str]) -> tuple[Decided, ...]:
    last = next((each.id for each, _ in reversed(made) if each.id not in gone), None)
    return tuple(
        Decided(
            value=value,
            judgement=each.id,
            by=each.by,
            at=each.at,
            why=each.why,
            grounds=each.grounds,
            is_taken_back=each.id in gone,
            is_current=each.id == last,
        )
        for each, value in made
    )
