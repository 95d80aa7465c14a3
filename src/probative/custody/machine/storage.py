"""Where case and key file lie: encrypted or not, together or apart, and whether writing there is really writing."""

from pathlib import Path

from probative.custody.machine.devices import Cover, cover_of, disks_of, is_removable
from probative.custody.machine.exposures import Exposure, Weight, exposed, protected, unknown
from probative.custody.machine.machine import Machine, text_of
from probative.custody.machine.mounts import ELSEWHERE, IN_MEMORY, mount_of

_ENCRYPT = "Encrypt the disk with the system's own installer or tools (LUKS), or move the case to an encrypted medium."
_SYNC = "disk.sync"
_NO_JOURNAL = frozenset({"vfat", "exfat", "msdos", "fuseblk", "ntfs", "ntfs3", "hfsplus", "hfs", "ufs"})
_UNBARRED = frozenset({"nobarrier", "barrier=0", "async,nobarrier", "volatile", "data=writeback"})
_LYING = ("libeatmydata", "libnosync")


def case_disk(machine: Machine, folder: Path, *, opens_with_words: bool) -> Exposure:
    """Say whether the disk under the case is encrypted."""
    code, cover = "disk.case", cover_of(machine, folder)
    means = (
        "Contents are encrypted under the passphrase all the same; who takes the disk sees how much there is and since "
        "when, and whatever of it lies in the clear beside it."
        if opens_with_words
        else "A key file opens this case: whoever has the disk and the key file reads everything."
    )
    weight = Weight.SERIOUS if opens_with_words else Weight.GRAVE
    if cover is Cover.ENCRYPTED:
        return protected(code, "The case lies on a disk that this system encrypts.")
    if cover is Cover.MEMORY:
        found = "The case lies in memory: it is gone when the machine is switched off."
        do = "Move the case to a disk: copy the folder, then `probative check COPY --full`."
        return exposed(code, Weight.GRAVE, found, means="A power cut loses everything, acknowledged or not.", do=do)
    if cover is Cover.UNKNOWN:
        found = "Whether anything encrypts the disk under the case cannot be told from here."
        return unknown(code, weight, found, means=means, do=_ENCRYPT)
    found = "This system does not encrypt the disk under the case. (A drive that encrypts by itself would not show.)"
    return exposed(code, weight, found, means=means, do=_ENCRYPT)


def key_place(machine: Machine, folder: Path | None, key_file: Path) -> Exposure:
    """Say whether the key file lies where the case lies, and whether that is encrypted."""
    code = "key.place"
    do = "Set a passphrase, or keep the key file on a stick that is not kept with the machine (`--key-file`)."
    means = "Who takes the machine takes the key with it: the case is only as safe as the disk's encryption."
    if not key_file.exists():
        return protected(code, "No key file lies in its default place on this machine.")
    cover = cover_of(machine, key_file)
    disks = disks_of(machine, key_file)
    beside = disks_of(machine, folder) if folder is not None else None
    if disks is not None and disks and all(is_removable(machine, disk) for disk in disks) and disks != beside:
        return protected(code, f"The key file {key_file} lies on a medium that can be taken away.")
    together = "on this machine" if disks is None or beside is None else _apart(disks, beside)
    if cover is Cover.ENCRYPTED:
        found = f"The key file {key_file} lies {together}; this system encrypts that disk."
        return exposed(code, Weight.SLIGHT, found, means=means, do=do)
    if cover is Cover.PLAIN:
        found = f"The key file {key_file} lies {together}, and this system does not encrypt that disk."
        return exposed(code, Weight.GRAVE, found, means=means, do=do)
    if cover is Cover.MEMORY:
        found = f"The key file {key_file} lies in memory: it is gone when the machine is switched off."
        return exposed(code, Weight.GRAVE, found, means="Without it nobody opens the case.", do="Keep a copy of it.")
    found = f"The key file {key_file} lies {together}; whether that is encrypted cannot be told."
    return unknown(code, Weight.GRAVE, found, means=means, do=do)


def report_in_the_clear(machine: Machine, folder: Path) -> Exposure:
    """Say whether the report, which anybody can read who has it, lies on a disk that is not encrypted."""
    code, reports = "report.clear", folder / "report"
    if not any(path.is_file() for path in reports.glob("*")):
        return protected(code, "No report lies in the case folder.")
    cover = cover_of(machine, folder)
    if cover is Cover.ENCRYPTED:
        return protected(code, "The report is not encrypted by Probative; the disk under it is.")
    means = "The report is made to be read without a key: names, claims and texts stand in it in the clear."
    do = "Take report/ away when you have read it (`probative rebuild` makes it again), or encrypt the disk."
    if cover is Cover.UNKNOWN:
        found = "A report lies in the case folder; whether the disk under it is encrypted cannot be told."
        return unknown(code, Weight.GRAVE, found, means=means, do=do)
    return exposed(code, Weight.GRAVE, "A report lies in the case folder, in the clear.", means=means, do=do)


def syncing(machine: Machine, folder: Path) -> Exposure:
    """Say whether what is acknowledged as durable is durable here, as far as a look can tell."""
    do = "Keep the case on a local disk with a journalling file system (ext4, xfs, btrfs), mounted with its defaults."
    lying = [name for name in _LYING if name in (text_of(machine.proc / "self" / "maps") or "")]
    if lying:
        found = f"{lying[0]} is loaded into this process: what is synced is not."
        means = "A power cut can lose what was acknowledged as durable."
        return exposed(_SYNC, Weight.GRAVE, found, means=means, do="Start Probative without it (unset LD_PRELOAD).")
    mount = mount_of(machine, folder)
    means = "Probative acknowledges only what the system says is on the medium. Here that word may not be worth much."
    if mount is None:
        found = "Which file system the case lies on cannot be told."
        return unknown(_SYNC, Weight.SERIOUS, found, means=means, do=do)
    unsafe = sorted(mount.options & _UNBARRED)
    if mount.kind in IN_MEMORY:
        found = f"The case lies on {mount.kind}, in memory: nothing there survives a power cut."
        return exposed(_SYNC, Weight.GRAVE, found, means=means, do=do)
    if unsafe:
        found = f"The file system under the case is mounted with {', '.join(unsafe)}: order and syncing are not kept."
        return exposed(_SYNC, Weight.GRAVE, found, means=means, do=do)
    if mount.kind in _NO_JOURNAL:
        found = (
            f"The case lies on {mount.kind}, made for exchange: a file may be neither old nor new after a power cut."
        )
        return exposed(_SYNC, Weight.SERIOUS, found, means=means, do=do)
    if mount.kind in ELSEWHERE or mount.kind.startswith("fuse"):
        found = f"The case lies on {mount.kind}: whether syncing reaches a medium there cannot be told."
        return unknown(_SYNC, Weight.SERIOUS, found, means=means, do=do)
    found = (
        f"The case lies on {mount.kind}, mounted with syncing on. Whether the disk itself tells the truth, nobody can."
    )
    return protected(_SYNC, found)


def _apart(disks: frozenset[str], beside: frozenset[str]) -> str:
    return "on the same disk as the case" if disks & beside else "on another disk of this machine"
