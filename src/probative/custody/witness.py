"""A witness: a folder on another machine that remembers what it saw of each log, and signs what goes on from there.

    DIR/
      witness.json               the witness's name and public key
      key                        32 random bytes, for its owner alone
      logs/<sha256 of origin>.key   a log whose checkpoints it takes, by the key that its keeper read out; then one line
                                    for each handover to another key
      logs/<sha256 of origin>       the newest checkpoint of that log that it signed, with its own line
      refused/<sha256>           requests with a valid signature of the log that did not go on from there: evidence
      refused/<sha256>.json      the proof that the log signed two histories, where such a request shows it

It holds nothing of any case: a checkpoint is a random name, a number and a hash.

Source: C2SP tlog-witness (c2sp.org/tlog-witness); docs/format/witness.md.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import ClassVar

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from probative.base import canonical
from probative.base.canonical import NotCanonicalError
from probative.base.chance import Chance
from probative.base.clock import Clock, stamp
from probative.base.digest import digest_of
from probative.base.errors import CaseError, IntegrityError, StorageError, UsageError
from probative.base.fs import Disk
from probative.custody.findings import Finding
from probative.custody.ledger.checkpoints import Checkpoint, CheckpointError, read_checkpoint
from probative.custody.ledger.cosignatures import CosignatureError, Cosigned, cosign, line_of, read_cosigned
from probative.custody.ledger.equivocation import shown_by_path
from probative.custody.ledger.logkeys import HandoverError, LogKeys, read_handover
from probative.custody.ledger.notes import COSIGNATURE, ED25519, NoteError, NoteKey, read_key
from probative.custody.ledger.proofs import is_consistent
from probative.custody.ledger.requests import RequestError, WitnessRequest, read_request
from probative.custody.lock import take
from probative.custody.seal.secret import make_key_file, read_key_file

_FORMAT = "probative/witness@1"
_NAME = re.compile(r"[a-z0-9][a-z0-9./-]{0,62}")


class NotAWitnessError(CaseError):
    """The folder holds no witness."""

    code: ClassVar[str] = "P241"
    hint: ClassVar[str] = "Check the path; `probative witness new DIR` makes one."


class WitnessExistsError(CaseError):
    """The folder already holds something. Nothing is overwritten."""

    code: ClassVar[str] = "P242"
    hint: ClassVar[str] = "Name an empty folder, or one that does not exist yet."


class WitnessNameError(UsageError):
    """A witness's name has another shape than its signature lines can carry."""

    code: ClassVar[str] = "P151"
    hint: ClassVar[str] = (
        "Small letters, digits, dots, slashes and hyphens, at most 63. Whoever gets a proof sees it: leave it out, and "
        "one is made from the key that says nothing."
    )


class LogKeyError(UsageError):
    """The text is no key of a log, or another key of this log is known already."""

    code: ClassVar[str] = "P152"
    hint: ClassVar[str] = "`probative status` of the case prints it as `log verifier`; compare it by another way."


class DamagedWitnessError(IntegrityError):
    """What the witness remembers does not hold. It signs nothing until that is put right."""

    code: ClassVar[str] = "P343"
    hint: ClassVar[str] = "Restore the folder from a copy that is not older, or begin a new witness and say so."


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A log that the witness takes checkpoints of, and the newest that it signed; ``None`` before the first."""

    key: NoteKey
    last: Cosigned | None


def make_witness(folder: Path, *, name: str | None, disk: Disk, chance: Chance) -> NoteKey:
    """Make a witness in ``folder`` and give the key that cases will know it by.

    Args:
        folder: Where; empty, or not there yet.
        name: What its signature lines are to say; made from the key where absent, so that it says nothing.
        disk: Where it is written.
        chance: Gives its key.

    Raises:
        WitnessExistsError: When something lies there.
        WitnessNameError: When the name has another shape.
    """
    if name is not None and not _NAME.fullmatch(name):
        raise WitnessNameError(f"not a name for a witness: {name!r}")
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise WitnessExistsError(f"{folder} is not an empty folder")
    disk.make_folder(folder / "logs")
    disk.make_folder(folder / "refused")
    seed = make_key_file(folder / "key", disk=disk, chance=chance).content
    public_key = Ed25519PrivateKey.from_private_bytes(seed).public_key().public_bytes_raw()
    key = NoteKey(name=name or f"witness/{digest_of(public_key)[:16]}", public_key=public_key, algorithm=COSIGNATURE)
    disk.replace(folder / "witness.json", canonical.encode({"format": _FORMAT, "key": key.verifier}))
    return key


class Witness:
    """A witness, opened. Made by ``opened_witness``."""

    def __init__(self, folder: Path, key: NoteKey, seed: bytes, *, disk: Disk, clock: Clock) -> None:
        self.key = key
        self._folder = folder
        self._private = Ed25519PrivateKey.from_private_bytes(seed)
        self._disk = disk
        self._clock = clock

    def trust(self, text: str) -> NoteKey:
        """Take checkpoints of this log from now on; doing so again changes nothing.

        Args:
            text: The log's key as a verifier is given it, ``origin+id+key``, compared by another way than the request.

        Raises:
            LogKeyError: When it is no log's key, or another key of this origin is known.
        """
        try:
            key = read_key(text.strip())
        except NoteError as error:
            raise LogKeyError(f"not the key of a log: {error}") from error
        if key.algorithm != ED25519:
            raise LogKeyError("this is a witness's key, not a log's")
        path = self._path(key.name).with_suffix(".key")
        if not path.exists():
            self._disk.replace(path, key.verifier.encode())
        elif key.public_key not in self._log_keys(path).all:
            raise LogKeyError(f"another key is known for the log {key.name}")
        return key

    def follow(self, content: bytes) -> tuple[NoteKey, ...]:
        """Take checkpoints by the key that took the place of one that is known; give it under each name of the log.

        Args:
            content: A handover as `probative key` writes it, signed by the old key and the new.

        Raises:
            LogKeyError: When it is none, or does not lead on from what is known.
        """
        try:
            origin, said = read_handover(content)
        except HandoverError as error:
            raise LogKeyError(f"this is no handover of a log's key: {error}") from error
        paths = [path for path in self._key_files() if "/".join(self._log_keys(path).name.split("/")[:2]) == origin]
        if not paths:
            raise LogKeyError(f"no key is known for the log {origin}")
        found = []
        for path in paths:
            keys = self._log_keys(path)
            if any(one.said == said for one in keys.handovers):
                found.append(keys.newest)
                continue
            try:
                found.append(keys.followed(said).newest)
            except HandoverError as error:
                raise LogKeyError(f"the key of {keys.name} is not followed: {error}") from error
            self._disk.replace(path, _read(path) + b"\n" + content.strip())
        return tuple(found)

    def known(self) -> Iterator[Known]:
        """Give the logs that it takes checkpoints of, by name of file.

        Raises:
            DamagedWitnessError: When what it remembers does not hold.
        """
        for path in self._key_files():
            keys = self._log_keys(path)
            yield Known(key=keys.newest, last=self._last(keys))

    def answer(self, content: bytes) -> bytes | Finding:
        """Sign the checkpoint of a request where it goes on from what was seen; else say why not.

        What is signed is remembered, durably, before it is given. The same request twice gives the same answer.

        Args:
            content: The request as it came.

        Returns:
            The witness's signature line for the case; or why there is none. For a log that this witness saw at another
            size, ``where`` of the finding says which, and a new request from there may pass.
        """
        try:
            request = read_request(content)
        except RequestError as error:
            return _refused("request.malformed", f"This is no request to a witness: {error}.")
        origin = request.note.partition(b"\n")[0].decode("utf-8", "replace")
        path = self._path(origin).with_suffix(".key")
        if not path.exists():
            what = f"No key is known for the log {origin[:80]!r}: compare it with its keeper, then `witness trust`."
            return _refused("log.unknown", what)
        keys = self._log_keys(path)
        try:
            checkpoint = read_checkpoint(request.note, keys)
        except CheckpointError as error:
            return _refused("log.signature", f"The checkpoint is not one that this log signed: {error}.")
        last = self._last(keys)
        problem = _against(request, checkpoint, last.checkpoint if last is not None else None)
        if problem is None:
            return self._sign(checkpoint, last)
        if last is not None and last.checkpoint.note == checkpoint.note:
            return line_of(last)
        kept = self._folder / "refused" / digest_of(content)
        self._disk.replace(kept, content)
        split = shown_by_path(last.checkpoint, checkpoint, request.path) if last is not None else None
        if split is not None:
            self._disk.replace(kept.with_suffix(".json"), split.content(keys))
        return problem

    def _sign(self, checkpoint: Checkpoint, last: Cosigned | None) -> bytes | Finding:
        now = self._clock()
        if last is not None and now < last.time - timedelta(seconds=1):
            what = (
                f"This machine's clock says {stamp(now)}; it signed for this log at {stamp(last.time)}. Set the clock."
            )
            return _refused("clock.back", what)
        signed = cosign(checkpoint, witness=self.key, time=now, sign=self._private.sign)
        self._disk.replace(self._path(checkpoint.origin), signed.content)
        return line_of(signed)

    def _path(self, origin: str) -> Path:
        return self._folder / "logs" / digest_of(origin.encode())

    def _key_files(self) -> list[Path]:
        return sorted((self._folder / "logs").glob("*.key"))

    def _log_keys(self, path: Path) -> LogKeys:
        first, *handovers = _read(path).split(b"\n")
        try:
            key = read_key(first.decode("utf-8"))
            keys = LogKeys(name=key.name, first=key.public_key)
            for content in handovers:
                keys = keys.followed(read_handover(content)[1])
        except (NoteError, HandoverError, UnicodeDecodeError) as error:
            raise DamagedWitnessError(f"{path.name}: {error}") from error
        return keys

    def _last(self, keys: LogKeys) -> Cosigned | None:
        path = self._path(keys.name)
        if not path.exists():
            return None
        try:
            return read_cosigned(_read(path), log=keys, witness=self.key)
        except (CheckpointError, CosignatureError) as error:
            raise DamagedWitnessError(f"what it signed last for {keys.name}: {error}") from error


@contextmanager
def opened_witness(folder: Path, *, disk: Disk, clock: Clock) -> Iterator[Witness]:
    """Open a witness for as long as the block lasts; one process at a time may.

    Raises:
        NotAWitnessError: When there is none.
        DamagedWitnessError: When its file and its key do not belong together.
        KeyRefusedError: When its key may be read by others, or is missing.
        CaseBusyError: When another process has it open.
    """
    path = folder / "witness.json"
    if not path.is_file():
        raise NotAWitnessError(f"{folder} holds no witness")
    try:
        value = canonical.decode(_read(path))
        if not isinstance(value, dict) or value.get("format") != _FORMAT or set(value) != {"format", "key"}:
            raise DamagedWitnessError(f"witness.json is not of the format {_FORMAT}")
        key = read_key(str(value["key"]))
    except (NotCanonicalError, NoteError) as error:
        raise DamagedWitnessError(f"witness.json: {error}") from error
    seed = read_key_file(folder / "key").content
    public_key = Ed25519PrivateKey.from_private_bytes(seed).public_key().public_bytes_raw()
    if key.algorithm != COSIGNATURE or key.public_key != public_key:
        raise DamagedWitnessError("witness.json names another key than the one that lies beside it")
    # From reading what was signed last to writing what is signed now nobody else may do the same.
    lock = take(folder / "lock")
    try:
        yield Witness(folder, key, seed, disk=disk, clock=clock)
    finally:
        lock.release()


def _against(request: WitnessRequest, new: Checkpoint, last: Checkpoint | None) -> Finding | None:
    """Say why a checkpoint does not go on from the last one; ``None`` where it does."""
    size = last.size if last is not None else 0
    if last is not None and new.size < size:
        return _refused("log.smaller", f"It holds {new.size} entries; this witness saw {size} of them signed.", size)
    if last is not None and new.size == size and new.root != last.root:
        what = f"This witness saw another history of {size} entries signed by the same log. Both are kept: it is proof."
        return _refused("log.two_histories", what, size)
    if request.old_size != size:
        what = f"The proof begins at {request.old_size} entries; this witness saw {size} of them last. Ask from there."
        return _refused("proof.from", what, size)
    if last is None:
        if not request.path and new.size:
            return None
        return _refused("proof.broken", "A proof from nothing has no lines, and an empty log is nothing to sign.")
    if is_consistent(old_size=size, old_root=last.root, new_size=new.size, new_root=new.root, path=request.path):
        return None
    what = f"The proof does not lead from the {size} entries that this witness saw to the {new.size} asked for."
    return _refused("proof.broken", what, size)


def _refused(code: str, what: str, size: int | None = None) -> Finding:
    return Finding(code=code, where="" if size is None else str(size), what=what)


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise StorageError(f"cannot read {path.name}: {error.strerror}") from error
