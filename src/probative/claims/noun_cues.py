"""Attributions by a noun: "claims that", "the widow's accusation that", "gave details of"."""

from typing import Final

from probative.claims.complements import Complement
from probative.claims.contents import content_end
from probative.claims.drafts import Draft, Stretch
from probative.claims.parse import Chunks, Parse, VerbGroup
from probative.claims.phrases import chain_right
from probative.claims.sources import is_speaker, subject
from probative.claims.verb_cues import clause_bounds, cue_start
from probative.language.lexicon import Cue, LightVerb

_SPEAKING_ALONE: Final = frozenset(
    ("assert", "reveal", "fear", "suspect", "accuse", "warn", "deny", "doubt", "possible", "hope", "request")
)
"""Classes of nouns that attribute even where nobody is named: "fears that"."""
_WEAK: Final = frozenset((
    "idea", "possibility", "prospect", "notion", "news", "word", "message", "theory", "hypothesis", "question",
    "account", "description",
))  # fmt: skip
"""Nouns too loose to attribute where nobody is named."""
_WHOSE: Final = frozenset(["western", "eastern", "official"])
_HOLDING: Final = frozenset(
    (
        "have", "hold", "share", "feel", "harbour", "retain", "lose", "abandon", "drop", "keep", "show", "express",
        "voice", "lack", "give", "make", "issue", "raise", "take",
    )
)  # fmt: skip
"""Verbs whose subject has what their object names: "has doubts about"."""
_DEMONYM_ENDINGS: Final = ("ian", "ish", "ese", "ean", "can", "i", "ch", "ern")


def find_noun(whole: Parse, index: int) -> Draft | None:
    """Give the attribution that the noun at ``index`` makes, if something is opened after it."""
    cue = whole.lexicon.cue_nouns.get(whole.low(index))
    chunks = whole.chunks(index)
    start = chunks.phrase_ends.get(index + 1)
    if cue is None or start is None or whole.tag(index) != "N":
        return None
    _, high = clause_bounds(whole, index)
    by, place = _after_noun(whole, chunks, index + 1, high)
    opened = _opened(whole, cue, place, high)
    if opened is None:
        return None
    source = _owner(whole, start, index) or by
    if source is None:
        source = _holder(whole, chunks, start, plans="T" in cue.frames and opened.form in ("to", "that"))
    if source is None and not _may_stand_alone(whole, cue, index, opened):
        return None
    if opened.form == "that" and _is_subject(whole, chunks, start):
        opened = Complement(opened.start, "subject")
    stop = content_end(whole, opened, None, high)
    if stop <= opened.start:
        return None
    return Draft(
        source=source,
        cue=[(index, index + 1)],
        content=[(opened.start, stop)],
        group=cue.group,
        anchor=index,
        unit=(start, index + 1),
        negated=whole.low(start) == "no",
        form=opened.form,
        lemma=cue.lemma,
    )


def _after_noun(whole: Parse, chunks: Chunks, place: int, high: int) -> tuple[Stretch | None, int]:
    """Step over "by residents" or "from the front" between a noun and what it opens."""
    if whole.low(place) not in ("by", "from", "among") or place + 1 >= high:
        return None, place
    end = chain_right(whole, chunks, place + 1, high)
    base = chunks.phrases.get(place + 1, place + 1)
    for stop in (base, end):
        if stop > place + 1 and whole.low(stop) in ("that", "of", "about", "to"):
            return (place + 1, stop), stop
    return None, place


def _opened(whole: Parse, cue: Cue, place: int, high: int) -> Complement | None:
    if place >= high:
        return None
    tag, low = whole.tag(place), whole.low(place)
    if tag == "B" and whole.low(place + 1) in ("that", "whether") and cue.frames & {"S", "W"}:
        return Complement(place + 1, "that" if whole.low(place + 1) == "that" else "wh")
    if low == "that" and tag == "s" and "S" in cue.frames:
        return Complement(place, "that")
    if tag == "t" and "T" in cue.frames:
        return Complement(place, "to")
    if ((tag == "w" and low not in ("who", "which")) or low == "whether") and "W" in cue.frames:
        return Complement(place, "wh")
    if (
        tag in "ps"
        and low in cue.openers
        and (place + 1 in whole.chunks(place).phrases or whole.tag(place + 1) in "[Iw")
    ):
        return Complement(place, "prep")
    return None


def _owner(whole: Parse, start: int, noun: int) -> Stretch | None:
    """Give whose claim it is: "the widow's", "his", "Western", "police"."""
    for index in range(noun - 1, start - 1, -1):
        if whole.tag(index) == "'":
            return start, index + 1
    if whole.tag(start) == "G":
        return start, start + 1
    people = whole.lexicon.people
    for index in range(noun - 1, start - 1, -1):
        low = whole.low(index)
        is_people = whole.tag(index) in "PJ" and (
            (low.endswith(_DEMONYM_ENDINGS) and whole.tokens[index].is_capitalised) or low in _WHOSE
        )
        if is_people or low in people["institutions"] or low in people["persons"]:
            return index, index + 1
    return None


def _holder(whole: Parse, chunks: Chunks, start: int, *, plans: bool) -> Stretch | None:
    """Give who has the plan or the fear: the subject of the verb whose object it is, or of "is of the opinion"."""
    mark = whole.skip_back(start - 1, 0)
    leans = whole.tag(mark) == "p" and whole.low(mark) in ("of", "under")
    verb = chunks.verb_ends.get(whole.skip_back(mark - 1, 0) + 1 if leans else mark + 1)
    if verb is None or not verb.finite or verb.passive:
        return None
    if not (verb.lemma == "be" if leans else plans or verb.lemma in _HOLDING):
        return None
    source = subject(whole, verb, clause_bounds(whole, verb.start)[0])
    return source if source is not None and is_speaker(whole, *source) else None


def _may_stand_alone(whole: Parse, cue: Cue, index: int, opened: Complement) -> bool:
    if cue.group not in _SPEAKING_ALONE or cue.lemma in _WEAK:
        return False
    return opened.form == "that" or (
        opened.form == "prep"
        and whole.low(index) != cue.lemma
        and whole.low(opened.start) in ("of", "about", "against", "over", "for")
    )


def _is_subject(whole: Parse, chunks: Chunks, start: int) -> bool:
    """Whether no verb stands before the noun in its clause, so that one must come after its content."""
    low, _ = whole.bounds(start)
    verbs = [one for one in chunks.verbs if low <= one.start < start and one.finite]
    return not verbs or any(tag in "sc;" for tag in whole.tags[verbs[-1].end : start])


def find_light(whole: Parse, verb: VerbGroup) -> Draft | None:
    """Give the attribution of a verb that says something with its noun: "gave details of", "expressed fears that"."""
    rows = [row for row in whole.lexicon.light_verbs if verb.lemma in row.verbs]
    if not rows or verb.passive:
        return None
    low, high = clause_bounds(whole, verb.start)
    chunks = whole.chunks(verb.start)
    place = whole.skip_on(verb.end, high)
    noun = chunks.phrases.get(place, place) - 1
    if whole.tag(place) in "RO" and chunks.phrases.get(place) == place + 1:
        noun = chunks.phrases.get(place + 1, place + 1) - 1
    row = next((row for row in rows if noun > place - 1 and whole.low(noun) in row.nouns), None)
    source = subject(whole, verb, low) if row else None
    if row is None or source is None or noun + 1 >= high:
        return None
    return _light(whole, row, verb, noun, source)


def _light(whole: Parse, row: LightVerb, verb: VerbGroup, noun: int, source: Stretch) -> Draft | None:
    _, high = clause_bounds(whole, verb.start)
    chunks = whole.chunks(verb.start)
    place = noun + 1
    end = place
    inner = chunks.verb_at.get(place)
    if whole.low(place) == "that" and whole.tag(place) == "s":
        opened = Complement(place, "that")
    elif inner is not None and inner.tags == "I" and inner.lemma in ("say", "claim", "state", "warn"):
        return None
    elif whole.low(place) in row.openers and whole.tag(place) in "ptc":
        opened, end = Complement(place + 1, "np"), place + 1
    else:
        return None
    stop = content_end(whole, opened, verb, high)
    if stop <= opened.start:
        return None
    return Draft(
        source=source,
        cue=[(cue_start(whole, verb), end)],
        content=[(opened.start, stop)],
        group=row.group,
        anchor=verb.head,
        unit=(min(source[0], verb.start), end),
        negated=verb.negated or whole.low(verb.end) == "no",
        form=opened.form,
        lemma=whole.low(noun),
    )
