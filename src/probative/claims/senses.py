"""What the rules of a language make of the words of one text: the port that claims are taken apart through."""

from collections.abc import Collection, Container, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from probative.claims.drafts import Stretch
from probative.claims.layout import Layout
from probative.model.claims import Attribution
from probative.model.meaning import EventKind, ParticipantRole


@dataclass(frozen=True, slots=True)
class Meaning:
    """What stands for a word, and where the text names it: tokens, ``None`` where it is known from outside the text."""

    words: str
    place: Stretch | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """The event of a claim and where its clause has its parts, in tokens."""

    kind: EventKind
    parts: tuple[tuple[ParticipantRole, Stretch], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """A number in a text: tokens ``[start, end)`` from its bound to what it counts; see ``Quantity`` for the rest."""

    start: int
    end: int
    unit: str = ""
    number: int | None = None
    least: int | None = None
    most: int | None = None
    is_rough: bool = False


def said_by(whole: Layout, each: Attribution, unnamed: Container[str]) -> Meaning | None:
    """Give who speaks in an attribution, with the place that names them; ``unnamed`` are words that name nobody."""
    if each.source is None or each.speaker is None or each.speaker.lower() in unnamed:
        return None
    return Meaning(each.speaker, (whole.token_at(each.source[0]), whole.token_at(each.source[1])))


class Senses(Protocol):
    """Reads the words of one text; nothing is guessed: where two readings fit, nothing is given.

    ``inside`` is always the attribution in whose content something stands, ``None`` in the text's own voice; ``voice``
    who says "I" where nobody is named, ``None`` where that is not one person.
    """

    @property
    def whole(self) -> Layout:
        """The text."""
        ...

    def meaning(self, at: int, inside: int | None, voice: str | None) -> Meaning | None:
        """Give what the small word or short name at token ``at`` means."""
        ...

    def called(self, start: int, end: int, inside: int | None, voice: str | None) -> Meaning | None:
        """Give who is meant by tokens ``[start, end)``, a participant, where the words themselves do not say it."""
        ...

    def elided(self, content: Sequence[Stretch], inside: int | None, voice: str | None) -> Meaning | None:
        """Give who does what a content tells without naming anybody: "to leave", "working as a driver"."""
        ...

    def happening(self, content: Sequence[Stretch], inside: int | None) -> Happening | None:
        """Give the event that a content tells of, with its parts."""
        ...

    def counts(self, start: int, end: int, dated: Collection[int]) -> Iterator[Count]:
        """Give the numbers of tokens ``[start, end)``; those of ``dated`` belong to dates and count nothing."""
        ...

    def placed(self, words: str) -> Iterator[tuple[int, int, str]]:
        """Give the places that ``words`` name, each with the characters of its name."""
        ...

    def is_then(self, at: int) -> bool:
        """Whether the word at token ``at`` stands for a day that was named before it."""
        ...
