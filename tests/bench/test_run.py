"""The bench: floors hold, and only rise."""

import json
import math
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.scripts import loaded

RUN = Path(__file__).parents[2] / "bench" / "run.py"
run = loaded(RUN)
finite = st.floats(-1e9, 1e9)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A bench of two scripts: one gives a score and a ratio, one a count."""
    (tmp_path / "reading.py").write_text("def measure():\n    return {'ratio': 0.87654321, 'pages': 12}\n")
    (tmp_path / "dates.py").write_text("def measure():\n    return {'score': 0.5}\n")
    (tmp_path / "run.py").write_text("raise SystemExit('the bench must not run itself')\n")
    return tmp_path


def put_floors(folder: Path, **floors: float | dict[str, Any]) -> None:
    """Write floors; ``__`` stands for the point in a name."""
    entries = {
        name.replace("__", "."): floor
        if isinstance(floor, dict)
        else {"floor": floor, "unit": "", "protects": "a test"}
        for name, floor in floors.items()
    }
    (folder / "floors.json").write_text(json.dumps(entries))


def floor_of(folder: Path, name: str) -> float:
    """Read one floor."""
    found: float = json.loads((folder / "floors.json").read_text())[name]["floor"]
    return found


def test_a_bench_without_floors_holds(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run.main([], folder=folder) == 0
    assert [line.split() for line in capsys.readouterr().out.splitlines()] == [
        ["dates.score", "0.5"],
        ["reading.pages", "12"],
        ["reading.ratio", "0.8765"],
    ]


@pytest.mark.parametrize(("floor", "status"), [(0.4, 0), (0.5, 0), (0.500001, 1)])
def test_a_figure_below_its_floor_fails_the_bench_and_is_named(
    folder: Path, capsys: pytest.CaptureFixture[str], floor: float, status: int
) -> None:
    put_floors(folder, dates__score=floor)
    assert run.main([], folder=folder) == status
    said = capsys.readouterr()
    assert ("below the floor: dates.score" in said.err) is bool(status)
    assert said.out.startswith("BELOW" if status else "holds")


def test_a_floor_that_nothing_measures_does_not_hold(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put_floors(folder, dates__gone=0.1)
    assert run.main([], folder=folder) == 1
    assert "not measured" in capsys.readouterr().out
    put_floors(folder, gone__score=0.1)
    assert run.main([], folder=folder) == 1


def test_only_the_floors_of_the_scripts_that_ran_are_asked_for(folder: Path) -> None:
    put_floors(folder, dates__score=0.9, reading__ratio=0.8)
    assert run.main(["reading"], folder=folder) == 0
    assert run.main(["dates"], folder=folder) == 1


def test_update_raises_floors(folder: Path) -> None:
    put_floors(folder, dates__score=0.25, reading__ratio={"floor": 0.1, "unit": "", "protects": "", "slack": 0.1})
    assert run.main(["--update"], folder=folder) == 0
    assert floor_of(folder, "dates.score") == 0.5
    assert floor_of(folder, "reading.ratio") == 0.7888


def test_update_with_slack_does_not_lower_a_floor(folder: Path) -> None:
    put_floors(folder, reading__ratio={"floor": 0.87, "unit": "", "protects": "", "slack": 0.1})
    assert run.main(["--update"], folder=folder) == 0
    assert floor_of(folder, "reading.ratio") == 0.87


def test_update_changes_nothing_when_a_floor_does_not_hold(folder: Path) -> None:
    put_floors(folder, dates__score=0.9, reading__ratio=0.1)
    before = (folder / "floors.json").read_bytes()
    assert run.main(["--update"], folder=folder) == 1
    assert (folder / "floors.json").read_bytes() == before


def test_an_updated_bench_holds(folder: Path) -> None:
    put_floors(folder, dates__score=0.0, reading__ratio=0.0, reading__pages=1)
    assert run.main(["--update"], folder=folder) == 0
    assert run.main([], folder=folder) == 0


def test_figures_can_be_read_by_a_program(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put_floors(folder, dates__score=0.25)
    assert run.main(["--json", "dates"], folder=folder) == 0
    assert json.loads(capsys.readouterr().out) == {"name": "dates.score", "value": 0.5, "floor": 0.25, "holds": True}


@pytest.mark.parametrize("returned", ["'much'", "None", "True", "[1]"])
def test_a_figure_is_a_number(folder: Path, capsys: pytest.CaptureFixture[str], returned: str) -> None:
    (folder / "odd.py").write_text(f"def measure():\n    return {{'figure': {returned}}}\n")
    assert run.main(["odd"], folder=folder) == 2
    assert "odd.figure is no number" in capsys.readouterr().err


def test_what_is_no_number_stands_below_every_floor(folder: Path) -> None:
    (folder / "odd.py").write_text("def measure():\n    return {'figure': float('nan')}\n")
    put_floors(folder, odd__figure=-1e9)
    assert run.main(["--update", "odd"], folder=folder) == 1


def test_a_script_that_is_not_there_or_measures_nothing_is_wrong_use(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run.main(["nothing"], folder=folder) == 2
    assert "no such script: nothing; there are dates, reading" in capsys.readouterr().err
    (folder / "empty.py").write_text("")
    assert run.main(["empty"], folder=folder) == 2
    assert "empty.py has no measure()" in capsys.readouterr().err


@pytest.mark.parametrize(
    "entry",
    [
        {"floor": 1, "unit": ""},
        {"unit": "", "protects": ""},
        {"floor": math.nan, "unit": "", "protects": ""},
        {"floor": 1, "unit": "", "protects": "", "slack": 1},
    ],
)
def test_a_floor_says_what_it_protects_and_is_a_number(folder: Path, entry: dict[str, Any]) -> None:
    put_floors(folder, dates__score=entry)
    assert run.main([], folder=folder) == 2


@given(finite)
def test_rounding_a_floor_never_lifts_it_over_its_figure(value: float) -> None:
    assert run.rounded_down(value) <= value
    assert math.isclose(run.rounded_down(value), value, rel_tol=0.001)


@given(st.dictionaries(st.sampled_from("abcd"), finite), st.dictionaries(st.sampled_from("abcd"), finite))
def test_no_floor_is_ever_lowered(figures: dict[str, float], floors: dict[str, float]) -> None:
    before = {name: {"floor": floor, "unit": "", "protects": "", "slack": 0.1} for name, floor in floors.items()}
    after = run.raised(figures, before)
    assert set(after) == set(before)
    assert all(after[name]["floor"] >= before[name]["floor"] for name in before)
    assert all(after[name]["floor"] <= max(floors[name], figures.get(name, -math.inf)) for name in before)


def test_the_bench_runs_as_a_program() -> None:
    done = subprocess.run([sys.executable, str(RUN), "--help"], capture_output=True, text=True, check=True)
    assert "--update" in done.stdout


def test_the_floors_of_the_house_are_floors() -> None:
    run.read_floors(RUN.parent / "floors.json")
