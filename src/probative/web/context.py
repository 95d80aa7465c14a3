"""What the report keeps of a reading: its note, and the paragraph around each claim."""

import re
from collections.abc import Iterable, Sequence

from probative.model.claims import Claim
from probative.model.readings import PartKind, Reading
from probative.web.dossier import Context, ReadingNote

WIDEST = 700
"""A paragraph up to this many characters is shown whole; of a longer one, the sentences around the claim."""
AROUND = 260
"""How far to look on each side of a claim for the edge of a sentence."""

_BLANK_LINE = re.compile(r"\n[ \t\r]*\n")
_SENTENCE_END = re.compile(r"[.!?…][\"'”’»)\]]*\s+")


def note_of(volumes: Sequence[Reading]) -> ReadingNote:
    """Give the note of one exhibit's reading from all its volumes.

    Raises:
        ValueError: When there is no volume, or the volumes belong to different exhibits.
    """
    if not volumes or len({volume.exhibit for volume in volumes}) != 1:
        raise ValueError("a note is of one exhibit's volumes")
    first = min(volumes, key=lambda volume: volume.volume)
    return ReadingNote(
        exhibit=first.exhibit,
        reader=first.reader,
        reader_version=first.reader_version,
        genre=first.genre,
        characters=sum(len(volume.text) for volume in volumes),
        parts=sum(len(volume.parts) for volume in volumes),
        language=first.language,
        encoding=first.encoding,
        title=first.title,
        publisher=first.publisher,
        author=first.author,
        stated_date=first.stated_date,
        declared=first.declared,
    )


def contexts_of(reading: Reading, claims: Iterable[Claim]) -> tuple[Context, ...]:
    """Give the context of every claim that stands in this volume, in the order given."""
    return tuple(context_of(claim, reading) for claim in claims if _stands_in(claim, reading))


def context_of(claim: Claim, reading: Reading) -> Context:
    """Give the paragraph that holds a claim, or the sentences around it where the paragraph is long.

    Raises:
        ValueError: When the claim does not stand in this volume.
    """
    if not _stands_in(claim, reading):
        raise ValueError(f"{claim.id} does not stand in volume {reading.volume} of {reading.exhibit}")
    start, end = claim.passage.start - reading.offset, claim.passage.end - reading.offset
    top, bottom = _paragraph(reading.text, start, end)
    left, right = top, bottom
    if bottom - top > WIDEST:
        left, right = _sentences(reading.text, start, end, top, bottom)
    return Context(
        claim=claim.id,
        text=reading.text[left:right],
        start=reading.offset + left,
        part=_part_of(reading, claim.passage.start),
        cut_before=left > top,
        cut_after=right < bottom,
    )


def _stands_in(claim: Claim, reading: Reading) -> bool:
    end = reading.offset + len(reading.text)
    return claim.exhibit == reading.exhibit and reading.offset <= claim.passage.start and claim.passage.end <= end


def _paragraph(text: str, start: int, end: int) -> tuple[int, int]:
    """The stretch between blank lines; where a text has none nearby, between line ends."""
    top = max((match.end() for match in _BLANK_LINE.finditer(text, max(0, start - 4000), start)), default=None)
    after = _BLANK_LINE.search(text, end, min(len(text), end + 4000))
    if top is None:
        top = 0 if start <= WIDEST else text.rfind("\n", 0, start) + 1
    if after is not None:
        bottom = after.start()
    elif len(text) - end <= WIDEST:
        bottom = len(text)
    else:
        line_end = text.find("\n", end)
        bottom = len(text) if line_end < 0 else line_end
    while top < start and text[top].isspace():
        top += 1
    while bottom > end and text[bottom - 1].isspace():
        bottom -= 1
    return top, bottom


def _sentences(text: str, start: int, end: int, top: int, bottom: int) -> tuple[int, int]:
    from_, to = max(top, start - AROUND), min(bottom, end + AROUND)
    # The nearest earlier edge but one, so that the sentence before comes along when it is short.
    edges = [match.end() for match in _SENTENCE_END.finditer(text, from_, start)]
    left = edges[0] if edges else from_
    closing = [match.end() for match in _SENTENCE_END.finditer(text, max(end - 1, start), to)]
    right = closing[-1] if closing else to
    right = max(right, end)
    while right > end and text[right - 1].isspace():
        right -= 1
    return (top if from_ == top else left), (bottom if to == bottom else right)


def _part_of(reading: Reading, start: int) -> str | None:
    """The narrowest part that says more than that this is the body."""
    found = [part for part in reading.parts if part.start <= start < part.end and part.kind is not PartKind.BODY]
    if not found:
        return None
    return min(found, key=lambda part: (part.end - part.start, part.start)).label or None
