"""The keybag: what opens it, what it forgets, and what survives."""

import errno
import itertools
import os
from pathlib import Path

import pytest

from probative.base.chance import system_chance
from probative.base.errors import KeyRefusedError, StorageError
from probative.base.fs import Disk
from probative.custody.errors import (
    CaseExistsError,
    DamagedKeybagError,
    KeyFileError,
    KeyFileExposedError,
    MissingObjectError,
    NotACaseError,
)
from probative.custody.frames import scan
from probative.custody.keys import Added
from probative.custody.layout import Layout
from probative.custody.seal.bagfile import bag_file_problems
from probative.custody.seal.keybag import Keybag, create_keybag, door_of, open_keybag
from probative.custody.seal.secret import Cost, KeyFile, Passphrase, Secret, derive, make_key_file, read_key_file
from tests.custody.making import QUICK, Refusing, Unsynced, damage, disk_of, exhibit, new_case, reopened, small_case

CHEAP = Cost(memory_kib=64, passes=1, lanes=1)
KEY = KeyFile(bytes(range(32)))


def made(folder: Path, secret: Secret = KEY) -> Keybag:
    return create_keybag(folder, secret=secret, disk=QUICK, chance=system_chance, cost=CHEAP)


def opened(folder: Path, secret: Secret = KEY) -> Keybag:
    return open_keybag(folder, secret=secret, disk=QUICK, chance=system_chance)


def bags_in(folder: Path) -> list[str]:
    return sorted(path.name for path in (folder / "keys").glob("keybag.*"))


def an_object(number: int, *, is_record: bool = False) -> Added:
    return Added(bytes([number]) * 32, bytes([number + 1]) * 32, bytes([number + 2]) * 32 if is_record else None)


@pytest.mark.parametrize("secret", [KEY, Passphrase("nine ferries left")])
def test_what_was_added_is_there_when_it_is_opened_again(tmp_path: Path, secret: Secret) -> None:
    bag = made(tmp_path, secret)
    bag.add([an_object(1), an_object(2, is_record=True)])
    bag.add([an_object(5, is_record=True)])
    bag.void([an_object(1).object_id])
    bag.close()
    again = opened(tmp_path, secret)
    assert again.object_key(an_object(2).object_id) == an_object(2).key
    assert again.record_key(an_object(2).object_id) == bytes([4]) * 32
    assert again.object_key(an_object(1).object_id) is None
    assert again.is_void(an_object(1).object_id)
    assert again.newest_record() == an_object(5).object_id
    assert list(again.record_ids()) == [an_object(2).object_id, an_object(5).object_id]
    assert (again.vault_id_key, again.index_key) == (bag.vault_id_key, bag.index_key)
    assert (again.log_public_key, again.person_public_key) == (bag.log_public_key, bag.person_public_key)
    assert list(again.problems()) == []


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        (KEY, KeyFile(bytes(32))),
        (Passphrase("nine ferries"), Passphrase("ten ferries")),
        (KEY, Passphrase("nine ferries")),
        (Passphrase("nine ferries"), KEY),
    ],
)
def test_a_wrong_secret_is_refused(tmp_path: Path, right: Secret, wrong: Secret) -> None:
    made(tmp_path, right)
    with pytest.raises(KeyRefusedError):
        opened(tmp_path, wrong)


def test_a_passphrase_is_the_same_however_a_keyboard_composes_its_letters() -> None:
    composed, apart = "\u0439\u0457\u00e9 words", "\u0438\u0306\u0456\u0308e\u0301 words"
    assert derive(Passphrase(composed), bytes(16), CHEAP) == derive(Passphrase(apart), bytes(16), CHEAP)


def test_the_cost_of_a_guess_stands_on_the_door(tmp_path: Path) -> None:
    made(tmp_path, Passphrase("nine ferries"))
    assert door_of(tmp_path).cost == CHEAP


@pytest.mark.parametrize("wrong", [{"memory_kib": 4}, {"memory_kib": 1 << 21}, {"passes": 0}, {"lanes": 99}])
def test_a_cost_out_of_bounds_is_refused(wrong: dict[str, int]) -> None:
    with pytest.raises(ValueError):
        Cost(**wrong)


def test_a_second_bag_is_not_made_over_the_first(tmp_path: Path) -> None:
    made(tmp_path)
    with pytest.raises(CaseExistsError):
        made(tmp_path)


def test_a_folder_without_a_bag_is_no_case(tmp_path: Path) -> None:
    with pytest.raises(NotACaseError):
        opened(tmp_path)


def test_no_key_stands_in_the_file_in_the_clear(tmp_path: Path) -> None:
    bag = made(tmp_path)
    bag.add([an_object(7, is_record=True)])
    content = (tmp_path / "keys" / "keybag.general.1").read_bytes()
    for secret in (bag.vault_id_key, bag.index_key, an_object(7).key, an_object(7).object_id):
        assert secret not in content


def test_a_broken_head_is_damage_and_not_a_wrong_key(tmp_path: Path) -> None:
    made(tmp_path)
    path = tmp_path / "keys" / "keybag.general.1"
    content = path.read_bytes()
    path.write_bytes(content[:20] + b"\x00" + content[21:])
    with pytest.raises(DamagedKeybagError):
        opened(tmp_path)


def test_a_damaged_frame_hides_what_follows_and_is_named(tmp_path: Path) -> None:
    bag = made(tmp_path)
    bag.add([an_object(1)])
    bag.add([an_object(2)])
    path = tmp_path / "keys" / "keybag.general.1"
    content = bytearray(path.read_bytes())
    found = scan(bytes(content))
    content[found.starts[2] + 20] ^= 1
    path.write_bytes(bytes(content))
    again = opened(tmp_path)
    assert again.object_key(an_object(1).object_id) is None
    assert [one.code for one in bag_file_problems(Layout(tmp_path))] == ["keybag.torn"]
    assert "keybag.changed" in [one.code for one in bag.problems()]


def test_frames_are_bound_to_their_place(tmp_path: Path) -> None:
    bag = made(tmp_path)
    for number in (1, 3):
        bag.add([an_object(number)])
    path = tmp_path / "keys" / "keybag.general.1"
    content = path.read_bytes()
    found = scan(content)
    cuts = [0, *found.ends]
    pieces = [content[start:end] for start, end in itertools.pairwise(cuts)]
    path.write_bytes(b"".join([*pieces[:2], pieces[3], pieces[2]]))
    assert "keybag.frame" in [one.code for one in bag.problems()]
    with pytest.raises(DamagedKeybagError):
        bag.reload()


def test_a_torn_end_is_counted_and_cut(tmp_path: Path) -> None:
    bag = made(tmp_path)
    bag.add([an_object(1)])
    bag.close()
    path = tmp_path / "keys" / "keybag.general.1"
    whole = path.read_bytes()
    path.write_bytes(whole + b"\x00\x00\x01")
    again = opened(tmp_path)
    assert again.reload() == 3
    again.cut_torn()
    assert path.read_bytes() == whole
    again.add([an_object(2)])
    assert opened(tmp_path).object_key(an_object(2).object_id) == an_object(2).key


def test_a_new_generation_forgets_what_it_should_and_keeps_the_rest(tmp_path: Path) -> None:
    bag = made(tmp_path)
    bag.add([an_object(1), an_object(2), an_object(9, is_record=True)])
    index_key = bag.index_key
    new = bag.next_generation(secret=Passphrase("other words"), without=[an_object(1).object_id], cost=CHEAP)
    assert new.generation == 2
    assert bags_in(tmp_path) == ["keybag.general.2"]
    assert len(Layout(tmp_path).doors()) == len(Layout(tmp_path).wraps()) == 1
    again = opened(tmp_path, Passphrase("other words"))
    assert again.object_key(an_object(1).object_id) is None
    assert again.is_void(an_object(1).object_id)
    assert again.object_key(an_object(2).object_id) == an_object(2).key
    assert again.record_key(an_object(9).object_id) is not None
    assert again.index_key != index_key
    with pytest.raises(KeyRefusedError):
        opened(tmp_path)


def test_the_new_generation_is_whole_before_the_old_one_is_touched(tmp_path: Path) -> None:
    class Keeping(Unsynced):
        def open(self, path: Path, flags: int, mode: int) -> int:
            if flags == os.O_WRONLY:
                raise OSError(errno.EIO, os.strerror(errno.EIO))
            return super().open(path, flags, mode)

    made(tmp_path).close()
    bag = open_keybag(tmp_path, secret=KEY, disk=disk_of(Keeping()), chance=system_chance)
    bag.add([an_object(1), an_object(2)])
    with pytest.raises(StorageError):
        bag.next_generation(secret=KEY, without=[an_object(1).object_id])
    assert bags_in(tmp_path) == ["keybag.general.1", "keybag.general.2"]
    again = opened(tmp_path)
    assert again.generation == 2
    assert again.object_key(an_object(1).object_id) is None
    assert [one.code for one in bag_file_problems(Layout(tmp_path))] == ["keybag.old"]
    again.cut_torn()
    assert bags_in(tmp_path) == ["keybag.general.2"]


def test_a_shredded_content_is_gone_while_the_ledger_still_holds(tmp_path: Path) -> None:
    custody, keys = new_case(tmp_path)
    exhibit(custody, b"a letter that was taken back", "letter.txt")
    custody.acknowledge()
    fields = next(one.fields for one in custody.entries() if one.fields)
    custody.close()
    gone = bytes.fromhex(fields["object"])
    keys.next_generation(secret=KEY, without=[gone]).close()
    again, bag = reopened(tmp_path)
    with pytest.raises(MissingObjectError, match="key was destroyed"):
        again.open_object(fields["object"])
    kept = again.keep_bytes(b"a letter that was taken back")
    assert kept.is_new
    assert kept.object_id != fields["object"]
    again.record("exhibit.received", {"object": kept.object_id})
    again.acknowledge()
    again.close()
    bag.close()
    assert damage(tmp_path) == []


def test_a_record_whose_key_was_destroyed_is_shown_as_gone(tmp_path: Path) -> None:
    small_case(tmp_path)
    custody, keys = reopened(tmp_path, write=False)
    index = next(one.index for one in custody.entries() if one.fields)
    name = next(iter(keys.record_ids()))
    keys.next_generation(secret=KEY, without=[name]).close()
    again, _ = reopened(tmp_path)
    assert again.entry(index).fields is None
    again.abandon()


def test_adding_to_a_bag_whose_disk_refuses_is_a_storage_error(tmp_path: Path) -> None:
    made(tmp_path)
    bag = open_keybag(tmp_path, secret=KEY, disk=disk_of(Refusing(1, errno.ENOSPC)), chance=system_chance)
    with pytest.raises(StorageError):
        bag.add([an_object(1)])
    assert bag.object_key(an_object(1).object_id) is None


def test_a_key_file_is_made_once_for_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "config" / "case.key"
    first = make_key_file(path, disk=Disk(), chance=system_chance)
    assert path.stat().st_mode & 0o777 == 0o600
    assert make_key_file(path, disk=Disk(), chance=system_chance) == first
    assert read_key_file(path) == first
    assert "32" not in repr(first)


def test_a_key_file_that_others_may_read_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "case.key"
    make_key_file(path, disk=QUICK, chance=system_chance)
    path.chmod(0o640)
    with pytest.raises(KeyFileExposedError):
        read_key_file(path)


def test_a_missing_or_short_key_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(KeyFileError):
        read_key_file(tmp_path / "none")
    short = tmp_path / "short"
    short.write_bytes(b"short")
    short.chmod(0o600)
    with pytest.raises(KeyFileError):
        read_key_file(short)


def test_secrets_are_not_shown() -> None:
    assert "ferries" not in repr(Passphrase("nine ferries"))
    with pytest.raises(ValueError):
        Passphrase("")
    with pytest.raises(ValueError):
        KeyFile(b"short")
