"""Asking for evidence of time and taking it in: what came back is verified at once, kept as it came, and entered.

The file first, then the entry that names its hash; a file that no entry names is put aside at the next opening.

Source: docs/format/anchors.md.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from probative.base.canonical import Json
from probative.base.chance import Chance
from probative.base.clock import stamp
from probative.base.digest import digest_of
from probative.base.errors import StorageError
from probative.base.fs import Disk
from probative.custody.anchors.brackets import Brackets
from probative.custody.anchors.chains import Chain
from probative.custody.anchors.der import is_one_element
from probative.custody.anchors.evidence import Evidence, Form, Obtained, Requested, evidence_in
from probative.custody.anchors.timestamps import LARGEST_BYTES, Asked, Judged, judge, said
from probative.custody.errors import DamagedCaseError
from probative.custody.findings import Finding, Severity
from probative.custody.layout import Layout
from probative.custody.ledger.checkpoints import Checkpoint, CheckpointError, read_checkpoint
from probative.custody.ledger.cosignatures import CosignatureError, Cosigned, read_cosigned
from probative.custody.ledger.entries import EntryKind
from probative.custody.ledger.notes import NoteError, NoteKey, read_signature
from probative.custody.ledger.requests import write_request
from probative.custody.protocol import Custody

SLACK: Final = timedelta(days=1)
"""How far two clocks may differ before what one of them says is refused: a wrong zone or a wrong hour is not fraud."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """Evidence that was taken in. ``remarks`` are findings about it that are no reason to refuse it."""

    form: Form
    size: int
    latest: str | None
    by: str
    remarks: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What a reply is judged with: whom the user trusts, and where the second verifier is."""

    now: datetime
    witnesses: tuple[NoteKey, ...] = ()
    chain: Chain | None = None
    openssl: Path | None = None
    names: Mapping[str, str] = field(default_factory=dict)


class Anchors:
    """The evidence of one case that is open for writing."""

    def __init__(self, custody: Custody, *, disk: Disk, chance: Chance) -> None:
        self._custody = custody
        self._layout = Layout(custody.folder)
        self._disk = disk
        self._chance = chance
        self._known: list[Evidence] = []
        self._read_up_to = 0

    @property
    def evidence(self) -> Sequence[Evidence]:
        """What the ledger says of evidence so far."""
        size = self._custody.size
        if self._read_up_to < size:
            self._known = list(evidence_in(self._custody.log.contents()))
            self._read_up_to = size
        return self._known

    @property
    def witnesses(self) -> tuple[NoteKey, ...]:
        """The witnesses whose lines this case has taken, oldest first."""
        found = {each.witness: None for each in self._obtained() if each.witness is not None}
        return tuple(found)

    def ask_authority(self, checkpoint: Checkpoint) -> bytes:
        """Give a request for a time stamp over a checkpoint. The nonce is entered."""
        nonce = int.from_bytes(self._chance(8), "big") >> 1 | 1 << 62
        self._enter_request(Form.RFC3161, checkpoint.size, {"nonce": f"{nonce:x}"})
        return Asked(digest=_imprint(checkpoint), nonce=nonce).request

    def ask_witness(self, checkpoint: Checkpoint, witness: NoteKey | None, *, old_size: int | None = None) -> bytes:
        """Give a request to a witness.

        Args:
            checkpoint: The newest.
            witness: Which; the proof begins where this case took its line last, at nothing where it never did.
            old_size: Where the proof is to begin instead, as the witness said.

        Raises:
            ValueError: When the case never had that size.
        """
        if old_size is None:
            old_size = max((each.size for each in self._obtained() if witness and each.witness == witness), default=0)
        if not 0 <= old_size <= checkpoint.size:
            raise ValueError(f"the case has {checkpoint.size} entries under a checkpoint, not {old_size}")
        path = self._custody.log.tree.consistency(old_size, checkpoint.size) if old_size else ()
        self._enter_request(Form.COSIGNATURE, checkpoint.size, {"old": old_size})
        return write_request(old_size=old_size, path=path, note=checkpoint.note)

    def ask_paper(self, checkpoint: Checkpoint) -> None:
        """Enter that a checkpoint goes out on paper."""
        self._enter_request(Form.PAPER, checkpoint.size, {})

    def take_paper(self, size: int, *, held_since: str | None, fields: Mapping[str, str]) -> None:
        """Enter that somebody holds a paper whose root was compared and is ours. ``held_since`` ends the bracket."""
        public: dict[str, Json] = {"anchor": Form.PAPER, "from": None, "size": size, "to": held_since}
        self._custody.record(EntryKind.ANCHOR_OBTAINED, fields, public)
        self._custody.acknowledge()

    def see(self, earliest: str, fields: Mapping[str, str]) -> None:
        """Enter that something was seen which nobody could know before ``earliest``."""
        self._custody.record(EntryKind.BEACON_SEEN, fields, {"from": earliest})
        self._custody.acknowledge()

    def take(self, content: bytes, given: Given) -> Taken | Finding:
        """Verify what came back and keep it; or say why not. The same twice changes nothing.

        Args:
            content: The file as it came: a reply to a request for a time stamp, a witness's line, or a checkpoint with
                one.
            given: Whom to trust.
        """
        if content[:1] == b"\x30":
            return self._take_reply(content, given)
        try:
            text = content.decode("utf-8")
        except UnicodeDecodeError:
            text = ""
        lines = [line for line in text.splitlines() if line.startswith("\u2014 ")]
        if not lines or not text.endswith("\n"):
            return _refused("anchor.unknown", "This is neither a time stamp's reply nor a witness's line.")
        if text != "".join(f"{line}\n" for line in lines):
            return self._take_note(content, lines[-1], given)
        if len(lines) > 1:
            return _refused("anchor.unknown", "More than one witness's line: one file for each.")
        return self._take_line(lines[0], given)

    def checkpoint(self, size: int) -> Checkpoint | None:
        """Give the checkpoint of that size; ``None`` where none was signed.

        Raises:
            DamagedCaseError: When the file is not one.
        """
        try:
            content = (self._layout.checkpoints / str(size)).read_bytes()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise StorageError(f"cannot read the checkpoint of {size}: {error.strerror}") from error
        try:
            return read_checkpoint(content, self._custody.signers.register.log_keys)
        except CheckpointError as error:
            raise DamagedCaseError(f"log/checkpoints/{size}: {error}") from error

    def _take_note(self, content: bytes, line: str, given: Given) -> Taken | Finding:
        note = content[: -len(line.encode()) - 1]
        size = content.split(b"\n")[1].decode() if content.count(b"\n") > 2 else ""
        ours = self.checkpoint(int(size)) if size.isascii() and size.isdigit() and len(size) < 16 else None
        if ours is None or ours.note != note:
            return _refused("anchor.elsewhere", "The checkpoint in it is none that this case signed.")
        return self._take_line(line, given)

    def _take_line(self, line: str, given: Given) -> Taken | Finding:
        try:
            signature = read_signature(line)
        except NoteError as error:
            return _refused("anchor.malformed", f"This is no witness's line: {error}.")
        known = [*given.witnesses, *self.witnesses]
        key = next((each for each in known if (each.name, each.id) == (signature.name, signature.key_id)), None)
        if key is None:
            what = f"It is by {signature.name!r}, whose key is not known here: give it with --witness."
            return _refused("witness.unknown", what)
        cosigned = self._cosigned(line, key)
        if isinstance(cosigned, Finding):
            return cosigned
        size, time = cosigned.checkpoint.size, stamp(cosigned.time)
        refused = self._out_of_time(size, cosigned.time, cosigned.time, given.now)
        if refused is not None:
            return refused
        digest = digest_of(cosigned.content)
        if any(each.digest == digest for each in self._obtained()):
            return _there_already()
        self._keep(self._layout.cosignatures / digest, cosigned.content)
        self._enter(
            {
                "anchor": Form.COSIGNATURE,
                "file": digest,
                "from": time,
                "size": size,
                "to": time,
                "witness": key.verifier,
            }
        )
        return Taken(form=Form.COSIGNATURE, size=size, latest=time, by=key.name)

    def _cosigned(self, line: str, key: NoteKey) -> Cosigned | Finding:
        """Find the checkpoint that the line is on: one that was asked about, the newest first."""
        asked = {each.size for each in self.evidence if isinstance(each, Requested) and each.form is Form.COSIGNATURE}
        why = "no checkpoint of this case was ever given to a witness"
        for size in sorted(asked, reverse=True):
            checkpoint = self.checkpoint(size)
            if checkpoint is None:
                continue
            content = checkpoint.note + line.encode() + b"\n"
            try:
                return read_cosigned(content, log=None, witness=key, checkpoint=checkpoint)
            except CosignatureError as error:
                why = str(error)
        what = f"It holds over no checkpoint that this case gave to a witness: {why}."
        return _refused("anchor.elsewhere", what)

    def _take_reply(self, reply: bytes, given: Given) -> Taken | Finding:
        if given.chain is None:
            what = "A time stamp is judged by certificates of your choice: name the authority's with --ca."
            return _refused("chain.missing", what)
        # OpenSSL passes over what stands after a reply.
        if len(reply) > LARGEST_BYTES or not is_one_element(reply):
            return _refused("anchor.malformed", "It is no whole reply: bytes are missing, or stand after it.")
        digest = digest_of(reply)
        if any(each.digest == digest for each in self._obtained()):
            return _there_already()
        asked = [each for each in self.evidence if isinstance(each, Requested) and each.nonce is not None]
        found = self._answered(reply, asked, given)
        if isinstance(found, Finding):
            return found
        request, judged = found
        if any(each.nonce == request.nonce and each.latest is not None for each in self._obtained()):
            what = "Another reply to this request was taken already: an authority answers once."
            return _refused("anchor.repeated", what)
        if judged.earliest is None or judged.latest is None:
            raise ValueError("what somebody holds has a time")
        refused = self._out_of_time(request.size, judged.earliest, judged.latest, given.now)
        if refused is not None:
            return refused
        chain = digest_of(given.chain.content)
        self._keep(self._layout.anchors / f"{chain}.pem", given.chain.content)
        self._keep(self._layout.anchors / f"{digest}.tsr", reply)
        earliest = None if judged.is_disputed else stamp(judged.earliest)
        latest = None if judged.is_disputed else stamp(_whole(judged.latest))
        self._enter(
            {
                "anchor": Form.RFC3161,
                "chain": chain,
                "file": digest,
                "from": earliest,
                "nonce": f"{request.nonce:x}",
                "size": request.size,
                "to": latest,
            }
        )
        remarks = tuple(disagreements(judged, f"log/anchors/{digest}.tsr"))
        return Taken(form=Form.RFC3161, size=request.size, latest=latest, by="a time stamp authority", remarks=remarks)

    def _answered(self, reply: bytes, asked: Sequence[Requested], given: Given) -> tuple[Requested, Judged] | Finding:
        """Find the request that a reply answers, by what it says of itself, or else by trying each."""
        if given.chain is None:
            raise ValueError("no certificates to judge it by")
        told = said(reply)
        digests = {each.size: self._digest(each.size) for each in asked}
        if told is not None:
            fitting = [each for each in asked if digests[each.size] == told.digest]
            if not fitting:
                return _refused("anchor.elsewhere", "It is over a hash that this case never sent: another log's.")
            asked = [each for each in fitting if each.nonce == told.nonce]
            if not asked:
                return _refused("anchor.replayed", "It answers another request than ours: its nonce is not ours.")
        reasons: tuple[str, ...] = ()
        for request in reversed(asked):
            digest = digests[request.size]
            if digest is None or request.nonce is None:
                continue
            verdict = judge(
                reply, asked=Asked(digest=digest, nonce=request.nonce), chain=given.chain, openssl=given.openssl
            )
            if any(each.holds for each in verdict.verdicts):
                return request, verdict
            reasons = tuple(f"{each.verifier}: {each.why}" for each in verdict.verdicts)
        return _refused("anchor.refused", f"Neither verifier accepts it: {'; '.join(reasons) or 'nothing was asked'}.")

    def _out_of_time(self, size: int, earliest: datetime, latest: datetime, now: datetime) -> Finding | None:
        if earliest > now + SLACK:
            what = f"It says {stamp(earliest)}, and our clock says {stamp(now)}: set the clock right, or ask again."
            return _refused("anchor.future", what)
        bracket = Brackets(self.evidence).of(size - 1)
        if bracket.earliest is not None and latest + SLACK < _moment(bracket.earliest):
            what = f"It says {stamp(latest)}, and what it covers cannot be older than {bracket.earliest}."
            return _refused("anchor.before", what)
        return None

    def _digest(self, size: int) -> bytes | None:
        checkpoint = self.checkpoint(size)
        return None if checkpoint is None else _imprint(checkpoint)

    def _obtained(self) -> list[Obtained]:
        return [each for each in self.evidence if isinstance(each, Obtained)]

    def _keep(self, path: Path, content: bytes) -> None:
        self._disk.make_folder(path.parent)
        self._disk.replace(path, content)

    def _enter(self, public: Mapping[str, Json]) -> None:
        self._custody.record(EntryKind.ANCHOR_OBTAINED, {}, public)
        self._custody.acknowledge()

    def _enter_request(self, form: Form, size: int, more: Mapping[str, Json]) -> None:
        self._custody.record(EntryKind.ANCHOR_REQUESTED, {}, {"anchor": form, "size": size, **more})
        self._custody.acknowledge()


def disagreements(judged: Judged, where: str) -> list[Finding]:
    """Say where two verifiers do not agree, or one of them has something to remark. The bytes are kept all the same."""
    found = []
    for verdict in judged.verdicts:
        if verdict.holds and verdict.why:
            what = f"{verdict.verifier} accepts it {verdict.why}; the other verifier accepts it as it is."
            found.append(Finding(code="anchor.disagreement", where=where, what=what, severity=Severity.NOTE))
        elif not verdict.holds and judged.is_disputed:
            what = f"{verdict.verifier} refuses it ({verdict.why}); the other accepts it. It bounds no time."
            found.append(Finding(code="anchor.disputed", where=where, what=what, severity=Severity.NOTE))
    return found


def _imprint(checkpoint: Checkpoint) -> bytes:
    return bytes.fromhex(digest_of(checkpoint.note))


def _refused(code: str, what: str) -> Finding:
    return Finding(code=code, where="", what=what)


def _there_already() -> Finding:
    what = "It was taken before; nothing was added."
    return Finding(code="anchor.there", where="", what=what, severity=Severity.NOTE)


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC)


def _whole(moment: datetime) -> datetime:
    """Give the end of the second that a moment is in."""
    return moment if not moment.microsecond else moment.replace(microsecond=0) + timedelta(seconds=1)
