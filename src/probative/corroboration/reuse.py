"""Text reuse: which texts were written from which, and the words that show it."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from operator import and_
from typing import Final

from probative.corroboration.alignment import SHINGLE_WORDS, Run, Shingle, align, places, shingles
from probative.corroboration.candidates import candidate_pairs
from probative.corroboration.citations import citations
from probative.corroboration.lineage import Shared, Spans, age, needed, taken
from probative.corroboration.texts import Text
from probative.corroboration.wording import wording

LEAST_WORDS: Final = 12
LEAST_SHARE_PERMILLE: Final = 150
"""A text leans on another when twelve words of one and 15 % of the shorter, quotations that both quote left out, stand
in the other ..."""

SHORT_LEAST_WORDS: Final = 6
SHORT_LEAST_SHARE_PERMILLE: Final = 500
"""... or six words that are half of a short alert ..."""

LONG_LEAST_WORDS: Final = 40
LONG_LEAST_SHARE_PERMILLE: Final = 30
"""... or a whole paragraph in a long text. Chosen by judgement, not swept."""

WHOLE_PERMILLE: Final = 800
"""A text of which so much stands in the other was taken whole, though it be one sentence."""

LEAST_SENTENCES: Final = 2
"""Otherwise at least two sentences were taken. Chosen on the made-up worlds with seeds 0 to 59: there 449 of 452 pairs
of copies share two sentences or more, and 32 of 1,900 other pairs do, 9 of them with enough words besides."""

PLACE_LINE_WORDS: Final = 12
"""So many words may stand before what a copy takes from the start of its original: place, date, agency."""

Stretch = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reuse:
    """``derived`` was written from ``upstream`` (positions in the input): how much of it, and what is equal.

    Stretches are in code points of each text, start included, end excluded, first the derived one's.
    """

    derived: int
    upstream: int
    share_permille: int
    stretches: tuple[tuple[Stretch, Stretch], ...]


def reuses(texts: Sequence[Text], cited: Collection[tuple[int, int]]) -> tuple[Reuse, ...]:
    """Find which of ``texts`` were written from which.

    The text with the earlier stated date is upstream. Where dates do not decide, the one that the other cites is; where
    neither cites the other, the one that begins with what they share; then the longer one. The order in which texts
    came decides only between texts that are equal (docs/explanation/corroboration.md, rule T-3).

    Args:
        texts: All texts.
        cited: Pairs (citing, cited) of positions in ``texts``.

    Returns:
        Sorted by ``derived``, then ``upstream``.
    """
    stretches = [shingles(text.words) for text in texts]
    numbers: dict[Shingle, int] = {}
    numbered = [[numbers.setdefault(shingle, len(numbers)) for shingle in each] for each in stretches]
    sets = [frozenset(each) for each in numbered]
    found = []
    index: dict[int, dict[int, list[int]]] = {}
    sentences: dict[int, Spans] = {}
    for one, other in candidate_pairs(stretches):
        shared = sets[one] & sets[other]
        if not shared:
            continue
        leads = _first(numbered[one], shared), _first(numbered[other], shared)
        upstream, derived = _direction(texts, (one, other), leads, cited)
        if _is_too_little(
            sum(map(shared.__contains__, numbered[derived])), len(texts[one].words), len(texts[other].words)
        ):
            continue
        if upstream not in index:
            index[upstream] = places(numbered[upstream])
        runs = align(texts[derived].words, texts[upstream].words, numbered[derived], index[upstream])
        if derived not in sentences:
            sentences[derived] = texts[derived].words.sentences(texts[derived].raw)
        if leans(texts[derived], texts[upstream], runs, sentences[derived]):
            found.append(Shared(derived=derived, upstream=upstream, runs=runs))
    return tuple(_reuse(each, texts) for each in needed(found, texts, sentences, cited))


def _is_too_little(places: int, here: int, there: int) -> bool:
    """Whether texts that share stretches at so many places of one cannot lean on each other by any rule of ``leans``.

    Each place is five words at most that no other place has. By far most candidates go here, before they are aligned.
    """
    most = SHINGLE_WORDS * places
    shorter = min(here, there) - most
    return most < LONG_LEAST_WORDS and 1000 * most < min(LEAST_SHARE_PERMILLE, SHORT_LEAST_SHARE_PERMILLE) * shorter


def leans(derived: Text, upstream: Text, runs: Sequence[Run], sentences: Spans) -> bool:
    """Whether what two texts share is more than a quotation that both took from the same speaker, or turns of phrase.

    Words that stand in quotation marks in both are left out of the count, on both sides. Whoever copies takes whole
    sentences; who reports the same thing may share "near the stone bridge in the village of Seld".
    """
    here, there = derived.words.quoted, upstream.words.quoted
    both_quoted = sum(
        sum(map(and_, here[run.left : run.left + run.count], there[run.right : run.right + run.count])) for run in runs
    )
    other = sum(run.count for run in runs) - both_quoted
    shorter = min(len(derived.words), len(upstream.words)) - both_quoted
    share_permille = 1000 * other // max(shorter, other, 1)
    if other >= LONG_LEAST_WORDS and share_permille >= LONG_LEAST_SHARE_PERMILLE:
        return True
    is_enough = (other >= LEAST_WORDS and share_permille >= LEAST_SHARE_PERMILLE) or (
        other >= SHORT_LEAST_WORDS and share_permille >= SHORT_LEAST_SHARE_PERMILLE
    )
    if not is_enough:
        return False
    if share_permille >= WHOLE_PERMILLE:
        return True
    whole = taken(runs, sentences)
    return len(whole) >= LEAST_SENTENCES and sum(after - first for first, after in whole) >= LEAST_WORDS


def reuse(items: Iterable[Mapping[str, object]]) -> list[dict[str, object]]:
    """Say of each text from which of the others it was written: the ``reuse`` filter as a function.

    Args:
        items: ``{"id", "text", "date", "publisher"?}``; ``date`` is ``YYYY-MM-DD`` or ``None``.

    Returns:
        One ``{"id", "derived_from": [{"id", "share", "passages"}]}`` an item, in the order of the input.

    Raises:
        ValueError: When an item lacks its id or text, or its date is none.

    Source:
        DESIGN.md section 7, shape ``reuse``.
    """
    known = [_stated(number, item) for number, item in enumerate(items)]
    leaning: dict[int, list[dict[str, object]]] = {}
    for each in reuses(known, citations(known)):
        leaning.setdefault(each.derived, []).append(
            {
                "id": known[each.upstream].key,
                "share": each.share_permille / 1000,
                "passages": [[list(here), list(there)] for here, there in each.stretches],
            }
        )
    return [{"id": text.key, "derived_from": leaning.get(number, [])} for number, text in enumerate(known)]


def _stated(number: int, item: Mapping[str, object]) -> Text:
    key, raw, stated, publisher = item.get("id"), item.get("text"), item.get("date"), item.get("publisher")
    if not isinstance(key, str) or not isinstance(raw, str):
        raise ValueError(f'item {number + 1} needs "id" and "text"')  # noqa: TRY004 - one error for all bad input
    if stated is not None and not isinstance(stated, str):
        raise ValueError(f'item {number + 1}: "date" is YYYY-MM-DD or null')
    day = date.fromisoformat(stated) if stated else None
    return Text(
        key=key,
        number=number,
        raw=raw,
        words=wording(raw),
        earliest=day,
        latest=day,
        publisher=publisher if isinstance(publisher, str) and publisher else None,
    )


def _first(stretches: Sequence[int], shared: frozenset[int]) -> int:
    return next(at for at, stretch in enumerate(stretches) if stretch in shared)


def _direction(
    texts: Sequence[Text], pair: tuple[int, int], leads: tuple[int, int], cited: Collection[tuple[int, int]]
) -> tuple[int, int]:
    """Give which of two texts is upstream, and which derived (rule T-3); ``leads`` is where the shared words begin."""
    one, other = pair
    turned = other, one
    if texts[one].is_before(texts[other]):
        return pair
    if texts[other].is_before(texts[one]):
        return turned
    if (pair in cited) != (turned in cited):
        return turned if pair in cited else pair
    if abs(leads[0] - leads[1]) > PLACE_LINE_WORDS:
        return pair if leads[0] < leads[1] else turned
    return pair if age(texts[one])[2:] <= age(texts[other])[2:] else turned


def _reuse(each: Shared, texts: Sequence[Text]) -> Reuse:
    here, there = texts[each.derived].words, texts[each.upstream].words
    stretches = tuple(
        (
            (here.starts[run.left], here.ends[run.left + run.count - 1]),
            (there.starts[run.right], there.ends[run.right + run.count - 1]),
        )
        for run in each.runs
    )
    shared = sum(run.count for run in each.runs)
    return Reuse(
        derived=each.derived,
        upstream=each.upstream,
        share_permille=1000 * shared // len(here),
        stretches=stretches,
    )
