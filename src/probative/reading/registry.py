"""Every reader, and the entry that picks one by media type."""

from collections.abc import Iterator
from dataclasses import replace
from typing import BinaryIO, Final

from probative.base.identifiers import GapId, identifier
from probative.model.exhibits import Exhibit
from probative.model.gaps import Gap, GapKind
from probative.model.readings import Reading
from probative.reading.container import ContainerReader
from probative.reading.docx import DocxReader
from probative.reading.html import HtmlReader
from probative.reading.image import ImageReader
from probative.reading.mail import MailReader
from probative.reading.mailbox import MailboxReader
from probative.reading.pdf import PdfReader
from probative.reading.port import VOLUME_LIMIT, Reader, lack
from probative.reading.table import TableReader
from probative.reading.text import TextReader
from probative.reading.workbook import WorkbookReader

READERS: Final[tuple[Reader, ...]] = (
    TextReader(),
    HtmlReader(),
    PdfReader(),
    DocxReader(),
    WorkbookReader(),
    TableReader(),
    MailReader(),
    MailboxReader(),
    ImageReader(),
    ContainerReader(),
)
"""The readers. To add a format, write one module with a reader and name it here."""

ENCRYPTED: Final = ("application/encrypted",)
"""Media types that say that an item is encrypted, whatever it is inside."""


def reader_of(media_type: str) -> Reader | None:
    """Give the reader for a media type: one that names it, else one that takes its whole family, else ``None``."""
    kind = media_type.partition(";")[0].strip().lower()
    family = kind.partition("/")[0] + "/*"
    for wanted in (kind, family):
        for reader in READERS:
            if wanted in reader.media_types:
                return reader
    return None


def read(content: BinaryIO, exhibit: Exhibit, *, volume_limit: int = VOLUME_LIMIT) -> Iterator[Reading | Gap]:
    """Read an exhibit: its text with positions, parts and metadata, and what of it could not be read.

    Args:
        content: Its bytes, seekable. Read from the beginning, never written to, never closed.
        exhibit: What it is; its ``media_type`` picks the reader.
        volume_limit: Code points a volume holds. Normally everything fits into one.

    Returns:
        Volumes in order, and gaps as they are met, counted ``G-0001`` and on within this call. Nothing but gaps where
        nothing could be read. Whatever the bytes are, it never raises for them.

    Raises:
        ValueError: When ``volume_limit`` is below 1.
    """
    if volume_limit < 1:
        raise ValueError(f"a volume holds at least one code point, not {volume_limit}")
    return _counted(content, exhibit, volume_limit)


def _counted(content: BinaryIO, exhibit: Exhibit, volume_limit: int) -> Iterator[Reading | Gap]:
    count = 0
    for found in _found(content, exhibit, volume_limit):
        if isinstance(found, Gap):
            count += 1
            yield replace(found, id=GapId(identifier("G", count)))
        else:
            yield found


def _found(content: BinaryIO, exhibit: Exhibit, volume_limit: int) -> Iterator[Reading | Gap]:
    content.seek(0)
    is_empty = not content.read(1)
    content.seek(0)
    if is_empty:
        yield lack(exhibit, GapKind.EMPTY, "", "it has no bytes")
        return
    if exhibit.media_type in ENCRYPTED:
        yield lack(exhibit, GapKind.ENCRYPTED, "", "it needs a password")
        return
    reader = reader_of(exhibit.media_type)
    if reader is None:
        yield lack(exhibit, GapKind.UNSUPPORTED, "", f"no reader here for {exhibit.media_type}")
        return
    yield from reader.read(content, exhibit, volume_limit)
