"""What lies between a file system and the disk: is it encrypted, and which disk is it.

Only what this system does itself can be seen: a drive that encrypts by itself, and the host of a virtual machine, tell
nothing.

Source: the kernel's sysfs (Documentation/ABI/stable/sysfs-block, testing/sysfs-block-dm); dm-crypt's UUID begins with
``CRYPT-``.
"""

from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path

from probative.custody.machine.machine import Machine, names_in, text_of
from probative.custody.machine.mounts import ELSEWHERE, ENCRYPTING, IN_MEMORY, Mount, mount_of

_DEEPEST = 12


class Cover(StrEnum):
    """What covers the bytes on a medium."""

    ENCRYPTED = "encrypted"
    MEMORY = "memory"
    PLAIN = "plain"
    UNKNOWN = "unknown"


def cover_of(machine: Machine, path: Path) -> Cover:
    """Say whether what lies at ``path`` is encrypted by this system before it reaches a medium."""
    if machine.is_encrypted_folder(path):
        return Cover.ENCRYPTED
    return _cover_of_mount(machine, mount_of(machine, path), _DEEPEST)


def disks_of(machine: Machine, path: Path) -> frozenset[str] | None:
    """Give the names of the disks that ``path`` lies on; ``None`` where that cannot be told."""
    mount = mount_of(machine, path)
    device = None if mount is None or mount.kind in IN_MEMORY | ELSEWHERE else _device(machine, mount)
    return None if device is None else frozenset(chain[-1] for chain in _chains(machine, device, _DEEPEST))


def is_removable(machine: Machine, disk: str) -> bool | None:
    """Say whether a disk is a medium that is taken out (a stick, a card); ``None`` where that cannot be told."""
    said = text_of(machine.sys / "class" / "block" / disk / "removable")
    return None if said not in {"0", "1"} else said == "1"


def cover_of_device(machine: Machine, name: str) -> Cover:
    """Say whether a block device is encrypted by this system on its way to every disk under it."""
    if not (machine.sys / "class" / "block" / name).exists():
        return Cover.UNKNOWN
    if name.startswith("zram"):
        backing = text_of(machine.sys / "class" / "block" / name / "backing_dev")
        if backing in {None, "none"}:
            return Cover.MEMORY
        return cover_of_device(machine, device_named(machine, str(backing)))
    chains = list(_chains(machine, name, _DEEPEST))
    return Cover.ENCRYPTED if all(any(_is_crypt(machine, one) for one in chain) for chain in chains) else Cover.PLAIN


def device_named(machine: Machine, source: str) -> str:
    """Give the kernel's name of a device from a path such as ``/dev/mapper/home``."""
    name = source.removeprefix("/dev/").removeprefix("mapper/")
    for device in names_in(machine.sys / "class" / "block"):
        if text_of(machine.sys / "class" / "block" / device / "dm" / "name") == name:
            return device
    return name.rsplit("/", 1)[-1]


def _cover_of_mount(machine: Machine, mount: Mount | None, left: int) -> Cover:
    if mount is None or left == 0 or mount.kind in ELSEWHERE:
        return Cover.UNKNOWN
    if mount.kind in IN_MEMORY:
        return Cover.MEMORY
    if mount.kind in ENCRYPTING:
        return Cover.ENCRYPTED
    if mount.kind == "overlay":
        upper = next((one[9:] for one in mount.options if one.startswith("upperdir=")), None)
        below = mount_of(machine, Path(upper)) if upper is not None else None
        return _cover_of_mount(machine, below if below != mount else None, left - 1)
    device = _device(machine, mount)
    if device is None:
        return Cover.UNKNOWN
    backing = text_of(machine.sys / "class" / "block" / device / "loop" / "backing_file")
    if backing is not None and cover_of_device(machine, device) is not Cover.ENCRYPTED:
        return _cover_of_mount(machine, mount_of(machine, Path(backing)), left - 1)
    return cover_of_device(machine, device)


def _device(machine: Machine, mount: Mount) -> str | None:
    block = machine.sys / "dev" / "block" / mount.device
    if block.exists():
        return block.resolve().name
    # btrfs and its like mount under a number of their own.
    if mount.source.startswith("/dev/"):
        name = device_named(machine, mount.source)
        if (machine.sys / "class" / "block" / name).exists():
            return name
    return None


def _chains(machine: Machine, name: str, left: int) -> Iterator[tuple[str, ...]]:
    """Give every way from a device down to a disk."""
    block = machine.sys / "class" / "block" / name
    below = names_in(block / "slaves")
    if not below and (block / "partition").exists():
        below = (block.resolve().parent.name,)
    if not below or left == 0:
        yield (name,)
    for one in below:
        for chain in _chains(machine, one, left - 1):
            yield (name, *chain)


def _is_crypt(machine: Machine, name: str) -> bool:
    return (text_of(machine.sys / "class" / "block" / name / "dm" / "uuid") or "").startswith("CRYPT-")
