"""Openly licensed sets that teach one head each: names from Universal NER, factuality from UDS It-Happened.

Source: Mayhew et al. 2024; White et al. 2016, Rudinger et al. 2018.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from probative.claims.corpus.document import Document, EntityKind
from probative.claims.parse import parse
from probative.claims.trained.labels import ENTITY_TAGS
from probative.claims.trained.windows import Pieces
from probative.claims.training.examples import UNKNOWN, Example, examples, words_of

_BATCH = 12
"""Sentences put into one text, so that windows are as long as elsewhere."""


def named(lines: Iterable[str], pieces: Pieces, name: str) -> Iterator[Example]:
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
        whole = parse(text)
        unknown = {word for place in plain for word in range(*words_of(whole, place))}
        for each in examples(document, pieces):
            low = each.window.first
            entities_known = each.entities.copy()
            for word in range(len(entities_known)):
                if low + word in unknown and entities_known[word] == ENTITY_TAGS.index("O"):
                    entities_known[word] = UNKNOWN
            yield replace(each, entities=entities_known)


def factual(lines: Iterable[str], pieces: Pieces, name: str) -> Iterator[Example]:
    """Read sentences whose predicates are judged from -3 (did not happen) to 3 (happened)."""
    for number, rows in enumerate(_batches(lines)):
        text, places = _text([row["tokens"] for row in rows])
        whole = parse(text)
        values: dict[int, float] = {}
        offset = 0
        for row in rows:
            for judged in row["factuality"]:
                values[words_of(whole, places[offset + judged["token"]])[0]] = float(judged["value"])
            offset += len(row["tokens"])
        for each in examples(_document(f"{name}-{number}", text, None), pieces):
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
