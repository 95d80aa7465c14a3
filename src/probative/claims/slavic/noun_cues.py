"""Attribution by nouns: "заява міністра про", "её просьба не озлобляться", "чутки про", "угроза сжечь дом"."""

from probative.claims.drafts import Draft, Stretch
from probative.claims.slavic.clauses import clause_end, phrase_end
from probative.claims.slavic.conjugation import VerbForm
from probative.claims.slavic.parse import SlavicParse
from probative.claims.slavic.phrases import phrase_at
from probative.language.lexicon import Cue


def find_noun(whole: SlavicParse, index: int) -> Draft | None:
    """Give the attribution by the noun at ``index``: one that opens a content of its own."""
    cue = whole.lexicon.nouns.get(whole.lows[index])
    if cue is None or whole.tags[index] != "N":
        return None
    low, high = whole.bounds(index)
    owner = _owner_before(whole, index, low)
    start = index + 1
    after = phrase_at(whole, start, high)
    if (
        owner is None
        and after is not None
        and after.tag != "["
        and "G" in after.cases
        and after.tag != "R"
        and _can_speak(whole, after.head)
    ):
        owner, start = (after.start, after.end), after.end
    content = _content(whole, cue, start, high)
    if content is None:
        return None
    stretches = [(index, index + 1), *([owner] if owner else [])]
    return Draft(
        source=owner,
        cue=[(index, index + 1)],
        content=[content],
        group=cue.group,
        anchor=index,
        unit=(min(first for first, _ in stretches), max(end for _, end in stretches)),
        form="noun",
        lemma=cue.lemma,
    )


def _owner_before(whole: SlavicParse, index: int, low: int) -> Stretch | None:
    place = index - 1
    while place >= low and whole.tags[place] in "JL":
        place -= 1
    return (place, place + 1) if place >= low and whole.is_in(place, "possessives") else None


def _can_speak(whole: SlavicParse, head: int) -> bool:
    return whole.tags[head] == "P" or whole.lows[head] in whole.lexicon.people


def _content(whole: SlavicParse, cue: Cue, start: int, high: int) -> Stretch | None:
    if start >= high:
        return None
    tag = whole.tags[start]
    if tag == "," and (whole.is_in(start + 1, "that") or whole.is_in(start + 1, "so_that")) and "c" in cue.frames:
        if whole.lows[start + 1] in ("як", "как"):
            return None
        end = clause_end(whole, start + 1, high, VerbForm("", "", "", ""))
        return (start + 1, end) if end > start + 2 else None
    if tag == "p" and whole.lows[start] in cue.openers:
        end = phrase_end(whole, start, high, after_infinitive=False)
        return (start, end) if end > start + 1 else None
    if "i" in cue.frames and (tag == "I" or (tag == "x" and whole.tag(start + 1) == "I")):
        return start, phrase_end(whole, start, high, after_infinitive=True)
    return None
