"""`probative entities`."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from probative.cli.listing import Shape, listing

if TYPE_CHECKING:
    from probative.flow.case import Case


def _shapes(case: "Case") -> Iterator[Shape]:
    from probative.flow.listings import entities

    return entities(case)


def _line(shape: Shape) -> str:
    others = [name for name in shape["names"] if name != shape["caption"]]
    also = f"  (also: {', '.join(others)})" if others else ""
    times = "1 mention" if shape["mentions"] == 1 else f"{shape['mentions']} mentions"
    return f"{shape['id']}  {_KINDS.get(shape['schema'], shape['schema']):<14}{shape['caption']}{also}  {times}"


_KINDS: Final = {
    "Address": "place",
    "LegalEntity": "unclear",
    "MilitaryUnit": "unit",
    "Organization": "organisation",
    "Person": "person",
    "PublicBody": "public body",
}
"""FollowTheMoney's names in words; ``--json`` has the names themselves."""


command = listing(
    "entities", "List people, organisations and places, with every name form that was joined.", _shapes, _line
)
