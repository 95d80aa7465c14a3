"""What a stage derived, as bytes for the vault: one canonical JSON line a value."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from probative.base import canonical
from probative.base.errors import IntegrityError
from probative.store import codec
from probative.store.kinds import KINDS, Value


class ArtefactUnreadableError(IntegrityError):
    """A derived artefact does not decode, although the ledger vouches for its bytes."""

    code = "P350"
    hint = "Another version of Probative wrote it. Open the case with that version, or run `probative process`."


_BY_NAME: Final[Mapping[str, type[Value]]] = {kind.__name__: kind for kind in KINDS}


def pack(values: Iterable[Value]) -> bytes:
    """Write values as lines ``Kind {...}``, in the order given."""
    return b"".join(type(value).__name__.encode() + b" " + codec.encode(value) + b"\n" for value in values)


def unpack(content: bytes) -> Iterator[Value]:
    """Read what ``pack`` wrote.

    Raises:
        ArtefactUnreadableError: When a line does not decode or names an unknown kind.
    """
    for number, line in enumerate(content.split(b"\n")[:-1], start=1):
        name, _, body = line.partition(b" ")
        try:
            yield codec.decode(_BY_NAME[name.decode()], body)
        except (KeyError, ValueError) as error:
            raise ArtefactUnreadableError(f"line {number}: {error}") from error


def value_from(kind: str, plain: canonical.Json) -> Value:
    """Make a value of the kind named from its plain form.

    Raises:
        ArtefactUnreadableError: When there is no such kind or the form is not its own.
    """
    try:
        return codec.decode(_BY_NAME[kind], canonical.encode(plain))
    except (KeyError, ValueError) as error:
        raise ArtefactUnreadableError(f"{kind}: {error}") from error
