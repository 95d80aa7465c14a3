"""Proof that a log signed two histories that cannot both be true.

Two checkpoints of one size with different roots prove it alone. Of different sizes, the older one is contradicted by
what the newer one signs: its root of the first entries, shown by a consistency proof, is another than the older one's.
The file needs neither the case nor its keys: whoever holds it can show it to anybody.

Source: docs/format/proof.md; custody rule R5.
"""

import base64
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from probative.base import canonical
from probative.base.canonical import Json
from probative.custody.ledger.checkpoints import Checkpoint
from probative.custody.ledger.logkeys import LogKeys
from probative.custody.ledger.merkle import Subtrees
from probative.custody.ledger.proofs import roots_on

FORMAT = "probative/equivocation@1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Equivocation:
    """Two checkpoints of one log that contradict each other.

    ``root`` is the root of the first ``older.size`` entries in the history that ``newer`` signs, as ``path`` proves.
    """

    older: Checkpoint
    newer: Checkpoint
    root: bytes
    path: tuple[bytes, ...]

    def content(self, keys: LogKeys) -> bytes:
        """Give the proof as a file that ``verify.py`` judges: with the log's keys as far as it takes them."""
        handovers: list[Json] = [dict(one.said) for one in keys.handovers if one.since <= self.newer.size]
        return canonical.encode(
            ({"handovers": handovers} if handovers else {})
            | {
                "checkpoints": [self.older.note.decode(), self.newer.note.decode()],
                "format": FORMAT,
                "log_key": base64.b64encode(keys.first).decode(),
                "origin": self.older.origin,
                "path": [base64.b64encode(node).decode() for node in self.path],
                "root": base64.b64encode(self.root).decode(),
            }
        )


def contradiction(one: Checkpoint, other: Checkpoint, tree: Subtrees | None) -> Equivocation | None:
    """Say whether two signed checkpoints contradict each other.

    Args:
        one: Signed by the log's key.
        other: Signed by the log's key.
        tree: The history that the newer of the two signs; ``None`` where nobody has it. Then only checkpoints of one
            size can be seen to contradict each other.

    Returns:
        The proof; ``None`` where they agree, are of different logs, or nothing can be shown.
    """
    older, newer = sorted((one, other), key=lambda each: each.size)
    if older.origin != newer.origin or not older.size:
        return None
    if older.size == newer.size:
        if older.root == newer.root:
            return None
        older, newer = sorted((one, other), key=lambda each: each.root)
        return Equivocation(older=older, newer=newer, root=newer.root, path=())
    if tree is None or newer.size > tree.size or tree.root(newer.size) != newer.root:
        return None
    root = tree.root(older.size)
    if root == older.root:
        return None
    return Equivocation(older=older, newer=newer, root=root, path=tree.consistency(older.size, newer.size))


def shown_by_path(older: Checkpoint, newer: Checkpoint, path: Sequence[bytes]) -> Equivocation | None:
    """Say whether a proof of consistency that came with the newer checkpoint shows that it contradicts the older one.

    A path that leads to the newer root from another old root than the one that was signed is the log's own word against
    its own. Where the older size is a power of two the path leaves that root out, and nothing is shown.
    """
    if older.origin != newer.origin or older.size >= newer.size:
        return contradiction(older, newer, None)
    roots = roots_on(old_size=older.size, old_root=None, new_size=newer.size, path=path)
    if roots is None or roots[1] != newer.root or roots[0] == older.root:
        return None
    return Equivocation(older=older, newer=newer, root=roots[0], path=tuple(path))


def contradictions(
    checkpoints: Mapping[str, Checkpoint], trees: Iterable[Subtrees] = ()
) -> Iterator[tuple[str, str, Equivocation]]:
    """Give every contradiction among checkpoints, with the names of the two.

    Args:
        checkpoints: By the name of the place where each was found.
        trees: The histories at hand: this case's ledger, another copy's.
    """
    found = sorted(checkpoints.items(), key=lambda item: (item[1].size, item[0]))
    known = list(trees)
    told: set[tuple[bytes, bytes]] = set()
    for place, (older_name, older) in enumerate(found):
        # The newest that can be shown to contradict it: one proof for each checkpoint is enough.
        for newer_name, newer in reversed(found[place + 1 :]):
            proof = next(filter(None, (contradiction(older, newer, tree) for tree in (None, *known))), None)
            if proof is not None and (pair := (proof.older.note, proof.newer.note)) not in told:
                told.add(pair)
                yield older_name, newer_name, proof
                break
