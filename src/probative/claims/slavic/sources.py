"""Who speaks: the subject of a verb, before it or after it, across what stands between commas."""

from collections.abc import Iterator
from typing import Final

from probative.claims.drafts import Stretch
from probative.claims.slavic.conjugation import VerbForm
from probative.claims.slavic.parse import SlavicParse
from probative.claims.slavic.phrases import AND, NounPhrase, after_preposition, phrase_at, phrases_in

_FARTHEST: Final = 60
"""Tokens looked back over at most."""
_ATTACHED: Final = frozenset(("з", "із", "зі", "с", "со", "из", "от", "від", "по", "проти", "против", "при"))
_INSIDE: Final = frozenset(("в", "у", "во"))
_PLACED: Final = frozenset(("в", "у", "во", "на"))


def subject(
    whole: SlavicParse, verb: int, form: VerbForm, low: int, openers: frozenset[str] = frozenset()
) -> Stretch | None:
    """Give the subject before the verb at ``verb`` whose clause begins at ``low`` or later, ``None`` where none does.

    ``openers`` are prepositions that open the verb's content and belong to no subject. Looks through relative clauses,
    participles and appositions between commas.
    """
    seen = list(_segments(whole, verb, max(low, verb - _FARTHEST)))
    best: tuple[int, NounPhrase, int] | None = None
    for start, end in seen:
        for phrase in phrases_in(whole, start, end):
            weight = _weight(whole, phrase, form)
            if weight and (best is None or weight > best[0]):
                best = weight, phrase, end
    if best is None:
        return None
    return _whole_source(whole, best[1], (best[2], verb), form, openers)


def _segments(whole: SlavicParse, verb: int, low: int) -> Iterator[Stretch]:
    """Give the pieces of the verb's clause to its left, the nearest first, without what commas set off."""
    end = verb
    index = verb - 1
    while index >= low:
        tag = whole.tags[index]
        if tag == "]":
            opening = _opening(whole, index)
            if opening < low:
                break
            index = opening - 1
            continue
        if tag in ".;:-sw(":
            break
        if tag == "c" and not _joins_phrases(whole, index):
            break
        if tag == ",":
            start = _inserted(whole, index, low)
            if start is None:
                break
            if index + 1 < end:
                yield index + 1, end
            index = start - 1
            end = start
            continue
        index -= 1
    if index + 1 < end:
        yield index + 1, end


def _opening(whole: SlavicParse, closing: int) -> int:
    number = whole.quote_of[closing - 1] if closing else -1
    return whole.quotes[number].opening if number >= 0 else closing - 1


def _joins_phrases(whole: SlavicParse, index: int) -> bool:
    """Whether "and" stands between two noun phrases and no verb follows right after."""
    after = whole.word(index + 1)
    before = whole.word(index - 1)
    return whole.lows[index] in AND and after.tag in "NPJLDGR#[" and before.tag in "NPJR]#D"


def _inserted(whole: SlavicParse, comma: int, low: int) -> int | None:
    """Give the comma that opens what the one at ``comma`` closes: a relative clause, a participle, an apposition."""
    index = comma - 1
    while index >= low:
        tag = whole.tags[index]
        if tag == "s" and whole.tag(index - 1) == "," and whole.lows[index] in _ASIDE and index - 1 >= low:
            return index - 1
        if tag in ".;:s" or (tag == "-" and whole.tag(index - 1) != "#"):
            return None
        if tag == ",":
            return index if _sets_off(whole, index, comma) else _longer(whole, index, low)
        index -= 1
    return None


_ASIDE: Final = frozenset(("як", "как", "коли", "когда", "хоч", "хоча", "хотя", "пока", "поки"))


def _longer(whole: SlavicParse, comma: int, low: int) -> int | None:
    """Look one comma further: a relative clause may itself hold one."""
    for index in range(comma - 1, max(low, comma - 25) - 1, -1):
        tag = whole.tags[index]
        if tag in ".;:s-":
            return None
        if tag == ",":
            return (
                index
                if whole.tag(index + 1) in "wL" or (whole.tag(index + 1) == "p" and whole.tag(index + 2) == "w")
                else None
            )
    return None


def _sets_off(whole: SlavicParse, opening: int, closing: int) -> bool:
    first = whole.tag(opening + 1)
    if first in "wLQa" or (first == "p" and whole.tag(opening + 2) in "w"):
        return True
    inside = whole.tags[opening + 1 : closing]
    if not inside.strip("ac"):
        return True
    return "V" not in inside and "S" not in inside and first in "NPJDGR#p["


def _weight(whole: SlavicParse, phrase: NounPhrase, form: VerbForm) -> int:
    """Tell how well a phrase does as subject: 0 not at all."""
    if not phrase.is_subject or whole.is_time(phrase.head) or not agrees(whole, phrase, form):
        return 0
    if phrase.tag == "D" and whole.lows[phrase.head].startswith("сам"):
        return 1
    if phrase.tag == "R":
        return 5 if phrase.cases == "N" else 1
    if phrase.tag == "P" or whole.lows[phrase.head] in whole.lexicon.people:
        return 4
    return 4 if phrase.is_sure else 3 if "A" not in phrase.cases else 2


def agrees(whole: SlavicParse, phrase: NounPhrase, form: VerbForm) -> bool:
    """Whether a noun phrase can be the subject of a verb in this form."""
    low = whole.lows[phrase.head]
    if form.person in ("1", "2"):
        return (
            phrase.tag == "R"
            and whole.word(phrase.head).gender == ""
            and _person(whole, low) == form.person + form.number
        )
    if phrase.tag == "R" and _person(whole, low)[:1] in ("1", "2"):
        return form.kind in ("past", "short", "") and (
            _person(whole, low)[1:] == form.number or low in ("ви", "вы") or not form.number
        )
    number = phrase.number or ("p" if phrase.cases[:3] in ("GNA", "GDL", "NAD") and phrase.cases != "GA" else "")
    is_counted = any(whole.tags[one] == "#" for one in range(phrase.start, phrase.head + 1)) or phrase.number == ""
    if form.number == "p" and number == "s":
        return phrase.cases == "NAG" or _is_joined(whole, phrase)
    if form.number == "s" and number == "p":
        return is_counted and form.gender in ("", "n") and phrase.tag != "R"
    if form.number == "s" and form.gender and phrase.gender and form.gender != phrase.gender:
        is_person = whole.lows[phrase.head] in whole.lexicon.words["people"]
        return phrase.tag == "P" or (is_person and {form.gender, phrase.gender} == {"m", "f"})
    return True


def _person(whole: SlavicParse, low: str) -> str:
    if low in whole.lexicon.words["first"]:
        return "1s"
    if low in whole.lexicon.words["first_many"]:
        return "1p"
    if low in ("ти", "ты"):
        return "2s"
    return "2p" if low in ("ви", "вы") else ""


def _is_joined(whole: SlavicParse, phrase: NounPhrase) -> bool:
    """Whether "and" joins this phrase to another, so that the verb stands in the plural."""
    return whole.low(phrase.start - 1) in AND or whole.low(phrase.end) in AND


def _whole_source(
    whole: SlavicParse, phrase: NounPhrase, limits: tuple[int, int], form: VerbForm, openers: frozenset[str]
) -> Stretch:
    """Stretch a subject over what belongs to it: another after "and", "from the north", a name between commas."""
    start, stop = phrase.start, phrase.end
    verb = limits[1]
    if form.number == "p" and whole.low(start - 1) in AND:
        for first in range(start - 2, max(-1, start - 9), -1):
            other = phrase_at(whole, first, start - 1)
            if (
                other is not None
                and other.end == start - 1
                and other.is_subject
                and whole.tag(first - 1) not in "JDGp#"
            ):
                start = first
                break
    if form.number == "p" and whole.low(stop) in AND:
        other = phrase_at(whole, stop + 1, verb)
        if other is not None and other.is_subject:
            stop = other.end
    if phrase.tag == "R":
        return start, stop
    stop = _with_place(whole, start, stop, min(limits), openers)
    return start, _with_apposition(whole, stop, verb)


def _with_place(whole: SlavicParse, start: int, stop: int, high: int, openers: frozenset[str] = frozenset()) -> int:
    """Take "of the commission on prices", "from Lviv" into the source; "in the ministry" only after a short one."""
    while stop < high and whole.tags[stop] == "p":
        low = whole.lows[stop]
        after = after_preposition(whole, stop, high)
        is_short = (
            stop - start <= 2 and "P" not in whole.tags[start:stop] and low in _INSIDE and whole.tag(stop - 1) != "R"
        )
        is_short = is_short or whole.low(stop + 1) in ("пенсії", "пенсии")
        is_content = low in openers and whole.tag(after) != "P"
        if (low not in _ATTACHED and not is_short) or is_content or whole.tag(stop + 1) == "R":
            break
        if low in ("з", "із", "зі", "с", "со") and whole.word(stop + 1).cases in ("I", "ID", "GI"):
            break
        if any(whole.is_in(index, "times") for index in range(stop + 1, after)):
            break
        stop = after
    phrase = phrase_at(whole, stop, high) if stop < high and whole.tags[stop] == "P" else None
    return phrase.end if phrase is not None else stop


def _with_apposition(whole: SlavicParse, stop: int, verb: int) -> int:
    if whole.tag(stop) != ",":
        return stop
    closing = next((index for index in range(stop + 1, verb) if whole.tags[index] == ","), -1)
    if closing > 0 and whole.lows[stop - 1] in _WHOEVER and whole.tag(stop + 1) in "wL":
        return closing
    if closing < 0 or whole.tag(stop + 1) not in "NPJDG#[":
        return stop
    inside = whole.tags[stop + 1 : closing]
    first = phrase_at(whole, stop + 1, closing)
    if first is not None and whole.tags[first.head] in "JLD" and "P" not in inside:
        return stop
    if first is None or not (first.is_subject or whole.tag(stop + 1) == "#") or any(tag in "VSLQwsI" for tag in inside):
        return stop
    return closing


_WHOEVER: Final = frozenset(("людина", "человек", "люди", "той", "тот", "та", "ті", "те"))


def subject_after(whole: SlavicParse, start: int, high: int, form: VerbForm, *, far: bool) -> Stretch | None:
    """Give the subject right after a verb: ``start`` is the token after it.

    Args:
        whole: The text.
        start: Where to look.
        high: Where to stop.
        form: The verb's form, with which the subject agrees.
        far: Whether a listener, a time or a place may stand between, as after direct speech.
    """
    index = start
    while index < high:
        tag = whole.tags[index]
        if tag == "a" or (tag == "c" and whole.lows[index] in ("й", "и", "і") and index == start):
            index += 1
            continue
        if tag == "p" and far:
            index = after_preposition(whole, index, high)
            continue
        phrase = phrase_at(whole, index, high)
        if phrase is None or (tag == "[" and not whole.tokens[index + 1].is_capitalised):
            return None
        if _weight(whole, phrase, form) >= (1 if phrase.tag != "R" else 2) and (far or _is_person(whole, phrase)):
            stop = _with_place(whole, phrase.start, phrase.end, high)
            if far:
                stop = _after_comma(whole, stop, high)
            return phrase.start, stop
        if "N" in phrase.cases and phrase.tag != "R" and not whole.is_time(phrase.head) and not far:
            return None
        if not far and phrase.tag != "R":
            return None
        index = phrase.end
    return None


def _is_person(whole: SlavicParse, phrase: NounPhrase) -> bool:
    return phrase.tag in "PR" or whole.lows[phrase.head] in whole.lexicon.people or phrase.is_sure


def _after_comma(whole: SlavicParse, stop: int, high: int) -> int:
    """Take in "..., mother of three" where the sentence ends after it."""
    if whole.tag(stop) != "," or stop + 1 >= high:
        return stop
    phrase = phrase_at(whole, stop + 1, high)
    if phrase is None or not phrase.is_subject or phrase.tag not in "NP#":
        return stop
    ends = whole.tag(phrase.end)
    return phrase.end if ends in ".-" or (ends == "." or phrase.end >= high) else stop


def place_speaking(whole: SlavicParse, verb: int, low: int) -> Stretch | None:
    """Give the office in "у відомстві кажуть": the noun after "in", where the verb has no subject."""
    index = verb - 1
    while index >= low and whole.tags[index] in "axcR":
        index -= 1
    for start in range(index, max(low, index - 8) - 1, -1):
        if whole.tags[start] in ".;:s":
            break
        if whole.tags[start] == "p" and whole.lows[start] in _PLACED:
            return _office(whole, start, verb)
        if whole.tags[start] == ",":
            inside = _inserted(whole, start, low)
            if inside is None:
                break
    return None


def _office(whole: SlavicParse, preposition: int, high: int) -> Stretch | None:
    phrase = phrase_at(whole, preposition + 1, high)
    if phrase is None or phrase.tag == "R" or whole.is_time(phrase.head):
        return None
    is_known = (
        whole.lows[phrase.head] in whole.lexicon.people and whole.lexicon.people[whole.lows[phrase.head]] != "people"
    )
    return (
        (phrase.start, phrase.end)
        if is_known or phrase.tag == "P" or "[" in whole.tags[phrase.start : phrase.end]
        else None
    )


def place_after(whole: SlavicParse, start: int, high: int, *, anywhere: bool = False) -> Stretch | None:
    """Give the office in ", нагадують у прокуратурі": right after a verb in the plural; any place after speech."""
    if start < high and whole.tags[start] == "p" and whole.lows[start] in _PLACED:
        phrase = phrase_at(whole, start + 1, high)
        if anywhere and phrase is not None and phrase.tag in "NP" and not whole.is_time(phrase.head):
            return phrase.start, phrase.end
        return _office(whole, start, high)
    return None


_WHO: Final = frozenset((
    "який", "яка", "яке", "які", "котрий", "котра", "котрі", "который", "которая", "которое", "которые", "хто", "кто",
    "що", "что",
))  # fmt: skip


def antecedent(whole: SlavicParse, verb: int, low: int) -> Stretch | None:
    """Give the noun phrase that a relative "who" right before the verb takes up."""
    index = verb - 1
    while index >= low and whole.tags[index] in "axpRNJDGP" and whole.tags[index] != "w":
        if whole.tags[index] == ",":
            return None
        index -= 1
    if index < low + 1 or whole.tags[index] != "w" or whole.tags[index - 1] != ",":
        return None
    if whole.lows[index] not in _WHO or any(
        "N" in whole.seen[at].cases and whole.tags[at] in "RNP" and whole.seen[at].cases != "NA"
        for at in range(index + 1, verb)
    ):
        return None
    for start in range(index - 2, max(low - 1, index - 14), -1):
        phrase = phrase_at(whole, start, index - 1)
        if phrase is not None and phrase.end == index - 1 and whole.tag(start - 1) not in "JDG#NPL":
            return phrase.start, phrase.end
    return None
