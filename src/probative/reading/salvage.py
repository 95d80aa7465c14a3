"""Opening a PDF whose end is missing."""

import re
from typing import Final

_NEXT: Final = re.compile(rb"\bendobj\b|\bstream\b")
_TYPE: Final = re.compile(rb"/Type\s*/Page(?![A-Za-z])")
_HEADER: Final = re.compile(rb"(?:^|[\r\n])\s*(\d{1,9})\s+(\d{1,5})\s+obj\b")
_ENCRYPT: Final = re.compile(rb"/Encrypt\b")


def salvaged(content: bytes) -> bytes | None:
    """Give a PDF with a new catalogue, page tree and trailer over the page objects that are whole.

    pdfium finds the objects of a file without its table by itself, but not the pages when the catalogue or the
    trailer is gone.

    Returns:
        ``None`` where no page object stands in the open (they may be in compressed object streams), or the file is
        encrypted.
    """
    if not content.startswith(b"%PDF-") or _ENCRYPT.search(content):
        return None
    pages: list[bytes] = []
    highest = 0
    for match in _HEADER.finditer(content):
        highest = max(highest, int(match[1]))
        end = _NEXT.search(content, match.end())
        if end is not None and _TYPE.search(content, match.end(), end.start()):
            pages.append(b"%s %s R" % (match[1], match[2]))
    if not pages:
        return None
    kids = b" ".join(dict.fromkeys(pages))
    tree, catalogue = highest + 1, highest + 2
    size = catalogue + 1
    addition = (
        b"\nendobj\n%d 0 obj\n<< /Type /Pages /Kids [%s] /Count %d >>\nendobj\n"
        b"%d 0 obj\n<< /Type /Catalog /Pages %d 0 R >>\nendobj\n"
        b"trailer << /Size %d /Root %d 0 R >>\nstartxref\n0\n%%%%EOF\n"
    ) % (tree, kids, len(pages), catalogue, tree, size, catalogue)
    return content + addition
