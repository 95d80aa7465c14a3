"""What the ledger says of evidence of time: asked for, obtained, or seen; in the clear, for a check without keys.

Source: docs/format/anchors.md.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from probative.custody.ledger.entries import Entry, EntryKind, read_entry
from probative.custody.ledger.notes import COSIGNATURE, NoteError, NoteKey, read_key

_STAMP = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z")
_DIGEST = re.compile(r"[0-9a-f]{64}")
_NONCE = re.compile(r"[1-9a-f][0-9a-f]{0,31}")
_KINDS = (EntryKind.ANCHOR_REQUESTED, EntryKind.ANCHOR_OBTAINED, EntryKind.BEACON_SEEN)


class Form(StrEnum):
    """How the outside vouches for a checkpoint."""

    RFC3161 = "rfc3161"
    """A time stamp authority signed its hash."""
    COSIGNATURE = "cosignature"
    """A witness followed the log up to it."""
    PAPER = "paper"
    """Somebody holds it on paper."""


class EvidenceError(ValueError):
    """The entry's public part is not what its kind says."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Requested:
    """At entry ``index`` evidence for the checkpoint of ``size`` was asked for. ``nonce`` is a time stamp's."""

    index: int
    form: Form
    size: int
    nonce: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Obtained:
    """At entry ``index`` evidence came for the checkpoint of ``size``.

    ``earliest`` and ``latest`` are when it says that it was made, give or take its accuracy; ``None`` where it is
    disputed (one of two verifiers refused it) or, for paper, where nobody says. ``digest`` names its file,
    ``chain`` that of the certificates of a time stamp.
    """

    index: int
    form: Form
    size: int
    earliest: str | None = None
    latest: str | None = None
    digest: str | None = None
    chain: str | None = None
    nonce: int | None = None
    witness: NoteKey | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """Whoever wrote entry ``index`` knew something that nobody could know before ``earliest``."""

    index: int
    earliest: str


Evidence: TypeAlias = Requested | Obtained | Seen


def evidence_in(contents: Iterable[bytes]) -> Iterator[Evidence]:
    """Give all evidence in the entries of a ledger, from the first on; what is malformed is passed over (``check``)."""
    wanted = tuple(f'"t":"{kind}"'.encode() for kind in _KINDS)
    for index, content in enumerate(contents):
        if any(each in content for each in wanted):
            try:
                found = evidence_of(index, read_entry(content))
            except ValueError:
                continue
            if found is not None:
                yield found


def evidence_of(index: int, entry: Entry) -> Evidence | None:
    """Give the evidence that an entry speaks of; ``None`` for an entry of any other kind.

    Raises:
        EvidenceError: When its public part is not what its kind says.
    """
    public = dict(entry.public)
    if entry.kind == EntryKind.BEACON_SEEN:
        return Seen(index=index, earliest=_text(public.get("from"), _STAMP))
    if entry.kind not in _KINDS:
        return None
    try:
        form = Form(str(public.get("anchor")))
    except ValueError as error:
        raise EvidenceError("an anchor of a form that is unknown") from error
    size = public.get("size")
    if not isinstance(size, int) or isinstance(size, bool) or not 0 < size <= index:
        raise EvidenceError("it is for a checkpoint that was not there yet")
    if entry.kind == EntryKind.ANCHOR_REQUESTED:
        nonce = _nonce(public) if form is Form.RFC3161 else None
        return Requested(index=index, form=form, size=size, nonce=nonce)
    earliest, latest = (_stamp(public.get(name)) for name in ("from", "to"))
    if form is Form.PAPER:
        return Obtained(index=index, form=form, size=size, latest=latest)
    digest = _text(public.get("file"), _DIGEST)
    if form is Form.COSIGNATURE:
        witness = _witness(public.get("witness"))
        return Obtained(
            index=index, form=form, size=size, earliest=earliest, latest=latest, digest=digest, witness=witness
        )
    chain = _text(public.get("chain"), _DIGEST)
    return Obtained(
        index=index,
        form=form,
        size=size,
        earliest=earliest,
        latest=latest,
        digest=digest,
        chain=chain,
        nonce=_nonce(public),
    )


def _witness(value: object) -> NoteKey:
    try:
        key = read_key(value if isinstance(value, str) else "")
    except NoteError as error:
        raise EvidenceError(f"it names no witness's key: {error}") from error
    if key.algorithm != COSIGNATURE:
        raise EvidenceError("it names a log's key where a witness's should stand")
    return key


def _nonce(public: Mapping[str, object]) -> int:
    return int(_text(public.get("nonce"), _NONCE), 16)


def _stamp(value: object) -> str | None:
    return None if value is None else _text(value, _STAMP)


def _text(value: object, shape: re.Pattern[str]) -> str:
    if not isinstance(value, str) or not shape.fullmatch(value):
        raise EvidenceError(f"a value that is not as it should be: {value!r:.80}")
    return value
