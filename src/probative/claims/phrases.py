"""Noun phrases with what hangs on them: "a spokesman for the ministry of defence", "Maro, 41, a driver"."""

from typing import Final

from probative.claims.parse import Chunks, Parse

_TIME_HEADS: Final = frozenset(("last", "next", "this", "late", "early"))


def is_time(whole: Parse, start: int, end: int) -> bool:
    """Whether tokens ``[start, end)`` say when and nothing else: "Monday", "last week", "three days"."""
    words = whole.lows[start:end]
    tags = whole.tags[start:end]
    if not words:
        return False
    times = whole.lexicon.people["time_words"]
    return all(
        tag == "T" or word in times or tag in "#D" or word in _TIME_HEADS for word, tag in zip(words, tags, strict=True)
    ) and ("T" in tags or words[-1] in times)


def chain_left(whole: Parse, chunks: Chunks, end: int, low: int) -> int | None:
    """Give the start of the whole phrase that ends at ``end``: over "of the ...", lists and shortened clauses.

    Returns:
        ``None`` when no noun phrase ends there.
    """
    start = chunks.phrase_ends.get(end)
    if start is None or start < low:
        return None
    if whole.tags[start:end] == "R" or (whole.tags[start:end] == "O" and whole.tag(start - 1) != "p"):
        return start
    joined = False
    while True:
        further = _one_left(whole, chunks, start, low, joined=joined)
        if further is None:
            return start
        start, joined = further[0], joined or further[1]


def _one_left(whole: Parse, chunks: Chunks, start: int, low: int, *, joined: bool) -> tuple[int, bool] | None:
    """Take one more link of the chain: its start, and whether it is joined by "and"."""
    mark = start - 1
    if mark <= low:
        return None
    tag = whole.tag(mark)
    before = chunks.phrase_ends.get(mark)
    if tag == "p":
        return _over_preposition(whole, chunks, mark, low)
    if tag == "c" and whole.low(mark) in ("and", "or", "&") and before is not None and before >= low:
        first = chain_left(whole, chunks, mark, low)
        if first is None or _is_object(whole, chunks, first, low):
            return None
        return first, True
    if tag == "," and joined and before is not None and before >= low and not _is_object(whole, chunks, before, low):
        return before, True
    verb = chunks.verb_ends.get(start)
    if verb is not None and verb.tags == "I" and chunks.phrase_ends.get(verb.start) is not None:
        first = chunks.phrase_ends[verb.start]
        return (first, False) if first >= low else None
    return None


def _over_preposition(whole: Parse, chunks: Chunks, mark: int, low: int) -> tuple[int, bool] | None:
    before = chunks.phrase_ends.get(mark)
    if before is not None and before >= low and not is_time(whole, before, mark):
        return before, False
    verb = chunks.verb_ends.get(mark)
    if verb is None or verb.tags not in ("E", "L", "I"):
        return None
    first = chunks.phrase_ends.get(verb.start)
    return (first, False) if first is not None and first >= low else None


def _is_object(whole: Parse, chunks: Chunks, start: int, low: int) -> bool:
    """Whether the phrase at ``start`` follows a verb, and so is no subject."""
    index = whole.skip_back(start - 1, low)
    if index < low:
        return False
    return index + 1 in chunks.verb_ends or whole.tag(index) == "t" or (whole.tag(index) == "p" and index > low)


def chain_right(whole: Parse, chunks: Chunks, start: int, high: int, *, joins: bool = True) -> int:
    """Give the end of the whole phrase that begins at ``start``, without commas; ``start`` where none begins.

    Args:
        whole: The text.
        chunks: Those of the sentence.
        start: Where a noun phrase may begin.
        high: Where the phrase must end.
        joins: Whether it goes on over "and".
    """
    end = chunks.phrases.get(start, start)
    if end == start or end > high:
        return start
    while end < high:
        further = end if not joins and whole.tag(end) == "c" else _one_right(whole, chunks, end, high)
        if further == end:
            return end
        end = further
    return end


def _one_right(whole: Parse, chunks: Chunks, end: int, high: int) -> int:
    tag = whole.tag(end)
    if tag == "p":
        further = chunks.phrases.get(end + 1, end)
        return further if further <= high and not is_time(whole, end + 1, further) else end
    if tag == "c" and whole.low(end) in ("and", "or", "&"):
        further = chain_right(whole, chunks, end + 1, high)
        if further > end + 1 and further not in chunks.verb_at:
            return further
    if tag == "w":
        relative = next((one for one in chunks.relatives if one.start == end and not one.has_comma), None)
        return min(relative.end, high) if relative else end
    return end


def appositions_right(whole: Parse, chunks: Chunks, end: int, high: int) -> int:
    """Take in what a comma adds to a name: an age, "a lawyer for the families", "mayor of Dol"."""
    while end + 1 < high and whole.tag(end) in ",(":
        following = end + 1
        if whole.tag(following) == "#" and whole.tag(following + 1) in ",.)":
            end = following + 1 + (whole.tag(following + 1) == ")")
            continue
        further = chain_right(whole, chunks, following, high)
        is_explained = is_apposition(whole, chunks, following, further) or _names_role(whole, end, following, further)
        if further == following or not is_explained:
            return end
        if further < high and (further in chunks.verb_at or whole.tag(further) not in ",.;])-("):
            return end
        end = further + (whole.tag(further) == ")")
    return end


def _names_role(whole: Parse, end: int, start: int, further: int) -> bool:
    """Whether a name follows a role that has none yet: "the ministry's spokesman, Pavel Orsen"."""
    people = whole.lexicon.people
    is_role = whole.low(end - 1) in people["persons"] or whole.low(end - 1) in people["offices"]
    return is_role and further - start <= 4 and set(whole.tags[start:further]) == {"P"}


def is_apposition(whole: Parse, chunks: Chunks, start: int, end: int) -> bool:
    """Whether the phrase could explain the one before it: it opens with an article or a person's or office's noun."""
    if whole.tag(start) in "RO" or is_time(whole, start, end):
        return False
    first = chunks.phrases.get(start, end)
    head = whole.low(first - 1)
    people = whole.lexicon.people
    return (
        whole.tag(start) in "DG"
        or head in people["persons"]
        or head in people["offices"]
        or whole.low(start) in people["offices"]
    )
