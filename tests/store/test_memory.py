"""The memory driver passes the suite."""

import pytest

from probative.store.open import open_memory
from probative.store.ports import Store
from tests.suites.store_suite import StoreSuite, exhibit


@pytest.fixture
def store() -> Store:
    return open_memory()


class TestMemoryStore(StoreSuite):
    def test_what_was_given_back_is_not_what_is_kept(self, store: Store) -> None:
        store.put([exhibit(1)])
        assert store.get(type(exhibit(1)), "E-0001") is not store.get(type(exhibit(1)), "E-0001")
