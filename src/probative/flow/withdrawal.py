"""What falls if a source, an exhibit or a claim falls, or if people turn out to have conferred."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Final

from probative.base.errors import UsageError
from probative.base.identifiers import identifier, is_identifier
from probative.corroboration import Fall, Withdrawn, impact, unsettled
from probative.flow.case import Case
from probative.flow.registers import contradictions
from probative.flow.shapes import Shape
from probative.flow.steps.corroboration import known
from probative.model.claims import Claim
from probative.model.exhibits import Exhibit
from probative.model.judgements import Judgement
from probative.model.network import Entity, Event, Link
from probative.model.propositions import Derivation, Proposition, Source


class NoSuchSourceError(UsageError):
    """No source of the case has this number or name, or several have the name; or there is no such exhibit or claim."""

    code = "P120"
    hint = "Use an S-, E- or C- number; `probative why DIR P-0001` names the sources behind a proposition."


class TooFewToConferError(UsageError):
    """To confer takes two sources that are not one."""

    code = "P130"
    hint = "Name two sources or more: `probative impact DIR S-0001 --conferred-with S-0002`."


_SHOWN: Final = 5
_WRITTEN: Final = re.compile(r"([CEce])-?([0-9]{1,12})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Supposed:
    """What is supposed to fall: one source, exhibit or claim, withdrawn; or several sources, who conferred."""

    subjects: tuple[Source | Exhibit | Claim, ...]

    @property
    def is_conferring(self) -> bool:
        """Whether they are supposed to have told each other, and not to be withdrawn."""
        return len(self.subjects) > 1

    @property
    def withdrawn(self) -> Withdrawn:
        """What is withdrawn; nothing where people conferred."""
        if self.is_conferring:
            return Withdrawn()
        return Withdrawn(
            sources=frozenset(each.id for each in self.subjects if isinstance(each, Source)),
            exhibits=frozenset(each.id for each in self.subjects if isinstance(each, Exhibit)),
            claims=frozenset(each.id for each in self.subjects if isinstance(each, Claim)),
        )

    @property
    def names(self) -> tuple[str, ...]:
        """Each with its number and what it is called."""
        return tuple(f"{each.id} {_called(each)}" for each in self.subjects)


def supposed(case: Case, wanted: str, conferred_with: Sequence[str] = ()) -> Supposed:
    """Find what is supposed to fall.

    Args:
        case: An opened case.
        wanted: The number of a source, an exhibit or a claim, or a source's name.
        conferred_with: Sources, by number or name, who are supposed to have told each other, and ``wanted`` with them.

    Raises:
        NoSuchSourceError: When there is none, or several bear the name.
        TooFewToConferError: When those who conferred are one, or ``wanted`` is no source.
    """
    if conferred_with:
        sources = {source.id: source for source in (find_source(case, each) for each in (wanted, *conferred_with))}
        if len(sources) < 2:
            raise TooFewToConferError(f"{' and '.join((wanted, *conferred_with))} are one source, {min(sources)}")
        return Supposed(subjects=tuple(sources.values()))
    match = _WRITTEN.fullmatch(wanted.strip())
    if match is None:
        return Supposed(subjects=(find_source(case, wanted),))
    number = identifier(match.group(1).upper(), int(match.group(2)))
    kind: type[Exhibit | Claim] = Exhibit if is_identifier(number, "E") else Claim
    found = case.store.get(kind, number)
    if found is None:
        raise NoSuchSourceError(f"there is no {number} in this case")
    return Supposed(subjects=(found,))


def find_source(case: Case, wanted: str) -> Source:
    """Find a source by number, or by a name that is its alone (any case, any of its forms).

    Raises:
        NoSuchSourceError: When none fits, or more than one does; the message names what comes near.
    """
    every = tuple(case.store.all(Source))
    folded = " ".join(wanted.casefold().split())
    for fits in (
        [source for source in every if source.id.casefold() == folded],
        [source for source in every if folded in _names(source)],
        [source for source in every if any(folded in name for name in _names(source))],
    ):
        if len(fits) == 1:
            return fits[0]
        if fits:
            more = f" or one of {len(fits) - _SHOWN} more" if len(fits) > _SHOWN else ""
            raise NoSuchSourceError(f"{wanted!r} could be {_listed(fits)}{more}")
    near = get_close_matches(folded, sorted({name for source in every for name in _names(source)}), n=_SHOWN)
    meant = [source for source in every if _names(source) & set(near)]
    close = f"; near it: {_listed(meant)}" if meant else ""
    raise NoSuchSourceError(f"no source {wanted!r} in this case{close}")


def _names(source: Source) -> set[str]:
    return {name.casefold() for name in (source.name, *source.names)}


def _listed(sources: Sequence[Source]) -> str:
    return " or ".join(f"{source.id} ({source.name})" for source in sources[:_SHOWN])


def falls(case: Case, what: Supposed) -> Iterator[Shape]:
    """Yield what is lost: propositions, then ties, then events, the greatest loss of each first. May be nothing.

    Then contradictions of which a side falls (they stay in the register), and judgements that rest on what falls. Legal
    elements and issued disclosures are not told: no stage keeps any yet.
    """
    propositions: dict[str, Proposition] = {each.id: each for each in case.store.all(Proposition)}
    links: dict[str, Link] = {each.id: each for each in case.store.all(Link)}
    events: dict[str, Event] = {each.id: each for each in case.store.all(Event)}
    found = impact(
        propositions.values(),
        known(case, tuple(case.store.all(Derivation)))[0],
        withdrawn=what.withdrawn,
        conferred=[each.id for each in what.subjects if isinstance(each, Source)] if what.is_conferring else (),
        links=links.values(),
        events=events.values(),
    )
    told: tuple[tuple[str, Iterable[Fall], Callable[[str], str]], ...] = (
        ("proposition", found.propositions, lambda number: propositions[number].words),
        ("link", found.links, lambda number: _tie(case, links[number])),
        ("event", found.events, lambda number: events[number].words),
    )
    for kind, lost, words_of in told:
        yield from ({**_shape(kind, fall, words_of(fall.subject)), **_because(what)} for fall in lost)
    fallen = frozenset(found.claims)
    for weighed in contradictions(case):
        against = weighed.contradiction
        sides = [each for each in (against.left, against.right) if each in fallen]
        if sides:
            words = f"{against.conflict}: {against.detail}"
            yield {"kind": "contradiction", "id": against.id, "words": words, "claims": sides, **_because(what)}
    for each in unsettled(case.store.all(Judgement), found, propositions):
        yield {
            "kind": "judgement",
            "id": each.judgement,
            "words": each.why,
            "claims": list(each.claims),
            **_because(what),
        }


def _shape(kind: str, fall: Fall, words: str) -> Shape:
    return {
        "kind": kind,
        "id": fall.subject,
        kind: fall.subject,
        "words": words,
        "before": _interval(fall.at_least_before, fall.at_most_before),
        "after": _interval(fall.at_least_after, fall.at_most_after),
        "loss": fall.loss,
        "claims": list(fall.claims),
    }


def _because(what: Supposed) -> Mapping[str, object]:
    if what.is_conferring:
        return {"conferred": [each.id for each in what.subjects]}
    (subject,) = what.subjects
    kind = type(subject).__name__.lower()
    return {kind: subject.id, "name": _called(subject)}


def _tie(case: Case, link: Link) -> str:
    ends = [case.store.get(Entity, each) for each in (link.start, link.end)]
    start, end = (entity.caption if entity is not None else "?" for entity in ends)
    return f"{start} -[{link.role}]-> {end}"


def _called(subject: Source | Exhibit | Claim) -> str:
    return subject.content if isinstance(subject, Claim) else subject.name


def _interval(at_least: int, at_most: int) -> str:
    return f"{at_least}..{at_most}"
