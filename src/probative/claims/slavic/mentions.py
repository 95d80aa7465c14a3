"""Whom and what the sentences of a Ukrainian or Russian text mention, for the pronouns after them."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Final

from probative.claims.drafts import Draft
from probative.claims.mentions import Mention
from probative.claims.slavic.parse import SlavicParse
from probative.claims.slavic.phrases import NounPhrase, phrase_at
from probative.claims.slavic.speakers import Speakers, names_between

_MOST: Final = 60
"""Mentions of one sentence looked at: the longest sentence must not cost more than its share."""
PLACING: Final = frozenset((
    "в", "у", "во", "на", "з", "із", "зі", "из", "до", "біля", "під", "под", "возле", "около", "через", "над", "близ",
))  # fmt: skip


class Mentions:
    """The people of each sentence of a text, and the things that a pronoun could mean as well."""

    def __init__(self, whole: SlavicParse, drafts: Sequence[Draft], speakers: Speakers) -> None:
        self._whole = whole
        self._speakers = speakers
        self._sources = {draft.source[0]: index for index, draft in enumerate(drafts) if draft.source is not None}
        # Whoever has the turn is "I" in it, and "he" is somebody else.
        self._turns = {draft.source[0] for draft in drafts if draft.source is not None and draft.form == "label"}
        self._found: dict[int, tuple[Mention, ...]] = {}
        self._things: dict[int, tuple[NounPhrase, ...]] = {}

    def before(self, at: int, sentences: int) -> Iterator[Mention]:
        """Give the people named before token ``at`` in its sentence and in the ``sentences`` before, the last first."""
        for sentence in self._back(at, sentences):
            found = self._found.get(sentence)
            if found is None:
                found = self._found[sentence] = tuple(self._people(sentence))
            end = bisect_left(found, at, key=lambda one: one.start)
            yield from reversed(found[max(0, end - _MOST) : end])

    def could_be_thing(self, at: int, sort: str, sentences: int) -> bool:
        """Whether a thing of a gender ("p": several) acts in the sentence before token ``at`` or the ones before it."""
        for sentence in self._back(at, sentences):
            found = self._things.get(sentence)
            if found is None:
                found = self._things[sentence] = tuple(self._acting_things(sentence))
            end = bisect_left(found, at, key=lambda one: one.start)
            near = found[max(0, end - _MOST) : end]
            if any(one.number == "p" if sort == "p" else one.gender == sort for one in near):
                return True
        return False

    def _back(self, at: int, sentences: int) -> range:
        number = self._whole.sentence_of[at]
        return range(number, max(-1, number - sentences - 1), -1)

    def _acting_things(self, sentence: int) -> Iterator[NounPhrase]:
        for one in self._phrases(sentence):
            is_thing = one.tag == "N" and not self._is_person(one) and not self._whole.is_time(one.head)
            if is_thing and self._is_acting(one):
                yield one

    def _people(self, sentence: int) -> Iterator[Mention]:
        whole = self._whole
        for one in self._phrases(sentence):
            if one.start in self._turns:
                continue
            index = self._sources.get(one.start)
            if index is not None and whole.tags[one.start] not in "RG":
                yield Mention(one.start, one.end, self._speakers.of(index), self._is_acting(one), is_source=True)
                continue
            if not self._is_person(one):
                continue
            yield from self._named(one)

    def _named(self, one: NounPhrase) -> Iterator[Mention]:
        """Give the person that a phrase means, and whoever else it names: "брат Марти Велик" are two."""
        whole, is_governed = self._whole, "N" not in one.cases
        runs = list(names_between(whole, one.start, one.end))
        is_acting = self._is_acting(one)
        meant = self._speakers.called((one.start, one.end), is_governed=is_governed)
        if len(runs) < 2:
            yield Mention(one.start, one.end, meant, is_acting, is_source=False)
        for start, end in runs:
            named = self._speakers.called((start, end), is_governed=is_governed)
            if len(runs) > 1 or named.name != meant.name:
                yield Mention(start, end, named, is_acting and start == one.start, is_source=False)

    def _phrases(self, sentence: int) -> Iterator[NounPhrase]:
        """Give the noun phrases of a sentence, those after prepositions and in quotations too."""
        here = self._whole.sentences[sentence]
        index = here.first
        while index < here.last:
            if self._whole.tags[index] in "NPJLDG#":
                found = phrase_at(self._whole, index, here.last)
                if found is not None:
                    yield found
                    index = found.end
                    continue
            index += 1

    def _is_person(self, one: NounPhrase) -> bool:
        whole = self._whole
        if whole.lexicon.people.get(whole.lows[one.head]) == "people":
            return True
        is_place = whole.low(one.start - 1) in PLACING and one.tag == "P" and self._speakers.full(one.head) is None
        return "P" in whole.tags[one.start : one.end] and not is_place

    def _is_acting(self, one: NounPhrase) -> bool:
        """Whether a phrase can be the subject of a verb beside it."""
        whole = self._whole
        if "N" not in one.cases or whole.tag(one.start - 1) == "p":
            return False
        after, before = one.end, one.start - 1
        while whole.tag(after) in "ax" and after < one.end + 3:
            after += 1
        return whole.tag(after) in "VS," or whole.tag(before) in "VS"
