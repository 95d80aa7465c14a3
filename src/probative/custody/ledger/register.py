"""Which key may sign which entry of a log, worked out from the log alone.

A case begins with one key, the founder's (``case.json``). While no root file is in force, the founder adds and revokes
keys (``key.added``, ``key.revoked``). From the first root file on (``root.changed``) a key counts where the root file
in force lists it. A key hands over to a new one by ``key.rotated``, which both sign. A revocation carries the last good
size: entries of that key from there on do not count, also those that stand in the log already.

The log's own key, which signs checkpoints, hands over to a new one in the same way; see ``ledger.logkeys``.

An entry that changes keys is itself judged by the keys before it.

Source: docs/format/ledger.md (Keys).
"""

import base64
import binascii
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from probative.base.canonical import Json
from probative.custody.ledger.entries import Entry, EntryKind, is_entry_signed, person_key_id
from probative.custody.ledger.logkeys import HandoverError, LogKeys
from probative.custody.ledger.notes import NoteKey
from probative.custody.ledger.roots import Root, RootError, read_root, root_problem
from probative.custody.ledger.signatures import is_signed

_TAG = b"probative/key@1\n"
_KEY_BYTES = 32


@dataclass(slots=True)
class _Span:
    """From which entry on a key counts, and from which on no more; ``until`` is ``None`` while it does."""

    key: bytes
    since: int
    until: int | None = None


@dataclass(slots=True)
class Register:
    """The keys of a log, entry by entry. Made by ``register_of``.

    ``problems`` are entries that say something of keys that does not count, and why. ``root`` is the root file in force
    at the end, ``log_keys`` the keys that sign checkpoints.
    """

    log_keys: LogKeys
    founder: str
    root: Root | None = None
    revoked: dict[str, int] = field(default_factory=dict)
    problems: dict[int, str] = field(default_factory=dict)
    expired: list[tuple[int, str]] = field(default_factory=list)
    _spans: dict[str, list[_Span]] = field(default_factory=dict)

    @classmethod
    def begun(cls, log_key: NoteKey, founder_key: bytes) -> "Register":
        """Give the register of a case in which nothing was said of keys yet."""
        founder = person_key_id(founder_key)
        log_keys = LogKeys(name=log_key.name, first=log_key.public_key)
        return cls(log_keys=log_keys, founder=founder, _spans={founder: [_Span(founder_key, 0)]})

    @property
    def origin(self) -> str:
        """The log's name."""
        return self.log_keys.name

    @property
    def has_several(self) -> bool:
        """Whether any key but the first ever counted."""
        return len(self._spans) > 1

    def counts(self, name: str, index: int) -> bool:
        """Whether a key may sign the entry at ``index``."""
        spans = self._spans.get(name, ())
        is_within = any(span.since <= index and (span.until is None or index < span.until) for span in spans)
        return is_within and self.revoked.get(name, index + 1) > index

    def spans(self, name: str) -> tuple[tuple[int, int | None], ...]:
        """Give from which entry to which a key counted, revocations aside; ``None`` where it still does."""
        return tuple((span.since, span.until) for span in self._spans.get(name, ()))

    @property
    def names(self) -> tuple[str, ...]:
        """The ids of all keys that ever counted, in the order in which they came."""
        return tuple(self._spans)

    def active(self, index: int) -> dict[str, bytes]:
        """Give the keys that may sign the entry at ``index``, by id."""
        return {name: spans[0].key for name, spans in self._spans.items() if self.counts(name, index)}

    def spoke_of(self, public_key: bytes) -> bool:
        """Whether that key ever counted in this log."""
        return person_key_id(public_key) in self._spans

    def problem_of(self, index: int, entry: Entry) -> str | None:
        """Say why an entry does not count as its signer's; ``None`` where it does."""
        return self.forgery(index, entry) or self.doubt(index, entry)

    def forgery(self, index: int, entry: Entry) -> str | None:
        """Say why an entry is signed by nobody who could sign there; ``None`` where it is."""
        if entry.by not in self._spans:
            return "It is signed by a key that was never given to this case."
        if not any(
            span.since <= index and (span.until is None or index < span.until) for span in self._spans[entry.by]
        ):
            return f"The key {entry.by} does not count at this place."
        if not is_entry_signed(entry, origin=self.origin, public_key=self._spans[entry.by][0].key):
            return "Its signature does not hold."
        return None

    def doubt(self, index: int, entry: Entry) -> str | None:
        """Say why a rightly signed entry does not count all the same; ``None`` where it does."""
        good = self.revoked.get(entry.by)
        if good is not None and good <= index:
            return f"The key {entry.by} was revoked: of its entries only those among the first {good} count."
        late = [at for since, at in self.expired if since < index]
        if late and late[-1] and entry.at > late[-1]:
            return f"The root file in force had expired at {late[-1]}."
        return None

    def take(self, index: int, entry: Entry) -> None:
        """Note what an entry says of keys, if it may say it."""
        why = self.problem_of(index, entry)
        kinds: Mapping[str, Callable[[int, Entry], str | None]] = {
            EntryKind.ROOT_CHANGED: self._change_root,
            EntryKind.KEY_ADDED: self._add,
            EntryKind.KEY_ROTATED: self._rotate,
            EntryKind.KEY_REVOKED: self._revoke,
        }
        # Without these values the entry is about who opens a compartment, not about who signs.
        if entry.kind in kinds and {"root", "signing_key", "good", "log_key"} & set(entry.public):
            why = why or kinds[entry.kind](index, entry)
            if why is not None:
                self.problems[index] = why

    def _change_root(self, index: int, entry: Entry) -> str | None:
        try:
            root = read_root(entry.public.get("root"))
        except RootError as error:
            return f"It holds no root file: {error}."
        why = root_problem(root, self.root, self.origin)
        if why is not None:
            return f"Its root file does not count: {why}."
        self.root = root
        self.expired.append((index, root.expires or ""))
        listed = {name: root.keys[name].key for name in root.holders("person")}
        for name in [name for name, spans in self._spans.items() if spans[-1].until is None and name not in listed]:
            self._spans[name][-1].until = index + 1
        for name, key in listed.items():
            self._open(name, key, index + 1)
        for name, good in root.revoked.items():
            self.revoked[name] = min(good, self.revoked.get(name, good))
        return None

    def _add(self, index: int, entry: Entry) -> str | None:
        key = _key(entry)
        if key is None:
            return "It shows no key."
        name = person_key_id(key)
        if self.root is not None:
            return None if name in self.root.holders("person") else "The root file in force does not list that key."
        if entry.by != self.founder:
            return "Only the founder adds keys where there is no root file."
        self._open(name, key, index + 1)
        return None

    def _rotate_log(self, index: int, entry: Entry) -> str | None:
        if self.root is None and entry.by != self.founder:
            return "Only the founder changes the log's key where there is no root file."
        try:
            log_keys = self.log_keys.followed(entry.public)
        except HandoverError as error:
            return f"It does not change the log's key: {error}."
        if log_keys.handovers[-1].since != index + 1:
            return "It does not change the log's key from itself on."
        self.log_keys = log_keys
        return None

    def _rotate(self, index: int, entry: Entry) -> str | None:
        if "log_key" in entry.public:
            return self._rotate_log(index, entry)
        key = _key(entry)
        if key is None or not _has_agreed(key, entry, self.origin) or entry.public.get("old") != entry.by:
            return "It is not signed by the old key and the new."
        name = person_key_id(key)
        if self.root is not None and name not in self.root.holders("person"):
            return "The root file in force does not list the new key."
        self._spans[entry.by][-1].until = index + 1
        self._open(name, key, index + 1)
        if entry.by == self.founder:
            self.founder = name
        return None

    def _revoke(self, index: int, entry: Entry) -> str | None:
        name, good = entry.public.get("signer"), entry.public.get("good")
        if not isinstance(name, str) or name not in self._spans or not isinstance(good, int) or not 0 <= good <= index:
            return "It names no key of this case, or no size that the log had."
        if self.root is not None:
            known = self.root.revoked.get(name)
            return None if known == good else "The root file in force does not say so."
        if entry.by not in (self.founder, name):
            return "Only the founder, or a key itself, revokes it where there is no root file."
        self.revoked[name] = min(good, self.revoked.get(name, good))
        if self._spans[name][-1].until is None:
            self._spans[name][-1].until = index + 1
        return None

    def _open(self, name: str, key: bytes, since: int) -> None:
        spans = self._spans.setdefault(name, [])
        if name not in self.revoked and (not spans or spans[-1].until is not None):
            spans.append(_Span(key, since))
        if not spans:
            del self._spans[name]


def register_of(log_key: NoteKey, founder_key: bytes, said: Iterable[tuple[int, Entry]]) -> Register:
    """Work out which key counts where.

    Args:
        log_key: The log's first key under its name, from the case file.
        founder_key: The first person's key, from the case file.
        said: The entries of the log that speak of keys, each with its index, in order.
    """
    register = Register.begun(log_key, founder_key)
    for index, entry in said:
        register.take(index, entry)
    return register


def added(public_key: bytes) -> dict[str, Json]:
    """Write what ``key.added`` says in the clear of the new key."""
    return {"signing_key": base64.b64encode(public_key).decode()}


def rotated(origin: str, old: str, public_key: bytes, sign: Callable[[bytes], bytes]) -> dict[str, Json]:
    """Write what ``key.rotated`` says in the clear: the old key's id, and the new key, which signs that it agrees."""
    return {"old": old, "proof": base64.b64encode(sign(_handover(origin, old))).decode(), **added(public_key)}


def revoked(key_id: str, good: int) -> dict[str, Json]:
    """Write what ``key.revoked`` says in the clear: the key's id and the last good size of the log."""
    return {"good": good, "signer": key_id}


def _handover(origin: str, old: str) -> bytes:
    return _TAG + f"{origin}\nrotated\n{old}\n".encode()


def _key(entry: Entry) -> bytes | None:
    text = entry.public.get("signing_key")
    try:
        key = base64.b64decode(text if isinstance(text, str) else "", validate=True)
    except (binascii.Error, ValueError):
        return None
    return key if len(key) == _KEY_BYTES and base64.b64encode(key).decode() == text else None


def _has_agreed(key: bytes, entry: Entry, origin: str) -> bool:
    text = entry.public.get("proof")
    try:
        proof = base64.b64decode(text if isinstance(text, str) else "", validate=True)
    except (binascii.Error, ValueError):
        return False
    return base64.b64encode(proof).decode() == text and is_signed(_handover(origin, entry.by), proof, key)
