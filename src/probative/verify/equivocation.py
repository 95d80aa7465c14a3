"""Check a proof of equivocation: that a log's key signed two histories which cannot both be true.

    python3 equivocation.py PROOF [--log-key BASE64]

Python's standard library alone, and `standalone.py`, which lies beside it as `verify.py`. Exit status 0: it is proved.
1: it is not; what does not hold is listed. 2: wrong use, or no such file.

The format is docs/format/proof.md. Source: RFC 9162 section 2.1.4.2 (checking consistency).
"""

import hashlib
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from probative.verify.standalone import (
    LOG_NAME,
    Refused,
    fingerprint,
    next_log_key,
    read_base64,
    read_canonical,
    read_note,
    shown,
    wrong_use,
)

_KEYS = {"checkpoints", "format", "log_key", "origin", "path", "root"}


@dataclass(slots=True)
class Split:
    """What a proof of equivocation shows, and everything in it that does not hold.

    ``roots`` are the two that the log signed for its first ``sizes[0]`` entries: in hex, the older word first.
    """

    problems: list[str] = field(default_factory=list)
    origin: str = ""
    log_key: str = ""
    sizes: tuple[int, int] = (0, 0)
    roots: tuple[str, str] = ("", "")

    def __bool__(self) -> bool:
        return not self.problems


def verify_equivocation(content: bytes, *, log_key: bytes | None = None) -> Split:
    """Check a proof of equivocation and say everything that does not hold.

    Args:
        content: The file's bytes.
        log_key: One of the log's public keys as known from elsewhere, 32 bytes; ``None`` to take the file's word.
    """
    report = Split()
    try:
        proof = _read(content)
        keys = _log_keys(proof)
        report.origin, report.log_key = proof["origin"], fingerprint(keys[-1][1])
        if log_key is not None and log_key not in [key for _, key in keys]:
            report.problems.append("log key: it is not the key that was named")
        (old_size, old_root), (new_size, new_root) = (_signed(note, proof, keys) for note in proof["checkpoints"])
    except Refused as error:
        report.problems.append(f"proof file: {error}")
        return report
    report.sizes, report.roots = (old_size, new_size), (old_root.hex(), proof["root"].hex())
    if not is_consistent(old_size, proof["root"], new_size, new_root, proof["path"]):
        report.problems.append("path: it does not lead from the named root to what the newer checkpoint signs")
    if proof["root"] == old_root:
        report.problems.append("checkpoints: they do not contradict each other")
    return report


def is_equivocation(content: bytes) -> bool:
    """Whether a file says that it is a proof of equivocation."""
    try:
        proof = read_canonical(content)
    except Refused:
        return False
    return isinstance(proof, dict) and str(proof.get("format")).startswith("probative/equivocation@")


def _read(content: bytes) -> dict[str, Any]:
    proof = read_canonical(content)
    if not isinstance(proof, dict) or proof.get("format") != "probative/equivocation@1":
        raise Refused("not of the format probative/equivocation@1")
    if set(proof) - {"handovers"} != _KEYS:
        raise Refused("more or fewer values than a proof of equivocation has")
    notes, path, handovers = proof["checkpoints"], proof["path"], proof.setdefault("handovers", [])
    if not all(isinstance(one, list) for one in (notes, path, handovers)) or len(notes) != 2:
        raise Refused("not two checkpoints and a path")
    if not all(isinstance(one, str) for one in (*notes, *path, proof["log_key"], proof["origin"], proof["root"])):
        raise Refused("a value that is no text")
    if not LOG_NAME.fullmatch(proof["origin"]):
        raise Refused("an origin of another shape")
    proof["log_key"], proof["root"] = (read_base64(proof[name], 32, name) for name in ("log_key", "root"))
    proof["path"] = [read_base64(node, 32, "a node of the path") for node in path]
    return proof


def _log_keys(proof: dict[str, Any]) -> list[tuple[int, bytes]]:
    """Give the keys that signed the log, each with the size from which on; every handover is signed by old and new."""
    keys = [(0, proof["log_key"])]
    origin = "/".join(proof["origin"].split("/")[:2])
    for said in proof["handovers"]:
        key = next_log_key(origin, keys, said) if isinstance(said, dict) else None
        if key is None:
            raise Refused("a handover of the log's key that does not hold")
        keys.append((said["since"], key))
    return keys


def _signed(text: str, proof: dict[str, Any], keys: Sequence[tuple[int, bytes]]) -> tuple[int, bytes]:
    note = read_note(text)
    if note.name != proof["origin"]:
        raise Refused("the checkpoint is of another log")
    if len(note.lines) != 1 or not note.is_signed([key for since, key in keys if since <= note.size][-1]):
        raise Refused("a checkpoint that the log did not sign, alone")
    return note.size, note.root


def is_consistent(old_size: int, old_root: bytes, new_size: int, new_root: bytes, path: Sequence[bytes]) -> bool:
    """Whether ``path`` proves that the tree of ``old_size`` leaves is the beginning of the one of ``new_size``."""
    if not 0 < old_size <= new_size:
        return False
    if old_size == new_size:
        return not path and old_root == new_root
    rest = [old_root, *path] if old_size & (old_size - 1) == 0 else list(path)
    if not rest:
        return False
    place, last = old_size - 1, new_size - 1
    while place & 1:
        place, last = place >> 1, last >> 1
    old_found = new_found = rest[0]
    for neighbour in rest[1:]:
        if last == 0:
            return False
        if place & 1 or place == last:
            old_found = hashlib.sha256(b"\x01" + neighbour + old_found).digest()
            new_found = hashlib.sha256(b"\x01" + neighbour + new_found).digest()
            while place and not place & 1:
                place, last = place >> 1, last >> 1
        else:
            new_found = hashlib.sha256(b"\x01" + new_found + neighbour).digest()
        place, last = place >> 1, last >> 1
    return last == 0 and (old_found, new_found) == (old_root, new_root)


def main(arguments: Sequence[str]) -> int:
    """Check the file named on the command line, say what it shows, and give the exit status."""
    words, log_key = list(arguments), None
    try:
        if "--log-key" in words[:-1]:
            at = words.index("--log-key")
            log_key = read_base64(words[at + 1], 32, "--log-key")
            del words[at : at + 2]
        if len(words) != 1 or words[0].startswith("-"):
            return wrong_use("usage: equivocation.py PROOF [--log-key BASE64]")
        content = Path(words[0]).read_bytes()
    except Refused as error:
        return wrong_use(str(error))
    except OSError as error:
        return wrong_use(f"cannot read {words[0]}: {error.strerror}")
    report = verify_equivocation(content, log_key=log_key)
    sys.stdout.write("\n".join(shown(line) for line in _lines(report)) + "\n")
    return 0 if report else 1


def _lines(report: Split) -> Iterator[str]:
    if not report:
        yield "DOES NOT HOLD"
        yield from (f"  {problem}" for problem in report.problems)
        return
    yield "HOLDS"
    yield f"  the log {report.origin} signed two histories; whoever holds its key broke its word"
    yield f"  its first {report.sizes[0]} entries were signed with the root {report.roots[0]}"
    yield f"  and, in a checkpoint of {report.sizes[1]} entries, with the root {report.roots[1]}"
    yield f"  log key SHA-256:    {report.log_key}"
    yield "  Not shown by this proof: which of the two is true, if either; who holds the key."


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
