"""Through whom what is said came: the port that chains ask a language's rules by."""

from dataclasses import dataclass
from typing import Protocol

from probative.model.claims import SourceKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """Somebody beside a source: for whom it speaks, or who passed on what it said.

    ``place`` is where the text names them and ``cue`` where it says so, in characters.
    """

    name: str
    kind: SourceKind
    number: int | None
    place: tuple[int, int]
    cue: tuple[int, int]


class Channels(Protocol):
    """Who speaks for whom, and who was told, in one text."""

    def principal(self, index: int) -> Channel | None:
        """Give the one for whom the source of attribution ``index`` speaks: a spokesman's ministry."""
        ...

    def relay(self, index: int) -> Channel | None:
        """Give the one through whom its words reached the text: who announced it, or whom they were told."""
        ...
