"""`probative person`: the keys of whoever works, outside every case."""

from pathlib import Path

import click

from probative.cli.invocation import say


@click.command(
    "person",
    epilog="Examples:\n\n\b\n"
    "  probative person new --name 'Mira Oru'\n"
    "  PROBATIVE_PASSPHRASE='words of one person' probative person new --name 'Mira Oru' --file ./usb/mira\n"
    "  probative person card > mira.card",
)
@click.argument("act", type=click.Choice(("new", "card")))
@click.option("--name", help="What others call this person. It stands on the card, and nowhere in a case in the clear.")
@click.option(
    "--file",
    "file",
    type=click.Path(path_type=Path),
    help="Where the keys lie. Default: PROBATIVE_PERSON_FILE, or `probative/person` in the configuration folder.",
)
@click.option("--both", is_flag=True, help="Only the passphrase and the key file together open the keys.")
@click.option("--ask-passphrase", "ask", is_flag=True, help="Ask for a passphrase that opens the keys.")
@click.option("--key-file", type=click.Path(path_type=Path), help="The key file; made where it is not there.")
def command(*, act: str, name: str | None, file: Path | None, both: bool, ask: bool, key_file: Path | None) -> None:
    """Make the keys of a person (new), or print the card that others need to give that person something (card).

    The card is public: a name, a key that verifies signatures, and an age recipient. Compare its last line with its
    owner by another way than it came.
    """
    from probative.cli.invocation import given_for_new
    from probative.flow.people import make_person, person_card

    found = given_for_new(key_file, ask=ask)
    place = file or found.person_file
    if act == "new":
        if not name:
            raise click.UsageError("--name says what others call this person")
        card = make_person(place, found, name=name, both=both)
        click.echo(f"The keys lie in {place}. This is the card:", err=True)
    else:
        card = person_card(place)
    say(card.encode().decode())
    click.echo(f"id {card.id}", err=True)
