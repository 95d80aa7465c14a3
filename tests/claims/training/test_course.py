"""A course from marked texts to a model's folder: the same course gives the same bytes."""

import json
from pathlib import Path

import pytest

from probative.base.fs import Disk
from probative.claims.attributor import attributor_for, both_of, network_of
from probative.claims.corpus.corpus import Part, fingerprint, read_corpus
from probative.claims.trained.weights import CARD, ModelInvalid, open_weights, read_card
from probative.flow.training import Order, train
from tests.claims import tiny
from tests.claims.models import taught

TEXT = "Nine men were held in the mill at Sarn, Mira Toll said. The guards left, Joran Pell told reporters."


def content(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def test_the_same_course_gives_the_same_bytes(tiny_model, tiny_corpus, tiny_base, tmp_path):
    again = taught(tmp_path / "again", tiny_corpus, tiny_base)
    assert content(again) == content(tiny_model)


def test_another_seed_gives_another_model(tiny_model, tiny_corpus, tiny_base, tmp_path):
    other = taught(tmp_path / "other", tiny_corpus, tiny_base, seed=3)
    assert content(other)["encoder.onnx"] != content(tiny_model)["encoder.onnx"]


def test_a_finished_course_leaves_nothing_but_the_model(tiny_model):
    assert sorted(content(tiny_model)) == ["encoder.onnx", "model.json", "roles.onnx", "tokenizer.json"]
    assert [path.name for path in tiny_model.parent.iterdir()] == [tiny_model.name]


def test_the_card_says_what_the_model_learned_from_and_how_well_it_does(tiny_model, tiny_corpus):
    card = read_card(tiny_model)
    parts: dict[Part, list[str]] = {part: [] for part in Part}
    for document, part in read_corpus(tiny_corpus):
        parts[part].append(fingerprint(document))
    assert card["learned"] == sorted(parts[Part.TRAIN] + parts[Part.DEV])
    assert card["data"] == {"documents": 8, "attributions": 24, "rounds": 2, "first": 0, "seed": 1}
    assert [(part, figures["documents"]) for part, figures in card["figures"].items()] == [("dev", 4), ("test", 4)]
    for figures in card["figures"].values():
        for system in ("rules", "network", "both"):
            assert all(0 <= low <= high <= 1 for _, low, high in figures[system].values())


def test_a_trained_model_attributes_the_same_however_often_it_is_opened(tiny_model):
    first, second = (both_of(open_weights(tiny_model), "en") for _ in range(2))
    assert first.attribute(TEXT) == second.attribute(TEXT) == first.attribute(TEXT)
    assert first.version.startswith("1-" + open_weights(tiny_model).hash[:12])
    assert network_of(open_weights(tiny_model), "en").attribute(TEXT) is not None


@pytest.mark.parametrize("name", ["encoder.onnx", "roles.onnx", "tokenizer.json"])
def test_a_model_whose_file_was_changed_does_not_open(tiny_model, tmp_path, name):
    for path in tiny_model.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    changed = tmp_path / name
    changed.write_bytes(changed.read_bytes()[:-1] + b"!")
    with pytest.raises(ModelInvalid, match=name):
        open_weights(tmp_path)


@pytest.mark.parametrize("card", ["", "[]", "{}", '{"files": 3}', '{"name": "x", "files": {}}'])
def test_a_folder_without_a_whole_card_is_no_model(tmp_path, card):
    (tmp_path / CARD).write_text(card)
    with pytest.raises(ModelInvalid):
        open_weights(tmp_path)


@pytest.mark.parametrize("by", ["both", "network", "rules"])
def test_a_model_calibrated_for_other_proposals_does_not_attribute(tiny_model, tmp_path, by):
    for path in tiny_model.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    card = json.loads((tmp_path / CARD).read_text())
    for scale in (card["scale"] | {by: card["scale"][by][:-1]}, {}):
        (tmp_path / CARD).write_text(json.dumps(card | {"scale": scale}))
        with pytest.raises(ModelInvalid, match="calibrated for other proposals"):
            attributor_for("en", tmp_path)


def test_open_sets_prepare_and_the_card_names_them(tiny_corpus, tiny_base, tmp_path):
    import gzip

    (tmp_path / "sets" / "treebanks").mkdir(parents=True)
    (tmp_path / "sets" / "uner").mkdir()
    (tmp_path / "sets" / "factuality_uds").mkdir()
    rows = [
        ("Toll", "Toll", "PROPN", 2, "nsubj"), ("said", "say", "VERB", 0, "root"),
        ("guards", "guard", "NOUN", 4, "nsubj"),
        ("left", "leave", "VERB", 2, "ccomp"), (".", ".", "PUNCT", 2, "punct"),
    ]  # fmt: skip
    lines = [
        f"{n}\t{form}\t{lemma}\t{pos}\t_\t_\t{head}\t{rel}\t_\t_"
        for n, (form, lemma, pos, head, rel) in enumerate(rows, 1)
    ]
    with gzip.open(tmp_path / "sets" / "treebanks" / "en_made.conllu.gz", "wt") as out:
        out.write("\n".join(["# newdoc id = a", *lines, "", ""]))
    tokens = ["Toll", "left", "Sarn", "."]
    with gzip.open(tmp_path / "sets" / "uner" / "English-Made.dev.jsonl.gz", "wt") as out:
        out.write(json.dumps({"tokens": tokens, "tags": ["B-PER", "O", "B-LOC", "O"]}) + "\n")
    with gzip.open(tmp_path / "sets" / "factuality_uds" / "train.jsonl.gz", "wt") as out:
        out.write(json.dumps({"tokens": tokens, "factuality": [{"token": 1, "lemma": "leave", "value": 2.5}]}) + "\n")
    said: list[str] = []
    order = Order(
        corpora=(tiny_corpus,), goal=tmp_path / "model", base=tiny_base, preparing=tmp_path / "sets", rounds=1, name="p"
    )
    card = train(order, said.append, disk=Disk())
    assert card["prepared_with"] == [
        "treebanks/en_made.conllu.gz", "uner/English-Made.dev.jsonl.gz", "factuality_uds/train.jsonl.gz",
    ]  # fmt: skip
    assert "3 windows to prepare with" in said[0]
    assert card["base"]["layers"] == tiny.LAYERS


def test_a_course_leaves_the_arithmetic_of_its_process_as_it_was(tiny_model):
    import numpy as np

    assert tiny_model.exists()
    assert float(np.float32(1e-40) / np.float32(2)) > 0
