"""Open Russian texts that prepare the network for Ukrainian and Russian: what the rules find in them, and names.

Nobody marked who says what there. What the rules find is learned first, mistakes and all; the marked texts correct it.

Source: UD Russian Taiga (Droganova et al. 2018); factRuEval-2016 (Starostin et al. 2016).
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

import numpy as np

from probative.claims.attributor import rules_of
from probative.claims.corpus.document import Document, EntityKind, Mark, Span
from probative.claims.corpus.treebank import texts
from probative.claims.slavic.parse import SlavicParse
from probative.claims.trained.labels import ENTITY_TAGS, SHAPES
from probative.claims.training.examples import UNKNOWN, Example, Reader, examples
from probative.claims.training.open_sets import found, open_lines

TREEBANKS: Final = "treebanks/ru_*.conllu.gz"
NEWS: Final = "factrueval/*.jsonl.gz"
_KINDS: Final = {
    "Person": EntityKind.PERSON, "Org": EntityKind.ORGANISATION, "Location": EntityKind.PLACE,
    "LocOrg": EntityKind.PLACE,
}  # fmt: skip


def sets(folder: Path) -> tuple[Path, ...]:
    """Give the open sets in a folder, in order of path.

    Raises:
        OpenSetUnfit: There is none.
    """
    return found(folder, (TREEBANKS, NEWS))


def prepared(paths: Iterable[Path], reader: Reader[SlavicParse]) -> Iterator[Example]:
    """Give the examples of open sets, all of them Russian.

    Raises:
        OpenSetUnfit: One cannot be read.
    """
    for path in paths:
        with open_lines(path) as lines:
            if path.parent.name == "treebanks":
                for name, text in texts(lines):
                    yield from examples(_ruled(name, text, None), reader)
            else:
                for line in lines:
                    yield from _named(json.loads(line), reader)


def _ruled(name: str, text: str, entities: tuple[tuple[Span, EntityKind], ...] | None) -> Document:
    """Make a document of what the rules find in a text."""
    marks = tuple(
        Mark(
            source=each.source, cue=each.cue, content=each.content, kind=each.kind, certainty=each.certainty,
            speaker=each.speaker, forecast=each.forecast, is_negative=each.is_negative,
        )
        for each in rules_of("ru").attribute(text)
    )  # fmt: skip
    return Document(id=name, language="ru", genre="open", text=text, marks=marks, entities=entities)


def _named(row: dict[str, Any], reader: Reader[SlavicParse]) -> Iterator[Example]:
    """Read a news text with the names of persons, organisations and places; of other kinds nothing is known."""
    entities: list[tuple[Span, EntityKind]] = []
    for each in sorted(row["objects"], key=lambda one: (one["start"], -one["end"])):
        if each["type"] in _KINDS and (not entities or each["start"] >= entities[-1][0][1]):
            entities.append(((each["start"], each["end"]), _KINDS[each["type"]]))
    for one in examples(_ruled(row["id"], row["text"], tuple(entities)), reader):
        shapes = (one.window.features[one.window.starts] - 1) // 8
        may_be_other = np.isin(shapes, _OTHERS) & (one.entities == ENTITY_TAGS.index("O"))
        yield replace(one, entities=np.where(may_be_other, UNKNOWN, one.entities))


_OTHERS: Final = (SHAPES.index("lower"), SHAPES.index("digits"))
"""Shapes of words that may be a date, a sum or a weapon, which this set does not mark."""
