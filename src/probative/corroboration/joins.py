"""Which contents are worth comparing: all pairs that share enough words, found without trying all pairs."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import Final

SMALL_BLOCK: Final = 32
"""A block of so many contents is compared pair by pair; a larger one is parted by a further word first."""

Weights = Mapping[str, int]
_Words = dict[int, int]
"""Words by their place among all words, the rarest first, with what they weigh."""
_Member = tuple[int, list[int], int]
"""A content's position, the words it has not been parted by, and the weight that it still owes."""


def pairs_containing(contents: Sequence[Collection[str]], *, least_permille: int, least_words: int) -> Iterator[
    tuple[int, int]
]:  # fmt: skip
    """Give the pairs of contents of which one holds all words of the other, and not many more.

    The two rarest words of the shorter one stand in the longer one, where at most so many are rarer as it has more. So
    each content is looked up by its two rarest words, and stands under each two of its rarer words.

    Args:
        contents: The words of each content.
        least_permille: The shorter one has at least so many of the words of the longer one.
        least_words: And at least so many words; two at the least.

    Returns:
        Positions in ``contents``, the lower first, each pair once.
    """
    place = _places(contents)
    known = [sorted(place[word] for word in each) for each in contents]
    short: dict[tuple[int, int], list[int]] = {}
    for at, words in enumerate(known):
        if len(words) >= least_words:
            short.setdefault((words[0], words[1]), []).append(at)
    sets = [frozenset(each) for each in known]
    for at, words in enumerate(known):
        spare = len(words) - -(-least_permille * len(words) // 1000)
        for key in combinations(words[: spare + 2], 2):
            for other in short.get(key, ()):
                fewer = len(known[other])
                if fewer < len(words) and 1000 * fewer < least_permille * len(words):
                    continue
                if (fewer < len(words) or other < at) and sets[other] <= sets[at]:
                    yield (at, other) if at < other else (other, at)


def pairs_sharing(
    contents: Sequence[Weights], marks: Sequence[Collection[str]], *, least_permille: int, least_words: int
) -> Iterator[tuple[int, int]]:
    """Give the pairs of contents that share two marks, and may share so many words and so much of either's weight.

    No such pair is missed. Contents that share two marks stand in one block. A large block is parted by further words:
    of each content the most frequent ones are left aside as long as two contents that share enough cannot share these
    alone; so they share one of the others. How frequent words are decides what it costs, never what is found.

    Args:
        contents: What each word of each content weighs.
        marks: Which of its words are marks.
        least_permille: How much of its weight, by its own weights, each of the two shares.
        least_words: How many words they share.

    Returns:
        Positions in ``contents``, the lower first, each pair once.

    Source:
        Prefix filtering: Chaudhuri, Ganti and Kaushik 2006; Bayardo, Ma and Srikant 2007.
    """
    place = _places(contents)
    known = [{place[word]: weight for word, weight in each.items()} for each in contents]
    owed = [-(-least_permille * sum(each.values()) // 1000) for each in known]
    marked = [frozenset(place[word] for word in each) for each in marks]
    blocks: dict[tuple[int, int], list[int]] = {}
    for at, each in enumerate(marked):
        for key in combinations(sorted(each), 2):
            blocks.setdefault(key, []).append(at)
    for key in sorted(blocks):
        members = blocks.pop(key)
        if len(members) < 2:
            continue
        found: set[tuple[int, int]] = set()
        rest = [
            (at, [word for word in known[at] if word not in key], owed[at] - known[at][key[0]] - known[at][key[1]])
            for at in members
        ]
        _part(rest, known, least_words - 2, found)
        for one, other in sorted(found):
            if tuple(sorted(marked[one] & marked[other])[:2]) == key:
                yield one, other


def _places(contents: Iterable[Collection[str]]) -> dict[str, int]:
    frequency = Counter(word for each in contents for word in each)
    return {word: at for at, word in enumerate(sorted(frequency, key=lambda word: (frequency[word], word)))}


def _part(members: Sequence[_Member], known: Sequence[_Words], least_words: int, found: set[tuple[int, int]]) -> None:
    """Give all pairs of ``members``, or part them by one further word."""
    if len(members) <= SMALL_BLOCK:
        found.update(combinations(sorted(at for at, _, _ in members), 2))
        return
    found.update(combinations(sorted(at for at, _, owed in members if owed <= 0 and least_words <= 0), 2))
    frequency = Counter(word for _, words, _ in members for word in words)
    blocks: dict[int, list[_Member]] = {}
    for at, words, owed in members:
        words.sort(key=lambda word: (frequency[word], word))
        for number, word in enumerate(_not_aside(words, known[at], owed, least_words)):
            if frequency[word] > 1:
                blocks.setdefault(word, []).append((at, words[number + 1 :], owed - known[at][word]))
    for word in sorted(blocks):
        inside = blocks.pop(word)
        if len(inside) > 1:
            _part(inside, known, least_words - 1, found)


def _not_aside(words: Sequence[int], weights: _Words, owed: int, least_words: int) -> Sequence[int]:
    """Give the words, of ``words`` from the rarest on, of which one must be shared."""
    aside, count = 0, len(words)
    while count:
        weight = weights[words[count - 1]]
        if aside + weight >= owed and len(words) - count + 1 >= least_words:
            break
        aside += weight
        count -= 1
    return words[:count]
