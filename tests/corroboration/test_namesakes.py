"""No two names that may be one person's go uncompared."""

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from probative.corroboration import namesakes
from probative.corroboration.namesakes import pairs_alike
from probative.corroboration.naming import joined_names, may_be_same_name, same_name

GIVEN = (
    "Ana", "Anna", "A", "Hanna", "Nadiia", "Nadezhda", "Nadia", "Yevhen", "Evgeny", "Oleksandr", "Alexander", "Sasha",
    "Ilka", "Brelko", "Mykhailo", "Mikhail", "Misha", "Volodymyr", "Vladimir", "Vova",
)  # fmt: skip
FAMILY = ("Brelko", "Brelka", "Brolko", "Brelkov", "Brelkovsky")
letters = st.sampled_from("abehiklnorsvyz")


@st.composite
def names(draw: st.DrawFn) -> str:
    words = [draw(st.sampled_from(GIVEN)), draw(st.sampled_from(FAMILY))]
    for _ in range(draw(st.integers(0, 2))):
        which, at = draw(st.integers(0, 1)), draw(st.integers(0, 9))
        word = words[which]
        if len(word) > 1:
            at %= len(word)
            words[which] = draw(
                st.sampled_from((word[:at] + word[at + 1 :], word[:at] + draw(letters) + word[at:], word))
            ).capitalize()
    if draw(st.integers(0, 5)) == 0:
        words.insert(1, draw(st.sampled_from(("Petrovna", "de", "Ivanivna"))))
    return " ".join(words)


def told(name: str) -> tuple[str, ...]:
    words = tuple(name.casefold().split())
    return words if len(words) == 2 else ()


@given(st.lists(names(), max_size=12, unique_by=str.casefold))
@settings(deadline=None)
def test_names_that_may_be_one_are_compared(drawn: list[str]) -> None:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(namesakes, "SMALL_BLOCK", 0)
        patched.setattr(namesakes, "_ROWS", 3)
        found = list(pairs_alike([told(name) for name in drawn]))
    assert len(found) == len(set(found))
    for one, other in combinations(range(len(drawn)), 2):
        assert (one, other) in found or not may_be_same_name(drawn[one], drawn[other])


@given(st.lists(names(), max_size=8, unique=True))
@settings(deadline=None)
def test_how_names_are_found_changes_nothing(drawn: list[str]) -> None:
    plain = joined_names(drawn, (), same_name)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(namesakes, "SMALL_BLOCK", 0)
        assert joined_names(drawn, (), same_name) == plain
