"""Copies of the case that somebody holds, and whether what was shredded is gone from them too.

A copy that was made before a shred still has the old keys. The ledger knows of it where it was noted: by `mirror`, or
by hand. A shred is complete only when each such copy was brought up to date, or its holder said that it is destroyed.

Source: shared/reference/custody.md section 6.3; docs/how-to/withdraw.md.
"""

from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Final

from probative.base.errors import ProbativeError, UsageError
from probative.base.identifiers import identifier
from probative.custody.compartments import Compartment
from probative.custody.layout import Layout
from probative.custody.ledger.entries import EntryKind
from probative.custody.protocol import Custody
from probative.custody.recorded import Recorded
from probative.flow import acts
from probative.flow.case import Case
from probative.flow.keyed import custody_of, keys_of
from probative.flow.restating import Restated, restatements
from probative.flow.settings import Settings

_MARK: Final = "copy"
"""The file under a mirror's ``transfer/`` that says which copy it is."""
_KINDS: Final = (EntryKind.COPY_MADE, EntryKind.COPY_VERIFIED, EntryKind.COPY_DESTROYED)
_MARKED: Final = b'"t":"copy.'
_UNKNOWN: Final = "not known here"
"""Stands where the record of a copy cannot be read."""


class CannotNoteError(UsageError):
    """The copy is not known, or what is said of it lacks something."""

    code = "P169"
    hint = "`probative copies DIR list` gives the numbers of copies."


class CopyKind(StrEnum):
    """What kind of copy somebody holds."""

    MIRROR = "mirror"
    TRAVEL = "travel"
    BACKUP = "backup"
    """Of the case, or of its keys alone."""
    SECRET = "secret"  # noqa: S105 - a kind of copy, no secret
    """A token or paper with the passphrase or key file that opened the case."""


class Fate(StrEnum):
    """What became of a copy."""

    RENEWED = "renewed"
    """It was brought up to date; what was old in it is destroyed."""
    DESTROYED = "destroyed"
    """It is no more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """A copy that the ledger knows of.

    ``where`` and ``holder`` are as noted. ``renewed_at`` is the newest entry that says it was brought up to date, or
    the one that noted it; ``is_destroyed`` says that its holder destroyed it.
    """

    id: str
    kind: CopyKind
    where: str
    holder: str
    noted_at: int
    renewed_at: int
    is_destroyed: bool = False

    def is_behind(self, entry: int) -> bool:
        """Whether it may still hold what was destroyed at an entry."""
        return not self.is_destroyed and self.kind is not CopyKind.SECRET and self.renewed_at < entry


def copies(custody: Custody) -> tuple[Copy, ...]:
    """Give every copy that the ledger knows of, in the order of noting."""
    found: dict[str, Copy] = {}
    again: Mapping[int, Restated] | None = None
    for index, content in enumerate(custody.log.contents()):
        if _MARKED not in content:
            continue
        recorded = custody.entry(index)
        if recorded.entry.kind not in _KINDS:
            continue
        if recorded.fields is None:
            # Said again without somebody's name.
            again = restatements(custody, index) if again is None else again
            recorded = replace(recorded, fields=again[index].fields if index in again else None)
        values = _values(recorded)
        if recorded.entry.kind == EntryKind.COPY_MADE:
            found[values["id"]] = Copy(
                id=values["id"],
                kind=CopyKind(values["what"]),
                where=values["where"],
                holder=values["holder"],
                noted_at=recorded.index,
                renewed_at=recorded.index,
            )
        elif values["id"] in found:
            is_destroyed = recorded.entry.kind == EntryKind.COPY_DESTROYED
            known = found[values["id"]]
            found[values["id"]] = replace(
                known, renewed_at=recorded.index, is_destroyed=is_destroyed or known.is_destroyed
            )
    return tuple(found.values())


def _values(recorded: Recorded) -> dict[str, str]:
    """Give what an entry says of a copy: which one stands in the clear, and is known where the record is not."""
    public = recorded.entry.public
    plain = {"id": str(public.get("copy")), "what": str(public.get("what")), "where": _UNKNOWN, "holder": _UNKNOWN}
    return plain | {name: str(acts.value(field)) for name, field in (recorded.fields or {}).items()}


def note(case: Case, kind: CopyKind, *, where: str, holder: str) -> Copy:
    """Note that somebody holds a copy."""
    if not where.strip() or not holder.strip():
        raise CannotNoteError("say where the copy is, and who holds it")
    name = _note(case.custody, kind, where=where, holder=holder)
    case.commit()
    # As it was recorded: where names are sealed, without them.
    return next(each for each in copies(case.custody) if each.id == name)


def receipt(case: Case, copy: str, fate: Fate, *, why: str) -> Copy:
    """Record what became of a copy, on its holder's word.

    Raises:
        CannotNoteError: When there is no such copy, it was destroyed before, or nothing says how that is known.
    """
    known = {each.id: each for each in copies(case.custody)}
    name = copy.strip().upper()
    if name not in known or known[name].is_destroyed:
        raise CannotNoteError(f"there is no copy {copy}")
    if not why.strip():
        raise CannotNoteError("say how it is known: whose receipt, of when")
    _record(case.custody, EntryKind.COPY_DESTROYED if fate is Fate.DESTROYED else EntryKind.COPY_VERIFIED, name, why)
    case.commit()
    return next(each for each in copies(case.custody) if each.id == name)


def last_shred(custody: Custody) -> int | None:
    """Give the entry of the newest shred that was carried out; ``None`` where there was none."""
    done = [index for index, entry in custody.log.said_of_shreds if entry.kind == EntryKind.OBJECT_SHREDDED]
    return done[-1] if done else None


def behind(custody: Custody) -> tuple[Copy, ...]:
    """Give the copies that may still hold what was shredded."""
    last = last_shred(custody)
    return () if last is None else tuple(each for each in copies(custody) if each.is_behind(last))


def note_mirror(folder: Path, to: Path, given: Settings, *, kind: CopyKind, holder: str) -> bool:
    """Have the ledger know of a mirror that holds, and that it is up to date where it was behind a shred.

    Nothing is asked, and nothing that goes wrong here is an error: a mirror needs no key.

    Returns:
        Whether something was recorded, which the mirror does not have yet.
    """
    mark = Layout(to).transfer / _MARK
    try:
        with ExitStack() as closing:
            keybag = keys_of(folder, given, closing)
            custody = custody_of(folder, given, keybag, closing, write=True)
            name, known = _read_mark(mark), {each.id for each in copies(custody)}
            if name not in known:
                name = _note(custody, kind, where=to.resolve().as_posix(), holder=holder)
                given.disk.make_folder(mark.parent)
                given.disk.replace(mark, name.encode())
            elif name in {each.id for each in behind(custody)}:
                _record(custody, EntryKind.COPY_VERIFIED, name or "", "the mirror was brought up to date")
            else:
                return False
            custody.acknowledge()
            return True
    except (ProbativeError, OSError):
        return False


class Grade(StrEnum):
    """How gone the keys of what was shredded are."""

    A = "A"
    B = "B"
    C = "C"


def grade(case: Case) -> tuple[Grade, str]:
    """Say how gone the keys of the last shred are on this medium, and why, in plain words.

    Source: shared/reference/custody.md section 6.3.
    """
    last = last_shred(case.custody) or 0
    others = len(case.keybag.holders(Compartment.GENERAL)) - 1
    is_changed = int(case.store.note("secret changed") or 0) > last
    secrets = [each for each in copies(case.custody) if each.kind is CopyKind.SECRET]
    is_gone = any(each.is_destroyed and each.renewed_at > last for each in secrets)
    if not is_changed or others > 0:
        who = f"{others} others hold keys that would open it" if others > 0 else "the same secret opens it"
        return Grade.C, (
            f"the old keys were overwritten; where blocks of the disk survive that, {who}. Assume that a laboratory "
            "can look. `probative secret` changes the secret, and makes it B where nobody else holds keys"
        )
    if is_gone:
        return Grade.A, "what opened the old keys was on something that is destroyed, as its holder said"
    return Grade.B, "the old keys open only with a secret that was changed since: gone for whoever does not know it"


def notices(case: Case) -> Iterator[str]:
    """Give a letter to the holder of each copy that may still hold what was shredded."""
    last = last_shred(case.custody)
    for each in behind(case.custody):
        yield (
            f"To {each.holder}, about {each.id} ({each.kind}, {each.where}).\n"
            f"Something in the case {case.custody.origin} had to be destroyed; entry {last} of its ledger says so. "
            "Your copy was made before, and still holds it.\n"
            "Please destroy the copy, with every copy of it, or have it brought up to date with `probative mirror`, "
            "and tell us in writing that you did, and when. We then record your word. Do not open what it is about."
        )


def standing(case: Case) -> dict[str, str]:
    """Say how shreds stand, for who asks how a case stands; nothing where there was none."""
    last = last_shred(case.custody)
    if last is None:
        return {}
    letter, why = grade(case)
    left = ", ".join(f"{each.id} ({each.kind}, {each.holder})" for each in behind(case.custody))
    complete = f"not complete: {left} may still hold it" if left else "complete in every copy that the ledger knows of"
    return {"last": f"entry {last}", f"grade {letter}": why, "copies": complete}


def _note(custody: Custody, kind: CopyKind, *, where: str, holder: str) -> str:
    name = identifier("B", len(copies(custody)) + 1)
    fields = acts.copied(copy=name, what=kind, where=where, holder=holder)
    custody.record(EntryKind.COPY_MADE, fields, {"copy": name, "what": kind.value})
    return name


def _record(custody: Custody, kind: str, name: str, why: str) -> None:
    custody.record(kind, acts.copy_fate(copy=name, why=why), {"copy": name})


def _read_mark(mark: Path) -> str | None:
    try:
        return mark.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        return None
