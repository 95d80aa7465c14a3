"""Every command, run by each who holds something else: it shows what they hold, and never ends in a traceback."""

from pathlib import Path

import pytest

from probative.base.errors import ProbativeError
from tests.cli.conftest import Desk

NOTES = {
    ("legal",): ("Zorvath", "The advice: Zorvath Quill should settle, said counsel Emrin Dask.\n"),
    ("source-protection",): ("Yulen", "The ferryman is Yulen Prask, said Oba Tirn. Nine men were held, Tirn said.\n"),
    ("legal", "source-protection"): ("Hesper", "Both at once: Hesper Lund told counsel, said Vorin Ash.\n"),
}
HOLD = {"plain": (), "lawyer": ("legal",), "handler": ("source-protection",), "both": ("legal", "source-protection")}

LISTINGS = (
    "status", "exhibits", "claims", "propositions", "contradictions", "withdrawals", "conferrings", "forecasts",
    "grades", "entities", "links", "events", "changes", "gaps", "timeline",
)  # fmt: skip


def options(names: tuple[str, ...]) -> list[str]:
    return [word for name in names for word in ("--compartment", name)]


@pytest.fixture
def team(desk: Desk) -> Desk:
    """A case with something in each place, and four who hold something else."""
    for places, (word, text) in NOTES.items():
        note = desk.room.place / f"{word}.txt"
        note.write_text(text)
        desk.run("add", desk.case, note, *options(places))
        note.unlink()
    for name, holds in HOLD.items():
        card = desk.run("person", "new", "--name", name.title(), "--file", desk.room.place / name).out
        (desk.room.place / f"{name}.card").write_text(card)
        desk.run("compartment", desk.case, "give", desk.room.place / f"{name}.card", *options(holds), "--why", "work")
    desk.run("process", desk.case)
    return desk


def said(desk: Desk, *words: object, as_person: str) -> str:
    """What a command prints for somebody, an error's words among it; never anything but an answer or a clear error."""
    try:
        done = desk.run(*words, fails=True, PROBATIVE_PERSON_FILE=str(desk.room.place / as_person))
    except ProbativeError as error:
        return f"{error.code} {error} {error.hint}"
    return done.out + done.err


def numbers(desk: Desk, name: str) -> set[str]:
    shown = "".join(said(desk, kind, desk.case, as_person=name) for kind in ("exhibits", "claims", "propositions"))
    return {word for word in shown.split() if word[:2] in ("E-", "C-", "P-") and word[2:].isdigit()}


@pytest.mark.parametrize("name", list(HOLD))
def test_every_command_shows_each_what_they_hold_and_nothing_else(team: Desk, name: str) -> None:
    theirs = {words[0] for places, words in NOTES.items() if set(places) <= set(HOLD[name])}
    others = {words[0] for words in NOTES.values()} - theirs
    told = [said(team, kind, team.case, *more, as_person=name) for kind in LISTINGS for more in ((), ("--json",))]
    told += [said(team, "search", team.case, word, as_person=name).replace(f"'{word}'", "") for word in theirs | others]
    told += [said(team, "why", team.case, each, as_person=name) for each in sorted(numbers(team, "both"))]
    told += [said(team, "impact", team.case, each, as_person=name) for each in ("E-0001", "E-100000001")]
    told += [said(team, "check", team.case, "--full", as_person=name)]
    everything = "\n".join(told)
    for word in theirs:
        assert word in everything
    for word in others:
        assert word not in everything


def test_who_holds_little_works_on_without_harm_to_the_rest(team: Desk) -> None:
    before = said(team, "claims", team.case, "--json", as_person="both")
    for words in (
        ("process", team.case),
        ("rebuild", team.case),
        ("judge", team.case, "accept", "C-0001", "--why", "heard it"),
        ("judge", team.case, "accept", "C-100000001", "--why", "cannot see it"),
        ("add", team.case, _letter(team), "--compartment", "legal"),
    ):
        shown = said(team, *words, as_person="plain")
        assert not any(word in shown for word, _ in NOTES.values())
    after = said(team, "claims", team.case, "--json", as_person="both")
    assert after.count("\n") == before.count("\n")
    assert [line for line in after.splitlines() if '"C-0001"' not in line] == [
        line for line in before.splitlines() if '"C-0001"' not in line
    ]
    assert "Every byte of ledger, vault, keybag and index was read and all holds" in said(
        team, "check", team.case, "--full", as_person="both"
    )


def _letter(team: Desk) -> Path:
    path = team.room.place / "letter.txt"
    path.write_text("A letter.\n")
    return path
