"""How sure the speaker is, and whether the content lies ahead or says no, in Ukrainian and Russian.

Source: FactBank values; docs/explanation/certainty.md.
"""

from typing import Final

from probative.claims.drafts import Draft
from probative.claims.slavic.lexicon import SlavicLexicon
from probative.claims.slavic.parse import SlavicParse
from probative.model.claims import Certainty

_LOWERED: Final = frozenset(("assert", "warn", "know", "quotative"))
_NEGATIVE: Final = {"PS+": "PS-", "PR+": "PR-"}
_NEARBY: Final = 12
_BESIDE: Final = 3
_SHORTEST_PERFECTIVE: Final = 4


def certainty(whole: SlavicParse, draft: Draft) -> Certainty:
    """Give the speaker's certainty: that of the cue's class, lowered by "може", "вероятно" and their kin."""
    if draft.certainty:
        return Certainty(draft.certainty)
    if draft.group == "quotative":
        return Certainty.CERTAIN
    if draft.negated and draft.lemma in whole.lexicon.words["not_admitted"]:
        return Certainty.CERTAINLY_NOT
    table = whole.lexicon.negated if draft.negated else whole.lexicon.classes
    base = table[draft.group]
    if draft.group == "accuse" and draft.source is None:
        return Certainty.UNCOMMITTED
    if base != "CT+" or draft.group not in _LOWERED:
        return Certainty(base)
    if draft.source is None:
        return Certainty.UNCOMMITTED
    return Certainty(_lowered(whole, draft) or base)


def _lowered(whole: SlavicParse, draft: Draft) -> str:
    """Give the lower value that the content's first verb and the words beside it ask for, or ""."""
    place = main_verb(whole, draft)
    if place < 0 or draft.form in ("n", "p", "left", "w"):
        return ""
    words = whole.lexicon.words
    nearby = set(whole.lows[max(draft.content[0][0], place - _BESIDE) : place + 1])
    if words["improbable"] & nearby:
        return "PR-"
    found = "PS+" if words["possible"] & nearby else "PR+" if words["probable"] & nearby else ""
    return _NEGATIVE[found] if found and whole.tag(place - 1) == "x" else found


def is_negative(whole: SlavicParse, draft: Draft) -> bool:
    """Whether the content says of its main event that it did not happen or is not so."""
    index, end = _start(whole, draft)
    for place in range(index, end):
        tag = whole.tags[place]
        if whole.lows[place] in whole.lexicon.words["negative"] and tag != "c":
            return True
        if tag in "V,;:" or (tag == "I" and draft.form == "i"):
            return False
    return False


def _start(whole: SlavicParse, draft: Draft) -> tuple[int, int]:
    start, end = draft.content[0]
    while start < end and whole.tags[start] in "s[,-w":
        start += 1
    return start, min(end, start + _NEARBY)


def is_forecast(whole: SlavicParse, draft: Draft) -> bool:
    """Whether the content lies after the time of speaking."""
    if draft.group in whole.lexicon.forecast_classes:
        return _looks_ahead(whole, draft)
    if draft.group in (
        "assert",
        "judge",
        "ask",
        "know",
        "silent",
        "hide",
        "cite",
        "deny",
        "oppose",
        "like",
        "agree",
    ) and draft.form in ("n", "p", "left"):
        return False
    if draft.group == "fear":
        return draft.form in ("c", "i", "colon") and _is_future(whole, draft)
    if draft.group in ("rumour", "accuse") and draft.form in ("noun",):
        return False
    return _is_future(whole, draft)


def _looks_ahead(whole: SlavicParse, draft: Draft) -> bool:
    """Whether wanting, planning or ordering concerns what is to come: anything but a finished act."""
    if draft.negated and draft.group == "want":
        return whole.tags[draft.anchor] == "V" and whole.seen[draft.anchor].tense == "present"
    if draft.group in ("expect", "hope", "promise") and draft.form in ("c", "colon", "speech", "phrase"):
        return not _is_past(whole, draft) or draft.group == "promise"
    return True


def main_verb(whole: SlavicParse, draft: Draft) -> int:
    """Give the first finite verb or predicative of a content outside its relative clauses, -1 where there is none."""
    for start, end in draft.content:
        skipping = False
        for place in range(start, min(end, start + 40)):
            tag = whole.tags[place]
            if tag == ",":
                skipping = whole.tag(place + 1) in "wL" or (whole.tag(place + 1) == "s" and place > start + 1)
            if tag in "VS" and not skipping:
                return place
            if tag == "V" and skipping:
                skipping = False
    return -1


def _is_past(whole: SlavicParse, draft: Draft) -> bool:
    place = main_verb(whole, draft)
    return place >= 0 and whole.seen[place].tense == "past"


def _is_future(whole: SlavicParse, draft: Draft) -> bool:
    place = main_verb(whole, draft)
    if place < 0:
        return False
    low = whole.lows[place]
    if low in whole.lexicon.words["future"]:
        return True
    if whole.seen[place].tense != "present":
        return False
    # Nobody warns of what everybody sees: of "ранят", which may be both, the warning decides.
    return is_perfective(low, whole.lexicon) or (draft.group == "warn" and low in whole.lexicon.both_aspects)


def is_perfective(low: str, known: SlavicLexicon) -> bool:
    """Whether a form of the present looks like that of a finished act, which lies ahead.

    It has a prefix and no suffix of going on; or what is left without the prefix is a verb by itself, and one that a
    prefix makes finished ("по-ховають", "об-стріляють").
    """
    if low in known.words["imperfective"]:
        return False
    if any(low.startswith(each) and low[len(each) :] in known.prefixed_is_done for each in known.prefixes):
        return True
    if low.endswith(known.ongoing):
        return False
    return low.startswith(known.prefixes) and len(low) > _SHORTEST_PERFECTIVE
