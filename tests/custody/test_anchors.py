"""Evidence of time goes out as a hash and comes back verified; what is not for this case and for now is refused."""

import base64
import hashlib
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from probative.base.chance import seeded_chance, system_chance
from probative.base.clock import stamp, system_clock
from probative.custody.anchors.chains import ChainError, chain_of, read_chain
from probative.custody.anchors.der import DerError, timestamp_request, with_certificates_in_order
from probative.custody.anchors.evidence import EvidenceError, Form, Obtained, Requested, Seen, evidence_in, evidence_of
from probative.custody.anchors.taking import Anchors, Given, Taken
from probative.custody.anchors.timestamps import CLIENT, OPENSSL, Asked, judge
from probative.custody.check import check
from probative.custody.findings import Finding, Severity
from probative.custody.ledger.checkpoints import Checkpoint
from probative.custody.ledger.entries import EntryKind, read_entry
from probative.custody.ledger.notes import NoteKey
from probative.custody.protocol import Custody
from probative.custody.witness import make_witness, opened_witness
from tests.custody.authority import Authority, make_authority
from tests.custody.making import QUICK, exhibit, new_case, reopened

OPENSSL_PATH = Path(shutil.which("openssl") or "/usr/bin/openssl")


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return make_authority(tmp_path_factory.mktemp("authority") / "a")


class Room:
    """A case that is open for writing, and a witness beside it."""

    def __init__(self, place: Path, authority: Authority) -> None:
        self.place = place
        self.authority = authority
        self.custody, self.keys = new_case(place)
        self.custody.record("judgement.made", {"why": "two letters agree"})
        self.custody.acknowledge()
        self.key = make_witness(place / "w", name=None, disk=QUICK, chance=seeded_chance(b"w"))
        with opened_witness(place / "w", disk=QUICK, clock=system_clock) as witness:
            witness.trust(self.custody.log_key.verifier)
        self.given = Given(
            now=system_clock(),
            witnesses=(self.key,),
            chain=chain_of([authority.root.read_bytes()]),
            openssl=OPENSSL_PATH,
        )

    @property
    def anchors(self) -> Anchors:
        return Anchors(self.custody, disk=QUICK, chance=system_chance)

    def asked(self) -> tuple[Checkpoint, bytes]:
        checkpoint = self.custody.seal()
        return checkpoint, self.anchors.ask_authority(checkpoint)

    def line(self) -> bytes:
        anchors, checkpoint = self.anchors, self.custody.seal()
        request = anchors.ask_witness(checkpoint, self.key)
        with opened_witness(self.place / "w", disk=QUICK, clock=system_clock) as witness:
            answer = witness.answer(request)
        assert isinstance(answer, bytes), answer
        return answer

    def take(self, content: bytes, **other: object) -> Taken | Finding:
        return self.anchors.take(content, replace(self.given, **other))  # type: ignore[arg-type]

    def refused(self, content: bytes, **other: object) -> str:
        before = self.custody.size
        found = self.take(content, **other)
        assert isinstance(found, Finding), found
        assert found.what.endswith(".")
        assert self.custody.size == before
        return found.code

    def close(self) -> None:
        self.custody.close()
        self.keys.close()

    def findings(self, *, openssl: Path | None = OPENSSL_PATH) -> list[Finding]:
        found = check(self.place / "case", keys=None, full=False, guards=self.place / "guards", openssl=openssl)
        # The clock of these cases stands in 2031 and that of their witnesses does not.
        return [each for each in found if each.code not in ("clock.outside", "clock.backwards", "case.busy")]


@pytest.fixture
def room(tmp_path: Path, authority: Authority) -> Iterator[Room]:
    made = Room(tmp_path, authority)
    yield made
    made.close()


def damage(found: list[Finding]) -> list[tuple[str, str]]:
    return [(each.code, each.where) for each in found if each.severity is Severity.DAMAGE]


# --- requests -------------------------------------------------------------------------------------------------------


def test_openssl_reads_our_request_and_finds_in_it_a_hash_a_nonce_and_nothing_else(tmp_path: Path) -> None:
    digest = hashlib.sha256(b"a checkpoint").digest()
    for nonce in (1, 127, 128, 255, 1 << 62, (1 << 63) - 1):
        request = timestamp_request(digest, nonce)
        (tmp_path / "q").write_bytes(request)
        text = subprocess.run(
            ["openssl", "ts", "-query", "-in", tmp_path / "q", "-text"], check=True, capture_output=True, text=True
        ).stdout
        assert "Hash Algorithm: sha256" in text
        assert f"Nonce: 0x{nonce:02X}" in text
        assert "Certificate required: yes" in text
        assert len(request) <= 71


def test_only_the_hash_of_the_checkpoint_is_in_the_request(room: Room) -> None:
    checkpoint, request = room.asked()
    assert hashlib.sha256(checkpoint.note).digest() in request
    for secret in (checkpoint.origin.encode(), checkpoint.root, room.custody.log_key.public_key):
        assert secret not in request


# --- time stamps ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("chain", [False, True])
def test_a_reply_is_verified_twice_kept_as_it_came_and_bounds_what_it_covers(room: Room, chain: bool) -> None:
    checkpoint, request = room.asked()
    reply = room.authority.reply(request, chain=chain)
    taken = room.take(reply)
    assert isinstance(taken, Taken)
    assert (taken.form, taken.size) == (Form.RFC3161, checkpoint.size)
    assert (
        stamp(system_clock() - timedelta(minutes=5)) < str(taken.latest) < stamp(system_clock() + timedelta(minutes=5))
    )
    assert [each.code for each in taken.remarks] == (["anchor.disagreement"] if chain else [])
    kept = room.place / "case" / "log" / "anchors" / f"{hashlib.sha256(reply).hexdigest()}.tsr"
    assert kept.read_bytes() == reply
    room.close()
    found = room.findings()
    assert damage(found) == []
    assert [each.code for each in found] == (["anchor.disagreement"] if chain else [])


def test_the_same_reply_twice_changes_nothing_and_a_second_one_is_refused(room: Room) -> None:
    _, request = room.asked()
    reply = room.authority.reply(request)
    assert isinstance(room.take(reply), Taken)
    assert room.refused(reply) == "anchor.there"
    assert room.refused(room.authority.reply(request)) == "anchor.repeated"


def test_a_reply_to_another_case_or_another_request_is_refused(room: Room, tmp_path: Path) -> None:
    checkpoint, _ = room.asked()
    other = Room(tmp_path / "other", room.authority)
    _, theirs = other.asked()
    other.close()
    assert room.refused(room.authority.reply(theirs)) == "anchor.elsewhere"
    digest = hashlib.sha256(checkpoint.note).digest()
    assert room.refused(room.authority.reply(timestamp_request(digest, 4711))) == "anchor.replayed"


def test_a_reply_from_the_future_or_older_than_what_it_covers_is_refused(room: Room) -> None:
    _, request = room.asked()
    reply = room.authority.reply(request)
    assert room.refused(reply, now=system_clock() - timedelta(days=3)) == "anchor.future"
    room.anchors.see(stamp(system_clock() + timedelta(days=2)), {})
    _, later = room.asked()
    assert room.refused(room.authority.reply(later)) == "anchor.before"
    assert isinstance(room.take(reply), Taken)


def test_a_reply_by_somebody_else_or_for_another_purpose_is_refused(room: Room, tmp_path: Path) -> None:
    _, request = room.asked()
    stranger = make_authority(tmp_path / "stranger", name="Stranger")
    server = make_authority(tmp_path / "server", purpose="server", name="Server")
    assert room.refused(stranger.reply(request)) == "anchor.refused"
    assert room.refused(room.authority.reply(request), chain=chain_of([stranger.root.read_bytes()])) == "anchor.refused"
    with pytest.raises(subprocess.CalledProcessError):
        server.reply(request)
    assert room.refused(room.authority.reply(request), chain=None) == "chain.missing"


def test_a_cut_lengthened_or_refusing_reply_is_refused(room: Room) -> None:
    _, request = room.asked()
    reply = room.authority.reply(request)
    for wrong in (
        reply[:-1],
        reply[: len(reply) // 2],
        reply[:40],
        reply[:1],
        reply + b"\x00",
        b"\x30" + bytes(2 << 20),
    ):
        assert room.refused(wrong) == "anchor.malformed"
    rejection = bytes.fromhex("30053003020102")
    assert room.refused(rejection) == "anchor.refused"


def test_mutants_of_a_token_are_refused_or_differ_only_where_nothing_is_signed(room: Room) -> None:
    checkpoint, request = room.asked()
    reply = room.authority.reply(request)
    entry = next(each for each in reversed(room.anchors.evidence) if isinstance(each, Requested))
    asked = Asked(digest=hashlib.sha256(checkpoint.note).digest(), nonce=entry.nonce or 0)
    chain = chain_of([room.authority.root.read_bytes()])
    whole = judge(reply, asked=asked, chain=chain, openssl=OPENSSL_PATH)
    assert whole.holds
    accepted = 0
    for at in range(0, len(reply), 23):
        mutant = bytearray(reply)
        mutant[at] ^= 1 << at % 8
        found = judge(bytes(mutant), asked=asked, chain=chain, openssl=OPENSSL_PATH)
        assert not found.holds or (found.earliest, found.latest) == (whole.earliest, whole.latest)
        accepted += found.holds
    assert accepted <= 3


def test_what_one_verifier_alone_accepts_is_kept_and_bounds_nothing(room: Room) -> None:
    _, request = room.asked()
    reply = room.authority.reply(request)
    taken = room.take(reply, openssl=None)
    assert isinstance(taken, Taken)
    assert taken.latest is None
    assert [each.code for each in taken.remarks] == ["anchor.disputed"]
    last = room.anchors.evidence[-1]
    assert isinstance(last, Obtained)
    assert (last.earliest, last.latest) == (None, None)
    room.close()
    assert damage(room.findings()) == []
    assert [each.code for each in room.findings(openssl=None)] == ["anchor.disputed"]


def test_the_second_verifier_names_its_reason(room: Room) -> None:
    _, request = room.asked()
    reply = room.authority.reply(request)
    chain = chain_of([room.authority.root.read_bytes()])
    found = judge(reply, asked=Asked(digest=bytes(32), nonce=1), chain=chain, openssl=OPENSSL_PATH)
    assert {each.verifier for each in found.verdicts} == {OPENSSL, CLIENT}
    assert all(each.why and not each.holds for each in found.verdicts)
    gone = judge(reply, asked=Asked(digest=bytes(32), nonce=1), chain=chain, openssl=Path("/nowhere/openssl"))
    assert "did not answer" in gone.verdicts[0].why


def test_certificates_in_order_are_the_same_certificates(room: Room) -> None:
    _, request = room.asked()
    reply = room.authority.reply(request, chain=True)
    ordered = with_certificates_in_order(reply)
    assert sorted(ordered) == sorted(reply)
    assert with_certificates_in_order(ordered) == ordered
    for cut in (b"", b"\x30", reply[:30], b"\x30\x80", b"\x04\x01a", b"\x30\x84\xff\xff\xff\xff"):
        with pytest.raises((DerError, ValueError)):
            with_certificates_in_order(cut)


def test_a_chain_has_one_spelling_and_begins_with_a_root(authority: Authority) -> None:
    root, own = authority.root.read_bytes(), (authority.place / "own.pem").read_bytes()
    chain = chain_of([own, root, root])
    assert read_chain(chain.content) == chain
    assert chain_of([root + own]) == chain
    assert len(chain.roots) == len(chain.between) == 1
    for wrong in ([], [own], [b""], [b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"]):
        with pytest.raises(ChainError):
            chain_of(wrong)
    with pytest.raises(ChainError):
        read_chain(own + root)


# --- a witness's lines ----------------------------------------------------------------------------------------------


def test_a_line_is_verified_kept_with_its_checkpoint_and_the_next_proof_begins_there(room: Room) -> None:
    line = room.line()
    taken = room.take(line)
    assert isinstance(taken, Taken)
    (kept,) = (room.place / "case" / "log" / "cosig").iterdir()
    checkpoint = (room.place / "case" / "log" / "checkpoints" / str(taken.size)).read_bytes()
    assert kept.read_bytes() == checkpoint + line
    assert kept.name == hashlib.sha256(kept.read_bytes()).hexdigest()
    assert room.anchors.ask_witness(room.custody.seal(), room.key).startswith(f"old {taken.size}\n".encode())
    assert isinstance(room.take(room.line(), witnesses=()), Taken), "a witness need not be named twice"
    room.close()
    assert damage(room.findings()) == []


def test_the_whole_cosigned_checkpoint_may_come_back_too(room: Room) -> None:
    line = room.line()
    checkpoint = room.custody.sealed
    assert checkpoint is not None
    size = next(each.size for each in room.anchors.evidence if isinstance(each, Requested))
    note = (room.place / "case" / "log" / "checkpoints" / str(size)).read_bytes()
    assert room.refused(note.replace(b"\n", b"\n\n", 1) + line) == "anchor.elsewhere"
    assert isinstance(room.take(note + line), Taken)


def test_lines_that_are_not_for_this_case_are_refused_with_their_reason(room: Room, tmp_path: Path) -> None:
    line = room.line()
    other = Room(tmp_path / "other", room.authority)
    theirs = other.line()
    other.close()
    assert room.refused(theirs) == "anchor.elsewhere", "the same witness, another log"
    assert room.refused(line, witnesses=()) == "witness.unknown"
    stranger = NoteKey(name=room.key.name, public_key=bytes(32), algorithm=room.key.algorithm)
    assert room.refused(line, witnesses=(stranger,)) == "witness.unknown"
    assert room.refused(line, now=system_clock() - timedelta(days=2)) == "anchor.future"
    assert room.refused(line[:-1]) == "anchor.unknown"
    assert room.refused(line[:-9] + b"\n") in ("anchor.malformed", "anchor.elsewhere")
    assert room.refused(line + line) == "anchor.unknown"
    assert room.refused(b"") == "anchor.unknown"
    assert room.refused(b"\xff\xfe") == "anchor.unknown"
    assert room.refused(b"4\n") == "anchor.unknown"
    assert room.refused(line.replace(b"=", b"", 1)) in ("anchor.malformed", "anchor.elsewhere")
    name, encoded = line.split(b" ")[1:]
    content = bytearray(base64.b64decode(encoded))
    for at in range(4, len(content)):
        flipped = bytearray(content)
        flipped[at] ^= 1
        wrong = b"\xe2\x80\x94 " + name + b" " + base64.b64encode(bytes(flipped)) + b"\n"
        assert room.refused(wrong) == "anchor.elsewhere"
    assert isinstance(room.take(line), Taken)
    assert room.refused(line) == "anchor.there"


# --- what a check finds ---------------------------------------------------------------------------------------------


@pytest.fixture
def anchored(room: Room) -> Room:
    _, request = room.asked()
    assert isinstance(room.take(room.authority.reply(request)), Taken)
    assert isinstance(room.take(room.line()), Taken)
    exhibit(room.custody, b"The ferry left at nine.", "later.txt")
    room.custody.acknowledge()
    room.close()
    assert damage(room.findings()) == []
    return room


def test_any_change_to_a_file_of_evidence_is_found_and_named(anchored: Room) -> None:
    case = anchored.place / "case"
    for path in (*(case / "log" / "anchors").iterdir(), *(case / "log" / "cosig").iterdir()):
        content, name = path.read_bytes(), path.relative_to(case).as_posix()
        for wrong in (content[:-1], content + b"\n", b"", content[:50] + b"x" + content[51:]):
            path.write_bytes(wrong)
            assert ("anchor.hash", name) in damage(anchored.findings())
        path.unlink()
        assert ("anchor.missing", name) in damage(anchored.findings())
        path.mkdir()
        assert name in str(damage(anchored.findings()))
        path.rmdir()
        path.write_bytes(content)
    assert damage(anchored.findings()) == []


def test_evidence_that_no_entry_names_is_found_and_put_aside_when_the_case_is_next_opened(anchored: Room) -> None:
    case = anchored.place / "case"
    stray = case / "log" / "anchors" / f"{'0' * 64}.tsr"
    stray.write_bytes(b"planted")
    (case / "log" / "cosig" / ("1" * 64 + ".new")).write_bytes(b"half")
    assert ("anchor.unlisted", "log/anchors/" + stray.name) in damage(anchored.findings())
    custody, keys = reopened(anchored.place)
    custody.close()
    keys.close()
    assert damage(anchored.findings()) == []
    assert (case / "quarantine" / f"evidence-{stray.name}").read_bytes() == b"planted"


@pytest.mark.parametrize("anchor", ["rfc3161", "cosignature"])
def test_an_insider_s_other_story_about_the_evidence_is_found(anchored: Room, anchor: str) -> None:
    def told(custody: Custody, other: dict[str, object]) -> None:
        mine = [each for each in custody.entries() if each.entry.kind == EntryKind.ANCHOR_OBTAINED]
        for each in mine:
            if each.entry.public["anchor"] == anchor:
                custody.record(EntryKind.ANCHOR_OBTAINED, {}, {**each.entry.public, **other})  # type: ignore[dict-item]
        custody.acknowledge()

    for other, code in (
        ({"from": "2020-01-01T00:00:00Z", "to": "2020-01-01T00:00:00Z"}, "anchor.time"),
        ({"size": 2}, "timestamp.broken" if anchor == "rfc3161" else "cosignature.broken"),
        ({"file": "0" * 64}, "anchor.missing"),
        ({"size": 10_000}, "entry.broken"),
        ({"size": 3}, "anchor.checkpoint"),
    ):
        place = anchored.place / f"{code}{other.get('size')}"
        for name in ("case", "guards"):
            shutil.copytree(anchored.place / name, place / name)
        custody, keys = reopened(place)
        told(custody, other)
        custody.close()
        keys.close()
        found = check(place / "case", keys=None, full=False, guards=place / "guards", openssl=OPENSSL_PATH)
        assert code in {each.code for each in found if each.severity is Severity.DAMAGE}, other


def test_what_the_ledger_says_of_evidence_has_one_shape(room: Room) -> None:
    wrong = [
        (EntryKind.BEACON_SEEN, {}),
        (EntryKind.BEACON_SEEN, {"from": "yesterday"}),
        (EntryKind.ANCHOR_REQUESTED, {"anchor": "rfc3161", "size": 2}),
        (EntryKind.ANCHOR_REQUESTED, {"anchor": "rfc3161", "size": 2, "nonce": "00"}),
        (EntryKind.ANCHOR_REQUESTED, {"anchor": "ots", "size": 2}),
        (EntryKind.ANCHOR_REQUESTED, {"anchor": "paper", "size": 0}),
        (EntryKind.ANCHOR_REQUESTED, {"anchor": "paper", "size": True}),
        (EntryKind.ANCHOR_OBTAINED, {"anchor": "cosignature", "size": 2, "file": "0" * 64, "witness": "me"}),
        (EntryKind.ANCHOR_OBTAINED, {"anchor": "cosignature", "size": 2, "file": "0" * 64,
                                     "witness": room.custody.log_key.verifier}),
    ]  # fmt: skip
    for kind, public in wrong:
        room.custody.record(kind, {}, public)  # type: ignore[arg-type]
    room.custody.acknowledge()
    for index in range(room.custody.size - len(wrong), room.custody.size):
        with pytest.raises(EvidenceError):
            evidence_of(index, read_entry(room.custody.log.content(index)))
    assert list(evidence_in(room.custody.log.contents())) == []
    room.anchors.see("2031-05-04T00:00:00Z", {})
    assert list(evidence_in(room.custody.log.contents())) == [
        Seen(index=room.custody.size - 1, earliest="2031-05-04T00:00:00Z")
    ]
