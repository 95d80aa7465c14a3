"""Which attribution stands inside which, and what each may still hold."""

from collections.abc import Iterable, Sequence

from probative.claims.drafts import Draft, Stretch
from probative.claims.layout import Layout


def tidy(drafts: Iterable[Draft]) -> list[Draft]:
    """Drop drafts without content and second drafts on the same cue; take source and cue out of each content."""
    kept: dict[int, Draft] = {}
    for draft in drafts:
        draft.cue = _without(draft.cue, [draft.source] if draft.source else [])
        taken = [*draft.cue, *([draft.source] if draft.source else [])]
        draft.content = _without(sorted(draft.content), taken)
        if draft.content and draft.cue and draft.anchor not in kept:
            kept[draft.anchor] = draft
    return [kept[anchor] for anchor in sorted(kept)]


def _without(pieces: Sequence[Stretch], taken: Sequence[Stretch]) -> list[Stretch]:
    """Cut ``taken`` out of ``pieces``; overlapping pieces are joined first."""
    rest: list[Stretch] = []
    for start, end in pieces:
        first = max(start, rest[-1][1]) if rest else start
        if first < end:
            rest.append((first, end))
    for low, high in taken:
        rest = [
            piece
            for start, end in rest
            for piece in ((start, min(end, low)), (max(start, high), end))
            if piece[0] < piece[1]
        ]
    return rest


def hold_whole(whole: Layout, drafts: Sequence[Draft]) -> None:
    """Let a content end where one that begins in it ends, within its sentence.

    Args:
        whole: The text.
        drafts: Changed in place.
    """
    by_sentence: dict[int, list[Draft]] = {}
    for draft in drafts:
        if draft.content:
            by_sentence.setdefault(whole.sentence_of[draft.content[-1][1] - 1], []).append(draft)
    for together in by_sentence.values():
        for outer in sorted(together, key=lambda draft: -draft.anchor):
            for inner in together:
                if inner is not outer and _crosses(outer, inner):
                    outer.content[-1] = outer.content[-1][0], inner.content[-1][1]
                if inner is not outer and (start := _lacks_source(whole, outer, inner)) is not None:
                    outer.content[0] = start, outer.content[0][1]


def _lacks_source(whole: Layout, outer: Draft, inner: Draft) -> int | None:
    """Give where a content must begin that opens with another's cue and leaves its source outside.

    In "Varen said Morn told him that" it cannot begin with "told": nobody says a verb without who does it.
    """
    if inner.source is None:
        return None
    (start, end), (low, _) = inner.source, outer.content[0]
    opens = end <= low and low in range(inner.cue[0][0], inner.cue[-1][1]) and outer.holds(inner.content[-1][1] - 1)
    taken = [*outer.cue, *([outer.source] if outer.source else [])]
    if not opens or any(start < last and first < low for first, last in taken):
        return None
    return start if all(whole.tags[word] in ",)]-R" for word in range(end, low)) else None


def _crosses(outer: Draft, inner: Draft) -> bool:
    """Whether a content begins in another with its cue, and runs on past its end without meeting its source or cue."""
    (low, here), (last, there) = outer.content[-1], inner.content[-1]
    return (
        low <= last < here < there
        and all(outer.holds(start) and outer.holds(end - 1) for start, end in inner.cue)
        and not any(here <= start < there for start, _ in (*outer.cue, *([outer.source] if outer.source else [])))
    )


def nest(whole: Layout, drafts: Sequence[Draft]) -> tuple[list[Draft], list[int | None]]:
    """Give the drafts that stay, in order of their cues, and for each the index of the one whose content holds it.

    A draft whose cue lies in another's content has its own content cut to it. The smallest holder is the parent; a
    holder is always larger than what it holds, so there is no ring.
    """
    order = sorted(range(len(drafts)), key=lambda number: (-_size(drafts[number]), drafts[number].anchor))
    by_sentence: dict[int, list[int]] = {}
    parents: dict[int, int | None] = {}
    for number in order:
        draft = drafts[number]
        holders = [one for one in by_sentence.get(whole.sentence_of[draft.anchor], ()) if _holds(drafts[one], draft)]
        parent = min(holders, key=lambda one: (_size(drafts[one]), -one), default=None)
        if parent is not None:
            draft.content = _within(draft.content, drafts[parent].content)
            draft.cue = _within(draft.cue, drafts[parent].content)
            if not draft.content:
                continue
        parents[number] = parent
        first, last = draft.content[0][0], draft.content[-1][1] - 1
        for sentence in range(whole.sentence_of[first], whole.sentence_of[last] + 1):
            by_sentence.setdefault(sentence, []).append(number)
    stay = sorted(parents)
    place = {number: index for index, number in enumerate(stay)}
    return [drafts[number] for number in stay], [
        None if (parent := parents[number]) is None else place[parent] for number in stay
    ]


def _size(draft: Draft) -> int:
    return sum(end - start for start, end in draft.content)


def _holds(outer: Draft, inner: Draft) -> bool:
    return _size(outer) > _size(inner) and all(outer.holds(start) and outer.holds(end - 1) for start, end in inner.cue)


def _within(pieces: Sequence[Stretch], allowed: Sequence[Stretch]) -> list[Stretch]:
    return [
        (max(start, low), min(end, high))
        for start, end in pieces
        for low, high in allowed
        if max(start, low) < min(end, high)
    ]
