"""What lies in a compartment is seen by who has it, in every listing and file, and by nobody else."""

from dataclasses import replace
from pathlib import Path

import pytest

from probative.base.identifiers import number_of
from probative.custody.compartments import GENERAL, Compartment, Within, within
from probative.custody.errors import CompartmentClosedError
from probative.custody.seal.bags import PERSON
from probative.custody.seal.keybag import holder_of
from probative.custody.seal.person import new_person, write_person
from probative.custody.seal.secret import read_key_file
from probative.flow import listings
from probative.flow.case import Case, opened, rebuild
from probative.flow.decisions import judge
from probative.flow.delivery import Provenance, add
from probative.flow.order import process
from probative.flow.secret import unlocked
from probative.flow.settings import Settings
from probative.flow.views import index_files
from probative.model.claims import Claim
from probative.model.exhibits import Exhibit
from probative.model.judgements import Judgement
from probative.model.propositions import Proposition
from tests.flow.conftest import Room, watch

LEGAL, SOURCES = within(Compartment.LEGAL), within(Compartment.SOURCE_PROTECTION)
SECRETS = {
    LEGAL: "The advice: Zorvath Quill should settle, said counsel Emrin Dask. Nine men were held, Dask said.\n",
    SOURCES: "The ferryman is Yulen Prask, said Oba Tirn. Prask saw the guards, Tirn said.\n",
    LEGAL | SOURCES: "Both at once: Hesper Lund told counsel, said Vorin Ash.\n",
}
WORDS = {LEGAL: "Zorvath", SOURCES: "Yulen", LEGAL | SOURCES: "Hesper"}
HOLD: dict[str, Within] = {"plain": GENERAL, "lawyer": LEGAL, "handler": SOURCES, "both": LEGAL | SOURCES}


def as_person(room: Room, name: str) -> Settings:
    return replace(room.given, person_file=room.place / f"{name}.person", is_person_named=True)


def worked(room: Room, given: Settings) -> None:
    """Work through everything, as ``process`` does."""
    with opened(room.folder, given, write=True, view=GENERAL) as case:
        list(process(case, watch=watch))
        case.custody.seal()
    with opened(room.folder, given, write=True) as case:
        list(process(case, watch=watch))
        case.custody.seal()


@pytest.fixture
def shared(room: Room) -> Room:
    """A worked case with something in each place, and people who were given one, both or none."""
    given = room.given
    for place, text in SECRETS.items():
        path = room.place / f"{WORDS[place]}-note.txt"
        path.write_text(text)
        with opened(room.folder, given, write=True, entering=place) as case:
            add(case, [path], Provenance(), place=place)
        path.unlink()
    keys = unlocked(room.folder, given)
    for name, place in HOLD.items():
        one = new_person(name, chance=given.chance)
        secret = read_key_file(given.key_file)
        write_person(room.place / f"{name}.person", one, secret, disk=given.disk, chance=given.chance)
        for compartment in (Compartment.GENERAL, *sorted(place)):
            keys.give(compartment, holder_of(one.card, PERSON))
    keys.close()
    worked(room, given)
    return room


def everything_shown(case: Case) -> str:
    shown = [listings.exhibits, listings.claims, listings.propositions, listings.contradictions, listings.entities]
    shown += [listings.links, listings.events, listings.gaps, listings.timeline, listings.withdrawals]
    said = [str(list(each(case))) for each in shown]
    said += [str(list(listings.hits(case, word, 10))) for word in WORDS.values()]
    return "\n".join(said)


@pytest.mark.parametrize("name", list(HOLD))
def test_each_listing_shows_what_its_reader_holds_and_nothing_else(shared: Room, name: str) -> None:
    with opened(shared.folder, as_person(shared, name)) as case:
        shown = everything_shown(case)
    for place, word in WORDS.items():
        assert (word in shown) == (place <= HOLD[name]), (place, word)
    assert ("G-sealed" in shown) == (name != "both")


def test_no_file_of_the_case_shows_a_word_of_a_compartment(shared: Room) -> None:
    for path in shared.folder.rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            for word in WORDS.values():
                assert word.encode() not in content, path
                assert word.encode("utf-16-le") not in content, path


def test_the_index_of_a_view_opens_with_all_of_its_compartments_only(shared: Room) -> None:
    for name in HOLD:
        with opened(shared.folder, as_person(shared, name)):
            pass
    assert [path.name for path in index_files(shared.folder)] == [
        "case.db",
        "case.legal+source-protection.db",
        "case.legal.db",
        "case.source-protection.db",
    ]
    keys = unlocked(shared.folder, shared.given)
    views = (GENERAL, LEGAL, SOURCES, LEGAL | SOURCES)
    assert len({keys.view_key(view) for view in views}) == 4
    plain = unlocked(shared.folder, as_person(shared, "plain"))
    for view in views[1:]:
        with pytest.raises(CompartmentClosedError):
            plain.view_key(view)


def test_numbers_given_by_those_who_see_different_things_never_meet(shared: Room) -> None:
    new = shared.place / "new.txt"
    taken: dict[str, str] = {}
    for name, place in HOLD.items():
        new.write_text(f"Somebody else saw it, said {name.title()} Oru.\n")
        with opened(shared.folder, as_person(shared, name), write=True, entering=place) as case:
            add(case, [new], Provenance(), place=place)
        worked(shared, as_person(shared, name))
        with opened(shared.folder, as_person(shared, name), write=True) as case:
            received = max((one.id for one in case.store.all(Exhibit) if case.place_of(one.id) == place), key=number_of)
            claim = next(iter(case.store.claims_of(received)))
            made = judge(case, verdict="accept", subjects=[claim.id], why="heard it")
            for identifier in (claim.id, claim.exhibit, made.id):
                assert taken.setdefault(identifier, name) == name
    with opened(shared.folder, as_person(shared, "both")) as case:
        assert set(taken) <= {one.id for kind in (Claim, Exhibit, Judgement) for one in case.store.all(kind)}


def test_a_rebuilt_view_is_the_one_that_was_lost(shared: Room) -> None:
    before = {}
    for name in HOLD:
        with opened(shared.folder, as_person(shared, name)) as case:
            before[name] = everything_shown(case)
    rebuild(shared.folder, shared.given)
    for name in HOLD:
        with opened(shared.folder, as_person(shared, name)) as case:
            assert everything_shown(case) == before[name]


def test_who_sees_less_does_not_undo_what_was_made_of_more(shared: Room) -> None:
    with opened(shared.folder, as_person(shared, "lawyer")) as case:
        before = list(case.store.all(Proposition))
        assert any(case.place_of(one.exhibit) for one in case.store.all(Claim))
    worked(shared, as_person(shared, "plain"))
    with opened(shared.folder, as_person(shared, "lawyer")) as case:
        assert list(case.store.all(Proposition)) == before


def test_the_same_letter_in_two_places_is_two_exhibits_and_added_twice_is_one(shared: Room, tmp_path: Path) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text("A letter that two people brought.\n")
    for place in (GENERAL, LEGAL, SOURCES):
        for n_new in (1, 0):
            with opened(shared.folder, shared.given, write=True, entering=place) as case:
                assert len(add(case, [letter], Provenance(), place=place).new) == n_new


def test_nobody_adds_to_what_is_closed_to_them(shared: Room) -> None:
    with (
        pytest.raises(CompartmentClosedError),
        opened(shared.folder, as_person(shared, "plain"), write=True, entering=LEGAL),
    ):
        pass
    with (
        pytest.raises(CompartmentClosedError),
        opened(shared.folder, shared.given, write=True, entering=within(Compartment.IDENTITIES)),
    ):
        pass
