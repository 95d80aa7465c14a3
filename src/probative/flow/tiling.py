"""The ledger as tiles: written from an opened case, read without any key."""

from pathlib import Path

from probative.base.errors import StorageError
from probative.custody.casefile import CaseFileError, read_case_file
from probative.custody.errors import DamagedCaseError, NotACaseError
from probative.custody.layout import Layout
from probative.custody.ledger.log import Log
from probative.custody.ledger.tilefolder import TILES, Tiled, read_tiles, tiled_proof, write_tiles
from probative.flow.case import Case


def lay_tiles(case: Case, *, anew: bool = False) -> Tiled:
    """Seal what the case holds and bring its tiles up to date; the bytes are the same whether made anew or not.

    Args:
        case: Opened for writing.
        anew: Whether to write every tile, whatever is there.

    Raises:
        StorageError: When the disk refuses; nothing of the ledger is touched.
    """
    case.commit()
    checkpoint = case.custody.seal()
    key = case.custody.signers.register.log_keys
    return write_tiles(case.folder / TILES, case.custody.log, checkpoint, key=key, disk=case.settings.disk, anew=anew)


def proof_from_tiles(folder: Path, index: int) -> str:
    """Give the C2SP tlog-proof of an entry, from the case's public files alone.

    Raises:
        NotACaseError: When there is no case.
        DamagedCaseError: When its case file is none.
        DamagedTilesError: When no tiles were exported, or they are not what their checkpoint signs.
        IndexError: When the tiles hold no such entry.
    """
    layout = Layout(folder)
    try:
        key = read_case_file(layout.case_file.read_bytes()).register(Log(layout).said_of_keys).log_keys
    except FileNotFoundError as error:
        raise NotACaseError(f"{folder} holds no case") from error
    except CaseFileError as error:
        raise DamagedCaseError(f"case.json: {error}") from error
    except OSError as error:
        raise StorageError(f"cannot read case.json or the ledger: {error.strerror}") from error
    tree, checkpoint = read_tiles(folder / TILES, key)
    return tiled_proof(tree, checkpoint, index)
