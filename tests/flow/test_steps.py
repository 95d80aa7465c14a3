"""The steps of the work: what was done is not done again, and what fails is a gap."""

import io
import os
import zipfile

import pytest

from probative.base.identifiers import number_of
from probative.engine.ports import Failure
from probative.flow.order import STAGES
from probative.flow.steps import claims as claims_step
from probative.flow.steps import reading as reading_step
from probative.flow.steps import stretches
from probative.flow.steps.watching import engine
from probative.model.claims import Claim, Status
from probative.model.gaps import Gap, GapKind
from probative.model.readings import Reading
from tests.flow.conftest import ARTICLES, Room


def test_one_line_a_stage_in_the_order_of_work(bare: Room):
    bare.add(ARTICLES)
    lines = bare.process()
    assert [line.stage for line in lines] == [*(name for name, _ in STAGES), "custody"]
    assert all(line.text for line in lines)


def test_a_second_run_adds_nothing_to_the_ledger(room: Room):
    with room.open() as case:
        size = case.custody.size
    first, second = room.process(), room.process()
    assert first == second
    with room.open() as case:
        assert case.custody.size == size


def test_an_empty_case_is_worked_through(bare: Room):
    lines = {line.stage: line.text for line in bare.process()}
    assert lines["reading"] == "0 exhibits read (no parts), 0 could not be read"
    assert lines["claims"].startswith("0 claims")


def test_only_unreadable_things_are_gaps_and_nothing_else(bare: Room):
    bare.add({"noise.bin": os.urandom(3000), "empty.txt": b"", "cut.pdf": b"%PDF-1.7\n1 0 obj\n<< /Type /Cat"})
    lines = {line.stage: line.text for line in bare.process()}
    assert lines["reading"].endswith("3 could not be read")
    assert {gap.exhibit for gap in bare.all(Gap)} == {"E-0001", "E-0002", "E-0003"}


def test_a_long_text_in_pieces_gives_claims_whose_words_stand_where_they_say(bare: Room, monkeypatch):
    paragraphs = [f"Mira Toll said that {number} men were held at Sarn. She left on Friday." for number in range(2, 40)]
    bare.add({"long.txt": "Daily Fern\n3 May 2031\n\n" + "\n\n".join(paragraphs) + "\n"})
    monkeypatch.setattr(stretches, "PIECE_CHARACTERS", 400)
    bare.process()
    (reading,) = bare.all(Reading)
    found = bare.all(Claim)
    assert [number_of(claim.id) for claim in found] == list(range(1, len(found) + 1))
    assert all(reading.words(claim.passage) == claim.words for claim in found)
    numbers = {claim.id for claim in found}
    assert all(claim.parent in numbers for claim in found if claim.parent)
    assert len([claim for claim in found if "men were held" in claim.content]) == 38


def test_what_is_too_long_is_looked_at_in_part_and_that_is_a_gap(bare: Room, monkeypatch):
    monkeypatch.setattr(stretches, "LOOKED_AT_CHARACTERS", 600)
    lines = "\n\n".join(f"Mira Toll said that {number} men were held at Sarn." for number in range(2, 60))
    bare.add({"long.txt": f"Daily Fern\n3 May 2031\n\n{lines}\n"})
    bare.process()
    assert [gap.kind for gap in bare.all(Gap)] == [GapKind.OVER_BUDGET]
    found = bare.all(Claim)
    assert 5 < len(found) < 30
    assert max(claim.passage.end for claim in found) <= 600
    with bare.open() as case:
        assert len(case.store.search("59")) == 1


def test_an_unknown_language_is_a_gap(bare: Room):
    text = "Neuf personnes ont été détenues au moulin, a déclaré la juge Mira Tol. " * 20
    bare.add({"fr.txt": text})
    bare.process()
    assert GapKind.UNKNOWN_LANGUAGE in {gap.kind for gap in bare.all(Gap)}
    assert bare.all(Claim) == ()


def test_a_newer_version_of_the_rules_keeps_numbers_and_judgements_of_what_it_finds_again(room: Room, monkeypatch):
    room.judge("accept", "C-0002")
    before = {claim.id: (claim.passage, claim.content) for claim in room.all(Claim)}
    monkeypatch.setattr(claims_step, "suggester", lambda *_: "newer-rules/2")
    room.process()
    after = room.all(Claim)
    assert {claim.id: (claim.passage, claim.content) for claim in after} == before
    assert next(claim for claim in after if claim.id == "C-0002").status is Status.ACCEPTED
    with room.open() as case:
        assert case.store.note("tool:claims:E-0001") == "newer-rules/2"


def test_a_reader_or_attributor_that_fails_is_a_gap_on_its_exhibit(room: Room):
    failure = Failure(kind="WorkerLost", message="killed")
    with room.open() as case:
        from probative.model.exhibits import Exhibit

        exhibit = case.store.get(Exhibit, "E-0001")
    assert exhibit is not None
    gaps = [reading_step._fallen(exhibit, failure), claims_step._fallen(exhibit, failure)]
    assert [(gap.stage, gap.kind, gap.exhibit) for gap in gaps] == [
        ("reading", GapKind.UNREADABLE, "E-0001"),
        ("claims", GapKind.UNREADABLE, "E-0001"),
    ]
    sent = claims_step.deque([claims_step._Sent(exhibit, 1, True, False)])
    ((_, volume, found, missing, is_whole),) = claims_step._by_volume([failure], sent)
    assert (volume, found, [gap.kind for gap in missing], is_whole) == (1, [], [GapKind.UNREADABLE], False)


def test_what_is_too_large_to_send_is_read_here(bare: Room, monkeypatch):
    monkeypatch.setattr(reading_step, "LARGEST_SENT_BYTES", 50)
    bare.add(ARTICLES)
    lines = {line.stage: line.text for line in bare.process()}
    assert lines["reading"] == "3 exhibits read (3 texts), 0 could not be read"


def test_work_is_acknowledged_group_by_group(bare: Room, monkeypatch):
    monkeypatch.setattr(reading_step, "GROUP", 1)
    monkeypatch.setattr(claims_step, "GROUP", 1)
    bare.add(ARTICLES)
    assert bare.process()
    assert len(bare.all(Reading)) == 3


@pytest.mark.parametrize(("workers", "isolated", "name"), [(1, False, "HereEngine"), (1, True, "PoolEngine")])
def test_parsers_run_apart_from_the_run_even_when_one_works(workers, isolated, name):
    with engine(workers, isolated=isolated) as running:
        assert type(running).__name__ == name


def test_a_date_that_counts_from_an_unknown_day_is_a_gap(bare: Room):
    bare.add({"note.txt": "The guards left last week, said Mira Toll, and nobody saw them since that day at Sarn.\n"})
    bare.process()
    assert GapKind.NO_ANCHOR in {gap.kind for gap in bare.all(Gap)}


def test_what_came_in_an_archive_is_read_like_the_rest(bare: Room):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("a.txt", ARTICLES["a.txt"])
    bare.add({"box.zip": buffer.getvalue()})
    bare.process()
    assert any(claim.exhibit == "E-0002" for claim in bare.all(Claim))
