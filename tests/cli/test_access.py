"""Persons, compartments, secrets, identities and recovery, from the command line."""

import json
from pathlib import Path

import pytest

from probative.base.errors import KeyRefusedError, UsageError
from probative.custody.compartments import Compartment, within
from probative.custody.errors import CompartmentClosedError
from probative.flow.access import CannotGiveError
from probative.flow.case import opened
from probative.flow.people import PersonThereError
from probative.flow.settings import settings
from tests.cli.conftest import Desk


def person(desk: Desk, name: str) -> tuple[Path, str]:
    """Make a person's file and card; give the file and the id."""
    file = desk.room.place / name
    done = desk.run("person", "new", "--name", name.title(), "--file", file)
    (desk.room.place / f"{name}.card").write_text(done.out)
    return file, done.err.split()[-1]


def card(desk: Desk, name: str) -> Path:
    return desk.room.place / f"{name}.card"


def secret_note(desk: Desk) -> Path:
    path = desk.room.place / "advice.txt"
    path.write_text("Counsel Emrin Dask said that Zorvath Quill should settle.\n")
    return path


def test_a_person_s_keys_are_made_once_and_shown_as_a_card(desk: Desk) -> None:
    file, name = person(desk, "mira")
    assert json.loads(card(desk, "mira").read_text())["name"] == "Mira"
    assert desk.run("person", "card", "--file", file).err.split() == ["id", name]
    for wrong in (("--name", "Again"), ("--name", " ", "--file", desk.room.place / "x")):
        with pytest.raises(PersonThereError):
            desk.run("person", "new", *wrong, *([] if "--file" in wrong else ["--file", file]), fails=True)


def test_what_is_added_to_a_compartment_shows_to_who_was_given_it(desk: Desk) -> None:
    plain, _ = person(desk, "plain")
    lawyer, lawyer_id = person(desk, "lawyer")
    desk.run("process", desk.case)
    assert "compartments of its own" not in (desk.case / "report" / "index.html").read_text()
    assert "advice" in desk.run("add", desk.case, secret_note(desk), "--compartment", "legal", "--json").out
    desk.run("compartment", desk.case, "give", card(desk, "plain"), "--why", "helps")
    given = desk.run(
        "compartment", desk.case, "give", card(desk, "lawyer"), "--compartment", "legal", "--why", "counsel"
    )
    assert given.out == "given: general, legal\n"
    done = desk.run("process", desk.case)
    assert "compartments  the same with what lies in legal" in done.out
    report = (desk.case / "report" / "index.html").read_text()
    assert "Zorvath" not in report
    assert "Part of this case lies in compartments of its own" in report
    for file, sees in ((plain, False), (lawyer, True)):
        said = desk.run("claims", desk.case, PROBATIVE_PERSON_FILE=str(file)).out
        assert ("Zorvath" in said) is sees
        status = desk.run("status", desk.case, PROBATIVE_PERSON_FILE=str(file)).out
        assert ("legal open" in status) is sees
        assert ("legal closed" in status) is not sees
        assert desk.run("check", desk.case, "--full", PROBATIVE_PERSON_FILE=str(file)).status == 0
    gaps = desk.run("gaps", desk.case, "--json", PROBATIVE_PERSON_FILE=str(plain)).out
    assert '"G-sealed-legal"' in gaps
    listed = [json.loads(line) for line in desk.run("compartment", desk.case, "list", "--json").out.splitlines()]
    assert {(one["compartment"], one["name"]) for one in listed if one["role"] == "person"} == {
        ("general", "Plain"),
        ("general", "Lawyer"),
        ("legal", "Lawyer"),
    }
    taken = desk.run("compartment", desk.case, "take", lawyer_id, "--compartment", "legal", "--why", "left")
    assert taken.out == "written anew: legal\n"
    assert "Zorvath" not in desk.run("claims", desk.case, PROBATIVE_PERSON_FILE=str(lawyer)).out
    assert "Zorvath" in desk.run("claims", desk.case).out
    assert desk.run("check", desk.case, "--full").status == 0
    with opened(desk.case, settings({"XDG_CONFIG_HOME": str(desk.room.place / "config")})) as case:
        kinds = [one.entry.kind for one in case.custody.entries()]
    assert kinds.count("key.added") == 2
    assert kinds.count("key.revoked") == 1


def test_wrong_use_is_refused_and_changes_nothing(desk: Desk) -> None:
    person(desk, "mira")
    before = desk.run("status", desk.case, "--json").out
    for words, error in (
        (("give", card(desk, "mira"), "--compartment", "identities", "--why", "x"), CannotGiveError),
        (("take", "0" * 16, "--compartment", "general", "--why", "x"), CannotGiveError),
        (("take", "0" * 16, "--compartment", "legal", "--why", "x"), CompartmentClosedError),
        (("custodians", card(desk, "mira"), "--why", "x"), CannotGiveError),
    ):
        with pytest.raises(error):
            desk.run("compartment", desk.case, *words, fails=True)
    assert desk.run("status", desk.case, "--json").out == before


def test_identities_open_with_two_custodians_a_reason_and_an_entry(desk: Desk) -> None:
    files = [person(desk, name)[0] for name in ("ada", "ben", "cid")]
    cards = [card(desk, name) for name in ("ada", "ben", "cid")]
    desk.run("compartment", desk.case, "custodians", *cards, "--why", "the board")
    given = settings(
        {"XDG_CONFIG_HOME": str(desk.room.place / "config"), "XDG_STATE_HOME": str(desk.room.place / "state")}
    )
    with opened(desk.case, given, write=True) as case:
        entry = case.custody.size
        fields = {"name": '"Yulen Prask"', "pseudonym": '"W-7"'}
        case.custody.record("identity.sealed", fields, place=within(Compartment.IDENTITIES))
        case.commit()
        assert case.custody.entry(entry).is_sealed
    size = int(json.loads(desk.run("status", desk.case, "--json").out)["ledger_entries"])
    one = ("--custodian", files[0])
    for wrong in (one, one + one):
        with pytest.raises(KeyRefusedError):
            desk.run("unseal", desk.case, entry, *wrong, "--why", "a court asks", fails=True)
    with pytest.raises(UsageError):
        desk.run("unseal", desk.case, entry, *one, "--custodian", files[2], "--why", " ", fails=True)
    with pytest.raises(CannotGiveError):
        desk.run("unseal", desk.case, 0, *one, "--custodian", files[2], "--why", "x", fails=True)
    done = desk.run("unseal", desk.case, entry, *one, "--custodian", files[2], "--why", "a court asks")
    assert "Yulen Prask" in done.out
    with opened(desk.case, given) as case:
        kept = [each for each in case.custody.entries(size) if each.entry.kind == "identity.unsealed"]
    assert len(kept) == 1
    assert kept[0].fields is not None
    assert "a court asks" in kept[0].fields["why"]
    assert not any(b"Yulen" in path.read_bytes() for path in desk.case.rglob("*") if path.is_file())
    with pytest.raises(CompartmentClosedError):
        desk.run("compartment", desk.case, "custodians", *cards, "--why", "again", fails=True)
    fresh = [person(desk, name) for name in ("dov", "eli", "fay")]
    agree = ("--custodian", files[0], "--custodian", files[1])
    desk.run(
        "compartment", desk.case, "custodians", *(card(desk, n) for n in ("dov", "eli", "fay")), *agree, "--why", "new"
    )
    with pytest.raises(KeyRefusedError):
        desk.run("unseal", desk.case, entry, *agree, "--why", "x", fails=True)
    agreed = ("--custodian", fresh[0][0], "--custodian", fresh[1][0])
    assert "Yulen Prask" in desk.run("unseal", desk.case, entry, *agreed, "--why", "a court asks").out
    assert desk.run("check", desk.case, "--full").status == 0


def test_a_recovery_is_rehearsed_and_then_works(desk: Desk) -> None:
    desk.run("add", desk.case, secret_note(desk), "--compartment", "legal")
    heir, _ = person(desk, "heir")
    half, _ = person(desk, "half")
    assert "0 heirs, never rehearsed" in desk.run("status", desk.case).out
    desk.run(
        "compartment", desk.case, "give", card(desk, "heir"), "--compartment", "legal", "--heir", "--why", "abroad"
    )
    desk.run("compartment", desk.case, "give", card(desk, "half"), "--heir", "--why", "abroad")
    with pytest.raises(KeyRefusedError):
        desk.run("recover", desk.case, "--heir", half, "--rehearse", fails=True)
    files = {path: path.read_bytes() for path in (desk.case / "keys").rglob("*") if path.is_file()}
    done = desk.run("recover", desk.case, "--heir", heir, "--rehearse")
    assert "could open everything" in done.out
    changed = [path.name for path in files if path.read_bytes() != files[path]]
    assert changed == ["keybag.general.1"]
    assert "1 heir, last rehearsed 20" in desk.run("status", desk.case).out
    words = {"PROBATIVE_NEW_PASSPHRASE": "six new words that nobody knows"}
    with pytest.raises(CompartmentClosedError):
        desk.run("recover", desk.case, "--heir", half, "--why", "the key is lost", fails=True, **words)
    desk.run("recover", desk.case, "--heir", heir, "--why", "the key is lost", **words)
    with pytest.raises(KeyRefusedError):
        desk.run("exhibits", desk.case, fails=True)
    seen = desk.run("exhibits", desk.case, PROBATIVE_PASSPHRASE=words["PROBATIVE_NEW_PASSPHRASE"]).out
    assert "advice" in seen
    assert desk.run("check", desk.case, "--full", PROBATIVE_PASSPHRASE=words["PROBATIVE_NEW_PASSPHRASE"]).status == 0


def test_the_secret_of_a_case_is_changed_and_the_old_one_opens_nothing(desk: Desk) -> None:
    new_key = desk.room.place / "new.key"
    words = {"PROBATIVE_NEW_PASSPHRASE": "six new words that nobody knows"}
    done = desk.run("secret", desk.case, "--new-key-file", new_key, "--both", "--why", "seen", **words)
    assert "new secret only" in done.out
    right = {"PROBATIVE_PASSPHRASE": words["PROBATIVE_NEW_PASSPHRASE"]}
    for key, more in (((), {}), (("--key-file", new_key), {}), ((), right)):
        with pytest.raises(KeyRefusedError):
            desk.run("exhibits", desk.case, *key, fails=True, **more)
    status = desk.run("status", desk.case, "--key-file", new_key, **right).out
    assert "A passphrase and a key file open this case" in status
    desk.run("secret", desk.case, "--key-file", new_key, "--new-key-file", new_key, "--why", "fewer things", **right)
    assert desk.run("exhibits", desk.case, "--key-file", new_key).status == 0
    assert desk.run("check", desk.case, "--full", "--key-file", new_key).status == 0


def test_a_copy_to_be_carried_opens_for_its_bearer_alone_and_without_what_stays_behind(desk: Desk) -> None:
    desk.run("add", desk.case, secret_note(desk), "--compartment", "legal")
    mira, _ = person(desk, "mira")
    desk.run("compartment", desk.case, "give", card(desk, "mira"), "--compartment", "legal", "--why", "counsel")
    whole, bare = desk.room.place / "whole", desk.room.place / "bare"
    assert desk.run("mirror", desk.case, whole, "--travel", card(desk, "mira")).status == 0
    assert desk.run("mirror", desk.case, bare).status == 0
    assert desk.run("mirror", desk.case, bare, "--travel", mira, "--without", "legal").status == 0
    as_mira = {"PROBATIVE_PERSON_FILE": str(mira)}
    assert "advice" in desk.run("exhibits", whole, **as_mira).out
    seen = desk.run("exhibits", bare, **as_mira).out
    assert "advice" not in seen
    assert "E-0001" in seen
    assert "legal closed" in desk.run("status", bare, **as_mira).out
    for copy in (whole, bare):
        with pytest.raises(KeyRefusedError):
            desk.run("exhibits", copy, fails=True)
        assert not list((copy / "keys").glob("door.*"))
        # The bearer's machine has not seen the case itself, which has grown since by the note of each copy.
        there = {"XDG_STATE_HOME": str(desk.room.place / "bearer")}
        assert desk.run("check", copy, "--full", **as_mira, **there).status == 0
    behind = desk.run("check", whole, **as_mira)
    assert behind.status == 1
    assert "or a mirror that is behind" in behind.out
    assert sorted(path.name.split(".")[1] for path in (bare / "keys").glob("keybag.*")) == ["general"]
    stranger, _ = person(desk, "stranger")
    with pytest.raises(KeyRefusedError):
        desk.run("mirror", desk.case, desk.room.place / "none", "--travel", stranger, fails=True)
