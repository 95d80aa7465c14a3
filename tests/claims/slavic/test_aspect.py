"""Which forms of the present tell of what is still to come."""

import pytest

from probative.claims.slavic import slavic_rules

COMING = (
    ("uk", "Вартовий попередив, що загони поховають загиблих за млином."),
    ("uk", "Вартовий сказав, що загони затримають паромника."),
    ("uk", "Вартовий попередив, що загони обстріляють паром."),
    ("uk", "Вартовий попередив, що загони розграбують пекарню."),
    ("ru", "Сторож сказал, что отряды обстреляют паром."),
    ("ru", "Сторож предупредил, что отряды ранят паромщика."),
    ("ru", "Сторож предупредил, что отряды закопают ящики."),
)
GOING_ON = (
    ("uk", "Вартовий сказав, що загони ховають загиблих за млином."),
    ("uk", "Вартовий сказав, що загони обстрілюють паром."),
    ("uk", "Вартовий сказав, що загони тримають паромника."),
    ("uk", "Вартовий сказав, що загони грабують пекарню."),
    ("ru", "Сторож сказал, что отряды обстреливают паром."),
    ("ru", "Сторож сказал, что отряды стреляют по парому."),
    ("ru", "Сторож сказал, что отряды ранят паромщика."),
    ("ru", "Сторож предупредил, что отряды закапывают ящики."),
)


@pytest.mark.parametrize(("language", "text"), COMING)
def test_a_prefix_before_a_verb_that_is_one_without_it_makes_what_is_to_come(language: str, text: str) -> None:
    (found,) = slavic_rules(language).attribute(text)
    assert found.forecast


@pytest.mark.parametrize(("language", "text"), GOING_ON)
def test_what_goes_on_is_no_forecast(language: str, text: str) -> None:
    (found,) = slavic_rules(language).attribute(text)
    assert not found.forecast
