"""The stand-alone verifier: published vectors, every byte of a proof, and the command."""

import base64
import json
import subprocess
import sys
from pathlib import Path

import pytest

from probative.verify import standalone
from probative.verify.standalone import ed25519_holds, is_included, main, verify_proof

# RFC 8032 section 7.1: public key, message, signature (TEST 1, TEST 2, TEST 3, TEST SHA(abc)).
VECTORS = [
    (
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
    ),
    (
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
    ),
    (
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
        "af82",
        "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a",
    ),
    (
        "ec172b93ad5e563bf4932c70e1245034c35467ef2efd4d64ebf819683467e2bf",
        "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f",
        "dc2a4459e7369633a52b1bf277839a00201009a3efbf3ecb69bea2186c26b58909351fc9ac90b3ecfdfbc7c66431e0303dca179c138ac17ad9bef1177331a704",
    ),
]
ORDER = 2**252 + 27742317777372353535851937790883648493
# A proof as written by Probative once, kept as bytes so that the format cannot drift.
FIXTURE = Path(__file__).with_name("proof.json")


@pytest.mark.parametrize(("key", "message", "signature"), VECTORS)
def test_published_signatures_hold(key: str, message: str, signature: str) -> None:
    assert ed25519_holds(bytes.fromhex(key), bytes.fromhex(message), bytes.fromhex(signature))


@pytest.mark.parametrize(("key", "message", "signature"), VECTORS[1:3])
def test_a_flipped_bit_in_a_published_signature_is_refused(key: str, message: str, signature: str) -> None:
    right = bytes.fromhex(signature)
    for at in range(0, 512, 7):
        wrong = bytearray(right)
        wrong[at // 8] ^= 1 << at % 8
        assert not ed25519_holds(bytes.fromhex(key), bytes.fromhex(message), bytes(wrong))


def test_a_signature_in_a_second_spelling_is_refused() -> None:
    key, message, signature = (bytes.fromhex(part) for part in VECTORS[1])
    scalar = int.from_bytes(signature[32:], "little") + ORDER
    assert not ed25519_holds(key, message, signature[:32] + scalar.to_bytes(32, "little"))


@pytest.mark.parametrize(
    "key",
    [
        bytes([1]) + bytes(31),
        bytes(32),
        (2**255 - 20).to_bytes(32, "little"),
        (2**255 - 19).to_bytes(32, "little"),
        b"\xff" * 32,
        bytes([2]) + bytes(31),
        bytes([1]) + bytes(30) + b"\x80",
        b"",
    ],
)
def test_keys_of_small_order_or_in_no_canonical_spelling_are_refused(key: bytes) -> None:
    # R = identity, S = 0 verifies under any key of small order unless the key is refused.
    assert not ed25519_holds(key, b"anything", bytes([1]) + bytes(63))


def test_a_signature_of_another_length_is_refused() -> None:
    assert not ed25519_holds(bytes.fromhex(VECTORS[0][0]), b"", bytes.fromhex(VECTORS[0][2])[:-1])


def test_inclusion_needs_the_exact_path() -> None:
    assert is_included(b"a" * 32, 0, 1, [], b"a" * 32)
    assert not is_included(b"a" * 32, 0, 1, [b"b" * 32], b"a" * 32)
    assert not is_included(b"a" * 32, 1, 1, [], b"a" * 32)


def test_the_kept_proof_holds_and_says_what_it_shows() -> None:
    report = verify_proof(FIXTURE.read_bytes())
    assert report.problems == []
    assert report.fields == {"name": "note 0.txt", "place": "Orsk, the old pier"}
    assert report.n_hidden == 14
    assert (report.index, report.size, report.kind) == (2, 7, "exhibit.received")


@pytest.mark.slow
def test_no_changed_byte_of_a_proof_is_accepted() -> None:
    content = FIXTURE.read_bytes()
    n_mutants = 0
    for at in range(len(content)):
        flipped = bytearray(content)
        flipped[at] ^= 1 << at % 8
        assert verify_proof(bytes(flipped)).problems, f"byte {at}"
        n_mutants += 1
    for at in range(0, len(content), 17):
        assert verify_proof(content[:at]).problems, f"cut to {at}"
        assert verify_proof(content[:at] + content[at + 1 :]).problems, f"byte {at} left out"
        assert verify_proof(content[:at] + content[at : at + 1] + content[at:]).problems, f"byte {at} twice"
        n_mutants += 3
    assert n_mutants > 2500


def spelt(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def changed(**parts: object) -> list[str]:
    return verify_proof(spelt(json.loads(FIXTURE.read_bytes()) | parts)).problems


def test_every_part_that_is_wrong_is_named() -> None:
    proof = json.loads(FIXTURE.read_bytes())
    zeros = base64.b64encode(bytes(32)).decode()
    assert any("another log" in problem for problem in changed(origin="probative/" + "0" * 32))
    assert any("another person" in problem for problem in changed(person_key=zeros))
    assert any("checkpoint's signature" in problem for problem in changed(log_key=zeros))
    assert any("16" in problem for problem in changed(fields=proof["fields"][:-1]))
    assert any("order" in problem for problem in changed(fields=proof["fields"][::-1]))
    twice = [*proof["fields"][:-1], proof["fields"][0]]
    assert any("order" in problem for problem in changed(fields=twice))
    assert any("at that place" in problem for problem in changed(proof=proof["proof"].replace("index 2", "index 3")))
    assert any("no index" in problem for problem in changed(proof=proof["proof"].replace("index 2", "index 02")))
    assert any("not a tlog-proof" in problem for problem in changed(proof="index 2\n\n"))
    stranger = proof["proof"] + "\u2014 stranger AAAAAA==\n"
    assert any("does not know" in problem for problem in changed(proof=stranger))
    doubled = proof["proof"] + proof["proof"].splitlines()[-1] + "\n"
    assert any("does not know" in problem for problem in changed(proof=doubled))
    assert any("not an entry" in problem for problem in changed(entry="{}"))
    assert any("format" in problem for problem in changed(format="probative/proof@2"))
    assert any("more or fewer" in problem for problem in changed(more=1))
    assert any("no text" in problem for problem in changed(origin=1))
    assert any("shape" in problem for problem in changed(fields=[{"leaf": 1}] * 16))
    assert any("shape" in problem for problem in changed(fields=[{"leaf": "00", "name": "x"}] * 16))
    several = changed(log_key=zeros, person_key=zeros, fields=proof["fields"][::-1])
    assert len(several) >= 3


def test_a_shown_field_without_its_leaves_is_refused_and_none_at_all_is_not() -> None:
    assert changed(fields=[]) == []
    assert changed(fields=[{"leaf": "00" * 32}] * 15)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff",
        b"[]",
        b"1",
        b'{"a":1,"a":1}',
        b'{"a":1.0}',
        b'{"a":NaN}',
        b"[" * 100_000,
        b'{"a":9007199254740992}',
    ],
)
def test_what_is_no_proof_is_a_problem_and_no_exception(content: bytes) -> None:
    assert verify_proof(content).problems


def test_lone_surrogates_are_a_problem_and_no_exception() -> None:
    content = FIXTURE.read_bytes()
    for old in (b"probative/", b"note 0.txt", b"c2sp", b"exhibit", b"proof@1"):
        assert old in content
        assert verify_proof(content.replace(old, b"\\udcff", 1)).problems


def test_a_key_known_from_elsewhere_is_compared() -> None:
    proof = json.loads(FIXTURE.read_bytes())
    right = base64.b64decode(proof["log_key"])
    assert verify_proof(FIXTURE.read_bytes(), log_key=right)
    assert not verify_proof(FIXTURE.read_bytes(), log_key=bytes(32))


def test_the_command_says_what_holds_and_ends_with_the_status(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([str(FIXTURE)]) == 0
    out = capsys.readouterr().out
    assert out.startswith("HOLDS\n")
    assert "proved: place = Orsk, the old pier" in out
    log_key = json.loads(FIXTURE.read_bytes())["log_key"]
    assert main([str(FIXTURE), "--log-key", log_key]) == 0
    assert main([str(FIXTURE), "--log-key", base64.b64encode(bytes(32)).decode()]) == 1
    broken = tmp_path / "broken"
    broken.write_bytes(FIXTURE.read_bytes().replace(b"old pier", b"new\x1bpier"))
    assert main([str(broken)]) == 1
    assert "DOES NOT HOLD" in capsys.readouterr().out
    for wrong in ([], ["a", "b"], ["--help"], [str(tmp_path / "none")], [str(FIXTURE), "--log-key", "x"]):
        assert main(wrong) == 2
    assert "cannot read" in capsys.readouterr().err


def test_what_strangers_wrote_cannot_steer_a_terminal() -> None:
    assert standalone.shown("a\x1b[2Jb\u202ec\n") == "a\\x1b[2Jb\\u202ec\\n"


def test_it_runs_alone_with_nothing_of_ours(tmp_path: Path) -> None:
    alone = tmp_path / "verify.py"
    alone.write_bytes(Path(standalone.__file__).read_bytes())
    for command in ([str(alone)], ["-m", "probative.verify"]):
        isolated = ["-I"] if command[0].endswith("verify.py") else []
        done = subprocess.run(
            [sys.executable, *isolated, *command, str(FIXTURE)], capture_output=True, text=True, check=False
        )
        assert (done.returncode, done.stderr) == (0, "")
        assert done.stdout.startswith("HOLDS")


def test_it_is_short_enough_to_be_read() -> None:
    assert len(Path(standalone.__file__).read_text(encoding="utf-8").splitlines()) <= 700
