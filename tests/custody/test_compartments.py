"""Who opens what: each holder of keys tries every object, and every wrap, of every compartment."""

import itertools
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from probative.base.chance import system_chance
from probative.base.errors import IntegrityError, KeyRefusedError
from probative.custody.check import check
from probative.custody.compartments import GENERAL, Compartment, Within, mask_of, place_named, place_of, within
from probative.custody.errors import CaseExistsError, CompartmentClosedError, DamagedKeybagError, PersonFileError
from probative.custody.keys import Added
from probative.custody.layout import Layout
from probative.custody.opening import open_case
from probative.custody.protocol import Custody
from probative.custody.seal.bagfile import bag_file_problems
from probative.custody.seal.bags import CUSTODIAN, PERSON, RECOVERY
from probative.custody.seal.contents import additions
from probative.custody.seal.keybag import Keybag, create_keybag, holder_of, open_keybag
from probative.custody.seal.person import Person, new_person, person_file, read_card, wrap
from probative.custody.seal.secret import Both, Cost, KeyFile, Passphrase
from probative.custody.seal.travelling import travelling
from tests.custody.making import CLOCK, QUICK, SECRET, damage, new_case, reopened

LEGAL, SOURCES = Compartment.LEGAL, Compartment.SOURCE_PROTECTION
PLACES: tuple[Within, ...] = tuple(place_of(mask) for mask in range(8))
CHEAP = Cost(memory_kib=64, passes=1, lanes=1)


def person(name: str) -> Person:
    return new_person(name, chance=system_chance)


class Team:
    """A case with something in every place, and everybody who was given keys to some of it."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.people = {name: person(name) for name in ("plain", "lawyer", "handler", "both", "heir", "stranger")}
        self.custodians = [person(f"custodian {letter}") for letter in "ABC"]
        custody, keys = new_case(root)
        holders = keys.holders(Compartment.GENERAL)
        for compartment in (LEGAL, SOURCES):
            keys.found(compartment, holders)
        keys.found(Compartment.IDENTITIES, [holder_of(one.card, CUSTODIAN) for one in self.custodians])
        given: dict[str, tuple[Compartment, ...]] = {
            "plain": (),
            "lawyer": (LEGAL,),
            "handler": (SOURCES,),
            "both": (LEGAL, SOURCES),
            "heir": (LEGAL, SOURCES),
        }
        for name, compartments in given.items():
            role = RECOVERY if name == "heir" else PERSON
            for compartment in (Compartment.GENERAL, *compartments):
                keys.give(compartment, holder_of(self.people[name].card, role))
        keys.open_identities(self.custodians[:2])
        self.objects: dict[Within, str] = {}
        self.contents = {place: f"what lies in {place_named(place)}".encode() for place in PLACES}
        for place, content in self.contents.items():
            kept = custody.keep_bytes(content, place)
            self.objects[place] = kept.object_id
            custody.record("exhibit.received", {"object": kept.object_id, "name": place_named(place)}, place=place)
        custody.acknowledge()
        custody.close()
        keys.close()

    def keys(self, name: str) -> Keybag:
        if name == "founder":
            return open_keybag(self.root / "case", secret=SECRET, disk=QUICK, chance=system_chance)
        return open_keybag(self.root / "case", person=self.people[name], disk=QUICK, chance=system_chance)

    def custody(self, keys: Keybag, *, write: bool = False) -> Custody:
        return open_case(
            self.root / "case",
            keys=keys,
            disk=QUICK,
            clock=CLOCK,
            chance=system_chance,
            guards=self.root / "guards",
            write=write,
        )


@pytest.fixture
def team(tmp_path: Path) -> Team:
    return Team(tmp_path)


POLICY = {
    "founder": within(LEGAL, SOURCES),
    "plain": within(),
    "lawyer": within(LEGAL),
    "handler": within(SOURCES),
    "both": within(LEGAL, SOURCES),
    "heir": within(LEGAL, SOURCES),
}


@pytest.mark.parametrize("name", list(POLICY))
def test_everybody_opens_what_they_hold_and_nothing_else(team: Team, name: str) -> None:
    keys = team.keys(name)
    assert set(keys.open_compartments) == {Compartment.GENERAL, *POLICY[name]}
    custody = team.custody(keys)
    for place, object_id in team.objects.items():
        if place <= POLICY[name]:
            assert custody.read_object(object_id) == team.contents[place]
        else:
            with pytest.raises(CompartmentClosedError, match=place_named(place).replace("+", r"\+")):
                custody.read_object(object_id)
            assert keys.object_key(bytes.fromhex(object_id)) is None
    shown = {one.fields["name"] for one in custody.entries() if one.fields}
    assert shown == {place_named(place) for place in PLACES if place <= POLICY[name]}
    sealed = [one for one in custody.entries() if one.is_sealed]
    assert len(sealed) == sum(keys.sealed_counts().values()) == sum(not place <= POLICY[name] for place in PLACES)


def test_no_holder_opens_a_wrap_that_is_not_theirs(team: Team) -> None:
    layout = Layout(team.root / "case")
    everybody = {**team.people, **{one.card.name: one for one in team.custodians}}
    for path in layout.wraps():
        for one in everybody.values():
            content = path.read_bytes()[8:]
            if one.id in path.name.split(".")[-1].split("-")[:1]:
                opened = one.unwrap(content)
                # Of two custodians, the first finds only what is for the second.
                assert (b'"key"' in opened) == (not path.name.startswith("identities"))
            else:
                with pytest.raises(KeyRefusedError):
                    one.unwrap(content)


def test_a_stranger_opens_nothing(team: Team) -> None:
    with pytest.raises(KeyRefusedError):
        team.keys("stranger")
    with pytest.raises(KeyRefusedError):
        open_keybag(team.root / "case", person=team.custodians[0], disk=QUICK, chance=system_chance)


def test_one_custodian_opens_no_identity_and_any_two_open_all(team: Team) -> None:
    for one in team.custodians:
        for other in (*team.people.values(), one):
            with pytest.raises(KeyRefusedError):
                team.keys("founder").open_identities([one, other])
    for pair in itertools.permutations(team.custodians, 2):
        keys = team.keys("founder")
        keys.open_identities(pair)
        custody = team.custody(keys)
        for place, object_id in team.objects.items():
            assert custody.read_object(object_id) == team.contents[place]


def test_who_lacks_general_cannot_open_the_identities_with_a_colleague(team: Team) -> None:
    keys = team.keys("plain")
    keys.open_identities(team.custodians[1:])
    custody = team.custody(keys)
    for place, object_id in team.objects.items():
        if place <= within(Compartment.IDENTITIES):
            assert custody.read_object(object_id) == team.contents[place]
        else:
            with pytest.raises(CompartmentClosedError):
                custody.read_object(object_id)


def test_the_same_content_is_kept_once_in_each_place_and_its_ids_tell_nothing(team: Team) -> None:
    keys = team.keys("founder")
    keys.open_identities(team.custodians[:2])
    custody = team.custody(keys, write=True)
    ids = set()
    for place in PLACES:
        first, second = custody.keep_bytes(b"one letter", place), custody.keep_bytes(b"one letter", place)
        assert first.object_id == second.object_id
        assert (first.is_new, second.is_new) == (True, False)
        ids.add(first.object_id)
    assert len(ids) == len(PLACES)
    custody.abandon()


def test_a_full_check_finds_nothing_wrong_whoever_asks(team: Team) -> None:
    for name in POLICY:
        keys = team.keys(name)
        assert list(check(team.root / "case", keys=keys, full=True, guards=team.root / "guards")) == [], name


def test_who_lacks_a_compartment_adds_to_it_by_letter_and_cannot_read_it_back(team: Team) -> None:
    keys = team.keys("plain")
    custody = team.custody(keys, write=True)
    place = within(SOURCES, Compartment.IDENTITIES)
    kept = custody.keep_bytes(b"the name of the ferryman", place)
    custody.record("exhibit.received", {"object": kept.object_id, "name": "a letter"}, place=place)
    custody.acknowledge()
    with pytest.raises(CompartmentClosedError):
        custody.read_object(kept.object_id)
    custody.close()
    keys.close()
    keys = team.keys("handler")
    keys.open_identities(team.custodians[:2])
    custody = team.custody(keys)
    assert custody.read_object(kept.object_id) == b"the name of the ferryman"
    assert [one.fields["name"] for one in custody.entries() if one.fields][-1] == "a letter"
    assert list(check(team.root / "case", keys=keys, full=True, guards=team.root / "guards")) == []
    for compartment in (SOURCES, Compartment.IDENTITIES):
        keys.renew()
        assert keys.generations[compartment] > 1
    assert team.custody(keys).read_object(kept.object_id) == b"the name of the ferryman"


def test_what_is_taken_away_opens_no_more_and_stays_with_the_others(team: Team) -> None:
    keys = team.keys("founder")
    old = {path.name: path.read_bytes() for path in Layout(team.root / "case").keys.rglob("*") if path.is_file()}
    assert keys.take(LEGAL, team.people["lawyer"].id) == (LEGAL,)
    assert set(team.keys("lawyer").open_compartments) == {Compartment.GENERAL}
    assert set(team.keys("both").open_compartments) == {Compartment.GENERAL, LEGAL, SOURCES}
    assert team.custody(team.keys("both")).read_object(team.objects[within(LEGAL)])
    left = {path.name: path.read_bytes() for path in Layout(team.root / "case").keys.rglob("*") if path.is_file()}
    assert not [name for name in left if name.startswith("legal.1.") or name == "keybag.legal.1"]
    assert not [name for name, content in left.items() if name.startswith("legal.") and content in old.values()]
    assert damage(team.root) == []


def test_who_loses_general_loses_everything(team: Team) -> None:
    keys = team.keys("founder")
    assert set(keys.take(Compartment.GENERAL, team.people["both"].id)) == {Compartment.GENERAL, LEGAL, SOURCES}
    with pytest.raises(KeyRefusedError):
        team.keys("both")
    assert team.keys("heir").rehearse(team.people["heir"]).keys() == {Compartment.GENERAL, LEGAL, SOURCES}
    assert damage(team.root) == []


def test_nobody_takes_away_or_gives_what_they_do_not_hold(team: Team) -> None:
    keys = team.keys("lawyer")
    with pytest.raises(CompartmentClosedError):
        keys.give(SOURCES, holder_of(team.people["stranger"].card, PERSON))
    with pytest.raises(CompartmentClosedError):
        keys.take(SOURCES, team.people["handler"].id)
    with pytest.raises(CompartmentClosedError):
        keys.take(Compartment.GENERAL, team.people["both"].id)
    with pytest.raises(CompartmentClosedError):
        keys.renew(secret=Passphrase("mine now"))
    with pytest.raises(KeyError):
        keys.take(LEGAL, team.people["handler"].id)
    with pytest.raises(ValueError, match="all together"):
        team.keys("founder").give(Compartment.IDENTITIES, holder_of(team.people["plain"].card, CUSTODIAN))
    assert damage(team.root) == []


def test_the_last_holder_of_a_compartment_cannot_be_taken_away(tmp_path: Path) -> None:
    _, keys = new_case(tmp_path)
    with pytest.raises(ValueError, match="nobody"):
        keys.take(Compartment.GENERAL, keys.person.id)
    with pytest.raises(CaseExistsError):
        keys.found(Compartment.GENERAL, keys.holders(Compartment.GENERAL))
    for n_custodians in (0, 1, 2, 4):
        with pytest.raises(ValueError, match="custodians"):
            keys.found(Compartment.IDENTITIES, [holder_of(person("x").card, CUSTODIAN) for _ in range(n_custodians)])


def test_custodians_change_all_together_and_the_old_ones_open_nothing(team: Team) -> None:
    keys = team.keys("founder")
    keys.open_identities(team.custodians[:2])
    fresh = [person(name) for name in ("D", "E", "F")]
    keys.renew(custodians=[holder_of(one.card, CUSTODIAN) for one in fresh])
    for pair in itertools.combinations([*team.custodians, fresh[0]], 2):
        with pytest.raises(KeyRefusedError):
            team.keys("founder").open_identities(pair)
    team.keys("founder").open_identities(fresh[1:])
    assert damage(team.root) == []


def test_a_rehearsal_says_what_the_heir_would_open_and_refuses_who_would_not(team: Team) -> None:
    keys = team.keys("founder")
    assert keys.rehearse(team.people["heir"])[LEGAL] > 0
    for name in ("plain", "lawyer", "stranger"):
        with pytest.raises(KeyRefusedError):
            keys.rehearse(team.people[name])
    layout = Layout(team.root / "case")
    path = layout.recipients / f"legal.1.{team.people['heir'].id}"
    path.write_bytes((layout.recipients / f"legal.1.{team.people['both'].id}").read_bytes())
    with pytest.raises(KeyRefusedError):
        keys.rehearse(team.people["heir"])
    assert "wrap.changed" in {one.code for one in damage(team.root)}


def test_an_earlier_bag_in_place_of_the_newer_is_found(team: Team) -> None:
    layout = Layout(team.root / "case")
    path = layout.keybag(1, LEGAL)
    old = path.read_bytes()
    keys = team.keys("founder")
    custody = team.custody(keys, write=True)
    custody.keep_bytes(b"a later letter", within(LEGAL))
    custody.acknowledge()
    custody.close()
    keys.close()
    path.write_bytes(old)
    assert "keybag.share" in {one.code for one in damage(team.root)}
    keys = team.keys("founder")
    assert team.custody(keys).read_object(team.objects[within(LEGAL)])


@pytest.mark.parametrize("name", ["keybag.legal.1", "recipients"])
def test_a_lost_compartment_leaves_the_rest_open(team: Team, name: str) -> None:
    layout = Layout(team.root / "case")
    lost = [layout.keys / name] if name != "recipients" else list(layout.recipients.glob("legal.*"))
    for path in lost:
        path.unlink()
    keys = team.keys("founder")
    assert set(keys.open_compartments) == {Compartment.GENERAL, SOURCES}
    assert team.custody(keys).read_object(team.objects[GENERAL])


def flips(path: Path) -> Iterator[bytes]:
    content = path.read_bytes()
    for at in range(len(content)):
        yield content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :]


def test_every_flipped_byte_of_a_door_a_wrap_and_a_bag_is_found(tmp_path: Path) -> None:
    custody, keys = new_case(tmp_path)
    keys.found(LEGAL, keys.holders(Compartment.GENERAL))
    custody.keep_bytes(b"a letter", within(LEGAL))
    custody.acknowledge()
    custody.close()
    keys.close()
    layout = Layout(tmp_path / "case")
    for path in (*layout.doors(), *layout.wraps(), layout.keybag(1, LEGAL)):
        whole = path.read_bytes()
        for content in flips(path):
            path.write_bytes(content)
            assert list(bag_file_problems(layout)), path.name
        path.write_bytes(whole)
    assert damage(tmp_path) == []


@pytest.mark.parametrize(
    "secret",
    [SECRET, Passphrase("nine ferries left"), Both(Passphrase("nine ferries left"), KeyFile(bytes(range(32))))],
)
def test_a_case_opens_with_its_secret_whole_and_with_no_part_of_it(tmp_path: Path, secret: object) -> None:
    create_keybag(tmp_path, secret=secret, disk=QUICK, chance=system_chance, cost=CHEAP).close()  # type: ignore[arg-type]
    tried = [
        KeyFile(bytes(range(32))),
        KeyFile(bytes(32)),
        Passphrase("nine ferries left"),
        Passphrase("ten ferries left"),
        Both(Passphrase("nine ferries left"), KeyFile(bytes(range(32)))),
        Both(Passphrase("nine ferries left"), KeyFile(bytes(32))),
        Both(Passphrase("ten ferries left"), KeyFile(bytes(range(32)))),
    ]
    for one in tried:
        if one == secret:
            assert open_keybag(tmp_path, secret=one, disk=QUICK, chance=system_chance).is_founder
        else:
            with pytest.raises(KeyRefusedError):
                open_keybag(tmp_path, secret=one, disk=QUICK, chance=system_chance)


def test_a_changed_secret_opens_all_that_was_open_and_the_old_one_nothing(team: Team) -> None:
    keys = team.keys("founder")
    both = Both(Passphrase("nine ferries"), KeyFile(bytes(32)))
    keys.renew(secret=both, cost=CHEAP)
    keys.close()
    with pytest.raises(KeyRefusedError):
        team.keys("founder")
    again = open_keybag(team.root / "case", secret=both, disk=QUICK, chance=system_chance)
    assert set(again.open_compartments) == {Compartment.GENERAL, LEGAL, SOURCES}
    assert set(team.keys("both").open_compartments) == {Compartment.GENERAL, LEGAL, SOURCES}
    custody = team.custody(again)
    assert all(custody.read_object(team.objects[place]) for place in PLACES if place <= within(LEGAL, SOURCES))
    assert len(Layout(team.root / "case").doors()) == 1


def test_a_closed_compartment_survives_a_recovery_by_who_lacks_it(team: Team) -> None:
    layout = Layout(team.root / "case")
    keys = team.keys("founder")
    custody = team.custody(keys, write=True)
    kept = custody.keep_bytes(b"a letter before the lights went out", within(LEGAL))
    custody.record("exhibit.received", {"object": kept.object_id}, place=within(LEGAL))
    custody.acknowledge()
    custody.abandon()
    keys.close()
    assert layout.open_packs()
    plain = team.keys("plain")
    team.custody(plain, write=True).close()
    plain.close()
    keys = team.keys("founder")
    assert team.custody(keys).read_object(kept.object_id) == b"a letter before the lights went out"
    keys.close()
    assert damage(team.root) == []


def test_a_share_that_general_never_noted_is_given_up(team: Team) -> None:
    keys = team.keys("founder")
    stray = bytes(range(32))
    keys._bags.opened[LEGAL].append(list(additions([(stray, bytes(32))])))
    keys.close()
    custody, keys = reopened(team.root)
    assert stray not in keys._bags.opened[LEGAL].contents.keys
    custody.close()
    keys.close()
    assert damage(team.root) == []


def closed_bag(team: Team) -> Path:
    return team.root / "case" / "keys" / "keybag.identities.1"


def test_half_a_letter_in_a_closed_bag_is_cut_and_the_next_one_is_whole(team: Team) -> None:
    whole = closed_bag(team).read_bytes()
    closed_bag(team).write_bytes(whole + b"\0\0\1\0half a letter")
    assert "keybag.torn" in {one.code for one in damage(team.root)}
    custody = team.custody(keys := team.keys("founder"), write=True)
    assert closed_bag(team).read_bytes() == whole
    assert any(one.entry.kind == "incident.recorded" for one in custody.entries())
    place = within(Compartment.IDENTITIES)
    kept = custody.keep_bytes(b"another name", place)
    custody.record("identity.sealed", {"object": kept.object_id}, place=place)
    custody.acknowledge()
    custody.close()
    keys.close()
    assert not damage(team.root)
    (opened := team.keys("founder")).open_identities(team.custodians[1:])
    assert team.custody(opened).read_object(kept.object_id) == b"another name"


def test_what_rots_in_a_closed_bag_is_left_and_named(team: Team) -> None:
    content = bytearray(closed_bag(team).read_bytes())
    content[-1] ^= 1
    closed_bag(team).write_bytes(content)
    custody = team.custody(keys := team.keys("founder"), write=True)
    custody.close()
    keys.close()
    assert closed_bag(team).read_bytes() == content
    assert "keybag.torn" in {one.code for one in damage(team.root)}


def test_places_have_numbers_and_names() -> None:
    assert [mask_of(place) for place in PLACES] == list(range(8))
    assert len({place_named(place) for place in PLACES}) == 8
    for number in (-1, 8):
        with pytest.raises(ValueError):
            place_of(number)
    assert within(Compartment.GENERAL) == GENERAL


def test_what_lies_in_two_compartments_has_a_key_of_which_neither_knows_a_bit(tmp_path: Path) -> None:
    _, keys = new_case(tmp_path)
    for compartment in (LEGAL, SOURCES):
        keys.found(compartment, keys.holders(Compartment.GENERAL))
    same = bytes(32)
    for number in range(64):
        keys.add([Added(bytes([number]) * 32, same, same if number % 2 else None, within(LEGAL, SOURCES))])
    for compartment in (LEGAL, SOURCES):
        shares = list(keys._bags.opened[compartment].contents.keys.values())
        assert len(set(shares)) == 64
        bits = sum(int.from_bytes(share[:32], "big").bit_count() for share in shares)
        assert 0.45 < bits / (64 * 256) < 0.55
    assert all(keys.object_key(bytes([number]) * 32) == same for number in range(64))
    assert keys.record_key(bytes([1]) * 32) == same
    assert keys.record_key(bytes([2]) * 32) is None


@pytest.mark.parametrize(
    "wrong", [b"", b"{}", b'{"age":"age1","format":"probative/card@1","name":"x","signing_key":""}']
)
def test_what_is_no_card_or_person_is_refused(wrong: bytes) -> None:
    with pytest.raises(PersonFileError):
        read_card(wrong)
    with pytest.raises(PersonFileError):
        person_file(wrong, "a file")


def test_a_person_s_file_opens_with_its_secret_and_shows_no_key() -> None:
    one = person("Mira Oru")
    content = one.sealed(SECRET, chance=system_chance)
    again = person_file(content, "a file").open(SECRET)
    assert again.card == one.card == read_card(one.card.encode())
    assert again.unwrap(wrap(b"x", one.card.recipient)) == b"x"
    assert "SECRET" not in repr(one)
    with pytest.raises(KeyRefusedError):
        person_file(content, "a file").open(KeyFile(bytes(32)))
    for at in range(0, len(content), 7):
        changed = content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :]
        with pytest.raises((PersonFileError, KeyRefusedError, IntegrityError)):
            person_file(changed, "a file").open(SECRET)
    for name in ("", " ", "x" * 201):
        with pytest.raises(ValueError):
            person(name)


def test_a_wrap_of_another_bag_is_refused(team: Team) -> None:
    layout = Layout(team.root / "case")
    lawyer = team.people["lawyer"]
    general = (layout.recipients / f"general.1.{lawyer.id}").read_bytes()
    (layout.recipients / f"legal.1.{lawyer.id}").write_bytes(general)
    assert set(team.keys("lawyer").open_compartments) == {Compartment.GENERAL}
    (layout.recipients / f"general.1.{lawyer.id}").write_bytes(general[:-1])
    with pytest.raises(DamagedKeybagError):
        team.keys("lawyer")


def carried(team: Team, place: Path, bearer: str, **without: object) -> Team:
    """Copy the case as somebody would carry it."""
    layout = Layout(team.root / "case")
    shutil.copytree(team.root, place)
    kept = {path.relative_to(layout.folder) for path in travelling(layout, team.people[bearer].id, **without)}  # type: ignore[arg-type]
    for path in [path for path in (place / "case" / "keys").rglob("*") if path.is_file()]:
        if path.relative_to(place / "case") not in kept:
            path.unlink()
    team.root = place
    return team


def test_a_case_that_is_carried_opens_for_its_bearer_and_for_nobody_else(team: Team, tmp_path: Path) -> None:
    there = carried(team, tmp_path / "carried", "both", without=[SOURCES])
    keys = there.keys("both")
    assert set(keys.open_compartments) == {Compartment.GENERAL, LEGAL}
    custody = there.custody(keys)
    for place, object_id in there.objects.items():
        if place <= within(LEGAL):
            assert custody.read_object(object_id) == there.contents[place]
        else:
            with pytest.raises(CompartmentClosedError):
                custody.read_object(object_id)
    for name in ("founder", "lawyer", "handler", "plain", "heir"):
        with pytest.raises(KeyRefusedError):
            there.keys(name)
    for pair in itertools.combinations(there.custodians, 2):
        with pytest.raises(KeyRefusedError):
            keys.open_identities(pair)


def test_nobody_carries_a_case_that_they_do_not_open(team: Team) -> None:
    layout = Layout(team.root / "case")
    for bearer, without in (("stranger", ()), ("both", (Compartment.GENERAL,))):
        with pytest.raises(KeyRefusedError):
            travelling(layout, team.people[bearer].id, without=without)


def test_a_hushed_process_goes_on_working() -> None:
    script = "from probative.custody.seal.hushed import hush; hush(); print(len(bytes(1 << 26)))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout == f"{1 << 26}\n"
