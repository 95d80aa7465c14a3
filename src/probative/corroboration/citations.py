"""Explicit citation: which texts name the publisher of another as where they have it from."""

import re
from collections.abc import Sequence
from typing import Final

from probative.corroboration.texts import Text

_BEFORE: Final = (
    r"(?:told|according to|(?:reported|cited|quoted|published|broadcast|revealed|confirmed) (?:by|in|on)|citing|"
    r"quoting|(?:interview|speaking|spoke|talking) (?:with|to)|(?:a|the) report (?:by|in|from)|reports? (?:by|in|from)|"
    r"(?:said|writing|wrote) (?:in|on))"
)
_AFTER: Final = (
    r"(?:reported|reports|said|says|wrote|writes|revealed|reveals|published|quoted|quotes|cited|cites|claimed|claims|"
    r"learned|learnt|broke)"
)
_LEAST_LETTERS: Final = 3


def citations(texts: Sequence[Text]) -> tuple[tuple[int, int], ...]:
    """Find which texts cite which others by their publisher's name ("the Daily Y reported", "told Daily Y").

    A text never cites its own publisher, nor a text whose stated date is later. Where the cited publisher has several
    texts here, the one that shares most words with the citing text is meant (of equals the latest, then the first).

    Returns:
        Pairs (citing, cited) of positions in ``texts``, sorted.
    """
    by_publisher: dict[str, list[int]] = {}
    for number, text in enumerate(texts):
        if text.publisher and len(text.publisher) >= _LEAST_LETTERS:
            by_publisher.setdefault(plain_publisher(text.publisher), []).append(number)
    spelled = {name: texts[numbers[0]].publisher or "" for name, numbers in by_publisher.items()}
    cues = {name: _cue(spelling) for name, spelling in spelled.items()}
    found = set()
    for number, text in enumerate(texts):
        own = plain_publisher(text.publisher) if text.publisher else None
        for name, numbers in by_publisher.items():
            if name != own and _without_article(spelled[name]) in text.raw and cues[name].search(text.raw):
                found |= {(number, cited) for cited in meant(number, numbers, texts)}
    return tuple(sorted(found))


def plain_publisher(name: str) -> str:
    """Give a publisher's name without article, case and odd spaces."""
    return " ".join(_without_article(" ".join(name.split())).casefold().split())


def _without_article(name: str) -> str:
    return re.sub(r"^(?:the|The|THE)\s+", "", name)


def _cue(publisher: str) -> re.Pattern[str]:
    name = r"\s+".join(re.escape(word) for word in _without_article(publisher).split())
    return re.compile(
        rf"\b(?i:{_BEFORE})\s+(?i:the\s+)?{name}\b|\b{name}\b(?:'s|’s)?\s+(?:has\s+|had\s+|first\s+|earlier\s+)?{_AFTER}\b"
    )


def meant(citing: int, numbers: Sequence[int], texts: Sequence[Text]) -> list[int]:
    """Give the one among ``numbers`` that ``citing`` most likely cites; none where all are later than it."""
    possible = [number for number in numbers if number != citing and not texts[citing].is_before(texts[number])]
    words = frozenset(texts[citing].words.forms)

    def fits(number: int) -> tuple[int, int, int]:
        stated = texts[number].latest
        return (
            len(words & frozenset(texts[number].words.forms)),
            stated.toordinal() if stated is not None else 0,
            -number,
        )

    return [max(possible, key=fits)] if possible else []
