"""Attributions by layout: "Minister: no deal", "Bridge is safe - mayor", and the turns of a transcript."""

from collections import Counter
from collections.abc import Iterator
from typing import Final

from probative.claims.drafts import Draft, labelled
from probative.claims.parse import Parse

_LONGEST_LABEL: Final = 6
_LONGEST_HEADLINE: Final = 22
_ASKERS: Final = frozenset(("q", "question", "interviewer", "reporter", "host", "moderator"))
_ANSWERERS: Final = frozenset(("a", "answer", "witness"))
_LETTERS: Final = frozenset(("q", "a"))
"""Labels that a full stop may follow: "Q. Did you see him?", "A. I did."."""
_NOT_SPEAKERS: Final = frozenset((
    "subject", "date", "from", "to", "cc", "bcc", "re", "sent", "time", "place", "note", "notes", "source",
    "sources", "photo", "image", "page", "title", "author", "attachment", "address", "phone", "email", "tel", "fax",
    "case", "exhibit", "annex", "summary", "contents", "tags", "related", "read", "more", "update",
))  # fmt: skip
_REPORTS: Final = frozenset(
    ["report", "reports", "study", "survey", "poll", "sources", "officials", "police", "un", "document", "documents"]
)


def find_labels(whole: Parse) -> Iterator[Draft]:
    """Give the attributions that stand in the layout of headlines and transcripts, in text order."""
    turns = [(first, colon) for first, colon in _labels(whole)]
    is_transcript = len(turns) > 1 and _is_transcript(whole, turns)
    starts = [sentence.first for sentence in whole.sentences if sentence.starts_paragraph]
    if is_transcript:
        yield from _turns(whole, turns)
    else:
        yield from _headlines(whole, turns, starts)
    yield from _tails(whole)


def _is_transcript(whole: Parse, turns: list[tuple[int, int]]) -> bool:
    """Whether labelled lines are people taking turns, and not fields of a form ("Account Name: ...").

    Half of the turns or more say something with a verb in it; most labels are known to speak, are names, or come back.
    """
    labels = Counter(tuple(whole.lows[first:colon]) for first, colon in turns)
    speaking = sum(
        whole.low(first) in _ASKERS | _ANSWERERS
        or _is_known_speaker(whole, first, colon)
        or labels[tuple(whole.lows[first:colon])] > 1
        for first, colon in turns
    )
    ends = [first for first, _ in turns[1:]] + [len(whole.tags)]
    telling = sum(
        any(one.finite and colon < one.start < end for one in whole.chunks(first).verbs)
        or any(one.finite for one in whole.chunks(colon + 1).verbs if colon < one.start < end)
        for (first, colon), end in zip(turns, ends, strict=True)
    )
    return 2 * speaking > len(turns) and 2 * telling >= len(turns)


def _labels(whole: Parse) -> Iterator[tuple[int, int]]:
    """Give the first token and the colon of every line that begins with a short label."""
    for sentence in whole.sentences:
        if not sentence.starts_paragraph:
            continue
        first = sentence.first
        if whole.low(first) in _LETTERS and whole.low(first + 1) == "." and first + 2 < len(whole.tags):
            yield first, first + 1
            continue
        for colon in range(first + 1, min(first + _LONGEST_LABEL + 1, sentence.last - 1)):
            if whole.low(colon) == ":":
                if _is_label(whole, first, colon):
                    yield first, colon
                break


def _is_label(whole: Parse, first: int, colon: int) -> bool:
    words = whole.lows[first:colon]
    if words[0] in _NOT_SPEAKERS or words[-1] in _NOT_SPEAKERS or not whole.tokens[first].is_capitalised:
        return False
    return all(tag in "PNJD'#p" for tag in whole.tags[first:colon])


def _is_known_speaker(whole: Parse, first: int, end: int) -> bool:
    people = whole.lexicon.people
    return any(
        word in people[key] or word in whole.lexicon.given_names
        for word in whole.lows[first:end]
        for key in ("persons", "offices", "institutions", "titles")
    )


def _turns(whole: Parse, turns: list[tuple[int, int]]) -> Iterator[Draft]:
    ends = [first for first, _ in turns[1:]] + [len(whole.tags)]
    for (first, colon), end in zip(turns, ends, strict=True):
        if whole.low(first) in _ASKERS or whole.low(end - 1) == "?" or colon + 1 >= end:
            continue
        yield labelled((first, colon), colon, (colon + 1, end))


def _headlines(whole: Parse, turns: list[tuple[int, int]], starts: list[int]) -> Iterator[Draft]:
    """Give "Minister: no deal" where it is the first line, or a short line without a full stop."""
    for first, colon in turns:
        last = whole.sentences[whole.sentence_of[first]].last
        is_short = last - first <= _LONGEST_HEADLINE and whole.low(last - 1) not in (".", "?", "!")
        if any(
            whole.tag(mark) in ":-" and _is_tail(whole, mark + 1, last)
            for mark in (last - 2, last - 3)
            if mark > first + 1
        ):
            continue
        next_line = last >= len(whole.tags) or last in starts
        if (
            next_line
            and (is_short or (first == 0 and whole.tag(last - 1) != "."))
            and _is_known_speaker(whole, first, colon)
        ):
            yield labelled((first, colon), colon, (colon + 1, last))


def _tails(whole: Parse) -> Iterator[Draft]:
    """Give "Bridge is safe: report" and "Two dead - police" on a short line without a full stop."""
    for number, sentence in enumerate(whole.sentences):
        last = sentence.last
        ends_line = number + 1 == len(whole.sentences) or whole.sentences[number + 1].starts_paragraph
        if not sentence.starts_paragraph or not ends_line or not 4 <= last - sentence.first <= _LONGEST_HEADLINE:
            continue
        for mark in (last - 2, last - 3):
            if mark > sentence.first + 1 and whole.tag(mark) in ":-" and _is_tail(whole, mark + 1, last):
                yield labelled((mark + 1, last), mark, (sentence.first, mark))
                break


def _is_tail(whole: Parse, first: int, last: int) -> bool:
    words = whole.lows[first:last]
    return all(tag in "NPJ" for tag in whole.tags[first:last]) and (
        words[-1] in _REPORTS
        or words[-1] in whole.lexicon.people["offices"]
        or words[-1] in whole.lexicon.people["persons"]
    )
