"""Where memory may end on a medium: swap, hibernation, core dumps, temporary files."""

import re
from pathlib import Path

from probative.custody.machine.devices import Cover, cover_of, cover_of_device, device_named
from probative.custody.machine.exposures import Exposure, Weight, exposed, protected, unknown
from probative.custody.machine.machine import Machine, text_of

_SWAP = "memory.swap"
_HIBERNATION = "memory.hibernation"
_DUMPS = "memory.core_dumps"
_TEMPORARY = "memory.temporary"
_KEYS_MEANT = "Keys, the passphrase and text that was open can stay on the disk after the machine is off."
_CORE_LIMIT = re.compile(r"^Max core file size\s+(\S+)", re.MULTILINE)
_OCTAL = re.compile(r"\\([0-7]{3})")


def swap(machine: Machine) -> Exposure:
    """Say whether memory is written to a swap that is not encrypted."""
    said = text_of(machine.proc / "swaps")
    do = "Turn swap off (`swapoff -a` and its line in /etc/fstab), or encrypt it under a new key at each start."
    if said is None:
        return unknown(_SWAP, Weight.SERIOUS, "This machine does not say whether it swaps.", means=_KEYS_MEANT, do=do)
    covers = {name: _cover_of_swap(machine, name) for name in map(_first_word, said.splitlines()[1:]) if name}
    if not covers:
        return protected(_SWAP, "Nothing is swapped: no swap is in use.")
    bare = sorted(name for name, cover in covers.items() if cover is Cover.PLAIN)
    if bare:
        found = f"Memory is swapped to {', '.join(bare)}, which this system does not encrypt."
        return exposed(_SWAP, Weight.GRAVE, found, means=_KEYS_MEANT, do=do)
    dark = sorted(name for name, cover in covers.items() if cover is Cover.UNKNOWN)
    if dark:
        found = f"Memory is swapped to {', '.join(dark)}; whether that is encrypted cannot be told."
        return unknown(_SWAP, Weight.GRAVE, found, means=_KEYS_MEANT, do=do)
    return protected(_SWAP, "Swap is encrypted, or lies in memory itself.")


def hibernation(machine: Machine) -> Exposure:
    """Say whether the whole memory may be written to a disk when the machine goes to sleep."""
    states, place = text_of(machine.sys / "power" / "state"), text_of(machine.sys / "power" / "resume")
    do = "Disable hibernation (mask hibernate.target, or start with the kernel option nohibernate), or encrypt swap."
    means = "Hibernating writes all memory to the disk, keys and open text with it."
    if states is None:
        found = "This machine does not say whether it can hibernate."
        return unknown(_HIBERNATION, Weight.SERIOUS, found, means=means, do=do)
    if "disk" not in states.split() or (text_of(machine.sys / "power" / "disk") or "").startswith("[disabled]"):
        return protected(_HIBERNATION, "This kernel cannot hibernate.")
    swaps = text_of(machine.proc / "swaps")
    if swaps is not None and not swaps.splitlines()[1:]:
        return protected(_HIBERNATION, "Hibernation has nowhere to write: no swap is in use.")
    covers = {_cover_of_swap(machine, _first_word(line)) for line in (swaps or "").splitlines()[1:]}
    if covers and covers <= {Cover.ENCRYPTED, Cover.MEMORY}:
        return protected(_HIBERNATION, "Hibernation would write to encrypted swap.")
    if Cover.PLAIN in covers:
        at = "" if place in {None, "0:0"} else f" (resumes from device {place})"
        found = f"This machine can hibernate, to a swap that this system does not encrypt{at}."
        return exposed(_HIBERNATION, Weight.SERIOUS, found, means=means, do=do)
    found = "This machine can hibernate; whether what it writes is encrypted cannot be told."
    return unknown(_HIBERNATION, Weight.SERIOUS, found, means=means, do=do)


def core_dumps(machine: Machine) -> Exposure:
    """Say whether a crash would write the memory of a process to a file."""
    pattern = text_of(machine.proc / "sys" / "kernel" / "core_pattern")
    said = _CORE_LIMIT.search(text_of(machine.proc / "self" / "limits") or "")
    do = "Set `ulimit -c 0` for this account, and `kernel.core_pattern` to a name, not a program, or Storage=none."
    means = "If Probative or a library under it crashes, its memory is written out, keys and open text with it."
    if pattern is None or said is None:
        found = "This machine does not say what it does with the memory of a process that crashes."
        return unknown(_DUMPS, Weight.SERIOUS, found, means=means, do=do)
    if pattern.startswith("|"):
        # The limit does not hold for a program: core(5).
        found = f"The memory of a process that crashes is handed to a program: {pattern[1:].split(' ')[0]}."
        return exposed(_DUMPS, Weight.SERIOUS, found, means=means, do=do)
    if said.group(1) == "0" or not pattern:
        return protected(_DUMPS, "No file is written when a process crashes.")
    found = f"A process that crashes leaves its memory in a file named {pattern!r}."
    return exposed(_DUMPS, Weight.SERIOUS, found, means=means, do=do)


def temporary(machine: Machine) -> Exposure:
    """Say whether temporary files of other programs would outlive the machine being off."""
    where = machine.temporary
    cover = cover_of(machine, where)
    do = f"Mount {where} as tmpfs, or on an encrypted disk."
    means = "Probative puts nothing there, but programs that open its exports do: viewers, printers, archivers."
    if cover is Cover.MEMORY:
        return protected(_TEMPORARY, f"Temporary files ({where}) lie in memory.")
    if cover is Cover.ENCRYPTED:
        return protected(_TEMPORARY, f"Temporary files ({where}) lie on an encrypted disk.")
    if cover is Cover.UNKNOWN:
        found = f"Whether {where} lies in memory or on an encrypted disk cannot be told."
        return unknown(_TEMPORARY, Weight.SLIGHT, found, means=means, do=do)
    found = f"Temporary files ({where}) lie on a disk that this system does not encrypt."
    return exposed(_TEMPORARY, Weight.SLIGHT, found, means=means, do=do)


def _cover_of_swap(machine: Machine, name: str) -> Cover:
    if name.startswith("/dev/"):
        return cover_of_device(machine, device_named(machine, name))
    return cover_of(machine, Path(name).parent) if name.startswith("/") else Cover.UNKNOWN


def _first_word(line: str) -> str:
    return _OCTAL.sub(lambda match: chr(int(match.group(1), 8)), line.split(maxsplit=1)[0]) if line.strip() else ""
