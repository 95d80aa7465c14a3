"""Attributions read off dependency trees: reporting clauses, of high precision and far from complete.

A verb that is known to report and has a clausal complement, a quotation or a clause beside it (``ccomp``,
``parataxis``) attributes that clause to its subject. What such a tree says nothing about (nouns, feelings, passives)
is marked as not known, so that nothing is learned there.

Source: Universal Dependencies 2, relations ``ccomp``, ``parataxis``, ``nsubj``; ``Discourse=attribution-positive`` of
GUM (Zeldes 2017).
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from probative.claims.corpus.document import Document, Mark, Span
from probative.model.claims import Certainty, SourceKind

_CLAUSES: Final = frozenset(("ccomp", "parataxis"))
_SUBJECTS: Final = frozenset(("nsubj", "nsubj:pass"))
_CUE_PARTS: Final = frozenset(("aux", "aux:pass", "compound:prt", "neg"))
_OPEN: Final = frozenset(("VERB", "NOUN", "ADJ", "ADV", "SCONJ", "AUX"))
"""Parts of speech that may be a cue which no tree shows."""


@dataclass(frozen=True, slots=True)
class _Word:
    id: int
    form: str
    lemma: str
    pos: str
    head: int
    relation: str
    start: int
    end: int


def documents(lines: Iterable[str], *, verbs: Collection[str], language: str, prefix: str) -> Iterator[Document]:
    """Read a treebank.

    Args:
        lines: CoNLL-U.
        verbs: Lemmas that report.
        language: ISO 639-1.
        prefix: What the names of the documents begin with.

    Yields:
        One document for each of the treebank's, with the attributions that its trees show. ``unknown`` holds the words
        that may attribute something all the same.
    """
    name, text, marks, unknown = f"{prefix}-0", "", list[Mark](), list[Span]()
    number = 0
    for sentence in _sentences(lines):
        head, rows = sentence
        if "newdoc id" in head and text:
            yield _document(name, language, text, marks, unknown)
            text, marks, unknown = "", [], []
        if "newdoc id" in head:
            number += 1
            name = f"{prefix}-{number}"
        text += ("\n\n" if "newpar" in head else " ") if text else ""
        words, text = _placed(rows, text)
        found = list(_marks(words, verbs))
        taken = {place for mark in found for start, end in mark.cue for place in range(start, end)}
        marks += found
        unknown += [(word.start, word.end) for word in words if word.pos in _OPEN and word.start not in taken]
    if text:
        yield _document(name, language, text, marks, unknown)


def texts(lines: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Give the name and the text of each document of a treebank."""
    name, text = "", ""
    for head, rows in _sentences(lines):
        if "newdoc id" in head:
            if text:
                yield name, text
            name, text = head["newdoc id"], ""
        text += ("\n\n" if "newpar" in head else " ") if text else ""
        _, text = _placed(rows, text)
    if text:
        yield name, text


def _document(name: str, language: str, text: str, marks: Sequence[Mark], unknown: Sequence[Span]) -> Document:
    return Document(
        id=name,
        language=language,
        genre="treebank",
        text=text,
        marks=tuple(sorted(marks, key=lambda mark: (mark.cue, mark.content))),
        unknown=tuple(unknown),
        is_partial=True,
    )


def _sentences(lines: Iterable[str]) -> Iterator[tuple[Mapping[str, str], list[list[str]]]]:
    head: dict[str, str] = {}
    rows: list[list[str]] = []
    for line in map(str.rstrip, lines):
        if line.startswith("#"):
            key, _, value = line[1:].partition("=")
            head[key.strip().split(" (")[0]] = value.strip()
        elif line:
            rows.append(line.split("\t"))
        elif rows:
            yield head, rows
            head, rows = {}, []
    if rows:
        yield head, rows


def _placed(rows: Sequence[Sequence[str]], text: str) -> tuple[list[_Word], str]:
    """Give the words of a sentence with their places, and the text with them added."""
    words: list[_Word] = []
    skip_to, joined = 0, (0, 0)
    for row in rows:
        if "." in row[0]:
            continue
        if "-" in row[0]:
            last = int(row[0].split("-")[1])
            start = len(text)
            text += row[1] + ("" if "SpaceAfter=No" in row[9] else " ")
            skip_to, joined = last, (start, start + len(row[1]))
            continue
        number = int(row[0])
        if number <= skip_to:
            start, end = joined
        else:
            start = len(text)
            end = start + len(row[1])
            text += row[1] + ("" if "SpaceAfter=No" in row[9] else " ")
        words.append(_Word(number, row[1], row[2].lower(), row[3], int(row[6]), row[7], start, end))
    return words, text.rstrip(" ")


def _marks(words: Sequence[_Word], verbs: Collection[str]) -> Iterator[Mark]:
    below: dict[int, list[_Word]] = {}
    for word in words:
        below.setdefault(word.head, []).append(word)
    for word in words:
        if word.pos != "VERB" or word.lemma not in verbs:
            continue
        children = below.get(word.id, [])
        subject = next((child for child in children if child.relation == "nsubj"), None)
        if subject is None or subject.form.lower() in ("who", "which", "that", "it", "there", "what"):
            continue
        clauses = [child for child in children if child.relation in _CLAUSES]
        if not clauses and word.relation == "parataxis":
            yield from _beside(words, below, word, subject)
            continue
        clause = next((child for child in clauses if child.relation == "ccomp" or child.pos == "VERB"), None)
        if clause is None:
            continue
        content = _stretch(_under(below, clause))
        cue = _cue(below, word)
        source = _stretch(_under(below, subject))
        if not _apart(source, content) or not all(_apart(content, piece) for piece in cue):
            continue
        yield _mark(source, cue, (content,), subject)


def _beside(words: Sequence[_Word], below: Mapping[int, list[_Word]], verb: _Word, subject: _Word) -> Iterator[Mark]:
    """Read "The road, he said, was closed": the clause around is the content, in pieces."""
    own = {id(word) for word in _under(below, verb)}
    around = next((word for word in words if word.id == verb.head), None)
    if around is None or around.pos not in ("VERB", "NOUN", "ADJ", "PROPN"):
        return
    pieces: list[list[_Word]] = [[]]
    inside = {id(word) for word in _under(below, around)}
    for word in words:
        if id(word) in inside and id(word) not in own:
            pieces[-1].append(word)
        elif pieces[-1]:
            pieces.append([])
    contents = tuple(_stretch(piece) for piece in pieces if any(word.pos != "PUNCT" for word in piece))
    cue = _cue(below, verb)
    source = _stretch(_under(below, subject))
    if contents and all(_apart(source, piece) for piece in contents):
        yield _mark(source, cue, contents, subject)


def _mark(source: Span, cue: tuple[Span, ...], content: tuple[Span, ...], subject: _Word) -> Mark:
    return Mark(
        source=source,
        cue=cue,
        content=content,
        kind=SourceKind.NAMED if subject.pos == "PROPN" else SourceKind.DESCRIBED,
        certainty=Certainty.CERTAIN,
        speaker=subject.lemma,
    )


def _cue(below: Mapping[int, list[_Word]], verb: _Word) -> tuple[Span, ...]:
    """Give the verb with the auxiliaries, particles and negations that stand right beside it."""
    parts = [verb] + [
        child
        for child in below.get(verb.id, [])
        if child.relation in _CUE_PARTS or child.lemma in ("not", "n't", "never")
    ]
    parts.sort(key=lambda word: word.id)
    place = parts.index(verb)
    first = last = place
    while first > 0 and parts[first - 1].id == parts[first].id - 1:
        first -= 1
    while last + 1 < len(parts) and parts[last + 1].id == parts[last].id + 1:
        last += 1
    return ((parts[first].start, parts[last].end),)


def _under(below: Mapping[int, list[_Word]], word: _Word) -> list[_Word]:
    found, queue = [], [word]
    while queue:
        one = queue.pop()
        found.append(one)
        queue += [child for child in below.get(one.id, []) if one is not word or child.relation != "punct"]
    return sorted(found, key=lambda each: each.id)


def _stretch(words: Sequence[_Word]) -> Span:
    return min(word.start for word in words), max(word.end for word in words)


def _apart(left: Span, right: Span) -> bool:
    return left[1] <= right[0] or right[1] <= left[0]
