"""`probative equivocation` as a user calls it."""

import json
import shutil
from pathlib import Path

from tests.conftest import Run


def test_a_note_of_another_history_is_proved_and_the_proof_convinces_a_stranger(probative: Run, tmp_path: Path) -> None:
    case, copy = tmp_path / "case", tmp_path / "copy"
    assert probative("new", case).status == 0
    assert probative("equivocation", case).status == 0
    shutil.copytree(case, copy)
    (tmp_path / "here.txt").write_text("The bridge stood.", encoding="utf-8")
    (tmp_path / "there.txt").write_text("The bridge fell.", encoding="utf-8")
    # Two machines, each with its own memory, work on copies of one case.
    assert probative("add", copy, tmp_path / "there.txt", XDG_STATE_HOME=str(tmp_path / "elsewhere")).status == 0
    assert probative("add", case, tmp_path / "here.txt").status == 0
    note, proof = copy / "log" / "checkpoint", tmp_path / "proof.json"
    done = probative("equivocation", case, note, "-o", proof)
    assert (done.status, "TWO HISTORIES" in done.out) == (1, True)
    assert probative("verify", proof).status == 0
    shape = json.loads(probative("equivocation", case, note, "--json").out)
    assert json.loads(shape["proof"])["format"] == "probative/equivocation@1"
    log_key = json.loads(proof.read_bytes())["log_key"]
    assert probative("verify", proof, "--log-key", log_key).status == 0


def test_of_a_longer_history_nothing_is_claimed(probative: Run, tmp_path: Path) -> None:
    case, copy = tmp_path / "case", tmp_path / "copy"
    probative("new", case)
    shutil.copytree(case, copy)
    (tmp_path / "there.txt").write_text("The bridge fell.", encoding="utf-8")
    probative("add", copy, tmp_path / "there.txt", XDG_STATE_HOME=str(tmp_path / "elsewhere"))
    done = probative("equivocation", case, copy / "log" / "checkpoint")
    assert (done.status, "cannot tell" in done.out) == (0, True)


def test_a_note_of_a_stranger_is_refused(probative: Run, tmp_path: Path) -> None:
    case, other = tmp_path / "case", tmp_path / "other"
    probative("new", case)
    probative("new", other)
    assert probative("equivocation", case, other / "log" / "checkpoint").status == 9
    assert probative("equivocation", case, tmp_path / "none").status == 9
    assert probative("equivocation", tmp_path).status == 4
