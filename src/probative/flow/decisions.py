"""Recording what a human decides, and working out what follows."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import nullcontext
from difflib import get_close_matches
from typing import Final

from probative.base.clock import stamp
from probative.base.errors import UsageError
from probative.base.identifiers import ClaimId, JudgementId, identifier, is_identifier
from probative.custody.compartments import GENERAL, Within
from probative.flow import acts
from probative.flow.case import Case
from probative.flow.grounds import demand_grounds, demand_origins, misfits, value_given
from probative.flow.order import rejudge
from probative.flow.withdrawal import find_source
from probative.model.claims import Claim
from probative.model.exhibits import Exhibit
from probative.model.grades import read_grade
from probative.model.judgements import Judgement, Verdict, undone
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

_ALLOWED: Final[Mapping[Verdict, str]] = {
    Verdict.ACCEPT: "C",
    Verdict.REJECT: "C",
    Verdict.MERGE: "CNP",
    Verdict.SPLIT: "CNP",
    Verdict.GRADE: "SCEP",
    Verdict.WEIGH: "X",
    Verdict.RESOLVE: "C",
    Verdict.ASSIGN: "CEPNVX",
    Verdict.CONFER: "S",
    Verdict.WITHDRAW: "SEC",
    Verdict.RESTORE: "SEC",
    Verdict.UNDO: "J",
}
"""Which letters a verdict takes. Merge, split, accept and reject also take names of entities."""

_OF_SOURCES: Final = (Verdict.CONFER, Verdict.WITHDRAW, Verdict.RESTORE)
"""Verdicts that also take names of sources, and are recorded under their numbers."""

_NAMING: Final = (Verdict.MERGE, Verdict.SPLIT, Verdict.ACCEPT, Verdict.REJECT)


class CannotJudgeError(UsageError):
    """The judgement names something that is not in the case, or does not fit its kind."""

    code = "P121"
    hint = "List what is there with `probative claims DIR`, `entities DIR` or `propositions DIR`."


def judge(
    case: Case,
    *,
    verdict: str,
    subjects: Sequence[str],
    why: str,
    by: str | None = None,
    value: str | None = None,
    grounds: Sequence[str] = (),
) -> Judgement:
    """Record a judgement, make it durable, and work out what follows from it.

    Args:
        case: Open for writing.
        verdict: One of ``Verdict``.
        subjects: Identifiers; for merge and split also an entity's names, ``name@E-0001`` for a name in one exhibit;
            for accept and reject the two names whose joining it is; for confer, withdraw and restore a source's name.
        why: The reason; never empty.
        by: Who decides; the settings' person where absent.
        value: A grade such as ``B2``, the state of a contradiction, the outcome of a forecast, whom something is
            assigned to (required for these), how it was taken back, whether people conferred (see ``value_given``).
        grounds: The claims on which a grade, a state or an outcome rests.

    Raises:
        CannotJudgeError: When a subject is not there, does not fit the verdict, or the value is missing or odd; of a
            source's name that nobody or several have, ``NoSuchSourceError``.
        GroundsError: When a ground is not there or cannot bear the judgement, or none is named where one is needed.
        NotBorneOutError: When credibility 1 is given to what two independent origins are not known to vouch for.
    """
    kind = Verdict(verdict)
    why, by, subjects = case.words(why), None if by is None else case.words(by), [case.words(one) for one in subjects]
    if not why.strip():
        raise CannotJudgeError("a judgement has a reason")
    try:
        value = value_given(kind, value)
    except ValueError as error:
        raise CannotJudgeError(str(error)) from error
    about = tuple(dict.fromkeys(_numbered(case, kind, subjects)))
    _check_subjects(case, kind, about)
    for misfit in misfits(case, kind, about, value):
        raise CannotJudgeError(misfit)
    if kind is Verdict.GRADE and value is not None:
        demand_origins(case, about, read_grade(value))
    rests_on = tuple(ClaimId(each) for each in dict.fromkeys(grounds))
    demand_grounds(case, kind, about, value, rests_on)
    place = _place_of(case, (*about, *rests_on))
    made = Judgement(
        id=JudgementId(identifier("J", case.next_number(Judgement, place))),
        verdict=kind,
        subjects=about,
        why=why,
        by=by or case.settings.person,
        at=stamp(case.settings.clock()),
        value=value,
        grounds=rests_on,
    )
    case.custody.record(acts.JUDGEMENT_MADE, acts.judged(made, _held(case, about)), place=place)
    case.commit()
    rejudge(case, watch=lambda _stage, _length: nullcontext(lambda _name: None))
    return made


def _place_of(case: Case, about: Sequence[str]) -> Within:
    """Give where a judgement belongs: with its exhibits and claims; all else may rest on all that is shown."""
    places = []
    for subject in about:
        letter = letter_of(subject)
        claim = case.store.get(Claim, subject) if letter == "C" else None
        exhibit = claim.exhibit if claim is not None else subject if letter == "E" else None
        places.append(case.place_of(exhibit) if exhibit is not None else case.view)
    return GENERAL.union(*places)


def _numbered(case: Case, kind: Verdict, subjects: Sequence[str]) -> Iterator[str]:
    """Give the subjects, names of sources replaced by their numbers."""
    for each in subjects:
        yield find_source(case, each).id if kind in _OF_SOURCES and letter_of(each) is None else each


def _check_subjects(case: Case, kind: Verdict, about: Sequence[str]) -> None:
    for subject in about:
        _check_subject(case, kind, subject)
    _check_together(case, kind, about)


def _check_subject(case: Case, kind: Verdict, subject: str) -> None:
    letter = letter_of(subject)
    if letter is None:
        if kind not in _NAMING:
            raise CannotJudgeError(f"{subject!r} is no identifier")
        _check_name(case, subject)
        return
    if letter not in _ALLOWED[kind]:
        takes = ", ".join(f"{each}-" for each in _ALLOWED[kind])
        raise CannotJudgeError(f"{subject} is nothing that one can {kind}; that takes {takes} numbers")
    if case.store.get(KINDS[letter], subject) is None:
        raise CannotJudgeError(f"there is no {subject} in this case")


def _check_name(case: Case, subject: str) -> None:
    words, mark, exhibit = subject.rpartition("@")
    name = " ".join((words if mark and is_identifier(exhibit, "E") else subject).split())
    known = {each for entity in case.store.all(Entity) for each in entity.names}
    if name not in known:
        near = get_close_matches(name, sorted(known), n=3)
        meant = f"; near it: {', '.join(repr(each) for each in near)}" if near else ""
        raise CannotJudgeError(f"no entity in this case has the name {name!r}{meant}")


def _check_together(case: Case, kind: Verdict, about: Sequence[str]) -> None:
    letters = [letter_of(subject) for subject in about]
    if kind in (Verdict.ACCEPT, Verdict.REJECT) and None in letters and letters != [None, None]:
        raise CannotJudgeError(f"to {kind} a joining takes the two names that were joined")
    if kind in (Verdict.MERGE, Verdict.SPLIT):
        if len({letter in ("C", "P") for letter in letters}) > 1:
            raise CannotJudgeError(f"to {kind} takes claims and propositions, or entities and names, not both")
        if len(about) == 1 and (kind is Verdict.MERGE or letters[0] not in ("N", "P")):
            raise CannotJudgeError(f"to {kind} takes at least two of them")
        if kind is Verdict.SPLIT and "P" in letters:
            _check_inside(case, about)
    if kind is Verdict.UNDO:
        gone = undone(tuple(case.store.all(Judgement)))
        for subject in about:
            if subject in gone:
                raise CannotJudgeError(f"{subject} is taken back already")


def _check_inside(case: Case, about: Sequence[str]) -> None:
    inside = {claim for claims in _held(case, about).values() for claim in claims}
    for subject in about:
        if letter_of(subject) == "C" and subject not in inside:
            raise CannotJudgeError(f"{subject} is not in the proposition named")


def letter_of(subject: str) -> str | None:
    """Give the letter of an identifier, ``None`` where it is a name."""
    return next((each for each in KINDS if is_identifier(subject, each)), None)


def _held(case: Case, about: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Say what each number stands for at this moment; claims and exhibits stand for themselves."""
    held: dict[str, tuple[str, ...]] = {}
    for subject in about:
        letter = letter_of(subject)
        value = case.store.get(KINDS[letter], subject) if letter is not None else None
        if isinstance(value, Proposition):
            held[subject] = (*value.claims, *value.denied_by, *value.forecasts)
        elif isinstance(value, Entity):
            named = {(" ".join(each.words.split()), each.passage.exhibit): None for each in value.mentions}
            held[subject] = tuple(f"{words}@{exhibit}" for words, exhibit in named)
        elif isinstance(value, Event | Link):
            held[subject] = value.claims
        elif isinstance(value, Contradiction):
            held[subject] = (value.left, value.right)
        elif isinstance(value, Source):
            held[subject] = (value.name, *(name for name in value.names if name != value.name))
    return held
