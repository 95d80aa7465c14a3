"""Proofs out of logs whose keys changed, and with witnesses' lines: the second checker follows the rules as we do."""

from probative.base import canonical
from probative.base.chance import seeded_chance
from probative.custody.ledger.checkpoints import sign_checkpoint
from probative.custody.ledger.merkle import Tree, leaf_hash
from probative.custody.ledger.notes import NoteKey
from probative.verify import equivocation, standalone
from tests.second.asking import answers, verdicts
from tests.second.histories import LOGS, b64, proofs

LOG = LOGS[0]


def test_proofs_with_histories_of_keys_and_witnesses_are_judged_alike() -> None:
    contents = list(proofs(120))
    ours = [standalone.verify_proof(content) for content in contents]
    theirs = answers([{"kind": "bracket", "content": content.hex()} for content in contents])
    assert theirs == [{"holds": bool(one), "not_after": one.not_after if one else None} for one in ours]
    assert 20 < sum(map(bool, ours)) < 110
    assert any(one and one.not_after for one in ours)


def test_proofs_of_two_histories_are_judged_alike() -> None:
    key = NoteKey(name="probative/" + "cd" * 16, public_key=LOG.key)
    draw = seeded_chance(b"split")
    questions, ours = [], []
    for number in range(60):
        trees = [Tree(), Tree()]
        size = 2 + draw(1)[0] % 30
        fork = draw(1)[0] % size
        for at in range(size):
            for side, tree in enumerate(trees):
                tree.append(leaf_hash(bytes([at, side if at >= fork and number % 3 else 0])))
        old = 1 + draw(1)[0] % size
        notes = [
            sign_checkpoint(key=key, size=old, root=trees[0].root(old), sign=LOG.private.sign),
            sign_checkpoint(key=key, size=size, root=trees[1].root(), sign=LOG.private.sign),
        ]
        content = canonical.encode(
            {
                "checkpoints": [note.note.decode() for note in notes],
                "format": "probative/equivocation@1",
                "log_key": b64(key.public_key),
                "origin": key.name,
                "path": [b64(node) for node in trees[1].consistency(old, size)],
                "root": b64(trees[1].root(old)),
            }
        )
        if number % 7 == 0:
            content = content.replace(
                b'"path":[', b'"path":["AAAA",' if b'"path":[]' not in content else b'"path":["x"', 1
            )
        questions.append({"kind": "equivocation", "content": content.hex()})
        ours.append(bool(equivocation.verify_equivocation(content)))
    assert verdicts(questions) == ours
    assert 10 < ours.count(True) < 50
