"""Whoever opens a case signs what they do in it."""

import json
from pathlib import Path

from probative.flow.case import opened
from probative.flow.settings import settings
from tests.conftest import Run


def kinds_by(case: Path, place: Path) -> list[tuple[str, str, int]]:
    with opened(case, settings({"HOME": str(place), "XDG_CONFIG_HOME": str(place / "config")})) as working:
        return [(one.entry.kind, one.entry.by, one.entry.sequence) for one in working.custody.entries()]


def test_a_person_signs_what_they_do_until_they_are_shut_out(probative: Run, tmp_path: Path) -> None:
    case, file, letter = tmp_path / "case", tmp_path / "mira", tmp_path / "letter.txt"
    home = {"XDG_CONFIG_HOME": str(tmp_path / "config"), "XDG_STATE_HOME": str(tmp_path / "state")}
    letter.write_text("The bridge stood.", encoding="utf-8")
    assert probative("new", case, **home).status == 0
    made = probative("person", "new", "--name", "Mira", "--file", file, **home)
    (tmp_path / "card").write_text(made.out, encoding="utf-8")
    assert probative("compartment", case, "give", tmp_path / "card", "--why", "helps", **home).status == 0
    assert probative("add", case, letter, PROBATIVE_PERSON_FILE=str(file), **home).status == 0
    signers = kinds_by(case, tmp_path)
    founder = signers[0][1]
    [(_, mira, number)] = [one for one in signers if one[0] == "exhibit.received"]
    assert mira != founder
    assert number == 1
    assert probative("check", case, "--full", **home).status == 0
    proof = tmp_path / "proof.json"
    done = probative("why", case, "E-0001", "--proof", proof, **home)
    assert done.status == 0, done.err
    assert "chain" in json.loads(proof.read_bytes())
    assert probative("verify", proof).status == 0
    holder = made.err.split()[-1]
    taken = probative("compartment", case, "take", holder, "--compartment", "general", "--why", "left", **home)
    assert taken.status == 0, taken.err
    with opened(case, settings({"HOME": str(tmp_path), **home})) as working:
        register = working.custody.signers.register
        assert not register.counts(mira, working.custody.size)
        assert register.problems == {}
    checked = probative("check", case, "--full", **home)
    assert (checked.status, "entry.revoked" in checked.out) == (0, False)
