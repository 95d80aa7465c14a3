"""What is said of made-up machines: what lies open is named, what cannot be told is never called protected."""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from probative.custody.machine import access, clocks, confinement, memory, storage
from probative.custody.machine.devices import Cover, cover_of, disks_of
from probative.custody.machine.exposures import Exposure, State, Weight
from probative.custody.machine.habits import HABITS, habit
from probative.custody.machine.machine import Machine
from probative.custody.machine.passphrases import most_bits, strength
from tests.custody.machine.trees import LIMITS, Trees, fortress, laptop

NOW = datetime(2031, 5, 4, 12, 30, tzinfo=UTC)
SWAPS = "Filename\tType\tSize\tUsed\tPriority\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path / "machine"


def bare(root: Path) -> Machine:
    """A machine that says nothing at all."""
    return Trees(root).machine()


def looks(machine: Machine, folder: Path, key_file: Path) -> list[Exposure]:
    return [
        memory.swap(machine),
        memory.hibernation(machine),
        memory.core_dumps(machine),
        memory.temporary(machine),
        confinement.confinement(machine),
        storage.case_disk(machine, folder, opens_with_words=False),
        storage.key_place(machine, folder, key_file),
        storage.syncing(machine, folder),
    ]


def test_a_machine_that_says_nothing_is_never_called_protected(root: Path, tmp_path: Path) -> None:
    key_file = tmp_path / "key"
    key_file.write_bytes(bytes(32))
    found = looks(bare(root), tmp_path, key_file)
    assert {look.state for look in found} <= {State.UNKNOWN, State.EXPOSED}
    # What cannot be told is not called exposed either, but for what is known without the kernel: no bubblewrap.
    assert [look.code for look in found if look.state is State.EXPOSED] == ["sandbox.means"]


def test_every_look_at_an_ordinary_laptop_names_what_lies_open(root: Path, tmp_path: Path) -> None:
    key_file = tmp_path / "key"
    key_file.write_bytes(bytes(32))
    found = {look.code: look for look in looks(laptop(root).machine(), tmp_path, key_file)}
    exposed = {code for code, look in found.items() if look.state is State.EXPOSED}
    assert exposed == {
        "memory.swap",
        "memory.hibernation",
        "memory.core_dumps",
        "memory.temporary",
        "sandbox.means",
        "disk.case",
        "key.place",
    }
    assert found["key.place"].weight is Weight.GRAVE
    assert "same disk as the case" in found["key.place"].found
    assert found["disk.sync"].state is State.PROTECTED
    assert all(look.found and look.means and look.do for look in found.values() if look.state is State.EXPOSED)


def test_a_machine_on_which_everything_was_thought_of_has_nothing_open(root: Path, tmp_path: Path) -> None:
    found = looks(fortress(root).machine(), tmp_path, tmp_path / "no key")
    assert [look.code for look in found if look.state is not State.PROTECTED] == []


@pytest.mark.parametrize(
    ("line", "state"),
    [
        ("/dev/zram0 partition 1 0 100", State.PROTECTED),
        ("/dev/zram1 partition 1 0 100", State.EXPOSED),
        ("/dev/dm-1 partition 1 0 -2", State.PROTECTED),
        ("/dev/dm-2 partition 1 0 -2", State.EXPOSED),
        ("/swap\\040file file 1 0 -2", State.EXPOSED),
        ("/dev/sdz9 partition 1 0 -2", State.UNKNOWN),
        ("/cloud/swap file 1 0 -2", State.UNKNOWN),
    ],
)
def test_swap_is_judged_by_what_lies_under_it(root: Path, line: str, state: State) -> None:
    trees = laptop(root).disk("zram0", "254:0", backing_dev="none\n").disk("zram1", "254:1", backing_dev="/dev/sda2\n")
    trees.mapped("dm-1", "253:1", "swap", "CRYPT-PLAIN-swap", ["sda2"])
    trees.mapped("dm-2", "253:2", "vg-swap", "LVM-abcdef", ["sda2"]).mount("/cloud", "nfs4", "0:50", "server:/x")
    trees.put("proc/swaps", SWAPS + line + "\n")
    assert memory.swap(trees.machine()).state is state


def test_one_bare_swap_beside_an_encrypted_one_is_named(root: Path) -> None:
    trees = laptop(root).mapped("dm-1", "253:1", "swap", "CRYPT-PLAIN-swap", ["sda1"])
    trees.put("proc/swaps", SWAPS + "/dev/dm-1 partition 1 0 -2\n/dev/sda2 partition 1 0 -3\n")
    found = memory.swap(trees.machine())
    assert found.state is State.EXPOSED
    assert "/dev/sda2" in found.found
    assert "dm-1" not in found.found


def test_hibernation_needs_a_place_to_write_to(root: Path) -> None:
    trees = laptop(root)
    assert memory.hibernation(trees.machine()).state is State.EXPOSED
    assert memory.hibernation(trees.put("sys/power/disk", "[disabled]\n").machine()).state is State.PROTECTED
    trees.put("sys/power/disk", "[platform]\n").put("proc/swaps", SWAPS)
    assert memory.hibernation(trees.machine()).state is State.PROTECTED
    trees.put("proc/swaps", SWAPS + "/dev/dm-1 partition 1 0 -2\n")
    assert memory.hibernation(trees.machine()).state is State.UNKNOWN
    trees.mapped("dm-1", "253:1", "swap", "CRYPT-LUKS2-swap", ["sda2"])
    assert memory.hibernation(trees.machine()).state is State.PROTECTED


def test_a_core_pattern_that_is_a_program_is_handed_the_memory_whatever_the_limit(root: Path) -> None:
    trees = laptop(root).put("proc/self/limits", LIMITS.format("0"))
    assert memory.core_dumps(trees.machine()).state is State.EXPOSED
    assert memory.core_dumps(trees.put("proc/sys/kernel/core_pattern", "core\n").machine()).state is State.PROTECTED
    trees.put("proc/self/limits", LIMITS.format("unlimited"))
    assert memory.core_dumps(trees.machine()).state is State.EXPOSED


@pytest.mark.parametrize(
    ("kind", "number", "source", "cover"),
    [
        ("ext4", "8:1", "/dev/sda1", Cover.PLAIN),
        ("ext4", "253:0", "/dev/mapper/safe", Cover.ENCRYPTED),
        ("ext4", "253:3", "/dev/mapper/vg-home", Cover.ENCRYPTED),
        ("ext4", "253:4", "/dev/mapper/half", Cover.PLAIN),
        ("btrfs", "0:33", "/dev/mapper/safe", Cover.ENCRYPTED),
        ("btrfs", "0:33", "/dev/sda1", Cover.PLAIN),
        ("zfs", "0:34", "pool/home", Cover.UNKNOWN),
        ("tmpfs", "0:35", "tmpfs", Cover.MEMORY),
        ("nfs4", "0:36", "server:/x", Cover.UNKNOWN),
        ("fuse.gocryptfs", "0:37", "/home/x", Cover.ENCRYPTED),
        ("ext4", "7:0", "/dev/loop0", Cover.PLAIN),
        ("ext4", "7:1", "/dev/loop1", Cover.MEMORY),
        ("overlay", "0:38", "overlay", Cover.UNKNOWN),
    ],
)
def test_a_folder_is_covered_by_what_lies_between_it_and_every_disk(
    root: Path, kind: str, number: str, source: str, cover: Cover
) -> None:
    trees = laptop(root).disk("sdb", "8:16")
    trees.mapped("dm-0", "253:0", "safe", "CRYPT-LUKS2-safe", ["sda2"])
    trees.mapped("dm-3", "253:3", "vg-home", "LVM-xyz", ["dm-0"])
    trees.mapped("dm-4", "253:4", "half", "LVM-xyz", ["dm-0", "sdb"])
    trees.disk("loop0", "7:0", **{"loop/backing_file": "/images/case.img\n"})
    trees.disk("loop1", "7:1", **{"loop/backing_file": "/scratch/case.img\n"}).mount(
        "/scratch", "tmpfs", "0:41", "tmpfs"
    )
    trees.mount("/cases and more", kind, number, source)
    assert cover_of(trees.machine(), Path("/cases and more/one")) is cover


def test_a_folder_that_the_file_system_encrypts_is_covered_on_a_bare_disk(root: Path) -> None:
    trees = laptop(root)
    trees.encrypts = True
    assert cover_of(trees.machine(), Path("/anywhere")) is Cover.ENCRYPTED


def test_an_overlay_is_covered_by_the_folder_that_takes_its_writes(root: Path) -> None:
    trees = fortress(root).mount("/box", "overlay", "0:50", "overlay", "rw|rw,lowerdir=/a,upperdir=/b,workdir=/c")
    assert cover_of(trees.machine(), Path("/box/case")) is Cover.ENCRYPTED
    endless = Trees(root.with_name("other")).mount("/", "overlay", "0:50", "overlay", "rw|rw,upperdir=/b")
    assert cover_of(endless.machine(), Path("/case")) is Cover.UNKNOWN


def test_the_later_of_two_mounts_on_one_place_is_the_one_that_counts(root: Path) -> None:
    trees = laptop(root).mount("/cases", "ext4", "8:1", "/dev/sda1").mount("/cases", "tmpfs", "0:60", "tmpfs")
    assert cover_of(trees.machine(), Path("/cases/one")) is Cover.MEMORY
    assert cover_of(trees.machine(), Path("/casesx")) is Cover.PLAIN


def test_a_key_on_a_stick_is_protected_unless_the_case_lies_there_too(root: Path, tmp_path: Path) -> None:
    stick, case = tmp_path / "stick", tmp_path / "case"
    for folder in (stick, case):
        folder.mkdir()
    (stick / "key").write_bytes(bytes(32))
    trees = laptop(root).disk("sdb", "8:16", removable="1\n").partition("sdb", "sdb1", "8:17")
    trees.mount(stick, "ext4", "8:17", "/dev/sdb1")
    assert disks_of(trees.machine(), stick) == frozenset({"sdb"})
    assert storage.key_place(trees.machine(), case, stick / "key").state is State.PROTECTED
    both = storage.key_place(trees.machine(), stick / "case", stick / "key")
    assert (both.state, both.weight) == (State.EXPOSED, Weight.GRAVE)
    other = laptop(root.with_name("fixed")).disk("sdc", "8:32").mount(stick, "ext4", "8:32", "/dev/sdc")
    assert "another disk of this machine" in storage.key_place(other.machine(), case, stick / "key").found


def test_a_key_on_the_same_encrypted_disk_weighs_little_and_is_still_said(root: Path, tmp_path: Path) -> None:
    (tmp_path / "key").write_bytes(bytes(32))
    found = storage.key_place(fortress(root).machine(), tmp_path, tmp_path / "key")
    assert (found.state, found.weight) == (State.EXPOSED, Weight.SLIGHT)


def test_a_report_in_the_clear_is_named_where_the_disk_is_bare(root: Path, tmp_path: Path) -> None:
    case = tmp_path / "case"
    (case / "report").mkdir(parents=True)
    assert storage.report_in_the_clear(laptop(root).machine(), case).state is State.PROTECTED
    (case / "report" / "index.html").write_text("names", encoding="utf-8")
    assert storage.report_in_the_clear(laptop(root.with_name("a")).machine(), case).state is State.EXPOSED
    assert storage.report_in_the_clear(fortress(root.with_name("b")).machine(), case).state is State.PROTECTED
    assert storage.report_in_the_clear(bare(root.with_name("c")), case).state is State.UNKNOWN


@pytest.mark.parametrize(
    ("kind", "options", "state"),
    [
        ("ext4", "rw,relatime", State.PROTECTED),
        ("ext4", "rw|rw,nobarrier", State.EXPOSED),
        ("ext4", "rw|rw,barrier=0", State.EXPOSED),
        ("overlay", "rw|rw,upperdir=/x,volatile", State.EXPOSED),
        ("tmpfs", "rw", State.EXPOSED),
        ("vfat", "rw", State.EXPOSED),
        ("9p", "rw", State.UNKNOWN),
        ("nfs4", "rw", State.UNKNOWN),
        ("fuse.sshfs", "rw", State.UNKNOWN),
    ],
)
def test_where_syncing_may_not_reach_a_medium_is_said(root: Path, kind: str, options: str, state: State) -> None:
    trees = Trees(root).mount("/case", kind, "8:1", "/dev/sda1", options)
    assert storage.syncing(trees.machine(), Path("/case")).state is state


def test_a_library_that_makes_syncing_a_lie_is_found(root: Path) -> None:
    trees = fortress(root).put("proc/self/maps", "7f00-7f01 r-xp 0 8:1 1 /usr/lib/libeatmydata.so\n")
    assert storage.syncing(trees.machine(), Path("/case")).weight is Weight.GRAVE


def test_root_and_each_missing_means_of_confinement_are_named(root: Path) -> None:
    trees = fortress(root)
    assert confinement.confinement(trees.machine()).state is State.PROTECTED
    assert confinement.root(trees.machine()).state is State.PROTECTED
    trees.user_id = 0
    assert confinement.root(trees.machine()).state is State.EXPOSED
    trees.has.clear()
    trees.put("sys/kernel/security/lsm", "capability\n").put("proc/self/status", "Name:\tx\n")
    found = confinement.confinement(trees.put("proc/sys/user/max_user_namespaces", "0\n").machine())
    assert all(word in found.found for word in ("bubblewrap", "namespaces", "Landlock", "seccomp"))
    restricted = fortress(root.with_name("b")).put("proc/sys/kernel/apparmor_restrict_unprivileged_userns", "1\n")
    assert confinement.confinement(restricted.machine()).state is State.UNKNOWN


def test_a_clock_is_contradicted_by_what_was_written_later_and_vouched_for_by_nothing(
    root: Path, tmp_path: Path
) -> None:
    machine = fortress(root).machine()
    quiet = clocks.clock(machine, NOW, stamps=[NOW - timedelta(days=1)], seen=[tmp_path / "nothing"])
    assert quiet.state is State.UNKNOWN
    guard = tmp_path / "guard"
    guard.write_bytes(b"x")
    os.utime(guard, (0, (NOW + timedelta(days=2)).timestamp()))
    for found in (
        clocks.clock(machine, NOW, stamps=[], seen=[guard]),
        clocks.clock(machine, NOW, stamps=[NOW + timedelta(hours=1)], seen=[]),
        clocks.clock(machine, NOW, stamps=[NOW - timedelta(hours=1), NOW - timedelta(days=9)], seen=[]),
    ):
        assert found.state is State.EXPOSED
    fine = [NOW - timedelta(seconds=9), NOW - timedelta(seconds=12), NOW + timedelta(seconds=5)]
    assert clocks.clock(machine, NOW, stamps=fine, seen=[]).state is State.UNKNOWN


@pytest.mark.parametrize(("off_s", "state"), [(0, State.UNKNOWN), (50_000, State.UNKNOWN), (86_400 * 3, State.EXPOSED)])
def test_a_hardware_clock_may_keep_local_time_and_no_more(root: Path, off_s: int, state: State) -> None:
    trees = fortress(root).put("sys/class/rtc/rtc0/since_epoch", f"{int(NOW.timestamp()) + off_s}\n")
    assert clocks.clock(trees.machine(), NOW, stamps=[], seen=[]).state is state


def test_a_folder_is_open_only_where_every_folder_above_lets_through(tmp_path: Path) -> None:
    home, case = tmp_path / "home", tmp_path / "home" / "case"
    case.mkdir(parents=True)
    above = [*tmp_path.parents, tmp_path]
    case.chmod(0o755)
    home.chmod(0o700)
    assert access.others("case.others", "the case", case).state is State.PROTECTED
    case.chmod(0o700)
    home.chmod(0o755)
    assert access.others("case.others", "the case", case).state is State.PROTECTED
    case.chmod(0o777)
    if all(folder.stat().st_mode & 0o001 for folder in above):
        assert access.others("case.others", "the case", case).weight is Weight.SERIOUS
    assert access.others("case.others", "the case", tmp_path / "gone").state is State.UNKNOWN


def test_who_watches_the_case_folder_is_named_and_who_merely_runs_is_not_accused(root: Path, tmp_path: Path) -> None:
    case = tmp_path / "Sync" / "case"
    case.mkdir(parents=True)
    trees = fortress(root)
    assert access.watchers(trees.machine(), case).state is State.PROTECTED
    trees.put("proc/41/comm", "nextcloud\n").put("proc/42/comm", "bash\n").put("proc/self/comm", "x\n")
    running = access.watchers(trees.machine(), case)
    assert running.state is State.UNKNOWN
    assert "Nextcloud" in running.found
    line = f"pos:\t0\nflags:\t02\ninotify wd:1 ino:{case.stat().st_ino:x} sdev:800001 mask:fce ignored_mask:0\n"
    trees.put("proc/43/comm", "carrier\n").put("proc/43/fdinfo/7", line)
    seen = access.watchers(trees.machine(), case)
    assert (seen.state, "carrier" in seen.found) == (State.EXPOSED, True)
    (tmp_path / "Sync" / ".stfolder").mkdir()
    assert access.watchers(trees.machine(), case).weight is Weight.GRAVE


def test_a_habit_is_told_from_the_ledger() -> None:
    drill = next(one for one in HABITS if one.code == "habit.recovery")
    assert habit(drill, NOW, [("exhibit.received", NOW)]).state is State.EXPOSED
    assert habit(drill, NOW, [("recovery.rehearsed", NOW - timedelta(days=3))]).state is State.PROTECTED
    old = habit(drill, NOW, [("recovery.rehearsed", NOW - timedelta(days=days)) for days in (900, 400)])
    assert (old.state, old.weight) == (State.EXPOSED, Weight.SLIGHT)
    assert "400 days ago" in old.found


def test_a_copy_that_may_have_been_made_without_a_trace_is_neither_claimed_nor_denied() -> None:
    copies = next(one for one in HABITS if one.code == "habit.copy")
    assert habit(copies, NOW, []).state is State.UNKNOWN
    assert habit(copies, NOW, [("copy.made", NOW - timedelta(days=40))]).state is State.UNKNOWN
    assert habit(copies, NOW, [("copy.made", NOW - timedelta(days=1))]).state is State.PROTECTED


@pytest.mark.parametrize(
    ("words", "weight"),
    [
        ("password", Weight.GRAVE),
        ("Kharkiv2022", Weight.GRAVE),
        ("qwertyuiop", Weight.GRAVE),
        ("24.02.2022", Weight.GRAVE),
        ("aaaaaaaaaaaaaaaaaaaaaaaaaaaaa", Weight.GRAVE),
        ("abcabcabcabcabcabcabcabc", Weight.GRAVE),
        ("correct horse", Weight.GRAVE),
        ("пароль", Weight.GRAVE),
        ("correct horse battery", Weight.SERIOUS),
        ("f7#Kq!2z", Weight.SERIOUS),
    ],
)
def test_a_weak_passphrase_is_called_weak(words: str, weight: Weight) -> None:
    found = strength(words)
    assert (found.state, found.weight) == (State.EXPOSED, weight)
    assert words not in found.found + found.means + found.do


@pytest.mark.parametrize("words", ["orbit canvas mellow thirsty lagoon pickle", "x7#Kq!2zPw9$Lm", "3f9a0c77d1e2b8456"])
def test_a_passphrase_is_never_called_strong(words: str) -> None:
    found = strength(words)
    assert found.state is State.UNKNOWN
    assert "strong" not in found.found


@given(st.text(max_size=40))
def test_no_more_guesses_are_claimed_than_trying_every_string_takes(words: str) -> None:
    assert 0 <= most_bits(words) <= len(words) * 8
    assert most_bits(words * 3) <= most_bits(words) + 4
