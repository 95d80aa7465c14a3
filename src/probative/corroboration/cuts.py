"""What was not compared because too much is alike: told, never passed over in silence."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """``held`` things share ``shared``; beyond a bound they were compared with some of each other only.

    ``compared_with`` says with how many. ``what`` names the things: "exhibits", "propositions".
    """

    what: str
    shared: str
    held: int
    compared_with: int


OnCut = Callable[[Cut], None]
"""Told of every cut."""


def ignored(_: Cut) -> None:
    """Hear of a cut and do nothing: for who asks about a few items only."""
