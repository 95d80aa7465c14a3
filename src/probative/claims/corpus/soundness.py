"""What is wrong with the marks of a document, beyond its format."""

from collections.abc import Iterator

from probative.claims.corpus.document import Document, Mark, Span


def faults(document: Document) -> Iterator[str]:
    """Tell what no careful reader would have marked so.

    Yields:
        One sentence a fault; nothing where the marks are sound.
    """
    text = document.text
    for index, mark in enumerate(document.marks):
        at = f"{document.id}: {' ... '.join(text[start:end] for start, end in mark.cue)!r} at {mark.cue[0][0]}"
        for start, end in (*mark.cue, *mark.content, *((mark.source,) if mark.source else ())):
            if text[start].isspace() or text[end - 1].isspace():
                yield f"{at}: a span begins or ends with a space: {text[start:end]!r}"
            if (start and text[start - 1].isalnum() and text[start].isalnum()) or (
                end < len(text) and text[end].isalnum() and text[end - 1].isalnum()
            ):
                yield f"{at}: a span cuts a word: {text[max(0, start - 5) : end + 5]!r}"
        yield from (f"{at}: {fault}" for fault in _own(mark))
        for other in document.marks[:index]:
            if _overlap(mark.cue, other.cue):
                yield f"{at}: two attributions share a cue"
        if mark.parent is not None:
            yield from (f"{at}: {fault}" for fault in _nested(mark, document.marks, index))
    speakers: dict[str, str] = {}
    for mark in document.marks:
        if mark.speaker is not None and speakers.setdefault(mark.speaker, mark.kind) != mark.kind:
            yield f"{document.id}: {mark.speaker} is {speakers[mark.speaker]} here and {mark.kind} there"


def _own(mark: Mark) -> Iterator[str]:
    if _overlap(mark.cue, mark.content):
        yield "cue and content overlap"
    if mark.source and _overlap((mark.source,), mark.cue):
        yield "source and cue overlap"
    if mark.source and any(start <= mark.source[0] and mark.source[1] <= end for start, end in mark.content):
        yield "the source lies inside its own content: end the content before it, go on after it"
    if sum(end - start for start, end in mark.cue) > 80:
        yield "a cue of more than 80 characters"


def _nested(mark: Mark, marks: tuple[Mark, ...], index: int) -> Iterator[str]:
    assert mark.parent is not None
    around = marks[mark.parent].content
    if not any(_inside(piece, around) for piece in mark.content):
        yield "its cue lies inside another content and its own content does not"
    above: int | None = mark.parent
    seen = {index}
    while above is not None:
        if above in seen:
            yield "it holds itself"
            return
        seen.add(above)
        above = marks[above].parent


def _inside(piece: Span, around: tuple[Span, ...]) -> bool:
    return any(start <= piece[0] and piece[1] <= end for start, end in around)


def _overlap(left: tuple[Span, ...], right: tuple[Span, ...]) -> bool:
    return any(start < last and first < end for start, end in left for first, last in right)
