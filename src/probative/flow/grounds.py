"""What a decision may say of a thing, and what it has to rest on."""

from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from typing import Final

from probative.base.errors import UsageError
from probative.base.identifiers import is_identifier
from probative.flow.case import Case
from probative.flow.registers import withdrawals
from probative.flow.telling import hanging_on
from probative.model.claims import Claim, Status
from probative.model.conferring import Contact
from probative.model.forecasts import Outcome
from probative.model.grades import Credibility, Grade, read_grade
from probative.model.judgements import Verdict
from probative.model.propositions import Proposition, State
from probative.model.withdrawals import Manner, Standing

RESTS_ON_CLAIMS: Final = (
    Verdict.GRADE, Verdict.WEIGH, Verdict.RESOLVE, Verdict.CONFER, Verdict.WITHDRAW, Verdict.RESTORE,
)  # fmt: skip
"""Verdicts that may name claims as their grounds."""

BORNE_OUT: Final = 2
"""Credibility 1 wants at least so many independent origins.

Source: NATO / Admiralty scale ("confirmed by other independent sources"), shared/reference/standards.md section 5.
"""

_CHOICES: Final[Mapping[Verdict, tuple[type[StrEnum], str]]] = {
    Verdict.WEIGH: (State, "a state"),
    Verdict.RESOLVE: (Outcome, "an outcome"),
    Verdict.CONFER: (Contact, "what is said of people who may have conferred"),
    Verdict.WITHDRAW: (Manner, "how something is taken back"),
}

_UNSAID: Final[Mapping[Verdict, str]] = {
    Verdict.CONFER: Contact.CONFERRED,
    Verdict.WITHDRAW: Manner.WITHDRAWN,
}
"""What is meant where no value is given."""


class NotBorneOutError(UsageError):
    """Credibility 1 says that independent origins confirm it, and two of them are not known."""

    code = "P128"
    hint = "Give 2 to 6, or find another origin first: `probative why DIR P-0001` shows who could vouch for it."


class GroundsError(UsageError):
    """A judgement names grounds that are not there or cannot bear it, or names none where it needs some."""

    code = "P129"
    hint = "Name claims of the case: `--ground C-0031`, once for each. `probative claims DIR` lists them."


def value_given(kind: Verdict, value: str | None) -> str | None:
    """Give the value of a judgement as it is recorded: ``Came true`` is ``came_true``.

    Raises:
        ValueError: When the verdict wants a value and has none, takes none and has one, or takes others.
    """
    if kind not in (Verdict.GRADE, Verdict.ASSIGN, *_CHOICES):
        if value is not None:
            raise ValueError(f"to {kind} takes no --value")
        return None
    if value is None and kind in _UNSAID:
        return str(_UNSAID[kind])
    if value is None or not value.strip():
        raise ValueError(f"to {kind} needs --value")
    if kind is Verdict.GRADE:
        return read_grade(value).text
    if kind is Verdict.ASSIGN:
        return value
    choice, called = _CHOICES[kind]
    written = "_".join(value.strip().casefold().replace("-", " ").replace("_", " ").split())
    if written not in set(choice):
        raise ValueError(f"{called} is one of {', '.join(choice)}, not {value!r}")
    return written


def misfits(case: Case, kind: Verdict, subjects: Sequence[str], value: str | None) -> Iterator[str]:
    """Say in a sentence each what keeps a verdict with this value from being passed on these subjects.

    Args:
        case: An opened case.
        kind: Which verdict.
        subjects: Identifiers of things that are there.
        value: As ``value_given`` gave it.
    """
    if kind is Verdict.GRADE and value is not None:
        is_letter = read_grade(value).reliability is not None
        yield from (
            f"{each} is said by somebody: how reliable that is, is a grade of the source (S-) or the exhibit (E-)"
            for each in subjects
            if is_letter and is_identifier(each, "P")
        )
    if kind is Verdict.WITHDRAW and value == Manner.CORRECTED:
        yield from (
            f"of {each} only claims can be corrected: name those (C-) that were, or withdraw all of it"
            for each in subjects
            if not is_identifier(each, "C")
        )
    if kind is Verdict.CONFER and len(subjects) < 2:
        yield "to confer takes at least two sources"
    if kind is Verdict.RESTORE:
        yield from _not_withdrawn(case, subjects)
    if kind is Verdict.RESOLVE:
        for each in subjects:
            claim = case.store.get(Claim, each)
            if claim is None or not claim.forecast:
                yield f"{each} is no forecast; `probative forecasts DIR` lists them"


def _not_withdrawn(case: Case, subjects: Sequence[str]) -> Iterator[str]:
    held = {each.subject: each for each in withdrawals(case)}
    for each in subjects:
        claim = case.store.get(Claim, each) if is_identifier(each, "C") else None
        above = held.get(claim.exhibit) if claim is not None else None
        if each in held and held[each].standing is not Standing.RESTORED:
            continue
        if above is not None and above.standing is Standing.WITHDRAWN:
            yield f"{each} is withdrawn with all of {above.subject}; restore that"
        else:
            yield f"{each} is not withdrawn"


def demand_origins(case: Case, subjects: Sequence[str], grade: Grade) -> None:
    """Refuse credibility 1 for what fewer than two independent origins are known to vouch for.

    Args:
        case: An opened case.
        subjects: What is graded.
        grade: The grade.

    Raises:
        NotBorneOutError: With the reason.
    """
    if grade.credibility is Credibility.CONFIRMED:
        for each in subjects:
            reason = _not_borne_out(case, each)
            if reason is not None:
                raise NotBorneOutError(f"credibility 1 of {each} is refused: {reason}")


def _not_borne_out(case: Case, subject: str) -> str | None:
    if not is_identifier(subject, "C") and not is_identifier(subject, "P"):
        return "origins are counted for claims and propositions; grade those"
    claim = case.store.get(Claim, subject) if is_identifier(subject, "C") else None
    if claim is not None and claim.forecast:
        return "it is a forecast, and no forecast corroborates another"
    held = proposition_of(case, subject)
    if held is None or (claim is not None and claim.id not in held.claims):
        return "it denies what others say, and for denials no origins are counted"
    counted = held.independence
    if counted.at_least >= BORNE_OUT:
        return None
    interval = (
        f"{counted.at_least}" if counted.at_least == counted.at_most else f"{counted.at_least}..{counted.at_most}"
    )
    hangs = f" ({hanging_on(counted.bottlenecks)})" if counted.bottlenecks else ""
    return (
        f"at least {BORNE_OUT} origins have to vouch for {held.id} without each other, and {interval} can{hangs}; "
        "copies and relays of one origin confirm nothing"
    )


def proposition_of(case: Case, subject: str) -> Proposition | None:
    """Give the proposition of this number, or the one that holds the claim of this number."""
    if is_identifier(subject, "P"):
        return case.store.get(Proposition, subject)
    for each in case.store.all(Proposition):
        if subject in (*each.claims, *each.denied_by, *each.forecasts):
            return each
    return None


def demand_grounds(
    case: Case, kind: Verdict, subjects: Sequence[str], value: str | None, grounds: Sequence[str]
) -> None:
    """Refuse grounds that are no claims of the case or cannot bear the judgement, and their absence where needed.

    That a forecast came true, or did not, rests on at least one claim; that nobody can tell may rest on silence. What
    is itself foretold, or was rejected, is no ground.

    Raises:
        GroundsError: With the first that does not hold.
    """
    if grounds and kind not in RESTS_ON_CLAIMS:
        raise GroundsError(f"to {kind} takes no --ground")
    for each in grounds:
        claim = case.store.get(Claim, each) if is_identifier(each, "C") else None
        if claim is None:
            raise GroundsError(f"there is no claim {each} in this case")
        if each in subjects:
            raise GroundsError(f"{each} cannot be the ground of what is said about itself")
        if kind is Verdict.RESOLVE and claim.forecast:
            raise GroundsError(f"{each} is a forecast: it does not tell what came")
        if claim.status is Status.REJECTED:
            raise GroundsError(f"{each} was rejected")
    if kind is Verdict.RESOLVE and value != Outcome.CANNOT_TELL and not grounds:
        raise GroundsError(f"to say that a forecast {str(value).replace('_', ' ')} rests on claims: name at least one")
