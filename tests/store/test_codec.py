"""Values to bytes and back."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from probative.base import canonical
from probative.model.exhibits import Exhibit
from probative.model.gaps import Gap, GapKind
from probative.model.propositions import Basis, Derivation
from probative.store import codec
from probative.store.kinds import KINDS
from tests.suites.values import STRATEGIES, attributions, exhibits


@pytest.mark.parametrize("kind", KINDS)
@given(data=st.data())
def test_decoding_gives_back_what_was_encoded(kind: type, data: st.DataObject) -> None:
    value = data.draw(STRATEGIES[kind]())
    assert codec.decode(kind, codec.encode(value)) == value


@given(attributions())
def test_an_attribution_survives_the_codec_too(value: Any) -> None:
    assert codec.decode(type(value), codec.encode(value)) == value


@given(exhibits())
def test_encoded_bytes_are_canonical(exhibit: Exhibit) -> None:
    content = codec.encode(exhibit)
    assert canonical.encode(canonical.decode(content)) == content


def test_plain_gives_dates_as_text_enums_by_value_and_lists() -> None:
    gap = Gap(id="G-0001", kind=GapKind.EMPTY, stage="reading", what="a page", detail="nothing on it")
    assert codec.plain(gap) == {
        "id": "G-0001",
        "kind": "empty",
        "stage": "reading",
        "what": "a page",
        "detail": "nothing on it",
        "exhibit": None,
        "start": None,
    }


@given(exhibits())
def test_plain_dates_are_iso(exhibit: Exhibit) -> None:
    stated = codec.plain(exhibit)["stated_date"]
    assert stated is None or date.fromisoformat(stated) == exhibit.stated_date


def test_the_same_value_always_has_the_same_bytes() -> None:
    value = Derivation(derived="E-0002", upstream="E-0001", basis=Basis.CITATION, share_permille=0, passages=())
    assert codec.encode(value) == (
        b'{"basis":"citation","derived":"E-0002","passages":[],"share_permille":0,"upstream":"E-0001"}'
    )


def test_decoding_checks_the_invariants_again() -> None:
    content = b'{"basis":"citation","derived":"E-0001","passages":[],"share_permille":0,"upstream":"E-0001"}'
    with pytest.raises(ValueError, match="does not lean on itself"):
        codec.decode(Derivation, content)


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"{}", b'{"id":3}', b"\xff"])
def test_bytes_that_are_no_value_are_refused(content: bytes) -> None:
    with pytest.raises(ValueError, match="not a Exhibit"):
        codec.decode(Exhibit, content)


def test_a_lone_surrogate_has_no_bytes() -> None:
    gap = Gap(id="G-0001", kind=GapKind.EMPTY, stage="reading", what="\ud800", detail="")
    with pytest.raises(ValueError, match="surrogate"):
        codec.encode(gap)


def test_what_is_no_model_value_has_no_bytes() -> None:
    with pytest.raises(TypeError, match="no model value"):
        codec.plain(["a", "list"])
