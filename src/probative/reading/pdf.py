"""PDF: one part a page."""

from collections.abc import Iterator
from contextlib import closing
from functools import cached_property
from typing import Any, BinaryIO, Final

from probative.model.exhibits import Exhibit
from probative.model.gaps import Gap, GapKind
from probative.model.readings import Genre, PartKind, Reading
from probative.reading.draft import Draft
from probative.reading.genre import genre_of, head_of
from probative.reading.masthead import masthead_of
from probative.reading.port import ITEM_LIMIT_BYTES, lack
from probative.reading.release import release_of
from probative.reading.salvage import salvaged

FEW_LETTERS: Final = 100
"""A page with a picture and fewer letters than this is looked at twice: its words may be in the picture."""

LARGE_PICTURE_PERCENT: Final = 50
"""How much of such a page a picture must fill to be taken for a scan."""

PROPERTIES: Final = (
    ("Title", "title"),
    ("Author", "author"),
    ("Subject", "subject"),
    ("Keywords", "keywords"),
    ("Creator", "creator"),
    ("Producer", "producer"),
    ("CreationDate", "created"),
    ("ModDate", "modified"),
)
"""Keys of a PDF's information dictionary, and ours for them."""

_NEEDS_PASSWORD: Final = 4
_IMAGE: Final = 3
_SENTENCE_END: Final = frozenset(".!?:;…\"'”’»)")


class PdfReader:
    """Reads the text layer of a PDF, page by page."""

    name = "pdf"
    media_types = ("application/pdf", "application/x-pdf")

    @cached_property
    def version(self) -> str:
        """Ours and pypdfium2's."""
        return f"1 (pypdfium2 {release_of('pypdfium2')})"

    def read(self, content: BinaryIO, exhibit: Exhibit, volume_limit: int) -> Iterator[Reading | Gap]:
        """Give a part for every page, and a gap for every page without a text layer."""
        from pypdfium2 import PdfiumError

        try:
            document, is_mended = _opened(content)
        except PdfiumError as error:
            if getattr(error, "err_code", None) == _NEEDS_PASSWORD:
                yield lack(exhibit, GapKind.ENCRYPTED, "", "the PDF needs a password")
            else:
                yield lack(exhibit, GapKind.UNREADABLE, "", f"no PDF that can be opened: {error}")
            return
        with closing(document):
            if is_mended:
                detail = "the file is cut short or broken; the pages whose objects are whole were read"
                yield lack(exhibit, GapKind.DAMAGED, "", detail)
            draft = Draft(exhibit, reader=self.name, version=self.version, genre=Genre.DOCUMENT, limit=volume_limit)
            count = len(document)
            is_blank = True
            for found in _pages(draft, document, _properties(draft, document)):
                is_blank = is_blank and not isinstance(found, Gap) and not found.text.strip()
                yield found
            for reading in draft.finish():
                is_blank = is_blank and not reading.text.strip()
                yield reading
            if is_blank:
                yield lack(exhibit, GapKind.EMPTY, "", f"none of its {count} pages holds text or a picture")


def _opened(content: BinaryIO) -> tuple[Any, bool]:
    """The document, and whether its table of objects had to be made anew."""
    from pypdfium2 import PdfDocument, PdfiumError

    whole = content.read(ITEM_LIMIT_BYTES)
    is_whole = not content.read(1)
    content.seek(0)
    try:
        return PdfDocument(whole if is_whole else content), False
    except PdfiumError as error:
        mended = salvaged(whole) if getattr(error, "err_code", None) != _NEEDS_PASSWORD else None
        if mended is None:
            raise
        return PdfDocument(mended), True


def _pages(draft: Draft, document: Any, stated: dict[str, str]) -> Iterator[Reading | Gap]:  # noqa: ANN401  # the library has no types
    from pypdfium2 import PdfiumError

    count = len(document)
    for number in range(1, count + 1):
        try:
            page = document[number - 1]
            text, lacks_words = _page(page)
        except PdfiumError as error:
            yield lack(draft.exhibit, GapKind.DAMAGED, f"page {number}", f"the page is broken: {error}", draft.position)
            continue
        start = draft.position
        if number == 1:
            _take_head(draft, text, stated)
        part = draft.part(PartKind.PAGE, number, f"page {number}", start, start + len(text))
        is_cut = text and text[-1] not in _SENTENCE_END
        yield from draft.add(text, (part,), end="\n" if is_cut or not text else "\n\n")
        if lacks_words:
            what = f"page {number} of {count}"
            detail = (
                "the page is a picture; its words need OCR"
                if not text
                else (f"a picture fills most of the page and only {len(text)} characters are text; its words need OCR")
            )
            yield lack(draft.exhibit, GapKind.NO_TEXT_LAYER, what, detail, start)


def _page(page: Any) -> tuple[str, bool]:  # noqa: ANN401
    """The text of a page, and whether its words seem to be in a picture."""
    with closing(page):
        with closing(page.get_textpage()) as textpage:
            text = as_lines(textpage.get_text_range())
        if sum(map(str.isalpha, text[: 2 * FEW_LETTERS])) >= FEW_LETTERS:
            return text, False
        return text, _is_scan(page, bool(text))


def as_lines(text: str) -> str:
    """Give pdfium's text with line feeds at line ends, and words joined where a line ended in a hyphen.

    pdfium puts U+FFFE (or U+0002) where it removed a hyphen and the line end behind it; soft hyphens go as well.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    for mark in ("\ufffe", "\x02", "\xad"):
        if mark in text:
            text = text.replace(mark, "")
    return text.strip()


def _is_scan(page: Any, has_text: bool) -> bool:  # noqa: ANN401
    from pypdfium2 import PdfiumError

    width, height = page.get_size()
    try:
        for found in page.get_objects(max_depth=4):
            if not has_text and found.type != _IMAGE:
                return True
            if found.type == _IMAGE:
                left, bottom, right, top = found.get_bounds()
                covered = max(0.0, right - left) * max(0.0, top - bottom)
                if not has_text or covered * 100 >= width * height * LARGE_PICTURE_PERCENT:
                    return True
    except PdfiumError:
        return True  # it holds something that cannot be looked into
    return False


def _take_head(draft: Draft, text: str, stated: dict[str, str]) -> None:
    """Set what the first page says of the document; where it is silent, what the file's properties say."""
    draft.genre = genre_of(head_of(text), Genre.DOCUMENT)
    draft.take(masthead_of(text, draft.genre), text)
    draft.title = draft.title or stated.get("Title") or None
    if draft.genre is not Genre.TESTIMONY:
        draft.author = draft.author or stated.get("Author") or None


def _properties(draft: Draft, document: Any) -> dict[str, str]:  # noqa: ANN401
    """What the file's information dictionary states: by the clock and name of the program that wrote it."""
    stated: dict[str, str] = {}
    for name, _ in PROPERTIES:
        try:
            stated[name] = " ".join(document.get_metadata_value(name).split())
        except UnicodeDecodeError:
            continue  # a property that is no text states nothing; the pages are read all the same
    for name, key in PROPERTIES:
        draft.declare(key, stated.get(name, ""))
    return stated
