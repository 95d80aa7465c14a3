"""E1: consent is withdrawn, the exhibit shredded; then every byte that is left is searched for anything of it.

Two searches. *Powered off*: every file of the case, of its mirror, of the folder for temporary files and of the
folder outside the case in which this machine remembers, as they lie on the disk. *Opened*: everything that the keys
open: every bag, every object in every pack, every index (as a plain database, with its search postings), the report.
What is looked for: keys, salts, the original's bytes, its SHA-256, every word that only it had, in either case, and
what was made of it.
"""

import base64
import io
import shutil
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from probative.base.chance import seeded_chance
from probative.base.clock import fixed_clock
from probative.base.identifiers import ExhibitId, JudgementId, identifier
from probative.custody.check import check
from probative.custody.compartments import GENERAL
from probative.custody.findings import Severity
from probative.custody.layout import Layout
from probative.custody.ledger.commitments import salt_of
from probative.custody.mirror.mirroring import mirror
from probative.custody.opening import open_case
from probative.custody.seal.keybag import Keybag
from probative.flow import acts
from probative.flow.belongings import belongings, whole
from probative.flow.case import Case, opened
from probative.flow.consents import Scope, give, withdraw
from probative.flow.delivery import Provenance, add
from probative.flow.making import create
from probative.flow.order import process
from probative.flow.secret import unlocked
from probative.flow.settings import Settings
from probative.flow.shredding import Ground, shred
from probative.flow.views import index_files
from probative.model.claims import Claim
from probative.model.consents import Given, Purpose
from probative.model.exhibits import Exhibit
from probative.model.judgements import Judgement, Verdict
from probative.web.assembly import assemble
from probative.web.report import render
from tests.custody.making import QUICK
from tests.faults.dice import Dice
from tests.faults.figures import Figures

_MOST_BROKEN = 5
_SHREDS_PER_CASE = 4
_SIGNS = "bdfgklmnprstvz"
_SOUNDS = "aeiou"
_TODAY = date(2031, 5, 20)
_SCOPE = Scope(purposes=[Purpose.RESEARCH], recipients=["ourselves"])


@dataclass(frozen=True, slots=True)
class Planted:
    """A word, or bytes, that only one exhibit has; ``of`` is the object to which a key or salt belongs."""

    name: str
    needle: bytes
    of: bytes | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where a run works."""

    root: Path

    @property
    def case(self) -> Path:
        """The case."""
        return self.root / "case"

    @property
    def mirror(self) -> Path:
        """Its mirror."""
        return self.root / "mirror"

    @property
    def given(self) -> Settings:
        """What opens it."""
        return Settings(
            key_file=self.root / "key",
            passphrase=None,
            guard_folder=self.root / "guards",
            workers=1,
            person="Tester",
            clock=fixed_clock(datetime(2031, 5, 20, 12, tzinfo=UTC)),
            disk=QUICK,
        )


def watch(_stage: str, _length: int | None) -> nullcontext:
    """Watch nothing."""
    return nullcontext(lambda _name: None)


def run(n: int, place: Path, *, seed: str = "e1", most_broken: int = _MOST_BROKEN) -> Figures:
    """Shred ``n`` times, a few in a row in each case, and search what is left after each.

    The case is made once in ``place``, and copied.
    """
    figures = Figures("E1 residues of what was shredded")
    dice = Dice(seed)
    model = Place(place / "model")
    words = made(model, Dice("e1 words"))
    n_needles = n_bytes = 0
    here = Place(place / "run")
    while figures.n < n and len(figures.broken) < most_broken:
        shutil.rmtree(here.root, ignore_errors=True)
        shutil.copytree(model.root, here.root)
        for _ in range(_SHREDS_PER_CASE):
            if figures.n >= n:
                break
            needles, searched, found = once(here, dice, words)
            figures.n += 1
            n_needles += needles
            n_bytes += searched
            figures.broken += [f"shred {figures.n}: {each}" for each in found[:_MOST_BROKEN]]
    figures.said.append(f"{n_needles} keys, salts, words and digests looked for in {n_bytes >> 20} MiB")
    shutil.rmtree(here.root, ignore_errors=True)
    return figures


def made(place: Place, dice: Dice) -> Mapping[str, tuple[str, ...]]:
    """Make a case of all sorts of exhibits, worked through, judged and mirrored; give the words that each alone has."""
    material = place.root / "material"
    material.mkdir(parents=True, exist_ok=True)
    words = dict(_material(material, dice))
    if place.case.exists():
        shutil.rmtree(material)
        return words
    create(place.case, place.given, title="The ferry")
    with opened(place.case, place.given, write=True) as case:
        add(case, [material], Provenance(collected_by="a test"))
        tuple(process(case, watch=watch))
        _judge(case)
        for exhibit in case.store.all(Exhibit):
            give(case, [exhibit.id], _SCOPE, manner=Given.ORAL, given_on=_TODAY, person=f"W-{exhibit.id[2:]}")
    _report(place)
    _mirrored(place)
    shutil.rmtree(material)
    return words


def _material(material: Path, dice: Dice) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Write what is taken in; give each name with the words that it alone has."""
    for number in range(8):
        own = tuple(_word(dice) for _ in range(5))
        name = f"{own[0]}.{('txt', 'html', 'csv', 'eml')[number % 4]}"
        (material / name).write_bytes(_content(name, own))
        yield name, own
    inside = [tuple(_word(dice) for _ in range(5)) for _ in range(2)]
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as archive:
        for own in inside:
            archive.writestr(f"{own[0]}.txt", _content(f"{own[0]}.txt", own))
    (material / "both.zip").write_bytes(packed.getvalue())
    yield "both.zip", ()
    yield from ((f"{own[0]}.txt", own) for own in inside)


def once(place: Place, dice: Dice, words: Mapping[str, tuple[str, ...]]) -> tuple[int, int, list[str]]:
    """Withdraw a consent, shred, search; give how many needles were sought in how many bytes, and what was found."""
    temporary = place.root / "temporary"
    temporary.mkdir(exist_ok=True)
    with opened(place.case, place.given, write=True) as case:
        exhibits = list(case.store.all(Exhibit))
        chosen = dice.one_of(exhibits).id
        withdraw(case, chosen, day=_TODAY, why="no reason given")
        planted = list(_planted(case, chosen, words))
        size = case.custody.size
    shred(
        place.case,
        place.given,
        [chosen],
        ground=Ground.CONSENT_WITHDRAWN,
        why="as they asked",
        with_containers=True,
        watch=watch,
    )
    _report(place)
    _mirrored(place)
    # The same bytes, made anew without the exhibit, are nothing of it.
    anew = _named_since(place, size)
    planted = [each for each in planted if each.of not in anew]
    off = list(_powered_off(place.root))
    open_ = list(_opened(place, temporary))
    found = [
        f"{each.name} of {chosen} in {where}"
        for where, held in (*off, *open_)
        for each in planted
        if each.needle in held
    ]
    found += _unsound(place)
    return len(planted), sum(len(held) for _, held in (*off, *open_)), found


def _planted(case: Case, chosen: ExhibitId, words: Mapping[str, tuple[str, ...]]) -> Iterator[Planted]:
    """Give what must not be found any more, anywhere."""
    gone = whole(case, [chosen], with_containers=True)
    found = belongings(case, gone)
    keys = case.keybag
    for number, each in enumerate(sorted(found.objects)):
        for name, secret in (("key", keys.object_key(each)), ("salt", keys.record_key(each))):
            if secret is not None:
                yield Planted(f"{name} {number}", secret, each)
        if (record_key := keys.record_key(each)) is not None:
            yield Planted(f"salt of a field {number}", salt_of(record_key, "digest"), each)
    for exhibit in gone.all:
        value = case.store.get(Exhibit, exhibit)
        assert value is not None
        content = case.content(exhibit).read()
        yield Planted("SHA-256", bytes.fromhex(value.digest))
        yield Planted("SHA-256 in hex", value.digest.encode())
        if exhibit in gone.exhibits:
            yield Planted("original", content)
            yield Planted("base64 of the original", base64.b64encode(content)[:400])
        own = words[Path(value.name).name]
        for word in own if exhibit in gone.exhibits else ():
            yield from (Planted(f"word {word}", form) for form in _forms(word))


def _named_since(place: Place, start: int) -> set[bytes]:
    with opened(place.case, place.given) as case:
        fields = [one.fields["object"] for one in case.custody.entries(start) if one.fields and "object" in one.fields]
    return {bytes.fromhex(str(acts.value(each))) for each in fields}


def _forms(word: str) -> Sequence[bytes]:
    return [each.encode(how) for each in (word, word.casefold(), word.upper()) for how in ("utf-8", "utf-16-le")]


def _powered_off(root: Path) -> Iterator[tuple[str, bytes]]:
    """Give every file as it lies on the disk, and every name."""
    for path in sorted(root.rglob("*")):
        yield "a name", path.name.encode()
        if path.is_file() and path.name != "key":
            yield path.relative_to(root).as_posix(), path.read_bytes()


def _opened(place: Place, temporary: Path) -> Iterator[tuple[str, bytes]]:
    """Give everything that the keys of case and mirror open."""
    for folder in (place.case, place.mirror):
        keys = unlocked(folder, place.given)
        try:
            for compartment, bag in keys._bags.opened.items():
                held = b"".join(name + both for name, both in bag.contents.keys.items())
                yield f"opened bag {compartment} of {folder.name}", held + b"".join(bag.contents.roots.values())
            yield from _objects(folder, place, keys)
        finally:
            keys.close()
    with opened(place.case, place.given) as case:
        yield "the index", b"".join(case.store.export())
        key = case.keybag.view_key(GENERAL)
    for path in index_files(place.case):
        yield f"{path.name} as a plain database", _plain_database(path, key, temporary / "plain.db")


def _objects(folder: Path, place: Place, keys: Keybag) -> Iterator[tuple[str, bytes]]:
    """Open every object in every pack for which any key is there, whatever the ledger says of it."""
    given = place.given
    guards = place.root / "no guards"
    custody = open_case(
        folder, keys=keys, disk=QUICK, clock=given.clock, chance=given.chance, guards=guards, write=False
    )
    for each in keys.object_ids():
        yield f"object {each.hex()[:8]} of {folder.name}", custody.read_object(each.hex())
    custody.close()


def _plain_database(path: Path, key: bytes, to: Path) -> bytes:
    from sqlcipher3 import dbapi2

    to.unlink(missing_ok=True)
    connection = dbapi2.connect(str(path))
    connection.execute("PRAGMA cipher_log = off")
    connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    connection.execute(f"ATTACH DATABASE '{to}' AS plain KEY ''")
    connection.execute("SELECT sqlcipher_export('plain')")
    connection.execute("DETACH DATABASE plain")
    connection.close()
    content = to.read_bytes()
    to.unlink()
    return content


def _unsound(place: Place) -> list[str]:
    """Say what of the rest does not hold: with every key, and on the mirror without any."""
    keys = unlocked(place.case, place.given)
    try:
        found = list(check(place.case, keys=keys, full=True, guards=place.given.guard_folder))
    finally:
        keys.close()
    found += check(place.mirror, keys=None, full=False, guards=place.root / "no guards")
    wrong = [f"check: {each.where}: {each.what}" for each in found if each.severity is Severity.DAMAGE]
    for folder in (place.case, place.mirror):
        bags = [path.name for path in Layout(folder).keys.glob("keybag.*")]
        wrong += [f"{len(bags)} generations of keys lie in {folder.name}"] if len(bags) != 1 else []
    return wrong


def _judge(case: Case) -> None:
    """Have a human say something of a claim of every exhibit, in the exhibit's own words."""
    first: dict[str, Claim] = {}
    for claim in case.store.all(Claim):
        first.setdefault(claim.exhibit, claim)
    for number, claim in enumerate(first.values(), start=1):
        made = Judgement(
            id=JudgementId(identifier("J", number)),
            verdict=Verdict.ACCEPT,
            subjects=(claim.id,),
            why=f"we saw it: {claim.content}",
            by="Tester",
            at="2031-05-20T12:00:00Z",
        )
        case.custody.record(acts.JUDGEMENT_MADE, acts.judged(made, {}))
    case.commit()


def _report(place: Place) -> None:
    with opened(place.case, place.given, write=True) as case:
        case.write_report(render(assemble(case)))


def _mirrored(place: Place) -> None:
    list(mirror(place.case, place.mirror, disk=QUICK, chance=seeded_chance(b"mirror")))
    assert Layout(place.mirror).case_file.exists()


def _word(dice: Dice) -> str:
    """Give a word that nobody ever said."""
    return "".join(dice.one_of(_SIGNS) + dice.one_of(_SOUNDS) for _ in range(5)).capitalize()


def _content(name: str, own: Sequence[str]) -> bytes:
    """Write an exhibit in which each of these words stands."""
    paper, person, place, thing, ship = own
    text = (
        f"{paper} Gazette\n4 May 2031\n\nThe ferry {ship} sank near {place}, said {person} Pell, a {thing}. "
        f"{person} Pell was in {place} on 3 May 2031. Nine men were held in {place}, {person} Pell said.\n"
    )
    if name.endswith(".html"):
        return f"<html><head><title>{paper}</title></head><body><p>{text}</p></body></html>".encode()
    if name.endswith(".csv"):
        return f"name,place,ship,trade\n{person} Pell,{place},{ship},{thing}\nof {paper},{place},{ship},2\n".encode()
    if name.endswith(".eml"):
        head = f"From: {person} Pell <a@example.org>\nTo: b@example.org\nSubject: {paper}\n"
        return f"{head}Date: Sun, 4 May 2031 10:00:00 +0000\n\n{text}".encode()
    return text.encode()
