"""`probative seal`: no form of the name in anything that any command prints or any file of the case holds open."""

import json
from pathlib import Path

import click
import pytest

from probative.cli.main import COMMANDS
from probative.flow.sealed import NobodySealedError
from probative.flow.sealing import CannotSealError, NoCustodiansError
from tests.cli.conftest import Desk
from tests.flow.sealing import places_of

NAME = "Mira Toll"

READ_ONLY = (
    "status", "exhibits", "claims", "propositions", "contradictions", "withdrawals", "conferrings", "forecasts",
    "grades", "entities", "links", "events", "changes", "gaps", "timeline", "check", "doctor",
)  # fmt: skip
"""Commands that show a case and take nothing but it."""

WRITING = ("process", "rebuild", "tiles")


def custodians(desk: Desk) -> list[Path]:
    files = []
    for name in ("ada", "ben", "cid"):
        files.append(desk.room.place / name)
        done = desk.run("person", "new", "--name", name, "--file", files[-1])
        (desk.room.place / f"{name}.card").write_text(done.out)
    cards = [desk.room.place / f"{name}.card" for name in ("ada", "ben", "cid")]
    desk.run("compartment", desk.case, "custodians", *cards, "--why", "the board")
    return files


def prepared(desk: Desk) -> list[Path]:
    """Add what names the person in many ways, judge, and name custodians."""
    folder = desk.room.place / "more"
    folder.mkdir()
    (folder / "Statement of Mira Toll.txt").write_text(
        "Statement of Mira Toll, 4 May 2031.\n\nI was held in the mill at Sarn. Міра Толл; M. TOLL; "
        "mira.toll@post.example\n"
    )
    (folder / "toll.pdf").write_bytes(b"%PDF-1.4 cut off")
    desk.run("add", desk.case, folder, "--received-from", NAME)
    desk.run("process", desk.case)
    desk.run("judge", desk.case, "accept", "C-0001", "--why", "Mira Toll told me", "--by", "M. Toll's friend")
    return custodians(desk)


def told(desk: Desk) -> str:
    """Give all that any command prints of a case, in both forms, on both streams, and the report."""
    said: list[str] = []
    for command in (*READ_ONLY, *WRITING):
        for form in ((), ("--json",)):
            done = desk.run(command, desk.case, *form)
            said += (done.out, done.err)
    for kind in ("exhibits", "claims", "propositions", "entities", "events", "gaps"):
        for shape in desk.shapes(kind, desk.case):
            if not shape["id"].startswith("G-sealed"):
                for form in ((), ("--json",)):
                    done = desk.run("why", desk.case, shape["id"], *form)
                    said += (done.out, done.err)
    for words in ("held", "Toll", NAME):
        done = desk.run("search", desk.case, words)
        said += (done.out, done.err)
    done = desk.run("seal", desk.case, "--look")
    said += (done.out, done.err)
    done = desk.run("seal", desk.case, "--list")
    said += (done.out, done.err, (desk.case / "report" / "index.html").read_text())
    return "\n".join(said)


def test_no_command_prints_the_name_and_two_custodians_see_it(desk: Desk) -> None:
    ada, _, cid = prepared(desk)
    assert "toll" in told(desk).casefold()
    done = desk.run("seal", desk.case, NAME, "--why", "threatened")
    pseudonym = done.out.splitlines()[-1].partition(":")[0]
    assert f"may still name {pseudonym}: " in done.out
    assert "nothing in it could be read" in done.out
    for text in (done.out, done.err, told(desk)):
        assert "toll" not in text.casefold()
        assert "толл" not in text.casefold()
    assert pseudonym in told(desk)
    report = (desk.case / "report" / "index.html").read_text()
    assert "drawn by chance, for people whose names are sealed." in report
    assert "SHA-256 kept apart" in report
    assert not places_of(desk.room, "toll", "толл")
    assert not [path for path in desk.case.rglob("*") if path.is_file() and b"toll" in path.read_bytes().lower()]
    with pytest.raises(NobodySealedError):
        desk.run("unseal", desk.case, "Nobody", "--custodian", ada, "--custodian", cid, "--why", "x", fails=True)
    seen = desk.run("unseal", desk.case, pseudonym, "--custodian", ada, "--custodian", cid, "--why", "order of 4 May")
    assert f'name: "{NAME}"' in seen.out
    (shape,) = desk.shapes("seal", desk.case, "--list")
    assert (shape["pseudonym"], shape["only_in"]) == (pseudonym, None)
    assert desk.run("check", desk.case, "--full").status == 0
    proof = desk.room.place / "proof.json"
    desk.run("why", desk.case, "E-0004", "--proof", proof)
    assert desk.run("verify", proof).status == 0
    assert "toll" not in proof.read_text().casefold()


def test_sealing_wants_a_name_a_reason_and_custodians(desk: Desk) -> None:
    with pytest.raises(NoCustodiansError):
        desk.run("seal", desk.case, NAME, "--why", "threatened", fails=True)
    for words in ((), (NAME,), ("--why", "threatened")):
        with pytest.raises(click.UsageError):
            desk.run("seal", desk.case, *words, fails=True)
    custodians(desk)
    for name in ("N-0999", "...", "n-99", "C-0001"):
        with pytest.raises(CannotSealError):
            desk.run("seal", desk.case, name, "--why", "threatened", fails=True)
    assert not desk.run("seal", desk.case, "--list").out


def test_by_the_number_of_an_entity_all_names_that_were_found_for_it_are_sealed(desk: Desk) -> None:
    custodians(desk)
    varen = next(each for each in desk.shapes("entities", desk.case) if "Varen" in each["caption"])
    lines = desk.run("seal", desk.case, varen["id"], "--why", "threatened", "--json").out.splitlines()
    shape = json.loads(lines[-1])
    assert shape["is_new"]
    assert not places_of(desk.room, "varen")


def test_every_command_that_only_shows_a_case_is_looked_at() -> None:
    assert set(READ_ONLY) | set(WRITING) <= set(COMMANDS)
