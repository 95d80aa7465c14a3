"""Plain text and Markdown."""

from collections.abc import Iterator
from typing import BinaryIO, Final

from probative.model.exhibits import Exhibit
from probative.model.gaps import Gap, GapKind
from probative.model.readings import Genre, PartKind, Reading
from probative.reading.draft import Draft
from probative.reading.encoding import Decoded
from probative.reading.genre import genre_of, head_of
from probative.reading.markdown import markdown_masthead
from probative.reading.masthead import HEAD_LENGTH, Masthead, masthead_of
from probative.reading.port import lack

SIGNATURES: Final = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive or an office file"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an office file of the old kind"),
    (b"\x89PNG\r\n\x1a\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"{\\rtf", "RTF"),
)
"""How formats begin that can pass for text."""

WRITTEN_BY_MACHINES: Final = (
    "json",
    "xml",
    "yaml",
    "x-log",
    "x-yaml",
    "x-ndjson",
    "jsonl",
    "x-jsonlines",
    "x-pem",
    "calendar",
    "vcard",
)
"""Subtypes of text that no publisher writes: nothing at their head is a headline."""


class TextReader:
    """Reads text in any encoding, line by line, however long."""

    name = "text"
    version = "1"
    media_types = (
        "text/plain",
        "text/markdown",
        "text/x-markdown",
        "text/*",
        "application/json",
        "application/x-ndjson",
        "application/jsonl",
        "application/x-jsonlines",
        "application/xml",
        "application/yaml",
        "application/x-yaml",
    )

    def read(self, content: BinaryIO, exhibit: Exhibit, volume_limit: int) -> Iterator[Reading | Gap]:
        """Give the text as one body; long texts in volumes cut at line ends."""
        foreign = _foreign(content)
        if foreign is not None:
            yield lack(exhibit, GapKind.UNREADABLE, "", f"called text, but its bytes begin like {foreign}")
            return
        draft = Draft(exhibit, reader=self.name, version=self.version, genre=Genre.PUBLICATION, limit=volume_limit)
        decoded = Decoded(content)
        is_first = True
        for block in decoded:
            if is_first:
                _take_head(draft, block)
                is_first = False
            draft.encoding = decoded.encoding
            yield from draft.add(block, end="", is_sound=True)
        if decoded.is_noise:
            what = "the rest is" if draft.position else "the bytes are"
            kind = GapKind.DAMAGED if draft.position else GapKind.UNREADABLE
            yield lack(exhibit, kind, "", f"{what} no text in any encoding", draft.position or None)
        if draft.position:
            yield from draft.finish()
        elif not decoded.is_noise:
            yield lack(exhibit, GapKind.EMPTY, "", "a byte order mark and no text")
        yield from broken_characters(decoded, exhibit)


def broken_characters(decoded: Decoded, exhibit: Exhibit) -> Iterator[Gap]:
    """Say how many characters of a text were broken, if any."""
    if decoded.broken:
        yield lack(
            exhibit,
            GapKind.DAMAGED,
            "",
            f"{decoded.broken} characters are NULs or broken in {decoded.encoding}; each stands as U+FFFD",
            decoded.broken_at,
        )


def _take_head(draft: Draft, text: str) -> None:
    subtype = draft.exhibit.media_type.partition("/")[2].rpartition("+")[2]
    if subtype in WRITTEN_BY_MACHINES:
        draft.genre = Genre.DOCUMENT
    else:
        masthead, start = markdown_masthead(text) if "markdown" in subtype else (Masthead(), 0)
        draft.genre = genre_of(head_of(text[start : start + HEAD_LENGTH]), Genre.PUBLICATION)
        draft.take(masthead_of(text, draft.genre, start, masthead), text)
    draft.open(PartKind.BODY, 1, "text")


def _foreign(content: BinaryIO) -> str | None:
    start = content.tell()
    begin = content.read(16)
    content.seek(start)
    return next((name for mark, name in SIGNATURES if begin.startswith(mark)), None)
