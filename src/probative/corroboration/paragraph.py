"""A proposition's account in plain words, for whoever has to judge it."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from probative.base.identifiers import ClaimId, ExhibitId
from probative.corroboration.account import Account, Strand, account
from probative.model.claims import Claim, SourceKind
from probative.model.propositions import Doubt, DoubtKind, Proposition, Source, Vertex, VertexKind
from probative.model.readings import Genre

MOST_NAMED: Final = 4
"""So many names, exhibits or groups are told in one breath; the others are counted."""

_NOUN: Final[Mapping[Genre | None, tuple[str, str]]] = {
    Genre.PUBLICATION: ("article", "articles"),
    Genre.TESTIMONY: ("statement", "statements"),
    Genre.MAIL: ("message", "messages"),
    Genre.TABLE: ("table", "tables"),
    Genre.DOCUMENT: ("document", "documents"),
    Genre.DEVICE: ("set of device data", "sets of device data"),
    Genre.CONTAINER: ("container", "containers"),
    None: ("exhibit", "exhibits"),
}


_MORE: Final = {DoubtKind.CONFERRED: "more group", DoubtKind.SAME: "more proposition"}
"""What is counted of the doubts that are not told one by one; of the others pairs."""


def paragraph(
    proposition: Proposition,
    claims: Mapping[ClaimId, Claim],
    sources: Mapping[str, Source],
    genres: Mapping[ExhibitId, Genre],
) -> tuple[str, ...]:
    """Tell in sentences who got a proposition from whom, on whom it hangs, and why the count is not surer.

    Every number and name is that of the drawing (``account``). Sources are called as the case calls them, so who is
    sealed by the pseudonym; exhibits by number and publisher, for the name of one may be somebody's. No word of
    a claim is repeated.

    Args:
        proposition: With its vertices and edges.
        claims: At least those of the proposition.
        sources: By number; a vertex whose source is not there is called by its label.
        genres: What kind of utterance each exhibit is, as far as known.

    Returns:
        The sentences, the count last but for what is not counted.

    Source:
        docs/explanation/corroboration.md, rule C-12.
    """
    told = account(proposition, claims)
    if not proposition.claims:
        only = "denied" if proposition.denied_by else "foreseen"
        return (f"Nobody vouches for this: it is only {only}.",)
    if not told.at_most:
        return ("Nothing here vouches for this.", *_beside(told))
    words = _Words(proposition=proposition, sources=sources, genres=genres)
    return (
        *words.carried(told),
        *words.hanging(told),
        *words.doubted(told.doubts),
        f"That is {count_in_words(told.at_least, told.at_most)}.",
        *_beside(told),
    )


def count_in_words(at_least: int, at_most: int) -> str:
    """Say how many independent origins there are, as an interval where it is one."""
    if not at_most:
        return "no independent origin"
    if at_least == at_most:
        return _many(at_most, "independent origin")
    return f"at least {at_least}, at most {at_most} independent origins"


def listed(names: Sequence[str], most: int = MOST_NAMED) -> str:
    """Write names one after the other: "A, B and C"; beyond ``most`` the others are counted: "A, B and 7 more"."""
    if len(names) > most + 1:
        names = [*names[:most], f"{len(names) - most} more"]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Words:
    proposition: Proposition
    sources: Mapping[str, Source]
    genres: Mapping[ExhibitId, Genre]

    def carried(self, told: Account) -> Iterator[str]:
        """Say in how many exhibits it stands, and how many of these have it from another."""
        if not told.carriers:
            return
        yield f"{self._counted(told.carriers)} {'carries' if len(told.carriers) == 1 else 'carry'} this."
        if told.copies:
            has = "has" if len(told.copies[0][1]) == 1 else "have"
            parts = [f"{len(told.copies[0][1])} of them {has} it only from {self._exhibit(told.copies[0][0])}"]
            parts += [f"{len(each)} only from {self._exhibit(one)}" for one, each in told.copies[1:MOST_NAMED]]
            rest = told.copies[MOST_NAMED:]
            if rest:
                parts.append(f"{sum(len(each) for _, each in rest)} only from {_many(len(rest), 'other exhibit')}")
            yield f"{listed(parts, len(parts))}."

    def hanging(self, told: Account) -> Iterator[str]:
        """Say on whom it hangs: the smallest cut, and what of it comes through each of its vertices alone."""
        if len(told.strands) == 1:
            yield f"All of it {self._way(told.strands[0], plural=False, alone='')}."
            return
        if told.strands:
            names = listed([self._name(strand.vertex) for strand in told.strands])
            yield f"It hangs on {names}: without these {len(told.strands)} nobody vouches for it."
        shown = told.strands if len(told.strands) <= MOST_NAMED + 1 else told.strands[:MOST_NAMED]
        for strand in shown:
            if strand.carriers:
                plural = len(strand.carriers) > 1
                yield f"{self._counted(strand.carriers)} {self._way(strand, plural=plural, alone=' alone')}."
        rest = told.strands[len(shown) :]
        if any(strand.carriers for strand in rest):
            borne = {exhibit for strand in rest for exhibit in strand.carriers}
            yield f"The other {len(rest)} account for {self._counted(borne)} more."
        if told.crossed:
            has = "has" if len(told.crossed) == 1 else "have"
            yield f"{self._counted(told.crossed)} {has} it through more than one of these."

    def _way(self, strand: Strand, *, plural: bool, alone: str) -> str:
        vertex, behind = strand.vertex, [self._name(each) for each in strand.behind]
        source = self.sources.get(vertex.refers_to)
        name = f"{self._name(vertex)}{self._people(source)}{alone}"
        heard = listed(behind) if behind else ""
        if vertex.kind is VertexKind.ORIGIN:
            goes = f"{'go' if plural else 'goes'} back to"
            kind = source.kind if source is not None else SourceKind.NAMED
            if kind is SourceKind.UNATTRIBUTED:
                return f"{goes} somebody whom nobody names{alone}"
            if heard:
                who = "which" if kind is SourceKind.PUBLISHER else "who"
                return f"{goes} {name}, {who} may also have it from {heard}"
            extra = {SourceKind.PUBLISHER: ", which names no source", SourceKind.DESCRIBED: ", whom nobody names"}
            return f"{goes} {name}{extra.get(kind, '')}"
        passes = f"{'pass' if plural else 'passes'} through {name}"
        if behind == [f"unknown publisher of {vertex.refers_to}"]:
            return f"{'go' if plural else 'goes'} back to {name}, whose publisher is not known"
        if not heard:
            return passes
        if vertex.kind is VertexKind.RELAY:
            return f"{passes}, who speaks for {heard}"
        return f"{passes}, behind which {'stands' if len(behind) == 1 else 'stand'} {heard}"

    def doubted(self, doubts: Iterable[Doubt]) -> Iterator[str]:
        """Say why the count is an interval."""
        kinds: dict[DoubtKind, list[Doubt]] = {}
        for doubt in doubts:
            kinds.setdefault(doubt.kind, []).append(doubt)
        for kind, each in kinds.items():
            for doubt in each[:MOST_NAMED]:
                yield f"{self._doubt(doubt)}{_said_in(doubt)}."
            beyond = len(each) - MOST_NAMED
            if beyond > 0:
                more = _MORE.get(kind, "more pair")
                yield f"The same is to be said of {_many(beyond, more)}."

    def _doubt(self, doubt: Doubt) -> str:
        names = [self._called(one) for one in doubt.about]
        one = len(names) == 1
        if doubt.kind is DoubtKind.ANONYMOUS:
            return self._nameless(doubt.about)
        if doubt.kind is DoubtKind.UNCLEAR:
            return f"{listed(names)} cannot be told from {'others' if one else 'each other and from others'}"
        if doubt.kind is DoubtKind.HEARSAY:
            return f"{listed(names)} may know it, but {'is' if one else 'are'} also said to have it from somebody else"
        if doubt.kind is DoubtKind.SEVERAL:
            return f"{listed(names)} {'is' if one else 'are'} more than one person, who may have it from each other"
        if doubt.kind is DoubtKind.SAME_NAME:
            return f"{listed(names)} may be one person whose name is written in two ways"
        if doubt.kind is DoubtKind.CONFERRED:
            return f"{listed(names)} may have told each other before they told anybody else"
        if doubt.kind is DoubtKind.REPRINT:
            return f"{names[0]} may be a reprint of {names[-1]}, in another language or in other words"
        if doubt.kind is DoubtKind.SAME:
            said = f" (in {self._exhibit(doubt.rests_on[-1].exhibit)})" if doubt.rests_on else ""
            return f"{names[0]}{said} may say the same in other words, and nobody can tell: the count allows for both"
        if doubt.kind is DoubtKind.TAKEN_OVER:
            return self._taken_over(doubt)
        where: list[str] = [*dict.fromkeys(each.exhibit for each in doubt.rests_on)] or ["a text"]
        says = "says" if len(where) == 1 else "say"
        return f"{_many(len(names), 'claim')} may be withdrawn: {listed(where)} {says} so, and no human has judged it"

    def _taken_over(self, doubt: Doubt) -> str:
        copy, first, *said = (self._exhibit(each.exhibit) for each in doubt.rests_on)
        why = f"which {listed(sorted(set(said)))} takes back" if said else "which was withdrawn"
        told = f"{doubt.about[0]} in {copy} may be taken over from {doubt.about[1]} in {first}, {why}"
        return f"{told}: no human has judged whether it stands without it"

    def _nameless(self, about: Sequence[str]) -> str:
        kinds = {one: self.sources[one].kind for one in about if one in self.sources}
        described = [self._called(one) for one in about if kinds.get(one) is SourceKind.DESCRIBED]
        nobody = len(about) - len(described)
        told = []
        if described:
            told.append(f"nobody can tell who {listed(described)} {'is' if len(described) == 1 else 'are'}")
        if nobody:
            told.append(f"{_many(nobody, 'speaker')} {'is' if nobody == 1 else 'are'} not described at all")
        whoever = "whoever it is" if len(about) == 1 else "each of them"
        words = f"{' and '.join(told)}: {whoever} may be somebody counted already, or have it from them"
        return words[0].upper() + words[1:]

    def _counted(self, exhibits: Collection[ExhibitId]) -> str:
        kinds = Counter(self.genres.get(exhibit) for exhibit in exhibits)
        ordered = [kind for kind in (*Genre, None) if kind in kinds]
        return listed([_many(kinds[kind], *_NOUN[kind]) for kind in ordered], len(_NOUN))

    def _people(self, source: Source | None) -> str:
        number = source.number if source is not None and source.kind is not SourceKind.PUBLISHER else None
        return f" (counted as {number} people at the most)" if number is not None and number > 1 else ""

    def _name(self, vertex: Vertex) -> str:
        if vertex.kind is VertexKind.EXHIBIT:
            return self._exhibit(ExhibitId(vertex.refers_to))
        return self._called(vertex.refers_to, vertex.label)

    def _called(self, number: str, otherwise: str = "") -> str:
        if number.startswith("E-"):
            return self._exhibit(ExhibitId(number))
        source = self.sources.get(number)
        if source is None:
            return otherwise or number
        if source.kind is SourceKind.UNATTRIBUTED:
            return "somebody not named"
        return f"“{source.name}”" if source.kind is SourceKind.DESCRIBED else source.name

    def _exhibit(self, exhibit: ExhibitId) -> str:
        """Call an exhibit by its number, with whoever published it, where one source alone leads to it and did."""
        found = self.proposition.independence
        held = {vertex.key: vertex for vertex in found.vertices}
        keys = {key for key, vertex in held.items() if vertex.refers_to == exhibit}
        before = {held[start].refers_to for start, end in found.edges if end in keys and start in held}
        publisher = self.sources.get(next(iter(before))) if len(before) == 1 else None
        if publisher is None or publisher.kind is not SourceKind.PUBLISHER or not publisher.names:
            return exhibit
        return f"{exhibit} ({publisher.name})" if exhibit not in publisher.name else exhibit


def _said_in(doubt: Doubt) -> str:
    """Say where the sentences stand that a doubt rests on."""
    where = list(dict.fromkeys(each.exhibit for each in doubt.rests_on))
    if not where or doubt.kind is not DoubtKind.CONFERRED:
        # What may be a reprint, or takes back, is named in the sentence itself.
        return ""
    return f" ({listed(where)}{' says' if len(where) == 1 else ' say'} so)"


def _beside(told: Account) -> Iterator[str]:
    """Say what is left out of the count."""
    if told.denied or told.foretold:
        parts = []
        if told.denied:
            parts.append(f"{_many(told.denied, 'claim')} {'denies' if told.denied == 1 else 'deny'} it")
        if told.foretold:
            parts.append(f"{_many(told.foretold, 'claim')} {'foretells' if told.foretold == 1 else 'foretell'} it")
        yield f"{listed(parts)}: that counts neither for it nor against it here."
    if told.uncounted:
        is_one = told.uncounted == 1
        which = f"{_many(told.uncounted, 'claim')} of it {'is' if is_one else 'are'}"
        yield f"{which} not counted: rejected, withdrawn, had only from what was, or left open by who speaks."


def _many(count: int, noun: str, plural: str | None = None) -> str:
    return f"{count:,} {noun if count == 1 else plural or noun + 's'}"
