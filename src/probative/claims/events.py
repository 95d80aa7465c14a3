"""What kind of event a claim tells of, and who has which part in it, as its own clause says it.

Only the main clause of the content is looked at. Where the words leave a part open, it stays open: to name the wrong
hand is worse than to name none.

Source: docs/explanation/claims.md.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from probative.claims.certainty import main_verbs
from probative.claims.drafts import Draft, Stretch
from probative.claims.event_words import event_rows, word_sets
from probative.claims.parse import Parse, VerbGroup
from probative.claims.phrases import chain_right, is_time
from probative.claims.senses import Happening
from probative.claims.sources import ONLY_BEFORE_NOUNS, subject
from probative.model.meaning import EventKind, ParticipantRole

_UNDERGOING: Final = frozenset((EventKind.DEATH, EventKind.DISAPPEARANCE))
_TAKING: Final = frozenset((EventKind.DETENTION, EventKind.DESTRUCTION))
_LONGEST_GAP: Final = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class _Words:
    verbs: Mapping[str, EventKind]
    nouns: Mapping[str, EventKind]
    phrases: Mapping[str, Sequence[tuple[tuple[str, ...], EventKind]]]
    light: frozenset[str]
    giving: frozenset[str]
    telling: frozenset[str]
    weapons: frozenset[str]
    ordering: frozenset[str]


@cache
def _words() -> _Words:
    verbs: dict[str, EventKind] = {}
    nouns: dict[str, EventKind] = {}
    phrases: dict[str, list[tuple[tuple[str, ...], EventKind]]] = {}
    sets = word_sets("en", "participants.json")
    for kind, shape, words in event_rows("en"):
        if shape == "verb":
            verbs |= dict.fromkeys(words.split(), kind)
        elif shape == "noun":
            nouns |= {form: kind for word in words.split() for form in (word, f"{word}s")}
        else:
            for phrase in words.split(", "):
                first, *rest = phrase.split()
                phrases.setdefault(first, []).append((tuple(rest), kind))
    return _Words(verbs=verbs, nouns=nouns, phrases=phrases, **sets)


def is_ordering(lemma: str) -> bool:
    """Whether a verb is one by which somebody is ordered to do something."""
    return lemma in _words().ordering


def happening_in(whole: Parse, content: Sequence[Stretch]) -> Happening | None:
    """Give the event that the main clause of a content tells of.

    Args:
        whole: The text.
        content: The content's tokens.

    Returns:
        ``None`` where the clause tells of none.
    """
    draft = draft_of(whole, content)
    verbs = [one for one in main_verbs(whole, draft) if whole.low(one.start - 1) not in ONLY_BEFORE_NOUNS]
    for verb in verbs[:1]:
        return _of_verb(whole, verb, content)
    return _of_noun(whole, *content[0]) if not verbs else None


def draft_of(whole: Parse, content: Sequence[Stretch]) -> Draft:
    """Give a content in the form that ``certainty`` looks at."""
    first = content[0][0]
    chunks = whole.chunks(first)
    form = {"t": "to", "I": "ing"}.get(whole.tag(first), "that")
    if form == "that" and whole.tag(chunks.phrases.get(first, first)) == "t":
        form = "object"
    return Draft(
        source=None,
        cue=[content[0]],
        content=list(content),
        group="assert",
        anchor=first,
        unit=(first, first),
        form=form,
    )


def _of_verb(whole: Parse, verb: VerbGroup, content: Sequence[Stretch]) -> Happening | None:
    low, high = _clause(whole, verb, content)
    words = _words()
    kind, after = _phrase_kind(whole, verb, high)
    if kind is None:
        kind = words.verbs.get(verb.lemma) or (None if verb.lemma in _words().light else _telling(whole, verb))
    if kind is not None:
        if kind is EventKind.AGREEMENT and verb.lemma == "agree" and not verb.finite:
            return None
        parts = tuple(_parts(whole, verb, kind, (low, high), after))
        is_moved = kind is EventKind.HANDOVER and any(
            _is_somebody(whole, at) for role, at in parts if role is ParticipantRole.PATIENT
        )
        return Happening(kind=EventKind.MOVEMENT if is_moved and verb.lemma == "transfer" else kind, parts=parts)
    if verb.lemma not in _words().light:
        return None
    for place in _noun_places(whole, verb, low, high):
        found = _of_noun(whole, *place)
        if found is not None:
            return found if found.parts or place[0] < verb.start else _with_subject(whole, verb, low, found)
    return None


def _with_subject(whole: Parse, verb: VerbGroup, low: int, found: Happening) -> Happening:
    """Add who "carried out the attack"."""
    who = (
        subject(whole, verb, low)
        if not verb.passive and verb.lemma not in ("be", "have", "suffer", "face", "see")
        else None
    )
    parts = ((ParticipantRole.AGENT, who),) if who is not None else ()
    return Happening(kind=found.kind, parts=parts)


def _telling(whole: Parse, verb: VerbGroup) -> EventKind | None:
    cues = whole.lexicon.cue_verbs.get(verb.lemma, ())
    tells = any(cue.group in _words().telling and "I" in cue.frames for cue in cues)
    return EventKind.SPEECH if tells and verb.lemma not in ("know", "note", "see", "find") else None


def _clause(whole: Parse, verb: VerbGroup, content: Sequence[Stretch]) -> Stretch:
    """Give the tokens around a verb that its parts may stand in: its piece of the content, up to the next clause."""
    start, end = next(((low, high) for low, high in content if low <= verb.start < high), content[0])
    sentence = whole.sentences[whole.sentence_of[verb.start]]
    start, end = max(start, sentence.first), min(end, sentence.last)
    stop = verb.end
    while (
        stop < end
        and whole.tag(stop) not in "sw;:"
        and not (whole.tag(stop) == "c" and _opens_clause(whole, stop, end))
    ):
        stop += 1
    return start, stop


def _opens_clause(whole: Parse, at: int, end: int) -> bool:
    """Whether what follows "and" has a verb of its own before the clause ends."""
    chunks = whole.chunks(at)
    return any(verb.finite and at < verb.start <= min(at + 6, end - 1) for verb in chunks.verbs)


def _phrase_kind(whole: Parse, verb: VerbGroup, high: int) -> tuple[EventKind | None, int]:
    """Give the kind of "set fire to", "took them hostage", and the token after the phrase."""
    for rest, kind in _words().phrases.get(verb.lemma, ()):
        if verb.lemma == "not":
            continue
        stop = _matched(whole, verb.end, rest, high)
        if stop is not None:
            return kind, stop
    before = whole.low(verb.head - 1)
    for rest, kind in _words().phrases.get(before, ()):
        if rest == (verb.lemma,):
            return kind, verb.end
    return None, verb.end


def _matched(whole: Parse, at: int, rest: Sequence[str], high: int) -> int | None:
    """Match the words after a verb; "_" stands for up to a few words, none included."""
    if not rest:
        return at
    if rest[0] == "_":
        spans = (at + gap for gap in range(_LONGEST_GAP + 1))
        return next((stop for start in spans if (stop := _matched(whole, start, rest[1:], high)) is not None), None)
    return _matched(whole, at + 1, rest[1:], high) if at < high and whole.low(at) == rest[0] else None


def _parts(
    whole: Parse, verb: VerbGroup, kind: EventKind, clause: Stretch, after: int
) -> Iterator[tuple[ParticipantRole, Stretch]]:
    """Give the parts of a clause: its subject, its object, and what "by", "to" and "with" lead in."""
    low, high = clause
    first = subject(whole, verb, low) if verb.finite else _before_infinitive(whole, verb, low)
    if first is not None and (first[0] < low or _is_empty(whole, first)):
        first = None
    undergoes = verb.passive or kind in _UNDERGOING
    if first is not None:
        yield (ParticipantRole.PATIENT if undergoes else ParticipantRole.AGENT), first
    objects = [] if verb.passive else _objects(whole, verb, max(after, verb.end), high)
    if kind is EventKind.SPEECH:
        return
    is_led = verb.lemma in ("open", "fire", "shoot") and kind is EventKind.ATTACK and after > verb.end
    if len(objects) == 2 and verb.lemma in _words().giving:
        yield ParticipantRole.RECIPIENT, objects[0]
        yield ParticipantRole.PATIENT, objects[1]
    elif objects and not is_led and kind not in _UNDERGOING and kind is not EventKind.MOVEMENT:
        yield ParticipantRole.PATIENT, objects[0]
    yield from _led_in(whole, verb, high)


def _before_infinitive(whole: Parse, verb: VerbGroup, low: int) -> Stretch | None:
    """Give who is to do it: "the men" in "the men to leave"."""
    mark = whole.skip_back(verb.start - 1, low)
    start = whole.chunks(verb.start).phrase_ends.get(mark) if whole.tag(mark) == "t" else None
    return None if start is None or start < low else (start, mark)


def _objects(whole: Parse, verb: VerbGroup, after: int, high: int) -> list[Stretch]:
    """Give the one or two phrases that follow a verb with nothing between: "paid the guard 400 crowns"."""
    found: list[Stretch] = []
    # "took the villagers hostage": the object stands inside the phrase; "set fire to the mill": after it.
    is_inside = (
        after > verb.end + 1 and verb.end in whole.chunks(verb.start).phrases and _ends_inside(whole, verb, after)
    )
    at, high = (verb.end, after - 1) if is_inside else (after, high)
    while len(found) < 2 and at < high:
        end = _before_by(whole, at, _without_sum(whole, at, _object_end(whole, at, high)))
        if end <= at or is_time(whole, at, end) or _is_empty(whole, (at, end)):
            break
        found.append((at, end))
        at = end
    return found


def _ends_inside(whole: Parse, verb: VerbGroup, after: int) -> bool:
    """Whether the phrase that a verb opens takes its object before its last word: "took them hostage"."""
    phrases = _words().phrases.get(verb.lemma, ())
    return any(
        rest[0] == "_" and len(rest) == 2 and whole.low(after - 1) == rest[1] and kind in _TAKING
        for rest, kind in phrases
    )


def _object_end(whole: Parse, at: int, high: int) -> int:
    """Give the end of the phrase that begins at ``at``, or in whose midst it stands."""
    chunks = whole.chunks(at)
    around = next((end for start, end in chunks.phrases.items() if start <= at < end), at)
    return min(max(around, chain_right(whole, chunks, at, high)), high)


def _without_sum(whole: Parse, start: int, end: int) -> int:
    """Cut "the guard" off "the guard 400 crowns"."""
    return next((at for at in range(start + 1, end) if whole.tag(at) == "#" and whole.tag(at - 1) in "NPO"), end)


def _before_by(whole: Parse, start: int, end: int) -> int:
    """Cut a phrase where "with", "to", "from", "by", "in" or "at" leads on: only "of" and "for" belong to it."""
    return next(
        (at for at in range(start + 1, end) if whole.tag(at) == "p" and whole.low(at) not in ("of",)),
        end,
    )


def _led_in(whole: Parse, verb: VerbGroup, high: int) -> Iterator[tuple[ParticipantRole, Stretch]]:
    chunks = whole.chunks(verb.start)
    seen: set[ParticipantRole] = set()
    for at in range(verb.end, high):
        word = whole.low(at)
        if whole.tag(at) not in "pt" or at + 1 not in chunks.phrases:
            continue
        end = _before_by(whole, at + 1, chain_right(whole, chunks, at + 1, high))
        base = min(chunks.phrases[at + 1], end)
        head = whole.low(base - 1)
        role = None
        is_somebody = _is_somebody(whole, (at + 1, base))
        if head in _words().weapons and word in ("with", "by", "in", "from"):
            role = ParticipantRole.INSTRUMENT
        elif word == "by" and verb.passive and is_somebody and not is_time(whole, at + 1, end):
            role = ParticipantRole.AGENT
        elif word == "to" and verb.lemma in _words().giving and is_somebody:
            role = ParticipantRole.RECIPIENT
        elif word in ("on", "at") and verb.lemma in ("fire", "open", "shoot") and not is_time(whole, at + 1, end):
            role = ParticipantRole.PATIENT
        if role is not None and role not in seen:
            seen.add(role)
            yield role, (at + 1, end)


def _noun_places(whole: Parse, verb: VerbGroup, low: int, high: int) -> Iterator[Stretch]:
    """Give the object and the subject of a light verb, where the event may be named."""
    chunks = whole.chunks(verb.start)
    at = verb.end
    while at < high and whole.tag(at) in "pax" and at < verb.end + 2:
        at += 1
    if at in chunks.phrases:
        yield at, high
    who = subject(whole, verb, low) if verb.finite else None
    if who is not None and who[0] >= low:
        yield who


def _of_noun(whole: Parse, start: int, end: int) -> Happening | None:
    """Give the event that a phrase names by its head: "the killing of three men by soldiers"."""
    chunks = whole.chunks(start)
    at = start
    while at < end and at not in chunks.phrases:
        at += 1
    if at >= end or at > start + 2:
        return None
    base = min(chunks.phrases[at], end)
    kind = _words().nouns.get(whole.low(base - 1))
    if kind is None or whole.tag(base - 1) not in "NI":
        return None
    return Happening(kind=kind, parts=tuple(_noun_parts(whole, kind, at, base, end)))


def _noun_parts(
    whole: Parse, kind: EventKind, start: int, base: int, end: int
) -> Iterator[tuple[ParticipantRole, Stretch]]:
    chunks = whole.chunks(start)
    patient_first = kind in (
        EventKind.DETENTION,
        EventKind.DEATH,
        EventKind.KILLING,
        EventKind.RELEASE,
        EventKind.DISAPPEARANCE,
    )
    owner = next((at for at in range(start, base) if whole.tag(at) == "'"), None)
    if owner is not None and owner > start and not patient_first:
        yield ParticipantRole.AGENT, (start, owner + 1)
    at = base
    while at < end and whole.tag(at) == "p":
        stop = chunks.phrases.get(at + 1, at + 1)
        if stop <= at + 1 or stop > end:
            return
        word = whole.low(at)
        if word == "of" and kind not in (EventKind.SPEECH, EventKind.ORDER, EventKind.THREAT):
            yield ParticipantRole.PATIENT, (at + 1, stop)
        elif word == "by" and not is_time(whole, at + 1, stop):
            yield ParticipantRole.AGENT, (at + 1, stop)
        elif word == "on" and kind is EventKind.ATTACK and not is_time(whole, at + 1, stop):
            yield ParticipantRole.PATIENT, (at + 1, stop)
        at = stop


def _is_somebody(whole: Parse, phrase: Stretch) -> bool:
    """Whether a phrase could be somebody who acts: a person, body, office or name."""
    people = whole.lexicon.people
    base = min(whole.chunks(phrase[0]).phrases.get(phrase[0], phrase[1]), phrase[1])
    head = whole.low(base - 1)
    return (
        any(head in people[sort] for sort in ("persons", "institutions", "offices"))
        or "P" in whole.tags[phrase[0] : base]
        or whole.tag(phrase[0]) in "RO"
    )


def _is_empty(whole: Parse, phrase: Stretch) -> bool:
    """Whether a phrase names nobody: "there", "it", "what"."""
    return phrase[1] - phrase[0] == 1 and whole.low(phrase[0]) in (
        "it",
        "there",
        "this",
        "that",
        "what",
        "which",
        "who",
    )
