"""Where the parts of a mail message lie, found in one pass with bounded memory.

Source: RFC 2045 and RFC 2046 section 5.1; the headers are parsed by the standard library's ``email``.
"""

import email.message
import email.parser
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

BLOCK_BYTES = 1 << 18
_LONGEST_HEADER = 1 << 18
_LONGEST_LINE = 1 << 14
_DEEPEST = 50
_HEADER_LINE = re.compile(rb"[!-9;-~]+[ \t]*:")


@dataclass(frozen=True, slots=True, kw_only=True)
class MailPart:
    """One leaf of a message: ``number`` as in ``2.1``, its headers, and the stretch of its encoded body.

    ``is_closed`` is false where the message ended before the boundary that should close the part.
    """

    number: str
    headers: email.message.Message
    start: int
    end: int
    is_closed: bool


class Scanner:
    """Looks for byte patterns in a stretch of a file, a block at a time."""

    def __init__(self, content: BinaryIO, block_bytes: int = BLOCK_BYTES) -> None:
        self._content = content
        self._block_bytes = block_bytes
        self._at = 0
        self._block = b""

    def find(self, pattern: bytes, start: int, end: int) -> int:
        """Give where ``pattern`` first begins in ``[start, end)``, or -1."""
        while start < end:
            block = self._from(start)
            if len(block) < len(pattern):
                # the rest of a block may hold the pattern's beginning
                self._load(start)
                block = self._block
            at = block.find(pattern)
            if at >= 0:
                return start + at if start + at + len(pattern) <= end else -1
            if len(block) < len(pattern):
                return -1
            start += len(block) - len(pattern) + 1
        return -1

    def line(self, start: int, end: int) -> bytes:
        """Give the line that begins at ``start`` with its ending, cut after 16 KiB."""
        block = self._from(start)
        if len(block) < _LONGEST_LINE:
            self._load(start)
            block = self._block
        at = block.find(b"\n", 0, _LONGEST_LINE)
        return block[: min(at + 1 if at >= 0 else _LONGEST_LINE, end - start)]

    def stretch(self, start: int, end: int) -> bytes:
        """Give the few bytes ``[start, end)``."""
        found = self._from(start)[: end - start]
        if len(found) < end - start:
            self._load(start)
            found = self._block[: end - start]
        return found

    def _from(self, start: int) -> bytes:
        inside = start - self._at
        if not 0 <= inside < len(self._block):
            self._load(start)
            inside = 0
        return self._block[inside:] if inside else self._block

    def _load(self, start: int) -> None:
        self._content.seek(start)
        self._block = self._content.read(self._block_bytes)
        self._at = start


def mail_parts(content: BinaryIO, start: int, end: int) -> Iterator[MailPart]:
    """Give the leaves of the message that stands in ``[start, end)``, in order.

    An attached message is one leaf; its own parts are found when it is opened in its turn.
    """
    scanner = Scanner(content)
    level: list[tuple[bytes, str, int, bool]] = []
    at, number, default = start, "", "text/plain"
    while True:
        headers, body = read_headers(scanner, at, end, default=default)
        boundary = _boundary(headers)
        if boundary is not None and len(level) < _DEEPEST:
            level.append((boundary, number, 0, headers.get_content_type() == "multipart/digest"))
            stop, following, depth, is_last = _next_boundary(scanner, body, end, level)
        else:
            stop, following, depth, is_last = _next_boundary(scanner, body, end, level)
            is_closed = not level or depth >= 0
            yield MailPart(number=number or "1", headers=headers, start=body, end=max(body, stop), is_closed=is_closed)
        while depth >= 0 and is_last:
            del level[depth:]
            stop, following, depth, is_last = _next_boundary(scanner, following, end, level)
        if depth < 0:
            return
        del level[depth + 1 :]
        mark, parent, count, is_digest = level[depth]
        level[depth] = (mark, parent, count + 1, is_digest)
        number = f"{parent}.{count + 1}" if parent else str(count + 1)
        at, default = following, "message/rfc822" if is_digest else "text/plain"


def read_headers(scanner: Scanner, start: int, end: int, *, default: str) -> tuple[email.message.Message, int]:
    """Give the headers that begin at ``start``, and where the body begins.

    A line that is no header ends them, as does the 256th KiB.
    """
    raw = bytearray()
    at = start
    while at < end and len(raw) < _LONGEST_HEADER:
        line = scanner.line(at, end)
        text = line.removeprefix(b"\xef\xbb\xbf") if at == start else line
        if not text.strip(b"\r\n"):
            at += len(line)
            break
        is_envelope = at == start and text.startswith((b"From ", b">From "))
        if not is_envelope:
            is_header = _HEADER_LINE.match(text) or (raw and text[:1] in b" \t") or (raw and not raw.endswith(b"\n"))
            if not is_header:
                break
            raw += text
        at += len(line)
    parsed = email.parser.HeaderParser().parsestr(_decoded(bytes(raw)))
    parsed.set_default_type(default)
    return parsed, at


def _decoded(raw: bytes) -> str:
    return raw.replace(b"\0", b"").decode("utf-8", "backslashreplace")


def _boundary(headers: email.message.Message) -> bytes | None:
    if headers.get_content_maintype() != "multipart":
        return None
    found = headers.get_boundary()
    return found.encode("utf-8", "backslashreplace") if found else None


def _next_boundary(
    scanner: Scanner, at: int, end: int, level: list[tuple[bytes, str, int, bool]]
) -> tuple[int, int, int, bool]:
    """Give where the content stops, where the next begins, at what depth (-1: none), whether its level closes."""
    if not level:
        return end, end, -1, False
    is_line_start = True
    while at < end:
        if not is_line_start:
            found = scanner.find(b"\n--", at, end)
            if found < 0:
                break
            at = found + 1
        is_line_start = False
        line = scanner.line(at, end)
        if line.startswith(b"--"):
            mark = line[2:].rstrip()
            for depth in range(len(level) - 1, -1, -1):
                boundary = level[depth][0]
                if mark in (boundary, boundary + b"--"):
                    return _before_newline(scanner, at), at + len(line), depth, mark != boundary
    return end, end, -1, False


def _before_newline(scanner: Scanner, at: int) -> int:
    before = scanner.stretch(max(0, at - 2), at)
    if before == b"\r\n":
        return at - 2
    return at - 1 if before else at
