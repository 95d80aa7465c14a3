"""Each command: parses, calls flow, prints what DESIGN.md section 7 promises, and nothing else on standard output."""

import json
import shutil

import pytest

from probative.base.errors import CaseBusyError
from probative.custody.errors import DamagedCaseError, NotACaseError
from probative.flow.ancestry import NothingThereError
from probative.flow.decisions import CannotJudgeError
from probative.flow.secret import PassphraseMissingError
from probative.flow.withdrawal import NoSuchSourceError
from probative.intake.errors import PathMissing

LISTINGS = ("exhibits", "claims", "propositions", "entities", "links", "events", "gaps", "timeline")


@pytest.mark.parametrize("kind", LISTINGS)
def test_a_listing_is_json_lines_or_a_readable_line_each(desk, kind):
    shapes = desk.shapes(kind, desk.case)
    done = desk.run(kind, desk.case)
    assert done.err == ""
    if not shapes:
        assert done.out == f"No {kind} in {desk.case}.\n"
    for shape in shapes:
        assert shape["id"] in done.out


def test_building_makes_a_case_says_a_line_a_stage_and_goes_on_when_run_again(desk, material, tmp_path):
    case = tmp_path / "built"
    first = desk.run("build", material, "--case", case, "--received-from", "a test", "--title", "The mill")
    assert first.err == ""
    stages = [line.split()[0] for line in first.out.splitlines()]
    assert stages == ["intake", "reading", "claims", "corroboration", "network", "custody", "report"]
    assert (case / "report" / "index.html").exists()
    again = desk.run("build", material, "--case", case, "--received-from", "a test")
    assert "3 known already, unchanged" in again.out
    assert desk.shapes("status", case)[0]["title"] == "The mill"


def test_the_stages_of_a_run_are_json_too(desk, tmp_path, material):
    case = tmp_path / "built"
    found = desk.shapes("build", material, "--case", case)
    assert found[0]["stage"] == "intake"
    assert desk.shapes("process", case)[-1]["stage"] == "report"
    assert desk.shapes("rebuild", case)[-1]["stage"] == "rebuild"


def test_a_build_of_nothing_leaves_nothing_behind(desk, tmp_path):
    with pytest.raises(PathMissing):
        desk.run("build", tmp_path / "nothing", "--case", tmp_path / "built", fails=True)
    assert not (tmp_path / "built").exists()


def test_new_add_and_process_one_after_the_other(desk, tmp_path, material):
    case = tmp_path / "stepwise"
    made = desk.run("new", case, "--title", "Step by step")
    assert made.out.startswith(f"A new case in {case}.\nA key file opens this case.")
    added = desk.shapes("add", case, material, "--received-from", "a test", "--date", "2031-05-09")
    assert [shape["id"] for shape in added] == ["E-0001", "E-0002", "E-0003"]
    assert added[0]["stated_date"] == "2031-05-09"
    assert desk.run("add", case, material, "--received-from", "a test").out.startswith("0 exhibits received")
    assert "3 exhibits read" in desk.run("process", case).out
    assert desk.run("rebuild", case).out.endswith("ledger entries\n")


def test_what_an_interrupted_making_left_is_named_on_standard_error(desk, tmp_path):
    case = tmp_path / "half"
    (case / "keys").mkdir(parents=True)
    done = desk.run("new", case)
    assert "was interrupted before; what was left lies in half.interrupted-1 now" in done.err
    assert (tmp_path / "half.interrupted-1" / "keys").is_dir()


def test_a_new_case_asks_for_its_passphrase_where_it_is_told_to(desk, tmp_path):
    case = tmp_path / "worded"
    done = desk.run("new", case, "--ask-passphrase", given="open sesame now\nopen sesame now\n")
    assert "A passphrase opens this case" in done.out
    assert "sesame" not in done.out + done.err
    assert desk.run("status", case, PROBATIVE_PASSPHRASE="open sesame now").status == 0
    with pytest.raises(PassphraseMissingError):
        desk.run("status", case, fails=True)


def test_check_says_that_all_holds_or_what_does_not(desk):
    done = desk.run("check", desk.case)
    assert (done.status, done.out) == (0, f"Packs, tree and signatures were read and all holds in {desk.case}.\n")
    done = desk.run("check", desk.case, "--full")
    assert done.out.startswith("Every byte of ledger, vault, keybag and index was read")
    assert desk.run("check", desk.case, "--json").out == ""
    (segment,) = (desk.case / "log").glob("seg-*")
    segment.write_bytes(segment.read_bytes()[:-1500])
    done = desk.run("check", desk.case)
    assert done.status == 1
    assert "DOES NOT HOLD  log/" in done.out
    assert "Nothing was repaired" in done.err
    found = [json.loads(line) for line in desk.run("check", desk.case, "--json").out.splitlines()]
    assert {"code", "where", "what", "severity"} <= set(found[0])


def test_what_was_not_checked_is_not_said_to_have_been(desk):
    index = desk.case / "index" / "case.db"
    index.unlink()
    index.mkdir()
    done = desk.run("check", desk.case, "--full")
    assert done.status == 0
    assert "Every byte of ledger, vault and keybag was read" in done.out


def test_why_tells_and_proves(desk, tmp_path):
    done = desk.run("why", desk.case, "c-2", "--proof", tmp_path / "proof.json")
    assert done.out.startswith(f"C-0002  {desk.shapes('claims', desk.case)[1]['content']}\n")
    assert desk.run("verify", tmp_path / "proof.json").status == 0
    (shape,) = desk.shapes("why", desk.case, "P-0001")
    assert shape["kind"] == "proposition"
    with pytest.raises(NothingThereError):
        desk.run("why", desk.case, "C-9999", fails=True)


def test_impact_says_how_many_fall_and_which(desk):
    done = desk.run("impact", desk.case, "Mira Toll")
    head, *rest = done.out.splitlines()
    assert head.startswith("Without S-")
    assert "2 propositions lose origins; 1 of them has none left; touched: 1 event, 1 contradiction:" in head
    shapes = desk.shapes("impact", desk.case, "Mira Toll")
    assert len(rest) == len(shapes)
    assert "1 -> 0" in done.out
    assert {"kind", "id", "proposition", "words", "source", "name", "before", "after", "claims"} <= set(shapes[0])
    with pytest.raises(NoSuchSourceError, match="near it"):
        desk.run("impact", desk.case, "Mira Tol1", fails=True)


def test_impact_of_who_only_denies_names_the_denial_that_falls(desk):
    done = desk.run("impact", desk.case, "Interior Ministry").out
    assert "no proposition loses an origin; touched: 1 contradiction:" in done
    assert "1..3, without C-0003" in done


def test_impact_of_exhibits_claims_and_of_people_who_conferred(desk):
    assert "1 -> 0" in desk.run("impact", desk.case, "E-0001").out
    assert desk.shapes("impact", desk.case, "c-8")[0]["claim"] == "C-0008"
    done = desk.run("impact", desk.case, "Mira Toll", "--conferred-with", "Joran Pell")
    # Nobody says who published the articles: at least one origin there was, and one there is.
    assert done.out.startswith("If S-0001 Mira Toll and S-0004 Joran Pell had told each other, nothing in ")


def test_search_shows_where_words_stand(desk):
    done = desk.run("search", desk.case, "ferryman")
    assert done.out.startswith("E-0002 [")
    assert "[ferryman]" in done.out
    assert len(desk.shapes("search", desk.case, "mill", "--limit", "2")) == 2
    assert "holds every word of" in desk.run("search", desk.case, "nowhere").out
    assert desk.run("search", desk.case, "nowhere", "--json").out == ""


def test_judging_records_and_says_so(desk):
    done = desk.run("judge", desk.case, "accept", "C-0001", "--why", "heard it", "--by", "M. Oru")
    assert done.out.startswith("J-0001: accept C-0001, by M. Oru\n")
    (shape,) = desk.shapes("judge", desk.case, "grade", "S-0001", "--value", "B2", "--why", "held before")
    assert (shape["id"], shape["value"], shape["by"]) == ("J-0002", "B2", "Tester")
    assert "[CT+, accepted]" in desk.run("claims", desk.case).out
    with pytest.raises(CannotJudgeError):
        desk.run("judge", desk.case, "grade", "S-0001", "--why", "no value", fails=True)


def test_the_status_is_a_line_a_fact(desk):
    done = desk.run("status", desk.case)
    assert "exhibits        3\n" in done.out
    (shape,) = desk.shapes("status", desk.case)
    assert shape["exhibits"] == 3


def test_the_timeline_marks_what_may_have_come_in_another_order(desk):
    desk.room.add({"x.txt": "Daily Fern\n3 May 2031\n\nOsk Varen paid Ada Nord 20 marks in April, Mira Toll said.\n"})
    desk.room.process()
    lines = desk.run("timeline", desk.case).out.splitlines()
    assert lines[0].startswith("2031-04-01 to 2031-04-30 ~ V-")
    assert lines[-1].startswith("no date given")


def test_reading_shows_text_and_names_what_it_could_not_read(desk, tmp_path):
    (tmp_path / "a.txt").write_text("One\ttwo\nthree \x1b[31m\n")
    done = desk.run("read", tmp_path / "a.txt")
    assert done.out == "One\ttwo\nthree \\x1b[31m\n\n"
    (shape,) = desk.shapes("read", tmp_path / "a.txt")
    assert "\x1b[31m" in shape["text"]
    (tmp_path / "empty.txt").write_bytes(b"")
    done = desk.run("read", tmp_path / "empty.txt")
    assert done.out == ""
    assert done.err.startswith("gap (empty)")


def test_the_filters_read_lines_and_write_lines(desk, tmp_path):
    line = '{"id": 1, "text": "The mayor said it began last month.", "anchor": "2031-04-05", "lang": "en"}\n'
    (shape,) = [json.loads(each) for each in desk.run("reuse", given=line).out.splitlines()]
    assert shape == {"id": 1, "derived_from": []}
    for command, key in (("attribute", "attributions"), ("dates", "dates")):
        (shape,) = [json.loads(each) for each in desk.run(command, given=line).out.splitlines()]
        assert shape["id"] == 1
        assert len(shape[key]) == 1
        (tmp_path / "lines.jsonl").write_text("\n" + line)
        assert desk.run(command, tmp_path / "lines.jsonl").out == desk.run(command, "-", given=line).out


def test_readers_are_told_of_an_older_copy(desk):
    shutil.copytree(desk.case, desk.case.with_name("older"))
    desk.run("judge", desk.case, "accept", "C-0001", "--why", "heard it")
    done = desk.run("claims", desk.case.with_name("older"))
    assert done.status == 0
    assert "warning: This machine saw" in done.err
    assert "warning" not in done.out


def test_a_writer_is_refused_while_another_writes_and_readers_go_on(desk):
    with desk.room.open(write=True):
        for words in (("process",), ("rebuild",), ("judge", "accept", "C-0001", "--why", "x")):
            with pytest.raises(CaseBusyError):
                desk.run(words[0], desk.case, *words[1:], fails=True)
        for kind in LISTINGS:
            assert desk.run(kind, desk.case, "--json").status == 0


@pytest.mark.parametrize("words", [("status",), ("claims",), ("process",), ("rebuild",), ("check",), ("why", "C-0001")])
def test_no_command_makes_a_case_of_a_folder_that_is_none(desk, tmp_path, words):
    with pytest.raises(NotACaseError):
        desk.run(words[0], tmp_path / "none", *words[1:], fails=True)
    assert not (tmp_path / "none").exists()


def test_a_ledger_cut_below_its_checkpoint_is_refused_by_every_writer(desk):
    (segment,) = (desk.case / "log").glob("seg-*")
    segment.write_bytes(segment.read_bytes()[:-1500])
    shutil.rmtree(desk.case / "index")
    for words in (("process",), ("rebuild",), ("judge", "accept", "C-0001", "--why", "x")):
        with pytest.raises(DamagedCaseError):
            desk.run(words[0], desk.case, *words[1:], fails=True)
    done = desk.run("claims", desk.case)
    assert done.status == 0
    assert "The ledger was cut" in done.err
