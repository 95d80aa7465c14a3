"""What a stretch of bytes is: its content decides, its name only where content cannot."""

import re
from dataclasses import dataclass

from probative.intake.formats import EXTENSIONS, OFFICE_PARTS, OLE_STREAMS, SIGNATURES
from probative.intake.text_typing import text_type

HEAD_BYTES = 1 << 16
"""How much of an item's beginning ``media_type`` wants to see."""

TAIL_BYTES = 1 << 16
"""How much of its end: a zip's table of contents lies there."""

_UNKNOWN = "application/octet-stream"
_EMPTY = "application/x-empty"
_LOCAL_NAME = re.compile(rb"PK\x03\x04.{22}(..)..", re.DOTALL)
_LISTED_NAME = re.compile(rb"PK\x01\x02.{24}(..).{16}", re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class MediaType:
    """What an item is.

    ``value`` is an IANA name where there is one. ``agrees_with_name`` is false where the extension promises another
    format. ``by`` says what told: ``signature``, ``zip members``, ``text``, ``puremagic 1.30``, ``size``, ``nothing``.
    """

    value: str
    agrees_with_name: bool
    by: str


def media_type(name: str, head: bytes, tail: bytes = b"") -> MediaType:
    """Tell what an item is from its bytes.

    Args:
        name: Its name; the extension is compared with the answer.
        head: Its first bytes, ``HEAD_BYTES`` of them or all.
        tail: Its last bytes; nothing where ``head`` is all of it, or where the end cannot be reached.

    Returns:
        The media type. Nothing recognised gives ``application/octet-stream``, no bytes ``application/x-empty``.
    """
    extension = _extension(name)
    value, by = _recognised(head, tail, extension)
    promised = EXTENSIONS.get(extension)
    agrees = promised is None or value in promised or value == _EMPTY
    return MediaType(value=value, agrees_with_name=agrees, by=by)


def _extension(name: str) -> str:
    stem, dot, ending = re.sub(r" \[\d+\]$", "", name).rpartition(".")
    return ending.lower() if dot and stem else ""


def _recognised(head: bytes, tail: bytes, extension: str) -> tuple[str, str]:
    if not head:
        return _EMPTY, "size"
    return (
        _by_signature(head, tail, extension)
        or _by_text(head, extension, is_whole=not tail and len(head) < HEAD_BYTES)
        or _by_puremagic(head)
        or (_UNKNOWN, "nothing")
    )


def _by_text(head: bytes, extension: str, *, is_whole: bool) -> tuple[str, str] | None:
    value = text_type(head, extension, is_whole=is_whole)
    return None if value is None else (value, "text")


def _by_signature(head: bytes, tail: bytes, extension: str) -> tuple[str, str] | None:
    # a PDF may stand behind up to 1 KiB of something else (ISO 32000-1, implementation note 13)
    if 0 <= (at := head.find(b"%PDF-", 0, 1029)) <= 1024 and (at == 0 or extension == "pdf" or b"\0" in head[:2048]):
        return "application/pdf", "signature"
    for offset, mark, value in SIGNATURES:
        if head.startswith(mark, offset) and (offset != 8 or head.startswith(b"RIFF")):
            return _KINDS[value](head, tail) if value in _KINDS else (value, "signature")
    return ("application/x-tar", "signature") if _is_old_tar(head) else None


def _zip_kind(head: bytes, tail: bytes) -> tuple[str, str]:
    """Look at the names inside: an office document is a zip, a zip of documents is none."""
    names = [*_names(_LOCAL_NAME, head, 30), *_names(_LISTED_NAME, tail or head, 46)]
    if b"mimetype" in names[:1]:
        match = re.match(rb".{30}mimetype([a-z0-9.+/-]{5,80})", head, re.DOTALL)
        if match:
            return match.group(1).split(b"PK")[0].decode("ascii"), "zip members"
    if b"[Content_Types].xml" in names or b"_rels/.rels" in names:
        for folder, value in OFFICE_PARTS:
            if any(name.startswith(folder) for name in names):
                return value, "zip members"
    if b"datapackage.json" in names and any(name.startswith((b"archive/", b"pages/")) for name in names):
        return "application/x-wacz", "zip members"
    return "application/zip", "signature"


def _names(pattern: re.Pattern[bytes], stretch: bytes, header_bytes: int) -> list[bytes]:
    return [
        stretch[match.start() + header_bytes :][: int.from_bytes(match.group(1), "little")]
        for match in pattern.finditer(stretch)
    ]


def _ole_kind(head: bytes, tail: bytes) -> tuple[str, str]:
    for stream, value in OLE_STREAMS:
        wide = stream.encode("utf-16-le")
        if wide in head or wide in tail:
            return value, "signature"
    return "application/x-ole-storage", "signature"


_KINDS = {"application/zip": _zip_kind, "application/x-ole-storage": _ole_kind}


def _is_old_tar(head: bytes) -> bool:
    """Whether the checksum of a header without the ``ustar`` mark fits (V7 tar)."""
    block = head[:512]
    if len(block) < 512 or not block[0]:
        return False
    field = block[148:156].strip(b"\0 ")
    if not re.fullmatch(rb"[0-7]{1,7}", field):
        return False
    return sum(block[:148]) + 8 * 32 + sum(block[156:]) == int(field, 8)


def _by_puremagic(head: bytes) -> tuple[str, str] | None:
    from importlib.metadata import version

    import puremagic

    try:
        found = puremagic.magic_string(head)
    except (puremagic.PureError, ValueError):
        return None
    for match in found:
        # a mark of one or two bytes is met in noise too
        if match.mime_type and len(match.byte_match) >= 4:
            return str(match.mime_type), f"puremagic {version('puremagic')}"
    return None
