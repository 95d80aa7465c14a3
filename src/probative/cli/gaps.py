"""`probative gaps`."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from probative.cli.listing import Shape, listing

if TYPE_CHECKING:
    from probative.flow.case import Case


def _shapes(case: "Case") -> Iterator[Shape]:
    from probative.flow.listings import gaps

    return gaps(case)


def _line(shape: Shape) -> str:
    return f"{shape['id']}  {shape['exhibit'] or '-':<7} {shape['kind']:<17}{shape['what']}: {shape['detail']}"


command = listing(
    "gaps", "List what the dossier knows it lacks: what could not be read, opened, dated or traced.", _shapes, _line
)
