"""Readings and exhibits for the tests of claims, invented."""

from datetime import date

from probative.base.digest import Digest
from probative.base.identifiers import ExhibitId
from probative.claims.attributor import english_attributor
from probative.claims.claiming import claims
from probative.model.claims import Claim
from probative.model.exhibits import Exhibit, Receipt
from probative.model.readings import Genre, Part, Reading

HERE = ExhibitId("E-0001")


def exhibit(*, publisher: str | None = None, stated_date: date | None = None) -> Exhibit:
    receipt = Receipt(name="a.txt", received_at="2031-01-01T00:00:00Z", tool="test", collected_by="Tester")
    return Exhibit(
        id=HERE,
        digest=Digest("0" * 64),
        size_bytes=1,
        media_type="text/plain",
        name="a.txt",
        receipts=(receipt,),
        publisher=publisher,
        stated_date=stated_date,
    )


def reading(
    text: str,
    *,
    genre: Genre = Genre.PUBLICATION,
    parts: tuple[Part, ...] = (),
    offset: int = 0,
    language: str | None = "en",
    author: str | None = None,
    publisher: str | None = "Harrow Post",
) -> Reading:
    return Reading(
        exhibit=HERE,
        reader="test",
        reader_version="1",
        text=text,
        parts=parts,
        genre=genre,
        offset=offset,
        volume=1 if offset == 0 else 2,
        language=language,
        author=author,
        publisher=publisher,
    )


def claims_of(text: str, **how: object) -> tuple[Claim, ...]:
    return claims(reading(text, **how), exhibit=exhibit(), attributor=english_attributor())  # type: ignore[arg-type]


def holding(found: tuple[Claim, ...], words: str) -> Claim:
    """Give the shortest claim whose content holds ``words``."""
    fitting = [claim for claim in found if words in claim.content]
    assert fitting, [claim.content for claim in found]
    return min(fitting, key=lambda claim: len(claim.content))


def chain(claim: Claim) -> list[tuple[str | None, str]]:
    return [(hop.source, hop.role.value) for hop in claim.chain]
