"""What is said around a cue: "«...», – сказав він", "– ..., – сказал он. – ...", "..., каже він, ..."."""

from typing import Final

from probative.claims.drafts import Stretch
from probative.claims.slavic.parse import SlavicParse

_MOST_SENTENCES: Final = 60
"""Sentences of a paragraph looked through at most, to each side: a turn in a transcript can be long."""
_MOST_SPOKEN: Final = 12
"""Sentences to each side that direct speech with a cue inside can fill."""


def said_around(whole: SlavicParse, start: int, end: int) -> list[Stretch]:
    """Give the pieces of what is said around the unit of cue and source ``[start, end)``; none where nothing is.

    Args:
        whole: The text.
        start: The first token of the unit, adverbs and "як" included.
        end: The token after it.
    """
    before = start - 1
    if whole.tag(before) == "-" and start - 2 >= 0:
        return _after_dash(whole, before, end)
    if whole.tag(before) == "," and _is_closed(whole, end):
        return _between_commas(whole, start, before, end)
    return []


def _is_closed(whole: SlavicParse, end: int) -> bool:
    return whole.tag(end) in ",.;:" or whole.tag(end) == "]" or (whole.tag(end) == "-" and whole.tag(end - 1) != ",")


def _after_dash(whole: SlavicParse, dash: int, end: int) -> list[Stretch]:
    """Give direct speech before a dash and what goes on with it after the next one."""
    stop = dash - 1 if whole.tag(dash - 1) == "," else dash
    around = whole.quote_of[dash]
    if around >= 0:
        quote = whole.quotes[around]
        last = quote.closing + 1
        onward = _next_dash(whole, end, quote.closing)
        return [(quote.opening, stop), *([(onward + 1, last)] if onward else [])]
    first, last = paragraph(whole, dash, _MOST_SPOKEN)
    if whole.tag(stop - 1) == "]" or whole.tag(dash - 1) == "]":
        closing = stop - 1 if whole.tag(stop - 1) == "]" else dash - 1
        number = whole.quote_of[closing - 1] if closing else -1
        if number < 0:
            return []
        pieces = [(whole.quotes[number].opening, closing + 1)]
        onward = _next_dash(whole, end, min(last, end + 40))
        if onward and whole.tag(onward + 1) == "[":
            pieces.append((onward + 1, whole.closing(onward + 1) + 1))
        return pieces
    if whole.tag(first) == "-" and first < dash:
        begun = max(first + 1, _told_until(whole, first, dash))
        onward = _next_dash(whole, end, last)
        return [(begun, stop), *([(onward + 1, last)] if onward else [])]
    if whole.tag(dash - 1) in ",.":
        sentence = whole.sentences[whole.sentence_of[dash]].first
        return [(sentence, stop)] if stop > sentence else []
    return []


def _told_until(whole: SlavicParse, first: int, dash: int) -> int:
    """Give where speech resumed last before ``dash``: after a full stop and a dash."""
    for index in range(dash - 1, max(first, dash - 400), -1):
        if (
            whole.tags[index] == "-"
            and whole.tags[index - 1] in ".,"
            and index < dash - 1
            and whole.tags[index - 1] == "."
        ):
            return index + 1
    return first + 1


def _next_dash(whole: SlavicParse, start: int, limit: int) -> int:
    """Give the dash by which speech goes on: after a comma or a full stop, 0 where there is none."""
    for index in range(start, min(limit, start + 40)):
        if whole.tags[index] == "-" and whole.tag(index - 1) in ",.":
            return index
        if whole.tags[index] == "." and whole.tag(index + 1) != "-":
            return 0
    return 0


def paragraph(whole: SlavicParse, index: int, most: int = _MOST_SENTENCES) -> Stretch:
    """Give the tokens of the paragraph around a token, ``most`` sentences to each side."""
    number = whole.sentence_of[index]
    first = last = number
    while first > 0 and not whole.sentences[first].starts_paragraph and number - first < most:
        first -= 1
    while last + 1 < len(whole.sentences) and not whole.sentences[last + 1].starts_paragraph and last - number < most:
        last += 1
    return whole.sentences[first].first, whole.sentences[last].last


def _between_commas(whole: SlavicParse, start: int, comma: int, end: int) -> list[Stretch]:
    low, high = whole.bounds(start)
    if comma < low:
        return []
    first = comma - 1
    while (
        first >= low
        and whole.tags[first] not in ".;:("
        and not (whole.tags[first] == "-" and whole.tag(first - 1) in ".,")
    ):
        first -= 1
    first += 1
    while first < comma and whole.tags[first] == "c":
        first += 1
    if whole.tag(comma - 1) == "c" and whole.tag(end) == ",":
        last = next((index for index in range(end + 1, high) if whole.tags[index] in ".;"), high)
        return [(end + 1, last)] if last > end + 1 else []
    if first >= comma:
        return []
    inside = whole.tags[first:comma]
    last = end
    if whole.tag(end) == ",":
        last = next((index for index in range(end + 1, high) if whole.tags[index] in ".;"), high)
    elif "V" not in inside and "S" not in inside and "-" not in inside:
        return []
    return [(first, comma), *([(end + 1, last)] if last > end + 1 else [])]
