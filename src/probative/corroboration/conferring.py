"""Who may have told each other before they told anybody else, because a text says so."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from probative.base.identifiers import SourceId, number_of
from probative.corroboration.sources import Sources
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
    named = _named(known)
    found = [each for reading in readings for each in _in(reading, named, known)]
    return tuple(sorted(found, key=lambda each: (number_of(each.passage.exhibit), each.passage.start)))


def _in(reading: Reading, named: dict[str, frozenset[SourceId]], known: Sources) -> Iterator[Conferring]:
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
        people = {source for name, sources in named.items() if _says(words, name) for source in sources}
        if _FIRST_PERSON.search(words):
            people |= voice
        if len(people) > 1:
            start = reading.offset + match.start() + match.group().index(words)
            passage = Passage(exhibit=reading.exhibit, start=start, end=start + len(words))
            yield Conferring(people=frozenset(people), passage=passage, words=words)


def _named(known: Sources) -> dict[str, frozenset[SourceId]]:
    """Give the names of people with at least two words, and whose they are."""
    found: dict[str, set[SourceId]] = {}
    for source in known.sources:
        if source.kind in (SourceKind.NAMED, SourceKind.SEALED):
            for name in source.names:
                if len(name.split()) > 1 or source.kind is SourceKind.SEALED:
                    found.setdefault(name, set()).add(source.id)
    return {name: frozenset(owners) for name, owners in found.items()}


def _says(words: str, name: str) -> bool:
    return name in words and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", words) is not None
