"""`stamp` and `witness`, as their how-to pages tell them: two machines, a stick, a sheet of paper."""

import json
import re
from datetime import timedelta
from pathlib import Path

import click
import pypdfium2
import pytest
import zxingcpp

from probative.base.clock import system_clock
from probative.base.errors import ProbativeError
from tests.cli.conftest import Desk
from tests.custody.authority import Authority, make_authority


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return make_authority(tmp_path_factory.mktemp("authority") / "a")


def test_a_sheet_goes_out_and_comes_back_typed_read_aloud_and_scanned(desk: Desk, tmp_path: Path) -> None:
    pdf = tmp_path / "sheet.pdf"
    (made,) = desk.shapes("stamp", "paper", desk.case, "-o", pdf)
    page = pypdfium2.PdfDocument(pdf.read_bytes())
    assert len(page) == 1
    text = page[0].get_textpage().get_text_range()
    assert all(line in text for line in made["lines"])
    assert all(word in text for word in made["words"])
    (code,) = zxingcpp.read_barcodes(page[0].render(scale=2).to_pil())
    (tmp_path / "more.txt").write_text("The ferry at Keld sank, Joran Pell said.")
    desk.run("add", desk.case, tmp_path / "more.txt")
    for back in ("\n".join(made["lines"]), f"{made['size']} {' '.join(made['words'])}", code.text):
        (tmp_path / "typed.txt").write_text(back, encoding="utf-8")
        done = desk.run("stamp", "compare", desk.case, tmp_path / "typed.txt")
        assert done.status == 0
        assert done.out.startswith("HOLDS")
    with pytest.raises(click.UsageError):
        desk.run("stamp", "compare", desk.case, tmp_path / "typed.txt", "--held-by", "Ilse Maret", fails=True)
    held = ("--held-by", "Notary I. Maret", "--since", "2024-05-04")
    assert desk.run("stamp", "compare", desk.case, tmp_path / "typed.txt", *held).status == 0
    assert desk.shapes("stamp", "list", desk.case)[-1]["latest"] == "2024-05-05T12:00:00Z"
    printed = desk.run("stamp", "paper", desk.case).out
    assert re.search(r"^probative/[0-9a-f]{32}$", printed, flags=re.MULTILINE)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda lines: [lines[0], str(int(lines[1]) + 1000), lines[2]], "paper.cut"),
        (lambda lines: [lines[0], str(int(lines[1]) - 1), lines[2]], "paper.other_history"),
        (lambda lines: ["probative/" + "0" * 32, *lines[1:]], "paper.elsewhere"),
        (lambda lines: lines[:2], "paper.unread"),
    ],
)
def test_a_sheet_that_does_not_fit_says_why(desk: Desk, tmp_path: Path, change, code: str) -> None:
    (made,) = desk.shapes("stamp", "paper", desk.case)
    (tmp_path / "typed.txt").write_text("\n".join(change(made["lines"])), encoding="utf-8")
    done = desk.run("stamp", "compare", desk.case, tmp_path / "typed.txt", "--json")
    assert done.status == 1
    assert json.loads(done.out)["code"] == code


def test_a_stick_goes_to_a_witness_and_an_authority_and_back(desk: Desk, tmp_path: Path, authority: Authority) -> None:
    witness, stick = tmp_path / "witness", tmp_path / "stick"
    (made,) = desk.shapes("witness", "new", witness)
    verifier = desk.shapes("status", desk.case)[0]["log_verifier"]
    desk.run("witness", "trust", witness, verifier)
    asked = desk.shapes("stamp", "request", desk.case, "--to", stick, "--witness", made["witness"])
    request = next(stick.glob("*.request"))
    assert {Path(each["file"]).suffix for each in asked} == {".tsq", ".request"}
    assert desk.run("witness", "sign", witness, request).status == 0
    answer = next(stick.glob("*.cosignature"))
    (reply := stick / "reply.tsr").write_bytes(authority.reply(next(stick.glob("*.tsq")).read_bytes()))
    done = desk.run("stamp", "import", desk.case, reply, answer, "--ca", authority.root, "--witness", made["witness"])
    assert done.status == 0, done.out
    assert done.out.count("taken") == 2
    again = desk.run("stamp", "import", desk.case, reply, answer, "--ca", authority.root)
    assert (again.status, again.out.count("nothing was added")) == (0, 2)
    assert [each["kind"] for each in desk.shapes("stamp", "list", desk.case)] == ["rfc3161", "cosignature"]
    assert "witness/" in desk.run("stamp", "list", desk.case).out
    assert desk.run("check", desk.case, "--full").status == 0
    desk.run("stamp", "policy", desk.case, "--quorum", "1", "-o", tmp_path / "policy")
    proof, (line,) = tmp_path / "proof", (desk.case / "log" / "cosig").iterdir()
    demanded = ("verify", proof, "--policy", tmp_path / "policy", "--cosigned", line)
    desk.run("why", desk.case, "E-0001", "--proof", proof)
    assert desk.run(*demanded).status == 1, "the newest checkpoint is not the one that the witness signed"
    desk.run("why", desk.case, "E-0001", "--proof", proof, "--witnessed")
    done = desk.run(*demanded)
    assert (done.status, done.out.count("HOLDS")) == (0, 2)
    (stick / "reply.tsr").write_bytes(b"0" + bytes(50))
    refused = desk.run("stamp", "import", desk.case, reply, "--ca", authority.root)
    assert (refused.status, "REFUSED" in refused.out) == (1, True)
    shown = desk.shapes("witness", "show", witness)
    assert shown[0]["witness"] == made["witness"]
    assert shown[1]["size"] == asked[0]["size"]
    assert desk.run("witness", "show", witness).out.count("entries, signed at") == 1


def test_a_witness_refuses_an_older_state_with_status_1(desk: Desk, tmp_path: Path) -> None:
    witness, stick = tmp_path / "witness", tmp_path / "stick"
    desk.run("witness", "new", witness)
    verifier = desk.shapes("status", desk.case)[0]["log_verifier"]
    desk.run("stamp", "request", desk.case, "--to", stick)
    old = next(stick.glob("*.request"))
    assert desk.run("witness", "sign", witness, old).status == 1, "the log is not known yet"
    desk.run("witness", "trust", witness, verifier)
    desk.run("stamp", "request", desk.case, "--to", stick / "new")
    assert desk.run("witness", "sign", witness, next((stick / "new").glob("*.request"))).status == 0
    done = desk.run("witness", "sign", witness, old, "--json")
    assert done.status == 1
    assert json.loads(done.out)["code"] == "log.smaller"
    size = json.loads(done.out)["size"]
    desk.run("stamp", "request", desk.case, "--to", stick / "third", "--old", size)
    assert desk.run("witness", "sign", witness, next((stick / "third").glob("*.request"))).status == 0


def test_what_was_seen_bounds_from_below(desk: Desk) -> None:
    day = system_clock().date()
    done = desk.run("stamp", "seen", desk.case, "Daily Fern: ferry sinks", "--day", day)
    assert done.status == 0
    (found,) = desk.shapes("stamp", "list", desk.case)
    assert found["earliest"] == f"{day - timedelta(days=1)}T10:00:00Z"
    assert "beacon" in desk.run("stamp", "list", desk.case).out
    desk.run("stamp", "seen", desk.case, "Beside the officer", "--day", day, "--exhibit", "E-0001")
    for words in (("--day", day + timedelta(days=9)), ("--day", day, "--exhibit", "E-9999")):
        with pytest.raises(ProbativeError):
            desk.run("stamp", "seen", desk.case, "x", *words, fails=True)


def test_bad_input_has_its_own_error_and_changes_nothing(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(b"x")
    before = desk.shapes("status", desk.case)[0]["ledger_entries"]
    for words, code in (
        (("stamp", "import", desk.case, tmp_path / "absent"), "P542"),
        (("stamp", "import", desk.case, tmp_path / "x", "--ca", tmp_path / "x"), "P542"),
        (("stamp", "import", desk.case, tmp_path / "x", "--witness", "me"), "P154"),
        (("stamp", "request", desk.case, "--old", "100000"), "P156"),
        (("stamp", "policy", desk.case, "--quorum", "1", "-o", tmp_path / "p"), "P154"),
        (("why", desk.case, "E-0001", "--proof", tmp_path / "p", "--witnessed"), "P243"),
        (("witness", "sign", tmp_path, tmp_path / "absent"), "P541"),
        (("witness", "sign", tmp_path, tmp_path / "x"), "P241"),
        (("witness", "new", tmp_path), "P242"),
    ):
        with pytest.raises(ProbativeError) as caught:
            desk.run(*words, fails=True)
        assert caught.value.code == code, words
    assert desk.shapes("status", desk.case)[0]["ledger_entries"] <= before + 2
