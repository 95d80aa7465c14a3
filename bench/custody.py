"""How fast custody is, beside hashlib, restic, borg and bagit: the same files, on the same disk, in one run.

Everything durable is really synced, in a temporary folder, and files are read from the system's cache: what is
compared is work, not disks. What is read or checked is the best of several. ``of_hashlib`` compares with one thread of
hashlib that reads and hashes the same plain files, by the clock; ``..._cpu`` compares what processors spent, which
holds better where other work runs beside. Contents are random, so nothing can be compressed or found twice.

Usage: custody.py [--files N] [--leaves N] [--rounds N]     without: what `make bench` measures, about two minutes.
The bars of DESIGN.md section 9 were set for 2,048 files and ten million leaves.
"""

import argparse
import hashlib
import json
import math
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, NamedTuple

from probative.base.chance import system_chance
from probative.base.clock import system_clock
from probative.base.fs import Disk
from probative.custody.check import check
from probative.custody.layout import Layout
from probative.custody.ledger.log import Log
from probative.custody.ledger.merkle import Tree, leaf_hash
from probative.custody.ledger.proofs import is_included
from probative.custody.mirror.mirroring import mirror
from probative.custody.opening import create_case, open_case
from probative.custody.protocol import Custody
from probative.custody.seal.keybag import Keybag, create_keybag, open_keybag
from probative.custody.seal.secret import KeyFile

SECRET = KeyFile(bytes(range(32)))
GROUP = 500
N_SMALL, SMALL_BYTES = 8_000, 4_096
N_FILES, FILE_BYTES = 384, 1 << 20
N_LEAVES = 1_000_000
N_EVENTS = 20_000
N_SINGLE = 300
ROUNDS = 3


def made(root: Path) -> tuple[Custody, Keybag]:
    disk = Disk()
    keys = create_keybag(root / "case", secret=SECRET, disk=disk, chance=system_chance)
    custody = create_case(
        root / "case", keys=keys, disk=disk, clock=system_clock, chance=system_chance, guards=root / "guards"
    )
    return custody, keys


def receipt(custody: Custody, number: int, object_id: str, digest: str, size_bytes: int) -> None:
    fields = {
        "collected_by": "bench",
        "media_type": "application/octet-stream",
        "name": f"item {number}",
        "object": object_id,
        "received_at": "2031-05-04T12:30:00Z",
        "sha256": digest,
        "size_bytes": str(size_bytes),
        "tool": "bench",
    }
    custody.record("exhibit.received", fields)


def take_in(root: Path, contents: Iterable[bytes], group: int) -> None:
    """Keep and record every content, durably, group by group, and close the case."""
    custody, keys = made(root)
    for number, content in enumerate(contents, start=1):
        kept = custody.keep_bytes(content)
        receipt(custody, number, kept.object_id, kept.digest, kept.size_bytes)
        if number % group == 0:
            custody.acknowledge()
    custody.acknowledge()
    custody.close()
    keys.close()


class Took(NamedTuple):
    """What an act took: by the clock, and of processors, all threads and child processes together."""

    wall_s: float
    cpu_s: float


def spent_s() -> float:
    own, children = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime


def timed(act: Callable[[], Any]) -> Took:
    spent, started = spent_s(), time.perf_counter()
    act()
    return Took(time.perf_counter() - started, spent_s() - spent)


def best(act: Callable[[], Any], rounds: int) -> Took:
    """Give the best of several, by the clock and of processors each for itself."""
    found = [timed(act) for _ in range(rounds)]
    return Took(min(one.wall_s for one in found), min(one.cpu_s for one in found))


def check_case(root: Path, *, full: bool) -> Callable[[], None]:
    def run() -> None:
        keys = open_keybag(root / "case", secret=SECRET, disk=Disk(), chance=system_chance) if full else None
        found = list(check(root / "case", keys=keys, full=full, guards=root / "guards"))
        assert not found, found

    return run


def reopen(root: Path) -> None:
    keys = open_keybag(root / "case", secret=SECRET, disk=Disk(), chance=system_chance)
    open_case(
        root / "case",
        keys=keys,
        disk=Disk(),
        clock=system_clock,
        chance=system_chance,
        guards=root / "guards",
        write=True,
    ).abandon()


def hash_files(folder: Path) -> Callable[[], None]:
    """One thread of hashlib over plain files: the limit that everything is measured against."""

    def run() -> None:
        for path in sorted(folder.iterdir()):
            with path.open("rb") as file:
                hashlib.file_digest(file, "sha256").digest()

    return run


def tool(*words: str | Path, **settings: str) -> Callable[[], None]:
    """Run somebody else's program, with settings of its own and nothing said."""
    given = [f"{name}={value}" for name, value in settings.items()]

    def run() -> None:
        subprocess.run(["env", *given, *map(str, words)], check=True, capture_output=True)

    return run


def others(files: Path, base: Path, rounds: int) -> dict[str, Took]:
    """Take the same files in with restic, borg and bagit, those that are here, and check them; give what that took."""
    found: dict[str, Took] = {}
    if shutil.which("restic"):
        repository = base / "restic"
        words = ("restic", "--no-cache", "--quiet", "--repo", repository)
        said = {"RESTIC_PASSWORD": "bench", "HOME": str(base)}
        tool(*words, "init", **said)()
        found["restic_backup"] = timed(tool(*words, "backup", files, **said))
        found["restic_check"] = best(tool(*words, "check", "--read-data", **said), rounds)
    if shutil.which("borg"):
        repository = base / "borg"
        said = {"BORG_PASSPHRASE": "bench", "BORG_BASE_DIR": str(base / "borg-home"), "HOME": str(base)}
        tool("borg", "init", "--encryption", "repokey", repository, **said)()
        found["borg_create"] = timed(tool("borg", "create", "-C", "none", f"{repository}::one", files, **said))
        found["borg_check"] = best(tool("borg", "check", "--verify-data", repository, **said), rounds)
    try:
        import bagit  # noqa: F401 - only whether it is here
    except ImportError:
        return found
    bag = base / "bag"
    shutil.copytree(files, bag)
    found["bagit_make"] = timed(tool(sys.executable, "-m", "bagit", "--quiet", "--sha256", bag))
    found["bagit_validate"] = best(tool(sys.executable, "-m", "bagit", "--quiet", "--validate", bag), rounds)
    return found


def large(base: Path, n_files: int, rounds: int) -> dict[str, float]:
    """Large files: intake, full check, check without keys, against the same files in other hands."""
    files, case = base / "files", base / "large"
    files.mkdir()
    for number in range(n_files):
        (files / f"{number:06d}").write_bytes(system_chance(FILE_BYTES))
    paths = sorted(files.iterdir())
    hashing = best(hash_files(files), rounds)
    # What warms up (libraries, the allocator) is not what grows.
    take_in(base / "warm", (path.read_bytes() for path in paths[:64]), 64)
    before_mib = peak_mib()
    intake = timed(lambda: take_in(case, (path.read_bytes() for path in paths), 64))
    grown_mib = peak_mib() - before_mib
    full, keyless = (best(check_case(case, full=is_full), rounds) for is_full in (True, False))
    again = best(hash_files(files), rounds)
    hashing = Took(min(hashing.wall_s, again.wall_s), min(hashing.cpu_s, again.cpu_s))
    took = {"intake": intake, "check_full": full, "check_keyless": keyless, **mirrored(case, base / "mirror")}
    found = {
        "hashlib_gb_per_s": n_files * FILE_BYTES / 1e9 / hashing.wall_s,
        "hashlib_gb_per_cpu_second": n_files * FILE_BYTES / 1e9 / hashing.cpu_s,
        "intake_grown_mib": grown_mib,
    }
    for name, one in took.items():
        found[f"{name}_of_hashlib"] = hashing.wall_s / one.wall_s
        found[f"{name}_of_hashlib_cpu"] = hashing.cpu_s / one.cpu_s
    for name, theirs in others(files, base, rounds).items():
        program, act = name.split("_")
        what = {"check": "check_full", "validate": "check_keyless"}.get(act, "intake")
        found[f"{what}_over_{program}"] = theirs.wall_s / took[what].wall_s
        found[f"{what}_over_{program}_cpu"] = theirs.cpu_s / took[what].cpu_s
    return found


def mirrored(case: Path, place: Path) -> dict[str, Took]:
    """Copy a case to another folder, durably and verified without keys; then again, when nothing is to be done."""

    def run() -> None:
        for act in mirror(case / "case", place, disk=Disk(), chance=system_chance):
            assert act.deed != "damaged", act

    return {"mirror": timed(run), "mirror_again": timed(run)}


def peak_mib() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def small(base: Path) -> dict[str, float]:
    """Many small contents, each with its entry, commitments and keys."""
    block = system_chance(SMALL_BYTES)
    root = base / "small"
    contents = (number.to_bytes(8, "big") + block[8:] for number in range(N_SMALL))
    intake = timed(lambda: take_in(root, contents, GROUP))
    return {
        "intake_small_objects_per_s": N_SMALL / intake.wall_s,
        "intake_small_objects_per_cpu_second": N_SMALL / intake.cpu_s,
        "check_small_objects_per_s": N_SMALL / timed(check_case(root, full=True)).wall_s,
        "reopen_small_s": timed(lambda: reopen(root)).wall_s,
    }


def events(base: Path) -> dict[str, float]:
    """Entries alone: the ledger by groups of 100, whole acts by groups, and one act at a time."""
    layout = Layout(base / "log-only")
    disk = Disk()
    disk.make_folder(layout.log)
    log, content = Log(layout), b'{"at":"2031-05-04T12:30:00Z"' + b"x" * 370
    groups = [[content + str(number).encode() for number in range(at, at + 100)] for at in range(0, N_EVENTS, 100)]
    ledger = timed(lambda: [log.append(group, disk) for group in groups])
    log.close()
    custody, keys = made(base / "events")

    def judge(number: int) -> None:
        custody.record("judgement.made", {"about": f"C-{number:04d}", "verdict": "accept", "who": "bench"})

    def by_groups() -> None:
        for number in range(N_EVENTS // 2):
            judge(number)
            if number % GROUP == GROUP - 1:
                custody.acknowledge()

    acts = timed(by_groups)
    waits = []
    for number in range(N_SINGLE):
        judge(number)
        waits.append(timed(custody.acknowledge).wall_s)
    custody.close()
    keys.close()
    waits.sort()
    return {
        "ledger_grouped_entries_per_s": N_EVENTS / ledger.wall_s,
        "events_grouped_per_s": N_EVENTS // 2 / acts.wall_s,
        "events_grouped_per_cpu_second": N_EVENTS // 2 / acts.cpu_s,
        "single_event_p50_ms": waits[len(waits) // 2] * 1e3,
        "single_event_p99_ms": waits[math.ceil(len(waits) * 0.99) - 1] * 1e3,
    }


def trees(n_leaves: int) -> dict[str, float]:
    """A tree of many leaves: growing it, its root, proofs in it and checking them."""
    tree = Tree()

    def grow() -> None:
        for number in range(n_leaves):
            tree.append(leaf_hash(number.to_bytes(8, "big")))

    built = timed(grow)
    root = tree.root()
    places = [number * 7_919 % n_leaves for number in range(2_000)]
    paths = [tree.inclusion(place, n_leaves) for place in places]

    def verify() -> None:
        for place, path in zip(places, paths, strict=True):
            assert is_included(leaf=tree.leaf(place), index=place, size=n_leaves, path=path, root=root)

    proved = timed(lambda: [tree.inclusion(place, n_leaves) for place in places])
    consistent = timed(lambda: [tree.consistency(place + 1, n_leaves) for place in places])
    return {
        "tree_leaves_per_cpu_second": n_leaves / built.cpu_s,
        "tree_root_ms": best(tree.root, 5).wall_s * 1e3,
        "tree_inclusion_ms": proved.wall_s / len(places) * 1e3,
        "tree_consistency_ms": consistent.wall_s / len(places) * 1e3,
        "tree_checks_per_s": len(places) / timed(verify).wall_s,
    }


def measure(n_files: int = N_FILES, n_leaves: int = N_LEAVES, rounds: int = ROUNDS) -> dict[str, float]:
    """Measure all; other work may run beside this, so the best of several counts where it can be repeated."""
    base = Path(tempfile.mkdtemp(prefix="bench-custody-"))
    try:
        return {**large(base, n_files, rounds), **small(base), **events(base), **trees(n_leaves)}
    finally:
        shutil.rmtree(base, ignore_errors=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Measure custody beside hashlib, restic, borg and bagit.")
    parser.add_argument("--files", type=int, default=N_FILES, help="how many files of 1 MiB")
    parser.add_argument("--leaves", type=int, default=N_LEAVES, help="how many leaves the tree has")
    parser.add_argument("--rounds", type=int, default=ROUNDS, help="how often what can be repeated is repeated")
    said = parser.parse_args()
    print(json.dumps(measure(said.files, said.leaves, said.rounds), indent=2))
