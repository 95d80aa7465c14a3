"""Whether the case folder holds the files it should, and no other in the folders whose every byte counts."""

import os
import re
from collections.abc import Iterator
from pathlib import Path

from probative.custody.findings import Finding, Severity
from probative.custody.layout import AUTHORITY, BESIDE, Layout

_EXPECTED = re.compile(
    r"log/(seg-[0-9]{8}|checkpoint|checkpoints/(0|[1-9][0-9]*))"
    r"|packs/(open\.[0-9a-z]+|([0-9a-f]{2})/\4[0-9a-f]{62})"
    r"|keys/keybag\.(general|legal|source-protection|identities)\.[1-9][0-9]*|keys/door\.[0-9a-f]{16}"
    r"|keys/recipients/(general|legal|source-protection|identities)\.[1-9][0-9]*\.[0-9a-f]{16}(-[0-9a-f]{16})?"
)
_FOLDERS = re.compile(r"log|log/checkpoints|packs|packs/[0-9a-f]{2}|keys|keys/recipients")

_EVIDENCE = re.compile(r"log/cosig/[0-9a-f]{64}|log/anchors/[0-9a-f]{64}\.(tsr|pem)")
_EVIDENCE_FOLDERS = re.compile(r"log/(cosig|anchors)")


def name_problems(layout: Layout) -> Iterator[Finding]:
    """Say which files are unexpected, and which folders cannot be listed."""
    for path in _listing(layout.folder):
        if path.name not in (*AUTHORITY, *BESIDE, "case.json"):
            yield Finding(code="file.unknown", where=path.name, what="Not a part of a case.", severity=Severity.NOTE)
    for name in AUTHORITY:
        yield from _folder_problems(layout, layout.folder / name)


def _folder_problems(layout: Layout, folder: Path) -> Iterator[Finding]:
    where = layout.name(folder)
    if folder.is_symlink() or not folder.is_dir():
        yield Finding(code="file.missing", where=where, what="This folder is missing, or is no folder.")
        return
    try:
        paths = sorted(Path(entry.path) for entry in os.scandir(folder))
    except OSError as error:
        yield Finding(code="file.unreadable", where=where, what=f"Cannot be listed: {error.strerror}.")
        return
    for path in paths:
        name = layout.name(path)
        is_link = path.is_symlink()
        if not is_link and path.is_dir() and (_FOLDERS.fullmatch(name) or _EVIDENCE_FOLDERS.fullmatch(name)):
            yield from _folder_problems(layout, path)
        elif is_link or not path.is_file() or not (_EXPECTED.fullmatch(name) or _EVIDENCE.fullmatch(name)):
            yield Finding(
                code="file.unexpected", where=name, what="Nothing that Probative wrote; nobody vouches for it."
            )


def _listing(folder: Path) -> list[Path]:
    try:
        return sorted(folder.iterdir())
    except OSError:
        return []
