"""Check a Probative proof with nothing but Python's standard library.

    python3 verify.py PROOF [--log-key BASE64] [--root SHA256]

Exit status 0: everything holds. 1: something does not; every such thing is listed. 2: wrong use, or no such file.

A proof says: this entry stands in this log, signed by this person; these fields are the ones it binds. It
does not say that a field is true, nor that nothing was left out, nor who holds the keys: compare the fingerprints that
are printed with ones you got another way, or name the log's key with --log-key. Where a case has a root file, --root
names the SHA-256 of one that you trust: the chain of root files in the proof must hold it. Where witnesses signed the
checkpoint, their lines are checked; whose word you take is yours to say: compare their keys. Time stamps in a proof are
told and not judged here: `timestamps.py` does that.

The format is docs/format/proof.md. Sources: RFC 6962 (tree), RFC 9162 section 2.1.3.2 (checking inclusion), RFC 8032
(Ed25519), C2SP signed-note, tlog-checkpoint, tlog-proof and tlog-cosignature.
"""

import base64
import hashlib
import json
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

LARGEST_ENTRY_BYTES = 65_535
_FIELD_TAG = b"probative/field@1"
_ROLES = {"person", "root"}
_ROOT_TAG = b"probative/root@1\n"
_KEY_TAG = b"probative/key@1\n"
_ENTRY_TAG = b"probative/entry@1\n"
_PROOF_KEYS = {"entry", "fields", "format", "log_key", "origin", "person_key", "proof"}
_ROOT_KEYS = {"expires", "format", "keys", "origin", "revoked", "threshold", "version"}
_ENTRY_KEYS = {"at", "by", "c", "n_fields", "seq_by", "sig", "t", "v", "x"}
_ORIGIN = re.compile(r"probative/[0-9a-f]{32}")
LOG_NAME = re.compile(r"probative/[0-9a-f]{32}(/[1-9][0-9]{0,5})?")
_NUMBER = re.compile(r"0|[1-9][0-9]{0,15}")
_HEX64 = re.compile(r"[0-9a-f]{64}")
_HEX32 = re.compile(r"[0-9a-f]{32}")
_AT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z")
_KIND = re.compile(r"[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)+")
_LAST_SECOND = 253_402_300_799


class Refused(Exception):
    """The bytes are not what they should be; the message says which and how."""


@dataclass(slots=True)
class Report:
    """What a proof shows, and everything in it that does not hold.

    ``fields`` are the opened ones, ``n_hidden`` counts the closed leaves (fields or decoys; nobody can tell). ``epoch``
    is more than 1 where the case was put back from a backup and went on from there. ``person_key`` is the fingerprint
    of the key that signed, ``roots`` those of the root files, oldest first. ``witnessed`` gives, by the key of each
    witness, when it saw the checkpoint; ``n_stamps`` counts the time stamps, which are not judged here.
    """

    problems: list[str] = field(default_factory=list)
    origin: str = ""
    index: int = -1
    size: int = 0
    kind: str = ""
    at: str = ""
    fields: dict[str, str] = field(default_factory=dict)
    n_hidden: int = 0
    log_key: str = ""
    person_key: str = ""
    epoch: int = 1
    roots: list[str] = field(default_factory=list)
    witnessed: dict[str, str] = field(default_factory=dict)
    n_stamps: int = 0
    on_behalf_of: str = ""

    @property
    def not_after(self) -> str | None:
        """When the entry was there at the latest, as the first of the witnesses says; ``None`` where there is none."""
        return min(self.witnessed.values(), default=None)

    def __bool__(self) -> bool:
        return not self.problems


def verify_proof(content: bytes, *, log_key: bytes | None = None, root: str | None = None) -> Report:
    """Check a proof file and say everything that does not hold.

    Args:
        content: The file's bytes.
        log_key: The log's public key as known from elsewhere, 32 bytes; ``None`` to take the file's word.
        root: The SHA-256 of a root file as known from elsewhere, in hex; ``None`` to take the file's word.
    """
    report = Report()
    try:
        proof = _read_proof(content)
    except Refused as error:
        report.problems.append(f"proof file: {error}")
        return report
    report.origin, report.n_stamps = proof["origin"], len(proof["stamps"])
    report.log_key, report.person_key = (fingerprint(proof[name]) for name in ("log_key", "person_key"))
    parts = (("log", _check_log), ("keys", _check_keys), ("log", _check_lines), ("entry", _check_entry))
    for part, check in (*parts, ("fields", _check_fields)):
        try:
            check(proof, report)
        except Refused as error:
            report.problems.append(f"{part}: {error}")
    if log_key is not None and log_key not in [key for _, key in _keys_of(proof).log_keys]:
        report.problems.append("log key: it is not the key that was named")
    if root is not None and root not in report.roots:
        report.problems.append("root: no root file in the proof is the one that was named")
    return report


def _read_proof(content: bytes) -> dict[str, Any]:
    proof = read_canonical(content)
    if not isinstance(proof, dict) or proof.get("format") != "probative/proof@1":
        raise Refused("not of the format probative/proof@1")
    if set(proof) - {"chain", "stamps", "witnesses"} != _PROOF_KEYS:
        raise Refused("more or fewer values than a proof has")
    if not all(isinstance(proof[name], str) != (name == "fields") for name in _PROOF_KEYS):
        raise Refused("a value that is no text")
    for name in ("chain", "stamps", "witnesses"):
        if not isinstance(proof.setdefault(name, []), list):
            raise Refused(f"its {name} are no list")
    if not isinstance(proof["fields"], list) or not _ORIGIN.fullmatch(proof["origin"]):
        raise Refused("no list of fields, or an origin of another shape")
    for stamp in proof["stamps"]:
        if not isinstance(stamp, dict) or set(stamp) != {"chain", "reply"} or not isinstance(stamp["chain"], str):
            raise Refused("a time stamp of another shape")
        read_base64(str(stamp["reply"]), None, "a time stamp")
    for name in ("log_key", "person_key"):
        proof[name] = read_base64(proof[name], 32, name)
    return proof


def read_canonical(content: bytes) -> Any:  # noqa: ANN401 - JSON can be anything; each use checks its shape
    """Read JSON in its one spelling: sorted keys, no spaces, no floats, no key twice, integers below 2**53."""
    try:
        value = json.loads(
            content.decode("utf-8"),
            object_pairs_hook=_unique,
            parse_int=_whole,
            parse_float=_no_number,
            parse_constant=_no_number,
        )
        again = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode("utf-8")
    except (UnicodeError, ValueError, RecursionError) as error:
        raise Refused(f"not JSON: {error}") from error
    if again != content:
        raise Refused("not in its one spelling")
    return value


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key stands twice")
    return found


def _whole(text: str) -> int:
    if len(text) > 17 or abs(int(text)) >= 2**53:
        raise ValueError("a number of 2**53 or more")
    return int(text)


def _no_number(text: str) -> None:
    raise ValueError(f"only whole numbers, not {text}")


def read_base64(text: str, length: int | None, name: str) -> bytes:
    """Read base64 in its one spelling; any number of bytes where ``length`` is ``None``."""
    try:
        content = base64.b64decode(text, validate=True)
    except ValueError as error:
        raise Refused(f"{name} is not base64") from error
    if len(content) != (length or len(content)) or base64.b64encode(content).decode() != text:
        raise Refused(f"{name} is not {length} bytes in base64")
    return content


def fingerprint(public_key: bytes) -> str:
    """Give the SHA-256 of a key, in hex: what people compare."""
    return hashlib.sha256(public_key).hexdigest()


def _check_entry(proof: dict[str, Any], report: Report) -> None:
    entry = _read_entry(proof["entry"])
    report.kind, report.at = entry["t"], entry["at"]
    register = _keys_of(proof)
    behalf = entry["x"].get("on_behalf_of")
    report.on_behalf_of = behalf if isinstance(behalf, str) else ""
    if why := register.problem_of(max(report.index, 0), entry):
        raise Refused(why)
    report.person_key = fingerprint(register.keys[entry["by"]])


def _read_entry(text: str) -> dict[str, Any]:
    content = text.encode()
    entry = read_canonical(content)
    if len(content) > LARGEST_ENTRY_BYTES or not isinstance(entry, dict) or set(entry) != _ENTRY_KEYS:
        raise Refused("not an entry")
    if type(entry["v"]) is not int or entry["v"] != 1:
        raise Refused("an entry of an unknown version")
    for name, shape in (("t", _KIND), ("at", _AT)):
        if not isinstance(entry[name], str) or not shape.fullmatch(entry[name]):
            raise Refused(f"its {name!r} has another shape")
    counts = (entry["n_fields"], entry["seq_by"])
    is_bound = isinstance(entry["c"], str) and _HEX64.fullmatch(entry["c"]) is not None
    if any(type(count) is not int or count < 0 for count in counts) or not isinstance(entry["x"], dict):
        raise Refused("a count that is none, or no public part")
    if not (is_bound or entry["c"] is None) or is_bound != (entry["n_fields"] > 0):
        raise Refused("its commitment has another shape")
    if not isinstance(entry["by"], str) or not isinstance(entry["sig"], str):
        raise Refused("its signer or its signature is no text")
    return entry


def _check_keys(proof: dict[str, Any], report: Report) -> None:
    """Work out which key counts where, from the entries that say so, each proved to stand in the log."""
    register, last = _Register(proof), -1
    for link in proof["chain"]:
        if not isinstance(link, dict) or set(link) != {"entry", "index", "path"} or not isinstance(link["path"], list):
            raise Refused("an entry about keys of another shape")
        if type(link["index"]) is not int or link["index"] <= last or not isinstance(link["entry"], str):
            raise Refused("entries about keys out of their order")
        last = link["index"]
        path = [read_base64(node, 32, "a node of the chain") for node in link["path"]]
        leaf = hashlib.sha256(b"\x00" + link["entry"].encode()).digest()
        if not is_included(leaf, last, report.size, path, proof.get("tree_root", b"")):
            raise Refused(f"entry {last}, which is about keys, is not in the log at that place")
        register.take(last, _read_entry(link["entry"]))
    proof["register"], report.roots = register, register.fingerprints


def _keys_of(proof: dict[str, Any]) -> "_Register":
    register: _Register = proof.setdefault("register", _Register(proof))
    return register


class _Register:
    """Which key counts where. The rules are those of docs/format/ledger.md, "Keys"."""

    def __init__(self, proof: dict[str, Any]) -> None:
        self.origin: str = proof["origin"]
        self.founder = fingerprint(proof["person_key"])[:16]
        self.keys: dict[str, bytes] = {self.founder: proof["person_key"]}
        self.spans: dict[str, list[list[int]]] = {self.founder: [[0, 2**53]]}
        self.revoked: dict[str, int] = {}
        self.expiries: list[tuple[int, str]] = []
        self.fingerprints: list[str] = []
        self.root: dict[str, Any] = {}
        self.log_keys = [(0, proof["log_key"])]

    def problem_of(self, index: int, entry: dict[str, Any]) -> str | None:
        name = entry["by"]
        if name not in self.spans:
            return "it is signed by another person's key, which was never given to this case"
        if not any(start <= index < end for start, end in self.spans[name]):
            return "its signer's key did not count at that place"
        unsigned = json.dumps(entry | {"sig": ""}, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
        signed = _ENTRY_TAG + self.origin.encode() + b"\n" + unsigned
        if not ed25519_holds(self.keys[name], signed, read_base64(entry["sig"], 64, "its signature")):
            return "the person's signature does not hold"
        if self.revoked.get(name, index + 1) <= index:
            return f"its signer's key was revoked: only the first {self.revoked[name]} entries of the log count"
        expiry = next((at for start, at in reversed(self.expiries) if start < index), "")
        return f"the root file in force had expired at {expiry}" if expiry and entry["at"] > expiry else None

    def take(self, index: int, entry: dict[str, Any]) -> None:
        said, name = entry["x"], entry["by"]
        if not {"root", "signing_key", "good", "log_key"} & set(said) or self.problem_of(index, entry):
            return
        if entry["t"] == "root.changed":
            self._change_root(index, said.get("root"))
        elif entry["t"] == "key.added" and (key := self._key(said)):
            if not self.root and name == self.founder:
                self._open(key, index + 1)
        elif entry["t"] == "key.rotated" and "log_key" in said:
            follows = said.get("since") == index + 1 and (self.root or name == self.founder)
            self.log_keys += (
                [(index + 1, key)] if follows and (key := next_log_key(self.origin, self.log_keys, said)) else []
            )
        elif entry["t"] == "key.rotated" and said.get("old") == name and (key := self._heir(said)):
            new = fingerprint(key)[:16]
            if self.root and new not in self._listed(self.root, "person"):
                return
            self.spans[name][-1][1] = min(index + 1, self.spans[name][-1][1])
            self._open(key, index + 1)
            self.founder = new if name == self.founder else self.founder
        elif entry["t"] == "key.revoked":
            gone, good = said.get("signer"), said.get("good")
            may = not self.root and name in {self.founder, gone} and gone in self.spans
            if may and type(good) is int and 0 <= good <= index:
                self.revoked[gone] = min(good, self.revoked.get(gone, good))
                self.spans[gone][-1][1] = min(index + 1, self.spans[gone][-1][1])

    @staticmethod
    def _key(said: dict[str, Any]) -> bytes | None:
        try:
            return read_base64(str(said.get("signing_key")), 32, "a key")
        except Refused:
            return None

    def _heir(self, said: dict[str, Any]) -> bytes | None:
        key, proof = self._key(said), str(said.get("proof"))
        message = _KEY_TAG + f"{self.origin}\nrotated\n{said['old']}\n".encode()
        try:
            return key if key and ed25519_holds(key, message, read_base64(proof, 64, "its proof")) else None
        except Refused:
            return None

    def _open(self, key: bytes, start: int) -> None:
        name = fingerprint(key)[:16]
        spans = self.spans.get(name, [])
        if name not in self.revoked and (not spans or spans[-1][1] < 2**53):
            self.keys[name], self.spans[name] = key, [*spans, [start, 2**53]]

    @staticmethod
    def _listed(signed: dict[str, Any], role: str) -> dict[str, bytes]:
        return {name: base64.b64decode(one["key"]) for name, one in signed["keys"].items() if role in one["roles"]}

    def _may_follow(self, signed: dict[str, Any], signatures: dict[str, bytes], message: bytes) -> bool:
        both = [self.root, signed] if self.root else [signed]
        known = {name: key for one in both for name, key in self._listed(one, "root").items()}
        revoked = self.root.get("revoked", {}).items()
        return (
            signed["origin"] == self.origin
            and signed["version"] == self.root.get("version", 0) + 1
            and all(name in known and ed25519_holds(known[name], message, one) for name, one in signatures.items())
            and all(len(set(self._listed(one, "root")) & set(signatures)) >= one["threshold"] for one in both)
            and all(signed["revoked"].get(name, 2**53) <= good for name, good in revoked)
        )

    def _change_root(self, index: int, root: object) -> None:
        try:
            signed, signatures = _read_root(root)
        except Refused:
            return
        body = json.dumps(signed, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
        if not self._may_follow(signed, signatures, _ROOT_TAG + body):
            return
        self.root = signed
        self.expiries.append((index, signed["expires"] or ""))
        self.fingerprints.append(hashlib.sha256(body).hexdigest())
        listed = self._listed(signed, "person")
        for name, spans in self.spans.items():
            if name not in listed:
                spans[-1][1] = min(index + 1, spans[-1][1])
        for key in listed.values():
            self._open(key, index + 1)
        for name, good in signed["revoked"].items():
            self.revoked[name] = min(good, self.revoked.get(name, good))


def next_log_key(origin: str, log_keys: Sequence[tuple[int, bytes]], said: dict[str, Any]) -> bytes | None:
    """Give the log's key after a handover that the old one and the new one signed; ``None`` where they did not."""
    (last, old), since, agreed = log_keys[-1], said.get("since"), said.get("agreed")
    if type(since) is not int or not last < since < 2**53 or not isinstance(agreed, list):
        return None
    try:
        key = read_base64(str(said.get("log_key")), 32, "a key")
        signatures = [read_base64(str(one), 64, "a signature") for one in agreed]
    except Refused:
        return None
    ids = [fingerprint(one)[:16] for one in (old, key)]
    message = _KEY_TAG + f"{origin}\nlog\n{since}\n{ids[0]}\n{ids[1]}\n".encode()
    holds = len(signatures) == 2 and all(map(ed25519_holds, (old, key), (message, message), signatures))
    is_new = key not in [each for _, each in log_keys] and said.get("old") == ids[0]
    return key if is_new and holds else None


def _read_root(root: object) -> tuple[dict[str, Any], dict[str, bytes]]:
    if not isinstance(root, dict) or set(root) != {"signatures", "signed"} or not isinstance(root["signatures"], dict):
        raise Refused("a root file of another shape")
    signed = root["signed"]
    if not isinstance(signed, dict) or set(signed) != _ROOT_KEYS or signed["format"] != "probative/root@1":
        raise Refused("a root file of another format")
    if not isinstance(signed["keys"], dict) or not isinstance(signed["revoked"], dict):
        raise Refused("a root file without keys")
    counts = {"version": signed["version"], "threshold": signed["threshold"], **signed["revoked"]}
    least = {"version": 1, "threshold": 1}
    if any(type(count) is not int or not least.get(name, 0) <= count < 2**31 for name, count in counts.items()):
        raise Refused("a count in a root file that is none")
    if signed["expires"] is not None and not _AT.fullmatch(str(signed["expires"])):
        raise Refused("a root file that expires at no time")
    for name, one in signed["keys"].items():
        if not isinstance(one, dict) or set(one) != {"key", "roles"} or not isinstance(one["roles"], list):
            raise Refused("a key in a root file of another shape")
        roles = one["roles"]
        is_listed = all(isinstance(role, str) for role in roles) and roles == sorted(set(roles) & _ROLES)
        if fingerprint(read_base64(str(one["key"]), 32, "a key"))[:16] != name or not is_listed:
            raise Refused("a key in a root file under another id or role")
    if signed["threshold"] > sum("root" in one["roles"] for one in signed["keys"].values()):
        raise Refused("a root file whose threshold nobody can reach")
    return signed, {name: read_base64(str(one), 64, "a signature") for name, one in root["signatures"].items()}


def _check_log(proof: dict[str, Any], report: Report) -> None:
    head, blank, note = proof["proof"].partition("\n\n")
    lines = head.split("\n")
    if not blank or lines[0] != "c2sp.org/tlog-proof@v1" or len(lines) < 2:
        raise Refused("not a tlog-proof")
    if not lines[1].startswith("index ") or not _NUMBER.fullmatch(lines[1][6:]):
        raise Refused("the tlog-proof names no index")
    report.index = int(lines[1][6:])
    path = [read_base64(line, 32, "a node of the tlog-proof") for line in lines[2:]]
    proof["note"] = note = read_note(note)
    name, report.size, proof["tree_root"] = note.name, note.size, note.root
    if name != proof["origin"]:
        log, _, number = name.rpartition("/")
        if log != proof["origin"] or not LOG_NAME.fullmatch(name) or number == "1":
            raise Refused("the checkpoint is of another log")
        report.epoch = int(number)
    leaf = hashlib.sha256(b"\x00" + proof["entry"].encode()).digest()
    if not is_included(leaf, report.index, report.size, path, note.root):
        report.problems.append("log: the entry is not at that place in the log that the checkpoint signs")


@dataclass(slots=True)
class Note:
    """A checkpoint, taken apart: the log's name, the size, the root, what is signed, and who wrote which line."""

    name: str
    size: int
    root: bytes
    text: bytes
    lines: list[tuple[str, bytes]]

    def is_signed(self, log_key: bytes) -> bool:
        """Whether the first line is the log's, and its signature holds."""
        name, content = self.lines[0]
        key_id = hashlib.sha256(self.name.encode() + b"\n\x01" + log_key).digest()[:4]
        holds = name == self.name and content[:4] == key_id and len(content) == 68
        return holds and ed25519_holds(log_key, self.text, content[4:])


def read_note(note: str) -> Note:
    """Take a checkpoint apart, demanding the format to the letter."""
    text, blank, tail = note.rpartition("\n\n")
    lines = text.split("\n")
    if not blank or not tail.endswith("\n") or any(character < " " and character != "\n" for character in note):
        raise Refused("the checkpoint is no signed note")
    if len(lines) != 3 or not _NUMBER.fullmatch(lines[1]):
        raise Refused("the checkpoint is not three lines of origin, size and root")
    signed = []
    for line in tail[:-1].split("\n"):
        words = line.split(" ")
        if len(words) != 3 or words[0] != "\u2014":
            raise Refused("a signature line of another shape")
        signed.append((words[1], read_base64(words[2], None, "a signature of the checkpoint")))
    root = read_base64(lines[2], 32, "the checkpoint's root")
    return Note(lines[0], int(lines[1]), root, (text + "\n").encode(), signed)


def _check_lines(proof: dict[str, Any], report: Report) -> None:
    """Check the log's line and those of witnesses; an unknown line could be changed unnoticed, so none is accepted."""
    note: Note | None = proof.get("note")
    if note is None:
        return
    log_key = [key for since, key in _keys_of(proof).log_keys if since <= note.size][-1]
    if not note.is_signed(log_key):
        report.problems.append("log: the checkpoint's signature does not hold")
    report.log_key = fingerprint(log_key)
    if len(note.lines) - 1 != len(proof["witnesses"]) or len({*map(str, proof["witnesses"])}) != len(note.lines) - 1:
        raise Refused("a signature by somebody this verifier does not know")
    for witness, (name, content) in zip(proof["witnesses"], note.lines[1:], strict=True):
        report.witnessed[witness] = _witnessed(str(witness), name, content, note.text)


def _witnessed(witness: str, name: str, content: bytes, text: bytes) -> str:
    """Give when a witness saw the checkpoint. Source: C2SP tlog-cosignature."""
    known, _, rest = witness.partition("+")
    typed = read_base64(rest.partition("+")[2], 33, "a witness's key")
    key_id = hashlib.sha256(known.encode() + b"\n" + typed).digest()[:4]
    if typed[0] != 4 or rest.partition("+")[0] != key_id.hex() or (name, content[:4]) != (known, key_id):
        raise Refused("a witness's key that is not the one of its line")
    seconds = int.from_bytes(content[4:12], "big")
    if len(content) != 76 or seconds > _LAST_SECOND:
        raise Refused("a witness's line of another length, or of no time")
    if not ed25519_holds(typed[1:], f"cosignature/v1\ntime {seconds}\n".encode() + text, content[12:]):
        raise Refused(f"the signature by {known} does not hold")
    return f"{datetime.fromtimestamp(seconds, UTC):%Y-%m-%dT%H:%M:%SZ}"


def is_included(leaf: bytes, index: int, size: int, path: Sequence[bytes], root: bytes) -> bool:
    """Whether ``path`` leads from the leaf at ``index`` to the root of a tree of ``size`` leaves."""
    if not 0 <= index < size:
        return False
    place, last, found = index, size - 1, leaf
    for neighbour in path:
        if last == 0:
            return False
        if place & 1 or place == last:
            found = hashlib.sha256(b"\x01" + neighbour + found).digest()
            while place and not place & 1:
                place >>= 1
                last >>= 1
        else:
            found = hashlib.sha256(b"\x01" + found + neighbour).digest()
        place >>= 1
        last >>= 1
    return last == 0 and found == root


def _check_fields(proof: dict[str, Any], report: Report) -> None:
    shown, entry = proof["fields"], read_canonical(proof["entry"].encode())
    if not shown:
        return
    if not isinstance(entry, dict) or set(entry) != _ENTRY_KEYS:
        raise Refused("not checked, for the entry cannot be read")
    if not isinstance(entry["c"], str) or not _HEX64.fullmatch(entry["c"]):
        raise Refused("the entry binds no fields")
    if entry["n_fields"] != len(shown) or isinstance(entry["n_fields"], bool):
        raise Refused(f"{len(shown)} leaves, but the entry binds {entry['n_fields']}")
    leaves = [_leaf(one, report) for one in shown]
    if leaves != sorted(set(leaves)):
        report.problems.append("fields: the leaves are not in their order")
    while len(leaves) > 1:
        pairs = [leaves[at : at + 2] for at in range(0, len(leaves), 2)]
        leaves = [hashlib.sha256(b"\x01" + b"".join(pair)).digest() if len(pair) == 2 else pair[0] for pair in pairs]
    if leaves[0].hex() != entry["c"]:
        report.problems.append("fields: they are not the ones that the entry binds")


def _leaf(one: object, report: Report) -> bytes:
    if not isinstance(one, dict) or not all(isinstance(value, str) for value in one.values()):
        raise Refused("a field of another shape")
    if set(one) == {"leaf"} and _HEX64.fullmatch(one["leaf"]):
        report.n_hidden += 1
        return bytes.fromhex(one["leaf"])
    if set(one) != {"name", "salt", "value"} or not _HEX32.fullmatch(one["salt"]):
        raise Refused("a field of another shape")
    if one["name"] in report.fields:
        report.problems.append(f"fields: {one['name']!r} stands twice")
    report.fields[one["name"]] = one["value"]
    name = one["name"].encode()
    if len(name) > 65_535:
        raise Refused("a field's name that is too long")
    head = b"\x00" + _FIELD_TAG + bytes.fromhex(one["salt"]) + len(name).to_bytes(2, "big")
    return hashlib.sha256(head + name + one["value"].encode()).digest()


# Ed25519 (RFC 8032 section 5.1.7), strict: canonical encodings only, no key of small order.

_P = 2**255 - 19
_ORDER = 2**252 + 27742317777372353535851937790883648493
_D = -121665 * pow(121666, -1, _P) % _P
_ROOT_OF_MINUS_ONE = pow(2, (_P - 1) // 4, _P)
_BASE_X = 15112221349535400772501151409588531511454012693041857206046113283949847762202
_BASE_Y = 4 * pow(5, -1, _P) % _P
_Point = tuple[int, int, int, int]
_ZERO: _Point = (0, 1, 1, 0)
_BASE: _Point = (_BASE_X, _BASE_Y, 1, _BASE_X * _BASE_Y % _P)


def ed25519_holds(public_key: bytes, message: bytes, signature: bytes) -> bool:
    """Whether ``signature`` over ``message`` was made with the private half of ``public_key``."""
    if len(public_key) != 32 or len(signature) != 64:
        return False
    key, scalar = _decode(public_key), int.from_bytes(signature[32:], "little")
    if key is None or scalar >= _ORDER or _encode(_sum(8, key, 0, _ZERO)) == _encode(_ZERO):
        return False
    challenge = int.from_bytes(hashlib.sha512(signature[:32] + public_key + message).digest(), "little") % _ORDER
    minus_key = (_P - key[0], key[1], key[2], _P - key[3])
    return _encode(_sum(scalar, _BASE, challenge, minus_key)) == signature[:32]


def _add(one: _Point, other: _Point) -> _Point:
    a = (one[1] - one[0]) * (other[1] - other[0]) % _P
    b = (one[1] + one[0]) * (other[1] + other[0]) % _P
    c = 2 * one[3] * other[3] * _D % _P
    d = 2 * one[2] * other[2] % _P
    e, f, g, h = b - a, d - c, d + c, b + a
    return (e * f % _P, g * h % _P, f * g % _P, e * h % _P)


def _sum(first: int, one: _Point, second: int, other: _Point) -> _Point:
    """Give ``first`` times one point plus ``second`` times another."""
    choices = (_ZERO, one, other, _add(one, other))
    found = _ZERO
    for bit in reversed(range(max(first, second).bit_length())):
        found = _add(found, found)
        if choice := (first >> bit & 1) | (second >> bit & 1) << 1:
            found = _add(found, choices[choice])
    return found


def _encode(point: _Point) -> bytes:
    inverse = pow(point[2], -1, _P)
    x, y = point[0] * inverse % _P, point[1] * inverse % _P
    return (y | (x & 1) << 255).to_bytes(32, "little")


def _decode(content: bytes) -> _Point | None:
    number = int.from_bytes(content, "little")
    sign, y = number >> 255, number & (1 << 255) - 1
    if y >= _P:
        return None
    square = (y * y - 1) * pow(_D * y * y + 1, -1, _P) % _P
    x = pow(square, (_P + 3) // 8, _P)
    if (x * x - square) % _P:
        x = x * _ROOT_OF_MINUS_ONE % _P
    if (x * x - square) % _P or (x == 0 and sign):
        return None
    if x & 1 != sign:
        x = _P - x
    return (x, y, 1, x * y % _P)


def main(arguments: Sequence[str]) -> int:
    """Check the file named on the command line, say what it shows, and give the exit status."""
    words, options = list(arguments), {}
    for name in ("--log-key", "--root"):
        if name in words[:-1]:
            at = words.index(name)
            options[name] = words[at + 1]
            del words[at : at + 2]
    try:
        log_key = read_base64(options["--log-key"], 32, "--log-key") if "--log-key" in options else None
    except Refused as error:
        return wrong_use(str(error))
    root = options.get("--root")
    if len(words) != 1 or words[0].startswith("-") or (root is not None and not _HEX64.fullmatch(root)):
        return wrong_use("usage: verify.py PROOF [--log-key BASE64] [--root SHA256]")
    try:
        content = Path(words[0]).read_bytes()
    except OSError as error:
        return wrong_use(f"cannot read {words[0]}: {error.strerror}")
    report = verify_proof(content, log_key=log_key, root=root)
    sys.stdout.write("\n".join(shown(line) for line in _lines(report)) + "\n")
    return 0 if report else 1


def _lines(report: Report) -> Iterator[str]:
    if not report:
        yield "DOES NOT HOLD"
        yield from (f"  {problem}" for problem in report.problems)
        return
    yield "HOLDS"
    yield f"  entry {report.index} of {report.size} in the log {report.origin}: {report.kind}, {report.at}"
    if report.epoch > 1:
        yield f"  put back from a backup: this is epoch {report.epoch} of the case, an earlier history was given up"
    if report.on_behalf_of:
        yield f"  signed with the founder's key, on behalf of the holder of the key {report.on_behalf_of}"
    yield from (f"  proved: {name} = {value}" for name, value in sorted(report.fields.items()))
    yield f"  hidden: {report.n_hidden} leaves (fields or decoys)"
    yield f"  log key SHA-256:    {report.log_key}"
    yield f"  person key SHA-256: {report.person_key}"
    yield from (f"  root file SHA-256:  {root}" for root in report.roots)
    yield from (f"  seen {time} by the witness {key}" for key, time in sorted(report.witnessed.items()))
    if report.n_stamps:
        yield f"  {report.n_stamps} time stamps: not judged here; timestamps.py does that"
    if report.not_after is not None:
        yield f"  written before {report.not_after}, if you trust one of these witnesses"
    else:
        yield "  no witness signed: the time is what the writer's clock said"
    yield "  Not shown by this proof: whether a field is true; what else the log holds; who holds the keys."


def shown(line: str) -> str:
    """Make a line safe for a terminal: what a field holds was written by strangers."""
    return "".join(character if character.isprintable() else ascii(character)[1:-1] for character in line)


def wrong_use(message: str) -> int:
    """Say that the program was called wrongly, and give the exit status."""
    sys.stderr.write(shown(message) + "\n")
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
