"""Measures, and compares with the floors, which only rise.

Each script beside this one gives ``measure()``: names to figures, more being better. A figure is a ratio or a score, so
that it means the same on any machine; a speed in seconds may be given too, but deserves no floor. ``floors.json`` maps
``script.figure`` to its floor::

    {"attribution.source_f1": {"floor": 0.62, "unit": "F1", "protects": "who said it", "slack": 0.01}}

``slack`` (0 if not given) is how far below the measured value ``--update`` puts a floor, as a share of it: for figures
that differ from run to run. A floor whose figure is no longer measured does not hold.

Usage: run.py [--update] [--json] [SCRIPT...]      exit status 0 = all floors hold, 1 = one does not, 2 = wrong use
"""

import argparse
import importlib.util
import json
import math
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_FLOOR, Context, Decimal
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
DIGITS = 4
"""Floors keep this many significant digits, rounded down."""

Measure = Callable[[], Mapping[str, Any]]


class WrongUseError(Exception):
    """The bench, not what it measures, is wrong: a script without ``measure``, a figure that is none, a bad floor."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One measured figure and its floor, ``None`` where there is none; ``value`` is ``None`` where nothing gave it."""

    name: str
    value: float | None
    floor: float | None
    unit: str

    @property
    def holds(self) -> bool:
        """Whether the figure stands on or above its floor. What is no number stands nowhere."""
        if self.floor is None:
            return True
        return self.value is not None and self.value >= self.floor


def scripts(folder: Path, chosen: Sequence[str]) -> dict[str, Measure]:
    """Give the ``measure`` of each chosen script, or of all, by name.

    Raises:
        WrongUseError: When a script is not there or has no ``measure``.
    """
    there = {path.stem: path for path in sorted(folder.glob("*.py")) if path.stem != "run" and path.stem[0] != "_"}
    unknown = sorted(set(chosen) - set(there))
    if unknown:
        raise WrongUseError(f"no such script: {', '.join(unknown)}; there are {', '.join(there)}")
    return {name: measure_in(path) for name, path in there.items() if not chosen or name in chosen}


def measure_in(path: Path) -> Measure:
    """Load a script and give its ``measure``.

    Raises:
        WrongUseError: When it has none.
    """
    spec = importlib.util.spec_from_file_location(f"bench_{path.stem}", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    # Dataclasses look their module up while it is being made.
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    measure = getattr(module, "measure", None)
    if not callable(measure):
        raise WrongUseError(f"{path.name} has no measure()")
    found: Measure = measure
    return found


def measured(measures: Mapping[str, Measure]) -> dict[str, float]:
    """Run the scripts one after another; give their figures under ``script.figure``.

    Raises:
        WrongUseError: When a figure is no number.
    """
    figures: dict[str, float] = {}
    for script, measure in measures.items():
        print(f"measuring {script}", file=sys.stderr, flush=True)
        for name, value in measure().items():
            if isinstance(value, bool) or not isinstance(value, int | float):
                raise WrongUseError(f"{script}.{name} is no number: {value!r}")
            figures[f"{script}.{name}"] = value
    return figures


def read_floors(path: Path) -> dict[str, dict[str, Any]]:
    """Read the floors; none when the file is not there.

    Raises:
        WrongUseError: When an entry lacks its floor, its unit, or what it protects.
    """
    floors: dict[str, dict[str, Any]] = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    for name, entry in floors.items():
        missing = sorted({"floor", "unit", "protects"} - set(entry))
        slack = entry.get("slack", 0)
        if missing or not math.isfinite(entry["floor"]) or not 0 <= slack < 1:
            raise WrongUseError(f"floor {name}: {'lacks ' + ', '.join(missing) if missing else 'is no floor'}")
    return floors


def compared(figures: Mapping[str, float], floors: Mapping[str, Mapping[str, Any]], ran: Sequence[str]) -> list[Figure]:
    """Give every figure with its floor, and every floor of the scripts that ``ran`` with its figure, by name."""
    owed = {name for name in floors if name.split(".")[0] in ran}
    return [
        Figure(
            name=name,
            value=figures.get(name),
            floor=floors[name]["floor"] if name in floors else None,
            unit=floors[name]["unit"] if name in floors else "",
        )
        for name in sorted(owed | set(figures))
    ]


def raised(figures: Mapping[str, float], floors: Mapping[str, Mapping[str, Any]]) -> dict[str, dict[str, Any]]:
    """Give the floors, each lifted to its figure less its slack where that is higher. None is ever lowered."""
    lifted = {}
    for name, entry in floors.items():
        value = figures.get(name, -math.inf)
        candidate = rounded_down(value - abs(value) * entry.get("slack", 0)) if math.isfinite(value) else -math.inf
        lifted[name] = {**entry, "floor": max(entry["floor"], candidate)}
    return lifted


def rounded_down(value: float) -> float:
    """Give ``value`` with ``DIGITS`` significant digits, never more than it is."""
    rounded = float(Context(prec=DIGITS, rounding=ROUND_FLOOR).create_decimal(Decimal(value)))
    return int(rounded) if rounded.is_integer() else rounded


def shown(figure: Figure) -> str:
    """Give one line about a figure."""
    value = "not measured" if figure.value is None else f"{figure.value:.4g}"
    if figure.floor is None:
        return f"       {figure.name:<44} {value:>12}"
    return (
        f"{'holds' if figure.holds else 'BELOW':<6} {figure.name:<44} {value:>12} {figure.unit:<10} "
        f"floor {figure.floor:g}"
    )


def main(words: Sequence[str], *, folder: Path = HERE) -> int:
    """Run the bench; give the exit status."""
    parser = argparse.ArgumentParser(prog="bench/run.py", description="Measure, and compare with the floors.")
    parser.add_argument("scripts", nargs="*", metavar="SCRIPT", help="which to run; all if none is named")
    parser.add_argument("--update", action="store_true", help="raise the floors to what was measured; lowers none")
    parser.add_argument("--json", action="store_true", help="print one JSON line for each figure")
    said = parser.parse_args(words)
    path = folder / "floors.json"
    try:
        floors = read_floors(path)
        measures = scripts(folder, said.scripts)
        figures = measured(measures)
    except WrongUseError as error:
        print(error, file=sys.stderr)
        return 2
    lines = compared(figures, floors, list(measures) if said.scripts else [name.split(".")[0] for name in floors])
    for figure in lines:
        if said.json:
            print(
                json.dumps({"name": figure.name, "value": figure.value, "floor": figure.floor, "holds": figure.holds})
            )
        else:
            print(shown(figure))
    below = [figure.name for figure in lines if not figure.holds]
    if below:
        print(f"below the floor: {', '.join(below)}", file=sys.stderr)
        return 1
    if said.update:
        path.write_text(json.dumps(raised(figures, floors), indent=2, sort_keys=True) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
