"""`probative root` as a user calls it: drafted at the case, signed far from it, entered when enough have signed."""

import json
from pathlib import Path

from tests.conftest import Ran, Run


class Office:
    """A case, and persons with files and cards."""

    def __init__(self, probative: Run, place: Path) -> None:
        self.probative, self.place, self.case = probative, place, place / "case"
        self.run("new", self.case)

    def run(self, *words: object, **more: str) -> Ran:
        home = {"XDG_CONFIG_HOME": str(self.place / "config"), "XDG_STATE_HOME": str(self.place / "state")}
        return self.probative(*words, **home, **more)

    def person(self, name: str) -> Path:
        made = self.run("person", "new", "--name", name, "--file", self.place / name)
        (self.place / f"{name}.card").write_text(made.out, encoding="utf-8")
        return self.place / f"{name}.card"

    def sign(self, draft: Path, *names: str) -> None:
        for name in names:
            assert self.run("root", "sign", draft, "--file", self.place / name).status == 0

    def shown(self) -> dict[str, object]:
        shape: dict[str, object] = json.loads(self.run("root", "show", self.case, "--json").out)
        return shape


def test_root_keys_say_who_counts_and_the_proof_names_their_file(probative: Run, tmp_path: Path) -> None:
    office = Office(probative, tmp_path)
    cards = [office.person(name) for name in ("ana", "ben", "eve")]
    mira, draft = office.person("mira"), tmp_path / "root.json"
    assert office.shown()["version"] is None
    assert office.run("compartment", office.case, "give", mira, "--why", "helps").status == 0
    roots = [word for card in cards for word in ("--root", card)]
    assert office.run("root", "draft", office.case, *roots, "--threshold", "2", "-o", draft).status == 0
    office.sign(draft, "ana")
    assert office.run("root", "enter", office.case, draft).status == 9
    office.sign(draft, "eve")
    entered = office.run("root", "enter", office.case, draft)
    assert entered.status == 0, entered.err
    shown = office.shown()
    assert (shown["version"], shown["threshold"]) == (1, 2)
    assert str(shown["fingerprint"]) in entered.out
    assert office.run("root", "enter", office.case, draft).status == 9
    letter, proof = tmp_path / "letter.txt", tmp_path / "proof.json"
    letter.write_text("The bridge stood.", encoding="utf-8")
    assert office.run("add", office.case, letter, PROBATIVE_PERSON_FILE=str(tmp_path / "mira")).status == 0
    assert office.run("why", office.case, "E-0001", "--proof", proof).status == 0
    assert probative("verify", proof, "--root", shown["fingerprint"]).status == 0
    assert probative("verify", proof, "--root", "0" * 64).status == 1
    persons = shown["persons"]
    assert isinstance(persons, list)
    signer = json.loads(json.loads(proof.read_bytes())["entry"])["by"]
    assert signer in persons
    assert office.run("root", "draft", office.case, "--revoke", signer, "2", "--drop", signer, "-o", draft).status == 0
    office.sign(draft, "ben", "eve")
    assert office.run("root", "enter", office.case, draft).status == 0
    assert office.shown()["revoked"] == {signer: 2}
    checked = office.run("check", office.case, "--full")
    assert (checked.status, "entry.revoked" in checked.out) == (0, True)
    assert office.run("why", office.case, "E-0001", "--proof", proof).status == 0
    assert probative("verify", proof).status == 1


def test_wrong_drafts_are_refused(probative: Run, tmp_path: Path) -> None:
    office = Office(probative, tmp_path)
    card, draft = office.person("ana"), tmp_path / "root.json"
    assert office.run("root", "draft", office.case, "--root", card, "--threshold", "2", "-o", draft).status == 2
    assert office.run("root", "draft", office.case, "-o", draft).status == 2
    assert office.run("root", "draft", office.case, "--root", card).status == 2
    late = ("--revoke", "0" * 16, "99999")
    assert office.run("root", "draft", office.case, "--root", card, *late, "-o", draft).status == 2
    assert office.run("root", "enter", office.case).status == 2
    draft.write_text("{}", encoding="utf-8")
    assert office.run("root", "enter", office.case, draft).status == 9
    assert office.run("root", "sign", draft, "--file", tmp_path / "ana").status == 9
    assert office.run("root", "sign", tmp_path / "none", "--file", tmp_path / "ana").status == 2
    assert office.run("root", "show", tmp_path).status == 4
