"""HTML and XHTML: the main text, and what the page says of itself. Scripts are never run."""

import re
from collections.abc import Iterator
from functools import cached_property
from typing import Any, BinaryIO, Final

from probative.model.exhibits import Exhibit
from probative.model.gaps import Gap, GapKind
from probative.model.readings import Genre, PartKind, Reading
from probative.reading.days import stated_period
from probative.reading.draft import Draft
from probative.reading.encoding import Decoded
from probative.reading.markup import has_hidden_words, main_element, words_of
from probative.reading.page import Page, page_of
from probative.reading.port import ITEM_LIMIT_BYTES, lack
from probative.reading.release import release_of
from probative.reading.text import broken_characters

LINKS_LIMIT: Final = 200
"""Links of the main text that are noted; a page may have any number."""

_CHARSET: Final = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""")


class HtmlReader:
    """Reads the main text of a web page and its metadata."""

    name = "html"
    media_types = ("text/html", "application/xhtml+xml", "text/xhtml")

    @cached_property
    def version(self) -> str:
        """Ours and selectolax's."""
        return f"1 (selectolax {release_of('selectolax')})"

    def read(self, content: BinaryIO, exhibit: Exhibit, volume_limit: int) -> Iterator[Reading | Gap]:
        """Give the main text as one body."""
        from selectolax.lexbor import LexborHTMLParser

        decoded = Decoded(content, charset_of(content))
        source, is_whole = _source(decoded)
        if decoded.is_noise:
            yield lack(exhibit, GapKind.UNREADABLE, "", "the bytes are no text in any encoding")
            return
        if not is_whole:
            detail = f"only the first {ITEM_LIMIT_BYTES} characters were read"
            yield lack(exhibit, GapKind.OVER_BUDGET, "", detail)
        tree = LexborHTMLParser(source)
        page = page_of(tree)
        main, which = main_element(tree)
        has_hidden = main is not None and has_hidden_words(main)
        links = [] if main is None else _links(main)
        words = "" if main is None else words_of(main)
        draft = Draft(exhibit, reader=self.name, version=self.version, genre=Genre.PUBLICATION, limit=volume_limit)
        draft.encoding = decoded.encoding
        _take(draft, page, words)
        draft.declare("main", which)
        for link in links:
            draft.declare("link", link)
        draft.open(PartKind.BODY, 1, "main text")
        yield from draft.add(words)
        yield from draft.finish()
        if not words:
            yield lack(exhibit, GapKind.EMPTY, "", "the page has no text; what scripts would write is not looked for")
        if has_hidden:
            detail = "text that the page does not show stands in the reading beside what it shows"
            yield lack(exhibit, GapKind.HIDDEN, "", detail)
        yield from broken_characters(decoded, exhibit)


def charset_of(content: BinaryIO) -> str | None:
    """Give the encoding that the first kilobytes of a page declare, and go back to where ``content`` stood."""
    start = content.tell()
    begin = content.read(4096)
    content.seek(start)
    match = _CHARSET.search(begin)
    return None if match is None else match.group(1).decode("ascii")


def _source(decoded: Decoded) -> tuple[str, bool]:
    blocks: list[str] = []
    length = 0
    for block in decoded:
        if length + len(block) > ITEM_LIMIT_BYTES:
            return "".join(blocks), False
        blocks.append(block)
        length += len(block)
    return "".join(blocks), True


def _links(main: Any) -> list[str]:  # noqa: ANN401  # the library's node has no types
    found = (node.attributes.get("href") for node in main.css("a[href]"))
    wanted = [
        link.strip() for link in found if link and link.strip().lower().startswith(("http:", "https:", "mailto:"))
    ]
    return list(dict.fromkeys(wanted))[:LINKS_LIMIT]


def _take(draft: Draft, page: Page, words: str) -> None:
    """Set what the page says of itself, anchored in the main text where the same words stand there."""
    draft.title, draft.author, draft.publisher = page.title, page.author, page.publisher
    if page.published:
        draft.stated_date = stated_period(page.published)
    for key, value in (
        ("title", page.title),
        ("author", page.author),
        ("publisher", page.publisher),
        ("date", page.published),
        ("address", page.address),
        ("language", page.language),
    ):
        if value:
            found = words.find(value, 0, 5_000)
            draft.declare(key, value, draft.position + found if found >= 0 else None)
