"""The completion scripts teach a shell our commands."""

import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from probative.cli.main import COMMANDS, probative


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_each_shell_gets_a_script_that_asks_probative(shell):
    done = CliRunner().invoke(probative, ["completion", shell])
    assert done.exit_code == 0
    assert "_PROBATIVE_COMPLETE" in done.output


def test_bash_loads_the_script_and_completes_commands_and_verdicts(tmp_path):
    (tmp_path / "script").write_text(CliRunner().invoke(probative, ["completion", "bash"]).output)
    subprocess.run(["bash", "-n", str(tmp_path / "script")], check=True)
    asking = (
        f'export PATH="{Path(sys.executable).parent}:$PATH"; source "{tmp_path}/script"\n'
        "complete() { :; }; compopt() { :; }\n"
        'ask() { COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); COMPREPLY=();\n'
        '  _probative_completion probative "${COMP_WORDS[COMP_CWORD]}"; echo "${COMPREPLY[*]}"; }\n'
        'ask probative ""; ask probative ju; ask probative judge case ac; ask probative add --rec\n'
    )
    done = subprocess.run(["bash", "-c", asking], capture_output=True, text=True, check=True)
    every, one, verdict, option = done.stdout.splitlines()
    assert set(every.split()) == set(COMMANDS)
    assert (one, verdict, option) == ("judge", "accept", "--received-from")
