"""Containers: the names of what is inside. The members themselves come as exhibits of their own."""

import tarfile
import zipfile
from collections.abc import Iterator
from lzma import LZMAError
from typing import BinaryIO, Final

from probative.model.exhibits import Exhibit
from probative.model.gaps import Gap, GapKind
from probative.model.readings import Genre, Part, PartKind, Reading
from probative.reading.draft import Draft
from probative.reading.office import PACKAGE_ERRORS
from probative.reading.port import lack
from probative.reading.soundness import sound

MEMBERS_LIMIT: Final = 100_000
"""Members that are named."""

UNPACKED_LIMIT_BYTES: Final = 2 << 30
"""How far into a compressed archive its names are looked for: 2 GiB of what it unpacks to."""

_ERRORS: Final = (*PACKAGE_ERRORS, tarfile.TarError, LZMAError, OverflowError, TypeError, AttributeError)


class ContainerReader:
    """Lists the members of an archive."""

    name = "container"
    version = "1"
    media_types = (
        "application/zip",
        "application/x-zip-compressed",
        "application/epub+zip",
        "application/x-wacz",
        "application/x-tar",
        "application/gzip",
        "application/x-gzip",
        "application/x-bzip2",
        "application/x-xz",
    )

    def read(self, content: BinaryIO, exhibit: Exhibit, volume_limit: int) -> Iterator[Reading | Gap]:
        """Give a part for every member: its name as it stands in the archive, and its size."""
        draft = Draft(exhibit, reader=self.name, version=self.version, genre=Genre.CONTAINER, limit=volume_limit)
        troubles: list[Gap] = []
        number = 0
        for found in _members(content, exhibit):
            if isinstance(found, Gap):
                troubles.append(found)
                continue
            number += 1
            name = sound(" ".join(found.splitlines()))
            start = draft.position
            part = Part(
                kind=PartKind.MEMBER, number=number, label=name or "(no name)", start=start, end=start + len(name)
            )
            yield from draft.add(name, (part,))
        if number or not troubles:
            yield from draft.finish()
        yield from troubles
        if not number and not troubles:
            yield lack(exhibit, GapKind.EMPTY, "", "the archive has no members")


def _members(content: BinaryIO, exhibit: Exhibit) -> Iterator[str | Gap]:
    begin = content.read(16)
    content.seek(0)
    try:
        if begin.startswith(b"PK"):
            yield from _zipped(content, exhibit)
        else:
            yield from _tarred(content, exhibit, begin)
    except _ERRORS as error:
        detail = f"an archive that is broken or of no kind known here: {type(error).__name__} {error}"
        yield lack(exhibit, GapKind.UNREADABLE, "", detail[:200])


def _zipped(content: BinaryIO, exhibit: Exhibit) -> Iterator[str | Gap]:
    with zipfile.ZipFile(content) as archive:
        for count, member in enumerate(archive.infolist()):
            if count >= MEMBERS_LIMIT:
                yield lack(
                    exhibit, GapKind.OVER_BUDGET, "", f"more than {MEMBERS_LIMIT} members; the rest is not named"
                )
                return
            yield member.filename


def _tarred(content: BinaryIO, exhibit: Exhibit, begin: bytes) -> Iterator[str | Gap]:
    """The members of a tar archive, packed or not; of a single packed file the name it had."""
    try:
        archive = tarfile.open(fileobj=content, mode="r:*")  # noqa: SIM115  # closed below
    except tarfile.ReadError:
        if begin.startswith((b"\x1f\x8b", b"BZh", b"\xfd7zXZ")):
            content.seek(0)
            yield _gzip_name(content.read(4096))
            return
        raise
    with archive:
        count = 0
        while True:
            try:
                member = archive.next()
            except _ERRORS as error:
                yield lack(exhibit, GapKind.DAMAGED, "", f"the archive is broken after member {count}: {error}"[:200])
                return
            if member is None:
                return
            count += 1
            yield member.name
            if count >= MEMBERS_LIMIT or member.offset_data + member.size > UNPACKED_LIMIT_BYTES:
                detail = f"members after the {count}. are not named: the archive is too large"
                yield lack(exhibit, GapKind.OVER_BUDGET, "", detail)
                return


def _gzip_name(begin: bytes) -> str:
    """The name in a gzip header, empty where there is none.

    Source: RFC 1952 section 2.3.
    """
    if not begin.startswith(b"\x1f\x8b") or len(begin) < 11 or not begin[3] & 8:
        return ""
    at = 10
    if begin[3] & 4:
        at += 2 + int.from_bytes(begin[10:12], "little")
    return begin[at : begin.find(b"\x00", at)].decode("latin-1")
