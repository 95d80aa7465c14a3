"""What keeps the names of sealed people out of all that is derived or shown: found by prints, replaced by pseudonyms.

The prints lie where the originals of sealed people lie, in ``source-protection``: whoever may have texts worked through
can find names, and nobody else. The names themselves lie in the identities, and no process of this kind opens those.

Source: docs/decisions/0180-names-are-found-by-keyed-hashes.md.
"""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from probative.base import canonical
from probative.base.identifiers import is_identifier
from probative.custody.compartments import Compartment, Within, within
from probative.custody.protocol import Custody, Reword
from probative.flow import acts
from probative.language.hiding import Finder, Found, Printed
from probative.language.hiding.finder import replaced
from probative.model.anchors import Passage
from probative.model.exhibits import Exhibit, Receipt
from probative.model.gaps import Gap
from probative.model.readings import Declared, Part, Reading

ASIDE: Final = within(Compartment.SOURCE_PROTECTION)
"""Where originals lie that name sealed people, with what finds their names."""

_UNTOLD: Final = (acts.IDENTITY_SCREENED, acts.READING_MADE, acts.ARTEFACT_DERIVED)
"""Acts that record no words."""


@dataclass(frozen=True, slots=True)
class Moves:
    """Where each offset of an exhibit's text lies once names in it were replaced.

    ``stretches`` are ``(start, end, new start, new end)`` of each replaced name, in order.
    """

    stretches: tuple[tuple[int, int, int, int], ...] = ()

    def start(self, at: int) -> int:
        """Give where a stretch begins that began at ``at``: with the whole pseudonym, where it began inside a name."""
        return self._moved(at, is_end=False)

    def end(self, at: int) -> int:
        """Give where a stretch ends that ended at ``at``: with the whole pseudonym, where it ended inside a name."""
        return self._moved(at, is_end=True)

    def passage(self, value: Passage) -> Passage:
        """Give a passage as it lies now."""
        return replace(value, start=self.start(value.start), end=self.end(value.end))

    def _moved(self, at: int, *, is_end: bool) -> int:
        place = bisect_right(self.stretches, at - is_end, key=lambda one: one[0]) - 1
        if place < 0:
            return at
        start, end, new_start, new_end = self.stretches[place]
        if start <= at - is_end < end:
            return new_end if is_end else new_start
        return at + new_end - end


@dataclass(frozen=True, slots=True, kw_only=True)
class Hidden:
    """A reading without the names, where everything in it lies now, and who was named in it."""

    reading: Reading
    moves: Moves
    named: frozenset[str]


class Screen:
    """Finds and replaces the names of sealed people."""

    def __init__(self, people: Sequence[Printed], key: bytes) -> None:
        self.people = tuple(people)
        self.key = key
        self._finder = Finder(self.people, key)
        self.text = lru_cache(maxsize=1 << 14)(self._text)

    def _text(self, text: str, about: str | None = None, *, is_title: bool = False) -> str:
        """Give a text with each name replaced.

        Args:
            text: Any text.
            about: The exhibit it is of, where it is of one.
            is_title: Whether it is a file's name or a title, where capitals say nothing.
        """
        return replaced(text, self._finder.find(text, within=about, any_case=is_title))

    def names(self, text: str, about: str | None = None) -> list[Found]:
        """Give where a text names sealed people."""
        return self._finder.find(text, within=about)

    def titles(self, text: str, about: str | None = None) -> list[Found]:
        """Give where a file's name or a title names sealed people."""
        return self._finder.find(text, within=about, any_case=True)

    def doubts(self, text: str, about: str | None = None) -> list[Found]:
        """Give where a text may still name sealed people."""
        return self._finder.doubts(text, within=about)

    def plain(self, value: canonical.Json, about: str | None = None) -> canonical.Json:
        """Give JSON with each name in its texts replaced."""
        if isinstance(value, str):
            return self.text(value, about)
        if isinstance(value, Mapping):
            return {key: self.plain(member, about) for key, member in value.items()}
        if isinstance(value, Sequence):
            return [self.plain(member, about) for member in value]
        return value

    def fields(self, fields: acts.Fields, about: str | None = None) -> acts.Fields:
        """Give the fields of an act with each name in them replaced; those that hold none as they were."""
        made: dict[str, str] = {}
        for name, field in fields.items():
            value = acts.value(field)
            hidden = self.plain(value, about)
            made[name] = field if hidden == value else acts.text(hidden)
        return made

    def exhibit(self, value: Exhibit) -> Exhibit:
        """Give an exhibit as everybody may see it: its names and receipts without the names of sealed people."""
        return replace(
            value,
            name=self.text(value.name, value.id, is_title=True),
            receipts=tuple(self.receipt(one, value.id) for one in value.receipts),
            publisher=self._maybe(value.publisher, value.id),
        )

    def receipt(self, value: Receipt, about: str) -> Receipt:
        """Give a receipt without the names of sealed people."""
        return replace(
            value,
            name=self.text(value.name, about, is_title=True),
            received_from=self._maybe(value.received_from, about),
            collected_by=self._maybe(value.collected_by, about),
        )

    def gap(self, value: Gap) -> Gap:
        """Give a gap without the names of sealed people."""
        what = self.text(value.what, value.exhibit, is_title=True)
        return replace(value, what=what, detail=self.text(value.detail, value.exhibit))

    def reading(self, value: Reading, before: Moves | None = None) -> Hidden:
        """Give a volume of a reading without the names of sealed people.

        Args:
            value: The volume as its reader gave it.
            before: How the volumes before it moved; none, for the first.
        """
        about = value.exhibit
        found = self.names(value.text, about)
        first = (before or Moves()).end(value.offset) if value.offset else 0
        stretches = list((before or Moves()).stretches)
        by = first - value.offset
        for one in found:
            start, end = value.offset + one.start, value.offset + one.end
            new_start = start + by
            stretches.append((start, end, new_start, new_start + len(one.pseudonym)))
            by = new_start + len(one.pseudonym) - end
        moves = Moves(tuple(stretches))
        named = {one.pseudonym for one in found}
        if not moves.stretches:
            reading = self._described(value, moves)
        else:
            reading = self._described(
                replace(
                    value,
                    text=replaced(value.text, found),
                    offset=first,
                    parts=tuple(
                        replace(
                            part, start=moves.start(part.start), end=max(moves.start(part.start), moves.end(part.end))
                        )
                        for part in value.parts
                    ),
                ),
                moves,
            )
        if reading != value:
            named |= self._named_beside(value)
        return Hidden(reading=reading, moves=moves, named=frozenset(named))

    def _described(self, value: Reading, moves: Moves) -> Reading:
        about = value.exhibit
        return replace(
            value,
            parts=tuple(self._part(part, about) for part in value.parts),
            title=self._maybe(value.title, about),
            publisher=self._maybe(value.publisher, about),
            author=self._maybe(value.author, about),
            declared=tuple(self._declared(each, about, moves) for each in value.declared),
        )

    def _part(self, part: Part, about: str) -> Part:
        heading = self.text(part.label, about, is_title=True)
        speaker = self._maybe(part.speaker, about)
        is_as_was = (heading, speaker) == (part.label, part.speaker)
        return part if is_as_was else replace(part, label=heading, speaker=speaker)

    def _declared(self, value: Declared, about: str, moves: Moves) -> Declared:
        passage = None if value.passage is None else moves.passage(value.passage)
        hidden = self.text(value.value, about, is_title=True)
        return replace(value, key=self.text(value.key, about), value=hidden, passage=passage)

    def _named_beside(self, value: Reading) -> set[str]:
        """Give who is named in what stands beside the text: titles, labels, what the format declares."""
        beside = [value.title, value.publisher, value.author, *(part.label for part in value.parts)]
        beside += [part.speaker for part in value.parts]
        beside += [each.value for each in value.declared]
        return {
            one.pseudonym
            for text in beside
            if text
            for one in self._finder.find(text, within=value.exhibit, any_case=True)
        }

    def _maybe(self, text: str | None, about: str | None) -> str | None:
        return None if text is None else self.text(text, about, is_title=True)


def screened(custody: Custody) -> Mapping[str, Printed] | None:
    """Give everybody whose name is sealed, as the screen knows them, by pseudonym; what was widened, widened.

    ``None`` where a screen lies in a compartment that is not open here: then names cannot be found.
    """
    found: dict[str, Printed] = {}
    for index in _screens(custody):
        fields = custody.entry(index).fields
        if fields is None:
            return None
        person = acts.printed_in(fields)
        found[person.pseudonym] = person
    return found


def screen_of(custody: Custody) -> Screen | None:
    """Give the screen of a case; ``None`` where nobody is sealed, or where it is not open here: see ``is_blind``."""
    people = screened(custody)
    return Screen(tuple(people.values()), key_of(custody)) if people else None


def key_of(custody: Custody) -> bytes:
    """Give the key under which the case's prints are made.

    Raises:
        LookupError: When there is none yet, or it is not open here.
    """
    for index in _screens(custody):
        fields = custody.entry(index).fields
        if fields is not None:
            return bytes.fromhex(str(acts.value(fields["key"])))
    raise LookupError("nobody is sealed, or the screen is closed")


def rewording(custody: Custody) -> Reword:
    """Give what keeps the names of sealed people out of whatever is recorded, whoever typed it.

    The screen is opened when something is first recorded. It is a net below the others: each stage and flow replaces
    names by itself.
    """
    screens: list[Screen | None] = []

    def reworded(kind: str, fields: acts.Fields, place: Within) -> acts.Fields:
        if kind in _UNTOLD or Compartment.IDENTITIES in place:
            return fields
        if not screens:
            screens.append(screen_of(custody))
        screen = screens[0]
        return fields if screen is None else screen.fields(fields, _about(fields))

    return reworded


def _about(fields: acts.Fields) -> str | None:
    found = (acts.value(fields[name]) for name in ("exhibit", "about", "id") if name in fields)
    return next(
        (str(each).partition("#")[0] for each in found if is_identifier(str(each).partition("#")[0], "E")), None
    )


def is_blind(custody: Custody) -> bool:
    """Whether people are sealed and this opening cannot find their names."""
    return screened(custody) is None


def _screens(custody: Custody) -> list[int]:
    """Give the entries that say how names are found, oldest first."""
    return [index for index, _ in custody.log.said_of_screens]
