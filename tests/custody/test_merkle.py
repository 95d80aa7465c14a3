"""The tree against the published vectors of RFC 6962's reference implementation (Certificate Transparency)."""

import hashlib

import pytest

from probative.custody.ledger.merkle import EMPTY_ROOT, Tree, leaf_hash
from probative.custody.ledger.proofs import is_consistent, is_included

INPUTS = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"]
ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
A = "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e"
B = "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b"
C = "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0"
D = "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7"
E = "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4"
F = "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a"
# (leaf counted from 1, size, path)
INCLUSION = [
    (1, 1, []),
    (1, 8, [D, A, E]),
    (6, 8, [B, C, ROOTS[3]]),
    (3, 3, [ROOTS[1]]),
    (2, 5, [ROOTS[0], A, B]),
]
CONSISTENCY = [(1, 1, []), (1, 8, [D, A, E]), (6, 8, [F, C, ROOTS[3]]), (2, 5, [A, B])]


@pytest.fixture
def tree() -> Tree:
    tree = Tree()
    for written in INPUTS:
        tree.append(leaf_hash(bytes.fromhex(written)))
    return tree


def test_the_empty_tree_has_the_hash_of_nothing() -> None:
    assert Tree().root() == EMPTY_ROOT == hashlib.sha256(b"").digest()


@pytest.mark.parametrize("size", range(1, 9))
def test_roots_are_the_published_ones(tree: Tree, size: int) -> None:
    assert tree.root(size).hex() == ROOTS[size - 1]


@pytest.mark.parametrize(("leaf", "size", "path"), INCLUSION)
def test_inclusion_proofs_are_the_published_ones(tree: Tree, leaf: int, size: int, path: list[str]) -> None:
    found = tree.inclusion(leaf - 1, size)
    assert [node.hex() for node in found] == path
    assert is_included(leaf=tree.leaf(leaf - 1), index=leaf - 1, size=size, path=found, root=tree.root(size))


@pytest.mark.parametrize(("old", "new", "path"), CONSISTENCY)
def test_consistency_proofs_are_the_published_ones(tree: Tree, old: int, new: int, path: list[str]) -> None:
    found = tree.consistency(old, new)
    assert [node.hex() for node in found] == path
    assert is_consistent(old_size=old, old_root=tree.root(old), new_size=new, new_root=tree.root(new), path=found)


def test_proofs_that_are_too_long_too_short_or_of_another_root_are_refused(tree: Tree) -> None:
    path = tree.inclusion(5, 8)
    root = tree.root(8)
    for wrong in (path[:-1], (*path, root), tuple(reversed(path))):
        assert not is_included(leaf=tree.leaf(5), index=5, size=8, path=wrong, root=root)
    assert not is_included(leaf=tree.leaf(5), index=8, size=8, path=path, root=root)
    assert not is_included(leaf=tree.leaf(5), index=5, size=8, path=path, root=tree.root(7))
    proof = tree.consistency(6, 8)
    for wrong in (proof[:-1], (*proof, root), ()):
        assert not is_consistent(old_size=6, old_root=tree.root(6), new_size=8, new_root=root, path=wrong)
    assert not is_consistent(old_size=0, old_root=EMPTY_ROOT, new_size=8, new_root=root, path=())
    assert not is_consistent(old_size=8, old_root=root, new_size=8, new_root=root, path=(root,))


def test_a_tree_refuses_sizes_it_never_had(tree: Tree) -> None:
    for ask in (
        lambda: tree.root(9),
        lambda: tree.leaf(8),
        lambda: tree.inclusion(3, 3),
        lambda: tree.consistency(5, 4),
        lambda: tree.consistency(1, 9),
    ):
        with pytest.raises(ValueError):
            ask()
    assert tree.consistency(0, 8) == ()
