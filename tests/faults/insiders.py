"""A3: a custodian with every key writes another history; given one checkpoint that an outsider holds, it is found.

The forger has the device's keys, opens what is sealed, signs what is changed anew, writes every checkpoint again and
takes this machine's own memory of the case away. The outsider has one thing: a checkpoint as it was given out. The
checkpoint that a machine keeps outside the case stands in for it here; one on paper or from a witness is the same note.

At full size there is a real witness too: `probative witness` in a process and a home of its own, as on another
machine. It signed the true history, and is asked to go on with each forged one.
"""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from probative.base import canonical
from probative.base.canonical import Json
from probative.base.chance import seeded_chance, system_chance
from probative.custody.casefile import CaseFile, read_case_file, write_case_file
from probative.custody.check import check
from probative.custody.findings import Severity
from probative.custody.frames import frame, scan
from probative.custody.layout import Layout, guard_file
from probative.custody.ledger.checkpoints import sign_checkpoint
from probative.custody.ledger.entries import person_key_id, read_entry, write_entry
from probative.custody.ledger.log import Log
from probative.custody.ledger.merkle import Tree, leaf_hash
from probative.custody.ledger.register import added, revoked
from probative.custody.ledger.requests import write_request
from probative.custody.seal.keybag import Keybag, open_keybag
from probative.verify.equivocation import verify_equivocation
from tests.custody.making import QUICK, SECRET, exhibit, new_case, reopened
from tests.faults.evidenced import with_evidence
from tests.faults.figures import Figures

Entries = list[dict[str, Json]]


@dataclass(slots=True)
class Forger:
    """Whoever holds the keys, and what they make of the case."""

    root: Path
    keys: Keybag
    case_file: CaseFile

    @classmethod
    def of(cls, root: Path) -> "Forger":
        """Take the keys of the case under ``root``."""
        keys = open_keybag(root / "case", secret=SECRET, disk=QUICK, chance=system_chance)
        return cls(root, keys, read_case_file((root / "case" / "case.json").read_bytes()))

    def entries(self) -> Entries:
        """Read every entry."""
        found: Entries = []
        for path in Layout(self.root / "case").segments():
            content = path.read_bytes()
            frames = scan(content)
            for start, end in zip(frames.starts, frames.ends, strict=True):
                value = canonical.decode(content[start:end])
                assert isinstance(value, dict)
                found.append(value)
        return found

    def write(self, entries: Entries, *, renumber: bool = True) -> None:
        """Write these as the whole history: every entry signed anew, every checkpoint with it."""
        layout = Layout(self.root / "case")
        for path in (*layout.segments(), *layout.checkpoints.glob("*"), layout.checkpoint):
            path.unlink(missing_ok=True)
        tree, content, newest = Tree(), b"", b""
        for index, each in enumerate(entries):
            public = each["x"]
            assert isinstance(public, dict)
            if each["t"] == "checkpoint.signed":
                public = {**public, "size": index + 1}
            if index == 0:
                public = {**public, "case": self.case_file.digest}
            commitment = each["c"]
            entry = write_entry(
                kind=str(each["t"]),
                at=str(each["at"]),
                by=str(each["by"]),
                sequence=index + 1 if renumber else int(str(each["seq_by"])),
                commitment=bytes.fromhex(commitment) if isinstance(commitment, str) else None,
                n_fields=int(str(each["n_fields"])),
                public=public,
                origin=self.case_file.origin,
                sign=self.keys.sign_as_person,
            )
            tree.append(leaf_hash(read_entry(entry.content).content))
            content += frame(entry.content)
            if each["t"] == "checkpoint.signed":
                newest = self.note(tree)
                (layout.checkpoints / str(index + 1)).write_bytes(newest)
        layout.segment(1).write_bytes(content)
        layout.checkpoint.write_bytes(newest)
        layout.case_file.write_bytes(self.case_file.content)

    def note(self, tree: Tree) -> bytes:
        """Sign a checkpoint over ``tree``."""
        signed = sign_checkpoint(
            key=self.case_file.log_key, size=tree.size, root=tree.root(), sign=self.keys.sign_as_log
        )
        return signed.note


def _changed(index: int, **changes: Json) -> Callable[[Forger], None]:
    def forge(forger: Forger) -> None:
        entries = forger.entries()
        entries[index] = {**entries[index], **changes}
        forger.write(entries)

    return forge


def _reordered(new_order: Callable[[Entries], Entries]) -> Callable[[Forger], None]:
    return lambda forger: forger.write(new_order(forger.entries()))


def _without(*indices: int) -> Callable[[Forger], None]:
    def forge(forger: Forger) -> None:
        entries = forger.entries()
        gone = {index % len(entries) for index in indices}
        forger.write([each for at, each in enumerate(entries) if at not in gone])

    return forge


def _swapped(entries: Entries, one: int, other: int) -> Entries:
    entries[one], entries[other] = entries[other], entries[one]
    return entries


def _records_swapped(forger: Forger) -> None:
    entries = forger.entries()
    with_record = [at for at, each in enumerate(entries) if each["c"] is not None]
    first, second = with_record[0], with_record[1]
    for name in ("c", "n_fields"):
        entries[first][name], entries[second][name] = entries[second][name], entries[first][name]
    forger.write(entries)


def _backdated_by_a_year(entries: Entries) -> Entries:
    for each in entries:
        at = str(each["at"])
        each["at"] = str(int(at[:4]) - 1) + at[4:]
    return entries


def _inserted(index: int) -> Callable[[Forger], None]:
    def forge(forger: Forger) -> None:
        entries = forger.entries()
        false: dict[str, Json] = {**entries[0], "t": "policy.changed", "x": {"n": 1}, "c": None, "n_fields": 0}
        forger.write([*entries[:index], false, *entries[index:]])

    return forge


def _put_back(which: str) -> Callable[[Forger], None]:
    def forge(forger: Forger) -> None:
        shutil.rmtree(forger.root / "case")
        shutil.copytree(forger.root / which, forger.root / "case")

    return forge


def _put_back_and_went_on(which: str, n_entries: int) -> Callable[[Forger], None]:
    def forge(forger: Forger) -> None:
        _put_back(which)(forger)
        (forger.root / "guards").rename(forger.root / "own guards")
        custody, keys = reopened(forger.root)
        for number in range(n_entries):
            exhibit(custody, f"Another story, part {number}.".encode(), "other.txt")
        custody.acknowledge()
        custody.close()
        keys.close()
        shutil.rmtree(forger.root / "guards")
        (forger.root / "own guards").rename(forger.root / "guards")

    return forge


def _other_log_key(forger: Forger) -> None:
    other = forger.root / "other keys"
    custody, keys = new_case(other, chance=seeded_chance(b"other keys"))
    custody.close()
    forger.keys = keys
    forger.case_file = write_case_file(
        origin=forger.case_file.origin, log_public_key=keys.log_public_key, person_public_key=keys.person_public_key
    )
    entries = forger.entries()
    for each in entries:
        each["by"] = str(read_entry(next(iter(custody.entries())).entry.content).by)
    shutil.rmtree(forger.root / "case" / "keys")
    shutil.copytree(other / "case" / "keys", forger.root / "case" / "keys")
    forger.write(entries)


def _cut_to(n_entries: int) -> Callable[[Forger], None]:
    return _reordered(lambda entries: [*entries[:n_entries], entries[1]])


def _new_record(forger: Forger) -> None:
    """Write a record that says something else, and have the old entry bind it."""
    custody, keys = reopened(forger.root)
    custody.record("exhibit.received", {"name": "never seen.txt"})
    (said,) = custody.acknowledge()
    custody.close()
    keys.close()
    entries = forger.entries()
    at = next(index for index, each in enumerate(entries) if each["c"] is not None)
    assert said.entry.commitment is not None
    entries[at] = {**entries[at], "c": said.entry.commitment.hex(), "n_fields": said.entry.n_fields}
    forger.write([each for each in entries if each is entries[at] or each["c"] != said.entry.commitment.hex()])


SCENARIOS: dict[str, Callable[[Forger], None]] = {
    "the first entry is dated otherwise": _changed(0, at="2030-01-01T00:00:00Z"),
    "an entry in the middle is backdated": _changed(4, at="2030-01-01T00:00:00Z"),
    "the last entry is dated later": _changed(-1, at="2032-01-01T00:00:00Z"),
    "all entries are backdated by a year": _reordered(_backdated_by_a_year),
    "an entry becomes another kind of entry": _changed(3, t="exhibit.damaged"),
    "an entry becomes a kind that nobody knows": _changed(3, t="moon.landed"),
    "an entry's public part is changed": _changed(3, x={"n": 99}),
    "an entry binds fewer fields": _changed(3, n_fields=24),
    "an entry loses its record": _changed(3, c=None, n_fields=0),
    "an entry's commitment is another": _changed(3, c="ab" * 32),
    "two entries swap their records": _records_swapped,
    "an entry binds a record that says something else": _new_record,
    "the second entry is dropped": _without(2),
    "an entry in the middle is dropped": _without(5),
    "the last entry before a checkpoint is dropped": _without(-2),
    "two entries are dropped": _without(3, 5),
    "a whole day is dropped": _without(3, 4, 5, 6),
    "the last checkpoint is dropped": _without(-1),
    "two neighbours are swapped": _reordered(lambda entries: _swapped(entries, 3, 5)),
    "first and last are swapped": _reordered(lambda entries: _swapped(entries, 2, -2)),
    "the order is turned round": _reordered(lambda entries: [entries[0], *reversed(entries[1:-1]), entries[-1]]),
    "an entry stands twice": _reordered(lambda entries: [*entries[:4], entries[3], *entries[4:]]),
    "a false entry is put at the beginning": _inserted(1),
    "a false entry is put in the middle": _inserted(5),
    "the history is cut short": _cut_to(4),
    "the history is cut to its beginning": _cut_to(2),
    "an older copy is put back": _put_back("old"),
    "the oldest copy is put back": _put_back("oldest"),
    "an older copy is put back and goes on another way": _put_back_and_went_on("old", 2),
    "an older copy goes on another way and is as long as the true one": _put_back_and_went_on("oldest", 6),
    "everything is signed by other keys": _other_log_key,
}
"""What an insider does, by what it is called."""


def _public(kind: str, changes: Callable[[dict[str, Json]], dict[str, Json]]) -> Callable[[Forger], None]:
    def forge(forger: Forger) -> None:
        entries = forger.entries()
        at = next(index for index in reversed(range(len(entries))) if entries[index]["t"] == kind)
        said = entries[at]["x"]
        assert isinstance(said, dict)
        entries[at] = {**entries[at], "x": changes(dict(said))}
        forger.write(entries)

    return forge


def _dropped(kind: str) -> Callable[[Forger], None]:
    return lambda forger: forger.write([each for each in forger.entries() if each["t"] != kind])


SCENARIOS = {
    **SCENARIOS,
    "a revocation is dropped": _dropped("key.revoked"),
    "a revocation names a later good size": _public("key.revoked", lambda said: said | {"good": 9}),
    "somebody else was let in": _public("key.added", lambda said: said | {"signing_key": "A" * 43 + "="}),
    "an entry is no longer on anybody's behalf": _public("exhibit.received", lambda _: {}),
    "an entry is on another's behalf": _public("exhibit.received", lambda said: said | {"on_behalf_of": "1" * 16}),
    "what came back from a witness is dropped": _dropped("anchor.obtained"),
}


def true_case(root: Path) -> None:
    """Make a case of some days, with older copies beside it, and the checkpoint that the outsider holds."""
    custody, keys = new_case(root, chance=seeded_chance(b"insider"))
    for day, kept in enumerate(("oldest", "old", None)):
        for number in range(2):
            exhibit(custody, f"Day {day}, letter {number}: the ferry left.".encode(), f"{day}-{number}.txt")
            custody.acknowledge()
        custody.close()
        keys.close()
        if kept is not None:
            shutil.copytree(root / "case", root / kept)
        custody, keys = reopened(root)
    ben = Ed25519PrivateKey.from_private_bytes(bytes(range(1, 33))).public_key().public_bytes_raw()
    custody.record("key.added", {}, added(ben))
    custody.acknowledge()
    custody.record("key.revoked", {}, revoked(person_key_id(ben), custody.size))
    custody.acknowledge()
    with_evidence(custody, root)
    custody.signers.act_for("0" * 16)
    exhibit(custody, b"Taken in by somebody whose key does not count.", "late.txt")
    custody.acknowledge()
    custody.close()
    keys.close()
    origin = read_case_file((root / "case" / "case.json").read_bytes()).origin
    outside = guard_file(root / "witness", origin)
    outside.parent.mkdir()
    outside.write_bytes((root / "case" / "log" / "checkpoint").read_bytes())


class Elsewhere:
    """A witness as a user runs it: by the command line, in a process and a home of its own."""

    def __init__(self, home: Path, key: str, note: bytes) -> None:
        self._home = home
        self.size = int(note.split(b"\n")[1])
        home.mkdir(parents=True)
        self._run("new", "w")
        self._run("trust", "w", key)
        if not self.signs(0, (), note):
            raise RuntimeError("the witness did not sign the true history")

    def signs(self, old_size: int, path: Sequence[bytes], note: bytes) -> bool:
        """Whether it signs this checkpoint."""
        request = self._home / "asked.request"
        request.write_bytes(write_request(old_size=old_size, path=path, note=note))
        return self._run("sign", "w", "asked.request")["signed"] is True

    def proved(self) -> int:
        """Count the proofs that the log signed two histories which it kept; each must convince the verifier."""
        kept = list((self._home / "w" / "refused").glob("*.json"))
        if not all(verify_equivocation(one.read_bytes()) for one in kept):
            raise RuntimeError("the witness keeps a proof that does not hold")
        return len(kept)

    def _run(self, *words: str) -> dict[str, Any]:
        environment = {"HOME": str(self._home), "PATH": os.environ["PATH"]}  # noqa: TID251 - where programs are
        done = subprocess.run(
            [sys.executable, "-m", "probative.cli", "witness", *words, "--json"],
            cwd=self._home,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode not in {0, 1} or not done.stdout:
            raise RuntimeError(done.stderr)
        found: dict[str, Any] = json.loads(done.stdout)
        return found


def _asked_to_go_on(root: Path, elsewhere: Elsewhere) -> bool:
    """Whether the witness goes on with what the forger made."""
    layout = Layout(root / "case")
    note, tree = layout.checkpoint.read_bytes(), Log(layout).tree
    size = int(note.split(b"\n")[1])
    path = tree.consistency(elsewhere.size, size) if elsewhere.size < size <= tree.size else ()
    return elsewhere.signs(elsewhere.size, path, note)


def run(place: Path, *, names: tuple[str, ...] = tuple(SCENARIOS), is_witnessed: bool = False) -> Figures:
    """Play the scenarios; each must be found with the outsider's checkpoint, and named with how far it reaches.

    Where ``is_witnessed``, a witness in a process of its own must refuse to go on with each.
    """
    figures = Figures("A3 insiders with every key, against one checkpoint outside")
    n_unseen_within = 0
    true_case(place / "true")
    layout = Layout(place / "true" / "case")
    elsewhere = None
    if is_witnessed:
        key = read_case_file(layout.case_file.read_bytes()).log_key.verifier
        elsewhere = Elsewhere(place / "lawyer", key, layout.checkpoint.read_bytes())
    for name in names:
        root = place / "forged"
        shutil.rmtree(root, ignore_errors=True)
        shutil.copytree(place / "true", root)
        forger = Forger.of(root)
        SCENARIOS[name](forger)
        figures.n += 1
        found = _found(root, root / "witness")
        told = [one for one in found if one[0].startswith("guard.")]
        if not told:
            figures.broken.append(f"{name}: not found")
        elif told[0][0] != "guard.broken" and not any(character.isdigit() for character in told[0][1]):
            figures.broken.append(f"{name}: found, and not said how far it reaches: {told[0][1]}")
        if elsewhere is not None and _asked_to_go_on(root, elsewhere):
            figures.broken.append(f"{name}: the witness signed it")
        n_unseen_within += not _found(root, root / "nowhere")
    figures.said.append(f"without the outside checkpoint, {n_unseen_within} of {figures.n} show nowhere")
    if elsewhere is not None:
        proofs = f"{elsewhere.proved()} times it keeps the proof that the log signed two histories"
        figures.said.append(f"a witness in a process of its own refused each; {proofs}")
    return figures


def _found(root: Path, guards: Path) -> list[tuple[str, str]]:
    try:
        keys = open_keybag(root / "case", secret=SECRET, disk=QUICK, chance=system_chance)
    except Exception:  # noqa: BLE001 - the outsider checks without
        keys = None
    found = check(root / "case", keys=keys, full=True, guards=guards)
    return [(one.code, one.what) for one in found if one.severity is Severity.DAMAGE]
