"""What a pronoun, a short name or "there" means where the text leaves one reading only, and where it says so.

Nothing is guessed: two that fit, and the word stays as it is.

Source: docs/explanation/claims.md, "Filled in".
"""

from collections.abc import Iterator, Sequence
from typing import Final

from probative.claims.drafts import Stretch, draft_of_attribution
from probative.claims.mentions import Mention
from probative.claims.occasions import placed
from probative.claims.parse import Parse
from probative.claims.senses import Meaning, said_by
from probative.claims.speakers import Speakers
from probative.model.claims import Attribution

_SORTS: Final = {
    "he": "m", "him": "m", "his": "m", "she": "f", "her": "f", "hers": "f",
    "they": "many", "them": "many", "their": "many",
}  # fmt: skip
_OWNERS: Final = frozenset(("his", "her", "their", "my", "our"))
_FIRST: Final = frozenset(("i", "me", "my"))
_FIRST_MANY: Final = frozenset(("we", "us", "our"))
_UNNAMED: Final = frozenset(_SORTS) | _FIRST | _FIRST_MANY | {"it", "you", "who"}
_NOBODY: Final = frozenset(("a", "answer", "witness", "q", "it"))
"""Names of turns, which no pronoun takes up."""
_SENTENCES_BACK: Final = 2
_CLAUSES_APART: Final = 2
"""So many verbs stand at least between an object pronoun and a subject it can mean."""


class Antecedents:
    """Resolves the small words of one text."""

    def __init__(self, whole: Parse, attributions: Sequence[Attribution]) -> None:
        self._whole = whole
        self._attributions = attributions
        drafts = [draft_of_attribution(whole, each) for each in attributions]
        self._speakers = Speakers(whole, drafts, [each.parent for each in attributions])

    def of(self, at: int, inside: int | None, voice: str | None) -> Meaning | None:
        """Give what the word at token ``at`` means.

        Args:
            at: The token.
            inside: The attribution in whose content it stands, ``None`` in the text's own voice.
            voice: Who says "I" where nobody is named; ``None`` where that is not one person.

        Returns:
            ``None`` where the word needs nothing or more than one reading is left.
        """
        low, tag = self._whole.low(at), self._whole.tag(at)
        if tag == "P":
            return self._full_name(at)
        if low in _FIRST | _FIRST_MANY:
            meant = self._first_person(at, low, inside, voice)
        elif low in _SORTS and tag in "ROG":
            meant = self._third_person(at, _SORTS[low], inside)
        elif low == "there" and tag == "a":
            return self._there(at)
        else:
            return None
        is_owner = tag == "G" or (low in _OWNERS and low != "her")
        return Meaning(_owned(meant.words), meant.place) if meant is not None and is_owner else meant

    def source_of(self, index: int) -> Meaning | None:
        """Give who speaks in an attribution, with the place that names them."""
        return said_by(self._whole, self._attributions[index], _UNNAMED)

    def _full_name(self, at: int) -> Meaning | None:
        whole = self._whole
        if whole.tag(at - 1) == "P" and whole.low(at - 1) not in whole.lexicon.people["titles"]:
            return None
        if whole.tag(at + 1) == "P" or whole.tag(at - 1) in "D":
            return None
        person = self._speakers.person(whole.words(at, at + 1))
        if person is None or person.name == whole.words(at, at + 1):
            return None
        return Meaning(person.name, (person.first_place, person.first_place + len(person.name.split())))

    def _first_person(self, at: int, low: str, inside: int | None, voice: str | None) -> Meaning | None:
        if self._whole.quote_of[at] < 0:
            return Meaning(voice, None) if voice is not None and low in _FIRST else None
        if inside is None:
            return None
        speaker = self._speakers.of(inside)
        if low in _FIRST_MANY and not (speaker.is_plural or speaker.gender == "thing"):
            return None
        return None if low in _FIRST and speaker.is_plural else self.source_of(inside)

    def _third_person(self, at: int, sort: str, inside: int | None) -> Meaning | None:
        """Give the only one in the sentence before the pronoun, and in the two sentences before that, who fits."""
        whole = self._whole
        number = whole.sentence_of[at]
        spoken = self.source_of(inside) if inside is not None and whole.quote_of[at] >= 0 else None
        barred = {self._turn(inside), spoken.words if spoken is not None else ""}
        found: dict[str, Mention] = {}
        for sentence in range(number, max(-1, number - _SENTENCES_BACK - 1), -1):
            fitting = [
                one
                for one in self._speakers.fitting(sentence, sort)
                if one.start < at
                and one.speaker.name not in barred
                and not self._acts_on(one, at)
                and not self._is_predicate(one)
            ]
            if sort == "many" and self._is_open(sentence, at, fitting):
                return None
            for one in reversed(fitting):
                found.setdefault(one.speaker.name, one)
        if len(found) != 1:
            return None
        name, one = next(iter(found.items()))
        # "They" goes on with whoever acted or spoke; else it may be a group that nobody named.
        is_loose = whole.low(at) == "they" and not (one.is_subject or one.is_source)
        return None if is_loose or not self._is_surely(one, sort, at) else Meaning(name, (one.start, one.end))

    def _is_predicate(self, one: Mention) -> bool:
        """Whether a mention says what somebody is, and so is nobody else: "is a driver"."""
        verb = self._whole.chunks(one.start).verb_ends.get(one.start)
        return verb is not None and verb.lemma == "be"

    def _acts_on(self, one: Mention, at: int) -> bool:
        """Whether a mention is the subject of the clause whose object the pronoun is: "Hale urged him"."""
        whole = self._whole
        if whole.tag(at) != "O" or whole.sentence_of[one.start] != whole.sentence_of[at]:
            return False
        between = [verb for verb in whole.chunks(at).verbs if verb.finite and one.end <= verb.start < at]
        return len(between) < _CLAUSES_APART

    def _is_surely(self, one: Mention, sort: str, at: int) -> bool:
        """Whether a mention is surely meant: its gender is known, or it is a person who acts, and "he" does too."""
        speaker = one.speaker
        if speaker.name.lower() in _SORTS or speaker.name.lower() in _NOBODY or speaker.name in ("I", "We"):
            return False
        if sort in ("many", speaker.gender):
            return True
        words = self._whole.lows[one.start : one.end]
        named = self._speakers.person(speaker.name)
        is_person = (named is not None and "." not in speaker.name) or any(
            word in self._whole.lexicon.people["persons"] for word in words
        )
        return is_person and self._whole.tag(at) == "R" and (one.is_subject or one.is_source)

    def _turn(self, inside: int | None) -> str:
        """Give who has the turn in a transcript around an attribution: nobody whom "he" means in it."""
        seen: set[int] = set()
        while inside is not None and inside not in seen:
            seen.add(inside)
            each = self._attributions[inside]
            if self._whole.text[each.cue[0][0] : each.cue[0][1]] in (":", "."):
                return each.speaker or ""
            inside = each.parent
        return ""

    def _is_open(self, sentence: int, at: int, fitting: Sequence[Mention]) -> bool:
        """Whether "they" could mean more than one thing in a sentence: things, a body, or several single persons."""
        single = [
            one
            for sort in ("m", "f")
            for one in self._speakers.fitting(sentence, sort)
            if one.start < at and not any(pair.start <= one.start < pair.end for pair in fitting)
        ]
        has_body = any(one.speaker.gender == "thing" for one in fitting)
        return (
            has_body or len({one.speaker.name for one in single}) > 1 or any(self._other_plurals(sentence, at, fitting))
        )

    def _other_plurals(self, sentence: int, at: int, fitting: Sequence[Mention]) -> Iterator[Stretch]:
        """Give the plural phrases of a sentence that "they" could as well mean: things, and people in no list."""
        whole = self._whole
        for start, end in whole.chunks(whole.sentences[sentence].first).phrases.items():
            last = whole.low(end - 1)
            is_many = last.endswith("s") and not last.endswith("ss") and whole.tag(end - 1) == "N"
            is_within = any(one.start <= start < one.end for one in fitting)
            if start < at and is_many and not is_within and whole.tag(start) not in "ROT":
                yield start, end

    def _there(self, at: int) -> Meaning | None:
        whole = self._whole
        number = whole.sentence_of[at]
        for sentence in (number, number - 1):
            if sentence < 0:
                break
            start = whole.tokens[whole.sentences[sentence].first].start
            end = whole.tokens[at].start if sentence == number else whole.tokens[whole.sentences[sentence].last - 1].end
            found = {name: (low, high) for low, high, name in placed(whole.text[start:end])}
            if len(found) == 1:
                name, (low, high) = next(iter(found.items()))
                return Meaning(f"in {name}", (whole.token_at(start + low), whole.token_at(start + high)))
            if found:
                return None
        return None


def _owned(name: str) -> str:
    return f"{name}’" if name.endswith("s") else f"{name}’s"
