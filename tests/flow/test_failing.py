"""An attributor that fails on an exhibit leaves a gap, and the exhibit is looked at again."""

from probative.flow.steps import claims as claims_step
from probative.model.claims import Claim
from probative.model.gaps import Gap
from tests.flow.conftest import Room

TEXT = "Daily Fern\n3 May 2031\n\nMira Toll said that nine men were held at Sarn.\n"


def test_an_exhibit_whose_attributor_failed_is_a_gap_and_is_looked_at_again(bare: Room, monkeypatch):
    found = claims_step.claims

    def fails(*_: object, **__: object) -> tuple[Claim, ...]:
        raise RuntimeError("out of words")

    bare.add({"fern.txt": TEXT})
    monkeypatch.setattr(claims_step, "claims", fails)
    bare.process()
    bare.process()
    assert bare.all(Claim) == ()
    (gap,) = [gap for gap in bare.all(Gap) if gap.stage == "claims"]
    assert "out of words" in gap.detail
    monkeypatch.setattr(claims_step, "claims", found)
    bare.process()
    assert [claim.content for claim in bare.all(Claim)] == ["nine men were held at Sarn"]
