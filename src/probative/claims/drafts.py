"""An attribution while it is being made, in token indices."""

from dataclasses import dataclass

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
