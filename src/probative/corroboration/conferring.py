"""Who may have told each other before they told anybody else, because a text says so."""

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Final

from probative.base.identifiers import SourceId, number_of
from probative.corroboration.naming import block_of, same_name
from probative.corroboration.sources import Sources
from probative.language.names.alphabets import is_cyrillic
from probative.model.anchors import Passage
from probative.model.claims import SourceKind
from probative.model.conferring import Conferring
from probative.model.readings import Genre, Reading

_SENTENCE: Final = re.compile(r"[^.!?\n]+[.!?]?")
_CONFERRED: Final = re.compile(
    r"\b(?:went over (?:it|this|that|all)|(?:talk|speak|spoke|went|gone)\w* (?:\w+ )?(?:through|over) (?:it|with)|"
    r"(?:talked|spoke) (?:it|this|that|everything|all) (?:through|over)|discussed|compared (?:notes|what|our)|"
    r"agreed (?:on|about) (?:what|how)|(?:went|travelled|traveled|came|fled|hid|prepared|remembered)\b[^.]*\btogether|"
    r"went over [^.]*\btogether)\b"
    r"|\b(?:обговор\w+|радил\w+|домовил\w+|пригадувал\w+ разом|разом (?:їхал\w*|їзди\w+|йшл\w+|тікал\w+|ховал\w+)|"
    r"(?:їхал\w*|йшл\w+|тікал\w+|ховал\w+) разом)"
    r"|\b(?:обсужда\w+|обсудил\w+|советовал\w+|договорил\w+|вспоминал\w+ вместе|"
    r"вместе (?:ехал\w*|шл\w+|бежал\w+|прятал\w+)|"
    r"(?:ехал\w*|шл\w+|бежал\w+|прятал\w+) вместе)",
    re.IGNORECASE,
)
_MAY: Final = (
    *(
        "went over",
        " through it",
        " through with",
        " over it",
        " over with",
        "talked",
        "spoke",
        "discussed",
        "compared",
    ),
    *("agreed ", "together", "обговор", "радил", "домовил", "разом", "обсужда", "обсудил", "советовал", "договорил"),
    "вместе",
)
"""Without one of these no text can say that people conferred: most are passed over at this price."""

_MARKS: Final = ".,;:!?»”\"'’)"
_FIRST_PERSON: Final = re.compile(r"\b(?:I|we|us|me|я|ми|мы|нами|мною|мной)\b", re.IGNORECASE)
_TOLD_BY_ITSELF: Final = frozenset((Genre.TESTIMONY, Genre.MAIL))


def conferrings(readings: Iterable[Reading], known: Sources) -> tuple[Conferring, ...]:
    """Find the sentences that say of two sources or more that they conferred, or went through it together.

    It is a proposal: it only ever lowers ``at_least``. "I" is whoever makes the statement or writes the mail.

    Args:
        readings: Texts of the case, in any order.
        known: The sources of the case; only who speaks somewhere can have told somebody.

    Returns:
        In order of exhibits and places.

    Source:
        docs/explanation/corroboration.md, rule C-10.
    """
    named = _Named(known)
    found = [each for reading in readings for each in _in(reading, named, known)]
    return tuple(sorted(found, key=lambda each: (number_of(each.passage.exhibit), each.passage.start)))


def _in(reading: Reading, named: "_Named", known: Sources) -> Iterator[Conferring]:
    folded = reading.text.lower()
    if not any(each in folded for each in _MAY) or not _CONFERRED.search(reading.text):
        return
    voice: frozenset[SourceId] = frozenset()
    if reading.genre in _TOLD_BY_ITSELF and reading.author:
        voice = frozenset(source.id for source in known.called(reading.author))
    for match in _SENTENCE.finditer(reading.text):
        words = match.group().strip()
        if not _CONFERRED.search(words):
            continue
        people = named.within(words)
        if _FIRST_PERSON.search(words):
            people |= voice
        if len(people) > 1:
            start = reading.offset + match.start() + match.group().index(words)
            passage = Passage(exhibit=reading.exhibit, start=start, end=start + len(words))
            yield Conferring(people=frozenset(people), passage=passage, words=words)


class _Named:
    """The names of people with at least two words, and whose they are."""

    def __init__(self, known: Sources) -> None:
        self._owners: dict[str, set[SourceId]] = {}
        self._alike: dict[str, list[str]] = {}
        self._short: dict[str, set[SourceId]] = {}
        """Of whom the claims give a family name only."""
        for source in known.sources:
            if source.kind in (SourceKind.NAMED, SourceKind.SEALED):
                for name in source.names:
                    if len(name.split()) > 1 or source.kind is SourceKind.SEALED:
                        self._owners.setdefault(name, set()).add(source.id)
                    elif name == source.name:
                        self._short.setdefault(name, set()).add(source.id)

    def within(self, words: str) -> set[SourceId]:
        """Give who is named in a sentence, in this alphabet or another: a witness speaks in the language she speaks."""
        found = [name for name in self._owners if _says(words, name)]
        for one, other in pairwise(words.split()):
            family = other.strip(_MARKS)
            name = f"{one} {family}"
            is_name = one[:1].isupper() and other[:1].isupper() and one[-1:].isalpha()
            if is_name and not any(name in each or each in name for each in found):
                found += self._written_otherwise(name) or ([family] if family in self._short else [])
        return {source for name in found for source in self._owners.get(name) or self._short[name]}

    def _written_otherwise(self, name: str) -> list[str]:
        if not self._alike:
            for each in self._owners:
                self._alike.setdefault(block_of(each), []).append(each)
        there = (each for each in self._alike.get(block_of(name), ()) if is_cyrillic(each) != is_cyrillic(name))
        return [each for each in there if same_name(each, name)]


def _says(words: str, name: str) -> bool:
    return name in words and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", words) is not None
