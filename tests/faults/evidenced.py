"""Evidence of time in the cases that are broken: a witness's line, a time stamp with its certificates."""

import shutil
import tempfile
from functools import cache
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from probative.base.chance import Chance, seeded_chance
from probative.base.clock import system_clock
from probative.base.fs import Disk
from probative.custody.anchors.chains import chain_of
from probative.custody.anchors.taking import Anchors, Given, Taken
from probative.custody.findings import Finding
from probative.custody.ledger.cosignatures import cosign, line_of
from probative.custody.ledger.notes import COSIGNATURE, NoteKey
from probative.custody.protocol import Custody
from tests.custody.authority import Authority, make_authority
from tests.custody.making import QUICK

WITNESS = Ed25519PrivateKey.from_private_bytes(bytes(range(2, 34)))


@cache
def authority() -> Authority:
    """Give a time stamp authority of this test run; OpenSSL makes its keys."""
    return make_authority(Path(tempfile.mkdtemp(prefix="faults-authority-")) / "a")


def with_evidence(custody: Custody, root: Path, *, disk: Disk = QUICK, chance: Chance | None = None) -> None:
    """Have a case take in a witness's line and a time stamp.

    Args:
        custody: The case, open for writing.
        root: Where a file may be written that is no part of the case.
        disk: Where the evidence goes.
        chance: Gives the nonce.
    """
    key = NoteKey(name="witness/faults", public_key=WITNESS.public_key().public_bytes_raw(), algorithm=COSIGNATURE)
    openssl = shutil.which("openssl")
    given = Given(
        now=system_clock(),
        witnesses=(key,),
        chain=chain_of([authority().root.read_bytes()]),
        openssl=Path(openssl) if openssl is not None else None,
    )
    anchors = Anchors(custody, disk=disk, chance=chance or seeded_chance(root.name.encode()))
    checkpoint = custody.seal()
    request = anchors.ask_authority(checkpoint)
    anchors.ask_witness(checkpoint, key)
    custody.acknowledge()
    signed = cosign(checkpoint, witness=key, time=system_clock(), sign=WITNESS.sign)
    for content in (line_of(signed), authority().reply(request)):
        taken = anchors.take(content, given)
        if isinstance(taken, Finding):
            raise RuntimeError(f"evidence that was refused: {taken.what}")  # noqa: TRY004 - a value, no type error
        assert isinstance(taken, Taken)
