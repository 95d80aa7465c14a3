"""Two suggesters, the rules and the network, brought to one proposal for each cue, with a calibrated chance.

Where both see a cue and their words differ, the network says how surely it prefers its own; where it is nearly
undecided the words of the rules stand, and their source where it sees none. So they do in the closed classes that
rules get right: labels, hedges, and quotations that go on. What both see is kept, with its chance; what only one of
them sees is kept if it is likely enough.

In a language whose rules are the better of the two by far, their words stand wherever both see a cue.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from probative.claims.assembly import Grammar, L
from probative.claims.drafts import Draft, Stretch
from probative.claims.layout import Layout
from probative.claims.nesting import hold_whole, tidy
from probative.claims.quoting import add_following_quotes, complete_quotes
from probative.claims.trained.decoding import Scores
from probative.claims.trained.suggesting import Suggestion
from probative.model.claims import Certainty

_SOURCE, _CONTENT = 0, 1

MARGINS: Final = (2.3, 1.1)
"""How much likelier, in log odds, a word in dispute must be in the network's own source (ten to one) or content (three
to one)."""

SURE_OF_CERTAINTY: Final = 0.85
"""From this chance on the network's word stands for how sure the speaker is (on the dev part it is right in 41 of 64
places where the two differ so, the rules in 18), and below it that of the rules."""

CLOSED: Final = frozenset(("label", "hedge"))
"""Forms of the rules that are closed classes: their words stand against the network's."""

_PHRASE: Final = "phrase"
"""The form of "according to Varen"."""

FEATURES: Final = {
    "both": ("one", "cue", "chance", "roles", "source", "content", "certainty", "source_won", "content_won"),
    "network": ("one", "cue", "chance", "roles", "certainty", "sourceless"),
    "rules": ("one", "cue", "closed", "noun"),
}
"""What the chance is computed from, by who proposes."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """One draft, who proposes it (``both``, ``network`` or ``rules``), and the features its chance is computed from."""

    draft: Draft
    by: str
    features: tuple[float, ...]


def proposals(
    whole: L,
    rules: Sequence[Draft],
    suggestions: Sequence[Suggestion],
    cue_chances: Scores,
    *,
    name: str,
    grammar: Grammar[L],
) -> list[Proposal]:
    """Pair what both found, and give every pair and every lone find.

    Args:
        whole: The text.
        rules: What the rules found; changed and used up.
        suggestions: What the network found.
        cue_chances: For each word, the chance the network gives it of being in a cue.
        name: What to call the network.
        grammar: That of the text's language.

    Returns:
        In no particular order; at most one for a cue.
    """
    by_word = {word: draft for draft in rules for word in _words(draft.cue)}
    told_by = frozenset(word for draft in rules if draft.form == _PHRASE for word in _words(_source(draft)))
    used: set[int] = set()
    found = []
    for each in suggestions:
        other = next((by_word[word] for start, end in each.cue for word in range(start, end) if word in by_word), None)
        if other is not None and id(other) not in used:
            used.add(id(other))
            source_won = _source_won(each, other, told_by, by_word)
            content_won = _content_won(whole, each, other, by_word)
            found.append(_both(whole, each, other, (source_won, content_won), name=name, grammar=grammar))
        elif each.content:
            found.append(
                Proposal(
                    _drafted(whole, each, each.source or _doer(whole, each, grammar), _grown(whole, each), name),
                    "network",
                    _network_features(each),
                )
            )
    for draft in rules:
        if id(draft) not in used:
            cue = max(float(cue_chances[word]) for start, end in draft.cue for word in range(start, end))
            is_noun = whole.tag(draft.anchor) == "N"
            features = (1.0, _logit(cue), float(draft.form in CLOSED), float(is_noun))
            found.append(Proposal(draft, "rules", features))
    return found


def _doer(whole: L, seen: Suggestion, grammar: Grammar[L]) -> Stretch | None:
    """Give the subject of an active verb for which the network finds no source, outside what is said."""
    found = grammar.doer(whole, seen.cue) if grammar.doer is not None else None
    if found is None:
        return None
    taken = set(_words([*seen.cue, *seen.content]))
    return None if taken & set(_words([found])) else found


def settled(
    whole: Layout, given: Sequence[Proposal], scale: Mapping[str, Sequence[float]], threshold: float
) -> list[Draft]:
    """Give the drafts that both see or that are likely enough, quotations completed, each with its chance."""
    kept = []
    for each in given:
        confidence = chance(each, scale)
        if each.by == "both" or confidence >= threshold:
            each.draft.confidence = round(confidence, 4)
            kept.append(each.draft)
    drafts = tidy(kept)
    complete_quotes(whole, drafts)
    add_following_quotes(whole, drafts)
    hold_whole(whole, drafts)
    return tidy(drafts)


def chance(proposal: Proposal, scale: Mapping[str, Sequence[float]]) -> float:
    """Give the calibrated chance that a proposal is right: its cue, its source and its content.

    Source: Platt 1999 (logistic calibration), with the agreement of the two as further inputs.
    """
    weights = scale[proposal.by]
    total = sum(weight * value for weight, value in zip(weights, proposal.features, strict=True))
    return float(1 / (1 + np.exp(-total)))


def _source(one: Draft | Suggestion) -> list[Stretch]:
    return [one.source] if one.source else []


def _source_won(seen: Suggestion, rule: Draft, told_by: AbstractSet[int], by_word: Mapping[int, Draft]) -> float:
    """Give how far the network's source wins over the rules', below 0 where theirs stands; see ``_preference``.

    Args:
        seen: What the network found.
        rule: What the rules found at the same cue.
        told_by: The words of sources in phrases such as "according to Varen".
        by_word: What the rules found, by the words of its cue.
    """
    own, other = frozenset(_words(_source(seen))), frozenset(_words(_source(rule)))
    won = _preference(own, other, seen, _SOURCE)
    # "According to Varen, Morn said": words that are the source of another cue are not part of this one's too.
    is_shared = bool(other) and other < own and not told_by.isdisjoint(own - other)
    # "Varen said Morn told him": nor is another cue that stands before it. (After it may stand "who said that".)
    is_end = bool(other) and other < own and max(other) == max(own)
    is_led = is_end and any(word in by_word for word in own - other)
    return min(won, -_SURE) if is_shared or is_led or (other and not own) else won


def _content_won(whole: L, seen: Suggestion, rule: Draft, by_word: Mapping[int, Draft]) -> float:
    """Give how far the network's content wins over the rules', as ``_source_won``.

    Args:
        whole: The text.
        seen: What the network found.
        rule: What the rules found at the same cue.
        by_word: What the rules found, by the words of its cue.
    """
    own, other = frozenset(_words(_grown(whole, seen))), frozenset(_words(rule.content))
    if not other:
        return 0.0
    won = _preference(own, other, seen, _CONTENT)
    # "Varen said Morn told him that": what Varen said is not only what she told.
    is_skipped = all(whole.tags[word] in _ENDS for word in own - other) and any(
        own <= frozenset(_words(_source(each))) or not own.isdisjoint(_words(each.content))
        for each in _others(by_word, other - own, rule)
    )
    # "Morn told him that they left, the wire reported": that it was reported is not what she told.
    is_ring = any(
        not frozenset(_words(rule.cue)).isdisjoint(_words(each.content)) for each in _others(by_word, own - other, rule)
    )
    return min(won, -_SURE) if is_skipped or is_ring else won


def _others(by_word: Mapping[int, Draft], words: Iterable[int], rule: Draft) -> Iterator[Draft]:
    """Give what else the rules found at these words."""
    return (by_word[word] for word in words if word in by_word and by_word[word] is not rule)


def _both(
    whole: L, seen: Suggestion, rule: Draft, won: tuple[float, float], *, name: str, grammar: Grammar[L]
) -> Proposal:
    if all(whole.tags[word] in _AUXILIARY for word in _words(seen.cue)):
        seen = replace(seen, cue=tuple(rule.cue))
    source_won, content_won = won
    source = rule.source if source_won < 0 else seen.source
    content = rule.content if content_won < 0 else _grown(whole, seen)
    from_network = _drafted(whole, seen, source, content, name)
    if rule.content and rule.group:
        from_network.certainty = _certainty(seen, grammar.certainty(whole, rule), source).value
        # A forecast that was overlooked would pass for a report of what has happened.
        from_network.forecast = seen.forecast or grammar.is_forecast(whole, rule)
    features = (
        1.0,
        _logit(seen.cue_chance),
        _logit(seen.chance),
        _logit(seen.role_chance),
        _overlap(_source(seen), _source(rule)),
        _overlap(seen.content, rule.content),
        _logit(seen.certainty_chance),
        min(abs(source_won), _SURE),
        min(abs(content_won), _SURE),
    )
    draft = rule if grammar.is_ruled or rule.form in CLOSED or not seen.content else from_network
    if draft is rule and not draft.certainty:
        draft.certainty = seen.certainty.value
    draft.suggesters = (name, *rule.suggesters)
    return Proposal(draft, "both", features)


def _certainty(seen: Suggestion, by_rules: Certainty, source: Stretch | None) -> Certainty:
    """Give how sure the speaker is: as the rules say, unless the network is nearly certain of something else.

    It never takes away a denial, which would pass for support, nor makes certain what the rules find a doubt in or
    what nobody is said to say.
    """
    if by_rules.is_denial or seen.certainty_chance < SURE_OF_CERTAINTY:
        return by_rules
    overstates = seen.certainty is Certainty.CERTAIN and (source is None or by_rules is not Certainty.UNCOMMITTED)
    return by_rules if overstates else seen.certainty


def _network_features(seen: Suggestion) -> tuple[float, ...]:
    return (
        1.0,
        _logit(seen.cue_chance),
        _logit(seen.chance),
        _logit(seen.role_chance),
        _logit(seen.certainty_chance),
        float(seen.source is None),
    )


def _preference(own: AbstractSet[int], other: AbstractSet[int], seen: Suggestion, column: int) -> float:
    """Give how far above the margin the network prefers its own words over those of the rules, in log odds.

    Below 0 it is nearly undecided; 0 where no word is in dispute.

    Source: docs/explanation/attribution.md (a likelihood ratio for each word in dispute, their mean).
    """
    high = seen.low + len(seen.likely)
    told = [
        _logit(float(seen.likely[word - seen.low, column])) * (1 if word in own else -1)
        for word in sorted(own ^ other)
        if seen.low <= word < high
    ]
    return sum(told) / len(told) - MARGINS[column] if told else 0.0


_SURE: Final = 5.0
"""What is further above or below the margin is no surer."""


def _drafted(whole: Layout, seen: Suggestion, source: Stretch | None, content: Sequence[Stretch], name: str) -> Draft:
    """Give what the network suggests in the form that the rules use, with the source and content that were chosen."""
    source = _trimmed(whole, source) if source else None
    parts = [*seen.cue, *([source] if source else [])]
    head = seen.cue[0]
    near = [part for part in parts if abs(part[0] - head[1]) <= 1 or abs(head[0] - part[1]) <= 1 or part == head]
    is_open = source is None and seen.certainty is Certainty.CERTAIN
    return Draft(
        source=source,
        cue=list(seen.cue),
        content=[piece for each in content for piece in _without(each, source)],
        group="",
        anchor=head[0],
        unit=(min(part[0] for part in near), max(part[1] for part in near)),
        certainty=Certainty.UNCOMMITTED.value if is_open else seen.certainty.value,
        forecast=seen.forecast,
        is_negative=seen.is_negative,
        suggesters=(name,),
    )


def _trimmed(whole: Layout, source: Stretch) -> Stretch:
    """Leave out what nobody's name or description ends in: "the guard who", "a nurse and"."""
    first, last = source
    while last - first > 1 and whole.tags[last - 1] in _NEVER_LAST:
        last -= 1
    return first, last


def _without(stretch: Stretch, source: Stretch | None) -> Iterator[Stretch]:
    """Give what of a stretch stands before and after a source within it."""
    if source is None or source[1] <= stretch[0] or stretch[1] <= source[0]:
        yield stretch
        return
    for start, end in ((stretch[0], source[0]), (source[1], stretch[1])):
        if start < end:
            yield start, end


def _grown(whole: Layout, seen: Suggestion) -> list[Stretch]:
    """Let each piece of a content end where something ends: at a mark, a conjunction, or the edge of another piece.

    The network sometimes stops inside a phrase, mostly far from the cue.
    """
    taken = frozenset(_words([*seen.cue, *seen.content, *([seen.source] if seen.source else [])]))
    pieces = list[Stretch]()
    for start, last in _begun(whole, seen):
        end, quote = last, whole.quote_of[last - 1]
        high = min(whole.sentences[whole.sentence_of[last - 1]].last, last + _FURTHEST)
        while end < high and end not in taken and whole.quote_of[end] == quote and whole.tags[end] not in _ENDS:
            end += 1
        # A full stop ends the sentence, not what is said.
        pieces.append((start, end - (end - start > 1 and whole.tags[end - 1] == "." and whole.quote_of[end - 1] < 0)))
    return _joined(whole, pieces, taken)


def _begun(whole: Layout, seen: Suggestion) -> list[Stretch]:
    """Give the pieces of a content but those that begin amid a sentence where neither cue nor another piece stands."""
    near = {whole.sentence_of[word] for word in _words(seen.cue)}
    first = min(whole.sentence_of[start] for start, _ in seen.content) if seen.content else 0
    kept: list[Stretch] = []
    for start, end in seen.content:
        number = whole.sentence_of[start]
        opens = start - whole.sentences[number].first <= _MARKS_BEFORE
        if number in near or number == first or opens or start in {last for _, last in kept}:
            kept.append((start, end))
            near.update((number, whole.sentence_of[end - 1]))
    return kept


_MARKS_BEFORE: Final = 1
"""A quotation mark may stand before a sentence's first word."""


def _joined(whole: Layout, pieces: Iterable[Stretch], taken: frozenset[int]) -> list[Stretch]:
    """Make one of two pieces that only marks and conjunctions divide."""
    found: list[Stretch] = []
    for start, end in sorted(pieces):
        gap = range(found[-1][1], start) if found else range(0)
        if gap and not taken.intersection(gap) and all(whole.tags[word] in _DIVIDING for word in gap):
            found[-1] = found[-1][0], end
        else:
            found.append((start, end))
    return found


_ENDS: Final = ".,;:-[]()c"
"""Tags of marks and conjunctions."""
_AUXILIARY: Final = "BHM"
"""Tags of forms of "be" and "have" and of modals, which attribute nothing without what they go with."""
_NEVER_LAST: Final = frozenset(",;:-(cwp")
"""Tags of marks, conjunctions, relative words and prepositions."""
_DIVIDING: Final = ",-c"
"""Tags of marks and conjunctions that do not end what is said."""
_FURTHEST: Final = 25


def _overlap(left: Sequence[Stretch], right: Sequence[Stretch]) -> float:
    one, other = set(_words(left)), set(_words(right))
    return len(one & other) / len(one | other) if one or other else 1.0


def _words(stretches: Iterable[Stretch]) -> Iterator[int]:
    for start, end in stretches:
        yield from range(start, end)


def _logit(value: float) -> float:
    kept = min(max(value, 1e-4), 1 - 1e-4)
    return float(np.log(kept / (1 - kept)))
