"""Shredding: what was named is gone from every byte, everything else stands, and no crash leaves it half done."""

import shutil
from pathlib import Path
from typing import ClassVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from probative.base.chance import seeded_chance, system_chance
from probative.base.errors import ProbativeError
from probative.base.fs import Disk
from probative.custody import shredding
from probative.custody.compartments import Compartment
from probative.custody.errors import MissingObjectError
from probative.custody.layout import Layout
from probative.custody.ledger.entries import EntryKind
from probative.custody.mirror.mirroring import mirror
from probative.custody.opening import open_case
from probative.custody.protocol import Custody
from probative.custody.recorded import Recorded
from probative.custody.seal.keybag import Keybag, holder_of, open_keybag
from probative.custody.seal.person import new_person
from probative.custody.shredding import Order, Shredded, carry_out, objects_ordered, order, unfinished
from probative.custody.vault.vault import record_id
from tests.custody.making import CLOCK, QUICK, Journal, Unsynced, damage, exhibit, files_of, new_case, reopened

WORDS = [f"The ferryman counted {number} carts at the mill.".encode() for number in range(4)]


def case_of(root: Path, n_exhibits: int = 4) -> tuple[Custody, Keybag]:
    custody, keys = new_case(root)
    for number in range(n_exhibits):
        exhibit(custody, WORDS[number % 4] * (number + 1), f"note {number}.txt")
        custody.acknowledge()
    custody.seal()
    return custody, keys


def entry_of(custody: Custody, number: int) -> Recorded:
    """Give the entry of the exhibit with that number, counted from 0."""
    return [one for one in custody.entries() if one.entry.kind == "exhibit.received"][number]


def read(custody: Custody, number: int) -> bytes:
    fields = entry_of(custody, number).fields
    assert fields is not None
    return custody.read_object(fields["object"])


def belonging_to(custody: Custody, keys: Keybag, *numbers: int) -> list[bytes]:
    """Give the object and the record of these exhibits."""
    found = []
    for number in numbers:
        entry = entry_of(custody, number)
        assert entry.fields is not None
        assert entry.entry.commitment is not None
        found += [bytes.fromhex(entry.fields["object"]), record_id(keys.vault_id_key, entry.entry.commitment)]
    return found


def shred(custody: Custody, keys: Keybag, ids: list[bytes], disk: Disk = QUICK) -> Shredded:
    order(custody, Order(objects=ids, fields={"why": '"withdrawn"'}, public={"custodians": []}))
    (done,) = carry_out(custody, keys=keys, disk=disk, chance=system_chance)
    return done


def secrets_of(keys: Keybag, ids: list[bytes]) -> list[bytes]:
    found = [keys.object_key(name) for name in ids] + [keys.record_key(name) for name in ids]
    return [one for one in found if one is not None]


def test_what_is_shredded_is_gone_and_everything_else_stands(tmp_path: Path) -> None:
    custody, keys = case_of(tmp_path)
    ids = belonging_to(custody, keys, 1)
    before = [one.entry.content for one in custody.entries()]
    entry_numbers = [entry_of(custody, number).index for number in range(4)]
    goes, stays = entry_numbers[1:3]
    under = custody.checkpoint()
    proof = custody.bundle(stays, shown=["name"], under=under)
    done = shred(custody, keys, ids)
    assert (done.n_objects, done.n_entries) == (2, 1)
    with pytest.raises(MissingObjectError):
        custody.read_object(ids[0].hex())
    entries = list(custody.entries())
    assert [one.entry.content for one in entries][: len(before)] == before
    assert entries[goes].fields is None
    assert not entries[goes].is_sealed
    last = entries[done.entry]
    assert last.entry.kind == "object.shredded"
    assert last.entry.public["entries"] == [[goes, goes]]
    assert last.entry.public["generations"] == {"general": 2}
    for number in (0, 2, 3):
        fields = entries[entry_numbers[number]].fields
        assert fields is not None
        assert custody.read_object(fields["object"]) == WORDS[number] * (number + 1)
    assert custody.bundle(stays, shown=["name"], under=under) == proof
    custody.close()
    keys.close()
    assert damage(tmp_path) == []


def test_no_key_of_what_is_shredded_is_left_in_any_bag(tmp_path: Path) -> None:
    custody, keys = case_of(tmp_path)
    ids = belonging_to(custody, keys, 0, 2)
    secrets = secrets_of(keys, ids)
    assert len(secrets) == 6
    shred(custody, keys, ids)
    custody.close()
    keys.close()
    custody, keys = reopened(tmp_path)
    bags = keys._bags.opened.values()
    held = b"".join(both for bag in bags for both in bag.contents.keys.values())
    assert not any(secret in held for secret in secrets)
    assert [path.name for path in (tmp_path / "case" / "keys").glob("keybag.*")] == ["keybag.general.2"]
    custody.close()


def test_an_order_that_names_nothing_is_none(tmp_path: Path) -> None:
    custody, _ = case_of(tmp_path, 1)
    with pytest.raises(ValueError, match="names what"):
        order(custody, Order(objects=[], fields={}, public={}))


def test_a_shred_can_be_ordered_once_more_of_what_is_gone(tmp_path: Path) -> None:
    custody, keys = case_of(tmp_path)
    ids = belonging_to(custody, keys, 1)
    shred(custody, keys, ids)
    generation = keys.generation
    shred(custody, keys, ids)
    assert keys.generation == generation
    custody.close()
    keys.close()
    assert damage(tmp_path) == []


@given(st.data())
def test_a_shred_ordered_before_a_crash_is_carried_out_when_the_case_is_next_opened(data: st.DataObject) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        custody, keys = case_of(root)
        chosen = data.draw(st.sets(st.integers(0, 3), min_size=1), label="shredded")
        ids = belonging_to(custody, keys, *sorted(chosen))
        (at,) = order(custody, Order(objects=ids, fields={}, public={"custodians": []}))
        if data.draw(st.booleans(), label="keys are gone before the crash"):
            keys.destroy(ids)
        custody.abandon()
        keys.close()
        custody, keys = reopened(root)
        assert unfinished(custody.log) == ()
        assert custody.entry(at).entry.kind == EntryKind.SHRED_ORDERED
        assert set(objects_ordered(custody.entry(at)) or ()) == set(ids)
        assert not any(custody.has_object(name.hex()) for name in ids)
        assert all((entry_of(custody, number).fields is None) == (number in chosen) for number in range(4))
        assert all(read(custody, number) for number in range(4) if number not in chosen)
        custody.close()
        keys.close()
        assert damage(root) == []


def test_a_power_cut_anywhere_in_a_shred_leaves_it_done_or_not_begun(tmp_path: Path) -> None:
    root = tmp_path / "live"
    root.mkdir()
    journal = Journal(root)
    disk = Disk(journal)
    custody, keys = new_case(root, disk=disk, chance=seeded_chance(b"shred"))
    exhibit(custody, WORDS[0], "one.txt")
    exhibit(custody, WORDS[1], "two.txt")
    custody.acknowledge()
    ids = belonging_to(custody, keys, 0)
    begun = len(journal.acts)
    shred(custody, keys, ids, disk=disk)
    custody.close()
    seen = set()
    for number, loss in journal.crashes(tmp_path):
        if number <= begun:
            continue
        left = loss.build()
        custody, keys = reopened(left)
        is_ordered = any(one.entry.kind == "shred.ordered" for one in custody.entries())
        assert custody.has_object(ids[0].hex()) != is_ordered, f"{loss.state} after act {number}"
        assert unfinished(custody.log) == ()
        assert read(custody, 1) == WORDS[1]
        seen.add(is_ordered)
        custody.close()
        keys.close()
        assert damage(left) == [], f"{loss.state} after act {number}"
        assert len(list((left / "case" / "keys").glob("keybag.*"))) == 1
    assert seen == {False, True}


def test_a_mirror_carries_a_shred_over_and_keeps_no_old_keys(tmp_path: Path) -> None:
    custody, keys = case_of(tmp_path)
    ids = belonging_to(custody, keys, 1)
    custody.close()
    keys.close()
    to = tmp_path / "mirror"
    list(mirror(tmp_path / "case", to, disk=QUICK, chance=system_chance))
    old = (to / "keys" / "keybag.general.1").read_bytes()
    custody, keys = reopened(tmp_path)
    shred(custody, keys, ids)
    custody.close()
    keys.close()
    list(mirror(tmp_path / "case", to, disk=QUICK, chance=system_chance))
    assert [path.name for path in Layout(to).keys.glob("keybag.*")] == ["keybag.general.2"]
    assert not any(old[40:120] in path.read_bytes() for path in files_of(to))
    shutil.rmtree(tmp_path / "case")
    shutil.copytree(to, tmp_path / "case")
    assert damage(tmp_path) == []


def test_a_reader_of_a_case_with_an_unfinished_shred_changes_nothing(tmp_path: Path) -> None:
    custody, keys = case_of(tmp_path)
    order(custody, Order(objects=belonging_to(custody, keys, 1), fields={}, public={}))
    custody.abandon()
    keys.close()
    before = {path: path.read_bytes() for path in files_of(tmp_path / "case")}
    custody, keys = reopened(tmp_path, write=False)
    assert len(unfinished(custody.log)) == 1
    custody.close()
    keys.close()
    assert {path: path.read_bytes() for path in files_of(tmp_path / "case")} == before


def test_what_was_kept_again_after_a_shred_has_another_id(tmp_path: Path) -> None:
    custody, keys = case_of(tmp_path)
    ids = belonging_to(custody, keys, 1)
    shred(custody, keys, ids)
    again = custody.keep_bytes(WORDS[1] * 2)
    assert again.is_new
    assert bytes.fromhex(again.object_id) not in ids
    with pytest.raises((MissingObjectError, ProbativeError)):
        custody.read_object(ids[0].hex())


def test_an_order_that_this_opening_cannot_read_waits_for_one_that_can(tmp_path: Path) -> None:
    custody, keys = case_of(tmp_path)
    legal = frozenset({Compartment.LEGAL})
    keys.found(Compartment.LEGAL, [one for one in keys.holders(Compartment.GENERAL) if one.role == "founder"])
    person = new_person("Mira Oru", chance=system_chance)
    keys.give(Compartment.GENERAL, holder_of(person.card, "person"))
    ids = belonging_to(custody, keys, 1)
    order(custody, Order(objects=ids, fields={"why": '"x"'}, public={}, place=legal))
    custody.abandon()
    keys.close()
    hers = open_keybag(tmp_path / "case", person=person, disk=QUICK, chance=system_chance)
    custody = open_case(
        tmp_path / "case",
        keys=hers,
        disk=QUICK,
        clock=CLOCK,
        chance=system_chance,
        guards=tmp_path / "guards",
        write=True,
    )
    assert len(unfinished(custody.log)) == 1
    assert custody.has_object(ids[0].hex())
    custody.close()
    hers.close()
    custody, keys = reopened(tmp_path)
    assert unfinished(custody.log) == ()
    assert not custody.has_object(ids[0].hex())
    custody.close()


def test_the_medium_is_asked_to_trim_and_a_refusal_is_no_error(tmp_path: Path) -> None:
    class Trimming(Unsynced):
        asked: ClassVar[list[Path]] = []

        def trim(self, path: Path) -> None:
            self.asked.append(path)

    custody, keys = case_of(tmp_path)
    ids = belonging_to(custody, keys, 1)
    assert shred(custody, keys, ids, disk=Disk(Trimming())).is_trimmed
    assert Trimming.asked == [tmp_path / "case"]
    assert not shred(custody, keys, belonging_to(custody, keys, 2), disk=QUICK).is_trimmed
    assert Disk().trim(tmp_path) in (True, False)


def test_very_many_entries_are_counted_in_the_clear_and_listed_in_the_record(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shredding, "_MOST_RANGES", 1)
    custody, keys = case_of(tmp_path)
    done = shred(custody, keys, belonging_to(custody, keys, 0, 2))
    entry = custody.entry(done.entry)
    assert "entries" not in entry.entry.public
    assert entry.entry.public["n_entries"] == 2
    assert entry.fields is not None
    assert entry.fields["entries"].count("[") == 3


def test_the_indexes_are_removed_and_the_report_is_overwritten(tmp_path: Path) -> None:
    custody, keys = case_of(tmp_path)
    for name in ("index/case.db", "report/index.html"):
        path = tmp_path / "case" / name
        path.parent.mkdir()
        path.write_bytes(b"The ferryman")
    shred(custody, keys, belonging_to(custody, keys, 1))
    assert not list((tmp_path / "case" / "index").iterdir())
    assert not list((tmp_path / "case" / "report").iterdir())
