"""brat standoff as marked documents.

Text-bound annotations ``Source``, ``Cue``, ``Content`` (with pieces) and names (``Person``, ``Organisation`` ...);
relations ``source`` and ``content`` from a cue to its source and contents; attributes ``Kind``, ``Certainty``,
``Forecast``, ``Negative`` on a cue. A cue without a source relation is unattributed.

Source: https://brat.nlplab.org/standoff.html.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Final

from probative.claims.corpus.document import Document, EntityKind, Mark, Span
from probative.claims.corpus.marked import CERTAINTIES, MarkedTextInvalid, nested
from probative.model.claims import Certainty, SourceKind

_ENTITIES: Final = {
    "person": EntityKind.PERSON,
    "organisation": EntityKind.ORGANISATION,
    "organization": EntityKind.ORGANISATION,
    "place": EntityKind.PLACE,
    "location": EntityKind.PLACE,
    "unit": EntityKind.UNIT,
    "weapon": EntityKind.WEAPON,
    "date": EntityKind.DATE,
    "money": EntityKind.MONEY,
}
_BOUND: Final = re.compile(r"(T\d+)\t(\S+) (\d+ \d+(?:;\d+ \d+)*)\t(.*)$")
_RELATION: Final = re.compile(r"(R\d+)\t(\S+) Arg1:(T\d+) Arg2:(T\d+)\s*$")
_ATTRIBUTE: Final = re.compile(r"([AM]\d+)\t(\S+) ([TE]\d+)(?: (\S+))?\s*$")


@dataclass(slots=True)
class _Notes:
    spans: dict[str, tuple[str, tuple[Span, ...]]] = field(default_factory=dict)
    relations: list[tuple[str, str, str]] = field(default_factory=list)
    attributes: dict[tuple[str, str], str] = field(default_factory=dict)


def read(text: str, notes: str, name: str) -> Document:
    """Read a text with its standoff notes.

    Args:
        text: The ``.txt`` file.
        notes: The ``.ann`` file.
        name: Its path, for the id and for errors.

    Raises:
        MarkedTextInvalid: A line is not brat standoff, lies outside the text, or leaves a cue without content.
    """
    found = _Notes()
    for number, line in enumerate(notes.splitlines(), 1):
        if line.strip() and line[0] not in "#*N":
            _add(found, line, text, f"{name}: line {number}")
    marks = nested(_marks(found, name))
    entities = sorted(
        (spans[0], _ENTITIES[kind.lower()]) for kind, spans in found.spans.values() if kind.lower() in _ENTITIES
    )
    return Document(
        id=PurePath(name).stem,
        language="en",
        genre="brat",
        text=text,
        marks=marks,
        entities=tuple(entities) or None,
    )


def _add(found: _Notes, line: str, text: str, at: str) -> None:
    if bound := _BOUND.match(line):
        spans = tuple((int(piece.split()[0]), int(piece.split()[1])) for piece in bound[3].split(";"))
        if any(not 0 <= start < end <= len(text) for start, end in spans):
            raise MarkedTextInvalid(f"{at}: outside the text: {bound[3]}")
        found.spans[bound[1]] = (bound[2], spans)
    elif relation := _RELATION.match(line):
        found.relations.append((relation[2].lower(), relation[3], relation[4]))
    elif attribute := _ATTRIBUTE.match(line):
        found.attributes[attribute[3], attribute[2].lower()] = attribute[4] or "yes"
    else:
        raise MarkedTextInvalid(f"{at}: no brat standoff: {line!r}")


def _marks(found: _Notes, name: str) -> Iterator[Mark]:
    for key, (kind, cue) in found.spans.items():
        if kind.lower() != "cue":
            continue
        sources = _linked(found, key, "source")
        contents = tuple(span for spans in _linked(found, key, "content") for span in spans)
        if not contents or len(sources) > 1:
            raise MarkedTextInvalid(f"{name}: cue {key} has {len(contents)} contents and {len(sources)} sources")
        certainty = found.attributes.get((key, "certainty"), "CT+")
        if certainty not in CERTAINTIES:
            raise MarkedTextInvalid(f"{name}: {certainty!r} is no certainty")
        source = (sources[0][0][0], sources[0][-1][1]) if sources else None
        yield Mark(
            source=source,
            cue=tuple(sorted(cue)),
            content=tuple(sorted(contents)),
            kind=_kind(found.attributes, key) if sources else SourceKind.UNATTRIBUTED,
            certainty=Certainty(certainty),
            speaker=None if source is None else f"{source[0]}",
            forecast=(key, "forecast") in found.attributes,
            is_negative=(key, "negative") in found.attributes,
        )


def _linked(found: _Notes, key: str, relation: str) -> list[tuple[Span, ...]]:
    return [
        found.spans[other][1]
        for kind, one, other in found.relations
        if kind == relation and one == key and other in found.spans
    ]


def _kind(attributes: Mapping[tuple[str, str], str], key: str) -> SourceKind:
    return SourceKind.DESCRIBED if attributes.get((key, "kind"), "named").lower() == "described" else SourceKind.NAMED
