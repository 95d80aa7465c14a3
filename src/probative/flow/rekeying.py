"""Opening keys and ledger of a case to change who opens what, or who signs.

Keys that are written anew take the key of every index with them: the indexes are removed, and made again when they are
next wanted.
"""

from collections.abc import Collection, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from probative.base.canonical import Json
from probative.custody.compartments import Compartment
from probative.custody.protocol import Custody
from probative.custody.seal.keybag import Keybag
from probative.flow import acts
from probative.flow.keyed import custody_of, keys_of
from probative.flow.settings import Settings
from probative.flow.views import index_files
from probative.store.open import remove_index


@contextmanager
def rekeying(folder: Path, given: Settings, *, is_rotated: bool = False) -> Iterator[tuple[Keybag, Custody]]:
    """Open keys and ledger for writing, without any index.

    Args:
        folder: The case.
        given: The settings: what opens it.
        is_rotated: Whether keys will be written anew.

    Raises:
        As ``keys_of`` and ``custody_of``.
    """
    with ExitStack() as closing:
        keybag = keys_of(folder, given, closing)
        custody = custody_of(folder, given, keybag, closing, write=True)
        if is_rotated:
            # Before: a crash leaves no index under keys that are gone. After: a reader may have made one meanwhile.
            _remove_indexes(folder, given)
        yield keybag, custody
        if is_rotated:
            _remove_indexes(folder, given)


def record_change(
    custody: Custody,
    keybag: Keybag,
    kind: str,
    fields: acts.Fields,
    public: dict[str, Json],
    *,
    renewing: Collection[Compartment] = (),
) -> None:
    """Enter a change of keys, with the generation of every bag after it; it stands under a checkpoint on return.

    ``renewing`` are bags that are written anew only when the entry stands.
    """
    generations = {str(each): number + (each in renewing) for each, number in keybag.generations.items()}
    custody.record(kind, {**fields, "generations": acts.text(generations)}, {**public, "generations": generations})
    custody.acknowledge()
    custody.seal()


def _remove_indexes(folder: Path, given: Settings) -> None:
    for path in index_files(folder):
        remove_index(path, disk=given.disk)
