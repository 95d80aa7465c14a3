"""Laws of a whole case, through the same doors that the commands use."""

import random  # noqa: TID251 - a test's own seeded choice of bits
import shutil
from contextlib import nullcontext
from datetime import UTC, datetime
from pathlib import Path

import pytest

from probative.base.chance import seeded_chance
from probative.base.clock import fixed_clock
from probative.flow.case import opened, rebuild
from probative.flow.delivery import Provenance, add
from probative.flow.inspection import check
from probative.flow.making import create
from probative.flow.order import process
from probative.flow.settings import Settings
from probative.web.assembly import assemble
from probative.web.report import render

TEXTS = {
    "one.txt": "Daily Fern\n\nThe guard told Mira Toll that nine men were shot at Sarn on 3 May 2031, Toll said.\n",
    "two.txt": "Nobody was shot at Sarn, the ministry said on 5 May 2031.\n",
}


def _settings(place: Path) -> Settings:
    return Settings(
        key_file=place / "key",
        passphrase=None,
        guard_folder=place / "guards",
        workers=1,
        person="Tester",
        clock=fixed_clock(datetime(2031, 5, 6, 12, tzinfo=UTC)),
        chance=seeded_chance(b"law"),
    )


def _watch(_stage: str, _length: int | None):
    return nullcontext(lambda _name: None)


def _build(place: Path) -> tuple[Path, Settings]:
    material = place / "material"
    material.mkdir(parents=True)
    for name, text in TEXTS.items():
        (material / name).write_text(text, encoding="utf-8")
    given = _settings(place)
    folder = place / "case"
    create(folder, given)
    with opened(folder, given, write=True) as case:
        add(case, [material], Provenance(received_from="a test"))
        list(process(case, watch=_watch))
        case.write_report(render(assemble(case)))
    return folder, given


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Settings]:
    return _build(tmp_path_factory.mktemp("small"))


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file() and path.name != "lock")


def test_an_untouched_case_holds(small):
    folder, given = small
    assert list(check(folder, given, full=True)) == []


def test_any_flipped_bit_in_any_file_of_a_case_is_found_and_its_file_named(small, tmp_path):
    folder, given = small
    chance = random.Random(7)
    for path in _files(folder):
        name = path.relative_to(folder)
        content = path.read_bytes()
        for _ in range(6):
            copy = tmp_path / "copy"
            shutil.copytree(folder, copy)
            at, bit = chance.randrange(len(content)), chance.randrange(8)
            flipped = bytearray(content)
            flipped[at] ^= 1 << bit
            (copy / name).write_bytes(flipped)
            found = list(check(copy, given, full=True))
            assert found, f"bit {bit} of byte {at} of {name}"
            assert any(each["severity"] == "damage" for each in found)
            assert any(name.parts[0] in each["where"] for each in found), (name, found)
            shutil.rmtree(copy)


def test_rebuilding_from_the_authority_gives_the_same_bytes(small, tmp_path):
    folder, given = small
    copy = tmp_path / "copy"
    shutil.copytree(folder, copy)
    with opened(copy, given) as case:
        before = b"".join(case.store.export())
        page = render(assemble(case))
    shutil.rmtree(copy / "index")
    rebuild(copy, given)
    with opened(copy, given) as case:
        kept = [line for line in case.store.export() if b'"report"' not in line]
        assert b"".join(kept) == b"".join(line for line in before.splitlines(keepends=True) if b'"report"' not in line)
        assert render(assemble(case)) == page


def test_the_same_material_clock_and_chance_give_the_same_bytes(tmp_path):
    first, _ = _build(tmp_path / "first")
    second, _ = _build(tmp_path / "second")
    # Keys are wrapped by age, which draws chance of its own.
    apart = ("index", "keys")
    authority = [path.relative_to(first) for path in _files(first) if path.relative_to(first).parts[0] not in apart]
    assert authority
    for name in authority:
        assert (first / name).read_bytes() == (second / name).read_bytes(), name


def test_a_copy_of_an_exhibit_never_adds_an_origin(small, tmp_path):
    folder, given = small
    copy = tmp_path / "copy"
    shutil.copytree(folder, copy)
    more = tmp_path / "more"
    more.mkdir()
    (more / "again.txt").write_text(TEXTS["one.txt"], encoding="utf-8")
    (more / "copied.txt").write_text("Evening Reed\n\n" + TEXTS["one.txt"].split("\n\n")[1], encoding="utf-8")
    from probative.model.propositions import Proposition

    with opened(copy, given, write=True) as case:
        before = {each.id: each.independence.at_most for each in case.store.all(Proposition)}
        add(case, [more], Provenance(received_from="a test"))
        list(process(case, watch=_watch))
        after = {each.id: each.independence.at_most for each in case.store.all(Proposition)}
    assert before
    for proposition, origins in before.items():
        assert after[proposition] <= origins
    assert sum(after.values()) <= sum(before.values())
