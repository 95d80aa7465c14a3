"""Whether the ledger holds: frames, entries, signatures, and the tree against every checkpoint."""

from array import array
from collections import Counter
from collections.abc import Generator, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from probative.custody.anchors.evidence import Evidence, EvidenceError, evidence_of
from probative.custody.casefile import CaseFile, CaseFileError, read_case_file
from probative.custody.epochs import epoch_sentences, fork_of, untrue_restorations
from probative.custody.findings import Finding, Severity
from probative.custody.guard import Seen, is_held, seen_here
from probative.custody.layout import Layout, guard_file
from probative.custody.ledger.checkpoints import Checkpoint, CheckpointError, read_checkpoint
from probative.custody.ledger.entries import Entry, EntryError, EntryKind, read_entry, signer_of
from probative.custody.ledger.log import Log
from probative.custody.ledger.logkeys import LogKeys
from probative.custody.ledger.register import Register
from probative.custody.peers import devices_of


@dataclass(slots=True)
class History:
    """What the ledger says that the rest of a check needs.

    ``commitments`` maps each record's commitment to its entry's index and leaf count. ``packs`` are the packs that
    checkpoints name, ``announced`` the sizes of the checkpoints that entries announce. ``latest`` is what our
    clock said last, and ``backwards`` the entries at which it had gone back. ``behalf`` lists, by the key of whoever
    acted, the entries that the founder's key signed for them. ``evidence`` is what entries say of
    evidence of time, ``clocks`` what our clock claimed, entry by entry, as 14 digits: eight bytes an entry.
    """

    case_file: CaseFile | None = None
    log: Log | None = None
    commitments: dict[bytes, tuple[int, int]] = field(default_factory=dict)
    packs: set[str] = field(default_factory=set)
    announced: set[int] = field(default_factory=set)
    evidence: list[Evidence] = field(default_factory=list)
    clocks: "array[int]" = field(default_factory=lambda: array("Q"))
    register: Register | None = None
    counts: Counter[str] = field(default_factory=Counter)
    latest: str = ""
    backwards: list[int] = field(default_factory=list)
    behalf: dict[str, list[int]] = field(default_factory=dict)

    @property
    def log_keys(self) -> LogKeys | None:
        """The keys that sign checkpoints, as far as they are known; ``None`` where the case file cannot be read."""
        if self.register is not None:
            return self.register.log_keys
        return self.case_file.register(()).log_keys if self.case_file is not None else None


def history_problems(layout: Layout, history: History) -> Iterator[Finding]:
    """Check case file, log and checkpoints, and fill ``history`` as far as they can be read."""
    yield from _case_file_problems(layout, history)
    yield from _log_problems(layout, history)
    if history.log is not None:
        if history.case_file is not None:
            history.register = history.case_file.register(history.log.said_of_keys)
        for index, content in _contents(history.log):
            yield from _entry_problems(layout, history, history.log, index, content)
    if history.backwards:
        what = (
            f"The machine's clock went back {len(history.backwards)} time(s), first before entry "
            f"{history.backwards[0]}. The order of the entries stands; their times are what the clock said."
        )
        yield Finding(code="clock.backwards", where="log", what=what, severity=Severity.NOTE)
    for name, entries in sorted(history.behalf.items()):
        what = (
            f"The founder's key signed {len(entries)} entries on behalf of the holder of the key {name}, which did not "
            f"count, first entry {entries[0]}: nothing but that key's word says who acted."
        )
        yield Finding(code="entry.on_behalf", where="log", what=what, severity=Severity.NOTE)
    yield from _checkpoint_problems(layout, history)


def claimed(clock: int) -> str:
    """Write what our clock claimed as an entry says it."""
    text = f"{clock:014d}"
    return f"{text[:4]}-{text[4:6]}-{text[6:8]}T{text[8:10]}:{text[10:12]}:{text[12:]}Z"


def guard_problems(guards: Path, history: History) -> Iterator[Finding]:
    """Check the ledger against what this machine saw signed."""
    if history.case_file is None or history.log is None:
        return
    where = f"guard {guard_file(guards, history.case_file.origin).name}"
    try:
        seen = seen_here(guards, history.case_file, history.log_keys or history.case_file.register(()).log_keys)
    except CheckpointError as error:
        yield Finding(code="guard.broken", where=where, what=f"What this machine remembers does not hold: {error}.")
        return
    except OSError as error:
        yield Finding(code="file.unreadable", where=where, what=f"Cannot be read: {error.strerror}.")
        return
    if seen is None:
        what = "This machine has not seen this case signed before, so an older copy put in its place would not show."
        yield Finding(code="guard.missing", where=where, what=what, severity=Severity.NOTE)
    elif fork_of(history.log, seen.newest) is not None:
        yield from _rolled_back(history.log, seen, where)


def _rolled_back(log: Log, seen: Seen, where: str) -> Iterator[Finding]:
    """Say that the case is not what this machine saw, and how far the two agree."""
    agreed = max((one.size for one in seen.checkpoints if is_held(log, one)), default=0)
    reach = f" Of what this machine saw, the first {agreed} entries are here." if agreed else ""
    if agreed == log.size < seen.newest.size:
        reach += " It is an older copy put in the case's place, or a mirror that is behind."
    for found in _against(log, seen.newest, where, "guard.rolled_back"):
        yield replace(found, what=f"{found.what}{reach}")


def epoch_problems(layout: Layout, history: History) -> Iterator[Finding]:
    """Say of each time that the case was put back from a backup, and whether what is said of it can be true."""
    if history.case_file is None or history.log is None:
        return
    for index, sentence in epoch_sentences(history.log):
        where = f"{layout.name(history.log.segment_of(index))} entry {index}"
        yield Finding(code="case.restored", where=where, what=sentence, severity=Severity.NOTE)
    for index, entry in history.log.restored:
        where = f"{layout.name(history.log.segment_of(index))} entry {index}"
        for what in untrue_restorations(index, entry, history.log, history.case_file):
            yield Finding(code="entry.restored", where=where, what=what)


def device_problems(layout: Layout, history: History) -> Iterator[Finding]:
    """Check what the ledger says of other devices' logs."""
    if history.log is None:
        return
    devices = devices_of(history.log.said_of_devices)
    for name, device in devices.known.items():
        for one in device.beyond:
            what = f"It was recorded with {one.size} entries and then revoked: only its first {device.good} count."
            yield Finding(code="peer.revoked", where=f"log {name}", what=what, severity=Severity.NOTE)
    for index, what in sorted(devices.problems.items()):
        where = f"{layout.name(history.log.segment_of(index))} entry {index}"
        yield Finding(code="entry.peer", where=where, what=what)


def _case_file_problems(layout: Layout, history: History) -> Iterator[Finding]:
    try:
        history.case_file = read_case_file(layout.case_file.read_bytes())
    except CaseFileError as error:
        yield Finding(code="case.broken", where="case.json", what=f"Cannot be read: it is {error}.")
    except OSError as error:
        yield Finding(code="case.broken", where="case.json", what=f"Cannot be read: {error.strerror}.")


def _log_problems(layout: Layout, history: History) -> Iterator[Finding]:
    paths = layout.segments()
    for number, path in enumerate(paths, start=1):
        if path != layout.segment(number):
            yield Finding(code="log.gap", where=layout.name(path), what=f"Segment {number} of the ledger is missing.")
            break
    try:
        history.log = Log(layout)
    except OSError as error:
        yield Finding(code="file.unreadable", where="log", what=f"Cannot be read: {error.strerror}.")
        return
    if not paths or not history.log.size:
        yield Finding(code="log.empty", where="log/seg-00000001", what="The ledger holds no whole entry.")
    for torn in history.log.torn:
        what = (
            f"From byte {torn.good_bytes} on there is no whole entry ({torn.size_bytes - torn.good_bytes} bytes). "
            "After a crash, opening the case for writing cuts them."
        )
        yield Finding(code="log.torn", where=layout.name(torn.path), what=what)


def _contents(log: Log) -> Iterator[tuple[int, bytes]]:
    # A segment that vanishes while it is read shows as a shorter ledger, which the checkpoints then contradict.
    try:
        yield from enumerate(log.contents())
    except OSError:
        return


def _entry_problems(layout: Layout, history: History, log: Log, index: int, content: bytes) -> Iterator[Finding]:
    problems = list(_problems_of(history, index, content))
    if problems:
        where = f"{layout.name(log.segment_of(index))} entry {index}"
        for code, what in problems:
            place = "case.json" if code == "case.changed" else where
            # A revocation is no damage: it says for ever that these entries are not to be relied on.
            severity = Severity.NOTE if code == "entry.revoked" else Severity.DAMAGE
            yield Finding(code=code, where=place, what=what, severity=severity)


def _problems_of(history: History, index: int, content: bytes) -> Iterator[tuple[str, str]]:
    try:
        entry = read_entry(content)
    except EntryError as error:
        history.clocks.append(history.clocks[-1] if history.clocks else 0)
        yield "entry.broken", f"This is no entry: {error}."
        history.counts[signer_of(content)] += 1
        return
    yield from _note_time(history, entry, index)
    # Moments in this spelling sort as they come.
    if entry.at < history.latest:
        history.backwards.append(index)
    history.latest = entry.at
    history.counts[entry.by] += 1
    if isinstance(behalf := entry.public.get("on_behalf_of"), str):
        history.behalf.setdefault(behalf[:16], []).append(index)
    if entry.sequence != history.counts[entry.by]:
        yield "entry.sequence", f"It says that it is number {entry.sequence} of its signer."
        history.counts[entry.by] = entry.sequence
    case_file = history.case_file
    if history.register is not None:
        yield from _signer_problems(history.register, index, entry)
    binds = (entry.kind, entry.public.get("case"))
    if case_file is not None and index == 0 and binds != (EntryKind.VAULT_CREATED, case_file.digest):
        yield "case.changed", "It is not what the first entry binds."
    if entry.commitment is not None:
        if entry.commitment in history.commitments:
            yield "entry.repeated", "It binds the same record as an earlier entry."
        history.commitments[entry.commitment] = (index, entry.n_fields)
    if entry.kind == EntryKind.CHECKPOINT_SIGNED:
        yield from _note_checkpoint(history, entry, index)


def _signer_problems(register: Register, index: int, entry: Entry) -> Iterator[tuple[str, str]]:
    if (why := register.forgery(index, entry)) is not None:
        yield "entry.signature", why
    elif (why := register.doubt(index, entry)) is not None:
        yield "entry.revoked", why
    if (why := register.problems.get(index)) is not None:
        yield "entry.keys", why


def _note_time(history: History, entry: Entry, index: int) -> Iterator[tuple[str, str]]:
    history.clocks.append(int("".join(filter(str.isdigit, entry.at))))
    try:
        found = evidence_of(index, entry)
    except EvidenceError as error:
        yield "entry.broken", f"It speaks of evidence of time that it does not name: {error}."
        return
    if found is not None:
        history.evidence.append(found)


def _note_checkpoint(history: History, entry: Entry, index: int) -> Iterator[tuple[str, str]]:
    packs = entry.public.get("packs")
    if entry.public.get("size") != index + 1 or not isinstance(packs, list):
        yield "entry.broken", "It announces no checkpoint of its own size."
        return
    history.announced.add(index + 1)
    history.packs |= {name for name in packs if isinstance(name, str)}


def _checkpoint_problems(layout: Layout, history: History) -> Iterator[Finding]:
    if history.log_keys is None or history.log is None:
        return
    found: dict[int, Checkpoint] = {}
    for path in sorted(layout.checkpoints.glob("*")):
        checkpoint = yield from _read(layout, path, history.log_keys)
        if checkpoint is None:
            continue
        found[checkpoint.size] = checkpoint
        if path.name != str(checkpoint.size):
            yield Finding(code="checkpoint.name", where=layout.name(path), what=f"It signs {checkpoint.size} entries.")
        yield from _against(history.log, checkpoint, layout.name(path), "checkpoint.root")
    for size in sorted(history.announced - set(found)):
        where = layout.name(layout.checkpoints / str(size))
        yield Finding(code="checkpoint.missing", where=where, what=f"Entry {size - 1} announces it; it is not here.")
    newest = yield from _read(layout, layout.checkpoint, history.log_keys)
    if newest is None:
        return
    yield from _against(history.log, newest, layout.name(layout.checkpoint), "checkpoint.root")
    if found and found[max(found)].note != newest.note:
        what = f"It is not the newest one, which signs {max(found)} entries."
        yield Finding(code="checkpoint.stale", where=layout.name(layout.checkpoint), what=what)


def _read(layout: Layout, path: Path, log_keys: LogKeys) -> Generator[Finding, None, Checkpoint | None]:
    try:
        return read_checkpoint(path.read_bytes(), log_keys)
    except CheckpointError as error:
        yield Finding(code="checkpoint.broken", where=layout.name(path), what=f"This is no checkpoint: {error}.")
    except OSError as error:
        yield Finding(code="checkpoint.broken", where=layout.name(path), what=f"Cannot be read: {error.strerror}.")
    return None


def _against(log: Log, checkpoint: Checkpoint, where: str, code: str) -> Iterator[Finding]:
    if checkpoint.size > log.size:
        what = f"It signs {checkpoint.size} entries; the ledger holds {log.size} whole ones."
        yield Finding(code=code, where=where, what=what)
    elif log.tree.root(checkpoint.size) != checkpoint.root:
        what = f"The first {checkpoint.size} entries of log/ are not the ones that it signs."
        yield Finding(code=code, where=where, what=what)
    elif log.epoch(checkpoint.size) != checkpoint.epoch:
        what = f"It is signed in epoch {checkpoint.epoch}; these entries are of epoch {log.epoch(checkpoint.size)}."
        yield Finding(code=code, where=where, what=what)
