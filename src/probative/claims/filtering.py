"""Attributions as plain values, for the ``attribute`` filter."""

from probative.claims.port import Attributor


def attributions_of(text: str, attributor: Attributor) -> list[dict[str, object]]:
    """Give the attributions of ``text`` in the shape that outside tools rely on, with ``speaker`` and ``number`` added.

    Args:
        text: Any text. Offsets are code points.
        attributor: Who finds them.

    Returns:
        One dictionary an attribution, in text order; ``parent`` is an index into this list or ``None``.

    Source: DESIGN.md section 7.
    """
    return [
        {
            "source": None if each.source is None else list(each.source),
            "cue": [list(piece) for piece in each.cue],
            "content": [list(piece) for piece in each.content],
            "kind": each.kind.value,
            "certainty": each.certainty.value,
            "forecast": each.forecast,
            "parent": each.parent,
            "speaker": each.speaker,
            "number": each.number,
        }
        for each in attributor.attribute(text)
    ]
