"""B3 as a whole: which journeys are explored, and how far."""

import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

from tests.faults import journeys, protocols
from tests.faults.explorer import Explored, Explorer, Journey, Verdict
from tests.faults.figures import Figures
from tests.faults.kept import demand_kept, demand_repaired, demand_restored, demand_witness
from tests.faults.planted import PLANTED
from tests.faults.whole import demand, demand_key_file, demand_mirror, demand_shredded

Begin = Callable[[Path, str], Journey]


def _journeys(kind: str, stops: range) -> Iterator[tuple[str, Begin, AbstractContextManager[None]]]:
    """Give the journeys of a kind: a seed's name, how to make it, and within what."""
    if kind in ("appending", "changing_keys", "succeeding", "anchoring", "mirroring", "shredding"):
        yield "", getattr(journeys, kind), nullcontext()
    elif hasattr(protocols, kind):
        yield "", getattr(protocols, kind), nullcontext()
    elif kind == "rotating":
        yield "", journeys.rotating, journeys.small_files()
    else:
        make = getattr(journeys, kind)
        for at in stops:

            def begin(root: Path, seed: str, at: int = at) -> Journey:
                journey: Journey = make(root, seed, at=at)
                return journey

            yield f" {at}", begin, journeys.small_files(segment_bytes=900)


KINDS = (
    "appending",
    "rotating",
    "changing_keys",
    "succeeding",
    "anchoring",
    "shredding",
    "mirroring",
    "compartments",
    "posting",
    "changing_secret",
    "sealing",
    "restoring",
    "repairing",
    "witnessing",
    "making_keys",
    "killed",
    "refused",
    "recovering",
)
_VERDICTS: Mapping[str, Verdict] = {
    "mirroring": demand_mirror,
    "making_keys": demand_key_file,
    "shredding": demand_shredded,
    "compartments": demand_kept,
    "posting": demand_kept,
    "changing_secret": demand_kept,
    "sealing": demand_kept,
    "restoring": demand_restored,
    "repairing": demand_repaired,
    "witnessing": demand_witness,
}
_FROM_A_CASE = ("recovering", "compartments", "posting", "changing_secret", "sealing", "restoring", "repairing")
"""Journeys that begin with what lies there already: nothing is explored before."""
_STOPPED = ("killed", "refused", "recovering")
ALL_STOPS = range(1, 36)


def explore(
    kind: str,
    place: Path,
    *,
    seed: str,
    per_moment: int,
    audit: int = 200,
    until: int = 0,
    stops: range = ALL_STOPS,
) -> Explored:
    """Explore the journeys of a kind with one seed, or until something is broken ``until`` times."""
    total = Explored()
    for name, begin, within in _journeys(kind, stops):
        shutil.rmtree(place, ignore_errors=True)
        with within:
            explorer = Explorer(
                _VERDICTS.get(kind, demand), place / "crashed", per_moment=per_moment, audit=audit, seed=seed + name
            )
            journey = begin(place / "live", seed + name)
            total += explorer.explore(journey, start=journey.promises[0][0] if kind in _FROM_A_CASE else 0)
        if until and len(total.broken) >= until:
            break
    return total


def run(n: int, place: Path, *, say: Callable[[str], None] = print) -> Figures:
    """Explore seed after seed until there were ``n`` states, and look for every planted bug."""
    figures = Figures("B3 crash states of every write protocol")
    total, number, per_moment = Explored(), 0, max(200, n // 25)
    while total.n_states < n and not total.broken:
        for kind in KINDS:
            stops = range(1 + number % 5, 36, 5) if kind in _STOPPED else ALL_STOPS
            wide = per_moment if kind not in _STOPPED else per_moment // 8
            found = explore(kind, place, seed=f"b3 {number}", per_moment=wide, audit=5000, stops=stops)
            say(f"  B3 {kind} {number}: {found.n_states} states, {found.n_groups} groups, {found.n_looked} looked at")
            total += found
        number += 1
    missed = [name for name in PLANTED if find_planted(name, place, per_moment=24) is None]
    figures.n = total.n_states
    figures.broken = total.broken + [f"planted and not found: {name}" for name in missed]
    figures.said.append(
        f"{total.n_groups} groups, {total.n_looked} states opened, added to and checked by the real code"
    )
    figures.said.append(f"{len(PLANTED) - len(missed)} of {len(PLANTED)} planted bugs found")
    return figures


def find_planted(name: str, place: Path, *, per_moment: int) -> str | None:
    """Explore with a planted bug; give how it showed, ``None`` where it did not."""
    kind, plant = PLANTED[name]
    with plant():
        try:
            few = per_moment // 4 if kind in _STOPPED else per_moment
            found = explore(kind, place, seed="planted", per_moment=few, until=1, stops=range(1, 36, 2))
        except Exception as error:  # noqa: BLE001 - a bug may also show in the run itself
            return f"{type(error).__name__}: {error}"
    return found.broken[0] if found.broken else None
