"""Which contents are worth comparing: all pairs that share enough words, found without trying all pairs."""

from array import array
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import combinations, islice
from typing import Final

import numpy as np

SMALL_BLOCK: Final = 32
"""A block of so many contents is compared pair by pair; a larger one is parted by a further word first."""

Weights = Mapping[str, int]
_Words = dict[int, int]
"""Words by their place among all words, the rarest first, with what they weigh."""
_Member = tuple[int, list[int], int]
"""A content's position, the words it has not been parted by, and the weight that it still owes."""


def pairs_containing(contents: Sequence[AbstractSet[str]], *, least_permille: int, least_words: int) -> Iterator[
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
    count = len(place)
    rare: list[tuple[int, ...]] = []
    short: dict[int, int] = {}
    before: list[int] = []
    for at, each in enumerate(contents):
        size = len(each)
        words = sorted(place[word] for word in each)
        rare.append(tuple(words[: size + 2 - -(-least_permille * size // 1000)]))
        key = words[0] * count + words[1] if size >= least_words else -1
        before.append(short.get(key, -1))
        short[key] = at
    short.pop(-1, None)
    for at, each in enumerate(contents):
        for one, two in combinations(rare[at], 2):
            other = short.get(one * count + two, -1)
            while other >= 0:
                fewer = len(contents[other])
                is_enough = fewer == len(each) or 1000 * fewer >= least_permille * len(each)
                if is_enough and (fewer < len(each) or other < at) and contents[other] <= each:
                    yield (at, other) if at < other else (other, at)
                other = before[other]


def pairs_sharing(
    contents: Sequence[Weights], marks: Sequence[Collection[str]], *, least_permille: int, least_words: int
) -> Iterator[tuple[int, int]]:
    """Give the pairs of contents that share two marks, and may share so many words and so much of either's weight.

    No such pair is missed. Contents that share two marks stand in one block. A large block is parted by further words:
    of each content the most frequent ones are left aside as long as two contents that share enough cannot share these
    alone; so they share one of the others. How frequent words are decides what it costs, never what is found.

    Args:
        contents: What each word of each content weighs. Asked for again where a block is large, and not kept.
        marks: Which of its words are marks.
        least_permille: How much of its weight, by its own weights, each of the two shares.
        least_words: How many words they share.

    Returns:
        Positions in ``contents``, the lower first, each pair once.

    Source:
        Prefix filtering: Chaudhuri, Ganti and Kaushik 2006; Bayardo, Ma and Srikant 2007.
    """
    place = _places(contents)
    marked = [tuple(sorted(place[word] for word in each)) for each in marks]
    for key, members in _blocks(marked, len(place)):
        if len(members) <= SMALL_BLOCK:
            found: Iterable[tuple[int, int]] = combinations(members, 2)
        else:
            parted: set[tuple[int, int]] = set()
            _part(*_unparted(key, members, contents, place, least_permille), least_words - 2, parted)
            found = sorted(parted)
        for one, other in found:
            if _first_two(marked[one], marked[other]) == key:
                yield one, other


def _blocks(marked: Sequence[tuple[int, ...]], count: int) -> Iterator[tuple[tuple[int, int], list[int]]]:
    """Give for each two marks, in order, the contents that hold both; only where several do."""
    codes, owners = array("q"), array("q")
    for at, each in enumerate(marked):
        made = [one * count + two for one, two in combinations(each, 2)]
        codes.extend(made)
        owners.extend([at] * len(made))
    if not codes:
        return
    every = np.frombuffer(codes, dtype=np.int64)
    order = np.argsort(every, kind="stable")
    every = every[order]
    begins = np.flatnonzero(np.concatenate(([True], every[1:] != every[:-1])))
    ends = np.append(begins[1:], len(every))
    several = ends - begins > 1
    holding = np.frombuffer(owners, dtype=np.int64)[order]
    for begin, end in zip(begins[several].tolist(), ends[several].tolist(), strict=True):
        yield divmod(int(every[begin]), count), holding[begin:end].tolist()


def _first_two(one: tuple[int, ...], other: tuple[int, ...]) -> tuple[int, ...]:
    """Give the two rarest marks that both hold: a pair of contents is found under these alone."""
    return tuple(islice((mark for mark in one if mark in other), 2))


def _unparted(
    key: tuple[int, int],
    members: Iterable[int],
    contents: Sequence[Weights],
    place: Mapping[str, int],
    least_permille: int,
) -> tuple[list[_Member], dict[int, _Words]]:
    """Give the members of a block as they are before it is parted, and what their words weigh."""
    known = {at: {place[word]: weight for word, weight in contents[at].items()} for at in members}
    rest = []
    for at, words in known.items():
        owed = -(-least_permille * sum(words.values()) // 1000) - words[key[0]] - words[key[1]]
        rest.append((at, [word for word in words if word not in key], owed))
    return rest, known


def _places(contents: Iterable[Collection[str]]) -> dict[str, int]:
    frequency = Counter(word for each in contents for word in each)
    return {word: at for at, word in enumerate(sorted(frequency, key=lambda word: (frequency[word], word)))}


def _part(
    members: Sequence[_Member], known: Mapping[int, _Words], least_words: int, found: set[tuple[int, int]]
) -> None:
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
