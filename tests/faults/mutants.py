"""A2: every byte of a case folder changed in six ways, every file missing, swapped, doubled: all found."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

from probative.base.chance import system_chance
from probative.base.errors import ProbativeError
from probative.custody.check import check
from probative.custody.findings import Severity
from probative.custody.seal.keybag import open_keybag
from tests.custody.making import QUICK, SECRET, files_of, reopened, small_case
from tests.faults.dice import Dice
from tests.faults.evidenced import with_evidence
from tests.faults.figures import Figures

_MOST_BROKEN = 5
_OPENED_EVERY = 40


def run(n: int, place: Path, *, seed: str = "a2") -> Figures:
    """Make ``n`` mutants, at least, and fewer only where no more there are; each is checked in full."""
    figures = Figures("A2 mutants of a case folder")
    dice = Dice(seed)
    round_number = 0
    while figures.n < n and len(figures.broken) < _MOST_BROKEN:
        root = place / f"a2-{round_number}"
        case = small_case(root, seed=f"{seed} {round_number}".encode(), n_exhibits=1 + round_number)
        custody, keys = reopened(root)
        with_evidence(custody, root)
        custody.close()
        keys.close()
        _structural(case, figures)
        mutants = [
            (path, at, kind) for path in files_of(case) for at in range(path.stat().st_size) for kind in range(6)
        ]
        if len(mutants) > n - figures.n:
            mutants = [dice.one_of(mutants) for _ in range(n - figures.n)]
        for path, at, kind in mutants:
            _one(case, path, at, kind, figures, dice)
            if len(figures.broken) >= _MOST_BROKEN:
                break
        shutil.rmtree(root)
        round_number += 1
    return figures


def _one(case: Path, path: Path, at: int, kind: int, figures: Figures, dice: Dice) -> None:
    whole = path.read_bytes()
    name = path.relative_to(case).as_posix()
    mutant = _mutant(whole, at, kind, dice)
    if mutant == whole:
        return
    path.write_bytes(mutant)
    figures.n += 1
    found = _found(case.parent)
    if not found:
        figures.broken.append(f"{name} byte {at} mutation {kind}: not found")
    elif not any(_names(where, name) for where in found):
        figures.broken.append(f"{name} byte {at} mutation {kind}: found, but not named: {found[0]}")
    if figures.n % _OPENED_EVERY == 0:
        _never_repaired(case, path, mutant, figures)
    path.write_bytes(whole)


def _names(where: str, name: str) -> bool:
    # A ledger cut between two entries is whole in itself: it is the checkpoints that sign more, which says so.
    is_short = name.startswith("log/seg-") and where.startswith("log/checkpoint")
    return name in where or is_short or (where == "keys" and name.startswith("keys/"))


def _found(root: Path) -> list[str]:
    """Give where ``probative check --full`` finds something: that the keys do not open the case any more is one."""
    refused = []
    try:
        keys = open_keybag(root / "case", secret=SECRET, disk=QUICK, chance=system_chance)
    except ProbativeError:
        keys, refused = None, ["keys"]
    found = check(root / "case", keys=keys, full=True, guards=root / "guards")
    return [one.where for one in found if one.severity is Severity.DAMAGE] + refused


def _mutant(whole: bytes, at: int, kind: int, dice: Dice) -> bytes:
    if kind < 3:
        flipped = bytearray(whole)
        flipped[at] ^= 1 << dice.below(8)
        return bytes(flipped)
    if kind == 3:
        return whole[:at] + whole[at + 1 :]
    if kind == 4:
        return whole[: at + 1] + whole[at : at + 1] + whole[at + 1 :]
    return whole[:at]


def _never_repaired(case: Path, path: Path, mutant: bytes, figures: Figures) -> None:
    """Whatever opening for writing makes of it: the damaged bytes stay, or lie in quarantine."""
    saved = case.parent / "saved"
    shutil.copytree(case, saved / "case")
    shutil.copytree(case.parent / "guards", saved / "guards")
    name = path.relative_to(case)
    try:
        custody, keys = reopened(saved)
        custody.abandon()
        keys.close()
    except ProbativeError:
        pass
    held = [each.read_bytes() for each in (saved / "case").rglob("*") if each.is_file()]
    if not any(content.startswith(mutant) or mutant.endswith(content) for content in held if content):
        figures.broken.append(f"{name.as_posix()}: damage below the checkpoint was repaired by itself")
    shutil.rmtree(saved)


def _structural(case: Path, figures: Figures) -> None:
    for what, undo in _changes(case):
        figures.n += 1
        if not _found(case.parent):
            figures.broken.append(f"{what}: not found")
        undo()


def _changes(case: Path) -> Iterator[tuple[str, Callable[[], None]]]:
    files = files_of(case)
    contents = {path: path.read_bytes() for path in files}

    def put_back() -> None:
        for path in files_of(case):
            if path not in contents:
                path.unlink()
        for path, content in contents.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)

    for path in files:
        name = path.relative_to(case).as_posix()
        path.unlink()
        yield f"{name} missing", put_back
        path.write_bytes(contents[path] * 2)
        yield f"{name} twice over", put_back
        if path.parent != case:
            (path.parent / "stray").write_bytes(contents[path])
            yield f"a stray copy of {name}", put_back
        for other in files:
            if other != path and contents[other] != contents[path]:
                path.write_bytes(contents[other])
                yield f"{other.name} in the place of {name}", put_back
