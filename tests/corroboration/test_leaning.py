"""What leans on what is the same whether texts come one by one or all at once."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from probative.corroboration.derivations import Leaning
from probative.corroboration.texts import Text
from probative.corroboration.wording import wording
from probative.model.claims import Claim
from tests.corroboration.making import claim

SENTENCES = (
    "Gunmen entered the town of Karsk on Monday and took forty people from the school.",
    "The northern brigade burned twelve houses in Dremin on 4 March 2023, said Ana Brelko.",
    "Two officers of the Harbour Police saw lorries leave the mill at Orvane before dawn.",
    "Bread prices rose again in Lisora while the council argued about the tram line.",
    "The Karsk Courier reported that gunmen took forty people from the school in Karsk.",
    "Ana Brelko told the Tolm Daily that the brigade burned twelve houses in Dremin.",
    "The Daily said that lorries left the mill at Orvane. See https://tolmdaily.example/a1 for more.",
    "(Karsk Courier)",
)
PUBLISHERS = (None, "Karsk Courier", "the Karsk Courier", "Tolm Daily", "Daily", "Courier")

drawn_texts = st.lists(
    st.tuples(
        st.lists(st.sampled_from(SENTENCES), max_size=4, unique=True),
        st.sampled_from(PUBLISHERS),
        st.none() | st.integers(0, 3),
        st.sampled_from((None, "Karsk Courier", "Tolm Daily", "Ana Brelko")),
        st.sampled_from((None, "tolmdaily.example/a1")),
    ),
    min_size=1,
    max_size=6,
)


def made(
    drawn: list[tuple[list[str], str | None, int | None, str | None, str | None]],
) -> list[tuple[Text, list[Claim]]]:
    found = []
    for number, (sentences, publisher, day, quoted, address) in enumerate(drawn, start=1):
        raw = "\n".join(sentences)
        when = None if day is None else date(2023, 5, 1) + timedelta(days=day)
        text = Text(
            key=f"E-{number:04d}", number=number, raw=raw, words=wording(raw), earliest=when, latest=when,
            publisher=publisher, address=address,
            links=frozenset(("tolmdaily.example/a1",) if "https" in raw else ()),
        )  # fmt: skip
        content = "gunmen took forty people from the school in Karsk"
        found.append((text, [claim(number, number, [quoted], content=content)] if quoted else []))
    return found


@given(drawn_texts, st.integers(0, 5))
@settings(deadline=None)
def test_adding_texts_one_by_one_gives_what_all_at_once_gives(
    drawn: list[tuple[list[str], str | None, int | None, str | None, str | None]], kept: int
) -> None:
    told = made(drawn)
    leaning = Leaning([text for text, _ in told[:kept]], [one for _, claims in told[:kept] for one in claims]).keeping()
    for at, (text, claims) in enumerate(told[kept:], start=kept + 1):
        before = set(leaning.found)
        changed = leaning.add(text, claims)
        expected = Leaning([text for text, _ in told[:at]], [one for _, claims in told[:at] for one in claims]).found
        assert leaning.found == expected
        assert set(changed.gained) == set(expected) - before
        assert set(changed.lost) == before - set(expected)
