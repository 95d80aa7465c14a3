"""Who signs what is recorded: the founder, or the person who acts, each counting their own entries."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from probative.base.errors import KeyRefusedError
from probative.custody.casefile import CaseFile
from probative.custody.keys import Keys
from probative.custody.ledger.entries import person_key_id, signer_of
from probative.custody.ledger.log import Log
from probative.custody.ledger.register import Register


class SignerUnknownError(KeyRefusedError):
    """The key of whoever acts does not count in this case now."""

    code = "P218"
    hint = "Have the founder add the key, or the root keys list it; then act again."


@dataclass(frozen=True, slots=True, kw_only=True)
class Signer:
    """Somebody who signs entries: an Ed25519 public key of 32 bytes, and what signs with its private half."""

    public_key: bytes
    sign: Callable[[bytes], bytes]

    @property
    def id(self) -> str:
        """How entries name the key."""
        return person_key_id(self.public_key)


class Signers:
    """Whose turn it is, and how many entries each key signed so far.

    ``heir`` is who signs as soon as the ledger says that their key counts: the next entry is theirs.

    Args:
        case_file: Names the founder's key.
        keys: Signs for the founder.
        log: The ledger, as it grows.
    """

    def __init__(self, case_file: CaseFile, keys: Keys, log: Log) -> None:
        self._case_file = case_file
        self._log = log
        self._counts: Counter[str] | None = None
        self.on_behalf_of: str | None = None
        self.heir: Signer | None = None
        self._keys = keys
        self.acting = self.founder()

    @property
    def register(self) -> Register:
        """Which key counts where, as the ledger stands now."""
        return self._case_file.register(self._log.said_of_keys)

    def act_as(self, signer: Signer) -> None:
        """Have ``signer`` sign from now on.

        Raises:
            SignerUnknownError: When that key does not count at the next entry.
        """
        if not self.register.counts(signer.id, self._log.size):
            raise SignerUnknownError(f"the key {signer.id} does not count in this case")
        self.acting = signer
        self.on_behalf_of = None

    def act_for(self, key_id: str) -> None:
        """Have the founder's key sign from now on, on behalf of somebody whose own does not count; every entry says so.

        Raises:
            SignerUnknownError: When no founder's key that is open here counts either.
        """
        founder = self.founder()
        if not self.register.counts(founder.id, self._log.size):
            raise SignerUnknownError(f"neither the key {key_id} nor the founder's counts in this case")
        self.acting, self.on_behalf_of = founder, key_id

    def next_numbers(self, count: int) -> list[int]:
        """Give the numbers of the acting key's next ``count`` entries. They are used up only by ``note``."""
        if self._counts is None:
            self._counts = counts_by(self._log, self.register, self._log.size)
        start = self._counts[self.acting.id]
        return list(range(start + 1, start + count + 1))

    def note(self, count: int) -> None:
        """Note that the acting key's next ``count`` entries stand in the log."""
        if self._counts is not None:
            self._counts[self.acting.id] += count
        if self.heir is not None and self.register.counts(self.heir.id, self._log.size):
            before, self.acting, self.heir = self.acting, self.heir, None
            self.on_behalf_of = before.id if before.id in self.register.revoked else None

    def founder(self) -> Signer:
        """Give the founder's key: the one that was prepared to take its place, once that counts."""
        register, known = self.register, self._keys.person_public_keys
        key = next((one for one in known if register.counts(person_key_id(one), self._log.size)), known[0])
        return Signer(public_key=key, sign=lambda content: self._keys.sign_as_person(content, key))


def are_of(register: Register, keys: Keys) -> bool:
    """Whether a keybag is the one of a case: it holds the key that signs checkpoints now, and a founder's key of it."""
    signs = register.log_keys.newest.public_key in keys.log_public_keys
    return signs and any(register.spoke_of(one) for one in keys.person_public_keys)


def counts_by(log: Log, register: Register, size: int) -> Counter[str]:
    """Count the entries of each key among the first ``size``."""
    if not register.has_several:
        return Counter({register.founder: size})
    contents = log.contents()
    return Counter(signer_of(content) for _, content in zip(range(size), contents, strict=False))
