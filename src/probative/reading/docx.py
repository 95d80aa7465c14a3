"""Word documents: body, notes, comments, page headers; tracked changes and hidden text named."""

import zipfile
from collections.abc import Iterator
from functools import cached_property
from typing import Any, BinaryIO, Final

from probative.model.exhibits import Exhibit
from probative.model.gaps import Gap, GapKind
from probative.model.readings import Genre, PartKind, Reading
from probative.reading.days import stated_period
from probative.reading.draft import Draft
from probative.reading.genre import genre_of, head_of
from probative.reading.masthead import masthead_of
from probative.reading.office import PACKAGE_ERRORS, is_encrypted_office, is_old_office, over_budget
from probative.reading.port import lack
from probative.reading.release import release_of
from probative.reading.story import Line, Story

PROPERTIES: Final = ("title", "author", "subject", "keywords", "last_modified_by", "created", "modified")
"""What a Word file says of itself in its core properties."""

STORIES: Final = (
    ("footnotes", "footnote"),
    ("endnotes", "endnote"),
    ("comments", "comment"),
    ("header", "page header"),
    ("footer", "page footer"),
)
"""The ends of the relationship types of a document's other texts, and what we call them."""

CONTENT_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml."


class DocxReader:
    """Reads Word documents."""

    name = "docx"
    media_types = (
        CONTENT_TYPE + "document",
        CONTENT_TYPE + "template",
        "application/vnd.ms-word.document.macroenabled.12",
    )

    @cached_property
    def version(self) -> str:
        """Ours and python-docx's."""
        return f"1 (python-docx {release_of('python-docx')})"

    def read(self, content: BinaryIO, exhibit: Exhibit, volume_limit: int) -> Iterator[Reading | Gap]:
        """Give the body, then notes, comments and page headers, as parts of one text."""
        if is_old_office(content):
            if is_encrypted_office(content):
                yield lack(exhibit, GapKind.ENCRYPTED, "", "the document needs a password")
            else:
                yield lack(exhibit, GapKind.UNSUPPORTED, "", "a Word file of before 2007, for which no reader is here")
            return
        try:
            document = _opened(content)
        except _OverBudget as refused:
            yield lack(exhibit, GapKind.OVER_BUDGET, "", str(refused))
            return
        except _errors() as error:
            yield lack(exhibit, GapKind.UNREADABLE, "", f"no Word document that can be opened: {_said(error)}")
            return
        draft = Draft(exhibit, reader=self.name, version=self.version, genre=Genre.DOCUMENT, limit=volume_limit)
        body = Story(document.element.body)
        stories = [body]
        yield from _add_body(draft, document, body)
        for kind, number, story in _others(document):
            stories.append(story)
            yield from _add_other(draft, kind, number, story)
        for story in stories:
            for words in story.deleted:
                draft.declare("deleted", words)
        yield from draft.finish()
        if not draft.position:
            yield lack(exhibit, GapKind.EMPTY, "", "the document has no text")
        yield from _hidden(draft, stories)


class _OverBudget(Exception):
    """The package is too large or dense."""


def _errors() -> tuple[type[Exception], ...]:
    from docx.opc.exceptions import OpcError
    from lxml.etree import LxmlError

    return (*PACKAGE_ERRORS, OpcError, LxmlError, AttributeError, TypeError, AssertionError)


def _said(error: Exception) -> str:
    return f"{type(error).__name__} {error}".strip().splitlines()[0][:200]


def _opened(content: BinaryIO) -> Any:  # noqa: ANN401  # the library has no types
    from docx import Document

    with zipfile.ZipFile(content) as package:
        refused = over_budget(package)
    if refused is not None:
        raise _OverBudget(refused)
    content.seek(0)
    return Document(content)


def _add_body(draft: Draft, document: Any, body: Story) -> Iterator[Reading]:  # noqa: ANN401
    stated = _properties(draft, document)
    lines = body.lines
    text = _joined(lines)
    draft.genre = genre_of(head_of(text), Genre.DOCUMENT)
    draft.take(masthead_of(text, draft.genre), text)
    draft.title = draft.title or stated.get("title")
    if draft.genre is not Genre.TESTIMONY:
        draft.author = draft.author or stated.get("author")
    draft.open(PartKind.BODY, 1, "body")
    base = draft.position
    parts = []
    for line in body.rows():
        label = f"table {line.table}!{line.row}"
        parts.append(draft.part(PartKind.ROW, line.row, label, base + line.start, base + line.start + len(line.words)))
    yield from draft.add(text, parts, end="")
    draft.close()
    yield from draft.add("\n\n" if text else "", end="")


def _joined(lines: list[Line]) -> str:
    return "".join(line.words + line.end for line in lines).rstrip("\n")


def _others(document: Any) -> Iterator[tuple[str, int, Story]]:  # noqa: ANN401
    """Notes, comments, page headers and footers, in this order; each note and comment is a story of its own."""
    from docx.oxml import parse_xml
    from lxml.etree import LxmlError

    relations = sorted(document.part.rels.values(), key=lambda relation: str(relation.rId))
    for ending, kind in STORIES:
        number = 0
        for relation in relations:
            if relation.is_external or not str(relation.reltype).endswith("/" + ending):
                continue
            try:
                root = parse_xml(relation.target_part.blob)
            except LxmlError:
                continue  # python-docx parses the parts it knows when it opens the file; the rest may be anything
            for member in Story.members(root) if ending.endswith("s") else [root]:
                story = Story(member)
                if story.lines:
                    number += 1
                    yield kind, number, story


def _add_other(draft: Draft, kind: str, number: int, story: Story) -> Iterator[Reading]:
    text = _joined(story.lines)
    place = PartKind.HEADER if kind.startswith("page") else PartKind.BODY
    start = draft.position
    part = draft.part(place, number, f"{kind} {number}", start, start + len(text))
    if kind == "comment":
        part = story.spoken(part, stated_period)
    yield from draft.add(text, (part,), end="\n\n")


def _properties(draft: Draft, document: Any) -> dict[str, str]:  # noqa: ANN401
    stated: dict[str, str] = {}
    try:
        kinds = [str(relation.reltype) for relation in document.part.package.rels.values()]
        if not any(kind.endswith("/core-properties") for kind in kinds):
            return stated  # python-docx would make some up, with today's date
        properties = document.core_properties
        found = {name: getattr(properties, name) for name in PROPERTIES}
    except _errors():
        return stated  # properties that cannot be read state nothing; the text is read all the same
    for name, value in found.items():
        words = value.isoformat() if hasattr(value, "isoformat") else " ".join(str(value or "").split())
        if words:
            stated[name] = words
            draft.declare(name, words)
    return stated


def _hidden(draft: Draft, stories: list[Story]) -> Iterator[Gap]:
    deleted = sum(len(story.deleted) for story in stories)
    if deleted:
        detail = f"{deleted} tracked deletions are not in the text; each is declared under 'deleted'"
        yield lack(draft.exhibit, GapKind.HIDDEN, "tracked changes", detail)
    hidden = sum(story.hidden for story in stories)
    if hidden:
        detail = f"{hidden} stretches are formatted as hidden; they stand in the text"
        yield lack(draft.exhibit, GapKind.HIDDEN, "hidden text", detail)
    foreign = sum(story.foreign for story in stories)
    if foreign:
        detail = f"{foreign} parts are embedded in another format and were not read"
        yield lack(draft.exhibit, GapKind.UNSUPPORTED, "embedded parts", detail)
