"""The hash that is worked out beside the work is the hash."""

import hashlib
import threading

from hypothesis import given
from hypothesis import strategies as st

from probative.custody.vault.hashing import Hashing

BLOCKS = st.lists(st.sampled_from([0, 1, 1000, (1 << 16) - 1, 1 << 16, 1 << 17]), max_size=30)


@given(BLOCKS, BLOCKS, BLOCKS)
def test_a_hash_worked_out_beside_is_the_hash_also_after_going_back(
    first: list[int], given_up: list[int], last: list[int]
) -> None:
    hashing, plain = Hashing(), hashlib.sha256()
    for number, size in enumerate(first):
        content = bytes([number]) * size
        hashing.update(content)
        plain.update(content)
    state = hashing.state()
    assert state.digest() == plain.digest()
    for size in given_up:
        hashing.update(b"x" * size)
    hashing.go_back(state)
    for number, size in enumerate(last):
        content = bytes([255 - number]) * size
        hashing.update(content)
        plain.update(content)
    hashing.close()
    assert hashing.state().digest() == plain.digest()
    # A state that was given away is not changed by what came after.
    assert state.digest() == hashlib.sha256(b"".join(bytes([at]) * size for at, size in enumerate(first))).digest()


def test_closing_leaves_no_thread_behind() -> None:
    before = threading.active_count()
    hashing = Hashing()
    for _ in range(40):
        hashing.update(bytes(1 << 17))
    assert threading.active_count() == before + 1
    hashing.close()
    assert threading.active_count() == before
