"""What one look at the machine found: a value in plain words, never an exception."""

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """What can be said."""

    PROTECTED = "protected"
    """Nothing lies open here, as far as this look reaches."""
    EXPOSED = "exposed"
    """Something is not protected; ``probative doctor`` ends with status 1."""
    UNKNOWN = "unknown"
    """This machine does not say, or does not let us look. Never counted as protected."""
    LIMIT = "limit"
    """This version of Probative itself does not protect it, whatever the machine."""


class Weight(StrEnum):
    """How bad it is where it is exposed, or would be where nobody can tell."""

    GRAVE = "grave"
    """Whoever takes the machine, or sits at it, reads or loses the case."""
    SERIOUS = "serious"
    """Under circumstances that do happen, the same, or a part of it."""
    SLIGHT = "slight"
    """Little is shown or lost."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Exposure:
    """One thing that was looked at.

    ``code`` is a fixed word for programs (``memory.swap``). ``found`` says what was seen, ``means`` what follows from
    it, ``do`` what the person at the keyboard can do; ``do`` is empty where there is nothing to do. ``weight`` is
    ``None`` where the thing is protected.
    """

    code: str
    state: State
    found: str
    means: str
    do: str = ""
    weight: Weight | None = None


def protected(code: str, found: str) -> Exposure:
    """Say that nothing lies open."""
    return Exposure(code=code, state=State.PROTECTED, found=found, means="")


def exposed(code: str, weight: Weight, found: str, *, means: str, do: str) -> Exposure:
    """Say that something is not protected."""
    return Exposure(code=code, state=State.EXPOSED, found=found, means=means, do=do, weight=weight)


def unknown(code: str, weight: Weight, found: str, *, means: str, do: str) -> Exposure:
    """Say that nobody can tell from here."""
    return Exposure(code=code, state=State.UNKNOWN, found=found, means=means, do=do, weight=weight)
