"""The ledger only grows, and what was proved stays proved."""

import hashlib
import io
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from probative.base.chance import seeded_chance
from probative.base.clock import stamp
from probative.custody.ledger.commitments import Hidden, commitment_of, field_leaf, leaves_of, open_fields
from probative.custody.ledger.merkle import Tree, leaf_hash, root_of
from probative.custody.ledger.proofs import is_consistent, is_included
from probative.custody.vault.sealed import associated, nonce, padded, seal, sealed_size, segment_count, total_of
from probative.verify.standalone import verify_proof
from tests.custody.making import damage, exhibit, new_case, reopened

LEAVES = st.lists(st.binary(max_size=40), min_size=1, max_size=70)
FIELDS = st.dictionaries(
    st.from_regex(r"[a-z][a-z0-9_]{0,10}", fullmatch=True), st.text(max_size=30), min_size=1, max_size=40
)
KEY = st.binary(min_size=32, max_size=32)


def tree_of(contents: list[bytes]) -> Tree:
    tree = Tree()
    for content in contents:
        tree.append(leaf_hash(content))
    return tree


@given(LEAVES, LEAVES, st.data())
def test_appending_never_changes_an_earlier_proof(before: list[bytes], after: list[bytes], data: st.DataObject) -> None:
    tree = tree_of(before)
    size = tree.size
    index = data.draw(st.integers(0, size - 1))
    root, path = tree.root(), tree.inclusion(index, size)
    for content in after:
        tree.append(leaf_hash(content))
    assert tree.root(size) == root
    assert tree.inclusion(index, size) == path
    proof = tree.consistency(size, tree.size)
    assert is_consistent(old_size=size, old_root=root, new_size=tree.size, new_root=tree.root(), path=proof)


@given(LEAVES)
def test_every_leaf_is_proved_at_its_own_place_and_at_no_other(contents: list[bytes]) -> None:
    tree = tree_of(contents)
    size, root = tree.size, tree.root()
    for index in range(size):
        path = tree.inclusion(index, size)
        for place in range(size + 1):
            holds = is_included(leaf=tree.leaf(index), index=place, size=size, path=path, root=root)
            assert holds == (place == index or (holds and tree.leaf(place) == tree.leaf(index)))


@given(LEAVES, st.data())
def test_a_history_with_one_leaf_changed_is_not_consistent(contents: list[bytes], data: st.DataObject) -> None:
    index = data.draw(st.integers(0, len(contents) - 1))
    old_size = data.draw(st.integers(index + 1, len(contents)))
    forged = [*contents[:index], contents[index] + b"!", *contents[index + 1 :]]
    tree, other = tree_of(contents), tree_of(forged)
    proof = other.consistency(old_size, other.size)
    assert not is_consistent(
        old_size=old_size, old_root=tree.root(old_size), new_size=other.size, new_root=other.root(), path=proof
    )


@given(LEAVES)
def test_the_root_at_once_is_the_root_that_grew(contents: list[bytes]) -> None:
    assert root_of([leaf_hash(content) for content in contents]) == tree_of(contents).root()


@given(KEY, FIELDS, st.data())
def test_opened_fields_lead_to_the_commitment_and_nothing_else_does(
    key: bytes, fields: dict[str, str], data: st.DataObject
) -> None:
    shown = data.draw(st.sets(st.sampled_from(sorted(fields))))
    opened = open_fields(key, fields, shown)
    leaves = [one.leaf if isinstance(one, Hidden) else field_leaf(one.salt, one.name, one.value) for one in opened]
    assert root_of(leaves) == commitment_of(key, fields)
    assert {one.name for one in opened if not isinstance(one, Hidden)} == shown
    name = data.draw(st.sampled_from(sorted(fields)))
    assert commitment_of(key, fields | {name: fields[name] + "."}) != commitment_of(key, fields)


@given(KEY, FIELDS)
def test_the_number_of_leaves_says_little_about_the_number_of_fields(key: bytes, fields: dict[str, str]) -> None:
    leaves = leaves_of(key, fields)
    assert len(leaves) >= 16
    assert len(leaves) % 8 == 0
    assert len(leaves) - len(fields) < 16
    assert leaves == sorted(set(leaves))


@given(st.integers(0, 1 << 45))
def test_no_two_segments_of_an_object_share_a_nonce(size_bytes: int) -> None:
    last = segment_count(padded(size_bytes)) - 1
    numbers = sorted(number for number in {0, 1, last // 2, last - 1, last} if 0 <= number <= last)
    nonces = {nonce(number, is_last=number == last) for number in numbers}
    assert len(nonces) == len(numbers)
    assert all(len(one) == 12 for one in nonces)
    assert len({associated(number) for number in numbers}) == len(numbers)


def test_no_key_and_no_nonce_is_ever_drawn_twice_in_a_case(tmp_path: Path) -> None:
    drawn: list[bytes] = []
    source = seeded_chance(b"nonces")

    def noted(count: int) -> bytes:
        drawn.append(source(count))
        return drawn[-1]

    custody, _ = new_case(tmp_path, chance=noted)
    for number in range(30):
        exhibit(custody, f"page {number % 20}".encode(), f"{number}.txt")
        custody.acknowledge()
    custody.close()
    assert len(drawn) == len(set(drawn))
    # 20 contents, 30 records, 30 frames of keys; the rest are the case's own keys and name.
    assert len(drawn) >= 20 + 30 + 30 + 30


@given(st.integers(0, 1 << 50))
def test_padding_costs_at_most_an_eighth_and_says_its_own_length(size_bytes: int) -> None:
    total = padded(size_bytes)
    assert total >= size_bytes
    assert total <= max(256, size_bytes + size_bytes // 8)
    assert padded(total) == total
    assert total_of(sealed_size(size_bytes)) == padded(40 + size_bytes)


@given(st.binary(max_size=3000), KEY)
def test_sealing_hides_the_content_and_takes_the_length_that_was_announced(content: bytes, key: bytes) -> None:
    digest = hashlib.sha256(content).digest()
    whole = b"".join(seal(key, digest, len(content), io.BytesIO(content).read))
    assert len(whole) == sealed_size(len(content))
    assert len(content) < 8 or content not in whole


RECORDS = st.lists(FIELDS, min_size=1, max_size=4)


@settings(max_examples=15)
@given(groups=st.lists(RECORDS, min_size=1, max_size=4))
def test_every_acknowledged_entry_is_there_after_reopening_and_every_proof_verifies(
    groups: list[list[dict[str, str]]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    root = tmp_path_factory.mktemp("grown")
    custody, keys = new_case(root)
    recorded, notes = [], []
    for group in groups:
        for fields in group:
            custody.record("claim.recorded", fields)
        recorded.extend(custody.acknowledge())
        custody.checkpoint()
        notes.append({one.index: custody.proof(one.index) for one in recorded})
    custody.close()
    keys.close()
    assert damage(root) == []
    again, _ = reopened(root, write=False)
    held = {one.index: one for one in again.entries()}
    for one in recorded:
        assert held[one.index] == one
        bundle = again.bundle(one.index, shown=set(one.fields or ()))
        report = verify_proof(bundle)
        assert report.problems == []
        assert report.fields == one.fields
        # Proofs given out under every earlier checkpoint still hold.
        for given_out in notes:
            if one.index in given_out:
                earlier = json.loads(bundle) | {"proof": given_out[one.index]}
                spelt = json.dumps(earlier, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
                assert verify_proof(spelt.encode()).problems == []


def test_entries_carry_the_time_of_their_recording(tmp_path: Path) -> None:
    custody, _ = new_case(tmp_path)
    custody.record("judgement.made", {"why": "seen twice"})
    (recorded,) = custody.acknowledge()
    assert recorded.entry.at == stamp(custody._clock())
    custody.close()
