"""What a witness does on its own machine: it has no case, no passphrase and no names, only logs that it follows."""

from pathlib import Path
from typing import Final

from probative.base.clock import stamp
from probative.base.errors import MaterialError
from probative.custody.findings import Finding
from probative.custody.ledger.cosignatures import Cosigned
from probative.custody.ledger.requests import LARGEST_BYTES
from probative.custody.witness import make_witness, opened_witness
from probative.flow.settings import Settings, settings
from probative.flow.shapes import Shape

ANSWER: Final = ".cosignature"
"""How the name of a witness's answer ends."""


class RequestMissingError(MaterialError):
    """The request that a witness should answer cannot be read."""

    code = "P541"
    hint = "Name the `.request` file that `probative stamp request` wrote."


def make(folder: Path, *, name: str | None, given: Settings | None = None) -> Shape:
    """Make a witness and give its key. Raises as ``make_witness``."""
    with_what = given or settings()
    key = make_witness(folder.absolute(), name=name, disk=with_what.disk, chance=with_what.chance)
    return {"name": key.name, "witness": key.verifier}


def trust(folder: Path, key: str, given: Settings | None = None) -> Shape:
    """Take checkpoints of a log from now on. Raises as ``Witness.trust``."""
    with_what = given or settings()
    with opened_witness(folder.absolute(), disk=with_what.disk, clock=with_what.clock) as witness:
        return {"origin": witness.trust(key).name}


def follow(folder: Path, handover: Path, given: Settings | None = None) -> list[Shape]:
    """Take checkpoints by a new key of a known log. Raises as ``Witness.follow``, ``RequestMissingError``."""
    with_what = given or settings()
    content = _read(handover)
    with opened_witness(folder.absolute(), disk=with_what.disk, clock=with_what.clock) as witness:
        return [{"origin": key.name, "log": key.verifier} for key in witness.follow(content)]


def sign(folder: Path, request: Path, out: Path | None, given: Settings | None = None) -> Shape:
    """Answer a request: write the signature line beside it, or say why there is none.

    Raises:
        RequestMissingError: When the request cannot be read.
        NotAWitnessError, DamagedWitnessError: As ``opened_witness``.
        StorageError: When the answer cannot be written; it is remembered and given again when asked again.
    """
    with_what = given or settings()
    content = _read(request)
    with opened_witness(folder.absolute(), disk=with_what.disk, clock=with_what.clock) as witness:
        answer = witness.answer(content)
    if isinstance(answer, Finding):
        size = int(answer.where) if answer.where else None
        return {"signed": False, "code": answer.code, "what": answer.what, "size": size, "origin": None, "out": None}
    path = (out or request.with_suffix(ANSWER)).absolute()
    with_what.disk.replace(path, answer)
    origin, size_line, *_ = content.partition(b"\n\n")[2].decode().split("\n")
    return {
        "signed": True,
        "code": None,
        "what": None,
        "size": int(size_line),
        "origin": origin,
        "out": str(path),
    }


def known(folder: Path, given: Settings | None = None) -> list[Shape]:
    """Give the witness's own key, then each log that it knows. Raises as ``opened_witness``."""
    with_what = given or settings()
    with opened_witness(folder.absolute(), disk=with_what.disk, clock=with_what.clock) as witness:
        logs = [(each.key.name, each.last) for each in witness.known()]
        return [{"witness": witness.key.verifier}, *(_log(origin, last) for origin, last in logs)]


def _log(origin: str, last: Cosigned | None) -> Shape:
    if last is None:
        return {"origin": origin, "size": None, "time": None}
    return {"origin": origin, "size": last.checkpoint.size, "time": stamp(last.time)}


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(LARGEST_BYTES + 1)
    except OSError as error:
        raise RequestMissingError(f"cannot read {path}: {error.strerror}") from error
