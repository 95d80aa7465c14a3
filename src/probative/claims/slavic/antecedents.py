"""What a pronoun, a family name, "there" or a verb without a subject means, where the text leaves one reading only.

What is filled in takes the case of the word whose place it takes; a description, which cannot be declined, is filled in
for a nominative alone. In these languages "he" and "she" can be things: where a thing of that gender could be meant,
nothing is filled in.

Source: docs/explanation/claims.md, "Filled in".
"""

from collections.abc import Iterator, Sequence
from typing import Final

from probative.claims.drafts import Draft, Stretch, draft_of_attribution
from probative.claims.mentions import Mention, fits
from probative.claims.senses import Meaning, said_by
from probative.claims.slavic.certainty import main_verb
from probative.claims.slavic.conjugation import VerbForm
from probative.claims.slavic.content_drafts import content_draft
from probative.claims.slavic.mentions import PLACING, Mentions
from probative.claims.slavic.nominatives import is_oblique, name_in_case
from probative.claims.slavic.parse import SlavicParse
from probative.claims.slavic.phrases import phrases_in
from probative.claims.slavic.places import placed
from probative.claims.slavic.sources import agrees, subject
from probative.claims.slavic.speakers import Speakers
from probative.claims.slavic.verb_drafts import VerbDraft
from probative.model.claims import Attribution

_THIRD: Final = {
    "він": "mN", "його": "mA", "йому": "mD", "ним": "mI", "нього": "mG", "ньому": "mL",
    "вона": "fN", "її": "fA", "їй": "fD", "нею": "fI", "неї": "fG", "ній": "fL",
    "вони": "pN", "їх": "pA", "їм": "pD", "ними": "pI", "них": "pG",
    "їхній": "pA", "їхня": "pA", "їхнє": "pA", "їхні": "pA",
    "он": "mN", "его": "mA", "ему": "mD", "него": "mG", "нему": "mD", "нем": "mL",
    "она": "fN", "ее": "fA", "ей": "fD", "ею": "fI", "нее": "fG", "ней": "fL",
    "они": "pN", "их": "pA", "ими": "pI",
}  # fmt: skip
"""Gender ("p" for several) and case of each pronoun; those in G and A tell by what stands around them which it is."""
_FIRST: Final = {
    "я": "N", "мене": "A", "мені": "D", "мною": "I", "меня": "A", "мне": "D", "мной": "I",
    "ми": "N", "нас": "A", "нам": "D", "нами": "I", "мы": "N",
}  # fmt: skip
_MY: Final = ("мій", "моя", "моє", "мої", "моєї", "мого", "моєму", "мою", "мой", "мое", "мои", "моей", "моего", "моему")
_MANY: Final = frozenset(("ми", "нас", "нам", "нами", "мы"))
_UNNAMED: Final = frozenset((*_THIRD, *_FIRST, *_MY, "ти", "ты", "ви", "вы"))
_THERE: Final = frozenset(("там",))
_AWAY: Final = frozenset(("з", "із", "зі", "из", "с", "со"))
_ONTO: Final = frozenset(("на", "про", "через", "за", "о", "в", "во"))
_OWN: Final = frozenset((
    "promise", "want", "refuse", "hope", "intend", "ready", "agree", "expect", "fear", "like", "regret",
))  # fmt: skip
"""Classes of cues whose infinitive the speaker means to do himself."""
_STANDING: Final = frozenset(("той", "та", "те", "ті", "тот", "то"))
"""Words that stand for somebody where no noun follows them."""
_VOWELS: Final = frozenset("аеєиіїоуюяыэёь")
_SENTENCES_BACK: Final = 2


class Antecedents:
    """Resolves the small words of one text."""

    def __init__(self, whole: SlavicParse, attributions: Sequence[Attribution]) -> None:
        self._whole = whole
        self._attributions = attributions
        drafts = [_draft(whole, each) for each in attributions]
        self._drafts = drafts
        self._speakers = Speakers(whole, drafts, [each.parent for each in attributions])
        self._mentions = Mentions(whole, drafts, self._speakers)

    def of(self, at: int, inside: int | None, voice: str | None) -> Meaning | None:
        """Give what the word at token ``at`` means, in its case; see ``Senses.meaning``."""
        low, tag = self._whole.low(at), self._whole.tag(at)
        if tag == "P":
            return self._full_name(at)
        if low in _FIRST or low in _MY:
            case = "G" if low in _MY else self._case(at, _FIRST[low])
            return self._inflected(self._first_person(at, low, inside, voice), case)
        if low in _THIRD and tag in "RG":
            sort, case = _THIRD[low][0], _THIRD[low][1]
            return self._inflected(self._third_person(at, inside), self._case(at, case), sort)
        return self._there(at) if low in _THERE and tag == "a" else None

    def called(self, start: int, end: int, inside: int | None, voice: str | None) -> Meaning | None:
        """Give whom a participant's words mean, in the nominative."""
        whole, low = self._whole, self._whole.low(start)
        if end - start == 1 and (low in _FIRST or low in _MY):
            return self._first_person(start, low, inside, voice)
        if end - start == 1 and low in _THIRD and whole.tag(start) in "RG":
            return self._third_person(start, inside)
        last = end - 1
        if whole.tag(last) != "P" or whole.tag(last - 1) == "P" or end - start > 3:
            return None
        full = self._speakers.full(last)
        return Meaning(full[0], full[1]) if full is not None else None

    def dropped(self, content: Sequence[Stretch], inside: int | None, voice: str | None) -> Meaning | None:
        """Give who does it where the content's verb has no subject; see ``Senses.elided``.

        An infinitive is the speaker's own, unless somebody is asked or told; a verb in the singular goes with the
        speaker if it agrees, in the text's own voice with the one person of its gender who acted last.
        """
        whole = self._whole
        at = main_verb(whole, content_draft(content))
        start = next((place for place in range(*content[0]) if whole.tags[place] not in "[,-x'"), content[0][0])
        if whole.tag(start) == "I":
            return self._intending(start, at, inside)
        if at < 0 or whole.tag(at) != "V" or self._has_subject(at, content) or self._is_behind(start, at):
            return None
        word = whole.seen[at]
        if word.number == "p" or word.gender == "n" or word.person == "2":
            return None
        if word.person == "1":
            return self._who_speaks(at, inside, voice)
        if inside is not None:
            spoken = self.source_of(inside)
            speaker = self._speakers.of(inside)
            is_told = whole.tag(content[0][0]) == "s" and whole.quote_of[at] < 0 and speaker.number == 1
            is_own = word.gender == speaker.gender if word.gender else is_told
            return spoken if is_own and not speaker.is_plural and self._drafts[inside].form != "label" else None
        return self._last_acting(at, word.gender, voice)

    def _intending(self, start: int, verb: int, inside: int | None) -> Meaning | None:
        """Give who promises, refuses or wants what the infinitive at ``start`` says, where nobody else is told."""
        if inside is None or self._group(inside) not in _OWN:
            return None
        stop = next((at for at in range(start, len(self._whole.tags)) if self._whole.tags[at] in ",;:."), start)
        is_whole = not start < verb < stop and self._drafts[inside].cue[-1][1] == self._drafts[inside].content[0][0]
        return self.source_of(inside) if is_whole else None

    def _is_behind(self, start: int, verb: int) -> bool:
        """Whether a verb stands in no first clause, or another that may be its subject follows a present one."""
        tags = self._whole.tags
        is_doubtful = self._whole.seen[verb].tense == "present" and self._whole.tag(verb + 1) in "VNJP"
        return any(tag in ",;:" for tag in tags[start:verb]) or is_doubtful

    def source_of(self, index: int) -> Meaning | None:
        """Give who speaks in an attribution, with the place that names them."""
        return said_by(self._whole, self._attributions[index], _UNNAMED)

    def _group(self, inside: int | None) -> str:
        if inside is None:
            return ""
        known = self._whole.lexicon
        lows = [low for start, end in self._drafts[inside].cue for low in self._whole.lows[start:end]]
        verb = next((known.verbs[low].cues[0] for low in lows if low in known.verbs), None)
        cue = verb or next((known.adjectives[low][0] for low in lows if low in known.adjectives), None)
        return cue.group if cue is not None else ""

    def _inflected(self, meant: Meaning | None, case: str, sort: str = "") -> Meaning | None:
        """Put a name into a case; what is no name stays out where another case than the nominative is asked for."""
        if meant is None or case == "N":
            return meant
        gender = self._speakers.gender_of(meant.words) or (sort if sort in ("m", "f") else "")
        words = name_in_case(meant.words, self._whole.lexicon.language, case, gender)
        is_name = meant.place is None or set(self._whole.tags[meant.place[0] : meant.place[1]]) == {"P"}
        is_known = self._speakers.is_full_name(meant.words)
        return Meaning(words, meant.place) if is_name or is_known else None

    def _case(self, at: int, case: str) -> str:
        """Tell genitive from accusative: before a noun it owns, after "на" and its kin it is aimed at."""
        if case not in ("A", "G"):
            return case
        if self._whole.tag(at) == "G" or self._owns(at):
            return "G"
        if case == "G" or self._whole.tag(at - 1) == "p":
            return "A" if self._whole.low(at - 1) in _ONTO else "G"
        return "G" if self._whole.tag(at - 1) == "x" or self._whole.tag(at - 2) == "x" else "A"

    def _owns(self, at: int) -> bool:
        after = self._whole.word(at + 1)
        return self._whole.is_in(at, "possessives") and after.tag in "NJ" and self._whole.tag(at - 1) != "V"

    def _full_name(self, at: int) -> Meaning | None:
        whole = self._whole
        if "P" in (whole.tag(at - 1), whole.tag(at + 1)) or whole.low(at - 1) in PLACING:
            return None
        full = self._speakers.full(at)
        if full is None or full[0] == whole.tokens[at].words:
            return None
        name, place = full
        family = name.split()[-1].lower()
        if whole.tokens[at].words.lower() == family:
            return None if is_oblique(whole, at) else Meaning(name, place)
        gender = self._speakers.gender_of(name)
        is_owner = whole.tag(at - 1) in "NJ" or (whole.tag(at - 1) == "p" and whole.low(at - 1) not in _ONTO)
        for case in "GADIL" if is_owner else "AGDIL":
            declined = name_in_case(name, whole.lexicon.language, case, gender)
            if declined.split()[-1].lower() == whole.tokens[at].words.lower():
                return Meaning(declined, place)
        return None

    def _who_speaks(self, at: int, inside: int | None, voice: str | None) -> Meaning | None:
        """Give who says "I": inside direct speech its speaker, else the witness."""
        if inside is not None and self._is_direct(at, inside):
            return None if self._speakers.of(inside).is_plural else self.source_of(inside)
        return Meaning(voice, None) if voice is not None and self._whole.quote_of[at] < 0 else None

    def _first_person(self, at: int, low: str, inside: int | None, voice: str | None) -> Meaning | None:
        if low not in _MANY:
            return self._who_speaks(at, inside, voice)
        if inside is None or not self._is_direct(at, inside):
            return None
        speaker = self._speakers.of(inside)
        return self.source_of(inside) if speaker.is_plural else None

    def _is_direct(self, at: int, inside: int) -> bool:
        """Whether a content is somebody's own words: in quotation marks, after a dash, or a turn."""
        draft = self._drafts[inside]
        return self._whole.quote_of[at] >= 0 or draft.form == "label" or self._whole.tag(draft.content[0][0] - 1) == "-"

    def _third_person(self, at: int, inside: int | None) -> Meaning | None:
        """Give the only one in the sentence before the pronoun, and in the two sentences before that, who fits."""
        whole = self._whole
        sort, case = _THIRD[whole.low(at)][0], _THIRD[whole.low(at)][1]
        spoken = self.source_of(inside) if inside is not None and self._is_direct(at, inside) else None
        found: dict[str, Mention] = {}
        for one in self._before(at, "many" if sort == "p" else sort):
            if one.speaker.name != (spoken.words if spoken else None) and (case == "N" or not self._acts_on(one, at)):
                found.setdefault(one.speaker.name, one)
        if len(found) != 1 or self._mentions.could_be_thing(at, sort, _SENTENCES_BACK):
            return None
        name, one = next(iter(found.items()))
        is_acting = one.is_subject or one.is_source
        if sort == "p":
            return Meaning(name, (one.start, one.end)) if is_acting and case == "N" else None
        # A given name that ends in a consonant is a man's, with few exceptions that verbs would show.
        is_man = sort == "m" and not one.speaker.gender and name.split()[0][-1].lower() not in _VOWELS
        if one.speaker.gender != sort and not (case == "N" and is_acting and is_man):
            return None
        return Meaning(name, (one.start, one.end))

    def _before(self, at: int, sort: str) -> Iterator[Mention]:
        """Give who fits in the sentence before a place, the nearest first, and in the two sentences before that."""
        for one in self._mentions.before(at, _SENTENCES_BACK):
            if one.speaker.is_plural if sort == "many" else fits(one.speaker, sort):
                yield one

    def _acts_on(self, one: Mention, at: int) -> bool:
        """Whether a mention is the subject of the pronoun's own clause, for which "себе" or "свій" would stand."""
        whole = self._whole
        between = whole.tags[one.end : at]
        is_same = whole.sentence_of[one.start] == whole.sentence_of[at]
        return is_same and one.is_subject and not any(tag in "sw:[;" for tag in between)

    def _has_subject(self, at: int, content: Sequence[Stretch]) -> bool:
        whole = self._whole
        word = whole.seen[at]
        form = VerbForm(word.tense, word.person, word.number, word.gender)
        low, high = next(((low, high) for low, high in content if low <= at < high), content[0])
        low = next((place for place in range(low, at) if whole.tags[place] not in "[,-s"), low)
        if subject(whole, at, form, low) is not None:
            return True
        stop = next((place for place in range(at, high) if whole.tags[place] in "sw;:."), high)
        if any(whole.tags[place] in "JD" and whole.lows[place] in _STANDING for place in range(low, stop)):
            return True
        if any(whole.tags[place] == "J" and whole.lows[place] in whole.lexicon.people for place in range(low, stop)):
            return True
        return any(
            "N" in one.cases and agrees(whole, one, form) and not whole.is_time(one.head)
            for one in phrases_in(whole, low, stop)
        )

    def _last_acting(self, at: int, gender: str, voice: str | None) -> Meaning | None:
        """Give the one person of a gender who acted before a verb without a subject; the witness, if "I" did."""
        if not gender:
            return None
        whole = self._whole
        number = whole.sentence_of[at]
        first = whole.sentences[max(0, number - 1)].first
        found = {one.speaker.name: one for one in self._before(at, gender)}
        says_i = any(_FIRST.get(low) == "N" and low not in _MANY for low in whole.lows[first:at])
        if voice is not None and says_i:
            return Meaning(voice, None) if not found else None
        if len(found) != 1 or says_i or self._mentions.could_be_thing(at, gender, 1):
            return None
        name, one = next(iter(found.items()))
        is_sure = one.speaker.gender == gender and (one.is_subject or one.is_source)
        return Meaning(name, (one.start, one.end)) if is_sure else None

    def _there(self, at: int) -> Meaning | None:
        """Give the one place named before "there" in its sentence, else in the one before, with its preposition."""
        whole = self._whole
        number = whole.sentence_of[at]
        for sentence in (number, number - 1):
            if sentence < 0:
                break
            low = whole.tokens[whole.sentences[sentence].first].start
            high = (
                whole.tokens[at].start if sentence == number else whole.tokens[whole.sentences[sentence].last - 1].end
            )
            found = {name: (start, end) for start, end, name in placed(whole.text[low:high])}
            if len(found) == 1:
                start, end = next(iter(found.values()))
                place = whole.token_at(low + start), whole.token_at(low + end)
                first = next((index for index in range(place[0] - 1, place[0] - 4, -1) if whole.tag(index) == "p"), -1)
                if first < 0 or whole.low(first) in _AWAY or place[1] <= place[0]:
                    return None
                words = whole.words(first, place[1])
                return Meaning(words[:1].lower() + words[1:], place)
            if found:
                return None
        return None


def _draft(whole: SlavicParse, each: Attribution) -> Draft:
    """Give an attribution as a draft, with the form of its verb where its cue has one."""
    plain = draft_of_attribution(whole, each)
    place = next(
        (at for start, end in plain.cue for at in range(start, end) if whole.lows[at] in whole.lexicon.verbs), -1
    )
    if place < 0:
        return plain
    return VerbDraft(
        source=plain.source,
        cue=plain.cue,
        content=plain.content,
        group="",
        anchor=place,
        unit=plain.unit,
        form=plain.form,
        verb=whole.lexicon.verbs[whole.lows[place]].form,
    )
