"""Every hostile or odd delivery of this folder gives exactly the arrivals and refusals that its case names.

A case is a folder: its README says what is delivered and why it matters; a name that ends in ``_fail`` marks what must
be refused, wholly or in part. The bytes are built here, by ten lines each: no hostile file lies in the repository.
"""

import bz2
import gzip
import io
import lzma
import os
import struct
import tarfile
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from probative.intake import Arrival, ArrivalFailed, Budget, Refusal, Spending, expand, is_container, media_type, walk
from probative.intake.media_types import HEAD_BYTES, TAIL_BYTES
from probative.intake.walking import open_descriptor

HERE = Path(__file__).parent


USUAL = Budget()


@dataclass(frozen=True)
class Case:
    build: Callable[[Path], object]
    outcome: list[str]
    budget: Budget = USUAL
    opener: Callable[[str], int] = open_descriptor


def taken_in(case: Case, folder: Path) -> list[str]:
    """Take everything in, at every level, and write one line for each outcome."""
    lines: list[str] = []
    for item in walk([folder], budget=case.budget, opener=case.opener):
        _one(item, item.name, case.budget, Spending(case.budget), 0, lines)
    return lines


def _one(item: Arrival | Refusal, path: str, budget: Budget, spending: Spending, depth: int, lines: list[str]) -> None:
    path = path.removeprefix("in/")
    if isinstance(item, Refusal):
        lines.append(f"refused {path}: {item.kind}")
        assert item.detail
        return
    try:
        with item.open() as stream:
            content = stream.read()
        with item.open() as again:
            assert again.read(10) == content[:10]
    except ArrivalFailed as failure:
        lines.append(f"failed {path}: {failure.kind}")
        return
    kind = media_type(item.name, content[:HEAD_BYTES], content[-TAIL_BYTES:] if len(content) > HEAD_BYTES else b"")
    lines.append(f"taken {path}: {kind.value}" + ("" if kind.agrees_with_name else ", not as named"))
    if is_container(kind.value):
        for member in expand(io.BytesIO(content), path, kind.value, budget=budget, depth=depth, spending=spending):
            inner = member.name if member.name == path else f"{path}/{member.name}"
            _one(member, inner, budget, spending, depth + 1, lines)


def zipped(*members: tuple[str | zipfile.ZipInfo, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", method) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return held.getvalue()


def tarred(*members: tuple[tarfile.TarInfo | str, bytes]) -> bytes:
    held = io.BytesIO()
    with tarfile.open(fileobj=held, mode="w") as archive:
        for info, content in members:
            header = tarfile.TarInfo(info) if isinstance(info, str) else info
            header.size = len(content)
            archive.addfile(header, io.BytesIO(content))
    return held.getvalue()


def special(name: str, kind: bytes, link: str = "") -> tarfile.TarInfo:
    info = tarfile.TarInfo(name)
    info.type, info.linkname = kind, link
    return info


def writes(name: str, make: Callable[[], bytes]) -> Callable[[Path], object]:
    return lambda folder: (folder / name).write_bytes(make())


def overlapping() -> bytes:
    content = bytearray(zipped(("a.txt", b"a" * 5000), ("b.txt", b"a" * 5000), ("c.txt", b"kept"), method=0))
    second = content.index(b"PK\1\2", content.index(b"PK\1\2") + 4)
    struct.pack_into("<L", content, second + 42, 10)
    return bytes(content)


def encrypted() -> bytes:
    content = bytearray(zipped(("open.txt", b"words"), ("shut.txt", b"words"), method=0))
    at = content.index(b"PK\1\2", content.index(b"PK\1\2") + 4)
    struct.pack_into("<H", content, at + 8, 1)
    return bytes(content)


def odd_method() -> bytes:
    content = bytearray(zipped(("a.txt", b"words"), method=0))
    struct.pack_into("<H", content, content.index(b"PK\1\2") + 10, 9)
    return bytes(content)


def bad_checksum() -> bytes:
    return zipped(("a.txt", b"true words"), ("b.txt", b"kept"), method=0).replace(b"true words", b"fals words", 1)


def lying_size() -> bytes:
    content = bytearray(zipped(("a.txt", b"w" * 4000)))
    struct.pack_into("<L", content, content.index(b"PK\1\2") + 24, 100)
    return bytes(content)


def nested(levels: int) -> bytes:
    content = b"words"
    for level in range(levels):
        content = zipped((f"{level}.zip" if level else "a.txt", content))
    return content


def linked() -> bytes:
    link = zipfile.ZipInfo("passwords")
    link.create_system, link.external_attr = 3, 0o120777 << 16
    return zipped((link, b"/etc/passwd"), ("a.txt", b"kept"))


def raw_name() -> bytes:
    content = zipped(("cafXX.txt", b"a"), ("xyz.txt", b"b"))
    return content.replace(b"cafXX", b"caf\xc3\xa9").replace(b"xyz", b"\xffyz")


MAIL = b"""From: Ada Renn <ada@example.org>
To: Ben Holt <ben@example.org>
Subject: the list
Message-ID: <1@example.org>
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary=outer

--outer
Content-Type: text/plain

The list is attached.
--outer
Content-Type: message/rfc822

From: Cora Falk <cora@example.org>
To: Ada Renn <ada@example.org>
Subject: first list
Message-ID: <0@example.org>
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary=inner

--inner
Content-Type: text/plain

See the sheet.
--inner
Content-Type: text/csv; name="list.csv"
Content-Disposition: attachment; filename="list.csv"
Content-Transfer-Encoding: base64

bmFtZSxzdW0sZGF5CkEsMSwyCg==
--inner--
--outer--
"""


def three_messages() -> bytes:
    return b"\n".join(b"From ada@example.org Mon Oct 17 09:0%d:00 2022\n" % number + MAIL for number in range(3))


def refusing(path: str) -> int:
    if path.endswith("shut.txt"):
        raise PermissionError(13, "Permission denied", path)
    return open_descriptor(path)


ZIP, TAR, GZ = "application/zip", "application/x-tar", "application/gzip"

CASES = {
    "plain_zip": Case(
        writes("a.zip", lambda: zipped(("one.txt", b"words"), ("sub/two.csv", b"a,b\n1,2\n"))),
        [f"taken a.zip: {ZIP}", "taken a.zip/one.txt: text/plain", "taken a.zip/sub/two.csv: text/csv"],
    ),
    "packed_tar": Case(
        writes("a.tgz", lambda: gzip.compress(tarred(("one.txt", b"words"), ("sub/two.txt", b"more")))),
        [
            f"taken a.tgz: {GZ}",
            f"taken a.tgz/a.tar: {TAR}",
            "taken a.tgz/a.tar/one.txt: text/plain",
            "taken a.tgz/a.tar/sub/two.txt: text/plain",
        ],
    ),
    "other_packings": Case(
        lambda folder: [
            (folder / "a.txt.bz2").write_bytes(bz2.compress(b"words") + bz2.compress(b" more")),
            (folder / "b.txt.xz").write_bytes(lzma.compress(b"words")),
            (folder / "c.zip").write_bytes(zipped(("in.txt", b"words" * 9), method=zipfile.ZIP_BZIP2)),
        ],
        [
            "taken a.txt.bz2: application/x-bzip2",
            "taken a.txt.bz2/a.txt: text/plain",
            "taken b.txt.xz: application/x-xz",
            "taken b.txt.xz/b.txt: text/plain",
            f"taken c.zip: {ZIP}",
            "taken c.zip/in.txt: text/plain",
        ],
    ),
    "duplicate_names": Case(
        writes("a.tar", lambda: tarred(("one.txt", b"first"), ("one.txt", b"second"))),
        [f"taken a.tar: {TAR}", "taken a.tar/one.txt: text/plain", "taken a.tar/one.txt [2]: text/plain"],
    ),
    "zip_bomb_fail": Case(
        writes("a.zip", lambda: zipped(("bomb.txt", b"\0" * (12 << 20)), ("kept.txt", b"words"))),
        [f"taken a.zip: {ZIP}", "refused a.zip/bomb.txt: over_budget", "taken a.zip/kept.txt: text/plain"],
    ),
    "many_member_bomb_fail": Case(
        writes("a.zip", lambda: zipped(*((f"{number}.txt", b"\0" * 900_000) for number in range(40)))),
        [f"taken a.zip: {ZIP}", "refused a.zip: over_budget"],
        budget=Budget(total_bytes=20 << 20),
    ),
    "nested_bomb_fail": Case(
        writes("a.zip", lambda: zipped(*((f"{n}.zip", zipped(("b.txt", b"\0" * 900_000))) for n in range(4)))),
        [
            f"taken a.zip: {ZIP}",
            f"taken a.zip/0.zip: {ZIP}",
            "taken a.zip/0.zip/b.txt: application/octet-stream, not as named",
            f"taken a.zip/1.zip: {ZIP}",
            "taken a.zip/1.zip/b.txt: application/octet-stream, not as named",
            f"taken a.zip/2.zip: {ZIP}",
            "refused a.zip/2.zip: over_budget",
            f"taken a.zip/3.zip: {ZIP}",
            "refused a.zip/3.zip: over_budget",
        ],
        budget=Budget(total_bytes=2_000_000),
    ),
    "gzip_bomb_fail": Case(
        writes("a.txt.gz", lambda: gzip.compress(b"\0" * (12 << 20))),
        [f"taken a.txt.gz: {GZ}", "failed a.txt.gz/a.txt: over_budget"],
    ),
    "too_deep_fail": Case(
        writes("a.zip", lambda: nested(4)),
        [
            f"taken a.zip: {ZIP}",
            f"taken a.zip/3.zip: {ZIP}",
            "taken a.zip/3.zip/2.zip: application/zip",
            "refused a.zip/3.zip/2.zip: over_budget",
        ],
        budget=Budget(depth=2),
    ),
    "too_many_members_fail": Case(
        writes("a.tar", lambda: tarred(*((f"{number}.txt", b"w") for number in range(5)))),
        [
            f"taken a.tar: {TAR}",
            "taken a.tar/0.txt: text/plain",
            "taken a.tar/1.txt: text/plain",
            "refused a.tar: over_budget",
        ],
        budget=Budget(members=2),
    ),
    "overlapping_entries_fail": Case(
        writes("a.zip", overlapping),
        [
            f"taken a.zip: {ZIP}",
            "refused a.zip/a.txt: damaged",
            "refused a.zip/b.txt: damaged",
            "taken a.zip/c.txt: text/plain",
        ],
    ),
    "lying_size_fail": Case(writes("a.zip", lying_size), [f"taken a.zip: {ZIP}", "failed a.zip/a.txt: over_budget"]),
    "zip_slip_fail": Case(
        writes(
            "a.zip",
            lambda: zipped(("../up.txt", b"a"), ("in/../../up.txt", b"a"), ("..\\up.txt", b"a"), ("ok.txt", b"a")),
        ),
        [
            f"taken a.zip: {ZIP}",
            "refused a.zip/../up.txt: unsafe_name",
            "refused a.zip/in/../../up.txt: unsafe_name",
            "refused a.zip/..\\up.txt: unsafe_name",
            "taken a.zip/ok.txt: text/plain",
        ],
    ),
    "absolute_names_fail": Case(
        writes(
            "a.tar", lambda: tarred(("/etc/cron", b"a"), ("C:\\run.bat", b"a"), ("\\\\host\\x", b"a"), ("ok.txt", b"a"))
        ),
        [
            f"taken a.tar: {TAR}",
            "refused a.tar//etc/cron: unsafe_name",
            "refused a.tar/C:\\run.bat: unsafe_name",
            "refused a.tar/\\\\host\\x: unsafe_name",
            "taken a.tar/ok.txt: text/plain",
        ],
    ),
    "zip_link_fail": Case(
        writes("a.zip", linked),
        [f"taken a.zip: {ZIP}", "refused a.zip/passwords: not_accessible", "taken a.zip/a.txt: text/plain"],
    ),
    "tar_link_fail": Case(
        writes(
            "a.tar",
            lambda: tarred(
                (special("l", tarfile.SYMTYPE, "/etc/passwd"), b""),
                (special("h", tarfile.LNKTYPE, "ok.txt"), b""),
                ("ok.txt", b"a"),
            ),
        ),
        [
            f"taken a.tar: {TAR}",
            "refused a.tar/l: not_accessible",
            "refused a.tar/h: not_accessible",
            "taken a.tar/ok.txt: text/plain",
        ],
    ),
    "tar_device_fail": Case(
        writes(
            "a.tar", lambda: tarred((special("sda", tarfile.BLKTYPE), b""), (special("pipe", tarfile.FIFOTYPE), b""))
        ),
        [f"taken a.tar: {TAR}", "refused a.tar/sda: not_accessible", "refused a.tar/pipe: not_accessible"],
    ),
    "truncated_zip_fail": Case(
        writes("a.zip", lambda: zipped(("a.txt", os.urandom(3000)))[:2000]),
        [f"taken a.zip: {ZIP}", "refused a.zip: damaged"],
    ),
    "truncated_tar_fail": Case(
        writes("a.tar", lambda: tarred(("a.txt", b"words"), ("b.txt", b"w" * 3000))[:2000]),
        [
            f"taken a.tar: {TAR}",
            "taken a.tar/a.txt: text/plain",
            "refused a.tar/b.txt: damaged",
            "refused a.tar: damaged",
        ],
    ),
    "tar_without_end_fail": Case(
        writes("a.tar", lambda: tarred(("a.txt", b"words"))[:1024]),
        [f"taken a.tar: {TAR}", "taken a.tar/a.txt: text/plain", "refused a.tar: damaged"],
    ),
    "truncated_gzip_fail": Case(
        writes("a.txt.gz", lambda: gzip.compress(bytes(range(256)) * 40)[:-20]),
        [f"taken a.txt.gz: {GZ}", "failed a.txt.gz/a.txt: damaged"],
    ),
    "bad_checksum_fail": Case(
        writes("a.zip", bad_checksum),
        [f"taken a.zip: {ZIP}", "failed a.zip/a.txt: damaged", "taken a.zip/b.txt: text/plain"],
    ),
    "encrypted_member_fail": Case(
        writes("a.zip", encrypted),
        [f"taken a.zip: {ZIP}", "taken a.zip/open.txt: text/plain", "refused a.zip/shut.txt: encrypted"],
    ),
    "unsupported_compression_fail": Case(
        writes("a.zip", odd_method), [f"taken a.zip: {ZIP}", "refused a.zip/a.txt: unsupported"]
    ),
    "unopened_archive_fail": Case(
        writes("a.7z", lambda: b"7z\xbc\xaf\x27\x1c" + bytes(40)),
        ["taken a.7z: application/x-7z-compressed", "refused a.7z: unsupported"],
    ),
    "member_name_without_encoding": Case(
        writes("a.zip", raw_name),
        [f"taken a.zip: {ZIP}", "taken a.zip/café.txt: text/plain", "taken a.zip/\\xffyz.txt: text/plain"],
    ),
    "newline_in_name": Case(writes("one\ntwo.txt", lambda: b"words"), ["taken one\\ntwo.txt: text/plain"]),
    "name_without_encoding": Case(
        lambda folder: Path(os.fsdecode(os.fsencode(folder) + b"/\xff\xfe.txt")).write_bytes(b"words"),
        ["taken \\xff\\xfe.txt: text/plain"],
    ),
    "name_that_reads_backwards": Case(
        writes("photo\u202egpj.exe", lambda: b"words"), ["taken photo\\u202egpj.exe: text/plain"]
    ),
    "empty_file": Case(lambda folder: (folder / "a.pdf").touch(), ["taken a.pdf: application/x-empty"]),
    "noise": Case(
        writes("a.dat", lambda: bytes((number * 37 + number // 7) % 251 for number in range(4000))),
        ["taken a.dat: application/octet-stream"],
    ),
    "wrong_extension": Case(
        lambda folder: [
            (folder / "a.pdf").write_bytes(zipped(("word/document.xml", b"<w/>"), ("[Content_Types].xml", b"<t/>"))),
            (folder / "b.txt").write_bytes(MAIL[: MAIL.index(b"MIME")] + b"\nWords."),
            (folder / "c.jpg").write_bytes(b"%PDF-1.7\n"),
        ],
        [
            "taken a.pdf: application/vnd.openxmlformats-officedocument.wordprocessingml.document, not as named",
            "taken b.txt: message/rfc822, not as named",
            "taken c.jpg: application/pdf, not as named",
        ],
    ),
    "fifo_fail": Case(
        lambda folder: [os.mkfifo(folder / "pipe"), (folder / "z.txt").write_bytes(b"words")],
        ["refused pipe: not_accessible", "taken z.txt: text/plain"],
    ),
    "link_fail": Case(
        lambda folder: [(folder / "out").symlink_to("/etc"), (folder / "self").symlink_to("self")],
        ["refused out: not_accessible", "refused self: not_accessible"],
    ),
    "unreadable_file_fail": Case(
        lambda folder: [(folder / name).write_bytes(b"words") for name in ("a.txt", "shut.txt")],
        ["taken a.txt: text/plain", "refused shut.txt: not_accessible"],
        opener=refusing,
    ),
    "mail_in_mail": Case(
        writes("a.eml", lambda: MAIL),
        [
            "taken a.eml: message/rfc822",
            "taken a.eml/first list.eml: message/rfc822",
            "taken a.eml/first list.eml/list.csv: text/csv",
        ],
    ),
    "mbox_of_three": Case(
        writes("a.mbox", three_messages),
        ["taken a.mbox: application/mbox"]
        + [
            line
            for number in (1, 2, 3)
            for line in (
                f"taken a.mbox/message {number}/first list.eml: message/rfc822",
                f"taken a.mbox/message {number}/first list.eml/list.csv: text/csv",
            )
        ],
    ),
    "mail_cut_off_fail": Case(
        writes("a.eml", lambda: MAIL[: MAIL.index(b"--inner--")]),
        [
            "taken a.eml: message/rfc822",
            "taken a.eml/first list.eml: message/rfc822",
            "taken a.eml/first list.eml/list.csv: text/csv",
            "refused a.eml/first list.eml: damaged",
            "refused a.eml: damaged",
        ],
    ),
    "office_document_is_no_archive": Case(
        writes("a.docx", lambda: zipped(("[Content_Types].xml", b"<t/>"), ("word/document.xml", b"<w/>"))),
        ["taken a.docx: application/vnd.openxmlformats-officedocument.wordprocessingml.document"],
    ),
}


@pytest.mark.parametrize("name", sorted(CASES))
def test_a_delivery_gives_what_its_case_names(name: str, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    CASES[name].build(folder)
    assert taken_in(CASES[name], folder) == CASES[name].outcome


def test_every_case_says_why_it_is_there() -> None:
    folders = {path.name for path in HERE.iterdir() if path.is_dir() and path.name != "__pycache__"}
    assert folders == set(CASES)
    for name in folders:
        assert len((HERE / name / "README.md").read_text(encoding="utf-8")) > 60


def test_a_case_is_named_for_what_happens_to_it() -> None:
    for name, case in CASES.items():
        is_refused = any(line.startswith(("refused", "failed")) for line in case.outcome)
        assert name.endswith("_fail") == is_refused or name == "wrong_extension"
