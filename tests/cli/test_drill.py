"""An heir elsewhere proves that they could recover the case: asked, answered and heard, with no key in what travels."""

import base64
import json
from pathlib import Path

import pytest

from probative.custody.seal.drill import DrillError, read_challenge
from tests.cli.test_root import Office
from tests.conftest import Run


@pytest.fixture
def office(probative: Run, tmp_path: Path) -> Office:
    made = Office(probative, tmp_path)
    made.person("heir")
    made.person("other")
    note = tmp_path / "note.txt"
    note.write_text("The advice is to wait.", encoding="utf-8")
    assert made.run("add", made.case, note, "--compartment", "legal").status == 0
    return made


def heir_id(office: Office, name: str) -> str:
    return office.run("person", "card", "--file", office.place / name).err.split()[-1]


def named(office: Office, *compartments: str) -> str:
    words = [word for each in compartments for word in ("--compartment", each)]
    card = office.place / "heir.card"
    assert office.run("compartment", office.case, "give", card, "--heir", *words, "--why", "keeps keys").status == 0
    return heir_id(office, "heir")


def asked(office: Office, name: str) -> Path:
    done = office.run("recover", office.case, "--ask", name, "--json")
    assert done.status == 0, done.err
    return Path(json.loads(done.out)["challenge"])


def test_an_heir_far_away_is_asked_answers_and_is_heard_once(office: Office) -> None:
    name = named(office, "legal")
    challenge = asked(office, name)
    answer = office.place / "answer.json"
    done = office.run("recover", challenge, "--heir", office.place / "heir", "--answer", "-o", answer)
    assert done.status == 0, done.err
    heard = office.run("recover", office.case, "--hear", name, answer)
    assert heard.status == 0, heard.err
    assert "general, legal" in heard.out
    assert "never rehearsed" not in office.run("status", office.case).out
    assert office.run("recover", office.case, "--hear", name, answer).status == 9
    asked(office, name)
    assert office.run("recover", office.case, "--hear", name, answer).status == 9
    assert office.run("check", office.case, "--full").status == 0


def test_who_is_no_heir_or_not_of_all_is_not_asked_and_another_cannot_answer(office: Office) -> None:
    assert office.run("recover", office.case, "--ask", "0" * 16).status == 2
    name = named(office)
    assert office.run("recover", office.case, "--ask", name).status == 2
    named(office, "legal")
    challenge = asked(office, name)
    answer = office.place / "answer.json"
    words = ("recover", challenge, "--heir", office.place / "other", "--answer", "-o", answer)
    assert office.run(*words).status == 9
    assert not answer.exists()
    assert office.run("recover", office.place / "note.txt", *words[2:]).status == 9


def test_no_changed_answer_shows_anything_and_new_keys_want_a_new_question(office: Office) -> None:
    name = named(office, "legal")
    challenge = asked(office, name)
    answer = office.place / "answer.json"
    assert office.run("recover", challenge, "--heir", office.place / "heir", "--answer", "-o", answer).status == 0
    right = json.loads(answer.read_bytes())
    zeros = base64.b64encode(bytes(32)).decode()
    for changed in (
        right | {"opened": right["opened"] | {"legal": zeros}},
        right | {"opened": {"general": right["opened"]["general"]}},
        right | {"nonce": zeros},
        right | {"holder": "0" * 16},
        right | {"signature": base64.b64encode(bytes(64)).decode()},
        right | {"more": 1},
    ):
        answer.write_text(json.dumps(changed, sort_keys=True, separators=(",", ":")), encoding="utf-8")
        assert office.run("recover", office.case, "--hear", name, answer).status == 9
    answer.write_text(json.dumps(right, sort_keys=True, separators=(",", ":")), encoding="utf-8")
    assert office.run("key", office.case, "change", "log", "--why", "a year is over").status == 0
    assert "ask again" in office.run("recover", office.case, "--hear", name, answer).err
    with pytest.raises(DrillError):
        read_challenge(answer.read_bytes())


def test_nothing_that_travels_holds_a_key(office: Office) -> None:
    name = named(office, "legal")
    challenge = read_challenge(asked(office, name).read_bytes())
    assert sorted(each.partition(".")[0] for each in challenge.wraps) == ["general", "legal"]
    for wrapped, content in challenge.wraps.items():
        assert content == (office.case / "keys" / "recipients" / wrapped).read_bytes()
        assert b"age-encryption.org" in content
