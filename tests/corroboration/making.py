"""Claims, exhibits and readings made by hand, for tests that need only a few of them."""

from collections.abc import Sequence
from datetime import date

from probative.base.digest import digest_of
from probative.base.identifiers import ClaimId, ExhibitId, identifier, number_of
from probative.model.anchors import Passage
from probative.model.claims import Certainty, Claim, Hop, Role, SourceKind, Status
from probative.model.exhibits import Exhibit, Provision, Receipt
from probative.model.periods import Period
from probative.model.readings import Genre, Part, PartKind, Reading

_KINDS = {
    "~": SourceKind.DESCRIBED,
    "#": SourceKind.PUBLISHER,
    "*": SourceKind.SEALED,
}


def hop(spelled: str, role: Role, cue: str = "") -> Hop:
    """``"Ana Brelko"`` is named, ``"~two officers/2"`` described, ``"?"`` nobody, ``"#Daily"`` a publisher."""
    if spelled == "?":
        return Hop(source=None, kind=SourceKind.UNATTRIBUTED, role=role, cue=cue)
    kind = _KINDS.get(spelled[0], SourceKind.NAMED)
    name, _, number = (spelled[1:] if spelled[0] in _KINDS else spelled).partition("/")
    return Hop(source=name, kind=kind, role=role, cue=cue, number=int(number) if number else None)


def claim(
    number: int,
    exhibit: int,
    chain: Sequence[str],
    *,
    content: str = "the unit took hostages in the village of Dremin",
    certainty: Certainty = Certainty.CERTAIN,
    forecast: bool = False,
    start: int = 0,
    status: Status = Status.PROPOSED,
    period: Period | None = None,
    places: tuple[str, ...] = (),
    parent: ClaimId | None = None,
    cue: str = "said",
) -> Claim:
    """Make a claim; of its chain the first is the origin, a last one spelled ``#`` the publisher."""
    where = ExhibitId(identifier("E", exhibit))
    passage = Passage(exhibit=where, start=start, end=start + len(content))
    hops = []
    for at, spelled in enumerate(chain):
        if at == 0:
            hops.append(hop(spelled, Role.ORIGIN, cue))
        else:
            hops.append(hop(spelled, Role.PUBLISHER if spelled[0] == "#" and at == len(chain) - 1 else Role.RELAY))
    return Claim(
        id=ClaimId(identifier("C", number)),
        exhibit=where,
        passage=passage,
        words=content,
        content=content,
        pieces=(passage,),
        chain=tuple(hops),
        certainty=certainty,
        suggester="tests 1",
        forecast=forecast,
        period=period,
        places=places,
        parent=parent,
        status=status,
    )


def exhibit(
    number: int, *, publisher: str | None = None, stated: date | None = None, collected_by: str | None = None
) -> Exhibit:
    """Make an exhibit; collected by us where ``collected_by`` names somebody."""
    receipt = Receipt(
        name=f"item-{number}.txt",
        received_at="2024-01-01T00:00:00Z",
        tool="tests 1",
        collected_by=collected_by,
        unknown_because=None if collected_by else Provision.NOT_ASKED,
    )
    return Exhibit(
        id=ExhibitId(identifier("E", number)),
        digest=digest_of(str(number).encode()),
        size_bytes=1,
        media_type="text/plain",
        name=f"item-{number}.txt",
        receipts=(receipt,),
        publisher=publisher,
        stated_date=stated,
    )


def reading(
    number: int,
    text: str,
    *,
    genre: Genre = Genre.PUBLICATION,
    publisher: str | None = None,
    stated: date | None = None,
) -> Reading:
    """Make a reading of one volume."""
    period = None
    if stated is not None:
        period = Period(verbatim=stated.isoformat(), edtf=stated.isoformat(), earliest=stated, latest=stated)
    return Reading(
        exhibit=ExhibitId(identifier("E", number)),
        reader="tests",
        reader_version="1",
        text=text,
        parts=(Part(kind=PartKind.BODY, number=1, label="body", start=0, end=len(text)),),
        genre=genre,
        publisher=publisher,
        stated_date=period,
    )


def day(text: str) -> Period:
    """Make a period of one day."""
    at = date.fromisoformat(text)
    return Period(verbatim=text, edtf=text, earliest=at, latest=at)


def number(key: str) -> int:
    """Give the number of an identifier."""
    return number_of(key)
