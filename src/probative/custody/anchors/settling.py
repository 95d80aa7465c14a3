"""Putting aside what a crash left of evidence that was being taken in: a file that no entry names.

Source: docs/format/ledger.md, rule R3.
"""

from probative.base.fs import Disk
from probative.custody.anchors.evidence import Obtained, evidence_in
from probative.custody.layout import Layout
from probative.custody.ledger.log import Log


def settle_anchors(layout: Layout, log: Log, disk: Disk) -> int:
    """Move each file of evidence that no entry names to ``quarantine/``; give how many.

    Nothing is lost: it can be taken in again from there.

    Raises:
        StorageError: When the disk refuses.
    """
    files = [path for folder in (layout.cosignatures, layout.anchors) for path in sorted(folder.glob("*"))]
    if not files:
        return 0
    obtained = [each for each in evidence_in(log.contents()) if isinstance(each, Obtained)]
    named = {digest for each in obtained for digest in (each.digest, each.chain)}
    stray = [path for path in files if path.suffix == ".new" or path.stem not in named]
    for path in stray:
        disk.make_folder(layout.quarantine)
        disk.rename(path, layout.quarantine / f"evidence-{path.name}")
    return len(stray)
