"""A case that is read again with another model keeps its numbers and judgements, and says what changed."""

from dataclasses import replace
from pathlib import Path

import pytest

from probative.claims.attributor import rules_of
from probative.claims.trained.weights import ModelInvalid, card_hash
from probative.flow import acts
from probative.flow.ancestry import ancestry
from probative.flow.case import rebuild
from probative.flow.listings import changes, claims
from probative.flow.steps import claims as claims_step
from probative.flow.telling import told as told_of
from probative.model.claims import Attribution, Certainty, Claim, Status
from probative.web.assembly import assemble
from probative.web.report import render
from tests.flow.conftest import Room, room_in


class Doubter:
    """Attributes as the rules do, finds every third attribution not, and takes all others for less sure."""

    name = "doubter"
    version = "1"
    languages = frozenset(("en",))

    def attribute(self, text: str) -> tuple[Attribution, ...]:
        found = rules_of("en").attribute(text)
        return tuple(
            replace(each, certainty=Certainty.POSSIBLE, parent=None) for number, each in enumerate(found) if number % 3
        )


def with_model(room: Room, model: Path | None) -> Room:
    return Room(place=room.place, given=replace(room.given, model=model))


def shapes_of(room: Room, listing=changes) -> list[dict]:
    with room.open() as case:
        return list(listing(case))


def line_of(room: Room) -> str:
    return next(line.text for line in room.process() if line.stage == "claims")


def test_a_case_that_was_read_once_has_no_changes(room: Room):
    assert shapes_of(room) == []
    assert "read again" not in line_of(room)


def test_a_model_attributes_and_every_claim_and_the_ledger_name_it(room: Room, tiny_model: Path):
    taught = with_model(room, tiny_model)
    line = line_of(taught)
    assert "; read again with tiny+" in line
    assert card_hash(tiny_model)[:12] in line
    found = {claim.suggester for claim in room.all(Claim)}
    assert all(each.startswith("tiny+") and card_hash(tiny_model)[:12] in each for each in found)
    with room.open() as case:
        last = [each for each in case.custody.entries() if each.entry.kind == acts.ARTEFACT_DERIVED]
        cards = {acts.value(each.fields["model"]) for each in last if each.fields and "model" in each.fields}
    assert cards == {card_hash(tiny_model)}


def test_processing_again_with_the_same_model_changes_nothing(room: Room, tiny_model: Path):
    taught = with_model(room, tiny_model)
    taught.process()
    with room.open() as case:
        size = case.custody.size
    taught.process()
    with room.open() as case:
        assert case.custody.size == size


def test_going_back_gives_the_claims_back_under_their_numbers(room: Room, tiny_model: Path):
    before = room.all(Claim)
    with_model(room, tiny_model).process()
    room.process()
    again = {claim.id: claim for claim in room.all(Claim)}
    same = [claim for claim in before if claim.id in again]
    assert all(again[claim.id].content == claim.content for claim in same)
    assert {(claim.passage, claim.content) for claim in again.values()} == {
        (claim.passage, claim.content) for claim in before
    }


def test_judged_claims_that_are_not_found_again_stay_with_a_visible_note(room: Room, monkeypatch):
    before = {claim.id: claim for claim in room.all(Claim)}
    room.judge("accept", *before)
    monkeypatch.setattr(claims_step, "the_attributor", lambda *_: Doubter())
    line = line_of(room)
    after = {claim.id: claim for claim in room.all(Claim)}
    assert before.keys() <= after.keys()
    assert all(after[each].status is Status.ACCEPTED for each in before)
    notes = {shape["id"]: shape for shape in shapes_of(room, claims)}
    stay = [each for each in before if notes[each]["kept"]]
    otherwise = [each for each in before if notes[each]["since_judged"]]
    assert stay
    assert otherwise
    assert all(notes[each]["kept"] == "doubter/1" for each in stay)
    assert "judged claims not found again, kept: C-" in line
    assert "judged claims that read otherwise now: C-" in line
    told = shapes_of(room)
    assert {shape["claim"] for shape in told if shape["change"] == "kept"} == set(stay)
    assert all("certainty" in shape["what"] for shape in told if shape["claim"] in otherwise)
    assert all(shape["judged"] for shape in told if shape["claim"] in before)
    with room.open() as case:
        why = list(told_of(ancestry(case, stay[0])))
        report = render(assemble(case)).decode()
    assert any("not found any more by doubter/1; kept because it was judged" in line for line in why)
    assert "kept because it was judged" in report
    assert "reads otherwise than what was judged" in report


def test_what_nobody_judged_goes_and_is_listed_as_gone(room: Room, monkeypatch):
    before = {claim.id for claim in room.all(Claim)}
    monkeypatch.setattr(claims_step, "the_attributor", lambda *_: Doubter())
    line = line_of(room)
    gone = before - {claim.id for claim in room.all(Claim)}
    assert gone
    assert {shape["claim"] for shape in shapes_of(room) if shape["change"] == "gone"} == gone
    assert f"{len(gone)} gone" in line


def test_a_judgement_that_is_taken_back_holds_nothing(room: Room, monkeypatch):
    ids = [claim.id for claim in room.all(Claim)]
    made = room.judge("accept", *ids)
    room.judge("undo", made.id)
    monkeypatch.setattr(claims_step, "the_attributor", lambda *_: Doubter())
    room.process()
    assert set(ids) - {claim.id for claim in room.all(Claim)}


def test_a_kept_claim_that_is_found_again_is_an_ordinary_claim(room: Room, monkeypatch):
    room.judge("accept", *(claim.id for claim in room.all(Claim)))
    with monkeypatch.context() as doubting:
        doubting.setattr(claims_step, "the_attributor", lambda *_: Doubter())
        room.process()
    assert any(shape["kept"] for shape in shapes_of(room, claims))
    room.process()
    assert not any(shape["kept"] or shape["since_judged"] for shape in shapes_of(room, claims))


def test_a_rebuilt_index_knows_the_same_of_kept_claims(room: Room, monkeypatch):
    room.judge("accept", *(claim.id for claim in room.all(Claim)))
    monkeypatch.setattr(claims_step, "the_attributor", lambda *_: Doubter())
    room.process()
    before, listed = room.exported(), shapes_of(room, claims)
    rebuild(room.folder, room.given)
    assert room.exported() == before
    assert shapes_of(room, claims) == listed


def test_a_model_that_is_replaced_while_it_works_stops_the_work(room: Room, tiny_model: Path, monkeypatch):
    answers = iter(["tiny/1", "tiny/2"])
    monkeypatch.setattr(claims_step, "suggester", lambda *_: next(answers, "tiny/2"))
    with pytest.raises(ModelInvalid, match="replaced while it was at work"):
        with_model(room, tiny_model).process()


def test_two_workers_find_what_one_finds(room: Room, tiny_model: Path, tmp_path: Path):
    import shutil

    shutil.copytree(room.place, tmp_path / "two")
    two = room_in(tmp_path / "two", workers=2, model=tiny_model)
    with_model(room, tiny_model).process()
    two.process()
    assert two.all(Claim) == room.all(Claim)


def test_a_folder_that_holds_no_model_changes_nothing(room: Room, tmp_path: Path):
    before = room.exported()
    with pytest.raises(ModelInvalid):
        with_model(room, tmp_path).process()
    assert room.exported() == before
