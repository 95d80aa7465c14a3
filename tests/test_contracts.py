"""The contract file catches what it is there for: each violation, planted in a copy of `src/`, breaks its contract.

A contract that nothing can break protects nobody. The same for the rules of ruff that keep time, chance and settings
out of the stages.
"""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

BINARIES = Path(sys.executable).parent

LAYERS = "Evidence flows one way"
CYCLES = "No cycles anywhere"
DRIVERS = "Stages know the ports"
KEYBAG = "Only flow opens the keybag"
AIRGAP = "Nothing leaves the machine"
VERIFIER = "The verifier imports nothing of ours"
VERIFIER_ALONE = "The verifier imports nothing outside the standard library"
TORCH = "Torch teaches and never attributes"
TRAINER = "Only the training flow reaches the trainer"

PLANTED: dict[str, tuple[str, dict[str, str]]] = {
    "a stage imports a stage": (LAYERS, {"claims/planted.py": "import probative.network"}),
    "intake imports reading": (LAYERS, {"intake/planted.py": "from probative.reading import registry"}),
    "model imports custody": (LAYERS, {"model/planted.py": "import probative.custody"}),
    "base imports model": (LAYERS, {"base/planted.py": "import probative.model"}),
    "custody imports store": (LAYERS, {"custody/planted.py": "import probative.store.ports"}),
    "a tool imports a tool": (LAYERS, {"language/planted.py": "import probative.engine.ports"}),
    "a stage imports flow": (LAYERS, {"corroboration/planted.py": "import probative.flow.case"}),
    "flow imports web": (LAYERS, {"flow/planted.py": "import probative.web"}),
    "web imports cli": (LAYERS, {"web/planted.py": "import probative.cli.main"}),
    "an import hidden in a function": (LAYERS, {"reading/planted.py": "def f():\n    import probative.claims"}),
    "a new package without a place": (LAYERS, {"misc/__init__.py": '"""Odds and ends."""'}),
    "a stray module at the top": (LAYERS, {"misc.py": '"""Odds and ends."""'}),
    "two modules of base import each other": (
        CYCLES,
        {"base/left.py": "import probative.base.right", "base/right.py": "import probative.base.left"},
    ),
    "ledger and vault import each other": (
        CYCLES,
        {
            "custody/ledger/planted.py": "import probative.custody.vault.planted",
            "custody/vault/planted.py": "import probative.custody.ledger.planted",
        },
    ),
    "a stage opens a store driver": (DRIVERS, {"corroboration/planted.py": "import probative.store.memory"}),
    "a stage starts a pool": (DRIVERS, {"claims/planted.py": "import probative.engine.pool"}),
    "cli opens the encrypted index": (DRIVERS, {"cli/planted.py": "import probative.store.sqlite"}),
    "a stage opens the keybag": (KEYBAG, {"reading/planted.py": "import probative.custody.seal.keybag"}),
    "web opens the keybag": (KEYBAG, {"web/planted.py": "import probative.custody.seal.keybag"}),
    "the vault opens the keybag": (KEYBAG, {"custody/vault/planted.py": "import probative.custody.seal.keybag"}),
    "urllib in a stage": (AIRGAP, {"intake/planted.py": "from urllib.request import urlopen"}),
    "even urllib.parse": (AIRGAP, {"reading/planted.py": "from urllib.parse import quote"}),
    "a socket in flow": (AIRGAP, {"flow/planted.py": "import socket"}),
    "http in web": (AIRGAP, {"web/planted.py": "from http import HTTPStatus"}),
    "asyncio in the engine": (AIRGAP, {"engine/planted.py": "import asyncio"}),
    "verify imports base": (VERIFIER, {"verify/planted.py": "import probative.base.canonical"}),
    "verify imports custody": (VERIFIER, {"verify/planted.py": "import probative.custody"}),
    "an attributor imports torch": (TORCH, {"claims/trained/planted.py": "def f():\n    import torch"}),
    "flow imports onnx": (TORCH, {"flow/planted.py": "import onnx"}),
    "cli reaches the trainer": (TRAINER, {"cli/planted.py": "import probative.claims.training.course"}),
    "an attributor reaches the trainer": (
        TRAINER,
        {"claims/planted.py": "from probative.claims.training import encoders"},
    ),
    "verify imports a library": (VERIFIER_ALONE, {"verify/planted.py": "import cryptography"}),
}
"""What is planted: the contract it must break, and the modules that break it."""


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the package and of the contract file."""
    place = tmp_path_factory.mktemp("house")
    shutil.copytree(
        ROOT / "src" / "probative", place / "probative", ignore=shutil.ignore_patterns("__pycache__", "data")
    )
    shutil.copy(ROOT / ".importlinter", place)
    return place


def broken_contracts(house: Path) -> tuple[int, str]:
    """Run import-linter on the copy; give its exit status and what it said, line ends taken out."""
    done = subprocess.run(
        [BINARIES / "lint-imports", "--no-cache", "--no-logo"],
        cwd=house,
        env={"PATH": "/usr/bin:/bin", "PYTHONPATH": str(house), "COLUMNS": "400"},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


def test_the_copy_keeps_every_contract(house: Path) -> None:
    status, said = broken_contracts(house)
    assert status == 0, said
    assert "0 broken" in said


@pytest.mark.parametrize("name", PLANTED)
def test_a_planted_violation_breaks_its_contract(house: Path, name: str) -> None:
    contract, modules = PLANTED[name]
    planted = [house / "probative" / where for where in modules]
    made = [path.parent for path in planted if not path.parent.exists()]
    try:
        for path, text in zip(planted, modules.values(), strict=True):
            path.parent.mkdir(exist_ok=True)
            assert not path.exists()
            path.write_text(text + "\n", encoding="utf-8")
        status, said = broken_contracts(house)
    finally:
        for path in planted:
            path.unlink(missing_ok=True)
        for folder in made:
            shutil.rmtree(folder)
    broken = [line for line in said.splitlines() if re.search(r" BROKEN(?: \(\d+ ignored imports\))?$", line)]
    assert status == 1, said
    assert any(line.startswith(contract) for line in broken), said


BANNED = {
    "the time of day": "from datetime import datetime\n\nAT = datetime.now()\n",
    "the time of day, by module": "import datetime\n\nAT = datetime.datetime.now(datetime.UTC)\n",
    "today": "import datetime\n\nDAY = datetime.date.today()\n",
    "seconds since the epoch": "import time\n\nAT = time.time()\n",
    "chance": "import random\n\nDRAWN = random.random()\n",
    "chance, by name": "from random import choice\n\nDRAWN = choice([1, 2])\n",
    "a setting": "import os\n\nHOME = os.environ['HOME']\n",
    "a setting, by getenv": "import os\n\nHOME = os.getenv('HOME')\n",
}
"""What a stage must be handed instead of asking for it."""


def refused(text: str, where: str) -> set[str]:
    """Give the codes that ruff finds in ``text`` as if it stood at ``where``."""
    done = subprocess.run(
        [BINARIES / "ruff", "check", "--no-cache", "--output-format", "json", "--stdin-filename", ROOT / where, "-"],
        cwd=ROOT,
        input=text,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode in (0, 1), done.stderr
    return {each["code"] for each in json.loads(done.stdout)}


@pytest.mark.parametrize("name", BANNED)
def test_a_stage_cannot_ask_for(name: str) -> None:
    assert "TID251" in refused(BANNED[name], "src/probative/claims/planted.py")


def test_printing_is_refused_below_the_command_line() -> None:
    assert "T201" in refused('print("found")\n', "src/probative/claims/planted.py")


def test_the_clock_itself_may_ask_the_machine() -> None:
    assert "TID251" not in refused(BANNED["the time of day"], "src/probative/base/clock.py")
