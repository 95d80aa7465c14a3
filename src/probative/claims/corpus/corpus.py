"""A folder of marked documents, and which part of it each belongs to."""

import hashlib
import json
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import Final

from probative.base.errors import MaterialError
from probative.claims.corpus import brat, marked, open_texts
from probative.claims.corpus.document import Document
from probative.claims.corpus.marked import MarkedTextInvalid

PARTS: Final = "parts.json"
MARKS: Final = "marks.jsonl"


class Part(StrEnum):
    """What a document is for: learning, choosing, or judging once."""

    TRAIN = "train"
    DEV = "dev"
    TEST = "test"


class CorpusUnfit(MaterialError):
    """A corpus has nothing to learn from, nothing to choose by, nothing to measure on, or mixes them up."""

    code = "P532"
    hint = "docs/how-to/train.md says how a corpus is laid out and divided."


def read_corpus(
    folder: Path, *, language: str = "en", genre: str = "brat", sets: Path | None = None
) -> Iterator[tuple[Document, Part]]:
    """Read every marked document below a folder, in order of path.

    Files that end in ``.txt`` are our format, or brat standoff where a file of the same name ending in ``.ann`` stands
    beside them. A folder with ``marks.jsonl`` holds marks alone, on texts of open sets; all of them are for learning.

    Args:
        folder: May hold ``parts.json``, which maps train, dev and test to lists of ids; a document that it does not
            name, or any where there is none, is placed by the hash of its id: one in ten dev, two in ten test.
        language: The language of brat documents, which do not say it.
        genre: Their genre.
        sets: Where the open sets lie whose texts ``marks.jsonl`` is about.

    Raises:
        MarkedTextInvalid: A file breaks its format or is no UTF-8, two documents have one id, none is there, or the
            texts of marks are not.
    """
    if (folder / MARKS).exists():
        if sets is None:
            raise MarkedTextInvalid(f"{folder} holds marks on texts that lie elsewhere: name their folder")
        for document in open_texts.documents(_text(folder / MARKS).splitlines(), sets):
            yield document, Part.TRAIN
        return
    paths = sorted(folder.rglob("*.txt"))
    if not paths:
        raise MarkedTextInvalid(f"{folder} holds no .txt file")
    listed = _listed(folder)
    seen: dict[str, Path] = {}
    for path in paths:
        notes = path.with_suffix(".ann")
        if notes.exists():
            name = path.relative_to(folder).with_suffix("").as_posix()
            # A mark of byte order counts in brat's offsets; in our format it is nothing.
            document = brat.read(
                _text(path), _text(notes).removeprefix("\ufeff"), str(notes), language=language, genre=genre, id=name
            )
        else:
            document = marked.read(_text(path).removeprefix("\ufeff"), str(path))
        if document.id in seen:
            raise MarkedTextInvalid(f"{path} and {seen[document.id]} are both called {document.id}")
        seen[document.id] = path
        yield document, listed.get(document.id) or part_of(document.id)


def part_of(name: str) -> Part:
    """Place a document by the hash of its id."""
    place = hashlib.sha256(name.encode()).digest()[0] % 10
    return Part.TEST if place < 2 else Part.DEV if place == 2 else Part.TRAIN


def fingerprint(document: Document) -> str:
    """Give the SHA-256 of a document's words, whatever stands between them: the same text is known again anywhere."""
    return hashlib.sha256(" ".join(document.text.split()).encode()).hexdigest()


def _text(path: Path) -> str:
    try:
        # Bytes as they are: a carriage return counts in brat's offsets.
        return path.read_bytes().decode()
    except UnicodeDecodeError as error:
        raise MarkedTextInvalid(f"{path} is no UTF-8: {error.reason} at byte {error.start}") from error
    except OSError as error:
        raise MarkedTextInvalid(f"{path}: {error.strerror}") from error


def _listed(folder: Path) -> dict[str, Part]:
    path = folder / PARTS
    if not path.exists():
        return {}
    try:
        pairs = [(name, Part(part)) for part, names in json.loads(_text(path)).items() for name in names]
    except (ValueError, AttributeError, TypeError) as error:
        raise MarkedTextInvalid(f"{path} does not map train, dev and test to lists of ids: {error}") from error
    found: dict[str, Part] = {}
    for name, part in pairs:
        if found.setdefault(name, part) != part:
            raise MarkedTextInvalid(f"{path} has {name} under {found[name]} and under {part}")
    return found
