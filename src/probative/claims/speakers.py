"""Who a source's words mean inside one text: short names, roles and pronouns brought to one name.

Where two antecedents are as likely as each other, the words stay as they are.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Final

from probative.claims.descriptions import Description, describe, is_title, kind_of, plain_words
from probative.claims.drafts import Draft, Stretch
from probative.claims.mentions import (
    FIRST,
    FIRST_MANY,
    PAIR,
    PRONOUNS,
    Mention,
    Speaker,
    fits,
    pair_of,
    ranked,
    speaker_of,
)
from probative.claims.parse import Parse
from probative.claims.people import Person, Roster
from probative.claims.phrases import chain_left
from probative.claims.sources import subject
from probative.claims.turns import addressed_by, answerer
from probative.model.claims import SourceKind

_ANSWERING: Final = frozenset(("a", "answer", "witness", "the witness"))
_SENTENCES_BACK: Final = 3
_PAIR_BACK: Final = 6
"""Sentences searched for the two of whom "both" speaks: no other pair of words in between can be meant."""
_LOOK_BACK: Final = 60
"""Sentences searched for what "the officer" means."""


_WHERE: Final = frozenset(("in", "into", "near"))
"""Words before a name that nobody bears in full: a place, and no person whom "he" means."""
_MOST_ALIKE: Final = 60
"""Descriptions compared at most; a text that repeats "the man" thousands of times is no reason to compare them all."""


class Speakers:
    """The speakers of a text's attributions, by the index of the attribution."""

    def __init__(self, whole: Parse, drafts: Sequence[Draft], parents: Sequence[int | None]) -> None:
        self._whole = whole
        self._drafts = drafts
        self._parents = parents
        self._roster = Roster(whole)
        self._mentions: dict[int, tuple[Mention, ...]] = {}
        self._described: dict[int, tuple[Description, ...]] = {}
        self._spoken: dict[int, list[Mention]] = {}
        self._found: dict[int, Speaker] = {}
        self._called: dict[int, str] = {}
        self._sources: dict[str, list[Description]] = {}
        self._genders: dict[str, str] = {}
        order = sorted((draft.source[0], index) for index, draft in enumerate(drafts) if draft.source)
        for place, index in order:
            self._found[index] = self._resolve(index)
            if place not in self._called:
                self._called[place] = self._found[index].name
                seen = describe(whole, *(drafts[index].source or (place, place + 1)))
                if not seen.name:
                    self._sources.setdefault(seen.head, []).append(seen)
            self._note(place, self._found[index], drafts[index])
        for _, index in order:
            if self._is_first_person(index):
                self._found[index] = self._resolve(index)

    def of(self, index: int) -> Speaker:
        """Give the speaker of attribution ``index``; an empty one where no source is named."""
        return self._found.get(index, Speaker("", SourceKind.UNATTRIBUTED, None))

    def person(self, name: str) -> Person | None:
        """Give the one person named in full whom ``name`` can mean."""
        return self._roster.by_name(name)

    def fitting(self, sentence: int, sort: str) -> list[Mention]:
        """Give the mentions of a sentence that a pronoun of a sort ("m", "f", "many", "thing") could take up."""
        return [one for one in self._mentions_in(sentence) if fits(one.speaker, sort)]

    def _note(self, place: int, speaker: Speaker, draft: Draft) -> None:
        """Remember who spoke in a sentence, for the pronouns after it."""
        # Whoever has the turn is "I" in it, and "he" is somebody else.
        if speaker.name.lower() not in FIRST | FIRST_MANY and draft.form != "label":
            mention = Mention(
                place,
                (draft.source or (place, place + 1))[1],
                speaker,
                is_subject=draft.unit[0] <= place,
                is_source=True,
            )
            self._spoken.setdefault(self._whole.sentence_of[place], []).append(mention)

    def _is_first_person(self, index: int) -> bool:
        source = self._drafts[index].source
        return source is not None and self._whole.lows[source[0]] in FIRST | FIRST_MANY | {"you"}

    def _resolve(self, index: int) -> Speaker:
        source = self._drafts[index].source
        if source is None:
            return Speaker("", SourceKind.UNATTRIBUTED, None)
        low = self._whole.lows[source[0]]
        is_alone = source[1] - source[0] == 1
        if low in FIRST | FIRST_MANY and is_alone:
            return self._first_person(index, low)
        if low == "you" and is_alone:
            turns = {place: self.of(place) for place, draft in enumerate(self._drafts) if draft.form == "label"}
            addressed = addressed_by(turns, self._parents, index)
            if addressed is not None:
                return addressed
        if low in PRONOUNS and is_alone:
            own = self._own_voices(index)
            found = self._pair(source[0], own) if low == "both" else self._antecedent(source[0], PRONOUNS[low], own)
            return found or Speaker(
                self._whole.words(*source),
                SourceKind.DESCRIBED,
                None if PRONOUNS[low] in ("many", "thing") else 1,
                gender=PRONOUNS[low] if PRONOUNS[low] != "many" else "",
                is_plural=PRONOUNS[low] == "many",
            )
        if (low in PRONOUNS or low in FIRST | FIRST_MANY) and self._whole.tags[source[0]] == "G":
            return self._owned(index, source, low)
        if self._drafts[index].form == "label" and self._whole.words(*source).lower() in _ANSWERING:
            return answerer(self._whole, self._drafts, source)
        return self._by_words(source)

    def _first_person(self, index: int, low: str) -> Speaker:
        """Give who says "I": the speaker of the attribution around it."""
        parent = self._parents[index]
        seen = set()
        while parent is not None and parent not in seen:
            seen.add(parent)
            speaker = self._found.get(parent)
            if speaker is not None and speaker.name.lower() not in FIRST | FIRST_MANY:
                if low in FIRST or speaker.gender == "thing":
                    return speaker
                break
            parent = self._parents[parent]
        is_many = low in FIRST_MANY
        # Outside every quotation "I" is whoever wrote or speaks the whole text, and can be found by it.
        kind = SourceKind.NAMED if self._parents[index] is None else SourceKind.DESCRIBED
        return Speaker("We" if is_many else "I", kind, None if is_many else 1, is_plural=is_many)

    def _own_voices(self, index: int) -> frozenset[str]:
        """Give who speaks around an attribution in words of their own: "he" in a quotation is not its speaker."""
        draft = self._drafts[index]
        found = set()
        parent = self._parents[index]
        seen: set[int] = set()
        while parent is not None and parent not in seen and draft.source is not None:
            seen.add(parent)
            outer = self._drafts[parent]
            is_quoted = self._whole.quote_of[draft.source[0]] >= 0 and outer.source is not None
            if outer.form == "label" or (is_quoted and self._whole.quote_of[(outer.source or (0, 0))[0]] < 0):
                found.add(self.of(parent).name)
            parent = self._parents[parent]
        return frozenset(found - {""})

    def _owned(self, index: int, source: Stretch, low: str) -> Speaker:
        """Give "her lawyer" as "Velik's lawyer" where "her" is clear, "my lawyer" likewise."""
        plain = self._by_words(source)
        if plain.name != plain_words(self._whole, *source):
            return plain
        if low in FIRST | FIRST_MANY:
            first = self._first_person(index, low)
            owner = None if first.name in ("I", "We") else first
        else:
            owner = self._antecedent(source[0], PRONOUNS[low], self._own_voices(index))
        if owner is None:
            return plain
        rest = self._whole.words(source[0] + 1, source[1])
        return Speaker(f"{owner.name}'s {rest}", plain.kind, plain.number, plain.gender, plain.is_plural)

    def _by_words(self, source: Stretch) -> Speaker:
        pair = pair_of(self._whole, source, self._mentions_in(self._whole.sentence_of[source[0]]))
        if pair is not None:
            return pair.speaker
        seen = describe(self._whole, *source)
        named = self._named_beside(seen)
        if named is not None:
            return named
        if self._whole.lows[source[0]] == "one" and self._whole.lows[source[1] - 1] == "them":
            group = self._antecedent(source[1] - 1, "many")
            return Speaker(f"one of {group.name if group else 'them'}", SourceKind.DESCRIBED, 1)
        return self._known(seen, source[0])

    def _named_beside(self, seen: Description) -> Speaker | None:
        """Give the name in "the ministry's spokesman, Pavel Orsen"."""
        whole = self._whole
        if seen.name or seen.is_plural:
            return None
        for comma in range(seen.base_end, seen.end - 1):
            if whole.tag(comma) == ",":
                beside = describe(whole, comma + 1, seen.end)
                if (
                    not beside.name
                    or whole.tag(comma + 1) not in "PD"
                    or (whole.tag(comma + 1) == "D" and not is_title(whole, comma + 2))
                ):
                    return None
                person = self._roster.by_name(beside.name)
                return (
                    speaker_of(person)
                    if person
                    else Speaker(beside.name, SourceKind.NAMED, 1, beside.gender or seen.gender)
                )
        return None

    def _known(self, seen: Description, place: int) -> Speaker:
        """Give the speaker that a noun phrase means: a person of the roster, an earlier description, or its words."""
        whole = self._whole
        person = self._roster.by_name(seen.name) if seen.name and not seen.is_plural else None
        is_definite = seen.is_definite or whole.tag(seen.start) == "G"
        if person is None and not seen.name and not seen.is_plural and is_definite:
            person = self._roster.by_role(seen.head, seen.modifiers - set(PRONOUNS) - FIRST - FIRST_MANY, place)
            if self._fits_description(seen, place):
                person = None
        if person is not None:
            return speaker_of(person)
        if seen.name and not seen.is_plural:
            return Speaker(seen.name, SourceKind.NAMED, 1, seen.gender)
        earlier = self._earlier(seen, place) or self._spoken_before(seen)
        words = earlier or plain_words(whole, seen.start, seen.end)
        return Speaker(words, kind_of(whole, seen), seen.number, seen.gender, seen.is_plural)

    def _fits_description(self, seen: Description, place: int) -> bool:
        """Whether somebody without a name fits as well as the named person does."""
        return bool(self._earlier(seen, place)) if seen.is_person else False

    def _earlier(self, seen: Description, place: int) -> str:
        """Give the words of the one earlier description that "the officer" takes up, or ""."""
        if not seen.is_definite or not (seen.is_person or seen.is_institution):
            return ""
        found: dict[str, None] = {}
        for other in islice(self._alike(seen, place), _MOST_ALIKE):
            end = other.end if other.is_institution else other.base_end
            found.setdefault(self._called.get(other.start) or plain_words(self._whole, other.start, end))
            if len(found) > 1:
                return ""
        return next(iter(found), "")

    def _spoken_before(self, seen: Description) -> str:
        """Give the one earlier source with the same head: "a panel of three judges", then "the panel"."""
        if not seen.is_definite or seen.is_plural:
            return ""
        names = {
            self._called[other.start]: None
            for other in self._sources.get(seen.head, ())
            if other.start < seen.start and not other.is_plural and seen.modifiers <= other.modifiers
        }
        return next(iter(names)) if len(names) == 1 else ""

    def _alike(self, seen: Description, place: int) -> Iterator[Description]:
        """Give the earlier descriptions without a name that ``seen`` could take up, the nearest sentence first."""
        whole = self._whole
        number = whole.sentence_of[place]
        for sentence in range(number, max(-1, number - _LOOK_BACK - 1), -1):
            for other in self._descriptions(sentence):
                heads = (
                    whole.lows[other.start : other.base_end]
                    if seen.is_institution and other.is_institution
                    else [other.head]
                )
                is_free = other.start < place and other.start not in self._roster.bound_starts and not other.name
                fits = seen.head in heads and seen.modifiers <= other.modifiers | {other.head}
                if is_free and fits and other.is_plural == seen.is_plural:
                    yield other

    def _descriptions(self, sentence: int) -> tuple[Description, ...]:
        found = self._described.get(sentence)
        if found is None:
            found = self._described[sentence] = tuple(self._describe_sentence(sentence))
        return found

    def _describe_sentence(self, sentence: int) -> Iterator[Description]:
        """Look at every phrase of a sentence that could be a person or an institution."""
        whole = self._whole
        first = whole.sentences[sentence].first
        chunks = whole.chunks(first)
        for start, end in chunks.phrases.items():
            if whole.tag(start) in "RO" or not any(tag in "NP" for tag in whole.tags[start:end]):
                continue
            if whole.tag(end - 1) == "'" and whole.tag(end) in "NPJ":
                continue
            if (
                whole.tag(start - 1) == "p"
                and whole.tags[start:end].strip("P") == ""
                and self._is_of_institution(chunks.phrase_ends, start - 1)
            ):
                continue
            seen = describe(whole, start, end)
            is_where = seen.name and whole.low(start - 1) in _WHERE and start not in self._roster.bound_starts
            if seen.is_institution or (seen.is_person and not is_where):
                yield seen

    def _is_of_institution(self, ends: Mapping[int, int], mark: int) -> bool:
        """Whether "the Directorate for" stands before: what follows is part of its name."""
        return mark in ends and self._whole.low(mark - 1) in self._whole.lexicon.people["institutions"]

    def _antecedent(self, place: int, sort: str, barred: frozenset[str] = frozenset()) -> Speaker | None:
        """Give what a pronoun at ``place`` stands for; ``None`` where nobody fits or two fit equally well.

        Args:
            place: The pronoun's token.
            sort: "m", "f", "many" or "thing".
            barred: Who it cannot be.
        """
        number = self._whole.sentence_of[place]
        are_joined = False
        for sentence in range(number, max(-1, number - _SENTENCES_BACK - 1), -1):
            mentions = self._mentions_in(sentence)
            are_joined = are_joined or (
                sort in ("m", "f")
                and any(
                    one.start < place
                    and one.speaker.is_plural
                    and one.speaker.number == 2
                    and (self._whole.quote_of[one.start] < 0 or self._whole.quote_of[place] >= 0)
                    for one in mentions
                )
            )
            fitting = [
                one
                for one in mentions
                if one.start < place and self._suits(one.speaker, sort) and one.speaker.name not in barred
                # "They" is a body that acts or speaks, not one that a phrase names in passing.
                and (sort != "many" or one.speaker.is_plural or one.is_subject or one.is_source)
            ]  # fmt: skip
            if self._whole.quote_of[place] < 0:
                # Who is spoken of inside a quotation comes after who is spoken of outside.
                fitting = [one for one in fitting if self._whole.quote_of[one.start] < 0] or fitting
            if not fitting:
                continue
            sure = [one for one in fitting if one.speaker.gender == sort]
            if sure and not are_joined and all(one.speaker.kind is SourceKind.NAMED for one in fitting):
                fitting = sure
            # After "the two men", the one who was the subject before is no likelier than the other.
            for rank in (fitting,) if are_joined else ranked(fitting):
                names = {one.speaker.name: one.speaker for one in rank}
                if len(names) == 1:
                    return self._taken_up(next(iter(names.values())), sort)
                if len(names) > 1:
                    return None
        return None

    def _pair(self, place: int, barred: frozenset[str]) -> Speaker | None:
        """Give the two of whom "both" at ``place`` speaks: the only two of the nearest sentence that names a pair."""
        number = self._whole.sentence_of[place]
        for sentence in range(number, max(-1, number - _PAIR_BACK - 1), -1):
            pairs = {
                one.speaker.name: one.speaker
                for one in self._mentions_in(sentence)
                if one.start < place and one.speaker.number == PAIR and one.speaker.name not in barred
            }
            if pairs:
                return next(iter(pairs.values())) if len(pairs) == 1 else None
        return None

    def _suits(self, speaker: Speaker, sort: str) -> bool:
        """Whether a pronoun fits, also with what earlier pronouns showed of the gender."""
        known = self._genders.get(speaker.name)
        return fits(speaker, sort) and (known is None or sort not in ("m", "f") or known == sort)

    def _taken_up(self, speaker: Speaker, sort: str) -> Speaker:
        if sort in ("m", "f") and not speaker.gender:
            self._genders.setdefault(speaker.name, sort)
        return speaker

    def _mentions_in(self, sentence: int) -> tuple[Mention, ...]:
        """Give the people of a sentence, and which of them are subjects or speak."""
        if sentence not in self._mentions:
            self._mentions[sentence] = self._plain_mentions(sentence)
        spoken = self._spoken.get(sentence, [])
        places = {one.start for one in spoken}
        return (*(one for one in self._mentions[sentence] if one.start not in places), *spoken)

    def _plain_mentions(self, sentence: int) -> tuple[Mention, ...]:
        whole = self._whole
        first = whole.sentences[sentence].first
        chunks = whole.chunks(first)
        subjects = {
            one[0]: one
            for verb in chunks.verbs
            if verb.finite and (one := subject(whole, verb, whole.bounds(verb.start)[0]))
        }
        mentions: list[Mention] = []
        for seen in self._descriptions(sentence):
            start = chain_left(whole, chunks, seen.end, first) or seen.start
            is_first = start == seen.start
            bound = self._roster.bound_starts.get(seen.start)
            speaker = speaker_of(bound) if bound is not None and not seen.is_plural else self._known(seen, seen.start)
            mentions.append(
                Mention(seen.start, seen.base_end, speaker, is_first and seen.start in subjects, is_source=False)
            )
        joint = (pair_of(whole, subjects[start], mentions) for start in sorted(subjects))
        return (*mentions, *(one for one in joint if one is not None))
