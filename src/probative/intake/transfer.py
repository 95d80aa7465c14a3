"""Undoing how mail wraps bytes: base64, quoted-printable, uuencode, as streams."""

import binascii

from probative.intake.errors import MemberDamaged
from probative.intake.streams import PIECE_BYTES, Source

_BASE64 = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/="
_NOT_BASE64 = bytes(value for value in range(256) if value not in _BASE64)
PLAIN = frozenset({"", "7bit", "8bit", "binary"})
"""The encodings that are none."""


class Lines:
    """A source cut into pieces that end where a line ends, as far as lines are short enough."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._held = b""
        self._is_done = False

    def piece(self) -> bytes:
        """Give the next whole lines; empty bytes at the end."""
        while not self._is_done:
            more = self._source.read(PIECE_BYTES)
            self._is_done = not more
            self._held += more
            cut = self._held.rfind(b"\n") + 1
            if not cut and len(self._held) > PIECE_BYTES:
                cut = len(self._held) - 4
            if cut:
                piece, self._held = self._held[:cut], self._held[cut:]
                return piece
        piece, self._held = self._held, b""
        return piece


class Unwrapped:
    """A mail part's bytes as they were before they were made fit for mail."""

    def __init__(self, name: str, source: Source, encoding: str) -> None:
        self._name = name
        self._lines = Lines(source)
        self._step = {"base64": self._base64, "quoted-printable": self._quoted}.get(encoding, self._uuencoded)
        self._rest = b""
        self._ready = b""
        self._is_done = False

    def read(self, count: int) -> bytes:
        """Give up to ``count`` bytes.

        Raises:
            MemberDamaged: When the wrapping is broken.
        """
        while not self._ready and not self._is_done:
            piece = self._lines.piece()
            self._is_done = not piece
            try:
                self._ready = self._step(piece)
            except binascii.Error as error:
                raise MemberDamaged(self._name, f"its encoding in the mail is broken ({error})") from error
        piece, self._ready = self._ready[:count], self._ready[count:]
        return piece

    def _base64(self, piece: bytes) -> bytes:
        letters = self._rest + piece.translate(None, _NOT_BASE64)
        padding = letters.find(b"=")
        if padding >= 0:
            # what stands behind the padding is no part of it; a second padded stretch never follows in one part
            self._is_done = True
            letters = letters[:padding]
            piece = b""
        cut = len(letters) if not piece else len(letters) // 4 * 4
        self._rest = letters[cut:]
        letters = letters[:cut]
        return binascii.a2b_base64(letters + b"=" * (-len(letters) % 4))

    def _quoted(self, piece: bytes) -> bytes:
        return binascii.a2b_qp(piece)

    def _uuencoded(self, piece: bytes) -> bytes:
        found = b""
        for line in piece.splitlines():
            if line.startswith(b"begin ") or line.strip() in (b"end", b"`", b""):
                continue
            try:
                found += binascii.a2b_uu(line)
            except binascii.Error:
                # some writers pad short lines wrongly; the length byte tells what counts
                count = (((line[0] - 32) & 63) * 4 + 5) // 3
                found += binascii.a2b_uu(line[:count])
        return found
