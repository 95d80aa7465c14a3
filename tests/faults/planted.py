"""Bugs planted on purpose, each of a kind that real programs had: an explorer that misses one proves nothing."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, ExitStack, contextmanager
from pathlib import Path
from types import SimpleNamespace
from unittest.mock import patch

from probative.base.chance import Chance
from probative.base.fs import Appender, Disk
from probative.custody import frames, opening, recovery, shredding
from probative.custody.mirror.acts import Act, Side
from probative.custody.mirror.mirroring import _Mirroring
from probative.custody.protocol import Custody
from probative.custody.reserve import Reserve
from probative.custody.seal import secret
from probative.custody.seal.bags import Bags
from probative.custody.seal.ring import Ring
from probative.custody.seal.secret import KeyFile, read_key_file
from probative.custody.vault import salvage
from probative.custody.vault.vault import Vault
from probative.custody.vault.writer import PackWriter
from probative.flow.belongings import _Search

_SYNC = Appender.sync
_CUT = Appender._cut
_RENAME = Disk.rename
_APPEND = Disk.append
_ENTER = Custody._append


def _unsynced(prefix: str) -> AbstractContextManager[object]:
    def sync(self: Appender) -> None:
        if not self.path.name.startswith(prefix):
            _SYNC(self)

    return patch.object(Appender, "sync", sync)


@contextmanager
def _without_folder_syncs(act: str, original: Callable[..., object], prefix: str = "") -> Iterator[None]:
    def without(self: Disk, *paths: Path) -> object:
        if not paths[-1].name.startswith(prefix):
            return original(self, *paths)
        with patch.object(Disk, "sync_folder", lambda *_: None):
            return original(self, *paths)

    with patch.object(Disk, act, without):
        yield


def _unsynced_replacement() -> AbstractContextManager[object]:
    def written(_: Disk, path: Path, content: bytes) -> Path:
        system = _._system
        temporary = path.with_name(path.name + ".new")
        descriptor = system.open(temporary, 0o1 | 0o100 | 0o1000, 0o600)
        system.write(descriptor, content)
        system.close(descriptor)
        return temporary

    return patch.object(Disk, "_written", written)


@contextmanager
def _keys_last() -> Iterator[None]:
    def settle(self: Vault) -> None:
        if self._pending and self._writer is not None:
            self._writer.sync()

    original = Vault.settle

    def enter(self: Custody, *given: object) -> object:
        entered = _ENTER(self, *given)  # type: ignore[arg-type]
        original(self._vault)
        return entered

    with patch.object(Vault, "settle", settle), patch.object(Custody, "_append", enter):
        yield


def _keys_first() -> AbstractContextManager[object]:
    def settle(self: Vault) -> None:
        if self._pending:
            self._keys.add(tuple(self._pending.values()))
            self._pending.clear()
            assert self._writer is not None
            self._writer.sync()

    return patch.object(Vault, "settle", settle)


@contextmanager
def _trusting_memory() -> Iterator[None]:
    def append(self: Disk, path: Path) -> Appender:
        system = self._system
        is_new = not path.exists()
        descriptor = system.open(path, 0o1 | 0o2000 | (0o300 if is_new else 0), 0o600)
        self.sync_folder(path.parent)
        return Appender(system, path, descriptor, path.stat().st_size)

    with patch.object(recovery, "_settle", lambda *_: None), patch.object(Disk, "append", append):
        yield


def _failed_sync_is_left() -> AbstractContextManager[object]:
    def cut(self: Appender, size_bytes: int) -> None:
        if self._lost is None:
            _CUT(self, size_bytes)

    return patch.object(Appender, "_cut", cut)


def _whole_segment_cut() -> AbstractContextManager[object]:
    original = recovery._cut_log

    def cut(layout: object, log: object, disk: Disk) -> int:
        for torn in log.torn:  # type: ignore[attr-defined]
            appender = disk.append(torn.path)
            appender.cut(0)
            appender.close()
        return original(layout, SimpleNamespace(torn=(), forget_torn=log.forget_torn), disk)  # type: ignore[arg-type, attr-defined]

    return patch.object(recovery, "_cut_log", cut)


def _pack_thrown_away() -> AbstractContextManager[object]:
    def salvage(path: Path, *, disk: Disk, **_: object) -> int:
        disk.remove(path)
        return 0

    return patch.object(recovery, "salvage_pack", salvage)


def _salvaged_unsynced() -> AbstractContextManager[object]:
    original = salvage._close

    def close(*given: object, **named: object) -> None:
        with _unsynced("open."):
            original(*given, **named)  # type: ignore[arg-type]

    return patch.object(salvage, "_close", close)


def _unchecked_frames() -> AbstractContextManager[object]:
    return patch.object(frames, "zlib", SimpleNamespace(crc32=lambda _: 7))


@contextmanager
def _case_file_first() -> Iterator[None]:
    original = _Mirroring.run

    def run(self: _Mirroring) -> Iterator[Act]:
        yield from self._put(Side.MIRROR, self._at[Side.MIRROR].case_file, self._together.case_file.content, "first")
        yield from self._checkpoints()
        yield from original(self)

    with patch.object(_Mirroring, "run", run):
        yield


def _written_in_place() -> AbstractContextManager[object]:
    def place(self: Disk, path: Path, content: bytes) -> bool:
        appender = self.append(path)
        appender.write(content)
        appender.sync()
        appender.close()
        return True

    return patch.object(Disk, "place", place)


def _key_file_trusted() -> AbstractContextManager[object]:
    def made(path: Path, *, disk: Disk, chance: Chance) -> KeyFile:
        if not path.exists():
            disk.make_folder(path.parent)
            disk.place(path, chance(32))
        return read_key_file(path)

    return patch.object(secret, "make_key_file", made)


def _keys_before_the_order() -> AbstractContextManager[object]:
    original = shredding.order

    def order(custody: Custody, *orders: shredding.Order) -> tuple[int, ...]:
        custody._keys.destroy({name for each in orders for name in each.objects})
        return original(custody, *orders)

    return patch.object(shredding, "order", order)


@contextmanager
def _entered_before_it_is_done() -> Iterator[None]:
    waiting: list[tuple[Ring, object]] = []
    destroy, carry_out = Ring.destroy, shredding.carry_out

    def late(*given: object, **named: object) -> object:
        done = carry_out(*given, **named)  # type: ignore[arg-type]
        for keys, ids in waiting:
            destroy(keys, ids)  # type: ignore[arg-type]
        waiting.clear()
        return done

    with (
        patch.object(Ring, "destroy", lambda self, ids: waiting.append((self, ids))),
        patch.object(shredding, "carry_out", late),
    ):
        yield


@contextmanager
def _signed_before_it_is_said() -> Iterator[None]:
    def entered(self: Custody, *given: object) -> object:
        with _unsynced("seg-"):
            return _ENTER(self, *given)  # type: ignore[arg-type]

    with patch.object(Custody, "_append", entered):
        yield


def _several(*given: Callable[[], AbstractContextManager[object]]) -> Callable[[], AbstractContextManager[object]]:
    @contextmanager
    def all_of_them() -> Iterator[None]:
        with ExitStack() as stack:
            for each in given:
                stack.enter_context(each())
            yield

    return all_of_them


def _keys_stay() -> AbstractContextManager[object]:
    return patch.object(Ring, "destroy", lambda self, _: self._bags.renew(self.open_compartments))


def _old_bags_stay() -> AbstractContextManager[object]:
    return patch.object(Bags, "sweep", lambda _: None)


def _whole_case_stays() -> AbstractContextManager[object]:
    original = _Search.finish

    def finish(self: _Search) -> None:
        # As if each had been made before the exhibit came.
        self._begun = None
        original(self)

    return patch.object(_Search, "finish", finish)


def _reasons_stay() -> AbstractContextManager[object]:
    return patch.object(_Search, "_judge", lambda _: None)


RESIDUES: Mapping[str, Callable[[], AbstractContextManager[object]]] = {
    "keys are carried over into the new generation": _keys_stay,
    "the old generation is left lying": _old_bags_stay,
    "what was made of the whole case stays": _whole_case_stays,
    "judgements stay as they are": _reasons_stay,
}
"""What a shred could leave behind; E1 must find each."""

PLANTED: Mapping[str, tuple[str, Callable[[], AbstractContextManager[object]]]] = {
    "packs are not synced": (
        "appending",
        lambda: patch.object(PackWriter, "sync", PackWriter.flush),
    ),
    "the keybag is not synced": ("appending", lambda: _unsynced("keybag")),
    "the log is not synced": ("appending", lambda: _unsynced("seg-")),
    "keys are written before the objects they open are durable": ("appending", _keys_first),
    "keys are written after the entries that need them": ("appending", _keys_last),
    "a replacement takes its place before its bytes are durable": ("appending", _unsynced_replacement),
    "the case file's name is not made durable": (
        "appending",
        _several(
            lambda: _without_folder_syncs("rename", _RENAME, "case.json"),
            lambda: patch.object(Reserve, "keep", lambda _: None),
        ),
    ),
    "a new segment's name is not made durable": (
        "rotating",
        lambda: _without_folder_syncs("append", _APPEND, "seg-"),
    ),
    "the old keys are destroyed before the new ones' name is durable": (
        "changing_keys",
        lambda: _without_folder_syncs("rename", _RENAME, "keybag"),
    ),
    "keys are destroyed before the order is durable": ("shredding", _keys_before_the_order),
    "a shred is entered before the keys are gone": ("shredding", _entered_before_it_is_done),
    "an order that a crash cut off is left": (
        "shredding",
        lambda: patch.object(opening, "carry_out", lambda *_, **__: ()),
    ),
    "an old generation of keys is left": (
        "shredding",
        lambda: patch.object(Bags, "sweep", lambda _: None),
    ),
    "frames are not checksummed": ("appending", _unchecked_frames),
    "a torn end costs the whole segment": ("appending", _whole_segment_cut),
    "an announced checkpoint is not signed late": (
        "appending",
        lambda: patch.object(recovery, "_require_tail", lambda *_: ()),
    ),
    "an open pack is thrown away": ("appending", _pack_thrown_away),
    "what a killed writer left in memory is taken for durable": ("killed", _trusting_memory),
    "what a failed sync left in memory is taken for durable": ("refused", _failed_sync_is_left),
    "recovery gives a pack its name before its table is durable": ("recovering", _salvaged_unsynced),
    "a pack takes its name on the mirror before it is durable": ("mirroring", lambda: _unsynced("")),
    "a mirror has its case file first": ("mirroring", _case_file_first),
    "a compartment's bag is named before its own name is durable": (
        "changing_secret",
        lambda: _without_folder_syncs("rename", _RENAME, "keybag.legal"),
    ),
    "half a letter in a closed bag stays": (
        "posting",
        lambda: patch.object(Bags, "torn_elsewhere", lambda _: iter(())),
    ),
    "what an interrupted repair left stays": (
        "repairing",
        lambda: patch.object(_Mirroring, "_sweep", lambda *_: None),
    ),
    "a witness signs before it remembers": ("witnessing", _unsynced_replacement),
    "a case says that it was put back only after it signed": ("restoring", _signed_before_it_is_said),
    "a key file is written where it shall stand": ("making_keys", _written_in_place),
    "a key file that was there is not made durable": ("making_keys", _key_file_trusted),
}
"""What is planted, by the journey on which it must be found."""
