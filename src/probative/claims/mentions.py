"""A source inside its text, where it is mentioned, and which pronouns can stand for it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from probative.claims.drafts import Stretch
from probative.claims.parse import Parse
from probative.claims.people import Person
from probative.claims.phrases import chain_left
from probative.model.claims import SourceKind

PRONOUNS: Final = {
    "he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f",
    "it": "thing", "its": "thing", "itself": "thing",
    "both": "many", "they": "many", "them": "many", "their": "many", "themselves": "many",
}  # fmt: skip
PAIR: Final = 2
FIRST: Final = frozenset(("i", "me", "my", "myself", "mine"))
FIRST_MANY: Final = frozenset(("we", "us", "our", "ourselves"))


@dataclass(frozen=True, slots=True)
class Speaker:
    """A source inside its text: its name or description, how it is known, how many it is."""

    name: str
    kind: SourceKind
    number: int | None
    gender: str = ""
    is_plural: bool = False


@dataclass(frozen=True, slots=True)
class Mention:
    """Where a text speaks of somebody, tokens ``[start, end)``, and who that is."""

    start: int
    end: int
    speaker: Speaker
    is_subject: bool
    is_source: bool


def speaker_of(person: Person) -> Speaker:
    """Give a person named in full as a speaker."""
    return Speaker(person.name, SourceKind.NAMED, 1, person.gender)


def fits(speaker: Speaker, sort: str) -> bool:
    """Whether a pronoun of a sort ("m", "f", "many" or "thing") can stand for a speaker."""
    if sort == "many":
        return speaker.is_plural or speaker.gender == "thing"
    if sort == "thing":
        return speaker.gender == "thing"
    return not speaker.is_plural and speaker.gender in ("", sort)


def pair_of(whole: Parse, acting: Stretch, mentions: Sequence[Mention]) -> Mention | None:
    """Give the two whom "an officer of the staff and a driver" names as one subject; ``None`` for any other subject."""
    start, end = acting
    chunks = whole.chunks(start)
    mark = next(
        (
            at
            for at in range(start, end)
            if whole.tag(at) == "c" and whole.low(at) == "and" and chain_left(whole, chunks, at, start) == start
        ),
        None,
    )
    starts = () if mark is None else (start, mark + 1)
    pair = [one for one in mentions if one.start in starts and not one.speaker.is_plural]
    if len(pair) != PAIR:
        return None
    first, second = (one.speaker for one in pair)
    both_named = first.kind is second.kind is SourceKind.NAMED
    name = f"{first.name} and {second.name}"
    kind = SourceKind.NAMED if both_named else SourceKind.DESCRIBED
    return Mention(start, end, Speaker(name, kind, PAIR, is_plural=True), is_subject=True, is_source=False)


def ranked(fitting: Sequence[Mention]) -> tuple[Sequence[Mention], ...]:
    """Give the mentions a pronoun could take up, the likeliest first: who spoke as subject, who acted, the rest."""
    speaking = [one for one in fitting if one.is_source and one.is_subject]
    sources = [one for one in fitting if one.is_source]
    subjects = [one for one in fitting if one.is_subject]
    return (speaking[:1] if speaking else sources, subjects, fitting)
