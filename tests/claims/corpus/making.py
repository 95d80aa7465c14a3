"""Documents made by chance: paragraphs of plain words with attributions in each other, to any depth."""

from hypothesis import strategies as some

from probative.claims.corpus.document import Document, EntityKind, Mark, Span
from probative.claims.corpus.marked import nested
from probative.model.claims import Certainty, SourceKind

WORDS = ("mill", "guard", "said", "bridge", "told", "order", "nine", "men", "ferry", "Sarn", "Keld", "мост", "Toll's")
CERTAINTIES = list(Certainty)


@some.composite
def documents(draw: some.DrawFn, *, partial: bool = False) -> Document:
    """Give a document of one to three paragraphs, with marks that nest and never cross."""
    paragraphs = draw(some.lists(some.lists(some.sampled_from(WORDS), min_size=4, max_size=14), min_size=1, max_size=3))
    text = "\n\n".join(" ".join(words) + "." for words in paragraphs)
    marks: list[Mark] = []
    unmarked: list[Span] = []
    start = 0
    for words in paragraphs:
        places, at = [], start
        for word in words:
            places.append((at, at + len(word)))
            at += len(word) + 1
        start = at + 2
        _marks(draw, places, marks)
        if draw(some.booleans()):
            unmarked.append(draw(some.sampled_from(places)))
    entities = None
    if draw(some.booleans()):
        named = draw(some.sampled_from(("Sarn", "Keld")))
        entities = tuple(_places(text, named))
    return Document(
        id="made",
        language="en",
        genre="wire",
        text=text,
        marks=nested(marks),
        unmarked=tuple(sorted(set(unmarked))),
        entities=entities,
        is_partial=partial,
        publisher=draw(some.sampled_from((None, "Daily Fern"))),
        date=draw(some.sampled_from((None, "2031-05-04"))),
    )


def _places(text: str, word: str) -> list[tuple[Span, EntityKind]]:
    at, found = text.find(word), []
    while at >= 0:
        found.append(((at, at + len(word)), EntityKind.PLACE))
        at = text.find(word, at + 1)
    return found


def _marks(draw: some.DrawFn, places: list[Span], marks: list[Mark]) -> None:
    """Put an attribution over a stretch of words, perhaps another into its content, perhaps another behind it."""
    if len(places) < 3 or draw(some.integers(0, 3)) == 0:
        return
    last = draw(some.integers(3, len(places)))
    is_sourced = draw(some.booleans())
    cue = 1 if is_sourced else 0
    content = places[cue + 1 : last]
    split = draw(some.integers(1, len(content)))
    pieces = [content[:split], content[split + 1 :]] if 0 < split < len(content) - 1 else [content]
    marks.append(
        Mark(
            source=places[0] if is_sourced else None,
            cue=(places[cue],),
            content=tuple((piece[0][0], piece[-1][1]) for piece in pieces if piece),
            kind=draw(some.sampled_from((SourceKind.NAMED, SourceKind.DESCRIBED)))
            if is_sourced
            else SourceKind.UNATTRIBUTED,
            certainty=draw(some.sampled_from(CERTAINTIES)),
            speaker=draw(some.sampled_from(("toll", "two-guards"))) if is_sourced else None,
            forecast=draw(some.booleans()),
            is_negative=draw(some.booleans()),
        )
    )
    _marks(draw, pieces[0], marks)
    _marks(draw, places[last:], marks)
