"""Explicit citation: which texts name the publisher of another as where they have it from."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from probative.corroboration.crediting import Scope, credited
from probative.corroboration.lineage import age
from probative.corroboration.publishers import Key, Named, Publishers, publisher_key
from probative.corroboration.texts import Text
from probative.corroboration.traits import STRONG, Traits, is_strong, traits, traits_between, traits_of, weight

LEAST_MEANT: Final = 2 * STRONG
"""What the citing words and the cited text share at least: two names, numbers or days. Where the citing words hold
little themselves, a third of what they hold."""

_MOST_COMPARED: Final = 24
"""So many texts of one publisher are compared sentence by sentence: those that share most traits."""

_TOO_COMMON: Final = 500
"""A trait that so many texts of one publisher have helps to find none."""

Pair = tuple[int, int]


def plain_publisher(name: str) -> str:
    """Give a publisher's name without article, case and odd spaces."""
    return " ".join(re.sub(r"^(?:the|The|THE)\s+", "", " ".join(name.split())).casefold().split())


def citations(texts: Sequence[Text], quoted: Iterable[tuple[int, str, str]] = ()) -> tuple[Pair, ...]:
    """Find which texts cite which others: by their publisher's name, a handle, or a link to their address.

    A text never cites its own publisher by name, nor a text whose stated date is later. Where the cited publisher has
    several texts here, the one is meant that tells most of what the citing words tell; where none tells enough of it,
    the cited text is not among these, and there is no pair.

    Args:
        texts: All texts.
        quoted: Further citations: which text cites (its position), a publisher's name, and the words it cites for.

    Returns:
        Pairs (citing, cited) of positions in ``texts``, sorted.

    Source:
        docs/explanation/corroboration.md, rule T-4.
    """
    publishers = Publishers(texts)
    meaning = _Meaning(texts, publishers.issued)
    found = set(_linked(texts))
    for number, text in enumerate(texts):
        own = publisher_key(text.publisher) if text.publisher else ()
        spots: dict[Key, list[tuple[Named, Scope]]] = {}
        for named in publishers.named_in(text):
            scope = credited(text, named) if named.key != own else None
            if scope is not None:
                spots.setdefault(named.key, []).append((named, scope))
        for key, places in spots.items():
            found.update((number, cited) for cited in meaning.meant(number, key, places))
    for number, name, words in quoted:
        key, own = publisher_key(name), publisher_key(texts[number].publisher or "")
        if key and key != own and key in publishers.issued:
            found.update((number, cited) for cited in meaning.told(number, key, [traits_of(words)]))
    return tuple(sorted(found))


def _linked(texts: Sequence[Text]) -> Iterator[Pair]:
    standing = {text.address: number for number, text in enumerate(texts) if text.address}
    for number, text in enumerate(texts):
        for link in sorted(text.links & standing.keys()) if standing else ():
            cited = standing[link]
            if cited != number and not text.is_before(texts[cited]):
                yield number, cited


class _Meaning:
    """Tells which text of a publisher is meant by what another says that it has from there."""

    def __init__(self, texts: Sequence[Text], issued: Mapping[Key, list[int]]) -> None:
        self._texts = texts
        self._issued = issued
        self._traits: dict[int, tuple[Traits, ...]] = {}
        self._where: dict[Key, dict[str, list[int]]] = {}

    def meant(self, citing: int, key: Key, places: Sequence[tuple[Named, Scope]]) -> list[int]:
        """Give the text that is meant where ``citing`` credits its publisher so; empty where none is."""
        text = self._texts[citing]
        names = {at for named, _ in places for at in range(named.first, named.after)}
        spans = text.words.sentences(text.raw)
        told = [traits_between(text, first, after, names) for first, after in spans]
        telling = [
            each
            for each, (first, after) in zip(told, spans, strict=True)
            if sum(map(is_strong, each)) > 1 and any(first <= named.first < after for named, _ in places)
        ]
        if any(scope is Scope.TEXT for _, scope in places):
            return self.told(citing, key, told)
        # A credit line tells nothing itself: it speaks of the whole text.
        return self.told(citing, key, telling or told)

    def told(self, citing: int, key: Key, said: Sequence[Traits]) -> list[int]:
        """Give the text of a publisher that tells most of ``said``; empty where none tells enough."""
        wanted = max((min(LEAST_MEANT, weight(each) // 3) for each in said), default=0)
        best, most = [], 0
        for number in self._likely(citing, key, frozenset[str]().union(*said)):
            score = enough = 0
            for each in said:
                shared = max((weight(each & there) for there in self._of(number)), default=0)
                score += shared
                enough = max(enough, shared)
            if enough and enough >= wanted and score > most:
                best, most = [number], score
        return best

    def _of(self, number: int) -> tuple[Traits, ...]:
        if number not in self._traits:
            self._traits[number] = traits(self._texts[number])
        return self._traits[number]

    def _likely(self, citing: int, key: Key, said: Traits) -> list[int]:
        """Give the publisher's texts that share most traits with what is said and are not later; the best first."""
        where = self._where.get(key)
        if where is None:
            where = self._where[key] = {}
            for number in self._issued[key]:
                for trait in frozenset[str]().union(*self._of(number)):
                    where.setdefault(trait, []).append(number)
        shared: dict[int, int] = {}
        for trait in said:
            held = where.get(trait, ())
            for number in held if len(held) <= _TOO_COMMON else ():
                shared[number] = shared.get(number, 0) + weight((trait,))
        text = self._texts[citing]
        possible = [each for each in shared if each != citing and not text.is_before(self._texts[each])]
        return sorted(possible, key=lambda each: (-shared[each], _newest(self._texts[each])))[:_MOST_COMPARED]


def _newest(text: Text) -> tuple[object, ...]:
    unknown, day, *rest = age(text)
    return (unknown, -day, *rest)
