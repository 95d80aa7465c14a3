"""What stands inside a bag's frames.

Source: docs/format/keybag.md.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from probative.base import canonical
from probative.base.canonical import Json, NotCanonicalError
from probative.custody.compartments import Compartment
from probative.custody.seal.bagfile import BagFileError

ROOTS: Mapping[bool, tuple[str, ...]] = {True: ("index", "log", "person", "vault_id"), False: ("index", "vault_id")}
"""The keys of a compartment itself: those of ``general``, and those of any other."""

SUCCEEDED = ("log", "person")
"""The keys of ``general`` that may hand over to a new one: each is a seed that signs."""

_ROOTS, _ADDED, _VOID, _NOTED, _LETTER, _HOLDERS, _BAGS, _NEXT = b"R", b"A", b"V", b"N", b"L", b"H", b"G", b"X"
_SIZES = b"S"
_KEY_BYTES = 32
_NOTE_BYTES = 2
"""A note of an object in other compartments: the number of its place, and whether it is a record."""

Added = tuple[bytes, bytes]
"""An object's id; and its key, followed by its record key where it is a record, or its note."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """One who opens a compartment: the id and the age recipient of a card, what they sign with, and what they are for.

    ``role`` is ``founder`` (the case's own door), ``person``, ``custodian`` or ``recovery``.
    """

    id: str
    recipient: str
    signing_key: str
    role: str


@dataclass(slots=True)
class Contents:
    """All keys of a bag, as they pile up frame by frame.

    ``keys`` maps an object's id to its key, followed by its record key where it is a record. In ``general`` it also
    notes, in two bytes, what lies in other compartments. ``void`` holds the ids of objects that were given up,
    ``letters`` those that were added without the compartment's key. ``holders`` are who opens it, and ``wraps`` the
    SHA-256 of each of their files by name. ``bags`` gives, in ``general``, the generation of every other bag. ``next``
    holds the seeds that take the place of roots once the ledger says so. ``sizes`` gives, in ``general``, the
    generation of other bags and up to how many bytes they are known to be durable.
    """

    roots: dict[str, bytes] = field(default_factory=dict)
    letterbox: str | None = None
    keys: dict[bytes, bytes] = field(default_factory=dict)
    void: set[bytes] = field(default_factory=set)
    letters: set[bytes] = field(default_factory=set)
    holders: tuple[Holder, ...] = ()
    wraps: dict[str, str] = field(default_factory=dict)
    bags: dict[Compartment, int] = field(default_factory=dict)
    next: dict[str, bytes] = field(default_factory=dict)
    sizes: dict[Compartment, tuple[int, int]] = field(default_factory=dict)
    n_frames: int = 0


def is_note(both: bytes) -> bool:
    """Whether this stands for an object in other compartments."""
    return len(both) == _NOTE_BYTES


def is_record(both: bytes) -> bool:
    """Whether this stands for a record of the ledger, here or in another compartment."""
    return len(both) == 2 * _KEY_BYTES or (len(both) == _NOTE_BYTES and both[1] == 1)


def root_keys(roots: Mapping[str, bytes], letterbox: str | None) -> bytes:
    """Write the frame of the compartment's own keys."""
    names = ROOTS["log" in roots]
    return _ROOTS + b"".join(roots[name] for name in names) + (letterbox or "").encode()


def additions(added: Sequence[Added]) -> Iterator[bytes]:
    """Write the frames of objects' keys and notes, so that records keep their order."""
    start = 0
    while start < len(added):
        end = start
        kind = added[start][1] if is_note(added[start][1]) else b""
        while end < len(added) and (added[end][1] if is_note(added[end][1]) else b"")[:1] == kind[:1]:
            end += 1
        yield _notes(added[start:end]) if kind else addition(added[start:end])
        start = end


def addition(added: Sequence[Added], *, as_letter: bool = False) -> bytes:
    """Write a frame of objects' keys: first the plain objects, then the records, each in the order given."""
    plain = [name + both for name, both in added if len(both) == _KEY_BYTES]
    records = [name + both for name, both in added if len(both) != _KEY_BYTES]
    return b"".join((_LETTER if as_letter else _ADDED, len(plain).to_bytes(4, "big"), *plain, *records))


def voiding(object_ids: Sequence[bytes]) -> bytes:
    """Write a frame of objects given up."""
    return _VOID + b"".join(object_ids)


def holding(holders: Sequence[Holder], wraps: Mapping[str, str]) -> bytes:
    """Write the frame of who opens the compartment; it takes the place of any earlier one."""
    told: list[Json] = [
        {"age": one.recipient, "id": one.id, "role": one.role, "signing_key": one.signing_key} for one in holders
    ]
    return _HOLDERS + canonical.encode({"holders": told, "wraps": dict(wraps)})


def bags(generations: Mapping[Compartment, int]) -> bytes:
    """Write the frame that says which generation of every other bag is the one that counts."""
    return _BAGS + canonical.encode({str(name): generation for name, generation in generations.items()})


def sizes(durable: Mapping[Compartment, tuple[int, int]]) -> bytes:
    """Write the frame that says of other bags, by generation, up to how many bytes they are durable."""
    return _SIZES + canonical.encode({str(name): list(each) for name, each in durable.items()})


def succeeding(name: str, seed: bytes) -> bytes:
    """Write the frame of a seed that is to take the place of a root of ``general``."""
    return _NEXT + bytes([SUCCEEDED.index(name)]) + seed


def written(contents: Contents, *, is_general: bool) -> list[bytes]:
    """Write a bag's contents anew, frame by frame."""
    plains = [root_keys(contents.roots, contents.letterbox), holding(contents.holders, contents.wraps)]
    if is_general:
        plains.append(bags(contents.bags))
        plains += [succeeding(name, seed) for name, seed in sorted(contents.next.items())]
        plains += [sizes(contents.sizes)] if contents.sizes else []
    ours = [(name, both) for name, both in contents.keys.items() if name not in contents.letters]
    plains += additions(ours)
    if left := [(name, both) for name, both in contents.keys.items() if name in contents.letters]:
        plains.append(addition(left, as_letter=True))
    if contents.void:
        plains.append(voiding(sorted(contents.void)))
    return plains


def read_into(contents: Contents, plain: bytes, *, is_general: bool, as_letter: bool = False) -> None:
    """Add what a frame says to ``contents``.

    Raises:
        BagFileError: When the frame says nothing that this version understands, or not in that place.
    """
    kind, body = plain[:1], plain[1:]
    if (not contents.roots) != (kind == _ROOTS) or (as_letter and kind != _LETTER):
        raise BagFileError("a frame that cannot stand there")
    if kind == _ROOTS:
        _read_roots(contents, body, is_general=is_general)
    elif kind in {_ADDED, _LETTER}:
        _add(contents, body, as_letter=kind == _LETTER)
    elif kind == _VOID and len(body) % _KEY_BYTES == 0:
        for at in range(0, len(body), _KEY_BYTES):
            object_id = body[at : at + _KEY_BYTES]
            contents.keys.pop(object_id, None)
            contents.letters.discard(object_id)
            contents.void.add(object_id)
    elif kind == _HOLDERS:
        _read_holders(contents, body)
    elif kind in _OF_GENERAL and is_general:
        _OF_GENERAL[kind](contents, body)
    else:
        raise BagFileError("a frame of an unknown kind")
    contents.n_frames += 1


def _notes(added: Sequence[Added]) -> bytes:
    plain = [name for name, both in added if both[1] == 0]
    records = [name for name, both in added if both[1] == 1]
    return b"".join((_NOTED, added[0][1][:1], len(plain).to_bytes(4, "big"), *plain, *records))


def _read_roots(contents: Contents, body: bytes, *, is_general: bool) -> None:
    names = ROOTS[is_general]
    length = _KEY_BYTES * len(names)
    letterbox = body[length:]
    if len(body) < length or is_general != (not letterbox) or not letterbox.isascii():
        raise BagFileError("a frame of roots of the wrong length")
    contents.roots = {name: body[at * 32 : at * 32 + 32] for at, name in enumerate(names)}
    contents.letterbox = letterbox.decode() or None


def _add(contents: Contents, body: bytes, *, as_letter: bool) -> None:
    n_plain = int.from_bytes(body[:4], "big")
    middle = 4 + n_plain * 64
    if len(body) < middle or (len(body) - middle) % 96:
        raise BagFileError("a frame of keys of the wrong length")
    for at in range(4, middle, 64):
        contents.keys[body[at : at + 32]] = body[at + 32 : at + 64]
    for at in range(middle, len(body), 96):
        contents.keys[body[at : at + 32]] = body[at + 32 : at + 96]
    if as_letter:
        contents.letters |= {body[at : at + 32] for at in range(4, middle, 64)}
        contents.letters |= {body[at : at + 32] for at in range(middle, len(body), 96)}


def _read_notes(contents: Contents, body: bytes) -> None:
    mask, n_plain = body[:1], int.from_bytes(body[1:5], "big")
    middle = 5 + n_plain * _KEY_BYTES
    if len(body) < middle or (len(body) - 5) % _KEY_BYTES or not 0 < mask[0] < 8:
        raise BagFileError("a frame of notes of the wrong length")
    for at in range(5, len(body), _KEY_BYTES):
        contents.keys[body[at : at + _KEY_BYTES]] = mask + (b"\x00" if at < middle else b"\x01")


def _read_holders(contents: Contents, body: bytes) -> None:
    value = _value(body)
    holders, wraps = value.get("holders"), value.get("wraps")
    if set(value) != {"holders", "wraps"} or not isinstance(holders, list) or not isinstance(wraps, dict):
        raise BagFileError("a frame of holders of another shape")
    read = []
    for one in holders:
        if not isinstance(one, dict) or set(one) != {"age", "id", "role", "signing_key"}:
            raise BagFileError("a holder of another shape")
        told = {name: str(member) for name, member in one.items()}
        read.append(Holder(id=told["id"], recipient=told["age"], signing_key=told["signing_key"], role=told["role"]))
    contents.holders = tuple(read)
    contents.wraps = {name: str(digest) for name, digest in wraps.items()}


def _read_bags(contents: Contents, body: bytes) -> None:
    value = _value(body)
    generations = {}
    for name, generation in value.items():
        if name not in set(Compartment) or not isinstance(generation, int) or generation < 1:
            raise BagFileError("a frame of bags of another shape")
        generations[Compartment(name)] = generation
    contents.bags = generations


def _read_sizes(contents: Contents, body: bytes) -> None:
    for name, each in _value(body).items():
        if name not in set(Compartment) or not isinstance(each, list) or len(each) != 2:
            raise BagFileError("a frame of sizes of another shape")
        generation, size_bytes = each
        if not isinstance(generation, int) or not isinstance(size_bytes, int) or generation < 1 or size_bytes < 1:
            raise BagFileError("a frame of sizes of another shape")
        contents.sizes[Compartment(name)] = (generation, size_bytes)


def _read_next(contents: Contents, body: bytes) -> None:
    if len(body) != 1 + _KEY_BYTES or body[0] >= len(SUCCEEDED):
        raise BagFileError("a frame of a seed of the wrong length")
    contents.next[SUCCEEDED[body[0]]] = body[1:]


def _value(body: bytes) -> dict[str, Json]:
    try:
        value = canonical.decode(body)
    except NotCanonicalError as error:
        raise BagFileError(f"a frame that is {error}") from error
    if not isinstance(value, dict):
        raise BagFileError("a frame of another shape")
    return value


_OF_GENERAL: Mapping[bytes, Callable[[Contents, bytes], None]] = {
    _NOTED: _read_notes,
    _BAGS: _read_bags,
    _NEXT: _read_next,
    _SIZES: _read_sizes,
}
"""What only the bag of ``general`` says."""
