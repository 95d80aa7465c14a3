"""Batches: every item once, in order, none too heavy."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from probative.engine.batches import BATCH_ITEMS, BATCH_MS, DEFAULT_WEIGHT_MS, batched_by_weight


@given(st.lists(st.integers(-5, 500), max_size=600))
def test_batches_hold_every_item_in_order(items: list[int]) -> None:
    batches = list(batched_by_weight(items, lambda item: item))
    assert [item for batch in batches for item in batch] == items
    assert all(0 < len(batch) <= BATCH_ITEMS for batch in batches)


@given(st.lists(st.integers(1, 500), max_size=200))
def test_a_batch_is_sent_as_soon_as_it_weighs_enough(items: list[int]) -> None:
    for batch in batched_by_weight(items, lambda item: item):
        assert sum(batch[:-1]) < BATCH_MS


@pytest.mark.parametrize(("weight", "size"), [(None, BATCH_MS // DEFAULT_WEIGHT_MS), (lambda _: 0, BATCH_MS)])
def test_an_item_always_weighs_something(weight: None, size: int) -> None:
    assert [len(batch) for batch in batched_by_weight(range(size * 2), weight)] == [size, size]
