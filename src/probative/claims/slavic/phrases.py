"""Noun phrases: from their first modifier to the last genitive, name or apposition that belongs to the head."""

from collections.abc import Iterator
from typing import Final, NamedTuple

from probative.claims.slavic.parse import SlavicParse
from probative.claims.slavic.words import Word

_NOMINAL: Final = frozenset("NPJLDGR#")
_MODIFIERS: Final = frozenset("JLDG#")
AND: Final = frozenset(("і", "й", "та", "и"))
_LONGEST_TITLE: Final = 7
"""Tokens between quotation marks that can be a name ("the firm «Northern Light»")."""


class NounPhrase(NamedTuple):
    """Tokens ``[start, end)`` around ``head``, the cases the whole can stand in, number and gender of the head."""

    start: int
    end: int
    head: int
    cases: str
    number: str
    gender: str
    tag: str

    @property
    def is_subject(self) -> bool:
        """Whether it can be a subject."""
        return "N" in self.cases

    @property
    def is_sure(self) -> bool:
        """Whether it can be nothing but a subject."""
        return self.cases == "N"


def phrase_at(whole: SlavicParse, start: int, high: int) -> NounPhrase | None:
    """Give the noun phrase that begins at ``start`` and ends before ``high``, ``None`` where none begins."""
    if start >= high:
        return None
    key = start
    found = whole.phrases.get(key)
    if isinstance(found, NounPhrase) and found.end <= high:
        return found
    made = _phrase(whole, start, high)
    if made is not None and made.end < high:
        whole.phrases[key] = made
    return made


def phrases_in(whole: SlavicParse, low: int, high: int) -> Iterator[NounPhrase]:
    """Give the noun phrases of ``[low, high)`` that no preposition opens, in order."""
    index = low
    while index < high:
        tag = whole.tags[index]
        if tag == "p":
            index = after_preposition(whole, index, high)
            continue
        found = phrase_at(whole, index, high)
        if found is None:
            index = max(index + 1, min(whole.closing(index) + 1, high))
            continue
        yield found
        index = found.end


def without_dative(whole: SlavicParse, one: NounPhrase) -> NounPhrase:
    """Cut "полковнику" off "4000 крон полковнику": a noun in the dative hangs on no other noun."""
    for at in range(one.head + 1, one.end):
        if whole.tags[at] == "N" and "G" not in whole.seen[at].cases and "D" in whole.seen[at].cases:
            return one._replace(end=at)
    return one


def after_preposition(whole: SlavicParse, index: int, high: int) -> int:
    """Give where the phrase that the preposition at ``index`` opens ends."""
    start = index + 1
    while start < high and whole.tags[start] in "ap":
        start += 1
    found = phrase_at(whole, start, high)
    return found.end if found is not None else start


def _phrase(whole: SlavicParse, start: int, high: int) -> NounPhrase | None:
    first = whole.seen[start]
    if first.tag == "[":
        closing = title_end(whole, start, high)
        return NounPhrase(start, closing, start, "NA", "", "", "P") if closing else None
    if first.tag not in _NOMINAL:
        return None
    if first.tag == "R" and not _owns(whole, start, high) and not _points(whole, start, high):
        return _pronoun(whole, start, high, first)
    if first.tag == "D" and whole.tag(start + 1) == "R" and start + 1 < high and "N" in first.cases:
        return _pronoun(whole, start + 1, high, whole.seen[start + 1])._replace(start=start)
    head, cases, number = _head(whole, start, high)
    word = whole.seen[head]
    if word.tag in _MODIFIERS:
        cases = cases or word.cases
    end = _tail(whole, head, high, cases, is_counted=number == "p")
    gender = word.gender or next((whole.seen[one].gender for one in range(start, head) if whole.seen[one].gender), "")
    return NounPhrase(start, end, head, cases, number or word.number, gender, word.tag)


def _owns(whole: SlavicParse, start: int, high: int) -> bool:
    """Whether "his" and its kin stand before their noun."""
    if not whole.is_in(start, "possessives"):
        return False
    after = whole.word(start + 1)
    if whole.seen[start].tag == "R" and after.cases == "I":
        return False
    return start + 1 < high and after.tag in "NJLP#" and not (after.tag == "P" and whole.tag(start + 2) in ",")


_POINTERS: Final = ("це", "ці", "ць", "ци", "то", "ті", "те", "ти", "эт", "та", "вс", "ус", "інш", "друг", "так")


def _points(whole: SlavicParse, start: int, high: int) -> bool:
    """Whether "this" stands before its noun and is no pronoun of its own."""
    after = whole.word(start + 1)
    if start + 1 >= high or after.tag not in "NJL" or not whole.lows[start].startswith(_POINTERS):
        return False
    word = whole.seen[start]
    if whole.lows[start] in ("це", "это", "все", "усе", "те", "то") and after.gender != "n":
        return False
    return bool(_common(word.cases, after.cases))


def _pronoun(whole: SlavicParse, start: int, high: int, word: Word) -> NounPhrase:
    end = start + 1
    if end < high and whole.lows[end] in _OF and whole.lows[start].startswith(_SOMEBODY):
        return NounPhrase(start, after_preposition(whole, end, high), start, word.cases, word.number, word.gender, "R")
    if end < high and whole.tags[end] == "D" and whole.seen[end].cases[:1] == "N" and "N" in word.cases:
        end += 1
    return NounPhrase(start, end, start, word.cases, word.number, word.gender, "R")


_SOMEBODY: Final = ("хтось", "кто-", "дехто", "ніхто", "никто", "інш", "друг", "кожен", "всі", "все")


def _head(whole: SlavicParse, start: int, high: int) -> tuple[int, str, str]:
    """Give the head of a phrase: the first noun or name after its modifiers, with the cases that all agree in."""
    cases = "NGDAIL"
    number = ""
    index = start
    while index < high:
        word = whole.seen[index]
        if word.tag in _MODIFIERS or (word.tag == "R" and (index == start or whole.is_in(index, "possessives"))):
            if word.tag == "#":
                number = "p"
                cases = "NA" if "N" in word.cases else word.cases
                index += 1
                if index < high and (whole.tags[index] in "NJLG" or whole.is_in(index, "possessives")):
                    return _counted(whole, index, high, cases)
                if index >= high or whole.tags[index] not in "#":
                    return index - 1, cases, "p"
                continue
            is_owner = word.tag in "GR" and whole.is_in(index, "possessives")
            shared = _common(cases, "NGDAIL" if is_owner else word.cases or "NGDAIL")
            if index > start and not shared:
                return index - 1, cases, number
            cases = shared or word.cases
            number = number or ("" if is_owner else word.number)
            index += 1
            continue
        if word.tag in "NP":
            is_many = number == "p" and word.cases == "NG" and whole.lows[index][-1] in "ая"
            shared = _common(cases, "NA" if is_many else word.cases)
            if not shared and index > start:
                return index - 1, cases, number
            if _modifies(whole, index, high):
                index += 1
                continue
            return index, shared or word.cases, word.number if word.tag == "N" and word.number else number
        break
    last = max(start, index - 1)
    return last, cases if index > start else whole.seen[start].cases, number or whole.seen[last].number


def _counted(whole: SlavicParse, index: int, high: int, cases: str) -> tuple[int, str, str]:
    """Give the head of "forty workers": the noun stands in the genitive, the whole in the numeral's case and plural."""
    while index + 1 < high and whole.tags[index] in "JLGR" and whole.tags[index + 1] in "NJLP":
        index += 1
    return index, cases, "p"


def _modifies(whole: SlavicParse, index: int, high: int) -> bool:
    """Whether "державна" before "комісія" is an adjective: its ending alone does not tell."""
    word, after = whole.seen[index], whole.word(index + 1)
    if word.tag != "N" or index + 1 >= high or after.tag not in "NJ" or not whole.lexicon.feminine_modifiers:
        return False
    low = whole.lows[index]
    is_person = low in whole.lexicon.people and whole.lows[index + 1] not in whole.lexicon.people
    if low[-1] == "і" and not is_person and after.tag == "N" and "N" in after.cases:
        return after.number == "p" or whole.lows[index + 1][-1] in "иі"
    if low in whole.lexicon.people or low in whole.lexicon.nouns or not low.endswith(whole.lexicon.feminine_modifiers):
        return False
    return "N" in word.cases and "N" in after.cases and after.gender == "f" and after.number == "s"


def _common(left: str, right: str) -> str:
    return "".join(case for case in left if case in right)


def _tail(whole: SlavicParse, head: int, high: int, cases: str, *, is_counted: bool = False) -> int:
    """Give where the phrase around ``head`` ends: after names, titles, genitives and "of them"."""
    index = head + 1
    if whole.seen[head].tag == "R":
        return index
    while index < high:
        onward = _attached(whole, head, index, high, cases, is_counted=is_counted)
        if not onward:
            break
        index = onward
    return index


def _attached(whole: SlavicParse, head: int, index: int, high: int, cases: str, *, is_counted: bool) -> int:
    """Give where the piece at ``index`` ends that belongs to the phrase of ``head``, 0 where none does."""
    word = whole.seen[index]
    if word.tag == "[":
        closing = title_end(whole, index, high)
        return closing if closing and whole.tokens[index + 1].is_capitalised else 0
    if word.tag == "P":
        return 0 if whole.is_time(head) or (whole.tags[index - 1] == "]" and _is_talk(whole, head)) else index + 1
    if word.tag == "N":
        follows_number = is_counted and index == head + 1 and word.cases == "NA" and word.gender == "m"
        return index + 1 if follows_number or _belongs(whole, head, index, high, cases) else 0
    if word.tag in "JLD#G" or (word.tag == "R" and _owns(whole, index, high)):
        return _genitive(whole, index, high)
    return _joined(whole, head, index, high)


def _is_talk(whole: SlavicParse, head: int) -> bool:
    """Whether the head is the talk in which somebody spoke: a name behind it is who: "в інтерв'ю «Хвилі» Бондар"."""
    return whole.tag(head - 1) == "p" and whole.lows[head].startswith(("інтерв'ю", "интервью"))


def _joined(whole: SlavicParse, head: int, index: int, high: int) -> int:
    """Give where an initial's full stop, "of them" or "and" with a genitive ends, 0 where there is none."""
    tag = whole.tags[index]
    if tag == "'" and whole.lows[index] == "." and whole.tags[index - 1] == "P":
        return index + 1
    if tag == "p" and whole.lows[index] in _OF and _is_partitive(whole, head, index, high):
        return after_preposition(whole, index, high)
    return index + 2 if tag == "c" and _joins_genitive(whole, index, high) else 0


_OF: Final = frozenset(("з", "із", "зі", "из"))


def _is_partitive(whole: SlavicParse, head: int, index: int, high: int) -> bool:
    if whole.seen[head].tag not in "NPD#JLR" or index + 1 >= high:
        return False
    after = whole.seen[index + 1]
    return after.tag in "RDJNPG#" and ("G" in after.cases or after.tag == "P")


def _genitive(whole: SlavicParse, index: int, high: int) -> int:
    """Give the end of a genitive phrase with modifiers, 0 where the words at ``index`` are none."""
    start = index
    while index < high and whole.seen[index].tag in "JLD#GR" and (index == start or whole.seen[index].tag != "R"):
        word = whole.seen[index]
        is_soft = index == start and whole.lows[index].endswith("ні")
        if word.tag not in "#G" and word.tag != "R" and "G" not in word.cases and not is_soft:
            return 0
        index += 1
    if index < high and whole.seen[index].tag in "NP":
        word = whole.seen[index]
        is_plural = index > start and whole.lows[index - 1].endswith(("их", "ых", "їх", "іх"))
        if "G" in word.cases or is_plural or word.tag == "P":
            return index + 1
        return 0
    if index == start + 1 and whole.lows[start].endswith("ні") and whole.tag(index) in "PV,.":
        return index
    if index > start and index < high and whole.lows[index] in _OF and "G" in whole.seen[index - 1].cases:
        return after_preposition(whole, index, high)
    return (
        index
        if index > start and whole.seen[index - 1].tag == "J" and whole.lows[index - 1].endswith(("их", "ых"))
        else 0
    )


def _belongs(whole: SlavicParse, head: int, index: int, high: int, cases: str) -> bool:
    """Whether the noun at ``index`` is a genitive of the phrase or a title before a name."""
    word = whole.seen[index]
    if _governs_subject(whole, head, index, high):
        return False
    if "G" in word.cases and word.cases != "GNADL":
        return not (word.cases == "NG" and _is_next_subject(whole, index, high) and "N" not in cases)
    if word.cases == "GNADL":
        return True
    if word.cases == "ADL" and whole.tag(index + 1) == "P" and whole.lows[head] in whole.lexicon.people:
        return True
    is_title = whole.lows[index] in whole.lexicon.people and "N" in cases
    return is_title and whole.tag(index + 1) == "P"


def _governs_subject(whole: SlavicParse, head: int, index: int, high: int) -> bool:
    """Whether a preposition governs the head, and the noun at ``index`` is the subject of a verb right after it."""
    word = whole.seen[index]
    place = head - 1
    while place >= 0 and whole.tags[place] in "JLDG#":
        place -= 1
    if whole.tag(place) != "p" or "N" not in word.cases:
        return False
    verb = index + 1
    while verb < high and whole.tags[verb] in "ax":
        verb += 1
    number = "p" if word.cases[:1] == "G" or word.number == "p" else "s"
    return verb < high and whole.tags[verb] == "V" and whole.seen[verb].number == number


def _is_next_subject(whole: SlavicParse, index: int, high: int) -> bool:
    """Whether a verb follows a noun that can be its subject: "рішення комісія ухвалила"."""
    after = whole.word(index + 1)
    return index + 1 < high and after.tag == "V" and whole.lows[index] in whole.lexicon.people


def _joins_genitive(whole: SlavicParse, index: int, high: int) -> bool:
    """Whether "and" joins two genitives: "the rights of women and children"."""
    before, after = whole.word(index - 1), whole.word(index + 1)
    return (
        index + 1 < high
        and whole.lows[index] in AND
        and before.tag == "N"
        and after.tag == "N"
        and "N" not in before.cases
        and "N" not in after.cases
        and "G" in before.cases
        and "G" in after.cases
    )


def title_end(whole: SlavicParse, opening: int, high: int) -> int:
    """Give the token after a short quotation that is a name, 0 where it is speech or longer."""
    number = whole.quote_at.get(opening)
    if number is None:
        return 0
    quote = whole.quotes[number]
    size = quote.closing - opening - 1
    if not quote.is_closed or quote.closing >= high or not 0 < size <= _LONGEST_TITLE:
        return 0
    inside = whole.tags[opening + 1 : quote.closing]
    if "." in inside or "V" in inside or "," in inside or "R" in inside:
        return 0
    return quote.closing + 1
