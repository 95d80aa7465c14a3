"""Of all the texts that a text shares words with, those from which it has them."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from probative.corroboration.alignment import Run
from probative.corroboration.texts import Text

LEAST_TAKEN_PERMILLE: Final = 750
"""A sentence of which so much stands in the other text was taken from it, whatever an editor did to the rest."""

LEAST_SENTENCE_WORDS: Final = 3

LEAST_LEFT_WORDS: Final = 12
"""What a further text must explain beyond those already chosen: as many words as rule T-2 asks of two texts."""

AS_MUCH_WORDS: Final = 2
"""Two texts that explain a third one but for so many words explain it alike."""

Span = tuple[int, int]
Spans = Sequence[Span]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shared:
    """What ``derived`` (a position in the input) shares with ``upstream``: the runs, first the derived one's words."""

    derived: int
    upstream: int
    runs: tuple[Run, ...]


def taken(runs: Iterable[Run], sentences: Spans) -> tuple[Span, ...]:
    """Give the sentences of a text that were taken from another.

    Args:
        runs: What it shares, ``left`` being its words.
        sentences: Its sentences, as words.
    """
    shared = {at for run in runs for at in range(run.left, run.left + run.count)}

    def is_taken(first: int, after: int) -> bool:
        words = sum(at in shared for at in range(first, after))
        return after - first >= LEAST_SENTENCE_WORDS and 1000 * words >= LEAST_TAKEN_PERMILLE * (after - first)

    return tuple(span for span in sentences if is_taken(*span))


def needed(
    found: Sequence[Shared],
    texts: Sequence[Text],
    sentences: Mapping[int, Spans],
    cited: Collection[tuple[int, int]],
    above: Mapping[int, Collection[int]],
) -> list[Shared]:
    """Leave out what another text explains: copies of one wire lean on the wire, and not on each other.

    For each text the one is taken that explains most of its words; then the one that explains most of the rest, and so
    on while one explains enough. Of those that explain as much, one that it cites goes before the others, then the one
    that most of the others have it from, and then the earliest.

    Args:
        found: All pairs that share enough.
        texts: The texts.
        sentences: The sentences of every text that is derived.
        cited: Pairs (citing, cited).
        above: For each text those that it shares enough with, and is derived from.

    Returns:
        The pairs that are needed, in order of derived and upstream.

    Source:
        docs/explanation/corroboration.md, rule T-5.
    """
    by_derived: dict[int, list[Shared]] = {}
    for each in found:
        by_derived.setdefault(each.derived, []).append(each)
    kept: list[Shared] = []
    by_citing: dict[int, set[int]] = {}
    for citing, there in cited:
        by_citing.setdefault(citing, set()).add(there)
    for derived, leaning in by_derived.items():
        kept += _explaining(leaning, texts, sentences[derived], by_citing.get(derived, set()), above)
    return sorted(kept, key=lambda each: (each.derived, each.upstream))


def _explaining(
    found: list[Shared],
    texts: Sequence[Text],
    sentences: Spans,
    cited: set[int],
    above: Mapping[int, Collection[int]],
) -> list[Shared]:
    if len(found) == 1:
        return found
    words = {each.upstream: _explained(each, sentences) for each in found}
    feeding = {each.upstream: sum(each.upstream in above.get(other, ()) for other in words) for each in found}
    left = sorted(
        found, key=lambda each: (each.upstream not in cited, -feeding[each.upstream], age(texts[each.upstream]))
    )
    chosen: list[Shared] = []
    explained: frozenset[int] = frozenset()
    while left:
        most = max(len(words[each.upstream] - explained) for each in left)
        if chosen and most < LEAST_LEFT_WORDS:
            break
        best = next(each for each in left if len(words[each.upstream] - explained) >= most - AS_MUCH_WORDS)
        chosen.append(best)
        left.remove(best)
        explained |= words[best.upstream]
    return chosen


def _explained(each: Shared, sentences: Spans) -> frozenset[int]:
    spans = taken(each.runs, sentences) or tuple((run.left, run.left + run.count) for run in each.runs)
    return frozenset(at for first, after in spans for at in range(first, after))


def age(text: Text) -> tuple[bool, int, int, tuple[str, ...], str, int]:
    """Give what texts are put in order by: the stated date, then what stands in them; when they came only at last."""
    day = text.latest.toordinal() if text.latest is not None else 0
    return text.latest is None, day, -len(text.words), text.words.forms, text.publisher or "", text.number
