"""The one write protocol: what is acknowledged survives, and nothing else is called kept.

    keep ... keep, record ... record      in memory and in the open pack
    acknowledge                           1 pack, fsync   2 keybag, fsync   3 ledger, fsync   -> acknowledged
    checkpoint                            the ledger's length and root, signed                -> sealed

After any failed write or sync the case is for reading only; what was not acknowledged is cut.

Source: docs/format/ledger.md; shared/reference/custody.md section 4.1.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from probative.base.canonical import Json
from probative.base.chance import Chance
from probative.base.clock import Clock, stamp
from probative.base.errors import DiskFullError, StorageError
from probative.base.fs import Disk
from probative.base.identifiers import CaseId
from probative.custody.bundle import Attested, proof_bundle, shown_leaves
from probative.custody.casefile import CaseFile
from probative.custody.compartments import GENERAL, Within
from probative.custody.keys import Keys
from probative.custody.layout import Layout
from probative.custody.ledger.checkpoints import Checkpoint
from probative.custody.ledger.commitments import commitment_of, leaf_count
from probative.custody.ledger.entries import EntryKind, write_entry
from probative.custody.ledger.log import Log
from probative.custody.ledger.notes import NoteKey
from probative.custody.ledger.tlog_proof import tlog_proof
from probative.custody.lock import Lock
from probative.custody.queued import Queued, queued
from probative.custody.recorded import Recorded, recorded
from probative.custody.reserve import Reserve
from probative.custody.sealer import Sealer
from probative.custody.signers import Signers
from probative.custody.unrecorded import void_unrecorded
from probative.custody.vault.vault import Kept, Vault

_KEY_BYTES = 32


Reword = Callable[[str, Mapping[str, str], Within], Mapping[str, str]]
"""Gives the fields of an act, of a kind and in a place, as they may be recorded."""


class Custody:
    """An open case: its ledger, its vault and the one way to add to them.

    Made by ``create_case`` and ``open_case``. Not for two threads at once.
    """

    def __init__(
        self,
        *,
        layout: Layout,
        case_file: CaseFile,
        keys: Keys,
        log: Log,
        vault: Vault,
        disk: Disk,
        clock: Clock,
        chance: Chance,
        guards: Path,
        checkpoint: Checkpoint | None,
        lock: Lock | None,
    ) -> None:
        self._layout = layout
        self._case_file = case_file
        self._keys = keys
        self._log = log
        self._vault = vault
        self._disk = disk
        self._clock = clock
        self._chance = chance
        self._lock = lock
        self._queued: list[Queued] = []
        self.reword: Reword | None = None
        self._failed: StorageError | None = None
        self._signers = Signers(case_file, keys, log)
        self._sealer = Sealer(
            layout=layout, case_file=case_file, keys=keys, log=log, disk=disk, guards=guards, newest=checkpoint
        )

    @property
    def chance(self) -> Chance:
        """Where random bytes come from."""
        return self._chance

    @property
    def origin(self) -> CaseId:
        """The case's name in its log: ``probative/`` and 32 hex digits."""
        return self._case_file.origin

    @property
    def folder(self) -> Path:
        """Where the case lies."""
        return self._layout.folder

    @property
    def signers(self) -> Signers:
        """Who signs what is recorded; ``act_as`` changes it for what is acknowledged from then on."""
        return self._signers

    @property
    def log(self) -> Log:
        """The ledger as bytes and tree, to be read only."""
        return self._log

    @property
    def log_key(self) -> NoteKey:
        """The key that signs checkpoints now, under the log's own name."""
        return self._signers.register.log_keys.newest

    @property
    def size(self) -> int:
        """How many entries are acknowledged."""
        return self._log.size

    @property
    def sealed(self) -> Checkpoint | None:
        """The newest checkpoint; ``None`` only in a case whose making was interrupted."""
        return self._sealer.newest

    @property
    def is_writable(self) -> bool:
        """Whether this opening may add to the case, and nothing has failed yet."""
        return self._lock is not None and self._failed is None

    def keep(self, open_content: Callable[[], BinaryIO], place: Within = GENERAL) -> Kept:
        """Keep a content of any size in bounded memory; a content already here is not written again.

        Not durable before ``acknowledge``.

        Args:
            open_content: Opens the content at its start. Called once, or twice for more than 64 MiB; each stream is
                closed here.
            place: The compartments that it belongs to.

        Raises:
            ContentChangedError: When the second reading differs from the first; nothing of it is kept.
            StorageError: When the disk refuses.
        """
        with self._writing():
            return self._vault.keep(open_content, place)

    def keep_bytes(self, content: bytes, place: Within = GENERAL) -> Kept:
        """Keep a content that is in memory. As ``keep``."""
        with self._writing():
            return self._vault.keep_bytes(content, place)

    def record(
        self, kind: str, fields: Mapping[str, str], public: Mapping[str, Json] | None = None, place: Within = GENERAL
    ) -> None:
        """Queue one entry for the next ``acknowledge``, dated now.

        Args:
            kind: A dotted word; ``EntryKind`` has those that this version knows.
            fields: What is recorded. Encrypted, and bound field by field; nobody sees it without the keys. Names are
                ``[a-z][a-z0-9_]*``.
            public: What stands in the clear: enumerations, counters, ids of keys. Never a name, a path or a hash of
                an original.
            place: The compartments in which the record lies; the entry stands in the ledger for everybody.

        Raises:
            ValueError: When a kind or a name has another shape, or ``public`` is too long.
        """
        said = fields if self.reword is None else self.reword(kind, fields, place)
        self._queued.append(queued(kind, said, public or {}, self._clock, place))

    def acknowledge(self) -> tuple[Recorded, ...]:
        """Make everything since the last call durable, and say what now stands in the ledger.

        Returns:
            The entries queued by ``record``, in order. An object that no entry followed is durable too.

        Raises:
            StorageError: When the disk refuses. Nothing of this call is acknowledged, and nothing will be.
            ValueError: When a key is to take over and more than the entry that says so is queued: the old key would
                sign what comes after it.
        """
        if self._signers.heir is not None and len(self._queued) > 1:
            raise ValueError("the entry by which a key takes over is acknowledged alone")
        with self._writing():
            taken, self._queued = self._queued, []
            entries = [self._enter(one) for one in taken]
            self._vault.settle()
            recorded = self._append(entries, [one.fields if self._can_read(one) else None for one in taken])
            if self._sealer.is_due(self._vault.closed_packs):
                self._seal()
        return recorded

    def checkpoint(self) -> Checkpoint:
        """Sign the ledger's length and root. Does nothing when the newest checkpoint says it all.

        Raises:
            ValueError: When entries are queued that were not acknowledged.
            StorageError: When the disk refuses.
        """
        if self._queued:
            raise ValueError("acknowledge first: a checkpoint seals only what is acknowledged")
        with self._writing():
            sealed = self._sealer.newest
            if sealed is None or sealed.size < self.size or self._sealer.unlisted(self._vault.closed_packs):
                self._seal()
        return self._sealer.signed()

    def seal(self) -> Checkpoint:
        """Close the pack under its hash and sign a checkpoint over everything: nothing is left to do at ``close``.

        Raises:
            ValueError: When entries are queued that were not acknowledged.
            StorageError: When the disk refuses.
        """
        with self._writing():
            self._vault.close_pack()
        return self.checkpoint()

    def sign_late(self, size: int) -> None:
        """Sign the checkpoint of ``size`` that an entry announces and a crash prevented. Recovery alone calls this."""
        with self._writing():
            self._sealer.sign(size)

    def entries(self, start: int = 0) -> Iterator[Recorded]:
        """Give every acknowledged entry from ``start`` on, with its record.

        Raises:
            DamagedCaseError: When an entry is not one.
            DamagedObjectError: When a record's bytes are not what was kept.
            MissingObjectError: When a record is not in the vault.
        """
        for index, content in enumerate(self._log.contents(start), start):
            yield recorded(index, content, self._keys, self._vault.read)

    def entry(self, index: int) -> Recorded:
        """Give one acknowledged entry. Raises as ``entries``, and ``IndexError`` when there is none."""
        return recorded(index, self._log.content(index), self._keys, self._vault.read)

    def open_object(self, object_id: str) -> BinaryIO:
        """Open a kept content as a seekable stream.

        Raises:
            MissingObjectError: When it is not here, or its key was destroyed.
            DamagedObjectError: When its bytes are not what was kept; also from later reads.
        """
        return self._vault.open(bytes.fromhex(object_id))

    def read_object(self, object_id: str) -> bytes:
        """Give the whole of a kept content. Raises as ``open_object``."""
        return self._vault.read(bytes.fromhex(object_id))

    def has_object(self, object_id: str) -> bool:
        """Whether this content is kept and can be opened."""
        return self._vault.has(bytes.fromhex(object_id))

    def proof(self, index: int, under: Checkpoint | None = None) -> str:
        """Give the C2SP tlog-proof that the entry at ``index`` stands under a checkpoint, the newest unless named.

        Raises:
            IndexError: When there is no such entry.
            NotSealedError: When it is not under a checkpoint yet.
        """
        checkpoint = under or self._sealer.covering(index)
        path = self._log.tree.inclusion(index, checkpoint.size)
        return tlog_proof(index=index, path=path, checkpoint=checkpoint)

    def bundle(
        self, index: int, *, shown: Collection[str], under: Checkpoint | None = None, attested: Attested | None = None
    ) -> bytes:
        """Give a file that proves an entry and the fields named in ``shown``, and shows nothing else of the case.

        It stands under the checkpoint ``under``, the newest where absent; ``attested`` is what others signed of that.

        ``probative.verify`` checks it without anything of ours. Raises as ``proof``; ``ValueError`` when a field is
        not in the record.

        Source: docs/format/proof.md.
        """
        proof = self.proof(index, under)
        recorded = self.entry(index)
        leaves = shown_leaves(self._keys, recorded, shown)
        size = (under or self._sealer.signed()).size
        chain = [(at, entry, self._log.tree.inclusion(at, size)) for at, entry in self._log.said_of_keys if at < size]
        return proof_bundle(
            case_file=self._case_file,
            entry=recorded.entry,
            leaves=leaves,
            proof=proof,
            chain=chain,
            attested=attested,
        )

    def close(self) -> None:
        """Close the pack, sign a last checkpoint and let the next writer in. What was not acknowledged is dropped.

        Raises:
            StorageError: When the disk refuses. The case is closed all the same; what was acknowledged is safe.
        """
        self._queued.clear()
        try:
            if self.is_writable:
                self.seal()
        finally:
            self._vault.abandon()
            self._log.close()
            if self._lock is not None:
                self._lock.release()
                self._lock = None

    def abandon(self) -> None:
        """Close without writing anything more: as a crash would, but the lock is given back."""
        self._failed = self._failed or StorageError("the case was closed")
        self.close()

    @contextmanager
    def _writing(self) -> Iterator[None]:
        if self._lock is None:
            raise ValueError("this case was opened for reading")
        if self._failed is not None:
            raise self._failed
        try:
            yield
        except StorageError as error:
            self._failed = error
            # The first refusal is what the caller must hear of. What cannot be cut now is cut when the case is next
            # opened for writing: recovery needs nothing that this leaves behind.
            with suppress(StorageError):
                self._give_up(error)
            raise
        except (KeyboardInterrupt, SystemExit, MemoryError):
            # Bytes may be half written: only opening the case again puts that right.
            self._failed = StorageError("writing to the case was interrupted")
            raise

    def _give_up(self, error: StorageError) -> None:
        """Cut what was not acknowledged; where the disk is full, say so in the ledger and sign it (R7, R8)."""
        self._vault.take_back()
        self._keys.take_back()
        self._log.take_back()
        if isinstance(error, DiskFullError) and Reserve(self._layout.reserve, self._disk).free():
            void_unrecorded(self._keys, self._log, None)
            if self._sealer.announced is not None:
                self._sealer.sign(self._sealer.announced)
            full = Queued(EntryKind.INCIDENT_RECORDED, stamp(self._clock()), {}, b"", {"full": {}})
            self._append([(full, None, 0)], [{}])
            self._seal()

    def _enter(self, act: Queued) -> tuple[Queued, bytes | None, int]:
        if not act.fields:
            return act, None, 0
        record_key = self._chance(_KEY_BYTES)
        commitment = commitment_of(record_key, act.fields)
        self._vault.keep_record(commitment, record_key, act.body, act.within)
        return act, commitment, leaf_count(len(act.fields))

    def _can_read(self, act: Queued) -> bool:
        return self._keys.id_key(act.within) is not None

    def _append(
        self, entered: list[tuple[Queued, bytes | None, int]], fields: list[Mapping[str, str] | None]
    ) -> tuple[Recorded, ...]:
        if not entered:
            return ()
        first = self._log.size
        signer, numbers = self._signers.acting, self._signers.next_numbers(len(entered))
        behalf: dict[str, Json] = {"on_behalf_of": self._signers.on_behalf_of} if self._signers.on_behalf_of else {}
        entries = [
            write_entry(
                kind=act.kind,
                at=act.at,
                by=signer.id,
                sequence=numbers[place],
                commitment=commitment,
                n_fields=n_fields,
                public={**act.public, **behalf},
                origin=self.origin,
                sign=signer.sign,
            )
            for place, (act, commitment, n_fields) in enumerate(entered)
        ]
        self._log.append([entry.content for entry in entries], self._disk)
        self._signers.note(len(entries))
        return tuple(
            Recorded(index=first + place, entry=entry, fields=shown, is_sealed=shown is None, within=act.within)
            for place, (entry, (act, _, _), shown) in enumerate(zip(entries, entered, fields, strict=True))
        )

    def _seal(self) -> None:
        said = self._sealer.announcement(self._vault.closed_packs)
        act = Queued(EntryKind.CHECKPOINT_SIGNED, stamp(self._clock()), {}, b"", said)
        self._append([(act, None, 0)], [{}])
        self._sealer.sign_announced(said)
        if self._sealer.unlisted(self._vault.closed_packs):
            self._seal()
