"""A checkpoint on paper: three lines, the words to read them aloud, and the way back.

The words carry the root, a byte a word, and two more for a checksum over all three lines, so that a word misheard
or two words exchanged show at once.

Source: docs/format/anchors.md.
"""

import base64
import binascii
import re
from dataclasses import dataclass
from difflib import get_close_matches

from probative.base.digest import digest_of
from probative.custody.anchors.words import WORDS
from probative.custody.ledger.checkpoints import Checkpoint

_TAG = b"probative/paper@1\n"
_ROOT_BYTES = 32
_SUM_BYTES = 2
_ORIGIN = re.compile(r"[^\s+]{1,200}")
_SIZE = re.compile(r"0|[1-9][0-9]{0,15}")
_PLACES = {word: number for number, word in enumerate(WORDS)}


class PaperError(ValueError):
    """What was typed or scanned is no checkpoint. The message says which line or word, and what may have been meant."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """What a sheet says. ``origin`` is ``None`` where only words were read."""

    origin: str | None
    size: int
    root: bytes


def three_lines(paper: Paper) -> tuple[str, str, str]:
    """Give the three lines of a checkpoint: the log's name, how many entries, their root."""
    return paper.origin or "", str(paper.size), base64.b64encode(paper.root).decode()


def paper_of(checkpoint: Checkpoint) -> Paper:
    """Give what the sheet of a checkpoint says."""
    return Paper(origin=checkpoint.origin, size=checkpoint.size, root=checkpoint.root)


def words_of(paper: Paper) -> tuple[str, ...]:
    """Give the words of a sheet: 32 for the root and 2 for the checksum over all three lines."""
    return tuple(WORDS[each] for each in paper.root + _checksum(paper))


def read_paper(text: str, *, origin: str) -> Paper:
    """Read what was typed from a sheet or scanned from its code: the three lines, or the number and the words.

    Spaces, empty lines and the capitals of words do not matter; a signature below the lines is passed over.

    Args:
        text: What was typed.
        origin: The log's own name, for words that say none.

    Raises:
        PaperError: When it is neither, saying where.
    """
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if not lines:
        raise PaperError("nothing was typed")
    if len(lines) >= 3 and "/" in lines[0]:
        return _from_lines(lines)
    return _from_words(" ".join(lines).lower().replace(",", " ").split(), origin)


def _from_lines(lines: list[str]) -> Paper:
    origin, size, encoded = lines[0], lines[1].replace(" ", ""), lines[2].replace(" ", "")
    if not _ORIGIN.fullmatch(origin):
        raise PaperError("the first line is no log's name")
    if not _SIZE.fullmatch(size):
        raise PaperError(f"the second line is no number of entries: {size[:40]!r}")
    try:
        root = base64.b64decode(encoded, validate=True)
    except (binascii.Error, ValueError) as error:
        raise PaperError("the third line is not base64: letters, digits, + and /, and one = at the end") from error
    if len(root) != _ROOT_BYTES or base64.b64encode(root).decode() != encoded:
        raise PaperError(f"the third line has {len(encoded)} characters of 44, or a last one that cannot be")
    return Paper(origin=origin, size=int(size), root=root)


def _from_words(words: list[str], origin: str) -> Paper:
    size = words[0]
    if not _SIZE.fullmatch(size):
        raise PaperError("the number of entries comes first, then the words")
    # The numbers that the sheet prints before rows of words may be read aloud too.
    spoken = [word.strip(".") for word in words[1:] if not word.strip(".").isdigit()]
    for number, word in enumerate(spoken, start=1):
        if word not in _PLACES:
            meant = get_close_matches(word, WORDS, n=2)
            perhaps = f"; perhaps {' or '.join(meant)}" if meant else ""
            raise PaperError(f"word {number} is not in the list: {word[:40]!r}{perhaps}")
    if len(spoken) != _ROOT_BYTES + _SUM_BYTES:
        raise PaperError(f"{len(spoken)} words; there are {_ROOT_BYTES + _SUM_BYTES}")
    content = bytes(_PLACES[word] for word in spoken)
    paper = Paper(origin=None, size=int(size), root=content[:_ROOT_BYTES])
    if content[_ROOT_BYTES:] != _checksum(Paper(origin=origin, size=paper.size, root=paper.root)):
        raise PaperError(
            "the last two words do not fit the others: one was misheard, two were exchanged, the number is another, "
            "or the sheet is of another case"
        )
    return paper


def _checksum(paper: Paper) -> bytes:
    text = "".join(f"{line}\n" for line in three_lines(paper))
    return bytes.fromhex(digest_of(_TAG + text.encode()))[:_SUM_BYTES]
