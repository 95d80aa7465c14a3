"""Attributions in the passive: "is said to have", "it is believed that", "was denied by", "a man accused of"."""

from typing import Final

from probative.claims.complements import Complement, complement
from probative.claims.contents import content_before, content_end
from probative.claims.drafts import Draft, Stretch
from probative.claims.parse import Parse, VerbGroup
from probative.claims.sources import following, subject
from probative.claims.verb_cues import asks, choose, clause_bounds, cue_start
from probative.language.lexicon import Cue

_OPINIONS: Final = frozenset(("assert", "reveal", "believe", "suspect", "expect", "fear", "possible", "know", "judge"))
"""Classes whose passive takes "to" + verb: "is said to have"."""
_ASIDES: Final = frozenset(("assert", "reveal", "believe", "suspect", "know", "relay"))
"""Classes that attribute to nobody in particular at the end of a sentence: "..., it was reported"."""
_BARE_PASSIVES: Final = frozenset(("assert", "reveal", "deny", "expect", "accuse", "promise"))
"""Classes that attribute in the passive without an agent: "the raid was confirmed on Monday"."""


def find_passive(whole: Parse, verb: VerbGroup) -> Draft | None:
    """Give the attribution that a passive verb makes, if it makes one."""
    cue, end = choose(whole, verb)
    if cue is None:
        return None
    low, high = clause_bounds(whole, verb.start)
    patient = subject(whole, verb, low)
    if patient is None or asks(whole, verb):
        return None
    if whole.lows[patient[0]] == "it" and patient[1] - patient[0] == 1:
        return _impersonal(whole, cue, verb, end, high) or _aside(whole, cue, verb, end, patient[0])
    return (
        _quoted_as_saying(whole, verb, end, high, patient)
        or _about_patient(whole, cue, verb, end, patient)
        or _told(whole, cue, verb, end, high)
        or _by_agent(whole, cue, verb, end, patient)
    )


def find_shortened(whole: Parse, verb: VerbGroup) -> Draft | None:
    """Give the attribution of a participle after its noun: "a man believed to be the commander"."""
    chunks = whole.chunks(verb.start)
    start = chunks.phrase_ends.get(verb.start)
    cue, end = choose(whole, verb)
    if cue is None or start is None or whole.tag(start) == "R":
        return None
    takes_to = whole.tag(end) == "t" and cue.group in _OPINIONS and "T" not in cue.frames
    takes_object = whole.low(end) in cue.object_openers - cue.openers
    takes_agent = whole.low(end) == "by" and "N" in cue.frames
    if takes_agent:
        return _by_agent(whole, cue, verb, end, (start, verb.start))
    if takes_to or takes_object:
        return _about_patient(whole, cue, verb, end, (start, verb.start))
    return None


def _impersonal(whole: Parse, cue: Cue, verb: VerbGroup, end: int, high: int) -> Draft | None:
    opened = complement(whole, cue, end, high, negated=verb.negated)
    if opened is None or opened.form not in ("that", "wh", "bare"):
        return None
    return _draft(
        cue, verb, (cue_start(whole, verb), end), [(opened.start, content_end(whole, opened, verb, high))], None
    )


def _aside(whole: Parse, cue: Cue, verb: VerbGroup, end: int, it: int) -> Draft | None:
    """Judge "the mill was burned, it was reported": nobody in particular says what stands before."""
    low, high = clause_bounds(whole, verb.start)
    after = whole.tag(end) if end < high else "."
    is_aside = it > low and whole.tag(it - 1) in ",]" and after in ".;"
    if not is_aside or cue.group not in _ASIDES or verb.negated:
        return None
    before = content_before(whole, it, low)
    return _draft(cue, verb, (it, end), [before], None) if before is not None else None


def _quoted_as_saying(whole: Parse, verb: VerbGroup, end: int, high: int, patient: Stretch) -> Draft | None:
    """Judge "was quoted as saying that", "was heard saying": the subject is the speaker."""
    place = end + (whole.low(end) == "as")
    inner = whole.chunks(verb.start).verb_at.get(place)
    if inner is None or inner.tags != "I" or verb.lemma not in ("quote", "hear", "cite", "report", "record"):
        return None
    cue, after = choose(whole, inner)
    opened = complement(whole, cue, after, high, negated=False) if cue else None
    if cue is None or opened is None:
        return None
    content = [(opened.start, content_end(whole, opened, inner, high))]
    return _draft(cue, verb, (cue_start(whole, verb), after), content, patient)


def _about_patient(whole: Parse, cue: Cue, verb: VerbGroup, end: int, patient: Stretch) -> Draft | None:
    """Judge "X is said to ...", "X was accused of ...", "X was dismissed as ...": X is part of the content."""
    _, high = clause_bounds(whole, verb.start)
    place = whole.skip_on(end, high)
    agent = following(whole, whole.chunks(verb.start), place + 1, high) if whole.low(place) == "by" else None
    place = agent[1] if agent is not None and whole.tag(agent[1]) == "t" else place
    agent = agent if agent is not None and place == agent[1] else None
    low = whole.low(place)
    takes_to = whole.tag(place) == "t" and (cue.group in _OPINIONS or "B" in cue.frames)
    takes_rest = low in cue.object_openers or (low == "as" and "A" in cue.frames)
    takes_name = "K" in cue.frames and (place in whole.chunks(verb.start).phrases or whole.tag(place) == "[")
    if not (takes_to or takes_rest or takes_name) or place >= high:
        return None
    start = place if takes_name else place + 1
    opened = Complement(start, "np" if takes_rest or takes_name else "to")
    stop = content_end(whole, opened, verb, high)
    inside = None if takes_to else _agent_inside(whole, start, stop)
    if inside is not None:
        agent, stop = inside, inside[0] - 1
    if stop <= start:
        return None
    return _draft(cue, verb, (cue_start(whole, verb), start), [patient, (start, stop)], agent)


def _agent_inside(whole: Parse, start: int, stop: int) -> Stretch | None:
    """Give the "by Maro" at the end of what somebody was accused of."""
    for index in range(stop - 1, start, -1):
        if whole.low(index) == "by" and whole.tag(index) == "p":
            found = following(whole, whole.chunks(start), index + 1, stop)
            return found if found is not None and found[1] == stop else None
    return None


def _told(whole: Parse, cue: Cue, verb: VerbGroup, end: int, high: int) -> Draft | None:
    """Judge "he was told that": the listener is the subject and nobody is named, unless "by" names them."""
    if "O" not in cue.frames:
        return None
    agent = following(whole, whole.chunks(verb.start), end + 1, high) if whole.low(end) == "by" else None
    opened = complement(whole, cue, agent[1] if agent else end, high, negated=verb.negated)
    if opened is None or opened.form not in ("that", "wh", "bare", "quote", "prep"):
        return None
    content = [(opened.start, content_end(whole, opened, verb, high))]
    return _draft(cue, verb, (cue_start(whole, verb), end), content, agent)


def _by_agent(whole: Parse, cue: Cue, verb: VerbGroup, end: int, patient: Stretch) -> Draft | None:
    """Judge "the charge was denied by Maro" and, for some classes, "the raid was confirmed"."""
    if "N" not in cue.frames:
        return None
    _, high = clause_bounds(whole, verb.start)
    place = whole.skip_on(end, high)
    agent = following(whole, whole.chunks(verb.start), place + 1, high) if whole.low(place) == "by" else None
    if agent is None and cue.group not in _BARE_PASSIVES:
        return None
    return _draft(cue, verb, (cue_start(whole, verb), end), [patient], agent)


def _draft(cue: Cue, verb: VerbGroup, words: Stretch, content: list[Stretch], source: Stretch | None) -> Draft:
    return Draft(
        source=source,
        cue=[words],
        content=[piece for piece in content if piece[0] < piece[1]],
        group=cue.group,
        anchor=verb.head,
        unit=words,
        negated=verb.negated,
        form="passive",
        lemma=verb.lemma,
    )
