"""Ours, by a human: how reliable a source is, and how credible a piece of information. Two axes that never merge."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from probative.model.judgements import Decided, Judgement, Verdict, history


class Reliability(StrEnum):
    """How far a source has proved to be reliable, on its own.

    Source: NATO / Admiralty scale, shared/reference/standards.md section 5.
    """

    COMPLETELY = "A"
    USUALLY = "B"
    FAIRLY = "C"
    NOT_USUALLY = "D"
    UNRELIABLE = "E"
    CANNOT_BE_JUDGED = "F"


class Credibility(StrEnum):
    """How far a piece of information is borne out, whoever gave it. ``1`` wants two independent origins.

    Source: NATO / Admiralty scale, shared/reference/standards.md section 5.
    """

    CONFIRMED = "1"
    PROBABLY_TRUE = "2"
    POSSIBLY_TRUE = "3"
    DOUBTFUL = "4"
    IMPROBABLE = "5"
    CANNOT_BE_JUDGED = "6"


@dataclass(frozen=True, slots=True, kw_only=True)
class Grade:
    """One rating or both, each rated apart: ``B5`` and ``E1`` are legitimate, and so are ``B`` alone and ``5`` alone.

    The two never become one, and neither becomes a number: ``F`` and ``6`` say that it cannot be judged, which is no
    low value.
    """

    reliability: Reliability | None = None
    credibility: Credibility | None = None

    def __post_init__(self) -> None:
        """Refuse a grade that rates nothing."""
        if self.reliability is None and self.credibility is None:
            raise ValueError("a grade has a letter, a digit or both")

    @property
    def text(self) -> str:
        """The grade as it is written: ``B2``, ``B`` or ``2``."""
        return f"{self.reliability or ''}{self.credibility or ''}"


def read_grade(text: str) -> Grade:
    """Read a grade such as ``B2``, ``B`` or ``2``.

    Raises:
        ValueError: When it is no letter A-F, no digit 1-6, and no letter before a digit.
    """
    letter, digit = (text[:1], text[1:]) if text[:1].isalpha() else ("", text)
    try:
        return Grade(
            reliability=Reliability(letter) if letter else None, credibility=Credibility(digit) if digit else None
        )
    except ValueError as error:
        raise ValueError(f"a grade is a letter A-F, a digit 1-6 or both, such as B2, not {text!r}") from error


def reliability_in(text: str) -> str | None:
    """Give the letter of a grade as it is written; ``None`` where it has none or is none."""
    return _rating(text, lambda grade: grade.reliability)


def credibility_in(text: str) -> str | None:
    """Give the digit of a grade as it is written; ``None`` where it has none or is none."""
    return _rating(text, lambda grade: grade.credibility)


def _rating(text: str, part: Callable[[Grade], Reliability | Credibility | None]) -> str | None:
    try:
        found = part(read_grade(text))
    except ValueError:
        return None
    return None if found is None else found.value


@dataclass(frozen=True, slots=True, kw_only=True)
class Graded:
    """Every grade that humans gave to one thing, oldest first, the two ratings each in a line of its own."""

    subject: str
    reliability: tuple[Decided, ...]
    credibility: tuple[Decided, ...]


def graded(judgements: Iterable[Judgement]) -> Mapping[str, Graded]:
    """Give what was graded, by identifier, with all its grades, those taken back and replaced among them."""
    ordered = tuple(judgements)
    letters = history(ordered, Verdict.GRADE, reliability_in)
    digits = history(ordered, Verdict.GRADE, credibility_in)
    return {
        subject: Graded(subject=subject, reliability=letters.get(subject, ()), credibility=digits.get(subject, ()))
        for subject in dict.fromkeys((*letters, *digits))
    }
