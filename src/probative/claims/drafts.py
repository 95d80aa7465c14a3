"""An attribution while it is being made, in token indices."""

from dataclasses import dataclass

from probative.claims.layout import Layout
from probative.model.claims import Attribution

Stretch = tuple[int, int]
"""Tokens ``[start, end)``."""


@dataclass(slots=True)
class Draft:
    """Who (``source``, ``None`` for nobody named), by which words, says what; and what decides its certainty.

    ``unit`` is the stretch that source and cue fill together, so that a content before it can end there. ``anchor`` is
    the token that places the attribution: the head of its cue. ``certainty``, ``forecast`` and ``is_negative`` overrule
    what the words say where they are set. ``suggesters`` name what proposed it, ``confidence`` how likely it is right.
    """

    source: Stretch | None
    cue: list[Stretch]
    content: list[Stretch]
    group: str
    anchor: int
    unit: Stretch
    negated: bool = False
    certainty: str = ""
    form: str = ""
    lemma: str = ""
    forecast: bool | None = None
    is_negative: bool | None = None
    suggesters: tuple[str, ...] = ()
    confidence: float | None = None

    def holds(self, index: int) -> bool:
        """Whether token ``index`` stands in the content."""
        return any(start <= index < end for start, end in self.content)


def labelled(source: Stretch, mark: int, content: Stretch) -> Draft:
    """Give what the layout attributes: a label, and what stands on the other side of its colon, full stop or dash.

    Args:
        source: The label.
        mark: The token that sets the label off; it is the cue.
        content: What stands beyond it.
    """
    return Draft(
        source=source,
        cue=[(mark, mark + 1)],
        content=[content],
        group="assert",
        anchor=mark,
        unit=(min(source[0], mark), max(source[1], mark + 1)),
        form="label",
    )


def draft_of_attribution(whole: Layout, each: Attribution) -> Draft:
    """Give an attribution in the form that speakers are resolved from."""

    def tokens(span: tuple[int, int]) -> Stretch:
        return whole.token_at(span[0]), whole.token_at(span[1])

    cue = [tokens(piece) for piece in each.cue]
    source = tokens(each.source) if each.source is not None else None
    near = [*cue, *([source] if source else [])]
    return Draft(
        source=source,
        cue=cue,
        content=[tokens(piece) for piece in each.content],
        group="",
        anchor=cue[0][0],
        unit=(min(part[0] for part in near), max(part[1] for part in near)),
        form="label" if cue[0][1] - cue[0][0] == 1 and whole.low(cue[0][0]) in (":", ".") else "",
    )
