"""Consents, recorded and asked; and what a withdrawal leaves to be done."""

from datetime import date

import pytest

from probative.flow.case import rebuild
from probative.flow.consents import CannotConsentError, Scope, change, consents, give, may, standing, withdraw
from probative.flow.shredding import CannotShredError, Ground, shred
from probative.model.consents import Consent, Given, Purpose, Recipient, Use
from probative.model.exhibits import Exhibit
from tests.flow.conftest import Room, watch

DAY = date(2031, 5, 20)
COURT = Scope(purposes=[Purpose.NATIONAL_COURT], recipients=["Court of Keld", "mechanism"], expires=date(2031, 6, 1))


def given(room: Room, *exhibits: str, person: str | None = "W-07", scope: Scope = COURT) -> Consent:
    with room.open(write=True) as case:
        return give(case, exhibits, scope, manner=Given.ORAL, given_on=date(2031, 5, 1), person=person)


def use(recipient: str, purpose: Purpose = Purpose.NATIONAL_COURT, day: date = DAY) -> Use:
    return Use(purpose=purpose, recipient=recipient, day=day)


def test_a_consent_allows_what_it_says_and_nothing_else(room: Room) -> None:
    assert given(room, "E-0001", "e-0002").id == "K-0001"
    with room.open() as case:
        assert may(case, "E-0001", use("court of  keld"))
        assert may(
            case, "E-0002", Use(purpose=Purpose.NATIONAL_COURT, recipient="X", day=DAY, kinds=(Recipient.MECHANISM,))
        )
        assert not may(case, "E-0001", use("The Fern"))
        assert not may(case, "E-0001", use("Court of Keld", Purpose.PUBLICATION))
        assert not may(case, "E-0001", use("Court of Keld", day=date(2031, 6, 2)))
        assert not may(case, "E-0003", use("Court of Keld"))


def test_a_changed_consent_says_what_it_says_now_and_the_ledger_keeps_what_it_said(room: Room) -> None:
    given(room, "E-0001")
    with room.open(write=True) as case:
        wider = Scope(purposes=[Purpose.RESEARCH], recipients=["ourselves"])
        change(case, "K-0001", wider, why="asked so")
        with pytest.raises(CannotConsentError, match="has a reason"):
            change(case, "K-0001", wider, why="")
    with room.open() as case:
        assert not may(case, "E-0001", use("Court of Keld"))
        assert may(case, "E-0001", use("ourselves", Purpose.RESEARCH, date(2040, 1, 1)))
        kinds = [one.entry.kind for one in case.custody.entries() if one.entry.kind.startswith("consent")]
    assert kinds == ["consent.given", "consent.scope_changed"]


def test_nothing_of_a_consent_stands_in_the_clear(room: Room) -> None:
    given(room, "E-0001")
    with room.open(write=True) as case:
        withdraw(case, "W-07", day=DAY, why="no reason given")
        entries = [one.entry for one in case.custody.entries() if one.entry.kind.startswith("consent")]
    assert all(entry.public == {} for entry in entries)
    log = b"".join(path.read_bytes() for path in (room.folder / "log").iterdir() if path.is_file())
    assert not any(word in log for word in (b"W-07", b"Keld", b"E-0001", b"K-0001", b"oral"))


def test_people_are_not_told_apart_by_their_names(room: Room) -> None:
    with pytest.raises(CannotConsentError, match="bears"):
        given(room, "E-0001", person="Mira  toll")
    with pytest.raises(CannotConsentError, match="by a word"):
        given(room, "E-0001", person=" ")
    assert given(room, "E-0001", person="Amber Acorn").person == "Amber Acorn"


def test_a_withdrawal_is_told_until_what_it_was_about_is_gone(room: Room) -> None:
    given(room, "E-0001", "E-0002")
    given(room, "E-0003", person=None)
    with room.open(write=True) as case:
        assert standing(case, DAY) == {"given": 2, "ending soon": "K-0001 on 2031-06-01, K-0002 on 2031-06-01"}
        assert standing(case, date(2032, 1, 1))["expired"] == "K-0001 on 2031-06-01, K-0002 on 2031-06-01"
        (gone,) = withdraw(case, "W-07", day=DAY, why="")
        assert gone.withdrawn_on == DAY
        assert not may(case, "E-0001", use("Court of Keld"))
        assert standing(case, DAY)["withdrawn, still here"] == "K-0001: E-0001 E-0002"
        with pytest.raises(CannotConsentError, match="withdrawn before"):
            withdraw(case, "K-0001", day=DAY, why="")
        with pytest.raises(CannotConsentError, match="no consent K-0009"):
            withdraw(case, "K-0009", day=DAY, why="")
        with pytest.raises(CannotConsentError, match="a new consent"):
            change(case, "K-0001", COURT, why="again")
    told = shred(room.folder, room.given, ["W-07"], ground=Ground.CONSENT_WITHDRAWN, why="as they asked", watch=watch)
    assert told.whole.exhibits == ("E-0001", "E-0002")
    with room.open() as case:
        assert "withdrawn, still here" not in standing(case, DAY)
        assert [each.id for each in case.store.all(Exhibit)] == ["E-0003"]
        assert len(consents(case)) == 2


def test_a_shred_on_withdrawal_needs_the_withdrawal(room: Room) -> None:
    given(room, "E-0001")
    with pytest.raises(CannotShredError, match="no consent about E-0001 was withdrawn"):
        shred(room.folder, room.given, ["E-0001"], ground=Ground.CONSENT_WITHDRAWN, why="a test", watch=watch)
    with pytest.raises(CannotShredError, match="withdrew a consent"):
        shred(room.folder, room.given, ["W-07"], ground=Ground.CONSENT_WITHDRAWN, why="a test", watch=watch)


def test_a_rebuilt_index_knows_the_same_consents(room: Room) -> None:
    given(room, "E-0001")
    given(room, "E-0002", person=None)
    with room.open(write=True) as case:
        withdraw(case, "E-0002", day=DAY, why="")
        before = consents(case)
    exported = room.exported()
    rebuild(room.folder, room.given)
    assert room.exported() == exported
    with room.open() as case:
        assert consents(case) == before


def test_a_consent_about_what_is_not_there_or_that_ends_before_it_begins_is_refused(room: Room) -> None:
    with pytest.raises(CannotConsentError, match="no exhibit E-0099"):
        given(room, "E-0099")
    with pytest.raises(CannotConsentError, match="does not expire"):
        given(room, "E-0001", scope=Scope(purposes=[Purpose.RESEARCH], recipients=["media"], expires=date(2031, 4, 1)))
    with pytest.raises(CannotConsentError, match="names exhibits, purposes"):
        given(room, "E-0001", scope=Scope(purposes=[], recipients=["media"]))
