"""Openly licensed sets that teach one head each.

Reporting clauses from dependency trees, names from Universal NER, factuality from UDS It-Happened.

Source: Mayhew et al. 2024; White et al. 2016, Rudinger et al. 2018.
"""

import gzip
import json
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any, Final, TextIO

import numpy as np

from probative.base.errors import MaterialError
from probative.claims.corpus.document import Document, EntityKind
from probative.claims.corpus.treebank import documents
from probative.claims.trained.labels import ENTITY_TAGS
from probative.claims.trained.windows import L
from probative.claims.training.examples import UNKNOWN, Example, Reader, examples, words_of
from probative.language.lexicon import english

TREEBANKS: Final = "treebanks/en_*.conllu.gz"
NAMES: Final = "uner/English-*.jsonl.gz"
FACTUALITY: Final = "factuality_uds/train.jsonl.gz"
_DEV: Final = ".dev."
"""Stands in the name of a treebank's dev part, which is left for measuring."""

_SENSES: Final = frozenset(("see", "hear", "watch"))
"""Verbs whose clause is mostly no attribution in a treebank of mail and reviews."""


class OpenSetUnfit(MaterialError):
    """The folder with the open sets for the first phase lacks them, or one of them cannot be read."""

    code = "P535"
    hint = "docs/how-to/train.md says how --preparing is laid out; without it training has one phase."


_BATCH = 12
"""Sentences put into one text, so that windows are as long as elsewhere."""


def sets(folder: Path) -> tuple[Path, ...]:
    """Give the open sets in a folder, in order of path.

    Raises:
        OpenSetUnfit: There is none.
    """
    return found(folder, (TREEBANKS, NAMES, FACTUALITY), leave=_DEV)


def found(folder: Path, patterns: Sequence[str], *, leave: str | None = None) -> tuple[Path, ...]:
    """Give the files in a folder that fit one of some patterns, those of one pattern in order of path.

    Args:
        folder: Holds open sets.
        patterns: As in ``Path.glob``.
        leave: Stands in the names of the treebanks that are left out.

    Raises:
        OpenSetUnfit: There is none.
    """
    every = [path for pattern in patterns for path in sorted(folder.glob(pattern))]
    kept = tuple(path for path in every if not leave or leave not in path.name or path.parent.name != "treebanks")
    if not kept:
        raise OpenSetUnfit(f"{folder} holds none of {', '.join(patterns)}")
    return kept


def prepared(paths: Iterable[Path], reader: Reader[L]) -> Iterator[Example]:
    """Give the examples of open sets.

    Raises:
        OpenSetUnfit: One cannot be read.
    """
    verbs = frozenset(english().cue_verbs) - _SENSES
    for path in paths:
        name = f"{path.parent.name}-{path.name.split('.jsonl')[0].split('.conllu')[0]}"
        with open_lines(path) as lines:
            if path.parent.name == "treebanks":
                for one in documents(lines, verbs=verbs, language="en", prefix=name):
                    yield from (each for each in examples(one, reader) if each.wanted)
            elif path.parent.name == "uner":
                yield from named(lines, reader, name)
            else:
                yield from factual(lines, reader, name)


@contextmanager
def open_lines(path: Path) -> Iterator[TextIO]:
    """Open the lines of a set; what goes wrong while they are read is an ``OpenSetUnfit``."""
    try:
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            yield lines
    except (OSError, EOFError, zlib.error, ValueError, KeyError, IndexError) as error:
        raise OpenSetUnfit(f"{path} cannot be read: {error!r}") from error


def named(lines: Iterable[str], reader: Reader[L], name: str) -> Iterator[Example]:
    """Read sentences with tags for persons, organisations and places.

    A word in lower case or a number that bears no tag there may be a date, a sum or a weapon here: it is not known.
    """
    for number, rows in enumerate(_batches(lines)):
        text, places = _text([row["tokens"] for row in rows])
        tags = [tag for row in rows for tag in row["tags"]]
        entities = []
        first = 0
        while first < len(tags):
            last = first + 1
            if tags[first] != "O":
                while last < len(tags) and tags[last] == f"I-{tags[first][2:]}":
                    last += 1
                entities.append(((places[first][0], places[last - 1][1]), EntityKind(tags[first][2:])))
            first = last
        document = _document(f"{name}-{number}", text, tuple(entities))
        plain = [place for place, tag in zip(places, tags, strict=True) if tag == "O" and not text[place[0]].isupper()]
        whole = reader.parse(text)
        unknown = {word for place in plain for word in range(*words_of(whole, place))}
        for each in examples(document, reader):
            low = each.window.first
            entities_known = each.entities.copy()
            for word in range(len(entities_known)):
                if low + word in unknown and entities_known[word] == ENTITY_TAGS.index("O"):
                    entities_known[word] = UNKNOWN
            yield replace(each, entities=entities_known)


def factual(lines: Iterable[str], reader: Reader[L], name: str) -> Iterator[Example]:
    """Read sentences whose predicates are judged from -3 (did not happen) to 3 (happened)."""
    for number, rows in enumerate(_batches(lines)):
        text, places = _text([row["tokens"] for row in rows])
        whole = reader.parse(text)
        values: dict[int, float] = {}
        offset = 0
        for row in rows:
            for judged in row["factuality"]:
                values[words_of(whole, places[offset + judged["token"]])[0]] = float(judged["value"])
            offset += len(row["tokens"])
        for each in examples(_document(f"{name}-{number}", text, None), reader):
            low, high = each.window.core_first, each.window.core_last
            facts = tuple((word - each.window.first, value) for word, value in values.items() if low <= word < high)
            yield replace(each, facts=facts, entities=np.full_like(each.entities, UNKNOWN))


def _document(name: str, text: str, entities: tuple[tuple[tuple[int, int], EntityKind], ...] | None) -> Document:
    """Make a document of which nothing is known about who says what."""
    return Document(
        id=name, language="en", genre="open", text=text, marks=(), entities=entities, unknown=((0, len(text)),),
        is_partial=True,
    )  # fmt: skip


def _batches(lines: Iterable[str]) -> Iterator[list[Mapping[str, Any]]]:
    rows: list[Mapping[str, Any]] = []
    for line in lines:
        rows.append(json.loads(line))
        if len(rows) == _BATCH:
            yield rows
            rows = []
    if rows:
        yield rows


def _text(sentences: Sequence[Sequence[str]]) -> tuple[str, list[tuple[int, int]]]:
    """Join tokens by spaces and sentences by new lines; give each token's place."""
    pieces: list[str] = []
    places: list[tuple[int, int]] = []
    length = 0
    for sentence in sentences:
        for index, token in enumerate(sentence):
            between = "" if not length else "\n\n" if index == 0 else " "
            pieces += [between, token]
            length += len(between)
            places.append((length, length + len(token)))
            length += len(token)
    return "".join(pieces), places
