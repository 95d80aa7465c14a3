"""`probative key` as a user calls it: keys that take another's place, keys that count no more, and who follows."""

import json
from pathlib import Path

import pytest

from tests.cli.test_root import Office
from tests.conftest import Run


@pytest.fixture
def office(probative: Run, tmp_path: Path) -> Office:
    (tmp_path / "other").mkdir()
    return Office(probative, tmp_path)


def shapes(office: Office) -> list[dict[str, object]]:
    return [json.loads(line) for line in office.run("key", office.case, "list", "--json").out.splitlines()]


def wrote(office: Office, name: str, **more: str) -> int:
    letter = office.place / name
    letter.write_text(f"{name}: the bridge stood.", encoding="utf-8")
    done = office.run("add", office.case, letter, **more)
    assert done.status == 0, done.err
    return len(json.loads(office.run("status", office.case, "--json").out))


def proof_of(office: Office, exhibit: str) -> Path:
    path = office.place / f"{exhibit}.proof"
    assert office.run("why", office.case, exhibit, "--proof", path).status == 0
    return path


def test_a_changed_log_key_is_followed_by_the_witness_and_by_every_proof(office: Office) -> None:
    witness = office.place / "witness"
    assert office.run("witness", "new", witness, "--name", "office").status == 0
    key = json.loads(office.run("witness", "show", witness, "--json").out.splitlines()[0])["witness"]
    verifier = json.loads(office.run("status", office.case, "--json").out)["log_verifier"]
    assert office.run("witness", "trust", witness, verifier).status == 0

    def asked() -> int:
        made = office.run("stamp", "request", office.case, "--to", office.place / "out", "--witness", key, "--json")
        files = [json.loads(line)["file"] for line in made.out.splitlines()]
        request = next(Path(each) for each in files if each.endswith(".request"))
        signed = office.run("witness", "sign", witness, request)
        if signed.status == 0:
            answer = request.with_suffix(".cosignature")
            assert office.run("stamp", "import", office.case, answer, "--witness", key).status == 0
        return signed.status

    wrote(office, "before")
    assert asked() == 0
    handover = office.place / "handover.json"
    changed = office.run("key", office.case, "change", "log", "--why", "the laptop was searched", "-o", handover)
    assert changed.status == 0, changed.err
    assert [one["until"] is None for one in shapes(office) if one["kind"] == "log"] == [False, True]
    wrote(office, "after")
    assert asked() == 1
    assert office.run("witness", "follow", witness, handover).status == 0
    assert office.run("witness", "follow", witness, handover).status == 0
    assert asked() == 0
    now = json.loads(office.run("status", office.case, "--json").out)["log_key"]
    for exhibit in ("E-0001", "E-0002"):
        assert office.run("verify", proof_of(office, exhibit), "--log-key", now).status == 0
    assert office.run("check", office.case, "--full").status == 0
    assert office.run("witness", "follow", witness, office.case / "case.json").status == 2


def test_the_founders_key_changes_and_the_old_secret_opens_the_case_as_before(office: Office) -> None:
    wrote(office, "before")
    done = office.run("key", office.case, "change", "founder", "--why", "a year is over", "--json")
    assert done.status == 0, done.err
    new = json.loads(done.out)["founder"]
    wrote(office, "after")
    entry = json.loads(json.loads(proof_of(office, "E-0002").read_bytes())["entry"])
    assert entry["by"] == new
    assert {one["id"] for one in shapes(office) if one["kind"] == "founder"} == {new}
    assert office.run("verify", proof_of(office, "E-0001")).status == 0
    assert office.run("check", office.case, "--full").status == 0
    assert office.run("key", office.case, "change", "founder", "--why", "again").status == 0
    assert office.run("check", office.case, "--full").status == 0
    old = entry["by"]
    assert office.run("key", office.case, "revoke", old, "--good", "3", "--why", "it was stolen").status == 0
    assert office.run("verify", proof_of(office, "E-0002")).status == 1
    checked = office.run("check", office.case, "--json")
    assert checked.status == 0
    assert "entry.revoked" in checked.out


def test_a_person_changes_to_new_keys_and_the_old_file_opens_nothing(office: Office) -> None:
    card = office.person("mira")
    assert office.run("compartment", office.case, "give", card, "--why", "helps").status == 0
    as_mira = {"PROBATIVE_PERSON_FILE": str(office.place / "mira")}
    wrote(office, "first", **as_mira)
    office.person("mira-new")
    new = office.place / "mira-new"
    change = ("key", office.case, "change", "person", "--to", new, "--why", "the stick is lost")
    assert office.run(*change).status == 2
    done = office.run(*change, **as_mira)
    assert done.status == 0, done.err
    assert office.run("status", office.case, **as_mira).status == 5
    wrote(office, "second", PROBATIVE_PERSON_FILE=str(new))
    signers = [
        json.loads(json.loads(proof_of(office, each).read_bytes())["entry"])["by"] for each in ("E-0001", "E-0002")
    ]
    assert len({*signers, *(str(one["id"]) for one in shapes(office) if one["kind"] == "founder")}) == 3
    assert office.run("verify", proof_of(office, "E-0001")).status == 0
    assert office.run("verify", proof_of(office, "E-0002")).status == 0
    assert office.run("check", office.case, "--full").status == 0


def test_a_revoked_key_is_flagged_by_check_and_refused_by_the_verifier_and_signs_no_more(office: Office) -> None:
    card = office.person("mira")
    assert office.run("compartment", office.case, "give", card, "--why", "helps").status == 0
    as_mira = {"PROBATIVE_PERSON_FILE": str(office.place / "mira")}
    good = json.loads(office.run("status", office.case, "--json").out)["ledger_entries"]
    wrote(office, "stolen", **as_mira)
    mira = json.loads(json.loads(proof_of(office, "E-0001").read_bytes())["entry"])["by"]
    for wrong in (("0" * 16, "3"), (mira, "999999")):
        assert office.run("key", office.case, "revoke", wrong[0], "--good", wrong[1], "--why", "stolen").status == 2
    assert office.run("key", office.case, "revoke", mira, "--good", str(good), "--why", "stolen").status == 0
    assert office.run("verify", proof_of(office, "E-0001")).status == 1
    assert "entry.revoked" in office.run("check", office.case, "--json").out
    later = office.run("add", office.case, office.place / "mira.card", **as_mira)
    assert later.status == 0
    assert "on your behalf" in later.err
    checked = office.run("check", office.case, "--json")
    assert "entry.on_behalf" in checked.out
    assert checked.status == 0
    assert "on behalf of the holder" in office.run("verify", proof_of(office, "E-0002")).out
    assert office.run("key", office.case, "change", "log", "--why", "mine now", **as_mira).status == 2


def test_another_device_is_revoked_and_met_no_more_beyond_its_last_good_size(office: Office) -> None:
    other = Office(office.probative, office.place / "other")
    origin = json.loads(other.run("status", other.case, "--json").out)["origin"]
    assert office.run("peer", office.case, other.case).status == 0
    assert other.run("key", other.case, "change", "log", "--why", "a year is over").status == 0
    assert office.run("peer", office.case, other.case).status == 0
    (seen,) = [one for one in shapes(office) if one["kind"] == "device"]
    assert seen["id"] == origin
    assert office.run("key", office.case, "revoke", origin, "--good", "2", "--why", "it was seized").status == 0
    assert "peer.revoked" in office.run("check", office.case, "--json").out
    wrote(other, "by whom?")
    met = office.run("peer", office.case, other.case)
    assert "P318" in met.err
    assert office.run("check", office.case, "--full").status == 0
