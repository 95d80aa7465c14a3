"""Attributions outside verb and noun: "reportedly", "the alleged raid", "according to the mayor", "in her words"."""

from typing import Final

from probative.claims.complements import Complement
from probative.claims.contents import content_end
from probative.claims.drafts import Draft, Stretch
from probative.claims.parse import Chunks, Parse
from probative.claims.sources import following

_CLAUSE_OPENERS: Final = frozenset(
    ("that", "because", "although", "though", "while", "when", "after", "before", "since", "as", "if")
)


def find_hedge(whole: Parse, index: int) -> Draft | None:
    """Give the attribution that "reportedly" or "alleged" at ``index`` makes to nobody in particular."""
    low = whole.low(index)
    if low in whole.lexicon.adverbs:
        return _adverb(whole, index)
    if low in whole.lexicon.adjectives:
        return _adjective(whole, index)
    return None


def _adverb(whole: Parse, index: int) -> Draft | None:
    chunks = whole.chunks(index)
    within = _within_phrase(chunks, index)
    if within is not None and whole.tags[within[0]] in "DG" and within[0] < index:
        pieces = [(index + 1, within[1])]
    else:
        start = clause_start(whole, chunks, index)
        stop = content_end(
            whole, Complement(min(index + 1, len(whole.tags) - 1), "that"), None, _high(whole, chunks, index)
        )
        pieces = [(start, index), (index + 1, stop)]
        if whole.tag(start) in "c,":
            pieces[0] = (start + 1, index)
    pieces = _trimmed(whole, pieces)
    certainty = whole.lexicon.adverbs[whole.low(index)]
    return _nobody(index, pieces, certainty) if pieces else None


def _adjective(whole: Parse, index: int) -> Draft | None:
    chunks = whole.chunks(index)
    within = _within_phrase(chunks, index)
    if within is None or index + 1 >= within[1] or index in chunks.verb_at:
        return None
    end = within[1]
    if whole.tag(end) == "p" and whole.low(end) == "of" and end + 1 in chunks.phrases:
        end = chunks.phrases[end + 1]
    return _nobody(index, [(index + 1, end)], whole.lexicon.adjectives[whole.low(index)])


def _nobody(index: int, pieces: list[Stretch], certainty: str) -> Draft:
    return Draft(
        source=None,
        cue=[(index, index + 1)],
        content=pieces,
        group="assert",
        anchor=index,
        unit=(index, index + 1),
        certainty=certainty,
        form="hedge",
    )


def _within_phrase(chunks: Chunks, index: int) -> Stretch | None:
    return next(((start, end) for start, end in chunks.phrases.items() if start <= index < end), None)


def _high(whole: Parse, chunks: Chunks, index: int) -> int:
    high = whole.bounds(index)[1]
    inside = [one.end for one in chunks.relatives if one.start < index < one.end]
    return min([high, *inside])


def clause_start(whole: Parse, chunks: Chunks, index: int) -> int:
    """Give where the clause around ``index`` begins: after "that", "and he said", a semicolon, or with the sentence."""
    low, _ = whole.bounds(index)
    inside = [one.start for one in chunks.relatives if one.start < index < one.end]
    low = max([low, *inside])
    verbs_seen = 0
    for place in range(index - 1, low - 1, -1):
        if whole.quote_of[place] != whole.quote_of[index]:
            continue
        if whole.tag(place) in ";:" or (whole.tag(place) == "s" and whole.low(place) in _CLAUSE_OPENERS):
            return place + 1
        verb = chunks.verb_ends.get(place + 1)
        if verb is not None and verb.finite:
            verbs_seen += 1
            if verb.lemma in whole.lexicon.cue_verbs and place + 1 in chunks.phrases:
                return place + 1
        if whole.tag(place) == "c" and _joins_clause(whole, chunks, place, index):
            return place + 1
    return low


def _joins_clause(whole: Parse, chunks: Chunks, mark: int, index: int) -> bool:
    """Whether "and" here is followed by a clause with its own subject."""
    has_verb_before = any(one.start < mark and one.finite for one in chunks.verbs)
    following_phrase = chunks.phrases.get(whole.skip_on(mark + 1, index))
    if not has_verb_before or following_phrase is None:
        return False
    verb = chunks.verb_at.get(whole.skip_on(following_phrase, len(whole.tags)))
    return verb is not None and verb.finite


def _trimmed(whole: Parse, pieces: list[Stretch]) -> list[Stretch]:
    kept = []
    for start, end in pieces:
        first, last = start, end
        while first < last and whole.tag(first) in ",.;:-)":
            first += 1
        while last > first and whole.tag(last - 1) in ",.;:-(":
            last -= 1
        if first < last:
            kept.append((first, last))
    return kept


def find_phrase(whole: Parse, index: int) -> Draft | None:
    """Give the attribution of "according to X", "in X's words" and their kin at ``index``."""
    for words in whole.lexicon.phrases_before.get(whole.low(index), ()):
        end = index + len(words)
        if tuple(whole.lows[index:end]) == words and whole.quote_of[index] == whole.quote_of[end - 1]:
            return _before_source(whole, index, end)
    for words in whole.lexicon.phrases_around.get(whole.low(index), ()):
        found = _around_source(whole, index, words)
        if found is not None:
            return found
    return None


def _before_source(whole: Parse, index: int, end: int) -> Draft | None:
    chunks = whole.chunks(index)
    _, high = whole.bounds(index)
    source = following(whole, chunks, end, high) or _cut_source(chunks, end, high)
    if source is None:
        return None
    return _placed(whole, index, [(index, end)], source, (index, source[1]))


def _cut_source(chunks: Chunks, start: int, high: int) -> Stretch | None:
    end = chunks.phrases.get(start, start)
    return (start, end) if start < end <= high else None


def _around_source(whole: Parse, index: int, words: tuple[str, ...]) -> Draft | None:
    dots = words.index("...")
    chunks = whole.chunks(index)
    start = index + dots
    end = chunks.phrases.get(start, start)
    tail = words[dots + 1 :]
    if (
        tuple(whole.lows[index:start]) != words[:dots]
        or end - start <= len(tail)
        or tuple(whole.lows[end - len(tail) : end]) != tail
    ):
        return None
    owner = end - len(tail)
    if whole.tag(start) != "G" and whole.tag(owner - 1) != "'":
        return None
    return _placed(whole, index, [(index, start), (owner, end)], (start, owner), (index, end))


def _placed(whole: Parse, index: int, cue: list[Stretch], source: Stretch, unit: Stretch) -> Draft | None:
    """Find the content beside the phrase: after it where it opens the clause, else before it and around it."""
    chunks = whole.chunks(index)
    low, _ = whole.bounds(index)
    high = _high(whole, chunks, index)
    start = clause_start(whole, chunks, index)
    before = _trimmed(whole, [(start, index)])
    if before and whole.tags[before[0][0]] == "c":
        before = _trimmed(whole, [(before[0][0] + 1, before[0][1])])
    if before and all(tag in "aT,cp" for tag in whole.tags[before[0][0] : before[0][1]]):
        before = []
    after: list[Stretch] = []
    if unit[1] + 1 < high and (not before or _runs_on(whole, chunks, unit[1], high, before)):
        opening = unit[1] + (whole.tags[unit[1]] in ",:")
        after = _trimmed(whole, [(opening, content_end(whole, Complement(opening, "that"), None, high))])
    content = before + after
    if not content:
        return None
    return Draft(
        source=source,
        cue=cue,
        content=content,
        group="assert",
        anchor=index,
        unit=(max(unit[0], low), unit[1]),
        form="phrase",
    )


def _runs_on(whole: Parse, chunks: Chunks, end: int, high: int, before: list[Stretch]) -> bool:
    """Whether the clause goes on after a phrase between commas: "the unit, according to him, had left"."""
    if whole.tag(end) != "," or whole.tag(end + 1) in "cwI":
        return False
    verb = chunks.verb_at.get(whole.skip_on(end + 1, high))
    has_verb = any(before[0][0] <= one.start < before[0][1] and one.finite for one in chunks.verbs)
    return (verb is not None and verb.finite) or not has_verb
