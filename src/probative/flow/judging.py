"""What humans decided of the status of things, and what it was about when it was decided."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations, product

from probative.base.identifiers import is_identifier
from probative.model.claims import Status
from probative.model.judgements import Judgement, Verdict, standing
from probative.model.propositions import Source

Held = Mapping[str, Sequence[str]]
"""What the numbers in a judgement stood for when it was made.

Claims for a proposition, tie or event; ``name@exhibit`` for an entity.
"""


def statuses(judgements: Iterable[Judgement]) -> Mapping[str, Status]:
    """Give what the last standing acceptance or rejection makes of each thing; what is not there is ``PROPOSED``."""
    decided: dict[str, Status] = {}
    for judgement in standing(judgements):
        if judgement.verdict is Verdict.ACCEPT:
            decided.update(dict.fromkeys(judgement.subjects, Status.ACCEPTED))
        elif judgement.verdict is Verdict.REJECT:
            decided.update(dict.fromkeys(judgement.subjects, Status.REJECTED))
    return decided


def claims_judged(judgement: Judgement, held: Held) -> tuple[str, ...]:
    """Give the claims that a judgement is about: those it names, its grounds, both sides of a contradiction it weighs.

    A later reading does not take them away, and says where they read otherwise than what was judged.
    """
    named = [each for each in judgement.subjects if is_identifier(each, "C")]
    opposed = [one for each in judgement.subjects if is_identifier(each, "X") for one in held.get(each, ())]
    return tuple(dict.fromkeys((*named, *judgement.grounds, *opposed)))


def in_words_that_last(judgement: Judgement, held: Held) -> Iterator[Judgement]:
    """Give a merge or split in claims and in names in exhibits, in place of numbers of propositions and entities.

    A number may come to hold more, or go away, when material is added; what it held when a human decided does not
    change. A split of one thing from another becomes a split for each two that must be apart. Every other judgement is
    given as it is.

    Args:
        judgement: Any.
        held: What its numbers stood for when it was made.

    Source: docs/decisions/0063-judgements-on-propositions.md.
    """
    if judgement.verdict not in (Verdict.MERGE, Verdict.SPLIT) or not held:
        yield judgement
        return
    members = [tuple(held.get(subject, (subject,))) for subject in judgement.subjects]
    if judgement.verdict is Verdict.MERGE:
        yield replace(judgement, subjects=tuple(dict.fromkeys(one for each in members for one in each)))
        return
    is_about_claims = any(is_identifier(subject, "P") for subject in judgement.subjects)
    parted = _claims_parted(judgement, members) if is_about_claims else _names_parted(members)
    for both in dict.fromkeys(parted):
        yield replace(judgement, subjects=both)


def about_sources(judgements: Iterable[tuple[Judgement, Held]], sources: Iterable[Source]) -> Iterator[Judgement]:
    """Give judgements with each source in them under the number that it has today.

    It is known by its number as long as it bears a name that it bore when the judgement was made, else by a name that
    one source alone bears. Whom nobody bears the name of any more is left out; a judgement on nobody else, too.
    """
    known: dict[str, Source] = {source.id: source for source in sources}
    by_name: dict[str, list[str]] = {}
    for source in known.values():
        for name in {source.name, *source.names}:
            by_name.setdefault(name, []).append(source.id)
    for judgement, held in judgements:
        today = [
            each if not is_identifier(each, "S") else _today(each, held.get(each, ()), known, by_name)
            for each in judgement.subjects
        ]
        left = tuple(dict.fromkeys(each for each in today if each is not None))
        if left:
            yield judgement if left == judgement.subjects else replace(judgement, subjects=left)


def _today(
    number: str, names: Sequence[str], known: Mapping[str, Source], by_name: Mapping[str, Sequence[str]]
) -> str | None:
    source = known.get(number)
    if source is not None and (not names or not {source.name, *source.names}.isdisjoint(names)):
        return number
    return next((by_name[name][0] for name in names if len(by_name.get(name, ())) == 1), None)


def _claims_parted(judgement: Judgement, members: Sequence[Sequence[str]]) -> Iterator[tuple[str, str]]:
    """Part the claims named from the rest of their proposition.

    With no claim named, one proposition from the other; with one alone, each of its claims from each other.
    """
    both = tuple(zip(judgement.subjects, members, strict=True))
    named = [subject for subject, _ in both if is_identifier(subject, "C")]
    inside = [each for subject, each in both if subject not in named]
    if named:
        yield from ((out, stays) for out in named for each in inside for stays in each if stays not in named)
    elif len(inside) == 1:
        yield from combinations(inside[0], 2)
    else:
        yield from (pair for here, there in combinations(inside, 2) for pair in product(here, there))


def _names_parted(members: Sequence[Sequence[str]]) -> Iterator[tuple[str, str]]:
    """Part the names of one entity from those of the other; with one entity alone, every two of its names."""
    if len(members) == 1:
        yield from ((one, other) for one, other in combinations(members[0], 2) if _spelt(one)[0] != _spelt(other)[0])
        return
    for here, there in combinations(members, 2):
        yield from product(_without(here, there), _without(there, here))


def _without(members: Sequence[str], others: Sequence[str]) -> Sequence[str]:
    """Give the members that are not of the other side too; all of them where nothing would be left."""
    gone = {_spelt(other) for other in others}
    return [one for one in members if not {_spelt(one), (_spelt(one)[0], "")} & gone] or members


def _spelt(name: str) -> tuple[str, str]:
    """Give how a name is spelt, and in which exhibit; nothing where it is meant in all of them."""
    # A third of the time that opening a case takes: only who splits an entity pays.
    from probative.network.forms import Group, key_of

    words, mark, exhibit = name.rpartition("@")
    is_placed = bool(mark) and is_identifier(exhibit, "E")
    return key_of(words if is_placed else name, Group.PERSON), exhibit if is_placed else ""
