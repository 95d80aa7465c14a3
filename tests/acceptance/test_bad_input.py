"""Bad material ends in a gap that names it, never in a crash, and the rest is taken in all the same."""

import io
import json
import zipfile
from pathlib import Path

import pytest

from probative.intake import Budget
from tests.acceptance.conftest import Built
from tests.conftest import environment

ARTICLE = "The mayor said the bridge at Sarn had been mined.\n"


def _zip(*members: tuple[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return buffer.getvalue()


def _noise() -> bytes:
    state, out = 1, bytearray()
    for _ in range(4096):
        state = (state * 1103515245 + 12345) % 2**31
        out.append(state >> 16 & 0xFF)
    return bytes(out)


TRUNCATED_PDF = (
    b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Cou"
)

CASES = {
    "empty file": ("empty.txt", b"", {"empty"}),
    "noise": ("noise.bin", _noise(), {"unreadable", "unsupported", "damaged"}),
    "truncated PDF": ("order.pdf", TRUNCATED_PDF, {"unreadable", "damaged"}),
    "zip bomb": ("bomb.zip", _zip(("zeros.txt", b"\0" * 64_000_000)), {"over_budget"}),
    "zip-slip": ("slip.zip", _zip(("../../outside.txt", b"x"), ("inside.txt", ARTICLE.encode())), {"unsafe_name"}),
    "wrong extension": ("letter.pdf", b"Dear colleague, the ferry left early.\n", {"wrong_extension"}),
}


@pytest.mark.parametrize("name", CASES)
def test_bad_material_is_a_gap_and_the_rest_is_taken_in(name: str, tmp_path: Path):
    file, content, kinds = CASES[name]
    material = tmp_path / "material"
    material.mkdir()
    (material / file).write_bytes(content)
    (material / "article.txt").write_text(ARTICLE, encoding="utf-8")
    built = Built(case=tmp_path / "case", said="", given=environment(tmp_path))
    done = built.run("build", material, "--case", built.case, "--received-from", "a test")
    assert done.status == 0, done.err
    gaps = built.listing("gaps")
    assert kinds & {gap["kind"] for gap in gaps}, gaps
    assert any(Path(file).stem in gap["what"] or "outside" in gap["what"] or "zeros" in gap["what"] for gap in gaps)
    claims = built.listing("claims")
    assert any("bridge" in claim["content"] for claim in claims)
    assert not (tmp_path / "outside.txt").exists()
    assert built.run("check", built.case, "--full").status == 0


def test_a_file_name_with_a_newline_is_shown_on_one_line(tmp_path: Path):
    material = tmp_path / "material"
    material.mkdir()
    (material / "two\nlines.txt").write_text(ARTICLE, encoding="utf-8")
    built = Built(case=tmp_path / "case", said="", given=environment(tmp_path))
    assert built.run("build", material, "--case", built.case).status == 0
    (exhibit,) = built.listing("exhibits")
    assert "\n" not in exhibit["name"]
    assert "lines.txt" in exhibit["name"]
    assert len(built.run("exhibits", built.case).out.strip().splitlines()) == 1


def test_what_cannot_be_opened_is_a_gap(tmp_path: Path):
    material = tmp_path / "material"
    material.mkdir()
    (material / "gone.txt").symlink_to("/nowhere/at/all")
    (material / "article.txt").write_text(ARTICLE, encoding="utf-8")
    built = Built(case=tmp_path / "case", said="", given=environment(tmp_path))
    assert built.run("build", material, "--case", built.case, "--received-from", "a test").status == 0
    assert [gap["kind"] for gap in built.listing("gaps")] == ["not_accessible"]


def test_a_path_that_does_not_exist_ends_with_its_own_error_and_an_untouched_case(tmp_path: Path):
    built = Built(case=tmp_path / "case", said="", given=environment(tmp_path))
    assert built.run("new", built.case).status == 0
    before = built.authority()
    done = built.run("add", built.case, tmp_path / "nothing")
    assert done.status == 9
    assert "P510" in done.err
    assert built.authority() == before


def test_a_line_that_is_no_json_is_wrong_use(tmp_path: Path):
    built = Built(case=tmp_path / "case", said="", given=environment(tmp_path))
    done = built.run("attribute", given='{"id": 1, "text": "He said it rained."}\nnot json\n')
    assert done.status == 2
    assert "line 2" in done.err
    assert json.loads(done.out)["id"] == 1


def test_a_folder_that_is_no_case_is_said_to_be_none(tmp_path: Path):
    built = Built(case=tmp_path / "case", said="", given=environment(tmp_path))
    for command in ("status", "claims", "process", "rebuild", "check"):
        done = built.run(command, tmp_path / "home-of-nothing")
        assert done.status == 4, (command, done.err)


def test_the_default_budget_is_the_one_the_documents_state():
    budget = Budget()
    assert (budget.ratio, budget.total_bytes, budget.depth, budget.members) == (200, 2 << 30, 8, 100_000)
