"""Who speaks for whom: a named source through whom what described persons say reached the text.

When a text says that a named source announced what some persons did ("X, who revealed the defections"), or that X
speaks on their behalf, then what those persons say in the same text came through X, unless the text shows a channel of
their own ("told reporters"). The rule only ever adds a relay; the persons remain the origin.

Source: docs/explanation/attribution.md, "The spokesperson rule"; docs/decisions/0051-spokesperson-rule.md.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Final

from probative.claims.descriptions import Description, describe, plain_words
from probative.claims.drafts import Stretch
from probative.claims.event_words import listed
from probative.claims.parse import Parse
from probative.claims.phrases import chain_right
from probative.model.claims import Attribution, SourceKind

_MOST_MENTIONS: Final = 50
"""Mentions of one speaker that are looked at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Binding:
    """``attribution`` names the source who speaks for ``principals``; ``cue`` is where it says so, in characters."""

    attribution: int
    cue: tuple[int, int]
    principals: tuple[Description, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Words:
    announcing: frozenset[str]
    speaking_for: tuple[tuple[str, ...], ...]
    events: Mapping[str, frozenset[str]]
    listeners: frozenset[str]
    places: tuple[str, ...]


@cache
def _words() -> _Words:
    said = listed("en", "spokesperson.json")
    families = [frozenset(row.split()) | {name} for name, row in said["events"].items()]
    return _Words(
        announcing=frozenset(said["announcing"].split()),
        speaking_for=tuple(tuple(phrase.split()) for phrase in said["speaking_for"]),
        events={word: family for family in families for word in family},
        listeners=frozenset(said["direct_listeners"].split()),
        places=tuple(said["direct_places"]),
    )


def bindings(whole: Parse, attributions: Sequence[Attribution]) -> tuple[Binding, ...]:
    """Find who speaks for whom in a text, in order of the attributions that show it."""
    found = []
    persons: list[Description] | None = None
    for index, each in enumerate(attributions):
        if each.kind is not SourceKind.NAMED or each.source is None:
            continue
        event = _announced(whole, each)
        explicit = _spoken_for(whole, each)
        if event is None and explicit is None:
            continue
        persons = persons if persons is not None else list(_persons(whole))
        if explicit is not None:
            principals, cue = _like(whole, persons, explicit[0]), explicit[1]
        else:
            assert event is not None
            nameless = [one for one in persons if not one.name]
            principals, cue = _of_event(whole, nameless, *event), (each.cue[0][0], whole.tokens[event[1] - 1].end)
        if principals:
            found.append(Binding(attribution=index, cue=cue, principals=tuple(principals)))
    return tuple(found)


def binding_for(
    whole: Parse,
    found: Sequence[Binding],
    attributions: Sequence[Attribution],
    index: int,
    by_speaker: Mapping[str, Sequence[Attribution]],
) -> Binding | None:
    """Give the binding under which the source of attribution ``index`` speaks, if there is one.

    ``None`` for whoever has a channel of their own, and where two bindings name different persons.
    """
    each = attributions[index]
    if each.source is None or not found:
        return None
    own = by_speaker.get(each.speaker or "", ())[:_MOST_MENTIONS]
    # Where a pronoun stands for the source, another mention of the same speaker has the words to compare.
    fitting = [
        one
        for one in found
        if one.attribution != index
        and attributions[one.attribution].speaker != each.speaker
        and any(_is_principal(whole, one, other) for other in own)
        and not any(_has_channel(whole, other, attributions[one.attribution].speaker or "") for other in own)
    ]
    speakers = {attributions[one.attribution].speaker for one in fitting}
    return fitting[0] if len(speakers) == 1 else None


def _announced(whole: Parse, each: Attribution) -> tuple[frozenset[str], int] | None:
    """Say whether an attribution announces what persons did or told: the family of its noun, and the noun's end."""
    words = _words()
    cue = range(whole.token_at(each.cue[0][0]), whole.token_at(each.cue[-1][1]))
    lemmas = {whole.lexicon.lemmas.get(whole.low(index), "") for index in cue}
    if not lemmas & words.announcing:
        return None
    start, end = each.content[0]
    low, high = whole.token_at(start), whole.token_at(end)
    # The content itself is the event ("revealed the defections"), not a clause that mentions one somewhere.
    noun_end = whole.chunks(low).phrases.get(low, low) if low < len(whole.tags) else low
    if not low < noun_end <= high:
        return None
    family = words.events.get(whole.low(noun_end - 1))
    return None if family is None else (family, noun_end)


def _spoken_for(whole: Parse, each: Attribution) -> tuple[Stretch, tuple[int, int]] | None:
    """Find "on behalf of the two women" beside a source or cue: the persons' tokens, and the binding words."""
    assert each.source is not None
    place = whole.token_at(each.source[0])
    sentence = whole.sentences[whole.sentence_of[place]]
    high = min(sentence.last, whole.token_at(max(each.source[1], each.cue[-1][1])) + 12)
    for index in range(place, high):
        for phrase in _words().speaking_for:
            end = index + len(phrase)
            if tuple(whole.lows[index:end]) == phrase:
                stop = chain_right(whole, whole.chunks(index), end, sentence.last)
                if stop > end:
                    return (end, stop), whole.span(index, stop)
    return None


def _persons(whole: Parse) -> Iterator[Description]:
    """Give every noun phrase of a text that names or describes persons."""
    for sentence in whole.sentences:
        chunks = whole.chunks(sentence.first)
        for start in chunks.phrases:
            end = chain_right(whole, chunks, start, sentence.last, joins=False)
            seen = describe(whole, start, end)
            if seen.is_person:
                yield seen


def _of_event(whole: Parse, persons: Sequence[Description], family: frozenset[str], end: int) -> list[Description]:
    """Give the persons to whom an event belongs whose noun ends at ``end``.

    "The escape of three nurses" says so itself; else they are "two defectors", or whoever "have defected".
    """
    if whole.low(end) in ("of", "by"):
        stop = chain_right(whole, whole.chunks(end), end + 1, len(whole.tags))
        return _like(whole, persons, (end + 1, stop)) if stop > end + 1 else []
    groups = [one for one in persons if one.head in family or _does(whole, one, family)]
    return groups + _members(whole, persons, groups)


def _does(whole: Parse, person: Description, family: frozenset[str]) -> bool:
    """Whether the verb after a phrase is of the family: "two officials have defected"."""
    verb = whole.chunks(person.start).verb_at.get(whole.skip_on(person.end, len(whole.tags)))
    return verb is not None and whole.low(verb.head) in family


def _like(whole: Parse, persons: Sequence[Description], explicit: Stretch) -> list[Description]:
    """Give the persons that an explicit phrase ("the two women") means, and their members."""
    seen = describe(whole, *explicit)
    words = set(whole.lows[explicit[0] : explicit[1]])
    if words & {"them", "both", "two", "pair"} and not words & {one.head for one in persons}:
        return _latest_group(whole, persons, explicit[0])
    if not seen.is_person:
        return []
    groups = [seen, *(one for one in persons if _singular(one.head) == _singular(seen.head) and _agrees(one, seen))]
    return groups + _members(whole, persons, groups)


def _latest_group(whole: Parse, persons: Sequence[Description], place: int) -> list[Description]:
    """Give the persons that "both of them" means: the last group before, with its members."""
    number = whole.sentence_of[place]
    for sentence in range(number, max(-1, number - 4), -1):
        here = [one for one in persons if whole.sentence_of[one.start] == sentence and one.start < place]
        sized = [one for one in persons if one.number is not None and one.number > 1 and one.start < place]
        pairs = _members(whole, here, sized) or _pair(whole, here)
        groups = [one for one in here if one.number is not None and one.number > 1]
        if pairs or groups:
            return groups + (pairs or _members(whole, persons, groups))
    return []


def _pair(whole: Parse, here: Sequence[Description]) -> list[Description]:
    """Give two single persons joined by "and" in one sentence."""
    for left, right in pairwise(here):
        between = whole.tags[left.base_end : right.start]
        if left.number == right.number == 1 and "c" in between and len(between) <= 6:
            return [left, right]
    return []


def _agrees(one: Description, other: Description) -> bool:
    return one.number is None or other.number is None or one.number in (1, other.number)


def _members(whole: Parse, persons: Sequence[Description], groups: Sequence[Description]) -> list[Description]:
    """Give the single persons of a group of known size: two phrases joined by "and" that make the same number."""
    sizes = {one.number for one in groups if one.number is not None and one.number > 1}
    found = []
    for left, right in pairwise(persons):
        joins = (
            left.end < right.start
            and "c" in whole.tags[left.base_end : right.start]
            and right.start - left.base_end <= 14
        )
        together = (left.number or 0) + (right.number or 0)
        same = whole.sentence_of[left.start] == whole.sentence_of[right.start]
        if same and (joins or left.end >= right.base_end) and together in sizes and left.number == right.number == 1:
            between = whole.tags[left.base_end : right.start]
            if "c" in between and not set(between) & set("VBHMs.;"):
                found += [left, right]
    return found


def _is_principal(whole: Parse, binding: Binding, each: Attribution) -> bool:
    """Whether a source is one of the persons spoken for: the same head, or words that only one of them bears."""
    if each.source is None:
        return False
    start, end = whole.token_at(each.source[0]), whole.token_at(each.source[1])
    if start >= end or (whole.tag(start) in "RO" and end - start == 1):
        return _bears_name(whole, binding, each.speaker or "")
    if each.kind is SourceKind.NAMED:
        last = (each.speaker or "").split()[-1:]
        return any(_name_of(whole, one).split()[-1:] == last for one in binding.principals)
    seen = describe(whole, start, end)
    if seen.name or seen.is_institution:
        return False
    if any(seen.start == one.start for one in binding.principals):
        return True
    words = {_singular(word) for word in whole.lows[start:end] if len(word) > 2}
    if not seen.is_definite and whole.low(start) not in ("one", "both"):
        return False
    heads = {_singular(one.head) for one in binding.principals}
    if _singular(seen.head) in heads or (words & heads and whole.low(start) == "one"):
        return True
    marks = {_singular(word) for word in seen.modifiers if len(word) > 2}
    bearing = {
        one.start
        for one in binding.principals
        if marks & {_singular(whole.low(index)) for index in range(one.start, one.end) if whole.tag(index) in "PN"}
    }
    return len(bearing) == 1


def _bears_name(whole: Parse, binding: Binding, speaker: str) -> bool:
    """Whether a pronoun was resolved to the words of one of the persons spoken for."""
    words = {
        plain_words(whole, one.start, end).lower() for one in binding.principals for end in (one.base_end, one.end)
    }
    return speaker.lower() in words


def _name_of(whole: Parse, person: Description) -> str:
    """Give the name in or right after a phrase: "a former quartermaster, Karsten Ilve"."""
    beside = person.end + 1
    if person.name or whole.tag(person.end) != "," or whole.tag(beside) != "P":
        return person.name
    return describe(whole, beside, whole.chunks(beside).phrases.get(beside, beside + 1)).name


def _has_channel(whole: Parse, each: Attribution, relay: str) -> bool:
    """Whether the text shows another way than over ``relay``: "told reporters", "in an interview"."""
    first = whole.token_at(each.cue[0][0])
    last = whole.token_at(each.cue[-1][1])
    sentence = whole.sentences[whole.sentence_of[first]] if first < len(whole.tokens) else None
    if sentence is None:
        return False
    near = whole.lows[last : min(last + 5, sentence.last)]
    text = " ".join(whole.lows[sentence.first : sentence.last])
    told = whole.lows[first:last] and whole.lexicon.lemmas.get(whole.low(last - 1), "") in ("tell", "inform", "brief")
    end = whole.chunks(first).phrases.get(last, last)
    named_other = bool(told) and whole.tag(last) == "P" and whole.low(end - 1) not in relay.lower().split()
    to_us = bool(_words().listeners & set(near)) or named_other
    return to_us or (any(place in text for place in _words().places) and each.source is not None)


def _singular(word: str) -> str:
    irregular = {"women": "woman", "men": "man", "people": "person", "children": "child"}
    return irregular.get(word, word.removesuffix("s") if len(word) > 3 else word)
