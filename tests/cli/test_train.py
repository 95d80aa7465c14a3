"""`train`, `compare`, `changes` and `--model`, as a user calls them."""

import json
import subprocess
import sys

import pytest

from probative.claims.corpus.corpus import CorpusUnfit
from probative.claims.corpus.marked import MarkedTextInvalid
from probative.claims.trained.weights import CARD, ModelInvalid, card_hash
from probative.claims.training.encoders import PACKAGE, BaseMissing, BaseUnfit
from probative.claims.training.open_sets import OpenSetUnfit
from probative.flow import training
from probative.flow.comparing import DocumentsLearned
from probative.flow.training import CannotTrain, TrainingExtraMissing
from tests.claims import tiny
from tests.cli.conftest import Desk, pristine_room

__all__ = ["pristine_room"]

TEXT = json.dumps({"id": 1, "text": "Nine men were held in the mill at Sarn, Mira Toll said."})


@pytest.fixture(scope="session")
def unseen(tmp_path_factory):
    """A corpus of texts that no model has seen, all of them for judging."""
    return tiny.corpus(tmp_path_factory.mktemp("unseen") / "corpus", train=0, dev=0, test=5, first=100)


def test_training_says_how_it_goes_and_prints_figures_on_dev_and_test(desk: Desk, tiny_corpus, tiny_base, tmp_path):
    done = desk.run("train", tiny_corpus, "--out", tmp_path / "m", "--base", tiny_base, "--rounds", 1, "--name", "ours")
    assert done.out.splitlines()[0] == f"ours 1 in {tmp_path / 'm'}"
    assert "dev: 4 documents, 12 attributions" in done.out
    assert "test: 4 documents, 12 attributions" in done.out
    assert "triple_relaxed" in done.out
    assert "step 1 of 1" in done.err
    assert "threshold" in done.err
    assert "Warning" not in done.err + done.out
    assert (tmp_path / "m" / CARD).exists()


def test_training_in_json_prints_the_card(desk: Desk, tiny_corpus, tiny_base, tmp_path):
    (card,) = desk.shapes("train", tiny_corpus, "--out", tmp_path / "m", "--base", tiny_base, "--rounds", 1)
    written = json.loads((tmp_path / "m" / CARD).read_text())
    assert card == {"model": str(tmp_path / "m"), **{key: one for key, one in written.items() if key != "learned"}}


def test_two_corpora_in_two_formats_are_one_corpus(desk: Desk, tiny_corpus, tiny_base, tmp_path):
    theirs = tmp_path / "theirs"
    theirs.mkdir()
    (theirs / "a.txt").write_text("Mira Toll said the mill burned.")
    (theirs / "a.ann").write_text(
        "T1\tSource 0 9\tMira Toll\nT2\tCue 10 14\tsaid\nT3\tContent 15 30\tthe mill burned\n"
        "R1\tsource Arg1:T2 Arg2:T1\nR2\tcontent Arg1:T2 Arg2:T3\n"
    )
    (theirs / "parts.json").write_text('{"train": ["a"]}')
    (card,) = desk.shapes("train", tiny_corpus, theirs, "--out", tmp_path / "m", "--base", tiny_base, "--rounds", 1)
    assert card["data"]["documents"] == 9


@pytest.mark.parametrize(
    ("words", "error", "said"),
    [
        (["--out", "{model}", "--base", "{base}"], CannotTrain, "is there already"),
        (["--out", "m", "--base", "{base}", "--language", "pl"], CannotTrain, "not in 'pl'"),
        (["--out", "m", "--base", "{base}", "--language", "uk"], CannotTrain, "starts from the letters of words"),
        (["--out", "m", "--base", "{corpus}"], BaseUnfit, "config.json"),
        (["--out", "m", "--base", "{base}", "--preparing", "{corpus}"], OpenSetUnfit, "holds none of"),
    ],
)
def test_an_order_that_cannot_be_carried_out_is_refused_before_the_work(
    desk, tiny_corpus, tiny_base, tiny_model, tmp_path, monkeypatch, words, error, said
):
    monkeypatch.chdir(tmp_path)
    names = {"{model}": tiny_model, "{base}": tiny_base, "{corpus}": tiny_corpus}
    with pytest.raises(error, match=said):
        desk.run("train", tiny_corpus, *(names.get(word, word) for word in words), fails=True)
    assert not (tmp_path / "m").exists()


def test_a_corpus_without_a_dev_part_or_with_one_text_in_two_parts_is_refused(desk, tiny_base, tmp_path):
    how = ("--out", tmp_path / "m", "--base", tiny_base)
    bare = tiny.corpus(tmp_path / "bare", train=2, dev=0, test=1)
    with pytest.raises(CorpusUnfit, match="2 train, 0 dev, 1 test"):
        desk.run("train", bare, *how, fails=True)
    mixed = tiny.corpus(tmp_path / "mixed", train=2, dev=1, test=0)
    copied = (mixed / "t-000.txt").read_text().replace("id: t-000", "id: t-002")
    (mixed / "t-002.txt").write_text(copied)
    with pytest.raises(CorpusUnfit, match="are the same text"):
        desk.run("train", mixed, *how, fails=True)
    (mixed / "t-001.txt").write_text("no head")
    with pytest.raises(MarkedTextInvalid, match=r"t-001\.txt"):
        desk.run("train", mixed, *how, fails=True)


def test_without_the_extra_a_clear_error_says_what_to_install(desk, tiny_corpus, tmp_path, monkeypatch):
    monkeypatch.setattr(training, "_NEEDED", ("torch", "no_such_library"))
    with pytest.raises(TrainingExtraMissing, match="not installed: no_such_library") as missing:
        desk.run("train", tiny_corpus, "--out", tmp_path / "m", fails=True)
    assert "probative[train]" in missing.value.hint


def test_without_the_base_a_clear_error_says_what_to_install(desk, tiny_corpus, tmp_path, monkeypatch):
    monkeypatch.setattr("probative.claims.training.encoders.find_spec", lambda _name: None)
    with pytest.raises(BaseMissing, match=PACKAGE.replace("_", "-")):
        desk.run("train", tiny_corpus, "--out", tmp_path / "m", fails=True)


def test_a_model_does_not_differ_from_itself(desk: Desk, tiny_model, unseen):
    done = desk.run("compare", unseen, "--model", tiny_model, "--with", tiny_model)
    assert done.out.count("may be chance") == 9
    assert "No difference" in done.out.splitlines()[-1]
    assert "5 documents of the test part, 15 attributions" in done.out


def test_a_comparison_says_of_each_measure_whether_the_difference_is_more_than_chance(desk: Desk, tiny_model, unseen):
    shapes = desk.shapes("compare", unseen, "--model", tiny_model, "--with", "rules")
    assert [shape["system"] for shape in shapes[:3]] == ["rules", "rules", str(tiny_model)]
    assert shapes[0]["figures"] == shapes[1]["figures"]
    assert card_hash(tiny_model)[:12] in shapes[2]["suggester"]
    for shape in shapes[3:]:
        low, high = shape["interval"]
        assert shape["beyond_chance"] == (low > 0 or high < 0)
        assert shape["difference"] == pytest.approx(shape["second"] - shape["first"], abs=2e-4)
    assert desk.shapes("compare", unseen, "--model", tiny_model, "--with", "rules") == shapes


def test_a_model_is_not_judged_by_what_it_was_taught_from(desk: Desk, tiny_model, other_model, tmp_path):
    seen = tiny.corpus(tmp_path / "seen", train=0, dev=0, test=2)
    for words in (("--model", tiny_model), ("--model", "rules", "--with", other_model)):
        with pytest.raises(DocumentsLearned, match="taught from or chosen by t-000, t-001"):
            desk.run("compare", seen, *words, fails=True)


def test_a_corpus_without_a_test_part_cannot_compare(desk: Desk, tiny_model, tmp_path):
    bare = tiny.corpus(tmp_path / "bare", train=1, dev=1, test=0)
    with pytest.raises(CorpusUnfit, match="no document in the test part"):
        desk.run("compare", bare, "--model", tiny_model, fails=True)


def test_a_model_attributes_by_option_and_by_setting_and_the_option_wins(desk: Desk, tiny_model, tmp_path):
    by_option = desk.run("attribute", "--model", tiny_model, given=TEXT)
    by_setting = desk.run("attribute", given=TEXT, PROBATIVE_MODEL=str(tiny_model))
    both = desk.run("attribute", "--model", tiny_model, given=TEXT, PROBATIVE_MODEL=str(tmp_path))
    assert by_option.out == by_setting.out == both.out
    with pytest.raises(ModelInvalid):
        desk.run("attribute", given=TEXT, PROBATIVE_MODEL=str(tmp_path), fails=True)


def test_a_model_of_a_language_that_is_not_read_is_refused(desk: Desk, tiny_model, tmp_path):
    for path in tiny_model.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    card = json.loads((tmp_path / CARD).read_text())
    (tmp_path / CARD).write_text(json.dumps({**card, "languages": ["pl"]}))
    with pytest.raises(ModelInvalid, match="attributes in pl, not in en, uk, ru"):
        desk.run("attribute", "--model", tmp_path, given=TEXT, fails=True)


def test_switching_says_what_changed_and_lists_it(desk: Desk, tiny_model, other_model):
    assert desk.run("changes", desk.case).out.startswith("No changes")
    desk.run("judge", desk.case, "accept", "C-0001", "--why", "read it")
    first = desk.run("process", desk.case, "--model", tiny_model)
    (line,) = [each for each in first.out.splitlines() if each.startswith("claims")]
    assert "; read again with tiny+" in line
    assert f"1-{card_hash(tiny_model)[:12]}" in line
    second = desk.run("process", desk.case, PROBATIVE_MODEL=str(other_model))
    assert f"2-{card_hash(other_model)[:12]}" in second.out
    shapes = desk.shapes("changes", desk.case)
    assert {shape["change"] for shape in shapes} <= {"new", "gone", "changed", "kept"}
    assert all(card_hash(tiny_model)[:12] in shape["tool_before"] for shape in shapes)
    listed = desk.run("changes", desk.case).out
    assert all(shape["claim"] in listed for shape in shapes)
    claims = {shape["id"]: shape for shape in desk.shapes("claims", desk.case)}
    assert claims["C-0001"]["status"] == "accepted"
    desk.run("process", desk.case)
    assert "C-0001" in {shape["id"] for shape in desk.shapes("claims", desk.case)}
    assert desk.run("check", desk.case, "--full").status == 0


def test_a_case_is_built_with_a_model(desk: Desk, tiny_model, material, tmp_path):
    desk.run("build", material, "--case", tmp_path / "case", "--model", tiny_model)
    found = desk.shapes("claims", tmp_path / "case")
    assert found
    assert all(card_hash(tiny_model)[:12] in shape["suggester"] for shape in found)


def test_a_folder_that_holds_no_model_is_refused_before_any_work(desk: Desk, material, tmp_path):
    with pytest.raises(ModelInvalid):
        desk.run("build", material, "--case", tmp_path / "case", "--model", tmp_path, fails=True)
    assert not (tmp_path / "case").exists()
    with pytest.raises(ModelInvalid):
        desk.run("process", desk.case, fails=True, PROBATIVE_MODEL=str(tmp_path))


def test_attributing_with_a_model_loads_nothing_that_only_training_needs(tiny_model):
    code = (
        "import io, json, sys\n"
        f"sys.stdin = io.TextIOWrapper(io.BytesIO({TEXT!r}.encode()))\n"
        f"sys.argv = ['probative', 'attribute', '--model', {str(tiny_model)!r}]\n"
        "from probative.cli.main import run\n"
        "try:\n    run()\nexcept SystemExit:\n    pass\n"
        "import probative.flow.training, probative.flow.comparing, probative.cli.train\n"
        "print([name for name in ('torch', 'onnx', 'safetensors') if name in sys.modules], file=sys.stderr)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stderr.strip() == "[]"
    assert json.loads(done.stdout)["id"] == 1
