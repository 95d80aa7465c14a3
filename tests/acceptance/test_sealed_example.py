"""Whom the example names most is sealed as a user would: no form of the name in anything that is shown or left."""

import json
import re
import zipfile
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from probative.cli.main import probative as command_line
from probative.custody.compartments import GENERAL
from probative.custody.errors import CompartmentClosedError
from probative.flow.case import opened
from probative.flow.settings import settings
from probative.model.exhibits import Exhibit
from tests.acceptance.conftest import Built
from tests.flow.sealing import everything

LISTINGS = (
    "status", "exhibits", "claims", "propositions", "contradictions", "withdrawals", "conferrings", "forecasts",
    "grades", "entities", "links", "events", "changes", "gaps", "timeline", "check", "doctor",
)  # fmt: skip

OTHERS = (
    ("search", "association"), ("search", "Varen"), ("search", "Оском"), ("seal", "--list"), ("seal", "--look"),
    ("consent", "list"), ("copies", "list"), ("copies", "notices"), ("hold", "list"), ("key", "list"),
    ("compartment", "list"), ("shred", "E-0016", "--dry-run"), ("shred", "E-0001", "--dry-run"), ("impact", "E-0009"),
    ("check", "--full"), ("process",), ("rebuild",),
)  # fmt: skip
"""Further commands: the first word, and what follows the folder."""

WRONG = (
    ("why", "E-9999"), ("why", "N-9999"), ("impact", "S-9999"), ("impact", "Sela Mornn"), ("impact", "the spokesman"),
    ("judge", "accept", "C-9999", "--why", "x"), ("seal", "N-9999", "--why", "x"), ("shred", "E-0016", "--why", "x"),
    ("consent", "withdraw", "E-0016"), ("hold", "release", "H-0009", "--second", "nobody", "--why", "x"),
    ("recover", "--ask", "0123456789abcdef"), ("search",), ("claims", "--nothing"), ("add", "/nowhere/at all.txt"),
)  # fmt: skip
"""Commands that fail, and say why."""

NAME = re.compile(r"v[\W_]{0,2}a[\W_]{0,2}r[\W_]{0,2}e[\W_]{0,2}n|варен", re.IGNORECASE)
"""Every form of the family name that stands in the material: in any case, spaced out, within other words."""


@dataclass(frozen=True)
class Sealed:
    """The example in which somebody was sealed: what the commands said, and the bytes that were added."""

    built: Built
    pseudonym: str
    said: str
    added: tuple[bytes, ...]

    def run(self, *words: object) -> str:
        """Give all that a command prints, whatever becomes of it, in this process."""
        done = CliRunner(env=self.built.given).invoke(command_line, [str(word) for word in words])
        return f"{words[0]}: {done.output} {done.exception or ''}"

    def about(self, command: str, *words: object) -> str:
        """The same of a command about the case."""
        return self.run(command, self.built.case, *words)


def more_material(place: Path) -> list[Path]:
    """Write what names Osk Varen: in file names, other cases and letters, an archive, and where nothing can be read."""
    place.mkdir()
    note = place / "Osk Varen, note of a call.txt"
    note.write_text(
        "Osk Varen, note of a call\n4 May 2024\n\nOsk Varen fears for his life. OSK VAREN; osk varen; OskVaren; "
        "o.varen@open-ledger.example; @oskvaren; V a r e n; Varen's sister.\nМи говорили з Оском Вареном. "
        "Оска Варена шукають. Об Оске Варене спрашивали.\n",
        encoding="utf-8",
    )
    mail = place / "re varen.eml"
    mail.write_text(
        "From: Osk Varen <osk.varen@open-ledger.example>\nTo: desk@lantern.example\nSubject: Varen: do not print\n"
        "Date: Sun, 5 May 2024 10:00:00 +0000\n\nDo not print where I am.\nO. Varen\n"
    )
    with zipfile.ZipFile(place / "oskvaren.zip", "w") as archive:
        archive.writestr("Varen/osk-varen.txt", "Osk Varen left by the ferry, said a boatman.\n")
    (place / "varen_passport.pdf").write_bytes(b"%PDF-1.4 cut off")
    return sorted(place.iterdir())


@pytest.fixture(scope="module")
def sealed(pristine_example: Built, tmp_path_factory: pytest.TempPathFactory) -> Sealed:
    """The example with more material, acts that name him, and then the sealing; only to be looked at."""
    import shutil

    from tests.conftest import environment

    place = tmp_path_factory.mktemp("sealed") / "example"
    shutil.copytree(pristine_example.case.parent, place)
    built = Built(case=place / "case", said="", given=environment(place))
    paths = more_material(place / "more")
    own = Sealed(built=built, pseudonym="", said="", added=tuple(path.read_bytes() for path in paths))
    said = own.about("add", place / "more", "--received-from", "Osk Varen", "--collected-by", "Varen's sister")
    assert "exhibits received" in said, said
    own.about("process")
    own.about("judge", "accept", "C-0010", "--why", "Osk Varen told me so", "--by", "O. Varen")
    own.about("copies", "note", "--what", "backup", "--where", "at Osk Varen's", "--holder", "Varen")
    for name in ("ada", "ben", "cid"):
        card = own.run("person", "new", "--name", name, "--file", place / name).partition(": ")[2]
        (place / f"{name}.card").write_text(next(line for line in card.splitlines() if line.startswith("{")))
    cards = [place / f"{name}.card" for name in ("ada", "ben", "cid")]
    own.about("compartment", "custodians", *cards, "--why", "Osk Varen agreed")
    shutil.rmtree(place / "more")
    people = [each for each in built.listing("entities") if each["schema"] == "Person"]
    most = max(people, key=lambda each: each["mentions"])
    assert most["caption"] == "Osk Varen"
    for command in ("exhibits", "claims", "propositions", "entities", "links", "gaps", "copies"):
        assert NAME.search(own.about(command, *(("list",) if command == "copies" else ()))), command
    assert NAME.search(own.about("why", "J-0001"))
    done = built.run("seal", built.case, most["id"], "--why", "his life is in danger")
    assert done.status == 0, done.err
    pseudonym = done.out.splitlines()[-1].partition(":")[0]
    return replace(own, pseudonym=pseudonym, said=done.out + done.err)


def test_no_listing_search_or_report_shows_the_name_in_any_form(sealed: Sealed) -> None:
    shown = [sealed.said]
    for command in LISTINGS:
        shown += [sealed.about(command), sealed.about(command, "--json")]
    for command, *words in OTHERS:
        shown.append(sealed.about(command, *words))
    shown.append((sealed.built.case / "report" / "index.html").read_text(encoding="utf-8"))
    told = [json.loads(line) for kind in ("claims", "entities") for line in lines(sealed.about(kind, "--json"))]
    numbers = [each["id"] for each in told if sealed.pseudonym in json.dumps(each)]
    assert len(numbers) > 5
    for number in (*numbers[:4], *numbers[-2:], "E-0009", "E-0016", "P-0001", "J-0001"):
        shown += [sealed.about("why", number), sealed.about("why", number, "--json")]
    assert not [text[:300] for text in shown if NAME.search(text)]
    assert sealed.pseudonym in "".join(shown[1:])


def lines(printed: str) -> list[str]:
    """Give the JSON lines among what was printed."""
    return [line for line in printed.removeprefix(printed.partition(": ")[0] + ": ").splitlines() if line[:1] == "{"]


def test_no_error_tells_the_name(sealed: Sealed) -> None:
    for command, *words in WRONG:
        said = sealed.about(command, *words)
        assert not NAME.search(said), said


def test_the_name_lies_in_no_file_nor_file_name_nor_in_anything_that_everybody_who_opens_the_case_can_open(
    sealed: Sealed,
) -> None:
    place = sealed.built.case.parent
    files = [path for path in place.rglob("*") if path.is_file()]
    assert not [path for path in place.rglob("*") if NAME.search(path.name)]
    for path in files:
        assert b"varen" not in path.read_bytes().lower(), path
    for view in (GENERAL, None):
        with opened(sealed.built.case, settings(sealed.built.given), view=view) as case:
            found = [where for where, text in everything(case) if NAME.search(text)]
            assert not found


def test_a_proof_of_what_names_him_holds_and_does_not_name_him(sealed: Sealed) -> None:
    proof = sealed.built.case.parent / "proof.json"
    sealed.about("why", "E-0016", "--proof", proof)
    assert not NAME.search(proof.read_text(encoding="utf-8"))
    assert sealed.built.run("verify", proof).status == 0


def test_the_originals_open_for_who_holds_their_compartment_and_the_name_for_two_custodians(sealed: Sealed) -> None:
    with opened(sealed.built.case, settings(sealed.built.given)) as case:
        kept = {case.content(each.id).read() for each in case.store.all(Exhibit)}
    assert set(sealed.added) <= kept
    place = sealed.built.case.parent
    sealed.run("person", "new", "--name", "Dana", "--file", place / "dana")
    sealed.about("compartment", "give", place / "dana", "--compartment", "legal", "--why", "helps")
    hers = replace(settings(sealed.built.given), person_file=place / "dana", is_person_named=True)
    with opened(sealed.built.case, hers) as case:
        named = [each.id for each in case.store.all(Exhibit) if sealed.pseudonym in each.name]
        assert named
        for each in named:
            with pytest.raises(CompartmentClosedError):
                case.content(each).read()
    custodians = ("--custodian", place / "ada", "--custodian", place / "cid")
    assert "Osk Varen" in sealed.about("unseal", sealed.pseudonym, *custodians, "--why", "order of 9 June")
    alone = sealed.about("unseal", sealed.pseudonym, *custodians[:2], "--why", "order of 9 June")
    assert "Osk Varen" not in alone
