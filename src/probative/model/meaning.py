"""What a claim tells of, taken apart: the kind of event, who has which part in it, how many, and words filled in."""

from dataclasses import dataclass
from enum import StrEnum

from probative.model.anchors import Passage


class EventKind(StrEnum):
    """What sort of thing a claim tells of. A closed list, so that claims of all languages can be asked for by kind.

    ``OTHER`` is an event that the list has no word for ("defected"); a claim that tells of no event has no kind.
    """

    KILLING = "killing"
    DEATH = "death"
    INJURY = "injury"
    TORTURE = "torture"
    SEXUAL_VIOLENCE = "sexual violence"
    DISAPPEARANCE = "disappearance"
    DETENTION = "detention"
    RELEASE = "release"
    ATTACK = "attack"
    DESTRUCTION = "destruction"
    LOOTING = "looting"
    DISPLACEMENT = "displacement"
    MOVEMENT = "movement"
    HANDOVER = "handover"
    ORDER = "order"
    THREAT = "threat"
    AGREEMENT = "agreement"
    DENIAL_OF_ACCESS = "denial of access"
    COURT_ACT = "court act"
    SPEECH = "speech"
    OTHER = "other"

    @property
    def is_grave(self) -> bool:
        """Whether it is harm done to people: what a reviewer looks at before anything else."""
        return self in _GRAVE


_GRAVE = frozenset((
    EventKind.KILLING, EventKind.DEATH, EventKind.INJURY, EventKind.TORTURE, EventKind.SEXUAL_VIOLENCE,
    EventKind.DISAPPEARANCE, EventKind.DETENTION, EventKind.ATTACK, EventKind.DISPLACEMENT, EventKind.ORDER,
))  # fmt: skip


class ParticipantRole(StrEnum):
    """Which part somebody or something has in what a claim tells of."""

    AGENT = "agent"
    PATIENT = "patient"
    RECIPIENT = "recipient"
    INSTRUMENT = "instrument"
    PLACE = "place"


@dataclass(frozen=True, slots=True, kw_only=True)
class Participation:
    """Who or what has a part in what a claim tells of, in the exhibit's own words at ``passage``.

    ``means`` is what a pronoun or short name stands for, ``None`` where the words say it themselves or it is not clear.
    """

    role: ParticipantRole
    words: str
    passage: Passage
    means: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A number that a claim states, in its own words at ``passage``, with what it counts.

    ``least`` and ``most`` are the bounds that the words give, ``None`` where they leave that side open ("at least 12":
    12 and ``None``; "two or three": 2 and 3; "dozens": 24 and ``None``). ``is_rough`` says that the number is meant as
    about so many ("some 4,000"): then both bounds are ``None``, because nobody said how far off it may be. ``number``
    is the number that was said, ``None`` where there was none or two.
    """

    words: str
    passage: Passage
    unit: str
    number: int | None = None
    least: int | None = None
    most: int | None = None
    is_rough: bool = False

    def __post_init__(self) -> None:
        """Refuse bounds the wrong way round."""
        if self.least is not None and self.most is not None and self.least > self.most:
            raise ValueError(f"not bounds: {self.least}..{self.most}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """A piece of a claim's text as it can stand alone.

    Either the source's own words (``is_filled`` false; ``passage`` is where they stand), or words that we filled in:
    ``passage`` is then where the exhibit says so, ``None`` where it is known from outside the text (the exhibit's
    date, the witness). ``stands_for`` is the source's own word whose place a filled one takes ("they"), empty where it
    only adds ("[2031-05-03]"): own words and ``stands_for`` together are the claim's content, word for word.
    """

    words: str
    is_filled: bool = False
    stands_for: str = ""
    passage: Passage | None = None

    def __post_init__(self) -> None:
        """Refuse own words without a place, and own words that stand for others."""
        if not self.words:
            raise ValueError("a wording has words")
        if not self.is_filled and (self.passage is None or self.stands_for):
            raise ValueError("the source's own words have a place and stand for themselves")
