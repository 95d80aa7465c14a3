"""Whatever the text: every attribution points into it, overlaps itself nowhere, and lies whole inside its parent."""

import json
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from probative.claims.attributor import english_attributor
from probative.claims.claiming import claims
from probative.model.claims import Attribution
from probative.model.readings import Genre
from tests.claims.material import exhibit, reading

CASES = Path(__file__).parents[1] / "claims" / "cases"
WORDS = sorted(
    {
        word
        for path in CASES.glob("*.jsonl")
        for line in path.read_text(encoding="utf-8").splitlines()
        for word in json.loads(line)["text"].split()
    }
)
MARKS = [
    "“",
    "”",
    '"',
    "''",
    "``",
    "‘",
    "’",
    "(",
    ")",
    ":",
    "-",
    ",",
    ".",
    "?",
    "\n",
    "\n\n",
    "Q:",
    "A:",
    "\u2028",
    "é",
]
texts = st.lists(st.sampled_from(WORDS) | st.sampled_from(MARKS), max_size=60).map(" ".join) | st.text(
    st.characters(blacklist_categories=["Cs"]), max_size=200
)


def pieces(found: Attribution) -> list[tuple[int, int]]:
    return sorted([*found.cue, *found.content, *([found.source] if found.source else [])])


@given(texts)
@example("Friday cells was reportedly confirmed was in - order « Lund . the charge gave report ” told mayor . ” .")
@example("The general is thought by analysts to hold the dam.")
def test_every_span_lies_in_the_text_and_no_two_of_one_attribution_overlap(text: str) -> None:
    for found in english_attributor().attribute(text):
        spans = pieces(found)
        assert all(0 <= start < end <= len(text) for start, end in spans)
        assert all(one[1] <= other[0] for one, other in pairwise(spans))


@given(texts)
@example("The man was reportedly confirmed dead, the mayor said that the clerk had told him.")
def test_a_parents_content_holds_its_child_and_there_is_no_ring(text: str) -> None:
    found = english_attributor().attribute(text)
    for index, each in enumerate(found):
        if each.parent is None:
            continue
        around = found[each.parent].content
        assert all(any(low <= start and end <= high for low, high in around) for start, end in each.cue + each.content)
        seen = {index}
        at: int | None = each.parent
        while at is not None:
            assert at not in seen
            seen.add(at)
            at = found[at].parent


@given(texts)
def test_attributions_come_in_text_order_and_again_the_same(text: str) -> None:
    found = english_attributor().attribute(text)
    starts = [each.cue[0][0] for each in found]
    assert starts == sorted(starts)
    english_attributor().attribute("Somebody else said something else in between.")
    assert english_attributor().attribute(text) == found


@given(texts, st.sampled_from(list(Genre)))
def test_every_claim_reproduces_its_words_and_names_who_speaks(text: str, genre: Genre) -> None:
    read = reading(text, genre=genre)
    found = claims(read, exhibit=exhibit(), attributor=english_attributor())
    numbers = {claim.id for claim in found}
    for claim in found:
        assert read.words(claim.passage) == claim.words
        assert claim.chain
        assert claim.parent is None or claim.parent in numbers
        assert all(hop.mention is None or read.words(hop.mention) == hop.words for hop in claim.chain)


@pytest.mark.parametrize(
    "again",
    [
        "said ",
        "“",
        '"',
        "He said that ",
        "A, ",
        "of the ",
        "reportedly ",
        "(",
        "who ",
        "said, ",
        "the man said “",
        "1-",
        "a'",
    ],
)
def test_two_hundred_kilobytes_of_the_same_words_come_to_an_end(again: str) -> None:
    text = again * (200_000 // len(again))
    assert all(found.content for found in english_attributor().attribute(text))
