"""One value, one spelling."""

import json
import math
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from probative.base.canonical import LARGEST_INTEGER, NotCanonicalError, decode, encode

sayable = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-LARGEST_INTEGER, LARGEST_INTEGER)
    | st.text(st.characters(exclude_categories=("Cs",))),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(st.characters(exclude_categories=("Cs",))), inner)
    ),
    max_leaves=20,
)


@given(sayable)
def test_what_is_encoded_decodes_to_itself(value: Any) -> None:
    assert decode(encode(value)) == value


@given(sayable)
def test_encoding_says_what_the_standard_library_reads(value: Any) -> None:
    assert json.loads(encode(value)) == value


@given(st.dictionaries(st.text(st.characters(exclude_categories=("Cs",))), st.integers(0, 9)), st.randoms())
def test_the_order_of_keys_in_memory_does_not_matter(value: dict[str, int], chance: Any) -> None:
    keys = list(value)
    chance.shuffle(keys)
    assert encode({key: value[key] for key in keys}) == encode(value)


@given(
    st.dictionaries(st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=2), st.none(), min_size=2)
)
def test_keys_stand_in_the_order_of_code_points(value: dict[str, None]) -> None:
    keys = [key for key, _ in json.loads(encode(value), object_pairs_hook=list)]
    assert keys == sorted(keys, key=lambda key: [ord(character) for character in key])


def test_code_points_order_keys_where_utf_16_would_not() -> None:
    assert encode({"\U0001f54a": 1, "\uffee": 2}) == '{"\uffee":2,"\U0001f54a":1}'.encode()


def test_a_tuple_is_spelt_like_a_list() -> None:
    assert encode(((1, 2), "a")) == b'[[1,2],"a"]'


@given(st.binary(max_size=40))
@example(b'"\\u0041"')
def test_bytes_are_refused_or_are_the_spelling_of_what_they_say(content: bytes) -> None:
    try:
        value = decode(content)
    except NotCanonicalError:
        return
    assert encode(value) == content


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b" 1",
        b"1 ",
        b"1\n",
        b"\xef\xbb\xbf1",
        b"\xff",
        b'"\xed\xa0\x80"',
        b'"\\ud800"',
        b'"\\u0041"',
        b'"\\/"',
        b'"\\u00e9"',
        b'"\\u001F"',
        b'"a\nb"',
        b'{"a": 1}',
        b'{"a":1, "b":2}',
        b'{"b":1,"a":2}',
        b'{"a":1,"a":1}',
        b'{"a":1,"\\u0061":1}',
        b'[{"b":{"a":1,"a":2}}]',
        b"[1,]",
        b"[1 ,2]",
        b"1.0",
        b"1e3",
        b"-0",
        b"01",
        b"+1",
        b"NaN",
        b"Infinity",
        b"-Infinity",
        b"9007199254740992",
        b"-9007199254740992",
        b"True",
        b"{",
        b"{1:2}",
        b"'a'",
        b"1 2",
        b"//\n1",
    ],
)
def test_every_other_spelling_is_refused(content: bytes) -> None:
    with pytest.raises(NotCanonicalError):
        decode(content)


def test_depth_beyond_all_sense_is_refused() -> None:
    with pytest.raises(NotCanonicalError):
        decode(b"[" * 200_000 + b"]" * 200_000)


def test_an_integer_of_very_many_digits_is_refused() -> None:
    with pytest.raises(NotCanonicalError):
        decode(b"1" * 10_000)


@pytest.mark.parametrize("number", [LARGEST_INTEGER, -LARGEST_INTEGER, 0, -1])
def test_integers_up_to_the_largest_are_allowed(number: int) -> None:
    assert decode(encode(number)) == number


@pytest.mark.parametrize(
    ("value", "message"),
    [
        (1.5, r"\$: float"),
        (math.nan, r"\$: float"),
        ({"a": [0, 1.0]}, r"\$\.a\[1\]: float"),
        ({"a": {"b": 2**53}}, r"\$\.a\.b: integer of 2\*\*53"),
        ([-(2**53)], r"\$\[0\]: integer of 2\*\*53"),
        ({1: "a"}, r"\$: key 1 is not a string"),
        ([{None: "a"}], r"\$\[0\]: key None is not a string"),
        (b"bytes", r"\$: bytes"),
        ({"a": {1, 2}}, r"\$\.a: set"),
        (object(), r"\$: object"),
        (["\udfff"], "lone surrogate"),
        ({"\ud800": 1}, "lone surrogate"),
    ],
)
def test_a_value_without_a_canonical_form_is_refused_and_named(value: Any, message: str) -> None:
    with pytest.raises(NotCanonicalError, match=message):
        encode(value)


def test_a_value_nested_beyond_all_sense_is_refused() -> None:
    value: list[Any] = []
    for _ in range(100_000):
        value = [value]
    with pytest.raises(NotCanonicalError):
        encode(value)


def test_a_true_is_not_a_one() -> None:
    assert (encode(True), encode(1), decode(b"true") is True) == (b"true", b"1", True)


def test_being_not_canonical_is_a_value_error() -> None:
    assert issubclass(NotCanonicalError, ValueError)


@pytest.mark.parametrize("depth", [10, 100, 300, *range(400, 1000, 25), *range(960, 1010), 1500, 3000])
def test_any_depth_is_read_or_refused_by_name(depth: int) -> None:
    content = b"[" * depth + b"]" * depth
    try:
        assert encode(decode(content)) == content
    except NotCanonicalError:
        assert depth > 200
