"""What stands inside a keybag's frames.

Source: docs/format/keybag.md.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from probative.custody.keys import Added
from probative.custody.seal.bagfile import BagFileError

_ROOTS, _ADDED, _VOID = b"R", b"A", b"V"
_NAMES = ("index", "log", "person", "vault_id")
_KEY_BYTES = 32


@dataclass(slots=True)
class Contents:
    """All keys of a bag, as they pile up frame by frame.

    ``keys`` maps an object's id to its key, followed by its record key where it is a record. ``void`` holds the ids of
    objects that were given up.
    """

    roots: dict[str, bytes] = field(default_factory=dict)
    keys: dict[bytes, bytes] = field(default_factory=dict)
    void: set[bytes] = field(default_factory=set)
    n_frames: int = 0


def root_keys(roots: Mapping[str, bytes]) -> bytes:
    """Write the frame of the case's own keys."""
    return _ROOTS + b"".join(roots[name] for name in _NAMES)


def addition(added: Sequence[Added]) -> bytes:
    """Write a frame of objects' keys: first the plain objects, then the records, each in the order given."""
    plain = [one.object_id + one.key for one in added if one.record_key is None]
    records = [one.object_id + one.key + one.record_key for one in added if one.record_key is not None]
    return b"".join((_ADDED, len(plain).to_bytes(4, "big"), *plain, *records))


def voiding(object_ids: Sequence[bytes]) -> bytes:
    """Write a frame of objects given up."""
    return _VOID + b"".join(object_ids)


def read_into(contents: Contents, plain: bytes) -> None:
    """Add what a frame says to ``contents``.

    Raises:
        BagFileError: When the frame says nothing that this version understands.
    """
    kind, body = plain[:1], plain[1:]
    if kind == _ROOTS and len(body) == _KEY_BYTES * len(_NAMES) and contents.n_frames == 0:
        contents.roots = {name: body[at * 32 : at * 32 + 32] for at, name in enumerate(_NAMES)}
    elif kind == _ADDED and contents.roots:
        _add(contents, body)
    elif kind == _VOID and contents.roots and len(body) % _KEY_BYTES == 0:
        for at in range(0, len(body), _KEY_BYTES):
            object_id = body[at : at + _KEY_BYTES]
            contents.keys.pop(object_id, None)
            contents.void.add(object_id)
    else:
        raise BagFileError("a frame of an unknown kind")
    contents.n_frames += 1


def _add(contents: Contents, body: bytes) -> None:
    n_plain = int.from_bytes(body[:4], "big")
    middle = 4 + n_plain * 64
    if len(body) < middle or (len(body) - middle) % 96:
        raise BagFileError("a frame of keys of the wrong length")
    for at in range(4, middle, 64):
        contents.keys[body[at : at + 32]] = body[at + 32 : at + 64]
    for at in range(middle, len(body), 96):
        contents.keys[body[at : at + 32]] = body[at + 32 : at + 96]
