"""Which file system a path lies on.

Source: proc(5), /proc/PID/mountinfo.
"""

import re
from dataclasses import dataclass
from pathlib import Path

from probative.custody.machine.machine import Machine, text_of

IN_MEMORY = frozenset({"tmpfs", "ramfs"})
"""File systems that are gone when the machine is off."""

ENCRYPTING = frozenset(
    {"ecryptfs", "fuse.gocryptfs", "fuse.encfs", "fuse.cryfs", "fuse.securefs", "fuse.gocryptfs-reverse"}
)
"""File systems that encrypt whatever lies below them."""

ELSEWHERE = frozenset(
    {"nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "virtiofs", "ceph", "fuse.sshfs", "afs", "glusterfs"}
)
"""File systems whose bytes lie on another machine, or on the host of this one."""

_OCTAL = re.compile(r"\\([0-7]{3})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mount:
    """One mounted file system: where, of which kind, from which device, with which options."""

    place: Path
    kind: str
    source: str
    device: str
    options: frozenset[str]


def mounts(machine: Machine) -> tuple[Mount, ...]:
    """Give what is mounted, in the order of mounting; nothing where the machine does not say."""
    found = []
    for line in (text_of(machine.proc / "self" / "mountinfo") or "").splitlines():
        head, dash, tail = line.partition(" - ")
        words, more = head.split(" "), tail.split(" ")
        if not dash or len(words) < 6 or len(more) < 3:
            continue
        found.append(
            Mount(
                place=Path(_plain(words[4])),
                kind=more[0],
                source=_plain(more[1]),
                device=words[2],
                options=frozenset(words[5].split(",")) | frozenset(more[2].split(",")),
            )
        )
    return tuple(found)


def mount_of(machine: Machine, path: Path) -> Mount | None:
    """Give the file system that ``path`` lies on, or would lie on; ``None`` where the machine does not say."""
    real = path.resolve()
    under = [each for each in mounts(machine) if real.is_relative_to(each.place)]
    # Of two on one place the later hides the earlier.
    return max(enumerate(under), key=lambda at: (len(at[1].place.parts), at[0]))[1] if under else None


def _plain(word: str) -> str:
    return _OCTAL.sub(lambda match: chr(int(match.group(1), 8)), word)
