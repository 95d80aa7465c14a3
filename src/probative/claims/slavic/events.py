"""What kind of event a Ukrainian or Russian claim tells of, and who has which part in it, as its own clause says it.

Cases tell the parts: who acts stands in the nominative and agrees with the verb; with a passive it is in the
instrumental. Where endings leave open which of two did it to the other, neither is named.

Source: docs/explanation/claims.md.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from probative.claims.drafts import Stretch
from probative.claims.senses import Happening
from probative.claims.slavic.certainty import main_verb
from probative.claims.slavic.conjugation import VerbForm
from probative.claims.slavic.content_drafts import content_draft
from probative.claims.slavic.event_lexicon import EventLexicon, event_lexicon
from probative.claims.slavic.parse import SlavicParse
from probative.claims.slavic.phrases import NounPhrase, phrase_at, without_dative
from probative.claims.slavic.sources import agrees
from probative.language.names import given_name
from probative.model.claims import Attribution
from probative.model.meaning import EventKind, ParticipantRole

_UNDERGOING: Final = frozenset((EventKind.DEATH, EventKind.DISAPPEARANCE))
_PASSIVE: Final = frozenset(("neuter", "short"))
_TELLING: Final = frozenset(("assert", "warn", "deny"))
_AIMED: Final = frozenset((EventKind.ATTACK,))
_BOUNDS: Final = ("менш", "більш", "мене", "меньш", "боле", "больш")
_AGO: Final = frozenset(("назад", "тому"))
_LONGEST_GAP: Final = 3
_FARTHEST_NOUN: Final = 6

Verb = tuple[int, int, EventKind, VerbForm]
"""The token of a verb, the one after its phrase, what it tells of, its form."""


def happening_in(whole: SlavicParse, content: Sequence[Stretch], each: Attribution | None) -> Happening | None:
    """Give the event that the main clause of a content tells of, ``None`` where it tells of none.

    Args:
        whole: The text.
        content: The content's tokens.
        each: The attribution that it is the content of; ``None`` in the text's own voice.
    """
    known = event_lexicon(whole.lexicon.language)
    order = _order(whole, known, content, each)
    if order is not None:
        return order
    main = _main(whole, known, content)
    if main < 0:
        return _of_noun(whole, known, content[0])
    clause = _clause(whole, main, content)
    verb = _verb_at(whole, known, main, clause[1])
    if verb is not None:
        return Happening(kind=verb[2], parts=tuple(_parts(whole, known, verb, clause)))
    if whole.lows[main] in known.light or whole.lows[main] in known.be:
        return _of_light(whole, known, main, clause)
    cues = whole.lexicon.verbs.get(whole.lows[main])
    tells = cues is not None and any(cue.group in _TELLING and "c" in cue.frames for cue in cues.cues)
    return Happening(kind=EventKind.SPEECH, parts=()) if tells else None


def _main(whole: SlavicParse, known: EventLexicon, content: Sequence[Stretch]) -> int:
    """Give the verb that tells: past "could", "began to" and "was", which only say how."""
    at = main_verb(whole, content_draft(content))
    start, end = content[0]
    first = next((place for place in range(start, end) if whole.tags[place] not in "s[,-x'"), start)
    if whole.tag(first) == "I":
        at = first
    listed = next((place for place in range(start, end) if _is_listed(whole, known, place)), -1)
    if at < 0 or (0 <= listed < at):
        return listed
    low = whole.lows[at]
    stop = next((end for start, end in content if start <= at < end), end)
    for place in range(at + 1, min(stop, at + _FARTHEST_NOUN)):
        if whole.tags[place] in "sw,;:.":
            break
        if low in known.modal and whole.tags[place] == "I":
            return place
        if low in known.be and known.verbs.get(whole.lows[place], ("", VerbForm("")))[1].kind in _PASSIVE:
            return place
    return at


def _is_listed(whole: SlavicParse, known: EventLexicon, at: int) -> bool:
    """Whether a token is a finite form of a verb of events that its ending alone does not show to be one."""
    found = known.verbs.get(whole.lows[at])
    is_noun = whole.lows[at] in known.nouns or whole.tags[at] in "PI"
    return found is not None and found[1].kind in ("past", "neuter", "short") and not is_noun


def _clause(whole: SlavicParse, at: int, content: Sequence[Stretch]) -> Stretch:
    """Give the tokens around a verb that its parts may stand in."""
    start, end = next(((low, high) for low, high in content if low <= at < high), content[0])
    low = max((place + 1 for place in range(start, at) if whole.tags[place] in "sw;:[,"), default=start)
    high = next(
        (place for place in range(at + 1, end) if whole.tags[place] in "sw;:.," or _joins_verb(whole, place)), end
    )
    return low, high


def _joins_verb(whole: SlavicParse, at: int) -> bool:
    """Whether "and" goes on with another verb."""
    return whole.tags[at] == "c" and any(tag in "VS" for tag in whole.tags[at + 1 : at + 4])


def _verb_at(whole: SlavicParse, known: EventLexicon, at: int, high: int) -> Verb | None:
    """Give what the verb at a token tells of, with the words of its phrase: "відкрили вогонь", "не пустили"."""
    low = whole.lows[at]
    for rest, kind, form in known.phrases.get(low, ()):
        stop = _matched(whole, at + 1, rest, high)
        if stop is not None:
            return at, stop, kind, form
    for rest, kind, _ in known.phrases.get(whole.low(at - 1), ()):
        if len(rest) == 1 and _same_verb(whole, rest[0], at):
            word = whole.seen[at]
            return at, at + 1, kind, VerbForm(word.tense or "past", word.person, word.number, word.gender)
    found = known.verbs.get(low)
    return (at, at + 1, *found) if found is not None else None


def _same_verb(whole: SlavicParse, infinitive: str, at: int) -> bool:
    return whole.tags[at] in "VS" and whole.lows[at].startswith(infinitive.removesuffix("ти").removesuffix("ть")[:-1])


def _matched(whole: SlavicParse, at: int, rest: Sequence[str], high: int) -> int | None:
    """Match the words after a verb; "_" stands for up to a few words, none included."""
    if not rest:
        return at
    if rest[0] == "_":
        found = (_matched(whole, at + gap, rest[1:], high) for gap in range(_LONGEST_GAP + 1))
        return next((stop for stop in found if stop is not None), None)
    return _matched(whole, at + 1, rest[1:], high) if at < high and whole.lows[at] == rest[0] else None


def _parts(
    whole: SlavicParse, known: EventLexicon, verb: Verb, clause: Stretch
) -> Iterator[tuple[ParticipantRole, Stretch]]:
    at, after, kind, form = verb
    inner = range(at, after)
    phrases = [one for one in _phrases(whole, known, clause, at) if one.start not in inner]
    if form.kind in _PASSIVE:
        yield from _passive_parts(whole, known, form, phrases, at)
    elif kind in _UNDERGOING:
        who, _ = _acting(whole, form, phrases)
        if who is not None:
            yield ParticipantRole.PATIENT, (who.start, who.end)
    else:
        yield from _active_parts(whole, known, verb, phrases)
    yield from _led_in(whole, known, kind, after, clause[1])


def _phrases(whole: SlavicParse, known: EventLexicon, clause: Stretch, verb: int) -> Iterator[NounPhrase]:
    """Give the noun phrases of a clause that no preposition opens, none of them over the verb."""
    index = clause[0]
    while index < clause[1]:
        high = verb if index < verb else clause[1]
        if whole.tags[index] == "p":
            index = _after(whole, index, high)
            continue
        found = phrase_at(whole, index, high) if index != verb and whole.tags[index] not in "[]" else None
        if found is not None and not _is_time(whole, found):
            yield _unbounded(whole, _apart(whole, known, found))
        index = max(index + 1, _apart(whole, known, found).end if found is not None else 0)


def _unbounded(whole: SlavicParse, one: NounPhrase) -> NounPhrase:
    """Cut "не менше" off "не менше 12 людей": the number has it."""
    if not whole.lows[one.start].startswith(_BOUNDS):
        return one
    return one._replace(start=next((at for at in range(one.start, one.end) if whole.tags[at] == "#"), one.start))


def _is_time(whole: SlavicParse, one: NounPhrase) -> bool:
    """Whether a phrase says when: "у п'ятницю", "років сорок тому", "год назад"."""
    is_number = whole.tags[one.head] == "#" and whole.is_in(one.start - 1, "times")
    return whole.is_in(one.head, "times") or is_number or whole.lows[one.head] in _AGO


def _apart(whole: SlavicParse, known: EventLexicon, one: NounPhrase) -> NounPhrase:
    """Cut off what is a part of its own: who gets it ("4000 крон | полковнику"), what with ("солдатами | з ножами")."""
    for at in range(one.head + 1, one.end - 1):
        if whole.lows[at] in known.wielding and whole.lows[at + 1] in known.weapons:
            return one._replace(end=at)
    return without_dative(whole, one)


def _after(whole: SlavicParse, preposition: int, high: int) -> int:
    found = phrase_at(whole, preposition + 1, high) if preposition + 1 < high else None
    return max(preposition + 1, found.end if found is not None else 0)


def _passive_parts(
    whole: SlavicParse, known: EventLexicon, form: VerbForm, phrases: Sequence[NounPhrase], at: int
) -> Iterator[tuple[ParticipantRole, Stretch]]:
    is_named = form.kind == "short"
    fitting = [
        one
        for one in phrases
        if ("N" in one.cases and agrees(whole, one, form) if is_named else bool(set(one.cases) & {"A", "N", "G"}))
        and not _is_instrument(whole, one)
    ]
    beside = sorted(fitting, key=lambda one: (one.start < at) != is_named)
    if beside:
        yield ParticipantRole.PATIENT, (beside[0].start, beside[0].end)
    yield from _by(whole, known, phrases, is_passive=True)


def _active_parts(
    whole: SlavicParse, known: EventLexicon, verb: Verb, phrases: Sequence[NounPhrase]
) -> Iterator[tuple[ParticipantRole, Stretch]]:
    at, _, kind, form = verb
    who, is_sure = _acting(whole, form, phrases)
    gets = whole.lows[at] in known.giving or kind in (EventKind.ORDER, EventKind.THREAT)
    told = next((one for one in phrases if gets and one is not who and _is_told(whole, one)), None)
    is_aimed = any(one is not who and _is_object(whole, one, at) and "N" not in one.cases for one in phrases)
    if who is not None and not is_sure and not is_aimed and _is_rather_object(who, form, kind, at):
        who = None
    objects = [one for one in phrases if one is not who and one is not told and _is_object(whole, one, at)]
    is_open = who is not None and not is_sure and any(_could_act(whole, one, form) for one in objects)
    if who is not None and not is_open:
        yield ParticipantRole.AGENT, (who.start, who.end)
    if objects and not is_open and kind is not EventKind.MOVEMENT:
        best = next((one for one in objects if one.start > at), objects[-1])
        yield ParticipantRole.PATIENT, (best.start, best.end)
    if told is not None:
        yield ParticipantRole.RECIPIENT, (told.start, told.end)
    yield from _by(whole, known, phrases, is_passive=False)


def _is_told(whole: SlavicParse, one: NounPhrase) -> bool:
    return "D" in one.cases and "N" not in one.cases and _is_somebody(whole, one, frozenset())


def _is_rather_object(one: NounPhrase, form: VerbForm, kind: EventKind, at: int) -> bool:
    """Whether what could be the subject is as likely the object: after a plural verb ("убили восемь человек")."""
    is_many = form.number == "p" or form.kind == "present"
    return "A" in one.cases and is_many and kind is not EventKind.MOVEMENT and (one.start > at or one.number == "p")


def _acting(whole: SlavicParse, form: VerbForm, phrases: Sequence[NounPhrase]) -> tuple[NounPhrase | None, bool]:
    """Give the subject, the surest first, and whether its case or place leaves no doubt."""
    if form.kind in ("infinitive", "gerund"):
        return None, False
    fitting = [one for one in phrases if _could_act(whole, one, form)]
    sure = [one for one in fitting if "A" not in one.cases and (one.tag != "P" or "G" not in one.cases)]
    if sure:
        return sure[0], True
    return (fitting[0], False) if fitting else (None, False)


def _could_act(whole: SlavicParse, one: NounPhrase, form: VerbForm) -> bool:
    """Whether a phrase can be the subject; "Брека" is none of "засудив", though a woman could be called so."""
    if "N" not in one.cases or not agrees(whole, one, form):
        return False
    is_other = one.tag == "P" and one.gender == "f" and form.gender == "m"
    return not is_other or any(each.gender != "f" for each in given_name(whole.tokens[one.start].words))


def _is_object(whole: SlavicParse, one: NounPhrase, at: int) -> bool:
    """Whether a phrase can be what a verb is done to; a genitive counts for people and where it is said not to be."""
    if "A" in one.cases or (one.tag == "P" and whole.lows[one.head][-1] in "аяую"):
        return True
    is_negated = whole.tag(at - 1) == "x"
    return "G" in one.cases and (is_negated or (one.number == "p" and _is_somebody(whole, one, frozenset())))


def _by(
    whole: SlavicParse, known: EventLexicon, phrases: Sequence[NounPhrase], *, is_passive: bool
) -> Iterator[tuple[ParticipantRole, Stretch]]:
    """Give what stands in the instrumental: a weapon, and with a passive who did it."""
    for one in phrases:
        if not _is_instrument(whole, one):
            continue
        if whole.lows[one.head] in known.weapons:
            yield ParticipantRole.INSTRUMENT, (one.start, one.end)
        elif is_passive and _is_somebody(whole, one, known.somebody):
            yield ParticipantRole.AGENT, (one.start, one.end)


def _is_instrument(whole: SlavicParse, one: NounPhrase) -> bool:
    low = whole.lows[one.head]
    return "I" in one.cases and (one.cases == "I" or low.endswith(("ою", "ею", "ой", "ами", "ями", "ом", "ем", "єю")))


def _is_somebody(whole: SlavicParse, one: NounPhrase, more: frozenset[str]) -> bool:
    low = whole.lows[one.head]
    return low in whole.lexicon.people or low in more or one.tag in "PR"


def _led_in(
    whole: SlavicParse, known: EventLexicon, kind: EventKind, after: int, high: int
) -> Iterator[tuple[ParticipantRole, Stretch]]:
    """Give what is aimed at ("вогонь по натовпу") and what with ("з автоматів")."""
    for at in range(after, high):
        if whole.tags[at] != "p" or at + 1 >= high:
            continue
        found = phrase_at(whole, at + 1, high)
        if found is None or whole.is_in(found.head, "times"):
            continue
        if whole.lows[at] in known.aiming and kind in _AIMED:
            yield ParticipantRole.PATIENT, (found.start, found.end)
        elif whole.lows[at] in known.wielding and whole.lows[found.head] in known.weapons:
            yield ParticipantRole.INSTRUMENT, (found.start, found.end)


def _of_light(whole: SlavicParse, known: EventLexicon, at: int, clause: Stretch) -> Happening | None:
    """Give the event that the subject or object of "здійснили", "сталося" names."""
    form = known.light.get(whole.lows[at], VerbForm("past"))
    phrases = list(_phrases(whole, known, clause, at))
    named = next((one for one in phrases if whole.lows[one.head] in known.nouns), None)
    if named is None:
        return None
    kind = known.nouns[whole.lows[named.head]]
    parts = list(_noun_parts(whole, known, kind, named.head, clause[1]))
    others = [one for one in phrases if one is not named]
    who, is_sure = _acting(whole, form, others)
    if who is not None and (is_sure or len(others) == 1) and whole.lows[at] not in known.be:
        is_undergoing = whole.lows[at] in known.undergoing
        parts.insert(0, (ParticipantRole.PATIENT if is_undergoing else ParticipantRole.AGENT, (who.start, who.end)))
    return Happening(kind=kind, parts=tuple(parts))


def _of_noun(whole: SlavicParse, known: EventLexicon, content: Stretch) -> Happening | None:
    """Give the event that a content without a verb names by its head: "вбивство трьох чоловіків солдатами"."""
    start, end = content
    while start < end and whole.tags[start] in "p[,-asx":
        start += 1
    found = phrase_at(whole, start, end) if start < end else None
    head = next((at for at in range(start, found.end) if whole.tags[at] in "NP"), -1) if found is not None else -1
    kind = known.nouns.get(whole.low(head)) if head >= 0 else None
    if kind is None:
        return None
    return Happening(kind=kind, parts=tuple(_noun_parts(whole, known, kind, head, end)))


def _noun_parts(
    whole: SlavicParse, known: EventLexicon, kind: EventKind, head: int, high: int
) -> Iterator[tuple[ParticipantRole, Stretch]]:
    """Give the genitive after a noun (whom it befell) and the instrumental (who did it)."""
    after = phrase_at(whole, head + 1, high) if head + 1 < high and whole.tags[head + 1] in "NPJD#" else None
    place = head + 1
    if after is not None and "G" in after.cases and kind is not EventKind.ORDER:
        cut = _shortened_at_instrumental(whole, after)
        yield ParticipantRole.PATIENT, (cut.start, cut.end)
        place = cut.end
    by = phrase_at(whole, place, high) if place < high and whole.tags[place] in "NPJD#" else None
    if by is not None and _is_instrument(whole, by) and _is_somebody(whole, by, known.somebody):
        yield ParticipantRole.AGENT, (by.start, by.end)


def _shortened_at_instrumental(whole: SlavicParse, one: NounPhrase) -> NounPhrase:
    cut = next((at for at in range(one.head + 1, one.end) if whole.seen[at].cases == "I"), one.end)
    return one._replace(end=cut)


def _order(
    whole: SlavicParse, known: EventLexicon, content: Sequence[Stretch], each: Attribution | None
) -> Happening | None:
    """Give the order that "наказав їм піти" reports: who gives it, and to whom."""
    if each is None:
        return None
    cue = next((at for start, end in each.cue for at in range(*_tokens(whole, (start, end)))), -1)
    found = known.verbs.get(whole.low(cue))
    start = next((at for at in range(*content[0]) if whole.tags[at] not in "s[,-x'"), content[0][0])
    if found is None or found[0] is not EventKind.ORDER:
        return None
    parts: list[tuple[ParticipantRole, Stretch]] = []
    if each.source is not None and whole.tag(whole.token_at(each.source[0])) != "w":
        parts.append((ParticipantRole.AGENT, _tokens(whole, each.source)))
    for at in (cue + 1, start):
        told = phrase_at(whole, at, whole.bounds(cue)[1]) if whole.tag(at) in "NPJRD#" else None
        if told is not None and "D" in told.cases and "A" not in told.cases.replace("DA", ""):
            parts.append((ParticipantRole.RECIPIENT, (told.start, told.end)))
            break
    return Happening(kind=EventKind.ORDER, parts=tuple(parts))


def _tokens(whole: SlavicParse, span: tuple[int, int]) -> Stretch:
    return whole.token_at(span[0]), whole.token_at(span[1])
