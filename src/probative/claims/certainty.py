"""How sure the speaker is, and whether the content lies ahead.

The certainty is the speaker's about the content as worded: "said that X did not happen" is CT+ about "X did not
happen".

Source: FactBank values; docs/explanation/certainty.md.
"""

from typing import Final

from probative.claims.drafts import Draft
from probative.claims.parse import Parse, VerbGroup
from probative.model.claims import Certainty

_LOWERED: Final = frozenset(("assert", "reveal", "warn", "know", "relay"))
_PERFECT: Final = "Hh"
_NEGATIVE: Final = {"PS+": "PS-", "PR+": "PR-"}


def certainty(whole: Parse, draft: Draft) -> Certainty:
    """Give the speaker's certainty: that of the cue's class, lowered by "may", "probably" and their kin."""
    scale = whole.lexicon.scale
    if draft.certainty:
        return Certainty(draft.certainty)
    base = (scale.negated if draft.negated else scale.classes)[draft.group]
    if _asks(whole, draft) or is_order(draft):
        return Certainty.UNCOMMITTED
    if base != "CT+" or draft.group not in _LOWERED:
        return Certainty(base)
    if draft.source is None:
        return Certainty.UNCOMMITTED
    verb = next(iter(main_verbs(whole, draft)), None)
    return Certainty(_lowered(whole, draft, verb) or base)


def is_order(draft: Draft) -> bool:
    """Whether "told me to leave" orders: it says what is wanted, not what is so."""
    return draft.lemma == "tell" and draft.form in ("object", "to", "passive")


def _asks(whole: Parse, draft: Draft) -> bool:
    first = draft.content[0][0]
    return draft.form == "wh" and whole.low(first) in ("whether", "if")


def _lowered(whole: Parse, draft: Draft, verb: VerbGroup | None) -> str:
    """Give the lower value that the content's first verb and the adverbs beside it ask for, or ""."""
    if verb is None:
        return ""
    scale = whole.lexicon.scale
    start = max(draft.content[0][0], verb.start - 3)
    nearby = whole.lows[start : verb.end + 1]
    after = whole.low(verb.end)
    if after in scale.improbable or any(word in scale.improbable for word in whole.lows[verb.start : verb.end]):
        return "PR-"
    found = ""
    if (verb.modal in scale.possible and not (verb.modal == "could" and verb.negated)) or scale.possible & set(
        nearby
    ) - {"may", "might", "could"}:
        found = "PS+"
    elif scale.probable & set(nearby) or (verb.modal == "must" and "h" in verb.tags.lower()):
        found = "PR+"
    return _NEGATIVE[found] if found and verb.negated else found


def main_verbs(whole: Parse, draft: Draft) -> list[VerbGroup]:
    """Give the verbs of the content's own clauses in its first sentence that has one, without side clauses."""
    found: list[VerbGroup] = []
    for start, end in draft.content:
        index = start
        while index < end:
            sentence = whole.sentences[whole.sentence_of[index]]
            chunks = whole.chunks(index)
            limit = min(end, sentence.last)
            aside = _side_clause(whole, index + 1, limit)
            found += [
                verb
                for verb in chunks.verbs
                if index <= verb.start < aside
                and _is_main(draft, verb, first=not found)
                and not any(one.start <= verb.start < one.end for one in chunks.relatives)
            ]
            index = limit
            if found:
                return found
    return found


def _is_main(draft: Draft, verb: VerbGroup, *, first: bool) -> bool:
    return verb.finite or (
        first and (draft.form in ("passive", "to", "ing") or (verb.infinitive and draft.form == "object"))
    )


def _side_clause(whole: Parse, start: int, end: int) -> int:
    """Give where a clause with "because", "if" or "when" begins, or ``end``."""
    for index in range(start, end):
        if whole.tag(index) == "s" and whole.low(index) not in ("that", "as", "so"):
            return index
    return end


def is_negative(whole: Parse, draft: Draft) -> bool:
    """Whether the content says of its main event that it did not happen or is not so."""
    verb = next(iter(main_verbs(whole, draft)), None)
    start = draft.content[0][0]
    before = whole.lows[start : verb.start] if verb else whole.lows[start : start + 3]
    return (verb is not None and verb.negated) or any(word in _NOBODY for word in before)


_NOBODY: Final = frozenset(("no", "nobody", "nothing", "none", "neither", "never"))


def is_forecast(whole: Parse, draft: Draft) -> bool:
    """Whether the content lies after the time of speaking."""
    verbs = main_verbs(whole, draft)
    if (draft.group == "warn" and draft.form == "prep") or is_order(draft):
        return True
    if draft.group in whole.lexicon.scale.forecast_classes and not draft.negated:
        return _looks_ahead(draft, verbs)
    future = [verb for verb in verbs if is_future(whole, verb) or _may_yet(whole, draft, verb)]
    return bool(future) and all(verb in future or _is_stative(whole, verb) for verb in verbs)


def _may_yet(whole: Parse, draft: Draft, verb: VerbGroup) -> bool:
    """Whether "may testify next month" speaks of what is to come: the time beside it does."""
    if verb.modal not in whole.lexicon.scale.possible | {"can"} or set(verb.tags[1:]) & set("Hh"):
        return False
    end = next((stop for start, stop in draft.content if start <= verb.start < stop), verb.end)
    words = whole.lows[verb.start : end]
    return any(word in _AHEAD for word in words)


_AHEAD: Final = frozenset(("next", "tomorrow", "soon", "later", "coming", "tonight", "shortly", "upcoming"))


def _looks_ahead(draft: Draft, verbs: list[VerbGroup]) -> bool:
    """Whether hoping, planning or ordering concerns what is to come: anything but a finished act."""
    if draft.group == "refuse":
        return draft.form in ("to", "left")
    first = next(iter(verbs), None)
    if first is None or draft.form in ("to", "object", "np", "prep"):
        return first is None or not set(first.tags) & set(_PERFECT) or len(first.tags) == 1
    is_past = first.tags in ("E",) or (
        first.tags[0] in "BH" and first.tags[-1] in "ELb" and len(first.tags) > 1 and "H" in first.tags
    )
    return not is_past


def is_future(whole: Parse, verb: VerbGroup) -> bool:
    """Whether a verb group speaks of what is to come: "will go", "is preparing to", "is expected to", "would go"."""
    scale = whole.lexicon.scale
    if verb.modal in scale.future_modals:
        return True
    if verb.modal in ("would", "'d", "’d"):
        return not set(verb.tags[1:]) & set("Hh")
    if verb.modal:
        return False
    after = whole.lows[verb.end : verb.end + 2]
    leads_on = after[:1] == ["to"] and verb.lemma in scale.future_heads and verb.lemma not in ("go",)
    is_set = len(after) == 2 and after[1] == "to" and after[0] in scale.future_heads and verb.lemma == "be"
    goes = verb.lemma == "go" and verb.tags.endswith("I") and after[:1] == ["to"]
    return leads_on or is_set or goes


def _is_stative(whole: Parse, verb: VerbGroup) -> bool:
    return verb.lemma in whole.lexicon.scale.stative and not verb.passive
