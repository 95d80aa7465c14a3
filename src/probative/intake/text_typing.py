"""What kind of text a stretch of bytes is, if it is text at all."""

import codecs
import json
import re

from probative.intake.formats import BY_NAME_ONLY

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CONTROLS = re.compile(r"[\x00-\x06\x0e-\x1a\x1c-\x1f\x7f]")
_HTML = re.compile(
    r"\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|script|title|meta|table|div|p|h1)\b",
    re.IGNORECASE | re.DOTALL,
)
_LATE_HTML = re.compile(r"<html[\s>].*<(?:head|body|title|meta)\b", re.IGNORECASE | re.DOTALL)
_SVG = re.compile(r"\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--.*?-->\s*)*(?:<!DOCTYPE svg[^>]*>\s*)?<svg\b", re.DOTALL)
_XML = re.compile(r"\s*<\?xml\s")
_POSTMARK = re.compile(r"From \S[^\n]*\n>?[!-9;-~]+[ \t]*:")
_HEADER = re.compile(r"([!-9;-~]+)[ \t]*:")
_MAIL_MARKS = {
    "received", "message-id", "mime-version", "return-path", "delivered-to", "content-type", "x-mailer",
    "content-transfer-encoding", "dkim-signature", "in-reply-to", "references", "resent-from",
}  # fmt: skip
_BEGINNINGS = (
    ("-----BEGIN ", "text/x-pem"),
    ("BEGIN:VCALENDAR", "text/calendar"),
    ("BEGIN:VCARD", "text/vcard"),
)
_LETTER_MARKS = {"from", "to", "subject", "date", "cc"}


def text_type(content: bytes, extension: str, *, is_whole: bool) -> str | None:
    """Give the media type of a text, or ``None`` where the bytes are no text.

    Args:
        content: The beginning of the item.
        extension: Lower case, without the dot; it decides only where characters cannot.
        is_whole: Whether ``content`` is all of it.
    """
    text = decoded(content)
    if text is None:
        return None
    text = text.removeprefix("\ufeff")
    for find in (_mail, _markup, _data):
        found = find(text, extension, is_whole=is_whole)
        if found is not None:
            return found
    if extension in BY_NAME_ONLY:
        return BY_NAME_ONLY[extension]
    if extension not in ("txt", "text", "log") and _is_table(text):
        return "text/csv"
    return "text/plain"


def decoded(content: bytes) -> str | None:
    """Give the characters of ``content`` as far as typing needs them, or ``None`` where it is no text."""
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            unit = 4 if "32" in encoding else 2 if "16" in encoding else 1
            text = content[: len(content) // unit * unit].decode(encoding, "replace")
            return None if _CONTROLS.search(text) or _is_mostly_replaced(text) else text
    if b"\0" in content:
        return _wide(content)
    try:
        text = codecs.getincrementaldecoder("utf-8")().decode(content)
    except UnicodeDecodeError:
        # any one-byte encoding: letters may read wrongly here, but layout and ASCII words do not
        text = content.decode("latin-1")
    return None if _CONTROLS.search(text) else text


def _wide(content: bytes) -> str | None:
    """Read UTF-16 without its mark: every other byte of Latin or Cyrillic text is 0 or 4."""
    even, odd = content[0::2], content[1::2]
    for encoding, high in (("utf-16-le", odd), ("utf-16-be", even)):
        share = sum(high.count(value) for value in (0, 4)) / max(1, len(high))
        if share > 0.9 and len(content) >= 8:
            text = content[: len(content) // 2 * 2].decode(encoding, "replace")
            if not _CONTROLS.search(text) and not _is_mostly_replaced(text):
                return text
    return None


def _is_mostly_replaced(text: str) -> bool:
    return text.count("\ufffd") * 10 > len(text)


def _mail(text: str, extension: str, *, is_whole: bool) -> str | None:
    del is_whole
    if extension != "eml" and (_POSTMARK.match(text) or (extension == "mbox" and text.startswith("From "))):
        return "application/mbox"
    named: set[str] = set()
    previous_was_header = False
    for index, line in enumerate(text.splitlines()[:400]):
        if not line.strip():
            break
        match = _HEADER.match(line)
        if match:
            named.add(match.group(1).lower())
        elif index == 0 and line.startswith(("From ", ">From ")):
            continue
        elif not (line[0] in " \t" and previous_was_header):
            if len(named & _MAIL_MARKS) > 2:
                break
            return None
        previous_was_header = True
    is_letter = "from" in named and len(named & _LETTER_MARKS) >= 2
    if extension == "eml":
        return "message/rfc822" if named & (_MAIL_MARKS | _LETTER_MARKS) else None
    technical = named & _MAIL_MARKS
    is_mail = (is_letter and technical) or (
        len(technical) >= 2 and named & (_LETTER_MARKS | {"received", "mime-version"})
    )
    return "message/rfc822" if is_mail else None


def _markup(text: str, extension: str, *, is_whole: bool) -> str | None:
    del is_whole
    if _SVG.match(text):
        return "image/svg+xml"
    if _HTML.match(text):
        return "text/html"
    if _XML.match(text):
        return "text/html" if _LATE_HTML.search(text) else "application/xml"
    if extension in ("html", "htm", "xhtml") and re.search(r"<[a-z!][^<>]*>", text, re.IGNORECASE):
        return "text/html"
    return "text/html" if text.lstrip().startswith("<") and _LATE_HTML.search(text) else None


def _data(text: str, extension: str, *, is_whole: bool) -> str | None:
    begun = text.lstrip()
    for beginning, value in _BEGINNINGS:
        if begun.startswith(beginning):
            return value
    if begun[:1] not in {"{", "["}:
        return None
    return _json(text, begun, extension, is_whole=is_whole)


def _json(text: str, begun: str, extension: str, *, is_whole: bool) -> str | None:
    lines = [line for line in begun.splitlines() if line.strip()]
    if len(lines) > 1 and _is_json(lines[0]) and (_is_json(lines[1]) or (len(lines) == 2 and not is_whole)):
        return "application/x-ndjson"
    is_json = _is_json(text) if is_whole else extension in {"json", "jsonl", "ndjson", "ijson"}
    return (
        "application/json"
        if is_json or (not is_whole and re.match(r'[\[{]\s*(?:[\[{]\s*)*"(?:[^"\\]|\\.)*"\s*[:,\]]', begun))
        else None
    )


def _is_json(text: str) -> bool:
    try:
        return isinstance(json.loads(text), dict | list)
    except (ValueError, RecursionError):
        return False


def _is_table(text: str) -> bool:
    """Whether at least four lines hold the same number, two or more, of one delimiter."""
    lines = [line for line in text.splitlines()[:20] if line.strip()]
    if len(lines) < 4:
        return False
    for delimiter in (",", ";", "\t"):
        counts = {line.count(delimiter) for line in lines[:-1]}
        if len(counts) == 1 and counts.pop() >= 2:
            return True
    return False
