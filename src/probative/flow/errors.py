"""What may go wrong between a case and its index."""

from probative.base.errors import CaseBusyError, IntegrityError, KeyRefusedError


class LedgerShortenedError(IntegrityError):
    """The index has seen more ledger entries than the ledger holds now."""

    code = "P351"
    hint = "An older ledger took the place of a newer one. Find the newer; `probative rebuild` only after asking why."


class StrayIndexError(IntegrityError):
    """The index is damaged at its head, another case's, or made from another history than this ledger's."""

    code = "P352"
    hint = "The index is derived: `probative rebuild DIR` makes it anew. The ledger and the vault are untouched."


class ReadWhileWrittenError(CaseBusyError):
    """Another process changed the case again and again while it was being read."""

    code = "P221"
    hint = "Nothing is wrong with the case. Wait until the writer has finished, then run the command again."


class ScreenClosedError(KeyRefusedError):
    """People are sealed, and whoever opened the case lacks the compartment that finds their names."""

    code = "P217"
    hint = (
        "Have somebody do it who holds `source-protection`: what is new may name a sealed person, and only there can "
        "the name be found and replaced."
    )
