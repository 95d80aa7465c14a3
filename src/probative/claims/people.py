"""The persons that a text names, with the roles and ages it gives them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from probative.claims.descriptions import is_title
from probative.claims.drafts import Stretch
from probative.claims.parse import Parse

_NAME: Final = re.compile(r"P{2,}")
_LONGEST_NAME: Final = 5


@dataclass(slots=True)
class Person:
    """A full name, its gender where a given name or role tells, its roles and its age."""

    name: str
    gender: str = ""
    roles: set[str] = field(default_factory=set)
    words: set[str] = field(default_factory=set)
    first_place: int = 0


class Roster:
    """The persons named in full in a text."""

    def __init__(self, whole: Parse) -> None:
        self._whole = whole
        self._people: dict[str, Person] = {}
        self.bound_starts: dict[int, Person] = {}
        self._by_part: dict[str, dict[str, Person]] = {}
        for start, end in _full_names(whole):
            self._add(start, end)
        self._add_single_names()

    def by_name(self, name: str) -> Person | None:
        """Give the one person that ``name`` can mean: in full, or by a part that no other shares."""
        plain = name.lower()
        found = self._people.get(plain)
        if found is not None:
            return found
        parts = plain.split()
        fitting = [self._by_part.get(part, {}) for part in parts]
        shared = [
            person for key, person in (fitting[0].items() if fitting else ()) if all(key in one for one in fitting)
        ]
        return shared[0] if len(shared) == 1 else None

    def by_role(self, head: str, modifiers: frozenset[str], place: int) -> Person | None:
        """Give the one person whom the text called a ``head`` before ``place``: "the activist", "the 41-year-old"."""
        fitting = [
            person
            for person in self._people.values()
            if head in person.roles and person.first_place < place and modifiers <= person.words | person.roles
        ]
        return fitting[0] if len(fitting) == 1 else None

    def _add(self, start: int, end: int) -> None:
        whole = self._whole
        name = whole.words(start, end)
        key = name.lower()
        person = self._people.get(key)
        if person is None:
            person = self._people[key] = Person(name=name, first_place=start)
            person.gender = whole.lexicon.given_names.get(whole.low(start), "")
            for part in whole.lows[start:end]:
                self._by_part.setdefault(part, {})[key] = person
        self._bind(person, start, end)

    def _bind(self, person: Person, start: int, end: int) -> None:
        """Note the roles around a name: "activist X", "X, a lawyer", "the lawyer, X", "X, 41"."""
        whole = self._whole
        chunks = whole.chunks(start)
        base_start = next((low for low, high in chunks.phrases.items() if low <= start < high), start)
        self._note(person, base_start, start)
        title = start - 2 if whole.low(start - 1) == "." else start - 1
        for gender, words in (("f", "female"), ("m", "male")):
            if not person.gender and whole.low(title) in whole.lexicon.people[words]:
                person.gender = gender
        place = end
        for _ in range(3):
            if whole.tag(place) not in ",(":
                break
            stop = chunks.phrases.get(place + 1, place + 1)
            if whole.tag(place + 1) == "#":
                person.roles.add(f"{whole.low(place + 1)}-year-old")
            elif stop > place + 1 and (
                whole.tag(place + 1) in "DG" or whole.low(stop - 1) in whole.lexicon.people["offices"]
            ):
                self._note(person, place + 1, stop)
            else:
                break
            place = stop
        if (
            whole.tag(start - 1) == ","
            and (before := chunks.phrase_ends.get(start - 1)) is not None
            and whole.tag(before) in "DG"
            and whole.tag(end) == ","
        ):
            self._note(person, before, start - 1)

    def _note(self, person: Person, start: int, end: int) -> None:
        whole = self._whole
        self.bound_starts[start] = person
        people = whole.lexicon.people
        for index in range(start, end):
            low = whole.low(index)
            if low in people["persons"] or low in people["offices"] or low.endswith("-old"):
                person.roles.add(low)
            if not person.gender and low in people["female"] | people["male"]:
                person.gender = "f" if low in people["female"] else "m"
            person.words.add(low)

    def _add_single_names(self) -> None:
        """Bind what is said about a short name ("Osechkin, 41") to the full one."""
        whole = self._whole
        for index, tag in enumerate(whole.tags):
            if tag == "P" and whole.tag(index + 1) != "P" and whole.tag(index - 1) != "P":
                person = self.by_name(whole.low(index))
                if person is not None:
                    self._bind(person, index, index + 1)


def _full_names(whole: Parse) -> Iterator[Stretch]:
    people = whole.lexicon.people
    for match in _NAME.finditer(whole.tags):
        start, end = match.span()
        start = max(start, end - _LONGEST_NAME * 2)
        while start < end and is_title(whole, start):
            start += 1
        words = whole.lows[start:end]
        is_other = any(word in people["institutions"] or word in people["documents"] for word in words)
        has_article = whole.tag(start - 1) == "D" and whole.low(start - 1) in ("the", "a", "an")
        crosses = whole.sentence_of[start] != whole.sentence_of[end - 1] if start < end else True
        if (
            end - start >= 2
            and not is_other
            and not has_article
            and not crosses
            and end - start <= _LONGEST_NAME
            and words[-1][0].isalpha()
        ):
            yield start, end
