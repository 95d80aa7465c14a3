"""What several claims say alike, and what it rests on."""

from dataclasses import replace

import pytest

from probative.model.claims import SourceKind
from probative.model.propositions import Basis, Derivation, Independence, Proposition, Source

NOBODY = Independence(at_least=0, at_most=0, bottlenecks=(), origins=0, channels=0)


@pytest.mark.parametrize("kind", SourceKind)
def test_only_described_and_unattributed_sources_are_anonymous(kind: SourceKind) -> None:
    source = Source(id="S-0001", kind=kind, name="a", names=("a",), exhibits=())
    assert source.is_anonymous is (kind in (SourceKind.DESCRIBED, SourceKind.UNATTRIBUTED))


def test_an_exhibit_does_not_lean_on_itself() -> None:
    with pytest.raises(ValueError, match="does not lean on itself"):
        Derivation(derived="E-0001", upstream="E-0001", basis=Basis.CITATION, share_permille=0, passages=())


@pytest.mark.parametrize("share", [-1, 1001])
def test_a_share_is_a_part_of_the_whole(share: int) -> None:
    with pytest.raises(ValueError, match=f"not a share: {share}"):
        Derivation(derived="E-0001", upstream="E-0002", basis=Basis.CITATION, share_permille=share, passages=())


@pytest.mark.parametrize("share", [0, 1000])
def test_nothing_and_everything_are_shares(share: int) -> None:
    assert Derivation(derived="E-0001", upstream="E-0002", basis=Basis.CITATION, share_permille=share, passages=())


@pytest.mark.parametrize(("low", "high"), [(2, 1), (-1, 1), (-2, -1)])
def test_an_interval_runs_from_the_least_to_the_most_and_never_below_nothing(low: int, high: int) -> None:
    with pytest.raises(ValueError, match=rf"not an interval: {low}\.\.{high}"):
        replace(NOBODY, at_least=low, at_most=high)


@pytest.mark.parametrize("uttered", ["claims", "denied_by", "forecasts"])
def test_a_proposition_is_uttered_by_somebody(uttered: str) -> None:
    said = {"claims": (), "denied_by": (), "forecasts": (), uttered: ("C-0001",)}
    assert Proposition(id="P-0001", words="a", independence=NOBODY, **said)
    with pytest.raises(ValueError, match="at least one claim"):
        Proposition(id="P-0001", words="a", independence=NOBODY, **{**said, uttered: ()})
