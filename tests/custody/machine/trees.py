"""Made-up machines: the kernel's two trees as files, so that every machine can be looked at on this one."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from probative.custody.machine.machine import Machine

LIMITS = "Limit                 Soft Limit  Hard Limit  Units\nMax core file size    {}  unlimited  bytes\n"


@dataclass
class Trees:
    """A machine under construction: files are put into its trees by name."""

    root: Path
    mounted: list[str] = field(default_factory=list)
    has: set[str] = field(default_factory=set)
    user_id: int = 1000
    encrypts: bool | None = None

    def put(self, name: str, content: str) -> "Trees":
        """Put a file into `proc/...` or `sys/...`."""
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
        return self

    def disk(self, name: str, number: str, **files: str) -> "Trees":
        """Add a whole disk; `files` lie in its folder, `removable` among them."""
        return self._block(f"block/{name}", name, number, {"removable": "0\n", **files})

    def partition(self, disk: str, name: str, number: str) -> "Trees":
        """Add a partition of a disk."""
        return self._block(f"block/{disk}/{name}", name, number, {"partition": "1\n"})

    def mapped(self, name: str, number: str, called: str, uuid: str, under: list[str]) -> "Trees":
        """Add a mapped device over others."""
        self._block(f"block/{name}", name, number, {"dm/name": called + "\n", "dm/uuid": uuid + "\n"})
        for one in under:
            self.put(f"sys/devices/block/{name}/slaves/{one}/x", "")
        return self

    def mount(
        self, place: Path | str, kind: str, number: str = "0:99", source: str = "none", options: str = "rw"
    ) -> "Trees":
        """Mount something."""
        plain = str(place).replace(" ", "\\040")
        first, last = options.split("|") if "|" in options else (options, options)
        line = f"{len(self.mounted) + 20} 1 {number} / {plain} {first} shared:1 - {kind} {source} {last}"
        self.mounted.append(line)
        return self.put("proc/self/mountinfo", "\n".join(self.mounted) + "\n")

    def machine(self) -> Machine:
        """Give the machine as it stands."""
        return Machine(
            user_id=self.user_id,
            has_program=self.has.__contains__,
            is_encrypted_folder=lambda _: self.encrypts,
            temporary=Path("/scratch"),
            proc=self.root / "proc",
            sys=self.root / "sys",
        )

    def _block(self, place: str, name: str, number: str, files: Mapping[str, str]) -> "Trees":
        for file, content in files.items():
            self.put(f"sys/devices/{place}/{file}", content)
        for link in (f"class/block/{name}", f"dev/block/{number}"):
            path = self.root / "sys" / link
            path.parent.mkdir(parents=True, exist_ok=True)
            path.symlink_to(self.root / "sys" / "devices" / place)
        return self


def laptop(root: Path) -> Trees:
    """A laptop as an installer makes it when nobody asked for encryption."""
    trees = Trees(root).disk("sda", "8:0").partition("sda", "sda1", "8:1").partition("sda", "sda2", "8:2")
    trees.mount("/", "ext4", "8:1", "/dev/sda1").mount("/scratch", "ext4", "8:1", "/dev/sda1")
    trees.put("proc/swaps", "Filename\tType\tSize\tUsed\tPriority\n/dev/sda2 partition 8388604 0 -2\n")
    trees.put("sys/power/state", "freeze mem disk\n").put("sys/power/disk", "[platform] shutdown\n")
    trees.put("proc/sys/kernel/core_pattern", "|/usr/lib/systemd/systemd-coredump %P %u\n")
    trees.put("proc/self/limits", LIMITS.format("unlimited")).put("proc/self/status", "Name:\tx\n")
    trees.put("proc/sys/user/max_user_namespaces", "0\n").put("sys/kernel/security/lsm", "capability,yama\n")
    return trees


def fortress(root: Path) -> Trees:
    """A laptop on which everything was thought of: one encrypted disk, no swap, temporary files in memory."""
    trees = Trees(root, has={"bwrap"}).disk("nvme0n1", "259:0").partition("nvme0n1", "nvme0n1p2", "259:2")
    trees.mapped("dm-0", "253:0", "root_crypt", "CRYPT-LUKS2-0011-root_crypt", ["nvme0n1p2"])
    trees.mount("/", "ext4", "253:0", "/dev/mapper/root_crypt").mount("/scratch", "tmpfs", "0:40", "tmpfs")
    trees.put("proc/swaps", "Filename\tType\tSize\tUsed\tPriority\n")
    trees.put("sys/power/state", "freeze mem\n")
    trees.put("proc/sys/kernel/core_pattern", "core\n").put("proc/self/limits", LIMITS.format("0"))
    trees.put("proc/self/status", "Name:\tx\nSeccomp:\t0\n").put("proc/sys/user/max_user_namespaces", "62000\n")
    trees.put("sys/kernel/security/lsm", "lockdown,capability,landlock,yama,apparmor\n")
    return trees
