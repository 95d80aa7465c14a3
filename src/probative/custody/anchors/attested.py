"""What others signed of one checkpoint, as a proof takes it along: witnesses' lines and time stamps.

Only what the ledger says was obtained and verified; a file that is gone or changed is left out, and `check` names it.

Source: docs/format/anchors.md; docs/format/proof.md.
"""

from collections.abc import Iterable
from pathlib import Path

from probative.base.digest import digest_of
from probative.custody.anchors.evidence import Evidence, Obtained
from probative.custody.bundle import Attested, Stamp
from probative.custody.layout import Layout
from probative.custody.ledger.checkpoints import Checkpoint
from probative.custody.ledger.cosignatures import CosignatureError, Cosigned, line_of, read_cosigned


def attested(layout: Layout, evidence: Iterable[Evidence], checkpoint: Checkpoint) -> Attested:
    """Give what witnesses and authorities signed of a checkpoint: the earliest line of each; undisputed stamps."""
    signed: dict[str, Cosigned] = {}
    stamps = list[Stamp]()
    for one in evidence:
        if not isinstance(one, Obtained) or one.size != checkpoint.size or one.digest is None or one.latest is None:
            continue
        if one.witness is not None:
            content = _read(layout.cosignatures / one.digest, one.digest)
            try:
                cosigned = read_cosigned(content, log=None, witness=one.witness, checkpoint=checkpoint)
            except CosignatureError:
                continue
            known = signed.get(one.witness.verifier)
            if known is None or cosigned.time < known.time:
                signed[one.witness.verifier] = cosigned
        elif one.chain is not None:
            reply = _read(layout.anchors / f"{one.digest}.tsr", one.digest)
            chain = _read(layout.anchors / f"{one.chain}.pem", one.chain)
            if reply and chain:
                stamps.append(Stamp(reply=reply, chain=chain))
    return Attested(
        lines=tuple((verifier, line_of(cosigned).decode()) for verifier, cosigned in sorted(signed.items())),
        stamps=tuple(stamps),
    )


def _read(path: Path, digest: str) -> bytes:
    try:
        content = path.read_bytes()
    except OSError:
        return b""
    return content if digest_of(content) == digest else b""
