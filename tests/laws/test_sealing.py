"""Sealed people in a made-up conflict with known truth: no form of their names is left, and nobody else is touched."""

import re
from pathlib import Path
from random import Random  # noqa: TID251 - seeded: the same world every time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from probative.base.digest import digest_of
from probative.flow.delivery import Provenance, add
from probative.flow.making import create
from probative.language.hiding import Finder, Printed, name_words, printed
from probative.language.names.table import rows
from probative.model.exhibits import Exhibit
from probative.model.readings import Genre
from tests.flow.conftest import room_in
from tests.flow.sealing import custodians, places_of, seal
from tests.world.conflict import World, conflict
from tests.world.people import LANGUAGES, Person, crowd
from tests.world.telling import Teller

KEY = bytes(32)
SEALED = "Quiet Alder"


def people_of(seed: int, events: int) -> list[Person]:
    """Give everybody in the world of that seed."""
    teller = Teller(Random(seed), events)
    return [*teller.people, *teller.relays]


def is_alone(person: Person, people: list[Person]) -> bool:
    return not any(other.key != person.key and other.families[1] == person.families[1] for other in people)


def forms(person: Person, *, alone: bool) -> list[str]:
    """Give the forms in which a text of the world names somebody."""
    return [*person.names, *person.of, *(person.families if alone else ())]


def holds(text: str, form: str) -> bool:
    """Whether a text holds a form as words of its own."""
    return re.search(rf"(?<!\w){re.escape(form)}(?!\w)", text, re.IGNORECASE) is not None


def hidden(person: Person, language: int, *, alone: bool) -> Finder:
    prints = printed(name_words(person.names[language], is_alone=alone), KEY)
    return Finder([Printed(pseudonym=SEALED, prints=prints)], KEY)


@given(seed=st.integers(0, 40))
def test_no_form_that_a_text_uses_is_left_and_nobody_else_is_touched(seed: int) -> None:
    world, people = conflict(Random(seed), events=2), people_of(seed, 2)
    for number, person in enumerate(people):
        alone = is_alone(person, people)
        texts = [
            each.text for each in world.readings if any(holds(each.text, one) for one in forms(person, alone=True))
        ]
        finder = hidden(person, number % len(LANGUAGES), alone=alone)
        for text in texts:
            left = finder.hide(text)
            assert not [one for one in forms(person, alone=alone) if holds(left, one)]
            for other in people:
                if other.key != person.key:
                    for name in (*other.names, *other.of):
                        assert left.count(name) == text.count(name), (person.names, name)


def declined(word: str, language: str, gender: str) -> list[str]:
    """Give a name in its five oblique cases, as the table of declensions has them; the name where it stays."""
    for row in rows("cases.tsv"):
        if row[:2] == (language, gender) and word.endswith("" if row[2] == "-" else row[2]):
            ending = "" if row[2] == "-" else row[2]
            return [word if end == "=" else word[: len(word) - len(ending)] + end for end in row[3].split()]
    if gender == "f" or word[-1] in "оеуюиі":
        return [word] * 5
    return [word + end for end in ("а", "у", "а", "ом", "і" if language == "uk" else "е")]


@given(seed=st.integers(0, 400), language=st.sampled_from(("uk", "ru")))
def test_a_name_is_found_in_every_case_that_the_table_of_declensions_gives(seed: int, language: str) -> None:
    for person in crowd(Random(seed), 6):
        given_name, family = person.name(language).split()
        gender = "f" if person.is_woman else "m"
        cases = list(zip(declined(given_name, language, gender), declined(family, language, gender), strict=True))
        for at in range(len(LANGUAGES)):
            finder = hidden(person, at, alone=True)
            for one, other in cases:
                for told in (
                    f"{one} {other}",
                    f"{other} {one}",
                    f"{one.upper()} {other.upper()}",
                    f"{one[0]}. {other}",
                ):
                    assert finder.hide(f"і {told}, що") == f"і {SEALED}, що", (person.names, told)


def material(world: World, folder: Path) -> list[Path]:
    """Write the texts of a world into files."""
    folder.mkdir()
    paths = []
    for reading in world.readings:
        suffix = "eml" if reading.genre is Genre.MAIL else "txt"
        path = folder / f"{reading.exhibit}.{suffix}"
        path.write_text(reading.text, encoding="utf-8")
        paths.append(path)
    return paths


@pytest.mark.slow
def test_a_case_of_the_world_holds_no_form_of_who_was_sealed_and_every_original(tmp_path: Path) -> None:
    seed, events = 11, 1
    world, people = conflict(Random(seed), events=events), people_of(seed, events)
    room = room_in(tmp_path / "room")
    create(room.folder, room.given)
    paths = material(world, tmp_path / "material")
    with room.open(write=True) as case:
        add(case, paths, Provenance(received_from="a test"))
    room.process()
    custodians(room)
    whole = "\n".join(each.text for each in world.readings)
    told = [one for one in people if any(holds(whole, form) for form in one.names)]
    told.sort(key=lambda one: -sum(whole.count(name) for name in one.names))
    chosen = [one for one in told if is_alone(one, people)][:2]
    for number, person in enumerate(chosen):
        seal(room, person.names[number % len(LANGUAGES)])
    assert len(chosen) == 2
    words = [form for person in chosen for form in forms(person, alone=True)]
    assert not places_of(room, *words)
    with room.open() as case:
        kept = {digest_of(case.content(each.id).read()) for each in case.store.all(Exhibit)}
    assert kept == {digest_of(path.read_bytes()) for path in paths}
