"""A case in two languages: a model attributes where it was taught, what ships elsewhere; the ledger says which."""

from dataclasses import replace
from pathlib import Path

import pytest

from probative.claims.attributor import attributor_for
from probative.claims.trained.weights import ModelInvalid, card_hash
from probative.flow import acts
from probative.flow.making import create
from probative.flow.steps import claims as claims_step
from probative.model.claims import Claim
from tests.flow.conftest import Room, room_in

TEXTS = {
    "a.txt": "The mill\n\nNine men were held in the mill at Sarn, Mira Toll said. The guards left, she added.\n",
    "b.txt": (
        "Міст\n\nМіра Толь сказала, що міст заміновано ще торік навесні. «Ми пішли звідти вночі», – додав Оск Варен. "
        "Мешканці міста повідомили, що дорогу перекрито.\n"
    ),
}


@pytest.fixture
def taught(tmp_path: Path, slavic_model: Path) -> Room:
    """A case of two languages, not worked through yet, with a model for one of them."""
    room = room_in(tmp_path / "room", model=slavic_model)
    create(room.folder, room.given, title="The mill")
    room.add(TEXTS)
    return room


def test_the_model_attributes_where_it_was_taught_and_the_ledger_names_it_there_alone(taught: Room, slavic_model: Path):
    taught.process()
    by_text = {claim.exhibit: claim.suggester for claim in taught.all(Claim)}
    assert sorted(each.partition("/")[0] for each in by_text.values()) == sorted(
        [attributor_for("en").name, "small+rules-uk"]
    )
    with taught.open() as case:
        entries = [each for each in case.custody.entries() if each.entry.kind == acts.ARTEFACT_DERIVED]
        named = [acts.value(each.fields["model"]) for each in entries if each.fields and "model" in each.fields]
    assert named == [card_hash(slavic_model)]


def test_without_the_model_what_ships_reads_that_text_again(taught: Room):
    taught.process()
    rules = Room(place=taught.place, given=replace(taught.given, model=None))
    (line,) = [each.text for each in rules.process() if each.stage == "claims"]
    assert "; read again with" in line
    assert {claim.suggester.partition("/")[0] for claim in rules.all(Claim)} == {
        attributor_for("en").name,
        attributor_for("uk").name,
    }


def test_a_model_that_is_replaced_while_it_works_stops_the_work(taught: Room, slavic_model: Path, monkeypatch):
    hashes = iter([card_hash(slavic_model)])
    monkeypatch.setattr(claims_step, "card_hash", lambda _model: next(hashes, "another"))
    with pytest.raises(ModelInvalid, match="replaced while it was at work"):
        taught.process()
