"""SHA-256 of bytes and of streams."""

import hashlib
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from probative.base.digest import BLOCK_BYTES, digest_of, digest_of_stream, is_digest


def test_the_digest_is_the_published_one() -> None:
    # FIPS 180-4, the test vector for "abc"
    assert digest_of(b"abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


@given(st.binary(max_size=300), st.integers(1, 40))
def test_a_stream_has_the_digest_of_its_bytes_however_it_is_read(content: bytes, step: int) -> None:
    stream = io.BytesIO(content)
    assert digest_of_stream(lambda count: stream.read(min(count, step))) == (digest_of(content), len(content))


@pytest.mark.parametrize("size_bytes", [BLOCK_BYTES - 1, BLOCK_BYTES, BLOCK_BYTES + 1, 3 * BLOCK_BYTES])
def test_blocks_end_where_they_may(size_bytes: int) -> None:
    content = bytes(size_bytes)
    assert digest_of_stream(io.BytesIO(content).read) == (hashlib.sha256(content).hexdigest(), size_bytes)


def test_a_stream_is_never_asked_for_more_than_a_block() -> None:
    asked: list[int] = []
    digest_of_stream(lambda count: asked.append(count) or b"")  # type: ignore[func-returns-value]
    assert asked == [BLOCK_BYTES]


@given(st.binary(max_size=50))
def test_a_digest_is_a_digest(content: bytes) -> None:
    assert is_digest(digest_of(content))


@pytest.mark.parametrize("text", ["", "a" * 63, "a" * 65, "A" * 64, "g" * 64, "\u0661" * 64, "a" * 63 + "\n"])
def test_what_is_no_digest_is_told_apart(text: str) -> None:
    assert not is_digest(text)
