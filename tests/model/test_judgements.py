"""What a human decided."""

import pytest

from probative.model.judgements import Judgement, Verdict


@pytest.mark.parametrize(("subjects", "why"), [((), "because"), (("C-0001",), ""), ((), "")])
def test_a_judgement_has_a_subject_and_a_reason(subjects: tuple[str, ...], why: str) -> None:
    with pytest.raises(ValueError, match="a subject and a reason"):
        Judgement(id="J-0001", verdict=Verdict.ACCEPT, subjects=subjects, why=why, by="Ana", at="2031-04-05T06:07:08Z")


def test_every_verdict_can_be_taken_back() -> None:
    assert Verdict.UNDO in Verdict
