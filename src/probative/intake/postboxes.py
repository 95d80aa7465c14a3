"""The attachments of a mail message, and of every message in an mbox."""

import email.errors
import email.header
import email.message
import re
from collections.abc import Iterator
from functools import partial
from typing import BinaryIO

from probative.intake.arrivals import Arrival, Refusal
from probative.intake.budgets import Spending
from probative.intake.mime import MailPart, Scanner, mail_parts, read_headers
from probative.intake.naming import Names, shown
from probative.intake.streams import Source, Stretch, stream
from probative.intake.transfer import PLAIN, Unwrapped
from probative.model.gaps import GapKind

_UNDONE = PLAIN | {"base64", "quoted-printable", "x-uuencode", "uuencode", "x-uue", "uue"}
_BODY_TYPES = {"text/plain", "text/html"}
_ENDINGS = {
    "application/pdf": ".pdf",
    "image/jpeg": ".jpg",
    "image/png": ".png",
    "image/gif": ".gif",
    "message/delivery-status": ".txt",
    "message/disposition-notification": ".txt",
    "message/feedback-report": ".txt",
    "message/rfc822": ".eml",
    "text/calendar": ".ics",
    "text/csv": ".csv",
    "text/html": ".html",
    "text/plain": ".txt",
}
_POSTMARK = re.compile(rb"From \S.*\d\d:\d\d.*\d{4}")
_HEADER_LINE = re.compile(rb">?[!-9;-~]+[ \t]*:")


def mail_members(content: BinaryIO, name: str, spending: Spending) -> Iterator[Arrival | Refusal]:
    """Give the attachments and attached messages of one mail, in order. Its own words are no members."""
    yield from _attachments(content, (0, content.seek(0, 2)), name, "", spending)


def mbox_members(content: BinaryIO, name: str, spending: Spending) -> Iterator[Arrival | Refusal]:
    """Give the attachments of every message of an mbox; those of the third are named ``message 3/...``."""
    for number, stretch in enumerate(message_stretches(content), start=1):
        yield from _attachments(content, stretch, f"{name}: message {number}", f"message {number}/", spending)


def message_stretches(content: BinaryIO) -> Iterator[tuple[int, int]]:
    """Give where each message of an mbox starts and ends, its ``From `` line included.

    A message starts at a line that begins with ``From ``, stands behind an empty line, and either has a time and a year
    in it or is followed by a header. Nothing is held but one block, whatever the size of the file.

    Source: RFC 4155, appendix A.
    """
    size_bytes = content.seek(0, 2)
    scanner = Scanner(content)
    start, at = 0, 0
    while (found := scanner.find(b"\nFrom ", at, size_bytes)) >= 0:
        at = found + 1
        is_behind_empty = scanner.stretch(max(0, found - 2), found).endswith((b"\n", b"\n\r")) or found == 0
        if is_behind_empty and _is_postmark(scanner, at, size_bytes):
            yield start, at
            start = at
    if start < size_bytes:
        yield start, size_bytes


def _is_postmark(scanner: Scanner, at: int, end: int) -> bool:
    line = scanner.line(at, end)
    return bool(_POSTMARK.match(line) or _HEADER_LINE.match(scanner.line(at + len(line), end)))


def _attachments(
    content: BinaryIO, stretch: tuple[int, int], name: str, prefix: str, spending: Spending
) -> Iterator[Arrival | Refusal]:
    names = Names()
    for part in mail_parts(content, *stretch):
        if _is_body(part):
            continue
        label = prefix + names.unique(_label(content, part))
        encoding = str(part.headers.get("content-transfer-encoding", "")).strip().lower()
        if encoding not in _UNDONE:
            detail = f"its encoding in the mail ({shown(encoding)}) is not undone here"
            yield Refusal(name=label, kind=GapKind.UNSUPPORTED, detail=detail)
        elif part.end - part.start > spending.budget.member_bytes:
            detail = f"it has {part.end - part.start} bytes; the budget allows {spending.budget.member_bytes}"
            yield Refusal(name=label, kind=GapKind.OVER_BUDGET, detail=detail)
        else:
            opened = partial(_opened, content, label, part.start, part.end, encoding)
            size_bytes = (part.end - part.start) * (3 if encoding == "base64" else 4) // 4
            yield Arrival(name=label, size_bytes=size_bytes, open=opened, container_member=label)
            if not part.is_closed:
                detail = f"the message ends before the mark that closes {label}: it may be cut off"
                yield Refusal(name=name, kind=GapKind.DAMAGED, detail=detail)


def _opened(content: BinaryIO, label: str, start: int, end: int, encoding: str) -> BinaryIO:
    source: Source = Stretch(content, start, end)
    if encoding not in PLAIN:
        source = Unwrapped(label, source, encoding)
    return stream(label, source, ceiling_bytes=end - start, pay=lambda _: None)


def _is_body(part: MailPart) -> bool:
    """Whether a part is what the message itself says: shown text without a file name."""
    headers = part.headers
    return (
        headers.get_content_type() in _BODY_TYPES
        and headers.get_content_disposition() != "attachment"
        and not headers.get_filename()
    ) or headers.get_content_maintype() == "multipart"


def _label(content: BinaryIO, part: MailPart) -> str:
    kind = part.headers.get_content_type()
    given = _unfolded(part.headers.get_filename() or "")
    # old mail programs send the whole path; only its last piece is a name
    given = re.split(r"[/\\]", given)[-1].strip()
    if given in ("", ".", ".."):
        subject = ""
        if kind == "message/rfc822":
            inner, _ = read_headers(Scanner(content), part.start, part.end, default="text/plain")
            subject = _unfolded(str(inner.get("subject", "")))
        given = f"{subject or f'part {part.number}'}{_ENDINGS.get(kind, '')}"
    return shown(given)


def _unfolded(value: str) -> str:
    """Give a header's value with encoded words read and folding undone."""
    try:
        pieces = email.header.decode_header(value)
        text = "".join(
            piece if isinstance(piece, str) else piece.decode(charset or "ascii", "backslashreplace")
            for piece, charset in pieces
        )
    except (email.errors.HeaderParseError, LookupError, ValueError):
        text = value
    return " ".join(text.split())
