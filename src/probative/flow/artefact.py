"""What a stage derived, as bytes for the vault: one canonical JSON line a value.

What changed in something derived before is told by the lines of the values that are new or other now, and a line
``-Kind key`` for each that is no more.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final, NamedTuple

from probative.base import canonical
from probative.base.errors import IntegrityError
from probative.store import codec
from probative.store.kinds import KINDS, Key, Value, rank_of


class ArtefactUnreadableError(IntegrityError):
    """A derived artefact does not decode, although the ledger vouches for its bytes."""

    code = "P350"
    hint = "Another version of Probative wrote it. Open the case with that version, or run `probative process`."


_BY_NAME: Final[Mapping[str, type[Value]]] = {kind.__name__: kind for kind in KINDS}


_GONE: Final = b"-"


class Changes(NamedTuple):
    """What changed: the values that are new or other now, and the keys of those that are no more."""

    put: tuple[Value, ...]
    gone: tuple[tuple[type[Value], Key], ...]


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


def pack_changes(changes: Changes) -> bytes:
    """Write what changed: first what is no more, then what is new or other, each in the order given."""
    gone = (_GONE + kind.__name__.encode() + b" " + _spelled(key) + b"\n" for kind, key in changes.gone)
    return b"".join(gone) + pack(changes.put)


def unpack_changes(content: bytes) -> Changes:
    """Read what ``pack_changes`` wrote.

    Raises:
        ArtefactUnreadableError: When a line does not decode or names an unknown kind.
    """
    gone: list[tuple[type[Value], Key]] = []
    at = 0
    while content.startswith(_GONE, at):
        end = content.index(b"\n", at)
        name, _, spelled = content[at + 1 : end].partition(b" ")
        at = end + 1
        try:
            plain = canonical.decode(spelled)
            kind, key = _BY_NAME[name.decode()], tuple(plain) if isinstance(plain, list) else plain
            rank_of(kind, key)  # type: ignore[arg-type]  # it says so itself where the key has another shape
        except (KeyError, TypeError, ValueError) as error:
            raise ArtefactUnreadableError(f"line {len(gone) + 1}: {error}") from error
        gone.append((kind, key))  # type: ignore[arg-type]  # of the kind's own shape, as just seen
    return Changes(put=tuple(unpack(content[at:])), gone=tuple(gone))


def value_from(kind: str, plain: canonical.Json) -> Value:
    """Make a value of the kind named from its plain form.

    Raises:
        ArtefactUnreadableError: When there is no such kind or the form is not its own.
    """
    try:
        return codec.decode(_BY_NAME[kind], canonical.encode(plain))
    except (KeyError, ValueError) as error:
        raise ArtefactUnreadableError(f"{kind}: {error}") from error


def _spelled(key: Key) -> bytes:
    return canonical.encode(list[canonical.Json](key) if isinstance(key, tuple) else key)
