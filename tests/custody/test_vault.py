"""The vault: once, whole, from anywhere, in bounded memory."""

import errno
import hashlib
import io
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

import pytest

from probative.base.chance import system_chance
from probative.base.digest import digest_of
from probative.base.errors import StorageError
from probative.base.fs import Disk
from probative.custody.errors import ContentChangedError, DamagedObjectError, MissingObjectError
from probative.custody.layout import Layout
from probative.custody.seal.keybag import create_keybag, open_keybag
from probative.custody.vault.packs import read_table, walk
from probative.custody.vault.vault import Vault
from tests.custody.making import QUICK, SECRET, Refusing, disk_of

MIB = 1 << 20


def vault_in(folder: Path, *, disk: Disk = QUICK, pack_bytes: int = 8 * MIB, memory_bytes: int = 2 * MIB) -> Vault:
    keys = (
        open_keybag(folder, secret=SECRET, disk=disk, chance=system_chance)
        if (folder / "keys").exists()
        else create_keybag(folder, secret=SECRET, disk=disk, chance=system_chance)
    )
    return Vault(
        Layout(folder),
        keys=keys,
        disk=disk,
        chance=system_chance,
        boot="b",
        pack_bytes=pack_bytes,
        memory_bytes=memory_bytes,
    )


def text(n_bytes: int, seed: int = 1) -> bytes:
    return hashlib.shake_128(bytes([seed])).digest(n_bytes)


class Dripping(io.RawIOBase):
    """A stream that gives less than it is asked for."""

    def __init__(self, content: bytes) -> None:
        self._rest = content

    def read(self, size: int = -1) -> bytes:
        given, self._rest = self._rest[: min(size, 1000)], self._rest[min(size, 1000) :]
        return given


def stream(content: bytes) -> Callable[[], BinaryIO]:
    return lambda: io.BytesIO(content)


SIZES = [0, 1, 215, 216, 217, 4096, MIB - 41, MIB - 40, MIB - 39, MIB + 1, 2 * MIB, 2 * MIB + 1, 5 * MIB + 17]


@pytest.mark.parametrize("size_bytes", SIZES)
def test_what_was_kept_is_given_back_by_this_vault_and_the_next(tmp_path: Path, size_bytes: int) -> None:
    content = text(size_bytes)
    vault = vault_in(tmp_path)
    kept = vault.keep(stream(content))
    assert (kept.digest, kept.size_bytes, kept.is_new) == (digest_of(content), size_bytes, True)
    name = bytes.fromhex(kept.object_id)
    assert vault.read(name) == content
    vault.close_pack()
    assert vault.read(name) == content
    again = vault_in(tmp_path)
    assert again.read(name) == content
    assert not again.keep_bytes(content).is_new


def test_a_stream_that_drips_is_kept_whole(tmp_path: Path) -> None:
    for content in (text(100_000), text(3 * MIB)):
        kept = vault_in(tmp_path / str(len(content))).keep(lambda held=content: Dripping(held))  # type: ignore[misc]
        assert kept.digest == digest_of(content)


def test_the_same_content_is_written_once(tmp_path: Path) -> None:
    vault = vault_in(tmp_path)
    first = vault.keep_bytes(text(5000))
    second = vault.keep(stream(text(5000)))
    assert (first.is_new, second.is_new) == (True, False)
    assert first.object_id == second.object_id
    vault.close_pack()
    (pack,) = Layout(tmp_path).closed_packs()
    assert len(read_table(pack)) == 1


def test_ids_say_nothing_without_the_key(tmp_path: Path) -> None:
    one, other = vault_in(tmp_path / "one"), vault_in(tmp_path / "other")
    content = text(300)
    assert one.keep_bytes(content).object_id != other.keep_bytes(content).object_id
    one.close_pack()
    for path in (tmp_path / "one").rglob("*"):
        if path.is_file():
            assert hashlib.sha256(content).digest() not in path.read_bytes()
            assert content[:16] not in path.read_bytes()


def test_any_place_can_be_read_without_what_is_before_it(tmp_path: Path) -> None:
    content = text(3 * MIB + 5)
    vault = vault_in(tmp_path)
    kept = vault.keep(stream(content))
    with vault.open(bytes.fromhex(kept.object_id)) as reader:
        assert reader.seekable()
        for at in (0, 1, MIB - 41, MIB - 40, MIB, 2 * MIB, len(content) - 3):
            reader.seek(at)
            assert reader.read(50) == content[at : at + 50]
        assert reader.seek(-5, io.SEEK_END) == len(content) - 5
        assert reader.read() == content[-5:]
        reader.seek(10**9)
        assert reader.read(1) == b""
        reader.seek(0)
        assert reader.read() == content


def test_packs_are_closed_before_they_are_too_long_and_named_by_their_hash(tmp_path: Path) -> None:
    vault = vault_in(tmp_path, pack_bytes=2 * MIB)
    for seed in range(5):
        vault.keep_bytes(text(MIB - 100, seed))
    vault.close_pack()
    packs = Layout(tmp_path).closed_packs()
    assert len(packs) >= 3
    for pack in packs:
        assert hashlib.sha256(pack.read_bytes()).hexdigest() == pack.name
        assert pack.parent.name == pack.name[:2]
        assert read_table(pack) == list(walk(pack))


def test_a_content_longer_than_a_pack_has_one_of_its_own(tmp_path: Path) -> None:
    vault = vault_in(tmp_path, pack_bytes=2 * MIB)
    vault.keep_bytes(text(500))
    long = vault.keep(stream(text(5 * MIB)))
    vault.keep_bytes(text(501))
    vault.close_pack()
    n_objects = sorted(len(read_table(pack)) for pack in Layout(tmp_path).closed_packs())
    assert n_objects == [1, 1, 1]
    assert vault.read(bytes.fromhex(long.object_id)) == text(5 * MIB)


def test_content_that_changes_between_two_readings_is_refused_and_nothing_of_it_stays(tmp_path: Path) -> None:
    vault = vault_in(tmp_path)
    before = vault.keep_bytes(text(700))
    for changed in (text(3 * MIB, 2), text(3 * MIB)[:-1], text(3 * MIB) + b"!"):
        readings = iter([text(3 * MIB), changed])
        with pytest.raises(ContentChangedError):
            vault.keep(lambda readings=readings: io.BytesIO(next(readings)))  # type: ignore[misc]
    after = vault.keep_bytes(text(701))
    vault.close_pack()
    (pack,) = Layout(tmp_path).closed_packs()
    assert [place.object_id.hex() for place in read_table(pack)] == [before.object_id, after.object_id]
    assert hashlib.sha256(pack.read_bytes()).hexdigest() == pack.name
    assert vault.read(bytes.fromhex(after.object_id)) == text(701)


def test_a_source_that_fails_in_the_second_reading_leaves_nothing(tmp_path: Path) -> None:
    class Failing(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            if self.tell() > 2 * MIB:
                raise OSError(errno.EIO, "the stick was pulled out")
            return super().read(size)

    vault = vault_in(tmp_path)
    readings: list[BinaryIO] = [io.BytesIO(text(4 * MIB)), Failing(text(4 * MIB))]
    with pytest.raises(OSError, match="stick"):
        vault.keep(lambda: readings.pop(0))
    kept = vault.keep_bytes(text(9))
    vault.close_pack()
    assert len(read_table(Layout(tmp_path).closed_packs()[0])) == 1
    assert vault.read(bytes.fromhex(kept.object_id)) == text(9)


def test_long_content_is_kept_and_read_in_little_memory(tmp_path: Path) -> None:
    vault = vault_in(tmp_path, pack_bytes=64 * MIB)

    class Endless(io.RawIOBase):
        def __init__(self) -> None:
            self._left = 48 * MIB

        def read(self, size: int = -1) -> bytes:
            given = min(size, self._left)
            self._left -= given
            return bytes(given)

    tracemalloc.start()
    kept = vault.keep(Endless)  # type: ignore[arg-type]
    with vault.open(bytes.fromhex(kept.object_id)) as reader:
        while reader.read(MIB):
            pass
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert kept.size_bytes == 48 * MIB
    assert most < 16 * MIB


def test_nothing_is_given_that_does_not_decrypt(tmp_path: Path) -> None:
    vault = vault_in(tmp_path)
    name = bytes.fromhex(vault.keep_bytes(text(2 * MIB)).object_id)
    vault.close_pack()
    (pack,) = Layout(tmp_path).closed_packs()
    content = bytearray(pack.read_bytes())
    content[MIB + 2000] ^= 4
    pack.write_bytes(bytes(content))
    with vault.open(name) as reader:
        assert reader.read(10) == text(10)
        reader.seek(MIB + 500)
        with pytest.raises(DamagedObjectError):
            reader.read(1)
    with pytest.raises(DamagedObjectError):
        vault.read(name)
    pack.write_bytes(bytes(content[: MIB + 500]))
    with pytest.raises(DamagedObjectError):
        vault.read(name)


def test_swapped_segments_do_not_decrypt(tmp_path: Path) -> None:
    vault = vault_in(tmp_path, pack_bytes=16 * MIB, memory_bytes=8 * MIB)
    name = bytes.fromhex(vault.keep_bytes(text(3 * MIB)).object_id)
    vault.close_pack()
    (pack,) = Layout(tmp_path).closed_packs()
    (place,) = read_table(pack)
    content = bytearray(pack.read_bytes())
    one, two, three = (place.offset + number * (MIB + 16) for number in range(3))
    content[one:three] = content[two:three] + content[one:two]
    pack.write_bytes(bytes(content))
    with pytest.raises(DamagedObjectError):
        vault.read(name)


def test_what_is_not_here_is_missing(tmp_path: Path) -> None:
    vault = vault_in(tmp_path)
    with pytest.raises(MissingObjectError):
        vault.open(bytes(32))
    name = bytes.fromhex(vault.keep_bytes(text(40)).object_id)
    vault.close_pack()
    (pack,) = Layout(tmp_path).closed_packs()
    pack.unlink()
    with pytest.raises(MissingObjectError):
        vault.read(name)
    with pytest.raises(DamagedObjectError, match="lost its bytes"):
        vault_in(tmp_path).keep_bytes(text(40))


def test_a_full_disk_is_a_storage_error(tmp_path: Path) -> None:
    create_keybag(tmp_path, secret=SECRET, disk=QUICK, chance=system_chance).close()
    vault = vault_in(tmp_path, disk=disk_of(Refusing(5, errno.ENOSPC)))
    with pytest.raises(StorageError):
        vault.keep(stream(text(5 * MIB)))
