from probative.language.organisations import head_words, known_bodies, legal_forms, plain_heads
from probative.model.network import Schema


def test_every_head_word_speaks_for_a_schema_that_exists():
    assert {Schema(schema) for schema in (*head_words().values(), *known_bodies().values())} <= {
        Schema.ORGANIZATION,
        Schema.PUBLIC_BODY,
        Schema.MILITARY_UNIT,
    }


def test_a_legal_form_has_many_spellings_and_one_name():
    assert legal_forms()["ooo",] == legal_forms()["llc",] == "LLC"
    assert legal_forms()["open", "joint", "stock", "company"] == "JSC"


def test_words_that_say_little_are_known():
    assert "group" in plain_heads()
    assert "brigade" not in plain_heads()
