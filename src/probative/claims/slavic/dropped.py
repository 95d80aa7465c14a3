"""Subjects that a sentence leaves out: they are the last that was named and fits."""

from collections.abc import Sequence

from probative.claims.drafts import Draft, Stretch
from probative.claims.slavic.parse import SlavicParse
from probative.claims.slavic.phrases import phrase_at
from probative.claims.slavic.sources import agrees
from probative.claims.slavic.verb_drafts import VerbDraft


def fill_sources(whole: SlavicParse, drafts: Sequence[Draft]) -> None:
    """Give a draft without a source, but whose verb had somebody in mind, the last source named before it.

    The last source is looked for in the same sentence and the one before; "мовляв" and gerunds take any, a verb in
    the singular only one that agrees.
    """
    last: list[tuple[int, Stretch]] = []
    for draft in sorted(drafts, key=lambda one: one.anchor):
        if draft.source is None and _wants_source(draft):
            found = _earlier(whole, draft, last)
            if found is not None:
                draft.source = found
        elif draft.source is not None and whole.tags[draft.source[0]] != "G":
            last.append((draft.anchor, draft.source))


def _wants_source(draft: Draft) -> bool:
    if draft.group == "quotative":
        return True
    if not isinstance(draft, VerbDraft):
        return False
    form = draft.verb
    if form.kind == "gerund":
        return True
    return (
        form.number == "s" and form.kind in ("past", "present", "short") and form.gender != "n" and form.person != "2"
    )


def _earlier(whole: SlavicParse, draft: Draft, last: Sequence[tuple[int, Stretch]]) -> Stretch | None:
    number = whole.sentence_of[draft.anchor]
    around = whole.quote_of[draft.anchor]
    for anchor, source in reversed(last[-6:]):
        if number - whole.sentence_of[anchor] > 1:
            return None
        if whole.quote_of[source[0]] != around and around >= 0:
            continue
        if not isinstance(draft, VerbDraft) or draft.verb.kind == "gerund":
            return source
        phrase = phrase_at(whole, source[0], source[1])
        if phrase is not None and agrees(whole, phrase, draft.verb):
            return source
    return None
