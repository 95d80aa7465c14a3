"""Who says it in a text: a person, somebody described, nobody at all, or another publisher."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from tests.world.events import Event
from tests.world.outlets import Outlet
from tests.world.people import Person
from tests.world.wordings import Wording


@dataclass(frozen=True, slots=True, kw_only=True)
class Described:
    """Somebody without a name, by language; of the Slavic ones also the genitive. ``gender``: 0 he, 1 she, 2 they."""

    names: tuple[str, str, str]
    of: tuple[str, str, str]
    gender: int = 0
    people: int | None = 1


DESCRIBED: Final = (
    Described(names=("an officer", "офіцер", "офицер"), of=("", "офіцера", "офицера")),
    Described(
        names=("a local resident", "місцева мешканка", "местная жительница"),
        of=("", "місцевої мешканки", "местной жительницы"),
        gender=1,
    ),
    Described(
        names=("a senior official", "високопосадовець", "высокопоставленный чиновник"),
        of=("", "високопосадовця", "высокопоставленного чиновника"),
    ),
    Described(names=("a medic", "медик", "медик"), of=("", "медика", "медика")),
    Described(
        names=("two officers", "двоє офіцерів", "двое офицеров"),
        of=("", "двох офіцерів", "двух офицеров"),
        gender=2,
        people=2,
    ),
    Described(
        names=("a former guard", "колишній охоронець", "бывший охранник"),
        of=("", "колишнього охоронця", "бывшего охранника"),
    ),
)


class Nobody:
    """The speaker of "reportedly"."""


NOBODY: Final = Nobody()

Speaker = Person | Described | Outlet | Nobody


class Manner(StrEnum):
    """What a teller does with an event."""

    SAYS = "says"
    DENIES = "denies"
    FORESEES = "foresees"
    WITHDRAWS = "withdraws"


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """A sentence about an event: who says it, origin first, in which words and form.

    Without speakers it is the text's own voice. ``told_to`` is the publisher to whom it was said in so many words.
    ``is_short`` says that a person stands there by family name alone.
    """

    event: Event
    worded: Wording
    form: int
    speakers: tuple[Speaker, ...] = ()
    manner: Manner = Manner.SAYS
    told_to: Outlet | None = None
    is_short: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A sentence, and where in it stands what is claimed."""

    text: str
    start: int
    end: int


def written(form: str, claimed: str, **words: str) -> Written:
    """Fill a form: ``{c}`` is what is claimed, ``{C}`` the same with a capital."""
    mark = "{C}" if "{C}" in form else "{c}"
    before, after = (part.format(**words) for part in form.split(mark))
    said = claimed[0].upper() + claimed[1:] if mark == "{C}" else claimed
    before = before[:1].upper() + before[1:]
    return Written(text=before + said + after, start=len(before), end=len(before) + len(said))
