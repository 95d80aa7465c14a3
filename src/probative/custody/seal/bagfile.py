"""The keybag's file: a head in the clear, then frames that only its own key opens.

What can be checked without a secret is checked here: the shape of the head and every frame's checksum.

Source: docs/format/keybag.md.
"""

import base64
import binascii
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from probative.base import canonical
from probative.base.canonical import Json, NotCanonicalError
from probative.custody.findings import Finding
from probative.custody.frames import Scan, scan
from probative.custody.layout import Layout
from probative.custody.seal.secret import SALT_BYTES, Cost

WRAPPED_BYTES = 12 + 32 + 16
_NAME = re.compile(r"keybag\.([1-9][0-9]{0,8})")
_FORMAT = "probative/keybag@1"


class BagFileError(ValueError):
    """The bytes are no keybag that this version can read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What stands in the clear: which generation, how the wrapping key is derived, and the bag's own key, wrapped.

    ``cost`` is ``None`` for a key file.
    """

    generation: int
    salt: bytes
    cost: Cost | None
    wrapped: bytes

    def encode(self) -> bytes:
        """Write the head in its one spelling."""
        cost: Json = None
        if self.cost is not None:
            cost = {"lanes": self.cost.lanes, "memory_kib": self.cost.memory_kib, "passes": self.cost.passes}
        return canonical.encode(
            {
                "argon2id": cost,
                "format": _FORMAT,
                "generation": self.generation,
                "salt": base64.b64encode(self.salt).decode(),
                "wrapped": base64.b64encode(self.wrapped).decode(),
            }
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class BagFile:
    """A keybag as read: its head and its sealed frames, up to the first that is not whole."""

    head: Head
    head_content: bytes
    frames: tuple[bytes, ...]
    good_bytes: int
    torn_bytes: int


def read_bag_file(path: Path) -> BagFile:
    """Read a keybag without opening it.

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
    if path.name != f"keybag.{head.generation}":
        raise BagFileError("its name is not its generation")
    frames = tuple(content[start:end] for start, end in zip(found.starts[1:], found.ends[1:], strict=True))
    return BagFile(
        head=head,
        head_content=head_content,
        frames=frames,
        good_bytes=found.good_bytes,
        torn_bytes=found.torn_bytes,
    )


def generations(layout: Layout) -> list[int]:
    """Give the generations of keybag that lie in the case, oldest first."""
    matches = (_NAME.fullmatch(path.name) for path in layout.keys.glob("keybag.*"))
    return sorted(int(match.group(1)) for match in matches if match is not None)


def bag_file_problems(layout: Layout) -> Iterator[Finding]:
    """Say what does not hold in the keybag's file, without any secret."""
    found = generations(layout)
    if not found:
        yield Finding(
            code="keybag.missing", where="keys", what="There is no keybag: nothing in the vault can be opened."
        )
    for generation in found[:-1]:
        yield Finding(
            code="keybag.old",
            where=layout.name(layout.keybag(generation)),
            what="An older keybag was not destroyed; open the case for writing to finish that.",
        )
    for generation in found:
        path = layout.keybag(generation)
        try:
            bag = read_bag_file(path)
        except BagFileError as error:
            yield Finding(code="keybag.broken", where=layout.name(path), what=f"The keybag cannot be read: {error}.")
        except OSError as error:
            yield Finding(code="file.unreadable", where=layout.name(path), what=f"Cannot be read: {error.strerror}.")
        else:
            if bag.torn_bytes:
                yield Finding(
                    code="keybag.torn",
                    where=layout.name(path),
                    what=f"The last {bag.torn_bytes} bytes, after frame {len(bag.frames)}, are no whole frame.",
                )


def _read_head(content: bytes) -> Head:
    try:
        value = canonical.decode(content)
    except NotCanonicalError as error:
        raise BagFileError(f"its head is {error}") from error
    if not isinstance(value, dict) or set(value) != {"argon2id", "format", "generation", "salt", "wrapped"}:
        raise BagFileError("its head has another shape")
    generation = value["generation"]
    if value["format"] != _FORMAT or not isinstance(generation, int) or isinstance(generation, bool) or generation < 1:
        raise BagFileError(f"its head is not of the format {_FORMAT}")
    return Head(
        generation=generation,
        salt=_bytes(value["salt"], SALT_BYTES),
        cost=_cost(value["argon2id"]),
        wrapped=_bytes(value["wrapped"], WRAPPED_BYTES),
    )


def _cost(value: object) -> Cost | None:
    if value is None:
        return None
    if not isinstance(value, dict) or set(value) != {"lanes", "memory_kib", "passes"}:
        raise BagFileError("its head names no cost")
    numbers = [value[name] for name in ("memory_kib", "passes", "lanes")]
    if not all(isinstance(number, int) and not isinstance(number, bool) for number in numbers):
        raise BagFileError("its head names no cost")
    try:
        return Cost(memory_kib=numbers[0], passes=numbers[1], lanes=numbers[2])
    except ValueError as error:
        raise BagFileError(f"its head names a cost out of bounds: {error}") from error


def _bytes(value: object, length: int) -> bytes:
    try:
        content = base64.b64decode(value if isinstance(value, str) else "", validate=True)
    except (binascii.Error, ValueError) as error:
        raise BagFileError("a value in its head is not base64") from error
    if len(content) != length or base64.b64encode(content).decode() != value:
        raise BagFileError("a value in its head has the wrong length")
    return content
