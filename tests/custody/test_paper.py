"""A checkpoint on paper comes back as it went out, and what was misread says where."""

from contextlib import suppress
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from probative.custody.anchors.paper import Paper, PaperError, read_paper, three_lines, words_of
from probative.custody.anchors.words import WORDS

ORIGIN = "probative/" + "3f" * 16

papers = st.builds(Paper, origin=st.just(ORIGIN), size=st.integers(0, 10**15), root=st.binary(min_size=32, max_size=32))


def distance(one: str, other: str) -> int:
    """How many letters one must change to make one word of the other."""
    row = list(range(len(other) + 1))
    for number, letter in enumerate(one, start=1):
        above, row = row, [number]
        for place, against in enumerate(other, start=1):
            row.append(min(above[place] + 1, row[-1] + 1, above[place - 1] + (letter != against)))
    return row[-1]


def test_any_two_words_differ_in_three_letters_and_in_their_first_four() -> None:
    assert len(WORDS) == 256
    assert list(WORDS) == sorted(set(WORDS))
    assert all(word.isascii() and word.islower() and 4 <= len(word) <= 9 for word in WORDS)
    assert len({word[:4] for word in WORDS}) == 256
    assert min(distance(one, other) for one, other in combinations(WORDS, 2)) >= 3


@given(papers)
def test_lines_and_words_come_back_however_they_are_typed(paper: Paper) -> None:
    lines = three_lines(paper)
    assert read_paper("\n".join(lines), origin=ORIGIN) == paper
    assert read_paper("\r\n\r\n".join(f"  {line} " for line in lines) + "\n\n— x AAAA\n", origin="another") == paper
    spoken = f"{paper.size}\n" + "\n".join(f"{n}. {word.upper()}," for n, word in enumerate(words_of(paper), start=1))
    found = read_paper(spoken, origin=ORIGIN)
    assert (found.size, found.root, found.origin) == (paper.size, paper.root, None)


@given(papers, st.data())
def test_a_word_misheard_two_exchanged_or_another_number_shows(paper: Paper, data: st.DataObject) -> None:
    words = list(words_of(paper))
    place = data.draw(st.integers(0, 33))
    other = data.draw(st.sampled_from([word for word in WORDS if word != words[place]]))
    wrong = [*words[:place], other, *words[place + 1 :]]
    # Two bytes of checksum let one wrong sheet in 65,536 pass here; the root is then compared with the case.
    for size, spoken in ((paper.size, wrong), (paper.size + 1, words)):
        text = f"{size} {' '.join(spoken)}"
        with suppress(PaperError):
            found = read_paper(text, origin=ORIGIN)
            assert (found.size, found.root) != (paper.size, paper.root)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "nothing was typed"),
        ("12 acorn", "1 words; there are 34"),
        ("12 acorrn " + "acorn " * 33, "word 1 is not in the list: 'acorrn'; perhaps acorn"),
        ("12 " + "acorn " * 33 + "qqqq", "word 34 is not in the list: 'qqqq'"),
        ("acorn 12", "the number of entries comes first"),
        ("a b/c\n1\nAAAA", "the first line is no log's name"),
        (f"{ORIGIN}\n01\nAAAA", "the second line is no number"),
        (f"{ORIGIN}\n1\n!!!!", "the third line is not base64"),
        (f"{ORIGIN}\n1\nAAAA", "the third line has 4 characters of 44"),
        (f"{ORIGIN}\n1\n{'A' * 42}B=", "a last one that cannot be"),
    ],
)
def test_what_cannot_be_read_says_where(text: str, says: str) -> None:
    with pytest.raises(PaperError, match=says.replace("?", r"\?").replace("(", r"\(")):
        read_paper(text, origin=ORIGIN)
