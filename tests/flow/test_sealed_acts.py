"""What people recorded with a name that is sealed later: holds, copies, consents. They stand, and do not say it."""

from datetime import date

import pytest

from probative.custody.seconding import said_again
from probative.flow import acts
from probative.flow.case import rebuild
from probative.flow.consents import Scope, consents
from probative.flow.consents import give as consent
from probative.flow.copies import CopyKind, Fate, behind, copies, note, receipt
from probative.flow.holds import HeldError, holds, place, release
from probative.flow.shredding import Ground, shred
from probative.model.consents import Given, Purpose
from tests.flow.conftest import Room, watch
from tests.flow.sealing import custodians, places_of, seal
from tests.flow.test_holds import let_in

NAME = "Mira Toll"
WORDS = ("toll",)


def test_holds_and_copies_that_were_noted_with_the_name_stand_after_it_is_sealed(room: Room) -> None:
    ada = let_in(room, "Ada")
    custodians(room)
    with room.open(write=True) as case:
        place(case, ["E-0003"], second=ada, why="Mira Toll asked for it")
        place(case, ["E-0001"], second=ada, why="the court asked")
        release(case, "H-0002", second=ada, why="M. Toll agreed")
        note(case, CopyKind.BACKUP, where="at Mira Toll's", holder="Mira Toll")
        receipt(case, "B-0001", Fate.RENEWED, why="the letter of Mira Toll")
        scope = Scope(purposes=[Purpose.RESEARCH], recipients=["the Toll family"])
        consent(case, ["E-0001"], scope, manner=Given.ORAL, given_on=date(2031, 5, 1), note="Mira Toll was there")
    begun, _ = seal(room, NAME)
    for _ in range(2):
        assert not places_of(room, *WORDS)
        with room.open() as case:
            standing, released = holds(case)
            assert (standing.exhibits, standing.released_at) == (("E-0003",), None)
            assert standing.why == f"{begun.pseudonym} asked for it"
            assert released.released_why == f"{begun.pseudonym} agreed"
            (copy,) = copies(case.custody)
            assert (copy.id, copy.holder) == ("B-0001", begun.pseudonym)
            (allowed,) = consents(case)
            assert allowed.recipients == (f"the {begun.pseudonym} family",)
            # The sealing destroyed the keys of all that held the name: the copy still has them.
            assert [each.id for each in behind(case.custody)] == ["B-0001"]
        rebuild(room.folder, room.given)
    with pytest.raises(HeldError, match="H-0001 holds E-0003"):
        shred(room.folder, room.given, ["E-0003"], ground=Ground.MISTAKE, why="x", watch=watch, second=ada)
    again, _ = seal(room, "Osk Varen")
    assert again.is_new
    with room.open(write=True) as case:
        assert [each.id for each in holds(case) if each.released_at is None] == ["H-0001"]
        # What is said from now on is signed by the second as it is recorded: without the name.
        new = place(case, ["E-0002"], second=ada, why="Mira Toll asked again")
        assert (new.id, new.why) == ("H-0004", f"{begun.pseudonym} asked again")
        assert note(case, CopyKind.BACKUP, where="at Toll's", holder="Mira Toll").holder == begun.pseudonym
        told = consent(case, ["E-0002"], scope, manner=Given.ORAL, given_on=date(2031, 5, 1))
        assert told.recipients == (f"the {begun.pseudonym} family",)
        assert [each.id for each in copies(case.custody)] == ["B-0001", "B-0002"]


def test_who_says_a_hold_again_changes_nothing_of_what_two_persons_signed(room: Room) -> None:
    ada = let_in(room, "Ada")
    with room.open(write=True) as case:
        hold = place(case, ["E-0003"], second=ada, why="the court asked")
        fields = case.custody.entry(hold.entries[0]).fields
        assert fields is not None
        for changed in ({"exhibits": '["E-0001"]'}, {"id": '"H-0009"'}, {"why": '"another"'}):
            forged = said_again(fields, {**fields, **changed})
            case.custody.record(acts.RECORD_RESTATED, acts.restated(hold.entries[0], acts.HOLD_PLACED, forged))
            case.commit()
            shown = holds(case)
            # Words may be said otherwise, and are shown so; what binds may not: such a hold would not count.
            assert [each.exhibits for each in shown] == ([("E-0003",)] if "why" in changed else [])
        case.custody.record(acts.RECORD_RESTATED, acts.restated(hold.entries[0], acts.HOLD_RELEASED, fields))
        case.commit()
        assert not [each for each in holds(case) if each.released_at is not None]
