"""The register of who told each other: what texts say of it, what humans declare, and what of it counts."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Final

from probative.base.identifiers import SourceId, number_of
from probative.model.conferring import Conferring, Contact, Talk
from probative.model.judgements import Decided, Judgement, Verdict, current, history

_AND: Final = " "


@dataclass(frozen=True, slots=True, kw_only=True)
class Conferral:
    """People who may have told each other, with the sentences that say so and everything that humans decided of it."""

    people: frozenset[SourceId]
    found: tuple[Conferring, ...] = ()
    decided: tuple[Decided, ...] = ()

    @property
    def standing(self) -> Talk:
        """What a human said last and nobody took back; proposed while nobody said anything."""
        last = current(self.decided)
        if last is None:
            return Talk.PROPOSED
        return Talk.DECLARED if last.value == Contact.CONFERRED else Talk.REFUSED


def conferrals(found: Iterable[Conferring], judgements: Iterable[Judgement]) -> tuple[Conferral, ...]:
    """Give everybody of whom a text or a human says that they told each other, those of whom it was refused included.

    Args:
        found: From ``conferrings``.
        judgements: All of them, in order; sources under the numbers that they have today.

    Returns:
        By the numbers of the sources.

    Source: docs/explanation/corroboration.md, rule C-10.
    """
    texts: dict[frozenset[SourceId], list[Conferring]] = {}
    for each in found:
        texts.setdefault(each.people, []).append(each)
    lines = history([_of_all(each) for each in judgements], Verdict.CONFER)
    decided = {frozenset(SourceId(one) for one in each.split(_AND)): line for each, line in lines.items()}
    made = [
        Conferral(people=people, found=tuple(texts.get(people, ())), decided=decided.get(people, ()))
        for people in {*texts, *decided}
        if people in texts or any(not each.is_taken_back for each in decided[people])
    ]
    return tuple(sorted(made, key=lambda each: sorted(map(number_of, each.people))))


def conferred(held: Iterable[Conferral]) -> tuple[frozenset[SourceId], ...]:
    """Give the groups that count as one at the least: declared by a human, or said by a text and not refused.

    Two of whom a human says that they did not confer are not taken for one because of a larger group in a text either.
    """
    every = tuple(held)
    refused = {
        frozenset(pair)
        for each in every
        if each.standing is Talk.REFUSED
        for pair in combinations(sorted(each.people), 2)
    }
    groups: list[frozenset[SourceId]] = [each.people for each in every if each.standing is Talk.DECLARED]
    for each in every:
        if each.standing is Talk.PROPOSED:
            pairs = {frozenset(pair) for pair in combinations(sorted(each.people), 2)}
            groups += sorted(pairs - refused, key=sorted) if pairs & refused else [each.people]
    return tuple(groups)


def _of_all(judgement: Judgement) -> Judgement:
    """Make of the people of a judgement one subject, in one order: the line is theirs together."""
    if judgement.verdict is not Verdict.CONFER:
        return judgement
    return replace(judgement, subjects=(_AND.join(sorted(set(judgement.subjects), key=number_of)),))
