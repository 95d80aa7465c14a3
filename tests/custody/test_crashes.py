"""Power cuts, full disks and failing ones, at every act of the write protocol."""

import errno
from pathlib import Path

import pytest

from probative.base.chance import seeded_chance
from probative.base.errors import CaseError, IntegrityError, ProbativeError, StorageError
from probative.base.fs import Disk
from probative.custody.protocol import Custody
from tests.custody.making import (
    Journal,
    Refusing,
    Unsynced,
    damage,
    disk_of,
    exhibit,
    new_case,
    reopened,
)

pytestmark = pytest.mark.slow


def work(custody: Custody, acknowledged: list[bytes]) -> None:
    """Two groups, one content twice, a checkpoint between; ``acknowledged`` grows as the case promises."""
    exhibit(custody, b"The ferry left at nine.", "a.txt")
    exhibit(custody, b"The ferry never left.", "b.txt")
    acknowledged.extend(one.entry.content for one in custody.acknowledge())
    custody.checkpoint()
    exhibit(custody, b"The ferry left at nine.", "again.txt")
    exhibit(custody, b"Two ferries left." * 50, "c.txt")
    acknowledged.extend(one.entry.content for one in custody.acknowledge())
    custody.record("judgement.made", {"why": "two letters agree"})
    acknowledged.extend(one.entry.content for one in custody.acknowledge())


def work_and_close(custody: Custody, acknowledged: list[bytes]) -> None:
    work(custody, acknowledged)
    custody.close()


def assert_whole(root: Path, acknowledged: list[bytes]) -> None:
    """The case opens for writing, holds all that was acknowledged, takes more, and checks clean."""
    custody, keys = reopened(root)
    held = [one.entry.content for one in custody.entries()]
    assert [content for content in held if content in set(acknowledged)] == acknowledged
    for one in custody.entries():
        if one.fields and "object" in one.fields:
            assert custody.read_object(one.fields["object"])
    exhibit(custody, b"After the lights came back.", "later.txt")
    custody.acknowledge()
    custody.close()
    keys.close()
    assert damage(root) == []
    custody, keys = reopened(root)
    held_again = [one.entry.content for one in custody.entries()]
    assert held_again[: len(held)] == held
    assert sum(b'"incident.recorded"' in content for content in held_again) <= 1
    custody.abandon()
    keys.close()


def test_no_power_cut_loses_what_was_acknowledged(tmp_path: Path) -> None:
    root = tmp_path / "live"
    root.mkdir()
    journal = Journal(root)
    custody, keys = new_case(root, disk=Disk(journal), chance=seeded_chance(b"crash"))
    made = len(journal.acts)
    promises: list[tuple[int, list[bytes]]] = [(made, [])]

    class Noting(list[bytes]):
        def extend(self, more: object) -> None:
            super().extend(more)  # type: ignore[arg-type]
            promises.append((len(journal.acts), list(self)))

    work(custody, Noting())
    custody.close()
    keys.close()
    seen = set()
    for number, loss in journal.crashes(tmp_path):
        if number < made:
            continue
        promised = [held for at, held in promises if at <= number][-1]
        # Many acts change nothing that a power cut would leave; each state is tried once for each promise.
        if (loss.left, len(promised)) in seen:
            continue
        seen.add((loss.left, len(promised)))
        try:
            assert_whole(loss.build(), promised)
        except (ProbativeError, AssertionError) as error:
            act = journal.acts[number - 1][0]
            raise AssertionError(f"after act {number} ({act}), {loss.state}: {error}") from error
    assert len(seen) > 100


def test_a_power_cut_while_a_case_is_made_leaves_a_case_or_a_clear_refusal(tmp_path: Path) -> None:
    root = tmp_path / "live"
    root.mkdir()
    journal = Journal(root)
    custody, keys = new_case(root, disk=Disk(journal), chance=seeded_chance(b"crash"))
    custody.abandon()
    keys.close()
    n_refused = n_opened = 0
    for number, loss in journal.crashes(tmp_path):
        try:
            assert_whole(loss.build(), [])
            n_opened += 1
        except (CaseError, IntegrityError):
            n_refused += 1
        assert number <= len(journal.acts)
    assert n_refused > 0
    assert n_opened > 0


@pytest.mark.parametrize("error", [errno.ENOSPC, errno.EIO])
def test_a_disk_that_refuses_is_a_clear_error_at_every_act(tmp_path: Path, error: int) -> None:
    counting = Refusing(1 << 30, error)
    custody, _ = new_case(tmp_path / "counted", disk=disk_of(counting))
    made = counting.n_acts
    work(custody, [])
    custody.close()
    for number in range(made, counting.n_acts):
        root = tmp_path / str(number)
        acknowledged: list[bytes] = []
        custody, keys = new_case(root, disk=disk_of(Refusing(number, error)))
        with pytest.raises(StorageError) as caught:
            work_and_close(custody, acknowledged)
        assert caught.value.hint
        assert not custody.is_writable
        for act in (custody.acknowledge, lambda: custody.keep_bytes(b"more"), custody.checkpoint):  # noqa: B023 - called at once
            with pytest.raises((StorageError, ValueError)):
                act()
        custody.abandon()
        keys.close()
        assert_whole(root, acknowledged)


def test_an_interrupt_at_any_act_leaves_a_case_that_holds(tmp_path: Path) -> None:
    counting = Refusing(1 << 30, errno.EIO)
    custody, _ = new_case(tmp_path / "counted", disk=disk_of(counting))
    made = counting.n_acts
    work_and_close(custody, [])
    for number in range(made, counting.n_acts):
        root = tmp_path / str(number)
        acknowledged: list[bytes] = []
        custody, keys = new_case(root, disk=disk_of(Refusing(number, KeyboardInterrupt())))
        with pytest.raises(KeyboardInterrupt):
            work_and_close(custody, acknowledged)
        custody.close()
        keys.close()
        assert_whole(root, acknowledged)


def test_a_disk_that_refuses_while_a_case_is_made_is_a_clear_error(tmp_path: Path) -> None:
    counting = Refusing(1 << 30, errno.ENOSPC)
    custody, _ = new_case(tmp_path / "counted", disk=disk_of(counting))
    made = counting.n_acts
    custody.abandon()
    for number in range(made):
        with pytest.raises(StorageError):
            new_case(tmp_path / str(number), disk=disk_of(Refusing(number, errno.ENOSPC)))


class Dribbling(Unsynced):
    """A disk that takes seven bytes at a time."""

    def write(self, descriptor: int, content: bytes) -> int:
        return super().write(descriptor, content[:7])


def test_short_writes_are_written_on(tmp_path: Path) -> None:
    custody, keys = new_case(tmp_path, disk=disk_of(Dribbling()))
    acknowledged: list[bytes] = []
    work(custody, acknowledged)
    custody.close()
    keys.close()
    assert_whole(tmp_path, acknowledged)


class Forgetting(Journal):
    """A disk that says it synced and did not: the control that shows that the crash test can fail."""

    def fsync(self, descriptor: int) -> None:
        pass


def test_without_syncing_acknowledged_entries_are_lost(tmp_path: Path) -> None:
    root = tmp_path / "live"
    root.mkdir()
    journal = Forgetting(root)
    custody, keys = new_case(root, disk=Disk(journal), chance=seeded_chance(b"crash"))
    acknowledged: list[bytes] = []
    work(custody, acknowledged)
    last = len(journal.acts)
    custody.abandon()
    keys.close()
    n_lost = 0
    for number, loss in journal.crashes(tmp_path):
        if number < last:
            continue
        try:
            assert_whole(loss.build(), acknowledged)
        except (ProbativeError, AssertionError):
            n_lost += 1
    assert n_lost >= 3
