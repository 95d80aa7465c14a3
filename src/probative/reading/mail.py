"""Mail: one message."""

from collections.abc import Iterator
from typing import BinaryIO, Final

from probative.model.exhibits import Exhibit
from probative.model.gaps import Gap, GapKind
from probative.model.readings import Genre, Reading
from probative.reading.draft import Draft
from probative.reading.letter import Letter, letter_of
from probative.reading.port import ITEM_LIMIT_BYTES, lack
from probative.reading.tongue import tongue_of

DECLARED: Final = (
    ("From", "author"),
    ("To", "to"),
    ("Cc", "cc"),
    ("Date", "date"),
    ("Subject", "title"),
    ("Message-ID", "message-id"),
    ("In-Reply-To", "in-reply-to"),
)
"""Headers, and the keys under which they are declared."""


class MailReader:
    """Reads one mail: headers, words, the names of what is attached."""

    name = "mail"
    version = "1"
    media_types = ("message/rfc822", "message/global")

    def read(self, content: BinaryIO, exhibit: Exhibit, volume_limit: int) -> Iterator[Reading | Gap]:
        """Give one message with parts for its headers, its words and its attachments' names."""
        raw = content.read(ITEM_LIMIT_BYTES)
        is_whole = not content.read(1)
        letter = letter_of(raw)
        if not letter.is_mail or not letter.text:
            yield lack(exhibit, GapKind.UNREADABLE, "", "no mail: it has none of a mail's headers")
            return
        draft = Draft(exhibit, reader=self.name, version=self.version, genre=Genre.MAIL, limit=volume_limit)
        draft.language = tongue_of(letter.body)
        draft.title, draft.author, draft.stated_date = letter.subject, letter.sender, letter.stated_date
        _declare(draft, letter)
        yield from draft.add(letter.text, tuple(letter.parts(1, draft.position)))
        yield from draft.finish()
        if not is_whole:
            detail = f"only its first {ITEM_LIMIT_BYTES} bytes were read; what is attached after them is not named"
            yield lack(exhibit, GapKind.OVER_BUDGET, "", detail)
        for kind, detail in letter.troubles:
            yield lack(exhibit, kind, "", detail)


def _declare(draft: Draft, letter: Letter) -> None:
    """Declare the headers, each anchored behind its name in the text."""
    for name, key in DECLARED:
        value = letter.stated.get(name)
        if value:
            line = f"{name}: {value}"
            draft.declare(key, value, draft.position + letter.header.index(line) + len(name) + 2)
