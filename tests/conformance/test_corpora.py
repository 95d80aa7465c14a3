"""Marked texts in both formats: a folder a case; one that ends in `_fail` is refused with what its README says."""

import re
from pathlib import Path

import pytest

from probative.claims.corpus.corpus import read_corpus
from probative.claims.corpus.marked import MarkedTextInvalid

HERE = Path(__file__).parent
CASES = sorted(path.parent for kind in ("brat", "marked") for path in (HERE / kind).glob("*/README.md"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.parent.name}-{case.name}")
def test_a_marked_text_is_read_or_refused_as_its_readme_says(case: Path) -> None:
    said = re.search(r"Refused with: `(.+)`", (case / "README.md").read_text())
    assert (said is not None) == case.name.endswith("_fail")
    if said is None:
        ((document, _),) = read_corpus(case)
        assert document.marks
        return
    with pytest.raises(MarkedTextInvalid, match=re.escape(said[1])) as refused:
        list(read_corpus(case))
    assert str(case) in str(refused.value)
