"""What every reader is."""

from collections.abc import Iterator
from typing import BinaryIO, Final, Protocol

from probative.base.identifiers import GapId, identifier
from probative.model.exhibits import Exhibit
from probative.model.gaps import Gap, GapKind
from probative.model.readings import Reading

VOLUME_LIMIT: Final = 4_000_000
"""Code points a reading holds before the next volume begins: 16 MiB at worst, so that no text fills the memory."""

ITEM_LIMIT_BYTES: Final = 64 << 20
"""How much of an item is taken at once by a reader whose library cannot stream (HTML, one mail): 64 MiB."""


class Reader(Protocol):
    """Reads one family of formats. Same bytes in, same readings and gaps out; never raises for what the bytes are."""

    @property
    def name(self) -> str:
        """One noun, kept in every reading."""

    @property
    def version(self) -> str:
        """Ours, and that of the library beneath: a reading can be repeated only with both."""

    @property
    def media_types(self) -> tuple[str, ...]:
        """The IANA types it takes, in lower case; ``text/*`` stands for every type of a family."""

    def read(self, content: BinaryIO, exhibit: Exhibit, volume_limit: int) -> Iterator[Reading | Gap]:
        """Give the volumes in order, with gaps wherever something could not be read.

        Args:
            content: The bytes, seekable, at position 0.
            exhibit: What they are.
            volume_limit: Code points a volume may hold, 1 or more.
        """


def lack(exhibit: Exhibit, kind: GapKind, what: str, detail: str, start: int | None = None) -> Gap:
    """Say that something is missing from an exhibit's reading.

    Args:
        exhibit: Whose reading lacks it.
        kind: Why.
        what: The part, for a reader: "page 3", "the sheet 'Cash'"; empty for the whole exhibit.
        detail: What happened.
        start: Where in the text it stands, if it does.

    Returns:
        A gap with the placeholder number ``G-0001``: ``registry.read`` counts them, and whoever keeps them counts anew.
    """
    return Gap(
        id=GapId(identifier("G", 1)),
        kind=kind,
        stage="reading",
        what=f"{exhibit.name}: {what}" if what else exhibit.name,
        detail=detail,
        exhibit=exhibit.id,
        start=start,
    )
