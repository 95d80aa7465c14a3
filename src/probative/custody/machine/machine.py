"""The machine as this process sees it: where it tells of itself, and what it says there.

Everything is an argument, so that a made-up machine can be looked at as well as this one.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Machine:
    """Where to look.

    ``proc`` and ``sys`` are the kernel's two trees. ``user_id`` is whose rights this process has. ``has_program`` says
    whether a program of that name would be found. ``is_encrypted_folder`` says whether the file system encrypts what
    lies in a folder by itself (fscrypt); ``None`` where it does not say. ``temporary`` is where temporary files go.
    """

    user_id: int
    has_program: Callable[[str], bool]
    is_encrypted_folder: Callable[[Path], bool | None]
    temporary: Path
    proc: Path = Path("/proc")
    sys: Path = Path("/sys")

    def process_files(self, name: str) -> Iterator[tuple[str, Path]]:
        """Give each process' number and its file or folder of that name, in order of number."""
        try:
            numbers = sorted((entry.name for entry in self.proc.iterdir() if entry.name.isdigit()), key=int)
        except OSError:
            return
        for number in numbers:
            yield number, self.proc / number / name


def text_of(path: Path) -> str | None:
    """Give what a file of the kernel says, without its last newline; ``None`` where it is not there or not for us."""
    try:
        return path.read_text(encoding="utf-8", errors="replace").rstrip("\n")
    except OSError:
        return None


def names_in(path: Path) -> tuple[str, ...]:
    """Give the names in a folder, sorted; none where it is not there or not for us."""
    try:
        return tuple(sorted(entry.name for entry in path.iterdir()))
    except OSError:
        return ()
