"""Who has the turn in a transcript, and whom "you" means there."""

from collections.abc import Mapping, Sequence

from probative.claims.drafts import Draft, Stretch
from probative.claims.mentions import Speaker
from probative.claims.parse import Parse
from probative.model.claims import SourceKind


def addressed_by(turns: Mapping[int, Speaker], parents: Sequence[int | None], index: int) -> Speaker | None:
    """Give whom "you" means in an attribution: whoever else has the next turn, or had the last one.

    Args:
        turns: Who speaks in each attribution that is a turn, by its index, in the order of the text.
        parents: The attribution that holds each attribution.
        index: The attribution whose source is "you".

    Returns:
        ``None`` where nobody else has a turn; outside every turn also where several have.
    """
    parent = parents[index]
    while parent is not None and parent not in turns:
        parent = parents[parent]
    own = "" if parent is None else turns[parent].name
    others = {place: one for place, one in turns.items() if one.name not in ("", own)}
    if parent is None:
        return next(iter(others.values())) if len({one.name for one in others.values()}) == 1 else None
    after = (one for place, one in others.items() if place > parent)
    before = (one for place, one in reversed(others.items()) if place < parent)
    return next(after, None) or next(before, None)


def answerer(whole: Parse, drafts: Sequence[Draft], source: Stretch) -> Speaker:
    """Give whoever answers in a transcript one name, however the turns call him: "A.", "THE WITNESS:"."""
    is_witness = any(
        "witness" in whole.lows[draft.source[0] : draft.source[1]]
        for draft in drafts
        if draft.form == "label" and draft.source
    )
    return Speaker("Witness" if is_witness else whole.words(*source).capitalize(), SourceKind.NAMED, 1)
