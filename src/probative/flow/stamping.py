"""Evidence of time and of one history, by hand: what goes out on paper or a stick, and what comes back.

Only a checkpoint leaves: a random name, a number, a hash and its signature; of that an authority sees but a hash.
"""

import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone
from pathlib import Path
from typing import Final

from probative.base.clock import stamp
from probative.base.errors import MachineError, MaterialError, UsageError
from probative.base.identifiers import ExhibitId
from probative.custody.anchors.chains import Chain, ChainError, chain_of
from probative.custody.anchors.evidence import Form, Obtained, Seen
from probative.custody.anchors.paper import PaperError, paper_of, read_paper, three_lines, words_of
from probative.custody.anchors.taking import SLACK, Anchors, Given, Taken
from probative.custody.anchors.timestamps import LARGEST_BYTES
from probative.custody.findings import Finding
from probative.custody.layout import Layout
from probative.custody.ledger.checkpoints import epoch_key
from probative.custody.ledger.notes import COSIGNATURE, NoteError, NoteKey, read_key
from probative.flow import acts
from probative.flow.ancestry import NothingThereError
from probative.flow.case import Case
from probative.flow.shapes import Shape
from probative.model.exhibits import Exhibit

README: Final = """What is in this folder, and what to do with it

NAME.tsq          A request to a time stamp authority (RFC 3161). On a connected machine, send it to an authority of
                  your choice as the body of a POST of the type application/timestamp-query; the reply is NAME.tsr.
                  It shows the authority a hash and nothing else. Bring NAME.tsr back, and its certificates.
NAME.request      A request to a witness. On the witness's machine:  probative witness sign DIR NAME.request
                  It shows a random name, a number, hashes and a signature. Bring NAME.cosignature back.

Then, beside the case:  probative stamp import CASE NAME.tsr --ca AUTHORITY.pem   (and NAME.cosignature, --witness KEY)
"""


class DayWrongError(UsageError):
    """A day that was not yet, or before this case's own evidence."""

    code = "P153"
    hint = "Write it YYYY-MM-DD as it stands on what was seen; it cannot be after today."


class WitnessKeyError(UsageError):
    """The text is no witness's key."""

    code = "P154"
    hint = "`probative witness show` on the witness's machine prints it, beginning with its name."


class OldSizeError(UsageError):
    """The case never had the size that the proof for a witness should begin at."""

    code = "P156"
    hint = (
        "Name the number that the witness printed when it refused. A larger one than the case's is a finding: ask why."
    )


class ReplyMissingError(MaterialError):
    """A file that should be taken in as evidence cannot be read, or holds no certificates."""

    code = "P542"
    hint = "Check the path; certificates are PEM files, the root that signs itself among them."


class VerifierMissingError(MachineError):
    """Time stamps are taken in only where two verifiers can look at them, and one is not installed."""

    code = "P640"
    hint = "Install OpenSSL (`apt install openssl`): its `openssl ts` is the second verifier."


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """What goes on paper. ``code`` is the whole signed checkpoint, for a camera."""

    lines: tuple[str, str, str]
    words: tuple[str, ...]
    code: str
    size: int


def seal_on_paper(case: Case) -> Sheet:
    """Seal the case, enter that its checkpoint goes out on paper, and give what the paper shows."""
    anchors = _anchors(case)
    checkpoint = case.custody.seal()
    anchors.ask_paper(checkpoint)
    paper = paper_of(checkpoint)
    return Sheet(lines=three_lines(paper), words=words_of(paper), code=checkpoint.note.decode(), size=checkpoint.size)


def as_text(sheet: Sheet) -> str:
    """Write a sheet as text: the three lines, then the words, six a row."""
    rows = [sheet.words[at : at + 6] for at in range(0, len(sheet.words), 6)]
    numbered = (f"{6 * number + 1:>3}  " + "  ".join(f"{word:<10}" for word in row) for number, row in enumerate(rows))
    words = "\n".join(line.rstrip() for line in numbered)
    return "\n".join(sheet.lines) + f"\n\nTo read aloud: {sheet.size}, then\n{words}\n"


def compare(case: Case, text: str) -> Shape:
    """Compare what was typed or scanned from a paper with the case.

    Returns:
        Whether it holds, what is so in a sentence, and the number of entries on the paper.
    """
    own = case.custody.origin
    try:
        # Words say no name: they are read for the epoch that the case is in. An earlier sheet has its lines.
        paper = read_paper(text, origin=log_key(case).name)
    except PaperError as error:
        return {"holds": False, "code": "paper.unread", "what": f"It cannot be read: {error}.", "size": None}
    held = case.custody.size
    if paper.origin is not None and paper.origin != own and not paper.origin.startswith(f"{own}/"):
        what = f"It is a checkpoint of another log, {paper.origin}."
        return {"holds": False, "code": "paper.elsewhere", "what": what, "size": paper.size}
    if paper.size > held:
        what = f"It shows {paper.size} entries, and the case holds {held}: entries were cut, or this is an older copy."
        return {"holds": False, "code": "paper.cut", "what": what, "size": paper.size}
    if case.custody.log.tree.root(paper.size) != paper.root:
        what = f"The first {paper.size} entries of this case are not the ones on the paper: another history."
        return {"holds": False, "code": "paper.other_history", "what": what, "size": paper.size}
    what = f"The first {paper.size} of {held} entries are the ones on the paper."
    return {"holds": True, "code": None, "what": what, "size": paper.size}


def hold_paper(case: Case, size: int, *, by: str, since: date) -> None:
    """Enter that somebody holds a paper that was compared and fits.

    Args:
        case: An opened case, to write.
        size: How many entries are on the paper.
        by: Who holds it.
        since: The day from which they vouch that they held it: a notary's stamp, a newspaper's date.

    Raises:
        DayWrongError: When the day is not yet over anywhere.
    """
    moment = _end_of(since)
    if moment - timedelta(days=2) > case.settings.clock() + SLACK:
        raise DayWrongError(f"{since} is still to come")
    fields = {"held_by": acts.text(by), "since": acts.text(since.isoformat())}
    _anchors(case).take_paper(size, held_since=stamp(moment), fields=fields)


def see(case: Case, what: str, *, day: date, by: str, exhibit: str | None) -> Shape:
    """Enter that something was seen that nobody could know before its day: every later entry is later than that.

    Args:
        case: An opened case, to write.
        what: What was seen: a newspaper's headline, a draw of a lottery.
        day: The day that it bears.
        by: Who saw it.
        exhibit: The number of the exhibit that shows it, a photograph for instance; ``None`` where the words must do.

    Raises:
        DayWrongError: When the day has not begun anywhere yet.
        NothingThereError: When there is no such exhibit.
    """
    moment = _beginning_of(day)
    if moment > case.settings.clock() + SLACK:
        raise DayWrongError(f"{day} has not begun anywhere")
    if exhibit is not None and case.store.get(Exhibit, ExhibitId(exhibit)) is None:
        raise NothingThereError(f"there is no exhibit {exhibit} in this case")
    fields = {
        "by": acts.text(by),
        "day": acts.text(day.isoformat()),
        "exhibit": acts.text(exhibit),
        "what": acts.text(what),
    }
    _anchors(case).see(stamp(moment), fields)
    return {"day": day.isoformat(), "earliest": stamp(moment), "what": what, "by": by, "exhibit": exhibit}


def request(case: Case, folder: Path | None, *, witness: str | None, old_size: int | None) -> list[Shape]:
    """Seal the case and write what is to be carried out: a request for a time stamp, and one for a witness.

    Args:
        case: An opened case, to write.
        folder: Where to; the case's own transfer folder where absent.
        witness: The key of the witness that is asked; any one's where absent, and the proof begins at nothing.
        old_size: Where the proof is to begin instead, as the witness said.

    Raises:
        WitnessKeyError: When the key is none.
        OldSizeError: When the case never had that size.
    """
    key = _witness(witness) if witness is not None else None
    anchors = _anchors(case)
    checkpoint = case.custody.seal()
    if old_size is not None and old_size > checkpoint.size:
        raise OldSizeError(f"the case has {checkpoint.size} entries under a checkpoint, not {old_size}")
    files = {
        ".tsq": anchors.ask_authority(checkpoint),
        ".request": anchors.ask_witness(checkpoint, key or _only(anchors.witnesses), old_size=old_size),
    }
    place = (folder or Layout(case.folder).transfer).absolute()
    case.settings.disk.make_folder(place)
    name = f"{checkpoint.origin.split('/')[1][:8]}-{checkpoint.size}"
    for suffix, content in files.items():
        case.settings.disk.replace(place / f"{name}{suffix}", content)
    case.settings.disk.replace(place / "README.txt", README.replace("NAME", name).encode())
    return [{"file": str(place / f"{name}{suffix}"), "size": checkpoint.size} for suffix in files]


def take(
    case: Case, files: Sequence[Path], *, certificates: Sequence[Path], witnesses: Sequence[str]
) -> Iterator[Shape]:
    """Verify what came back and keep it; say of each file what it is, or why it is not taken.

    Args:
        case: An opened case, to write.
        files: Replies of authorities and lines of witnesses.
        certificates: PEM files with the authority's certificates, the root among them.
        witnesses: Keys of witnesses; one that this case has taken a line of before need not be named again.

    Raises:
        ReplyMissingError: When a file cannot be read, or holds no certificates.
        WitnessKeyError: When a key is none.
        VerifierMissingError: When there is a reply, and no OpenSSL.
    """
    contents = [(path, _read(path)) for path in files]
    given = Given(
        now=case.settings.clock(),
        witnesses=tuple(_witness(each) for each in witnesses),
        chain=_chain(certificates),
        openssl=second_verifier(),
    )
    if given.openssl is None and any(content[:1] == b"\x30" for _, content in contents):
        raise VerifierMissingError("there is no openssl on this machine")
    anchors = _anchors(case)
    for path, content in contents:
        found = anchors.take(content, given)
        yield _refused(path, found) if isinstance(found, Finding) else _taken(path, found)


def policy(case: Case, *, quorum: int) -> bytes:
    """Write a C2SP tlog-policy: this log's keys, every witness of this case, and how many of them must have signed.

    Raises:
        WitnessKeyError: When the case has fewer witnesses than that.
    """
    witnesses = _anchors(case).witnesses
    if not 0 <= quorum <= len(witnesses):
        raise WitnessKeyError(f"this case has taken lines of {len(witnesses)} witnesses, not {quorum}")
    names = [f"w{number}" for number in range(1, len(witnesses) + 1)]
    sealed, keys = case.custody.sealed, case.custody.signers.register.log_keys
    epoch = sealed.epoch if sealed is not None else 1
    known = [epoch_key(NoteKey(name=keys.name, public_key=key), epoch) for key in keys.all]
    lines = [f"log {key.verifier}" for key in known]
    lines += [f"witness {name} {key.verifier}" for name, key in zip(names, witnesses, strict=True)]
    lines += [f"group all-of-us {quorum} {' '.join(names)}", "quorum all-of-us"] if quorum else ["quorum none"]
    return "".join(f"{line}\n" for line in lines).encode()


def listing(case: Case) -> Iterator[Shape]:
    """Yield what vouches for this case's time from outside, in the order in which it came."""
    for each in case.evidence:
        if isinstance(each, Seen):
            yield {"entry": each.index, "kind": "beacon", "size": None, "earliest": each.earliest, "latest": None,
                   "by": None, "file": None}  # fmt: skip
        elif isinstance(each, Obtained):
            by = each.witness.name if each.witness is not None else None
            folder = "log/cosig/{}" if each.form is Form.COSIGNATURE else "log/anchors/{}.tsr"
            yield {"entry": each.index, "kind": str(each.form), "size": each.size, "earliest": each.earliest,
                   "latest": each.latest, "by": by,
                   "file": folder.format(each.digest) if each.digest else None}  # fmt: skip


def log_key(case: Case) -> NoteKey:
    """Give the log's key under the name that it has in the case's epoch: to a witness, each is a log."""
    sealed = case.custody.sealed
    return epoch_key(case.custody.log_key, sealed.epoch) if sealed is not None else case.custody.log_key


def second_verifier() -> Path | None:
    """Say where OpenSSL is on this machine; ``None`` where it is not."""
    found = shutil.which("openssl")
    return Path(found) if found else None


def _anchors(case: Case) -> Anchors:
    return Anchors(case.custody, disk=case.settings.disk, chance=case.settings.chance)


def _only(witnesses: Sequence[NoteKey]) -> NoteKey | None:
    return witnesses[0] if len(witnesses) == 1 else None


def _witness(text: str) -> NoteKey:
    try:
        key = read_key(text.strip())
    except NoteError as error:
        raise WitnessKeyError(f"not a witness's key: {error}") from error
    if key.algorithm != COSIGNATURE:
        raise WitnessKeyError("this is a log's key, not a witness's")
    return key


def _chain(paths: Sequence[Path]) -> Chain | None:
    if not paths:
        return None
    try:
        return chain_of([_read(path) for path in paths])
    except ChainError as error:
        raise ReplyMissingError(f"{', '.join(str(path) for path in paths)}: {error}") from error


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(LARGEST_BYTES + 1)
    except OSError as error:
        raise ReplyMissingError(f"cannot read {path}: {error.strerror}") from error


def _beginning_of(day: date) -> datetime:
    """Give the first moment at which it is that day anywhere on Earth."""
    return datetime.combine(day, time(), timezone(timedelta(hours=14)))


def _end_of(day: date) -> datetime:
    """Give the moment from which that day is over everywhere on Earth."""
    return datetime.combine(day, time(), timezone(timedelta(hours=-12))) + timedelta(days=1)


def _taken(path: Path, found: Taken) -> Shape:
    return {
        "file": str(path),
        "taken": True,
        "code": None,
        "what": None,
        "kind": str(found.form),
        "size": found.size,
        "latest": found.latest,
        "by": found.by,
        "remarks": [f"{each.what} [{each.code}]" for each in found.remarks],
    }


def _refused(path: Path, found: Finding) -> Shape:
    return {
        "file": str(path),
        "taken": False,
        "code": found.code,
        "what": found.what,
        "severity": str(found.severity),
    }
