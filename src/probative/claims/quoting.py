"""Contents that are quotations, over sentences and paragraphs."""

from collections.abc import Sequence

from probative.claims.drafts import Draft
from probative.claims.layout import Layout
from probative.claims.nesting import tidy


def quoted(whole: Layout, drafts: Sequence[Draft], suggester: str) -> list[Draft]:
    """Give the drafts of a language's rules with their quotations whole, tidied, signed by who suggests them."""
    complete_quotes(whole, drafts)
    add_following_quotes(whole, drafts)
    kept = tidy(drafts)
    for draft in kept:
        draft.suggesters = (suggester,)
    return kept


def complete_quotes(whole: Layout, drafts: Sequence[Draft]) -> None:
    """Stretch every piece that opens or closes a quotation, and whose cue stands outside, over all of it."""
    for draft in drafts:
        draft.content = [_completed(whole, draft, start, end) for start, end in draft.content]


def _completed(whole: Layout, draft: Draft, start: int, end: int) -> tuple[int, int]:
    opening = whole.quote_at.get(start)
    if opening is None:
        inside = whole.quote_of[end - 1]
        opening = (
            inside
            if inside >= 0 and inside != whole.quote_of[draft.anchor] and start < whole.quotes[inside].opening
            else None
        )
        if opening is None:
            return start, end
    quote = whole.quotes[opening]
    if quote.opening <= draft.anchor <= quote.closing:
        return start, end
    return start, max(end, quote.closing + 1)


def add_following_quotes(whole: Layout, drafts: Sequence[Draft]) -> None:
    """Give a quotation that stands alone to the speaker of the sentence or quotation right before it."""
    taken = {start for draft in drafts for start, _ in draft.content}
    taken |= {number for draft in drafts for number in _quotes_in(whole, draft)}
    by_sentence: dict[int, Draft] = {}
    for draft in drafts:
        if any(whole.tag(start) == "[" for start, _ in draft.content) and whole.quote_of[draft.anchor] < 0:
            last = max(draft.unit[1], draft.content[-1][1]) - 1
            by_sentence[whole.sentence_of[last]] = draft
    for quote in whole.quotes:
        number = whole.sentence_of[quote.opening]
        before = by_sentence.get(number - 1)
        stands_alone = whole.sentences[number].first == quote.opening and quote.opening not in taken
        if before is None or not stands_alone or not _ends_there(whole, quote.closing):
            continue
        before.content.append((quote.opening, quote.closing + 1))
        by_sentence[whole.sentence_of[quote.closing]] = before


def _quotes_in(whole: Layout, draft: Draft) -> set[int]:
    return {
        start
        for start, end in draft.content
        for start in range(start, min(end, start + 400))
        if whole.tag(start) == "["
    }


def _ends_there(whole: Layout, closing: int) -> bool:
    """Whether the quotation is the whole of its last sentence."""
    return whole.sentences[whole.sentence_of[closing]].last == closing + 1
