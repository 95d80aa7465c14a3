"""Ours, by a human: how reliable a source is, and how credible a piece of information. Two axes that never merge."""

from dataclasses import dataclass
from enum import StrEnum


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
    """Both ratings of one item, rated apart: ``B5`` and ``E1`` are legitimate."""

    reliability: Reliability
    credibility: Credibility

    @property
    def text(self) -> str:
        """The grade as it is written: ``B2``."""
        return f"{self.reliability}{self.credibility}"


def read_grade(text: str) -> Grade:
    """Read a grade such as ``B2``.

    Raises:
        ValueError: When it is no letter A-F and digit 1-6.
    """
    try:
        return Grade(reliability=Reliability(text[:1]), credibility=Credibility(text[1:]))
    except ValueError as error:
        raise ValueError(f"a grade is a letter A-F and a digit 1-6, such as B2, not {text!r}") from error
