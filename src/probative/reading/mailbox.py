"""Mailboxes: many messages in one file, read one at a time."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import BinaryIO, Final

from probative.model.exhibits import Exhibit
from probative.model.gaps import Gap, GapKind
from probative.model.readings import Genre, Reading
from probative.reading.draft import Draft
from probative.reading.letter import letter_of
from probative.reading.port import lack
from probative.reading.soundness import sound
from probative.reading.tongue import tongue_of

MESSAGE_LIMIT_BYTES: Final = 32 << 20
"""How much of one message is held at a time; mail servers refuse larger ones."""

BLOCK_BYTES: Final = 1 << 20
TROUBLES_NAMED: Final = 20
"""Messages whose troubles are named one by one; the rest are counted."""

_BEGIN: Final = b"\nFrom "
_SEPARATOR: Final = re.compile(
    rb"\nFrom (?:[^\r\n]{0,500}\d:\d\d[^\r\n]{0,200}|(?<=\n\nFrom )[^\r\n]{0,700}|(?<=\n\r\nFrom )[^\r\n]{0,700})"
    rb"\r?\n(?=>?(?:From |[!-9;-~]{1,100}[ \t]*:))"
)
_LONGEST_SEPARATOR: Final = 1_000
_BYTE_ORDER_MARK: Final = b"\xef\xbb\xbf"


class MailboxReader:
    """Reads an mbox file, however long."""

    name = "mailbox"
    version = "1"
    media_types = ("application/mbox", "application/x-mbox")

    def read(self, content: BinaryIO, exhibit: Exhibit, volume_limit: int) -> Iterator[Reading | Gap]:
        """Give a part for every message, with its sender and date."""
        draft = Draft(exhibit, reader=self.name, version=self.version, genre=Genre.MAIL, limit=volume_limit)
        troubles: Counter[GapKind] = Counter()
        number = 0
        for separator, raw, is_whole in messages(content):
            letter = letter_of(raw)
            letter.header = "\n".join(line for line in (separator, letter.header) if line)
            if not letter.is_mail or not letter.text:
                if raw.strip():
                    detail = f"{len(raw)} bytes that are no message: they have none of a mail's headers"
                    yield lack(exhibit, GapKind.UNREADABLE, f"after message {number}", detail, draft.position)
                continue
            number += 1
            draft.language = draft.language or tongue_of(letter.body)
            start = draft.position
            yield from draft.add(letter.text, tuple(letter.parts(number, start)), end="\n\n")
            if not is_whole:
                detail = f"only the first {MESSAGE_LIMIT_BYTES} bytes were read"
                letter.troubles.append((GapKind.OVER_BUDGET, detail))
            for kind, detail in letter.troubles:
                troubles[kind] += 1
                if troubles.total() <= TROUBLES_NAMED:
                    yield lack(exhibit, kind, f"message {number}", detail, start)
        if not number:
            return  # what it holds instead of messages was named above
        yield from draft.finish()
        if troubles.total() > TROUBLES_NAMED:
            counts = ", ".join(f"{count} {kind.value}" for kind, count in sorted(troubles.items()))
            detail = f"{troubles.total()} troubles in all ({counts}); the first {TROUBLES_NAMED} are named one by one"
            yield lack(exhibit, GapKind.DAMAGED, "", detail)


def messages(content: BinaryIO) -> Iterator[tuple[str, bytes, bool]]:
    """Give the separator line and the bytes of each message, and whether they are all of it.

    A message begins after a line ``From ...`` that names a time of day or follows a blank line, and behind which a
    header stands: so a sentence that begins with "From" does not cut a mail in two.

    Source: RFC 4155; the conditions are our own.
    """
    begin = content.read(len(_BYTE_ORDER_MARK))
    held = b"\n\n" + begin.removeprefix(_BYTE_ORDER_MARK)  # so that the first separator follows a blank line too
    looked = 0
    line = ""
    is_cut = False
    while True:
        block = content.read(BLOCK_BYTES)
        held += block
        while (found := held.find(_BEGIN, looked)) >= 0:
            separator = _SEPARATOR.match(held, found)
            if separator is not None:
                if not is_cut and (message := held[: found + 1].lstrip(b"\r\n")):
                    yield line, message, True
                line = sound(separator[0].decode("utf-8", "replace").strip())
                held, looked, is_cut = held[separator.end() - 1 :], 0, False
            elif block and len(held) - found < _LONGEST_SEPARATOR:
                break  # its line may not have ended yet
            else:
                looked = found + 1
        else:
            looked = max(0, len(held) - len(_BEGIN))
        if not block:
            break
        if len(held) > MESSAGE_LIMIT_BYTES:
            if not is_cut:
                yield line, held[:MESSAGE_LIMIT_BYTES].lstrip(b"\r\n"), False
            held, looked, is_cut = held[-_LONGEST_SEPARATOR:], 0, True
    if not is_cut and (message := held.lstrip(b"\r\n")):
        yield line, message, True
