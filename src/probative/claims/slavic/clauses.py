"""Where the content that a cue opens comes to its end."""

from typing import Final

from probative.claims.slavic.conjugation import VerbForm
from probative.claims.slavic.parse import SlavicParse
from probative.claims.slavic.phrases import phrase_at

_LOOK_AHEAD: Final = 8
_GOING_ON: Final = frozenset(
    (
        "що",
        "щоб",
        "щоби",
        "что",
        "чтобы",
        "чи",
        "как",
        "як",
        "доки",
        "поки",
        "пока",
        "если",
        "якщо",
        "когда",
        "коли",
        "ніби",
        "будто",
    )
)


def clause_end(whole: SlavicParse, start: int, high: int, form: VerbForm) -> int:
    """Give where a clause with "that" ends: before what goes on with the speaker's own verb.

    Args:
        whole: The text.
        start: The first token of the clause.
        high: Where it must end.
        form: The form of the cue: a verb after "and" that agrees with it goes on with the speaker.
    """
    index = start
    while index < high:
        tag = whole.tags[index]
        if tag == "[":
            index = max(index + 1, min(whole.closing(index) + 1, high))
            continue
        if tag in ".;":
            return index
        if tag == ")" and "(" not in whole.tags[start:index]:
            return index
        if tag == "-" and whole.tags[index - 1] == "," and index > start:
            return index - 1
        if tag == "," and _speaker_goes_on(whole, index, start, high, form):
            return index
        index += 1
    return high


def _speaker_goes_on(whole: SlavicParse, comma: int, start: int, high: int, form: VerbForm) -> bool:
    after = comma + 1
    if after >= high:
        return True
    tag = whole.tags[after]
    if not form.kind:
        return False
    if tag == "Q":
        return whole.lows[after] in whole.lexicon.verbs
    if tag in "cs" or whole.is_in(after, "adversatives"):
        return _resumes(whole, after, high, form)
    if tag in "NPRDJ#G":
        phrase = phrase_at(whole, after, high)
        if phrase is not None and phrase.is_subject and phrase.tag != "D" and _cue_follows(whole, phrase.end, high):
            return "," not in whole.tags[start:comma] and whole.tags[start] == "s"
    if form.kind == "present" and tag == "V" and whole.lows[after] in whole.lexicon.verbs and _fits(whole, after, form):
        return True
    return tag == "a" and whole.is_in(after, "adversatives") and _resumes(whole, after, high, form)


def _resumes(whole: SlavicParse, conjunction: int, high: int, form: VerbForm) -> bool:
    """Whether a verb of the speaker's follows the conjunction: one that attributes and agrees with the cue.

    After a comma a new speaker may follow too ("but the mayor denied").
    """
    index = conjunction + 1
    limit = min(high, index + _LOOK_AHEAD)
    turns = whole.is_in(conjunction, "adversatives")
    while index < limit:
        tag = whole.tags[index]
        if tag in "axRp" or (tag == "," and index == conjunction + 1):
            if tag == "p":
                phrase = phrase_at(whole, index + 1, limit)
                index = phrase.end if phrase is not None else index + 1
                continue
            if tag == "R" and "N" in whole.seen[index].cases and whole.seen[index].cases != "NA":
                return turns and _cue_follows(whole, index + 1, limit)
            index += 1
            continue
        if tag in "VS":
            is_cue = (
                whole.lows[index] in whole.lexicon.verbs
                or whole.lows[index] in whole.lexicon.adjectives
                or whole.lows[index] in whole.lexicon.lights
            )
            return is_cue and _fits(whole, index, form)
        phrase = phrase_at(whole, index, limit)
        if phrase is None:
            return False
        if phrase.is_subject and turns and _cue_follows(whole, phrase.end, limit):
            return True
        if phrase.is_sure:
            return False
        index = phrase.end
    return False


def _cue_follows(whole: SlavicParse, index: int, limit: int) -> bool:
    while index < limit and whole.tags[index] in "axR":
        index += 1
    return index < limit and whole.tags[index] in "V" and whole.lows[index] in whole.lexicon.verbs


def _fits(whole: SlavicParse, index: int, form: VerbForm) -> bool:
    word = whole.seen[index]
    if word.tag == "S":
        return not word.number or word.number == form.number
    if word.number and form.number and word.number != form.number:
        return False
    if word.gender and form.gender and word.gender != form.gender:
        return False
    return word.tense == form.kind or form.kind not in ("past", "present") or word.tense == ""


def phrase_end(whole: SlavicParse, start: int, high: int, *, after_infinitive: bool) -> int:
    """Give where the content ends that an infinitive, a noun phrase or a preposition opens."""
    index = start
    has_verb = False
    while index < high:
        tag = whole.tags[index]
        if tag == "[":
            index = max(index + 1, min(whole.closing(index) + 1, high))
            continue
        if tag in ".;:" and index > start:
            return index
        if tag == ")" and "(" not in whole.tags[start:index]:
            return index
        if tag == "-" and index > start:
            return index - (whole.tags[index - 1] == ",")
        if tag == "," and index > start:
            onward = _over_comma(whole, index, high, after_infinitive=after_infinitive)
            if not onward:
                return index
            index = onward
            continue
        if tag == "c" and index > start and _verb_comes(whole, index + 1, high):
            return index
        if tag == "V" and index > start and not has_verb:
            return _before_subject(whole, start, index)
        index += 1
    return high


def _before_subject(whole: SlavicParse, start: int, verb: int) -> int:
    """Give where a verb that nothing introduces begins its clause."""
    index = verb
    while index > start + 1 and whole.tags[index - 1] in "axR":
        index -= 1
    return index


def _over_comma(whole: SlavicParse, comma: int, high: int, *, after_infinitive: bool) -> int:
    """Give where to go on after a comma, 0 where the content ends at it."""
    after = comma + 1
    if after >= high:
        return 0
    tag, low = whole.tags[after], whole.lows[after]
    is_relative = (
        tag == "w" or (tag == "p" and whole.tag(after + 1) == "w") or (tag in "NP" and whole.tag(after + 1) == "w")
    )
    if low in _GOING_ON and (
        after_infinitive or low in whole.lexicon.words["that"] or low in whole.lexicon.words["so_that"]
    ):
        return clause_end(whole, after, high, _ANY)
    if is_relative and low not in ("хто", "кто"):
        return _relative_end(whole, after, high)
    if tag == "L":
        return _relative_end(whole, after, high)
    if tag in "cQsa" or whole.is_in(after, "adversatives"):
        is_list = (
            tag == "c"
            and low in ("і", "та", "и", "й", "ні", "ни", "або", "или", "а")
            and not _verb_comes(whole, after + 1, high)
        )
        is_list = is_list or (tag == "x")
        return after + 1 if is_list else 0
    return 0 if _verb_comes(whole, after, high) else after


_ANY: Final = VerbForm("", "", "", "")


def _relative_end(whole: SlavicParse, start: int, high: int) -> int:
    """Give the end of a relative clause: the comma after its verb, or where a coordinated main verb could stand."""
    seen = False
    for index in range(start, high):
        tag = whole.tags[index]
        if tag in ".;:":
            return index
        if tag in "VSL":
            seen = True
        if tag == "," and seen:
            return index
        if tag == "c" and seen and _cue_verb_comes(whole, index + 1, high):
            return index
    return high


def _cue_verb_comes(whole: SlavicParse, index: int, high: int) -> bool:
    while index < high and whole.tags[index] in "axR":
        index += 1
    return index < high and whole.tags[index] == "V" and whole.lows[index] in whole.lexicon.verbs


def _verb_comes(whole: SlavicParse, index: int, high: int) -> bool:
    """Whether a finite verb follows before the next comma or "and"."""
    for place in range(index, min(high, index + 14)):
        tag = whole.tags[place]
        if tag in "VS":
            return True
        if tag in ",.;:cwsI[":
            return False
    return False
