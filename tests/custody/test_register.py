"""Several persons sign one log: each entry is judged by the keys that counted where it stands, by us and others."""

import base64
import json
from collections.abc import Iterable
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from probative.base.canonical import Json
from probative.custody.findings import Severity
from probative.custody.ledger.register import added, revoked, rotated
from probative.custody.ledger.roots import RootError, read_root, root_body, root_message, signed_root
from probative.custody.protocol import Custody
from probative.custody.signers import Signer, SignerUnknownError
from probative.verify.standalone import Report, verify_proof
from tests.custody.making import damage, findings, new_case, reopened


class Somebody:
    """A person with a signing key."""

    def __init__(self, number: int) -> None:
        self.private = Ed25519PrivateKey.from_private_bytes(bytes([number]) * 32)
        self.key = self.private.public_key().public_bytes_raw()
        self.signer = Signer(public_key=self.key, sign=self.private.sign)
        self.id = self.signer.id


ANA, BEN, EVE = Somebody(1), Somebody(2), Somebody(3)
ROOTS = tuple(Somebody(number) for number in (11, 12, 13))
PERSON, ROOT = frozenset({"person"}), frozenset({"root"})


def add(custody: Custody, somebody: Somebody) -> None:
    custody.record("key.added", {}, added(somebody.key))
    custody.acknowledge()


def rotate(custody: Custody, new: Somebody) -> None:
    old = custody.signers.acting.id
    custody.record("key.rotated", {}, rotated(custody.origin, old, new.key, new.private.sign))
    custody.acknowledge()


def revoke(custody: Custody, somebody: Somebody, good: int) -> None:
    custody.record("key.revoked", {}, revoked(somebody.id, good))
    custody.acknowledge()


def note(custody: Custody, words: str = "The bridge stood.") -> int:
    return_index = custody.size
    custody.record("claim.recorded", {"words": words})
    custody.acknowledge()
    return return_index


def root_file(
    custody: Custody,
    version: int,
    persons: Iterable[bytes],
    *,
    threshold: int = 2,
    roots: Iterable[Somebody] = ROOTS,
    signers: Iterable[Somebody] = ROOTS[:2],
    revoked: dict[str, int] | None = None,
    expires: str | None = None,
    origin: str | None = None,
) -> dict[str, Json]:
    keys = dict.fromkeys(persons, PERSON) | {one.key: ROOT for one in roots}
    body = root_body(
        origin=origin or custody.origin,
        version=version,
        threshold=threshold,
        keys=keys,
        revoked=revoked,
        expires=expires,
    )
    return signed_root(body, {one.key: one.private.sign(root_message(body)) for one in signers})


def change_root(custody: Custody, root: dict[str, Json]) -> None:
    custody.record("root.changed", {}, {"root": root})
    custody.acknowledge()


def founder(custody: Custody) -> Signer:
    return custody.signers.acting


def proved(custody: Custody, index: int, **known: str) -> Report:
    custody.checkpoint()
    return verify_proof(custody.bundle(index, shown=()), **known)  # type: ignore[arg-type]


def told(root: Path) -> set[str]:
    return {found.code for found in findings(root)}


def test_a_person_signs_their_own_entries_and_counts_their_own(tmp_path: Path) -> None:
    custody, _ = new_case(tmp_path)
    first = founder(custody)
    add(custody, ANA)
    custody.signers.act_as(ANA.signer)
    places = [note(custody), note(custody)]
    custody.signers.act_as(first)
    last = note(custody)
    assert [custody.entry(at).entry.by for at in (*places, last)] == [ANA.id, ANA.id, first.id]
    assert [custody.entry(at).entry.sequence for at in places] == [1, 2]
    report = proved(custody, places[1])
    assert report.problems == []
    assert report.person_key[:16] == ANA.id
    assert proved(custody, last).problems == []
    custody.close()
    assert damage(tmp_path) == []
    custody, _ = reopened(tmp_path)
    custody.signers.act_as(ANA.signer)
    assert custody.entry(note(custody)).entry.sequence == 3
    custody.close()
    assert damage(tmp_path) == []


def test_whoever_was_never_added_cannot_act(tmp_path: Path) -> None:
    custody, _ = new_case(tmp_path)
    with pytest.raises(SignerUnknownError):
        custody.signers.act_as(EVE.signer)
    custody.signers.acting = EVE.signer
    forged = note(custody)
    report = proved(custody, forged)
    assert any("never given" in problem for problem in report.problems)
    custody.close()
    assert "entry.signature" in told(tmp_path)


def test_nobody_hands_over_to_a_key_that_did_not_agree(tmp_path: Path) -> None:
    custody, _ = new_case(tmp_path)
    old = custody.signers.acting.id
    right = rotated(custody.origin, old, ANA.key, ANA.private.sign)
    wrong: list[dict[str, Json]] = [
        rotated(custody.origin, old, ANA.key, EVE.private.sign),
        rotated("probative/" + "0" * 32, old, ANA.key, ANA.private.sign),
        {**rotated(custody.origin, BEN.id, ANA.key, ANA.private.sign), "old": old},
        {**right, "old": ANA.id},
        {**right, "signing_key": "AAAA"},
        {**right, "proof": 1},
    ]
    for part in wrong:
        custody.record("key.rotated", {}, part)
    custody.record("key.added", {}, {"signing_key": "AAAA"})
    custody.acknowledge()
    with pytest.raises(SignerUnknownError):
        custody.signers.act_as(ANA.signer)
    assert proved(custody, note(custody)).problems == []
    custody.close()
    assert [one.code for one in damage(tmp_path)] == ["entry.keys"] * (len(wrong) + 1)


def test_only_the_founder_adds_where_there_is_no_root_file(tmp_path: Path) -> None:
    custody, _ = new_case(tmp_path)
    add(custody, ANA)
    custody.signers.act_as(ANA.signer)
    add(custody, EVE)
    with pytest.raises(SignerUnknownError):
        custody.signers.act_as(EVE.signer)
    custody.close()
    assert told(tmp_path) == {"entry.keys"}


def test_a_key_that_handed_over_counts_no_more_and_the_new_one_does(tmp_path: Path) -> None:
    custody, _ = new_case(tmp_path)
    add(custody, ANA)
    custody.signers.act_as(ANA.signer)
    old = note(custody)
    rotate(custody, BEN)
    with pytest.raises(SignerUnknownError):
        custody.signers.act_as(ANA.signer)
    custody.signers.act_as(BEN.signer)
    new = note(custody)
    assert proved(custody, old).problems == []
    assert proved(custody, new).person_key[:16] == BEN.id
    custody.signers.acting = ANA.signer
    late = note(custody)
    assert any("did not count" in problem for problem in proved(custody, late).problems)
    custody.close()
    # The claim, and the entries with which the last checkpoints were announced.
    assert {one.code for one in damage(tmp_path)} == {"entry.signature"}


def test_a_revocation_carries_the_last_good_size_and_flags_what_came_after(tmp_path: Path) -> None:
    custody, _ = new_case(tmp_path)
    first = founder(custody)
    add(custody, ANA)
    custody.signers.act_as(ANA.signer)
    good, bad = note(custody), note(custody)
    custody.signers.act_as(first)
    revoke(custody, ANA, bad)
    assert proved(custody, good).problems == []
    assert any("revoked" in problem for problem in proved(custody, bad).problems)
    with pytest.raises(SignerUnknownError):
        custody.signers.act_as(ANA.signer)
    add(custody, ANA)
    with pytest.raises(SignerUnknownError):
        custody.signers.act_as(ANA.signer)
    custody.close()
    flagged = [one for one in findings(tmp_path) if one.code == "entry.revoked"]
    assert [(one.where.rpartition(" ")[2], one.severity) for one in flagged] == [(str(bad), Severity.NOTE)]
    assert damage(tmp_path) == []


def test_nobody_revokes_the_founder_but_the_founder(tmp_path: Path) -> None:
    custody, _ = new_case(tmp_path)
    first = founder(custody)
    add(custody, ANA)
    custody.signers.act_as(ANA.signer)
    custody.record("key.revoked", {}, revoked(first.id, 0))
    custody.acknowledge()
    custody.signers.act_as(first)
    assert proved(custody, note(custody)).problems == []
    custody.close()
    assert told(tmp_path) == {"entry.keys"}


def test_from_the_first_root_file_on_only_listed_keys_count(tmp_path: Path) -> None:
    custody, keys = new_case(tmp_path)
    first = founder(custody)
    add(custody, EVE)
    change_root(custody, root_file(custody, 1, [keys.person_public_key, ANA.key]))
    custody.signers.act_as(ANA.signer)
    mine = note(custody)
    with pytest.raises(SignerUnknownError):
        custody.signers.act_as(EVE.signer)
    report = proved(custody, mine)
    assert report.problems == []
    assert len(report.roots) == 1
    change_root(custody, root_file(custody, 2, [keys.person_public_key], revoked={ANA.id: mine}))
    custody.signers.act_as(first)
    then = note(custody)
    report = proved(custody, then)
    assert report.problems == []
    trusted = report.roots[0]
    assert proved(custody, then, root=trusted).problems == []
    assert proved(custody, then, root="0" * 64).problems
    assert any("revoked" in problem for problem in proved(custody, mine).problems)
    custody.close()
    assert damage(tmp_path) == []


def test_a_root_file_that_too_few_signed_or_that_is_not_the_next_changes_nothing(tmp_path: Path) -> None:
    custody, keys = new_case(tmp_path)
    here = [keys.person_public_key]
    change_root(custody, root_file(custody, 1, here))
    in_force = custody.signers.register.root
    strangers = tuple(Somebody(number) for number in (21, 22, 23))
    wrong = [
        root_file(custody, 2, [*here, EVE.key], signers=ROOTS[:1]),
        root_file(custody, 2, [*here, EVE.key], roots=strangers, signers=strangers),
        root_file(custody, 2, [*here, EVE.key], roots=strangers, signers=ROOTS[:2]),
        root_file(custody, 2, [*here, EVE.key], threshold=1, signers=ROOTS[:1]),
        root_file(custody, 2, [*here, EVE.key], signers=[*ROOTS[:2], EVE]),
        root_file(custody, 3, [*here, EVE.key]),
        root_file(custody, 1, [*here, EVE.key]),
        root_file(custody, 2, [*here, EVE.key], origin="probative/" + "0" * 32),
    ]
    forged = root_file(custody, 2, [*here, EVE.key])
    signatures = forged["signatures"]
    assert isinstance(signatures, dict)
    swapped = dict(zip(signatures, reversed(list(signatures.values())), strict=True))
    wrong.append({**forged, "signatures": swapped})
    for root in wrong:
        change_root(custody, root)
    assert custody.signers.register.root == in_force
    with pytest.raises(SignerUnknownError):
        custody.signers.act_as(EVE.signer)
    custody.signers.acting = EVE.signer
    by_eve = note(custody)
    assert proved(custody, by_eve).problems
    custody.close()
    codes = [one.code for one in damage(tmp_path)]
    assert codes.count("entry.keys") == len(wrong)


def test_root_keys_hand_over_by_the_thresholds_of_both_versions(tmp_path: Path) -> None:
    custody, keys = new_case(tmp_path)
    here = [keys.person_public_key]
    change_root(custody, root_file(custody, 1, here))
    news = tuple(Somebody(number) for number in (31, 32))
    change_root(custody, root_file(custody, 2, [*here, BEN.key], roots=news, signers=(*ROOTS[:2], *news)))
    custody.signers.act_as(BEN.signer)
    report = proved(custody, note(custody))
    assert report.problems == []
    assert len(report.roots) == 2
    custody.close()
    assert damage(tmp_path) == []


def test_a_revocation_is_never_taken_back(tmp_path: Path) -> None:
    custody, keys = new_case(tmp_path)
    here = [keys.person_public_key]
    change_root(custody, root_file(custody, 1, here, revoked={EVE.id: 1}))
    change_root(custody, root_file(custody, 2, [*here, EVE.key]))
    root = custody.signers.register.root
    assert root is not None
    assert root.version == 1
    custody.close()


def test_what_is_signed_under_an_expired_root_file_is_flagged(tmp_path: Path) -> None:
    custody, keys = new_case(tmp_path)
    change_root(custody, root_file(custody, 1, [keys.person_public_key], expires="2031-05-04T12:29:59Z"))
    late = note(custody)
    assert any("expired" in problem for problem in proved(custody, late).problems)
    custody.close()
    assert "entry.revoked" in told(tmp_path)


def test_a_chain_that_is_cut_reordered_or_borrowed_proves_nothing(tmp_path: Path) -> None:
    custody, _ = new_case(tmp_path)
    add(custody, ANA)
    add(custody, BEN)
    custody.signers.act_as(BEN.signer)
    index = note(custody)
    custody.checkpoint()
    bundle = json.loads(custody.bundle(index, shown=()))
    chain = bundle["chain"]

    def judged(changed: object) -> list[str]:
        content = json.dumps(bundle | {"chain": changed}, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return verify_proof(content.encode()).problems

    assert judged(chain) == []
    moved = [chain[0], chain[1] | {"index": chain[1]["index"] + 1}]
    path = base64.b64encode(bytes(32)).decode()
    for wrong in (
        [],
        chain[:1],
        chain[::-1],
        [chain[1], chain[1]],
        moved,
        [chain[0], chain[1] | {"path": [path, *chain[1]["path"][1:]]}],
        [chain[0], chain[1] | {"entry": chain[0]["entry"]}],
        [{}],
        [1],
        {"a": 1},
    ):
        assert judged(wrong), wrong
    custody.close()


@pytest.mark.parametrize(
    "change",
    [
        {"threshold": 0},
        {"threshold": 4},
        {"version": True},
        {"revoked": {"a": -1}},
        {"revoked": {"a": "b"}},
        {"keys": {"0" * 16: {"key": base64.b64encode(ANA.key).decode(), "roles": []}}},
        {"keys": {ANA.id: {"key": base64.b64encode(ANA.key).decode(), "roles": [["root"]]}}},
        {"keys": {ANA.id: {"key": base64.b64encode(ANA.key).decode(), "roles": ["queen"]}}},
        {"keys": {ANA.id: 1}},
        {"expires": "tomorrow"},
        {"format": "probative/root@2"},
        {"more": 1},
        {"origin": 1},
    ],
)
def test_what_is_no_root_file_is_refused_and_stops_neither_log_nor_verifier(
    change: dict[str, object], tmp_path: Path
) -> None:
    custody, keys = new_case(tmp_path)
    right = root_file(custody, 1, [keys.person_public_key])
    signed = right["signed"]
    assert isinstance(signed, dict)
    wrong: dict[str, Json] = {**right, "signed": {**signed, **change}}  # type: ignore[dict-item]
    with pytest.raises(RootError):
        read_root(wrong)
    change_root(custody, wrong)
    assert proved(custody, note(custody)).problems == []
    custody.close()


def test_the_entry_by_which_a_key_takes_over_is_acknowledged_alone(tmp_path: Path) -> None:
    custody, _ = new_case(tmp_path)
    custody.signers.heir = ANA.signer
    custody.record("key.rotated", {}, rotated(custody.origin, founder(custody).id, ANA.key, ANA.private.sign))
    custody.record("claim.recorded", {"words": "The bridge stood."})
    with pytest.raises(ValueError, match="alone"):
        custody.acknowledge()
    assert custody.size == 2
