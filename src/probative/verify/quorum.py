"""Whether enough witnesses signed a checkpoint, and whether a proof stands under it: with the standard library alone.

    python3 -m probative.verify.quorum POLICY [COSIGNED...] [--proof PROOF]

POLICY is a C2SP tlog-policy that reached you by another way than the proof. Each COSIGNED is a checkpoint with a
witness's line (`log/cosig/` of a case). With --proof, the checkpoint inside PROOF must be that one, and the lines in it
count too; the proof itself is checked by ``standalone``. Exit status 0: the quorum is reached. 1: it is not, or
something does not hold. 2: wrong use.

Source: C2SP tlog-policy, tlog-cosignature, signed-note; docs/format/anchors.md.
"""

import base64
import hashlib
import json
import re
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from probative.verify.standalone import ed25519_holds

_LOG, _WITNESS = 0x01, 0x04
_NUMBER = re.compile(r"[1-9][0-9]{0,5}")
_SLACK = timedelta(days=1)


class Refused(Exception):
    """The bytes are not what they should be; the message says which and how."""


@dataclass(frozen=True, slots=True)
class Key:
    """A key of a policy: whose, of which kind, and its id in signature lines."""

    name: str
    kind: int
    public: bytes

    @property
    def id(self) -> bytes:
        """The four bytes that name it in a signature line."""
        return hashlib.sha256(self.name.encode() + b"\n" + bytes([self.kind]) + self.public).digest()[:4]


@dataclass(slots=True)
class Policy:
    """Whom a reader trusts. ``groups`` maps a name to how many of which members it takes."""

    logs: list[Key] = field(default_factory=list)
    witnesses: dict[str, Key] = field(default_factory=dict)
    groups: dict[str, tuple[int, tuple[str, ...]]] = field(default_factory=dict)
    quorum: str = ""

    def is_reached(self, signers: set[Key], name: str = "") -> bool:
        """Whether these witnesses make up the quorum, or the group or witness ``name``."""
        name = name or self.quorum
        if name in self.witnesses:
            return self.witnesses[name] in signers
        least, members = self.groups[name]
        return sum(self.is_reached(signers, each) for each in members) >= least


@dataclass(slots=True)
class Counted:
    """Who signed which checkpoint when, and everything that does not hold."""

    text: str = ""
    signed: dict[str, datetime] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)


def read_policy(content: bytes) -> Policy:
    """Read a policy.

    Raises:
        Refused: When a line is none, names what was not named before it, or names anything twice.
    """
    policy, members_of = Policy(groups={"none": (0, ())}), set[str]()
    taken = {"none"}
    for line in content.decode("utf-8", "surrogateescape").split("\n"):
        words = line.split()
        if not words or words[0].startswith("#"):
            continue
        match words:
            case ["log", key] | ["log", key, _]:
                policy.logs.append(_new(_key(key, _LOG), policy.logs))
            case ["witness", name, key] | ["witness", name, key, _]:
                _take(name, taken)
                policy.witnesses[name] = _new(_key(key, _WITNESS), policy.witnesses.values())
            case ["group", name, least, *members] if members:
                _take(name, taken)
                unknown = [each for each in members if each not in taken - {"none", name} or each in members_of]
                if unknown or len(set(members)) != len(members):
                    raise Refused(f"group {name}: a member that is not there before it, or a member twice")
                members_of.update(members)
                policy.groups[name] = (_least(least, len(members)), tuple(members))
            case ["quorum", name] if not policy.quorum and name in taken:
                policy.quorum = name
            case _:
                raise Refused(f"not a line of a policy: {line[:60]!r}")
    if not policy.quorum:
        raise Refused("no line says the quorum")
    return policy


def count(policy: Policy, cosigned: Sequence[bytes], *, now: datetime) -> Counted:
    """Say who of a policy's witnesses signed the one checkpoint that all these files hold, and what does not hold.

    Args:
        policy: Whom to trust. Lines of others are passed over.
        cosigned: Signed notes: a checkpoint, the log's line, a witness's line.
        now: What the reader's clock says: no signature is from the future.
    """
    found, keys = Counted(), set[Key]()
    for content in cosigned:
        try:
            text, lines = _checkpoint(content, found.text, policy)
            found.text = text
            for key in policy.witnesses.values():
                moment = _time(key, text, lines, now)
                if moment is not None:
                    keys.add(key)
                    found.signed[key.name] = moment
        except Refused as error:
            found.problems.append(str(error))
    if not found.problems and not policy.is_reached(keys):
        found.problems.append(f"the quorum {policy.quorum!r} is not reached: {len(keys)} of its witnesses signed")
    return found


def note_of(proof: bytes) -> bytes:
    """Give the signed checkpoint inside a proof. Whether the proof holds is another question."""
    try:
        note = json.loads(proof)["proof"].partition("\n\n")[2]
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise Refused("no proof with a checkpoint in it") from error
    return str(note).encode()


def _note(content: bytes) -> tuple[str, list[list[str]]]:
    try:
        whole = content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Refused("not UTF-8") from error
    text, blank, tail = whole.rpartition("\n\n")
    if not blank or not tail.endswith("\n") or any(each < " " and each != "\n" for each in whole):
        raise Refused("no signed note")
    lines = [line.split(" ") for line in tail[:-1].split("\n")]
    if any(len(words) != 3 or words[0] != "\u2014" for words in lines):
        raise Refused("a signature line of another shape")
    if len(text.split("\n")) != 3:
        raise Refused("not a checkpoint of three lines")
    return text + "\n", lines


def _checkpoint(content: bytes, other: str, policy: Policy) -> tuple[str, list[list[str]]]:
    text, lines = _note(content)
    if other and text != other:
        raise Refused("it is on another checkpoint than the others")
    if policy.logs and not any(_is_by_log(key, text, lines) for key in policy.logs):
        raise Refused("no log of the policy signed the checkpoint")
    return text, lines


def _own(key: Key, lines: list[list[str]], length: int) -> bytes | None:
    """Give what a key wrote; ``None`` where it wrote nothing."""
    for _, name, encoded in lines:
        content = _base64(encoded)
        if name == key.name and content[:4] == key.id:
            if len(content) != 4 + length:
                raise Refused(f"a signature by {name} of another length")
            return content[4:]
    return None


def _is_by_log(key: Key, text: str, lines: list[list[str]]) -> bool:
    own = _own(key, lines, 64)
    if own is None or text.partition("\n")[0] != key.name:
        return False
    if not ed25519_holds(key.public, text.encode(), own):
        raise Refused("the log's signature does not hold")
    return True


def _time(key: Key, text: str, lines: list[list[str]], now: datetime) -> datetime | None:
    own = _own(key, lines, 72)
    if own is None:
        return None
    seconds = int.from_bytes(own[:8], "big")
    if not ed25519_holds(key.public, f"cosignature/v1\ntime {seconds}\n{text}".encode(), own[8:]):
        raise Refused(f"the signature by {key.name} does not hold")
    if seconds > (now + _SLACK).timestamp():
        raise Refused(f"the signature by {key.name} is from the future; set this machine's clock if it is wrong")
    return datetime.fromtimestamp(seconds, UTC)


def _key(text: str, kind: int) -> Key:
    name, _, rest = text.partition("+")
    key_id, _, encoded = rest.partition("+")
    typed = _base64(encoded)
    if len(typed) != 33 or typed[0] != kind or not name:
        raise Refused(f"not a key of this kind: {text[:60]!r}")
    key = Key(name, kind, typed[1:])
    if key.id.hex() != key_id:
        raise Refused(f"the id of the key {name!r} is not its own")
    return key


def _new(key: Key, known: Iterable[Key]) -> Key:
    if any(each.public == key.public for each in known):
        raise Refused(f"the key of {key.name!r} stands twice")
    return key


def _take(name: str, taken: set[str]) -> None:
    if name in taken:
        raise Refused(f"the name {name!r} stands twice")
    taken.add(name)


def _least(word: str, most: int) -> int:
    least = {"all": most, "any": 1}.get(word, int(word) if _NUMBER.fullmatch(word) else 0)
    if not 1 <= least <= most:
        raise Refused(f"a group takes 1 to {most} of its members, not {word[:20]!r}")
    return least


def _base64(text: str) -> bytes:
    try:
        content = base64.b64decode(text, validate=True)
    except ValueError as error:
        raise Refused("a signature or key that is not base64") from error
    if base64.b64encode(content).decode() != text:
        raise Refused("a signature or key that is not in its one spelling")
    return content


def main(arguments: Sequence[str], *, clock: Callable[[], datetime]) -> int:
    """Check the files named on the command line, say what they show, and give the exit status."""
    words, proof = list(arguments), None
    if "--proof" in words[:-1]:
        at = words.index("--proof")
        proof = words[at + 1]
        del words[at : at + 2]
    if len(words) < (2 if proof is None else 1):
        sys.stderr.write("usage: quorum POLICY [COSIGNED...] [--proof PROOF]\n")
        return 2
    try:
        policy = read_policy(Path(words[0]).read_bytes())
        proved = [note_of(Path(proof).read_bytes())] if proof is not None else []
        found = count(policy, [*proved, *(Path(each).read_bytes() for each in words[1:])], now=clock())
    except OSError as error:
        sys.stderr.write(f"cannot read {error.filename}: {error.strerror}\n")
        return 2
    except Refused as error:
        found = Counted(problems=[str(error)])
    lines = [f"  {each}" for each in found.problems] or [
        f"  signed by {name} at {moment:%Y-%m-%dT%H:%M:%SZ}" for name, moment in sorted(found.signed.items())
    ]
    sys.stdout.write("\n".join(["DOES NOT HOLD" if found.problems else "HOLDS", *map(_shown, lines)]) + "\n")
    return 1 if found.problems else 0


def _shown(line: str) -> str:
    return "".join(character if character.isprintable() else ascii(character)[1:-1] for character in line)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], clock=lambda: datetime.now(UTC)))  # noqa: TID251 - it runs alone, with nothing of ours
