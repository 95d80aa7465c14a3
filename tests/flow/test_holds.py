"""Legal holds: two persons place one, two release it, and nothing under it is destroyed meanwhile."""

from dataclasses import replace
from datetime import date

import pytest

from probative.base.errors import KeyRefusedError
from probative.custody.compartments import Compartment
from probative.custody.seal.bags import PERSON
from probative.custody.seal.person import Person, new_person, write_person
from probative.custody.seal.secret import read_key_file
from probative.custody.seconding import SecondPersonError, is_seconded
from probative.flow import acts
from probative.flow.access import give, take
from probative.flow.case import opened, rebuild
from probative.flow.consents import Scope, withdraw
from probative.flow.consents import give as consent
from probative.flow.holds import (
    CannotHoldError,
    HeldError,
    conflicts,
    holds,
    place,
    release,
    standing_shape,
)
from probative.flow.shredding import Ground, shred
from probative.model.consents import Given, Purpose
from probative.model.exhibits import Exhibit
from probative.web.assembly import assemble
from probative.web.report import render
from tests.flow.conftest import Room, watch


def let_in(room: Room, name: str) -> Person:
    """Let somebody in, whose key counts from then on."""
    person = new_person(name, chance=room.given.chance)
    give(room.folder, room.given, person.card, [], role=PERSON, why="works with us")
    return person


def shredded(room: Room, *wanted: str, second: Person | None = None) -> None:
    shred(room.folder, room.given, wanted, ground=Ground.MISTAKE, why="a test", watch=watch, second=second)


def test_a_held_exhibit_is_not_destroyed_until_two_persons_release_it(room: Room) -> None:
    ada = let_in(room, "Ada")
    with room.open(write=True) as case:
        hold = place(case, ["e-0002"], second=ada, why="the court asked")
        assert (hold.id, hold.exhibits, len(hold.keys)) == ("H-0001", ("E-0002",), 2)
        assert standing_shape(case) == {"H-0001": "E-0002"}
    with pytest.raises(HeldError, match="H-0001 holds E-0002"):
        shredded(room, "E-0002", second=ada)
    shredded(room, "E-0003", second=ada)
    with room.open(write=True) as case:
        assert release(case, "H-0001", second=ada, why="it is over").released_why == "it is over"
        with pytest.raises(CannotHoldError, match="no hold H-0001 stands"):
            release(case, "H-0001", second=ada, why="again")
        assert standing_shape(case) == {}
    shredded(room, "E-0002", second=ada)
    assert [each.id for each in room.all(Exhibit)] == ["E-0001"]


def test_a_hold_on_the_whole_case_holds_everything(room: Room) -> None:
    ada = let_in(room, "Ada")
    with room.open(write=True) as case:
        place(case, [], second=ada, why="proceedings are announced")
        assert standing_shape(case) == {"H-0001": "the whole case"}
    for exhibit in ("E-0001", "E-0002", "E-0003"):
        with pytest.raises(HeldError):
            shredded(room, exhibit, second=ada)


def test_one_person_alone_neither_places_nor_releases_a_hold(room: Room) -> None:
    ada = let_in(room, "Ada")
    stranger = new_person("Ben", chance=room.given.chance)
    write_person(
        room.place / "ada", ada, read_key_file(room.given.key_file), disk=room.given.disk, chance=room.given.chance
    )
    hers = replace(room.given, person_file=room.place / "ada", is_person_named=True)
    with room.open(write=True) as case:
        with pytest.raises(SecondPersonError, match="does not count"):
            place(case, ["E-0001"], second=stranger, why="a test")
        place(case, ["E-0001"], second=ada, why="a test")
    with opened(room.folder, hers, write=True) as case:
        with pytest.raises(SecondPersonError, match="is the first"):
            release(case, "H-0001", second=ada, why="a test")
        # What somebody enters past the two-person rule does not count.
        case.custody.record(acts.HOLD_RELEASED, acts.let_go(hold="H-0001", by="x", why="x"), {"second": "0" * 16})
        case.commit()
        assert [each.id for each in holds(case) if each.released_at is None] == ["H-0001"]


def test_a_second_signature_serves_for_no_other_act(room: Room) -> None:
    ada = let_in(room, "Ada")
    with room.open(write=True) as case:
        hold = place(case, ["E-0001"], second=ada, why="a test")
        placed = case.custody.entry(hold.entries[0])
        register = case.custody.signers.register
        assert is_seconded(placed, register)
        assert placed.fields is not None
        for changed in (
            replace(placed, index=placed.index + 20),
            replace(placed, index=placed.index - 1),
            replace(placed, fields={**placed.fields, "why": '"another"'}),
            replace(placed, entry=replace(placed.entry, kind=acts.HOLD_RELEASED)),
            replace(placed, entry=replace(placed.entry, public={})),
            replace(placed, entry=replace(placed.entry, public={"second": placed.entry.by})),
            replace(placed, fields={**placed.fields, "second_signature": '"???"'}),
            replace(placed, fields={**placed.fields, "second_at": '"x"'}),
            replace(placed, fields={**placed.fields, "second_salts": "{}"}),
            replace(placed, fields={**placed.fields, "second_said": placed.fields["second_salts"]}),
            replace(placed, fields=None),
        ):
            assert not is_seconded(changed, register)


def test_where_two_could_agree_one_does_not_shred_alone(room: Room) -> None:
    ada = let_in(room, "Ada")
    with pytest.raises(SecondPersonError, match="a second one has to agree"):
        shredded(room, "E-0002")
    shredded(room, "E-0002", second=ada)
    with room.open() as case:
        entries = [one for one in case.custody.entries() if one.entry.kind in ("shred.ordered", "object.shredded")]
        assert is_seconded(entries[0], case.custody.signers.register)
        keys = entries[1].entry.public["custodians"]
        assert isinstance(keys, list)
        assert len(keys) == 2
    take(room.folder, room.given, ada.id, Compartment.GENERAL, why="left")
    with pytest.raises(KeyRefusedError):
        shredded(room, "E-0003", second=ada)
    shredded(room, "E-0003")


def test_a_hold_against_a_withdrawal_is_shown_and_not_decided(room: Room) -> None:
    ada = let_in(room, "Ada")
    scope = Scope(purposes=[Purpose.RESEARCH], recipients=["ourselves"])
    with room.open(write=True) as case:
        consent(case, ["E-0001"], scope, manner=Given.ORAL, given_on=date(2031, 5, 1), person="W-07")
        place(case, ["E-0001"], second=ada, why="the court asked")
        assert not list(conflicts(case))
        withdraw(case, "W-07", day=date(2031, 5, 20), why="")
        (against,) = conflicts(case)
        assert against == "K-0001 was withdrawn on 2031-05-20, and H-0001 holds E-0001: people have to decide"
        assert standing_shape(case)["against a withdrawal"] == against
        assert against.encode() in render(assemble(case))
    with pytest.raises(HeldError):
        shred(room.folder, room.given, ["W-07"], ground=Ground.CONSENT_WITHDRAWN, why="x", watch=watch, second=ada)
    before = room.exported()
    rebuild(room.folder, room.given)
    assert room.exported() == before
    with room.open() as case:
        assert list(conflicts(case)) == [against]


def test_a_hold_has_a_reason_and_names_what_is_there(room: Room) -> None:
    ada = let_in(room, "Ada")
    with room.open(write=True) as case:
        with pytest.raises(CannotHoldError, match="no exhibit E-0099"):
            place(case, ["E-0099"], second=ada, why="x")
        with pytest.raises(CannotHoldError, match="for a reason"):
            place(case, ["E-0001"], second=ada, why=" ")
