"""How fast custody is, as ratios within one run: durable intake, and a full check against bare SHA-256.

``of_hashlib`` compares wall time with one thread of hashlib over bytes in memory, the best of three. The check uses two
threads, so it needs two free processors to show what it can.

Everything durable is really synced, in a temporary folder. About ten seconds.
"""

import hashlib
import json
import shutil
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from probative.base.chance import system_chance
from probative.base.clock import system_clock
from probative.base.fs import Disk
from probative.custody.check import check
from probative.custody.opening import create_case, open_case
from probative.custody.protocol import Custody
from probative.custody.seal.keybag import Keybag, create_keybag, open_keybag
from probative.custody.seal.secret import KeyFile

SECRET = KeyFile(bytes(range(32)))
GROUP = 500
N_SMALL, SMALL_BYTES = 8_000, 4_096
N_LARGE, LARGE_BYTES = 384, 1 << 20


def contents(count: int, size_bytes: int, block: bytes) -> Iterator[bytes]:
    for number in range(count):
        yield number.to_bytes(8, "big") + block[: size_bytes - 8]


def made(root: Path) -> tuple[Custody, Keybag]:
    disk = Disk()
    keys = create_keybag(root / "case", secret=SECRET, disk=disk, chance=system_chance)
    custody = create_case(
        root / "case", keys=keys, disk=disk, clock=system_clock, chance=system_chance, guards=root / "guards"
    )
    return custody, keys


def take_in(root: Path, count: int, size_bytes: int, group: int) -> float:
    """Keep and record ``count`` contents, each with its ledger entry and commitments; give the seconds it took."""
    custody, keys = made(root)
    block = system_chance(size_bytes)
    started = time.perf_counter()
    for number, content in enumerate(contents(count, size_bytes, block), start=1):
        kept = custody.keep_bytes(content)
        fields = {
            "collected_by": "bench",
            "media_type": "application/octet-stream",
            "name": f"item {number}",
            "object": kept.object_id,
            "received_at": "2031-05-04T12:30:00Z",
            "sha256": kept.digest,
            "size_bytes": str(kept.size_bytes),
            "tool": "bench",
        }
        custody.record("exhibit.received", fields)
        if number % group == 0:
            custody.acknowledge()
    custody.acknowledge()
    took_s = time.perf_counter() - started
    custody.close()
    keys.close()
    return took_s


def check_fully(root: Path) -> float:
    keys = open_keybag(root / "case", secret=SECRET, disk=Disk(), chance=system_chance)
    started = time.perf_counter()
    found = list(check(root / "case", keys=keys, full=True, guards=root / "guards"))
    took_s = time.perf_counter() - started
    assert not found, found
    return took_s


def check_packs_only(root: Path) -> float:
    started = time.perf_counter()
    found = list(check(root / "case", keys=None, full=False, guards=root / "guards"))
    took_s = time.perf_counter() - started
    assert not found, found
    return took_s


def reopen(root: Path) -> float:
    keys = open_keybag(root / "case", secret=SECRET, disk=Disk(), chance=system_chance)
    started = time.perf_counter()
    custody = open_case(
        root / "case",
        keys=keys,
        disk=Disk(),
        clock=system_clock,
        chance=system_chance,
        guards=root / "guards",
        write=True,
    )
    took_s = time.perf_counter() - started
    custody.abandon()
    return took_s


def hash_rate(count: int, size_bytes: int) -> float:
    """GB/s of hashlib's SHA-256 over plain contents in memory, one thread: the limit."""
    block = system_chance(size_bytes)
    started = time.perf_counter()
    for _ in range(count):
        hashlib.sha256(block).digest()
    return count * size_bytes / 1e9 / (time.perf_counter() - started)


def file_hash_rate(root: Path) -> float:
    """GB/s of hashlib's SHA-256 over the packs as files, one thread, as a plain checksum tool does it."""
    packs = list((root / "case" / "packs").glob("??/*"))
    started = time.perf_counter()
    for path in packs:
        with path.open("rb") as file:
            hashlib.file_digest(file, "sha256").digest()
    return sum(path.stat().st_size for path in packs) / 1e9 / (time.perf_counter() - started)


def measure() -> dict[str, float]:
    """Take in, check and hash in one run; give ratios to hashlib and the small objects a second.

    Other work may run beside this: the best of three of each check, and the limit is the best ever seen.
    """
    base = Path(tempfile.mkdtemp(prefix="bench-custody-"))
    try:
        small, large = base / "small", base / "large"
        small_s = take_in(small, N_SMALL, SMALL_BYTES, GROUP)
        large_s = take_in(large, N_LARGE, LARGE_BYTES, 64)
        gigabytes = N_LARGE * LARGE_BYTES / 1e9
        full = gigabytes / min(check_fully(large) for _ in range(3))
        keyless = gigabytes / min(check_packs_only(large) for _ in range(3))
        limit = max(hash_rate(N_LARGE, LARGE_BYTES) for _ in range(3))
        return {
            "intake_small_objects_per_s": N_SMALL / small_s,
            "check_small_objects_per_s": N_SMALL / check_fully(small),
            "reopen_small_s": reopen(small),
            "intake_of_hashlib": gigabytes / large_s / limit,
            "check_full_of_hashlib": full / limit,
            "check_keyless_of_hashlib": keyless / limit,
            "check_full_of_file_hashing": full / file_hash_rate(large),
        }
    finally:
        shutil.rmtree(base, ignore_errors=True)


if __name__ == "__main__":
    print(json.dumps(measure(), indent=2))
