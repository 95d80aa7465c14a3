"""A witness signs what goes on from what it saw, and nothing else; its lines are C2SP cosignatures."""

import base64
import shutil
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from probative.base.chance import seeded_chance
from probative.base.clock import Clock, fixed_clock
from probative.base.errors import CaseBusyError
from probative.custody.errors import KeyFileExposedError
from probative.custody.findings import Finding
from probative.custody.ledger.checkpoints import Checkpoint, CheckpointError, sign_checkpoint
from probative.custody.ledger.cosignatures import CosignatureError, Cosigned, cosign, line_of, read_cosigned
from probative.custody.ledger.merkle import Tree, leaf_hash
from probative.custody.ledger.notes import COSIGNATURE, NoteError, NoteKey, is_signed_by, read_key, read_note
from probative.custody.ledger.requests import RequestError, WitnessRequest, read_request, write_request
from probative.custody.ledger.signatures import is_signed
from probative.custody.witness import (
    DamagedWitnessError,
    LogKeyError,
    NotAWitnessError,
    Witness,
    WitnessExistsError,
    WitnessNameError,
    make_witness,
    opened_witness,
)
from probative.verify.equivocation import verify_equivocation
from tests.custody.making import QUICK

NOON = datetime(2031, 5, 4, 12, 30, tzinfo=UTC)
LOG = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
OTHER = Ed25519PrivateKey.from_private_bytes(bytes(range(1, 33)))


def log_key(private: Ed25519PrivateKey = LOG, name: str = "probative/" + "ab" * 16) -> NoteKey:
    return NoteKey(name=name, public_key=private.public_key().public_bytes_raw())


def grown(size: int, *, fork: int = -1) -> Tree:
    """A log of so many entries; from entry ``fork`` on another one."""
    tree = Tree()
    for number in range(size):
        tree.append(leaf_hash(f"{number}{'?' if 0 <= fork <= number else ''}".encode()))
    return tree


def signed(tree: Tree, size: int, private: Ed25519PrivateKey = LOG) -> Checkpoint:
    return sign_checkpoint(key=log_key(private), size=size, root=tree.root(size), sign=private.sign)


def asked(tree: Tree, old: int, size: int, private: Ed25519PrivateKey = LOG) -> bytes:
    path = tree.consistency(old, size) if old else ()
    return write_request(old_size=old, path=path, note=signed(tree, size, private).note)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    make_witness(tmp_path / "w", name=None, disk=QUICK, chance=seeded_chance(b"w"))
    return tmp_path / "w"


def at(folder: Path, act: Callable[[Witness], bytes | Finding], clock: Clock | None = None) -> bytes | Finding:
    with opened_witness(folder, disk=QUICK, clock=clock or fixed_clock(NOON)) as witness:
        return act(witness)


def trusting(folder: Path) -> NoteKey:
    with opened_witness(folder, disk=QUICK, clock=fixed_clock(NOON)) as witness:
        witness.trust(log_key().verifier)
        return witness.key


def code(answer: bytes | Finding) -> str:
    assert isinstance(answer, Finding), answer
    assert answer.what.endswith(".")
    return answer.code


# --- published vectors ----------------------------------------------------------------------------------------------

COSIGNED = (
    "arche2025h1.staging.ct.transparency.dev\n1432088532\nU7WM79jrzyhGZ5/GUBTpM7NzwdyfFx61t3RovgcC4Ro=\n\n"
    "— arche2025h1.staging.ct.transparency.dev "
    "ui8GwCF1+kWqZrxGdhj4aX3gcw7XUlXQQabg/27lefwhUkzbC3NygNI75MdhL1bfTW9g8Ei59RA23oHP7Ry1k3ZFWwQ=\n"
    "— remora.n621.de "
    "2net5wAAAABqEiEgPlfF3V06o0Y+fHM+J5J9s27wgxxcOVSpZ/2g/KSiXCg9DEZI+aVCIobWX9sXTynk5XeU/zZ0WBxtqB0DrAWfBw==\n"
).encode()
LOG_KEY = "arche2025h1.staging.ct.transparency.dev+ba2f06c0+AU0vHmlGCS/PdN8b2OaGmKprLI8HKM+dJ472xgFYh15f"
WITNESS_KEY = "remora.n621.de+da77ade7+BOvN63jn/bLvkieywe8R6UYAtVtNbZpXh34x7onlmtw2"


def test_a_public_log_s_checkpoint_with_a_public_witness_s_line_is_read_and_holds() -> None:
    found = read_cosigned(COSIGNED, log=read_key(LOG_KEY), witness=read_key(WITNESS_KEY))
    assert (found.checkpoint.size, found.time) == (1_432_088_532, datetime(2026, 5, 23, 21, 50, 24, tzinfo=UTC))
    assert found.checkpoint.note + line_of(found) == COSIGNED


def test_the_example_of_the_specification_has_its_time_in_its_line() -> None:
    line = "jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcrtPHeolMI5OWXEhZCB9dlrDJsX3b2oyin1nPZqhf5nNo0xUe+mbIUBkBIfZ+qnA=="
    content = base64.b64decode(line)
    assert int.from_bytes(content[4:12], "big") == 1_679_315_147
    assert len(content) == 4 + 8 + 64


def test_the_example_request_of_the_specification_is_read_and_written_again() -> None:
    lines = (
        "PlRNCrwHpqhGrupue0L7gxbjbMiKA9temvuZZDDpkaw=",
        "jrJZDmY8Y7SyJE0MWLpLozkIVMSMZcD5kvuKxPC3swk=",
        "5+pKlUdi2LeF/BcMHBn+Ku6yhPGNCswZZD1X/6QgPd8=",
        "/6WVhPs2CwSsb5rYBH5cjHV/wSmA79abXAwhXw3Kj/0=",
    )
    note = (
        "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n"
        "— example.com/behind-the-sofa "
        "Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n"
    ).encode()
    content = "\n".join(("old 20852014", *lines, "")).encode() + b"\n" + note
    request = read_request(content)
    assert request == WitnessRequest(
        old_size=20_852_014, path=tuple(base64.b64decode(line) for line in lines), note=note
    )
    assert write_request(old_size=request.old_size, path=request.path, note=request.note) == content


def test_published_keys_are_read_and_written_again() -> None:
    for text in (
        LOG_KEY,
        WITNESS_KEY,
        "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
        "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
    ):
        assert read_key(text).verifier == text
    key = read_key("example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k")
    note = read_note(
        b"This is an example message.\n\n\xe2\x80\x94 example.com/foo "
        b"Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n"
    )
    assert is_signed_by(note, key)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a+b",
        "rekor.example+12345678+THIS_IS_NOT_BASE64!",
        "rekor.example+12345678+AwEB",
        LOG_KEY.replace("ba2f06c0", "00000000"),
        LOG_KEY.replace("ba2f06c0", "BA2F06C0"),
        LOG_KEY + "=",
        " " + LOG_KEY,
        LOG_KEY.replace("arche2025h1", "arche2025h1 "),
        "x" + LOG_KEY,
    ],
)
def test_what_is_no_key_is_refused(text: str) -> None:
    with pytest.raises(NoteError):
        read_key(text)


# --- laws of the line -----------------------------------------------------------------------------------------------


def a_cosigned() -> tuple[Cosigned, NoteKey]:
    key = NoteKey(name="witness/w", public_key=OTHER.public_key().public_bytes_raw(), algorithm=COSIGNATURE)
    return cosign(signed(grown(9), 7), witness=key, time=NOON, sign=OTHER.sign), key


def test_the_witness_signs_the_time_and_the_whole_text() -> None:
    found, key = a_cosigned()
    text = found.checkpoint.note.rpartition(b"\n\n")[0] + b"\n"
    content = base64.b64decode(line_of(found).split(b" ")[2])
    message = f"cosignature/v1\ntime {int(NOON.timestamp())}\n".encode() + text
    assert content[:4] == key.id
    assert is_signed(message, content[12:], key.public_key)


@given(st.data())
def test_any_flipped_bit_of_a_cosigned_checkpoint_is_refused(data: st.DataObject) -> None:
    found, key = a_cosigned()
    content = bytearray(found.content)
    bit = data.draw(st.integers(0, len(content) * 8 - 1))
    content[bit // 8] ^= 1 << bit % 8
    with pytest.raises((CosignatureError, CheckpointError)):
        read_cosigned(bytes(content), log=log_key(), witness=key)


def test_every_cut_addition_and_other_spelling_is_refused() -> None:
    found, key = a_cosigned()
    whole = found.content
    line = line_of(found)
    wrong = [whole[:cut] for cut in range(len(whole))]
    wrong += [whole + more for more in (b"\n", b" ", line, b"\x00")]
    wrong += [
        whole.replace(b"==\n", b"=\n"),
        whole.replace(b"==\n", b"\n"),
        whole.replace(line, line.replace(b" ", b"  ", 1)),
        whole.replace(line, line.rstrip(b"\n") + b" \n"),
        whole.replace(b"\n", b"\r\n"),
        line + whole.replace(line, b""),
    ]
    for content in wrong:
        with pytest.raises((CosignatureError, CheckpointError)):
            read_cosigned(content, log=log_key(), witness=key)


def test_a_line_on_another_checkpoint_by_another_key_or_of_another_kind_is_refused() -> None:
    found, key = a_cosigned()
    line = line_of(found)
    tree = grown(9)
    elsewhere = sign_checkpoint(key=log_key(name="probative/" + "cd" * 16), size=7, root=tree.root(7), sign=LOG.sign)
    for other in (signed(tree, 8), signed(grown(9, fork=3), 7), elsewhere):
        with pytest.raises((CosignatureError, CheckpointError)):
            read_cosigned(other.note + line, log=log_key(name=other.origin), witness=key)
        with pytest.raises(CosignatureError):
            read_cosigned(found.content, log=None, witness=key, checkpoint=other)
    strange = NoteKey(name=key.name, public_key=LOG.public_key().public_bytes_raw(), algorithm=COSIGNATURE)
    plain = NoteKey(name=key.name, public_key=key.public_key)
    for other_key in (strange, plain):
        with pytest.raises(CosignatureError, match="whose key is not"):
            read_cosigned(found.content, log=log_key(), witness=other_key)
    with pytest.raises(ValueError, match="not a witness's key"):
        cosign(found.checkpoint, witness=plain, time=NOON, sign=OTHER.sign)


def test_a_time_beyond_the_year_9999_is_refused() -> None:
    found, key = a_cosigned()
    seconds = (1 << 62).to_bytes(8, "big")
    message = f"cosignature/v1\ntime {1 << 62}\n".encode() + found.checkpoint.note.rpartition(b"\n\n")[0] + b"\n"
    line = f"— {key.name} {base64.b64encode(key.id + seconds + OTHER.sign(message)).decode()}\n".encode()
    with pytest.raises(CosignatureError, match="9999"):
        read_cosigned(found.checkpoint.note + line, log=log_key(), witness=key)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"old 1",
        b"old 01\n\nnote",
        b"old -1\n\nnote",
        b"Old 1\n\nnote",
        b"old 1 \n\nnote",
        b"old 1\nAAAA\n\nnote",
        b"old 1\n" + b"A" * 44 + b"\n\nnote",
        b"old 1\n\xff\n\nnote",
        b"old 1\n" + (base64.b64encode(bytes(32)) + b"\n") * 64 + b"\nnote",
        b"old 1\n\n" + b"x" * 20_000,
    ],
)
def test_what_is_no_request_is_refused(content: bytes) -> None:
    with pytest.raises(RequestError):
        read_request(content)


# --- the witness ----------------------------------------------------------------------------------------------------


@given(sizes=st.lists(st.integers(1, 40), min_size=1, max_size=6).map(sorted))
def test_a_witness_follows_a_log_that_only_grows(tmp_path_factory: pytest.TempPathFactory, sizes: list[int]) -> None:
    place = tmp_path_factory.mktemp("w") / "w"
    make_witness(place, name=None, disk=QUICK, chance=seeded_chance(b"w"))
    key, tree, old = trusting(place), grown(40), 0
    for number, size in enumerate(sizes):
        clock = fixed_clock(NOON + timedelta(hours=number))
        line = at(place, lambda w: w.answer(asked(tree, old, size)), clock)  # noqa: B023 - called at once
        assert isinstance(line, bytes)
        found = read_cosigned(signed(tree, size).note + line, log=log_key(), witness=key)
        assert found.time == NOON + timedelta(hours=number)
        old = size


def test_the_same_request_twice_has_the_same_answer(folder: Path) -> None:
    trusting(folder)
    tree = grown(20)
    first = at(folder, lambda w: w.answer(asked(tree, 0, 9)))
    assert isinstance(first, bytes)
    assert at(folder, lambda w: w.answer(asked(tree, 0, 9)), fixed_clock(NOON + timedelta(days=1))) == first
    again = at(folder, lambda w: w.answer(asked(tree, 9, 9)), fixed_clock(NOON + timedelta(days=1)))
    assert isinstance(again, bytes)
    assert again != first


def test_what_does_not_go_on_from_what_was_seen_is_refused_with_its_reason(folder: Path) -> None:
    trusting(folder)
    tree, fork = grown(20), grown(20, fork=5)
    assert code(at(folder, lambda w: w.answer(b"give me a signature"))) == "request.malformed"
    stranger = sign_checkpoint(key=log_key(name="elsewhere"), size=3, root=tree.root(3), sign=LOG.sign)
    unknown = write_request(old_size=0, path=(), note=stranger.note)
    assert code(at(folder, lambda w: w.answer(unknown))) == "log.unknown"
    assert code(at(folder, lambda w: w.answer(asked(tree, 0, 9, OTHER)))) == "log.signature"
    assert code(at(folder, lambda w: w.answer(asked(tree, 4, 9)))) == "proof.from"
    padded = write_request(old_size=0, path=(bytes(32),), note=signed(tree, 9).note)
    assert code(at(folder, lambda w: w.answer(padded))) == "proof.broken"
    empty = write_request(old_size=0, path=(), note=signed(tree, 0).note)
    assert code(at(folder, lambda w: w.answer(empty))) == "proof.broken"
    assert isinstance(at(folder, lambda w: w.answer(asked(tree, 0, 9))), bytes)
    assert code(at(folder, lambda w: w.answer(asked(tree, 0, 8)))) == "log.smaller"
    assert code(at(folder, lambda w: w.answer(asked(tree, 8, 8)))) == "log.smaller"
    assert code(at(folder, lambda w: w.answer(asked(fork, 9, 9)))) == "log.two_histories"
    assert code(at(folder, lambda w: w.answer(asked(fork, 9, 12)))) == "proof.broken"
    behind = at(folder, lambda w: w.answer(asked(tree, 4, 12)))
    assert code(behind) == "proof.from"
    assert isinstance(behind, Finding)
    assert behind.where == "9"
    cut = read_request(asked(tree, 9, 12))
    for path in (cut.path[:-1], (*cut.path, bytes(32)), tuple(reversed(cut.path)), ()):
        short = write_request(old_size=9, path=path, note=cut.note)
        assert code(at(folder, lambda w: w.answer(short))) == "proof.broken"  # noqa: B023 - called at once
    assert isinstance(at(folder, lambda w: w.answer(asked(tree, 9, 12))), bytes)


def test_a_signed_request_that_was_refused_is_kept_as_evidence_and_no_other(folder: Path) -> None:
    trusting(folder)
    at(folder, lambda w: w.answer(asked(grown(20), 0, 9)))
    fork = asked(grown(20, fork=5), 9, 9)
    at(folder, lambda w: w.answer(fork))
    at(folder, lambda w: w.answer(b"nothing"))
    at(folder, lambda w: w.answer(asked(grown(20), 9, 12, OTHER)))
    kept = sorted((folder / "refused").iterdir())
    assert [path.read_bytes() for path in kept if not path.suffix] == [fork]
    assert [verify_equivocation(path.read_bytes()).problems for path in kept if path.suffix == ".json"] == [[]]


def test_a_clock_that_went_back_signs_nothing(folder: Path) -> None:
    trusting(folder)
    tree = grown(20)
    at(folder, lambda w: w.answer(asked(tree, 0, 9)))
    back = fixed_clock(NOON - timedelta(hours=1))
    assert code(at(folder, lambda w: w.answer(asked(tree, 9, 12)), back)) == "clock.back"
    assert isinstance(at(folder, lambda w: w.answer(asked(tree, 9, 12))), bytes)


def test_what_was_signed_is_remembered_before_it_is_given(folder: Path) -> None:
    trusting(folder)
    at(folder, lambda w: w.answer(asked(grown(20), 0, 9)))
    with opened_witness(folder, disk=QUICK, clock=fixed_clock(NOON)) as witness:
        (known,) = witness.known()
    assert known.last is not None
    assert known.last.checkpoint == signed(grown(20), 9)


@pytest.mark.parametrize("broken", ["key", "last", "name", "other key"])
def test_a_witness_that_was_tampered_with_signs_nothing(folder: Path, tmp_path: Path, broken: str) -> None:
    trusting(folder)
    tree = grown(20)
    at(folder, lambda w: w.answer(asked(tree, 0, 9)))
    (last,) = (path for path in (folder / "logs").iterdir() if not path.suffix)
    if broken == "key":
        last.with_suffix(".key").write_bytes(b"x")
    elif broken == "last":
        last.write_bytes(last.read_bytes().replace(b"\n9\n", b"\n8\n"))
    elif broken == "name":
        (folder / "witness.json").write_bytes((folder / "witness.json").read_bytes().replace(b"witness/", b"wutness/"))
    else:
        make_witness(tmp_path / "v", name=None, disk=QUICK, chance=seeded_chance(b"v"))
        shutil.copy(tmp_path / "v" / "key", folder / "key")
    with pytest.raises(DamagedWitnessError):
        at(folder, lambda w: w.answer(asked(tree, 9, 12)))


def test_a_witness_is_made_once_with_a_name_that_says_nothing_unless_asked(folder: Path, tmp_path: Path) -> None:
    assert trusting(folder).name.startswith("witness/")
    with pytest.raises(WitnessExistsError):
        make_witness(folder, name=None, disk=QUICK, chance=seeded_chance(b"w"))
    for name in ("", "Mira Toll", "a+b", "x" * 64, "é"):
        with pytest.raises(WitnessNameError):
            make_witness(tmp_path / "n", name=name, disk=QUICK, chance=seeded_chance(b"w"))
    assert make_witness(tmp_path / "n", name="lawyer/two", disk=QUICK, chance=seeded_chance(b"n")).name == "lawyer/two"
    with pytest.raises(NotAWitnessError), opened_witness(tmp_path, disk=QUICK, clock=fixed_clock(NOON)):
        pass


def test_a_log_has_one_key_that_is_a_log_s(folder: Path) -> None:
    own = trusting(folder)
    with opened_witness(folder, disk=QUICK, clock=fixed_clock(NOON)) as witness:
        assert witness.trust(log_key().verifier + "\n") == log_key()
        for text in ("nonsense", own.verifier, log_key(OTHER).verifier):
            with pytest.raises(LogKeyError):
                witness.trust(text)


def test_one_process_at_a_time_and_nobody_else_s_key(folder: Path) -> None:
    with (
        opened_witness(folder, disk=QUICK, clock=fixed_clock(NOON)),
        pytest.raises(CaseBusyError),
        opened_witness(folder, disk=QUICK, clock=fixed_clock(NOON)),
    ):
        pass
    (folder / "key").chmod(0o644)
    with pytest.raises(KeyFileExposedError):
        trusting(folder)
