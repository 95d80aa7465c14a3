"""The texts that a made-up conflict leaves behind: what stands in each, where it came from, and how it reads."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from probative.model.claims import SourceKind
from tests.world import english, slavic
from tests.world.fillings import Filling
from tests.world.outlets import Outlet
from tests.world.people import Person
from tests.world.voices import Described, Manner, Nobody, Telling, Written

Line = Filling | Telling | str
"""A sentence: about nothing, about an event, or with fixed words."""


class Form(StrEnum):
    """What sort of thing a text is."""

    ARTICLE = "article"
    POST = "post"
    STATEMENT = "statement"
    MAIL = "mail"


class Kind(StrEnum):
    """How one text was made from another."""

    VERBATIM = "verbatim"
    TRIMMED = "trimmed"
    SPLICED = "spliced"
    CITED = "cited"
    FORWARDED = "forwarded"
    PARAPHRASED = "paraphrased"
    TRANSLATED = "translated"

    @property
    def is_sure(self) -> bool:
        """Whether an honest reader sees it: equal words, or that a text says so itself."""
        return self not in (Kind.PARAPHRASED, Kind.TRANSLATED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A line in its text, and where it truly came from.

    ``carried`` is the text it was taken from and ``kind`` how. ``true_from`` are the people and publishers who truly
    told whoever wrote it. ``voice`` speaks where nobody is named, if that is not who made the text: the writer of what
    a mail forwards.
    """

    line: Line
    carried: "Text | None" = None
    kind: Kind | None = None
    true_from: tuple[str, ...] = ()
    voice: Person | Outlet | None = None


@dataclass(slots=True, kw_only=True, eq=False)
class Text:
    """One text. ``outlet`` published it, or ``author`` made a statement or wrote a mail."""

    number: int
    form: Form
    day: date
    language: str
    outlet: Outlet | None = None
    author: Person | None = None
    is_dated: bool = True
    opening: str = ""
    title: str | None = None
    lines: list[Placed] = field(default_factory=list)
    withdrawn_by: "Text | None" = None

    @property
    def is_channel(self) -> bool:
        """Whether somebody published it."""
        return self.outlet is not None

    @property
    def key(self) -> str:
        """Its vertex in what is drawn."""
        return f"text {self.number}"

    def tellings(self) -> Iterator[tuple[Placed, Telling]]:
        """Give its lines about events."""
        for placed in self.lines:
            if isinstance(placed.line, Telling):
                yield placed, placed.line

    def upstream(self) -> Iterator[tuple["Text", Kind]]:
        """Give the texts it was made from, each once a kind."""
        seen: set[tuple[int, Kind]] = set()
        for placed in self.lines:
            if placed.carried is None or placed.kind is None or (placed.carried.number, placed.kind) in seen:
                continue
            seen.add((placed.carried.number, placed.kind))
            yield placed.carried, placed.kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Where a line stands in the whole text: all of it, and what it claims (``None`` for other lines)."""

    placed: Placed
    start: int
    end: int
    claimed: tuple[int, int] | None = None


def speaker_kind(speaker: object) -> SourceKind:
    """Give how a speaker is known."""
    if isinstance(speaker, Nobody):
        return SourceKind.UNATTRIBUTED
    return SourceKind.DESCRIBED if isinstance(speaker, Described) else SourceKind.NAMED


def sentence(telling: Telling, language: str, *, is_personal: bool) -> Written:
    """Write a telling in a language."""
    if language == "en":
        return english.tell(telling, is_personal=is_personal)
    return slavic.tell(telling, language, is_personal=is_personal)


def write(text: Text) -> tuple[str, list[Stretch]]:
    """Write a text out: its words, and where each line stands in them."""
    whole = text.opening
    stretches = []
    is_personal = text.form in (Form.STATEMENT, Form.MAIL)
    for number, placed in enumerate(text.lines):
        line, claimed = placed.line, None
        start = len(whole)
        if isinstance(line, Telling):
            of_person = is_personal and not isinstance(placed.voice, Outlet)
            said = sentence(line, text.language, is_personal=of_person)
            claimed = (start + said.start, start + said.end)
            whole += said.text
        else:
            whole += line.written(text.language) if isinstance(line, Filling) else line
        stretches.append(Stretch(placed=placed, start=start, end=len(whole), claimed=claimed))
        is_break = number % 3 == 2 or (isinstance(line, str) and line.endswith(":"))
        whole += "\n\n" if is_break else " "
    return whole.rstrip(), stretches


def says(text: Text, event: str) -> bool:
    """Whether a text says that an account holds."""
    return any(each.event.key == event and each.manner is Manner.SAYS for _, each in text.tellings())


def saying(texts: Iterable[Text], event: str) -> list[Text]:
    """Give the texts that say that an account holds, in order."""
    return [text for text in texts if says(text, event)]
