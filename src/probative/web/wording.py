"""What the codes are called on the page: every closed list of the model in words."""

from typing import Final

from probative.corroboration import Reason
from probative.model.claims import Certainty, Proposer, Role, SourceKind, Status
from probative.model.gaps import GapKind
from probative.model.judgements import Verdict
from probative.model.meaning import ParticipantRole
from probative.model.network import LinkSchema, Schema
from probative.model.periods import Period
from probative.model.propositions import Basis, Conflict, State, VertexKind
from probative.model.readings import Genre

CERTAINTY: Final = {
    Certainty.CERTAIN: "said as certain",
    Certainty.PROBABLE: "said as probable",
    Certainty.POSSIBLE: "said as possible",
    Certainty.CERTAINLY_NOT: "denied as certainly not so",
    Certainty.PROBABLY_NOT: "said as probably not so",
    Certainty.POSSIBLY_NOT: "said as possibly not so",
    Certainty.UNCOMMITTED: "the speaker does not commit",
}
KIND: Final = {
    SourceKind.NAMED: "named",
    SourceKind.DESCRIBED: "described, not named",
    SourceKind.UNATTRIBUTED: "nobody named",
    SourceKind.SEALED: "sealed",
    SourceKind.PUBLISHER: "publisher",
}
ROLE: Final = {Role.ORIGIN: "origin", Role.RELAY: "relay", Role.PUBLISHER: "publisher"}
STATUS: Final = {
    Status.PROPOSED: "proposed by a machine",
    Status.ACCEPTED: "accepted by a human",
    Status.REJECTED: "rejected by a human",
}
PROPOSER: Final = {
    Proposer.BOTH: "rules and model agree",
    Proposer.RULES: "found by rules",
    Proposer.ONLY_RULES: "only the rules saw it",
    Proposer.ONLY_MODEL: "only the model saw it",
    Proposer.VOICE: "in the text’s own voice",
    Proposer.LINES: "a row or record",
    Proposer.UNKNOWN: "who proposed it was not recorded",
}
REASON: Final = {
    Reason.CONTRADICTED: "another claim contradicts it",
    Reason.GRAVE: "it tells of grave harm or an order",
    Reason.BOTTLENECK: "it comes through a bottleneck",
    Reason.ALONE: "it alone carries its proposition",
}
PART: Final = {
    ParticipantRole.AGENT: "who",
    ParticipantRole.PATIENT: "to whom or what",
    ParticipantRole.RECIPIENT: "for whom",
    ParticipantRole.INSTRUMENT: "with what",
    ParticipantRole.PLACE: "where",
}
GENRE: Final = {
    Genre.PUBLICATION: "publication",
    Genre.TESTIMONY: "testimony",
    Genre.MAIL: "mail",
    Genre.TABLE: "table",
    Genre.DOCUMENT: "document",
    Genre.DEVICE: "device metadata",
    Genre.CONTAINER: "container",
}
GAP: Final = {
    GapKind.EMPTY: "Empty",
    GapKind.UNREADABLE: "Unreadable",
    GapKind.DAMAGED: "Damaged",
    GapKind.ENCRYPTED: "Encrypted",
    GapKind.NO_TEXT_LAYER: "Words only as pixels",
    GapKind.UNSUPPORTED: "No reader for this format",
    GapKind.OVER_BUDGET: "Over the budget",
    GapKind.UNSAFE_NAME: "Unsafe name in an archive",
    GapKind.NOT_ACCESSIBLE: "Could not be opened",
    GapKind.WRONG_EXTENSION: "Not the format its name says",
    GapKind.HIDDEN: "Hidden in the original",
    GapKind.UNKNOWN_RECEIPT: "Nobody named who handed it over",
    GapKind.UNKNOWN_LANGUAGE: "Language not covered",
    GapKind.NO_ANCHOR: "Date with nothing to count from",
    GapKind.SHREDDED: "Destroyed on purpose",
}
SCHEMA: Final = {
    Schema.PERSON: "person",
    Schema.ORGANIZATION: "organisation",
    Schema.PUBLIC_BODY: "public body",
    Schema.MILITARY_UNIT: "military unit",
    Schema.PLACE: "place",
    Schema.UNKNOWN: "person or organisation",
}
LINK: Final = {
    LinkSchema.MEMBERSHIP: "membership",
    LinkSchema.COMMAND: "command",
    LinkSchema.ROLE: "role",
    LinkSchema.OWNERSHIP: "ownership",
    LinkSchema.PAYMENT: "payment",
    LinkSchema.UNKNOWN: "connected to",
}
CONFLICT: Final = {
    Conflict.DENIED: "Denied",
    Conflict.NUMBER: "Different number",
    Conflict.DATE: "Different date",
    Conflict.PLACE: "Different place",
    Conflict.ACTOR: "Different actor",
}
STATE: Final = {State.OPEN: "open", State.EXPLAINED: "explained", State.MATERIAL: "material"}
BASIS: Final = {
    Basis.TEXT_REUSE: "shares its words",
    Basis.CITATION: "cites it",
    Basis.REPRINT: "may be a reprint of it",
}
VERTEX: Final = {
    VertexKind.ORIGIN: "origin",
    VertexKind.RELAY: "relay",
    VertexKind.PUBLISHER: "publisher",
    VertexKind.EXHIBIT: "exhibit",
    VertexKind.CLAIM: "claim",
}
VERDICT: Final = {
    Verdict.ACCEPT: "accepted",
    Verdict.REJECT: "rejected",
    Verdict.MERGE: "merged",
    Verdict.SPLIT: "split",
    Verdict.GRADE: "graded",
    Verdict.WEIGH: "weighed",
    Verdict.RESOLVE: "resolved",
    Verdict.ASSIGN: "assigned",
    Verdict.CONFER: "said who told each other",
    Verdict.WITHDRAW: "held for withdrawn",
    Verdict.RESTORE: "restored",
    Verdict.UNDO: "took back",
}


def counted(number: int, noun: str, plural: str | None = None) -> str:
    """Write ``1 article``, ``6 articles``, ``10,000 claims``."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def bounds(period: Period) -> str:
    """Say between which days a period lies, in words.

    An unresolved date says so; an open end says on which side.
    """
    if period.edtf is None:
        return "not resolved"
    first, last = period.earliest, period.latest
    if first is not None and last is not None:
        return first.isoformat() if first == last else f"{first.isoformat()} to {last.isoformat()}"
    if first is not None:
        return f"{first.isoformat()} or later"
    if last is not None:
        return f"{last.isoformat()} or earlier"
    return "no bounds"


def size(size_bytes: int) -> str:
    """Write a size in bytes the way a reader compares sizes."""
    if size_bytes < 1000:
        return counted(size_bytes, "byte")
    for unit, step in (("kB", 10**3), ("MB", 10**6), ("GB", 10**9)):
        if size_bytes < step * 1000 or unit == "GB":
            return f"{size_bytes // step:,}.{size_bytes % step * 10 // step} {unit}"
    raise AssertionError("unreachable")
