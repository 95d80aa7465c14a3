from importlib.resources import files

import pytest

from probative.corroboration.kinds import Section, kinds_of, phrases_at, wider_than
from probative.corroboration.sounds import sound

DATA = files("probative.corroboration").joinpath("data")
ROWS = [
    [part.strip() for part in line.split("|")]
    for name in ("deeds.txt", "things.txt")
    for line in DATA.joinpath(name).read_text("utf-8").splitlines()
    if line and not line.startswith(("#", "["))
]


def names(word: str) -> set[str]:
    return {kind.name for kind in kinds_of(word)}


def test_each_kind_has_words_of_three_languages() -> None:
    assert [row[0] for row in ROWS if len(row) != 4 or not row[1]] == []
    assert [row[0] for row in ROWS if not (row[2] and row[3]) and row[0] != "near"] == []


def test_every_wider_kind_is_one() -> None:
    known = {row[0].partition("<")[0].strip().removeprefix("*") for row in ROWS}
    assert {wide for name in known for wide in wider_than(name)} <= known


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_every_listed_word_speaks_of_its_kind(row: list[str]) -> None:
    name = row[0].partition("<")[0].strip().removeprefix("*")
    words = [word for cell in row[1:] for word in cell.split() if "+" not in word and "-" not in word[:-1]]
    assert [word for word in words if name not in names(word.removesuffix("-").casefold())] == []


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("killed murdered slain вбили убивали застрелених убит расстреляли", "killing"),
        ("burned torched спалили спалено підпалили сожгли сожжены подожжённые", "burning"),
        ("abducted kidnapping викрали викрадених похитили похищенных", "abduction"),
        ("wounded injuring поранили поранених ранили раненый", "wounding"),
        ("soldiers troops солдатами військових военнослужащие", "soldier"),
        ("bridges мосту мостом моста", "bridge"),
    ],
)
def test_forms_of_a_word_speak_of_one_kind(words: str, kind: str) -> None:
    assert [word for word in words.split() if kind not in names(word)] == []


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("set 12 of the houses on fire", "burning"),
        ("shot seven drivers dead", "killing"),
        ("took the nurses away", "abduction"),
        ("взяли під варту", "detention"),
    ],
)
def test_phrases_are_found_with_words_between(words: str, kind: str) -> None:
    assert kind in {each.name for each, _ in phrases_at(words.split(), 0)}


def test_words_apart_are_no_phrase() -> None:
    assert not list(
        phrases_at(["set", "out", "for", "the", "river", "and", "after", "two", "days", "saw", "a", "fire"], 0)
    )


def test_sections_tell_deeds_from_people() -> None:
    assert {kind.section for kind in kinds_of("guard")} == {Section.PEOPLE}
    assert {kind.section for kind in kinds_of("looted")} == {Section.DEEDS}


@pytest.mark.parametrize(
    "spellings",
    ["Hastel Гастель Хастель", "Karsk Карськ Карск", "Tarnitz Тарніц Тарниц", "Kharkiv Kharkov Харків Харьков Харкові",
     "Donetsk Донецьк Донецк Донецьку", "Lisora Лісора Лисора Лісорі", "Bucha Буча Бучі Буче"],
)  # fmt: skip
def test_spellings_of_one_name_sound_alike(spellings: str) -> None:
    assert len({sound(name) for name in spellings.split()}) == 1


def test_names_that_differ_sound_apart() -> None:
    towns = [
        "Karsk",
        "Kursk",
        "Kolmar",
        "Seld",
        "Sarn",
        "Tolm",
        "Dremin",
        "Orvane",
        "Keld",
        "Mure",
        "Ilve",
        "Lviv",
        "Kyiv",
        "Odesa",
        "Izium",
        "Balakliia",
    ]
    assert len({sound(name) for name in towns}) == len(towns)
