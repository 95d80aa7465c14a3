"""Root files: drafted from a case, signed by root keys far from it, entered when enough have signed.

A root key is a person's key (`probative person new`) that signs root files and nothing else, and is kept offline.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from probative.base import canonical
from probative.base.canonical import NotCanonicalError
from probative.base.errors import MaterialError, StorageError, UsageError
from probative.custody.casefile import CaseFile, CaseFileError, read_case_file
from probative.custody.errors import DamagedCaseError, NotACaseError
from probative.custody.layout import Layout
from probative.custody.ledger.entries import EntryKind, person_key_id
from probative.custody.ledger.log import Log
from probative.custody.ledger.register import Register
from probative.custody.ledger.roots import (
    Root,
    RootError,
    read_root,
    root_body,
    root_message,
    root_problem,
    signed_root,
)
from probative.custody.seal.person import Person
from probative.flow.case import Case


class RootFileError(MaterialError):
    """A file is no root file, or not one that may come next in this case."""

    code: ClassVar[str] = "P592"
    hint: ClassVar[str] = (
        "`probative root draft DIR` writes the next one; `probative root sign` adds a root key's word."
    )


class DraftWrongError(UsageError):
    """A root file like that can never count."""

    code: ClassVar[str] = "P145"
    hint: ClassVar[str] = (
        "Name at least as many root cards as must sign, and a size that the log has for each revocation."
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What the next root file shall say.

    ``roots`` and ``persons`` are public keys; where ``roots`` is empty, those of the version in force stay. Persons are
    added to those who count now, ``dropped`` are ids that shall not. ``revoked`` gives last good sizes by id.
    """

    roots: Sequence[bytes] = ()
    threshold: int | None = None
    persons: Sequence[bytes] = ()
    dropped: Sequence[str] = ()
    revoked: Mapping[str, int] | None = None
    expires: str | None = None


def register_in(folder: Path) -> tuple[Register, int]:
    """Work out which keys count in a case, and how long its log is. Needs no key. Raises as ``log_in``."""
    case_file, log = log_in(folder)
    return case_file.register(log.said_of_keys), log.size


def log_in(folder: Path) -> tuple[CaseFile, Log]:
    """Read the case file and the log of a case. Needs no key.

    Raises:
        NotACaseError: When there is none.
        DamagedCaseError: When its case file is none.
        StorageError: When it cannot be read.
    """
    layout = Layout(folder)
    if not layout.case_file.exists():
        raise NotACaseError(f"{folder} holds no case")
    try:
        case_file = read_case_file(layout.case_file.read_bytes())
        log = Log(layout)
    except CaseFileError as error:
        raise DamagedCaseError(f"case.json: {error}") from error
    except OSError as error:
        raise StorageError(f"cannot read the ledger: {error.strerror}") from error
    return case_file, log


def draft(folder: Path, wanted: Wanted) -> bytes:
    """Write the root file that would come next in a case, signed by nobody yet.

    Raises:
        DraftWrongError: When it could never count.
        As ``register_in``.
    """
    register, size = register_in(folder)
    before = register.root
    keys = {key: frozenset({"person"}) for name, key in register.active(size).items()}
    keys |= dict.fromkeys(wanted.persons, frozenset({"person"}))
    keys = {key: roles for key, roles in keys.items() if person_key_id(key) not in wanted.dropped}
    roots = (
        wanted.roots or [before.keys[name].key for name in sorted(before.holders("root"))] if before else wanted.roots
    )
    for key in roots:
        keys[key] = keys.get(key, frozenset()) | {"root"}
    threshold = wanted.threshold or (before.threshold if before is not None else len(roots) // 2 + 1)
    revoked = {**(before.revoked if before is not None else {}), **(wanted.revoked or {})}
    if not 1 <= threshold <= len(set(roots)) or any(not 0 <= good <= size for good in revoked.values()):
        raise DraftWrongError(
            "its threshold is more than its root keys, or a revocation names a size the log never had"
        )
    body = root_body(
        origin=register.origin,
        version=before.version + 1 if before is not None else 1,
        threshold=threshold,
        keys=keys,
        revoked=revoked,
        expires=wanted.expires,
    )
    return canonical.encode(signed_root(body, {}))


def signed_by(content: bytes, person: Person) -> bytes:
    """Add a root key's signature to a root file.

    Raises:
        RootFileError: When the file is none. Whether that key is a root key is judged where it is entered: one of the
            version before may sign too.
    """
    root = _read(content)
    signature = person.sign(root_message(root.body))
    added = signed_root(root.body, {person.card.signing_key: signature})["signatures"]
    signatures = root.value["signatures"]
    assert isinstance(added, dict)
    assert isinstance(signatures, dict)
    return canonical.encode({**root.value, "signatures": {**signatures, **added}})


def enter(case: Case, content: bytes) -> Root:
    """Bring a root file into force; give it.

    Raises:
        RootFileError: When it is none, or too few have signed it, or it is not the next.
    """
    root = _read(content)
    why = root_problem(root, case.custody.signers.register.root, case.custody.origin)
    if why is not None:
        raise RootFileError(f"this root file does not count: {why}")
    case.custody.record(EntryKind.ROOT_CHANGED, {}, {"root": root.value})
    case.commit()
    return root


def _read(content: bytes) -> Root:
    try:
        return read_root(canonical.decode(content.rstrip(b"\n")))
    except (NotCanonicalError, RootError) as error:
        raise RootFileError(f"this is no root file: {error}") from error
