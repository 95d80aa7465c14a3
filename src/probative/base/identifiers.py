"""The numbers a reader sees: ``E-0001`` for an exhibit, ``C-0001`` for a claim, and their kin."""

import re
from typing import NewType

CaseId = NewType("CaseId", str)
"""A case's origin line in its log, ``probative/<32 hex digits>``. Random, never derived from a title."""

ExhibitId = NewType("ExhibitId", str)
"""``E-0001``. Never derived from the content."""

ClaimId = NewType("ClaimId", str)
"""``C-0001``."""

PropositionId = NewType("PropositionId", str)
"""``P-0001``."""

SourceId = NewType("SourceId", str)
"""``S-0001``: one source across the whole case."""

EntityId = NewType("EntityId", str)
"""``N-0001``: one person, organisation or place."""

LinkId = NewType("LinkId", str)
"""``L-0001``: one typed relation between two entities."""

EventId = NewType("EventId", str)
"""``V-0001``: one thing that is said to have happened."""

GapId = NewType("GapId", str)
"""``G-0001``: one thing the dossier knows it lacks."""

JudgementId = NewType("JudgementId", str)
"""``J-0001``: one human decision."""

ContradictionId = NewType("ContradictionId", str)
"""``X-0001``: two claims that cannot both hold as said."""

_LEAST_DIGITS = 4

_SHAPE = re.compile(r"([A-Z])-([0-9]{4,})")


def identifier(letter: str, number: int) -> str:
    """Write the identifier of the ``number``-th thing of a kind, counted from 1.

    Args:
        letter: One capital letter, the kind.
        number: 1 or more. Four digits at least, more where needed.

    Raises:
        ValueError: When ``letter`` is not one capital or ``number`` is below 1.
    """
    if len(letter) != 1 or not letter.isascii() or not letter.isupper():
        raise ValueError(f"not a kind letter: {letter!r}")
    if number < 1:
        raise ValueError(f"identifiers count from 1, not {number}")
    return f"{letter}-{number:04d}"


def number_of(identifier_text: str) -> int:
    """Read the number out of an identifier: ``E-0007`` gives 7.

    Raises:
        ValueError: When the text is no identifier.
    """
    # Asked millions of times in a large case: no pattern, and nothing written to compare with.
    digits = identifier_text[2:]
    if (
        "A" <= identifier_text[:1] <= "Z"
        and identifier_text[1:2] == "-"
        and len(digits) >= _LEAST_DIGITS
        and digits.isascii()
        and digits.isdigit()
        and (digits[0] != "0" or len(digits) == _LEAST_DIGITS)
        and (number := int(digits))
    ):
        return number
    raise ValueError(f"not an identifier: {identifier_text!r}")


def is_identifier(text: str, letter: str) -> bool:
    """Whether ``text`` is an identifier of the kind ``letter``, in its one spelling."""
    match = _SHAPE.fullmatch(text)
    return match is not None and match.group(1) == letter and text == identifier(letter, int(match.group(2)) or 1)
