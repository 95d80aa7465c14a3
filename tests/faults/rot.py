"""B6: one bit rots in a pack; ``check --full`` names the object, the mirror brings it back; the same the other way."""

import shutil
from pathlib import Path

from probative.base.chance import system_chance
from probative.custody.layout import Layout
from probative.custody.mirror.acts import Deed, Side
from probative.custody.mirror.mirroring import mirror
from tests.custody.making import QUICK, damage, exhibit, new_case
from tests.faults.dice import Dice
from tests.faults.evidenced import with_evidence
from tests.faults.figures import Figures

_MOST_BROKEN = 5
_SIDES = {"case": Side.CASE, "mirror": Side.MIRROR}


def run(n: int, place: Path, *, seed: str = "b6", n_packs: int = 12) -> Figures:
    """Let ``n`` bits rot, one at a time, in packs, ledger, evidence of time or keys, mostly in packs."""
    figures = Figures("B6 bit rot, found and repaired from a mirror")
    dice = Dice(seed)
    root = place / "b6"
    custody, keys = new_case(root)
    for number in range(n_packs):
        exhibit(custody, dice.content(200 + dice.below(6000)), f"note {number}.txt")
        custody.acknowledge()
        custody.seal()
    with_evidence(custody, root)
    custody.close()
    keys.close()
    list(mirror(root / "case", root / "mirror", disk=QUICK, chance=system_chance))
    while figures.n < n and len(figures.broken) < _MOST_BROKEN:
        _one(root, dice, figures)
    figures.said.append(f"{len(Layout(root / 'case').closed_packs())} packs")
    shutil.rmtree(root)
    return figures


def _one(root: Path, dice: Dice, figures: Figures) -> None:
    folder = dice.one_of(("case", "case", "mirror"))
    case = root / folder
    packs = Layout(case).closed_packs()
    others = [path for path in (case / "log").rglob("*") if path.is_file()]
    others += [*(path for path in (case / "keys").rglob("*") if path.is_file()), case / "case.json"]
    path = dice.one_of(packs) if dice.below(4) else dice.one_of(others)
    name = path.relative_to(case).as_posix()
    whole = path.read_bytes()
    rotten = bytearray(whole)
    bit = dice.below(len(whole) * 8)
    rotten[bit // 8] ^= 1 << bit % 8
    path.write_bytes(bytes(rotten))
    figures.n += 1
    if folder == "case":
        found = damage(root)
        if not any(name in one.where for one in found):
            figures.broken.append(f"bit {bit} of {name}: not named by check")
    acts = list(mirror(root / "case", root / "mirror", disk=QUICK, chance=system_chance))
    if [(act.deed, act.side, act.where) for act in acts] != [(Deed.REPAIRED, _SIDES[folder], name)]:
        figures.broken.append(f"bit {bit} of {folder} {name}: repair did {acts}")
    if path.read_bytes() != whole:
        figures.broken.append(f"bit {bit} of {folder} {name}: not repaired")
        path.write_bytes(whole)
    if folder == "case" and damage(root):
        figures.broken.append(f"bit {bit} of {name}: does not check clean after the repair")
    shutil.rmtree(case / "quarantine", ignore_errors=True)
