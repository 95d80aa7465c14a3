"""Which characters the bytes of a text stand for."""

import codecs
import io
import re
from collections.abc import Iterator
from typing import BinaryIO, Final

from probative.reading.legacy import legacy_encoding_of
from probative.reading.soundness import sound

BLOCK_BYTES: Final = 1 << 17
"""How much is decoded at a time."""

NOISE_PERMILLE: Final = 20
"""Control bytes per thousand from which on bytes are no text: text has none, random bytes have 110, code pages with
letters there do not exist."""

BROKEN_PERMILLE: Final = 100
"""Of the characters beyond ASCII, how many per thousand may be broken for the text still to be damaged UTF-8."""

STRETCH_BYTES: Final = 1 << 16
"""How much from the first byte beyond ASCII on must be UTF-8 for a text to be taken for it; later breaks are damage."""

BYTE_ORDER_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

_BEYOND: Final = re.compile(rb"[\x80-\xff]")
_CONTROLS: Final = bytes([*range(7), *range(0x0E, 0x1B), *range(0x1C, 0x20), 0x7F])


def encoding_of(sample: bytes) -> str | None:
    """Give the name of the encoding that ``sample`` is in, as Python calls it.

    In this order: a byte order mark, the pattern of NULs of UTF-16 and UTF-32, strict UTF-8, UTF-8 with some damage,
    the legacy encoding whose letters make the likeliest text.

    Returns:
        ``None`` where the bytes are no text in any encoding.
    """
    for mark, name in BYTE_ORDER_MARKS:
        if sample.startswith(mark):
            return name
    if b"\x00" in sample and (wide := _wide(sample)) is not None:
        return wide
    if len(sample) - len(sample.translate(None, _CONTROLS)) > max(1, len(sample) * NOISE_PERMILLE // 1000):
        return None
    if sample.isascii():
        return "iso2022_jp" if b"\x1b$" in sample and _decodes(sample, "iso2022_jp") else "ascii"
    first = _BEYOND.search(sample)
    stretch = sample[first.start() :][:STRETCH_BYTES] if first else sample
    broken = _broken_in_utf8(stretch)
    if broken is not None and broken <= BROKEN_PERMILLE:
        return "utf-8"
    return legacy_encoding_of(sample)


class Decoded:
    """The text of a stream of bytes, in blocks that end at line ends, with what was wrong with it.

    All line ends become line feeds. NULs and bytes that stand for nothing become U+FFFD; ``broken`` counts them
    and ``broken_at`` is the position of the first. ``encoding`` is set as soon as it is known: a text that begins with
    a long stretch of ASCII is ``ascii`` until its first other byte. ``is_noise`` says that the bytes are no text.
    """

    def __init__(self, content: BinaryIO, declared: str | None = None) -> None:
        """Take the bytes from where ``content`` stands, and the encoding the material declares, if it does."""
        self.encoding = "ascii"
        self.is_noise = False
        self.broken = 0
        self.broken_at: int | None = None
        self._content = content
        self._declared = declared
        self._position = 0

    def __iter__(self) -> Iterator[str]:
        """Give the text block by block. A line longer than a block is cut."""
        newlines = io.IncrementalNewlineDecoder(None, translate=True)
        held = ""
        for text in self._texts():
            text = newlines.decode(text)  # noqa: PLW2901  # the same text, one step on
            if "\ufffd" in text:
                self._note(text, len(held))
            text = held + text if held else text  # noqa: PLW2901
            cut = text.rfind("\n") + 1
            if not cut and len(text) >= BLOCK_BYTES:
                cut = len(text)
            held = text[cut:]
            if cut:
                yield self._given(text[:cut])
        held += newlines.decode("", final=True)
        if held:
            yield self._given(held)

    def _given(self, text: str) -> str:
        self._position += len(text)
        return text

    def _note(self, text: str, held: int) -> None:
        if self.broken_at is None:
            self.broken_at = self._position + held + text.index("\ufffd")
        self.broken += text.count("\ufffd")

    def _texts(self) -> Iterator[str]:
        decoder: codecs.IncrementalDecoder | None = None
        is_first = True
        while raw := self._content.read(BLOCK_BYTES):
            if decoder is None:
                name = self._named(raw) if is_first or not raw.isascii() else "ascii"
                if name is None:
                    self.is_noise = True
                    return
                self.encoding = name
                if name != "ascii":
                    raw = _without_mark(raw, name)  # the same bytes, less the mark
                    decoder = codecs.getincrementaldecoder(name)("strict")
            is_first = False
            text = raw.decode("ascii") if decoder is None else _decode(decoder, self.encoding, raw)
            # looked for in the bytes: in wide text every other byte of ASCII is a NUL, which makes looking there slow
            yield sound(text) if b"\x00" in raw else text
        if decoder is not None and (rest := decoder.getstate()[0]):
            yield rest.decode(self.encoding, "replace")

    def _named(self, raw: bytes) -> str | None:
        found = encoding_of(raw)
        if found is None or self._declared is None or found in ("utf-8", "ascii") or found.startswith("utf-"):
            return found
        return self._declared if _decodes(raw, self._declared) else found


def _decode(decoder: codecs.IncrementalDecoder, name: str, raw: bytes) -> str:
    state = decoder.getstate()
    try:
        return decoder.decode(raw)
    except UnicodeDecodeError:
        lenient = codecs.getincrementaldecoder(name)("replace")
        lenient.setstate(state)
        text = lenient.decode(raw)
        decoder.setstate(lenient.getstate())
        return text


def _without_mark(raw: bytes, name: str) -> bytes:
    for mark, marked in BYTE_ORDER_MARKS:
        if marked == name and raw.startswith(mark):
            return raw[len(mark) :]
    return raw


def _decodes(sample: bytes, name: str) -> bool:
    """Whether all of ``sample`` but perhaps a last character cut in two is text in the encoding ``name``."""
    try:
        codecs.getincrementaldecoder(name)("strict").decode(sample)
    except (UnicodeDecodeError, LookupError):
        return False
    return True


def _broken_in_utf8(sample: bytes) -> int | None:
    """Per thousand characters beyond ASCII, how many are broken UTF-8; ``None`` where none is whole."""
    try:
        codecs.getincrementaldecoder("utf-8")("strict").decode(sample)
    except UnicodeDecodeError:
        text = sample.decode("utf-8", "replace")
        beyond = sum(not character.isascii() for character in text)
        broken = text.count("\ufffd")
        return broken * 1000 // beyond if broken < beyond else None
    return 0


def _wide(sample: bytes) -> str | None:
    """The form of UTF-16 or UTF-32 whose text is made of printable characters, if one is."""
    whole = sample[: min(len(sample), 4096) // 4 * 4] or sample[: len(sample) // 2 * 2]
    for name in ("utf-32-le", "utf-32-be", "utf-16-le", "utf-16-be"):
        if not whole or not _decodes(whole, name):
            continue
        text = codecs.getincrementaldecoder(name)("strict").decode(whole)
        odd = sum(not (character.isprintable() or character in "\t\r\n\f\ufeff") for character in text)
        plain = sum(character.isascii() for character in text)
        if odd * 50 <= len(text) and plain * 20 >= len(text):
            return name
    return None
