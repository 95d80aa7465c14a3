"""The promise: memory and SQLCipher stores answer alike, whatever is asked of them in whatever order."""

import tempfile
from collections.abc import Callable
from contextlib import closing, suppress
from itertools import pairwise
from pathlib import Path
from random import Random  # noqa: TID251 - Hypothesis draws it
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from probative.base.digest import digest_of
from probative.base.identifiers import identifier
from probative.model.claims import Claim
from probative.model.exhibits import Exhibit
from probative.model.readings import Reading
from probative.store.kinds import KINDS, LETTERS, key_of
from probative.store.open import open_index, open_memory
from probative.store.ports import Store
from tests.suites.values import HIGHEST, queries, readings, values

KEY = bytes(range(32))

Act = Callable[[Store], object]


class Interrupted(Exception):
    """What fails a transaction here."""


def failing(acts: list[Act]) -> Act:
    """Make a transaction that does everything and then fails."""

    def run(store: Store) -> None:
        with suppress(Interrupted), store.transaction():
            for act in acts:
                act(store)
            raise Interrupted

    return run


def together(acts: list[Act]) -> Act:
    """Make a transaction that succeeds."""

    def run(store: Store) -> None:
        with store.transaction():
            for act in acts:
                act(store)

    return run


single_acts = st.one_of(
    st.lists(values(), max_size=6).map(lambda drawn: lambda store: store.put(drawn)),
    st.lists(readings(), max_size=4).map(lambda drawn: lambda store: store.put(drawn)),
    st.lists(values(), max_size=4).map(
        lambda drawn: lambda store: [store.remove(type(value), [key_of(value)]) for value in drawn]
    ),
    st.tuples(st.integers(1, HIGHEST), st.integers(1, 3)).map(
        lambda drawn: lambda store: store.remove(Reading, [(identifier("E", drawn[0]), drawn[1])])
    ),
    st.sampled_from(KINDS).map(lambda kind: lambda store: store.clear(kind)),
    st.tuples(st.sampled_from(["applied", "report"]), st.text(max_size=5)).map(
        lambda drawn: lambda store: _noted(store, *drawn)
    ),
)
acts = st.lists(
    single_acts | st.lists(single_acts, max_size=3).map(together) | st.lists(single_acts, max_size=3).map(failing),
    max_size=8,
)


def _noted(store: Store, key: str, value: str) -> None:
    try:
        store.set_note(key, value)
    except ValueError:
        store.set_note(key, "a lone surrogate")


def answers(store: Store, asked: list[str]) -> dict[str, object]:
    """Give everything that can be asked of a store."""
    exhibits = [identifier("E", number) for number in range(1, HIGHEST + 1)]
    return {
        "export": list(store.export()),
        "counts": [store.count(kind) for kind in KINDS],
        "highest": [store.highest(kind) for kind in LETTERS],
        "all": [[key_of(value) for value in store.all(kind)] for kind in KINDS],
        "given": [[store.get(kind, key_of(value)) == value for value in store.all(kind)] for kind in KINDS],
        "missing": [store.get(Claim, "C-9999"), store.get(Reading, ("E-9999", 1))],
        "readings": [list(store.readings(exhibit)) for exhibit in exhibits],
        "claims": [list(store.claims_of(exhibit)) for exhibit in exhibits],
        "digests": [store.by_digest(digest_of(bytes([number]))) for number in range(5)],
        "notes": [store.note(key) for key in ("applied", "report", "none")],
        "found": [store.search(query) for query in asked],
        "pages": [store.search(query, limit=2, offset=1) for query in asked],
        "sound": store.sound(),
    }


@settings(max_examples=60)
@given(acts=acts, asked=st.lists(queries, min_size=3, max_size=6))
def test_memory_and_sqlcipher_stores_answer_alike(acts: list[Act], asked: list[str]) -> None:
    with (
        tempfile.TemporaryDirectory() as folder,
        closing(open_index(Path(folder) / "index.db", key=KEY)) as index,
        closing(open_memory()) as memory,
    ):
        for act in acts:
            act(memory)
            act(index)
        assert answers(index, asked) == answers(memory, asked)


@settings(max_examples=20)
@given(held=st.lists(values(), max_size=12), chance=st.randoms(use_true_random=False))
def test_equal_content_gives_equal_bytes_whatever_the_order_of_writing(held: list[Any], chance: Random) -> None:
    last = {(type(value), key_of(value)): value for value in held}
    shuffled = list(last.values())
    chance.shuffle(shuffled)
    one, other = open_memory(), open_memory()
    one.put(held)
    other.put(shuffled)
    assert list(one.export()) == list(other.export())


@given(held=st.lists(readings(), max_size=5), query=queries)
def test_every_hit_points_at_the_words_it_shows(held: list[Any], query: str) -> None:
    store = open_memory()
    store.put(held)
    for hit in store.search(query):
        volume = store.get(Reading, (hit.exhibit, hit.volume))
        assert volume is not None
        assert volume.words(hit.passage) == hit.snippet
        assert hit.marks
        assert all(hit.passage.holds(mark) for mark in hit.marks)
        assert all(left.end <= right.start for left, right in pairwise(hit.marks))


@given(held=st.lists(values(), max_size=8))
def test_removing_what_was_put_leaves_an_empty_export(held: list[Any]) -> None:
    store = open_memory()
    store.put(held)
    for value in held:
        store.remove(type(value), [key_of(value)])
    assert (list(store.export()), store.count(Exhibit)) == ([], 0)
