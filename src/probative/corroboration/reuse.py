"""Text reuse: which texts were written from which, and the words that show it."""

import re
from collections import OrderedDict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from operator import and_
from typing import Final

from probative.corroboration.addresses import address, addresses
from probative.corroboration.alignment import SHINGLE_WORDS, Run, align, places
from probative.corroboration.candidates import Index
from probative.corroboration.citations import citations
from probative.corroboration.cuts import OnCut, ignored
from probative.corroboration.lineage import Shared, Spans, age, needed, taken
from probative.corroboration.reprints import reprints
from probative.corroboration.texts import Text
from probative.corroboration.wording import wording
from probative.model.propositions import Basis

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

_MOST_LOOKED_UP: Final = 4096
"""Of so many texts the places of their stretches are kept while pairs are compared: it bounds the memory only."""

_HEAD: Final = re.compile(
    r"[\s>*]*(?:from|to|cc|date|sent|subject|reply-to|від|от|кому|копія|копия|дата|тема|надіслано|отправлено)\s*:|[\s>]*-{2}",
    re.IGNORECASE,
)
"""How a line of a mail's head begins, or one that parts what is forwarded."""

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


def reuses(texts: Sequence[Text], cited: Collection[tuple[int, int]], *, on_cut: OnCut = ignored) -> tuple[Reuse, ...]:
    """Find which of ``texts`` were written from which.

    The text with the earlier stated date is upstream. Where dates do not decide, the one that the other cites is; where
    neither cites the other, the one that begins with what they share; then the longer one. The order in which texts
    came decides only between texts that are equal (docs/explanation/corroboration.md, rule T-3).

    Args:
        texts: All texts.
        cited: Pairs (citing, cited) of positions in ``texts``.
        on_cut: Told where so many share a stretch that each was compared with the earliest of them only.

    Returns:
        Sorted by ``derived``, then ``upstream``.
    """
    beside = Beside(texts)
    found = [
        shared for pair in sorted(beside.index.pairs(on_cut)) if (shared := beside.shared(pair, cited)) is not None
    ]
    above: dict[int, set[int]] = {}
    for each in found:
        above.setdefault(each.derived, set()).add(each.upstream)
    return tuple(reuse_of(each, texts) for each in needed(found, texts, beside.sentences, cited, above))


class Beside:
    """Texts, two of which can be laid beside each other."""

    def __init__(self, texts: Sequence[Text]) -> None:
        self.texts = list(texts)
        self.index = Index(texts)
        self.sentences: dict[int, Spans] = {}
        self._looked_up: OrderedDict[int, tuple[list[int], frozenset[int]]] = OrderedDict()

    def add(self, text: Text) -> int:
        """Take a further text; give its position."""
        self.texts.append(text)
        return self.index.add(text)

    def shared(self, pair: tuple[int, int], cited: Collection[tuple[int, int]]) -> Shared | None:
        """Give what one of two texts has from the other; nothing where neither leans on the other.

        Args:
            pair: Positions, the lower first.
            cited: Pairs (citing, cited).
        """
        one, other = pair
        texts = self.texts
        (here, in_one), (there, in_other) = self._stretches(one), self._stretches(other)
        shared = in_one & in_other
        if not shared:
            return None
        upstream, derived = _direction(texts, pair, (_first(here, shared), _first(there, shared)), cited)
        told = here if derived == one else there
        if _is_too_little(_covered(told, shared), len(texts[one].words), len(texts[other].words)):
            return None
        standing = places(there if derived == one else here, shared)
        runs = align(texts[derived].words, texts[upstream].words, told, standing)
        if not runs:
            return None
        if not leans(texts[derived], texts[upstream], runs, self.sentences_of(derived)):
            return None
        return Shared(derived=derived, upstream=upstream, runs=runs)

    def sentences_of(self, number: int) -> Spans:
        """Give the sentences of a text, as words."""
        held = self.sentences.get(number)
        if held is None:
            held = self.sentences[number] = _sentences(self.texts[number])
        return held

    def _stretches(self, number: int) -> tuple[list[int], frozenset[int]]:
        """Give the stretches of a text in order, and each once; those of the texts asked for last are kept."""
        held = self._looked_up.get(number)
        if held is None:
            told = self.index.stretches[number].tolist()
            held = self._looked_up[number] = told, frozenset(told)
            if len(self._looked_up) > _MOST_LOOKED_UP:
                self._looked_up.popitem(last=False)
        return held


def _covered(stretches: Sequence[int], shared: frozenset[int]) -> int:
    """Give how many words stand in shared stretches of five: no fewer stand in the runs."""
    count, end = 0, 0
    for at, stretch in enumerate(stretches):
        if stretch in shared:
            count += at + SHINGLE_WORDS - max(at, end)
            end = at + SHINGLE_WORDS
    return count


def _is_too_little(words: int, here: int, there: int) -> bool:
    """Whether texts that share so many words of one cannot lean on each other by any rule of ``leans``.

    By far most candidates go here, before they are aligned.
    """
    shorter = min(here, there) - words
    return words < LONG_LEAST_WORDS and 1000 * words < min(LEAST_SHARE_PERMILLE, SHORT_LEAST_SHARE_PERMILLE) * shorter


def _sentences(text: Text) -> Spans:
    """Give the sentences of a text without the heads of mails, which all mails share."""
    starts = text.words.starts
    return tuple(
        (first, after)
        for first, after in text.words.sentences(text.raw)
        if not _HEAD.match(text.raw, text.raw.rfind("\n", 0, starts[first]) + 1)
    )


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
        items: ``{"id", "text", "date", "publisher"?, "address"?, "lang"?}``; ``date`` is ``YYYY-MM-DD`` or ``None``,
            ``address`` where the text stands on the web, ``lang`` its language.

    Returns:
        One ``{"id", "derived_from": [{"id", "share", "passages", "basis"}]}`` an item, in the order of the input.
        ``basis`` is ``text_reuse`` or ``citation``; a mere citation has a share of 0 and no passages. What may be a
        reprint has ``possible`` too, in the same shape, with the basis ``reprint``: its passages are sentences that may
        say the same, in another language or other words.

    Raises:
        ValueError: When an item lacks its id or text, or its date is none.

    Source:
        DESIGN.md section 7, shape ``reuse``.
    """
    given = list(items)
    known = [_stated(number, item) for number, item in enumerate(given)]
    cited = citations(known)
    leaning: dict[int, dict[int, dict[str, object]]] = {}
    for citing, there in cited:
        leaning.setdefault(citing, {})[there] = {"share": 0.0, "passages": [], "basis": str(Basis.CITATION)}
    for each in reuses(known, frozenset(cited)):
        leaning.setdefault(each.derived, {})[each.upstream] = {
            "share": each.share_permille / 1000,
            "passages": [[list(here), list(there)] for here, there in each.stretches],
            "basis": str(Basis.TEXT_REUSE),
        }
    possible = {each.derived: each for each in reprints(known, _pairs(leaning))}
    told: list[dict[str, object]] = []
    for number, item in enumerate(given):
        edges = [{"id": given[upstream]["id"], **edge} for upstream, edge in sorted(leaning.get(number, {}).items())]
        told.append({"id": item["id"], "derived_from": edges})
        if number in possible:
            retold = possible[number]
            told[-1]["possible"] = [
                {
                    "id": given[retold.upstream]["id"],
                    "share": retold.share_permille / 1000,
                    "passages": [[list(here), list(there)] for here, there in retold.stretches],
                    "basis": str(Basis.REPRINT),
                }
            ]
    return told


def _pairs(leaning: Mapping[int, Mapping[int, object]]) -> list[tuple[int, int]]:
    return [(derived, upstream) for derived, each in leaning.items() for upstream in each]


def _stated(number: int, item: Mapping[str, object]) -> Text:
    key, raw, stated, publisher = item.get("id"), item.get("text"), item.get("date"), item.get("publisher")
    standing, language = item.get("address"), item.get("lang")
    if isinstance(key, bool) or not isinstance(key, str | int) or not isinstance(raw, str):
        raise ValueError(f'item {number + 1} needs "id" and "text"')  # noqa: TRY004 - one error for all bad input
    if stated is not None and not isinstance(stated, str):
        raise ValueError(f'item {number + 1}: "date" is YYYY-MM-DD or null')
    try:
        day = date.fromisoformat(stated) if stated else None
    except ValueError as error:
        raise ValueError(f'item {number + 1}: "date" is YYYY-MM-DD or null, not {stated!r}') from error
    return Text(
        key=str(key),
        number=number,
        raw=raw,
        words=wording(raw),
        earliest=day,
        latest=day,
        publisher=publisher if isinstance(publisher, str) and publisher else None,
        address=address(standing) if isinstance(standing, str) and standing else None,
        links=addresses(raw),
        language=language if isinstance(language, str) and language else None,
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


def reuse_of(each: Shared, texts: Sequence[Text]) -> Reuse:
    """Say in code points what two texts share."""
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
