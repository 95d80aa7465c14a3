"""Attribution by layout in Ukrainian and Russian: headlines with a colon or a dash, and the turns of a transcript."""

from collections import Counter
from collections.abc import Iterator
from typing import Final

from probative.claims.drafts import Draft, labelled
from probative.claims.slavic.insertions import paragraph
from probative.claims.slavic.parse import SlavicParse
from probative.claims.slavic.phrases import phrase_at

_LONGEST_LABEL: Final = 7
_LONGEST_HEADLINE: Final = 24
_SHORTEST_TURN: Final = 5


def find_labels(whole: SlavicParse) -> Iterator[Draft]:
    """Give the attributions that stand in the layout, in text order."""
    turns = list(_labels(whole))
    counts = Counter(tuple(whole.lows[first:mark]) for first, mark in turns)
    known = [_is_speaker(whole, first, mark) or counts[tuple(whole.lows[first:mark])] > 1 for first, mark in turns]
    if len(turns) > 2 and 2 * sum(known) > len(turns):
        yield from _turns(
            whole, [turn for turn, sure in zip(turns, known, strict=True) if sure or whole.lows[turn[1]] == ":"]
        )
    else:
        yield from _headlines(whole, turns)
    yield from _tails(whole)


def _labels(whole: SlavicParse) -> Iterator[tuple[int, int]]:
    """Give the first token and the mark of every paragraph that begins with a label: "СВІДОК: ...", "ХЕСТНЕС. ..."."""
    for sentence in whole.sentences:
        if not sentence.starts_paragraph:
            continue
        first = sentence.first
        for mark in range(first + 1, min(first + _LONGEST_LABEL + 2, len(whole.tags) - 1)):
            low = whole.lows[mark]
            if low == ":" and _is_label(whole, first, mark):
                yield first, mark
                break
            if low == "." and (whole.is_in(first, "askers") or whole.is_in(first, "labels")) and mark == first + 1:
                yield first, mark
                break
            if low == "." and all(token.words.isupper() and len(token.words) > 1 for token in whole.tokens[first:mark]):
                yield first, mark
                break
            if whole.tags[mark] in ".,;V":
                break


def _is_label(whole: SlavicParse, first: int, mark: int) -> bool:
    if whole.is_in(first, "not_labels") or whole.is_in(mark - 1, "not_labels"):
        return False
    if not whole.tokens[first].is_capitalised and whole.tags[first] != "[":
        return False
    return all(
        tag in "NPJLDG#[]S" or whole.tokens[place].words.isupper()
        for place, tag in enumerate(whole.tags[first:mark], first)
    )


def _is_speaker(whole: SlavicParse, first: int, end: int) -> bool:
    return any(
        whole.lows[index] in whole.lexicon.people or whole.is_in(index, "labels") or whole.is_in(index, "askers")
        for index in range(first, end)
    )


def _turns(whole: SlavicParse, turns: list[tuple[int, int]]) -> Iterator[Draft]:
    for first, mark in turns:
        end = paragraph(whole, first)[1]
        if whole.tags[first] == "[" or mark + 1 >= end:
            continue
        told = whole.tags[mark + 1 : end]
        tells = any(word.tag == "V" and word.person not in ("1", "2") for word in whole.seen[mark + 1 : end])
        asks = all(low != "." for low in whole.lows[mark + 1 : end]) and "?" in whole.lows[max(mark, end - 2) : end]
        is_short = end - mark - 1 < _SHORTEST_TURN + 2 * (whole.lows[first] in ("суддя", "председатель", "судья"))
        if (
            asks
            or (is_short and not any(tag in "VS" for tag in told))
            or (is_short and not tells and whole.lows[first] in _CHAIRS)
        ):
            continue
        yield labelled((first, mark), mark, (mark + 1, end))


_CHAIRS: Final = frozenset(("суддя", "председатель", "судья", "головуючий"))


def _headlines(whole: SlavicParse, turns: list[tuple[int, int]]) -> Iterator[Draft]:
    """Give "Центробанк: інфляція під контролем" on a line without a full stop."""
    for first, mark in turns:
        sentence = whole.sentences[whole.sentence_of[first]]
        is_short = sentence.last - first <= _LONGEST_HEADLINE and whole.tags[sentence.last - 1] != "."
        if (
            is_short
            and mark < sentence.last
            and (_is_speaker(whole, first, mark) or whole.tokens[first].words.isupper())
        ):
            yield labelled((first, mark), mark, (mark + 1, sentence.last))


def _tails(whole: SlavicParse) -> Iterator[Draft]:
    """Give "На борту 96 осіб – авіакомпанія" on a short line without a full stop."""
    for sentence in whole.sentences:
        first, last = sentence.first, sentence.last
        ends_line = last >= len(whole.tags) or whole.sentences[whole.sentence_of[last]].starts_paragraph
        if not ends_line or not 4 <= last - first <= _LONGEST_HEADLINE or whole.tags[last - 1] in ".:":
            continue
        for mark in range(last - 2, max(first + 2, last - 5), -1):
            if whole.tags[mark] != "-":
                continue
            is_source = all(tag in "NPJ[]" for tag in whole.tags[mark + 1 : last]) and _is_speaker(
                whole, mark + 1, last
            )
            if is_source and any(tag in "VSN" for tag in whole.tags[first:mark]):
                start = max((place + 1 for place in range(first, mark) if whole.tags[place] in ":."), default=first)
                yield labelled((mark + 1, last), mark, (start, mark))
            break


def find_bare(whole: SlavicParse, colon: int) -> Draft | None:
    """Give "А він: «Йдіть»": a speaker and a colon, and no verb."""
    low, high = whole.bounds(colon)
    first = colon - 1
    while first >= low and whole.tags[first] not in ".;:-,V":
        first -= 1
    if first >= low and whole.tags[first] not in ".;":
        return None
    first += 1
    while first < colon and whole.tags[first] in "ca":
        first += 1
    phrase = phrase_at(whole, first, colon)
    if phrase is None or "N" not in phrase.cases:
        return None
    listener = phrase_at(whole, phrase.end, colon)
    stop = listener.end if listener is not None and listener.tag == "R" else phrase.end
    is_speaker = (phrase.tag == "R" and phrase.cases == "N") or whole.lexicon.people.get(
        whole.lows[phrase.head]
    ) == "people"
    if stop != colon or not is_speaker or (first == low and whole.tag(colon + 1) != "["):
        return None
    end = whole.closing(colon + 1) + 1 if whole.tag(colon + 1) == "[" else high
    return labelled((phrase.start, phrase.end), colon, (colon + 1, end)) if end > colon + 1 else None
