"""A folder of marked documents, and which part of it each belongs to."""

import hashlib
import json
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import Final

from probative.claims.corpus import brat, marked
from probative.claims.corpus.document import Document
from probative.claims.corpus.marked import MarkedTextInvalid

PARTS: Final = "parts.json"


class Part(StrEnum):
    """What a document is for: learning, choosing, or judging once."""

    TRAIN = "train"
    DEV = "dev"
    TEST = "test"


def read_corpus(folder: Path) -> Iterator[tuple[Document, Part]]:
    """Read every marked document below a folder, in order of path.

    Files that end in ``.txt`` are our format, or brat standoff where a file of the same name ending in ``.ann`` stands
    beside them.

    Args:
        folder: May hold ``parts.json``, which maps a document's id to its part; a document that it does not name, or
            any where there is none, is placed by the hash of its id: one in ten dev, two in ten test.

    Raises:
        MarkedTextInvalid: A file breaks its format, or none is there.
    """
    paths = sorted(folder.rglob("*.txt"))
    if not paths:
        raise MarkedTextInvalid(f"{folder} holds no .txt file")
    listed = _listed(folder)
    for path in paths:
        notes = path.with_suffix(".ann")
        text = path.read_text(encoding="utf-8")
        document = (
            brat.read(text, notes.read_text(encoding="utf-8"), str(notes))
            if notes.exists()
            else marked.read(text, str(path))
        )
        yield document, listed.get(document.id) or part_of(document.id)


def part_of(name: str) -> Part:
    """Place a document by the hash of its id."""
    place = hashlib.sha256(name.encode()).digest()[0] % 10
    return Part.TEST if place < 2 else Part.DEV if place == 2 else Part.TRAIN


def _listed(folder: Path) -> dict[str, Part]:
    path = folder / PARTS
    if not path.exists():
        return {}
    try:
        return {name: Part(part) for part, names in json.loads(path.read_text()).items() for name in names}
    except (ValueError, AttributeError, TypeError) as error:
        raise MarkedTextInvalid(f"{path} does not map train, dev and test to lists of ids: {error}") from error
