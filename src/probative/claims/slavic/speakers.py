"""Who a source's words mean inside one text: inflected and short names, roles and pronouns brought to one name."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from probative.claims.drafts import Draft, Stretch
from probative.claims.mentions import Speaker
from probative.claims.slavic.nominatives import body_in_nominative, is_oblique, name_in_nominative
from probative.claims.slavic.outlets import outlet
from probative.claims.slavic.parse import SlavicParse
from probative.claims.slavic.verb_drafts import VerbDraft
from probative.claims.slavic.words import name_stem
from probative.language.names import given_name
from probative.model.claims import SourceKind

_SENTENCES_BACK: Final = 4
_NUMBERS: Final = {
    "два": 2, "дві": 2, "две": 2, "двоє": 2, "двое": 2, "обоє": 2, "оба": 2, "три": 3, "троє": 3, "трое": 3,
    "чотири": 4, "четыре": 4, "четверо": 4, "п'ять": 5, "пять": 5, "п'ятеро": 5, "пятеро": 5, "шість": 6, "шесть": 6,
    "сім": 7, "семь": 7, "вісім": 8, "восемь": 8, "дев'ять": 9, "девять": 9, "десять": 10,
}  # fmt: skip
_ONE: Final = frozenset(("один", "одна", "одне", "одно"))


class Speakers:
    """The speakers of a text's attributions, by the index of the attribution."""

    def __init__(self, whole: SlavicParse, drafts: Sequence[Draft], parents: Sequence[int | None]) -> None:
        self._whole = whole
        self._drafts = drafts
        self._parents = parents
        self._names = _full_names(whole)
        self._written = {run: _written(whole, run) for run in set(self._names.values())}
        self._mentions = [(start, self._written[self._names[key]]) for start, key in _mentions(whole, self._names)]
        self._plain = _plain_names(whole)
        self._genders: dict[str, str] = {}
        self._roles = _roles(whole, self._written)
        self._found: dict[int, Speaker] = {}
        self._spoken: list[tuple[int, Speaker]] = []
        order = sorted((draft.source[0], index) for index, draft in enumerate(drafts) if draft.source)
        for place, index in order:
            speaker = self._found[index] = self._with_gender(self._resolve(index), drafts[index])
            if whole.tags[place] != "R" or speaker.kind is SourceKind.NAMED:
                self._spoken.append((place, speaker))
        for _, index in order:
            if self._is_first(index):
                self._found[index] = self._resolve(index)

    def _with_gender(self, speaker: Speaker, draft: Draft) -> Speaker:
        """Learn from a verb in the past whether somebody is a man or a woman."""
        verb = draft.verb.gender if isinstance(draft, VerbDraft) and draft.verb.kind == "past" else ""
        gender = verb or self._genders.get(speaker.name, "") or speaker.gender
        if gender and speaker.name and not speaker.is_plural:
            self._genders[speaker.name] = gender
        return replace(speaker, gender=gender) if gender != speaker.gender else speaker

    def of(self, index: int) -> Speaker:
        """Give the speaker of attribution ``index``; an empty one where no source is named."""
        return self._found.get(index, Speaker("", SourceKind.UNATTRIBUTED, None))

    def called(self, phrase: Stretch, *, is_governed: bool) -> Speaker:
        """Give whom a noun phrase means; ``is_governed`` where it stands in an oblique case."""
        speaker = self._by_words(phrase, is_governed=is_governed)
        gender = self.gender_of(speaker.name) or speaker.gender
        return replace(speaker, gender=gender) if gender != speaker.gender else speaker

    def gender_of(self, name: str) -> str:
        """Give what the text's verbs, else the list of given names, say of somebody: "m", "f" or ""."""
        known = self._genders.get(name, "")
        listed = given_name(name.split(maxsplit=1)[0]) if not known and " " in name else ()
        return known or (listed[0].gender if listed and listed[0].gender != "u" else "")

    def is_full_name(self, name: str) -> bool:
        """Whether the text gives somebody this full name."""
        return name in self._written.values()

    def full(self, at: int) -> tuple[str, Stretch] | None:
        """Give the full name that the text has for the name at token ``at``, and where it stands."""
        run = self._names.get(name_stem(self._whole.lows[at]))
        return (self._written[run], run) if run is not None and self._is_surely_name(run) else None

    def _is_surely_name(self, run: Stretch) -> bool:
        """Whether a name begins with more than the capital of its sentence: "Гребля Бакора" may be a dam."""
        whole, (first, _) = self._whole, run
        is_opening = whole.tag(first - 1) in ".-[:" or whole.sentences[whole.sentence_of[first]].first == first
        if not is_opening or given_name(whole.tokens[first].words):
            return True
        key = name_stem(whole.lows[first])
        return any(name_stem(whole.lows[start]) == key for start, _ in self._mentions if start != first)

    def _is_first(self, index: int) -> bool:
        source = self._drafts[index].source
        return source is not None and self._whole.is_in(source[0], "first")

    def _resolve(self, index: int) -> Speaker:
        source = self._drafts[index].source
        assert source is not None
        whole = self._whole
        if source[1] - source[0] == 1 and (whole.tags[source[0]] in "RG"):
            return self._pronoun(index, source)
        draft = self._drafts[index]
        is_plain = isinstance(draft, VerbDraft) or draft.form == "label"
        return self._by_words(source, is_governed=not is_plain or bool(is_oblique(whole, source[0])))

    def _pronoun(self, index: int, source: Stretch) -> Speaker:
        whole = self._whole
        words = whole.words(*source)
        low = whole.lows[source[0]]
        if low in whole.lexicon.words["first"] or low in whole.lexicon.words["first_many"]:
            parent = self._parents[index]
            found = self._found.get(parent) if parent is not None else None
            is_many = low in whole.lexicon.words["first_many"]
            if found is not None and not is_many:
                return found
            kind = found.kind if found is not None else SourceKind.NAMED
            return Speaker(words, kind, None if is_many else 1, is_plural=is_many)
        wanted = _wanted(whole, low)
        if wanted:
            number = whole.sentence_of[source[0]]
            for place, speaker in reversed(self._spoken):
                if place >= source[0]:
                    continue
                if number - whole.sentence_of[place] > _SENTENCES_BACK:
                    break
                if wanted == "many" and speaker.is_plural:
                    return speaker
                if wanted in "mf" and not speaker.is_plural and speaker.gender in ("", wanted):
                    return speaker
            name = self._named_before(source[0], wanted)
            if name:
                return Speaker(name, SourceKind.NAMED, 1, wanted)
            return Speaker(words, SourceKind.DESCRIBED, None if wanted == "many" else 1, is_plural=wanted == "many")
        return Speaker(words, SourceKind.DESCRIBED, None)

    def _named_before(self, place: int, wanted: str) -> str:
        """Give the last full name before a pronoun that it can mean, "" where there is none near."""
        if wanted == "many":
            return ""
        number = self._whole.sentence_of[place]
        last = bisect_left(self._mentions, (place, ""))
        for start, name in reversed(self._mentions[max(0, last - 6) : last]):
            if number - self._whole.sentence_of[start] > _SENTENCES_BACK:
                return ""
            if self._genders.get(name, "") in ("", wanted) and self._whole.seen[start].gender in ("", wanted):
                return name
        return ""

    def _by_words(self, source: Stretch, *, is_governed: bool) -> Speaker:
        """Give whom a noun phrase means: a full name of the text, the one person with that role, else its words."""
        whole = self._whole
        start, end = source
        tags = whole.tags[start:end]
        title = outlet(whole, source)
        if title:
            return Speaker(title, SourceKind.NAMED, 1)
        number = _count(whole, start, end)
        first = _head(whole, start, end)
        is_plural = (number or 1) > 1 or whole.seen[first].number == "p"
        is_plural = is_plural or (not is_governed and _is_many(whole, first, start))
        name = _name_in(whole, start, end)
        if name is not None and not is_plural:
            full = self._names.get(name_stem(whole.lows[name[1] - 1]))
            gender = _gender(whole, start, end)
            words = self._written[full] if full else _written(whole, name, is_governed=is_governed)
            if full is None and name[1] - name[0] == 1:
                words = self._plain.get(name_stem(whole.lows[name[0]]), words)
            return Speaker(words, SourceKind.NAMED, 1, gender)
        head = whole.lows[_head(whole, start, end)]
        kind = whole.lexicon.people.get(head, "")
        if not is_plural and end - start <= 2 and name_stem(head) in self._roles:
            known = self._roles[name_stem(head)]
            if known[0] < start:
                return Speaker(known[1], SourceKind.NAMED, 1, _gender(whole, start, end))
        words = body_in_nominative(whole, source) if is_governed and not is_plural else whole.words(start, end)
        is_label = end < len(whole.tags) and whole.lows[end] in (":", ".") and whole.words(start, end).isupper()
        is_named = (
            (is_label and not whole.is_in(start, "askers"))
            or kind in ("institutions", "documents")
            or "[" in tags
            or tags.strip("P") == ""
            or _is_office(whole, start, end)
        )
        if is_plural:
            is_named = False
        one = 1 if kind == "people" and not is_plural and number is None else number
        return Speaker(
            words, SourceKind.NAMED if is_named else SourceKind.DESCRIBED, one, _gender(whole, start, end), is_plural
        )


def _wanted(whole: SlavicParse, low: str) -> str:
    for key, wanted in (("female_pronouns", "f"), ("male_pronouns", "m"), ("many_pronouns", "many")):
        if low in whole.lexicon.words[key]:
            return wanted
    return "m" if low in ("той", "тот") else "f" if low in ("та",) else "many" if low in ("ті", "те") else ""


def _head(whole: SlavicParse, start: int, end: int) -> int:
    first = next((index for index in range(start, end) if whole.tags[index] in "NP"), start)
    after = first + 1
    is_modifier = whole.tags[first] == "N" and whole.lows[first] not in whole.lexicon.people
    is_next = after < end and whole.tags[after] == "N" and whole.lows[after] in whole.lexicon.people
    return after if is_modifier and is_next and "N" in whole.seen[after].cases else first


def _is_many(whole: SlavicParse, head: int, start: int) -> bool:
    """Whether a noun's ending makes it a plural, where it is a subject and no place that a preposition governs."""
    if whole.tags[head] != "N" or whole.lows[head][-1] not in "иыі" or whole.tag(start - 1) == "p":
        return False
    return whole.seen[head].cases[:1] in "GN"


def _count(whole: SlavicParse, start: int, end: int) -> int | None:
    for index in range(start, min(end, start + 2)):
        low = whole.lows[index]
        if low in _NUMBERS:
            return _NUMBERS[low]
        if low in _ONE:
            return 1
        if low.isdigit() and len(low) < 10:
            return int(low)
    return None


def _gender(whole: SlavicParse, start: int, end: int) -> str:
    head = whole.seen[_head(whole, start, end)]
    names = [whole.seen[index].gender for index in range(start, end) if whole.tags[index] == "P"]
    if len(names) == 1:
        names = [""] if names[0] == "m" else names
    if whole.lows[_head(whole, start, end)] in whole.lexicon.people and head.gender == "f":
        return "f"
    return names[0] if names else head.gender


def _is_office(whole: SlavicParse, start: int, end: int) -> bool:
    """Whether an office with what it is over is meant: "the minister of justice", "the mayor"."""
    head = whole.lows[_head(whole, start, end)]
    return head in _OFFICES


_OFFICES: Final = frozenset((
    "міністр", "міністерка", "президент", "президентка", "прем'єр", "прем'єрка", "мер", "мерка", "губернатор",
    "король", "королева", "генпрокурор", "міський", "голова", "канцлер", "омбудсмен", "прокурор", "прокурорка",
    "министр", "премьер", "премьер-министр", "вице-премьер", "мэр", "архиепископ", "генерал", "аким", "глава",
))  # fmt: skip


def _name_in(whole: SlavicParse, start: int, end: int) -> Stretch | None:
    """Give the last run of names in a stretch that is no place or institution, ``None`` where there is none."""
    head = _head(whole, start, end)
    if whole.lexicon.people.get(whole.lows[head]) in ("institutions", "documents"):
        return None
    runs = names_between(whole, start, end)
    if not runs:
        return None
    first, stop = max(runs, key=lambda run: ("N" in whole.seen[run[0]].cases, run[1] - run[0], -run[0]))
    is_alone = stop - first == 1
    if is_alone and first > start and len(whole.lows[first]) > 1 and whole.tokens[first].words.isupper():
        return None
    if is_alone and first == head + 1 and whole.lows[head] in _KIN and whole.lows[first][-1] in "аяиіуюоеы":
        return None
    if is_alone and first > start and whole.tags[first - 1] == "N" and "N" not in whole.seen[first].cases:
        return None
    if (
        is_alone
        and head != first
        and stop - start > 2
        and whole.tags[first - 1] in "JN"
        and whole.lows[first - 1] not in whole.lexicon.people
        and whole.lows[first][-1] in "иіїыуюо"
    ):
        return None
    return first, stop


def names_between(whole: SlavicParse, start: int, end: int) -> list[Stretch]:
    """Give the runs of names in tokens ``[start, end)``, without a place before a full name."""
    runs: list[Stretch] = []
    for index in range(start, end):
        if whole.tags[index] == "P":
            if runs and runs[-1][1] == index:
                runs[-1] = runs[-1][0], index + 1
            else:
                runs.append((index, index + 1))
    return [_without_place(whole, run) for run in runs]


def _without_place(whole: SlavicParse, run: Stretch) -> Stretch:
    """Cut "Бервика" off "студент из Бервика Колин Эштон", and the country off the bank that is the person's."""
    before = whole.word(run[0] - 1)
    is_place = before.tag == "p" and whole.tag(run[0] - 2) == "N"
    is_owner = before.tag == "N" and whole.lexicon.people.get(whole.low(run[0] - 1)) == "institutions"
    is_owner = is_owner or whole.low(run[0]).endswith(("ии", "ії", "ці", "ства", "щини"))
    return (run[0] + 1, run[1]) if run[1] - run[0] == 3 and (is_place or is_owner) else run


_KIN: Final = frozenset((
    "мати", "батько", "дружина", "чоловік", "син", "дочка", "донька", "сестра", "вдова", "дід", "бабуся", "сусід",
    "сусідка", "тітка", "адвокат", "адвокатка", "захисник", "помічник", "помічниця", "прихильник", "друг", "подруга",
    "мать", "отец", "жена", "муж", "сын", "дочь", "дед", "бабушка", "сосед", "соседка", "тетя", "защитник", "помощник",
))  # fmt: skip


def _full_names(whole: SlavicParse) -> dict[str, Stretch]:
    """Give the full name of the text for the stem of each family name: where it is written most like a nominative."""
    found: dict[str, Stretch] = {}
    index = 0
    size = len(whole.tags)
    while index < size:
        if whole.tags[index] != "P":
            index += 1
            continue
        end = index
        while end < size and whole.tags[end] == "P" and end - index < 5:
            end += 1
        run = _without_place(whole, (index, end))
        if end - index > 1:
            for stem in (name_stem(whole.lows[end - 1]), name_stem(whole.lows[run[0]])):
                known = found.setdefault(stem, run)
                if _stems(whole, known) == _stems(whole, run) and _rank(whole, run) < _rank(whole, known):
                    found[stem] = run
        index = end
    return found


def _stems(whole: SlavicParse, run: Stretch) -> list[str]:
    return [name_stem(low) for low in whole.lows[run[0] : run[1]]]


def _rank(whole: SlavicParse, run: Stretch) -> int:
    """Tell how little a name looks like a nominative: by its place, then by the ends of its words."""
    ends = (_rank_of(whole.lows[run[0]]) + _rank_of(whole.lows[run[1] - 1])) if run[1] > run[0] else 0
    return 8 * bool(is_oblique(whole, run[0])) + ends


def _rank_of(low: str) -> int:
    return 0 if low[-1] not in "аяуюиіїыоеє" else 1 if low[-1] in "аяо" else 2


def _written(whole: SlavicParse, run: Stretch, *, is_governed: bool = False) -> str:
    """Give a name as its person is called: in the nominative where its place asks for another case."""
    words = [token.words for token in whole.tokens[run[0] : run[1]]]
    told = is_oblique(whole, run[0])
    if (is_governed or _looks_oblique(words, whole.lexicon.language) if told is None else told) and set(
        whole.tags[run[0] : run[1]]
    ) == {"P"}:
        return name_in_nominative(words, whole.lexicon.language)
    return whole.words(*run)


def _plain_names(whole: SlavicParse) -> dict[str, str]:
    """Give for the stem of each name that stands alone the form most like a nominative."""
    found: dict[str, tuple[int, str]] = {}
    for index, tag in enumerate(whole.tags):
        if tag == "P" and whole.tag(index - 1) != "P" and whole.tag(index + 1) != "P":
            low = whole.lows[index]
            rank = _rank_of(low)
            key = name_stem(low)
            if key not in found or rank < found[key][0]:
                found[key] = rank, whole.tokens[index].words
    return {key: words for key, (_, words) in found.items()}


def _mentions(whole: SlavicParse, names: dict[str, Stretch]) -> list[tuple[int, str]]:
    """Give where the text names somebody whose full name it has, in order, with the key of that name."""
    return [
        (index, key)
        for index, tag in enumerate(whole.tags)
        if tag == "P" and whole.tag(index - 1) != "P" and (key := name_stem(whole.lows[index])) in names
    ]


def _looks_oblique(words: Sequence[str], language: str) -> bool:
    """Whether a name begins with no listed given name, but with a case of one."""
    if len(words) < 2 or given_name(words[0]):
        return False
    if words[0].endswith(("ою", "єю", "ію", "ию", "ой")) and words[-1].endswith(("ою", "єю", "ой", "ей")):
        return True
    return bool(given_name(name_in_nominative(words, language).split()[0]))


def _roles(whole: SlavicParse, written: dict[Stretch, str]) -> dict[str, tuple[int, str]]:
    """Give for each role the one full name that the text gave it to, and where."""
    found: dict[str, tuple[int, str]] = {}
    several: set[str] = set()
    for (start, _), name in sorted(written.items()):
        for place in range(max(0, start - 4), start):
            low = whole.lows[place]
            if whole.lexicon.people.get(low) == "people" and not any(
                whole.tags[at] in ".;:" for at in range(place, start)
            ):
                key = name_stem(low)
                if key in found and found[key][1] != name:
                    several.add(key)
                found.setdefault(key, (start, name))
    return {key: value for key, value in found.items() if key not in several}
