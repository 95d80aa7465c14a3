"""Where each thing with a number comes from."""

import json

import pytest

from probative.flow.ancestry import NothingThereError, ancestry, proof_bundle
from probative.flow.telling import CERTAINTY, STATUS, hanging_on, told
from probative.model.claims import Certainty, Claim, Status
from probative.model.exhibits import Exhibit
from probative.model.gaps import Gap
from probative.model.network import Entity, Event, Link
from probative.model.propositions import Contradiction, Proposition, Source
from tests.flow.conftest import Room

KINDS = {
    "C": Claim, "E": Exhibit, "G": Gap, "L": Link, "N": Entity, "P": Proposition, "S": Source, "V": Event,
    "X": Contradiction,
}  # fmt: skip


@pytest.fixture(scope="module")
def full(pristine_room: Room, tmp_path_factory: pytest.TempPathFactory) -> Room:
    """The case with a gap, a tie, and a judgement of each thing that takes one."""
    import shutil

    from tests.flow.conftest import room_in

    place = tmp_path_factory.mktemp("full") / "room"
    shutil.copytree(pristine_room.place, place)
    room = room_in(place)
    room.add({"empty.txt": b"", "pay.csv": b"date,payer,payee,amount\n2031-05-01,Ada Nord,Bo West,100\n"})
    room.add({"f.txt": "Tova Linn, spokeswoman of the Keld Relief Committee, said on 3 May 2031 that it rained.\n"})
    room.process()
    with room.open() as case:
        proposition = next(each for each in case.store.all(Proposition) if len(each.claims) > 1)
    room.judge("assign", proposition.id, value="M. Oru")
    room.judge("grade", "S-0001", value="B2")
    return room


def test_everything_with_a_number_can_be_asked_after(full: Room):
    asked = 0
    with full.open() as case:
        for letter, kind in KINDS.items():
            values = tuple(case.store.all(kind))
            assert values, letter
            for value in values:
                found = ancestry(case, value.id)
                assert found["id"] == value.id
                assert json.loads(json.dumps(found)) == found
                lines = list(told(found))
                assert lines[0].startswith(value.id)
                assert not any("\n" in line for line in lines)
                asked += 1
        found = ancestry(case, "J-0001")
        assert any("meant then" in line for line in told(found))
    assert asked > 40


def test_a_claim_leads_to_its_words_its_chain_its_entry_and_its_proof(room: Room):
    with room.open() as case:
        for claim in case.store.all(Claim):
            found = ancestry(case, claim.id)
            assert found["context"]["words"] == claim.words
            assert found["entry"]["type"] == "artifact.derived"
            assert found["proof"].startswith("c2sp.org/tlog-proof@v1")
            assert found["propositions"]
            text = "\n".join(told(found))
            assert claim.words.split("\n")[0] in text
            assert all((hop.source or "nobody named") in text for hop in claim.chain)


def test_a_proposition_says_on_whom_it_hangs_and_who_denies_it(room: Room):
    with room.open() as case:
        held = next(each for each in case.store.all(Proposition) if each.denied_by)
        text = "\n".join(told(ancestry(case, held.id)))
    assert f"  denies       {held.denied_by[0]}" in text
    assert "against it" in text
    assert all(name in text for name in held.independence.bottlenecks)


def test_a_number_is_understood_as_it_is_written(room: Room):
    with room.open() as case:
        assert {ancestry(case, written)["id"] for written in ("C-0001", "c-1", "C1", " c-001 ")} == {"C-0001"}


@pytest.mark.parametrize(
    ("wanted", "said"),
    [
        ("C-9999", "the last is C-"),
        ("G-0001", "there are none at all"),
        ("C-0000", "no number of a thing"),
        ("Q-0001", "no number of a thing"),
        ("Mira Toll", "no number of a thing"),
        ("", "no number of a thing"),
        ("C-" + "9" * 40, "no number of a thing"),
    ],
)
def test_what_is_not_there_is_said_to_be_none(room: Room, wanted, said):
    with room.open() as case, pytest.raises(NothingThereError, match=said):
        ancestry(case, wanted)


def test_a_proof_is_given_of_what_has_an_entry(full: Room):
    with full.open() as case:
        assert json.loads(proof_bundle(case, "C-0001"))
        missing = next(gap for gap in case.store.all(Gap))
        assert json.loads(proof_bundle(case, missing.id))


def test_a_gap_that_no_entry_speaks_of_alone_has_no_proof(bare: Room):
    (bare.place / "gone.txt").symlink_to("/nowhere/at/all")
    with bare.open(write=True) as case:
        from probative.flow.delivery import Provenance, add

        add(case, [bare.place / "gone.txt"], Provenance())
    with bare.open() as case:
        assert "no entry speaks of it" in "\n".join(told(ancestry(case, "G-0001")))
        with pytest.raises(NothingThereError, match="no ledger entry"):
            proof_bundle(case, "G-0001")


def test_a_judgement_is_told_with_what_it_judged(room: Room):
    room.judge("grade", "S-0001", value="B2")
    with room.open() as case:
        assert any("J-0001 grade B2 by Tester: a test" in line for line in told(ancestry(case, "S-0001")))


def test_long_lists_are_cut_and_the_rest_is_counted(bare: Room):
    lines = "\n\n".join(f"Mira Toll said that {number} men were held at Sarn." for number in range(2, 60))
    bare.add({"long.txt": f"Daily Fern\n3 May 2031\n\n{lines}\n"})
    bare.process()
    with bare.open() as case:
        source = next(each for each in case.store.all(Source) if each.name == "Mira Toll")
        assert any("more claims, with --json" in line for line in told(ancestry(case, source.id)))
        assert any(" and " in line and "more" in line for line in told(ancestry(case, "E-0001")))


def test_every_certainty_and_status_has_words():
    assert set(CERTAINTY) == {each.value for each in Certainty}
    assert set(STATUS) == {each.value for each in Status}


def test_hanging_is_said_for_none_one_and_several():
    assert hanging_on(()) == ""
    assert hanging_on(("A",)) == "all hangs on A"
    assert hanging_on(("A", "B", "C")).startswith("all hangs on A, B and C")
