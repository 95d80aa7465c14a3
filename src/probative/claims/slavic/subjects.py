"""Whose a verb is: its own subject, one that an earlier verb shares, or that of the main verb."""

from probative.claims.drafts import Stretch
from probative.claims.slavic.conjugation import VerbForm
from probative.claims.slavic.parse import SlavicParse
from probative.claims.slavic.sources import antecedent, subject, subject_after


def source_before(
    whole: SlavicParse, start: int, form: VerbForm, low: int, openers: frozenset[str] = frozenset()
) -> Stretch | None:
    """Give the source of a verb from what stands before it.

    Args:
        whole: The text.
        start: The first token of the verb with its negation.
        form: The verb's form.
        low: Where its clause may begin.
        openers: Prepositions that open its content and belong to no subject.
    """
    if form.kind == "gerund":
        return _of_main_verb(whole, start, low)
    relative = antecedent(whole, start, low)
    if relative is not None:
        return relative
    source = subject(whole, start, form, low, openers)
    if source is not None:
        return source
    return _shared(whole, start, form, low)


def _of_main_verb(whole: SlavicParse, start: int, low: int) -> Stretch | None:
    """Give the subject of the verb that a gerund goes with: the one before it, else the one after."""
    for place in range(start - 1, max(low, start - 40) - 1, -1):
        word = whole.seen[place]
        if word.tag == "V" or (word.tag == "S" and whole.lows[place] in whole.lexicon.adjectives):
            form = VerbForm(word.tense, word.person, word.number, word.gender)
            return (
                subject(whole, place, form, low)
                or _shared(whole, place, form, low)
                or subject_after(whole, place + 1, start, form, far=True)
            )
    return None


def _shared(whole: SlavicParse, start: int, form: VerbForm, low: int) -> Stretch | None:
    """Give the subject of an earlier verb that "and" joins to this one, or that goes on without a new subject."""
    index = start - 1
    while index >= low and whole.tags[index] in "axRp":
        index -= 1
    over_comma = whole.tag(index) == "," or (whole.tag(index) in "cs" and whole.tag(index - 1) == ",")
    if whole.tag(index) not in "c,s" or index < low:
        joined = next((place for place in range(start - 1, max(low, start - 10), -1) if whole.tags[place] == "c"), -1)
        if joined < 0:
            return None
        index = joined
        over_comma = whole.tag(index - 1) == ","
    nearest: Stretch | None = None
    skip = over_comma and any(tag == "s" for tag in whole.tags[max(low, index - 40) : index])
    place = index - 1
    while place >= max(low, index - 60):
        word = whole.seen[place]
        is_predicate = word.tag == "V" or (word.tag == "S" and whole.lows[place] in whole.lexicon.adjectives)
        if is_predicate and _agree(word.number, word.gender, form):
            earlier = VerbForm(word.tense or "short", word.person, word.number, word.gender)
            source = subject(whole, place, earlier, low) or subject_after(whole, place + 1, index, earlier, far=False)
            if source is not None:
                nearest = nearest or source
                is_cue = whole.lows[place] in whole.lexicon.verbs or whole.lows[place] in whole.lexicon.lights
                if not skip or (is_cue and _opens_clause(whole, place, index)):
                    return source
        place -= 1
    return nearest or (None if over_comma else subject(whole, index, form, low))


def _opens_clause(whole: SlavicParse, verb: int, limit: int) -> bool:
    return any(whole.tags[place] == "s" for place in range(verb + 1, min(limit, verb + 12)))


def _agree(number: str, gender: str, form: VerbForm) -> bool:
    return (not number or not form.number or number == form.number) and (
        not gender or not form.gender or gender == form.gender
    )
