"""B3: every state that a power cut may leave of every write protocol, opened again and looked through.

States are made from the acts that the protocol really did. Most differ only in what recovery cannot tell apart (where
exactly a torn frame ends), so states are grouped by what can be told apart, one of each group is written to a folder,
opened for writing, read, added to and checked by the real code, and further ones at random, so that the grouping itself
is tested.
"""

import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path
from typing import Self

from probative.base.errors import ProbativeError
from probative.custody.frames import scan
from probative.custody.vault.packs import ITEM, ITEM_HEAD_BYTES, MARK, TABLE
from tests.faults.dice import Dice
from tests.faults.medium import Medium, Recorder

Verdict = Callable[[Path, object], None]
"""Looks at what was left, given what was promised by then; raises where a promise is broken."""

_BATCH = 64
_MIXTURES = 40
"""How many states with several damaged files are made at most of one set of names after one act."""


class BrokenPromise(AssertionError):
    """What was promised is not there."""


@dataclass(slots=True)
class Journey:
    """What a run did and what it had promised after which act."""

    recorder: Recorder
    promises: list[tuple[int, object]] = field(default_factory=list)

    def promise(self, promised: object) -> None:
        """Note what holds from now on."""
        self.promises.append((len(self.recorder.acts), promised))

    def promised_by(self, n_acts: int) -> object:
        """What had been promised when so many acts were done."""
        return next((promised for at, promised in reversed(self.promises) if at <= n_acts), None)


@dataclass(slots=True)
class Explored:
    """How many states there were, in how many groups, how many were looked through for real, and what was broken."""

    n_states: int = 0
    n_groups: int = 0
    n_looked: int = 0
    broken: list[str] = field(default_factory=list)

    def __iadd__(self, other: "Explored") -> Self:
        """Add up."""
        self.n_states += other.n_states
        self.n_groups += other.n_groups
        self.n_looked += other.n_looked
        self.broken += other.broken
        return self


class Explorer:
    """Goes through the states that a journey may leave.

    Args:
        verdict: Looks at a state.
        place: An empty folder, best in memory.
        per_moment: How many states are made at most after one act.
        audit: How many of the states of a group that is known are looked through all the same: one in so many.
    """

    def __init__(self, verdict: Verdict, place: Path, *, per_moment: int, audit: int, seed: str, most: int = 5) -> None:
        self._verdict = verdict
        self._place = place
        self._per_moment = per_moment
        self._audit = audit
        self._dice = Dice(seed)
        self._most_broken = most
        self._groups: set[int] = set()
        self._states: set[int] = set()
        self.explored = Explored()

    def explore(self, journey: Journey, *, start: int = 0) -> Explored:
        """Go through the states after each act from ``start`` on."""
        medium = Medium(journey.recorder.root)
        for number, act in enumerate(journey.recorder.acts, start=1):
            medium.take(act)
            if number < start:
                continue
            for left, contents in self._left(medium):
                self._meet(
                    left, contents, journey.promised_by(number), f"after act {number} ({act.kind} {act.path.name})"
                )
                if len(self.explored.broken) >= self._most_broken:
                    return self.explored
        return self.explored

    def _left(
        self, medium: Medium
    ) -> Iterator[tuple[tuple[tuple[str, int, int], ...], Mapping[tuple[int, int], bytes]]]:
        """Give name, file and variant of what is left, and the bytes of each variant."""
        name_sets = list(medium.name_sets(_BATCH, self._dice))
        share = max(4, self._per_moment // len(name_sets))
        files = sorted({inode for names in name_sets for inode in names.values() if inode >= 0})
        found, contents, changing = {}, {}, 1
        for inode in files:
            found[inode] = medium.variants(inode, max(3, share // changing), self._dice)
            changing *= min(len(found[inode]), 8)
            contents.update({(inode, number): content for number, content in enumerate(found[inode])})
        for names in name_sets:
            inodes = sorted({inode for inode in names.values() if inode >= 0})
            for combination in _some([range(len(found[inode])) for inode in inodes], share, self._dice):
                chosen = dict(zip(inodes, combination, strict=True))
                yield tuple((name, inode, chosen.get(inode, 0)) for name, inode in names.items()), contents

    def _meet(
        self,
        left: tuple[tuple[str, int, int], ...],
        contents: Mapping[tuple[int, int], bytes],
        promised: object,
        when: str,
    ) -> None:
        n_promised = len(promised) if isinstance(promised, (tuple, list)) else hash(promised)
        bytes_left = tuple((name, contents[inode, number] if inode >= 0 else None) for name, inode, number in left)
        state = hash((bytes_left, n_promised))
        if state in self._states:
            return
        self._states.add(state)
        self.explored.n_states += 1
        group = hash((tuple((name, essence(name, content)) for name, content in bytes_left), n_promised))
        is_new = group not in self._groups
        if not is_new and self._dice.below(self._audit):
            return
        self._groups.add(group)
        self.explored.n_groups += is_new
        self.explored.n_looked += 1
        root = self._build(bytes_left)
        try:
            self._verdict(root, promised)
        except (ProbativeError, AssertionError, ValueError, OSError, LookupError) as error:
            self.explored.broken.append(f"{when}: {type(error).__name__}: {error}")

    def _build(self, left: tuple[tuple[str, bytes | None], ...]) -> Path:
        root = self._place / "left"
        shutil.rmtree(root, ignore_errors=True)
        root.mkdir(parents=True)
        for name, content in left:
            path = root / name
            if content is None:
                path.mkdir(mode=0o700)
            else:
                path.write_bytes(content)
                path.chmod(0o600)
        return root


def _some(options: list[range], most: int, dice: Dice) -> Iterator[tuple[int, ...]]:
    total = 1
    for each in options:
        total *= len(each)
    if total <= most:
        yield from product(*options)
        return
    # Each file's variants against the plainest of the others, then mixtures.
    for place, each in enumerate(options):
        for number in list(each)[:most]:
            for rest in (0, 1):
                yield tuple(number if at == place else min(rest, len(one) - 1) for at, one in enumerate(options))
    for _ in range(min(most // 2, _MIXTURES)):
        yield tuple(dice.below(len(each)) for each in options)


_ESSENCES: dict[tuple[str, bytes], int] = {}


def essence(name: str, content: bytes | None) -> int:
    """Give what recovery can tell of a file: two files with the same essence are the same to it."""
    if content is None:
        return 0
    kind = (
        "leftover"
        if name.endswith((".new", ".part", "/reserve")) or "quarantine/" in name
        else "frames"
        if "log/seg-" in name or "keys/keybag." in name
        else "pack"
        if "packs/open." in name
        else "whole"
    )
    if kind == "whole":
        return hash(content)
    known = _ESSENCES.get((kind, content))
    if known is None:
        if len(_ESSENCES) > 200_000:
            _ESSENCES.clear()
        known = _ESSENCES[kind, content] = hash((kind, _essence(kind, content)))
    return known


def _essence(kind: str, content: bytes) -> object:
    if kind == "leftover":
        return None
    if kind == "frames":
        found = scan(content)
        return content[: found.good_bytes], found.torn_bytes > 0
    at, whole = len(MARK), []
    if content[:at] != MARK:
        return len(content) > 0
    while content[at : at + 1] == ITEM and at + ITEM_HEAD_BYTES <= len(content):
        length = int.from_bytes(content[at + 33 : at + ITEM_HEAD_BYTES], "big")
        end = at + ITEM_HEAD_BYTES + length
        if length == 0 or end > len(content):
            break
        body = content[at + ITEM_HEAD_BYTES : end]
        # An encrypted body with a run of zeroes in it was torn; which one it was matters only where its key is there.
        whole.append((content[at + 1 : at + 33], length, None if bytes(24) in body else body))
        at = end
    return tuple(whole), len(content) > at, content[at : at + 1] == TABLE and content[at:]
