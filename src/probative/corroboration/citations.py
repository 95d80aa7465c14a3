"""Explicit citation: which texts name the publisher of another as where they have it from."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from probative.corroboration.crediting import Scope, credited
from probative.corroboration.lineage import age
from probative.corroboration.publishers import Key, Named, Publishers, Trace, publisher_key
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
    held: dict[int, list[tuple[str, str]]] = {}
    for number, name, words in quoted:
        held.setdefault(number, []).append((name, words))
    citing = Citing(texts, held)
    return tuple(sorted(pair for number in range(len(texts)) for pair in citing.of(number)))


class Citing:
    """Which texts cite which others, one by one; texts can be added (``keeping``)."""

    def __init__(self, texts: Sequence[Text], quoted: Mapping[int, Sequence[tuple[str, str]]]) -> None:
        """Take all texts, and by position what claims say that they have from whom: a publisher's name, and words."""
        self._texts = list(texts)
        self._quoted = dict(quoted)
        self._publishers = Publishers(texts)
        self._meaning = _Meaning(self._texts, self._publishers.issued)
        self._standing = {text.address: number for number, text in enumerate(texts) if text.address}
        self._traces: dict[Trace, set[int]] | None = None

    def of(self, number: int) -> set[Pair]:
        """Give the texts that one text cites, as pairs."""
        text = self._texts[number]
        found = {
            (number, cited)
            for link in (text.links & self._standing.keys() if text.links else ())
            if (cited := self._standing[link]) != number and not text.is_before(self._texts[cited])
        }
        own = publisher_key(text.publisher) if text.publisher else ()
        spots: dict[Key, list[tuple[Named, Scope]]] = {}
        for named in self._publishers.named_in(text):
            scope = credited(text, named) if named.key != own else None
            if scope is not None:
                spots.setdefault(named.key, []).append((named, scope))
        for key, places in spots.items():
            found.update((number, cited) for cited in self._meaning.meant(number, key, places))
        for name, words in self._quoted.get(number, ()):
            key = publisher_key(name)
            if key and key != own and key in self._publishers.issued:
                found.update((number, cited) for cited in self._meaning.told(number, key, [traits_of(words)]))
        return found

    def keeping(self) -> "Citing":
        """Note what publishers each text may name, so that texts can be added."""
        self._traces = {}
        for number in range(len(self._texts)):
            self._trace(number)
        return self

    def add(self, text: Text, quoted: Sequence[tuple[str, str]]) -> tuple[int, set[int]]:
        """Take a further text; give its position, and those of the texts that may cite it, or cite otherwise, now."""
        assert self._traces is not None
        number = len(self._texts)
        self._texts.append(text)
        self._quoted[number] = quoted
        self._trace(number)
        touched = {number}
        if text.address:
            self._standing[text.address] = number
            touched |= self._traces.get(("link", text.address), set())
        key = self._publishers.add(number, text)
        if key:
            self._meaning.add(number, key)
            for trace in self._publishers.traces_of(key, text.publisher or ""):
                touched |= self._traces.get(trace, set())
        return number, touched

    def _trace(self, number: int) -> None:
        assert self._traces is not None
        text = self._texts[number]
        traces: set[Trace] = {("link", link) for link in text.links}
        traces.update(self._publishers.traces_in(text))
        for name, _ in self._quoted.get(number, ()):
            if key := publisher_key(name):
                traces.add(("chain", " ".join(key)))
        for trace in traces:
            self._traces.setdefault(trace, set()).add(number)


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

    def add(self, number: int, key: Key) -> None:
        """Take one more text of a publisher."""
        where = self._where.get(key)
        if where is not None:
            for trait in frozenset[str]().union(*self._of(number)):
                where.setdefault(trait, []).append(number)

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
