"""A base encoder is looked at before anything is computed; what is no BERT is refused with what is wrong."""

import json
import shutil

import numpy as np
import pytest
from safetensors.numpy import load_file, save_file

from probative.claims.training import encoders
from probative.claims.training.encoders import CONFIG, TOKENIZER, WEIGHTS, BaseMissing, BaseUnfit, look_at, shipped_base
from tests.claims.tiny import INNER, LAYERS, POSITIONS, WIDTH


@pytest.fixture
def folder(tiny_base, tmp_path):
    return shutil.copytree(tiny_base, tmp_path / "base")


def changed(folder, **values):
    config = json.loads((folder / CONFIG).read_text())
    (folder / CONFIG).write_text(json.dumps({**config, **values}))


def test_sizes_come_from_the_folder(folder):
    base = look_at(folder)
    assert (base.width, base.inner, base.layers, base.positions) == (WIDTH, INNER, LAYERS, POSITIONS)
    assert base.mask == 4


def test_names_with_the_prefix_of_a_whole_bert_are_the_same(folder):
    given = load_file(folder / WEIGHTS)
    save_file({f"bert.{name}": value for name, value in given.items()}, folder / WEIGHTS)
    assert look_at(folder).width == WIDTH


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"model_type": "roberta"}, "only 'bert'"),
        ({"hidden_act": "relu"}, "only 'bert'"),
        ({"position_embedding_type": "relative_key"}, "only 'bert'"),
        ({"hidden_size": None}, "hidden_size"),
        ({"num_attention_heads": 5}, "does not divide"),
        ({"max_position_embeddings": 128}, "needed"),
        ({"vocab_size": 20}, "pieces"),
        ({"num_hidden_layers": 3}, "lacks encoder.layer.2"),
        ({"intermediate_size": 63}, "config.json says"),
    ],
)
def test_an_encoder_that_does_not_fit_is_refused_with_what_is_wrong(folder, values, said):
    changed(folder, **values)
    with pytest.raises(BaseUnfit, match=said):
        look_at(folder)


@pytest.mark.parametrize("name", [CONFIG, TOKENIZER, WEIGHTS])
def test_a_file_that_is_missing_or_is_something_else_is_named(folder, name):
    (folder / name).write_bytes(b"\xff\xff\xff\xff\xff\xff\xff\xffno")
    with pytest.raises(BaseUnfit, match=name):
        look_at(folder)
    (folder / name).unlink()
    with pytest.raises(BaseUnfit, match=name):
        look_at(folder)


def test_another_architecture_is_refused_by_its_names(folder):
    save_file({"roberta.embeddings.word_embeddings.weight": np.zeros((3, 3), np.float32)}, folder / WEIGHTS)
    with pytest.raises(BaseUnfit, match="holds no BERT"):
        look_at(folder)


def test_a_tokenizer_without_the_marks_of_a_bert_is_refused(folder):
    path = folder / TOKENIZER
    path.write_text(path.read_text().replace("[CLS]", "<s>"))
    with pytest.raises(BaseUnfit, match=r"lacks \[CLS\]"):
        look_at(folder)


def test_the_encoder_of_the_extra_is_known_by_its_hash(tmp_path, monkeypatch):
    package = tmp_path / encoders.PACKAGE
    (package / "model").mkdir(parents=True)
    (package / "__init__.py").touch()
    monkeypatch.syspath_prepend(tmp_path)
    with pytest.raises(BaseMissing, match="not installed"):
        shipped_base()
    (package / "model" / WEIGHTS).write_bytes(b"other weights")
    with pytest.raises(BaseMissing, match=encoders.PACKAGE_HASH):
        shipped_base()
    monkeypatch.setattr(encoders, "PACKAGE_HASH", encoders._hash(package / "model" / WEIGHTS))
    assert shipped_base() == package / "model"
