from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from probative.corroboration.derivations import Leaning, derivations
from probative.corroboration.reprints import reprints
from probative.corroboration.reuse import reuse
from probative.corroboration.texts import Text
from probative.corroboration.wording import wording
from probative.model.propositions import Basis
from tests.corroboration.making import exhibit, reading

ENGLISH = (
    "Masked men burned fourteen barns in Dremin on 3 March. Ilka Tomsa said that they came from Orvane. "
    "The council of Seld sent 60 blankets. Doru Molnak drove them to the old quay of Pelgar."
)
UKRAINIAN = (
    "Люди в масках 3 березня спалили чотирнадцять стодол у Дремині. Ілка Томса сказала, що вони прийшли з Орване. "
    "Рада Селда надіслала 60 ковдр. Дору Молнак відвіз їх до старої пристані Пелгара."
)
OTHER = (
    "The river rose in Dremin on 3 March. Vera Hask counted thirty houses under water in Zarim. "
    "In Kolmar 14 cows drowned. The council of Tarnitz asked for pumps."
)
OWN_WORDS = (
    "Fourteen barns went up in flames on 3 March when Dremin was visited by masked men. From Orvane, according to Ilka "
    "Tomsa. Some 60 blankets reached Pelgar from Seld in the lorry of Doru Molnak."
)


def text(
    number: int, raw: str, publisher: str, day: int | None = None, language: str = "en", *, is_published: bool = True
) -> Text:
    stated = date(2023, 3, day) if day else None
    return Text(
        key=f"E-{number + 1:04}",
        number=number + 1,
        raw=raw,
        words=wording(raw),
        earliest=stated,
        latest=stated,
        publisher=publisher,
        language=language,
        is_published=is_published,
    )


def found(*texts: Text, known: tuple[tuple[int, int], ...] = ()) -> list[tuple[int, int]]:
    return [(each.derived, each.upstream) for each in reprints(texts, known)]


WIRE = text(0, ENGLISH, "Karsk Courier", 4)
TRANSLATED = text(1, UKRAINIAN, "Вільний Кут", 5, "uk")
INDEPENDENT = text(2, OTHER, "Tolm Tribune", 6)
RETOLD = text(3, OWN_WORDS, "Seld Sentinel", 7)


def test_what_tells_the_same_names_numbers_and_days_in_one_order_may_be_a_translation() -> None:
    assert found(WIRE, TRANSLATED, INDEPENDENT) == [(1, 0)]


def test_the_sentences_that_may_say_the_same_are_shown_beside_each_other() -> None:
    (one,) = reprints([WIRE, TRANSLATED], ())
    shown = [(UKRAINIAN[slice(*here)], ENGLISH[slice(*there)]) for here, there in one.stretches]
    assert ("Рада Селда надіслала 60 ковдр", "The council of Seld sent 60 blankets") in shown
    assert len(shown) == 4
    assert one.share_permille >= 800


def test_what_is_told_in_other_words_of_one_language_may_be_a_reprint() -> None:
    assert found(WIRE, INDEPENDENT, RETOLD) == [(2, 0)]


def test_what_is_explained_already_is_no_possible_reprint() -> None:
    copy = text(2, ENGLISH, "Tolm Tribune", 4)
    assert found(WIRE, TRANSLATED, known=((1, 0),)) == []
    assert found(TRANSLATED, copy, INDEPENDENT, known=((0, 2), (1, 2))) == []


def test_nobody_reprints_their_own_text_and_a_statement_is_no_reprint() -> None:
    own = text(1, UKRAINIAN, "The Karsk Courier", 5, "uk")
    statement = text(1, UKRAINIAN, "", 5, "uk", is_published=False)
    assert found(WIRE, own) == found(WIRE, statement) == []


def test_a_possible_reprint_is_a_derivation_that_decides_nothing() -> None:
    readings = [
        reading(1, ENGLISH, publisher="Karsk Courier", stated=date(2023, 3, 4)),
        reading(2, UKRAINIAN, publisher="Вільний Кут", stated=date(2023, 3, 5)),
    ]
    (one,) = derivations(readings, [exhibit(1), exhibit(2)])
    assert (one.derived, one.upstream, one.basis, one.basis.is_possible) == ("E-0002", "E-0001", Basis.REPRINT, True)
    assert len(one.passages) == 4


def test_the_filter_tells_the_possible_apart_from_the_sure() -> None:
    items = [{"id": at, "text": raw, "date": None, "lang": language} for at, raw, language in
             ((1, ENGLISH, "en"), (2, UKRAINIAN, "uk"), (3, OTHER, "en"))]  # fmt: skip
    edges = [(line["derived_from"], len(line.get("possible", ()))) for line in reuse(items)]  # type: ignore[arg-type]
    assert sorted(edges, key=str) == [([], 0), ([], 0), ([], 1)]


@given(st.permutations((WIRE, TRANSLATED, INDEPENDENT, RETOLD)))
def test_the_order_of_texts_never_changes_what_may_be_a_reprint(order: list[Text]) -> None:
    told = {(order[one].key, order[other].key) for one, other in found(*order)}
    assert told == {("E-0002", "E-0001"), ("E-0004", "E-0001")}


@given(st.permutations((WIRE, TRANSLATED, INDEPENDENT, RETOLD)), st.integers(0, 4))
def test_adding_texts_one_by_one_gives_what_having_them_from_the_start_gives(order: list[Text], kept: int) -> None:
    leaning = Leaning(order[:kept]).keeping()
    held = set(leaning.found)
    for each in order[kept:]:
        changed = leaning.add(each)
        held = held - set(changed.lost) | set(changed.gained)
    assert leaning.found == Leaning(order).found
    assert held == set(leaning.found)
