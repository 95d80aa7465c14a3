"""`probative completion`: the script that teaches a shell our commands."""

import click
from click.shell_completion import get_completion_class

from probative.cli.main import probative


@click.command(
    "completion",
    epilog="Examples:\n\n\b\n  probative completion bash > ~/.local/share/bash-completion/completions/probative\n"
    "  probative completion fish > ~/.config/fish/completions/probative.fish",
)
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def command(shell: str) -> None:
    """Print the completion script for SHELL."""
    kind = get_completion_class(shell)
    assert kind is not None
    click.echo(kind(probative, {}, "probative", "_PROBATIVE_COMPLETE").source())
