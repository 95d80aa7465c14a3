"""Power cuts and refusing disks at every act of every change of the keybag: it opens as before, or as after."""

import errno
from collections.abc import Callable
from pathlib import Path

import pytest

from probative.base.chance import seeded_chance, system_chance
from probative.base.errors import KeyRefusedError, ProbativeError, StorageError
from probative.base.fs import Disk
from probative.custody.compartments import Compartment, within
from probative.custody.keys import Added
from probative.custody.layout import Layout
from probative.custody.seal.bags import CUSTODIAN, PERSON
from probative.custody.seal.keybag import Keybag, create_keybag, holder_of, open_keybag
from probative.custody.seal.person import Person, new_person
from probative.custody.seal.secret import KeyFile
from tests.custody.making import QUICK, SECRET, Journal, Refusing, disk_of

pytestmark = pytest.mark.slow

LEGAL, GENERAL = Compartment.LEGAL, Compartment.GENERAL
NEW_SECRET = KeyFile(bytes(32))
PEOPLE = {name: new_person(name, chance=system_chance) for name in ("ada", "ben", "A", "B", "C")}
ADA, BEN = PEOPLE["ada"], PEOPLE["ben"]
CUSTODIANS = [PEOPLE[name] for name in "ABC"]
OURS, THEIRS, GONE = bytes([1]) * 32, bytes([2]) * 32, bytes([3]) * 32
LATER = bytes([4]) * 32


def prepared(folder: Path, disk: Disk) -> Keybag:
    """A bag with something in two compartments, one person in each, and something that may be destroyed."""
    keys = create_keybag(folder, secret=SECRET, disk=disk, chance=system_chance)
    keys.found(LEGAL, keys.holders(GENERAL))
    for one, compartments in ((ADA, (GENERAL, LEGAL)), (BEN, (GENERAL,))):
        for compartment in compartments:
            keys.give(compartment, holder_of(one.card, PERSON))
    keys.add([Added(OURS, OURS), Added(THEIRS, THEIRS, THEIRS, within(LEGAL)), Added(GONE, GONE, None, within(LEGAL))])
    return keys


def custodians() -> list:
    return [holder_of(one.card, CUSTODIAN) for one in CUSTODIANS]


CHANGES: dict[str, Callable[[Keybag], object]] = {
    "a compartment is founded": lambda keys: keys.found(Compartment.SOURCE_PROTECTION, keys.holders(GENERAL)),
    "the identities are founded": lambda keys: keys.found(Compartment.IDENTITIES, custodians()),
    "a compartment is given": lambda keys: keys.give(LEGAL, holder_of(BEN.card, PERSON)),
    "a compartment is taken away": lambda keys: keys.take(LEGAL, ADA.id),
    "somebody loses everything": lambda keys: keys.take(GENERAL, ADA.id),
    "the secret changes": lambda keys: keys.renew(secret=NEW_SECRET),
    "a key is destroyed": lambda keys: keys.renew(without=[GONE]),
    "both at once": lambda keys: keys.renew(secret=NEW_SECRET, without=[GONE]),
    "keys are added": lambda keys: keys.add([Added(LATER, LATER, None, within(LEGAL))]),
}

Opening = tuple[str, tuple[Compartment, ...], bool]


def openings(folder: Path) -> dict[str, object]:
    """What each holder opens, and which keys they see."""
    seen: dict[str, object] = {}
    ways: dict[str, dict[str, object]] = {
        "old secret": {"secret": SECRET},
        "new secret": {"secret": NEW_SECRET},
        "ada": {"person": ADA},
        "ben": {"person": BEN},
    }
    for name, way in ways.items():
        try:
            keys = open_keybag(folder, disk=QUICK, chance=system_chance, **way)  # type: ignore[arg-type]
        except KeyRefusedError:
            seen[name] = "refused"
            continue
        assert list(keys.problems()) == [], name
        held = tuple(keys.object_key(one) for one in (OURS, THEIRS, GONE, LATER))
        seen[name] = (keys.open_compartments, keys.closed_compartments, held)
    return seen


@pytest.mark.parametrize("name", list(CHANGES))
def test_a_power_cut_leaves_the_keybag_as_before_or_as_after(tmp_path: Path, name: str) -> None:
    root = tmp_path / "live"
    root.mkdir()
    journal = Journal(root)
    keys = prepared(root / "case", Disk(journal))
    before, started = openings(root / "case"), len(journal.acts)
    CHANGES[name](keys)
    after, done = openings(root / "case"), len(journal.acts)
    keys.close()
    assert before != after or name == "the identities are founded"
    n_states, seen = 0, set()
    for number, loss in journal.crashes(tmp_path):
        if number < started or (loss.left in seen and number != done):
            continue
        seen.add(loss.left)
        place = loss.build() / "case"
        assert settled(place) in ((after,) if number >= done else (before, after)), (number, loss.state)
        n_states += 1
    assert n_states >= 8


def settled(folder: Path) -> dict[str, object]:
    """Finish what was interrupted, as opening for writing does, and say what everybody opens then."""
    layout = Layout(folder)
    keys = None
    for secret in (SECRET, NEW_SECRET):
        try:
            keys = open_keybag(folder, secret=secret, disk=QUICK, chance=system_chance)
        except KeyRefusedError:
            continue
    assert keys is not None
    keys.reload()
    keys.cut_torn()
    assert len(layout.doors()) == 1
    bags = sorted(path.name for path in layout.keys.glob("keybag.*"))
    assert bags == sorted(f"keybag.{each}.{generation}" for each, generation in keys.generations.items())
    for path in layout.wraps():
        compartment, generation, _ = path.name.split(".")
        assert keys.generations[Compartment(compartment)] == int(generation)
    keys.close()
    return openings(folder)


@pytest.mark.parametrize("name", list(CHANGES))
def test_a_disk_that_refuses_at_any_act_leaves_the_keybag_as_before_or_as_after(tmp_path: Path, name: str) -> None:
    prepared(tmp_path / "whole" / "case", QUICK).close()
    before = openings(tmp_path / "whole" / "case")
    counting = Refusing(1 << 30, errno.EIO)
    keys = reopened(tmp_path / "whole", disk_of(counting))
    CHANGES[name](keys)
    after = openings(tmp_path / "whole" / "case")
    for number in range(counting.n_acts):
        root = tmp_path / str(number)
        prepared(root / "case", QUICK).close()
        keys = reopened(root, disk_of(Refusing(number, errno.ENOSPC if number % 2 else errno.EIO)))
        with pytest.raises(StorageError):
            CHANGES[name](keys)
        assert settled(root / "case") in (before, after), number


def reopened(root: Path, disk: Disk) -> Keybag:
    return open_keybag(root / "case", secret=SECRET, disk=disk, chance=system_chance)


def test_without_naming_the_generations_last_a_power_cut_mixes_old_and_new(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control: the same crashes are caught when the old files go before ``general`` names the new ones."""
    from probative.custody.seal.bags import Bags

    root = tmp_path / "live"
    root.mkdir()
    journal = Journal(root)
    keys = prepared(root / "case", Disk(journal))
    before, started = openings(root / "case"), len(journal.acts)
    write = Bags.write

    def hasty(self: Bags, compartment: Compartment, contents: object) -> object:
        bag = write(self, compartment, contents)  # type: ignore[arg-type]
        if compartment is not GENERAL:
            self._disk.destroy(self._layout.keybag(bag.head.generation - 1, compartment), system_chance)
        return bag

    monkeypatch.setattr(Bags, "write", hasty)
    keys.renew(secret=NEW_SECRET)
    after = openings(root / "case")
    n_wrong = 0
    for number, loss in journal.crashes(tmp_path):
        if number >= started and loss.state in ("synced", "everything"):
            try:
                n_wrong += settled(loss.build() / "case") not in (before, after)
            except (ProbativeError, AssertionError):
                n_wrong += 1
    assert n_wrong >= 8


def test_a_person_s_file_is_replaced_in_one_step(tmp_path: Path) -> None:
    from probative.custody.seal.person import read_person, write_person

    root = tmp_path / "live"
    root.mkdir()
    journal = Journal(root)
    path = root / "config" / "person"
    one: Person = new_person("Mira Oru", chance=seeded_chance(b"p"))
    write_person(path, one, SECRET, disk=Disk(journal), chance=system_chance)
    started = len(journal.acts)
    write_person(path, one, NEW_SECRET, disk=Disk(journal), chance=system_chance)
    for number, loss in journal.crashes(tmp_path):
        if number < started:
            continue
        file = read_person(loss.build() / "config" / "person")
        opened = []
        for secret in (SECRET, NEW_SECRET):
            try:
                opened.append(file.open(secret).id)
            except KeyRefusedError:
                continue
        assert opened == [one.id]
