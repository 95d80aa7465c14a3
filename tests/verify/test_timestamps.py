"""Time stamps inside a proof, judged with the standard library alone, by Node, and by OpenSSL: the verdicts agree."""

import base64
import hashlib
import json
import subprocess
import sys
from pathlib import Path

import pytest

from probative.base.chance import seeded_chance
from probative.custody.anchors.chains import chain_of
from probative.custody.anchors.der import timestamp_request
from probative.verify import timestamps
from probative.verify.timestamps import judge, main
from tests.custody.authority import Authority, make_authority
from tests.second.asking import answers

NOTE = "probative/x\n5\nAAAA\n\n\u2014 probative/x AAAA\n"
IMPRINT = hashlib.sha256(NOTE.encode()).digest()
KEYS = {
    "prime256v1": ("ec", "ec_paramgen_curve:prime256v1"),
    "secp384r1": ("ec", "ec_paramgen_curve:secp384r1"),
    "secp521r1": ("ec", "ec_paramgen_curve:secp521r1"),
    "rsa:2048": ("rsa", "rsa_keygen_bits:2048"),
    "rsa:3072": ("rsa", "rsa_keygen_bits:3072"),
}


@pytest.fixture(scope="module", params=KEYS)
def authority(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return make_authority(tmp_path_factory.mktemp("authority") / "a", key=KEYS[request.param])


@pytest.fixture(scope="module")
def quick(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return make_authority(tmp_path_factory.mktemp("authority") / "quick")


def proof(reply: bytes, chain: str, note: str = NOTE) -> bytes:
    stamps = [{"chain": chain, "reply": base64.b64encode(reply).decode()}]
    return json.dumps({"proof": f"c2sp.org/tlog-proof@v1\nindex 1\n\n{note}", "stamps": stamps}).encode()


def stamp(authority: Authority, digest: bytes = IMPRINT, *, chain: bool = False) -> bytes:
    return authority.reply(timestamp_request(digest, 99), chain=chain)


def alike(contents: list[bytes]) -> list[bool]:
    """Give the verdicts, which must be those of Node; where a stamp holds, also in its time and its root."""
    ours = [judge(content) for content in contents]
    theirs = answers([{"kind": "stamps", "content": content.hex()} for content in contents])
    told = [
        [{"latest": time, "root": root} for time, root in zip(one.times, one.roots, strict=True)] if one else False
        for one in ours
    ]
    assert told == theirs
    return [bool(one) for one in ours]


def test_a_stamp_holds_under_its_root_whatever_keys_sign_it(authority: Authority) -> None:
    root = chain_of([authority.root.read_bytes()]).content.decode()
    contents = [proof(stamp(authority, chain=chain), root) for chain in (False, True)]
    # A witness's line behind the log's own is no part of what was stamped.
    contents.append(proof(stamp(authority), root, NOTE + "\u2014 witness/one BBBB\n"))
    assert alike(contents) == [True, True, True]
    found = judge(contents[0])
    pem = "".join(root.split("\n")[1:-2])
    assert found.roots == [hashlib.sha256(base64.b64decode(pem)).hexdigest()]
    assert judge(contents[0], authority=found.roots[0])
    assert not judge(contents[0], authority="0" * 64)


def test_what_is_for_another_checkpoint_root_or_purpose_does_not_hold(quick: Authority, tmp_path: Path) -> None:
    root = quick.root.read_text()
    other = make_authority(tmp_path / "other", name="Other")
    server = make_authority(tmp_path / "server", purpose="server", name="Server")
    own = (quick.place / "own.pem").read_text()
    right = stamp(quick, chain=True)
    wrong = [
        proof(stamp(quick, hashlib.sha256(b"another").digest()), root),
        proof(right, root, NOTE.replace("5", "6")),
        proof(right, other.root.read_text()),
        proof(right, own),
        proof(right, ""),
        proof(right, root + "more"),
        proof(right[:-1], root),
        proof(right + b"\x00", root),
        proof(b"", root),
        json.dumps({"proof": f"c2sp.org/tlog-proof@v1\nindex 1\n\n{NOTE}", "stamps": []}).encode(),
    ]
    assert alike(wrong) == [False] * len(wrong)
    assert alike([proof(right, root + own), proof(right, root + other.root.read_text())]) == [True, True]
    # OpenSSL does not stamp with such a certificate: its own stamp is signed again by nobody, so the name is swapped.
    assert not judge(proof(right, server.root.read_text()))
    for content in (b"", b"[]", b'{"proof":1}', b'{"proof":"x","stamps":[1]}', b'{"proof":"x","stamps":[{}]}'):
        assert not judge(content)


def test_no_flipped_bit_of_what_is_signed_goes_unnoticed_and_node_says_the_same(quick: Authority) -> None:
    root, right = quick.root.read_text(), stamp(quick)
    draw = seeded_chance(b"stamps")
    contents = []
    for _ in range(150):
        at = int.from_bytes(draw(4), "big") % len(right)
        contents.append(proof(right[:at] + bytes([right[at] ^ 1 << draw(1)[0] % 8]) + right[at + 1 :], root))
    # What stands outside every signature (the words of the status, versions) may change and still hold, in both.
    assert alike(contents).count(True) < 30


def test_the_command_says_what_holds(quick: Authority, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "proof"
    path.write_bytes(proof(stamp(quick), quick.root.read_text()))
    assert main([str(path)]) == 0
    out = capsys.readouterr().out
    assert out.startswith("TIME STAMPS HOLD\n")
    assert "written before" in out
    assert main([str(path), "--authority", "00" * 32]) == 1
    assert "another root" in capsys.readouterr().out
    for words in ([], ["--help"], [str(path), str(path)], [str(tmp_path / "none")], [str(path), "--authority", "1"]):
        assert main(words) == 2
    alone = tmp_path / "timestamps.py"
    alone.write_bytes(Path(timestamps.__file__).read_bytes())
    done = subprocess.run([sys.executable, "-I", alone, path], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
