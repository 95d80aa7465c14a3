"""Attributions by an active verb: "Maro said that ...", "..., said Maro", "she denied the charge"."""

from typing import Final

from probative.claims.complements import LISTENERS_FIRST, Complement, after_listener, complement
from probative.claims.contents import content_before, content_end
from probative.claims.drafts import Draft, Stretch
from probative.claims.parse import Parse, VerbGroup
from probative.claims.sources import following, is_speaker, of_participle, subject
from probative.language.lexicon import Cue

_OPEN_MODALS: Final = frozenset(
    ["will", "would", "may", "might", "could", "can", "should", "must", "shall", "ought", "'ll", "’ll", "'d", "’d"]
)
_PLAIN_SAYING: Final = Cue(lemma="make clear", group="assert", frames=frozenset(("S", "W")))
_STEERING: Final = frozenset(("go", "continue", "have", "begin", "proceed"))
"""Verbs before "to say" that leave it said: "went on to say"."""
_WITHHOLDING: Final = frozenset(("refuse", "decline", "fail", "omit"))
_ASKING: Final = frozenset(("want", "like", "wish", "ask", "demand"))
_INQUIRY: Final = frozenset(("know", "hear", "learn"))


def find_active(whole: Parse, verb: VerbGroup) -> Draft | None:
    """Give the attribution that ``verb`` makes as an active verb with a subject, if it makes one."""
    low, high = clause_bounds(whole, verb.start)
    steered = _steered(whole, verb, high)
    if steered is not None:
        return steered
    cue, end = choose(whole, verb)
    if cue is None or _is_open(whole, cue, verb):
        return None
    inverted = _inverted(whole, cue, verb, end, high)
    if inverted is not None:
        return inverted
    source = subject(whole, verb, low)
    if source is None or not is_speaker(whole, *source):
        return None
    return _with_subject(whole, cue, verb, end, source)


def clause_bounds(whole: Parse, index: int) -> Stretch:
    """Give the stretch for a clause at ``index``: less than the sentence inside a relative clause."""
    low, high = whole.bounds(index)
    for one in whole.chunks(index).relatives:
        if one.start < index < one.end:
            high = min(high, one.end)
    return low, high


def choose(whole: Parse, verb: VerbGroup) -> tuple[Cue | None, int]:
    """Give the entry for ``verb``, with its particles where they follow, and the token after it."""
    for cue in whole.lexicon.cue_verbs.get(verb.lemma, ()):
        end = verb.end + len(cue.particles)
        if tuple(whole.lows[verb.end : end]) == cue.particles:
            return cue, end
    return None, verb.end


def cue_start(whole: Parse, verb: VerbGroup) -> int:
    """Give where the cue begins: with its auxiliaries, and with a "never" before it."""
    return verb.start - (whole.tag(verb.start - 1) == "x")


def _is_open(whole: Parse, cue: Cue, verb: VerbGroup) -> bool:
    """Whether nothing has been said yet: "may say", "if he said", a question."""
    sentence = whole.sentences[whole.sentence_of[verb.start]]
    if verb.quote < 0 and whole.low(sentence.last - 1) == "?":
        return True
    is_speech = cue.group in whole.lexicon.scale.speech_classes
    return bool(verb.modal) and verb.modal in _OPEN_MODALS and not verb.negated and is_speech


def asks(whole: Parse, verb: VerbGroup) -> bool:
    """Whether the sentence around ``verb`` is a question of the text's own."""
    sentence = whole.sentences[whole.sentence_of[verb.start]]
    return verb.quote < 0 and whole.low(sentence.last - 1) == "?"


def _inverted(whole: Parse, cue: Cue, verb: VerbGroup, end: int, high: int) -> Draft | None:
    """Judge "..., said Maro": the verb follows a comma or a quotation and its speaker follows the verb."""
    if (
        "I" not in cue.frames
        or cue.lemma in LISTENERS_FIRST
        or whole.tag(verb.start - 1) not in ",]-"
        or len(verb.tags) > 2
    ):
        return None
    source = following(whole, whole.chunks(verb.start), end, high)
    if source is None or not _is_personal(whole, source):
        return None
    low, _ = clause_bounds(whole, verb.start)
    before = content_before(whole, verb.start, low)
    if before is None:
        return None
    draft = _draft(whole, cue, verb, end, source=source, content=[before], form="left")
    draft.unit = (verb.start, source[1])
    _add_rest(whole, draft, source[1], high, before)
    return draft


def _is_personal(whole: Parse, source: Stretch) -> bool:
    """Whether a phrase after a verb can be its speaker and is not its object."""
    chunks = whole.chunks(source[0])
    head = chunks.phrases.get(source[0], source[1]) - 1
    people = whole.lexicon.people
    word = whole.low(head)
    return (
        whole.tag(head) in "PR"
        or any(word in people[key] for key in ("persons", "offices", "institutions"))
        or word == "one"
    )


def _with_subject(whole: Parse, cue: Cue, verb: VerbGroup, end: int, source: Stretch) -> Draft | None:
    low, high = clause_bounds(whole, verb.start)
    opened = complement(whole, cue, end, high, negated=verb.negated)
    unit = (min(source[0], verb.start), end)
    before = _before_subject(whole, cue, unit, low, opened)
    if before is None and opened is None:
        before = _after_aside(whole, unit, high) or _after_comma(whole, cue, unit, high)
    if before is None and opened is None:
        return None
    content: list[Stretch] = [] if before is None else [before]
    if before is not None and whole.low(unit[0] - 1) == "as":
        opened = None
    draft = _draft(whole, cue, verb, end, source=source, content=content, form=opened.form if opened else "left")
    if opened is None:
        end = after_listener(whole, cue, end, high)
        _add_rest(whole, draft, end, high, before)
    else:
        stop = content_end(whole, opened, verb, high)
        if stop > opened.start:
            draft.content.append((opened.start, stop))
    draft.unit = unit
    return draft if draft.content else None


def _before_subject(whole: Parse, cue: Cue, unit: Stretch, low: int, opened: Complement | None) -> Stretch | None:
    """Give the content before "he said", where it follows a quotation or a comma and nothing else is opened."""
    mark = unit[0] - 1
    as_aside = whole.low(mark) == "as"
    if as_aside:
        mark -= 1
        unit = (unit[0] - 1, unit[1])
    if mark < 0 or whole.tag(mark) not in ",]-" or ("I" not in cue.frames and not as_aside):
        return None
    is_quoted = whole.tag(mark) == "]" or whole.tag(mark - 1) == "]"
    if opened is not None and not as_aside and not (is_quoted and opened.form == "quote"):
        return _clause_before_quote(whole, unit, low, opened)
    if is_quoted and whole.bounds(mark)[0] > mark:
        return None
    return content_before(whole, unit[0], low)


def _after_aside(whole: Parse, unit: Stretch, high: int) -> Stretch | None:
    """Give the content after "As the ministry admitted," at the head of a sentence."""
    if whole.low(unit[0] - 1) != "as" or whole.tag(unit[1]) != "," or unit[1] + 1 >= high:
        return None
    return unit[1] + 1, content_end(whole, Complement(unit[1] + 1, "that"), None, high)


def _after_comma(whole: Parse, cue: Cue, unit: Stretch, high: int) -> Stretch | None:
    """Give the content of "And then they said, if you come": a clause after a comma, with nothing before."""
    start = unit[1] + 1
    if "I" not in cue.frames or whole.tag(unit[1]) != "," or start >= high or whole.tag(unit[0] - 1) in ",]":
        return None
    stop = content_end(whole, Complement(start, "that"), None, high)
    verbs = (one for one in whole.chunks(unit[0]).verbs if one.finite)
    return (start, stop) if stop > start and any(start <= one.start < stop for one in verbs) else None


def _clause_before_quote(whole: Parse, unit: Stretch, low: int, opened: Complement) -> Stretch | None:
    """Give a clause before 'he said, "..."', which is his too when it has a verb of its own."""
    before = content_before(whole, unit[0], low)
    if before is None or opened.form != "quote" or whole.tag(unit[1]) != ",":
        return None
    verbs = (one for one in whole.chunks(unit[0]).verbs if one.finite)
    return before if any(before[0] <= one.start < before[1] for one in verbs) else None


def _add_rest(whole: Parse, draft: Draft, end: int, high: int, before: Stretch | None) -> None:
    """Add what goes on after "he said," in the middle of a sentence."""
    if before is None or end >= high or whole.tag(end) != "," or end + 1 >= high:
        return
    start = end + 1
    tag = whole.tag(start)
    quoted = whole.tags[before[1] - 1] == "]"
    if (quoted and tag != "[") or tag in "wcI" or whole.low(start) == "as":
        return
    stop = content_end(whole, Complement(start, "quote" if quoted else "that"), None, high)
    if stop > start:
        draft.content.append((start, stop))


def _draft(
    whole: Parse, cue: Cue, verb: VerbGroup, end: int, *, source: Stretch, content: list[Stretch], form: str
) -> Draft:
    start = cue_start(whole, verb)
    return Draft(
        source=source,
        cue=[(start, end)],
        content=content,
        group=cue.group,
        anchor=verb.head,
        unit=(min(source[0], start), end),
        negated=verb.negated,
        form=form,
        lemma=verb.lemma,
    )


def _steered(whole: Parse, verb: VerbGroup, high: int) -> Draft | None:
    """Judge "refused to confirm", "went on to say", "wants to know": one cue made of two verbs."""
    mark = verb.end + (whole.low(verb.end) == "on")
    if whole.tag(mark) != "t" or mark >= high:
        return None
    chunks = whole.chunks(verb.start)
    inner = chunks.verb_at.get(whole.skip_on(mark + 1, high))
    if inner is None:
        return None
    group = _steered_group(whole, verb, inner)
    source = subject(whole, verb, clause_bounds(whole, verb.start)[0]) if group else None
    if source is None:
        return None
    cue, end = choose(whole, inner)
    opened = complement(whole, cue, end, high, negated=True) if cue else None
    if cue is None or opened is None:
        return None
    stop = content_end(whole, opened, verb, high)
    draft = _draft(whole, cue, verb, end, source=source, content=[(opened.start, stop)], form=opened.form)
    draft.group, draft.lemma = group, inner.lemma
    draft.negated = verb.negated and verb.lemma not in _WITHHOLDING
    return draft if stop > opened.start else None


def _steered_group(whole: Parse, verb: VerbGroup, inner: VerbGroup) -> str:
    cue, _ = choose(whole, inner)
    if cue is None or cue.group not in whole.lexicon.scale.speech_classes:
        return ""
    if verb.lemma in _WITHHOLDING:
        return "ask"
    if verb.lemma in _ASKING and inner.lemma in _INQUIRY:
        return "ask"
    return cue.group if verb.lemma in _STEERING else ""


def find_participle(whole: Parse, verb: VerbGroup) -> Draft | None:
    """Give the attribution of a form in -ing: "..., adding that", "a letter accusing him of"."""
    cue, end = choose(whole, verb)
    if cue is None:
        return None
    low, high = clause_bounds(whole, verb.start)
    source = of_participle(whole, verb, low)
    opened = complement(whole, cue, end, high, negated=verb.negated)
    if source is None or opened is None or not is_speaker(whole, *source):
        return None
    stop = content_end(whole, opened, verb, high)
    if stop <= opened.start:
        return None
    draft = _draft(whole, cue, verb, end, source=source, content=[(opened.start, stop)], form=opened.form)
    draft.unit = (verb.start, end)
    return draft


def find_purpose(whole: Parse, verb: VerbGroup) -> Draft | None:
    """Give the attribution of "took to the radio to say that": a verb of saying as the purpose of what was done."""
    cue, end = choose(whole, verb)
    mark = whole.skip_back(verb.start - 1, 0)
    low, high = clause_bounds(whole, verb.start)
    if cue is None or cue.group not in whole.lexicon.scale.speech_classes or whole.tag(mark) != "t":
        return None
    chunks = whole.chunks(verb.start)
    leaders = [one for one in chunks.verbs if low <= one.start < mark and one.quote == verb.quote]
    leader = leaders[-1] if leaders else None
    if leader is None or not leader.finite or leader.modal or leader.negated or leader.lemma in whole.lexicon.cue_verbs:
        return None
    if leader.end == mark or leader.passive or "be" in (leader.lemma,):
        return None
    opened = complement(whole, cue, end, high, negated=verb.negated)
    source = subject(whole, leader, low)
    if opened is None or source is None or opened.form not in ("that", "quote") or not is_speaker(whole, *source):
        return None
    stop = content_end(whole, opened, verb, high)
    if stop <= opened.start:
        return None
    return _draft(whole, cue, verb, end, source=source, content=[(opened.start, stop)], form=opened.form)


def find_state(whole: Parse, verb: VerbGroup) -> Draft | None:
    """Give the attribution of a state of mind after "be": "was convinced that", "was unable to confirm"."""
    low, high = clause_bounds(whole, verb.start)
    place = whole.skip_on(verb.end, high)
    word = whole.low(place) if verb.lemma in ("be", "feel", "seem", "remain", "become") else whole.low(verb.head)
    cue = whole.lexicon.cue_adjectives.get(word)
    end = (place if verb.lemma in ("be", "feel", "seem", "remain", "become") else verb.head) + 1
    if verb.lemma == "make" and cue is None:
        return _made_clear(whole, verb, (low, high))
    if cue is None or end >= high:
        return None
    if "V" in cue.frames and whole.tag(end) == "t":
        inner = whole.chunks(verb.start).verb_at.get(whole.skip_on(end + 1, high))
        verb_cue, after = choose(whole, inner) if inner else (None, end)
        if verb_cue is not None and verb_cue.group in whole.lexicon.scale.speech_classes:
            cue, end = verb_cue, after
            return _state(whole, cue, verb, end, (low, high), group="ask")
    return _state(whole, cue, verb, end, (low, high), group=cue.group)


def _made_clear(whole: Parse, verb: VerbGroup, bounds: Stretch) -> Draft | None:
    """Judge "made it clear that", "made plain that"."""
    place = verb.end + (whole.low(verb.end) == "it")
    if whole.low(place) not in ("clear", "plain", "known", "public") or place + 1 >= bounds[1]:
        return None
    return _state(whole, _PLAIN_SAYING, verb, place + 1, bounds, group=_PLAIN_SAYING.group)


def _state(whole: Parse, cue: Cue, verb: VerbGroup, end: int, bounds: Stretch, *, group: str) -> Draft | None:
    source = subject(whole, verb, bounds[0])
    opened = complement(whole, cue, end, bounds[1], negated=True)
    if source is None or opened is None or not is_speaker(whole, *source):
        return None
    stop = content_end(whole, opened, verb, bounds[1])
    if stop <= opened.start:
        return None
    draft = _draft(whole, cue, verb, end, source=source, content=[(opened.start, stop)], form=opened.form)
    draft.group = group
    return draft
