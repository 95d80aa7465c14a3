"""The card of the model that ships: every hash and figure on the page comes from the model's own card."""

import hashlib

import pytest

from probative.claims.trained.weights import CARD, read_card
from tests.conftest import ROOT
from tests.scripts import loaded


@pytest.fixture
def make():
    return loaded(ROOT / "docs" / "make.py")


def test_the_page_has_every_hash_and_every_figure_of_the_card(make, tiny_model, monkeypatch):
    monkeypatch.setattr(make, "CARD", tiny_model / CARD)
    page, card = make.model(), read_card(tiny_model)
    assert hashlib.sha256((tiny_model / CARD).read_bytes()).hexdigest() in page
    assert all(digest in page for digest in card["files"].values())
    assert card["base"]["sha256"] in page
    for figures in card["figures"].values():
        for value, low, high in (*figures["rules"].values(), *figures["network"].values(), *figures["both"].values()):
            assert f"{value:.3f} [{low:.3f} {high:.3f}]" in page
    assert "{{" not in page


def test_without_a_measured_model_the_page_says_so(make, tmp_path, monkeypatch):
    monkeypatch.setattr(make, "CARD", tmp_path / CARD)
    page = make.model()
    assert "No measured model" in page
    assert "Not measured yet" in page


@pytest.mark.parametrize("name", ["docs/reference/model.md", "NOTICE", "src/probative/claims/data/README.md"])
def test_every_source_of_the_weights_is_named_with_its_licence(name):
    text = (ROOT / name).read_text(encoding="utf-8")
    for word in ("EWT", "GUM", "Universal NER", "It-Happened", "re3d", "all-MiniLM-L6-v2", "Zeldes 2017", "Silveira"):
        assert word in text, word
    for licence in ("CC BY-SA 4.0", "CC BY 2.5", "CC BY-SA 3.0", "OGL 3.0", "Apache"):
        assert licence in text, licence
