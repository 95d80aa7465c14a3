"""A source inside its text, where it is mentioned, and which pronouns can stand for it."""

from dataclasses import dataclass
from typing import Final

from probative.claims.people import Person
from probative.model.claims import SourceKind

PRONOUNS: Final = {
    "he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f",
    "it": "thing", "its": "thing", "itself": "thing",
    "both": "many", "they": "many", "them": "many", "their": "many", "themselves": "many",
}  # fmt: skip
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
