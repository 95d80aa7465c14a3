"""Every invented sentence in ``cases/`` is attributed as its line says (``tests.claims.invented``).

A file is named by language and construction.
"""

from pathlib import Path

import pytest

from probative.claims.slavic import slavic_rules
from tests.claims.invented import Case, cases, compared

CASES = Path(__file__).parent / "cases"


@pytest.mark.parametrize(
    ("language", "case"),
    [pytest.param(stem[:2], case, id=f"{stem}-{number}") for stem, number, case in cases(CASES)],
)
def test_an_invented_sentence_is_attributed_as_the_convention_says(language: str, case: Case) -> None:
    found, expected = compared(case, slavic_rules(language))
    assert found == expected


def test_both_languages_have_cases_for_the_same_constructions() -> None:
    names = {language: {path.stem[3:] for path in CASES.glob(f"{language}_*.jsonl")} for language in ("uk", "ru")}
    assert names["uk"] == names["ru"]
    assert {"speech", "clauses", "phrases", "infinitives", "nobody", "nesting", "labels", "nobodys"} <= names["uk"]
