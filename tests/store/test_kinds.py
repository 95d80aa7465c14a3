"""Keys and ranks."""

from typing import Any

import pytest
from hypothesis import given

from probative.base.identifiers import identifier
from probative.model.claims import Claim
from probative.model.propositions import Derivation
from probative.model.readings import Reading
from probative.store.kinds import KINDS, LARGEST_NUMBER, LARGEST_VOLUME, LETTERS, key_of, rank_of
from tests.suites.values import values


@given(values())
def test_every_value_has_a_key_and_every_key_a_rank(value: Any) -> None:
    assert rank_of(type(value), key_of(value))


def test_every_kind_but_readings_and_derivations_carries_identifiers() -> None:
    assert set(KINDS) - set(LETTERS) == {Reading, Derivation}


def test_ranks_follow_numbers() -> None:
    assert rank_of(Claim, "C-9999") < rank_of(Claim, "C-10000")
    assert rank_of(Reading, ("E-0002", 2)) < rank_of(Reading, ("E-0002", 10)) < rank_of(Reading, ("E-0010", 1))


@pytest.mark.parametrize("volume", [0, -1, LARGEST_VOLUME + 1])
def test_a_volume_that_cannot_be_stored_is_refused(volume: int) -> None:
    with pytest.raises(ValueError, match="no volume"):
        rank_of(Reading, ("E-0001", volume))


def test_a_number_too_large_to_store_is_refused() -> None:
    assert rank_of(Claim, identifier("C", LARGEST_NUMBER)) == (LARGEST_NUMBER,)
    with pytest.raises(ValueError, match="too large"):
        rank_of(Claim, identifier("C", LARGEST_NUMBER + 1))


def test_a_basis_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="rumour"):
        rank_of(Derivation, ("E-0001", "E-0002", "rumour"))
