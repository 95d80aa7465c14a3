"""Marks apart from their text: for texts that may teach and do not stand in our repository.

Places count the characters of the text that are not white space, so that it does not matter how a set spaces its words.
Of the text only a hash is kept, of speakers that two are the same.
"""

import hashlib
import json
import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import Any, Final

from probative.claims.corpus.document import Document, EntityKind, Mark, Span
from probative.claims.corpus.marked import MarkedTextInvalid, nested
from probative.model.claims import Certainty, SourceKind

_GAP: Final = re.compile(r"\s+")


def write(document: Document, original: str) -> dict[str, Any]:
    """Give the marks of a document without its text.

    Args:
        document: Marked.
        original: What to find the text by later: "set/document".
    """
    place = _counted(document.text)
    speakers = {
        name: f"s{number}" for number, name in enumerate(dict.fromkeys(mark.speaker for mark in document.marks))
    }
    paragraphs = [place[found.start()] for found in re.finditer(r"\n\n", document.text)]
    return {
        "id": document.id,
        "original": original,
        "language": document.language,
        "sha256": _hash(document.text),
        "characters": place[-1],
        "paragraphs": paragraphs,
        "marks": [
            {
                "source": _moved(mark.source, place) if mark.source else None,
                "cue": [_moved(span, place) for span in mark.cue],
                "content": [_moved(span, place) for span in mark.content],
                "kind": mark.kind.value,
                "certainty": mark.certainty.value,
                "speaker": speakers[mark.speaker] if mark.speaker else None,
                "forecast": mark.forecast,
                "negative": mark.is_negative,
            }
            for mark in document.marks
        ],
        "entities": [[*_moved(span, place), kind.value] for span, kind in document.entities or ()],
    }


def read(notes: dict[str, Any], original: str) -> Document:
    """Put marks and text together again.

    Args:
        notes: From ``write``.
        original: The text, spaced in any way; it may go on beyond what was marked.

    Raises:
        MarkedTextInvalid: It is another text, or the notes lack something.
    """
    try:
        text = _spaced(original, notes["characters"], notes["paragraphs"])
        if _hash(text) != notes["sha256"]:
            raise MarkedTextInvalid(f"{notes['id']}: not the text that was marked")
        starts = [index for index, letter in enumerate(text) if not letter.isspace()]

        def span(given: Sequence[int]) -> Span:
            return starts[given[0]], starts[given[1] - 1] + 1

        marks = [
            Mark(
                source=span(one["source"]) if one["source"] else None,
                cue=tuple(map(span, one["cue"])),
                content=tuple(map(span, one["content"])),
                kind=SourceKind(one["kind"]),
                certainty=Certainty(one["certainty"]),
                speaker=one["speaker"],
                forecast=one["forecast"],
                is_negative=one["negative"],
            )
            for one in notes["marks"]
        ]
        return Document(
            id=notes["id"],
            language=notes["language"],
            genre="open",
            text=text,
            marks=nested(marks),
            entities=tuple((span(one[:2]), EntityKind(one[2])) for one in notes["entities"]),
        )
    except (KeyError, IndexError, TypeError, ValueError) as error:
        raise MarkedTextInvalid(f"{notes.get('id')}: {error!r}") from error


def _counted(text: str) -> list[int]:
    """Give for each place how many characters before it are no white space."""
    counts = [0]
    for letter in text:
        counts.append(counts[-1] + (not letter.isspace()))
    return counts


def _moved(span: Span, place: Sequence[int]) -> list[int]:
    return [place[span[0]], place[span[1]]]


def _hash(text: str) -> str:
    return hashlib.sha256(_GAP.sub("", text).encode()).hexdigest()


def _spaced(original: str, characters: int, paragraphs: Sequence[int]) -> str:
    """Give the first so many characters with single spaces, and empty lines where paragraphs were seen."""
    place = _counted(original)
    cut = original[: bisect_left(place, characters)].strip()
    breaks = set(paragraphs)
    pieces: list[str] = []
    seen = 0
    for word in _GAP.split(cut):
        pieces += ["\n\n" if seen in breaks else " " if seen else "", word]
        seen += len(word)
    return "".join(pieces)


def loads(line: str) -> dict[str, Any]:
    """Read one line of a file of notes.

    Raises:
        MarkedTextInvalid: It is no JSON object.
    """
    try:
        found = json.loads(line)
    except ValueError as error:
        raise MarkedTextInvalid(f"no notes: {error}") from error
    if not isinstance(found, dict):
        raise MarkedTextInvalid("no notes: not an object")
    return found
