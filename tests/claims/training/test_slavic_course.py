"""A course from the letters of words: one model for Ukrainian and Russian, beside the rules of each."""

import gzip
import json
from pathlib import Path

import pytest

from probative.claims.attributor import attributor_for, attributors, both_of, english_attributor, network_of
from probative.claims.corpus.corpus import Part
from probative.claims.slavic.letters import TRAITS, Letters
from probative.claims.trained.weights import CARD, ModelInvalid, open_weights, read_card
from probative.flow.training import read_parts
from tests.claims import tiny
from tests.claims.models import slavic_taught

TEXTS = {
    "uk": "Міра Толь сказала, що міст у Саррі заміновано. «Ми пішли», – додав Оск Варен.",
    "ru": "Мира Толь сказала, что мост в Сарре заминирован. «Мы ушли», – добавил Оск Варен.",
}


@pytest.fixture(scope="module")
def sets(tmp_path_factory) -> Path:
    """Open sets of one text each."""
    folder = tmp_path_factory.mktemp("sets")
    (folder / "treebanks").mkdir()
    (folder / "factrueval").mkdir()
    rows = [("Варен", "PROPN", 2, "nsubj"), ("сказал", "VERB", 0, "root"), (",", "PUNCT", 5, "punct"),
            ("что", "SCONJ", 5, "mark"), ("ушёл", "VERB", 2, "ccomp"), (".", "PUNCT", 2, "punct")]  # fmt: skip
    lines = [
        f"{n}\t{form}\t{form}\t{pos}\t_\t_\t{head}\t{rel}\t_\t_" for n, (form, pos, head, rel) in enumerate(rows, 1)
    ]
    with gzip.open(folder / "treebanks" / "ru_made.dev.conllu.gz", "wt") as out:
        out.write("\n".join(["# newdoc id = a", *lines, "", ""]))
    row = {
        "id": "b", "text": "Варен сообщил, что мост в Сарре взорван 3 мая.",
        "objects": [{"type": "Person", "start": 0, "end": 5}, {"type": "Location", "start": 26, "end": 31}],
    }  # fmt: skip
    with gzip.open(folder / "factrueval" / "made.jsonl.gz", "wt") as out:
        out.write(json.dumps(row) + "\n")
    return folder


def test_the_same_course_gives_the_same_bytes_and_needs_no_tokenizer(slavic_model, tmp_path):
    held = {path.name: path.read_bytes() for path in slavic_model.iterdir()}
    again = slavic_taught(tmp_path / "again", slavic_model.with_name("corpus"))
    assert held == {path.name: path.read_bytes() for path in again.iterdir()}
    assert set(held) == {"encoder.onnx", "roles.onnx", CARD}


def test_the_card_tells_the_languages_apart_and_names_the_open_sets(slavic_model, sets, tmp_path):
    card = read_card(slavic_model)
    assert card["languages"] == ["uk", "ru"]
    assert card["rows"] > TRAITS
    assert list(card["figures"]) == ["dev ru", "dev uk", "test ru", "test uk"]
    assert card["prepared_with"] == []
    more = read_card(slavic_taught(tmp_path / "more", slavic_model.with_name("corpus"), sets))
    assert more["prepared_with"] == ["treebanks/ru_made.dev.conllu.gz", "factrueval/made.jsonl.gz"]
    assert more["files"] != card["files"]


@pytest.mark.parametrize("language", ["uk", "ru"])
def test_one_model_attributes_in_both_languages_beside_the_rules_of_each(slavic_model, language):
    used = attributor_for(language, slavic_model)
    assert used.languages == {language}
    assert used.name == f"small+rules-{language}"
    assert used.attribute(TEXTS[language]) == both_of(open_weights(slavic_model), language).attribute(TEXTS[language])
    assert network_of(open_weights(slavic_model), language).attribute(TEXTS[language]) is not None
    assert set(attributors(language, slavic_model)) == {"rules", "network", "both"}


def test_where_it_was_not_taught_what_ships_attributes(slavic_model):
    assert attributor_for("en", slavic_model).name == attributor_for("en").name
    assert attributor_for(None, slavic_model).name == attributor_for("en").name
    assert set(attributors("en", slavic_model)) == {"rules"}
    with pytest.raises(ModelInvalid, match="attributes in ru, uk, not in English"):
        english_attributor(slavic_model)


@pytest.mark.parametrize(("languages", "rows", "said"), [(["en"], None, "no tokenizer"), (["uk"], 0, "tokenizer.json")])
def test_a_model_that_reads_otherwise_than_its_language_needs_does_not_open(
    slavic_model, tmp_path, languages, rows, said
):
    card = json.loads((slavic_model / CARD).read_text())
    for name in card["files"]:
        (tmp_path / name).write_bytes((slavic_model / name).read_bytes())
    changed = {**card, "languages": languages} | ({} if rows is None else {"rows": rows})
    (tmp_path / CARD).write_text(json.dumps(changed))
    with pytest.raises(ModelInvalid, match=said):
        attributor_for(languages[0], tmp_path)


def test_what_the_rules_find_in_open_texts_and_the_names_there_prepare(sets):
    from probative.claims.slavic.parse import parse
    from probative.claims.trained.labels import ENTITY_TAGS
    from probative.claims.training.examples import UNKNOWN, Reader
    from probative.claims.training.slavic_sets import prepared
    from probative.claims.training.slavic_sets import sets as found

    reader = Reader(lambda text: parse(text, "ru"), Letters(4096))
    tree, news = prepared(found(sets), reader)
    assert len(tree.wanted) == len(news.wanted) == 1
    assert set(tree.entities.tolist()) == {UNKNOWN}
    words = parse("Варен сообщил, что мост в Сарре взорван 3 мая.", "ru").tokens
    tags = dict(zip((word.words for word in words), news.entities.tolist(), strict=True))
    assert ENTITY_TAGS[tags["Варен"]] == "B-PER"
    assert ENTITY_TAGS[tags["Сарре"]] == "B-LOC"
    assert tags["мост"] == tags["3"] == UNKNOWN
    assert ENTITY_TAGS[tags["."]] == "O"


def test_documents_of_other_languages_are_left_out_and_that_is_said(tmp_path):
    said: list[str] = []
    parts = read_parts([tiny.slavic_corpus(tmp_path / "c")], ("ru",), said.append)
    assert {one.language for one in parts[Part.TRAIN]} == {"ru"}
    assert said == ["7 documents in 'uk' left out: this model is taught 'ru'"]
