"""A compartment's bag as a file: a head in the clear, then frames that only its own key opens.

What can be checked without a secret is checked here: the shape of the head and every frame's checksum, also of the
wraps and of the door.

Source: docs/format/keybag.md.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from probative.base import canonical
from probative.base.canonical import NotCanonicalError
from probative.custody.compartments import Compartment
from probative.custody.findings import Finding, Severity
from probative.custody.frames import Scan, scan
from probative.custody.layout import Layout

_NAME = re.compile(r"keybag\.(general|legal|source-protection|identities)\.([1-9][0-9]{0,8})")
_FORMAT = "probative/keybag@2"


class BagFileError(ValueError):
    """The bytes are no bag that this version can read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What stands in the clear: which compartment, which generation, and whom letters are written to.

    ``letterbox`` is the age recipient for whoever adds without the compartment's key; ``None`` for ``general``.
    """

    compartment: Compartment
    generation: int
    letterbox: str | None

    def encode(self) -> bytes:
        """Write the head in its one spelling."""
        return canonical.encode(
            {
                "compartment": self.compartment,
                "format": _FORMAT,
                "generation": self.generation,
                "letterbox": self.letterbox,
            }
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class BagFile:
    """A bag as read: its head and its sealed frames, up to the first that is not whole."""

    head: Head
    head_content: bytes
    frames: tuple[bytes, ...]
    good_bytes: int
    torn_bytes: int


def read_bag_file(path: Path) -> BagFile:
    """Read a bag without opening it.

    Raises:
        BagFileError: When its head cannot be read.
        OSError: When the file cannot be read.
    """
    content = path.read_bytes()
    found: Scan = scan(content)
    if not found.starts:
        raise BagFileError("its head is broken")
    head_content = content[found.starts[0] : found.ends[0]]
    head = _read_head(head_content)
    if path.name != f"keybag.{head.compartment}.{head.generation}":
        raise BagFileError("its name is not its compartment and generation")
    frames = tuple(content[start:end] for start, end in zip(found.starts[1:], found.ends[1:], strict=True))
    return BagFile(
        head=head,
        head_content=head_content,
        frames=frames,
        good_bytes=found.good_bytes,
        torn_bytes=found.torn_bytes,
    )


def generations(layout: Layout, compartment: Compartment = Compartment.GENERAL) -> list[int]:
    """Give the generations of a compartment's bag that lie in the case, oldest first."""
    matches = (_NAME.fullmatch(path.name) for path in layout.keys.glob(f"keybag.{compartment}.*"))
    return sorted(int(match.group(2)) for match in matches if match is not None)


def bag_file_problems(layout: Layout) -> Iterator[Finding]:
    """Say what does not hold in the files under ``keys/``, without any secret."""
    if not generations(layout):
        what = "There is no keybag: nothing in the vault can be opened."
        yield Finding(code="keybag.missing", where="keys", what=what)
    elif not layout.doors():
        # A copy made to be carried has none either, and nobody without a key can tell the two apart.
        what = "There is no door: only persons open this case, not its own secret. So it is in a copy for travel."
        yield Finding(code="door.missing", where="keys", what=what, severity=Severity.NOTE)
    for compartment in Compartment:
        found = generations(layout, compartment)
        for generation in found[:-1]:
            yield Finding(
                code="keybag.old",
                where=layout.name(layout.keybag(generation, compartment)),
                what="Another generation was not destroyed; open the case for writing to finish that.",
            )
        for generation in found:
            yield from _bag_problems(layout, layout.keybag(generation, compartment))
    for path in (*layout.doors(), *layout.wraps()):
        yield from _frame_problems(layout, path)
    yield from _door_problems(layout)


def _door_problems(layout: Layout) -> Iterator[Finding]:
    """Say where the case's own secret leads nowhere: each door belongs to a wrap of the keybag's newest generation."""
    there = [path.name for path in layout.wraps()]
    ids = [path.name.removeprefix("door.") for path in layout.doors()]
    newest = max(generations(layout), default=0)
    if ids and newest and not any(f"{Compartment.GENERAL}.{newest}.{each}" in there for each in ids):
        what = "The wrap of the door is missing: the case's own secret does not open the keybag."
        yield Finding(code="wrap.missing", where="keys", what=what)


def _bag_problems(layout: Layout, path: Path) -> Iterator[Finding]:
    try:
        bag = read_bag_file(path)
    except BagFileError as error:
        yield Finding(code="keybag.broken", where=layout.name(path), what=f"The keybag cannot be read: {error}.")
    except OSError as error:
        yield Finding(code="file.unreadable", where=layout.name(path), what=f"Cannot be read: {error.strerror}.")
    else:
        if bag.torn_bytes:
            what = f"The last {bag.torn_bytes} bytes, after frame {len(bag.frames)}, are no whole frame."
            yield Finding(code="keybag.torn", where=layout.name(path), what=what)


def _frame_problems(layout: Layout, path: Path) -> Iterator[Finding]:
    try:
        found = scan(path.read_bytes())
    except OSError as error:
        yield Finding(code="file.unreadable", where=layout.name(path), what=f"Cannot be read: {error.strerror}.")
        return
    if len(found.starts) != 1 or found.torn_bytes:
        what = "It is not one whole frame: whoever it is for cannot open the case with it."
        yield Finding(code="wrap.broken", where=layout.name(path), what=what)


def _read_head(content: bytes) -> Head:
    try:
        value = canonical.decode(content)
    except NotCanonicalError as error:
        raise BagFileError(f"its head is {error}") from error
    if not isinstance(value, dict) or set(value) != {"compartment", "format", "generation", "letterbox"}:
        raise BagFileError("its head has another shape")
    generation, letterbox = value["generation"], value["letterbox"]
    if value["format"] != _FORMAT or not isinstance(generation, int) or isinstance(generation, bool) or generation < 1:
        raise BagFileError(f"its head is not of the format {_FORMAT}")
    if value["compartment"] not in set(Compartment):
        raise BagFileError("its head names no compartment")
    compartment = Compartment(str(value["compartment"]))
    if (letterbox is None) != (compartment is Compartment.GENERAL) or not isinstance(letterbox, str | None):
        raise BagFileError("its head names no letterbox, or one too many")
    return Head(compartment=compartment, generation=generation, letterbox=letterbox)
