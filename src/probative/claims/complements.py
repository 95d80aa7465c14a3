"""What a cue opens on its right: a clause, a quotation, an infinitive, a phrase; over listeners, times and places."""

from dataclasses import dataclass
from typing import Final

from probative.claims.parse import Chunks, Parse
from probative.claims.phrases import chain_right, is_time
from probative.language.lexicon import Cue

ADVERBIALS: Final = frozenset(
    ("when", "whenever", "after", "before", "because", "while", "although", "though", "since", "if", "until")
)
"""Words that begin a side clause."""
_LONGEST_DETOUR: Final = 14
_KNOWING: Final = frozenset(("ask", "know"))
LISTENERS_FIRST: Final = frozenset(
    ["tell", "inform", "assure", "remind", "notify", "convince", "persuade", "alert", "brief", "reassure", "apprise"]
)
"""Verbs whose first object is a listener and never their speaker."""


@dataclass(frozen=True, slots=True)
class Complement:
    """Where a content begins and what form it has: ``that``, ``wh``, ``bare``, ``to``, ``quote``, ``np`` and so on."""

    start: int
    form: str


def complement(whole: Parse, cue: Cue, start: int, high: int, *, negated: bool) -> Complement | None:
    """Find what a cue opens on its right, over adverbs, times, places and listeners.

    Args:
        whole: The text.
        cue: Says which forms the word can open.
        start: The first token after the cue.
        high: Where the clause must end.
        negated: Whether the cue is denied, so that "if" may open its content.
    """
    chunks = whole.chunks(start - 1)
    index, had_listener = start, False
    while index < high and index - start <= _LONGEST_DETOUR:
        index = whole.skip_on(index, high)
        if index >= high:
            return None
        opened = _opened_here(whole, cue, index, negated=negated)
        if opened is not None:
            return _with_not(whole, opened, start)
        end = _time_end(whole, chunks, index, high) if whole.tag(index) != "," else _aside_end(whole, cue, index, high)
        if end == index and whole.tag(index) == "p":
            end = chain_right(whole, chunks, index + 1, high)
            if end == index + 1 or not _is_detour(whole, cue, chunks, end, high):
                return None
        elif end == index:
            opened = _opened_by_phrase(whole, cue, chunks, index, high)
            if opened is not None or had_listener or "O" not in cue.frames:
                return opened
            end = _listener_end(whole, cue, chunks, index, high)
            had_listener = True
            if end == index:
                return None
            if cue.lemma == "tell" and end in chunks.phrases and not is_time(whole, end, chunks.phrases[end]):
                return Complement(end, "bare" if opens_clause(whole, chunks, end, high) else "np")
        index = end
    return None


def _listener_end(whole: Parse, cue: Cue, chunks: Chunks, start: int, high: int) -> int:
    """Give the end of a listener: "her" in "told her about a stain", "the head of the bank" elsewhere."""
    end = chunks.phrases.get(start, start)
    openers = cue.openers | cue.object_openers
    while whole.tag(end) == "p" and whole.low(end) not in openers and chunks.phrases.get(end + 1, high + 1) <= high:
        if is_time(whole, end + 1, chunks.phrases[end + 1]) or whole.tags[start:end] in ("O", "R"):
            break
        end = chunks.phrases[end + 1]
    if whole.tag(end) == "c" and whole.low(end) in ("and", "or") and end + 1 in chunks.phrases:
        after = chunks.phrases[end + 1]
        end = after if whole.low(after) in ("that", "to") else end
    return min(end, high)


def _aside_end(whole: Parse, cue: Cue, comma: int, high: int) -> int:
    """Give the end of ", after a trial," where "that" follows it, else ``comma``."""
    limit = min(high - 1, comma + _LONGEST_DETOUR)
    closing = next((index for index in range(comma + 2, limit) if whole.tag(index) == ","), comma)
    return closing + 1 if closing > comma and whole.low(closing + 1) in {"that", *cue.openers} else comma


def _with_not(whole: Parse, opened: Complement, low: int) -> Complement:
    """Take the "not" of "asked not to be named" into the content."""
    start = opened.start
    while opened.form in ("to", "ing") and start > low and whole.tag(start - 1) == "x":
        start -= 1
    return Complement(start, opened.form)


def _opened_here(whole: Parse, cue: Cue, index: int, *, negated: bool) -> Complement | None:
    """Judge the token at ``index``: "that", "whether", a quotation, "to", a preposition of the cue."""
    tag, low, frames = whole.tag(index), whole.low(index), cue.frames
    if low == "that" and tag == "s":
        return Complement(index, "that") if frames & {"S", "s"} else None
    if tag == "w" or (tag == "s" and low in ("whether", "if")) or (tag == "s" and low in ("when",) and "W" in frames):
        if low == "if" and not (negated or cue.group in _KNOWING):
            return None
        opens = "W" in frames or (low == "whether" and "S" in frames) or (low == "what" and "N" in frames)
        return Complement(index, "wh") if opens else None
    if tag in ("[", ":") or (tag == "," and whole.tag(index + 1) == "["):
        return _opened_by_mark(whole, cue, index)
    if tag == "t":
        return Complement(index, "to") if "T" in frames else None
    if tag == "I" and "G" in frames:
        return Complement(index, "ing")
    if low == "as" and "A" in frames:
        return Complement(index + 1, "np")
    if (
        tag in "pst"
        and low in cue.openers
        and (index + 1 in whole.chunks(index).phrases or whole.tag(index + 1) in "[Iws")
    ):
        return Complement(index, "prep")
    return None


def _opened_by_mark(whole: Parse, cue: Cue, index: int) -> Complement | None:
    if whole.tag(index) == ":" and whole.tag(index + 1) != "[":
        return Complement(index + 1, "colon") if cue.frames & {"Q", "S"} else None
    start = index + (whole.tag(index) != "[")
    return Complement(start, "quote") if cue.frames & {"Q", "S", "N", "K"} else None


def _time_end(whole: Parse, chunks: Chunks, index: int, high: int) -> int:
    """Give the end of a time that stands here ("Monday", "on Friday", "last week"), else ``index``."""
    start = index + 1 if whole.tag(index) == "p" else index
    end = chunks.phrases.get(start, start)
    return end if start < end <= high and is_time(whole, start, end) else index


def _is_detour(whole: Parse, cue: Cue, chunks: Chunks, end: int, high: int) -> bool:
    """Whether after a prepositional phrase the content still comes: "said in a statement that ..."."""
    following = whole.skip_on(end, high)
    if following >= high:
        return False
    tag = whole.tag(following)
    if tag in "s[:" and whole.low(following) in ("that", "whether", *"“\"'‘«:"):
        return True
    if (tag == "," and whole.tag(following + 1) == "[") or (tag == "t" and "T" in cue.frames) or tag in ("p", "T"):
        return True
    return "S" in cue.frames and opens_clause(whole, chunks, following, high)


def opens_clause(whole: Parse, chunks: Chunks, index: int, high: int) -> bool:
    """Whether a subject with its verb stands here."""
    if whole.tag(index) == "e":
        return True
    if whole.tag(index) == "s" and whole.low(index) in ADVERBIALS:
        return _clause_after_aside(whole, chunks, index, high)
    end = chain_right(whole, chunks, index, high)
    if whole.tag(end) == "[" and (end > index or whole.tag(index) in "DG"):
        end = whole.closing(max(end, index)) + 1
    if end == index:
        return False
    verb = chunks.verb_at.get(whole.skip_on(end, high))
    if verb is not None and verb.finite:
        return True
    return whole.tag(end) in ",(" and _verb_after_aside(whole, chunks, end, high)


def _clause_after_aside(whole: Parse, chunks: Chunks, index: int, high: int) -> bool:
    """Whether "if they came, he would go" stands here: a side clause, a comma and a clause."""
    comma = next((place for place in range(index, min(high, index + 25)) if whole.tag(place) == ","), high)
    return comma + 1 < high and whole.tag(comma + 1) != "s" and opens_clause(whole, chunks, comma + 1, high)


def _verb_after_aside(whole: Parse, chunks: Chunks, comma: int, high: int) -> bool:
    """Whether a verb follows the second of two commas: "the unit, led by Maro, had left"."""
    for index in range(comma + 1, min(high, comma + 25)):
        if whole.tag(index) in ",)." and (verb := chunks.verb_at.get(whole.skip_on(index + 1, high))) is not None:
            return verb.finite
    return False


def _opened_by_phrase(whole: Parse, cue: Cue, chunks: Chunks, index: int, high: int) -> Complement | None:
    """Judge a noun phrase after the cue: a clause's subject, a listener, or the content itself."""
    frames = cue.frames
    gap = chunks.verb_at.get(index)
    if gap is not None and "S" in frames and gap.finite and gap.tags != "E" and _has_gap(whole, chunks, index):
        return Complement(index, "bare")
    end = chain_right(whole, chunks, index, high)
    is_clause = "S" in frames and (
        opens_clause(whole, chunks, index, high)
        or (cue.lemma == "say" and index in chunks.phrases and _verb_later(chunks, index, high))
    )
    if is_clause and not (cue.lemma in LISTENERS_FIRST and _is_lone_listener(whole, chunks, index, high)):
        return Complement(index, "bare")
    if end == index:
        return None
    base = chunks.phrases.get(index, end)
    after = whole.tag(whole.skip_on(end, high))
    if "B" in frames and after == "t":
        return Complement(index, "object")
    if "O" in frames and (after in "s[t:" or opens_clause(whole, chunks, end, high)):
        return None
    if whole.tags[index:base] == "O" and whole.low(index).endswith(("self", "selves")):
        return None
    return _opened_by_object(whole, cue, chunks, (index, base, end), high)


def _opened_by_object(
    whole: Parse, cue: Cue, chunks: Chunks, phrase: tuple[int, int, int], high: int
) -> Complement | None:
    """Judge the cue's object: of what somebody is accused, what it is called, or the content itself."""
    index, base, end = phrase
    frames, low = cue.frames, whole.low(end)
    if any(whole.low(place) in cue.object_openers for place in (base, end)):
        return Complement(index, "object")
    if ("A" in frames and low == "as") or ("K" in frames and _is_named_so(whole, chunks, index, end, high)):
        return Complement(index, "object")
    if _object_opener_in(whole, cue, index, end):
        return Complement(index, "object")
    return Complement(index, "np") if "N" in frames else None


def _verb_later(chunks: Chunks, index: int, high: int) -> bool:
    """Whether a long subject stands here: some verb of the clause follows, though not at once."""
    return any(one.finite and one.tags != "E" and index < one.start < min(high, index + 25) for one in chunks.verbs)


def _has_gap(whole: Parse, chunks: Chunks, index: int) -> bool:
    """Whether the clause's subject stands before the verb of saying: "a cost that experts said would rise"."""
    verb = chunks.verb_ends.get(whole.skip_back(index - 1, 0) + 1)
    start = chunks.phrase_ends.get(verb.start) if verb is not None else None
    return start is not None and (whole.tag(start - 1) in "sw" or start in chunks.phrase_ends)


def _is_lone_listener(whole: Parse, chunks: Chunks, index: int, high: int) -> bool:
    end = chunks.phrases.get(index, index)
    verb = chunks.verb_at.get(whole.skip_on(end, high))
    return verb is None


def _object_opener_in(whole: Parse, cue: Cue, start: int, end: int) -> bool:
    return any(whole.tag(index) == "p" and whole.low(index) in cue.object_openers for index in range(start + 1, end))


def _is_named_so(whole: Parse, chunks: Chunks, start: int, end: int, high: int) -> bool:
    """Whether a second phrase, a quality or a quotation follows the object: "called the raid a crime"."""
    for place in (chunks.phrases.get(start, end), end):
        following = whole.skip_on(place, high)
        if following < high and (
            following in chunks.phrases or whole.tag(following) in "[J" or whole.tag(following) == "L"
        ):
            return True
    return False


def after_listener(whole: Parse, cue: Cue, end: int, high: int) -> int:
    """Give the token after the listener of "told Varen", or ``end``."""
    if "O" not in cue.frames or end >= high:
        return end
    return chain_right(whole, whole.chunks(end - 1), end, high)
