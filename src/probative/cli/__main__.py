"""`python -m probative.cli`: the same as the `probative` command."""

from probative.cli.main import run

run()
