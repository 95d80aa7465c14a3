"""Who acts and who suffers, by the voice of the verb and only where little stands between it and the name."""

import re
from collections.abc import Sequence
from typing import Final

from probative.language.names.table import word_set
from probative.model.claims import Claim
from probative.network.happenings import Happening
from probative.network.stage import Named

_APPOSITION: Final = re.compile(r"^,[^.;]{0,120},(?=\s)")
_BEFORE_VERB: Final = re.compile(
    r"(?:has|have|had|is|was|were|been|being|be|are|got|did|who|also|then|later|himself|herself|themselves|soldiers|troops|"
    r"forces|units|fighters|officials|men|officers|commanders|militants|guards|\w+ly)"
)
_MOST_WORDS_BEFORE_A_PATIENT: Final = 4
_MOST_WORDS_BETWEEN: Final = 12


def parts_in(happening: Happening, named: Sequence[Named], claim: Claim) -> tuple[Sequence[Named], Sequence[Named]]:
    """Give those who act and those who suffer in what happened.

    To name the wrong hand is worse than to name none: a name counts only where nothing but helping words or an
    apposition parts it from the verb, or where "by" or "of" leads it in.

    Args:
        happening: What happened, with its stretch in the claim's words.
        named: People and bodies of the same sentence, in order.
        claim: The claim that tells it.
    """
    base = claim.passage.start
    before = [one for one in named if one.end - base <= happening.start]
    after = [one for one in named if one.start - base >= happening.end]
    by = _introduced(after, claim, happening, "by")
    if happening.is_noun:
        return by, _introduced(after, claim, happening, "of")
    subject = _subject(before, claim, happening)
    if happening.is_passive or happening.kind == "death":
        return by, subject
    return subject, [one for one in _object(after, claim, happening) if one not in by]


def _subject(before: Sequence[Named], claim: Claim, happening: Happening) -> list[Named]:
    """Give the name that the verb's subject is: "Lind, head of the Bank, paid" has Lind pay."""
    near = [one for one in before if _is_subject(claim.words[one.end - claim.passage.start : happening.start])]
    led_in = word_set("prepositions")
    free = [one for one in near if _lead(one, claim)[-1:] != [] and _lead(one, claim)[-1] not in led_in]
    unled = [one for one in near if not _lead(one, claim)]
    return (unled or free or near)[-1:]


def _is_subject(gap: str) -> bool:
    words = _APPOSITION.sub("", gap).split()
    return all(_BEFORE_VERB.fullmatch(word) for word in words)


def _lead(one: Named, claim: Claim) -> list[str]:
    """Give the words before a name in its clause, without the article right before it."""
    lead = re.split(r"[,;:.]", claim.words[: one.start - claim.passage.start])[-1].casefold().split()
    while lead and lead[-1] in ("the", "a", "an", "their", "its"):
        lead.pop()
    return lead


def _object(after: Sequence[Named], claim: Claim, happening: Happening) -> list[Named]:
    """Give the name that follows the verb with a few words between and no preposition but the payee's "to"."""
    for one in after[:1]:
        gap = claim.words[happening.end : one.start - claim.passage.start]
        words = gap.casefold().split()
        barred = word_set("prepositions") - ({"to"} if happening.kind == "payment" else set())
        is_near = len(words) <= _MOST_WORDS_BEFORE_A_PATIENT and not re.search(r"[,;:.]\s", gap)
        if is_near and not any(word in barred for word in words):
            return [one]
    return []


def _introduced(after: Sequence[Named], claim: Claim, happening: Happening, word: str) -> list[Named]:
    """Give the first name that ``word`` introduces to the happening itself: "by the 7th Brigade", "of Colonel Lind"."""
    for one in after:
        gap = claim.words[happening.end : one.start - claim.passage.start]
        lead = re.search(rf"(?:^|(\w+)\s)\s*{word}\s(?:[\w'’-]+\s){{0,3}}$", gap)
        if word == "of" and happening.kind == "death" and len(gap.split()) <= _MOST_WORDS_BEFORE_A_PATIENT:
            return [one]
        if lead is None or len(gap.split()) > _MOST_WORDS_BETWEEN or re.search(r"[;.]\s", gap):
            continue
        is_of_another_verb = lead.group(1) is not None and (lead.group(1).endswith("ed") or word == "of")
        return [] if is_of_another_verb else [one]
    return []
