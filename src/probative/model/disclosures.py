"""What binds without showing, and what is handed out."""

from dataclasses import dataclass

from probative.base.digest import is_digest


@dataclass(frozen=True, slots=True, kw_only=True)
class Commitment:
    """A salted hash that binds a record's fields without showing them: the Merkle tree over ``fields`` leaves.

    ``digest`` is 64 lower-case hex digits. ``fields`` counts the decoys too, so it says little about the record.

    Source: shared/reference/custody.md section 7.
    """

    digest: str
    fields: int

    def __post_init__(self) -> None:
        """Refuse a digest that is none, and a commitment to nothing."""
        if not is_digest(self.digest):
            raise ValueError(f"not a digest: {self.digest!r}")
        if self.fields < 1:
            raise ValueError("a commitment binds at least one field")


@dataclass(frozen=True, slots=True, kw_only=True)
class Disclosure:
    """A package issued to a named recipient. The act itself is the ledger entry at ``entry``, counted from 0."""

    recipient: str
    issued_at: str
    entry: int
    members: Commitment

    def __post_init__(self) -> None:
        """Refuse a disclosure to nobody, and one that no entry records."""
        if not self.recipient.strip():
            raise ValueError("a disclosure names its recipient")
        if self.entry < 0:
            raise ValueError(f"no ledger entry: {self.entry}")
