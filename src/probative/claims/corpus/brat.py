"""brat standoff as marked documents.

Text-bound annotations ``Source``, ``Cue``, ``Content`` (with pieces), ``Unmarked`` (looks like an attribution and is
none) and names (``Person``, ``Organisation`` ...); relations ``source`` and ``content`` between a cue and its source
and contents, in either direction, or an event ``Cue`` with ``Source`` and ``Content`` as its arguments; attributes
``Kind``, ``Certainty``, ``Forecast``, ``Negative`` on a cue and ``Speaker`` on a cue or a source. A cue without a
source is unattributed. Notes, normalisations and types that are not ours are passed over.

Source: the standoff format page of the brat manual; docs/format/brat.md.
"""

import re
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
_NAMES: Final = {kind: name.capitalize() for name, kind in reversed(_ENTITIES.items())}
_KINDS: Final = {"named": SourceKind.NAMED, "described": SourceKind.DESCRIBED}
_BOUND: Final = re.compile(r"(T[0-9]+)\t(\S+) ([0-9]{1,9} [0-9]{1,9}(?:;[0-9]{1,9} [0-9]{1,9})*)(?:\t(.*))?$")
_RELATION: Final = re.compile(r"(R[0-9]+)\t(\S+) \S+?:([TE][0-9]+) \S+?:([TE][0-9]+)\s*$")
_EVENT: Final = re.compile(r"(E[0-9]+)\t(\S+):(T[0-9]+)((?: \S+:[TE][0-9]+)*)\s*$")
_ATTRIBUTE: Final = re.compile(r"([AM][0-9]+)\t(\S+) ([TER][0-9]+)(?: (\S+))?\s*$")
_PASSED_OVER: Final = "#*N"


@dataclass(slots=True)
class _Notes:
    """What stands in an ``.ann`` file, by the identifiers there; events are told by their trigger."""

    spans: dict[str, tuple[str, tuple[Span, ...]]] = field(default_factory=dict)
    triggers: dict[str, str] = field(default_factory=dict)
    relations: list[tuple[str, str, str]] = field(default_factory=list)
    attributes: dict[tuple[str, str], str] = field(default_factory=dict)

    def bound(self, key: str) -> str:
        """Give the text-bound annotation that an identifier stands for: an event stands for its trigger."""
        return self.triggers.get(key, key)

    def kind(self, key: str) -> str:
        """Give the type of an annotation in small letters; nothing where there is none."""
        return self.spans[key][0].lower() if key in self.spans else ""


def read(
    text: str,
    notes: str,
    name: str,
    *,
    language: str = "en",
    genre: str = "brat",
    id: str | None = None,  # noqa: A002
) -> Document:
    """Read a text with its standoff notes.

    Args:
        text: The ``.txt`` file, as it is: its line ends count.
        notes: The ``.ann`` file.
        name: Its path, for errors.
        language: ISO 639-1; standoff does not say it.
        genre: What kind of text it is.
        id: What to call it; the file's name without its ending where absent.

    Raises:
        MarkedTextInvalid: A line is not brat standoff, lies outside the text or beside its words, names what is not
            there, or leaves a cue without content or with two sources.
    """
    found = _Notes()
    for number, line in enumerate(notes.split("\n"), 1):
        if line.strip() and line[0] not in _PASSED_OVER:
            _add(found, line.rstrip("\r"), text, f"{name}: line {number}")
    linked = _linked(found, name)
    marks = nested(_mark(found, key, linked.get(key, {}), name) for key in found.spans if found.kind(key) == "cue")
    entities = sorted(
        (spans[0], _ENTITIES[kind.lower()]) for kind, spans in found.spans.values() if kind.lower() in _ENTITIES
    )
    return Document(
        id=id or PurePath(name).stem,
        language=language,
        genre=genre,
        text=text,
        marks=marks,
        unmarked=tuple(spans[0] for kind, spans in found.spans.values() if kind.lower() == "unmarked"),
        entities=tuple(entities) or None,
    )


def _add(found: _Notes, line: str, text: str, at: str) -> None:
    if bound := _BOUND.match(line):
        if bound[1] in found.spans:
            raise MarkedTextInvalid(f"{at}: {bound[1]} is there twice")
        spans = tuple((int(piece.split()[0]), int(piece.split()[1])) for piece in bound[3].split(";"))
        if any(not 0 <= start < end <= len(text) for start, end in spans):
            raise MarkedTextInvalid(f"{at}: outside the text: {bound[3]}")
        words = " ".join(text[start:end] for start, end in spans)
        if bound[4] is not None and bound[4].split() != words.split():
            raise MarkedTextInvalid(f"{at}: the text says {words!r} there, not {bound[4]!r}")
        found.spans[bound[1]] = (bound[2], tuple(sorted(spans)))
    elif relation := _RELATION.match(line):
        found.relations.append((relation[2].lower(), relation[3], relation[4]))
    elif event := _EVENT.match(line):
        found.triggers[event[1]] = event[3]
        for argument in event[4].split():
            role, _, key = argument.partition(":")
            # A second argument of one role is numbered: Content2.
            found.relations.append((role.rstrip("0123456789").lower(), event[3], key))
    elif attribute := _ATTRIBUTE.match(line):
        found.attributes[attribute[3], attribute[2].lower()] = attribute[4] or "yes"
    else:
        raise MarkedTextInvalid(f"{at}: no brat standoff: {line!r}")


def _linked(found: _Notes, name: str) -> dict[str, dict[str, list[str]]]:
    """Give by cue what its relations lead to, by role."""
    links: dict[str, dict[str, list[str]]] = {}
    for role, left, right in found.relations:
        if role not in ("source", "content"):
            continue
        ends = [found.bound(left), found.bound(right)]
        missing = [end for end in ends if end not in found.spans]
        if missing:
            raise MarkedTextInvalid(f"{name}: a relation {role!r} names {missing[0]}, which is not there")
        if found.kind(ends[0]) != "cue":
            ends.reverse()
        if (found.kind(ends[0]), found.kind(ends[1])) != ("cue", role):
            told = f"{found.spans[ends[1]][0]} and {found.spans[ends[0]][0]}"
            raise MarkedTextInvalid(f"{name}: a relation {role!r} is between a cue and a {role}, not {told}")
        links.setdefault(ends[0], {}).setdefault(role, []).append(ends[1])
    return links


def _mark(found: _Notes, key: str, linked: dict[str, list[str]], name: str) -> Mark:
    sources = list(dict.fromkeys(linked.get("source", ())))
    contents = {span for content in linked.get("content", ()) for span in found.spans[content][1]}
    if not contents or len(sources) > 1:
        raise MarkedTextInvalid(f"{name}: cue {key} has {len(contents)} contents and {len(sources)} sources")
    certainty = _attribute(found, key, "certainty") or Certainty.CERTAIN.value
    if certainty not in CERTAINTIES:
        raise MarkedTextInvalid(f"{name}: {certainty!r} of cue {key} is no certainty")
    kind = (_attribute(found, key, "kind") or "named").lower()
    if kind not in _KINDS:
        raise MarkedTextInvalid(f"{name}: {kind!r} of cue {key} is not one of {', '.join(_KINDS)}")
    spans = found.spans[sources[0]][1] if sources else ()
    speaker = _attribute(found, key, "speaker") or (_attribute(found, sources[0], "speaker") if sources else None)
    return Mark(
        source=(spans[0][0], spans[-1][1]) if spans else None,
        cue=found.spans[key][1],
        content=tuple(sorted(contents)),
        kind=_KINDS[kind] if sources else SourceKind.UNATTRIBUTED,
        certainty=Certainty(certainty),
        speaker=(speaker or f"at-{spans[0][0]}") if spans else None,
        forecast=_attribute(found, key, "forecast") is not None,
        is_negative=_attribute(found, key, "negative") is not None,
    )


def _attribute(found: _Notes, key: str, name: str) -> str | None:
    """Give an attribute's value from the annotation, or from the event that it triggers."""
    keys = [key, *(event for event, trigger in found.triggers.items() if trigger == key)]
    return next((found.attributes[each, name] for each in keys if (each, name) in found.attributes), None)


def write(document: Document) -> str:
    """Write the marks of a document as standoff notes, to lie beside its text.

    Language, genre, publisher and date are left out: standoff has no place for them.

    Raises:
        ValueError: The document is partial, or a speaker's name has spaces.
    """
    if document.is_partial or document.unknown:
        raise ValueError(f"{document.id} is marked in part: standoff cannot say so")
    writer = _Writer(document.text)
    for mark in document.marks:
        cue = writer.bind("Cue", mark.cue)
        if mark.source is not None:
            writer.add("R", f"source Arg1:{cue} Arg2:{writer.bind('Source', (mark.source,))}")
        writer.add("R", f"content Arg1:{cue} Arg2:{writer.bind('Content', mark.content)}")
        writer.add("A", f"Certainty {cue} {mark.certainty.value}")
        if mark.speaker is not None:
            if not re.fullmatch(r"\S+", mark.speaker):
                raise ValueError(f"{document.id}: a speaker's name has no spaces: {mark.speaker!r}")
            writer.add("A", f"Kind {cue} {mark.kind.value}")
            writer.add("A", f"Speaker {cue} {mark.speaker}")
        for name, is_so in (("Forecast", mark.forecast), ("Negative", mark.is_negative)):
            if is_so:
                writer.add("A", f"{name} {cue}")
    for span in document.unmarked:
        writer.bind("Unmarked", (span,))
    for span, kind in document.entities or ():
        writer.bind(_NAMES[kind], (span,))
    return "".join(f"{line}\n" for line in writer.lines)


@dataclass(slots=True)
class _Writer:
    """Numbers the lines of an ``.ann`` file."""

    text: str
    lines: list[str] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)

    def add(self, letter: str, rest: str) -> str:
        """Write a line and give its identifier."""
        self.counts[letter] = self.counts.get(letter, 0) + 1
        key = f"{letter}{self.counts[letter]}"
        self.lines.append(f"{key}\t{rest}")
        return key

    def bind(self, kind: str, spans: tuple[Span, ...]) -> str:
        """Write a text-bound annotation and give its identifier."""
        words = " ".join(" ".join(self.text[start:end].split()) for start, end in spans)
        return self.add("T", f"{kind} {';'.join(f'{start} {end}' for start, end in spans)}\t{words}")
