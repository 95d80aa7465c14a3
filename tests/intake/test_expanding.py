"""Members of archives and mails, laid beside what the standard library makes of the same bytes."""

import email
import email.policy
import io
import mailbox
import tarfile
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from probative.intake import (
    Arrival,
    ArrivalFailed,
    Budget,
    BudgetExceeded,
    Refusal,
    Spending,
    expand,
    is_container,
)

SMALL = Budget(total_bytes=3 << 20, member_bytes=2 << 20, members=50, small_bytes=1 << 16)
TYPES = [
    "application/zip",
    "application/x-tar",
    "application/gzip",
    "application/x-bzip2",
    "application/x-xz",
    "message/rfc822",
    "application/mbox",
    "application/x-7z-compressed",
    "text/plain",
]


def members(content: bytes, media_type: str, budget: Budget | None = None) -> dict[str, bytes]:
    found = {}
    for item in expand(io.BytesIO(content), "in", media_type, budget=budget or Budget(), depth=0):
        assert isinstance(item, Arrival), item
        found[item.name] = item.open().read()
    return found


NAMES = st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=8).map(lambda name: f"{name}.txt")
FILES = st.dictionaries(NAMES, st.binary(max_size=4000), max_size=5)


@settings(max_examples=60, deadline=None)
@given(FILES, st.sampled_from([zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2]))
def test_a_zip_gives_back_what_was_put_in(files, method):
    held = io.BytesIO(b"")
    with zipfile.ZipFile(held, "w", method) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    assert members(held.getvalue(), "application/zip") == files
    assert members(b"#!/bin/sh\n" + held.getvalue(), "application/zip") == files


@settings(max_examples=60, deadline=None)
@given(FILES, st.sampled_from([tarfile.USTAR_FORMAT, tarfile.GNU_FORMAT, tarfile.PAX_FORMAT]))
def test_a_tar_gives_back_what_was_put_in(files, shape):
    held = io.BytesIO()
    with tarfile.open(fileobj=held, mode="w", format=shape) as archive:
        for name, content in files.items():
            info = tarfile.TarInfo("folder" * 20 + "/" + name)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
    found = members(held.getvalue(), "application/x-tar")
    assert {name.split("/")[-1]: content for name, content in found.items()} == files


def test_a_zip64_archive_is_read():
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive, archive.open("a.txt", "w", force_zip64=True) as member:
        member.write(b"words")
    assert members(held.getvalue(), "application/zip") == {"a.txt": b"words"}


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(st.binary(max_size=3000), st.sampled_from(["base64", "quoted-printable"])), max_size=4),
    st.sampled_from(["\n", "\r\n"]),
)
def test_a_mail_gives_back_what_was_attached(parts, newline):
    message = email.message.EmailMessage(policy=email.policy.default.clone(linesep=newline))
    message["From"], message["To"], message["Subject"] = "a@example.org", "b@example.org", "papers"
    message.set_content("See below.\n")
    for number, (content, encoding) in enumerate(parts):
        message.add_attachment(
            content, maintype="application", subtype="x-test", filename=f"{number}.bin", cte=encoding
        )
    found = members(message.as_bytes(), "message/rfc822")
    assert found == {f"{number}.bin": content for number, (content, _) in enumerate(parts)}


def test_a_file_name_in_encoded_words_is_read_and_its_path_is_dropped():
    message = (
        b"Subject: x\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: application/pdf;\n"
        b' name="=?utf-8?B?0L3QsNC60LDQty5wZGY=?="\n\n1\n--b\nContent-Type: application/pdf\n'
        b"Content-Disposition: attachment; filename*=utf-8''%D0%B0.pdf\n\n2\n--b\nContent-Type: image/png\n"
        b'Content-Disposition: attachment; filename="C:\\\\Users\\\\x\\\\plan.png"\n\n3\n--b--\n'
    )
    assert members(message, "message/rfc822") == {"наказ.pdf": b"1", "а.pdf": b"2", "plan.png": b"3"}


def test_the_words_of_a_mail_are_no_members_whatever_their_form():
    message = (
        b"Subject: x\nContent-Type: multipart/alternative; boundary=b\n\n--b\nContent-Type: text/plain\n\nw\n"
        b"--b\nContent-Type: text/html\n\n<p>w\n--b--\n"
    )
    assert members(message, "message/rfc822") == {}


def test_an_mbox_is_split_where_messages_begin_and_not_where_a_sentence_does(tmp_path: Path):
    box = mailbox.mbox(tmp_path / "a.mbox")
    for number in range(3):
        message = email.message.EmailMessage()
        message["Subject"] = f"paper {number}"
        message.set_content("Dear all,\n\nFrom Russia with love.\n")
        message.add_attachment(f"sheet {number}".encode(), maintype="text", subtype="csv", filename="a.csv")
        box.add(message)
    box.close()
    found = members((tmp_path / "a.mbox").read_bytes(), "application/mbox")
    assert found == {f"message {number + 1}/a.csv": f"sheet {number}".encode() for number in range(3)}


def test_a_member_costs_its_growth_once_however_often_it_is_read():
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", bytes(500_000))
    spending = Spending(Budget(total_bytes=600_000))
    (item,) = expand(held, "in", "application/zip", budget=spending.budget, depth=0, spending=spending)
    assert isinstance(item, Arrival)
    for _ in range(3):
        assert len(item.open().read()) == 500_000
    assert 490_000 < spending.grown_bytes < 500_000


def test_a_stream_that_outgrows_its_budget_stops_there():
    import gzip

    (item,) = expand(
        io.BytesIO(gzip.compress(bytes(1 << 20))),
        "a.gz",
        "application/gzip",
        budget=Budget(total_bytes=70_000),
        depth=0,
    )
    assert isinstance(item, Arrival)
    stream = item.open()
    with pytest.raises(BudgetExceeded):
        stream.read()


def test_members_may_be_read_in_any_order_and_at_the_same_time():
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in "abc":
            archive.writestr(name, name.encode() * 200_000)
    items = [
        item for item in expand(held, "in", "application/zip", budget=Budget(), depth=0) if isinstance(item, Arrival)
    ]
    streams = [item.open() for item in reversed(items)]
    pieces = [[stream.read(1000) for stream in streams] for _ in range(200)]
    for place, name in enumerate("cba"):
        assert b"".join(piece[place] for piece in pieces) == name.encode() * 200_000


def test_only_archives_and_mails_are_containers():
    assert all(is_container(kind) for kind in TYPES if kind != "text/plain")
    assert not is_container("text/plain")
    assert not is_container("application/vnd.openxmlformats-officedocument.wordprocessingml.document")


def outcome(content: bytes, media_type: str) -> list[str]:
    """Read everything; give what came, and demand that nothing but named failures did and that the budget held."""
    spending, lines, total = Spending(SMALL), [], 0
    for item in expand(io.BytesIO(content), "in", media_type, budget=SMALL, depth=0, spending=spending):
        if isinstance(item, Refusal):
            lines.append(f"{item.name} {item.kind}")
            continue
        try:
            with item.open() as stream:
                while piece := stream.read(10_000):
                    total += len(piece)
        except ArrivalFailed as failure:
            lines.append(f"{item.name} {failure.kind}")
        else:
            lines.append(f"{item.name} taken")
        assert total <= SMALL.total_bytes + len(content) * (len(lines) + 1)
    assert len(lines) <= SMALL.members + 1
    return lines


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=1500), st.sampled_from(TYPES))
def test_noise_under_any_name_gives_arrivals_and_refusals_only(content, media_type):
    assert outcome(content, media_type) == outcome(content, media_type)


def _seeds() -> dict[str, bytes]:
    import bz2
    import gzip
    import lzma

    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", b"words " * 300)
        archive.writestr("b/c.txt", b"x")
    tarred = io.BytesIO()
    with tarfile.open(fileobj=tarred, mode="w", format=tarfile.PAX_FORMAT) as archive2:
        for name in ("a.txt", "long" * 40, "ж.txt"):
            info = tarfile.TarInfo(name)
            info.size = 700
            archive2.addfile(info, io.BytesIO(b"w" * 700))
    message = email.message.EmailMessage()
    message["Subject"], message["From"] = "x", "a@example.org"
    message.set_content("words")
    message.add_attachment(b"sheet" * 40, maintype="text", subtype="csv", filename="a.csv")
    mail = message.as_bytes()
    return {
        "application/zip": held.getvalue(),
        "application/x-tar": tarred.getvalue(),
        "application/gzip": gzip.compress(b"words" * 100),
        "application/x-bzip2": bz2.compress(b"words" * 100),
        "application/x-xz": lzma.compress(b"words" * 100),
        "message/rfc822": mail,
        "application/mbox": b"From a Mon Oct 17 09:00:00 2022\n"
        + mail
        + b"\n\nFrom b Mon Oct 17 09:00:00 2022\n"
        + mail,
    }


SEEDS = _seeds()


@settings(max_examples=400, deadline=None)
@given(st.sampled_from(sorted(SEEDS)), st.data())
def test_a_broken_archive_gives_arrivals_and_refusals_only(media_type, data):
    content = bytearray(SEEDS[media_type])
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(content) - 1))
        act = data.draw(st.sampled_from(["set", "cut", "drop", "insert", "fill"]))
        if act == "set":
            content[at] = data.draw(st.integers(0, 255))
        elif act == "cut" and at:
            del content[at:]
        elif act == "drop":
            del content[at : at + data.draw(st.integers(1, 40))]
        elif act == "insert":
            content[at:at] = data.draw(st.binary(max_size=40))
        else:
            content[at : at + 8] = b"\xff" * 8
        content = content or bytearray(b"x")
    assert outcome(bytes(content), media_type) == outcome(bytes(content), media_type)


def test_large_messages_are_read_whole_wherever_a_block_ends():
    from probative.intake.mime import BLOCK_BYTES

    def message(content: bytes) -> bytes:
        found = email.message.EmailMessage()
        found["Subject"] = "x"
        found.set_content("words")
        found.add_attachment(content, maintype="application", subtype="x-test", filename="a.bin")
        return found.as_bytes()

    for shift in range(0, 80, 7):
        sizes = [BLOCK_BYTES + shift, 3, BLOCK_BYTES * 3 // 4 + shift]
        contents = [bytes(number * 7 % 256 for number in range(size)) for size in sizes]
        box = b"".join(b"From a Mon Oct 17 09:00:00 2022\n" + message(content) + b"\n" for content in contents)
        found = members(box, "application/mbox")
        assert list(found.values()) == contents


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.sampled_from([b"ab", b"\n--", b"\n", b"-", b"x" * 50]), max_size=60).map(b"".join),
    st.integers(0, 40),
    st.integers(4, 60),
)
def test_a_pattern_is_found_wherever_the_blocks_lie(content, start, block_bytes):
    from probative.intake import mime

    scanner = mime.Scanner(io.BytesIO(content), block_bytes)
    assert scanner.find(b"\n--", start, len(content)) == content.find(b"\n--", start)
    assert scanner.stretch(start, start + 3) == content[start : start + 3]
