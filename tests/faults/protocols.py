"""Further write protocols on a disk that writes everything down: each begins with a case that is there and durable."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from probative.base.chance import seeded_chance
from probative.base.fs import Disk
from probative.custody.compartments import Compartment, Within, within
from probative.custody.ledger.checkpoints import sign_checkpoint
from probative.custody.ledger.merkle import Tree, leaf_hash
from probative.custody.ledger.notes import NoteKey
from probative.custody.ledger.requests import write_request
from probative.custody.mirror.mirroring import mirror
from probative.custody.opening import open_case
from probative.custody.protocol import Custody
from probative.custody.seal.bags import PERSON, RECOVERY
from probative.custody.seal.keybag import open_keybag
from probative.custody.seal.person import Person, new_person, write_person
from probative.custody.seal.secret import KeyFile
from probative.custody.witness import make_witness, opened_witness
from probative.flow import access
from probative.flow.case import opened, rebuild
from probative.flow.delivery import Provenance, add
from probative.flow.sealing import begin, finish
from probative.flow.settings import Settings
from probative.flow.steps.reading import read_new
from probative.model.readings import Reading
from tests.custody.making import CLOCK, QUICK, SECRET, exhibit, new_case, reopened
from tests.faults.explorer import Journey
from tests.faults.medium import Recorder
from tests.flow.conftest import watch

ANOTHER = KeyFile(bytes(range(32, 64)))
NAME = "Mira Toll"
BOTH = within(Compartment.LEGAL, Compartment.SOURCE_PROTECTION)
LOG = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
LOG_KEY = NoteKey(name="probative/" + "ab" * 16, public_key=LOG.public_key().public_bytes_raw())


class Promised(tuple[bytes, ...]):  # noqa: SLOT001 - a tuple takes no slots
    """Acknowledged entries, and what holds besides.

    ``shut_out`` opens nothing any more. ``secrets`` are those of which one opens the case. ``unnamed`` stands in
    nothing that everybody can open who opens the case. ``is_backup`` says that the case may
    still be refused as put back.
    """

    shut_out: Person | None = None
    secrets: tuple[KeyFile, ...] = (SECRET,)
    unnamed: bytes = b""
    is_backup: bool = False


def _taken_over(
    root: Path, seed: str, prepare: Callable[[Path, Settings], None], *, is_empty: bool = False
) -> tuple[Journey, Settings]:
    """Prepare a case on a disk that never fails, and begin with it as it lies there."""
    before = root.with_name(root.name + " before")
    shutil.rmtree(before, ignore_errors=True)
    custody, keys = new_case(before, chance=seeded_chance(seed.encode()))
    if not is_empty:
        exhibit(custody, b"A letter that was kept.", "letter.txt")
        custody.acknowledge()
    custody.close()
    keys.close()
    key_file = root.with_name(root.name + " key")
    key_file.write_bytes(SECRET.content)
    key_file.chmod(0o600)
    given = Settings(
        key_file=key_file,
        passphrase=None,
        guard_folder=before / "guards",
        workers=1,
        person="Tester",
        clock=CLOCK,
        chance=seeded_chance(b"flow " + seed.encode()),
        disk=QUICK,
    )
    prepare(before, given)
    shutil.rmtree(before / "case" / "index", ignore_errors=True)
    for path in before.rglob("lock"):
        path.unlink()
    journey = Journey(Recorder(root))
    journey.recorder.adopt(before)
    return journey, replace(given, guard_folder=root / "guards", disk=Disk(journey.recorder))


def _promise(journey: Journey, **more: object) -> None:
    """Promise every entry that there is, and more."""
    secret = more.get("secrets", (SECRET,))
    assert isinstance(secret, tuple)
    custody, keys = reopened(journey.recorder.root, write=False, secret=secret[-1])
    promised = Promised(one.entry.content for one in custody.entries() if one.entry.kind != "checkpoint.signed")
    keys.close()
    for name, value in more.items():
        setattr(promised, name, value)
    journey.promise(promised)


def _taken_in(custody: Custody, content: bytes, place: Within, *, is_last: bool = True) -> None:
    kept = custody.keep_bytes(content, place)
    custody.record("exhibit.received", {"object": kept.object_id, "sha256": kept.digest}, place=place)
    custody.acknowledge()
    if is_last:
        custody.close()


def compartments(root: Path, seed: str) -> Journey:
    """Give a compartment, make another, add to both at once, and shut somebody out."""
    ada, ben = (new_person(name, chance=seeded_chance(name.encode())) for name in ("Ada", "Ben"))

    def prepare(before: Path, given: Settings) -> None:
        access.give(before / "case", given, ada.card, [Compartment.LEGAL], role=PERSON, why="counsel")

    journey, given = _taken_over(root, seed, prepare)
    case = root / "case"
    _promise(journey)
    access.give(case, given, ben.card, [Compartment.SOURCE_PROTECTION], role=PERSON, why="meets the sources")
    _promise(journey)
    _taken_in(reopened(root, disk=given.disk, chance=given.chance)[0], b"Advice on who spoke.", BOTH)
    _promise(journey)
    access.take(case, given, ada.id, Compartment.GENERAL, why="left")
    _promise(journey, shut_out=ada)
    return journey


def posting(root: Path, seed: str) -> Journey:
    """Add to a compartment that is closed to everybody, by letters."""
    people = [new_person(name, chance=seeded_chance(name.encode())) for name in ("Ada", "Ben", "Cid")]

    def prepare(before: Path, given: Settings) -> None:
        access.name_custodians(before / "case", given, [each.card for each in people], why="the board")

    journey, given = _taken_over(root, seed, prepare)
    _promise(journey)
    custody, _ = reopened(root, disk=given.disk, chance=given.chance)
    for number in range(2):
        _taken_in(custody, b"Somebody's name, %d." % number, within(Compartment.IDENTITIES), is_last=number == 1)
        _promise(journey)
    return journey


def changing_secret(root: Path, seed: str) -> Journey:
    """Rehearse a recovery, recover the case with an heir's keys, and go on under the new secret."""
    heir = new_person("Heir", chance=seeded_chance(b"heir"))

    def prepare(before: Path, given: Settings) -> None:
        access.give(before / "case", given, heir.card, [Compartment.LEGAL], role=RECOVERY, why="keeps keys abroad")

    journey, given = _taken_over(root, seed, prepare)
    _promise(journey)
    access.rehearse(root / "case", given, heir)
    # From here on either secret may open it, until it is said that the new one does.
    _promise(journey)
    both = journey.promises[-1][1]
    assert isinstance(both, Promised)
    both.secrets = (SECRET, ANOTHER)
    theirs = root.with_name(root.name + " heir")
    theirs.unlink(missing_ok=True)
    write_person(theirs, heir, SECRET, disk=QUICK, chance=given.chance)
    access.change_secret(
        root / "case", replace(given, person_file=theirs, is_person_named=True), ANOTHER, why="the stick broke"
    )
    _promise(journey, secrets=(ANOTHER,))
    return journey


def sealing(root: Path, seed: str) -> Journey:
    """Seal a person whose name stands in the case, and open the name with two custodians."""
    people = [new_person(name, chance=seeded_chance(name.encode())) for name in ("Ada", "Ben", "Cid")]
    material = root.with_name(root.name + " material")
    shutil.rmtree(material, ignore_errors=True)
    material.mkdir(parents=True)
    (material / "Mira Toll.txt").write_text("Daily Fern\n4 May 2031\n\nThe mill burned, Mira Toll said.\n")

    def prepare(before: Path, given: Settings) -> None:
        access.name_custodians(before / "case", given, [each.card for each in people], why="the board")
        with opened(before / "case", given, write=True) as case:
            add(case, [material], Provenance(received_from=NAME))
            read_new(case, watch)
            # A reader that died would leave nothing to seal in the text, and the journey would show little.
            assert any(NAME in each.text for each in case.store.all(Reading))

    journey, given = _taken_over(root, seed, prepare, is_empty=True)
    case = root / "case"
    _promise(journey)
    with opened(case, given, write=True) as working:
        begun = begin(working, NAME, why="asked for protection", watch=watch)
    _promise(journey)
    rebuild(case, given)
    with opened(case, given, write=True) as working:
        finish(working, begun)
    _promise(journey, unnamed=b"Toll")
    access.unseal(case, given, begun.entry, people[:2], why="order of 4 May")
    _promise(journey, unnamed=b"Toll")
    return journey


def restoring(root: Path, seed: str) -> Journey:
    """Put an older copy in the case's place, say so, and go on in a new epoch."""

    def prepare(before: Path, _: Settings) -> None:
        shutil.copytree(before / "case", before / "backup")
        custody, keys = reopened(before)
        exhibit(custody, b"A letter that came after the backup.", "later.txt")
        custody.close()
        keys.close()
        shutil.rmtree(before / "case")
        (before / "backup").rename(before / "case")

    journey, given = _taken_over(root, seed, prepare)
    _promise(journey, is_backup=True)
    keys = open_keybag(root / "case", secret=SECRET, disk=given.disk, chance=given.chance)
    restored = put_back(root, given.disk, seed)
    _promise(journey)
    exhibit(restored, b"And it goes on.", "next.txt")
    restored.acknowledge()
    _promise(journey)
    restored.close()
    keys.close()
    return journey


def put_back(root: Path, disk: Disk, seed: str) -> Custody:
    """Open a case as put back from a backup."""
    keys = open_keybag(root / "case", secret=SECRET, disk=disk, chance=seeded_chance(seed.encode()))
    return open_case(
        root / "case",
        keys=keys,
        disk=disk,
        clock=CLOCK,
        chance=seeded_chance(b"restored " + seed.encode()),
        guards=root / "guards",
        write=True,
        restored="the disk failed",
    )


def repairing(root: Path, seed: str) -> Journey:
    """Bring rotten files of a case back from its mirror."""
    elsewhere = root.with_name(root.name + " mirror")
    shutil.rmtree(elsewhere, ignore_errors=True)

    def prepare(before: Path, given: Settings) -> None:
        list(mirror(before / "case", elsewhere, disk=QUICK, chance=given.chance))
        for name in ("packs/??/*", "log/seg-*", "keys/keybag.*", "log/checkpoint"):
            path = min((before / "case").glob(name))
            content = bytearray(path.read_bytes())
            content[len(content) // 2] ^= 1
            path.write_bytes(content)

    journey, given = _taken_over(root, seed, prepare)
    journey.promise(None)
    list(mirror(root / "case", elsewhere, disk=given.disk, chance=given.chance))
    journey.promise("repaired")
    return journey


def witnessing(root: Path, seed: str) -> Journey:
    """Make a witness, have it trust a log, and have it sign twice."""
    root.mkdir(parents=True)
    journey = Journey(Recorder(root))
    disk, folder = Disk(journey.recorder), root / "witness"
    make_witness(folder, name=None, disk=disk, chance=seeded_chance(seed.encode()))
    with opened_witness(folder, disk=disk, clock=CLOCK) as witness:
        witness.trust(LOG_KEY.verifier)
        for old, new in ((0, 3), (3, 7)):
            assert isinstance(witness.answer(asked(old, new)), bytes)
            journey.promise(new)
    return journey


def asked(old: int, new: int, *, fork: bytes = b"") -> bytes:
    """Give a request to sign ``new`` entries by a log that showed ``old``; ``fork`` makes it another history."""
    tree = Tree()
    for number in range(new):
        tree.append(leaf_hash(fork + b"%d" % number))
    checkpoint = sign_checkpoint(key=LOG_KEY, size=new, root=tree.root(new), sign=LOG.sign)
    return write_request(note=checkpoint.note, old_size=old, path=tree.consistency(old, new) if old else ())
