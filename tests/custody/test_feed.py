"""Blocks that are handed to another thread arrive all, in their order, and so does what went wrong."""

import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st

from probative.custody.vault.feed import Feed

BLOCKS = st.lists(st.sampled_from([0, 1, 1000, (1 << 16) - 1, 1 << 16, 1 << 17]), max_size=40)


@given(BLOCKS, st.data())
def test_blocks_arrive_all_and_in_their_order(sizes: list[int], data: st.DataObject) -> None:
    taken: list[bytes] = []
    feed = Feed(taken.append)
    given_in = [bytes([number]) * size for number, size in enumerate(sizes)]
    for block in given_in:
        feed.put(block)
        if data.draw(st.booleans()):
            feed.settle()
            assert taken == given_in[: len(taken)]
    feed.settle()
    feed.stop()
    assert taken == given_in


@given(st.integers(0, 20), st.sampled_from([10, 1 << 17]))
def test_what_went_wrong_is_raised_at_the_latest_when_all_must_be_there(bad: int, size: int) -> None:
    taken: list[bytes] = []

    def take(block: bytes) -> None:
        if len(taken) == bad:
            raise OSError("full")
        taken.append(block)

    feed = Feed(take)

    def run() -> None:
        for _ in range(30):
            feed.put(bytes(size))
        feed.settle()

    with pytest.raises(OSError, match="full"):
        run()
    feed.stop()
    assert len(taken) == bad


def test_no_thread_stays_behind_and_short_blocks_need_none() -> None:
    before = threading.active_count()
    feed = Feed(lambda _: None)
    feed.put(b"short")
    assert threading.active_count() == before
    for _ in range(40):
        feed.put(bytes(1 << 17))
    assert threading.active_count() == before + 1
    feed.stop()
    assert threading.active_count() == before
