"""Recording what a human decides, and working out what follows."""

import re
from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from typing import Final

from probative.base.clock import stamp
from probative.base.errors import UsageError
from probative.base.identifiers import JudgementId, identifier, is_identifier
from probative.flow import acts
from probative.flow.case import Case
from probative.flow.order import rejudge
from probative.model.claims import Claim
from probative.model.exhibits import Exhibit
from probative.model.judgements import Judgement, Verdict
from probative.model.network import Entity, Event, Link
from probative.model.propositions import Contradiction, Proposition, Source
from probative.store.kinds import Value

KINDS: Final[Mapping[str, type[Value]]] = {
    "C": Claim,
    "E": Exhibit,
    "J": Judgement,
    "L": Link,
    "N": Entity,
    "P": Proposition,
    "S": Source,
    "V": Event,
    "X": Contradiction,
}
"""What a judgement can speak of, by the letter of its identifier."""

_GRADE: Final = re.compile(r"[A-F][1-6]")
_ALLOWED: Final[Mapping[Verdict, str]] = {
    Verdict.ACCEPT: "C",
    Verdict.REJECT: "C",
    Verdict.GRADE: "SCE",
    Verdict.ASSIGN: "CEPNVX",
    Verdict.UNDO: "J",
}
"""Which letters a verdict takes. Merge and split also take names."""


class CannotJudgeError(UsageError):
    """The judgement names something that is not in the case, or does not fit its kind."""

    code = "P121"
    hint = "List what is there with `probative claims DIR`, `entities DIR` or `propositions DIR`."


def judge(
    case: Case, *, verdict: str, subjects: Sequence[str], why: str, by: str | None = None, value: str | None = None
) -> Judgement:
    """Record a judgement, make it durable, and work out what follows from it.

    Args:
        case: Open for writing.
        verdict: One of ``Verdict``.
        subjects: Identifiers; for merge and split also an entity's names.
        why: The reason; never empty.
        by: Who decides; the settings' person where absent.
        value: A grade such as ``B2``, or whom something is assigned to; required for exactly these two.

    Raises:
        CannotJudgeError: When a subject is not there, does not fit the verdict, or the value is missing or odd.
    """
    kind = Verdict(verdict)
    if not why.strip():
        raise CannotJudgeError("a judgement has a reason")
    _check_value(kind, value)
    for subject in subjects:
        _check_subject(case, kind, subject)
    made = Judgement(
        id=JudgementId(identifier("J", case.store.highest(Judgement) + 1)),
        verdict=kind,
        subjects=tuple(subjects),
        why=why,
        by=by or case.settings.person,
        at=stamp(case.settings.clock()),
        value=value,
    )
    case.custody.record(acts.JUDGEMENT_MADE, acts.judged(made))
    case.commit()
    rejudge(case, watch=lambda _stage, _length: nullcontext(lambda _name: None))
    return made


def _check_value(kind: Verdict, value: str | None) -> None:
    if kind in (Verdict.GRADE, Verdict.ASSIGN):
        if value is None:
            raise CannotJudgeError(f"to {kind} needs --value")
        if kind is Verdict.GRADE and not _GRADE.fullmatch(value):
            raise CannotJudgeError(f"a grade is a letter A-F and a digit 1-6, such as B2, not {value!r}")
    elif value is not None:
        raise CannotJudgeError(f"to {kind} takes no --value")


def _check_subject(case: Case, kind: Verdict, subject: str) -> None:
    letter = next((each for each in KINDS if is_identifier(subject, each)), None)
    if letter is None:
        if kind not in (Verdict.MERGE, Verdict.SPLIT):
            raise CannotJudgeError(f"{subject!r} is no identifier")
        if not any(subject in entity.names for entity in case.store.all(Entity)):
            raise CannotJudgeError(f"no entity in this case has the name {subject!r}")
        return
    if letter not in _ALLOWED.get(kind, "NP"):
        raise CannotJudgeError(f"{subject} is nothing that one can {kind}")
    if case.store.get(KINDS[letter], subject) is None:
        raise CannotJudgeError(f"there is no {subject} in this case")
