"""A claim ready for the page: its words in context, its chain, its certainty, its date, each already in words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from markupsafe import Markup, escape

from probative.base.identifiers import ExhibitId, SourceId
from probative.model.claims import Claim, Hop
from probative.model.propositions import Source
from probative.web.dossier import Context
from probative.web.shown import visible
from probative.web.wording import CERTAINTY, KIND, PROPOSER, ROLE, STATUS

LONGEST_CONTEXT: Final = 2400
"""Characters of a claim's surroundings that are shown; the rest is counted, and ``probative why`` shows it."""

SourceKey = tuple[ExhibitId, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One hop of a chain in words. ``source`` is its number across the case, where exactly one source fits.

    ``people`` is how many it stands for, ``None`` for one and where nobody said.
    """

    role: str
    name: str
    kind: str
    people: int | None
    cue: str
    source: SourceId | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One claim as the page shows it."""

    claim: Claim
    quote: Markup
    part: str | None
    chain: tuple[Step, ...]
    certainty: str
    status: str
    is_denial: bool
    content: str
    """What is claimed, where it does not stand in one piece in the exhibit's words; else empty."""
    standalone: Markup
    """The claim as it stands alone, filled-in words marked; empty where nothing was filled in."""
    proposed: str
    """Who proposed it, with the calibrated chance where there is one."""
    since: tuple[str, ...] = ()
    """What whoever judged it should know."""


def sources_by_name(sources: Iterable[Source]) -> dict[SourceKey, SourceId]:
    """Map each name in each exhibit to the one source that bears it there; a name that two bear maps to neither."""
    found: dict[SourceKey, SourceId | None] = {}
    for source in sources:
        for name in {source.name, *source.names}:
            for exhibit in source.exhibits:
                key = (exhibit, name)
                found[key] = None if key in found and found[key] != source.id else source.id
    return {key: one for key, one in found.items() if one is not None}


def card_of(claim: Claim, context: Context | None, sources: dict[SourceKey, SourceId]) -> Card:
    """Give the card of one claim. Without a context the claim's own words stand alone."""
    around = context or Context(claim=claim.id, text=claim.words, start=claim.passage.start)
    return Card(
        claim=claim,
        quote=_quote(claim, around),
        part=around.part,
        chain=tuple(_step(hop, claim.exhibit, sources) for hop in claim.chain),
        certainty=CERTAINTY[claim.certainty],
        status=STATUS[claim.status],
        since=around.since,
        is_denial=claim.certainty.is_denial,
        content="" if claim.content in claim.words else claim.content,
        standalone=_standalone(claim),
        proposed=proposed_by(claim),
    )


def proposed_by(claim: Claim) -> str:
    """Say who proposed a claim, and with what chance where one was calibrated."""
    words = PROPOSER[claim.proposer]
    return words if claim.confidence_permille is None else f"{words} ({claim.confidence_permille / 1000:.2f})"


def _standalone(claim: Claim) -> Markup:
    """Write the words as they stand alone: what we filled in is inserted text, what it stands for its title."""
    if not any(each.is_filled for each in claim.standalone):
        return Markup("")
    return Markup(" ").join(
        Markup('<ins title="{}">[{}]</ins>').format(
            f"for “{visible(each.stands_for)}”" if each.stands_for else "added", visible(each.words)
        )
        if each.is_filled
        else escape(visible(each.words))
        for each in claim.standalone
    )


def _step(hop: Hop, exhibit: ExhibitId, sources: dict[SourceKey, SourceId]) -> Step:
    return Step(
        role=ROLE[hop.role],
        name=hop.source or "nobody named",
        kind=KIND[hop.kind] if hop.source is not None and hop.kind.value != hop.role.value else "",
        people=hop.number if hop.number != 1 else None,
        cue=hop.cue,
        source=sources.get((exhibit, hop.source)) if hop.source is not None else None,
    )


def _quote(claim: Claim, context: Context) -> Markup:
    content = [(piece.start - context.start, piece.end - context.start) for piece in claim.pieces]
    who = [
        (hop.mention.start - context.start, hop.mention.end - context.start)
        for hop in claim.chain
        if hop.mention is not None and hop.mention.exhibit == claim.exhibit
    ]
    first = max(0, min((start for start, _ in content), default=0) - LONGEST_CONTEXT // 3)
    start = first if len(context.text) > LONGEST_CONTEXT else 0
    end = min(len(context.text), start + LONGEST_CONTEXT)
    written = [escape("… ")] if context.cut_before or start else []
    for left, right, css in _stretches(content, who, start, end):
        text = escape(visible(context.text[left:right]))
        written.append(_FRAME[css].format(text))
    beyond = len(context.text) - end
    if beyond:
        note = f" … (+{beyond:,} characters: probative why DIR {claim.id})"
        written.append(Markup('<span class="cut">{}</span>').format(note))
    elif context.cut_after:
        written.append(escape(" …"))
    return Markup("").join(written)


_FRAME: Final = {"content": Markup("<mark>{}</mark>"), "who": Markup('<span class="who">{}</span>'), "": Markup("{}")}


def _stretches(
    content: Sequence[tuple[int, int]], who: Sequence[tuple[int, int]], start: int, end: int
) -> list[tuple[int, int, str]]:
    """Cut ``[start, end)`` where a highlight begins or ends. Content wins where the two overlap."""
    edges = {start, end} | {edge for stretch in (*content, *who) for edge in stretch if start < edge < end}
    ordered = sorted(edges)
    found: list[tuple[int, int, str]] = []
    for left, right in pairwise(ordered):
        css = "content" if _inside(left, content) else "who" if _inside(left, who) else ""
        if found and found[-1][2] == css:
            found[-1] = (found[-1][0], right, css)
        else:
            found.append((left, right, css))
    return found


def _inside(at: int, stretches: Sequence[tuple[int, int]]) -> bool:
    return any(start <= at < end for start, end in stretches)
