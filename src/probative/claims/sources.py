"""Who speaks: the subject of a verb, or the phrase that follows it."""

from collections.abc import Sequence
from typing import Final

from probative.claims.drafts import Stretch
from probative.claims.parse import Chunks, Parse, Relative, VerbGroup
from probative.claims.phrases import appositions_right, chain_left, chain_right, is_time

CONTINUING: Final = frozenset(
    ["add", "continue", "note", "stress", "emphasise", "emphasize", "reiterate", "conclude", "explain"]
)
"""Verbs by which the one who spoke before goes on speaking."""
_HYPOTHETICAL: Final = frozenset(("if", "unless", "whether", "lest"))
ONLY_BEFORE_NOUNS: Final = frozenset(("former", "senior", "junior", "current", "own", "various", "then"))
"""Words that end no phrase: in "a former signals officer" the verb that seems to follow is a noun."""
_PUBLISHING: Final = frozenset(
    ["issue", "release", "publish", "post", "make", "send", "write", "circulate", "sign", "read", "give"]
)


_NOBODY: Final = frozenset(("it", "there", "that", "this", "what"))


def subject(whole: Parse, verb: VerbGroup, low: int) -> Stretch | None:
    """Give the subject of ``verb``: the whole noun phrase, with title, apposition and age.

    Args:
        whole: The text.
        verb: Whose subject.
        low: The first token that may belong to it.

    Returns:
        ``None`` where there is none, or where it stands under "if".
    """
    chunks = whole.chunks(verb.start)
    index = whole.skip_back(verb.start - 1, low)
    if index < low:
        return None
    if whole.low(index) in ("all", "both", "each") and whole.tag(index - 1) == "R" and index > low:
        index -= 1
    relative = _relative_ending(chunks, verb.start, index + 1)
    if relative is not None:
        return _with_relative(whole, chunks, relative, low, index + 1)
    tag = whole.tag(index)
    if tag == "w":
        return antecedent(whole, chunks, index, low)
    if tag == "c" or (tag == "," and whole.low(index - 1) in ("and", "but")):
        return _shared(whole, chunks, verb, index, low)
    if tag == "t":
        return None
    if tag in ",)-]":
        return _across(whole, chunks, index, low)
    return _adjacent(whole, chunks, index + 1, low)


def doer(whole: Parse, cue: Sequence[Stretch]) -> Stretch | None:
    """Give who does what a cue tells, where it is a finite verb in the active: nobody plans without a planner.

    Returns:
        ``None`` for other cues, where no subject is found, and for "it" and "there", which nobody is.
    """
    start, end = cue[0]
    verb = next((one for one in whole.chunks(start).verbs if start <= one.head < end), None)
    if verb is None or not verb.finite or verb.passive or verb.infinitive:
        return None
    found = subject(whole, verb, whole.bounds(start)[0])
    return None if found is None or whole.low(found[1] - 1) in _NOBODY else found


def _adjacent(whole: Parse, chunks: Chunks, end: int, low: int) -> Stretch | None:
    """Give the phrase that ends right before the verb, less a time at its end: "the ministry on Monday"."""
    full = end
    while True:
        start = chunks.phrase_ends.get(end)
        if start is None or start < low:
            return _over_participle(chunks, whole, end, low, full)
        if not is_time(whole, start, end) or start == low:
            break
        end = start - 1 if whole.tag(start - 1) == "p" else start
        end = whole.skip_back(end - 1, low) + 1
        if whole.tag(end - 1) == ",":
            return _across(whole, chunks, end - 1, low)
    chain = chain_left(whole, chunks, end, low)
    if chain is None or not _may_speak(whole, chain, low):
        return None
    return _after_time(whole, chain, end), end


def _after_time(whole: Parse, start: int, end: int) -> int:
    """Give where the phrase begins once a time before it is cut off: "that evening two men"."""
    for at in range(end - 1, start, -1):
        if (
            whole.tag(at) in "#DGP"
            and whole.low(at - 1) in whole.lexicon.people["time_words"]
            and is_time(whole, start, at)
        ):
            return at
    return start


def _over_participle(chunks: Chunks, whole: Parse, end: int, low: int, full: int) -> Stretch | None:
    """Give the phrase that a shortened clause with a time ends: "soldiers captured in May"."""
    verb = chunks.verb_ends.get(end)
    if verb is None or verb.tags not in ("E", "L", "I") or full == end:
        return None
    start = chain_left(whole, chunks, verb.start, low)
    return None if start is None else (start, full)


def _may_speak(whole: Parse, start: int, low: int) -> bool:
    """Whether nothing before the phrase forbids it to be an asserted subject."""
    before = whole.skip_back(start - 1, low)
    if before < low:
        return True
    return whole.low(before) not in _HYPOTHETICAL and whole.tag(before) not in "MF"


def _relative_ending(chunks: Chunks, *ends: int) -> Relative | None:
    return next((one for one in chunks.relatives if one.end in ends and not one.has_comma), None)


def _with_relative(whole: Parse, chunks: Chunks, relative: Relative, low: int, end: int) -> Stretch | None:
    start = chain_left(whole, chunks, relative.start, low)
    return None if start is None else (start, end)


def antecedent(whole: Parse, chunks: Chunks, pronoun: int, low: int) -> Stretch | None:
    """Give what a relative pronoun stands for: the phrase before it, over an age or apposition."""
    if whole.tag(pronoun - 1) in ",)":
        return _across(whole, chunks, pronoun - 1, low)
    start = chain_left(whole, chunks, pronoun, low)
    return None if start is None else (start, pronoun)


def _across(whole: Parse, chunks: Chunks, mark: int, low: int) -> Stretch | None:
    """Find the head left of a parenthesis: in "Velik, 41, who fled, said" the verb follows a comma."""
    if whole.tag(mark) == "]":
        return None
    end: int | None = None
    seen_phrase: Stretch | None = None
    while mark >= low:
        opening = _segment_start(whole, chunks, mark, low)
        kind, phrase = _segment_kind(whole, chunks, opening, mark)
        if phrase is None and kind == "other":
            return None if seen_phrase is None else (seen_phrase[0], end or seen_phrase[1])
        if (
            phrase is not None
            and (seen_phrase is not None or end is not None or kind == "name")
            and not _goes_on(whole, chunks, opening, low)
        ):
            return phrase[0], max(end or 0, phrase[1])
        if phrase is not None or kind == "age":
            end = end if end is not None else mark
            seen_phrase = phrase or seen_phrase
        elif end is None:
            end = opening - 1
        mark = opening - 1
    return None if seen_phrase is None else (seen_phrase[0], end or seen_phrase[1])


def _goes_on(whole: Parse, chunks: Chunks, opening: int, low: int) -> bool:
    """Whether this segment only explains another before it: it opens with an article and a name stands before."""
    if opening - 1 <= low or whole.tag(opening - 1) != "," or whole.tag(opening) not in "D#":
        return False
    before = chunks.phrase_ends.get(opening - 1)
    return (before is not None and "P" in whole.tags[before : opening - 1]) or whole.tag(opening) == "#"


def _segment_start(whole: Parse, chunks: Chunks, mark: int, low: int) -> int:
    """Give where the comma-delimited segment that ends before ``mark`` begins."""
    relative = next((one for one in chunks.relatives if one.end == mark and one.start >= low), None)
    if relative is not None and relative.has_comma:
        return relative.start
    index = relative.start - 1 if relative is not None else mark - 1
    while index >= low and whole.tag(index) not in ",;:(-]s":
        verb = chunks.verb_ends.get(index + 1)
        if verb is not None and verb.finite and (verb.tags != "E" or _speaks(whole, verb)):
            break
        index -= 1
    return index + 1


def _segment_kind(whole: Parse, chunks: Chunks, start: int, end: int) -> tuple[str, Stretch | None]:
    """Say what a segment is: an age, a side remark, a name that stands alone, another phrase, or nothing usable."""
    if start >= end:
        return "other", None
    tag = whole.tag(start)
    if tag == "#" and end - start == 1:
        return "age", None
    if tag in "wEILpas" and not (tag == "a" and start + 1 < end):
        return "aside", None
    restrictive = next(
        (one for one in chunks.relatives if one.end == end and start < one.start and not one.has_comma), None
    )
    first = chain_left(whole, chunks, restrictive.start if restrictive else end, start)
    if first is None or is_time(whole, first, end):
        return "aside" if first is not None else "other", None
    return ("phrase", (first, end)) if first == start or whole.tag(start) in "ca" else ("name", (first, end))


def _shared(whole: Parse, chunks: Chunks, verb: VerbGroup, mark: int, low: int) -> Stretch | None:
    """Give the subject that a verb after "and" shares with the verb before it."""
    leader = coordinate_of(whole, chunks, verb, mark, low)
    return None if leader is None else subject(whole, leader, low) or after_verb(whole, leader)


def coordinate_of(whole: Parse, chunks: Chunks, verb: VerbGroup, mark: int, low: int) -> VerbGroup | None:
    """Give the earlier verb that ``verb`` is joined to by "and".

    Where the nearest verb stands in what somebody says ("said that A was B and added ..."), the verb of saying is meant
    if the new verb goes on with speaking, or has the tense of the verb of saying and not that of the inner one.
    """
    verbs = [one for one in chunks.verbs if low <= one.start < mark and one.quote == verb.quote and one.finite]
    verbs = [one for one in verbs if not _inside_relative(chunks, one.start, verb.start)]
    if not verbs:
        return None
    inner = verbs[-1]
    outer = next((one for one in reversed(verbs[:-1]) if one.lemma in whole.lexicon.cue_verbs), None)
    if outer is None:
        return inner
    own, inside, outside = (_tense(one) for one in (verb, inner, outer))
    goes_on = verb.lemma in CONTINUING
    return outer if goes_on or (own == outside != inside and verb.lemma in whole.lexicon.cue_verbs) else inner


def _tense(verb: VerbGroup) -> str:
    return verb.tags[0] if not verb.is_lone else "past" if verb.tags == "E" else verb.tags


def _inside_relative(chunks: Chunks, inner: int, outer: int) -> bool:
    return any(one.start <= inner < one.end and not one.start <= outer < one.end for one in chunks.relatives)


def after_verb(whole: Parse, verb: VerbGroup) -> Stretch | None:
    """Give the source that stands after the cue: ", said Velik, 41, a lawyer"."""
    chunks = whole.chunks(verb.start)
    _, high = whole.bounds(verb.start)
    return following(whole, chunks, verb.end, high)


def following(whole: Parse, chunks: Chunks, start: int, high: int) -> Stretch | None:
    """Give the whole phrase that begins at ``start``, with appositions; ``None`` where a verb or nothing follows."""
    opening = start + 1 if whole.tag(start) in "EL" else start
    end = chain_right(whole, chunks, opening, high)
    if end == opening or is_time(whole, start, end) or whole.tags[start:end] == "O":
        return None
    verb = chunks.verb_at.get(whole.skip_on(end, high))
    if verb is not None and verb.finite and verb.tags != "E":
        return None
    return start, appositions_right(whole, chunks, end, high)


def of_participle(whole: Parse, verb: VerbGroup, low: int) -> Stretch | None:
    """Give who does what a form in -ing tells: ", claiming that ..." or "a letter accusing ..."."""
    chunks = whole.chunks(verb.start)
    mark = whole.skip_back(verb.start - 1, low)
    leader = next(
        (one for one in reversed(chunks.verbs) if one.start < verb.start and one.finite and one.quote == verb.quote),
        None,
    )
    if mark >= low and mark + 1 in chunks.phrase_ends:
        start = chain_left(whole, chunks, mark + 1, low)
        maker = chunks.verb_ends.get(start) if start is not None else None
        if maker is not None and maker.lemma in _PUBLISHING and maker.finite:
            return subject(whole, maker, low)
        return None if start is None else (start, mark + 1)
    if mark >= low and whole.tag(mark) == ",":
        # ", adding that" goes on with whoever speaks in this sentence, not with whoever is spoken of.
        verbs = [
            one for one in chunks.verbs if low <= one.start < verb.start and one.finite and one.quote == verb.quote
        ]
        leader = next((one for one in verbs if _speaks(whole, one)), leader)
    if leader is None or leader.start < low:
        leader = _main_after(whole, verb)
    return None if leader is None else subject(whole, leader, low) or after_verb(whole, leader)


def _main_after(whole: Parse, verb: VerbGroup) -> VerbGroup | None:
    """Give the verb of the clause that "Accusing him of theft," stands before."""
    verbs = [one for one in whole.chunks(verb.start).verbs if one.start > verb.end and one.quote == verb.quote]
    return next((one for one in verbs if one.finite and "," in whole.tags[verb.end : one.start]), None)


def _speaks(whole: Parse, verb: VerbGroup) -> bool:
    return any("I" in cue.frames for cue in whole.lexicon.cue_verbs.get(verb.lemma, ())) and not verb.passive


def is_speaker(whole: Parse, start: int, end: int) -> bool:
    """Whether a phrase could speak at all: "it" and "there" do not, nor does a bare time."""
    if whole.low(start) in ("any", "anyone", "anybody", "nobody", "no", "none", "neither"):
        return False
    if whole.low(end - 1) in ONLY_BEFORE_NOUNS:
        return False
    if whole.lows[start:end] in (["there"], ["what"], ["which"], ["this"], ["that"]):
        return False
    return not is_time(whole, start, end) and any(tag in "NPRJ#DO" for tag in whole.tags[start:end])
