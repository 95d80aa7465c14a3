"""Whether the evidence of time holds: every file is one that an entry names, and says what its entry says it says."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta
from pathlib import Path

from probative.base.clock import stamp
from probative.base.digest import digest_of
from probative.custody.anchors.brackets import Brackets
from probative.custody.anchors.chains import ChainError, read_chain
from probative.custody.anchors.evidence import Evidence, Form, Obtained
from probative.custody.anchors.taking import disagreements
from probative.custody.anchors.timestamps import Asked, judge
from probative.custody.findings import Finding, Severity
from probative.custody.fixity.history import History, claimed
from probative.custody.layout import Layout
from probative.custody.ledger.checkpoints import Checkpoint, CheckpointError, read_checkpoint
from probative.custody.ledger.cosignatures import CosignatureError, read_cosigned


def evidence_problems(layout: Layout, history: History, *, openssl: Path | None) -> Iterator[Finding]:
    """Check every cosignature and time stamp, that none is missing or too many, and what they say together of time.

    Needs no key. ``openssl`` is the second verifier of time stamps; where there is none, that is said.
    """
    obtained = [each for each in history.evidence if isinstance(each, Obtained)]
    yield from _stray_problems(layout, obtained)
    for each in obtained:
        if each.form is not Form.PAPER:
            yield from _problems_of(layout, history, each, openssl)
    yield from time_problems(history.evidence, history.clocks)


def time_problems(evidence: Iterable[Evidence], clocks: Sequence[int]) -> Iterator[Finding]:
    """Say where our clock stood outside the brackets, and where the evidence contradicts itself.

    Args:
        evidence: What the ledger says of it.
        clocks: What our clock claimed, entry by entry, as ``History`` holds it.
    """
    brackets = Brackets(evidence)
    for index, bracket in brackets.empty():
        what = (
            f"From here on nothing can be older than {bracket.earliest} (entry {bracket.earliest_by}), and yet it was "
            f"signed by {bracket.latest} (entry {bracket.latest_by}): one of the two is wrong."
        )
        yield _note("time.contradiction", index, what)
    outside = [index for index, each in enumerate(clocks) if not brackets.of(index).holds(claimed(each))]
    if outside:
        bracket = brackets.of(outside[0])
        what = (
            f"Our clock claimed {claimed(clocks[outside[0]])} here, which is not between {bracket.earliest or 'ever'} "
            f"and {bracket.latest or 'now'}. So with {len(outside)} entries."
        )
        yield _note("clock.outside", outside[0], what)


def _note(code: str, index: int, what: str) -> Finding:
    return Finding(code=code, where=f"ledger entry {index}", what=what, severity=Severity.NOTE)


def _stray_problems(layout: Layout, obtained: list[Obtained]) -> Iterator[Finding]:
    named = {digest for each in obtained for digest in (each.digest, each.chain)}
    for folder in (layout.cosignatures, layout.anchors):
        for path in sorted(folder.glob("*")):
            if path.stem not in named:
                what = (
                    "No entry names it. After a crash, opening the case for writing puts it aside; then take it again."
                )
                yield Finding(code="anchor.unlisted", where=layout.name(path), what=what)


def _problems_of(layout: Layout, history: History, each: Obtained, openssl: Path | None) -> Iterator[Finding]:
    is_stamp = each.form is Form.RFC3161
    path = layout.anchors / f"{each.digest}.tsr" if is_stamp else layout.cosignatures / str(each.digest)
    content, problem = _named(layout, path, str(each.digest), each.index)
    checkpoint = _checkpoint(layout, history, each.size)
    if problem is not None:
        yield problem
    elif checkpoint is None:
        what = f"Entry {each.index} says that it is for the checkpoint of {each.size}, which is not there or broken."
        yield Finding(code="anchor.checkpoint", where=layout.name(path), what=what)
    elif is_stamp:
        yield from _stamp_problems(layout, each, content, checkpoint, openssl)
    else:
        yield from _line_problems(each, layout.name(path), content, checkpoint)


def _line_problems(each: Obtained, where: str, content: bytes, checkpoint: Checkpoint) -> Iterator[Finding]:
    if each.witness is None:
        return
    try:
        cosigned = read_cosigned(content, log=None, witness=each.witness, checkpoint=checkpoint)
    except CosignatureError as error:
        yield Finding(code="cosignature.broken", where=where, what=f"It does not hold: {error}.")
        return
    if not each.earliest == each.latest == stamp(cosigned.time):
        what = f"It says {stamp(cosigned.time)}, and entry {each.index} says {each.earliest}."
        yield Finding(code="anchor.time", where=where, what=what)


def _stamp_problems(
    layout: Layout, each: Obtained, content: bytes, checkpoint: Checkpoint, openssl: Path | None
) -> Iterator[Finding]:
    where = layout.name(layout.anchors / f"{each.digest}.tsr")
    certificates = layout.anchors / f"{each.chain}.pem"
    text, problem = _named(layout, certificates, str(each.chain), each.index)
    if problem is not None:
        yield problem
        return
    try:
        chain = read_chain(text)
    except ChainError as error:
        yield Finding(code="chain.broken", where=layout.name(certificates), what=f"No certificates: {error}.")
        return
    asked = Asked(digest=bytes.fromhex(digest_of(checkpoint.note)), nonce=each.nonce or 0)
    judged = judge(content, asked=asked, chain=chain, openssl=openssl)
    if not any(verdict.holds for verdict in judged.verdicts):
        reasons = "; ".join(f"{verdict.verifier}: {verdict.why}" for verdict in judged.verdicts)
        yield Finding(code="timestamp.broken", where=where, what=f"Neither verifier accepts it: {reasons}.")
        return
    yield from disagreements(judged, where)
    if judged.earliest is None or judged.latest is None or each.latest is None:
        return
    # What one verifier alone reads knows no accuracy: it lies within what both read when it came.
    latest = judged.latest if not judged.latest.microsecond else judged.latest + timedelta(seconds=1)
    said = (stamp(judged.earliest), stamp(latest))
    is_said = said == (each.earliest, each.latest) if judged.holds else _within(each, said)
    if not is_said:
        what = f"It says {said[0]} to {said[1]}, and entry {each.index} says {each.earliest} to {each.latest}."
        yield Finding(code="anchor.time", where=where, what=what)


def _within(each: Obtained, said: tuple[str, str]) -> bool:
    return each.earliest is not None and each.latest is not None and each.earliest <= said[0] <= said[1] <= each.latest


def _named(layout: Layout, path: Path, digest: str, index: int) -> tuple[bytes, Finding | None]:
    where = layout.name(path)
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return b"", Finding(code="anchor.missing", where=where, what=f"Entry {index} names it; it is not here.")
    except OSError as error:
        return b"", Finding(code="file.unreadable", where=where, what=f"Cannot be read: {error.strerror}.")
    if digest_of(content) != digest:
        return b"", Finding(code="anchor.hash", where=where, what="Its SHA-256 is not its name.")
    return content, None


def _checkpoint(layout: Layout, history: History, size: int) -> Checkpoint | None:
    if history.log_keys is None:
        return None
    try:
        return read_checkpoint((layout.checkpoints / str(size)).read_bytes(), history.log_keys)
    except (CheckpointError, OSError):
        return None
