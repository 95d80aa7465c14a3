"""What every word of the model is: frozen, slotted, keyword-only, equal by value."""

import dataclasses
import importlib
import inspect
import pkgutil
from enum import Enum, StrEnum

import pytest
from hypothesis import given

import probative.model
from tests.suites.values import values

MODULES = [
    importlib.import_module(found.name) for found in pkgutil.iter_modules(probative.model.__path__, "probative.model.")
]
CLASSES = [
    kind
    for module in MODULES
    for kind in vars(module).values()
    if inspect.isclass(kind) and kind.__module__ == module.__name__
]
WORDS = [kind for kind in CLASSES if not issubclass(kind, Enum)]


@pytest.mark.parametrize("kind", WORDS)
def test_every_word_is_a_frozen_slotted_keyword_only_dataclass(kind: type) -> None:
    assert dataclasses.is_dataclass(kind)
    assert kind.__dataclass_params__.frozen  # type: ignore[attr-defined]
    assert "__slots__" in vars(kind)
    assert all(field.kw_only for field in dataclasses.fields(kind))


@pytest.mark.parametrize("kind", [kind for kind in CLASSES if issubclass(kind, Enum)])
def test_every_choice_is_a_string_so_that_it_can_be_stored(kind: type) -> None:
    assert issubclass(kind, StrEnum)


@pytest.mark.parametrize("kind", WORDS)
def test_no_word_holds_what_could_change_under_it(kind: type) -> None:
    changing = ("list", "dict", "set", "List", "Dict", "Set", "Any", "object")
    for field in dataclasses.fields(kind):
        words = str(field.type).replace("[", " ").replace("]", " ").replace("|", " ").replace(",", " ").split()
        assert not set(words) & set(changing), f"{kind.__name__}.{field.name}"


@given(values())
def test_a_value_can_be_a_key(value: object) -> None:
    assert {value: 1}[dataclasses.replace(value)] == 1  # type: ignore[type-var]


@given(values())
def test_a_value_cannot_be_changed(value: object) -> None:
    name = dataclasses.fields(value)[0].name  # type: ignore[arg-type]
    with pytest.raises(dataclasses.FrozenInstanceError):
        setattr(value, name, "other")
