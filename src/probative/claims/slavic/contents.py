"""What a cue opens: a clause, an infinitive, a noun phrase, a quotation; to its right, else to its left."""

from collections.abc import Iterable
from typing import Final, NamedTuple

from probative.claims.drafts import Stretch
from probative.claims.slavic.clauses import clause_end, phrase_end
from probative.claims.slavic.conjugation import VerbForm
from probative.claims.slavic.openers import Opener, asks, asks_later, find_opener, is_object
from probative.claims.slavic.parse import SlavicParse
from probative.claims.slavic.phrases import after_preposition, phrase_at
from probative.language.lexicon import Cue

_FARTHEST: Final = 30


class Opened(NamedTuple):
    """A content, the frame by which it was opened, and the cue's meaning that has this frame."""

    pieces: list[Stretch]
    form: str
    cue: Cue


def open_right(whole: SlavicParse, start: int, high: int, cues: Iterable[Cue], form: VerbForm) -> Opened | None:
    """Give the content to the right of a cue.

    Args:
        whole: The text.
        start: The first token after cue and subject.
        high: Where the clause must end.
        cues: The meanings the cue can have.
        form: The cue's form.
    """
    for cue in cues:
        opener = find_opener(whole, start, min(high, start + _FARTHEST), cue)
        if opener is not None:
            pieces = _stretch(whole, opener, high, cue, form)
            if pieces:
                return Opened(pieces, opener.frame, cue)
    return None


def _stretch(whole: SlavicParse, opener: Opener, high: int, cue: Cue, form: VerbForm) -> list[Stretch]:
    place = opener.place
    if opener.frame == "colon":
        return _after_colon(whole, place, high)
    if opener.frame in ("c", "s", "w"):
        end = clause_end(whole, place, high, form)
        held = opener.phrase
        if held and "n" in cue.frames and "o" not in cue.frames and _is_noun_with_clause(whole, held):
            place = held[0]
        return [(place, end)] if end > place else []
    if opener.frame == "q":
        closing = whole.closing(place)
        return [(place, min(high, max(closing + 1, phrase_end(whole, place, high, after_infinitive=False))))]
    if whole.tags[place] == "R" and opener.frame == "n" and opener.phrase is not None:
        after = opener.phrase[1]
        if whole.tag(after) == ":" and whole.lows[place] in _POINTING:
            return [opener.phrase, *_after_colon(whole, after + 1, high)]
        return [opener.phrase]
    end = phrase_end(whole, place, high, after_infinitive=opener.frame == "i")
    return [(place, end)] if end > place else []


_POINTING: Final = frozenset(("одне", "одно", "таке", "такое", "наступне", "следующее", "інше", "другое"))


def _is_noun_with_clause(whole: SlavicParse, held: Stretch) -> bool:
    return any(
        whole.lows[index] in whole.lexicon.nouns or whole.lows[index] in ("то", "те", "том", "тим", "того")
        for index in range(*held)
    )


def _after_colon(whole: SlavicParse, place: int, high: int) -> list[Stretch]:
    if place >= high:
        return []
    if whole.tags[place] == "[":
        closing = whole.closing(place)
        return [(place, min(closing + 1, len(whole.tags)))]
    end = next((index for index in range(place, high) if whole.tags[index] == ";"), high)
    return [(place, end)]


def open_left(whole: SlavicParse, verb: int, low: int, cues: Iterable[Cue], source: Stretch | None) -> Opened | None:
    """Give the content before a cue in its clause: "в это он не верит", "чи це так, він не сказав"."""
    for cue in cues:
        pieces = _left(whole, verb, low, cue, source)
        if pieces:
            return Opened(pieces, "left", cue)
    return None


def _left(whole: SlavicParse, verb: int, low: int, cue: Cue, source: Stretch | None) -> list[Stretch]:
    start = _clause_start(whole, verb, low)
    found: list[Stretch] = []
    index = start
    while index < verb:
        if source and source[0] <= index < source[1]:
            index = source[1]
            continue
        tag = whole.tags[index]
        if tag == "p":
            end = after_preposition(whole, index, verb)
            if whole.lows[index] in cue.openers:
                found.append((index, end))
            index = end
            continue
        if tag in "I" and "i" in cue.frames:
            found.append((index, index + 1))
            index += 1
            continue
        phrase = phrase_at(whole, index, verb)
        if phrase is None:
            index = max(index + 1, min(whole.closing(index) + 1, verb))
            continue
        end = min(phrase.end, source[0]) if source and phrase.start < source[0] else phrase.end
        is_free = not (source and source[0] <= phrase.start < source[1])
        if is_free and is_object(whole, phrase.cases, phrase.tag, cue, index) and not whole.is_time(phrase.head):
            found.append((phrase.start, end))
        index = max(end, index + 1)
    if found:
        return found
    return _clause_before(whole, start, low, cue)


def _clause_before(whole: SlavicParse, start: int, low: int, cue: Cue) -> list[Stretch]:
    """Give "whether it was so" in "whether it was so, he did not say"."""
    if not cue.frames & {"w", "c"} or start - 1 <= low or whole.tag(start - 1) != ",":
        return []
    first = start - 2
    while first >= low and whole.tags[first] not in ".;:":
        first -= 1
    first += 1
    if whole.tag(first) == "c" and not whole.is_in(first, "question"):
        first += 1
    opens = asks(whole, first) or whole.is_in(first, "that") or asks_later(whole, first)
    return [(first, start - 1)] if opens else []


def _clause_start(whole: SlavicParse, verb: int, low: int) -> int:
    index = verb - 1
    while index >= low and index > verb - _FARTHEST:
        if whole.tags[index] in ",.;:-s(" or (whole.tags[index] == "c" and whole.tag(index + 1) not in "NJPDGR#"):
            break
        index -= 1
    return index + 1
