"""What is said, each content once: claims of equal content are compared with others together."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from probative.base.identifiers import ClaimId, ExhibitId
from probative.corroboration.agreement import Marks
from probative.corroboration.content import Content, content
from probative.corroboration.frames import Frame, frame
from probative.corroboration.likeness import same_words
from probative.corroboration.wording import plain
from probative.model.claims import Claim


@dataclass(slots=True, kw_only=True)
class Saying:
    """Claims of one content: they are compared with others once. ``marks`` are the names around any of them."""

    content: Content
    frame: Frame
    claims: list[ClaimId]
    exhibits: set[ExhibitId]
    marks: Marks

    @property
    def order(self) -> tuple[object, ...]:
        """Give what sayings are ordered by: what they say, never when they came."""
        told = self.content
        return (
            told.words,
            told.linked,
            told.is_negated,
            told.passes_on,
            tuple(sorted(told.names)),
            str(told.period),
            tuple(sorted(told.places)),
            tuple(sorted(told.quantities)),
            tuple(sorted(told.owners)),
            self.frame.order,
        )


def sayings(claims: Collection[Claim]) -> list[Saying]:
    """Put the claims of equal content together; where it leans on its text, only those of one exhibit."""
    lower = small_words(claims)
    known: dict[tuple[Content, Frame, ExhibitId | None], Saying] = {}
    once: dict[Content, Content] = {}
    held = held_by(claims)
    contents = {
        claim.id: once.setdefault(told := content(claim, lower, passes_on=passes_on(claim, held)), told)
        for claim in claims
    }
    marks = marks_of(claims, contents)
    for claim in claims:
        told = contents[claim.id]
        where = None if same_words(told, told) else claim.exhibit
        taken_apart = frame(claim, told)
        saying = known.get((told, taken_apart, where))
        if saying is None:
            saying = Saying(content=told, frame=taken_apart, claims=[], exhibits=set(), marks=frozenset())
            known[told, taken_apart, where] = saying
        saying.claims.append(claim.id)
        if claim.exhibit not in saying.exhibits:
            saying.exhibits.add(claim.exhibit)
            saying.marks = together(saying.marks, marks[claim.exhibit])
    return [
        part
        for (told, _, where), saying in known.items()
        for part in ([saying] if where is None or same_words(told, told, in_one_exhibit=True) else _alone(saying))
    ]


def held_by(claims: Iterable[Claim]) -> dict[ClaimId, list[Claim]]:
    """Give by claim those that it holds: "her son told her that the mill burned" holds what the son told."""
    found: dict[ClaimId, list[Claim]] = {}
    for claim in claims:
        if claim.parent is not None:
            found.setdefault(claim.parent, []).append(claim)
    return found


def passes_on(claim: Claim, held: Mapping[ClaimId, Sequence[Claim]]) -> bool:
    """Whether a claim is mostly that somebody else says something; "we saw it" is what its own speaker says.

    Source:
        docs/explanation/corroboration.md, rule P-7.
    """
    whole = claim.passage.end - claim.passage.start
    return any(
        2 * (min(each.passage.end, claim.passage.end) - max(each.passage.start, claim.passage.start)) >= whole
        for each in held.get(claim.id, ())
        if each.origin.source != claim.origin.source and (each.origin.source or "").casefold() not in _OURSELVES
    )


_OURSELVES: Final = frozenset(("i", "we", "я", "ми", "мы"))


def together(one: Marks, other: Marks) -> Marks:
    """Give the marks of both; one of the two where it holds the other."""
    return one if other <= one else other if one <= other else one | other


def _alone(saying: Saying) -> Iterator[Saying]:
    """Give each claim by itself: a content that says too little to be taken for any other, not even for its equal."""
    for claim in saying.claims:
        yield replace(saying, claims=[claim])


def marks_of(claims: Iterable[Claim], contents: Mapping[ClaimId, Content]) -> dict[ExhibitId, Marks]:
    """Give the names and numbers that the claims of each exhibit hold."""
    found: dict[ExhibitId, set[str]] = {}
    for claim in claims:
        found.setdefault(claim.exhibit, set()).update(contents[claim.id].marks)
    return {exhibit: frozenset(marks) for exhibit, marks in found.items()}


def small_words(claims: Iterable[Claim]) -> frozenset[str]:
    """Give the words that any claim writes small."""
    return frozenset(
        plain(word.strip(".,;:!?\"'“”‘’()")) for claim in claims for word in claim.content.split() if word[:1].islower()
    )
