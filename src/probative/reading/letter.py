"""One mail as text: its headers, its words, the names of what is attached."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from email import policy
from email.errors import MessageError
from email.headerregistry import AddressHeader
from email.message import EmailMessage, Message
from email.parser import BytesParser
from io import BytesIO
from typing import Final

from probative.model.gaps import GapKind
from probative.model.periods import Period
from probative.model.readings import Part, PartKind
from probative.reading.days import header_period
from probative.reading.encoding import Decoded
from probative.reading.markup import words_of_html
from probative.reading.soundness import sound

HEADERS: Final = (
    "From",
    "Sender",
    "Reply-To",
    "To",
    "Cc",
    "Bcc",
    "Date",
    "Subject",
    "Message-ID",
    "In-Reply-To",
    "References",
)
"""The headers that are kept, in this order."""

ENCRYPTED: Final = ("multipart/encrypted", "application/pkcs7-mime", "application/x-pkcs7-mime")
STUB_RATIO: Final = 10
"""Plain text this many times shorter than its HTML twin's source may be a stub ("your program shows no HTML")."""

PARSER_ERRORS: Final = (
    MessageError,
    ValueError,
    TypeError,
    AttributeError,
    LookupError,
    AssertionError,
    RecursionError,
    NotImplementedError,
)
"""What the standard library's mail package raises on headers and bodies that are malformed beyond its defects."""


@dataclass(slots=True)
class Letter:
    """A mail as text.

    ``sender`` is the display name, else the address. ``troubles`` is what could not be read. ``is_mail`` is false where
    the bytes have no headers of any name.
    """

    header: str = ""
    body: str = ""
    attached: str = ""
    sender: str | None = None
    subject: str | None = None
    stated_date: Period | None = None
    stated: dict[str, str] = field(default_factory=dict)
    troubles: list[tuple[GapKind, str]] = field(default_factory=list)
    is_mail: bool = False

    @property
    def text(self) -> str:
        """Headers, words and attachments, a blank line between them."""
        return "\n\n".join(piece for piece in (self.header, self.body, self.attached) if piece)

    def parts(self, number: int, start: int) -> Iterator[Part]:
        """Give the message's part and, inside it, those of its headers, its words and its attachments.

        Args:
            number: The message's number, from 1.
            start: Where its text begins in the whole.
        """
        label = sound(self.subject or "(no subject)")
        yield self._part(PartKind.MESSAGE, number, label, start, start + len(self.text))
        for kind, name, piece in (
            (PartKind.HEADER, "headers", self.header),
            (PartKind.BODY, "words", self.body),
            (PartKind.METADATA, "attachments", self.attached),
        ):
            if piece:
                yield self._part(kind, number, f"{name}: {label}", start, start + len(piece))
                start += len(piece) + 2

    def _part(self, kind: PartKind, number: int, label: str, start: int, end: int) -> Part:
        speaker = self.sender if kind in (PartKind.MESSAGE, PartKind.BODY) else None
        return Part(
            kind=kind, number=number, label=label, start=start, end=end, speaker=speaker, stated_date=self.stated_date
        )


def letter_of(content: bytes) -> Letter:
    """Read one mail. Text is preferred to HTML; quoted replies stay; attachments are named, not read.

    Source: RFC 5322, RFC 2045 to 2047, through the standard library.
    """
    letter = Letter()
    try:
        message = BytesParser(policy=policy.default).parsebytes(content)
    except PARSER_ERRORS as error:
        letter.troubles.append((GapKind.UNREADABLE, f"no mail that can be read: {type(error).__name__} {error}"[:200]))
        return letter
    letter.is_mail = bool(message.keys())
    _take_headers(letter, message)
    plain: list[str] = []
    attached: list[str] = []
    try:
        plain = [words for words in _bodies(letter, message, attached) if words.strip()]
    except PARSER_ERRORS as error:
        letter.troubles.append((GapKind.DAMAGED, f"its parts are broken: {type(error).__name__} {error}"[:200]))
    letter.body = sound("\n\n".join(plain)).strip("\n")
    letter.attached = sound("\n".join(f"Attachment: {name}" for name in attached))
    defects = sorted({type(defect).__name__ for part in _walk(message) for defect in part.defects})
    if defects:
        letter.troubles.append((GapKind.DAMAGED, f"it breaks the rules of mail: {', '.join(defects)}"))
    return letter


def _walk(message: Message) -> Iterator[Message]:
    try:
        yield from message.walk()
    except PARSER_ERRORS:
        return  # its parts are broken, which was noted when its words were looked for


def _take_headers(letter: Letter, message: Message) -> None:
    lines = []
    for name in HEADERS:
        for value in _values(letter, message, name):
            lines.append(f"{name}: {value}")
            letter.stated.setdefault(name, value)
    letter.header = "\n".join(lines)
    letter.subject = letter.stated.get("Subject")
    letter.sender = _sender(letter, message)
    if letter.stated.get("Date"):
        letter.stated_date = header_period(letter.stated["Date"])


def _values(letter: Letter, message: Message, name: str) -> list[str]:
    raw = [str(value) for key, value in message.raw_items() if key.lower() == name.lower()]
    try:
        found = [str(value) for value in message.get_all(name, [])]
    except PARSER_ERRORS as error:
        letter.troubles.append((GapKind.DAMAGED, f"the header {name} is broken ({type(error).__name__})"))
        found = raw
    if not any(map(str.strip, found)):
        found = raw  # all of it was a comment to the parser
    return [words for value in found if (words := sound(" ".join(value.split())))]


def _sender(letter: Letter, message: Message) -> str | None:
    for name in ("From", "Sender"):
        if name not in letter.stated:
            continue
        try:
            header = message[name]
            addresses = header.addresses if isinstance(header, AddressHeader) or hasattr(header, "addresses") else ()
            for address in addresses:
                found = sound(address.display_name or address.addr_spec).strip()
                if found and found != "<>":
                    return found
        except PARSER_ERRORS:
            return letter.stated[name]  # the broken header was noted when it was read
        return letter.stated[name]
    return None


def _bodies(letter: Letter, part: Message, attached: list[str]) -> Iterator[str]:
    """Give the words of a message part by part, and collect the names of what is attached."""
    kind = part.get_content_type()
    if kind in ENCRYPTED and not (kind != "multipart/encrypted" and "signed" in str(part.get_param("smime-type", ""))):
        letter.troubles.append((GapKind.ENCRYPTED, f"its words are encrypted ({kind})"))
        attached.append(_name(part))
    elif kind == "multipart/alternative" and part.is_multipart():
        yield from _alternative(letter, part, attached)
    elif part.get_content_maintype() == "multipart" and part.is_multipart():
        for member in part.get_payload():
            if isinstance(member, Message):
                yield from _bodies(letter, member, attached)
    elif kind in ("text/plain", "text/html") and part.get_content_disposition() != "attachment":
        yield _words(letter, part)
    elif part.get_content_maintype() == "multipart":
        yield str(part.get_payload() or "")  # called multipart, but without a boundary: all of it is its text
    else:
        attached.append(_name(part))


def _alternative(letter: Letter, part: Message, attached: list[str]) -> Iterator[str]:
    """Give one of several forms of the same words: the plain one, or the richest where that is a stub."""
    forms: list[tuple[bool, str]] = []
    for member in part.get_payload():
        if isinstance(member, Message):
            is_html = member.get_content_type() != "text/plain"
            words = "\n\n".join(_bodies(letter, member, attached))
            if words.strip():
                forms.append((is_html, words))
    plain = next((words for is_html, words in forms if not is_html), "")
    rich = next((words for is_html, words in forms if is_html), "")
    yield rich if len(rich) > STUB_RATIO * len(plain) else plain


def _words(letter: Letter, part: Message) -> str:
    content = part.get_payload(decode=True)
    if not isinstance(content, bytes) or not content:
        return ""
    charset = part.get_content_charset()
    decoded = Decoded(BytesIO(content), charset)
    text = "".join(decoded)
    if decoded.is_noise:
        letter.troubles.append((GapKind.UNREADABLE, "a part called text is no text in any encoding"))
        return ""
    if decoded.broken:
        letter.troubles.append((GapKind.DAMAGED, f"{decoded.broken} characters are broken in {decoded.encoding}"))
    return words_of_html(text) if part.get_content_type() == "text/html" else text


def _name(part: Message) -> str:
    """The name and type of what is attached, or the subject of an attached mail."""
    name = part.get_filename()
    if not name and part.get_content_type() == "message/rfc822" and part.is_multipart():
        inner = part.get_payload(0)
        name = str(inner.get("Subject", "")) if isinstance(inner, EmailMessage) else ""
    return f"{' '.join(str(name or '(no name)').split())} ({part.get_content_type()})"
