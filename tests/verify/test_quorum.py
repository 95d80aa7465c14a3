"""A reader's policy says whose signatures count; the stand-alone verifier counts them, and nothing else."""

import base64
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from probative.custody.ledger.checkpoints import sign_checkpoint
from probative.custody.ledger.cosignatures import cosign
from probative.custody.ledger.notes import COSIGNATURE, NoteKey
from probative.verify.quorum import Key, Policy, Refused, count, main, note_of, read_policy

NOON = datetime(2031, 5, 4, 12, 30, tzinfo=UTC)
PRIVATE = [Ed25519PrivateKey.from_private_bytes(bytes([number]) * 32) for number in range(6)]


def key(number: int, name: str, algorithm: int = COSIGNATURE) -> NoteKey:
    return NoteKey(name=name, public_key=PRIVATE[number].public_key().public_bytes_raw(), algorithm=algorithm)


LOG = key(0, "probative/" + "ab" * 16, 1)
WITNESSES = [key(number, f"witness/w{number}") for number in range(1, 6)]


def cosigned(number: int, size: int = 7, time: datetime = NOON) -> bytes:
    checkpoint = sign_checkpoint(key=LOG, size=size, root=bytes(32), sign=PRIVATE[0].sign)
    return cosign(checkpoint, witness=WITNESSES[number - 1], time=time, sign=PRIVATE[number].sign).content


def policy(rule: str, *, log: NoteKey = LOG) -> Policy:
    lines = [f"log {log.verifier}", *(f"witness w{n} {each.verifier}" for n, each in enumerate(WITNESSES, start=1))]
    return read_policy(("\n".join(lines) + f"\n{rule}\n").encode())


def problems(rule: str, *signers: int) -> list[str]:
    return count(policy(rule), [cosigned(number) for number in signers], now=NOON).problems


def test_the_example_of_the_specification_counts_as_it_says() -> None:
    rule = (
        "group X-witnesses 2 w1 w2 w3\n# two houses\n\tgroup  Y-witnesses any w4 w5 \n\n"
        "group X-and-Y all X-witnesses Y-witnesses\nquorum X-and-Y"
    )
    assert problems(rule, 1, 2, 4) == []
    assert problems(rule, 1, 2, 3, 5) == []
    for short in ((1, 4), (1, 2, 3), (4, 5), (1, 4, 5)):
        assert "not reached" in problems(rule, *short)[0]
    assert problems("quorum w3", 3) == []
    assert problems("quorum w3", 1, 2)
    assert problems("quorum none", 1) == []


@given(st.integers(1, 5), st.sets(st.integers(1, 5), min_size=1))
def test_k_of_n_is_reached_by_k_and_by_no_fewer(least: int, signers: set[int]) -> None:
    reached = problems(f"group g {least} w1 w2 w3 w4 w5\nquorum g", *sorted(signers)) == []
    assert reached == (len(signers) >= least)


def test_one_witness_that_signs_twice_counts_once() -> None:
    twice = [cosigned(1), cosigned(1, time=NOON + timedelta(hours=1))]
    assert count(policy("group g 2 w1 w2\nquorum g"), twice, now=NOON).problems


def test_what_does_not_hold_is_refused_whatever_the_quorum() -> None:
    rule = policy("quorum w1")
    good = cosigned(1)
    assert count(rule, [good], now=NOON).signed == {"witness/w1": NOON}
    for wrong, says in (
        ([good, cosigned(2, size=8)], "another checkpoint"),
        ([cosigned(1, time=NOON + timedelta(days=2))], "from the future"),
        ([good[:-1]], "no signed note"),
        ([good + b"\n"], "no signed note"),
        ([good.replace(b"\n7\n", b"\n8\n")], "does not hold"),
        ([good.replace(b" witness/w1 ", b" witness/w1  ")], "another shape"),
        ([b""], "no signed note"),
        ([b"\xff"], "not UTF-8"),
    ):
        assert says in count(rule, wrong, now=NOON).problems[0], says
    stranger = policy("quorum w1", log=key(5, LOG.name, 1))
    assert "no log of the policy" in count(stranger, [good], now=NOON).problems[0]


@given(st.data())
def test_any_flipped_bit_is_refused_or_costs_the_signature(data: st.DataObject) -> None:
    content = bytearray(cosigned(1))
    bit = data.draw(st.integers(0, len(content) * 8 - 1))
    content[bit // 8] ^= 1 << bit % 8
    assert count(policy("quorum w1"), [bytes(content)], now=NOON).problems


@pytest.mark.parametrize(
    "text",
    [
        "",
        "quorum g",
        "quorum none\nquorum none",
        "group g 1\nquorum none",
        "group g 2 none\nquorum g",
        "group g 1 g\nquorum g",
        "group none 1 w1\nquorum none",
        "witness w1 nonsense\nquorum none",
        f"witness w1 {LOG.verifier}\nquorum none",
        f"log {WITNESSES[0].verifier}\nquorum none",
        f"log {LOG.verifier}\nlog {LOG.verifier}\nquorum none",
        f"witness a {WITNESSES[0].verifier}\nwitness b {WITNESSES[0].verifier}\nquorum a",
        f"witness a {WITNESSES[0].verifier}\nwitness a {WITNESSES[1].verifier}\nquorum a",
        f"witness a {WITNESSES[0].verifier}\ngroup g 2 a\nquorum g",
        f"witness a {WITNESSES[0].verifier}\ngroup g 0 a\nquorum g",
        f"witness a {WITNESSES[0].verifier}\ngroup g 01 a\nquorum g",
        f"witness a {WITNESSES[0].verifier}\ngroup g any a a\nquorum g",
        f"witness a {WITNESSES[0].verifier}\ngroup g any a\ngroup h any a\nquorum h",
        f"witness a {WITNESSES[0].verifier.replace('+', '+0', 1)}\nquorum a",
        "hello\nquorum none",
    ],
)
def test_what_is_no_policy_is_refused(text: str) -> None:
    with pytest.raises(Refused):
        read_policy(text.encode())


def test_a_public_policy_line_is_read() -> None:
    found = read_policy(
        b"witness w4 remora.n621.de+da77ade7+BOvN63jn/bLvkieywe8R6UYAtVtNbZpXh34x7onlmtw2 https://example.com/remora\n"
        b"quorum w4\n"
    )
    assert found.witnesses["w4"] == Key(
        "remora.n621.de", 4, base64.b64decode("BOvN63jn/bLvkieywe8R6UYAtVtNbZpXh34x7onlmtw2")[1:]
    )


def test_the_command_ends_with_the_status(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = [f"log {LOG.verifier}", f"witness w1 {WITNESSES[0].verifier}", "quorum w1", ""]
    (tmp_path / "policy").write_text("\n".join(lines), encoding="utf-8")
    (tmp_path / "one").write_bytes(cosigned(1))
    (tmp_path / "two").write_bytes(cosigned(2))
    (tmp_path / "proof").write_bytes(
        b'{"proof":"c2sp.org/tlog-proof@v1\\nindex 1\\n\\nlog\\n7\\nAAAA\\n\\n\\u2014 x y\\n"}'
    )

    def run(*names: str) -> int:
        return main([str(tmp_path / name) if name[0] != "-" else name for name in names], clock=lambda: NOON)

    assert run("policy", "one") == 0
    assert "signed by witness/w1 at 2031-05-04T12:30:00Z" in capsys.readouterr().out
    assert run("policy", "two") == 1
    assert run("policy", "one", "--proof", "proof") == 1
    assert "DOES NOT HOLD" in capsys.readouterr().out
    assert run("one", "policy") == 1
    assert run("policy") == 2
    assert run("policy", "absent") == 2
    assert note_of((tmp_path / "proof").read_bytes()).startswith(b"log\n7\nAAAA\n\n")
    for wrong in (b"", b"{}", b"[]", b'{"proof":1}'):
        with pytest.raises(Refused):
            note_of(wrong)
