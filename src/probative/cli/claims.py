"""`probative claims`."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from probative.cli.listing import Shape, listing, said

if TYPE_CHECKING:
    from probative.flow.case import Case


def _shapes(case: "Case") -> Iterator[Shape]:
    from probative.flow.listings import claims

    return claims(case)


def _line(shape: Shape) -> str:
    chain = " -> ".join(f"{hop['source'] or 'nobody named'} ({hop['kind']})" for hop in shape["chain"])
    forecast = ", forecast" if shape["forecast"] else ""
    return (
        f"{shape['id']}  {shape['exhibit']}  [{shape['certainty']}{forecast}, {shape['status']}]  {chain}\n"
        f"        {shape['content']}{said(shape['period'])}"
    )


command = listing(
    "claims",
    "List what is said: the words, the chain from origin to publisher, the speaker's certainty.",
    _shapes,
    _line,
)
