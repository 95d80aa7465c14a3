"""Every invented sentence in ``cases/`` is attributed as its line says (``tests.claims.invented``)."""

from pathlib import Path

import pytest

from probative.claims.attributor import rules_of
from tests.claims.invented import Case, cases, compared

CASES = Path(__file__).parent / "cases"


@pytest.mark.parametrize("case", [pytest.param(case, id=f"{stem}-{number}") for stem, number, case in cases(CASES)])
def test_an_invented_sentence_is_attributed_as_the_convention_says(case: Case) -> None:
    found, expected = compared(case, rules_of("en"))
    assert found == expected


def test_there_are_cases_for_every_phenomenon() -> None:
    names = {path.stem for path in CASES.glob("*.jsonl")}
    assert {"nesting", "quotes", "passive", "adverbs", "not_attributed", "speakers", "forecast", "certainty"} <= names
    assert sum(1 for _ in cases(CASES)) >= 120
