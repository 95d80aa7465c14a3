"""The published vector of Go's golang.org/x/mod/sumdb/note, and notes that are none."""

import base64

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from probative.custody.ledger.checkpoints import CheckpointError, read_checkpoint, sign_checkpoint
from probative.custody.ledger.notes import NoteError, NoteKey, is_signed_by, read_note, sign_note

SIGNER = "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz"
VERIFIER = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
TEXT = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n"
SIGNATURE = "x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM="
NOTE = f"{TEXT}\n\u2014 PeterNeumann {SIGNATURE}\n".encode()
PRIVATE = Ed25519PrivateKey.from_private_bytes(base64.b64decode(SIGNER.split("+", 4)[4])[1:])
KEY = NoteKey(name="PeterNeumann", public_key=PRIVATE.public_key().public_bytes_raw())
ROOT = bytes(range(32))


def test_the_key_is_the_published_one() -> None:
    assert KEY.id.hex() == "c74f20a3"
    assert KEY.verifier == VERIFIER


def test_signing_gives_the_published_note() -> None:
    assert sign_note(TEXT, key=KEY, sign=PRIVATE.sign) == NOTE


def test_the_published_note_is_read_and_holds() -> None:
    note = read_note(NOTE)
    assert note.text == TEXT
    assert is_signed_by(note, KEY)


def test_a_changed_text_or_another_key_does_not_hold() -> None:
    assert not is_signed_by(read_note(NOTE.replace(b"answer", b"Answer")), KEY)
    other = Ed25519PrivateKey.from_private_bytes(bytes(32)).public_key().public_bytes_raw()
    assert not is_signed_by(read_note(NOTE), NoteKey(name="PeterNeumann", public_key=other))


def test_lines_of_unknown_keys_are_ignored_and_one_bad_line_of_a_known_key_is_not() -> None:
    stranger = f"\u2014 stranger {SIGNATURE}\n".encode()
    assert is_signed_by(read_note(NOTE + stranger), KEY)
    forged = base64.b64encode(KEY.id + bytes(64)).decode()
    assert not is_signed_by(read_note(NOTE + f"\u2014 PeterNeumann {forged}\n".encode()), KEY)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        TEXT.encode(),
        NOTE[:-1],
        NOTE.replace("\u2014 ".encode(), b"- "),
        NOTE.replace(b"=\n", b"\n"),
        NOTE.replace(b"JnAM=", b"JnAN="),
        NOTE.replace(b" x08", b" "),
        NOTE.replace(b"PeterNeumann ", b"PeterNeumann"),
        NOTE.replace(b"you", b"y\xffu"),
        NOTE.replace(b"think", b"th\tink"),
        NOTE + b"\n",
    ],
)
def test_what_is_no_note_is_refused(content: bytes) -> None:
    with pytest.raises(NoteError):
        read_note(content)


@pytest.mark.parametrize("name", ["", "a b", "a+b", "a\u2003b"])
def test_a_key_name_that_the_format_cannot_carry_is_refused(name: str) -> None:
    with pytest.raises(ValueError):
        NoteKey(name=name, public_key=ROOT)


def test_a_text_without_a_last_newline_is_not_signed() -> None:
    with pytest.raises(ValueError):
        sign_note("no end", key=KEY, sign=PRIVATE.sign)


def test_a_checkpoint_is_three_lines_and_reads_back() -> None:
    checkpoint = sign_checkpoint(key=KEY, size=7, root=ROOT, sign=PRIVATE.sign)
    lines = checkpoint.note.decode().split("\n")
    assert lines[:4] == ["PeterNeumann", "7", base64.b64encode(ROOT).decode(), ""]
    assert read_checkpoint(checkpoint.note, KEY) == checkpoint


@pytest.mark.parametrize(
    "text",
    [
        "PeterNeumann\n07\n{root}\n",
        "PeterNeumann\n-7\n{root}\n",
        "PeterNeumann\n7\n{root}\nmore\n",
        "PeterNeumann\n7\n",
        "PeterNeumann\n7\nAAAA\n",
        "PeterNeumann\n7\n!\n",
        "AnotherLog\n7\n{root}\n",
    ],
)
def test_a_checkpoint_of_another_shape_is_refused_even_when_signed(text: str) -> None:
    note = sign_note(text.replace("{root}", base64.b64encode(ROOT).decode()), key=KEY, sign=PRIVATE.sign)
    with pytest.raises(CheckpointError):
        read_checkpoint(note, KEY)


def test_a_checkpoint_with_a_second_line_or_a_broken_signature_is_refused() -> None:
    checkpoint = sign_checkpoint(key=KEY, size=7, root=ROOT, sign=PRIVATE.sign)
    for wrong in (
        checkpoint.note + f"\u2014 stranger {SIGNATURE}\n".encode(),
        checkpoint.note.replace(b"\n7\n", b"\n8\n"),
    ):
        with pytest.raises(CheckpointError):
            read_checkpoint(wrong, KEY)
