"""What custody needs of a keybag, so that only ``flow`` ever opens one."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from probative.custody.compartments import GENERAL, Compartment, Within
from probative.custody.findings import Finding


@dataclass(frozen=True, slots=True)
class Added:
    """One object's key, on its way into the keybag.

    ``record_key`` salts the commitment of a ledger record, and is ``None`` for every other object. ``within`` is where
    it lies: whoever lacks one of these compartments cannot open it.
    """

    object_id: bytes
    key: bytes
    record_key: bytes | None = None
    within: Within = GENERAL


class Keys(Protocol):
    """An opened keybag: the case's keys, and one key an object.

    Compartments may be closed here. What lies in one is known by its id and place, and its key is ``None``.
    """

    @property
    def vault_id_key(self) -> bytes:
        """Turns the hash of a content into its object id, in ``general``; and every commitment into its record's."""

    @property
    def index_key(self) -> bytes:
        """32 bytes for the rebuildable index (SQLCipher)."""

    @property
    def log_public_key(self) -> bytes:
        """The key that signs checkpoints, 32 bytes, Ed25519."""

    @property
    def log_public_keys(self) -> Sequence[bytes]:
        """That key, and where it is to hand over, the one that takes its place."""

    @property
    def person_public_key(self) -> bytes:
        """The founder's key that signs entries, 32 bytes, Ed25519."""

    @property
    def person_public_keys(self) -> Sequence[bytes]:
        """That key, and where it is to hand over, the one that takes its place."""

    def sign_as_log(self, content: bytes, public_key: bytes | None = None) -> bytes:
        """Sign with the log's key, or with one of ``log_public_keys``; 64 bytes."""

    def sign_as_person(self, content: bytes, public_key: bytes | None = None) -> bytes:
        """Sign with the founder's key, or with one of ``person_public_keys``; 64 bytes."""

    def object_key(self, object_id: bytes) -> bytes | None:
        """Give an object's key; ``None`` when there is none, it was destroyed, or it lies in a closed compartment."""

    def record_key(self, object_id: bytes) -> bytes | None:
        """Give the key that salts a record's commitment; ``None`` as for ``object_key``."""

    def id_key(self, place: Within) -> bytes | None:
        """Give what turns the hash of a content into its id in that place; ``None`` where the place is closed."""

    def place_of(self, object_id: bytes) -> Within:
        """Give where an object lies; ``general`` also for what is not known."""

    def is_sealed(self, object_id: bytes) -> bool:
        """Whether an object lies in a compartment that is closed here."""

    def is_letter(self, object_id: bytes) -> bool:
        """Whether an object was added by who could not open its place: its id says nothing of its content."""

    def is_void(self, object_id: bytes) -> bool:
        """Whether this object was given up: shredded, or never acknowledged."""

    def object_ids(self) -> Iterable[bytes]:
        """Give the ids of all objects that have a key, here or in a closed compartment, oldest first."""

    def newest_record(self) -> bytes | None:
        """Give the id of the record whose key was added last and is not void."""

    def record_ids(self) -> Iterable[bytes]:
        """Give the ids of all records that have a key, here or in a closed compartment, oldest first."""

    def add(self, added: Sequence[Added]) -> None:
        """Append keys; when it returns they survive a power cut.

        Raises:
            StorageError: When the disk refuses; the bag takes no more after that.
        """

    def take_back(self) -> None:
        """Cut what a failed ``add`` left, so that the bag can be added to again.

        Raises:
            StorageError: When the disk refuses, or a sync failed: then nobody knows what the medium holds.
        """

    def void(self, object_ids: Sequence[bytes]) -> None:
        """Give objects up: note durably that nothing is missing where they are missing."""

    def destroy(self, object_ids: Collection[bytes]) -> None:
        """Write every open bag anew without the keys of these objects, and destroy what was: all or nothing.

        Raises:
            StorageError: When the disk refuses; then the keys are all there, or all gone.
        """

    @property
    def generations(self) -> Mapping[Compartment, int]:
        """Give the generation of every compartment's bag that there is."""

    def reload(self) -> int:
        """Read the bag again and give how many bytes at its end are no whole frame."""

    def cut_torn(self) -> None:
        """Cut those bytes, which were never acknowledged, and finish an interrupted change of generation."""

    def problems(self) -> Iterator[Finding]:
        """Read the bag again and say what in it cannot be opened, or is not what was opened."""
